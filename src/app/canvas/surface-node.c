/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/canvas/surface-node.h"

/* Logical rows of a node for cairo, see make_cairo_node(). */
#define BAND_HEIGHT 64

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

/* Used again */

cairo_surface_t *
fw_spare_surfaces_take (FwSpareSurfaces *self,
                        int              width,
                        int              height,
                        double           device_scale)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (self->kept); i++)
    {
      cairo_surface_t *surface = self->kept[i];

      if (surface == NULL || cairo_surface_get_reference_count (surface) > 1
          || cairo_image_surface_get_width (surface) != width
          || cairo_image_surface_get_height (surface) != height)
        continue;

      self->kept[i] = NULL;
      cairo_surface_set_device_scale (surface, device_scale, device_scale);
      return surface;
    }

  return fw_surface_new (CAIRO_FORMAT_RGB24, width, height, device_scale);
}

void
fw_spare_surfaces_keep (FwSpareSurfaces *self,
                        cairo_surface_t *surface)
{
  guint last = G_N_ELEMENTS (self->kept) - 1;

  g_return_if_fail (self != NULL && surface != NULL);

  g_clear_pointer (&self->kept[last], cairo_surface_destroy);
  memmove (self->kept + 1, self->kept, last * sizeof *self->kept);
  self->kept[0] = surface;
}

void
fw_spare_surfaces_clear (FwSpareSurfaces *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (self->kept); i++)
    g_clear_pointer (&self->kept[i], cairo_surface_destroy);
}

/* Nodes */

static cairo_surface_t *
acquire_cb (cairo_pattern_t             *pattern,
            void                        *surface,
            cairo_surface_t             *target,
            const cairo_rectangle_int_t *extents)
{
  return cairo_surface_reference (surface);
}

static void
release_cb (cairo_pattern_t *pattern,
            void            *surface,
            cairo_surface_t *acquired)
{
  cairo_surface_destroy (acquired);
}

static cairo_status_t
copy_cb (cairo_pattern_t       *pattern,
         void                  *surface,
         const cairo_pattern_t *other)
{
  cairo_surface_reference (surface);

  return CAIRO_STATUS_SUCCESS;
}

static void
finish_cb (cairo_pattern_t *pattern,
           void            *surface)
{
  cairo_surface_destroy (surface);
}

/* What a node remembers of a surface is otherwise a snapshot: cairo copies all pixels
 * when somebody draws over them or gives them back, also when the node is long gone. */
static cairo_pattern_t *
make_pattern (cairo_surface_t *surface,
              double           x,
              double           y,
              double           device_scale)
{
  cairo_pattern_t *pattern
    = cairo_pattern_create_raster_source (cairo_surface_reference (surface),
                                          cairo_surface_get_content (surface),
                                          cairo_image_surface_get_width (surface),
                                          cairo_image_surface_get_height (surface));
  cairo_matrix_t matrix;

  cairo_raster_source_pattern_set_acquire (pattern, acquire_cb, release_cb);
  cairo_raster_source_pattern_set_copy (pattern, copy_cb);
  cairo_raster_source_pattern_set_finish (pattern, finish_cb);
  cairo_matrix_init_scale (&matrix, device_scale, device_scale);
  cairo_matrix_translate (&matrix, -x, -y);
  cairo_pattern_set_matrix (pattern, &matrix);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);

  return pattern;
}

/* Cairo makes a picture of what it replays before it lays it over what is there. In one
 * piece that is fresh memory of the size of the view at each repaint; a band of it stays
 * in the processor's cache. Bands begin on whole logical pixels, where nothing is mixed. */
static GskRenderNode *
make_cairo_node (cairo_surface_t       *surface,
                 const graphene_rect_t *bounds,
                 double                 device_scale)
{
  g_autoptr(GPtrArray) bands
    = g_ptr_array_new_with_free_func ((GDestroyNotify) gsk_render_node_unref);
  cairo_pattern_t *pattern
    = make_pattern (surface, bounds->origin.x, bounds->origin.y, device_scale);
  float top = bounds->origin.y, bottom = top + bounds->size.height;

  while (top < bottom)
    {
      float end = MIN (floorf (top) + BAND_HEIGHT, bottom);
      GskRenderNode *band = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (
        bounds->origin.x, top, bounds->size.width, end - top));
      cairo_t *cr = gsk_cairo_node_get_draw_context (band);

      cairo_set_source (cr, pattern);
      cairo_paint (cr);
      cairo_destroy (cr);
      g_ptr_array_add (bands, band);
      top = end;
    }
  cairo_pattern_destroy (pattern);
  if (bands->len == 1)
    return gsk_render_node_ref (bands->pdata[0]);

  return gsk_container_node_new ((GskRenderNode **) bands->pdata, bands->len);
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
  node = is_for_cairo ? make_cairo_node (surface, &bounds, device_scale)
                      : make_texture_node (surface, &bounds);
  cairo_surface_destroy (surface);

  return node;
}
