/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Pointing out. A click sets the pin, a drag moves the picture. While a region
 * is wanted a drag draws it, or two clicks, or Enter at two places of the
 * cross-hair.
 */

#include "fw-config.h"

#include "edit/judging.h"
#include "edit/session-private.h"
#include "edit/tool-private.h"

#include <glib/gi18n.h>

/* What is pointed out is neither a label nor a problem. */
#define POINTED_COLOUR 0xffffff

typedef struct
{
  FwTool parent;
  FwPoint corner; /* set, or where the button went down */
  FwPoint follow; /* the other corner */
  FwPoint pressed;
  gboolean has_corner;
  gboolean is_down;
  gboolean set_it; /* this press set the corner */
} JudgeTool;

static void
reset (JudgeTool *self)
{
  self->has_corner = self->is_down = self->set_it = FALSE;
}

static void
tell (JudgeTool *self)
{
  g_signal_emit_by_name (self->parent.session, "pointed-out");
}

/* FALSE while the two corners have no area between them. */
static gboolean
finish_region (JudgeTool *self, FwPoint corner)
{
  FwRect region = fw_rect_from_corners (self->corner, corner);

  if (!(region.width > 0.0 && region.height > 0.0))
    return FALSE;
  reset (self);
  fw_session_set_region (self->parent.session, &region);
  tell (self);

  return TRUE;
}

static FwToolResult
judge_press (FwTool *tool, const FwToolEvent *event)
{
  JudgeTool *self = (JudgeTool *) tool;

  self->pressed = event->point;
  if (!fw_session_get_wants_region (tool->session))
    return FW_TOOL_PANS;

  self->is_down = TRUE;
  self->follow = fw_tool_clamp (tool, event->point);
  self->set_it = !self->has_corner;
  if (self->set_it)
    {
      self->corner = self->follow;
      self->has_corner = TRUE;
    }
  fw_session_pend (tool->session, FW_PENDING_ACTIVE);

  return FW_TOOL_USED;
}

static FwToolResult
judge_motion (FwTool *tool, const FwToolEvent *event)
{
  JudgeTool *self = (JudgeTool *) tool;

  if (!fw_session_get_wants_region (tool->session))
    return FW_TOOL_IGNORED;
  self->follow = fw_tool_clamp (tool, event->point);
  fw_session_pend (tool->session, FW_PENDING_ACTIVE);

  return FW_TOOL_USED;
}

static FwToolResult
judge_release (FwTool *tool, const FwToolEvent *event)
{
  JudgeTool *self = (JudgeTool *) tool;
  gboolean moved
      = fw_point_distance (self->pressed, event->point) * event->scale >= FW_DRAG_START_PX;

  if (!fw_session_get_wants_region (tool->session))
    {
      FwPoint pin = fw_tool_clamp (tool, event->point);

      fw_session_set_pin (tool->session, &pin);
      tell (self);
      return FW_TOOL_USED;
    }
  if (!self->is_down)
    return FW_TOOL_USED;
  self->is_down = FALSE;
  if (!self->set_it || moved)
    finish_region (self, fw_tool_clamp (tool, event->point));
  fw_session_pend (tool->session, FW_PENDING_ACTIVE);

  return FW_TOOL_USED;
}

static FwToolResult
judge_key (FwTool *tool, FwToolKey key, FwToolModifiers modifiers, double scale)
{
  JudgeTool *self = (JudgeTool *) tool;

  if (!fw_session_get_wants_region (tool->session))
    return FW_TOOL_IGNORED;
  if (fw_tool_move_crosshair (tool, key, modifiers))
    {
      self->follow = fw_tool_get_crosshair (tool);
      return FW_TOOL_USED;
    }
  /* Once there is a region, Enter sends the verdict. */
  if (key != FW_TOOL_KEY_ENTER || (tool->session->has_region && !self->has_corner))
    return FW_TOOL_IGNORED;
  if (self->has_corner)
    finish_region (self, fw_tool_get_crosshair (tool));
  else
    {
      self->corner = self->follow = fw_tool_get_crosshair (tool);
      self->has_corner = TRUE;
    }
  fw_session_pend (tool->session, FW_PENDING_ACTIVE);

  return FW_TOOL_USED;
}

static void
judge_cancel (FwTool *tool)
{
  reset ((JudgeTool *) tool);
  fw_session_pend (tool->session, FW_PENDING_ACTIVE);
}

static gboolean
judge_is_drawing (FwTool *tool)
{
  return ((JudgeTool *) tool)->has_corner;
}

static gboolean
judge_is_dragging (FwTool *tool)
{
  return ((JudgeTool *) tool)->is_down;
}

static const char *
judge_cursor (FwTool *tool)
{
  return "crosshair";
}

static void
judge_hints (FwTool *tool, GArray *hints)
{
  const FwHint region[] = {
    { C_("hint", "Drag"), C_("hint", "around what is missing") },
    { C_("hint", "Arrows, Enter"), C_("hint", "by keyboard") },
  };
  const FwHint pin[] = {
    { C_("hint", "Click"), C_("hint", "point at the place") },
    { C_("hint", "Drag"), C_("hint", "move the picture") },
  };

  if (fw_session_get_wants_region (tool->session))
    g_array_append_vals (hints, region, G_N_ELEMENTS (region));
  else
    g_array_append_vals (hints, pin, G_N_ELEMENTS (pin));
}

static void
add_rect (FwSceneBuilder *scene, FwRect rect)
{
  g_autoptr (FwShape) shape = fw_shape_new_box (rect);

  fw_scene_builder_add_shape (scene, shape,
                              &(FwSceneLook){ .colour = POINTED_COLOUR,
                                              .role = FW_ROLE_KEYFRAME,
                                              .flags = FW_SCENE_SELECTED | FW_SCENE_PREVIEW });
}

static void
judge_items (FwTool *tool, FwSceneBuilder *scene, const FwViewport *viewport)
{
  JudgeTool *self = (JudgeTool *) tool;
  FwSession *session = tool->session;
  FwRect drawn = fw_rect_from_corners (self->corner, self->follow);
  FwPoint pin;
  FwRect region;

  if (self->has_corner && drawn.width > 0.0 && drawn.height > 0.0)
    add_rect (scene, drawn);
  else if (fw_session_get_region (session, &region))
    add_rect (scene, region);
  if (fw_session_get_pin (session, &pin))
    {
      const gsize size = 1;

      fw_scene_builder_add (scene, &(FwSceneItem){ .kind = FW_SCENE_POINTS,
                                                   .role = FW_ROLE_KEYFRAME,
                                                   .flags = FW_SCENE_SELECTED,
                                                   .colour = POINTED_COLOUR,
                                                   .points = &pin,
                                                   .n_points = 1,
                                                   .sizes = &size,
                                                   .n_rings = 1 });
    }
  if (fw_session_get_wants_region (session))
    fw_scene_builder_add_point (scene, FW_SCENE_CROSSHAIR, 0,
                                self->has_corner ? self->follow : fw_tool_get_crosshair (tool));
}

const FwToolClass fw_tool_judge_class = {
  .size = sizeof (JudgeTool),
  .press = judge_press,
  .motion = judge_motion,
  .release = judge_release,
  .key = judge_key,
  .cancel = judge_cancel,
  .is_drawing = judge_is_drawing,
  .is_dragging = judge_is_dragging,
  .get_cursor = judge_cursor,
  .add_hints = judge_hints,
  .add_items = judge_items,
};
