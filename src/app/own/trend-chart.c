/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/trend-chart.h"

#include "app/text-scale.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

/* At the usual size of text. */
#define HEIGHT       210
#define LEFT         54  /* for the numbers of either axis */
#define RIGHT        48
#define TOP          12
#define LABELS       22  /* for the dates */
#define NOTE         22  /* for a row of notes */
#define NOTE_ROWS    2
#define MARK         4.0 /* half the size of a dot or square */
#define SIGN_WIDTH   26

struct _FwTrendChart
{
  GtkWidget     parent_instance;

  FwTrendModel *model; /* (owned) (nullable) */
  double        scale; /* of the text */
};

G_DEFINE_FINAL_TYPE (FwTrendChart, fw_trend_chart, GTK_TYPE_WIDGET)

typedef struct
{
  const char *dark;
  const char *light;
} Colours;

/* Accuracy, speed. */
static const Colours series_colours[] = { { "#62a0ea", "#1a5fb4" }, { "#f2b67e", "#8f4d09" } };

static GdkRGBA
get_colour (const Colours *colours,
            double         alpha)
{
  GdkRGBA colour = { 0 };

  gdk_rgba_parse (&colour, adw_style_manager_get_dark (adw_style_manager_get_default ())
                               ? colours->dark
                               : colours->light);
  colour.alpha = (float) alpha;

  return colour;
}

/* Of text and of the lines behind. */
static GdkRGBA
get_ink (double alpha)
{
  static const Colours ink = { "white", "black" };
  gboolean high = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());

  return get_colour (&ink, high ? MIN (2.0 * alpha, 1.0) : alpha);
}

/* Where things are */

typedef struct
{
  double left;
  double right;
  double top;
  double bottom; /* of the plot */
  double notes;  /* top of the rows of notes */
  double dates;
} Frame;

static guint
count_rows (FwTrendChart *self)
{
  return self->model != NULL ? MIN (self->model->notes->len, NOTE_ROWS) : 0;
}

static Frame
get_frame (FwTrendChart *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double scale = self->scale;
  Frame frame = { .left = LEFT * scale, .right = width - RIGHT * scale, .top = TOP * scale };

  frame.dates = height - LABELS * scale;
  frame.notes = frame.dates - NOTE * scale * count_rows (self);
  frame.bottom = frame.notes - 8.0;

  return frame;
}

static double
get_x (FwTrendChart *self,
       const Frame  *frame,
       guint         week)
{
  guint n = self->model->n_weeks;

  return n > 1 ? frame->left + MARK + (frame->right - frame->left - 2.0 * MARK) * week / (n - 1)
               : (frame->left + frame->right) / 2.0;
}

static double
get_y (const Frame       *frame,
       const FwTrendAxis *axis,
       double             value)
{
  double share = (value - axis->low) / MAX (axis->high - axis->low, 1e-9);

  return frame->bottom - CLAMP (share, 0.0, 1.0) * (frame->bottom - frame->top);
}

/* Drawing */

static PangoLayout *
make_layout (FwTrendChart *self,
             const char   *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.88));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);

  return layout;
}

/* @align: 0 begins at @x, 1 ends there. Returns: the width */
static double
draw_text (FwTrendChart *self,
           GtkSnapshot  *snapshot,
           const char   *text,
           double        x,
           double        middle,
           double        align)
{
  g_autoptr(PangoLayout) layout = make_layout (self, text);
  GdkRGBA ink = get_ink (0.7);
  int width;
  int height;

  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) round (x - align * width),
                                                          (float) round (middle - height / 2.0)));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);

  return width;
}

static void
draw_axes (FwTrendChart *self,
           GtkSnapshot  *snapshot,
           const Frame  *frame)
{
  const FwTrendModel *model = self->model;
  GdkRGBA line = get_ink (0.12);

  for (double value = model->left.low; value <= model->left.high + model->left.step * 1e-6;
       value += model->left.step)
    {
      double y = get_y (frame, &model->left, value);
      g_autofree char *text = fw_share_dup_text (value);

      gtk_snapshot_append_color (snapshot, &line,
                                 &GRAPHENE_RECT_INIT ((float) frame->left, (float) round (y),
                                                      (float) (frame->right - frame->left), 1));
      draw_text (self, snapshot, text, frame->left - 8.0, y, 1.0);
    }
  for (double value = model->right.low; value <= model->right.high + model->right.step * 1e-6;
       value += model->right.step)
    {
      g_autofree char *text = g_strdup_printf ("%.4g", value);

      draw_text (self, snapshot, text, frame->right + 8.0, get_y (frame, &model->right, value),
                 0.0);
    }
}

static char *
dup_date (const char *monday)
{
  g_autofree char *at = g_strconcat (monday, "T12:00:00Z", NULL);
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (at, NULL);

  /* Translators: the first day of a week. */
  return g_date_time_format (time, _ ("%-d %b"));
}

