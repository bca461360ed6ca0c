/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/pixel-bar.h"

#include "app/late-tooltip.h"
#include "app/shortcuts.h"

#include <glib/gi18n.h>

struct _FwPixelBar
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  GtkWidget     *label;
  GtkWidget     *bar;
  GtkWidget     *button;

  FwPixelRunner *runner; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (FwPixelBar, fw_pixel_bar, GTK_TYPE_WIDGET)

static void
update (FwPixelBar *self)
{
  const char *status = self->runner ? fw_pixel_runner_get_status (self->runner) : NULL;
  gboolean is_paused = self->runner && fw_pixel_runner_is_paused (self->runner);
  const char *words = is_paused ? _("Go on looking at pictures") : _("Let the pictures wait");
  g_autofree char *tooltip
      = fw_shortcuts_dup_tooltip (fw_shortcuts_get_default (), words, "win.pause-pixels");

  gtk_widget_set_visible (GTK_WIDGET (self), status != NULL);
  if (!status)
    return;

  gtk_label_set_label (GTK_LABEL (self->label), status);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar),
                                 fw_pixel_runner_get_share (self->runner));
  gtk_button_set_icon_name (GTK_BUTTON (self->button), is_paused
                                                           ? "media-playback-start-symbolic"
                                                           : "media-playback-pause-symbolic");
  fw_late_tooltip_set (self->button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

static void
fw_pixel_bar_dispose (GObject *object)
{
  FwPixelBar *self = FW_PIXEL_BAR (object);

  if (self->box)
    fw_pixel_bar_set_runner (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_pixel_bar_parent_class)->dispose (object);
}

static void
fw_pixel_bar_class_init (FwPixelBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_pixel_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_pixel_bar_init (FwPixelBar *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->label = gtk_label_new (NULL);
  self->bar = gtk_progress_bar_new ();
  self->button = gtk_button_new ();
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_widget_add_css_class (self->label, "dim-label");
  gtk_widget_add_css_class (self->label, "fw-small");
  gtk_widget_add_css_class (self->label, "numeric");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  fw_late_tooltip_set (self->label,
                       _("Some rules are checked by looking at the pictures, while nothing "
                         "else has to be done. What they find comes by and by."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Pictures looked at"), -1);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.pause-pixels");
  gtk_box_append (GTK_BOX (words), self->label);
  gtk_box_append (GTK_BOX (words), self->bar);
  gtk_box_append (GTK_BOX (self->box), words);
  gtk_box_append (GTK_BOX (self->box), self->button);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (fw_shortcuts_get_default (), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

GtkWidget *
fw_pixel_bar_new (void)
{
  return g_object_new (FW_TYPE_PIXEL_BAR, NULL);
}

void
fw_pixel_bar_set_runner (FwPixelBar    *self,
                         FwPixelRunner *runner)
{
  g_return_if_fail (FW_IS_PIXEL_BAR (self));

  if (self->runner == runner)
    return;

  if (self->runner)
    g_signal_handlers_disconnect_by_data (self->runner, self);
  g_set_object (&self->runner, runner);
  if (runner)
    {
      g_signal_connect_swapped (runner, "notify::status", G_CALLBACK (update), self);
      g_signal_connect_swapped (runner, "notify::is-paused", G_CALLBACK (update), self);
    }
  update (self);
}
