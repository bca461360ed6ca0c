/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a repaint costs, from the bottom up:
 *
 *  base    the picture scaled to the view. Made when picture, view or tone
 *          curve change.
 *  flat    base plus all idle shapes and their chips: one opaque surface of the
 *          view's size. Made when base or the scene's idle generation change.
 *  active  a few small surfaces for what moves, one per scene item; those that
 *          did not change keep their node, so that only what moved is damaged.
 *
 * With the cairo renderer a repaint is a plain copy of the damaged pixels of
 * flat (surface-node.h). GPU renderers get the same surfaces as textures, and
 * scale the picture themselves where it stays as it is: there the flat surface
 * is transparent and lies over the picture's own texture.
 */

#include "app/canvas/canvas-private.h"

#include "app/canvas/signs.h"
#include "app/picture-texture.h"

/* With more active items than this, neighbours share a surface. */
#define MAX_SINGLE_ITEMS 64

/* With fewer points than this anti-aliasing is not worth putting off. */
#define CHEAP_POINTS 4000

#define CHECKER_PX 16

typedef struct
{
  GskRenderNode *nodes[FW_MAX_AREAS]; /* (owned) */
  guint          n_nodes;
  gboolean       is_used;             /* in the frame being drawn */
} FwActiveNode;

static void
active_node_free (gpointer data)
{
  FwActiveNode *active = data;

  for (guint i = 0; i < active->n_nodes; i++)
    gsk_render_node_unref (active->nodes[i]);
  g_free (active);
}

static void
forget_flat (FwCanvasLayers *layers)
{
  g_clear_pointer (&layers->flat_node, gsk_render_node_unref);
  if (layers->flat != NULL && cairo_image_surface_get_format (layers->flat) == CAIRO_FORMAT_RGB24)
    fw_spare_surfaces_keep (&layers->spares, g_steal_pointer (&layers->flat));
  g_clear_pointer (&layers->flat, cairo_surface_destroy);
}

static void
forget_base (FwCanvasLayers *layers)
{
  forget_flat (layers);
  g_clear_pointer (&layers->base, cairo_surface_destroy);
  g_clear_pointer (&layers->base_picture, fw_picture_unref);
  g_clear_object (&layers->picture_texture);
}

void
fw_canvas_layers_clear (FwCanvas *self)
{
  forget_base (&self->layers);
  fw_spare_surfaces_clear (&self->layers.spares);
  g_clear_pointer (&self->layers.active, g_hash_table_unref);
}

void
fw_canvas_layers_invalidate (FwCanvas *self)
{
  forget_flat (&self->layers);
  self->layers.base_viewport.scale = 0.0;
}

/* Texts look different from now on: what holds them is drawn anew. */
void
fw_canvas_layers_forget_texts (FwCanvas *self)
{
  forget_flat (&self->layers);
  if (self->layers.active != NULL)
    g_hash_table_remove_all (self->layers.active);
}

static cairo_surface_t *
new_surface (FwCanvas       *self,
             cairo_format_t  format,
             int             width,
             int             height)
{
  return fw_surface_new (format, width, height, self->viewport.device_scale);
}

static GskRenderNode *
surface_to_node (FwCanvas        *self,
                 cairo_surface_t *surface,
                 int              x,
                 int              y)
{
  return fw_surface_to_node (surface, x, y, self->viewport.device_scale,
                             self->layers.is_for_cairo);
}

/* The ground beside the picture. */
static void
draw_ground (FwCanvas *self,
             FwRaster *raster)
{
  FwRect place = fw_canvas_painter_get_picture (self->painter);
  double width = fw_raster_get_width (raster), height = fw_raster_get_height (raster);
  double right = place.x + place.width, bottom = place.y + place.height;
  guint32 colour = 0xff000000 | FW_COLOUR_VIEW;

  fw_raster_fill_box (raster, FW_RECT (0, 0, width, place.y), colour);
  fw_raster_fill_box (raster, FW_RECT (0, bottom, width, height - bottom), colour);
  fw_raster_fill_box (raster, FW_RECT (0, place.y, place.x, place.height), colour);
  fw_raster_fill_box (raster, FW_RECT (right, place.y, width - right, place.height), colour);
}

