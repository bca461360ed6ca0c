/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The reading pane in a window: only chapters near the screen are made, places
 * are found and kept, what changed is shown until it was read, pictures stay
 * inside of the manual's folder.
 */

#include "app-support.h"

#include "app/manual/manual-page.h"
#include "app/manual/manual-results.h"
#include "app/panels/manual-panel.h"
#include "core/error.h"
#include "edit/commands.h"
#include "rules/manual-consequence.h"
#include "support/wait.h"
#include "../support/test-folder.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define N_RULES 150

typedef struct
{
  char          *folder;  /* (owned) */
  char          *manual;  /* (owned) path */
  FwProject     *project; /* (owned) */
  FwManualShelf *shelf;   /* (owned) */
  GtkWidget     *window;
  FwManualPanel *panel;
  FwManualPage  *page;
  gboolean       is_done;
  guint          n_books;
} Fixture;

/* A manual of many rules; @changed (0: none) says something else, @extra stands before all. */
static void
write_manual (Fixture *fixture,
              int      changed,
              gboolean extra)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_string_printf (text, "---\nmanual: pane\nversion: 1.%d.0\ncategories:\n  vehicle.car: box\n"
                         "  person.pedestrian: box\n---\n\n# The manual\n\nHello.\n\n",
                   changed);
  if (extra)
    g_string_append (text, "## New words\n\nMany new words stand here.\n\n");
  for (int i = 1; i <= N_RULES; i++)
    {
      if (i % 25 == 1)
        g_string_append_printf (text, "## Part %d\n\nWords.\n\n", i / 25 + 1);
      g_string_append_printf (text,
                              "### PA-%03d Rule number %d\n\n- **DO** label thing%d%s.\n"
                              "- **DO NOT** label anything else.\n"
                              "- Example no: nothing. ![](img/none-%d.png)\n\n"
                              "```rule\nseverity: error\nsince: 1.0.0\nfor: [%s]\ncheck: human\n"
                              "ask: Ok?\n```\n\n",
                              i, i, i, i == changed ? " and more" : "", i,
                              i % 3 == 0 ? "vehicle.car" : "person.pedestrian");
    }
  g_file_set_contents (fixture->manual, text->str, -1, &error);
  g_assert_no_error (error);
}

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
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (fw_project_open_finish (FW_PROJECT (object), result, &error));
  g_assert_no_error (error);
  fixture->is_done = TRUE;
}

static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  fw_project_close_finish (FW_PROJECT (object), result, NULL);
  ((Fixture *) user_data)->is_done = TRUE;
}

static void
book_cb (Fixture *fixture)
{
  fixture->n_books++;
}

static gboolean
has_book (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fixture->n_books > 0 && fw_manual_shelf_get_book (fixture->shelf) != NULL;
}

static void
find_page (GtkWidget *widget,
           gpointer   user_data)
{
  Fixture *fixture = user_data;

  if (FW_IS_MANUAL_PAGE (widget))
    fixture->page = FW_MANUAL_PAGE (widget);
}

