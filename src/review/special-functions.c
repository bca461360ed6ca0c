/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/special-functions.h"

#include <float.h>
#include <math.h>

#define LOG_2_PI 1.8378770664093454836

double
fw_normal_quantile (double p)
{
  g_return_val_if_fail (p > 0.0 && p < 1.0, NAN);

  double tail = MIN (p, 1.0 - p);
  double t = sqrt (-2.0 * log (tail));
  /* A start within 5e-4 (Abramowitz and Stegun 26.2.23); Halley's steps on erfc do the rest. */
  double z = t
             - (2.515517 + t * (0.802853 + t * 0.010328))
                   / (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308)));

  for (int i = 0; i < 4; i++)
    {
      double density = exp (-0.5 * z * z) / sqrt (2.0 * G_PI);
      double step = (0.5 * erfc (z / G_SQRT2) - tail) / density;

      z += step / (1.0 - 0.5 * z * step);
    }

  return p < 0.5 ? -z : z;
}

/* log(n!) less Stirling's approximation of it. */
static double
stirling_error (double n)
{
  int sign;

  if (n < 16.0)
    return lgamma_r (n + 1.0, &sign) - (n + 0.5) * log (n) + n - 0.5 * LOG_2_PI;

  double square = n * n;

  return (1.0 / 12
          - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square)
                / square)
         / n;
}

/* x log (x / mean) + mean - x, without cancellation where x is near the mean. */
static double
deviance (double x, double mean)
{
  if (fabs (x - mean) >= 0.1 * (x + mean))
    return x * log (x / mean) + mean - x;

  double v = (x - mean) / (x + mean);
  double sum = (x - mean) * v;
  double term = 2.0 * x * v;

  for (int j = 1; j < 1000; j++)
    {
      term *= v * v;

      double next = sum + term / (2 * j + 1);

      if (next == sum)
        break;
      sum = next;
    }

  return sum;
}

/* The binomial probability for any real 0 <= x <= n; q is 1 - p. */
static double
binomial_density (double x, double n, double p, double q)
{
  if (p <= 0.0)
    return x == 0.0 ? 1.0 : 0.0;
  if (q <= 0.0)
    return x == n ? 1.0 : 0.0;
  if (x <= 0.0)
    return exp (n * (p < 0.5 ? log1p (-p) : log (q)));
  if (x >= n)
    return exp (n * (q < 0.5 ? log1p (-q) : log (p)));

  double logarithm = stirling_error (n) - stirling_error (x) - stirling_error (n - x)
                     - deviance (x, n * p) - deviance (n - x, n * q);

  return exp (logarithm - 0.5 * (LOG_2_PI + log (x) + log1p (-x / n)));
}

/* The continued fraction of I_x(a, b), quick where x < (a + 1) / (a + b + 2). */
static double
beta_fraction (double x, double a, double b)
{
  double c = 1.0;
  double d = 1.0 - (a + b) * x / (a + 1.0);
  double h;

  d = 1.0 / (fabs (d) < DBL_MIN ? DBL_MIN : d);
  h = d;
  /* About sqrt (max (a, b)) rounds are needed. */
  for (int m = 1; m < 200000; m++)
    {
      double even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
      double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));

      d = 1.0 + even * d;
      c = 1.0 + even / c;
      d = 1.0 / (fabs (d) < DBL_MIN ? DBL_MIN : d);
      c = fabs (c) < DBL_MIN ? DBL_MIN : c;
      h *= d * c;

      d = 1.0 + odd * d;
      c = 1.0 + odd / c;
      d = 1.0 / (fabs (d) < DBL_MIN ? DBL_MIN : d);
      c = fabs (c) < DBL_MIN ? DBL_MIN : c;
      h *= d * c;
      if (fabs (d * c - 1.0) < DBL_EPSILON)
        break;
    }

  return h;
}

/* I_x(a, b) with y = 1 - x given apart, so that neither is rounded; the
 * smaller of the two tails is what is computed. */
static double
beta_tails (double x, double y, double a, double b, double *out_upper)
{
  gboolean is_lower = x * (a + b + 2.0) < a + 1.0;
  double density = binomial_density (a, a + b, x, y);
  double tail = is_lower ? density * b / (a + b) * beta_fraction (x, a, b)
                         : density * a / (a + b) * beta_fraction (y, b, a);

  tail = CLAMP (tail, 0.0, 1.0);
  *out_upper = is_lower ? 1.0 - tail : tail;

  return is_lower ? tail : 1.0 - tail;
}

double
fw_beta_cdf (double x, double a, double b)
{
  double upper;

  g_return_val_if_fail (a > 0.0 && b > 0.0, NAN);

  if (x <= 0.0)
    return 0.0;
  if (x >= 1.0)
    return 1.0;

  return beta_tails (x, 1.0 - x, a, b, &upper);
}