/* A checker where a picture should be that cannot be shown. */
static void
draw_checker (FwCanvas *self,
              FwRaster *raster)
{
  FwRect place = fw_canvas_painter_get_picture (self->painter);
  double side = CHECKER_PX * self->viewport.device_scale;
  FwRect seen = fw_rect_intersection (place, FW_RECT (0, 0, fw_raster_get_width (raster),
                                                      fw_raster_get_height (raster)));

  fw_raster_set_clip (raster, seen);
  fw_raster_fill_box (raster, seen, 0xff333333);
  for (int row = 0; row * side < seen.height; row++)
    {
      for (int column = row % 2; column * side < seen.width; column += 2)
        fw_raster_fill_box (raster,
                            FW_RECT (seen.x + column * side, seen.y + row * side, side, side),
                            0xff292929);
    }
  fw_raster_set_clip (raster, FW_RECT (0, 0, FW_RASTER_MAX_SIDE, FW_RASTER_MAX_SIDE));
}

/* Whether a GPU scales the picture: where nothing is done to its pixels. */
static gboolean
picture_has_own_node (FwCanvas *self)
{
  return !self->layers.is_for_cairo && self->picture != NULL && self->curve.is_identity
         && fw_viewport_get_zoom (&self->viewport) < FW_PICTURE_BLOCKS_ZOOM;
}

/* No node shows the base: as long as the size is the same it is drawn over. */
static gboolean
ensure_base_surface (FwCanvas *self)
{
  FwCanvasLayers *layers = &self->layers;
  int width = fw_canvas_painter_get_width (self->painter);
  int height = fw_canvas_painter_get_height (self->painter);

  if (layers->base != NULL && cairo_image_surface_get_width (layers->base) == width
      && cairo_image_surface_get_height (layers->base) == height)
    return TRUE;

  g_clear_pointer (&layers->base, cairo_surface_destroy);
  layers->base = new_surface (self, CAIRO_FORMAT_RGB24, width, height);

  return layers->base != NULL;
}

static gboolean
ensure_base (FwCanvas *self)
{
  FwCanvasLayers *layers = &self->layers;
  gboolean is_damaged = self->damage != NULL;
  g_autoptr(FwRaster) raster = NULL;

  if (layers->base != NULL && layers->base_picture == self->picture
      && layers->base_damaged == is_damaged
      && fw_viewport_equal (&layers->base_viewport, &self->viewport)
      && memcmp (&layers->base_curve, &self->curve, sizeof self->curve) == 0)
    return TRUE;

  if (layers->base_picture != self->picture)
    g_clear_object (&layers->picture_texture);
  forget_flat (layers);
  g_clear_pointer (&layers->base_picture, fw_picture_unref);
  if (!ensure_base_surface (self))
    return FALSE;

  raster = fw_surface_to_raster (layers->base);
  if (self->viewport.image_width > 0.0 && (self->picture != NULL || is_damaged))
    draw_ground (self, raster);
  else
    fw_raster_clear (raster, 0xff000000 | FW_COLOUR_VIEW);
  if (is_damaged)
    draw_checker (self, raster);
  else if (self->picture != NULL && !picture_has_own_node (self))
    fw_raster_draw_picture (raster, self->picture, fw_canvas_painter_get_picture (self->painter),
                            &self->curve);
  cairo_surface_mark_dirty (layers->base);

  layers->base_picture = self->picture != NULL ? fw_picture_ref (self->picture) : NULL;
  layers->base_viewport = self->viewport;
  layers->base_curve = self->curve;
  layers->base_damaged = is_damaged;

  return TRUE;
}

