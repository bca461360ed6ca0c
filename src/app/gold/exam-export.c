/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/gold/exam-export.h"

#include <math.h>

#include "app/gold/exam-rule.h"
#include "app/gold/gold-words.h"
#include "formats/gold-json.h"

/* The texts of one answer, which are kept in @texts. */
static void
say_item (FwGoldSaid         *said,
          const FwExamSheet  *sheet,
          const FwGoldAnswer *answer,
          GPtrArray          *texts)
{
  const FwGoldItem *item = fw_gold_find_item (sheet->gold, answer->unit, answer->rev);
  char *place = item != NULL ? fw_exam_words_item (sheet, item) : NULL;

  if (place == NULL)
    return;
  said->place = place;
  g_ptr_array_add (texts, place);
}

static void
say_difference (FwGoldSaid         *said,
                const FwExamSheet  *sheet,
                const FwGoldResult *result,
                FwManual           *manual,
                GPtrArray          *texts)
{
  const FwRule *rule = manual != NULL ? fw_exam_rule_find (manual, result) : NULL;
  char *place = fw_exam_words_title (sheet, result);
  char *difference = fw_exam_words_difference (sheet, result);

  g_ptr_array_add (texts, place);
  g_ptr_array_add (texts, difference);
  said->place = place;
  said->difference = difference;
  if (rule == NULL)
    return;
  said->rule = rule->id;
  said->rule_rev = rule->rev;
  said->rule_title = rule->title;
}

GBytes *
fw_exam_export_to_json (const FwExamSheet *sheet,
                        FwManual          *manual)
{
  g_return_val_if_fail (sheet != NULL, NULL);

  const FwGoldAttempt *attempt = sheet->attempt;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree FwGoldSaid *said = g_new0 (FwGoldSaid, attempt->n_answers);
  FwInterval interval = fw_exam_words_get_interval (sheet);
  FwGoldSaying saying = { .answers = said,
                          .version = manual != NULL ? fw_manual_get_version (manual) : NULL,
                          .low = interval.low,
                          .high = interval.high };

  for (gsize i = 0; i < attempt->n_answers; i++)
    if (attempt->answers[i].is_shown)
      say_item (&said[i], sheet, &attempt->answers[i], texts);
  for (guint i = 0; i < sheet->results->len; i++)
    {
      const FwGoldResult *result = &g_array_index (sheet->results, FwGoldResult, i);

      say_difference (&said[result->answer], sheet, result, manual, texts);
    }

  return fw_gold_attempt_to_json (sheet->gold, attempt, &saying);
}
