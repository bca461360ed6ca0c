/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The list is made as plain rows (compare-rows.c) whenever something changes; only
 * the part that differs is told to the list view.
 */

#include "app/compare/compare-panel.h"

#include "app/compare/compare-figures.h"
#include "app/compare/compare-row-view.h"
#include "app/compare/compare-words.h"
#include "app/late-tooltip.h"
#include "app/list-splice.h"
#include "app/panels/panel-parts.h"
#include "edit/clock.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _FwComparePanel
{
  GtkWidget             parent_instance;

  FwCompareModel       *model;   /* (owned) (nullable) */
  GListStore           *rows;    /* (owned) (element-type FwCompareRow) */
  FwCompareListing      listing;
  GSimpleActionGroup   *actions; /* (owned) `compare.*`: about all that is listed */

  GtkWidget            *box;
  GtkWidget            *title;
  GtkWidget            *subtitle;
  GtkMenuButton        *all;
  FwCompareFiguresView *figures;
  GtkWidget            *filters[FW_N_COMPARE_FILTERS];
  GtkDropDown          *kinds;
  GtkStack             *stack;   /* list | empty */
  GtkWidget            *list;
  AdwStatusPage        *empty;
  gboolean              is_updating;
};

enum
{
  SIGNAL_SAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwComparePanel, fw_compare_panel, GTK_TYPE_WIDGET)

/* Counting */

typedef struct
{
  guint in[FW_N_COMPARE_FILTERS];
  guint kinds[FW_N_DIFFERENCE_KINDS]; /* of those to decide */
  guint missing; /* to decide, and only in B */
  guint marks;   /* of all those, marks of frames */
} Counts;

static void
count (FwComparePanel *self,
       Counts         *counts)
{
  *counts = (Counts) { 0 };
  for (guint i = 0; i < fw_compare_model_get_n_objects (self->model); i++)
    {
      const FwCompareObject *object = fw_compare_model_get_object (self->model, i);
      guint kinds = fw_differences_get_kinds (object->differences);
      gboolean is_open = fw_compare_object_is_open (object);

      counts->in[FW_COMPARE_FILTER_ALL]++;
      counts->in[is_open ? FW_COMPARE_FILTER_OPEN : FW_COMPARE_FILTER_DECIDED]++;
      counts->marks += object->mark != FW_SLOT_TRACK;
      counts->missing += is_open && object->a == NULL && object->b != NULL;
      for (guint k = 0; is_open && k < FW_N_DIFFERENCE_KINDS; k++)
        counts->kinds[k] += (kinds >> k) & 1;
    }
}

static char *
dup_counted (const char *word,
             guint       n)
{
  g_autofree char *number = fw_clock_format_count (n);

  return g_strdup_printf ("%s %s", word, number);
}

/* The head */

static void
name_filter (FwComparePanel  *self,
             FwCompareFilter  filter,
             guint            n)
{
  static const char *const words[FW_N_COMPARE_FILTERS]
    = { N_("To decide"), N_("Decided"), N_("All") };

  fw_panel_name_choice (self->filters[filter], _(words[filter]), n);
}

/* The kinds with how many there are, without touching what is chosen. */
static void
update_kinds (FwComparePanel *self,
              const Counts   *counts)
{
  GtkStringList *words = GTK_STRING_LIST (gtk_drop_down_get_model (self->kinds));

  for (guint k = 0; k < FW_N_DIFFERENCE_KINDS; k++)
    {
      g_autofree char *text = dup_counted (fw_difference_kind_to_title (k), counts->kinds[k]);
      const char *one[] = { text, NULL };

      if (g_strcmp0 (gtk_string_list_get_string (words, k + 1), text) == 0)
        continue;
      self->is_updating = TRUE;

      guint chosen = gtk_drop_down_get_selected (self->kinds);

      gtk_string_list_splice (words, k + 1, 1, one);
      gtk_drop_down_set_selected (self->kinds, chosen);
      self->is_updating = FALSE;
    }
}

static guint
count_listed_open (FwComparePanel *self)
{
  g_autoptr (GArray) list = fw_compare_rows_list (self->model, &self->listing);
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    n += fw_compare_object_is_open (
      fw_compare_model_get_object (self->model, g_array_index (list, guint, i)));
  return n;
}

static void
set_action (FwComparePanel *self,
            GMenu          *menu,
            const char     *name,
            const char     *words,
            guint           n)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);
  g_autofree char *detailed = g_strconcat ("compare.", name, NULL);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), n > 0);
  if (n > 0)
    g_menu_append (menu, words, detailed);
}

