/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Pointer and keys into calls of the session's tool. The tool decides what a
 * press means; the canvas itself only pans and zooms.
 *
 * A drag gesture gives press, motion and release for mouse, pen and finger
 * alike; hovering comes from a motion controller (app/pointer.h).
 */

#include "app/canvas/canvas-private.h"

#include "edit/commands.h"

/* A wheel's click zooms by the fourth root of two. */
#define WHEEL_ZOOM 0.25

static FwPoint
to_picture (FwCanvas *self,
            FwPoint   view)
{
  return fw_viewport_to_picture (&self->viewport, view);
}

static FwToolModifiers
to_modifiers (GdkModifierType state)
{
  FwToolModifiers modifiers = 0;

  if (state & GDK_SHIFT_MASK)
    modifiers |= FW_TOOL_SHIFT;
  if (state & GDK_CONTROL_MASK)
    modifiers |= FW_TOOL_CONTROL;
  if (state & GDK_ALT_MASK)
    modifiers |= FW_TOOL_ALT;

  return modifiers;
}

static FwToolEvent
make_event (FwCanvas           *self,
            GtkEventController *controller,
            FwPoint             view)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);

  return (FwToolEvent) {
    .point = to_picture (self, view),
    .scale = self->viewport.scale,
    .modifiers = to_modifiers (state),
    .n_press = MAX (1, self->press.n),
  };
}

/* Before the first picture there is nothing to point at. */
static FwTool *
get_tool (FwCanvas *self)
{
  if (self->session == NULL || self->viewport.image_width <= 0.0)
    return NULL;

  return fw_session_get_tool (self->session);
}

