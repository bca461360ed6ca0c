/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/document.h"
#include "core/shape-kinds.h"
#include "core/turn.h"

#include <math.h>

#define WIDTH  48
#define HEIGHT 32

/* EXIF 1 to 8, and where it puts the top left pixel (0,0) of a 48x32 picture
 * and the one to the right of it. */
static const struct
{
  FwOrientation turn;
  FwPoint       origin;
  FwPoint       right;
} cases[] = {
  { { FALSE, FALSE, FALSE }, { 0.5, 0.5 }, { 1.5, 0.5 } },
  { { FALSE, TRUE, FALSE }, { 47.5, 0.5 }, { 46.5, 0.5 } },
  { { FALSE, TRUE, TRUE }, { 47.5, 31.5 }, { 46.5, 31.5 } },
  { { FALSE, FALSE, TRUE }, { 0.5, 31.5 }, { 1.5, 31.5 } },
  { { TRUE, FALSE, FALSE }, { 0.5, 0.5 }, { 0.5, 1.5 } },
  { { TRUE, TRUE, FALSE }, { 31.5, 0.5 }, { 31.5, 1.5 } },
  { { TRUE, TRUE, TRUE }, { 31.5, 47.5 }, { 31.5, 46.5 } },
  { { TRUE, FALSE, TRUE }, { 0.5, 47.5 }, { 0.5, 46.5 } },
};

static FwTurn *
make_turn (gsize i)
{
  FwTurn *turn = fw_turn_new ();

  fw_turn_add (turn, FW_FRAME_NONE, cases[i].turn, WIDTH, HEIGHT);

  return turn;
}

/* Test where points go, and that they come back. */
static void
test_points (void)
{
  FwPoint size = FW_POINT (WIDTH, HEIGHT);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwPoint origin = fw_orientation_turn (cases[i].turn, FW_POINT (0.5, 0.5), size, FALSE);
      FwPoint right = fw_orientation_turn (cases[i].turn, FW_POINT (1.5, 0.5), size, FALSE);
      FwPoint back = fw_orientation_turn (cases[i].turn, right, size, TRUE);

      g_test_message ("EXIF %d", (int) i + 1);
      g_assert_cmpfloat (origin.x, ==, cases[i].origin.x);
      g_assert_cmpfloat (origin.y, ==, cases[i].origin.y);
      g_assert_cmpfloat (right.x, ==, cases[i].right.x);
      g_assert_cmpfloat (right.y, ==, cases[i].right.y);
      g_assert_cmpfloat (back.x, ==, 1.5);
      g_assert_cmpfloat (back.y, ==, 0.5);
    }
}

/* One shape of each kind that has geometry, all within the picture. */
static FwShape *
make_shape (guint kind)
{
  static const FwVertex corners[] = { { 4, 4, 1 }, { 20, 6, 2 }, { 18, 20, 3 }, { 5, 15, 7 } };
  static const FwKeypoint points[] = {
    { 8, 9, "nose", FW_KEYPOINT_VISIBLE },
    { 20, 5, "hand", FW_KEYPOINT_HIDDEN },
  };
  guint32 runs[] = { 5 * HEIGHT + 3, 4, HEIGHT - 4, 2 };

  switch (kind)
    {
    case 0:
      return fw_shape_new_box (FW_RECT (3.25, 5.5, 20, 10));
    case 1:
      return fw_shape_new_rotated_box (20, 14, 16, 6, 30);
    case 2:
      return fw_shape_new_polygon (corners, G_N_ELEMENTS (corners));
    case 3:
      return fw_shape_new_ellipse (20, 14, 10, 4, 30);
    case 4:
      return fw_shape_new_skeleton (points, G_N_ELEMENTS (points), &FW_RECT (2, 2, 25, 20));
    default:
      return fw_shape_new_mask (WIDTH, HEIGHT, runs, G_N_ELEMENTS (runs));
    }
}

#define N_KINDS 6

static FwTrack *
make_track (guint kind)
{
  FwTrackBuilder *builder = fw_track_builder_new (1, 1);
  g_autoptr(FwShape) shape = make_shape (kind);
  g_autoptr(GError) error = NULL;
  FwTrack *track;

  fw_track_builder_set_key (builder, 2, shape);
  if (kind == 0)
    {
      g_autoptr(FwShape) other = fw_shape_new_box (FW_RECT (0.1, 0.7, 9, 9));

      fw_track_builder_set_key (builder, 8, other);
    }
  track = fw_track_builder_end (builder, &error);
  g_assert_no_error (error);

  return track;
}

/* Test that every kind of shape covers, when it is turned, the turned places of
 * what it covered, and has the same area. */
