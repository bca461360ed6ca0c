/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * A small rasteriser for what the canvas draws a thousand times per repaint:
 * cased and dashed outlines, flat and hatched fills, straight into a buffer of
 * the viewport's size. The same input gives the same pixels on every machine.
 *
 * Pixels are 0xAARRGGBB in native byte order with premultiplied alpha, which
 * is cairo's ARGB32 and GDK's GDK_MEMORY_DEFAULT. Coordinates are device
 * pixels measured at pixel edges, as in core/geometry.h. Whatever lies outside
 * the buffer is cut off; coordinates that are not finite draw nothing.
 */

#include "core/geometry.h"

G_BEGIN_DECLS

/**
 * FwRasterQuality:
 *
 * FAST is for frames in motion: lines without anti-aliasing. FINE is drawn one
 * idle later. Axis-aligned boxes look the same in both.
 */
typedef enum
{
  FW_RASTER_FAST,
  FW_RASTER_FINE
} FwRasterQuality;

typedef enum
{
  FW_DASH_SOLID,
  FW_DASH_DASHED, /* 7-5: interpolated */
  FW_DASH_DOTTED  /* 1-4: ghosts and proposals */
} FwDash;

/**
 * FwStroke:
 *
 * How an outline looks. Widths and dashes are device pixels: the caller
 * multiplies by the scale factor of the screen.
 */
typedef struct
{
  guint32 colour;       /* premultiplied ARGB */
  double  width;
  guint32 casing;       /* premultiplied ARGB, drawn under the line; 0 for none */
  double  casing_width; /* whole width of the casing, not its rim */
  FwDash  dash;
  double  scale;        /* device pixels per dash unit */
} FwStroke;

/**
 * FwRaster:
 *
 * A buffer and its scratch space. One thread at a time.
 */
typedef struct _FwRaster FwRaster;

#define FW_RASTER_MAX_SIDE 16384

/* Sizes are clamped to 1 .. FW_RASTER_MAX_SIDE. The buffer starts transparent. */
FwRaster *fw_raster_new           (int              width,
                                   int              height);
/* Draws into pixels of somebody else, which must outlive it. */
FwRaster *fw_raster_new_for_pixels (guint32        *pixels,
                                   int              width,
                                   int              height);
void      fw_raster_free          (FwRaster        *self);
int       fw_raster_get_width     (const FwRaster  *self);
int       fw_raster_get_height    (const FwRaster  *self);
/* Rows follow each other without padding. */
guint32  *fw_raster_get_pixels    (FwRaster        *self);
/* Ends drawing: gives the pixels away and frees the rest. Returns: (transfer full) */
GBytes   *fw_raster_free_to_bytes (FwRaster        *self) G_GNUC_WARN_UNUSED_RESULT;

void      fw_raster_set_quality   (FwRaster        *self,
                                   FwRasterQuality  quality);
/* From now on only pixels within @clip are touched; fw_raster_clear() does not care. */
void      fw_raster_set_clip      (FwRaster        *self,
                                   FwRect           clip);
void      fw_raster_clear         (FwRaster        *self,
                                   guint32          colour);

/* An axis-aligned box: rows and columns, snapped to whole pixels. */
void      fw_raster_stroke_box    (FwRaster        *self,
                                   FwRect           box,
                                   const FwStroke  *stroke);
/* A line through @points, back to the first when @is_closed. */
void      fw_raster_stroke_points (FwRaster        *self,
                                   const FwPoint   *points,
                                   gsize            n_points,
                                   gboolean         is_closed,
                                   const FwStroke  *stroke);
void      fw_raster_fill_box      (FwRaster        *self,
                                   FwRect           box,
                                   guint32          colour);
/* Fills a set of rings by the even-odd rule; @sizes holds each ring's number of points. */
void      fw_raster_fill_rings    (FwRaster        *self,
                                   const FwPoint   *points,
                                   const gsize     *sizes,
                                   gsize            n_rings,
                                   guint32          colour);
/* The same area with slanted lines, @period pixels apart and @width wide,
 * fixed to the buffer so that neighbours line up. */
void      fw_raster_hatch_rings   (FwRaster        *self,
                                   const FwPoint   *points,
                                   const gsize     *sizes,
                                   gsize            n_rings,
                                   guint32          colour,
                                   double           period,
                                   double           width);
void      fw_raster_hatch_box     (FwRaster        *self,
                                   FwRect           box,
                                   guint32          colour,
                                   double           period,
                                   double           width);
/* A filled circle with a rim. */
void      fw_raster_dot           (FwRaster        *self,
                                   FwPoint          centre,
                                   double           radius,
                                   guint32          fill,
                                   double           rim_width,
                                   guint32          rim);

/* A rectangle with round corners and a rim around it, anti-aliased; a 0 @fill
 * leaves the inside as it is. */
void      fw_raster_round_rect    (FwRaster        *self,
                                   FwRect           rect,
                                   double           radius,
                                   guint32          fill,
                                   double           rim_width,
                                   guint32          rim);
/* A filled convex outline, clockwise on screen, with a rim outside it. */
void      fw_raster_convex        (FwRaster        *self,
                                   const FwPoint   *points,
                                   gsize            n_points,
                                   guint32          fill,
                                   double           rim_width,
                                   guint32          rim);
/* Blends @colour where an 8 bit coverage mask says so; its top left pixel is at (@x, @y). */
void      fw_raster_blend_mask    (FwRaster        *self,
                                   int              x,
                                   int              y,
                                   const guint8    *mask,
                                   int              mask_width,
                                   int              mask_height,
                                   gsize            mask_stride,
                                   guint32          colour);

/* 0xRRGGBB and an opacity of 0 to 1 as premultiplied ARGB. */
guint32   fw_colour_premultiply   (guint32          rgb,
                                   double           opacity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwRaster, fw_raster_free)

G_END_DECLS
