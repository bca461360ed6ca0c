/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/canvas/raster.h"
#include "app/canvas/signs.h"

#include "paint-support.h"

#define GROUND 0xff305070

static FwStroke
make_stroke (FwDash dash)
{
  return (FwStroke) {
    .colour = fw_colour_premultiply (0xf0f72a, 1.0),
    .width = 2.0,
    .casing = fw_colour_premultiply (0x000000, 0.55),
    .casing_width = 4.0,
    .dash = dash,
    .scale = 1.0,
  };
}

static FwRaster *
new_ground (int width,
            int height)
{
  FwRaster *raster = fw_raster_new (width, height);

  fw_raster_clear (raster, GROUND);

  return raster;
}

/* Test that colours are premultiplied and rounded. */
static void
test_premultiply (void)
{
  g_assert_cmphex (fw_colour_premultiply (0xff8000, 1.0), ==, 0xffff8000);
  g_assert_cmphex (fw_colour_premultiply (0xff8000, 0.0), ==, 0);
  g_assert_cmphex (fw_colour_premultiply (0xff8000, 0.5), ==, 0x80804000);
  g_assert_cmphex (fw_colour_premultiply (0xffffff, 7.0), ==, 0xffffffff);
}

/* Test that boxes of every dash look as they should, at and beyond the edges. */
static void
test_boxes (void)
{
  g_autoptr(FwRaster) raster = new_ground (120, 80);
  FwStroke wide = make_stroke (FW_DASH_SOLID);
  const FwDash dashes[] = { FW_DASH_SOLID, FW_DASH_DASHED, FW_DASH_DOTTED };

  for (gsize i = 0; i < G_N_ELEMENTS (dashes); i++)
    {
      FwStroke stroke = make_stroke (dashes[i]);

      fw_raster_stroke_box (raster, FW_RECT (6.3 + i * 40, 5.7, 30, 22), &stroke);
      fw_raster_stroke_box (raster, FW_RECT (12 + i * 40, 10, 1, 1), &stroke);
      fw_raster_stroke_box (raster, FW_RECT (20 + i * 40, 10, 0, 12), &stroke);
      fw_raster_stroke_box (raster, FW_RECT (-20 + i * 60, 60, 50, 50), &stroke);
    }
  wide.width = 3.0;
  wide.casing = 0;
  fw_raster_stroke_box (raster, FW_RECT (70, 36, 40, 12), &wide);
  fw_raster_fill_box (raster, FW_RECT (72, 38, 36, 8), fw_colour_premultiply (0xffffff, 0.25));

  paint_assert_golden (raster, "raster-boxes");
}

static void
draw_star (FwRaster *raster,
           FwPoint   centre,
           double    radius,
           FwDash    dash)
{
  FwStroke stroke = make_stroke (dash);
  FwPoint points[5];

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = FW_POINT (centre.x + radius * sin (i * 4.0 * G_PI / 5.0),
                          centre.y - radius * cos (i * 4.0 * G_PI / 5.0));
  fw_raster_stroke_points (raster, points, G_N_ELEMENTS (points), TRUE, &stroke);
}

/* Test that slanted lines look as they should in both qualities. */
static void
test_lines (void)
{
  const FwRasterQuality qualities[] = { FW_RASTER_FINE, FW_RASTER_FAST };
  const char *names[] = { "raster-lines-fine", "raster-lines-fast" };

  for (gsize q = 0; q < G_N_ELEMENTS (qualities); q++)
    {
      g_autoptr(FwRaster) raster = new_ground (150, 56);
      FwStroke stroke = make_stroke (FW_DASH_SOLID);
      const FwPoint open[] = { { 5, 50 }, { 40, 44 }, { 90, 53 }, { 91, 53.5 }, { 170, 40 } };

      fw_raster_set_quality (raster, qualities[q]);
      draw_star (raster, FW_POINT (25, 24), 20, FW_DASH_SOLID);
      draw_star (raster, FW_POINT (75, 24), 20, FW_DASH_DASHED);
      draw_star (raster, FW_POINT (125, 24), 20, FW_DASH_DOTTED);
      fw_raster_stroke_points (raster, open, G_N_ELEMENTS (open), FALSE, &stroke);

      paint_assert_golden (raster, names[q]);
    }
}

