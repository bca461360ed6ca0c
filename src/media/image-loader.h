/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "media/raw-frame-private.h"

G_BEGIN_DECLS

/**
 * FwImageFacts:
 *
 * What a picture file says about itself.
 */
typedef struct
{
  guint         width;        /* stored size, before @orientation */
  guint         height;
  FwOrientation orientation;
  const char   *codec;        /* interned: "png", "mjpeg", "webp", … */
  const char   *pixel_format; /* interned */
} FwImageFacts;

/* TRUE for the content of a PNG file. */
gboolean    fw_image_is_png      (const guint8  *head,
                                  gsize          length);
/* PNG, JPEG or AVIF by its first bytes: certainly a picture and not a video. */
gboolean    fw_image_has_picture_head (const char *path);
/* Reads only what is needed to know the size. */
gboolean    fw_image_probe       (const char    *path,
                                  GCancellable  *cancellable,
                                  FwImageFacts  *out_facts,
                                  GError       **error);
/* Any thread. PNG through libpng (RGB), everything else through FFmpeg. */
FwRawFrame *fw_image_load        (const char    *path,
                                  GCancellable  *cancellable,
                                  GError       **error);
/* Through FFmpeg, in the file's own pixel format. */
FwRawFrame *fw_image_load_native (const char    *path,
                                  GCancellable  *cancellable,
                                  GError       **error);

G_END_DECLS
