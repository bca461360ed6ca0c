/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Geometry of handles. Boxes and rotated boxes are treated as one: a centre,
 * two sides and an angle; dragging happens in the box's own axes. Handles that
 * would cover a small shape give way, so that it can still be moved.
 */

#include "fw-config.h"

#include "edit/tool-parts.h"

#include "core/shape-kinds.h"

/* Distance of the rotor from its side, in logical pixels. */
#define ROTOR_PX 24.0
/* Edges shorter than this show no handle or mid-point in their middle. */
#define MIDDLE_MIN_PX   28.0
#define MIDPOINT_HIT_PX 8.0
/* Vertices nearer to each other than this are drawn as one. */
#define VERTEX_GAP_PX 5.0
#define ROTATE_STEP   15.0

/* Which sides handle i moves: -1 the left or top one, 1 the right or bottom one. */
static const struct
{
  int x, y;
} handles[8]
    = { { -1, -1 }, { 0, -1 }, { 1, -1 }, { 1, 0 }, { 1, 1 }, { 0, 1 }, { -1, 1 }, { -1, 0 } };

typedef struct
{
  FwPoint centre;
  double width;
  double height;
  double degrees;
} Frame;

/* Kinds that have an angle, and so a rotor. */
static gboolean
is_turned (FwShape *shape)
{
  FwShapeKind kind = fw_shape_get_kind (shape);

  return kind == FW_SHAPE_ROTATED_BOX || kind == FW_SHAPE_ELLIPSE;
}

static gboolean
is_boxy (FwShape *shape)
{
  FwShapeKind kind = fw_shape_get_kind (shape);

  return kind == FW_SHAPE_BOX || is_turned (shape);
}

static gboolean
has_points (FwShape *shape)
{
  FwShapeKind kind = fw_shape_get_kind (shape);

  return kind == FW_SHAPE_POINTS || kind == FW_SHAPE_SKELETON;
}

/* Skeletons may have a box besides their points. */
static gboolean
has_own_box (FwShape *shape)
{
  FwRect box;

  return fw_shape_get_own_box (shape, &box);
}

static Frame
get_frame (FwShape *shape)
{
  Frame frame;

  fw_shape_get_rotated_box (shape, &frame.centre, &frame.width, &frame.height, &frame.degrees);
  return frame;
}

/* From the box's own axes, origin in its centre, to the picture. */
static FwPoint
to_picture (const Frame *frame, double x, double y)
{
  double angle = frame->degrees * G_PI / 180.0;

  return FW_POINT (frame->centre.x + x * cos (angle) - y * sin (angle),
                   frame->centre.y + x * sin (angle) + y * cos (angle));
}

static FwPoint
to_own (const Frame *frame, FwPoint point)
{
  double angle = frame->degrees * G_PI / 180.0;
  double x = point.x - frame->centre.x;
  double y = point.y - frame->centre.y;

  return FW_POINT (x * cos (angle) + y * sin (angle), y * cos (angle) - x * sin (angle));
}

static FwPoint
get_handle (const Frame *frame, gsize i)
{
  return to_picture (frame, handles[i].x * frame->width / 2.0, handles[i].y * frame->height / 2.0);
}

static gboolean
has_handle (const Frame *frame, gsize i, double scale)
{
  if (handles[i].x == 0)
    return frame->width * scale >= MIDDLE_MIN_PX;
  if (handles[i].y == 0)
    return frame->height * scale >= MIDDLE_MIN_PX;
  return TRUE;
}

static FwPoint
get_rotor (const Frame *frame, double scale)
{
  return to_picture (frame, 0.0, -frame->height / 2.0 - ROTOR_PX / scale);
}

/* Half the side of the area in which a handle is hit, along one axis: all of it
 * outside of the shape, at most a quarter of the side inside. */
static double
hit_reach (double own, double side, double scale)
{
  double reach = FW_HANDLE_HIT_PX / 2.0 / scale;

  return fabs (own) < side / 2.0 ? MIN (reach, side / 4.0) : reach;
}

static FwShapePart
find_handle (FwShape *shape, FwPoint point, double scale)
{
  Frame frame = get_frame (shape);
  FwPoint own = to_own (&frame, point);
  FwShapePart best = { FW_SHAPE_PART_NONE };
  double nearest = G_MAXDOUBLE;

  if (is_turned (shape))
    {
      FwPoint rotor = get_rotor (&frame, scale);

      if (fw_point_distance (rotor, point) * scale <= FW_HANDLE_HIT_PX / 2.0)
        return (FwShapePart) { .kind = FW_SHAPE_PART_ROTOR, .place = rotor };
    }

  for (gsize i = 0; i < G_N_ELEMENTS (handles); i++)
    {
      FwPoint place
          = FW_POINT (handles[i].x * frame.width / 2.0, handles[i].y * frame.height / 2.0);
      double distance = fw_point_distance (place, own);

      if (!has_handle (&frame, i, scale) || distance >= nearest
          || fabs (own.x - place.x) > hit_reach (own.x, frame.width, scale)
          || fabs (own.y - place.y) > hit_reach (own.y, frame.height, scale))
        continue;
      nearest = distance;
      best = (FwShapePart) { .kind = FW_SHAPE_PART_HANDLE,
                            .index = i,
                            .place = get_handle (&frame, i) };
    }
  return best;
}

