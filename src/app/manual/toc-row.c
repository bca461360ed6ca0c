/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/manual/toc-row.h"

#include "app/late-tooltip.h"

#include <glib/gi18n.h>

struct _FwTocRow
{
  GObject    parent_instance;

  guint      chapter;
  char      *id;    /* (owned) */
  char      *title; /* (owned) */
  FwTocFlags flags;
};

struct _FwTocRowView
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkWidget *id;
  GtkWidget *title;
  GtkWidget *bookmark;
  GtkWidget *dot;
};

G_DEFINE_FINAL_TYPE (FwTocRow, fw_toc_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (FwTocRowView, fw_toc_row_view, GTK_TYPE_WIDGET)

static void
fw_toc_row_finalize (GObject *object)
{
  FwTocRow *self = FW_TOC_ROW (object);

  g_free (self->id);
  g_free (self->title);

  G_OBJECT_CLASS (fw_toc_row_parent_class)->finalize (object);
}

static void
fw_toc_row_class_init (FwTocRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fw_toc_row_finalize;
}

static void
fw_toc_row_init (FwTocRow *self)
{
}

FwTocRow *
fw_toc_row_new (guint       chapter,
                const char *id,
                const char *title,
                FwTocFlags  flags)
{
  FwTocRow *self = g_object_new (FW_TYPE_TOC_ROW, NULL);

  self->chapter = chapter;
  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->flags = flags;
  return self;
}

guint
fw_toc_row_get_chapter (FwTocRow *self)
{
  g_return_val_if_fail (FW_IS_TOC_ROW (self), 0);

  return self->chapter;
}

gboolean
fw_toc_row_equal (FwTocRow *a,
                  FwTocRow *b)
{
  g_return_val_if_fail (FW_IS_TOC_ROW (a), FALSE);
  g_return_val_if_fail (FW_IS_TOC_ROW (b), FALSE);

  return a->chapter == b->chapter && a->flags == b->flags && g_str_equal (a->id, b->id)
         && g_str_equal (a->title, b->title);
}

char *
fw_toc_row_dup_label (FwTocRow *self)
{
  g_return_val_if_fail (FW_IS_TOC_ROW (self), NULL);

  GString *label = g_string_new (self->id);

  if (label->len > 0)
    g_string_append_c (label, ' ');
  g_string_append (label, self->title);
  if (self->flags & FW_TOC_CHANGED)
    g_string_append_printf (label, ", %s", _("changed since you last read"));
  if (self->flags & FW_TOC_ABOUT)
    g_string_append_printf (label, ", %s", _("about the selected object"));
  if (self->flags & FW_TOC_BOOKMARK)
    g_string_append_printf (label, ", %s", _("bookmark"));
  if (self->flags & FW_TOC_RETIRED)
    g_string_append_printf (label, ", %s", _("retired"));
  return g_string_free (label, FALSE);
}

/* The widget ------------------------------------------------------------ */

static void
set_class (GtkWidget  *widget,
           const char *css,
           gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, css);
  else
    gtk_widget_remove_css_class (widget, css);
}

void
fw_toc_row_view_set_row (FwTocRowView *self,
                         FwTocRow     *row)
{
  g_return_if_fail (FW_IS_TOC_ROW_VIEW (self));
  g_return_if_fail (FW_IS_TOC_ROW (row));

  g_autofree char *label = fw_toc_row_dup_label (row);

  gtk_label_set_label (GTK_LABEL (self->id), row->id);
  gtk_widget_set_visible (self->id, row->id[0] != '\0');
  gtk_label_set_label (GTK_LABEL (self->title), row->title);
  gtk_widget_set_visible (self->dot, (row->flags & FW_TOC_CHANGED) != 0);
  gtk_widget_set_visible (self->bookmark, (row->flags & FW_TOC_BOOKMARK) != 0);
  set_class (self->box, "part", (row->flags & FW_TOC_PART) != 0);
  set_class (self->box, "open", (row->flags & FW_TOC_OPEN) != 0);
  set_class (self->box, "about", (row->flags & FW_TOC_ABOUT) != 0);
  set_class (self->box, "retired", (row->flags & FW_TOC_RETIRED) != 0);
  fw_late_tooltip_set (GTK_WIDGET (self), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
fw_toc_row_view_dispose (GObject *object)
{
  FwTocRowView *self = FW_TOC_ROW_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_toc_row_view_parent_class)->dispose (object);
}

static void
fw_toc_row_view_class_init (FwTocRowViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_toc_row_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fw_toc_row_view_init (FwTocRowView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->id = gtk_label_new (NULL);
  self->title = gtk_label_new (NULL);
  self->bookmark = gtk_image_new_from_icon_name ("user-bookmarks-symbolic");
  self->dot = gtk_label_new ("●");
  gtk_widget_add_css_class (self->id, "dim-label");
  gtk_widget_add_css_class (self->id, "fw-small");
  gtk_widget_add_css_class (self->id, "numeric");
  gtk_widget_add_css_class (self->dot, "fw-changed-dot");
  gtk_image_set_pixel_size (GTK_IMAGE (self->bookmark), 12);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0.0f);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->id);
  gtk_box_append (GTK_BOX (self->box), self->title);
  gtk_box_append (GTK_BOX (self->box), self->bookmark);
  gtk_box_append (GTK_BOX (self->box), self->dot);
  gtk_widget_add_css_class (self->box, "fw-toc-row");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
fw_toc_row_view_new (void)
{
  return g_object_new (FW_TYPE_TOC_ROW_VIEW, NULL);
}
