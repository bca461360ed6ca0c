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

typedef struct
{
  guint      n_checked;
  GPtrArray *nameless; /* (element-type utf8) (owned) */
} Sweep;

static gboolean
has_text_inside (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_label (GTK_LABEL (widget))[0] != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child) && has_text_inside (child))
      return TRUE;
  return FALSE;
}

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY)
         || (GTK_IS_BUTTON (widget) && has_text_inside (widget))
         || (GTK_IS_LIST_BOX_ROW (widget) && has_text_inside (widget));
}

/* Parts of compound widgets are named by the compound: the entry in a search
 * entry, the button in a menu button. */
static gboolean
is_named_by_parent (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  for (int i = 0; parent != NULL && i < 3; i++, parent = gtk_widget_get_parent (parent))
    if ((GTK_IS_EDITABLE (parent) || GTK_IS_MENU_BUTTON (parent) || GTK_IS_DROP_DOWN (parent)
         || GTK_IS_SPIN_BUTTON (parent) || ADW_IS_COMBO_ROW (parent))
        && has_name (parent))
      return TRUE;
  return FALSE;
}

/* GTK's and libadwaita's own business. */
static gboolean
is_foreign (GtkWidget *widget)
{
  const char *type = G_OBJECT_TYPE_NAME (widget);

  return GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_WINDOW (widget) || GTK_IS_POPOVER (widget)
         || GTK_IS_VIEWPORT (widget) || GTK_IS_PANED (widget)
         || g_str_has_prefix (type, "AdwViewSwitcher") || g_str_has_prefix (type, "AdwToast")
         || g_str_has_prefix (type, "AdwPreferences") || ADW_IS_COMBO_ROW (widget)
         || gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL
         || gtk_widget_get_ancestor (widget, ADW_TYPE_COMBO_ROW) != NULL
         || gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER) != NULL;
}

static void
check_widget (GtkWidget *widget,
              gpointer   user_data)
{
  Sweep *sweep = user_data;

  /* What is on another page of a stack counts, what is put away does not. */
  if (!gtk_widget_get_focusable (widget) || !gtk_widget_is_visible (widget) || is_foreign (widget))
    return;
  sweep->n_checked++;
  if (!has_name (widget) && !is_named_by_parent (widget))
    {
      GtkWidget *parent = gtk_widget_get_parent (widget);
      const char *tooltip = gtk_widget_get_tooltip_text (widget);

      g_ptr_array_add (sweep->nameless,
                       g_strdup_printf ("%s in %s (%s)", G_OBJECT_TYPE_NAME (widget),
                                        parent != NULL ? G_OBJECT_TYPE_NAME (parent) : "nothing",
                                        tooltip != NULL ? tooltip : "no tooltip"));
    }
}

static void
sweep_window (GtkWidget *window,
              guint      at_least)
{
  Sweep sweep = { 0, g_ptr_array_new_with_free_func (g_free) };

  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  test_app_walk (window, check_widget, &sweep);
  for (guint i = 0; i < sweep.nameless->len; i++)
    g_test_message ("without a name: %s", (char *) g_ptr_array_index (sweep.nameless, i));
  g_assert_cmpuint (sweep.nameless->len, ==, 0);
  g_assert_cmpuint (sweep.n_checked, >=, at_least);
  g_ptr_array_unref (sweep.nameless);
}

/* Test that everything that can be focused in the window has a name. */
static void
test_window (void)
{
  GtkApplication *application = test_app_get ();
  GtkWidget *window = fw_window_new (application);

  sweep_window (window, 40);
  test_app_close (GTK_WINDOW (window));
}

/* Test the same of the preferences and the shortcuts page. */
static void
test_dialogs (void)
{
  GtkWidget *preferences = fw_preferences_new ();
  GtkWidget *shortcuts = fw_shortcuts_window_new ();

  sweep_window (preferences, 8);
  sweep_window (shortcuts, 100);
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