static void
copy_sample (Fixture    *fixture,
             const char *name)
{
  g_autofree char *from = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), name, NULL);
  g_autofree char *to = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *data = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (from, &data, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, data, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *media = NULL;

  fixture->folder = g_dir_make_tmp ("fw-pane-XXXXXX", NULL);
  fixture->manual = g_build_filename (fixture->folder, "pane.manual.md", NULL);
  media = g_build_filename (fixture->folder, "street.mp4", NULL);
  copy_sample (fixture, "street.mp4");
  copy_sample (fixture, "street.coco.json");
  write_manual (fixture, 0, FALSE);

  fixture->project = fw_project_new ();
  fw_project_open_async (fixture->project, &(FwProjectFiles) { media, NULL, fixture->manual },
                         64 * 1024 * 1024, NULL, opened_cb, fixture);
  g_assert_true (fw_test_wait (is_done, fixture));
  fixture->is_done = FALSE;

  fixture->shelf = fw_manual_shelf_new (fixture->project);
  g_signal_connect_swapped (fixture->shelf, "book-changed", G_CALLBACK (book_cb), fixture);
  fixture->window = gtk_window_new ();
  fixture->panel = FW_MANUAL_PANEL (fw_manual_panel_new ());
  fw_manual_panel_set_shelf (fixture->panel, fixture->shelf);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->panel));
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (fw_test_wait (has_book, fixture));
  gtk_test_widget_wait_for_draw (fixture->window);
  test_app_walk (GTK_WIDGET (fixture->panel), find_page, fixture);
  g_assert_nonnull (fixture->page);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  test_app_close (GTK_WINDOW (fixture->window));
  g_signal_handlers_disconnect_by_data (fixture->shelf, fixture);
  g_object_unref (fixture->shelf);
  fixture->is_done = FALSE;
  fw_project_close_async (fixture->project, NULL, closed_cb, fixture);
  g_assert_true (fw_test_wait (is_done, fixture));
  g_object_unref (fixture->project);
  fw_test_remove_folder (fixture->folder);
  g_free (fixture->manual);
  g_free (fixture->folder);
}

static const char *
get_current_id (Fixture *fixture)
{
  int current = fw_manual_page_get_current (fixture->page);
  gsize n = 0;
  const FwChapter *chapters =
    fw_manual_book_get_chapters (fw_manual_shelf_get_book (fixture->shelf), &n);

  g_assert_cmpint (current, >=, 0);
  g_assert_cmpint (current, <, (int) n);
  return chapters[current].id;
}

static gboolean
is_place (gpointer user_data)
{
  gpointer *pair = user_data;

  return g_str_equal (get_current_id (pair[0]), pair[1]);
}

/* The page tells its place after it was laid out. */
static void
assert_place (Fixture    *fixture,
              const char *id)
{
  gpointer pair[] = { fixture, (gpointer) id };

  gtk_test_widget_wait_for_draw (fixture->window);
  test_app_settle ();
  fw_test_wait (is_place, pair);
  g_assert_cmpstr (get_current_id (fixture), ==, id);
}

/* Test that a long manual is made near the screen only, and wherever one goes. */
static void
test_lazy (Fixture       *fixture,
           gconstpointer  data)
{
  test_app_settle ();
  g_assert_cmpuint (fw_manual_page_get_n_made (fixture->page), >, 0);
  g_assert_cmpuint (fw_manual_page_get_n_made (fixture->page), <, 25);
  for (int i = N_RULES; i > 0; i -= 20)
    {
      g_autofree char *id = g_strdup_printf ("PA-%03d", i);

      fw_manual_panel_open (fixture->panel, id);
      assert_place (fixture, id);
      test_app_settle ();
      g_assert_cmpuint (fw_manual_page_get_n_made (fixture->page), <, 40);
    }
}

/* Test that back goes where one came from, and past the first place leaves. */
static void
left_cb (guint *n)
{
  (*n)++;
}

static void
test_back (Fixture       *fixture,
           gconstpointer  data)
{
  guint n_left = 0;

  g_signal_connect_swapped (fixture->panel, "left", G_CALLBACK (left_cb), &n_left);
  fw_manual_panel_open (fixture->panel, "PA-010");
  assert_place (fixture, "PA-010");
  fw_manual_panel_open (fixture->panel, "pa-100");
  assert_place (fixture, "PA-100");
  fw_manual_panel_open (fixture->panel, "nowhere");
  assert_place (fixture, "PA-100");
  gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "manual.back", NULL);
  assert_place (fixture, "PA-010");
  gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "manual.back", NULL);
  g_assert_cmpuint (n_left, ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "manual.back", NULL);
  g_assert_cmpuint (n_left, ==, 1);
}

