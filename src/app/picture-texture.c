/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/picture-texture.h"

GdkTexture *
fw_picture_to_texture (FwPicture *picture)
{
  g_return_val_if_fail (picture != NULL, NULL);

  return gdk_memory_texture_new ((int) fw_picture_get_width (picture),
                                 (int) fw_picture_get_height (picture), GDK_MEMORY_R8G8B8,
                                 fw_picture_get_bytes (picture), fw_picture_get_stride (picture));
}
