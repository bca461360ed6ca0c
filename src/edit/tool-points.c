/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Key points: every click (or Insert at the cross-hair) sets the next point in
 * the order of the category's names. Q says that the next point is hidden, X
 * that it is not in the picture; Backspace takes back. Behind the last name, or
 * with Enter, the skeleton is done; names that were not reached count as not
 * there. In a category without names the points have none, and only Enter ends.
 */

#include "fw-config.h"

#include "edit/tool-points.h"

#include "edit/session-private.h"
#include "edit/skeleton.h"
#include "edit/snap.h"
#include "edit/tool-private.h"

#include <glib/gi18n.h>

/* More than this nobody sets by hand. */
#define MAX_POINTS 1024

typedef struct
{
  FwTool parent;
  GArray *points; /* (owned) (nullable) (element-type FwKeypoint) */
  GArray *undone; /* (owned) (nullable) (element-type FwKeypoint) last one first */
  FwCategoryId category; /* of what is begun */
  gboolean hides; /* the next point is hidden */
  gboolean is_down;
  FwPoint follow; /* where the next point would be */
} PointsTool;

static gsize
n_points (PointsTool *self)
{
  return self->points == NULL ? 0 : self->points->len;
}

static void
reset (PointsTool *self)
{
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->undone, g_array_unref);
  self->hides = FALSE;
  self->is_down = FALSE;
}

/* The category that is drawn; NULL when the document does not know it. */
static const FwCategory *
get_category (PointsTool *self)
{
  FwSession *session = self->parent.session;
  FwTaxonomy *words = fw_session_get_taxonomy (session);
  FwCategoryId id
      = self->points != NULL ? self->category : fw_session_get_next_category (session);

  return words == NULL ? NULL : fw_taxonomy_find (words, id);
}

/* Names of its points; 0 when the points have none. */
static gsize
n_names (PointsTool *self)
{
  const FwCategory *category = get_category (self);

  return category == NULL ? 0 : category->n_keypoints;
}

static gboolean
any_there (PointsTool *self)
{
  for (gsize i = 0; i < n_points (self); i++)
    if (g_array_index (self->points, FwKeypoint, i).visibility != FW_KEYPOINT_ABSENT)
      return TRUE;
  return FALSE;
}

/* The points so far as a shape; those that are still missing are not there.
 * Returns: (transfer full) */
static FwShape *
make_shape (PointsTool *self)
{
  const FwCategory *category = get_category (self);
  gsize n = MAX (n_points (self), n_names (self));
  g_autofree FwKeypoint *points = g_new0 (FwKeypoint, n + 1);

  for (gsize i = 0; i < n_points (self); i++)
    points[i] = g_array_index (self->points, FwKeypoint, i);
  for (gsize i = 0; i < n_names (self); i++)
    points[i].name = category->keypoints[i];

  return n_names (self) > 0 ? fw_shape_new_skeleton (points, n, NULL)
                            : fw_shape_new_points (points, n);
}

static void
finish (PointsTool *self)
{
  gboolean has_names = n_names (self) > 0;
  g_autoptr (FwShape) shape = make_shape (self);

  reset (self);
  fw_tool_finish (&self->parent, has_names ? _("Draw skeleton") : _("Draw points"), shape);
}

static void
add (PointsTool *self, FwPoint place, FwKeypointVisibility visibility)
{
  FwSession *session = self->parent.session;
  FwKeypoint point = { place.x, place.y, NULL, visibility };

  if (self->points == NULL)
    {
      self->category = fw_session_get_next_category (session);
      self->points = g_array_new (FALSE, FALSE, sizeof (FwKeypoint));
    }
  if (n_points (self) < MAX_POINTS)
    g_array_append_val (self->points, point);
  g_clear_pointer (&self->undone, g_array_unref);
  self->hides = FALSE;
  fw_session_pend (session, FW_PENDING_ACTIVE | FW_PENDING_HINTS);
  if (n_names (self) > 0 && n_points (self) >= n_names (self) && any_there (self))
    finish (self);
}

static FwPoint
place_at (PointsTool *self, FwPoint raw, FwToolModifiers modifiers, double scale)
{
  FwPoint point = fw_tool_clamp (&self->parent, raw);

  if (modifiers & FW_TOOL_ALT)
    return point;
  return fw_snap_point (fw_session_get_picture (self->parent.session), point, scale);
}

