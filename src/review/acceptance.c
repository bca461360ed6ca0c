/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/acceptance.h"

#include "review/special-functions.h"

#include <math.h>

/* Shares of a lot that should be whole numbers of it, such as 0.29 x 100, are. */
#define WHOLE 1e-9

double
fw_plan_pass_rate (gint64 n, gint64 accept, double rate)
{
  g_return_val_if_fail (n >= 0 && rate >= 0.0 && rate <= 1.0, NAN);

  return fw_binomial_cdf (accept, n, rate);
}

double
fw_plan_pass_lot (gint64 lot, gint64 defects, gint64 n, gint64 accept)
{
  g_return_val_if_fail (n >= 0 && n <= lot && defects >= 0 && defects <= lot, NAN);

  return fw_hypergeometric_cdf ((FwLot){ lot, defects, n }, accept);
}

gboolean
fw_plan_compute (const FwPlanGoal *goal, FwPlan *out_plan)
{
  g_return_val_if_fail (goal != NULL && out_plan != NULL, FALSE);

  if (!(goal->lot > 0 && goal->aql >= 0.0 && goal->aql < goal->limit && goal->limit <= 1.0
        && goal->alpha > 0.0 && goal->alpha < 1.0 && goal->beta > 0.0 && goal->beta < 1.0))
    return FALSE;

  gint64 good = (gint64) floor (goal->aql * (double) goal->lot + WHOLE);
  gint64 bad = MIN ((gint64) ceil (goal->limit * (double) goal->lot - WHOLE), goal->lot);
  gint64 accept = -1;

  if (good >= bad)
    return FALSE;

  /* The largest acceptance number for the consumer only grows with n. */
  for (gint64 n = 1; n <= goal->lot; n++)
    {
      FwLot limiting = { goal->lot, bad, n };

      while (accept + 1 < n && fw_hypergeometric_cdf (limiting, accept + 1) <= goal->beta)
        accept++;
      if (accept < 0)
        continue;

      double pa = fw_hypergeometric_cdf ((FwLot){ goal->lot, good, n }, accept);

      if (pa < 1.0 - goal->alpha)
        continue;
      *out_plan = (FwPlan){ .n = n,
                            .accept = accept,
                            .reject = accept + 1,
                            .pa_aql = pa,
                            .pa_limit = fw_hypergeometric_cdf (limiting, accept),
                            .inspect_all = n == goal->lot };
      return TRUE;
    }

  return FALSE;
}

/* What the standard's whole single-sampling tables come to: along each diagonal
 * (letter + AQL column) the entry is the same. */
enum
{
  UP = -1, /* the arrow up: the next smaller letter */
  DOWN = 0 /* the arrow down: the next larger one */
};

#define FIRST_DIAGONAL 5
#define LAST_DIAGONAL  15

static const int normal_rejects[] = { 1, UP, DOWN, 2, 3, 4, 6, 8, 11, 15, 22 };
static const int tightened_rejects[] = { DOWN, 1, DOWN, DOWN, 2, 3, 4, 6, 9, 13, 19 };

static const char letters[] = "ABCDEFGHJKLMNPQ";
static const gint64 sizes[] = { 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250 };
static const gint64 lot_bounds[]
    = { 8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10000, 35000, 150000, 500000 };

const double fw_mil_std_aqls[] = { 0.65, 1.0, 1.5, 2.5, 4.0, 6.5, 10.0, 15.0, 0.0 };

G_STATIC_ASSERT (G_N_ELEMENTS (normal_rejects) == LAST_DIAGONAL - FIRST_DIAGONAL + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (tightened_rejects) == G_N_ELEMENTS (normal_rejects));

gboolean
fw_plan_mil_std (gint64 lot, double aql_percent, gboolean is_tightened, FwPlan *out_plan)
{
  const int *rejects = is_tightened ? tightened_rejects : normal_rejects;
  gsize letter = 0;
  gsize column = 0;
  int reject;

  g_return_val_if_fail (lot > 0 && out_plan != NULL, FALSE);

  while (fw_mil_std_aqls[column] > 0.0 && fabs (fw_mil_std_aqls[column] - aql_percent) > WHOLE)
    column++;
  if (fw_mil_std_aqls[column] <= 0.0)
    return FALSE;

  while (letter < G_N_ELEMENTS (lot_bounds) && lot > lot_bounds[letter])
    letter++;
  for (;;)
    {
      gsize diagonal = letter + column;

      reject = diagonal < FIRST_DIAGONAL  ? DOWN
               : diagonal > LAST_DIAGONAL ? UP
                                          : rejects[diagonal - FIRST_DIAGONAL];
      if (reject > 0)
        break;
      /* Above the first letter there is nothing; there the table points down. */
      letter += reject == DOWN || letter == 0 ? 1 : (gsize) -1;
    }

  gboolean inspect_all = sizes[letter] >= lot;

  *out_plan = (FwPlan){ .n = inspect_all ? lot : sizes[letter],
                        .accept = reject - 1,
                        .reject = reject,
                        .pa_aql = NAN,
                        .pa_limit = NAN,
                        .letter = letters[letter],
                        .inspect_all = inspect_all };

  return TRUE;
}

