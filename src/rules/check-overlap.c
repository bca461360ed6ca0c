/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How much two labels overlap. Boxes by their sides; outlines exactly: what
 * the rings of both cover together by the even-odd rule is the part that only
 * one of them covers, so the common part is half of what is missing to the sum.
 */

#include "fw-config.h"
#include "core/shape-kinds.h"
#include "rules/check-columns.h"

#include <math.h>

/* More vertices than a person draws; past that bounds have to do, because the
 * exact answer takes time with the square of their number. */
#define MAX_VERTICES 2000

typedef struct
{
  GArray *points; /* (element-type FwPoint) */
  GArray *sizes;  /* (element-type gsize) */
} Rings;

static void
add_ring (Rings         *rings,
          const FwPoint *points,
          gsize          n)
{
  g_array_append_vals (rings->points, points, n);
  g_array_append_val (rings->sizes, n);
}

static void
add_box (Rings  *rings,
         FwRect  box)
{
  FwPoint corners[4] = {
    { box.x, box.y }, { box.x + box.width, box.y },
    { box.x + box.width, box.y + box.height }, { box.x, box.y + box.height },
  };

  add_ring (rings, corners, 4);
}

static void
add_shape (Rings         *rings,
           const FwLabel *label)
{
  FwShapeKind kind = fw_track_get_kind (label->track);
  FwShape *shape;
  FwPoint corners[4];

  if (kind == FW_SHAPE_ROTATED_BOX)
    {
      fw_shape_get_corners (fw_label_get_shape (label), corners);
      add_ring (rings, corners, 4);
      return;
    }
  if (kind == FW_SHAPE_ELLIPSE)
    {
      FwPoint outline[FW_ELLIPSE_POINTS];

      fw_ellipse_get_outline (fw_label_get_shape (label), outline);
      add_ring (rings, outline, FW_ELLIPSE_POINTS);
      return;
    }
  if (kind != FW_SHAPE_POLYGON)
    {
      add_box (rings, label->box);
      return;
    }

  shape = fw_label_get_shape (label);
  for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);
      g_autofree FwPoint *points = fw_ring_dup_points (ring);

      add_ring (rings, points, ring.n_vertices);
    }
}

static double
covered_area (const Rings *rings)
{
  return fw_rings_covered_area ((const FwPoint *) (gpointer) rings->points->data,
                                (const gsize *) (gpointer) rings->sizes->data, rings->sizes->len);
}

/* Pixels that are in both of two masks over the same picture. */
static double
common_pixels (FwShape *a,
               FwShape *b)
{
  gsize n_a, n_b, i = 0, j = 0;
  guint width_a, height_a, width_b, height_b;
  const guint32 *runs_a = fw_shape_get_mask_runs (a, &n_a, &width_a, &height_a);
  const guint32 *runs_b = fw_shape_get_mask_runs (b, &n_b, &width_b, &height_b);
  guint64 left_a = n_a > 0 ? runs_a[0] : 0, left_b = n_b > 0 ? runs_b[0] : 0;
  double common = 0.0;

  if (width_a != width_b || height_a != height_b)
    return 0.0;

  while (i < n_a && j < n_b)
    {
      guint64 step = MIN (left_a, left_b);

      if ((i & 1) && (j & 1))
        common += step;
      left_a -= step;
      left_b -= step;
      if (left_a == 0)
        left_a = ++i < n_a ? runs_a[i] : 0;
      if (left_b == 0)
        left_b = ++j < n_b ? runs_b[j] : 0;
    }

  return common;
}

/* A mask and something else. */
static double
overlap_by_columns (const FwLabel *a,
                    const FwLabel *b,
                    double        *out_area_a,
                    double        *out_area_b)
{
  FwRect common = fw_rect_intersection (a->box, b->box);
  g_autoptr(FwColumns) left = fw_columns_new (common);
  g_autoptr(FwColumns) right = fw_columns_new (common);
  double both;

  *out_area_a = fw_shape_get_area (fw_label_get_shape (a));
  *out_area_b = fw_shape_get_area (fw_label_get_shape (b));
  fw_columns_add (left, a);
  fw_columns_add (right, b);
  both = fw_columns_measure (left, right);

  return isnan (both) ? 0.0 : both;
}

