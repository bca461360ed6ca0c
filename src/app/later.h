/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FW_TYPE_LATER (fw_later_get_type ())
G_DECLARE_FINAL_TYPE (FwLater, fw_later, FW, LATER, GtkWidget)

/**
 * FwLater:
 *
 * The place of a part of a window that is not on the screen at first: the part is
 * made when the place is first shown, or first asked for, and stays from then on.
 * Until then it costs neither the time nor the memory of its widgets, and nobody
 * has to tell it anything: whoever owns the place tells it the state of things in
 * ::made. Its tooltips name the keys, as those of the rest of the window do.
 *
 * In a template: `part-type`, the name of the part's type, which has to be
 * registered. Main thread only.
 *
 * ::made (GtkWidget *part): once, before anybody sees it.
 */

/* The part, made now if it has not been. Borrowed. */
GtkWidget *fw_later_get  (FwLater *self);
/* The part if it has been made, else NULL: what nobody has seen needs no news. */
GtkWidget *fw_later_peek (FwLater *self);

G_END_DECLS
