/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Making gold, practice and exams, as far as the window has a part in it: asking
 * before something begins, opening the labels that it is done in, the bar over the
 * editor, and the page that shows how it came out. Everything slow answers later,
 * so each callback looks again at what the window shows by then.
 */

#include "app/window-private.h"

#include <glib/gi18n.h>

#include "app/compat.h"
#include "app/gold/exam-start.h"
#include "app/gold/gold-form.h"
#include "app/gold/gold-maker.h"
#include "app/gold/gold-question.h"
#include "app/gold/gold-words.h"
#include "app/settings.h"
#include "formats/gold-file.h"
#include "formats/gold-json.h"

static char *
dup_person (FwWindow *self)
{
  return fw_settings_dup_person (self->settings);
}

static const char *
get_labels_path (FwWindow *self)
{
  FwLabelsFile *labels = self->project != NULL ? fw_project_get_labels (self->project) : NULL;

  return labels != NULL ? fw_labels_file_get_path (labels) : NULL;
}

/* Making ------------------------------------------------------------------------- */

/* A survey whose question waits. */
typedef struct
{
  FwWindow     *window; /* (owned) */
  FwGoldSurvey *survey; /* (owned) (nullable) */
  FwGoldForm   *form;   /* (owned) */
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_object_unref (making->window);
  g_clear_pointer (&making->survey, fw_gold_survey_free);
  g_object_unref (making->form);
  g_free (making);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(FwWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FwGoldSurvey) survey = fw_gold_make_finish (result, &error);
  g_autofree char *said
    = survey != NULL ? fw_gold_words_made (fw_gold_survey_get_facts (survey)) : NULL;

  fw_window_say (self, said != NULL ? said : error->message, FALSE);
}

static void
make_answer_cb (const char *answer,
                gpointer    user_data)
{
  Making *making = user_data;
  FwGoldSettings settings;

  if (!g_str_equal (answer, "make"))
    return;
  fw_gold_form_get (making->form, &settings);
  fw_gold_make_async (g_steal_pointer (&making->survey), &settings, NULL, made_cb,
                      g_object_ref (making->window));
}

static void
surveyed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(FwWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FwGoldSurvey) survey = fw_gold_survey_finish (result, &error);

  if (survey == NULL)
    {
      fw_window_say (self, error->message, FALSE);
      return;
    }

  const FwGoldFacts *facts = fw_gold_survey_get_facts (survey);
  g_autofree char *refusal = fw_gold_words_refusal (facts);

  if (refusal != NULL)
    {
      const FwResponse close[] = { { "close", _("Close"), TRUE, FALSE } };

      fw_compat_ask (GTK_WINDOW (self), _("No gold can be made of this yet"), refusal, close, 1,
                     make_answer_cb, NULL, NULL);
      return;
    }

  const FwResponse answers[] = { { "not-now", _("Not Now"), FALSE, FALSE },
                                 { "make", _("Make Gold Clip"), TRUE, FALSE } };
  g_autofree char *words = fw_gold_words_survey (facts);
  GtkWidget *form = fw_gold_form_new (&facts->settings);
  Making *making = g_new0 (Making, 1);
  GObject *dialog;

  making->window = g_object_ref (self);
  making->form = g_object_ref_sink (FW_GOLD_FORM (form));
  making->survey = g_steal_pointer (&survey);
  dialog = fw_compat_ask (GTK_WINDOW (self), _("Make a gold clip of this work?"), words, answers,
                          G_N_ELEMENTS (answers), make_answer_cb, making, making_free);
  fw_compat_ask_add (dialog, form);
}

