/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/gold/gold-form.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/gold/gold-words.h"
#include "app/late-tooltip.h"

#define MAX_ITEMS 1000
#define MAX_PX 100.0

struct _FwGoldForm
{
  GtkWidget      parent_instance;

  GtkWidget     *grid;
  GtkSpinButton *items;
  GtkSpinButton *needed;
  GtkSpinButton *tolerance;
  GtkLabel      *chance;
  GtkLabel      *stock;

  FwGoldSettings settings;
  gsize          n_items;  /* that can be asked */
  double         share;    /* of right ones, as it was chosen last */
  gboolean       is_scaling;
};

G_DEFINE_FINAL_TYPE (FwGoldForm, fw_gold_form, GTK_TYPE_WIDGET)

void
fw_gold_form_get (FwGoldForm     *self,
                  FwGoldSettings *out_settings)
{
  g_return_if_fail (FW_IS_GOLD_FORM (self) && out_settings != NULL);

  *out_settings = self->settings;
  out_settings->items = (guint) gtk_spin_button_get_value_as_int (self->items);
  out_settings->needed = (guint) gtk_spin_button_get_value_as_int (self->needed);
  out_settings->tolerance_px = gtk_spin_button_get_value (self->tolerance);
}

static void
changed_cb (FwGoldForm *self)
{
  FwGoldSettings settings;

  fw_gold_form_get (self, &settings);

  g_autofree char *chance = fw_gold_words_chance (&settings);
  g_autofree char *stock = fw_gold_words_stock (self->n_items, &settings);

  gtk_label_set_label (self->chance, chance);
  gtk_label_set_label (self->stock, stock);
}

static void
items_cb (FwGoldForm *self)
{
  double items = gtk_spin_button_get_value (self->items);

  /* More right ones than items cannot be asked for. The nearest to the share, and between two
   * the lower one: of few items it would else be all of them. */
  self->is_scaling = TRUE;
  gtk_spin_button_set_range (self->needed, 1.0, items);
  gtk_spin_button_set_value (self->needed, ceil (self->share * items - 0.5 - 1e-9));
  self->is_scaling = FALSE;
  changed_cb (self);
}

static void
needed_cb (FwGoldForm *self)
{
  if (self->is_scaling)
    return;
  self->share = gtk_spin_button_get_value (self->needed) / gtk_spin_button_get_value (self->items);
  changed_cb (self);
}

static GtkSpinButton *
add_row (FwGoldForm *self,
         int         row,
         const char *words,
         double      min,
         double      max,
         double      value,
         guint       digits)
{
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *spin = gtk_spin_button_new_with_range (min, max, digits > 0 ? 0.5 : 1.0);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), spin);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), digits);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label,
                                  NULL, -1);
  gtk_grid_attach (GTK_GRID (self->grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), spin, 1, row, 1, 1);

  return GTK_SPIN_BUTTON (spin);
}

static void
fw_gold_form_dispose (GObject *object)
{
  FwGoldForm *self = FW_GOLD_FORM (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_gold_form_parent_class)->dispose (object);
}

static void
fw_gold_form_class_init (FwGoldFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_gold_form_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_gold_form_init (FwGoldForm *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

/* Lines as long as the dialog is wide: else it is made as high as its narrowest form. */
static GtkLabel *
add_words (FwGoldForm *self,
           int         row)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_width_chars (GTK_LABEL (label), 48);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_grid_attach (GTK_GRID (self->grid), label, 0, row, 2, 1);

  return GTK_LABEL (label);
}

GtkWidget *
fw_gold_form_new (const FwGoldSettings *settings,
                  gsize                 n_items)
{
  g_return_val_if_fail (settings != NULL, NULL);

  FwGoldForm *self = g_object_new (FW_TYPE_GOLD_FORM, NULL);

  self->settings = *settings;
  self->settings.extra = NULL;
  self->n_items = n_items;
  self->share = (double) settings->needed / settings->items;
  self->items = add_row (self, 0, _("Items that an exam asks"), 1, MAX_ITEMS, settings->items, 0);
  self->needed = add_row (self, 1, _("Right ones to pass"), 1, settings->items, settings->needed, 0);
  self->tolerance = add_row (self, 2, _("Pixels that an outline may be off"), 0, MAX_PX,
                             settings->tolerance_px, 1);
  fw_late_tooltip_set (GTK_WIDGET (self->tolerance),
                       _("Twice what the rule of tight boxes allows: gold and answer may "
                         "each be off by that much"));
  self->stock = add_words (self, 3);
  self->chance = add_words (self, 4);
  g_signal_connect_swapped (self->items, "value-changed", G_CALLBACK (items_cb), self);
  g_signal_connect_swapped (self->needed, "value-changed", G_CALLBACK (needed_cb), self);
  g_signal_connect_swapped (self->tolerance, "value-changed", G_CALLBACK (changed_cb), self);
  changed_cb (self);

  return GTK_WIDGET (self);
}
