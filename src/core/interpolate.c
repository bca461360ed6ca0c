/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The shape between two keyframes.
 *
 * Boxes move by centre and size, which is the same as by corners; points one by
 * one. Polygons and lines are walked along the order of their track's ring: a
 * vertex that both keyframes have moves straight from one to the other; one that
 * a keyframe lacks starts or ends on that keyframe's edge, at the ratio the
 * track holds for it. The same walk either writes vertices or only measures
 * bounds, so the two agree to the last bit and the second allocates nothing.
 *
 * A line has ends: what lies beyond the last vertex that a keyframe has grows
 * out of that vertex.
 *
 * A ring that the right keyframe lacks holds still until that keyframe; one
 * that the left keyframe lacks appears at the right one.
 */

#include "core/interpolate.h"

#include "core/shape-private.h"
#include "core/track-private.h"

double
fw_angle_difference (double a,
                     double b)
{
  double difference = fw_angle_normalise (fw_angle_normalise (b) - fw_angle_normalise (a));

  return difference > 180.0 ? difference - 360.0 : difference;
}

static double
interpolate_angle (double a,
                   double b,
                   double t)
{
  if (t <= 0.0 || a == b)
    return a;

  return t >= 1.0 ? b : fw_angle_normalise (a + fw_angle_difference (a, b) * t);
}

static FwRect
interpolate_rect (FwRect a,
                  FwRect b,
                  double t)
{
  return FW_RECT (fw_lerp (a.x, b.x, t), fw_lerp (a.y, b.y, t), fw_lerp (a.width, b.width, t),
                  fw_lerp (a.height, b.height, t));
}

/* The rotated box at @t; only its geometry is set. */
static void
interpolate_rotated (const FwShape     *a,
                     const FwShape     *b,
                     double             t,
                     FwRotatedBoxShape *out)
{
  const FwRotatedBoxShape *left = (const FwRotatedBoxShape *) a;
  const FwRotatedBoxShape *right = (const FwRotatedBoxShape *) b;

  out->cx = fw_lerp (left->cx, right->cx, t);
  out->cy = fw_lerp (left->cy, right->cy, t);
  out->width = fw_lerp (left->width, right->width, t);
  out->height = fw_lerp (left->height, right->height, t);
  out->degrees = interpolate_angle (left->degrees, right->degrees, t);
}

static FwShape *
interpolate_polygon (FwShape *a,
                     FwShape *b,
                     double   t)
{
  const FwPolygonShape *left = (const FwPolygonShape *) a;
  const FwPolygonShape *right = (const FwPolygonShape *) b;
  FwPolygonShape *polygon;

  if (left->n_rings != right->n_rings || left->n_vertices != right->n_vertices)
    return fw_shape_ref (a);

  for (guint32 i = 0; i < left->n_rings; i++)
    {
      if (left->rings[i].n != right->rings[i].n)
        return fw_shape_ref (a);
    }

  polygon = fw_polygon_alloc (a->kind, left->n_rings, left->n_vertices);

  for (guint32 i = 0; i < left->n_rings; i++)
    polygon->rings[i] = left->rings[i];

  for (guint32 i = 0; i < left->n_vertices; i++)
    {
      polygon->vertices[i].x = fw_lerp (left->vertices[i].x, right->vertices[i].x, t);
      polygon->vertices[i].y = fw_lerp (left->vertices[i].y, right->vertices[i].y, t);
      polygon->vertices[i].id = left->vertices[i].id;
    }

  return fw_polygon_finish (polygon);
}

