/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The reviewer's page in the real window over the sample clip, driven by real keys of
 * the X server: from choosing what to review to the report on disk.
 */

#include "app-support.h"

#include "app/review/review-page-private.h"
#include "app/review/review-report.h"
#include "app/review/review-targets.h"
#include "app/window-private.h"
#include "edit/judging.h"
#include "support/test-folder.h"
#include "support/wait.h"

#include <gdk/x11/gdkx.h>
#include <glib/gstdio.h>
#include <string.h>

#define NOTE "About 14 px of road on both sides."

typedef struct
{
  char         *folder;  /* (owned) */
  char         *review;  /* (owned) path */
  FwWindow     *window;
  FwReviewPage *page;    /* (nullable) before somebody reviews */
  gboolean      is_done; /* of what runs beside the test */
} Fixture;

/* The person's hands ------------------------------------------------------------ */

static gboolean
is_done (gpointer user_data)
{
  return ((Fixture *) user_data)->is_done;
}

static void
ran_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (object), result, &error);
  g_assert_no_error (error);
  ((Fixture *) user_data)->is_done = TRUE;
}

static void
xdotool (Fixture    *fixture,
         const char *command,
         const char *what)
{
  const char *const argv[] = { "xdotool", command, what, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  fixture->is_done = FALSE;
  g_subprocess_wait_check_async (process, NULL, ran_cb, fixture);
  g_assert_true (fw_test_wait (is_done, fixture));
}

/* Keys go where the X server thinks that the person looks: there is no window manager. */
static void
look_at (Fixture   *fixture,
         GtkWindow *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  g_autofree char *id = g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface));

  xdotool (fixture, "windowfocus", id);
}

static void
press (Fixture    *fixture,
       const char *key)
{
  g_test_message ("press %s", key);
  xdotool (fixture, "key", key);
}

static void
type (Fixture    *fixture,
      const char *text)
{
  xdotool (fixture, "type", text);
}

/* What the person sees ------------------------------------------------------------ */

static FwReview *
get_review (Fixture *fixture)
{
  return fw_review_file_get_review (fw_project_get_review (fixture->window->project));
}

static gsize
count_verdicts (Fixture *fixture)
{
  return fw_review_get_n (get_review (fixture), FW_REVIEW_VERDICT);
}

static gboolean
is_open (gpointer user_data)
{
  Fixture *fixture = user_data;
  FwProject *project = fixture->window->project;

  return project != NULL && fixture->window->session != NULL
         && fw_project_get_review (project) != NULL && fw_project_get_source (project) != NULL
         && fw_project_get_manual (project) != NULL
         && fw_check_runner_get_problems (fw_project_get_checks (project))->len > 0
         && !fw_check_runner_is_checking (fw_project_get_checks (project));
}

/* The labels are there, and their video is not. */
static gboolean
is_open_blind (gpointer user_data)
{
  Fixture *fixture = user_data;
  FwProject *project = fixture->window->project;

  return project != NULL && fixture->window->session != NULL
         && fw_project_get_review (project) != NULL && fw_project_is_media_missing (project);
}

static gboolean
is_active (gpointer user_data)
{
  return gtk_window_is_active (GTK_WINDOW (((Fixture *) user_data)->window));
}

static gboolean
can_begin (gpointer user_data)
{
  Fixture *fixture = user_data;

  /* It is made when somebody reviews. */
  fixture->page = fixture->window->review;

  return fixture->page != NULL && fw_review_page_is_choosing (fixture->page)
         && fw_review_page_can (fixture->page, "send");
}

static gboolean
has_unit (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fw_review_page_is_at_desk (fixture->page) && fixture->page->has_unit;
}

static gboolean
is_label_shown (gpointer user_data)
{
  return ((Fixture *) user_data)->page->is_label_shown;
}

static gboolean
is_label_hidden (gpointer user_data)
{
  return !is_label_shown (user_data);
}

static gboolean
is_judging (gpointer user_data)
{
  return fw_review_sitting_get_stage (((Fixture *) user_data)->page->sitting) == FW_STAGE_JUDGING;
}

static gboolean
is_revealed (gpointer user_data)
{
  return fw_review_sitting_get_stage (((Fixture *) user_data)->page->sitting) == FW_STAGE_REVEALED;
}

static const FwVerdictDraft *
get_draft (Fixture *fixture)
{
  return fw_review_sitting_get_draft (fixture->page->sitting);
}

static gboolean
says_loose (gpointer user_data)
{
  return get_draft (user_data)->has_answer && get_draft (user_data)->mistake == FW_MISTAKE_GEOMETRY;
}

static gboolean
says_correct (gpointer user_data)
{
  return get_draft (user_data)->has_answer
         && get_draft (user_data)->outcome == FW_OUTCOME_CORRECT;
}

static gboolean
cites_rule (gpointer user_data)
{
  return get_draft (user_data)->rule != NULL;
}

static gboolean
has_note (gpointer user_data)
{
  return g_strcmp0 (get_draft (user_data)->note, NOTE) == 0;
}

