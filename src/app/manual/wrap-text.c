/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/manual/wrap-text.h"

/* Narrower than that nobody reads a paragraph. */
#define MIN_WIDTH     40
#define NATURAL_WIDTH 320

struct _FwWrapText
{
  GtkWidget    parent_instance;

  PangoLayout *layout; /* (owned) */
  GtkWidget   *label;  /* (nullable) instead, for text with links */
};

G_DEFINE_FINAL_TYPE (FwWrapText, fw_wrap_text, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
fw_wrap_text_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
get_height (FwWrapText *self,
            int         width)
{
  int height = 0;

  if (self->label != NULL)
    {
      gtk_widget_measure (self->label, GTK_ORIENTATION_VERTICAL, MAX (width, MIN_WIDTH), &height,
                          NULL, NULL, NULL);
      return height;
    }
  /* Asking again for the same width costs nothing: the layout remembers its lines. */
  pango_layout_set_width (self->layout, MAX (width, MIN_WIDTH) * PANGO_SCALE);
  pango_layout_get_pixel_size (self->layout, NULL, &height);
  return height;
}

static void
fw_wrap_text_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  FwWrapText *self = FW_WRAP_TEXT (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }
  *minimum = *natural = get_height (self, for_size > 0 ? for_size : NATURAL_WIDTH);
}

static void
fw_wrap_text_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  FwWrapText *self = FW_WRAP_TEXT (widget);

  if (self->label != NULL)
    gtk_widget_size_allocate (self->label,
                              &(GtkAllocation) { 0, 0, MAX (width, MIN_WIDTH), height }, -1);
}

static void
fw_wrap_text_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  FwWrapText *self = FW_WRAP_TEXT (widget);

  if (self->label != NULL)
    {
      gtk_widget_snapshot_child (widget, self->label, snapshot);
      return;
    }
  get_height (self, gtk_widget_get_width (widget));
  gtk_snapshot_render_layout (snapshot, gtk_widget_get_style_context (widget), 0, 0, self->layout);
}

static void
fw_wrap_text_direction_changed (GtkWidget        *widget,
                                GtkTextDirection  before)
{
  pango_layout_context_changed (FW_WRAP_TEXT (widget)->layout);
  GTK_WIDGET_CLASS (fw_wrap_text_parent_class)->direction_changed (widget, before);
}

static void
fw_wrap_text_dispose (GObject *object)
{
  g_clear_pointer (&FW_WRAP_TEXT (object)->label, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_wrap_text_parent_class)->dispose (object);
}

static void
fw_wrap_text_finalize (GObject *object)
{
  g_object_unref (FW_WRAP_TEXT (object)->layout);

  G_OBJECT_CLASS (fw_wrap_text_parent_class)->finalize (object);
}

static void
fw_wrap_text_class_init (FwWrapTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_wrap_text_dispose;
  G_OBJECT_CLASS (klass)->finalize = fw_wrap_text_finalize;
  widget_class->get_request_mode = fw_wrap_text_get_request_mode;
  widget_class->measure = fw_wrap_text_measure;
  widget_class->size_allocate = fw_wrap_text_size_allocate;
  widget_class->snapshot = fw_wrap_text_snapshot;
  widget_class->direction_changed = fw_wrap_text_direction_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_widget_class_set_css_name (widget_class, "wraptext");
}

static void
fw_wrap_text_init (FwWrapText *self)
{
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

static void
set_label (FwWrapText *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pango_layout_get_text (self->layout), -1);
}

GtkWidget *
fw_wrap_text_new (const char *markup)
{
  g_return_val_if_fail (markup != NULL, NULL);

  FwWrapText *self = g_object_new (FW_TYPE_WRAP_TEXT, NULL);

  pango_layout_set_markup (self->layout, markup, -1);
  set_label (self);
  return GTK_WIDGET (self);
}

GtkWidget *
fw_wrap_text_new_label (GtkWidget *label)
{
  g_return_val_if_fail (GTK_IS_LABEL (label), NULL);

  FwWrapText *self = g_object_new (FW_TYPE_WRAP_TEXT, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  self->label = label;
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

GtkWidget *
fw_wrap_text_new_plain (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  FwWrapText *self = g_object_new (FW_TYPE_WRAP_TEXT, NULL);

  pango_layout_set_text (self->layout, text, -1);
  set_label (self);
  return GTK_WIDGET (self);
}

GtkWidget *
fw_wrap_text_new_heading (const char *text,
                          int         level)
{
  g_return_val_if_fail (text != NULL, NULL);

  FwWrapText *self =
    g_object_new (FW_TYPE_WRAP_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  pango_layout_set_text (self->layout, text, -1);
  set_label (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LEVEL, level, -1);
  return GTK_WIDGET (self);
}
