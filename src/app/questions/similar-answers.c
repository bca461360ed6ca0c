/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A project has hundreds of answers at most, so all of them are looked at with
 * each letter. A word weighs the more the fewer of them have it.
 */

#include "app/questions/similar-answers.h"

#include <math.h>
#include <string.h>

#include "app/manual/manual-index.h"
#include "app/questions/question-words.h"

/* "is", "the", "it" say nothing; "bus" does. */
#define MIN_LETTERS 3
#define LONG_LETTERS 5
#define MAX_WORDS 24
#define MAX_WORD_BEFORE 24

typedef struct
{
  FwSimilar *similar; /* (owned) */
  char      *words;   /* (owned) folded, with a space before and behind */
  gsize      place;   /* the higher, the newer */
} Candidate;

void
fw_similar_free (FwSimilar *self)
{
  g_free (self->answer);
  g_free (self);
}

static void
candidate_clear (gpointer data)
{
  Candidate *candidate = data;

  g_clear_pointer (&candidate->similar, fw_similar_free);
  g_free (candidate->words);
}

/* Letters of emphasis and code; links keep their words. */
static void
append_plain (GString    *out,
              const char *text,
              gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] != '*' && text[i] != '`')
      g_string_append_c (out, text[i]);
}

const FwPrecedent *
fw_precedent_find (const FwManual *manual,
                   const char     *id)
{
  g_return_val_if_fail (manual != NULL && id != NULL, NULL);

  gsize n = 0;
  const FwPrecedent *all = fw_manual_get_precedents (manual, &n);

  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (all[i].id, id) == 0)
      return &all[i];

  return NULL;
}

char *
fw_precedent_dup_answer (const FwPrecedent *precedent)
{
  const char *body = precedent->body ? precedent->body : "";
  const char *bullet = g_strrstr (body, "\n- ");
  const char *line = bullet ? bullet + 3 : g_str_has_prefix (body, "- ") ? body + 2 : NULL;
  g_autoptr(GString) out = g_string_new (NULL);
  const char *end;

  /* "Answer: …", in the words of the manual's language. */
  if (line)
    {
      const char *colon = strchr (line, ':');

      if (colon && colon - line <= MAX_WORD_BEFORE && !memchr (line, ' ', (gsize) (colon - line)))
        line = colon + 1;
    }
  else
    {
      line = body;
    }
  line += strspn (line, "\n");
  end = strstr (line, "\n\n");
  append_plain (out, line, end ? (gsize) (end - line) : strlen (line));

  return fw_text_dup_line (out->str);
}

static char *
dup_words (const char *a,
           const char *b,
           const char *c)
{
  g_autofree char *text
      = g_strconcat (" ", a ? a : "", " ", b ? b : "", " ", c ? c : "", " ", NULL);

  return fw_fold_text (text, NULL);
}

/* A rule for everything is for no category in particular. */
static gboolean
is_of_category (const FwSimilarQuery *query,
                const char           *rule_id)
{
  const FwRule *rule
      = query->manual && rule_id ? fw_manual_find_rule (query->manual, rule_id) : NULL;

  return rule && rule->globs && query->category && fw_rule_is_for (rule, query->category);
}

static void
add (GArray               *candidates,
     const FwSimilarQuery *query,
     FwSimilar             facts,
     const char           *body)
{
  Candidate candidate = { .similar = g_memdup2 (&facts, sizeof facts), .place = candidates->len };

  candidate.similar->is_of_rule = query->rule && g_strcmp0 (facts.rule, query->rule) == 0;
  candidate.similar->is_of_category = is_of_category (query, facts.rule);
  candidate.words = dup_words (facts.title, facts.answer, body);
  g_array_append_val (candidates, candidate);
}

static gboolean
has_precedent (FwManual   *manual,
               const char *id)
{
  gsize n = 0;
  const FwPrecedent *all = manual ? fw_manual_get_precedents (manual, &n) : NULL;

  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (all[i].id, id) == 0)
      return TRUE;

  return FALSE;
}

