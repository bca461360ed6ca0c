/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/manual-book.h"
#include "app/manual/manual-pictures.h"

G_BEGIN_DECLS

#define FW_TYPE_DO_DONT (fw_do_dont_get_type ())
G_DECLARE_FINAL_TYPE (FwDoDont, fw_do_dont, FW, DO_DONT, GtkWidget)

/**
 * FwDoDont:
 *
 * What to do and what not to do, side by side in equal widths: picture, word
 * and sign, sentences, examples. Narrower than 520 pixels they stand one below
 * the other. A side that the rule does not have leaves no hole.
 */
GtkWidget *fw_do_dont_new (const FwChapter  *chapter,
                           FwManualPictures *pictures);

G_END_DECLS
