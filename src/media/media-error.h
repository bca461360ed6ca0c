/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FW_MEDIA_ERROR:
 *
 * Why a medium or one of its pictures cannot be shown. The message is a
 * sentence for a person: what is wrong, in which file or frame, and what to do
 * where something can be done. Plain I/O errors (no such file, no permission)
 * stay in G_IO_ERROR.
 */
#define FW_MEDIA_ERROR (fw_media_error_quark ())

typedef enum
{
  FW_MEDIA_ERROR_OPEN,     /* not a video or picture, or damaged from its first byte */
  FW_MEDIA_ERROR_NO_VIDEO, /* sound, subtitles or an empty folder, but no picture */
  FW_MEDIA_ERROR_DECODE,   /* this picture cannot be decoded */
  FW_MEDIA_ERROR_SEEK,     /* there is no such frame */
  FW_MEDIA_ERROR_LIMIT,    /* larger than the program is willing to hold */
  FW_MEDIA_ERROR_REFUSED   /* a playlist or another format that opens further files */
} FwMediaError;

GQuark fw_media_error_quark (void);

G_END_DECLS
