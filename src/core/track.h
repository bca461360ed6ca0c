/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/shape.h"
#include "core/types.h"
#include "core/value.h"

G_BEGIN_DECLS

/**
 * FwTrack:
 *
 * One labelled object through time: its category, fixed attributes, a shape at
 * each geometry keyframe, attribute keyframes kept apart from them, and the
 * spans where it is outside. In a picture of a folder it is an object with a
 * single keyframe. Immutable, reference counted, safe to share between
 * threads. A track always has at least one keyframe; it lives from its first
 * to its last keyframe.
 */
typedef struct _FwTrack FwTrack;

/**
 * FwPresence:
 *
 * What a track is in one frame. Only KEYFRAME and INTERPOLATED are labels:
 * they are checked and saved.
 */
typedef enum
{
  FW_PRESENCE_NONE,         /* before the first keyframe; in every other picture of a single one */
  FW_PRESENCE_KEYFRAME,     /* a person fixed the geometry here */
  FW_PRESENCE_INTERPOLATED, /* between two keyframes */
  FW_PRESENCE_OUTSIDE,      /* in a gap */
  FW_PRESENCE_GHOST         /* after the last keyframe: a proposal */
} FwPresence;

static inline gboolean
fw_presence_is_visible (FwPresence presence)
{
  return presence == FW_PRESENCE_KEYFRAME || presence == FW_PRESENCE_INTERPOLATED;
}

typedef struct
{
  FwFrame  frame;
  FwShape *shape;
} FwKeyframe;

/* An attribute keyframe: the value holds from @frame until the next one of the same attribute. */
typedef struct
{
  FwFrame frame;
  FwValue value;
} FwChange;

/**
 * FwOnEdge:
 *
 * At the keyframe in @frame, which lacks the vertex @id, the vertex lies at
 * @ratio (0 to 1) of the way between its nearest neighbours that are present
 * there, in the order of the ring.
 */
typedef struct
{
  FwFrame frame;
  guint32 id;
  double  ratio;
} FwOnEdge;

/**
 * FwConfirmed:
 *
 * Frames in which the label was last drawn, changed or looked at under one
 * manual: the key of an FwManualStamp (core/manual-stamp.h), interned.
 */
typedef struct
{
  FwSpan      span;
  const char *manual;
} FwConfirmed;

/* Names of the built-in changing attributes; they are not in the user's list. */
#define FW_CHANGE_OCCLUDED "occluded" /* boolean */
#define FW_CHANGE_Z_ORDER  "z_order"  /* number */

FwTrack         *fw_track_ref                (FwTrack       *self);
void             fw_track_unref              (FwTrack       *self);
gboolean         fw_track_equal              (const FwTrack *a,
                                              const FwTrack *b);
/* Bytes of the track and the largest of its shapes, which is about what one
 * version adds to another; for the history's memory cap. */
gsize            fw_track_get_size           (const FwTrack *self);

FwTrackId        fw_track_get_id             (const FwTrack *self);
FwCategoryId     fw_track_get_category       (const FwTrack *self);
FwShapeKind      fw_track_get_kind           (const FwTrack *self);
/* A name given by a person or another program; NULL when there is none. */
const char      *fw_track_get_name           (const FwTrack *self);
/* `manual` (drawn by a person), or what the file said. Never NULL. */
const char      *fw_track_get_source         (const FwTrack *self);
/* Who drew it last; NULL when unknown. */
const char      *fw_track_get_author         (const FwTrack *self);
/* 0 when the object belongs to no group. */
gint64           fw_track_get_group          (const FwTrack *self);
/* TRUE for an object of a single picture, which never has a second keyframe:
 * every object of a plain document, and shapes marked so in a video document. */
gboolean         fw_track_is_single          (const FwTrack *self);

/* Geometry keyframes, ascending. */
gsize            fw_track_get_n_keyframes    (const FwTrack *self);
FwKeyframe       fw_track_get_keyframe       (const FwTrack *self,
                                              gsize          index);
/* Index of the last keyframe at or before @frame, or -1. O(log K). */
gssize           fw_track_find_keyframe      (const FwTrack *self,
                                              FwFrame        frame);
