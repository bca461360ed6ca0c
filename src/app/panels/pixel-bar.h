/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/pixel-runner.h"

G_BEGIN_DECLS

#define FW_TYPE_PIXEL_BAR (fw_pixel_bar_get_type ())
G_DECLARE_FINAL_TYPE (FwPixelBar, fw_pixel_bar, FW, PIXEL_BAR, GtkWidget)

/**
 * FwPixelBar:
 *
 * How far looking at the pictures has come, and a button that lets it wait
 * (`win.pause-pixels`). Not there while nothing is to be looked at.
 */
GtkWidget *fw_pixel_bar_new        (void);
/* NULL: nothing is open, or the media are not here. */
void       fw_pixel_bar_set_runner (FwPixelBar    *self,
                                    FwPixelRunner *runner);

G_END_DECLS
