/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "track-kit.h"

/* Test that a turn goes the shorter way, and an exact half turn the positive way. */
static void
test_angles (void)
{
  static const double cases[][3] = {
    { 0, 90, 90 },     { 90, 0, -90 },   { 350, 10, 20 },  { 10, 350, -20 }, { 0, 180, 180 },
    { 180, 0, 180 },   { 90, 270, 180 }, { 270, 90, 180 }, { 0, 0, 0 },      { -90, 270, 0 },
    { 0, 181, -179 },  { 0, 179, 179 },  { 720, -720, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat (fw_angle_difference (cases[i][0], cases[i][1]), ==, cases[i][2]);
}

/* Test boxes half way, and that the result's angle is in [0, 360). */
static void
test_boxes (void)
{
  g_autoptr (FwShape) a = fw_shape_new_box (FW_RECT (0, 0, 10, 20));
  g_autoptr (FwShape) b = fw_shape_new_box (FW_RECT (10, 20, 30, 10));
  g_autoptr (FwShape) half = fw_interpolate (a, b, 0.5);
  g_autoptr (FwShape) start = fw_interpolate (a, b, 0);
  g_autoptr (FwShape) end = fw_interpolate (a, b, 1);
  g_autoptr (FwShape) turned_a = fw_shape_new_rotated_box (0, 0, 10, 20, 350);
  g_autoptr (FwShape) turned_b = fw_shape_new_rotated_box (10, 10, 10, 20, 30);
  g_autoptr (FwShape) turned = fw_interpolate (turned_a, turned_b, 0.5);
  g_autoptr (FwShape) other = fw_interpolate (a, turned_b, 0.9);
  double degrees;

  g_assert_true (fw_rect_equal (fw_shape_get_bounds (half), FW_RECT (5, 10, 20, 15)));
  g_assert_true (start == a);
  g_assert_true (end == b);
  fw_shape_get_rotated_box (turned, NULL, NULL, NULL, &degrees);
  g_assert_cmpfloat (degrees, ==, 10);

  /* Kinds that differ hold. */
  g_assert_true (other == a);
}

/* Test polygons half way between two keyframes without identity. */
static void
test_matching (void)
{
  static const struct
  {
    const char *name;
    const char *left;
    const char *right;
    const char *half;
    double      share;
  } cases[] = {
    { "moved", "0,0;10,0;10,10;0,10", "10,10;20,10;20,20;10,20",
      "1/5,5;2/15,5;3/15,15;4/5,15", 1 },
    { "moved by its own width", "0,0;10,0;10,10;0,10", "10,0;20,0;20,10;10,10",
      "1/5,0;2/15,0;3/15,10;4/5,10", 1 },
    { "vertex added on an edge", "0,0;10,0;10,10;0,10", "0,0;5,0;10,0;10,10;0,10",
      "1/0,0;5/5,0;2/10,0;3/10,10;4/0,10", 1 },
    { "vertex taken out", "0,0;5,-2;10,0;10,10;0,10", "2,0;12,0;12,10;2,10",
      "1/1,0;2/6,-1;3/11,0;4/11,10;5/1,10", 1 },
    /* Where CVAT's square shrinks to a diamond. */
    { "start rotated", "0,0;10,0;10,10;0,10", "10,0;10,10;0,10;0,0",
      "1/0,0;2/10,0;3/10,10;4/0,10", 1 },
    /* Where CVAT's square collapses to a line. */
    { "winding reversed", "0,0;10,0;10,10;0,10", "0,0;0,10;10,10;10,0",
      "1/0,0;2/10,0;3/10,10;4/0,10", 1 },
    { "reversed, rotated and moved", "0,0;10,0;10,10;0,10", "20,20;20,10;10,10;10,20",
      "1/5,5;2/15,5;3/15,15;4/5,15", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("0:%s 10:%s", cases[i].left, cases[i].right);
      g_autoptr (FwTrack) track = kit_track (1, text);
      g_autoptr (FwShape) half = fw_track_dup_shape_at (track, 5);
      g_autofree char *outline = NULL;

      g_test_message ("%s", cases[i].name);
      kit_check (track);

      /* The two ends are what was drawn, at most listed backwards. */
      for (gsize k = 0; k < 2; k++)
        {
          g_autoptr (FwShape) drawn = kit_polygon (k == 0 ? cases[i].left : cases[i].right);

          kit_assert_shapes_close (fw_track_get_keyframe (track, k).shape, drawn, 0);
          g_assert_cmpuint (fw_shape_get_n_vertices (drawn), ==,
                            fw_shape_get_n_vertices (fw_track_get_keyframe (track, k).shape));
        }

      outline = kit_outline (half);
      g_assert_cmpstr (outline, ==, cases[i].half);
      kit_assert_close (fw_track_get_halfway_share (track, 0), cases[i].share, 1e-9);
    }
}

/* Test that vertices nobody touched stay, whatever happens between them. */
static void
test_anchors (void)
{
  g_autoptr (FwTrack) track
    = kit_track (1, "0:0,0;10,0;10,10;0,10 10:0,0;4,-3;6,-3;10,0;14,14;0,10");
  g_autofree char *half = kit_outline_at (track, 5);

  kit_check (track);
  g_assert_true (g_str_has_prefix (half, "1/0,0;5/"));
  g_assert_nonnull (strstr (half, ",-1.5;2/10,0;3/12,12;4/0,10"));
}

/* Test that vertices which do not move do not drift, to the last bit. */
static void
test_no_drift (void)
{
  g_autoptr (FwTrack) track = kit_track (
    1, "0:0.1,0.2;10.3,0.7;10.9,10.1;0.3,10.7 7:0.1,0.2;5.01,-3;10.3,0.7;10.9,10.1;0.3,10.7");

  for (FwFrame frame = 1; frame < 7; frame++)
    {
      g_autoptr (FwShape) shape = fw_track_dup_shape_at (track, frame);
      FwRing ring = fw_shape_get_ring (shape, 0);

      g_assert_cmpuint (ring.n_vertices, ==, 5);
      g_assert_true (ring.vertices[0].x == 0.1 && ring.vertices[0].y == 0.2);
      g_assert_true (ring.vertices[2].x == 10.3 && ring.vertices[2].y == 0.7);
      g_assert_true (ring.vertices[3].x == 10.9 && ring.vertices[3].y == 10.1);
      g_assert_true (ring.vertices[4].x == 0.3 && ring.vertices[4].y == 10.7);
    }
}

/* Test the example of the file format: order and ratio come from the file. */
static void
test_given_identity (void)
{
  g_autoptr (FwTrack) track
    = kit_track (1, "order:1,2,5,3,4 edge:0,5,0.4 0:1/0,0;2/10,0;3/10,10;4/0,10 "
                    "10:1/0,0;2/10,0;5/10,4;3/10,10;4/0,10");
  g_autofree char *half = kit_outline_at (track, 5);
  gsize n;
  const FwOnEdge *on_edge = fw_track_get_on_edge (track, &n);

  g_assert_cmpstr (half, ==, "1/0,0;2/10,0;5/10,4;3/10,10;4/0,10");
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (on_edge[0].frame == 0 && on_edge[0].id == 5 && on_edge[0].ratio == 0.4);
  g_assert_cmpuint (fw_track_get_next_vertex (track), ==, 6);
  kit_check (track);
}

/* Test that damaged identity is repaired: the outlines stay, every promise holds. */
static void
test_repair (void)
{
  static const char *const cases[] = {
    /* No order; ids twice; ids of another ring; contradictory orders. */
    "0:1/0,0;2/10,0;3/10,10;4/0,10 10:1/0,0;2/10,0;5/10,4;3/10,10;4/0,10",
    "order:1,2,3,4 0:1/0,0;1/10,0;1/10,10;4/0,10 10:1/0,0;2/10,0;3/10,10;4/0,10",
    "order:1,2,3,4 order:1,2,3,4 0:1/0,0;2/10,0;3/10,10;4/0,10",
    "order:4,2,1,3 0:1/0,0;2/10,0;3/10,10;4/0,10 10:1/0,0;2/10,0;3/10,10;4/0,10",
    "order:1,2,3,4 0:1/0,0;2/10,0;3/10,10;4/0,10 10:4/0,0;3/10,0;2/10,10;1/0,10",
    "order:1,1,0,2,2 0:7/0,0;8/10,0;9/10,10 9:9/0,0;8/10,0;7/10,10",
    "order:1,2,3,4,5,6,7,8 0:0,0;10,0;10,10 5:0,0;10,0;10,10;0,10",
    "order: 0:0,0;10,0;10,10 5:3/0,0;10,0;10,10;0,10",
    /* Ratios out of range, not rising, of vertices that are there or nowhere. */
    "order:1,2,5,6,3,4 edge:0,5,0.9 edge:0,6,0.1 0:1/0,0;2/10,0;3/10,10;4/0,10 "
    "10:1/0,0;2/10,0;5/10,4;6/10,5;3/10,10;4/0,10",
    "order:1,2,5,3,4 edge:0,5,nan edge:0,5,7 edge:0,1,0.5 edge:3,5,0.5 edge:0,99,0.5 "
    "0:1/0,0;2/10,0;3/10,10;4/0,10 10:1/0,0;2/10,0;5/10,4;3/10,10;4/0,10",
    /* Ids at the end of their range. */
    "0:4294967295/0,0;10,0;10,10 10:4294967295/0,0;10,0;10,10;0,10",
    "0:4294967294/0,0;4294967295/10,0;1/10,10 10:0,0;10,0;10,10;0,10;5,5",
    /* No common vertex at all. */
    "order:1,2,3,4,5,6 0:1/0,0;2/10,0;3/10,10 10:4/0,0;5/10,0;6/10,10",
    "order:1,4,2,5,3,6 0:1/0,0;2/10,0;3/10,10 10:4/0,0;5/10,0;6/10,10",
    /* Rings that come, go, swap and turn into holes. */
    "0:0,0;10,0;10,10|20,0;30,0;30,10 5:0,0;10,0;10,10 "
    "9:0,0;10,0;10,10|20,0;30,0;30,10!1,1;2,1;2,2",
    "0:1/0,0;2/10,0;3/10,10|4/20,0;5/30,0;6/30,10 5:4/20,0;5/30,0;6/30,10|1/0,0;2/10,0;3/10,10",
    "0:1/0,0;2/10,0;3/10,10!4/2,0;5/3,0;6/3,1 5:4/0,0;5/10,0;6/10,10!1/2,0;2/3,0;3/3,1",
    "0:0,0;10,0;10,10|0,0;10,0;10,10 5:1/0,0;2/10,0;3/10,10|3/0,0;2/10,0;1/10,10",
    /* Poor polygons. */
    "0:1,1 5:1,1;2,2 9:0,0;1,1;2,2;3,3",
    "0:5,5;5,5;5,5 5:5,5;5,5;5,5;5,5 9:0,0;10,0;10,10",
    "0:nan,0;10,0;10,10 5:0,0;inf,0;10,10;4,4 9:nan,nan",
    "0:1e308,0;-1e308,0;10,10 5:0,0;1e308,1e308;-1e308,10;4,4",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwTrack) track = NULL;
      g_autoptr (FwTrack) again = NULL;

      g_test_message ("%s", cases[i]);
      track = kit_track (1, cases[i]);
      kit_check (track);

      /* What was repaired once stays as it is. */
      again = fw_track_builder_end (fw_track_builder_new_from (track), NULL);
      g_assert_true (fw_track_equal (track, again));
    }
}

/* Test that a ring which the other keyframe lacks holds still on its own side. */
static void
test_rings_come_and_go (void)
{
  g_autoptr (FwTrack) track
    = kit_track (1, "0:0,0;10,0;10,10|20,0;30,0;30,10 10:0,0;10,0;10,10 "
                    "20:0,0;10,0;10,10|20,0;40,0;40,10");
  g_autofree char *five = kit_outline_at (track, 5);
  g_autofree char *fifteen = kit_outline_at (track, 15);
  g_autofree char *twenty = kit_outline_at (track, 20);

  g_assert_cmpstr (five, ==, "1/0,0;2/10,0;3/10,10|4/20,0;5/30,0;6/30,10");
  g_assert_cmpstr (fifteen, ==, "1/0,0;2/10,0;3/10,10");
  g_assert_nonnull (strchr (twenty, '|'));
}

/* Test that a keyframe at the interpolated shape changes nothing elsewhere. */
static void
test_extra_keyframe (void)
{
  static const char *const cases[] = {
    "0=0,0,10,20 20=37,11,30,10",
    "0~0,0,10,20,350 20~37,11,30,10,170",
    "0~0,0,10,20,0 20~37,11,30,10,180",
    "0:0,0;10,0;10,10;0,10 20:3,3;9,1;20,4;21,15;12,17;2,14",
    "0:0,0;10,0;12,4;10,10;5,12;0,10 20:3,3;20,4;21,15;2,14",
    "0:0,0;10,0;10,10!2,2;3,2;3,3 20:3,3;20,4;21,15;2,14",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwTrack) track = kit_track (1, cases[i]);

      for (FwFrame frame = 1; frame < 20; frame += 3)
        {
          g_autoptr (FwTrack) more = fw_track_edit_add_keyframe (track, frame, NULL);

          g_test_message ("%s with %d", cases[i], frame);
          kit_check (more);
          g_assert_cmpuint (fw_track_get_n_keyframes (more), ==, 3);
          kit_assert_same_view (track, more, 0, 20, 1e-9);
        }
    }
}

/* A ring of @n vertices that is somewhat like a circle. */
static FwShape *
random_polygon (GRand *rand,
                gsize  n,
                double cx,
                double cy)
{
  g_autofree FwVertex *vertices = g_new0 (FwVertex, n);
  gsize start = g_rand_int_range (rand, 0, n);
  gboolean backwards = g_rand_boolean (rand);

  for (gsize i = 0; i < n; i++)
    {
      gsize k = (start + (backwards ? n - i : i)) % n;
      double angle = 2 * G_PI * (k + g_rand_double_range (rand, -0.2, 0.2)) / n;
      double radius = g_rand_double_range (rand, 45, 55);

      vertices[i].x = cx + radius * cos (angle);
      vertices[i].y = cy + 0.6 * radius * sin (angle);
    }

  return fw_shape_new_polygon (vertices, n);
}

/* Test that redrawn outlines of a moving thing, begun anywhere and drawn either
 * way round, stay whole between their keyframes, and collect few ids. */
static void
test_redrawn (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);

  for (int round = 0; round < 20; round++)
    {
      FwTrackBuilder *builder = fw_track_builder_new (1, 1);
      g_autoptr (FwTrack) track = NULL;
      gsize n_order;

      for (int k = 0; k < 30; k++)
        {
          g_autoptr (FwShape) shape
            = random_polygon (rand, g_rand_int_range (rand, 18, 25), 100 + 20 * k, 200 + 3 * k);

          fw_track_builder_set_key (builder, k * 10, shape);
        }

      track = fw_track_builder_end (builder, NULL);
      kit_check (track);
      fw_track_get_ring_order (track, 0, &n_order, NULL);
      g_assert_cmpuint (n_order, <, 120);

      for (gsize i = 0; i + 1 < fw_track_get_n_keyframes (track); i++)
        g_assert_cmpfloat (fw_track_get_halfway_share (track, i), >, 0.85);
    }
}

