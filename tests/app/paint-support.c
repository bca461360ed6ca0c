/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "paint-support.h"

#include <cairo.h>

static cairo_surface_t *
wrap (FwRaster *raster)
{
  int width = fw_raster_get_width (raster);

  return cairo_image_surface_create_for_data ((guchar *) fw_raster_get_pixels (raster),
                                              CAIRO_FORMAT_ARGB32, width,
                                              fw_raster_get_height (raster), width * 4);
}

static void
write_png (FwRaster   *raster,
           const char *path)
{
  cairo_surface_t *surface = wrap (raster);
  cairo_status_t status = cairo_surface_write_to_png (surface, path);

  g_assert_cmpstr (cairo_status_to_string (status), ==,
                   cairo_status_to_string (CAIRO_STATUS_SUCCESS));
  cairo_surface_destroy (surface);
}

/* NULL when there is no such file. */
static FwRaster *
read_png (const char *path)
{
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);
  FwRaster *raster = NULL;

  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    {
      int width = cairo_image_surface_get_width (surface);
      int height = cairo_image_surface_get_height (surface);
      cairo_surface_t *copy;
      cairo_t *cr;

      raster = fw_raster_new (width, height);
      copy = wrap (raster);
      cr = cairo_create (copy);
      cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
      cairo_set_source_surface (cr, surface, 0, 0);
      cairo_paint (cr);
      cairo_destroy (cr);
      cairo_surface_destroy (copy);
    }
  cairo_surface_destroy (surface);

  return raster;
}

/* White where two pictures differ. */
static guint
diff (FwRaster  *a,
      FwRaster  *b,
      FwRaster **out_diff)
{
  int width = MAX (fw_raster_get_width (a), fw_raster_get_width (b));
  int height = MAX (fw_raster_get_height (a), fw_raster_get_height (b));
  guint n = 0;

  *out_diff = fw_raster_new (width, height);
  for (int y = 0; y < height; y++)
    {
      for (int x = 0; x < width; x++)
        {
          gboolean is_same = paint_get_pixel (a, x, y) == paint_get_pixel (b, x, y);

          fw_raster_get_pixels (*out_diff)[y * width + x] = is_same ? 0xff000000 : 0xffffffff;
          n += !is_same;
        }
    }

  return n;
}

void
paint_assert_golden (FwRaster   *raster,
                     const char *name)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "app", file, NULL);
  g_autofree char *out = g_strconcat (name, ".out.png", NULL);
  g_autofree char *out_path = g_test_build_filename (G_TEST_BUILT, out, NULL);
  g_autofree char *differing = g_strconcat (name, ".diff.png", NULL);
  g_autofree char *diff_path = g_test_build_filename (G_TEST_BUILT, differing, NULL);
  g_autoptr(FwRaster) golden = NULL;
  g_autoptr(FwRaster) difference = NULL;
  guint n;

  if (g_strcmp0 (g_getenv ("FW_UPDATE_GOLDEN"), "1") == 0)
    {
      write_png (raster, path);
      return;
    }

  golden = read_png (path);
  if (golden == NULL)
    {
      write_png (raster, out_path);
      g_test_message ("There is no %s; what was drawn is in %s", path, out_path);
      g_test_fail ();
      return;
    }

  n = diff (raster, golden, &difference);
  if (n == 0)
    return;

  write_png (raster, out_path);
  write_png (difference, diff_path);
  g_test_message ("%u pixels differ from %s: see %s and %s", n, path, out_path, diff_path);
  g_test_fail ();
}

void
paint_assert_equal (FwRaster *a,
                    FwRaster *b)
{
  g_autoptr(FwRaster) difference = NULL;

  g_assert_cmpint (fw_raster_get_width (a), ==, fw_raster_get_width (b));
  g_assert_cmpint (fw_raster_get_height (a), ==, fw_raster_get_height (b));
  g_assert_cmpuint (diff (a, b, &difference), ==, 0);
}

guint32
paint_get_pixel (FwRaster *raster,
                 int       x,
                 int       y)
{
  if (x < 0 || y < 0 || x >= fw_raster_get_width (raster) || y >= fw_raster_get_height (raster))
    return 0;

  return fw_raster_get_pixels (raster)[y * fw_raster_get_width (raster) + x];
}

guint
paint_count_drawn (FwRaster *raster,
                   guint32   ground)
{
  guint n = 0;

  for (int y = 0; y < fw_raster_get_height (raster); y++)
    {
      for (int x = 0; x < fw_raster_get_width (raster); x++)
        n += paint_get_pixel (raster, x, y) != ground;
    }

  return n;
}
