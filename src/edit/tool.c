/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What every tool call has in common: nothing is touched while another picture
 * is on the screen than the labels belong to, nothing is drawn in work that is
 * open for reading, and whatever a call changes is told to the views once.
 */

#include "fw-config.h"

#include "edit/tool.h"

#include "edit/session-private.h"
#include "edit/skeleton.h"
#include "edit/tool-private.h"

#include <glib/gi18n.h>

/* How near the outline counts as on it, in logical pixels. */
#define PICK_EDGE_PX 5.0

/* Shapes smaller than this on the screen can be hit within it. */
#define PICK_MIN_PX 12.0

static const FwToolClass *const classes[] = {
  [FW_TOOL_SELECT] = &fw_tool_select_class,
  [FW_TOOL_BOX] = &fw_tool_box_class,
  [FW_TOOL_ROTATED_BOX] = &fw_tool_box_class,
  [FW_TOOL_POLYGON] = &fw_tool_polygon_class,
  [FW_TOOL_POLYGON_HOLE] = &fw_tool_polygon_class,
  [FW_TOOL_POLYGON_PART] = &fw_tool_polygon_class,
  [FW_TOOL_POLYLINE] = &fw_tool_polygon_class,
  [FW_TOOL_KEYPOINTS] = &fw_tool_points_class,
  [FW_TOOL_PAN] = &fw_tool_pan_class,
  [FW_TOOL_JUDGE] = &fw_tool_judge_class,
};

FwTool *
fw_tool_new (FwSession *session, FwToolKind kind)
{
  FwTool *self;

  g_assert (kind < G_N_ELEMENTS (classes));

  self = g_malloc0 (classes[kind]->size);
  self->klass = classes[kind];
  self->session = session;
  self->kind = kind;
  return self;
}

void
fw_tool_free (FwTool *self)
{
  g_assert (self != NULL);

  if (self->klass->clear != NULL)
    self->klass->clear (self);
  g_free (self);
}

FwToolKind
fw_tool_get_kind (FwTool *self)
{
  g_return_val_if_fail (self != NULL, FW_TOOL_SELECT);

  return self->kind;
}

static gboolean
is_usable (FwTool *self)
{
  return fw_session_get_labels_shown (self->session)
         && !(self->klass->draws && fw_session_get_read_only (self->session));
}

/* Copies a usable event with its point on the grid of FW_TOOL_GRID; FALSE when
 * it is not usable. */
static gboolean
tidy (const FwToolEvent *event, FwToolEvent *out_event)
{
  *out_event = *event;
  out_event->point.x = round (event->point.x * FW_TOOL_GRID) / FW_TOOL_GRID;
  out_event->point.y = round (event->point.y * FW_TOOL_GRID) / FW_TOOL_GRID;
  return isfinite (out_event->point.x) && isfinite (out_event->point.y) && isfinite (event->scale)
         && event->scale > 0.0;
}

FwToolResult
fw_tool_press (FwTool *self, const FwToolEvent *event)
{
  FwSession *session;
  FwToolEvent tidied;
  FwToolResult result = FW_TOOL_USED;

  g_return_val_if_fail (self != NULL && event != NULL, FW_TOOL_IGNORED);

  session = self->session;
  fw_session_freeze (session);
  if (tidy (event, &tidied) && (is_usable (self) || self->kind == FW_TOOL_PAN))
    {
      fw_session_set_pointer (session, tidied.point);
      result = self->klass->press (self, &tidied);
    }
  fw_session_pend (session, FW_PENDING_HINTS);
  fw_session_thaw (session);
  return result;
}

FwToolResult
fw_tool_motion (FwTool *self, const FwToolEvent *event)
{
  FwSession *session;
  FwToolEvent tidied;
  FwToolResult result = FW_TOOL_IGNORED;

  g_return_val_if_fail (self != NULL && event != NULL, FW_TOOL_IGNORED);

  session = self->session;
  fw_session_freeze (session);
  if (tidy (event, &tidied) && is_usable (self))
    {
      fw_session_set_pointer (session, tidied.point);
      result = self->klass->motion (self, &tidied);
    }
  fw_session_thaw (session);
  return result;
}

FwToolResult
fw_tool_release (FwTool *self, const FwToolEvent *event)
{
  FwSession *session;
  FwToolEvent tidied;
  FwToolResult result = FW_TOOL_USED;

  g_return_val_if_fail (self != NULL && event != NULL, FW_TOOL_IGNORED);

  session = self->session;
  fw_session_freeze (session);
  if (tidy (event, &tidied) && is_usable (self))
    result = self->klass->release (self, &tidied);
  else
    fw_tool_cancel (self);
  fw_session_pend (session, FW_PENDING_HINTS);
  fw_session_thaw (session);
  return result;
}

