/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Polygon: every click (or Enter at the cross-hair) sets a point; a click on
 * the first point, a double click or Ctrl+Enter closes. With Shift held, the
 * outline of a neighbour is followed from the last point to the new one when
 * both lie on it. The same machine cuts holes into the selected polygon, adds
 * parts to it and draws polylines; only what happens at the end differs. A
 * polyline ends with a double click, a click on its last point, or Ctrl+Enter.
 *
 * Points come in groups: one click may set several (a followed outline), and
 * undo takes back what the last click did.
 */

#include "fw-config.h"

#include "core/error.h"
#include "core/track-edit.h"
#include "edit/session-private.h"
#include "edit/snap.h"
#include "edit/tool-private.h"

#include <glib/gi18n.h>

/* How near the first point closes, in logical pixels. */
#define CLOSE_PX 10.0

/* More than this no hand has ever drawn. */
#define MAX_POINTS 100000

typedef struct
{
  FwPoint point;
  FwSnap snap;
  gsize group; /* number of the click that set it */
} Point;

typedef struct
{
  FwTool parent;
  GArray *points; /* (owned) (nullable) (element-type Point) */
  GArray *undone; /* (owned) (nullable) (element-type Point) last one first */
  FwSnap follow;  /* where the next point would be */
  gsize group;
  gboolean is_down;
} PolygonTool;

static gsize
n_points (PolygonTool *self)
{
  return self->points == NULL ? 0 : self->points->len;
}

static FwPoint
get_point (PolygonTool *self, gsize index)
{
  return g_array_index (self->points, Point, index).point;
}

/* Whether what is drawn goes into a polygon that is there. */
static gboolean
takes_target (PolygonTool *self)
{
  return self->parent.kind == FW_TOOL_POLYGON_HOLE || self->parent.kind == FW_TOOL_POLYGON_PART;
}

static void
reset (PolygonTool *self)
{
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->undone, g_array_unref);
  self->is_down = FALSE;
}

/* The polygon that holes and parts go into; a refusal when there is none. */
static const FwObject *
get_target (PolygonTool *self, GError **error)
{
  FwSession *session = self->parent.session;
  const FwObject *object = fw_session_find_object (session, fw_session_get_primary (session));

  if (object != NULL && object->shape != NULL
      && fw_shape_get_kind (object->shape) == FW_SHAPE_POLYGON)
    return fw_session_check_track (session, object->id, error) == NULL ? NULL : object;

  g_set_error_literal (error, FW_EDIT_ERROR, FW_EDIT_ERROR_KIND,
                       self->parent.kind == FW_TOOL_POLYGON_HOLE
                           ? _("Select a polygon first; the hole is cut into it.")
                           : _("Select a polygon first; the part is added to it."));
  return NULL;
}

/* Whether the drawn ring stays within the shape: its points and the middles of
 * its edges, which is where an edge leaves a shape that is dented. */
static gboolean
is_within (PolygonTool *self, const FwShape *shape)
{
  for (gsize i = 0; i < n_points (self); i++)
    {
      FwPoint a = get_point (self, i);
      FwPoint b = get_point (self, (i + 1) % n_points (self));

      if (!fw_shape_contains (shape, a)
          || !fw_shape_contains (shape, FW_POINT ((a.x + b.x) / 2.0, (a.y + b.y) / 2.0)))
        return FALSE;
    }

  return TRUE;
}

/* The target's shape with the drawn ring. Returns: (transfer full) (nullable) */
static FwShape *
join_ring (PolygonTool *self, const FwObject *target, const FwVertex *vertices, GError **error)
{
  gboolean is_hole = self->parent.kind == FW_TOOL_POLYGON_HOLE;
  gsize n_rings = fw_shape_get_n_rings (target->shape);
  g_autofree FwRing *rings = g_new0 (FwRing, n_rings + 1);

  for (gsize i = 0; i < n_rings; i++)
    rings[i] = fw_shape_get_ring (target->shape, i);
  rings[n_rings] = (FwRing) { vertices, n_points (self), is_hole };

  /* What reaches outside would be added there, by the even-odd rule, not cut out. */
  if (is_hole && !is_within (self, target->shape))
    {
      g_autofree char *name = fw_session_dup_object_name (self->parent.session, target->id);

      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                   /* Translators: %s is an object such as "Jacket 4" */
                   _("The hole reaches outside %s. Draw it inside."), name);
      return NULL;
    }
  return fw_shape_new_rings (rings, n_rings + 1);
}

