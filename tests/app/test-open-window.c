/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening something else in a window in which somebody works. */

#include "app-support.h"

#include "app/editor-page-private.h"
#include "app/window-private.h"
#include "support/test-folder.h"
#include "support/wait.h"

static FwSession *
get_session (gpointer window)
{
  FwProject *project = fw_window_get_project (window);

  return project != NULL ? fw_project_get_session (project) : NULL;
}

static gboolean
is_open (gpointer window)
{
  return get_session (window) != NULL && fw_session_get_labels_shown (get_session (window));
}

static gboolean
is_at_twelve (gpointer window)
{
  return get_session (window) != NULL && fw_session_get_frame (get_session (window)) == 12;
}

static gboolean
is_home (gpointer window)
{
  return fw_window_is_free (window);
}

static gboolean
is_silent (gpointer window)
{
  return fw_toaster_get_sentence (FW_WINDOW (window)->toaster) == NULL;
}

/* The window of its own that says the sentence. */
static GtkWindow *
find_dialog (gpointer window)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != window
        && test_app_find (l->data, GTK_TYPE_LABEL, "neither a video nor a picture") != NULL)
      return l->data;

  return NULL;
}

static gboolean
is_told (gpointer window)
{
  return find_dialog (window) != NULL;
}

static void
read_dialog (GtkWidget *window)
{
  g_assert_true (fw_test_wait (is_told, window));
  gtk_window_close (find_dialog (window));
}

/* Test that what cannot be opened leaves a person at her work, in the frame where she was;
 * and on the first page, when she came from there. */
static void
test_not_media (void)
{
  g_autofree char *clip = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), "street.mp4", NULL);
  g_autofree char *folder = fw_test_make_folder ();
  g_autofree char *text = g_build_filename (folder, "notes.md", NULL);
  GtkWidget *window = fw_window_new (test_app_get ());

  g_assert_true (g_file_set_contents (text, "Buy milk.\n", -1, NULL));
  fw_window_open (FW_WINDOW (window), &(FwProjectFiles) { clip, NULL, NULL });
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (fw_test_wait (is_open, window));
  fw_session_set_frame (get_session (window), 12);

  fw_window_open (FW_WINDOW (window), &(FwProjectFiles) { text, NULL, NULL });
  read_dialog (window);
  g_assert_true (fw_test_wait (is_at_twelve, window));
  g_assert_cmpstr (fw_project_get_main_path (fw_window_get_project (FW_WINDOW (window))), ==, clip);

  /* What is said about the work stays with it. */
  fw_toaster_show (FW_WINDOW (window)->toaster,
                   &(FwToast) { .sentence = "Press Y to see why.", .seconds = 600 });
  gtk_widget_activate_action (window, "win.home", NULL);
  g_assert_true (fw_test_wait (is_home, window));
  g_assert_true (fw_test_wait (is_silent, window));
  fw_window_open (FW_WINDOW (window), &(FwProjectFiles) { text, NULL, NULL });
  read_dialog (window);
  g_assert_true (fw_window_is_free (FW_WINDOW (window)));
  test_app_close (GTK_WINDOW (window));
  fw_test_remove_folder (folder);
}

/* Test that work goes on where the person left it, and that the next file is looked for beside it. */
static void
test_resume (void)
{
  g_autofree char *clip = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), "street.mp4", NULL);
  GtkWidget *window = fw_window_new (test_app_get ());

  fw_window_open (FW_WINDOW (window), &(FwProjectFiles) { clip, NULL, NULL });
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (fw_test_wait (is_open, window));
  fw_session_set_frame (get_session (window), 12);
  gtk_widget_activate_action (window, "win.home", NULL);
  g_assert_true (fw_test_wait (is_home, window));

  g_autoptr(GFile) folder = fw_window_dup_folder (FW_WINDOW (window));

  g_assert_cmpstr (g_file_peek_path (folder), ==, g_getenv ("FW_SAMPLE_DIR"));
  fw_window_open (FW_WINDOW (window), &(FwProjectFiles) { clip, NULL, NULL });
  g_assert_true (fw_test_wait (is_at_twelve, window));
  g_assert_true (fw_test_wait (is_open, window));
  g_assert_true (is_at_twelve (window));

  /* The start is a place like any other. */
  fw_session_set_frame (get_session (window), 0);
  gtk_widget_activate_action (window, "win.home", NULL);
  g_assert_true (fw_test_wait (is_home, window));
  fw_window_open (FW_WINDOW (window), &(FwProjectFiles) { clip, NULL, NULL });
  g_assert_true (fw_test_wait (is_open, window));
  g_assert_cmpint (fw_session_get_frame (get_session (window)), ==, 0);
  test_app_close (GTK_WINDOW (window));
}

/* Test that what cannot be saved where the work is does not begin there again. */
static void
test_save_folder (void)
{
  g_autofree char *from = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), "street.mp4", NULL);
  g_autofree char *folder = fw_test_make_folder ();
  g_autofree char *clip = g_build_filename (folder, "street.mp4", NULL);
  g_autoptr(GFile) source = g_file_new_for_path (from);
  g_autoptr(GFile) target = g_file_new_for_path (clip);
  GtkWidget *window = fw_window_new (test_app_get ());

  g_assert_true (g_file_copy (source, target, 0, NULL, NULL, NULL, NULL));
  fw_window_open (FW_WINDOW (window), &(FwProjectFiles) { clip, NULL, NULL });
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (fw_test_wait (is_open, window));

  g_autoptr(GFile) before = fw_window_dup_save_folder (FW_WINDOW (window));

  g_assert_cmpstr (g_file_peek_path (before), ==, folder);
  fw_test_remove_folder (folder);
  g_assert_null (fw_window_dup_save_folder (FW_WINDOW (window)));
  test_app_close (GTK_WINDOW (window));
}

