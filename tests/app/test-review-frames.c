/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which frames a track is shown in at a glance, and what is said below each. No
 * display.
 */

#include "app/review/review-frames.h"

#define N_FRAMES 60

static FwSnapshot *
make_snapshot (void)
{
  FwFrameInfo infos[N_FRAMES];
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwTrackBuilder *changing = fw_track_builder_new (1, 1);
  FwTrackBuilder *constant = fw_track_builder_new (2, 1);
  g_autoptr(FwShape) box = fw_shape_new_box (FW_RECT (40, 30, 30, 20));
  g_autoptr(FwFrameList) frames = NULL;

  for (gsize i = 0; i < N_FRAMES; i++)
    infos[i] = (FwFrameInfo) { .width = 640, .height = 360, .pts = (gint64) i,
                               .timestamp_ms = NAN };
  frames = fw_frame_list_new (TRUE, "clip.mp4", 25, infos, N_FRAMES);
  fw_snapshot_builder_set_frame_list (builder, frames);

  fw_track_builder_set_key (changing, 0, box);
  fw_track_builder_set_key (changing, 50, box);
  fw_track_builder_set_change (changing, "brake-lights", 0, fw_value_boolean (FALSE));
  fw_track_builder_set_change (changing, "brake-lights", 20, fw_value_boolean (TRUE));
  fw_track_builder_set_change (changing, "brake-lights", 30, fw_value_boolean (FALSE));
  fw_track_builder_set_change (changing, "colour", 0, fw_value_null ());
  fw_track_builder_set_change (changing, "colour", 10, fw_value_text ("red"));
  fw_track_builder_set_change (changing, "movement", 0, fw_value_text ("moving"));
  fw_track_builder_set_change (changing, FW_CHANGE_OCCLUDED, 0, fw_value_boolean (FALSE));
  fw_track_builder_set_change (changing, FW_CHANGE_OCCLUDED, 40, fw_value_boolean (TRUE));
  fw_snapshot_builder_take_track (builder, fw_track_builder_end (changing, NULL));

  fw_track_builder_set_key (constant, 0, box);
  fw_track_builder_set_key (constant, 9, box);
  fw_track_builder_set_change (constant, "movement", 0, fw_value_text ("parked"));
  fw_snapshot_builder_take_track (builder, fw_track_builder_end (constant, NULL));

  return fw_snapshot_builder_end (builder);
}

static char *
dup_plain (const char *name,
           FwValue     value)
{
  g_autofree char *text = fw_value_to_text (value);

  return g_strdup_printf ("%s=%s", name, value.type == FW_VALUE_NULL ? "-" : text);
}

static void
assert_words (const FwSnapshot *snapshot,
              FwTrackId         track,
              FwFrame           frame,
              const char       *expected)
{
  g_auto(GStrv) lines = fw_review_frames_list_words (track, snapshot, frame, dup_plain);
  g_autofree char *all = g_strjoinv (" ", lines);

  g_assert_cmpstr (all, ==, expected);
}

/* Test that each value stands with its name, also no and not set; and that what never
 * changes is not said. */
static void
test_words (void)
{
  g_autoptr(FwSnapshot) snapshot = make_snapshot ();

  assert_words (snapshot, 1, 0, "occluded=false brake-lights=false colour=-");
  assert_words (snapshot, 1, 25, "occluded=false brake-lights=true colour=red");
  assert_words (snapshot, 1, 45, "occluded=true brake-lights=false colour=red");
  assert_words (snapshot, 2, 5, "");
  assert_words (snapshot, 9, 0, "");
}

/* Test that a sheet has the track's ends and each change, in order and no more than asked. */
static void
test_sheet (void)
{
  g_autoptr(FwSnapshot) snapshot = make_snapshot ();
  g_autoptr(GArray) frames = fw_review_frames_of_track (1, snapshot, 8);
  static const FwFrame wanted[] = { 0, 20, 30, 40, 50 };

  g_assert_cmpuint (frames->len, ==, 8);
  for (guint i = 1; i < frames->len; i++)
    g_assert_cmpint (g_array_index (frames, FwFilmFrame, i - 1).frame, <,
                     g_array_index (frames, FwFilmFrame, i).frame);
  for (gsize k = 0; k < G_N_ELEMENTS (wanted); k++)
    {
      gboolean is_there = FALSE;

      for (guint i = 0; i < frames->len; i++)
        is_there |= g_array_index (frames, FwFilmFrame, i).frame == wanted[k];
      g_assert_true (is_there);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review-frames/words", test_words);
  g_test_add_func ("/review-frames/sheet", test_sheet);

  return g_test_run ();
}
