/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Box: drag from corner to corner, or click two corners, or press Enter at
 * two places of the cross-hair. Rotated box: drag along one side, then move to
 * its height and click; the same with three clicks or three times Enter.
 *
 * Both are a list of points that are set and one that follows the pointer, so
 * they share everything but how points become a shape. A press that moves is
 * a drag: its release sets the next point.
 */

#include "fw-config.h"

#include "edit/session-private.h"
#include "edit/snap.h"
#include "edit/tool-private.h"

#include <glib/gi18n.h>

#define MAX_POINTS 2

typedef struct
{
  FwTool parent;
  FwPoint points[MAX_POINTS]; /* set so far */
  int n_points;
  int n_undone;    /* points behind @n_points that redo brings back */
  FwPoint follow;  /* where the next point would be */
  FwPoint pressed; /* where the button went down */
  gboolean is_down;
  gboolean sets_on_release; /* the press set a point that a drag goes on from */
} BoxTool;

/* How many points the tool needs before the last one. */
static int
needed (BoxTool *self)
{
  return self->parent.kind == FW_TOOL_BOX ? 1 : 2;
}

/* The rotated box over the side @a to @b that reaches to @c, NULL without height. */
static FwShape *
make_rotated_box (FwPoint a, FwPoint b, FwPoint c)
{
  double length = fw_point_distance (a, b);
  double angle = atan2 (b.y - a.y, b.x - a.x);
  double height;
  FwPoint middle = FW_POINT ((a.x + b.x) / 2.0, (a.y + b.y) / 2.0);

  if (length <= 0.0)
    return NULL;

  /* Signed distance of @c from the side, positive clockwise of it. */
  height = ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / length;
  if (height == 0.0)
    return NULL;

  return fw_shape_new_rotated_box (middle.x - sin (angle) * height / 2.0,
                                   middle.y + cos (angle) * height / 2.0, length, fabs (height),
                                   angle * 180.0 / G_PI);
}

/* What the points and @last make; NULL while that has no area. */
static FwShape *
make_shape (BoxTool *self, FwPoint last)
{
  FwRect rect;

  if (self->n_points < needed (self))
    return NULL;
  if (self->parent.kind == FW_TOOL_ROTATED_BOX)
    return make_rotated_box (self->points[0], self->points[1], last);

  rect = fw_rect_from_corners (self->points[0], last);
  return rect.width > 0.0 && rect.height > 0.0 ? fw_shape_new_box (rect) : NULL;
}

static void
show_preview (BoxTool *self)
{
  FwSession *session = self->parent.session;
  g_autoptr (FwShape) shape = make_shape (self, self->follow);
  FwPreview preview = { 0, shape, fw_session_get_next_category (session) };

  fw_session_set_previews (session, &preview, shape == NULL ? 0 : 1);
  fw_session_pend (session, FW_PENDING_ACTIVE);
}

static void
reset (BoxTool *self)
{
  self->n_points = 0;
  self->n_undone = 0;
  self->is_down = FALSE;
  self->sets_on_release = FALSE;
}

/* Sets the next point. The last one makes the shape; one that would make it
 * without area is not taken. */
static void
set_point (BoxTool *self, FwPoint point)
{
  g_autoptr (FwShape) shape = NULL;

  if (self->n_points < needed (self))
    {
      if (self->n_points > 0 && fw_point_distance (self->points[self->n_points - 1], point) == 0.0)
        return;
      self->points[self->n_points++] = point;
      self->n_undone = 0;
      self->follow = point;
      show_preview (self);
      return;
    }

  shape = make_shape (self, point);
  if (shape == NULL)
    return;

  reset (self);
  fw_tool_finish (&self->parent,
                  self->parent.kind == FW_TOOL_BOX ? _("Draw box") : _("Draw rotated box"),
                  shape);
}

static FwPoint
place (BoxTool *self, const FwToolEvent *event)
{
  FwPoint point = fw_tool_clamp (&self->parent, event->point);

  if (event->modifiers & FW_TOOL_ALT)
    return point;
  return fw_snap_point (fw_session_get_picture (self->parent.session), point, event->scale);
}

static FwToolResult
box_press (FwTool *tool, const FwToolEvent *event)
{
  BoxTool *self = (BoxTool *) tool;

  self->is_down = TRUE;
  self->pressed = event->point;
  self->follow = place (self, event);
  self->sets_on_release = self->n_points == 0;
  if (self->sets_on_release)
    set_point (self, self->follow);
  else
    show_preview (self);
  return FW_TOOL_USED;
}

static FwToolResult
box_motion (FwTool *tool, const FwToolEvent *event)
{
  BoxTool *self = (BoxTool *) tool;

  self->follow = place (self, event);
  if (self->n_points > 0)
    show_preview (self);
  return FW_TOOL_USED;
}

