/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening something else in a window in which somebody works. */

#include "app-support.h"

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

int
main (int    argc,
      char **argv)
{
  if (!test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/open-window/not-media", test_not_media);
  return g_test_run ();
}
