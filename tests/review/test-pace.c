/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/pace.h"

#include "review/review-kit.h"

/* Work of somebody who needs 20 s per object, 4 s per label and 15 s per category,
 * @noise as a share of it. */
static void
make_work (FwPaceSample *samples, gsize n, guint32 seed, double noise)
{
  GRand *rand = g_rand_new_with_seed (seed);

  for (gsize i = 0; i < n; i++)
    {
      FwPaceSample *sample = &samples[i];

      sample->objects = g_rand_int_range (rand, 0, 12);
      sample->labels = sample->objects + g_rand_int_range (rand, 1, 60);
      sample->categories = g_rand_int_range (rand, 1, 6);
      sample->seconds = (20.0 * sample->objects + 4.0 * sample->labels + 15.0 * sample->categories)
                        * exp (noise * (g_rand_double (rand) + g_rand_double (rand) - 1.0));
    }
  g_rand_free (rand);
}

/* Test that exact work gives the exact pace. */
static void
test_exact (void)
{
  FwPaceSample samples[30];

  make_work (samples, G_N_ELEMENTS (samples), 7, 0.0);

  FwPace pace = fw_pace_learn (samples, G_N_ELEMENTS (samples));

  g_assert_cmpuint (pace.n, ==, 30);
  assert_relative (pace.per_object, 20.0, 1e-6);
  assert_relative (pace.per_label, 4.0, 1e-6);
  assert_relative (pace.per_category, 15.0, 1e-6);
  assert_digits (fw_pace_get_ratio (&pace, samples, 30), 1.0, 6);
}

/* Test that one in five that took ten times as long changes little, and that
 * least squares would not stand it. */
static void
test_outliers (void)
{
  for (guint32 seed = 1; seed <= 20; seed++)
    {
      FwPaceSample samples[100];
      FwPaceSample typical = { 0, 5, 30, 3 };

      make_work (samples, G_N_ELEMENTS (samples), seed, 0.2);
      for (gsize i = 0; i < G_N_ELEMENTS (samples); i += 5)
        samples[i].seconds *= 10.0;

      FwPace pace = fw_pace_learn (samples, G_N_ELEMENTS (samples));
      double expected = fw_pace_get_seconds (&pace, &typical);

      g_test_message ("seed %u: %.1f s", seed, expected);
      g_assert_cmpfloat (expected, >, 0.85 * 265.0);
      g_assert_cmpfloat (expected, <, 1.25 * 265.0);
    }
}

/* Test that no part is ever expected to give time back. */
static void
test_not_negative (void)
{
  for (guint32 seed = 1; seed <= 50; seed++)
    {
      GRand *rand = g_rand_new_with_seed (seed);
      FwPaceSample samples[20];

      for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
        samples[i] = (FwPaceSample){ 1.0 + 1000.0 * g_rand_double (rand),
                                     g_rand_int_range (rand, 0, 5), g_rand_int_range (rand, 1, 9),
                                     g_rand_int_range (rand, 0, 3) };
      g_rand_free (rand);

      FwPace pace = fw_pace_learn (samples, G_N_ELEMENTS (samples));

      g_assert_cmpfloat (pace.per_object, >=, 0.0);
      g_assert_cmpfloat (pace.per_label, >=, 0.0);
      g_assert_cmpfloat (pace.per_category, >=, 0.0);
      g_assert_cmpfloat (pace.per_object + pace.per_label + pace.per_category, >, 0.0);
    }
}

/* Test that little work says nothing, and that empty stretches are no work. */
static void
test_too_little (void)
{
  FwPaceSample samples[FW_PACE_LEAST + 2];

  make_work (samples, FW_PACE_LEAST, 3, 0.1);
  samples[FW_PACE_LEAST] = (FwPaceSample){ 0.0, 3, 3, 1 };
  samples[FW_PACE_LEAST + 1] = (FwPaceSample){ 100.0, 0, 0, 0 };

  FwPace enough = fw_pace_learn (samples, FW_PACE_LEAST + 2);
  FwPace little = fw_pace_learn (samples + 1, FW_PACE_LEAST + 1);
  FwPace none = fw_pace_learn (NULL, 0);

  g_assert_cmpuint (enough.n, ==, FW_PACE_LEAST);
  g_assert_cmpuint (little.n, ==, 0);
  g_assert_cmpuint (none.n, ==, 0);
  g_assert_true (isnan (fw_pace_get_ratio (&little, samples, FW_PACE_LEAST)));
}

/* Test the worked example: 12, 30, 8 and 60 s where 10, 25, 10 and 40 are expected
 * is 1.20. */
static void
test_ratio (void)
{
  FwPace pace = { .per_label = 5.0, .n = FW_PACE_LEAST };
  FwPaceSample samples[] = { { 12, 0, 2, 0 }, { 30, 0, 5, 0 }, { 8, 0, 2, 0 }, { 60, 0, 8, 0 } };

  assert_digits (fw_pace_get_ratio (&pace, samples, G_N_ELEMENTS (samples)), 1.20, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pace/exact", test_exact);
  g_test_add_func ("/pace/outliers", test_outliers);
  g_test_add_func ("/pace/not-negative", test_not_negative);
  g_test_add_func ("/pace/too-little", test_too_little);
  g_test_add_func ("/pace/ratio", test_ratio);

  return g_test_run ();
}
