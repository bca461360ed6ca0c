/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/problem.h"

G_BEGIN_DECLS

/* What a person hears at the first problem of her life: the rule, what was
 * measured, what the fix would do, and the keys. Keys stand as `{action}`, for
 * fw_shortcuts_dup_sentence(). Returns: (transfer full) */
char *fw_first_problem_dup_sentence (const FwProblem *problem) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
