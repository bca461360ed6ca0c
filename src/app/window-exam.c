/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Practice or an exam that a person is at, as far as the window has a part in it: the
 * bar over the editor, what is off meanwhile, comparing with the gold, and the page
 * that shows how it came out. Everything slow answers later, so each callback looks
 * again at what the window shows by then.
 */

#include "app/window-private.h"

#include <glib/gi18n.h>

#include "app/compat.h"
#include "app/gold/exam-export.h"
#include "app/gold/gold-question.h"
#include "app/gold/gold-words.h"
#include "formats/gold-file.h"

/* While it goes on ----------------------------------------------------------------------- */

static const FwGoldAttempt *
get_attempt (FwWindow *self)
{
  return self->exam != NULL ? fw_exam_get_attempt (self->exam) : NULL;
}

gboolean
fw_window_is_in_exam (FwWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "exam") == 0;
}

static FwExamPage *
get_page (FwWindow *self)
{
  return FW_EXAM_PAGE (fw_later_get (self->exam_page));
}

gboolean
fw_window_is_exam_over (FwWindow *self)
{
  const FwGoldAttempt *attempt = get_attempt (self);

  return attempt != NULL && attempt->mode == FW_ATTEMPT_EXAM && attempt->ended_at != NULL;
}

static gboolean
is_at_attempt (FwWindow *self)
{
  return self->exam != NULL || self->finding_exam != NULL;
}

const char *
fw_window_get_compare_refusal (FwWindow *self)
{
  return is_at_attempt (self) ? fw_exam_words_no_compare (get_attempt (self)) : NULL;
}

/* Nobody is asked about an attempt: an answer would help, and whoever reviews would
 * not see it beside labels that are nobody's work. */
static void
close_questions (FwWindow *self)
{
  FwQuestionBoard *board = self->project != NULL ? fw_project_get_questions (self->project) : NULL;

  if (board != NULL)
    fw_question_board_set_closed (board, is_at_attempt (self)
                                           ? fw_exam_words_no_question (get_attempt (self))
                                           : NULL);
}

/* What was handed in is as it was handed in. */
static void
exam_changed_cb (FwWindow *self)
{
  g_autoptr(FwSpanSet) task = fw_exam_dup_task (self->exam);

  if (self->session != NULL && fw_window_is_exam_over (self))
    fw_session_set_read_only (self->session, TRUE);
  if (self->session != NULL)
    fw_session_set_task (self->session, task);
  close_questions (self);
  fw_window_update_actions (self);
}

void
fw_window_leave_exam (FwWindow *self)
{
  if (self->exam != NULL)
    g_signal_handlers_disconnect_by_data (self->exam, self);
  g_clear_object (&self->exam);
  if (self->finding_exam != NULL)
    g_cancellable_cancel (self->finding_exam);
  g_clear_object (&self->finding_exam);
  close_questions (self);
  self->is_comparing = FALSE;
  if (self->exam_bar != NULL)
    fw_exam_bar_set_exam (self->exam_bar, NULL, NULL);
  if (self->exam_page != NULL && fw_later_peek (self->exam_page) != NULL)
    fw_exam_page_show (get_page (self), NULL, NULL, NULL, NULL);
}

static void
exam_opened_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(FwWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FwExam) exam = fw_exam_open_finish (result, &error);

  /* The window has gone on to something else. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->finding_exam);
  close_questions (self);
  if (error != NULL)
    fw_window_say (self, error->message, FALSE);
  if (exam == NULL)
    return;

  self->exam = g_steal_pointer (&exam);
  g_signal_connect_swapped (self->exam, "changed", G_CALLBACK (exam_changed_cb), self);
  fw_exam_bar_set_exam (self->exam_bar, self->exam, self->session);
  exam_changed_cb (self);

  /* The first frames of a clip are seldom asked. */
  if (fw_exam_find_part (self->exam, fw_session_get_frame (self->session)) < 0)
    fw_session_set_frame (self->session,
                          fw_exam_find_next (self->exam, fw_session_get_frame (self->session), 1));
}

void
fw_window_follow_exam (FwWindow *self)
{
  const char *labels = fw_window_get_labels_path (self);

  if (labels == NULL || !fw_gold_file_is_attempt (labels))
    return;
  self->finding_exam = g_cancellable_new ();
  close_questions (self);
  fw_exam_open_async (labels, fw_session_get_document (self->session), self->finding_exam,
                      exam_opened_cb, g_object_ref (self));
}

