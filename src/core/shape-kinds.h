/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What only some kinds of shapes have: points with names, the limbs' ends; and
 * ellipses. Coordinates as in geometry.h.
 */

#include "core/shape.h"

G_BEGIN_DECLS

/* COCO's three words about a keypoint. */
typedef enum
{
  FW_KEYPOINT_ABSENT, /* not labelled: it has no place */
  FW_KEYPOINT_HIDDEN, /* labelled, but something is before it */
  FW_KEYPOINT_VISIBLE
} FwKeypointVisibility;

#define FW_N_KEYPOINT_VISIBILITIES (FW_KEYPOINT_VISIBLE + 1)

/**
 * FwKeypoint:
 *
 * One point of points or of a skeleton. Coordinates are kept as they were read
 * even where the point is absent (the rules report that).
 */
typedef struct
{
  double      x;
  double      y;
  const char *name; /* interned; (nullable) */
  guint8      visibility; /* FwKeypointVisibility */
} FwKeypoint;

/* Bounds what a file can make us allocate for one object. */
#define FW_KEYPOINTS_MAX 65536

/* Names need not be interned, they are here. */
FwShape          *fw_shape_new_points       (const FwKeypoint *points,
                                             gsize             n_points);
/* @box (nullable): the object's own box, as COCO's people have one around all
 * of the body; without it the points that are there span it. */
FwShape          *fw_shape_new_skeleton     (const FwKeypoint *points,
                                             gsize             n_points,
                                             const FwRect     *box);
/* Of points and skeletons, in their order; 0 for every other kind. */
const FwKeypoint *fw_shape_get_points       (const FwShape    *self,
                                             gsize            *out_n);
/* Points that are there. */
gsize             fw_shape_count_points     (const FwShape    *self);
/* What the file that was read says of this number when it says something else;
 * -1 otherwise. What is made of the shape has lost it. */
int               fw_shape_get_stated_points (const FwShape   *self);
/* The same points with such a statement. Returns: (transfer full) */
FwShape          *fw_shape_with_stated_points (const FwShape  *self,
                                             guint             stated) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE when the shape has no box of its own. */
gboolean          fw_shape_get_own_box      (const FwShape    *self,
                                             FwRect           *out_box);
/* The skeleton with another box of its own. Returns: (transfer full) */
FwShape          *fw_shape_set_own_box      (const FwShape    *self,
                                             FwRect            box) G_GNUC_WARN_UNUSED_RESULT;
/* Points or a skeleton with another point at @index; its name stays.
 * Returns: (transfer full) */
FwShape          *fw_shape_set_point        (const FwShape    *self,
                                             gsize             index,
                                             FwPoint           place,
                                             FwKeypointVisibility visibility)
                                             G_GNUC_WARN_UNUSED_RESULT;
/* The point called @name, or -1. */
gssize            fw_shape_find_point       (const FwShape    *self,
                                             const char       *name);

/* Half axes before it is turned, and degrees clockwise on screen, brought into [0, 360). */
FwShape          *fw_shape_new_ellipse      (double            cx,
                                             double            cy,
                                             double            rx,
                                             double            ry,
                                             double            degrees);

/* The polygon that stands for an ellipse where only polygons will do: in the
 * file, and for shared areas, of which it takes 1.6 per mille. */
#define FW_ELLIPSE_POINTS 64
void              fw_ellipse_get_outline    (const FwShape    *self,
                                             FwPoint           points[FW_ELLIPSE_POINTS]);

G_END_DECLS
