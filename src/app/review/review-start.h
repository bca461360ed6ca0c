/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/project.h"

G_BEGIN_DECLS

#define FW_TYPE_REVIEW_START (fw_review_start_get_type ())
G_DECLARE_FINAL_TYPE (FwReviewStart, fw_review_start, FW, REVIEW_START, GtkWidget)

/**
 * FwReviewStart:
 *
 * Where a review begins: what was begun before, what is judged, how many and
 * which, and what that comes to, with the strata and their counts.
 *
 * ::open (gint64 draw): go through this draw.
 * ::report (gint64 draw): show its report.
 * ::refused (const char *sentence): something could not be done.
 * ::changed (): fw_review_start_can_begin() may say something else.
 */
GtkWidget *fw_review_start_new         (void);
/* NULL: nothing is open. @person judges. */
void       fw_review_start_set_project (FwReviewStart *self,
                                        FwProject     *project,
                                        const char    *person);
/* The focus goes to where one chooses how many, which arrows change. */
void       fw_review_start_focus       (FwReviewStart *self);
/* Enter: goes on with the draw that is open, else, and once something was chosen
 * here, draws anew. */
gboolean   fw_review_start_can_begin   (FwReviewStart *self);
void       fw_review_start_begin       (FwReviewStart *self);
/* Looks at the labels and the review again: the page was opened. */
void       fw_review_start_refresh     (FwReviewStart *self);

G_END_DECLS
