/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The checker as others see it: the full run, counts and lists. Findings stand
 * in a store of runs (checker-store.c); after an edit checker-update.c brings
 * the store to what a full run would make, which tests/rules/test-checker.c
 * proves with random edits. Problems are made from runs when they are asked
 * for.
 */

#include "fw-config.h"
#include "rules/checker-private.h"

#include "rules/check-ops.h"

#include <glib/gi18n.h>
#include <string.h>

#define DEFAULT_CAP (1000 * 1000)
#define MAX_WALK (20 * 1000 * 1000)

typedef struct
{
  FwCheckerProgress func;
  gpointer          user_data;
} Progress;

FwChecker *
fw_checker_new (FwManual *manual)
{
  g_return_val_if_fail (manual != NULL, NULL);

  FwChecker *self = g_new0 (FwChecker, 1);

  self->manual = fw_manual_ref (manual);
  self->cap = DEFAULT_CAP;
  self->store = fw_store_new ();
  self->scan = fw_track_scan_new ();
  self->counts = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->weights = g_array_new (FALSE, TRUE, sizeof (gint64));
  self->n_by_rule = g_new0 (gint64, fw_manual_get_n_rules (manual) + 1);

  return self;
}

void
fw_checker_free (FwChecker *self)
{
  if (!self)
    return;

  g_free (self->only);
  g_free (self->n_by_rule);
  g_array_unref (self->counts);
  g_array_unref (self->weights);
  g_hash_table_unref (self->store);
  fw_track_scan_free (self->scan);
  g_clear_pointer (&self->spans, fw_span_index_free);
  g_clear_pointer (&self->classes, fw_class_book_free);
  fw_plan_free (self->plan);
  g_clear_pointer (&self->snapshot, fw_snapshot_unref);
  g_clear_pointer (&self->facts, fw_check_facts_unref);
  g_clear_pointer (&self->tally, fw_tally_free);
  fw_manual_unref (self->manual);
  g_free (self);
}

void
fw_checker_delta_free (FwCheckerDelta *self)
{
  if (!self)
    return;

  g_ptr_array_unref (self->opened);
  g_ptr_array_unref (self->changed);
  g_ptr_array_unref (self->closed);
  g_free (self);
}

FwManual *
fw_checker_get_manual (const FwChecker *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->manual;
}

void
fw_checker_set_only (FwChecker  *self,
                     const char *id)
{
  g_return_if_fail (self != NULL);

  g_free (self->only);
  self->only = g_strdup (id);
  self->is_good = FALSE;
}

void
fw_checker_set_cap (FwChecker *self,
                    gsize      max_runs)
{
  g_return_if_fail (self != NULL);

  self->cap = max_runs;
  self->is_good = FALSE;
}

void
fw_checker_set_counts_in_pictures (FwChecker *self,
                                   gboolean   counts_in_pictures)
{
  g_return_if_fail (self != NULL);

  self->counts_in_pictures = counts_in_pictures;
  self->is_good = FALSE;
}

void
fw_checker_set_facts (FwChecker    *self,
                      FwCheckFacts *facts)
{
  g_return_if_fail (self != NULL);

  self->new_facts |= fw_check_facts_compare (self->facts, facts);
  if (facts)
    fw_check_facts_ref (facts);
  g_clear_pointer (&self->facts, fw_check_facts_unref);
  self->facts = facts;
  self->context.facts = facts;
}

FwSpan
fw_checker_clamp (FwSpan span)
{
  return (FwSpan) { MAX (span.first, 0), MIN (span.last, MAX_WALK - 1) };
}

int
fw_track_compare_starts (gconstpointer a,
                         gconstpointer b)
{
  FwTrack *left = *(FwTrack *const *) a, *right = *(FwTrack *const *) b;
  FwFrame first = fw_track_get_span (left).first, second = fw_track_get_span (right).first;

  if (first != second)
    return first < second ? -1 : 1;

  return fw_track_get_id (left) < fw_track_get_id (right) ? -1
         : fw_track_get_id (left) > fw_track_get_id (right);
}

