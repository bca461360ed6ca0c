/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * An answer becomes a precedent. The manual is written first: an answer that says
 * it is a precedent has to have one.
 */

#include "app/questions/question-board-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/project.h"
#include "app/questions/question-words.h"
#include "core/error.h"
#include "rules/manual-save.h"

typedef struct
{
  gint64           id;
  char            *text;
  char            *path;      /* of the manual */
  FwNewPrecedent   precedent; /* (owned strings) */
  char            *number;    /* (nullable) that it got */
  GBytes          *before;    /* (nullable) */
  GBytes          *after;     /* (nullable) */
} Decision;

static void
decision_free (Decision *decision)
{
  g_free (decision->text);
  g_free (decision->path);
  g_free ((char *) decision->precedent.rule);
  g_free ((char *) decision->precedent.title);
  g_free ((char *) decision->precedent.question);
  g_free ((char *) decision->precedent.answer);
  g_free ((char *) decision->precedent.outcome);
  g_free ((char *) decision->precedent.item);
  g_free ((char *) decision->precedent.date);
  g_free (decision->number);
  g_clear_pointer (&decision->before, g_bytes_unref);
  g_clear_pointer (&decision->after, g_bytes_unref);
  g_free (decision);
}

/* What the file holds now, not what was read of it some time ago: an answer adds
 * to whatever the manual's owner did meanwhile. */
static void
decide_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Decision *decision = task_data;
  g_autoptr(GFile) file = g_file_new_for_path (decision->path);
  GError *error = NULL;

  if (fw_manual_save_precedent (file, &decision->precedent, &decision->number, &decision->before,
                                &decision->after, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
fw_question_board_forget_decision (FwQuestionBoard *self)
{
  self->decided = 0;
  g_clear_pointer (&self->manual_path, g_free);
  g_clear_pointer (&self->manual_before, g_bytes_unref);
  g_clear_pointer (&self->manual_sha256, g_free);
}

static void
remember_decision (FwQuestionBoard *self,
                   Decision        *decision)
{
  fw_question_board_forget_decision (self);
  self->decided = decision->id;
  self->manual_path = g_strdup (decision->path);
  self->manual_before = g_bytes_ref (decision->before);
  self->manual_sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, decision->after);
}

/* Who decided hears of it when the manual is in force: what is said then is about
 * the manual as it is. */
static void
reloaded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) asker = user_data;
  g_autoptr(GError) error = NULL;
  char *number = g_task_get_task_data (asker);

  if (!fw_project_load_manual_finish (FW_PROJECT (object), result, &error))
    g_info ("the manual was written and is not read yet: %s", error->message);
  g_task_return_pointer (asker, g_strdup (number), g_free);
}

/* Takes @asker. The file's monitor would come later. */
static void
reload_manual (FwQuestionBoard *self,
               const char      *path,
               GTask           *asker)
{
  if (self->project && g_strcmp0 (path, fw_project_get_manual_path (self->project)) == 0)
    {
      fw_project_load_manual_async (self->project, path, NULL, reloaded_cb, asker);
      return;
    }
  g_task_return_pointer (asker, g_strdup (g_task_get_task_data (asker)), g_free);
  g_object_unref (asker);
}

static void
decided_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) asker = user_data;
  FwQuestionBoard *self = g_task_get_source_object (asker);
  Decision *decision = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (asker, error);
      return;
    }
  remember_decision (self, decision);
  if (!fw_question_board_put_answer (self, decision->id, decision->text, decision->number, &error))
    {
      g_task_return_error (asker, error);
      return;
    }
  g_task_set_task_data (asker, g_strdup (decision->number), g_free);
  reload_manual (self, decision->path, g_steal_pointer (&asker));
}

