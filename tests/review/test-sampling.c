/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/sampling.h"

#include "core/review.h"
#include "core/track-kit.h"

#define N_CARS 40

/* 40 cars of ten frames and two buses of four; category 3 has nobody. */
static FwSnapshot *
make_street (void)
{
  static const char *const names[] = { "car", "bus", "van" };
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwTaxonomyBuilder *categories = fw_taxonomy_builder_new ();
  FwFrameInfo infos[12] = { { .name = NULL } };
  g_autoptr (FwFrameList) frames = fw_frame_list_new (TRUE, "clip.mp4", 30.0, infos, 12);

  fw_snapshot_builder_set_frame_list (builder, frames);
  for (int i = 0; i < 3; i++)
    fw_taxonomy_builder_add_category (
        categories, &(FwCategory){ .id = i + 1, .name = names[i], .supercategory = "" });
  for (int i = 0; i < N_CARS + 2; i++)
    {
      g_autoptr (FwTrack) track
          = kit_track (i + 1, i < N_CARS ? "0=0,0,10,10 9=9,0,10,10" : "5=0,0,90,50 8=9,0,90,50");
      FwTrackBuilder *copy = fw_track_builder_new_from (track);

      fw_track_builder_set_category (copy, i < N_CARS ? 1 : 2);
      fw_snapshot_builder_take_track (builder, fw_track_builder_end (copy, NULL));
    }

  g_autoptr (FwTaxonomy) taxonomy = fw_taxonomy_builder_end (categories);

  fw_snapshot_builder_set (builder, (FwSlot){ FW_SLOT_TAXONOMY, 0 }, taxonomy);

  return fw_snapshot_builder_end (builder);
}

static FwSampling *
list_units (FwSnapshot *street, FwUnitKind kind)
{
  return fw_sampling_new_from_labels (&(FwSamplingFacts){ street, "clip", kind, TRUE, NULL }, NULL);
}

/* Test that every unit is there once, and strata are categories that somebody has. */
static void
test_units (void)
{
  static const struct
  {
    FwUnitKind kind;
    gboolean by_category;
    guint n;
    gsize counts[2];
  } cases[] = { { FW_UNIT_LABEL, TRUE, 408, { 400, 8 } },
                { FW_UNIT_TRACK, TRUE, 42, { 40, 2 } },
                { FW_UNIT_LABEL, FALSE, 408, { 0, 0 } },
                { FW_UNIT_FRAME, TRUE, 12, { 0, 0 } } };
  g_autoptr (FwSnapshot) street = make_street ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwSamplingFacts facts = { street, "clip", cases[i].kind, cases[i].by_category, NULL };
      g_autoptr (FwSampling) sampling = fw_sampling_new_from_labels (&facts, NULL);
      g_autofree gsize *counts = fw_sampling_count_strata (sampling);

      g_test_message ("case %zu", i);
      g_assert_cmpuint (sampling->names->len, ==, cases[i].n);
      g_assert_cmpuint (sampling->stratum_names->len, ==, cases[i].counts[0] > 0 ? 2 : 0);
      for (guint h = 0; h < sampling->stratum_names->len; h++)
        g_assert_cmpuint (counts[h], ==, cases[i].counts[h]);
      g_assert_cmpstr (fw_sampling_get_stratum (sampling, cases[i].n - 1), ==,
                       cases[i].counts[0] > 0 ? "bus" : NULL);
    }
}

/* Test that a stratified draw has some of everything, and the floor is told. */
static void
test_stratified (void)
{
  g_autoptr (FwSnapshot) street = make_street ();
  g_autoptr (FwSampling) sampling
      = list_units (street, FW_UNIT_LABEL);
  FwSamplingPlan plan = { .design = FW_DESIGN_STRATIFIED, .seed = "s", .n = 50, .accept = -1 };
  gsize floor, sizes[2];
  g_autoptr (GArray) picks = fw_sampling_draw (sampling, &plan, &floor);
  guint n_buses = 0;

  for (guint i = 0; i < picks->len; i++)
    {
      const FwPick *pick = &g_array_index (picks, FwPick, i);
      gboolean is_bus = g_str_equal (fw_sampling_get_stratum (sampling, pick->index), "bus");

      n_buses += is_bus;
      g_assert_cmpfloat_with_epsilon (pick->pi, is_bus ? 1.0 : 42.0 / 400.0, 1e-12);
    }
  g_assert_cmpuint (picks->len, ==, 50);
  g_assert_cmpuint (n_buses, ==, 8);
  g_assert_cmpuint (floor, ==, FW_STRATUM_FLOOR);
  g_assert_cmpuint (fw_sampling_allocate (sampling, 10, sizes), ==, 5);
  g_assert_cmpuint (sizes[0] + sizes[1], ==, 10);
}

