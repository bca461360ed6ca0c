/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/manual/manual-results.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Of each group; a search that finds more wants another word. */
#define MAX_HITS 40

/* Rows ------------------------------------------------------------ */

#define FW_TYPE_RESULT_ROW (fw_result_row_get_type ())
G_DECLARE_FINAL_TYPE (FwResultRow, fw_result_row, FW, RESULT_ROW, GObject)

/* A hit, or the heading of a group. */
struct _FwResultRow
{
  GObject parent_instance;

  char   *title;   /* (owned) markup */
  char   *excerpt; /* (owned) markup (nullable): a heading has none */
  char   *id;      /* (owned) (nullable) */
  int     chapter; /* -1: a heading */
};

G_DEFINE_FINAL_TYPE (FwResultRow, fw_result_row, G_TYPE_OBJECT)

static void
fw_result_row_finalize (GObject *object)
{
  FwResultRow *self = FW_RESULT_ROW (object);

  g_free (self->title);
  g_free (self->excerpt);
  g_free (self->id);

  G_OBJECT_CLASS (fw_result_row_parent_class)->finalize (object);
}

static void
fw_result_row_class_init (FwResultRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fw_result_row_finalize;
}

static void
fw_result_row_init (FwResultRow *self)
{
  self->chapter = -1;
}

static const char *
get_group_title (FwHitGroup group)
{
  switch (group)
    {
    case FW_HITS_RULES:
      return _("Rules");
    case FW_HITS_ANSWERS:
      return _("Answered questions");
    case FW_HITS_CHECKS:
      return _("Checks of the app");
    case FW_HITS_TEXT:
    default:
      return _("Text");
    }
}

static FwResultRow *
new_heading (FwHitGroup group,
             guint      n)
{
  FwResultRow *row = g_object_new (FW_TYPE_RESULT_ROW, NULL);

  row->title = g_markup_printf_escaped (n >= MAX_HITS ? "%s  %u+" : "%s  %u",
                                        get_group_title (group), n);
  return row;
}

static FwResultRow *
new_hit (const FwHit *hit)
{
  FwResultRow *row = g_object_new (FW_TYPE_RESULT_ROW, NULL);

  row->title = g_strdup (hit->title);
  row->excerpt = g_strdup (hit->excerpt);
  row->id = g_strdup (hit->id);
  row->chapter = (int) hit->chapter;
  return row;
}

/* The list ------------------------------------------------------------ */

struct _FwManualResults
{
  GtkWidget           parent_instance;

  GtkWidget          *stack; /* list | empty */
  GtkWidget          *empty;
  GtkWidget          *list;
  GListStore         *rows;      /* (owned) (element-type FwResultRow) */
  GtkSingleSelection *selection; /* (owned) */
  guint               n_hits;
};

G_DEFINE_FINAL_TYPE (FwManualResults, fw_manual_results, GTK_TYPE_WIDGET)

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *excerpt = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (excerpt), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (excerpt), TRUE);
  gtk_label_set_lines (GTK_LABEL (excerpt), 2);
  gtk_label_set_ellipsize (GTK_LABEL (excerpt), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (excerpt, "fw-small");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), excerpt);
  gtk_widget_add_css_class (box, "fw-result");
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *title = gtk_widget_get_first_child (box);
  GtkWidget *excerpt = gtk_widget_get_next_sibling (title);
  FwResultRow *row = gtk_list_item_get_item (item);
  gboolean is_heading = row->chapter < 0;
  g_autofree char *words = row->id != NULL && row->id[0] != '\0'
                             ? g_strdup_printf ("<span alpha=\"70%%\">%s</span>  %s", row->id,
                                                row->title)
                             : g_strdup (row->title);

  gtk_label_set_markup (GTK_LABEL (title), words);
  gtk_label_set_markup (GTK_LABEL (excerpt), row->excerpt != NULL ? row->excerpt : "");
  gtk_widget_set_visible (excerpt, row->excerpt != NULL && row->excerpt[0] != '\0');
  if (is_heading)
    gtk_widget_add_css_class (box, "heading");
  else
    gtk_widget_remove_css_class (box, "heading");
  gtk_list_item_set_selectable (item, !is_heading);
  gtk_list_item_set_activatable (item, !is_heading);
}

