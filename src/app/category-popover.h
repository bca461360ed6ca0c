/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "edit/session.h"

G_BEGIN_DECLS

#define FW_TYPE_CATEGORY_POPOVER (fw_category_popover_get_type ())
G_DECLARE_FINAL_TYPE (FwCategoryPopover, fw_category_popover, FW, CATEGORY_POPOVER, GtkPopover)

/**
 * FwCategoryPopover:
 *
 * Categories in the manual's order with their digits; typing narrows the list,
 * Enter takes what fits best: the name itself, then a beginning. A name that is
 * not there can be added, also one that another contains.
 *
 * ::chosen (gint64 category): an existing one.
 * ::named (const char *name): a new one.
 */
GtkWidget *fw_category_popover_new         (void);
void       fw_category_popover_set_session (FwCategoryPopover *self,
                                            FwSession         *session);
/* What the category is of, in the entry while it is empty. */
void       fw_category_popover_set_what    (FwCategoryPopover *self,
                                            const char        *what);

/* A menu button centres what is inside; one that shows a choice reads from the
 * start and is as wide as it may be. After its child was set. */
void       fw_choice_button_fill           (GtkMenuButton     *button);

G_END_DECLS
