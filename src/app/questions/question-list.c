/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/questions/question-list.h"

#include <string.h>

#include "app/manual/manual-index.h"

static gboolean
is_of (const FwQuestion *question,
       FwQuestionFilter  filter,
       const char       *person)
{
  switch (filter)
    {
    case FW_QUESTIONS_OPEN:
      return !question->has_answer;
    case FW_QUESTIONS_ANSWERED:
      return question->has_answer;
    case FW_QUESTIONS_MINE:
      return person && g_strcmp0 (question->by, person) == 0;
    }

  g_assert_not_reached ();
}

static gboolean
has_words (const FwQuestion *question,
           const GStrv       words)
{
  g_autofree char *text = g_strjoin (" ", question->text, question->rule ? question->rule : "",
                                     question->has_answer ? question->answer.text : "",
                                     question->answer.precedent ? question->answer.precedent : "",
                                     NULL);
  g_autofree char *folded = fw_fold_text (text, NULL);

  for (guint i = 0; words[i]; i++)
    if (words[i][0] != '\0' && !strstr (folded, words[i]))
      return FALSE;

  return TRUE;
}

static const char *
get_time (const FwQuestion *question)
{
  const char *at = question->has_answer ? question->answer.at : question->at;

  return at ? at : "";
}

/* Times of one machine compare as texts; of the same second the number decides. */
static int
compare_newest (gconstpointer a,
                gconstpointer b)
{
  const FwQuestion *left = *(const FwQuestion *const *) a;
  const FwQuestion *right = *(const FwQuestion *const *) b;
  int by_time = strcmp (get_time (right), get_time (left));

  return by_time != 0 ? by_time : (right->id > left->id) - (right->id < left->id);
}

int
fw_questions_compare (const FwQuestion *a,
                      const FwQuestion *b,
                      FwQuestionFilter  filter)
{
  g_return_val_if_fail (a != NULL && b != NULL, 0);

  return filter == FW_QUESTIONS_OPEN ? g_strcmp0 (a->at, b->at) : compare_newest (&a, &b);
}

GPtrArray *
fw_questions_list (const FwReview   *review,
                   FwQuestionFilter  filter,
                   const char       *person,
                   const char       *query)
{
  g_autofree char *folded = fw_fold_text (query ? query : "", NULL);
  g_auto(GStrv) words = g_strsplit (folded, " ", -1);
  GPtrArray *list = g_ptr_array_new ();
  gsize n = review ? fw_review_get_n (review, FW_REVIEW_QUESTION) : 0;

  /* Ascending ids are how long they wait. */
  for (gsize i = 0; i < n; i++)
    {
      const FwQuestion *question = fw_review_get (review, FW_REVIEW_QUESTION, i);

      if (is_of (question, filter, person) && has_words (question, words))
        g_ptr_array_add (list, (gpointer) question);
    }
  if (filter != FW_QUESTIONS_OPEN)
    g_ptr_array_sort (list, compare_newest);

  return list;
}

void
fw_questions_count (const FwReview *review,
                    const char     *person,
                    guint           counts[FW_N_QUESTION_FILTERS])
{
  gsize n = review ? fw_review_get_n (review, FW_REVIEW_QUESTION) : 0;

  for (int filter = 0; filter < FW_N_QUESTION_FILTERS; filter++)
    {
      counts[filter] = 0;
      for (gsize i = 0; i < n; i++)
        counts[filter] += is_of (fw_review_get (review, FW_REVIEW_QUESTION, i),
                                 (FwQuestionFilter) filter, person);
    }
}