static gboolean
is_typing (gpointer user_data)
{
  return GTK_IS_TEXT (gtk_root_get_focus (GTK_ROOT (((Fixture *) user_data)->window)));
}

static gboolean
is_on_picture (gpointer user_data)
{
  return gtk_widget_has_focus (GTK_WIDGET (((Fixture *) user_data)->page->canvas));
}

static gboolean
has_one_verdict (gpointer user_data)
{
  return count_verdicts (user_data) == 1;
}

static gboolean
has_no_verdict (gpointer user_data)
{
  return count_verdicts (user_data) == 0;
}

static gboolean
has_two_verdicts (gpointer user_data)
{
  return count_verdicts (user_data) == 2;
}

static gboolean
is_informed (gpointer user_data)
{
  const FwVerdict *verdict = fw_review_get (get_review (user_data), FW_REVIEW_VERDICT, 1);

  return verdict->has_informed;
}

static gboolean
is_choosing (gpointer user_data)
{
  return fw_review_page_is_choosing (((Fixture *) user_data)->page);
}

static gboolean
is_in_editor (gpointer user_data)
{
  return fw_window_is_in_editor (((Fixture *) user_data)->window);
}

/* A window over the main one asks something. */
static GtkWindow *
find_dialog (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (window != GTK_WINDOW (fixture->window) && gtk_window_get_modal (window)
          && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

static gboolean
is_asked (gpointer user_data)
{
  return find_dialog (user_data) != NULL;
}

/* That the page of the report was given to whatever shows pages. */
static gboolean
is_opened (gpointer user_data)
{
  g_autofree char *opened = test_app_dup_opened ();

  return strstr (opened, "/street.report-1.html\n") != NULL;
}

static gboolean
is_reported (gpointer user_data)
{
  Fixture *fixture = user_data;
  const FwDraw *draw = fw_review_get (get_review (fixture), FW_REVIEW_DRAW, 0);
  g_autofree char *path = fw_review_report_dup_path (fixture->review, draw->id);

  return draw->signed_by != NULL && fixture->page->writing_report == NULL
         && g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Opening and closing --------------------------------------------------------------- */

static char *
copy_sample (Fixture    *fixture,
             const char *name)
{
  g_autofree char *from = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), name, NULL);
  char *to = g_build_filename (fixture->folder, name, NULL);
  g_autoptr(GFile) source = g_file_new_for_path (from);
  g_autoptr(GFile) target = g_file_new_for_path (to);
  g_autoptr(GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return to;
}

/* Categories like those of everyday things: many, and of long words. */
static void
add_categories (const char *manual)
{
  static const char more[] = "  light.traffic: box\n  motorcycle: box\n  streetsweeper: box\n"
                             "  wheelbarrow: box\n  snowplough: box\n  roadroller: box\n";
  g_autofree char *text = NULL;
  g_autoptr(GString) changed = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (manual, &text, NULL, &error);
  g_assert_no_error (error);
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, "  light.traffic: box\n", more, 1), ==, 1);
  g_file_set_contents (manual, changed->str, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("review-page-XXXXXX", NULL);
  fixture->review = g_build_filename (fixture->folder, "street.review.json", NULL);

  g_autofree char *media = copy_sample (fixture, "street.mp4");
  g_autofree char *labels = copy_sample (fixture, "street.coco.json");
  g_autofree char *manual = copy_sample (fixture, "street.manual.md");
  gboolean is_blind = g_strcmp0 (data, "blind") == 0;
  FwProjectFiles files = { is_blind ? labels : media, is_blind ? NULL : labels, manual };

  if (is_blind)
    g_assert_cmpint (g_unlink (media), ==, 0);
  if (g_strcmp0 (data, "many") == 0)
    add_categories (manual);

  fixture->window = FW_WINDOW (fw_window_new (test_app_get ()));
  g_settings_set_string (fixture->window->settings, "person-name", "Mira");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fw_window_open (fixture->window, &files);
  g_assert_true (fw_test_wait (is_blind ? is_open_blind : is_open, fixture));
  look_at (fixture, GTK_WINDOW (fixture->window));
  g_assert_true (fw_test_wait (is_active, fixture));
}

static gboolean
is_closed (gpointer user_data)
{
  return ((Fixture *) user_data)->window == NULL;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_true (fw_test_wait (is_closed, fixture));
  fw_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->review);
}

/* To the first unit of a draw by time; a covered category is named. */
static void
begin (Fixture *fixture)
{
  press (fixture, "ctrl+shift+r");
  g_assert_true (fw_test_wait (can_begin, fixture));
  press (fixture, "Return");
  g_assert_true (fw_test_wait (has_unit, fixture));
}

/* Says what one sees, when the category is covered: its own, as the keys count them. */
static void
name (Fixture *fixture)
{
  FwReviewSitting *sitting = fixture->page->sitting;
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (fixture->page->session);

  if (fw_review_sitting_get_stage (sitting) != FW_STAGE_NAMING)
    return;

  const FwCategory *category
    = fw_taxonomy_find_by_name (taxonomy, fw_review_sitting_get_category (sitting));
  g_autofree char *key
    = g_strdup_printf ("%d", (int) (fw_taxonomy_get_index (taxonomy, category->id) + 1) % 10);

  press (fixture, key);
  g_assert_true (fw_test_wait (is_judging, fixture));
}