/* As many dates as there is room for, the present week always. */
static void
draw_dates (FwTrendChart *self,
            GtkSnapshot  *snapshot,
            const Frame  *frame)
{
  guint n = self->model->n_weeks;
  double room = (frame->right - frame->left) / MAX (n, 1);
  guint each = (guint) MAX (ceil (64.0 * self->scale / MAX (room, 1.0)), 1.0);

  for (guint i = 0; i < n; i++)
    if ((n - 1 - i) % each == 0)
      {
        g_autofree char *text = dup_date (self->model->mondays[i]);

        draw_text (self, snapshot, text, get_x (self, frame, i), frame->dates + LABELS * self->scale / 2.0,
                   0.5);
      }
}

static void
draw_mark (cairo_t *cr,
           guint    series,
           double   x,
           double   y)
{
  if (series == 0)
    cairo_arc (cr, x, y, MARK, 0.0, 2.0 * G_PI);
  else
    cairo_rectangle (cr, x - MARK + 0.5, y - MARK + 0.5, 2.0 * MARK - 1.0, 2.0 * MARK - 1.0);
  cairo_fill (cr);
}

static void
set_line (cairo_t *cr,
          guint    series)
{
  const double dash[] = { 6.0, 4.0 };

  cairo_set_line_width (cr, 2.0);
  cairo_set_dash (cr, dash, series == 1 ? 2 : 0, 0.0);
}

static void
draw_series (FwTrendChart *self,
             cairo_t      *cr,
             const Frame  *frame,
             guint         series)
{
  const FwTrendModel *model = self->model;
  const FwTrendPoint *points = series == 0 ? model->accuracy : model->speed;
  const FwTrendAxis *axis = series == 0 ? &model->left : &model->right;
  GdkRGBA colour = get_colour (&series_colours[series], 1.0);
  gboolean is_first = TRUE;

  gdk_cairo_set_source_rgba (cr, &colour);
  set_line (cr, series);
  for (guint i = 0; i < model->n_weeks; i++)
    if (points[i].is_known)
      {
        double x = get_x (self, frame, i);
        double y = get_y (frame, axis, points[i].value);

        if (is_first)
          cairo_move_to (cr, x, y);
        else
          cairo_line_to (cr, x, y);
        is_first = FALSE;
      }
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
  for (guint i = 0; i < model->n_weeks; i++)
    if (points[i].is_known)
      draw_mark (cr, series, get_x (self, frame, i), get_y (frame, axis, points[i].value));
}

/* How far the week's few verdicts leave it open. */
static void
draw_intervals (FwTrendChart *self,
                cairo_t      *cr,
                const Frame  *frame)
{
  const FwTrendModel *model = self->model;
  GdkRGBA colour = get_colour (&series_colours[0], 0.35);

  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, 1.5);
  for (guint i = 0; i < model->n_weeks; i++)
    if (model->accuracy[i].is_known)
      {
        double x = get_x (self, frame, i);

        cairo_move_to (cr, x, get_y (frame, &model->left, model->accuracy[i].low));
        cairo_line_to (cr, x, get_y (frame, &model->left, model->accuracy[i].high));
      }
  cairo_stroke (cr);
}

static void
draw_note (FwTrendChart      *self,
           GtkSnapshot       *snapshot,
           const Frame       *frame,
           const FwTrendNote *note,
           double            *ends)
{
  double x = get_x (self, frame, note->week);
  g_autoptr(PangoLayout) layout = make_layout (self, note->text);
  GdkRGBA line = get_ink (0.3);
  GdkRGBA fill = get_ink (0.14);
  GdkRGBA ink = get_ink (0.9);
  guint row = 0;
  GskRoundedRect pill;
  double tall = NOTE * self->scale;
  double left;
  int width;
  int height;

  pango_layout_get_pixel_size (layout, &width, &height);
  left = CLAMP (x - width / 2.0 - 9.0, frame->left, MAX (frame->right - width - 18.0, frame->left));
  while (row < count_rows (self) && ends[row] > left)
    row++;
  /* What finds no room is told by the week's tooltip. */
  gtk_snapshot_append_color (
      snapshot, &line,
      &GRAPHENE_RECT_INIT ((float) round (x), (float) frame->top, 1,
                           (float) (frame->notes + row * tall - frame->top)));
  if (row == count_rows (self))
    return;

  ends[row] = left + width + 24.0;
  gsk_rounded_rect_init_from_rect (
      &pill,
      &GRAPHENE_RECT_INIT ((float) left, (float) (frame->notes + row * tall + 1.0),
                           (float) width + 18.0f, (float) tall - 3.0f),
      ((float) tall - 3.0f) / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &pill);
  gtk_snapshot_append_color (snapshot, &fill, &pill.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT ((float) round (left + 9.0),
                                      (float) round (frame->notes + row * tall
                                                     + (tall - 1.0 - height) / 2.0)));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

static void
fw_trend_chart_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  FwTrendChart *self = FW_TREND_CHART (widget);
  double ends[NOTE_ROWS] = { 0.0 };
  cairo_t *cr;
  Frame frame;

  self->scale = fw_text_scale (widget);
  frame = get_frame (self);

  if (self->model == NULL || frame.right - frame.left < 40.0)
    return;

  draw_axes (self, snapshot, &frame);
  draw_dates (self, snapshot, &frame);
  for (guint i = 0; i < self->model->notes->len; i++)
    draw_note (self, snapshot, &frame, &g_array_index (self->model->notes, FwTrendNote, i), ends);
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                       (float) gtk_widget_get_height (widget)));
  draw_intervals (self, cr, &frame);
  draw_series (self, cr, &frame, 1);
  draw_series (self, cr, &frame, 0);
  cairo_destroy (cr);
}

