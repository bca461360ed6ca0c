/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/review-records.h"

G_BEGIN_DECLS

/**
 * FwDrawIndex:
 *
 * Verdicts sorted by the draw they belong to. Immutable; whoever looks into it
 * keeps the verdicts it was made from.
 */
typedef struct _FwDrawIndex FwDrawIndex;

/* @verdicts (element-type FwVerdict) by ascending id. O(n). */
FwDrawIndex *fw_draw_index_new  (const GPtrArray   *verdicts) G_GNUC_WARN_UNUSED_RESULT;
void         fw_draw_index_free (FwDrawIndex       *self);
/* By ascending id; NULL of a draw that has none. O(1). */
const FwVerdict *const *
             fw_draw_index_get  (const FwDrawIndex *self,
                                 gint64             draw,
                                 gsize             *out_n);

G_END_DECLS