static gboolean
fill_decision (FwQuestionBoard         *self,
               const char              *text,
               const FwPrecedentDraft  *draft,
               Decision                *decision,
               GError                 **error)
{
  const FwQuestion *question = fw_question_board_find (self, decision->id);
  const char *path = self->project ? fw_project_get_manual_path (self->project) : NULL;
  g_autofree char *clean = fw_question_clean_text (text, _("Please write the answer."), error);

  if (!clean)
    return FALSE;
  if (!question)
    return fw_question_refuse (error, _("This question is not there any more."));
  if (!path)
    return fw_question_refuse (error, _("There is no manual here that could hold a precedent."));
  if (!draft->rule || draft->rule[0] == '\0')
    return fw_question_refuse (error, _("Please choose the rule that the precedent belongs to."));
  if (!draft->title || draft->title[0] == '\0')
    return fw_question_refuse (error, _("Please give the precedent a title."));
  if (!draft->outcome || draft->outcome[0] == '\0')
    return fw_question_refuse (error, _("Please say in a word what is to be done."));

  decision->text = g_steal_pointer (&clean);
  decision->path = g_strdup (path);
  decision->precedent.rule = g_strdup (draft->rule);
  /* Line breaks mean something else in a list of Markdown. */
  decision->precedent.title = fw_text_dup_line (draft->title);
  decision->precedent.question = fw_text_dup_line (question->text);
  decision->precedent.answer = fw_text_dup_line (decision->text);
  decision->precedent.outcome = fw_text_dup_line (draft->outcome);
  decision->precedent.item = g_strdup (question->unit);
  decision->precedent.date = question->at && strlen (question->at) >= 10
                               ? g_strndup (question->at, 10)
                               : NULL;

  return TRUE;
}

void
fw_question_board_decide_async (FwQuestionBoard        *self,
                                gint64                  id,
                                const char             *text,
                                const FwPrecedentDraft *precedent,
                                GAsyncReadyCallback     callback,
                                gpointer                user_data)
{
  g_return_if_fail (FW_IS_QUESTION_BOARD (self));
  g_return_if_fail (precedent != NULL);

  g_autoptr(GTask) asker = g_task_new (self, NULL, callback, user_data);
  g_autoptr(GTask) task = NULL;
  Decision *decision = g_new0 (Decision, 1);
  GError *error = NULL;

  decision->id = id;
  if (!fw_question_board_check_ready (self, &error) || !fill_decision (self, text, precedent, decision, &error))
    {
      decision_free (decision);
      g_task_return_error (asker, error);
      return;
    }
  task = g_task_new (NULL, NULL, decided_cb, g_steal_pointer (&asker));
  g_task_set_task_data (task, decision, (GDestroyNotify) decision_free);
  g_task_run_in_thread (task, decide_thread);
}

char *
fw_question_board_decide_finish (FwQuestionBoard  *self,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Taking a decision back. */
typedef struct
{
  gint64  id;
  char   *path;
  GBytes *before;
  char   *sha256;
} Return;

static void
return_free (Return *back)
{
  g_free (back->path);
  g_clear_pointer (&back->before, g_bytes_unref);
  g_free (back->sha256);
  g_free (back);
}

static void
undecide_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Return *back = task_data;
  g_autoptr(GFile) file = g_file_new_for_path (back->path);
  GError *error = NULL;

  if (fw_manual_save (file, back->before, back->sha256, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
undecided_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) asker = user_data;
  FwQuestionBoard *self = g_task_get_source_object (asker);
  Return *back = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (asker, error);
      return;
    }
  fw_question_board_forget_decision (self);
  if (!fw_question_board_reopen (self, back->id, &error))
    {
      g_task_return_error (asker, error);
      return;
    }
  g_task_set_task_data (asker, g_strdup (""), g_free);
  reload_manual (self, back->path, g_steal_pointer (&asker));
}

void
fw_question_board_undecide_async (FwQuestionBoard     *self,
                                  gint64               id,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (FW_IS_QUESTION_BOARD (self));

  g_autoptr(GTask) asker = g_task_new (self, NULL, callback, user_data);
  g_autoptr(GTask) task = NULL;
  Return *back;

  if (self->decided != id || id == 0)
    {
      g_task_return_new_error (asker, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE, "%s",
                               _("Something else was decided since. Change the manual instead."));
      return;
    }
  back = g_new0 (Return, 1);
  back->id = id;
  back->path = g_strdup (self->manual_path);
  back->before = g_bytes_ref (self->manual_before);
  back->sha256 = g_strdup (self->manual_sha256);
  task = g_task_new (NULL, NULL, undecided_cb, g_steal_pointer (&asker));
  g_task_set_task_data (task, back, (GDestroyNotify) return_free);
  g_task_run_in_thread (task, undecide_thread);
}

gboolean
fw_question_board_undecide_finish (FwQuestionBoard  *self,
                                   GAsyncResult     *result,
                                   GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  g_autofree char *nothing = g_task_propagate_pointer (G_TASK (result), error);

  return nothing != NULL;
}
