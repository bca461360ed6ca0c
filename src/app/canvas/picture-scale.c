/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Bilinear, in two passes per row: the two source rows are mixed into a row of
 * 64 bit words that hold one channel in each of three 16 bit lanes, then two
 * neighbouring words are mixed for each pixel. One multiplication does all
 * three channels.
 */

#include "app/canvas/picture-scale.h"

#include "app/canvas/raster-private.h"

#define LANES_MASK G_GUINT64_CONSTANT (0x00ff00ff00ff)

/* Where an output column comes from. */
typedef struct
{
  guint32 left;   /* index into the row of words */
  guint32 right;
  guint32 weight; /* of right, 0 to 256 */
} Column;

void
fw_tone_curve_init (FwToneCurve *curve,
                    double       brightness,
                    double       contrast,
                    double       gamma)
{
  double slope;

  g_return_if_fail (curve != NULL);

  brightness = CLAMP (brightness, -1.0, 1.0);
  contrast = CLAMP (contrast, -1.0, 1.0);
  gamma = CLAMP (gamma, 0.2, 5.0);

  curve->is_identity = brightness == 0.0 && contrast == 0.0 && gamma == 1.0;
  /* -1 is flat grey, 1 is four times as steep. */
  slope = contrast < 0.0 ? 1.0 + contrast : 1.0 + 3.0 * contrast;

  for (guint i = 0; i < 256; i++)
    {
      double v = pow (i / 255.0, 1.0 / gamma);

      v = (v - 0.5) * slope + 0.5 + brightness;
      curve->map[i] = (guint8) (CLAMP (v, 0.0, 1.0) * 255.0 + 0.5);
    }
}

static inline guint64
load_lanes (const guint8 *rgb)
{
  return (guint64) rgb[0] << 32 | (guint64) rgb[1] << 16 | rgb[2];
}

static inline guint64
mix_lanes (guint64 a,
           guint64 b,
           guint32 weight)
{
  return (a * (256 - weight) + b * weight) >> 8 & LANES_MASK;
}

static inline guint32
store_lanes (guint64            lanes,
             const FwToneCurve *curve)
{
  guint8 red = lanes >> 32;
  guint8 green = lanes >> 16;
  guint8 blue = lanes;

  if (curve != NULL)
    {
      red = curve->map[red];
      green = curve->map[green];
      blue = curve->map[blue];
    }

  return 0xff000000 | (guint32) red << 16 | (guint32) green << 8 | blue;
}

/* The source place of an output pixel's middle, as two neighbours and a weight. */
static Column
locate (double   middle,
        double   origin,
        double   zoom,
        guint    size,
        gboolean is_blocks)
{
  double at = (middle - origin) / zoom;
  Column column;

  if (is_blocks)
    {
      column.left = column.right = (guint32) CLAMP (floor (at), 0.0, size - 1.0);
      column.weight = 0;
      return column;
    }

  at = CLAMP (at - 0.5, 0.0, size - 1.0);
  column.left = (guint32) at;
  column.right = MIN (column.left + 1, size - 1);
  column.weight = (guint32) ((at - column.left) * 256.0 + 0.5);

  return column;
}

static void
mix_rows (guint64      *words,
          const guint8 *top,
          const guint8 *bottom,
          guint32       weight,
          guint32       n)
{
  if (weight == 0)
    {
      for (guint32 i = 0; i < n; i++)
        words[i] = load_lanes (top + i * 3);
      return;
    }

  for (guint32 i = 0; i < n; i++)
    words[i] = mix_lanes (load_lanes (top + i * 3), load_lanes (bottom + i * 3), weight);
}

void
fw_raster_draw_picture (FwRaster          *raster,
                        const FwPicture   *picture,
                        FwRect             place,
                        const FwToneCurve *curve)
{
  guint width, height;
  const guint8 *pixels;
  gsize stride;
  double zoom_x, zoom_y;
  gboolean is_blocks;
  int x1, y1, x2, y2;
  guint32 first, n_words;
  g_autofree Column *columns = NULL;
  g_autofree guint64 *words = NULL;
  Column last_row = { G_MAXUINT32, 0, 0 };

  g_return_if_fail (raster != NULL);
  g_return_if_fail (picture != NULL);

  width = fw_picture_get_width (picture);
  height = fw_picture_get_height (picture);
  stride = fw_picture_get_stride (picture);
  pixels = fw_picture_get_pixels (picture);
  zoom_x = place.width / width;
  zoom_y = place.height / height;

  x1 = (int) CLAMP (floor (place.x + 0.5), raster->left, raster->right);
  y1 = (int) CLAMP (floor (place.y + 0.5), raster->top, raster->bottom);
  x2 = (int) CLAMP (floor (place.x + place.width + 0.5), raster->left, raster->right);
  y2 = (int) CLAMP (floor (place.y + place.height + 0.5), raster->top, raster->bottom);
  if (x1 >= x2 || y1 >= y2 || !(zoom_x > 0.0) || !(zoom_y > 0.0))
    return;

  if (curve != NULL && curve->is_identity)
    curve = NULL;
  is_blocks = zoom_x >= FW_PICTURE_BLOCKS_ZOOM || (zoom_x == 1.0 && zoom_y == 1.0);

  columns = g_new (Column, x2 - x1);
  for (int x = x1; x < x2; x++)
    columns[x - x1] = locate (x + 0.5, place.x, zoom_x, width, is_blocks);

  first = columns[0].left;
  n_words = columns[x2 - x1 - 1].right - first + 1;
  words = g_new (guint64, n_words);
  for (int x = 0; x < x2 - x1; x++)
    {
      columns[x].left -= first;
      columns[x].right -= first;
    }

  for (int y = y1; y < y2; y++)
    {
      guint32 *out = raster->pixels + (gsize) y * raster->width + x1;
      Column row = locate (y + 0.5, place.y, zoom_y, height, is_blocks);

      if (row.left != last_row.left || row.weight != last_row.weight)
        {
          mix_rows (words, pixels + row.left * stride + first * 3,
                    pixels + row.right * stride + first * 3, row.weight, n_words);
          last_row = row;
        }

      if (is_blocks)
        {
          for (int x = 0; x < x2 - x1; x++)
            out[x] = store_lanes (words[columns[x].left], curve);
        }
      else
        {
          for (int x = 0; x < x2 - x1; x++)
            out[x] = store_lanes (mix_lanes (words[columns[x].left], words[columns[x].right],
                                             columns[x].weight), curve);
        }
    }
}
