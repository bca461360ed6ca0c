/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The journal follows the document: each step, undo and redo is a record the
 * moment it happens, and so is what was on the screen. A journal that grew long
 * is compacted in a worker while the person goes on; what is appended meanwhile
 * follows (core/journal).
 */

#include "formats/labels-file-private.h"

#include <glib/gi18n.h>

/* What a compacted journal keeps of steps that the file holds. */
#define HISTORY_BUDGET (FW_LABELS_JOURNAL_LIMIT / 2)

/* Compacting. */

typedef struct
{
  FwJournal *journal; /* (owned) */
  char *labels_path;  /* (owned) */
  char *sha256;       /* (owned) of the file as it was written or read last */
  gint64 limit;
} Compaction;

static void
compaction_free (gpointer data)
{
  Compaction *self = data;

  g_object_unref (self->journal);
  g_free (self->labels_path);
  g_free (self->sha256);
  g_free (self);
}

static GPtrArray *
compact_cb (const char *path, gint64 *out_upto, gpointer user_data, GError **error)
{
  const Compaction *self = user_data;
  g_autoptr (GBytes) header = NULL;

  /* Somebody else did it while we waited for our turn. */
  if (fw_journal_get_size (self->journal) <= self->limit)
    return NULL;
  header = fw_record_encode_header (self->labels_path, "-", g_get_real_time ());

  return fw_journal_compact (path, self->sha256, header, MIN (HISTORY_BUDGET, self->limit / 2),
                             NULL, out_upto, error);
}

void
fw_labels_file_compact_journal (FwJournal *journal, const char *labels_path, const char *sha256)
{
  Compaction self = { journal, (char *) labels_path, (char *) sha256, FW_LABELS_JOURNAL_LIMIT };
  g_autoptr (GError) error = NULL;

  if (!fw_journal_rewrite (journal, compact_cb, &self, &error))
    g_info ("the journal stays as long as it is: %s", error->message);
}

static void
compact_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Compaction *self = task_data;
  GError *error = NULL;

  if (fw_journal_rewrite (self->journal, compact_cb, self, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
compacted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FwLabelsFile) self = user_data;
  Compaction *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->compaction);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_info ("the journal stays as long as it is: %s", error->message);

  /* What is not in the file yet stays in the journal however long it is: the
   * next try is worth it when as much again came. */
  self->compact_at = MAX (job->limit, fw_journal_get_size (job->journal) + job->limit / 2);
}

static void
compact_when_long (FwLabelsFile *self)
{
  Compaction *job;

  if (self->compaction || self->is_closed || fw_journal_get_size (self->journal) <= self->compact_at)
    return;

  job = g_new0 (Compaction, 1);
  job->journal = g_object_ref (self->journal);
  job->labels_path = g_strdup (self->path);
  job->sha256 = g_strdup (self->disk.sha256);
  job->limit = self->journal_limit;
  self->compaction = g_task_new (NULL, NULL, compacted_cb, g_object_ref (self));
  g_task_set_task_data (self->compaction, job, compaction_free);
  g_task_run_in_thread (self->compaction, compact_thread);
}

/* Appending. */

void
fw_labels_file_append (FwLabelsFile *self, GBytes *record)
{
  if (!self->journal)
    return;

  fw_journal_append (self->journal, record);
  if (self->moving_tail)
    g_ptr_array_add (self->moving_tail, g_bytes_ref (record));
  compact_when_long (self);
}

void
fw_labels_file_append_alignment (FwLabelsFile *self)
{
  g_autoptr (GPtrArray) records = g_steal_pointer (&self->alignment);

  self->alignment = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < records->len; i++)
    {
      fw_labels_file_append (self, records->pdata[i]);
      self->n_actions++;
    }
}

void
fw_labels_file_note_alignment (FwLabelsFile *self, const FwRenumbering *entries, gsize n_entries)
{
  g_ptr_array_add (self->alignment,
                   fw_record_encode_renumber (entries, n_entries, g_get_real_time ()));
}