void
fw_canvas_input_update_cursor (FwCanvas *self)
{
  FwTool *tool = get_tool (self);
  const char *name = "default";

  if (self->is_panning)
    name = "grabbing";
  else if (tool != NULL)
    name = fw_tool_get_cursor (tool);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

static void
pan_to (FwCanvas *self,
        FwPoint   view)
{
  fw_viewport_pan (&self->viewport, view.x - self->pan_last.x, view.y - self->pan_last.y);
  self->pan_last = view;
  fw_canvas_viewport_changed (self);
}

static void
start_panning (FwCanvas *self,
               FwPoint   view)
{
  self->is_panning = TRUE;
  self->pan_last = view;
  fw_canvas_input_update_cursor (self);
}

static void
stop_panning (FwCanvas *self)
{
  self->is_panning = FALSE;
  fw_canvas_input_update_cursor (self);
}

static void
follow_result (FwCanvas     *self,
               FwToolResult  result,
               FwPoint       view)
{
  if (result == FW_TOOL_PANS && !self->is_panning)
    start_panning (self, view);
  else if (result == FW_TOOL_ZOOMS)
    fw_canvas_zoom_to_selection (self);
}

static void
drag_begin_cb (FwCanvas       *self,
               double          x,
               double          y,
               GtkGestureDrag *gesture)
{
  FwTool *tool = get_tool (self);
  FwPoint view = FW_POINT (x, y);
  FwToolEvent event;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (tool == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  fw_press_take (&self->press, GTK_WIDGET (self), view);
  self->pointer = view;

  event = make_event (self, GTK_EVENT_CONTROLLER (gesture), view);
  follow_result (self, fw_tool_press (tool, &event), view);
  fw_canvas_input_update_cursor (self);
}

static void
drag_update_cb (FwCanvas       *self,
                double          dx,
                double          dy,
                GtkGestureDrag *gesture)
{
  FwTool *tool = get_tool (self);
  FwPoint view = fw_press_get_moved (&self->press, dx, dy);
  FwToolEvent event;

  self->pointer = view;
  if (self->is_panning)
    {
      pan_to (self, view);
      /* More than a click: the release must not empty the selection (edit/tool.h). */
      if (tool != NULL && fw_point_distance (view, self->press.point) >= FW_DRAG_START_PX)
        fw_tool_cancel (tool);
      return;
    }
  if (tool == NULL)
    return;

  event = make_event (self, GTK_EVENT_CONTROLLER (gesture), view);
  follow_result (self, fw_tool_motion (tool, &event), view);
  fw_canvas_input_update_cursor (self);
}

static void
drag_end_cb (FwCanvas       *self,
             double          dx,
             double          dy,
             GtkGestureDrag *gesture)
{
  FwTool *tool = get_tool (self);
  FwPoint view = fw_press_get_moved (&self->press, dx, dy);
  FwToolEvent event;

  stop_panning (self);
  if (tool == NULL)
    return;

  event = make_event (self, GTK_EVENT_CONTROLLER (gesture), view);
  follow_result (self, fw_tool_release (tool, &event), view);
  stop_panning (self);
}

static void
drag_cancel_cb (FwCanvas *self)
{
  fw_canvas_input_cancel (self);
}

void
fw_canvas_input_cancel (FwCanvas *self)
{
  FwTool *tool = get_tool (self);

  if (tool != NULL && fw_tool_is_dragging (tool))
    fw_tool_cancel (tool);
  stop_panning (self);
}

static void
pan_begin_cb (FwCanvas *self,
              double    x,
              double    y)
{
  self->press.point = FW_POINT (x, y);
  start_panning (self, FW_POINT (x, y));
}

static void
pan_update_cb (FwCanvas *self,
               double    dx,
               double    dy)
{
  pan_to (self, fw_press_get_moved (&self->press, dx, dy));
}

static void
pan_end_cb (FwCanvas *self)
{
  stop_panning (self);
}

static void
motion_cb (FwCanvas                 *self,
           double                    x,
           double                    y,
           GtkEventControllerMotion *controller)
{
  FwTool *tool = get_tool (self);
  FwToolEvent event;

  /* While a button is down the drag gesture tells. */
  self->has_pointer = TRUE;
  if (tool == NULL || self->is_panning || gtk_gesture_is_active (self->drag))
    return;

  self->pointer = FW_POINT (x, y);
  event = make_event (self, GTK_EVENT_CONTROLLER (controller), self->pointer);
  event.n_press = 1;
  fw_tool_motion (tool, &event);
  fw_canvas_input_update_cursor (self);
}

static void
leave_cb (FwCanvas *self)
{
  FwTool *tool = get_tool (self);

  self->has_pointer = FALSE;
  if (tool != NULL && !gtk_gesture_is_active (self->drag))
    fw_tool_leave (tool);
}

static void
emit_context_menu (FwCanvas *self,
                   FwPoint   view)
{
  FwTrackId id = fw_tool_pick (self->session, to_picture (self, view), self->viewport.scale);

  if (id != 0 && !fw_session_is_selected (self->session, id))
    fw_session_select (self->session, id);
  g_signal_emit_by_name (self, "context-menu", view.x, view.y, (gint64) id);
}

static void
secondary_cb (FwCanvas        *self,
              int              n_press,
              double           x,
              double           y,
              GtkGestureClick *gesture)
{
  if (get_tool (self) == NULL)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  emit_context_menu (self, FW_POINT (x, y));
}

static void
step_frames (FwCanvas *self,
             double    dy)
{
  double whole;

  self->wheel_rest += dy;
  whole = trunc (self->wheel_rest);
  self->wheel_rest -= whole;

  for (double i = 0.0; i < fabs (whole) && i < 10.0; i++)
    {
      g_autoptr(GError) error = NULL;

      if (!fw_command_go_frame (self->session, whole > 0.0 ? 1 : -1, NULL, &error))
        {
          g_signal_emit_by_name (self, "refused", error->message);
          return;
        }
    }
}

static gboolean
scroll_cb (FwCanvas                 *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *controller)
{
  GdkModifierType state
    = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  FwPoint at = self->pointer;

  if (get_tool (self) == NULL)
    return FALSE;

  if (!self->has_pointer)
    at = FW_POINT (self->viewport.view_width / 2.0, self->viewport.view_height / 2.0);

  if (state & GDK_CONTROL_MASK)
    {
      step_frames (self, dy);
      return TRUE;
    }
  if (state & GDK_SHIFT_MASK)
    fw_viewport_pan (&self->viewport, -40.0 * (dx != 0.0 ? dx : dy), 0.0);
  else
    fw_viewport_zoom_by (&self->viewport, exp2 (-dy * WHEEL_ZOOM), at);
  fw_canvas_viewport_changed (self);

  return TRUE;
}

static void
pinch_begin_cb (FwCanvas *self)
{
  fw_canvas_input_cancel (self);
  self->pinch_zoom = fw_viewport_get_zoom (&self->viewport);
}

static void
pinch_cb (FwCanvas       *self,
          double          scale,
          GtkGestureZoom *gesture)
{
  double x = self->viewport.view_width / 2.0, y = self->viewport.view_height / 2.0;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  fw_viewport_zoom_to (&self->viewport, self->pinch_zoom * scale, FW_POINT (x, y));
  fw_canvas_viewport_changed (self);
}

static gboolean
to_tool_key (guint      keyval,
             FwToolKey *out_key)
{
  static const struct
  {
    guint     keyval;
    FwToolKey key;
  } keys[] = {
    { GDK_KEY_Left, FW_TOOL_KEY_LEFT },           { GDK_KEY_KP_Left, FW_TOOL_KEY_LEFT },
    { GDK_KEY_Right, FW_TOOL_KEY_RIGHT },         { GDK_KEY_KP_Right, FW_TOOL_KEY_RIGHT },
    { GDK_KEY_Up, FW_TOOL_KEY_UP },               { GDK_KEY_KP_Up, FW_TOOL_KEY_UP },
    { GDK_KEY_Down, FW_TOOL_KEY_DOWN },           { GDK_KEY_KP_Down, FW_TOOL_KEY_DOWN },
    { GDK_KEY_Return, FW_TOOL_KEY_ENTER },        { GDK_KEY_KP_Enter, FW_TOOL_KEY_ENTER },
    { GDK_KEY_ISO_Enter, FW_TOOL_KEY_ENTER },     { GDK_KEY_Escape, FW_TOOL_KEY_ESCAPE },
    { GDK_KEY_BackSpace, FW_TOOL_KEY_BACKSPACE }, { GDK_KEY_Delete, FW_TOOL_KEY_DELETE },
    { GDK_KEY_KP_Delete, FW_TOOL_KEY_DELETE },    { GDK_KEY_Insert, FW_TOOL_KEY_INSERT },
    { GDK_KEY_KP_Insert, FW_TOOL_KEY_INSERT },    { GDK_KEY_Tab, FW_TOOL_KEY_TAB },
    { GDK_KEY_ISO_Left_Tab, FW_TOOL_KEY_TAB },    { GDK_KEY_KP_Tab, FW_TOOL_KEY_TAB },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (keys[i].keyval == keyval)
        {
          *out_key = keys[i].key;
          return TRUE;
        }
    }

  return FALSE;
}

/* The Menu key acts on the selected object, or on the middle of the view. */
static gboolean
open_menu_by_key (FwCanvas *self)
{
  FwTrackId id = fw_session_get_primary (self->session);
  GdkRectangle area;
  FwPoint at = FW_POINT (self->viewport.view_width / 2.0, self->viewport.view_height / 2.0);

  if (id != 0 && fw_canvas_get_track_area (self, id, &area))
    at = FW_POINT (area.x + area.width / 2.0, area.y + area.height / 2.0);
  g_signal_emit_by_name (self, "context-menu", at.x, at.y, (gint64) id);

  return TRUE;
}

gboolean
fw_canvas_handle_key (FwCanvas        *self,
                      guint            keyval,
                      GdkModifierType  state)
{
  FwTool *tool;
  FwToolKey key;

  g_return_val_if_fail (FW_IS_CANVAS (self), FALSE);

  tool = get_tool (self);
  if (tool == NULL)
    return FALSE;

  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (state & GDK_SHIFT_MASK)))
    return open_menu_by_key (self);
  if (!to_tool_key (keyval, &key))
    return FALSE;

  if (fw_tool_key (tool, key, to_modifiers (state), self->viewport.scale) != FW_TOOL_IGNORED)
    {
      fw_canvas_input_update_cursor (self);
      return TRUE;
    }

  /* Tab stays on the canvas; Ctrl+Tab and F6 leave it. */
  if (key == FW_TOOL_KEY_TAB && !(state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    {
      gboolean is_back = (state & GDK_SHIFT_MASK) || keyval == GDK_KEY_ISO_Left_Tab;

      return fw_command_select_next (self->session, is_back ? -1 : 1, NULL, NULL);
    }

  return FALSE;
}

static gboolean
key_pressed_cb (FwCanvas        *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  return fw_canvas_handle_key (self, keyval, state);
}

void
fw_canvas_input_init (FwCanvas *self)
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
    G_CALLBACK (pan_end_cb),
    G_CALLBACK (pan_end_cb),
  };
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  self->drag = fw_pointer_add_drag (widget, GDK_BUTTON_PRIMARY, &drag);
  self->pan_drag = fw_pointer_add_drag (widget, GDK_BUTTON_MIDDLE, &pan);
  fw_pointer_add_hover (widget, G_CALLBACK (motion_cb), G_CALLBACK (leave_cb));
  fw_pointer_add_scroll (widget, G_CALLBACK (scroll_cb));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (secondary, "pressed", G_CALLBACK (secondary_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));

  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));

  self->keys = gtk_event_controller_key_new ();
  g_signal_connect_swapped (self->keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), self->keys);
}
