/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/shape-distance.h"

#include "core/shape-kinds.h"

static gboolean
same_rings (const FwShape *a,
            const FwShape *b)
{
  gsize n = fw_shape_get_n_rings (a);

  if (n == 0 || n != fw_shape_get_n_rings (b))
    return FALSE;

  for (gsize r = 0; r < n; r++)
    {
      FwRing left = fw_shape_get_ring (a, r), right = fw_shape_get_ring (b, r);

      if (left.n_vertices != right.n_vertices || left.is_hole != right.is_hole)
        return FALSE;
      for (gsize v = 0; v < left.n_vertices; v++)
        if (left.vertices[v].x != right.vertices[v].x || left.vertices[v].y != right.vertices[v].y)
          return FALSE;
    }

  return TRUE;
}

gboolean
fw_shape_same_place (const FwShape *a,
                     const FwShape *b)
{
  g_return_val_if_fail (a && b, FALSE);

  return fw_shape_equal (a, b)
         || (fw_shape_get_kind (a) == fw_shape_get_kind (b) && same_rings (a, b));
}

/* The side that is farthest off. */
static double
compare_rects (FwRect a,
               FwRect b)
{
  double x = MAX (fabs (a.x - b.x), fabs (a.x + a.width - b.x - b.width));
  double y = MAX (fabs (a.y - b.y), fabs (a.y + a.height - b.y - b.height));

  return MAX (x, y);
}

static double
compare_bounds (const FwShape *a,
                const FwShape *b)
{
  return compare_rects (fw_shape_get_bounds (a), fw_shape_get_bounds (b));
}

/* Corners of turned boxes begin anywhere: the least of the four ways to begin. */
static double
compare_corners (const FwShape *a,
                 const FwShape *b)
{
  FwPoint left[4], right[4];
  double least = INFINITY;

  fw_shape_get_corners (a, left);
  fw_shape_get_corners (b, right);
  for (guint start = 0; start < 4; start++)
    {
      double farthest = 0.0;

      for (guint i = 0; i < 4; i++)
        farthest = MAX (farthest, fw_point_distance (left[i], right[(start + i) % 4]));
      least = MIN (least, farthest);
    }

  return least;
}

/* From @point to the nearest edge of any ring of @shape. */
static double
reach_outline (FwPoint        point,
               const FwShape *shape)
{
  double least = INFINITY;

  for (gsize r = 0; r < fw_shape_get_n_rings (shape); r++)
    {
      FwRing ring = fw_shape_get_ring (shape, r);
      gsize n_edges = ring.is_open ? MAX (ring.n_vertices, 2) - 1 : ring.n_vertices;

      for (gsize v = 0; v < MIN (n_edges, ring.n_vertices); v++)
        {
          const FwVertex *from = &ring.vertices[v];
          const FwVertex *to = &ring.vertices[(v + 1) % ring.n_vertices];

          least = MIN (least, fw_segment_distance (FW_POINT (from->x, from->y),
                                                   FW_POINT (to->x, to->y), point, NULL));
        }
    }

  return least;
}

static double
reach_all (const FwShape *from,
           const FwShape *to)
{
  double farthest = 0.0;

  for (gsize r = 0; r < fw_shape_get_n_rings (from); r++)
    {
      FwRing ring = fw_shape_get_ring (from, r);

      for (gsize v = 0; v < ring.n_vertices; v++)
        farthest = MAX (farthest, reach_outline (FW_POINT (ring.vertices[v].x, ring.vertices[v].y),
                                                 to));
    }

  return farthest;
}

/* Points that only one has, or only one sees, are as far off as the bounds say. */
static double
compare_points (const FwShape *a,
                const FwShape *b)
{
  gsize n, m;
  const FwKeypoint *left = fw_shape_get_points (a, &n), *right = fw_shape_get_points (b, &m);
  double farthest = compare_bounds (a, b);

  for (gsize i = 0; i < n; i++)
    {
      gssize other = left[i].name ? fw_shape_find_point (b, left[i].name)
                                  : (i < m && !right[i].name ? (gssize) i : -1);

      if (other < 0 || left[i].visibility == FW_KEYPOINT_ABSENT
          || right[other].visibility == FW_KEYPOINT_ABSENT)
        continue;
      farthest = MAX (farthest, fw_point_distance (FW_POINT (left[i].x, left[i].y),
                                                   FW_POINT (right[other].x, right[other].y)));
    }

  return farthest;
}

double
fw_shape_distance (const FwShape *a,
                   const FwShape *b)
{
  g_return_val_if_fail (a && b, NAN);

  FwShapeKind kind = fw_shape_get_kind (a);

  if (!fw_shape_is_finite (a) || !fw_shape_is_finite (b))
    return NAN;
  if (kind != fw_shape_get_kind (b))
    return compare_bounds (a, b);

  switch (kind)
    {
    case FW_SHAPE_ROTATED_BOX:
    case FW_SHAPE_ELLIPSE:
      return compare_corners (a, b);
    case FW_SHAPE_POLYGON:
    case FW_SHAPE_POLYLINE:
      if (fw_shape_get_n_vertices (a) * fw_shape_get_n_vertices (b) > FW_SHAPE_DISTANCE_MAX_PAIRS)
        return compare_bounds (a, b);
      return MAX (reach_all (a, b), reach_all (b, a));
    case FW_SHAPE_POINTS:
    case FW_SHAPE_SKELETON:
      return compare_points (a, b);
    default:
      return compare_bounds (a, b);
    }
}
