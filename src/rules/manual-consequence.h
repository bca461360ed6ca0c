/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/snapshot.h"
#include "rules/manual-diff.h"

G_BEGIN_DECLS

/* Frames of an object that were last confirmed under an older revision of a rule. */
typedef struct
{
  FwTrackId   track;
  FwSpan      span;
  const char *manual; /* the key of the stamp they were confirmed under; interned */
} FwAffected;

/**
 * FwConsequence:
 *
 * One rule that is not what it was when labels were confirmed: a card to
 * acknowledge, and the labels to walk through.
 */
typedef struct
{
  const FwRule  *rule;      /* of the manual in force; NULL: it is not in it any more */
  const char    *id;        /* interned */
  FwChangeClass  change;    /* what the manual in force says it did since; NONE: nothing */
  gboolean needs_eyes; /* a rule that asks people, and a change that asks more or does not say */
  GArray        *affected;  /* (element-type FwAffected) (owned) by object and frame */
  gint64         n_labels;  /* frames in @affected; deleted ones and gaps count */
} FwConsequence;

/**
 * fw_manual_find_consequences:
 *
 * Compares what labels were confirmed under with the manual in force. Labels
 * count for a rule when it is for their category and has another revision now
 * than then, is new, or is retired since; what nobody is known to have
 * confirmed is left out, so files from before have no consequences. Under the
 * same revisions nothing is affected, whatever else the manual's text says.
 * Pure; any thread; O(rules x confirmed runs).
 *
 * Returns: (transfer full) (element-type FwConsequence): rules with at least one
 * label, in the manual's order, those it has no more last; borrowed strings live
 * as long as @manual
 */
GArray *fw_manual_find_consequences (FwManual   *manual,
                                     FwSnapshot *snapshot) G_GNUC_WARN_UNUSED_RESULT;

/* What labels are confirmed under while this manual is in force.
 * Returns: (transfer full) */
FwManualStamp *fw_manual_make_stamp (const FwManual *manual) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
