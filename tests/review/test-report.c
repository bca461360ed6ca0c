/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/report.h"

#include "review/review-kit.h"

#include <string.h>

/* A batch of 400 with a draw of 40: 30 of 300 cars and 10 of 100 buses. */
static FwReview *
make_review (FwDesign design, gint64 accept)
{
  FwReviewLabels labels = { (char *) "clip<1>.coco.json", NULL, NULL, NULL };
  FwBatch batch = { .id = 1, .version = (char *) "3.1.0", .n_units = 400 };
  g_autoptr (FwReview) empty = fw_review_new (&labels, NULL);
  g_autoptr (FwReviewBuilder) builder = fw_review_builder_new (empty);
  FwDrawUnit units[40];
  FwDraw draw = { .id = 1,
                  .batch = 1,
                  .design = design,
                  .seed = (char *) "spot",
                  .units = units,
                  .n_units = 40,
                  .plan_n = accept >= 0 ? 40 : 0,
                  .plan_accept = MAX (accept, 0) };

  for (int i = 0; i < 40; i++)
    units[i] = (FwDrawUnit){ g_strdup_printf ("clip/%d/t1", i), (char *) "r",
                             (char *) (design == FW_DESIGN_SIMPLE ? NULL
                                       : i < 30                   ? "car"
                                                                  : "bus"),
                             0.1 };
  g_assert_true (fw_review_builder_put (builder, FW_REVIEW_BATCH, &batch, NULL));
  g_assert_true (fw_review_builder_put (builder, FW_REVIEW_DRAW, &draw, NULL));
  for (int i = 0; i < 40; i++)
    g_free (units[i].unit);

  return fw_review_builder_end (g_steal_pointer (&builder));
}

/* Judges unit @i, by @who: c correct, w wrong, u unclear, n not judgeable. */
static void
judge (FwReview **review, int i, const char *who, char outcome)
{
  g_autofree char *unit = g_strdup_printf ("clip/%d/t1", i);
  FwVerdict verdict = { .id = fw_review_get_next_id (*review, FW_REVIEW_VERDICT),
                        .draw = 1,
                        .unit = unit,
                        .unit_rev = (char *) "r",
                        .author = (char *) "dana",
                        .reviewer = (char *) who,
                        .version = (char *) "3.1.0",
                        .suggested = (char *) "\"van\"",
                        .note = (char *) "a <b> & \"c\"",
                        .ms = 1000 + i,
                        .at = (char *) (g_str_equal (who, "tomas") ? "2026-11-24T10:00:00Z"
                                                                   : "2026-11-24T11:00:00Z") };
  FwReview *next;

  verdict.blind.outcome = outcome == 'c'   ? FW_OUTCOME_CORRECT
                          : outcome == 'w' ? FW_OUTCOME_WRONG
                          : outcome == 'u' ? FW_OUTCOME_UNCLEAR_RULE
                                           : FW_OUTCOME_NOT_JUDGEABLE;
  if (outcome == 'w')
    verdict.blind
        = (FwAnswer){ FW_OUTCOME_WRONG, FW_MISTAKE_CATEGORY, (char *) "SD-002", (char *) "rev" };
  next = fw_review_with (*review, FW_REVIEW_VERDICT, &verdict, NULL);
  g_assert_nonnull (next);
  fw_review_unref (*review);
  *review = next;
}

/* The same as judge(), by hand: another draw, another revision. */
static void
judge_in (FwReview **review, gint64 draw, int i, const char *rev, FwOutcome outcome)
{
  g_autofree char *unit = g_strdup_printf ("clip/%d/t1", i);
  FwVerdict verdict = { .id = fw_review_get_next_id (*review, FW_REVIEW_VERDICT),
                        .draw = draw,
                        .unit = unit,
                        .unit_rev = (char *) rev,
                        .reviewer = (char *) "tomas",
                        .version = (char *) "3.1.0",
                        .note = (char *) "why",
                        .at = (char *) "2026-11-24T12:00:00Z" };
  FwReview *next;

  verdict.blind = outcome == FW_OUTCOME_WRONG
                      ? (FwAnswer){ outcome, FW_MISTAKE_GEOMETRY, (char *) "SD-011", (char *) "q" }
                      : (FwAnswer){ .outcome = outcome };
  next = fw_review_with (*review, FW_REVIEW_VERDICT, &verdict, NULL);
  g_assert_nonnull (next);
  fw_review_unref (*review);
  *review = next;
}

