/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What one step costs the timeline of a long clip: 50,000 frames, 5,000 tracks
 * with 20 keyframes each. From the change of the frame to the finished pixels,
 * without a display. Prints one JSON object per figure and fails when a target
 * is missed.
 */

#include "app/timeline/timeline-painter.h"

#define N_FRAMES    50000
#define N_TRACKS    5000
#define N_KEYFRAMES 20
#define N_STEPS     60
#define WIDTH       1600
#define HEIGHT      230

static gboolean missed;

static FwTrack *
make_track (FwTrackId id)
{
  FwTrackBuilder *builder = fw_track_builder_new (id, id % 7 + 1);
  FwFrame first = g_random_int_range (0, N_FRAMES - 600);
  g_autoptr(FwShape) shape = fw_shape_new_box (FW_RECT (id % 1000, id % 700, 60, 40));
  FwTrack *track;

  for (guint i = 0; i < N_KEYFRAMES; i++)
    fw_track_builder_set_key (builder, first + i * 25, shape);
  fw_track_builder_set_change (builder, FW_CHANGE_OCCLUDED, first + 40, fw_value_boolean (TRUE));
  fw_track_builder_set_change (builder, FW_CHANGE_OCCLUDED, first + 90, fw_value_boolean (FALSE));
  track = fw_track_builder_end (builder, NULL);
  g_assert_nonnull (track);

  return track;
}

static FwSession *
make_session (void)
{
  FwFrameInfo *infos = g_new0 (FwFrameInfo, N_FRAMES);
  g_autoptr(FwFrameList) frames = NULL;
  g_autoptr(FwSnapshot) snapshot = NULL;
  g_autoptr(FwDocument) document = NULL;
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();

  for (guint i = 0; i < N_FRAMES; i++)
    infos[i] = (FwFrameInfo) { NULL, 1920, 1080, i, i * 1000.0 / 30.0 };
  frames = fw_frame_list_new (TRUE, "bench", 30.0, infos, N_FRAMES);
  g_free (infos);

  g_random_set_seed (1);
  fw_snapshot_builder_set_frame_list (builder, frames);
  for (guint i = 0; i < N_TRACKS; i++)
    fw_snapshot_builder_take_track (builder, make_track (i + 1));
  snapshot = fw_snapshot_builder_end (builder);
  document = fw_document_new (snapshot);

  return fw_session_new (document);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
get_median (double *times,
            gsize   n)
{
  qsort (times, n, sizeof *times, compare_times);

  return times[n / 2];
}

static void
report (const char *figure,
        double      value,
        double      target)
{
  gboolean is_met = value <= target;

  missed |= !is_met;
  g_print ("{\"bench\": \"timeline\", \"figure\": \"%s\", \"value\": %.3f, \"unit\": \"ms\", "
           "\"target\": %.3f, \"met\": %s}\n",
           figure, value, target, is_met ? "true" : "false");
}

/* Each step is @stride frames further. */
static double
measure_steps (FwSession       *session,
               FwTimelineModel *model,
               FwRaster        *raster,
               FwFrame          stride)
{
  const FwTimelineLook look = { .scale = 1.0, .width = WIDTH, .height = HEIGHT };
  double times[N_STEPS];

  fw_session_set_frame (session, 0);
  for (guint i = 0; i < N_STEPS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      fw_session_set_frame (session, (FwFrame) (i + 1) * stride);
      fw_timeline_paint (model, raster, NULL, &look);
      times[i] = (g_get_monotonic_time () - start) / 1000.0;
    }

  return get_median (times, N_STEPS);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(FwSession) session = make_session ();
  g_autoptr(FwTimelineModel) model = fw_timeline_model_new (session);
  g_autoptr(FwRaster) raster = fw_raster_new (WIDTH, HEIGHT);
  double step, jump, all;

  fw_timeline_model_set_size (model, WIDTH, HEIGHT);
  step = measure_steps (session, model, raster, 1);
  jump = measure_steps (session, model, raster, 800);
  fw_timeline_model_set_view (model, 0, N_FRAMES);
  all = measure_steps (session, model, raster, 800);

  report ("step by one frame, 50000 frames, 5000 tracks", step, 16.0);
  report ("jump by 800 frames", jump, 16.0);
  report ("jump with the whole clip in view", all, 33.0);

  return missed ? 1 : 0;
}
