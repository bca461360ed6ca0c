/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/rule-edition.h"

G_BEGIN_DECLS

#define FW_TYPE_RULE_HISTORY (fw_rule_history_get_type ())
G_DECLARE_FINAL_TYPE (FwRuleHistory, fw_rule_history, FW, RULE_HISTORY, GtkWidget)

/**
 * FwRuleHistory:
 *
 * "What changed": the versions that changed a rule, and for the chosen one its
 * words before and after, with − and + as well as in colour, who, when and why.
 */
/* @editions (element-type FwRuleEdition), the newest first, at least one; kept. */
GtkWidget *fw_rule_history_new (GPtrArray *editions);

G_END_DECLS
