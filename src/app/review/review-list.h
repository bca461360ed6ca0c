/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/review/review-sitting.h"
#include "edit/session.h"

G_BEGIN_DECLS

#define FW_TYPE_REVIEW_LIST (fw_review_list_get_type ())
G_DECLARE_FINAL_TYPE (FwReviewList, fw_review_list, FW, REVIEW_LIST, GtkWidget)

/**
 * FwReviewList:
 *
 * The units of a sitting by stratum, with how many of each are judged. Units
 * whose category is covered stand apart until they are judged, because their
 * place would tell it. The order of work is another one: that of the draw.
 */
GtkWidget *fw_review_list_new         (void);
/* @session names objects and knows colours. NULL empties the list. */
void       fw_review_list_set_sitting (FwReviewList    *self,
                                       FwReviewSitting *sitting,
                                       FwSession       *session);

G_END_DECLS
