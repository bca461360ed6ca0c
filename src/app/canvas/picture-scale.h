/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Puts a picture into a raster at any zoom. Below half size the caller should
 * have asked the source for a smaller picture: here two by two pixels are mixed
 * at most. From FW_PICTURE_BLOCKS_ZOOM on each picture pixel is a sharp block,
 * because whoever zooms in that far wants to see where pixels end.
 */

#include "app/canvas/raster.h"
#include "media/picture.h"

G_BEGIN_DECLS

#define FW_PICTURE_BLOCKS_ZOOM 3.0

/**
 * FwToneCurve:
 *
 * How brightness, contrast and gamma change a channel; view only.
 */
typedef struct
{
  gboolean is_identity;
  guint8   map[256];
} FwToneCurve;

/* @brightness and @contrast: -1 to 1; @gamma: 0.2 to 5. Values outside are clamped. */
void fw_tone_curve_init      (FwToneCurve       *curve,
                              double             brightness,
                              double             contrast,
                              double             gamma);

/* Fills the part of @raster that the picture covers when it is stretched over
 * @place (device pixels); the rest is left as it is. @curve is nullable. */
void fw_raster_draw_picture  (FwRaster          *raster,
                              const FwPicture   *picture,
                              FwRect             place,
                              const FwToneCurve *curve);

G_END_DECLS
