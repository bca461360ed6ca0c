/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Asking and answering, as far as the window has a part in it: the actions, and
 * what it says afterwards. A question is no step of the labels, so its undo is in
 * the toast and in the list of questions, and not under Ctrl+Z.
 */

#include "app/window-private.h"

#include <glib/gi18n.h>

#include "app/compat.h"
#include "app/questions/similar-answers.h"

/* As fw_window_say(), with another button. */
static void
say_with (FwWindow   *self,
          const char *sentence,
          const char *button,
          const char *action,
          gint64      id)
{
  g_autofree char *text = fw_shortcuts_dup_sentence (fw_shortcuts_get_default (), sentence);

  fw_toaster_show (self->toaster, &(FwToast) { .sentence = text,
                                               .button = button,
                                               .action = action,
                                               .target = g_variant_new_int64 (id),
                                               .seconds = 6 });
  fw_compat_announce (GTK_WIDGET (self), text);
}

static FwQuestionBoard *
get_board (FwWindow *self)
{
  return self->project ? fw_project_get_questions (self->project) : NULL;
}

void
fw_window_asked (FwWindow *self,
                 gint64    id,
                 gboolean  was_open)
{
  FwQuestionBoard *board = get_board (self);
  const FwQuestion *question = board ? fw_question_board_find (board, id) : NULL;

  if (!question)
    return;

  if (was_open)
    say_with (self, _("This was asked already and waits for its answer."), _("Show"),
              "win.show-question", id);
  else
    say_with (self,
              question->unit
                ? _("Sent. You can go on; this label is not graded until answered.")
                : _("Sent. You can go on."),
              _("Undo"), "win.take-back-question", id);
}

static void
ask_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  fw_editor_page_ask (FW_WINDOW (user_data)->editor, NULL);
}

static void
ask_rule_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  fw_editor_page_ask (FW_WINDOW (user_data)->editor, g_variant_get_string (parameter, NULL));
}

static void
show_question_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  FwWindow *self = user_data;

  fw_window_leave_review (self);
  if (!fw_editor_page_show_question (self->editor, g_variant_get_int64 (parameter)))
    fw_window_say (self, _("This question is not there any more."), FALSE);
}

static void
go_to_question_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  FwWindow *self = user_data;

  fw_window_leave_review (self);
  if (!fw_editor_page_go_to_question (self->editor, g_variant_get_int64 (parameter)))
    fw_window_say (self, _("This question is about no place in the pictures."), FALSE);
}

/* Answers ---------------------------------------------------------------------- */

/* The owner is told when a rule has as many answers as its text should hold. */
static guint
count_precedents (FwManual   *manual,
                  const char *rule)
{
  gsize n = 0;
  const FwPrecedent *all = manual ? fw_manual_get_precedents (manual, &n) : NULL;
  guint count = 0;

  for (gsize i = 0; i < n; i++)
    count += g_strcmp0 (all[i].rule, rule) == 0;

  return count;
}

static char *
dup_decided (FwWindow   *self,
             const char *number)
{
  FwManual *manual = fw_project_get_manual (self->project);
  const FwPrecedent *precedent = manual ? fw_precedent_find (manual, number) : NULL;
  guint n = precedent ? count_precedents (manual, precedent->rule) : 0;

  if (n < FW_PRECEDENTS_TO_FOLD)
    return g_strdup_printf (_("%s is in the manual now, binding for everyone."), number);

  /* Translators: "P-0009 is in the manual now. 3 answers hang under SD-009: …" */
  return g_strdup_printf (ngettext ("%s is in the manual now. %u answer hangs under %s: fold it "
                                    "into the text of the rule.",
                                    "%s is in the manual now. %u answers hang under %s: fold them "
                                    "into the text of the rule.",
                                    n),
                          number, n, precedent->rule);
}

static void
answered_cb (FwWindow   *self,
             gint64      id,
             const char *number)
{
  g_autofree char *sentence = NULL;

  if (!get_board (self))
    return;

  sentence = number ? dup_decided (self, number)
                    : g_strdup (_("Answered. What it is about can be graded again."));
  say_with (self, sentence, _("Undo"), number ? "win.undecide-question" : "win.reopen-question",
            id);
}

static void
reopen_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  FwWindow *self = user_data;
  g_autoptr(GError) error = NULL;

  if (!get_board (self))
    return;

  if (fw_question_board_reopen (get_board (self), g_variant_get_int64 (parameter), &error))
    fw_window_say (self, _("The question waits for an answer again."), FALSE);
  else
    fw_window_say (self, error->message, FALSE);
}

static void
undecided_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(FwWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (fw_question_board_undecide_finish (FW_QUESTION_BOARD (object), result, &error))
    fw_window_say (self, _("The precedent is out of the manual, and the question waits again."),
                   FALSE);
  else
    fw_window_say (self, error->message, FALSE);
}

static void
undecide_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  FwWindow *self = user_data;

  if (get_board (self))
    fw_question_board_undecide_async (get_board (self), g_variant_get_int64 (parameter),
                                      undecided_cb, g_object_ref (self));
}

static void
take_back_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  FwWindow *self = user_data;
  FwQuestionBoard *board = get_board (self);
  g_autoptr(GError) error = NULL;

  if (!board)
    return;

  if (fw_question_board_take_back (board, g_variant_get_int64 (parameter), &error))
    fw_window_say (self, _("The question is taken back."), FALSE);
  else
    fw_window_say (self, error->message, FALSE);
}

static const GActionEntry entries[] = {
  { .name = "ask", .activate = ask_action },
  { .name = "ask-rule", .activate = ask_rule_action, .parameter_type = "s" },
  { .name = "show-question", .activate = show_question_action, .parameter_type = "x" },
  { .name = "go-to-question", .activate = go_to_question_action, .parameter_type = "x" },
  { .name = "take-back-question", .activate = take_back_action, .parameter_type = "x" },
  { .name = "reopen-question", .activate = reopen_action, .parameter_type = "x" },
  { .name = "undecide-question", .activate = undecide_action, .parameter_type = "x" },
};

void
fw_window_install_question_actions (FwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_swapped (self->editor, "asked", G_CALLBACK (fw_window_asked), self);
  g_signal_connect_swapped (self->editor, "answered", G_CALLBACK (answered_cb), self);
}
