/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "track-kit.h"

/* Test what lies on a line, how long it reaches, and that it covers nothing. */
static void
test_polyline (void)
{
  g_autoptr (FwShape) line = kit_line ("0,0;10,0;10,10");
  g_autoptr (FwShape) same = kit_line ("0,0;10,0;10,10");
  g_autoptr (FwShape) closed = kit_polygon ("0,0;10,0;10,10");
  g_autoptr (FwShape) dot = kit_line ("3,4");
  g_autoptr (FwShape) moved = fw_shape_translate (line, 1, 2);
  g_autoptr (FwShape) wider = fw_shape_fit (line, FW_RECT (0, 0, 20, 10));
  g_autofree char *moved_text = kit_outline (moved);
  g_autofree char *wider_text = kit_outline (wider);

  g_assert_cmpint (fw_shape_get_kind (line), ==, FW_SHAPE_POLYLINE);
  g_assert_true (fw_shape_get_ring (line, 0).is_open);
  g_assert_false (fw_shape_get_ring (closed, 0).is_open);
  g_assert_true (fw_rect_equal (fw_shape_get_bounds (line), FW_RECT (0, 0, 10, 10)));
  g_assert_cmpfloat (fw_shape_get_area (line), ==, 0);
  g_assert_cmpuint (fw_shape_get_n_vertices (line), ==, 3);
  g_assert_true (fw_shape_contains (line, FW_POINT (5, 0)));
  g_assert_true (fw_shape_contains (line, FW_POINT (10, 10)));
  g_assert_false (fw_shape_contains (line, FW_POINT (5, 5)));
  g_assert_false (fw_shape_contains (line, FW_POINT (8, 2)));
  g_assert_true (fw_shape_contains (dot, FW_POINT (3, 4)));
  g_assert_true (fw_shape_equal (line, same));
  g_assert_false (fw_shape_equal (line, closed));
  g_assert_cmpstr (moved_text, ==, "0/1,2;0/11,2;0/11,12");
  g_assert_cmpstr (wider_text, ==, "0/0,0;0/20,0;0/20,10");
}

/* Test that a line is cut into the pieces that lie in the clip. */
static void
test_polyline_clip (void)
{
  static const struct
  {
    const char *line;
    const char *clipped; /* NULL: nothing is left */
  } cases[] = {
    { "1/2,2;2/8,8", "1/2,2;2/8,8" },
    { "1/-10,5;2/20,5", "0/0,5;0/10,5" },
    { "1/5,5;2/20,5", "1/5,5;0/10,5" },
    { "1/-5,5;2/5,5;3/5,-5", "0/0,5;2/5,5;0/5,0" },
    /* Out at the right side and back in: two pieces. */
    { "1/5,2;2/15,2;3/15,8;4/5,8", "1/5,2;0/10,2|0/10,8;4/5,8" },
    { "1/-5,-5;2/20,-5", NULL },
    { "1/12,0;2/12,20", NULL },
    /* Along the border counts. */
    { "1/0,-5;2/0,15", "0/0,0;0/0,10" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwShape) line = kit_line (cases[i].line);
      g_autoptr (FwShape) clipped = fw_shape_clip (line, FW_RECT (0, 0, 10, 10));
      g_autofree char *text = clipped != NULL ? kit_outline (clipped) : NULL;

      g_test_message ("%s", cases[i].line);
      g_assert_cmpstr (text, ==, cases[i].clipped);
      if (clipped != NULL)
        g_assert_cmpint (fw_shape_get_kind (clipped), ==, FW_SHAPE_POLYLINE);
    }
}

