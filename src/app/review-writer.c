/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review-writer.h"

#include <glib/gi18n.h>

/* Files that windows have open; borrowed. */
static GPtrArray *open_files;

typedef struct
{
  FwReviewPart  part;
  GPtrArray    *records; /* (owned) made records, which own their texts */
  GArray       *is_new;  /* (owned) (element-type gboolean) its id is to be given */
  gboolean      is_ours; /* opened for this, and to be closed */
} Job;

static void
job_free (Job *job)
{
  for (guint i = 0; i < job->records->len; i++)
    fw_review_record_unref (job->part, g_ptr_array_index (job->records, i));
  g_ptr_array_unref (job->records);
  g_array_unref (job->is_new);
  g_free (job);
}

void
fw_review_writer_note_open (FwReviewFile *file)
{
  g_return_if_fail (FW_IS_REVIEW_FILE (file));

  if (open_files == NULL)
    open_files = g_ptr_array_new ();
  g_ptr_array_add (open_files, file);
}

void
fw_review_writer_note_closed (FwReviewFile *file)
{
  if (open_files != NULL)
    g_ptr_array_remove (open_files, file);
}

FwReviewFile *
fw_review_writer_find_open (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  for (guint i = 0; open_files != NULL && i < open_files->len; i++)
    {
      FwReviewFile *file = g_ptr_array_index (open_files, i);

      if (g_str_equal (fw_review_file_get_path (file), path)
          && fw_review_file_get_state (file) != FW_REVIEW_FILE_READ_ONLY)
        return file;
    }

  return NULL;
}

/* A record of its own; one without an id gets one that stands in for it. */
static gpointer
make_record (FwReviewPart    part,
             gconstpointer   facts,
             gboolean       *out_is_new,
             GError        **error)
{
  static const gsize sizes[FW_N_REVIEW_PARTS]
      = { sizeof (FwBatch),  sizeof (FwDraw),     sizeof (FwVerdict),
          sizeof (FwAppeal), sizeof (FwQuestion), sizeof (FwRegrade) };
  g_autofree gpointer copy = g_memdup2 (facts, sizes[part]);

  *out_is_new = fw_review_record_get_id (facts) == 0;
  if (*out_is_new)
    *(gint64 *) copy = 1;

  return fw_review_record_new (part, copy, error);
}

/* Whether all records can be put, before any is. */
static gboolean
try_all (const FwReview  *review,
         Job             *job,
         GError         **error)
{
  g_autoptr(FwReviewBuilder) builder = fw_review_builder_new (review);
  gint64 next = fw_review_get_next_id (review, job->part);

  for (guint i = 0; i < job->records->len; i++)
    {
      gpointer record = g_ptr_array_index (job->records, i);

      if (g_array_index (job->is_new, gboolean, i))
        *(gint64 *) record = next++;
      if (!fw_review_builder_put (builder, job->part, record, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
put_all (FwReviewFile  *file,
         Job           *job,
         GError       **error)
{
  if (!try_all (fw_review_file_get_review (file), job, error))
    return FALSE;
  for (guint i = 0; i < job->records->len; i++)
    if (!fw_review_file_put (file, job->part, g_ptr_array_index (job->records, i), NULL, error))
      return FALSE;

  return TRUE;
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  FwReviewFile *file = FW_REVIEW_FILE (object);
  g_autoptr(GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean done = fw_review_file_save_finish (file, result, &error);

  /* Nothing is left to write then; and what was not saved is in the journal. */
  if (job->is_ours && !fw_review_file_close (file, done ? &error : NULL))
    done = FALSE;
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes @task. */
static void
put_and_save (FwReviewFile *file,
              GTask        *task)
{
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (put_all (file, job, &error))
    {
      fw_review_file_save_async (file, NULL, saved_cb, task);
      return;
    }
  if (job->is_ours)
    fw_review_file_close (file, NULL);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr(FwReviewFile) file = fw_review_file_open_finish (result, &error);

  if (file == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (fw_review_file_get_state (file) == FW_REVIEW_FILE_READ_ONLY)
    {
      fw_review_file_close (file, NULL);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY,
                               _ ("Another program has “%s” open. Close it there and send "
                                  "this again."),
                               fw_review_file_get_path (file));
      g_object_unref (task);
      return;
    }
  put_and_save (file, task);
}

void
fw_review_writer_put_async (const char          *path,
                            FwReviewPart         part,
                            const gconstpointer *records,
                            gsize                n_records,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (path != NULL);
  g_return_if_fail (records != NULL || n_records == 0);

  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  FwReviewFile *file = fw_review_writer_find_open (path);
  Job *job = g_new0 (Job, 1);

  job->part = part;
  job->records = g_ptr_array_new ();
  job->is_new = g_array_new (FALSE, FALSE, sizeof (gboolean));
  job->is_ours = file == NULL;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  for (gsize i = 0; i < n_records; i++)
    {
      GError *error = NULL;
      gboolean is_new;
      gpointer record = make_record (part, records[i], &is_new, &error);

      if (record == NULL)
        {
          g_task_return_error (task, error);
          g_object_unref (task);
          return;
        }
      g_ptr_array_add (job->records, record);
      g_array_append_val (job->is_new, is_new);
    }
  if (file != NULL)
    put_and_save (file, task);
  else
    fw_review_file_open_async (path, NULL, NULL, opened_cb, task);
}

gboolean
fw_review_writer_put_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
