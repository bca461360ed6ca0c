/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The report of one draw: what was drawn and how to draw it again, what was
 * found, and what that says about everything it was drawn from. As values, as
 * JSON and as an HTML page. Pure; any thread.
 */

#include "core/open-questions.h"
#include "core/review-said.h"
#include "review/acceptance.h"
#include "review/agreement.h"
#include "review/estimate.h"

G_BEGIN_DECLS

/**
 * FwReportGroup:
 *
 * A stratum or a rule. Of a rule, @judged is all of the draw, and the interval
 * that of the share that breaks this rule.
 */
typedef struct
{
  char      *name;   /* (owned) */
  gint64     size;   /* units in the batch; 0: unknown (a rule, a stratum of a simple draw) */
  gint64     drawn;
  gint64     judged; /* correct or wrong */
  gint64     wrong;
  FwInterval interval;
} FwReportGroup;

typedef enum
{
  FW_PLAN_NONE,
  FW_PLAN_OPEN,     /* too few judged to say */
  FW_PLAN_ACCEPTED,
  FW_PLAN_REJECTED
} FwPlanState;

/**
 * FwReportClusters:
 *
 * Labels of one object are often right or wrong together. Of the batch the estimate holds
 * all the same, because each label was drawn by itself and the batch is all there is. What it says
 * of other work of the same kind, of other objects, is less: as if fewer had been judged.
 */
typedef struct
{
  gint64     n_objects; /* of which labels were judged; 0: no labels of tracks, one of each, or
                         * they are not alike */
  double     rho;       /* how alike labels of an object are, see fw_intraclass_correlation() */
  double     effect;    /* the design effect: the variance grows by it */
  FwInterval interval;  /* of the rate in other work: Wilson's of so many fewer, and never
                         * narrower than that of the batch */
} FwReportClusters;

/**
 * FwReport:
 *
 * Each unit counts once, by the verdict that came first (core/review-said.h); what
 * a second person said goes into @second, and where verdicts say different things
 * into @disputed. Units that are unclear, not judgeable or excused count neither as
 * judged nor as wrong, and so do units that wait for the answer to a question.
 */
typedef struct
{
  const FwReview *review;  /* borrowed */
  FwOpenQuestions *asked;  /* (owned) (nullable) */
  GDateTime      *now;     /* (owned) (nullable) */
  const FwBatch  *batch;   /* borrowed */
  const FwDraw   *draw;    /* borrowed */
  gint64          counts[FW_N_OUTCOMES]; /* units by what their verdict counts as */
  gint64          open;    /* drawn and not judged yet */
  double          confidence;
  FwRateEstimate  estimate; /* by the design; rate NaN for a targeted search */
  FwInterval      exact;   /* Clopper and Pearson, of a simple draw */
  FwCountInterval lot;     /* exact for the finite batch, of a simple draw */
  FwReportClusters clusters;
  FwPlanState     plan;
  GArray         *strata;  /* (element-type FwReportGroup) (owned) */
  GArray         *rules;   /* (element-type FwReportGroup) (owned) rules that were broken */
  gint64          mistakes[FW_N_MISTAKES]; /* wrong units by kind */
  GPtrArray      *kinds;   /* (element-type utf8) (owned) words of the confusion table, by
                            * name, then kinds of mistakes in brackets */
  gint64         *confusion; /* (owned) kinds x kinds: rows as labelled, columns as judged */
  gint64          towards; /* answers that became `wrong` when the machine's problems were shown */
  gint64          away;    /* and that ceased to be */
  gint64          n_two;   /* units judged by two people */
  FwAgreement     second;  /* of them, what both called right or wrong before they were shown
                            * anything: whether they said the same of that */
  gint64          n_second;
  GArray         *disputed; /* (element-type FwSaid) (owned) judged differently, by
                            * fw_verdict_agrees(), in drawing order */
  gint64          median_ms;
  GHashTable     *said;    /* (element-type utf8 FwSaid) (owned) judged units; names and
                            * verdicts are borrowed from @review */
  GPtrArray      *wrong;   /* (element-type FwVerdict) (owned) all that say so, whether they
                            * count or not, in drawing order; the elements are borrowed */
} FwReport;

/* @draw must be one of the review's. @confidence: 0.95. @now (nullable): as for
 * fw_review_get_outcome(). */
FwReport *fw_report_new      (const FwReview *review,
                              gint64          draw,
                              double          confidence,
                              GDateTime      *now) G_GNUC_WARN_UNUSED_RESULT;
void      fw_report_free     (FwReport       *self);

/* What a verdict of the draw counts as in this report. */
FwOutcome fw_report_get_outcome (const FwReport  *self,
                                 const FwVerdict *verdict);
/* What the sequential test of the plan's two shares says of what was judged so far, with 5 % and
 * 10 % of error as everywhere. FALSE when the draw has no plan with two shares, is not random, or
 * was not judged in the order of the draw, up to a tenth that is left open. */
gboolean  fw_report_get_advice (const FwReport     *self,
                                FwSequentialAnswer *out_answer);

/* How far the reviewers of this draw agree with themselves: what one of them judged
 * twice, in whichever draws of the review, as long as it was the same revision; right
 * or not right, without help. @out_n gets how many. O(verdicts of the review). */
FwAgreement fw_report_compare_again (const FwReport *self,
                                     gint64         *out_n);

/* One JSON document. Returns: (transfer full) */
char     *fw_report_to_json  (const FwReport *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * FwReportSources:
 *
 * Where a page takes from what the review does not hold. All nullable; what
 * they give is (transfer full) (nullable): the text of a rule in the version
 * that was in force, its title in the first line (@rule_rev is NULL where only that is
 * wanted), a picture as an address for `src` (a path, or `data:`), and what people call
 * a category or a unit whose name is in the files.
 */
typedef struct
{
  char *(*rule_text) (const char *rule, const char *rule_rev, gpointer user_data);
  char *(*picture)   (const FwVerdict *verdict, gpointer user_data);
  char *(*category)  (const char *name, gpointer user_data);
  char *(*unit)      (const char *name, gpointer user_data);
  gpointer user_data;
} FwReportSources;

/* A page that needs nothing else but the pictures. @sources is nullable.
 * Returns: (transfer full) */
char     *fw_report_to_html  (const FwReport        *self,
                              const FwReportSources *sources) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwReport, fw_report_free)

G_END_DECLS