void
fw_tool_leave (FwTool *self)
{
  g_return_if_fail (self != NULL);

  fw_session_freeze (self->session);
  if (self->klass->leave != NULL)
    self->klass->leave (self);
  fw_session_set_hovered (self->session, 0);
  fw_session_thaw (self->session);
}

/* Escape when nothing is begun: the tool, the selected point, the selection. */
static FwToolResult
escape (FwTool *self)
{
  FwSession *session = self->session;

  /* Whoever judges has no other tool. */
  if (self->kind == FW_TOOL_JUDGE)
    return FW_TOOL_IGNORED;
  if (self->kind != FW_TOOL_SELECT)
    fw_session_set_tool_kind (session, FW_TOOL_SELECT);
  else if (fw_session_get_active_vertex (session) != 0)
    fw_session_set_active_vertex (session, 0);
  else if (fw_session_get_primary (session) != 0)
    fw_session_select (session, 0);
  else
    return FW_TOOL_IGNORED;
  return FW_TOOL_USED;
}

FwToolResult
fw_tool_key (FwTool *self, FwToolKey key, FwToolModifiers modifiers, double scale)
{
  FwSession *session;
  FwToolResult result = FW_TOOL_IGNORED;

  g_return_val_if_fail (self != NULL, FW_TOOL_IGNORED);
  g_return_val_if_fail (isfinite (scale) && scale > 0.0, FW_TOOL_IGNORED);

  session = self->session;
  fw_session_freeze (session);
  if (key == FW_TOOL_KEY_ESCAPE)
    {
      gboolean begun = fw_tool_is_drawing (self) || fw_tool_is_dragging (self);

      fw_tool_cancel (self);
      result = begun ? FW_TOOL_USED : escape (self);
    }
  else if (is_usable (self) && self->klass->key != NULL)
    result = self->klass->key (self, key, modifiers, scale);
  fw_session_pend (session, FW_PENDING_HINTS);
  fw_session_thaw (session);
  return result;
}

void
fw_tool_cancel (FwTool *self)
{
  g_return_if_fail (self != NULL);

  if (!fw_tool_is_drawing (self) && !fw_tool_is_dragging (self))
    return;

  fw_session_freeze (self->session);
  self->klass->cancel (self);
  fw_session_clear_previews (self->session);
  fw_session_pend (self->session, FW_PENDING_ACTIVE | FW_PENDING_HINTS);
  fw_session_thaw (self->session);
}

gboolean
fw_tool_is_drawing (FwTool *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->klass->is_drawing != NULL && self->klass->is_drawing (self);
}

gboolean
fw_tool_is_dragging (FwTool *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->klass->is_dragging != NULL && self->klass->is_dragging (self);
}

/* Calls one of the point functions as a change of its own. */
static gboolean
change_points (FwTool *self, gboolean (*change) (FwTool *self))
{
  FwSession *session = self->session;
  gboolean done;

  if (change == NULL || !fw_tool_is_drawing (self))
    return FALSE;

  fw_session_freeze (session);
  done = change (self);
  fw_session_pend (session, FW_PENDING_ACTIVE | FW_PENDING_HINTS);
  fw_session_thaw (session);
  return done;
}

gboolean
fw_tool_undo_point (FwTool *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return change_points (self, self->klass->undo_point);
}

gboolean
fw_tool_redo_point (FwTool *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return change_points (self, self->klass->redo_point);
}

const char *
fw_tool_get_cursor (FwTool *self)
{
  g_return_val_if_fail (self != NULL, "default");

  if (!is_usable (self) && self->kind != FW_TOOL_PAN)
    return "default";
  return self->klass->get_cursor == NULL ? "default" : self->klass->get_cursor (self);
}

void
fw_tool_add_hints (FwTool *self, GArray *hints)
{
  if (self->klass->add_hints != NULL)
    self->klass->add_hints (self, hints);
}

void
fw_tool_add_items (FwTool *self, FwSceneBuilder *scene, const FwViewport *viewport)
{
  if (self->klass->add_items != NULL && is_usable (self))
    self->klass->add_items (self, scene, viewport);
}

/* What drawing tools share */

FwPoint
fw_tool_clamp (FwTool *self, FwPoint point)
{
  FwRect picture = fw_session_get_picture (self->session);

  if (picture.width <= 0.0 || picture.height <= 0.0)
    return point;
  return FW_POINT (CLAMP (point.x, 0.0, picture.width), CLAMP (point.y, 0.0, picture.height));
}