static gboolean
is_checked (gpointer data)
{
  Fixture *fixture = data;

  return !fw_check_runner_is_checking (fw_project_get_checks (fixture->window->project));
}

/* Goes to a unit in which the machine found something, or (FALSE) nothing. */
static void
go_where (Fixture *fixture,
          gboolean has_problems)
{
  FwReviewSitting *sitting = fixture->page->sitting;
  guint n = fw_review_sitting_get_queue (sitting)->items->len;

  g_assert_true (fw_test_wait (is_checked, fixture));

  for (guint i = 0; i < n; i++)
    {
      fw_review_sitting_go (sitting, i);

      const FwQueueItem *item = fw_review_sitting_get_item (sitting);
      g_autoptr(GPtrArray) all
        = g_ptr_array_ref (fw_check_runner_get_problems (
          fw_project_get_checks (fixture->window->project)));
      gboolean is_found = FALSE;

      for (guint k = 0; k < all->len; k++)
        is_found |= fw_problem_get_track (all->pdata[k]) == item->unit.track
                    && fw_span_contains (fw_problem_get_span (all->pdata[k]), item->unit.frame);
      if (item->state == FW_QUEUE_OPEN && is_found == has_problems)
        return;
    }
  g_assert_not_reached ();
}

/* 3, the rule by search, a note: what “loose or tight” needs. */
static void
say_loose (Fixture *fixture)
{
  press (fixture, "3");
  g_assert_true (fw_test_wait (says_loose, fixture));
  press (fixture, "slash");
  g_assert_true (fw_test_wait (is_typing, fixture));
  type (fixture, "ST-00");
  press (fixture, "Return");
  g_assert_true (fw_test_wait (cites_rule, fixture));
  g_assert_true (fw_test_wait (is_on_picture, fixture));
  press (fixture, "n");
  g_assert_true (fw_test_wait (is_typing, fixture));
  type (fixture, NOTE);
  g_assert_true (fw_test_wait (has_note, fixture));
}

/* Tests ----------------------------------------------------------------------------------- */

/* Test a verdict from the clean picture to the file and back: digit, rule by search, a
 * note, Enter; and that it is neither sent without its rule nor lost when it is undone. */
static void
test_verdict (Fixture       *fixture,
              gconstpointer  data)
{
  FwReviewSitting *sitting;

  begin (fixture);
  sitting = fixture->page->sitting;
  /* The clean picture comes first, and the label a moment later. */
  g_assert_false (fixture->page->is_label_shown);
  g_assert_cmpint (fw_session_get_look (fixture->page->session).shows, ==, FW_SHOWS_NOTHING);
  /* Neither key nor button makes that moment shorter, nor does going to other frames. */
  fw_review_page_run (fixture->page, "hide");
  fw_review_page_run (fixture->page, "next-frame");
  fw_review_page_run (fixture->page, "previous-frame");
  g_signal_emit_by_name (fixture->page->hide_pill, "clicked");
  g_assert_false (fixture->page->is_label_shown);
  g_assert_cmpint (fw_session_get_look (fixture->page->session).shows, ==, FW_SHOWS_NOTHING);
  g_assert_true (fw_test_wait (is_label_shown, fixture));
  press (fixture, "h");
  g_assert_true (fw_test_wait (is_label_hidden, fixture));
  press (fixture, "h");
  g_assert_true (fw_test_wait (is_label_shown, fixture));

  go_where (fixture, FALSE);
  name (fixture);
  g_assert_false (fw_review_sitting_shows_author (sitting));
  press (fixture, "3");
  g_assert_true (fw_test_wait (says_loose, fixture));
  /* Without a rule Enter leads to the field instead. */
  press (fixture, "Return");
  g_assert_true (fw_test_wait (is_typing, fixture));
  g_assert_cmpuint (count_verdicts (fixture), ==, 0);
  press (fixture, "Escape");
  g_assert_true (fw_test_wait (is_on_picture, fixture));

  g_autofree char *unit = g_strdup (fw_review_sitting_get_item (sitting)->name);

  say_loose (fixture);
  press (fixture, "Return");
  g_assert_true (fw_test_wait (has_one_verdict, fixture));

  const FwVerdict *verdict = fw_review_get (get_review (fixture), FW_REVIEW_VERDICT, 0);

  g_assert_cmpstr (verdict->unit, ==, unit);
  g_assert_cmpstr (verdict->reviewer, ==, "Mira");
  g_assert_cmpint (verdict->blind.outcome, ==, FW_OUTCOME_WRONG);
  g_assert_cmpint (verdict->blind.kind, ==, FW_MISTAKE_GEOMETRY);
  g_assert_true (g_str_has_prefix (verdict->blind.rule, "ST-0"));
  g_assert_nonnull (verdict->blind.rule_rev);
  g_assert_cmpstr (verdict->note, ==, NOTE);
  g_assert_false (verdict->has_informed);
  g_assert_cmpstr (fw_review_sitting_get_item (sitting)->name, !=, unit);

  /* Taken back it is a draft again, with all that was said. */
  press (fixture, "ctrl+z");
  g_assert_true (fw_test_wait (has_no_verdict, fixture));
  g_assert_cmpstr (fw_review_sitting_get_item (sitting)->name, ==, unit);
  g_assert_true (says_loose (fixture) && cites_rule (fixture) && has_note (fixture));
  press (fixture, "Return");
  g_assert_true (fw_test_wait (has_one_verdict, fixture));
}

