/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review/gold-exam.h"
#include "rules/manual.h"

G_BEGIN_DECLS

/* The rule of the manual that what differs is about. A missing or spurious label: the
 * one that asks whether everything is labelled and nothing else, as whoever reviews is
 * asked of a whole frame. An outline: the one that says for most categories how things
 * are drawn. A category, an attribute, an identity: the one that looks at it. NULL when
 * no rule does: a rule that is only near it would teach something untrue.
 * Returns: (nullable): borrowed from the manual */
const FwRule *fw_exam_rule_find (FwManual           *manual,
                                 const FwGoldResult *result);

G_END_DECLS