/* Test that fills, hatches and small signs look as they should. */
static void
test_signs (void)
{
  g_autoptr(FwRaster) raster = new_ground (140, 60);
  const FwPoint ring[] = { { 4, 4 }, { 50, 8 }, { 44, 52 }, { 8, 40 },
                           { 16, 14 }, { 34, 16 }, { 24, 34 } };
  const gsize sizes[] = { 4, 3 };
  guint32 fill = fw_colour_premultiply (0x64fae8, 0.4);
  guint32 ink = fw_colour_premultiply (FW_COLOUR_INK, 1.0);

  fw_raster_fill_rings (raster, ring, sizes, 2, fill);
  fw_raster_hatch_rings (raster, ring, sizes, 2, fw_colour_premultiply (0xf25914, 0.75), 8, 1.5);
  fw_raster_hatch_box (raster, FW_RECT (56, 4, 30, 14), fill, 8, 1.5);
  fw_raster_round_rect (raster, FW_RECT (56, 24, 40, 18), 4, fill, 1, ink);
  fw_raster_dot (raster, FW_POINT (64, 52), 3, fw_colour_premultiply (0xffffff, 1.0), 1, ink);
  for (FwSign sign = FW_SIGN_KEYFRAME; sign <= FW_SIGN_HINT; sign++)
    fw_sign_draw (sign, raster, FW_POINT (104 + sign % 3 * 14, 10 + sign / 3 * 16), 12, ink,
                  0xffffffff);

  paint_assert_golden (raster, "raster-signs");
}

/* Test that no pixel of a line that crosses itself is blended twice. */
static void
test_joints (void)
{
  g_autoptr(FwRaster) raster = fw_raster_new (60, 60);
  FwStroke stroke = { .colour = fw_colour_premultiply (0xffffff, 0.5), .width = 5, .scale = 1 };
  FwPoint points[20];

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = FW_POINT (30 + 25 * cos (i * 2.1), 30 + 25 * sin (i * 1.3));
  fw_raster_stroke_points (raster, points, G_N_ELEMENTS (points), TRUE, &stroke);

  g_assert_cmpuint (paint_count_drawn (raster, 0), >, 500);
  for (int y = 0; y < 60; y++)
    {
      for (int x = 0; x < 60; x++)
        g_assert_cmpuint (paint_get_pixel (raster, x, y) >> 24, <=, 0x80);
    }
}

/* Test that a raster that has drawn before draws the same as a new one. */
static void
test_no_memory (void)
{
  g_autoptr(FwRaster) used = new_ground (60, 60);
  g_autoptr(FwRaster) fresh = new_ground (60, 60);

  draw_star (used, FW_POINT (20, 20), 30, FW_DASH_DASHED);
  fw_raster_clear (used, GROUND);
  draw_star (used, FW_POINT (30, 30), 25, FW_DASH_SOLID);
  draw_star (fresh, FW_POINT (30, 30), 25, FW_DASH_SOLID);

  paint_assert_equal (used, fresh);
}

/* Test that axis-aligned boxes look the same in both qualities. */
static void
test_box_qualities (void)
{
  g_autoptr(FwRaster) fine = new_ground (60, 60);
  g_autoptr(FwRaster) fast = new_ground (60, 60);

  for (FwDash dash = FW_DASH_SOLID; dash <= FW_DASH_DOTTED; dash++)
    {
      FwStroke stroke = make_stroke (dash);

      fw_raster_set_quality (fast, FW_RASTER_FAST);
      fw_raster_stroke_box (fine, FW_RECT (5 + dash, 7, 40, 30), &stroke);
      fw_raster_stroke_box (fast, FW_RECT (5 + dash, 7, 40, 30), &stroke);
    }

  paint_assert_equal (fine, fast);
}

/* Test that a filled ring covers exactly the pixels whose middle lies inside. */
static void
test_fill_property (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr(FwRaster) raster = fw_raster_new (40, 30);
      gsize n = g_test_rand_int_range (3, 12);
      FwPoint ring[12];

      for (gsize i = 0; i < n; i++)
        ring[i] = FW_POINT (g_test_rand_double_range (-20, 60) + 1e-7,
                            g_test_rand_double_range (-20, 50) + 1e-7);
      fw_raster_fill_rings (raster, ring, &n, 1, 0xffffffff);

      for (int y = 0; y < 30; y++)
        {
          for (int x = 0; x < 40; x++)
            {
              FwPoint middle = FW_POINT (x + 0.5, y + 0.5);
              gboolean is_near = FALSE;

              /* On the edge itself either answer is right. */
              for (gsize i = 0; i < n; i++)
                is_near |= fw_segment_distance (ring[i], ring[(i + 1) % n], middle, NULL) < 1e-3;
              if (!is_near)
                g_assert_cmpint (paint_get_pixel (raster, x, y) != 0, ==,
                                 fw_ring_contains (ring, n, middle));
            }
        }
    }
}

/* Test that boxes that share edges cover each pixel exactly once. */
static void
test_tiling (void)
{
  g_autoptr(FwRaster) raster = fw_raster_new (50, 50);
  guint32 half = fw_colour_premultiply (0xffffff, 0.5);
  double cell = 50.0 / 17.0;

  for (guint i = 0; i < 17 * 17; i++)
    fw_raster_fill_box (raster, FW_RECT (i % 17 * cell, i / 17 * cell, cell, cell), half);

  for (int i = 0; i < 50 * 50; i++)
    g_assert_cmphex (fw_raster_get_pixels (raster)[i], ==, half);
}

