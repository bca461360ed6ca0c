/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Opening labels: the file, the journal that follows it, and what the two
 * together say about the work. All reading happens in a worker thread; the
 * document is made in the main thread from what was found.
 *
 * A journal that does not know the file's content (another program changed it)
 * is moved aside, never applied and never deleted.
 */

#include "formats/labels-file-private.h"

#include "core/error.h"
#include "formats/coco-private.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  /* in */
  char *path;           /* (owned) */
  FwFrameList *frames;  /* (owned) (nullable) */
  FwTaxonomy *taxonomy; /* (owned) (nullable) */
  FwProgressFunc progress;
  gpointer progress_data;

  /* out */
  FwCocoFile *coco;     /* (owned) */
  FwSnapshot *snapshot; /* (owned) */
  FwFrameList *list;    /* (owned) (nullable) */
  FwRecovery *recovery; /* (owned) (nullable) */
  FwJournal *journal;   /* (owned) (nullable) */
  char *journal_path;   /* (owned) */
  char *sentence;       /* (owned) (nullable) about the journal */
  GPtrArray *aside;     /* (element-type FwAside) (owned) (nullable) */
  char *aside_path;     /* (owned) (nullable) where the journal was moved to */
  gboolean is_aside_new;
  FwDiskState disk;
  GPtrArray *notes; /* (owned) */
  gboolean is_read_only;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *self = data;

  g_free (self->path);
  g_clear_pointer (&self->frames, fw_frame_list_unref);
  g_clear_pointer (&self->taxonomy, fw_taxonomy_unref);
  g_clear_pointer (&self->coco, fw_coco_file_unref);
  g_clear_pointer (&self->snapshot, fw_snapshot_unref);
  g_clear_pointer (&self->list, fw_frame_list_unref);
  g_clear_pointer (&self->recovery, fw_recovery_free);
  g_clear_object (&self->journal);
  g_free (self->journal_path);
  g_free (self->sentence);
  g_clear_pointer (&self->aside, g_ptr_array_unref);
  g_free (self->aside_path);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self);
}

/* The file. */

static FwDiskState
make_state (const struct stat *facts)
{
  return (FwDiskState){
    .exists = TRUE,
    .device = facts->st_dev,
    .inode = facts->st_ino,
    .size = facts->st_size,
    .mtime_ns
    = (gint64) facts->st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + facts->st_mtim.tv_nsec,
  };
}

void
fw_disk_state_read (FwDiskState *state, const char *path)
{
  struct stat facts;

  *state = stat (path, &facts) == 0 ? make_state (&facts) : (FwDiskState){ .exists = FALSE };
}

void
fw_disk_state_read_fd (FwDiskState *state, int fd)
{
  struct stat facts;

  *state = fstat (fd, &facts) == 0 ? make_state (&facts) : (FwDiskState){ .exists = FALSE };
}

gboolean
fw_disk_state_equal (const FwDiskState *a, const FwDiskState *b)
{
  return a->exists == b->exists && a->device == b->device && a->inode == b->inode
         && a->size == b->size && a->mtime_ns == b->mtime_ns;
}

static gboolean
open_file (Opening *self, GCancellable *cancellable, GError **error)
{
  FwCocoLoadOptions options = {
    .media_is_video = self->frames && fw_frame_list_is_video (self->frames),
    .progress = self->progress,
    .progress_data = self->progress_data,
  };

  fw_disk_state_read (&self->disk, self->path);
  if (!self->disk.exists && self->frames)
    {
      self->coco = fw_coco_file_new (self->frames, self->taxonomy);
      self->snapshot = fw_snapshot_ref (fw_coco_file_get_snapshot (self->coco));
      return TRUE;
    }

  self->coco = fw_coco_file_load (self->path, &options, cancellable, error);
  if (!self->coco)
    return FALSE;

  g_strlcpy (self->disk.sha256, fw_coco_file_get_sha256 (self->coco), sizeof self->disk.sha256);
  self->snapshot = fw_snapshot_ref (fw_coco_file_get_snapshot (self->coco));
  if (self->frames)
    {
      self->list
          = fw_coco_file_reconcile (self->coco, NULL, self->frames,
                                    fw_frame_list_is_video (self->frames) ? NULL : self->notes,
                                    error);
      if (!self->list)
        return FALSE;
    }

  return TRUE;
}

/* The journal. */

/* Moves the journal that does not fit out of the way and begins a new one. */
static gboolean
set_aside (Opening *self, GBytes *header, GError **error)
{
  g_autoptr (FwNetEffect) effect = fw_recovery_sum (self->recovery);
  guint n = effect->n_steps;
  g_autofree char *aside = fw_aside_new_name (self->journal_path);
  g_autofree char *name = n > 0 ? g_strdup (aside) : fw_aside_done_name (aside);
  g_autofree char *shown = g_filename_display_name (name);

  fw_journal_close (self->journal);
  g_clear_object (&self->journal);
  if (g_rename (self->journal_path, name) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _("The old journal cannot be moved to “%s”"), shown);
      return FALSE;
    }

  if (!self->disk.exists)
    self->sentence = g_strdup_printf (
        ngettext ("The labels file is gone. The %u change made after it is kept in “%s”.",
                  "The labels file is gone. The %u changes made after it are kept in “%s”.", n),
        n, shown);
  else if (n > 0)
    self->sentence = g_strdup_printf (
        ngettext ("Another program changed these labels. %u change that was not in the file "
                  "is kept in “%s”.",
                  "Another program changed these labels. %u changes that were not in the "
                  "file are kept in “%s”.",
                  n),
        n, shown);
  else
    self->sentence = g_strdup (_("Another program changed these labels, so Undo begins anew."));

  self->aside_path = g_steal_pointer (&name);
  self->journal = fw_journal_open (self->journal_path, header, error);

  return self->journal != NULL;
}