/* Test that scrolling down and up again passes every rule, and that the width does not matter. */
static void
test_scroll (Fixture       *fixture,
             gconstpointer  data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->page));
  double end;

  fw_manual_panel_open (fixture->panel, "PA-040");
  assert_place (fixture, "PA-040");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 560, 700);
  assert_place (fixture, "PA-040");
  for (int i = 0; i < 30; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 400);
      gtk_test_widget_wait_for_draw (fixture->window);
    }
  g_assert_cmpstr (get_current_id (fixture), >, "PA-050");
  end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  gtk_adjustment_set_value (adjustment, end);
  gtk_test_widget_wait_for_draw (fixture->window);
  gtk_adjustment_set_value (adjustment, 0.0);
  gtk_test_widget_wait_for_draw (fixture->window);
  test_app_settle ();
  g_assert_cmpint (fw_manual_page_get_current (fixture->page), ==, 0);
}

static gboolean
has_two_books (gpointer user_data)
{
  return ((Fixture *) user_data)->n_books > 1;
}

static gboolean
has_diff (gpointer user_data)
{
  GPtrArray *diffs = fw_manual_shelf_get_diffs (((Fixture *) user_data)->shelf);

  return diffs != NULL && diffs->len == 1;
}

/* Test that a manual that is saved anew stays at the rule that is read, shows
 * what changed, leads there, and forgets it when it was read. */
static void
test_reload (Fixture       *fixture,
             gconstpointer  data)
{
  fw_manual_shelf_mark_read (fixture->shelf);
  g_assert_cmpuint (fw_manual_shelf_count_changed (fixture->shelf), ==, 0);
  g_assert_false (fw_manual_panel_next_change (fixture->panel));
  fw_manual_panel_open (fixture->panel, "PA-070");
  assert_place (fixture, "PA-070");

  write_manual (fixture, 33, TRUE);
  g_assert_true (fw_test_wait (has_two_books, fixture));
  assert_place (fixture, "PA-070");

  g_assert_cmpuint (fw_manual_shelf_count_changed (fixture->shelf), ==, 1);
  g_assert_true (fw_test_wait (has_diff, fixture));
  g_assert_true (fw_manual_panel_next_change (fixture->panel));
  assert_place (fixture, "PA-033");
  fw_manual_shelf_mark_rule (fixture->shelf,
                             fw_manual_find_rule (fw_project_get_manual (fixture->project),
                                                  "PA-033"));
  g_assert_cmpuint (fw_manual_shelf_count_changed (fixture->shelf), ==, 0);
  g_assert_cmpstr (fw_manual_shelf_get_read_version (fixture->shelf), ==, "1.33.0");
  g_assert_false (fw_manual_panel_next_change (fixture->panel));
}

static gboolean
has_one_affected (gpointer user_data)
{
  GArray *affected = fw_manual_shelf_get_affected (((Fixture *) user_data)->shelf);

  return affected != NULL && affected->len == 1;
}

static gboolean
has_none_affected (gpointer user_data)
{
  GArray *affected = fw_manual_shelf_get_affected (((Fixture *) user_data)->shelf);

  return affected != NULL && affected->len == 0;
}

/* The first object that @category has in this frame. */
static FwTrackId
select_one (Fixture    *fixture,
            const char *category)
{
  FwSession *session = fw_project_get_session (fixture->project);
  gsize n = 0;
  const FwObject *objects = fw_session_get_objects (session, &n);

  for (gsize i = 0; i < n; i++)
    {
      fw_session_select (session, objects[i].id);
      if (g_strcmp0 (fw_manual_shelf_get_about (fixture->shelf), category) == 0)
        return fw_session_get_primary (session);
      objects = fw_session_get_objects (session, &n);
    }
  return 0;
}

/* Test that what was drawn under the old text of a rule is offered to be looked
 * at again, and that saying "still right" is enough, as one step. */
