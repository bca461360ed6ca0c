/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/recent.h"
#include "media/thumbnailer.h"

G_BEGIN_DECLS

#define FW_TYPE_RECENT_CARD (fw_recent_card_get_type ())
G_DECLARE_FINAL_TYPE (FwRecentCard, fw_recent_card, FW, RECENT_CARD, GtkWidget)

/**
 * FwRecentCard:
 *
 * A piece of recent work: cover, title, how much there is and how much is done.
 * Its menu offers what can be done with it (FwRecentOffers).
 *
 * ::act (const char *what): chosen in the menu: "open", "review", "compare",
 *   "make-gold", "practise", "exam", "show-in-files", "forget".
 */
GtkWidget *fw_recent_card_new      (FwThumbnailer *thumbnailer);
/* NULL: shows nothing. */
void       fw_recent_card_set_item (FwRecentCard  *self,
                                    FwRecent      *item);
FwRecent  *fw_recent_card_get_item (FwRecentCard  *self);
/* The menu, as soon as it is known what to offer. */
void       fw_recent_card_popup_menu (FwRecentCard *self);

G_END_DECLS
