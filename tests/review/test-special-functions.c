/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/special-functions.h"

#include "review/review-kit.h"

/* What special-functions.h promises. */
#define BOUND 1e-10

/* Test z at the usual levels, and that it inverts the tail far out. */
static void
test_normal (void)
{
  g_assert_cmpfloat_with_epsilon (fw_normal_quantile (0.975), 1.959963984540054, 1e-14);
  g_assert_cmpfloat_with_epsilon (fw_normal_quantile (0.95), 1.6448536269514722, 1e-14);
  g_assert_cmpfloat_with_epsilon (fw_normal_quantile (0.005), -2.5758293035489004, 1e-14);
  g_assert_cmpfloat_with_epsilon (fw_normal_quantile (0.5), 0.0, 1e-15);
  for (double p = 1e-12; p < 0.4; p *= 3.0)
    assert_relative (0.5 * erfc (-fw_normal_quantile (p) / G_SQRT2), p, 1e-12);
}

/* Test point probabilities and both tails against exact arithmetic. */
static void
test_binomial (void)
{
  static const struct
  {
    gint64 k, n;
    double p, pmf, cdf, sf;
  } cases[] = {
    { 0, 50, 0.01, 0.60500606713753668, 0.60500606713753668, 0.39499393286246337 },
    { 2, 80, 0.0050000000000000001, 0.053435193876088576, 0.99228816830466882,
      0.0077118316953311405 },
    { 17, 20, 0.90000000000000002, 0.19011987137619887, 0.32307319481053398, 0.67692680518946602 },
    { 3, 125, 0.025000000000000001, 0.22618755208752717, 0.61890608981019035, 0.38109391018980965 },
    { 40, 1000, 0.050000000000000003, 0.020821694204787827, 0.080636573256691157,
      0.91936342674330884 },
    { 9, 1000, 0.050000000000000003, 4.3589386787611199e-13, 5.2426791377394554e-13,
      0.99999999999947575 },
    { 499000, 1000000, 0.5, 0.00010798197801891516, 0.022804149932691042, 0.97719585006730891 },
    { 100, 1000000, 0.00020000000000000001, 1.8704642520219882e-15, 3.7048880088030224e-15,
      0.99999999999999634 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %d", (int) i);
      assert_relative (fw_binomial_pmf (cases[i].k, cases[i].n, cases[i].p), cases[i].pmf, BOUND);
      assert_relative (fw_binomial_cdf (cases[i].k, cases[i].n, cases[i].p), cases[i].cdf, BOUND);
      assert_relative (fw_binomial_sf (cases[i].k, cases[i].n, cases[i].p), cases[i].sf, BOUND);
    }
}

/* Test the ends of the binomial distribution, and that its quantile inverts it. */
static void
test_binomial_edges (void)
{
  g_assert_cmpfloat (fw_binomial_cdf (-1, 5, 0.5), ==, 0.0);
  g_assert_cmpfloat (fw_binomial_cdf (5, 5, 0.5), ==, 1.0);
  g_assert_cmpfloat (fw_binomial_cdf (0, 0, 0.5), ==, 1.0);
  g_assert_cmpfloat (fw_binomial_cdf (0, 5, 0.0), ==, 1.0);
  g_assert_cmpfloat (fw_binomial_cdf (4, 5, 1.0), ==, 0.0);
  g_assert_cmpfloat (fw_binomial_sf (4, 5, 1.0), ==, 1.0);
  g_assert_cmpfloat (fw_binomial_pmf (6, 5, 0.5), ==, 0.0);
  g_assert_cmpfloat (fw_binomial_pmf (0, 5, 0.0), ==, 1.0);
  g_assert_cmpfloat (fw_binomial_pmf (5, 5, 1.0), ==, 1.0);

  for (gint64 n = 1; n < 60; n += 7)
    for (double p = 0.03; p < 1.0; p += 0.11)
      for (double q = 0.01; q < 1.0; q += 0.07)
        {
          gint64 k = fw_binomial_quantile (q, n, p);

          g_assert_cmpfloat (fw_binomial_cdf (k, n, p), >=, q);
          g_assert_true (k == 0 || fw_binomial_cdf (k - 1, n, p) < q);
        }
}

/* Test the same without putting back. */
static void
test_hypergeometric (void)
{
  static const struct
  {
    FwLot lot;
    gint64 k;
    double pmf, cdf, sf;
  } cases[] = {
    { { 800, 27, 80 }, 0, 0.055318329389056405, 0.055318329389056405, 0.94468167061094355 },
    { { 1200, 12, 128 }, 3, 0.09654386523425193, 0.96901884098904612, 0.030981159010953867 },
    { { 1000, 50, 80 }, 2, 0.14118568496191333, 0.2186447254041694, 0.78135527459583054 },
    { { 1000, 500, 500 }, 260, 0.022688748542091582, 0.90795065430458644, 0.092049345695413565 },
    { { 1000000, 10001, 298 }, 0, 0.049999202240073218, 0.049999202240073218, 0.95000079775992674 },
    { { 1000000, 1000, 5000 },
      12,
      0.0033582364981412805,
      0.99805249333327961,
      0.0019475066667203388 },
    { { 60, 11, 20 }, 1, 0.049469519584094533, 0.056215363163743787, 0.94378463683625624 },
    { { 10, 10, 5 }, 5, 1, 1, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %d", (int) i);
      assert_relative (fw_hypergeometric_pmf (cases[i].lot, cases[i].k), cases[i].pmf, BOUND);
      assert_relative (fw_hypergeometric_cdf (cases[i].lot, cases[i].k), cases[i].cdf, BOUND);
      assert_relative (fw_hypergeometric_sf (cases[i].lot, cases[i].k), cases[i].sf, BOUND);
    }
}

/* Test that tails are sums of points for every small lot. */
static void
test_hypergeometric_small (void)
{
  for (gint64 size = 0; size <= 12; size++)
    for (gint64 marked = 0; marked <= size; marked++)
      for (gint64 n = 0; n <= size; n++)
        {
          FwLot lot = { size, marked, n };
          double sum = 0.0;

          for (gint64 k = -1; k <= n + 1; k++)
            {
              sum += fw_hypergeometric_pmf (lot, k);
              g_assert_cmpfloat_with_epsilon (fw_hypergeometric_cdf (lot, k), sum, 1e-12);
              g_assert_cmpfloat_with_epsilon (fw_hypergeometric_sf (lot, k), 1.0 - sum, 1e-12);
            }
          g_assert_cmpfloat_with_epsilon (sum, 1.0, 1e-12);
        }
}

/* Test the incomplete beta function against exact arithmetic. */
static void
test_beta (void)
{
  static const struct
  {
    double x, a, b, cdf;
  } cases[] = {
    { 0.10000000000000001, 2, 30, 0.83043536689913522 },
    { 0.5, 500, 500, 0.5 },
    { 0.96999999999999997, 66, 4, 0.84695403480443077 },
    { 0.001, 1, 1000, 0.63230457522903594 },
    { 0.29999999999999999, 300000, 700000, 0.50011607514157608 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %d", (int) i);
      assert_relative (fw_beta_cdf (cases[i].x, cases[i].a, cases[i].b), cases[i].cdf, BOUND);
      g_assert_cmpfloat_with_epsilon (fw_beta_quantile (cases[i].cdf, cases[i].a, cases[i].b),
                                      cases[i].x, BOUND);
    }
  /* I_x(a, 1) = x^a; parameters need not be whole. */
  assert_relative (fw_beta_cdf (0.3, 0.7, 1.0), pow (0.3, 0.7), BOUND);
  assert_relative (fw_beta_cdf (0.3, 1e-3, 1.0), pow (0.3, 1e-3), BOUND);
}

/* Test that the quantile inverts the function wherever that is not flat. */
static void
test_beta_quantile (void)
{
  static const double parameters[] = { 0.5, 1.0, 2.0, 7.5, 60.0, 1234.0, 500000.0 };

  for (gsize i = 0; i < G_N_ELEMENTS (parameters); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (parameters); j++)
      for (double p = 0.001; p < 1.0; p += 0.0831)
        {
          double x = fw_beta_quantile (p, parameters[i], parameters[j]);

          g_test_message ("I_x(%g, %g) = %g", parameters[i], parameters[j], p);
          g_assert_true (x >= 0.0 && x <= 1.0);
          /* Next to 1 a double has no finer steps. */
          if (x < 0.9999)
            g_assert_cmpfloat_with_epsilon (fw_beta_cdf (x, parameters[i], parameters[j]), p, 1e-9);
        }
  g_assert_cmpfloat (fw_beta_quantile (0.0, 2.0, 3.0), ==, 0.0);
  g_assert_cmpfloat (fw_beta_quantile (1.0, 2.0, 3.0), ==, 1.0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/special-functions/normal", test_normal);
  g_test_add_func ("/special-functions/binomial", test_binomial);
  g_test_add_func ("/special-functions/binomial/edges", test_binomial_edges);
  g_test_add_func ("/special-functions/hypergeometric", test_hypergeometric);
  g_test_add_func ("/special-functions/hypergeometric/small", test_hypergeometric_small);
  g_test_add_func ("/special-functions/beta", test_beta);
  g_test_add_func ("/special-functions/beta/quantile", test_beta_quantile);

  return g_test_run ();
}