/* Test that points which are not there have no place: not in the bounds, not moved. */
static void
test_points (void)
{
  g_autoptr (FwShape) points = kit_points ("nose/10,20,2;0,0,0;ear/30,10,1", FALSE);
  g_autoptr (FwShape) moved = fw_shape_translate (points, 5, 5);
  g_autoptr (FwShape) half = fw_shape_fit (points, FW_RECT (10, 10, 10, 5));
  g_autoptr (FwShape) cut = fw_shape_clip (points, FW_RECT (0, 0, 20, 50));
  g_autoptr (FwShape) gone = fw_shape_clip (points, FW_RECT (0, 0, 5, 5));
  g_autoptr (FwShape) set = fw_shape_set_point (points, 1, FW_POINT (1, 2), FW_KEYPOINT_HIDDEN);
  g_autoptr (FwShape) none = kit_points ("a/5,5,0", FALSE);
  g_autoptr (FwShape) nan = kit_points ("nan,5,2", FALSE);
  g_autoptr (FwShape) nan_too = kit_points ("nan,5,2", FALSE);
  g_autofree char *moved_text = kit_points_text (moved);
  g_autofree char *half_text = kit_points_text (half);
  g_autofree char *cut_text = kit_points_text (cut);
  g_autofree char *set_text = kit_points_text (set);

  g_assert_true (fw_rect_equal (fw_shape_get_bounds (points), FW_RECT (10, 10, 20, 10)));
  g_assert_cmpuint (fw_shape_get_n_vertices (points), ==, 3);
  g_assert_cmpuint (fw_shape_count_points (points), ==, 2);
  g_assert_cmpfloat (fw_shape_get_area (points), ==, 0);
  g_assert_cmpint (fw_shape_find_point (points, "ear"), ==, 2);
  g_assert_cmpint (fw_shape_find_point (points, "eye"), ==, -1);
  g_assert_true (fw_shape_contains (points, FW_POINT (30, 10)));
  g_assert_false (fw_shape_contains (points, FW_POINT (0, 0)));
  g_assert_cmpstr (moved_text, ==, "nose/15,25,2;0,0,0;ear/35,15,1");
  g_assert_cmpstr (half_text, ==, "nose/10,15,2;0,0,0;ear/20,10,1");
  g_assert_cmpstr (cut_text, ==, "nose/10,20,2;0,0,0;ear/0,0,0");
  g_assert_null (gone);
  g_assert_cmpstr (set_text, ==, "nose/10,20,2;1,2,1;ear/30,10,1");
  g_assert_true (fw_rect_equal (fw_shape_get_bounds (none), FW_RECT (0, 0, 0, 0)));
  g_assert_false (fw_shape_is_finite (nan));
  g_assert_true (fw_shape_equal (nan, nan_too));
  g_assert_false (fw_shape_equal (points, set));
}

/* Test that a skeleton's own box is its bounds and goes with it. */
static void
test_skeleton (void)
{
  FwKeypoint list[] = { { 10, 10, "nose", 2 }, { 20, 30, "foot", 2 } };
  FwRect own = FW_RECT (0, 0, 40, 80);
  g_autoptr (FwShape) boxed = fw_shape_new_skeleton (list, 2, &own);
  g_autoptr (FwShape) bare = fw_shape_new_skeleton (list, 2, NULL);
  g_autoptr (FwShape) moved = fw_shape_translate (boxed, 1, 2);
  g_autoptr (FwShape) set = fw_shape_set_point (boxed, 0, FW_POINT (90, 90), FW_KEYPOINT_VISIBLE);
  g_autoptr (FwShape) fitted = fw_shape_fit (boxed, FW_RECT (0, 0, 80, 160));
  g_autofree char *fitted_text = kit_points_text (fitted);
  FwRect box;

  g_assert_true (fw_rect_equal (fw_shape_get_bounds (boxed), own));
  g_assert_true (fw_shape_get_own_box (boxed, &box));
  g_assert_false (fw_shape_get_own_box (bare, &box));
  g_assert_true (fw_rect_equal (fw_shape_get_bounds (bare), FW_RECT (10, 10, 10, 20)));
  g_assert_false (fw_shape_equal (boxed, bare));
  g_assert_true (fw_rect_equal (fw_shape_get_bounds (moved), FW_RECT (1, 2, 40, 80)));
  g_assert_true (fw_rect_equal (fw_shape_get_bounds (set), own));
  g_assert_true (fw_shape_contains (boxed, FW_POINT (39, 79)));
  g_assert_true (fw_rect_equal (fw_shape_get_bounds (fitted), FW_RECT (0, 0, 80, 160)));
  g_assert_cmpstr (fitted_text, ==, "nose/20,20,2;foot/40,60,2");
}

