/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "edit/session.h"

G_BEGIN_DECLS

#define FW_TYPE_NEXT_SHAPE (fw_next_shape_get_type ())
G_DECLARE_FINAL_TYPE (FwNextShape, fw_next_shape, FW, NEXT_SHAPE, GtkWidget)

/**
 * FwNextShape:
 *
 * Says of which category the next shape will be, and lets it be chosen: a pill
 * over the picture, or a small card in the margin beside it.
 */
GtkWidget *fw_next_shape_new         (void);
void       fw_next_shape_set_session (FwNextShape *self,
                                      FwSession   *session);
/* In a margin of at least this many pixels it becomes a card; 0: a pill. */
void       fw_next_shape_set_margin  (FwNextShape *self,
                                      int          width);
/* Opens the list of categories, as the key does: for what is selected, else for the next shape. */
void       fw_next_shape_choose      (FwNextShape *self);

G_END_DECLS