/* What a week was */

static char *
dup_week (FwTrendChart *self,
          guint         week)
{
  const FwTrendModel *model = self->model;
  g_autofree char *date = dup_date (model->mondays[week]);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Week of %s"), date);
  if (model->accuracy[week].is_known)
    {
      g_autofree char *value = fw_share_dup_text (model->accuracy[week].value);
      g_autofree char *low = fw_share_dup_text (model->accuracy[week].low);
      g_autofree char *high = fw_share_dup_text (model->accuracy[week].high);

      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("Right: %s (95 %% interval %s to %s)"), value, low, high);
    }
  else if (model->few[week] > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text,
                              ngettext ("%u label was judged: too few to say how much is right",
                                        "%u labels were judged: too few to say how much is right",
                                        model->few[week]),
                              model->few[week]);
    }
  if (model->speed[week].is_known)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("Labels per hour: %.0f"), model->speed[week].value);
    }
  for (guint i = 0; i < model->notes->len; i++)
    {
      const FwTrendNote *note = &g_array_index (model->notes, FwTrendNote, i);

      if (note->week == week)
        g_string_append_printf (text, "\n%s", note->text);
    }

  return g_string_free (text, FALSE);
}

static gboolean
fw_trend_chart_query_tooltip (GtkWidget  *widget,
                              int         x,
                              int         y,
                              gboolean    keyboard,
                              GtkTooltip *tooltip)
{
  FwTrendChart *self = FW_TREND_CHART (widget);
  Frame frame = get_frame (self);
  double step;
  double week;

  if (self->model == NULL || keyboard)
    return FALSE;
  step = self->model->n_weeks > 1 ? get_x (self, &frame, 1) - get_x (self, &frame, 0) : 1.0;
  week = round ((x - get_x (self, &frame, 0)) / MAX (step, 1.0));
  if (week < 0.0 || week >= self->model->n_weeks)
    return FALSE;

  g_autofree char *text = dup_week (self, (guint) week);

  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

void
fw_trend_chart_set_model (FwTrendChart *self,
                          FwTrendModel *model)
{
  g_return_if_fail (FW_IS_TREND_CHART (self));

  g_autofree char *words = model != NULL ? fw_trend_model_dup_words (model) : g_strdup ("");

  g_clear_pointer (&self->model, fw_trend_model_free);
  self->model = model;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Accuracy and speed by week"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
fw_trend_chart_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  int height = (int) (HEIGHT * fw_text_scale (widget));

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 280 : height;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 600 : height;
}

static void
fw_trend_chart_init (FwTrendChart *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->scale = 1.0;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
}

static void
fw_trend_chart_finalize (GObject *object)
{
  g_clear_pointer (&FW_TREND_CHART (object)->model, fw_trend_model_free);

  G_OBJECT_CLASS (fw_trend_chart_parent_class)->finalize (object);
}

static void
fw_trend_chart_class_init (FwTrendChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fw_trend_chart_finalize;
  widget_class->measure = fw_trend_chart_measure;
  widget_class->snapshot = fw_trend_chart_snapshot;
  widget_class->query_tooltip = fw_trend_chart_query_tooltip;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

GtkWidget *
fw_trend_chart_new (void)
{
  return g_object_new (FW_TYPE_TREND_CHART, NULL);
}

/* Legend */

static void
draw_sign (GtkDrawingArea *area,
           cairo_t        *cr,
           int             width,
           int             height,
           gpointer        user_data)
{
  guint series = GPOINTER_TO_UINT (user_data);
  GdkRGBA colour = get_colour (&series_colours[series], 1.0);

  gdk_cairo_set_source_rgba (cr, &colour);
  set_line (cr, series);
  cairo_move_to (cr, 0.0, height / 2.0);
  cairo_line_to (cr, width, height / 2.0);
  cairo_stroke (cr);
  draw_mark (cr, series, width / 2.0, height / 2.0);
}

GtkWidget *
fw_trend_chart_new_sign (guint series)
{
  GtkWidget *area = gtk_drawing_area_new ();

  g_return_val_if_fail (series < G_N_ELEMENTS (series_colours), area);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), SIGN_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), 14);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_sign, GUINT_TO_POINTER (series),
                                  NULL);
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), area, G_CONNECT_SWAPPED);

  return area;
}
