/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/asides.h"

#include "app/aside-questions.h"
#include "app/fixes.h"
#include "core/open-questions.h"
#include "core/error.h"
#include "rules/problem-aside.h"

#include <glib/gi18n.h>

static gboolean
refuse (GError     **error,
        const char  *sentence)
{
  g_set_error_literal (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE, sentence);

  return FALSE;
}

/* Replaces the list as one step. Takes @asides. */
static gboolean
replace_list (FwProject   *project,
              const char  *label,
              FwAsideList *asides)
{
  FwSession *session = fw_project_get_session (project);
  FwDocument *document = fw_session_get_document (session);
  g_autoptr(FwAsideList) after = asides;

  fw_document_begin (document, label, fw_session_get_frame (session));
  fw_document_replace (document, (FwSlot) { FW_SLOT_ASIDE, 0 }, after);

  return fw_document_commit (document);
}

/* What waits for an answer about what @problem is about. */
static const FwQuestion *
find_question (FwProject *project,
               FwProblem *problem)
{
  FwQuestionBoard *board = fw_project_get_questions (project);
  FwUnit unit;

  return board && fw_fixes_get_unit (project, problem, &unit)
             ? fw_open_questions_find (fw_question_board_get_open (board), &unit)
             : NULL;
}

gboolean
fw_asides_needs_text (FwProject     *project,
                      FwProblem     *problem,
                      FwAsideReason  reason)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), FALSE);
  g_return_val_if_fail (problem != NULL, FALSE);

  return reason == FW_ASIDE_OTHER
         || (reason == FW_ASIDE_ASKED && !find_question (project, problem));
}

/* Fills in the question of @aside and, when it made it, its time (@at). TRUE when
 * there is none to be made. */
static gboolean
ask (FwProject      *project,
     FwProblem      *problem,
     FwSetAside     *aside,
     char          **at,
     GError        **error)
{
  FwQuestionBoard *board = fw_project_get_questions (project);
  const FwQuestion *open;

  if (aside->reason == FW_ASIDE_ASKED && aside->text[0] == '\0')
    {
      open = find_question (project, problem);
      aside->question = open ? open->id : 0;
      return TRUE;
    }
  /* What cannot be asked can still be set aside, if it is not the question itself. */
  if (aside->reason != FW_ASIDE_ASKED
      && (!board || !fw_question_board_get_review (board) || fw_question_board_get_closed (board)))
    return TRUE;

  return fw_aside_questions_ask (project, problem, aside->reason, aside->text, &aside->question,
                                 at, error);
}

gboolean
fw_asides_put (FwProject      *project,
               FwProblem      *problem,
               FwAsideReason   reason,
               const char     *text,
               gint64         *out_question,
               GError        **error)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), FALSE);
  g_return_val_if_fail (problem != NULL, FALSE);

  FwSession *session = fw_project_get_session (project);
  FwDocument *document = fw_session_get_document (session);
  FwSnapshot *snapshot = fw_document_get_snapshot (document);
  g_autofree char *words = g_strstrip (g_strdup (text ? text : ""));
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *at = g_date_time_format_iso8601 (now);

  if (fw_session_get_read_only (session))
    return refuse (error, _("These labels can only be looked at."));
  if (words[0] == '\0' && fw_asides_needs_text (project, problem, reason))
    return refuse (error, reason == FW_ASIDE_ASKED
                              ? _("Please write the question, so that somebody can answer it.")
                              : _("Please say why, so that a reviewer can follow."));

  FwSetAside aside = fw_problem_make_aside (problem, snapshot);

  aside.reason = reason;
  aside.text = g_intern_string (words);
  aside.by = g_intern_string (fw_document_get_author (document));
  if (!ask (project, problem, &aside, &at, error))
    return FALSE;
  aside.at = g_intern_string (at);
  if (out_question)
    *out_question = aside.question;

  return replace_list (project, _("Set aside"),
                       fw_aside_list_with (fw_snapshot_get_asides (snapshot), &aside))
         || refuse (error, _("This is set aside already."));
}

gboolean
fw_asides_take_back (FwProject  *project,
                     FwProblem  *problem,
                     GError    **error)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), FALSE);
  g_return_val_if_fail (problem != NULL, FALSE);

  FwSession *session = fw_project_get_session (project);
  FwSnapshot *snapshot = fw_document_get_snapshot (fw_session_get_document (session));
  FwAsideList *asides = fw_snapshot_get_asides (snapshot);
  const FwSetAside *wanted
      = fw_check_runner_find_aside (fw_project_get_checks (project), problem);
  gsize n;
  const FwSetAside *all = fw_aside_list_get_all (asides, &n);

  if (fw_session_get_read_only (session))
    return refuse (error, _("These labels can only be looked at."));

  for (gsize i = 0; wanted && i < n; i++)
    if (fw_set_aside_equal (&all[i], wanted))
      return replace_list (project, _("Take back what was set aside"),
                           fw_aside_list_without (asides, i));

  return refuse (error, _("This is not set aside any more."));
}

const char *
fw_aside_reason_to_title (FwAsideReason reason)
{
  static const char *const titles[FW_N_ASIDE_REASONS]
      = { N_("Not true here"), N_("I asked a question"), N_("Other"), N_("Left open"),
            N_("Worked at") };

  g_return_val_if_fail (reason < FW_N_ASIDE_REASONS, "");

  return _(titles[reason]);
}

char *
fw_asides_dup_sentence (const FwSetAside *aside)
{
  g_return_val_if_fail (aside != NULL, NULL);

  g_autoptr(GDateTime) at = g_date_time_new_from_iso8601 (aside->at, NULL);
  /* Translators: a date, as in "27 November 2026". */
  g_autofree char *day = at ? g_date_time_format (at, _("%e %B %Y")) : g_strdup ("");
  GString *text = g_string_new (fw_aside_reason_to_title (aside->reason));
  gboolean has_name = aside->by && aside->by[0] != '\0';

  if (aside->text[0] != '\0')
    g_string_append_printf (text, ": %s", aside->text);
  if (has_name)
    g_string_append_printf (text, " · %s", aside->by);
  if (at)
    g_string_append_printf (text, "%s%s", has_name ? ", " : " · ", g_strstrip (day));

  return g_string_free (text, FALSE);
}

char *
fw_asides_dup_words (FwProject        *project,
                     const FwSetAside *aside)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), NULL);
  g_return_val_if_fail (aside != NULL, NULL);

  g_autofree char *sentence = fw_asides_dup_sentence (aside);
  const FwQuestion *question = fw_aside_questions_find (project, aside);

  if (!question)
    return g_steal_pointer (&sentence);
  if (!question->has_answer)
    /* Translators: %s is "Not true here: a toy car · Dana". */
    return g_strdup_printf (_("%s\nAsked the owner of the manual; waits for an answer."),
                            sentence);
  if (question->answer.precedent)
    /* Translators: the last two are an answer and its number, as in "P-0007". */
    return g_strdup_printf (_("%s\nAnswered: %s (%s)"), sentence, question->answer.text,
                            question->answer.precedent);

  return g_strdup_printf (_("%s\nAnswered: %s"), sentence, question->answer.text);
}
