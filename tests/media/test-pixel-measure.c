/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Measuring pictures, on pictures that are computed so that the answer is
 * known: surfaces that can be moved by any part of a pixel, and boxes on them.
 */

#include "media/pixel-measure.h"

#include <math.h>

#define WIDTH  320
#define HEIGHT 180

/* What a picture shows at a place. */
typedef double (*Scene) (double x, double y);

/* A number for each corner of a grid, the same every time. */
static double
grain (int x, int y)
{
  guint32 mix = (guint32) x * 0x9e3779b1u ^ (guint32) y * 0x85ebca77u;

  mix = (mix ^ mix >> 15) * 0x2c1b3c6du;
  mix = (mix ^ mix >> 12) * 0x297a2d39u;

  return (mix ^ mix >> 15) / 4294967296.0;
}

static double
smooth (double x, double y)
{
  int x1 = (int) floor (x), y1 = (int) floor (y);
  double u = x - x1, v = y - y1;

  u = u * u * (3.0 - 2.0 * u);
  v = v * v * (3.0 - 2.0 * v);

  return (grain (x1, y1) * (1.0 - u) + grain (x1 + 1, y1) * u) * (1.0 - v)
         + (grain (x1, y1 + 1) * (1.0 - u) + grain (x1 + 1, y1 + 1) * u) * v;
}

/* A surface with detail at many scales, as nature has it, that repeats nowhere. */
static double
ground_scene (double x, double y)
{
  double sum = 0.0;

  for (int i = 0; i < 5; i++)
    sum += smooth (x / (48 >> i) + 100 * i, y / (48 >> i)) / (1 << i);

  return 255.0 * sum / 1.94;
}

static double
other_waves (double x, double y)
{
  return 128.0 + 40.0 * sin (x * 0.23 - 0.4 * y) + 30.0 * cos (y * 0.19 + 2.0 * sin (x * 0.04));
}

static double
flat (double x, double y)
{
  return 90.0 + (x + y) * 1e-4;
}

static double
ramp (double x, double y)
{
  return 20.0 + x * 200.0 / WIDTH + y * 0.0;
}

static guint8
to_byte (double value)
{
  return (guint8) CLAMP (lrint (value), 0, 255);
}

/* The scene moved by @dx, @dy, with brightness @gain and @offset. */
static FwPicture *
paint (Scene scene, double dx, double dy, double gain, double offset)
{
  gsize size = WIDTH * HEIGHT * 3;
  guint8 *pixels = g_malloc (size);

  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      {
        guint8 *rgb = pixels + (y * WIDTH + x) * 3;

        rgb[0] = rgb[1] = rgb[2] = to_byte (gain * scene (x + 0.5 - dx, y + 0.5 - dy) + offset);
      }

  return fw_picture_new (WIDTH, HEIGHT, WIDTH * 3, g_bytes_new_take (pixels, size));
}

/* @picture with @scene in @box, as if it stood at @origin of the scene. */
static FwPicture *
paste (FwPicture *picture, Scene scene, FwRect box, FwPoint origin, double scale)
{
  gsize size = WIDTH * HEIGHT * 3;
  guint8 *pixels = g_memdup2 (fw_picture_get_pixels (picture), size);

  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      if (fw_rect_contains (box, FW_POINT (x + 0.5, y + 0.5)))
        {
          double value
              = scene (origin.x + (x + 0.5 - box.x) / scale, origin.y + (y + 0.5 - box.y) / scale);

          for (guint c = 0; c < 3; c++)
            pixels[(y * WIDTH + x) * 3 + c] = to_byte (value);
        }

  return fw_picture_new (WIDTH, HEIGHT, WIDTH * 3, g_bytes_new_take (pixels, size));
}

static guint
count_bits (guint64 bits)
{
  return (guint) __builtin_popcountll (bits);
}

/* Test that a fingerprint is the bits of a gradient, and that the same picture
 * smaller or brighter keeps it while another one does not. */
static void
test_dhash (void)
{
  g_autoptr (FwPicture) rising = paint (ramp, 0, 0, 1, 0);
  g_autoptr (FwPicture) falling = paint (ramp, 0, 0, -1, 255);
  g_autoptr (FwPicture) picture = paint (ground_scene, 0, 0, 1, 0);
  g_autoptr (FwPicture) bright = paint (ground_scene, 0, 0, 0.8, 40);
  g_autoptr (FwPicture) small = fw_picture_scale_to_fit (picture, 80, 80);
  g_autoptr (FwPicture) other = paint (other_waves, 0, 0, 1, 0);
  guint64 hash = fw_picture_get_dhash (picture);

  g_assert_cmphex (fw_picture_get_dhash (rising), ==, G_MAXUINT64);
  g_assert_cmphex (fw_picture_get_dhash (falling), ==, 0);
  g_assert_cmpuint (count_bits (hash ^ fw_picture_get_dhash (bright)), <=, 1);
  g_assert_cmpuint (count_bits (hash ^ fw_picture_get_dhash (small)), <=, 2);
  g_assert_cmpuint (count_bits (hash ^ fw_picture_get_dhash (other)), >, 10);
}

