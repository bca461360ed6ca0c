/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/manual-shelf.h"
#include "app/review/review-sitting.h"

G_BEGIN_DECLS

#define FW_TYPE_REVIEW_FACTS (fw_review_facts_get_type ())
G_DECLARE_FINAL_TYPE (FwReviewFacts, fw_review_facts, FW, REVIEW_FACTS, GtkWidget)

/**
 * FwReviewFacts:
 *
 * The column beside the picture: the estimate, the plan, what there is to know
 * of the unit at hand, the rule that is cited or asked about; and, once the
 * blind verdict is in, what the program found.
 */
GtkWidget *fw_review_facts_new         (void);
/* @shelf has the manual as it is read, for the rule's pictures. NULL, NULL:
 * nothing is judged. */
void       fw_review_facts_set_sitting (FwReviewFacts   *self,
                                        FwReviewSitting *sitting,
                                        FwManualShelf   *shelf);
/* The frame on the canvas: a track's attributes are told for it. */
void       fw_review_facts_set_frame   (FwReviewFacts   *self,
                                        FwFrame          frame);

G_END_DECLS