/* Test that names alone give the order that the units of labels give. */
static void
test_names (void)
{
  g_autoptr (FwSnapshot) street = make_street ();
  g_autoptr (FwSampling) labels
      = list_units (street, FW_UNIT_LABEL);
  g_autoptr (FwSampling) listed = fw_sampling_new_from_names (labels->names);
  FwSamplingPlan plan = { .design = FW_DESIGN_SIMPLE, .seed = "monday", .n = 30, .accept = -1 };
  g_autoptr (GArray) one = fw_sampling_draw (labels, &plan, NULL);
  g_autoptr (GArray) other = fw_sampling_draw (listed, &plan, NULL);

  g_assert_cmpuint (one->len, ==, 30);
  g_assert_cmpmem (one->data, one->len * sizeof (FwPick), other->data,
                   other->len * sizeof (FwPick));
  g_assert_cmpfloat_with_epsilon (g_array_index (one, FwPick, 0).pi, 30.0 / 408.0, 1e-12);
  g_assert_null (fw_sampling_get_stratum (listed, 0));
}

/* Test what is frozen: every unit in the checksum, every drawn one with its revision. */
static void
test_freeze (void)
{
  g_autoptr (FwSnapshot) street = make_street ();
  g_autoptr (FwSampling) sampling
      = list_units (street, FW_UNIT_TRACK);
  FwSamplingPlan plan = { .design = FW_DESIGN_SIMPLE,
                          .seed = "s",
                          .n = 12,
                          .accept = 1,
                          .aql = 0.01,
                          .limit = 0.1 };
  g_autoptr (GArray) picks = fw_sampling_draw (sampling, &plan, NULL);
  FwBatch facts
      = { .manual = (char *) "street", .version = (char *) "1.0.0", .frozen_at = (char *) "now" };
  g_auto (FwFrozenDraw) frozen = { 0 };
  g_auto (FwFrozenDraw) again = { 0 };

  fw_sampling_freeze (sampling, &plan, picks, &facts, &frozen);
  fw_sampling_freeze (sampling, &plan, picks, &facts, &again);
  g_assert_cmpstr (frozen.batch.version, ==, "1.0.0");
  g_assert_cmpint (frozen.batch.n_units, ==, N_CARS + 2);
  g_assert_cmpuint (strlen (frozen.batch.sha256), ==, 64);
  g_assert_cmpstr (frozen.batch.sha256, ==, again.batch.sha256);
  g_assert_cmpuint (frozen.draw.n_units, ==, 12);
  g_assert_cmpint (frozen.draw.plan_n, ==, 12);
  g_assert_cmpint (frozen.draw.plan_accept, ==, 1);
  g_assert_cmpfloat (frozen.draw.plan_limit, ==, 0.1);
  for (gsize i = 0; i < 12; i++)
    {
      const FwDrawUnit *drawn = &frozen.draw.units[i];
      FwUnit unit;

      g_assert_true (fw_unit_parse (drawn->unit, &unit, NULL));

      g_autofree char *rev = fw_unit_dup_rev (&unit, street);

      g_assert_cmpstr (drawn->rev, ==, rev);
      g_assert_cmpstr (drawn->stratum, ==, unit.track > N_CARS ? "bus" : "car");
    }

  /* It is a batch and a draw that a review takes. */
  FwReviewLabels labels = { (char *) "clip.coco.json", NULL, NULL, NULL };
  g_autoptr (FwReview) empty = fw_review_new (&labels, NULL);
  GError *error = NULL;

  frozen.batch.id = frozen.draw.batch = frozen.draw.id = 1;

  g_autoptr (FwReview) review = fw_review_with (empty, FW_REVIEW_BATCH, &frozen.batch, &error);

  g_assert_no_error (error);

  g_autoptr (FwReview) drawn = fw_review_with (review, FW_REVIEW_DRAW, &frozen.draw, &error);

  g_assert_no_error (error);
  g_assert_nonnull (fw_review_find_drawn (drawn, 1, frozen.draw.units[3].unit));
}

/* Test that frames, which have no category, are not said to be drawn by category: the
 * draw has to be repeated as it was. */
