/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Snapping by plain search: bounds throw out nearly every object, edges of the
 * few near ones are measured. Following a neighbour's outline walks its ring
 * both ways and takes the shorter one.
 */

#include "edit/snap.h"

static double
pull (double value, double to, double reach, double nearest)
{
  return fabs (value - to) <= reach && fabs (value - to) < fabs (value - nearest) ? to : nearest;
}

/* @value pulled to 0 or @length; G_MAXDOUBLE when neither is near. */
static double
pull_to_ends (double value, double length, double reach)
{
  double nearest = pull (value, 0.0, reach, G_MAXDOUBLE);

  return pull (value, length, reach, nearest);
}

FwPoint
fw_snap_point (FwRect picture, FwPoint point, double scale)
{
  double reach = FW_SNAP_RADIUS_PX / scale;
  double x, y;

  g_return_val_if_fail (scale > 0.0, point);

  if (picture.width <= 0.0 || picture.height <= 0.0)
    return point;

  x = pull_to_ends (point.x, picture.width, reach);
  y = pull_to_ends (point.y, picture.height, reach);
  return FW_POINT (x == G_MAXDOUBLE ? point.x : x, y == G_MAXDOUBLE ? point.y : y);
}

/* The smaller way, within reach, that brings @low or @high to 0 or @length. */
static double
shift_to_ends (double low, double high, double length, double reach)
{
  double to_low = pull_to_ends (low, length, reach) - low;
  double to_high = pull_to_ends (high, length, reach) - high;
  double shift = fabs (to_low) <= fabs (to_high) ? to_low : to_high;

  return fabs (shift) <= reach ? shift : 0.0;
}

FwPoint
fw_snap_rect (FwRect picture, FwRect rect, double scale)
{
  double reach = FW_SNAP_RADIUS_PX / scale;

  g_return_val_if_fail (scale > 0.0, FW_POINT (0, 0));

  if (picture.width <= 0.0 || picture.height <= 0.0)
    return FW_POINT (0.0, 0.0);
  return FW_POINT (shift_to_ends (rect.x, rect.x + rect.width, picture.width, reach),
                   shift_to_ends (rect.y, rect.y + rect.height, picture.height, reach));
}

typedef struct
{
  FwPoint point;
  double reach;
  FwSnap best;
  double distance; /* of @best */
} Search;

static void
offer (Search *search, FwSnap snap, double distance)
{
  if (distance > search->reach || snap.kind < search->best.kind)
    return;
  if (snap.kind == search->best.kind && distance >= search->distance)
    return;

  search->best = snap;
  search->distance = distance;
}

static void
offer_edge (Search *search, FwSnap snap, FwPoint a, FwPoint b)
{
  double ratio;
  double distance = fw_segment_distance (a, b, search->point, &ratio);

  snap.kind = FW_SNAP_VERTEX;
  snap.point = a;
  offer (search, snap, fw_point_distance (a, search->point));

  snap.kind = FW_SNAP_EDGE;
  snap.point = FW_POINT (fw_lerp (a.x, b.x, ratio), fw_lerp (a.y, b.y, ratio));
  snap.ratio = ratio;
  offer (search, snap, distance);
}

static void
offer_object (Search *search, const FwObject *object)
{
  FwShapeKind kind = fw_shape_get_kind (object->shape);
  FwSnap snap = { .id = object->id };
  FwPoint corners[4];

  if (kind == FW_SHAPE_BOX || kind == FW_SHAPE_ROTATED_BOX)
    {
      fw_shape_get_corners (object->shape, corners);
      for (gsize i = 0; i < 4; i++)
        {
          snap.vertex = i;
          offer_edge (search, snap, corners[i], corners[(i + 1) % 4]);
        }
    }
  for (gsize i = 0; i < fw_shape_get_n_rings (object->shape); i++)
    {
      FwRing ring = fw_shape_get_ring (object->shape, i);

      snap.ring = i;
      for (gsize j = 0; j < ring.n_vertices; j++)
        {
          const FwVertex *a = &ring.vertices[j];
          const FwVertex *b = &ring.vertices[(j + 1) % ring.n_vertices];

          /* The last vertex of a line is an edge without length. */
          if (ring.is_open && j + 1 == ring.n_vertices)
            b = a;
          snap.vertex = j;
          offer_edge (search, snap, FW_POINT (a->x, a->y), FW_POINT (b->x, b->y));
        }
    }
}

static gboolean
is_near (const FwObject *object, FwPoint point, double reach)
{
  FwRect bounds = object->bounds;

  return point.x >= bounds.x - reach && point.x <= bounds.x + bounds.width + reach
         && point.y >= bounds.y - reach && point.y <= bounds.y + bounds.height + reach;
}

