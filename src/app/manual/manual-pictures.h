/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define FW_TYPE_MANUAL_PICTURES (fw_manual_pictures_get_type ())
G_DECLARE_FINAL_TYPE (FwManualPictures, fw_manual_pictures, FW, MANUAL_PICTURES, GObject)

/**
 * FwManualPictures:
 *
 * The pictures of a manual: read in threads, from below its folder only (links
 * on the disk that lead out of it are not followed), made no larger than asked
 * for, and kept while there is room. Main thread.
 */
FwManualPictures *fw_manual_pictures_new        (void);
/* The folder in which the manual stands; NULL: there is none. What was read
 * before is forgotten. */
void              fw_manual_pictures_set_folder (FwManualPictures    *self,
                                                 const char          *folder);
/* The picture if it is at hand in that size. Returns: (transfer none) (nullable) */
GdkTexture       *fw_manual_pictures_peek       (FwManualPictures    *self,
                                                 const char          *path,
                                                 guint                size);
/* @path is below the folder; @size its longest side in pixels, at most 1024. */
void              fw_manual_pictures_read_async (FwManualPictures    *self,
                                                 const char          *path,
                                                 guint                size,
                                                 GCancellable        *cancellable,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data);
/* Returns: (transfer full) */
GdkTexture       *fw_manual_pictures_read_finish (FwManualPictures   *self,
                                                 GAsyncResult        *result,
                                                 GError             **error);

G_END_DECLS
