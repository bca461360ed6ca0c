/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/track.h"

G_BEGIN_DECLS

/**
 * FwSpanIndex:
 *
 * Finds the tracks whose span touches a frame. Buckets of 64 frames; a track
 * stands in each bucket its span touches. One thread at a time.
 */
typedef struct _FwSpanIndex FwSpanIndex;

FwSpanIndex *fw_span_index_new     (void);
void         fw_span_index_free    (FwSpanIndex   *self);
/* The index borrows nothing: it holds ids and spans only. */
void         fw_span_index_add     (FwSpanIndex   *self,
                                    FwTrackId      id,
                                    FwSpan         span);
void         fw_span_index_remove  (FwSpanIndex   *self,
                                    FwTrackId      id,
                                    FwSpan         span);
/* Appends to @out (element-type FwTrackId) the ids whose span holds @frame, ascending. */
void         fw_span_index_query   (FwSpanIndex   *self,
                                    FwFrame        frame,
                                    GArray        *out);
/* The same for any frame of @span; each id once, ascending. */
void         fw_span_index_query_span (FwSpanIndex *self,
                                    FwSpan         span,
                                    GArray        *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwSpanIndex, fw_span_index_free)

G_END_DECLS