static gboolean
is_on_last (PointsTool *self, const FwToolEvent *event)
{
  FwKeypoint last;

  if (n_points (self) == 0)
    return TRUE;
  last = g_array_index (self->points, FwKeypoint, n_points (self) - 1);
  return fw_point_distance (FW_POINT (last.x, last.y), event->point) * event->scale
         < FW_DRAG_START_PX;
}

static FwToolResult
points_press (FwTool *tool, const FwToolEvent *event)
{
  PointsTool *self = (PointsTool *) tool;

  self->is_down = TRUE;
  self->follow = place_at (self, event->point, event->modifiers, event->scale);
  /* The second press of a double click is a slip of the hand, unless the hand
   * has moved on: eyes are near to each other. */
  if (event->n_press < 2 || !is_on_last (self, event))
    add (self, self->follow, self->hides ? FW_KEYPOINT_HIDDEN : FW_KEYPOINT_VISIBLE);
  return FW_TOOL_USED;
}

static FwToolResult
points_motion (FwTool *tool, const FwToolEvent *event)
{
  PointsTool *self = (PointsTool *) tool;

  self->follow = place_at (self, event->point, event->modifiers, event->scale);
  fw_session_pend (tool->session, FW_PENDING_ACTIVE);
  return FW_TOOL_USED;
}

static FwToolResult
points_release (FwTool *tool, const FwToolEvent *event)
{
  ((PointsTool *) tool)->is_down = FALSE;
  return FW_TOOL_USED;
}

static FwToolResult
points_key (FwTool *tool, FwToolKey key, FwToolModifiers modifiers, double scale)
{
  PointsTool *self = (PointsTool *) tool;

  if (fw_tool_move_crosshair (tool, key, modifiers))
    {
      self->follow = fw_tool_get_crosshair (tool);
      return FW_TOOL_USED;
    }

  switch (key)
    {
    case FW_TOOL_KEY_INSERT:
      self->follow = fw_tool_get_crosshair (tool);
      add (self, self->follow, self->hides ? FW_KEYPOINT_HIDDEN : FW_KEYPOINT_VISIBLE);
      return FW_TOOL_USED;
    case FW_TOOL_KEY_ENTER:
      if (!any_there (self))
        return FW_TOOL_IGNORED;
      finish (self);
      return FW_TOOL_USED;
    case FW_TOOL_KEY_BACKSPACE:
    case FW_TOOL_KEY_DELETE:
      return fw_tool_undo_point (tool) ? FW_TOOL_USED : FW_TOOL_IGNORED;
    default:
      return FW_TOOL_IGNORED;
    }
}

gboolean
fw_tool_points_toggle_hidden (FwTool *tool)
{
  PointsTool *self = (PointsTool *) tool;

  g_return_val_if_fail (tool != NULL, FALSE);

  if (tool->kind != FW_TOOL_KEYPOINTS)
    return FALSE;

  fw_session_freeze (tool->session);
  self->hides = !self->hides;
  fw_session_pend (tool->session, FW_PENDING_ACTIVE | FW_PENDING_HINTS);
  fw_session_thaw (tool->session);
  return TRUE;
}

gboolean
fw_tool_points_skip (FwTool *tool)
{
  PointsTool *self = (PointsTool *) tool;

  g_return_val_if_fail (tool != NULL, FALSE);

  if (tool->kind != FW_TOOL_KEYPOINTS)
    return FALSE;

  /* There is nothing to leave out among points without names, nor behind the
   * last name. */
  fw_session_freeze (tool->session);
  if (n_names (self) > n_points (self))
    add (self, FW_POINT (0.0, 0.0), FW_KEYPOINT_ABSENT);
  fw_session_thaw (tool->session);
  return TRUE;
}

static void
points_cancel (FwTool *tool)
{
  reset ((PointsTool *) tool);
}

static gboolean
points_is_drawing (FwTool *tool)
{
  return n_points ((PointsTool *) tool) > 0;
}

static gboolean
points_is_dragging (FwTool *tool)
{
  return ((PointsTool *) tool)->is_down;
}

static gboolean
points_undo_point (FwTool *tool)
{
  PointsTool *self = (PointsTool *) tool;
  FwKeypoint last = g_array_index (self->points, FwKeypoint, n_points (self) - 1);

  if (self->undone == NULL)
    self->undone = g_array_new (FALSE, FALSE, sizeof (FwKeypoint));
  g_array_append_val (self->undone, last);
  g_array_set_size (self->points, self->points->len - 1);
  if (n_points (self) == 0)
    reset (self);
  return TRUE;
}

