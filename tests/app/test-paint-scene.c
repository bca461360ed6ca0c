/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/canvas/canvas-painter.h"
#include "core/shape-kinds.h"
#include "edit/tool.h"

#include "canvas-support.h"
#include "paint-support.h"

#define GROUND 0xff405060

/* A view of the picture at @zoom, in @device_scale pixels per logical pixel. */
static FwViewport
make_viewport (double device_scale)
{
  FwViewport viewport;

  fw_viewport_init (&viewport);
  fw_viewport_set_device_scale (&viewport, device_scale);
  fw_viewport_set_image_size (&viewport, CANVAS_WIDTH, CANVAS_HEIGHT);
  fw_viewport_set_view_size (&viewport, CANVAS_WIDTH, CANVAS_HEIGHT);

  return viewport;
}

static FwRaster *
new_ground (FwCanvasPainter *painter)
{
  FwRaster *raster = fw_raster_new (fw_canvas_painter_get_width (painter),
                                    fw_canvas_painter_get_height (painter));

  fw_raster_clear (raster, GROUND);

  return raster;
}

static FwSession *
make_street (void)
{
  const FwVertex vertices[] = { { 90, 70 }, { 140, 64 }, { 150, 100 }, { 118, 112 }, { 86, 98 } };
  FwTrack *occluded
    = canvas_support_track (3, 3, fw_shape_new_box (FW_RECT (112, 8, 22, 46)), 0, 20);
  FwTrackBuilder *builder = fw_track_builder_new_from (occluded);

  fw_track_unref (occluded);
  fw_track_builder_set_change (builder, FW_CHANGE_OCCLUDED, 0, fw_value_boolean (TRUE));
  occluded = fw_track_builder_end (builder, NULL);

  return canvas_support_session (
    canvas_support_track (1, 1, fw_shape_new_box (FW_RECT (10, 10, 40, 30)), 10, 20),
    canvas_support_track (2, 2, fw_shape_new_box (FW_RECT (60, 10, 40, 30)), 0, 20), occluded,
    canvas_support_track (4, 3, fw_shape_new_box (FW_RECT (10, 52, 30, 24)), 0, 5),
    canvas_support_track (5, 1, fw_shape_new_polygon (vertices, G_N_ELEMENTS (vertices)), 10, 10),
    canvas_support_track (6, 2, fw_shape_new_rotated_box (55, 80, 36, 16, 30), 0, 20),
    canvas_support_track (7, 2, fw_shape_new_box (FW_RECT (140, 20, 4, 3)), 0, 20), NULL);
}

/* The session's scene at frame 10 as the canvas shows it. */
static FwRaster *
paint_session (FwSession       *session,
               double           device_scale,
               gboolean         high_contrast)
{
  FwViewport viewport = make_viewport (device_scale);
  g_autoptr(FwCanvasPainter) painter = fw_canvas_painter_new ();
  g_autoptr(FwScene) scene = fw_scene_new (session);
  FwRaster *raster;
  gsize n_active;
  const FwSceneItem *active;

  fw_session_set_frame (session, 10);
  fw_session_set_displayed_frame (session, 10);
  fw_scene_update (scene, &viewport);
  fw_canvas_painter_set_viewport (painter, &viewport);
  fw_canvas_painter_set_high_contrast (painter, high_contrast);

  raster = new_ground (painter);
  fw_canvas_painter_draw_idle (painter, raster, scene, FW_RASTER_FINE);
  active = fw_scene_get_active (scene, &n_active);
  for (gsize i = 0; i < n_active; i++)
    fw_canvas_painter_draw_item (painter, raster, 0, 0, &active[i]);

  return raster;
}

/* Test that every state of an object looks as designed. */
static void
test_street (void)
{
  g_autoptr(FwSession) session = make_street ();
  g_autoptr(FwRaster) raster = paint_session (session, 1.0, FALSE);

  paint_assert_golden (raster, "scene-street");
}

/* Test that a selected box and a selected polygon have handles and a fill. */
static void
test_selected (void)
{
  const struct
  {
    FwTrackId   id;
    const char *golden;
  } cases[] = { { 1, "scene-selected-box" },
                { 5, "scene-selected-polygon" },
                { 6, "scene-selected-rotated" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwSession) session = make_street ();
      g_autoptr(FwRaster) raster = NULL;

      fw_session_select (session, cases[i].id);
      raster = paint_session (session, 1.0, FALSE);
      paint_assert_golden (raster, cases[i].golden);
    }
}

