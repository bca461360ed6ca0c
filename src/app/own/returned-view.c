/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/returned-view.h"

#include "app/own/own-parts.h"
#include "app/own/returned-row.h"

#include <glib/gi18n.h>

#define FIRST_PAGE 6
#define PAGE 20

struct _FwReturnedView
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  GtkWidget     *views[FW_N_RETURNED_LISTS];
  GtkWidget     *rows;   /* a list box */
  GtkWidget     *empty;
  GtkWidget     *more;

  FwOwnFindings *findings; /* (owned) (nullable) */
  FwWorkCrops   *crops;    /* (owned) (nullable) */
  GDateTime     *now;      /* (owned) (nullable) */
  guint          shown;    /* most rows */
};

enum
{
  SIGNAL_OPEN,
  SIGNAL_APPEAL,
  SIGNAL_PRECEDENT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwReturnedView, fw_returned_view, GTK_TYPE_WIDGET)

static FwReturnedList
get_list (FwReturnedView *self)
{
  for (int i = 0; i < FW_N_RETURNED_LISTS; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->views[i])))
      return (FwReturnedList) i;

  return FW_RETURNED_LIST_ALL;
}

static void
row_open_cb (FwReturnedView *self,
             FwReturnedRow      *row)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, fw_returned_row_get_index (row));
}

static void
row_appeal_cb (FwReturnedView *self,
               FwReturnedRow      *row)
{
  g_signal_emit (self, signals[SIGNAL_APPEAL], 0, fw_returned_row_get_index (row));
}

static void
row_precedent_cb (FwReturnedView *self,
                  FwReturnedRow  *row)
{
  g_signal_emit (self, signals[SIGNAL_PRECEDENT], 0, fw_returned_row_get_index (row));
}

static void
activated_cb (FwReturnedView *self,
              GtkListBoxRow      *row)
{
  row_open_cb (self, FW_RETURNED_ROW (gtk_list_box_row_get_child (row)));
}

static void
add_row (FwReturnedView *self,
         guint               index)
{
  GtkWidget *row = fw_returned_row_new (self->findings, index, self->crops, self->now);
  GtkWidget *holder = gtk_list_box_row_new ();
  const FwReturned *returned
      = &g_array_index (self->findings->record->returned, FwReturned, index);
  g_autofree char *title = fw_own_findings_dup_title (self->findings, returned->review,
                                                      returned->verdict->unit);

  g_signal_connect_swapped (row, "open", G_CALLBACK (row_open_cb), self);
  g_signal_connect_swapped (row, "appeal", G_CALLBACK (row_appeal_cb), self);
  g_signal_connect_swapped (row, "precedent", G_CALLBACK (row_precedent_cb), self);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (holder), row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (holder), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_list_box_append (GTK_LIST_BOX (self->rows), holder);
}

static const char *
get_empty (FwReturnedList list)
{
  switch (list)
    {
    case FW_RETURNED_LIST_ALL:
      return _ ("No label came back to you.");
    case FW_RETURNED_LIST_TO_FIX:
      return _ ("Nothing waits for you here.");
    case FW_RETURNED_LIST_APPEALS:
      return _ ("You made no appeal. When you see it differently, press Appeal on a label that "
                "came back: somebody else looks at it.");
    case FW_RETURNED_LIST_REGRADED:
      return _ ("No new version of a manual changed how your labels were graded.");
    }

  g_assert_not_reached ();
}

/* Whoever works with keys stays where she was: which row has the focus; -1. */
static int
find_focus (FwReturnedView *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (self->rows);

  return row != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
}

static void
put_focus (FwReturnedView *self,
           int             index,
           guint           n_rows)
{
  GtkListBoxRow *row
      = index >= 0 && n_rows > 0
            ? gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->rows),
                                             MIN (index, (int) n_rows - 1))
            : NULL;

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
fill (FwReturnedView *self)
{
  FwReturnedList list = get_list (self);
  int focus = find_focus (self);
  guint n = 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->rows), child);
  for (guint i = 0; self->findings != NULL && i < self->findings->record->returned->len; i++)
    {
      const FwReturned *returned
          = &g_array_index (self->findings->record->returned, FwReturned, i);

      if (!fw_returned_state_is_in (
              fw_own_findings_get_state (self->findings, returned, self->now), list))
        continue;
      if (n++ < self->shown)
        add_row (self, i);
    }
  gtk_widget_set_visible (self->rows, n > 0);
  put_focus (self, focus, MIN (n, self->shown));
  gtk_widget_set_visible (self->empty, n == 0);
  gtk_label_set_label (GTK_LABEL (self->empty), get_empty (list));
  fw_own_show_more (GTK_BUTTON (self->more), n, self->shown, PAGE);
}

