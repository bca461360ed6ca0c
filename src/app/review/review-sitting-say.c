/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What is said about the unit at hand: the draft, what it lacks, sending it,
 * answering the machine's findings, taking it back, signing the draw off.
 *
 * The blind answer is written once. Whatever is changed after author and
 * findings were shown goes into the informed one of the same record, so that it
 * can be told how far reviewers follow the machine.
 */

#include "app/review/review-sitting-private.h"

#include "core/canonical-json.h"
#include "rules/problem.h"

#include <glib/gi18n.h>
#include <string.h>

static const FwVerdictKey keys[FW_N_VERDICT_KEYS] = {
  { 1, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE, N_("Correct") },
  { 2, FW_OUTCOME_WRONG, FW_MISTAKE_CATEGORY, N_("Wrong category") },
  { 3, FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY, N_("Loose or tight shape") },
  { 4, FW_OUTCOME_WRONG, FW_MISTAKE_ATTRIBUTE, N_("Wrong attribute") },
  { 5, FW_OUTCOME_WRONG, FW_MISTAKE_SPURIOUS, N_("Should not be labelled") },
  { 6, FW_OUTCOME_WRONG, FW_MISTAKE_MISSING, N_("Missed object") },
  { 7, FW_OUTCOME_WRONG, FW_MISTAKE_IDENTITY, N_("Wrong identity") },
  { 8, FW_OUTCOME_WRONG, FW_MISTAKE_OTHER, N_("Other") },
  { 0, FW_OUTCOME_NOT_JUDGEABLE, FW_MISTAKE_NONE, N_("Picture too bad") },
  { 0, FW_OUTCOME_UNCLEAR_RULE, FW_MISTAKE_NONE, N_("The manual does not decide") },
};

const FwVerdictKey *
fw_verdict_keys_get (gsize *out_n)
{
  *out_n = G_N_ELEMENTS (keys);

  return keys;
}

/* Drafts */

void
fw_verdict_draft_clear (FwVerdictDraft *draft)
{
  g_clear_pointer (&draft->rule, g_free);
  g_clear_pointer (&draft->precedent, g_free);
  g_clear_pointer (&draft->note, g_free);
  g_clear_pointer (&draft->suggested, g_free);
}

void
fw_verdict_draft_copy (FwVerdictDraft  *draft,
                       const FwVerdict *verdict)
{
  const FwAnswer *answer = fw_verdict_get_answer (verdict);

  fw_verdict_draft_clear (draft);
  *draft = (FwVerdictDraft) { .has_answer = TRUE,
                              .outcome = answer->outcome,
                              .mistake = answer->kind,
                              .rule = g_strdup (answer->rule),
                              .precedent = g_strdup (answer->precedent),
                              .note = g_strdup (verdict->note != NULL ? verdict->note : ""),
                              .has_pin = verdict->has_pin,
                              .pin = verdict->pin,
                              .has_region = verdict->has_region,
                              .region = verdict->region,
                              .suggested = g_strdup (verdict->suggested) };
}

const FwVerdictDraft *
fw_review_sitting_get_draft (FwReviewSitting *self)
{
  static const FwVerdictDraft nothing = { .note = (char *) "" };

  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), &nothing);

  return self->place >= 0 ? &fw_review_sitting_get_note (self)->draft : &nothing;
}

/* The draft to change; NULL when there is nothing to say now. */
static FwVerdictDraft *
begin_saying (FwReviewSitting *self)
{
  switch (fw_review_sitting_get_stage (self))
    {
    case FW_STAGE_NAMING:
    case FW_STAGE_JUDGING:
    case FW_STAGE_REVEALED:
    case FW_STAGE_JUDGED:
      fw_review_sitting_note_input (self);
      return &fw_review_sitting_get_note (self)->draft;
    case FW_STAGE_NOTHING:
    case FW_STAGE_ASKED:
    case FW_STAGE_LOOKING:
    case FW_STAGE_GONE:
    case FW_STAGE_CLOSED:
    default:
      return NULL;
    }
}

static void
end_saying (FwReviewSitting *self)
{
  fw_review_sitting_emit (self, FW_SITTING_DRAFT_CHANGED);
}

