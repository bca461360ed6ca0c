/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "track-kit.h"

#include "support/oracle.h"

/*
 * Against numbers that other programs computed, where FW_SHARED_DIR has them.
 *
 * pycocotools: box overlap, and area and bounds of masks, must agree. CVAT:
 * boxes and their rotation must agree in every frame up to the last keyframe,
 * where our tracks end and CVAT's run on. Polygons agree at keyframes only: in
 * between CVAT pairs points by arc length and thins them out, we follow each
 * vertex (all own_test_*polygon* and rand_*_polygon_* cases).
 */

static FwRect
json_rect (const Json *self)
{
  return FW_RECT (json_number (self, 0), json_number (self, 1), json_number (self, 2),
                  json_number (self, 3));
}

/* Test the overlap of boxes against pycocotools. */
static void
test_box_overlap (void)
{
  g_autoptr (Json) file = load ("coco_geometry", "bbox_iou.json");

  if (skip_without (file))
    return;

  for (guint c = 0; c < file->items->len; c++)
    {
      const Json *entry = json_at (file, c);
      const Json *dt = json_get (entry, "dt");
      const Json *gt = json_get (entry, "gt");

      for (guint i = 0; i < dt->items->len; i++)
        {
          for (guint j = 0; j < gt->items->len; j++)
            {
              FwRect a = json_rect (json_at (dt, i));
              FwRect b = json_rect (json_at (gt, j));
              gboolean crowd = json_number (json_get (entry, "iscrowd"), j) != 0;

              kit_assert_close (crowd ? fw_rect_ioa (a, b) : fw_rect_iou (a, b),
                                json_number (json_at (json_get (entry, "iou"), i), j), 1e-9);
            }
        }
    }
}

static FwShape *
json_mask (const Json *entry,
           const char *key)
{
  const Json *counts = json_get (entry, key);
  g_autofree guint32 *runs = g_new (guint32, counts->items->len);

  for (guint i = 0; i < counts->items->len; i++)
    runs[i] = json_number (counts, i);

  return fw_shape_new_mask (json_get (entry, "width")->number, json_get (entry, "height")->number,
                            runs, counts->items->len);
}

/* Test area and bounds of masks against pycocotools. */
static void
test_masks (void)
{
  static const char *const names[] = { "rle_codec.json", "polygon_rle.json" };

  for (gsize f = 0; f < G_N_ELEMENTS (names); f++)
    {
      g_autoptr (Json) file = load ("coco_geometry", names[f]);

      if (skip_without (file))
        return;

      for (guint c = 0; c < file->items->len; c++)
        {
          const Json *entry = json_at (file, c);
          g_autoptr (FwShape) mask = json_mask (entry, "counts_uncompressed");
          FwRect bounds = json_rect (json_get (entry, "bbox"));

          g_test_message ("%s", json_get (entry, "id")->text);
          g_assert_cmpfloat (fw_shape_get_area (mask), ==, json_get (entry, "area")->number);
          if (fw_shape_get_area (mask) > 0)
            g_assert_true (fw_rect_equal (fw_shape_get_bounds (mask), bounds));
        }
    }
}

/* Test the area of outlines against the shoelace of the oracle, where it holds. */
static void
test_polygon_area (void)
{
  g_autoptr (Json) file = load ("coco_geometry", "polygon_rle.json");

  if (skip_without (file))
    return;

  for (guint c = 0; c < file->items->len; c++)
    {
      const Json *entry = json_at (file, c);
      const Json *area = json_get (entry, "shoelace_area");
      const Json *ring = json_at (json_get (entry, "segmentation"), 0);
      gsize n = ring->items->len / 2;
      g_autofree FwPoint *points = g_new (FwPoint, n);

      /* A shoelace counts the inside of a self-crossing outline by its winding. */
      if (area->type != '#' || g_str_equal (json_get (entry, "kind")->text, "self_intersecting"))
        continue;

      for (gsize i = 0; i < n; i++)
        points[i] = FW_POINT (json_number (ring, 2 * i), json_number (ring, 2 * i + 1));

      kit_assert_close (fw_rings_covered_area (points, &n, 1), area->number, 1e-6);
    }
}

