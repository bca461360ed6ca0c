/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The card of what is selected, where the margin of the picture is narrow. */

#include "app-support.h"

#include "app/quick-card.h"
#include "app/window.h"
#include "support/wait.h"

static void
find_card (GtkWidget *widget,
           gpointer   user_data)
{
  if (FW_IS_QUICK_CARD (widget))
    *(GtkWidget **) user_data = widget;
}

static gboolean
has_session (gpointer window)
{
  FwProject *project = fw_window_get_project (window);

  return project != NULL && fw_project_get_session (project) != NULL
         && fw_session_get_labels_shown (fw_project_get_session (project));
}

static gboolean
has_content (gpointer card)
{
  return fw_quick_card_has_content (card);
}

static gboolean
is_home (gpointer window)
{
  return fw_window_is_free (window);
}

static int
measure (GtkWidget      *card,
         GtkOrientation  orientation,
         int             for_size)
{
  int natural = 0;

  gtk_widget_measure (card, orientation, for_size, NULL, &natural, NULL, NULL);

  return natural;
}

static gboolean
says_value (gpointer card)
{
  return test_app_find (card, GTK_TYPE_LABEL, "Occlusion: ") != NULL;
}

/* Test that a narrow card is as high as its words in more lines need, and that no
 * value is cut off. */
static void
test_narrow (void)
{
  g_autofree char *clip = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), "street.mp4", NULL);
  GtkWidget *window = fw_window_new (test_app_get ());
  GtkWidget *card = NULL;
  FwSession *session;
  gsize n;

  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 700);
  fw_window_open (FW_WINDOW (window), &(FwProjectFiles) { clip, NULL, NULL });
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (fw_test_wait (has_session, window));
  test_app_walk (window, find_card, &card);
  g_assert_nonnull (card);
  session = fw_project_get_session (fw_window_get_project (FW_WINDOW (window)));
  fw_session_select (session, fw_session_get_objects (session, &n)[0].id);
  g_assert_true (fw_test_wait (has_content, card));
  g_assert_true (fw_test_wait (says_value, card));

  GtkWidget *label = test_app_find (card, GTK_TYPE_LABEL, "Occlusion: ");

  g_assert_cmpint (gtk_label_get_ellipsize (GTK_LABEL (label)), ==, PANGO_ELLIPSIZE_NONE);
  fw_quick_card_set_width (FW_QUICK_CARD (card), 1);

  int least = measure (card, GTK_ORIENTATION_HORIZONTAL, -1);

  g_assert_cmpint (measure (card, GTK_ORIENTATION_VERTICAL, least), >,
                   measure (card, GTK_ORIENTATION_VERTICAL, 600));
  gtk_widget_activate_action (window, "win.home", NULL);
  g_assert_true (fw_test_wait (is_home, window));
  test_app_close (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  if (!test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/quick-card/narrow", test_narrow);
  return g_test_run ();
}
