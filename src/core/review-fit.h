/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Whether a review still is about the labels beside it. Labels go on after they
 * were drawn; a verdict stays what it was, and says which revision it is about.
 */

#include "core/review.h"
#include "core/unit-words.h"

G_BEGIN_DECLS

typedef enum
{
  FW_UNFIT_MISSING, /* the labels do not have the unit any more */
  FW_UNFIT_CHANGED, /* it is another revision now */
  FW_UNFIT_FOREIGN  /* its name is of other media */
} FwUnfitKind;

/* A drawn unit that is not as it was drawn. Borrowed from the review. */
typedef struct
{
  const FwDraw     *draw;
  const FwDrawUnit *unit;
  FwUnfitKind       kind;
  gboolean          is_judged; /* a verdict is about what is not there any more */
} FwUnfitUnit;

/* Drawn units that @snapshot does not have as they were drawn, in drawing order.
 * @media as fw_unit_dup_media() gives it. O(drawn units); any thread.
 * Returns: (transfer full) (element-type FwUnfitUnit) */
GArray *fw_review_list_unfit (const FwReview   *review,
                              const FwSnapshot *snapshot,
                              const char       *media) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @review was begun for another document than @labels, which is no copy of it and
 * no later state. FALSE when one of them does not say. */
gboolean fw_review_is_of_other (const FwReview       *review,
                                const FwReviewLabels *labels);
/* A sentence such as "Car 4, frame 3: changed since it was drawn"; without @words (nullable),
 * for programs, "clip/3/t4: …". Returns: (transfer full) */
char   *fw_unfit_unit_to_text (const FwUnfitUnit *unfit,
                               const FwUnitWords *words) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
