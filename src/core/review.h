/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/review-records.h"

G_BEGIN_DECLS

/* Which labels a review is about. */
typedef struct
{
  char *file;     /* name of the labels beside the review */
  char *document; /* the UUID of the labels' document; NULL when they have none */
  char *sha256;   /* of the labels when the review began; NULL when unknown */
  char *extra;    /* members of other programs, carried */
} FwReviewLabels;

/**
 * FwReview:
 *
 * All records of a review at one moment. Immutable, reference counted, safe to
 * share between threads. The next one shares every record with the one it was
 * derived from; making it costs a list of pointers.
 */
typedef struct _FwReview FwReview;

/* @labels is copied. @extra (nullable): members of other programs, carried. */
FwReview      *fw_review_new          (const FwReviewLabels *labels,
                                       const char           *extra) G_GNUC_WARN_UNUSED_RESULT;
FwReview      *fw_review_ref          (FwReview             *self);
void           fw_review_unref        (FwReview             *self);

const FwReviewLabels *
               fw_review_get_labels   (const FwReview       *self);
const char    *fw_review_get_extra    (const FwReview       *self);

/* The same review that carries other members. Returns: (transfer full) */
FwReview      *fw_review_with_extra   (const FwReview       *self,
                                       const char           *extra) G_GNUC_WARN_UNUSED_RESULT;

/* Names that were listed when it was read, in their order; NULL-terminated, maybe
 * empty. People of records need not be among them. */
const char *const *
               fw_review_get_people   (const FwReview       *self);
FwReview      *fw_review_with_people  (const FwReview       *self,
                                       const char *const    *people) G_GNUC_WARN_UNUSED_RESULT;

/* Records of a part, by ascending id; borrowed. Cast to the part's type. */
gsize          fw_review_get_n        (const FwReview       *self,
                                       FwReviewPart          part);
gconstpointer  fw_review_get          (const FwReview       *self,
                                       FwReviewPart          part,
                                       gsize                 index);
/* NULL when there is none. O(log n). */
gconstpointer  fw_review_find         (const FwReview       *self,
                                       FwReviewPart          part,
                                       gint64                id);
/* An id that no record of the part has. */
gint64         fw_review_get_next_id  (const FwReview       *self,
                                       FwReviewPart          part);

/* The review with one more record, or with another one in place of that with
 * the same id. @facts as for fw_review_record_new(). Refused when the record
 * does not go with the others: a draw of no batch, a verdict on a unit that was
 * not drawn, an appeal against what is not `wrong` or by somebody else than the
 * author, a ruling by author or reviewer, or where there is an earlier one.
 * Returns: (transfer full) (nullable) */
FwReview      *fw_review_with         (const FwReview       *self,
                                       FwReviewPart          part,
                                       gconstpointer         facts,
                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* The review without a record and without what stands on it.
 * Returns: (transfer full) */
FwReview      *fw_review_without      (const FwReview       *self,
                                       FwReviewPart          part,
                                       gint64                id) G_GNUC_WARN_UNUSED_RESULT;

/* What a verdict counts as: its answer, after regrades and rulings. @now
 * (nullable) also overturns appeals whose time for a ruling is over. */
FwOutcome      fw_review_get_outcome  (const FwReview       *self,
                                       const FwVerdict      *verdict,
                                       GDateTime            *now);
/* The unit as it was drawn; NULL when it was not. O(1) after the first call for a draw. */
const FwDrawUnit *
               fw_review_find_drawn   (const FwReview       *self,
                                       gint64                draw,
                                       const char           *unit);
/* The verdicts of one draw by ascending id; borrowed, like them. O(verdicts) the first
 * time a review is asked, then O(1). */
const FwVerdict *const *
               fw_review_get_of_draw  (const FwReview       *self,
                                       gint64                draw,
                                       gsize                *out_n);
/* The appeal against a verdict; NULL when there is none. O(1). */
const FwAppeal *
               fw_review_find_appeal  (const FwReview       *self,
                                       gint64                verdict);
/* What became of an appeal. */
typedef enum
{
  FW_APPEAL_OPEN,
  FW_APPEAL_UPHELD,
  FW_APPEAL_OVERTURNED,
  FW_APPEAL_SILENT,      /* nobody ruled in time, which overturns */
  FW_APPEAL_UNCLEAR_RULE
} FwAppealState;

/* @now is nullable: its time is not over then. A ruling that upholds the verdict after
 * the time was over comes too late, and changes nothing. */
FwAppealState  fw_appeal_get_state    (const FwAppeal       *appeal,
                                       GDateTime            *now);
/* The regrade that took a verdict back; NULL when none did. */
const FwRegrade *
               fw_review_find_regrade (const FwReview       *self,
                                       gint64                verdict);

/* Adds a question, or finds the open one that asks the same (unit, rule, text).
 * @out_id gets its id. Returns: (transfer full) (nullable) */
FwReview      *fw_review_ask          (const FwReview       *self,
                                       const FwQuestion     *facts,
                                       gint64               *out_id,
                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * FwReviewConflict:
 *
 * Two people, or one at two places, judged the same unit of the same draw and
 * said different things under one id or one name; both are kept.
 */
typedef struct
{
  gint64 kept;  /* verdict that was there */
  gint64 other; /* verdict that was added */
} FwReviewConflict;

/* Two reviews of the same batches, joined by unit: verdicts that only @other has
 * are added with new ids, and what stands on them follows. Equal ones are taken
 * once. @conflicts (nullable, element-type FwReviewConflict) gets what differs.
 * NULL when they are about other labels or other batches.
 * Returns: (transfer full) (nullable) */
FwReview      *fw_review_merge        (const FwReview       *self,
                                       const FwReview       *other,
                                       GArray               *conflicts,
                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * FwReviewBuilder:
 *
 * The same for many records at once, as a reader needs it: each is checked as
 * above, and costs no list of pointers.
 */
typedef struct _FwReviewBuilder FwReviewBuilder;

FwReviewBuilder *
               fw_review_builder_new  (const FwReview       *start) G_GNUC_WARN_UNUSED_RESULT;
void           fw_review_builder_free (FwReviewBuilder      *self);
gboolean       fw_review_builder_put  (FwReviewBuilder      *self,
                                       FwReviewPart          part,
                                       gconstpointer         facts,
                                       GError              **error);
/* What was put so far; borrowed, and changed by the next put. */
const FwReview *
               fw_review_builder_peek (FwReviewBuilder      *self);
/* Ends the builder and frees it. Returns: (transfer full) */
FwReview      *fw_review_builder_end  (FwReviewBuilder      *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwReview, fw_review_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwReviewBuilder, fw_review_builder_free)

G_END_DECLS
