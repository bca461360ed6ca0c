/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/manual-shelf.h"

G_BEGIN_DECLS

#define FW_TYPE_MANUAL_REVIEW (fw_manual_review_get_type ())
G_DECLARE_FINAL_TYPE (FwManualReview, fw_manual_review, FW, MANUAL_REVIEW, GtkWidget)

/**
 * FwManualReview:
 *
 * The bar over the cards of what changed: how many rules are left to read, and
 * a walk through the labels that were confirmed under their older revisions: at
 * which place of how many one is, and which rules ask. What is edited meanwhile
 * was looked at and leaves the walk. Its buttons activate `manual.walk`,
 * `manual.still-right` and `manual.review-end` of the pane. Hidden until it is begun.
 *
 * ::walked (rule): to another place; the id of the first rule that asks there.
 */
GtkWidget *fw_manual_review_new         (void);
void       fw_manual_review_begin       (FwManualReview *self,
                                         FwManualShelf  *shelf);
void       fw_manual_review_end         (FwManualReview *self);
/* To the next place, around the end; as soon as it is known where that is. */
void       fw_manual_review_walk        (FwManualReview *self);
/* A person looked and nothing has to change: one step, which can be undone, and
 * on to the next place. FALSE: she is at none, or may not write. */
gboolean   fw_manual_review_still_right (FwManualReview *self);

G_END_DECLS
