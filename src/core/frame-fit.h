/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Which frames two lists of frames have in common, when somebody else's labels
 * are to be laid over ours.
 */

#include "core/frame-list.h"
#include "core/renumber.h"
#include "core/span-set.h"

G_BEGIN_DECLS

typedef enum
{
  FW_FIT_ALL,  /* the same media */
  FW_FIT_SOME, /* a part, or maybe other media: a person should say that she means it */
  FW_FIT_NONE  /* labels of one mean nothing on the other */
} FwFitKind;

/**
 * FwFrameFit:
 *
 * Frames of a video are the same by their time stamps where both lists know
 * them, else by their numbers; pictures by their names, or by the last part of
 * them, and only where they have the same size (or that of the stored picture).
 * Reference counted; any thread.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;

  /*< public >*/
  FwFitKind  kind;
  char      *sentence; /* (owned) (nullable) what is so when it is not ALL; translated */
  gboolean   is_video;
  gsize      n_ours;
  gsize      n_theirs;
  gsize      n_common;
  FwSpanSet *common;   /* (owned) (nullable) of our frames */

  /*< private >*/
  GArray    *moves;    /* (owned) (element-type FwRenumbering) of a video */
  FwFrame   *ours;     /* (owned) (nullable) our frame of each of their pictures */
} FwFrameFit;

FwFrameFit *fw_frame_fit_new   (FwFrameList      *ours,
                                FwFrameList      *theirs) G_GNUC_WARN_UNUSED_RESULT;
FwFrameFit *fw_frame_fit_ref   (FwFrameFit       *self);
void        fw_frame_fit_unref (FwFrameFit       *self);
/* Their frame in our numbers; FW_FRAME_NONE when we have no such frame. */
FwFrame     fw_frame_fit_move  (const FwFrameFit *self,
                                FwFrame           theirs);
/* Their object in our frames, without what lies in others; it says nothing of
 * manuals, which are their own. NULL when nothing is left.
 * Returns: (transfer full) (nullable) */
FwTrack    *fw_frame_fit_track (const FwFrameFit *self,
                                FwTrack          *theirs) G_GNUC_WARN_UNUSED_RESULT;
/* Their marks in our frames. Returns: (transfer full) (nullable) */
FwSpanSet  *fw_frame_fit_span_set (const FwFrameFit *self,
                                const FwSpanSet  *theirs) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwFrameFit, fw_frame_fit_unref)

G_END_DECLS