gboolean
fw_review_sitting_can_choose (FwReviewSitting    *self,
                              const FwVerdictKey *key)
{
  const FwQueueItem *item = fw_review_sitting_get_item (self);

  if (item == NULL || item->unit.kind != FW_UNIT_FRAME || key->outcome != FW_OUTCOME_WRONG)
    return item != NULL;

  return key->mistake == FW_MISTAKE_MISSING || key->mistake == FW_MISTAKE_SPURIOUS
         || key->mistake == FW_MISTAKE_OTHER;
}

void
fw_review_sitting_choose (FwReviewSitting *self,
                          FwOutcome        outcome,
                          FwMistake        mistake)
{
  g_return_if_fail (FW_IS_REVIEW_SITTING (self));

  FwVerdictDraft *draft = begin_saying (self);

  if (draft == NULL
      || (draft->has_answer && draft->outcome == outcome && draft->mistake == mistake))
    return;
  /* A suggestion answers one kind of mistake. */
  if (draft->mistake != mistake)
    g_clear_pointer (&draft->suggested, g_free);
  draft->has_answer = TRUE;
  draft->outcome = outcome;
  draft->mistake = mistake;
  end_saying (self);
}

void
fw_review_sitting_cite (FwReviewSitting *self,
                        const char      *id)
{
  g_return_if_fail (FW_IS_REVIEW_SITTING (self));

  FwVerdictDraft *draft = begin_saying (self);
  const FwPrecedent *precedent = NULL;
  const FwRule *known = id != NULL && self->manual != NULL
                          ? fw_manual_find_cited (self->manual, id, &precedent)
                          : NULL;
  const char *rule = known != NULL ? known->id : id;
  const char *number = known != NULL && precedent != NULL ? precedent->id : NULL;

  if (draft == NULL
      || (g_strcmp0 (draft->rule, rule) == 0 && g_strcmp0 (draft->precedent, number) == 0))
    return;
  g_free (draft->rule);
  draft->rule = g_strdup (rule);
  g_free (draft->precedent);
  draft->precedent = g_strdup (number);
  end_saying (self);
}

void
fw_review_sitting_note (FwReviewSitting *self,
                        const char      *text)
{
  g_return_if_fail (FW_IS_REVIEW_SITTING (self));
  g_return_if_fail (text != NULL);

  FwVerdictDraft *draft = begin_saying (self);

  if (draft == NULL || g_str_equal (draft->note, text))
    return;
  g_free (draft->note);
  draft->note = g_strdup (text);
  end_saying (self);
}

void
fw_review_sitting_pin (FwReviewSitting *self,
                       const FwPoint   *pin)
{
  g_return_if_fail (FW_IS_REVIEW_SITTING (self));

  FwVerdictDraft *draft = begin_saying (self);

  if (draft == NULL)
    return;
  draft->has_pin = pin != NULL;
  if (pin != NULL)
    draft->pin = *pin;
  end_saying (self);
}

void
fw_review_sitting_mark (FwReviewSitting *self,
                        const FwRect    *region)
{
  g_return_if_fail (FW_IS_REVIEW_SITTING (self));

  FwVerdictDraft *draft = begin_saying (self);

  if (draft == NULL)
    return;
  draft->has_region = region != NULL;
  if (region != NULL)
    draft->region = *region;
  end_saying (self);
}

void
fw_review_sitting_suggest (FwReviewSitting *self,
                           const char      *json)
{
  g_return_if_fail (FW_IS_REVIEW_SITTING (self));

  FwVerdictDraft *draft = begin_saying (self);

  if (draft == NULL || g_strcmp0 (draft->suggested, json) == 0)
    return;
  g_free (draft->suggested);
  draft->suggested = g_strdup (json);
  end_saying (self);
}

