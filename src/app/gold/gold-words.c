/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gold/gold-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "app/panels/attribute-field.h"
#include "core/object-words.h"
#include "review/estimate.h"
#include "review/significance.h"

static void add_line (GString *text, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_line (GString    *text,
          const char *format,
          ...)
{
  va_list args;

  if (text->len > 0)
    g_string_append_c (text, '\n');
  va_start (args, format);
  g_string_append_vprintf (text, format, args);
  va_end (args);
}

/* Making --------------------------------------------------------------------------- */

static void
add_left_out (GString           *text,
              const FwGoldFacts *facts)
{
  for (int why = 0; why < FW_N_LEFT_OUT; why++)
    {
      gsize n = facts->n_left_out[why];

      if (n == 0)
        continue;
      switch ((FwLeftOut) why)
        {
        case FW_LEFT_OUT_CHANGED:
          add_line (text, ngettext ("%zu is left out: it is not as it was judged any more.",
                                    "%zu are left out: they are not as they were judged any more.",
                                    (gulong) n), n);
          break;
        case FW_LEFT_OUT_DISPUTED:
          add_line (text, ngettext ("%zu is left out: another verdict says otherwise.",
                                    "%zu are left out: another verdict says otherwise.",
                                    (gulong) n), n);
          break;
        case FW_LEFT_OUT_ASKED:
          add_line (text, ngettext ("%zu is left out: a question about it waits for an answer.",
                                    "%zu are left out: a question about them waits for an answer.",
                                    (gulong) n), n);
          break;
        case FW_LEFT_OUT_VERSION:
          add_line (text, ngettext ("%zu is left out: it was judged by a version of the manual that "
                                    "is not here.",
                                    "%zu are left out: they were judged by a version of the manual "
                                    "that is not here.",
                                    (gulong) n), n);
          break;
        case FW_LEFT_OUT_FORM:
          add_line (text, ngettext ("%zu is left out: a file of labels cannot hold it as it is.",
                                    "%zu are left out: a file of labels cannot hold them as they "
                                    "are.",
                                    (gulong) n), n);
          break;
        }
    }
}

static void
add_retired (GString           *text,
             const FwGoldStock *stock)
{
  gsize n_rule = stock->n_by[FW_GOLD_OTHER_RULE];
  gsize n_old = stock->n_by[FW_GOLD_TOO_OLD];
  gsize n_doubted = stock->n_by[FW_GOLD_DOUBTED];
  gsize n_changed = stock->n_by[FW_GOLD_CHANGED];

  if (n_rule > 0)
    add_line (text, ngettext ("%zu gold item is retired: a rule for it has changed.",
                              "%zu gold items are retired: a rule for them has changed.",
                              (gulong) n_rule), n_rule);
  if (n_old > 0)
    add_line (text, ngettext ("%zu gold item is retired: it is older than %d days.",
                              "%zu gold items are retired: they are older than %d days.",
                              (gulong) n_old), n_old, FW_GOLD_MAX_DAYS);
  if (n_doubted > 0)
    add_line (text, ngettext ("%zu gold item is in doubt: too many qualified people label it "
                              "otherwise.",
                              "%zu gold items are in doubt: too many qualified people label them "
                              "otherwise.",
                              (gulong) n_doubted), n_doubted);
  if (n_changed > 0)
    add_line (text, ngettext ("%zu gold item is retired: its label is another one now.",
                              "%zu gold items are retired: their labels are others now.",
                              (gulong) n_changed), n_changed);
}

char *
fw_gold_words_stock (gsize                 n,
                     const FwGoldSettings *settings)
{
  g_return_val_if_fail (settings != NULL, NULL);

  g_autoptr(GString) text = g_string_new (NULL);
  gsize wanted = FW_GOLD_POOL_FACTOR * settings->items;

  if (n >= wanted)
    add_line (text, ngettext ("%zu item can be asked. That is enough for exams of %u.",
                              "%zu items can be asked. That is enough for exams of %u.",
                              (gulong) n), n, settings->items);
  else
    add_line (text, ngettext ("%zu item can be asked. For exams of %u there should be %u, so that "
                              "there are others for another try: %zu more.",
                              "%zu items can be asked. For exams of %u there should be %u, so that "
                              "there are others for another try: %zu more.",
                              (gulong) n),
              n, settings->items, (guint) wanted, wanted - n);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
fw_gold_words_survey (const FwGoldFacts *facts)
{
  g_return_val_if_fail (facts != NULL, NULL);

  g_autoptr(GString) text = g_string_new (NULL);

  add_line (text, ngettext ("%zu label was judged correct and is as it was judged.",
                            "%zu labels were judged correct and are as they were judged.",
                            (gulong) facts->n_usable), facts->n_usable);
  if (facts->has_gold)
    add_line (text, ngettext ("%zu of them is not gold yet.", "%zu of them are not gold yet.",
                              (gulong) facts->n_new), facts->n_new);
  add_left_out (text, facts);
  add_retired (text, &facts->stock);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
fw_gold_words_refusal (const FwGoldFacts *facts)
{
  g_return_val_if_fail (facts != NULL, NULL);

  g_autoptr(GString) text = g_string_new (NULL);

  if (facts->n_usable > 0)
    return NULL;
  if (facts->n_correct == 0)
    return g_strdup (_("Nothing here was judged correct yet. Review a sample first: what is "
                       "correct in it can become gold."));
  add_line (text, ngettext ("%zu label was judged correct, and it cannot be gold now.",
                            "%zu labels were judged correct, and none of them can be gold now.",
                            (gulong) facts->n_correct), facts->n_correct);
  add_left_out (text, facts);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
fw_gold_words_made (const FwGoldFacts *facts)
{
  g_return_val_if_fail (facts != NULL, NULL);

  return facts->stock.n_missing == 0
           ? g_strdup_printf (ngettext ("The gold clip has %zu item.",
                                        "The gold clip has %zu items.",
                                        (gulong) facts->stock.n_by[FW_GOLD_IN_FORCE]),
                              facts->stock.n_by[FW_GOLD_IN_FORCE])
           : g_strdup_printf (ngettext ("The gold clip has %zu item; %zu more would be good.",
                                        "The gold clip has %zu items; %zu more would be good.",
                                        (gulong) facts->stock.n_by[FW_GOLD_IN_FORCE]),
                              facts->stock.n_by[FW_GOLD_IN_FORCE], facts->stock.n_missing);
}

char *
fw_gold_words_chance (const FwGoldSettings *settings)
{
  g_return_val_if_fail (settings != NULL, NULL);

  /* Translators: how likely it is to pass an exam. */
  return g_strdup_printf (_("Who labels 95 of 100 as the gold does passes %.0f times in 100; who "
                            "labels 80 so, %.0f times."),
                          100.0 * fw_exam_pass (settings->needed, settings->items, 0.95),
                          100.0 * fw_exam_pass (settings->needed, settings->items, 0.80));
}

/* Before an attempt ------------------------------------------------------------------- */

static void
add_rules_of_exam (GString             *text,
                   const FwGoldOutlook *outlook)
{
  const FwGoldSettings *settings = &outlook->settings;

  add_line (text, ngettext ("The exam asks %u item; %u has to be as the gold has it.",
                            "The exam asks %u items; %u have to be as the gold has them.",
                            settings->items),
            settings->items, settings->needed);
  if (outlook->is_video)
    add_line (text, _("You label everything in some stretches of %u frames, which the ruler shows; "
                      "where in them it asks is not told."),
              settings->clip_frames);
  else
    add_line (text, _("You label everything in some of the pictures, which the film strip shows."));
  add_line (text, _("What the gold has is shown after you hand in, with every difference. You can "
                    "stop at any time and go on later."));
  if (outlook->is_qualified)
    add_line (text, _("You have passed on this gold already."));
}

char *
fw_gold_words_outlook (const FwGoldOutlook *outlook,
                       FwAttemptMode        mode)
{
  g_return_val_if_fail (outlook != NULL, NULL);

  g_autoptr(GString) text = g_string_new (NULL);
  const FwGoldSettings *settings = &outlook->settings;
  gsize n_free = outlook->stock.n_free;
  gsize n_practise = MIN (n_free, FW_PRACTISE_ITEMS);

  if (mode == FW_ATTEMPT_EXAM)
    {
      add_rules_of_exam (text, outlook);
      add_line (text, ngettext ("%zu item is left for you; what was shown is not asked again.",
                                "%zu items are left for you; what was shown is not asked again.",
                                (gulong) n_free), n_free);
    }
  else
    {
      if (outlook->is_video)
        add_line (text, ngettext ("Practice asks %zu item. You label everything in a stretch of %u "
                                  "frames; Check shows what differs in it.",
                                  "Practice asks %zu items. You label everything in a stretch of "
                                  "%u frames; Check shows what differs in it.",
                                  (gulong) n_practise),
                  n_practise, settings->clip_frames);
      else
        add_line (text, ngettext ("Practice asks %zu item. You label everything in a picture; "
                                  "Check shows what differs in it.",
                                  "Practice asks %zu items. You label everything in a picture; "
                                  "Check shows what differs in it.",
                                  (gulong) n_practise), n_practise);
      add_line (text, ngettext ("What was shown is not asked of you again: %zu item is left for "
                                "you, and an exam asks %u.",
                                "What was shown is not asked of you again: %zu items are left for "
                                "you, and an exam asks %u.",
                                (gulong) n_free), n_free, settings->items);
      if (n_free >= settings->items && n_free - n_practise < settings->items)
        add_line (text, _("After this, too few are left for an exam."));
    }
  if (outlook->stock.n_missing > 0 && mode == FW_ATTEMPT_EXAM)
    add_line (text, ngettext ("The gold is small: %zu item can be asked, where there should be %u.",
                              "The gold is small: %zu items can be asked, where there should be %u.",
                              (gulong) outlook->stock.n_by[FW_GOLD_IN_FORCE]),
              outlook->stock.n_by[FW_GOLD_IN_FORCE], FW_GOLD_POOL_FACTOR * settings->items);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
fw_gold_words_hindrance (const FwGoldOutlook *outlook,
                         FwAttemptMode        mode)
{
  g_return_val_if_fail (outlook != NULL, NULL);

  g_autoptr(GString) text = g_string_new (NULL);
  gsize n_free = outlook->stock.n_free;

  if (outlook->needs_manual)
    return g_strdup (_("Choose the manual first: gold is right under the rules that it was judged "
                       "by."));
  if (mode == FW_ATTEMPT_EXAM ? n_free >= outlook->settings.items : n_free > 0)
    return NULL;
  if (outlook->stock.n_by[FW_GOLD_IN_FORCE] == 0)
    add_line (text, _("No gold can be asked now."));
  else if (n_free == 0)
    add_line (text, _("No gold is left that you have not seen."));
  else
    add_line (text, ngettext ("%zu gold item is left that you have not seen, and an exam asks %u.",
                              "%zu gold items are left that you have not seen, and an exam asks "
                              "%u.",
                              (gulong) n_free), n_free, outlook->settings.items);
  add_retired (text, &outlook->stock);
  add_line (text, _("Ask whoever reviews to make more of it."));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* While it goes on ------------------------------------------------------------------------ */

char *
fw_exam_words_task (FwExam  *exam,
                    FwFrame  frame)
{
  g_return_val_if_fail (FW_IS_EXAM (exam), NULL);

  const FwGoldAttempt *attempt = fw_exam_get_attempt (exam);
  gboolean is_exam = attempt->mode == FW_ATTEMPT_EXAM;
  gssize place = fw_exam_find_part (exam, frame);
  gsize n;
  const FwExamPart *parts = fw_exam_get_parts (exam, &n);

  if (is_exam && attempt->ended_at != NULL)
    return g_strdup_printf (ngettext ("Handed in: %zu of %zu item is as the gold has it.",
                                      "Handed in: %zu of %zu items are as the gold has them.",
                                      (gulong) attempt->n_answers),
                            fw_gold_attempt_count_right (attempt), attempt->n_answers);
  if (place < 0)
    return g_strdup (fw_exam_is_video (exam) ? _("Nothing is asked in this frame.")
                                             : _("Nothing is asked in this picture."));
  if (parts[place].is_shown)
    return g_strdup (fw_exam_is_video (exam)
                       ? _("This stretch was compared. You can correct it; it counts as it was.")
                       : _("This picture was compared. You can correct it; it counts as it was."));
  if (fw_exam_is_video (exam))
    return g_strdup_printf (_("Label everything in frames %d to %d (%zd of %zu)."),
                            parts[place].frames.first, parts[place].frames.last, place + 1, n);

  return g_strdup_printf (_("Label everything in this picture (%zd of %zu)."), place + 1, n);
}

char *
fw_exam_words_progress (FwExam *exam)
{
  g_return_val_if_fail (FW_IS_EXAM (exam), NULL);

  gsize n = fw_exam_get_n_frames (exam);
  gsize n_done = fw_exam_get_n_done (exam);

  return g_strdup_printf (fw_exam_is_video (exam)
                            ? ngettext ("%zu of %zu frame", "%zu of %zu frames", (gulong) n)
                            : ngettext ("%zu of %zu picture", "%zu of %zu pictures", (gulong) n),
                          n_done, n);
}

char *
fw_exam_words_hand_in (FwExam *exam)
{
  g_return_val_if_fail (FW_IS_EXAM (exam), NULL);

  gsize n = fw_exam_get_n_frames (exam);
  gsize n_open = n - fw_exam_get_n_done (exam);
  g_autoptr(GString) text = g_string_new (NULL);

  if (n_open == 0)
    add_line (text, fw_exam_is_video (exam) ? _("All frames that are asked hold labels.")
                                            : _("All pictures that are asked hold labels."));
  else if (fw_exam_is_video (exam))
    add_line (text, ngettext ("%zu of the frames that are asked holds no label yet.",
                              "%zu of the frames that are asked hold no labels yet.",
                              (gulong) n_open), n_open);
  else
    add_line (text, ngettext ("%zu of the pictures that are asked holds no label yet.",
                              "%zu of the pictures that are asked hold no labels yet.",
                              (gulong) n_open), n_open);
  add_line (text, _("Afterwards you see every difference, and these labels cannot be changed any "
                    "more."));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

const char *
fw_exam_words_no_compare (const FwGoldAttempt *attempt)
{
  if (attempt != NULL && attempt->ended_at != NULL)
    return _("These labels were compared with the gold: {exam-finish} shows what differs.");
  if (attempt != NULL && attempt->mode == FW_ATTEMPT_PRACTISE)
    return _("Practice is done without other labels beside it. {exam-finish} shows what differs.");

  return _("An exam is done without other labels beside it. What differs is shown when you have "
           "handed it in.");
}

const char *
fw_exam_words_no_question (const FwGoldAttempt *attempt)
{
  if (attempt != NULL && attempt->ended_at != NULL)
    return _("{exam-finish} shows the result. There you can say where you doubt the gold.");
  if (attempt != NULL && attempt->mode == FW_ATTEMPT_PRACTISE)
    return _("Nobody is asked about practice. {exam-finish} shows what differs; there you can say "
             "where you doubt the gold.");

  return _("Nobody is asked during an exam. When you have handed it in you can say where you doubt "
           "the gold.");
}

/* Afterwards -------------------------------------------------------------------------------- */

char *
fw_exam_words_headline (const FwExamSheet *sheet)
{
  g_return_val_if_fail (sheet != NULL, NULL);

  gsize n_right = sheet->n_right;
  gsize n = sheet->n_items;

  if (n == 0)
    return g_strdup (_("Nothing was compared yet"));
  if (sheet->attempt->mode == FW_ATTEMPT_PRACTISE || sheet->attempt->ended_at == NULL)
    return g_strdup_printf (ngettext ("%zu of %zu is as the gold has it",
                                      "%zu of %zu are as the gold has them", (gulong) n),
                            n_right, n);
  if (fw_gold_attempt_is_passed (sheet->attempt))
    return g_strdup_printf (_("Passed: %zu of %zu"), n_right, n);

  return g_strdup_printf (_("%zu of %zu: not enough this time"), n_right, n);
}

FwInterval
fw_exam_words_get_interval (const FwExamSheet *sheet)
{
  FwInterval none = { NAN, NAN };

  g_return_val_if_fail (sheet != NULL, none);

  return sheet->attempt->mode == FW_ATTEMPT_EXAM && sheet->attempt->ended_at != NULL
             && sheet->n_items > 0
           ? fw_wilson ((double) sheet->n_right, (double) sheet->n_items, 0.95)
           : none;
}

static void
add_interval (GString           *text,
              const FwExamSheet *sheet)
{
  FwInterval same = fw_exam_words_get_interval (sheet);

  add_line (text, _("From %zu items one can tell that between %.1f and %.1f %% of such labels are "
                    "as the gold has them (95 %% interval)."),
            sheet->n_items, 100.0 * same.low, 100.0 * same.high);
}

static void
add_retry (GString           *text,
           const FwExamSheet *sheet)
{
  const FwGoldSettings *settings = fw_gold_get_settings (sheet->gold);
  gsize n_free = sheet->stock.n_free;

  if (n_free >= settings->items)
    add_line (text, ngettext ("Another try asks other items; %zu is left that you have not seen.",
                              "Another try asks other items; %zu are left that you have not seen.",
                              (gulong) n_free), n_free);
  else if (n_free > 0)
    add_line (text, ngettext ("%zu item is left that you have not seen, too few for another exam. "
                              "Ask whoever reviews to make more gold.",
                              "%zu items are left that you have not seen, too few for another "
                              "exam. Ask whoever reviews to make more gold.",
                              (gulong) n_free), n_free);
  else
    add_line (text, _("No gold is left that you have not seen. Ask whoever reviews to make more "
                      "of it."));
}

char *
fw_exam_words_meaning (const FwExamSheet *sheet)
{
  g_return_val_if_fail (sheet != NULL, NULL);

  g_autoptr(GString) text = g_string_new (NULL);
  const FwGoldAttempt *attempt = sheet->attempt;
  gboolean is_exam = attempt->mode == FW_ATTEMPT_EXAM;
  gsize n_other = sheet->n_items - sheet->n_right;

  if (sheet->n_items == 0)
    return g_strdup ("");
  if (is_exam && attempt->ended_at != NULL)
    {
      add_line (text, ngettext ("%d is needed.", "%d are needed.", (gulong) attempt->needed),
                (int) attempt->needed);
      add_interval (text, sheet);
      /* Only where somebody good could have had this result. */
      if (!fw_gold_attempt_is_passed (attempt) && fw_exam_words_get_interval (sheet).high >= 0.95)
        add_line (text, _("Who labels 95 of 100 as the gold does passes %.0f times in 100, so this "
                          "can be chance."),
                  100.0 * fw_exam_pass (attempt->needed, (gint64) attempt->n_answers, 0.95));
      if (!fw_gold_attempt_is_passed (attempt))
        add_retry (text, sheet);
    }
  if (n_other == 0)
    add_line (text, _("Nothing differs in what was asked. Other labels were not compared."));
  else if (sheet->results->len < n_other)
    add_line (text, _("What was corrected since is not shown; it counts as it was."));
  else
    add_line (text, _("Everything that differs in what was asked is below; other labels were not "
                      "compared. Gold can be mistaken, too: say so where you think it is."));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What differs -------------------------------------------------------------------------------- */

/* Categories are called as everywhere else. */
static char *
dup_category (const FwSnapshot *labels,
              const char       *name)
{
  return fw_category_name_dup_words (fw_snapshot_get_taxonomy (labels), name);
}

static char *
dup_gold_category (const FwExamSheet  *sheet,
                   const FwGoldResult *result)
{
  return dup_category (sheet->frozen, result->category);
}

static char *
dup_own_category (const FwExamSheet  *sheet,
                  const FwGoldResult *result)
{
  return dup_category (sheet->own, result->own_category);
}

/* @picture (nullable): in a video it is the frame. */
static char *
dup_place (const char *category,
           const char *picture,
           FwFrame     frame)
{
  if (picture != NULL)
    return g_strdup_printf (C_("a category in a picture", "%s in %s"), category, picture);

  return g_strdup_printf (C_("a category in a frame", "%s, frame %d"), category, frame);
}

char *
fw_exam_words_item (const FwExamSheet *sheet,
                    const FwGoldItem  *item)
{
  g_return_val_if_fail (sheet != NULL && item != NULL, NULL);

  if (item->category != NULL)
    {
      g_autofree char *category = dup_category (sheet->frozen, item->category);

      return dup_place (category, item->picture, item->frame);
    }

  return item->picture != NULL ? g_strdup (item->picture)
                               : g_strdup_printf (_("Frame %d"), item->frame);
}

char *
fw_exam_words_title (const FwExamSheet  *sheet,
                     const FwGoldResult *result)
{
  g_return_val_if_fail (sheet != NULL && result != NULL, NULL);

  g_autofree char *category = result->gold != 0 ? dup_gold_category (sheet, result)
                                                : dup_own_category (sheet, result);

  return dup_place (category, sheet->attempt->answers[result->answer].picture, result->frame);
}

/* Of a track: how often. */
static void
add_how_often (GString            *text,
               const FwGoldResult *result,
               FwMistake           mistake)
{
  if (result->n_frames > 1 && mistake == result->mistake)
    add_line (text, ngettext ("In %u of %u frame.", "In %u of %u frames.", result->n_frames),
              result->n_different, result->n_frames);
}

static void
add_mistake (GString            *text,
             const FwExamSheet  *sheet,
             const FwGoldResult *result,
             FwMistake           mistake)
{
  g_autofree char *gold = dup_gold_category (sheet, result);
  g_autofree char *own = dup_own_category (sheet, result);

  switch (mistake)
    {
    case FW_MISTAKE_MISSING:
      add_line (text, _("The gold has a label here: %s."), gold);
      break;
    case FW_MISTAKE_SPURIOUS:
      if (result->n_frames > 0)
        add_line (text, _("The label goes on where the object is not in view."));
      else
        add_line (text, _("The gold has no label here."));
      break;
    case FW_MISTAKE_CATEGORY:
      add_line (text, _("Category: %s in the gold, %s in yours."), gold, own);
      break;
    case FW_MISTAKE_IDENTITY:
      add_line (text, _("Another object of yours stands for it in the other frames."));
      break;
    case FW_MISTAKE_GEOMETRY:
      add_line (text, _("The outline is %.1f px off; up to %.1f px count as the same."), result->px,
                fw_gold_get_settings (sheet->gold)->tolerance_px);
      break;
    case FW_MISTAKE_ATTRIBUTE:
      for (guint i = 0; i < result->attributes->len; i++)
        {
          const FwGoldAttribute *attribute
            = &g_array_index (result->attributes, FwGoldAttribute, i);
          g_autofree char *name = fw_word_dup_title (attribute->name);
          g_autofree char *there = fw_value_dup_title (attribute->gold);
          g_autofree char *here = fw_value_dup_title (attribute->own);

          /* Translators: an attribute, its value in the gold, and in the person's label. */
          add_line (text, _("%s: %s in the gold, %s in yours."), name, there, here);
        }
      break;
    default:
      break;
    }
  add_how_often (text, result, mistake);
}

char *
fw_exam_words_difference (const FwExamSheet  *sheet,
                          const FwGoldResult *result)
{
  g_return_val_if_fail (sheet != NULL && result != NULL, NULL);

  g_autoptr(GString) text = g_string_new (NULL);

  add_mistake (text, sheet, result, result->mistake);
  for (int mistake = FW_MISTAKE_MISSING; mistake < FW_N_MISTAKES; mistake++)
    if (result->mistakes & 1u << mistake && (FwMistake) mistake != result->mistake)
      add_mistake (text, sheet, result, (FwMistake) mistake);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