/* Whether an edge leads from vertex @index to the next one. */
static gboolean
has_edge (const FwRing *ring, gsize index)
{
  return !ring->is_open || index + 1 < ring->n_vertices;
}

static FwShapePart
find_point (FwShape *shape, FwPoint point, double scale)
{
  FwShapePart best = { FW_SHAPE_PART_NONE };
  double nearest = FW_HANDLE_HIT_PX / 2.0 / scale;
  gsize n;
  const FwKeypoint *points = fw_shape_get_points (shape, &n);

  for (gsize i = 0; i < n; i++)
    {
      FwPoint at = FW_POINT (points[i].x, points[i].y);

      if (points[i].visibility == FW_KEYPOINT_ABSENT || fw_point_distance (at, point) > nearest)
        continue;
      nearest = fw_point_distance (at, point);
      best = (FwShapePart) { FW_SHAPE_PART_VERTEX, 0, 0, i, (guint32) i + 1, at };
    }
  return best;
}

static FwShapePart
find_on_polygon (FwShape *shape, FwPoint point, double scale)
{
  FwShapePart best = { FW_SHAPE_PART_NONE };
  double nearest = FW_HANDLE_HIT_PX / 2.0 / scale;
  double nearest_middle = MIDPOINT_HIT_PX / scale;
  gboolean on_vertex = FALSE;

  for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);

      for (gsize j = 0; j < ring.n_vertices; j++)
        {
          const FwVertex *a = &ring.vertices[j];
          const FwVertex *b = &ring.vertices[(j + 1) % ring.n_vertices];
          FwPoint at = FW_POINT (a->x, a->y);
          FwPoint middle = FW_POINT ((a->x + b->x) / 2.0, (a->y + b->y) / 2.0);
          double length = fw_point_distance (at, FW_POINT (b->x, b->y));

          if (fw_point_distance (at, point) <= nearest)
            {
              nearest = fw_point_distance (at, point);
              on_vertex = TRUE;
              best = (FwShapePart) { FW_SHAPE_PART_VERTEX, 0, i, j, a->id, at };
            }
          else if (!on_vertex && has_edge (&ring, j) && length * scale >= MIDDLE_MIN_PX
                   && fw_point_distance (middle, point) <= nearest_middle)
            {
              nearest_middle = fw_point_distance (middle, point);
              best = (FwShapePart) { FW_SHAPE_PART_MIDPOINT, 0, i, j, 0, middle };
            }
        }
    }
  return best;
}

FwShapePart
fw_parts_find (FwShape *shape, FwPoint point, double scale)
{
  if (is_boxy (shape))
    return find_handle (shape, point, scale);
  if (has_points (shape))
    {
      FwShapePart part = find_point (shape, point, scale);

      return part.kind == FW_SHAPE_PART_NONE && has_own_box (shape)
                 ? find_handle (shape, point, scale)
                 : part;
    }
  return find_on_polygon (shape, point, scale);
}

gboolean
fw_parts_find_vertex (FwShape *shape, guint32 id, gsize *out_ring, gsize *out_index)
{
  gsize n_points;

  if (id == 0)
    return FALSE;

  /* Points are called by their place. */
  fw_shape_get_points (shape, &n_points);
  if (id <= n_points)
    {
      *out_ring = 0;
      *out_index = id - 1;
      return TRUE;
    }

  for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);

      for (gsize j = 0; j < ring.n_vertices; j++)
        if (ring.vertices[j].id == id)
          {
            *out_ring = i;
            *out_index = j;
            return TRUE;
          }
    }
  return FALSE;
}

/* One axis of a resize: the side that @sign names goes to @to; the other one
 * stays. Sides may pass each other. */
static void
resize_axis (int sign, double side, double to, double *out_low, double *out_high)
{
  double stays = -sign * side / 2.0;

  *out_low = sign == 0 ? -side / 2.0 : MIN (stays, to);
  *out_high = sign == 0 ? side / 2.0 : MAX (stays, to);
}

/* Brings a corner's way onto the diagonal, so that the ratio of sides stays. */
static FwPoint
onto_diagonal (const Frame *frame, gsize handle, FwPoint own)
{
  double x = handles[handle].x * own.x + frame->width / 2.0;
  double y = handles[handle].y * own.y + frame->height / 2.0;
  double factor = MAX (x / frame->width, y / frame->height);

  return FW_POINT (handles[handle].x * (factor * frame->width - frame->width / 2.0),
                   handles[handle].y * (factor * frame->height - frame->height / 2.0));
}

