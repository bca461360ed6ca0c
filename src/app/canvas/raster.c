/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Boxes are rows and columns of whole pixels, because nearly every shape is a
 * box and nothing is faster or sharper. Every other outline goes through a
 * coverage mask: each segment writes, for the pixels it touches, the larger of
 * the old and the new coverage of line and casing, and notes the run of pixels
 * it touched. When the outline is complete the runs are blended once and the
 * mask is zero again. So joints never darken twice, and the cost depends on
 * the pixels a line touches, not on the area it encloses.
 *
 * Fills do not anti-alias: an outline always lies on their edge.
 */

#include "app/canvas/raster-private.h"

#include <string.h>

/* Further out than any zoom can bring a picture's pixel, and still exact
 * enough in double for the clipping. */
#define FAR_AWAY 1e8

/* A fill with more crossings than this is a hostile file, not a shape; its
 * outline still shows. */
#define MAX_CROSSINGS (1u << 26)

guint32
fw_colour_premultiply (guint32 rgb,
                       double  opacity)
{
  guint alpha = (guint) (CLAMP (opacity, 0.0, 1.0) * 255.0 + 0.5);
  guint red = (rgb >> 16 & 0xff) * alpha;
  guint green = (rgb >> 8 & 0xff) * alpha;
  guint blue = (rgb & 0xff) * alpha;

  return alpha << 24 | (red + 127) / 255 << 16 | (green + 127) / 255 << 8 | (blue + 127) / 255;
}

FwRaster *
fw_raster_new_for_pixels (guint32 *pixels,
                          int      width,
                          int      height)
{
  FwRaster *self = g_new0 (FwRaster, 1);

  self->width = width;
  self->height = height;
  self->right = width;
  self->bottom = height;
  self->quality = FW_RASTER_FINE;
  self->pixels = pixels;
  self->runs = g_array_new (FALSE, FALSE, sizeof (FwRun));

  return self;
}

FwRaster *
fw_raster_new (int width,
               int height)
{
  FwRaster *self;

  width = CLAMP (width, 1, FW_RASTER_MAX_SIDE);
  height = CLAMP (height, 1, FW_RASTER_MAX_SIDE);
  self = fw_raster_new_for_pixels (g_malloc0_n ((gsize) width * height, sizeof (guint32)),
                                   width, height);
  self->owns_pixels = TRUE;

  return self;
}

static void
free_scratch (FwRaster *self)
{
  g_free (self->mask);
  g_free (self->row_starts);
  g_free (self->crossings);
  g_array_unref (self->runs);
}

void
fw_raster_free (FwRaster *self)
{
  if (self == NULL)
    return;

  free_scratch (self);
  if (self->owns_pixels)
    g_free (self->pixels);
  g_free (self);
}

GBytes *
fw_raster_free_to_bytes (FwRaster *self)
{
  GBytes *bytes;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->owns_pixels, NULL);

  bytes = g_bytes_new_take (self->pixels, (gsize) self->width * self->height * sizeof (guint32));
  free_scratch (self);
  g_free (self);

  return bytes;
}

int
fw_raster_get_width (const FwRaster *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width;
}

int
fw_raster_get_height (const FwRaster *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->height;
}

guint32 *
fw_raster_get_pixels (FwRaster *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->pixels;
}

void
fw_raster_set_quality (FwRaster        *self,
                       FwRasterQuality  quality)
{
  g_return_if_fail (self != NULL);

  self->quality = quality;
}

void
fw_raster_set_clip (FwRaster *self,
                    FwRect    clip)
{
  g_return_if_fail (self != NULL);

  self->left = (int) CLAMP (floor (clip.x + 0.5), 0.0, self->width);
  self->top = (int) CLAMP (floor (clip.y + 0.5), 0.0, self->height);
  self->right = (int) CLAMP (floor (clip.x + clip.width + 0.5), self->left, self->width);
  self->bottom = (int) CLAMP (floor (clip.y + clip.height + 0.5), self->top, self->height);
}

void
fw_raster_clear (FwRaster *self,
                 guint32   colour)
{
  gsize n;

  g_return_if_fail (self != NULL);

  n = (gsize) self->width * self->height;
  if (colour == 0)
    memset (self->pixels, 0, n * sizeof (guint32));
  else
    for (gsize i = 0; i < n; i++)
      self->pixels[i] = colour;
}

/* Boxes */

/* The pixels x1 <= x < x2, y1 <= y < y2. */
static void
fill_pixels (FwRaster *self,
             gint64    x1,
             gint64    y1,
             gint64    x2,
             gint64    y2,
             guint32   colour)
{
  x1 = MAX (x1, self->left);
  y1 = MAX (y1, self->top);
  x2 = MIN (x2, self->right);
  y2 = MIN (y2, self->bottom);

  for (gint64 y = y1; y < y2; y++)
    fw_raster_blend_run (self->pixels + y * self->width, x1, x2, colour);
}

