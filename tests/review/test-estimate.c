/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/estimate.h"
#include "review/special-functions.h"

#include "review/review-kit.h"
#include "support/oracle.h"

/* Test that intervals of simple draws have the published digits. */
static void
test_intervals (void)
{
  static const struct
  {
    gint64 wrong, judged;
    double wilson[2], exact[2], upper;
  } cases[] = {
    { 0, 50, { 0.0, 0.071348 }, { 0.0, 0.071122 }, 0.058155 },
    { 3, 125, { 0.008195, 0.068189 }, { 0.004977, 0.068536 }, 0.060859 },
    { 5, 80, { 0.026989, 0.138101 }, { 0.020603, 0.139857 }, 0.126926 },
    { 47, 50, { 0.837829, 0.979385 }, { 0.834518, 0.987451 }, 0.983448 },
    { 1, 10, { 0.017876, 0.40415 }, { 0.002529, 0.445016 }, 0.394163 },
    { 0, 0, { 0.0, 1.0 }, { 0.0, 1.0 }, 1.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%d of %d", (int) cases[i].wrong, (int) cases[i].judged);

      FwInterval wilson = fw_wilson ((double) cases[i].wrong, (double) cases[i].judged, 0.95);
      FwInterval exact = fw_clopper_pearson (cases[i].wrong, cases[i].judged, 0.95);

      assert_digits (wilson.low, cases[i].wilson[0], 6);
      assert_digits (wilson.high, cases[i].wilson[1], 6);
      assert_digits (exact.low, cases[i].exact[0], 6);
      assert_digits (exact.high, cases[i].exact[1], 6);
      assert_digits (fw_clopper_pearson_upper (cases[i].wrong, cases[i].judged, 0.95),
                     cases[i].upper, 6);
    }
}

/* Test that bounds of a finite lot are exact. */
static void
test_lot (void)
{
  static const struct
  {
    FwJudgedLot lot;
    gint64 upper;
    FwCountInterval both;
  } cases[] = {
    { { 800, 80, 0 }, 27, { 0, 34 } }, { { 800, 80, 1 }, 44, { 1, 51 } },
    { { 800, 80, 2 }, 59, { 3, 67 } }, { { 200, 50, 0 }, 10, { 0, 12 } },
    { { 60, 20, 1 }, 11, { 1, 12 } },  { { 10, 10, 3 }, 3, { 3, 3 } },
    { { 10, 0, 0 }, 10, { 0, 10 } },   { { 5, 5, 5 }, 5, { 5, 5 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwCountInterval both = fw_hypergeometric_interval (cases[i].lot, 0.95);

      g_test_message ("case %d", (int) i);
      g_assert_cmpint (fw_hypergeometric_upper (cases[i].lot, 0.95), ==, cases[i].upper);
      g_assert_cmpint (both.low, ==, cases[i].both.low);
      g_assert_cmpint (both.high, ==, cases[i].both.high);
    }
}

/* Test how many right ones prove that few are wrong. */
static void
test_discovery (void)
{
  static const struct
  {
    gint64 lot;
    double rate;
    gint64 n;
  } cases[] = { { 200, 0.01, 126 }, { 2000, 0.01, 265 }, { 2000, 0.05, 57 }, { 1000000, 0.01, 298 },
                { 100, 1.0, 0 },    { 100, 0.0, 95 },    { 1, 0.0, 1 },      { 100, 0.29, 9 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 n = fw_discovery_size (cases[i].lot, cases[i].rate, 0.95);

      g_test_message ("lot %d, %g", (int) cases[i].lot, cases[i].rate);
      g_assert_cmpint (n, ==, cases[i].n);
      if (n == 0)
        continue;

      /* One fewer would prove too little. */
      gint64 marked = (gint64) floor (cases[i].rate * (double) cases[i].lot + 1e-9) + 1;

      g_assert_cmpfloat (fw_hypergeometric_pmf ((FwLot){ cases[i].lot, marked, n }, 0), <=,
                         0.05 + 1e-12);
      g_assert_cmpfloat (fw_hypergeometric_pmf ((FwLot){ cases[i].lot, marked, n - 1 }, 0), >,
                         0.05 + 1e-12);
    }
}

/* Test that strata weigh by their size, not by how many of them were judged. */
static void
test_stratified (void)
{
  static const FwJudgedLot strata[] = { { 6000, 60, 1 }, { 3000, 60, 3 }, { 1000, 60, 12 } };
  FwRateEstimate estimate = fw_estimate_stratified (strata, 3, 0.95);

  assert_digits (estimate.rate, 0.045, 6);
  assert_digits (estimate.se, 0.013982, 6);
  assert_digits (estimate.total, 450.0, 6);
  assert_digits (estimate.covered, 1.0, 6);
  g_assert_cmpfloat (estimate.interval.low, <, 0.045);
  g_assert_cmpfloat (estimate.interval.high, >, 0.045);
  /* What pooling the sample would say. */
  assert_digits (16.0 / 180.0, 0.088889, 6);
}

/* Test the edges: nothing judged, nothing wrong, everything judged, a stratum left out. */
static void
test_stratified_edges (void)
{
  static const FwJudgedLot none[] = { { 100, 0, 0 } };
  static const FwJudgedLot clean[] = { { 600, 30, 0 }, { 400, 20, 0 } };
  static const FwJudgedLot all[] = { { 30, 30, 3 }, { 20, 20, 0 } };
  static const FwJudgedLot part[] = { { 300, 30, 3 }, { 100, 0, 0 } };
  static const FwJudgedLot single[] = { { 300, 30, 3 }, { 100, 1, 0 } };
  FwRateEstimate estimate = fw_estimate_stratified (none, 1, 0.95);

  g_assert_true (isnan (estimate.rate));
  assert_digits (estimate.interval.high, 1.0, 9);

  estimate = fw_estimate_stratified (clean, 2, 0.95);
  assert_digits (estimate.rate, 0.0, 9);
  g_assert_cmpfloat (estimate.interval.high, >, 0.05);
  g_assert_cmpfloat (estimate.interval.high, <, 0.1);

  estimate = fw_estimate_stratified (all, 2, 0.95);
  assert_digits (estimate.rate, 0.06, 9);
  assert_digits (estimate.interval.low, 0.06, 9);
  assert_digits (estimate.interval.high, 0.06, 9);

  estimate = fw_estimate_stratified (part, 2, 0.95);
  assert_digits (estimate.rate, 0.1, 9);
  assert_digits (estimate.covered, 0.75, 9);

  estimate = fw_estimate_stratified (single, 2, 0.95);
  g_assert_cmpfloat (estimate.se, >, 0.1);
}

/* Test the estimates from unequal probabilities. */
static void
test_hajek (void)
{
  static const FwWeightedUnit units[]
      = { { 0.05, FALSE }, { 0.05, FALSE }, { 0.05, TRUE }, { 0.05, FALSE },
          { 0.5, TRUE },   { 0.5, FALSE },  { 0.5, TRUE },  { 0.5, FALSE } };
  static const FwWeightedUnit certain[] = { { 1.0, TRUE }, { 1.0, FALSE } };
  FwRateEstimate estimate = fw_estimate_hajek (units, G_N_ELEMENTS (units), 0.95);

  assert_digits (estimate.total, 24.0, 6);
  assert_digits (estimate.rate, 0.272727, 6);

  estimate = fw_estimate_hajek (certain, 2, 0.95);
  assert_digits (estimate.interval.low, 0.5, 9);
  assert_digits (estimate.interval.high, 0.5, 9);
  g_assert_true (isnan (fw_estimate_hajek (NULL, 0, 0.95).rate));
}

/* Test that clusters widen, and that rho is found where it is. */
static void
test_clusters (void)
{
  static const FwJudgedLot alike[] = { { 0, 10, 10 }, { 0, 10, 0 }, { 0, 10, 0 }, { 0, 10, 0 } };
  static const FwJudgedLot mixed[] = { { 0, 10, 5 }, { 0, 10, 5 }, { 0, 10, 5 } };
  static const FwJudgedLot singles[] = { { 0, 1, 1 }, { 0, 1, 0 } };

  assert_digits (fw_design_effect (5.0, 0.3), 2.2, 9);
  assert_digits (fw_design_effect (1.0, 0.3), 1.0, 9);
  assert_digits (fw_intraclass_correlation (alike, 4), 1.0, 9);
  assert_digits (fw_intraclass_correlation (mixed, 3), 0.0, 9);
  assert_digits (fw_intraclass_correlation (singles, 2), FW_DEFAULT_RHO, 9);
}

/* Test that a small sample is drawn towards the team. */
static void
test_shrink (void)
{
  FwShrunk shrunk = fw_shrink (19.0, 1.0, 47, 50, 0.95);

  assert_digits (shrunk.mean, 0.942857, 6);
  assert_digits (shrunk.interval.low, 0.878153, 6);
  assert_digits (shrunk.interval.high, 0.983981, 6);
}

/* How often an interval holds the truth, over many seeded samples. */
typedef struct
{
  int wilson;
  int exact;
  int lot;
  int stratified;
  int hajek;
} Covered;

static gint64
draw_wrong (GRand *rand, gint64 size, gint64 marked, gint64 n)
{
  gint64 wrong = 0;

  for (gint64 i = 0; i < n; i++)
    if (g_rand_double (rand) * (double) (size - i) < (double) (marked - wrong))
      wrong++;

  return wrong;
}

static void
sample_once (GRand *rand, Covered *covered)
{
  /* 6000 at 2 %, 3000 at 5 %, 1000 at 20 %: 470 of 10000. */
  static const gint64 sizes[] = { 6000, 3000, 1000 };
  static const gint64 marked[] = { 120, 150, 200 };
  const double truth = 0.047;
  FwJudgedLot strata[3];
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (FwWeightedUnit));
  gint64 wrong = draw_wrong (rand, 10000, 470, 150);
  FwInterval wilson = fw_wilson ((double) wrong, 150.0, 0.95);
  FwInterval exact = fw_clopper_pearson (wrong, 150, 0.95);
  FwCountInterval lot = fw_hypergeometric_interval ((FwJudgedLot){ 10000, 150, wrong }, 0.95);

  covered->wilson += wilson.low <= truth && truth <= wilson.high;
  covered->exact += exact.low <= truth && truth <= exact.high;
  covered->lot += lot.low <= 470 && 470 <= lot.high;

  for (int h = 0; h < 3; h++)
    {
      double pi = h == 2 ? 0.1 : 0.02;

      strata[h] = (FwJudgedLot){ sizes[h], 60, draw_wrong (rand, sizes[h], marked[h], 60) };
      for (gint64 i = 0; i < sizes[h]; i++)
        if (g_rand_double (rand) < pi)
          {
            FwWeightedUnit unit = { pi, i < marked[h] };

            g_array_append_val (units, unit);
          }
    }

  FwRateEstimate stratified = fw_estimate_stratified (strata, 3, 0.95);
  FwRateEstimate hajek
      = fw_estimate_hajek ((FwWeightedUnit *) (void *) units->data, units->len, 0.95);

  covered->stratified += stratified.interval.low <= truth && truth <= stratified.interval.high;
  covered->hajek += hajek.interval.low <= truth && truth <= hajek.interval.high;
}

/* Test that 95 % intervals hold the truth in about 95 of 100 seeded samples. */
static void
test_coverage (void)
{
  const int runs = 2000;
  GRand *rand = g_rand_new_with_seed (20261122);
  Covered covered = { 0 };

  for (int i = 0; i < runs; i++)
    sample_once (rand, &covered);
  g_rand_free (rand);

  g_test_message ("of %d: Wilson %d, exact %d, lot %d, stratified %d, Hajek %d", runs,
                  covered.wilson, covered.exact, covered.lot, covered.stratified, covered.hajek);
  /* Exact ones never fall below; the others may be off by a little. */
  g_assert_cmpint (covered.exact, >=, 0.95 * runs);
  g_assert_cmpint (covered.lot, >=, 0.95 * runs);
  g_assert_cmpint (covered.wilson, >=, 0.93 * runs);
  g_assert_cmpint (covered.stratified, >=, 0.93 * runs);
  g_assert_cmpint (covered.hajek, >=, 0.93 * runs);
  g_assert_cmpint (covered.wilson, <=, 0.985 * runs);
  g_assert_cmpint (covered.stratified, <=, 0.985 * runs);
}

/* Test against exact arithmetic of others. */
static void
test_oracles (void)
{
  g_autoptr (Json) wilson = load ("agreement", "wilson_interval.json");
  g_autoptr (Json) lots = load ("agreement", "hypergeometric.json");

  if (skip_without (wilson) || skip_without (lots))
    return;

  for (guint i = 0; i < wilson->items->len; i++)
    {
      const Json *at = json_at (wilson, i);
      double wrong = json_get (at, "successes")->number;
      double n = json_get (at, "n")->number;
      double confidence = json_get (at, "confidence")->number;
      FwInterval interval = fw_wilson (wrong, n, confidence);
      FwInterval exact = fw_clopper_pearson ((gint64) wrong, (gint64) n, confidence);

      g_assert_cmpfloat_with_epsilon (interval.low, json_number (json_get (at, "wilson"), 0), 1e-9);
      g_assert_cmpfloat_with_epsilon (interval.high, json_number (json_get (at, "wilson"), 1),
                                      1e-9);
      g_assert_cmpfloat_with_epsilon (exact.low, json_number (json_get (at, "clopper_pearson"), 0),
                                      1e-9);
      g_assert_cmpfloat_with_epsilon (exact.high, json_number (json_get (at, "clopper_pearson"), 1),
                                      1e-9);
    }

  const Json *accepted = json_get (lots, "acceptance");

  for (guint i = 0; i < accepted->items->len; i++)
    {
      const Json *at = json_at (accepted, i);
      FwLot lot
          = { (gint64) json_get (at, "lot_size")->number, (gint64) json_get (at, "defects")->number,
              (gint64) json_get (at, "sample_size")->number };
      gint64 c = (gint64) json_get (at, "acceptance_number")->number;

      g_assert_cmpfloat_with_epsilon (fw_hypergeometric_cdf (lot, c),
                                      json_get (at, "P_accept")->number, 1e-9);
      g_assert_cmpfloat_with_epsilon (fw_hypergeometric_sf (lot, 0),
                                      json_get (at, "P_at_least_one_defect_in_sample")->number,
                                      1e-9);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/estimate/intervals", test_intervals);
  g_test_add_func ("/estimate/lot", test_lot);
  g_test_add_func ("/estimate/discovery", test_discovery);
  g_test_add_func ("/estimate/stratified", test_stratified);
  g_test_add_func ("/estimate/stratified/edges", test_stratified_edges);
  g_test_add_func ("/estimate/hajek", test_hajek);
  g_test_add_func ("/estimate/clusters", test_clusters);
  g_test_add_func ("/estimate/shrink", test_shrink);
  g_test_add_func ("/estimate/coverage", test_coverage);
  g_test_add_func ("/estimate/oracles", test_oracles);

  return g_test_run ();
}