static void
make_gold_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  FwWindow *self = user_data;
  g_autofree char *person = dup_person (self);
  FwReviewFile *review = fw_project_get_review (self->project);

  if (review == NULL && fw_project_get_review_trouble (self->project) != NULL)
    {
      fw_window_say (self, fw_project_get_review_trouble (self->project), FALSE);
      return;
    }

  FwGoldSource source = {
    .snapshot = fw_session_get_snapshot (self->session),
    .review = review != NULL ? fw_review_file_get_review (review) : NULL,
    .manual = fw_project_get_manual (self->project),
    .manual_path = fw_project_get_manual_path (self->project),
    .labels_path = get_labels_path (self),
    .document
    = fw_coco_file_get_document_id (fw_labels_file_get_coco (fw_project_get_labels (self->project))),
    .media = fw_project_get_unit_media (self->project),
    .person = person,
  };

  fw_gold_survey_async (&source, NULL, surveyed_cb, g_object_ref (self));
}

/* Beginning -------------------------------------------------------------------------- */

/* What is about to begin. */
typedef struct
{
  FwWindow      *window;      /* (owned) */
  char          *gold_path;   /* (owned) */
  char          *media_path;  /* (owned) (nullable): found by the labels */
  char          *manual_path; /* (owned) (nullable) */
  FwManual      *manual;      /* (owned) (nullable) */
  FwAttemptMode  mode;
} Start;

static void
start_free (gpointer data)
{
  Start *start = data;

  g_object_unref (start->window);
  g_free (start->gold_path);
  g_free (start->media_path);
  g_free (start->manual_path);
  g_clear_pointer (&start->manual, fw_manual_unref);
  g_free (start);
}

static void
open_attempt (Start      *start,
              const char *labels)
{
  fw_window_open (start->window,
                  &(FwProjectFiles) { .media = start->media_path != NULL ? start->media_path
                                                                         : labels,
                                      .labels = labels,
                                      .manual = start->manual_path });
}

static void
begun_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Start *start = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *labels = fw_exam_begin_finish (result, &error);

  if (labels != NULL)
    open_attempt (start, labels);
  else
    fw_window_say (start->window, error->message, FALSE);
  start_free (start);
}

static Start *
copy_start (const Start *start)
{
  Start *copy = g_new0 (Start, 1);

  copy->window = g_object_ref (start->window);
  copy->gold_path = g_strdup (start->gold_path);
  copy->media_path = g_strdup (start->media_path);
  copy->manual_path = g_strdup (start->manual_path);
  copy->manual = start->manual != NULL ? fw_manual_ref (start->manual) : NULL;
  copy->mode = start->mode;

  return copy;
}

static void
begin (Start *start)
{
  g_autofree char *person = dup_person (start->window);

  fw_exam_begin_async (start->gold_path, person, start->mode, start->manual, NULL, begun_cb,
                       copy_start (start));
}

static void
start_answer_cb (const char *answer,
                 gpointer    user_data)
{
  if (g_str_equal (answer, "begin"))
    begin (user_data);
}

static void
tell_hindrance (FwWindow   *self,
                const char *sentence)
{
  const FwResponse close[] = { { "close", _("Close"), TRUE, FALSE } };

  fw_compat_ask (GTK_WINDOW (self), _("This cannot begin now"), sentence, close, 1,
                 start_answer_cb, NULL, NULL);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Start *start = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FwGoldOutlook) outlook = fw_gold_outlook_finish (result, &error);
  g_autofree char *hindrance
    = outlook != NULL && outlook->open[start->mode] == NULL
        ? fw_gold_words_hindrance (outlook, start->mode)
        : NULL;

  if (outlook == NULL || hindrance != NULL)
    {
      tell_hindrance (start->window, hindrance != NULL ? hindrance : error->message);
      start_free (start);
      return;
    }
  /* What was begun is gone on with; that needs no question. */
  if (outlook->open[start->mode] != NULL)
    {
      begin (start);
      start_free (start);
      return;
    }

  gboolean is_exam = start->mode == FW_ATTEMPT_EXAM;
  g_autofree char *words = fw_gold_words_outlook (outlook, start->mode);
  const FwResponse answers[] = { { "not-now", _("Not Now"), FALSE, FALSE },
                                 { "begin", is_exam ? _("Begin the Exam") : _("Begin"), TRUE,
                                   FALSE } };

  fw_compat_ask (GTK_WINDOW (start->window),
                 is_exam ? _("Take the exam?") : _("Practise on gold?"), words, answers,
                 G_N_ELEMENTS (answers), start_answer_cb, start, start_free);
}

