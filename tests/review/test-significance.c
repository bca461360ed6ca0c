/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/significance.h"

#include "review/review-kit.h"

/* Test that a difference of 4 and 12 in a hundred each is not proven. */
static void
test_fisher (void)
{
  assert_digits (fw_fisher_exact (4, 100, 12, 100), 0.065197, 6);
  assert_digits (fw_fisher_exact (12, 100, 4, 100), 0.065197, 6);
  assert_digits (fw_fisher_exact (3, 10, 3, 10), 1.0, 9);
  assert_digits (fw_fisher_exact (0, 0, 3, 10), 1.0, 9);
  /* The lady tasting tea: 3 of 4 right. */
  assert_digits (fw_fisher_exact (3, 4, 1, 4), 0.485714, 6);
}

/* Test the pull of the machine's problems. */
static void
test_mcnemar (void)
{
  assert_digits (fw_mcnemar_exact (12, 3), 0.035156, 6);
  assert_digits (fw_mcnemar_exact (3, 12), 0.035156, 6);
  assert_digits (fw_mcnemar_exact (0, 0), 1.0, 9);
  assert_digits (fw_mcnemar_exact (5, 5), 1.0, 9);
}

/* Test how many wrong ones are still within chance. */
static void
test_funnel (void)
{
  g_assert_cmpint (fw_funnel_limit (0.05, 80, 0.975), ==, 8);
  g_assert_cmpint (fw_funnel_limit (0.05, 80, 0.999), ==, 11);
  g_assert_cmpint (fw_funnel_limit (0.05, 0, 0.999), ==, 0);
  g_assert_cmpint (fw_funnel_limit (0.0, 80, 0.999), ==, 0);
  g_assert_cmpint (fw_funnel_limit (1.0, 80, 0.975), ==, 80);
}

/* Test what two reviewers together tell of what both missed. */
static void
test_chapman (void)
{
  assert_digits (fw_chapman_total (18, 15, 12), 22.384615, 6);
  assert_digits (fw_found_share (18, 15, 12), 0.857143, 6);
  g_assert_true (isnan (fw_found_share (0, 0, 0)));
}

/* Test speed relative to content; pauses and empty rows do not count. */
static void
test_speed (void)
{
  static const double actual[] = { 12, 30, 8, 60 };
  static const double expected[] = { 10, 25, 10, 40 };
  static const double none[] = { 0, 0 };

  assert_digits (fw_speed_ratio (actual, expected, 4), 1.2, 6);
  assert_digits (fw_speed_ratio (actual, expected, 1), 1.2, 6);
  g_assert_true (isnan (fw_speed_ratio (none, expected, 2)));
  g_assert_true (isnan (fw_speed_ratio (NULL, NULL, 0)));
}

/* Test that twenty items cannot tell .90 from .95, and forty can better. */
static void
test_exam (void)
{
  static const double accuracies[] = { 0.8, 0.9, 0.95, 0.98 };
  static const double twenty[] = { 0.2061, 0.6769, 0.9245, 0.9929 };
  static const double forty[] = { 0.0759, 0.629, 0.952, 0.9988 };

  for (gsize i = 0; i < G_N_ELEMENTS (accuracies); i++)
    {
      assert_digits (fw_exam_pass (18, 20, accuracies[i]), twenty[i], 4);
      assert_digits (fw_exam_pass (36, 40, accuracies[i]), forty[i], 4);
    }
  assert_digits (fw_exam_pass (0, 20, 0.0), 1.0, 9);
  assert_digits (fw_exam_pass (20, 20, 1.0), 1.0, 9);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/significance/fisher", test_fisher);
  g_test_add_func ("/significance/mcnemar", test_mcnemar);
  g_test_add_func ("/significance/funnel", test_funnel);
  g_test_add_func ("/significance/chapman", test_chapman);
  g_test_add_func ("/significance/speed", test_speed);
  g_test_add_func ("/significance/exam", test_exam);

  return g_test_run ();
}
