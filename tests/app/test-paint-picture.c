/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/canvas/picture-scale.h"

#include "paint-support.h"

/* A picture whose red grows to the right and whose green grows downwards. */
static FwPicture *
make_ramp (guint width,
           guint height)
{
  gsize stride = width * 3 + 5;
  guint8 *pixels = g_malloc0 (stride * height);

  for (guint y = 0; y < height; y++)
    {
      for (guint x = 0; x < width; x++)
        {
          pixels[y * stride + x * 3] = x * 255 / MAX (width - 1, 1);
          pixels[y * stride + x * 3 + 1] = y * 255 / MAX (height - 1, 1);
          pixels[y * stride + x * 3 + 2] = (x * 7 + y * 13) & 0xff;
        }
    }

  return fw_picture_new (width, height, stride, g_bytes_new_take (pixels, stride * height));
}

static guint32
get_source (const FwPicture *picture,
            guint            x,
            guint            y)
{
  const guint8 *p
    = fw_picture_get_pixels (picture) + y * fw_picture_get_stride (picture) + x * 3;

  return 0xff000000 | (guint32) p[0] << 16 | (guint32) p[1] << 8 | p[2];
}

/* Test that at 100 % the pixels are those of the picture. */
static void
test_original (void)
{
  g_autoptr(FwPicture) picture = make_ramp (31, 17);
  g_autoptr(FwRaster) raster = fw_raster_new (40, 30);

  fw_raster_draw_picture (raster, picture, FW_RECT (3, 5, 31, 17), NULL);
  for (int y = 0; y < 30; y++)
    {
      for (int x = 0; x < 40; x++)
        {
          gboolean is_inside = x >= 3 && x < 34 && y >= 5 && y < 22;

          g_assert_cmphex (paint_get_pixel (raster, x, y), ==,
                           is_inside ? get_source (picture, x - 3, y - 5) : 0);
        }
    }
}

/* Test that zoomed in far, each picture pixel is a block, also when only a part is in view. */
static void
test_blocks (void)
{
  g_autoptr(FwPicture) picture = make_ramp (12, 9);
  g_autoptr(FwRaster) raster = fw_raster_new (40, 30);

  fw_raster_draw_picture (raster, picture, FW_RECT (-17, -11, 12 * 7, 9 * 7), NULL);
  for (int y = 0; y < 30; y++)
    {
      for (int x = 0; x < 40; x++)
        g_assert_cmphex (paint_get_pixel (raster, x, y), ==,
                         get_source (picture, (x + 17) / 7, (y + 11) / 7));
    }
}

/* Test that a scaled ramp stays a ramp, to within a step of rounding. */
static void
test_smooth (void)
{
  const double zooms[] = { 0.55, 0.8, 1.3, 2.0, 2.9 };

  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      g_autoptr(FwPicture) picture = make_ramp (64, 64);
      int size = (int) (64 * zooms[i]);
      g_autoptr(FwRaster) raster = fw_raster_new (size, size);

      fw_raster_draw_picture (raster, picture, FW_RECT (0, 0, 64 * zooms[i], 64 * zooms[i]), NULL);
      for (int x = 0; x < size; x++)
        {
          double at = CLAMP ((x + 0.5) / zooms[i] - 0.5, 0.0, 63.0);
          int red = paint_get_pixel (raster, x, size / 2) >> 16 & 0xff;
          int green = paint_get_pixel (raster, size / 2, x) >> 8 & 0xff;

          g_assert_cmpfloat_with_epsilon (red, at * 255.0 / 63.0, 3.0);
          g_assert_cmpfloat_with_epsilon (green, at * 255.0 / 63.0, 3.0);
        }
    }
}

/* What the arithmetic of the header's promise gives: whole numbers, top and bottom first. */
static guint32
mix_source (const FwPicture *picture,
            double           at_x,
            double           at_y)
{
  guint width = fw_picture_get_width (picture), height = fw_picture_get_height (picture);
  double x = CLAMP (at_x - 0.5, 0.0, width - 1.0), y = CLAMP (at_y - 0.5, 0.0, height - 1.0);
  guint left = (guint) x, top = (guint) y;
  guint right = MIN (left + 1, width - 1), bottom = MIN (top + 1, height - 1);
  guint across = (guint) ((x - left) * 256.0 + 0.5), down = (guint) ((y - top) * 256.0 + 0.5);
  guint32 pixel = 0xff;

  for (int shift = 16; shift >= 0; shift -= 8)
    {
      guint a = ((get_source (picture, left, top) >> shift & 0xff) * (256 - down)
                 + (get_source (picture, left, bottom) >> shift & 0xff) * down) >> 8;
      guint b = ((get_source (picture, right, top) >> shift & 0xff) * (256 - down)
                 + (get_source (picture, right, bottom) >> shift & 0xff) * down) >> 8;

      pixel = pixel << 8 | (a * (256 - across) + b * across) >> 8;
    }

  return pixel;
}

/* Test that each pixel is the mix of its four neighbours to the last bit, in pictures and
 * rasters of any width, whole or in part. */