static void
look (FwWindow      *self,
      char          *gold_path,
      FwAttemptMode  mode)
{
  g_autofree char *person = dup_person (self);
  gboolean is_open = self->session != NULL;
  const char *main_path = is_open ? fw_project_get_main_path (self->project) : NULL;
  Start *start = g_new0 (Start, 1);

  start->window = g_object_ref (self);
  start->gold_path = gold_path;
  start->mode = mode;
  if (is_open)
    {
      start->manual_path = g_strdup (fw_project_get_manual_path (self->project));
      start->manual = fw_project_get_manual (self->project) != NULL
                        ? fw_manual_ref (fw_project_get_manual (self->project))
                        : NULL;
      /* Where the media are known; the labels of the attempt find theirs beside them. */
      if (fw_project_get_source (self->project) != NULL
          && g_strcmp0 (main_path, get_labels_path (self)) != 0)
        start->media_path = g_strdup (main_path);
    }
  fw_gold_outlook_async (start->gold_path, person, start->manual, NULL, looked_cb, start);
}

/* Without labels: which gold, and by which manual. */
typedef struct
{
  FwWindow      *window; /* (owned) */
  FwAttemptMode  mode;
} Choosing;

static void
choosing_free (gpointer data)
{
  g_object_unref (((Choosing *) data)->window);
  g_free (data);
}

static void
manual_read_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  Start *start = user_data;
  g_autofree char *person = dup_person (start->window);

  start->manual = g_task_propagate_pointer (G_TASK (result), NULL);
  fw_gold_outlook_async (start->gold_path, person, start->manual, NULL, looked_cb, start);
}

static void
read_manual_in_thread (GTask        *task,
                       gpointer      source,
                       gpointer      data,
                       GCancellable *cancellable)
{
  g_autoptr(GFile) file = g_file_new_for_path (data);

  /* Without one that can be read the person is asked to choose. */
  g_task_return_pointer (task, fw_manual_new_from_file (file, NULL),
                         (GDestroyNotify) fw_manual_unref);
}

static void
chosen_gold (GFile   *file,
             gpointer user_data)
{
  Choosing *choosing = user_data;
  char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL)
    return;

  Start *start = g_new0 (Start, 1);

  start->window = g_object_ref (choosing->window);
  start->gold_path = path;
  start->mode = choosing->mode;
  start->manual_path = fw_project_find_manual (path, NULL);

  g_autoptr(GTask) task = g_task_new (NULL, NULL, manual_read_cb, start);

  if (start->manual_path == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  g_task_set_task_data (task, g_strdup (start->manual_path), g_free);
  g_task_run_in_thread (task, read_manual_in_thread);
}

static void
start_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  FwWindow *self = user_data;
  FwAttemptMode mode = g_str_equal (g_action_get_name (G_ACTION (action)), "exam")
                         ? FW_ATTEMPT_EXAM
                         : FW_ATTEMPT_PRACTISE;
  const char *labels = get_labels_path (self);

  if (labels != NULL)
    {
      look (self, fw_gold_file_dup_path (labels), mode);
      return;
    }

  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->window = g_object_ref (self);
  choosing->mode = mode;
  fw_compat_choose (GTK_WINDOW (self), FW_CHOOSE_GOLD, NULL, NULL, chosen_gold, choosing,
                    choosing_free);
}

/* While it goes on ----------------------------------------------------------------------- */

gboolean
fw_window_is_in_exam (FwWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "exam") == 0;
}

gboolean
fw_window_is_exam_over (FwWindow *self)
{
  const FwGoldAttempt *attempt = self->exam != NULL ? fw_exam_get_attempt (self->exam) : NULL;

  return attempt != NULL && attempt->mode == FW_ATTEMPT_EXAM && attempt->ended_at != NULL;
}

/* What was handed in is as it was handed in. */
static void
exam_changed_cb (FwWindow *self)
{
  if (self->session != NULL && fw_window_is_exam_over (self))
    fw_session_set_read_only (self->session, TRUE);
  fw_window_update_actions (self);
}

