/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Two versions on the screen: the pictures beside each other and one over the
 * other, the list with its letters, the bar. Labels without media, so that no
 * picture has to be decoded.
 */

#include "app-support.h"

#include "app/compare/compare-bar.h"
#include "app/compare/compare-panel.h"
#include "app/compare/compare-row-view.h"
#include "app/compare/compare-view.h"

#include "edit-kit.h"
#include "support/wait.h"

#include <string.h>

#define N_FRAMES 40

typedef struct
{
  FwSession      *session;
  FwCompareModel *model;
  GtkWidget      *window;
  GtkWidget      *bar;
  FwCompareView  *view;
  FwComparePanel *panel;
  gboolean        is_done;
  char           *said; /* (owned) (nullable) */
} Fixture;

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  fw_compare_model_run_finish (FW_COMPARE_MODEL (source), result, &error);
  g_assert_no_error (error);
  ((Fixture *) user_data)->is_done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Fixture *) user_data)->is_done;
}

static void
say_cb (Fixture    *fixture,
        const char *sentence)
{
  g_free (fixture->said);
  fixture->said = g_strdup (sentence);
}

static gboolean
is_shown (gpointer user_data)
{
  Fixture *fixture = user_data;
  FwCanvas *second = fw_compare_view_get_second (fixture->view);

  return gtk_widget_get_width (GTK_WIDGET (second)) > 0
         && fw_session_get_labels_shown (fw_canvas_get_session (second))
         && fw_session_get_labels_shown (fixture->session);
}

static void
open_labels (Fixture    *fixture,
             const char *a,
             const char *b)
{
  g_autoptr(FwDocument) theirs = kit_document (TRUE, N_FRAMES, b);
  GtkWidget *canvas = fw_canvas_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  *fixture = (Fixture) { .session = kit_session (TRUE, N_FRAMES, a) };

  g_autoptr(FwCompareVersion) version
    = fw_compare_version_new ("b.coco.json", NULL, fw_document_get_snapshot (theirs),
                              fw_session_get_snapshot (fixture->session));

  fixture->model = fw_compare_model_new (fixture->session, version);
  fw_compare_model_set_title (fixture->model, "a.coco.json · Dana");
  fw_compare_model_run_async (fixture->model, NULL, NULL, NULL, ran_cb, fixture);
  g_assert_true (fw_test_wait (is_done, fixture));

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 600);
  fw_canvas_set_session (FW_CANVAS (canvas), fixture->session);
  fixture->view = g_object_new (FW_TYPE_COMPARE_VIEW, "canvas", canvas, "hexpand", TRUE,
                                "vexpand", TRUE, NULL);
  fixture->bar = fw_compare_bar_new ();
  fixture->panel = FW_COMPARE_PANEL (fw_compare_panel_new ());
  fw_compare_bar_set_view (FW_COMPARE_BAR (fixture->bar), fixture->view);
  gtk_box_append (GTK_BOX (column), fixture->bar);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (fixture->view));
  gtk_box_append (GTK_BOX (box), column);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->panel));
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  g_signal_connect_swapped (fixture->panel, "say", G_CALLBACK (say_cb), fixture);

  fw_compare_view_set_model (fixture->view, fixture->model);
  fw_compare_bar_set_model (FW_COMPARE_BAR (fixture->bar), fixture->model);
  fw_compare_panel_set_model (fixture->panel, fixture->model);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (fw_test_wait (is_shown, fixture));
}

static void
close_labels (Fixture *fixture)
{
  test_app_close (GTK_WINDOW (fixture->window));
  /* Only threads that count may still hold it. */
  g_object_unref (fixture->model);
  g_object_unref (fixture->session);
  g_free (fixture->said);
}

#define A "1 car 0:10,10,60,40 9:10,10,60,40\n2 car 3:200,10,60,40\n"
#define B "1 car 0:14,10,60,40 9:14,10,60,40\n7 car 5:300,10,60,40\n"

/* Test that both pictures have one size and one frame, and go when it ends. */
static void
test_view (void)
{
  Fixture fixture;
  FwCanvas *second;
  GtkWidget *first;

  open_labels (&fixture, A, B);
  second = fw_compare_view_get_second (fixture.view);
  first = gtk_widget_get_first_child (GTK_WIDGET (fixture.view));
  g_assert_cmpint (gtk_widget_get_width (first), ==, gtk_widget_get_width (GTK_WIDGET (second)));
  g_assert_cmpint (gtk_widget_get_width (first), <,
                   gtk_widget_get_width (GTK_WIDGET (fixture.view)) / 2 + 1);
  g_assert_cmpfloat (fw_canvas_get_zoom (second), ==, fw_canvas_get_zoom (FW_CANVAS (first)));

  fw_session_set_frame (fixture.session, 5);
  g_assert_cmpint (fw_session_get_frame (fw_canvas_get_session (second)), ==, 5);
  fw_canvas_zoom_in (second);
  g_assert_cmpfloat (fw_canvas_get_zoom (second), ==, fw_canvas_get_zoom (FW_CANVAS (first)));

  /* B lies over A, which stays where it is. */
  fw_compare_view_set_shown (fixture.view, FW_COMPARE_B);
  g_assert_cmpint (fw_compare_view_get_mode (fixture.view), ==, FW_COMPARE_ONE_OVER_OTHER);
  g_assert_true (gtk_widget_get_child_visible (GTK_WIDGET (second)));
  g_assert_true (gtk_widget_get_child_visible (first));
  fw_compare_view_set_shown (fixture.view, FW_COMPARE_A);
  g_assert_false (gtk_widget_get_child_visible (GTK_WIDGET (second)));
  fw_compare_view_set_mode (fixture.view, FW_COMPARE_SIDE_BY_SIDE);
  g_assert_true (gtk_widget_get_child_visible (GTK_WIDGET (second)));

  fw_compare_view_set_model (fixture.view, NULL);
  g_assert_null (fw_compare_view_get_second (fixture.view));
  close_labels (&fixture);
}

