/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/stat-card.h"

#include "app/late-tooltip.h"

struct _FwStatCard
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *value;
  GtkWidget *unit;
  GtkWidget *caption;
};

G_DEFINE_FINAL_TYPE (FwStatCard, fw_stat_card, GTK_TYPE_WIDGET)

void
fw_stat_card_set (FwStatCard        *self,
                  const FwOwnFigure *figure)
{
  g_return_if_fail (FW_IS_STAT_CARD (self));
  g_return_if_fail (figure != NULL);

  g_autofree char *spoken
      = g_strdup_printf ("%s: %s %s", figure->title, figure->value, figure->unit);

  gtk_label_set_label (GTK_LABEL (self->title), figure->title);
  gtk_label_set_label (GTK_LABEL (self->value), figure->value);
  gtk_label_set_label (GTK_LABEL (self->unit), figure->unit);
  gtk_label_set_label (GTK_LABEL (self->caption), figure->caption);
  fw_late_tooltip_set (GTK_WIDGET (self), figure->tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, figure->caption, -1);
}

static void
fw_stat_card_init (FwStatCard *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const struct
  {
    GtkWidget **label;
    const char *css;
    gboolean    wrap;
  } labels[] = {
    { &self->title, "fw-stat-title", TRUE },
    { &self->value, "fw-stat-value", FALSE },
    { &self->unit, "dim-label", TRUE },
    { &self->caption, "fw-stat-caption", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      *labels[i].label = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (*labels[i].label), 0.0f);
      gtk_label_set_wrap (GTK_LABEL (*labels[i].label), labels[i].wrap);
      gtk_widget_add_css_class (*labels[i].label, labels[i].css);
    }
  gtk_widget_add_css_class (self->value, "numeric");
  gtk_widget_set_valign (self->value, GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (self->unit, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (line), self->value);
  gtk_box_append (GTK_BOX (line), self->unit);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_box_append (GTK_BOX (self->box), self->title);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_box_append (GTK_BOX (self->box), self->caption);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "fw-own-card");
}

static void
fw_stat_card_dispose (GObject *object)
{
  g_clear_pointer (&FW_STAT_CARD (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_stat_card_parent_class)->dispose (object);
}

static void
fw_stat_card_class_init (FwStatCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_stat_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

GtkWidget *
fw_stat_card_new (void)
{
  return g_object_new (FW_TYPE_STAT_CARD, NULL);
}
