/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/command-search.h"

#include <glib/gi18n.h>

#include "app/focus-return.h"
#include "app/key-cap.h"
#include "app/late-tooltip.h"

struct _FwCommandSearch
{
  GtkWidget             parent_instance;

  GtkMenuButton        *button;
  GtkWidget            *popover;
  GtkSearchEntry       *entry;
  GtkListBox           *list;
  GtkWidget            *nothing;
  GtkWidget            *window; /* borrowed: the root that holds this widget */
  const FwShortcutHost *host;
  FwKeys                page;   /* on which it stands */
  gboolean              is_collapsed;
};

G_DEFINE_FINAL_TYPE (FwCommandSearch, fw_command_search, GTK_TYPE_WIDGET)

static const FwShortcut *
get_shortcut (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "shortcut");
}

/* Away from the editor most of its commands have no meaning. */
static gboolean
is_meant (FwCommandSearch  *self,
          const FwShortcut *shortcut)
{
  const char *name = strchr (shortcut->action, '.');
  gboolean is_of_window = g_str_has_prefix (shortcut->action, "win.");

  if (self->page == FW_KEYS_EDITOR)
    return TRUE;

  return is_of_window && self->window != NULL
         && g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), name + 1);
}

/* Every typed word has to occur in heading or title. */
static gboolean
row_matches (GtkListBoxRow *row,
             gpointer       user_data)
{
  FwCommandSearch *self = user_data;
  const FwShortcut *shortcut = get_shortcut (row);

  if (!is_meant (self, shortcut))
    return FALSE;

  g_autofree char *typed = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
  g_autofree char *where = g_strconcat (fw_shortcut_get_title (shortcut), " ",
                                        fw_shortcut_get_group (shortcut), NULL);
  g_autofree char *text = g_utf8_casefold (where, -1);
  g_auto (GStrv) words = g_strsplit (typed, " ", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static GtkListBoxRow *
find_first (FwCommandSearch *self)
{
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);

      if (row == NULL || row_matches (row, self))
        return row;
    }
}

static gboolean
do_idle (gpointer user_data)
{
  FwCommandSearch *self = user_data;
  const char *action = g_object_get_data (G_OBJECT (self), "action");

  if (self->window != NULL && action != NULL)
    fw_shortcuts_activate (self->window, self->host, action);
  return G_SOURCE_REMOVE;
}

static void
run_row (FwCommandSearch *self,
         GtkListBoxRow   *row)
{
  if (row == NULL)
    return;
  g_object_set_data (G_OBJECT (self), "action", (gpointer) get_shortcut (row)->action);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-canvas", NULL);
  /* After the pop-over has let go of the keyboard. */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, do_idle, g_object_ref (self), g_object_unref);
}

static void
activate_cb (FwCommandSearch *self)
{
  run_row (self, find_first (self));
}

static void
search_changed_cb (FwCommandSearch *self)
{
  GtkListBoxRow *first;

  gtk_list_box_invalidate_filter (self->list);
  first = find_first (self);
  gtk_list_box_select_row (self->list, first);
  gtk_widget_set_visible (self->nothing, first == NULL);
}

/* The rows, when they are looked at first: at the start of the program nobody waits for them. */
static void
fill (FwCommandSearch *self)
{
  gsize n = 0;
  const FwShortcut *table = fw_shortcuts_get_table (&n);

  for (gsize i = 0; i < n; i++)
    {
      gboolean is_of_page = table[i].keys == FW_KEYS_HOME || table[i].keys == FW_KEYS_REVIEW
                            || table[i].keys == FW_KEYS_EXAM;

      if (is_of_page && table[i].keys != self->page)
        continue;

      GtkWidget *row = gtk_list_box_row_new ();
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      GtkWidget *title = gtk_label_new (fw_shortcut_get_title (&table[i]));
      GtkWidget *group = gtk_label_new (fw_shortcut_get_group (&table[i]));

      gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
      gtk_widget_set_hexpand (title, TRUE);
      gtk_widget_add_css_class (group, "dim-label");
      gtk_widget_add_css_class (group, "fw-small");
      gtk_box_append (GTK_BOX (box), title);
      gtk_box_append (GTK_BOX (box), group);
      gtk_box_append (GTK_BOX (box), fw_key_cap_new (table[i].action));
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      fw_shortcut_get_title (&table[i]), -1);
      g_object_set_data (G_OBJECT (row), "shortcut", (gpointer) &table[i]);
      gtk_list_box_append (self->list, row);
    }
}

