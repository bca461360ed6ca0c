/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/track.h"

G_BEGIN_DECLS

/*
 * Confirming: which manual a label was last drawn, changed or looked at under.
 * The document confirms what an edit touches (fw_document_set_manual()).
 */

/* @after, confirmed under @manual (a stamp's key; NULL: under none) in the
 * frames in which it is another label than @before. A track that is new
 * (@before is NULL) keeps what it brings along and is confirmed in the rest.
 * Returns: (transfer full): may be @after itself */
FwTrack *fw_track_confirm_edit (FwTrack    *before,
                                FwTrack    *after,
                                const char *manual) G_GNUC_WARN_UNUSED_RESULT;
/* The track confirmed under @manual in the frames of @span that it lives in.
 * Returns: (transfer full) */
FwTrack *fw_track_confirm_span (FwTrack    *track,
                                FwSpan      span,
                                const char *manual) G_GNUC_WARN_UNUSED_RESULT;
/* The manual of @frame, interned; NULL when nobody knows. O(log n). */
const char *
         fw_track_find_confirmed (const FwTrack *track,
                                  FwFrame        frame);

G_END_DECLS
