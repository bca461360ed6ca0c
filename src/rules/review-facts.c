/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/review-facts.h"

#include "core/open-questions.h"
#include "core/review-said.h"
#include "core/unit-name.h"

/* What is needed to find the object of a unit. */
typedef struct
{
  FwSnapshot *snapshot;
  const char *media;
} Labels;

static gint64
read_time (const char *at)
{
  g_autoptr(GDateTime) time = at ? g_date_time_new_from_iso8601 (at, NULL) : NULL;

  return time ? g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time)
              : 0;
}

/* FALSE for units of other labels. */
static gboolean
find_unit (const Labels *labels,
           const char   *name,
           FwUnit       *out_unit)
{
  g_autofree char *media = NULL;

  return name && fw_unit_parse (name, out_unit, &media) && g_strcmp0 (media, labels->media) == 0;
}

static FwTrack *
find_track (const Labels *labels,
            const char   *name)
{
  FwUnit unit;

  return find_unit (labels, name, &unit) && unit.track > 0
             ? fw_snapshot_get_track (labels->snapshot, unit.track)
             : NULL;
}

static const char *
get_category (const Labels *labels,
              FwTrack      *track)
{
  FwTaxonomy *words = fw_snapshot_get_taxonomy (labels->snapshot);
  const FwCategory *category
      = track && words ? fw_taxonomy_find (words, fw_track_get_category (track)) : NULL;

  return category ? category->name : NULL;
}

static void
add_questions (FwCheckFactsBuilder *builder,
               const FwReview      *review,
               const Labels        *labels)
{
  g_autoptr(GArray) open = g_array_new (FALSE, FALSE, sizeof (FwOpenQuestion));
  gsize n = fw_review_get_n (review, FW_REVIEW_QUESTION);

  for (gsize i = 0; i < n; i++)
    {
      const FwQuestion *question = fw_review_get (review, FW_REVIEW_QUESTION, i);
      FwOpenQuestion fact = { .id = question->id,
                              .rule = question->rule,
                              .text = question->text,
                              .frame = FW_FRAME_NONE,
                              .asked_us = read_time (question->at) };
      FwUnit unit;

      /* Without a date nobody can say how long it waits. */
      if (question->has_answer || fact.asked_us == 0)
        continue;
      if (find_unit (labels, question->unit, &unit))
        {
          fact.frame = unit.frame;
          fact.track = find_track (labels, question->unit) ? unit.track : 0;
        }
      g_array_append_val (open, fact);
    }
  fw_check_facts_builder_set_questions (builder, (const FwOpenQuestion *) (gpointer) open->data,
                                        open->len);
}

static gboolean
is_judged (FwOutcome outcome)
{
  return outcome != FW_OUTCOME_UNCLEAR_RULE && outcome != FW_OUTCOME_NOT_JUDGEABLE;
}

static void
add_judged (FwCheckFactsBuilder *builder,
            const FwReview      *review,
            const Labels        *labels)
{
  g_autoptr(GArray) judged = g_array_new (FALSE, FALSE, sizeof (FwJudgedUnit));
  g_autoptr(GHashTable) standing = fw_review_list_standing (review);
  g_autoptr(FwOpenQuestions) open = fw_open_questions_new_of_verdicts ((FwReview *) review);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_VERDICT); i++)
    {
      const FwVerdict *verdict = fw_review_get (review, FW_REVIEW_VERDICT, i);
      FwTrack *track = find_track (labels, verdict->unit);
      FwJudgedUnit fact = { .category = get_category (labels, track),
                            .author = verdict->author,
                            .rule = fw_verdict_get_answer (verdict)->rule,
                            .judged_us = read_time (verdict->at) };

      if (g_hash_table_lookup (standing, verdict->unit) != verdict
          || !is_judged (fw_open_questions_get_outcome (open, review, verdict, now)))
        continue;
      if (!fact.author && track)
        fact.author = fw_track_get_author (track);
      g_array_append_val (judged, fact);
    }
  fw_check_facts_builder_set_judged (builder, (const FwJudgedUnit *) (gpointer) judged->data,
                                     judged->len);
}

static gboolean
has_any (const FwReview *review)
{
  for (guint part = 0; part < FW_N_REVIEW_PARTS; part++)
    if (fw_review_get_n (review, part) > 0)
      return TRUE;

  return FALSE;
}

void
fw_review_facts_add (FwCheckFactsBuilder *builder,
                     const FwReview      *review,
                     FwSnapshot          *snapshot,
                     const char          *media)
{
  g_return_if_fail (builder && snapshot && media);

  const Labels labels = { snapshot, media };

  if (!review || !has_any (review))
    return;

  add_questions (builder, review, &labels);
  if (fw_review_get_n (review, FW_REVIEW_DRAW) > 0
      || fw_review_get_n (review, FW_REVIEW_VERDICT) > 0)
    add_judged (builder, review, &labels);
}
