/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/questions/ask-card.h"

#include <glib/gi18n.h>

#include "app/key-cap.h"
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
  GtkPicture     *crop;
  FwQuestionText *text;
  FwRuleChooser  *rule;
  GtkEntry       *person;
  FwSimilarList  *similar;
  GtkLabel       *refusal;
  GtkWidget      *send;

  FwProject      *project;  /* (owned) (nullable) */
  FwAskSubject    subject;  /* without its rule, which the chooser has; problem (owned) */
  GCancellable   *cropping; /* (owned) (nullable) */
};

enum
{
  SENT,
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

/* With each letter. */
static void
update_words (FwAskCard *self)
{
  g_autofree char *text = fw_question_text_dup (self->text);
  FwQuestionBoard *board = get_board (self);

  gtk_widget_set_sensitive (self->send, text[0] != '\0');
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
update_title (FwAskCard *self)
{
  g_autofree char *where
      = self->subject.has_unit
          ? fw_question_dup_unit_words (get_session (self), &self->subject.unit)
          : g_strdup (_("the manual"));
  /* Translators: %s is "Car 12, frame 404". */
  g_autofree char *text = g_strdup_printf (_("Ask about %s"), where);

  gtk_label_set_label (self->title, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), text);
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
  gint64 id;

  if (!board || text[0] == '\0')
    return;

  keep_person (self);
  if (fw_question_board_ask (board, &draft, &id, &was_open, &error))
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
  signals[CLOSED] = g_signal_new ("closed", FW_TYPE_ASK_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/framewright/Framewright/ask-card.ui");
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, scroller);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, content);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, title);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, close);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, crop);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, text);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, rule);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, person);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, similar);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, refusal);
  gtk_widget_class_bind_template_child (widget_class, FwAskCard, send);
}

static void
fw_ask_card_init (FwAskCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
