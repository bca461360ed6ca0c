/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A plain AdwWindow with a preferences page in it: AdwPreferencesWindow is
 * going away, its pages, groups and rows stay.
 */

#include "app/preferences.h"

#include <glib/gi18n.h>

#include "app/closing-key.h"
#include "app/settings.h"
#include "media/source.h"

#define FW_TYPE_PREFERENCES (fw_preferences_get_type ())
G_DECLARE_FINAL_TYPE (FwPreferences, fw_preferences, FW, PREFERENCES, AdwWindow)

struct _FwPreferences
{
  AdwWindow      parent_instance;

  GtkEntry      *name;
  GtkSpinButton *cache;
  GtkSpinButton *step;
  GtkSwitch     *key_caps;
  GtkSwitch     *single_keys;
  GtkSwitch     *tab;
  AdwComboRow   *preset;
  GtkButton     *reset_keys;
  GtkLabel      *cache_note;

  GSettings     *settings; /* (owned) */
};

G_DEFINE_FINAL_TYPE (FwPreferences, fw_preferences, ADW_TYPE_WINDOW)

static void
preset_cb (FwPreferences *self)
{
  g_settings_set_enum (self->settings, "preset", (int) adw_combo_row_get_selected (self->preset));
}

static void
preset_changed_cb (FwPreferences *self)
{
  adw_combo_row_set_selected (self->preset, (guint) g_settings_get_enum (self->settings, "preset"));
}

static void
changes_cb (FwPreferences *self)
{
  g_autoptr (GVariant) changes = g_settings_get_value (self->settings, "shortcut-changes");

  gtk_widget_set_sensitive (GTK_WIDGET (self->reset_keys), g_variant_n_children (changes) > 0);
}

static void
reset_keys_cb (FwPreferences *self)
{
  g_settings_reset (self->settings, "shortcut-changes");
}

static void
fw_preferences_dispose (GObject *object)
{
  FwPreferences *self = FW_PREFERENCES (object);

  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), FW_TYPE_PREFERENCES);

  G_OBJECT_CLASS (fw_preferences_parent_class)->dispose (object);
}

static void
fw_preferences_class_init (FwPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_preferences_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/framewright/Framewright/preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, FwPreferences, name);
  gtk_widget_class_bind_template_child (widget_class, FwPreferences, cache);
  gtk_widget_class_bind_template_child (widget_class, FwPreferences, cache_note);
  gtk_widget_class_bind_template_child (widget_class, FwPreferences, step);
  gtk_widget_class_bind_template_child (widget_class, FwPreferences, key_caps);
  gtk_widget_class_bind_template_child (widget_class, FwPreferences, single_keys);
  gtk_widget_class_bind_template_child (widget_class, FwPreferences, tab);
  gtk_widget_class_bind_template_child (widget_class, FwPreferences, preset);
  gtk_widget_class_bind_template_child (widget_class, FwPreferences, reset_keys);
}

static void
fw_preferences_init (FwPreferences *self)
{
  g_autofree char *automatic =
    g_strdup_printf (_("0 chooses by itself: %u MiB now"),
                     (guint) (fw_source_default_cache_bytes () >> 20));

  self->settings = fw_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fw_closing_key_add (GTK_WINDOW (self), GTK_PHASE_BUBBLE);
  g_object_set (self->name, "placeholder-text", fw_settings_get_account_name (), NULL);
  gtk_label_set_label (self->cache_note, automatic);

  g_settings_bind (self->settings, "person-name", self->name, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "cache-budget-mib",
                   gtk_spin_button_get_adjustment (self->cache), "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "step", gtk_spin_button_get_adjustment (self->step), "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "show-key-caps", self->key_caps, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "single-keys", self->single_keys, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "tab-moves-focus", self->tab, "active",
                   G_SETTINGS_BIND_DEFAULT);

  preset_changed_cb (self);
  changes_cb (self);
  g_signal_connect_swapped (self->preset, "notify::selected", G_CALLBACK (preset_cb), self);
  g_signal_connect_swapped (self->settings, "changed::preset", G_CALLBACK (preset_changed_cb),
                            self);
  g_signal_connect_swapped (self->settings, "changed::shortcut-changes", G_CALLBACK (changes_cb),
                            self);
  g_signal_connect_swapped (self->reset_keys, "clicked", G_CALLBACK (reset_keys_cb), self);
}

GtkWidget *
fw_preferences_new (void)
{
  return g_object_new (FW_TYPE_PREFERENCES, NULL);
}
