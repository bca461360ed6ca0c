/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Shapes as annotations hold them: the tight box, the covered area, the
 * segmentation, all clipped to the picture. The writer writes this and the
 * reader compares with it, so that both have one idea of what a track looks
 * like in the file.
 *
 * A shape of which nothing lies in the picture is written unclipped: it is a
 * label that somebody made, and a box without size would be dropped by every
 * loader without a word. For the same reason a straight line along an axis, or
 * a single point, is a box of one pixel's width.
 */

#include "formats/coco-private.h"

#include <math.h>
#include <string.h>

/* Loaders drop areas of 0; a flat shape has at least this. */
#define SMALLEST_AREA 1e-6

void
fw_coco_geometry_init (FwCocoGeometry *self)
{
  *self = (FwCocoGeometry){
    .numbers = g_array_new (FALSE, FALSE, sizeof (double)),
    .parts = g_array_new (FALSE, FALSE, sizeof (guint32)),
    .keypoints = g_array_new (FALSE, FALSE, sizeof (double)),
  };
}

void
fw_coco_geometry_clear (FwCocoGeometry *self)
{
  g_clear_pointer (&self->numbers, g_array_unref);
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->keypoints, g_array_unref);
  g_clear_pointer (&self->mask, fw_shape_unref);
}

static void
append_point (FwCocoGeometry *self, double x, double y)
{
  g_array_append_val (self->numbers, x);
  g_array_append_val (self->numbers, y);
}

static void
append_rings (FwCocoGeometry *self, const FwShape *shape)
{
  gsize n_rings = fw_shape_get_n_rings (shape);

  for (gsize r = 0; r < n_rings; r++)
    {
      FwRing ring = fw_shape_get_ring (shape, r);
      guint32 n = (guint32) ring.n_vertices * 2;

      for (gsize i = 0; i < ring.n_vertices; i++)
        append_point (self, ring.vertices[i].x, ring.vertices[i].y);
      g_array_append_val (self->parts, n);
    }
}

static gboolean
has_to_be_clipped (const FwShape *shape, FwRect picture)
{
  FwRect bounds = fw_shape_get_bounds (shape);

  return picture.width > 0.0 && picture.height > 0.0 && fw_shape_is_finite (shape)
         && !(bounds.x >= 0.0 && bounds.y >= 0.0 && bounds.x + bounds.width <= picture.width
              && bounds.y + bounds.height <= picture.height);
}

static void
set_cvat_box (FwCocoGeometry *self, FwShape *shape)
{
  FwPoint centre;
  double width, height;

  fw_shape_get_rotated_box (shape, &centre, &width, &height, &self->rotation);
  self->bbox = FW_RECT (centre.x - width / 2.0, centre.y - height / 2.0, width, height);
  self->area = MAX (fw_shape_get_area (shape), SMALLEST_AREA);
}

/* Whether something of the shape is left in the picture. */
static gboolean
can_be_seen (const FwShape *clipped)
{
  if (!clipped)
    return FALSE;

  switch (fw_shape_get_kind (clipped))
    {
    case FW_SHAPE_POLYLINE:
    case FW_SHAPE_POINTS:
    case FW_SHAPE_SKELETON:
      return TRUE;

    default:
      return fw_shape_get_area (clipped) > 0.0;
    }
}

/* Gives the box a width, inside the picture where it is in it. */
static void
widen (double *start, double *extent, double limit)
{
  gboolean is_inside = limit >= 1.0 && *start >= 0.0 && *start <= limit;

  if (*extent != 0.0)
    return;

  *start -= 0.5;
  *extent = 1.0;
  if (is_inside)
    *start = CLAMP (*start, 0.0, limit - 1.0);
}

/* What trainers take for the size of an object: of those that cover nothing,
 * their box. */
static double
area_of (FwShape *shape, FwShape *seen, FwRect bbox)
{
  switch (fw_shape_get_kind (shape))
    {
    case FW_SHAPE_POLYLINE:
    case FW_SHAPE_POINTS:
    case FW_SHAPE_SKELETON:
      return fw_rect_area (bbox);

    default:
      return fw_shape_get_area (seen);
    }
}

