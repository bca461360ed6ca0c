/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FW_TYPE_SIDEBAR (fw_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (FwSidebar, fw_sidebar, FW, SIDEBAR, GtkWidget)

/**
 * FwSidebar:
 *
 * Content with a panel at its end. In a wide window the panel stands beside
 * the content; in a small one it folds: it lies over the content, with a
 * shadow, without dimming it, and the content keeps its full width. Both slide
 * unless animations are off. A panel whose content needs more than it asks for is
 * wider, and stays so until it asks for another width or the fonts change.
 *
 * Properties: content, side (widgets), open (boolean, read-write), folded
 * (boolean, read-write), side-width (int: the width the panel asks for).
 */
GtkWidget *fw_sidebar_new            (void);
void       fw_sidebar_set_open       (FwSidebar *self,
                                      gboolean   open);
gboolean   fw_sidebar_get_open       (FwSidebar *self);
void       fw_sidebar_set_folded     (FwSidebar *self,
                                      gboolean   folded);
gboolean   fw_sidebar_get_folded     (FwSidebar *self);
/* Slides there when the panel is open and animations are on. */
void       fw_sidebar_set_side_width (FwSidebar *self,
                                      int        width);

G_END_DECLS
