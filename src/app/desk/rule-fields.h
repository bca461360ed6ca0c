/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/desk/rule-desk.h"

G_BEGIN_DECLS

#define FW_TYPE_RULE_FIELDS (fw_rule_fields_get_type ())
G_DECLARE_FINAL_TYPE (FwRuleFields, fw_rule_fields, FW, RULE_FIELDS, GtkWidget)

/**
 * FwRuleFields:
 *
 * The form for a rule's block. Follows the desk: another kind of check has
 * other fields, and what the linter says stands at the field it is about. What
 * is about none of them stands below.
 */
GtkWidget *fw_rule_fields_new (FwRuleDesk *desk);

G_END_DECLS
