/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/project.h"

G_BEGIN_DECLS

#define FW_TYPE_REVIEW_PANEL (fw_review_panel_get_type ())
G_DECLARE_FINAL_TYPE (FwReviewPanel, fw_review_panel, FW, REVIEW_PANEL, GtkWidget)

/**
 * FwReviewPanel:
 *
 * The questions about these labels: open, answered, one's own; search, go,
 * answer, take back. Reviewing this work begins here, too.
 *
 * ::answered (gint64 id, const char *precedent): @precedent is its number, or NULL.
 */
GtkWidget *fw_review_panel_new         (void);
/* (nullable): nothing is open. */
void       fw_review_panel_set_project (FwReviewPanel *self,
                                        FwProject     *project);
/* Shows one question in its list. FALSE when it is not there. */
gboolean   fw_review_panel_show        (FwReviewPanel *self,
                                        gint64         id);
/* The focus goes into the list, or into the search. */
void       fw_review_panel_focus       (FwReviewPanel *self);
void       fw_review_panel_search      (FwReviewPanel *self);
/* Escape: TRUE when an answer that is being written, or a search, was put away. */
gboolean   fw_review_panel_escape      (FwReviewPanel *self);

G_END_DECLS
