/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Snapping: what is drawn or dragged is pulled to places within
 * FW_SNAP_RADIUS_PX of it on the screen. Holding Alt means not calling these.
 *
 * Points of polygons are pulled to vertices and edges of other shapes and to
 * the picture's borders: neighbouring outlines shall meet without slivers. A
 * vertex wins over an edge, an edge over a border. Sides of boxes are pulled
 * to the picture's borders only: a box is measured on its own object, and the
 * neighbour's side a few pixels away is no evidence.
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
  FwPoint    point;  /* where the pointer is pulled to; the pointer itself when NONE */
  FwTrackId  id;     /* the object with that vertex or edge; 0 for a border */
  gsize      ring;   /* of a polygon */
  gsize      vertex; /* the vertex, or the one at which the edge starts */
  double     ratio;  /* place on the edge, 0 to 1 */
} FwSnap;

/* @scale is logical pixels per picture pixel. @ignore (0: none) is the object
 * being dragged. Hidden objects, ghosts and masks do not pull. */
FwSnap   fw_snap_vertex (FwSession    *session,
                         FwPoint       point,
                         double        scale,
                         FwTrackId     ignore);
/* The point pulled to the borders of @picture, x and y on their own. */
FwPoint  fw_snap_point  (FwRect        picture,
                         FwPoint       point,
                         double        scale);
/* The shift, at most the radius each way, that brings a side of @rect to a
 * border of @picture. */
FwPoint  fw_snap_rect   (FwRect        picture,
                         FwRect        rect,
                         double        scale);
/* The outline of a neighbour from one snapped place to another on the same
 * ring, the shorter way round, both ends left out; empty when they are on
 * different rings. Returns: (transfer full) (element-type FwPoint) */
GArray  *fw_snap_trace  (FwSession    *session,
                         const FwSnap *from,
                         const FwSnap *to) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
