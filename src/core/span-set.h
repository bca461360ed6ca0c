/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/types.h"

G_BEGIN_DECLS

/**
 * FwSpanSet:
 *
 * A set of frames as ascending, disjoint, non-touching spans: deleted frames,
 * frames marked empty, done, seen. Immutable, reference counted, safe to share
 * between threads. NULL is the empty set everywhere.
 */
typedef struct _FwSpanSet FwSpanSet;

/* Spans in any order, overlapping or not; those with last < first are left out. */
FwSpanSet    *fw_span_set_new       (const FwSpan    *spans,
                                     gsize            n_spans);
FwSpanSet    *fw_span_set_ref       (FwSpanSet       *self);
void          fw_span_set_unref     (FwSpanSet       *self);
gboolean      fw_span_set_equal     (const FwSpanSet *a,
                                     const FwSpanSet *b);
gboolean      fw_span_set_contains  (const FwSpanSet *self,
                                     FwFrame          frame);
const FwSpan *fw_span_set_get_spans (const FwSpanSet *self,
                                     gsize           *out_n);
/* Frames in the set. */
gint64        fw_span_set_get_count (const FwSpanSet *self);
/* Frames of the set below @frame: turns a frame of the media into a dense rank. */
gint64        fw_span_set_count_below (const FwSpanSet *self,
                                     FwFrame          frame);
/* Returns: (transfer full) (nullable): the set with or without the frames of @span */
FwSpanSet    *fw_span_set_with      (const FwSpanSet *self,
                                     FwSpan           span,
                                     gboolean         present) G_GNUC_WARN_UNUSED_RESULT;
/* Returns: (transfer full) (nullable): the frames of either */
FwSpanSet    *fw_span_set_union     (const FwSpanSet *a,
                                     const FwSpanSet *b) G_GNUC_WARN_UNUSED_RESULT;
/* Returns: (transfer full) (nullable): the frames of @a that @b does not have */
FwSpanSet    *fw_span_set_minus     (const FwSpanSet *a,
                                     const FwSpanSet *b) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwSpanSet, fw_span_set_unref)

G_END_DECLS
