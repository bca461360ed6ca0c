/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Everything that can be focused says what it is. A sweep over the whole
 * window, so that a new button without a name fails here.
 */

#include "app-support.h"

#include "app/canvas/canvas.h"
#include "app/preferences.h"
#include "app/shortcuts-window.h"
#include "app/timeline/timeline.h"
#include "app/window.h"

/* Test that everything that can be focused in the window has a name. */
static void
test_window (void)
{
  GtkApplication *application = test_app_get ();
  GtkWidget *window = fw_window_new (application);

  test_app_sweep_names (window, 40);
  test_app_close (GTK_WINDOW (window));
}

/* Test the same of the preferences and the shortcuts page. */
static void
test_dialogs (void)
{
  GtkWidget *preferences = fw_preferences_new ();
  GtkWidget *shortcuts = fw_shortcuts_window_new ();

  test_app_sweep_names (preferences, 8);
  test_app_sweep_names (shortcuts, 100);
  test_app_close (GTK_WINDOW (preferences));
  test_app_close (GTK_WINDOW (shortcuts));
}

static void
find_type (GtkWidget *widget,
           gpointer   user_data)
{
  struct
  {
    GType      type;
    GtkWidget *found;
  } *search = user_data;

  if (search->found == NULL && G_TYPE_CHECK_INSTANCE_TYPE (widget, search->type))
    search->found = widget;
}

/* Test the roles that screen readers go by. */
static void
test_roles (void)
{
  static const struct
  {
    GType (*get_type) (void);
    GtkAccessibleRole role;
  } cases[] = {
    { fw_canvas_get_type, GTK_ACCESSIBLE_ROLE_IMG },
    { fw_timeline_get_type, GTK_ACCESSIBLE_ROLE_SLIDER },
    { gtk_list_view_get_type, GTK_ACCESSIBLE_ROLE_LIST },
  };
  GtkApplication *application = test_app_get ();
  GtkWidget *window = fw_window_new (application);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      struct
      {
        GType      type;
        GtkWidget *found;
      } search = { cases[i].get_type (), NULL };

      test_app_walk (window, find_type, &search);
      g_test_message ("case %zu: %s", i, g_type_name (search.type));
      g_assert_nonnull (search.found);
      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (search.found), cases[i].role);
    }
  test_app_close (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  if (!test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/accessibility/names/window", test_window);
  g_test_add_func ("/accessibility/names/dialogs", test_dialogs);
  g_test_add_func ("/accessibility/roles", test_roles);
  return g_test_run ();
}
