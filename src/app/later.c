/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/later.h"

#include "app/shortcuts.h"

struct _FwLater
{
  GtkWidget  parent_instance;

  GType      part_type;
  GtkWidget *part; /* (nullable) */
};

typedef enum
{
  PROP_PART_TYPE = 1
} Property;

enum
{
  MADE,
  N_SIGNALS
};

static GParamSpec *properties[PROP_PART_TYPE + 1];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwLater, fw_later, GTK_TYPE_WIDGET)

GtkWidget *
fw_later_get (FwLater *self)
{
  g_return_val_if_fail (FW_IS_LATER (self), NULL);

  if (self->part == NULL)
    {
      self->part = g_object_new (self->part_type, NULL);
      gtk_widget_set_parent (self->part, GTK_WIDGET (self));
      fw_shortcuts_name_keys (fw_shortcuts_get_default (), self->part);
      g_signal_emit (self, signals[MADE], 0, self->part);
    }

  return self->part;
}

GtkWidget *
fw_later_peek (FwLater *self)
{
  g_return_val_if_fail (FW_IS_LATER (self), NULL);

  return self->part;
}

static void
fw_later_map (GtkWidget *widget)
{
  fw_later_get (FW_LATER (widget));

  GTK_WIDGET_CLASS (fw_later_parent_class)->map (widget);
}

static void
fw_later_get_property (GObject    *object,
                       guint       id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  FwLater *self = FW_LATER (object);

  switch ((Property) id)
    {
    case PROP_PART_TYPE:
      g_value_set_gtype (value, self->part_type);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fw_later_set_property (GObject      *object,
                       guint         id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  FwLater *self = FW_LATER (object);

  switch ((Property) id)
    {
    case PROP_PART_TYPE:
      self->part_type = g_value_get_gtype (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fw_later_dispose (GObject *object)
{
  g_clear_pointer (&FW_LATER (object)->part, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_later_parent_class)->dispose (object);
}

static void
fw_later_class_init (FwLaterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = fw_later_get_property;
  object_class->set_property = fw_later_set_property;
  object_class->dispose = fw_later_dispose;
  widget_class->map = fw_later_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  properties[PROP_PART_TYPE]
      = g_param_spec_gtype ("part-type", NULL, NULL, GTK_TYPE_WIDGET,
                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[MADE] = g_signal_new ("made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_WIDGET);
}

static void
fw_later_init (FwLater *self)
{
}
