/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/manual-shelf.h"

G_BEGIN_DECLS

#define FW_TYPE_MANUAL_TOC (fw_manual_toc_get_type ())
G_DECLARE_FINAL_TYPE (FwManualToc, fw_manual_toc, FW, MANUAL_TOC, GtkWidget)

/**
 * FwManualToc:
 *
 * The contents of a book: its parts, and the rules of the part that is read. A
 * yellow dot is what changed since one read it last, a stripe what speaks about
 * the selected object. Choosing a row, with pointer or keys, activates
 * `manual.go` with the chapter's number.
 *
 * Above the list, while an object is selected, a button shows only what the
 * manual says about its category; it is bound to `manual.about`.
 */
GtkWidget *fw_manual_toc_new         (void);
/* Call again when the book is another one. */
void       fw_manual_toc_set_shelf   (FwManualToc   *self,
                                      FwManualShelf *shelf);
/* The chapter that is read; -1. */
void       fw_manual_toc_set_current (FwManualToc   *self,
                                      int            chapter);
/* Only rules about this category (interned); NULL: everything. */
void       fw_manual_toc_set_about   (FwManualToc   *self,
                                      const char    *category);
/* Dots, stripes and bookmarks changed. */
void       fw_manual_toc_update_marks (FwManualToc  *self);

G_END_DECLS