static int
get_chapter (FwManualResults *self,
             guint            position)
{
  g_autoptr (FwResultRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  return row != NULL ? row->chapter : -1;
}

static void
activate_cb (FwManualResults *self,
             guint            position)
{
  int chapter = get_chapter (self, position);

  if (chapter >= 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "manual.go", "u", (guint) chapter);
}

/* The first row at or after @position, in @direction, that is a hit. */
static void
choose (FwManualResults *self,
        int              position,
        int              direction)
{
  int n = (int) g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  while (position >= 0 && position < n && get_chapter (self, (guint) position) < 0)
    position += direction;
  if (position < 0 || position >= n)
    return;
  gtk_single_selection_set_selected (self->selection, (guint) position);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", (guint) position);
}

/* Answers of the manual first: they bind. Those about these labels follow. */
static GPtrArray *
list_hits (FwManualIndex  *index,
           const FwReview *review,
           const char     *query)
{
  GPtrArray *hits;
  g_autoptr (GPtrArray) answers = NULL;
  guint place = 0;

  if (index == NULL)
    return g_ptr_array_new ();

  hits = fw_manual_index_search (index, query, MAX_HITS);
  answers = fw_manual_index_search_answers (index, review, query, MAX_HITS);
  while (place < hits->len && ((FwHit *) hits->pdata[place])->group <= FW_HITS_ANSWERS)
    place++;
  while (answers->len > 0)
    g_ptr_array_insert (hits, (int) place++, g_ptr_array_steal_index (answers, 0));
  return hits;
}

void
fw_manual_results_search (FwManualResults *self,
                          FwManualIndex   *index,
                          const FwReview  *review,
                          const char      *query)
{
  g_return_if_fail (FW_IS_MANUAL_RESULTS (self));
  g_return_if_fail (query != NULL);

  g_autoptr (GPtrArray) hits = list_hits (index, review, query);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint counts[FW_N_HIT_GROUPS] = { 0 };
  int group = -1;

  for (guint i = 0; i < hits->len; i++)
    counts[((FwHit *) hits->pdata[i])->group]++;
  for (guint i = 0; i < hits->len; i++)
    {
      const FwHit *hit = hits->pdata[i];

      if ((int) hit->group != group)
        g_ptr_array_add (rows, new_heading (hit->group, counts[hit->group]));
      group = (int) hit->group;
      g_ptr_array_add (rows, new_hit (hit));
    }
  self->n_hits = hits->len;
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       rows->pdata, rows->len);
  gtk_stack_set_visible_child (GTK_STACK (self->stack),
                               hits->len > 0 ? gtk_widget_get_ancestor (self->list,
                                                                        GTK_TYPE_SCROLLED_WINDOW)
                                             : self->empty);
  choose (self, 0, 1);
}

guint
fw_manual_results_get_n (FwManualResults *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_RESULTS (self), 0);

  return self->n_hits;
}

void
fw_manual_results_move (FwManualResults *self,
                        int              direction)
{
  g_return_if_fail (FW_IS_MANUAL_RESULTS (self));

  guint at = gtk_single_selection_get_selected (self->selection);

  choose (self, at == GTK_INVALID_LIST_POSITION ? 0 : (int) at + direction, direction);
}

int
fw_manual_results_get_chosen (FwManualResults *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_RESULTS (self), -1);

  guint at = gtk_single_selection_get_selected (self->selection);

  return at == GTK_INVALID_LIST_POSITION ? -1 : get_chapter (self, at);
}

static void
fw_manual_results_dispose (GObject *object)
{
  FwManualResults *self = FW_MANUAL_RESULTS (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (fw_manual_results_parent_class)->dispose (object);
}

static void
fw_manual_results_class_init (FwManualResultsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_manual_results_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_manual_results_init (FwManualResults *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->rows = g_list_store_new (FW_TYPE_RESULT_ROW);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "fw-results");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What was found in the manual"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);

  self->empty = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), "edit-find-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), _("Not in this manual"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty),
                                   _("Try fewer or other words, or ask the owner of the manual."));
  gtk_widget_add_css_class (self->empty, "compact");

  self->stack = gtk_stack_new ();
  gtk_stack_add_child (GTK_STACK (self->stack), scroller);
  gtk_stack_add_child (GTK_STACK (self->stack), self->empty);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

GtkWidget *
fw_manual_results_new (void)
{
  return g_object_new (FW_TYPE_MANUAL_RESULTS, NULL);
}
