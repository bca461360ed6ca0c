/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Rows are made anew whenever the part that is read or a mark changes, and
 * compared with what stood there, so that the list keeps its focus and place.
 */

#include "app/manual/manual-toc.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/late-tooltip.h"
#include "app/list-splice.h"
#include "app/manual/toc-row.h"

struct _FwManualToc
{
  GtkWidget           parent_instance;

  GtkWidget          *box;
  GtkWidget          *about_button;
  GtkWidget          *list;
  GtkWidget          *legend;
  GListStore         *rows;      /* (owned) (element-type FwTocRow) */
  GtkSingleSelection *selection; /* (owned) */
  FwManualShelf      *shelf;     /* (owned) (nullable) */
  const char         *about;     /* interned (nullable) */
  int                 current;
  gboolean            is_selecting; /* we do, not the person */
};

G_DEFINE_FINAL_TYPE (FwManualToc, fw_manual_toc, GTK_TYPE_WIDGET)

/* Rows ------------------------------------------------------------ */

static FwTocFlags
get_flags (FwManualToc     *self,
           const FwChapter *chapter)
{
  const FwRule *rule = chapter->rule;
  FwTocFlags flags = 0;

  if (rule == NULL)
    return 0;
  if (fw_manual_shelf_is_changed (self->shelf, rule))
    flags |= FW_TOC_CHANGED;
  if (fw_rule_speaks_about (rule, fw_manual_shelf_get_about (self->shelf)))
    flags |= FW_TOC_ABOUT;
  if (fw_manual_shelf_has_bookmark (self->shelf, rule->id))
    flags |= FW_TOC_BOOKMARK;
  if (rule->is_retired)
    flags |= FW_TOC_RETIRED;
  return flags;
}

/* A line of a kind of check is its name alone: its sentence is long. */
static FwTocRow *
new_row (guint            index,
         const FwChapter *chapter,
         FwTocFlags       flags)
{
  gboolean is_kind = chapter->kind == FW_CHAPTER_KIND;
  gboolean is_named = chapter->kind == FW_CHAPTER_RULE || chapter->kind == FW_CHAPTER_PRECEDENT;

  /* "SD-004" is "004" here, where there is little room and a tooltip. */
  return fw_toc_row_new (index, is_named ? strchr (chapter->id, '-') + 1 : "",
                         is_kind ? chapter->id : chapter->title, flags);
}

static GPtrArray *
make_rows (FwManualToc *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  FwManualBook *book = self->shelf != NULL ? fw_manual_shelf_get_book (self->shelf) : NULL;
  gsize n = 0;
  const FwChapter *chapters = book != NULL ? fw_manual_book_get_chapters (book, &n) : NULL;
  guint open = self->current >= 0 && (gsize) self->current < n
                 ? chapters[self->current].part
                 : G_MAXUINT;

  for (gsize part = 0; part < n;)
    {
      gsize end = part + 1;
      FwTocFlags all = get_flags (self, &chapters[part]);
      gboolean is_open = part == open && self->about == NULL;
      guint head = rows->len;

      while (end < n && chapters[end].part == part)
        {
          FwTocFlags flags = get_flags (self, &chapters[end]);
          gboolean wanted = is_open
                            || (self->about != NULL && chapters[end].rule != NULL
                                && fw_rule_speaks_about (chapters[end].rule, self->about));

          all |= flags & FW_TOC_CHANGED;
          if (wanted)
            g_ptr_array_add (rows, new_row ((guint) end, &chapters[end], flags));
          end++;
        }
      if (self->about == NULL)
        g_ptr_array_insert (rows, (int) head,
                            new_row ((guint) part, &chapters[part],
                                     all | FW_TOC_PART | (is_open ? FW_TOC_OPEN : 0)));
      part = end;
    }
  return rows;
}

/* The row of the chapter that is read; its part when that is closed. */
static void
select_current (FwManualToc *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint found = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < n && self->current >= 0; i++)
    {
      g_autoptr (FwTocRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (fw_toc_row_get_chapter (row) > (guint) self->current)
        break;
      found = i;
    }
  gtk_single_selection_set_selected (self->selection, found);
  if (found != GTK_INVALID_LIST_POSITION && gtk_widget_get_mapped (self->list))
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", found);
}