/* Test how lines, skeletons with hidden points, ellipses and ghosts of points look. */
static void
test_kinds (void)
{
  FwVertex vertices[] = { { 10, 10 }, { 40, 30 }, { 70, 10 } };
  FwRing line = { vertices, G_N_ELEMENTS (vertices), FALSE, TRUE };
  const FwKeypoint points[]
    = { { 100, 20, "head", FW_KEYPOINT_VISIBLE }, { 90, 50, NULL, FW_KEYPOINT_HIDDEN },
        { 110, 50, NULL, FW_KEYPOINT_VISIBLE }, { 0, 0, NULL, FW_KEYPOINT_ABSENT } };
  const FwKeypoint ghosts[]
    = { { 130, 20, NULL, FW_KEYPOINT_VISIBLE }, { 140, 50, NULL, FW_KEYPOINT_HIDDEN } };
  FwVertex low[] = { { 90, 80 }, { 150, 110 } };
  FwRing lane = { low, G_N_ELEMENTS (low), FALSE, TRUE };
  FwTrack *track = canvas_support_track (5, 1, fw_shape_new_rings (&lane, 1), 0, 20);
  FwTrackBuilder *builder = fw_track_builder_new_from (track);
  FwTrack *occluded;
  g_autoptr(FwSession) session = NULL;
  g_autoptr(FwRaster) resting = NULL;
  g_autoptr(FwRaster) selected = NULL;

  fw_track_unref (track);
  fw_track_builder_set_change (builder, FW_CHANGE_OCCLUDED, 0, fw_value_boolean (TRUE));
  occluded = fw_track_builder_end (builder, NULL);
  session = canvas_support_session (
    canvas_support_track (1, 1, fw_shape_new_rings (&line, 1), 10, 20),
    canvas_support_track (2, 2, fw_shape_new_skeleton (points, G_N_ELEMENTS (points), NULL), 10,
                          20),
    canvas_support_track (3, 3, fw_shape_new_ellipse (50, 80, 36, 16, 30), 0, 20), occluded,
    canvas_support_track (4, 2, fw_shape_new_points (ghosts, G_N_ELEMENTS (ghosts)), 0, 5), NULL);

  resting = paint_session (session, 1.0, FALSE);
  paint_assert_golden (resting, "scene-kinds");

  fw_session_select (session, 2);
  selected = paint_session (session, 1.0, FALSE);
  paint_assert_golden (selected, "scene-selected-skeleton");
}

/* Test that high contrast has thick lines on black. */
static void
test_high_contrast (void)
{
  g_autoptr(FwSession) session = make_street ();
  g_autoptr(FwRaster) raster = NULL;

  fw_session_select (session, 1);
  raster = paint_session (session, 1.0, TRUE);
  paint_assert_golden (raster, "scene-high-contrast");
}

/* Test that on a screen with twice the pixels everything is twice as large. */
static void
test_double_scale (void)
{
  g_autoptr(FwSession) session = make_street ();
  g_autoptr(FwRaster) raster = NULL;

  fw_session_select (session, 1);
  raster = paint_session (session, 2.0, FALSE);
  g_assert_cmpint (fw_raster_get_width (raster), ==, 2 * CANVAS_WIDTH);
  paint_assert_golden (raster, "scene-double-scale");
}

/* Test that nothing is said by colour alone: of one box in one colour, each
 * state draws other pixels. */
static void
test_not_by_colour (void)
{
  const FwPoint corners[] = { { 20, 20 }, { 100, 20 }, { 100, 80 }, { 20, 80 } };
  const gsize size = 4;
  const struct
  {
    FwSceneRole  role;
    FwSceneFlags flags;
  } states[] = {
    { FW_ROLE_KEYFRAME, 0 },
    { FW_ROLE_INTERPOLATED, 0 },
    { FW_ROLE_GHOST, 0 },
    { FW_ROLE_KEYFRAME, FW_SCENE_OCCLUDED },
    { FW_ROLE_INTERPOLATED, FW_SCENE_OCCLUDED },
    { FW_ROLE_KEYFRAME, FW_SCENE_SELECTED },
    { FW_ROLE_KEYFRAME, FW_SCENE_HOVERED },
    { FW_ROLE_KEYFRAME, FW_SCENE_DOUBLE },
  };
  FwViewport viewport = make_viewport (1.0);
  g_autoptr(FwCanvasPainter) painter = fw_canvas_painter_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  fw_canvas_painter_set_viewport (painter, &viewport);
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr(FwRaster) raster = new_ground (painter);
      const FwSceneItem item = {
        .kind = FW_SCENE_SHAPE, .role = states[i].role, .flags = states[i].flags | FW_SCENE_BOX,
        .id = 1, .colour = 0x52b5f4, .points = corners, .n_points = 4, .sizes = &size,
        .n_rings = 1, .bounds = FW_RECT (20, 20, 80, 60),
      };
      g_autofree char *sum = NULL;

      fw_canvas_painter_draw_item (painter, raster, 0, 0, &item);
      g_assert_cmpuint (paint_count_drawn (raster, GROUND), >, 100);
      sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                         (const guchar *) fw_raster_get_pixels (raster),
                                         CANVAS_WIDTH * CANVAS_HEIGHT * 4);
      g_test_message ("state %zu: %s", i, sum);
      g_assert_true (g_hash_table_add (seen, g_steal_pointer (&sum)));
    }
}