static FwShape *
json_shape (const Json *entry)
{
  const Json *p = json_get (entry, "points");
  gsize n = p->items->len / 2;
  const char *type = json_get (entry, "type")->text;
  g_autofree FwVertex *vertices = NULL;
  g_autofree FwKeypoint *points = NULL;
  FwRing ring = { NULL, n, FALSE, g_str_equal (type, "polyline") };

  if (g_str_equal (type, "ellipse"))
    return fw_shape_new_ellipse (json_number (p, 0), json_number (p, 1),
                                 json_number (p, 2) - json_number (p, 0),
                                 json_number (p, 1) - json_number (p, 3),
                                 json_get (entry, "rotation")->number);

  if (g_str_equal (type, "points"))
    {
      points = g_new0 (FwKeypoint, n);
      for (gsize i = 0; i < n; i++)
        points[i] = (FwKeypoint) { json_number (p, 2 * i), json_number (p, 2 * i + 1), NULL,
                                   FW_KEYPOINT_VISIBLE };
      return fw_shape_new_points (points, n);
    }

  if (g_str_equal (type, "rectangle"))
    return fw_shape_new_rotated_box ((json_number (p, 0) + json_number (p, 2)) / 2,
                                     (json_number (p, 1) + json_number (p, 3)) / 2,
                                     json_number (p, 2) - json_number (p, 0),
                                     json_number (p, 3) - json_number (p, 1),
                                     json_get (entry, "rotation")->number);

  vertices = g_new0 (FwVertex, n);
  for (gsize i = 0; i < n; i++)
    vertices[i] = (FwVertex) { json_number (p, 2 * i), json_number (p, 2 * i + 1), 0 };

  ring.vertices = vertices;

  return fw_shape_new_rings (&ring, 1);
}

/* CVAT's track as ours: a keyframe that is outside is where the object leaves. */
static FwTrack *
json_track (const Json *shapes)
{
  FwTrackBuilder *builder = fw_track_builder_new (1, 1);
  FwTrack *track;

  for (guint i = 0; i < shapes->items->len; i++)
    {
      const Json *entry = json_at (shapes, i);
      FwFrame frame = json_get (entry, "frame")->number;
      g_autoptr (FwShape) shape = json_shape (entry);

      fw_track_builder_set_key (builder, frame, shape);
      fw_track_builder_set_change (builder, FW_CHANGE_OCCLUDED, frame,
                                   fw_value_boolean (json_get (entry, "occluded")->type == 't'));
    }

  track = fw_track_builder_end (builder, NULL);

  for (guint i = 0; i < shapes->items->len; i++)
    {
      const Json *entry = json_at (shapes, i);
      FwTrack *before = track;

      if (json_get (entry, "outside")->type != 't')
        continue;

      track = fw_track_edit_leave (before, json_get (entry, "frame")->number, NULL);
      g_assert_nonnull (track);
      fw_track_unref (before);
    }

  return track;
}

static void
compare_with_cvat (const char *name,
                   gboolean    keyframes_only)
{
  g_autoptr (Json) file = load ("cvat_interpolation/cases", name);
  g_autoptr (FwTrack) track = NULL;
  const Json *expected;
  guint n_compared = 0;
  FwFrame last;

  if (skip_without (file))
    return;

  g_test_message ("%s", name);
  track = json_track (json_get (json_get (json_get (file, "input"), "track"), "shapes"));
  kit_check (track);
  expected = json_get (file, "expected");
  last = fw_track_get_span (track).last;

  for (guint i = 0; i < expected->items->len; i++)
    {
      const Json *entry = json_at (expected, i);
      FwFrame frame = json_get (entry, "frame")->number;
      gboolean is_keyframe = json_get (entry, "keyframe")->type == 't';
      g_autoptr (FwShape) theirs = json_shape (entry);
      g_autoptr (FwShape) ours = NULL;

      if (frame > last || json_get (entry, "outside")->type == 't'
          || (keyframes_only && !is_keyframe))
        continue;

      g_assert_true (fw_presence_is_visible (fw_track_get_presence (track, frame)));
      ours = fw_track_dup_shape_at (track, frame);
      kit_assert_shapes_close (ours, theirs, 1e-6);
      g_assert_cmpint (fw_track_is_occluded (track, frame), ==,
                       json_get (entry, "occluded")->type == 't');
      n_compared++;

      if (!keyframes_only)
        {
          double a, b;

          fw_shape_get_rotated_box (ours, NULL, NULL, NULL, &a);
          fw_shape_get_rotated_box (theirs, NULL, NULL, NULL, &b);
          kit_assert_close (fw_angle_difference (a, b), 0, 1e-6);
        }
    }

  g_assert_cmpuint (n_compared, >, 0);
  if (keyframes_only)
    return;

  /* Nor are we in view where CVAT is not; it was asked up to a frame. */
  for (FwFrame frame = 0; frame < json_get (json_get (file, "input"), "end_frame")->number; frame++)
    n_compared -= fw_presence_is_visible (fw_track_get_presence (track, frame));
  g_assert_cmpuint (n_compared, ==, 0);
}

