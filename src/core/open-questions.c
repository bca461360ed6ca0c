/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/open-questions.h"

struct _FwOpenQuestions
{
  gatomicrefcount ref_count;
  FwReview *review;   /* (owned) (nullable) keeps the records */
  char *media;        /* (owned) */
  GHashTable *tracks; /* (owned) FwTrackId -> FwQuestion about the object */
  GHashTable *frames; /* (owned) frame + 1 -> FwQuestion about the frame itself */
  GHashTable *places; /* (owned) frame + 1 -> FwQuestion asked there */
  GArray *order;      /* (owned) (element-type FwFrame) keys of @places, ascending */
  gsize n;
};

/* Questions come by ascending id: the first one that takes a place is the oldest. */
static void
add_once (GHashTable *table, gpointer key, const FwQuestion *question)
{
  if (!g_hash_table_contains (table, key))
    g_hash_table_insert (table, key, (gpointer) question);
}

static gboolean
is_after (const char *text, GDateTime *at)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = text ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  return time && g_date_time_compare (time, at) > 0;
}

/* @at is nullable: now. */
static gboolean
is_open (const FwQuestion *question, GDateTime *at)
{
  if (!at)
    return !question->has_answer;

  return !is_after (question->at, at)
         && (!question->has_answer || is_after (question->answer.at, at));
}

static void
add (FwOpenQuestions *self, const FwQuestion *question)
{
  g_autofree char *media = NULL;
  FwUnit unit;

  if (!question->unit || !fw_unit_parse (question->unit, &unit, &media)
      || !g_str_equal (media, self->media))
    return;

  self->n++;
  if (unit.kind == FW_UNIT_FRAME)
    add_once (self->frames, GINT_TO_POINTER (unit.frame + 1), question);
  else if (!g_hash_table_contains (self->tracks, &unit.track))
    g_hash_table_insert (self->tracks, g_memdup2 (&unit.track, sizeof unit.track),
                         (gpointer) question);
  if (unit.frame == FW_FRAME_NONE)
    return;
  if (!g_hash_table_contains (self->places, GINT_TO_POINTER (unit.frame + 1)))
    g_array_append_val (self->order, unit.frame);
  add_once (self->places, GINT_TO_POINTER (unit.frame + 1), question);
}

static int
compare_frames (gconstpointer a, gconstpointer b)
{
  FwFrame left = *(const FwFrame *) a, right = *(const FwFrame *) b;

  return (left > right) - (left < right);
}

FwOpenQuestions *
fw_open_questions_new (FwReview *review, const char *media)
{
  return fw_open_questions_new_at (review, media, NULL);
}

FwOpenQuestions *
fw_open_questions_new_of_verdicts (FwReview *review)
{
  g_return_val_if_fail (review != NULL, NULL);

  const FwVerdict *any = fw_review_get_n (review, FW_REVIEW_VERDICT) > 0
                             ? fw_review_get (review, FW_REVIEW_VERDICT, 0)
                             : NULL;
  g_autofree char *media = NULL;
  FwUnit unit;

  if (!any || fw_review_get_n (review, FW_REVIEW_QUESTION) == 0
      || !fw_unit_parse (any->unit, &unit, &media))
    return NULL;

  return fw_open_questions_new (review, media);
}

FwOpenQuestions *
fw_open_questions_new_at (FwReview *review, const char *media, const char *at)
{
  g_return_val_if_fail (media != NULL, NULL);

  FwOpenQuestions *self = g_new0 (FwOpenQuestions, 1);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = at ? g_date_time_new_from_iso8601 (at, utc) : NULL;
  gsize n = review ? fw_review_get_n (review, FW_REVIEW_QUESTION) : 0;

  g_atomic_ref_count_init (&self->ref_count);
  self->review = review ? fw_review_ref (review) : NULL;
  self->media = g_strdup (media);
  self->tracks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->frames = g_hash_table_new (NULL, NULL);
  self->places = g_hash_table_new (NULL, NULL);
  self->order = g_array_new (FALSE, FALSE, sizeof (FwFrame));
  for (gsize i = 0; i < n; i++)
    if (is_open (fw_review_get (review, FW_REVIEW_QUESTION, i), time))
      add (self, fw_review_get (review, FW_REVIEW_QUESTION, i));
  g_array_sort (self->order, compare_frames);

  return self;
}

FwOpenQuestions *
fw_open_questions_ref (FwOpenQuestions *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
fw_open_questions_unref (FwOpenQuestions *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->review, fw_review_unref);
  g_free (self->media);
  g_hash_table_unref (self->tracks);
  g_hash_table_unref (self->frames);
  g_hash_table_unref (self->places);
  g_array_unref (self->order);
  g_free (self);
}

gsize
fw_open_questions_get_n (const FwOpenQuestions *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n;
}

const FwQuestion *
fw_open_questions_find (const FwOpenQuestions *self, const FwUnit *unit)
{
  g_return_val_if_fail (unit != NULL, NULL);

  if (unit->kind != FW_UNIT_FRAME)
    return fw_open_questions_find_track (self, unit->track);

  return self ? g_hash_table_lookup (self->frames, GINT_TO_POINTER (unit->frame + 1)) : NULL;
}

const FwQuestion *
fw_open_questions_find_track (const FwOpenQuestions *self, FwTrackId track)
{
  return self ? g_hash_table_lookup (self->tracks, &track) : NULL;
}

const FwQuestion *
fw_open_questions_find_name (const FwOpenQuestions *self, const char *unit)
{
  g_return_val_if_fail (unit != NULL, NULL);

  g_autofree char *media = NULL;
  FwUnit parsed;

  return self && fw_unit_parse (unit, &parsed, &media) && g_str_equal (media, self->media)
             ? fw_open_questions_find (self, &parsed)
             : NULL;
}

FwOutcome
fw_open_questions_get_outcome (const FwOpenQuestions *self, const FwReview *review,
                               const FwVerdict *verdict, GDateTime *now)
{
  g_return_val_if_fail (review != NULL && verdict != NULL, FW_OUTCOME_NOT_JUDGEABLE);

  return fw_open_questions_find_name (self, verdict->unit)
             ? FW_OUTCOME_UNCLEAR_RULE
             : fw_review_get_outcome (review, verdict, now);
}

const FwQuestion *
fw_open_questions_find_at (const FwOpenQuestions *self, FwFrame frame)
{
  return self ? g_hash_table_lookup (self->places, GINT_TO_POINTER (frame + 1)) : NULL;
}

const FwFrame *
fw_open_questions_get_frames (const FwOpenQuestions *self, gsize *out_n)
{
  g_return_val_if_fail (out_n != NULL, NULL);

  *out_n = self ? self->order->len : 0;

  return *out_n > 0 ? (const FwFrame *) (gpointer) self->order->data : NULL;
}
