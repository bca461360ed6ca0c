/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* When @popover, which is about to open, closes, the focus goes back to where it is now,
 * and not to the button that the popover hangs on: what a person opened by a key from the
 * picture leaves her at the picture. Once. */
void fw_focus_return_after (GtkPopover *popover);

G_END_DECLS
