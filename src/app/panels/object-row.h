/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "edit/session.h"

G_BEGIN_DECLS

#define FW_TYPE_OBJECT_ROW (fw_object_row_get_type ())
G_DECLARE_FINAL_TYPE (FwObjectRow, fw_object_row, FW, OBJECT_ROW, GtkWidget)

/**
 * FwObjectRow:
 *
 * One object of the frame: colour, name, worst finding, keyframe, and buttons
 * for occluded, hidden and locked. Also what screen readers know of the shape
 * on the canvas, so its label says everything the canvas draws.
 */
GtkWidget *fw_object_row_new  (void);
/* NULL and 0 let go. The row follows the session by itself. */
void       fw_object_row_bind (FwObjectRow *self,
                               FwSession   *session,
                               FwTrackId    id);
/* Another object of the same session. */
void       fw_object_row_show (FwObjectRow *self,
                               FwTrackId    id);

/* "Car 12, keyframe, visible, unlocked, 1 problem, 786 522, 243 by 182".
 * Returns: (transfer full) */
char      *fw_object_row_dup_label (FwSession      *session,
                                    const FwObject *object) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
