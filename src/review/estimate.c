/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/estimate.h"

#include "review/special-functions.h"

#include <math.h>

/* Shares of a lot that should be whole numbers of it, such as 0.29 x 100, are. */
#define WHOLE 1e-9

FwInterval
fw_wilson (double wrong, double judged, double confidence)
{
  g_return_val_if_fail (wrong >= 0.0 && wrong <= judged, ((FwInterval){ 0.0, 1.0 }));

  if (judged <= 0.0)
    return (FwInterval){ 0.0, 1.0 };

  double z = fw_normal_quantile (0.5 + confidence / 2.0);
  double p = wrong / judged;
  double scale = 1.0 + z * z / judged;
  double centre = (p + z * z / (2.0 * judged)) / scale;
  double half = z * sqrt (p * (1.0 - p) / judged + z * z / (4.0 * judged * judged)) / scale;

  return (FwInterval){ wrong > 0.0 ? MAX (centre - half, 0.0) : 0.0,
                       wrong < judged ? MIN (centre + half, 1.0) : 1.0 };
}

FwInterval
fw_clopper_pearson (gint64 wrong, gint64 judged, double confidence)
{
  double tail = (1.0 - confidence) / 2.0;

  g_return_val_if_fail (wrong >= 0 && wrong <= judged, ((FwInterval){ 0.0, 1.0 }));

  return (FwInterval){
    wrong == 0 ? 0.0 : fw_beta_quantile (tail, (double) wrong, (double) (judged - wrong + 1)),
    wrong == judged ? 1.0
                    : fw_beta_quantile (1.0 - tail, (double) (wrong + 1), (double) (judged - wrong))
  };
}

double
fw_clopper_pearson_upper (gint64 wrong, gint64 judged, double confidence)
{
  g_return_val_if_fail (wrong >= 0 && wrong <= judged, 1.0);

  return wrong == judged
             ? 1.0
             : fw_beta_quantile (confidence, (double) (wrong + 1), (double) (judged - wrong));
}

static gboolean
is_judged_lot (FwJudgedLot lot)
{
  return lot.wrong >= 0 && lot.wrong <= lot.judged && lot.judged <= lot.size;
}

/* The largest D with P(X <= wrong | D) > @tail. */
static gint64
most_defects (FwJudgedLot lot, double tail)
{
  gint64 low = lot.wrong;
  gint64 high = lot.size - lot.judged + lot.wrong;

  while (low < high)
    {
      gint64 middle = high - (high - low) / 2;

      if (fw_hypergeometric_cdf ((FwLot){ lot.size, middle, lot.judged }, lot.wrong) > tail)
        low = middle;
      else
        high = middle - 1;
    }

  return low;
}

