/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/own-page-private.h"

#include "app/own/own-parts.h"
#include "app/own/scores-sheet.h"
#include "app/text-scale.h"

#include <glib/gi18n.h>

#define PAGE_MARGIN 24
#define MOST_WIDTH  1500
/* Below this there is one column. */
#define TWO_COLUMNS 1200
#define SIDE_WIDTH  400
/* Below this the cards stand two by two. */
#define FOUR_CARDS  720

static GtkWidget *
make_cards (FwOwnPage *self)
{
  self->cards = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->cards), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (self->cards), TRUE);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->cards), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->cards), 12);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->cards), FW_OWN_N_CARDS);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->cards), 2);
  gtk_widget_add_css_class (self->cards, "fw-actions");
  /* There is nothing to press in them, and a flow box would hold the focus for ever. */
  gtk_widget_set_can_focus (self->cards, FALSE);
  for (int i = 0; i < FW_OWN_N_CARDS; i++)
    {
      self->stats[i] = FW_STAT_CARD (fw_stat_card_new ());
      gtk_flow_box_append (GTK_FLOW_BOX (self->cards), GTK_WIDGET (self->stats[i]));
      gtk_widget_set_focusable (gtk_widget_get_parent (GTK_WIDGET (self->stats[i])), FALSE);
    }

  return self->cards;
}

static GtkWidget *
make_legend (guint       series,
             const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), fw_trend_chart_new_sign (series));
  gtk_box_append (GTK_BOX (box), gtk_label_new (text));
  gtk_widget_add_css_class (box, "fw-small");

  return box;
}

static void
span_cb (FwOwnPage *self)
{
  fw_own_page_update_chart (self);
}

static GtkWidget *
make_chart (FwOwnPage *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = fw_own_label_new (_ ("Accuracy and speed"), "heading");
  GtkWidget *spans = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *weeks = gtk_toggle_button_new_with_label (_ ("8 weeks"));

  self->year = gtk_toggle_button_new_with_label (_ ("Year"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->year), GTK_TOGGLE_BUTTON (weeks));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (weeks), TRUE);
  g_signal_connect_swapped (self->year, "toggled", G_CALLBACK (span_cb), self);
  gtk_widget_add_css_class (spans, "fw-seg");
  gtk_widget_set_valign (spans, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (spans), weeks);
  gtk_box_append (GTK_BOX (spans), self->year);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), make_legend (0, _ ("Right")));
  gtk_box_append (GTK_BOX (head), make_legend (1, _ ("Labels per hour")));
  gtk_box_append (GTK_BOX (head), spans);

  self->chart = FW_TREND_CHART (fw_trend_chart_new ());
  self->chart_empty
      = fw_own_label_new (_ ("Week by week, once there is enough to draw: your labels that were "
                             "judged, from ten in a week on, and how many you set in an hour."),
                          "dim-label");
  self->sentence = fw_own_label_new (NULL, NULL);
  self->talk
      = fw_own_label_new (_ ("A talk about it may help: with the labels below, and no more than "
                             "that. Nothing happens by itself."),
                          "dim-label");
  gtk_box_append (GTK_BOX (card), head);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->chart));
  gtk_box_append (GTK_BOX (card), self->chart_empty);
  gtk_box_append (GTK_BOX (card), self->sentence);
  gtk_box_append (GTK_BOX (card), self->talk);
  gtk_widget_set_visible (self->sentence, FALSE);
  gtk_widget_set_visible (self->talk, FALSE);
  gtk_widget_add_css_class (card, "fw-own-card");

  return card;
}

static void
both_cb (FwOwnPage *self)
{
  fw_scores_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                     fw_own_gather_get_findings (self->gather));
}

static GtkWidget *
make_regraded (FwOwnPage *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *both = gtk_button_new_with_label (_ ("See Both"));

  self->regraded = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->regraded_text = fw_own_label_new (NULL, "fw-head-title");
  self->regraded_more = fw_own_label_new (NULL, NULL);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (both, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), self->regraded_text);
  gtk_box_append (GTK_BOX (words), self->regraded_more);
  gtk_box_append (GTK_BOX (self->regraded),
                  gtk_image_new_from_icon_name ("view-refresh-symbolic"));
  gtk_box_append (GTK_BOX (self->regraded), words);
  gtk_box_append (GTK_BOX (self->regraded), both);
  gtk_widget_add_css_class (self->regraded, "fw-own-card");
  gtk_widget_add_css_class (self->regraded, "good");
  gtk_widget_set_visible (self->regraded, FALSE);
  g_signal_connect_swapped (both, "clicked", G_CALLBACK (both_cb), self);

  return self->regraded;
}

