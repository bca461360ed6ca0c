/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/review.h"

G_BEGIN_DECLS

#define FW_TYPE_REVIEW_DRAWS (fw_review_draws_get_type ())
G_DECLARE_FINAL_TYPE (FwReviewDraws, fw_review_draws, FW, REVIEW_DRAWS, GtkWidget)

/**
 * FwReviewDraws:
 *
 * The draws of a review, the newest first: how far each is, and a way to go on
 * with it or to its report.
 *
 * ::open (gint64 draw), ::report (gint64 draw).
 */
GtkWidget *fw_review_draws_new         (void);

/* NULL: nothing was drawn yet, which hides the list. */
void       fw_review_draws_show        (FwReviewDraws *self,
                                        FwReview      *review);
/* The newest draw that is not signed off and has open units; 0: there is none. */
gint64     fw_review_draws_get_open    (FwReviewDraws *self);
/* Whether Enter goes on with that one, which its button shows. */
void       fw_review_draws_set_default (FwReviewDraws *self,
                                        gboolean       is_default);

G_END_DECLS
