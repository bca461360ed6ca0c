/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Turns scene items into pixels: how wide, how dashed, which sign. A loop
 * without decisions about editing and without GTK, so that its pixels can be
 * compared with golden ones where there is no display.
 */

#include "app/canvas/raster.h"
#include "app/canvas/text-cache.h"
#include "edit/scene.h"

G_BEGIN_DECLS

typedef struct _FwCanvasPainter FwCanvasPainter;

/**
 * FwPixelArea:
 *
 * Device pixels of the view that an item touches.
 */
typedef struct
{
  int x;
  int y;
  int width;
  int height;
} FwPixelArea;

#define FW_MAX_AREAS 2

FwCanvasPainter *fw_canvas_painter_new            (void);
void             fw_canvas_painter_free           (FwCanvasPainter   *self);
/* Without texts no chip, read-out or tooltip is drawn. Borrowed until the next call. */
void             fw_canvas_painter_set_texts      (FwCanvasPainter   *self,
                                                   FwTextCache       *texts);
/* Rectangles of the view, in logical pixels, that pills and cards lie over: chips keep away.
 * FALSE when nothing has changed. */
gboolean         fw_canvas_painter_set_covered    (FwCanvasPainter   *self,
                                                   const FwRect      *rects,
                                                   gsize              n_rects);
void             fw_canvas_painter_set_high_contrast (FwCanvasPainter *self,
                                                   gboolean           high_contrast);
void             fw_canvas_painter_set_viewport   (FwCanvasPainter   *self,
                                                   const FwViewport  *viewport);
const FwViewport *
                 fw_canvas_painter_get_viewport   (FwCanvasPainter   *self);
/* The view in device pixels. */
int              fw_canvas_painter_get_width      (FwCanvasPainter   *self);
int              fw_canvas_painter_get_height     (FwCanvasPainter   *self);
/* Where the whole picture lies, in device pixels. */
FwRect           fw_canvas_painter_get_picture    (FwCanvasPainter   *self);

/* The idle lists of an updated scene into a raster of the view's size, at 60 %
 * while a shape is being drawn. Chips keep away from the selected objects. */
void             fw_canvas_painter_draw_idle      (FwCanvasPainter   *self,
                                                   FwRaster          *raster,
                                                   FwScene           *scene,
                                                   FwRasterQuality    quality);

/* One item of the active list. The areas it touches, cut to the view: none
 * when it is out of view, two for a cross-hair. */
guint            fw_canvas_painter_get_areas      (FwCanvasPainter   *self,
                                                   const FwSceneItem *item,
                                                   FwPixelArea        areas[FW_MAX_AREAS]);
/* Draws it into a raster whose top left pixel is (@x, @y) of the view. */
void             fw_canvas_painter_draw_item      (FwCanvasPainter   *self,
                                                   FwRaster          *raster,
                                                   int                x,
                                                   int                y,
                                                   const FwSceneItem *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwCanvasPainter, fw_canvas_painter_free)

G_END_DECLS
