/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/desk/rule-desk.h"

G_BEGIN_DECLS

#define FW_TYPE_PROSE_EDITOR (fw_prose_editor_get_type ())
G_DECLARE_FINAL_TYPE (FwProseEditor, fw_prose_editor, FW, PROSE_EDITOR, GtkWidget)

/**
 * FwProseEditor:
 *
 * The text of a rule, in Markdown: what to do, what not to do, examples. Shows
 * what the manual will make of it, and marks the lines the linter speaks of.
 */
GtkWidget *fw_prose_editor_new (FwRuleDesk *desk);

G_END_DECLS