FwPoint
fw_tool_get_crosshair (FwTool *self)
{
  if (self->session->has_pointer)
    return fw_tool_clamp (self, self->session->pointer);
  return fw_rect_centre (fw_session_get_picture (self->session));
}

gboolean
fw_tool_move_crosshair (FwTool *self, FwToolKey key, FwToolModifiers modifiers)
{
  double by = modifiers & FW_TOOL_CONTROL ? 50.0 : modifiers & FW_TOOL_SHIFT ? 10.0 : 1.0;
  FwPoint point = fw_tool_get_crosshair (self);

  /* Keys draw on whole pixels, wherever the pointer was. */
  point = FW_POINT (round (point.x), round (point.y));
  switch (key)
    {
    case FW_TOOL_KEY_LEFT:
      point.x -= by;
      break;
    case FW_TOOL_KEY_RIGHT:
      point.x += by;
      break;
    case FW_TOOL_KEY_UP:
      point.y -= by;
      break;
    case FW_TOOL_KEY_DOWN:
      point.y += by;
      break;
    default:
      return FALSE;
    }
  fw_session_set_pointer (self->session, fw_tool_clamp (self, point));
  return TRUE;
}

static void
add_guide (FwSceneBuilder *scene, FwPoint a, FwPoint b)
{
  const FwPoint line[2] = { a, b };

  fw_scene_builder_add (
      scene, &(FwSceneItem) { .kind = FW_SCENE_GUIDE, .points = line, .n_points = 2 });
}

void
fw_tool_add_guides (FwTool *self, FwSceneBuilder *scene, FwPoint point)
{
  FwRect picture = fw_session_get_picture (self->session);

  if (picture.width <= 0.0 || picture.height <= 0.0)
    return;

  if (point.x == 0.0 || point.x == picture.width)
    add_guide (scene, FW_POINT (point.x, 0.0), FW_POINT (point.x, picture.height));
  if (point.y == 0.0 || point.y == picture.height)
    add_guide (scene, FW_POINT (0.0, point.y), FW_POINT (picture.width, point.y));
}

void
fw_tool_finish (FwTool *self, const char *label, FwShape *shape)
{
  FwSession *session = self->session;
  g_autoptr (GError) error = NULL;

  fw_session_clear_previews (session);
  if (fw_session_write_new (session, label, session->next_category, shape, &error) == NULL)
    {
      fw_session_refuse (session, error);
      return;
    }
  if (!session->keep_tool)
    fw_session_set_tool_kind (session, FW_TOOL_SELECT);
}

/* Picking */

static double
distance_to_points (const FwShape *shape, const FwCategory *category, FwPoint point)
{
  double nearest = G_MAXDOUBLE;
  g_autoptr (GArray) limbs = fw_skeleton_list_limbs (shape, category);
  gsize n;
  const FwKeypoint *points = fw_shape_get_points (shape, &n);

  for (gsize i = 0; i < n; i++)
    if (points[i].visibility != FW_KEYPOINT_ABSENT)
      nearest = MIN (nearest, fw_point_distance (FW_POINT (points[i].x, points[i].y), point));
  for (guint i = 0; i + 1 < limbs->len; i += 2)
    nearest = MIN (nearest, fw_segment_distance (g_array_index (limbs, FwPoint, i),
                                                 g_array_index (limbs, FwPoint, i + 1), point,
                                                 NULL));
  return nearest;
}

static double
distance_to_outline (const FwShape *shape, const FwCategory *category, FwPoint point)
{
  double nearest = G_MAXDOUBLE;
  FwPoint corners[4];
  FwShapeKind kind = fw_shape_get_kind (shape);

  if (kind == FW_SHAPE_POINTS || kind == FW_SHAPE_SKELETON)
    return distance_to_points (shape, category, point);

  if (kind == FW_SHAPE_ELLIPSE)
    {
      FwPoint outline[FW_ELLIPSE_POINTS];

      fw_ellipse_get_outline (shape, outline);
      for (gsize i = 0; i < FW_ELLIPSE_POINTS; i++)
        nearest = MIN (nearest, fw_segment_distance (outline[i],
                                                     outline[(i + 1) % FW_ELLIPSE_POINTS], point,
                                                     NULL));
    }
  if (kind == FW_SHAPE_BOX || kind == FW_SHAPE_ROTATED_BOX)
    {
      fw_shape_get_corners (shape, corners);
      for (int i = 0; i < 4; i++)
        nearest
            = MIN (nearest, fw_segment_distance (corners[i], corners[(i + 1) % 4], point, NULL));
    }
  for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);

      for (gsize j = 0; j < ring.n_vertices; j++)
        {
          const FwVertex *a = &ring.vertices[j];
          const FwVertex *b = &ring.vertices[(j + 1) % ring.n_vertices];

          if (ring.is_open && j + 1 == ring.n_vertices && j > 0)
            continue;
          nearest = MIN (nearest, fw_segment_distance (FW_POINT (a->x, a->y), FW_POINT (b->x, b->y),
                                                       point, NULL));
        }
    }
  return nearest;
}

