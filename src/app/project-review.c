/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The review that belongs to the labels: read in a thread after they are
 * shown, because nobody waits for it to draw a box, and closed before them.
 */

#include "app/project-private.h"

#include "app/aside-questions.h"
#include "app/review-writer.h"
#include "core/unit-name.h"

#include <glib/gi18n.h>
FwReviewFile *
fw_project_get_review (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->review;
}

const char *
fw_project_get_review_trouble (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->review_trouble;
}

const char *
fw_project_get_unit_media (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->unit_media;
}

static void
tell_trouble (FwProject *self)
{
  g_autofree char *text = NULL;

  if (self->review_trouble)
    text = g_strdup_printf (_ ("Questions and verdicts about these labels cannot be read. %s"),
                            self->review_trouble);
  else if (fw_review_file_get_load (self->review)->notes->len > 0)
    text = g_strdup (fw_review_file_get_load (self->review)->notes->pdata[0]);
  fw_project_set_notice (self, "review",
                         self->review_trouble ? FW_NOTICE_WARNING : FW_NOTICE_INFO, text);
}

static void
review_opened_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(FwProject) self = user_data;
  g_autoptr(GError) error = NULL;
  FwReviewFile *review = fw_review_file_open_finish (result, &error);

  /* The project was closed meanwhile. */
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_object (&review);
      return;
    }
  self->review = review;
  if (review)
    {
      fw_review_writer_note_open (review);
      g_signal_connect_object (review, "changed", G_CALLBACK (fw_project_gather_review), self,
                               G_CONNECT_SWAPPED);
    }
  if (error)
    self->review_trouble = g_strdup (error->message);
  tell_trouble (self);
  fw_question_board_set_file (self->questions, review);
  fw_project_gather_review (self);
  fw_project_notify_review (self);
}

void
fw_project_open_review (FwProject *self)
{
  const char *path = fw_labels_file_get_path (self->labels);
  FwCocoFile *coco = fw_labels_file_get_coco (self->labels);
  FwSnapshot *snapshot
      = fw_document_get_snapshot (fw_labels_file_get_document (self->labels));
  g_autofree char *review = fw_review_file_dup_path_for (path);
  g_autofree char *name = g_path_get_basename (path);
  FwReviewLabels labels = { .file = name,
                            .document = (char *) fw_coco_file_get_document_id (coco),
                            .sha256 = (char *) fw_coco_file_get_sha256 (coco) };

  self->unit_media = fw_unit_dup_media (fw_snapshot_get_frame_list (snapshot), path);
  self->questions = fw_question_board_new (self);
  fw_aside_questions_watch (self);
  fw_review_file_open_async (review, &labels, self->cancellable, review_opened_cb,
                             g_object_ref (self));
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  FwReviewFile *review = FW_REVIEW_FILE (object);
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (!fw_review_file_save_finish (review, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  /* Everything is in the file: nothing is left to write here. */
  if (fw_review_file_close (review, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
fw_project_close_review_async (FwProject           *self,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  FwReviewFileState state
      = self->review ? fw_review_file_get_state (self->review) : FW_REVIEW_FILE_CLEAN;
  GError *error = NULL;

  if (self->review)
    fw_review_writer_note_closed (self->review);
  if (state == FW_REVIEW_FILE_CLEAN || state == FW_REVIEW_FILE_READ_ONLY)
    {
      if (!self->review || fw_review_file_close (self->review, &error))
        g_task_return_boolean (task, TRUE);
      else
        g_task_return_error (task, error);
      return;
    }
  fw_review_file_save_async (self->review, NULL, saved_cb, g_steal_pointer (&task));
}

gboolean
fw_project_close_review_finish (FwProject     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
