/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The life of a document on disk.
 *
 * Every step goes to the journal at once (core/journal makes it safe within a
 * second). The file is written from a snapshot in a worker thread: small files
 * a second after the hand rests, large ones at most once a minute, and on
 * close. While it is written the person goes on; the record of the save says
 * how many actions came after the state that was saved, so that a later start
 * finds the exact place. A save that does not work changes nothing but the
 * state: the document stays dirty and the journal holds the work.
 */

#include "formats/labels-file-private.h"

#include "core/error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

/* The hand rests when this long nothing changed. */
#define REST_MS           1000
#define LARGE_FILE        ((gsize) 8 * 1024 * 1024)
#define LARGE_INTERVAL_MS 60000
#define RETRY_MS          60000

G_DEFINE_TYPE (FwLabelsFile, fw_labels_file, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  PROP_STATUS,
  PROP_LAST_SAVED,
  PROP_N_ASIDE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint save_failed_signal;

static void schedule_save (FwLabelsFile *self);
static void start_save (FwLabelsFile *self, gboolean overwrite);

/* State. */

static void
set_state (FwLabelsFile *self, FwLabelsState state)
{
  gboolean changed = self->state != state;

  self->state = state;
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  /* The sentence counts changes, so it is new each time. */
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

static void
settle_state (FwLabelsFile *self)
{
  if (self->state == FW_LABELS_READ_ONLY)
    return;

  if (self->save)
    set_state (self, FW_LABELS_SAVING);
  else if (self->error && fw_document_is_dirty (self->document))
    set_state (self, FW_LABELS_FAILED);
  else
    set_state (self, fw_document_is_dirty (self->document) ? FW_LABELS_JOURNALED : FW_LABELS_CLEAN);
}

static char *
clock_text (gint64 time_us, const char *format)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);

  return time ? g_date_time_format (time, format) : g_strdup ("?");
}

char *
fw_labels_file_dup_status (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), NULL);

  g_autofree char *when = self->last_saved ? clock_text (self->last_saved, "%H:%M") : NULL;
  gsize n = self->n_actions - self->n_saved_actions;

  switch (self->state)
    {
    case FW_LABELS_CLEAN:
      return when ? g_strdup_printf (_("All changes are in the file · %s"), when)
                  : g_strdup (self->disk.exists ? _("All changes are in the file")
                                                : _("Nothing to save yet"));

    case FW_LABELS_JOURNALED:
      if (!self->journal)
        return g_strdup (_("Not saved yet, and there is no journal"));
      if (n == 0)
        return g_strdup (_("In the journal, not yet in the file"));
      return g_strdup_printf (
          ngettext ("The last change is in the journal, not yet in the file",
                    "The last %zu changes are in the journal, not yet in the file", n),
          n);

    case FW_LABELS_SAVING:
      return g_strdup (_("Saving…"));

    case FW_LABELS_FAILED:
      return g_strdup (_("Not saved. Your work is kept in the journal"));

    case FW_LABELS_READ_ONLY:
      return g_strdup (_("Open in another window: changes are not kept"));
    }

  g_assert_not_reached ();
}

/* The document changes. */

static void
append_record (FwLabelsFile *self, GBytes *record)
{
  if (self->journal)
    fw_journal_append (self->journal, record);
}

/* The journal learns that frames are numbered as in this session only when
 * something in it depends on that. */
static void
flush_alignment (FwLabelsFile *self)
{
  g_autoptr (GBytes) record = g_steal_pointer (&self->alignment);

  if (!record)
    return;

  append_record (self, record);
  self->n_actions++;
}

