/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Tracks of polylines: which vertex is which, and editing them. What rings have
 * in common with lines is tested with rings.
 */

#include "core/error.h"
#include "track-kit.h"

/* Test lines half way between two keyframes without identity. */
static void
test_matching (void)
{
  static const struct
  {
    const char *name, *left, *right, *half;
  } cases[] = {
    { "moved", "0,0;10,0", "0,10;10,10", "1/0,5;2/10,5" },
    /* Where CVAT puts a vertex a quarter along the line. */
    { "vertex added", "0,0;10,0", "0,10;5,10;10,10", "1/0,5;3/5,5;2/10,5" },
    /* Where CVAT makes four vertices and follows none. */
    { "middle moved", "0,0;1,0;10,0", "0,0;9,0;10,0", "1/0,0;2/5,0;3/10,0" },
    { "drawn from the other end", "0,0;10,0;10,10", "14,14;14,4;4,4", "1/2,2;2/12,2;3/12,12" },
    { "drawn on at the end", "0,0;10,0", "0,0;10,0;20,10", "1/0,0;2/10,0;3/15,5" },
    { "drawn on at the beginning", "0,0;10,0", "-20,0;0,0;10,0", "3/-10,0;1/0,0;2/10,0" },
    { "cut off at the end", "0,0;10,0;20,0", "0,0;10,0", "1/0,0;2/10,0;3/15,0" },
    { "two vertices in between", "0,0;40,0", "0,2;10,2;30,2;40,2",
      "1/0,1;3/10,1;4/30,1;2/40,1" },
    { "a single vertex", "5,5", "0,0;10,0", "1/2.5,2.5;2/7.5,2.5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("0_%s 10_%s", cases[i].left, cases[i].right);
      g_autoptr (FwTrack) track = kit_track (1, text);
      g_autofree char *half = kit_outline_at (track, 5);

      g_test_message ("%s", cases[i].name);
      kit_check (track);
      g_assert_cmpint (fw_track_get_kind (track), ==, FW_SHAPE_POLYLINE);
      g_assert_cmpstr (half, ==, cases[i].half);
    }
}

/* Test that ids which were given stay, and those that run backwards turn the line. */
static void
test_identity (void)
{
  static const struct
  {
    const char *name, *track, *second;
  } cases[] = {
    { "as given", "0_1/0,0;2/10,0;3/20,0 10_1/0,5;2/10,5;3/20,5", "1/0,5;2/10,5;3/20,5" },
    { "backwards", "0_1/0,0;2/10,0;3/20,0 10_3/20,5;2/10,5;1/0,5", "1/0,5;2/10,5;3/20,5" },
    /* A ring would take this for the same outline with another start. */
    { "not round the end", "0_1/0,0;2/10,0;3/20,0 10_3/0,5;1/10,5;2/20,5",
      "3/0,5;4/10,5;5/20,5" },
    { "new before the known", "0_5/0,0;6/10,0 10_7/-5,0;0/-3,0;5/0,5;6/10,5",
      "7/-5,0;8/-3,0;5/0,5;6/10,5" },
    { "new behind the known", "0_5/0,0;6/10,0 10_5/0,5;6/10,5;7/20,5", "5/0,5;6/10,5;7/20,5" },
    { "twice", "0_1/0,0;2/10,0 10_1/0,5;1/10,5", "1/0,5;3/10,5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwTrack) track = kit_track (1, cases[i].track);
      g_autofree char *second = kit_outline (fw_track_get_keyframe (track, 1).shape);

      g_test_message ("%s", cases[i].name);
      kit_check (track);
      g_assert_cmpstr (second, ==, cases[i].second);
    }
}

/* Test putting vertices in: between two, and beyond both ends. */
static void
test_insert (void)
{
  static const struct
  {
    gsize       edge;
    const char *here, *half, *other;
  } cases[] = {
    { 0, "1/0,0;4/5,1;2/10,0;3/20,0", "1/0,2;4/5,2.5;2/10,2;3/20,2", "1/0,4;2/10,4;3/20,4" },
    { 2, "1/0,0;2/10,0;3/20,0;4/5,1", "1/0,2;2/10,2;3/20,2;4/12.5,2.5", "1/0,4;2/10,4;3/20,4" },
    { FW_EDGE_BEFORE_FIRST, "4/5,1;1/0,0;2/10,0;3/20,0", "4/2.5,2.5;1/0,2;2/10,2;3/20,2",
      "1/0,4;2/10,4;3/20,4" },
  };
  g_autoptr (FwTrack) track = kit_track (1, "0_0,0;10,0;20,0 10_0,4;10,4;20,4");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint32 id;
      g_autoptr (FwTrack) edited = fw_track_edit_insert_vertex (
        track, 0, 0, cases[i].edge, 0.5, FW_POINT (5, 1), &id, &error);
      g_autofree char *here = NULL, *half = NULL, *other = NULL;

      g_assert_no_error (error);
      kit_check (edited);
      here = kit_outline_at (edited, 0);
      half = kit_outline_at (edited, 5);
      other = kit_outline_at (edited, 10);
      g_assert_cmpuint (id, ==, 4);
      g_assert_cmpstr (here, ==, cases[i].here);
      g_assert_cmpstr (half, ==, cases[i].half);
      g_assert_cmpstr (other, ==, cases[i].other);
    }

  g_assert_null (fw_track_edit_insert_vertex (track, 0, 0, 3, 0.5, FW_POINT (0, 0), NULL, NULL));
}

/* Test taking vertices out; the end goes into the new end, and two must stay. */
static void
test_delete (void)
{
  static const struct
  {
    guint32     id;
    const char *here, *half;
  } cases[] = {
    { 2, "1/0,0;3/20,0", "1/0,2;2/10,2;3/20,2" },
    { 1, "2/10,0;3/20,0", "1/5,2;2/10,2;3/20,2" },
    { 3, "1/0,0;2/10,0", "1/0,2;2/10,2;3/15,2" },
  };
  g_autoptr (FwTrack) track = kit_track (1, "0_0,0;10,0;20,0 10_0,4;10,4;20,4");
  g_autoptr (FwTrack) two = kit_track (1, "0_0,0;10,0");
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwTrack) edited = fw_track_edit_delete_vertex (track, 0, cases[i].id, NULL);
      g_autofree char *here = NULL, *half = NULL;

      g_assert_nonnull (edited);
      kit_check (edited);
      here = kit_outline_at (edited, 0);
      half = kit_outline_at (edited, 5);
      g_assert_cmpstr (here, ==, cases[i].here);
      g_assert_cmpstr (half, ==, cases[i].half);
    }

  g_assert_null (fw_track_edit_delete_vertex (two, 0, 1, &error));
  g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE);
}

