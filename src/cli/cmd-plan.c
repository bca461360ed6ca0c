/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command-io.h"

#include "review/acceptance.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

/* Lots that a computed plan is looked for in; it tries one size after the other. */
#define MAX_LOT 10000000

static void
print_json (const FwPlan *plan)
{
  FwJsonWriter *writer = fw_json_writer_new ();

  fw_json_writer_begin_object (writer);
  fw_command_json_integer (writer, "n", plan->n);
  fw_command_json_integer (writer, "accept", plan->accept);
  fw_command_json_integer (writer, "reject", plan->reject);
  if (plan->letter)
    {
      char letter[] = { plan->letter, '\0' };

      fw_command_json_text (writer, "letter", letter);
    }
  else
    {
      fw_command_json_number (writer, "pa_aql", plan->pa_aql);
      fw_command_json_number (writer, "pa_limit", plan->pa_limit);
    }
  fw_json_writer_end_object (writer);
  fw_command_print_json (writer);
}

static void
print_text (const FwPlan *plan)
{
  g_print (_ ("judge %" PRId64 "; accept with up to %" PRId64 " not right, reject with %" PRId64
              " or more\n"),
           plan->n, plan->accept, plan->reject);
  if (plan->inspect_all)
    g_print ("%s\n", _ ("that is the whole lot"));
  if (plan->letter)
    g_print (_ ("code letter %c\n"), plan->letter);
  else
    g_print (_ ("a lot at the acceptable rate passes with %.4f, one at the limit with %.4f\n"),
             plan->pa_aql, plan->pa_limit);
}

static FwExit
fail_column (void)
{
  g_autoptr (GString) columns = g_string_new (NULL);

  for (gsize i = 0; fw_mil_std_aqls[i] > 0.0; i++)
    g_string_append_printf (columns, "%s%g", i > 0 ? ", " : "", fw_mil_std_aqls[i]);

  return fw_command_fail (FW_EXIT_USAGE, _ ("the table has --aql %s (percent)"), columns->str);
}

FwExit
fw_cmd_plan (int argc, char **argv)
{
  FwPlanGoal goal = { .lot = 0, .aql = NAN, .limit = NAN, .alpha = 0.05, .beta = 0.10 };
  gboolean mil_std = FALSE;
  gboolean tightened = FALSE;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "lot", 0, 0, G_OPTION_ARG_INT64, &goal.lot, N_ ("How many units the lot has"), N_ ("N") },
    { "aql", 0, 0, G_OPTION_ARG_DOUBLE, &goal.aql,
      N_ ("Acceptable share that is not right, such as 0.01; in percent with --mil-std-105e"),
      N_ ("A") },
    { "limit", 0, 0, G_OPTION_ARG_DOUBLE, &goal.limit,
      N_ ("Share not right that should not pass, such as 0.05"), N_ ("L") },
    { "alpha", 0, 0, G_OPTION_ARG_DOUBLE, &goal.alpha,
      N_ ("Risk that an acceptable lot is rejected (0.05)"), N_ ("RISK") },
    { "beta", 0, 0, G_OPTION_ARG_DOUBLE, &goal.beta,
      N_ ("Risk that a lot at the limit is accepted (0.10)"), N_ ("RISK") },
    { "mil-std-105e", 0, 0, G_OPTION_ARG_NONE, &mil_std, N_ ("Take the plan of MIL-STD-105E"),
      NULL },
    { "tightened", 0, 0, G_OPTION_ARG_NONE, &tightened, N_ ("The tightened one of it"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print one JSON document"), NULL },
    { NULL },
  };
  FwPlan plan;
  FwExit exit;

  if (!fw_command_parse (fw_command_find ("plan"), entries, &argc, &argv, &exit))
    return exit;
  if (argc != 1 || goal.lot < 1 || isnan (goal.aql))
    return fw_command_fail (FW_EXIT_USAGE, _ ("plan needs --lot N, at least 1, and --aql"));

  if (mil_std)
    {
      if (!isnan (goal.limit))
        return fw_command_fail (FW_EXIT_USAGE, _ ("--limit does not go with --mil-std-105e"));
      if (!fw_plan_mil_std (goal.lot, goal.aql, tightened, &plan))
        return fail_column ();
    }
  else
    {
      if (tightened)
        return fw_command_fail (FW_EXIT_USAGE, _ ("--tightened goes with --mil-std-105e"));
      if (!(goal.aql >= 0.0 && goal.aql < goal.limit && goal.limit <= 1.0))
        return fw_command_fail (FW_EXIT_USAGE,
                                _ ("plan needs --aql A and --limit L with 0 ≤ A < L ≤ 1"));
      if (!(goal.alpha > 0.0 && goal.alpha < 1.0 && goal.beta > 0.0 && goal.beta < 1.0))
        return fw_command_fail (FW_EXIT_USAGE, _ ("--alpha and --beta lie between 0 and 1"));
      if (goal.lot > MAX_LOT)
        return fw_command_fail (FW_EXIT_USAGE, _ ("--lot is at most %d"), MAX_LOT);
      if (!fw_plan_compute (&goal, &plan))
        return fw_command_fail (FW_EXIT_NO,
                                _ ("no plan tells these two shares apart in a lot of %" PRId64),
                                goal.lot);
    }
  if (as_json)
    print_json (&plan);
  else
    print_text (&plan);

  return FW_EXIT_CLEAN;
}