/* Test bounds, area and inside of ellipses, and that stretching fits the bounds. */
static void
test_ellipse (void)
{
  g_autoptr (FwShape) flat = fw_shape_new_ellipse (50, 50, 20, 10, 0);
  g_autoptr (FwShape) upright = fw_shape_new_ellipse (50, 50, 20, 10, 90);
  g_autoptr (FwShape) turned = fw_shape_new_ellipse (0, 0, 5, 3, 30);
  g_autoptr (FwShape) fitted = fw_shape_fit (turned, FW_RECT (10, 10, 30, 20));
  g_autoptr (FwShape) wide = fw_shape_fit (upright, FW_RECT (0, 0, 8, 4));
  g_autoptr (FwShape) cut = fw_shape_clip (flat, FW_RECT (0, 0, 50, 100));
  g_autoptr (FwShape) whole = fw_shape_clip (flat, FW_RECT (0, 0, 100, 100));
  FwRect bounds = fw_shape_get_bounds (turned);
  FwPoint points[FW_ELLIPSE_POINTS];
  double width, height;

  g_assert_true (fw_rect_equal (fw_shape_get_bounds (flat), FW_RECT (30, 40, 40, 20)));
  g_assert_true (fw_rect_equal (fw_shape_get_bounds (upright), FW_RECT (40, 30, 20, 40)));
  kit_assert_close (fw_shape_get_area (flat), G_PI * 200, 1e-9);
  g_assert_true (fw_shape_contains (flat, FW_POINT (70, 50)));
  g_assert_true (fw_shape_contains (upright, FW_POINT (50, 69.9)));
  g_assert_false (fw_shape_contains (flat, FW_POINT (65, 58)));
  g_assert_true (whole == flat);

  /* The half that is left of the centre. */
  g_assert_cmpint (fw_shape_get_kind (cut), ==, FW_SHAPE_POLYGON);
  kit_assert_close (fw_shape_get_area (cut), G_PI * 100, 0.6);

  /* Every point of the outline lies in the bounds, and some near each side. */
  fw_ellipse_get_outline (turned, points);
  for (guint i = 0; i < FW_ELLIPSE_POINTS; i++)
    g_assert_true (fw_rect_contains (
      FW_RECT (bounds.x - 1e-9, bounds.y - 1e-9, bounds.width + 2e-9, bounds.height + 2e-9),
      points[i]));
  kit_assert_close (fw_points_bounds (points, FW_ELLIPSE_POINTS).width, bounds.width, 0.02);

  bounds = fw_shape_get_bounds (fitted);
  kit_assert_close (bounds.width, 30, 1e-3);
  kit_assert_close (bounds.height, 20, 1e-3);
  fw_shape_get_rotated_box (wide, NULL, &width, &height, NULL);
  g_assert_cmpfloat (width, ==, 4);
  g_assert_cmpfloat (height, ==, 8);
}