/* Test that nothing is drawn outside the clip. */
static void
test_clip (void)
{
  g_autoptr(FwRaster) raster = new_ground (60, 60);
  FwStroke stroke = make_stroke (FW_DASH_SOLID);
  guint n_inside = 0;

  fw_raster_set_clip (raster, FW_RECT (20, 15, 10, 30));
  for (FwRasterQuality q = FW_RASTER_FAST; q <= FW_RASTER_FINE; q++)
    {
      fw_raster_set_quality (raster, q);
      draw_star (raster, FW_POINT (25, 30), 28, FW_DASH_SOLID);
    }
  fw_raster_stroke_box (raster, FW_RECT (10, 10, 40, 40), &stroke);
  fw_raster_fill_box (raster, FW_RECT (0, 0, 60, 60), 0x40404040);
  fw_raster_hatch_box (raster, FW_RECT (0, 0, 60, 60), 0xff00ff00, 8, 2);
  fw_raster_round_rect (raster, FW_RECT (5, 5, 50, 50), 9, 0x40004000, 2, 0xff112233);
  fw_raster_dot (raster, FW_POINT (19, 20), 9, 0xffffffff, 1, 0xff000000);

  for (int y = 0; y < 60; y++)
    {
      for (int x = 0; x < 60; x++)
        {
          gboolean is_inside = x >= 20 && x < 30 && y >= 15 && y < 45;

          if (is_inside)
            n_inside += paint_get_pixel (raster, x, y) != GROUND;
          else
            g_assert_cmphex (paint_get_pixel (raster, x, y), ==, GROUND);
        }
    }
  g_assert_cmpuint (n_inside, ==, 300);
}

/* Test that coordinates nobody should have do no harm. */
static void
test_hostile (void)
{
  const double bad[] = { NAN, INFINITY, -INFINITY, 1e300, -1e300, 1e18, -1e18, 0.0, 20.0 };
  const gsize n_bad = G_N_ELEMENTS (bad);
  g_autoptr(FwRaster) raster = new_ground (40, 40);

  for (gsize i = 0; i < n_bad * n_bad * n_bad; i++)
    {
      double a = bad[i % n_bad], b = bad[i / n_bad % n_bad], c = bad[i / n_bad / n_bad];
      const FwPoint ring[] = { { a, b }, { c, a }, { 10, 30 }, { b, c } };
      const gsize size = 4;
      FwStroke stroke = make_stroke (i % 3);

      fw_raster_set_quality (raster, i % 2 ? FW_RASTER_FAST : FW_RASTER_FINE);
      fw_raster_stroke_box (raster, FW_RECT (a, b, c, a), &stroke);
      fw_raster_stroke_points (raster, ring, 4, i % 2, &stroke);
      fw_raster_fill_rings (raster, ring, &size, 1, 0x20202020);
      fw_raster_hatch_rings (raster, ring, &size, 1, 0x20202020, a, b);
      fw_raster_hatch_box (raster, FW_RECT (a, b, c, a), 0x20202020, 8, 1);
      fw_raster_fill_box (raster, FW_RECT (a, b, c, a), 0x20202020);
      fw_raster_round_rect (raster, FW_RECT (a, b, c, a), 3, 0x20202020, 1, 0x10101010);
      fw_raster_dot (raster, FW_POINT (a, b), 3, 0x20202020, 1, 0x10101010);
    }
}

/* Test that what is not a number draws nothing at all. */
static void
test_not_a_number (void)
{
  g_autoptr(FwRaster) raster = new_ground (40, 40);
  const FwPoint ring[] = { { 5, 5 }, { NAN, 20 }, { 10, 30 } };
  const gsize size = 3;
  FwStroke stroke = make_stroke (FW_DASH_SOLID);

  fw_raster_stroke_box (raster, FW_RECT (5, NAN, 20, 20), &stroke);
  fw_raster_stroke_points (raster, ring, 3, TRUE, &stroke);
  fw_raster_fill_rings (raster, ring, &size, 1, 0xffffffff);
  fw_raster_dot (raster, ring[1], 3, 0xffffffff, 1, 0xffffffff);

  g_assert_cmpuint (paint_count_drawn (raster, GROUND), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paint/raster/premultiply", test_premultiply);
  g_test_add_func ("/paint/raster/boxes", test_boxes);
  g_test_add_func ("/paint/raster/lines", test_lines);
  g_test_add_func ("/paint/raster/signs", test_signs);
  g_test_add_func ("/paint/raster/joints", test_joints);
  g_test_add_func ("/paint/raster/no-memory", test_no_memory);
  g_test_add_func ("/paint/raster/box-qualities", test_box_qualities);
  g_test_add_func ("/paint/raster/fill-property", test_fill_property);
  g_test_add_func ("/paint/raster/tiling", test_tiling);
  g_test_add_func ("/paint/raster/clip", test_clip);
  g_test_add_func ("/paint/raster/hostile", test_hostile);
  g_test_add_func ("/paint/raster/not-a-number", test_not_a_number);

  return g_test_run ();
}