gboolean         fw_track_has_keyframe       (const FwTrack *self,
                                              FwFrame        frame);
/* First to last keyframe. */
FwSpan           fw_track_get_span           (const FwTrack *self);
/* Gaps, ascending and disjoint, each strictly inside the track's span. */
const FwSpan    *fw_track_get_outside        (const FwTrack *self,
                                              gsize         *out_n);
/* Frames in which the track is a label. */
gint64           fw_track_get_n_visible      (const FwTrack *self);

/* Which manual its frames were last confirmed under: ascending and disjoint,
 * each inside the track's span. Frames in none of them: nobody knows. */
const FwConfirmed *fw_track_get_confirmed    (const FwTrack *self,
                                              gsize         *out_n);

FwPresence       fw_track_get_presence       (const FwTrack *self,
                                              FwFrame        frame);
/* The interpolated shape; for a ghost the last keyframe's. NULL when the
 * presence is NONE or OUTSIDE. At a keyframe it is that keyframe's very shape.
 * A ring that the keyframe on the right lacks holds still until there; one that
 * the keyframe on the left lacks appears on the right.
 * Returns: (transfer full) (nullable) */
FwShape         *fw_track_dup_shape_at       (const FwTrack *self,
                                              FwFrame        frame) G_GNUC_WARN_UNUSED_RESULT;
/* Bounds of the same shape without making it. FALSE where that is NULL. */
gboolean         fw_track_get_bounds_at      (const FwTrack *self,
                                              FwFrame        frame,
                                              FwRect        *out_bounds);

/* Fixed attributes, sorted by name. */
gsize            fw_track_get_n_fixed        (const FwTrack *self);
const char      *fw_track_get_fixed          (const FwTrack *self,
                                              gsize          index,
                                              FwValue       *out_value);
/* Changing attributes that have at least one attribute keyframe, sorted by
 * name; FW_CHANGE_OCCLUDED and FW_CHANGE_Z_ORDER are not among them. */
gsize            fw_track_get_n_changing     (const FwTrack *self);
const char      *fw_track_get_changing       (const FwTrack *self,
                                              gsize          index);
/* Attribute keyframes of @name, ascending; also for the two built-in names. */
const FwChange  *fw_track_get_changes        (const FwTrack *self,
                                              const char    *name,
                                              gsize         *out_n);
/* Value of the attribute at a frame: the fixed one, else the last attribute
 * keyframe at or before @frame, else the first one after it when @frame lies
 * before all of them; null when there is none. @name need not be interned. */
FwValue          fw_track_get_attribute      (const FwTrack *self,
                                              const char    *name,
                                              FwFrame        frame);
gboolean         fw_track_is_occluded        (const FwTrack *self,
                                              FwFrame        frame);
int              fw_track_get_z_order        (const FwTrack *self,
                                              FwFrame        frame);

/* Polygon tracks: the rings' full vertex order over all keyframes.
 * @index counts rings; ids are in cyclic order. */
gsize            fw_track_get_n_rings        (const FwTrack *self);
const guint32   *fw_track_get_ring_order     (const FwTrack *self,
                                              gsize          index,
                                              gsize         *out_n,
                                              gboolean      *out_is_hole);
/* Where vertices lie at keyframes that lack them, by frame, then in ring order. */
const FwOnEdge  *fw_track_get_on_edge        (const FwTrack *self,
                                              gsize         *out_n);
/* A vertex id that no keyframe of the track uses yet. */
guint32          fw_track_get_next_vertex    (const FwTrack *self);

/**
 * FwTrackCursor:
 *
 * Walks a track frame by frame without allocating; for checks and writers
 * that visit every label. On the stack, borrows the track. O(1) per frame
 * when frames ascend.
 */
typedef struct
{
  const FwTrack *track;
  gsize          key;     /* index of the last keyframe at or before the frame */
  gsize          outside; /* index of the first gap that does not end before it */
  FwFrame        frame;
} FwTrackCursor;

void             fw_track_cursor_init        (FwTrackCursor       *cursor,
                                              const FwTrack       *track);