/* A frame of whole pixels: between the outer rectangle and the one @thickness
 * further in. */
static void
fill_frame (FwRaster *self,
            gint64    x1,
            gint64    y1,
            gint64    x2,
            gint64    y2,
            gint64    thickness,
            guint32   colour)
{
  if (x2 - x1 <= 2 * thickness || y2 - y1 <= 2 * thickness)
    {
      fill_pixels (self, x1, y1, x2, y2, colour);
      return;
    }

  fill_pixels (self, x1, y1, x2, y1 + thickness, colour);
  fill_pixels (self, x1, y2 - thickness, x2, y2, colour);
  fill_pixels (self, x1, y1 + thickness, x1 + thickness, y2 - thickness, colour);
  fill_pixels (self, x2 - thickness, y1 + thickness, x2, y2 - thickness, colour);
}

/* The dashes of one side, from one corner's middle to the other's. A whole
 * number of periods fits, so that every corner is drawn. @grow widens each
 * dash on all sides, for the casing. */
static void
fill_dashes (FwRaster       *self,
             gboolean        is_row,
             gint64          from,
             gint64          to,
             gint64          at,
             gint64          thickness,
             gint64          grow,
             const FwStroke *stroke,
             guint32         colour)
{
  double on, period;
  double length = to - from;
  double first, last;
  int begin = is_row ? self->left : self->top;
  int end = is_row ? self->right : self->bottom;

  fw_dash_lengths (stroke, length, &on, &period);
  if (period <= 0.0)
    return;

  first = MAX (0.0, floor ((begin - from - on) / period));
  last = MIN (round (length / period), ceil ((end - from + on) / period));

  for (double i = first; i <= last; i++)
    {
      double centre = from + i * period;
      gint64 a = MAX (from, (gint64) floor (centre - on / 2.0 + 0.5)) - grow;
      gint64 b = MIN (to, (gint64) floor (centre + on / 2.0 + 0.5)) + grow;

      if (is_row)
        fill_pixels (self, a, at - grow, b, at + thickness + grow, colour);
      else
        fill_pixels (self, at - grow, a, at + thickness + grow, b, colour);
    }
}

static void
stroke_dashed_box (FwRaster       *self,
                   gint64          x1,
                   gint64          y1,
                   gint64          x2,
                   gint64          y2,
                   gint64          thickness,
                   gint64          rim,
                   const FwStroke *stroke)
{
  for (int pass = 0; pass < 2; pass++)
    {
      guint32 colour = pass == 0 ? stroke->casing : stroke->colour;
      gint64 grow = pass == 0 ? rim : 0;

      if (colour == 0)
        continue;

      fill_dashes (self, TRUE, x1, x2, y1, thickness, grow, stroke, colour);
      fill_dashes (self, TRUE, x1, x2, y2 - thickness, thickness, grow, stroke, colour);
      fill_dashes (self, FALSE, y1, y2, x1, thickness, grow, stroke, colour);
      fill_dashes (self, FALSE, y1, y2, x2 - thickness, thickness, grow, stroke, colour);
    }
}

static gboolean
box_to_pixels (FwRect  box,
               double  outset,
               gint64 *x1,
               gint64 *y1,
               gint64 *x2,
               gint64 *y2)
{
  double right = box.x + box.width;
  double bottom = box.y + box.height;

  if (!isfinite (box.x) || !isfinite (box.y) || !isfinite (right) || !isfinite (bottom))
    return FALSE;

  *x1 = (gint64) floor (CLAMP (MIN (box.x, right), -FAR_AWAY, FAR_AWAY) - outset + 0.5);
  *y1 = (gint64) floor (CLAMP (MIN (box.y, bottom), -FAR_AWAY, FAR_AWAY) - outset + 0.5);
  *x2 = (gint64) floor (CLAMP (MAX (box.x, right), -FAR_AWAY, FAR_AWAY) + outset + 0.5);
  *y2 = (gint64) floor (CLAMP (MAX (box.y, bottom), -FAR_AWAY, FAR_AWAY) + outset + 0.5);

  return TRUE;
}

