/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/questions/rule-chooser.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/late-tooltip.h"
#include "app/manual/manual-index.h"

#define LIST_HEIGHT 280

/* Rows ------------------------------------------------------------------------- */

#define FW_TYPE_RULE_ITEM (fw_rule_item_get_type ())
G_DECLARE_FINAL_TYPE (FwRuleItem, fw_rule_item, FW, RULE_ITEM, GObject)

struct _FwRuleItem
{
  GObject  parent_instance;

  char    *id;    /* (owned) (nullable) none */
  char    *title; /* (owned) */
  char    *words; /* (owned) folded: id, title, sentences */
};

G_DEFINE_FINAL_TYPE (FwRuleItem, fw_rule_item, G_TYPE_OBJECT)

static void
fw_rule_item_finalize (GObject *object)
{
  FwRuleItem *self = FW_RULE_ITEM (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->words);

  G_OBJECT_CLASS (fw_rule_item_parent_class)->finalize (object);
}

static void
fw_rule_item_class_init (FwRuleItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fw_rule_item_finalize;
}

static void
fw_rule_item_init (FwRuleItem *self)
{
}

static FwRuleItem *
new_item (const FwRule *rule)
{
  FwRuleItem *item = g_object_new (FW_TYPE_RULE_ITEM, NULL);
  g_autoptr(GString) words = g_string_new (NULL);

  item->id = rule ? g_strdup (rule->id) : NULL;
  item->title = g_strdup (rule ? rule->title : _("No rule in particular"));
  g_string_append_printf (words, " %s %s", item->id ? item->id : "", item->title);
  for (gsize i = 0; rule && i < rule->n_sentences; i++)
    g_string_append_printf (words, " %s", rule->sentences[i].text);
  item->words = fw_fold_text (words->str, NULL);

  return item;
}

/* The button ------------------------------------------------------------------- */

struct _FwRuleChooser
{
  GtkWidget           parent_instance;

  GtkWidget          *button;
  GtkLabel           *label;
  GtkWidget          *popover;
  GtkEditable        *search;
  GtkWidget          *list;
  GtkWidget          *stack;  /* list | empty */
  GListStore         *items;  /* (owned) (element-type FwRuleItem) */
  GtkFilter          *filter; /* (owned) */
  GtkSingleSelection *shown;  /* (owned) */

  FwManual           *manual; /* (owned) (nullable) */
  char               *category; /* (owned) (nullable) */
  char               *rule;   /* (owned) (nullable) */
  gboolean            may_be_none;
  gboolean            is_filled; /* with this manual, for this category */
  GStrv               query;  /* (owned) folded words */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwRuleChooser, fw_rule_chooser, GTK_TYPE_WIDGET)

static void
update_label (FwRuleChooser *self)
{
  const FwRule *rule = self->manual && self->rule ? fw_manual_find_rule (self->manual, self->rule)
                                                  : NULL;
  g_autofree char *text = rule ? g_strdup_printf ("%s  %s", rule->id, rule->title)
                        : self->may_be_none ? g_strdup (_("No rule in particular"))
                                            : g_strdup (_("Choose a rule…"));
  /* Translators: %s is "SD-009  What counts as a car". */
  g_autofree char *name = g_strdup_printf (_("Rule: %s"), text);

  gtk_label_set_label (self->label, text);
  fw_late_tooltip_set (self->button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_widget_set_sensitive (self->button, self->manual != NULL);
}

static gboolean
matches (gpointer object,
         gpointer user_data)
{
  FwRuleChooser *self = user_data;
  FwRuleItem *item = object;

  for (guint i = 0; self->query && self->query[i]; i++)
    if (self->query[i][0] != '\0' && !strstr (item->words, self->query[i]))
      return FALSE;

  return TRUE;
}

static gboolean
is_first (FwRuleChooser *self,
          const FwRule  *rule)
{
  return rule->globs && self->category && fw_rule_is_for (rule, self->category);
}

/* Rules of the category in the manual's order, then the others in it. */
static void
fill (FwRuleChooser *self)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  gsize n = self->manual ? fw_manual_get_n_rules (self->manual) : 0;

  if (self->is_filled)
    return;

  self->is_filled = TRUE;
  if (self->may_be_none)
    g_ptr_array_add (items, new_item (NULL));
  for (int pass = 0; pass < 2; pass++)
    for (gsize i = 0; i < n; i++)
      {
        const FwRule *rule = fw_manual_get_rule (self->manual, i);

        if (!rule->is_retired && is_first (self, rule) == (pass == 0))
          g_ptr_array_add (items, new_item (rule));
      }
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
}