static gboolean
refine_cb (gpointer user_data)
{
  FwCanvas *self = user_data;

  self->refine_id = 0;
  self->is_moving = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

/* Lines without anti-aliasing while view or picture move and there are many of
 * them; the good ones follow when the hand rests. */
static FwRasterQuality
choose_quality (FwCanvas *self)
{
  gsize n, n_points = 0;
  const FwSceneItem *items = fw_scene_get_idle (self->scene, &n);

  if (!self->is_moving)
    return FW_RASTER_FINE;

  for (gsize i = 0; i < n && n_points <= CHEAP_POINTS; i++)
    {
      if (items[i].kind == FW_SCENE_SHAPE && !(items[i].flags & FW_SCENE_BOX))
        n_points += items[i].n_points;
    }
  if (n_points <= CHEAP_POINTS)
    return FW_RASTER_FINE;

  if (self->refine_id == 0)
    self->refine_id = g_timeout_add (80, refine_cb, self);

  return FW_RASTER_FAST;
}

static gboolean
ensure_flat (FwCanvas *self)
{
  FwCanvasLayers *layers = &self->layers;
  gboolean is_overlay = picture_has_own_node (self);
  guint64 generation = 0;
  gboolean is_dimmed = FALSE;
  FwRasterQuality quality = FW_RASTER_FINE;
  int width, height;
  g_autoptr(FwRaster) raster = NULL;

  if (!ensure_base (self))
    return FALSE;
  if (self->scene != NULL)
    {
      generation = fw_scene_get_idle_generation (self->scene);
      is_dimmed = fw_scene_is_dimmed (self->scene);
      quality = choose_quality (self);
    }

  if (layers->flat_node != NULL && layers->idle_generation == generation
      && layers->is_dimmed == is_dimmed
      && (layers->quality == quality || layers->quality == FW_RASTER_FINE))
    return TRUE;

  forget_flat (layers);
  width = cairo_image_surface_get_width (layers->base);
  height = cairo_image_surface_get_height (layers->base);
  layers->flat = is_overlay ? new_surface (self, CAIRO_FORMAT_ARGB32, width, height)
                            : fw_spare_surfaces_take (&layers->spares, width, height,
                                                      self->viewport.device_scale);
  if (layers->flat == NULL)
    return FALSE;

  raster = fw_surface_to_raster (layers->flat);
  if (!is_overlay)
    memcpy (fw_raster_get_pixels (raster), cairo_image_surface_get_data (layers->base),
            (gsize) cairo_image_surface_get_stride (layers->base)
              * cairo_image_surface_get_height (layers->base));
  if (self->scene != NULL)
    fw_canvas_painter_draw_idle (self->painter, raster, self->scene, quality);

  layers->flat_node = surface_to_node (self, cairo_surface_reference (layers->flat), 0, 0);
  layers->idle_generation = generation;
  layers->is_dimmed = is_dimmed;
  layers->quality = quality;

  return TRUE;
}

/* The picture below a transparent flat layer. */
static void
append_picture (FwCanvas    *self,
                GtkSnapshot *snapshot)
{
  FwRect place = fw_viewport_rect_to_view (&self->viewport,
                                           FW_RECT (0, 0, self->viewport.image_width,
                                                    self->viewport.image_height));
  GdkRGBA ground = { 0x1e / 255.0f, 0x1e / 255.0f, 0x1e / 255.0f, 1.0f };

  if (self->layers.picture_texture == NULL)
    self->layers.picture_texture = fw_picture_to_texture (self->picture);

  gtk_snapshot_append_color (snapshot, &ground,
                             &GRAPHENE_RECT_INIT (0, 0, self->viewport.view_width,
                                                  self->viewport.view_height));
  gtk_snapshot_append_texture (snapshot, self->layers.picture_texture,
                               &GRAPHENE_RECT_INIT (place.x, place.y, place.width, place.height));
}

/* Active items */

/* Everything the pixels of these items depend on. */
static GBytes *
make_key (FwCanvas          *self,
          const FwSceneItem *items,
          gsize              n_items)
{
  GByteArray *key = g_byte_array_new ();

  g_byte_array_append (key, (const guint8 *) &self->viewport, sizeof self->viewport);
  g_byte_array_append (key, (const guint8 *) &self->layers.is_for_cairo,
                       sizeof self->layers.is_for_cairo);
  for (gsize i = 0; i < n_items; i++)
    {
      const FwSceneItem *item = &items[i];
      const guint32 head[] = { item->kind, item->role, item->flags, item->colour,
                               (guint32) item->n_points, (guint32) item->n_rings };

      g_byte_array_append (key, (const guint8 *) head, sizeof head);
      g_byte_array_append (key, (const guint8 *) &item->bounds, sizeof item->bounds);
      /* A mask's pixels are not in its points, and its address may be given
       * to another one: never the same twice. */
      if (item->kind == FW_SCENE_MASK)
        {
          self->layers.n_masks++;
          g_byte_array_append (key, (const guint8 *) &self->layers.n_masks,
                               sizeof self->layers.n_masks);
        }
      if (item->n_points > 0)
        g_byte_array_append (key, (const guint8 *) item->points,
                             item->n_points * sizeof *item->points);
      if (item->n_rings > 0)
        g_byte_array_append (key, (const guint8 *) item->sizes,
                             item->n_rings * sizeof *item->sizes);
      if (item->text != NULL)
        g_byte_array_append (key, (const guint8 *) item->text, strlen (item->text) + 1);
      if (item->detail != NULL)
        g_byte_array_append (key, (const guint8 *) item->detail, strlen (item->detail) + 1);
    }

  return g_byte_array_free_to_bytes (key);
}

static GskRenderNode *
paint_area (FwCanvas          *self,
            FwPixelArea        area,
            const FwSceneItem *items,
            gsize              n_items)
{
  cairo_surface_t *surface = new_surface (self, CAIRO_FORMAT_ARGB32, area.width, area.height);
  g_autoptr(FwRaster) raster = NULL;

  if (surface == NULL)
    return NULL;

  raster = fw_surface_to_raster (surface);
  for (gsize i = 0; i < n_items; i++)
    fw_canvas_painter_draw_item (self->painter, raster, area.x, area.y, &items[i]);

  return surface_to_node (self, surface, area.x, area.y);
}

static void
join_areas (FwPixelArea       *all,
            const FwPixelArea *area)
{
  int right = MAX (all->x + all->width, area->x + area->width);
  int bottom = MAX (all->y + all->height, area->y + area->height);

  if (all->width == 0)
    {
      *all = *area;
      return;
    }
  all->x = MIN (all->x, area->x);
  all->y = MIN (all->y, area->y);
  all->width = right - all->x;
  all->height = bottom - all->y;
}

static FwActiveNode *
paint_items (FwCanvas          *self,
             const FwSceneItem *items,
             gsize              n_items)
{
  FwActiveNode *active = g_new0 (FwActiveNode, 1);
  FwPixelArea areas[FW_MAX_AREAS];
  guint n_areas;

  if (n_items == 1)
    n_areas = fw_canvas_painter_get_areas (self->painter, items, areas);
  else
    {
      FwPixelArea all = { 0 };

      for (gsize i = 0; i < n_items; i++)
        {
          guint n = fw_canvas_painter_get_areas (self->painter, &items[i], areas);

          for (guint a = 0; a < n; a++)
            join_areas (&all, &areas[a]);
        }
      areas[0] = all;
      n_areas = all.width > 0;
    }

  for (guint a = 0; a < n_areas; a++)
    {
      GskRenderNode *node = paint_area (self, areas[a], items, n_items);

      if (node != NULL)
        active->nodes[active->n_nodes++] = node;
    }

  return active;
}

/* Shows @items, which share a surface, from the cache when they are as before. */
static void
append_items (FwCanvas          *self,
              GtkSnapshot       *snapshot,
              const FwSceneItem *items,
              gsize              n_items)
{
  g_autoptr(GBytes) key = make_key (self, items, n_items);
  FwActiveNode *active = g_hash_table_lookup (self->layers.active, key);

  if (active == NULL)
    {
      active = paint_items (self, items, n_items);
      g_hash_table_insert (self->layers.active, g_bytes_ref (key), active);
    }

  active->is_used = TRUE;
  for (guint i = 0; i < active->n_nodes; i++)
    gtk_snapshot_append_node (snapshot, active->nodes[i]);
}

static gboolean
is_unused (gpointer key,
           gpointer value,
           gpointer user_data)
{
  FwActiveNode *active = value;
  gboolean is_used = active->is_used;

  active->is_used = FALSE;

  return !is_used;
}

static gboolean
stands_alone (const FwSceneItem *item)
{
  return item->kind == FW_SCENE_CROSSHAIR || item->kind == FW_SCENE_READOUT
         || item->kind == FW_SCENE_TOOLTIP;
}

static void
append_active (FwCanvas    *self,
               GtkSnapshot *snapshot)
{
  gsize n_items;
  const FwSceneItem *items = fw_scene_get_active (self->scene, &n_items);
  gsize limit = n_items > MAX_SINGLE_ITEMS ? n_items : 1;

  if (self->layers.active == NULL)
    self->layers.active = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                                 (GDestroyNotify) g_bytes_unref,
                                                 active_node_free);

  for (gsize i = 0; i < n_items;)
    {
      gsize n = 1;

      if (items[i].kind == FW_SCENE_CROSSHAIR && !self->crosshair)
        {
          i++;
          continue;
        }
      if (!stands_alone (&items[i]))
        while (n < limit && i + n < n_items && !stands_alone (&items[i + n]))
          n++;

      append_items (self, snapshot, items + i, n);
      i += n;
    }

  g_hash_table_foreach_remove (self->layers.active, is_unused, NULL);
}