/* Test that the common outline has each vertex of both rings once, in order. */
static void
test_match_complete (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (int round = 0; round < 400; round++)
    {
      gsize n_left = g_rand_int_range (rand, 1, 30);
      gsize n_right = g_rand_int_range (rand, 1, 30);
      FwPoint left[30], right[30];
      g_autoptr (GArray) matches = NULL;
      gboolean reversed;
      gsize seen_left = 0, seen_right = 0, turns = 0;
      gssize last_left = -1, last_right = -1, first_right = -1;

      /* Few places, so that vertices coincide, also within a ring. */
      for (gsize i = 0; i < n_left; i++)
        left[i] = FW_POINT (g_rand_int_range (rand, 0, 8), g_rand_int_range (rand, 0, 8));
      for (gsize i = 0; i < n_right; i++)
        right[i] = i < n_left && g_rand_boolean (rand)
                     ? left[i]
                     : FW_POINT (g_rand_int_range (rand, 0, 8), g_rand_int_range (rand, 0, 8));

      matches = fw_ring_match (left, n_left, right, n_right, &reversed);
      g_assert_cmpuint (matches->len, >=, MAX (n_left, n_right));

      for (guint i = 0; i < matches->len; i++)
        {
          FwRingMatch m = g_array_index (matches, FwRingMatch, i);

          g_assert_true (m.left >= 0 || m.right >= 0);
          if (m.left >= 0)
            {
              g_assert_true (last_left < 0 || m.left == (last_left + 1) % (gssize) n_left);
              last_left = m.left;
              seen_left++;
            }
          else
            {
              g_assert_true (m.left_ratio >= 0 && m.left_ratio <= 1);
            }

          if (m.right >= 0)
            {
              gssize at = reversed ? (gssize) n_right - 1 - m.right : m.right;

              if (first_right < 0)
                first_right = at;
              g_assert_true (last_right < 0 || at == (last_right + 1) % (gssize) n_right);
              turns += at < last_right;
              last_right = at;
              seen_right++;
            }
          else
            {
              g_assert_true (m.right_ratio >= 0 && m.right_ratio <= 1);
            }
        }

      g_assert_cmpuint (seen_left, ==, n_left);
      g_assert_cmpuint (seen_right, ==, n_right);
      g_assert_cmpuint (turns, <=, 1);
    }
}