static void
test_review (Fixture       *fixture,
             gconstpointer  data)
{
  FwSession *session = fw_project_get_session (fixture->project);
  FwDocument *document = fw_session_get_document (session);
  g_autofree char *say = NULL;
  g_autoptr (GError) error = NULL;
  FwTrackId car;

  /* What other tests have read is kept. */
  fw_manual_shelf_mark_read (fixture->shelf);
  fw_session_set_displayed_frame (session, fw_session_get_frame (session));
  car = select_one (fixture, "vehicle.car");
  g_assert_cmpint (car, !=, 0);
  g_assert_true (fw_command_nudge (session, FW_NUDGE (FW_NUDGE_MOVE, 1, 0), &say, &error));
  g_assert_no_error (error);
  fw_session_select (session, 0);

  write_manual (fixture, 33, FALSE);
  g_assert_true (fw_test_wait (has_two_books, fixture));
  fw_manual_panel_review (fixture->panel);
  assert_place (fixture, "PA-033");
  test_app_settle ();
  g_assert_cmpuint (fw_manual_page_get_n_made (fixture->page), ==, 1);
  g_assert_true (fw_test_wait (has_one_affected, fixture));

  gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "manual.walk", NULL);
  g_assert_cmpint (fw_session_get_primary (session), ==, car);
  assert_place (fixture, "PA-033");
  g_assert_true (fw_manual_panel_wants_picture (fixture->panel));
  /* It is said of what is selected, and of nothing else. */
  fw_session_select (session, 0);
  g_assert_false (fw_manual_panel_still_right (fixture->panel));
  fw_session_select (session, car);
  gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "manual.still-right", NULL);
  g_assert_true (fw_test_wait (has_none_affected, fixture));
  g_assert_false (fw_manual_panel_still_right (fixture->panel));
  fw_document_undo (document);
  g_assert_true (fw_test_wait (has_one_affected, fixture));

  /* What is edited was looked at, too. */
  fw_session_select (session, car);
  g_assert_true (fw_command_nudge (session, FW_NUDGE (FW_NUDGE_MOVE, 1, 0), &say, &error));
  g_assert_no_error (error);
  g_assert_true (fw_test_wait (has_none_affected, fixture));
  fw_document_undo (document);
  g_assert_true (fw_test_wait (has_one_affected, fixture));

  gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "manual.review-end", NULL);
  g_assert_false (fw_manual_panel_wants_picture (fixture->panel));
  assert_place (fixture, "PA-033");
  test_app_settle ();
  g_assert_cmpuint (fw_manual_page_get_n_made (fixture->page), >, 1);
}

static gboolean
has_walked (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fw_session_get_primary (fw_project_get_session (fixture->project)) != 0;
}

/* Test that who has read all changes can still walk through the labels, with the rule that asks. */
static void
test_walk_later (Fixture       *fixture,
                 gconstpointer  data)
{
  FwSession *session = fw_project_get_session (fixture->project);
  g_autofree char *say = NULL;
  g_autoptr (GError) error = NULL;
  GArray *affected;

  fw_manual_shelf_mark_read (fixture->shelf);
  fw_session_set_displayed_frame (session, fw_session_get_frame (session));
  g_assert_cmpint (select_one (fixture, "vehicle.car"), !=, 0);
  g_assert_true (fw_command_nudge (session, FW_NUDGE (FW_NUDGE_MOVE, 1, 0), &say, &error));
  g_assert_no_error (error);
  fw_session_select (session, 0);

  write_manual (fixture, 33, FALSE);
  g_assert_true (fw_test_wait (has_two_books, fixture));
  fw_manual_shelf_mark_read (fixture->shelf);
  fw_manual_panel_open (fixture->panel, "PA-070");
  fw_manual_panel_walk (fixture->panel);
  g_assert_true (fw_test_wait (has_walked, fixture));
  affected = fw_manual_shelf_get_affected (fixture->shelf);
  g_assert_cmpuint (affected->len, ==, 1);
  g_assert_cmpstr (g_array_index (affected, FwLookAgain, 0).rules, ==, "PA-033");
  assert_place (fixture, "PA-033");
  g_assert_true (fw_manual_panel_still_right (fixture->panel));
  g_assert_true (fw_test_wait (has_none_affected, fixture));
}

