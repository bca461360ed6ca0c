/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/types.h"
#include "media/picture.h"

G_BEGIN_DECLS

#define FW_TYPE_THUMBNAILER (fw_thumbnailer_get_type ())
G_DECLARE_FINAL_TYPE (FwThumbnailer, fw_thumbnailer, FW, THUMBNAILER, GObject)

/**
 * FwThumbnailer:
 *
 * Small pictures for film strips and cards, made by one thread of low priority
 * with its own decoder, so that stepping never waits for it. A video gives the
 * key picture at or before the time that is asked for: a thumbnail, not a
 * frame. Main thread only; results arrive in the main context.
 *
 * Requests are served newest first (what scrolled into view last matters
 * most). Cancelling one costs nothing; dropping the last reference cancels
 * all.
 */
FwThumbnailer *fw_thumbnailer_new            (void);

/* @path: a video, a picture or a folder of pictures (its first is shown).
 * @timestamp_ms: where in a video, from the container's zero; NaN = the first
 * picture. @size: longest side in pixels, at most 1024. */
void           fw_thumbnailer_request_async  (FwThumbnailer       *self,
                                              const char          *path,
                                              double               timestamp_ms,
                                              guint                size,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
FwPicture     *fw_thumbnailer_request_finish (FwThumbnailer       *self,
                                              GAsyncResult        *result,
                                              GError             **error);

G_END_DECLS
