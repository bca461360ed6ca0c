/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * After an edit: for each changed track, the window of frames in which it
 * differs from before. Its own checks are done again there; pair checks are
 * done again in the same frames for every label that stands there, because
 * what a label lacked it may now have; checks of whole tracks are done again
 * for that track; links for it and for the tracks that begin after it.
 */

#include "fw-config.h"
#include "rules/checker-update-private.h"

#include "rules/check-ops.h"

#include "core/track-difference.h"

#include <glib/gi18n.h>

/* With more changed objects than this, and this share of all, everything is checked. */
#define MANY_CHANGES 64
#define FULL_SHARE 4

static void
touched_free (FwTouched *touched)
{
  g_clear_pointer (&touched->before, g_array_unref);
  g_free (touched);
}

static gint64 *
new_key (FwTrackId id)
{
  gint64 *key = g_new (gint64, 1);

  *key = id;

  return key;
}

static void
touch (FwUpdate  *update,
       FwTrackId  track,
       FwFamily   family,
       FwSpan     window)
{
  FwTouched *touched = g_hash_table_lookup (update->touched, &track);

  if (!touched)
    {
      GArray *runs = fw_checker_get_runs (update->checker, track);

      touched = g_new0 (FwTouched, 1);
      touched->before = runs ? g_array_copy (runs) : NULL;
      for (guint i = 0; i < FW_N_FAMILIES; i++)
        touched->windows[i] = (FwSpan) { G_MAXINT32, -1 };
      g_hash_table_insert (update->touched, new_key (track), touched);
    }
  touched->windows[family].first = MIN (touched->windows[family].first, window.first);
  touched->windows[family].last = MAX (touched->windows[family].last, window.last);
}

/* Replaces, of the runs of @family, what lies in @window by @found. */
static void
replace_runs (FwUpdate     *update,
              FwTrackId     track,
              FwFamily      family,
              FwSpan        window,
              const GArray *found)
{
  FwChecker *self = update->checker;
  GArray *old = fw_checker_get_runs (self, track);
  gboolean is_same = !found || found->len == 0;
  GArray *runs;

  for (guint i = 0; old && is_same && i < old->len; i++)
    is_same = fw_update_family_of (self, &g_array_index (old, FwRun, i)) != family;
  if (is_same)
    return;

  touch (update, track, family, window);
  runs = fw_runs_new ();
  for (guint i = 0; old && i < old->len; i++)
    {
      FwRun run = g_array_index (old, FwRun, i);
      FwRun left = run, right = run;

      if (fw_update_family_of (self, &run) != family)
        {
          g_array_append_val (runs, run);
          continue;
        }
      if (!fw_run_joins (self->plan, &run))
        continue;

      left.last = MIN (run.last, window.first - 1);
      right.first = MAX (run.first, window.last + 1);
      if (left.first <= left.last)
        g_array_append_val (runs, left);
      if (right.first <= right.last)
        g_array_append_val (runs, right);
    }
  if (found)
    g_array_append_vals (runs, found->data, found->len);
  fw_runs_tidy (self->plan, runs);
  fw_checker_take_runs (self, track, runs);
}

static void
recheck_alone (FwUpdate            *update,
               const FwTrackChange *change)
{
  FwChecker *self = update->checker;
  g_autoptr(GArray) labels = fw_runs_new ();
  g_autoptr(GArray) classes = fw_runs_new ();
  g_autoptr(GArray) steps = fw_runs_new ();
  g_autoptr(GArray) walks = fw_runs_new ();
  g_autoptr(GArray) whole = fw_runs_new ();
  FwSpan window = fw_checker_clamp (change->window);
  FwSpan step_window = { window.first, window.last + 1 };
  FwSpan walk_window = window;

  if (change->after)
    {
      fw_track_scan_run (self->scan, &self->context, change->after, window, 1u << FW_FAMILY_LABEL,
                         labels);
      fw_track_scan_run (self->scan, &self->context, change->after, window, 1u << FW_FAMILY_CLASS,
                         classes);
      fw_track_scan_run (self->scan, &self->context, change->after, fw_checker_clamp (step_window),
                         1u << FW_FAMILY_STEP, steps);
      fw_checker_find_whole (self, change->after, whole);
      walk_window = fw_checker_widen (self, change->after, window);
      fw_checker_find_walks (self, change->after, walk_window, walks);
    }
  replace_runs (update, change->id, FW_FAMILY_LABEL, window, labels);
  replace_runs (update, change->id, FW_FAMILY_CLASS, window, classes);
  replace_runs (update, change->id, FW_FAMILY_STEP, step_window, steps);
  replace_runs (update, change->id, FW_FAMILY_WALK, walk_window, walks);
  /* What is said of a place may rest on other places of the track. */
  replace_runs (update, change->id, FW_FAMILY_TRACK, (FwSpan) { 0, FW_FRAME_MAX }, whole);
}

