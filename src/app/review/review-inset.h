/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/canvas.h"

G_BEGIN_DECLS

#define FW_TYPE_REVIEW_INSET (fw_review_inset_get_type ())
G_DECLARE_FINAL_TYPE (FwReviewInset, fw_review_inset, FW, REVIEW_INSET, GtkWidget)

/**
 * FwReviewInset:
 *
 * The whole frame in small, with the part that a canvas shows, in a corner of
 * that canvas. Hidden while the canvas shows all of it. A press goes back to the
 * whole frame.
 */
GtkWidget *fw_review_inset_new        (void);
/* Borrowed: the canvas has to live as long. */
void       fw_review_inset_set_canvas (FwReviewInset *self,
                                       FwCanvas      *canvas);
/* The part of the frame that is looked at, in pixels of the frame: it goes to another
 * corner rather than to lie over that. NULL: nothing. */
void       fw_review_inset_set_avoid  (FwReviewInset *self,
                                       const FwRect  *avoid);

G_END_DECLS
