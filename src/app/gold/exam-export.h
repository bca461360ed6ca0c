/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gold/exam-sheet.h"
#include "rules/manual.h"

G_BEGIN_DECLS

/* How an attempt came out, for its person to take along: everything that the page of
 * the result says, in words as there. Of what was not compared yet nothing is said.
 * @manual (nullable): whose rules are named. See fw_gold_attempt_to_json().
 * No toolkit. Returns: (transfer full) */
GBytes *fw_exam_export_to_json (const FwExamSheet *sheet,
                                FwManual          *manual) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