static const FwReportGroup *
get_group (GArray *groups, guint index)
{
  return &g_array_index (groups, FwReportGroup, index);
}

/* Test that categories of a simple draw are told apart and weigh what they are. */
static void
test_simple_by_category (void)
{
  FwReviewLabels labels = { (char *) "clip.coco.json", NULL, NULL, NULL };
  FwBatch batch = { .id = 1, .version = (char *) "1", .n_units = 400 };
  FwDrawUnit units[40];
  FwDraw draw = { .id = 1,
                  .batch = 1,
                  .design = FW_DESIGN_SIMPLE,
                  .seed = (char *) "spot",
                  .units = units,
                  .n_units = 40 };
  g_autoptr (FwReview) empty = fw_review_new (&labels, NULL);
  g_autoptr (FwReviewBuilder) builder = fw_review_builder_new (empty);

  for (int i = 0; i < 40; i++)
    units[i] = (FwDrawUnit){ g_strdup_printf ("clip/%d/t1", i), (char *) "r",
                             (char *) (i < 30 ? "car" : "bus"), 0.1 };
  fw_review_builder_put (builder, FW_REVIEW_BATCH, &batch, NULL);
  fw_review_builder_put (builder, FW_REVIEW_DRAW, &draw, NULL);
  for (int i = 0; i < 40; i++)
    g_free (units[i].unit);

  FwReview *review = fw_review_builder_end (g_steal_pointer (&builder));

  /* Many buses and few cars were judged: that does not matter. */
  for (int i = 28; i < 40; i++)
    judge (&review, i, "tomas", i == 30 ? 'w' : 'c');

  g_autoptr (FwReport) report = fw_report_new (review, 1, 0.95, NULL);
  FwInterval range = fw_wilson (1, 12, 0.95);

  g_assert_cmpfloat_with_epsilon (report->estimate.rate, 1.0 / 12.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (report->estimate.interval.high, range.high, 1e-12);
  g_assert_cmpfloat (report->estimate.covered, ==, 1.0);
  g_assert_cmpuint (report->strata->len, ==, 2);
  g_assert_cmpstr (get_group (report->strata, 0)->name, ==, "bus");
  g_assert_cmpint (get_group (report->strata, 0)->size, ==, 0);
  g_assert_cmpint (get_group (report->strata, 0)->judged, ==, 10);
  g_assert_cmpint (get_group (report->strata, 0)->wrong, ==, 1);
  fw_review_unref (review);
}

/* Test a stratified draw: strata weigh by size, what does not count does not. */
static void
test_stratified (void)
{
  g_autoptr (FwReview) review = make_review (FW_DESIGN_STRATIFIED, 9);

  for (int i = 0; i < 38; i++)
    judge (&review, i, "tomas", i < 3 || i == 30 ? 'w' : i == 4 ? 'u' : i == 5 ? 'n' : 'c');

  g_autoptr (FwReport) report = fw_report_new (review, 1, 0.95, NULL);

  g_assert_cmpint (report->open, ==, 2);
  g_assert_cmpint (report->counts[FW_OUTCOME_WRONG], ==, 4);
  g_assert_cmpint (report->counts[FW_OUTCOME_CORRECT], ==, 32);
  g_assert_cmpint (report->counts[FW_OUTCOME_UNCLEAR_RULE], ==, 1);
  g_assert_cmpuint (report->strata->len, ==, 2);
  g_assert_cmpstr (get_group (report->strata, 0)->name, ==, "bus");
  g_assert_cmpint (get_group (report->strata, 0)->size, ==, 100);
  g_assert_cmpint (get_group (report->strata, 0)->judged, ==, 8);
  g_assert_cmpint (get_group (report->strata, 1)->size, ==, 300);
  g_assert_cmpint (get_group (report->strata, 1)->judged, ==, 28);
  assert_digits (report->estimate.rate, 0.75 * 3 / 28 + 0.25 * 1 / 8, 9);
  g_assert_cmpuint (report->rules->len, ==, 1);
  g_assert_cmpint (get_group (report->rules, 0)->wrong, ==, 4);
  g_assert_cmpint (report->mistakes[FW_MISTAKE_CATEGORY], ==, 4);
  g_assert_cmpint (report->plan, ==, FW_PLAN_OPEN);
  g_assert_cmpint (report->median_ms, ==, 1019);

  /* By name, however they came: bus, car, van (suggested). */
  g_assert_cmpuint (report->kinds->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (report->kinds, 0), ==, "bus");
  g_assert_cmpstr (g_ptr_array_index (report->kinds, 1), ==, "car");
  g_assert_cmpint (report->confusion[1 * 3 + 1], ==, 25);
  g_assert_cmpint (report->confusion[1 * 3 + 2], ==, 3);
  g_assert_cmpint (report->confusion[0 * 3 + 2], ==, 1);
}

/* Test a simple draw: exact bounds of the batch, and what the plan says. */
static void
test_simple (void)
{
  static const struct
  {
    int wrong, judged;
    FwPlanState plan;
  } cases[] = { { 0, 40, FW_PLAN_ACCEPTED },
                { 2, 40, FW_PLAN_ACCEPTED },
                { 3, 10, FW_PLAN_REJECTED },
                { 2, 39, FW_PLAN_OPEN },
                { 0, 0, FW_PLAN_OPEN } };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (FwReview) review = make_review (FW_DESIGN_SIMPLE, 2);

      for (int i = 0; i < cases[k].judged; i++)
        judge (&review, i, "tomas", i < cases[k].wrong ? 'w' : 'c');

      g_autoptr (FwReport) report = fw_report_new (review, 1, 0.95, NULL);

      g_assert_cmpint (report->plan, ==, cases[k].plan);
      if (cases[k].judged == 0)
        continue;

      FwJudgedLot lot = { 400, cases[k].judged, cases[k].wrong };
      FwCountInterval exact = fw_hypergeometric_interval (lot, 0.95);

      g_assert_cmpint (report->lot.low, ==, exact.low);
      g_assert_cmpint (report->lot.high, ==, exact.high);
      assert_digits (report->estimate.rate, (double) cases[k].wrong / cases[k].judged, 9);
    }
}

