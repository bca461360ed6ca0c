/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/own/own-findings.h"

G_BEGIN_DECLS

#define FW_TYPE_RATE_LIST (fw_rate_list_get_type ())
G_DECLARE_FINAL_TYPE (FwRateList, fw_rate_list, FW, RATE_LIST, GtkWidget)

/**
 * FwRateList:
 *
 * Shares of labels that came back, line by line: the five figures, the rules, or
 * the categories. Each with its counts, its interval as a bar, and where there is a
 * team, its range and median behind that. Nobody else is told apart.
 */
GtkWidget *fw_rate_list_new (void);
/* NULL: nothing is known yet. */
void       fw_rate_list_set (FwRateList          *self,
                             const FwOwnFindings *findings);

G_END_DECLS
