/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/manual-pictures.h"
#include "app/manual/manual-shelf.h"

G_BEGIN_DECLS

#define FW_TYPE_MANUAL_PAGE (fw_manual_page_get_type ())
G_DECLARE_FINAL_TYPE (FwManualPage, fw_manual_page, FW, MANUAL_PAGE, GtkWidget)

/**
 * FwManualPage:
 *
 * A whole book in one scroll, for a GtkScrolledWindow. Chapters exist as
 * widgets only near what is on the screen; the others are a guess of their
 * height. The place that is read is a chapter and a distance, not a number of
 * pixels, so it stays when the width changes, when pictures arrive and when the
 * manual is read anew.
 *
 * Properties: current (int, read-only, notify): the chapter that is read; -1.
 */
GtkWidget *fw_manual_page_new         (FwManualPictures *pictures);
/* Shows the book of @shelf (nullable), at the place where it was. Call again
 * when the book is another one. */
void       fw_manual_page_set_shelf   (FwManualPage     *self,
                                       FwManualShelf    *shelf);
/* Only rules about this category (interned); NULL: everything. */
void       fw_manual_page_set_about   (FwManualPage     *self,
                                       const char       *category);
/* Only rules that changed since they were read, as they are now: what is marked
 * as read meanwhile stays until this is called again. */
void       fw_manual_page_set_changed_only (FwManualPage *self,
                                       gboolean          changed_only);
/* Goes to a chapter of the book. @flash: shows for a moment which one it is. */
void       fw_manual_page_go          (FwManualPage     *self,
                                       guint             chapter,
                                       gboolean          flash);
int        fw_manual_page_get_current (FwManualPage     *self);
/* Marks of the chapters changed. */
void       fw_manual_page_update_marks (FwManualPage    *self);
/* How many chapters exist as widgets. */
guint      fw_manual_page_get_n_made  (FwManualPage     *self);

G_END_DECLS
