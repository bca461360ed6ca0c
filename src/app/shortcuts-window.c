/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/shortcuts-window.h"

#include <glib/gi18n.h>

#include "app/late-tooltip.h"
#include "app/shortcuts.h"

#define FW_TYPE_SHORTCUTS_WINDOW (fw_shortcuts_window_get_type ())
G_DECLARE_FINAL_TYPE (FwShortcutsWindow, fw_shortcuts_window, FW, SHORTCUTS_WINDOW, AdwWindow)

struct _FwShortcutsWindow
{
  AdwWindow        parent_instance;

  GtkSearchEntry  *entry;
  GtkListBox      *list;
  GtkLabel        *hint;
  GtkToggleButton *waiting; /* (nullable) borrowed: the key button that listens */
};

G_DEFINE_FINAL_TYPE (FwShortcutsWindow, fw_shortcuts_window, ADW_TYPE_WINDOW)

static const FwShortcut *
get_shortcut (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), "shortcut");
}

static gboolean
row_matches (GtkListBoxRow *row,
             gpointer       user_data)
{
  FwShortcutsWindow *self = user_data;
  const FwShortcut *shortcut = get_shortcut (row);
  g_autofree char *typed = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
  g_autofree char *cap = fw_shortcuts_dup_cap (fw_shortcuts_get_default (), shortcut->action);
  g_autofree char *where = g_strconcat (fw_shortcut_get_title (shortcut), " ",
                                        fw_shortcut_get_group (shortcut), " ",
                                        cap != NULL ? cap : "", NULL);
  g_autofree char *text = g_utf8_casefold (where, -1);

  return strstr (text, typed) != NULL;
}

/* Headings between the groups. */
static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  const char *group = fw_shortcut_get_group (get_shortcut (row));

  if (before != NULL && g_str_equal (group, fw_shortcut_get_group (get_shortcut (before))))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  GtkWidget *label = gtk_label_new (group);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_top (label, before != NULL ? 18 : 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_list_box_row_set_header (row, label);
}

static char *
dup_all_caps (const char *action)
{
  const char *const *accels = fw_shortcuts_get_accels (fw_shortcuts_get_default (), action);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; accels[i] != NULL; i++)
    {
      g_autofree char *cap = fw_accel_dup_cap (accels[i]);

      if (cap == NULL)
        continue;
      if (text->len > 0)
        /* Translators: between two keys that do the same. */
        g_string_append (text, _(" or "));
      g_string_append (text, cap);
    }
  if (text->len == 0)
    g_string_append (text, _("No key"));
  return g_string_free (text, FALSE);
}

static void
update_row (GtkWidget *row)
{
  const FwShortcut *shortcut = get_shortcut (row);
  GtkWidget *button = g_object_get_data (G_OBJECT (row), "button");
  GtkWidget *reset = g_object_get_data (G_OBJECT (row), "reset");
  g_autofree char *caps = dup_all_caps (shortcut->action);
  g_autofree char *label = g_strdup_printf (_("%s: %s. Press to change the key."),
                                            fw_shortcut_get_title (shortcut), caps);

  gtk_button_set_label (GTK_BUTTON (button), caps);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_visible (reset, fw_shortcuts_is_changed (fw_shortcuts_get_default (),
                                                          shortcut->action));
}

static void
update_rows (FwShortcutsWindow *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    update_row (GTK_WIDGET (row));
}

static void
stop_waiting (FwShortcutsWindow *self)
{
  GtkToggleButton *button = g_steal_pointer (&self->waiting);

  if (button == NULL)
    return;
  gtk_toggle_button_set_active (button, FALSE);
  gtk_label_set_label (self->hint, _("Press a key button to change its key."));
  update_rows (self);
}

static void
key_toggled_cb (GtkToggleButton   *button,
                FwShortcutsWindow *self)
{
  if (!gtk_toggle_button_get_active (button))
    {
      if (self->waiting == button)
        stop_waiting (self);
      return;
    }
  stop_waiting (self);
  self->waiting = button;
  gtk_button_set_label (GTK_BUTTON (button), _("Press a key…"));
  gtk_label_set_label (self->hint, _("Backspace takes the key away, Escape leaves it as it was."));
}

static void
reset_cb (GtkButton         *button,
          FwShortcutsWindow *self)
{
  stop_waiting (self);
  fw_shortcuts_set_accels (fw_shortcuts_get_default (), get_shortcut (button)->action, NULL);
}