static GPtrArray *
keep_known_cb (const char *path, gint64 *out_upto, gpointer user_data, GError **error)
{
  Opening *self = user_data;
  g_autoptr (GBytes) header = fw_record_encode_header (self->path, "-", g_get_real_time ());

  return fw_journal_compact (path, self->disk.sha256, header, G_MAXSIZE, NULL, out_upto, error);
}

/* A record that this version does not know: a copy stays, what is understood goes on. */
static gboolean
cut_unknown (Opening *self, GError **error)
{
  g_autofree char *aside = fw_aside_new_name (self->journal_path);
  g_autofree char *name = fw_aside_part_name (aside);
  g_autofree char *shown = g_filename_display_name (name);
  g_autoptr (GFile) from = g_file_new_for_path (self->journal_path);
  g_autoptr (GFile) to = g_file_new_for_path (name);

  if (!g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, error)
      || !fw_journal_rewrite (self->journal, keep_known_cb, self, error))
    return FALSE;

  self->sentence = g_strdup_printf (_("Part of the journal is of another version and was not "
                                       "applied. It is kept in “%s”."),
                                    shown);

  return TRUE;
}

/* Work of earlier sessions that could not be applied, this opening's included. */
static void
find_aside (Opening *self)
{
  const FwAside *last;

  self->aside = fw_aside_find (self->journal_path, self->path);
  if (!self->aside_path || self->aside->len == 0)
    return;
  last = g_ptr_array_index (self->aside, self->aside->len - 1);
  self->is_aside_new = g_str_equal (last->path, self->aside_path);
}

