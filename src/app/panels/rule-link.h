/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rules/manual.h"

G_BEGIN_DECLS

#define FW_TYPE_RULE_LINK (fw_rule_link_get_type ())
G_DECLARE_FINAL_TYPE (FwRuleLink, fw_rule_link, FW, RULE_LINK, GtkWidget)

/**
 * FwRuleLink:
 *
 * "SD-012" as a link: a press shows the rule as the manual has it, its title,
 * every DO and DO NOT, and its examples in words.
 */
GtkWidget *fw_rule_link_new  (void);
/* NULL hides the link. @manual keeps @rule alive. */
void       fw_rule_link_set  (FwRuleLink   *self,
                              FwManual     *manual,
                              const FwRule *rule);
void       fw_rule_link_open (FwRuleLink   *self);

/* A column with the rule's text, for other places. */
GtkWidget *fw_rule_text_new  (const FwRule *rule);

/* The rule that says most about @attribute having @value (nullable) for
 * objects of @category: NULL when the manual says nothing. @out_sentence gets
 * the sentence of it to show, borrowed from the manual. */
const FwRule *fw_rules_find_for_attribute (FwManual    *manual,
                                           const char  *category,
                                           const char  *attribute,
                                           const char  *value,
                                           const char **out_sentence);

G_END_DECLS
