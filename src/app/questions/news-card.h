/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/manual-shelf.h"

G_BEGIN_DECLS

#define FW_TYPE_NEWS_CARD (fw_news_card_get_type ())
G_DECLARE_FINAL_TYPE (FwNewsCard, fw_news_card, FW, NEWS_CARD, GtkWidget)

/**
 * FwNewsCard:
 *
 * The newest precedent for the category of what is selected, until the person
 * says that she has seen it; hidden when there is none. At most one at a time.
 */
GtkWidget *fw_news_card_new       (void);
/* (nullable): nothing is open. */
void       fw_news_card_set_shelf (FwNewsCard    *self,
                                   FwManualShelf *shelf);
/* FALSE while it is shown elsewhere; TRUE at first. */
void       fw_news_card_set_wanted (FwNewsCard   *self,
                                   gboolean       is_wanted);

G_END_DECLS
