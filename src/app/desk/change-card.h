/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/project.h"
#include "rules/manual-impact.h"
#include "rules/manual-versions.h"
#include "rules/rule-trial.h"

G_BEGIN_DECLS

#define FW_TYPE_CHANGE_CARD (fw_change_card_get_type ())
G_DECLARE_FINAL_TYPE (FwChangeCard, fw_change_card, FW, CHANGE_CARD, GtkWidget)

/**
 * FwChangeCard:
 *
 * What a version did to one rule: its sentences word by word, what else is
 * different, and what that does to labels.
 *
 * ::places-wanted (): where it opens and closes is to be shown.
 */

/* @change is one of @diff; @versions: (nullable). */
GtkWidget  *fw_change_card_new        (const FwRuleChange *change,
                                       FwManualDiff       *diff,
                                       FwManualVersions   *versions);
/* A rule that is what it was, and finds something else all the same. */
GtkWidget  *fw_change_card_new_same   (const FwRule       *rule);
const char *fw_change_card_get_rule   (FwChangeCard       *self);
/* What it does to labels; NULL: nothing is known. @with_places: they can be shown. */
void        fw_change_card_set_impact (FwChangeCard       *self,
                                       const FwRuleImpact *impact,
                                       gboolean            with_places);
void        fw_change_card_set_places (FwChangeCard       *self,
                                       FwProject          *project,
                                       const FwRuleTrial  *places);
/* Something of the owner's below all that. */
void        fw_change_card_add        (FwChangeCard       *self,
                                       GtkWidget          *child);

G_END_DECLS
