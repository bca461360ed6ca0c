/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Measures of points, segments and rings. What sweeps over many edges (covered
 * area, self-crossing) stands in geometry-sweep.c.
 *
 * Everything here accepts NaN and infinity without hanging: coordinates come
 * from files that other programs wrote.
 */

#include "core/geometry.h"

FwRect
fw_points_bounds (const FwPoint *points,
                  gsize          n)
{
  double x1, y1, x2, y2;
  gboolean finite = TRUE;

  g_return_val_if_fail (points != NULL || n == 0, FW_RECT (0, 0, 0, 0));

  if (n == 0)
    return FW_RECT (0, 0, 0, 0);

  x1 = x2 = points[0].x;
  y1 = y2 = points[0].y;

  for (gsize i = 0; i < n; i++)
    {
      FwPoint p = points[i];

      finite = finite && isfinite (p.x) && isfinite (p.y);
      x1 = MIN (x1, p.x);
      y1 = MIN (y1, p.y);
      x2 = MAX (x2, p.x);
      y2 = MAX (y2, p.y);
    }

  if (!finite)
    return FW_RECT (NAN, NAN, NAN, NAN);

  return FW_RECT (x1, y1, x2 - x1, y2 - y1);
}

double
fw_ring_signed_area (const FwPoint *points,
                     gsize          n)
{
  double sum = 0.0;

  g_return_val_if_fail (points != NULL || n == 0, 0.0);

  /* Relative to the first vertex: far from the origin the products would eat
   * up the precision that small shapes need. */
  for (gsize i = 2; i < n; i++)
    {
      double ax = points[i - 1].x - points[0].x;
      double ay = points[i - 1].y - points[0].y;
      double bx = points[i].x - points[0].x;
      double by = points[i].y - points[0].y;

      sum += ax * by - bx * ay;
    }

  return sum / 2.0;
}

FwPoint
fw_ring_vertex_mean (const FwPoint *points,
                     gsize          n)
{
  double x = 0.0;
  double y = 0.0;

  g_return_val_if_fail (points != NULL || n == 0, FW_POINT (0, 0));

  if (n == 0)
    return FW_POINT (0, 0);

  for (gsize i = 0; i < n; i++)
    {
      x += points[i].x;
      y += points[i].y;
    }

  return FW_POINT (x / n, y / n);
}

gboolean
fw_ring_contains (const FwPoint *points,
                  gsize          n,
                  FwPoint        p)
{
  gboolean inside = FALSE;

  g_return_val_if_fail (points != NULL || n == 0, FALSE);

  for (gsize i = 0; i < n; i++)
    {
      FwPoint a = points[i];
      FwPoint b = points[i + 1 < n ? i + 1 : 0];

      /* The upper end belongs to the edge, the lower one does not: a vertex
       * at the height of @p counts once. */
      if ((a.y > p.y) == (b.y > p.y))
        continue;

      if (p.x < a.x + (b.x - a.x) * ((p.y - a.y) / (b.y - a.y)))
        inside = !inside;
    }

  return inside;
}

/* One side of the clip rectangle: keeps points with sign * coordinate >= sign * limit. */
typedef struct
{
  gboolean vertical; /* the limit is an x */
  double   sign;
  double   limit;
} ClipSide;

static double
clip_depth (const ClipSide *side,
            FwPoint         p)
{
  return side->sign * ((side->vertical ? p.x : p.y) - side->limit);
}

static void
clip_against (const GArray   *in,
              const ClipSide *side,
              GArray         *out)
{
  g_array_set_size (out, 0);

  for (guint i = 0; i < in->len; i++)
    {
      FwPoint a = g_array_index (in, FwPoint, i);
      FwPoint b = g_array_index (in, FwPoint, i + 1 < in->len ? i + 1 : 0);
      double depth_a = clip_depth (side, a);
      double depth_b = clip_depth (side, b);

      if (depth_a >= 0.0)
        g_array_append_val (out, a);

      if ((depth_a >= 0.0) != (depth_b >= 0.0))
        {
          double t = depth_a / (depth_a - depth_b);
          FwPoint cut = FW_POINT (fw_lerp (a.x, b.x, t), fw_lerp (a.y, b.y, t));

          if (side->vertical)
            cut.x = side->limit;
          else
            cut.y = side->limit;

          /* A vertex that lies on the limit was taken already. */
          if (depth_a != 0.0 && depth_b != 0.0)
            g_array_append_val (out, cut);
        }
    }
}

GArray *
fw_ring_clip (const FwPoint *points,
              gsize          n,
              FwRect         clip)
{
  const ClipSide sides[] = {
    { TRUE, 1.0, clip.x },
    { TRUE, -1.0, clip.x + clip.width },
    { FALSE, 1.0, clip.y },
    { FALSE, -1.0, clip.y + clip.height },
  };
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (FwPoint));
  g_autoptr (GArray) next = g_array_new (FALSE, FALSE, sizeof (FwPoint));

  g_return_val_if_fail (points != NULL || n == 0, g_steal_pointer (&ring));

  for (gsize i = 0; i < n; i++)
    {
      if (isfinite (points[i].x) && isfinite (points[i].y))
        g_array_append_val (ring, points[i]);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      GArray *swap = ring;

      clip_against (ring, &sides[i], next);
      ring = next;
      next = swap;
    }

  return g_steal_pointer (&ring);
}

