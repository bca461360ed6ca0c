/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Fields of an annotation that its shape does not bear out.
 */

#include "coco-kit.h"

#include "core/shape-stated.h"

#define SQUARE "\"segmentation\":[[10,10,20,10,20,20,10,20]]"

/* The first shape of a file with one annotation of these members. */
static FwCocoFile *
load (const char *members)
{
  g_autofree char *text = g_strdup_printf (
      "{\"images\":[{\"id\":1,\"file_name\":\"a.png\",\"width\":10,\"height\":10}],"
      "\"categories\":[{\"id\":1,\"name\":\"car\"}],"
      "\"annotations\":[{\"id\":5,\"image_id\":1,\"category_id\":1,%s}]}",
      members);

  return kit_load (text);
}

/* Test that what differs is kept, and nothing where file and shape agree as
 * well as rounded numbers can. */
static void
test_cases (void)
{
  static const struct
  {
    const char *members;
    guint has;
    double number; /* x of the box, area, or pixels */
  } cases[] = {
    { SQUARE ",\"bbox\":[10,10,10,10],\"area\":100", 0, 0 },
    { SQUARE ",\"bbox\":[10.01,10,10,9.99],\"area\":100.1", 0, 0 },
    { SQUARE, 0, 0 },
    { SQUARE ",\"bbox\":[9,10,11,10],\"area\":100", FW_STATED_BOX, 9 },
    { SQUARE ",\"bbox\":[10,10,10,10],\"area\":101", FW_STATED_AREA, 101 },
    { SQUARE ",\"bbox\":[],\"area\":\"many\"", 0, 0 },
    { SQUARE ",\"bbox\":[1,2,3],\"area\":null", 0, 0 },
    { "\"bbox\":[1,2,10,10],\"area\":100", 0, 0 },
    { "\"bbox\":[1,2,10,10],\"area\":50", FW_STATED_AREA, 50 },
    { "\"segmentation\":{\"size\":[10,10],\"counts\":[5,5,90]},\"bbox\":[0,5,1,5],\"area\":5", 0, 0 },
    { "\"segmentation\":{\"size\":[10,10],\"counts\":[5,96]},\"bbox\":[0,5,1,5],\"area\":5",
      FW_STATED_RUNS, 101 },
    { "\"segmentation\":{\"size\":[10,10],\"counts\":[5,-1]},\"bbox\":[0,5,1,5],\"area\":5",
      FW_STATED_RUNS, 5 },
    { "\"bbox\":[1,2,10,10],\"attributes\":{\"rotation\":359.5}", 0, 0 },
    { "\"bbox\":[1,2,10,10],\"attributes\":{\"rotation\":-400}", FW_STATED_ANGLE, -400 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwCocoFile) file = load (cases[i].members);
      FwTrack *track = fw_snapshot_get_track (fw_coco_file_get_snapshot (file), 5);
      const FwStated *stated = fw_shape_get_stated (fw_track_get_keyframe (track, 0).shape);

      g_test_message ("%s", cases[i].members);
      g_assert_cmpuint (stated ? stated->has : 0, ==, cases[i].has);
      if (cases[i].has == FW_STATED_BOX)
        g_assert_cmpfloat (stated->box.x, ==, cases[i].number);
      else if (cases[i].has == FW_STATED_AREA)
        g_assert_cmpfloat (stated->area, ==, cases[i].number);
      else if (cases[i].has == FW_STATED_ANGLE)
        g_assert_cmpfloat (stated->degrees, ==, cases[i].number);
      else if (cases[i].has == FW_STATED_RUNS)
        g_assert_cmpuint (stated->pixels, ==, (guint64) cases[i].number);
    }
}

/* Test that the shape is the same with and without what was said of it, and
 * that another one made from it says nothing. */
static void
test_geometry (void)
{
  g_autoptr (FwCocoFile) plain = load (SQUARE);
  g_autoptr (FwCocoFile) said = load (SQUARE ",\"area\":7");
  FwShape *a
      = fw_track_get_keyframe (fw_snapshot_get_track (fw_coco_file_get_snapshot (plain), 5), 0).shape;
  FwShape *b
      = fw_track_get_keyframe (fw_snapshot_get_track (fw_coco_file_get_snapshot (said), 5), 0).shape;
  g_autoptr (FwShape) moved = fw_shape_translate (b, 1.0, 1.0);

  g_assert_nonnull (fw_shape_get_stated (b));
  g_assert_true (fw_shape_equal (a, b));
  g_assert_cmpuint (fw_shape_get_ring (b, 0).n_vertices, ==, 4);
  g_assert_cmpfloat (fw_shape_get_area (b), ==, 100.0);
  g_assert_null (fw_shape_get_stated (moved));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coco-stated/cases", test_cases);
  g_test_add_func ("/coco-stated/geometry", test_geometry);

  return g_test_run ();
}
