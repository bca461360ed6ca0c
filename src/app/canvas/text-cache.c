/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/canvas/text-cache.h"

/* Enough for every name on a crowded screen; when it is full, everything goes
 * and what is on the screen comes back. */
#define MAX_TEXTS 4096

/* The font size all sizes in the design are given for: 11 points. */
#define USUAL_FONT_PX (11.0 * 96.0 / 72.0)

#define MAX_TEXT_PX 4096

typedef struct
{
  double      size_px; /* at the usual font size */
  PangoWeight weight;
  gboolean    is_tabular;
} Style;

static const Style styles[FW_N_TEXT_STYLES] = {
  [FW_TEXT_CHIP] = { 12.0, PANGO_WEIGHT_BOLD, FALSE },
  [FW_TEXT_BOLD] = { 13.0, PANGO_WEIGHT_BOLD, TRUE },
  [FW_TEXT_PLAIN] = { 13.0, PANGO_WEIGHT_NORMAL, TRUE },
  [FW_TEXT_SMALL] = { 12.0, PANGO_WEIGHT_NORMAL, TRUE },
  [FW_TEXT_SMALL_BOLD] = { 12.0, PANGO_WEIGHT_BOLD, TRUE },
};

struct _FwTextCache
{
  PangoContext *context; /* (owned) */
  double        scale;
  double        growth;
  GHashTable   *masks;   /* (element-type utf8 FwTextMask) (owned) */
  GString      *key;     /* (owned) */
};

static void
text_mask_free (gpointer data)
{
  FwTextMask *mask = data;

  g_free (mask->coverage);
  g_free (mask);
}

/* The person's font size against the usual one. */
static double
measure_growth (PangoContext *context)
{
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = font != NULL ? pango_font_description_get_size (font) / (double) PANGO_SCALE : 0.0;
  double resolution = pango_cairo_context_get_resolution (context);

  if (size <= 0.0)
    return 1.0;
  if (!pango_font_description_get_size_is_absolute (font))
    size *= (resolution > 0.0 ? resolution : 96.0) / 72.0;

  return CLAMP (size / USUAL_FONT_PX, 0.5, 4.0);
}

FwTextCache *
fw_text_cache_new (PangoContext *context,
                   double        scale)
{
  FwTextCache *self;

  g_return_val_if_fail (PANGO_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (scale > 0.0, NULL);

  self = g_new0 (FwTextCache, 1);
  self->context = g_object_ref (context);
  self->scale = scale;
  self->growth = measure_growth (context);
  self->masks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, text_mask_free);
  self->key = g_string_new (NULL);

  return self;
}

void
fw_text_cache_free (FwTextCache *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->masks);
  g_string_free (self->key, TRUE);
  g_object_unref (self->context);
  g_free (self);
}

double
fw_text_cache_get_scale (FwTextCache *self)
{
  g_return_val_if_fail (self != NULL, 1.0);

  return self->scale;
}

double
fw_text_cache_get_growth (FwTextCache *self)
{
  g_return_val_if_fail (self != NULL, 1.0);

  return self->growth;
}

static PangoLayout *
make_layout (FwTextCache *self,
             const char  *text,
             const Style *style,
             int          max_width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr(PangoFontDescription) font = NULL;
  const PangoFontDescription *base = pango_context_get_font_description (self->context);

  font = base != NULL ? pango_font_description_copy (base)
                      : pango_font_description_from_string ("Sans");
  pango_font_description_set_absolute_size (font, style->size_px * self->growth * self->scale
                                                    * PANGO_SCALE);
  pango_font_description_set_weight (font, style->weight);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);

  if (style->is_tabular)
    {
      g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
      pango_layout_set_attributes (layout, attributes);
    }
  if (max_width > 0)
    {
      pango_layout_set_width (layout, max_width * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_text (layout, text, -1);

  return layout;
}

static FwTextMask *
make_mask (FwTextCache *self,
           const char  *text,
           FwTextStyle  style,
           int          max_width)
{
  g_autoptr(PangoLayout) layout = make_layout (self, text, &styles[style], max_width);
  FwTextMask *mask = g_new0 (FwTextMask, 1);
  PangoRectangle logical;
  cairo_surface_t *surface;
  cairo_t *cr;

  pango_layout_get_pixel_extents (layout, NULL, &logical);
  mask->width = CLAMP (logical.width + 1, 1, MAX_TEXT_PX);
  mask->height = CLAMP (logical.height, 1, MAX_TEXT_PX);
  mask->stride = cairo_format_stride_for_width (CAIRO_FORMAT_A8, mask->width);
  mask->coverage = g_malloc0 (mask->stride * mask->height);

  surface = cairo_image_surface_create_for_data (mask->coverage, CAIRO_FORMAT_A8, mask->width,
                                                 mask->height, mask->stride);
  cr = cairo_create (surface);
  cairo_move_to (cr, -logical.x, -logical.y);
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  return mask;
}

const FwTextMask *
fw_text_cache_get (FwTextCache *self,
                   const char  *text,
                   FwTextStyle  style,
                   int          max_width)
{
  FwTextMask *mask;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (style < FW_N_TEXT_STYLES, NULL);

  g_string_printf (self->key, "%d %d %s", style, max_width, text);
  mask = g_hash_table_lookup (self->masks, self->key->str);
  if (mask != NULL)
    return mask;

  if (g_hash_table_size (self->masks) >= MAX_TEXTS)
    g_hash_table_remove_all (self->masks);

  mask = make_mask (self, text, style, max_width);
  g_hash_table_insert (self->masks, g_strdup (self->key->str), mask);

  return mask;
}

void
fw_text_mask_draw (const FwTextMask *mask,
                   FwRaster         *raster,
                   double            x,
                   double            middle_y,
                   guint32           colour)
{
  fw_raster_blend_mask (raster, (int) floor (x + 0.5),
                        (int) floor (middle_y - mask->height / 2.0 + 0.5),
                        mask->coverage, mask->width, mask->height, mask->stride, colour);
}
