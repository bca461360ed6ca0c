/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * How far apart two shapes of the same object are, as people see and judge it:
 * in pixels. Pure; any thread.
 */

#include "core/shape.h"

G_BEGIN_DECLS

/* More pairs of vertex and edge than this are not measured: the bounds answer. */
#define FW_SHAPE_DISTANCE_MAX_PAIRS 262144

/* Whether two shapes cover the same, whatever their vertices are called. */
gboolean fw_shape_same_place (const FwShape *a,
                              const FwShape *b);
/* The largest distance between the outlines, in pixels: of boxes the side (of
 * turned ones the corner) that is farthest off, of polygons and lines the vertex
 * that is farthest from the other's outline, of points and skeletons the point
 * that is farthest from the one of the same name. Of other kinds, and of two
 * that differ in kind, the side of the bounds that is farthest off. At least 0;
 * NaN when a coordinate is not finite. O(V of @a x V of @b). */
double   fw_shape_distance   (const FwShape *a,
                              const FwShape *b);

G_END_DECLS