/* Test that what the machine found is shown after the blind verdict, that both answers
 * are kept, and that the draw can be signed off with its report. */
static void
test_informed (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *page = NULL;
  g_autofree char *json = NULL;
  g_autofree char *json_path = NULL;
  g_autofree char *picture = NULL;

  begin (fixture);
  go_where (fixture, FALSE);
  name (fixture);
  press (fixture, "1");
  g_assert_true (fw_test_wait (says_correct, fixture));
  press (fixture, "Return");
  g_assert_true (fw_test_wait (has_one_verdict, fixture));

  go_where (fixture, TRUE);
  name (fixture);
  g_assert_null (fw_review_sitting_get_problems (fixture->page->sitting));
  press (fixture, "1");
  g_assert_true (fw_test_wait (says_correct, fixture));
  press (fixture, "Return");
  g_assert_true (fw_test_wait (is_revealed, fixture));
  g_assert_true (has_two_verdicts (fixture));
  g_assert_cmpuint (fw_review_sitting_get_problems (fixture->page->sitting)->len, >, 0);
  say_loose (fixture);
  press (fixture, "Return");
  g_assert_true (fw_test_wait (is_informed, fixture));

  const FwVerdict *verdict = fw_review_get (get_review (fixture), FW_REVIEW_VERDICT, 1);

  g_assert_cmpint (verdict->blind.outcome, ==, FW_OUTCOME_CORRECT);
  g_assert_cmpint (verdict->informed.outcome, ==, FW_OUTCOME_WRONG);

  press (fixture, "ctrl+shift+Return");
  g_assert_true (fw_test_wait (is_asked, fixture));
  look_at (fixture, find_dialog (fixture));
  press (fixture, "Return");
  g_assert_true (fw_test_wait (is_reported, fixture));
  look_at (fixture, GTK_WINDOW (fixture->window));

  g_assert_true (fw_test_wait (is_opened, NULL));

  path = fw_review_report_dup_path (fixture->review, 1);
  json_path = g_build_filename (fixture->folder, "street.report-1.json", NULL);
  picture = g_build_filename (fixture->folder, "street.report-1", "2.png", NULL);
  g_assert_true (g_file_get_contents (path, &page, NULL, NULL));
  g_assert_true (g_file_get_contents (json_path, &json, NULL, NULL));
  g_assert_nonnull (strstr (page, "1 of 2 labels judged is not right."));
  /* People read what it is; the name is there once, to draw it again. */
  g_assert_null (strstr (page, "<h3>street/"));
  g_assert_nonnull (strstr (page, "<p class=\"ref\">street/"));
  g_assert_nonnull (strstr (page, NOTE));
  g_assert_nonnull (strstr (page, "street.report-1/2.png"));
  g_assert_nonnull (strstr (json, "\"anchoring\":{\"towards\":1,\"away\":0"));
  g_assert_true (g_file_test (picture, G_FILE_TEST_EXISTS));

  /* What is signed off stays as it is. */
  press (fixture, "ctrl+z");
  press (fixture, "1");
  press (fixture, "Return");
  g_assert_cmpuint (count_verdicts (fixture), ==, 2);
  g_assert_cmpint (fw_review_sitting_get_stage (fixture->page->sitting), ==, FW_STAGE_CLOSED);
}

/* Test the way in and out by keys: Enter goes on with what is open, Escape goes back to
 * where one came from. */
