/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/questions/similar-answers.h"

G_BEGIN_DECLS

#define FW_TYPE_SIMILAR_LIST (fw_similar_list_get_type ())
G_DECLARE_FINAL_TYPE (FwSimilarList, fw_similar_list, FW, SIMILAR_LIST, GtkWidget)

/**
 * FwSimilarList:
 *
 * What was asked and answered before, a few rows with a heading; hidden when
 * there is nothing. A row leads to the answer in the manual, or to the question
 * among those about these labels (`win.show-rule`, `win.show-question`).
 */
GtkWidget *fw_similar_list_new     (void);
void       fw_similar_list_search  (FwSimilarList        *self,
                                    const FwSimilarQuery *query);
guint      fw_similar_list_get_n   (FwSimilarList        *self);

G_END_DECLS
