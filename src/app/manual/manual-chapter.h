/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/manual-pictures.h"
#include "app/manual/manual-shelf.h"

G_BEGIN_DECLS

#define FW_TYPE_MANUAL_CHAPTER (fw_manual_chapter_get_type ())
G_DECLARE_FINAL_TYPE (FwManualChapter, fw_manual_chapter, FW, MANUAL_CHAPTER, GtkWidget)

/**
 * FwManualChapter:
 *
 * One chapter of a book as widgets: a rule with its DO and DO NOT, what the app
 * checks, its card and its answered questions; or plain text, an answer, a kind
 * of check. Made when it comes near the screen.
 */
GtkWidget *fw_manual_chapter_new    (FwManualShelf    *shelf,
                                     FwManualPictures *pictures,
                                     guint             index);
/* Marks that change while it is read: changed, bookmark, about the selection. */
void       fw_manual_chapter_update (FwManualChapter  *self);
/* Shows for a moment that this is the place. */
void       fw_manual_chapter_flash  (FwManualChapter  *self);

G_END_DECLS
