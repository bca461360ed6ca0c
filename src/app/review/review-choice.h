/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Choosing what to review: by the time there is, by what has to be shown, by an
 * acceptance plan, or looked for on purpose. No toolkit. The counting and the
 * freezing read every unit, so they run in a thread.
 */

#include <gio/gio.h>

#include "core/review.h"
#include "core/unit-words.h"
#include "review/acceptance.h"
#include "review/sampling.h"

G_BEGIN_DECLS

typedef enum
{
  FW_CHOICE_TIME,
  FW_CHOICE_BOUND,
  FW_CHOICE_PLAN,
  FW_CHOICE_TARGETED
} FwChoiceKind;

#define FW_N_CHOICE_KINDS (FW_CHOICE_TARGETED + 1)

/* By value; @category is borrowed. */
typedef struct
{
  FwChoiceKind kind;
  guint        minutes;     /* time */
  double       pace_s;      /* seconds that a unit takes */
  double       bound;       /* the share that is to be excluded */
  double       aql;         /* plan: what is all right */
  double       limit;       /* and what must not pass; not of a plan by table */
  gboolean     is_mil_std;
  FwInspection inspection;  /* plan: where the stream of batches stands */
} FwReviewChoice;

/* What a choice comes to in a batch. */
typedef struct
{
  FwDesign design;
  gsize    n;          /* units to judge */
  gint64   accept;     /* -1: no acceptance plan */
  double   aql;
  double   limit;
  FwPlan   plan;       /* of an acceptance plan */
  gboolean is_all;     /* nothing is left to draw */
} FwChoiceResult;

/* FALSE when nothing can be drawn: no units, or no plan tells the two shares
 * apart in so small a batch. @n_chosen: how many units are looked for on purpose. */
gboolean    fw_review_choice_compute    (const FwReviewChoice *choice,
                                         gsize                 n_units,
                                         gsize                 n_chosen,
                                         FwChoiceResult       *out);
/* What the result can show, in a sentence or two. Returns: (transfer full) */
char       *fw_review_choice_dup_words  (const FwReviewChoice *choice,
                                         const FwChoiceResult *result,
                                         FwUnitKind            unit,
                                         gsize                 n_units) G_GNUC_WARN_UNUSED_RESULT;
/* Seconds a unit takes: the median of what @person took for such units in this
 * review, else what is usual. */
double      fw_review_choice_get_pace   (const FwReview       *review,
                                         const char           *person,
                                         FwUnitKind            unit);
/* Units of @sampling that @person drew: somebody else judges them. O(units). */
gsize       fw_review_choice_count_own  (const FwSampling     *sampling,
                                         const char           *person);
/* The middle one of @times (element-type gint64), which are sorted; 0 of none. */
gint64      fw_review_median_ms         (GArray               *times);
/* A seed that nobody could have chosen for its outcome. Returns: (transfer full) */
char       *fw_review_choice_dup_seed   (void) G_GNUC_WARN_UNUSED_RESULT;

/* Places of @hits (element-type FwUnit) in @sampling, each once, in their order;
 * those that are not in it are left out. At most @max.
 * Returns: (transfer full) (element-type gsize) */
GArray     *fw_review_choice_find_hits  (const FwSampling     *sampling,
                                         const GArray         *hits,
                                         gsize                 max) G_GNUC_WARN_UNUSED_RESULT;
/* Units of one category in an order that seed and names give. At most @max.
 * Returns: as above */
GArray     *fw_review_choice_of_category (const FwSampling    *sampling,
                                         const char           *category,
                                         const char           *seed,
                                         gsize                 max) G_GNUC_WARN_UNUSED_RESULT;

/* Units that nobody judged, in any draw, in the order of the labels. At most @max.
 * O(units and verdicts). Returns: as above */
GArray     *fw_review_choice_find_unjudged (const FwSampling  *sampling,
                                         const FwReview       *review,
                                         gsize                 max) G_GNUC_WARN_UNUSED_RESULT;

/* Lists all units of @kind in a thread; see fw_sampling_new_from_labels(). */
void        fw_review_survey_async      (const FwSamplingFacts *facts,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
/* Returns: (transfer full) (nullable) */
FwSampling *fw_review_survey_finish     (GAsyncResult         *result,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a draw is made from. Borrowed; texts are copied. */
typedef struct
{
  FwSampling           *sampling;
  const FwChoiceResult *result;
  const GArray         *chosen;   /* (element-type gsize) (nullable) for a targeted draw */
  const char           *seed;
  const char           *manual;   /* (nullable) */
  const char           *version;
} FwReviewDrawFacts;

/* Draws and freezes in a thread. */
void        fw_review_draw_async        (const FwReviewDrawFacts *facts,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
/* @out is to be cleared. */
gboolean    fw_review_draw_finish       (GAsyncResult         *result,
                                         FwFrozenDraw         *out,
                                         GError              **error);

G_END_DECLS
