/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/questions/question-row.h"

#include <glib/gi18n.h>

#include "app/late-tooltip.h"
#include "app/questions/question-words.h"

#define CROP_WIDTH 96
#define CROP_HEIGHT 72

struct _FwQuestionRow
{
  GtkWidget     parent_instance;

  GtkWidget    *box;
  GtkPicture   *crop;
  GtkLabel     *text;
  GtkLabel     *where;
  GtkLabel     *state;
  GtkLabel     *answer;
  GtkLabel     *foot;
  GtkWidget    *go;
  GtkWidget    *reply;
  GtkWidget    *take_back;
  GtkWidget    *reopen;
  GtkWidget    *read;

  GCancellable *reading; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (FwQuestionRow, fw_question_row, GTK_TYPE_WIDGET)

static void
stop_reading (FwQuestionRow *self)
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
  g_autoptr(FwQuestionRow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture
      = fw_manual_pictures_read_finish (FW_MANUAL_PICTURES (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->box)
    return;

  gtk_picture_set_paintable (self->crop, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->crop), texture != NULL);
}

static void
update_crop (FwQuestionRow    *self,
             const FwQuestion *question,
             FwManualPictures *pictures)
{
  guint size = CROP_WIDTH * (guint) MAX (gtk_widget_get_scale_factor (GTK_WIDGET (self)), 1);
  gboolean has_crop = pictures && question->crop;
  GdkTexture *texture = has_crop ? fw_manual_pictures_peek (pictures, question->crop, size) : NULL;

  stop_reading (self);
  gtk_picture_set_paintable (self->crop, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->crop), has_crop);
  if (!has_crop || texture)
    return;

  self->reading = g_cancellable_new ();
  fw_manual_pictures_read_async (pictures, question->crop, size, self->reading, read_cb,
                                 g_object_ref (self));
}

/* "Waiting for an answer", "Answered", "Answered · P-0007, binding for everyone". */
static char *
dup_state (const FwQuestion *question)
{
  if (!question->has_answer)
    return g_strdup (_("Waiting for an answer"));
  if (question->answer.precedent)
    /* Translators: %s is the number of a precedent. */
    return g_strdup_printf (_("Answered · %s, binding for everyone"), question->answer.precedent);

  return g_strdup (question->answer.is_precedent ? _("Answered, binding for everyone")
                                                 : _("Answered"));
}

/* "You asked today, 09:12 · answered 3 November". */
static char *
dup_foot (const FwQuestion *question,
          gboolean          is_mine)
{
  g_autofree char *asked = fw_question_dup_when (question->at, NULL);
  g_autofree char *answered
      = question->has_answer ? fw_question_dup_when (question->answer.at, NULL) : NULL;
  GString *text = g_string_new (NULL);

  if (asked[0] != '\0')
    g_string_append_printf (text, is_mine ? _("You asked %s") : _("Asked %s"), asked);
  else if (is_mine)
    g_string_append (text, _("You asked"));
  if (answered && answered[0] != '\0')
    {
      g_string_append (text, text->len > 0 ? " · " : "");
      g_string_append_printf (text, _("answered %s"), answered);
    }

  return g_string_free (text, FALSE);
}

static void
set_line (GtkLabel   *label,
          const char *text)
{
  gtk_label_set_label (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text && text[0] != '\0');
}

static void
set_target (GtkWidget *button,
            gint64     id,
            gboolean   is_visible)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  gtk_widget_set_visible (button, is_visible);
}

static gboolean
can_go (FwProject        *project,
        const FwQuestion *question)
{
  g_autofree char *media = NULL;
  FwUnit unit;

  return question->unit && fw_unit_parse (question->unit, &unit, &media)
         && g_strcmp0 (media, fw_project_get_unit_media (project)) == 0;
}

