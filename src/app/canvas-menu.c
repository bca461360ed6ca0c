/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/canvas-menu.h"

#include <glib/gi18n.h>

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

void
fw_canvas_menu_popup (GtkWidget *parent,
                      GtkWidget *canvas,
                      double     x,
                      double     y,
                      gboolean   on_object,
                      gboolean   is_video)
{
  GMenu *menu = g_menu_new ();
  GtkWidget *popover;

  g_autoptr (GMenu) ask = g_menu_new ();

  if (on_object)
    {
      g_autoptr (GMenu) what = g_menu_new ();
      g_autoptr (GMenu) order = g_menu_new ();
      g_autoptr (GMenu) end = g_menu_new ();

      g_menu_append (what, _("Category…"), "win.choose-category");
      if (is_video)
        {
          g_menu_append (what, _("Keyframe on or off"), "win.toggle-keyframe");
          g_menu_append (what, _("Outside from here"), "win.toggle-outside");
        }
      g_menu_append (what, _("Occluded"), "win.toggle-occluded");
      g_menu_append (order, _("Bring forward"), "win.bring-forward");
      g_menu_append (order, _("Send back"), "win.send-back");
      if (is_video)
        {
          g_menu_append (order, _("Split the track here"), "win.split");
          g_menu_append (order, _("Merge the selected tracks"), "win.merge");
        }
      g_menu_append (order, _("Copy to following frames…"), "win.propagate");
      g_menu_append (end, _("Hide"), "win.toggle-hidden");
      g_menu_append (end, _("Lock or unlock"), "win.toggle-locked");
      g_menu_append (end, _("Delete"), "win.delete");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (what));
      g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
      g_menu_append_section (menu, NULL, G_MENU_MODEL (end));
    }
  else
    {
      g_menu_append (menu, _("Paste in place"), "win.paste");
      g_menu_append (menu, _("Nothing to label here"), "win.mark-empty");
      g_menu_append (menu, _("Leave this frame out"), "win.delete-frame");
      g_menu_append (menu, _("Fit the picture"), "win.zoom-fit");
    }

  g_menu_append (ask, _("Ask a question…"), "win.ask");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (ask));
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  g_object_unref (menu);
  gtk_widget_set_parent (popover, parent);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);

  graphene_point_t at = GRAPHENE_POINT_INIT ((float) x, (float) y);

  if (!gtk_widget_compute_point (canvas, parent, &at, &at))
    graphene_point_init (&at, 0.0f, 0.0f);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                               &(GdkRectangle) { (int) at.x, (int) at.y, 1, 1 });
  g_signal_connect (popover, "closed", G_CALLBACK (menu_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}
