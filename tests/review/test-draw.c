/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/draw.h"

#include "review/review-kit.h"

/* Test that the published seed gives the published draw. */
static void
test_seed (void)
{
  g_auto (GStrv) units = make_units ("clip-7", 10);
  FwPool pool = { .seed = "spot-2026-11-22", .units = (const char *const *) units, .n_units = 10 };
  static const char *const drawn[] = { "clip-7/5", "clip-7/1", "clip-7/9", "clip-7/6" };
  static const double u[] = { 0.22292, 0.633899, 0.45929 };
  g_autoptr (GArray) picks = fw_draw_simple (&pool, 4);
  g_autoptr (GArray) all = fw_draw_simple (&pool, 99);

  g_assert_cmpuint (picks->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      FwPick pick = g_array_index (picks, FwPick, i);

      g_assert_cmpstr (units[pick.index], ==, drawn[i]);
      assert_digits (pick.pi, 0.4, 12);
      g_assert_cmpfloat (pick.u, ==, fw_draw_hash (pool.seed, drawn[i]));
    }
  for (guint i = 0; i < 3; i++)
    assert_digits (fw_draw_hash (pool.seed, units[i]), u[i], 6);
  g_assert_cmpuint (all->len, ==, 10);
  assert_digits (g_array_index (all, FwPick, 9).pi, 1.0, 12);
}

/* Test that the order in which units are listed does not matter, and the seed does. */
static void
test_order (void)
{
  g_auto (GStrv) units = make_units ("clip", 50);
  const char *backwards[50];
  FwPool pool = { .seed = "gr\303\274n", .units = (const char *const *) units, .n_units = 50 };
  FwPool turned = { .seed = "gr\303\274n", .units = backwards, .n_units = 50 };
  FwPool other = { .seed = "blau", .units = (const char *const *) units, .n_units = 50 };
  guint n_same = 0;

  for (guint i = 0; i < 50; i++)
    backwards[i] = units[49 - i];

  g_autoptr (GArray) a = fw_draw_simple (&pool, 20);
  g_autoptr (GArray) b = fw_draw_simple (&turned, 20);
  g_autoptr (GArray) c = fw_draw_simple (&other, 20);

  for (guint i = 0; i < 20; i++)
    {
      gsize index = g_array_index (a, FwPick, i).index;

      g_assert_cmpstr (units[index], ==, backwards[g_array_index (b, FwPick, i).index]);
      n_same += index == g_array_index (c, FwPick, i).index;
    }
  g_assert_cmpuint (n_same, <, 5);
}

/* Test that a name that is there twice is found. */
static void
test_twin (void)
{
  static const char *const units[] = { "a", "b", "a" };
  FwPool pool = { .seed = "", .units = units, .n_units = 3 };
  gsize index = 99;

  g_assert_true (fw_pool_find_twin (&pool, &index));
  g_assert_cmpuint (index, ==, 2);
  pool.n_units = 2;
  g_assert_false (fw_pool_find_twin (&pool, &index));
}

/* Test that strata get what is allotted to them, in one common order. */
static void
test_stratified (void)
{
  g_auto (GStrv) units = make_units ("clip", 100);
  guint strata[100];
  static const gsize sizes[] = { 5, 40, 0 };
  gsize counts[3] = { 0 };
  double last = -1.0;

  for (guint i = 0; i < 100; i++)
    strata[i] = i < 50 ? 0 : i < 80 ? 1 : 2;

  FwPool pool = { "seed", (const char *const *) units, 100, strata, 3 };
  g_autoptr (GArray) picks = fw_draw_stratified (&pool, sizes);

  for (guint i = 0; i < picks->len; i++)
    {
      FwPick pick = g_array_index (picks, FwPick, i);

      counts[strata[pick.index]]++;
      g_assert_cmpfloat (pick.u, >, last);
      last = pick.u;
      assert_digits (pick.pi, strata[pick.index] == 0 ? 0.1 : 1.0, 12);
    }
  g_assert_cmpuint (counts[0], ==, 5);
  g_assert_cmpuint (counts[1], ==, 30);
  g_assert_cmpuint (counts[2], ==, 0);
}

/* Test that each unit comes with its own probability and no other. */
static void
test_unbiased (void)
{
  enum
  {
    N = 40,
    RUNS = 4000
  };
  g_auto (GStrv) units = make_units ("clip", N);
  double pi[N];
  guint simple[N] = { 0 };
  guint poisson[N] = { 0 };
  double total = 0.0;

  for (guint i = 0; i < N; i++)
    pi[i] = 0.05 + 0.9 * i / (N - 1);

  for (guint run = 0; run < RUNS; run++)
    {
      g_autofree char *seed = g_strdup_printf ("run %u", run);
      FwPool pool = { .seed = seed, .units = (const char *const *) units, .n_units = N };
      g_autoptr (GArray) a = fw_draw_simple (&pool, 10);
      g_autoptr (GArray) b = fw_draw_poisson (&pool, pi);

      for (guint i = 0; i < a->len; i++)
        simple[g_array_index (a, FwPick, i).index]++;
      for (guint i = 0; i < b->len; i++)
        {
          FwPick pick = g_array_index (b, FwPick, i);

          poisson[pick.index]++;
          g_assert_cmpfloat (pick.pi, ==, pi[pick.index]);
          total += 1.0 / pick.pi / RUNS;
        }
    }

  /* Four and a half standard deviations: one in four thousand seeds would fail. */
  for (guint i = 0; i < N; i++)
    {
      g_assert_cmpfloat_with_epsilon (simple[i], 0.25 * RUNS, 4.5 * sqrt (0.25 * 0.75 * RUNS));
      g_assert_cmpfloat_with_epsilon (poisson[i], pi[i] * RUNS,
                                      4.5 * sqrt (pi[i] * (1.0 - pi[i]) * RUNS));
    }
  g_assert_cmpfloat_with_epsilon (total, N, 0.05 * N);
}

