/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "edit/work-clock.h"

#define S ((gint64) G_USEC_PER_SEC)

/* Test each kind of gap, at and beside the limits; seconds of work, speed, reading. */
static void
test_gaps (void)
{
  static const struct
  {
    FwWorkKind kind;
    gint64     gap_us;
    gint64     work, active, reading;
  } cases[] = {
    { FW_WORK_LABELS, 0, 0, 0, 0 },
    { FW_WORK_LABELS, 12 * S, 12, 12, 0 },
    { FW_WORK_LABELS, 30 * S, 30, 30, 0 },
    { FW_WORK_LABELS, 31 * S, 31, 30, 0 },
    { FW_WORK_LABELS, 300 * S, 300, 30, 0 },
    { FW_WORK_LABELS, 300 * S + 1, 0, 0, 0 },
    { FW_WORK_LABELS, 3600 * S, 0, 0, 0 },
    { FW_WORK_LABELS, -5 * S, 0, 0, 0 },
    { FW_WORK_READING, 12 * S, 12, 0, 12 },
    { FW_WORK_READING, 240 * S, 240, 0, 240 },
    { FW_WORK_READING, 301 * S, 0, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int next = 0; next <= FW_WORK_READING; next++)
      {
        FwWorkClock clock = { 0 };

        g_test_message ("case %" G_GSIZE_FORMAT, i);
        fw_work_clock_input (&clock, 1000 * S, cases[i].kind);
        fw_work_clock_input (&clock, 1000 * S + cases[i].gap_us, (FwWorkKind) next);

        FwWorkTime time = fw_work_clock_take (&clock);

        g_assert_cmpint (time.work_us, ==, cases[i].work * S);
        g_assert_cmpint (time.active_us, ==, cases[i].active * S);
        g_assert_cmpint (time.reading_us, ==, cases[i].reading * S);
      }
}

/* Test that taking loses no gap and counts none twice, and that closing ends one. */
static void
test_take_and_stop (void)
{
  FwWorkClock clock = { 0 };

  fw_work_clock_input (&clock, 10 * S, FW_WORK_LABELS);
  fw_work_clock_input (&clock, 20 * S, FW_WORK_LABELS);
  g_assert_cmpint (fw_work_clock_take (&clock).work_us, ==, 10 * S);
  fw_work_clock_input (&clock, 25 * S, FW_WORK_LABELS);
  g_assert_cmpint (fw_work_clock_take (&clock).work_us, ==, 5 * S);
  g_assert_cmpint (fw_work_clock_take (&clock).work_us, ==, 0);
  fw_work_clock_stop (&clock);
  fw_work_clock_input (&clock, 40 * S, FW_WORK_LABELS);
  g_assert_cmpint (fw_work_clock_take (&clock).work_us, ==, 0);
}

/* Test over random days that speed and reading together never exceed work, and
 * that no time is made up. */
static void
test_random (void)
{
  for (guint32 seed = 1; seed <= 200; seed++)
    {
      GRand      *rand = g_rand_new_with_seed (seed);
      FwWorkClock clock = { 0 };
      gint64      now_us = S;
      gint64      begun_us = now_us;

      for (int i = 0; i < 300; i++)
        {
          now_us += (gint64) (g_rand_double (rand) * (i % 20 ? 40 : 900) * (double) S);
          fw_work_clock_input (&clock, now_us, g_rand_int_range (rand, 0, 2));
        }
      g_rand_free (rand);

      FwWorkTime time = fw_work_clock_take (&clock);

      g_assert_cmpint (time.active_us + time.reading_us, <=, time.work_us);
      g_assert_cmpint (time.work_us, <=, now_us - begun_us);
      g_assert_cmpint (time.active_us, >, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/work-clock/gaps", test_gaps);
  g_test_add_func ("/work-clock/take-and-stop", test_take_and_stop);
  g_test_add_func ("/work-clock/random", test_random);

  return g_test_run ();
}
