/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/track.h"

G_BEGIN_DECLS

/* The frames outside of which two versions of a track (either may be NULL, not
 * both) are the same label: shape, presence and attributes. FALSE when they
 * are the same everywhere. O(keyframes). */
gboolean fw_track_difference (const FwTrack *before,
                              const FwTrack *after,
                              FwSpan        *out_span);

G_END_DECLS
