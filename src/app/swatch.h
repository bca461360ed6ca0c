/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FW_TYPE_SWATCH (fw_swatch_get_type ())
G_DECLARE_FINAL_TYPE (FwSwatch, fw_swatch, FW, SWATCH, GtkWidget)

/**
 * FwSwatch:
 *
 * The colour of a category as a small rounded square; always beside its name,
 * so screen readers pass over it.
 */
GtkWidget *fw_swatch_new        (int       size);
/* 0xRRGGBB. */
void       fw_swatch_set_colour (FwSwatch *self,
                                 guint32   colour);

G_END_DECLS