static void
append_frame (FwCanvas    *self,
              GtkSnapshot *snapshot)
{
  float width = gtk_widget_get_width (GTK_WIDGET (self));
  float height = gtk_widget_get_height (GTK_WIDGET (self));
  GdkRGBA accent = { 0x35 / 255.0f, 0x84 / 255.0f, 0xe4 / 255.0f, 1.0f };

  if (self->is_seeking)
    gtk_snapshot_append_color (snapshot, &accent, &GRAPHENE_RECT_INIT (0, 0, width, 2));

  if (gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    {
      GskRoundedRect outline;
      const float widths[4] = { 2, 2, 2, 2 };
      const GdkRGBA colours[4] = { accent, accent, accent, accent };

      gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, width, height), 0);
      gtk_snapshot_append_border (snapshot, &outline, widths, colours);
    }
}

void
fw_canvas_layers_snapshot (FwCanvas    *self,
                           GtkSnapshot *snapshot)
{
  gboolean is_for_cairo = fw_surface_is_for_cairo (GTK_WIDGET (self));

  if (is_for_cairo != self->layers.is_for_cairo)
    {
      fw_canvas_layers_clear (self);
      self->layers.is_for_cairo = is_for_cairo;
    }

  fw_canvas_painter_set_viewport (self->painter, &self->viewport);
  if (self->scene != NULL)
    fw_scene_update (self->scene, &self->viewport);

  if (ensure_flat (self))
    {
      if (picture_has_own_node (self))
        append_picture (self, snapshot);
      gtk_snapshot_append_node (snapshot, self->layers.flat_node);
    }
  if (self->scene != NULL)
    append_active (self, snapshot);
  append_frame (self, snapshot);
}
