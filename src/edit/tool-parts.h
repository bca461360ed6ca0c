/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Where the handles, the rotor, the vertices and the mid-points of a selected
 * shape lie, what is hit, and what dragging them makes. Pure functions; the
 * select tool calls them for the hand and for the eye alike.
 */

#include "edit/tool-private.h"

G_BEGIN_DECLS

typedef enum
{
  FW_SHAPE_PART_NONE,
  FW_SHAPE_PART_BODY,
  FW_SHAPE_PART_HANDLE,   /* index 0 to 7, clockwise from the top left */
  FW_SHAPE_PART_ROTOR,
  FW_SHAPE_PART_VERTEX,   /* ring, index, vertex; of points the vertex is index + 1 */
  FW_SHAPE_PART_MIDPOINT  /* ring, index of the edge */
} FwShapePartKind;

typedef struct
{
  FwShapePartKind kind;
  FwTrackId       id;
  gsize           ring;
  gsize           index;
  guint32         vertex;
  FwPoint         place; /* its middle */
} FwShapePart;

/* The part of @shape at @point; NONE also for its body. @scale is logical
 * pixels per picture pixel. */
FwShapePart fw_parts_find          (FwShape           *shape,
                                    FwPoint            point,
                                    double             scale);
/* The vertex or point with this id; FALSE when there is none. */
gboolean    fw_parts_find_vertex   (FwShape           *shape,
                                    guint32            id,
                                    gsize             *out_ring,
                                    gsize             *out_index);

/* The box after handle @handle was dragged to @to; with @keep_ratio of equal
 * sides' ratio. NULL when nothing would be left. Returns: (transfer full) */
FwShape    *fw_parts_resize        (FwShape           *shape,
                                    gsize              handle,
                                    FwPoint            to,
                                    gboolean           keep_ratio) G_GNUC_WARN_UNUSED_RESULT;
/* The rotated box after its rotor was dragged; in steps of 15 degrees with @in_steps. */
FwShape    *fw_parts_rotate        (FwShape           *shape,
                                    FwPoint            from,
                                    FwPoint            to,
                                    gboolean           in_steps) G_GNUC_WARN_UNUSED_RESULT;
/* The shape with the part's vertex at @to, or with a new one on the part's edge. */
FwShape    *fw_parts_with_vertex   (FwShape           *shape,
                                    const FwShapePart *part,
                                    FwPoint            to) G_GNUC_WARN_UNUSED_RESULT;
const char *fw_parts_resize_cursor (FwShape           *shape,
                                    gsize              handle);

/* What is drawn for them. @hot is under the pointer or dragged. */
void        fw_parts_add_items     (FwSceneBuilder    *scene,
                                    FwShape           *shape,
                                    const FwShapePart *hot,
                                    guint32            active_vertex,
                                    double             scale);

G_END_DECLS
