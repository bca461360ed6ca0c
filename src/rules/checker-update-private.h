/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What one update carries with it: checker-update.c finds out what changed and
 * checks it again, checker-delta.c tells what that opened and closed.
 */

#include "rules/checker-private.h"

G_BEGIN_DECLS

/* What an update has touched: the runs a track had before, and where each
 * family of checks looked. */
typedef struct
{
  GArray *before; /* (owned) (nullable) (element-type FwRun) */
  FwSpan  windows[FW_N_FAMILIES];
} FwTouched;

typedef struct
{
  FwTrackId id;
  FwTrack  *before; /* (nullable) */
  FwTrack  *after;  /* (nullable) */
  FwSpan    window;
} FwTrackChange;

typedef struct
{
  FwChecker  *checker;
  GHashTable *touched;  /* (owned) FwTrackId -> FwTouched */
  GHashTable *ids;      /* (owned) FwTrackId -> FwTrackChange */
  GArray     *changes;  /* (owned) (element-type FwTrackChange) */
  gboolean    sums;     /* of what is no label, such as who drew it */
  gboolean    marks;    /* the set of labelled, empty or seen frames may differ */
  guint       facts;    /* bits of FwFactBit that are new */
} FwUpdate;

static inline FwFamily
fw_update_family_of (const FwChecker *checker,
                     const FwRun     *run)
{
  return fw_plan_get_check (checker->plan, run->check)->family;
}

/* checker-delta.c: what the lists of findings say now that they did not say
 * before the update, and the other way round. Returns: (transfer full) */
FwCheckerDelta *fw_update_make_delta (FwUpdate      *update) G_GNUC_WARN_UNUSED_RESULT;
/* Checks everything anew and compares with what was known.
 * Returns: (transfer full): NULL when cancelled */
FwCheckerDelta *fw_update_by_running (FwChecker     *checker,
                                      FwSnapshot    *snapshot,
                                      GCancellable  *cancellable,
                                      GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
