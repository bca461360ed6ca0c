/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/compare/compare-model.h"

G_BEGIN_DECLS

#define FW_TYPE_COMPARE_FIGURES_VIEW (fw_compare_figures_view_get_type ())
G_DECLARE_FINAL_TYPE (FwCompareFiguresView, fw_compare_figures_view, FW, COMPARE_FIGURES_VIEW,
                      GtkWidget)

/**
 * FwCompareFiguresView:
 *
 * How far two versions agree: a figure and a plain word for each of what was
 * found, what it is called, where it lies and whose track it is; the tooltip says
 * what the figure means and names the others beside it.
 */
GtkWidget *fw_compare_figures_view_new (void);
/* NULL @figures: they are not there yet. @counted: how much of newer ones is; below
 * 0 nothing is said of that. */
void       fw_compare_figures_view_set (FwCompareFiguresView   *self,
                                        const FwCompareFigures *figures,
                                        double                  counted,
                                        gboolean                is_video);

G_END_DECLS