/* Test that histograms add up to 1, that the same light is at distance 0, that
 * a movement changes little, a little more light nothing, another scene much, and
 * that black and white have nothing in common. */
static void
test_histogram (void)
{
  g_autoptr (FwPicture) black = paint (flat, 0, 0, 0, 0);
  g_autoptr (FwPicture) white = paint (flat, 0, 0, 0, 255);
  g_autoptr (FwPicture) picture = paint (ground_scene, 0, 0, 1, 0);
  g_autoptr (FwPicture) moved = paint (ground_scene, 4, 2, 1, 0);
  g_autoptr (FwPicture) brighter = paint (ground_scene, 0, 0, 1, 6);
  g_autoptr (FwPicture) other = paint (ramp, 0, 0, 1, 0);
  g_autoptr (FwPicture) half
      = paste (black, flat, FW_RECT (0, 0, WIDTH / 4, HEIGHT), FW_POINT (0, 0), 1);
  FwHistogram a, b;
  double sum = 0.0;

  fw_picture_get_histogram (black, &a);
  fw_picture_get_histogram (white, &b);
  for (guint cell = 0; cell < FW_HISTOGRAM_CELLS; cell++)
    {
      g_assert_cmpfloat (a.bins[cell][0], ==, 1.0f);
      g_assert_cmpfloat (b.bins[cell][FW_HISTOGRAM_BINS - 1], ==, 1.0f);
    }
  g_assert_cmpfloat (fw_histogram_get_distance (&a, &b), ==, 1.0);
  g_assert_cmpfloat (fw_histogram_get_distance (&a, &a), ==, 0.0);
  fw_picture_get_histogram (half, &b);
  g_assert_cmpfloat_with_epsilon (fw_histogram_get_distance (&a, &b), 0.25, 1e-6);

  fw_picture_get_histogram (picture, &a);
  fw_picture_get_histogram (moved, &b);
  for (guint i = 0; i < FW_HISTOGRAM_BINS; i++)
    sum += a.bins[5][i];
  g_assert_cmpfloat_with_epsilon (sum, 1.0, 1e-5);
  g_assert_cmpfloat (fw_histogram_get_distance (&a, &b), <, 0.25);
  fw_picture_get_histogram (brighter, &b);
  g_assert_cmpfloat (fw_histogram_get_distance (&a, &b), <, 0.1);
  fw_picture_get_histogram (other, &b);
  g_assert_cmpfloat (fw_histogram_get_distance (&a, &b), >, 0.4);
}

/* Test that a movement of the whole picture is found, to a part of a cell
 * (which is 1.25 x 0.7 pixels here), also under another light. */
static void
test_shift (void)
{
  static const FwPoint shifts[] = {
    { 0, 0 },        { 1, 0 },    { 0, -1 },   { 5, 5 },
    { -12.5, 3.25 }, { 60, -20 }, { -90, 40 }, { 0.6, 0.4 },
  };
  g_autoptr (FwPicture) before = paint (ground_scene, 0, 0, 1, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (shifts); i++)
    {
      g_autoptr (FwPicture) after = paint (ground_scene, shifts[i].x, shifts[i].y, 0.9, 15);
      FwPoint found;
      double quality;

      g_assert_true (fw_picture_find_shift (before, after, &found, &quality));
      g_test_message ("%g %g: %g %g, quality %g", shifts[i].x, shifts[i].y, found.x, found.y,
                      quality);
      g_assert_cmpfloat_with_epsilon (found.x, shifts[i].x, 0.6);
      g_assert_cmpfloat_with_epsilon (found.y, shifts[i].y, 0.6);
      g_assert_cmpfloat (quality, >, 0.5);
    }
}

/* Test that a large object which moves over a still picture is not taken for
 * the picture, nor a still one for a picture that moves, and that nothing is
 * said of pictures without a pattern. */
