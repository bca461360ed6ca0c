/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/focus-return.h"

/* Holds the widget weakly: it may be gone by the time that the popover closes. */
typedef struct
{
  GWeakRef widget;
} Place;

static void
place_free (gpointer  data,
            GClosure *closure)
{
  Place *place = data;

  g_weak_ref_clear (&place->widget);
  g_free (place);
}

static void
closed_cb (GtkPopover *popover,
           Place      *place)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&place->widget);

  if (widget != NULL && gtk_widget_get_mapped (widget)
      && gtk_widget_get_root (widget) == gtk_widget_get_root (GTK_WIDGET (popover)))
    gtk_widget_grab_focus (widget);
  g_signal_handlers_disconnect_by_data (popover, place);
}

void
fw_focus_return_after (GtkPopover *popover)
{
  g_return_if_fail (GTK_IS_POPOVER (popover));

  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (popover));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* Open already: what has the focus is inside. */
  if (focus == NULL || gtk_widget_get_visible (GTK_WIDGET (popover)))
    return;

  Place *place = g_new0 (Place, 1);

  g_weak_ref_init (&place->widget, focus);
  g_signal_connect_data (popover, "closed", G_CALLBACK (closed_cb), place, place_free, 0);
}
