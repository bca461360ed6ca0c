/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * From our own pixels to a render node. GTK's cairo renderer pays for every
 * pixel of a texture at each repaint, however small the damage; a cairo node
 * with a surface inside is a plain copy of the damaged pixels. The GPU
 * renderers want textures.
 */

#include <gtk/gtk.h>

#include "app/canvas/raster.h"

G_BEGIN_DECLS

/* Whether nodes of this widget are drawn with cairo: by the window's renderer,
 * or because there is no window (paintables, tests). */
gboolean         fw_surface_is_for_cairo (GtkWidget       *widget);
/* A surface of device pixels, transparent or black; NULL when there is no memory for it. */
cairo_surface_t *fw_surface_new          (cairo_format_t   format,
                                          int              width,
                                          int              height,
                                          double           device_scale);
/**
 * FwSpareSurfaces:
 *
 * The surfaces of the last pictures of something that is drawn anew as a whole, so that
 * not each of them is fresh memory. What a node still shows is left alone. Zeroes: none.
 */
typedef struct
{
  cairo_surface_t *kept[2]; /* (owned) (nullable) newest first */
} FwSpareSurfaces;

/* An opaque surface of this size: one that nothing shows any more, or a new one. What is
 * in it has to be drawn over. NULL when there is no memory for it. */
cairo_surface_t *fw_spare_surfaces_take  (FwSpareSurfaces *self,
                                          int              width,
                                          int              height,
                                          double           device_scale) G_GNUC_WARN_UNUSED_RESULT;
/* Takes @surface, which something may still show. */
void             fw_spare_surfaces_keep  (FwSpareSurfaces *self,
                                          cairo_surface_t *surface);
void             fw_spare_surfaces_clear (FwSpareSurfaces *self);

/* Draws into the surface, which must outlive it. */
FwRaster        *fw_surface_to_raster    (cairo_surface_t *surface) G_GNUC_WARN_UNUSED_RESULT;
/* A node that shows @surface (taken) with its top left device pixel at (@x, @y). Nobody
 * may draw into it as long as the node is there: while its reference count says so. */
GskRenderNode   *fw_surface_to_node      (cairo_surface_t *surface,
                                          int              x,
                                          int              y,
                                          double           device_scale,
                                          gboolean         is_for_cairo) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
