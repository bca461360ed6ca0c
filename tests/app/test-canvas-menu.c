/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What opens over the picture: the menu of the secondary button, and choosing a category. */

#include "app-support.h"
#include "project-kit.h"

#include "app/canvas-menu.h"
#include "app/canvas/canvas.h"
#include "app/category-popover.h"
#include "app/window.h"

typedef struct
{
  ProjectKit kit;
  GtkWidget *window;
  GtkWidget *canvas;
  FwSession *session; /* borrowed */
} Fixture;

static gboolean
has_session (gpointer window)
{
  FwProject *project = fw_window_get_project (window);

  return project != NULL && fw_project_get_session (project) != NULL
         && fw_session_get_labels_shown (fw_project_get_session (project));
}

static void
find_canvas (GtkWidget *widget,
             gpointer   user_data)
{
  if (FW_IS_CANVAS (widget) && gtk_widget_get_mapped (widget))
    *(GtkWidget **) user_data = widget;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autofree char *clip = NULL;
  gsize n;

  kit_set_up (&fixture->kit);
  clip = kit_path (&fixture->kit, "street.mp4");
  kit_copy_sample (&fixture->kit, "street.mp4", "street.mp4");
  kit_copy_sample (&fixture->kit, "street.coco.json", "street.coco.json");
  fixture->window = fw_window_new (test_app_get ());
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 780);
  fw_window_open (FW_WINDOW (fixture->window), &(FwProjectFiles) { clip, NULL, NULL });
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (fw_test_wait (has_session, fixture->window));
  test_app_walk (fixture->window, find_canvas, &fixture->canvas);
  g_assert_nonnull (fixture->canvas);
  fixture->session = fw_project_get_session (fw_window_get_project (FW_WINDOW (fixture->window)));
  fw_session_select (fixture->session, fw_session_get_objects (fixture->session, &n)[0].id);
  gtk_widget_grab_focus (fixture->canvas);
}

static gboolean
is_home (gpointer window)
{
  return fw_window_is_free (window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  gtk_widget_activate_action (fixture->window, "win.home", NULL);
  g_assert_true (fw_test_wait (is_home, fixture->window));
  test_app_close (GTK_WINDOW (fixture->window));
  kit_tear_down (&fixture->kit);
}

static gboolean
is_whole (gpointer label)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (label, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  return gtk_adjustment_get_page_size (down) > 1.0
         && gtk_adjustment_get_upper (down) <= gtk_adjustment_get_page_size (down);
}

/* Test that the menu shows all that is in it, with the keys. */
static void
test_menu (Fixture       *fixture,
           gconstpointer  user_data)
{
  GtkWidget *last;

  g_signal_emit_by_name (fixture->canvas, "context-menu", 200.0, 100.0,
                         (gint64) fw_session_get_primary (fixture->session));
  last = test_app_wait_for (fixture->window, GTK_TYPE_LABEL, "Ask a question");
  g_assert_true (fw_test_wait (is_whole, last));
  g_assert_nonnull (test_app_find (fixture->window, GTK_TYPE_LABEL, "Shift+M"));
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (last, GTK_TYPE_POPOVER)));
  test_app_settle ();
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == fixture->canvas);
}

/* "Duplicate Ctrl+D; …": the items of a menu with their first keys. */
static void
add_items (GMenuModel *menu,
           GString    *text)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autofree char *label = NULL;
      g_autofree char *accel = NULL;

      if (section != NULL)
        {
          add_items (section, text);
          continue;
        }
      g_menu_model_get_item_attribute (menu, i, "label", "s", &label);
      g_menu_model_get_item_attribute (menu, i, "accel", "s", &accel);
      g_string_append_printf (text, "%s %s\n", label, accel != NULL ? accel : "-");
    }
}

/* Test that a picture has no tracks to split, and pictures instead of frames. */
static void
test_object_menu (void)
{
  g_autoptr (GMenuModel) of_video = fw_canvas_menu_new_for_object (TRUE);
  g_autoptr (GMenuModel) of_picture = fw_canvas_menu_new_for_object (FALSE);
  g_autoptr (GString) video = g_string_new (NULL);
  g_autoptr (GString) picture = g_string_new (NULL);

  add_items (of_video, video);
  add_items (of_picture, picture);
  g_assert_cmpstr (video->str, ==,
                   "Duplicate <Control>d\nCopy to following frames… <Control>b\n"
                   "Split the track here <Shift>m\nMerge the selected tracks m\n"
                   "Swap the selected tracks from here on -\n"
                   "Bring forward period\nSend back comma\nDelete Delete\n");
  g_assert_cmpstr (picture->str, ==,
                   "Duplicate <Control>d\nCopy to following pictures… <Control>b\n"
                   "Bring forward period\nSend back comma\nDelete Delete\n");
}

static void
find_entry (GtkWidget *widget,
            gpointer   user_data)
{
  if (GTK_IS_SEARCH_ENTRY (widget) && gtk_widget_get_mapped (widget)
      && gtk_widget_get_ancestor (widget, FW_TYPE_CATEGORY_POPOVER) != NULL)
    *(GtkWidget **) user_data = widget;
}

static gboolean
is_choosing (gpointer user_data)
{
  Fixture *fixture = user_data;
  GtkWidget *entry = NULL;

  test_app_walk (fixture->window, find_entry, &entry);

  return entry != NULL;
}

/* Opens by the key's action, types, and presses Enter or the button that adds. */
static void
choose (Fixture    *fixture,
        const char *typed,
        gboolean    adds)
{
  GtkWidget *entry = NULL;

  gtk_widget_activate_action (fixture->window, "win.choose-category", NULL);
  g_assert_true (fw_test_wait (is_choosing, fixture));
  test_app_walk (fixture->window, find_entry, &entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), typed);
  g_signal_emit_by_name (entry, "search-changed");
  if (adds)
    g_signal_emit_by_name (test_app_wait_for (fixture->window, GTK_TYPE_BUTTON, "Add “"),
                           "clicked");
  else
    g_signal_emit_by_name (entry, "activate");
  test_app_settle ();
  g_assert_false (is_choosing (fixture));
}

static void
assert_category (Fixture    *fixture,
                 const char *expected)
{
  FwTrackId id = fw_session_get_primary (fixture->session);
  FwTrack *track = fw_snapshot_get_track (fw_session_get_snapshot (fixture->session), id);
  g_autofree char *name
    = fw_session_dup_category_name (fixture->session, fw_track_get_category (track));

  g_assert_cmpstr (name, ==, expected);
}

/* Test that a name counts before one that only contains it, that it can be added beside that
 * one, and that whoever came from the picture is at the picture again. */
static void
test_category (Fixture       *fixture,
               gconstpointer  user_data)
{
  choose (fixture, "Minipram", TRUE);
  assert_category (fixture, "Minipram");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == fixture->canvas);

  choose (fixture, "pram", FALSE);
  assert_category (fixture, "Minipram");
  choose (fixture, "Pram", TRUE);
  assert_category (fixture, "Pram");
  choose (fixture, "minip", FALSE);
  assert_category (fixture, "Minipram");
  choose (fixture, "pram", FALSE);
  assert_category (fixture, "Pram");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == fixture->canvas);
}

int
main (int    argc,
      char **argv)
{
  if (!test_app_init (&argc, &argv))
    return 0;

  g_test_add ("/canvas-menu/whole", Fixture, NULL, set_up, test_menu, tear_down);
  g_test_add_func ("/canvas-menu/object", test_object_menu);
  g_test_add ("/canvas-menu/category", Fixture, NULL, set_up, test_category, tear_down);
  return g_test_run ();
}
