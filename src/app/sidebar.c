/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Lays out two children itself. `reveal` runs from 0 to 1 while the panel
 * comes in: beside the content it takes width from it, folded it only covers
 * it. The panel is always given its full width, so that nothing inside is laid
 * out anew while it slides; a panel that becomes wider slides in the same way
 * from the width it had.
 */

#include "app/sidebar.h"

#include <adwaita.h>

#define SLIDE_MS 200

struct _FwSidebar
{
  GtkWidget     parent_instance;

  GtkWidget    *content; /* (owned) (nullable) */
  GtkWidget    *side;    /* (owned) (nullable) */
  AdwAnimation *slide;   /* (owned) of @reveal */
  AdwAnimation *widen;   /* (owned) of @drawn_width */
  double        reveal;
  gboolean      is_open;
  gboolean      is_folded;
  int           side_width;
  double        drawn_width; /* on its way to what the panel asks for */
  int           least_width; /* widest that its content had to be since that changed */
};

enum
{
  PROP_0,
  PROP_CONTENT,
  PROP_SIDE,
  PROP_OPEN,
  PROP_FOLDED,
  PROP_SIDE_WIDTH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void fw_sidebar_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FwSidebar, fw_sidebar, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      fw_sidebar_buildable_init))

static GtkBuildableIface *parent_buildable;

/* A word more or less in the panel, from one frame to the next, must not move the
 * picture: the panel does not become narrower again by itself. */
static int
get_side_width (FwSidebar *self)
{
  int minimum = 0;

  if (self->side == NULL)
    return 0;
  gtk_widget_measure (self->side, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  self->least_width = MAX (self->least_width, minimum);
  return MAX (self->side_width, self->least_width);
}

static void
fw_sidebar_system_setting_changed (GtkWidget        *widget,
                                   GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (fw_sidebar_parent_class)->system_setting_changed (widget, setting);
  FW_SIDEBAR (widget)->least_width = 0;
  gtk_widget_queue_resize (widget);
}

static void
fw_sidebar_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  FwSidebar *self = FW_SIDEBAR (widget);
  int content_minimum = 0;
  int content_natural = 0;

  *minimum = 0;
  *natural = 0;
  if (self->content != NULL)
    gtk_widget_measure (self->content, orientation, -1, &content_minimum, &content_natural, NULL,
                        NULL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      /* The panel folds before the content is squeezed, so it never asks for width. */
      *minimum = content_minimum;
      *natural = content_natural + (self->is_folded ? 0 : get_side_width (self));
      return;
    }

  int side_minimum = 0;
  int side_natural = 0;

  if (self->side != NULL)
    gtk_widget_measure (self->side, orientation, get_side_width (self), &side_minimum,
                        &side_natural, NULL, NULL);
  *minimum = MAX (content_minimum, side_minimum);
  *natural = MAX (content_natural, side_natural);
}

static void
fw_sidebar_size_allocate (GtkWidget *widget,
                          int        width,
                          int        height,
                          int        baseline)
{
  FwSidebar *self = FW_SIDEBAR (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean widens = adw_animation_get_state (self->widen) == ADW_ANIMATION_PLAYING;
  int wanted = MIN (get_side_width (self), width);
  int drawn = widens ? MIN ((int) (self->drawn_width + 0.5), width) : wanted;
  int side = MAX (wanted, drawn);
  int shown = (int) (drawn * self->reveal + 0.5);
  int taken = self->is_folded ? 0 : shown;

  if (self->content != NULL)
    gtk_widget_size_allocate (
      self->content, &(GtkAllocation) { rtl ? taken : 0, 0, MAX (width - taken, 0), height }, -1);
  if (self->side != NULL && gtk_widget_get_child_visible (self->side))
    gtk_widget_size_allocate (
      self->side, &(GtkAllocation) { rtl ? shown - side : width - shown, 0, side, height }, -1);
}

static void
apply_reveal (double   value,
              gpointer user_data)
{
  FwSidebar *self = user_data;

  self->reveal = value;
  if (self->side != NULL)
    gtk_widget_set_child_visible (self->side, value > 0.0);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
slide (FwSidebar *self)
{
  double target = self->is_open ? 1.0 : 0.0;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || !adw_get_enable_animations (GTK_WIDGET (self)))
    {
      adw_animation_reset (self->slide);
      apply_reveal (target, self);
      return;
    }
  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->slide), self->reveal);
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->slide), target);
  adw_animation_play (self->slide);
}

