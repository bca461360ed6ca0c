/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/review/review-sitting.h"
#include "edit/session.h"

G_BEGIN_DECLS

#define FW_TYPE_VERDICT_DETAIL (fw_verdict_detail_get_type ())
G_DECLARE_FINAL_TYPE (FwVerdictDetail, fw_verdict_detail, FW, VERDICT_DETAIL, GtkWidget)

/**
 * FwVerdictDetail:
 *
 * What a verdict asks for beside rule and note: the category it should be, the
 * attribute and its value, which of two kinds of “Other” and “Can’t tell”, what
 * to do for a missed object. Hidden when there is nothing.
 */
GtkWidget *fw_verdict_detail_new         (void);
void       fw_verdict_detail_set_sitting (FwVerdictDetail *self,
                                          FwReviewSitting *sitting,
                                          FwSession       *session);
/* The draft of the sitting is another one. */
void       fw_verdict_detail_update      (FwVerdictDetail *self);

G_END_DECLS