void
fw_coco_geometry_set (
    FwCocoGeometry *self, FwShape *shape, guint width, guint height, FwCocoFlavour flavour)
{
  FwRect picture = FW_RECT (0, 0, width, height);
  g_autoptr (FwShape) seen = fw_shape_ref (shape);
  FwShapeKind kind = fw_shape_get_kind (shape);

  g_array_set_size (self->numbers, 0);
  g_array_set_size (self->parts, 0);
  g_clear_pointer (&self->mask, fw_shape_unref);
  self->rotation = 0.0;
  self->is_clipped = FALSE;
  g_array_set_size (self->keypoints, 0);
  self->has_keypoints = FALSE;
  self->says_all = kind == FW_SHAPE_BOX || kind == FW_SHAPE_MASK || kind == FW_SHAPE_POLYGON;

  /* Points beyond the picture stay where they are. */
  if (kind == FW_SHAPE_SKELETON)
    fw_coco_geometry_set_points (self, shape);

  if (kind == FW_SHAPE_ROTATED_BOX && flavour == FW_COCO_CVAT)
    {
      set_cvat_box (self, shape);
      return;
    }

  if (kind != FW_SHAPE_MASK && has_to_be_clipped (shape, picture))
    {
      g_autoptr (FwShape) clipped = fw_shape_clip (shape, picture);

      if (can_be_seen (clipped))
        {
          fw_shape_unref (seen);
          seen = g_steal_pointer (&clipped);
          self->is_clipped = TRUE;
        }
    }

  self->bbox = fw_shape_get_bounds (seen);
  if (fw_coco_is_box_to_others (kind) || kind == FW_SHAPE_SKELETON)
    {
      widen (&self->bbox.x, &self->bbox.width, picture.width);
      widen (&self->bbox.y, &self->bbox.height, picture.height);
    }
  self->area = area_of (shape, seen, self->bbox);
  if (self->area <= 0.0)
    self->area = SMALLEST_AREA;

  if (kind == FW_SHAPE_MASK)
    {
      self->mask = g_steal_pointer (&seen);
    }
  else if (fw_shape_get_kind (seen) == FW_SHAPE_POLYGON && kind != FW_SHAPE_ELLIPSE)
    {
      append_rings (self, seen);
    }
  else if (fw_shape_get_kind (seen) == FW_SHAPE_ROTATED_BOX)
    {
      FwPoint corners[4];
      guint32 n = 8;

      fw_shape_get_corners (seen, corners);
      for (guint i = 0; i < 4; i++)
        append_point (self, corners[i].x, corners[i].y);
      g_array_append_val (self->parts, n);
    }
}

static void
write_mask (FwShape *mask, FwJsonWriter *writer)
{
  gsize n;
  guint width, height;
  const guint32 *runs = fw_shape_get_mask_runs (mask, &n, &width, &height);
  g_autofree char *counts = fw_coco_rle_encode (runs, n);

  fw_json_writer_begin_object (writer);
  fw_json_writer_key (writer, "size");
  fw_json_writer_begin_array (writer);
  fw_json_writer_integer (writer, height);
  fw_json_writer_integer (writer, width);
  fw_json_writer_end_array (writer);
  fw_json_writer_key (writer, "counts");
  fw_json_writer_text (writer, counts);
  fw_json_writer_end_object (writer);
}

void
fw_coco_geometry_write (FwCocoGeometry *self, FwJsonWriter *writer)
{
  const double *numbers = (const double *) (gpointer) self->numbers->data;

  fw_json_writer_key (writer, "bbox");
  fw_json_writer_begin_array (writer);
  fw_json_writer_double (writer, self->bbox.x);
  fw_json_writer_double (writer, self->bbox.y);
  fw_json_writer_double (writer, self->bbox.width);
  fw_json_writer_double (writer, self->bbox.height);
  fw_json_writer_end_array (writer);
  fw_json_writer_key (writer, "area");
  fw_json_writer_double (writer, self->area);

  fw_json_writer_key (writer, "segmentation");
  if (self->mask)
    {
      write_mask (self->mask, writer);
      return;
    }

  fw_json_writer_begin_array (writer);
  for (guint p = 0; p < self->parts->len; p++)
    {
      guint32 n = g_array_index (self->parts, guint32, p);

      fw_json_writer_begin_array (writer);
      for (guint32 i = 0; i < n; i++)
        fw_json_writer_double (writer, *numbers++);
      fw_json_writer_end_array (writer);
    }
  fw_json_writer_end_array (writer);
  fw_coco_geometry_write_points (self, writer);
}

static gboolean
is_close (double a, double b)
{
  return a == b || fabs (a - b) <= FW_COCO_TOLERANCE || (isnan (a) && isnan (b));
}

/* Compares numbers of @list with @expected; they must be @n. */
static gboolean
numbers_match (FwJsonValue list, const double *expected, gsize n)
{
  FwJsonWalk walk;
  FwJsonValue item;
  gsize i = 0;

  if (fw_json_get_count (list) != n)
    return FALSE;

  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &item))
    if (!is_close (fw_json_get_double (item), expected[i++]))
      return FALSE;

  return TRUE;
}

