/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/compare-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/desk/change-card.h"
#include "app/desk/desk-parts.h"
#include "app/desk/trial-words.h"
#include "app/desk/version-compare.h"
#include "app/late-tooltip.h"

#define PROGRESS_MS 100

struct _FwComparePage
{
  GtkWidget         parent_instance;

  GtkWidget        *box;
  GtkWidget        *choices;
  GtkDropDown      *sides[2];
  GtkStack         *stack;    /* cards | loading | none | same | trouble */
  GtkLabel         *summary;
  GtkWidget        *progress;
  GtkWidget        *cards;
  GtkWidget        *trouble;

  FwVersionCompare *compare;  /* (owned) */
  guint             timer;
  gboolean          is_updating;
};

enum
{
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwComparePage, fw_compare_page, GTK_TYPE_WIDGET)

/* The cards ------------------------------------------------------------------------ */

static void
places_wanted_cb (FwChangeCard  *card,
                  FwComparePage *self)
{
  fw_version_compare_find_places (self->compare, fw_change_card_get_rule (card));
}

static void
add_card (FwComparePage *self,
          GtkWidget     *card)
{
  g_signal_connect (card, "places-wanted", G_CALLBACK (places_wanted_cb), self);
  gtk_box_append (GTK_BOX (self->cards), card);
}

static void
fill_cards (FwComparePage *self)
{
  FwManualDiff *diff = fw_version_compare_get_diff (self->compare);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->cards)) != NULL)
    gtk_box_remove (GTK_BOX (self->cards), child);
  for (gsize i = 0; diff != NULL && i < fw_manual_diff_get_n (diff); i++)
    add_card (self, fw_change_card_new (fw_manual_diff_get (diff, i), diff,
                                        fw_version_compare_get_versions (self->compare)));
}

/* Rules that are what they were and find something else come with the labels. */
static void
add_same (FwComparePage *self)
{
  const FwManualImpact *impact = fw_version_compare_get_impact (self->compare);
  FwManual *after = fw_manual_diff_get_after (fw_version_compare_get_diff (self->compare));

  for (guint i = 0; i < impact->rules->len; i++)
    {
      const FwRuleImpact *rule = &g_array_index (impact->rules, FwRuleImpact, i);

      if (rule->change == NULL && fw_manual_find_rule (after, rule->id) != NULL)
        add_card (self, fw_change_card_new_same (fw_manual_find_rule (after, rule->id)));
    }
}

static gboolean
progress_cb (gpointer user_data)
{
  FwComparePage *self = user_data;

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 fw_version_compare_get_share (self->compare));
  return G_SOURCE_CONTINUE;
}

static void
impact_cb (FwComparePage *self)
{
  const FwManualImpact *impact = fw_version_compare_get_impact (self->compare);
  gboolean is_running = fw_version_compare_is_running (self->compare);
  g_autofree char *words = impact != NULL ? fw_manual_impact_dup_words (impact)
                                          : g_strdup (_("Running both over the open labels…"));

  gtk_label_set_label (self->summary, words);
  gtk_widget_set_visible (self->progress, is_running);
  if (is_running && self->timer == 0)
    self->timer = g_timeout_add (PROGRESS_MS, progress_cb, self);
  else if (!is_running)
    g_clear_handle_id (&self->timer, g_source_remove);
  if (impact == NULL)
    return;
  add_same (self);
  for (GtkWidget *card = gtk_widget_get_first_child (self->cards); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    fw_change_card_set_impact (
      FW_CHANGE_CARD (card),
      fw_version_compare_find_impact (self->compare,
                                      fw_change_card_get_rule (FW_CHANGE_CARD (card))),
      TRUE);
}

static void
places_cb (FwComparePage *self,
           const char    *rule)
{
  for (GtkWidget *card = gtk_widget_get_first_child (self->cards); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    if (g_str_equal (fw_change_card_get_rule (FW_CHANGE_CARD (card)), rule))
      fw_change_card_set_places (FW_CHANGE_CARD (card),
                                 fw_version_compare_get_project (self->compare),
                                 fw_version_compare_get_places (self->compare, rule));
}

/* What is compared ------------------------------------------------------------------- */

static void
diff_cb (FwComparePage *self)
{
  FwManualDiff *diff = fw_version_compare_get_diff (self->compare);
  const char *trouble = fw_version_compare_get_trouble (self->compare);
  const char *name = "cards";

  fill_cards (self);
  if (trouble != NULL)
    name = "trouble";
  else if (!fw_version_compare_is_loaded (self->compare))
    name = "loading";
  else if (fw_version_compare_get_n (self->compare) < 2)
    name = "none";
  else if (diff == NULL)
    name = "loading";
  else if (fw_manual_diff_get_n (diff) == 0)
    name = "same";
  if (trouble != NULL)
    adw_status_page_set_description (ADW_STATUS_PAGE (self->trouble), trouble);
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->choices, fw_version_compare_get_n (self->compare) > 1);
  self->is_updating = TRUE;
  if (fw_version_compare_get_n (self->compare) > 1)
    {
      gtk_drop_down_set_selected (self->sides[0], fw_version_compare_get_before (self->compare));
      gtk_drop_down_set_selected (self->sides[1], fw_version_compare_get_after (self->compare));
    }
  self->is_updating = FALSE;
}

static void
loaded_cb (FwComparePage *self)
{
  guint n = fw_version_compare_get_n (self->compare);

  self->is_updating = TRUE;
  for (int side = 0; side < 2; side++)
    {
      GtkStringList *titles = gtk_string_list_new (NULL);

      for (guint i = 0; i < n; i++)
        gtk_string_list_take (titles, fw_version_compare_dup_title (self->compare, i));
      gtk_drop_down_set_model (self->sides[side], G_LIST_MODEL (titles));
      g_object_unref (titles);
    }
  self->is_updating = FALSE;
  diff_cb (self);
}

static void
selected_cb (FwComparePage *self)
{
  guint before = gtk_drop_down_get_selected (self->sides[0]);
  guint after = gtk_drop_down_get_selected (self->sides[1]);
  guint n = fw_version_compare_get_n (self->compare);

  if (!self->is_updating && before < n && after < n)
    fw_version_compare_choose (self->compare, before, after);
}

/* Parts ---------------------------------------------------------------------------- */

static void
left_cb (FwComparePage *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static GtkWidget *
new_head (FwComparePage *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *back = fw_new_back_button (_("Back to reading"));
  GtkWidget *title = gtk_label_new (_("Compare versions"));
  GtkWidget *publish = gtk_button_new_with_label (_("Publish…"));

  g_signal_connect_swapped (back, "clicked", G_CALLBACK (left_cb), self);
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "fw-card-head");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (publish), "manual.publish");
  fw_late_tooltip_set (publish, _("Make the file as it is now an immutable version"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (publish), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Publish"), -1);
  gtk_box_append (GTK_BOX (head), back);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), publish);
  gtk_widget_add_css_class (head, "fw-manual-head");
  return head;
}

