/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is not on the screen is not made, and what is made late knows what the rest knows. */

#include "app-support.h"

#include "app/editor-page-private.h"
#include "app/later.h"
#include "app/manual/manual-chapter.h"
#include "app/panels/check-row.h"
#include "app/quiet.h"
#include "app/window-private.h"
#include "support/test-folder.h"
#include "support/wait.h"

static void
made_cb (GtkWidget *place,
         GtkWidget *part,
         guint     *n_made)
{
  g_assert_true (gtk_widget_get_parent (part) == place);
  g_assert_false (gtk_widget_get_mapped (part));
  (*n_made)++;
}

/* Test that a part is made when it is shown or asked for, once, and is told before it is seen. */
static void
test_once (void)
{
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *window = gtk_window_new ();
  FwLater *shown = g_object_new (FW_TYPE_LATER, "part-type", GTK_TYPE_LABEL, NULL);
  FwLater *asked = g_object_new (FW_TYPE_LATER, "part-type", GTK_TYPE_LABEL, NULL);
  guint n_shown = 0;
  guint n_asked = 0;
  GtkWidget *part;

  g_signal_connect (shown, "made", G_CALLBACK (made_cb), &n_shown);
  g_signal_connect (asked, "made", G_CALLBACK (made_cb), &n_asked);
  gtk_stack_add_named (GTK_STACK (stack), gtk_drawing_area_new (), "first");
  gtk_stack_add_named (GTK_STACK (stack), GTK_WIDGET (shown), "shown");
  gtk_stack_add_named (GTK_STACK (stack), GTK_WIDGET (asked), "asked");
  gtk_window_set_child (GTK_WINDOW (window), stack);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  g_assert_null (fw_later_peek (shown));
  g_assert_null (fw_later_peek (asked));

  gtk_stack_set_visible_child_name (GTK_STACK (stack), "shown");
  gtk_test_widget_wait_for_draw (window);
  part = fw_later_peek (shown);
  g_assert_true (GTK_IS_LABEL (part));
  g_assert_true (gtk_widget_get_mapped (part));
  g_assert_true (fw_later_get (shown) == part);
  g_assert_cmpuint (n_shown, ==, 1);

  part = fw_later_get (asked);
  g_assert_true (GTK_IS_LABEL (part));
  g_assert_false (gtk_widget_get_mapped (part));
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "asked");
  gtk_test_widget_wait_for_draw (window);
  g_assert_true (fw_later_get (asked) == part);
  g_assert_cmpuint (n_asked, ==, 1);
  test_app_close (GTK_WINDOW (window));
}

static gboolean
is_painted (gpointer user_data)
{
  FwWindow *window = user_data;

  return window->session != NULL
         && fw_canvas_is_exact (fw_editor_page_get_canvas (window->editor));
}

static gboolean
is_home (gpointer window)
{
  return fw_window_is_free (window);
}

/* A window on a copy of the sample, just when the first picture has come. */
static GtkWidget *
open_sample (const char *folder)
{
  g_autofree char *clip = g_build_filename (folder, "street.mp4", NULL);
  GtkWidget *window;

  for (gsize i = 0; i < 3; i++)
    {
      static const char *const names[] = { "street.mp4", "street.coco.json", "street.manual.md" };
      g_autoptr (GFile) from
        = g_file_new_build_filename (g_getenv ("FW_SAMPLE_DIR"), names[i], NULL);
      g_autoptr (GFile) to = g_file_new_build_filename (folder, names[i], NULL);

      g_assert_true (g_file_copy (from, to, 0, NULL, NULL, NULL, NULL));
    }
  window = fw_window_new (test_app_get ());
  fw_window_open (FW_WINDOW (window), &(FwProjectFiles) { clip, NULL, NULL });
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (fw_test_wait (is_painted, window));

  return window;
}

/* Test that a clip is on the screen before any page beside it is made, and that the pages
 * have what belongs to the clip when they are. */
static void
test_window (void)
{
  g_autofree char *folder = fw_test_make_folder ();
  GtkWidget *window = open_sample (folder);
  FwEditorPage *editor = FW_WINDOW (window)->editor;

  g_assert_null (fw_later_peek (FW_WINDOW (window)->home));
  g_assert_null (fw_later_peek (FW_WINDOW (window)->exam_page));
  g_assert_null (fw_later_peek (editor->checks));
  g_assert_null (fw_later_peek (editor->manual));
  g_assert_null (fw_later_peek (editor->questions));
  g_assert_null (fw_later_peek (editor->compare_panel));

  gtk_widget_activate_action (window, "win.show-checks", NULL);
  test_app_wait_for (fw_later_get (editor->checks), GTK_TYPE_LABEL, "Checked against manual");
  gtk_widget_activate_action (window, "win.show-manual", NULL);
  test_app_wait_for (fw_later_get (editor->manual), FW_TYPE_MANUAL_CHAPTER, NULL);

  /* What was made goes with the clip. */
  gtk_widget_activate_action (window, "win.home", NULL);
  g_assert_true (fw_test_wait (is_home, window));
  g_assert_nonnull (fw_later_peek (FW_WINDOW (window)->home));
  test_app_close (GTK_WINDOW (window));
  fw_test_remove_folder (folder);
}

