/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Puts the parts of app/manual together. Whatever leads to a place, a link, a
 * row of the contents, a hit, activates an action of the pane; here is the one
 * place that goes there and remembers where one came from.
 */

#include "app/panels/manual-panel-private.h"

#include <glib/gi18n.h>

#include "app/manual/manual-badge.h"
#include "app/manual/manual-page.h"
#include "app/manual/manual-review.h"
#include "app/manual/manual-toc.h"
#include "app/text-scale.h"

#define NARROW_WIDTH 700
#define TIGHT_WIDTH  560
#define MAX_HISTORY  100

enum
{
  LEFT,
  ASK,
  DESK_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwManualPanel, fw_manual_panel, GTK_TYPE_WIDGET)

FwManualBook *
fw_manual_panel_get_book (FwManualPanel *self)
{
  return self->shelf != NULL ? fw_manual_shelf_get_book (self->shelf) : NULL;
}

/* Going to places ------------------------------------------------------------ */

void
fw_manual_panel_show_page (FwManualPanel *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "page");
}

static void
end_review (FwManualPanel *self)
{
  if (!self->is_review)
    return;
  self->is_review = FALSE;
  self->is_walking = FALSE;
  fw_manual_panel_tell_desk (self);
  fw_manual_review_end (FW_MANUAL_REVIEW (self->review));
  fw_manual_page_set_changed_only (FW_MANUAL_PAGE (self->page), FALSE);
}

/* A filter that hides the place one wants to see goes. */
static void
leave_about (FwManualPanel *self,
             guint          chapter)
{
  gsize n = 0;
  const FwChapter *chapters = fw_manual_book_get_chapters (fw_manual_panel_get_book (self), &n);

  if (self->is_review && !fw_manual_shelf_is_changed (self->shelf, chapters[chapter].rule))
    end_review (self);
  if (self->is_about
      && (chapters[chapter].rule == NULL
          || !fw_rule_speaks_about (chapters[chapter].rule,
                                    fw_manual_shelf_get_about (self->shelf))))
    g_object_set (self, "is-about", FALSE, NULL);
}

static void
go (FwManualPanel *self,
    guint          chapter,
    gboolean       remember)
{
  int from = fw_manual_page_get_current (FW_MANUAL_PAGE (self->page));
  guint here = (guint) MAX (from, 0);
  gsize n = 0;

  if (fw_manual_panel_get_book (self) == NULL)
    return;
  fw_manual_book_get_chapters (fw_manual_panel_get_book (self), &n);
  if (chapter >= n)
    return;
  leave_about (self, chapter);
  if (remember && from >= 0 && here != chapter)
    {
      if (self->history->len >= MAX_HISTORY)
        g_array_remove_index (self->history, 0);
      g_array_append_val (self->history, here);
    }
  fw_manual_panel_show_page (self);
  gtk_popover_popdown (GTK_POPOVER (self->narrow_popover));
  fw_manual_badge_close (FW_MANUAL_BADGE (self->badge));
  fw_manual_page_go (FW_MANUAL_PAGE (self->page), chapter, TRUE);
}

void
fw_manual_panel_go (FwManualPanel *self,
                    guint          chapter)
{
  go (self, chapter, TRUE);
}

void
fw_manual_panel_open (FwManualPanel *self,
                      const char    *target)
{
  g_return_if_fail (FW_IS_MANUAL_PANEL (self));
  g_return_if_fail (target != NULL);

  int chapter = fw_manual_panel_get_book (self) != NULL ? fw_manual_book_find (fw_manual_panel_get_book (self), target) : -1;

  if (fw_manual_panel_get_book (self) == NULL)
    {
      g_free (self->pending);
      self->pending = g_strdup (target);
      return;
    }
  if (chapter < 0)
    return;
  go (self, (guint) chapter, TRUE);
  fw_manual_panel_focus_page (self);
}

void
fw_manual_panel_show_same (FwManualPanel *self,
                           FwManualPanel *other)
{
  g_return_if_fail (FW_IS_MANUAL_PANEL (self));
  g_return_if_fail (FW_IS_MANUAL_PANEL (other));

  int current = fw_manual_page_get_current (FW_MANUAL_PAGE (other->page));

  if (current >= 0)
    fw_manual_page_go (FW_MANUAL_PAGE (self->page), (guint) current, FALSE);
}