static void
finish_ring (PolygonTool *self, const FwVertex *vertices)
{
  FwSession *session = self->parent.session;
  g_autoptr (GError) error = NULL;
  const FwObject *target = get_target (self, &error);
  g_autoptr (FwShape) shape = target == NULL ? NULL : join_ring (self, target, vertices, &error);
  g_autoptr (FwTrack) track = NULL;

  if (shape != NULL)
    track = fw_track_edit_shape (target->track, fw_session_get_frame (session), shape, &error);
  reset (self);
  if (track == NULL)
    {
      fw_session_refuse (session, error);
      return;
    }
  fw_session_write_track (session,
                          self->parent.kind == FW_TOOL_POLYGON_HOLE ? _("Cut hole")
                                                                    : _("Add part"),
                          track);
  fw_session_set_tool_kind (session, FW_TOOL_SELECT);
}

static gboolean
is_line (PolygonTool *self)
{
  return self->parent.kind == FW_TOOL_POLYLINE;
}

/* Points that it takes to end. */
static gsize
n_needed (PolygonTool *self)
{
  return is_line (self) ? 2 : 3;
}

/* All points on one straight line, as when all were set beyond one edge of the picture. */
static gboolean
has_no_area (PolygonTool *self)
{
  FwPoint first = get_point (self, 0);
  FwPoint way = { 0.0, 0.0 };

  for (gsize i = 1; i < n_points (self); i++)
    {
      FwPoint point = get_point (self, i);
      FwPoint from = FW_POINT (point.x - first.x, point.y - first.y);

      if (way.x == 0.0 && way.y == 0.0)
        way = from;
      if (way.x * from.y != way.y * from.x)
        return FALSE;
    }
  return TRUE;
}

static void
close_ring (PolygonTool *self)
{
  gsize n = n_points (self);
  g_autofree FwVertex *vertices = NULL;
  g_autoptr (FwShape) shape = NULL;

  if (n < n_needed (self))
    return;
  if (!is_line (self) && has_no_area (self))
    {
      g_autoptr (GError) error
          = g_error_new_literal (FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                                 _("All points lie on one line. Set one beside it, or press "
                                   "{escape}."));

      fw_session_refuse (self->parent.session, error);
      return;
    }

  vertices = g_new0 (FwVertex, n);
  for (gsize i = 0; i < n; i++)
    vertices[i] = (FwVertex) { get_point (self, i).x, get_point (self, i).y, 0 };

  if (takes_target (self))
    {
      finish_ring (self, vertices);
      return;
    }
  shape = fw_shape_new_rings (&(FwRing) { vertices, n, FALSE, is_line (self) }, 1);
  reset (self);
  fw_tool_finish (&self->parent, is_line (self) ? _("Draw polyline") : _("Draw polygon"), shape);
}

static void
add_point (PolygonTool *self, FwSnap snap, gboolean trace)
{
  FwSession *session = self->parent.session;
  Point point = { snap.point, snap, ++self->group };

  if (self->points == NULL)
    {
      g_autoptr (GError) error = NULL;

      if (takes_target (self) && get_target (self, &error) == NULL)
        {
          fw_session_refuse (session, error);
          return;
        }
      self->points = g_array_new (FALSE, FALSE, sizeof (Point));
    }
  else if (fw_point_distance (get_point (self, n_points (self) - 1), snap.point) == 0.0)
    return;

  if (trace && n_points (self) > 0)
    {
      const Point *last = &g_array_index (self->points, Point, n_points (self) - 1);
      g_autoptr (GArray) way = fw_snap_trace (session, &last->snap, &snap);

      for (guint i = 0; i < way->len; i++)
        {
          Point between = { g_array_index (way, FwPoint, i), { 0 }, point.group };

          g_array_append_val (self->points, between);
        }
    }
  if (n_points (self) < MAX_POINTS)
    g_array_append_val (self->points, point);
  g_clear_pointer (&self->undone, g_array_unref);
  fw_session_pend (session, FW_PENDING_ACTIVE);
}

/* The point on which a click ends what is drawn. */
static gsize
end_point (PolygonTool *self)
{
  return is_line (self) ? n_points (self) - 1 : 0;
}

static gboolean
is_on_end (PolygonTool *self, FwPoint point, double scale)
{
  return n_points (self) >= n_needed (self)
         && fw_point_distance (get_point (self, end_point (self)), point) * scale <= CLOSE_PX;
}

