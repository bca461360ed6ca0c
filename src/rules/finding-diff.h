/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/checker.h"

G_BEGIN_DECLS

/*
 * The findings of two checkers side by side: what only one of them has. Label
 * rules are compared frame by frame, the others by place, where two findings
 * about the same objects that touch are the same one seen again.
 */

/* All findings of @checker, by rule, objects and frame.
 * Returns: (transfer full) (element-type FwFinding): borrows the rules */
GArray *fw_findings_collect (FwChecker *checker) G_GNUC_WARN_UNUSED_RESULT;
/* How many the manual counts @finding for. */
gint64  fw_finding_count    (const FwFinding *finding);

/* @part is a finding of one side, its span cut to what the other side has not. */
typedef void (*FwFindingDiffFunc) (const FwFinding *part, gboolean is_new, gpointer user_data);
/* Calls @func for everything in @before that is not in @after, and the other
 * way round. Both as fw_findings_collect() gave them; rules are matched by id. */
void    fw_findings_compare (const GArray      *before,
                             const GArray      *after,
                             FwFindingDiffFunc  func,
                             gpointer           user_data);

G_END_DECLS