void
fw_manual_panel_tell_desk (FwManualPanel *self)
{
  g_signal_emit (self, signals[DESK_CHANGED], 0);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  fw_manual_panel_open (FW_MANUAL_PANEL (widget), g_variant_get_string (parameter, NULL));
}

/* From the contents and the hits: the focus stays there, so that arrows go on. */
static void
go_action (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  go (FW_MANUAL_PANEL (widget), g_variant_get_uint32 (parameter), TRUE);
}

static void
ask_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  g_signal_emit (widget, signals[ASK], 0, g_variant_get_string (parameter, NULL));
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  FwManualPanel *self = FW_MANUAL_PANEL (widget);
  guint chapter;

  if (self->history->len == 0)
    {
      g_signal_emit (self, signals[LEFT], 0);
      return;
    }
  chapter = g_array_index (self->history, guint, self->history->len - 1);
  g_array_set_size (self->history, self->history->len - 1);
  go (self, chapter, FALSE);
}

gboolean
fw_manual_panel_next_change (FwManualPanel *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_PANEL (self), FALSE);

  int current = fw_manual_page_get_current (FW_MANUAL_PAGE (self->page));
  gsize n = 0;
  const FwChapter *chapters;

  if (fw_manual_panel_get_book (self) == NULL)
    return FALSE;
  chapters = fw_manual_book_get_chapters (fw_manual_panel_get_book (self), &n);
  for (gsize i = 1; i <= n; i++)
    {
      gsize at = ((gsize) MAX (current, 0) + i) % n;

      if (chapters[at].rule != NULL && fw_manual_shelf_is_changed (self->shelf, chapters[at].rule))
        {
          go (self, (guint) at, TRUE);
          fw_manual_panel_focus_page (self);
          return TRUE;
        }
    }
  return FALSE;
}

static void
next_change_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  fw_manual_panel_next_change (FW_MANUAL_PANEL (widget));
}

static void
mark_read_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  FwManualPanel *self = FW_MANUAL_PANEL (widget);

  if (self->shelf != NULL)
    fw_manual_shelf_mark_read (self->shelf);
  fw_manual_badge_close (FW_MANUAL_BADGE (self->badge));
}

/* What changed, rule by rule --------------------------------------------------------- */

void
fw_manual_panel_review (FwManualPanel *self)
{
  g_return_if_fail (FW_IS_MANUAL_PANEL (self));

  if (fw_manual_panel_get_book (self) == NULL)
    return;
  g_object_set (self, "is-about", FALSE, NULL);
  self->is_review = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  fw_manual_panel_show_page (self);
  /* Who has read all of it may have labels left to look at. */
  if (fw_manual_shelf_count_changed (self->shelf) > 0)
    fw_manual_page_set_changed_only (FW_MANUAL_PAGE (self->page), TRUE);
  fw_manual_review_begin (FW_MANUAL_REVIEW (self->review), self->shelf);
  fw_manual_panel_focus_page (self);
}

static void
review_end_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  end_review (FW_MANUAL_PANEL (widget));
}

/* The rule that asks stands beside the label; the cards give way to one that was read. */
static void
walked_cb (FwManualPanel *self,
           const char    *rule)
{
  int chapter = fw_manual_book_find (fw_manual_panel_get_book (self), rule);

  if (!self->is_walking)
    {
      self->is_walking = TRUE;
      fw_manual_panel_tell_desk (self);
    }
  if (chapter < 0)
    return;
  if (!fw_manual_shelf_is_changed (
        self->shelf, fw_manual_find_rule (
                       fw_manual_book_get_manual (fw_manual_panel_get_book (self)), rule)))
    fw_manual_page_set_changed_only (FW_MANUAL_PAGE (self->page), FALSE);
  fw_manual_panel_show_page (self);
  fw_manual_page_go (FW_MANUAL_PAGE (self->page), (guint) chapter, TRUE);
}

gboolean
fw_manual_panel_wants_picture (FwManualPanel *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_PANEL (self), FALSE);

  return self->is_walking || fw_manual_panel_is_at_desk (self);
}

void
fw_manual_panel_walk (FwManualPanel *self)
{
  g_return_if_fail (FW_IS_MANUAL_PANEL (self));

  if (!self->is_review)
    fw_manual_panel_review (self);
  fw_manual_review_walk (FW_MANUAL_REVIEW (self->review));
}

