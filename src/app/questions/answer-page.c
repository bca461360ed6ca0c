/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/questions/answer-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/aside-questions.h"
#include "app/late-tooltip.h"
#include "app/questions/question-text.h"
#include "app/questions/question-words.h"
#include "app/questions/rule-chooser.h"
#include "app/questions/similar-list.h"
#include "rules/manual-save.h"

#define CROP_SIDE 640
#define CROP_HEIGHT 180
/* A question that may be a title; longer ones are none. */
#define TITLE_LETTERS 60

struct _FwAnswerPage
{
  GtkWidget         parent_instance;

  GtkWidget        *scroller;
  GtkPicture       *crop;
  GtkLabel         *question;
  GtkLabel         *where;
  FwSimilarList    *similar;
  FwQuestionText   *text;
  GtkWidget        *decide;  /* a switch */
  GtkWidget        *law;     /* what a precedent needs; shown when it is one */
  FwRuleChooser    *rule;
  GtkEditable      *title;
  GtkEditable      *outcome;
  GtkLabel         *refusal;
  GtkWidget        *send;

  FwProject        *project;  /* (owned) (nullable) */
  FwManualPictures *pictures; /* (owned) (nullable) */
  GCancellable     *reading;  /* (owned) (nullable) */
  gint64            id;       /* 0: none */
  gboolean          is_sending;
};

enum
{
  ANSWERED,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwAnswerPage, fw_answer_page, GTK_TYPE_WIDGET)

static FwQuestionBoard *
get_board (FwAnswerPage *self)
{
  return self->project ? fw_project_get_questions (self->project) : NULL;
}

static const FwQuestion *
get_question (FwAnswerPage *self)
{
  return get_board (self) ? fw_question_board_find (get_board (self), self->id) : NULL;
}

static gboolean
is_law (FwAnswerPage *self)
{
  return gtk_switch_get_active (GTK_SWITCH (self->decide));
}

static void
refuse (FwAnswerPage *self,
        const char   *sentence)
{
  gtk_label_set_label (self->refusal, sentence ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), sentence != NULL);
}

static void
update (FwAnswerPage *self)
{
  gtk_widget_set_visible (self->law, is_law (self));
  gtk_widget_set_sensitive (self->send,
                            !self->is_sending && !fw_question_text_is_empty (self->text));
  refuse (self, NULL);
}

static void
search_similar (FwAnswerPage *self)
{
  const FwQuestion *question = get_question (self);

  if (question)
    fw_similar_list_search (
      self->similar,
      &(FwSimilarQuery) { .manual = fw_project_get_manual (self->project),
                          .review = fw_question_board_get_review (get_board (self)),
                          .rule = question->rule,
                          .text = question->text,
                          .skip = question->id });
}

/* Sending ---------------------------------------------------------------------- */

static void
done (FwAnswerPage *self,
      const char   *precedent)
{
  gint64 id = self->id;

  self->id = 0;
  fw_question_text_set (self->text, NULL);
  g_signal_emit (self, signals[ANSWERED], 0, id, precedent);
}

/* Where a person has to write on, when something has not been said. */
static void
focus_missing (FwAnswerPage *self)
{
  if (fw_rule_chooser_get_rule (self->rule) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->rule));
  else if (*gtk_editable_get_text (self->title) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->title));
  else if (*gtk_editable_get_text (self->outcome) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->outcome));
}

static void
decided_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(FwAnswerPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *number
      = fw_question_board_decide_finish (FW_QUESTION_BOARD (object), result, &error);

  self->is_sending = FALSE;
  if (!self->scroller || get_board (self) != FW_QUESTION_BOARD (object))
    return;

  update (self);
  if (number)
    {
      done (self, number);
      return;
    }
  refuse (self, error->message);
  focus_missing (self);
}

static void
send_cb (FwAnswerPage *self)
{
  g_autofree char *text = fw_question_text_dup (self->text);
  g_autoptr(GError) error = NULL;
  const FwPrecedentDraft draft = { .rule = fw_rule_chooser_get_rule (self->rule),
                                   .title = gtk_editable_get_text (self->title),
                                   .outcome = gtk_editable_get_text (self->outcome) };

  if (!get_question (self) || self->is_sending || text[0] == '\0')
    return;

  if (is_law (self))
    {
      self->is_sending = TRUE;
      update (self);
      fw_question_board_decide_async (get_board (self), self->id, text, &draft, decided_cb,
                                      g_object_ref (self));
      return;
    }
  if (fw_question_board_answer (get_board (self), self->id, text, &error))
    done (self, NULL);
  else
    refuse (self, error->message);
}

