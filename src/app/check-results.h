/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "edit/session.h"
#include "rules/checker.h"
#include "rules/problem-aside.h"

G_BEGIN_DECLS

/* Of each rule at most so many findings are described. */
#define FW_CHECK_RESULTS_MAX_PER_RULE 2000

/**
 * FwCheckResults:
 *
 * What one check of all labels came to, without what a person set aside. Made in
 * the thread that has the checker, never changed afterwards, and then whoever
 * shows it has it. A value: it knows nothing of threads.
 */
typedef struct
{
  GPtrArray     *problems;   /* (owned) (element-type FwProblem) by rule, object, frame */
  GPtrArray     *asides;     /* (owned) (element-type FwProblem) what was set aside */
  FwAsideFilter *filter;     /* (owned) which those are */
  GArray        *marks;      /* (owned) (element-type FwMark) of all findings */
  GHashTable    *counts;     /* (owned) FwRule -> what there is of it */
  GHashTable    *silences;   /* (owned) FwRule -> interned sentence */
  GArray        *questions;  /* (owned) (nullable) (element-type FwPixelQuestion) */
  gsize          n_answered; /* of such questions */
  gint64         n_problems;
  gint64         n_hints;
  gboolean       is_capped;  /* findings past a million are counted no more */
  gboolean       is_cut;     /* there are findings that are not described */
} FwCheckResults;

/* Nothing was found. */
FwCheckResults *fw_check_results_new_empty (void);
/* What @checker found in @snapshot, which it checked last. */
FwCheckResults *fw_check_results_new       (FwChecker            *checker,
                                            FwSnapshot           *snapshot);
void            fw_check_results_free      (FwCheckResults       *self);

/* Places of one rule. */
gint64          fw_check_results_count     (const FwCheckResults *self,
                                            const FwRule         *rule);
/* How many of the described problems of @rule (NULL: of all rules) have a safe fix;
 * @out_more: others may, because not all are described. */
guint           fw_check_results_count_safe (const FwCheckResults *self,
                                            const FwRule         *rule,
                                            gboolean             *out_more);
/* Those of the described problems that touch @frame; all there are unless is_cut.
 * Returns: (transfer full) (element-type FwProblem) */
GPtrArray      *fw_check_results_list_frame (const FwCheckResults *self,
                                            FwFrame               frame) G_GNUC_WARN_UNUSED_RESULT;
/* All that @checker found at @frame and @filter lets through.
 * Returns: (transfer full) (element-type FwProblem) */
GPtrArray      *fw_check_results_look      (FwChecker            *checker,
                                            FwAsideFilter        *filter,
                                            FwFrame               frame) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwCheckResults, fw_check_results_free)

G_END_DECLS
