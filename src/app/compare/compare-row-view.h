/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/compare/compare-rows.h"

G_BEGIN_DECLS

#define FW_TYPE_COMPARE_ROW_VIEW (fw_compare_row_view_get_type ())
G_DECLARE_FINAL_TYPE (FwCompareRowView, fw_compare_row_view, FW, COMPARE_ROW_VIEW, GtkWidget)

/**
 * FwCompareRowView:
 *
 * Shows any FwCompareRow: an object with a letter for each version, of which
 * those that were chosen are pressed, or one of its differences.
 * ::choose (guint object, guint choice) when a letter is pressed, with an FwChoice.
 */
GtkWidget *fw_compare_row_view_new     (void);
/* NULL @row: empty. */
void       fw_compare_row_view_set_row (FwCompareRowView *self,
                                        FwCompareRow     *row,
                                        FwCompareModel   *model);

G_END_DECLS
