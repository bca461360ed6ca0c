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
 * ::open () from its menu, ::show-in-files (), ::forget ().
 */
GtkWidget *fw_recent_card_new      (FwThumbnailer *thumbnailer);
/* NULL: shows nothing. */
void       fw_recent_card_set_item (FwRecentCard  *self,
                                    FwRecent      *item);
FwRecent  *fw_recent_card_get_item (FwRecentCard  *self);

G_END_DECLS
