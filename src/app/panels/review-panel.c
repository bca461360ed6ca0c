/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/panels/review-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/list-splice.h"
#include "app/manual/manual-pictures.h"
#include "app/questions/answer-page.h"
#include "app/questions/question-list.h"
#include "app/questions/question-row.h"
#include "app/shortcuts.h"
#include "edit/clock.h"

/* Items ------------------------------------------------------------------------ */

#define FW_TYPE_QUESTION_ITEM (fw_question_item_get_type ())
G_DECLARE_FINAL_TYPE (FwQuestionItem, fw_question_item, FW, QUESTION_ITEM, GObject)

/* A record, kept while it is listed. */
struct _FwQuestionItem
{
  GObject     parent_instance;

  FwQuestion *question; /* (owned) */
};

G_DEFINE_FINAL_TYPE (FwQuestionItem, fw_question_item, G_TYPE_OBJECT)

static void
fw_question_item_finalize (GObject *object)
{
  fw_review_record_unref (FW_REVIEW_QUESTION, FW_QUESTION_ITEM (object)->question);

  G_OBJECT_CLASS (fw_question_item_parent_class)->finalize (object);
}

static void
fw_question_item_class_init (FwQuestionItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fw_question_item_finalize;
}

static void
fw_question_item_init (FwQuestionItem *self)
{
}

/* Reviews share the records that did not change. */
static gboolean
is_same (gconstpointer a,
         gconstpointer b)
{
  return ((const FwQuestionItem *) a)->question == ((const FwQuestionItem *) b)->question;
}

/* The panel -------------------------------------------------------------------- */

struct _FwReviewPanel
{
  GtkWidget           parent_instance;

  GtkWidget          *stack;   /* list | answer */
  GtkWidget          *review;
  GtkWidget          *filters[FW_N_QUESTION_FILTERS];
  GtkEditable        *search;
  GtkWidget          *content; /* a stack: questions | empty */
  GtkWidget          *list;
  GtkWidget          *empty;
  FwAnswerPage       *answer;
  GListStore         *items;     /* (owned) (element-type FwQuestionItem) */
  GtkSingleSelection *selection; /* (owned) */
  FwManualPictures   *pictures;  /* (owned) crops, below the review's folder */
  GPtrArray          *bound;     /* (owned) (element-type GtkListItem) on the screen, borrowed */
  FwProject          *project;   /* (owned) (nullable) */
  gboolean            has_folder;
};

enum
{
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwReviewPanel, fw_review_panel, GTK_TYPE_WIDGET)

static FwQuestionBoard *
get_board (FwReviewPanel *self)
{
  return self->project ? fw_project_get_questions (self->project) : NULL;
}

static FwQuestionFilter
get_filter (FwReviewPanel *self)
{
  for (int i = 0; i < FW_N_QUESTION_FILTERS; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->filters[i])))
      return (FwQuestionFilter) i;

  return FW_QUESTIONS_OPEN;
}

static const char *
get_filter_word (FwQuestionFilter filter)
{
  switch (filter)
    {
    case FW_QUESTIONS_OPEN:
      return _("Open");
    case FW_QUESTIONS_ANSWERED:
      return _("Answered");
    case FW_QUESTIONS_MINE:
    default:
      /* Translators: questions that this person asked. */
      return _("Mine");
    }
}

static void
update_counts (FwReviewPanel *self)
{
  FwQuestionBoard *board = get_board (self);
  guint counts[FW_N_QUESTION_FILTERS] = { 0 };

  if (board)
    fw_questions_count (fw_question_board_get_review (board), fw_question_board_get_person (board),
                        counts);
  for (int i = 0; i < FW_N_QUESTION_FILTERS; i++)
    {
      g_autofree char *count = fw_clock_format_count (counts[i]);
      g_autofree char *text
          = g_strdup_printf ("%s %s", get_filter_word ((FwQuestionFilter) i), count);

      gtk_button_set_label (GTK_BUTTON (self->filters[i]), text);
    }
}

static const char *
get_empty_title (FwQuestionFilter filter)
{
  return filter == FW_QUESTIONS_OPEN       ? _("No question is open")
         : filter == FW_QUESTIONS_ANSWERED ? _("Nothing is answered yet")
                                           : _("You have not asked anything");
}

static void
update_empty (FwReviewPanel *self)
{
  const char *trouble = self->project ? fw_project_get_review_trouble (self->project) : NULL;
  gboolean is_searching = gtk_editable_get_text (self->search)[0] != '\0';
  const char *title = trouble        ? _("The questions cannot be read")
                      : is_searching ? _("No question has these words")
                                     : get_empty_title (get_filter (self));
  const char *words
      = trouble        ? trouble
        : is_searching ? _("Try fewer or other words.")
                       : _("When you doubt something, select it and press {ask}. The answer helps "
                           "everyone, and until then the label is not graded.");
  g_autofree char *sentence = fw_shortcuts_dup_sentence (fw_shortcuts_get_default (), words);

  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), sentence);
}

