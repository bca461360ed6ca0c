/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The dates that protect people in a review. Days are of 24 hours in UTC, but
 * for working days, which are Monday to Friday of the time's own zone and end
 * where they began by the clock. Pure; any thread.
 */

#include "core/review.h"

G_BEGIN_DECLS

/* A verdict can be appealed so long, and again after its rule was made clearer. */
#define FW_DAYS_TO_APPEAL 7
/* Without a ruling by then, silence overturns. */
#define FW_WORKING_DAYS_TO_RULE 5
/* Work that nobody judged by then is accepted. */
#define FW_DAYS_TO_JUDGE 14

/* Until when an appeal can be made against what was said at @at. All of these
 * are NULL when @at is no time. Returns: (transfer full) (nullable) ISO 8601 */
char    *fw_deadline_for_appeal (const char      *at) G_GNUC_WARN_UNUSED_RESULT;
/* Until when there has to be a ruling: `due` of an appeal made at @opened. */
char    *fw_deadline_for_ruling (const char      *opened) G_GNUC_WARN_UNUSED_RESULT;
/* Until when a batch frozen at @frozen_at has to be judged. */
char    *fw_deadline_for_batch  (const char      *frozen_at) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE when @deadline is NULL or no time. */
gboolean fw_deadline_is_over    (const char      *deadline,
                                 GDateTime       *now);

/* Whether silence accepted a batch: the time is over and nothing of it was judged. */
gboolean fw_batch_is_accepted_by_silence (const FwReview *review,
                                 const FwBatch   *batch,
                                 GDateTime       *now);
/* Whether @verdict can be appealed at @now: it is `wrong`, nobody appealed, and
 * the time is not over. @clarified_at (nullable): when its rule was made clearer. */
gboolean fw_verdict_is_appealable (const FwReview *review,
                                 const FwVerdict *verdict,
                                 const char      *clarified_at,
                                 GDateTime       *now);

G_END_DECLS
