/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/review-file.h"

#include "formats/review-private.h"
#include "formats/safe-file.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* The hand rests this long before the file is written. */
#define SAVE_DELAY_MS 2000

struct _FwReviewFile
{
  GObject parent_instance;

  FwReviewLoad *load; /* (owned) */
  FwReview *review;   /* (owned) */
  char *sha256;       /* (owned) of the file as we know it; "" = none */
  gboolean is_broken; /* what stands there is kept beside before it is replaced */
  FwJournal *journal; /* (owned) (nullable) */
  gboolean has_tried_journal;
  FwReviewFileState state;
  GError *error;   /* (owned) (nullable) of the last save */
  guint n_changes; /* that are not in the file */
  int serial;      /* of the last save that began; atomic */
  GMutex saving;   /* held while the file is written */
  gboolean autosave;
  gboolean is_closed;
  guint timer;
};

enum
{
  PROP_STATE = 1,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwReviewFile, fw_review_file, G_TYPE_OBJECT)

static void
fw_review_file_finalize (GObject *object)
{
  FwReviewFile *self = FW_REVIEW_FILE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->journal)
    fw_journal_close (self->journal);
  g_clear_object (&self->journal);
  g_clear_pointer (&self->load, fw_review_load_free);
  g_clear_pointer (&self->review, fw_review_unref);
  g_clear_error (&self->error);
  g_free (self->sha256);
  g_mutex_clear (&self->saving);

  G_OBJECT_CLASS (fw_review_file_parent_class)->finalize (object);
}

static void
fw_review_file_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_assert (id == PROP_STATE);
  g_value_set_int (value, (int) FW_REVIEW_FILE (object)->state);
}

static void
fw_review_file_class_init (FwReviewFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = fw_review_file_finalize;
  object_class->get_property = fw_review_file_get_property;
  props[PROP_STATE]
      = g_param_spec_int ("state", NULL, NULL, FW_REVIEW_FILE_CLEAN, FW_REVIEW_FILE_READ_ONLY,
                          FW_REVIEW_FILE_CLEAN,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHANGED] = g_signal_new ("changed", FW_TYPE_REVIEW_FILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
fw_review_file_init (FwReviewFile *self)
{
  self->autosave = TRUE;
  g_mutex_init (&self->saving);
}

static void
set_state (FwReviewFile *self, FwReviewFileState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

/* The journal. */

static GPtrArray *
make_records (const char *path, gint64 *out_upto, gpointer data, GError **error)
{
  FwReviewFile *self = data;

  return fw_review_journal_records (self->review, self->sha256, self->n_changes);
}

static void
open_journal (FwReviewFile *self)
{
  g_autofree char *path = fw_review_file_get_journal_path (self->load->path);
  g_autoptr (GBytes) header = fw_review_journal_header (self->review);
  g_autoptr (GError) error = NULL;

  self->journal = fw_journal_open (path, header, &error);
  self->has_tried_journal = TRUE;
  if (self->journal && fw_journal_rewrite (self->journal, make_records, self, &error))
    return;

  g_clear_object (&self->journal);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    {
      self->state = FW_REVIEW_FILE_READ_ONLY;
      g_ptr_array_add (self->load->notes,
                       g_strdup (_ ("This review is open in another window. Here it can only be "
                                    "looked at.")));
      return;
    }
  g_ptr_array_add (self->load->notes,
                   g_strdup_printf (_ ("Changes cannot be kept in a journal: %s"), error->message));
}

FwReviewFile *
fw_review_file_new (FwReviewLoad *load)
{
  g_return_val_if_fail (load != NULL, NULL);

  FwReviewFile *self = g_object_new (FW_TYPE_REVIEW_FILE, NULL);

  self->load = load;
  self->review = fw_review_ref (load->review);
  self->sha256 = g_strdup (load->sha256);
  self->is_broken = load->is_broken;
  self->n_changes = load->n_recovered;
  self->state = self->n_changes > 0 ? FW_REVIEW_FILE_JOURNALED : FW_REVIEW_FILE_CLEAN;
  /* Labels that nobody reviews leave nothing behind: their journal begins with the first record. */
  if (*self->sha256 || self->n_changes > 0 || self->is_broken)
    open_journal (self);

  return self;
}

FwReviewFile *
fw_review_file_open (const char *path, const FwReviewLabels *labels, GError **error)
{
  FwReviewLoad *load = fw_review_load_new (path, labels, error);

  return load ? fw_review_file_new (load) : NULL;
}

typedef struct
{
  char *path; /* (owned) */
  gboolean has_labels;
  FwReviewLabels labels; /* (owned) */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->path);
  g_free (opening->labels.file);
  g_free (opening->labels.document);
  g_free (opening->labels.sha256);
  g_free (opening->labels.extra);
  g_free (opening);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  GError *error = NULL;
  FwReviewLoad *load
      = fw_review_load_new (opening->path, opening->has_labels ? &opening->labels : NULL, &error);

  if (load)
    g_task_return_pointer (task, load, (GDestroyNotify) fw_review_load_free);
  else
    g_task_return_error (task, error);
}

void
fw_review_file_open_async (const char *path,
                           const FwReviewLabels *labels,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  g_return_if_fail (path != NULL);

  opening->path = g_strdup (path);
  opening->has_labels = labels != NULL;
  if (labels)
    opening->labels = (FwReviewLabels){ g_strdup (labels->file), g_strdup (labels->document),
                                        g_strdup (labels->sha256), g_strdup (labels->extra) };
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, load_in_thread);
}

FwReviewFile *
fw_review_file_open_finish (GAsyncResult *result, GError **error)
{
  FwReviewLoad *load = g_task_propagate_pointer (G_TASK (result), error);

  return load ? fw_review_file_new (load) : NULL;
}

FwReview *
fw_review_file_get_review (FwReviewFile *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_FILE (self), NULL);

  return self->review;
}

