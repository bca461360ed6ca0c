/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/snapshot.h"

G_BEGIN_DECLS

/*
 * Revisions of what is judged: 12 hex digits that change when a unit does. A
 * verdict, a question and a problem that was set aside keep the revision they
 * were about; when it is another one now, they are about something else.
 *
 * The first 12 hex digits of the SHA-256 over canonical JSON
 * (core/canonical-json.h). A label is
 *
 *   {"attributes":{"occlusion":"none"},"category":"car","shape":{"box":[100,200,50,40]}}
 *
 * Attributes are the user's that are not null, sorted, and `occluded` and
 * `z_order` where they are not false and 0. Shapes are told by the manual's
 * word: a box [x,y,w,h], a rotated box [cx,cy,w,h,degrees], a polygon a list of
 * rings [[x,y,…],…] with holes as {"hole":[…]}, a mask [width,height,runs…].
 * Pixels of the picture; unclipped. Ids, names, authors and keyframe flags do
 * not count: two people who draw the same make the same.
 */

/* Of a label: @track in @frame. NULL where the track is no label.
 * Returns: (transfer full) (nullable) */
char *fw_unit_rev_label (const FwTrack    *track,
                         const FwTaxonomy *taxonomy,
                         FwFrame           frame) G_GNUC_WARN_UNUSED_RESULT;
/* Of a track in a span: everything that decides what it is there, which is its
 * keyframes in @span and the next ones around it, gaps and attributes. Of a
 * single frame it is the label's. O(keyframes). NULL when no part lies there.
 * Returns: (transfer full) (nullable) */
char *fw_unit_rev_span  (const FwTrack    *track,
                         const FwTaxonomy *taxonomy,
                         FwSpan            span) G_GNUC_WARN_UNUSED_RESULT;
/* Of a whole track. Returns: (transfer full) */
char *fw_unit_rev_track (const FwTrack    *track,
                         const FwTaxonomy *taxonomy) G_GNUC_WARN_UNUSED_RESULT;
/* Of a frame ("is anything missing?"): of its labels, by object.
 * Returns: (transfer full) */
char *fw_unit_rev_frame (const FwSnapshot *snapshot,
                         FwFrame           frame) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