static void
update_menu (FwComparePanel *self,
             const Counts   *counts)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  guint n = self->listing.kinds != 0 ? count_listed_open (self)
                                     : counts->in[FW_COMPARE_FILTER_OPEN];
  g_autofree char *number = fw_clock_format_count (n);
  g_autofree char *missing = fw_clock_format_count (counts->missing);
  g_autofree char *take = g_strdup_printf (
    ngettext ("Take B for %s Object to Decide", "Take B for All %s Objects to Decide", n), number);
  g_autofree char *keep = g_strdup_printf (
    ngettext ("Keep A for %s Object to Decide", "Keep A for All %s Objects to Decide", n), number);
  g_autofree char *add = g_strdup_printf (
    ngettext ("Add %s Object That Only B Has", "Add All %s Objects That Only B Has",
              counts->missing), missing);

  set_action (self, menu, "take-listed", take, n);
  set_action (self, menu, "keep-listed", keep, n);
  set_action (self, menu, "add-missing", add, counts->missing);
  gtk_menu_button_set_menu_model (self->all, G_MENU_MODEL (menu));
  gtk_widget_set_sensitive (GTK_WIDGET (self->all), n > 0 || counts->missing > 0);
}

static void
update_title (FwComparePanel *self,
              const Counts   *counts)
{
  guint n = counts->in[FW_COMPARE_FILTER_ALL] - counts->marks;
  g_autofree char *number = fw_clock_format_count (n);
  g_autofree char *same = fw_clock_format_count (fw_compare_model_count_same (self->model));
  g_autofree char *title = g_strdup_printf (
    ngettext ("%s object differs", "%s objects differ", n), number);
  g_autofree char *subtitle = g_strdup_printf (
    ngettext ("%s is the same in both", "%s are the same in both",
              fw_compare_model_count_same (self->model)), same);

  gtk_label_set_label (GTK_LABEL (self->title), n > 0               ? title
                                    : counts->marks > 0 ? _("Only marks of frames differ")
                                                        : _("No differences"));
  gtk_label_set_label (GTK_LABEL (self->subtitle), subtitle);
}

static void
update_empty (FwComparePanel *self,
              const Counts   *counts)
{
  const char *title = _("Nothing of that kind");
  const char *words = _("Choose another kind, or all of them.");

  if (counts->in[FW_COMPARE_FILTER_ALL] == 0)
    {
      title = _("No differences");
      words = _("Both versions say the same of every object.");
    }
  else if (self->listing.filter == FW_COMPARE_FILTER_OPEN
           && counts->in[FW_COMPARE_FILTER_OPEN] == 0)
    {
      title = _("All decided");
      words = _("What was taken is in these labels, and undo takes it back.");
    }
  else if (self->listing.filter == FW_COMPARE_FILTER_DECIDED
           && counts->in[FW_COMPARE_FILTER_DECIDED] == 0)
    {
      title = _("Nothing decided yet");
      words = _("Objects for which A was kept or B was taken stand here.");
    }
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, words);
}

/* The list */

static void
update_rows (FwComparePanel *self)
{
  g_autoptr (GPtrArray) rows = fw_compare_rows_make (self->model, &self->listing);

  fw_list_splice (self->rows, rows, (GEqualFunc) fw_compare_row_equal);
  gtk_stack_set_visible_child_name (self->stack, rows->len > 0 ? "list" : "empty");
}

static void
update (FwComparePanel *self)
{
  Counts counts;

  if (self->model == NULL)
    return;
  count (self, &counts);
  update_title (self, &counts);
  for (guint i = 0; i < FW_N_COMPARE_FILTERS; i++)
    name_filter (self, i, counts.in[i]);
  update_kinds (self, &counts);
  update_menu (self, &counts);
  update_empty (self, &counts);
  update_rows (self);
}

/* Walking takes the list along. */
static void
moved_cb (FwComparePanel *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  update_rows (self);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FwCompareRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (!fw_compare_row_get_facts (row)->is_current)
        continue;
      gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", i);
      return;
    }
}

static void
figures_cb (FwComparePanel *self)
{
  fw_compare_figures_view_set (
    self->figures, fw_compare_model_get_figures (self->model),
    fw_compare_model_get_counted (self->model),
    fw_session_is_video (fw_compare_model_get_session (self->model, FW_COMPARE_A)));
}