const char *
fw_review_file_get_path (FwReviewFile *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_FILE (self), NULL);

  return self->load->path;
}

FwReviewFileState
fw_review_file_get_state (FwReviewFile *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_FILE (self), FW_REVIEW_FILE_FAILED);

  return self->state;
}

const FwReviewLoad *
fw_review_file_get_load (FwReviewFile *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_FILE (self), NULL);

  return self->load;
}

const GError *
fw_review_file_get_error (FwReviewFile *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_FILE (self), NULL);

  return self->error;
}

/* Saving. */

typedef struct
{
  char *path;     /* (owned) */
  char *expected; /* (owned) checksum of the file that may be replaced */
  gboolean is_broken;
  FwReview *review;  /* (owned) */
  FwReview *written; /* (owned) (nullable) with what another program wrote */
  char *sha256;      /* (owned) (nullable) */
  guint n_changes;   /* when it began */
  int serial;
  FwReviewFile *file; /* borrowed */
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_free (save->path);
  g_free (save->expected);
  g_free (save->sha256);
  g_clear_pointer (&save->review, fw_review_unref);
  g_clear_pointer (&save->written, fw_review_unref);
  g_free (save);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static Save *
save_new (FwReviewFile *self)
{
  Save *save = g_new0 (Save, 1);

  save->path = g_strdup (self->load->path);
  save->expected = g_strdup (self->sha256);
  save->is_broken = self->is_broken;
  save->review = fw_review_ref (self->review);
  save->n_changes = self->n_changes;
  save->serial = g_atomic_int_add (&self->serial, 1) + 1;
  save->file = self;

  return save;
}

static gboolean
write_review (int fd, gpointer data, GError **error)
{
  Save *save = data;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (FwJsonWriter) writer = fw_json_writer_new_fd (fd, checksum);

  fw_review_write (writer, save->written ? save->written : save->review);
  fw_json_writer_verbatim (writer, "\n", 1);
  if (!fw_json_writer_end (writer, error))
    return FALSE;
  save->sha256 = g_strdup (g_checksum_get_string (checksum));

  return TRUE;
}

/* What another program wrote meanwhile comes along. */
static gboolean
join_disk (Save *save, GError **error)
{
  g_autofree char *present = fw_disk_checksum (save->path, NULL);
  g_autoptr (GError) reason = NULL;

  if (!present || save->is_broken || g_str_equal (present, save->expected))
    return TRUE;

  g_autoptr (FwJsonText) text = fw_json_text_new_from_file (save->path, NULL, &reason);
  g_autoptr (FwReview) disk = text ? fw_review_read (text, NULL, &reason) : NULL;

  if (disk)
    save->written = fw_review_merge (disk, save->review, NULL, &reason);
  if (save->written)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
               _ ("Another program changed “%s”, and the two do not go together: %s"), save->path,
               reason->message);

  return FALSE;
}