void
fw_raster_stroke_box (FwRaster       *self,
                      FwRect          box,
                      const FwStroke *stroke)
{
  gint64 x1, y1, x2, y2;
  gint64 thickness, rim = 0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (stroke != NULL);

  thickness = MAX (1, (gint64) floor (stroke->width + 0.5));
  if (stroke->casing != 0)
    rim = MAX (1, (gint64) floor ((stroke->casing_width - stroke->width) / 2.0 + 0.5));

  if (!box_to_pixels (box, thickness / 2.0, &x1, &y1, &x2, &y2))
    return;
  if (x1 - rim >= self->right || y1 - rim >= self->bottom
      || x2 + rim <= self->left || y2 + rim <= self->top)
    return;

  /* Where both sides touch there is no room for a pattern. */
  if (stroke->dash != FW_DASH_SOLID && x2 - x1 > 2 * thickness && y2 - y1 > 2 * thickness)
    {
      stroke_dashed_box (self, x1, y1, x2, y2, thickness, rim, stroke);
      return;
    }

  if (rim > 0)
    {
      fill_frame (self, x1 - rim, y1 - rim, x2 + rim, y2 + rim, rim, stroke->casing);
      if (x2 - x1 > 2 * thickness && y2 - y1 > 2 * thickness)
        fill_frame (self, x1 + thickness, y1 + thickness, x2 - thickness, y2 - thickness,
                    rim, stroke->casing);
    }
  fill_frame (self, x1, y1, x2, y2, thickness, stroke->colour);
}

void
fw_raster_fill_box (FwRaster *self,
                    FwRect    box,
                    guint32   colour)
{
  gint64 x1, y1, x2, y2;

  g_return_if_fail (self != NULL);

  if (colour != 0 && box_to_pixels (box, 0.0, &x1, &y1, &x2, &y2))
    fill_pixels (self, x1, y1, x2, y2, colour);
}

/* Fills and hatches */

/* Coverage of the pixels whose x + y is the same, of lines at 45 degrees. */
typedef struct
{
  guint  period;
  guint8 coverage[64];
} Hatch;

static void
hatch_init (Hatch  *hatch,
            double  period,
            double  width)
{
  double across = width * G_SQRT2;

  hatch->period = CLAMP ((int) floor (period + 0.5), 2, (int) G_N_ELEMENTS (hatch->coverage));
  for (guint i = 0; i < hatch->period; i++)
    {
      guint inside = 0;

      for (guint s = 0; s < 64; s++)
        {
          double at = i + (s % 8 + 0.5) / 8.0 + (s / 8 + 0.5) / 8.0;

          if (fmod (at, hatch->period) < across)
            inside++;
        }
      hatch->coverage[i] = inside * 255 / 64;
    }
}

static void
hatch_run (FwRaster    *self,
           int          y,
           gint64       x1,
           gint64       x2,
           const Hatch *hatch,
           guint32      colour)
{
  guint32 *row = self->pixels + (gsize) y * self->width;

  x1 = MAX (x1, self->left);
  x2 = MIN (x2, self->right);
  if (x1 >= x2)
    return;

  for (guint phase = (guint) (x1 + y) % hatch->period; x1 < x2; x1++)
    {
      guint8 coverage = hatch->coverage[phase];

      if (coverage != 0)
        row[x1] = fw_pixel_over (row[x1], fw_pixel_scale (colour, coverage));
      if (++phase == hatch->period)
        phase = 0;
    }
}

static int
compare_floats (gconstpointer a,
                gconstpointer b)
{
  float x = *(const float *) a;
  float y = *(const float *) b;

  return (x > y) - (x < y);
}

static void
sort_crossings (float *xs,
                gsize  n)
{
  if (n > 32)
    {
      qsort (xs, n, sizeof (float), compare_floats);
      return;
    }

  for (gsize i = 1; i < n; i++)
    {
      float x = xs[i];
      gsize j = i;

      for (; j > 0 && xs[j - 1] > x; j--)
        xs[j] = xs[j - 1];
      xs[j] = x;
    }
}

/* The rows whose middle the edge crosses, in the buffer. */
static gboolean
edge_rows (const FwRaster *self,
           FwPoint         a,
           FwPoint         b,
           int            *first,
           int            *last)
{
  double top = MIN (a.y, b.y);
  double bottom = MAX (a.y, b.y);

  if (!(bottom > self->top) || !(top < self->bottom))
    return FALSE;

  *first = (int) MAX ((double) self->top, ceil (top - 0.5));
  *last = (int) MIN ((double) self->bottom, ceil (bottom - 0.5)) - 1;

  return *first <= *last;
}

static FwPoint
near_enough (FwPoint p)
{
  return FW_POINT (CLAMP (p.x, -FAR_AWAY, FAR_AWAY), CLAMP (p.y, -FAR_AWAY, FAR_AWAY));
}

/* For each edge of the rings and each row it crosses: counts, or notes where.
 * Returns how many there are. */
