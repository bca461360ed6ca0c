/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Zoom, pan and fit: what stays where it was, and what never goes out of its limits. */

#include "edit/viewport.h"

#define assert_near(a, b) g_assert_cmpfloat_with_epsilon ((a), (b), 1e-9)

static FwViewport
make (double image_width, double image_height, double view_width, double view_height)
{
  FwViewport viewport;

  fw_viewport_init (&viewport);
  fw_viewport_set_view_size (&viewport, view_width, view_height);
  fw_viewport_set_image_size (&viewport, image_width, image_height);
  return viewport;
}

/* Test that a picture is shown whole and centred, whichever side is short. */
static void
test_fit (void)
{
  static const struct
  {
    double image_width, image_height, view_width, view_height;
    double scale, x, y;
  } cases[] = {
    { 1000, 500, 500, 500, 0.5, 0, 125 },
    { 500, 1000, 500, 500, 0.5, 125, 0 },
    { 100, 100, 400, 300, 3.0, 50, 0 },
    { 1, 1, 1000, 1000, 64.0, 468, 468 },       /* never above the limit */
    { 200000, 100, 1000, 1000, 0.005, 0, 500 }, /* below the limit, but whole */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwViewport viewport = make (cases[i].image_width, cases[i].image_height, cases[i].view_width,
                                  cases[i].view_height);

      g_test_message ("case %zu", i);
      g_assert_true (viewport.is_fit);
      assert_near (viewport.scale, cases[i].scale);
      assert_near (viewport.offset.x, cases[i].x);
      assert_near (viewport.offset.y, cases[i].y);
    }
}

/* Test that a fitted picture stays fitted when the view changes its size, and
 * that another one keeps its middle. */
static void
test_resize (void)
{
  FwViewport viewport = make (1000, 1000, 500, 500);
  FwPoint before, after;

  fw_viewport_set_view_size (&viewport, 250, 400);
  g_assert_true (viewport.is_fit);
  assert_near (viewport.scale, 0.25);

  fw_viewport_zoom_to (&viewport, 2.0, FW_POINT (100, 100));
  g_assert_false (viewport.is_fit);
  before = fw_viewport_to_picture (&viewport, FW_POINT (125, 200));
  fw_viewport_set_view_size (&viewport, 800, 600);
  after = fw_viewport_to_picture (&viewport, FW_POINT (400, 300));
  assert_near (viewport.scale, 2.0);
  assert_near (after.x, before.x);
  assert_near (after.y, before.y);
}

/* Test that the picture point under the pointer stays there while zooming. */
static void
test_zoom_to_pointer (void)
{
  static const double factors[] = { 1.1, 2.0, 0.7, 8.0, 0.5 };
  FwViewport viewport = make (1920, 1080, 960, 540);
  FwPoint pointer = FW_POINT (333, 222);
  FwPoint under = fw_viewport_to_picture (&viewport, pointer);

  for (gsize i = 0; i < G_N_ELEMENTS (factors); i++)
    {
      FwPoint now;

      fw_viewport_zoom_by (&viewport, factors[i], pointer);
      now = fw_viewport_to_picture (&viewport, pointer);
      assert_near (now.x, under.x);
      assert_near (now.y, under.y);
    }
}

/* Test that zoom stays within 1/64 and 64 device pixels per picture pixel. */
static void
test_limits (void)
{
  FwViewport viewport = make (640, 480, 640, 480);

  fw_viewport_zoom_to (&viewport, 1e9, FW_POINT (0, 0));
  assert_near (fw_viewport_get_zoom (&viewport), 64.0);
  fw_viewport_zoom_to (&viewport, 1e-9, FW_POINT (0, 0));
  assert_near (fw_viewport_get_zoom (&viewport), 1.0 / 64.0);

  fw_viewport_set_device_scale (&viewport, 2.0);
  fw_viewport_zoom_to (&viewport, 1e9, FW_POINT (0, 0));
  assert_near (fw_viewport_get_zoom (&viewport), 64.0);
  assert_near (viewport.scale, 32.0);
}

/* Test that 100 % means device pixels. */
static void
test_device_scale (void)
{
  FwViewport viewport = make (100, 100, 1000, 1000);
  g_autofree char *text = NULL;

  fw_viewport_set_device_scale (&viewport, 2.0);
  fw_viewport_zoom_centre (&viewport, 1.0);
  assert_near (viewport.scale, 0.5);
  text = fw_viewport_dup_zoom_text (&viewport);
  g_assert_cmpstr (text, ==, "100\u202f%");
}

/* Test that no pan loses the picture. */
static void
test_pan_keeps_picture (void)
{
  static const FwPoint moves[] = { { 1e6, 0 }, { -1e7, 0 }, { 0, 1e6 }, { 0, -1e7 }, { 1e5, 1e5 } };
  FwViewport viewport = make (1920, 1080, 960, 540);

  fw_viewport_zoom_centre (&viewport, 3.0);
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      FwRect visible;

      fw_viewport_pan (&viewport, moves[i].x, moves[i].y);
      visible = fw_viewport_get_visible (&viewport);
      g_assert_cmpfloat (visible.width * viewport.scale, >=, 47.999);
      g_assert_cmpfloat (visible.height * viewport.scale, >=, 47.999);
    }
}