/* Whether the runs of @family among @old (nullable) are @found. */
static gboolean
has_same_runs (FwUpdate     *update,
               const GArray *old,
               FwFamily      family,
               const GArray *found)
{
  guint n = 0;

  for (guint i = 0; old && i < old->len; i++)
    {
      const FwRun *run = &g_array_index (old, FwRun, i);

      if (fw_update_family_of (update->checker, run) != family)
        continue;
      if (n == found->len || fw_run_compare (run, &g_array_index (found, FwRun, n)) != 0)
        return FALSE;
      n++;
    }

  return n == found->len;
}

/* A range of what is usual that moved. */
typedef struct
{
  FwUpdate  *update;
  gboolean is_told; /* the sentences are others too */
} Shift;

static void
recheck_unusual (FwTrackId id,
                 gpointer  user_data)
{
  Shift *shift = user_data;
  FwChecker *self = shift->update->checker;
  FwTrack *track = fw_snapshot_get_track (self->snapshot, id);
  g_autoptr(GArray) found = fw_runs_new ();

  if (!track)
    return;

  FwSpan life = fw_checker_clamp (fw_track_get_span (track));

  fw_track_scan_run (self->scan, &self->context, track, life, 1u << FW_FAMILY_CLASS, found);
  fw_runs_tidy (self->plan, found);
  if (shift->is_told
      || !has_same_runs (shift->update, fw_checker_get_runs (self, id), FW_FAMILY_CLASS, found))
    replace_runs (shift->update, id, FW_FAMILY_CLASS, life, found);
}

static void
recheck_class (const FwCheck        *check,
               const FwCategoryPlan *category,
               FwUsual               before,
               FwUsual               now,
               gpointer              user_data)
{
  FwUpdate *update = user_data;
  Shift shift = {
    .update = update,
    .is_told = fw_usual_round (before.low, TRUE) != fw_usual_round (now.low, TRUE)
               || fw_usual_round (before.high, FALSE) != fw_usual_round (now.high, FALSE),
  };

  fw_class_book_foreach (update->checker->classes, check, MAX (before.low, now.low),
                         MIN (before.high, now.high), recheck_unusual, &shift);
}

/* The track itself, and those that begin soon after it did or does end. */
static void
recheck_links (FwUpdate            *update,
               const FwTrackChange *change)
{
  FwChecker *self = update->checker;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));
  const FwTrack *versions[] = { change->before, change->after };
  gint64 reach = 0;

  for (guint i = 0; i < self->plan->checks->len; i++)
    if (fw_plan_get_check (self->plan, i)->family == FW_FAMILY_LINK)
      reach = MAX (reach, (gint64) fw_plan_get_check (self->plan, i)->limits[0]);

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    if (versions[i])
      {
        gint64 end = fw_track_get_span (versions[i]).last;

        fw_span_index_query_span (self->spans, (FwSpan) { MIN (end + 1, FW_FRAME_MAX),
                                                          MIN (end + reach, FW_FRAME_MAX) }, ids);
      }
  g_array_append_val (ids, change->id);

  for (guint i = 0; i < ids->len; i++)
    {
      FwTrackId id = g_array_index (ids, FwTrackId, i);
      FwTrack *track = fw_snapshot_get_track (self->snapshot, id);
      g_autoptr(GArray) found = fw_runs_new ();

      if (track)
        fw_checker_find_links (self, track, found);
      replace_runs (update, id, FW_FAMILY_LINK, (FwSpan) { 0, FW_FRAME_MAX }, found);
    }
}

