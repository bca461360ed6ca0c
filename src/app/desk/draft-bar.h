/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/desk/rule-desk.h"

G_BEGIN_DECLS

#define FW_TYPE_DRAFT_BAR (fw_draft_bar_get_type ())
G_DECLARE_FINAL_TYPE (FwDraftBar, fw_draft_bar, FW, DRAFT_BAR, GtkWidget)

/**
 * FwDraftBar:
 *
 * Says that a change to a rule waits, and goes on with it (`manual.open-draft`)
 * or gives it up. Hidden while there is none.
 */
GtkWidget *fw_draft_bar_new      (void);
void       fw_draft_bar_set_desk (FwDraftBar *self,
                                  FwRuleDesk *desk);

G_END_DECLS
