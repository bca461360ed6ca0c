/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What raster.c (areas) and raster-line.c (lines) share. */

#include "app/canvas/raster.h"

G_BEGIN_DECLS

/* Pixels x1 <= x < x2 of a row that the line being drawn touched. */
typedef struct
{
  int y;
  int x1;
  int x2;
} FwRun;

struct _FwRaster
{
  int              width;
  int              height;
  FwRasterQuality  quality;
  guint32         *pixels;
  gboolean         owns_pixels;

  /* Nothing is drawn outside; always within the buffer. */
  int              left;
  int              top;
  int              right;
  int              bottom;

  /* Lines: coverage of the line in the high byte and of its casing in the low
   * one; all zero between two lines. */
  guint16         *mask;        /* (owned) (nullable) width x height */
  GArray          *runs;        /* (element-type FwRun) (owned) */

  /* Fills: where row y's crossings start, and the crossings. */
  guint32         *row_starts;  /* (owned) (nullable) height + 2 */
  float           *crossings;   /* (owned) (nullable) */
  guint32          n_crossings;
};

/* @pixel with all four channels times @coverage / 255. */
static inline guint32
fw_pixel_scale (guint32 pixel,
                guint   coverage)
{
  guint32 rb = (pixel & 0x00ff00ff) * coverage + 0x00800080;
  guint32 ag = (pixel >> 8 & 0x00ff00ff) * coverage + 0x00800080;

  rb = (rb + (rb >> 8 & 0x00ff00ff)) >> 8 & 0x00ff00ff;
  ag = (ag + (ag >> 8 & 0x00ff00ff)) & 0xff00ff00;

  return rb | ag;
}

/* @source over @target, both premultiplied. */
static inline guint32
fw_pixel_over (guint32 target,
               guint32 source)
{
  return source + fw_pixel_scale (target, 255 - (source >> 24));
}

/* Blends @colour over the pixels x1 <= x < x2 of a row; the caller clips. */
static inline void
fw_raster_blend_run (guint32 *row,
                     gint64   x1,
                     gint64   x2,
                     guint32  colour)
{
  if (colour >> 24 == 255)
    {
      for (; x1 < x2; x1++)
        row[x1] = colour;
    }
  else
    {
      for (; x1 < x2; x1++)
        row[x1] = fw_pixel_over (row[x1], colour);
    }
}

/* Coverage 0 to 255 of a pixel whose middle lies @inside pixels within an edge
 * (negative: outside). */
static inline guint
fw_coverage (float inside)
{
  float c = inside + 0.5f;

  return c <= 0.0f ? 0 : c >= 1.0f ? 255 : (guint) (c * 255.0f + 0.5f);
}

/* Length of a dash and of dash plus space, such that a whole number of them
 * fits into @length. */
void fw_dash_lengths (const FwStroke *stroke,
                      double          length,
                      double         *out_on,
                      double         *out_period);

G_END_DECLS