/* Crops stand below the folder of the review file. */
static void
update_folder (FwReviewPanel *self)
{
  FwReviewFile *file = self->project ? fw_project_get_review (self->project) : NULL;
  g_autofree char *folder = NULL;

  if (self->has_folder == (file != NULL))
    return;

  self->has_folder = file != NULL;
  folder = file ? g_path_get_dirname (fw_review_file_get_path (file)) : NULL;
  fw_manual_pictures_set_folder (self->pictures, folder);
}

static void
update (FwReviewPanel *self)
{
  FwQuestionBoard *board = get_board (self);
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) list = NULL;

  update_folder (self);
  list = fw_questions_list (board ? fw_question_board_get_review (board) : NULL, get_filter (self),
                            board ? fw_question_board_get_person (board) : NULL,
                            gtk_editable_get_text (self->search));
  for (guint i = 0; i < list->len; i++)
    {
      FwQuestionItem *item = g_object_new (FW_TYPE_QUESTION_ITEM, NULL);

      item->question = fw_review_record_ref (list->pdata[i]);
      g_ptr_array_add (items, item);
    }
  fw_list_splice (self->items, items, is_same);
  update_counts (self);
  update_empty (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->content),
                                    items->len > 0 ? "questions" : "empty");
}

/* Rows ------------------------------------------------------------------------- */

static void
bind_row (FwReviewPanel *self,
          GtkListItem   *item)
{
  FwQuestionItem *question = gtk_list_item_get_item (item);

  fw_question_row_set (FW_QUESTION_ROW (gtk_list_item_get_child (item)), self->project,
                       question->question, self->pictures);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  gtk_list_item_set_child (item, fw_question_row_new ());
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (FwReviewPanel *self,
         GtkListItem   *item)
{
  bind_row (self, item);
  g_ptr_array_add (self->bound, item);
}

static void
unbind_cb (FwReviewPanel *self,
           GtkListItem   *item)
{
  g_ptr_array_remove_fast (self->bound, item);
  fw_question_row_set (FW_QUESTION_ROW (gtk_list_item_get_child (item)), NULL, NULL, NULL);
}

/* Somebody else answered, or it was taken back, while an answer was written here. */
static void
board_changed_cb (FwReviewPanel *self)
{
  gint64 id = fw_answer_page_get_id (self->answer);
  const FwQuestion *question = id ? fw_question_board_find (get_board (self), id) : NULL;

  update (self);
  /* Their pictures may be there by now. */
  for (guint i = 0; i < self->bound->len; i++)
    bind_row (self, self->bound->pdata[i]);
  if (id && (!question || question->has_answer))
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
}

/* Answering -------------------------------------------------------------------- */

static void
answer_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  FwReviewPanel *self = FW_REVIEW_PANEL (widget);

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "answer");
  if (!fw_answer_page_open (self->answer, g_variant_get_int64 (parameter)))
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
}

static void
answered_cb (FwReviewPanel *self,
             gint64         id,
             const char    *precedent)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  fw_review_panel_focus (self);
  g_signal_emit (self, signals[ANSWERED], 0, id, precedent);
}

static void
left_cb (FwReviewPanel *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  fw_review_panel_focus (self);
}

/* Building --------------------------------------------------------------------- */

/* The page on which work is reviewed may be somebody else's; then so is the button. */
static void
root_cb (FwReviewPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_widget_set_visible (self->review,
                          G_IS_ACTION_GROUP (root)
                            && g_action_group_has_action (G_ACTION_GROUP (root), "review"));
}

static GtkWidget *
new_header (FwReviewPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *title = gtk_label_new (_("Questions"));

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "fw-panel-title");
  self->review = gtk_button_new_with_label (_("Review This Work…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->review), "win.review");
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->review);

  return box;
}

static GtkWidget *
new_filters (FwReviewPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_add_css_class (box, "fw-seg");
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  for (int i = 0; i < FW_N_QUESTION_FILTERS; i++)
    {
      self->filters[i] = gtk_toggle_button_new_with_label ("");
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->filters[i]),
                                   i > 0 ? GTK_TOGGLE_BUTTON (self->filters[0]) : NULL);
      g_signal_connect_swapped (self->filters[i], "toggled", G_CALLBACK (update), self);
      gtk_box_append (GTK_BOX (box), self->filters[i]);
    }

  return box;
}

static GtkWidget *
new_search (FwReviewPanel *self)
{
  GtkWidget *search = gtk_search_entry_new ();

  self->search = GTK_EDITABLE (search);
  g_object_set (search, "placeholder-text", _("Search questions and answers"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search questions and answers"), -1);
  gtk_widget_set_margin_start (search, 12);
  gtk_widget_set_margin_end (search, 12);
  gtk_widget_set_margin_top (search, 9);
  g_signal_connect_swapped (search, "search-changed", G_CALLBACK (update), self);

  return search;
}

static GtkWidget *
new_list (FwReviewPanel *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->items = g_list_store_new (FW_TYPE_QUESTION_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_widget_add_css_class (self->list, "fw-questions");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Questions"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);

  return scroller;
}

static GtkWidget *
new_content (FwReviewPanel *self)
{
  self->empty = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), "fw-question-symbolic");
  gtk_widget_add_css_class (self->empty, "compact");
  self->content = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->content), new_list (self), "questions");
  gtk_stack_add_named (GTK_STACK (self->content), self->empty, "empty");
  gtk_widget_set_vexpand (self->content, TRUE);

  return self->content;
}