static gboolean
points_redo_point (FwTool *tool)
{
  PointsTool *self = (PointsTool *) tool;
  FwKeypoint next;

  if (self->undone == NULL || self->undone->len == 0)
    return FALSE;

  next = g_array_index (self->undone, FwKeypoint, self->undone->len - 1);
  g_array_set_size (self->undone, self->undone->len - 1);
  g_array_append_val (self->points, next);
  return TRUE;
}

static const char *
points_cursor (FwTool *tool)
{
  return "crosshair";
}

static void
points_hints (FwTool *tool, GArray *hints)
{
  PointsTool *self = (PointsTool *) tool;
  const FwHint click = { C_("hint", "Click"), C_("hint", "next point") };
  const FwHint named[] = {
    { "Q", self->hides ? C_("hint", "visible") : C_("hint", "hidden") },
    { "X", C_("hint", "not in the picture") },
  };
  const FwHint next[] = {
    { C_("hint", "Backspace"), C_("hint", "take back") },
    { "Enter", C_("hint", "end") },
    { "Esc", C_("hint", "give up") },
  };
  const FwHint start = { "Esc", C_("hint", "finish") };

  g_array_append_val (hints, click);
  g_array_append_vals (hints, named, n_names (self) > 0 ? 2 : 1);
  if (points_is_drawing (tool))
    g_array_append_vals (hints, next, G_N_ELEMENTS (next));
  else
    g_array_append_val (hints, start);
}

char *
fw_tool_points_dup_name (const FwKeypoint *points, gsize n_points, gsize index)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (points != NULL && index < n_points, NULL);

  if (points[index].name == NULL)
    /* Translators: which corner of a polygon is selected: "Point 8 of 20" */
    name = g_strdup_printf (_("Point %d of %d"), (int) index + 1, (int) n_points);
  else
    name = g_strdup_printf (
        /* Translators: which point of a skeleton: "left_eye · 3 of 17" */
        _("%s · %d of %d"), points[index].name, (int) index + 1, (int) n_points);

  if (points[index].visibility == FW_KEYPOINT_HIDDEN)
    /* Translators: %s is a point: "left_eye · 3 of 17, hidden" */
    return g_strdup_printf (_("%s, hidden"), name);
  return g_steal_pointer (&name);
}

/* What the next point is called, beside the cross-hair. */
static void
add_next_name (PointsTool *self, FwSceneBuilder *scene, FwPoint at)
{
  const FwCategory *category = get_category (self);
  gsize index = n_points (self);
  gsize n = MAX (n_names (self), index + 1);
  g_autofree FwKeypoint *points = g_new0 (FwKeypoint, n);
  g_autofree char *text = NULL;

  if (index < n_names (self))
    points[index].name = category->keypoints[index];
  points[index].visibility = self->hides ? FW_KEYPOINT_HIDDEN : FW_KEYPOINT_VISIBLE;
  text = fw_tool_points_dup_name (points, n, index);
  fw_scene_builder_add (scene, &(FwSceneItem) { .kind = FW_SCENE_TOOLTIP,
                                                .points = &at,
                                                .n_points = 1,
                                                .text = text });
}

static void
points_items (FwTool *tool, FwSceneBuilder *scene, const FwViewport *viewport)
{
  PointsTool *self = (PointsTool *) tool;
  FwPoint next = points_is_drawing (tool) || self->is_down ? self->follow
                                                           : fw_tool_get_crosshair (tool);

  if (points_is_drawing (tool))
    {
      g_autoptr (FwShape) shape = make_shape (self);

      fw_scene_builder_add_shape (
          scene, shape,
          &(FwSceneLook) { 0, get_category (self),
                           fw_session_get_colour (tool->session, self->category), FW_ROLE_DRAFT,
                           FW_SCENE_PREVIEW });
    }
  fw_tool_add_guides (tool, scene, next);
  fw_scene_builder_add_point (scene, FW_SCENE_CROSSHAIR, 0, next);
  add_next_name (self, scene, next);
}

static void
points_clear (FwTool *tool)
{
  reset ((PointsTool *) tool);
}

const FwToolClass fw_tool_points_class = {
  .size = sizeof (PointsTool),
  .draws = TRUE,
  .press = points_press,
  .motion = points_motion,
  .release = points_release,
  .key = points_key,
  .cancel = points_cancel,
  .is_drawing = points_is_drawing,
  .is_dragging = points_is_dragging,
  .undo_point = points_undo_point,
  .redo_point = points_redo_point,
  .get_cursor = points_cursor,
  .add_hints = points_hints,
  .add_items = points_items,
  .clear = points_clear,
};
