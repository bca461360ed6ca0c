/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/desk/rule-desk.h"

G_BEGIN_DECLS

#define FW_TYPE_TRIAL_CARD (fw_trial_card_get_type ())
G_DECLARE_FINAL_TYPE (FwTrialCard, fw_trial_card, FW, TRIAL_CARD, GtkWidget)

/**
 * FwTrialCard:
 *
 * What came of trying the rule on the desk: how far it is, what it would open
 * and close, and where. Hidden until something was tried. It is called a trial
 * all over, so that nobody takes it for findings.
 */
GtkWidget *fw_trial_card_new      (FwRuleDesk  *desk);
/* How high the list of places may become, in pixels. */
void       fw_trial_card_set_room (FwTrialCard *self,
                                   int          height);

G_END_DECLS