/* In the picture's axes, so that the sides that stay keep their bits. */
static FwShape *
resize_box (FwRect rect, gsize handle, FwPoint to)
{
  double x1 = handles[handle].x < 0 ? to.x : rect.x;
  double x2 = handles[handle].x > 0 ? to.x : rect.x + rect.width;
  double y1 = handles[handle].y < 0 ? to.y : rect.y;
  double y2 = handles[handle].y > 0 ? to.y : rect.y + rect.height;

  rect = fw_rect_from_corners (FW_POINT (x1, y1), FW_POINT (x2, y2));
  return rect.width > 0.0 && rect.height > 0.0 ? fw_shape_new_box (rect) : NULL;
}

/* A shape of the kind of @like in another place. */
static FwShape *
make_turned (FwShape *like, const Frame *frame)
{
  if (fw_shape_get_kind (like) == FW_SHAPE_ELLIPSE)
    return fw_shape_new_ellipse (frame->centre.x, frame->centre.y, frame->width / 2.0,
                                 frame->height / 2.0, frame->degrees);

  return fw_shape_new_rotated_box (frame->centre.x, frame->centre.y, frame->width, frame->height,
                                   frame->degrees);
}

FwShape *
fw_parts_resize (FwShape *shape, gsize handle, FwPoint to, gboolean keep_ratio)
{
  Frame frame = get_frame (shape);
  FwPoint own = to_own (&frame, to);
  double left, right, top, bottom;
  FwPoint centre;

  g_assert (handle < G_N_ELEMENTS (handles));

  if (keep_ratio && handles[handle].x != 0 && handles[handle].y != 0 && frame.width > 0.0
      && frame.height > 0.0)
    {
      own = onto_diagonal (&frame, handle, own);
      to = to_picture (&frame, own.x, own.y);
    }
  if (fw_shape_get_kind (shape) == FW_SHAPE_BOX)
    return resize_box (fw_shape_get_bounds (shape), handle, to);
  if (has_own_box (shape))
    {
      g_autoptr (FwShape) box = resize_box (fw_shape_get_bounds (shape), handle, to);

      return box == NULL ? NULL : fw_shape_set_own_box (shape, fw_shape_get_bounds (box));
    }

  resize_axis (handles[handle].x, frame.width, own.x, &left, &right);
  resize_axis (handles[handle].y, frame.height, own.y, &top, &bottom);
  if (right <= left || bottom <= top)
    return NULL;

  centre = to_picture (&frame, (left + right) / 2.0, (top + bottom) / 2.0);
  return make_turned (shape, &(Frame) { centre, right - left, bottom - top, frame.degrees });
}

FwShape *
fw_parts_rotate (FwShape *shape, FwPoint from, FwPoint to, gboolean in_steps)
{
  Frame frame = get_frame (shape);
  double before = atan2 (from.y - frame.centre.y, from.x - frame.centre.x);
  double after = atan2 (to.y - frame.centre.y, to.x - frame.centre.x);
  double degrees = frame.degrees + (after - before) * 180.0 / G_PI;

  if (in_steps)
    degrees = round (degrees / ROTATE_STEP) * ROTATE_STEP;
  frame.degrees = degrees;
  return make_turned (shape, &frame);
}

FwShape *
fw_parts_with_vertex (FwShape *shape, const FwShapePart *part, FwPoint to)
{
  gsize n_rings = fw_shape_get_n_rings (shape);
  g_autofree FwRing *rings = g_new (FwRing, n_rings);
  gboolean adds = part->kind == FW_SHAPE_PART_MIDPOINT;
  g_autofree FwVertex *vertices = NULL;
  gsize n, at;

  if (has_points (shape))
    return fw_shape_set_point (shape, part->index, to,
                               fw_shape_get_points (shape, &n)[part->index].visibility);

  g_assert (part->ring < n_rings);

  for (gsize i = 0; i < n_rings; i++)
    rings[i] = fw_shape_get_ring (shape, i);
  n = rings[part->ring].n_vertices;
  at = adds ? part->index + 1 : part->index;
  g_assert (part->index < n);

  vertices = g_new (FwVertex, n + 1);
  for (gsize i = 0, j = 0; i < n; i++)
    {
      if (adds && j == at)
        j++;
      vertices[j++] = rings[part->ring].vertices[i];
    }
  vertices[at] = (FwVertex) { to.x, to.y, adds ? 0 : part->vertex };
  rings[part->ring].vertices = vertices;
  rings[part->ring].n_vertices = adds ? n + 1 : n;
  return fw_shape_new_rings (rings, n_rings);
}

