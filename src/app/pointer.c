/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/pointer.h"

void
fw_press_take (FwPress   *self,
               GtkWidget *widget,
               FwPoint    point)
{
  gint64 now = g_get_monotonic_time ();
  int patience_ms = 400;
  int distance = 5;

  g_return_if_fail (self != NULL);
  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_object_get (gtk_widget_get_settings (widget), "gtk-double-click-time", &patience_ms,
                "gtk-double-click-distance", &distance, NULL);

  gboolean follows = self->n == 1 && now - self->time_us < patience_ms * 1000
                     && fw_point_distance (point, self->point) <= distance;

  *self = (FwPress) { point, follows ? 2 : 1, now };
}

GtkGesture *
fw_pointer_add_drag (GtkWidget            *widget,
                     guint                 button,
                     const FwDragHandlers *handlers)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  GtkGesture *drag = gtk_gesture_drag_new ();
  const struct
  {
    const char *signal;
    GCallback   handler;
  } signals[] = {
    { "drag-begin", handlers->begin },
    { "drag-update", handlers->update },
    { "drag-end", handlers->end },
    { "cancel", handlers->cancel },
  };

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), button);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    if (signals[i].handler != NULL)
      g_signal_connect_swapped (drag, signals[i].signal, signals[i].handler, widget);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  return drag;
}

void
fw_pointer_add_hover (GtkWidget *widget,
                      GCallback  motion,
                      GCallback  leave)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  GtkEventController *controller = gtk_event_controller_motion_new ();

  g_signal_connect_swapped (controller, "enter", motion, widget);
  g_signal_connect_swapped (controller, "motion", motion, widget);
  g_signal_connect_swapped (controller, "leave", leave, widget);
  gtk_widget_add_controller (widget, controller);
}

void
fw_pointer_add_scroll (GtkWidget *widget,
                       GCallback  scroll)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  GtkEventController *controller
    = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  g_signal_connect_swapped (controller, "scroll", scroll, widget);
  gtk_widget_add_controller (widget, controller);
}