static gboolean
mask_matches (FwShape *mask, FwJsonValue segmentation)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (guint32));
  FwJsonValue counts, item;
  FwJsonWalk walk;
  guint width, height;
  gsize n;
  const guint32 *expected = fw_shape_get_mask_runs (mask, &n, &width, &height);
  gint64 integer;

  if (!fw_json_get_member (segmentation, "counts", &counts))
    return FALSE;

  if (fw_json_get_type (counts) == FW_JSON_TEXT)
    {
      if (!fw_coco_rle_decode (fw_json_get_text (counts, NULL), (guint64) width * height, runs))
        return FALSE;
    }
  else
    {
      fw_json_walk_init (&walk, counts);
      while (fw_json_walk_next (&walk, NULL, &item))
        {
          guint32 run;

          if (!fw_json_get_integer (item, &integer) || integer < 0 || integer > G_MAXUINT32)
            return FALSE;
          run = (guint32) integer;
          g_array_append_val (runs, run);
        }
    }

  return runs->len == n && (n == 0 || memcmp (runs->data, expected, n * sizeof *expected) == 0);
}

gboolean
fw_coco_geometry_matches (FwCocoGeometry *self,
                          const FwJsonValue *bbox,
                          const FwJsonValue *segmentation,
                          const FwJsonValue *keypoints)
{
  const double *numbers = (const double *) (gpointer) self->numbers->data;
  double box[4] = { self->bbox.x, self->bbox.y, self->bbox.width, self->bbox.height };
  gboolean has_parts = segmentation && fw_json_get_type (*segmentation) == FW_JSON_ARRAY
                       && fw_json_get_count (*segmentation) > 0;
  FwJsonWalk walk;
  FwJsonValue part;
  guint p = 0;

  if (self->mask)
    return segmentation && fw_json_get_type (*segmentation) == FW_JSON_OBJECT
           && mask_matches (self->mask, *segmentation);

  /* The outline that people have besides is none of ours. */
  if (self->has_keypoints)
    return bbox && keypoints && fw_json_get_type (*bbox) == FW_JSON_ARRAY
           && numbers_match (*bbox, box, 4)
           && numbers_match (*keypoints, (const double *) (gpointer) self->keypoints->data,
                             self->keypoints->len);

  if (self->parts->len == 0)
    return !has_parts && bbox && fw_json_get_type (*bbox) == FW_JSON_ARRAY
           && numbers_match (*bbox, box, 4);

  if (!has_parts || fw_json_get_count (*segmentation) != self->parts->len)
    return FALSE;

  fw_json_walk_init (&walk, *segmentation);
  while (fw_json_walk_next (&walk, NULL, &part))
    {
      guint32 n = g_array_index (self->parts, guint32, p++);

      if (!numbers_match (part, numbers, n))
        return FALSE;
      numbers += n;
    }

  return TRUE;
}

gboolean
fw_coco_rle_decode (const char *text, guint64 limit, GArray *runs)
{
  guint64 total = 0;

  while (*text)
    {
      gint64 x = 0;
      guint shift = 0;
      gboolean more = TRUE;

      while (more)
        {
          int c = (guchar) *text - 48;

          /* 6 digits of 5 bits hold any run of a picture that we take. */
          if (*text == 0 || c < 0 || c > 63 || shift > 35)
            return FALSE;
          text++;
          x |= (gint64) (c & 0x1f) << shift;
          shift += 5;
          more = (c & 0x20) != 0;
          if (!more && (c & 0x10))
            x |= (gint64) (~G_GUINT64_CONSTANT (0) << shift);
        }

      if (runs->len > 2)
        x += g_array_index (runs, guint32, runs->len - 2);
      if (x < 0 || (total += (guint64) x) > limit)
        return FALSE;

      guint32 run = (guint32) x;

      g_array_append_val (runs, run);
    }

  return TRUE;
}

char *
fw_coco_rle_encode (const guint32 *runs, gsize n_runs)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n_runs; i++)
    {
      gint64 x = runs[i];
      gboolean more = TRUE;

      if (i > 2)
        x -= runs[i - 2];

      while (more)
        {
          char c = (char) (x & 0x1f);

          x >>= 5;
          more = (c & 0x10) ? x != -1 : x != 0;
          if (more)
            c |= 0x20;
          g_string_append_c (text, (char) (c + 48));
        }
    }

  return g_string_free (text, FALSE);
}

gboolean
fw_coco_is_reserved (const char *name)
{
  static const char *const names[] = {
    "track_id", "keyframe", "occluded", "outside", "z_order",
    "group_id", "source",   "rotation", NULL,
  };

  return g_strv_contains (names, name);
}