/* Test that a search on purpose gives no estimate. */
static void
test_targeted (void)
{
  g_autoptr (FwReview) review = make_review (FW_DESIGN_TARGETED, -1);

  judge (&review, 0, "tomas", 'w');
  g_autoptr (FwReport) report = fw_report_new (review, 1, 0.95, NULL);
  g_autofree char *json = fw_report_to_json (report);

  g_autofree char *page = fw_report_to_html (report, NULL);

  g_assert_true (isnan (report->estimate.rate));
  /* Counts, and no share of anything. */
  g_assert_null (strstr (page, " %"));
  g_assert_cmpint (report->plan, ==, FW_PLAN_NONE);
  g_assert_nonnull (strstr (json, "\"estimate\":null,\"plan\":null"));
}

/* Test that a second person's verdict is compared, and not counted. */
static void
test_second (void)
{
  g_autoptr (FwReview) review = make_review (FW_DESIGN_SIMPLE, -1);

  for (int i = 0; i < 10; i++)
    judge (&review, i, "tomas", i < 2 ? 'w' : 'c');
  for (int i = 0; i < 5; i++)
    judge (&review, i, "mira", i < 1 ? 'w' : 'c');

  g_autoptr (FwReport) report = fw_report_new (review, 1, 0.95, NULL);

  g_assert_cmpint (report->counts[FW_OUTCOME_WRONG], ==, 2);
  g_assert_cmpint (report->open, ==, 30);
  g_assert_cmpint (report->n_second, ==, 5);
  assert_digits (report->second.observed, 0.8, 9);
  g_assert_cmpint (report->n_two, ==, 5);
  g_assert_cmpuint (report->disputed->len, ==, 1);
}

/* Test that what people said differently is told apart from whether they called it right:
 * another rule, or that the picture does not tell. */