static void
test_ways (Fixture       *fixture,
           gconstpointer  data)
{
  press (fixture, "ctrl+shift+r");
  g_assert_true (fw_test_wait (can_begin, fixture));
  press (fixture, "Escape");
  g_assert_true (fw_test_wait (is_in_editor, fixture));
  g_assert_cmpuint (fw_review_get_n (get_review (fixture), FW_REVIEW_DRAW), ==, 0);

  begin (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.review-choose", NULL);
  g_assert_true (fw_test_wait (can_begin, fixture));
  press (fixture, "Escape");
  g_assert_true (fw_test_wait (has_unit, fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.review-choose", NULL);
  g_assert_true (fw_test_wait (can_begin, fixture));
  press (fixture, "Return");
  g_assert_true (fw_test_wait (has_unit, fixture));
  g_assert_cmpuint (fw_review_get_n (get_review (fixture), FW_REVIEW_DRAW), ==, 1);

  /* Once something is chosen, Enter draws anew. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.review-choose", NULL);
  g_assert_true (fw_test_wait (can_begin, fixture));
  g_assert_true (is_choosing (fixture));
  press (fixture, "alt+Left");
  g_assert_true (fw_test_wait (is_in_editor, fixture));
}

/* Judges the unit at hand without hands: a covered category is named, and nothing that
 * the machine found changes the mind. */
static void
judge (Fixture  *fixture,
       gboolean  is_right)
{
  FwReviewPage *page = fixture->page;
  FwReviewSitting *sitting = page->sitting;
  gsize n = count_verdicts (fixture);

  if (fw_review_sitting_get_stage (sitting) == FW_STAGE_NAMING)
    {
      FwTaxonomy *taxonomy = fw_session_get_taxonomy (page->session);

      fw_review_sitting_name (
        sitting,
        fw_taxonomy_find_by_name (taxonomy, fw_review_sitting_get_category (sitting))->id);
    }
  fw_review_sitting_choose (sitting, is_right ? FW_OUTCOME_CORRECT : FW_OUTCOME_WRONG,
                            is_right ? FW_MISTAKE_NONE : FW_MISTAKE_GEOMETRY);
  if (!is_right)
    {
      fw_review_sitting_cite (sitting, "ST-004");
      fw_review_sitting_note (sitting, NOTE);
    }
  fw_review_page_run (page, "send");
  if (fw_review_sitting_get_stage (sitting) == FW_STAGE_REVEALED)
    fw_review_page_run (page, "send");
  g_assert_cmpuint (count_verdicts (fixture), ==, n + 1);
}

/* What a label on the screen says that begins with @start; NULL. */
static const char *
find_words (GtkWidget  *widget,
            const char *start)
{
  const char *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), start))
    return gtk_label_get_text (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_words (child, start);

  return found;
}

/* Whether the figures on the screen are those of all verdicts; a thread counts them. */
static gboolean
is_counted (gpointer user_data)
{
  Fixture *fixture = user_data;
  const FwReport *shown = fw_review_sitting_get_figures (fixture->page->sitting, NULL);

  return shown != NULL && shown->review == get_review (fixture);
}

static const char *
get_advice (Fixture *fixture)
{
  g_assert_true (fw_test_wait (is_counted, fixture));

  return find_words (GTK_WIDGET (fixture->page), "You could stop here");
}

/* Test that an acceptance plan is chosen by keys alone (Tab to its row, Space, Enter), and
 * that the window says when the sequential test has heard enough: of 1 % against 5 %
 * after two early mistakes, or after 55 that are right. */
static void
test_advice (Fixture       *fixture,
             gconstpointer  data)
{
  const FwDraw *draw;

  press (fixture, "ctrl+shift+r");
  g_assert_true (fw_test_wait (can_begin, fixture));
  press (fixture, "Tab");
  press (fixture, "Tab");
  press (fixture, "Tab");
  press (fixture, "space");
  press (fixture, "Return");
  g_assert_true (fw_test_wait (has_unit, fixture));
  draw = fw_review_get (get_review (fixture), FW_REVIEW_DRAW, 0);
  g_assert_cmpint (draw->plan_accept, ==, 3);
  g_assert_cmpfloat (draw->plan_aql, ==, 0.01);

  judge (fixture, FALSE);
  g_assert_null (get_advice (fixture));
  judge (fixture, FALSE);
  g_assert_nonnull (strstr (get_advice (fixture), "more than 1 %, rather 5 %"));
  fw_review_page_run (fixture->page, "undo");
  g_assert_null (get_advice (fixture));
  fw_review_page_run (fixture->page, "undo");
  g_assert_cmpuint (count_verdicts (fixture), ==, 0);

  for (int i = 0; i < 55; i++)
    {
      g_assert_null (get_advice (fixture));
      judge (fixture, TRUE);
    }
  g_assert_nonnull (strstr (get_advice (fixture), "1 % rather than 5 %"));
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) places = fw_review_targets_find_finish (result, &error);
  GArray **out = user_data;

  g_assert_no_error (error);
  *out = g_steal_pointer (&places);
}

static gboolean
is_found (gpointer user_data)
{
  return *(GArray **) user_data != NULL;
}

/* The choices of the list, in their order. */
#define TARGET_CHANGED    2
#define TARGET_UNJUDGED   3
#define TARGET_CATEGORIES 4

/* Test what is looked for on purpose: what changed since it was judged is found when
 * it did, what was judged is not among what was not, and a category is found whole. */
static void
test_on_purpose (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(FwSampling) sampling = NULL;
  g_autoptr(GArray) nothing = NULL;
  g_autoptr(GArray) changed = NULL;
  g_autoptr(GArray) unjudged = NULL;
  g_autoptr(GArray) cars = NULL;
  g_autofree char *unit = NULL;
  FwTrack *track;

  begin (fixture);

  FwProject *project = fixture->window->project;
  FwDocument *document = fw_session_get_document (fixture->page->session);
  FwSamplingFacts facts = { .snapshot = fw_document_get_snapshot (document),
                            .media = fw_project_get_unit_media (project),
                            .kind = FW_UNIT_LABEL,
                            .by_category = TRUE };
  FwTrackId id = fw_review_sitting_get_item (fixture->page->sitting)->unit.track;

  sampling = fw_sampling_new_from_labels (&facts, NULL);
  unit = g_strdup (fw_review_sitting_get_item (fixture->page->sitting)->name);
  judge (fixture, TRUE);
  fw_review_targets_find_async (project, sampling, "Mira", TARGET_CHANGED, NULL, found_cb,
                                &nothing);
  g_assert_true (fw_test_wait (is_found, &nothing));
  g_assert_cmpuint (nothing->len, ==, 0);

  track = fw_snapshot_get_track (fw_document_get_snapshot (document), id);

  FwTrackBuilder *builder = fw_track_builder_new_from (track);

  fw_track_builder_set_fixed (builder, "colour", fw_value_text ("violet"));
  g_autoptr(FwTrack) other = fw_track_builder_end (builder, NULL);

  fw_document_begin (document, "change", 0);
  fw_document_replace_track (document, id, other);
  fw_document_commit (document);
  fw_review_targets_find_async (project, sampling, "Mira", TARGET_CHANGED, NULL, found_cb,
                                &changed);
  g_assert_true (fw_test_wait (is_found, &changed));
  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_cmpstr (sampling->names->pdata[g_array_index (changed, gsize, 0)], ==, unit);

  fw_review_targets_find_async (project, sampling, "Mira", TARGET_UNJUDGED, NULL, found_cb,
                                &unjudged);
  g_assert_true (fw_test_wait (is_found, &unjudged));
  g_assert_cmpuint (unjudged->len, ==, FW_REVIEW_TARGETS_MAX);
  for (guint i = 0; i < unjudged->len; i++)
    g_assert_cmpstr (sampling->names->pdata[g_array_index (unjudged, gsize, i)], !=, unit);

  fw_review_targets_find_async (project, sampling, "Mira", TARGET_CATEGORIES, NULL, found_cb,
                                &cars);
  g_assert_true (fw_test_wait (is_found, &cars));
  g_assert_cmpuint (cars->len, ==, FW_REVIEW_TARGETS_MAX);
  for (guint i = 0; i < cars->len; i++)
    g_assert_cmpstr (fw_sampling_get_stratum (sampling, g_array_index (cars, gsize, i)), ==,
                     "vehicle.car");
}

static gboolean
is_told_why_not (gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->page = fixture->window->review;

  return fixture->page != NULL
         && find_words (GTK_WIDGET (fixture->page), "The pictures of these labels are not here")
              != NULL;
}

/* Test that nobody judges what he does not see: without its video a review says what is
 * missing and how to find it, and neither draws nor goes on. */
static void
test_blind (Fixture       *fixture,
            gconstpointer  data)
{
  FwReviewFile *file = fw_project_get_review (fixture->window->project);
  FwDrawUnit unit = { .unit = (char *) "street/5/t1", .pi = 0.5 };
  FwBatch batch = { .manual = (char *) "street", .version = (char *) "1.0.0", .n_units = 2 };
  FwDraw draw = { .seed = (char *) "s", .units = &unit, .n_units = 1 };
  g_autoptr(GError) error = NULL;

  press (fixture, "ctrl+shift+r");
  g_assert_true (fw_test_wait (is_told_why_not, fixture));
  g_assert_nonnull (find_words (GTK_WIDGET (fixture->page), "Say Where They Are"));
  g_assert_false (fw_review_page_can (fixture->page, "send"));

  fw_review_file_put (file, FW_REVIEW_BATCH, &batch, &draw.batch, &error);
  g_assert_no_error (error);
  fw_review_file_put (file, FW_REVIEW_DRAW, &draw, &draw.id, &error);
  g_assert_no_error (error);
  g_signal_emit_by_name (fixture->page->start, "open", draw.id);
  g_assert_true (fw_review_page_is_choosing (fixture->page));
}

static void
find_popover (GtkWidget *widget,
              gpointer   user_data)
{
  if (GTK_IS_POPOVER (widget) && gtk_widget_get_mapped (widget))
    *(GtkWidget **) user_data = widget;
}

static GtkWidget *
get_popover (Fixture *fixture)
{
  GtkWidget *popover = NULL;

  test_app_walk (GTK_WIDGET (fixture->window), find_popover, &popover);

  return popover;
}

static gboolean
is_searching (gpointer user_data)
{
  return get_popover (user_data) != NULL;
}

static gboolean
is_not_searching (gpointer user_data)
{
  return get_popover (user_data) == NULL;
}

/* Test that any command is found from here, too, which the shortcuts say. */
static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  GActionGroup *actions = G_ACTION_GROUP (fixture->window);

  begin (fixture);
  g_assert_true (g_action_group_get_action_enabled (actions, "command-search"));
  g_assert_false (g_action_group_get_action_enabled (actions, "go-to-frame"));

  /* A page that slides in would have it hang outside of the window. */
  g_action_group_activate_action (actions, "review-back", NULL);
  g_action_group_activate_action (actions, "command-search", NULL);
  g_assert_true (fw_test_wait (is_searching, fixture));
  g_assert_false (gtk_stack_get_transition_running (fixture->window->pages));
  /* It has the keys of the whole display. */
  gtk_popover_popdown (GTK_POPOVER (get_popover (fixture)));
  g_assert_true (fw_test_wait (is_not_searching, fixture));
}