static void
choose (FwRuleChooser *self,
        guint          position)
{
  g_autoptr(FwRuleItem) item = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  if (!item)
    return;

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (g_strcmp0 (item->id, self->rule) == 0)
    return;
  fw_rule_chooser_set_rule (self, item->id);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
activate_cb (FwRuleChooser *self,
             guint          position)
{
  choose (self, position);
}

static void
search_cb (FwRuleChooser *self)
{
  g_autofree char *folded = fw_fold_text (gtk_editable_get_text (self->search), NULL);

  g_strfreev (self->query);
  self->query = g_strsplit (folded, " ", -1);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);

  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n > 0 ? "list" : "empty");
  if (n > 0)
    gtk_single_selection_set_selected (self->shown, 0);
}

/* Enter takes what is chosen while the search has the focus. */
static void
search_activate_cb (FwRuleChooser *self)
{
  guint at = gtk_single_selection_get_selected (self->shown);

  if (at != GTK_INVALID_LIST_POSITION)
    choose (self, at);
}

static gboolean
search_key_cb (GtkEventControllerKey *key,
               guint                  keyval,
               guint                  keycode,
               GdkModifierType        state,
               FwRuleChooser         *self)
{
  int step = keyval == GDK_KEY_Down ? 1 : keyval == GDK_KEY_Up ? -1 : 0;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  guint at = gtk_single_selection_get_selected (self->shown);

  if (step == 0 || n == 0)
    return GDK_EVENT_PROPAGATE;

  at = at == GTK_INVALID_LIST_POSITION ? 0 : (guint) CLAMP ((int) at + step, 0, (int) n - 1);
  gtk_single_selection_set_selected (self->shown, at);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", at);

  return GDK_EVENT_STOP;
}

static void
select_present (FwRuleChooser *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(FwRuleItem) item = g_list_model_get_item (G_LIST_MODEL (self->shown), i);

      if (g_strcmp0 (item->id, self->rule) == 0)
        {
          gtk_single_selection_set_selected (self->shown, i);
          gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", i);
          return;
        }
    }
}

static void
show_cb (FwRuleChooser *self)
{
  fill (self);
  gtk_editable_set_text (self->search, "");
  search_cb (self);
  select_present (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *id = gtk_label_new (NULL);
  GtkWidget *title = gtk_label_new (NULL);

  gtk_widget_add_css_class (id, "dim-label");
  gtk_widget_add_css_class (id, "numeric");
  gtk_label_set_width_chars (GTK_LABEL (id), 7);
  gtk_label_set_xalign (GTK_LABEL (id), 0.0f);
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), id);
  gtk_box_append (GTK_BOX (box), title);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item)
{
  GtkWidget *id = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *title = gtk_widget_get_next_sibling (id);
  FwRuleItem *rule = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (id), rule->id ? rule->id : "–");
  gtk_label_set_label (GTK_LABEL (title), rule->title);
  fw_late_tooltip_set (title, rule->title);
}

static GtkWidget *
new_list (FwRuleChooser *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GListModel *filtered;

  self->items = g_list_store_new (FW_TYPE_RULE_ITEM);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  filtered = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)),
                                                      g_object_ref (self->filter)));
  self->shown = gtk_single_selection_new (filtered);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->shown)), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "fw-results");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Rules"), -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_size_request (scroller, 320, LIST_HEIGHT);

  return scroller;
}