void
fw_labels_file_align (FwLabelsFile *self, FwFrameList *frames)
{
  FwFrameList *present = fw_snapshot_get_frame_list (fw_document_get_snapshot (self->document));
  g_autoptr (GArray) entries = NULL;
  gboolean was_dirty = fw_document_is_dirty (self->document);

  if (!fw_frame_list_is_video (present) || !fw_frame_list_is_video (frames))
    return;

  entries = fw_renumber_between (present, frames);
  if (entries->len == 0)
    return;

  fw_document_renumber (self->document, (const FwRenumbering *) (gpointer) entries->data,
                        entries->len);
  self->alignment = fw_record_encode_renumber ((const FwRenumbering *) (gpointer) entries->data,
                                               entries->len);
  if (!was_dirty)
    fw_document_set_saved (self->document,
                           fw_snapshot_get_revision (fw_document_get_snapshot (self->document)));

  FwSpanSet *seen = fw_snapshot_get_seen (fw_document_get_snapshot (self->document));

  g_clear_pointer (&self->journaled_seen, fw_span_set_unref);
  self->journaled_seen = seen ? fw_span_set_ref (seen) : NULL;
}

static void
note_redo (FwLabelsFile *self)
{
  FwStep *redo = fw_document_peek_redo (self->document);

  g_clear_pointer (&self->next_redo, fw_step_unref);
  if (redo)
    self->next_redo = fw_step_ref (redo);
}

static void
changed_cb (FwLabelsFile *self, FwStep *step, gboolean undone)
{
  g_autoptr (GBytes) record = NULL;
  gint64 now = g_get_real_time ();

  flush_alignment (self);

  if (undone)
    record = fw_record_encode_undo (now);
  else if (step == self->next_redo)
    record = fw_record_encode_redo (now);
  else
    record = fw_record_encode_step (step, fw_document_get_next_track_id (self->document));
  append_record (self, record);
  self->n_actions++;
  note_redo (self);

  settle_state (self);
  schedule_save (self);
}

static void
journal_failed_cb (FwLabelsFile *self)
{
  g_autoptr (GError) error = fw_journal_dup_error (self->journal);
  g_autofree char *sentence
      = g_strdup_printf (_("The journal cannot be written (%s). Save the file now, or elsewhere."),
                         error ? error->message : "?");

  g_signal_emit (self, save_failed_signal, 0, sentence);
  /* The file is now the only safe place. */
  self->is_urgent = TRUE;
  schedule_save (self);
}

static void
append_seen (FwLabelsFile *self)
{
  FwSpanSet *seen = fw_snapshot_get_seen (fw_document_get_snapshot (self->document));
  g_autoptr (GBytes) record = NULL;

  if (fw_span_set_equal (seen, self->journaled_seen))
    return;
  flush_alignment (self);
  record = fw_record_encode_seen (seen);
  append_record (self, record);
  g_clear_pointer (&self->journaled_seen, fw_span_set_unref);
  self->journaled_seen = seen ? fw_span_set_ref (seen) : NULL;
}

/* Saving. */

typedef struct
{
  FwCocoFile *coco;
  FwSnapshot *snapshot;
  FwCocoWriteOptions options;
  char *path;
  FwDiskState disk; /* as we know it */
  gboolean overwrite;
  char *sha256; /* out */
} SaveJob;

static void
save_job_free (gpointer data)
{
  SaveJob *job = data;

  fw_coco_file_unref (job->coco);
  fw_snapshot_unref (job->snapshot);
  g_free (job->path);
  g_free (job->sha256);
  g_free (job);
}

/* Whether what stands at the path is not what we read or wrote last. The cheap
 * look first; only when that differs the content decides. */
static gboolean
is_changed_by_others (SaveJob *job, GCancellable *cancellable)
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
  SaveJob *job = task_data;
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
      = self->journal
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
saved (FwLabelsFile *self, SaveJob *job)
{
  gsize behind = self->n_actions - self->n_saving_actions;
  guint64 revision = fw_snapshot_get_revision (job->snapshot);
  g_autoptr (GBytes) record = NULL;

  g_clear_error (&self->error);
  self->is_urgent = FALSE;
  fw_disk_state_read (&self->disk, self->path);
  g_strlcpy (self->disk.sha256, job->sha256, sizeof self->disk.sha256);
  self->last_saved = g_get_real_time ();
  self->n_saved_actions = self->n_saving_actions;

  append_seen (self);
  record = fw_record_encode_saved (job->sha256, revision, behind, self->last_saved);
  append_record (self, record);
  /* After a renumbering the revision is none of the document's any more. */
  if (!self->is_renumbered)
    fw_document_set_saved (self->document, revision);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LAST_SAVED]);
}

