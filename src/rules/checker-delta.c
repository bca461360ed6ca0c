/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What an update opened, changed and closed: the lists of findings before and
 * after, side by side.
 */

#include "fw-config.h"
#include "rules/checker-update-private.h"

#include "rules/check-ops.h"

static FwCheckerDelta *
delta_new (void)
{
  FwCheckerDelta *delta = g_new0 (FwCheckerDelta, 1);

  delta->opened = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_problem_unref);
  delta->changed = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_problem_unref);
  delta->closed = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_problem_unref);

  return delta;
}

/* Whether a finding that is still there may have other numbers. */
static gboolean
may_differ (FwUpdate     *update,
            FwTrackId     track,
            const FwRun  *old,
            const FwRun  *new,
            const FwSpan *windows)
{
  FwFamily family = fw_update_family_of (update->checker, new);
  FwSpan window = windows[family];

  if (old->last != new->last)
    return TRUE;
  if (family == FW_FAMILY_VIDEO)
    return new->first == FW_FRAME_NONE;
  /* A topic stays the same while its numbers change. */
  if (family == FW_FAMILY_PROJECT)
    return new->other < 0 || new->first == FW_FRAME_NONE;
  /* Whether a fix is possible may depend on the rest of the track. */
  if (fw_plan_get_check (update->checker->plan, new->check)->rule->fix != FW_FIX_NONE
      && g_hash_table_contains (update->ids, &track))
    return TRUE;
  if (new->first > window.last || new->last < window.first)
    return FALSE;
  if (family != FW_FAMILY_PAIR || new->other == 0 || g_hash_table_size (update->ids) == 0)
    return TRUE;

  return g_hash_table_contains (update->ids, &track)
         || g_hash_table_contains (update->ids, &new->other);
}

/* Both lists are sorted by finding. */
static void
compare_lists (FwUpdate       *update,
               FwTrackId       track,
               const GArray   *before,
               const GArray   *after,
               const FwSpan   *windows,
               FwCheckerDelta *delta)
{
  FwChecker *self = update->checker;
  guint i = 0, j = 0, n = before ? before->len : 0, m = after ? after->len : 0;

  while (i < n || j < m)
    {
      const FwRun *old = i < n ? &g_array_index (before, FwRun, i) : NULL;
      const FwRun *new = j < m ? &g_array_index (after, FwRun, j) : NULL;
      gboolean is_same = old && new && old->check == new->check && old->other == new->other
                         && old->first == new->first;

      if (is_same && may_differ (update, track, old, new, windows))
        g_ptr_array_add (delta->changed, fw_check_describe (&self->context, track, *new));
      else if (!is_same && (!new || (old && fw_run_compare (old, new) < 0)))
        {
          const FwCheck *check = fw_plan_get_check (self->plan, old->check);

          g_ptr_array_add (delta->closed, fw_problem_new (&self->context, check, track, *old));
          i++;
          continue;
        }
      else if (!is_same)
        g_ptr_array_add (delta->opened, fw_check_describe (&self->context, track, *new));
      i += is_same;
      j++;
    }
}

FwCheckerDelta *
fw_update_make_delta (FwUpdate *update)
{
  FwCheckerDelta *delta = delta_new ();
  GHashTableIter iter;
  FwTrackId *track;
  FwTouched *touched;

  g_hash_table_iter_init (&iter, update->touched);
  while (g_hash_table_iter_next (&iter, (gpointer *) &track, (gpointer *) &touched))
    compare_lists (update, *track, touched->before, fw_checker_get_runs (update->checker, *track),
                   touched->windows, delta);

  return delta;
}

/* Runs of an earlier plan with the check numbers of this one; findings of
 * rules that are not checked any more are closed. */
static void
translate (FwChecker    *self,
           const FwPlan *old_plan,
           FwTrackId     track,
           GArray       *runs,
           GPtrArray    *closed)
{
  guint kept = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      FwRun run = g_array_index (runs, FwRun, i);
      const FwCheck *old = fw_plan_get_check (old_plan, run.check);
      gboolean is_there = FALSE;

      for (guint c = 0; c < self->plan->checks->len && !is_there; c++)
        {
          is_there = fw_plan_get_check (self->plan, c)->rule == old->rule;
          if (is_there)
            run.check = c;
        }
      if (is_there)
        g_array_index (runs, FwRun, kept++) = run;
      else
        g_ptr_array_add (closed, fw_problem_new (&self->context, old, track, run));
    }
  g_array_set_size (runs, kept);
}

FwCheckerDelta *
fw_update_by_running (FwChecker     *self,
                      FwSnapshot    *snapshot,
                      GCancellable  *cancellable,
                      GError       **error)
{
  GHashTable *before = g_steal_pointer (&self->store);
  FwPlan *old_plan = g_steal_pointer (&self->plan);
  FwCheckerDelta *delta = delta_new ();
  FwUpdate update = { .checker = self, .ids = g_hash_table_new (g_int64_hash, g_int64_equal) };
  FwSpan windows[FW_N_FAMILIES];
  GHashTableIter iter;
  FwTrackId *track;
  GArray *runs;

  for (guint i = 0; i < FW_N_FAMILIES; i++)
    windows[i] = (FwSpan) { 0, FW_FRAME_MAX };
  if (!self->is_good)
    g_hash_table_remove_all (before);
  self->store = fw_store_new ();
  if (fw_checker_run (self, snapshot, cancellable, NULL, NULL, error))
    {
      g_hash_table_iter_init (&iter, before);
      while (g_hash_table_iter_next (&iter, (gpointer *) &track, (gpointer *) &runs))
        {
          translate (self, old_plan, *track, runs, delta->closed);
          compare_lists (&update, *track, runs, fw_checker_get_runs (self, *track), windows, delta);
        }
      g_hash_table_iter_init (&iter, self->store);
      while (g_hash_table_iter_next (&iter, (gpointer *) &track, (gpointer *) &runs))
        if (!g_hash_table_contains (before, track))
          compare_lists (&update, *track, NULL, runs, windows, delta);
    }
  else
    g_clear_pointer (&delta, fw_checker_delta_free);
  g_hash_table_unref (update.ids);
  g_hash_table_unref (before);
  fw_plan_free (old_plan);

  return delta;
}
