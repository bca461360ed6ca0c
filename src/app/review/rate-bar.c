/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/review/rate-bar.h"

#include <glib/gi18n.h>
#include <math.h>

#define TROUGH  6.0f
#define DOT     12.0f
#define TICK    20.0f
#define GAP     4

struct _FwRateBar
{
  GtkWidget    parent_instance;

  FwRate       rate;
  PangoLayout *texts[3]; /* (owned) (nullable) nothing, the limit, the end of the line */
};

G_DEFINE_FINAL_TYPE (FwRateBar, fw_rate_bar, GTK_TYPE_WIDGET)

/* The end of the line: the first round share that everything fits below. */
static double
get_end (const FwRateBar *self)
{
  static const double ends[] = { 0.02, 0.05, 0.10, 0.20, 0.50 };
  double most = MAX (isnan (self->rate.rate) ? 0.0 : self->rate.interval.high,
                     self->rate.limit * 1.1);

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (most <= ends[i])
      return ends[i];

  return 1.0;
}

static void
forget_texts (FwRateBar *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_clear_object (&self->texts[i]);
}

static PangoLayout *
make_text (FwRateBar *self,
           const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.88));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);

  return layout;
}

static void
ensure_texts (FwRateBar *self)
{
  g_autofree char *limit = g_strdup_printf (_("limit %.1f"), 100.0 * self->rate.limit);
  g_autofree char *end = g_strdup_printf (_("%.0f %%"), 100.0 * get_end (self));

  if (self->texts[0] != NULL)
    return;
  self->texts[0] = make_text (self, "0");
  self->texts[1] = make_text (self, self->rate.limit > 0.0 ? limit : "");
  self->texts[2] = make_text (self, end);
}

static void
append_pill (GtkSnapshot   *snapshot,
             float          x,
             float          y,
             float          width,
             float          height,
             const GdkRGBA *colour)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT (x, y, MAX (width, height), height);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &rect, height / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, colour, &rect);
  gtk_snapshot_pop (snapshot);
}

static void
append_text (FwRateBar     *self,
             GtkSnapshot   *snapshot,
             int            index,
             float          centre,
             const GdkRGBA *colour)
{
  float width = gtk_widget_get_width (GTK_WIDGET (self));
  int text_width;

  pango_layout_get_pixel_size (self->texts[index], &text_width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot,
    &GRAPHENE_POINT_INIT (CLAMP (centre - text_width / 2.0f, 0.0f, MAX (width - text_width, 0.0f)),
                          TICK + GAP));
  gtk_snapshot_append_layout (snapshot, self->texts[index], colour);
  gtk_snapshot_restore (snapshot);
}

static void
fw_rate_bar_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  FwRateBar *self = FW_RATE_BAR (widget);
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  float width = gtk_widget_get_width (widget);
  float middle = TICK / 2.0f;
  float scale = width / (float) get_end (self);
  float limit = (float) self->rate.limit * scale;
  GdkRGBA ink, trough, band, yellow;

  ensure_texts (self);
  gtk_style_context_get_color (context, &ink);
  trough = band = ink;
  trough.alpha = 0.20f;
  if (!gtk_style_context_lookup_color (context, "accent_bg_color", &band))
    band = (GdkRGBA) { 0.21f, 0.52f, 0.89f, 1.0f };
  if (!gtk_style_context_lookup_color (context, "warning_color", &yellow))
    yellow = ink;

  append_pill (snapshot, 0, middle - TROUGH / 2.0f, width, TROUGH, &trough);
  if (!isnan (self->rate.rate))
    {
      float low = (float) self->rate.interval.low * scale;
      float high = (float) self->rate.interval.high * scale;

      append_pill (snapshot, low, middle - TROUGH / 2.0f, high - low, TROUGH, &band);
    }
  if (self->rate.limit > 0.0)
    gtk_snapshot_append_color (snapshot, &yellow,
                               &GRAPHENE_RECT_INIT (limit - 1.0f, 0, 2.0f, TICK));
  if (!isnan (self->rate.rate))
    append_pill (snapshot,
                 CLAMP ((float) self->rate.rate * scale - DOT / 2.0f, 0.0f, width - DOT),
                 middle - DOT / 2.0f, DOT, DOT, &ink);

  append_text (self, snapshot, 0, 0, &ink);
  append_text (self, snapshot, 2, width, &ink);
  append_text (self, snapshot, 1, limit, &yellow);
}

static void
fw_rate_bar_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  FwRateBar *self = FW_RATE_BAR (widget);
  int text_height;

  ensure_texts (self);
  pango_layout_get_pixel_size (self->texts[0], NULL, &text_height);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : (int) TICK + GAP + text_height;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : *minimum;
  *minimum_baseline = *natural_baseline = -1;
}

static void
fw_rate_bar_css_changed (GtkWidget         *widget,
                         GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (fw_rate_bar_parent_class)->css_changed (widget, change);
  forget_texts (FW_RATE_BAR (widget));
  gtk_widget_queue_resize (widget);
}

void
fw_rate_bar_set (FwRateBar    *self,
                 const FwRate *rate)
{
  g_return_if_fail (FW_IS_RATE_BAR (self));
  g_return_if_fail (rate != NULL);

  self->rate = *rate;
  forget_texts (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
fw_rate_bar_finalize (GObject *object)
{
  forget_texts (FW_RATE_BAR (object));

  G_OBJECT_CLASS (fw_rate_bar_parent_class)->finalize (object);
}

static void
fw_rate_bar_class_init (FwRateBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fw_rate_bar_finalize;
  widget_class->snapshot = fw_rate_bar_snapshot;
  widget_class->measure = fw_rate_bar_measure;
  widget_class->css_changed = fw_rate_bar_css_changed;

  gtk_widget_class_set_css_name (widget_class, "ratebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
fw_rate_bar_init (FwRateBar *self)
{
  self->rate.rate = NAN;
  /* A share grows to the right in every language, as numbers do. */
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
}

GtkWidget *
fw_rate_bar_new (void)
{
  return g_object_new (FW_TYPE_RATE_BAR, NULL);
}
