/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * How a shape lies in memory, for shape*.c and interpolate.c.
 *
 * Each kind is one allocation that starts with FwShape. A million boxes are
 * common, so a box is the header alone and its geometry is its bounds.
 */

#include "core/shape-kinds.h"
#include "core/shape.h"

G_BEGIN_DECLS

struct _FwShape
{
  gatomicrefcount ref_count;
  guint16         kind;
  guint16         has_stated; /* see shape-stated.h */
  FwRect          bounds; /* of a box: the box itself, raw */
};

typedef struct
{
  FwShape parent;
  double  cx;
  double  cy;
  double  width;
  double  height;
  double  degrees; /* in [0, 360), or NaN */
} FwRotatedBoxShape; /* also of an ellipse: the box around it before it is turned */

typedef struct
{
  guint32 first; /* index of the ring's first vertex */
  guint32 n : 31;
  guint32 is_hole : 1;
} FwRingPlace;

typedef struct
{
  FwShape      parent;
  guint64      area_bits; /* a double, all ones until it is asked for; atomic */
  guint32      n_rings;
  guint32      n_vertices;
  FwRingPlace *rings;      /* behind the vertices */
  FwVertex     vertices[]; /* ring after ring */
} FwPolygonShape;

typedef struct
{
  FwShape    parent;
  FwRect     box; /* of its own, when has_box */
  gint32     stated; /* points that a file says there are, falsely; -1 = none */
  guint32    has_box;
  guint32    n;
  FwKeypoint points[];
} FwPointsShape;

typedef struct
{
  FwShape  parent;
  guint32  width;
  guint32  height;
  double   area;
  gsize    n_runs;
  guint32  runs[];
} FwMaskShape;

/* A polygon or polyline whose vertices the caller fills in before anybody else
 * sees it; then fw_polygon_finish() makes its bounds. Rings come without
 * vertices. */
FwPolygonShape *fw_polygon_alloc   (FwShapeKind     kind,
                                    gsize           n_rings,
                                    gsize           n_vertices);
FwShape        *fw_polygon_finish  (FwPolygonShape *self);
/* The rings of a polygon stand behind its vertices. */
static inline void
fw_polygon_find_rings (FwPolygonShape *self)
{
  self->rings = (FwRingPlace *) (gpointer) &self->vertices[self->n_vertices];
}

/* The same for points and skeletons. */
FwPointsShape  *fw_points_alloc    (FwShapeKind     kind,
                                    gsize           n);
FwPointsShape  *fw_points_copy     (const FwPointsShape *self);
FwShape        *fw_points_finish   (FwPointsShape  *self);
gboolean        fw_points_equal    (const FwPointsShape *a,
                                    const FwPointsShape *b);
gboolean        fw_points_contain  (const FwPointsShape *self,
                                    FwPoint         point);
gboolean        fw_points_are_finite (const FwPointsShape *self);
FwShape        *fw_points_clip     (const FwPointsShape *self,
                                    FwRect          clip);
FwShape        *fw_points_interpolate (const FwPointsShape *a,
                                    const FwPointsShape *b,
                                    double          t);

/* The tight rectangle around an ellipse. */
FwRect          fw_ellipse_bounds  (const FwRotatedBoxShape *self);
gboolean        fw_ellipse_contains (const FwRotatedBoxShape *self,
                                    FwPoint         point);
FwShape        *fw_ellipse_fit     (const FwRotatedBoxShape *self,
                                    FwRect          bounds);

/* Bytes the shape holds. */
gsize           fw_shape_get_size  (const FwShape  *self);

/* An angle brought into [0, 360). */
double          fw_angle_normalise (double          degrees);

static inline gboolean
fw_kind_has_rings (guint32 kind)
{
  return kind == FW_SHAPE_POLYGON || kind == FW_SHAPE_POLYLINE;
}

static inline gboolean
fw_kind_has_points (guint32 kind)
{
  return kind == FW_SHAPE_POINTS || kind == FW_SHAPE_SKELETON;
}

/* Whether the shape is an FwRotatedBoxShape. */
static inline gboolean
fw_kind_is_turned (guint32 kind)
{
  return kind == FW_SHAPE_ROTATED_BOX || kind == FW_SHAPE_ELLIPSE;
}

static inline FwShape *
fw_shape_alloc (FwShapeKind kind,
                gsize       size)
{
  FwShape *self = g_malloc (size);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->has_stated = FALSE;

  return self;
}

G_END_DECLS