static void
save_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FwLabelsFile) self = user_data;
  SaveJob *job = g_task_get_task_data (G_TASK (result));
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
        g_signal_emit (self, save_failed_signal, 0, self->error->message);
    }
  settle_state (self);

  for (guint i = 0; i < waiting->len; i++)
    if (ok)
      g_task_return_boolean (g_ptr_array_index (waiting, i), TRUE);
    else
      g_task_return_error (g_ptr_array_index (waiting, i), g_error_copy (self->error));

  if (self->queued->len > 0)
    {
      g_ptr_array_unref (self->waiting);
      self->waiting = g_steal_pointer (&self->queued);
      self->queued = g_ptr_array_new_with_free_func (g_object_unref);
      start_save (self, self->queued_overwrite);
      self->queued_overwrite = FALSE;
      return;
    }
  schedule_save (self);
}

static void
start_save (FwLabelsFile *self, gboolean overwrite)
{
  g_assert (self->save == NULL);

  SaveJob *job = g_new0 (SaveJob, 1);

  flush_alignment (self);
  g_clear_handle_id (&self->save_timer, g_source_remove);
  job->coco = fw_coco_file_ref (self->coco);
  job->snapshot = fw_snapshot_ref (fw_document_get_snapshot (self->document));
  job->options.next_track = fw_document_get_next_track_id (self->document);
  job->options.all_images = self->has_frames;
  job->path = g_strdup (self->path);
  job->disk = self->disk;
  job->overwrite = overwrite;
  self->n_saving_actions = self->n_actions;
  self->is_renumbered = FALSE;
  self->last_save_start = g_get_monotonic_time ();

  /* Not the task's source: a worker may be the last to let go of a task. */
  self->save = g_task_new (NULL, NULL, save_done_cb, g_object_ref (self));
  g_task_set_task_data (self->save, job, save_job_free);
  settle_state (self);
  g_task_run_in_thread (self->save, save_thread);
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

static void
schedule_save (FwLabelsFile *self)
{
  gint64 since_ms = (g_get_monotonic_time () - self->last_save_start) / 1000;
  gint64 delay = REST_MS;

  g_clear_handle_id (&self->save_timer, g_source_remove);
  if (!self->autosave || self->save || self->state == FW_LABELS_READ_ONLY || self->is_closed
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
  if (self->save)
    {
      /* What is being written may miss the last change: write again after it. */
      g_ptr_array_add (self->queued, task);
      self->queued_overwrite |= overwrite;
      return;
    }

  g_ptr_array_add (self->waiting, task);
  start_save (self, overwrite);
}

gboolean
fw_labels_file_save_finish (FwLabelsFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Saving elsewhere. */

typedef struct
{
  SaveJob *job;       /* (owned) */
  FwJournal *journal; /* (owned) of the new place */
  gsize n_actions;
} SaveAs;

static void
save_as_free (gpointer data)
{
  SaveAs *as = data;

  save_job_free (as->job);
  g_clear_object (&as->journal);
  g_free (as);
}

static void
save_as_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  SaveAs *as = task_data;
  g_autofree char *journal_path = fw_journal_path_for (as->job->path);
  /* A header that no file matches: the mark of this save follows. */
  g_autoptr (GBytes) header = fw_record_encode_header (as->job->path, "-", g_get_real_time ());
  GError *error = NULL;

  as->journal = fw_journal_open (journal_path, header, &error);
  if (!as->journal && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    {
      g_autofree char *name = g_filename_display_basename (as->job->path);

      g_clear_error (&error);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY,
                               _("“%s” is open in another window. Choose another name."), name);
      return;
    }
  g_clear_error (&error);

  if (fw_coco_file_save (as->job->coco, as->job->snapshot, &as->job->options, as->job->path,
                         &as->job->sha256, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The history moves to the new journal. */
static void
move_journal (FwLabelsFile *self, SaveAs *as)
{
  g_autoptr (GBytes) header = fw_record_encode_header (as->job->path, "-", g_get_real_time ());
  g_autoptr (GBytes) mark
      = fw_record_encode_saved (as->job->sha256, fw_snapshot_get_revision (as->job->snapshot),
                                self->n_actions - as->n_actions, g_get_real_time ());
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  if (self->journal && as->journal)
    {
      fw_journal_append (self->journal, mark);
      if (fw_journal_flush (self->journal, &error))
        records
            = fw_journal_compact (self->journal_path, as->job->sha256, header, G_MAXSIZE, &error);
    }
  if (!records)
    {
      records = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
      g_ptr_array_add (records, g_bytes_ref (header));
      g_ptr_array_add (records, g_bytes_ref (mark));
    }
  if (as->journal && !fw_journal_rewrite (as->journal, records, &error))
    g_clear_object (&as->journal);
  if (error)
    g_signal_emit (self, save_failed_signal, 0, error->message);

  if (self->journal)
    {
      g_signal_handlers_disconnect_by_data (self->journal, self);
      fw_journal_close (self->journal);
      g_clear_object (&self->journal);
    }
  fw_labels_file_take_journal (self, g_steal_pointer (&as->journal),
                               fw_journal_path_for (as->job->path));
}

static void
save_as_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FwLabelsFile *self = g_task_get_source_object (task);
  SaveAs *as = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  move_journal (self, as);
  g_free (self->path);
  self->path = g_strdup (as->job->path);
  fw_disk_state_read (&self->disk, self->path);
  g_strlcpy (self->disk.sha256, as->job->sha256, sizeof self->disk.sha256);
  g_clear_error (&self->error);
  self->last_saved = g_get_real_time ();
  self->n_saved_actions = as->n_actions;
  if (self->state == FW_LABELS_READ_ONLY)
    self->state = FW_LABELS_CLEAN;
  fw_document_set_saved (self->document, fw_snapshot_get_revision (as->job->snapshot));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LAST_SAVED]);
  settle_state (self);
  schedule_save (self);
  g_task_return_boolean (task, TRUE);
}

void
fw_labels_file_save_as_async (FwLabelsFile *self,
                              const char *path,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (FW_IS_LABELS_FILE (self));
  g_return_if_fail (path != NULL);

  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) work = NULL;
  SaveAs *as;

  if (g_str_equal (absolute, self->path) && self->state != FW_LABELS_READ_ONLY)
    {
      /* The same place: an ordinary save that the person meant. */
      g_task_set_name (task, "save in place");
      if (self->save)
        {
          g_ptr_array_add (self->queued, task);
          self->queued_overwrite = TRUE;
          return;
        }
      g_ptr_array_add (self->waiting, task);
      start_save (self, TRUE);
      return;
    }

  flush_alignment (self);
  as = g_new0 (SaveAs, 1);
  as->job = g_new0 (SaveJob, 1);
  as->job->coco = fw_coco_file_ref (self->coco);
  as->job->snapshot = fw_snapshot_ref (fw_document_get_snapshot (self->document));
  as->job->options.next_track = fw_document_get_next_track_id (self->document);
  as->job->options.all_images = self->has_frames;
  as->job->path = g_steal_pointer (&absolute);
  as->n_actions = self->n_actions;

  work = g_task_new (NULL, cancellable, save_as_done_cb, task);
  g_task_set_task_data (work, as, save_as_free);
  g_task_run_in_thread (work, save_as_thread);
}

gboolean
fw_labels_file_save_as_finish (FwLabelsFile *self, GAsyncResult *result, GError **error)
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
        fw_labels_file_compact_journal (self->journal, self->journal_path, self->path,
                                        self->disk.sha256);
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
  append_seen (self);
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

/* Media. */

gboolean
fw_labels_file_set_frames (FwLabelsFile *self, FwFrameList *frames, GError **error)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), FALSE);
  g_return_val_if_fail (frames != NULL, FALSE);

  FwFrameList *present = fw_snapshot_get_frame_list (fw_document_get_snapshot (self->document));
  g_autoptr (FwFrameList) list = fw_coco_file_reconcile (self->coco, present, frames, NULL, error);

  if (!list)
    return FALSE;

  self->has_frames = TRUE;
  fw_document_set_frame_list (self->document, list);

  return TRUE;
}

