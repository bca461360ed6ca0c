/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * B lies over A, not instead of it: A keeps its focus and its keys while it
 * cannot be seen, and changing from one to the other costs one repaint.
 */

#include "app/compare/compare-view.h"

#include "app/late-tooltip.h"

#include <glib/gi18n.h>

#define GAP       2 /* between the two */
#define TAG_START 12
#define TAG_TOP   10
#define PILL_ROOM 96 /* at the far end lies the zoom */
/* Slow enough for everybody's eyes, fast enough to see what jumps. */
#define BLINK_MS  700

/* Whose picture this is. */
typedef struct
{
  GtkWidget *box;
  GtkLabel  *title;
} Tag;

struct _FwCompareView
{
  GtkWidget       parent_instance;

  FwCanvas       *canvas; /* (nullable) child */
  FwCanvas       *second; /* (nullable) child, while there is a model */
  Tag             tags[FW_N_COMPARE_SIDES];
  FwCompareModel *model;  /* (owned) (nullable) */

  FwCompareMode   mode;
  FwCompareSide          shown;
  guint           blink_id;
};

enum
{
  PROP_CANVAS = 1,
  PROP_MODE,
  PROP_SHOWN,
  PROP_BLINKING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FwCompareView, fw_compare_view, GTK_TYPE_WIDGET)

/* Which of them can be seen */

static gboolean
is_seen (FwCompareView *self,
         FwCompareSide  side)
{
  if (self->model == NULL)
    return side == FW_COMPARE_A;
  return self->mode == FW_COMPARE_SIDE_BY_SIDE || self->shown == side;
}

static void
update_seen (FwCompareView *self)
{
  if (self->second != NULL)
    gtk_widget_set_child_visible (GTK_WIDGET (self->second), is_seen (self, FW_COMPARE_B));
  for (FwCompareSide side = 0; side < FW_N_COMPARE_SIDES; side++)
    gtk_widget_set_child_visible (self->tags[side].box,
                                  self->model != NULL && is_seen (self, side));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
blink_cb (gpointer user_data)
{
  FwCompareView *self = user_data;

  self->shown = self->shown == FW_COMPARE_A ? FW_COMPARE_B : FW_COMPARE_A;
  update_seen (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
  return G_SOURCE_CONTINUE;
}

gboolean
fw_compare_view_can_blink (FwCompareView *self)
{
  gboolean animations = TRUE;

  g_return_val_if_fail (FW_IS_COMPARE_VIEW (self), FALSE);

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations,
                NULL);
  return animations;
}

gboolean
fw_compare_view_get_blinking (FwCompareView *self)
{
  g_return_val_if_fail (FW_IS_COMPARE_VIEW (self), FALSE);

  return self->blink_id != 0;
}

void
fw_compare_view_set_blinking (FwCompareView *self,
                              gboolean       blinking)
{
  g_return_if_fail (FW_IS_COMPARE_VIEW (self));

  blinking = blinking && self->model != NULL && fw_compare_view_can_blink (self);
  if (blinking == (self->blink_id != 0))
    return;

  if (blinking)
    {
      fw_compare_view_set_mode (self, FW_COMPARE_ONE_OVER_OTHER);
      self->blink_id = g_timeout_add (BLINK_MS, blink_cb, self);
    }
  else
    g_clear_handle_id (&self->blink_id, g_source_remove);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BLINKING]);
}

FwCompareMode
fw_compare_view_get_mode (FwCompareView *self)
{
  g_return_val_if_fail (FW_IS_COMPARE_VIEW (self), FW_COMPARE_SIDE_BY_SIDE);

  return self->mode;
}

void
fw_compare_view_set_mode (FwCompareView *self,
                          FwCompareMode  mode)
{
  g_return_if_fail (FW_IS_COMPARE_VIEW (self));

  if (self->mode == mode)
    return;
  self->mode = mode;
  if (mode == FW_COMPARE_SIDE_BY_SIDE)
    fw_compare_view_set_blinking (self, FALSE);
  update_seen (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODE]);
}

FwCompareSide
fw_compare_view_get_shown (FwCompareView *self)
{
  g_return_val_if_fail (FW_IS_COMPARE_VIEW (self), FW_COMPARE_A);

  return self->shown;
}

