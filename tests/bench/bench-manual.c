/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How fast a manual is read again after a save: the long one of 300 rules and
 * 200 pictures. The first argument is its path. One line of JSON per figure.
 */

#include "rules/manual.h"

#include <stdlib.h>

#define N_RUNS 101

#define TARGET_RELOAD_MS 20.0

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

int
main (int   argc,
      char *argv[])
{
  double times[N_RUNS];
  gsize n_rules = 0;

  if (argc != 2)
    return 2;

  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr(GFile) file = g_file_new_for_path (argv[1]);
      g_autoptr(GError) error = NULL;
      g_autoptr(FwManual) manual = fw_manual_new_from_file (file, &error);

      g_assert_no_error (error);
      g_assert_false (fw_manual_has_errors (manual));
      n_rules = fw_manual_get_n_rules (manual);
      times[i] = (g_get_monotonic_time () - start) / 1000.0;
    }
  qsort (times, N_RUNS, sizeof *times, compare_doubles);
  g_print ("{\"bench\":\"manual\",\"figure\":\"rules\",\"value\":%zu,\"unit\":\"rules\"}\n", n_rules);
  g_print ("{\"bench\":\"manual\",\"figure\":\"reload\",\"value\":%.3f,\"unit\":\"ms\","
           "\"target\":%g,\"reached\":%s}\n",
           times[N_RUNS / 2], TARGET_RELOAD_MS,
           times[N_RUNS / 2] <= TARGET_RELOAD_MS ? "true" : "false");
  g_print ("{\"bench\":\"manual\",\"figure\":\"reload-slowest\",\"value\":%.3f,\"unit\":\"ms\"}\n",
           times[N_RUNS - 1]);

  return 0;
}
