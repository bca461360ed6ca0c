/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/snapshot.h"
#include "rules/checker.h"
#include "rules/finding-diff.h"
#include "rules/manual-diff.h"

G_BEGIN_DECLS

/**
 * FwRuleImpact:
 *
 * What a new version of a manual does to labels by one rule.
 */
typedef struct
{
  const char         *id;         /* of the rule; interned */
  const FwRuleChange *change;     /* NULL: the rule is the same, but what it builds on is not */
  FwFindingCounts     counts;     /* of problems and hints */
  gint64              n_eyes;     /* labels that a person has to look at again under this rule */
  gsize               n_objects;  /* objects that those belong to */
} FwRuleImpact;

/**
 * FwManualImpact:
 *
 * A dry run: both versions of a manual over the same labels. Immutable after
 * it was made; belongs to whoever made it.
 */
typedef struct
{
  FwManualDiff *diff;     /* (owned) */
  GArray *rules; /* (element-type FwRuleImpact) (owned) that change, open or close anything;
                    in the new manual's order, removed ones last */
  gint64        n_labels;
  gint64        n_eyes;   /* labels that some rule wants looked at; the others stay valid */
  FwFindingCounts counts; /* of all rules, those in @rules or not */
  gboolean      is_capped; /* there are more problems than are counted */
} FwManualImpact;

/* What else a dry run is told; all of it may be left out. */
typedef struct
{
  const char        *only;     /* id of the one rule that is run and counted */
  FwCheckFacts      *facts;    /* what labels do not say */
  FwCheckerProgress  progress; /* over both runs; in their thread */
  gpointer           user_data;
  gboolean           counts_in_pictures; /* fw_checker_set_counts_in_pictures() */
} FwImpactOptions;

/* Runs both manuals. Blocks for two full checks. NULL with
 * G_IO_ERROR_CANCELLED when cancelled. @options: (nullable). Any thread.
 * Returns: (transfer full) (nullable) */
FwManualImpact *fw_manual_impact_new  (FwManualDiff           *diff,
                                       FwSnapshot             *snapshot,
                                       const FwImpactOptions  *options,
                                       GCancellable           *cancellable,
                                       GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void            fw_manual_impact_free (FwManualImpact *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwManualImpact, fw_manual_impact_free)

G_END_DECLS