static int
compare_windows (gconstpointer a,
                 gconstpointer b)
{
  const FwSpan *left = a, *right = b;

  return left->first < right->first ? -1 : left->first > right->first;
}

static gboolean
recheck_pairs (FwUpdate     *update,
               FwSpan        window,
               GCancellable *cancellable)
{
  FwChecker *self = update->checker;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));
  g_autoptr(GPtrArray) tracks = g_ptr_array_new ();
  FwTrackId frame_as_such = 0;
  FwPairSink sink;
  gboolean is_done;

  fw_span_index_query_span (self->spans, window, ids);
  for (guint i = 0; i < ids->len; i++)
    {
      FwTrack *track = fw_snapshot_get_track (self->snapshot, g_array_index (ids, FwTrackId, i));

      if (track)
        g_ptr_array_add (tracks, track);
    }
  g_ptr_array_sort (tracks, fw_track_compare_starts);

  fw_pair_sink_init (&sink, self);
  is_done = fw_pair_sink_run (&sink, tracks, window, cancellable);

  /* Tracks that were here before the edit may have left findings behind; one
   * that stands here twice is replaced by the same again. */
  for (guint i = 0; i < update->changes->len; i++)
    g_array_append_val (ids, g_array_index (update->changes, FwTrackChange, i).id);
  g_array_append_val (ids, frame_as_such);
  for (guint i = 0; is_done && i < ids->len; i++)
    {
      FwTrackId id = g_array_index (ids, FwTrackId, i);

      replace_runs (update, id, FW_FAMILY_PAIR, window, g_hash_table_lookup (sink.done, &id));
    }
  fw_pair_sink_clear (&sink);

  return is_done;
}

/* All tracks that stand in the window or next to it. */
static void
recheck_crossings (FwUpdate *update,
                   FwSpan    window)
{
  FwChecker *self = update->checker;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));

  window = fw_checker_clamp ((FwSpan) { window.first - FW_CROSS_REACH,
                                        window.last + FW_CROSS_REACH });
  fw_span_index_query_span (self->spans, window, ids);
  for (guint i = 0; i < update->changes->len; i++)
    g_array_append_val (ids, g_array_index (update->changes, FwTrackChange, i).id);
  for (guint i = 0; i < ids->len; i++)
    {
      FwTrackId id = g_array_index (ids, FwTrackId, i);
      FwTrack *track = fw_snapshot_get_track (self->snapshot, id);
      g_autoptr(GArray) found = fw_runs_new ();

      if (track)
        fw_checker_find_crossings (self, track, window, found);
      replace_runs (update, id, FW_FAMILY_CROSS, window, found);
    }
}

static gboolean
recheck_windows (FwUpdate     *update,
                 GCancellable *cancellable)
{
  g_autoptr(GArray) windows = g_array_new (FALSE, FALSE, sizeof (FwSpan));

  for (guint i = 0; i < update->changes->len; i++)
    g_array_append_val (windows, g_array_index (update->changes, FwTrackChange, i).window);
  g_array_sort (windows, compare_windows);

  for (guint i = 0, end; i < windows->len; i = end)
    {
      FwSpan window = g_array_index (windows, FwSpan, i);

      for (end = i + 1; end < windows->len; end++)
        {
          FwSpan next = g_array_index (windows, FwSpan, end);

          if (next.first > window.last + 1)
            break;
          window.last = MAX (window.last, next.last);
        }
      window = fw_checker_clamp (window);
      if (window.first > window.last)
        continue;
      if (update->checker->plan->has[FW_FAMILY_CROSS])
        recheck_crossings (update, window);
      if (update->checker->plan->has[FW_FAMILY_PAIR]
          && !recheck_pairs (update, window, cancellable))
        return FALSE;
    }

  return TRUE;
}

