/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What review-load.c (reading) and review-file.c (keeping) share: the records of
 * a review's journal.
 *
 *   {"framewright-review":1,"review":{…}}              header: a review without records
 *   {"do":"put","part":"verdict","record":{…}}         people by name
 *   {"do":"remove","part":"verdict","id":3}            with what stands on it
 *   {"do":"saved","sha256":"…","behind":2}             the file holds all but the last 2 changes
 */

#include "core/journal.h"
#include "formats/review-file.h"
#include "formats/review-json.h"

G_BEGIN_DECLS

GBytes    *fw_review_journal_header  (const FwReview *review) G_GNUC_WARN_UNUSED_RESULT;
GBytes    *fw_review_journal_put     (FwReviewPart    part,
                                      gconstpointer   record) G_GNUC_WARN_UNUSED_RESULT;
GBytes    *fw_review_journal_remove  (FwReviewPart    part,
                                      gint64          id) G_GNUC_WARN_UNUSED_RESULT;
GBytes    *fw_review_journal_saved   (const char     *sha256,
                                      guint           behind) G_GNUC_WARN_UNUSED_RESULT;
/* A whole journal of the present state (element-type GBytes). @sha256 "": no file. */
GPtrArray *fw_review_journal_records (const FwReview *review,
                                      const char     *sha256,
                                      guint           behind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
