/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * How a shape lies in memory, for shape.c, shape-change.c and interpolate.c.
 *
 * Each kind is one allocation that starts with FwShape. A million boxes are
 * common, so a box is the header alone and its geometry is its bounds.
 */

#include "core/shape.h"

G_BEGIN_DECLS

struct _FwShape
{
  gatomicrefcount ref_count;
  guint32         kind;
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
} FwRotatedBoxShape;

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
  FwShape  parent;
  guint32  width;
  guint32  height;
  double   area;
  gsize    n_runs;
  guint32  runs[];
} FwMaskShape;

/* A polygon whose vertices the caller fills in before anybody else sees it;
 * then fw_polygon_finish() makes its bounds. @rings come without vertices. */
FwPolygonShape *fw_polygon_alloc   (gsize           n_rings,
                                    gsize           n_vertices);
FwShape        *fw_polygon_finish  (FwPolygonShape *self);

/* Bytes the shape holds. */
gsize           fw_shape_get_size  (const FwShape  *self);

/* An angle brought into [0, 360). */
double          fw_angle_normalise (double          degrees);

static inline FwShape *
fw_shape_alloc (FwShapeKind kind,
                gsize       size)
{
  FwShape *self = g_malloc (size);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;

  return self;
}

G_END_DECLS