/* Test that a name without an ending gets one, and never writes over a file that the dialog,
 * which knew only the shorter name, could not ask about. */
static void
test_json_path (void)
{
  GtkWidget *window = fw_window_new (test_app_get ());
  g_autofree char *folder = fw_test_make_folder ();
  g_autofree char *plain = g_build_filename (folder, "clip", NULL);
  g_autofree char *whole = g_build_filename (folder, "clip.json", NULL);
  g_autofree char *got = fw_window_dup_json_path (FW_WINDOW (window), plain, ".json");
  g_autofree char *same = fw_window_dup_json_path (FW_WINDOW (window), whole, ".coco.json");

  g_assert_cmpstr (got, ==, whole);
  g_assert_cmpstr (same, ==, whole);
  g_assert_true (g_file_set_contents (whole, "{}", -1, NULL));
  g_assert_null (fw_window_dup_json_path (FW_WINDOW (window), plain, ".json"));
  g_assert_cmpstr (fw_toaster_get_sentence (FW_WINDOW (window)->toaster), ==,
                   "clip.json is there already. Give its whole name to put this in its place.");
  g_free (same);
  same = fw_window_dup_json_path (FW_WINDOW (window), whole, ".json");
  g_assert_cmpstr (same, ==, whole);
  test_app_close (GTK_WINDOW (window));
  fw_test_remove_folder (folder);
}

/* Test that only a drag of the handle chooses the height of the timeline: what a click makes
 * larger or smaller, such as a bar that it closes, is no choice. */
static void
test_timeline_height (void)
{
  g_autofree char *clip = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), "street.mp4", NULL);
  GtkWidget *window = fw_window_new (test_app_get ());
  GSettings *settings = FW_WINDOW (window)->settings;
  GtkPaned *paned = FW_WINDOW (window)->editor->paned;

  fw_window_open (FW_WINDOW (window), &(FwProjectFiles) { clip, NULL, NULL });
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (fw_test_wait (is_open, window));
  gtk_test_widget_wait_for_draw (window);
  for (GtkWidget *w = GTK_WIDGET (paned); w != NULL; w = gtk_widget_get_parent (w))
    gtk_widget_set_state_flags (w, GTK_STATE_FLAG_ACTIVE, FALSE);
  gtk_paned_set_position (paned, gtk_paned_get_position (paned) - 20);
  g_assert_cmpint (g_settings_get_int (settings, "timeline-height"), ==, 0);

  FW_WINDOW (window)->editor->is_handle_pressed = TRUE;
  gtk_paned_set_position (paned, gtk_paned_get_position (paned) - 20);
  g_assert_cmpint (g_settings_get_int (settings, "timeline-height"), >, 100);
  g_settings_reset (settings, "timeline-height");
  test_app_close (GTK_WINDOW (window));
}

/* The controller that takes what is dropped on the pages of the window. */
static GtkDropTarget *
find_target (GtkWidget *window)
{
  g_autoptr (GListModel) all
    = gtk_widget_observe_controllers (GTK_WIDGET (FW_WINDOW (window)->pages));

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (all, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  g_assert_not_reached ();
}

static void
drag_over (GtkWidget  *window,
           const char *words)
{
  GtkWidget *pages = GTK_WIDGET (FW_WINDOW (window)->pages);
  GtkWidget *sign = GTK_WIDGET (FW_WINDOW (window)->drop_sign);
  GtkDropTarget *target = find_target (window);
  GdkDragAction action = 0;

  g_assert_false (gtk_widget_get_mapped (sign));
  g_signal_emit_by_name (target, "enter", 100.0, 100.0, &action);
  g_assert_cmpint (action, ==, GDK_ACTION_COPY);
  test_app_wait_for (sign, GTK_TYPE_LABEL, "Drop it here");
  test_app_wait_for (sign, GTK_TYPE_LABEL, words);
  g_assert_true (gtk_widget_has_css_class (pages, "fw-dimmed"));
  g_signal_emit_by_name (target, "leave");
  g_assert_false (gtk_widget_get_mapped (sign));
  g_assert_false (gtk_widget_has_css_class (pages, "fw-dimmed"));
}

/* Test that the first page and the work both say that a file may be dropped, and what for. */
static void
test_drop_sign (void)
{
  g_autofree char *clip = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), "street.mp4", NULL);
  GtkWidget *window = fw_window_new (test_app_get ());

  gtk_window_present (GTK_WINDOW (window));
  drag_over (window, "a COCO file to continue");
  fw_window_open (FW_WINDOW (window), &(FwProjectFiles) { clip, NULL, NULL });
  g_assert_true (fw_test_wait (is_open, window));
  drag_over (window, "a manual for this work");
  test_app_close (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  if (!test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/open-window/not-media", test_not_media);
  g_test_add_func ("/open-window/resume", test_resume);
  g_test_add_func ("/open-window/save-folder", test_save_folder);
  g_test_add_func ("/open-window/json-path", test_json_path);
  g_test_add_func ("/open-window/timeline-height", test_timeline_height);
  g_test_add_func ("/open-window/drop-sign", test_drop_sign);
  return g_test_run ();
}
