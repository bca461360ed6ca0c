/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/habit-bar.h"

#include <glib/gi18n.h>

#include "app/late-tooltip.h"
#include "app/settings.h"
#include "app/shortcuts.h"

struct _FwHabitBar
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GSettings *settings; /* (owned) */
  gboolean   is_held_back;
};

G_DEFINE_FINAL_TYPE (FwHabitBar, fw_habit_bar, GTK_TYPE_WIDGET)

/* Names of programs: not translated. */
static const char *const names[FW_N_PRESETS] = {
  [FW_PRESET_FRAMEWRIGHT] = "Framewright",
  [FW_PRESET_CVAT] = "CVAT",
  [FW_PRESET_LABELME] = "labelme / LabelImg",
};

static void
update (FwHabitBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          !self->is_held_back
                            && !g_settings_get_boolean (self->settings, "habit-asked"));
}

void
fw_habit_bar_set_held_back (FwHabitBar *self,
                            gboolean    is_held_back)
{
  g_return_if_fail (FW_IS_HABIT_BAR (self));

  self->is_held_back = is_held_back;
  update (self);
}

/* Who chose keys in the preferences has answered too. */
static void
preset_cb (FwHabitBar *self)
{
  g_settings_set_boolean (self->settings, "habit-asked", TRUE);
}

/* The bar goes, and with it the focus of the button: the keys in question are those of
 * the picture. On the home page there is none, and the action is off. */
static void
answered (FwHabitBar *self)
{
  g_settings_set_boolean (self->settings, "habit-asked", TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-canvas", NULL);
}

static void
chosen_cb (GtkWidget  *button,
           FwHabitBar *self)
{
  int preset = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "preset"));
  g_autofree char *cap = NULL;
  g_autofree char *sentence = NULL;

  g_settings_set_enum (self->settings, "preset", preset);
  answered (self);
  cap = fw_shortcuts_dup_cap (fw_shortcuts_get_default (), "app.shortcuts");
  /* Translators: the name of a program, then a key. */
  sentence = g_strdup_printf (_("The keys are those of %s. %s shows them all."), names[preset],
                              cap != NULL ? cap : _("Keyboard Shortcuts"));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", sentence);
}

static void
close_cb (FwHabitBar *self)
{
  answered (self);
}

static void
fw_habit_bar_dispose (GObject *object)
{
  FwHabitBar *self = FW_HABIT_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (fw_habit_bar_parent_class)->dispose (object);
}

static void
fw_habit_bar_class_init (FwHabitBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_habit_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fw_habit_bar_init (FwHabitBar *self)
{
  GtkWidget *question = gtk_label_new (_("Which tool are you used to? The keys follow it."));
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->settings = fw_settings_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  gtk_widget_add_css_class (self->box, "fw-banner");
  gtk_widget_add_css_class (self->box, "grey");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  gtk_label_set_wrap (GTK_LABEL (question), TRUE);
  gtk_label_set_xalign (GTK_LABEL (question), 0.0f);
  gtk_widget_set_hexpand (question, TRUE);
  gtk_box_append (GTK_BOX (self->box), gtk_image_new_from_icon_name ("input-keyboard-symbolic"));
  gtk_box_append (GTK_BOX (self->box), question);
  for (int i = 0; i < FW_N_PRESETS; i++)
    {
      GtkWidget *button = gtk_button_new_with_label (names[i]);

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_object_set_data (G_OBJECT (button), "preset", GINT_TO_POINTER (i));
      g_signal_connect (button, "clicked", G_CALLBACK (chosen_cb), self);
      gtk_box_append (GTK_BOX (self->box), button);
    }

  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_valign (close, GTK_ALIGN_CENTER);
  fw_late_tooltip_set (close, _("Leave the keys as they are"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Leave the keys as they are"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (GTK_LABEL (question)), -1);
  gtk_box_append (GTK_BOX (self->box), close);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (close_cb), self);
  g_signal_connect_object (self->settings, "changed::habit-asked", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::preset", G_CALLBACK (preset_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

GtkWidget *
fw_habit_bar_new (void)
{
  return g_object_new (FW_TYPE_HABIT_BAR, NULL);
}
