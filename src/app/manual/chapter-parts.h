/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/manual-blocks.h"
#include "app/manual/manual-pictures.h"

G_BEGIN_DECLS

/*
 * The small widgets a chapter is made of. Links inside of the manual activate
 * `manual.open` with the target; the pane above handles it.
 */

/* A wrapping label for Pango markup with links. */
GtkWidget *fw_new_markup_label (const char       *markup);
/* A heading of @level for eyes and for screen readers. */
GtkWidget *fw_new_heading      (const char       *text,
                                int               level,
                                const char       *css);
/* A button that looks like a link and activates @action with @target. */
GtkWidget *fw_new_link_button  (const char       *text,
                                const char       *action,
                                const char       *target);
GtkWidget *fw_new_block        (const FwBlock    *block,
                                FwManualPictures *pictures);

G_END_DECLS
