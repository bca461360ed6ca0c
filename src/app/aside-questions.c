/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Questions are no steps of the labels and entries are, so the two are kept
 * together by what the list of entries was before and is now: the button, undo
 * and redo all come to the same. An entry that made its question has its time;
 * one that met a question which waited already only points at it, and leaves it
 * alone.
 */

#include "app/aside-questions.h"

#include <glib/gi18n.h>

#include "app/fixes.h"
#include "app/questions/question-words.h"

static FwQuestionBoard *
get_board (FwProject *project)
{
  return fw_project_get_questions (project);
}

static char *
make_text (FwProblem     *problem,
           FwAsideReason  reason,
           const char    *words)
{
  g_autofree char *first = NULL;

  if (reason == FW_ASIDE_ASKED)
    return g_strdup (words);
  if (reason != FW_ASIDE_NOT_TRUE)
    first = g_strdup (words);
  else if (*words)
    first = g_strdup_printf (_("Not true here: %s"), words);
  else
    first = g_strdup (_("Not true here."));

  /* Translators: the first %s is what a person wrote, the second what a check found. */
  return g_strdup_printf (_("%s\nThe check says: %s"), first, fw_problem_get_reason (problem));
}

char *
fw_aside_questions_dup_words (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autofree char *head = g_strdup_printf (_("Not true here: %s"), "");
  g_autofree char *tail = g_strdup_printf (_("%s\nThe check says: %s"), "", "");
  const char *below = *tail != '\0' ? g_strrstr (text, tail) : NULL;
  g_autofree char *said = below != NULL ? g_strndup (text, below - text) : g_strdup (text);

  if (below != NULL && g_str_equal (said, _("Not true here.")))
    return g_strdup ("");
  return fw_text_dup_line (below != NULL && *head != '\0' && g_str_has_prefix (said, head)
                             ? said + strlen (head)
                             : said);
}

gboolean
fw_aside_questions_ask (FwProject      *project,
                        FwProblem      *problem,
                        FwAsideReason   reason,
                        const char     *words,
                        gint64         *out_id,
                        char          **out_at,
                        GError        **error)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), FALSE);
  g_return_val_if_fail (problem && words && out_id && out_at, FALSE);

  g_autofree char *text = make_text (problem, reason, words);
  FwQuestionDraft draft = { .rule = fw_problem_get_rule (problem)->id, .text = text };
  const FwQuestion *question;
  gboolean was_open;

  draft.has_unit = fw_fixes_get_unit (project, problem, &draft.unit);
  if (!fw_question_board_ask (get_board (project), &draft, out_id, &was_open, error))
    return FALSE;

  question = fw_question_board_find (get_board (project), *out_id);
  if (!was_open && question)
    {
      g_free (*out_at);
      *out_at = g_strdup (question->at);
    }

  return TRUE;
}

/* Whether a question of that number is the one that was meant: numbers of questions
 * that were taken back are used again. */
static gboolean
is_about (const FwQuestion *question,
          const FwSetAside *aside)
{
  g_autofree char *media = NULL;
  FwUnit unit;

  if (g_strcmp0 (question->rule, aside->rule) != 0)
    return FALSE;

  return aside->track == 0 || !question->unit || !fw_unit_parse (question->unit, &unit, &media)
         || unit.track == aside->track;
}

static gboolean
has_made (const FwSetAside *aside,
          const FwQuestion *question)
{
  return g_strcmp0 (question->at, aside->at) == 0;
}

const FwQuestion *
fw_aside_questions_find (FwProject        *project,
                         const FwSetAside *aside)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), NULL);
  g_return_val_if_fail (aside != NULL, NULL);

  FwQuestionBoard *board = get_board (project);
  const FwQuestion *question
      = board && aside->question > 0 ? fw_question_board_find (board, aside->question) : NULL;

  return question && is_about (question, aside) ? question : NULL;
}

/* Coming and going ------------------------------------------------------------- */

typedef struct
{
  FwProject   *project; /* borrowed: it owns this */
  FwAsideList *last;    /* (owned) (nullable) */
} Watch;

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  fw_aside_list_unref (watch->last);
  g_free (watch);
}

static gboolean
has_question (const FwAsideList *list,
              gint64             id)
{
  gsize n;
  const FwSetAside *all = fw_aside_list_get_all (list, &n);

  for (gsize i = 0; i < n; i++)
    if (all[i].question == id)
      return TRUE;

  return FALSE;
}

static void
close_gone (Watch             *watch,
            const FwAsideList *now)
{
  gsize n;
  const FwSetAside *all = fw_aside_list_get_all (watch->last, &n);

  for (gsize i = 0; i < n; i++)
    {
      const FwQuestion *question
          = all[i].question > 0 && !has_question (now, all[i].question)
              ? fw_aside_questions_find (watch->project, &all[i])
              : NULL;

      /* What somebody answered, and what others asked, stays. */
      if (question && has_made (&all[i], question))
        fw_question_board_take_back (get_board (watch->project), question->id, NULL);
    }
}

static void
restore_new (Watch             *watch,
             const FwAsideList *now)
{
  gsize n;
  const FwSetAside *all = fw_aside_list_get_all (now, &n);

  for (gsize i = 0; i < n; i++)
    if (all[i].question > 0 && !has_question (watch->last, all[i].question))
      fw_question_board_restore (get_board (watch->project), all[i].question);
}

static void
changed_cb (FwDocument *document,
            FwStep     *step,
            gboolean    is_undone,
            FwProject  *project)
{
  Watch *watch = g_object_get_data (G_OBJECT (project), "fw-aside-questions");
  FwAsideList *now = fw_snapshot_get_asides (fw_document_get_snapshot (document));

  if (now == watch->last || !get_board (project))
    return;

  close_gone (watch, now);
  restore_new (watch, now);
  fw_aside_list_unref (watch->last);
  watch->last = now ? fw_aside_list_ref (now) : NULL;
}

void
fw_aside_questions_watch (FwProject *project)
{
  g_return_if_fail (FW_IS_PROJECT (project));

  FwDocument *document = fw_session_get_document (fw_project_get_session (project));
  FwAsideList *now = fw_snapshot_get_asides (fw_document_get_snapshot (document));
  Watch *watch = g_new0 (Watch, 1);

  watch->project = project;
  watch->last = now ? fw_aside_list_ref (now) : NULL;
  g_object_set_data_full (G_OBJECT (project), "fw-aside-questions", watch, watch_free);
  g_signal_connect_object (document, "changed", G_CALLBACK (changed_cb), project, 0);
}