static GArray *
collect (const FwSimilarQuery *query)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  gsize n = 0;
  const FwPrecedent *precedents
      = query->manual ? fw_manual_get_precedents (query->manual, &n) : NULL;

  g_array_set_clear_func (candidates, candidate_clear);
  for (gsize i = 0; i < n; i++)
    add (candidates, query,
         (FwSimilar) { .precedent = &precedents[i],
                       .rule = precedents[i].rule,
                       .title = precedents[i].title,
                       .answer = fw_precedent_dup_answer (&precedents[i]) },
         precedents[i].body);

  n = query->review ? fw_review_get_n (query->review, FW_REVIEW_QUESTION) : 0;
  for (gsize i = 0; i < n; i++)
    {
      const FwQuestion *question = fw_review_get (query->review, FW_REVIEW_QUESTION, i);

      /* The manual says it already. */
      if (question->id == query->skip
          || (question->has_answer && question->answer.precedent
              && has_precedent (query->manual, question->answer.precedent)))
        continue;
      add (candidates, query,
           (FwSimilar) { .question = question,
                         .rule = question->rule,
                         .title = question->text,
                         .answer = question->has_answer ? g_strdup (question->answer.text) : NULL },
           NULL);
    }

  return candidates;
}

/* Matches where a word begins: "refl" finds "reflection", and so does "reflections",
 * because of a long word the last letter does not count. So short a word as "the"
 * begins half of all others and has to be one; it may be several. */
static gboolean
has_word (const Candidate *candidate,
          const char      *word)
{
  static const char *const ends[] = { " ", "s ", "es " };
  g_autofree char *start = g_strconcat (" ", word, NULL);
  const char *at = candidate->words;

  if (g_utf8_strlen (word, -1) >= LONG_LETTERS)
    *g_utf8_find_prev_char (start, start + strlen (start)) = '\0';
  if (g_utf8_strlen (word, -1) > MIN_LETTERS)
    return strstr (at, start) != NULL;

  for (; (at = strstr (at, start)) != NULL; at++)
    for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
      if (g_str_has_prefix (at + strlen (start), ends[i]))
        return TRUE;

  return FALSE;
}

static void
score_word (GArray     *candidates,
            const char *word)
{
  guint n = 0;
  double weight;

  for (guint i = 0; i < candidates->len; i++)
    n += has_word (&g_array_index (candidates, Candidate, i), word);
  weight = n > 0 ? 1.0 + log ((double) candidates->len / n) : 0.0;
  for (guint i = 0; n > 0 && i < candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (candidates, Candidate, i);

      if (has_word (candidate, word))
        candidate->similar->score += weight;
    }
}

static void
score (GArray     *candidates,
       const char *text)
{
  g_autofree char *folded = fw_fold_text (text ? text : "", NULL);
  g_auto(GStrv) words = g_strsplit (folded, " ", -1);
  guint n = 0;

  for (guint i = 0; words[i] && n < MAX_WORDS; i++)
    if (g_utf8_strlen (words[i], -1) >= MIN_LETTERS
        && !g_strv_contains ((const char *const *) words + i + 1, words[i]))
      {
        score_word (candidates, words[i]);
        n++;
      }
}

static int
get_rank (const FwSimilar *similar)
{
  return similar->is_of_rule ? 0 : similar->score > 0.0 ? 1 : similar->is_of_category ? 2 : 3;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const Candidate *left = a, *right = b;
  int rank = get_rank (left->similar) - get_rank (right->similar);

  if (rank != 0)
    return rank;
  if (left->similar->score != right->similar->score)
    return left->similar->score > right->similar->score ? -1 : 1;
  /* What the manual says binds. */
  if (!left->similar->precedent != !right->similar->precedent)
    return left->similar->precedent ? -1 : 1;

  return left->place > right->place ? -1 : left->place < right->place;
}

GPtrArray *
fw_similar_find (const FwSimilarQuery *query,
                 guint                 max)
{
  g_return_val_if_fail (query != NULL, NULL);

  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_similar_free);
  g_autoptr(GArray) candidates = collect (query);

  score (candidates, query->text);
  g_array_sort (candidates, compare);
  for (guint i = 0; i < candidates->len && found->len < max; i++)
    {
      Candidate *candidate = &g_array_index (candidates, Candidate, i);

      if (get_rank (candidate->similar) < 3)
        g_ptr_array_add (found, g_steal_pointer (&candidate->similar));
    }

  return found;
}
