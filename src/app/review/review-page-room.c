/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How the parts of the reviewer's page share the room: narrower columns in a
 * small window, and folded ones in a very small one.
 */

#include "app/review/review-page-private.h"

#include "app/pane-cycle.h"
#include "app/text-scale.h"

/* Sizes with usual text. */
#define COMPACT_WIDTH  1440
#define NARROW_WIDTH   1160 /* one column beside the picture, the other folded */
#define COMPACT_HEIGHT 900
#define QUEUE_WIDTH    296
#define FACTS_WIDTH    324
#define SMALL_WIDTH    250 /* of both, in a compact window */

/* In a narrow window at most one column lies beside the picture; which one is up to the
 * person, and what she has to know comes first. */
static void
place_columns (FwReviewPage *self)
{
  gtk_widget_set_visible (self->queue,
                          !self->is_narrow || gtk_toggle_button_get_active (self->queue_button));
  gtk_widget_set_visible (GTK_WIDGET (self->facts),
                          !self->is_narrow || gtk_toggle_button_get_active (self->facts_button));
}

static void
column_toggled_cb (FwReviewPage    *self,
                   GtkToggleButton *button)
{
  GtkToggleButton *other = button == self->queue_button ? self->facts_button : self->queue_button;

  if (gtk_toggle_button_get_active (button))
    gtk_toggle_button_set_active (other, FALSE);
  place_columns (self);
}

static void
lay_out (FwReviewPage *self,
         int           width,
         int           height)
{
  double scale = fw_text_scale (GTK_WIDGET (self));
  gboolean is_compact = width < COMPACT_WIDTH * scale;
  gboolean is_low = height < COMPACT_HEIGHT * scale;

  self->is_narrow = width < NARROW_WIDTH * scale;
  gtk_widget_set_size_request (self->queue,
                               (int) ((is_compact ? SMALL_WIDTH : QUEUE_WIDTH) * scale), -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->facts),
                               (int) ((is_compact ? SMALL_WIDTH : FACTS_WIDTH) * scale), -1);
  fw_review_film_set_compact (self->film, is_low);
  fw_verdict_bar_set_compact (self->verdict, is_low);
  place_columns (self);
  fw_review_page_update_head (self);
}

static gboolean
layout_idle_cb (gpointer user_data)
{
  FwReviewPage *self = user_data;

  self->layout_idle = 0;
  lay_out (self, self->width, self->height);

  return G_SOURCE_REMOVE;
}

void
fw_review_page_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  FwReviewPage *self = FW_REVIEW_PAGE (widget);

  gtk_widget_size_allocate (self->box, &(GtkAllocation) { 0, 0, width, height }, baseline);
  if (width == self->width && height == self->height)
    return;
  self->width = width;
  self->height = height;
  if (self->layout_idle == 0)
    self->layout_idle = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, layout_idle_cb, self, NULL);
}

void
fw_review_page_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  gtk_widget_measure (FW_REVIEW_PAGE (widget)->box, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

void
fw_review_page_cycle_panes (FwReviewPage *self,
                            int           direction)
{
  g_return_if_fail (FW_IS_REVIEW_PAGE (self));

  GtkWidget *panes[] = { self->header, self->queue, GTK_WIDGET (self->canvas),
                         GTK_WIDGET (self->film), GTK_WIDGET (self->verdict),
                         GTK_WIDGET (self->facts) };

  fw_pane_cycle (GTK_WIDGET (self), panes, G_N_ELEMENTS (panes), 0, direction);
}

void
fw_review_page_connect_room (FwReviewPage *self)
{
  /* The smallest comes first: a window is never made smaller than what is in it, so
   * what began large would stay so. */
  lay_out (self, 0, 0);
  g_signal_connect_swapped (self->queue_button, "toggled", G_CALLBACK (column_toggled_cb), self);
  g_signal_connect_swapped (self->facts_button, "toggled", G_CALLBACK (column_toggled_cb), self);
}
