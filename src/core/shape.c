/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Making shapes and asking them. What turns one shape into another stands in
 * shape-change.c.
 *
 * Bounds are made together with the shape, because every check and every
 * painted frame asks for them. The covered area of a polygon may cost a sweep
 * over its edges, so it is made when first asked for and then kept; two threads
 * that ask at once both compute the same number.
 *
 * Masks are never unpacked: bounds, area and hits come from the runs.
 */

#include "core/shape-private.h"

#include <string.h>

#define AREA_UNKNOWN G_MAXUINT64

static const char *const kind_words[FW_N_SHAPE_KINDS] = {
  [FW_SHAPE_BOX] = "box",
  [FW_SHAPE_ROTATED_BOX] = "rotated-box",
  [FW_SHAPE_POLYGON] = "polygon",
  [FW_SHAPE_POLYLINE] = "polyline",
  [FW_SHAPE_POINTS] = "points",
  [FW_SHAPE_SKELETON] = "skeleton",
  [FW_SHAPE_ELLIPSE] = "ellipse",
  [FW_SHAPE_CUBOID] = "cuboid",
  [FW_SHAPE_MASK] = "mask",
  [FW_SHAPE_TAG] = "tag",
};

const char *
fw_shape_kind_to_word (FwShapeKind kind)
{
  g_return_val_if_fail (kind < FW_N_SHAPE_KINDS, NULL);

  return kind_words[kind];
}

gboolean
fw_shape_kind_from_word (const char  *word,
                         FwShapeKind *out_kind)
{
  g_return_val_if_fail (word != NULL, FALSE);

  for (guint i = 0; i < FW_N_SHAPE_KINDS; i++)
    {
      if (strcmp (word, kind_words[i]) != 0)
        continue;

      if (out_kind != NULL)
        *out_kind = i;

      return TRUE;
    }

  return FALSE;
}

double
fw_angle_normalise (double degrees)
{
  double angle = fmod (degrees, 360.0);

  if (angle < 0.0)
    angle += 360.0;

  /* A tiny negative angle rounds up to the whole turn. The sum turns -0 into 0. */
  return angle >= 360.0 ? 0.0 : angle + 0.0;
}

FwShape *
fw_shape_new_box (FwRect box)
{
  FwShape *self = fw_shape_alloc (FW_SHAPE_BOX, sizeof (FwShape));

  self->bounds = box;

  return self;
}

FwShape *
fw_shape_new_rotated_box (double cx,
                          double cy,
                          double width,
                          double height,
                          double degrees)
{
  FwShape *shape = fw_shape_alloc (FW_SHAPE_ROTATED_BOX, sizeof (FwRotatedBoxShape));
  FwRotatedBoxShape *self = (FwRotatedBoxShape *) shape;

  self->cx = cx;
  self->cy = cy;
  self->width = width;
  self->height = height;
  self->degrees = fw_angle_normalise (degrees);
  shape->bounds = fw_rotated_bounds (cx, cy, width, height, self->degrees);

  return shape;
}

FwPolygonShape *
fw_polygon_alloc (FwShapeKind kind,
                  gsize       n_rings,
                  gsize       n_vertices)
{
  gsize vertices = n_vertices * sizeof (FwVertex);
  FwPolygonShape *self = (FwPolygonShape *) fw_shape_alloc (
    kind, sizeof (FwPolygonShape) + vertices + n_rings * sizeof (FwRingPlace));

  self->area_bits = AREA_UNKNOWN;
  self->n_rings = n_rings;
  self->n_vertices = n_vertices;
  fw_polygon_find_rings (self);

  return self;
}

FwShape *
fw_polygon_finish (FwPolygonShape *self)
{
  double x1 = INFINITY, y1 = INFINITY, x2 = -INFINITY, y2 = -INFINITY;
  gboolean finite = TRUE;

  for (guint32 i = 0; i < self->n_vertices; i++)
    {
      const FwVertex *v = &self->vertices[i];

      finite = finite && isfinite (v->x) && isfinite (v->y);
      x1 = MIN (x1, v->x);
      y1 = MIN (y1, v->y);
      x2 = MAX (x2, v->x);
      y2 = MAX (y2, v->y);
    }

  if (self->n_vertices == 0)
    self->parent.bounds = FW_RECT (0, 0, 0, 0);
  else if (finite)
    self->parent.bounds = FW_RECT (x1, y1, x2 - x1, y2 - y1);
  else
    self->parent.bounds = FW_RECT (NAN, NAN, NAN, NAN);

  return &self->parent;
}