/* Test Neyman's allocation before it is made whole. */
static void
test_neyman (void)
{
  static const gsize sizes[] = { 6000, 3000, 1000 };
  static const double priors[] = { 0.02, 0.05, 0.20 };
  static const double printed[] = { 79.84, 62.14, 38.02 };
  FwStratumPlan strata[3];
  double shares[3];
  gsize whole[3];

  for (guint h = 0; h < 3; h++)
    strata[h] = (FwStratumPlan){ sizes[h], fw_neyman_weight (sizes[h], priors[h]) };
  fw_allocate_exactly (strata, 3, 180.0, shares);
  for (guint h = 0; h < 3; h++)
    assert_digits (shares[h], printed[h], 2);

  g_assert_cmpuint (fw_allocate (strata, 3, 180, FW_STRATUM_FLOOR, whole), ==, 15);
  g_assert_cmpuint (whole[0], ==, 80);
  g_assert_cmpuint (whole[1], ==, 62);
  g_assert_cmpuint (whole[2], ==, 38);
}

/* Test the floor, the whole stratum, and the largest remainders. */
static void
test_allocate (void)
{
  static const struct
  {
    gsize sizes[4];
    gsize n, floor;
    gsize expected[4];
    gsize kept;
  } cases[] = {
    { { 600, 300, 100, 0 }, 100, 15, { 57, 28, 15, 0 }, 15 },
    { { 900, 50, 50, 7 }, 100, 15, { 63, 15, 15, 7 }, 15 },
    { { 10, 10, 10, 10 }, 10, 15, { 3, 3, 2, 2 }, 2 },
    { { 5, 6, 7, 8 }, 1000, 15, { 5, 6, 7, 8 }, 15 },
    { { 100, 100, 100, 0 }, 100, 0, { 34, 33, 33, 0 }, 0 },
    { { 1000, 1, 1, 1 }, 2, 15, { 2, 0, 0, 0 }, 0 },
    { { 0, 0, 0, 0 }, 10, 15, { 0, 0, 0, 0 }, 15 },
    { { 70, 20, 10, 0 }, 10, 0, { 7, 2, 1, 0 }, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwStratumPlan strata[4];
      gsize sizes[4];

      g_test_message ("case %d", (int) i);
      for (guint h = 0; h < 4; h++)
        strata[h] = (FwStratumPlan){ cases[i].sizes[h], (double) cases[i].sizes[h] };
      g_assert_cmpuint (fw_allocate (strata, 4, cases[i].n, cases[i].floor, sizes), ==,
                        cases[i].kept);
      for (guint h = 0; h < 4; h++)
        g_assert_cmpuint (sizes[h], ==, cases[i].expected[h]);
    }
}

/* Test that any allocation sums up, keeps its bounds, and follows the weights. */
static void
test_allocate_random (void)
{
  GRand *rand = g_rand_new_with_seed (7);

  for (guint run = 0; run < 500; run++)
    {
      gsize n_strata = (gsize) g_rand_int_range (rand, 1, 12);
      FwStratumPlan strata[12];
      gsize sizes[12];
      gsize all = 0;
      gsize given = 0;
      gsize n = (gsize) g_rand_int_range (rand, 0, 400);

      for (gsize h = 0; h < n_strata; h++)
        {
          strata[h].size = (gsize) g_rand_int_range (rand, 0, 200);
          strata[h].weight
              = g_rand_boolean (rand) ? (double) strata[h].size : g_rand_double (rand) * 10.0;
          all += strata[h].size;
        }

      gsize kept = fw_allocate (strata, n_strata, n, FW_STRATUM_FLOOR, sizes);

      for (gsize h = 0; h < n_strata; h++)
        {
          given += sizes[h];
          g_assert_cmpuint (sizes[h], <=, strata[h].size);
          g_assert_cmpuint (sizes[h], >=, MIN (kept, strata[h].size));
        }
      g_assert_cmpuint (given, ==, MIN (n, all));
    }
  g_rand_free (rand);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/draw/seed", test_seed);
  g_test_add_func ("/draw/order", test_order);
  g_test_add_func ("/draw/twin", test_twin);
  g_test_add_func ("/draw/stratified", test_stratified);
  g_test_add_func ("/draw/unbiased", test_unbiased);
  g_test_add_func ("/allocate/neyman", test_neyman);
  g_test_add_func ("/allocate/table", test_allocate);
  g_test_add_func ("/allocate/random", test_allocate_random);

  return g_test_run ();
}
