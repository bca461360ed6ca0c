/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/swatch.h"

struct _FwSwatch
{
  GtkWidget parent_instance;

  int       size;
  GdkRGBA   colour;
};

enum
{
  PROP_0,
  PROP_SIZE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FwSwatch, fw_swatch, GTK_TYPE_WIDGET)

static void
fw_swatch_measure (GtkWidget      *widget,
                   GtkOrientation  orientation,
                   int             for_size,
                   int            *minimum,
                   int            *natural,
                   int            *minimum_baseline,
                   int            *natural_baseline)
{
  *minimum = *natural = FW_SWATCH (widget)->size;
}

static void
fw_swatch_snapshot (GtkWidget   *widget,
                    GtkSnapshot *snapshot)
{
  FwSwatch *self = FW_SWATCH (widget);
  float size = (float) self->size;
  graphene_rect_t bounds =
    GRAPHENE_RECT_INIT (0.5f * ((float) gtk_widget_get_width (widget) - size),
                        0.5f * ((float) gtk_widget_get_height (widget) - size), size, size);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, size * 0.28f);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &self->colour, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
fw_swatch_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_SIZE:
      FW_SWATCH (object)->size = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (object));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fw_swatch_class_init (FwSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = fw_swatch_set_property;
  widget_class->measure = fw_swatch_measure;
  widget_class->snapshot = fw_swatch_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);

  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 4, 128, 12,
                                            G_PARAM_WRITABLE | G_PARAM_CONSTRUCT
                                              | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
fw_swatch_init (FwSwatch *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  fw_swatch_set_colour (self, 0x808080);
}

GtkWidget *
fw_swatch_new (int size)
{
  return g_object_new (FW_TYPE_SWATCH, "size", size, NULL);
}

void
fw_swatch_set_colour (FwSwatch *self,
                      guint32   colour)
{
  g_return_if_fail (FW_IS_SWATCH (self));

  GdkRGBA wanted = { (float) ((colour >> 16) & 0xff) / 255.0f,
                     (float) ((colour >> 8) & 0xff) / 255.0f, (float) (colour & 0xff) / 255.0f,
                     1.0f };

  if (gdk_rgba_equal (&self->colour, &wanted))
    return;
  self->colour = wanted;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