/* Test that the selected object filters what speaks about it, and a place outside lifts that. */
static void
test_about (Fixture       *fixture,
            gconstpointer  data)
{
  FwSession *session = fw_project_get_session (fixture->project);
  gboolean is_about = FALSE;
  FwTrackId car = select_one (fixture, "vehicle.car");

  g_assert_cmpint (car, !=, 0);
  fw_session_select (session, car);
  gtk_widget_activate_action (GTK_WIDGET (fixture->panel), "manual.about", NULL);
  fw_manual_panel_open (fixture->panel, "PA-003");
  assert_place (fixture, "PA-003");
  g_object_get (fixture->panel, "is-about", &is_about, NULL);
  g_assert_true (is_about);
  fw_manual_panel_open (fixture->panel, "PA-004");
  assert_place (fixture, "PA-004");
  g_object_get (fixture->panel, "is-about", &is_about, NULL);
  g_assert_false (is_about);
  fw_session_select (session, 0);
  g_assert_null (fw_manual_shelf_get_about (fixture->shelf));
}

/* Test hits, and moving among them past the headings of groups. */
static void
test_results (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *widget = g_object_ref_sink (fw_manual_results_new ());
  FwManualResults *results = FW_MANUAL_RESULTS (widget);
  FwManualBook *book = fw_manual_shelf_get_book (fixture->shelf);
  FwManualIndex *index = fw_manual_shelf_get_index (fixture->shelf);

  fw_manual_results_search (results, index, NULL, "thing77");
  g_assert_cmpuint (fw_manual_results_get_n (results), ==, 1);
  g_assert_cmpint (fw_manual_results_get_chosen (results), ==,
                   fw_manual_book_find (book, "PA-077"));
  fw_manual_results_move (results, 1);
  fw_manual_results_move (results, -1);
  g_assert_cmpint (fw_manual_results_get_chosen (results), ==,
                   fw_manual_book_find (book, "PA-077"));
  fw_manual_results_search (results, index, NULL, "words");
  g_assert_cmpuint (fw_manual_results_get_n (results), >, 1);
  fw_manual_results_search (results, index, NULL, "no such thing");
  g_assert_cmpint (fw_manual_results_get_chosen (results), ==, -1);
  fw_manual_results_search (results, NULL, NULL, "words");
  g_assert_cmpuint (fw_manual_results_get_n (results), ==, 0);
  g_object_unref (widget);
}

/* Pictures --------------------------------------------------------------------------- */

static void
count_tiles (GtkWidget *widget,
             gpointer   user_data)
{
  guint *n = user_data;

  if (GTK_IS_LABEL (widget)
      && strstr (gtk_label_get_label (GTK_LABEL (widget)), "is not there") != NULL)
    (*n)++;
}

static gboolean
has_tiles (gpointer user_data)
{
  guint n = 0;

  test_app_walk (GTK_WIDGET (((Fixture *) user_data)->panel), count_tiles, &n);
  return n > 0;
}

/* Test that a picture that is missing is a tile that says so. */
static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_true (fw_test_wait (has_tiles, fixture));
}

typedef struct
{
  gboolean is_done;
  int      code; /* of G_IO_ERROR; -1: it was read */
} Read;

static void
picture_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Read *read = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
    fw_manual_pictures_read_finish (FW_MANUAL_PICTURES (object), result, &error);

  g_assert_true ((texture == NULL) == (error != NULL));
  read->code = error == NULL ? -1 : error->domain == FW_FORMAT_ERROR ? error->code : -2;
  read->is_done = TRUE;
}

static gboolean
is_read (gpointer user_data)
{
  return ((Read *) user_data)->is_done;
}

