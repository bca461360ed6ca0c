/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of the objects of a frame: its rows, and what they cost from frame to frame. */

#include "app-support.h"
#include "canvas-support.h"

#include "app/panels/object-row.h"
#include "app/panels/objects-panel.h"

typedef struct
{
  FwSession *session;
  GtkWidget *window;
  GPtrArray *rows; /* of GtkWidget, as listed at last */
} Fixture;

static FwTrack *
track (FwTrackId id,
       FwFrame   first,
       FwFrame   last)
{
  return canvas_support_track (id, 1, fw_shape_new_box ((FwRect) { id * 2.0, 10, 20, 30 }), first, last);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  GtkWidget *panel = fw_objects_panel_new ();

  /* Three in frame 0, three others in frame 50, one of these alone in frame 99; far enough apart
   * for no ghosts. */
  fixture->session
      = canvas_support_session (track (1, 0, 9), track (2, 0, 9), track (3, 0, 9),
                                track (4, 50, 59), track (5, 50, 99), track (6, 50, 59), NULL);
  fixture->rows = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), panel);
  fw_objects_panel_set_session (FW_OBJECTS_PANEL (panel), fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_ptr_array_unref (fixture->rows);
  g_object_unref (fixture->session);
}

static void
collect_cb (GtkWidget *widget,
            gpointer   user_data)
{
  if (FW_IS_OBJECT_ROW (widget) && gtk_widget_get_mapped (widget))
    g_ptr_array_add (user_data, g_object_ref (widget));
}

static void
find_label_cb (GtkWidget *widget,
               gpointer   user_data)
{
  GString *names = user_data;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_ancestor (widget, FW_TYPE_OBJECT_ROW) != NULL)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                            gtk_label_get_label (GTK_LABEL (widget)));
}

static void
go (Fixture *fixture,
    FwFrame  frame)
{
  fw_session_set_frame (fixture->session, frame);
  gtk_test_widget_wait_for_draw (fixture->window);
  g_ptr_array_set_size (fixture->rows, 0);
  test_app_walk (fixture->window, collect_cb, fixture->rows);
}

static void
assert_names (Fixture    *fixture,
              const char *expected)
{
  g_autoptr(GString) names = g_string_new (NULL);

  test_app_walk (fixture->window, find_label_cb, names);
  g_assert_cmpstr (names->str, ==, expected);
}

/* Test that other objects in the places of those before are shown by the same rows, that rows
 * come and go with the number of objects, and that each shows its own object. */
static void
test_rows (Fixture      *fixture,
           gconstpointer data)
{
  go (fixture, 0);
  assert_names (fixture, "Car 1, Car 2, Car 3");

  g_autoptr(GPtrArray) before = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < fixture->rows->len; i++)
    g_ptr_array_add (before, g_object_ref (fixture->rows->pdata[i]));
  go (fixture, 50);
  assert_names (fixture, "Car 4, Car 5, Car 6");
  g_assert_cmpuint (fixture->rows->len, ==, before->len);
  for (guint i = 0; i < before->len; i++)
    g_assert_true (fixture->rows->pdata[i] == before->pdata[i]);
  go (fixture, 99);
  assert_names (fixture, "Car 5");
  go (fixture, 0);
  assert_names (fixture, "Car 1, Car 2, Car 3");
}

/* Test that the list shows the selection of the session, also when rows change their object. */
static void
test_selection (Fixture      *fixture,
                gconstpointer data)
{
  go (fixture, 0);
  fw_session_select (fixture->session, 2);
  gtk_test_widget_wait_for_draw (fixture->window);
  for (guint i = 0; i < fixture->rows->len; i++)
    {
      GtkWidget *item = gtk_widget_get_parent (fixture->rows->pdata[i]);

      g_assert_cmpint ((gtk_widget_get_state_flags (item) & GTK_STATE_FLAG_SELECTED) != 0, ==,
                       i == 1);
    }
  fw_session_select (fixture->session, 0);
  go (fixture, 50);
  fw_session_select (fixture->session, 6);
  gtk_test_widget_wait_for_draw (fixture->window);
  for (guint i = 0; i < fixture->rows->len; i++)
    {
      GtkWidget *item = gtk_widget_get_parent (fixture->rows->pdata[i]);

      g_assert_cmpint ((gtk_widget_get_state_flags (item) & GTK_STATE_FLAG_SELECTED) != 0, ==,
                       i == 2);
    }
}

static void
find_entry_cb (GtkWidget *widget,
               gpointer   user_data)
{
  if (GTK_IS_SEARCH_ENTRY (widget) && gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER) == NULL)
    *(GtkWidget **) user_data = widget;
}

/* Test that Enter in the search selects what was looked for, a number before what only contains
 * it, and that a frame with labels is not called empty. */
static void
test_search (Fixture      *fixture,
             gconstpointer data)
{
  GtkWidget *panel = gtk_window_get_child (GTK_WINDOW (fixture->window));
  GtkWidget *entry = NULL;

  go (fixture, 0);
  fw_objects_panel_search (FW_OBJECTS_PANEL (panel));
  test_app_walk (panel, find_entry_cb, &entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "nobody");
  g_signal_emit_by_name (entry, "search-changed");
  test_app_wait_for (panel, GTK_TYPE_LABEL, "is called that.");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpint (fw_session_get_primary (fixture->session), ==, 0);

  gtk_editable_set_text (GTK_EDITABLE (entry), "3");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpint (fw_session_get_primary (fixture->session), ==, 3);
  gtk_test_widget_wait_for_draw (fixture->window);
  assert_names (fixture, "Car 1, Car 2, Car 3");
}

int
main (int   argc,
      char *argv[])
{
  if (!test_app_init (&argc, &argv))
    return 0;

  g_test_add ("/objects-panel/rows", Fixture, NULL, set_up, test_rows, tear_down);
  g_test_add ("/objects-panel/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/objects-panel/selection", Fixture, NULL, set_up, test_selection, tear_down);

  return g_test_run ();
}