static void
test_disputed (void)
{
  g_autoptr (FwReview) review = make_review (FW_DESIGN_SIMPLE, -1);
  static const char first[] = "wccw", second[] = "wcnc";

  for (int i = 0; i < 4; i++)
    {
      judge (&review, i, "tomas", first[i]);
      judge (&review, i, "mira", second[i]);
    }
  judge (&review, 4, "mira", 'w');
  judge_in (&review, 1, 4, "r", FW_OUTCOME_WRONG); /* another kind and rule */

  g_autoptr (FwReport) report = fw_report_new (review, 1, 0.95, NULL);
  g_autofree char *json = fw_report_to_json (report);
  g_autofree char *page = fw_report_to_html (report, NULL);

  g_assert_cmpint (report->n_two, ==, 5);
  g_assert_cmpint (report->n_second, ==, 4);
  assert_digits (report->second.observed, 0.75, 9);
  g_assert_cmpuint (report->disputed->len, ==, 3);
  g_assert_nonnull (strstr (page, "5 labels were judged by two people. Of 4 both said, before they "
                                  "were shown anything, whether they are right, and the same on "
                                  "75 %."));
  g_assert_nonnull (strstr (page, "3 labels were judged differently"));
  g_assert_nonnull (strstr (page, "<tr><td>Object 1, frame 2<div class=\"ref\">clip/2/t1</div>"
                                  "</td><td>Correct</td><td>Picture too bad</td></tr>"));
  g_assert_nonnull (strstr (page, "<td>Wrong category, SD-002</td>"
                                  "<td>Loose or tight shape, SD-011</td>"));
  g_assert_nonnull (strstr (json, "\"judged_by_two\":5,\"judged_differently\":["
                                  "{\"unit\":\"clip/2/t1\",\"counted\":{\"verdict\":5,"));
  /* Both are shown; one says that it does not count. */
  g_assert_nonnull (strstr (page, "Another verdict was first, and that counts."));
}

static char *
get_rule_text (const char *rule, const char *rev, gpointer data)
{
  return g_strdup_printf ("Text of %s < %s", rule, rev);
}

static char *
get_picture (const FwVerdict *verdict, gpointer data)
{
  return g_strdup ("data:image/png;base64,AAAA");
}

static char *
get_unit (const char *name, gpointer data)
{
  return g_strdup_printf ("It: %s", name);
}

static char *
get_category (const char *name, gpointer data)
{
  return g_strdup_printf ("The %s", name);
}

/* Test that categories and mistakes are called what people call them: in the strata, the
 * confusion table, a verdict and its suggestion; and in the document what files call them. */
static void
test_words (void)
{
  g_autoptr (FwReview) review = make_review (FW_DESIGN_STRATIFIED, 9);
  FwReportSources sources = { .category = get_category, .unit = get_unit };

  for (int i = 0; i < 40; i++)
    if (i != 8)
      judge (&review, i, "tomas", i == 7 ? 'w' : 'c');
  judge_in (&review, 1, 8, "r", FW_OUTCOME_WRONG);

  static const char *const parts[] = {
    "<tr><td>The car</td>",
    "<th class=\"n\" scope=\"col\">The bus</th>",
    "<th scope=\"row\">The bus</th>",
    "<th class=\"n\" scope=\"col\">(Loose or tight shape)</th>",
    "<h3>It: clip/7/t1</h3>",
    "<p>Suggested: The van</p>",
  };
  g_autoptr (FwReport) report = fw_report_new (review, 1, 0.95, NULL);
  g_autofree char *page = fw_report_to_html (report, &sources);
  g_autofree char *json = fw_report_to_json (report);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_test_message ("%s", parts[i]);
      g_assert_nonnull (strstr (page, parts[i]));
    }
  g_assert_null (strstr (json, "The car"));
}