static gboolean
is_made_ahead (gpointer user_data)
{
  FwEditorPage *editor = user_data;

  return fw_later_peek (editor->checks) != NULL && fw_later_peek (editor->questions) != NULL;
}

static void
count_row_cb (GtkWidget *widget,
              gpointer   n)
{
  *(guint *) n += FW_IS_CHECK_ROW_VIEW (widget);
}

static guint
count_rows (FwEditorPage *editor)
{
  guint n = 0;

  test_app_walk (fw_later_get (editor->checks), count_row_cb, &n);

  return n;
}

static gboolean
has_rows_ahead (gpointer editor)
{
  return count_rows (editor) >= 6;
}

/* Test that the panels that will be opened are made when a person only looks, that the
 * checks have their first rows then, and all of them when they are shown. */
static void
test_ahead (void)
{
  g_autofree char *folder = fw_test_make_folder ();
  GtkWidget *window = open_sample (folder);
  FwEditorPage *editor = FW_WINDOW (window)->editor;
  guint n_ahead;

  g_assert_true (fw_test_wait (is_made_ahead, editor));
  g_assert_true (fw_test_wait (has_rows_ahead, editor));
  g_assert_false (gtk_widget_get_mapped (fw_later_get (editor->checks)));
  g_assert_null (fw_later_peek (editor->manual));
  g_assert_null (fw_later_peek (editor->compare_panel));
  n_ahead = count_rows (editor);
  g_assert_cmpuint (n_ahead, <=, 12);

  gtk_widget_activate_action (window, "win.show-checks", NULL);
  test_app_wait_for (fw_later_get (editor->checks), GTK_TYPE_LABEL, "Checked against manual");
  /* The last of the cards says which rules gave no answer. */
  test_app_wait_for (fw_later_get (editor->checks), GTK_TYPE_LABEL, "Not checked");
  g_assert_cmpuint (count_rows (editor), >, n_ahead);
  test_app_close (GTK_WINDOW (window));
  fw_test_remove_folder (folder);
}

typedef struct
{
  gboolean is_over;
  guint    n_pieces;
} Quiet;

static gboolean
piece_cb (gpointer user_data)
{
  Quiet *quiet = user_data;

  return ++quiet->n_pieces < 2 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
paint_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  gtk_widget_queue_draw (widget);

  return G_SOURCE_CONTINUE;
}

static gboolean
over_cb (gpointer user_data)
{
  ((Quiet *) user_data)->is_over = TRUE;

  return G_SOURCE_REMOVE;
}

static gboolean
is_over (gpointer user_data)
{
  return ((Quiet *) user_data)->is_over;
}

/* As long as would be enough for three pieces of work. */
static void
let_time_pass (Quiet *quiet)
{
  quiet->is_over = FALSE;
  g_timeout_add (3 * FW_QUIET_MS, over_cb, quiet);
  g_assert_true (fw_test_wait (is_over, quiet));
}

static gboolean
is_done (gpointer user_data)
{
  return ((Quiet *) user_data)->n_pieces == 2;
}

/* Test that nothing is done as long as a window paints, that it is done piece by piece when
 * it stands still, and nothing more when there is no more. */
static void
test_quiet (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *part = gtk_drawing_area_new ();
  Quiet quiet = { FALSE, 0 };
  g_autoptr(FwQuiet) work = fw_quiet_new (part, piece_cb, &quiet);
  guint tick = gtk_widget_add_tick_callback (part, paint_cb, NULL, NULL);

  gtk_window_set_child (GTK_WINDOW (window), part);
  gtk_window_present (GTK_WINDOW (window));
  fw_quiet_begin (work);
  let_time_pass (&quiet);
  g_assert_cmpuint (quiet.n_pieces, ==, 0);

  gtk_widget_remove_tick_callback (part, tick);
  g_assert_true (fw_test_wait (is_done, &quiet));
  let_time_pass (&quiet);
  g_assert_cmpuint (quiet.n_pieces, ==, 2);
  test_app_close (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  if (!test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/later/once", test_once);
  g_test_add_func ("/later/window", test_window);
  g_test_add_func ("/later/ahead", test_ahead);
  g_test_add_func ("/later/quiet", test_quiet);
  return g_test_run ();
}
