/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Writing the file: in the background while the hand rests, when a person asks
 * for it, and at the end. One save at a time; none while the labels move
 * elsewhere (labels-save-as.c).
 */

#include "formats/labels-file-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The hand rests when this long nothing changed. */
#define REST_MS           1000
#define LARGE_FILE        ((gsize) 8 * 1024 * 1024)
#define LARGE_INTERVAL_MS 60000
#define RETRY_MS          60000

static void start_save (FwLabelsFile *self, gboolean overwrite);

/* The bytes are complete: a crash from here on may leave them at the path. */
static void
written_cb (int fd, const char *sha256, GBytes *gone, gpointer user_data)
{
  FwSaveJob *job = user_data;
  gboolean has_room = gone && g_bytes_get_size (gone) < FW_JOURNAL_MAX_RECORD / 2;

  g_clear_pointer (&job->wrote, g_bytes_unref);
  job->wrote = fw_record_encode_wrote (sha256, has_room ? gone : NULL, g_get_real_time ());
  fw_disk_state_read_fd (&job->put, fd);
  if (!job->journal)
    return;
  fw_journal_append (job->journal, job->wrote);
  /* A journal that cannot be written says so itself. */
  fw_journal_flush (job->journal, NULL);
}

FwSaveJob *
fw_save_job_new (FwLabelsFile *self, const char *path)
{
  FwSaveJob *job = g_new0 (FwSaveJob, 1);

  fw_labels_file_append_alignment (self);
  job->coco = fw_coco_file_ref (self->coco);
  job->snapshot = fw_snapshot_ref (fw_document_get_snapshot (self->document));
  job->options.next_track = fw_document_get_next_track_id (self->document);
  job->options.all_images = self->has_frames;
  job->options.turns = g_ptr_array_ref (self->turns);
  job->options.codec_json = g_strdup (self->metadata);
  job->options.identity = self->identity;
  job->options.written = written_cb;
  job->options.written_data = job;
  job->path = g_strdup (path);

  return job;
}

void
fw_save_job_free (FwSaveJob *job)
{
  g_return_if_fail (job != NULL);

  fw_coco_file_unref (job->coco);
  fw_snapshot_unref (job->snapshot);
  g_ptr_array_unref (job->options.turns);
  g_free ((char *) job->options.codec_json);
  g_free (job->path);
  g_clear_object (&job->journal);
  g_clear_pointer (&job->wrote, g_bytes_unref);
  g_free (job->sha256);
  g_free (job);
}

/* Whether what stands at the path is not what we read or wrote last. The cheap
 * look first; only when that differs the content decides. */
static gboolean
is_changed_by_others (FwSaveJob *job, GCancellable *cancellable)
{
  FwDiskState now;
  g_autofree char *sha256 = NULL;

  fw_disk_state_read (&now, job->path);
  if (!now.exists || fw_disk_state_equal (&now, &job->disk))
    return FALSE;
  sha256 = fw_disk_checksum (job->path, cancellable);

  return g_strcmp0 (sha256, job->disk.sha256) != 0;
}

