/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review/report.h"

G_BEGIN_DECLS

#define FW_TYPE_RATE_BAR (fw_rate_bar_get_type ())
G_DECLARE_FINAL_TYPE (FwRateBar, fw_rate_bar, FW, RATE_BAR, GtkWidget)

/**
 * FwRateBar:
 *
 * A share with its interval on a line, and the limit of an acceptance plan as a
 * tick. The words beside it say the same, so screen readers pass over it.
 */
GtkWidget *fw_rate_bar_new   (void);

typedef struct
{
  double     rate;     /* NaN: not shown */
  FwInterval interval;
  double     limit;    /* share; 0: none */
} FwRate;

void       fw_rate_bar_set   (FwRateBar    *self,
                              const FwRate *rate);

G_END_DECLS
