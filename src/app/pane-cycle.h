/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Moves the keyboard to the next of @panes (@direction 1) or the one before (-1) that
 * takes it, in a ring, and shows where it is. Those that are NULL or not to be seen are
 * passed over. @otherwise: where it begins when the keyboard is in none of them. Main
 * thread. */
void fw_pane_cycle (GtkWidget        *page,
                    GtkWidget *const *panes,
                    int               n_panes,
                    int               otherwise,
                    int               direction);

G_END_DECLS