static gboolean
same_frames (const FwSpanSet *a,
             const FwSpanSet *b)
{
  gint64 n_a = a ? fw_span_set_get_count (a) : 0, n_b = b ? fw_span_set_get_count (b) : 0;

  return a == b || (n_a == n_b && (n_a == 0 || fw_span_set_equal (a, b)));
}

static gint64
count_seen (FwSnapshot *snapshot)
{
  FwSpanSet *seen = fw_snapshot_get_seen (snapshot);

  return seen ? fw_span_set_get_count (seen) : 0;
}

/* Whether something changed that all labels depend on. */
static gboolean
needs_full (FwChecker  *self,
            FwSnapshot *snapshot)
{
  FwTaxonomy *old_words = fw_snapshot_get_taxonomy (self->snapshot);
  FwTaxonomy *new_words = fw_snapshot_get_taxonomy (snapshot);

  return (self->new_facts & ~(guint) (FW_FACT_PIXELS | FW_FACT_NOW))
         /* From no facts to some: a rule begins to speak. */
         || fw_check_facts_get_known (self->facts) != self->known_facts
         || fw_snapshot_get_frame_list (self->snapshot) != fw_snapshot_get_frame_list (snapshot)
         || (old_words != new_words
             && !(old_words && new_words && fw_taxonomy_equal (old_words, new_words)))
         || !same_frames (fw_snapshot_get_frames_with (self->snapshot, FW_SLOT_DELETED),
                          fw_snapshot_get_frames_with (snapshot, FW_SLOT_DELETED))
         /* From nothing recorded to something: a rule begins to speak. */
         || (count_seen (self->snapshot) == 0) != (count_seen (snapshot) == 0)
         || (self->is_capped && self->n_runs < self->cap / 2);
}

static gboolean
collect_track (FwTrack  *track,
               gpointer  user_data)
{
  g_ptr_array_add (user_data, track);

  return TRUE;
}

static gboolean
add_if_changed (FwTrack  *track,
                gpointer  user_data)
{
  FwUpdate *update = user_data;
  FwTrackId id = fw_track_get_id (track);
  FwTrackChange change = { .id = id, .after = track };

  change.before = fw_snapshot_get_track (update->checker->snapshot, id);
  if (change.before != track)
    g_array_append_val (update->changes, change);

  return TRUE;
}

typedef struct
{
  FwUpdate     *update;
  FwSnapshot *snapshot;
} Search;

static gboolean
add_if_gone (FwTrack  *track,
             gpointer  user_data)
{
  Search *search = user_data;
  FwTrackChange change = { .id = fw_track_get_id (track), .before = track };

  if (!fw_snapshot_get_track (search->snapshot, change.id))
    g_array_append_val (search->update->changes, change);

  return TRUE;
}

static void
collect_changes (FwUpdate     *update,
                 FwSnapshot   *snapshot,
                 const FwSlot *changed,
                 gsize         n_changed)
{
  FwChecker *self = update->checker;
  Search search = { update, snapshot };

  if (!changed)
    {
      fw_snapshot_foreach (snapshot, add_if_changed, update);
      fw_snapshot_foreach (self->snapshot, add_if_gone, &search);
      return;
    }

  for (gsize i = 0; i < n_changed; i++)
    {
      FwTrackChange change = { .id = changed[i].id };

      if (changed[i].kind != FW_SLOT_TRACK || g_hash_table_contains (update->ids, &change.id))
        continue;
      change.before = fw_snapshot_get_track (self->snapshot, change.id);
      change.after = fw_snapshot_get_track (snapshot, change.id);
      if (change.before != change.after)
        {
          g_hash_table_add (update->ids, new_key (change.id));
          g_array_append_val (update->changes, change);
        }
    }
}

static gboolean
same_presence (const FwTrack *a,
               const FwTrack *b)
{
  gsize n, m;
  const FwSpan *left, *right;

  if (!a || !b || fw_track_get_span (a).first != fw_track_get_span (b).first
      || fw_track_get_span (a).last != fw_track_get_span (b).last)
    return FALSE;

  left = fw_track_get_outside (a, &n);
  right = fw_track_get_outside (b, &m);
  if (n != m)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (left[i].first != right[i].first || left[i].last != right[i].last)
      return FALSE;

  return TRUE;
}

