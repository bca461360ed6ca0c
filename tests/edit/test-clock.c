/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Frames and time, and which frame is due while playing. */

#include "edit/clock.h"

#include <math.h>

/* A video of @n frames; @ms are timestamps, or NULL for the frame rate alone. */
static FwFrameList *
make_video (gsize n, double fps, const double *ms)
{
  g_autofree FwFrameInfo *infos = g_new0 (FwFrameInfo, n);

  for (gsize i = 0; i < n; i++)
    infos[i] = (FwFrameInfo) { NULL, 640, 480, (gint64) i, ms == NULL ? (double) NAN : ms[i] };
  return fw_frame_list_new (TRUE, "clip.mp4", fps, infos, n);
}

/* Test that time is written as people read it. */
static void
test_format (void)
{
  static const struct
  {
    double ms;
    const char *text;
  } cases[] = {
    { 0, "0:00.000 s" },          { 13733.333, "0:13.733 s" }, { 59999.6, "1:00.000 s" },
    { 3723250, "1:02:03.250 s" }, { -40, "-0:00.040 s" },      { 599999, "9:59.999 s" },
    { (double) NAN, "" },         { (double) INFINITY, "" },   { 1e300, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = fw_clock_format_ms (cases[i].ms);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* Test that thousands are set apart by a narrow space. */
static void
test_count (void)
{
  static const struct
  {
    gint64 count;
    const char *text;
  } cases[] = { { 0, "0" },
                { 999, "999" },
                { 1800, "1\u202f800" },
                { 1234567, "1\u202f234\u202f567" },
                { -1800, "-1\u202f800" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = fw_clock_format_count (cases[i].count);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* Test that every frame's time leads back to it, with and without timestamps,
 * and that a non-zero start counts from the first frame. */
static void
test_round_trip (void)
{
  static const double vfr[] = { 1000, 1033, 1100, 1133, 1400, 1401 };
  g_autoptr (FwFrameList) even = make_video (1000, 29.97, NULL);
  g_autoptr (FwFrameList) uneven = make_video (G_N_ELEMENTS (vfr), 25, vfr);

  for (FwFrame frame = 0; frame < 1000; frame++)
    g_assert_cmpint (fw_clock_ms_to_frame (even, fw_clock_frame_to_ms (even, frame)), ==, frame);
  for (FwFrame frame = 0; frame < (FwFrame) G_N_ELEMENTS (vfr); frame++)
    g_assert_cmpint (fw_clock_ms_to_frame (uneven, fw_clock_frame_to_ms (uneven, frame)), ==,
                     frame);

  g_assert_cmpfloat (fw_clock_frame_to_ms (uneven, 2), ==, 100.0);
  g_assert_cmpint (fw_clock_ms_to_frame (uneven, 399.0), ==, 3);
  g_assert_cmpint (fw_clock_ms_to_frame (uneven, -5.0), ==, 0);
  g_assert_cmpint (fw_clock_ms_to_frame (uneven, 1e9), ==, 5);
}

/* Test that a video counts from 0 and a folder from 1. */
static void
test_people (void)
{
  static const FwFrameInfo infos[] = { { "a.png", 1, 1 }, { "b.png", 1, 1 } };
  g_autoptr (FwFrameList) video = make_video (10, 25, NULL);
  g_autoptr (FwFrameList) folder = fw_frame_list_new (FALSE, "folder", 0, infos, 2);

  g_assert_cmpint (fw_clock_to_people (video, 3), ==, 3);
  g_assert_cmpint (fw_clock_to_people (folder, 0), ==, 1);
  g_assert_cmpint (fw_clock_from_people (folder, 2), ==, 1);
  g_assert_cmpint (fw_clock_from_people (folder, 99), ==, 1);
  g_assert_cmpint (fw_clock_from_people (folder, G_MININT), ==, 0);
  g_assert_cmpint (fw_clock_from_people (video, -1), ==, 0);
}

/* Test that speeds go up and down and stop at the ends. */
static void
test_rates (void)
{
  g_assert_cmpfloat (fw_clock_next_rate (1.0, 1), ==, 1.5);
  g_assert_cmpfloat (fw_clock_next_rate (1.0, -1), ==, 0.5);
  g_assert_cmpfloat (fw_clock_next_rate (8.0, 1), ==, 8.0);
  g_assert_cmpfloat (fw_clock_next_rate (0.1, -1), ==, 0.1);
  g_assert_cmpfloat (fw_clock_next_rate (3.0, 1), ==, 4.0);
}

/* Test that a machine that keeps up shows every frame at its time, and stops
 * at the last one. */
static void
test_play_in_time (void)
{
  g_autoptr (FwFrameList) video = make_video (50, 25, NULL);
  FwPlayer player;
  FwDue due = { 0 };
  gint64 now = 1000000;

  fw_player_start (&player, video, 0, 1.0, 1, now);
  for (FwFrame frame = 0; frame < 49; frame++)
    {
      due = fw_player_get_due (&player, video, NULL, now);
      g_assert_cmpint (due.frame, ==, frame);
      g_assert_cmpint (due.next_us, ==, 1000000 + (frame + 1) * 40000);
      fw_player_note_shown (&player, video, frame, now);
      now = due.next_us;
    }
  due = fw_player_get_due (&player, video, NULL, now);
  g_assert_cmpint (due.frame, ==, 49);
  g_assert_true (due.at_end);
  g_assert_false (player.is_playing);
}

/* Test that playing backwards is the mirror, down to frame 0. */
static void
test_play_backwards (void)
{
  static const double vfr[] = { 0, 30, 100, 130, 400 };
  g_autoptr (FwFrameList) video = make_video (G_N_ELEMENTS (vfr), 25, vfr);
  FwPlayer player;
  gint64 now = 0;

  fw_player_start (&player, video, 4, 1.0, -1, now);
  for (FwFrame frame = 4; frame > 0; frame--)
    {
      FwDue due = fw_player_get_due (&player, video, NULL, now);

      g_assert_cmpint (due.frame, ==, frame);
      g_assert_cmpint (due.next_us, ==, (gint64) (400 - vfr[frame - 1]) * 1000);
      fw_player_note_shown (&player, video, frame, now);
      now = due.next_us;
    }
  g_assert_true (fw_player_get_due (&player, video, NULL, now).at_end);
}

/* Test that at full speed late pictures are dropped, at half speed none is. */
static void
test_drop_policy (void)
{
  g_autoptr (FwFrameList) video = make_video (100, 25, NULL);
  FwPlayer player;

  fw_player_start (&player, video, 0, 1.0, 1, 0);
  g_assert_cmpint (fw_player_get_due (&player, video, NULL, 200000).frame, ==, 5);

  fw_player_start (&player, video, 0, 0.5, 1, 0);
  g_assert_cmpint (fw_player_get_due (&player, video, NULL, 70000).frame, ==, 0);
  g_assert_cmpint (fw_player_get_due (&player, video, NULL, 400000).frame, ==, 1);
  g_assert_cmpint (fw_player_get_due (&player, video, NULL, 900000).frame, ==, 1);
  fw_player_note_shown (&player, video, 1, 900000);
  g_assert_cmpint (fw_player_get_due (&player, video, NULL, 950000).frame, ==, 1);
  g_assert_cmpint (fw_player_get_due (&player, video, NULL, 990000).frame, ==, 2);
}

/* Test that a picture that is far too late starts the clock anew instead of a
 * long jump. */
static void
test_patience (void)
{
  g_autoptr (FwFrameList) video = make_video (100, 25, NULL);
  FwPlayer player;

  fw_player_start (&player, video, 0, 1.0, 1, 0);
  g_assert_cmpint (fw_player_get_due (&player, video, NULL, 40000).frame, ==, 1);
  fw_player_note_shown (&player, video, 1, 2000000);
  g_assert_cmpint (fw_player_get_due (&player, video, NULL, 2000000).frame, ==, 1);
  g_assert_cmpint (fw_player_get_due (&player, video, NULL, 2040000).frame, ==, 2);
}

/* Test that deleted frames are passed over without a pause. */
static void
test_skip (void)
{
  static const FwSpan spans[] = { { 2, 50 } };
  g_autoptr (FwFrameList) video = make_video (100, 25, NULL);
  g_autoptr (FwSpanSet) skip = fw_span_set_new (spans, 1);
  FwPlayer player;

  fw_player_start (&player, video, 0, 1.0, 1, 0);
  g_assert_cmpint (fw_player_get_due (&player, video, skip, 80000).frame, ==, 51);
  fw_player_note_shown (&player, video, 51, 80000);
  g_assert_cmpint (fw_player_get_due (&player, video, skip, 120000).frame, ==, 52);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/format", test_format);
  g_test_add_func ("/clock/count", test_count);
  g_test_add_func ("/clock/round-trip", test_round_trip);
  g_test_add_func ("/clock/people", test_people);
  g_test_add_func ("/clock/rates", test_rates);
  g_test_add_func ("/player/in-time", test_play_in_time);
  g_test_add_func ("/player/backwards", test_play_backwards);
  g_test_add_func ("/player/drop-policy", test_drop_policy);
  g_test_add_func ("/player/patience", test_patience);
  g_test_add_func ("/player/skip", test_skip);
  return g_test_run ();
}
