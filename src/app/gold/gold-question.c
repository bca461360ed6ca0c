/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gold/gold-question.h"

#include <glib/gi18n.h>

#include "formats/gold-file.h"

typedef struct
{
  char         *gold_path; /* (owned) */
  FwGold       *gold;      /* (owned) */
  FwReviewFile *review;    /* (owned) (nullable) until it is open */
  gboolean      is_ours;   /* @review was opened here, and is closed here */
  char         *unit;      /* (owned) (nullable) */
  char         *rule;      /* (owned) (nullable) */
  char         *by;        /* (owned) (nullable) */
  char         *text;      /* (owned) (nullable) */
  GPtrArray    *items;     /* (element-type FwGoldItem) (owned) */
  char         *at;        /* (owned) */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->gold_path);
  g_clear_pointer (&job->gold, fw_gold_unref);
  g_clear_object (&job->review);
  g_free (job->unit);
  g_free (job->rule);
  g_free (job->by);
  g_free (job->text);
  g_free (job->at);
  for (guint i = 0; i < job->items->len; i++)
    fw_gold_record_unref (FW_GOLD_ITEM, job->items->pdata[i]);
  g_ptr_array_unref (job->items);
  g_free (job);
}

char *
fw_gold_dup_review_path (const char   *gold_path,
                         const FwGold *gold)
{
  g_return_val_if_fail (gold_path != NULL && gold != NULL, NULL);

  const char *source = fw_gold_get_origin (gold)->source;
  g_autofree char *folder = g_path_get_dirname (gold_path);
  g_autofree char *frozen = fw_gold_file_dup_labels_path (gold_path, gold);
  g_autofree char *name = g_path_get_basename (source != NULL && *source ? source : frozen);
  g_autofree char *labels = g_build_filename (folder, name, NULL);

  return fw_review_file_dup_path_for (labels);
}

/* Keeping that it was asked ------------------------------------------------------- */

static gboolean
mark_asked (FwGoldBuilder  *builder,
            gpointer        user_data,
            GError        **error)
{
  Job *job = user_data;

  for (guint i = 0; i < job->items->len; i++)
    {
      const FwGoldItem *asked = job->items->pdata[i];
      const FwGoldItem *item
        = fw_gold_find_item (fw_gold_builder_peek (builder), asked->unit, asked->rev);

      if (item == NULL)
        continue;

      FwGoldItem facts = *item;

      facts.asked_at = job->at;
      if (!fw_gold_builder_put (builder, FW_GOLD_ITEM, &facts, error))
        return FALSE;
    }

  return TRUE;
}

static void
mark_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr(FwGold) gold = fw_gold_file_change (job->gold_path, NULL, mark_asked, job, &error);

  if (gold != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
finish (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  if (job->items->len > 0)
    g_task_run_in_thread (task, mark_in_thread);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* Asking ----------------------------------------------------------------------------- */

static gboolean
ask_all (Job     *job,
         GError **error)
{
  FwQuestion question = { .unit = job->unit, .rule = job->rule, .by = job->by, .text = job->text,
                          .at = job->at };

  if (fw_review_file_get_state (job->review) == FW_REVIEW_FILE_READ_ONLY)
    {
      g_set_error_literal (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE,
                           _("The review of these labels is open elsewhere. Ask again when it is "
                             "closed there."));
      return FALSE;
    }
  if (job->unit != NULL && !fw_review_file_ask (job->review, &question, NULL, error))
    return FALSE;
  for (guint i = 0; i < job->items->len; i++)
    {
      const FwGoldItem *item = job->items->pdata[i];

      question = (FwQuestion) { .unit = item->unit,
                                .by = (char *) FW_GOLD_ASKER,
                                .text = (char *) _("More than a fifth of the qualified people "
                                                   "labelled this otherwise than the gold has it. "
                                                   "Is the gold right?"),
                                .at = job->at };
      if (!fw_review_file_ask (job->review, &question, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean ok = fw_review_file_save_finish (FW_REVIEW_FILE (object), result, &error);

  /* What did not get into the file is in its journal, and comes back with it. */
  fw_review_file_close (job->review, NULL);
  if (ok)
    {
      finish (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
ask (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ask_all (job, &error))
    {
      if (job->is_ours)
        fw_review_file_close (job->review, NULL);
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (job->is_ours)
    fw_review_file_save_async (job->review, NULL, saved_cb, task);
  else
    finish (task);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->review = fw_review_file_open_finish (result, &error);
  if (job->review == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  job->is_ours = TRUE;
  ask (task);
}

void
fw_gold_ask_async (const FwGoldAsking  *asking,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_return_if_fail (asking != NULL && asking->gold_path != NULL && asking->gold != NULL);

  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  job->gold_path = g_strdup (asking->gold_path);
  job->gold = fw_gold_ref (asking->gold);
  job->review = asking->open != NULL ? g_object_ref (asking->open) : NULL;
  job->unit = g_strdup (asking->unit);
  job->rule = g_strdup (asking->rule);
  job->by = g_strdup (asking->by);
  job->text = g_strdup (asking->text);
  job->at = g_date_time_format_iso8601 (now);
  job->items = g_ptr_array_new ();
  for (guint i = 0; asking->items != NULL && i < asking->items->len; i++)
    g_ptr_array_add (job->items, fw_gold_record_ref (asking->items->pdata[i]));
  g_task_set_task_data (task, job, job_free);
  if (job->review != NULL)
    {
      ask (task);
      return;
    }

  const FwGoldOrigin *origin = fw_gold_get_origin (asking->gold);
  g_autofree char *path = fw_gold_dup_review_path (asking->gold_path, asking->gold);
  FwReviewLabels labels = { .file = origin->source != NULL ? origin->source : origin->labels,
                            .document = origin->document };

  fw_review_file_open_async (path, &labels, NULL, opened_cb, task);
}

gboolean
fw_gold_ask_finish (GAsyncResult  *result,
                    GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
