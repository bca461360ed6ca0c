/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pointer and keys into calls of the model and of edit/commands.h. */

#include "app/timeline/timeline-private.h"

#include "edit/commands.h"

#define WHEEL_ZOOM 1.25
#define WHEEL_PAN  60.0

static void
update_cursor (FwTimeline *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   self->model != NULL
                                     ? fw_timeline_model_get_cursor (self->model) : NULL);
}

static GdkModifierType
get_state (gpointer controller)
{
  return gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
}

static void
count_press (FwTimeline *self,
             FwPoint     point)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  gint64 now = g_get_monotonic_time ();
  int patience_ms = 400, distance = 5;

  g_object_get (settings, "gtk-double-click-time", &patience_ms,
                "gtk-double-click-distance", &distance, NULL);
  if (self->n_press == 1 && now - self->press_us < patience_ms * 1000
      && fw_point_distance (point, self->press_point) <= distance)
    self->n_press = 2;
  else
    self->n_press = 1;

  self->press_us = now;
  self->press_point = point;
}

static void
drag_begin_cb (FwTimeline *self,
               double      x,
               double      y,
               GtkGesture *gesture)
{
  GdkModifierType state = get_state (gesture);

  if (self->model == NULL)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  count_press (self, FW_POINT (x, y));
  fw_timeline_model_press (self->model, FW_POINT (x, y), self->n_press,
                           (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0);
  update_cursor (self);
}

static void
drag_update_cb (FwTimeline *self,
                double      dx,
                double      dy)
{
  if (self->model == NULL)
    return;

  fw_timeline_model_motion (self->model, FW_POINT (self->press_point.x + dx,
                                                   self->press_point.y + dy));
  update_cursor (self);
}

static void
drag_end_cb (FwTimeline *self,
             double      dx,
             double      dy)
{
  if (self->model == NULL)
    return;

  fw_timeline_model_release (self->model, FW_POINT (self->press_point.x + dx,
                                                    self->press_point.y + dy));
  update_cursor (self);
}

static void
drag_cancel_cb (FwTimeline *self)
{
  if (self->model != NULL)
    fw_timeline_model_cancel (self->model);
}

static void
pan_begin_cb (FwTimeline *self)
{
  self->pan_last = 0.0;
}

static void
pan_update_cb (FwTimeline *self,
               double      dx)
{
  if (self->model != NULL)
    fw_timeline_model_pan (self->model, dx - self->pan_last);
  self->pan_last = dx;
}

static void
motion_cb (FwTimeline *self,
           double      x,
           double      y)
{
  self->pointer = FW_POINT (x, y);
  if (self->model == NULL || gtk_gesture_is_active (self->drag))
    return;

  fw_timeline_model_motion (self->model, self->pointer);
  update_cursor (self);
}

static void
leave_cb (FwTimeline *self)
{
  if (self->model != NULL && !gtk_gesture_is_active (self->drag))
    fw_timeline_model_leave (self->model);
}

static gboolean
scroll_cb (FwTimeline *self,
           double      dx,
           double      dy,
           gpointer    controller)
{
  GdkModifierType state = get_state (controller);
  GtkAdjustment *down = self->adjustments[GTK_ORIENTATION_VERTICAL];

  if (self->model == NULL)
    return FALSE;

  if (state & GDK_CONTROL_MASK)
    {
      fw_timeline_model_zoom (self->model, pow (WHEEL_ZOOM, -dy), self->pointer.x);
      return TRUE;
    }
  if (state & GDK_SHIFT_MASK)
    {
      fw_timeline_model_pan (self->model, -WHEEL_PAN * (dx != 0.0 ? dx : dy));
      return TRUE;
    }
  if (fabs (dx) > fabs (dy))
    {
      fw_timeline_model_pan (self->model, -WHEEL_PAN * dx);
      return TRUE;
    }

  /* Plain scrolling is the scrolled window's, with its kinetics. */
  if (down == NULL || GTK_IS_SCROLLED_WINDOW (gtk_widget_get_parent (GTK_WIDGET (self))))
    return FALSE;

  gtk_adjustment_set_value (down, gtk_adjustment_get_value (down)
                                    + dy * gtk_adjustment_get_step_increment (down));

  return TRUE;
}

/* Keys */

static gboolean
move_in_time (FwTimeline      *self,
              int              direction,
              GdkModifierType  state)
{
  g_autoptr(GError) error = NULL;
  gboolean is_done;

  if ((state & GDK_CONTROL_MASK) && (state & GDK_SHIFT_MASK))
    is_done = fw_timeline_model_shift_keyframe (self->model, direction, &error);
  else if (state & GDK_CONTROL_MASK)
    is_done = fw_command_go_keyframe (self->session, direction, NULL, &error);
  else
    is_done = fw_command_go_frame (self->session, direction, NULL, &error);

  if (!is_done && error != NULL)
    fw_timeline_tell_refusal (self, error);

  return TRUE;
}

static gboolean
remove_keyframe (FwTimeline *self)
{
  g_autoptr(GError) error = NULL;

  if (!fw_command_remove_keyframe (self->session, 0, NULL, &error))
    fw_timeline_tell_refusal (self, error);

  return TRUE;
}

static gboolean
key_pressed_cb (FwTimeline      *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  if (self->model == NULL)
    return FALSE;

  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      fw_timeline_model_select_lane (self->model, -1);
      return TRUE;

    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      fw_timeline_model_select_lane (self->model, 1);
      return TRUE;

    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return move_in_time (self, -1, state);

    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return move_in_time (self, 1, state);

    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (fw_session_get_primary (self->session) != 0)
        return FALSE;
      fw_timeline_model_select_lane (self->model, 1);
      return TRUE;

    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      return remove_keyframe (self);

    case GDK_KEY_Escape:
      return fw_timeline_model_cancel (self->model);

    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      if (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK))
        return FALSE;
      fw_timeline_play (self);
      return TRUE;

    default:
      return FALSE;
    }
}

void
fw_timeline_input_init (FwTimeline *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *pan = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll
    = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->drag = gtk_gesture_drag_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (self->drag), GDK_BUTTON_PRIMARY);
  g_signal_connect_swapped (self->drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (self->drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (self->drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (self->drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (self->drag));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (pan), GDK_BUTTON_MIDDLE);
  g_signal_connect_swapped (pan, "drag-begin", G_CALLBACK (pan_begin_cb), self);
  g_signal_connect_swapped (pan, "drag-update", G_CALLBACK (pan_update_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pan));

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);

  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, scroll);

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, keys);
}