void
fw_review_sitting_name (FwReviewSitting *self,
                        FwCategoryId     category)
{
  g_return_if_fail (FW_IS_REVIEW_SITTING (self));

  if (fw_review_sitting_get_stage (self) != FW_STAGE_NAMING)
    return;

  FwSnapshot *snapshot = fw_review_sitting_get_snapshot (self);
  FwTrack *track
    = fw_snapshot_get_track (snapshot, fw_review_sitting_get_item (self)->unit.track);
  const FwCategory *named = fw_taxonomy_find (fw_snapshot_get_taxonomy (snapshot), category);
  FwSittingNote *note = fw_review_sitting_get_note (self);

  if (named == NULL)
    return;
  note->is_named = TRUE;
  if (fw_track_get_category (track) != category)
    {
      g_autoptr(GString) json = g_string_new (NULL);

      fw_json_append_string (json, named->name);
      fw_review_sitting_choose (self, FW_OUTCOME_WRONG, FW_MISTAKE_CATEGORY);
      fw_review_sitting_suggest (self, json->str);
    }
  fw_review_sitting_emit (self, FW_SITTING_UNIT_CHANGED);
  end_saying (self);
}

void
fw_review_sitting_name_unknown (FwReviewSitting *self)
{
  g_return_if_fail (FW_IS_REVIEW_SITTING (self));

  if (fw_review_sitting_get_stage (self) != FW_STAGE_NAMING)
    return;
  fw_review_sitting_get_note (self)->is_named = TRUE;
  fw_review_sitting_choose (self, FW_OUTCOME_NOT_JUDGEABLE, FW_MISTAKE_NONE);
  fw_review_sitting_emit (self, FW_SITTING_UNIT_CHANGED);
  end_saying (self);
}

/* Sending */

static FwVerdictLack
find_lack_of_wrong (FwReviewSitting      *self,
                    const FwVerdictDraft *draft,
                    const char          **out_sentence)
{
  g_autofree char *note = g_strstrip (g_strdup (draft->note));

  if (draft->rule == NULL)
    {
      *out_sentence = self->manual != NULL
                        ? _("Please choose the rule, so the annotator can read it.")
                        : _("There is no manual, so no rule can be cited. Choose the manual first.");
      return FW_LACK_RULE;
    }
  if (draft->mistake == FW_MISTAKE_MISSING && !draft->has_region)
    {
      *out_sentence = _("Please draw a box around what is missing.");
      return FW_LACK_REGION;
    }
  if (note[0] == '\0' && !draft->has_pin && !draft->has_region && draft->suggested == NULL)
    {
      *out_sentence = draft->mistake == FW_MISTAKE_CATEGORY
                          || draft->mistake == FW_MISTAKE_ATTRIBUTE
                        ? _("Please say what it should be, or write a note.")
                        : _("Please show why: click the place in the picture, or write a note.");
      return FW_LACK_REASON;
    }

  return FW_LACK_NOTHING;
}

FwVerdictLack
fw_review_sitting_find_lack (FwReviewSitting *self,
                             const char     **out_sentence)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), FW_LACK_ANSWER);

  const FwVerdictDraft *draft = fw_review_sitting_get_draft (self);
  const char *nowhere;
  const char **sentence = out_sentence != NULL ? out_sentence : &nowhere;

  *sentence = NULL;
  if (fw_review_sitting_get_stage (self) == FW_STAGE_NAMING)
    {
      *sentence = _("Please say what you see first. The label’s category is covered until then.");
      return FW_LACK_NAME;
    }
  if (!draft->has_answer)
    {
      *sentence = _("Please choose a verdict.");
      return FW_LACK_ANSWER;
    }
  if (draft->outcome == FW_OUTCOME_WRONG)
    return find_lack_of_wrong (self, draft, sentence);
  if (draft->outcome == FW_OUTCOME_UNCLEAR_RULE)
    {
      g_autofree char *note = g_strstrip (g_strdup (draft->note));

      if (note[0] == '\0')
        {
          *sentence = _("Please write what the manual should decide. It is asked for you.");
          return FW_LACK_QUESTION;
        }
    }

  return FW_LACK_NOTHING;
}

/* The answer of a draft; texts are borrowed from draft and manual. FALSE when its
 * rule is not in the manual any more. */
