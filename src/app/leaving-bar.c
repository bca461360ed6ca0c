/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/leaving-bar.h"

#include "app/compat.h"
#include "app/key-cap.h"
#include "app/late-tooltip.h"

#include <glib/gi18n.h>

struct _FwLeavingBar
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkLabel  *question;
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (FwLeavingBar, fw_leaving_bar, GTK_TYPE_WIDGET)

static void
done_cb (FwLeavingBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.done-next", NULL);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  return fw_leaving_bar_close (FW_LEAVING_BAR (widget));
}

static void
fw_leaving_bar_dispose (GObject *object)
{
  FwLeavingBar *self = FW_LEAVING_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_leaving_bar_parent_class)->dispose (object);
}

static void
fw_leaving_bar_class_init (FwLeavingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_leaving_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static GtkWidget *
make_head (FwLeavingBar *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name ("fw-problem-symbolic");
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->question = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->question, TRUE);
  gtk_label_set_xalign (self->question, 0.0f);
  gtk_label_set_width_chars (self->question, 30);
  gtk_label_set_max_width_chars (self->question, 44);
  gtk_widget_set_hexpand (GTK_WIDGET (self->question), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->question), "fw-head-title");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "fw-problem");
  gtk_widget_set_valign (close, GTK_ALIGN_START);
  gtk_widget_add_css_class (close, "flat");
  fw_late_tooltip_set (close, _("Not done yet (Esc)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Not done yet"), -1);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (fw_leaving_bar_close), self);
  gtk_box_append (GTK_BOX (head), icon);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->question));
  gtk_box_append (GTK_BOX (head), close);

  return head;
}

static GtkWidget *
make_buttons (FwLeavingBar *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *show = gtk_button_new_with_label (_("Show Problems"));
  GtkWidget *done = gtk_button_new ();
  GtkWidget *face = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (show), "win.show-checks");
  gtk_box_append (GTK_BOX (face), gtk_label_new (_("Done, next")));
  gtk_box_append (GTK_BOX (face), fw_key_cap_new ("win.done-next"));
  gtk_button_set_child (GTK_BUTTON (done), face);
  gtk_accessible_update_property (GTK_ACCESSIBLE (done), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Done, next"), -1);
  gtk_widget_add_css_class (done, "suggested-action");
  gtk_widget_set_hexpand (done, TRUE);
  gtk_widget_set_halign (done, GTK_ALIGN_END);
  g_signal_connect_swapped (done, "clicked", G_CALLBACK (done_cb), self);
  gtk_box_append (GTK_BOX (buttons), show);
  gtk_box_append (GTK_BOX (buttons), done);

  return buttons;
}

static void
fw_leaving_bar_init (FwLeavingBar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("What should a reviewer know?"));
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), 1000);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Why the problems are left open"), -1);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (done_cb), self);
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  gtk_box_append (GTK_BOX (self->box), self->entry);
  gtk_box_append (GTK_BOX (self->box), make_buttons (self));
  gtk_widget_add_css_class (self->box, "fw-callout");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
fw_leaving_bar_new (void)
{
  return g_object_new (FW_TYPE_LEAVING_BAR, NULL);
}

void
fw_leaving_bar_ask (FwLeavingBar *self,
                    const char   *question)
{
  g_return_if_fail (FW_IS_LEAVING_BAR (self));
  g_return_if_fail (question != NULL);

  if (g_strcmp0 (gtk_label_get_label (self->question), question) != 0)
    {
      gtk_label_set_label (self->question, question);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      question, -1);
    }
  if (fw_leaving_bar_is_open (self))
    return;

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  fw_compat_announce (GTK_WIDGET (self), question);
}

gboolean
fw_leaving_bar_close (FwLeavingBar *self)
{
  g_return_val_if_fail (FW_IS_LEAVING_BAR (self), FALSE);

  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  if (!fw_leaving_bar_is_open (self))
    return FALSE;

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (had_focus)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-canvas", NULL);

  return TRUE;
}

gboolean
fw_leaving_bar_is_open (FwLeavingBar *self)
{
  g_return_val_if_fail (FW_IS_LEAVING_BAR (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self));
}

const char *
fw_leaving_bar_get_reason (FwLeavingBar *self)
{
  g_return_val_if_fail (FW_IS_LEAVING_BAR (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}
