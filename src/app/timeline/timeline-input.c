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
  fw_press_take (&self->press, GTK_WIDGET (self), FW_POINT (x, y));
  fw_timeline_model_press (self->model, FW_POINT (x, y), self->press.n,
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

  fw_timeline_model_motion (self->model, fw_press_get_moved (&self->press, dx, dy));
  update_cursor (self);
}

static void
drag_end_cb (FwTimeline *self,
             double      dx,
             double      dy)
{
  if (self->model == NULL)
    return;

  fw_timeline_model_release (self->model, fw_press_get_moved (&self->press, dx, dy));
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
  static const FwDragHandlers drag = {
    G_CALLBACK (drag_begin_cb),
    G_CALLBACK (drag_update_cb),
    G_CALLBACK (drag_end_cb),
    G_CALLBACK (drag_cancel_cb),
  };
  static const FwDragHandlers pan = {
    G_CALLBACK (pan_begin_cb),
    G_CALLBACK (pan_update_cb),
    NULL,
    NULL,
  };
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->drag = fw_pointer_add_drag (widget, GDK_BUTTON_PRIMARY, &drag);
  fw_pointer_add_drag (widget, GDK_BUTTON_MIDDLE, &pan);
  fw_pointer_add_hover (widget, G_CALLBACK (motion_cb), G_CALLBACK (leave_cb));
  fw_pointer_add_scroll (widget, G_CALLBACK (scroll_cb));

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, keys);
}