static gboolean
is_b_shown (gpointer user_data)
{
  return fw_compare_view_get_shown (user_data) == FW_COMPARE_B;
}

/* Test that they change by themselves, unless the desktop asks for little movement. */
static void
test_blinking (void)
{
  Fixture fixture;
  GtkSettings *settings;

  open_labels (&fixture, A, B);
  settings = gtk_widget_get_settings (GTK_WIDGET (fixture.view));
  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  fw_compare_view_set_blinking (fixture.view, TRUE);
  g_assert_false (fw_compare_view_get_blinking (fixture.view));

  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  fw_compare_view_set_blinking (fixture.view, TRUE);
  g_assert_true (fw_compare_view_get_blinking (fixture.view));
  g_assert_true (fw_test_wait (is_b_shown, fixture.view));
  fw_compare_view_set_mode (fixture.view, FW_COMPARE_SIDE_BY_SIDE);
  g_assert_false (fw_compare_view_get_blinking (fixture.view));
  gtk_settings_reset_property (settings, "gtk-enable-animations");
  close_labels (&fixture);
}

/* The letters of the objects in the list, in their order. */
static void
find_letters (GtkWidget *widget,
              gpointer   user_data)
{
  if (gtk_widget_has_css_class (widget, "fw-letter"))
    g_ptr_array_add (user_data, widget);
}

static GPtrArray *
list_letters (Fixture *fixture)
{
  GPtrArray *letters = g_ptr_array_new ();

  test_app_walk (GTK_WIDGET (fixture->panel), find_letters, letters);

  return letters;
}

static gboolean
has_rows (gpointer user_data)
{
  g_autoptr(GPtrArray) letters = list_letters (user_data);

  return letters->len >= 6;
}

/* Test that a letter in the list decides, is pressed from then on, and shows undo. */
static void
test_letters (void)
{
  Fixture fixture;

  open_labels (&fixture, A, B);
  g_assert_true (fw_test_wait (has_rows, &fixture));

  g_autoptr(GPtrArray) letters = list_letters (&fixture);

  g_assert_cmpuint (letters->len, ==, 6);
  g_signal_emit_by_name (letters->pdata[1], "clicked");
  test_app_settle ();
  kit_assert (fixture.session,
              "1 car 0:14,10,60,40 9:14,10,60,40\n2 car 3:200,10,60,40\n");
  g_assert_cmpstr (fixture.said, ==, "Car 1 is as in B now");
  g_assert_cmpint (fw_compare_model_get_object (fixture.model, 0)->choice, ==, FW_CHOICE_THEIRS);
  g_assert_cmpint (fw_compare_model_get_current (fixture.model, NULL), ==, 0);

  g_autoptr(GPtrArray) after = list_letters (&fixture);

  g_assert_true (gtk_toggle_button_get_active (after->pdata[1]));
  g_assert_false (gtk_toggle_button_get_active (after->pdata[0]));
  /* Pressed again it stays as it is. */
  g_signal_emit_by_name (after->pdata[1], "clicked");
  test_app_settle ();
  g_assert_true (gtk_toggle_button_get_active (after->pdata[1]));

  kit_run (fixture.session, "undo");
  test_app_settle ();

  g_autoptr(GPtrArray) undone = list_letters (&fixture);

  g_assert_false (gtk_toggle_button_get_active (undone->pdata[1]));
  close_labels (&fixture);
}

/* Test what is said to a screen reader, and that everything has a name. */
static void
test_names (void)
{
  Fixture fixture;

  open_labels (&fixture, A, B);
  fw_compare_model_step (fixture.model, 1);
  g_assert_true (fw_test_wait (has_rows, &fixture));
  g_object_ref (fixture.window);
  test_app_sweep_names (fixture.window, 15);
  g_object_unref (fixture.window);
  close_labels (&fixture);
}

static void
find_status (GtkWidget *widget,
             gpointer   user_data)
{
  if (ADW_IS_STATUS_PAGE (widget))
    *(AdwStatusPage **) user_data = ADW_STATUS_PAGE (widget);
}

/* Test that two that are the same say so. */
static void
test_empty (void)
{
  Fixture fixture;
  AdwStatusPage *status = NULL;

  open_labels (&fixture, "1 car 0:10,10,60,40\n", "4 car 0:10,10,60,40\n");
  test_app_walk (GTK_WIDGET (fixture.panel), find_status, &status);
  g_assert_cmpstr (adw_status_page_get_title (status), ==, "No differences");
  g_assert_false (fw_compare_model_step (fixture.model, 1));
  close_labels (&fixture);
}

int
main (int    argc,
      char **argv)
{
  if (!test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/compare-view/pictures", test_view);
  g_test_add_func ("/compare-view/blinking", test_blinking);
  g_test_add_func ("/compare-view/letters", test_letters);
  g_test_add_func ("/compare-view/names", test_names);
  g_test_add_func ("/compare-view/empty", test_empty);
  return g_test_run ();
}