static gboolean
make_answer (FwReviewSitting      *self,
             const FwVerdictDraft *draft,
             FwAnswer             *out,
             GError              **error)
{
  const FwRule *rule = draft->rule != NULL && self->manual != NULL
                         ? fw_manual_find_rule (self->manual, draft->rule)
                         : NULL;

  *out = (FwAnswer) { .outcome = draft->outcome, .kind = draft->mistake };
  if (draft->outcome != FW_OUTCOME_WRONG && draft->outcome != FW_OUTCOME_UNCLEAR_RULE)
    return TRUE;
  if (draft->outcome == FW_OUTCOME_WRONG && rule == NULL)
    {
      g_set_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE,
                   _("The manual has no rule %s any more. Please choose another one."),
                   draft->rule);
      return FALSE;
    }
  if (rule != NULL)
    {
      out->rule = (char *) rule->id;
      out->rule_rev = (char *) rule->rev;
      out->precedent = draft->precedent;
    }

  return TRUE;
}

static gboolean
is_same_answer (const FwAnswer *a,
                const FwAnswer *b)
{
  return a->outcome == b->outcome && a->kind == b->kind && g_strcmp0 (a->rule, b->rule) == 0
         && g_strcmp0 (a->precedent, b->precedent) == 0;
}

/* What stays of the draft whatever the answer is. What a blind “wrong” rests on
 * stays with it when the answer is changed. */
static void
fill_reasons (const FwVerdictDraft *draft,
              const FwVerdict      *before,
              FwVerdict            *verdict)
{
  verdict->note = draft->note[0] != '\0' || before == NULL ? draft->note : before->note;
  verdict->has_pin = draft->has_pin || (before != NULL && before->has_pin);
  verdict->pin = draft->has_pin || before == NULL ? draft->pin : before->pin;
  verdict->has_region = draft->has_region || (before != NULL && before->has_region);
  verdict->region = draft->has_region || before == NULL ? draft->region : before->region;
  verdict->suggested
    = draft->suggested != NULL || before == NULL ? draft->suggested : before->suggested;
}

static const char *
get_version (FwReviewSitting *self,
             const char     **out_manual)
{
  const FwDraw *draw = fw_review_sitting_get_draw (self);
  const FwBatch *batch
    = fw_review_find (fw_review_file_get_review (self->file), FW_REVIEW_BATCH, draw->batch);

  *out_manual = self->manual != NULL ? fw_manual_get_name (self->manual) : batch->manual;

  return self->manual != NULL ? fw_manual_get_version (self->manual) : batch->version;
}

static gboolean
put (FwReviewSitting *self,
     const FwVerdict *verdict,
     GError         **error)
{
  gint64 id = 0;

  self->is_writing = TRUE;

  gboolean ok = fw_review_file_put (self->file, FW_REVIEW_VERDICT, verdict, &id, error);

  self->is_writing = FALSE;
  if (ok)
    fw_review_sitting_judged (self, (guint) self->place, id);

  return ok;
}

/* What the manual leaves open is asked; the unit counts for nobody. */
static gboolean
ask (FwReviewSitting *self,
     const FwVerdict *verdict,
     GError         **error)
{
  FwQuestion question = { .unit = verdict->unit,
                          .rule = verdict->blind.rule,
                          .by = verdict->reviewer,
                          .text = verdict->note,
                          .at = verdict->at };

  self->is_writing = TRUE;

  gboolean ok = fw_review_file_ask (self->file, &question, NULL, error);

  self->is_writing = FALSE;
  /* Other units of the same object wait for the answer, too. */
  fw_review_sitting_refresh (self);

  return ok;
}

/* The rules of what the machine found, each once; texts are borrowed from the manuals.
 * (element-type FwFoundRule) */
static GArray *
list_found (const GPtrArray *problems)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (FwFoundRule));
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const FwRule *rule = fw_problem_get_rule (problems->pdata[i]);
      const FwFoundRule its = { (char *) rule->id, (char *) rule->rev };

      if (g_hash_table_add (seen, (gpointer) rule))
        g_array_append_val (found, its);
    }

  return found;
}