static void
rebuild (FwManualToc *self)
{
  g_autoptr (GPtrArray) rows = make_rows (self);

  self->is_selecting = TRUE;
  fw_list_splice (self->rows, rows, (GEqualFunc) fw_toc_row_equal);
  select_current (self);
  self->is_selecting = FALSE;
}

static void
selected_cb (FwManualToc *self)
{
  FwTocRow *row = gtk_single_selection_get_selected_item (self->selection);

  if (!self->is_selecting && row != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "manual.go", "u", fw_toc_row_get_chapter (row));
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  gtk_list_item_set_child (item, fw_toc_row_view_new ());
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item)
{
  fw_toc_row_view_set_row (FW_TOC_ROW_VIEW (gtk_list_item_get_child (item)),
                           gtk_list_item_get_item (item));
}

/* Object ------------------------------------------------------------ */

static GtkWidget *
new_list (FwManualToc *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->rows = g_list_store_new (FW_TYPE_TOC_ROW);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
  self->list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_widget_add_css_class (self->list, "fw-toc");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Contents of the manual"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
new_legend (void)
{
  GtkWidget *legend = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *dot = gtk_label_new ("●");
  GtkWidget *words = gtk_label_new (_("Changed since you last read"));

  gtk_widget_add_css_class (dot, "fw-changed-dot");
  gtk_widget_add_css_class (words, "dim-label");
  gtk_widget_add_css_class (words, "fw-small");
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0.0f);
  gtk_box_append (GTK_BOX (legend), dot);
  gtk_box_append (GTK_BOX (legend), words);
  gtk_widget_add_css_class (legend, "fw-toc-legend");
  return legend;
}

static void
fw_manual_toc_dispose (GObject *object)
{
  FwManualToc *self = FW_MANUAL_TOC (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->shelf);

  G_OBJECT_CLASS (fw_manual_toc_parent_class)->dispose (object);
}

static void
fw_manual_toc_class_init (FwManualTocClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_manual_toc_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_manual_toc_init (FwManualToc *self)
{
  self->current = -1;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->about_button = gtk_toggle_button_new_with_label ("");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->about_button), "manual.about");
  gtk_widget_add_css_class (self->about_button, "fw-about");
  gtk_widget_set_visible (self->about_button, FALSE);
  self->legend = new_legend ();
  gtk_widget_set_visible (self->legend, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->about_button);
  gtk_box_append (GTK_BOX (self->box), new_list (self));
  gtk_box_append (GTK_BOX (self->box), self->legend);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
fw_manual_toc_new (void)
{
  return g_object_new (FW_TYPE_MANUAL_TOC, NULL);
}

void
fw_manual_toc_set_shelf (FwManualToc   *self,
                         FwManualShelf *shelf)
{
  g_return_if_fail (FW_IS_MANUAL_TOC (self));

  g_set_object (&self->shelf, shelf);
  self->current = -1;
  fw_manual_toc_update_marks (self);
}

void
fw_manual_toc_set_current (FwManualToc *self,
                           int          chapter)
{
  g_return_if_fail (FW_IS_MANUAL_TOC (self));

  if (chapter == self->current)
    return;
  self->current = chapter;
  rebuild (self);
}

void
fw_manual_toc_set_about (FwManualToc *self,
                         const char  *category)
{
  g_return_if_fail (FW_IS_MANUAL_TOC (self));

  self->about = category;
  fw_manual_toc_update_marks (self);
}

void
fw_manual_toc_update_marks (FwManualToc *self)
{
  g_return_if_fail (FW_IS_MANUAL_TOC (self));

  g_autofree char *name =
    self->shelf != NULL ? fw_manual_shelf_dup_about_name (self->shelf) : NULL;
  g_autofree char *words = g_strdup_printf (_("About %s"), name != NULL ? name : "");

  gtk_button_set_label (GTK_BUTTON (self->about_button), words);
  fw_late_tooltip_set (self->about_button,
                       _("Only the rules that speak about the selected object"));
  gtk_widget_set_visible (self->about_button, name != NULL || self->about != NULL);
  gtk_widget_set_visible (self->legend,
                          self->shelf != NULL && fw_manual_shelf_count_changed (self->shelf) > 0);
  rebuild (self);
}
