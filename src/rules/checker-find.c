/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the kinds of each family find, asked in one way by the full run and by
 * the update after an edit; and what they want to know of the pixels.
 */

#include "fw-config.h"
#include "rules/checker-private.h"

#include "rules/check-ops.h"

void
fw_checker_count_labels (FwChecker *self, const FwTrack *track, int sign)
{
  FwSpan life = fw_checker_clamp (fw_track_get_span (track));
  gsize n, gap = 0;
  const FwSpan *outside = fw_track_get_outside (track, &n);

  if (life.first > life.last)
    return;
  if ((gsize) life.last >= self->counts->len)
    g_array_set_size (self->counts, life.last + 1);

  guint32 *counts = (guint32 *) (gpointer) self->counts->data;

  for (FwFrame frame = life.first; frame <= life.last; frame++)
    {
      while (gap < n && outside[gap].last < frame)
        gap++;
      if (gap < n && outside[gap].first <= frame)
        frame = MIN (outside[gap].last, life.last);
      else
        counts[frame] += sign;
    }
}

static GArray *
get_checks (FwChecker *self, const FwTrack *track, FwFamily family)
{
  return fw_plan_get_category (self->plan, fw_track_get_category (track))->checks[family];
}

void
fw_checker_find_links (FwChecker *self, FwTrack *track, GArray *found)
{
  FwSpan life = fw_track_get_span (track);
  GArray *checks
      = fw_plan_get_category (self->plan, fw_track_get_category (track))->checks[FW_FAMILY_LINK];
  g_autoptr (GArray) ids = NULL;

  if (fw_track_is_single (track) || checks->len == 0 || life.first == 0)
    return;

  ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));
  for (guint c = 0; c < checks->len; c++)
    {
      guint index = g_array_index (checks, guint, c);
      const FwCheck *check = fw_plan_get_check (self->plan, index);
      FwSpan near = { MAX (life.first - (gint64) check->limits[0], 0), life.first - 1 };

      g_array_set_size (ids, 0);
      fw_span_index_query_span (self->spans, near, ids);
      for (guint i = 0; i < ids->len; i++)
        {
          FwTrackId id = g_array_index (ids, FwTrackId, i);
          FwTrack *other = fw_snapshot_get_track (self->snapshot, id);
          FwRun run = { .check = index, .other = id, .first = life.first, .last = life.first };

          if (other && other != track && check->ops->link (&self->context, check, other, track))
            g_array_append_val (found, run);
        }
    }
}

gboolean
fw_checker_weigh (FwChecker     *self,
                  const FwTrack *track,
                  int            sign)
{
  gboolean is_felt = FALSE;

  for (guint i = 0; self->plan->weighs && i < self->plan->checks->len; i++)
    {
      const FwCheck *check = fw_plan_get_check (self->plan, i);
      gint64 weight;

      if (check->family != FW_FAMILY_VIDEO || !check->ops->weigh)
        continue;
      weight = check->ops->weigh (&self->context, check, track);
      g_array_index (self->weights, gint64, i) += sign * weight;
      is_felt |= weight != 0;
    }

  return is_felt;
}

void
fw_checker_find_whole (FwChecker *self, const FwTrack *track, GArray *found)
{
  GArray *checks
      = fw_plan_get_category (self->plan, fw_track_get_category (track))->checks[FW_FAMILY_TRACK];

  for (guint i = 0; i < checks->len && !fw_track_is_single (track); i++)
    {
      const FwCheck *check = fw_plan_get_check (self->plan, g_array_index (checks, guint, i));

      check->ops->find (&self->context, check, track, found);
    }
}

FwSpan
fw_checker_widen (FwChecker *self, const FwTrack *track, FwSpan window)
{
  GArray *checks = get_checks (self, track, FW_FAMILY_WALK);
  FwSpan hull = window;

  for (guint i = 0; i < checks->len; i++)
    {
      const FwCheck *check = fw_plan_get_check (self->plan, g_array_index (checks, guint, i));
      FwSpan span = check->ops->widen (check, track, window);

      hull = (FwSpan){ MIN (hull.first, span.first), MAX (hull.last, span.last) };
    }

  return fw_checker_clamp (hull);
}

void
fw_checker_find_walks (FwChecker *self, const FwTrack *track, FwSpan window, GArray *found)
{
  GArray *checks = get_checks (self, track, FW_FAMILY_WALK);

  for (guint i = 0; i < checks->len && !fw_track_is_single (track); i++)
    {
      const FwCheck *check = fw_plan_get_check (self->plan, g_array_index (checks, guint, i));

      check->ops->walk (&self->context, check, track, window, found);
    }
}

void
fw_checker_find_crossings (FwChecker *self, const FwTrack *track, FwSpan window, GArray *found)
{
  GArray *checks = get_checks (self, track, FW_FAMILY_CROSS);

  for (guint i = 0; i < checks->len; i++)
    {
      const FwCheck *check = fw_plan_get_check (self->plan, g_array_index (checks, guint, i));

      check->ops->cross (&self->context, check, track, window, found);
    }
}

