/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/questions-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <inttypes.h>

#include "app/late-tooltip.h"
#include "app/own/own-gather.h"
#include "app/own/own-parts.h"
#include "app/own/own-words.h"
#include "app/own/own-works.h"
#include "app/own/returned-row.h"
#include "app/settings.h"
#include "app/shortcuts.h"

/* So many are shown at first, and with each press on the button below them. */
#define PAGE           20
#define PICTURE_WIDTH  96
#define PICTURE_HEIGHT 64
#define MOST_WIDTH     1000

struct _FwQuestionsPage
{
  GtkWidget     parent_instance;

  GtkWidget    *root;
  GtkWidget    *filters[FW_N_QUESTION_FILTERS];
  GtkEditable  *search;
  GtkWidget    *troubles;
  GtkWidget    *stack; /* rows | empty */
  GtkWidget    *rows;  /* a list box */
  GtkWidget    *more;
  GtkWidget    *empty;

  FwOwnGather  *gather;   /* (owned) */
  FwWorkCrops  *crops;    /* (owned) (nullable) while the page is on the screen */
  GSettings    *settings; /* (owned) */
  guint         shown;    /* most rows */
};

enum
{
  SIGNAL_OPEN_AT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwQuestionsPage, fw_questions_page, GTK_TYPE_WIDGET)

/* What there is ------------------------------------------------------------------- */

/* A question of a work of the findings. */
typedef struct
{
  gsize             work;
  const FwQuestion *question;
} Asked;

static FwQuestionFilter
get_filter (FwQuestionsPage *self)
{
  for (int i = 0; i < FW_N_QUESTION_FILTERS; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->filters[i])))
      return (FwQuestionFilter) i;

  return FW_QUESTIONS_OPEN;
}

static int
compare_asked (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  return fw_questions_compare (((const Asked *) a)->question, ((const Asked *) b)->question,
                               *(const FwQuestionFilter *) user_data);
}

/* Returns: (transfer full) (element-type Asked) */
static GArray *
list_asked (FwQuestionsPage  *self,
            FwOwnFindings    *findings,
            FwQuestionFilter  filter)
{
  GArray *asked = g_array_new (FALSE, FALSE, sizeof (Asked));

  for (gsize i = 0; i < findings->works->len; i++)
    {
      g_autoptr(GPtrArray) list
          = fw_questions_list (fw_own_findings_get_work (findings, i)->records, filter,
                               findings->person, gtk_editable_get_text (self->search));

      for (guint k = 0; k < list->len; k++)
        {
          Asked one = { i, list->pdata[k] };

          g_array_append_val (asked, one);
        }
    }
  g_array_sort_with_data (asked, compare_asked, &filter);

  return asked;
}

/* Rows ---------------------------------------------------------------------------- */

/* "street · Cyclist 21, frame 404 · Rule SD-009 · asked Tuesday" */
static char *
dup_foot (const FwOwnFindings *findings,
          const Asked         *asked,
          GDateTime           *now)
{
  const char *work = fw_own_findings_get_work (findings, asked->work)->title;
  g_autofree char *unit
      = asked->question->unit != NULL
            ? fw_own_findings_dup_title (findings, asked->work, asked->question->unit)
            : g_strdup (_ ("about the manual"));
  g_autofree char *rest = fw_own_words_question (asked->question, now);

  return *rest != '\0' ? g_strjoin (" · ", work, unit, rest, NULL)
                       : g_strjoin (" · ", work, unit, NULL);
}

static void
open_row (FwQuestionsPage *self,
          GtkWidget       *holder)
{
  FwOwnWork *work = g_object_get_data (G_OBJECT (holder), "work");

  g_signal_emit (self, signals[SIGNAL_OPEN_AT], 0, work->path, work->labels, work->manual,
                 g_object_get_data (G_OBJECT (holder), "place"));
}

static void
open_cb (GtkWidget *button,
         gpointer   user_data)
{
  open_row (user_data, gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW));
}

static void
activated_cb (FwQuestionsPage *self,
              GtkListBoxRow   *holder)
{
  open_row (self, GTK_WIDGET (holder));
}

static GtkWidget *
make_words (const FwOwnFindings *findings,
            const Asked         *asked,
            GDateTime           *now)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *foot = dup_foot (findings, asked, now);

  fw_own_add_label (words, asked->question->text, "fw-head-title");
  if (asked->question->has_answer)
    fw_own_add_label (words, asked->question->answer.text, NULL);
  else
    fw_own_add_label (words, _ ("Waits for an answer"), "fw-waiting");
  fw_own_add_label (words, foot, "fw-stat-caption");
  gtk_widget_set_hexpand (words, TRUE);

  return words;
}

