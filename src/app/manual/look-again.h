/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/snapshot.h"
#include "rules/manual.h"

G_BEGIN_DECLS

/**
 * FwLookAgain:
 *
 * Frames of an object that a person has to look at again, because rules that ask
 * people changed since they were last confirmed. Nothing here says that a label
 * is not right.
 */
typedef struct
{
  FwTrackId   track;
  FwSpan      span;
  const char *rule;  /* interned: the first of them in the manual's order */
  char       *rules; /* (owned) all of them, "SD-003, SD-004" */
} FwLookAgain;

/* By frame, then by object: the order in which they are walked through. */
int     fw_look_again_compare (const FwLookAgain *a,
                               const FwLookAgain *b);
/* Each object and run of frames once. Pure; any thread; O(rules x confirmed runs).
 * Returns: (transfer full) (element-type FwLookAgain), sorted */
GArray *fw_look_again_find    (FwManual          *manual,
                               FwSnapshot        *snapshot) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