/* Test which pictures are read: files below the folder, whatever links say. */
static void
test_pictures (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct
  {
    const char *path;
    int         code;
  } cases[] = {
    { "in.png", -1 },
    { "inside-link.png", -1 },
    { "outside-link.png", FW_FORMAT_ERROR_REFERENCE },
    { "folder-link/out.png", FW_FORMAT_ERROR_REFERENCE },
    { "../out.png", FW_FORMAT_ERROR_REFERENCE },
    { "/etc/passwd", FW_FORMAT_ERROR_REFERENCE },
    { "missing.png", FW_FORMAT_ERROR_REFERENCE },
    { ".", FW_FORMAT_ERROR_REFERENCE },
    { "text.png", -2 },
  };
  g_autoptr (FwManualPictures) pictures = fw_manual_pictures_new ();
  g_autofree char *inner = g_build_filename (fixture->folder, "manual", NULL);
  g_autofree char *in = g_build_filename (inner, "in.png", NULL);
  g_autofree char *out = g_build_filename (fixture->folder, "out.png", NULL);
  g_autofree char *text = g_build_filename (inner, "text.png", NULL);
  g_autofree char *inside = g_build_filename (inner, "inside-link.png", NULL);
  g_autofree char *outside = g_build_filename (inner, "outside-link.png", NULL);
  g_autofree char *linked = g_build_filename (inner, "folder-link", NULL);
  guint8 *pixels = g_malloc0 (4 * 4 * 3);
  GBytes *bytes = g_bytes_new_take (pixels, 4 * 4 * 3);
  g_autoptr (FwPicture) picture = fw_picture_new (4, 4, 12, bytes);
  g_autoptr (GError) error = NULL;

  g_mkdir (inner, 0700);
  fw_picture_save_png (picture, in, &error);
  g_assert_no_error (error);
  fw_picture_save_png (picture, out, &error);
  g_assert_no_error (error);
  g_file_set_contents (text, "no picture", -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (symlink ("in.png", inside), ==, 0);
  g_assert_cmpint (symlink ("../out.png", outside), ==, 0);
  g_assert_cmpint (symlink (fixture->folder, linked), ==, 0);

  fw_manual_pictures_set_folder (pictures, inner);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Read read = { FALSE, 0 };

      g_test_message ("case %zu: %s", i, cases[i].path);
      fw_manual_pictures_read_async (pictures, cases[i].path, 320, NULL, picture_cb, &read);
      g_assert_true (fw_test_wait (is_read, &read));
      if (cases[i].code != -2)
        g_assert_cmpint (read.code, ==, cases[i].code);
      else
        g_assert_cmpint (read.code, !=, -1);
    }
  g_assert_nonnull (fw_manual_pictures_peek (pictures, "in.png", 320));
  g_assert_null (fw_manual_pictures_peek (pictures, "in.png", 640));
  fw_manual_pictures_set_folder (pictures, fixture->folder);
  g_assert_null (fw_manual_pictures_peek (pictures, "in.png", 320));
}

int
main (int    argc,
      char **argv)
{
  int result;

  if (!test_app_init (&argc, &argv))
    return 0;

#define ADD(path_, func_) g_test_add (path_, Fixture, NULL, set_up, func_, tear_down)
  ADD ("/manual-pane/lazy", test_lazy);
  ADD ("/manual-pane/back", test_back);
  ADD ("/manual-pane/scroll", test_scroll);
  ADD ("/manual-pane/reload", test_reload);
  ADD ("/manual-pane/review", test_review);
  ADD ("/manual-pane/walk-later", test_walk_later);
  ADD ("/manual-pane/about", test_about);
  ADD ("/manual-pane/results", test_results);
  ADD ("/manual-pane/missing-picture", test_missing);
  ADD ("/manual-pane/pictures", test_pictures);
  result = g_test_run ();
  return result;
}
