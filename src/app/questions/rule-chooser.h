/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rules/manual.h"

G_BEGIN_DECLS

#define FW_TYPE_RULE_CHOOSER (fw_rule_chooser_get_type ())
G_DECLARE_FINAL_TYPE (FwRuleChooser, fw_rule_chooser, FW, RULE_CHOOSER, GtkWidget)

/**
 * FwRuleChooser:
 *
 * A button that says which rule is meant, and a list of all rules to search
 * through. Retired rules are left out; so is none, if need be.
 *
 * ::chosen (): the person chose another one.
 */
GtkWidget  *fw_rule_chooser_new          (void);
/* (nullable): nothing to choose from. */
void        fw_rule_chooser_set_manual   (FwRuleChooser *self,
                                          FwManual      *manual);
/* Rules for this category (nullable) come first. */
void        fw_rule_chooser_set_category (FwRuleChooser *self,
                                          const char    *category);
/* FALSE: a rule has to be chosen; TRUE at first. */
void        fw_rule_chooser_set_none     (FwRuleChooser *self,
                                          gboolean       may_be_none);
/* NULL, and what the manual does not have: no rule in particular. */
void        fw_rule_chooser_set_rule     (FwRuleChooser *self,
                                          const char    *id);
/* Borrowed until another one is chosen; NULL for none. */
const char *fw_rule_chooser_get_rule     (FwRuleChooser *self);
void        fw_rule_chooser_popup        (FwRuleChooser *self);

G_END_DECLS