FwShape *
fw_shape_new_polygon (const FwVertex *vertices,
                      gsize           n_vertices)
{
  FwRing ring = { vertices, n_vertices, FALSE };

  return fw_shape_new_rings (&ring, 1);
}

FwShape *
fw_shape_new_rings (const FwRing *rings,
                    gsize         n_rings)
{
  FwPolygonShape *self;
  gsize n_vertices = 0;
  gsize n_filled = 0;
  guint32 first = 0;
  guint32 index = 0;

  g_return_val_if_fail (rings != NULL || n_rings == 0, NULL);

  /* A ring without vertices cannot be seen, pointed at or told from another. */
  for (gsize i = 0; i < n_rings; i++)
    {
      n_vertices += rings[i].n_vertices;
      n_filled += rings[i].n_vertices > 0;
    }

  g_return_val_if_fail (n_vertices < (1u << 31), NULL);

  self = fw_polygon_alloc (n_rings > 0 && rings[0].is_open ? FW_SHAPE_POLYLINE : FW_SHAPE_POLYGON,
                           n_filled, n_vertices);

  for (gsize i = 0; i < n_rings; i++)
    {
      gsize n = rings[i].n_vertices;

      if (n == 0)
        continue;

      memcpy (self->vertices + first, rings[i].vertices, n * sizeof (FwVertex));
      self->rings[index].first = first;
      self->rings[index].n = n;
      self->rings[index].is_hole = rings[i].is_hole && self->parent.kind == FW_SHAPE_POLYGON;
      first += n;
      index++;
    }

  return fw_polygon_finish (self);
}

/* Walks the present runs of a mask, cut off at the end of its picture. */
typedef struct
{
  const FwMaskShape *mask;
  guint64            end;   /* of the current run, in pixels */
  gsize              index; /* of the next absent run */
} MaskWalk;

static gboolean
mask_walk_next (MaskWalk *walk,
                guint64  *out_first,
                guint64  *out_end)
{
  const FwMaskShape *mask = walk->mask;
  guint64 total = (guint64) mask->width * mask->height;

  while (walk->index + 1 < mask->n_runs)
    {
      guint64 first = walk->end + mask->runs[walk->index];
      guint64 end = first + mask->runs[walk->index + 1];

      if (first >= total)
        return FALSE;

      walk->index += 2;
      walk->end = end;

      if (end == first)
        continue;

      *out_first = first;
      *out_end = MIN (end, total);
      return TRUE;
    }

  return FALSE;
}

static void
mask_measure (FwMaskShape *self)
{
  MaskWalk walk = { self, 0, 0 };
  guint64 first, end;
  guint64 pixels = 0;
  guint64 x1 = G_MAXUINT64, y1 = G_MAXUINT64, x2 = 0, y2 = 0;

  while (mask_walk_next (&walk, &first, &end))
    {
      guint64 left = first / self->height;
      guint64 right = (end - 1) / self->height;

      pixels += end - first;
      x1 = MIN (x1, left);
      x2 = MAX (x2, right + 1);

      if (left == right)
        {
          y1 = MIN (y1, first % self->height);
          y2 = MAX (y2, (end - 1) % self->height + 1);
        }
      else
        {
          /* It touches the foot of one column and the head of the next. */
          y1 = 0;
          y2 = self->height;
        }
    }

  self->area = pixels;

  if (pixels == 0)
    self->parent.bounds = FW_RECT (0, 0, 0, 0);
  else
    self->parent.bounds = FW_RECT (x1, y1, x2 - x1, y2 - y1);
}

FwShape *
fw_shape_new_mask (guint           width,
                   guint           height,
                   const guint32  *runs,
                   gsize           n_runs)
{
  FwShape *shape;
  FwMaskShape *self;

  g_return_val_if_fail (runs != NULL || n_runs == 0, NULL);
  g_return_val_if_fail (n_runs < G_MAXSIZE / 8, NULL);

  shape = fw_shape_alloc (FW_SHAPE_MASK, sizeof (FwMaskShape) + n_runs * sizeof (guint32));
  self = (FwMaskShape *) shape;

  self->width = width;
  self->height = height;
  self->n_runs = n_runs;
  if (n_runs > 0)
    memcpy (self->runs, runs, n_runs * sizeof (guint32));

  mask_measure (self);

  return shape;
}