static void
test_no_strata (void)
{
  g_autoptr (FwSnapshot) street = make_street ();
  g_autoptr (FwSampling) sampling = list_units (street, FW_UNIT_FRAME);
  FwSamplingPlan plan = { .design = FW_DESIGN_STRATIFIED, .seed = "s", .n = 5, .accept = -1 };
  g_autoptr (GArray) picks = fw_sampling_draw (sampling, &plan, NULL);
  FwBatch facts = { .version = (char *) "1.0.0" };
  g_auto (FwFrozenDraw) frozen = { 0 };

  fw_sampling_freeze (sampling, &plan, picks, &facts, &frozen);
  g_assert_cmpint (frozen.draw.design, ==, FW_DESIGN_SIMPLE);
  g_assert_cmpuint (frozen.draw.n_units, ==, 5);
}

/* Test that what is looked for on purpose is taken as it stands. */
static void
test_targeted (void)
{
  g_autoptr (FwSnapshot) street = make_street ();
  g_autoptr (FwSampling) sampling
      = list_units (street, FW_UNIT_TRACK);
  const gsize chosen[] = { 41, 3 };
  FwSamplingPlan plan
      = { .design = FW_DESIGN_TARGETED, .n = 2, .chosen = chosen, .accept = -1 };
  g_autoptr (GArray) picks = fw_sampling_draw (sampling, &plan, NULL);
  FwBatch facts = { .version = (char *) "1.0.0" };
  g_auto (FwFrozenDraw) frozen = { 0 };

  fw_sampling_freeze (sampling, &plan, picks, &facts, &frozen);
  g_assert_cmpuint (frozen.draw.n_units, ==, 2);
  g_assert_cmpstr (frozen.draw.units[0].unit, ==, "clip/t42");
  g_assert_cmpstr (frozen.draw.units[1].unit, ==, "clip/t4");
  g_assert_cmpint (frozen.draw.plan_n, ==, 0);
}

/* A review in which nothing was drawn yet, and somebody asks about @unit. */
static FwReview *
ask (const FwReview *before, const char *unit)
{
  FwReviewLabels labels = { (char *) "clip.coco.json", NULL, NULL, NULL };
  FwQuestion question = { .unit = (char *) unit,
                          .by = (char *) "dana",
                          .text = (char *) "Is this a car?",
                          .at = (char *) "2026-11-22T10:00:00Z" };
  g_autoptr (FwReview) empty = fw_review_new (&labels, NULL);
  g_autoptr (GError) error = NULL;
  gint64 id;
  FwReview *review = fw_review_ask (before ? before : empty, &question, &id, &error);

  g_assert_no_error (error);

  return review;
}

/* Test that nothing is drawn that waits for an answer: no label of an object that
 * somebody asks about, and not the frame that somebody asks about. */
static void
test_asked (void)
{
  static const struct
  {
    FwUnitKind kind;
    guint n, n_asked;
  } cases[] = { { FW_UNIT_LABEL, 398, 10 }, { FW_UNIT_TRACK, 41, 1 }, { FW_UNIT_FRAME, 11, 1 } };
  g_autoptr (FwSnapshot) street = make_street ();
  g_autoptr (FwReview) one = ask (NULL, "clip/3/t7");
  g_autoptr (FwReview) both = ask (one, "clip/5");
  g_autoptr (FwReview) elsewhere = ask (NULL, "other/3/t7");
  g_autoptr (FwOpenQuestions) asked = fw_open_questions_new (both, "clip");
  g_autoptr (FwOpenQuestions) none = fw_open_questions_new (elsewhere, "clip");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwSamplingFacts facts = { street, "clip", cases[i].kind, TRUE, asked };
      g_autoptr (FwSampling) sampling = fw_sampling_new_from_labels (&facts, NULL);

      g_assert_cmpuint (sampling->names->len, ==, cases[i].n);
      g_assert_cmpuint (sampling->units->len, ==, cases[i].n);
      g_assert_cmpuint (sampling->n_asked, ==, cases[i].n_asked);
      for (guint k = 0; k < sampling->names->len; k++)
        {
          g_assert_false (g_str_has_suffix (sampling->names->pdata[k], "/t7"));
          g_assert_cmpstr (sampling->names->pdata[k], !=, "clip/5");
        }
      facts.asked = none;

      g_autoptr (FwSampling) all = fw_sampling_new_from_labels (&facts, NULL);

      g_assert_cmpuint (all->names->len, ==, cases[i].n + cases[i].n_asked);
      g_assert_cmpuint (all->n_asked, ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sampling/units", test_units);
  g_test_add_func ("/sampling/stratified", test_stratified);
  g_test_add_func ("/sampling/names", test_names);
  g_test_add_func ("/sampling/freeze", test_freeze);
  g_test_add_func ("/sampling/targeted", test_targeted);
  g_test_add_func ("/sampling/asked", test_asked);
  g_test_add_func ("/sampling/no-strata", test_no_strata);

  return g_test_run ();
}
