/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Snapping: the pointer is pulled to the picture's borders and to vertices and
 * edges of other shapes that lie within FW_SNAP_RADIUS_PX of it on the screen.
 * A vertex wins over a border corner, that over an edge, that over a border.
 * Pure functions over a list of objects; holding Alt means not calling them.
 */

#include "edit/session.h"

G_BEGIN_DECLS

#define FW_SNAP_RADIUS_PX 6.0

typedef enum
{
  FW_SNAP_NONE,
  FW_SNAP_BORDER,
  FW_SNAP_EDGE,
  FW_SNAP_VERTEX
} FwSnapKind;

typedef struct
{
  FwSnapKind kind;
  FwPoint    point;  /* where the pointer is pulled to */
  FwTrackId  id;     /* the object with that vertex or edge; 0 for a border */
  gsize      ring;   /* of a polygon */
  gsize      vertex; /* the vertex, or the one at which the edge starts */
  double     ratio;  /* place on the edge, 0 to 1 */
} FwSnap;

/* @scale is logical pixels per picture pixel. @ignore (nullable, @n_ignore ids)
 * are objects that are being dragged. Hidden objects and ghosts do not pull. */
FwSnap   fw_snap_point (FwSession       *session,
                        FwPoint          point,
                        double           scale,
                        const FwTrackId *ignore,
                        gsize            n_ignore);
/* The shift, at most the radius, that brings a side of @rect to a border of
 * the picture or to a side of another shape's bounds; x and y on their own. */
FwPoint  fw_snap_rect  (FwSession       *session,
                        FwRect           rect,
                        double           scale,
                        const FwTrackId *ignore,
                        gsize            n_ignore);
/* The outline of a neighbour from one snapped place to another on the same
 * ring, the shorter way round, both ends left out.
 * Returns: (transfer full) (element-type FwPoint): maybe empty */
GArray  *fw_snap_trace (FwSession       *session,
                        const FwSnap    *from,
                        const FwSnap    *to) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