static void
add_row (FwQuestionsPage     *self,
         const FwOwnFindings *findings,
         const Asked         *asked,
         GDateTime           *now)
{
  FwOwnWork *work = fw_own_findings_get_work (findings, asked->work);
  GtkWidget *holder = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gboolean is_for_others = asked->question->has_answer
                           || g_strcmp0 (asked->question->by, findings->person) == 0;
  GtkWidget *open = gtk_button_new_with_label (is_for_others ? _ ("Open") : _ ("Answer…"));

  if (asked->question->unit != NULL)
    gtk_box_append (GTK_BOX (line), fw_unit_picture_new (self->crops, work, asked->question->unit,
                                                         PICTURE_WIDTH, PICTURE_HEIGHT));
  gtk_box_append (GTK_BOX (line), make_words (findings, asked, now));
  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  fw_late_tooltip_set (open, _ ("Opens the work where it was asked"));
  g_signal_connect (open, "clicked", G_CALLBACK (open_cb), self);
  gtk_box_append (GTK_BOX (line), open);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (holder), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (holder), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  asked->question->text, -1);
  g_object_set_data_full (G_OBJECT (holder), "work", fw_own_work_ref (work),
                          (GDestroyNotify) fw_own_work_unref);
  g_object_set_data_full (G_OBJECT (holder), "place",
                          g_strdup_printf ("question:%" PRId64, asked->question->id), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->rows), holder);
}

/* Showing ------------------------------------------------------------------------- */

static const char *
get_filter_word (FwQuestionFilter filter)
{
  switch (filter)
    {
    case FW_QUESTIONS_OPEN:
      return _ ("Open");
    case FW_QUESTIONS_ANSWERED:
      return _ ("Answered");
    case FW_QUESTIONS_MINE:
      /* Translators: questions that this person asked. */
      return _ ("Mine");
    }

  g_assert_not_reached ();
}

static void
update_filters (FwQuestionsPage *self,
                FwOwnFindings   *findings)
{
  guint counts[FW_N_QUESTION_FILTERS] = { 0 };

  for (gsize i = 0; findings != NULL && i < findings->works->len; i++)
    {
      guint its[FW_N_QUESTION_FILTERS];

      fw_questions_count (fw_own_findings_get_work (findings, i)->records, findings->person, its);
      for (int k = 0; k < FW_N_QUESTION_FILTERS; k++)
        counts[k] += its[k];
    }
  for (int i = 0; i < FW_N_QUESTION_FILTERS; i++)
    {
      g_autofree char *text
          = g_strdup_printf ("%s %u", get_filter_word ((FwQuestionFilter) i), counts[i]);

      gtk_button_set_label (GTK_BUTTON (self->filters[i]), text);
    }
}

static void
update_empty (FwQuestionsPage  *self,
              FwQuestionFilter  filter)
{
  gboolean is_searching = gtk_editable_get_text (self->search)[0] != '\0';
  const char *title = is_searching                      ? _ ("No question has these words")
                      : filter == FW_QUESTIONS_OPEN     ? _ ("No question waits for an answer")
                      : filter == FW_QUESTIONS_ANSWERED ? _ ("Nothing is answered yet")
                                                        : _ ("You have not asked anything");
  const char *words = is_searching
                          ? _ ("Try fewer or other words.")
                          : _ ("Questions about all recent work are here. Select what you doubt "
                               "and press {ask}: until there is an answer it is not graded.");
  g_autofree char *sentence = fw_shortcuts_dup_sentence (fw_shortcuts_get_default (), words);

  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), sentence);
}

static void
clear_box (GtkWidget *box,
           void (*remove) (GtkWidget *box, GtkWidget *child))
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    remove (box, child);
}

static void
remove_row (GtkWidget *box,
            GtkWidget *child)
{
  gtk_list_box_remove (GTK_LIST_BOX (box), child);
}

static void
remove_line (GtkWidget *box,
             GtkWidget *child)
{
  gtk_box_remove (GTK_BOX (box), child);
}

static void
update_troubles (FwQuestionsPage     *self,
                 const FwOwnFindings *findings)
{
  clear_box (self->troubles, remove_line);
  for (guint i = 0; i < findings->troubles->len; i++)
    fw_own_add_label (self->troubles, g_ptr_array_index (findings->troubles, i), NULL);
  gtk_widget_set_visible (self->troubles, findings->troubles->len > 0);
}

static void
update (FwQuestionsPage *self)
{
  FwOwnFindings *findings = fw_own_gather_get_findings (self->gather);
  FwQuestionFilter filter = get_filter (self);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GArray) asked = NULL;

  update_filters (self, findings);
  update_empty (self, filter);
  if (findings == NULL)
    return;
  asked = list_asked (self, findings, filter);
  update_troubles (self, findings);
  clear_box (self->rows, remove_row);
  for (guint i = 0; i < MIN (asked->len, self->shown); i++)
    add_row (self, findings, &g_array_index (asked, Asked, i), now);
  fw_own_show_more (GTK_BUTTON (self->more), asked->len, self->shown, PAGE);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), asked->len > 0 ? "rows" : "empty");
}

/* Another list begins at its top. */
static void
list_cb (FwQuestionsPage *self)
{
  self->shown = PAGE;
  update (self);
}

static void
filter_cb (FwQuestionsPage *self,
           GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    list_cb (self);
}

