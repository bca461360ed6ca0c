/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/review-fit.h"

#include "track-kit.h"

/* Ten frames with one track in frames 0 to 5, its box @x to the right. */
static FwSnapshot *
make_labels (double x)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwTrackBuilder *track = fw_track_builder_new (1, 1);
  FwFrameInfo infos[10] = { { .name = NULL } };
  g_autoptr (FwFrameList) frames = fw_frame_list_new (TRUE, "clip.mp4", 30.0, infos, 10);
  g_autoptr (FwShape) first = fw_shape_new_box (FW_RECT (0, 0, 10, 10));
  g_autoptr (FwShape) last = fw_shape_new_box (FW_RECT (x, 0, 10, 10));

  fw_snapshot_builder_set_frame_list (builder, frames);
  fw_track_builder_set_key (track, 0, first);
  fw_track_builder_set_key (track, 2, first);
  fw_track_builder_set_key (track, 5, last);
  g_assert_true (fw_snapshot_builder_take_track (builder, fw_track_builder_end (track, NULL)));

  return fw_snapshot_builder_end (builder);
}

/* Test that missing, changed and foreign units are told, and nothing else. */
static void
test_fit (void)
{
  static const char *const names[] = { "clip/0/t1",  "clip/5/t1", "clip/7/t1", "clip/0/t9",
                                       "other/0/t1", "clip/t1",   "clip/3",    "?" };
  static const struct
  {
    const char *name;
    FwUnfitKind kind;
    gboolean is_judged;
    const char *words;
  } expected[] = {
    { "clip/5/t1", FW_UNFIT_CHANGED, TRUE, "Object 1, frame 5: changed since it was judged" },
    { "clip/7/t1", FW_UNFIT_MISSING, FALSE, "Object 1, frame 7: not in the labels any more" },
    { "clip/0/t9", FW_UNFIT_MISSING, FALSE,
      "Object 9 (deleted), frame 0: not in the labels any more" },
    { "other/0/t1", FW_UNFIT_FOREIGN, FALSE, "other/0/t1: of other media" },
    { "clip/t1", FW_UNFIT_CHANGED, FALSE, "Object 1: changed since it was drawn" },
    { "clip/3", FW_UNFIT_CHANGED, FALSE, "Frame 3: changed since it was drawn" },
    { "?", FW_UNFIT_FOREIGN, FALSE, "?: of other media" },
  };
  g_autoptr (FwSnapshot) before = make_labels (10.0);
  g_autoptr (FwSnapshot) after = make_labels (12.0);
  FwReviewLabels labels = { (char *) "clip.coco.json", NULL, NULL, NULL };
  FwBatch batch = { .id = 1, .version = (char *) "1" };
  FwDrawUnit units[G_N_ELEMENTS (names)];
  FwDraw draw = {
    .id = 1, .batch = 1, .seed = (char *) "s", .units = units, .n_units = G_N_ELEMENTS (names)
  };
  FwVerdict verdict = { .id = 1,
                        .draw = 1,
                        .unit = (char *) "clip/5/t1",
                        .unit_rev = (char *) "r",
                        .reviewer = (char *) "tomas",
                        .version = (char *) "1" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      FwUnit unit;

      units[i] = (FwDrawUnit){ .unit = (char *) names[i], .pi = 0.5 };
      if (fw_unit_parse (names[i], &unit, NULL))
        units[i].rev = fw_unit_dup_rev (&unit, before);
    }

  g_autoptr (FwReview) empty = fw_review_new (&labels, NULL);
  g_autoptr (FwReview) a = fw_review_with (empty, FW_REVIEW_BATCH, &batch, NULL);
  g_autoptr (FwReview) b = fw_review_with (a, FW_REVIEW_DRAW, &draw, NULL);
  g_autoptr (FwReview) review = fw_review_with (b, FW_REVIEW_VERDICT, &verdict, NULL);
  g_autoptr (GArray) unfit = fw_review_list_unfit (review, after, "clip");
  g_autoptr (FwUnitWords) after_words = fw_unit_words_new (after);

  g_assert_cmpuint (unfit->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < unfit->len; i++)
    {
      const FwUnfitUnit *unit = &g_array_index (unfit, FwUnfitUnit, i);
      g_autofree char *text = fw_unfit_unit_to_text (unit, NULL);
      g_autofree char *words = fw_unfit_unit_to_text (unit, after_words);

      g_assert_cmpstr (unit->unit->unit, ==, expected[i].name);
      g_assert_cmpint (unit->kind, ==, expected[i].kind);
      g_assert_cmpint (unit->is_judged, ==, expected[i].is_judged);
      g_assert_true (g_str_has_prefix (text, expected[i].name));
      g_assert_cmpstr (words, ==, expected[i].words);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (units[i].rev);
}

/* Test that a review of other labels is known by their document, and only when both say. */
static void
test_other (void)
{
  static const struct
  {
    const char *own, *now;
    gboolean is_other;
  } cases[] = { { "a", "a", FALSE }, { "a", "b", TRUE }, { NULL, "b", FALSE }, { "a", NULL, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwReviewLabels labels = { (char *) "clip.coco.json", (char *) cases[i].own, NULL, NULL };
      FwReviewLabels now = { .document = (char *) cases[i].now };
      g_autoptr (FwReview) review = fw_review_new (&labels, NULL);

      g_test_message ("case %zu", i);
      g_assert_cmpint (fw_review_is_of_other (review, &now), ==, cases[i].is_other);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/review-fit/units", test_fit);
  g_test_add_func ("/review-fit/other", test_other);

  return g_test_run ();
}
