/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/desk/rule-desk.h"

G_BEGIN_DECLS

#define FW_TYPE_RULE_EDITOR (fw_rule_editor_get_type ())
G_DECLARE_FINAL_TYPE (FwRuleEditor, fw_rule_editor, FW, RULE_EDITOR, GtkWidget)

/**
 * FwRuleEditor:
 *
 * The rule on a desk: its form, its text beside it (or one at a time where
 * there is no room for both), trying and saving.
 *
 * ::left (): back was chosen.
 */
GtkWidget *fw_rule_editor_new  (FwRuleDesk   *desk);
void       fw_rule_editor_save (FwRuleEditor *self);

G_END_DECLS
