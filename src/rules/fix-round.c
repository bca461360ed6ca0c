/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A finding is described, fixed and let go of, one after the other: a million of
 * them take no more memory than the objects they change.
 */

#include "fw-config.h"
#include "rules/fix-round.h"

typedef struct
{
  FwFixRound     *round;
  FwChecker      *checker;
  FwSnapshot     *snapshot;
  FwAsideFilter  *filter;
  const FwRule   *rule;  /* (nullable) */
  GHashTable     *fixed; /* FwTrackId -> FwFixedTrack, of the round */
  GCancellable   *cancellable;
  FwFixRoundFunc  func;
  gpointer        user_data;
} Walk;

static void
fixed_track_free (gpointer data)
{
  FwFixedTrack *self = data;

  g_clear_pointer (&self->before, fw_track_unref);
  g_clear_pointer (&self->after, fw_track_unref);
  g_free (self);
}

/* Takes @after. */
static void
take_fixed (Walk      *walk,
            FwTrackId  id,
            FwTrack   *after)
{
  FwFixedTrack *fixed = g_hash_table_lookup (walk->fixed, &id);

  if (!fixed)
    {
      fixed = g_new0 (FwFixedTrack, 1);
      fixed->track = id;
      fixed->before = fw_track_ref (fw_snapshot_get_track (walk->snapshot, id));
      g_ptr_array_add (walk->round->tracks, fixed);
      g_hash_table_insert (walk->fixed, &fixed->track, fixed);
    }
  g_clear_pointer (&fixed->after, fw_track_unref);
  fixed->after = after;
  fixed->n_fixed++;
  walk->round->n_fixed++;
}

static void
fix (Walk      *walk,
     FwProblem *problem)
{
  FwTrackId id = fw_problem_get_fix_track (problem);
  const FwFixedTrack *fixed = g_hash_table_lookup (walk->fixed, &id);
  FwTrack *now = fixed ? fixed->after : fw_snapshot_get_track (walk->snapshot, id);
  g_autoptr(GError) error = NULL;
  FwTrack *after;

  if (fw_problem_apply_fix_to (problem, now, walk->snapshot, &after, &error))
    take_fixed (walk, id, after);
  else
    walk->round->n_left++;
  if (walk->func)
    walk->func (problem, error, walk->user_data);
  if (error && !walk->round->error)
    walk->round->error = g_steal_pointer (&error);
}

static void
take_finding (const FwFinding *finding,
              gpointer         user_data)
{
  Walk *walk = user_data;

  if (!fw_fix_is_safe (finding->rule->fix) || (walk->rule && walk->rule != finding->rule)
      || g_cancellable_is_cancelled (walk->cancellable)
      || fw_aside_filter_find_at (walk->filter, finding))
    return;

  g_autoptr(FwProblem) problem = fw_checker_describe (walk->checker, finding);

  /* A rule's fix does not suit each of its findings. */
  if (fw_fix_is_safe (fw_problem_get_fix (problem)))
    fix (walk, problem);
}

FwFixRound *
fw_fix_round_new (FwChecker      *checker,
                  FwSnapshot     *snapshot,
                  const FwRule   *rule,
                  GCancellable   *cancellable,
                  FwFixRoundFunc  func,
                  gpointer        user_data)
{
  g_return_val_if_fail (checker && snapshot, NULL);

  g_autoptr(FwFixRound) self = g_new0 (FwFixRound, 1);
  g_autoptr(FwAsideFilter) filter = fw_aside_filter_new (snapshot);
  g_autoptr(GHashTable) fixed = g_hash_table_new (g_int64_hash, g_int64_equal);
  Walk walk = { self, checker, snapshot, filter, rule, fixed, cancellable, func, user_data };

  self->tracks = g_ptr_array_new_with_free_func (fixed_track_free);
  fw_checker_foreach_finding (checker, take_finding, &walk);
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;

  return g_steal_pointer (&self);
}

void
fw_fix_round_free (FwFixRound *self)
{
  if (!self)
    return;

  g_ptr_array_unref (self->tracks);
  g_clear_error (&self->error);
  g_free (self);
}
