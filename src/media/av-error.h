/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "media/media-error.h"

G_BEGIN_DECLS

/* Sets @error from a negative FFmpeg return value. @format says what could not
 * be done, as the beginning of a sentence; the reason follows in plain words.
 * I/O reasons become G_IO_ERROR, a cancelled operation G_IO_ERROR_CANCELLED. */
void fw_media_set_av_error (GError      **error,
                            FwMediaError  code,
                            int           av_error,
                            const char   *format,
                            ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