static void
save_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  FwSaveJob *job = task_data;
  GError *error = NULL;

  if (!job->overwrite && is_changed_by_others (job, cancellable))
    {
      g_autofree char *name = g_filename_display_basename (job->path);

      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
                               _("Another program changed “%s”. Your work is kept in the journal. "
                                  "Save elsewhere, or "
                                  "replace the file with your work."),
                               name);
      return;
    }

  if (!fw_coco_file_save (job->coco, job->snapshot, &job->options, job->path, &job->sha256,
                          cancellable, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* What is so, what is kept, and what to do. */
static GError *
explain (FwLabelsFile *self, const GError *error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *shown = g_filename_display_name (folder);
  gsize n = MAX (self->n_actions - self->n_saved_actions, 1);
  g_autofree char *kept
      = fw_labels_file_is_journaled (self)
            ? g_strdup_printf (ngettext ("Your last change is kept in the journal.",
                                         "Your last %zu changes are kept in the journal.", n),
                               n)
            : g_strdup (_("Your changes are kept in memory only."));

  if (error->domain != G_IO_ERROR)
    return g_error_new (error->domain, error->code, _("%s. %s Save elsewhere."), error->message,
                        kept);

  switch (error->code)
    {
    case G_IO_ERROR_WRONG_ETAG:
    case G_IO_ERROR_CANCELLED:
      return g_error_copy (error);

    case G_IO_ERROR_NO_SPACE:
      return g_error_new (G_IO_ERROR, error->code,
                          _("The disk is full. %s Free some space, or save elsewhere."), kept);

    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
      return g_error_new (G_IO_ERROR, error->code,
                          _("The folder “%s” is gone. %s Bring it back, or save elsewhere."),
                          shown, kept);

    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_READ_ONLY:
      return g_error_new (G_IO_ERROR, error->code,
                          _("The folder “%s” cannot be written to. %s Save elsewhere."), shown,
                          kept);

    default:
      return g_error_new (G_IO_ERROR, error->code, _("%s. %s Save elsewhere, or try again."),
                          error->message, kept);
    }
}

static void
saved (FwLabelsFile *self, FwSaveJob *job)
{
  gsize behind = self->n_actions - self->n_saving_actions;
  guint64 revision = fw_snapshot_get_revision (job->snapshot);
  g_autoptr (GBytes) record = NULL;

  g_clear_error (&self->error);
  self->is_urgent = FALSE;
  /* What stands there now may be another program's, which waited for us to write. */
  self->disk = job->put;
  g_strlcpy (self->disk.sha256, job->sha256, sizeof self->disk.sha256);
  self->n_saved_actions = self->n_saving_actions;

  fw_labels_file_append_seen (self);
  record = fw_record_encode_saved (job->sha256, revision, behind, g_get_real_time ());
  fw_labels_file_append (self, record);
  /* After a renumbering the revision is none of the document's any more. */
  if (!self->is_renumbered)
    fw_document_set_saved (self->document, revision);
  fw_labels_file_set_last_saved (self, g_get_real_time ());
}

static void
save_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FwLabelsFile) self = user_data;
  FwSaveJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_clear_object (&self->save);
  if (ok)
    {
      saved (self, job);
    }
  else
    {
      GError *explained = explain (self, error);
      gboolean is_new = !self->error || !g_str_equal (self->error->message, explained->message);

      g_clear_error (&self->error);
      self->error = explained;
      if (is_new)
        fw_labels_file_tell_failure (self, self->error->message);
    }
  fw_labels_file_settle_state (self);

  for (guint i = 0; i < waiting->len; i++)
    if (ok)
      g_task_return_boolean (g_ptr_array_index (waiting, i), TRUE);
    else
      g_task_return_error (g_ptr_array_index (waiting, i), g_error_copy (self->error));

  if (!self->moving)
    fw_labels_file_go_on_saving (self);
}

static void
start_save (FwLabelsFile *self, gboolean overwrite)
{
  g_assert (self->save == NULL);

  FwSaveJob *job = fw_save_job_new (self, self->path);

  g_clear_handle_id (&self->save_timer, g_source_remove);
  if (self->journal)
    {
      g_autoptr (GBytes) record = fw_record_encode_saving (g_get_real_time ());

      fw_labels_file_append (self, record);
      job->journal = g_object_ref (self->journal);
    }
  job->disk = self->disk;
  job->overwrite = overwrite;
  self->n_saving_actions = self->n_actions;
  self->is_renumbered = FALSE;
  self->last_save_start = g_get_monotonic_time ();

  /* Not the task's source: a worker may be the last to let go of a task. */
  self->save = g_task_new (NULL, NULL, save_done_cb, g_object_ref (self));
  g_task_set_task_data (self->save, job, (GDestroyNotify) fw_save_job_free);
  fw_labels_file_settle_state (self);
  g_task_run_in_thread (self->save, save_thread);
}

void
fw_labels_file_go_on_saving (FwLabelsFile *self)
{
  if (self->queued->len == 0)
    {
      fw_labels_file_schedule_save (self);
      return;
    }

  g_ptr_array_unref (self->waiting);
  self->waiting = g_steal_pointer (&self->queued);
  self->queued = g_ptr_array_new_with_free_func (g_object_unref);
  start_save (self, self->queued_overwrite);
  self->queued_overwrite = FALSE;
}

static gboolean
save_timer_cb (gpointer user_data)
{
  FwLabelsFile *self = user_data;

  self->save_timer = 0;
  if (!self->save && fw_document_is_dirty (self->document))
    start_save (self, FALSE);

  return G_SOURCE_REMOVE;
}