/* Test that the page says what is there, and that no text becomes markup. */
static void
test_html (void)
{
  g_autoptr (FwReview) review = make_review (FW_DESIGN_STRATIFIED, 9);
  FwReportSources sources = { .rule_text = get_rule_text, .picture = get_picture };

  for (int i = 0; i < 40; i++)
    judge (&review, i, "tomas", i == 7 ? 'w' : 'c');

  static const char *const parts[] = {
    "<h1>Review of clip&lt;1&gt;.coco.json, draw 1</h1>",
    "1 of 40 labels judged is not right.",
    "<tr><td>car</td><td class=\"n\">300</td><td class=\"n\">30</td><td class=\"n\">30</td>"
    "<td class=\"n\">1</td><td class=\"n\">3.3 %</td>",
    "<th scope=\"row\">Judged by</th><td>tomas</td>",
    "The batch is accepted.",
    "<td>spot</td>",
    "<h3>car 1, frame 7</h3>",
    "<p class=\"ref\">clip/7/t1 · rule revision rev</p>",
    "<td>at random within each category, ",
    "<th scope=\"row\">In the batch</th><td>400 labels</td>",
    "a &lt;b&gt; &amp; &quot;c&quot;",
    "Text of SD-002 &lt; rev",
    "<img src=\"data:image/png;base64,AAAA\"",
    "framectl sample &apos;clip&lt;1&gt;.coco.json&apos; --n 40 --seed &apos;spot&apos;",
    "Wrong category, by rule SD-002 of version 3.1.0",
    "<p>Suggested: van</p>",
    "<td>SD-002 Text of SD-002 &lt; (null)</td>",
    "<th scope=\"row\">bus</th><td class=\"n d\">10</td><td class=\"n z\">0</td>",
  };
  g_autoptr (FwReport) report = fw_report_new (review, 1, 0.95, NULL);
  g_autofree char *page = fw_report_to_html (report, &sources);
  g_autofree char *bare = fw_report_to_html (report, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_test_message ("%s", parts[i]);
      g_assert_nonnull (strstr (page, parts[i]));
    }
  g_assert_null (strstr (page, "<b>"));
  g_assert_null (strstr (bare, "<img"));
  g_assert_true (g_str_has_suffix (page, "</html>\n"));
}

/* A batch of @n_tracks tracks with @length labels each; @n of them drawn, judged wrong where
 * @wrong says that the track is. */
static FwReport *
report_of_tracks (FwReview **out_review, GRand *dice, int n_tracks, int length, int n)
{
  FwReviewLabels labels = { (char *) "clip.coco.json", NULL, NULL, NULL };
  FwBatch batch = { .id = 1, .version = (char *) "1", .n_units = n_tracks * length };
  g_autoptr (FwReview) empty = fw_review_new (&labels, NULL);
  g_autoptr (FwReviewBuilder) builder = fw_review_builder_new (empty);
  g_autofree FwDrawUnit *units = g_new0 (FwDrawUnit, n);
  g_autofree int *order = g_new (int, n_tracks *length);
  FwDraw draw = { .id = 1, .batch = 1, .seed = (char *) "s", .units = units, .n_units = n };

  for (int i = 0; i < n_tracks * length; i++)
    order[i] = i;
  for (int i = 0; i < n; i++)
    {
      int other = g_rand_int_range (dice, i, n_tracks * length);
      int taken = order[other];

      order[other] = order[i];
      order[i] = taken;
      units[i] = (FwDrawUnit){ g_strdup_printf ("clip/%d/t%d", taken % length, taken / length + 1),
                               NULL, NULL, (double) n / (n_tracks * length) };
    }
  g_assert_true (fw_review_builder_put (builder, FW_REVIEW_BATCH, &batch, NULL));
  g_assert_true (fw_review_builder_put (builder, FW_REVIEW_DRAW, &draw, NULL));
  for (int i = 0; i < n; i++)
    {
      /* One track in ten is wrong from end to end. */
      gboolean is_wrong = order[i] / length < n_tracks / 10;
      FwVerdict verdict = { .id = i + 1,
                            .draw = 1,
                            .unit = units[i].unit,
                            .unit_rev = (char *) "r",
                            .reviewer = (char *) "tomas",
                            .note = (char *) "why",
                            .version = (char *) "1" };

      if (is_wrong)
        verdict.blind
            = (FwAnswer){ FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY, (char *) "SD-1", (char *) "q" };
      g_assert_true (fw_review_builder_put (builder, FW_REVIEW_VERDICT, &verdict, NULL));
      g_free (units[i].unit);
    }
  *out_review = fw_review_builder_end (g_steal_pointer (&builder));

  return fw_report_new (*out_review, 1, 0.95, NULL);
}

/* Test that labels of whole wrong tracks do not spoil the interval of the batch they were drawn
 * from, each by itself; and that it is said how much less they say of other tracks. */
