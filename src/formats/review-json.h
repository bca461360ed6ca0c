/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * A review as JSON: `NAME.review.json` and, record by record, its journal.
 * What a file has beyond what we know is carried; a record that does not hold
 * (a `wrong` without rule, a verdict on a unit that was not drawn) is left out
 * of the review, told, and kept in the file under `refused`, so that nothing
 * that somebody wrote is lost or silently changed.
 */

#include "core/review.h"
#include "formats/json.h"

G_BEGIN_DECLS

/* Reads a whole file's text. @refused (nullable, element-type utf8) gets a
 * sentence per record that was left out: its list, place, id, unit and why.
 * FW_FORMAT_ERROR with line and byte when it is not JSON, or not a review, or of
 * a newer schema. Any thread. Returns: (transfer full) (nullable) */
FwReview *fw_review_read         (const FwJsonText   *text,
                                  GPtrArray          *refused,
                                  GError            **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes the whole of it. */
void      fw_review_write        (FwJsonWriter       *writer,
                                  const FwReview     *review);

/* One record by itself, people by name. */
void      fw_review_write_record (FwJsonWriter       *writer,
                                  FwReviewPart        part,
                                  gconstpointer       record);
/* Puts a record that was written so. */
gboolean  fw_review_read_record  (FwReviewBuilder    *builder,
                                  FwReviewPart        part,
                                  FwJsonValue         value,
                                  GError            **error);

G_END_DECLS