static void
open_journal (Opening *self)
{
  g_autoptr (GBytes) header
      = fw_record_encode_header (self->path, self->disk.sha256, g_get_real_time ());
  g_autoptr (GError) error = NULL;

  self->journal_path = fw_journal_path_for (self->path);
  self->journal = fw_journal_open (self->journal_path, header, &error);
  if (!self->journal && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    {
      self->is_read_only = TRUE;
      self->sentence = g_strdup (_("These labels are open in another window. You can look at them "
                                    "here; changes are not kept."));
      return;
    }

  if (self->journal)
    self->recovery = fw_recovery_read (self->journal_path, self->disk.sha256, &error);
  for (guint i = 0; self->recovery && self->recovery->matches && i < self->recovery->gone->len; i++)
    fw_coco_file_take_gone (self->coco, self->recovery->gone->pdata[i]);
  if (self->recovery && !self->recovery->matches)
    set_aside (self, header, &error);
  else if (self->recovery && !self->recovery->is_sound)
    cut_unknown (self, &error);
  else if (self->recovery && self->recovery->n_unsaved == 0)
    fw_labels_file_compact_journal (self->journal, self->path, self->disk.sha256);

  find_aside (self);

  if (error && !self->sentence)
    self->sentence = g_strdup_printf (_("The journal cannot be kept: %s. Your work is only safe "
                                         "when it is saved."),
                                      error->message);
}

static gboolean
open_everything (Opening *self, GCancellable *cancellable, GError **error)
{
  if (!open_file (self, cancellable, error))
    return FALSE;
  open_journal (self);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
open_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (open_everything (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The document, in the main thread. */

static void
take_notes (FwLabelsFile *labels, Opening *self)
{
  GPtrArray *read = fw_coco_file_get_notes (self->coco);

  labels->notes = g_steal_pointer (&self->notes);
  for (guint i = 0; i < read->len; i++)
    {
      const FwNote *note = g_ptr_array_index (read, i);

      fw_notes_take_copy (labels->notes, note);
    }
}

/* Whether it holds more than what was looked at, and how that was counted. */
static gboolean
holds_work (FwRecovery *recovery)
{
  for (guint i = 0; i < recovery->replay->len; i++)
    {
      FwRecordKind kind = ((FwRecord *) g_ptr_array_index (recovery->replay, i))->kind;

      if (kind != FW_RECORD_SEEN && kind != FW_RECORD_RENUMBER)
        return TRUE;
    }

  return FALSE;
}

static void
recover (FwLabelsFile *labels, FwRecovery *recovery)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *when = NULL;

  fw_recovery_apply (recovery, labels->document);
  for (guint i = 0; recovery->matches && i < recovery->replay->len; i++)
    labels->n_actions
        += ((FwRecord *) g_ptr_array_index (recovery->replay, i))->kind != FW_RECORD_SEEN;
  /* Labels that nobody began are not saved for that. */
  if (recovery->matches && !labels->disk.exists && !holds_work (recovery))
    fw_document_set_saved (labels->document,
                           fw_snapshot_get_revision (fw_document_get_snapshot (labels->document)));
  if (!recovery->matches || !fw_document_is_dirty (labels->document))
    return;

  time = g_date_time_new_from_unix_local (recovery->last_time_us / G_USEC_PER_SEC);
  when = time ? g_date_time_format (time, "%H:%M:%S") : g_strdup ("?");
  labels->n_recovered = recovery->n_unsaved;
  if (!labels->recovery)
    labels->recovery = g_strdup_printf (_("We kept everything up to %s."), when);
}

/* The frames as the journal of labels without a file begins to number them: in that
 * session more, or less, of the video may have been counted. NULL: as now. */
static FwFrameList *
make_counted (Opening *self)
{
  g_autoptr (GArray) infos = NULL;
  GArray *pts = self->recovery && self->recovery->matches ? self->recovery->pts : NULL;

  if (!pts || self->disk.exists || !self->frames || !fw_frame_list_is_video (self->frames)
      || fw_frame_list_get_length (self->frames) == 0)
    return NULL;

  infos = g_array_sized_new (FALSE, FALSE, sizeof (FwFrameInfo), pts->len);
  for (guint i = 0; i < pts->len; i++)
    {
      FwFrameInfo info = fw_frame_list_get (self->frames, 0);

      info.pts = g_array_index (pts, gint64, i);
      g_array_append_val (infos, info);
    }

  return fw_frame_list_new (TRUE, fw_frame_list_get_name (self->frames),
                            fw_frame_list_get_fps (self->frames),
                            (const FwFrameInfo *) (gpointer) infos->data, infos->len);
}

static FwLabelsFile *
make_labels (Opening *self)
{
  g_autoptr (FwFrameList) counted = make_counted (self);

  FwLabelsFile *labels = g_object_new (FW_TYPE_LABELS_FILE, NULL);

  labels->path = g_strdup (self->path);
  labels->coco = fw_coco_file_ref (self->coco);
  labels->disk = self->disk;
  labels->recovery = g_steal_pointer (&self->sentence);
  labels->has_frames = self->frames != NULL;
  labels->aside_labels_path = g_strdup (self->path);
  labels->is_aside_new = self->is_aside_new;
  if (self->aside)
    {
      g_ptr_array_unref (labels->aside);
      labels->aside = g_steal_pointer (&self->aside);
    }
  take_notes (labels, self);
  labels->document = fw_document_new (self->snapshot);
  fw_document_reserve_track_ids (labels->document, fw_coco_file_get_next_track_id (self->coco));
  if (self->is_read_only)
    labels->state = FW_LABELS_READ_ONLY;
  fw_labels_file_take_journal (labels, g_steal_pointer (&self->journal),
                               g_steal_pointer (&self->journal_path));
  if (counted)
    fw_document_set_frame_list (labels->document, counted);
  if (self->recovery)
    recover (labels, self->recovery);
  /* What was set aside may come back under its own numbers. */
  for (guint i = 0; i < labels->aside->len; i++)
    fw_document_reserve_track_ids (
        labels->document, ((FwAside *) g_ptr_array_index (labels->aside, i))->next_track);
  fw_labels_file_begin (labels, self->disk.exists || counted ? NULL : self->frames);

  /* Only now: the journal speaks of frames as the file numbers them. */
  if (self->list || counted)
    {
      fw_labels_file_align (labels, self->frames);
      fw_labels_file_set_frames (labels, self->frames, NULL);
    }

  return labels;
}

static Opening *
opening_new (const char *path, FwFrameList *frames, FwTaxonomy *taxonomy)
{
  Opening *self = g_new0 (Opening, 1);

  self->path = g_canonicalize_filename (path, NULL);
  self->frames = frames ? fw_frame_list_ref (frames) : NULL;
  self->taxonomy = taxonomy ? fw_taxonomy_ref (taxonomy) : NULL;
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_note_free);

  return self;
}

void
fw_labels_file_open_async (const char *path,
                           FwFrameList *frames,
                           FwTaxonomy *taxonomy,
                           GCancellable *cancellable,
                           FwProgressFunc progress,
                           gpointer progress_data,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (path != NULL);

  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *self = opening_new (path, frames, taxonomy);

  self->progress = progress;
  self->progress_data = progress_data;
  g_task_set_task_data (task, self, opening_free);
  g_task_run_in_thread (task, open_thread);
}

FwLabelsFile *
fw_labels_file_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return make_labels (g_task_get_task_data (G_TASK (result)));
}

FwLabelsFile *
fw_labels_file_open (const char *path,
                     FwFrameList *frames,
                     FwTaxonomy *taxonomy,
                     GCancellable *cancellable,
                     GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  Opening *self = opening_new (path, frames, taxonomy);
  FwLabelsFile *labels = open_everything (self, cancellable, error) ? make_labels (self) : NULL;

  opening_free (self);

  return labels;
}
