/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/manual-shelf.h"

G_BEGIN_DECLS

#define FW_TYPE_MANUAL_BADGE (fw_manual_badge_get_type ())
G_DECLARE_FINAL_TYPE (FwManualBadge, fw_manual_badge, FW, MANUAL_BADGE, GtkWidget)

/**
 * FwManualBadge:
 *
 * The version of the manual, and how many of its rules changed since one read
 * it last; it opens the list of them. Follows its shelf.
 */
GtkWidget *fw_manual_badge_new       (void);
void       fw_manual_badge_set_shelf (FwManualBadge *self,
                                      FwManualShelf *shelf);
/* Fewer words, where there is little room. */
void       fw_manual_badge_set_tight (FwManualBadge *self,
                                      gboolean       tight);
void       fw_manual_badge_close     (FwManualBadge *self);

G_END_DECLS
