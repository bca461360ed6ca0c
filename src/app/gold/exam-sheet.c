/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gold/exam-sheet.h"

#include <glib/gi18n.h>

#include "app/gold/exam-start.h"
#include "formats/gold-file.h"

FwExamSheet *
fw_exam_sheet_ref (FwExamSheet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_exam_sheet_unref (FwExamSheet *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; self->doubted != NULL && i < self->doubted->len; i++)
    fw_gold_record_unref (FW_GOLD_ITEM, self->doubted->pdata[i]);
  g_clear_pointer (&self->doubted, g_ptr_array_unref);
  g_clear_pointer (&self->results, g_array_unref);
  g_clear_pointer (&self->frozen, fw_snapshot_unref);
  g_clear_pointer (&self->own, fw_snapshot_unref);
  g_clear_pointer (&self->gold, fw_gold_unref);
  g_free (self);
}

static void
clear_result (gpointer data)
{
  g_array_unref (((FwGoldResult *) data)->attributes);
}

/* Comparing -------------------------------------------------------------------- */

typedef struct
{
  const FwExamWork *work;
  GDateTime        *now;
  FwSnapshot       *frozen;
  GArray           *results; /* (element-type FwGoldResult) (owned) of all answers of the attempt */
} Comparing;

static gboolean
is_wanted (const FwExamWork   *work,
           const FwGoldAnswer *answer)
{
  return work->part.first == FW_FRAME_NONE || answer->part.first == work->part.first;
}

static gboolean
compare (Comparing            *comparing,
         const FwGold         *gold,
         const FwGoldAttempt  *attempt,
         GError              **error)
{
  FwGoldComparison facts = {
    .gold = comparing->frozen,
    .own = comparing->work->own,
    .answers = attempt->answers,
    .n_answers = attempt->n_answers,
    .tolerance_px = fw_gold_get_settings (gold)->tolerance_px,
  };

  comparing->results = fw_gold_exam_compare (&facts, error);

  return comparing->results != NULL;
}

static const FwGoldAttempt *
find_attempt (const FwGold      *gold,
              const FwExamWork  *work,
              GError           **error)
{
  const FwGoldAttempt *attempt = fw_gold_find_attempt (gold, work->person, work->n);

  if (attempt == NULL)
    g_set_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE,
                 _("%s does not know this attempt any more."), work->gold_path);

  return attempt;
}

/* Puts what came of it into the attempt, where nothing stands yet. */
static gboolean
keep_results (FwGoldBuilder  *builder,
              gpointer        user_data,
              GError        **error)
{
  Comparing *comparing = user_data;
  const FwExamWork *work = comparing->work;
  const FwGold *gold = fw_gold_builder_peek (builder);
  const FwGoldAttempt *before = find_attempt (gold, work, error);

  if (before == NULL || !compare (comparing, gold, before, error))
    return FALSE;

  FwGoldAttempt attempt = *before;
  g_autofree FwGoldAnswer *answers
    = g_memdup2 (before->answers, before->n_answers * sizeof (FwGoldAnswer));
  g_autofree char *ended_at = g_date_time_format_iso8601 (comparing->now);
  g_autofree gboolean *is_first = g_new0 (gboolean, before->n_answers);

  attempt.answers = answers;
  for (gsize i = 0; i < attempt.n_answers; i++)
    {
      is_first[i] = !answers[i].is_shown && is_wanted (work, &answers[i]);
      /* An item that the frozen labels lost counts for nobody. */
      answers[i].is_shown |= is_first[i];
    }
  for (guint i = 0; i < comparing->results->len; i++)
    {
      const FwGoldResult *result = &g_array_index (comparing->results, FwGoldResult, i);

      if (is_first[result->answer])
        answers[result->answer].mistake = result->mistake;
    }
  if (attempt.ended_at == NULL && fw_gold_attempt_count_shown (&attempt) == attempt.n_answers)
    attempt.ended_at = ended_at;

  return fw_gold_builder_put (builder, FW_GOLD_ATTEMPT, &attempt, error);
}

/* The sheet ----------------------------------------------------------------------- */

/* What differs now, of what was shown. What the person corrected since practice was
 * checked is not shown again, but counts as it was. */
static void
fill (FwExamSheet *self,
      Comparing   *comparing)
{
  const FwExamWork *work = comparing->work;

  for (gsize i = 0; i < self->attempt->n_answers; i++)
    {
      const FwGoldAnswer *answer = &self->attempt->answers[i];

      if (!answer->is_shown || !is_wanted (work, answer))
        continue;
      self->n_items++;
      self->n_right += answer->mistake == FW_MISTAKE_NONE;
    }
  for (guint i = 0; i < comparing->results->len; i++)
    {
      FwGoldResult result = g_array_index (comparing->results, FwGoldResult, i);
      const FwGoldAnswer *answer = &self->attempt->answers[result.answer];

      if (!answer->is_shown || !is_wanted (work, answer) || result.mistake == FW_MISTAKE_NONE)
        continue;
      g_array_ref (result.attributes);
      g_array_append_val (self->results, result);
    }
}

static void
look_for_doubts (FwExamSheet      *self,
                 const FwExamWork *work,
                 GDateTime        *now)
{
  g_autoptr(FwGoldPool) pool = fw_gold_pool_new (self->gold, work->rules, self->frozen, now);
  g_autoptr(GPtrArray) unasked = fw_gold_pool_list_unasked (pool);

  fw_gold_pool_count (pool, work->person, &self->stock);
  for (guint i = 0; i < unasked->len; i++)
    g_ptr_array_add (self->doubted, fw_gold_record_ref (unasked->pdata[i]));
}

FwExamSheet *
fw_exam_sheet_new (const FwExamWork  *work,
                   GDateTime         *now,
                   GError           **error)
{
  g_return_val_if_fail (work != NULL && work->gold_path != NULL && work->person != NULL, NULL);
  g_return_val_if_fail (work->own != NULL && now != NULL, NULL);

  g_autoptr(FwGold) before = fw_gold_file_load (work->gold_path, NULL, error);
  g_autoptr(FwSnapshot) frozen
    = before != NULL ? fw_gold_load_frozen (work->gold_path, before, error) : NULL;
  Comparing comparing = { work, now, frozen, NULL };
  g_autoptr(FwGold) gold = NULL;

  if (frozen == NULL)
    return NULL;
  if (work->keeps)
    gold = fw_gold_file_change (work->gold_path, NULL, keep_results, &comparing, error);
  else
    {
      const FwGoldAttempt *attempt = find_attempt (before, work, error);

      if (attempt != NULL && compare (&comparing, before, attempt, error))
        gold = fw_gold_ref (before);
    }
  if (gold == NULL)
    {
      g_clear_pointer (&comparing.results, g_array_unref);
      return NULL;
    }

  FwExamSheet *self = g_new0 (FwExamSheet, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->gold = g_steal_pointer (&gold);
  self->attempt = fw_gold_find_attempt (self->gold, work->person, work->n);
  self->frozen = g_steal_pointer (&frozen);
  self->own = fw_snapshot_ref (work->own);
  self->is_part = work->part.first != FW_FRAME_NONE;
  self->results = g_array_new (FALSE, FALSE, sizeof (FwGoldResult));
  g_array_set_clear_func (self->results, clear_result);
  self->doubted = g_ptr_array_new ();
  fill (self, &comparing);
  g_array_unref (comparing.results);
  look_for_doubts (self, work, now);

  return self;
}