/* Test that an object fills the share of the view it was asked to, in its middle. */
static void
test_zoom_rect (void)
{
  FwViewport viewport = make (1920, 1080, 1000, 500);
  FwRect rect = FW_RECT (800, 400, 100, 200);
  FwRect view;

  fw_viewport_zoom_rect (&viewport, rect, 0.5);
  view = fw_viewport_rect_to_view (&viewport, rect);
  assert_near (view.height, 250.0);
  g_assert_cmpfloat_with_epsilon (fw_rect_centre (view).x, 500.0, 0.51);
  g_assert_cmpfloat_with_epsilon (fw_rect_centre (view).y, 250.0, 0.51);

  /* A point has no size: it is looked at in 100 %. */
  fw_viewport_zoom_rect (&viewport, FW_RECT (960, 540, 0, 0), 0.5);
  assert_near (viewport.scale, 1.0);
}

/* Test that revealing moves by the least, and not at all when the object is in view. */
static void
test_reveal (void)
{
  FwViewport viewport = make (1000, 1000, 500, 500);

  fw_viewport_zoom_to (&viewport, 1.0, FW_POINT (0, 0));
  g_assert_false (fw_viewport_reveal (&viewport, FW_RECT (50, 50, 100, 100), 10));
  g_assert_true (fw_viewport_reveal (&viewport, FW_RECT (560, 50, 30, 30), 10));
  assert_near (viewport.offset.x, -100.0);
  assert_near (viewport.offset.y, 0.0);
}

/* Test that view and picture coordinates turn into each other and back. */
static void
test_round_trip (void)
{
  FwViewport viewport = make (1920, 1080, 777, 555);

  for (int i = 0; i < 1000; i++)
    {
      FwPoint point
          = FW_POINT (g_test_rand_double_range (-100, 3000), g_test_rand_double_range (-100, 3000));
      FwPoint back;

      fw_viewport_zoom_by (&viewport, g_test_rand_double_range (0.5, 2.0),
                           FW_POINT (g_test_rand_double_range (0, 777), 200));
      back = fw_viewport_to_picture (&viewport, fw_viewport_to_view (&viewport, point));
      g_assert_cmpfloat_with_epsilon (back.x, point.x, 1e-6);
      g_assert_cmpfloat_with_epsilon (back.y, point.y, 1e-6);
    }
}

/* Test that another picture of the same size keeps zoom and pan, and one of
 * another size is fitted. */
static void
test_next_picture (void)
{
  FwViewport viewport = make (1920, 1080, 960, 540);
  FwViewport before;

  fw_viewport_zoom_to (&viewport, 4.0, FW_POINT (10, 10));
  before = viewport;
  fw_viewport_set_image_size (&viewport, 1920, 1080);
  g_assert_true (fw_viewport_equal (&viewport, &before));
  fw_viewport_set_image_size (&viewport, 1080, 1920);
  g_assert_true (viewport.is_fit);
}

/* Test that a picture that is larger than the view leaves no empty ground, and a smaller one
 * lies in the middle. */
static void
test_fill (void)
{
  FwViewport viewport;
  FwRect visible;

  fw_viewport_init (&viewport);
  fw_viewport_set_image_size (&viewport, 1000.0, 200.0);
  fw_viewport_set_view_size (&viewport, 400.0, 300.0);
  fw_viewport_zoom_rect (&viewport, FW_RECT (950.0, 0.0, 50.0, 50.0), 0.125);
  g_assert_cmpfloat (fw_viewport_get_visible (&viewport).width, <, 400.0);
  fw_viewport_fill (&viewport);
  visible = fw_viewport_get_visible (&viewport);
  g_assert_cmpfloat_with_epsilon (visible.x + visible.width, 1000.0, 1.0);
  g_assert_cmpfloat_with_epsilon (visible.width * viewport.scale, 400.0, 1.0);
  g_assert_cmpfloat_with_epsilon (viewport.offset.y, (300.0 - 200.0 * viewport.scale) / 2.0, 1.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viewport/fit", test_fit);
  g_test_add_func ("/viewport/resize", test_resize);
  g_test_add_func ("/viewport/zoom-to-pointer", test_zoom_to_pointer);
  g_test_add_func ("/viewport/limits", test_limits);
  g_test_add_func ("/viewport/device-scale", test_device_scale);
  g_test_add_func ("/viewport/pan-keeps-picture", test_pan_keeps_picture);
  g_test_add_func ("/viewport/zoom-rect", test_zoom_rect);
  g_test_add_func ("/viewport/fill", test_fill);
  g_test_add_func ("/viewport/reveal", test_reveal);
  g_test_add_func ("/viewport/round-trip", test_round_trip);
  g_test_add_func ("/viewport/next-picture", test_next_picture);
  return g_test_run ();
}