/* Gives the pressed key to @action, and tells who had it before. */
static void
take_key (FwShortcutsWindow *self,
          const char        *action,
          GdkEvent          *event)
{
  FwShortcuts *shortcuts = fw_shortcuts_get_default ();
  g_autofree char *accel = fw_shortcuts_dup_pressed (shortcuts, event);

  if (accel == NULL)
    return;
  if (fw_accel_is_reserved (accel))
    {
      gtk_label_set_label (self->hint,
                           _("The desktop needs this key for itself. Press another one."));
      return;
    }

  const char *const accels[] = { accel, NULL };
  const FwShortcut *other = fw_shortcuts_find_accel (shortcuts, action, accel);

  stop_waiting (self);
  fw_shortcuts_set_accels (shortcuts, action, accels);
  if (other == NULL)
    return;

  gboolean is_without = fw_shortcuts_get_accels (shortcuts, other->action)[0] == NULL;
  g_autofree char *text =
    g_strdup_printf (is_without ? _("“%s” gave up this key and has none now. Its arrow brings it "
                                    "back.")
                                : _("“%s” gave up this key. Its arrow brings it back."),
                     fw_shortcut_get_title (other));

  gtk_label_set_label (self->hint, text);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *key,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                FwShortcutsWindow     *self)
{
  if (self->waiting == NULL)
    {
      if (keyval != GDK_KEY_Escape)
        return GDK_EVENT_PROPAGATE;
      gtk_window_close (GTK_WINDOW (self));
      return GDK_EVENT_STOP;
    }

  const char *action = get_shortcut (self->waiting)->action;
  GdkModifierType chord = GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK;

  if (keyval == GDK_KEY_Escape)
    {
      stop_waiting (self);
      return GDK_EVENT_STOP;
    }
  if (keyval == GDK_KEY_BackSpace && (state & chord) == 0)
    {
      const char *const none[] = { NULL };

      stop_waiting (self);
      fw_shortcuts_set_accels (fw_shortcuts_get_default (), action, none);
      return GDK_EVENT_STOP;
    }

  take_key (self, action,
            gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (key)));
  return GDK_EVENT_STOP;
}

static GtkWidget *
new_row (FwShortcutsWindow *self,
         const FwShortcut  *shortcut)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (fw_shortcut_get_title (shortcut));
  GtkWidget *reset = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_widget_add_css_class (box, "fw-shortcut-row");
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (reset, "flat");
  fw_late_tooltip_set (reset, _("Back to the usual key"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (reset), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Back to the usual key"), -1);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), reset);
  gtk_box_append (GTK_BOX (box), button);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);

  g_object_set_data (G_OBJECT (row), "shortcut", (gpointer) shortcut);
  g_object_set_data (G_OBJECT (button), "shortcut", (gpointer) shortcut);
  g_object_set_data (G_OBJECT (reset), "shortcut", (gpointer) shortcut);
  g_object_set_data (G_OBJECT (row), "button", button);
  g_object_set_data (G_OBJECT (row), "reset", reset);
  g_signal_connect (button, "toggled", G_CALLBACK (key_toggled_cb), self);
  g_signal_connect (reset, "clicked", G_CALLBACK (reset_cb), self);
  update_row (row);
  return row;
}

static void
search_cb (FwShortcutsWindow *self)
{
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_invalidate_headers (self->list);
}

static void
fw_shortcuts_window_class_init (FwShortcutsWindowClass *klass)
{
}

static void
fw_shortcuts_window_init (FwShortcutsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  gsize n = 0;
  const FwShortcut *table = fw_shortcuts_get_table (&n);

  gtk_window_set_title (GTK_WINDOW (self), _("Keyboard Shortcuts"));
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 720);
  self->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->entry, "placeholder-text", _("Search by name or key"), NULL);
  gtk_widget_set_size_request (GTK_WIDGET (self->entry), 300, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search by name or key"), -1);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->entry));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "fw-search-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Keyboard Shortcuts"), -1);
  for (gsize i = 0; i < n; i++)
    gtk_list_box_append (self->list, new_row (self, &table[i]));
  gtk_list_box_set_filter_func (self->list, row_matches, self, NULL);
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_margin_start (GTK_WIDGET (self->list), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (self->list), 18);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->list), 18);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);

  self->hint = GTK_LABEL (gtk_label_new (_("Press a key button to change its key.")));
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "dim-label");
  gtk_widget_set_margin_top (GTK_WIDGET (self->hint), 9);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->hint), 9);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint));
  adw_window_set_content (ADW_WINDOW (self), box);

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (search_cb), self);
  g_signal_connect_object (fw_shortcuts_get_default (), "changed", G_CALLBACK (update_rows), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
fw_shortcuts_window_new (void)
{
  return g_object_new (FW_TYPE_SHORTCUTS_WINDOW, NULL);
}
