/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "media/orientation.h"
#include "media/raw-frame.h"

G_BEGIN_DECLS

struct AVFrame;

/* What one decoded picture is, beside its pixels. */
typedef struct
{
  FwOrientation orientation;
  gint64        pts;
  guint64       digest;     /* of the pixels; 0 = not computed */
  gboolean      is_still;   /* a photograph: unmarked colours mean JPEG's */
} FwRawFacts;

/* Takes @frame. */
FwRawFrame           *fw_raw_frame_new_take     (struct AVFrame   *frame,
                                                 const FwRawFacts *facts);
/* Takes @pixels: packed RGB rows of @stride bytes, g_malloc()ed. */
FwRawFrame           *fw_raw_frame_new_rgb      (guint             width,
                                                 guint             height,
                                                 gsize             stride,
                                                 guint8           *pixels,
                                                 const FwRawFacts *facts);
/* Takes and returns @self, which nobody else may know yet, with this orientation. */
FwRawFrame           *fw_raw_frame_turn_take    (FwRawFrame       *self,
                                                 FwOrientation     orientation);
const struct AVFrame *fw_raw_frame_get_av       (const FwRawFrame *self);
const FwRawFacts     *fw_raw_frame_get_facts    (const FwRawFrame *self);
/* A 64-bit digest of the pixels, never 0: two pictures of a file are the same
 * exactly when these are, for all practical purposes. */
guint64               fw_raw_frame_digest       (const FwRawFrame *self);

G_END_DECLS
