/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Asking over the picture, and the list of questions with the page on which they
 * are answered, in a whole editor over the sample clip.
 */

#include "app-support.h"

#include "app/aside-questions.h"
#include "app/editor-page.h"
#include "app/panels/review-panel.h"
#include "app/questions/answer-page.h"
#include "app/questions/ask-card.h"
#include "app/questions/question-row.h"
#include "app/questions/question-text.h"
#include "app/questions/rule-chooser.h"
#include "app/questions/similar-list.h"
#include "edit/commands.h"
#include "support/test-folder.h"
#include "support/test-video.h"
#include "support/wait.h"

typedef struct
{
  char          *folder;   /* (owned) */
  FwProject     *project;  /* (owned) */
  GtkWidget     *window;
  FwEditorPage  *editor;
  gboolean       is_done;
  gint64         asked;    /* the last question that was told of */
  gboolean       was_open;
  gint64         answered;
} Fixture;

static gboolean
is_done (gpointer user_data)
{
  return ((Fixture *) user_data)->is_done;
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  fw_project_open_finish (FW_PROJECT (object), result, &error);
  g_assert_no_error (error);
  ((Fixture *) user_data)->is_done = TRUE;
}

static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  fw_project_close_finish (FW_PROJECT (object), result, NULL);
  ((Fixture *) user_data)->is_done = TRUE;
}

static gboolean
is_ready (gpointer user_data)
{
  return fw_project_get_review (((Fixture *) user_data)->project) != NULL;
}

static void
asked_cb (Fixture *fixture,
          gint64   id,
          gboolean was_open)
{
  fixture->asked = id;
  fixture->was_open = was_open;
}

static void
answered_cb (Fixture    *fixture,
             gint64      id,
             const char *precedent)
{
  fixture->answered = id;
}

static void
copy_sample (Fixture    *fixture,
             const char *name,
             const char *as)
{
  g_autofree char *from = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), name, NULL);
  g_autofree char *to = g_build_filename (fixture->folder, as, NULL);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &data, &length, NULL));
  g_assert_true (g_file_set_contents (to, data, (gssize) length, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *media = NULL;

  fixture->folder = fw_test_make_folder ();
  copy_sample (fixture, "street.mp4", "street.mp4");
  copy_sample (fixture, "street-clean.coco.json", "street.coco.json");
  copy_sample (fixture, "street.manual.md", "street.manual.md");
  media = g_build_filename (fixture->folder, "street.mp4", NULL);
  fixture->project = fw_project_new ();
  fw_project_open_async (fixture->project, &(FwProjectFiles) { .media = media }, 64 * 1024 * 1024,
                         NULL, opened_cb, fixture);
  g_assert_true (fw_test_wait (is_done, fixture));
  g_assert_true (fw_test_wait (is_ready, fixture));
  fixture->is_done = FALSE;
  fw_session_set_author (fw_project_get_session (fixture->project), "dana");

  fixture->window = gtk_window_new ();
  fixture->editor = FW_EDITOR_PAGE (fw_editor_page_new ());
  g_signal_connect_swapped (fixture->editor, "asked", G_CALLBACK (asked_cb), fixture);
  g_signal_connect_swapped (fixture->editor, "answered", G_CALLBACK (answered_cb), fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 760);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->editor));
  fw_editor_page_set_project (fixture->editor, fixture->project);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  fw_editor_page_set_project (fixture->editor, NULL);
  test_app_close (GTK_WINDOW (fixture->window));
  fw_project_close_async (fixture->project, NULL, closed_cb, fixture);
  g_assert_true (fw_test_wait (is_done, fixture));
  g_object_unref (fixture->project);
  fw_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

/* Finding ------------------------------------------------------------------------ */

typedef struct
{
  GType      type;
  GtkWidget *found;
  guint      n;
} Search;

static void
find_cb (GtkWidget *widget,
         gpointer   user_data)
{
  Search *search = user_data;

  if (!G_TYPE_CHECK_INSTANCE_TYPE (widget, search->type))
    return;
  if (!search->found)
    search->found = widget;
  search->n += gtk_widget_get_mapped (widget);
}

static gpointer
find (gpointer root,
      GType    type)
{
  Search search = { .type = type };

  test_app_walk (root, find_cb, &search);
  g_assert_nonnull (search.found);

  return search.found;
}

static guint
count (gpointer root,
       GType    type)
{
  Search search = { .type = type };

  test_app_walk (root, find_cb, &search);

  return search.n;
}

static FwAskCard *
get_card (Fixture *fixture)
{
  return find (fixture->editor, FW_TYPE_ASK_CARD);
}