/* Enter where the last point is, as a double click. */
static gboolean
repeats_last (PolygonTool *self, FwPoint point)
{
  gsize n = n_points (self);

  return n >= n_needed (self) && fw_point_distance (get_point (self, n - 1), point) == 0.0;
}

static FwSnap
place (PolygonTool *self, FwPoint raw, FwToolModifiers modifiers, double scale)
{
  FwPoint point = fw_tool_clamp (&self->parent, raw);
  FwSnap snap = { .kind = FW_SNAP_NONE, .point = point };

  if (modifiers & FW_TOOL_ALT)
    return snap;
  snap = fw_snap_vertex (self->parent.session, point, scale, 0);
  snap.point = fw_tool_clamp (&self->parent, snap.point);
  return snap;
}

static FwToolResult
polygon_press (FwTool *tool, const FwToolEvent *event)
{
  PolygonTool *self = (PolygonTool *) tool;

  self->is_down = TRUE;
  self->follow = place (self, event->point, event->modifiers, event->scale);
  if (is_on_end (self, event->point, event->scale)
      || (event->n_press == 2 && n_points (self) >= n_needed (self)))
    {
      close_ring (self);
      return FW_TOOL_USED;
    }
  /* The second press of a double click repeats the first one's point. */
  if (event->n_press < 2)
    add_point (self, self->follow, (event->modifiers & FW_TOOL_SHIFT) != 0);
  return FW_TOOL_USED;
}

static FwToolResult
polygon_motion (FwTool *tool, const FwToolEvent *event)
{
  PolygonTool *self = (PolygonTool *) tool;

  self->follow = place (self, event->point, event->modifiers, event->scale);
  fw_session_pend (tool->session, FW_PENDING_ACTIVE);
  return FW_TOOL_USED;
}

static FwToolResult
polygon_release (FwTool *tool, const FwToolEvent *event)
{
  PolygonTool *self = (PolygonTool *) tool;

  self->is_down = FALSE;
  return FW_TOOL_USED;
}

static FwToolResult
polygon_key (FwTool *tool, FwToolKey key, FwToolModifiers modifiers, double scale)
{
  PolygonTool *self = (PolygonTool *) tool;
  FwPoint crosshair;

  if (fw_tool_move_crosshair (tool, key, modifiers))
    {
      self->follow = (FwSnap) { .point = fw_tool_get_crosshair (tool) };
      return FW_TOOL_USED;
    }

  crosshair = fw_tool_get_crosshair (tool);
  switch (key)
    {
    case FW_TOOL_KEY_ENTER:
      if ((modifiers & FW_TOOL_CONTROL) || is_on_end (self, crosshair, scale)
          || repeats_last (self, crosshair))
        {
          /* With nothing to end, Ctrl+Enter is somebody else's. */
          if (n_points (self) < n_needed (self))
            return FW_TOOL_IGNORED;
          close_ring (self);
        }
      else
        add_point (self, place (self, crosshair, modifiers, scale),
                   (modifiers & FW_TOOL_SHIFT) != 0);
      return FW_TOOL_USED;
    case FW_TOOL_KEY_BACKSPACE:
    case FW_TOOL_KEY_DELETE:
      return fw_tool_undo_point (tool) ? FW_TOOL_USED : FW_TOOL_IGNORED;
    default:
      return FW_TOOL_IGNORED;
    }
}

static void
polygon_cancel (FwTool *tool)
{
  reset ((PolygonTool *) tool);
}

static gboolean
polygon_is_drawing (FwTool *tool)
{
  return n_points ((PolygonTool *) tool) > 0;
}

static gboolean
polygon_is_dragging (FwTool *tool)
{
  return ((PolygonTool *) tool)->is_down;
}

static gboolean
polygon_undo_point (FwTool *tool)
{
  PolygonTool *self = (PolygonTool *) tool;
  gsize group = g_array_index (self->points, Point, n_points (self) - 1).group;

  if (self->undone == NULL)
    self->undone = g_array_new (FALSE, FALSE, sizeof (Point));
  while (n_points (self) > 0)
    {
      Point last = g_array_index (self->points, Point, n_points (self) - 1);

      if (last.group != group)
        break;
      g_array_append_val (self->undone, last);
      g_array_set_size (self->points, self->points->len - 1);
    }
  if (n_points (self) == 0)
    reset (self);
  return TRUE;
}

