/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/timeline/film-strip.h"
#include "edit/session.h"

G_BEGIN_DECLS

#define FW_TYPE_PICTURE_BAR (fw_picture_bar_get_type ())
G_DECLARE_FINAL_TYPE (FwPictureBar, fw_picture_bar, FW, PICTURE_BAR, GtkWidget)

/**
 * FwPictureBar:
 *
 * The bar under the picture of a folder: picture number, which pictures the
 * strip shows, and the way to the next one.
 */
GtkWidget *fw_picture_bar_new         (void);
void       fw_picture_bar_set_session (FwPictureBar *self,
                                       FwSession    *session);
/* The strip whose filter the buttons choose. */
void       fw_picture_bar_set_strip   (FwPictureBar *self,
                                       FwFilmStrip  *strip);
/* Whether arrows and keys alone say which way a button goes. */
void       fw_picture_bar_set_narrow  (FwPictureBar *self,
                                       gboolean      narrow);
void       fw_picture_bar_focus_entry (FwPictureBar *self);

G_END_DECLS