static FwQuestionText *
get_text (gpointer root)
{
  return find (root, FW_TYPE_QUESTION_TEXT);
}

static FwQuestionBoard *
get_board (Fixture *fixture)
{
  return fw_project_get_questions (fixture->project);
}

static gint64
ask (Fixture    *fixture,
     FwTrackId   track,
     const char *rule,
     const char *text)
{
  fw_session_select (fw_project_get_session (fixture->project), track);
  fw_editor_page_ask (fixture->editor, rule);
  fw_question_text_set (get_text (get_card (fixture)), text);
  g_signal_emit_by_name (get_text (get_card (fixture)), "send");

  return fixture->asked;
}

/* Asking ------------------------------------------------------------------------- */

/* Test that a question is about what is selected, is sent by Enter and lets go of the card. */
static void
test_ask (Fixture       *fixture,
          gconstpointer  data)
{
  gint64 id = ask (fixture, 1, NULL, "Does the mirror belong to it?");
  const FwQuestion *question = fw_question_board_find (get_board (fixture), id);
  g_autofree char *left = fw_question_text_dup (get_text (get_card (fixture)));

  g_assert_nonnull (question);
  g_assert_cmpstr (question->unit, ==, "street/0/t1");
  g_assert_false (fixture->was_open);
  g_assert_false (fw_ask_card_is_open (get_card (fixture)));
  g_assert_cmpstr (left, ==, "");

  g_assert_cmpint (ask (fixture, 1, NULL, "Does the mirror belong to it?"), ==, id);
  g_assert_true (fixture->was_open);
}

/* Test that nothing is sent without words, and that words stay when the card is put away. */
static void
test_keep (Fixture       *fixture,
           gconstpointer  data)
{
  FwAskCard *card = get_card (fixture);
  g_autofree char *text = NULL;

  fw_editor_page_ask (fixture->editor, NULL);
  g_assert_true (fw_ask_card_is_open (card));
  g_signal_emit_by_name (get_text (card), "send");
  g_assert_cmpint (fixture->asked, ==, 0);
  g_assert_true (fw_ask_card_is_open (card));

  fw_question_text_set (get_text (card), "Is it");
  g_assert_true (fw_editor_page_escape (fixture->editor));
  g_assert_false (fw_ask_card_is_open (card));
  fw_editor_page_ask (fixture->editor, NULL);
  text = fw_question_text_dup (get_text (card));
  g_assert_cmpstr (text, ==, "Is it");
}

/* Test that a rule that is read is filled in, and that a question about it alone holds nothing
 * back. */
static void
test_rule (Fixture       *fixture,
           gconstpointer  data)
{
  const FwQuestion *question;

  question = fw_question_board_find (get_board (fixture), ask (fixture, 1, "ST-004", "Is it?"));
  g_assert_cmpstr (question->rule, ==, "ST-004");
  g_assert_cmpstr (question->unit, ==, "street/0/t1");
  question = fw_question_board_find (get_board (fixture), ask (fixture, 0, "ST-005", "Is it?"));
  g_assert_cmpstr (question->rule, ==, "ST-005");
  g_assert_null (question->unit);
}

/* Test that others' questions show while one is written. */
static void
test_similar (Fixture       *fixture,
              gconstpointer  data)
{
  FwSimilarList *similar = find (get_card (fixture), FW_TYPE_SIMILAR_LIST);

  ask (fixture, 1, NULL, "Is a tram a bus?");
  ask (fixture, 2, NULL, "Where does the shadow end?");
  fw_editor_page_ask (fixture->editor, NULL);
  g_assert_cmpuint (fw_similar_list_get_n (similar), ==, 0);
  fw_question_text_set (get_text (get_card (fixture)), "What of trams");
  g_assert_cmpuint (fw_similar_list_get_n (similar), ==, 1);
}

static void
put_aside_cb (Fixture *fixture,
              gint64   id)
{
  fixture->asked = id;
}

/* What can be the title of a precedent. */
static void
assert_words (const char *text,
              const char *expected)
{
  g_autofree char *words = fw_aside_questions_dup_words (text);

  g_assert_cmpstr (words, ==, expected);
}

/* Test that a problem is set aside where questions are asked: with the rule that
 * found it, and a reason that is one without words only when it is not true. */