static gboolean
is_hit (FwSession *session, const FwObject *object, FwPoint point, double scale)
{
  FwTaxonomy *words = fw_session_get_taxonomy (session);
  const FwCategory *category
      = words == NULL ? NULL : fw_taxonomy_find (words, fw_track_get_category (object->track));
  double reach = PICK_EDGE_PX / scale;
  FwRect bounds = object->bounds;
  double grow_x = MAX (reach, (PICK_MIN_PX / scale - bounds.width) / 2.0);
  double grow_y = MAX (reach, (PICK_MIN_PX / scale - bounds.height) / 2.0);
  FwRect area = FW_RECT (bounds.x - grow_x, bounds.y - grow_y, bounds.width + 2.0 * grow_x,
                         bounds.height + 2.0 * grow_y);

  if (!fw_rect_contains (area, point))
    return FALSE;
  /* Too small to aim at: anywhere near will do. */
  if (bounds.width * scale < PICK_MIN_PX && bounds.height * scale < PICK_MIN_PX)
    return TRUE;
  return fw_shape_contains (object->shape, point)
         || distance_to_outline (object->shape, category, point) <= reach;
}

typedef struct
{
  FwTrackId id;
  double area;
  gboolean is_ghost;
  gsize order;
} Candidate;

/* Labels before ghosts, small before large, then what is drawn on top. */
static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *left = a;
  const Candidate *right = b;

  if (left->is_ghost != right->is_ghost)
    return left->is_ghost ? 1 : -1;
  if (left->area != right->area)
    return left->area < right->area ? -1 : 1;
  return left->order > right->order ? -1 : 1;
}

GArray *
fw_tool_pick_all (FwSession *session, FwPoint point, double scale)
{
  gsize n;
  const FwObject *objects = fw_session_get_objects (session, &n);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  GArray *ids;

  for (gsize i = 0; i < n; i++)
    {
      const FwObject *object = &objects[i];
      gboolean locked = fw_session_is_locked (session, object->id);

      if (object->shape == NULL || (object->flags & FW_OBJECT_HIDDEN) || locked)
        continue;
      if (is_hit (session, object, point, scale))
        {
          Candidate candidate = { object->id, fw_rect_area (object->bounds),
                                  object->presence == FW_PRESENCE_GHOST, i };

          g_array_append_val (candidates, candidate);
        }
    }
  g_array_sort (candidates, compare_candidates);

  ids = g_array_sized_new (FALSE, FALSE, sizeof (FwTrackId), candidates->len);
  for (guint i = 0; i < candidates->len; i++)
    g_array_append_val (ids, g_array_index (candidates, Candidate, i).id);
  return ids;
}

FwTrackId
fw_tool_pick (FwSession *session, FwPoint point, double scale)
{
  g_autoptr (GArray) ids = NULL;

  g_return_val_if_fail (FW_IS_SESSION (session), 0);
  g_return_val_if_fail (scale > 0.0, 0);

  if (!fw_session_get_labels_shown (session))
    return 0;
  ids = fw_tool_pick_all (session, point, scale);
  return ids->len == 0 ? 0 : g_array_index (ids, FwTrackId, 0);
}

/* Pan: the canvas moves the picture, the tool only says so. */

static FwToolResult
pan_press (FwTool *self, const FwToolEvent *event)
{
  return FW_TOOL_PANS;
}

static FwToolResult
pan_ignore (FwTool *self, const FwToolEvent *event)
{
  return FW_TOOL_IGNORED;
}

static const char *
pan_cursor (FwTool *self)
{
  return "grab";
}

static void
pan_hints (FwTool *self, GArray *hints)
{
  const FwHint all[] = {
    { C_("hint", "Drag"), C_("hint", "move the picture") },
    { "Esc", C_("hint", "finish") },
  };

  g_array_append_vals (hints, all, G_N_ELEMENTS (all));
}

const FwToolClass fw_tool_pan_class = {
  .size = sizeof (FwTool),
  .press = pan_press,
  .motion = pan_ignore,
  .release = pan_ignore,
  .get_cursor = pan_cursor,
  .add_hints = pan_hints,
};