/* dana said otherwise about the first @n units that Mira judged. */
static void
contradict (Fixture *fixture,
            guint    n)
{
  FwReviewFile *file = fw_project_get_review (fixture->window->project);
  gsize n_verdicts = count_verdicts (fixture);

  for (gsize i = 0; i < n_verdicts && n > 0; i++)
    {
      const FwVerdict *one = fw_review_get (get_review (fixture), FW_REVIEW_VERDICT, i);
      FwVerdict other = { .draw = one->draw,
                          .unit = one->unit,
                          .unit_rev = one->unit_rev,
                          .reviewer = (char *) "dana",
                          .manual = one->manual,
                          .version = one->version,
                          .blind = { FW_OUTCOME_NOT_JUDGEABLE },
                          .at = (char *) "2040-01-01T00:00:00Z" };
      g_autoptr(GError) error = NULL;

      n--;
      fw_review_file_put (file, FW_REVIEW_VERDICT, &other, NULL, &error);
      g_assert_no_error (error);
    }
}

static gboolean
is_at_first (gpointer user_data)
{
  Fixture *fixture = user_data;
  const FwVerdict *first = fw_review_get (get_review (fixture), FW_REVIEW_VERDICT, 0);
  const FwQueueItem *item = fw_review_sitting_get_item (fixture->page->sitting);

  return item != NULL && g_str_equal (item->name, first->unit);
}

