/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/frame-index.h"

/* Packets in decoding order, all with times. */
static FwFrameIndex *
make_index (const gint64 *pts,
            const guint  *flags,
            guint         n_packets)
{
  FwFrameIndex *index = fw_frame_index_new ();

  for (guint i = 0; i < n_packets; i++)
    {
      FwPacketInfo packet
          = { pts[i], (gint64) i - 2, (gint64) i * 1000, 500, flags ? flags[i] : 0 };

      if (!flags && i == 0)
        packet.flags = FW_PACKET_KEY;
      fw_frame_index_add_packet (index, &packet);
    }

  return index;
}

static void
confirm (FwFrameIndex *index,
         FwFrame       rank,
         guint         packet,
         guint64       digest)
{
  FwIndexFrame frame = { .packet = packet, .pts = rank, .digest = digest };

  g_assert_true (fw_frame_index_confirm (index, rank, &frame));
}

static void
assert_packets (FwFrameIndex *index,
                const guint  *packets,
                guint         n_packets)
{
  FwIndexFrame frame;

  g_assert_cmpint (fw_frame_index_get_n_frames (index), ==, (int) n_packets);
  for (guint i = 0; i < n_packets; i++)
    {
      g_assert_true (fw_frame_index_get_frame (index, (FwFrame) i, &frame));
      g_assert_cmpuint (frame.packet, ==, packets[i]);
      g_assert_cmpint (fw_frame_index_find_packet (index, packets[i]), ==, (FwFrame) i);
    }
  g_assert_false (fw_frame_index_get_frame (index, (FwFrame) n_packets, &frame));
}

/* Test that frames are the packets in order of their times, B-frames too. */
static void
test_reorder (void)
{
  const gint64 pts[] = { 0, 3, 1, 2, 6, 4, 5 };
  const guint expected[] = { 0, 2, 3, 1, 5, 6, 4 };
  g_autoptr(FwFrameIndex) index = make_index (pts, NULL, G_N_ELEMENTS (pts));

  fw_frame_index_end_scan (index);
  assert_packets (index, expected, G_N_ELEMENTS (expected));
}

/* Test that while scanning only frames count that no later packet can precede. */
static void
test_settled (void)
{
  const gint64 pts[] = { 0, 3, 1, 2, 6 };
  g_autoptr(FwFrameIndex) index = make_index (pts, NULL, G_N_ELEMENTS (pts));

  /* The last packet is decoded at 2: what is shown before 2 is settled. */
  g_assert_cmpint (fw_frame_index_get_n_frames (index), ==, 2);
  fw_frame_index_end_scan (index);
  g_assert_cmpint (fw_frame_index_get_n_frames (index), ==, 5);
}

/* Test that packets that are cut away, hidden or empty have no frame. */
static void
test_left_out (void)
{
  const gint64 pts[] = { 0, 1, 2, 3, 4 };
  const guint flags[]
      = { FW_PACKET_KEY | FW_PACKET_DISCARD, 0, FW_PACKET_HIDDEN, FW_PACKET_EMPTY, 0 };
  const guint expected[] = { 1, 4 };
  g_autoptr(FwFrameIndex) index = make_index (pts, flags, G_N_ELEMENTS (pts));
  gboolean one_thread;

  fw_frame_index_end_scan (index);
  assert_packets (index, expected, G_N_ELEMENTS (expected));
  g_assert_cmpuint (fw_frame_index_find_entry (index, 1, FW_PACKET_NONE, &one_thread), ==, 0);
}

/* Test that times that jump back start a new section instead of mixing in. */
static void
test_sections (void)
{
  const gint64 times[] = { 100, 101, 102, 0, 1, 2 };
  const guint expected[] = { 0, 1, 2, 3, 4, 5 };
  g_autoptr(FwFrameIndex) index = fw_frame_index_new ();

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      FwPacketInfo packet = { times[i], times[i], i, 1, 0 };

      fw_frame_index_add_packet (index, &packet);
    }
  fw_frame_index_end_scan (index);
  assert_packets (index, expected, G_N_ELEMENTS (expected));
}