/* A file that could not be read is kept beside. */
static void
keep_broken (const Save *save)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *aside = g_strdup_printf ("%s.broken-%s", save->path, stamp);

  if (save->is_broken)
    g_rename (save->path, aside);
}

/* One at a time, and none after a later one: the older state must not win. */
static gboolean
run_save (Save *save, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&save->file->saving);

  if (save->serial != g_atomic_int_get (&save->file->serial))
    return TRUE;
  if (!join_disk (save, error))
    return FALSE;
  keep_broken (save);

  return fw_safe_file_replace (save->path, write_review, save, error);
}

static void
append_to_journal (FwReviewFile *self, GBytes *record)
{
  /* What is too large for a journal is safe in the file alone; it is written soon. */
  if (self->journal && g_bytes_get_size (record) <= FW_JOURNAL_MAX_RECORD)
    fw_journal_append (self->journal, record);
  g_bytes_unref (record);
}

static gboolean save_timer_cb (gpointer data);

/* Writes when the hand has rested. */
static void
schedule_save (FwReviewFile *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->autosave)
    self->timer = g_timeout_add (SAVE_DELAY_MS, save_timer_cb, self);
}

static void
finish_save (FwReviewFile *self, Save *save, const GError *error)
{
  /* A later save knows better. */
  if (save->serial != g_atomic_int_get (&self->serial))
    return;

  g_clear_error (&self->error);
  if (error)
    {
      self->error = g_error_copy (error);
      set_state (self, FW_REVIEW_FILE_FAILED);
      return;
    }

  g_free (self->sha256);
  self->sha256 = g_strdup (save->sha256);
  self->is_broken = FALSE;
  self->n_changes -= MIN (save->n_changes, self->n_changes);
  if (save->written)
    {
      FwReview *both = self->review == save->review
                           ? fw_review_ref (save->written)
                           : fw_review_merge (save->written, self->review, NULL, NULL);

      if (both)
        {
          fw_review_unref (self->review);
          self->review = both;
        }
      if (self->journal)
        fw_journal_rewrite (self->journal, make_records, self, NULL);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  else
    append_to_journal (self, fw_review_journal_saved (self->sha256, self->n_changes));
  set_state (self, self->n_changes > 0 ? FW_REVIEW_FILE_JOURNALED : FW_REVIEW_FILE_CLEAN);
  if (self->n_changes > 0 && !self->is_closed)
    schedule_save (self);
}

static gboolean
refuse_read_only (FwReviewFile *self, GError **error)
{
  if (!self->has_tried_journal && !self->is_closed)
    open_journal (self);
  if (self->state != FW_REVIEW_FILE_READ_ONLY && !self->is_closed)
    return FALSE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY,
                       _ ("This review is open in another window."));

  return TRUE;
}

gboolean
fw_review_file_save (FwReviewFile *self, GError **error)
{
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (FW_IS_REVIEW_FILE (self), FALSE);

  if (refuse_read_only (self, error))
    return FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);

  g_autoptr (Save) save = save_new (self);

  run_save (save, &reason);
  finish_save (self, save, reason);
  if (reason)
    g_propagate_error (error, g_steal_pointer (&reason));

  return self->error == NULL;
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (run_save (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  finish_save (FW_REVIEW_FILE (source), g_task_get_task_data (G_TASK (result)), error);
  if (!outer)
    g_clear_error (&error);
  else if (error)
    g_task_return_error (outer, error);
  else
    g_task_return_boolean (outer, TRUE);
}

/* @outer (nullable) is taken, and told when it is done. */
static void
begin_save (FwReviewFile *self, GTask *outer)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, saved_cb, outer);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_task_set_task_data (task, save_new (self), save_free);
  set_state (self, FW_REVIEW_FILE_SAVING);
  g_task_run_in_thread (task, save_in_thread);
}

