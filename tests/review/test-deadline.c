/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/deadline.h"

#include "review/review-kit.h"

/* Test dates over weekends, months and what is no time. */
static void
test_dates (void)
{
  static const struct
  {
    const char *at, *appeal, *ruling, *batch;
  } cases[] = {
    /* A Monday, a Friday, a Saturday, a Sunday. */
    { "2026-11-23T10:00:00Z", "2026-11-30T10:00:00Z", "2026-11-30T10:00:00Z",
      "2026-12-07T10:00:00Z" },
    { "2026-11-27T10:00:00Z", "2026-12-04T10:00:00Z", "2026-12-04T10:00:00Z",
      "2026-12-11T10:00:00Z" },
    { "2026-11-28T10:00:00Z", "2026-12-05T10:00:00Z", "2026-12-04T10:00:00Z",
      "2026-12-12T10:00:00Z" },
    { "2026-11-29T23:59:59Z", "2026-12-06T23:59:59Z", "2026-12-04T23:59:59Z",
      "2026-12-13T23:59:59Z" },
    { "yesterday", NULL, NULL, NULL },
    { NULL, NULL, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *appeal = fw_deadline_for_appeal (cases[i].at);
      g_autofree char *ruling = fw_deadline_for_ruling (cases[i].at);
      g_autofree char *batch = fw_deadline_for_batch (cases[i].at);

      g_assert_cmpstr (appeal, ==, cases[i].appeal);
      g_assert_cmpstr (ruling, ==, cases[i].ruling);
      g_assert_cmpstr (batch, ==, cases[i].batch);
    }
}

static FwReview *
make_review (gboolean judged)
{
  FwReviewLabels labels = { (char *) "clip.coco.json", NULL, NULL, NULL };
  FwBatch batch
      = { .id = 1, .version = (char *) "1", .frozen_at = (char *) "2026-11-01T00:00:00Z" };
  FwDrawUnit unit = { (char *) "clip/0/t1", NULL, NULL, 0.5 };
  FwDraw draw = { .id = 1, .batch = 1, .seed = (char *) "s", .units = &unit, .n_units = 1 };
  FwVerdict verdict
      = { .id = 1,
          .draw = 1,
          .unit = unit.unit,
          .unit_rev = (char *) "r",
          .author = (char *) "dana",
          .reviewer = (char *) "tomas",
          .version = (char *) "1",
          .note = (char *) "why",
          .at = (char *) "2026-11-10T00:00:00Z",
          .blind = { FW_OUTCOME_WRONG, FW_MISTAKE_OTHER, (char *) "R", (char *) "q" } };
  g_autoptr (FwReview) empty = fw_review_new (&labels, NULL);
  g_autoptr (FwReviewBuilder) builder = fw_review_builder_new (empty);

  g_assert_true (fw_review_builder_put (builder, FW_REVIEW_BATCH, &batch, NULL));
  g_assert_true (fw_review_builder_put (builder, FW_REVIEW_DRAW, &draw, NULL));
  if (judged)
    g_assert_true (fw_review_builder_put (builder, FW_REVIEW_VERDICT, &verdict, NULL));

  return fw_review_builder_end (g_steal_pointer (&builder));
}

/* Test that silence accepts work after fourteen days, and not before. */
static void
test_silence (void)
{
  g_autoptr (FwReview) silent = make_review (FALSE);
  g_autoptr (FwReview) judged = make_review (TRUE);
  g_autoptr (GDateTime) before = g_date_time_new_from_iso8601 ("2026-11-15T00:00:00Z", NULL);
  g_autoptr (GDateTime) after = g_date_time_new_from_iso8601 ("2026-11-15T00:00:01Z", NULL);
  const FwBatch *batch = fw_review_get (silent, FW_REVIEW_BATCH, 0);

  g_assert_false (fw_batch_is_accepted_by_silence (silent, batch, before));
  g_assert_true (fw_batch_is_accepted_by_silence (silent, batch, after));
  g_assert_false (fw_batch_is_accepted_by_silence (judged, batch, after));
}

/* Test that a verdict can be appealed for seven days, once, and again when its
 * rule was made clearer. */
static void
test_appealable (void)
{
  g_autoptr (FwReview) review = make_review (TRUE);
  g_autoptr (GDateTime) within = g_date_time_new_from_iso8601 ("2026-11-17T00:00:00Z", NULL);
  g_autoptr (GDateTime) after = g_date_time_new_from_iso8601 ("2026-11-17T00:00:01Z", NULL);
  const FwVerdict *verdict = fw_review_get (review, FW_REVIEW_VERDICT, 0);
  FwAppeal appeal = { .id = 1, .verdict = 1, .by = (char *) "dana", .text = (char *) "no" };
  g_autoptr (FwReview) appealed = fw_review_with (review, FW_REVIEW_APPEAL, &appeal, NULL);

  g_assert_true (fw_verdict_is_appealable (review, verdict, NULL, within));
  g_assert_false (fw_verdict_is_appealable (review, verdict, NULL, after));
  g_assert_true (fw_verdict_is_appealable (review, verdict, "2026-11-12T00:00:00Z", after));
  g_assert_false (fw_verdict_is_appealable (appealed, verdict, NULL, within));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/deadline/dates", test_dates);
  g_test_add_func ("/deadline/silence", test_silence);
  g_test_add_func ("/deadline/appealable", test_appealable);

  return g_test_run ();
}
