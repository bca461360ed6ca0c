/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Which frames a reviewer is shown beside the one that is judged: the
 * neighbours of a label, and a track at a glance. No toolkit.
 */

#include "core/snapshot.h"
#include "core/unit-name.h"

G_BEGIN_DECLS

typedef struct
{
  FwFrame  frame;
  gboolean is_keyframe;
  gboolean is_there;   /* the object is a label in it */
  gboolean is_middle;  /* the one that is judged */
} FwFilmFrame;

#define FW_FILM_N    7
#define FW_FILM_STEP 5

/* The frame in which a unit is judged first: its own; of a track the largest
 * keyframe. FW_FRAME_NONE when the labels do not have it. */
FwFrame  fw_review_frames_get_first  (const FwUnit     *unit,
                                      const FwSnapshot *snapshot);
/* Seven frames with the unit's own in the middle, as far as there are any; none
 * of a folder of pictures, where neighbours are other places.
 * Returns: (transfer full) (element-type FwFilmFrame) */
GArray  *fw_review_frames_around     (const FwUnit     *unit,
                                      const FwSnapshot *snapshot) G_GNUC_WARN_UNUSED_RESULT;
/* A track at a glance: its ends, where an attribute changes, and the rest spread
 * evenly over the frames it is a label in; at most @max, ascending.
 * Returns: as above */
GArray  *fw_review_frames_of_track   (FwTrackId         id,
                                      const FwSnapshot *snapshot,
                                      guint             max) G_GNUC_WARN_UNUSED_RESULT;
/* The attributes of a track that are not the same all the time, as they are in
 * @frame, each with its name: a value alone does not say what it is of. None where
 * nothing changes: those are the track's, and stand with what is known of it.
 * @dup_words makes one readable. Returns: (transfer full) (array zero-terminated=1) */
typedef char *(*FwAttributeWords)    (const char       *name,
                                      FwValue           value);
char   **fw_review_frames_list_words (FwTrackId         id,
                                      const FwSnapshot *snapshot,
                                      FwFrame           frame,
                                      FwAttributeWords  dup_words) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
