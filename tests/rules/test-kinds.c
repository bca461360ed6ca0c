/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What holds for kinds of every family: frames that are deleted, data that is
 * missing, bounds and cancelling; and kinds about the video.
 */

#include "kinds-kit.h"

/* Test that labels in deleted frames are not checked. */
static void
test_deleted_frames (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: min-size\nwith: { height: 20 }");
  FwDocument *document = kit_document (manual, 40);
  FwTrackBuilder *builder = fw_track_builder_new (1, CAR);
  g_autoptr(FwTrack) track = NULL;
  g_autoptr(FwSpanSet) deleted = fw_span_set_new (&(FwSpan) { 2, 4 }, 1);

  kit_key (builder, 0, 0, 0, 9, 9);
  kit_key (builder, 9, 0, 0, 9, 9);
  track = kit_end (builder);
  kit_put (document, 1, track);
  expect (manual, document, 10, NULL);
  fw_document_begin (document, "Delete", 0);
  fw_document_replace (document, (FwSlot) { FW_SLOT_DELETED, 0 }, deleted);
  fw_document_commit (document);
  expect (manual, document, 7, NULL);
  g_object_unref (document);
}

/* Test that a rule without its data says so instead of passing or failing. */
static void
test_silence (void)
{
  g_autofree char *a = kit_rule ("KT-001", "check: inside-image");
  g_autofree char *b = kit_rule ("KT-002", "check: frames-seen");
  g_autofree char *c = kit_rule ("KT-003", "check: coverage");
  g_autofree char *d = kit_rule ("KT-004", "check: max-step\nwith: { pixels: 5, per: second }");
  g_autofree char *e = kit_rule ("KT-005", "check: human\nask: Is it so?");
  g_autofree char *f = kit_rule ("KT-006", "check: min-size\nwith: { width: 5 }");
  g_autofree char *rules = g_strconcat (a, b, c, d, e, f, NULL);
  g_autoptr(FwManual) manual = kit_manual (rules);
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  g_autoptr(FwSnapshot) snapshot = fw_snapshot_builder_end (builder);
  g_autoptr(FwChecker) checker = fw_checker_new (manual);
  static const char *const expected[]
      = { "no data", "no data", "no data", "no data", "people", NULL };

  g_assert_true (fw_checker_run (checker, snapshot, NULL, NULL, NULL, NULL));
  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    {
      const char *silence = fw_checker_get_silence (checker, fw_manual_get_rule (manual, i));

      g_assert_true (expected[i] ? silence && strstr (silence, expected[i]) : !silence);
    }
}

/* Test that the share of frames on the screen is judged. */
static void
test_frames_seen (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: frames-seen\nwith: { share: 0.5 }");
  FwDocument *document = kit_document (manual, 10);

  expect (manual, document, 0, NULL);
  for (FwFrame frame = 0; frame < 4; frame++)
    fw_document_note_seen (document, frame);
  expect (manual, document, 1, "40 % of the frames");
  fw_document_note_seen (document, 9);
  expect (manual, document, 0, NULL);
  g_object_unref (document);
}

/* Test that past the cap findings are not kept, and the checker says so. */
static void
test_cap (void)
{
  g_autoptr (FwManual) manual
      = kit_manual_of ("check: expr\nexpect: w > 20 or frame / 2 == 1 or attr.truncated == true");
  FwDocument *document = kit_document (manual, 40);
  g_autoptr(FwChecker) checker = fw_checker_new (manual);
  g_autoptr(GPtrArray) list = NULL;

  for (FwTrackId id = 1; id <= 10; id++)
    {
      FwTrackBuilder *builder = fw_track_builder_new (id, CAR);
      g_autoptr(FwTrack) track = NULL;

      kit_key (builder, id, 0, 0, 9, 9);
      track = kit_end (builder);
      kit_put (document, id, track);
    }
  fw_checker_set_cap (checker, 4);
  g_assert_true (
      fw_checker_run (checker, fw_document_get_snapshot (document), NULL, NULL, NULL, NULL));
  g_assert_true (fw_checker_is_capped (checker));
  list = fw_checker_list (checker, 0);
  g_assert_cmpuint (list->len, ==, 4);
  g_object_unref (document);
}

/* Test that a run that is cancelled says so, and the next update checks everything. */
static void
test_cancel (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: min-size\nwith: { height: 20 }");
  FwDocument *document = kit_document (manual, 40);
  g_autoptr(FwChecker) checker = fw_checker_new (manual);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(FwCheckerDelta) delta = NULL;
  g_autoptr(FwTrack) track = NULL;
  FwTrackBuilder *builder = fw_track_builder_new (1, CAR);

  kit_key (builder, 0, 0, 0, 9, 9);
  track = kit_end (builder);
  kit_put (document, 1, track);
  g_cancellable_cancel (cancellable);
  g_assert_false (fw_checker_run (checker, fw_document_get_snapshot (document), cancellable, NULL,
                                  NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  delta = fw_checker_update (checker, fw_document_get_snapshot (document), NULL, 0, NULL, NULL);
  g_assert_cmpuint (delta->opened->len, ==, 1);
  g_object_unref (document);
}

/* Test that a track over all possible frames does not hang the checker or fill
 * the memory. */
static void
test_endless_track (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: no-gap");
  FwSnapshotBuilder *labels = fw_snapshot_builder_new ();
  FwTrackBuilder *builder = fw_track_builder_new (1, CAR);
  g_autoptr(FwTaxonomy) taxonomy = kit_taxonomy (manual);
  g_autoptr(FwSnapshot) snapshot = NULL;
  g_autoptr(FwChecker) checker = fw_checker_new (manual);

  kit_key (builder, 0, 0, 0, 9, 9);
  kit_key (builder, FW_FRAME_MAX - 1, 0, 0, 9, 9);
  fw_snapshot_builder_take_track (labels, kit_end (builder));
  fw_snapshot_builder_set (labels, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, taxonomy);
  snapshot = fw_snapshot_builder_end (labels);
  g_assert_true (fw_checker_run (checker, snapshot, NULL, NULL, NULL, NULL));
  g_assert_cmpint (fw_checker_count (checker, FW_SEVERITY_ERROR), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds/deleted-frames", test_deleted_frames);
  g_test_add_func ("/kinds/silence", test_silence);
  g_test_add_func ("/kinds/frames-seen", test_frames_seen);
  g_test_add_func ("/kinds/cap", test_cap);
  g_test_add_func ("/kinds/cancel", test_cancel);
  g_test_add_func ("/kinds/endless-track", test_endless_track);

  return g_test_run ();
}
