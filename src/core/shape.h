/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry.h"

G_BEGIN_DECLS

/**
 * FwShapeKind:
 *
 * The geometry words of the manual. Masks are read, shown, checked and carried;
 * cuboids and tags are words that a manual may name, and no shape has them. All
 * others can be drawn or changed. What only lines, ellipses, points and
 * skeletons have stands in shape-kinds.h.
 */
typedef enum
{
  FW_SHAPE_BOX,
  FW_SHAPE_ROTATED_BOX,
  FW_SHAPE_POLYGON,
  FW_SHAPE_POLYLINE,
  FW_SHAPE_POINTS,
  FW_SHAPE_SKELETON,
  FW_SHAPE_ELLIPSE,
  FW_SHAPE_CUBOID,
  FW_SHAPE_MASK,
  FW_SHAPE_TAG
} FwShapeKind;

#define FW_N_SHAPE_KINDS (FW_SHAPE_TAG + 1)

/* The manual's word for @kind, such as `rotated-box`. */
const char *fw_shape_kind_to_word   (FwShapeKind  kind);
gboolean    fw_shape_kind_from_word (const char  *word,
                                     FwShapeKind *out_kind);

/**
 * FwVertex:
 *
 * A corner of a polygon or polyline. @id is unique in the track and survives moving; 0
 * means that no identity was given yet (fw_track_builder_end() gives one).
 */
typedef struct
{
  double  x;
  double  y;
  guint32 id;
} FwVertex;

/**
 * FwRing:
 *
 * One closed outline of a polygon, or one open line of a polyline, borrowed
 * from its shape.
 */
typedef struct
{
  const FwVertex *vertices;
  gsize           n_vertices;
  gboolean        is_hole;
  gboolean        is_open; /* no edge from the last vertex to the first */
} FwRing;

/**
 * FwShape:
 *
 * Geometry in one frame. Immutable, reference counted, safe to share between
 * threads. Coordinates as in geometry.h; they are kept raw and may lie outside
 * the picture or be NaN (the rules report that).
 */
typedef struct _FwShape FwShape;

FwShape    *fw_shape_new_box          (FwRect          box);
/* Centre, size, and the angle in degrees clockwise on screen, brought into [0, 360). */
FwShape    *fw_shape_new_rotated_box  (double          cx,
                                       double          cy,
                                       double          width,
                                       double          height,
                                       double          degrees);
/* A polygon of one ring. */
FwShape    *fw_shape_new_polygon      (const FwVertex *vertices,
                                       gsize           n_vertices);
/* A polygon of several rings: parts, and holes that are cut out of them. When
 * the first is open, all are, and the shape is a polyline. */
FwShape    *fw_shape_new_rings        (const FwRing   *rings,
                                       gsize           n_rings);
/* Runs of absent and present pixels in turn, column by column from the top
 * left, starting with absent ones (COCO's RLE), for a @width x @height picture. */
FwShape    *fw_shape_new_mask         (guint           width,
                                       guint           height,
                                       const guint32  *runs,
                                       gsize           n_runs);

FwShape    *fw_shape_ref              (FwShape        *self);
void        fw_shape_unref            (FwShape        *self);

FwShapeKind fw_shape_get_kind         (const FwShape  *self);
gboolean    fw_shape_equal            (const FwShape  *a,
                                       const FwShape  *b);
/* The tight axis-aligned rectangle, unclipped. Constant time. */
FwRect      fw_shape_get_bounds       (const FwShape  *self);
/* Covered area in square pixels: width x height, even-odd area of the rings,
 * pixels of the mask; lines and points cover none. */
double      fw_shape_get_area         (const FwShape  *self);
/* Whether the point lies in or on the shape. */
gboolean    fw_shape_contains         (const FwShape  *self,
                                       FwPoint         point);
/* Whether every coordinate is a finite number. */
gboolean    fw_shape_is_finite        (const FwShape  *self);

/* Rotated box or ellipse: centre, size, degrees. Others answer with their
 * bounds and 0 degrees. */
void        fw_shape_get_rotated_box  (const FwShape  *self,
                                       FwPoint        *out_centre,
                                       double         *out_width,
                                       double         *out_height,
                                       double         *out_degrees);
/* The four corners of a box, rotated box or the box around an ellipse, top left
 * first, clockwise. */
void        fw_shape_get_corners      (const FwShape  *self,
                                       FwPoint         corners[4]);
/* Rings of a polygon, lines of a polyline; 0 for every other kind. */
gsize       fw_shape_get_n_rings      (const FwShape  *self);
FwRing      fw_shape_get_ring         (const FwShape  *self,
                                       gsize           index);
/* Vertices of all rings, points of points and skeletons; 4 for boxes, else 0. */
gsize       fw_shape_get_n_vertices   (const FwShape  *self);
/* Mask only: the runs, and the size of the picture they were made for. */
const guint32 *
            fw_shape_get_mask_runs    (const FwShape  *self,
                                       gsize          *out_n_runs,
                                       guint          *out_width,
                                       guint          *out_height);

/* The shape moved by (@dx, @dy); a mask moves by whole pixels.
 * Returns: (transfer full) */
FwShape    *fw_shape_translate        (const FwShape  *self,
                                       double          dx,
                                       double          dy) G_GNUC_WARN_UNUSED_RESULT;
/* The shape stretched so that its bounds become @bounds. A rotated box or an
 * ellipse keeps its angle and takes the centre and size that fit best. Masks
 * cannot be stretched and come back as they are.
 * Returns: (transfer full) */
FwShape    *fw_shape_fit              (const FwShape  *self,
                                       FwRect          bounds) G_GNUC_WARN_UNUSED_RESULT;
/* The shape cut off at @clip: a box, polygon or polyline; a rotated box or an
 * ellipse becomes unchanged when @clip holds it, else is returned as the clipped
 * polygon. Points beyond @clip count as not there. NULL when nothing is left.
 * Returns: (transfer full) (nullable) */
FwShape    *fw_shape_clip             (const FwShape  *self,
                                       FwRect          clip) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwShape, fw_shape_unref)

G_END_DECLS