static gboolean
polygon_redo_point (FwTool *tool)
{
  PolygonTool *self = (PolygonTool *) tool;
  gsize group;

  if (self->undone == NULL || self->undone->len == 0)
    return FALSE;

  group = g_array_index (self->undone, Point, self->undone->len - 1).group;
  while (self->undone->len > 0)
    {
      Point next = g_array_index (self->undone, Point, self->undone->len - 1);

      if (next.group != group)
        break;
      g_array_append_val (self->points, next);
      g_array_set_size (self->undone, self->undone->len - 1);
    }
  return TRUE;
}

static const char *
polygon_cursor (FwTool *tool)
{
  return "crosshair";
}

static void
polygon_hints (FwTool *tool, GArray *hints)
{
  const FwHint start[] = {
    { C_("hint", "Click"), C_("hint", "set points") },
    { C_("hint", "Arrows, Enter"), C_("hint", "by keyboard") },
    { "Esc", C_("hint", "finish") },
  };
  const FwHint next[] = {
    { C_("hint", "Click"), C_("hint", "next point") },
    { C_("hint", "Shift"), C_("hint", "follow a neighbour") },
    { C_("hint", "Backspace"), C_("hint", "take back") },
    { "Ctrl+Enter", is_line ((PolygonTool *) tool) ? C_("hint", "end") : C_("hint", "close") },
    { "Esc", C_("hint", "give up") },
  };

  if (polygon_is_drawing (tool))
    g_array_append_vals (hints, next, G_N_ELEMENTS (next));
  else
    g_array_append_vals (hints, start, G_N_ELEMENTS (start));
}

static void
polygon_items (FwTool *tool, FwSceneBuilder *scene, const FwViewport *viewport)
{
  PolygonTool *self = (PolygonTool *) tool;
  FwSession *session = tool->session;
  gsize n = n_points (self);
  FwPoint next = n > 0 || self->is_down ? self->follow.point : fw_tool_get_crosshair (tool);
  const FwObject *target = fw_session_find_object (session, fw_session_get_primary (session));
  FwCategoryId category = !takes_target (self) || target == NULL
                              ? fw_session_get_next_category (session)
                              : fw_track_get_category (target->track);
  g_autofree FwPoint *line = g_new (FwPoint, n + 1);
  const gsize size = n + 1;
  const FwSceneItem item = {
    .kind = FW_SCENE_SHAPE,
    .role = FW_ROLE_DRAFT,
    .flags = FW_SCENE_PREVIEW | (is_line (self) ? FW_SCENE_LINES : FW_SCENE_OPEN),
    .colour = fw_session_get_colour (session, category),
    .points = line,
    .n_points = n + 1,
    .sizes = &size,
    .n_rings = 1,
  };

  if (n > 0)
    {
      for (gsize i = 0; i < n; i++)
        line[i] = get_point (self, i);
      line[n] = next;
      fw_scene_builder_add (scene, &item);
      for (gsize i = 0; i < n; i++)
        {
          gboolean closes = i == end_point (self) && is_on_end (self, next, viewport->scale);

          fw_scene_builder_add_point (scene, FW_SCENE_VERTEX, closes ? FW_SCENE_ACTIVE : 0,
                                      line[i]);
        }
    }
  /* What the next point would be pulled to. */
  fw_tool_add_guides (tool, scene, next);
  if (n > 0 && self->follow.kind >= FW_SNAP_EDGE)
    fw_scene_builder_add_point (scene, FW_SCENE_VERTEX, FW_SCENE_HOVERED, next);
  fw_scene_builder_add_point (scene, FW_SCENE_CROSSHAIR, 0, next);
}

static void
polygon_clear (FwTool *tool)
{
  reset ((PolygonTool *) tool);
}

const FwToolClass fw_tool_polygon_class = {
  .size = sizeof (PolygonTool),
  .draws = TRUE,
  .press = polygon_press,
  .motion = polygon_motion,
  .release = polygon_release,
  .key = polygon_key,
  .cancel = polygon_cancel,
  .is_drawing = polygon_is_drawing,
  .is_dragging = polygon_is_dragging,
  .undo_point = polygon_undo_point,
  .redo_point = polygon_redo_point,
  .get_cursor = polygon_cursor,
  .add_hints = polygon_hints,
  .add_items = polygon_items,
  .clear = polygon_clear,
};