FwShape *
fw_shape_ref (FwShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_shape_unref (FwShape *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

FwShapeKind
fw_shape_get_kind (const FwShape *self)
{
  g_return_val_if_fail (self != NULL, FW_SHAPE_BOX);

  return self->kind;
}

gsize
fw_shape_get_size (const FwShape *self)
{
  const FwPolygonShape *polygon;
  const FwMaskShape *mask;

  switch (self->kind)
    {
    case FW_SHAPE_ROTATED_BOX:
    case FW_SHAPE_ELLIPSE:
      return sizeof (FwRotatedBoxShape);

    case FW_SHAPE_POINTS:
    case FW_SHAPE_SKELETON:
      return sizeof (FwPointsShape) + ((const FwPointsShape *) self)->n * sizeof (FwKeypoint);

    case FW_SHAPE_POLYGON:
    case FW_SHAPE_POLYLINE:
      polygon = (const FwPolygonShape *) self;
      return sizeof (FwPolygonShape) + polygon->n_vertices * sizeof (FwVertex)
             + polygon->n_rings * sizeof (FwRingPlace);

    case FW_SHAPE_MASK:
      mask = (const FwMaskShape *) self;
      return sizeof (FwMaskShape) + mask->n_runs * sizeof (guint32);

    default:
      return sizeof (FwShape);
    }
}

/* By bits, so that a shape with NaN in it equals itself and its copies. */
static gboolean
doubles_equal (const double *a,
               const double *b,
               gsize         n)
{
  for (gsize i = 0; i < n; i++)
    {
      if (a[i] != b[i] && !(isnan (a[i]) && isnan (b[i])))
        return FALSE;
    }

  return TRUE;
}

static gboolean
polygons_equal (const FwPolygonShape *a,
                const FwPolygonShape *b)
{
  if (a->n_rings != b->n_rings || a->n_vertices != b->n_vertices)
    return FALSE;

  for (guint32 i = 0; i < a->n_rings; i++)
    {
      if (a->rings[i].n != b->rings[i].n || a->rings[i].is_hole != b->rings[i].is_hole)
        return FALSE;
    }

  for (guint32 i = 0; i < a->n_vertices; i++)
    {
      if (a->vertices[i].id != b->vertices[i].id
          || !doubles_equal (&a->vertices[i].x, &b->vertices[i].x, 1)
          || !doubles_equal (&a->vertices[i].y, &b->vertices[i].y, 1))
        return FALSE;
    }

  return TRUE;
}

gboolean
fw_shape_equal (const FwShape *a,
                const FwShape *b)
{
  const FwMaskShape *mask_a, *mask_b;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a == b)
    return TRUE;

  if (a->kind != b->kind)
    return FALSE;

  switch (a->kind)
    {
    case FW_SHAPE_ROTATED_BOX:
    case FW_SHAPE_ELLIPSE:
      return doubles_equal (&((const FwRotatedBoxShape *) a)->cx,
                            &((const FwRotatedBoxShape *) b)->cx, 5);

    case FW_SHAPE_POINTS:
    case FW_SHAPE_SKELETON:
      return fw_points_equal ((const FwPointsShape *) a, (const FwPointsShape *) b);

    case FW_SHAPE_POLYGON:
    case FW_SHAPE_POLYLINE:
      return polygons_equal ((const FwPolygonShape *) a, (const FwPolygonShape *) b);

    case FW_SHAPE_MASK:
      mask_a = (const FwMaskShape *) a;
      mask_b = (const FwMaskShape *) b;
      return mask_a->width == mask_b->width && mask_a->height == mask_b->height
             && mask_a->n_runs == mask_b->n_runs
             && memcmp (mask_a->runs, mask_b->runs, mask_a->n_runs * sizeof (guint32)) == 0;

    default:
      return doubles_equal (&a->bounds.x, &b->bounds.x, 4);
    }
}

FwRect
fw_shape_get_bounds (const FwShape *self)
{
  g_return_val_if_fail (self != NULL, FW_RECT (0, 0, 0, 0));

  return self->bounds;
}

static double
polygon_get_area (const FwPolygonShape *self)
{
  guint64 *cache = (guint64 *) &self->area_bits;
  guint64 bits = __atomic_load_n (cache, __ATOMIC_RELAXED);
  double area;

  if (bits == AREA_UNKNOWN)
    {
      g_autofree FwPoint *points = g_new (FwPoint, self->n_vertices);
      g_autofree gsize *sizes = g_new (gsize, self->n_rings);

      for (guint32 i = 0; i < self->n_vertices; i++)
        points[i] = FW_POINT (self->vertices[i].x, self->vertices[i].y);

      for (guint32 i = 0; i < self->n_rings; i++)
        sizes[i] = self->rings[i].n;

      area = fw_rings_covered_area (points, sizes, self->n_rings);
      memcpy (&bits, &area, sizeof bits);
      __atomic_store_n (cache, bits, __ATOMIC_RELAXED);
    }

  memcpy (&area, &bits, sizeof area);
  return area;
}

double
fw_shape_get_area (const FwShape *self)
{
  const FwRotatedBoxShape *rotated;

  g_return_val_if_fail (self != NULL, 0.0);

  switch (self->kind)
    {
    case FW_SHAPE_ROTATED_BOX:
      rotated = (const FwRotatedBoxShape *) self;
      return fw_rect_area (FW_RECT (0, 0, rotated->width, rotated->height));

    case FW_SHAPE_ELLIPSE:
      rotated = (const FwRotatedBoxShape *) self;
      return G_PI / 4.0 * fw_rect_area (FW_RECT (0, 0, rotated->width, rotated->height));

    case FW_SHAPE_POLYLINE:
    case FW_SHAPE_POINTS:
    case FW_SHAPE_SKELETON:
      return 0.0;

    case FW_SHAPE_POLYGON:
      return polygon_get_area ((const FwPolygonShape *) self);

    case FW_SHAPE_MASK:
      return ((const FwMaskShape *) self)->area;

    default:
      return fw_rect_area (self->bounds);
    }
}

static gboolean
rotated_contains (const FwRotatedBoxShape *self,
                  FwPoint                  p)
{
  FwPoint local[4];

  /* The point, turned back around the centre: the corners of an empty box. */
  fw_rotated_corners (0, 0, -2.0 * (p.x - self->cx), -2.0 * (p.y - self->cy), -self->degrees,
                      local);

  return fabs (local[0].x) <= self->width / 2.0 && fabs (local[0].y) <= self->height / 2.0;
}

static gboolean
polygon_contains (const FwPolygonShape *self,
                  FwPoint               p)
{
  gboolean is_open = self->parent.kind == FW_SHAPE_POLYLINE;
  gboolean inside = FALSE;

  for (guint32 r = 0; r < self->n_rings; r++)
    {
      const FwVertex *ring = self->vertices + self->rings[r].first;
      guint32 n = self->rings[r].n;

      for (guint32 i = 0; i < n; i++)
        {
          FwPoint a = FW_POINT (ring[i].x, ring[i].y);
          guint32 j = i + 1 < n ? i + 1 : 0;
          FwPoint b = FW_POINT (ring[j].x, ring[j].y);

          /* An open line of one vertex is that point. */
          if (is_open && j == 0 && n > 1)
            continue;

          /* A segment of no length meets the edge exactly when it lies on it. */
          if (fw_segments_intersect (a, b, p, p, NULL))
            return TRUE;

          if (!is_open && (a.y > p.y) != (b.y > p.y)
              && p.x < a.x + (b.x - a.x) * ((p.y - a.y) / (b.y - a.y)))
            inside = !inside;
        }
    }

  return inside;
}

static gboolean
mask_contains (const FwMaskShape *self,
               FwPoint            p)
{
  MaskWalk walk = { self, 0, 0 };
  guint64 first, end, place;

  if (!(p.x >= 0.0 && p.y >= 0.0 && p.x < self->width && p.y < self->height))
    return FALSE;

  place = (guint64) p.x * self->height + (guint64) p.y;

  while (mask_walk_next (&walk, &first, &end))
    {
      if (place < first)
        return FALSE;

      if (place < end)
        return TRUE;
    }

  return FALSE;
}

gboolean
fw_shape_contains (const FwShape *self,
                   FwPoint        point)
{
  g_return_val_if_fail (self != NULL, FALSE);

  switch (self->kind)
    {
    case FW_SHAPE_ROTATED_BOX:
      return rotated_contains ((const FwRotatedBoxShape *) self, point);

    case FW_SHAPE_ELLIPSE:
      return fw_ellipse_contains ((const FwRotatedBoxShape *) self, point);

    case FW_SHAPE_POINTS:
    case FW_SHAPE_SKELETON:
      return fw_points_contain ((const FwPointsShape *) self, point);

    case FW_SHAPE_POLYGON:
    case FW_SHAPE_POLYLINE:
      return polygon_contains ((const FwPolygonShape *) self, point);

    case FW_SHAPE_MASK:
      return mask_contains ((const FwMaskShape *) self, point);

    default:
      return fw_rect_contains (self->bounds, point);
    }
}

gboolean
fw_shape_is_finite (const FwShape *self)
{
  const FwRotatedBoxShape *rotated;

  g_return_val_if_fail (self != NULL, FALSE);

  if (fw_kind_has_points (self->kind))
    return fw_points_are_finite ((const FwPointsShape *) self);

  if (fw_kind_is_turned (self->kind))
    {
      rotated = (const FwRotatedBoxShape *) self;

      return isfinite (rotated->cx) && isfinite (rotated->cy) && isfinite (rotated->width)
             && isfinite (rotated->height) && isfinite (rotated->degrees);
    }

  /* The bounds of a polygon are NaN when one of its coordinates is. */
  return isfinite (self->bounds.x) && isfinite (self->bounds.y) && isfinite (self->bounds.width)
         && isfinite (self->bounds.height);
}

void
fw_shape_get_rotated_box (const FwShape *self,
                          FwPoint       *out_centre,
                          double        *out_width,
                          double        *out_height,
                          double        *out_degrees)
{
  FwRotatedBoxShape box;

  g_return_if_fail (self != NULL);

  if (fw_kind_is_turned (self->kind))
    {
      box = *(const FwRotatedBoxShape *) self;
    }
  else
    {
      FwPoint centre = fw_rect_centre (self->bounds);

      box.cx = centre.x;
      box.cy = centre.y;
      box.width = self->bounds.width;
      box.height = self->bounds.height;
      box.degrees = 0.0;
    }

  if (out_centre != NULL)
    *out_centre = FW_POINT (box.cx, box.cy);

  if (out_width != NULL)
    *out_width = box.width;

  if (out_height != NULL)
    *out_height = box.height;

  if (out_degrees != NULL)
    *out_degrees = box.degrees;
}

void
fw_shape_get_corners (const FwShape *self,
                      FwPoint        corners[4])
{
  g_return_if_fail (self != NULL);

  if (fw_kind_is_turned (self->kind))
    {
      const FwRotatedBoxShape *box = (const FwRotatedBoxShape *) self;

      fw_rotated_corners (box->cx, box->cy, box->width, box->height, box->degrees, corners);
    }
  else
    {
      FwRect b = self->bounds;

      corners[0] = FW_POINT (b.x, b.y);
      corners[1] = FW_POINT (b.x + b.width, b.y);
      corners[2] = FW_POINT (b.x + b.width, b.y + b.height);
      corners[3] = FW_POINT (b.x, b.y + b.height);
    }
}

gsize
fw_shape_get_n_rings (const FwShape *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return fw_kind_has_rings (self->kind) ? ((const FwPolygonShape *) self)->n_rings : 0;
}

FwRing
fw_shape_get_ring (const FwShape *self,
                   gsize          index)
{
  const FwPolygonShape *polygon = (const FwPolygonShape *) self;
  const FwRingPlace *place;

  g_return_val_if_fail (self != NULL, ((FwRing) { NULL }));
  g_return_val_if_fail (index < fw_shape_get_n_rings (self), ((FwRing) { NULL }));

  place = &polygon->rings[index];

  return (FwRing) { polygon->vertices + place->first, place->n, place->is_hole,
                    self->kind == FW_SHAPE_POLYLINE };
}

gsize
fw_shape_get_n_vertices (const FwShape *self)
{
  g_return_val_if_fail (self != NULL, 0);

  switch (self->kind)
    {
    case FW_SHAPE_POLYGON:
    case FW_SHAPE_POLYLINE:
      return ((const FwPolygonShape *) self)->n_vertices;

    case FW_SHAPE_POINTS:
    case FW_SHAPE_SKELETON:
      return ((const FwPointsShape *) self)->n;

    case FW_SHAPE_BOX:
    case FW_SHAPE_ROTATED_BOX:
      return 4;

    default:
      return 0;
    }
}

const guint32 *
fw_shape_get_mask_runs (const FwShape *self,
                        gsize         *out_n_runs,
                        guint         *out_width,
                        guint         *out_height)
{
  const FwMaskShape *mask = (const FwMaskShape *) self;

  g_return_val_if_fail (self != NULL && self->kind == FW_SHAPE_MASK, NULL);

  if (out_n_runs != NULL)
    *out_n_runs = mask->n_runs;

  if (out_width != NULL)
    *out_width = mask->width;

  if (out_height != NULL)
    *out_height = mask->height;

  return mask->runs;
}
