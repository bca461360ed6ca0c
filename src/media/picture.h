/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FwPicture:
 *
 * The pixels of one frame, ready to be shown: RGB, 8 bits each, full range
 * sRGB, in display orientation (rotation and mirroring applied), top row
 * first, without alpha (what was transparent lies on white). Immutable,
 * reference counted, safe to share between threads.
 */
typedef struct _FwPicture FwPicture;

/* Takes @pixels: at least (@height - 1) * @stride + @width * 3 bytes. */
FwPicture *fw_picture_new         (guint            width,
                                   guint            height,
                                   gsize            stride,
                                   GBytes          *pixels);
FwPicture *fw_picture_ref         (FwPicture       *self);
void       fw_picture_unref       (FwPicture       *self);

/* In pixels of this picture; smaller than the frame when it was asked for smaller. */
guint      fw_picture_get_width   (const FwPicture *self);
guint      fw_picture_get_height  (const FwPicture *self);
/* Bytes from one row to the next. */
gsize      fw_picture_get_stride  (const FwPicture *self);
/* Borrowed. A GdkMemoryTexture of format R8G8B8 takes it as it is, without a copy. */
GBytes    *fw_picture_get_bytes   (const FwPicture *self);
const guint8 *fw_picture_get_pixels (const FwPicture *self);
/* Memory it holds. */
gsize      fw_picture_get_size    (const FwPicture *self);

/* A smaller copy that fits @max_width x @max_height (0 = no limit); a new
 * reference to @self when it fits already. Averages, for thumbnails. */
FwPicture *fw_picture_scale_to_fit (FwPicture      *self,
                                    guint           max_width,
                                    guint           max_height) G_GNUC_WARN_UNUSED_RESULT;

/* Writes a PNG file (RGB, 8 bits). The file appears whole or not at all. */
gboolean   fw_picture_save_png    (FwPicture       *self,
                                   const char      *path,
                                   GError         **error);
/* The same to a file descriptor, which stays open. */
gboolean   fw_picture_write_png   (FwPicture       *self,
                                   int              fd,
                                   GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwPicture, fw_picture_unref)

G_END_DECLS
