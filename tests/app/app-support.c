/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-support.h"

#include "app/application.h"
#include "app/late-tooltip.h"
#include "app/resources.h"
#include "app/settings.h"
#include "support/test-home.h"
#include "support/wait.h"

#include <glib/gstdio.h>
#include <string.h>

/* What would be opened in a person's browser or file manager is only written down. */
static void
make_opener (void)
{
  g_autofree char *opener = g_build_filename (fw_test_get_home (), "opener", NULL);
  g_autofree char *entry
    = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Opener\nExec=%s %%u\n", opener);

  fw_test_write_home ("opener", "#!/bin/sh\nprintf '%s\\n' \"$1\" >> \"$HOME/opened\"\n");
  g_assert_no_errno (g_chmod (opener, 0700));
  fw_test_write_home ("data/applications/opener.desktop", entry);
  fw_test_write_home ("config/mimeapps.list", "[Default Applications]\n"
                                              "text/html=opener.desktop\n"
                                              "application/json=opener.desktop\n"
                                              "inode/directory=opener.desktop\n");
}

char *
test_app_dup_opened (void)
{
  g_autofree char *path = g_build_filename (fw_test_get_home (), "opened", NULL);
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : g_strdup ("");
}

gboolean
test_app_init (int    *argc,
               char ***argv)
{
  g_autoptr (GError) error = NULL;

  fw_test_init (argc, argv);
  make_opener ();
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display\n");
      return FALSE;
    }
  adw_init ();
  if (!fw_settings_prepare (&error))
    g_error ("%s", error->message);
  fw_resources_register ();
  return TRUE;
}

GtkApplication *
test_app_get (void)
{
  static GApplication *application; /* as long as the program */
  g_autoptr (GError) error = NULL;

  if (application == NULL)
    {
      application = G_APPLICATION (fw_application_new ());
      g_application_set_flags (application, G_APPLICATION_NON_UNIQUE);
      if (!g_application_register (application, NULL, &error))
        g_error ("%s", error->message);
    }
  return GTK_APPLICATION (application);
}

void
test_app_settle (void)
{
  /* Idle callbacks may add idle callbacks, but not for ever. */
  for (int i = 0; i < 1000 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

void
test_app_walk (GtkWidget      *widget,
               TestWidgetFunc  func,
               gpointer        user_data)
{
  func (widget, user_data);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    test_app_walk (child, func, user_data);
}

/* Looking for widgets */

typedef struct
{
  GtkWidget  *root;
  GType       type;  /* of the widget */
  const char *text;  /* of a label or a button (nullable) */
  GtkWidget  *found; /* the first that is on the screen */
} Search;

const char *
test_app_get_text (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  if (GTK_IS_CHECK_BUTTON (widget))
    return gtk_check_button_get_label (GTK_CHECK_BUTTON (widget));

  /* As it is read: without the marks of mnemonics. */
  return GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;
}

static void
search_cb (GtkWidget *widget,
           gpointer   user_data)
{
  Search *search = user_data;
  const char *text = test_app_get_text (widget);

  if (search->found == NULL && g_type_is_a (G_OBJECT_TYPE (widget), search->type)
      && gtk_widget_get_mapped (widget)
      && (search->text == NULL || (text != NULL && strstr (text, search->text) != NULL)))
    search->found = widget;
}

GtkWidget *
test_app_find (GtkWidget  *root,
               GType       type,
               const char *text)
{
  Search search = { root, type, text, NULL };

  test_app_walk (root, search_cb, &search);

  return search.found;
}

GtkWidget *
test_app_tab_to (GtkWidget  *window,
                 GType       type,
                 const char *text,
                 guint       most)
{
  GtkWidget *before = NULL;

  for (guint i = 0; i < most; i++)
    {
      GtkWidget *focus;
      const char *said;

      gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (GTK_WINDOW (window));
      g_assert_true (focus != before);
      before = focus;
      said = focus != NULL ? test_app_get_text (focus) : NULL;
      g_test_message ("Tab to %s “%s”", focus != NULL ? G_OBJECT_TYPE_NAME (focus) : "nothing",
                      said != NULL ? said : "");
      if (focus != NULL && g_type_is_a (G_OBJECT_TYPE (focus), type)
          && (text == NULL || (said != NULL && strstr (said, text) != NULL)))
        return focus;
    }
  g_error ("Tab does not get to “%s”", text);
}

static gboolean
is_there (gpointer user_data)
{
  const Search *search = user_data;

  return test_app_find (search->root, search->type, search->text) != NULL;
}

GtkWidget *
test_app_wait_for (GtkWidget  *root,
                   GType       type,
                   const char *text)
{
  Search search = { root, type, text, NULL };

  g_test_message ("waiting for “%s”", text);
  g_assert_true (fw_test_wait (is_there, &search));

  return test_app_find (root, type, text);
}

void
test_app_close (GtkWindow *window)
{
  gpointer alive = window;

  g_object_add_weak_pointer (G_OBJECT (window), &alive);
  gtk_window_destroy (window);
  test_app_settle ();
  g_assert_null (alive);
}

/* Names ---------------------------------------------------------------------- */

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
         || ((GTK_IS_LIST_BOX_ROW (widget)
              || g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkListItemWidget"))
             && has_text_inside (widget));
}

/* Parts of compound widgets are named by the compound: the entry in a search
 * entry, the button in a menu button. */
static gboolean
is_named_by_parent (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  for (int i = 0; parent != NULL && i < 5; i++, parent = gtk_widget_get_parent (parent))
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
      const char *tooltip = fw_late_tooltip_get (widget);

      g_ptr_array_add (sweep->nameless,
                       g_strdup_printf ("%s in %s (%s)", G_OBJECT_TYPE_NAME (widget),
                                        parent != NULL ? G_OBJECT_TYPE_NAME (parent) : "nothing",
                                        tooltip != NULL ? tooltip : "no tooltip"));
    }
}

void
test_app_sweep_names (GtkWidget *window,
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