/* Deciding */

static void
choose (FwComparePanel *self,
        GArray         *objects,
        FwChoice        choice)
{
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  if (fw_compare_model_choose (self->model, (const guint *) (gconstpointer) objects->data,
                               objects->len, choice, &said, &error))
    g_signal_emit (self, signals[SIGNAL_SAY], 0, said, TRUE);
  else
    g_signal_emit (self, signals[SIGNAL_SAY], 0, error->message, FALSE);
}

static void
choose_cb (FwComparePanel *self,
           guint           object,
           guint           choice)
{
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_val (one, object);
  /* Show what is decided. */
  fw_compare_model_go (self->model, object, 0);
  choose (self, one, (FwChoice) choice);
}

static void
all_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  FwComparePanel *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  gboolean is_missing = g_str_equal (name, "add-missing");
  FwCompareListing listing = { FW_COMPARE_FILTER_OPEN, is_missing ? 0 : self->listing.kinds };
  g_autoptr (GArray) list = fw_compare_rows_list (self->model, &listing);
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < list->len; i++)
    {
      guint index = g_array_index (list, guint, i);
      const FwCompareObject *object = fw_compare_model_get_object (self->model, index);

      if (!is_missing || (object->a == NULL && object->b != NULL))
        g_array_append_val (chosen, index);
    }
  choose (self, chosen, g_str_equal (name, "keep-listed") ? FW_CHOICE_MINE : FW_CHOICE_THEIRS);
}

static void
filter_cb (FwComparePanel *self)
{
  guint filter = fw_panel_get_choice (self->filters, FW_N_COMPARE_FILTERS);

  if (filter == FW_N_COMPARE_FILTERS || filter == self->listing.filter)
    return;
  self->listing.filter = filter;
  update (self);
}

static void
kind_cb (FwComparePanel *self)
{
  guint chosen = gtk_drop_down_get_selected (self->kinds);

  if (self->is_updating)
    return;
  self->listing.kinds = chosen == 0 || chosen > FW_N_DIFFERENCE_KINDS ? 0 : 1u << (chosen - 1);
  update (self);
}

static void
activate_cb (FwComparePanel *self,
             guint           position)
{
  g_autoptr (FwCompareRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  const FwCompareRowFacts *facts = fw_compare_row_get_facts (row);

  if (facts->kind != FW_COMPARE_ROW_MORE)
    fw_compare_model_go (self->model, facts->object,
                         facts->kind == FW_COMPARE_ROW_DIFFERENCE ? facts->difference : 0);
}

/* The list view */

static void
setup_cb (FwComparePanel *self,
          GtkListItem    *item)
{
  GtkWidget *view = fw_compare_row_view_new ();

  g_signal_connect_swapped (view, "choose", G_CALLBACK (choose_cb), self);
  gtk_list_item_set_child (item, view);
}

static void
bind_cb (FwComparePanel *self,
         GtkListItem    *item)
{
  FwCompareRow *row = gtk_list_item_get_item (item);

  fw_compare_row_view_set_row (FW_COMPARE_ROW_VIEW (gtk_list_item_get_child (item)), row,
                               self->model);
  gtk_list_item_set_activatable (item, fw_compare_row_get_facts (row)->kind
                                         != FW_COMPARE_ROW_MORE);
  gtk_list_item_set_selectable (item, FALSE);
}

static void
unbind_cb (FwComparePanel *self,
           GtkListItem    *item)
{
  fw_compare_row_view_set_row (FW_COMPARE_ROW_VIEW (gtk_list_item_get_child (item)), NULL, NULL);
}

static GtkWidget *
make_list (FwComparePanel *self)
{
  static const FwPanelListFuncs funcs = { G_CALLBACK (setup_cb), G_CALLBACK (bind_cb),
                                          G_CALLBACK (unbind_cb), G_CALLBACK (activate_cb) };

  return fw_panel_new_list (G_LIST_MODEL (self->rows), &funcs, "fw-compare-list",
                            _("Differences"), self, &self->list);
}

static GtkWidget *
make_header (FwComparePanel *self)
{
  GtkWidget *header = fw_panel_new_head (&self->title, &self->subtitle);

  self->all = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->all, _("For All"));
  gtk_widget_set_valign (GTK_WIDGET (self->all), GTK_ALIGN_CENTER);
  fw_late_tooltip_set (GTK_WIDGET (self->all),
                       _("Decide about everything that is listed, as one step"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->all), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Decide about all"), -1);
  gtk_box_append (GTK_BOX (header), GTK_WIDGET (self->all));
  return header;
}

static GtkWidget *
make_filters (FwComparePanel *self)
{
  GtkWidget *box = fw_panel_new_choice (self->filters, FW_N_COMPARE_FILTERS,
                                        FW_COMPARE_FILTER_ALL, G_CALLBACK (filter_cb), self);

  for (guint i = 0; i < FW_N_COMPARE_FILTERS; i++)
    name_filter (self, i, 0);
  return box;
}

static GtkWidget *
make_kinds (FwComparePanel *self)
{
  GtkStringList *words = gtk_string_list_new (NULL);

  gtk_string_list_append (words, _("Every kind"));
  for (guint k = 0; k < FW_N_DIFFERENCE_KINDS; k++)
    gtk_string_list_append (words, fw_difference_kind_to_title (k));
  self->kinds = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (words), NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->kinds), "fw-choice");
  fw_late_tooltip_set (GTK_WIDGET (self->kinds), _("Only objects that differ in this"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kinds), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Kind of difference"), -1);
  g_signal_connect_swapped (self->kinds, "notify::selected", G_CALLBACK (kind_cb), self);
  fw_panel_set_margins (GTK_WIDGET (self->kinds));
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->kinds), 6);
  return GTK_WIDGET (self->kinds);
}