/* Test that without times there are only the frames that were confirmed. */
static void
test_without_times (void)
{
  const gint64 pts[] = { 0, FW_PTS_NONE, 2 };
  const guint expected[] = { 0, 2 };
  g_autoptr(FwFrameIndex) index = make_index (pts, NULL, G_N_ELEMENTS (pts));
  g_autoptr(GArray) failed = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) gaps = NULL;
  guint ordinal = 1;

  fw_frame_index_end_scan (index);
  g_assert_cmpint (fw_frame_index_get_n_frames (index), ==, 0);
  confirm (index, 0, 0, 7);
  confirm (index, 1, 2, 8);
  g_array_append_val (failed, ordinal);
  fw_frame_index_end_confirm (index, 2, failed);
  assert_packets (index, expected, G_N_ELEMENTS (expected));
  gaps = fw_frame_index_dup_gaps (index);
  g_assert_cmpuint (gaps->len, ==, 1);
  g_assert_cmpint (g_array_index (gaps, FwIndexGap, 0).after, ==, 0);
}

/* Test that packets without a picture lose their numbers, that later frames
 * move down, and that both are told. */
static void
test_drop (void)
{
  const gint64 pts[] = { 0, 1, 2, 3, 4, 5, 6 };
  const guint expected[] = { 0, 1, 4, 6 };
  g_autoptr(FwFrameIndex) index = make_index (pts, NULL, G_N_ELEMENTS (pts));
  g_autoptr(GArray) none = NULL;
  g_autoptr(GArray) moved = NULL;
  g_autoptr(GArray) gaps = NULL;

  fw_frame_index_end_scan (index);
  none = fw_frame_index_take_renumbering (index);
  g_assert_null (none);

  confirm (index, 0, 0, 1);
  confirm (index, 1, 1, 2);
  g_assert_true (fw_frame_index_would_move (index, 4));
  g_assert_false (fw_frame_index_would_move (index, 2));
  confirm (index, 2, 4, 3);
  confirm (index, 3, 6, 4);
  fw_frame_index_end_confirm (index, 4, NULL);
  assert_packets (index, expected, G_N_ELEMENTS (expected));

  moved = fw_frame_index_take_renumbering (index);
  g_assert_nonnull (moved);
  g_assert_cmpuint (moved->len, ==, 2);
  g_assert_cmpint (g_array_index (moved, FwRenumbering, 0).from, ==, 4);
  g_assert_cmpint (g_array_index (moved, FwRenumbering, 0).shift, ==, -2);
  g_assert_cmpint (g_array_index (moved, FwRenumbering, 1).from, ==, 6);
  g_assert_cmpint (g_array_index (moved, FwRenumbering, 1).shift, ==, -3);

  gaps = fw_frame_index_dup_gaps (index);
  g_assert_cmpuint (gaps->len, ==, 2);
  g_assert_cmpint (g_array_index (gaps, FwIndexGap, 0).after, ==, 1);
  g_assert_cmpuint (g_array_index (gaps, FwIndexGap, 0).n_missing, ==, 2);
  g_assert_cmpint (g_array_index (gaps, FwIndexGap, 0).pts, ==, 2);
  g_assert_cmpint (g_array_index (gaps, FwIndexGap, 1).after, ==, 2);
  g_assert_cmpuint (g_array_index (gaps, FwIndexGap, 1).n_missing, ==, 1);
}

/* Test that the second pass, with one thread, replaces what the first one said. */
static void
test_second_pass (void)
{
  const gint64 pts[] = { 0, 1, 2 };
  g_autoptr(FwFrameIndex) index = make_index (pts, NULL, G_N_ELEMENTS (pts));
  FwIndexFrame frame = { .packet = 1, .pts = 1, .digest = 99 };

  fw_frame_index_end_scan (index);
  confirm (index, 0, 0, 1);
  confirm (index, 1, 1, 2);
  g_assert_false (fw_frame_index_confirm (index, 1, &frame));
  g_assert_true (fw_frame_index_confirm (index, 1, &frame));
  g_assert_cmpint (fw_frame_index_get_n_confirmed (index), ==, 2);
  fw_frame_index_end_confirm (index, 1, NULL);
  g_assert_cmpint (fw_frame_index_get_n_frames (index), ==, 1);
  g_assert_cmpint (fw_frame_index_find_packet (index, 1), ==, FW_FRAME_NONE);
}