void
fw_labels_file_schedule_save (FwLabelsFile *self)
{
  gint64 since_ms = (g_get_monotonic_time () - self->last_save_start) / 1000;
  gint64 delay = REST_MS;

  g_clear_handle_id (&self->save_timer, g_source_remove);
  if (!self->autosave || self->save || self->moving || self->state == FW_LABELS_READ_ONLY || self->is_closed
      || !fw_document_is_dirty (self->document))
    return;
  /* A file that somebody else changed is theirs until a person decides. */
  if (self->error && g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    return;

  if (self->error && self->last_save_start != 0)
    delay = MAX (delay, RETRY_MS - since_ms);
  else if (!self->is_urgent && self->last_save_start != 0
           && MAX ((gsize) self->disk.size, fw_coco_file_get_length (self->coco)) > LARGE_FILE)
    delay = MAX (delay, LARGE_INTERVAL_MS - since_ms);

  self->save_timer = g_timeout_add ((guint) delay, save_timer_cb, self);
}

void
fw_labels_file_set_autosave (FwLabelsFile *self, gboolean autosave)
{
  g_return_if_fail (FW_IS_LABELS_FILE (self));

  self->autosave = autosave;
  fw_labels_file_schedule_save (self);
}

/* Takes @task. */
static void
save_or_queue (FwLabelsFile *self, gboolean overwrite, GTask *task)
{
  if (self->save || self->moving)
    {
      /* What is being written may miss the last change: write again after it. */
      g_ptr_array_add (self->queued, task);
      self->queued_overwrite |= overwrite;
      return;
    }

  g_ptr_array_add (self->waiting, task);
  start_save (self, overwrite);
}

void
fw_labels_file_save_async (FwLabelsFile *self,
                           gboolean overwrite,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (FW_IS_LABELS_FILE (self));

  GTask *task = g_task_new (self, cancellable, callback, user_data);

  if (self->state == FW_LABELS_READ_ONLY || self->is_closed)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_READ_ONLY,
                               _("These labels are open in another window. Save elsewhere."));
      g_object_unref (task);
      return;
    }
  save_or_queue (self, overwrite, task);
}

void
fw_labels_file_replace (FwLabelsFile *self, GTask *task)
{
  save_or_queue (self, TRUE, task);
}

gboolean
fw_labels_file_save_finish (FwLabelsFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Closing. */

static void
close_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  FwLabelsFile *self = task_data;
  GError *error = NULL;

  if (self->journal)
    {
      if (!fw_journal_flush (self->journal, &error))
        g_prefix_error (&error, "%s ", _("The journal cannot be written."));
      else
        fw_labels_file_compact_journal (self->journal, self->path, self->disk.sha256);
      fw_journal_close (self->journal);
    }
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
journal_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FwLabelsFile *self = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  g_clear_object (&self->journal);
  /* That the file could not be written matters more than the journal. */
  if (fw_document_is_dirty (self->document) && self->error)
    {
      g_clear_error (&error);
      g_task_return_error (task, g_error_copy (self->error));
    }
  else if (!ok && fw_document_is_dirty (self->document))
    {
      g_task_return_error (task, error);
    }
  else
    {
      g_clear_error (&error);
      g_task_return_boolean (task, TRUE);
    }
}

static void
close_journal (FwLabelsFile *self, GTask *task)
{
  g_autoptr (GTask) work = g_task_new (NULL, NULL, journal_closed_cb, task);

  g_clear_handle_id (&self->save_timer, g_source_remove);
  self->is_closed = TRUE;
  fw_labels_file_append_seen (self);
  if (self->journal)
    g_signal_handlers_disconnect_by_data (self->journal, self);
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_task_set_task_data (work, self, NULL);
  g_task_run_in_thread (work, close_thread);
}

static void
saved_before_close_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FwLabelsFile *self = FW_LABELS_FILE (source);
  g_autoptr (GError) error = NULL;

  /* The error stays in self->error, for the end. */
  if (!fw_labels_file_save_finish (self, result, &error))
    g_info ("closing without a save: %s", error->message);
  close_journal (self, user_data);
}

void
fw_labels_file_close_async (FwLabelsFile *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (FW_IS_LABELS_FILE (self));

  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  if (self->is_closed)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
  else if (self->moving)
    {
      /* First it is where it goes. */
      g_ptr_array_add (self->queued, g_task_new (self, NULL, saved_before_close_cb, task));
    }
  else if (self->state != FW_LABELS_READ_ONLY
           && (self->save || fw_document_is_dirty (self->document)))
    {
      fw_labels_file_save_async (self, FALSE, NULL, saved_before_close_cb, task);
    }
  else
    {
      close_journal (self, task);
    }
}

gboolean
fw_labels_file_close_finish (FwLabelsFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