FwSnap
fw_snap_vertex (FwSession *session, FwPoint point, double scale, FwTrackId ignore)
{
  Search search = { .point = point, .distance = G_MAXDOUBLE };
  gsize n;
  const FwObject *objects;
  FwPoint border;

  g_return_val_if_fail (FW_IS_SESSION (session), search.best);
  g_return_val_if_fail (scale > 0.0, search.best);

  search.reach = FW_SNAP_RADIUS_PX / scale;
  search.best.point = point;
  border = fw_snap_point (fw_session_get_picture (session), point, scale);
  if (border.x != point.x || border.y != point.y)
    {
      search.best = (FwSnap) { .kind = FW_SNAP_BORDER, .point = border };
      search.distance = fw_point_distance (border, point);
    }

  objects = fw_session_get_objects (session, &n);
  for (gsize i = 0; i < n; i++)
    {
      const FwObject *object = &objects[i];

      if (object->id == ignore || object->shape == NULL || (object->flags & FW_OBJECT_HIDDEN)
          || !fw_presence_is_visible (object->presence) || !is_near (object, point, search.reach))
        continue;
      offer_object (&search, object);
    }
  return search.best;
}

/* The vertices of one ring as points; of a box its corners.
 * Returns: (transfer full) */
static GArray *
list_ring (FwSession *session, FwTrackId id, gsize index)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (FwPoint));
  const FwObject *object = fw_session_find_object (session, id);
  FwRing ring;

  if (object == NULL || object->shape == NULL)
    return points;

  if (index < fw_shape_get_n_rings (object->shape))
    {
      ring = fw_shape_get_ring (object->shape, index);
      for (gsize i = 0; i < ring.n_vertices; i++)
        {
          FwPoint point = FW_POINT (ring.vertices[i].x, ring.vertices[i].y);

          g_array_append_val (points, point);
        }
    }
  else if (fw_shape_get_n_vertices (object->shape) == 4)
    {
      FwPoint corners[4];

      fw_shape_get_corners (object->shape, corners);
      g_array_append_vals (points, corners, 4);
    }
  return points;
}

/* The vertices passed when walking the ring in its own direction from one
 * place to the other, and how long the way is. */
static GArray *
walk (const GArray *ring, const FwSnap *from, const FwSnap *to, double *out_length)
{
  GArray *way = g_array_new (FALSE, FALSE, sizeof (FwPoint));
  gsize n = ring->len;
  double from_ratio = from->kind == FW_SNAP_EDGE ? from->ratio : 0.0;
  double to_ratio = to->kind == FW_SNAP_EDGE ? to->ratio : 0.0;
  gsize vertex = from->vertex;
  FwPoint last = from->point;

  *out_length = 0.0;
  /* Onward on the same edge: no vertex lies between. */
  if (!(from->vertex == to->vertex && to_ratio >= from_ratio))
    {
      do
        {
          FwPoint point;

          vertex = (vertex + 1) % n;
          point = g_array_index (ring, FwPoint, vertex);
          *out_length += fw_point_distance (last, point);
          last = point;
          if (!(vertex == to->vertex && to_ratio == 0.0))
            g_array_append_val (way, point);
        }
      while (vertex != to->vertex);
    }
  *out_length += fw_point_distance (last, to->point);
  return way;
}

static gboolean
is_line (FwSession *session, FwTrackId id)
{
  const FwObject *object = fw_session_find_object (session, id);

  return object != NULL && object->shape != NULL
         && fw_shape_get_kind (object->shape) == FW_SHAPE_POLYLINE;
}

/* Whether @a comes after @b on a line. */
static gboolean
is_behind (const FwSnap *a, const FwSnap *b)
{
  double ratio_a = a->kind == FW_SNAP_EDGE ? a->ratio : 0.0;
  double ratio_b = b->kind == FW_SNAP_EDGE ? b->ratio : 0.0;

  return a->vertex != b->vertex ? a->vertex > b->vertex : ratio_a >= ratio_b;
}

GArray *
fw_snap_trace (FwSession *session, const FwSnap *from, const FwSnap *to)
{
  g_autoptr (GArray) ring = NULL;
  g_autoptr (GArray) onward = NULL;
  g_autoptr (GArray) backward = NULL;
  double onward_length, backward_length;

  g_return_val_if_fail (FW_IS_SESSION (session), NULL);
  g_return_val_if_fail (from != NULL && to != NULL, NULL);

  if (from->kind < FW_SNAP_EDGE || to->kind < FW_SNAP_EDGE || from->id != to->id
      || from->ring != to->ring)
    return g_array_new (FALSE, FALSE, sizeof (FwPoint));

  ring = list_ring (session, from->id, from->ring);
  if (from->vertex >= ring->len || to->vertex >= ring->len)
    return g_array_new (FALSE, FALSE, sizeof (FwPoint));

  onward = walk (ring, from, to, &onward_length);
  backward = walk (ring, to, from, &backward_length);
  /* There is one way along a line. */
  if (is_line (session, from->id))
    {
      onward_length = is_behind (to, from) ? 0.0 : 1.0;
      backward_length = 1.0 - onward_length;
    }
  if (onward_length <= backward_length)
    return g_steal_pointer (&onward);

  for (guint i = 0; i < backward->len / 2; i++)
    {
      FwPoint *a = &g_array_index (backward, FwPoint, i);
      FwPoint *b = &g_array_index (backward, FwPoint, backward->len - 1 - i);
      FwPoint swap = *a;

      *a = *b;
      *b = swap;
    }
  return g_steal_pointer (&backward);
}
