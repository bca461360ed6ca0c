/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * In which frames two versions of an object are different labels, and in what.
 * Frames are compared one by one where the versions may differ, so that two
 * ways to write the same labels are equal. Pure; any thread.
 */

#include "core/track.h"

G_BEGIN_DECLS

typedef enum
{
  FW_RUN_THERE,    /* only one of them is there */
  FW_RUN_SHAPE,    /* both are there, with another shape */
  FW_RUN_ATTRIBUTE /* another value of @name; FW_CHANGE_OCCLUDED is one, too */
} FwRunKind;

/**
 * FwTrackRun:
 *
 * Frames in a row in which one thing differs in one way.
 */
typedef struct
{
  FwRunKind   kind;
  const char *name;     /* of an attribute, interned; else NULL */
  FwSpan      span;
  FwValue     before;   /* of attributes; of THERE whether it is there; else null */
  FwValue     after;
  double      distance; /* of SHAPE: the largest in the run, as fw_shape_distance() has it */
  FwFrame     farthest; /* where that is; else the first frame */
} FwTrackRun;

/* What is different, by the first frame. Category, name, group and drawing order
 * are not looked at. O(frames that may differ).
 * Returns: (transfer full) (element-type FwTrackRun) */
GArray  *fw_track_list_runs      (FwTrack       *before,
                                  FwTrack       *after) G_GNUC_WARN_UNUSED_RESULT;
/* Whether both have their keyframes and gaps in the same frames. */
gboolean fw_track_same_keyframes (const FwTrack *a,
                                  const FwTrack *b);

G_END_DECLS
