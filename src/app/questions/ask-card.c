/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/questions/ask-card.h"

#include <glib/gi18n.h>

#include "app/asides.h"
#include "app/key-cap.h"
#include "app/late-tooltip.h"
#include "app/picture-texture.h"
#include "app/questions/question-text.h"
#include "app/questions/question-words.h"
#include "app/questions/rule-chooser.h"
#include "app/questions/similar-list.h"
#include "app/settings.h"

#define WIDTH 400
/* Twice what is shown, for screens that scale. */
#define CROP_SIDE 256

struct _FwAskCard
{
  GtkWidget       parent_instance;

  GtkWidget      *scroller; /* a small window has less room than the card */
  GtkWidget      *content;
  GtkLabel       *title;
  GtkWidget      *close;
  GtkWidget      *aside;    /* what is there when a problem is set aside */
  GtkLabel       *found;    /* what the check says */
  GtkWidget      *reasons;
  GtkWidget      *reason[FW_N_ASIDE_CHOICES];
  GtkPicture     *crop;
  FwQuestionText *text;
  FwRuleChooser  *rule;
  GtkEntry       *person;
  FwSimilarList  *similar;
  GtkLabel       *refusal;
  GtkLabel       *note;
  GtkLabel       *send_word;
  GtkWidget      *send;

  FwProject      *project;  /* (owned) (nullable) */
  FwAskSubject    subject;  /* without its rule, which the chooser has; problem (owned) */
  GCancellable   *cropping; /* (owned) (nullable) */
};

enum
{
  SENT,
  SET_ASIDE,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwAskCard, fw_ask_card, GTK_TYPE_WIDGET)

static FwSession *
get_session (FwAskCard *self)
{
  return self->project ? fw_project_get_session (self->project) : NULL;
}

static FwQuestionBoard *
get_board (FwAskCard *self)
{
  return self->project ? fw_project_get_questions (self->project) : NULL;
}

/* The manual's name of the object's category; NULL when there is no object. */
static const char *
get_category (FwAskCard *self)
{
  FwSession *session = get_session (self);
  FwTrack *track = session && self->subject.has_unit && self->subject.unit.kind != FW_UNIT_FRAME
                     ? fw_snapshot_get_track (fw_session_get_snapshot (session),
                                              self->subject.unit.track)
                     : NULL;
  const FwCategory *category = track && fw_session_get_taxonomy (session)
                                 ? fw_taxonomy_find (fw_session_get_taxonomy (session),
                                                     fw_track_get_category (track))
                                 : NULL;

  return category ? category->name : NULL;
}

static void
refuse (FwAskCard  *self,
        const char *sentence)
{
  gtk_label_set_label (self->refusal, sentence ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), sentence != NULL);
}

static FwAsideReason
get_reason (FwAskCard *self)
{
  for (guint i = 0; i < FW_N_ASIDE_CHOICES; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->reason[i])))
      return i;

  return FW_ASIDE_NOT_TRUE;
}

static gboolean
needs_text (FwAskCard *self)
{
  return !self->subject.problem
         || fw_asides_needs_text (self->project, self->subject.problem, get_reason (self));
}

/* With each letter. */
static void
update_words (FwAskCard *self)
{
  g_autofree char *text = fw_question_text_dup (self->text);
  FwQuestionBoard *board = get_board (self);

  gtk_widget_set_sensitive (self->send,
                            self->project && (text[0] != '\0' || !needs_text (self)));
  refuse (self, NULL);
  if (board)
    fw_similar_list_search (self->similar,
                            &(FwSimilarQuery) { .manual = fw_project_get_manual (self->project),
                                                .review = fw_question_board_get_review (board),
                                                .rule = fw_rule_chooser_get_rule (self->rule),
                                                .category = get_category (self),
                                                .text = text });
}

static void
cropped_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(FwAskCard) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FwPicture) picture
      = fw_crop_queue_ask_finish (FW_CROP_QUEUE (object), result, &error);
  g_autoptr(GdkTexture) texture = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->crop)
    return;

  texture = picture ? fw_picture_to_texture (picture) : NULL;
  gtk_picture_set_paintable (self->crop, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->crop), texture != NULL);
}

static void
stop_cropping (FwAskCard *self)
{
  if (self->cropping)
    g_cancellable_cancel (self->cropping);
  g_clear_object (&self->cropping);
}

static void
update_crop (FwAskCard *self)
{
  FwCropQueue *crops = self->project ? fw_project_get_crops (self->project) : NULL;
  const FwCropOrder order = { .unit = self->subject.unit,
                              .frame = FW_FRAME_NONE,
                              .max_side = CROP_SIDE,
                              .aspect = 4.0 / 3.0,
                              .is_outlined = TRUE };

  stop_cropping (self);
  gtk_picture_set_paintable (self->crop, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->crop), crops && self->subject.has_unit);
  if (!crops || !self->subject.has_unit)
    return;

  self->cropping = g_cancellable_new ();
  fw_crop_queue_ask_async (crops, &order, fw_session_get_snapshot (get_session (self)), NULL,
                           self->cropping, cropped_cb, g_object_ref (self));
}

