/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/unit-crop.h"

G_BEGIN_DECLS

#define FW_TYPE_CROP_QUEUE (fw_crop_queue_get_type ())
G_DECLARE_FINAL_TYPE (FwCropQueue, fw_crop_queue, FW, CROP_QUEUE, GObject)

/**
 * FwCropQueue:
 *
 * Makes crops one after the other beside the person's work, over a second
 * opening of the medium that closes when nobody wants a crop for a while. Many
 * that wait are served by ascending frames, so that a video is read once and not
 * sought through. Main thread only; nothing here blocks. No toolkit.
 *
 * Property n-waiting (uint, read-only, notify): orders not served yet, for
 * whoever wants to tell how far it is.
 */
FwCropQueue *fw_crop_queue_new           (FwSource            *source);

/* The crop of a unit as it is in @snapshot. With @path (nullable) it is written
 * there, too, as PNG; the folder is made. What is cancelled costs nothing. */
void         fw_crop_queue_ask_async     (FwCropQueue         *self,
                                          const FwCropOrder   *order,
                                          FwSnapshot          *snapshot,
                                          const char          *path,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
/* Returns: (transfer full) (nullable) */
FwPicture   *fw_crop_queue_ask_finish    (FwCropQueue         *self,
                                          GAsyncResult        *result,
                                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* Waits for the crops that are to be written; the others that wait are cancelled. The queue
 * can be used again afterwards. One close at a time. */
void         fw_crop_queue_close_async   (FwCropQueue         *self,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
gboolean     fw_crop_queue_close_finish  (FwCropQueue         *self,
                                          GAsyncResult        *result,
                                          GError             **error);
guint        fw_crop_queue_get_n_waiting (FwCropQueue         *self);

G_END_DECLS