static gboolean
collect_track (FwTrack *track,
               gpointer user_data)
{
  g_ptr_array_add (user_data, track);

  return TRUE;
}

static void
begin_run (FwChecker  *self,
           FwSnapshot *snapshot,
           GPtrArray  *tracks)
{
  fw_snapshot_ref (snapshot);
  g_clear_pointer (&self->snapshot, fw_snapshot_unref);
  self->snapshot = snapshot;
  fw_plan_free (self->plan);
  self->plan = fw_plan_new (self->manual, self->only, snapshot, self->facts);
  g_clear_pointer (&self->spans, fw_span_index_free);
  self->spans = fw_span_index_new ();
  g_hash_table_remove_all (self->store);
  g_array_set_size (self->counts, 0);
  g_array_set_size (self->weights, 0);
  g_array_set_size (self->weights, self->plan->checks->len + 1);
  memset (self->n_by_rule, 0, sizeof (gint64) * fw_manual_get_n_rules (self->manual));
  self->n_runs = 0;
  self->is_capped = FALSE;
  self->is_good = FALSE;
  fw_check_context_init (&self->context, self->plan, snapshot, self->spans);
  g_clear_pointer (&self->classes, fw_class_book_free);
  self->classes = fw_class_book_new (self->plan);
  self->context.classes = self->classes;
  self->context.facts = self->facts;
  self->context.counts_in_pictures = self->counts_in_pictures;
  self->new_facts = 0;
  self->known_facts = fw_check_facts_get_known (self->facts);
  g_clear_pointer (&self->tally, fw_tally_free);
  self->tally = fw_tally_new (&self->context);
  self->context.tally = self->tally;
  fw_snapshot_foreach (snapshot, collect_track, tracks);
}

/* Checks of each track that look at nothing else. */
static gboolean
check_each (FwChecker      *self,
            GPtrArray      *tracks,
            GCancellable   *cancellable,
            const Progress *progress)
{
  g_autoptr(GArray) runs = fw_runs_new ();

  for (guint i = 0; i < tracks->len; i++)
    {
      FwTrack *track = g_ptr_array_index (tracks, i);

      /* Also the index grows with the frames a track claims to live in. */
      fw_span_index_add (self->spans, fw_track_get_id (track),
                         fw_checker_clamp (fw_track_get_span (track)));
      if (self->plan->has[FW_FAMILY_VIDEO])
        {
          fw_checker_count_labels (self, track, 1);
          fw_checker_weigh (self, track, 1);
        }
      if (self->tally)
        fw_tally_add (self->tally, &self->context, track, 1);
      g_array_set_size (runs, 0);
      fw_track_scan_run (self->scan, &self->context, track,
                         fw_checker_clamp (fw_track_get_span (track)),
                         (1u << FW_FAMILY_LABEL) | (1u << FW_FAMILY_STEP), runs);
      if (self->plan->has[FW_FAMILY_WALK])
        fw_checker_find_walks (self, track, fw_checker_clamp (fw_track_get_span (track)), runs);
      if (self->plan->has[FW_FAMILY_CLASS])
        fw_track_scan_note (self->scan, &self->context, track,
                            fw_checker_clamp (fw_track_get_span (track)), 1);
      if (self->plan->has[FW_FAMILY_TRACK])
        fw_checker_find_whole (self, track, runs);
      if (runs->len > 0)
        fw_checker_add_runs (self, fw_track_get_id (track), runs);
      if ((i & 15) == 0)
        {
          if (g_cancellable_is_cancelled (cancellable))
            return FALSE;
          if (progress->func && (i & 255) == 0)
            progress->func (0.6 * i / tracks->len, progress->user_data);
        }
    }

  return TRUE;
}

