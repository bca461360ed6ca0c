/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fw-config.h"
#include "rules/poisson.h"

#include <math.h>

#define MAX_TERMS 100000
#define SMALL     1e-300

static double
log_gamma (double x)
{
  int sign;

  return lgamma_r (x, &sign);
}

/* The lower regularised incomplete gamma function, for x < a + 1. */
static double
sum_series (double a, double x)
{
  double term = 1.0 / a, sum = term;

  for (int n = 1; n < MAX_TERMS && term > sum * 1e-15; n++)
    {
      term *= x / (a + n);
      sum += term;
    }

  return sum * exp (-x + a * log (x) - log_gamma (a));
}

/* The upper one, for x >= a + 1; modified Lentz. */
static double
go_down_fraction (double a, double x)
{
  double b = x + 1.0 - a, c = 1.0 / SMALL, d = 1.0 / b, h = d;

  for (int i = 1; i < MAX_TERMS; i++)
    {
      double an = -i * (i - a), change;

      b += 2.0;
      d = an * d + b;
      d = fabs (d) < SMALL ? SMALL : d;
      c = b + an / c;
      c = fabs (c) < SMALL ? SMALL : c;
      d = 1.0 / d;
      change = d * c;
      h *= change;
      if (fabs (change - 1.0) < 1e-15)
        break;
    }

  return h * exp (-x + a * log (x) - log_gamma (a));
}

/* Gamma (a, x) / Gamma (a). */
static double
upper_gamma (double a, double x)
{
  if (x <= 0.0)
    return 1.0;

  return x < a + 1.0 ? 1.0 - sum_series (a, x) : go_down_fraction (a, x);
}

static double
lower_gamma (double a, double x)
{
  if (x <= 0.0)
    return 0.0;

  return x < a + 1.0 ? sum_series (a, x) : 1.0 - go_down_fraction (a, x);
}

double
fw_poisson_at_most (double count, double mean)
{
  g_return_val_if_fail (mean >= 0.0, NAN);

  return count < 0.0 ? 0.0 : upper_gamma (floor (count) + 1.0, mean);
}

double
fw_poisson_at_least (double count, double mean)
{
  g_return_val_if_fail (mean >= 0.0, NAN);

  return count <= 0.0 ? 1.0 : lower_gamma (ceil (count), mean);
}
