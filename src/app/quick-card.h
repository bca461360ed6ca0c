/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/project.h"

G_BEGIN_DECLS

#define FW_TYPE_QUICK_CARD (fw_quick_card_get_type ())
G_DECLARE_FINAL_TYPE (FwQuickCard, fw_quick_card, FW, QUICK_CARD, GtkWidget)

/**
 * FwQuickCard:
 *
 * What the hand needs most of the selected object, beside the picture, while
 * the sidebar is closed: keyframe, occluded, outside, the first attributes,
 * and its first problem with Go and Fix. In a small window it lies in the
 * margin of the picture; where there is none it floats on demand.
 *
 * ::say (const char *sentence, gboolean can_undo)
 */
GtkWidget *fw_quick_card_new          (void);
void       fw_quick_card_set_project  (FwQuickCard *self,
                                       FwProject   *project);
/* Floating: a card of its own over the picture, with all attributes. */
void       fw_quick_card_set_floating (FwQuickCard *self,
                                       gboolean     floating);
/* The room it may take from left to right; 0: as much as it likes. */
void       fw_quick_card_set_width    (FwQuickCard *self,
                                       int          width);
/* Whether there is anything to show. */
gboolean   fw_quick_card_has_content  (FwQuickCard *self);

G_END_DECLS