gboolean
fw_manual_panel_still_right (FwManualPanel *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_PANEL (self), FALSE);

  return fw_manual_review_still_right (FW_MANUAL_REVIEW (self->review));
}

static void
walk_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  fw_manual_panel_walk (FW_MANUAL_PANEL (widget));
}

static void
still_right_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  fw_manual_panel_still_right (FW_MANUAL_PANEL (widget));
}

/* The selected object ------------------------------------------------------------ */

static void
apply_about (FwManualPanel *self)
{
  const char *about =
    self->is_about && self->shelf != NULL ? fw_manual_shelf_get_about (self->shelf) : NULL;

  fw_manual_page_set_about (FW_MANUAL_PAGE (self->page), about);
  fw_manual_toc_set_about (FW_MANUAL_TOC (self->toc), about);
  fw_manual_toc_set_about (FW_MANUAL_TOC (self->narrow_toc), about);
}

static void
update_marks (FwManualPanel *self)
{
  fw_manual_page_update_marks (FW_MANUAL_PAGE (self->page));
  fw_manual_toc_update_marks (FW_MANUAL_TOC (self->toc));
  fw_manual_toc_update_marks (FW_MANUAL_TOC (self->narrow_toc));
}

static void
about_cb (FwManualPanel *self)
{
  if (self->is_about && fw_manual_shelf_get_about (self->shelf) == NULL)
    g_object_set (self, "is-about", FALSE, NULL);
  else if (self->is_about)
    apply_about (self);
  update_marks (self);
}

/* What was read ------------------------------------------------------------ */

static void
update_mark_read (FwManualPanel *self)
{
  guint n = self->shelf != NULL ? fw_manual_shelf_count_changed (self->shelf) : 0;
  gboolean tight =
    self->width > 0 && self->width < TIGHT_WIDTH * fw_text_scale (GTK_WIDGET (self));

  fw_manual_badge_set_tight (FW_MANUAL_BADGE (self->badge), tight);
  gtk_widget_set_visible (self->mark_read, n > 0 && !tight);
  self->is_tight = tight;
  fw_manual_panel_update_search_cap (self);
}

void
fw_manual_panel_focus_page (FwManualPanel *self)
{
  GtkRoot *root;

  g_return_if_fail (FW_IS_MANUAL_PANEL (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  gtk_widget_grab_focus (fw_manual_panel_is_at_desk (self) ? self->desk : self->page);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_focus_visible (GTK_WINDOW (root), TRUE);
}

gboolean
fw_manual_panel_escape (FwManualPanel *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_PANEL (self), FALSE);

  if (fw_manual_panel_leave_desk (self))
    return TRUE;
  if (!fw_manual_panel_clear_search (self))
    return FALSE;
  fw_manual_panel_focus_page (self);
  return TRUE;
}

/* The book ------------------------------------------------------------ */

void
fw_manual_panel_current_cb (FwManualPanel *self)
{
  int current = fw_manual_page_get_current (FW_MANUAL_PAGE (self->page));
  gsize n = 0;
  const FwChapter *chapters =
    fw_manual_panel_get_book (self) != NULL ? fw_manual_book_get_chapters (fw_manual_panel_get_book (self), &n) : NULL;

  fw_manual_toc_set_current (FW_MANUAL_TOC (self->toc), current);
  fw_manual_toc_set_current (FW_MANUAL_TOC (self->narrow_toc), current);
  if (current >= 0 && (gsize) current < n)
    {
      g_autofree char *title = g_strdup_printf ("%s %s", chapters[current].id,
                                                chapters[current].title);

      gtk_label_set_label (GTK_LABEL (self->narrow_label), g_strstrip (title));
    }
}

static void
update_placeholder (FwManualPanel *self)
{
  guint n = fw_manual_panel_get_book (self) != NULL ? fw_manual_book_get_n_pages (fw_manual_panel_get_book (self)) : 0;
  g_autofree char *text =
    g_strdup_printf (ngettext ("Search %u page and all answered questions",
                               "Search %u pages and all answered questions", MAX (n, 1)),
                     n);

  /* Beside a badge with news there is room for few words. */
  g_object_set (self->search, "placeholder-text",
                n > 0 && fw_manual_shelf_count_changed (self->shelf) == 0 ? text
                                                                          : _("Search the manual"),
                NULL);
}

static void
set_folder (FwManualPanel *self)
{
  const char *path =
    self->shelf != NULL ? fw_project_get_manual_path (fw_manual_shelf_get_project (self->shelf))
                        : NULL;
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  fw_manual_pictures_set_folder (self->pictures, folder);
}

static void
book_cb (FwManualPanel *self)
{
  gboolean has_book = fw_manual_panel_get_book (self) != NULL;
  gboolean is_loading = self->shelf != NULL && fw_manual_shelf_is_loading (self->shelf);
  const char *name = gtk_stack_get_visible_child_name (GTK_STACK (self->stack));

  /* Another book: what was going to be read may be gone. */
  end_review (self);
  set_folder (self);
  g_array_set_size (self->history, 0);
  fw_manual_page_set_shelf (FW_MANUAL_PAGE (self->page), self->shelf);
  fw_manual_toc_set_shelf (FW_MANUAL_TOC (self->toc), self->shelf);
  fw_manual_toc_set_shelf (FW_MANUAL_TOC (self->narrow_toc), self->shelf);
  fw_manual_panel_current_cb (self);
  update_mark_read (self);
  update_placeholder (self);
  if (!has_book)
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                      is_loading ? "loading" : "no-manual");
  else if (g_strcmp0 (name, "results") == 0)
    fw_manual_panel_search_again (self);
  else
    fw_manual_panel_show_page (self);
  gtk_widget_set_sensitive (self->search, has_book);
  if (has_book && self->pending != NULL)
    {
      g_autofree char *target = g_steal_pointer (&self->pending);

      fw_manual_panel_open (self, target);
    }
}

