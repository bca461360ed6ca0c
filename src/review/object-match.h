/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Which objects of two versions of labels are the same thing. Pure; any thread.
 */

#include <gio/gio.h>

#include "core/snapshot.h"

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

/* @share from 0 to 1. */
typedef void (*FwMatchProgress) (double share, gpointer user_data);

/* Pairs objects of two versions that have the same frames and categories (see
 * core/labels-fit.h). First those of one id that lie on each other in most of the
 * frames in which both are in view; then, among the others, so that the overlap
 * over all frames adds up to the most, objects of one category first; last those
 * of one id and category that touch at all. Frames that either has left out do not
 * count, and an object that is in no other is left out.
 * By id of A; those that only B has follow by their id. NULL when cancelled or
 * when there are too many labels.
 * Returns: (transfer full) (element-type FwObjectPair) (nullable) */
GArray *fw_object_match (const FwSnapshot  *a,
                         const FwSnapshot  *b,
                         FwMatchProgress    progress,
                         gpointer           user_data,
                         GCancellable      *cancellable,
                         GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
