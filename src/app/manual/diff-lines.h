/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/rule-edition.h"

G_BEGIN_DECLS

/* Appends what an edition did to the DO and DO NOT of its rule: the old words
 * with what went struck out, then the new ones with what came. */
void fw_diff_lines_add (GtkBox              *box,
                        const FwRuleEdition *edition);

G_END_DECLS
