/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/manual/manual-window.h"

#include <glib/gi18n.h>

#include "app/shortcuts.h"

struct _FwManualWindow
{
  AdwWindow      parent_instance;

  FwManualPanel *panel;
};

G_DEFINE_FINAL_TYPE (FwManualWindow, fw_manual_window, ADW_TYPE_WINDOW)

/* Keys: the actions of the table that mean something here have the same names. */

static GtkWidget *
get_owner (GtkWidget  *window,
           const char *group)
{
  return window;
}

static FwKeys
get_page (GtkWidget *window)
{
  return FW_KEYS_EDITOR;
}

static gboolean
is_on_canvas (GtkWidget *window)
{
  return FALSE;
}

static const FwShortcutHost host = { get_owner, get_page, is_on_canvas };

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  fw_manual_panel_search (FW_MANUAL_WINDOW (widget)->panel);
}

static void
next_change_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  fw_manual_panel_next_change (FW_MANUAL_WINDOW (widget)->panel);
}

static void
show_rule_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  fw_manual_panel_open (FW_MANUAL_WINDOW (widget)->panel, g_variant_get_string (parameter, NULL));
}

static void
escape_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  FwManualWindow *self = FW_MANUAL_WINDOW (widget);

  if (!fw_manual_panel_escape (self->panel))
    fw_manual_panel_focus_page (self->panel);
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
fullscreen_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    gtk_window_unfullscreen (GTK_WINDOW (widget));
  else
    gtk_window_fullscreen (GTK_WINDOW (widget));
}

static void
edit_rule_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  fw_manual_panel_edit (FW_MANUAL_WINDOW (widget)->panel, NULL);
}

static void
new_rule_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  fw_manual_panel_new_rule (FW_MANUAL_WINDOW (widget)->panel);
}

static void
try_rule_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  fw_manual_panel_try_rule (FW_MANUAL_WINDOW (widget)->panel);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  fw_manual_panel_save_rule (FW_MANUAL_WINDOW (widget)->panel);
}

static void
fw_manual_window_class_init (FwManualWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.search-objects", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.next-change", NULL, next_change_action);
  gtk_widget_class_install_action (widget_class, "win.show-rule", "s", show_rule_action);
  gtk_widget_class_install_action (widget_class, "win.escape", NULL, escape_action);
  gtk_widget_class_install_action (widget_class, "win.manual-window", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "win.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "win.fullscreen", NULL, fullscreen_action);
  gtk_widget_class_install_action (widget_class, "win.edit-rule", NULL, edit_rule_action);
  gtk_widget_class_install_action (widget_class, "win.new-rule", NULL, new_rule_action);
  gtk_widget_class_install_action (widget_class, "win.try-rule", NULL, try_rule_action);
  gtk_widget_class_install_action (widget_class, "win.save", NULL, save_action);
}

static void
fw_manual_window_init (FwManualWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->panel = FW_MANUAL_PANEL (fw_manual_panel_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->panel), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->panel));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Manual"));
  gtk_window_set_default_size (GTK_WINDOW (self), 900, 900);
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 300);
  fw_shortcuts_attach (fw_shortcuts_get_default (), GTK_WIDGET (self), &host);
}

GtkWidget *
fw_manual_window_new (GtkApplication *application)
{
  return g_object_new (FW_TYPE_MANUAL_WINDOW, "application", application, NULL);
}

FwManualPanel *
fw_manual_window_get_panel (FwManualWindow *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_WINDOW (self), NULL);

  return self->panel;
}