static void
test_set_aside (Fixture       *fixture,
                gconstpointer  data)
{
  FwAskCard *card = get_card (fixture);
  FwRuleChooser *rule = find (card, FW_TYPE_RULE_CHOOSER);
  FwSession *session = fw_project_get_session (fixture->project);
  FwManual *manual = fw_project_get_manual (fixture->project);
  g_autoptr(FwChecker) checker = fw_checker_new (manual);
  g_autofree char *text = NULL;
  g_autoptr(GPtrArray) problems = NULL;
  FwProblem *problem;
  const FwSetAside *asides;
  const FwQuestion *question;
  gsize n;

  fw_session_set_displayed_frame (session, 0);
  fw_session_select (session, 1);
  /* Over the border. */
  for (int i = 0; i < 8; i++)
    {
      g_autofree char *say = NULL;

      g_assert_true (fw_command_nudge (session, FW_NUDGE (FW_NUDGE_MOVE, 0, 100), &say, NULL));
    }
  fw_checker_run (checker, fw_session_get_snapshot (session), NULL, NULL, NULL, NULL);
  problems = fw_checker_list_track (checker, 1);
  g_assert_cmpuint (problems->len, >, 0);
  problem = problems->pdata[0];
  fw_session_select (session, 0);

  g_signal_connect_swapped (fixture->editor, "set-aside", G_CALLBACK (put_aside_cb), fixture);
  fw_editor_page_set_aside (fixture->editor, problem);
  g_assert_true (fw_ask_card_is_open (card));
  g_assert_cmpint (fw_session_get_primary (session), ==, 1);
  g_assert_cmpstr (fw_rule_chooser_get_rule (rule), ==, fw_problem_get_rule (problem)->id);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (rule)));
  fw_question_text_set (get_text (card), "A mirror");
  g_signal_emit_by_name (get_text (card), "send");
  g_assert_false (fw_ask_card_is_open (card));

  asides = fw_aside_list_get_all (fw_snapshot_get_asides (fw_session_get_snapshot (session)), &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (asides[0].text, ==, "A mirror");
  g_assert_cmpint (asides[0].question, ==, fixture->asked);
  question = fw_question_board_find (get_board (fixture), fixture->asked);
  g_assert_cmpstr (question->rule, ==, fw_problem_get_rule (problem)->id);
  g_assert_true (g_str_has_suffix (question->unit, "/t1"));
  text = g_strconcat ("Not true here: A mirror\nThe check says: ", fw_problem_get_reason (problem),
                      NULL);
  g_assert_cmpstr (question->text, ==, text);
  g_assert_nonnull (question->crop);
  assert_words (question->text, "A mirror");
  assert_words ("Not true here.\nThe check says: 8 px high.", "");
  assert_words ("Far\nlights\nThe check says: 8 px high.", "Far lights");
  assert_words ("Is a tram a bus?", "Is a tram a bus?");

  /* What is asked next is a question again. */
  fw_editor_page_ask (fixture->editor, NULL);
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (rule)));
}

/* The list ------------------------------------------------------------------------- */

static FwReviewPanel *
get_panel (Fixture *fixture)
{
  return find (fixture->editor, FW_TYPE_REVIEW_PANEL);
}

