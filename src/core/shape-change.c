/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Shapes out of shapes: moved, stretched, cut off. A vertex that stays in the
 * shape keeps its identity; one that a cut makes has none yet.
 */

#include "core/shape-private.h"

/* A mask wider than this is not moved: its runs are cut at every column. */
#define MASK_MAX_WIDTH (1u << 16)

/* Runs as they are written: pixels come in ascending order. */
typedef struct
{
  GArray *runs; /* (element-type guint32) */
  guint64 end;  /* of the last present run */
} MaskWriter;

static void
mask_writer_add (MaskWriter *self,
                 guint64     first,
                 guint64     end)
{
  guint32 absent = first - self->end;
  guint32 present = end - first;

  if (absent == 0 && self->runs->len > 0)
    {
      g_array_index (self->runs, guint32, self->runs->len - 1) += present;
    }
  else
    {
      g_array_append_val (self->runs, absent);
      g_array_append_val (self->runs, present);
    }

  self->end = end;
}

/* Moves the pixels from @first to before @end; those that leave the picture are lost. */
static void
mask_move_run (const FwMaskShape *mask,
               gint64             dx,
               gint64             dy,
               guint64            first,
               guint64            end,
               MaskWriter        *writer)
{
  gint64 height = mask->height;

  while (first < end)
    {
      gint64 column = first / height;
      gint64 y1 = first % height;
      gint64 y2 = MIN (height, y1 + (gint64) (end - first));

      first += y2 - y1;
      column += dx;
      y1 = MAX (y1 + dy, 0);
      y2 = MIN (y2 + dy, height);

      if (column >= 0 && column < mask->width && y1 < y2)
        mask_writer_add (writer, column * height + y1, column * height + y2);
    }
}

static FwShape *
mask_translate (FwShape *shape,
                double   dx,
                double   dy)
{
  const FwMaskShape *mask = (const FwMaskShape *) shape;
  guint64 total = (guint64) mask->width * mask->height;
  g_autoptr (GArray) runs = NULL;
  MaskWriter writer;
  guint64 end = 0;
  guint32 rest;

  dx = rint (dx);
  dy = rint (dy);

  /* Also when a distance is NaN or the picture is larger than any real one. */
  if ((dx == 0.0 && dy == 0.0) || !(fabs (dx) <= G_MAXINT32 && fabs (dy) <= G_MAXINT32)
      || mask->width > MASK_MAX_WIDTH || total > G_MAXUINT32)
    return fw_shape_ref (shape);

  runs = g_array_new (FALSE, FALSE, sizeof (guint32));
  writer = (MaskWriter) { runs, 0 };

  for (gsize i = 0; i + 1 < mask->n_runs && end < total; i += 2)
    {
      guint64 first = end + mask->runs[i];

      end = first + mask->runs[i + 1];
      if (first < total)
        mask_move_run (mask, dx, dy, first, MIN (end, total), &writer);
    }

  rest = total - writer.end;
  if (rest > 0)
    g_array_append_val (runs, rest);

  return fw_shape_new_mask (mask->width, mask->height, (const guint32 *) (gpointer) runs->data,
                            runs->len);
}

/* A polygon or polyline like @self, for the caller to move the vertices of. */
static FwPolygonShape *
polygon_copy (const FwPolygonShape *self)
{
  FwPolygonShape *copy = fw_polygon_alloc (self->parent.kind, self->n_rings,
                                           self->n_vertices);

  for (guint32 i = 0; i < self->n_vertices; i++)
    copy->vertices[i] = self->vertices[i];

  for (guint32 i = 0; i < self->n_rings; i++)
    copy->rings[i] = self->rings[i];

  return copy;
}

/* A point that is not there has no place that could move. */
static FwShape *
points_translate (const FwPointsShape *self,
                  double               dx,
                  double               dy)
{
  FwPointsShape *copy = fw_points_copy (self);

  copy->box.x += dx;
  copy->box.y += dy;

  for (guint32 i = 0; i < copy->n; i++)
    {
      if (copy->points[i].visibility == FW_KEYPOINT_ABSENT)
        continue;

      copy->points[i].x += dx;
      copy->points[i].y += dy;
    }

  return fw_points_finish (copy);
}

