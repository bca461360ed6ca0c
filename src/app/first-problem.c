/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/first-problem.h"

#include <glib/gi18n.h>

char *
fw_first_problem_dup_sentence (const FwProblem *problem)
{
  g_return_val_if_fail (problem != NULL, NULL);

  const char *id = fw_problem_get_rule (problem)->id;
  const char *reason = fw_problem_get_reason (problem);

  if (fw_problem_get_fix (problem) == FW_FIX_NONE)
    return g_strdup_printf (_("Rule %s: %s Press {why} to see why."), id, reason);

  /* Translators: a rule, what was measured, what the fix would do. Both are
   * sentences of their own. */
  return g_strdup_printf (_("Rule %s: %s %s Press {fix} for that, or {why} to see why."), id,
                          reason, fw_problem_get_fix_text (problem));
}
