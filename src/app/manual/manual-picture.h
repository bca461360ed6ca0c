/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/manual-pictures.h"

G_BEGIN_DECLS

#define FW_TYPE_MANUAL_PICTURE (fw_manual_picture_get_type ())
G_DECLARE_FINAL_TYPE (FwManualPicture, fw_manual_picture, FW, MANUAL_PICTURE, GtkWidget)

/**
 * FwManualPicture:
 *
 * A picture of the manual, as wide as there is room and never higher than
 * @max_height. It is asked for when its width is known, in the size that is
 * needed; a picture that is not there is a plain tile that says so.
 *
 * @path NULL: one that may not be shown. @text is what stands for it: read to
 * who cannot see it, and on the tile. @fills: small pictures grow to the width.
 */
GtkWidget *fw_manual_picture_new (FwManualPictures *pictures,
                                  const char       *path,
                                  const char       *text,
                                  int               max_height,
                                  gboolean          fills);

G_END_DECLS
