/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What can be done to tracks, as pure functions: a track goes in, a new track
 * (or two) comes out, and the caller puts it into the document. Every rule of
 * the design's section on tracks lives here and nowhere else. On refusal NULL
 * (or FALSE) with FW_EDIT_ERROR and a sentence for a person.
 */

#include "core/shape-kinds.h"
#include "core/track.h"

G_BEGIN_DECLS

/* Fixes the geometry at @frame: adds or replaces the keyframe. Before the
 * first or after the last keyframe this extends the track; inside a gap the
 * object is back from @frame on (the gap ends at the frame before). */
FwTrack  *fw_track_edit_shape         (FwTrack       *track,
                                       FwFrame        frame,
                                       FwShape       *shape,
                                       GError       **error);
/* Makes the interpolated or ghost shape at @frame a keyframe (W). In a gap:
 * the shape of the gap's left border, and the object is back. */
FwTrack  *fw_track_edit_add_keyframe  (FwTrack       *track,
                                       FwFrame        frame,
                                       GError       **error);
/* Refused for the only keyframe, and for one that borders a gap, unless the
 * track begins or ends there, or it is the only frame in view between two gaps
 * (they become one). */
FwTrack  *fw_track_edit_remove_keyframe (FwTrack     *track,
                                       FwFrame        frame,
                                       GError       **error);
/* Moves a keyframe in time; it may not pass or meet a neighbour keyframe. */
FwTrack  *fw_track_edit_move_keyframe (FwTrack       *track,
                                       FwFrame        from,
                                       FwFrame        to,
                                       GError       **error);
/* Outside from @frame on (X): a gap up to the frame before the next keyframe,
 * or, without a later keyframe, the track ends at @frame - 1. A keyframe at
 * @frame itself is given up. Refused at or before the first keyframe. */
FwTrack  *fw_track_edit_leave         (FwTrack       *track,
                                       FwFrame        frame,
                                       GError       **error);
/* Back in view at @frame, which lies in a gap: the gap ends at @frame - 1. */
FwTrack  *fw_track_edit_come_back     (FwTrack       *track,
                                       FwFrame        frame,
                                       GError       **error);
/* Changes where the track begins or ends by dragging a bar end: extends with
 * the end keyframe's shape, or cuts with the interpolated one. */
FwTrack  *fw_track_edit_set_span      (FwTrack       *track,
                                       FwSpan         span,
                                       GError       **error);
/* Writes an attribute: the fixed value when @is_fixed (or the track is
 * single), else an attribute keyframe at @frame, clamped to the track's span.
 * Also for FW_CHANGE_OCCLUDED and FW_CHANGE_Z_ORDER (never fixed). */
FwTrack  *fw_track_edit_attribute     (FwTrack       *track,
                                       const char    *name,
                                       FwFrame        frame,
                                       FwValue        value,
                                       gboolean       is_fixed);
/* Another category. @keep (nullable) decides which attribute values the new
 * category also allows. */
typedef gboolean (*FwKeepAttribute) (const char *name, FwValue value, gpointer user_data);
FwTrack  *fw_track_edit_category      (FwTrack        *track,
                                       FwCategoryId    category,
                                       FwKeepAttribute keep,
                                       gpointer        user_data);
/* Copies the shape at @frame to each of the next @n frames (before it when
 * negative) as keyframes, within [0, @last]. */
FwTrack  *fw_track_edit_propagate     (FwTrack       *track,
                                       FwFrame        frame,
                                       int            n,
                                       FwFrame        last,
                                       GError       **error);

/* The edge before the first vertex of a line. */
#define FW_EDGE_BEFORE_FIRST G_MAXSIZE

/* A new vertex on the edge that follows vertex index @edge of ring @ring in
 * the shape at @frame, at @point (usually at @ratio on the edge). Other
 * keyframes learn that the vertex lies at @ratio on theirs. Makes a keyframe.
 * @out_id (nullable) gets its id. A line goes on with the edge behind its last
 * vertex and with FW_EDGE_BEFORE_FIRST. */
FwTrack  *fw_track_edit_insert_vertex (FwTrack       *track,
                                       FwFrame        frame,
                                       gsize          ring,
                                       gsize          edge,
                                       double         ratio,
                                       FwPoint        point,
                                       guint32       *out_id,
                                       GError       **error);
/* Removes the vertex at this keyframe (made if needed); the keyframe learns at
 * what ratio of the remaining edge the vertex went, so that it slides there
 * between keyframes. Refused when fewer than 3 would remain, or 2 of a line. */
FwTrack  *fw_track_edit_delete_vertex (FwTrack       *track,
                                       FwFrame        frame,
                                       guint32        id,
                                       GError       **error);
FwTrack  *fw_track_edit_move_vertex   (FwTrack       *track,
                                       FwFrame        frame,
                                       guint32        id,
                                       FwPoint        to,
                                       GError       **error);

/* Another place and visibility for point @index of points or a skeleton at
 * @frame; its name stays. One that becomes absent has no place. Refused when
 * no point would be there. Makes a keyframe. */
FwTrack  *fw_track_edit_point         (FwTrack       *track,
                                       FwFrame        frame,
                                       gsize          index,
                                       FwKeypoint     point,
                                       GError       **error);

/* Two tracks into one with the id of the earlier. Refused when both are
 * visible in a frame (named), or when category or kind differ. Between the
 * end of one and the start of the other lies a gap. */
FwTrack  *fw_track_edit_merge         (FwTrack       *a,
                                       FwTrack       *b,
                                       GError       **error);
/* Cuts before @frame: the earlier part keeps the id, the later one gets
 * @new_id and starts at @frame with the shape it has there. */
gboolean  fw_track_edit_split         (FwTrack       *track,
                                       FwFrame        frame,
                                       FwTrackId      new_id,
                                       FwTrack      **out_earlier,
                                       FwTrack      **out_later,
                                       GError       **error);
/* Exchanges what two tracks are from @frame on; repairs an identity switch. */
gboolean  fw_track_edit_swap_tails    (FwTrack       *a,
                                       FwTrack       *b,
                                       FwFrame        frame,
                                       FwTrack      **out_a,
                                       FwTrack      **out_b,
                                       GError       **error);

G_END_DECLS
