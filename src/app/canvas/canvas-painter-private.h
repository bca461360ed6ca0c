/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What canvas-painter.c (shapes, handles) and canvas-chips.c (what holds text) share. */

#include "app/canvas/canvas-painter.h"
#include "app/canvas/signs.h"

G_BEGIN_DECLS

struct _FwCanvasPainter
{
  FwTextCache *texts; /* borrowed, nullable */
  gboolean     high_contrast;
  FwViewport   viewport;
  FwRect       visible; /* picture coordinates, with room for line widths */

  /* Scratch, kept to save allocations. */
  GArray      *points;  /* (element-type FwPoint) (owned) device pixels */
  GArray      *sizes;   /* (element-type gsize) (owned) */
  GArray      *taken;   /* (element-type FwRect) (owned) view rectangles of placed chips */
  GArray      *covered; /* (element-type FwRect) (owned) what others show over the view */
};

/* One drawing into one raster. */
typedef struct
{
  FwRaster *raster;
  double    x; /* of the raster's top left pixel in the view, device pixels */
  double    y;
  double    opacity;
} FwPaintTarget;

static inline double
fw_painter_px (const FwCanvasPainter *self,
               double                 logical)
{
  return logical * self->viewport.device_scale;
}

static inline guint32
fw_painter_ink (const FwPaintTarget *target,
                guint32              rgb,
                double               opacity)
{
  return fw_colour_premultiply (rgb, opacity * target->opacity);
}

FwPoint  fw_painter_to_target     (FwCanvasPainter     *self,
                                   const FwPaintTarget *target,
                                   FwPoint              picture);
FwRect   fw_painter_rect_to_target (FwCanvasPainter    *self,
                                   const FwPaintTarget *target,
                                   FwRect               picture);
gboolean fw_painter_is_in_view    (FwCanvasPainter     *self,
                                   const FwSceneItem   *item);

void     fw_painter_draw_chip     (FwCanvasPainter     *self,
                                   const FwPaintTarget *target,
                                   const FwSceneItem   *item);
/* All chips of the idle list, the important ones first; what finds no place is a dot. */
void     fw_painter_forget_taken    (FwCanvasPainter   *self);
void     fw_painter_draw_idle_chips (FwCanvasPainter   *self,
                                   const FwPaintTarget *target,
                                   FwScene             *scene);
void     fw_painter_draw_readout  (FwCanvasPainter     *self,
                                   const FwPaintTarget *target,
                                   const FwSceneItem   *item);
/* Where the two go, in device pixels of the view; FALSE without texts. */
gboolean fw_painter_get_chip_place (FwCanvasPainter    *self,
                                   const FwSceneItem   *item,
                                   FwRect              *out_place);
gboolean fw_painter_get_readout_place (FwCanvasPainter *self,
                                   const FwSceneItem   *item,
                                   FwRect              *out_place);

G_END_DECLS