FwShape *
fw_interpolate (FwShape *a,
                FwShape *b,
                double   t)
{
  FwRotatedBoxShape rotated;

  g_return_val_if_fail (a != NULL && b != NULL, NULL);

  if (!(t > 0.0))
    return fw_shape_ref (a);

  if (t >= 1.0)
    return fw_shape_ref (b);

  if (a->kind != b->kind)
    return fw_shape_ref (a);

  switch (a->kind)
    {
    case FW_SHAPE_BOX:
      return fw_shape_new_box (interpolate_rect (a->bounds, b->bounds, t));

    case FW_SHAPE_ROTATED_BOX:
      interpolate_rotated (a, b, t, &rotated);
      return fw_shape_new_rotated_box (rotated.cx, rotated.cy, rotated.width, rotated.height,
                                       rotated.degrees);

    case FW_SHAPE_ELLIPSE:
      interpolate_rotated (a, b, t, &rotated);
      return fw_shape_new_ellipse (rotated.cx, rotated.cy, rotated.width / 2.0,
                                   rotated.height / 2.0, rotated.degrees);

    case FW_SHAPE_POINTS:
    case FW_SHAPE_SKELETON:
      return fw_points_interpolate ((const FwPointsShape *) a, (const FwPointsShape *) b, t);

    case FW_SHAPE_POLYGON:
    case FW_SHAPE_POLYLINE:
      return interpolate_polygon (a, b, t);

    default:
      return fw_shape_ref (a);
    }
}

/* One keyframe's ring while its outline is walked together with another's. */
typedef struct
{
  const FwVertex *vertices;
  gsize           n;
  gsize           start;   /* vertex to begin at */
  gsize           at;      /* vertices passed since */
  const FwOnEdge *on_edge; /* of the keyframe */
  gsize           n_on_edge;
  gsize           next_on_edge;
  gboolean        is_open;
} RingSide;

/* Where the vertices go: into an array or into bounds. */
typedef struct
{
  FwVertex *vertices; /* (nullable) */
  gsize     n;
  double    x1, y1, x2, y2;
  gboolean  finite;
} Outline;

static inline void
outline_add (Outline *self,
             double   x,
             double   y,
             guint32  id)
{
  if (self->vertices != NULL)
    {
      self->vertices[self->n++] = (FwVertex) { x, y, id };
      return;
    }

  self->n++;
  self->finite = self->finite && isfinite (x) && isfinite (y);
  self->x1 = MIN (self->x1, x);
  self->y1 = MIN (self->y1, y);
  self->x2 = MAX (self->x2, x);
  self->y2 = MAX (self->y2, y);
}

static inline const FwVertex *
ring_side_vertex (const RingSide *side,
                  gsize           passed)
{
  gsize index = side->start + passed;

  return &side->vertices[index < side->n ? index : index - side->n];
}

/* Where the absent vertex @id lies on the edge that the side has reached. The
 * entries stand in ring order, so the next one is nearly always the one. */
static FwPoint
ring_side_absent (RingSide *side,
                  guint32   id)
{
  gsize last = side->is_open ? 0 : side->n - 1; /* before the first */
  gsize next = side->is_open ? side->n - 1 : 0; /* behind the last */
  const FwVertex *before = ring_side_vertex (side, side->at > 0 ? side->at - 1 : last);
  const FwVertex *after = ring_side_vertex (side, side->at < side->n ? side->at : next);
  double ratio = 0.5;

  for (gsize i = 0; i < side->n_on_edge; i++)
    {
      const FwOnEdge *on_edge = &side->on_edge[side->next_on_edge];

      side->next_on_edge = (side->next_on_edge + 1) % side->n_on_edge;
      if (on_edge->id == id)
        {
          ratio = on_edge->ratio;
          break;
        }
    }

  return FW_POINT (fw_lerp (before->x, after->x, ratio), fw_lerp (before->y, after->y, ratio));
}

/* The place of the side's next vertex, counted from @base; the largest number at the end. */
static inline guint64
ring_side_place (const RingSide     *side,
                 const FwTrackExtra *extra,
                 guint32             base)
{
  const FwVertexPlace *place;

  if (side->at == side->n)
    return G_MAXUINT64;

  place = fw_track_find_place (extra, ring_side_vertex (side, side->at)->id);

  /* Unsigned: places before @base come out larger than those behind it. */
  return place != NULL ? (guint32) (place->place - base) : 0;
}