static gboolean
same_author (const FwTrack *a,
             const FwTrack *b)
{
  return a && b && fw_track_get_author (a) == fw_track_get_author (b);
}

static gboolean
reads_length (const FwPlan *plan)
{
  for (guint i = 0; i < plan->checks->len; i++)
    if (fw_plan_get_check (plan, i)->uses_length)
      return TRUE;

  return FALSE;
}

/* What is usual for a category is counted without the labels as they were. */
static void
note_change (FwChecker           *self,
             const FwTrackChange *change)
{
  FwSpan window = fw_checker_clamp (change->window);

  if (change->before)
    fw_track_scan_note (self->scan, &self->context, change->before, window, -1);
  if (change->after)
    fw_track_scan_note (self->scan, &self->context, change->after, window, 1);
}

/* Finds the window of each change, drops those without, and brings index and
 * counts to the new state. */
static void
apply_changes (FwUpdate *update)
{
  FwChecker *self = update->checker;
  gboolean wants_all = reads_length (self->plan);
  guint kept = 0;

  for (guint i = 0; i < update->changes->len; i++)
    {
      FwTrackChange change = g_array_index (update->changes, FwTrackChange, i);
      gboolean is_there = same_presence (change.before, change.after);
      gboolean differs = fw_track_difference (change.before, change.after, &change.window);

      if (self->tally && (differs || !same_author (change.before, change.after)))
        {
          if (change.before)
            fw_tally_add (self->tally, &self->context, change.before, -1);
          if (change.after)
            fw_tally_add (self->tally, &self->context, change.after, 1);
          update->sums = TRUE;
        }
      if (!differs)
        continue;
      if (wants_all && change.before && change.after
          && fw_track_get_n_visible (change.before) != fw_track_get_n_visible (change.after))
        {
          FwSpan a = fw_track_get_span (change.before), b = fw_track_get_span (change.after);

          change.window = (FwSpan) { MIN (a.first, b.first), MAX (a.last, b.last) };
        }
      if (change.before)
        fw_span_index_remove (self->spans, change.id,
                              fw_checker_clamp (fw_track_get_span (change.before)));
      if (change.after)
        fw_span_index_add (self->spans, change.id,
                              fw_checker_clamp (fw_track_get_span (change.after)));
      if (!is_there && self->plan->has[FW_FAMILY_VIDEO])
        {
          if (change.before)
            fw_checker_count_labels (self, change.before, -1);
          if (change.after)
            fw_checker_count_labels (self, change.after, 1);
          update->marks = TRUE;
        }
      if (self->plan->has[FW_FAMILY_CLASS])
        note_change (self, &change);
      if (change.before)
        update->marks |= fw_checker_weigh (self, change.before, -1);
      if (change.after)
        update->marks |= fw_checker_weigh (self, change.after, 1);
      g_hash_table_add (update->ids, new_key (change.id));
      g_array_index (update->changes, FwTrackChange, kept++) = change;
    }
  g_array_set_size (update->changes, kept);
}

/* New answers about pixels, and time that went on. Other facts change seldom
 * and lead to a full run. */
