/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/track.h"

G_BEGIN_DECLS

/* The frames outside of which two versions of a track (either may be NULL, not
 * both) are the same label: shape, presence, attributes, order of drawing and
 * group. FALSE when they are the same everywhere. O(keyframes). */
gboolean fw_track_difference (const FwTrack *before,
                              const FwTrack *after,
                              FwSpan        *out_span);
/* The frames in which a person made @after another label than @before (neither
 * may be NULL): what she is taken to have looked at. Narrower than the above:
 * a new name is no new label, and a vertex that a polygon gains changes it
 * around the keyframe that got it. FALSE when there are none. */
gboolean fw_track_find_edit  (const FwTrack *before,
                              const FwTrack *after,
                              FwSpan        *out_span);

G_END_DECLS
