/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FW_TYPE_LEAVING_BAR (fw_leaving_bar_get_type ())
G_DECLARE_FINAL_TYPE (FwLeavingBar, fw_leaving_bar, FW, LEAVING_BAR, GtkWidget)

/**
 * FwLeavingBar:
 *
 * Asks over the picture why problems are left open, without keeping anybody
 * from working on. Enter and its button activate `win.done-next`, which reads
 * the reason here. The last reason is offered again, selected, so that typing
 * replaces it.
 */
GtkWidget  *fw_leaving_bar_new          (void);
/* Shows the question; takes the focus when it was closed. */
void        fw_leaving_bar_ask          (FwLeavingBar *self,
                                         const char   *question);
/* Gives the focus back to the picture if it had it. FALSE: was not open. */
gboolean    fw_leaving_bar_close        (FwLeavingBar *self);
gboolean    fw_leaving_bar_is_open      (FwLeavingBar *self);
/* Borrowed; as it was typed. */
const char *fw_leaving_bar_get_reason   (FwLeavingBar *self);

G_END_DECLS