/* Test that rings of many vertices are matched in bounded time, and well. */
static void
test_match_large (void)
{
  static const gsize sizes[][2]
    = { { 40000, 40000 }, { 30000, 90000 }, { 3, 100000 }, { 5000, 5000 } };

  for (gsize c = 0; c < G_N_ELEMENTS (sizes); c++)
    {
      gsize n = sizes[c][0];
      gsize m = sizes[c][1];
      g_autofree FwPoint *left = g_new (FwPoint, n);
      g_autofree FwPoint *right = g_new (FwPoint, m);
      g_autoptr (GArray) matches = NULL;
      double sum = 0;
      guint both = 0;

      for (gsize i = 0; i < n; i++)
        left[i] = FW_POINT (2000 * cos (2 * G_PI * i / n), 1000 * sin (2 * G_PI * i / n));
      for (gsize i = 0; i < m; i++)
        right[i] = FW_POINT (50 + 2000 * cos (2 * G_PI * i / m + 1),
                             1000 * sin (2 * G_PI * i / m + 1));

      matches = fw_ring_match (left, n, right, m, NULL);
      for (guint i = 0; i < matches->len; i++)
        {
          FwRingMatch match = g_array_index (matches, FwRingMatch, i);

          if (match.left < 0 || match.right < 0)
            continue;

          both++;
          sum += fw_point_distance (left[match.left], right[match.right]);
        }

      g_assert_cmpuint (both, ==, MIN (n, m));
      /* Moved by 50; what is above that is how far it is from the best. */
      if (n > 3)
        g_assert_cmpfloat (sum / both, <, 150);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/interpolate/angles", test_angles);
  g_test_add_func ("/interpolate/boxes", test_boxes);
  g_test_add_func ("/interpolate/extra-keyframe", test_extra_keyframe);
  g_test_add_func ("/interpolate/polygon/matching", test_matching);
  g_test_add_func ("/interpolate/polygon/anchors", test_anchors);
  g_test_add_func ("/interpolate/polygon/no-drift", test_no_drift);
  g_test_add_func ("/interpolate/polygon/given-identity", test_given_identity);
  g_test_add_func ("/interpolate/polygon/repair", test_repair);
  g_test_add_func ("/interpolate/polygon/rings-come-and-go", test_rings_come_and_go);
  g_test_add_func ("/interpolate/polygon/redrawn", test_redrawn);
  g_test_add_func ("/interpolate/match/complete", test_match_complete);
  g_test_add_func ("/interpolate/match/large", test_match_large);

  return g_test_run ();
}
