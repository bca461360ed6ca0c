/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The menu of the secondary button on the picture: what can be done with the
 * object there, or with the frame. @x and @y are those of @canvas; the menu
 * hangs on @parent and goes when it closes. */
void fw_canvas_menu_popup (GtkWidget *parent,
                           GtkWidget *canvas,
                           double     x,
                           double     y,
                           gboolean   on_object,
                           gboolean   is_video);
/* The menu of the object that is selected, with the keys of this moment.
 * Returns: (transfer full) */
GMenuModel *fw_canvas_menu_new_for_object (gboolean is_video) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
