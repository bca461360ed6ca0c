/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/review/review-inset.h"

#include <glib/gi18n.h>

#include "app/late-tooltip.h"
#include "app/picture-texture.h"
#include "app/review/review-corner.h"

/* Longest side, and how much of the canvas' width it may take. */
#define MAX_SIDE  224
#define MAX_SHARE 0.24
/* Shown when less than this of the picture's sides is in view. */
#define SHOWN_BELOW 0.9
/* Logical pixels around what is looked at: its edges are judged, and its name is above. */
#define CLEAR     16.0
#define CLEAR_TOP 30.0

struct _FwReviewInset
{
  GtkWidget   parent_instance;

  FwCanvas   *canvas;   /* borrowed (nullable) */
  FwPicture  *picture;  /* (owned) (nullable) what @texture was made from */
  GdkTexture *texture;  /* (owned) (nullable) */
  FwRect      visible;
  double      width;    /* of the frame in pixels */
  double      height;
  FwRect      avoid;    /* in the frame; width 0: nothing */
  FwCorner    corner;
};

G_DEFINE_FINAL_TYPE (FwReviewInset, fw_review_inset, GTK_TYPE_WIDGET)

static void
take_picture (FwReviewInset *self)
{
  FwPicture *picture = fw_canvas_get_picture (self->canvas);

  if (picture == self->picture)
    return;
  g_clear_pointer (&self->picture, fw_picture_unref);
  g_clear_object (&self->texture);
  if (picture == NULL)
    return;

  guint side = MAX_SIDE * (guint) gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_autoptr(FwPicture) small = fw_picture_scale_to_fit (picture, side, side);

  self->picture = fw_picture_ref (picture);
  self->texture = fw_picture_to_texture (small);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static gboolean
is_part (const FwReviewInset *self)
{
  return self->visible.width < SHOWN_BELOW * self->width
         || self->visible.height < SHOWN_BELOW * self->height;
}

static double
get_side (const FwReviewInset *self,
          GtkOrientation       orientation)
{
  double room = self->canvas != NULL ? gtk_widget_get_width (GTK_WIDGET (self->canvas)) : 0.0;
  double side = room > 0.0 ? CLAMP (room * MAX_SHARE, 96.0, MAX_SIDE) : MAX_SIDE;
  double longer = MAX (self->width, self->height);
  double scale = longer > 0.0 ? side / longer : 0.0;

  return scale * (orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height);
}

static void
take_corner (FwReviewInset *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double view_width = gtk_widget_get_width (GTK_WIDGET (self->canvas));
  double view_height = gtk_widget_get_height (GTK_WIDGET (self->canvas));
  FwRect seen = fw_canvas_place (self->canvas, self->avoid);
  FwRect clear = FW_RECT (seen.x - CLEAR, seen.y - CLEAR_TOP, seen.width + 2.0 * CLEAR,
                          seen.height + CLEAR_TOP + CLEAR);

  if (self->avoid.width > 0.0 && view_width > 0.0)
    self->corner = fw_review_corner_find (self->corner, view_width, view_height,
                                          get_side (self, GTK_ORIENTATION_HORIZONTAL),
                                          get_side (self, GTK_ORIENTATION_VERTICAL), clear);

  gboolean is_left = self->corner == FW_CORNER_BOTTOM_LEFT || self->corner == FW_CORNER_TOP_LEFT;
  gboolean is_top = self->corner == FW_CORNER_TOP_LEFT || self->corner == FW_CORNER_TOP_RIGHT;

  gtk_widget_set_halign (widget, is_left ? GTK_ALIGN_START : GTK_ALIGN_END);
  gtk_widget_set_valign (widget, is_top ? GTK_ALIGN_START : GTK_ALIGN_END);
  gtk_widget_set_margin_top (widget, self->corner == FW_CORNER_TOP_LEFT ? FW_CORNER_MARGIN_TOP
                                                                       : FW_CORNER_MARGIN);
}

static void
update (FwReviewInset *self)
{
  FwSession *session = fw_canvas_get_session (self->canvas);
  FwRect frame = session != NULL ? fw_session_get_picture (session) : FW_RECT (0, 0, 0, 0);
  gboolean has_view = fw_canvas_get_visible (self->canvas, &self->visible);

  self->width = frame.width;
  self->height = frame.height;

  gboolean is_shown = has_view && frame.width > 0.0 && frame.height > 0.0 && is_part (self);

  if (is_shown)
    {
      take_picture (self);
      take_corner (self);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), is_shown && self->texture != NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pressed_cb (FwReviewInset *self)
{
  if (self->canvas != NULL)
    fw_canvas_zoom_fit (self->canvas);
}

/* The widget */

static void
fw_review_inset_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = *natural = (int) get_side (FW_REVIEW_INSET (widget), orientation);
  *minimum_baseline = *natural_baseline = -1;
}

static void
append_frame (GtkSnapshot *snapshot,
              FwRect       rect,
              float        width,
              GdkRGBA      colour)
{
  GskRoundedRect outline;
  const float widths[4] = { width, width, width, width };
  const GdkRGBA colours[4] = { colour, colour, colour, colour };

  gsk_rounded_rect_init_from_rect (
    &outline, &GRAPHENE_RECT_INIT (rect.x, rect.y, rect.width, rect.height), 0.0f);
  gtk_snapshot_append_border (snapshot, &outline, widths, colours);
}

static void
fw_review_inset_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  FwReviewInset *self = FW_REVIEW_INSET (widget);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);

  if (self->texture == NULL || !(self->width > 0.0) || !(self->height > 0.0))
    return;

  FwRect view = { self->visible.x / self->width * width, self->visible.y / self->height * height,
                  self->visible.width / self->width * width,
                  self->visible.height / self->height * height };
  FwRect seen = fw_rect_intersection (view, FW_RECT (0, 0, width, height));

  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT (0, 0, width, height));
  append_frame (snapshot, seen, 3.0f, (GdkRGBA) { 0, 0, 0, 0.6f });
  append_frame (snapshot,
                FW_RECT (seen.x + 0.5, seen.y + 0.5, MAX (seen.width - 1.0, 1.0),
                         MAX (seen.height - 1.0, 1.0)),
                2.0f, (GdkRGBA) { 1, 1, 1, 1 });
}

