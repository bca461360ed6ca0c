/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/frame-list.h"
#include "core/span-set.h"
#include "core/step.h"
#include "core/track.h"

G_BEGIN_DECLS

/**
 * FwRenumbering:
 *
 * Frames at and after @from move by @shift; entries ascend by @from, each
 * holds up to the next; frames before the first stay. Made when the confirming
 * pass finds that packets yield no picture: a frame whose picture does not
 * exist falls on the one that took its place.
 */
typedef struct
{
  FwFrame from;
  gint32  shift;
} FwRenumbering;

FwFrame    fw_renumber_frame    (FwFrame              frame,
                                 const FwRenumbering *entries,
                                 gsize                n_entries);
/* Returns: (transfer full): the track with every frame number moved */
FwTrack   *fw_renumber_track    (FwTrack             *track,
                                 const FwRenumbering *entries,
                                 gsize                n_entries) G_GNUC_WARN_UNUSED_RESULT;
/* Returns: (transfer full) (nullable) */
FwSpanSet *fw_renumber_span_set (FwSpanSet           *set,
                                 const FwRenumbering *entries,
                                 gsize                n_entries) G_GNUC_WARN_UNUSED_RESULT;

/* What a video's list says of its frames, moved along. Where two frames fall
 * on one, the later says; a frame that nobody falls on has no time stamp.
 * Returns: (transfer full) */
FwFrameList *fw_renumber_frame_list (FwFrameList         *frames,
                                 const FwRenumbering *entries,
                                 gsize                n_entries) G_GNUC_WARN_UNUSED_RESULT;

/* How the frames of @from are numbered in @to, two lists of one video: matched
 * by their time stamps. Empty when they agree, and when nothing can be said:
 * time stamps that are unknown or do not ascend, or fewer than nine in ten that
 * @to knows (another video, another unit of time).
 * Returns: (transfer full) (element-type FwRenumbering) */
GArray      *fw_renumber_between    (FwFrameList         *from,
                                 FwFrameList         *to) G_GNUC_WARN_UNUSED_RESULT;

/**
 * FwRenumber:
 *
 * Renumbers many values that share tracks, such as the steps of a history: what
 * was shared stays shared. One thread at a time.
 */
typedef struct _FwRenumber FwRenumber;

/* @entries are borrowed and outlive it. */
FwRenumber  *fw_renumber_new        (const FwRenumbering *entries,
                                     gsize                n_entries);
void         fw_renumber_free       (FwRenumber          *self);
/* The value of a slot with its frames moved. Returns: (transfer full) (nullable) */
gpointer     fw_renumber_value      (FwRenumber          *self,
                                     FwSlotKind           kind,
                                     gpointer             value) G_GNUC_WARN_UNUSED_RESULT;
/* The step with its place and both sides of every change moved. Returns: (transfer full) */
FwStep      *fw_renumber_step       (FwRenumber          *self,
                                     FwStep              *step) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwRenumber, fw_renumber_free)

G_END_DECLS
