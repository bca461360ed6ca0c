/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/text-scale.h"

#define USUAL_TEXT (11.0 * 96.0 / 72.0) /* pixels */

double
fw_text_scale (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) / 72.0;
  return MAX (size / USUAL_TEXT, 1.0);
}
