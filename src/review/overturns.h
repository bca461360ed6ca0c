/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Reviewers and rules are looked at like annotators: how often a `wrong` did not
 * stand when somebody answered back. Pure; any thread.
 */

#include "core/review.h"
#include "review/estimate.h"

G_BEGIN_DECLS

/**
 * FwOverturns:
 *
 * Verdicts of `wrong` of one reviewer, or that cite one rule. An appeal is decided
 * when it was upheld or overturned, by a person or by silence; where the manual
 * turned out not to decide, it counts for nobody.
 */
typedef struct
{
  char      *name;       /* (owned) reviewer or rule */
  gint64     wrong;      /* verdicts */
  gint64     appealed;
  gint64     decided;
  gint64     overturned; /* of the decided ones */
  gint64     by_silence; /* of the overturned ones: nobody ruled in time */
  gint64     unclear;
  FwInterval interval;   /* of the share that is overturned; [0, 1] when none is decided */
} FwOverturns;

/* @reviewer's own. Free with fw_overturns_clear(). */
FwOverturns fw_overturns_of_reviewer (FwReview *const *reviews,
                                      gsize            n_reviews,
                                      const char      *reviewer,
                                      GDateTime       *now);
/* Every rule that a `wrong` cites, most often overturned first.
 * Returns: (transfer full) (element-type FwOverturns) */
GArray     *fw_overturns_list_rules  (FwReview *const *reviews,
                                      gsize            n_reviews,
                                      GDateTime       *now) G_GNUC_WARN_UNUSED_RESULT;
void        fw_overturns_clear       (FwOverturns     *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FwOverturns, fw_overturns_clear)

G_END_DECLS