static void
shown_cb (FwCommandSearch *self)
{
  if (gtk_list_box_get_row_at_index (self->list, 0) == NULL)
    fill (self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  search_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *key,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                FwCommandSearch       *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (keyval != GDK_KEY_Down || row == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return GDK_EVENT_STOP;
}

static void
closed_cb (FwCommandSearch *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), !self->is_collapsed);
}

static void
update_tooltip (FwCommandSearch *self)
{
  g_autofree char *text = fw_shortcuts_dup_tooltip (fw_shortcuts_get_default (), _("Do anything"),
                                                    "win.command-search");

  fw_late_tooltip_set (GTK_WIDGET (self->button), text);
}

static void
fw_command_search_dispose (GObject *object)
{
  FwCommandSearch *self = FW_COMMAND_SEARCH (object);

  self->window = NULL;
  if (self->button != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->button));
  self->button = NULL;

  G_OBJECT_CLASS (fw_command_search_parent_class)->dispose (object);
}

static void
fw_command_search_class_init (FwCommandSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_command_search_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_command_search_init (FwCommandSearch *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  self->page = FW_KEYS_EDITOR;
  self->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->entry, "placeholder-text", _("What do you want to do?"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search commands"), -1);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), key);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "fw-search-list");
  gtk_list_box_set_filter_func (self->list, row_matches, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Commands"), -1);
  self->nothing = gtk_label_new (_("Nothing is called that."));
  gtk_widget_add_css_class (self->nothing, "dim-label");

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 440);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));

  gtk_widget_set_size_request (box, 440, -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), self->nothing);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "system-search-symbolic");
  gtk_menu_button_set_popover (self->button, self->popover);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Do anything"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));

  update_tooltip (self);
  g_signal_connect_object (fw_shortcuts_get_default (), "changed", G_CALLBACK (update_tooltip),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (closed_cb), self);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (shown_cb), self);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (gtk_popover_popdown),
                            self->popover);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (run_row), self);
}

GtkWidget *
fw_command_search_new (void)
{
  return g_object_new (FW_TYPE_COMMAND_SEARCH, NULL);
}

void
fw_command_search_set_host (FwCommandSearch      *self,
                            GtkWidget            *window,
                            const FwShortcutHost *host)
{
  g_return_if_fail (FW_IS_COMMAND_SEARCH (self));

  self->window = window;
  self->host = host;
}

void
fw_command_search_set_page (FwCommandSearch *self,
                            FwKeys           page)
{
  g_return_if_fail (FW_IS_COMMAND_SEARCH (self));
  g_return_if_fail (gtk_list_box_get_row_at_index (self->list, 0) == NULL);

  self->page = page;
}

void
fw_command_search_set_collapsed (FwCommandSearch *self,
                                 gboolean         collapsed)
{
  g_return_if_fail (FW_IS_COMMAND_SEARCH (self));

  self->is_collapsed = collapsed;
  if (!gtk_widget_get_visible (self->popover))
    closed_cb (self);
}

void
fw_command_search_open (FwCommandSearch *self)
{
  g_return_if_fail (FW_IS_COMMAND_SEARCH (self));

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  fw_focus_return_after (GTK_POPOVER (self->popover));
  gtk_menu_button_popup (self->button);
}