FwShape *
fw_shape_translate (const FwShape *self,
                    double         dx,
                    double         dy)
{
  FwPolygonShape *polygon;
  const FwRotatedBoxShape *rotated;
  FwRect box;

  g_return_val_if_fail (self != NULL, NULL);

  switch (self->kind)
    {
    case FW_SHAPE_ROTATED_BOX:
      rotated = (const FwRotatedBoxShape *) self;
      return fw_shape_new_rotated_box (rotated->cx + dx, rotated->cy + dy, rotated->width,
                                       rotated->height, rotated->degrees);

    case FW_SHAPE_ELLIPSE:
      rotated = (const FwRotatedBoxShape *) self;
      return fw_shape_new_ellipse (rotated->cx + dx, rotated->cy + dy, rotated->width / 2.0,
                                   rotated->height / 2.0, rotated->degrees);

    case FW_SHAPE_POINTS:
    case FW_SHAPE_SKELETON:
      return points_translate ((const FwPointsShape *) self, dx, dy);

    case FW_SHAPE_POLYGON:
    case FW_SHAPE_POLYLINE:
      polygon = polygon_copy ((const FwPolygonShape *) self);
      for (guint32 i = 0; i < polygon->n_vertices; i++)
        {
          polygon->vertices[i].x += dx;
          polygon->vertices[i].y += dy;
        }
      return fw_polygon_finish (polygon);

    case FW_SHAPE_MASK:
      return mask_translate ((FwShape *) self, dx, dy);

    default:
      box = self->bounds;
      return fw_shape_new_box (FW_RECT (box.x + dx, box.y + dy, box.width, box.height));
    }
}

/* The sides w, h of a box turned by θ have bounds w |cos θ| + h |sin θ| wide
 * and w |sin θ| + h |cos θ| high. Sum and difference of the sides come apart:
 * the sum is always determined; the difference is not near 45 degrees, where
 * it leans on the difference that the box had, scaled. */
static FwShape *
rotated_fit (const FwRotatedBoxShape *self,
             FwRect                   bounds)
{
  const double lean = 1e-6;
  double radians = self->degrees * (G_PI / 180.0);
  double c = fabs (cos (radians));
  double s = fabs (sin (radians));
  double sum = (bounds.width + bounds.height) / (c + s);
  double old_sum = self->width + self->height;
  double old_difference
    = old_sum > 0.0 ? (self->width - self->height) * (sum / old_sum) : 0.0;
  double difference = ((c - s) * (bounds.width - bounds.height) + lean * old_difference)
                      / ((c - s) * (c - s) + lean);
  FwPoint centre = fw_rect_centre (bounds);

  difference = CLAMP (difference, -sum, sum);

  return fw_shape_new_rotated_box (centre.x, centre.y, (sum + difference) / 2.0,
                                   (sum - difference) / 2.0, self->degrees);
}

/* @value, which lies between @from and from + @length, at the same share of another range. */
static double
stretch (double value,
         double from,
         double length,
         double to,
         double to_length)
{
  if (!(length > 0.0))
    return to + to_length / 2.0;

  return fw_lerp (to, to + to_length, (value - from) / length);
}

static FwShape *
points_fit (const FwPointsShape *self,
            FwRect               bounds)
{
  FwPointsShape *copy = fw_points_copy (self);
  FwRect old = self->parent.bounds;

  copy->box = bounds;

  for (guint32 i = 0; i < copy->n; i++)
    {
      FwKeypoint *point = &copy->points[i];

      if (point->visibility == FW_KEYPOINT_ABSENT)
        continue;

      point->x = stretch (point->x, old.x, old.width, bounds.x, bounds.width);
      point->y = stretch (point->y, old.y, old.height, bounds.y, bounds.height);
    }

  return fw_points_finish (copy);
}

FwShape *
fw_shape_fit (const FwShape *self,
              FwRect         bounds)
{
  FwPolygonShape *polygon;
  FwRect old;

  g_return_val_if_fail (self != NULL, NULL);

  old = self->bounds;
  if (fw_rect_equal (old, bounds))
    return fw_shape_ref ((FwShape *) self);

  switch (self->kind)
    {
    case FW_SHAPE_ROTATED_BOX:
      return rotated_fit ((const FwRotatedBoxShape *) self, bounds);

    case FW_SHAPE_ELLIPSE:
      return fw_ellipse_fit ((const FwRotatedBoxShape *) self, bounds);

    case FW_SHAPE_POINTS:
    case FW_SHAPE_SKELETON:
      return points_fit ((const FwPointsShape *) self, bounds);

    case FW_SHAPE_POLYGON:
    case FW_SHAPE_POLYLINE:
      polygon = polygon_copy ((const FwPolygonShape *) self);
      for (guint32 i = 0; i < polygon->n_vertices; i++)
        {
          FwVertex *v = &polygon->vertices[i];

          v->x = stretch (v->x, old.x, old.width, bounds.x, bounds.width);
          v->y = stretch (v->y, old.y, old.height, bounds.y, bounds.height);
        }
      return fw_polygon_finish (polygon);

    case FW_SHAPE_MASK:
      return fw_shape_ref ((FwShape *) self);

    default:
      return fw_shape_new_box (bounds);
    }
}