static gboolean
recheck_facts (FwUpdate     *update,
               GCancellable *cancellable)
{
  FwChecker *self = update->checker;
  g_autoptr(GPtrArray) tracks = g_ptr_array_new ();
  const FwSpan always = { 0, FW_FRAME_MAX };

  if (!(update->facts & FW_FACT_PIXELS))
    return TRUE;

  if (self->tally)
    fw_tally_look_again (self->tally, &self->context);
  fw_snapshot_foreach (self->snapshot, collect_track, tracks);
  for (guint i = 0; i < tracks->len; i++)
    {
      FwTrack *track = g_ptr_array_index (tracks, i);
      g_autoptr(GArray) whole = fw_runs_new ();
      g_autoptr(GArray) crossings = fw_runs_new ();

      if (fw_checker_asks_about (self, track, FW_FAMILY_TRACK))
        {
          fw_checker_find_whole (self, track, whole);
          replace_runs (update, fw_track_get_id (track), FW_FAMILY_TRACK, always, whole);
        }
      if (fw_checker_asks_about (self, track, FW_FAMILY_CROSS))
        {
          fw_checker_find_crossings (self, track, fw_checker_clamp (fw_track_get_span (track)),
                                     crossings);
          replace_runs (update, fw_track_get_id (track), FW_FAMILY_CROSS, always, crossings);
        }
      if ((i & 63) == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
    }

  return TRUE;
}

static gboolean
recheck (FwUpdate     *update,
         GCancellable *cancellable)
{
  FwChecker *self = update->checker;

  if (self->plan->has[FW_FAMILY_CLASS])
    fw_class_book_settle (self->classes, recheck_class, update);
  for (guint i = 0; i < update->changes->len; i++)
    {
      const FwTrackChange *change = &g_array_index (update->changes, FwTrackChange, i);

      recheck_alone (update, change);
      if (self->plan->has[FW_FAMILY_LINK])
        recheck_links (update, change);
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
    }
  if ((self->plan->has[FW_FAMILY_PAIR] || self->plan->has[FW_FAMILY_CROSS])
      && !recheck_windows (update, cancellable))
    return FALSE;
  if (update->facts && !recheck_facts (update, cancellable))
    return FALSE;
  if (update->marks && self->plan->has[FW_FAMILY_VIDEO])
    {
      touch (update, 0, FW_FAMILY_VIDEO, (FwSpan) { 0, FW_FRAME_MAX });
      fw_checker_take_runs (self, 0, fw_checker_find_video (self));
    }
  if (self->plan->has[FW_FAMILY_PROJECT]
      && (update->changes->len > 0 || update->sums || update->facts))
    {
      touch (update, 0, FW_FAMILY_PROJECT, (FwSpan) { 0, FW_FRAME_MAX });
      fw_checker_take_runs (self, 0, fw_checker_find_project (self, update->facts != 0));
    }

  return TRUE;
}

FwCheckerDelta *
fw_checker_update (FwChecker     *self,
                   FwSnapshot    *snapshot,
                   const FwSlot  *changed,
                   gsize          n_changed,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_return_val_if_fail (self && snapshot, NULL);

  if (!self->is_good || needs_full (self, snapshot))
    return fw_update_by_running (self, snapshot, cancellable, error);

  g_autoptr(FwSnapshot) old = fw_snapshot_ref (self->snapshot);
  FwCheckerDelta *delta = NULL;
  FwUpdate update = {
    .checker = self,
    .touched
    = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) touched_free),
    .ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
    .changes = g_array_new (FALSE, FALSE, sizeof (FwTrackChange)),
    .marks = !same_frames (fw_snapshot_get_frames_with (old, FW_SLOT_EMPTY),
                           fw_snapshot_get_frames_with (snapshot, FW_SLOT_EMPTY))
             || !same_frames (fw_snapshot_get_seen (old), fw_snapshot_get_seen (snapshot)),
    .facts = self->new_facts,
  };

  collect_changes (&update, snapshot, changed, n_changed);
  if (update.changes->len > MANY_CHANGES
      && update.changes->len > fw_snapshot_get_n_tracks (snapshot) / FULL_SHARE)
    delta = fw_update_by_running (self, snapshot, cancellable, error);
  else
    {
      self->is_good = FALSE;
      fw_snapshot_unref (self->snapshot);
      self->snapshot = fw_snapshot_ref (snapshot);
      self->context.snapshot = snapshot;
      self->context.deleted = fw_snapshot_get_frames_with (snapshot, FW_SLOT_DELETED);
      if (self->context.deleted && fw_span_set_get_count (self->context.deleted) == 0)
        self->context.deleted = NULL;
      self->new_facts = 0;
      apply_changes (&update);
      if (recheck (&update, cancellable))
        {
          delta = fw_update_make_delta (&update);
          self->is_good = TRUE;
        }
      else
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Checking was stopped"));
    }
  g_hash_table_unref (update.touched);
  g_hash_table_unref (update.ids);
  g_array_unref (update.changes);

  return delta;
}
