/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What several people said about the same units of a draw: whose verdict counts,
 * and where they say different things. It follows from the verdicts alone, not from
 * their order or numbers in a file, so two reviews come to the same whichever is
 * joined into the other. Pure; any thread.
 */

#include "core/review.h"

G_BEGIN_DECLS

/* Which of two moments in ISO 8601 was first, an unknown one (NULL, or no moment) last.
 * Below, at, or above 0. */
int         fw_moment_compare       (const char      *a,
                                     const char      *b);
/* Which of two verdicts came first, by what they say of themselves: by the moment, one
 * without a moment last; then by reviewer; then by what is said; by number only when
 * nothing else tells them apart. Below, at, or above 0. */
int         fw_verdict_compare      (const FwVerdict *a,
                                     const FwVerdict *b);
/* Whether the answers that stand are the same: the outcome, and of `wrong` also what is
 * wrong and by which rule. What is not the same is a disagreement. */
gboolean    fw_verdict_agrees       (const FwVerdict *a,
                                     const FwVerdict *b);

/* The rule that an answer cites, and the precedent where one decides: “SD-009”,
 * “SD-009 (P-0007)”; "" without a rule. Returns: (transfer full) */
char       *fw_answer_dup_cited     (const FwAnswer  *answer) G_GNUC_WARN_UNUSED_RESULT;
/* The answer that stands, for people: "Correct", "Wrong category, SD-003".
 * Returns: (transfer full) */
char       *fw_verdict_dup_answer   (const FwVerdict *verdict) G_GNUC_WARN_UNUSED_RESULT;

/**
 * FwSaid:
 *
 * What was said about one unit of a draw. All are borrowed from the review.
 */
typedef struct
{
  const FwVerdict *counted; /* the first one: the unit counts by it */
  const FwVerdict *second;  /* (nullable) the first one of somebody else */
  const FwVerdict *other;   /* (nullable) the first one that does not agree with @counted */
} FwSaid;

/* The judged units of a draw. O(verdicts of the draw).
 * Returns: (transfer full) (element-type utf8 FwSaid): by the name of the unit; the
 * keys are borrowed from the review */
GHashTable *fw_review_list_said     (const FwReview  *self,
                                     gint64           draw) G_GNUC_WARN_UNUSED_RESULT;
/* The units of a draw that were judged differently, in the order they were drawn in.
 * Returns: (transfer full) (element-type FwSaid) */
GArray     *fw_review_list_disputed (const FwReview  *self,
                                     gint64           draw) G_GNUC_WARN_UNUSED_RESULT;
/* All verdicts on a unit of a draw, the one that counts first. O(verdicts of the draw).
 * Returns: (transfer full) (element-type FwVerdict): the elements are borrowed */
GPtrArray  *fw_review_list_of_unit  (const FwReview  *self,
                                     gint64           draw,
                                     const char      *unit) G_GNUC_WARN_UNUSED_RESULT;
/* The verdicts of all draws by which units count. O(verdicts of the review).
 * Returns: (transfer full) (element-type FwVerdict): a set; the elements are borrowed */
GHashTable *fw_review_list_counted  (const FwReview  *self) G_GNUC_WARN_UNUSED_RESULT;

/* The units that a person judged or drew, in whichever draw: of those she may know who
 * said what, and decides no appeal. Of all others the appeal may come before her, who is to
 * be blind to that. O(verdicts of the review).
 * Returns: (transfer full) (element-type utf8): a set; borrowed from the review */
GHashTable *fw_review_list_party    (const FwReview  *self,
                                     const char      *person) G_GNUC_WARN_UNUSED_RESULT;

/* How units stand over all draws: of each draw the verdict by which the unit counts
 * there, and of several draws the latest of these. O(verdicts of the review).
 * Returns: (transfer full) (element-type utf8 FwVerdict): by the name of the unit; keys
 * and elements are borrowed from the review */
GHashTable *fw_review_list_standing (const FwReview  *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