static void
step_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  FwWindow *self = user_data;
  int direction = g_str_equal (g_action_get_name (G_ACTION (action)), "exam-next") ? 1 : -1;

  fw_session_set_frame (self->session,
                        fw_exam_find_next (self->exam, fw_session_get_frame (self->session),
                                           direction));
  fw_editor_page_focus_canvas (self->editor);
}

/* Comparing ------------------------------------------------------------------------------- */

static FwReviewFile *
find_open_review (FwWindow   *self,
                  const char *path)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  GList *windows = application != NULL ? gtk_application_get_windows (application) : NULL;

  for (; windows != NULL; windows = windows->next)
    {
      FwProject *project
        = FW_IS_WINDOW (windows->data) ? fw_window_get_project (windows->data) : NULL;
      FwReviewFile *review = project != NULL ? fw_project_get_review (project) : NULL;

      if (review != NULL && g_str_equal (fw_review_file_get_path (review), path))
        return review;
    }

  return NULL;
}

static void
doubted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  /* The next one who hands in asks again. */
  if (!fw_gold_ask_finish (result, &error))
    g_info ("gold in doubt was not asked about: %s", error->message);
}

/* Gold that too many qualified people label otherwise: whoever reviews is asked. */
static void
ask_about_doubts (FwWindow    *self,
                  FwExamSheet *sheet)
{
  const char *gold_path = fw_exam_get_gold_path (self->exam);
  g_autofree char *review = fw_gold_dup_review_path (gold_path, sheet->gold);
  FwGoldAsking asking = { .gold_path = gold_path,
                          .gold = sheet->gold,
                          .open = find_open_review (self, review),
                          .items = sheet->doubted };

  if (sheet->doubted->len > 0)
    fw_gold_ask_async (&asking, doubted_cb, NULL);
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(FwWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FwExamSheet) sheet = fw_exam_compare_finish (FW_EXAM (source), result, &error);

  /* The window has gone on to something else. */
  if (self->exam != FW_EXAM (source))
    return;
  self->is_comparing = FALSE;
  fw_exam_bar_set_busy (self->exam_bar, FALSE);
  fw_window_update_actions (self);
  if (sheet == NULL)
    {
      fw_window_say (self, error->message, FALSE);
      return;
    }

  fw_exam_page_show (get_page (self), sheet, fw_project_get_title (self->project),
                     fw_project_get_manual (self->project),
                     fw_project_get_crops (self->project));
  gtk_stack_set_visible_child_name (self->pages, "exam");
  fw_exam_page_focus (get_page (self));
  ask_about_doubts (self, sheet);
}

static void
begin_comparing (FwWindow *self)
{
  fw_transport_stop (fw_editor_page_get_transport (self->editor));
  self->is_comparing = TRUE;
  fw_exam_bar_set_busy (self->exam_bar, TRUE);
  fw_window_update_actions (self);
}

static void
compare (FwWindow *self,
         gssize    part)
{
  begin_comparing (self);
  fw_exam_compare_async (self->exam, part, fw_project_get_manual (self->project), NULL,
                         compared_cb, g_object_ref (self));
}

static void
hand_in_answer_cb (const char *answer,
                   gpointer    user_data)
{
  FwWindow *self = user_data;

  if (g_str_equal (answer, "hand-in") && self->exam != NULL && !self->is_comparing
      && !fw_window_is_exam_over (self))
    compare (self, FW_EXAM_ALL);
}

static void
finish_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  FwWindow *self = user_data;
  const FwGoldAttempt *attempt = fw_exam_get_attempt (self->exam);
  gssize part = fw_exam_find_part (self->exam, fw_session_get_frame (self->session));

  if (attempt->ended_at != NULL && (attempt->mode == FW_ATTEMPT_EXAM || part < 0))
    {
      begin_comparing (self);
      fw_exam_review_async (self->exam, fw_project_get_manual (self->project), NULL, compared_cb,
                            g_object_ref (self));
    }
  else if (attempt->mode == FW_ATTEMPT_EXAM)
    {
      const FwResponse answers[] = { { "not-yet", _("Not Yet"), FALSE, FALSE },
                                     { "hand-in", _("Hand In"), TRUE, FALSE } };
      g_autofree char *words = fw_exam_words_hand_in (self->exam);

      fw_compat_ask (GTK_WINDOW (self), _("Hand in the exam?"), words, answers,
                     G_N_ELEMENTS (answers), hand_in_answer_cb, g_object_ref (self),
                     g_object_unref);
    }
  else if (part >= 0)
    compare (self, part);
  else
    fw_window_say (self, _("Nothing is asked here. {exam-next} goes on to what is."), FALSE);
}