const char *
fw_parts_resize_cursor (FwShape *shape, gsize handle)
{
  static const char *const names[] = { "nw-resize", "n-resize", "ne-resize", "e-resize",
                                       "se-resize", "s-resize", "sw-resize", "w-resize" };
  int turn = (int) lround (get_frame (shape).degrees / 45.0);

  return names[(handle + (gsize) (turn + 8)) % 8];
}

static void
add_box_items (FwSceneBuilder *scene, FwShape *shape, const FwShapePart *hot, double scale)
{
  Frame frame = get_frame (shape);
  gboolean on_rotor = hot->kind == FW_SHAPE_PART_ROTOR;

  if (is_turned (shape))
    {
      const FwPoint stem[2] = { get_handle (&frame, 1), get_rotor (&frame, scale) };

      fw_scene_builder_add (scene, &(FwSceneItem) { .kind = FW_SCENE_ROTOR,
                                                   .flags = on_rotor ? FW_SCENE_ACTIVE : 0,
                                                   .points = stem,
                                                   .n_points = 2 });
    }
  for (gsize i = 0; i < G_N_ELEMENTS (handles); i++)
    {
      gboolean is_hot = hot->kind == FW_SHAPE_PART_HANDLE && hot->index == i;

      if (has_handle (&frame, i, scale))
        fw_scene_builder_add_point (scene, FW_SCENE_HANDLE, is_hot ? FW_SCENE_ACTIVE : 0,
                                    get_handle (&frame, i));
    }
}

static void
add_ring_items (FwSceneBuilder *scene,
                FwRing ring,
                gsize index,
                const FwShapePart *hot,
                guint32 active_vertex,
                double scale)
{
  FwPoint drawn = FW_POINT (-G_MAXDOUBLE, -G_MAXDOUBLE);

  for (gsize j = 0; j < ring.n_vertices; j++)
    {
      FwPoint a = FW_POINT (ring.vertices[j].x, ring.vertices[j].y);
      const FwVertex *next = &ring.vertices[(j + 1) % ring.n_vertices];
      FwPoint b = FW_POINT (next->x, next->y);
      gboolean is_hot
          = hot->kind == FW_SHAPE_PART_MIDPOINT && hot->ring == index && hot->index == j;

      if (has_edge (&ring, j) && fw_point_distance (a, b) * scale >= MIDDLE_MIN_PX)
        fw_scene_builder_add_point (scene, FW_SCENE_MIDPOINT, is_hot ? FW_SCENE_ACTIVE : 0,
                                    FW_POINT ((a.x + b.x) / 2.0, (a.y + b.y) / 2.0));
    }
  for (gsize j = 0; j < ring.n_vertices; j++)
    {
      FwPoint a = FW_POINT (ring.vertices[j].x, ring.vertices[j].y);
      gboolean is_active = active_vertex != 0 && ring.vertices[j].id == active_vertex;
      gboolean is_hot = hot->kind == FW_SHAPE_PART_VERTEX && hot->ring == index && hot->index == j;

      if (!is_active && !is_hot && fw_point_distance (a, drawn) * scale < VERTEX_GAP_PX)
        continue;
      drawn = a;
      fw_scene_builder_add_point (scene, FW_SCENE_VERTEX,
                                  (is_active ? FW_SCENE_ACTIVE : 0)
                                      | (is_hot ? FW_SCENE_HOVERED : 0),
                                  a);
    }
}

static void
add_point_items (FwSceneBuilder *scene,
                 FwShape *shape,
                 const FwShapePart *hot,
                 guint32 active_vertex)
{
  gsize n;
  const FwKeypoint *points = fw_shape_get_points (shape, &n);

  for (gsize i = 0; i < n; i++)
    {
      gboolean is_active = active_vertex == i + 1;
      gboolean is_hot = hot->kind == FW_SHAPE_PART_VERTEX && hot->index == i;

      /* The others keep their dots, which tell whether they are hidden. */
      if (points[i].visibility != FW_KEYPOINT_ABSENT && (is_active || is_hot))
        fw_scene_builder_add_point (scene, FW_SCENE_VERTEX,
                                    (is_active ? FW_SCENE_ACTIVE : 0)
                                        | (is_hot ? FW_SCENE_HOVERED : 0),
                                    FW_POINT (points[i].x, points[i].y));
    }
}

void
fw_parts_add_items (FwSceneBuilder *scene,
                    FwShape *shape,
                    const FwShapePart *hot,
                    guint32 active_vertex,
                    double scale)
{
  if (is_boxy (shape) || has_own_box (shape))
    add_box_items (scene, shape, hot, scale);
  if (has_points (shape))
    add_point_items (scene, shape, hot, active_vertex);
  for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
    add_ring_items (scene, fw_shape_get_ring (shape, i), i, hot, active_vertex, scale);
}