static FwToolResult
box_release (FwTool *tool, const FwToolEvent *event)
{
  BoxTool *self = (BoxTool *) tool;
  gboolean moved
      = fw_point_distance (self->pressed, event->point) * event->scale >= FW_DRAG_START_PX;

  if (!self->is_down)
    return FW_TOOL_USED;

  self->is_down = FALSE;
  self->follow = place (self, event);
  /* The first press set a point; its release sets the next only after a drag.
   * Every other press sets its point when it is released. */
  if (!self->sets_on_release || moved)
    set_point (self, self->follow);
  return FW_TOOL_USED;
}

static FwToolResult
box_key (FwTool *tool, FwToolKey key, FwToolModifiers modifiers, double scale)
{
  BoxTool *self = (BoxTool *) tool;

  if (fw_tool_move_crosshair (tool, key, modifiers))
    {
      self->follow = fw_tool_get_crosshair (tool);
      if (self->n_points > 0)
        show_preview (self);
      return FW_TOOL_USED;
    }
  switch (key)
    {
    case FW_TOOL_KEY_ENTER:
      set_point (self, fw_tool_get_crosshair (tool));
      return FW_TOOL_USED;
    case FW_TOOL_KEY_BACKSPACE:
      return fw_tool_undo_point (tool) ? FW_TOOL_USED : FW_TOOL_IGNORED;
    default:
      return FW_TOOL_IGNORED;
    }
}

static void
box_cancel (FwTool *tool)
{
  reset ((BoxTool *) tool);
}

static gboolean
box_is_drawing (FwTool *tool)
{
  return ((BoxTool *) tool)->n_points > 0;
}

static gboolean
box_is_dragging (FwTool *tool)
{
  return ((BoxTool *) tool)->is_down;
}

static gboolean
box_undo_point (FwTool *tool)
{
  BoxTool *self = (BoxTool *) tool;

  self->n_points--;
  self->n_undone++;
  self->is_down = FALSE;
  show_preview (self);
  return TRUE;
}

static gboolean
box_redo_point (FwTool *tool)
{
  BoxTool *self = (BoxTool *) tool;

  if (self->n_undone == 0)
    return FALSE;

  self->n_points++;
  self->n_undone--;
  show_preview (self);
  return TRUE;
}

static const char *
box_cursor (FwTool *tool)
{
  return "crosshair";
}

static void
box_hints (FwTool *tool, GArray *hints)
{
  BoxTool *self = (BoxTool *) tool;
  gboolean rotated = tool->kind == FW_TOOL_ROTATED_BOX;
  const FwHint start[] = {
    { C_("hint", "Drag"), rotated ? C_("hint", "along one side") : C_("hint", "draw") },
    { C_("hint", "Click"), rotated ? C_("hint", "three corners") : C_("hint", "two corners") },
    { C_("hint", "Arrows, Enter"), C_("hint", "by keyboard") },
    { "Esc", C_("hint", "finish") },
  };
  const FwHint next[] = {
    { C_("hint", "Click"),
      rotated && self->n_points > 1 ? C_("hint", "height") : C_("hint", "next corner") },
    { "Ctrl+Z", C_("hint", "take back") },
    { "Alt", C_("hint", "do not snap") },
    { "Esc", C_("hint", "give up") },
  };

  if (self->n_points == 0)
    g_array_append_vals (hints, start, G_N_ELEMENTS (start));
  else
    g_array_append_vals (hints, next, G_N_ELEMENTS (next));
}

static void
box_items (FwTool *tool, FwSceneBuilder *scene, const FwViewport *viewport)
{
  BoxTool *self = (BoxTool *) tool;
  FwSession *session = tool->session;
  FwPoint side[2] = { self->points[0], self->n_points > 1 ? self->points[1] : self->follow };
  g_autoptr (FwShape) shape = self->n_points > 0 ? make_shape (self, self->follow) : NULL;

  /* Until there is a height the side alone shows what was drawn. */
  if (tool->kind == FW_TOOL_ROTATED_BOX && self->n_points > 0 && shape == NULL)
    {
      const gsize size = 2;
      const FwSceneItem item = {
        .kind = FW_SCENE_SHAPE,
        .role = FW_ROLE_DRAFT,
        .flags = FW_SCENE_PREVIEW | FW_SCENE_OPEN,
        .colour = fw_session_get_colour (session, fw_session_get_next_category (session)),
        .points = side,
        .n_points = 2,
        .sizes = &size,
        .n_rings = 1,
      };

      fw_scene_builder_add (scene, &item);
    }
  if (self->n_points > 0)
    fw_tool_add_guides (tool, scene, self->follow);
  fw_scene_builder_add_point (scene, FW_SCENE_CROSSHAIR, 0,
                              self->n_points > 0 ? self->follow : fw_tool_get_crosshair (tool));
}

const FwToolClass fw_tool_box_class = {
  .size = sizeof (BoxTool),
  .draws = TRUE,
  .press = box_press,
  .motion = box_motion,
  .release = box_release,
  .key = box_key,
  .cancel = box_cancel,
  .is_drawing = box_is_drawing,
  .is_dragging = box_is_dragging,
  .undo_point = box_undo_point,
  .redo_point = box_redo_point,
  .get_cursor = box_cursor,
  .add_hints = box_hints,
  .add_items = box_items,
};