static void
test_exact (void)
{
  for (guint round = 0; round < 200; round++)
    {
      guint width = g_test_rand_int_range (1, 40), height = g_test_rand_int_range (1, 20);
      g_autoptr(FwPicture) picture = make_ramp (width, height);
      g_autoptr(FwRaster) raster = fw_raster_new (41, 23);
      double zoom = g_test_rand_double_range (0.3, 2.9);
      FwRect place = FW_RECT (g_test_rand_double_range (-30, 20), g_test_rand_double_range (-20, 10),
                              width * zoom, height * zoom);
      double zoom_x = place.width / width, zoom_y = place.height / height;

      fw_raster_draw_picture (raster, picture, place, NULL);
      for (int y = 0; y < 23; y++)
        for (int x = 0; x < 41; x++)
          {
            gboolean is_inside = x >= floor (place.x + 0.5) && y >= floor (place.y + 0.5)
                                 && x < floor (place.x + place.width + 0.5)
                                 && y < floor (place.y + place.height + 0.5);

            g_assert_cmphex (paint_get_pixel (raster, x, y), ==,
                             is_inside ? mix_source (picture, (x + 0.5 - place.x) / zoom_x,
                                                     (y + 0.5 - place.y) / zoom_y)
                                       : 0);
          }
    }
}

/* Test that a plain picture stays plain at every zoom and place, up to the border. */
static void
test_plain (void)
{
  for (guint round = 0; round < 100; round++)
    {
      guint8 *pixels = g_malloc (20 * 20 * 3);
      g_autoptr(FwPicture) picture = NULL;
      g_autoptr(FwRaster) raster = fw_raster_new (50, 50);
      double zoom = g_test_rand_double_range (0.3, 4.0);
      FwRect place = FW_RECT (g_test_rand_double_range (-60, 40), g_test_rand_double_range (-60, 40),
                              20 * zoom, 20 * zoom);

      memset (pixels, 200, 20 * 20 * 3);
      picture = fw_picture_new (20, 20, 60, g_bytes_new_take (pixels, 20 * 20 * 3));
      fw_raster_draw_picture (raster, picture, place, NULL);
      for (int i = 0; i < 50 * 50; i++)
        {
          guint32 pixel = fw_raster_get_pixels (raster)[i];

          g_assert_true (pixel == 0 || pixel == 0xffc8c8c8);
        }
    }
}

/* Test what brightness, contrast and gamma do to black, grey and white. */
static void
test_tone_curve (void)
{
  const struct
  {
    double brightness, contrast, gamma;
    guint8 black, grey, white;
  } cases[] = {
    { 0.0, 0.0, 1.0, 0, 128, 255 },   { 0.2, 0.0, 1.0, 51, 179, 255 },
    { -0.2, 0.0, 1.0, 0, 77, 204 },   { 0.0, -1.0, 1.0, 128, 128, 128 },
    { 0.0, 1.0, 1.0, 0, 130, 255 },   { 0.0, 0.0, 2.0, 0, 181, 255 },
    { 0.0, 0.0, 0.5, 0, 64, 255 },    { 9.0, 0.0, 1.0, 255, 255, 255 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwToneCurve curve;

      g_test_message ("case %zu", i);
      fw_tone_curve_init (&curve, cases[i].brightness, cases[i].contrast, cases[i].gamma);
      g_assert_cmpint (curve.is_identity, ==, i == 0);
      g_assert_cmpint (curve.map[0], ==, cases[i].black);
      g_assert_cmpint (curve.map[128], ==, cases[i].grey);
      g_assert_cmpint (curve.map[255], ==, cases[i].white);
    }
}

/* Test that a tone curve is applied to each channel of each pixel. */
static void
test_curve_applied (void)
{
  g_autoptr(FwPicture) picture = make_ramp (20, 20);
  g_autoptr(FwRaster) raster = fw_raster_new (20, 20);
  FwToneCurve curve;

  fw_tone_curve_init (&curve, 0.1, 0.2, 1.4);
  fw_raster_draw_picture (raster, picture, FW_RECT (0, 0, 20, 20), &curve);
  for (guint y = 0; y < 20; y++)
    {
      for (guint x = 0; x < 20; x++)
        {
          guint32 from = get_source (picture, x, y);

          g_assert_cmphex (paint_get_pixel (raster, x, y), ==,
                           0xff000000 | (guint32) curve.map[from >> 16 & 0xff] << 16
                             | (guint32) curve.map[from >> 8 & 0xff] << 8 | curve.map[from & 0xff]);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paint/picture/original", test_original);
  g_test_add_func ("/paint/picture/blocks", test_blocks);
  g_test_add_func ("/paint/picture/smooth", test_smooth);
  g_test_add_func ("/paint/picture/exact", test_exact);
  g_test_add_func ("/paint/picture/plain", test_plain);
  g_test_add_func ("/paint/picture/tone-curve", test_tone_curve);
  g_test_add_func ("/paint/picture/curve-applied", test_curve_applied);

  return g_test_run ();
}
