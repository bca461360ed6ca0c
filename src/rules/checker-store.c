/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the checker knows: per object the runs of frames in which each check
 * fires, sorted by check, other object and frame, counted per rule.
 */

#include "fw-config.h"
#include "rules/checker-private.h"

typedef struct
{
  FwTrackId track;
  FwTrackId other;
  guint     check;
} FwPairKey;

GHashTable *
fw_store_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                (GDestroyNotify) g_array_unref);
}

GArray *
fw_runs_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (FwRun));
}

int
fw_run_compare (gconstpointer a,
                gconstpointer b)
{
  const FwRun *left = a, *right = b;

  if (left->check != right->check)
    return left->check < right->check ? -1 : 1;
  if (left->other != right->other)
    return left->other < right->other ? -1 : 1;
  if (left->first != right->first)
    return left->first < right->first ? -1 : 1;

  return left->last < right->last ? -1 : left->last > right->last;
}

gboolean
fw_run_joins (const FwPlan *plan,
              const FwRun  *run)
{
  FwFamily family = fw_plan_get_check (plan, run->check)->family;

  return fw_family_is_per_label (family) || family == FW_FAMILY_STEP || family == FW_FAMILY_WALK
         || family == FW_FAMILY_PAIR || family == FW_FAMILY_CROSS;
}

void
fw_runs_tidy (const FwPlan *plan,
              GArray       *runs)
{
  guint kept = 0;

  g_array_sort (runs, fw_run_compare);
  for (guint i = 0; i < runs->len; i++)
    {
      FwRun run = g_array_index (runs, FwRun, i);
      FwRun *last = kept > 0 ? &g_array_index (runs, FwRun, kept - 1) : NULL;

      if (last && last->check == run.check && last->other == run.other && fw_run_joins (plan, &run)
          && run.first <= last->last + 1)
        last->last = MAX (last->last, run.last);
      else
        g_array_index (runs, FwRun, kept++) = run;
    }
  g_array_set_size (runs, kept);
}

static void
count_runs (FwChecker    *self,
            const GArray *runs,
            int           sign)
{
  if (!runs)
    return;

  for (guint i = 0; i < runs->len; i++)
    {
      const FwRun *run = &g_array_index (runs, FwRun, i);
      const FwCheck *check = fw_plan_get_check (self->plan, run->check);
      gint64 n
          = fw_family_is_per_label (check->family) ? (gint64) run->last - run->first + 1 : 1;

      self->n_by_rule[check->index] += sign * n;
    }
  self->n_runs += (gssize) sign * (gssize) runs->len;
}

GArray *
fw_checker_get_runs (const FwChecker *self,
                     FwTrackId        track)
{
  return g_hash_table_lookup (self->store, &track);
}

void
fw_checker_take_runs (FwChecker *self,
                      FwTrackId  track,
                      GArray    *runs)
{
  count_runs (self, fw_checker_get_runs (self, track), -1);
  if (self->n_runs + runs->len > self->cap)
    {
      self->is_capped = TRUE;
      g_array_set_size (runs, self->cap > self->n_runs ? self->cap - self->n_runs : 0);
    }
  count_runs (self, runs, 1);
  if (runs->len == 0)
    {
      g_hash_table_remove (self->store, &track);
      g_array_unref (runs);
      return;
    }

  gint64 *key = g_new (gint64, 1);

  *key = track;
  g_hash_table_replace (self->store, key, runs);
}

void
fw_checker_add_runs (FwChecker    *self,
                     FwTrackId     track,
                     const GArray *runs)
{
  GArray *old = fw_checker_get_runs (self, track);
  GArray *all = g_array_sized_new (FALSE, FALSE, sizeof (FwRun), runs->len + (old ? old->len : 0));

  if (old)
    g_array_append_vals (all, old->data, old->len);
  g_array_append_vals (all, runs->data, runs->len);
  fw_runs_tidy (self->plan, all);
  fw_checker_take_runs (self, track, all);
}

static guint
pair_key_hash (gconstpointer key)
{
  const FwPairKey *pair = key;
  guint64 mix = (guint64) pair->track * 0x9e3779b97f4a7c15u
                ^ (guint64) pair->other * 0xc2b2ae3d27d4eb4fu ^ pair->check;

  return (guint) (mix >> 32) ^ (guint) mix;
}

static gboolean
pair_key_equal (gconstpointer a,
                gconstpointer b)
{
  const FwPairKey *left = a, *right = b;

  return left->track == right->track && left->other == right->other && left->check == right->check;
}

static void
add_done (FwPairSink  *sink,
          FwTrackId    track,
          const FwRun *run)
{
  GArray *runs = g_hash_table_lookup (sink->done, &track);

  if (++sink->n_done > sink->checker->cap)
    {
      sink->checker->is_capped = TRUE;
      return;
    }
  if (!runs)
    {
      gint64 *key = g_new (gint64, 1);

      *key = track;
      runs = fw_runs_new ();
      g_hash_table_insert (sink->done, key, runs);
    }
  g_array_append_val (runs, *run);
}

static void
hit (FwTrackId track,
     FwTrackId other,
     guint     check,
     FwFrame   frame,
     gpointer  user_data)
{
  FwPairSink *sink = user_data;
  FwPairKey key = { .track = track, .other = other, .check = check };
  FwRun *run = g_hash_table_lookup (sink->open, &key);

  if (run && run->last >= frame - 1)
    {
      run->last = frame;
      return;
    }
  if (run)
    {
      add_done (sink, track, run);
      run->first = run->last = frame;
      return;
    }

  run = g_new (FwRun, 1);
  *run = (FwRun) { .check = check, .other = other, .first = frame, .last = frame };
  g_hash_table_insert (sink->open, g_memdup2 (&key, sizeof key), run);
}

void
fw_pair_sink_init (FwPairSink *sink,
                   FwChecker  *checker)
{
  sink->checker = checker;
  sink->open = g_hash_table_new_full (pair_key_hash, pair_key_equal, g_free, g_free);
  sink->done = fw_store_new ();
  sink->n_done = 0;
}

void
fw_pair_sink_clear (FwPairSink *sink)
{
  g_hash_table_unref (sink->open);
  g_hash_table_unref (sink->done);
}

gboolean
fw_pair_sink_run (FwPairSink   *sink,
                  GPtrArray    *tracks,
                  FwSpan        span,
                  GCancellable *cancellable)
{
  FwChecker *self = sink->checker;
  GHashTableIter iter;
  FwPairKey *key;
  FwRun *run;

  for (guint group = 0; group < self->plan->n_groups; group++)
    {
      FwPairScan *scan = fw_pair_scan_new (&self->context, group, hit, sink);
      gboolean is_done = fw_pair_scan_run (scan, tracks, span, cancellable);

      fw_pair_scan_free (scan);
      if (!is_done)
        return FALSE;
    }

  g_hash_table_iter_init (&iter, sink->open);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, (gpointer *) &run))
    add_done (sink, key->track, run);
  g_hash_table_remove_all (sink->open);

  return TRUE;
}