static void
more_cb (FwQuestionsPage *self)
{
  self->shown += PAGE;
  update (self);
}

void
fw_questions_page_show (FwQuestionsPage  *self,
                        FwQuestionFilter  filter)
{
  g_return_if_fail (FW_IS_QUESTIONS_PAGE (self));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->filters[filter]), TRUE);
}

/* The page ------------------------------------------------------------------------ */

static void
refresh (FwQuestionsPage *self)
{
  g_autoptr(GPtrArray) works = fw_own_works_list ();
  g_autofree char *person = fw_settings_dup_person (self->settings);

  fw_own_gather_start (self->gather, works, person);
}

static GtkWidget *
make_head (FwQuestionsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *filters = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *search = gtk_search_entry_new ();

  gtk_widget_add_css_class (filters, "fw-seg");
  gtk_widget_set_valign (filters, GTK_ALIGN_CENTER);
  for (int i = 0; i < FW_N_QUESTION_FILTERS; i++)
    {
      self->filters[i] = gtk_toggle_button_new ();
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->filters[i]),
                                     GTK_TOGGLE_BUTTON (self->filters[0]));
      gtk_box_append (GTK_BOX (filters), self->filters[i]);
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->filters[0]), TRUE);
  for (int i = 0; i < FW_N_QUESTION_FILTERS; i++)
    g_signal_connect_swapped (self->filters[i], "toggled", G_CALLBACK (filter_cb), self);
  g_object_set (search, "placeholder-text", _ ("Search questions"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search questions"), -1);
  gtk_widget_set_hexpand (search, TRUE);
  gtk_widget_set_halign (search, GTK_ALIGN_END);
  gtk_widget_set_size_request (search, 260, -1);
  self->search = GTK_EDITABLE (search);
  g_signal_connect_swapped (search, "search-changed", G_CALLBACK (list_cb), self);
  gtk_box_append (GTK_BOX (box), filters);
  gtk_box_append (GTK_BOX (box), search);

  return box;
}

static GtkWidget *
make_stack (FwQuestionsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->rows = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->rows, "fw-returned-rows");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Questions"), -1);
  g_signal_connect_swapped (self->rows, "row-activated", G_CALLBACK (activated_cb), self);
  self->more = gtk_button_new ();
  gtk_widget_set_halign (self->more, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->more, FALSE);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_cb), self);
  gtk_box_append (GTK_BOX (box), self->rows);
  gtk_box_append (GTK_BOX (box), self->more);

  self->empty = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), "fw-question-symbolic");
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), self->empty, "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), box, "rows");

  return self->stack;
}

static GtkWidget *
make_content (FwQuestionsPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->troubles = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_add_css_class (self->troubles, "fw-own-card");
  gtk_widget_add_css_class (self->troubles, "hint");
  gtk_widget_set_visible (self->troubles, FALSE);
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), self->troubles);
  gtk_box_append (GTK_BOX (box), make_stack (self));
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), MOST_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), MOST_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);

  return scrolled;
}

static void
fw_questions_page_map (GtkWidget *widget)
{
  FwQuestionsPage *self = FW_QUESTIONS_PAGE (widget);

  GTK_WIDGET_CLASS (fw_questions_page_parent_class)->map (widget);
  if (self->crops == NULL)
    self->crops = fw_work_crops_new ();
  refresh (self);
}

/* Media that were opened for their pictures are let go. */
static void
fw_questions_page_unmap (GtkWidget *widget)
{
  g_clear_object (&FW_QUESTIONS_PAGE (widget)->crops);
  GTK_WIDGET_CLASS (fw_questions_page_parent_class)->unmap (widget);
}

static void
person_cb (FwQuestionsPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (self);
}

static void
fw_questions_page_dispose (GObject *object)
{
  FwQuestionsPage *self = FW_QUESTIONS_PAGE (object);

  if (self->gather != NULL)
    g_signal_handlers_disconnect_by_data (self->gather, self);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_object (&self->gather);
  g_clear_object (&self->crops);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (fw_questions_page_parent_class)->dispose (object);
}

static void
fw_questions_page_class_init (FwQuestionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_questions_page_dispose;
  widget_class->map = fw_questions_page_map;
  widget_class->unmap = fw_questions_page_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_OPEN_AT] = g_signal_new ("open-at", FW_TYPE_QUESTIONS_PAGE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 4, G_TYPE_STRING,
                                          G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
}

static void
fw_questions_page_init (FwQuestionsPage *self)
{
  self->shown = PAGE;
  self->settings = fw_settings_new ();
  self->gather = fw_own_gather_new ();
  self->root = make_content (self);
  gtk_widget_set_parent (self->root, GTK_WIDGET (self));
  g_signal_connect_swapped (self->gather, "changed", G_CALLBACK (update), self);
  g_signal_connect_object (self->settings, "changed::person-name", G_CALLBACK (person_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

GtkWidget *
fw_questions_page_new (void)
{
  return g_object_new (FW_TYPE_QUESTIONS_PAGE, NULL);
}
