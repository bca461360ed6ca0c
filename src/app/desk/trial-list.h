/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/project.h"
#include "rules/rule-trial.h"

G_BEGIN_DECLS

#define FW_TYPE_TRIAL_LIST (fw_trial_list_get_type ())
G_DECLARE_FINAL_TYPE (FwTrialList, fw_trial_list, FW, TRIAL_LIST, GtkWidget)

/**
 * FwTrialList:
 *
 * The places that a change of a rule would open and close, as a list apart from
 * the real findings. Each row goes to its frame and object.
 */
GtkWidget *fw_trial_list_new (void);
/* NULL @trial: empty. */
void       fw_trial_list_set (FwTrialList       *self,
                              FwProject         *project,
                              const FwRuleTrial *trial);
guint      fw_trial_list_get_n (FwTrialList     *self);
/* How high it may become, in pixels; more places scroll. */
void       fw_trial_list_set_room (FwTrialList  *self,
                              int                height);

G_END_DECLS