static void
toggle (Fixture *fixture,
        guint    filter)
{
  GtkWidget *button = find (get_panel (fixture), GTK_TYPE_TOGGLE_BUTTON);

  for (guint i = 0; i < filter; i++)
    button = gtk_widget_get_next_sibling (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

typedef struct
{
  Fixture *fixture;
  guint    n;
} Wanted;

static gboolean
has_rows (gpointer user_data)
{
  Wanted *wanted = user_data;

  return count (get_panel (wanted->fixture), FW_TYPE_QUESTION_ROW) == wanted->n;
}

/* The sidebar may still be on its way in. */
static void
wait_rows (Fixture *fixture,
           guint    n)
{
  Wanted wanted = { fixture, n };

  g_assert_true (fw_test_wait (has_rows, &wanted));
}

/* Test which questions are listed. */
static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 first = ask (fixture, 1, NULL, "Is a tram a bus?");

  fw_session_set_author (fw_project_get_session (fixture->project), "tomas");
  ask (fixture, 2, NULL, "Where does the shadow end?");
  fw_editor_page_show_view (fixture->editor, "review");
  wait_rows (fixture, 2);
  toggle (fixture, 2);
  wait_rows (fixture, 1);
  toggle (fixture, 1);
  wait_rows (fixture, 0);
  g_assert_true (fw_question_board_answer (get_board (fixture), first, "No.", NULL));
  wait_rows (fixture, 1);

  g_assert_true (fw_editor_page_show_question (fixture->editor, fixture->asked));
  wait_rows (fixture, 1);
  g_assert_false (fw_editor_page_show_question (fixture->editor, 99));
  gtk_editable_set_text (find (get_panel (fixture), GTK_TYPE_SEARCH_ENTRY), "tram");
  g_signal_emit_by_name (find (get_panel (fixture), GTK_TYPE_SEARCH_ENTRY), "search-changed");
  wait_rows (fixture, 0);
  g_assert_true (fw_review_panel_escape (get_panel (fixture)));
}

/* Test that going to a question selects what it is about, where it was asked. */
static void
test_go (Fixture       *fixture,
         gconstpointer  data)
{
  FwSession *session = fw_project_get_session (fixture->project);
  gint64 id;

  fw_session_set_frame (session, 7);
  id = ask (fixture, 2, NULL, "Is it?");
  fw_session_set_frame (session, 30);
  fw_session_select (session, 1);
  g_assert_true (fw_editor_page_go_to_question (fixture->editor, id));
  g_assert_cmpint (fw_session_get_frame (session), ==, 7);
  g_assert_cmpint (fw_session_get_primary (session), ==, 2);
  g_assert_false (fw_editor_page_go_to_question (fixture->editor, 99));
}

/* The placeholder of the entry with the focus; borrowed. */
static const char *
get_focused_hint (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *entry = focus ? gtk_widget_get_ancestor (focus, GTK_TYPE_ENTRY) : NULL;

  return entry ? gtk_entry_get_placeholder_text (GTK_ENTRY (entry)) : NULL;
}

/* Test that an answer is written, kept while one looks elsewhere, and told. */
static void
test_answer (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 id = ask (fixture, 1, "ST-001", "Is a tram a bus?");
  FwReviewPanel *panel;
  FwAnswerPage *page;

  fw_editor_page_show_view (fixture->editor, "review");
  panel = get_panel (fixture);
  page = find (panel, FW_TYPE_ANSWER_PAGE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (panel), "questions.answer", "x", id));
  g_assert_cmpint (fw_answer_page_get_id (page), ==, id);
  g_signal_emit_by_name (get_text (page), "send");
  g_assert_cmpint (fixture->answered, ==, 0);
  /* It becomes a precedent, which wants to know what to do, unless that is switched off. */
  fw_question_text_set (get_text (page), "A bus.");
  g_assert_true (gtk_switch_get_active (find (page, GTK_TYPE_SWITCH)));
  g_signal_emit_by_name (get_text (page), "send");
  test_app_wait_for (GTK_WIDGET (page), GTK_TYPE_LABEL, "Please say in a word what is to be done.");
  g_assert_cmpint (fixture->answered, ==, 0);
  /* One writes on where something is missing. */
  g_assert_cmpstr (get_focused_hint (fixture), ==, "label, leave, ignore…");
  gtk_switch_set_active (find (page, GTK_TYPE_SWITCH), FALSE);
  g_assert_true (fw_review_panel_escape (panel));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (panel), "questions.answer", "x", id));
  g_assert_false (gtk_switch_get_active (find (page, GTK_TYPE_SWITCH)));
  g_signal_emit_by_name (get_text (page), "send");
  g_assert_cmpint (fixture->answered, ==, id);
  g_assert_cmpstr (fw_question_board_find (get_board (fixture), id)->answer.text, ==, "A bus.");
  g_assert_cmpint (fw_answer_page_get_id (page), ==, 0);
}

/* Test that a rule is found by its words, and that none may be chosen or not. */
static void
test_chooser (Fixture       *fixture,
              gconstpointer  data)
{
  FwRuleChooser *chooser = FW_RULE_CHOOSER (g_object_ref_sink (fw_rule_chooser_new ()));

  fw_rule_chooser_set_rule (chooser, "ST-001");
  g_assert_null (fw_rule_chooser_get_rule (chooser));
  fw_rule_chooser_set_manual (chooser, fw_project_get_manual (fixture->project));
  fw_rule_chooser_set_rule (chooser, "ST-001");
  g_assert_cmpstr (fw_rule_chooser_get_rule (chooser), ==, "ST-001");
  fw_rule_chooser_set_rule (chooser, "ST-999");
  g_assert_null (fw_rule_chooser_get_rule (chooser));
  g_object_unref (chooser);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void      (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/question-cards/ask", test_ask },
    { "/question-cards/keep", test_keep },
    { "/question-cards/rule", test_rule },
    { "/question-cards/similar", test_similar },
    { "/question-cards/set-aside", test_set_aside },
    { "/question-cards/list", test_list },
    { "/question-cards/go", test_go },
    { "/question-cards/answer", test_answer },
    { "/question-cards/chooser", test_chooser },
  };

  if (!test_app_init (&argc, &argv))
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