static void
name_views (FwReturnedView *self)
{
  const char *const titles[FW_N_RETURNED_LISTS]
      = { _ ("All"), _ ("To fix"), _ ("Appeals"), _ ("Re-graded") };

  for (int i = 0; i < FW_N_RETURNED_LISTS; i++)
    {
      guint n = self->findings != NULL
                    ? fw_own_findings_count (self->findings, (FwReturnedList) i, self->now)
                    : 0;
      g_autofree char *text = n > 0 ? g_strdup_printf ("%s %u", titles[i], n)
                                    : g_strdup (titles[i]);

      gtk_button_set_label (GTK_BUTTON (self->views[i]), text);
    }
}

void
fw_returned_view_set (FwReturnedView *self,
                      FwOwnFindings      *findings,
                      FwWorkCrops        *crops,
                      GDateTime          *now)
{
  g_return_if_fail (FW_IS_RETURNED_VIEW (self));
  g_return_if_fail (findings != NULL && now != NULL);

  g_clear_pointer (&self->findings, fw_own_findings_unref);
  g_clear_pointer (&self->now, g_date_time_unref);
  self->findings = fw_own_findings_ref (findings);
  self->now = g_date_time_ref (now);
  g_set_object (&self->crops, crops);
  name_views (self);
  fill (self);
}

static void
view_cb (FwReturnedView *self,
         GtkToggleButton    *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  self->shown = FIRST_PAGE;
  fill (self);
}

void
fw_returned_view_show (FwReturnedView *self,
                       FwReturnedList      list)
{
  g_return_if_fail (FW_IS_RETURNED_VIEW (self));
  g_return_if_fail ((guint) list < FW_N_RETURNED_LISTS);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->views[list]), TRUE);
}

static void
more_cb (FwReturnedView *self)
{
  self->shown += PAGE;
  fill (self);
}

static GtkWidget *
make_head (FwReturnedView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (_ ("Returned labels"));
  GtkWidget *views = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (views, "fw-seg");
  for (int i = 0; i < FW_N_RETURNED_LISTS; i++)
    {
      self->views[i] = gtk_toggle_button_new ();
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->views[i]),
                                     GTK_TOGGLE_BUTTON (self->views[0]));
      gtk_box_append (GTK_BOX (views), self->views[i]);
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->views[0]), TRUE);
  for (int i = 0; i < FW_N_RETURNED_LISTS; i++)
    g_signal_connect_swapped (self->views[i], "toggled", G_CALLBACK (view_cb), self);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), views);

  return box;
}

static void
fw_returned_view_init (FwReturnedView *self)
{
  self->shown = FIRST_PAGE;
  self->rows = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->rows, "fw-returned-rows");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Returned labels"), -1);
  g_signal_connect_swapped (self->rows, "row-activated", G_CALLBACK (activated_cb), self);
  self->empty = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->empty), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->empty), 0.0f);
  gtk_widget_add_css_class (self->empty, "dim-label");
  gtk_widget_add_css_class (self->empty, "fw-own-card");
  self->more = gtk_button_new ();
  gtk_widget_set_halign (self->more, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_cb), self);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  gtk_box_append (GTK_BOX (self->box), self->empty);
  gtk_box_append (GTK_BOX (self->box), self->rows);
  gtk_box_append (GTK_BOX (self->box), self->more);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  name_views (self);
}

static void
fw_returned_view_dispose (GObject *object)
{
  FwReturnedView *self = FW_RETURNED_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->findings, fw_own_findings_unref);
  g_clear_pointer (&self->now, g_date_time_unref);
  g_clear_object (&self->crops);

  G_OBJECT_CLASS (fw_returned_view_parent_class)->dispose (object);
}

static void
fw_returned_view_class_init (FwReturnedViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_returned_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_OPEN] = g_signal_new ("open", FW_TYPE_RETURNED_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_APPEAL] = g_signal_new ("appeal", FW_TYPE_RETURNED_VIEW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_PRECEDENT] = g_signal_new ("precedent", FW_TYPE_RETURNED_VIEW, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

GtkWidget *
fw_returned_view_new (void)
{
  return g_object_new (FW_TYPE_RETURNED_VIEW, NULL);
}