/* Test that merging two tracks of lines follows their vertices. */
static void
test_merge (void)
{
  g_autoptr (FwTrack) a = kit_track (1, "0_0,0;10,0;20,0");
  g_autoptr (FwTrack) b = kit_track (2, "10_-10,4;0,4;10,4;20,4;30,4 12_-10,6;0,6;10,6;20,6;30,6");
  g_autoptr (GError) error = NULL;
  g_autoptr (FwTrack) merged = fw_track_edit_merge (a, b, &error);
  g_autofree char *last = NULL;

  g_assert_no_error (error);
  kit_check (merged);
  last = kit_outline_at (merged, 12);
  g_assert_cmpint (fw_track_get_kind (merged), ==, FW_SHAPE_POLYLINE);
  g_assert_cmpuint (fw_track_get_n_keyframes (merged), ==, 3);
  g_assert_nonnull (strstr (last, "-10,6;"));
}

static FwShape *
random_line (GRand *rand)
{
  FwVertex vertices[8];
  gsize n = g_rand_int_range (rand, 1, 9);
  FwRing ring = { vertices, n, FALSE, TRUE };

  for (gsize i = 0; i < n; i++)
    vertices[i] = (FwVertex) { g_rand_int_range (rand, 0, 20), g_rand_int_range (rand, 0, 20),
                               g_rand_int_range (rand, 0, 3) == 0 ? g_rand_int_range (rand, 0, 12)
                                                                  : 0 };

  return fw_shape_new_rings (&ring, 1);
}

