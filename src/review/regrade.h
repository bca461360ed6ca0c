/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What a new manual version does to verdicts that were given under an old one.
 * Nobody is graded under a rule that came later: what was right stays right,
 * and what the new version no longer asks is taken back. Pure; any thread.
 */

#include "core/change-class.h"
#include "core/review.h"

G_BEGIN_DECLS

/**
 * FwRegradeEffect:
 *
 * One field of the table: a change of the rule that a verdict cites, and how
 * the verdict stood.
 */
typedef struct
{
  gboolean is_excused;    /* leaves numerator and denominator, and its author is told */
  gboolean is_appealable; /* may be appealed again for a while */
  gboolean is_rework;     /* the unit is queued as new work under the new rule */
  gboolean is_rechecked;  /* the machine looks again */
  gboolean is_closed;     /* problems of the rule are closed */
} FwRegradeEffect;

FwRegradeEffect fw_regrade_effect  (FwChangeClass change,
                                    FwOutcome     outcome);

/* What the new version did to a rule. @rev (nullable): its revision now; verdicts
 * that cite it were given under the new text, whatever version they name. */
typedef struct
{
  const char   *rule;
  FwChangeClass change;
  const char   *rev;
} FwRegradeRule;

/**
 * FwGrade:
 *
 * Verdicts that count: those of `correct` and `wrong`, of draws that were no
 * targeted search, one for each unit of a draw (core/review-said.h).
 */
typedef struct
{
  gint64 judged;
  gint64 wrong;
} FwGrade;

typedef struct
{
  gint64          verdict;
  FwRegradeEffect effect;
} FwRegradeEntry;

/**
 * FwRegradePlan:
 *
 * Everything a new version does, before it is done. @excused is what an
 * FwRegrade record takes; both grades are shown, with the reason.
 */
typedef struct
{
  FwGrade    before;
  FwGrade    after;
  GArray    *entries; /* (element-type FwRegradeEntry) (owned) verdicts with any effect, by id */
  GArray    *excused; /* (element-type gint64) (owned) ascending */
  GPtrArray *rework;  /* (element-type utf8) (owned) units, each once */
} FwRegradePlan;

/* @version (nullable): what becomes of verdicts of this version only, to which
 * @rules compares. */
FwRegradePlan  *fw_regrade_plan_new  (const FwReview      *review,
                                      const char          *version,
                                      const FwRegradeRule *rules,
                                      gsize                n_rules) G_GNUC_WARN_UNUSED_RESULT;
void            fw_regrade_plan_free (FwRegradePlan       *self);

/* Adds one verdict, as it stands, to a grade. */
void            fw_grade_add         (FwGrade             *grade,
                                      FwOutcome            outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwRegradePlan, fw_regrade_plan_free)

G_END_DECLS
