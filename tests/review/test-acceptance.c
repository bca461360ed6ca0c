/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/acceptance.h"
#include "review/special-functions.h"

#include "review/review-kit.h"

/* Test the computed plans, and that none smaller would do. */
static void
test_compute (void)
{
  static const struct
  {
    FwPlanGoal goal;
    gint64 n, accept;
    double pa_aql, pa_limit;
  } cases[] = {
    { { 1200, 0.01, 0.05, 0.05, 0.10 }, 128, 3, 0.969019, 0.0995 },
    { { 500, 0.01, 0.06, 0.05, 0.10 }, 83, 2, 0.965662, 0.097331 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwPlan plan;

      g_assert_true (fw_plan_compute (&cases[i].goal, &plan));
      g_assert_cmpint (plan.n, ==, cases[i].n);
      g_assert_cmpint (plan.accept, ==, cases[i].accept);
      g_assert_cmpint (plan.reject, ==, cases[i].accept + 1);
      assert_digits (plan.pa_aql, cases[i].pa_aql, 6);
      assert_digits (plan.pa_limit, cases[i].pa_limit, 6);
      g_assert_cmpint (plan.letter, ==, 0);
      g_assert_false (plan.inspect_all);
    }
}

/* Test that every smaller sample fails one side or the other, by trying them all. */
static void
test_compute_smallest (void)
{
  static const FwPlanGoal goals[] = { { 60, 0.05, 0.25, 0.05, 0.10 },
                                      { 200, 0.02, 0.10, 0.10, 0.05 },
                                      { 10, 0.10, 0.50, 0.05, 0.10 },
                                      { 33, 0.0, 0.1, 0.05, 0.10 } };

  for (gsize i = 0; i < G_N_ELEMENTS (goals); i++)
    {
      const FwPlanGoal *goal = &goals[i];
      gint64 good = (gint64) floor (goal->aql * (double) goal->lot + 1e-9);
      gint64 bad = (gint64) ceil (goal->limit * (double) goal->lot - 1e-9);
      FwPlan plan;

      g_assert_true (fw_plan_compute (goal, &plan));
      for (gint64 n = 1; n <= plan.n; n++)
        for (gint64 c = 0; c < n; c++)
          {
            gboolean does = fw_plan_pass_lot (goal->lot, bad, n, c) <= goal->beta
                            && fw_plan_pass_lot (goal->lot, good, n, c) >= 1.0 - goal->alpha;

            g_assert_true (n < plan.n ? !does : c != plan.accept || does);
          }
    }
}

/* Test that goals which no plan reaches are refused. */
static void
test_compute_refuses (void)
{
  static const FwPlanGoal goals[]
      = { { 0, 0.01, 0.05, 0.05, 0.10 },  { 100, 0.05, 0.05, 0.05, 0.10 },
          { 10, 0.01, 0.0, 0.05, 0.10 },  { 100, 0.011, 0.019, 0.05, 0.1 },
          { 100, NAN, 0.05, 0.05, 0.10 }, { 100, 0.01, 1.5, 0.05, 0.10 },
          { 100, 0.01, 0.05, 0.0, 0.10 } };
  FwPlan plan;

  for (gsize i = 0; i < 3; i++)
    g_assert_false (fw_plan_compute (&goals[i], &plan));
  for (gsize i = 4; i < G_N_ELEMENTS (goals); i++)
    g_assert_false (fw_plan_compute (&goals[i], &plan));

  /* 1 of 100 against 2 of 100 can be told apart only by looking at nearly all. */
  g_assert_true (fw_plan_compute (&goals[3], &plan));
  g_assert_cmpint (plan.n, >, 90);
}

/* Test the operating characteristic of fixed plans. */
static void
test_power (void)
{
  static const double rates[] = { 0.005, 0.01, 0.025, 0.05, 0.08 };
  static const struct
  {
    gint64 n, c;
    double pa[5];
  } cases[] = {
    { 80, 2, { 0.9923, 0.9534, 0.6767, 0.2306, 0.0404 } },
    { 80, 1, { 0.9389, 0.8092, 0.4026, 0.0861, 0.0101 } },
    { 50, 1, { 0.9739, 0.9106, 0.6435, 0.2794, 0.0827 } },
    { 125, 3, { 0.9963, 0.9626, 0.6189, 0.1238, 0.0083 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (rates); k++)
      assert_digits (fw_plan_pass_rate (cases[i].n, cases[i].c, rates[k]), cases[i].pa[k], 4);

  assert_digits (fw_plan_pass_lot (1000, 10, 80, 2), 0.9608, 4);
  assert_digits (fw_plan_pass_lot (1000, 25, 80, 2), 0.6771, 4);
  assert_digits (fw_plan_pass_lot (1000, 50, 80, 2), 0.2186, 4);
}

/* Test the worst that rectifying inspection lets through. */
static void
test_outgoing (void)
{
  double rate;

  assert_digits (fw_plan_outgoing_limit (1000, 80, 2, &rate), 0.01574, 5);
  /* The printed rate is the best of a grid with steps of 0.0001. */
  g_assert_cmpfloat_with_epsilon (rate, 0.0281, 0.0001);
  assert_digits (fw_plan_outgoing_limit (80, 80, 2, NULL), 0.0, 9);
}

/* Test the standard's tables: letter, size, acceptance number, arrows. */
static void
test_mil_std (void)
{
  static const struct
  {
    gint64 lot;
    double aql;
    char normal;
    gint64 normal_n, normal_accept;
    char tightened;
    gint64 tightened_n, tightened_accept;
  } cases[] = {
    { 1000, 1.0, 'J', 80, 2, 'J', 80, 1 },   { 1000, 2.5, 'J', 80, 5, 'J', 80, 3 },
    { 1000, 4.0, 'J', 80, 7, 'J', 80, 5 },   { 200, 1.0, 'H', 50, 1, 'J', 80, 1 },
    { 60, 1.0, 'E', 13, 0, 'F', 20, 0 },     { 120, 0.65, 'F', 20, 0, 'G', 32, 0 },
    { 5000, 1.5, 'L', 200, 7, 'L', 200, 5 }, { 30, 2.5, 'C', 5, 0, 'D', 8, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwPlan plan;

      g_test_message ("lot %d, AQL %g", (int) cases[i].lot, cases[i].aql);
      g_assert_true (fw_plan_mil_std (cases[i].lot, cases[i].aql, FALSE, &plan));
      g_assert_cmpint (plan.letter, ==, cases[i].normal);
      g_assert_cmpint (plan.n, ==, cases[i].normal_n);
      g_assert_cmpint (plan.accept, ==, cases[i].normal_accept);
      g_assert_cmpint (plan.reject, ==, cases[i].normal_accept + 1);
      g_assert_true (fw_plan_mil_std (cases[i].lot, cases[i].aql, TRUE, &plan));
      g_assert_cmpint (plan.letter, ==, cases[i].tightened);
      g_assert_cmpint (plan.n, ==, cases[i].tightened_n);
      g_assert_cmpint (plan.accept, ==, cases[i].tightened_accept);
    }
}

/* Test that small lots are inspected whole, that unknown columns are refused and
 * that every lot and column has a plan. */
static void
test_mil_std_edges (void)
{
  FwPlan plan;

  for (int tightened = 0; tightened < 2; tightened++)
    {
      g_assert_true (fw_plan_mil_std (10, 1.0, tightened, &plan));
      g_assert_true (plan.inspect_all);
      g_assert_cmpint (plan.n, ==, 10);
      for (gint64 lot = 1; lot < G_GINT64_CONSTANT (3000000000000); lot = lot * 3 + 1)
        for (gsize i = 0; fw_mil_std_aqls[i] > 0.0; i++)
          {
            g_assert_true (fw_plan_mil_std (lot, fw_mil_std_aqls[i], tightened, &plan));
            g_assert_cmpint (plan.accept, >=, 0);
            g_assert_cmpint (plan.n, <=, lot);
          }
    }
  /* In the first row, the arrow up of the other rows points down. */
  g_assert_true (fw_plan_mil_std (8, 10.0, FALSE, &plan));
  g_assert_cmpint (plan.letter, ==, 'C');
  g_assert_cmpint (plan.n, ==, 5);
  g_assert_cmpint (plan.accept, ==, 1);
  g_assert_false (fw_plan_mil_std (1000, 1.1, FALSE, &plan));
  g_assert_false (fw_plan_mil_std (1000, 0.0, FALSE, &plan));
}

/* Test how a stream of batches is tightened, let go and stopped: P passes, F fails;
 * n, t and S say where it stands after each. */
static void
test_switching (void)
{
  static const char *const cases[][2] = {
    { "PPFPFPPPPPP", "nnnntttttnn" },
    { "FPPPPF", "nnnnnn" },
    { "FF", "nt" },
    { "FFFFFFFP", "nttttt"
                  "SS" },
    { "FFPPPPFPPPPP", "nttttttttttn" },
    { "FFPPPPPFPPPPF", "ntttttnnnnnnn" },
  };
  static const char letters[] = "ntS";

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwSwitching state = { 0 };

      for (gsize k = 0; cases[i][0][k]; k++)
        {
          state = fw_switching_next (state, cases[i][0][k] == 'P');
          g_test_message ("%s, batch %d", cases[i][0], (int) k + 1);
          g_assert_cmpint (letters[state.inspection], ==, cases[i][1][k]);
        }
    }
}

/* Test Wald's lines and what they say. */
static void
test_sequential (void)
{
  static const FwPlanGoal goal = { 0, 0.01, 0.05, 0.05, 0.10 };
  static const FwPlanGoal finite = { 1200, 0.01, 0.05, 0.05, 0.10 };
  static const gint64 accept_at[] = { 55, 95, 135 };
  static const gint64 reject_at[][2] = { { 1, 2 }, { 9, 2 }, { 20, 3 }, { 50, 4 }, { 100, 5 } };
  FwSequential test;

  g_assert_true (fw_sequential_init (&test, &goal));
  assert_digits (test.h1, 1.363856, 6);
  assert_digits (test.h2, 1.751018, 6);
  assert_digits (test.s, 0.024985, 6);
  g_assert_cmpint (test.truncate, ==, 0);

  for (gint64 d = 0; d < 3; d++)
    {
      g_assert_cmpint (fw_sequential_accept_at (&test, d), ==, accept_at[d]);
      g_assert_cmpint (fw_sequential_decide (&test, accept_at[d], d), ==, FW_SEQUENTIAL_ACCEPT);
      g_assert_cmpint (fw_sequential_decide (&test, accept_at[d] - 1, d), ==, FW_SEQUENTIAL_GO_ON);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (reject_at); i++)
    {
      g_assert_cmpint (fw_sequential_reject_at (&test, reject_at[i][0]), ==, reject_at[i][1]);
      if (reject_at[i][1] <= reject_at[i][0])
        g_assert_cmpint (fw_sequential_decide (&test, reject_at[i][0], reject_at[i][1]), ==,
                         FW_SEQUENTIAL_REJECT);
    }

  /* It ends at three times the plan at the latest. */
  g_assert_true (fw_sequential_init (&test, &finite));
  g_assert_cmpint (test.truncate, ==, 3 * 128);
  g_assert_cmpint (fw_sequential_decide (&test, 383, 9), ==, FW_SEQUENTIAL_GO_ON);
  g_assert_cmpint (fw_sequential_decide (&test, 384, 9), ==, FW_SEQUENTIAL_ACCEPT);
  g_assert_cmpint (fw_sequential_decide (&test, 384, 10), ==, FW_SEQUENTIAL_REJECT);
}

/* Test that the sequential test keeps its two risks in simulation. */
static void
test_sequential_risks (void)
{
  static const FwPlanGoal goal = { 0, 0.01, 0.05, 0.05, 0.10 };
  static const double rates[] = { 0.01, 0.05 };
  FwSequential test;
  GRand *rand = g_rand_new_with_seed (3);
  int wrong_answers[2] = { 0, 0 };
  const int runs = 2000;

  g_assert_true (fw_sequential_init (&test, &goal));
  for (int side = 0; side < 2; side++)
    for (int run = 0; run < runs; run++)
      {
        FwSequentialAnswer answer = FW_SEQUENTIAL_GO_ON;
        gint64 wrong = 0;

        for (gint64 n = 1; answer == FW_SEQUENTIAL_GO_ON; n++)
          {
            wrong += g_rand_double (rand) < rates[side];
            answer = fw_sequential_decide (&test, n, wrong);
          }
        wrong_answers[side] += answer == (side == 0 ? FW_SEQUENTIAL_REJECT : FW_SEQUENTIAL_ACCEPT);
      }
  g_rand_free (rand);
  g_test_message ("rejected good %d, accepted bad %d of %d", wrong_answers[0], wrong_answers[1],
                  runs);
  g_assert_cmpint (wrong_answers[0], <=, 0.06 * runs);
  g_assert_cmpint (wrong_answers[1], <=, 0.11 * runs);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan/compute", test_compute);
  g_test_add_func ("/plan/compute/smallest", test_compute_smallest);
  g_test_add_func ("/plan/compute/refuses", test_compute_refuses);
  g_test_add_func ("/plan/power", test_power);
  g_test_add_func ("/plan/outgoing", test_outgoing);
  g_test_add_func ("/plan/mil-std", test_mil_std);
  g_test_add_func ("/plan/mil-std/edges", test_mil_std_edges);
  g_test_add_func ("/plan/switching", test_switching);
  g_test_add_func ("/plan/sequential", test_sequential);
  g_test_add_func ("/plan/sequential/risks", test_sequential_risks);

  return g_test_run ();
}
