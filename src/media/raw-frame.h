/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/types.h"

G_BEGIN_DECLS

/**
 * FwRawFrame:
 *
 * A decoded picture as the codec gave it: its own pixel format, before
 * rotation. A reference to the decoder's buffer, not a copy. Immutable,
 * reference counted, safe to share between threads.
 */
typedef struct _FwRawFrame FwRawFrame;

FwRawFrame *fw_raw_frame_ref       (FwRawFrame       *self);
void        fw_raw_frame_unref     (FwRawFrame       *self);

guint       fw_raw_frame_get_width  (const FwRawFrame *self);
guint       fw_raw_frame_get_height (const FwRawFrame *self);
/* Interned, as FFmpeg names it: "yuv420p". */
const char *fw_raw_frame_get_format (const FwRawFrame *self);
/* In ticks of the medium's time base; G_MININT64 when unknown. */
gint64      fw_raw_frame_get_pts    (const FwRawFrame *self);
/* Bytes of memory it keeps. */
gsize       fw_raw_frame_get_size   (const FwRawFrame *self);

/* Feeds the planes, packed without padding, as `ffmpeg -f framemd5` does. */
void        fw_raw_frame_update_checksum (const FwRawFrame *self,
                                          GChecksum        *checksum);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwRawFrame, fw_raw_frame_unref)

G_END_DECLS
