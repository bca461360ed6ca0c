/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "core/geometry.h"

G_BEGIN_DECLS

#define PICTURE_WIDTH  640
#define PICTURE_HEIGHT 360

/* A point of the world in metres: x to the right, y up from the road, z away. */
typedef struct
{
  double x;
  double y;
  double z;
} Vec;

#define VEC(x_, y_, z_) ((Vec) { (x_), (y_), (z_) })

typedef struct
{
  double red;
  double green;
  double blue;
} Colour;

#define RGB(hex_) ((Colour) { (((hex_) >> 16) & 0xff) / 255.0, (((hex_) >> 8) & 0xff) / 255.0, \
                              ((hex_) & 0xff) / 255.0 })

/**
 * Seen:
 *
 * What the painter knows of one object in one picture: the ground truth.
 */
typedef struct
{
  gboolean present;   /* some of it lies inside the picture */
  FwRect   box;       /* tight, inside the picture, hidden parts included */
  double   inside;    /* share of its outline's box that lies inside the picture */
  double   shown;     /* share of its pixels in the picture that nothing nearer hides */
  gboolean truncated; /* it goes on beyond the border */
} Seen;

/**
 * Painter:
 *
 * Paints the world through a pinhole camera into a picture, and keeps book of
 * which object owns each pixel. Everything painted between
 * painter_begin_object() and painter_end_object() belongs to that object.
 */
typedef struct _Painter Painter;

Painter *painter_new             (void);
void     painter_free            (Painter      *self);
void     painter_begin_frame     (Painter      *self,
                                  double        camera_z);
/* Tells what is left of each object's pixels. @seen has one entry per object. */
void     painter_end_frame       (Painter      *self,
                                  Seen         *seen,
                                  guint         n_objects);
/* The pixels: 4 bytes each, native-endian xRGB. */
const guint8 *painter_get_pixels (Painter      *self,
                                  int          *out_stride);
cairo_surface_t *painter_get_surface (Painter  *self);

void     painter_begin_object    (Painter      *self,
                                  guint         object);
void     painter_end_object      (Painter      *self,
                                  Seen         *seen);

/* Distance from the camera along its view. */
double   painter_get_depth       (Painter      *self,
                                  double        z);
/* A flat face; corners in order. Cut off where it passes the camera. */
void     painter_face            (Painter      *self,
                                  const Vec    *corners,
                                  gsize         n_corners,
                                  Colour        colour);
/* A translucent stain on the road or a glow: belongs to no object. */
void     painter_stain           (Painter      *self,
                                  const Vec    *corners,
                                  gsize         n_corners,
                                  Colour        colour,
                                  double        alpha);
void     painter_glow            (Painter      *self,
                                  Vec           centre,
                                  double        radius,
                                  Colour        colour);
/* An upright cut-out that faces the camera, standing at @foot: until
 * painter_pop() the path is in metres, y up, (0, 0) at the foot. FALSE (and
 * nothing pushed) when it is behind the camera. */
gboolean painter_push_cutout     (Painter      *self,
                                  Vec           foot,
                                  cairo_t     **out_cr);
void     painter_pop             (Painter      *self);
/* Fill or stroke the current path of the cut-out and clear it. */
void     painter_fill            (Painter      *self,
                                  Colour        colour);
void     painter_stroke          (Painter      *self,
                                  double        width,
                                  Colour        colour);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Painter, painter_free)

G_END_DECLS