static GtkWidget *
new_popover (FwRuleChooser *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *search = gtk_search_entry_new ();
  GtkWidget *empty = gtk_label_new (_("No rule has these words."));
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = GTK_EDITABLE (search);
  g_object_set (search, "placeholder-text", _("Search the rules"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search the rules"), -1);
  g_signal_connect_swapped (search, "search-changed", G_CALLBACK (search_cb), self);
  g_signal_connect_swapped (search, "activate", G_CALLBACK (search_activate_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (search, keys);

  gtk_widget_add_css_class (empty, "dim-label");
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), new_list (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), empty, "empty");
  gtk_box_append (GTK_BOX (box), search);
  gtk_box_append (GTK_BOX (box), self->stack);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (show_cb), self);

  return popover;
}

/* Object ----------------------------------------------------------------------- */

static void
fw_rule_chooser_dispose (GObject *object)
{
  FwRuleChooser *self = FW_RULE_CHOOSER (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->items);
  g_clear_object (&self->filter);
  g_clear_object (&self->shown);

  G_OBJECT_CLASS (fw_rule_chooser_parent_class)->dispose (object);
}

static void
fw_rule_chooser_finalize (GObject *object)
{
  FwRuleChooser *self = FW_RULE_CHOOSER (object);

  g_clear_pointer (&self->manual, fw_manual_unref);
  g_free (self->category);
  g_free (self->rule);
  g_strfreev (self->query);

  G_OBJECT_CLASS (fw_rule_chooser_parent_class)->finalize (object);
}

static void
fw_rule_chooser_class_init (FwRuleChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_rule_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = fw_rule_chooser_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[CHOSEN] = g_signal_new ("chosen", FW_TYPE_RULE_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
fw_rule_chooser_init (FwRuleChooser *self)
{
  GtkWidget *face = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->may_be_none = TRUE;
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->label, 0.0f);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_box_append (GTK_BOX (face), gtk_image_new_from_icon_name ("fw-manual-symbolic"));
  gtk_box_append (GTK_BOX (face), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (face), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  self->button = gtk_menu_button_new ();
  self->popover = new_popover (self);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), face);
  /* The button puts a child into the middle. */
  gtk_widget_set_hexpand (face, TRUE);
  gtk_widget_set_halign (gtk_widget_get_parent (face), GTK_ALIGN_FILL);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  update_label (self);
}

GtkWidget *
fw_rule_chooser_new (void)
{
  return g_object_new (FW_TYPE_RULE_CHOOSER, NULL);
}

void
fw_rule_chooser_set_manual (FwRuleChooser *self,
                            FwManual      *manual)
{
  g_return_if_fail (FW_IS_RULE_CHOOSER (self));

  if (manual == self->manual)
    return;

  g_clear_pointer (&self->manual, fw_manual_unref);
  self->manual = manual ? fw_manual_ref (manual) : NULL;
  self->is_filled = FALSE;
  update_label (self);
}

void
fw_rule_chooser_set_category (FwRuleChooser *self,
                              const char    *category)
{
  g_return_if_fail (FW_IS_RULE_CHOOSER (self));

  if (g_strcmp0 (category, self->category) == 0)
    return;

  g_free (self->category);
  self->category = g_strdup (category);
  self->is_filled = FALSE;
}

void
fw_rule_chooser_set_none (FwRuleChooser *self,
                          gboolean       may_be_none)
{
  g_return_if_fail (FW_IS_RULE_CHOOSER (self));

  self->may_be_none = may_be_none;
  self->is_filled = FALSE;
  update_label (self);
}

void
fw_rule_chooser_set_rule (FwRuleChooser *self,
                          const char    *id)
{
  g_return_if_fail (FW_IS_RULE_CHOOSER (self));

  char *rule = id && self->manual && fw_manual_find_rule (self->manual, id) ? g_strdup (id) : NULL;

  g_free (self->rule);
  self->rule = rule;
  update_label (self);
}

const char *
fw_rule_chooser_get_rule (FwRuleChooser *self)
{
  g_return_val_if_fail (FW_IS_RULE_CHOOSER (self), NULL);

  return self->rule;
}

void
fw_rule_chooser_popup (FwRuleChooser *self)
{
  g_return_if_fail (FW_IS_RULE_CHOOSER (self));

  if (self->manual)
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}
