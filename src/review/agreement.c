/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/agreement.h"

#include "review/box-grid.h"

#include <stdlib.h>

static double
chance_corrected (double observed, double expected)
{
  return expected < 1.0 ? (observed - expected) / (1.0 - expected) : NAN;
}

FwAgreement
fw_agreement_of_two (const double *counts, gsize n_kinds)
{
  FwAgreement none = { NAN, NAN, NAN, NAN };
  double all = 0.0;
  double same = 0.0;
  double expected = 0.0;
  double gwet = 0.0;

  g_return_val_if_fail (counts != NULL || n_kinds == 0, none);

  for (gsize i = 0; i < n_kinds * n_kinds; i++)
    all += counts[i];
  if (all <= 0.0)
    return none;

  for (gsize k = 0; k < n_kinds; k++)
    {
      double row = 0.0;
      double column = 0.0;

      for (gsize j = 0; j < n_kinds; j++)
        {
          row += counts[k * n_kinds + j];
          column += counts[j * n_kinds + k];
        }

      double share = (row + column) / (2.0 * all);

      same += counts[k * n_kinds + k];
      expected += row / all * (column / all);
      gwet += share * (1.0 - share);
    }

  FwAgreement agreement = { .observed = same / all, .expected = expected };

  agreement.kappa = chance_corrected (agreement.observed, expected);
  /* A single kind leaves nothing to guess. */
  agreement.ac1
      = n_kinds < 2 ? NAN : chance_corrected (agreement.observed, gwet / (double) (n_kinds - 1));

  return agreement;
}

FwAgreement
fw_agreement_of_many (const double *counts, gsize n_units, gsize n_kinds)
{
  FwAgreement agreement = { NAN, NAN, NAN, NAN };
  g_autofree double *shares = g_new0 (double, n_kinds + 1);
  double people = 0.0;
  double observed = 0.0;
  double expected = 0.0;

  g_return_val_if_fail (counts != NULL || n_units == 0, agreement);

  for (gsize k = 0; n_units > 0 && k < n_kinds; k++)
    people += counts[k];
  if (people < 2.0)
    return agreement;

  for (gsize u = 0; u < n_units; u++)
    {
      double squares = 0.0;

      for (gsize k = 0; k < n_kinds; k++)
        {
          double count = counts[u * n_kinds + k];

          squares += count * count;
          shares[k] += count / (people * (double) n_units);
        }
      observed += (squares - people) / (people * (people - 1.0));
    }
  for (gsize k = 0; k < n_kinds; k++)
    expected += shares[k] * shares[k];

  agreement.observed = observed / (double) n_units;
  agreement.expected = expected;
  agreement.kappa = chance_corrected (agreement.observed, expected);

  return agreement;
}

static int
compare_doubles (const void *a, const void *b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

/* The different values among units that two people valued, ascending. */
static GArray *
list_values (const double *values, gsize n_units, gsize n_people)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *different = g_array_new (FALSE, FALSE, sizeof (double));

  for (gsize i = 0; i < n_units * n_people; i++)
    if (!isnan (values[i]))
      g_array_append_val (all, values[i]);
  g_array_sort (all, compare_doubles);

  for (guint i = 0; i < all->len; i++)
    if (i == 0 || g_array_index (all, double, i) != g_array_index (all, double, i - 1))
      g_array_append_val (different, g_array_index (all, double, i));

  return different;
}

/* How often values a and b stand in one unit, weighted so that each unit counts
 * as often as it has values. */
static double *
count_coincidences (const double *values, gsize n_units, gsize n_people, GArray *different)
{
  gsize n = different->len;
  double *together = g_new0 (double, n *n + 1);
  g_autofree gsize *present = g_new (gsize, n_people + 1);

  for (gsize u = 0; u < n_units; u++)
    {
      gsize m = 0;

      for (gsize p = 0; p < n_people; p++)
        {
          const double *value = &values[u * n_people + p];

          if (!isnan (*value))
            present[m++] = (gsize) ((double *) bsearch (value, different->data, n, sizeof (double),
                                                        compare_doubles)
                                    - (double *) (void *) different->data);
        }
      for (gsize i = 0; i < m; i++)
        for (gsize j = 0; j < m; j++)
          if (i != j)
            together[present[i] * n + present[j]] += 1.0 / (double) (m - 1);
    }

  return together;
}

/* @below[k]: how many values lie below the k-th, which ordinal distance needs. */
static double
distance (
    GArray *different, const double *totals, const double *below, FwLevel level, gsize a, gsize b)
{
  double off;

  switch (level)
    {
    case FW_LEVEL_NOMINAL:
      return a == b ? 0.0 : 1.0;
    case FW_LEVEL_ORDINAL:
      off = a == b ? 0.0 : fabs (below[b] + totals[b] / 2.0 - below[a] - totals[a] / 2.0);
      return off * off;
    case FW_LEVEL_INTERVAL:
      off = g_array_index (different, double, a) - g_array_index (different, double, b);
      return off * off;
    }

  g_assert_not_reached ();
}

