/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FW_TYPE_OWN_PAGE (fw_own_page_get_type ())
G_DECLARE_FINAL_TYPE (FwOwnPage, fw_own_page, FW, OWN_PAGE, GtkWidget)

/**
 * FwOwnPage:
 *
 * "My work": what reviews of recent work say about the person who works here, every
 * label that came back with its reason, appeals and rulings, her questions, her time
 * log. The same numbers as everybody else computes, and nobody ranked. Reads anew
 * whenever it comes on the screen.
 *
 * ::open-at (const char *path, const char *labels, const char *manual, const char
 *   *place): as FwHomePage has it.
 * ::say (const char *sentence): for a toast.
 * ::waiting-changed (): fw_own_page_get_n_waiting() is another number.
 */
GtkWidget *fw_own_page_new           (void);
/* How many things wait for the person: labels to fix, appeals to decide, new work. */
guint      fw_own_page_get_n_waiting (FwOwnPage *self);
/* Reads everything anew. */
void       fw_own_page_refresh       (FwOwnPage *self);

G_END_DECLS