/* Test that an entry is first used with one thread, then not at all, and that
 * the first packet always stays one. */
static void
test_entries (void)
{
  const gint64 pts[] = { 0, 1, 2, 3, 4, 5 };
  const guint flags[] = { FW_PACKET_KEY, 0, FW_PACKET_KEY, 0, FW_PACKET_KEY, 0 };
  g_autoptr(FwFrameIndex) index = make_index (pts, flags, G_N_ELEMENTS (pts));
  gboolean one_thread = TRUE;

  fw_frame_index_end_scan (index);
  g_assert_cmpuint (fw_frame_index_find_entry (index, 5, FW_PACKET_NONE, &one_thread), ==, 4);
  g_assert_false (one_thread);
  g_assert_cmpuint (fw_frame_index_find_entry (index, 5, 4, &one_thread), ==, 2);
  g_assert_cmpuint (fw_frame_index_find_entry (index, 3, FW_PACKET_NONE, &one_thread), ==, 2);
  g_assert_cmpint (fw_frame_index_find_key (index, 5, -1), ==, 4);
  g_assert_cmpint (fw_frame_index_find_key (index, 0, 1), ==, 2);
  g_assert_cmpint (fw_frame_index_find_key (index, 4, 1), ==, FW_FRAME_NONE);

  fw_frame_index_reject_entry (index, 4, FALSE);
  g_assert_cmpuint (fw_frame_index_find_entry (index, 5, FW_PACKET_NONE, &one_thread), ==, 4);
  g_assert_true (one_thread);
  fw_frame_index_reject_entry (index, 4, TRUE);
  g_assert_cmpuint (fw_frame_index_find_entry (index, 5, FW_PACKET_NONE, &one_thread), ==, 2);
  g_assert_false (one_thread);
  fw_frame_index_reject_entry (index, 2, TRUE);
  fw_frame_index_reject_entry (index, 0, TRUE);
  g_assert_cmpuint (fw_frame_index_find_entry (index, 5, FW_PACKET_NONE, &one_thread), ==, 0);
  g_assert_true (one_thread);
}

/* Test that pictures shown before an open group's keyframe belong to the group before. */
static void
test_open_group (void)
{
  const gint64 pts[] = { 0, 1, 4, 2, 3 };
  const guint flags[] = { FW_PACKET_KEY, 0, FW_PACKET_KEY, 0, 0 };
  g_autoptr(FwFrameIndex) index = make_index (pts, flags, G_N_ELEMENTS (pts));
  gboolean one_thread;

  fw_frame_index_end_scan (index);
  g_assert_cmpuint (fw_frame_index_find_entry (index, 2, FW_PACKET_NONE, &one_thread), ==, 0);
  g_assert_cmpuint (fw_frame_index_find_entry (index, 4, FW_PACKET_NONE, &one_thread), ==, 2);
}

/* Test that a packet is known again by its place, or without one by its times. */
static void
test_recognize (void)
{
  const gint64 pts[] = { 0, 1, 2, 3 };
  g_autoptr(FwFrameIndex) index = make_index (pts, NULL, G_N_ELEMENTS (pts));
  FwPacketInfo seen = { FW_PTS_NONE, FW_PTS_NONE, 2000, 500, 0 };

  g_assert_cmpuint (fw_frame_index_recognize (index, &seen, 0), ==, 2);
  g_assert_cmpuint (fw_frame_index_recognize (index, &seen, 100), ==, 2);
  seen.size = 501;
  g_assert_cmpuint (fw_frame_index_recognize (index, &seen, 2), ==, FW_PACKET_NONE);
  seen = (FwPacketInfo) { 3, 1, -1, 500, 0 };
  g_assert_cmpuint (fw_frame_index_recognize (index, &seen, 0), ==, 3);
}