static guint64
each_crossing (FwRaster      *self,
               const FwPoint *points,
               const gsize   *sizes,
               gsize          n_rings,
               gboolean       is_count)
{
  guint64 total = 0;

  for (gsize r = 0; r < n_rings; points += sizes[r], r++)
    {
      for (gsize i = 0; i < sizes[r]; i++)
        {
          FwPoint a = near_enough (points[i]);
          FwPoint b = near_enough (points[i + 1 < sizes[r] ? i + 1 : 0]);
          int first, last;
          double slope;

          if (!edge_rows (self, a, b, &first, &last))
            continue;

          total += last - first + 1;
          if (total > MAX_CROSSINGS)
            return total;

          slope = (b.x - a.x) / (b.y - a.y);
          for (int y = first; y <= last; y++)
            {
              if (is_count)
                self->row_starts[y + 2]++;
              else
                self->crossings[self->row_starts[y + 1]++] = a.x + (y + 0.5 - a.y) * slope;
            }
        }
    }

  return total;
}

static gboolean
rings_are_finite (const FwPoint *points,
                  const gsize   *sizes,
                  gsize          n_rings)
{
  for (gsize r = 0; r < n_rings; points += sizes[r], r++)
    {
      for (gsize i = 0; i < sizes[r]; i++)
        if (!isfinite (points[i].x) || !isfinite (points[i].y))
          return FALSE;
    }

  return TRUE;
}

/* Even-odd over all rings, pixel centres; flat when @hatch is NULL. */
static void
fill_rings (FwRaster      *self,
            const FwPoint *points,
            const gsize   *sizes,
            gsize          n_rings,
            const Hatch   *hatch,
            guint32        colour)
{
  guint64 total;

  if (colour == 0 || !rings_are_finite (points, sizes, n_rings))
    return;

  /* After counting and summing, the crossings of row y end where those of row
   * y + 1 start; filling them in moves each start to its end. */
  if (self->row_starts == NULL)
    self->row_starts = g_new (guint32, self->height + 2);
  memset (self->row_starts, 0, (self->height + 2) * sizeof (guint32));

  total = each_crossing (self, points, sizes, n_rings, TRUE);
  if (total > MAX_CROSSINGS)
    return;

  for (int y = 0; y < self->height; y++)
    self->row_starts[y + 2] += self->row_starts[y + 1];

  if (total > self->n_crossings)
    {
      g_free (self->crossings);
      self->crossings = g_new (float, total);
      self->n_crossings = total;
    }
  each_crossing (self, points, sizes, n_rings, FALSE);

  for (int y = 0; y < self->height; y++)
    {
      float *xs = self->crossings + self->row_starts[y];
      gsize n = self->row_starts[y + 1] - self->row_starts[y];

      sort_crossings (xs, n);
      for (gsize i = 0; i + 1 < n; i += 2)
        {
          gint64 x1 = (gint64) ceilf (xs[i] - 0.5f);
          gint64 x2 = (gint64) ceilf (xs[i + 1] - 0.5f);

          if (hatch != NULL)
            hatch_run (self, y, x1, x2, hatch, colour);
          else
            fw_raster_blend_run (self->pixels + (gsize) y * self->width,
                                 MAX (x1, self->left), MIN (x2, self->right), colour);
        }
    }
}

void
fw_raster_fill_rings (FwRaster      *self,
                      const FwPoint *points,
                      const gsize   *sizes,
                      gsize          n_rings,
                      guint32        colour)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (n_rings == 0 || (points != NULL && sizes != NULL));

  fill_rings (self, points, sizes, n_rings, NULL, colour);
}

void
fw_raster_hatch_rings (FwRaster      *self,
                       const FwPoint *points,
                       const gsize   *sizes,
                       gsize          n_rings,
                       guint32        colour,
                       double         period,
                       double         width)
{
  Hatch hatch;

  g_return_if_fail (self != NULL);
  g_return_if_fail (n_rings == 0 || (points != NULL && sizes != NULL));

  hatch_init (&hatch, period, width);
  fill_rings (self, points, sizes, n_rings, &hatch, colour);
}

void
fw_raster_hatch_box (FwRaster *self,
                     FwRect    box,
                     guint32   colour,
                     double    period,
                     double    width)
{
  gint64 x1, y1, x2, y2;
  Hatch hatch;

  g_return_if_fail (self != NULL);

  if (colour == 0 || !box_to_pixels (box, 0.0, &x1, &y1, &x2, &y2))
    return;

  hatch_init (&hatch, period, width);
  for (gint64 y = MAX (y1, self->top); y < MIN (y2, self->bottom); y++)
    hatch_run (self, y, x1, x2, &hatch, colour);
}