static void
fw_review_inset_dispose (GObject *object)
{
  FwReviewInset *self = FW_REVIEW_INSET (object);

  g_clear_pointer (&self->picture, fw_picture_unref);
  g_clear_object (&self->texture);

  G_OBJECT_CLASS (fw_review_inset_parent_class)->dispose (object);
}

static void
fw_review_inset_class_init (FwReviewInsetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_review_inset_dispose;
  widget_class->measure = fw_review_inset_measure;
  widget_class->snapshot = fw_review_inset_snapshot;

  gtk_widget_class_set_css_name (widget_class, "reviewinset");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
fw_review_inset_init (FwReviewInset *self)
{
  GtkGesture *press = gtk_gesture_click_new ();

  g_signal_connect_swapped (press, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  fw_late_tooltip_set (GTK_WIDGET (self), _("The whole frame"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The whole frame, with the part that is shown"), -1);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_END);
  gtk_widget_set_margin_start (GTK_WIDGET (self), FW_CORNER_MARGIN);
  gtk_widget_set_margin_end (GTK_WIDGET (self), FW_CORNER_MARGIN);
  gtk_widget_set_margin_top (GTK_WIDGET (self), FW_CORNER_MARGIN);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self), FW_CORNER_MARGIN);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
fw_review_inset_new (void)
{
  return g_object_new (FW_TYPE_REVIEW_INSET, NULL);
}

void
fw_review_inset_set_canvas (FwReviewInset *self,
                            FwCanvas      *canvas)
{
  g_return_if_fail (FW_IS_REVIEW_INSET (self));
  g_return_if_fail (FW_IS_CANVAS (canvas));

  self->canvas = canvas;
  g_signal_connect_object (canvas, "view-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "notify::is-exact", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

void
fw_review_inset_set_avoid (FwReviewInset *self,
                           const FwRect  *avoid)
{
  g_return_if_fail (FW_IS_REVIEW_INSET (self));

  self->avoid = avoid != NULL ? *avoid : FW_RECT (0, 0, 0, 0);
  if (self->canvas != NULL)
    update (self);
}