static void
test_clusters (void)
{
  enum
  {
    ROUNDS = 400
  };
  g_autoptr (GRand) dice = g_rand_new_with_seed (20261128);
  int n_covered = 0;

  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (FwReview) review = NULL;
      g_autoptr (FwReport) report = report_of_tracks (&review, dice, 20, 30, 60);
      FwInterval range = report->estimate.interval;

      n_covered += range.low <= 0.1 && range.high >= 0.1;
      g_assert_cmpint (report->clusters.n_objects, <=, 20);
      g_assert_cmpfloat (report->clusters.effect, >, 1.5);
      g_assert_cmpfloat (report->clusters.interval.high, >=, range.high);
      g_assert_cmpfloat (report->clusters.interval.low, <=, range.low);
      if (round > 0)
        continue;

      g_autofree char *page = fw_report_to_html (report, NULL);
      g_autofree char *json = fw_report_to_json (report);

      g_assert_nonnull (strstr (page, "often right or wrong together. For this batch the figures"));
      g_assert_nonnull (strstr (json, "\"clusters\":{\"objects\":"));
    }
  g_assert_cmpint (n_covered, >=, ROUNDS * 93 / 100);

  /* A label of each says what it says. */
  g_autoptr (FwReview) review = NULL;
  g_autoptr (FwReport) report = report_of_tracks (&review, dice, 30, 1, 30);
  g_autofree char *page = fw_report_to_html (report, NULL);

  g_assert_cmpint (report->clusters.n_objects, ==, 0);
  g_assert_null (strstr (page, "together"));
}

/* Test a draw of many units that are all judged. */
static void
test_all (void)
{
  enum
  {
    N = 20000
  };
  FwReviewLabels labels = { (char *) "clip.coco.json", NULL, NULL, NULL };
  FwBatch batch = { .id = 1, .version = (char *) "3.1.0", .n_units = N };
  g_autoptr (FwReview) empty = fw_review_new (&labels, NULL);
  g_autoptr (FwReviewBuilder) builder = fw_review_builder_new (empty);
  g_autofree FwDrawUnit *units = g_new0 (FwDrawUnit, N);
  FwDraw draw = { .id = 1, .batch = 1, .seed = (char *) "s", .units = units, .n_units = N };

  for (int i = 0; i < N; i++)
    units[i] = (FwDrawUnit){ g_strdup_printf ("clip/%d/t1", i), NULL, NULL, 1.0 };
  g_assert_true (fw_review_builder_put (builder, FW_REVIEW_BATCH, &batch, NULL));
  g_assert_true (fw_review_builder_put (builder, FW_REVIEW_DRAW, &draw, NULL));
  for (int i = 0; i < N; i++)
    {
      FwVerdict verdict = { .id = i + 1,
                            .draw = 1,
                            .unit = units[i].unit,
                            .unit_rev = (char *) "r",
                            .reviewer = (char *) "tomas",
                            .version = (char *) "3.1.0" };

      g_assert_true (fw_review_builder_put (builder, FW_REVIEW_VERDICT, &verdict, NULL));
      g_free (units[i].unit);
    }

  g_autoptr (FwReview) review = fw_review_builder_end (g_steal_pointer (&builder));
  g_autoptr (FwReport) report = fw_report_new (review, 1, 0.95, NULL);

  g_assert_cmpint (report->counts[FW_OUTCOME_CORRECT], ==, N);
  /* Everything was judged: there is nothing left to estimate. */
  g_assert_cmpint (report->lot.high, ==, 0);
}

/* Test that what a reviewer judged again is compared with what he said first: in
 * whichever draw, as long as the label is the same, and only his own. */
static void
test_again (void)
{
  FwReview *review = make_review (FW_DESIGN_SIMPLE, -1);
  const FwDraw *first = fw_review_get (review, FW_REVIEW_DRAW, 0);
  FwDraw second = *first;
  gint64 n;

  second.id = 2;

  FwReview *both = fw_review_with (review, FW_REVIEW_DRAW, &second, NULL);

  fw_review_unref (review);
  review = both;
  for (int i = 0; i < 6; i++)
    judge (&review, i, "tomas", i < 3 ? 'w' : 'c');
  for (int i = 0; i < 6; i++)
    judge (&review, i, "mira", 'c');
  judge_in (&review, 1, 0, "r", FW_OUTCOME_WRONG);          /* the same again */
  judge_in (&review, 1, 1, "r", FW_OUTCOME_CORRECT);        /* another answer */
  judge_in (&review, 2, 3, "r", FW_OUTCOME_CORRECT);        /* drawn again, the same */
  judge_in (&review, 2, 4, "changed", FW_OUTCOME_WRONG);    /* another label by now */
  judge_in (&review, 1, 5, "r", FW_OUTCOME_NOT_JUDGEABLE);  /* no answer that compares */

  g_autoptr (FwReport) report = fw_report_new (review, 1, 0.95, NULL);
  FwAgreement again = fw_report_compare_again (report, &n);
  g_autofree char *json = fw_report_to_json (report);
  g_autofree char *page = fw_report_to_html (report, NULL);

  g_assert_cmpint (n, ==, 3);
  g_assert_cmpfloat_with_epsilon (again.observed, 2.0 / 3.0, 1e-12);
  g_assert_nonnull (strstr (json, "\"same_reviewer\":{\"units\":3,\"observed\":0.666"));
  g_assert_nonnull (strstr (page, "3 labels were judged again by the same person"));
  /* The first answer counts, however often somebody looks again. */
  g_assert_cmpint (report->counts[FW_OUTCOME_WRONG], ==, 3);
  fw_review_unref (review);
}

