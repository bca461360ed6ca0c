/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/frame-list.h"
#include "core/step.h"

G_BEGIN_DECLS

/**
 * FwTurn:
 *
 * Labels that were made on pictures as they are stored, brought to the pictures
 * as they are shown, and back: which frames, and how each of them is turned.
 *
 * What was turned once is remembered, both ways: the same track gives the same
 * track, so that turning back what nobody edited is what it was, to the last
 * bit. Reference counted; any thread. What it gives is (transfer full).
 */
typedef struct _FwTurn FwTurn;

FwTurn      *fw_turn_new             (void) G_GNUC_WARN_UNUSED_RESULT;
FwTurn      *fw_turn_ref             (FwTurn         *self);
void         fw_turn_unref           (FwTurn         *self);
/* Only before anything is turned. @width and @height of the stored picture.
 * FW_FRAME_NONE: every frame (a video). */
void         fw_turn_add             (FwTurn         *self,
                                      FwFrame         frame,
                                      FwOrientation   orientation,
                                      guint           width,
                                      guint           height);
gboolean     fw_turn_has             (FwTurn         *self,
                                      FwFrame         frame);
gsize        fw_turn_get_n           (FwTurn         *self);

/* @back: from shown to stored. */
FwTrack     *fw_turn_track           (FwTurn         *self,
                                      FwTrack        *track,
                                      gboolean        back) G_GNUC_WARN_UNUSED_RESULT;
FwStep      *fw_turn_step            (FwTurn         *self,
                                      FwStep         *step,
                                      gboolean        back) G_GNUC_WARN_UNUSED_RESULT;
/* The labels with everything in stored coordinates, sizes of frames too. */
FwSnapshot  *fw_turn_snapshot_back   (FwTurn         *self,
                                      FwSnapshot     *snapshot) G_GNUC_WARN_UNUSED_RESULT;

/* @size of the stored picture. */
FwPoint      fw_orientation_turn     (FwOrientation   self,
                                      FwPoint         point,
                                      FwPoint         size,
                                      gboolean        back);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwTurn, fw_turn_unref)

G_END_DECLS
