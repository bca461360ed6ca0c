/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/aside-list.h"
#include "core/frame-list.h"
#include "core/manual-stamp.h"
#include "core/span-set.h"
#include "core/taxonomy.h"
#include "core/track.h"

G_BEGIN_DECLS

/**
 * FwSlotKind:
 *
 * Everything a document holds and an undo step can change stands in a slot.
 */
typedef enum
{
  FW_SLOT_TRACK,    /* FwTrack; the slot's id is the track's */
  FW_SLOT_DELETED,  /* FwSpanSet: frames that left navigation and export */
  FW_SLOT_EMPTY,    /* FwSpanSet: "nothing here", confirmed by a person */
  FW_SLOT_DONE,     /* FwSpanSet: finished */
  FW_SLOT_TAXONOMY, /* FwTaxonomy */
  FW_SLOT_MANUALS,  /* FwStampList: what labels were confirmed under */
  FW_SLOT_ASIDE     /* FwAsideList: problems that were set aside */
} FwSlotKind;

#define FW_N_SLOT_KINDS (FW_SLOT_ASIDE + 1)

typedef struct
{
  FwSlotKind kind;
  gint64     id; /* of the track; 0 for the others */
} FwSlot;

/* Values of a slot, without knowing their type. NULL is "nothing there". */
gpointer      fw_slot_value_ref        (FwSlotKind        kind,
                                        gpointer          value);
void          fw_slot_value_unref      (FwSlotKind        kind,
                                        gpointer          value);
gboolean      fw_slot_value_equal      (FwSlotKind        kind,
                                        gconstpointer     a,
                                        gconstpointer     b);

/**
 * FwSnapshot:
 *
 * The whole content of a document at one moment. Immutable, reference counted,
 * safe to share between threads: background saving and checking read a
 * snapshot while the person goes on drawing. Tracks stand in a two-level table
 * sorted by id of which an edit copies one small part, so taking a snapshot is
 * O(1) and an edit O(sqrt n).
 */
typedef struct _FwSnapshot FwSnapshot;

FwSnapshot   *fw_snapshot_ref          (FwSnapshot       *self);
void          fw_snapshot_unref        (FwSnapshot       *self);

/* Identity of the state: equal numbers within one document mean equal slots
 * (frame list and seen frames do not count). */
guint64       fw_snapshot_get_revision (const FwSnapshot *self);

gsize         fw_snapshot_get_n_tracks (const FwSnapshot *self);
/* NULL when there is none. O(log n). */
FwTrack      *fw_snapshot_get_track    (const FwSnapshot *self,
                                        FwTrackId         id);
/* Calls @func for each track by ascending id until it returns FALSE. */
typedef gboolean (*FwTrackFunc) (FwTrack *track, gpointer user_data);
void          fw_snapshot_foreach      (const FwSnapshot *self,
                                        FwTrackFunc       func,
                                        gpointer          user_data);
/* The value of any slot; borrowed, nullable. */
gpointer      fw_snapshot_get          (const FwSnapshot *self,
                                        FwSlot            slot);
FwSpanSet    *fw_snapshot_get_frames_with (const FwSnapshot *self,
                                        FwSlotKind        mark);
FwStampList  *fw_snapshot_get_manuals  (const FwSnapshot *self);
FwAsideList  *fw_snapshot_get_asides   (const FwSnapshot *self);
FwTaxonomy   *fw_snapshot_get_taxonomy (const FwSnapshot *self);
FwFrameList  *fw_snapshot_get_frame_list (const FwSnapshot *self);
/* Frames that were on the screen at 1:2 or larger (half a pixel of the screen for
 * each of the picture and side): whoever saw less cannot tell what a far object
 * is. Not undoable. */
FwSpanSet    *fw_snapshot_get_seen     (const FwSnapshot *self);
/* Frames that were on the screen at any size; those of get_seen() among them. */
FwSpanSet    *fw_snapshot_get_shown    (const FwSnapshot *self);

/**
 * FwSnapshotBuilder:
 *
 * Makes a first snapshot from what was read or created. Any thread.
 */
typedef struct _FwSnapshotBuilder FwSnapshotBuilder;

FwSnapshotBuilder *fw_snapshot_builder_new (void);
void          fw_snapshot_builder_free     (FwSnapshotBuilder *self);
/* Takes the track. Any order of ids; an id that is there already is refused
 * (FALSE, and the track is dropped). */
gboolean      fw_snapshot_builder_take_track (FwSnapshotBuilder *self,
                                              FwTrack           *track);
void          fw_snapshot_builder_set      (FwSnapshotBuilder *self,
                                            FwSlot             slot,
                                            gpointer           value);
void          fw_snapshot_builder_set_frame_list (FwSnapshotBuilder *self,
                                                  FwFrameList       *frames);
void          fw_snapshot_builder_set_seen (FwSnapshotBuilder *self,
                                            FwSpanSet         *seen);
void          fw_snapshot_builder_set_shown (FwSnapshotBuilder *self,
                                             FwSpanSet         *shown);
/* Ends the builder and frees it. Returns: (transfer full) */
FwSnapshot   *fw_snapshot_builder_end      (FwSnapshotBuilder *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwSnapshot, fw_snapshot_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwSnapshotBuilder, fw_snapshot_builder_free)

G_END_DECLS
