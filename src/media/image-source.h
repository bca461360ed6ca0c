/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "media/source-private.h"

G_BEGIN_DECLS

/**
 * FwImageSource:
 *
 * One picture, a folder of pictures or a list of them as FwSource; made by
 * fw_source_open_async() and its twins.
 */
#define FW_TYPE_IMAGE_SOURCE (fw_image_source_get_type ())
G_DECLARE_FINAL_TYPE (FwImageSource, fw_image_source, FW, IMAGE_SOURCE, FwSource)

/* Orders names as people count: "img2" before "img10"; equal up to that, by bytes. */
int        fw_image_compare_names (const char *a,
                                   const char *b);
/* Full paths of the pictures of a folder in natural order, told by their first
 * bytes; hidden files and sub-folders are left out. (element-type filename) */
GPtrArray *fw_image_list_folder   (const char    *folder,
                                   GCancellable  *cancellable,
                                   GError       **error);

G_END_DECLS
