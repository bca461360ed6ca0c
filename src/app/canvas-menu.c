/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/canvas-menu.h"

#include <glib/gi18n.h>

#include "app/focus-return.h"
#include "app/shortcuts.h"

static void
unparent_once (gpointer user_data)
{
  g_autoptr (GtkWidget) popover = user_data;

  gtk_widget_unparent (popover);
}

/* Unparenting at once would take the menu away before its item acts. */
static void
menu_closed_cb (GtkWidget *popover)
{
  g_idle_add_once (unparent_once, g_object_ref (popover));
}

static void
append (GMenu      *menu,
        const char *label,
        const char *action)
{
  fw_shortcuts_append_item (fw_shortcuts_get_default (), menu, label, action);
}

static void
append_propagate (GMenu    *menu,
                  gboolean  is_video)
{
  append (menu, is_video ? _("Copy to following frames…") : _("Copy to following pictures…"),
          "win.propagate");
}

GMenuModel *
fw_canvas_menu_new_for_object (gboolean is_video)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) copy = g_menu_new ();
  g_autoptr (GMenu) track = g_menu_new ();
  g_autoptr (GMenu) order = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();

  append (copy, _("Duplicate"), "win.duplicate");
  append_propagate (copy, is_video);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copy));
  if (is_video)
    {
      append (track, _("Split the track here"), "win.split");
      append (track, _("Merge the selected tracks"), "win.merge");
      append (track, _("Swap the selected tracks from here on"), "win.swap-tails");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (track));
    }
  append (order, _("Bring forward"), "win.bring-forward");
  append (order, _("Send back"), "win.send-back");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
  append (end, _("Delete"), "win.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));
  return G_MENU_MODEL (menu);
}

/* The menu where somebody pointed at an object, or at none. */
static GMenu *
new_menu (gboolean on_object,
          gboolean is_video)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) what = g_menu_new ();
  g_autoptr (GMenu) order = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();
  g_autoptr (GMenu) ask = g_menu_new ();

  append (ask, _("Ask a question…"), "win.ask");
  if (!on_object)
    {
      append (menu, _("Paste in place"), "win.paste");
      append (menu, _("Nothing to label here"), "win.mark-empty");
      append (menu, is_video ? _("Leave this frame out") : _("Leave this picture out"),
              "win.delete-frame");
      append (menu, _("Fit the picture"), "win.zoom-fit");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (ask));
      return menu;
    }

  append (what, _("Category…"), "win.choose-category");
  if (is_video)
    {
      append (what, _("Keyframe on or off"), "win.toggle-keyframe");
      append (what, _("Outside from here"), "win.toggle-outside");
    }
  append (what, _("Occluded"), "win.toggle-occluded");
  append (order, _("Bring forward"), "win.bring-forward");
  append (order, _("Send back"), "win.send-back");
  if (is_video)
    {
      append (order, _("Split the track here"), "win.split");
      append (order, _("Merge the selected tracks"), "win.merge");
    }
  append_propagate (order, is_video);
  append (end, _("Hide"), "win.toggle-hidden");
  append (end, _("Lock or unlock"), "win.toggle-locked");
  append (end, _("Delete"), "win.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (what));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (ask));
  return menu;
}

void
fw_canvas_menu_popup (GtkWidget *parent,
                      GtkWidget *canvas,
                      double     x,
                      double     y,
                      gboolean   on_object,
                      gboolean   is_video)
{
  g_autoptr (GMenu) menu = new_menu (on_object, is_video);
  GtkWidget *popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));

  gtk_widget_set_parent (popover, parent);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);

  graphene_point_t at = GRAPHENE_POINT_INIT ((float) x, (float) y);

  if (!gtk_widget_compute_point (canvas, parent, &at, &at))
    graphene_point_init (&at, 0.0f, 0.0f);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                               &(GdkRectangle) { (int) at.x, (int) at.y, 1, 1 });
  g_signal_connect (popover, "closed", G_CALLBACK (menu_closed_cb), NULL);
  fw_focus_return_after (GTK_POPOVER (popover));
  gtk_popover_popup (GTK_POPOVER (popover));
}
