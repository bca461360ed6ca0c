/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FW_TYPE_WRAP_TEXT (fw_wrap_text_get_type ())
G_DECLARE_FINAL_TYPE (FwWrapText, fw_wrap_text, FW, WRAP_TEXT, GtkWidget)

/**
 * FwWrapText:
 *
 * A paragraph that fills the width it is given. A wrapping GtkLabel shapes its
 * text for its smallest and its natural width before it does for the real one;
 * this one takes any width, so a page of text costs a quarter. Text with links
 * is a label all the same, but one that nobody asks for its width.
 */
GtkWidget *fw_wrap_text_new        (const char       *markup);
/* Takes a wrapping @label, for links. */
GtkWidget *fw_wrap_text_new_label  (GtkWidget        *label);
/* Plain words. */
GtkWidget *fw_wrap_text_new_plain  (const char       *text);
/* A heading of @level, for screen readers too. */
GtkWidget *fw_wrap_text_new_heading (const char      *text,
                                    int               level);

G_END_DECLS