void
fw_question_row_set (FwQuestionRow    *self,
                     FwProject        *project,
                     const FwQuestion *question,
                     FwManualPictures *pictures)
{
  g_return_if_fail (FW_IS_QUESTION_ROW (self));
  g_return_if_fail (question == NULL || FW_IS_PROJECT (project));

  g_autofree char *where = NULL, *place = NULL, *state = NULL, *foot = NULL;
  FwQuestionBoard *board = project ? fw_project_get_questions (project) : NULL;
  gboolean is_mine;

  if (!question || !board)
    {
      stop_reading (self);
      return;
    }

  is_mine = fw_question_board_is_mine (board, question);
  where = fw_question_dup_where (fw_project_get_session (project),
                                 fw_project_get_unit_media (project), question->unit);
  place = question->rule ? g_strdup_printf (_("%s · Rule %s"), where, question->rule)
                         : g_strdup (where);
  state = dup_state (question);
  foot = dup_foot (question, is_mine);
  set_line (self->text, question->text);
  set_line (self->where, place);
  set_line (self->state, state);
  set_line (self->answer, question->has_answer ? question->answer.text : NULL);
  set_line (self->foot, foot);
  fw_late_tooltip_set (GTK_WIDGET (self->where), place);
  if (question->has_answer)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->state), "fw-asked");
      gtk_widget_add_css_class (GTK_WIDGET (self->state), "fw-answered");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->state), "fw-answered");
      gtk_widget_add_css_class (GTK_WIDGET (self->state), "fw-asked");
    }

  set_target (self->go, question->id, can_go (project, question));
  set_target (self->reply, question->id, !question->has_answer);
  set_target (self->take_back, question->id, is_mine && !question->has_answer);
  /* What is law by now is changed in the manual. */
  set_target (self->reopen, question->id,
              question->has_answer && !question->answer.is_precedent);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->read), "s",
                                    question->answer.precedent ? question->answer.precedent : "");
  gtk_widget_set_visible (self->read, question->answer.precedent != NULL);
  update_crop (self, question, pictures);
}

/* Object ----------------------------------------------------------------------- */

static void
fw_question_row_dispose (GObject *object)
{
  FwQuestionRow *self = FW_QUESTION_ROW (object);

  stop_reading (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_question_row_parent_class)->dispose (object);
}

static void
fw_question_row_class_init (FwQuestionRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_question_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkLabel *
new_label (const char *css,
           gboolean    wraps)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), wraps);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (!wraps)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css);

  return GTK_LABEL (label);
}

static GtkWidget *
new_button (const char *word,
            const char *action,
            const char *tooltip)
{
  GtkWidget *button = gtk_button_new_with_label (word);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", (gint64) 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  fw_late_tooltip_set (button, tooltip);

  return button;
}

static GtkWidget *
new_buttons (FwQuestionRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->go = new_button (_("Go"), "win.go-to-question", _("Go to what it is about"));
  self->reply = new_button (_("Answer…"), "questions.answer", _("Answer, for everyone"));
  self->take_back = new_button (_("Take Back"), "win.take-back-question",
                                _("Nobody answered yet: the question goes away"));
  self->reopen = new_button (_("Open Again"), "win.reopen-question",
                             _("Takes the answer away: the question waits again"));
  gtk_box_append (GTK_BOX (box), self->go);
  gtk_box_append (GTK_BOX (box), self->reply);
  gtk_box_append (GTK_BOX (box), self->take_back);
  gtk_box_append (GTK_BOX (box), self->reopen);
  self->read = gtk_button_new_with_label (_("In the Manual"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->read), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->read), "win.show-rule");
  gtk_box_append (GTK_BOX (box), self->read);

  return box;
}

static void
fw_question_row_init (FwQuestionRow *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->crop = GTK_PICTURE (gtk_picture_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->crop), CROP_WIDTH, CROP_HEIGHT);
  gtk_widget_set_valign (GTK_WIDGET (self->crop), GTK_ALIGN_START);
  gtk_widget_set_overflow (GTK_WIDGET (self->crop), GTK_OVERFLOW_HIDDEN);
  gtk_picture_set_alternative_text (self->crop, _("What the question is about"));
  gtk_widget_add_css_class (GTK_WIDGET (self->crop), "fw-ask-crop");

  self->text = new_label ("fw-head-title", TRUE);
  self->where = new_label ("fw-where", FALSE);
  self->state = new_label ("fw-small", TRUE);
  self->answer = new_label ("fw-answer", TRUE);
  self->foot = new_label ("fw-where", TRUE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->where));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->state));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->crop));
  gtk_box_append (GTK_BOX (head), words);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "fw-question-row");
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->answer));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->foot));
  gtk_box_append (GTK_BOX (self->box), new_buttons (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
fw_question_row_new (void)
{
  return g_object_new (FW_TYPE_QUESTION_ROW, NULL);
}