static void
remember_seen (FwLabelsFile *self)
{
  FwSnapshot *content = fw_document_get_snapshot (self->document);

  fw_span_set_unref (self->journaled_seen);
  fw_span_set_unref (self->journaled_shown);
  self->journaled_seen = fw_span_set_ref (fw_snapshot_get_seen (content));
  self->journaled_shown = fw_span_set_ref (fw_snapshot_get_shown (content));
}

void
fw_labels_file_append_seen (FwLabelsFile *self)
{
  FwSnapshot *content = fw_document_get_snapshot (self->document);
  FwSpanSet *all_seen = fw_snapshot_get_seen (content);
  FwSpanSet *all_shown = fw_snapshot_get_shown (content);
  g_autoptr (FwSpanSet) seen = fw_span_set_minus (all_seen, self->journaled_seen);
  g_autoptr (FwSpanSet) shown_new = fw_span_set_minus (all_shown, self->journaled_shown);
  g_autoptr (FwSpanSet) shown = fw_span_set_minus (shown_new, seen);
  g_autoptr (GBytes) record = NULL;

  if (!seen && !shown)
    return;
  fw_labels_file_append_alignment (self);
  record = fw_record_encode_seen (seen, shown, g_get_real_time ());
  fw_labels_file_append (self, record);
  remember_seen (self);
}

static void
note_redo (FwLabelsFile *self)
{
  FwStep *redo = fw_document_peek_redo (self->document);

  g_clear_pointer (&self->next_redo, fw_step_unref);
  if (redo)
    self->next_redo = fw_step_ref (redo);
}

void
fw_labels_file_note_renumbered (FwLabelsFile *self)
{
  remember_seen (self);
  note_redo (self);
}

/* The journal speaks of pictures as the file does. */
static GBytes *
encode_step (FwLabelsFile *self, FwStep *step)
{
  g_autoptr (FwStep) as_made = fw_step_ref (step);

  for (guint i = self->turns->len; i > 0; i--)
    {
      g_autoptr (FwStep) before = as_made;

      as_made = fw_turn_step (g_ptr_array_index (self->turns, i - 1), before, TRUE);
    }

  return fw_record_encode_step (as_made, fw_document_get_next_track_id (self->document));
}

static void
changed_cb (FwLabelsFile *self, FwStep *step, gboolean undone)
{
  g_autoptr (GBytes) record = NULL;
  const char *author = fw_document_get_author (self->document);
  gint64 now = g_get_real_time ();

  fw_labels_file_append_alignment (self);
  fw_labels_file_append_seen (self);

  if (undone)
    record = fw_record_encode_undo (author, now);
  else if (step == self->next_redo)
    record = fw_record_encode_redo (author, now);
  else
    record = encode_step (self, step);
  fw_labels_file_append (self, record);
  self->n_actions++;
  note_redo (self);

  fw_labels_file_settle_state (self);
  fw_labels_file_schedule_save (self);
}

static void
journal_failed_cb (FwLabelsFile *self)
{
  g_autoptr (GError) error = fw_journal_dup_error (self->journal);
  g_autofree char *sentence
      = g_strdup_printf (_("The journal cannot be written (%s). Save the file now, or elsewhere."),
                         error ? error->message : "?");

  fw_labels_file_tell_failure (self, sentence);
  fw_labels_file_settle_state (self);
  /* The file is now the only safe place. */
  self->is_urgent = TRUE;
  fw_labels_file_schedule_save (self);
}

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
fw_labels_file_begin (FwLabelsFile *self, FwFrameList *counted)
{
  g_autoptr (GBytes) record
      = fw_record_encode_session (self->disk.sha256, counted, g_get_real_time ());

  fw_labels_file_append (self, record);
  remember_seen (self);
  note_redo (self);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  fw_labels_file_settle_state (self);
  fw_labels_file_schedule_save (self);
}

