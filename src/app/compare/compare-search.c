/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What takes long: finding out what differs, and how far both agree. The
 * threads work on snapshots, and what comes back is brought up to date.
 */

#include "app/compare/compare-model-private.h"

#include "review/object-match.h"

/* Figures are made anew when choosing has rested for so long. */
#define FIGURES_MS 400

/* Finding the differences */

typedef struct
{
  FwSnapshot     *a;        /* (owned) */
  FwSnapshot     *b;        /* (owned) */
  GPtrArray      *found;    /* (owned) (element-type FwCompareItem) without the tables */
  FwProgressFunc  progress;
  gpointer        progress_data;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  fw_snapshot_unref (search->a);
  fw_snapshot_unref (search->b);
  g_ptr_array_unref (search->found);
  g_free (search);
}

/* Matching takes about half of the time. */
static void
matched_cb (double   share,
            gpointer user_data)
{
  const Search *search = user_data;

  if (search->progress)
    search->progress (share / 2.0, search->progress_data);
}

static void
search_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Search *search = task_data;
  FwTaxonomy *words_a = fw_snapshot_get_taxonomy (search->a);
  FwTaxonomy *words_b = fw_snapshot_get_taxonomy (search->b);
  GError *error = NULL;
  g_autoptr(GArray) pairs
    = fw_object_match (search->a, search->b, matched_cb, search, cancellable, &error);

  for (guint i = 0; pairs && i < pairs->len; i++)
    {
      FwObjectPair *pair = &g_array_index (pairs, FwObjectPair, i);
      FwCompareItem *item = g_new0 (FwCompareItem, 1);

      item->object.a = g_steal_pointer (&pair->a);
      item->object.b = g_steal_pointer (&pair->b);
      item->object.differences
        = fw_differences_list (item->object.a, item->object.b, words_a, words_b);
      g_ptr_array_add (search->found, item);
      if (i % 64 != 0)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, &error))
        break;
      if (search->progress)
        search->progress (0.5 + 0.5 * i / pairs->len, search->progress_data);
    }

  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FwCompareModel *self = FW_COMPARE_MODEL (source);
  Search *search = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  fw_compare_model_take_items (self, search->found, search->a);
  fw_compare_model_schedule_figures (self);
  fw_compare_model_tell_changed (self);
  g_task_return_boolean (task, TRUE);
}

void
fw_compare_model_run_async (FwCompareModel      *self,
                            FwProgressFunc       progress,
                            gpointer             progress_data,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (FW_IS_COMPARE_MODEL (self));

  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(GTask) work = g_task_new (self, cancellable, searched_cb, task);
  Search *search = g_new0 (Search, 1);

  search->a = fw_snapshot_ref (fw_session_get_snapshot (self->sessions[FW_COMPARE_A]));
  search->b = fw_snapshot_ref (fw_session_get_snapshot (self->sessions[FW_COMPARE_B]));
  search->found = g_ptr_array_new_with_free_func (fw_compare_item_free);
  search->progress = progress;
  search->progress_data = progress_data;
  g_task_set_task_data (work, search, search_free);
  g_task_run_in_thread (work, search_thread);
}

gboolean
fw_compare_model_run_finish (FwCompareModel  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Figures */

void
fw_compare_figures_free (FwCompareFigures *figures)
{
  g_clear_pointer (&figures->agreement, fw_pair_agreement_free);
  g_free (figures);
}

static void
count_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Search *search = task_data;
  GError *error = NULL;
  FwPairAgreement *agreement
    = fw_pair_agreement_new (search->a, search->b, FW_SAME_PLACE, &error);

  if (!agreement)
    {
      g_task_return_error (task, error);
      return;
    }

  FwCompareFigures *figures = g_new0 (FwCompareFigures, 1);
  g_autoptr(FwLabelTable) a = NULL;
  g_autoptr(FwLabelTable) b = NULL;

  figures->agreement = agreement;
  if (fw_frame_list_is_video (fw_snapshot_get_frame_list (search->a))
      && fw_label_table_new_pair (search->a, search->b, &a, &b, NULL))
    {
      FwScoreSide side_a = fw_label_table_get_side (a), side_b = fw_label_table_get_side (b);

      fw_track_score (&side_a, &side_b, a->n_frames, FW_SAME_PLACE, &figures->tracks);
    }
  g_task_return_pointer (task, figures, (GDestroyNotify) fw_compare_figures_free);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  FwCompareModel *self = FW_COMPARE_MODEL (source);
  FwCompareFigures *figures = g_task_propagate_pointer (G_TASK (result), NULL);

  self->is_counting = FALSE;
  if (self->is_stale)
    fw_compare_model_schedule_figures (self);
  if (!figures)
    return;
  g_clear_pointer (&self->figures, fw_compare_figures_free);
  self->figures = figures;
  fw_compare_model_tell_figures (self);
}

static gboolean
figures_cb (gpointer user_data)
{
  FwCompareModel *self = user_data;
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, counted_cb, NULL);
  Search *search = g_new0 (Search, 1);

  self->figures_id = 0;
  self->is_counting = TRUE;
  self->is_stale = FALSE;
  search->a = fw_snapshot_ref (fw_session_get_snapshot (self->sessions[FW_COMPARE_A]));
  search->b = fw_snapshot_ref (fw_session_get_snapshot (self->sessions[FW_COMPARE_B]));
  search->found = g_ptr_array_new ();
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, count_thread);

  return G_SOURCE_REMOVE;
}

/* The first ones at once; one thread at a time. */
void
fw_compare_model_schedule_figures (FwCompareModel *self)
{
  if (self->is_counting)
    self->is_stale = TRUE;
  else if (self->figures_id == 0 && !g_cancellable_is_cancelled (self->cancellable))
    self->figures_id = g_timeout_add (self->figures ? FIGURES_MS : 0, figures_cb, self);
}

const FwCompareFigures *
fw_compare_model_get_figures (FwCompareModel *self)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (self), NULL);

  return self->figures;
}

