/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Points, rectangles and rings of points, by value, in double precision.
 *
 * Coordinates are picture pixels as displayed (after rotation), measured at
 * pixel edges: (0, 0) is the top left corner of the first pixel, x grows to
 * the right and y downwards, and x + width may equal the picture's width.
 */

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

typedef struct
{
  double x;
  double y;
} FwPoint;

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} FwRect;

#define FW_POINT(x_, y_)               ((FwPoint) { (x_), (y_) })
#define FW_RECT(x_, y_, width_, height_) ((FwRect) { (x_), (y_), (width_), (height_) })

static inline double
fw_lerp (double a,
         double b,
         double t)
{
  /* Exact at both ends, which a + (b - a) * t is not, and exact where nothing moves. */
  return t <= 0.0 || a == b ? a : t >= 1.0 ? b : (1.0 - t) * a + t * b;
}

static inline double
fw_point_distance (FwPoint a,
                   FwPoint b)
{
  return hypot (a.x - b.x, a.y - b.y);
}

static inline FwPoint
fw_rect_centre (FwRect r)
{
  return FW_POINT (r.x + r.width / 2.0, r.y + r.height / 2.0);
}

static inline double
fw_rect_area (FwRect r)
{
  return r.width > 0.0 && r.height > 0.0 ? r.width * r.height : 0.0;
}

static inline gboolean
fw_rect_equal (FwRect a,
               FwRect b)
{
  return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
}

static inline gboolean
fw_rect_contains (FwRect  r,
                  FwPoint p)
{
  return p.x >= r.x && p.y >= r.y && p.x <= r.x + r.width && p.y <= r.y + r.height;
}

/* The rectangle with two opposite corners @a and @b, in any order. */
static inline FwRect
fw_rect_from_corners (FwPoint a,
                      FwPoint b)
{
  return FW_RECT (MIN (a.x, b.x), MIN (a.y, b.y), fabs (a.x - b.x), fabs (a.y - b.y));
}

/* The common part; width and height are 0 when there is none. */
static inline FwRect
fw_rect_intersection (FwRect a,
                      FwRect b)
{
  double x1 = MAX (a.x, b.x);
  double y1 = MAX (a.y, b.y);
  double x2 = MIN (a.x + a.width, b.x + b.width);
  double y2 = MIN (a.y + a.height, b.y + b.height);

  return FW_RECT (x1, y1, MAX (x2 - x1, 0.0), MAX (y2 - y1, 0.0));
}

/* The smallest rectangle that holds both. */
static inline FwRect
fw_rect_union (FwRect a,
               FwRect b)
{
  double x1 = MIN (a.x, b.x);
  double y1 = MIN (a.y, b.y);
  double x2 = MAX (a.x + a.width, b.x + b.width);
  double y2 = MAX (a.y + a.height, b.y + b.height);

  return FW_RECT (x1, y1, x2 - x1, y2 - y1);
}

/* Intersection over union of two rectangles, 0 to 1; 0 when both are empty. */
static inline double
fw_rect_iou (FwRect a,
             FwRect b)
{
  double common = fw_rect_area (fw_rect_intersection (a, b));
  double all = fw_rect_area (a) + fw_rect_area (b) - common;

  return all > 0.0 ? common / all : 0.0;
}

/* The share of @a that lies inside @b, 0 to 1. */
static inline double
fw_rect_ioa (FwRect a,
             FwRect b)
{
  double area = fw_rect_area (a);

  return area > 0.0 ? fw_rect_area (fw_rect_intersection (a, b)) / area : 0.0;
}

/* The tight rectangle around @n points; an empty rectangle when @n is 0. Four
 * times NaN when a coordinate is not a finite number, so that a check that
 * looks at bounds alone notices. */
FwRect   fw_points_bounds       (const FwPoint *points,
                                 gsize          n);

/* Signed area of a closed ring by the shoelace formula; positive when the
 * ring runs clockwise on screen. */
double   fw_ring_signed_area    (const FwPoint *points,
                                 gsize          n);

/* Centre of gravity of the ring's vertices (not of its area). */
FwPoint  fw_ring_vertex_mean    (const FwPoint *points,
                                 gsize          n);

/* Whether @p lies inside the ring by the even-odd rule. */
gboolean fw_ring_contains       (const FwPoint *points,
                                 gsize          n,
                                 FwPoint        p);

/* Area that a set of rings covers by the even-odd rule: right for rings that
 * cross themselves or each other, holes included. Sum over horizontal slabs
 * between consecutive vertex and crossing heights; O((V+X) V). @sizes holds the
 * vertex count of each ring. 0 when a coordinate is not finite. Bounded work:
 * a tangle of many thousand long edges is measured along scan lines instead. */
double   fw_rings_covered_area  (const FwPoint *points,
                                 const gsize   *sizes,
                                 gsize          n_rings);

/* Whether two edges of the closed ring that are not neighbours meet. When they
 * do, @out_edge_a and @out_edge_b (both nullable) get the indices of one such
 * pair, the lower first and always the same one for the same ring, and
 * @out_where (nullable) a common point. Edge i runs from vertex i to the next;
 * edges of no length and edges that are not finite meet nothing. Descends a
 * tree of bounds, O(V log V) for the usual ring; work is bounded, and a tangle
 * too large to decide counts as free of crossings. */
gboolean fw_ring_find_crossing  (const FwPoint *points,
                                 gsize          n,
                                 gsize         *out_edge_a,
                                 gsize         *out_edge_b,
                                 FwPoint       *out_where);

/* Clips the closed ring to @clip (Sutherland and Hodgman, 1974).
 * Returns: (transfer full) (element-type FwPoint): the clipped ring, maybe empty */
GArray  *fw_ring_clip           (const FwPoint *points,
                                 gsize          n,
                                 FwRect         clip) G_GNUC_WARN_UNUSED_RESULT;

/* Distance from @p to the segment @a @b in pixels; @out_t (nullable) gets the
 * place of the nearest point, 0 at @a and 1 at @b. */
double   fw_segment_distance    (FwPoint        a,
                                 FwPoint        b,
                                 FwPoint        p,
                                 double        *out_t);

/* Where the segments @a1 @a2 and @b1 @b2 meet; touching counts. */
gboolean fw_segments_intersect  (FwPoint        a1,
                                 FwPoint        a2,
                                 FwPoint        b1,
                                 FwPoint        b2,
                                 FwPoint       *out_where);

/* The four corners of a rectangle about centre (@cx, @cy), turned by @degrees
 * clockwise on screen; top left first, clockwise. */
void     fw_rotated_corners     (double         cx,
                                 double         cy,
                                 double         width,
                                 double         height,
                                 double         degrees,
                                 FwPoint        corners[4]);

/* The tight axis-aligned rectangle around those corners. */
FwRect   fw_rotated_bounds      (double         cx,
                                 double         cy,
                                 double         width,
                                 double         height,
                                 double         degrees);

G_END_DECLS
