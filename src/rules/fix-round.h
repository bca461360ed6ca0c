/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/checker.h"
#include "rules/problem-aside.h"

G_BEGIN_DECLS

/* What the fixes of a round made of one object. */
typedef struct
{
  FwTrackId track;
  FwTrack  *before;  /* (owned) as the checker saw it */
  FwTrack  *after;   /* (owned) (nullable) NULL: it goes away */
  guint     n_fixed; /* findings */
} FwFixedTrack;

/**
 * FwFixRound:
 *
 * What every safe fix together makes of the labels: all findings of a checker,
 * not only those that a list describes. Nothing is changed by it; whoever has the
 * labels puts the objects in place, as one step. A value, for any thread.
 */
typedef struct
{
  GPtrArray *tracks;  /* (owned) (element-type FwFixedTrack) in the order of the findings */
  guint      n_fixed;
  guint      n_left;  /* whose fix is not possible any more */
  GError    *error;   /* (owned) (nullable) why not, of the first of them */
} FwFixRound;

/* Called for each fix that was done (@error NULL) or not possible. */
typedef void (*FwFixRoundFunc) (FwProblem *problem, const GError *error, gpointer user_data);

/* Walks all that @checker found in @snapshot, which it checked last: of @rule or
 * (NULL) of all, without what was set aside there. Fixes of one object follow each
 * other. Takes a microsecond or more each: for the checker's thread.
 * Returns: (transfer full) (nullable): NULL when cancelled */
FwFixRound *fw_fix_round_new  (FwChecker      *checker,
                               FwSnapshot     *snapshot,
                               const FwRule   *rule,
                               GCancellable   *cancellable,
                               FwFixRoundFunc  func,
                               gpointer        user_data) G_GNUC_WARN_UNUSED_RESULT;
void        fw_fix_round_free (FwFixRound     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwFixRound, fw_fix_round_free)

G_END_DECLS