GArray *
fw_checker_find_video (FwChecker *self)
{
  GArray *runs = fw_runs_new ();
  GArray *old = fw_checker_get_runs (self, 0);
  FwVideoFacts facts = { (const guint32 *) (gpointer) self->counts->data, self->counts->len,
                         (const gint64 *) (gpointer) self->weights->data };

  /* Pair checks about a frame as a whole stand there too, and the project's. */
  for (guint i = 0; old && i < old->len; i++)
    {
      FwRun run = g_array_index (old, FwRun, i);

      if (fw_plan_get_check (self->plan, run.check)->family != FW_FAMILY_VIDEO)
        g_array_append_val (runs, run);
    }
  for (guint i = 0; i < self->plan->checks->len; i++)
    {
      const FwCheck *check = fw_plan_get_check (self->plan, i);

      if (check->family == FW_FAMILY_VIDEO)
        check->ops->survey (&self->context, check, &facts, runs);
    }
  fw_runs_tidy (self->plan, runs);

  return runs;
}

GArray *
fw_checker_find_project (FwChecker *self, gboolean with_facts)
{
  GArray *runs = fw_runs_new ();
  GArray *old = fw_checker_get_runs (self, 0);

  for (guint i = 0; old && i < old->len; i++)
    {
      FwRun run = g_array_index (old, FwRun, i);
      const FwCheck *check = fw_plan_get_check (self->plan, run.check);

      if (check->family != FW_FAMILY_PROJECT || (check->ops->is_of_facts && !with_facts))
        g_array_append_val (runs, run);
    }
  for (guint i = 0; i < self->plan->checks->len; i++)
    {
      const FwCheck *check = fw_plan_get_check (self->plan, i);

      if (check->family == FW_FAMILY_PROJECT && (!check->ops->is_of_facts || with_facts))
        check->ops->sum (&self->context, check, runs);
    }
  fw_runs_tidy (self->plan, runs);

  return runs;
}

gboolean
fw_checker_asks_about (FwChecker *self, const FwTrack *track, FwFamily family)
{
  GArray *checks = get_checks (self, track, family);

  for (guint i = 0; i < checks->len; i++)
    if (fw_plan_get_check (self->plan, g_array_index (checks, guint, i))->ops->ask)
      return TRUE;

  return FALSE;
}

typedef struct
{
  FwChecker *checker;
  GArray *questions;
} Asking;

static gboolean
ask_track (FwTrack *track, gpointer user_data)
{
  static const FwFamily families[] = { FW_FAMILY_TRACK, FW_FAMILY_CROSS };
  Asking *asking = user_data;
  FwChecker *self = asking->checker;

  for (gsize f = 0; f < G_N_ELEMENTS (families) && !fw_track_is_single (track); f++)
    {
      GArray *checks = get_checks (self, track, families[f]);

      for (guint i = 0; i < checks->len; i++)
        {
          const FwCheck *check = fw_plan_get_check (self->plan, g_array_index (checks, guint, i));

          if (check->ops->ask)
            check->ops->ask (&self->context, check, track, asking->questions);
        }
    }

  return TRUE;
}

static int
compare_questions (gconstpointer a, gconstpointer b)
{
  return fw_pixel_question_compare (a, b);
}

/* Sorts, leaves each question once, and drops those that are answered. */
static void
tidy_questions (FwChecker *self, GArray *questions, gsize *out_n_answered)
{
  guint kept = 0;
  FwPixelQuestion last = { 0 };

  g_array_sort (questions, compare_questions);
  *out_n_answered = 0;
  for (guint i = 0; i < questions->len; i++)
    {
      FwPixelQuestion question = g_array_index (questions, FwPixelQuestion, i);
      gboolean is_repeated = i > 0 && fw_pixel_question_compare (&last, &question) == 0;

      last = question;
      if (is_repeated)
        continue;
      if (fw_check_facts_find_pixel (self->facts, &question))
        (*out_n_answered)++;
      else
        g_array_index (questions, FwPixelQuestion, kept++) = question;
    }
  g_array_set_size (questions, kept);
}

GArray *
fw_checker_list_pixel_questions (FwChecker *self, gsize *out_n_answered)
{
  g_return_val_if_fail (self != NULL, NULL);

  Asking asking = { self, g_array_new (FALSE, FALSE, sizeof (FwPixelQuestion)) };
  gboolean any = FALSE;
  gsize n_answered = 0;

  for (guint i = 0; self->is_good && i < self->plan->checks->len; i++)
    {
      const FwCheck *check = fw_plan_get_check (self->plan, i);

      any |= check->ops->ask != NULL;
      if (check->ops->ask_all)
        check->ops->ask_all (&self->context, check, asking.questions);
    }
  if (any)
    fw_snapshot_foreach (self->snapshot, ask_track, &asking);
  tidy_questions (self, asking.questions, &n_answered);
  if (out_n_answered)
    *out_n_answered = n_answered;

  return asking.questions;
}
