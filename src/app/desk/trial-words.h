/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/manual-impact.h"
#include "rules/rule-trial.h"

G_BEGIN_DECLS

/* "Would open 12 problems and close 3; 40 stay." Places, as the Checks list
 * has them. Returns: (transfer full) */
char *fw_trial_dup_counts   (const FwFindingCounts *counts) G_GNUC_WARN_UNUSED_RESULT;
/* What came of trying @rule, which the new version of the manual has, in full
 * sentences. Returns: (transfer full) */
char *fw_trial_dup_sentence (const FwRuleTrial *trial,
                             const FwRule      *rule) G_GNUC_WARN_UNUSED_RESULT;
/* What a version does to labels by one rule, in full sentences; "" when nothing.
 * Returns: (transfer full) */
char *fw_rule_impact_dup_words   (const FwRuleImpact   *impact) G_GNUC_WARN_UNUSED_RESULT;
/* And by all of them. Returns: (transfer full) */
char *fw_manual_impact_dup_words (const FwManualImpact *impact) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