/* A clipped ring as vertices: the old vertices that lie in the clip come out
 * in their order and keep their ids. */
static void
append_clipped (const FwRing *ring,
                FwRect        clip,
                GArray       *vertices)
{
  g_autofree FwPoint *points = g_new (FwPoint, ring->n_vertices);
  g_autoptr (GArray) clipped = NULL;
  gsize next = 0;

  for (gsize i = 0; i < ring->n_vertices; i++)
    points[i] = FW_POINT (ring->vertices[i].x, ring->vertices[i].y);

  clipped = fw_ring_clip (points, ring->n_vertices, clip);

  if (clipped->len < 3
      || fw_ring_signed_area ((const FwPoint *) (gpointer) clipped->data, clipped->len) == 0.0)
    return;

  for (guint i = 0; i < clipped->len; i++)
    {
      FwPoint p = g_array_index (clipped, FwPoint, i);
      FwVertex vertex = { p.x, p.y, 0 };

      while (next < ring->n_vertices && !fw_rect_contains (clip, points[next]))
        next++;

      if (next < ring->n_vertices && points[next].x == p.x && points[next].y == p.y)
        vertex.id = ring->vertices[next++].id;

      g_array_append_val (vertices, vertex);
    }
}

static FwShape *
rings_clip (const FwRing *rings,
            gsize         n_rings,
            FwRect        clip)
{
  g_autoptr (GArray) vertices = g_array_new (FALSE, FALSE, sizeof (FwVertex));
  g_autofree gsize *sizes = g_new (gsize, n_rings);
  g_autofree FwRing *clipped = g_new (FwRing, n_rings);
  gsize n_clipped = 0;
  gsize first = 0;

  for (gsize i = 0; i < n_rings; i++)
    {
      gsize before = vertices->len;

      append_clipped (&rings[i], clip, vertices);
      sizes[i] = vertices->len - before;
    }

  for (gsize i = 0; i < n_rings; i++)
    {
      if (sizes[i] == 0)
        continue;

      clipped[n_clipped++] = (FwRing) { &g_array_index (vertices, FwVertex, first), sizes[i],
                                        rings[i].is_hole };
      first += sizes[i];
    }

  /* Holes in nothing are nothing. */
  for (gsize i = 0; i < n_clipped; i++)
    {
      if (!clipped[i].is_hole)
        return fw_shape_new_rings (clipped, n_clipped);
    }

  return NULL;
}

/* The part of the segment from @a to @b that lies in @clip, as its two ends
 * (Liang and Barsky's way: each side cuts the range of the parameter). */
static gboolean
segment_clip (FwPoint a,
              FwPoint b,
              FwRect  clip,
              double *out_from,
              double *out_to)
{
  const double towards[4] = { a.x - b.x, b.x - a.x, a.y - b.y, b.y - a.y };
  const double room[4] = { a.x - clip.x, clip.x + clip.width - a.x, a.y - clip.y,
                           clip.y + clip.height - a.y };

  *out_from = 0.0;
  *out_to = 1.0;

  for (gsize i = 0; i < 4; i++)
    {
      double t = room[i] / towards[i];

      if (towards[i] == 0.0)
        {
          if (room[i] < 0.0)
            return FALSE;
        }
      else if (towards[i] < 0.0)
        {
          *out_from = MAX (*out_from, t);
        }
      else
        {
          *out_to = MIN (*out_to, t);
        }
    }

  return *out_from <= *out_to;
}

/* The point of a segment at @t, where the edge of @clip cuts it: not beyond that. */
static FwVertex
cut_vertex (FwVertex a,
            FwVertex b,
            double   t,
            FwRect   clip)
{
  if (t == 0.0)
    return a;

  if (t == 1.0)
    return b;

  return (FwVertex) { CLAMP (fw_lerp (a.x, b.x, t), clip.x, clip.x + clip.width),
                      CLAMP (fw_lerp (a.y, b.y, t), clip.y, clip.y + clip.height), 0 };
}