/* "What [v3.0.2] and [the file] say", one below the other where it is narrow. */
static GtkWidget *
new_choices (FwComparePage *self)
{
  static const char *const labels[] = { N_("Before"), N_("After") };
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  for (int side = 0; side < 2; side++)
    {
      GtkWidget *label = gtk_label_new (_(labels[side]));
      GtkWidget *list = gtk_drop_down_new (
        NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));

      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      gtk_widget_add_css_class (label, "fw-field-title");
      gtk_widget_add_css_class (list, "fw-choice");
      gtk_widget_set_hexpand (list, TRUE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _(labels[side]), -1);
      g_signal_connect_swapped (list, "notify::selected", G_CALLBACK (selected_cb), self);
      gtk_grid_attach (GTK_GRID (grid), label, 0, side, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), list, 1, side, 1, 1);
      self->sides[side] = GTK_DROP_DOWN (list);
    }
  gtk_widget_add_css_class (grid, "fw-manual-head");
  return grid;
}

static GtkWidget *
new_cards (FwComparePage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_label_set_xalign (self->summary, 0.0f);
  self->progress = gtk_progress_bar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Running both versions over the labels"), -1);
  self->cards = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (box), self->progress);
  gtk_box_append (GTK_BOX (box), self->cards);
  gtk_widget_add_css_class (box, "fw-desk-side");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  return scroller;
}

static GtkWidget *
new_status (const char *title,
            const char *description)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "fw-manual-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  gtk_widget_add_css_class (page, "compact");
  return page;
}

/* Object ------------------------------------------------------------------------- */

static gboolean
fw_compare_page_grab_focus (GtkWidget *widget)
{
  if (gtk_widget_get_focus_child (widget) != NULL)
    return TRUE;
  return gtk_widget_child_focus (FW_COMPARE_PAGE (widget)->box, GTK_DIR_TAB_FORWARD);
}

static void
fw_compare_page_dispose (GObject *object)
{
  FwComparePage *self = FW_COMPARE_PAGE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->compare != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->compare, self);
      g_object_run_dispose (G_OBJECT (self->compare));
    }
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->compare);

  G_OBJECT_CLASS (fw_compare_page_parent_class)->dispose (object);
}

static void
fw_compare_page_class_init (FwComparePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_compare_page_dispose;
  widget_class->grab_focus = fw_compare_page_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  signals[LEFT] = g_signal_new ("left", FW_TYPE_COMPARE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
fw_compare_page_init (FwComparePage *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->choices = new_choices (self);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->trouble = new_status (_("This cannot be compared"), NULL);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, fw_new_waiting (_("Comparing")), "loading");
  gtk_stack_add_named (self->stack, new_cards (self), "cards");
  gtk_stack_add_named (self->stack,
                       new_status (_("Nothing was published yet"),
                                   _("Versions that are published are kept beside the manual and "
                                     "never change. Publish one to compare with it.")),
                       "none");
  gtk_stack_add_named (self->stack,
                       new_status (_("No rule is different"),
                                   _("Both versions ask the same of everybody.")),
                       "same");
  gtk_stack_add_named (self->stack, self->trouble, "trouble");
  gtk_box_append (GTK_BOX (self->box), new_head (self));
  gtk_box_append (GTK_BOX (self->box), self->choices);
  gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
fw_compare_page_new (FwProject *project)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), NULL);

  FwComparePage *self = g_object_new (FW_TYPE_COMPARE_PAGE, NULL);

  self->compare = fw_version_compare_new (project);
  g_signal_connect_swapped (self->compare, "loaded", G_CALLBACK (loaded_cb), self);
  g_signal_connect_swapped (self->compare, "diff-changed", G_CALLBACK (diff_cb), self);
  g_signal_connect_swapped (self->compare, "impact-changed", G_CALLBACK (impact_cb), self);
  g_signal_connect_swapped (self->compare, "places-changed", G_CALLBACK (places_cb), self);
  diff_cb (self);
  return GTK_WIDGET (self);
}