static GtkWidget *
make_legend (void)
{
  static const FwPanelKey keys[] = {
    { "win.compare-next", N_("next") },
    { "win.compare-keep", N_("keep A") },
    { "win.compare-take", N_("take B") },
    { "win.compare-blink", N_("blink") },
    { "win.zoom-to-object", N_("zoom") },
    { "win.escape", N_("end") },
  };

  return fw_panel_new_legend (keys, G_N_ELEMENTS (keys));
}

/* Object */

static void
fw_compare_panel_dispose (GObject *object)
{
  FwComparePanel *self = FW_COMPARE_PANEL (object);

  if (self->rows != NULL)
    fw_compare_panel_set_model (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->rows);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (fw_compare_panel_parent_class)->dispose (object);
}

static void
fw_compare_panel_class_init (FwComparePanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_compare_panel_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_SAY] = g_signal_new ("say", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
fw_compare_panel_init (FwComparePanel *self)
{
  static const GActionEntry entries[] = {
    { .name = "take-listed", .activate = all_action },
    { .name = "keep-listed", .activate = all_action },
    { .name = "add-missing", .activate = all_action },
  };

  self->rows = g_list_store_new (FW_TYPE_COMPARE_ROW);
  self->actions = g_simple_action_group_new ();
  self->listing.filter = FW_COMPARE_FILTER_ALL;
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "compare", G_ACTION_GROUP (self->actions));

  self->figures = FW_COMPARE_FIGURES_VIEW (fw_compare_figures_view_new ());
  fw_panel_set_margins (GTK_WIDGET (self->figures));
  self->empty = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->empty, "fw-check-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->empty), "compact");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, make_list (self), "list");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->empty), "empty");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_header (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->figures));
  gtk_box_append (GTK_BOX (self->box), make_filters (self));
  gtk_box_append (GTK_BOX (self->box), make_kinds (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (self->box), make_legend ());
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

GtkWidget *
fw_compare_panel_new (void)
{
  return g_object_new (FW_TYPE_COMPARE_PANEL, NULL);
}

void
fw_compare_panel_set_model (FwComparePanel *self,
                            FwCompareModel *model)
{
  g_return_if_fail (FW_IS_COMPARE_PANEL (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_list_store_remove_all (self->rows);
  g_set_object (&self->model, model);
  if (model == NULL)
    return;

  self->listing = (FwCompareListing) { FW_COMPARE_FILTER_ALL, 0 };
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->filters[FW_COMPARE_FILTER_ALL]), TRUE);
  gtk_drop_down_set_selected (self->kinds, 0);
  g_signal_connect_swapped (model, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (model, "moved", G_CALLBACK (moved_cb), self);
  g_signal_connect_swapped (model, "figures-changed", G_CALLBACK (figures_cb), self);
  figures_cb (self);
  update (self);
}

void
fw_compare_panel_focus (FwComparePanel *self)
{
  g_return_if_fail (FW_IS_COMPARE_PANEL (self));

  if (!gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