/* Test that a report says of each verdict what its figures say: an appeal that nobody
 * answered in time, and a label that waits for the answer to a question, do not count. */
static void
test_what_counts (void)
{
  g_autoptr (FwReview) review = make_review (FW_DESIGN_SIMPLE, 2);
  g_autoptr (GDateTime) before = g_date_time_new_from_iso8601 ("2026-12-01T12:00:00Z", NULL);
  g_autoptr (GDateTime) after = g_date_time_new_from_iso8601 ("2026-12-01T12:00:01Z", NULL);

  for (int i = 0; i < 4; i++)
    judge (&review, i, "tomas", i < 3 ? 'w' : 'c');

  const FwVerdict *first = fw_review_get (review, FW_REVIEW_VERDICT, 0);
  const FwVerdict *second = fw_review_get (review, FW_REVIEW_VERDICT, 1);
  FwAppeal appeal = { .id = 1,
                      .verdict = first->id,
                      .by = first->author,
                      .text = (char *) "the wheels are the edge",
                      .due = (char *) "2026-12-01T12:00:00Z" };
  g_autoptr (FwReview) appealed = fw_review_with (review, FW_REVIEW_APPEAL, &appeal, NULL);
  g_autoptr (FwReport) open = fw_report_new (appealed, 1, 0.95, before);
  g_autoptr (FwReport) silent = fw_report_new (appealed, 1, 0.95, after);
  g_autofree char *json = fw_report_to_json (silent);
  g_autofree char *page = fw_report_to_html (silent, NULL);
  g_autofree char *listed
      = g_strdup_printf ("\"verdict\":%" G_GINT64_FORMAT ",\"unit\":\"%s\"", first->id, first->unit);

  g_assert_cmpint (open->counts[FW_OUTCOME_WRONG], ==, 3);
  g_assert_cmpint (silent->counts[FW_OUTCOME_WRONG], ==, 2);
  g_assert_cmpint (silent->counts[FW_OUTCOME_EXCUSED], ==, 1);
  g_assert_nonnull (strstr (json, listed));
  g_assert_nonnull (strstr (strstr (json, listed), "\"counts_as\":\"wrong-but-excused\""));
  g_assert_nonnull (strstr (page, "<em>Excused</em>"));

  FwQuestion question = { .id = 1,
                          .unit = second->unit,
                          .by = second->author,
                          .text = (char *) "is this a van?" };
  g_autoptr (FwReview) asked = fw_review_with (review, FW_REVIEW_QUESTION, &question, NULL);
  g_autoptr (FwReport) waiting = fw_report_new (asked, 1, 0.95, before);

  g_assert_cmpint (fw_report_get_outcome (waiting, second), ==, FW_OUTCOME_UNCLEAR_RULE);
  /* It is about the object, and all of these are of one. */
  g_assert_cmpint (waiting->counts[FW_OUTCOME_UNCLEAR_RULE], ==, 4);
  question.has_answer = TRUE;
  question.answer.text = (char *) "yes";

  g_autoptr (FwReview) answered = fw_review_with (asked, FW_REVIEW_QUESTION, &question, NULL);
  g_autoptr (FwReport) again = fw_report_new (answered, 1, 0.95, before);

  g_assert_cmpint (again->counts[FW_OUTCOME_WRONG], ==, 3);
}