double
fw_segment_distance (FwPoint a,
                     FwPoint b,
                     FwPoint p,
                     double *out_t)
{
  double dx = b.x - a.x;
  double dy = b.y - a.y;
  double length2 = dx * dx + dy * dy;
  double t = 0.0;

  if (length2 > 0.0)
    t = CLAMP (((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0);

  if (out_t != NULL)
    *out_t = t;

  return fw_point_distance (p, FW_POINT (fw_lerp (a.x, b.x, t), fw_lerp (a.y, b.y, t)));
}

/* Which side of the line from @a to @b the point @c lies on: -1, 0 or 1. The
 * plain determinant decides unless rounding could have turned its sign; then it
 * is taken again with a longer mantissa. */
static int
side_of_line (FwPoint a,
              FwPoint b,
              FwPoint c)
{
  double left = (b.x - a.x) * (c.y - a.y);
  double right = (b.y - a.y) * (c.x - a.x);
  double det = left - right;
  long double exact;

  if (fabs (det) > 4.0e-16 * (fabs (left) + fabs (right)))
    return det > 0.0 ? 1 : -1;

  exact = ((long double) b.x - a.x) * ((long double) c.y - a.y)
          - ((long double) b.y - a.y) * ((long double) c.x - a.x);

  return exact > 0.0L ? 1 : exact < 0.0L ? -1 : 0;
}

/* Whether @p, known to lie on the line through @a and @b, lies between them. */
static gboolean
is_between (FwPoint a,
            FwPoint b,
            FwPoint p)
{
  return MIN (a.x, b.x) <= p.x && p.x <= MAX (a.x, b.x) && MIN (a.y, b.y) <= p.y
         && p.y <= MAX (a.y, b.y);
}

gboolean
fw_segments_intersect (FwPoint  a1,
                       FwPoint  a2,
                       FwPoint  b1,
                       FwPoint  b2,
                       FwPoint *out_where)
{
  int s1, s2, s3, s4;
  FwPoint where;

  if (!isfinite (a1.x + a1.y + a2.x + a2.y) || !isfinite (b1.x + b1.y + b2.x + b2.y))
    return FALSE;

  if (MAX (a1.x, a2.x) < MIN (b1.x, b2.x) || MAX (b1.x, b2.x) < MIN (a1.x, a2.x)
      || MAX (a1.y, a2.y) < MIN (b1.y, b2.y) || MAX (b1.y, b2.y) < MIN (a1.y, a2.y))
    return FALSE;

  s1 = side_of_line (a1, a2, b1);
  s2 = side_of_line (a1, a2, b2);
  s3 = side_of_line (b1, b2, a1);
  s4 = side_of_line (b1, b2, a2);

  if (s1 * s2 < 0 && s3 * s4 < 0)
    {
      double dx = a2.x - a1.x;
      double dy = a2.y - a1.y;
      double ex = b2.x - b1.x;
      double ey = b2.y - b1.y;
      double t = ((b1.x - a1.x) * ey - (b1.y - a1.y) * ex) / (dx * ey - dy * ex);

      t = CLAMP (t, 0.0, 1.0);
      where = FW_POINT (fw_lerp (a1.x, a2.x, t), fw_lerp (a1.y, a2.y, t));
    }
  else if (s1 == 0 && is_between (a1, a2, b1))
    where = b1;
  else if (s2 == 0 && is_between (a1, a2, b2))
    where = b2;
  else if (s3 == 0 && is_between (b1, b2, a1))
    where = a1;
  else if (s4 == 0 && is_between (b1, b2, a2))
    where = a2;
  else
    return FALSE;

  if (out_where != NULL)
    *out_where = where;

  return TRUE;
}

/* Cosine and sine of an angle in degrees. Quarter turns are common and exact. */
static void
turn (double  degrees,
      double *out_cos,
      double *out_sin)
{
  static const double cosines[] = { 1, 0, -1, 0 };
  double quarter = fmod (degrees, 360.0) / 90.0;

  if (quarter == floor (quarter))
    {
      int q = ((int) quarter + 4) % 4;

      *out_cos = cosines[q];
      *out_sin = cosines[(q + 3) % 4];
    }
  else
    {
      *out_cos = cos (degrees * (G_PI / 180.0));
      *out_sin = sin (degrees * (G_PI / 180.0));
    }
}

void
fw_rotated_corners (double  cx,
                    double  cy,
                    double  width,
                    double  height,
                    double  degrees,
                    FwPoint corners[4])
{
  static const double signs[4][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 } };
  double c, s;

  g_return_if_fail (corners != NULL);

  turn (degrees, &c, &s);

  for (gsize i = 0; i < 4; i++)
    {
      double dx = signs[i][0] * width / 2.0;
      double dy = signs[i][1] * height / 2.0;

      /* y grows downwards, so this turns clockwise on screen. */
      corners[i] = FW_POINT (cx + dx * c - dy * s, cy + dx * s + dy * c);
    }
}

FwRect
fw_rotated_bounds (double cx,
                   double cy,
                   double width,
                   double height,
                   double degrees)
{
  double c, s, w, h;

  turn (degrees, &c, &s);
  w = fabs (width * c) + fabs (height * s);
  h = fabs (width * s) + fabs (height * c);

  return FW_RECT (cx - w / 2.0, cy - h / 2.0, w, h);
}