static void
test_shift_of_background (void)
{
  g_autoptr (FwPicture) ground = paint (ground_scene, 0, 0, 1, 0);
  g_autoptr (FwPicture) moved = paint (ground_scene, 14, -6, 1, 0);
  g_autoptr (FwPicture) before
      = paste (ground, other_waves, FW_RECT (60, 40, 120, 90), FW_POINT (0, 0), 1);
  g_autoptr (FwPicture) after
      = paste (ground, other_waves, FW_RECT (100, 50, 120, 90), FW_POINT (0, 0), 1);
  g_autoptr (FwPicture) still
      = paste (moved, other_waves, FW_RECT (60, 40, 120, 90), FW_POINT (0, 0), 1);
  g_autoptr (FwPicture) nothing = paint (flat, 0, 0, 1, 0);
  FwPoint found;

  g_assert_true (fw_picture_find_shift (before, after, &found, NULL));
  g_assert_cmpfloat_with_epsilon (hypot (found.x, found.y), 0.0, 0.7);
  g_assert_true (fw_picture_find_shift (before, still, &found, NULL));
  g_assert_cmpfloat_with_epsilon (found.x, 14.0, 0.7);
  g_assert_cmpfloat_with_epsilon (found.y, -6.0, 0.7);
  g_assert_false (fw_picture_find_shift (nothing, ground, &found, NULL));
  g_assert_false (fw_picture_find_shift (ground, nothing, &found, NULL));
}

/* Test that what stands in a box is found again where it went, also larger or
 * under another light, and that something else is no match. */
static void
test_template (void)
{
  static const struct
  {
    FwRect place; /* where it is expected */
    FwRect truth;
    double scale;
  } cases[] = {
    { { 60, 40, 40, 30 }, { 60, 40, 40, 30 }, 1 },
    { { 60, 40, 40, 30 }, { 68, 45, 40, 30 }, 1 },
    { { 60, 40, 40, 30 }, { 43, 27, 40, 30 }, 1 },
    { { 100, 60, 40, 30 }, { 107.5, 63.25, 40, 30 }, 1 },
    { { 60, 40, 60, 45 }, { 70, 50, 60, 45 }, 1.5 },
    { { 200, 100, 20, 15 }, { 204, 97, 20, 15 }, 0.5 },
  };
  g_autoptr (FwPicture) ground = paint (ground_scene, 0, 0, 1, 0);
  g_autoptr (FwPicture) dimmed = paint (ground_scene, 30, 10, 0.7, 20);
  FwRect box = FW_RECT (60, 40, 40, 30);
  g_autoptr (FwPicture) before = paste (ground, other_waves, box, FW_POINT (0, 0), 1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwPicture) after
          = paste (dimmed, other_waves, cases[i].truth, FW_POINT (0, 0), cases[i].scale);
      const FwTemplateSearch search
          = { { { before, box } }, 1, after, cases[i].place, { 0.5, 0.5 } };
      FwTemplateMatch match;

      g_assert_true (fw_template_search (&search, &match));
      g_test_message ("case %zu: %g %g %g x %g, score %g", i, match.found.x, match.found.y,
                      match.found.width, match.found.height, match.score);
      g_assert_cmpfloat (match.score, >, 0.9);
      g_assert_cmpfloat (match.least, ==, match.score);
      /* Where it is expected it fits as well only when it is there. */
      if (i == 0)
        g_assert_cmpfloat (match.here, ==, match.score);
      else
        g_assert_cmpfloat (match.here, <, match.score - 0.1);
      g_assert_cmpfloat_with_epsilon (match.found.x, cases[i].truth.x, 1.0);
      g_assert_cmpfloat_with_epsilon (match.found.y, cases[i].truth.y, 1.0);
      g_assert_cmpfloat (match.found.width, ==, cases[i].place.width);
    }
}

static gboolean
search (
    const FwPicture *before, FwRect box, const FwPicture *after, FwRect place, double *out_score)
{
  const FwTemplateSearch all = { { { before, box } }, 1, after, place, { 0.5, 0.5 } };
  FwTemplateMatch match;

  if (!fw_template_search (&all, &match))
    return FALSE;
  *out_score = match.score;

  return TRUE;
}

/* Test that what is known from before and after is found where both fit, although
 * each alone fits better somewhere else, and to the side further than it is wide. */
static void
test_template_between (void)
{
  g_autoptr (FwPicture) ground = paint (ground_scene, 0, 0, 1, 0);
  FwRect box = FW_RECT (40, 50, 16, 48), place = FW_RECT (120, 50, 16, 48);
  FwRect truth = FW_RECT (150, 55, 16, 48), lure = FW_RECT (88, 50, 16, 48);
  /* What it looks like changes meanwhile: the upper half stays in one, the lower in the other. */
  g_autoptr (FwPicture) first = paste (ground, other_waves, box, FW_POINT (0, 0), 1);
  g_autoptr (FwPicture) bare = paste (ground, ramp, box, FW_POINT (0, 0), 1);
  g_autoptr (FwPicture) second
      = paste (bare, other_waves, FW_RECT (box.x, box.y + 24, 16, 24), FW_POINT (0, 24), 1);
  g_autoptr (FwPicture) there = paste (ground, other_waves, truth, FW_POINT (0, 0), 0.97);
  g_autoptr (FwPicture) after = paste (there, ramp, lure, FW_POINT (0, 0), 1);
  FwTemplateSearch search
      = { { { second, box }, { first, box } }, 1, after, place, { 3.0, 1.0 } };
  FwTemplateMatch alone, both;

  g_assert_true (fw_template_search (&search, &alone));
  search.n_templates = 2;
  g_assert_true (fw_template_search (&search, &both));
  g_test_message ("alone %g %g: %g; both %g %g: %g, least %g", alone.found.x, alone.found.y,
                  alone.score, both.found.x, both.found.y, both.score, both.least);
  g_assert_cmpfloat_with_epsilon (both.found.x, truth.x, 1.5);
  g_assert_cmpfloat_with_epsilon (both.found.y, truth.y, 1.5);
  g_assert_cmpfloat (both.least, <, both.score);
  g_assert_cmpfloat (both.here, <, both.score - 0.3);
}

