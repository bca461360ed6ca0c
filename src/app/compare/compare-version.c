/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compare/compare-version.h"

#include <glib/gi18n.h>

FwCompareVersion *
fw_compare_version_ref (FwCompareVersion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_compare_version_unref (FwCompareVersion *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->title);
  g_free (self->name);
  g_free (self->path);
  fw_frame_fit_unref (self->fit);
  g_clear_pointer (&self->labels, fw_snapshot_unref);
  g_free (self);
}

/* Whose labels */

static gboolean
count_author (FwTrack  *track,
              gpointer  user_data)
{
  GHashTable *counts = user_data;
  const char *author = fw_track_get_author (track);
  gsize n = author ? GPOINTER_TO_SIZE (g_hash_table_lookup (counts, author)) : 0;

  if (author && *author)
    g_hash_table_insert (counts, (gpointer) author, GSIZE_TO_POINTER (n + 1));

  return TRUE;
}

char *
fw_compare_dup_title (const char *name,
                      FwSnapshot *labels)
{
  g_return_val_if_fail (name && labels, NULL);

  g_autoptr(GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer author, count;
  const char *most = NULL;
  gsize n_most = 0;

  fw_snapshot_foreach (labels, count_author, counts);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &author, &count))
    if (GPOINTER_TO_SIZE (count) > n_most
        || (GPOINTER_TO_SIZE (count) == n_most && g_strcmp0 (author, most) < 0))
      {
        most = author;
        n_most = GPOINTER_TO_SIZE (count);
      }

  /* Translators: name of a file, and who drew most of it: "street.coco.json · Dana" */
  return most ? g_strdup_printf (_("%s · %s"), name, most) : g_strdup (name);
}

FwCompareVersion *
fw_compare_version_new (const char *name,
                        const char *path,
                        FwSnapshot *theirs,
                        FwSnapshot *ours)
{
  g_return_val_if_fail (name && theirs && ours, NULL);

  FwCompareVersion *self = g_new0 (FwCompareVersion, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->name = g_strdup (name);
  self->title = fw_compare_dup_title (name, theirs);
  self->path = g_strdup (path);
  self->fit = fw_frame_fit_new (fw_snapshot_get_frame_list (ours),
                                fw_snapshot_get_frame_list (theirs));
  if (self->fit->kind != FW_FIT_NONE)
    self->labels = fw_labels_fit (theirs, ours, self->fit);

  return self;
}

/* Reading */

typedef struct
{
  char           *path; /* (owned) */
  char           *name; /* (owned) */
  FwSnapshot     *ours; /* (owned) */
  FwProgressFunc  progress;
  gpointer        progress_data;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->path);
  g_free (reading->name);
  fw_snapshot_unref (reading->ours);
  g_free (reading);
}

typedef struct
{
  FwTurn            *turn;
  FwSnapshotBuilder *builder;
} Turning;

static gboolean
turn_track (FwTrack  *track,
            gpointer  user_data)
{
  Turning *turning = user_data;

  fw_snapshot_builder_take_track (turning->builder, fw_turn_track (turning->turn, track, FALSE));

  return TRUE;
}

/* Labels that were made on pictures as they are stored, on those that are shown. */
static FwSnapshot *
turn_labels (FwSnapshot *labels,
             FwTurn     *turn)
{
  Turning turning = { turn, fw_snapshot_builder_new () };

  fw_snapshot_builder_set_frame_list (turning.builder, fw_snapshot_get_frame_list (labels));
  for (FwSlotKind kind = FW_SLOT_DELETED; kind < FW_N_SLOT_KINDS; kind++)
    fw_snapshot_builder_set (turning.builder, (FwSlot) { kind, 0 },
                             fw_snapshot_get (labels, (FwSlot) { kind, 0 }));
  fw_snapshot_foreach (labels, turn_track, &turning);

  return fw_snapshot_builder_end (turning.builder);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Reading *reading = task_data;
  FwFrameList *frames = fw_snapshot_get_frame_list (reading->ours);
  const FwCocoLoadOptions options = {
    .media_is_video = fw_frame_list_is_video (frames),
    .progress = reading->progress,
    .progress_data = reading->progress_data,
  };
  GError *error = NULL;
  g_autoptr(FwCocoFile) file = fw_coco_file_load (reading->path, &options, cancellable, &error);

  if (!file)
    {
      g_task_return_error (task, error);
      return;
    }

  g_autoptr(FwTurn) turn = fw_coco_file_orient (file, frames, NULL, NULL);
  g_autoptr(FwSnapshot) labels = turn ? turn_labels (fw_coco_file_get_snapshot (file), turn)
                                      : fw_snapshot_ref (fw_coco_file_get_snapshot (file));

  g_task_return_pointer (task, fw_compare_version_new (reading->name, reading->path, labels,
                                                       reading->ours),
                         (GDestroyNotify) fw_compare_version_unref);
}

void
fw_compare_version_read_async (const char          *path,
                               const char          *name,
                               FwSnapshot          *ours,
                               FwProgressFunc       progress,
                               gpointer             progress_data,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (path && ours);

  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->path = g_strdup (path);
  reading->name = name ? g_strdup (name) : g_filename_display_basename (path);
  reading->ours = fw_snapshot_ref (ours);
  reading->progress = progress;
  reading->progress_data = progress_data;
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_thread);
}

FwCompareVersion *
fw_compare_version_read_finish (GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