static GtkWidget *
make_nothing (FwOwnPage *self)
{
  self->nothing = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->nothing),
                  fw_own_label_new (_ ("Nobody has reviewed your labels yet"), "heading"));
  gtk_box_append (
      GTK_BOX (self->nothing),
      fw_own_label_new (_ ("When somebody does, every verdict is here with its picture, the "
                           "rule as it was then, and the reviewer's words. You can fix the "
                           "label, or answer back. Work that nobody judges within two weeks "
                           "is accepted."),
                        "dim-label"));
  gtk_widget_add_css_class (self->nothing, "fw-own-card");
  gtk_widget_set_visible (self->nothing, FALSE);

  return self->nothing;
}

static GtkWidget *
make_troubles (FwOwnPage *self)
{
  self->troubles = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_add_css_class (self->troubles, "fw-own-card");
  gtk_widget_add_css_class (self->troubles, "hint");
  gtk_widget_set_visible (self->troubles, FALSE);

  return self->troubles;
}

static GtkWidget *
make_main (FwOwnPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 15);

  self->rates = FW_RATE_LIST (fw_rate_list_new ());
  self->returned = FW_RETURNED_VIEW (fw_returned_view_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->rates), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->returned), FALSE);
  gtk_box_append (GTK_BOX (box), make_troubles (self));
  gtk_box_append (GTK_BOX (box), make_cards (self));
  gtk_box_append (GTK_BOX (box), make_chart (self));
  gtk_box_append (GTK_BOX (box), make_regraded (self));
  gtk_box_append (GTK_BOX (box), make_nothing (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->returned));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rates));
  gtk_widget_set_hexpand (box, TRUE);

  return box;
}

void
fw_own_page_fold (FwOwnPage *self,
                  int        width)
{
  double scale = fw_text_scale (GTK_WIDGET (self));
  gboolean is_narrow = width < TWO_COLUMNS * scale;
  int main_width = MIN (width, MOST_WIDTH) - 2 * PAGE_MARGIN - (is_narrow ? 0 : SIDE_WIDTH);
  guint n_cards = main_width < FOUR_CARDS * scale ? 2 : FW_OWN_N_CARDS;

  if (width <= 0)
    return;
  if (is_narrow != self->is_narrow)
    {
      self->is_narrow = is_narrow;
      gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                      is_narrow ? GTK_ORIENTATION_VERTICAL
                                                : GTK_ORIENTATION_HORIZONTAL);
      gtk_widget_set_size_request (self->side, is_narrow ? -1 : SIDE_WIDTH, -1);
      adw_clamp_set_maximum_size (self->side_clamp, is_narrow ? MOST_WIDTH : SIDE_WIDTH);
      adw_clamp_set_tightening_threshold (self->side_clamp, is_narrow ? MOST_WIDTH : SIDE_WIDTH);
    }
  /* The least is let go first, so that it is never above the most. */
  if (gtk_flow_box_get_max_children_per_line (GTK_FLOW_BOX (self->cards)) != n_cards)
    {
      gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->cards), 2);
      gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->cards), n_cards);
    }
  if (gtk_flow_box_get_min_children_per_line (GTK_FLOW_BOX (self->cards)) != n_cards)
    gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->cards), n_cards);
}

void
fw_own_page_build (FwOwnPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *overlay = gtk_overlay_new ();

  self->columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  self->side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_size_request (self->side, SIDE_WIDTH, -1);
  gtk_box_append (GTK_BOX (self->columns), make_main (self));
  /* However long its sentences are, the other column has the room. */
  self->side_clamp = ADW_CLAMP (adw_clamp_new ());
  adw_clamp_set_maximum_size (self->side_clamp, SIDE_WIDTH);
  adw_clamp_set_tightening_threshold (self->side_clamp, SIDE_WIDTH);
  adw_clamp_set_child (self->side_clamp, self->side);
  gtk_box_append (GTK_BOX (self->columns), GTK_WIDGET (self->side_clamp));
  fw_own_page_build_side (self);
  gtk_widget_set_margin_top (self->columns, 18);
  gtk_widget_set_margin_bottom (self->columns, PAGE_MARGIN);
  gtk_widget_set_margin_start (self->columns, PAGE_MARGIN);
  gtk_widget_set_margin_end (self->columns, PAGE_MARGIN);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), MOST_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), MOST_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->columns);
  /* Not "never": two columns would then keep the window from ever getting narrower. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);

  self->progress = gtk_progress_bar_new ();
  gtk_widget_add_css_class (self->progress, "osd");
  gtk_widget_set_valign (self->progress, GTK_ALIGN_START);
  gtk_widget_set_visible (self->progress, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reading reviews"), -1);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scrolled);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->progress);
  self->root = overlay;
}
