/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What takes long: finding out what differs, and how far both agree. The
 * threads work on snapshots, and what comes back is brought up to date.
 */

#include "app/compare/compare-model-private.h"

#include "review/object-match.h"

/* Figures are made anew when choosing has rested for so long. */
#define FIGURES_MS 400
/* So often it is said how far that is; what takes less says nothing. */
#define COUNTING_MS 300

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

static void
search_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Search *search = task_data;
  FwTaxonomy *words_a = fw_snapshot_get_taxonomy (search->a);
  FwTaxonomy *words_b = fw_snapshot_get_taxonomy (search->b);
  const FwWork work = { search->progress, search->progress_data, cancellable };
  /* Matching takes about half of the time. */
  FwWork matching = fw_work_part (&work, 0.0, 0.5), comparing = fw_work_part (&work, 0.5, 1.0);
  GError *error = NULL;
  g_autoptr(GArray) pairs = fw_object_match (search->a, search->b, &matching, &error);

  for (guint i = 0; pairs && i < pairs->len; i++)
    {
      FwObjectPair *pair = &g_array_index (pairs, FwObjectPair, i);
      FwCompareItem *item = g_new0 (FwCompareItem, 1);

      item->object.a = g_steal_pointer (&pair->a);
      item->object.b = g_steal_pointer (&pair->b);
      item->object.differences
        = fw_differences_list (item->object.a, item->object.b, words_a, words_b);
      g_ptr_array_add (search->found, item);
      if (i % 64 == 0 && !fw_work_go_on (&comparing, (double) i / pairs->len, &error))
        break;
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

/* Its thread must not keep the model: it is ended by letting go of that. */
typedef struct
{
  GWeakRef    model;
  FwSnapshot *a;     /* (owned) */
  FwSnapshot *b;     /* (owned) */
  int         share; /* thousandths; atomic */
} Counting;

static void
counting_free (gpointer data)
{
  Counting *counting = data;

  g_weak_ref_clear (&counting->model);
  fw_snapshot_unref (counting->a);
  fw_snapshot_unref (counting->b);
  g_free (counting);
}

/* Called in the thread. */
static void
share_cb (double   share,
          gpointer user_data)
{
  g_atomic_int_set (&((Counting *) user_data)->share, (int) (share * 1000.0));
}

static gboolean
score_tracks (Counting          *counting,
              const FwWork      *work,
              FwCompareFigures  *figures,
              GError           **error)
{
  g_autoptr(FwLabelTable) a = NULL;
  g_autoptr(FwLabelTable) b = NULL;

  if (!fw_frame_list_is_video (fw_snapshot_get_frame_list (counting->a)))
    return TRUE;
  if (!fw_label_table_new_pair (counting->a, counting->b, &a, &b, error))
    return FALSE;

  FwScoreSide side_a = fw_label_table_get_side (a), side_b = fw_label_table_get_side (b);

  return fw_track_score (&side_a, &side_b, a->n_frames, FW_SAME_PLACE, work, &figures->tracks,
                         error);
}

static void
count_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Counting *counting = task_data;
  const FwWork work = { share_cb, counting, cancellable };
  FwWork first = fw_work_part (&work, 0.0, 0.5), rest = fw_work_part (&work, 0.5, 1.0);
  FwCompareFigures *figures = g_new0 (FwCompareFigures, 1);
  GError *error = NULL;

  figures->agreement
    = fw_pair_agreement_new (counting->a, counting->b, FW_SAME_PLACE, &first, &error);
  if (figures->agreement && score_tracks (counting, &rest, figures, &error))
    {
      g_task_return_pointer (task, figures, (GDestroyNotify) fw_compare_figures_free);
      return;
    }
  fw_compare_figures_free (figures);
  g_task_return_error (task, error);
}

static void
forget_counting (FwCompareModel *self)
{
  g_clear_object (&self->counting);
  g_clear_handle_id (&self->counting_tick, g_source_remove);
  self->counted = -1.0;
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Counting *counting = g_task_get_task_data (G_TASK (result));
  g_autoptr(FwCompareModel) self = g_weak_ref_get (&counting->model);
  FwCompareFigures *figures = g_task_propagate_pointer (G_TASK (result), NULL);

  if (!self || self->counting != G_TASK (result))
    {
      g_clear_pointer (&figures, fw_compare_figures_free);
      return;
    }

  forget_counting (self);
  if (self->is_stale)
    fw_compare_model_schedule_figures (self);
  if (figures)
    {
      g_clear_pointer (&self->figures, fw_compare_figures_free);
      self->figures = figures;
    }
  fw_compare_model_tell_figures (self);
}

static gboolean
counting_cb (gpointer user_data)
{
  FwCompareModel *self = user_data;
  Counting *counting = g_task_get_task_data (self->counting);

  self->counted = g_atomic_int_get (&counting->share) / 1000.0;
  fw_compare_model_tell_figures (self);

  return G_SOURCE_CONTINUE;
}

static gboolean
figures_cb (gpointer user_data)
{
  FwCompareModel *self = user_data;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Counting *counting = g_new0 (Counting, 1);

  g_weak_ref_init (&counting->model, self);
  counting->a = fw_snapshot_ref (fw_session_get_snapshot (self->sessions[FW_COMPARE_A]));
  counting->b = fw_snapshot_ref (fw_session_get_snapshot (self->sessions[FW_COMPARE_B]));
  self->figures_id = 0;
  self->is_stale = FALSE;
  self->counting = g_task_new (NULL, cancellable, counted_cb, NULL);
  self->counting_tick = g_timeout_add (COUNTING_MS, counting_cb, self);
  g_task_set_task_data (self->counting, counting, counting_free);
  g_task_run_in_thread (self->counting, count_thread);

  return G_SOURCE_REMOVE;
}

/* The first ones at once; one thread at a time. Those that are counted now are
 * waited for: who decides once a second would never see any. */
void
fw_compare_model_schedule_figures (FwCompareModel *self)
{
  if (self->counting)
    self->is_stale = TRUE;
  else if (self->figures_id == 0 && !self->is_over)
    self->figures_id = g_timeout_add (self->figures ? FIGURES_MS : 0, figures_cb, self);
}

void
fw_compare_model_stop_figures (FwCompareModel *self)
{
  g_clear_handle_id (&self->figures_id, g_source_remove);
  if (self->counting)
    g_cancellable_cancel (g_task_get_cancellable (self->counting));
  forget_counting (self);
}

const FwCompareFigures *
fw_compare_model_get_figures (FwCompareModel *self)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (self), NULL);

  return self->figures;
}

double
fw_compare_model_get_counted (FwCompareModel *self)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (self), -1.0);

  return self->counted;
}