static void
walk_ring (const FwTrackExtra *extra,
           RingSide           *left,
           RingSide           *right,
           double              t,
           Outline            *outline)
{
  const FwVertexPlace *first = fw_track_find_place (extra, left->vertices[0].id);
  guint32 base = first != NULL ? first->place : 0;
  guint64 lowest = G_MAXUINT64;
  guint64 l, r;

  /* A line is listed from its first place on. */
  if (left->is_open)
    base = 0;

  for (gsize i = 0; i < right->n && !left->is_open; i++)
    {
      RingSide probe = { right->vertices, right->n, i, 0 };
      guint64 place = ring_side_place (&probe, extra, base);

      if (place < lowest)
        {
          lowest = place;
          right->start = i;
        }
    }

  l = ring_side_place (left, extra, base);
  r = ring_side_place (right, extra, base);

  while (left->at < left->n || right->at < right->n)
    {
      const FwVertex *v = l <= r ? ring_side_vertex (left, left->at)
                                 : ring_side_vertex (right, right->at);
      FwPoint a = FW_POINT (v->x, v->y);
      FwPoint b = a;

      if (l == r)
        {
          const FwVertex *w = ring_side_vertex (right, right->at);

          b = FW_POINT (w->x, w->y);
        }
      else if (l < r)
        {
          b = ring_side_absent (right, v->id);
        }
      else
        {
          a = ring_side_absent (left, v->id);
        }

      outline_add (outline, fw_lerp (a.x, b.x, t), fw_lerp (a.y, b.y, t), v->id);

      if (l <= r)
        {
          gboolean both = l == r;

          left->at++;
          l = ring_side_place (left, extra, base);
          if (!both)
            continue;
        }

      right->at++;
      r = ring_side_place (right, extra, base);
    }
}

const FwOnEdge *
fw_track_find_on_edge (const FwTrackExtra *extra,
                       FwFrame             frame,
                       gsize              *out_n)
{
  gsize low = 0;
  gsize high = extra->n_on_edge;
  gsize end;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (extra->on_edge[middle].frame < frame)
        low = middle + 1;
      else
        high = middle;
    }

  for (end = low; end < extra->n_on_edge && extra->on_edge[end].frame == frame; end++)
    ;

  *out_n = end - low;
  return extra->on_edge + low;
}

static guint32
ring_number (const FwTrackExtra *extra,
             FwRing              ring)
{
  const FwVertexPlace *place = fw_track_find_place (extra, ring.vertices[0].id);

  return place != NULL ? place->ring : 0;
}

/* All rings between two keyframes. @rings (nullable) gets their sizes. */
static void
walk_polygon (const FwTrack *self,
              gsize          index,
              double         t,
              Outline       *outline,
              FwRing        *rings)
{
  const FwTrackExtra *extra = self->extra;
  const FwKeyframe *keys = &self->keys[index];
  gsize n_left = fw_shape_get_n_rings (keys[0].shape);
  gsize n_right = fw_shape_get_n_rings (keys[1].shape);
  gsize n_on_edge[2];
  const FwOnEdge *on_edge[2];
  gsize j = 0;

  /* Polygons without a single vertex. */
  if (extra == NULL)
    return;

  for (gsize i = 0; i < 2; i++)
    on_edge[i] = fw_track_find_on_edge (extra, keys[i].frame, &n_on_edge[i]);

  for (gsize i = 0; i < n_left; i++)
    {
      FwRing ring = fw_shape_get_ring (keys[0].shape, i);
      guint32 number = ring_number (extra, ring);
      gsize before = outline->n;

      while (j < n_right && ring_number (extra, fw_shape_get_ring (keys[1].shape, j)) < number)
        j++;

      if (j < n_right && ring_number (extra, fw_shape_get_ring (keys[1].shape, j)) == number)
        {
          FwRing other = fw_shape_get_ring (keys[1].shape, j);
          RingSide left = { ring.vertices, ring.n_vertices, 0, 0, on_edge[0], n_on_edge[0], 0,
                            ring.is_open };
          RingSide right = { other.vertices, other.n_vertices, 0, 0, on_edge[1], n_on_edge[1], 0,
                             ring.is_open };

          walk_ring (extra, &left, &right, t, outline);
        }
      else
        {
          for (gsize k = 0; k < ring.n_vertices; k++)
            outline_add (outline, ring.vertices[k].x, ring.vertices[k].y, ring.vertices[k].id);
        }

      if (rings != NULL)
        rings[i]
          = (FwRing) { outline->vertices + before, outline->n - before, ring.is_hole,
                             ring.is_open };
    }
}