static void
back_cb (FwAnswerPage *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

/* Opening ---------------------------------------------------------------------- */

static void
stop_reading (FwAnswerPage *self)
{
  if (self->reading)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(FwAnswerPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture
      = fw_manual_pictures_read_finish (FW_MANUAL_PICTURES (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->scroller)
    return;

  gtk_picture_set_paintable (self->crop, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->crop), texture != NULL);
}

static void
show_crop (FwAnswerPage     *self,
           const FwQuestion *question)
{
  stop_reading (self);
  gtk_picture_set_paintable (self->crop, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->crop), FALSE);
  if (!self->pictures || !question->crop)
    return;

  self->reading = g_cancellable_new ();
  fw_manual_pictures_read_async (self->pictures, question->crop, CROP_SIDE, self->reading, read_cb,
                                 g_object_ref (self));
}

/* The question's own words, for a start. Everybody reads the title: half a sentence, or what a
 * check measured here, is none. */
static char *
dup_title (const char *text)
{
  g_autofree char *words = fw_aside_questions_dup_words (text);

  return g_utf8_strlen (words, -1) <= TITLE_LETTERS ? g_steal_pointer (&words) : g_strdup ("");
}

/* An answer is a precedent for everybody, unless the person says that it is for this one only; but
 * a manual has to be there and to take it. */
static void
offer_precedent (FwAnswerPage *self,
                 gboolean      is_new)
{
  g_autofree char *lock
    = fw_project_get_manual (self->project) != NULL
        ? fw_manual_dup_lock (fw_project_get_manual_path (self->project))
        : g_strdup (_("There is no manual here that could hold it."));

  gtk_widget_set_sensitive (self->decide, lock == NULL);
  fw_late_tooltip_set (self->decide, lock);
  if (is_new || lock != NULL)
    gtk_switch_set_active (GTK_SWITCH (self->decide), lock == NULL);
}

gboolean
fw_answer_page_open (FwAnswerPage *self,
                     gint64        id)
{
  g_return_val_if_fail (FW_IS_ANSWER_PAGE (self), FALSE);

  const FwQuestion *question
      = get_board (self) ? fw_question_board_find (get_board (self), id) : NULL;
  g_autofree char *where = NULL, *place = NULL, *title = NULL;

  if (!question || question->has_answer)
    return FALSE;

  gboolean is_new = id != self->id;

  /* Words for another question are not for this one. */
  if (is_new)
    {
      fw_question_text_set (self->text, NULL);
      gtk_editable_set_text (self->outcome, "");
    }
  self->id = id;
  where = fw_question_dup_where (fw_project_get_session (self->project),
                                 fw_project_get_unit_media (self->project), question->unit);
  place = question->rule ? g_strdup_printf (_("%s · Rule %s"), where, question->rule)
                         : g_strdup (where);
  title = dup_title (question->text);
  gtk_label_set_label (self->question, question->text);
  gtk_label_set_label (self->where, place);
  gtk_editable_set_text (self->title, title);
  fw_rule_chooser_set_manual (self->rule, fw_project_get_manual (self->project));
  fw_rule_chooser_set_rule (self->rule, question->rule);
  offer_precedent (self, is_new);
  show_crop (self, question);
  search_similar (self);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));

  return TRUE;
}

gint64
fw_answer_page_get_id (FwAnswerPage *self)
{
  g_return_val_if_fail (FW_IS_ANSWER_PAGE (self), 0);

  return self->id;
}

/* Building --------------------------------------------------------------------- */

static GtkWidget *
new_head (FwAnswerPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  GtkWidget *title = gtk_label_new (_("Answer a question"));

  gtk_widget_add_css_class (back, "flat");
  fw_late_tooltip_set (back, _("Back to the questions"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Back to the questions"), -1);
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (back_cb), self);
  gtk_widget_add_css_class (title, "fw-panel-title");
  gtk_box_append (GTK_BOX (box), back);
  gtk_box_append (GTK_BOX (box), title);

  return box;
}

static GtkLabel *
new_label (const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css);

  return GTK_LABEL (label);
}

static GtkWidget *
new_entry (FwAnswerPage *self,
           GtkBox       *box,
           const char   *name,
           const char   *placeholder)
{
  GtkWidget *title = gtk_label_new (name);
  GtkWidget *entry = gtk_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_add_css_class (title, "fw-field-title");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 200);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (send_cb), self);
  gtk_box_append (box, title);
  gtk_box_append (box, entry);

  return entry;
}