static void
test_shapes (void)
{
  FwPoint size = FW_POINT (WIDTH, HEIGHT);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint kind = 0; kind < N_KINDS; kind++)
      {
        g_autoptr(FwTurn) turn = make_turn (i);
        g_autoptr(FwTrack) track = make_track (kind);
        g_autoptr(FwTrack) turned = fw_turn_track (turn, track, FALSE);
        FwShape *before = fw_track_get_keyframe (track, 0).shape;
        FwShape *after = fw_track_get_keyframe (turned, 0).shape;

        g_test_message ("EXIF %d, kind %u", (int) i + 1, kind);
        g_assert_cmpint (fw_shape_get_kind (before), ==, fw_shape_get_kind (after));
        g_assert_cmpfloat_with_epsilon (fw_shape_get_area (before), fw_shape_get_area (after),
                                        1e-9);
        for (double x = 0.53; x < WIDTH; x++)
          for (double y = 0.57; y < HEIGHT; y++)
            {
              FwPoint to = fw_orientation_turn (cases[i].turn, FW_POINT (x, y), size, FALSE);

              g_assert_cmpint (fw_shape_contains (before, FW_POINT (x, y)), ==,
                               fw_shape_contains (after, to));
            }
      }
}

/* Test that what was turned comes back as the very same, that a track that was
 * edited comes back with the shapes that were not, and that vertices and points
 * keep who they are. */
static void
test_back (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint kind = 0; kind < N_KINDS; kind++)
      {
        g_autoptr(FwTurn) turn = make_turn (i);
        g_autoptr(FwTrack) track = make_track (kind);
        g_autoptr(FwTrack) turned = fw_turn_track (turn, track, FALSE);
        g_autoptr(FwTrack) again = fw_turn_track (turn, track, FALSE);
        g_autoptr(FwTrack) back = fw_turn_track (turn, turned, TRUE);
        FwTrackBuilder *builder = fw_track_builder_new_from (turned);
        g_autoptr(FwTrack) edited = NULL;
        g_autoptr(FwTrack) edited_back = NULL;

        g_assert_true (again == turned);
        g_assert_true (back == track);

        fw_track_builder_set_name (builder, "Emil");
        edited = fw_track_builder_end (builder, NULL);
        edited_back = fw_turn_track (turn, edited, TRUE);
        g_assert_true (fw_track_get_keyframe (edited_back, 0).shape
                       == fw_track_get_keyframe (track, 0).shape);
        g_assert_cmpstr (fw_track_get_name (edited_back), ==, "Emil");
      }
}

/* Test that only the frames that are named are turned, each its own way. */
static void
test_frames (void)
{
  g_autoptr(FwTurn) turn = fw_turn_new ();
  g_autoptr(FwTrack) track = make_track (0);
  g_autoptr(FwTrack) turned = NULL;
  g_autoptr(FwTrack) back = NULL;

  g_assert_cmpuint (fw_turn_get_n (turn), ==, 0);
  fw_turn_add (turn, 8, cases[5].turn, WIDTH, HEIGHT);
  g_assert_true (fw_turn_has (turn, 8));
  g_assert_false (fw_turn_has (turn, 2));
  turned = fw_turn_track (turn, track, FALSE);
  g_assert_true (fw_track_get_keyframe (turned, 0).shape == fw_track_get_keyframe (track, 0).shape);
  g_assert_cmpfloat (fw_shape_get_bounds (fw_track_get_keyframe (turned, 1).shape).y, ==, 0.1);
  back = fw_turn_track (turn, turned, TRUE);
  g_assert_true (back == track);
}

/* Test that a document turns with its history and stays saved. */
static void
test_document (void)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwFrameInfo infos[10] = { { .width = WIDTH, .height = HEIGHT } };
  g_autoptr(FwFrameList) frames = fw_frame_list_new (TRUE, "clip.mp4", 25, infos, 10);
  g_autoptr(FwTurn) turn = make_turn (5);
  g_autoptr(FwSnapshot) snapshot = NULL;
  g_autoptr(FwDocument) document = NULL;
  g_autoptr(FwTrack) first = make_track (2);
  g_autoptr(FwTrack) second = make_track (0);
  g_autoptr(FwSnapshot) back = NULL;

  fw_snapshot_builder_set_frame_list (builder, frames);
  fw_snapshot_builder_take_track (builder, fw_track_ref (first));
  snapshot = fw_snapshot_builder_end (builder);
  document = fw_document_new (snapshot);
  fw_document_begin (document, "Replace", 0);
  fw_document_replace_track (document, 1, second);
  fw_document_commit (document);
  fw_document_set_saved (document, fw_snapshot_get_revision (fw_document_get_snapshot (document)));

  fw_document_turn (document, turn);
  g_assert_false (fw_document_is_dirty (document));
  back = fw_turn_snapshot_back (turn, fw_document_get_snapshot (document));
  g_assert_true (fw_snapshot_get_track (back, 1) == second);
  g_assert_nonnull (fw_document_undo (document));
  g_assert_true (fw_document_is_dirty (document));
  g_clear_pointer (&back, fw_snapshot_unref);
  back = fw_turn_snapshot_back (turn, fw_document_get_snapshot (document));
  g_assert_true (fw_snapshot_get_track (back, 1) == first);
  fw_document_redo (document);
  g_assert_false (fw_document_is_dirty (document));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/turn/points", test_points);
  g_test_add_func ("/turn/shapes", test_shapes);
  g_test_add_func ("/turn/back", test_back);
  g_test_add_func ("/turn/frames", test_frames);
  g_test_add_func ("/turn/document", test_document);

  return g_test_run ();
}
