/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/manual-impact.h"
#include "rules/problem.h"

G_BEGIN_DECLS

/* Longest of either list. */
#define FW_RULE_TRIAL_MAX 2000

/**
 * FwRuleTrial:
 *
 * One rule of two versions of a manual over the same labels, place by place.
 * Immutable after it was made; belongs to whoever made it.
 */
typedef struct
{
  GPtrArray *opened;    /* (element-type FwProblem) (owned) what only the new version finds */
  GPtrArray *closed;    /* (element-type FwProblem) (owned) what only the old one finds */
  FwFindingCounts counts;
  gint64     n_labels;  /* that the new version is for */
  gsize      n_objects; /* they belong to */
  gsize      n_asides;  /* that were set aside under the old revision and come back */
  char      *silence;   /* (owned) (nullable) why the new version gives no answer */
  gboolean   is_capped; /* there are more than are counted */
  gboolean   is_cut;    /* there are more than are listed */
} FwRuleTrial;

/* Runs the rule options->only of both manuals of @diff, whether it changed or
 * not. Blocks for two checks. NULL with G_IO_ERROR_CANCELLED when cancelled.
 * Any thread.
 * Returns: (transfer full) (nullable) */
FwRuleTrial *fw_rule_trial_new  (FwManualDiff           *diff,
                                 FwSnapshot             *snapshot,
                                 const FwImpactOptions  *options,
                                 GCancellable           *cancellable,
                                 GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void         fw_rule_trial_free (FwRuleTrial            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwRuleTrial, fw_rule_trial_free)

G_END_DECLS