double
fw_beta_quantile (double p, double a, double b)
{
  g_return_val_if_fail (a > 0.0 && b > 0.0, NAN);

  double low = 0.0;
  double high = 1.0;
  double x = a / (a + b);

  if (p <= 0.0)
    return 0.0;
  if (p >= 1.0)
    return 1.0;

  /* Newton's steps within a bracket that halves at least every other time. */
  for (int i = 0; i < 200 && high - low > 4.0 * DBL_EPSILON * high; i++)
    {
      double off = fw_beta_cdf (x, a, b) - p;
      double slope = binomial_density (a, a + b, x, 1.0 - x) * a * b / (a + b) / (x * (1.0 - x));

      if (off > 0.0)
        high = x;
      else
        low = x;

      double next = x - off / slope;

      if (i % 2 == 1 || !isfinite (next) || next <= low || next >= high)
        next = (low + high) / 2.0;
      if (fabs (off) < DBL_EPSILON * p)
        break;
      x = next;
    }

  return x;
}

double
fw_binomial_pmf (gint64 k, gint64 n, double p)
{
  g_return_val_if_fail (n >= 0 && p >= 0.0 && p <= 1.0, NAN);

  return k < 0 || k > n ? 0.0 : binomial_density ((double) k, (double) n, p, 1.0 - p);
}

/* Both tails at once: P(X <= k), and P(X > k) in @out_upper. */
static double
binomial_tails (gint64 k, gint64 n, double p, double *out_upper)
{
  double lower;

  if (k < 0 || k >= n || p <= 0.0 || p >= 1.0)
    {
      gboolean is_below = k >= n || (k >= 0 && p <= 0.0);

      *out_upper = is_below ? 0.0 : 1.0;
      return is_below ? 1.0 : 0.0;
    }

  *out_upper = beta_tails (p, 1.0 - p, (double) (k + 1), (double) (n - k), &lower);

  return lower;
}

double
fw_binomial_cdf (gint64 k, gint64 n, double p)
{
  double upper;

  g_return_val_if_fail (n >= 0 && p >= 0.0 && p <= 1.0, NAN);

  return binomial_tails (k, n, p, &upper);
}

double
fw_binomial_sf (gint64 k, gint64 n, double p)
{
  double upper;

  g_return_val_if_fail (n >= 0 && p >= 0.0 && p <= 1.0, NAN);
  binomial_tails (k, n, p, &upper);

  return upper;
}

gint64
fw_binomial_quantile (double q, gint64 n, double p)
{
  gint64 low = 0;
  gint64 high = n;

  g_return_val_if_fail (n >= 0 && p >= 0.0 && p <= 1.0, 0);

  while (low < high)
    {
      gint64 middle = low + (high - low) / 2;

      if (fw_binomial_cdf (middle, n, p) >= q)
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

static gboolean
is_lot (FwLot lot)
{
  return lot.size >= 0 && lot.marked >= 0 && lot.marked <= lot.size && lot.n >= 0
         && lot.n <= lot.size;
}

double
fw_hypergeometric_pmf (FwLot lot, gint64 k)
{
  g_return_val_if_fail (is_lot (lot), NAN);

  if (k < 0 || k > lot.marked || k > lot.n || lot.n - k > lot.size - lot.marked)
    return 0.0;
  if (lot.n == 0 || lot.n == lot.size)
    return 1.0;

  double p = (double) lot.n / (double) lot.size;
  double q = (double) (lot.size - lot.n) / (double) lot.size;

  return binomial_density ((double) k, (double) lot.marked, p, q)
         * binomial_density ((double) (lot.n - k), (double) (lot.size - lot.marked), p, q)
         / binomial_density ((double) lot.n, (double) lot.size, p, q);
}

/* P(X <= k) for a k at or below the mean: terms fall from k downwards. */
static double
lower_sum (FwLot lot, gint64 k)
{
  double first = fw_hypergeometric_pmf (lot, k);
  double term = 1.0;
  double sum = 1.0;

  for (gint64 x = k; x > 0 && term > DBL_EPSILON / 8 * sum; x--)
    {
      term *= (double) x * (double) (lot.size - lot.marked - lot.n + x)
              / ((double) (lot.n - x + 1) * (double) (lot.marked - x + 1));
      sum += term;
    }

  return MIN (first * sum, 1.0);
}

/* Both tails at once, the smaller one summed. */
static double
hypergeometric_tails (FwLot lot, gint64 k, double *out_upper)
{
  gint64 least = MAX (lot.n - (lot.size - lot.marked), 0);
  gint64 most = MIN (lot.n, lot.marked);
  double tail;

  if (k < least || k >= most)
    {
      *out_upper = k < least ? 1.0 : 0.0;
      return 1.0 - *out_upper;
    }
  if ((double) k * (double) lot.size <= (double) lot.n * (double) lot.marked)
    {
      tail = lower_sum (lot, k);
      *out_upper = 1.0 - tail;
      return tail;
    }

  /* More than k marked things drawn = fewer than n - k of the others. */
  lot.marked = lot.size - lot.marked;
  tail = lower_sum (lot, lot.n - k - 1);
  *out_upper = tail;

  return 1.0 - tail;
}

double
fw_hypergeometric_cdf (FwLot lot, gint64 k)
{
  double upper;

  g_return_val_if_fail (is_lot (lot), NAN);

  return hypergeometric_tails (lot, k, &upper);
}

double
fw_hypergeometric_sf (FwLot lot, gint64 k)
{
  double upper;

  g_return_val_if_fail (is_lot (lot), NAN);
  hypergeometric_tails (lot, k, &upper);

  return upper;
}
