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
 * "Rule SD-012" as a link: a press opens the manual at its place.
 */
GtkWidget *fw_rule_link_new  (void);
/* NULL hides the link. */
void       fw_rule_link_set  (FwRuleLink   *self,
                              const FwRule *rule);

/* Whether its check or its text names the attribute. */
gboolean   fw_rule_is_about_attribute (const FwRule *rule,
                                       const char   *attribute);
/* The rule that says most about @attribute having @value (nullable) for
 * objects of @category: NULL when the manual says nothing. @out_sentence gets
 * the sentence of it to show, borrowed from the manual. */
const FwRule *fw_rules_find_for_attribute (FwManual    *manual,
                                           const char  *category,
                                           const char  *attribute,
                                           const char  *value,
                                           const char **out_sentence);

G_END_DECLS