/* An object of which a label may be unusual for its category. */
static void
check_unusual (FwTrackId track_id,
               gpointer  user_data)
{
  FwChecker *self = user_data;
  FwTrack *track = fw_snapshot_get_track (self->snapshot, track_id);
  g_autoptr(GArray) runs = fw_runs_new ();
  GArray *old = fw_checker_get_runs (self, track_id);

  /* Another check of this family may have brought it here already. */
  for (guint i = 0; old && i < old->len; i++)
    if (fw_plan_get_check (self->plan, g_array_index (old, FwRun, i).check)->family
        == FW_FAMILY_CLASS)
      return;
  if (!track)
    return;
  fw_track_scan_run (self->scan, &self->context, track,
                     fw_checker_clamp (fw_track_get_span (track)), 1u << FW_FAMILY_CLASS, runs);
  if (runs->len > 0)
    fw_checker_add_runs (self, track_id, runs);
}

static void
check_range (const FwCheck        *check,
             const FwCategoryPlan *category,
             FwUsual               before,
             FwUsual               now,
             gpointer              user_data)
{
  FwChecker *self = user_data;

  fw_class_book_foreach (self->classes, check, now.low, now.high, check_unusual, self);
}

/* After all labels were counted. */
static gboolean
check_classes (FwChecker    *self,
               GCancellable *cancellable)
{
  fw_class_book_settle (self->classes, check_range, self);

  return !g_cancellable_is_cancelled (cancellable);
}

/* After all tracks are in the index. */
static gboolean
check_beside (FwChecker    *self,
             GPtrArray    *tracks,
             GCancellable *cancellable)
{
  g_autoptr(GArray) runs = fw_runs_new ();

  for (guint i = 0; i < tracks->len; i++)
    {
      FwTrack *track = g_ptr_array_index (tracks, i);

      g_array_set_size (runs, 0);
      if (self->plan->has[FW_FAMILY_LINK])
        fw_checker_find_links (self, track, runs);
      if (self->plan->has[FW_FAMILY_CROSS])
        fw_checker_find_crossings (self, track, fw_checker_clamp (fw_track_get_span (track)),
                                   runs);
      if (runs->len > 0)
        fw_checker_add_runs (self, fw_track_get_id (track), runs);
      if ((i & 63) == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
    }

  return TRUE;
}

static FwSpan
find_whole_span (GPtrArray *tracks)
{
  FwSpan span = { G_MAXINT32, -1 };

  for (guint i = 0; i < tracks->len; i++)
    {
      FwSpan life = fw_track_get_span (g_ptr_array_index (tracks, i));

      span.first = MIN (span.first, life.first);
      span.last = MAX (span.last, life.last);
    }

  return fw_checker_clamp (span);
}

static gboolean
check_pairs (FwChecker    *self,
             GPtrArray    *tracks,
             GCancellable *cancellable)
{
  GHashTableIter iter;
  FwTrackId *track;
  GArray *found;
  FwSpan span = find_whole_span (tracks);
  FwPairSink sink;
  gboolean is_done;

  if (self->plan->visits_empty && self->context.n_frames > 0)
    span = (FwSpan) { 0, MAX (span.last, fw_checker_clamp (
                                           (FwSpan) { 0, self->context.n_frames - 1 }).last) };
  g_ptr_array_sort (tracks, fw_track_compare_starts);
  fw_pair_sink_init (&sink, self);
  is_done = fw_pair_sink_run (&sink, tracks, span, cancellable);
  g_hash_table_iter_init (&iter, sink.done);
  while (is_done && g_hash_table_iter_next (&iter, (gpointer *) &track, (gpointer *) &found))
    fw_checker_add_runs (self, *track, found);
  fw_pair_sink_clear (&sink);

  return is_done;
}

gboolean
fw_checker_run (FwChecker          *self,
                FwSnapshot         *snapshot,
                GCancellable       *cancellable,
                FwCheckerProgress   func,
                gpointer            user_data,
                GError            **error)
{
  g_return_val_if_fail (self && snapshot, FALSE);

  g_autoptr(GPtrArray) tracks = g_ptr_array_new ();
  Progress progress = { func, user_data };

  begin_run (self, snapshot, tracks);
  if (!check_each (self, tracks, cancellable, &progress)
      || !check_classes (self, cancellable)
      || ((self->plan->has[FW_FAMILY_LINK] || self->plan->has[FW_FAMILY_CROSS])
          && !check_beside (self, tracks, cancellable))
      || (self->plan->has[FW_FAMILY_PAIR] && (tracks->len > 0 || self->plan->visits_empty)
          && !check_pairs (self, tracks, cancellable)))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Checking was stopped"));
      return FALSE;
    }
  if (self->plan->has[FW_FAMILY_VIDEO])
    fw_checker_take_runs (self, 0, fw_checker_find_video (self));
  if (self->plan->has[FW_FAMILY_PROJECT])
    fw_checker_take_runs (self, 0, fw_checker_find_project (self, TRUE));
  self->is_good = TRUE;
  if (func)
    func (1.0, user_data);

  return TRUE;
}