static gboolean
is_not_asked (gpointer user_data)
{
  return !is_asked (user_data);
}

/* Test that what was judged differently is listed after a join and found by its name later,
 * with who said what, and that a row leads to its unit, where both answers stand. */
static void
test_disputes (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(FwReview) before = NULL;
  GtkWidget *sheet;

  begin (fixture);
  judge (fixture, TRUE);
  judge (fixture, TRUE);
  before = fw_review_ref (get_review (fixture));
  contradict (fixture, 1);

  fw_review_page_find_disputes (fixture->page, before, "1 verdict came with it.");
  g_assert_true (fw_test_wait (is_asked, fixture));
  sheet = GTK_WIDGET (find_dialog (fixture));
  g_assert_nonnull (find_words (sheet, "1 verdict came with it. 1 unit was judged differently."));
  g_assert_nonnull (find_words (sheet, "new"));
  g_assert_nonnull (find_words (sheet, "Mira: Correct (counts)"));
  g_assert_nonnull (find_words (sheet, "dana: Picture too bad"));
  look_at (fixture, GTK_WINDOW (sheet));
  press (fixture, "Escape");
  g_assert_true (fw_test_wait (is_not_asked, fixture));
  look_at (fixture, GTK_WINDOW (fixture->window));
  g_assert_true (fw_test_wait (is_active, fixture));
  g_assert_false (is_at_first (fixture));

  press (fixture, "ctrl+k");
  g_assert_true (fw_test_wait (is_typing, fixture));
  type (fixture, "judged differently");
  press (fixture, "Return");
  g_assert_true (fw_test_wait (is_asked, fixture));
  sheet = GTK_WIDGET (find_dialog (fixture));
  g_assert_null (find_words (sheet, "new"));
  look_at (fixture, GTK_WINDOW (sheet));
  press (fixture, "Return");
  g_assert_true (fw_test_wait (is_not_asked, fixture));
  g_assert_true (fw_test_wait (is_at_first, fixture));
  g_assert_cmpint (fw_review_sitting_get_stage (fixture->page->sitting), ==, FW_STAGE_JUDGED);
  g_assert_nonnull (strstr (find_words (GTK_WIDGET (fixture->page->facts), "Mira: Correct"),
                            "dana: Picture too bad"));
}

static double
get_scroll (Fixture *fixture)
{
  GtkWidget *scrolled = gtk_widget_get_first_child (GTK_WIDGET (fixture->page->list));

  return gtk_adjustment_get_value (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)));
}

static gboolean
is_at_top (gpointer user_data)
{
  return get_scroll (user_data) <= 0.0;
}

static gboolean
is_far_down (gpointer user_data)
{
  return get_scroll (user_data) > 300.0;
}

/* Test that a row that the list scrolls up to is seen with its heading: the first ones are
 * those with a covered category, and after a verdict the next of them is the first row. */