static gboolean
send_blind (FwReviewSitting *self,
            GError         **error)
{
  const FwQueueItem *item = fw_review_sitting_get_item (self);
  FwSittingNote *note = fw_review_sitting_get_note (self);
  FwSnapshot *snapshot = fw_review_sitting_get_snapshot (self);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = g_date_time_format_iso8601 (now);
  g_autofree char *rev = fw_unit_dup_rev (&item->unit, snapshot);
  const char *manual;
  const char *version = get_version (self, &manual);
  FwVerdict verdict = { .draw = item->draw,
                        .unit = item->name,
                        .unit_rev = rev,
                        .author = (char *) fw_unit_get_author (&item->unit, snapshot),
                        .reviewer = self->person,
                        .manual = (char *) manual,
                        .version = (char *) version,
                        .ms = note->us / 1000,
                        .at = at };

  if (!make_answer (self, &note->draft, &verdict.blind, error))
    return FALSE;
  fill_reasons (&note->draft, NULL, &verdict);

  g_autoptr(GArray) found = list_found (fw_review_sitting_find_problems (self));

  verdict.found = (FwFoundRule *) (gpointer) found->data;
  verdict.n_found = found->len;
  note->is_kept = found->len == 0;
  if (!put (self, &verdict, error))
    return FALSE;

  return verdict.blind.outcome != FW_OUTCOME_UNCLEAR_RULE || ask (self, &verdict, error);
}

/* Keeps the verdict that is in, or changes it, knowing what the machine found. */
static gboolean
send_informed (FwReviewSitting *self,
               GError         **error)
{
  FwSittingNote *note = fw_review_sitting_get_note (self);
  const FwVerdict *before = fw_review_sitting_get_verdict (self);
  FwVerdict verdict = *before;
  gboolean was_kept = note->is_kept;
  FwAnswer answer;

  if (!make_answer (self, &note->draft, &answer, error))
    return FALSE;
  fill_reasons (&note->draft, before, &verdict);
  if (is_same_answer (fw_verdict_get_answer (before), &answer))
    answer = *fw_verdict_get_answer (before);
  /* Whoever saw the findings and kept the answer says so; looking back says nothing. */
  if (!is_same_answer (fw_verdict_get_answer (before), &answer) || !was_kept
      || before->has_informed)
    {
      verdict.has_informed = TRUE;
      verdict.informed = answer;
    }
  verdict.ms = MAX (verdict.ms, note->us / 1000);
  if (!put (self, &verdict, error))
    return FALSE;
  note->is_kept = TRUE;

  return TRUE;
}

gboolean
fw_review_sitting_send (FwReviewSitting *self,
                        GError         **error)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), FALSE);

  FwSittingStage stage = fw_review_sitting_get_stage (self);
  const char *sentence;

  if (begin_saying (self) == NULL)
    {
      g_set_error_literal (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE,
                           _("There is nothing to judge here."));
      return FALSE;
    }
  if (fw_review_sitting_find_lack (self, &sentence) != FW_LACK_NOTHING)
    {
      g_set_error_literal (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_INCOMPLETE, sentence);
      return FALSE;
    }
  if (stage == FW_STAGE_JUDGING ? !send_blind (self, error) : !send_informed (self, error))
    return FALSE;

  if (fw_review_sitting_get_stage (self) == FW_STAGE_REVEALED
      || !fw_review_sitting_go_next (self))
    {
      fw_review_sitting_emit (self, FW_SITTING_UNIT_CHANGED);
      fw_review_sitting_emit (self, FW_SITTING_DRAFT_CHANGED);
    }

  return TRUE;
}

/* Taking back */

/* The place of the verdict of this person that is the newest; -1. */
static int
find_newest (FwReviewSitting *self)
{
  const FwReview *review = fw_review_file_get_review (self->file);
  const FwVerdict *newest = NULL;
  int place = -1;

  for (guint i = 0; i < self->queue->items->len; i++)
    {
      gint64 id = fw_review_queue_get (self->queue, i)->verdict;
      const FwVerdict *verdict = id != 0 ? fw_review_find (review, FW_REVIEW_VERDICT, id) : NULL;

      if (verdict == NULL)
        continue;

      int order = newest != NULL ? g_strcmp0 (verdict->at, newest->at) : 1;

      if (order > 0 || (order == 0 && verdict->id > newest->id))
        {
          newest = verdict;
          place = (int) i;
        }
    }

  return place;
}

