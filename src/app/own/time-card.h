/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FW_TYPE_TIME_CARD (fw_time_card_get_type ())
G_DECLARE_FINAL_TYPE (FwTimeCard, fw_time_card, FW, TIME_CARD, GtkWidget)

/**
 * FwTimeCard:
 *
 * The time log, week by week: a bar a day, the sum, correcting and exporting.
 *
 * ::say (const char *sentence): for a toast.
 * ::corrected (): the log on disk is another one.
 */
GtkWidget *fw_time_card_new (void);
/* @days (element-type FwTimeDay) is referenced; @person is whose they are. */
void       fw_time_card_set (FwTimeCard *self,
                             GArray     *days,
                             const char *person,
                             GDateTime  *now);

G_END_DECLS