static double
outgoing (gint64 lot, gint64 n, gint64 accept, double rate)
{
  return fw_binomial_cdf (accept, n, rate) * rate * (double) (lot - n) / (double) lot;
}

double
fw_plan_outgoing_limit (gint64 lot, gint64 n, gint64 accept, double *out_rate)
{
  /* Coarse steps find the hump, the golden section its top. */
  const int steps = 1000;
  const double section = 0.6180339887498949;
  int best = 0;

  g_return_val_if_fail (lot > 0 && n >= 0 && n <= lot && accept >= 0, NAN);

  for (int i = 1; i < steps; i++)
    if (outgoing (lot, n, accept, (double) i / steps)
        > outgoing (lot, n, accept, (double) best / steps))
      best = i;

  double low = (double) MAX (best - 1, 0) / steps;
  double high = (double) (best + 1) / steps;

  while (high - low > 1e-9)
    {
      double left = high - section * (high - low);
      double right = low + section * (high - low);

      if (outgoing (lot, n, accept, left) > outgoing (lot, n, accept, right))
        high = right;
      else
        low = left;
    }
  if (out_rate)
    *out_rate = (low + high) / 2.0;

  return outgoing (lot, n, accept, (low + high) / 2.0);
}

FwSwitching
fw_switching_next (FwSwitching state, gboolean passed)
{
  const guint window = 0x1f;

  if (state.inspection == FW_INSPECTION_STOPPED)
    return state;

  state.n_since++;
  state.recent = (state.recent << 1 | (passed ? 0 : 1)) & window;
  if (state.inspection == FW_INSPECTION_NORMAL)
    {
      if (__builtin_popcount (state.recent) < 2)
        return state;
      return (FwSwitching){ .inspection = FW_INSPECTION_TIGHTENED };
    }

  state.n_failed += passed ? 0 : 1;
  if (state.n_since >= 5 && state.recent == 0)
    return (FwSwitching){ .inspection = FW_INSPECTION_NORMAL };
  if (state.n_failed >= 5)
    state.inspection = FW_INSPECTION_STOPPED;

  return state;
}

gboolean
fw_sequential_init (FwSequential *self, const FwPlanGoal *goal)
{
  FwPlan plan;

  g_return_val_if_fail (self != NULL && goal != NULL, FALSE);

  if (!(goal->aql > 0.0 && goal->aql < goal->limit && goal->limit < 1.0 && goal->alpha > 0.0
        && goal->alpha < 1.0 && goal->beta > 0.0 && goal->beta < 1.0))
    return FALSE;

  double g = log (goal->limit * (1.0 - goal->aql) / (goal->aql * (1.0 - goal->limit)));

  *self = (FwSequential){ .h1 = log ((1.0 - goal->alpha) / goal->beta) / g,
                          .h2 = log ((1.0 - goal->beta) / goal->alpha) / g,
                          .s = log ((1.0 - goal->aql) / (1.0 - goal->limit)) / g };
  if (goal->lot > 0 && fw_plan_compute (goal, &plan))
    self->truncate = 3 * plan.n;

  return TRUE;
}

gint64
fw_sequential_accept_at (const FwSequential *self, gint64 wrong)
{
  g_return_val_if_fail (self != NULL, 0);

  return MAX ((gint64) ceil (((double) wrong + self->h1) / self->s - WHOLE), 1);
}

gint64
fw_sequential_reject_at (const FwSequential *self, gint64 judged)
{
  g_return_val_if_fail (self != NULL, 0);

  return (gint64) ceil (self->h2 + self->s * (double) judged - WHOLE);
}

FwSequentialAnswer
fw_sequential_decide (const FwSequential *self, gint64 judged, gint64 wrong)
{
  g_return_val_if_fail (self != NULL && wrong >= 0 && wrong <= judged, FW_SEQUENTIAL_GO_ON);

  if (judged == 0)
    return FW_SEQUENTIAL_GO_ON;
  if (wrong >= fw_sequential_reject_at (self, judged))
    return FW_SEQUENTIAL_REJECT;
  if (judged >= fw_sequential_accept_at (self, wrong))
    return FW_SEQUENTIAL_ACCEPT;
  if (self->truncate == 0 || judged < self->truncate)
    return FW_SEQUENTIAL_GO_ON;

  double middle = self->s * (double) judged + (self->h2 - self->h1) / 2.0;

  return (double) wrong <= middle ? FW_SEQUENTIAL_ACCEPT : FW_SEQUENTIAL_REJECT;
}
