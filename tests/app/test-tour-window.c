/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tour in the whole window: where it begins, what it says, how it ends. */

#include "app-support.h"

#include "app/canvas/canvas.h"
#include "app/habit-bar.h"
#include "app/settings.h"
#include "app/shortcuts.h"
#include "app/tour/tour-bar.h"
#include "app/window.h"
#include "support/wait.h"

static void
find_bar (GtkWidget *widget,
          gpointer   user_data)
{
  if (FW_IS_TOUR_BAR (widget))
    *(GtkWidget **) user_data = widget;
}

static GtkWidget *
get_bar (GtkWidget *window)
{
  GtkWidget *bar = NULL;

  test_app_walk (window, find_bar, &bar);
  g_assert_nonnull (bar);

  return bar;
}

static void
find_question (GtkWidget *widget,
               gpointer   user_data)
{
  if (FW_IS_HABIT_BAR (widget) && gtk_widget_get_mapped (widget))
    *(GtkWidget **) user_data = widget;
}

/* Which keys the hands are used to. */
static gboolean
is_asked (gpointer window)
{
  GtkWidget *question = NULL;

  test_app_walk (window, find_question, &question);

  return question != NULL;
}

/* The first page asks too, and goes by and by. */
static gboolean
is_not_asked (gpointer window)
{
  return !is_asked (window);
}

static gboolean
is_shown (gpointer bar)
{
  return gtk_widget_get_visible (bar);
}

static gboolean
is_home (gpointer window)
{
  return fw_window_is_free (window);
}

static gboolean
has_session (gpointer window)
{
  FwProject *project = fw_window_get_project (window);

  return project != NULL && fw_project_get_session (project) != NULL;
}

static void
go_home (GtkWidget *window)
{
  gtk_widget_activate_action (window, "win.home", NULL);
  g_assert_true (fw_test_wait (is_home, window));
  test_app_close (GTK_WINDOW (window));
}

/* Test that it opens the sample from the first page, is walked through with one key, and
 * that the last press ends it. */
static void
test_from_home (void)
{
  GtkWidget *window = fw_window_new (test_app_get ());
  GtkWidget *bar = get_bar (window);

  gtk_window_present (GTK_WINDOW (window));
  g_assert_false (gtk_widget_get_visible (bar));
  gtk_widget_activate_action (window, "win.tour", NULL);
  g_assert_true (fw_test_wait (is_shown, bar));
  g_assert_nonnull (strstr (fw_tour_bar_get_text (FW_TOUR_BAR (bar)), "F goes to the next frame"));
  g_assert_true (fw_test_wait (is_not_asked, window));

  gtk_widget_activate_action (window, "win.next-frame", NULL);
  g_assert_nonnull (strstr (fw_tour_bar_get_text (FW_TOUR_BAR (bar)), "Draw one"));
  for (int i = FW_TOUR_DRAW; i < FW_TOUR_RULE; i++)
    gtk_widget_activate_action (window, "win.tour", NULL);
  gtk_widget_activate_action (window, "win.show-rule", "s", "ST-001");
  g_assert_nonnull (strstr (fw_tour_bar_get_text (FW_TOUR_BAR (bar)), "Solve one problem"));
  for (int i = FW_TOUR_FIX; i < FW_TOUR_OVER; i++)
    gtk_widget_activate_action (window, "win.tour", NULL);
  g_assert_nonnull (strstr (fw_tour_bar_get_text (FW_TOUR_BAR (bar)), "That was the tour"));
  gtk_widget_activate_action (window, "win.tour", NULL);
  g_assert_false (gtk_widget_get_visible (bar));
  g_assert_true (is_asked (window));

  /* Begun again, it ends with what is open. */
  gtk_widget_activate_action (window, "win.tour", NULL);
  g_assert_true (gtk_widget_get_visible (bar));
  gtk_widget_activate_action (window, "win.home", NULL);
  g_assert_true (fw_test_wait (is_home, window));
  g_assert_false (gtk_widget_get_visible (bar));
  test_app_close (GTK_WINDOW (window));
}

static gboolean
has_second_window (gpointer user_data)
{
  GtkWidget **second = user_data;

  for (GList *l = gtk_application_get_windows (test_app_get ()); l != NULL; l = l->next)
    if (FW_IS_WINDOW (l->data) && l->data != second[0])
      second[1] = l->data;

  return second[1] != NULL && gtk_widget_get_visible (get_bar (second[1]));
}

/* Test that other work stays open, untouched, and the tour gets a window of its own;
 * asked for once more, it is the same window. */
static void
test_beside_work (void)
{
  g_autofree char *clip
    = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), "driving", "city.mp4", NULL);
  GtkWidget *windows[2] = { fw_window_new (test_app_get ()), NULL };

  fw_window_open (FW_WINDOW (windows[0]), &(FwProjectFiles) { clip, NULL, NULL });
  gtk_window_present (GTK_WINDOW (windows[0]));
  g_assert_true (fw_test_wait (has_session, windows[0]));
  gtk_widget_activate_action (windows[0], "win.tour", NULL);
  g_assert_true (fw_test_wait (has_second_window, windows));
  g_assert_true (has_session (windows[0]));
  g_assert_false (gtk_widget_get_visible (get_bar (windows[0])));

  guint n = g_list_length (gtk_application_get_windows (test_app_get ()));

  gtk_widget_activate_action (windows[0], "win.tour", NULL);
  test_app_settle ();
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (test_app_get ())), ==, n);
  go_home (windows[1]);
  go_home (windows[0]);
}

/* Test that its words follow the person's keys, and that who is asked for them after it
 * is back at the picture with the answer. */
static void
test_keys (void)
{
  g_autoptr(GSettings) settings = fw_settings_new ();
  GtkWidget *window = fw_window_new (test_app_get ());
  GtkWidget *bar = get_bar (window);

  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (window, "win.tour", NULL);
  g_assert_true (fw_test_wait (is_shown, bar));
  g_settings_set_enum (settings, "preset", FW_PRESET_LABELME);
  g_assert_true (g_str_has_prefix (fw_tour_bar_get_text (FW_TOUR_BAR (bar)),
                                   "D goes to the next frame and A back"));
  g_settings_reset (settings, "preset");
  g_settings_reset (settings, "habit-asked");
  gtk_widget_activate_action (window, "win.tour-end", NULL);

  GtkWidget *button = test_app_wait_for (window, GTK_TYPE_BUTTON, "CVAT");

  gtk_widget_grab_focus (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (is_asked (window));
  g_assert_true (FW_IS_CANVAS (gtk_window_get_focus (GTK_WINDOW (window))));
  g_settings_reset (settings, "preset");
  g_settings_reset (settings, "habit-asked");
  go_home (window);
}

int
main (int    argc,
      char **argv)
{
  if (!test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/tour-window/from-home", test_from_home);
  g_test_add_func ("/tour-window/beside-work", test_beside_work);
  g_test_add_func ("/tour-window/keys", test_keys);
  return g_test_run ();
}