/* Moves to @frame (any order; ascending is fast). */
FwPresence       fw_track_cursor_move        (FwTrackCursor       *cursor,
                                              FwFrame              frame,
                                              FwRect              *out_bounds);

/**
 * FwTrackBuilder:
 *
 * A changeable copy of a track. The only way to make one. Setters accept any
 * order; fw_track_builder_end() sorts, joins and repairs so that every
 * promise of FwTrack holds: keyframes unique per frame (the last one set
 * wins), gaps clipped into the span, cut in two by a keyframe that lies inside
 * and bordered by keyframes (made by interpolation where missing), repeated
 * attribute keyframes of the same value dropped, boxes among rotated boxes
 * turned by 0 degrees, every vertex given an identity. A polygon's keyframe may
 * come out with its ring listed backwards and its rings in another order.
 */
typedef struct _FwTrackBuilder FwTrackBuilder;

FwTrackBuilder  *fw_track_builder_new        (FwTrackId       id,
                                              FwCategoryId    category);
FwTrackBuilder  *fw_track_builder_new_from   (const FwTrack  *track);
void             fw_track_builder_free       (FwTrackBuilder *self);

void             fw_track_builder_set_id       (FwTrackBuilder *self,
                                                FwTrackId       id);
void             fw_track_builder_set_category (FwTrackBuilder *self,
                                                FwCategoryId    category);
void             fw_track_builder_set_name     (FwTrackBuilder *self,
                                                const char     *name);
void             fw_track_builder_set_source   (FwTrackBuilder *self,
                                                const char     *source);
void             fw_track_builder_set_author   (FwTrackBuilder *self,
                                                const char     *author);
void             fw_track_builder_set_group    (FwTrackBuilder *self,
                                                gint64          group);
void             fw_track_builder_set_single   (FwTrackBuilder *self,
                                                gboolean        single);
/* Adds or replaces the keyframe at @frame. */
void             fw_track_builder_set_key      (FwTrackBuilder *self,
                                                FwFrame         frame,
                                                FwShape        *shape);
void             fw_track_builder_remove_key   (FwTrackBuilder *self,
                                                FwFrame         frame);
/* Removes keyframes, attribute keyframes and gaps outside @span. The value an
 * attribute has at the start of @span is kept there. */
void             fw_track_builder_crop         (FwTrackBuilder *self,
                                                FwSpan          span);
void             fw_track_builder_add_outside  (FwTrackBuilder *self,
                                                FwSpan          span);
void             fw_track_builder_remove_outside (FwTrackBuilder *self,
                                                FwSpan          span);
void             fw_track_builder_set_fixed    (FwTrackBuilder *self,
                                                const char     *name,
                                                FwValue         value); /* null removes */
/* An attribute keyframe; also for the two built-in names. */
void             fw_track_builder_set_change   (FwTrackBuilder *self,
                                                const char     *name,
                                                FwFrame         frame,
                                                FwValue         value);
void             fw_track_builder_remove_change (FwTrackBuilder *self,
                                                const char     *name,
                                                FwFrame         frame);
/* Removes every attribute keyframe of @name. */
void             fw_track_builder_clear_changes (FwTrackBuilder *self,
                                                const char     *name);
/* The frames of @span were last confirmed under @manual (a stamp's key; NULL: nobody knows).
 * What is said later counts. Confirming goes with a copy and is cropped with it. */
void             fw_track_builder_confirm      (FwTrackBuilder *self,
                                                FwSpan          span,
                                                const char     *manual);
/* Vertex identity, as the file holds it. Rings in order; @ids in cyclic order. */
void             fw_track_builder_add_ring_order (FwTrackBuilder *self,
                                                const guint32  *ids,
                                                gsize           n_ids,
                                                gboolean        is_hole);
void             fw_track_builder_add_on_edge  (FwTrackBuilder *self,
                                                FwOnEdge        on_edge);

/* Ends the builder and frees it. NULL with FW_EDIT_ERROR when there is no
 * keyframe or the keyframes' kinds do not go together.
 * Returns: (transfer full) (nullable) */
FwTrack         *fw_track_builder_end        (FwTrackBuilder *self,
                                              GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwTrack, fw_track_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwTrackBuilder, fw_track_builder_free)

G_END_DECLS
