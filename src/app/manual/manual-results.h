/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/manual-index.h"

G_BEGIN_DECLS

#define FW_TYPE_MANUAL_RESULTS (fw_manual_results_get_type ())
G_DECLARE_FINAL_TYPE (FwManualResults, fw_manual_results, FW, MANUAL_RESULTS, GtkWidget)

/**
 * FwManualResults:
 *
 * What a search found, in groups, with the match in bold. A click or Enter
 * activates `manual.go` with the chapter's number.
 */
GtkWidget *fw_manual_results_new    (void);
/* NULL @index or a query without words: an empty list. @review (nullable) adds the
 * questions that were answered about these labels. */
void       fw_manual_results_search (FwManualResults *self,
                                     FwManualIndex   *index,
                                     const FwReview  *review,
                                     const char      *query);
guint      fw_manual_results_get_n  (FwManualResults *self);
/* Chooses the next or the previous hit, as the arrow keys in the search do. */
void       fw_manual_results_move   (FwManualResults *self,
                                     int              direction);
/* The chosen hit's chapter; -1 when there is none. */
int        fw_manual_results_get_chosen (FwManualResults *self);

G_END_DECLS