static void
apply_width (double   value,
             gpointer user_data)
{
  FwSidebar *self = user_data;

  self->drawn_width = value;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
update_look (FwSidebar *self)
{
  if (self->side == NULL)
    return;
  gtk_widget_remove_css_class (self->side, self->is_folded ? "beside" : "over");
  gtk_widget_add_css_class (self->side, self->is_folded ? "over" : "beside");
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
set_child (FwSidebar  *self,
           GtkWidget **place,
           GtkWidget  *child)
{
  g_clear_pointer (place, gtk_widget_unparent);
  *place = child;
  if (child == NULL)
    return;
  /* The panel stays last: it is drawn over the content. */
  if (place == &self->content)
    gtk_widget_insert_after (child, GTK_WIDGET (self), NULL);
  else
    gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
  if (place == &self->side)
    {
      gtk_widget_set_child_visible (child, self->reveal > 0.0);
      self->least_width = 0;
      update_look (self);
    }
}

static void
fw_sidebar_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  FwSidebar *self = FW_SIDEBAR (object);

  switch (id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    case PROP_SIDE:
      g_value_set_object (value, self->side);
      break;
    case PROP_OPEN:
      g_value_set_boolean (value, self->is_open);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->is_folded);
      break;
    case PROP_SIDE_WIDTH:
      g_value_set_int (value, self->side_width);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fw_sidebar_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  FwSidebar *self = FW_SIDEBAR (object);

  switch (id)
    {
    case PROP_CONTENT:
      set_child (self, &self->content, g_value_get_object (value));
      break;
    case PROP_SIDE:
      set_child (self, &self->side, g_value_get_object (value));
      break;
    case PROP_OPEN:
      fw_sidebar_set_open (self, g_value_get_boolean (value));
      break;
    case PROP_FOLDED:
      fw_sidebar_set_folded (self, g_value_get_boolean (value));
      break;
    case PROP_SIDE_WIDTH:
      fw_sidebar_set_side_width (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fw_sidebar_add_child (GtkBuildable *buildable,
                      GtkBuilder   *builder,
                      GObject      *child,
                      const char   *type)
{
  if (g_strcmp0 (type, "side") == 0)
    g_object_set (buildable, "side", child, NULL);
  else if (GTK_IS_WIDGET (child))
    g_object_set (buildable, "content", child, NULL);
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
fw_sidebar_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = fw_sidebar_add_child;
}

static void
fw_sidebar_dispose (GObject *object)
{
  FwSidebar *self = FW_SIDEBAR (object);

  g_clear_object (&self->slide);
  g_clear_object (&self->widen);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->side, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_sidebar_parent_class)->dispose (object);
}

static void
fw_sidebar_class_init (FwSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = fw_sidebar_get_property;
  object_class->set_property = fw_sidebar_set_property;
  object_class->dispose = fw_sidebar_dispose;
  widget_class->measure = fw_sidebar_measure;
  widget_class->size_allocate = fw_sidebar_size_allocate;
  widget_class->system_setting_changed = fw_sidebar_system_setting_changed;

  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SIDE] = g_param_spec_object ("side", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, TRUE, flags);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags);
  properties[PROP_SIDE_WIDTH] = g_param_spec_int ("side-width", NULL, NULL, 0, G_MAXINT, 346,
                                                  flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fw_sidebar_init (FwSidebar *self)
{
  self->is_open = TRUE;
  self->reveal = 1.0;
  self->side_width = 346;
  self->drawn_width = 346.0;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->slide = adw_timed_animation_new (GTK_WIDGET (self), 0.0, 1.0, SLIDE_MS,
                                         adw_callback_animation_target_new (apply_reveal, self,
                                                                            NULL));
  self->widen = adw_timed_animation_new (GTK_WIDGET (self), 0.0, 1.0, SLIDE_MS,
                                         adw_callback_animation_target_new (apply_width, self,
                                                                            NULL));
}

GtkWidget *
fw_sidebar_new (void)
{
  return g_object_new (FW_TYPE_SIDEBAR, NULL);
}

void
fw_sidebar_set_open (FwSidebar *self,
                     gboolean   open)
{
  g_return_if_fail (FW_IS_SIDEBAR (self));

  open = !!open;
  if (self->is_open == open)
    return;
  self->is_open = open;
  slide (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

gboolean
fw_sidebar_get_open (FwSidebar *self)
{
  g_return_val_if_fail (FW_IS_SIDEBAR (self), FALSE);

  return self->is_open;
}

void
fw_sidebar_set_folded (FwSidebar *self,
                       gboolean   folded)
{
  g_return_if_fail (FW_IS_SIDEBAR (self));

  folded = !!folded;
  if (self->is_folded == folded)
    return;
  self->is_folded = folded;
  update_look (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

gboolean
fw_sidebar_get_folded (FwSidebar *self)
{
  g_return_val_if_fail (FW_IS_SIDEBAR (self), FALSE);

  return self->is_folded;
}

void
fw_sidebar_set_side_width (FwSidebar *self,
                           int        width)
{
  g_return_if_fail (FW_IS_SIDEBAR (self));

  if (self->side_width == width)
    return;

  int before = self->side != NULL ? gtk_widget_get_width (self->side) : 0;
  gboolean moves = before > 0 && self->reveal >= 1.0 && gtk_widget_get_mapped (GTK_WIDGET (self))
                   && adw_get_enable_animations (GTK_WIDGET (self));

  if (adw_animation_get_state (self->widen) == ADW_ANIMATION_PLAYING)
    before = (int) self->drawn_width;
  self->side_width = width;
  self->least_width = 0;
  adw_animation_reset (self->widen);
  if (moves)
    {
      adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->widen), before);
      adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->widen), width);
      adw_animation_play (self->widen);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDE_WIDTH]);
}
