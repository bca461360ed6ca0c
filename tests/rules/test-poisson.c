/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Tails of the Poisson distribution against sums computed term by term.
 */

#include "rules/poisson.h"

static void
test_tails (void)
{
  static const struct
  {
    double count;
    double mean;
    double at_most;
    double at_least;
  } cases[] = {
    { 0, 1, 0.36787944117144233, 1.0 },
    { 2, 2, 0.6766764161830636, 0.5939941502901619 },
    { 69, 100, 0.0006608831301573888, 0.9995565094985266 },
    { 70, 100, 0.0009714440282774214, 0.9993391168698426 },
    { 131, 100, 0.9987322838156559, 0.0017068403704627588 },
    { 132, 100, 0.9990649536536246, 0.0012677161843440699 },
    { 1000, 1000, 0.5084093671683851, 0.5042052441803345 },
    { 5, 0, 1.0, 0.0 },
    { 0, 0, 1.0, 1.0 },
    { -1, 3, 0.0, 1.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%g of %g", cases[i].count, cases[i].mean);
      g_assert_cmpfloat_with_epsilon (fw_poisson_at_most (cases[i].count, cases[i].mean),
                                      cases[i].at_most, 1e-9);
      g_assert_cmpfloat_with_epsilon (fw_poisson_at_least (cases[i].count, cases[i].mean),
                                      cases[i].at_least, 1e-9);
    }
}

/* Test that both tails share their border, over a wide range, and end in time. */
static void
test_sum (void)
{
  for (double mean = 0.5; mean < 1e7; mean *= 7.3)
    for (double part = 0.5; part < 2.0; part += 0.25)
      {
        double count = (double) (gint64) (mean * part);

        g_assert_cmpfloat_with_epsilon (fw_poisson_at_most (count, mean)
                                            + fw_poisson_at_least (count + 1.0, mean),
                                        1.0, 1e-8);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/poisson/tails", test_tails);
  g_test_add_func ("/poisson/sum", test_sum);

  return g_test_run ();
}
