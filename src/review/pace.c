/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/pace.h"

#include "review/significance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_PARTS        3
#define HUBER          1.345
/* From the median absolute deviation to a normal distribution's standard deviation. */
#define MAD_SCALE      1.4826
#define N_ROUNDS       60
#define N_DESCENTS     200
/* Below this relative residual a sample is as good as exact. */
#define LEAST_SCALE    1e-9

static void
get_parts (const FwPaceSample *sample, double parts[N_PARTS])
{
  parts[0] = sample->objects;
  parts[1] = sample->labels;
  parts[2] = sample->categories;
}

static gboolean
counts (const FwPaceSample *sample)
{
  double parts[N_PARTS];

  get_parts (sample, parts);

  return sample->seconds > 0.0 && isfinite (sample->seconds) && parts[0] >= 0.0 && parts[1] >= 0.0
         && parts[2] >= 0.0 && parts[0] + parts[1] + parts[2] > 0.0;
}

static double
predict (const double beta[N_PARTS], const FwPaceSample *sample)
{
  double parts[N_PARTS];
  double sum = 0.0;

  get_parts (sample, parts);
  for (int i = 0; i < N_PARTS; i++)
    sum += beta[i] * parts[i];

  return sum;
}

static int
compare_doubles (const void *a, const void *b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

/* Median of @n values, which are put in order. */
static double
take_median (double *values, gsize n)
{
  qsort (values, n, sizeof (double), compare_doubles);

  return (values[(n - 1) / 2] + values[n / 2]) / 2.0;
}

/* Weighted least squares with no coefficient below 0. */
static void
solve (const FwPaceSample *samples, const double *weights, gsize n, double beta[N_PARTS])
{
  double square[N_PARTS][N_PARTS] = { { 0.0 } };
  double right[N_PARTS] = { 0.0 };

  for (gsize k = 0; k < n; k++)
    {
      double parts[N_PARTS];

      get_parts (&samples[k], parts);
      for (int i = 0; i < N_PARTS; i++)
        {
          right[i] += weights[k] * parts[i] * samples[k].seconds;
          for (int j = 0; j < N_PARTS; j++)
            square[i][j] += weights[k] * parts[i] * parts[j];
        }
    }

  for (int round = 0; round < N_DESCENTS; round++)
    {
      double moved = 0.0;

      for (int i = 0; i < N_PARTS; i++)
        {
          double rest = right[i];

          if (square[i][i] <= 0.0)
            continue;
          for (int j = 0; j < N_PARTS; j++)
            rest -= j != i ? square[i][j] * beta[j] : 0.0;

          double next = MAX (rest / square[i][i], 0.0);

          moved += fabs (next - beta[i]);
          beta[i] = next;
        }
      if (moved < 1e-12 * (beta[0] + beta[1] + beta[2]))
        break;
    }
}

/* Weights for the next round; FALSE when every sample fits. */
static gboolean
reweigh (const FwPaceSample *samples, gsize n, const double beta[N_PARTS], double *weights,
         double *scratch)
{
  double scale;

  for (gsize k = 0; k < n; k++)
    {
      /* Whoever expects nothing at all is compared with what was needed. */
      double size = MAX (predict (beta, &samples[k]), 0.05 * samples[k].seconds);

      weights[k] = (samples[k].seconds - predict (beta, &samples[k])) / size;
      scratch[k] = fabs (weights[k]);
    }
  scale = MAD_SCALE * take_median (scratch, n);
  if (scale < LEAST_SCALE)
    return FALSE;

  for (gsize k = 0; k < n; k++)
    {
      double size = MAX (predict (beta, &samples[k]), 0.05 * samples[k].seconds);
      double residual = fabs (weights[k]) / scale;

      weights[k] = (residual <= HUBER ? 1.0 : HUBER / residual) / (size * size);
    }

  return TRUE;
}

/* Where it begins: the median time for a part, as if the part were everything. */
static void
guess (const FwPaceSample *samples, gsize n, double *scratch, double beta[N_PARTS])
{
  for (gsize k = 0; k < n; k++)
    {
      double parts[N_PARTS];

      get_parts (&samples[k], parts);
      scratch[k] = samples[k].seconds / (parts[0] + parts[1] + parts[2]);
    }
  beta[0] = beta[1] = beta[2] = take_median (scratch, n);
}

FwPace
fw_pace_learn (const FwPaceSample *samples, gsize n)
{
  g_return_val_if_fail (n == 0 || samples != NULL, ((FwPace) { 0 }));

  g_autofree FwPaceSample *kept = g_new (FwPaceSample, n + 1);
  g_autofree double *weights = g_new (double, n + 1);
  g_autofree double *scratch = g_new (double, n + 1);
  double beta[N_PARTS];
  gsize n_kept = 0;

  for (gsize k = 0; k < n; k++)
    if (counts (&samples[k]))
      kept[n_kept++] = samples[k];
  if (n_kept < FW_PACE_LEAST)
    return (FwPace) { 0 };

  guess (kept, n_kept, scratch, beta);
  for (int round = 0; round < N_ROUNDS && reweigh (kept, n_kept, beta, weights, scratch); round++)
    {
      double before[N_PARTS];
      double moved = 0.0;

      memcpy (before, beta, sizeof before);
      solve (kept, weights, n_kept, beta);
      for (int i = 0; i < N_PARTS; i++)
        moved += fabs (beta[i] - before[i]);
      if (moved < 1e-9 * (beta[0] + beta[1] + beta[2]))
        break;
    }

  return (FwPace) { beta[0], beta[1], beta[2], n_kept };
}

double
fw_pace_get_seconds (const FwPace *pace, const FwPaceSample *sample)
{
  g_return_val_if_fail (pace != NULL && sample != NULL, 0.0);

  return predict ((const double[N_PARTS]) { pace->per_object, pace->per_label, pace->per_category },
                  sample);
}

double
fw_pace_get_ratio (const FwPace *pace, const FwPaceSample *samples, gsize n)
{
  g_return_val_if_fail (pace != NULL && (n == 0 || samples != NULL), NAN);

  g_autofree double *actual = g_new (double, n + 1);
  g_autofree double *expected = g_new (double, n + 1);

  for (gsize k = 0; k < n; k++)
    {
      actual[k] = samples[k].seconds;
      expected[k] = counts (&samples[k]) ? fw_pace_get_seconds (pace, &samples[k]) : 0.0;
    }

  return fw_speed_ratio (actual, expected, n);
}