void
fw_window_leave_exam (FwWindow *self)
{
  if (self->exam != NULL)
    g_signal_handlers_disconnect_by_data (self->exam, self);
  g_clear_object (&self->exam);
  self->is_comparing = FALSE;
  if (self->exam_bar != NULL)
    fw_exam_bar_set_exam (self->exam_bar, NULL, NULL);
  if (self->exam_page != NULL)
    fw_exam_page_show (self->exam_page, NULL, NULL, NULL, NULL);
}

static void
exam_opened_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(FwWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FwExam) exam = fw_exam_open_finish (result, &error);
  const char *labels = get_labels_path (self);
  g_autofree char *gold = labels != NULL ? fw_gold_file_dup_path (labels) : NULL;

  if (error != NULL && labels != NULL)
    fw_window_say (self, error->message, FALSE);
  /* The window has gone on to something else. */
  if (exam == NULL || self->session == NULL
      || g_strcmp0 (gold, fw_exam_get_gold_path (exam)) != 0)
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
  const char *labels = get_labels_path (self);

  if (labels != NULL && fw_gold_file_is_attempt (labels))
    fw_exam_open_async (labels, fw_session_get_document (self->session), NULL, exam_opened_cb,
                        g_object_ref (self));
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

  fw_exam_page_show (self->exam_page, sheet, fw_project_get_title (self->project),
                     fw_project_get_manual (self->project),
                     fw_project_get_crops (self->project));
  gtk_stack_set_visible_child_name (self->pages, "exam");
  fw_exam_page_focus (self->exam_page);
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

  look (self, g_strdup (fw_exam_get_gold_path (self->exam)), mode);
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
  FwExamSheet *sheet = fw_exam_page_get_sheet (self->exam_page);

  if (file == NULL || sheet == NULL)
    return;

  g_autoptr(GBytes) bytes = fw_gold_attempt_to_json (sheet->gold, sheet->attempt);

  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       exported_cb, g_object_ref (self));
}

static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  FwWindow *self = user_data;
  g_autofree char *name
    = g_strdup_printf ("%s-%s.json", fw_project_get_title (self->project),
                       fw_attempt_mode_to_word (fw_exam_get_attempt (self->exam)->mode));

  fw_compat_choose (GTK_WINDOW (self), FW_CHOOSE_EXPORT, NULL, name, chosen_export,
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
  FwExamSheet *sheet = fw_exam_page_get_sheet (self->exam_page);
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
  { .name = "make-gold", .activate = make_gold_action },
  { .name = "practise", .activate = start_action },
  { .name = "exam", .activate = start_action },
  { .name = "exam-next", .activate = step_action },
  { .name = "exam-previous", .activate = step_action },
  { .name = "exam-finish", .activate = finish_action },
  { .name = "exam-back", .activate = back_action },
  { .name = "exam-go-on", .activate = go_on_action },
  { .name = "exam-again", .activate = again_action },
  { .name = "exam-export", .activate = export_action },
};

gboolean
fw_window_can_do_gold (FwWindow   *self,
                       const char *name,
                       gboolean   *out_can)
{
  gboolean is_open = self->session != NULL && !self->is_closing;
  const char *labels = get_labels_path (self);

  if (g_str_equal (name, "make-gold"))
    *out_can = is_open && labels != NULL && !fw_gold_file_is_attempt (labels);
  else if (g_str_equal (name, "practise") || g_str_equal (name, "exam"))
    *out_can = !self->is_closing && self->opening == NULL;
  else if (g_str_has_prefix (name, "exam-"))
    *out_can = is_open && self->exam != NULL && !self->is_comparing;
  else
    return FALSE;

  return TRUE;
}

void
fw_window_install_gold_actions (FwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_swapped (self->exam_page, "rule", G_CALLBACK (page_rule_cb), self);
  g_signal_connect_swapped (self->exam_page, "go", G_CALLBACK (page_go_cb), self);
  g_signal_connect_swapped (self->exam_page, "doubt", G_CALLBACK (page_doubt_cb), self);
}
