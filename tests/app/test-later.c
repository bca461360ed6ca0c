/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is not on the screen is not made, and what is made late knows what the rest knows. */

#include "app-support.h"

#include "app/editor-page-private.h"
#include "app/later.h"
#include "app/manual/manual-chapter.h"
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

/* Test that a clip is on the screen before any page beside it is made, and that the pages
 * have what belongs to the clip when they are. */
static void
test_window (void)
{
  g_autofree char *folder = fw_test_make_folder ();
  g_autofree char *clip = g_build_filename (folder, "street.mp4", NULL);
  GtkWidget *window;
  FwEditorPage *editor;

  for (gsize i = 0; i < 3; i++)
    {
      static const char *const names[] = { "street.mp4", "street.coco.json", "street.manual.md" };
      g_autoptr (GFile) from
        = g_file_new_build_filename (g_getenv ("FW_SAMPLE_DIR"), names[i], NULL);
      g_autoptr (GFile) to = g_file_new_build_filename (folder, names[i], NULL);

      g_assert_true (g_file_copy (from, to, 0, NULL, NULL, NULL, NULL));
    }
  window = fw_window_new (test_app_get ());
  editor = FW_WINDOW (window)->editor;
  fw_window_open (FW_WINDOW (window), &(FwProjectFiles) { clip, NULL, NULL });
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (fw_test_wait (is_painted, window));
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

int
main (int    argc,
      char **argv)
{
  if (!test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/later/once", test_once);
  g_test_add_func ("/later/window", test_window);
  return g_test_run ();
}