/* A report as text without the numbers of verdicts, which files give out. */
static char *
dup_report (const FwReview *review)
{
  g_autoptr (FwReport) report = fw_report_new (review, 1, 0.95, NULL);
  g_autoptr (GRegex) numbers = g_regex_new ("\"verdict\":[0-9]+", 0, 0, NULL);
  g_autofree char *json = fw_report_to_json (report);
  g_autofree char *page = fw_report_to_html (report, NULL);
  g_autofree char *both = g_strconcat (json, "\n", page, NULL);

  return g_regex_replace_literal (numbers, both, -1, 0, "", 0, NULL);
}

/* Somebody judges some of the first units, at moments that are often the same. */
static void
judge_at_random (FwReview **review, GRand *dice, const char *who)
{
  static const char *const moments[]
      = { NULL, "2026-11-24T10:00:00Z", "2026-11-24T12:00:00+02:00", "2026-11-25T09:00:00Z" };
  static const char *const rules[] = { "SD-002", "SD-003" };

  for (int i = 0; i < 12; i++)
    {
      int moment = g_rand_int_range (dice, 0, 4);
      g_autofree char *unit = g_strdup_printf ("clip/%d/t1", i);
      FwVerdict verdict = { .id = fw_review_get_next_id (*review, FW_REVIEW_VERDICT),
                            .draw = 1,
                            .unit = unit,
                            .unit_rev = (char *) "r",
                            .author = (char *) "ines",
                            .reviewer = (char *) who,
                            .version = (char *) "3.1.0",
                            .note = (char *) "why",
                            .ms = 1000 * (1 + (3 * i + moment) % 11),
                            .at = (char *) moments[moment] };
      FwReview *next;

      if (g_rand_int_range (dice, 0, 4) == 0)
        continue;
      verdict.blind.outcome = (FwOutcome) g_rand_int_range (dice, 0, FW_OUTCOME_EXCUSED);
      if (verdict.blind.outcome == FW_OUTCOME_WRONG)
        {
          verdict.blind.kind
              = g_rand_boolean (dice) ? FW_MISTAKE_GEOMETRY : FW_MISTAKE_CATEGORY;
          verdict.blind.rule = (char *) rules[g_rand_int_range (dice, 0, 2)];
          verdict.blind.rule_rev = (char *) "rev";
        }
      next = fw_review_with (*review, FW_REVIEW_VERDICT, &verdict, NULL);
      g_assert_nonnull (next);
      fw_review_unref (*review);
      *review = next;
    }
}

/* Test that the report is the same whichever review is joined into the other. */
static void
test_join (void)
{
  static const FwDesign designs[]
      = { FW_DESIGN_SIMPLE, FW_DESIGN_STRATIFIED, FW_DESIGN_POISSON, FW_DESIGN_TARGETED };
  g_autoptr (GRand) dice = g_rand_new_with_seed (20261128);

  for (guint round = 0; round < 120; round++)
    {
      g_autoptr (FwReview) mira = make_review (designs[round % 4], 2);
      g_autoptr (FwReview) dana = fw_review_ref (mira);

      judge_at_random (&mira, dice, "mira");
      judge_at_random (&dana, dice, "dana");
      if (round % 3 == 0)
        judge_at_random (&dana, dice, "tomas");
      if (round % 5 == 0)
        judge_at_random (&dana, dice, "mira"); /* at two places */

      g_autoptr (FwReview) here = fw_review_merge (mira, dana, NULL, NULL);
      g_autoptr (FwReview) there = fw_review_merge (dana, mira, NULL, NULL);
      g_autofree char *one = dup_report (here);
      g_autofree char *two = dup_report (there);

      g_assert_cmpuint (fw_review_get_n (here, FW_REVIEW_VERDICT), ==,
                        fw_review_get_n (there, FW_REVIEW_VERDICT));
      g_assert_cmpstr (one, ==, two);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/stratified", test_stratified);
  g_test_add_func ("/report/simple", test_simple);
  g_test_add_func ("/report/simple-by-category", test_simple_by_category);
  g_test_add_func ("/report/targeted", test_targeted);
  g_test_add_func ("/report/second", test_second);
  g_test_add_func ("/report/disputed", test_disputed);
  g_test_add_func ("/report/html", test_html);
  g_test_add_func ("/report/words", test_words);
  g_test_add_func ("/report/clusters", test_clusters);
  g_test_add_func ("/report/all", test_all);
  g_test_add_func ("/report/again", test_again);
  g_test_add_func ("/report/join", test_join);
  g_test_add_func ("/report/what-counts", test_what_counts);

  return g_test_run ();
}