static void
read_cb (FwManualPanel *self)
{
  update_placeholder (self);
  update_mark_read (self);
  update_marks (self);
}

void
fw_manual_panel_set_shelf (FwManualPanel *self,
                           FwManualShelf *shelf)
{
  g_return_if_fail (FW_IS_MANUAL_PANEL (self));
  g_return_if_fail (shelf == NULL || FW_IS_MANUAL_SHELF (shelf));

  if (self->shelf != NULL)
    g_signal_handlers_disconnect_by_data (self->shelf, self);
  g_set_object (&self->shelf, shelf);
  g_clear_pointer (&self->pending, g_free);
  g_object_set (self, "is-about", FALSE, NULL);
  if (shelf != NULL)
    {
      g_signal_connect_swapped (shelf, "book-changed", G_CALLBACK (book_cb), self);
      g_signal_connect_swapped (shelf, "read-changed", G_CALLBACK (read_cb), self);
      g_signal_connect_swapped (shelf, "about-changed", G_CALLBACK (about_cb), self);
      g_signal_connect_swapped (shelf, "answers-changed", G_CALLBACK (update_marks), self);
      g_signal_connect_swapped (shelf, "precision-changed", G_CALLBACK (update_marks), self);
      g_signal_connect_swapped (shelf, "history-changed", G_CALLBACK (update_marks), self);
    }
  fw_manual_badge_set_shelf (FW_MANUAL_BADGE (self->badge), shelf);
  fw_manual_panel_set_desk (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  book_cb (self);
}

/* Layout ------------------------------------------------------------ */

static gboolean
layout_cb (gpointer user_data)
{
  FwManualPanel *self = user_data;
  gboolean narrow = self->width < NARROW_WIDTH * fw_text_scale (GTK_WIDGET (self));

  self->layout_idle = 0;
  gtk_widget_set_visible (self->toc_holder, !narrow);
  gtk_widget_set_visible (self->narrow_bar, narrow && fw_manual_panel_get_book (self) != NULL);
  update_mark_read (self);
  return G_SOURCE_REMOVE;
}

static void
fw_manual_panel_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  FwManualPanel *self = FW_MANUAL_PANEL (widget);

  gtk_widget_size_allocate (GTK_WIDGET (self->places), &(GtkAllocation) { 0, 0, width, height }, baseline);
  if (width == self->width)
    return;
  self->width = width;
  if (self->layout_idle == 0)
    self->layout_idle = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, layout_cb, self, NULL);
}

