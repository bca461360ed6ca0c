/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/own/trend-model.h"

G_BEGIN_DECLS

#define FW_TYPE_TREND_CHART (fw_trend_chart_get_type ())
G_DECLARE_FINAL_TYPE (FwTrendChart, fw_trend_chart, FW, TREND_CHART, GtkWidget)

/**
 * FwTrendChart:
 *
 * Draws an FwTrendModel: accuracy as a solid line with dots and its intervals,
 * speed as a dashed one with squares, so that nobody has to tell colours apart;
 * notes where the manual changed. What a week was in numbers is its tooltip.
 */
GtkWidget *fw_trend_chart_new       (void);
/* Takes @model; NULL draws nothing. */
void       fw_trend_chart_set_model (FwTrendChart *self,
                                     FwTrendModel *model);
/* The sign of a series, for a legend: 0 accuracy, 1 speed. */
GtkWidget *fw_trend_chart_new_sign  (guint         series);

G_END_DECLS
