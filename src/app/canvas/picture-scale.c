/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Bilinear, in two passes per row: two rows of the picture are mixed into one row
 * of bytes, then two neighbouring pixels of that for each pixel of the raster. Both
 * work on eight lanes of 16 bits at a time, which every processor has, and with
 * whole numbers: the same picture gives the same pixels everywhere.
 */

#include "app/canvas/picture-scale.h"

#include "app/canvas/raster-private.h"

/* One channel of a pixel, or of two, in each lane. */
typedef guint16 Lanes __attribute__ ((vector_size (16)));
typedef guint8 Bytes __attribute__ ((vector_size (8)));
typedef guint32 Two __attribute__ ((vector_size (8)));

/* Pixels are loaded as four bytes, of which the last belongs to the next one. */
#define OVERHANG 4

/* Where a pixel comes from, along one axis. */
typedef struct
{
  guint32 left;
  guint32 right;
  guint32 weight; /* of right, 0 to 256 */
} Place;

/* The same for two neighbours in a row, as places in a row of bytes. */
typedef struct
{
  guint32 left[2];
  guint32 right[2];
  Lanes   weight;
} Pair;

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

static inline Lanes
mix_lanes (Lanes a,
           Lanes b,
           Lanes weight)
{
  /* a * (256 - weight) + b * weight, which fits; what is cut off on the way comes back. */
  return ((a << 8) + (b - a) * weight) >> 8;
}

static inline Lanes
load_bytes (const guint8 *bytes)
{
  Bytes loaded;

  memcpy (&loaded, bytes, sizeof loaded);

  return __builtin_convertvector (loaded, Lanes);
}

static inline Lanes
load_pixels (const guint8  *row,
             const guint32 *at)
{
  guint32 first, second;

  memcpy (&first, row + at[0], sizeof first);
  memcpy (&second, row + at[1], sizeof second);

  return __builtin_convertvector ((Bytes) (Two) { first, second }, Lanes);
}

/* Red, green, blue and a byte that means nothing, in this order in memory. */
static inline guint32
finish_pixel (guint32            rgb,
              const FwToneCurve *curve)
{
  guint32 pixel = GUINT32_FROM_BE (rgb) >> 8;

  if (curve != NULL)
    pixel = (guint32) curve->map[pixel >> 16] << 16 | (guint32) curve->map[pixel >> 8 & 0xff] << 8
            | curve->map[pixel & 0xff];

  return 0xff000000 | pixel;
}

/* The source place of an output pixel's middle, as two neighbours and a weight. */
static Place
locate (double   middle,
        double   origin,
        double   zoom,
        guint    size,
        gboolean is_blocks)
{
  double at = (middle - origin) / zoom;
  Place place;

  if (is_blocks)
    {
      place.left = place.right = (guint32) CLAMP (floor (at), 0.0, size - 1.0);
      place.weight = 0;
      return place;
    }

  at = CLAMP (at - 0.5, 0.0, size - 1.0);
  place.left = (guint32) at;
  place.right = MIN (place.left + 1, size - 1);
  place.weight = (guint32) ((at - place.left) * 256.0 + 0.5);

  return place;
}

/* Where the @n pixels from @x1 on come from, in a row that begins with pixel
 * *@out_first of the picture and has *@out_n of them. The last pair may be half. */
static Pair *
make_pairs (int       x1,
            int       n,
            double    origin,
            double    zoom,
            guint     size,
            gboolean  is_blocks,
            guint32  *out_first,
            guint32  *out_n)
{
  Pair *pairs = g_aligned_alloc ((n + 1) / 2, sizeof *pairs, G_ALIGNOF (Pair));
  guint32 first = locate (x1 + 0.5, origin, zoom, size, is_blocks).left;
  Place place = { first };

  for (int x = 0; x < (n + 1) / 2 * 2; x++)
    {
      Pair *pair = &pairs[x / 2];
      int side = x % 2;

      if (x < n)
        place = locate (x1 + x + 0.5, origin, zoom, size, is_blocks);
      pair->left[side] = (place.left - first) * 3;
      pair->right[side] = (place.right - first) * 3;
      for (int lane = 0; lane < 4; lane++)
        pair->weight[side * 4 + lane] = (guint16) place.weight;
    }
  *out_first = first;
  *out_n = place.right - first + 1;

  return pairs;
}

static void
mix_rows (guint8       *mixed,
          const guint8 *top,
          const guint8 *bottom,
          guint32       weight,
          gsize         n)
{
  Lanes weights = (Lanes) { 0 } + (guint16) weight;
  gsize i = 0;

  if (weight == 0)
    {
      memcpy (mixed, top, n);
      return;
    }

  for (; i + 8 <= n; i += 8)
    {
      Lanes lanes = mix_lanes (load_bytes (top + i), load_bytes (bottom + i), weights);
      Bytes bytes = __builtin_convertvector (lanes, Bytes);

      memcpy (mixed + i, &bytes, sizeof bytes);
    }
  for (; i < n; i++)
    mixed[i] = (guint8) ((top[i] * (256 - weight) + bottom[i] * weight) >> 8);
}

static void
draw_smooth (guint32           *out,
             int                n,
             const guint8      *row,
             const Pair        *pairs,
             const FwToneCurve *curve)
{
  for (int i = 0; i < (n + 1) / 2; i++)
    {
      const Pair *pair = &pairs[i];
      Lanes lanes = mix_lanes (load_pixels (row, pair->left), load_pixels (row, pair->right),
                               pair->weight);
      Two rgb = (Two) __builtin_convertvector (lanes, Bytes);

      out[2 * i] = finish_pixel (rgb[0], curve);
      if (2 * i + 1 < n)
        out[2 * i + 1] = finish_pixel (rgb[1], curve);
    }
}

static void
draw_blocks (guint32           *out,
             int                n,
             const guint8      *row,
             const Pair        *pairs,
             const FwToneCurve *curve)
{
  for (int x = 0; x < n; x++)
    {
      guint32 rgb;

      memcpy (&rgb, row + pairs[x / 2].left[x % 2], sizeof rgb);
      out[x] = finish_pixel (rgb, curve);
    }
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
  guint32 first, n_pixels;
  Pair *pairs;
  g_autofree guint8 *mixed = NULL;
  Place last_row = { G_MAXUINT32, 0, 0 };

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

  pairs = make_pairs (x1, x2 - x1, place.x, zoom_x, width, is_blocks, &first, &n_pixels);
  mixed = g_malloc0 ((gsize) n_pixels * 3 + OVERHANG);

  for (int y = y1; y < y2; y++)
    {
      guint32 *out = raster->pixels + (gsize) y * raster->width + x1;
      Place row = locate (y + 0.5, place.y, zoom_y, height, is_blocks);

      /* Zoomed in, rows come again. */
      if (row.left == last_row.left && row.weight == last_row.weight)
        {
          memcpy (out, out - raster->width, (gsize) (x2 - x1) * sizeof *out);
          continue;
        }

      mix_rows (mixed, pixels + row.left * stride + first * 3,
                pixels + row.right * stride + first * 3, row.weight, (gsize) n_pixels * 3);
      last_row = row;
      if (is_blocks)
        draw_blocks (out, x2 - x1, mixed, pairs, curve);
      else
        draw_smooth (out, x2 - x1, mixed, pairs, curve);
    }
  g_aligned_free (pairs);
}
