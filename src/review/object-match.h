/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Which objects of two versions of labels are the same thing. Pure; any thread.
 */

#include "core/snapshot.h"
#include "core/work.h"

G_BEGIN_DECLS

/**
 * FwObjectPair:
 *
 * One thing, as both versions have it; NULL where one does not.
 */
typedef struct
{
  FwTrack *a; /* (owned) (nullable) */
  FwTrack *b; /* (owned) (nullable) */
} FwObjectPair;

/* Pairs objects of two versions that have the same frames and categories (see
 * core/labels-fit.h). First those that are the same all along, of one id before
 * others; then those of one id that lie on each other in most of the frames in which
 * both are in view, unless another one lies on either more than twice as well; then,
 * among the others, so that the overlap over all frames adds up to the most, objects
 * of one category first; last those of one id and category that touch at all. Frames
 * that either has left out do not count, and an object that is in no other is left
 * out.
 * By id of A; those that only B has follow by their id. NULL when @work (nullable)
 * was cancelled or when there are too many labels.
 * Returns: (transfer full) (element-type FwObjectPair) (nullable) */
GArray *fw_object_match (const FwSnapshot  *a,
                         const FwSnapshot  *b,
                         const FwWork      *work,
                         GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
