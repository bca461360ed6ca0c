/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FwToneMap:
 *
 * Makes pictures of high dynamic range (HDR10: the PQ curve of SMPTE ST 2084 in
 * the primaries of BT.2020) readable on a usual screen: white of 203 cd/m2 (ITU-R
 * BT.2408) becomes a light grey, what is brighter is compressed above it, and the
 * result is sRGB. Immutable; may be used from any thread. The other curve in use,
 * HLG, is made to be shown as it is.
 */
typedef struct _FwToneMap FwToneMap;

/* One for the life of the program. Borrowed. */
const FwToneMap *fw_tone_map_get   (void);
/* Rows of three bytes per pixel, full range, in place. */
void             fw_tone_map_apply (const FwToneMap *self,
                                    guint8          *data,
                                    guint            width,
                                    guint            height,
                                    gsize            stride);

G_END_DECLS
