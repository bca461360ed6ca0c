/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/snapshot.h"

G_BEGIN_DECLS

/**
 * FwUnitKind:
 *
 * What is judged: one label in one frame, a whole track, or a frame ("is
 * anything missing?").
 */
typedef enum
{
  FW_UNIT_LABEL,
  FW_UNIT_TRACK,
  FW_UNIT_FRAME
} FwUnitKind;

/* `label`, `track`, `frame`. */
const char *fw_unit_kind_to_word   (FwUnitKind   kind);
gboolean    fw_unit_kind_from_word (const char  *word,
                                    FwUnitKind  *out_kind);

/**
 * FwUnit:
 *
 * One thing to judge. By value. Its name is
 *
 *   MEDIA/FRAME/tTRACK       a label of a track
 *   MEDIA/FRAME/aANNOTATION  a shape of a plain document, where the object is its annotation
 *   MEDIA/tTRACK             a track
 *   MEDIA/FRAME              a frame
 *
 * In a plain document an object is a single shape, so a label and a track of it
 * are the same unit and have the name of the former.
 */
typedef struct
{
  FwUnitKind kind;
  FwFrame    frame;    /* FW_FRAME_NONE for a track */
  FwTrackId  track;    /* 0 for a frame */
  gboolean   is_plain; /* named as an annotation */
} FwUnit;

/* What stands before the first slash: the video's name without folder and
 * ending; for pictures the name of the labels, `NAME` of `NAME.coco.json`.
 * Returns: (transfer full) */
char    *fw_unit_dup_media (const FwFrameList *frames,
                            const char        *labels_path) G_GNUC_WARN_UNUSED_RESULT;
/* Returns: (transfer full) */
char    *fw_unit_dup_name  (const FwUnit      *unit,
                            const char        *media) G_GNUC_WARN_UNUSED_RESULT;
/* The label of an object in a frame, named as it is in such labels. */
FwUnit   fw_unit_for_label (const FwSnapshot  *snapshot,
                            FwFrame            frame,
                            FwTrackId          track);
/* FALSE when @name is none of the four forms. @out_media (nullable) is given. */
gboolean fw_unit_parse     (const char        *name,
                            FwUnit            *out_unit,
                            char             **out_media);
/* Whether @snapshot has the unit: a label where the track is one, a frame that is
 * not deleted. O(log n). */
gboolean fw_unit_is_in     (const FwUnit      *unit,
                            const FwSnapshot  *snapshot);
/* The revision of the unit as it is in @snapshot (core/unit-rev.h); NULL when
 * it is not there. Returns: (transfer full) (nullable) */
char    *fw_unit_dup_rev   (const FwUnit      *unit,
                            const FwSnapshot  *snapshot) G_GNUC_WARN_UNUSED_RESULT;
/* Units that one list may hold; more is refused. */
#define FW_UNIT_MAX 20000000

/* All units of the kind: labels in frames that are not deleted, by track and
 * frame; tracks; frames that are not deleted. NULL with FW_FORMAT_ERROR_LIMIT
 * when there are more than FW_UNIT_MAX.
 * Returns: (transfer full) (element-type FwUnit) (nullable) */
GArray  *fw_unit_list      (const FwSnapshot  *snapshot,
                            FwUnitKind         kind,
                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
