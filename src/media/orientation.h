/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/frame-list.h"

G_BEGIN_DECLS

/* @value: EXIF tag 0x0112; anything but 2 to 8 is upright. */
FwOrientation fw_orientation_from_exif   (int             value);
/* @matrix: nine 16.16 (2.30) numbers as in MP4, point as row vector. */
FwOrientation fw_orientation_from_matrix (const gint32   *matrix);
/* Degrees clockwise after an optional left-right mirroring. */
int           fw_orientation_get_rotation (FwOrientation  self);
gboolean      fw_orientation_is_mirrored (FwOrientation   self);
/* Moves 3-byte pixels; @to_stride rows of the turned size. */
void          fw_orientation_apply_rgb   (FwOrientation   self,
                                          const guint8   *from,
                                          gsize           from_stride,
                                          guint           width,
                                          guint           height,
                                          guint8         *to,
                                          gsize           to_stride);

/* The orientation stored in a TIFF structure (the payload of an EXIF block,
 * after "Exif\0\0"), as an EXIF value from 1 to 8; 1 when there is none. */
int           fw_exif_find_orientation   (const guint8   *data,
                                          gsize           length);

G_END_DECLS