/* The switch, and what it asks for when it is on. */
static GtkWidget *
new_law (FwAnswerPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkLabel *name = new_label ("fw-head-title");
  GtkLabel *more = new_label ("fw-where");

  gtk_label_set_label (name, _("Make it a precedent"));
  gtk_label_set_label (more, _("The answer goes into the manual, and whoever labels this next sees it."));
  self->decide = gtk_switch_new ();
  gtk_widget_set_valign (self->decide, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->decide), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Make it a precedent"), -1);
  g_signal_connect_swapped (self->decide, "notify::active", G_CALLBACK (update), self);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (name));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (more));
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), self->decide);

  self->law = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->rule = FW_RULE_CHOOSER (fw_rule_chooser_new ());
  fw_rule_chooser_set_none (self->rule, FALSE);
  g_signal_connect_swapped (self->rule, "chosen", G_CALLBACK (update), self);
  gtk_box_append (GTK_BOX (self->law), GTK_WIDGET (self->rule));
  self->title = GTK_EDITABLE (new_entry (self, GTK_BOX (self->law), _("Title"),
                                         _("What it is about, in a few words")));
  self->outcome = GTK_EDITABLE (new_entry (self, GTK_BOX (self->law), _("What to do, in a word"),
                                           _("label, leave, ignore…")));
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), self->law);

  return box;
}

static GtkWidget *
new_content (FwAnswerPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->crop = GTK_PICTURE (gtk_picture_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->crop), -1, CROP_HEIGHT);
  gtk_widget_set_overflow (GTK_WIDGET (self->crop), GTK_OVERFLOW_HIDDEN);
  gtk_picture_set_alternative_text (self->crop, _("What the question is about"));
  gtk_widget_add_css_class (GTK_WIDGET (self->crop), "fw-ask-crop");
  self->question = new_label ("fw-head-title");
  self->where = new_label ("fw-where");
  self->similar = FW_SIMILAR_LIST (fw_similar_list_new ());
  self->text = FW_QUESTION_TEXT (g_object_new (FW_TYPE_QUESTION_TEXT, "label", _("The answer"),
                                               "placeholder", _("What would you tell a colleague?"),
                                               NULL));
  self->refusal = new_label ("fw-asked");
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
  self->send = gtk_button_new_with_label (_("Answer"));
  gtk_widget_add_css_class (self->send, "suggested-action");
  gtk_widget_set_halign (self->send, GTK_ALIGN_END);
  fw_late_tooltip_set (self->send, _("Answer (Enter); Shift+Enter begins a new line"));
  g_signal_connect_swapped (self->text, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->text, "send", G_CALLBACK (send_cb), self);
  g_signal_connect_swapped (self->send, "clicked", G_CALLBACK (send_cb), self);

  gtk_widget_add_css_class (box, "fw-answer-page");
  gtk_box_append (GTK_BOX (box), new_head (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->crop));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->question));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->where));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->similar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (box), new_law (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->refusal));
  gtk_box_append (GTK_BOX (box), self->send);

  return box;
}

/* Object ----------------------------------------------------------------------- */

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  back_cb (FW_ANSWER_PAGE (widget));

  return GDK_EVENT_STOP;
}

static void
fw_answer_page_dispose (GObject *object)
{
  FwAnswerPage *self = FW_ANSWER_PAGE (object);

  stop_reading (self);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->project);
  g_clear_object (&self->pictures);

  G_OBJECT_CLASS (fw_answer_page_parent_class)->dispose (object);
}

static void
fw_answer_page_class_init (FwAnswerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_answer_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);

  signals[ANSWERED] = g_signal_new ("answered", FW_TYPE_ANSWER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  signals[LEFT] = g_signal_new ("left", FW_TYPE_ANSWER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
fw_answer_page_init (FwAnswerPage *self)
{
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), new_content (self));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  update (self);
}

GtkWidget *
fw_answer_page_new (void)
{
  return g_object_new (FW_TYPE_ANSWER_PAGE, NULL);
}

void
fw_answer_page_set_project (FwAnswerPage     *self,
                            FwProject        *project,
                            FwManualPictures *pictures)
{
  g_return_if_fail (FW_IS_ANSWER_PAGE (self));

  stop_reading (self);
  self->id = 0;
  fw_question_text_set (self->text, NULL);
  g_set_object (&self->project, project);
  g_set_object (&self->pictures, pictures);
}
