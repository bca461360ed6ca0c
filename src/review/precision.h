/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * How often what a check finds is accepted by the people who looked at it, by rule
 * and by kind of check. Pure; any thread.
 *
 * A finding is judged where a person said or did something about it:
 *
 *   in the labels      accepted: she went to it, changed its object there, and it is
 *                      gone (FW_ASIDE_WORKED_AT). Waved away: it is set aside as not
 *                      true or for another reason; one that was set aside with a
 *                      question when that is answered and it still is. Of each rule the
 *                      newest FW_MAX_WORKED_AT of a file count, because no more are kept.
 *   in the review      accepted: the verdict by which the unit counts is `wrong` by a
 *                      rule that the machine found broken there, and it stands. Waved
 *                      away: the reviewer saw the finding and said `correct`, or a
 *                      person overturned the verdict.
 *
 * What was fixed by “fix all” and by `framectl fix` is not judged: nobody looked at
 * each. What was left open is not, nor what a verdict cites another rule for. Only
 * judgements of the rule's present revision count: a check that was changed begins
 * anew.
 */

#include "core/aside-list.h"
#include "core/manual-stamp.h"
#include "core/review.h"
#include "core/snapshot.h"
#include "review/estimate.h"

G_BEGIN_DECLS

/* Fewer judged findings propose nothing: as with people, no rate is spoken of before
 * this many. With 20, a check that is right in 90 of 100 has 15 or fewer right in 4 %
 * of the cases, one that is right in 60 has them in 95 %. */
#define FW_PRECISION_MIN_JUDGED 20
/* A check that is accepted less often than this should ask less of people. */
#define FW_PRECISION_LOW 0.8

/**
 * FwJudgedWork:
 *
 * One file of labels with its review. Each is nullable. @is_open: whether the finding
 * that was worked at is still there; NULL: none is.
 */
typedef struct
{
  FwSnapshot *labels;
  FwReview   *review;
  gboolean  (*is_open) (const FwSetAside *worked_at,
                        gpointer          user_data);
  gpointer    user_data;
} FwJudgedWork;

typedef struct
{
  gint64     accepted;
  gint64     waved_away;
  double     share;    /* that is accepted; NaN: no data */
  FwInterval interval; /* Wilson, 95 %; [0, 1] without data */
} FwPrecision;

/**
 * FwPrecisionTable:
 *
 * The figures of a manual. Immutable, reference counted, any thread.
 */
typedef struct _FwPrecisionTable FwPrecisionTable;

/* @now: decides which appeals are over. A verdict whose unit waits for an answer says
 * nothing yet. */
FwPrecisionTable  *fw_precision_table_new       (const FwCheckedRule    *rules,
                                                 gsize                   n_rules,
                                                 const FwJudgedWork     *works,
                                                 gsize                   n_works,
                                                 GDateTime              *now) G_GNUC_WARN_UNUSED_RESULT;
FwPrecisionTable  *fw_precision_table_ref       (FwPrecisionTable       *self);
void               fw_precision_table_unref     (FwPrecisionTable       *self);
/* NULL: the manual has no such rule, or no machine checks it. */
const FwPrecision *fw_precision_table_find_rule (const FwPrecisionTable *self,
                                                 const char             *rule);
/* Over all rules of the kind; NULL when there is none. */
const FwPrecision *fw_precision_table_find_kind (const FwPrecisionTable *self,
                                                 const char             *kind);
gint64             fw_precision_get_judged      (const FwPrecision      *self);
/* Enough was judged, and too little accepted. */
gboolean           fw_precision_is_low          (const FwPrecision      *self);
/* What speaks for asking less of people by this rule: its own figures when enough of
 * it was judged, else those of its kind. NULL: nothing does. */
const FwPrecision *fw_precision_table_find_low  (const FwPrecisionTable *self,
                                                 const char             *rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwPrecisionTable, fw_precision_table_unref)

G_END_DECLS