void
fw_compare_view_set_shown (FwCompareView *self,
                           FwCompareSide  side)
{
  g_return_if_fail (FW_IS_COMPARE_VIEW (self));

  if (self->shown != side)
    {
      self->shown = side;
      update_seen (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
    }
  fw_compare_view_set_mode (self, FW_COMPARE_ONE_OVER_OTHER);
}

/* The model */

/* Who looks from close by goes on doing so. */
static void
moved_cb (FwCompareView *self)
{
  FwRect bounds;

  if (fw_canvas_is_zoomed_to (self->canvas) && fw_compare_model_get_bounds (self->model, &bounds))
    fw_canvas_zoom_to (self->canvas, bounds);
}

void
fw_compare_view_zoom_to_current (FwCompareView *self)
{
  FwRect bounds;

  g_return_if_fail (FW_IS_COMPARE_VIEW (self));

  if (fw_canvas_is_zoomed_to (self->canvas))
    fw_canvas_zoom_back (self->canvas);
  else if (self->model != NULL && fw_compare_model_get_bounds (self->model, &bounds))
    fw_canvas_zoom_to (self->canvas, bounds);
}

static void
update_tags (FwCompareView *self)
{
  for (FwCompareSide side = 0; side < FW_N_COMPARE_SIDES; side++)
    {
      const char *title = fw_compare_model_get_title (self->model, side);

      gtk_label_set_label (self->tags[side].title, title);
      fw_late_tooltip_set (GTK_WIDGET (self->tags[side].title), title);
      gtk_accessible_update_property (
        GTK_ACCESSIBLE (side == FW_COMPARE_A ? self->canvas : self->second),
        GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title, -1);
    }
}

static void
drop_model (FwCompareView *self)
{
  fw_compare_view_set_blinking (self, FALSE);
  g_signal_handlers_disconnect_by_data (self->model, self);
  fw_canvas_follow (self->second, NULL);
  fw_canvas_set_session (self->second, NULL);
  gtk_widget_unparent (GTK_WIDGET (self->second));
  self->second = NULL;
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self->canvas),
                                 GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  g_clear_object (&self->model);
}

static void
take_model (FwCompareView  *self,
            FwCompareModel *model)
{
  self->model = g_object_ref (model);
  self->shown = FW_COMPARE_A;
  self->second = FW_CANVAS (fw_canvas_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->second), "fw-focus-frame");
  /* Over A, under what tells whose it is. */
  gtk_widget_insert_after (GTK_WIDGET (self->second), GTK_WIDGET (self),
                           GTK_WIDGET (self->canvas));
  fw_canvas_set_session (self->second, fw_compare_model_get_session (model, FW_COMPARE_B));
  fw_canvas_follow (self->second, self->canvas);
  update_tags (self);
  g_signal_connect_swapped (model, "moved", G_CALLBACK (moved_cb), self);
}

void
fw_compare_view_set_model (FwCompareView  *self,
                           FwCompareModel *model)
{
  g_return_if_fail (FW_IS_COMPARE_VIEW (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    drop_model (self);
  if (model != NULL)
    take_model (self, model);
  update_seen (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

FwCanvas *
fw_compare_view_get_second (FwCompareView *self)
{
  g_return_val_if_fail (FW_IS_COMPARE_VIEW (self), NULL);

  return self->second;
}

GtkWidget *
fw_compare_view_get_tag (FwCompareView *self,
                         FwCompareSide  side)
{
  g_return_val_if_fail (FW_IS_COMPARE_VIEW (self) && side < FW_N_COMPARE_SIDES, NULL);

  return self->tags[side].box;
}

/* Layout */

static void
allocate_tag (FwCompareView *self,
              FwCompareSide  side,
              int            x,
              int            width)
{
  GtkWidget *box = self->tags[side].box;
  int minimum = 0;
  int natural = 0;
  int height = 0;
  int room = MAX (width - 2 * TAG_START, 0);

  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  room = MAX (MIN (natural, room), minimum);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, room, NULL, &height, NULL, NULL);
  gtk_widget_size_allocate (box, &(GtkAllocation) { x + TAG_START, TAG_TOP, room, height }, -1);
}

static void
fw_compare_view_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  FwCompareView *self = FW_COMPARE_VIEW (widget);
  gboolean beside = self->second != NULL && self->mode == FW_COMPARE_SIDE_BY_SIDE;
  /* Both are of one size: what shows in one shows in the other. */
  int half = beside ? MAX ((width - GAP) / 2, 1) : width;
  int second = beside ? width - half : 0;

  if (self->canvas != NULL)
    gtk_widget_size_allocate (GTK_WIDGET (self->canvas), &(GtkAllocation) { 0, 0, half, height },
                              -1);
  if (self->second == NULL)
    return;
  gtk_widget_size_allocate (GTK_WIDGET (self->second),
                            &(GtkAllocation) { second, 0, half, height }, -1);
  allocate_tag (self, FW_COMPARE_A, 0, beside ? half : half - PILL_ROOM);
  allocate_tag (self, FW_COMPARE_B, second, half - PILL_ROOM);
}

static void
fw_compare_view_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  FwCompareView *self = FW_COMPARE_VIEW (widget);

  if (self->canvas != NULL)
    gtk_widget_measure (GTK_WIDGET (self->canvas), orientation, for_size, minimum, natural, NULL,
                        NULL);
  if (self->second != NULL && self->mode == FW_COMPARE_SIDE_BY_SIDE
      && orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 2 * *minimum + GAP;
      *natural = 2 * *natural + GAP;
    }
  *minimum_baseline = *natural_baseline = -1;
}

static gboolean
fw_compare_view_focus (GtkWidget        *widget,
                       GtkDirectionType  direction)
{
  FwCompareView *self = FW_COMPARE_VIEW (widget);

  /* One picture for the keys; the other one is reached with the pointer. */
  if (self->canvas == NULL || gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return gtk_widget_child_focus (GTK_WIDGET (self->canvas), direction);
}

/* Object */

static Tag
make_tag (FwCompareView *self,
          FwCompareSide  side)
{
  Tag tag = { gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7), GTK_LABEL (gtk_label_new (NULL)) };
  gboolean is_a = side == FW_COMPARE_A;
  GtkWidget *letter = gtk_label_new (is_a ? C_("version", "A") : C_("version", "B"));

  gtk_widget_add_css_class (letter, "fw-version");
  gtk_widget_add_css_class (letter, is_a ? "a" : "b");
  gtk_label_set_ellipsize (tag.title, PANGO_ELLIPSIZE_MIDDLE);
  gtk_box_append (GTK_BOX (tag.box), letter);
  gtk_box_append (GTK_BOX (tag.box), GTK_WIDGET (tag.title));
  gtk_widget_add_css_class (tag.box, "fw-osd");
  gtk_widget_set_parent (tag.box, GTK_WIDGET (self));

  return tag;
}

static void
fw_compare_view_dispose (GObject *object)
{
  FwCompareView *self = FW_COMPARE_VIEW (object);

  if (self->model != NULL)
    drop_model (self);
  for (FwCompareSide side = 0; side < FW_N_COMPARE_SIDES; side++)
    g_clear_pointer (&self->tags[side].box, gtk_widget_unparent);
  if (self->canvas != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->canvas));
  self->canvas = NULL;

  G_OBJECT_CLASS (fw_compare_view_parent_class)->dispose (object);
}