static void
update_placeholder (FwAskCard *self)
{
  gboolean is_question = !self->subject.problem || get_reason (self) == FW_ASIDE_ASKED;

  g_object_set (self->text, "placeholder",
                is_question ? _("What do you see, and what do you want to know?")
                            : _("What do you see in the picture?"),
                "label", is_question ? _("Your question") : _("Why it is set aside"), NULL);
}

/* Between two of a group there is a moment without any. */
static void
reason_cb (FwAskCard *self,
           GtkWidget *button)
{
  if (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
    return;

  update_placeholder (self);
  update_words (self);
}

/* What is written may be a question, or why a problem is set aside. */
static void
update_verb (FwAskCard *self)
{
  FwProblem *problem = self->subject.problem;
  const char *word = problem ? _("Set Aside") : _("Send");

  gtk_widget_set_visible (self->aside, problem != NULL);
  gtk_label_set_label (self->found, problem ? fw_problem_get_reason (problem) : "");
  /* The question is about the rule that found it. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->rule), problem == NULL);
  gtk_label_set_label (self->note, problem
                                     ? _("It goes to the owner of the manual, without your name.")
                                     : _("Others read the question, not your name."));
  gtk_label_set_label (self->send_word, word);
  fw_late_tooltip_set (self->send,
                       problem ? _("Set aside (Enter); Shift+Enter begins a new line")
                               : _("Send (Enter); Shift+Enter begins a new line"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->send), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  word, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  problem ? _("Set a problem aside") : _("Ask a question"), -1);
  update_placeholder (self);
}

static void
update_title (FwAskCard *self)
{
  g_autofree char *where
      = self->subject.has_unit
          ? fw_question_dup_unit_words (get_session (self), &self->subject.unit)
          : g_strdup (_("the manual"));
  /* Translators: %s is "Car 12, frame 404". */
  g_autofree char *text
      = g_strdup_printf (self->subject.problem ? _("Set aside at %s") : _("Ask about %s"), where);

  gtk_label_set_label (self->title, text);
  fw_late_tooltip_set (GTK_WIDGET (self->title), text);
}

/* What a person types is hers until it is sent. */
static void
sent (FwAskCard *self,
      gint64     id,
      gboolean   was_open)
{
  fw_question_text_set (self->text, NULL);
  fw_ask_card_close (self);
  g_signal_emit (self, signals[SENT], 0, id, was_open);
}

static void
put_aside (FwAskCard *self,
           gint64     id)
{
  fw_question_text_set (self->text, NULL);
  fw_ask_card_close (self);
  g_signal_emit (self, signals[SET_ASIDE], 0, id);
}

static void
keep_person (FwAskCard *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->person))));
  g_autoptr(GSettings) settings = NULL;

  if (!gtk_widget_get_visible (GTK_WIDGET (self->person)) || name[0] == '\0')
    return;

  /* The window hears of it and signs with it from now on. */
  settings = fw_settings_new ();
  g_settings_set_string (settings, "person-name", name);
}

static void
send_cb (FwAskCard *self)
{
  g_autofree char *text = fw_question_text_dup (self->text);
  g_autoptr(GError) error = NULL;
  FwQuestionBoard *board = get_board (self);
  const FwQuestionDraft draft = { .has_unit = self->subject.has_unit,
                                  .unit = self->subject.unit,
                                  .rule = fw_rule_chooser_get_rule (self->rule),
                                  .text = text };
  gboolean was_open;
  gint64 id = 0;

  if (!board || !gtk_widget_get_sensitive (self->send))
    return;

  keep_person (self);
  if (self->subject.problem)
    {
      if (fw_asides_put (self->project, self->subject.problem, get_reason (self), text, &id,
                         &error))
        {
          put_aside (self, id);
          return;
        }
    }
  else if (fw_question_board_ask (board, &draft, &id, &was_open, &error))
    {
      sent (self, id, was_open);
      return;
    }
  refuse (self, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->person), !fw_question_board_get_person (board));
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  fw_ask_card_close (FW_ASK_CARD (widget));

  return GDK_EVENT_STOP;
}

/* Object ----------------------------------------------------------------------- */

