/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compare/compare-figures.h"

#include "app/compare/compare-words.h"
#include "app/late-tooltip.h"
#include "edit/clock.h"

#include <glib/gi18n.h>
#include <math.h>

typedef enum
{
  FIGURE_FOUND,
  FIGURE_CATEGORY,
  FIGURE_BOXES,
  FIGURE_TRACKS,
  N_FIGURES
} Figure;

struct _FwCompareFiguresView
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkWidget *row;
  GtkWidget *progress;
  GtkWidget *cells[N_FIGURES];
  GtkLabel  *values[N_FIGURES];
  GtkLabel  *words[N_FIGURES];
};

G_DEFINE_FINAL_TYPE (FwCompareFiguresView, fw_compare_figures_view, GTK_TYPE_WIDGET)

static void
set_cell (FwCompareFiguresView *self,
          Figure                figure,
          const char           *value,
          const char           *tooltip)
{
  g_autofree char *label
    = g_strdup_printf ("%s %s. %s", gtk_label_get_label (self->words[figure]), value,
                       tooltip != NULL ? tooltip : "");

  gtk_label_set_label (self->values[figure], value);
  fw_late_tooltip_set (self->cells[figure], tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cells[figure]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
set_found (FwCompareFiguresView  *self,
           const FwPairAgreement *agreement)
{
  double n_all = (double) (agreement->matched + agreement->only_a + agreement->only_b);
  g_autofree char *value
    = fw_compare_dup_share (n_all > 0.0 ? (double) agreement->matched / n_all : NAN);
  g_autofree char *both = fw_clock_format_count (agreement->matched);
  g_autofree char *only_a = fw_clock_format_count (agreement->only_a);
  g_autofree char *only_b = fw_clock_format_count (agreement->only_b);
  g_autofree char *tooltip = g_strdup_printf (
    _("Labels that both have: %s. Only in A: %s, only in B: %s. Two labels are about the same "
      "thing when at least half of what they cover together is common to both."),
    both, only_a, only_b);

  set_cell (self, FIGURE_FOUND, value, tooltip);
}

static void
set_category (FwCompareFiguresView *self,
              const FwAgreement    *agreement)
{
  g_autofree char *value = fw_compare_dup_share (agreement->observed);
  g_autofree char *kappa = fw_compare_dup_index (agreement->kappa);
  g_autofree char *ac1 = fw_compare_dup_index (agreement->ac1);
  g_autofree char *tooltip = g_strdup_printf (
    _("Labels that both call the same; one that only one of them has counts as different. Beyond "
      "chance: Cohen’s kappa %s, Gwet’s AC1 %s, where 1 is all and 0 is chance. Kappa is low where "
      "nearly everything is of one category, whatever people do."),
    kappa, ac1);

  set_cell (self, FIGURE_CATEGORY, value, tooltip);
}

static void
set_boxes (FwCompareFiguresView  *self,
           const FwPairAgreement *agreement)
{
  g_autofree char *value = fw_compare_dup_index (agreement->alpha_boxes);
  g_autofree char *overlap = fw_compare_dup_share (agreement->mean_iou);
  g_autofree char *tooltip = g_strdup_printf (
    _("Krippendorff’s alpha by the distance between boxes: 1 is the same everywhere, 0 is chance; "
      "a label that only one has is as far off as can be. Where both have one, they overlap by "
      "%s."),
    overlap);

  set_cell (self, FIGURE_BOXES, value, tooltip);
}

static void
set_tracks (FwCompareFiguresView *self,
            const FwTrackScore   *score)
{
  g_autofree char *value = fw_compare_dup_index (score->hota);
  g_autofree char *found = fw_compare_dup_index (score->det_a);
  g_autofree char *identity = fw_compare_dup_index (score->ass_a);
  g_autofree char *tooltip = g_strdup_printf (
    _("HOTA, over tracks, with A in the place of the gold: found %s, identity %s, where 1 is all. "
      "Identity falls when one track of A is several of B, or the other way round."),
    found, identity);

  set_cell (self, FIGURE_TRACKS, value, tooltip);
}

void
fw_compare_figures_view_set (FwCompareFiguresView   *self,
                             const FwCompareFigures *figures,
                             double                  counted,
                             gboolean                is_video)
{
  g_return_if_fail (FW_IS_COMPARE_FIGURES_VIEW (self));

  gtk_widget_set_visible (self->progress, counted >= 0.0);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), CLAMP (counted, 0.0, 1.0));
  gtk_widget_set_visible (self->cells[FIGURE_TRACKS], is_video);
  if (figures == NULL)
    {
      for (Figure i = 0; i < N_FIGURES; i++)
        set_cell (self, i, "…", _("Being counted"));
      return;
    }
  set_found (self, figures->agreement);
  set_category (self, &figures->agreement->categories);
  set_boxes (self, figures->agreement);
  if (is_video)
    set_tracks (self, &figures->tracks);
}

static void
fw_compare_figures_view_dispose (GObject *object)
{
  g_clear_pointer (&FW_COMPARE_FIGURES_VIEW (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_compare_figures_view_parent_class)->dispose (object);
}

static void
fw_compare_figures_view_class_init (FwCompareFiguresViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_compare_figures_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fw_compare_figures_view_init (FwCompareFiguresView *self)
{
  static const char *const words[N_FIGURES] = {
    [FIGURE_FOUND] = N_("in both"),
    [FIGURE_CATEGORY] = N_("called the same"),
    [FIGURE_BOXES] = N_("boxes"),
    [FIGURE_TRACKS] = N_("tracks"),
  };

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->progress = gtk_progress_bar_new ();
  gtk_box_set_homogeneous (GTK_BOX (self->row), TRUE);
  gtk_widget_set_visible (self->progress, FALSE);
  fw_late_tooltip_set (self->progress, _("The figures are being counted"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The figures are being counted"), -1);
  gtk_box_append (GTK_BOX (self->box), self->row);
  gtk_box_append (GTK_BOX (self->box), self->progress);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  for (Figure i = 0; i < N_FIGURES; i++)
    {
      self->cells[i] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      self->values[i] = GTK_LABEL (gtk_label_new (NULL));
      self->words[i] = GTK_LABEL (gtk_label_new (_(words[i])));
      gtk_widget_add_css_class (GTK_WIDGET (self->values[i]), "fw-figure");
      gtk_widget_add_css_class (GTK_WIDGET (self->values[i]), "numeric");
      gtk_widget_add_css_class (GTK_WIDGET (self->words[i]), "dim-label");
      gtk_widget_add_css_class (GTK_WIDGET (self->words[i]), "fw-small");
      gtk_label_set_wrap (self->words[i], TRUE);
      gtk_label_set_justify (self->words[i], GTK_JUSTIFY_CENTER);
      gtk_widget_set_valign (GTK_WIDGET (self->words[i]), GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (self->cells[i]), GTK_WIDGET (self->values[i]));
      gtk_box_append (GTK_BOX (self->cells[i]), GTK_WIDGET (self->words[i]));
      gtk_widget_add_css_class (self->cells[i], "fw-figure-cell");
      gtk_box_append (GTK_BOX (self->row), self->cells[i]);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("How far both agree"), -1);
}

GtkWidget *
fw_compare_figures_view_new (void)
{
  return g_object_new (FW_TYPE_COMPARE_FIGURES_VIEW, NULL);
}