/* Test boxes, rotation and occlusion in every frame against CVAT. */
static void
test_cvat_boxes (void)
{
  compare_with_cvat ("own_test_bbox_interpolation.json", FALSE);
  compare_with_cvat ("own_test_outside_bbox_interpolation.json", FALSE);
  compare_with_cvat ("rand_00_rect_rot.json", FALSE);
  compare_with_cvat ("rand_02_rect_rot.json", FALSE);
  compare_with_cvat ("rand_04_rect_rot.json", FALSE);
  compare_with_cvat ("rand_06_rect_rot.json", FALSE);
}

/* Test that polygons are at CVAT's keyframes what they are there. */
static void
test_cvat_polygons (void)
{
  compare_with_cvat ("own_test_polygon_interpolation.json", TRUE);
  compare_with_cvat ("rand_08_polygon_equal.json", TRUE);
  compare_with_cvat ("rand_10_polygon_equal.json", TRUE);
  compare_with_cvat ("rand_12_polygon_equal.json", TRUE);
  compare_with_cvat ("rand_14_polygon_unequal.json", TRUE);
  compare_with_cvat ("rand_16_polygon_unequal.json", TRUE);
  compare_with_cvat ("rand_18_polygon_unequal.json", TRUE);
  compare_with_cvat ("rand_20_polygon_unequal.json", TRUE);
}

/* Test ellipses in every frame against CVAT. */
static void
test_cvat_ellipses (void)
{
  compare_with_cvat ("rand_37_ellipse.json", FALSE);
  compare_with_cvat ("rand_39_ellipse.json", FALSE);
}

/* Test that lines are at CVAT's keyframes what they are there. */
static void
test_cvat_lines (void)
{
  compare_with_cvat ("own_test_line_interpolation.json", TRUE);
  compare_with_cvat ("rand_22_polyline_equal.json", TRUE);
  compare_with_cvat ("rand_24_polyline_equal.json", TRUE);
  compare_with_cvat ("rand_25_polyline_unequal.json", TRUE);
  compare_with_cvat ("rand_27_polyline_unequal.json", TRUE);
}

/* Test single points in every frame, which CVAT moves too, and several at keyframes. */
static void
test_cvat_points (void)
{
  compare_with_cvat ("own_test_point_interpolation.json", TRUE);
  compare_with_cvat ("rand_29_points_single.json", FALSE);
  compare_with_cvat ("rand_31_points_multi.json", TRUE);
}

/* Test each point of CVAT's skeletons, where it has keyframes of its own. */
static void
test_cvat_skeletons (void)
{
  static const char *const names[] = { "rand_33_skeleton.json", "rand_35_skeleton.json" };

  for (gsize n = 0; n < G_N_ELEMENTS (names); n++)
    {
      g_autoptr (Json) file = load ("cvat_interpolation/cases", names[n]);
      const Json *children, *expected;
      guint n_compared = 0;

      if (skip_without (file))
        return;

      g_test_message ("%s", names[n]);
      children = json_get (json_get (json_get (file, "input"), "track"), "elements");
      expected = json_get (file, "expected");

      for (guint c = 0; c < children->items->len; c++)
        {
          g_autoptr (FwTrack) track = json_track (json_get (json_at (children, c), "shapes"));
          FwFrame last = fw_track_get_span (track).last;

          kit_check (track);
          for (guint i = 0; i < expected->items->len; i++)
            {
              const Json *entry = json_at (json_get (json_at (expected, i), "elements"), c);
              FwFrame frame = json_get (entry, "frame")->number;
              g_autoptr (FwShape) theirs = json_shape (entry);
              g_autoptr (FwShape) ours = NULL;

              if (frame > last || json_get (entry, "outside")->type == 't')
                continue;

              ours = fw_track_dup_shape_at (track, frame);
              g_assert_nonnull (ours);
              kit_assert_shapes_close (ours, theirs, 1e-6);
              n_compared++;
            }
        }
      g_assert_cmpuint (n_compared, >, 20);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core-oracles/coco/box-overlap", test_box_overlap);
  g_test_add_func ("/core-oracles/coco/masks", test_masks);
  g_test_add_func ("/core-oracles/coco/polygon-area", test_polygon_area);
  g_test_add_func ("/core-oracles/cvat/boxes", test_cvat_boxes);
  g_test_add_func ("/core-oracles/cvat/polygons", test_cvat_polygons);
  g_test_add_func ("/core-oracles/cvat/ellipses", test_cvat_ellipses);
  g_test_add_func ("/core-oracles/cvat/lines", test_cvat_lines);
  g_test_add_func ("/core-oracles/cvat/points", test_cvat_points);
  g_test_add_func ("/core-oracles/cvat/skeletons", test_cvat_skeletons);

  return g_test_run ();
}
