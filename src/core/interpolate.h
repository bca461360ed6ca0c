/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The one interpolation function that the screen, the checks and the file
 * share. Linear between two geometry keyframes; exactly the keyframe at both
 * ends.
 */

#include "core/shape.h"
#include "core/track.h"

G_BEGIN_DECLS

/* Shortest way from @a to @b in degrees, in (-180, 180]; an exact half turn is +180. */
double   fw_angle_difference  (double         a,
                               double         b);

/* The shape at @t (0 to 1) between two shapes of one kind. Polygons with
 * vertex identity go through fw_track_dup_shape_at(), which knows the ring
 * order; here their rings are expected to have the same ids in the same order.
 * Kinds that differ, and masks, hold @a until @t is 1.
 * Returns: (transfer full) */
FwShape *fw_interpolate       (FwShape       *a,
                               FwShape       *b,
                               double         t) G_GNUC_WARN_UNUSED_RESULT;

/**
 * FwRingMatch:
 *
 * One vertex of the common outline of two rings: a vertex index in each, or
 * -1 with the ratio at which the other ring's vertex lies on this ring's edge
 * between its nearest matched neighbours.
 */
typedef struct
{
  gssize left;
  gssize right;
  double left_ratio;
  double right_ratio;
} FwRingMatch;

/* The same for two open lines: there is no start to choose, the right one may
 * run backwards, ends stay ends, and where most vertices coincide, those beyond
 * an end have ratio 0 or 1: they grow out of it.
 * Returns: (transfer full) (element-type FwRingMatch): in the left line's order */
GArray  *fw_line_match        (const FwPoint *left,
                               gsize          n_left,
                               const FwPoint *right,
                               gsize          n_right,
                               gboolean      *out_reversed) G_GNUC_WARN_UNUSED_RESULT;

/* Gives two rings without identity a common outline: equal winding, the
 * cyclic start with the least squared distance after centring, vertices that
 * coincide fixed to each other, the poorer ring padded by splitting its edges
 * where the richer one has its vertex, never resampled. @out_reversed says
 * that the right ring has to be read backwards (indices are into the ring as
 * given).
 * Returns: (transfer full) (element-type FwRingMatch): in the left ring's order */
GArray  *fw_ring_match        (const FwPoint *left,
                               gsize          n_left,
                               const FwPoint *right,
                               gsize          n_right,
                               gboolean      *out_reversed) G_GNUC_WARN_UNUSED_RESULT;

/* Area half way between two neighbouring keyframes over the mean area of both;
 * 1 when they have no area. Below 0.6 the timeline warns. @index is the left
 * keyframe's. */
double   fw_track_get_halfway_share (const FwTrack *track,
                                     gsize          index);

G_END_DECLS