/* Test that whatever is built and done to lines, all promises hold. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261127);

  for (guint round = 0; round < 2000; round++)
    {
      FwTrackBuilder *builder = fw_track_builder_new (1, 1);
      guint n_keys = g_rand_int_range (rand, 1, 5);
      g_autoptr (FwTrack) track = NULL;

      for (guint k = 0; k < n_keys; k++)
        {
          g_autoptr (FwShape) shape = random_line (rand);

          fw_track_builder_set_key (builder, g_rand_int_range (rand, 0, 30), shape);
        }

      track = fw_track_builder_end (builder, NULL);
      kit_check (track);

      for (guint step = 0; step < 4; step++)
        {
          FwSpan span = fw_track_get_span (track);
          FwFrame frame = g_rand_int_range (rand, span.first, span.last + 1);
          g_autoptr (FwShape) shape = fw_track_dup_shape_at (track, frame);
          FwRing line = fw_shape_get_ring (shape, 0);
          gsize edge = g_rand_int_range (rand, -1, (int) line.n_vertices);
          FwPoint point = FW_POINT (g_rand_int_range (rand, 0, 20), g_rand_int_range (rand, 0, 20));
          g_autoptr (FwTrack) edited = NULL;

          switch (g_rand_int_range (rand, 0, 3))
            {
            case 0:
              edited = fw_track_edit_insert_vertex (track, frame, 0, edge, g_rand_double (rand),
                                                    point, NULL, NULL);
              g_assert_nonnull (edited);
              break;

            case 1:
              edited = fw_track_edit_delete_vertex (
                track, frame, line.vertices[MAX ((gssize) edge, 0)].id, NULL);
              g_assert_true ((edited == NULL) == (line.n_vertices <= 2));
              break;

            default:
              edited = fw_track_edit_move_vertex (
                track, frame, line.vertices[MAX ((gssize) edge, 0)].id, point, NULL);
              g_assert_nonnull (edited);
              break;
            }

          if (edited == NULL)
            continue;

          kit_check (edited);
          fw_track_unref (track);
          track = g_steal_pointer (&edited);
        }
    }
}

/* Test that a line drawn from its other end gives the same common line. */
static void
test_random_backwards (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 500; round++)
    {
      FwPoint left[12], right[12], backwards[12];
      gsize n_left = g_rand_int_range (rand, 2, 12);
      gsize n_right = g_rand_int_range (rand, 2, 12);
      g_autoptr (GArray) a = NULL;
      g_autoptr (GArray) b = NULL;
      gboolean reversed_a, reversed_b;

      for (gsize i = 0; i < n_left; i++)
        left[i] = FW_POINT (g_rand_double (rand) * 50 + 10.0 * i, g_rand_double (rand) * 50);
      for (gsize i = 0; i < n_right; i++)
        right[i] = FW_POINT (g_rand_double (rand) * 50 + 10.0 * i, g_rand_double (rand) * 50);
      for (gsize i = 0; i < n_right; i++)
        backwards[i] = right[n_right - 1 - i];

      a = fw_line_match (left, n_left, right, n_right, &reversed_a);
      b = fw_line_match (left, n_left, backwards, n_right, &reversed_b);
      g_assert_cmpint (reversed_a, !=, reversed_b);
      g_assert_cmpuint (a->len, ==, MAX (n_left, n_right));
      g_assert_cmpuint (a->len, ==, b->len);

      for (guint i = 0; i < a->len; i++)
        {
          FwRingMatch x = g_array_index (a, FwRingMatch, i);
          FwRingMatch y = g_array_index (b, FwRingMatch, i);

          g_assert_cmpint (x.left, ==, y.left);
          if (x.right >= 0)
            g_assert_cmpint (x.right, ==, (gssize) n_right - 1 - y.right);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lines/matching", test_matching);
  g_test_add_func ("/lines/identity", test_identity);
  g_test_add_func ("/lines/insert", test_insert);
  g_test_add_func ("/lines/delete", test_delete);
  g_test_add_func ("/lines/merge", test_merge);
  g_test_add_func ("/lines/random", test_random);
  g_test_add_func ("/lines/random/backwards", test_random_backwards);

  return g_test_run ();
}
