/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/timeline/timeline-painter.h"

#include "canvas-support.h"
#include "paint-support.h"

#define WIDTH  420
#define HEIGHT 176

/* One track of each thing that a lane can show. */
static FwSession *
make_session (void)
{
  FwTrackBuilder *builder;
  FwTrack *gaps, *occluded;

  gaps = canvas_support_track (2, 2, fw_shape_new_box (FW_RECT (60, 10, 40, 30)), 20, 80);
  builder = fw_track_builder_new_from (gaps);
  fw_track_unref (gaps);
  fw_track_builder_add_outside (builder, (FwSpan) { 40, 55 });
  gaps = fw_track_builder_end (builder, NULL);

  occluded = canvas_support_track (3, 3, fw_shape_new_box (FW_RECT (6, 6, 10, 30)), 10, 70);
  builder = fw_track_builder_new_from (occluded);
  fw_track_unref (occluded);
  fw_track_builder_set_change (builder, FW_CHANGE_OCCLUDED, 10, fw_value_boolean (FALSE));
  fw_track_builder_set_change (builder, FW_CHANGE_OCCLUDED, 30, fw_value_boolean (TRUE));
  fw_track_builder_set_change (builder, FW_CHANGE_OCCLUDED, 50, fw_value_boolean (FALSE));
  occluded = fw_track_builder_end (builder, NULL);

  return canvas_support_session (
    canvas_support_track (1, 1, fw_shape_new_box (FW_RECT (10, 10, 40, 30)), 0, 60), gaps, occluded,
    canvas_support_track (4, 1, fw_shape_new_box (FW_RECT (10, 10, 40, 30)), 5, 5), NULL);
}

static FwRaster *
paint (FwTimelineModel *model,
       double           scale)
{
  FwTimelineLook look = { .scale = scale, .width = WIDTH, .height = HEIGHT };
  FwRaster *raster = fw_raster_new (WIDTH * scale, HEIGHT * scale);

  fw_raster_clear (raster, 0xffff00ff);
  fw_timeline_paint (model, raster, NULL, &look);

  return raster;
}

static void
count_cb (FwTimelineModel *model,
          guint           *count)
{
  (*count)++;
}

/* Test that lanes show bars, gaps, hatching, diamonds, dots, ghosts and marks,
 * and that nothing is left unpainted. */
static void
test_lanes (void)
{
  g_autoptr(FwSession) session = make_session ();
  g_autoptr(FwTimelineModel) model = fw_timeline_model_new (session);
  const FwMark marks[] = { { 1, { 12, 22 }, FW_MARK_PROBLEM }, { 3, { 40, 42 }, FW_MARK_HINT } };
  g_autoptr(FwRaster) raster = NULL;

  fw_timeline_model_set_size (model, WIDTH, HEIGHT);
  fw_timeline_model_set_view (model, 0, CANVAS_N_FRAMES);
  fw_session_set_marks (session, marks, G_N_ELEMENTS (marks));
  fw_session_set_frame (session, 25);
  fw_session_set_displayed_frame (session, 25);
  fw_session_select (session, 1);
  fw_session_set_locked (session, 2, TRUE);
  fw_session_set_hidden (session, 3, TRUE);

  raster = paint (model, 1.0);
  paint_assert_golden (raster, "timeline-lanes");
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    g_assert_cmphex (fw_raster_get_pixels (raster)[i], !=, 0xffff00ff);
}

/* Test that compact rows are lower, and that a screen with twice the pixels
 * gets a picture of twice the size. */
static void
test_compact (void)
{
  g_autoptr(FwSession) session = make_session ();
  g_autoptr(FwTimelineModel) model = fw_timeline_model_new (session);
  const FwTimelineStyle style = FW_TIMELINE_STYLE_COMPACT;
  g_autoptr(FwRaster) raster = NULL;

  fw_timeline_model_set_style (model, &style);
  fw_timeline_model_set_size (model, WIDTH, HEIGHT);
  fw_timeline_model_set_view (model, 0, CANVAS_N_FRAMES);
  raster = paint (model, 2.0);
  paint_assert_golden (raster, "timeline-compact");
}

static FwPoint
find_part (FwTimelineModel *model,
           FwTrackId        id,
           FwPartKind       kind)
{
  for (gsize i = 0; i < fw_timeline_model_get_n_lanes (model); i++)
    {
      FwLane lane = fw_timeline_model_get_lane (model, i);
      g_autoptr(GArray) parts = fw_timeline_model_list_parts (model, i);

      for (guint p = 0; lane.id == id && p < parts->len; p++)
        {
          const FwPart *part = &g_array_index (parts, FwPart, p);

          if (part->kind == kind && part->span.first > 30)
            return FW_POINT (part->x1, lane.y + 13.0);
        }
    }
  g_assert_not_reached ();
}

/* Test that a dragged diamond is shown where it would go, with the old place
 * still there, and that giving up leaves no trace. */
static void
test_drag (void)
{
  g_autoptr(FwSession) session = make_session ();
  g_autoptr(FwTimelineModel) model = fw_timeline_model_new (session);
  g_autoptr(FwRaster) before = NULL;
  g_autoptr(FwRaster) during = NULL;
  g_autoptr(FwRaster) after = NULL;
  FwPoint at;
  guint n_changes = 0;

  fw_timeline_model_set_size (model, WIDTH, HEIGHT);
  fw_timeline_model_set_view (model, 0, CANVAS_N_FRAMES);
  fw_session_set_displayed_frame (session, 0);
  fw_session_select (session, 1);
  g_signal_connect (model, "changed", G_CALLBACK (count_cb), &n_changes);
  before = paint (model, 1.0);

  at = find_part (model, 1, FW_PART_DIAMOND);
  fw_timeline_model_press (model, at, 1, FALSE);
  fw_timeline_model_motion (model, FW_POINT (at.x + 30, at.y));
  g_assert_cmpuint (n_changes, >, 0);
  during = paint (model, 1.0);
  paint_assert_golden (during, "timeline-drag");

  fw_timeline_model_cancel (model);
  fw_timeline_model_release (model, FW_POINT (at.x + 30, at.y));
  fw_timeline_model_leave (model);
  after = paint (model, 1.0);
  paint_assert_equal (before, after);
}

/* Test that what is to be labelled stands out where not everything is. */
static void
test_task (void)
{
  g_autoptr(FwSession) session = make_session ();
  g_autoptr(FwTimelineModel) model = fw_timeline_model_new (session);
  const FwSpan spans[] = { { 8, 20 }, { 70, CANVAS_N_FRAMES - 1 } };
  g_autoptr(FwSpanSet) task = fw_span_set_new (spans, G_N_ELEMENTS (spans));
  g_autoptr(FwRaster) raster = NULL;

  fw_timeline_model_set_size (model, WIDTH, HEIGHT);
  fw_timeline_model_set_view (model, 0, 80);
  fw_session_set_task (session, task);
  fw_session_set_frame (session, 30);
  raster = paint (model, 1.0);
  paint_assert_golden (raster, "timeline-task");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paint/timeline/lanes", test_lanes);
  g_test_add_func ("/paint/timeline/compact", test_compact);
  g_test_add_func ("/paint/timeline/drag", test_drag);
  g_test_add_func ("/paint/timeline/task", test_task);

  return g_test_run ();
}