static gboolean
find_last_work (FwTrack *track, gpointer user_data)
{
  FwFrame *last = user_data;

  *last = MAX (*last, fw_track_get_span (track).last);

  return TRUE;
}

/* The last frame that holds a label or a mark; FW_FRAME_NONE without any. */
static FwFrame
get_last_work (FwLabelsFile *self)
{
  FwSnapshot *content = fw_document_get_snapshot (self->document);
  FwFrame last = FW_FRAME_NONE;

  fw_snapshot_foreach (content, find_last_work, &last);
  for (FwSlotKind mark = FW_SLOT_DELETED; mark <= FW_SLOT_DONE; mark++)
    {
      gsize n;
      const FwSpan *spans = fw_span_set_get_spans (fw_snapshot_get_frames_with (content, mark), &n);

      if (n > 0)
        last = MAX (last, spans[n - 1].last);
    }

  return last;
}

gboolean
fw_labels_file_confirm_frames (FwLabelsFile *self, FwFrameList *frames, GError **error)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), FALSE);

  FwFrameList *present;
  g_autoptr (GArray) infos = NULL;
  g_autoptr (FwFrameList) shorter = NULL;
  gsize length;

  if (!fw_labels_file_set_frames (self, frames, error))
    return FALSE;

  present = fw_snapshot_get_frame_list (fw_document_get_snapshot (self->document));
  length = MAX (fw_frame_list_get_length (frames), (gsize) (get_last_work (self) + 1));
  if (!fw_frame_list_is_video (present) || length >= fw_frame_list_get_length (present))
    return TRUE;

  infos = g_array_sized_new (FALSE, FALSE, sizeof (FwFrameInfo), length);
  for (gsize i = 0; i < length; i++)
    {
      FwFrameInfo info = fw_frame_list_get (present, (FwFrame) i);

      g_array_append_val (infos, info);
    }
  shorter = fw_frame_list_new (TRUE, fw_frame_list_get_name (present),
                               fw_frame_list_get_fps (present),
                               (const FwFrameInfo *) (gpointer) infos->data, infos->len);
  fw_document_set_frame_list (self->document, shorter);

  return TRUE;
}

