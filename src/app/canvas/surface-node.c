/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/canvas/surface-node.h"

gboolean
fw_surface_is_for_cairo (GtkWidget *widget)
{
  GtkNative *native;
  GskRenderer *renderer;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), TRUE);

  native = gtk_widget_get_native (widget);
  renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;

  return renderer == NULL || GSK_IS_CAIRO_RENDERER (renderer);
}

cairo_surface_t *
fw_surface_new (cairo_format_t format,
                int            width,
                int            height,
                double         device_scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (format, width, height);

  /* The surface owns its pixels on purpose: cairo then hands them on instead
   * of copying them when the surface goes while a recorded node still shows it. */
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  cairo_surface_set_device_scale (surface, device_scale, device_scale);

  return surface;
}

FwRaster *
fw_surface_to_raster (cairo_surface_t *surface)
{
  g_return_val_if_fail (surface != NULL, NULL);

  cairo_surface_flush (surface);

  return fw_raster_new_for_pixels ((guint32 *) (void *) cairo_image_surface_get_data (surface),
                                   cairo_image_surface_get_width (surface),
                                   cairo_image_surface_get_height (surface));
}

static GskRenderNode *
make_cairo_node (cairo_surface_t       *surface,
                 const graphene_rect_t *bounds)
{
  GskRenderNode *node = gsk_cairo_node_new (bounds);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_set_source_surface (cr, surface, bounds->origin.x, bounds->origin.y);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);

  return node;
}

static GskRenderNode *
make_texture_node (cairo_surface_t       *surface,
                   const graphene_rect_t *bounds)
{
  int height = cairo_image_surface_get_height (surface);
  gsize stride = cairo_image_surface_get_stride (surface);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * height,
                                      (GDestroyNotify) cairo_surface_destroy,
                                      cairo_surface_reference (surface));
  texture = gdk_memory_texture_new (cairo_image_surface_get_width (surface), height,
                                    GDK_MEMORY_DEFAULT, bytes, stride);

  return gsk_texture_node_new (texture, bounds);
}

GskRenderNode *
fw_surface_to_node (cairo_surface_t *surface,
                    int              x,
                    int              y,
                    double           device_scale,
                    gboolean         is_for_cairo)
{
  graphene_rect_t bounds;
  GskRenderNode *node;

  g_return_val_if_fail (surface != NULL, NULL);

  bounds = GRAPHENE_RECT_INIT (x / device_scale, y / device_scale,
                               cairo_image_surface_get_width (surface) / device_scale,
                               cairo_image_surface_get_height (surface) / device_scale);
  cairo_surface_mark_dirty (surface);
  node = is_for_cairo ? make_cairo_node (surface, &bounds) : make_texture_node (surface, &bounds);
  cairo_surface_destroy (surface);

  return node;
}