FwShape *
fw_track_interpolate (const FwTrack *self,
                      gsize          index,
                      double         t)
{
  const FwKeyframe *keys = &self->keys[index];

  g_assert (index < self->n_keys);

  if (t <= 0.0 || index + 1 == self->n_keys)
    return fw_shape_ref (keys[0].shape);

  if (t < 1.0 && fw_kind_has_rings (self->kind))
    {
      gsize n_rings = fw_shape_get_n_rings (keys[0].shape);
      gsize n = fw_shape_get_n_vertices (keys[0].shape) + fw_shape_get_n_vertices (keys[1].shape);
      g_autofree FwVertex *vertices = g_new (FwVertex, n + 1);
      g_autofree FwRing *rings = g_new (FwRing, n_rings + 1);
      Outline outline = { .vertices = vertices };

      if (n_rings == 0)
        return fw_shape_ref (keys[0].shape);

      walk_polygon (self, index, t, &outline, rings);

      return fw_shape_new_rings (rings, n_rings);
    }

  return fw_interpolate (keys[0].shape, keys[1].shape, t);
}

FwRect
fw_track_interpolate_bounds (const FwTrack *self,
                             gsize          index,
                             double         t)
{
  const FwKeyframe *keys = &self->keys[index];
  g_autoptr (FwShape) shape = NULL;
  FwRotatedBoxShape rotated;
  Outline outline;

  g_assert (index < self->n_keys);

  if (t <= 0.0 || index + 1 == self->n_keys)
    return keys[0].shape->bounds;

  if (t >= 1.0)
    return keys[1].shape->bounds;

  switch (self->kind)
    {
    case FW_SHAPE_BOX:
      return interpolate_rect (keys[0].shape->bounds, keys[1].shape->bounds, t);

    case FW_SHAPE_ROTATED_BOX:
      interpolate_rotated (keys[0].shape, keys[1].shape, t, &rotated);
      return fw_rotated_bounds (rotated.cx, rotated.cy, rotated.width, rotated.height,
                                rotated.degrees);

    case FW_SHAPE_ELLIPSE:
      interpolate_rotated (keys[0].shape, keys[1].shape, t, &rotated);
      return fw_ellipse_bounds (&rotated);

    case FW_SHAPE_POINTS:
    case FW_SHAPE_SKELETON:
      shape = fw_interpolate (keys[0].shape, keys[1].shape, t);
      return shape->bounds;

    case FW_SHAPE_POLYGON:
    case FW_SHAPE_POLYLINE:
      outline = (Outline) { .x1 = INFINITY, .y1 = INFINITY, .x2 = -INFINITY, .y2 = -INFINITY,
                            .finite = TRUE };
      walk_polygon (self, index, t, &outline, NULL);

      if (outline.n == 0)
        return FW_RECT (0, 0, 0, 0);

      if (!outline.finite)
        return FW_RECT (NAN, NAN, NAN, NAN);

      return FW_RECT (outline.x1, outline.y1, outline.x2 - outline.x1, outline.y2 - outline.y1);

    default:
      return keys[0].shape->bounds;
    }
}

double
fw_track_get_progress (const FwTrack *self,
                       gsize          index,
                       FwFrame        frame)
{
  FwFrame first = self->keys[index].frame;

  if (index + 1 == self->n_keys)
    return 0.0;

  return (double) (frame - first) / (double) (self->keys[index + 1].frame - first);
}

double
fw_track_get_halfway_share (const FwTrack *track,
                            gsize          index)
{
  g_autoptr (FwShape) halfway = NULL;
  double mean;

  g_return_val_if_fail (track != NULL, 1.0);
  g_return_val_if_fail (index + 1 < track->n_keys, 1.0);

  mean = (fw_shape_get_area (track->keys[index].shape)
          + fw_shape_get_area (track->keys[index + 1].shape))
         / 2.0;

  if (!(mean > 0.0))
    return 1.0;

  halfway = fw_track_interpolate (track, index, 0.5);

  return fw_shape_get_area (halfway) / mean;
}
