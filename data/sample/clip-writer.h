/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ClipWriter:
 *
 * An MP4 with one video stream: H.264 with B-frames where libx264 is there,
 * else MPEG-4 with B-frames. The same pictures give the same bytes.
 */
typedef struct _ClipWriter ClipWriter;

ClipWriter *clip_writer_new            (const char    *path,
                                        int            width,
                                        int            height,
                                        int            fps,
                                        GError       **error);
/* One picture of native-endian xRGB pixels. */
gboolean    clip_writer_add            (ClipWriter    *self,
                                        const guint8  *pixels,
                                        int            stride,
                                        GError       **error);
gboolean    clip_writer_close          (ClipWriter    *self,
                                        GError       **error);
void        clip_writer_free           (ClipWriter    *self);

const char *clip_writer_get_codec_name (ClipWriter    *self);
/* Ticks per second of the stream, and ticks per frame. */
void        clip_writer_get_time_base  (ClipWriter    *self,
                                        int           *out_ticks_per_second,
                                        int           *out_ticks_per_frame);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClipWriter, clip_writer_free)

G_END_DECLS
