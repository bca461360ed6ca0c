/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/own/own-words.h"

G_BEGIN_DECLS

#define FW_TYPE_STAT_CARD (fw_stat_card_get_type ())
G_DECLARE_FINAL_TYPE (FwStatCard, fw_stat_card, FW, STAT_CARD, GtkWidget)

/**
 * FwStatCard:
 *
 * One figure, large, with what it is of and what to make of it.
 */
GtkWidget *fw_stat_card_new (void);
/* Copies what is said. */
void       fw_stat_card_set (FwStatCard        *self,
                             const FwOwnFigure *figure);

G_END_DECLS
