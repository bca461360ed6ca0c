/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/review/review-choice.h"
#include "edit/session.h"

G_BEGIN_DECLS

#define FW_TYPE_REVIEW_STRATA (fw_review_strata_get_type ())
G_DECLARE_FINAL_TYPE (FwReviewStrata, fw_review_strata, FW, REVIEW_STRATA, GtkWidget)

/**
 * FwReviewStrata:
 *
 * How many units of each category there are, and how many of them are drawn.
 */
GtkWidget *fw_review_strata_new  (void);

/* @outcome (nullable): nothing can be drawn. Without strata nothing is shown. */
void       fw_review_strata_show (FwReviewStrata       *self,
                                  const FwSampling     *sampling,
                                  const FwChoiceResult *outcome,
                                  FwSession            *session);

G_END_DECLS