static double
overlap_of_bounds (const FwLabel *a,
                   const FwLabel *b,
                   double        *out_area_a,
                   double        *out_area_b)
{
  *out_area_a = fw_rect_area (a->box);
  *out_area_b = fw_rect_area (b->box);

  return fw_rect_area (fw_rect_intersection (a->box, b->box));
}

double
fw_labels_overlap (const FwLabel *a,
                   const FwLabel *b,
                   double        *out_area_a,
                   double        *out_area_b)
{
  FwShapeKind kind_a = fw_track_get_kind (a->track), kind_b = fw_track_get_kind (b->track);
  Rings rings;
  double both;

  if ((kind_a == FW_SHAPE_BOX && kind_b == FW_SHAPE_BOX)
      || fw_rect_area (fw_rect_intersection (a->box, b->box)) <= 0.0)
    return overlap_of_bounds (a, b, out_area_a, out_area_b);

  if (kind_a == FW_SHAPE_MASK && kind_b == FW_SHAPE_MASK)
    {
      *out_area_a = fw_shape_get_area (fw_label_get_shape (a));
      *out_area_b = fw_shape_get_area (fw_label_get_shape (b));
      return common_pixels (fw_label_get_shape (a), fw_label_get_shape (b));
    }

  if (kind_a == FW_SHAPE_MASK || kind_b == FW_SHAPE_MASK)
    return overlap_by_columns (a, b, out_area_a, out_area_b);

  rings.points = g_array_new (FALSE, FALSE, sizeof (FwPoint));
  rings.sizes = g_array_new (FALSE, FALSE, sizeof (gsize));
  add_shape (&rings, a);

  gsize points_a = rings.points->len, sizes_a = rings.sizes->len;

  *out_area_a = points_a <= MAX_VERTICES ? covered_area (&rings) : NAN;
  add_shape (&rings, b);
  if (rings.points->len > MAX_VERTICES)
    both = overlap_of_bounds (a, b, out_area_a, out_area_b);
  else
    {
      double apart = covered_area (&rings);

      g_array_remove_range (rings.points, 0, points_a);
      g_array_remove_range (rings.sizes, 0, sizes_a);
      *out_area_b = covered_area (&rings);
      both = MAX (0.0, (*out_area_a + *out_area_b - apart) / 2.0);
    }
  g_array_unref (rings.points);
  g_array_unref (rings.sizes);

  return both;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

/* Length of the union of the parts' vertical extents among those that span [x1, x2]. */
static double
covered_height (const FwRect *parts,
                gsize         n,
                double        x1,
                double        x2,
                FwRect        subject)
{
  double covered = 0.0, reached = subject.y;

  /* @parts ascend by their top. */
  for (gsize i = 0; i < n; i++)
    {
      double top = MAX (parts[i].y, reached);
      double bottom = parts[i].y + parts[i].height;

      if (parts[i].x > x1 || parts[i].x + parts[i].width < x2 || bottom <= top)
        continue;
      covered += bottom - top;
      reached = bottom;
    }

  return covered;
}

static int
compare_tops (gconstpointer a,
              gconstpointer b)
{
  return compare_doubles (&((const FwRect *) a)->y, &((const FwRect *) b)->y);
}

/* Area of the union over vertical strips between the parts' sides. */
double
fw_covered_share (FwRect  subject,
                  FwRect *parts,
                  gsize   n_parts)
{
  double area = fw_rect_area (subject), covered = 0.0;
  g_autofree double *sides = NULL;

  if (area <= 0.0 || n_parts == 0)
    return 0.0;
  if (n_parts == 1)
    return fw_rect_area (parts[0]) / area;

  sides = g_new (double, n_parts * 2);
  for (gsize i = 0; i < n_parts; i++)
    {
      sides[i * 2] = parts[i].x;
      sides[i * 2 + 1] = parts[i].x + parts[i].width;
    }
  qsort (sides, n_parts * 2, sizeof *sides, compare_doubles);
  qsort (parts, n_parts, sizeof *parts, compare_tops);
  for (gsize i = 1; i < n_parts * 2; i++)
    if (sides[i] > sides[i - 1])
      covered += (sides[i] - sides[i - 1])
                 * covered_height (parts, n_parts, sides[i - 1], sides[i], subject);

  return covered / area;
}