/* Where a run of a rule begins in a list that is sorted by fw_problem_compare(). */
typedef struct
{
  FwTrackId track;
  FwRun     run;
} Place;

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *left = a, *right = b;

#define COMPARE(field) \
  if (left->field != right->field) \
    return left->field < right->field ? -1 : 1
  COMPARE (run.check);
  COMPARE (track);
  COMPARE (run.first);
  COMPARE (run.other);
  COMPARE (run.last);
#undef COMPARE

  return 0;
}

static GArray *
list_places (FwChecker *self)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));
  GHashTableIter iter;
  FwTrackId *track;
  GArray *runs;

  g_hash_table_iter_init (&iter, self->store);
  while (g_hash_table_iter_next (&iter, (gpointer *) &track, (gpointer *) &runs))
    for (guint i = 0; i < runs->len; i++)
      {
        Place place = { *track, g_array_index (runs, FwRun, i) };

        g_array_append_val (places, place);
      }
  g_array_sort (places, compare_places);

  return places;
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) fw_problem_unref);
}

GPtrArray *
fw_checker_list (FwChecker *self,
                 gsize      max_per_rule)
{
  g_return_val_if_fail (self != NULL, NULL);

  GPtrArray *list = new_list ();
  g_autoptr(GArray) places = self->is_good ? list_places (self) : NULL;
  guint check = G_MAXUINT;
  gsize n = 0;

  for (guint i = 0; places && i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);

      n = place->run.check == check ? n + 1 : 1;
      check = place->run.check;
      if (max_per_rule == 0 || n <= max_per_rule)
        g_ptr_array_add (list, fw_check_describe (&self->context, place->track, place->run));
    }

  return list;
}

static gboolean
tell (FwChecker     *self,
      FwTrackId      track,
      FwRun          run,
      FwProblemFunc  func,
      gpointer       user_data)
{
  g_autoptr(FwProblem) problem = fw_check_describe (&self->context, track, run);

  return func (problem, user_data);
}

void
fw_checker_foreach (FwChecker     *self,
                    FwProblemFunc  func,
                    gpointer       user_data)
{
  g_return_if_fail (self && func);

  g_autoptr(GArray) places = self->is_good ? list_places (self) : NULL;

  for (guint i = 0; places && i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      gboolean is_label
          = fw_family_is_per_label (fw_plan_get_check (self->plan, place->run.check)->family);
      FwRun one = place->run;

      for (one.first = place->run.first; is_label && one.first <= place->run.last; one.first++)
        {
          one.last = one.first;
          if (!tell (self, place->track, one, func, user_data))
            return;
        }
      if (!is_label && !tell (self, place->track, place->run, func, user_data))
        return;
    }
}

void
fw_checker_foreach_finding (FwChecker     *self,
                            FwFindingFunc  func,
                            gpointer       user_data)
{
  g_return_if_fail (self && func);

  g_autoptr(GArray) places = self->is_good ? list_places (self) : NULL;

  for (guint i = 0; places && i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      const FwCheck *check = fw_plan_get_check (self->plan, place->run.check);
      FwFinding finding = { .rule = check->rule, .track = place->track, .other = place->run.other,
                            .span = { place->run.first, place->run.last },
                            .per_frame = fw_family_is_per_label (check->family) };

      func (&finding, user_data);
    }
}

