/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What units are called for people: "Car 12, frame 404" for `clip/404/t12`. The name
 * is what a draw can be repeated by; these words are what one reads. Pure; any thread.
 */

#include "core/snapshot.h"
#include "core/unit-name.h"

G_BEGIN_DECLS

/* "Car 12, frame 404", "Car 12, picture 38", "Car 12", "Frame 404": @object is what the
 * unit's object is called, and not looked at for a frame. Pictures of a folder are
 * counted from 1. Returns: (transfer full) */
char        *fw_unit_join_words (const FwUnit      *unit,
                                 gboolean           is_video,
                                 const char        *object) G_GNUC_WARN_UNUSED_RESULT;

/* "125 labels", "1 track", "20 frames". Returns: (transfer full) */
char        *fw_unit_kind_dup_count (FwUnitKind        kind,
                                 gsize              n) G_GNUC_WARN_UNUSED_RESULT;

/**
 * FwUnitWords:
 *
 * The words for units of one snapshot, which it holds. In a picture objects are
 * called by their place there, which is found once for all: O(tracks) for pictures,
 * O(1) for a video.
 */
typedef struct _FwUnitWords FwUnitWords;

FwUnitWords *fw_unit_words_new  (FwSnapshot        *snapshot) G_GNUC_WARN_UNUSED_RESULT;
void         fw_unit_words_free (FwUnitWords       *self);
/* As above; an object that is not there any more is "Object 12 (deleted)", in a picture,
 * where nobody knows its number, "An object that was deleted". O(log tracks). Returns: (transfer full) */
char        *fw_unit_words_dup  (const FwUnitWords *self,
                                 const FwUnit      *unit) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwUnitWords, fw_unit_words_free)

G_END_DECLS