static void
fw_manual_panel_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (FW_MANUAL_PANEL (widget)->places), orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
  /* Wide contents must not hold the pane open: they give way when it is made narrow. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, 300);
}

/* Object ------------------------------------------------------------ */

enum
{
  PROP_0,
  PROP_IS_ABOUT,
  N_PROPS
};

static void
fw_manual_panel_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  if (id == PROP_IS_ABOUT)
    g_value_set_boolean (value, FW_MANUAL_PANEL (object)->is_about);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
fw_manual_panel_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  FwManualPanel *self = FW_MANUAL_PANEL (object);

  if (id != PROP_IS_ABOUT)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (self->is_about == g_value_get_boolean (value))
    return;
  self->is_about = g_value_get_boolean (value);
  apply_about (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
fw_manual_panel_dispose (GObject *object)
{
  FwManualPanel *self = FW_MANUAL_PANEL (object);

  g_clear_handle_id (&self->search_timer, g_source_remove);
  g_clear_handle_id (&self->layout_idle, g_source_remove);
  if (self->shelf != NULL)
    g_signal_handlers_disconnect_by_data (self->shelf, self);
  if (self->places != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->desk, self);
      gtk_widget_unparent (GTK_WIDGET (self->places));
    }
  self->places = NULL;
  g_clear_object (&self->shelf);
  g_clear_object (&self->pictures);

  G_OBJECT_CLASS (fw_manual_panel_parent_class)->dispose (object);
}

static void
fw_manual_panel_finalize (GObject *object)
{
  FwManualPanel *self = FW_MANUAL_PANEL (object);

  g_array_unref (self->history);
  g_free (self->pending);
  g_free (self->edited);

  G_OBJECT_CLASS (fw_manual_panel_parent_class)->finalize (object);
}

static void
fw_manual_panel_class_init (FwManualPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = fw_manual_panel_get_property;
  object_class->set_property = fw_manual_panel_set_property;
  object_class->dispose = fw_manual_panel_dispose;
  object_class->finalize = fw_manual_panel_finalize;
  widget_class->measure = fw_manual_panel_measure;
  widget_class->size_allocate = fw_manual_panel_size_allocate;

  g_object_class_install_property (
    object_class, PROP_IS_ABOUT,
    g_param_spec_boolean ("is-about", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY));
  signals[LEFT] = g_signal_new ("left", FW_TYPE_MANUAL_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[ASK] = g_signal_new ("ask", FW_TYPE_MANUAL_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DESK_CHANGED] = g_signal_new ("desk-changed", FW_TYPE_MANUAL_PANEL, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "manual.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "manual.go", "u", go_action);
  gtk_widget_class_install_action (widget_class, "manual.ask", "s", ask_action);
  gtk_widget_class_install_action (widget_class, "manual.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "manual.mark-read", NULL, mark_read_action);
  gtk_widget_class_install_action (widget_class, "manual.next-change", NULL, next_change_action);
  gtk_widget_class_install_action (widget_class, "manual.review-end", NULL, review_end_action);
  gtk_widget_class_install_action (widget_class, "manual.walk", NULL, walk_action);
  gtk_widget_class_install_action (widget_class, "manual.still-right", NULL, still_right_action);
  gtk_widget_class_install_property_action (widget_class, "manual.about", "is-about");
  fw_manual_panel_install_desk (widget_class);
}

static void
fw_manual_panel_init (FwManualPanel *self)
{
  self->history = g_array_new (FALSE, FALSE, sizeof (guint));
  self->pictures = fw_manual_pictures_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), fw_manual_panel_new_head (self));
  gtk_box_append (GTK_BOX (self->box), fw_manual_panel_new_narrow_bar (self));
  self->review = fw_manual_review_new ();
  g_signal_connect_swapped (self->review, "walked", G_CALLBACK (walked_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->review);
  fw_manual_panel_make_desk (self);
  gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (self->box), fw_manual_panel_new_body (self));
  gtk_stack_add_named (self->places, self->box, "read");
  gtk_stack_add_named (self->places, self->desk, "desk");
  gtk_stack_set_visible_child_name (self->places, "read");
  gtk_widget_set_parent (GTK_WIDGET (self->places), GTK_WIDGET (self));
  book_cb (self);
}

GtkWidget *
fw_manual_panel_new (void)
{
  return g_object_new (FW_TYPE_MANUAL_PANEL, NULL);
}