/* Everything in a scene's active list, drawn whole and drawn area by area. */
static void
check_areas (FwCanvasPainter *painter,
             FwScene         *scene)
{
  gsize n;
  const FwSceneItem *items = fw_scene_get_active (scene, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(FwRaster) whole = new_ground (painter);
      g_autoptr(FwRaster) patched = new_ground (painter);
      FwPixelArea areas[FW_MAX_AREAS];
      guint n_areas = fw_canvas_painter_get_areas (painter, &items[i], areas);

      g_test_message ("item %zu of kind %d", i, items[i].kind);
      fw_canvas_painter_draw_item (painter, whole, 0, 0, &items[i]);
      for (guint a = 0; a < n_areas; a++)
        {
          g_autoptr(FwRaster) part = fw_raster_new (areas[a].width, areas[a].height);

          g_assert_cmpint (areas[a].x, >=, 0);
          g_assert_cmpint (areas[a].x + areas[a].width, <=, fw_raster_get_width (whole));
          fw_raster_clear (part, GROUND);
          fw_canvas_painter_draw_item (painter, part, areas[a].x, areas[a].y, &items[i]);
          for (int y = 0; y < areas[a].height; y++)
            memcpy (fw_raster_get_pixels (patched)
                      + (gsize) (areas[a].y + y) * fw_raster_get_width (patched) + areas[a].x,
                    fw_raster_get_pixels (part) + (gsize) y * areas[a].width,
                    areas[a].width * sizeof (guint32));
        }
      paint_assert_equal (whole, patched);
    }
}

/* Test that an item drawn in its areas has the pixels it has when drawn whole,
 * and none outside, for all tools and at all zooms. */
static void
test_areas (void)
{
  for (FwToolKind kind = FW_TOOL_SELECT; kind <= FW_TOOL_POLYGON; kind++)
    {
      for (guint zoom = 0; zoom < 4; zoom++)
        {
          g_autoptr(FwSession) session = make_street ();
          g_autoptr(FwCanvasPainter) painter = fw_canvas_painter_new ();
          g_autoptr(FwScene) scene = fw_scene_new (session);
          FwViewport viewport = make_viewport (zoom == 3 ? 2.0 : 1.0);
          FwToolEvent event = { FW_POINT (47.3, 31.9), 1.0, 0, 1 };

          fw_viewport_zoom_to (&viewport, 0.6 + zoom, FW_POINT (40, 40));
          fw_canvas_painter_set_viewport (painter, &viewport);
          fw_session_set_frame (session, 10);
          fw_session_set_displayed_frame (session, 10);
          fw_session_select (session, zoom % 2 ? 5 : 1);
          fw_session_set_tool_kind (session, kind);
          event.scale = viewport.scale;
          fw_tool_motion (fw_session_get_tool (session), &event);
          fw_tool_press (fw_session_get_tool (session), &event);
          event.point = FW_POINT (99.1, 78.6);
          fw_tool_motion (fw_session_get_tool (session), &event);
          fw_scene_update (scene, &viewport);
          check_areas (painter, scene);
        }
    }
}

/* Test that a mask's pixels are covered once at every zoom. */
static void
test_mask (void)
{
  /* A ring of 3 x 3 with a hole, in a picture of 5 x 5. */
  const guint32 runs[] = { 6, 3, 2, 1, 1, 1, 2, 3, 6 };

  for (guint zoom = 1; zoom <= 13; zoom += 4)
    {
      g_autoptr(FwShape) shape = fw_shape_new_mask (5, 5, runs, G_N_ELEMENTS (runs));
      FwViewport viewport;
      g_autoptr(FwCanvasPainter) painter = fw_canvas_painter_new ();
      g_autoptr(FwRaster) raster = NULL;
      const FwSceneItem item = {
        .kind = FW_SCENE_MASK, .role = FW_ROLE_KEYFRAME, .colour = 0xffffff, .shape = shape,
        .bounds = FW_RECT (1, 1, 3, 3),
      };

      fw_viewport_init (&viewport);
      fw_viewport_set_image_size (&viewport, 5, 5);
      fw_viewport_set_view_size (&viewport, 5.0 * zoom, 5.0 * zoom);
      fw_canvas_painter_set_viewport (painter, &viewport);
      raster = fw_raster_new (5 * zoom, 5 * zoom);
      fw_canvas_painter_draw_item (painter, raster, 0, 0, &item);

      g_assert_cmpuint (paint_count_drawn (raster, 0), ==, 8 * zoom * zoom);
      g_assert_cmphex (paint_get_pixel (raster, zoom + 0, zoom + 0), ==,
                       fw_colour_premultiply (0xffffff, 0.45));
      g_assert_cmphex (paint_get_pixel (raster, 2 * zoom, 2 * zoom), ==, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paint/scene/street", test_street);
  g_test_add_func ("/paint/scene/selected", test_selected);
  g_test_add_func ("/paint/scene/kinds", test_kinds);
  g_test_add_func ("/paint/scene/high-contrast", test_high_contrast);
  g_test_add_func ("/paint/scene/double-scale", test_double_scale);
  g_test_add_func ("/paint/scene/not-by-colour", test_not_by_colour);
  g_test_add_func ("/paint/scene/areas", test_areas);
  g_test_add_func ("/paint/scene/mask", test_mask);

  return g_test_run ();
}