double
fw_alpha (const double *values, gsize n_units, gsize n_people, FwLevel level)
{
  g_return_val_if_fail (values != NULL || n_units == 0, NAN);

  g_autoptr (GArray) different = list_values (values, n_units, n_people);
  gsize n = different->len;

  if (n > FW_ALPHA_MAX_VALUES)
    return NAN;

  g_autofree double *together = count_coincidences (values, n_units, n_people, different);
  g_autofree double *totals = g_new0 (double, n + 1);
  g_autofree double *below = g_new0 (double, n + 1);
  double all = 0.0;
  double observed = 0.0;
  double expected = 0.0;

  for (gsize a = 0; a < n; a++)
    {
      for (gsize b = 0; b < n; b++)
        totals[a] += together[a * n + b];
      below[a] = all;
      all += totals[a];
    }
  for (gsize a = 0; a < n; a++)
    for (gsize b = 0; b < n; b++)
      {
        double off = distance (different, totals, below, level, a, b);

        observed += together[a * n + b] * off;
        expected += totals[a] * totals[b] * off;
      }

  return expected > 0.0 ? 1.0 - (all - 1.0) * observed / expected : NAN;
}

static double
box_distance (const FwMaybeBox *a, const FwMaybeBox *b)
{
  if (a->is_absent || b->is_absent)
    return a->is_absent && b->is_absent ? 0.0 : 1.0;

  return 1.0 - fw_rect_iou (a->box, b->box);
}

/* The distances between all pairs of these boxes, added up: those that do not
 * overlap are 1 apart, and need not be looked at. */
static double
sum_distances (const FwScoreBox *boxes, gsize n)
{
  g_autoptr (FwBoxGrid) grid = fw_box_grid_new ();
  g_autoptr (GArray) overlaps = g_array_new (FALSE, FALSE, sizeof (FwOverlap));
  double n_apart = (double) n * ((double) n - 1.0) / 2.0;
  double sum = 0.0;

  fw_box_grid_fill (grid, boxes, n);
  for (gsize i = 0; i < n; i++)
    {
      fw_box_grid_find (grid, boxes[i].box, overlaps);
      for (guint k = 0; k < overlaps->len; k++)
        {
          const FwOverlap *overlap = &g_array_index (overlaps, FwOverlap, k);

          if (overlap->index <= i)
            continue;
          sum += 1.0 - overlap->iou;
          n_apart -= 1.0;
        }
    }

  return sum + n_apart;
}

double
fw_alpha_boxes (const FwMaybeBox *boxes, gsize n_units, gsize n_people)
{
  gsize n = n_units * n_people;
  gsize stride = n / FW_ALPHA_BOXES_EXACT + 1;
  double observed = 0.0;
  double expected;
  double n_all = 0.0;
  gsize n_there = 0;

  g_return_val_if_fail (boxes != NULL || n_units == 0, NAN);

  if (n_people < 2 || n_units == 0)
    return NAN;

  for (gsize u = 0; u < n_units; u++)
    for (gsize i = 0; i < n_people; i++)
      for (gsize j = i + 1; j < n_people; j++)
        observed += 2.0 * box_distance (&boxes[u * n_people + i], &boxes[u * n_people + j])
                    / (double) (n_people - 1);

  /* An odd number of people apart, a stride that shares a factor with their
   * number would always meet the same ones. */
  while (stride > 1 && stride % n_people == 0)
    stride++;

  g_autofree FwScoreBox *there = g_new (FwScoreBox, n / stride + 1);

  for (gsize i = 0; i < n; i += stride)
    {
      n_all += 1.0;
      if (!boxes[i].is_absent)
        there[n_there++] = (FwScoreBox){ 0, boxes[i].box };
    }
  /* Between a box and none it is 1, between two that are not there 0. */
  expected = sum_distances (there, n_there) + (double) n_there * (n_all - (double) n_there);

  return expected > 0.0
             ? 1.0 - observed / (double) n / (expected / (n_all * (n_all - 1.0) / 2.0))
             : NAN;
}

gsize
fw_boxes_medoid (const FwRect *boxes, gsize n)
{
  gsize best = 0;
  double best_sum = -1.0;

  g_return_val_if_fail (boxes != NULL && n > 0, 0);

  for (gsize i = 0; i < n; i++)
    {
      double sum = 0.0;

      for (gsize j = 0; j < n; j++)
        sum += i == j ? 0.0 : fw_rect_iou (boxes[i], boxes[j]);
      if (sum > best_sum)
        {
          best = i;
          best_sum = sum;
        }
    }

  return best;
}