/* Test points between two keyframes: by name; what one lacks is held from the left. */
static void
test_interpolate_points (void)
{
  static const struct
  {
    const char *left, *right, *half;
  } cases[] = {
    { "a/0,0,2;b/10,10,1", "a/10,0,2;b/20,10,2", "a/5,0,2;b/15,10,1" },
    /* By name, whatever the order. */
    { "a/0,0,2;b/10,10,2", "b/20,10,2;a/10,0,2", "a/5,0,2;b/15,10,2" },
    /* Seen in only one of them. */
    { "a/0,0,2;b/10,10,2", "a/10,0,2;b/0,0,0", "a/5,0,2;b/10,10,2" },
    { "a/0,0,0;b/10,10,2", "a/10,0,2;b/20,10,2", "a/0,0,0;b/15,10,2" },
    { "a/0,0,2;b/10,10,2", "a/10,0,2", "a/5,0,2;b/10,10,2" },
    { "a/0,0,2", "a/10,0,2;b/20,10,2", "a/5,0,2" },
    /* Without names, and names that stand twice: one after the other. */
    { "0,0,2;10,10,2", "10,0,2;20,10,2;30,30,2", "5,0,2;15,10,2" },
    { "a/0,0,2;a/10,10,2;b/7,7,2", "b/9,9,2;a/10,0,2;a/20,10,2", "a/5,0,2;a/15,10,2;b/8,8,2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (int skeleton = 0; skeleton < 2; skeleton++)
        {
          g_autoptr (FwShape) a = kit_points (cases[i].left, skeleton);
          g_autoptr (FwShape) b = kit_points (cases[i].right, skeleton);
          g_autoptr (FwShape) half = fw_interpolate (a, b, 0.5);
          g_autofree char *text = kit_points_text (half);

          g_test_message ("%s to %s", cases[i].left, cases[i].right);
          g_assert_cmpint (fw_shape_get_kind (half), ==, fw_shape_get_kind (a));
          g_assert_cmpstr (text, ==, cases[i].half);
        }
    }
}

/* Test tracks of every kind: bounds without a shape are those of the shape. */
static void
test_tracks (void)
{
  static const char *const tracks[] = {
    "0^10,10,5,3,350 10^30,10,5,7,20",
    "0*a/0,0,2;b/10,5,2 7*a/5,5,2;b/10,0,0 9*b/3,3,1",
    "0#a/0,0,2;b/10,5,2 20#b/20,5,2;a/0,3,1 out:5-9",
    "0_0,0;10,0;10,10 10_0,5;10,5;20,15;20,25",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tracks); i++)
    {
      g_autoptr (FwTrack) track = kit_track (1, tracks[i]);
      g_autoptr (FwTrackBuilder) builder = fw_track_builder_new_from (track);
      g_autoptr (FwTrack) copy = fw_track_builder_end (g_steal_pointer (&builder), NULL);

      g_test_message ("%s", tracks[i]);
      kit_check (track);
      g_assert_true (fw_track_equal (track, copy));
      g_assert_cmpuint (fw_track_get_size (track), >, 0);
    }
}

/* Test that an angle of an ellipse goes the shorter way. */
static void
test_interpolate_ellipse (void)
{
  g_autoptr (FwTrack) track = kit_track (1, "0^10,10,4,2,350 10^30,20,8,2,30");
  g_autoptr (FwShape) half = fw_track_dup_shape_at (track, 5);
  FwPoint centre;
  double width, height, degrees;

  fw_shape_get_rotated_box (half, &centre, &width, &height, &degrees);
  g_assert_cmpfloat (centre.x, ==, 20);
  g_assert_cmpfloat (centre.y, ==, 15);
  g_assert_cmpfloat (width, ==, 12);
  g_assert_cmpfloat (height, ==, 4);
  g_assert_cmpfloat (degrees, ==, 10);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shape-kinds/polyline", test_polyline);
  g_test_add_func ("/shape-kinds/polyline/clip", test_polyline_clip);
  g_test_add_func ("/shape-kinds/points", test_points);
  g_test_add_func ("/shape-kinds/points/interpolate", test_interpolate_points);
  g_test_add_func ("/shape-kinds/skeleton", test_skeleton);
  g_test_add_func ("/shape-kinds/ellipse", test_ellipse);
  g_test_add_func ("/shape-kinds/ellipse/interpolate", test_interpolate_ellipse);
  g_test_add_func ("/shape-kinds/tracks", test_tracks);

  return g_test_run ();
}
