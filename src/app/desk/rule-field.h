/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/desk/rule-desk.h"
#include "app/desk/rule-spec.h"

G_BEGIN_DECLS

#define FW_TYPE_RULE_FIELD (fw_rule_field_get_type ())
G_DECLARE_FINAL_TYPE (FwRuleField, fw_rule_field, FW, RULE_FIELD, GtkWidget)

/**
 * FwRuleField:
 *
 * One field of a rule's form: its title, what it says, what may be said, and
 * what the linter thinks of it. Writes to the desk as it is typed in.
 */
GtkWidget *fw_rule_field_new       (FwRuleDesk        *desk,
                                    const FwFieldSpec *spec);
/* Another look at the same key and name: choices and help follow the form. FALSE
 * when a new field is needed for it. */
gboolean   fw_rule_field_take_spec (FwRuleField       *self,
                                    const FwFieldSpec *spec);
/* The first thing the linter says of it; NULL: nothing. */
void       fw_rule_field_set_note  (FwRuleField       *self,
                                    const FwRuleNote  *note);
/* What the form says, when it did not come from here. */
void       fw_rule_field_update    (FwRuleField       *self);

G_END_DECLS