static void
fw_ask_card_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  FwAskCard *self = FW_ASK_CARD (widget);

  gtk_widget_measure (self->scroller, orientation, for_size, minimum, natural, NULL, NULL);
  /* A scroller asks its content for no width in particular, which is too high. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, WIDTH);
  else
    gtk_widget_measure (self->content, orientation, for_size, NULL, natural, NULL, NULL);
  *natural = MAX (*minimum, *natural);
}

static void
fw_ask_card_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  gtk_widget_size_allocate (FW_ASK_CARD (widget)->scroller,
                            &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static GtkSizeRequestMode
fw_ask_card_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
fw_ask_card_dispose (GObject *object)
{
  FwAskCard *self = FW_ASK_CARD (object);

  if (self->scroller)
    fw_ask_card_set_project (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FW_TYPE_ASK_CARD);

  G_OBJECT_CLASS (fw_ask_card_parent_class)->dispose (object);
}

static void
fw_ask_card_class_init (FwAskCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (FW_TYPE_KEY_CAP);
  g_type_ensure (FW_TYPE_QUESTION_TEXT);
  g_type_ensure (FW_TYPE_RULE_CHOOSER);
  g_type_ensure (FW_TYPE_SIMILAR_LIST);
  G_OBJECT_CLASS (klass)->dispose = fw_ask_card_dispose;
  widget_class->measure = fw_ask_card_measure;
  widget_class->size_allocate = fw_ask_card_size_allocate;
  widget_class->get_request_mode = fw_ask_card_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);

  signals[SENT] = g_signal_new ("sent", FW_TYPE_ASK_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_BOOLEAN);
  signals[SET_ASIDE] = g_signal_new ("set-aside", FW_TYPE_ASK_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[CLOSED] = g_signal_new ("closed", FW_TYPE_ASK_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/framewright/Framewright/ask-card.ui");
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, scroller);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, content);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, title);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, close);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, aside);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, found);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, reasons);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, crop);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, text);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, rule);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, person);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, similar);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, refusal);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, note);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, send_word);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, send);
}

static void
make_reasons (FwAskCard *self)
{
  for (guint i = 0; i < FW_N_ASIDE_CHOICES; i++)
    {
      self->reason[i] = gtk_toggle_button_new_with_label (fw_aside_reason_to_title (i));
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->reason[i]),
                                   i > 0 ? GTK_TOGGLE_BUTTON (self->reason[0]) : NULL);
      gtk_widget_set_hexpand (self->reason[i], TRUE);
      gtk_box_append (GTK_BOX (self->reasons), self->reason[i]);
      g_signal_connect_swapped (self->reason[i], "toggled", G_CALLBACK (reason_cb), self);
    }
}

static void
fw_ask_card_init (FwAskCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_reasons (self);
  g_signal_connect_swapped (self->text, "changed", G_CALLBACK (update_words), self);
  g_signal_connect_swapped (self->text, "send", G_CALLBACK (send_cb), self);
  g_signal_connect_swapped (self->rule, "chosen", G_CALLBACK (update_words), self);
  g_signal_connect_swapped (self->person, "activate", G_CALLBACK (send_cb), self);
  g_signal_connect_swapped (self->send, "clicked", G_CALLBACK (send_cb), self);
  g_signal_connect_swapped (self->close, "clicked", G_CALLBACK (fw_ask_card_close), self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
fw_ask_card_new (void)
{
  return g_object_new (FW_TYPE_ASK_CARD, NULL);
}

void
fw_ask_card_set_project (FwAskCard *self,
                         FwProject *project)
{
  g_return_if_fail (FW_IS_ASK_CARD (self));

  if (project == self->project)
    return;

  fw_ask_card_close (self);
  g_clear_pointer (&self->subject.problem, fw_problem_unref);
  fw_question_text_set (self->text, NULL);
  g_set_object (&self->project, project);
}

void
fw_ask_card_open (FwAskCard          *self,
                  const FwAskSubject *subject)
{
  g_return_if_fail (FW_IS_ASK_CARD (self));
  g_return_if_fail (subject != NULL);
  g_return_if_fail (self->project != NULL);

  FwQuestionBoard *board = get_board (self);

  g_clear_pointer (&self->subject.problem, fw_problem_unref);
  self->subject = *subject;
  self->subject.rule = NULL;
  if (subject->problem)
    fw_problem_ref (subject->problem);

  fw_rule_chooser_set_manual (self->rule, fw_project_get_manual (self->project));
  fw_rule_chooser_set_category (self->rule, get_category (self));
  fw_rule_chooser_set_rule (self->rule, subject->rule);
  gtk_widget_set_visible (GTK_WIDGET (self->person),
                          board && !fw_question_board_get_person (board));
  /* One reason is not the next one's. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->reason[FW_ASIDE_NOT_TRUE]), TRUE);
  update_verb (self);
  update_title (self);
  update_crop (self);
  update_words (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

void
fw_ask_card_close (FwAskCard *self)
{
  g_return_if_fail (FW_IS_ASK_CARD (self));

  stop_cropping (self);
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[CLOSED], 0);
}

gboolean
fw_ask_card_is_open (FwAskCard *self)
{
  g_return_val_if_fail (FW_IS_ASK_CARD (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self));
}
