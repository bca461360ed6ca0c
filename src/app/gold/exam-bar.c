/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/gold/exam-bar.h"

#include <glib/gi18n.h>

#include "app/gold/gold-words.h"
#include "app/key-cap.h"
#include "app/late-tooltip.h"

struct _FwExamBar
{
  GtkWidget       parent_instance;

  GtkWidget      *box;
  GtkLabel       *mode;
  GtkLabel       *task;
  GtkLabel       *progress;
  GtkProgressBar *share;
  GtkWidget      *previous;
  GtkWidget      *next;
  GtkWidget      *finish;
  GtkLabel       *finish_words;
  GtkSpinner     *spinner;

  FwExam         *exam;    /* (owned) (nullable) */
  FwSession      *session; /* (owned) (nullable) */
  gboolean        is_busy;
};

G_DEFINE_FINAL_TYPE (FwExamBar, fw_exam_bar, GTK_TYPE_WIDGET)

static const char *
get_finish_words (FwExamBar *self)
{
  const FwGoldAttempt *attempt = fw_exam_get_attempt (self->exam);
  gssize part = fw_exam_find_part (self->exam, fw_session_get_frame (self->session));
  gsize n;
  const FwExamPart *parts = fw_exam_get_parts (self->exam, &n);

  if (attempt->ended_at != NULL || (part >= 0 && parts[part].is_shown))
    return _("Show the Result");

  return attempt->mode == FW_ATTEMPT_EXAM ? _("Hand In…") : _("Check");
}

static void
update (FwExamBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), self->exam != NULL);
  if (self->exam == NULL)
    return;

  const FwGoldAttempt *attempt = fw_exam_get_attempt (self->exam);
  FwFrame frame = fw_session_get_frame (self->session);
  g_autofree char *task = fw_exam_words_task (self->exam, frame);
  g_autofree char *progress = fw_exam_words_progress (self->exam);
  gsize n = fw_exam_get_n_frames (self->exam);
  gboolean is_exam = attempt->mode == FW_ATTEMPT_EXAM;
  gboolean is_over = is_exam && attempt->ended_at != NULL;
  gboolean is_here = fw_exam_find_part (self->exam, frame) >= 0;

  gtk_label_set_label (self->mode, is_exam ? _("Exam") : _("Practice"));
  gtk_label_set_label (self->task, task);
  gtk_label_set_label (self->progress, progress);
  gtk_progress_bar_set_fraction (self->share,
                                 n > 0 ? (double) fw_exam_get_n_done (self->exam) / (double) n : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), !is_over);
  gtk_widget_set_visible (GTK_WIDGET (self->share), !is_over);
  gtk_label_set_label (self->finish_words, get_finish_words (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->finish), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  get_finish_words (self), -1);
  /* Practice checks what is here; where nothing is asked there is nothing to check. */
  gtk_widget_set_visible (self->finish, is_exam || is_here || attempt->ended_at != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->is_busy);
  gtk_spinner_set_spinning (self->spinner, self->is_busy);
  if (is_here || is_over)
    gtk_widget_remove_css_class (self->next, "suggested-action");
  else
    gtk_widget_add_css_class (self->next, "suggested-action");
}

const char *
fw_exam_bar_get_text (FwExamBar *self)
{
  g_return_val_if_fail (FW_IS_EXAM_BAR (self), NULL);

  return gtk_label_get_label (self->task);
}

void
fw_exam_bar_set_busy (FwExamBar *self,
                      gboolean   is_busy)
{
  g_return_if_fail (FW_IS_EXAM_BAR (self));

  self->is_busy = is_busy;
  update (self);
}

static void
let_go (FwExamBar *self)
{
  if (self->exam != NULL)
    g_signal_handlers_disconnect_by_data (self->exam, self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->exam);
  g_clear_object (&self->session);
}

void
fw_exam_bar_set_exam (FwExamBar *self,
                      FwExam    *exam,
                      FwSession *session)
{
  g_return_if_fail (FW_IS_EXAM_BAR (self));
  g_return_if_fail (exam == NULL || FW_IS_SESSION (session));

  let_go (self);
  self->is_busy = FALSE;
  if (exam != NULL)
    {
      self->exam = g_object_ref (exam);
      self->session = g_object_ref (session);
      g_signal_connect_swapped (exam, "changed", G_CALLBACK (update), self);
      g_signal_connect_swapped (session, "notify::frame", G_CALLBACK (update), self);
    }
  update (self);
}

static void
fw_exam_bar_dispose (GObject *object)
{
  FwExamBar *self = FW_EXAM_BAR (object);

  let_go (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_exam_bar_parent_class)->dispose (object);
}

static void
fw_exam_bar_class_init (FwExamBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_exam_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
new_button (const char *action,
            const char *tooltip,
            GtkWidget  *content)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), content);
  gtk_box_append (GTK_BOX (box), fw_key_cap_new (action));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  fw_late_tooltip_set (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);

  return button;
}

static GtkLabel *
add_label (FwExamBar  *self,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self->box), label);

  return GTK_LABEL (label);
}

static void
fw_exam_bar_init (FwExamBar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  gtk_widget_add_css_class (self->box, "fw-banner");
  gtk_widget_add_css_class (self->box, "exam");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  self->mode = add_label (self, "heading");
  self->task = add_label (self, NULL);
  gtk_label_set_wrap (self->task, TRUE);
  gtk_label_set_xalign (self->task, 0.0f);
  gtk_widget_set_hexpand (GTK_WIDGET (self->task), TRUE);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->spinner));
  self->progress = add_label (self, "numeric");
  self->share = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->share), 90, -1);
  gtk_widget_set_valign (GTK_WIDGET (self->share), GTK_ALIGN_CENTER);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->share), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->progress, NULL, -1);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->share));

  self->finish_words = GTK_LABEL (gtk_label_new (NULL));
  self->previous = new_button ("win.exam-previous", _("Back to what is to be labelled"),
                               gtk_image_new_from_icon_name ("go-previous-symbolic"));
  self->next = new_button ("win.exam-next", _("On to what is to be labelled"),
                           gtk_label_new (_("Next")));
  self->finish = new_button ("win.exam-finish", _("Compare with the gold, or show what came of it"),
                             GTK_WIDGET (self->finish_words));
  gtk_box_append (GTK_BOX (self->box), self->previous);
  gtk_box_append (GTK_BOX (self->box), self->next);
  gtk_box_append (GTK_BOX (self->box), self->finish);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
fw_exam_bar_new (void)
{
  return g_object_new (FW_TYPE_EXAM_BAR, NULL);
}