/* Object ----------------------------------------------------------------------- */

static void
disconnect (FwReviewPanel *self)
{
  if (get_board (self))
    g_signal_handlers_disconnect_by_data (get_board (self), self);
  if (self->project)
    g_signal_handlers_disconnect_by_data (self->project, self);
}

static void
fw_review_panel_dispose (GObject *object)
{
  FwReviewPanel *self = FW_REVIEW_PANEL (object);

  disconnect (self);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->items);
  g_clear_object (&self->selection);
  g_clear_object (&self->pictures);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (fw_review_panel_parent_class)->dispose (object);
}

static void
fw_review_panel_finalize (GObject *object)
{
  g_ptr_array_unref (FW_REVIEW_PANEL (object)->bound);

  G_OBJECT_CLASS (fw_review_panel_parent_class)->finalize (object);
}

static void
fw_review_panel_class_init (FwReviewPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_review_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = fw_review_panel_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "questions.answer", "x", answer_action);

  signals[ANSWERED] = g_signal_new ("answered", FW_TYPE_REVIEW_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
}

static void
fw_review_panel_init (FwReviewPanel *self)
{
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->bound = g_ptr_array_new ();
  self->pictures = fw_manual_pictures_new ();
  self->answer = FW_ANSWER_PAGE (fw_answer_page_new ());
  g_signal_connect_swapped (self->answer, "answered", G_CALLBACK (answered_cb), self);
  g_signal_connect_swapped (self->answer, "left", G_CALLBACK (left_cb), self);

  self->stack = gtk_stack_new ();
  gtk_stack_set_transition_type (GTK_STACK (self->stack), GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT_RIGHT);
  gtk_box_append (GTK_BOX (list), new_header (self));
  gtk_box_append (GTK_BOX (list), new_filters (self));
  gtk_box_append (GTK_BOX (list), new_search (self));
  gtk_box_append (GTK_BOX (list), new_content (self));
  gtk_stack_add_named (GTK_STACK (self->stack), list, "list");
  gtk_stack_add_named (GTK_STACK (self->stack), GTK_WIDGET (self->answer), "answer");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  g_signal_connect (self, "notify::root", G_CALLBACK (root_cb), NULL);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->filters[FW_QUESTIONS_OPEN]), TRUE);
  root_cb (self);
  update (self);
}

GtkWidget *
fw_review_panel_new (void)
{
  return g_object_new (FW_TYPE_REVIEW_PANEL, NULL);
}

void
fw_review_panel_set_project (FwReviewPanel *self,
                             FwProject     *project)
{
  g_return_if_fail (FW_IS_REVIEW_PANEL (self));

  if (project == self->project)
    return;

  disconnect (self);
  /* Rows on the screen still ask the old project when they are taken away. */
  g_list_store_remove_all (self->items);
  fw_answer_page_set_project (self->answer, project, self->pictures);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  self->has_folder = FALSE;
  fw_manual_pictures_set_folder (self->pictures, NULL);
  g_set_object (&self->project, project);
  if (get_board (self))
    g_signal_connect_swapped (get_board (self), "changed", G_CALLBACK (board_changed_cb), self);
  if (project)
    g_signal_connect_swapped (project, "notify::review", G_CALLBACK (update), self);
  update (self);
}

gboolean
fw_review_panel_show (FwReviewPanel *self,
                      gint64         id)
{
  g_return_val_if_fail (FW_IS_REVIEW_PANEL (self), FALSE);

  FwQuestionBoard *board = get_board (self);
  const FwQuestion *question = board ? fw_question_board_find (board, id) : NULL;
  FwQuestionFilter filter;

  if (!question)
    return FALSE;

  filter = question->has_answer ? FW_QUESTIONS_ANSWERED : FW_QUESTIONS_OPEN;
  gtk_editable_set_text (self->search, "");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->filters[filter]), TRUE);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  update (self);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr(FwQuestionItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (item->question->id != id)
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", i);
    }

  return TRUE;
}

void
fw_review_panel_focus (FwReviewPanel *self)
{
  g_return_if_fail (FW_IS_REVIEW_PANEL (self));

  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "answer") == 0)
    gtk_widget_child_focus (GTK_WIDGET (self->answer), GTK_DIR_TAB_FORWARD);
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0)
    gtk_widget_grab_focus (self->list);
  else
    gtk_widget_grab_focus (self->filters[get_filter (self)]);
}

void
fw_review_panel_search (FwReviewPanel *self)
{
  g_return_if_fail (FW_IS_REVIEW_PANEL (self));

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

gboolean
fw_review_panel_escape (FwReviewPanel *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_PANEL (self), FALSE);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "answer") == 0)
    {
      left_cb (self);
      return TRUE;
    }
  if (gtk_editable_get_text (self->search)[0] != '\0')
    {
      gtk_editable_set_text (self->search, "");
      return TRUE;
    }

  return FALSE;
}