void
fw_labels_file_renumber (FwLabelsFile *self, const FwRenumbering *entries, gsize n_entries)
{
  g_return_if_fail (FW_IS_LABELS_FILE (self));

  g_autoptr (GBytes) record = NULL;

  if (n_entries == 0)
    return;

  /* Labels that nobody began are not changed by new numbers: no file is made for them. */
  if (get_last_work (self) == FW_FRAME_NONE && !fw_document_is_dirty (self->document)
      && !fw_document_can_undo (self->document) && !fw_document_can_redo (self->document))
    {
      fw_document_renumber (self->document, entries, n_entries);
      fw_document_set_saved (self->document, fw_snapshot_get_revision (
                                                 fw_document_get_snapshot (self->document)));
      return;
    }

  flush_alignment (self);
  fw_document_renumber (self->document, entries, n_entries);
  record = fw_record_encode_renumber (entries, n_entries);
  append_record (self, record);
  self->n_actions++;
  self->is_renumbered = TRUE;
  note_redo (self);
  settle_state (self);
  schedule_save (self);
}

void
fw_labels_file_set_autosave (FwLabelsFile *self, gboolean autosave)
{
  g_return_if_fail (FW_IS_LABELS_FILE (self));

  self->autosave = autosave;
  schedule_save (self);
}

/* Asking. */

FwDocument *
fw_labels_file_get_document (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), NULL);

  return self->document;
}

