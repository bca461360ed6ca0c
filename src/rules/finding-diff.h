/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/checker.h"

G_BEGIN_DECLS

/*
 * The findings of two checkers side by side: what only one of them has, and what
 * both have. Label rules are compared frame by frame, the others by place, where
 * two findings about the same objects that touch are the same one seen again.
 */

typedef enum
{
  FW_FINDING_OPENED, /* only the later checker has it */
  FW_FINDING_CLOSED, /* only the earlier */
  FW_FINDING_STAYED  /* both */
} FwFindingFate;

#define FW_N_FINDING_FATES (FW_FINDING_STAYED + 1)

/**
 * FwFindingCounts:
 *
 * How much of each fate there is. A place is a run of frames of one rule and its
 * objects, which the Checks list shows as one row; a problem is what the manual
 * counts and `framectl check` prints: a label rule has one in every frame of the
 * place, any other rule one.
 */
typedef struct
{
  gint64 places[FW_N_FINDING_FATES];
  gint64 problems[FW_N_FINDING_FATES];
} FwFindingCounts;

/* All findings of @checker, by rule, objects and frame.
 * Returns: (transfer full) (element-type FwFinding): borrows the rules */
GArray *fw_findings_collect (FwChecker *checker) G_GNUC_WARN_UNUSED_RESULT;

/* @part is a finding, its span cut to the frames that have this fate. */
typedef void (*FwFindingDiffFunc) (const FwFinding *part,
                                   FwFindingFate    fate,
                                   gpointer         user_data);
/* Calls @func for everything in @before and @after. Both as fw_findings_collect()
 * gave them; rules are matched by id. */
void    fw_findings_compare (const GArray      *before,
                             const GArray      *after,
                             FwFindingDiffFunc  func,
                             gpointer           user_data);
/* The one way to count what fw_findings_compare() tells. */
void    fw_finding_counts_add (FwFindingCounts *self,
                               const FwFinding *part,
                               FwFindingFate    fate);
/* Whether anything opened or closed. */
gboolean fw_finding_counts_has_change (const FwFindingCounts *self);

G_END_DECLS
