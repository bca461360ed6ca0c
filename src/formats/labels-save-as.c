/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Saving elsewhere: the work goes on under another path, with its history. The
 * file is written first, then the journal is copied to where the new path has
 * its own; both in workers. What the person does meanwhile goes to the old
 * journal as ever, and behind the copy at the end.
 */

#include "formats/labels-file-private.h"

#include <glib/gi18n.h>

typedef struct
{
  FwSaveJob *job;     /* (owned) (nullable) before the file is written */
  char *path;         /* (owned) */
  FwJournal *journal; /* (owned) (nullable) of the new place */
  gsize n_actions;    /* before the state that is written */
  char *old_journal;  /* (owned) (nullable) the path to copy from */
  FwJournal *old;     /* (owned) (nullable) */
  GBytes *mark;       /* (owned) (nullable) the save, as both journals tell it */
} SaveAs;

static void
save_as_free (gpointer data)
{
  SaveAs *as = data;

  g_clear_pointer (&as->job, fw_save_job_free);
  g_free (as->path);
  g_free (as->old_journal);
  g_clear_object (&as->journal);
  g_clear_object (&as->old);
  g_clear_pointer (&as->mark, g_bytes_unref);
  g_free (as);
}

/* Lives as long as the move. */
static SaveAs *
get_facts (FwLabelsFile *self)
{
  return g_task_get_task_data (self->moving);
}

static GBytes *
make_header (SaveAs *as)
{
  /* A header that no file matches: the mark of this save follows. */
  return fw_record_encode_header (as->path, "-", g_get_real_time ());
}

/* Takes @error; NULL when all went well. */
static void
end_move (FwLabelsFile *self, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->moving);

  g_clear_pointer (&self->moving_tail, g_ptr_array_unref);
  fw_labels_file_settle_state (self);
  fw_labels_file_go_on_saving (self);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* The journal. */

/* What the new journal begins with. */
static GPtrArray *
take_records_cb (const char *path, gint64 *out_upto, gpointer user_data, GError **error)
{
  return g_ptr_array_ref (user_data);
}

static void
copy_journal_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  SaveAs *as = task_data;
  g_autoptr (GBytes) header = make_header (as);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  if (as->old && fw_journal_flush (as->old, &error))
    records = fw_journal_compact (as->old_journal, as->job->sha256, header, G_MAXSIZE, as->mark,
                                  NULL, &error);
  if (!records)
    {
      records = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
      g_ptr_array_add (records, g_bytes_ref (header));
      g_ptr_array_add (records, g_bytes_ref (as->mark));
    }
  if (!fw_journal_rewrite (as->journal, take_records_cb, records, error ? NULL : &error))
    g_clear_object (&as->journal);

  if (error)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

/* Goes over to the new place. */
static void
switch_over (FwLabelsFile *self, SaveAs *as)
{
  for (guint i = 0; as->journal && self->moving_tail && i < self->moving_tail->len; i++)
    fw_journal_append (as->journal, g_ptr_array_index (self->moving_tail, i));
  if (self->journal)
    {
      g_signal_handlers_disconnect_by_data (self->journal, self);
      fw_journal_close (self->journal);
      g_clear_object (&self->journal);
    }
  fw_labels_file_take_journal (self, g_steal_pointer (&as->journal),
                               fw_journal_path_for (as->path));

  g_free (self->path);
  self->path = g_strdup (as->path);
  /* What stands there now may be another program's, which waited for us to write. */
  self->disk = as->job->put;
  g_strlcpy (self->disk.sha256, as->job->sha256, sizeof self->disk.sha256);
  g_clear_error (&self->error);
  self->n_saved_actions = as->n_actions;
  if (self->state == FW_LABELS_READ_ONLY)
    self->state = FW_LABELS_CLEAN;
  fw_document_set_saved (self->document, fw_snapshot_get_revision (as->job->snapshot));
  fw_labels_file_set_last_saved (self, g_get_real_time ());
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FwLabelsFile) self = user_data;
  g_autoptr (GError) error = NULL;

  /* The file is written; that undo may not reach behind it is told, and no reason to stay. */
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    fw_labels_file_tell_failure (self, error->message);
  switch_over (self, get_facts (self));
  end_move (self, NULL);
}

/* The file. */

static void
write_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  SaveAs *as = task_data;
  g_autofree char *journal_path = fw_journal_path_for (as->path);
  g_autoptr (GBytes) header = make_header (as);
  GError *error = NULL;

  as->journal = fw_journal_open (journal_path, header, &error);
  if (!as->journal && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    {
      g_autofree char *name = g_filename_display_basename (as->path);

      g_clear_error (&error);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY,
                               _("“%s” is open in another window. Choose another name."), name);
      return;
    }
  g_clear_error (&error);

  if (fw_coco_file_save (as->job->coco, as->job->snapshot, &as->job->options, as->path,
                         &as->job->sha256, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FwLabelsFile) self = user_data;
  SaveAs *as = get_facts (self);
  g_autoptr (GTask) work = NULL;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      end_move (self, error);
      return;
    }

  as->mark = fw_record_encode_saved (as->job->sha256, fw_snapshot_get_revision (as->job->snapshot),
                                     self->n_actions - as->n_actions, g_get_real_time ());
  if (self->journal)
    {
      /* With what left the file, which undo may bring back. */
      fw_labels_file_append (self, as->job->wrote);
      fw_labels_file_append (self, as->mark);
      as->old = g_object_ref (self->journal);
      as->old_journal = g_strdup (self->journal_path);
    }
  if (!as->journal)
    {
      switch_over (self, as);
      end_move (self, NULL);
      return;
    }

  self->moving_tail = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  work = g_task_new (NULL, NULL, copied_cb, g_object_ref (self));
  g_task_set_task_data (work, as, NULL);
  g_task_run_in_thread (work, copy_journal_thread);
}

static void
write_elsewhere (FwLabelsFile *self)
{
  g_autoptr (GTask) work
      = g_task_new (NULL, g_task_get_cancellable (self->moving), written_cb, g_object_ref (self));
  SaveAs *as = get_facts (self);

  as->job = fw_save_job_new (self, as->path);
  as->n_actions = self->n_actions;
  g_task_set_task_data (work, as, NULL);
  g_task_run_in_thread (work, write_thread);
}

static void
saved_before_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  /* Whether it worked is no matter: what counts is written to the other place. */
  g_task_propagate_boolean (G_TASK (result), NULL);
  write_elsewhere (FW_LABELS_FILE (source));
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

  if (self->moving || self->is_closed)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING,
                               _("These labels are being saved elsewhere already."));
      g_object_unref (task);
      return;
    }
  if (g_str_equal (absolute, self->path) && self->state != FW_LABELS_READ_ONLY)
    {
      fw_labels_file_replace (self, task);
      return;
    }

  SaveAs *as = g_new0 (SaveAs, 1);

  as->path = g_steal_pointer (&absolute);
  g_task_set_task_data (task, as, save_as_free);
  self->moving = task;
  /* One writing at a time: the end of a save speaks of the path that it began with. */
  if (self->save)
    g_ptr_array_add (self->waiting, g_task_new (self, NULL, saved_before_cb, NULL));
  else
    write_elsewhere (self);
}

gboolean
fw_labels_file_save_as_finish (FwLabelsFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