FwCocoFile *
fw_labels_file_get_coco (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), NULL);

  return self->coco;
}

const char *
fw_labels_file_get_path (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), NULL);

  return self->path;
}

FwLabelsState
fw_labels_file_get_state (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), FW_LABELS_FAILED);

  return self->state;
}

gint64
fw_labels_file_get_last_saved (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), 0);

  return self->last_saved;
}

gboolean
fw_labels_file_has_journal (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), FALSE);

  return self->journal != NULL;
}

const char *
fw_labels_file_get_recovery (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), NULL);

  return self->recovery;
}

guint
fw_labels_file_get_n_recovered (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), 0);

  return self->n_recovered;
}

GPtrArray *
fw_labels_file_get_notes (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), NULL);

  return self->notes;
}

const GError *
fw_labels_file_get_error (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), NULL);

  return self->error;
}

/* The object. */

void
fw_labels_file_take_journal (FwLabelsFile *self, FwJournal *journal, char *journal_path)
{
  self->journal = journal;
  g_free (self->journal_path);
  self->journal_path = journal_path;
  if (journal)
    g_signal_connect_object (journal, "failed", G_CALLBACK (journal_failed_cb), self,
                             G_CONNECT_SWAPPED);
}

void
fw_labels_file_notify_aside (FwLabelsFile *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ASIDE]);
}

void
fw_labels_file_begin (FwLabelsFile *self)
{
  FwSpanSet *seen = fw_snapshot_get_seen (fw_document_get_snapshot (self->document));
  g_autoptr (GBytes) record = fw_record_encode_session (self->disk.sha256, g_get_real_time ());

  append_record (self, record);
  self->journaled_seen = seen ? fw_span_set_ref (seen) : NULL;
  note_redo (self);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  settle_state (self);
  schedule_save (self);
}

static void
fw_labels_file_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FwLabelsFile *self = FW_LABELS_FILE (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;

    case PROP_STATUS:
      g_value_take_string (value, fw_labels_file_dup_status (self));
      break;

    case PROP_LAST_SAVED:
      g_value_set_int64 (value, self->last_saved);
      break;

    case PROP_N_ASIDE:
      g_value_set_uint (value, fw_labels_file_get_n_aside (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fw_labels_file_dispose (GObject *object)
{
  FwLabelsFile *self = FW_LABELS_FILE (object);

  g_clear_handle_id (&self->save_timer, g_source_remove);
  if (self->journal)
    {
      g_signal_handlers_disconnect_by_data (self->journal, self);
      fw_journal_close (self->journal);
    }
  g_clear_object (&self->journal);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (fw_labels_file_parent_class)->dispose (object);
}

static void
fw_labels_file_finalize (GObject *object)
{
  FwLabelsFile *self = FW_LABELS_FILE (object);

  g_clear_pointer (&self->coco, fw_coco_file_unref);
  g_clear_pointer (&self->alignment, g_bytes_unref);
  g_clear_pointer (&self->next_redo, fw_step_unref);
  g_clear_pointer (&self->journaled_seen, fw_span_set_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->queued, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self->path);
  g_free (self->journal_path);
  g_free (self->recovery);
  g_ptr_array_unref (self->aside);
  g_free (self->aside_labels_path);

  G_OBJECT_CLASS (fw_labels_file_parent_class)->finalize (object);
}

static void
fw_labels_file_class_init (FwLabelsFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = fw_labels_file_get_property;
  object_class->dispose = fw_labels_file_dispose;
  object_class->finalize = fw_labels_file_finalize;

  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, FW_LABELS_READ_ONLY, 0, flags);
  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  props[PROP_LAST_SAVED] = g_param_spec_int64 ("last-saved", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_N_ASIDE] = g_param_spec_uint ("n-aside", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  save_failed_signal = g_signal_new ("save-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
fw_labels_file_init (FwLabelsFile *self)
{
  self->autosave = TRUE;
  self->aside = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_aside_free);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->queued = g_ptr_array_new_with_free_func (g_object_unref);
}