/* The smallest D with P(X >= wrong | D) > @tail. */
static gint64
fewest_defects (FwJudgedLot lot, double tail)
{
  gint64 low = lot.wrong;
  gint64 high = lot.size - lot.judged + lot.wrong;

  while (low < high)
    {
      gint64 middle = low + (high - low) / 2;

      if (fw_hypergeometric_sf ((FwLot){ lot.size, middle, lot.judged }, lot.wrong - 1) > tail)
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

gint64
fw_hypergeometric_upper (FwJudgedLot lot, double confidence)
{
  g_return_val_if_fail (is_judged_lot (lot), 0);

  return most_defects (lot, 1.0 - confidence);
}

FwCountInterval
fw_hypergeometric_interval (FwJudgedLot lot, double confidence)
{
  double tail = (1.0 - confidence) / 2.0;

  g_return_val_if_fail (is_judged_lot (lot), ((FwCountInterval){ 0, 0 }));

  return (FwCountInterval){ lot.wrong == 0 ? 0 : fewest_defects (lot, tail),
                            most_defects (lot, tail) };
}

gint64
fw_discovery_size (gint64 lot, double rate, double confidence)
{
  g_return_val_if_fail (lot >= 0 && rate >= 0.0, 0);

  gint64 marked = rate >= 1.0 ? lot + 1 : (gint64) floor (rate * (double) lot + WHOLE) + 1;
  gint64 low = 1;
  gint64 high = lot - marked + 1;

  if (marked > lot)
    return 0;

  /* With more than lot - marked drawn, one of the marked ones is among them. */
  while (low < high)
    {
      gint64 middle = low + (high - low) / 2;

      if (fw_hypergeometric_pmf ((FwLot){ lot, marked, middle }, 0)
          <= (1.0 - confidence) * (1.0 + 1e-12))
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

/* Wilson's interval of a simple draw that has the variance @variance, or tells
 * as little as one of @most units. */
static FwInterval
interval_of_variance (double rate, double variance, double most, double confidence)
{
  double size = variance > 0.0 ? MIN (rate * (1.0 - rate) / variance, most) : most;

  /* No size: everything was looked at. */
  if (!isfinite (size))
    return (FwInterval){ rate, rate };
  if (size <= 0.0)
    return (FwInterval){ 0.0, 1.0 };

  return fw_wilson (CLAMP (rate, 0.0, 1.0) * size, size, confidence);
}

/* Squared distances from the rate of a stratum to its own limits. */
static void
add_limits (const FwJudgedLot *stratum, double weight, double confidence, double *below,
            double *above)
{
  double n = (double) stratum->judged;
  double size = (double) stratum->size;
  double p = (double) stratum->wrong / n;

  if (stratum->judged >= stratum->size)
    return;

  /* Without putting back, n of N tell as much as this many of infinitely many. */
  double effective = n * (size - 1.0) / (size - n);
  FwInterval own = fw_wilson (p * effective, effective, confidence);

  *below += weight * weight * (p - own.low) * (p - own.low);
  *above += weight * weight * (own.high - p) * (own.high - p);
}

FwRateEstimate
fw_estimate_stratified (const FwJudgedLot *strata, gsize n_strata, double confidence)
{
  double all = 0.0;
  double judged = 0.0;
  double rate = 0.0;
  double variance = 0.0;
  double below = 0.0;
  double above = 0.0;

  g_return_val_if_fail (strata != NULL || n_strata == 0, ((FwRateEstimate){ .rate = NAN }));

  for (gsize h = 0; h < n_strata; h++)
    {
      all += (double) strata[h].size;
      judged += strata[h].judged > 0 ? (double) strata[h].size : 0.0;
    }

  if (judged <= 0.0)
    return (FwRateEstimate){ NAN, NAN, { 0.0, 1.0 }, NAN, 0.0 };

  for (gsize h = 0; h < n_strata; h++)
    {
      double n = (double) strata[h].judged;
      double size = (double) strata[h].size;
      double weight = size / judged;
      double p = n > 0.0 ? (double) strata[h].wrong / n : 0.0;
      double unit = n > 1.0 ? p * (1.0 - p) / (n - 1.0) : 0.25;

      if (n <= 0.0)
        continue;
      rate += weight * p;
      variance += weight * weight * (1.0 - n / size) * unit;
      add_limits (&strata[h], weight, confidence, &below, &above);
    }

  return (FwRateEstimate){
    rate, sqrt (variance), { MAX (rate - sqrt (below), 0.0), MIN (rate + sqrt (above), 1.0) },
    rate * judged, judged / all
  };
}

FwRateEstimate
fw_estimate_hajek (const FwWeightedUnit *units, gsize n_units, double confidence)
{
  double total = 0.0;
  double size = 0.0;
  double squares = 0.0;
  double variance = 0.0;

  g_return_val_if_fail (units != NULL || n_units == 0, ((FwRateEstimate){ .rate = NAN }));

  for (gsize i = 0; i < n_units; i++)
    {
      total += units[i].is_wrong ? 1.0 / units[i].pi : 0.0;
      size += 1.0 / units[i].pi;
    }
  if (n_units == 0)
    return (FwRateEstimate){ NAN, NAN, { 0.0, 1.0 }, NAN, 0.0 };

  double rate = total / size;

  /* The linearised variance of a ratio under a Poisson draw. Few wrong units with
   * small probabilities make it too small by chance, so the interval does not
   * take it for less than with wrong units spread evenly over the weights. */
  for (gsize i = 0; i < n_units; i++)
    {
      double share = (1.0 - units[i].pi) / (units[i].pi * units[i].pi) / (size * size);
      double off = (units[i].is_wrong ? 1.0 : 0.0) - rate;

      squares += share;
      variance += share * off * off;
    }

  return (FwRateEstimate){ rate, sqrt (variance),
                           interval_of_variance (rate, variance, 1.0 / squares, confidence), total,
                           1.0 };
}

double
fw_design_effect (double mean_size, double rho)
{
  return 1.0 + (MAX (mean_size, 1.0) - 1.0) * rho;
}

double
fw_intraclass_correlation (const FwJudgedLot *clusters, gsize n_clusters)
{
  double n = 0.0;
  double wrong = 0.0;
  double squares = 0.0;
  double between = 0.0;
  double within = 0.0;
  gsize k = 0;

  for (gsize i = 0; i < n_clusters; i++)
    {
      n += (double) clusters[i].judged;
      wrong += (double) clusters[i].wrong;
      squares += (double) clusters[i].judged * (double) clusters[i].judged;
      k += clusters[i].judged > 0;
    }
  if (k < 2 || n <= (double) k || wrong <= 0.0 || wrong >= n)
    return FW_DEFAULT_RHO;

  for (gsize i = 0; i < n_clusters; i++)
    {
      double m = (double) clusters[i].judged;
      double p = m > 0.0 ? (double) clusters[i].wrong / m : 0.0;

      between += m * (p - wrong / n) * (p - wrong / n);
      within += m * p * (1.0 - p);
    }
  between /= (double) (k - 1);
  within /= n - (double) k;

  double typical = (n - squares / n) / (double) (k - 1);

  return CLAMP ((between - within) / (between + (typical - 1.0) * within), 0.0, 1.0);
}

FwShrunk
fw_shrink (double a, double b, gint64 correct, gint64 judged, double confidence)
{
  double tail = (1.0 - confidence) / 2.0;

  g_return_val_if_fail (a > 0.0 && b > 0.0 && correct >= 0 && correct <= judged,
                        ((FwShrunk){ NAN, { 0.0, 1.0 } }));

  double right = a + (double) correct;
  double wrong = b + (double) (judged - correct);

  return (FwShrunk){ right / (right + wrong),
                     { fw_beta_quantile (tail, right, wrong),
                       fw_beta_quantile (1.0 - tail, right, wrong) } };
}