FwProblem *
fw_checker_describe (FwChecker       *self,
                     const FwFinding *finding)
{
  g_return_val_if_fail (self && finding, NULL);

  FwRun run = { .first = finding->span.first, .last = finding->span.last, .other = finding->other };

  while (fw_plan_get_check (self->plan, run.check)->rule != finding->rule)
    run.check++;

  return fw_check_describe (&self->context, finding->track, run);
}

static int
compare_problems (gconstpointer a,
                  gconstpointer b)
{
  return fw_problem_compare (*(FwProblem *const *) a, *(FwProblem *const *) b);
}

/* Adds the track's findings, those that touch @span only. */
static void
list_some (FwChecker *self,
           FwTrackId  track,
           FwSpan     span,
           GPtrArray *list)
{
  GArray *runs = fw_checker_get_runs (self, track);

  for (guint i = 0; runs && i < runs->len; i++)
    {
      FwRun run = g_array_index (runs, FwRun, i);

      if (run.first <= span.last && run.last >= span.first)
        g_ptr_array_add (list, fw_check_describe (&self->context, track, run));
    }
}

GPtrArray *
fw_checker_list_track (FwChecker *self,
                       FwTrackId  track)
{
  g_return_val_if_fail (self != NULL, NULL);

  GPtrArray *list = new_list ();

  if (self->is_good)
    list_some (self, track, (FwSpan) { FW_FRAME_NONE, FW_FRAME_MAX }, list);
  g_ptr_array_sort (list, compare_problems);

  return list;
}

GPtrArray *
fw_checker_list_frame (FwChecker *self,
                       FwFrame    frame)
{
  g_return_val_if_fail (self != NULL, NULL);

  GPtrArray *list = new_list ();
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));

  if (self->is_good)
    {
      fw_span_index_query (self->spans, frame, ids);
      for (guint i = 0; i < ids->len; i++)
        list_some (self, g_array_index (ids, FwTrackId, i), (FwSpan) { frame, frame }, list);
      list_some (self, 0, (FwSpan) { frame, frame }, list);
    }
  g_ptr_array_sort (list, compare_problems);

  return list;
}

gint64
fw_checker_count (const FwChecker *self,
                  FwSeverity       severity)
{
  g_return_val_if_fail (self != NULL, 0);

  gint64 n = 0;

  for (gsize i = 0; i < fw_manual_get_n_rules (self->manual); i++)
    if (fw_manual_get_rule (self->manual, i)->severity == severity)
      n += self->n_by_rule[i];

  return n;
}

gint64
fw_checker_count_rule (const FwChecker *self,
                       const FwRule    *rule)
{
  g_return_val_if_fail (self && rule, 0);

  for (gsize i = 0; i < fw_manual_get_n_rules (self->manual); i++)
    if (fw_manual_get_rule (self->manual, i) == rule)
      return self->n_by_rule[i];

  return 0;
}

gboolean
fw_checker_is_capped (const FwChecker *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_capped;
}

const char *
fw_checker_get_silence (const FwChecker *self,
                        const FwRule    *rule)
{
  g_return_val_if_fail (self && rule, NULL);

  for (gsize i = 0; self->plan && i < self->plan->silences->len; i++)
    if (fw_manual_get_rule (self->manual, i) == rule
        && g_ptr_array_index (self->plan->silences, i))
      return g_ptr_array_index (self->plan->silences, i);
  for (guint i = 0; self->plan && i < self->plan->checks->len; i++)
    {
      const FwCheck *check = fw_plan_get_check (self->plan, i);

      if (check->rule == rule && check->ops->mute)
        return check->ops->mute (&self->context, check);
    }

  return NULL;
}
