/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The labels as they are now in a file for other programs. Neither the document
 * nor its own file know of it.
 */

#include "formats/labels-file-private.h"

#include "formats/coco-private.h"

#include <glib/gi18n.h>

typedef struct
{
  FwSaveJob *job;   /* (owned) */
  GPtrArray *notes; /* (element-type FwNote) (owned) */
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  fw_save_job_free (export->job);
  g_ptr_array_unref (export->notes);
  g_free (export);
}

static void
export_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Export *export = task_data;
  GError *error = NULL;

  if (fw_coco_file_save (export->job->coco, export->job->snapshot, &export->job->options,
                         export->job->path, NULL, cancellable, &error))
    g_task_return_pointer (task, g_ptr_array_ref (export->notes),
                           (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
fw_labels_file_export_async (FwLabelsFile *self,
                             const char *path,
                             FwCocoFlavour flavour,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (FW_IS_LABELS_FILE (self) && path != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GFile) own = g_file_new_for_path (self->path);
  g_autoptr (GFile) other = g_file_new_for_path (path);
  Export *export;

  if (g_file_equal (own, other))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_EXISTS,
                               _("These are the labels themselves. Choose another name."));
      return;
    }

  export = g_new0 (Export, 1);
  export->job = fw_save_job_new (self, path);
  export->notes = fw_notes_new ();
  export->job->options.flavour = flavour;
  export->job->options.notes = export->notes;
  g_task_set_task_data (task, export, export_free);
  g_task_run_in_thread (task, export_thread);
}

GPtrArray *
fw_labels_file_export_finish (FwLabelsFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
