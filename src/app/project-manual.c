/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The manual of a project: read in a thread, read again when somebody edits
 * the file, and what it says of categories laid over the document's.
 */

#include "app/project-private.h"
#include "rules/manual-consequence.h"

#include <glib/gi18n.h>

static void
load_manual_thread (GTask        *task,
                    gpointer      source_object,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  g_autoptr(GFile) file = g_file_new_for_path (task_data);
  GError *error = NULL;
  FwManual *manual = fw_manual_new_from_file (file, &error);

  if (manual)
    g_task_return_pointer (task, manual, (GDestroyNotify) fw_manual_unref);
  else
    g_task_return_error (task, error);
}

void
fw_project_read_manual_async (FwProject           *self,
                              const char          *path,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, load_manual_thread);
}

/* Says what is wrong with a manual: its first mistake and how many there are. */
static void
tell_manual_messages (FwProject *self)
{
  g_autofree char *name = g_path_get_basename (self->manual_path);
  g_autofree char *first = NULL;
  g_autofree char *text = NULL;
  guint n_errors = 0;
  gsize n;
  const FwManualMessage *messages = fw_manual_get_messages (self->manual, &n);

  for (gsize i = 0; i < n; i++)
    {
      if (messages[i].severity != FW_SEVERITY_ERROR)
        continue;
      if (n_errors++ == 0)
        first = fw_manual_format_message (&messages[i], name);
    }

  if (n_errors > 0)
    text = g_strdup_printf (ngettext ("The manual has %u mistake; its rule is not checked. %s",
                                      "The manual has %u mistakes; their rules are not checked. %s",
                                      n_errors),
                            n_errors, first);
  fw_project_set_notice (self, "manual", FW_NOTICE_WARNING, text);
}

/* The document's categories and attributes under the manual in force, under
 * which edits are confirmed from now on. */
void
fw_project_apply_taxonomy (FwProject *self)
{
  FwDocument *document = fw_labels_file_get_document (self->labels);
  FwTaxonomy *present = fw_snapshot_get_taxonomy (fw_document_get_snapshot (document));

  if (!self->manual)
    return;

  g_autoptr(FwTaxonomy) taxonomy = fw_manual_make_taxonomy (self->manual, present);
  g_autoptr(FwManualStamp) stamp = fw_manual_make_stamp (self->manual);

  fw_document_set_taxonomy (document, taxonomy);
  fw_document_set_manual (document, stamp);
}

static void
reloaded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  FwProject *self = FW_PROJECT (object);
  g_autoptr(GError) error = NULL;
  FwManual *manual = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Another manual was chosen while this one was being read. */
  if (!g_str_equal (g_task_get_task_data (G_TASK (result)), self->manual_path))
    {
      g_clear_pointer (&manual, fw_manual_unref);
      return;
    }
  if (error)
    {
      fw_project_set_notice (self, "manual", FW_NOTICE_WARNING, error->message);
      return;
    }
  if (g_str_equal (fw_manual_get_sha256 (manual), fw_manual_get_sha256 (self->manual)))
    {
      fw_manual_unref (manual);
      return;
    }
  fw_project_take_manual (self, manual);
}

static void
manual_touched_cb (FwProject         *self,
                   GFile             *file,
                   GFile             *other,
                   GFileMonitorEvent  event)
{
  /* Editors write in many ways; CHANGES_DONE and a renamed file are the ends of all of them. */
  if (event == G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT || event == G_FILE_MONITOR_EVENT_CREATED
      || event == G_FILE_MONITOR_EVENT_RENAMED || event == G_FILE_MONITOR_EVENT_MOVED_IN)
    fw_project_read_manual_async (self, self->manual_path, self->cancellable, reloaded_cb, NULL);
}

static void
monitor_manual (FwProject *self)
{
  g_autoptr(GFile) file = g_file_new_for_path (self->manual_path);

  g_clear_object (&self->monitor);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (manual_touched_cb), self,
                             G_CONNECT_SWAPPED);
}

void
fw_project_take_manual (FwProject *self,
                        FwManual  *manual)
{
  g_clear_pointer (&self->manual, fw_manual_unref);
  self->manual = manual;
  tell_manual_messages (self);
  fw_project_apply_taxonomy (self);
  fw_check_runner_set_manual (self->checks, manual);
  if (self->refresh_id != 0)
    fw_project_gather_facts (self);
  fw_project_notify_manual (self);
  monitor_manual (self);
}

void
fw_project_set_manual (FwProject *self,
                       FwManual  *manual)
{
  g_return_if_fail (FW_IS_PROJECT (self));
  g_return_if_fail (self->manual_path != NULL && manual != NULL);

  fw_project_take_manual (self, fw_manual_ref (manual));
}

static void
other_manual_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  FwProject *self = FW_PROJECT (object);
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  FwManual *manual = g_task_propagate_pointer (G_TASK (result), &error);

  if (!manual)
    {
      g_task_return_error (task, error);
      return;
    }

  g_free (self->manual_path);
  self->manual_path = g_strdup (g_task_get_task_data (task));
  fw_project_take_manual (self, manual);
  g_task_return_boolean (task, TRUE);
}

void
fw_project_load_manual_async (FwProject           *self,
                              const char          *path,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (FW_IS_PROJECT (self));
  g_return_if_fail (self->session != NULL);

  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_task_data (task, g_canonicalize_filename (path, NULL), g_free);
  fw_project_read_manual_async (self, g_task_get_task_data (task), cancellable, other_manual_cb,
                                task);
}

gboolean
fw_project_load_manual_finish (FwProject     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