void
fw_review_file_save_async (FwReviewFile *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_return_if_fail (FW_IS_REVIEW_FILE (self));

  if (refuse_read_only (self, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  begin_save (self, task);
}

gboolean
fw_review_file_save_finish (FwReviewFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
save_timer_cb (gpointer data)
{
  FwReviewFile *self = data;

  self->timer = 0;
  if (self->state == FW_REVIEW_FILE_SAVING)
    return G_SOURCE_REMOVE;
  begin_save (self, NULL);

  return G_SOURCE_REMOVE;
}

/* Changing. */

/* Takes @next. */
static void
adopt (FwReviewFile *self, FwReview *next)
{
  fw_review_unref (self->review);
  self->review = next;
  self->n_changes++;
  if (self->state != FW_REVIEW_FILE_SAVING)
    set_state (self, FW_REVIEW_FILE_JOURNALED);
  schedule_save (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
fw_review_file_put (
    FwReviewFile *self, FwReviewPart part, gconstpointer facts, gint64 *out_id, GError **error)
{
  g_return_val_if_fail (FW_IS_REVIEW_FILE (self) && facts != NULL, FALSE);
  g_return_val_if_fail ((gsize) part < FW_N_REVIEW_PARTS, FALSE);

  union
  {
    gint64 id;
    FwBatch batch;
    FwDraw draw;
    FwVerdict verdict;
    FwAppeal appeal;
    FwQuestion question;
    FwRegrade regrade;
  } copy = { 0 };
  static const gsize sizes[] = { sizeof (FwBatch),  sizeof (FwDraw),     sizeof (FwVerdict),
                                 sizeof (FwAppeal), sizeof (FwQuestion), sizeof (FwRegrade) };

  if (refuse_read_only (self, error))
    return FALSE;
  memcpy (&copy, facts, sizes[part]);
  if (copy.id == 0)
    copy.id = fw_review_get_next_id (self->review, part);

  FwReview *next = fw_review_with (self->review, part, &copy, error);

  if (!next)
    return FALSE;
  append_to_journal (self, fw_review_journal_put (part, fw_review_find (next, part, copy.id)));
  adopt (self, next);
  if (out_id)
    *out_id = copy.id;

  return TRUE;
}

void
fw_review_file_remove (FwReviewFile *self, FwReviewPart part, gint64 id)
{
  g_return_if_fail (FW_IS_REVIEW_FILE (self));

  if (refuse_read_only (self, NULL) || !fw_review_find (self->review, part, id))
    return;
  append_to_journal (self, fw_review_journal_remove (part, id));
  adopt (self, fw_review_without (self->review, part, id));
}

gboolean
fw_review_file_ask (FwReviewFile *self, const FwQuestion *facts, gint64 *out_id, GError **error)
{
  gint64 id;

  g_return_val_if_fail (FW_IS_REVIEW_FILE (self) && facts != NULL, FALSE);

  if (refuse_read_only (self, error))
    return FALSE;

  gsize before = fw_review_get_n (self->review, FW_REVIEW_QUESTION);
  g_autoptr (FwReview) next = fw_review_ask (self->review, facts, &id, error);

  if (!next)
    return FALSE;
  if (out_id)
    *out_id = id;
  if (fw_review_get_n (next, FW_REVIEW_QUESTION) == before)
    return TRUE;
  append_to_journal (self, fw_review_journal_put (FW_REVIEW_QUESTION,
                                                  fw_review_find (next, FW_REVIEW_QUESTION, id)));
  adopt (self, g_steal_pointer (&next));

  return TRUE;
}

gboolean
fw_review_file_join (FwReviewFile *self, const FwReview *other, GArray *conflicts, GError **error)
{
  g_return_val_if_fail (FW_IS_REVIEW_FILE (self) && other != NULL, FALSE);

  if (refuse_read_only (self, error))
    return FALSE;

  FwReview *both = fw_review_merge (self->review, other, conflicts, error);

  if (!both)
    return FALSE;
  adopt (self, both);
  if (self->journal)
    fw_journal_rewrite (self->journal, make_records, self, NULL);

  return TRUE;
}

void
fw_review_file_set_autosave (FwReviewFile *self, gboolean autosave)
{
  g_return_if_fail (FW_IS_REVIEW_FILE (self));

  self->autosave = autosave;
  if (!autosave)
    g_clear_handle_id (&self->timer, g_source_remove);
}

gboolean
fw_review_file_close (FwReviewFile *self, GError **error)
{
  gboolean ok = TRUE;

  g_return_val_if_fail (FW_IS_REVIEW_FILE (self), FALSE);

  if (self->is_closed)
    return TRUE;
  if (self->state != FW_REVIEW_FILE_READ_ONLY
      && (self->n_changes > 0 || self->state == FW_REVIEW_FILE_SAVING))
    ok = fw_review_file_save (self, error);
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->journal)
    fw_journal_close (self->journal);
  g_clear_object (&self->journal);
  self->is_closed = TRUE;

  return ok;
}
