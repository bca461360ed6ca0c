/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Editing a rule, without a window: what each letter costs the main thread while a
 * manual of 300 rules is linted behind it, how long until the linter has spoken
 * (of which 200 ms are waiting for more), and how long a trial over the open labels
 * takes. The first argument is the long manual. One line of JSON per figure.
 */

#include <stdlib.h>
#include <time.h>

#include "app/desk/rule-desk.h"
#include "support/sample-project.h"
#include "support/test-folder.h"

#define N_LETTERS 40
#define N_TRIALS  11

/* A frame of a screen. */
#define TARGET_STILL_MS 16.0
/* Of these, 200 are waiting for the next letter (rule-desk.c). */
#define TARGET_NOTES_MS 300.0

static double
now_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);

  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void
print_figure (const char *figure,
              double      value,
              double      target)
{
  if (target > 0.0)
    g_print ("{\"bench\":\"rule-desk\",\"figure\":\"%s\",\"value\":%.2f,\"unit\":\"ms\","
             "\"target\":%g,\"reached\":%s}\n",
             figure, value, target, value <= target ? "true" : "false");
  else
    g_print ("{\"bench\":\"rule-desk\",\"figure\":\"%s\",\"value\":%.2f,\"unit\":\"ms\"}\n", figure,
             value);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

/* The median first, then the largest. */
static void
print_times (const char *what,
             double     *times,
             guint       n,
             double      target)
{
  g_autofree char *slowest = g_strdup_printf ("%s-slowest", what);

  qsort (times, n, sizeof *times, compare_doubles);
  print_figure (what, times[n / 2], target);
  print_figure (slowest, times[n - 1], 0.0);
}

/* Lets the loop run until @condition holds. Returns the longest time of the
 * processor that one turn took: so long the window would have stood still. */
static double
run_until (FwTestCondition condition,
           gpointer        user_data)
{
  double most = 0.0;

  while (!condition (user_data))
    {
      double start = now_ms (CLOCK_THREAD_CPUTIME_ID);

      g_main_context_iteration (NULL, TRUE);
      most = MAX (most, now_ms (CLOCK_THREAD_CPUTIME_ID) - start);
    }

  return most;
}

static gboolean
is_checked (gpointer user_data)
{
  return fw_rule_desk_is_checked (user_data);
}

static gboolean
is_tried (gpointer user_data)
{
  return !fw_rule_desk_is_trying (user_data) && fw_rule_desk_is_trial_current (user_data);
}

static void
end (FwRuleDesk *desk)
{
  fw_rule_desk_end (desk, FALSE);
  fw_rule_desk_discard_draft (desk);
}

static void
bench_trial (FwRuleDesk *desk)
{
  double times[N_TRIALS], still[N_TRIALS];

  g_assert_true (fw_rule_desk_begin (desk, "ST-002", NULL));
  run_until (is_checked, desk);
  for (guint i = 0; i < N_TRIALS; i++)
    {
      double start = now_ms (CLOCK_MONOTONIC);

      fw_rule_desk_drop_trial (desk);
      fw_rule_desk_try (desk);
      still[i] = run_until (is_tried, desk);
      times[i] = now_ms (CLOCK_MONOTONIC) - start;
    }
  print_times ("trial", times, N_TRIALS, 0.0);
  print_times ("trial-still", still, N_TRIALS, TARGET_STILL_MS);
  end (desk);
}

static void
bench_typing (FwRuleDesk *desk,
              FwManual   *manual)
{
  g_autoptr(GString) prose = NULL;
  double still[N_LETTERS], notes[N_LETTERS];

  g_assert_true (fw_rule_desk_begin (
      desk, fw_manual_get_rule (manual, fw_manual_get_n_rules (manual) / 2)->id, NULL));
  run_until (is_checked, desk);
  prose = g_string_new (fw_rule_form_get (fw_rule_desk_get_form (desk), FW_FORM_PROSE, NULL));
  for (guint i = 0; i < N_LETTERS; i++)
    {
      double start = now_ms (CLOCK_MONOTONIC), typed = now_ms (CLOCK_THREAD_CPUTIME_ID);

      g_string_append_c (prose, (char) ('a' + i % 26));
      fw_rule_desk_set (desk, FW_FORM_PROSE, NULL, prose->str);
      typed = now_ms (CLOCK_THREAD_CPUTIME_ID) - typed;
      still[i] = MAX (typed, run_until (is_checked, desk));
      notes[i] = now_ms (CLOCK_MONOTONIC) - start;
    }
  print_times ("letter-still", still, N_LETTERS, TARGET_STILL_MS);
  print_times ("letter-to-notes", notes, N_LETTERS, TARGET_NOTES_MS);
  end (desk);
}

static gboolean
has_manual (gpointer user_data)
{
  FwManual *manual = fw_project_get_manual (user_data);

  return manual && fw_manual_get_n_rules (manual) >= 300;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("fw-bench-XXXXXX", NULL);
  SampleProject sample = { NULL };
  FwRuleDesk *desk;

  if (argc != 2)
    return 2;

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  sample_project_open (&sample);
  desk = fw_rule_desk_new (sample.project);
  bench_trial (desk);
  fw_project_load_manual_async (sample.project, argv[1], NULL, NULL, NULL);
  print_figure ("reload-still", run_until (has_manual, sample.project), TARGET_STILL_MS);
  bench_typing (desk, fw_project_get_manual (sample.project));
  g_object_unref (desk);
  sample_project_close (&sample);
  fw_test_remove_folder (state);

  return 0;
}
