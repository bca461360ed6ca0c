/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/review/review-sitting.h"
#include "edit/session.h"

G_BEGIN_DECLS

#define FW_TYPE_VERDICT_BAR (fw_verdict_bar_get_type ())
G_DECLARE_FINAL_TYPE (FwVerdictBar, fw_verdict_bar, FW, VERDICT_BAR, GtkWidget)

/**
 * FwVerdictBar:
 *
 * Where a verdict is said: the question, a button for each verdict with its
 * key, the rule, a note. While a category is covered it asks for that first.
 *
 * ::left (): the person is done typing; the picture gets the focus.
 */
GtkWidget *fw_verdict_bar_new         (void);
/* @session names categories. NULL: nothing is judged. */
void       fw_verdict_bar_set_sitting (FwVerdictBar    *self,
                                       FwReviewSitting *sitting,
                                       FwSession       *session);
/* A digit was pressed: the verdict that has it, or a category. The 8 and the 0
 * stand for two kinds each; pressed again they are the other one. */
void       fw_verdict_bar_press       (FwVerdictBar    *self,
                                       guint            digit);
void       fw_verdict_bar_focus_rule  (FwVerdictBar    *self);
void       fw_verdict_bar_focus_note  (FwVerdictBar    *self);
/* The verdict could not be sent: says what is missing and goes there. */
void       fw_verdict_bar_show_lack   (FwVerdictBar    *self);
/* Little height: rule and note side by side. */
void       fw_verdict_bar_set_compact (FwVerdictBar    *self,
                                       gboolean         is_compact);

G_END_DECLS
