/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/compare/compare-model.h"

G_BEGIN_DECLS

#define FW_TYPE_COMPARE_PANEL (fw_compare_panel_get_type ())
G_DECLARE_FINAL_TYPE (FwComparePanel, fw_compare_panel, FW, COMPARE_PANEL, GtkWidget)

/**
 * FwComparePanel:
 *
 * The sidebar's page while two versions are compared: how far both agree, and
 * the list of what differs with the decision about each object.
 *
 * ::say (const char *sentence, gboolean can_undo): for a toast.
 */
GtkWidget *fw_compare_panel_new       (void);
void       fw_compare_panel_set_model (FwComparePanel *self,
                                       FwCompareModel *model);
/* Puts the focus into the list. */
void       fw_compare_panel_focus     (FwComparePanel *self);

G_END_DECLS
