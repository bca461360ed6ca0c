/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/review/review-strata.h"

#include <glib/gi18n.h>

#include "app/late-tooltip.h"
#include "app/swatch.h"

struct _FwReviewStrata
{
  GtkWidget  parent_instance;

  GtkWidget *grid;
};

G_DEFINE_FINAL_TYPE (FwReviewStrata, fw_review_strata, GTK_TYPE_WIDGET)

/* One line of the table. */
typedef struct
{
  int         row;
  const char *stratum; /* name of a category; "" for none */
  gsize       size;
  gsize       drawn;   /* of a stratified draw */
} Line;

static GtkWidget *
new_number (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1.0f);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");

  return label;
}

/* How many of a stratum are drawn, in words. */
static char *
dup_drawn (const FwSampling     *sampling,
           const FwChoiceResult *outcome,
           const Line           *line)
{
  if (outcome == NULL || outcome->design == FW_DESIGN_TARGETED)
    return g_strdup ("");
  if (outcome->design == FW_DESIGN_STRATIFIED)
    return g_strdup_printf (_("%u drawn"), (guint) line->drawn);

  return g_strdup_printf (_("about %.0f drawn"),
                          (double) outcome->n * (double) line->size
                            / (double) sampling->names->len);
}

static void
add_line (FwReviewStrata *self,
          FwSession      *session,
          const Line     *line,
          const char     *count,
          const char     *drawn)
{
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (session);
  const FwCategory *category
    = taxonomy != NULL ? fw_taxonomy_find_by_name (taxonomy, line->stratum) : NULL;
  FwCategoryId id = category != NULL ? category->id : 0;
  g_autofree char *name = fw_session_dup_category_name (session, id);
  GtkWidget *swatch = fw_swatch_new (12);
  GtkWidget *label = gtk_label_new (name);

  fw_swatch_set_colour (FW_SWATCH (swatch), fw_taxonomy_get_colour (taxonomy, id));
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  fw_late_tooltip_set (label, name);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (GTK_GRID (self->grid), swatch, 0, line->row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), label, 1, line->row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), new_number (count), 2, line->row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), new_number (drawn), 3, line->row, 1, 1);
}

/* The order of the manual, as everywhere else; what it does not know comes last. */
static GArray *
sort_strata (const FwSampling *sampling,
             FwTaxonomy       *taxonomy)
{
  gsize n = sampling->stratum_names->len;
  g_autofree gboolean *is_there = g_new0 (gboolean, n + 1);
  GArray *order = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (gsize i = 0; taxonomy != NULL && i < fw_taxonomy_get_n_categories (taxonomy); i++)
    for (gsize h = 0; h < n; h++)
      if (!is_there[h]
          && g_strcmp0 (sampling->stratum_names->pdata[h],
                        fw_taxonomy_get_category (taxonomy, i)->name)
               == 0)
        {
          is_there[h] = TRUE;
          g_array_append_val (order, h);
        }
  for (gsize h = 0; h < n; h++)
    if (!is_there[h])
      g_array_append_val (order, h);

  return order;
}

void
fw_review_strata_show (FwReviewStrata       *self,
                       const FwSampling     *sampling,
                       const FwChoiceResult *outcome,
                       FwSession            *session)
{
  g_return_if_fail (FW_IS_REVIEW_STRATA (self));
  g_return_if_fail (sampling != NULL && FW_IS_SESSION (session));

  gsize n = sampling->stratum_names->len;
  g_autofree gsize *counts = fw_sampling_count_strata (sampling);
  g_autofree gsize *sizes = g_new0 (gsize, n + 1);
  g_autoptr(GArray) order = sort_strata (sampling, fw_session_get_taxonomy (session));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  if (outcome != NULL && outcome->design == FW_DESIGN_STRATIFIED)
    fw_sampling_allocate (sampling, outcome->n, sizes);
  for (guint i = 0; i < order->len; i++)
    {
      gsize h = g_array_index (order, gsize, i);
      Line line = { (int) i, sampling->stratum_names->pdata[h], counts[h], sizes[h] };
      g_autofree char *count = fw_unit_kind_dup_count (sampling->kind, counts[h]);
      g_autofree char *drawn = dup_drawn (sampling, outcome, &line);

      add_line (self, session, &line, count, drawn);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static void
fw_review_strata_dispose (GObject *object)
{
  g_clear_pointer (&FW_REVIEW_STRATA (object)->grid, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_review_strata_parent_class)->dispose (object);
}

static void
fw_review_strata_class_init (FwReviewStrataClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_review_strata_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_review_strata_init (FwReviewStrata *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 4);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

GtkWidget *
fw_review_strata_new (void)
{
  return g_object_new (FW_TYPE_REVIEW_STRATA, NULL);
}