static void
test_heading (Fixture       *fixture,
              gconstpointer  data)
{
  const FwReviewQueue *queue;
  FwTaxonomy *taxonomy;
  guint last = 0, first = G_MAXUINT;
  guint last_rank = 0;

  begin (fixture);
  queue = fw_review_sitting_get_queue (fixture->page->sitting);
  taxonomy = fw_session_get_taxonomy (fixture->page->session);
  for (guint i = 0; i < queue->items->len; i++)
    {
      const FwQueueItem *item = fw_review_queue_get (queue, i);
      guint rank = (guint) fw_taxonomy_get_index (
        taxonomy, fw_taxonomy_find_by_name (taxonomy, item->stratum)->id);

      if (item->is_covered)
        first = MIN (first, i);
      else if (rank >= last_rank)
        {
          last = i;
          last_rank = rank;
        }
    }
  g_assert_cmpuint (first, !=, G_MAXUINT);

  fw_review_sitting_go (fixture->page->sitting, last);
  g_assert_true (fw_test_wait (is_far_down, fixture));
  fw_review_sitting_go (fixture->page->sitting, first);
  g_assert_true (fw_test_wait (is_at_top, fixture));

  fw_review_sitting_go (fixture->page->sitting, last);
  g_assert_true (fw_test_wait (is_far_down, fixture));
  fw_review_sitting_go (fixture->page->sitting, first);
  judge (fixture, TRUE);
  for (guint i = first + 1; i < queue->items->len; i++)
    if (fw_review_queue_get (fw_review_sitting_get_queue (fixture->page->sitting), i)->is_covered)
      {
        fw_review_sitting_go (fixture->page->sitting, i);
        break;
      }
  g_assert_true (fw_test_wait (is_at_top, fixture));
}

static gboolean
is_narrow (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fixture->page->layout_idle == 0 && fixture->page->is_narrow;
}

static gboolean
is_wide (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fixture->page->layout_idle == 0 && fixture->page->width > 0 && !fixture->page->is_narrow;
}

/* Test that the page says which frame is seen, also away from the one that is judged. */
static void
test_frame (Fixture       *fixture,
            gconstpointer  data)
{
  FwReviewPage *page;
  FwFrame judged;
  int step;

  begin (fixture);
  page = fixture->page;
  judged = page->first;
  step = judged < 60 ? 1 : -1;

  g_autofree char *here = g_strdup_printf ("Frame %d", judged);
  g_autofree char *there = g_strdup_printf ("Frame %d", judged + step);

  g_assert_cmpstr (gtk_label_get_label (page->frame_pill), ==, here);
  press (fixture, step > 0 ? "f" : "d");
  test_app_wait_for (GTK_WIDGET (page), GTK_TYPE_LABEL, there);
  g_assert_cmpstr (gtk_label_get_label (page->frame_pill), ==, there);
}

static int
get_minimum (Fixture *fixture)
{
  int minimum = 0;

  gtk_widget_measure (GTK_WIDGET (fixture->page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                      NULL, NULL);

  return minimum;
}

/* Test that the page fits small screens, with ten categories to choose from, too: beside
 * each other its parts need no more than 1160 pixels, folded 960; and that what is folded comes back by its button and with
 * the room. */
static void
test_room (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);
  FwReviewPage *page;

  begin (fixture);
  page = fixture->page;
  g_assert_true (fw_test_wait (is_wide, fixture));
  g_assert_cmpint (get_minimum (fixture), <=, 1160);
  g_assert_true (gtk_widget_get_visible (page->queue));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (page->facts)));

  gtk_window_set_default_size (window, 1100, 700);
  g_assert_true (fw_test_wait (is_narrow, fixture));
  g_assert_cmpint (get_minimum (fixture), <=, 960);
  g_assert_false (gtk_widget_get_visible (page->queue));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (page->facts)));
  gtk_toggle_button_set_active (page->queue_button, TRUE);
  g_assert_true (gtk_widget_get_visible (page->queue));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (page->facts)));
  g_assert_cmpint (get_minimum (fixture), <=, 960);
  gtk_toggle_button_set_active (page->facts_button, TRUE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (page->facts)));
  g_assert_false (gtk_widget_get_visible (page->queue));
  g_assert_cmpint (get_minimum (fixture), <=, 960);

  gtk_window_set_default_size (window, 1280, 800);
  g_assert_true (fw_test_wait (is_wide, fixture));
  g_assert_true (gtk_widget_get_visible (page->queue));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (page->facts)));
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *tool = g_find_program_in_path ("xdotool");

  if (!test_app_init (&argc, &argv))
    return g_test_run ();
  if (tool == NULL || !GDK_IS_X11_DISPLAY (gdk_display_get_default ()))
    {
      g_print ("1..0 # SKIP there is no xdotool, or no X server\n");
      return 0;
    }

  g_test_add ("/review-page/verdict", Fixture, NULL, set_up, test_verdict, tear_down);
  g_test_add ("/review-page/informed", Fixture, NULL, set_up, test_informed, tear_down);
  g_test_add ("/review-page/advice", Fixture, NULL, set_up, test_advice, tear_down);
  g_test_add ("/review-page/on-purpose", Fixture, NULL, set_up, test_on_purpose, tear_down);
  g_test_add ("/review-page/blind", Fixture, "blind", set_up, test_blind, tear_down);
  g_test_add ("/review-page/ways", Fixture, NULL, set_up, test_ways, tear_down);
  g_test_add ("/review-page/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/review-page/disputes", Fixture, NULL, set_up, test_disputes, tear_down);
  g_test_add ("/review-page/frame", Fixture, NULL, set_up, test_frame, tear_down);
  g_test_add ("/review-page/heading", Fixture, NULL, set_up, test_heading, tear_down);
  g_test_add ("/review-page/room", Fixture, "many", set_up, test_room, tear_down);

  return g_test_run ();
}