static void
fw_compare_view_get_property (GObject    *object,
                              guint       property,
                              GValue     *value,
                              GParamSpec *pspec)
{
  FwCompareView *self = FW_COMPARE_VIEW (object);

  switch (property)
    {
    case PROP_CANVAS:
      g_value_set_object (value, self->canvas);
      break;
    case PROP_MODE:
      g_value_set_int (value, (int) self->mode);
      break;
    case PROP_SHOWN:
      g_value_set_int (value, (int) self->shown);
      break;
    case PROP_BLINKING:
      g_value_set_boolean (value, self->blink_id != 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
fw_compare_view_set_property (GObject      *object,
                              guint         property,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  FwCompareView *self = FW_COMPARE_VIEW (object);

  switch (property)
    {
    case PROP_CANVAS:
      g_return_if_fail (self->canvas == NULL);
      self->canvas = g_value_get_object (value);
      if (self->canvas != NULL)
        gtk_widget_insert_after (GTK_WIDGET (self->canvas), GTK_WIDGET (self), NULL);
      break;
    case PROP_MODE:
      fw_compare_view_set_mode (self, (FwCompareMode) g_value_get_int (value));
      break;
    case PROP_SHOWN:
      fw_compare_view_set_shown (self, (FwCompareSide) g_value_get_int (value));
      break;
    case PROP_BLINKING:
      fw_compare_view_set_blinking (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
fw_compare_view_class_init (FwCompareViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags rw = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = fw_compare_view_dispose;
  object_class->get_property = fw_compare_view_get_property;
  object_class->set_property = fw_compare_view_set_property;
  widget_class->measure = fw_compare_view_measure;
  widget_class->size_allocate = fw_compare_view_size_allocate;
  widget_class->focus = fw_compare_view_focus;

  properties[PROP_CANVAS] = g_param_spec_object ("canvas", NULL, NULL, FW_TYPE_CANVAS, rw);
  properties[PROP_MODE] = g_param_spec_int ("mode", NULL, NULL, FW_COMPARE_SIDE_BY_SIDE,
                                            FW_COMPARE_ONE_OVER_OTHER, FW_COMPARE_SIDE_BY_SIDE,
                                            rw);
  properties[PROP_SHOWN] = g_param_spec_int ("shown", NULL, NULL, FW_COMPARE_A, FW_COMPARE_B,
                                             FW_COMPARE_A, rw);
  properties[PROP_BLINKING] = g_param_spec_boolean ("blinking", NULL, NULL, FALSE, rw);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fw_compare_view_init (FwCompareView *self)
{
  /* A is on the left wherever words run to. */
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
  for (FwCompareSide side = 0; side < FW_N_COMPARE_SIDES; side++)
    self->tags[side] = make_tag (self, side);
  update_seen (self);
}

GtkWidget *
fw_compare_view_new (void)
{
  return g_object_new (FW_TYPE_COMPARE_VIEW, NULL);
}