/* Test that the same under another light is no cut, however different the light is,
 * that another scene is one, and that black says nothing. */
static void
test_fade (void)
{
  g_autoptr (FwPicture) black = paint (flat, 0, 0, 0, 0);
  g_autoptr (FwPicture) dark = paint (ground_scene, 0, 0, 0.2, 0);
  g_autoptr (FwPicture) bright = paint (ground_scene, 0, 0, 0.8, 50);
  g_autoptr (FwPicture) other = paint (ramp, 0, 0, 1, 0);
  FwHistogram a, b;
  double distance;

  fw_picture_get_histogram (dark, &a);
  fw_picture_get_histogram (bright, &b);
  g_assert_cmpfloat (fw_histogram_get_distance (&a, &b), >, 0.4);
  g_assert_true (fw_histogram_find_cut (&a, &b, &distance));
  g_assert_cmpfloat (distance, ==, 0.0);
  fw_picture_get_histogram (other, &a);
  g_assert_true (fw_histogram_find_cut (&a, &b, &distance));
  g_assert_cmpfloat (distance, >, 0.4);
  fw_picture_get_histogram (black, &a);
  g_assert_false (fw_histogram_find_cut (&a, &b, &distance));
  g_assert_false (fw_histogram_find_cut (&b, &a, &distance));
}

/* Test that an object that is not there any more has a low score, and that a
 * box without pattern, without size or outside the picture gives no answer. */
static void
test_template_refuses (void)
{
  g_autoptr (FwPicture) ground = paint (ground_scene, 0, 0, 1, 0);
  g_autoptr (FwPicture) nothing = paint (flat, 0, 0, 1, 0);
  FwRect box = FW_RECT (60, 40, 40, 30);
  g_autoptr (FwPicture) before = paste (ground, other_waves, box, FW_POINT (0, 0), 1);
  double score;

  g_assert_true (search (before, box, ground, box, &score));
  g_assert_cmpfloat (score, <, 0.7);
  g_assert_true (search (before, box, nothing, box, &score));
  g_assert_cmpfloat (score, ==, -1.0);
  g_assert_false (search (nothing, box, ground, box, &score));
  g_assert_false (search (before, FW_RECT (60, 40, 0, 30), ground, box, &score));
  g_assert_false (search (before, FW_RECT (NAN, 40, 20, 30), ground, box, &score));
  g_assert_false (search (before, box, ground, FW_RECT (-30, 40, 40, 30), &score));
  g_assert_true (search (before, box, ground, FW_RECT (-20, 40, 40, 30), &score));
}

/* Test that pictures of one pixel do not matter. */
static void
test_tiny (void)
{
  static const guint8 pixel[] = { 10, 20, 30 };
  g_autoptr (FwPicture) dot = fw_picture_new (1, 1, 3, g_bytes_new_static (pixel, sizeof pixel));
  FwHistogram histogram;
  FwPoint shift;
  double score;

  g_assert_cmphex (fw_picture_get_dhash (dot), ==, 0);
  fw_picture_get_histogram (dot, &histogram);
  g_assert_false (fw_picture_find_shift (dot, dot, &shift, NULL));
  g_assert_false (search (dot, FW_RECT (0, 0, 1, 1), dot, FW_RECT (0, 0, 1, 1), &score));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pixel-measure/dhash", test_dhash);
  g_test_add_func ("/pixel-measure/histogram", test_histogram);
  g_test_add_func ("/pixel-measure/fade", test_fade);
  g_test_add_func ("/pixel-measure/template-between", test_template_between);
  g_test_add_func ("/pixel-measure/shift", test_shift);
  g_test_add_func ("/pixel-measure/shift/of-background", test_shift_of_background);
  g_test_add_func ("/pixel-measure/template", test_template);
  g_test_add_func ("/pixel-measure/template/refuses", test_template_refuses);
  g_test_add_func ("/pixel-measure/tiny", test_tiny);

  return g_test_run ();
}
