/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/category-popover.h"

#include <glib/gi18n.h>

#include "app/key-cap.h"
#include "app/swatch.h"

struct _FwCategoryPopover
{
  GtkPopover      parent_instance;

  FwSession      *session; /* (owned) (nullable) */
  GtkSearchEntry *entry;
  GtkListBox     *list;
  GtkWidget      *scroller;
  GtkWidget      *add;
};

enum
{
  CHOSEN,
  NAMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwCategoryPopover, fw_category_popover, GTK_TYPE_POPOVER)

static char *
dup_typed (FwCategoryPopover *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

/* How well what was typed is the name of a category. */
typedef enum
{
  MATCH_NOT,
  MATCH_INSIDE,
  MATCH_START,
  MATCH_WHOLE
} Match;

static Match
match (FwCategoryPopover *self,
       GtkListBoxRow     *row)
{
  g_autofree char *typed = dup_typed (self);
  const char *name = g_object_get_data (G_OBJECT (row), "name");
  g_autofree char *a = g_utf8_casefold (typed, -1);
  g_autofree char *b = g_utf8_casefold (name, -1);

  if (g_str_equal (a, b))
    return MATCH_WHOLE;
  if (g_str_has_prefix (b, a))
    return MATCH_START;
  return strstr (b, a) != NULL ? MATCH_INSIDE : MATCH_NOT;
}

static gboolean
row_matches (GtkListBoxRow *row,
             gpointer       user_data)
{
  return match (user_data, row) != MATCH_NOT;
}

/* The category that Enter means: "car" is Car, although Carriage stands before it. */
static GtkListBoxRow *
find_best (FwCategoryPopover *self,
           Match             *out_match)
{
  GtkListBoxRow *best = NULL;
  GtkListBoxRow *row;

  *out_match = MATCH_NOT;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      Match how = match (self, row);

      if (how > *out_match)
        {
          *out_match = how;
          best = row;
        }
    }

  return best;
}

static void
choose_row (FwCategoryPopover *self,
            GtkListBoxRow     *row)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), "category");

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, *id);
}

static void
add_cb (FwCategoryPopover *self)
{
  g_autofree char *name = dup_typed (self);

  gtk_popover_popdown (GTK_POPOVER (self));
  if (name[0] != '\0')
    g_signal_emit (self, signals[NAMED], 0, name);
}

static void
search_changed_cb (FwCategoryPopover *self)
{
  g_autofree char *typed = dup_typed (self);
  Match how;
  GtkListBoxRow *best = find_best (self, &how);
  gboolean is_new = typed[0] != '\0' && how != MATCH_WHOLE;

  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_select_row (self->list, typed[0] != '\0' ? best : NULL);
  gtk_widget_set_visible (self->scroller, best != NULL || !is_new);
  gtk_widget_set_visible (self->add, is_new);
  if (is_new)
    {
      /* What Enter does stands out: the chosen row, or this. */
      if (best == NULL)
        gtk_widget_add_css_class (self->add, "suggested-action");
      else
        gtk_widget_remove_css_class (self->add, "suggested-action");

      /* Translators: %s is the name of a category that a person typed. */
      g_autofree char *label = g_strdup_printf (_("Add “%s”"), typed);

      gtk_button_set_label (GTK_BUTTON (self->add), label);
    }
}

static void
activate_cb (FwCategoryPopover *self)
{
  Match how;
  GtkListBoxRow *row = find_best (self, &how);

  if (row != NULL)
    choose_row (self, row);
  else
    add_cb (self);
}

static GtkWidget *
new_row (FwCategoryPopover *self,
         const FwCategory  *category,
         gsize              index)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *name = fw_session_dup_category_name (self->session, category->id);
  GtkWidget *swatch = fw_swatch_new (12);
  GtkWidget *label = gtk_label_new (name);

  fw_swatch_set_colour (FW_SWATCH (swatch), fw_session_get_colour (self->session, category->id));
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), label);
  if (category->supercategory[0] != '\0')
    {
      GtkWidget *super = gtk_label_new (category->supercategory);

      gtk_widget_add_css_class (super, "dim-label");
      gtk_widget_add_css_class (super, "fw-small");
      gtk_box_append (GTK_BOX (box), super);
    }
  if (index < 10)
    {
      g_autofree char *action = g_strdup_printf ("win.category-%zu", index + 1);

      gtk_box_append (GTK_BOX (box), fw_key_cap_new (action));
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (row), "category",
                          g_memdup2 (&category->id, sizeof category->id), g_free);
  return row;
}

static void
fill (FwCategoryPopover *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));

  FwTaxonomy *taxonomy = self->session != NULL ? fw_session_get_taxonomy (self->session) : NULL;
  gsize n = taxonomy != NULL ? fw_taxonomy_get_n_categories (taxonomy) : 0;

  for (gsize i = 0; i < n; i++)
    gtk_list_box_append (self->list, new_row (self, fw_taxonomy_get_category (taxonomy, i), i));
}

static void
fw_category_popover_map (GtkWidget *widget)
{
  FwCategoryPopover *self = FW_CATEGORY_POPOVER (widget);

  fill (self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  search_changed_cb (self);
  GTK_WIDGET_CLASS (fw_category_popover_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
fw_category_popover_dispose (GObject *object)
{
  g_clear_object (&FW_CATEGORY_POPOVER (object)->session);

  G_OBJECT_CLASS (fw_category_popover_parent_class)->dispose (object);
}

static void
fw_category_popover_class_init (FwCategoryPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_category_popover_dispose;
  GTK_WIDGET_CLASS (klass)->map = fw_category_popover_map;

  signals[CHOSEN] = g_signal_new ("chosen", FW_TYPE_CATEGORY_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[NAMED] = g_signal_new ("named", FW_TYPE_CATEGORY_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
fw_category_popover_init (FwCategoryPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->entry, "placeholder-text", _("Category"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search categories"), -1);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_filter_func (self->list, row_matches, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "fw-search-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Categories"), -1);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), 420);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));

  self->add = gtk_button_new ();

  gtk_widget_set_size_request (box, 270, -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_box_append (GTK_BOX (box), self->add);
  gtk_popover_set_child (GTK_POPOVER (self), box);

  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (gtk_popover_popdown), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (choose_row), self);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
}

GtkWidget *
fw_category_popover_new (void)
{
  return g_object_new (FW_TYPE_CATEGORY_POPOVER, NULL);
}

void
fw_category_popover_set_session (FwCategoryPopover *self,
                                 FwSession         *session)
{
  g_return_if_fail (FW_IS_CATEGORY_POPOVER (self));

  g_set_object (&self->session, session);
}

void
fw_category_popover_set_what (FwCategoryPopover *self,
                              const char        *what)
{
  g_return_if_fail (FW_IS_CATEGORY_POPOVER (self));

  g_object_set (self->entry, "placeholder-text", what, NULL);
}

void
fw_choice_button_fill (GtkMenuButton *button)
{
  GtkWidget *child = gtk_menu_button_get_child (button);

  for (GtkWidget *w = child; w != NULL && w != GTK_WIDGET (button); w = gtk_widget_get_parent (w))
    if (!GTK_IS_BUTTON (w))
      {
        gtk_widget_set_halign (w, GTK_ALIGN_FILL);
        gtk_widget_set_hexpand (w, TRUE);
      }
}