gboolean
fw_review_sitting_can_undo (FwReviewSitting *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), FALSE);

  const FwDraw *draw = fw_review_sitting_get_draw (self);

  return draw != NULL && draw->signed_by == NULL && find_newest (self) >= 0;
}

/* The question that a verdict of “the manual does not decide” asked goes with it. */
static gboolean
take_question_back (FwReviewSitting *self,
                    const FwVerdict *verdict)
{
  const FwReview *review = fw_review_file_get_review (self->file);

  if (verdict->blind.outcome != FW_OUTCOME_UNCLEAR_RULE)
    return FALSE;
  for (gsize i = fw_review_get_n (review, FW_REVIEW_QUESTION); i > 0; i--)
    {
      const FwQuestion *question = fw_review_get (review, FW_REVIEW_QUESTION, i - 1);

      if (!question->has_answer && g_strcmp0 (question->unit, verdict->unit) == 0
          && g_strcmp0 (question->by, verdict->reviewer) == 0
          && g_strcmp0 (question->text, verdict->note) == 0)
        {
          fw_review_file_remove (self->file, FW_REVIEW_QUESTION, question->id);
          return TRUE;
        }
    }

  return FALSE;
}

gboolean
fw_review_sitting_undo (FwReviewSitting *self,
                        GError         **error)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), FALSE);

  const FwReview *review = fw_review_file_get_review (self->file);
  int place = fw_review_sitting_can_undo (self) ? find_newest (self) : -1;

  if (place < 0)
    {
      g_set_error_literal (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE,
                           _("There is no verdict to take back."));
      return FALSE;
    }

  gint64 id = fw_review_queue_get (self->queue, (guint) place)->verdict;
  const FwVerdict *verdict = fw_review_find (review, FW_REVIEW_VERDICT, id);

  if (fw_review_find_appeal (review, id) != NULL)
    {
      g_set_error_literal (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_PERSON,
                           _("There is an appeal about the last verdict, so it stays."));
      return FALSE;
    }
  if (fw_review_file_get_state (self->file) == FW_REVIEW_FILE_READ_ONLY)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY,
                           _("This review is open in another window."));
      return FALSE;
    }

  fw_review_sitting_note_input (self);
  fw_review_sitting_end_look (self);
  self->place = place;

  FwSittingNote *note = fw_review_sitting_get_note (self);

  fw_verdict_draft_copy (&note->draft, verdict);
  note->us = MAX (note->us, verdict->ms * 1000);
  note->is_named = TRUE;
  note->is_kept = FALSE;

  self->is_writing = TRUE;

  gboolean had_question = take_question_back (self, verdict);

  fw_review_file_remove (self->file, FW_REVIEW_VERDICT, id);
  self->is_writing = FALSE;
  fw_review_sitting_judged (self, (guint) place, 0);
  if (had_question)
    fw_review_sitting_refresh (self);
  else
    fw_review_sitting_set_place (self, place);

  return TRUE;
}

gboolean
fw_review_sitting_sign_off (FwReviewSitting *self,
                            GError         **error)
{
  g_return_val_if_fail (FW_IS_REVIEW_SITTING (self), FALSE);

  const FwReport *report = fw_review_sitting_get_report (self);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = g_date_time_format_iso8601 (now);

  if (report == NULL || report->draw->signed_by != NULL
      || report->open == (gint64) report->draw->n_units)
    {
      g_set_error_literal (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE,
                           report != NULL && report->draw->signed_by != NULL
                             ? _("This draw is signed off already.")
                             : _("Nothing was judged yet, so there is nothing to sign."));
      return FALSE;
    }

  FwDraw draw = *report->draw;

  draw.signed_by = self->person;
  draw.signed_at = at;
  self->is_writing = TRUE;

  gboolean ok = fw_review_file_put (self->file, FW_REVIEW_DRAW, &draw, NULL, error);

  self->is_writing = FALSE;
  if (ok)
    fw_review_sitting_refresh (self);

  return ok;
}