/* The page of the result --------------------------------------------------------------------- */

static void
show_editor (FwWindow *self)
{
  gtk_stack_set_visible_child_name (self->pages, "editor");
  fw_editor_page_focus_canvas (self->editor);
}

static void
back_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  show_editor (user_data);
}

static void
go_on_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  FwWindow *self = user_data;

  fw_session_set_frame (self->session,
                        fw_exam_find_next (self->exam, fw_session_get_frame (self->session), 1));
  show_editor (self);
}

static void
again_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  FwWindow *self = user_data;
  FwAttemptMode mode = fw_exam_get_attempt (self->exam)->mode;

  fw_window_begin_exam (self, g_strdup (fw_exam_get_gold_path (self->exam)), mode);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(FwWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      g_autofree char *said = g_strdup_printf (_("Saved as %s"), name);

      fw_window_say (self, said, FALSE);
    }
  else
    fw_window_say (self, error->message, FALSE);
}

static void
chosen_export (GFile   *file,
               gpointer user_data)
{
  FwWindow *self = user_data;
  FwExamSheet *sheet = fw_exam_page_get_sheet (get_page (self));

  if (file == NULL || sheet == NULL)
    return;

  g_autoptr(GBytes) bytes = fw_exam_export_to_json (sheet, fw_project_get_manual (self->project));

  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       exported_cb, g_object_ref (self));
}

static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  FwWindow *self = user_data;
  g_autofree char *name = fw_gold_file_dup_result_name (fw_exam_get_attempt (self->exam));
  g_autoptr(GFile) gold = g_file_new_for_path (fw_exam_get_gold_path (self->exam));
  g_autoptr(GFile) folder = g_file_get_parent (gold);

  fw_compat_choose (GTK_WINDOW (self), FW_CHOOSE_EXPORT, folder, name, chosen_export,
                    g_object_ref (self), g_object_unref);
}

static void
page_rule_cb (FwWindow   *self,
              const char *id)
{
  gtk_stack_set_visible_child_name (self->pages, "editor");
  fw_editor_page_open_manual (self->editor, id);
}

static void
page_go_cb (FwWindow *self,
            int       frame)
{
  if (self->session == NULL)
    return;
  fw_session_set_frame (self->session, frame);
  show_editor (self);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(FwExamCard) card = user_data;
  g_autoptr(GError) error = NULL;

  if (fw_gold_ask_finish (result, &error))
    fw_exam_card_set_sent (card, TRUE, _("Sent. Whoever reviews looks at the gold again."));
  else
    fw_exam_card_set_sent (card, FALSE, error->message);
}

static void
page_doubt_cb (FwWindow   *self,
               FwExamCard *card,
               const char *text)
{
  FwExamSheet *sheet = fw_exam_page_get_sheet (get_page (self));
  const FwGoldResult *result = fw_exam_card_get_result (card);
  const FwRule *rule = fw_exam_card_get_rule (card);
  const char *gold_path = fw_exam_get_gold_path (self->exam);
  g_autofree char *review = fw_gold_dup_review_path (gold_path, sheet->gold);
  g_autofree char *words = g_strdup_printf (_("Is the gold right here? %s"), text);
  FwGoldAsking asking = { .gold_path = gold_path,
                          .gold = sheet->gold,
                          .open = find_open_review (self, review),
                          .unit = sheet->attempt->answers[result->answer].unit,
                          .rule = rule != NULL ? rule->id : NULL,
                          .by = sheet->attempt->person,
                          .text = words };

  fw_gold_ask_async (&asking, sent_cb, g_object_ref (card));
}

/* All of them ---------------------------------------------------------------------------------- */

static const GActionEntry entries[] = {
  { .name = "exam-next", .activate = step_action },
  { .name = "exam-previous", .activate = step_action },
  { .name = "exam-finish", .activate = finish_action },
  { .name = "exam-back", .activate = back_action },
  { .name = "exam-go-on", .activate = go_on_action },
  { .name = "exam-again", .activate = again_action },
  { .name = "exam-export", .activate = export_action },
};

static void
page_made_cb (FwWindow  *self,
              GtkWidget *page)
{
  g_signal_connect_swapped (page, "rule", G_CALLBACK (page_rule_cb), self);
  g_signal_connect_swapped (page, "go", G_CALLBACK (page_go_cb), self);
  g_signal_connect_swapped (page, "doubt", G_CALLBACK (page_doubt_cb), self);
}

void
fw_window_install_exam_actions (FwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_swapped (self->exam_page, "made", G_CALLBACK (page_made_cb), self);
}
