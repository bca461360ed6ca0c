/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An exam in the whole window: what is off meanwhile, and what it says. */

#include "app-support.h"
#include "gold-kit.h"

#include "app/editor-page.h"
#include "app/settings.h"
#include "app/window.h"

#define JUDGED "2026-09-01T10:00:00Z"

typedef struct
{
  GoldKit   kit;
  FwWindow *window;
  char     *attempt; /* (owned) the labels it is done in */
  char     *others;  /* (owned) other labels of the clip */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  mode)
{
  GoldKit *kit = &fixture->kit;
  g_autoptr(GSettings) settings = fw_settings_new ();
  g_autoptr(GError) error = NULL;

  gold_kit_set_up (kit, TRUE);
  g_settings_set_string (settings, "person-name", "tomas");

  g_autoptr(GPtrArray) units = gold_kit_list_labels (kit, 0, 60);

  gold_kit_judge (kit, units, FW_OUTCOME_CORRECT, "1.0.0", JUDGED);
  gold_kit_make (kit, 12, 11);
  fixture->attempt = fw_exam_begin (kit->gold_path, "tomas",
                                    (FwAttemptMode) GPOINTER_TO_INT (mode), kit->manual, kit->now,
                                    &error);
  g_assert_no_error (error);
  fixture->others = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), "street-clean.coco.json", NULL);
  fixture->window = FW_WINDOW (fw_window_new (test_app_get ()));
}

static gboolean
is_home (gpointer user_data)
{
  return fw_window_is_free (((Fixture *) user_data)->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.home", NULL);
  g_assert_true (fw_test_wait (is_home, fixture));
  test_app_close (GTK_WINDOW (fixture->window));
  g_free (fixture->attempt);
  g_free (fixture->others);
  gold_kit_tear_down (&fixture->kit);
}

static gboolean
is_at_it (gpointer user_data)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (((Fixture *) user_data)->window),
                                            "exam-next");
}

static void
open_attempt (Fixture *fixture)
{
  g_autofree char *media = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), "street.mp4", NULL);
  g_autofree char *manual
    = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), "street.manual.md", NULL);

  fw_window_open (fixture->window,
                  &(FwProjectFiles) { .media = media, .labels = fixture->attempt,
                                      .manual = manual });
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (fw_test_wait (is_at_it, fixture));
}

static void
find_editor (GtkWidget *widget,
             gpointer   user_data)
{
  if (FW_IS_EDITOR_PAGE (widget))
    *(FwEditorPage **) user_data = FW_EDITOR_PAGE (widget);
}

/* Test that nothing is compared and nobody asked while it goes on, that both say why,
 * and that ordinary labels of the same clip have both again. */
static void
test_off (Fixture       *fixture,
          gconstpointer  mode)
{
  gboolean is_exam = GPOINTER_TO_INT (mode) == FW_ATTEMPT_EXAM;
  FwEditorPage *editor = NULL;
  FwQuestionBoard *board;
  FwSession *session;
  FwQuestionDraft draft = { .text = "Is this a van?" };
  g_autoptr(GError) error = NULL;
  gboolean was_open;
  gint64 id;

  open_attempt (fixture);
  test_app_walk (GTK_WIDGET (fixture->window), find_editor, &editor);
  g_assert_nonnull (editor);
  session = fw_project_get_session (fw_window_get_project (fixture->window));
  g_assert_nonnull (fw_session_get_task (session));
  g_assert_true (fw_session_is_in_task (session, fw_session_get_frame (session)));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.compare", NULL);
  test_app_wait_for (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL, is_exam ? "An exam is done without other labels"
                              : "Practice is done without other labels");
  g_assert_null (fw_editor_page_get_compare (editor));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.ask", NULL);
  test_app_wait_for (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL, is_exam ? "Nobody is asked during an exam" : "Nobody is asked about practice");

  /* However somebody comes to ask. */
  board = fw_project_get_questions (fw_window_get_project (fixture->window));
  g_assert_nonnull (fw_question_board_get_closed (board));
  g_assert_false (fw_question_board_ask (board, &draft, &id, &was_open, &error));
  g_assert_true (g_str_has_prefix (error->message, "Nobody is asked"));
}

static gboolean
is_free_to_ask (gpointer user_data)
{
  FwProject *project = fw_window_get_project (((Fixture *) user_data)->window);
  FwQuestionBoard *board = project != NULL ? fw_project_get_questions (project) : NULL;

  return board != NULL && fw_project_get_session (project) != NULL
         && fw_question_board_get_closed (board) == NULL && !is_at_it (user_data);
}

/* Test that what was off is on again in the next work of the same window. */
static void
test_on_again (Fixture       *fixture,
               gconstpointer  mode)
{
  g_autofree char *text = sample_project_read (fixture->others);

  sample_project_write (fixture->kit.labels_path, text);
  open_attempt (fixture);
  fw_window_open (fixture->window, &(FwProjectFiles) { .media = fixture->kit.labels_path });
  g_assert_true (fw_test_wait (is_free_to_ask, fixture));
  g_assert_null (
    fw_session_get_task (fw_project_get_session (fw_window_get_project (fixture->window))));
}

int
main (int   argc,
      char *argv[])
{
  if (!test_app_init (&argc, &argv))
    return g_test_run ();

  g_test_add ("/exam-window/off/exam", Fixture, GINT_TO_POINTER (FW_ATTEMPT_EXAM), set_up, test_off,
              tear_down);
  g_test_add ("/exam-window/off/practice", Fixture, GINT_TO_POINTER (FW_ATTEMPT_PRACTISE), set_up,
              test_off, tear_down);
  g_test_add ("/exam-window/on-again", Fixture, GINT_TO_POINTER (FW_ATTEMPT_EXAM), set_up,
              test_on_again, tear_down);

  return g_test_run ();
}
