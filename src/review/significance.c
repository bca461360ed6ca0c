/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/significance.h"

#include "review/special-functions.h"

#include <math.h>
#include <stdlib.h>

double
fw_fisher_exact (gint64 wrong_a, gint64 judged_a, gint64 wrong_b, gint64 judged_b)
{
  g_return_val_if_fail (wrong_a >= 0 && wrong_a <= judged_a, NAN);
  g_return_val_if_fail (wrong_b >= 0 && wrong_b <= judged_b, NAN);

  FwLot lot = { judged_a + judged_b, wrong_a + wrong_b, judged_a };
  gint64 least = MAX (lot.marked - judged_b, 0);
  gint64 most = MIN (lot.marked, judged_a);
  /* Tables that are as likely but for rounding count. */
  double bound = fw_hypergeometric_pmf (lot, wrong_a) * (1.0 + 1e-9);
  double sum = 0.0;

  for (gint64 k = least; k <= most; k++)
    {
      double probability = fw_hypergeometric_pmf (lot, k);

      sum += probability <= bound ? probability : 0.0;
    }

  return MIN (sum, 1.0);
}

double
fw_mcnemar_exact (gint64 one_way, gint64 other_way)
{
  g_return_val_if_fail (one_way >= 0 && other_way >= 0, NAN);

  return MIN (2.0 * fw_binomial_cdf (MIN (one_way, other_way), one_way + other_way, 0.5), 1.0);
}

gint64
fw_funnel_limit (double rate, gint64 judged, double level)
{
  return fw_binomial_quantile (level, judged, rate);
}

double
fw_chapman_total (gint64 n1, gint64 n2, gint64 both)
{
  g_return_val_if_fail (both >= 0 && both <= MIN (n1, n2), NAN);

  return (double) (n1 + 1) * (double) (n2 + 1) / (double) (both + 1) - 1.0;
}

double
fw_found_share (gint64 n1, gint64 n2, gint64 both)
{
  g_return_val_if_fail (both >= 0 && both <= MIN (n1, n2), NAN);

  return n1 + n2 > 0 ? (double) n1 / (double) (n1 + n2 - both) : NAN;
}

static int
compare_doubles (const void *a, const void *b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

double
fw_speed_ratio (const double *actual, const double *expected, gsize n)
{
  g_return_val_if_fail (n == 0 || (actual != NULL && expected != NULL), NAN);

  g_autofree double *logarithms = g_new (double, n + 1);
  gsize kept = 0;

  for (gsize i = 0; i < n; i++)
    if (actual[i] > 0.0 && expected[i] > 0.0)
      logarithms[kept++] = log (actual[i] / expected[i]);
  if (kept == 0)
    return NAN;

  qsort (logarithms, kept, sizeof (double), compare_doubles);

  return exp ((logarithms[(kept - 1) / 2] + logarithms[kept / 2]) / 2.0);
}

double
fw_exam_pass (gint64 needed, gint64 n, double accuracy)
{
  g_return_val_if_fail (n >= 0 && accuracy >= 0.0 && accuracy <= 1.0, NAN);

  return fw_binomial_sf (needed - 1, n, accuracy);
}