/* Test what counts as evenly spaced. */
static void
test_measure (void)
{
  static const struct
  {
    const char *name;
    gint64      steps[8];
    gboolean    is_even;
    double      step;
  } cases[] = {
    { "exact", { 1, 1, 1, 1 }, TRUE, 1.0 },
    { "rounded milliseconds", { 33, 34, 33, 33, 34 }, TRUE, 33.4 },
    { "one hole", { 3750, 3750, 11250, 3750, 3750 }, TRUE, 3750.0 },
    { "a hole that is no multiple", { 3000, 3000, 29281, 3000 }, FALSE, 9570.25 },
    { "a coarse clock that skips", { 1, 2, 1, 2, 1, 2 }, FALSE, 1.5 },
    { "phone", { 3000, 3100, 2950, 3050 }, FALSE, 3025.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwFrameIndex) index = fw_frame_index_new ();
      gint64 at = 500;
      FwIndexRate rate;

      g_test_message ("case %zu: %s", i, cases[i].name);
      for (guint k = 0; k == 0 || (k <= 8 && cases[i].steps[k - 1]); k++)
        {
          at += k ? cases[i].steps[k - 1] : 0;
          FwPacketInfo packet = { at, at, k, 1, 0 };
          fw_frame_index_add_packet (index, &packet);
        }
      fw_frame_index_end_scan (index);
      g_assert_true (fw_frame_index_measure (index, &rate));
      g_assert_cmpint (rate.is_even, ==, cases[i].is_even);
      g_assert_cmpfloat_with_epsilon (rate.step, cases[i].step, 1e-9);
      g_assert_cmpint (rate.first, ==, 500);
    }
}

/* Test that one frame has no rate, and leaves what the caller assumed. */
static void
test_measure_single (void)
{
  const gint64 pts[] = { 500 };
  g_autoptr(FwFrameIndex) index = make_index (pts, NULL, G_N_ELEMENTS (pts));
  FwIndexRate rate = { 0, 0, 0.0, TRUE };

  fw_frame_index_end_scan (index);
  g_assert_false (fw_frame_index_measure (index, &rate));
  g_assert_cmpint (rate.first, ==, 0);
  g_assert_cmpint (rate.last, ==, 0);
}

/* Test that a time finds the frame that is shown then. */
static void
test_find_pts (void)
{
  const gint64 pts[] = { 10, 30, 20 };
  g_autoptr(FwFrameIndex) index = make_index (pts, NULL, G_N_ELEMENTS (pts));

  fw_frame_index_end_scan (index);
  g_assert_cmpint (fw_frame_index_find_pts (index, 5), ==, 0);
  g_assert_cmpint (fw_frame_index_find_pts (index, 10), ==, 0);
  g_assert_cmpint (fw_frame_index_find_pts (index, 29), ==, 1);
  g_assert_cmpint (fw_frame_index_find_pts (index, 1000), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/frame-index/scan/reorder", test_reorder);
  g_test_add_func ("/frame-index/scan/settled", test_settled);
  g_test_add_func ("/frame-index/scan/left-out", test_left_out);
  g_test_add_func ("/frame-index/scan/sections", test_sections);
  g_test_add_func ("/frame-index/scan/without-times", test_without_times);
  g_test_add_func ("/frame-index/confirm/drop", test_drop);
  g_test_add_func ("/frame-index/confirm/second-pass", test_second_pass);
  g_test_add_func ("/frame-index/entry/reject", test_entries);
  g_test_add_func ("/frame-index/entry/open-group", test_open_group);
  g_test_add_func ("/frame-index/recognize", test_recognize);
  g_test_add_func ("/frame-index/measure", test_measure);
  g_test_add_func ("/frame-index/measure-single", test_measure_single);
  g_test_add_func ("/frame-index/find-pts", test_find_pts);

  return g_test_run ();
}
