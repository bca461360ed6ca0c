/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/compare/compare-view.h"

G_BEGIN_DECLS

#define FW_TYPE_COMPARE_BAR (fw_compare_bar_get_type ())
G_DECLARE_FINAL_TYPE (FwCompareBar, fw_compare_bar, FW, COMPARE_BAR, GtkWidget)

/**
 * FwCompareBar:
 *
 * One line above the picture while two versions are compared: how far one is,
 * what differs here, the decision, and how both are shown. Before that, what is
 * being read. Its buttons are actions of the window. Invisible while there is
 * neither.
 */
GtkWidget *fw_compare_bar_new          (void);
/* The view whose mode it shows. Once; borrowed, in the same window. */
void       fw_compare_bar_set_view     (FwCompareBar   *self,
                                        FwCompareView  *view);
void       fw_compare_bar_set_model    (FwCompareBar   *self,
                                        FwCompareModel *model);
/* What is being read; NULL takes it away. @share below 0 pulses. */
void       fw_compare_bar_set_progress (FwCompareBar   *self,
                                        const char     *sentence,
                                        double          share);

G_END_DECLS