/* The pieces of an open line that lie in @clip: their vertices one after
 * another, and how many each has. */
static void
append_pieces (const FwRing *line,
               FwRect        clip,
               GArray       *vertices,
               GArray       *sizes)
{
  gsize n = 0; /* of the piece that is being made */

  for (gsize i = 0; i + 1 < line->n_vertices; i++)
    {
      FwVertex a = line->vertices[i];
      FwVertex b = line->vertices[i + 1];
      double from, to;
      gboolean is_in = segment_clip (FW_POINT (a.x, a.y), FW_POINT (b.x, b.y), clip, &from, &to);

      if (is_in && n == 0)
        {
          FwVertex first = cut_vertex (a, b, from, clip);

          g_array_append_val (vertices, first);
          n = 1;
        }

      if (is_in)
        {
          FwVertex last = cut_vertex (a, b, to, clip);

          g_array_append_val (vertices, last);
          n++;
        }

      if ((!is_in || to < 1.0 || i + 2 == line->n_vertices) && n > 0)
        {
          g_array_append_val (sizes, n);
          n = 0;
        }
    }
}

static FwShape *
lines_clip (const FwPolygonShape *self,
            FwRect                clip)
{
  g_autoptr (GArray) vertices = g_array_new (FALSE, FALSE, sizeof (FwVertex));
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autofree FwRing *lines = NULL;
  gsize first = 0;

  for (guint32 i = 0; i < self->n_rings; i++)
    {
      FwRing line = fw_shape_get_ring (&self->parent, i);

      append_pieces (&line, clip, vertices, sizes);
    }

  if (sizes->len == 0)
    return NULL;

  lines = g_new (FwRing, sizes->len);
  for (guint i = 0; i < sizes->len; i++)
    {
      gsize n = g_array_index (sizes, gsize, i);

      lines[i] = (FwRing) { &g_array_index (vertices, FwVertex, first), n, FALSE, TRUE };
      first += n;
    }

  return fw_shape_new_rings (lines, sizes->len);
}

static FwShape *
ellipse_clip (const FwShape *self,
              FwRect         clip)
{
  FwVertex vertices[FW_ELLIPSE_POINTS];
  FwPoint points[FW_ELLIPSE_POINTS];
  FwRing ring = { vertices, FW_ELLIPSE_POINTS, FALSE };

  fw_ellipse_get_outline (self, points);
  for (gsize i = 0; i < FW_ELLIPSE_POINTS; i++)
    vertices[i] = (FwVertex) { points[i].x, points[i].y, 0 };

  return rings_clip (&ring, 1, clip);
}

FwShape *
fw_shape_clip (const FwShape *self,
               FwRect         clip)
{
  const FwPolygonShape *polygon = (const FwPolygonShape *) self;
  g_autofree FwRing *rings = NULL;
  FwVertex vertices[4];
  FwPoint corners[4];
  FwRing ring = { vertices, 4, FALSE };
  FwRect old, part;

  g_return_val_if_fail (self != NULL, NULL);

  old = self->bounds;
  if (self->kind == FW_SHAPE_MASK
      || (old.x >= clip.x && old.y >= clip.y && old.x + old.width <= clip.x + clip.width
          && old.y + old.height <= clip.y + clip.height))
    return fw_shape_ref ((FwShape *) self);

  switch (self->kind)
    {
    case FW_SHAPE_POLYGON:
      rings = g_new (FwRing, polygon->n_rings);
      for (guint32 i = 0; i < polygon->n_rings; i++)
        rings[i] = fw_shape_get_ring (self, i);
      return rings_clip (rings, polygon->n_rings, clip);

    case FW_SHAPE_ROTATED_BOX:
      fw_shape_get_corners (self, corners);
      for (gsize i = 0; i < 4; i++)
        vertices[i] = (FwVertex) { corners[i].x, corners[i].y, 0 };
      return rings_clip (&ring, 1, clip);

    case FW_SHAPE_ELLIPSE:
      return ellipse_clip (self, clip);

    case FW_SHAPE_POLYLINE:
      return lines_clip (polygon, clip);

    case FW_SHAPE_POINTS:
    case FW_SHAPE_SKELETON:
      return fw_points_clip ((const FwPointsShape *) self, clip);

    default:
      part = fw_rect_intersection (old, clip);
      return part.width > 0.0 && part.height > 0.0 ? fw_shape_new_box (part) : NULL;
    }
}
