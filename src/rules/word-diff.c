/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fw-config.h"
#include "rules/word-diff.h"

#include <string.h>

typedef struct
{
  const char *text;
  guint32     length;
  guint32     hash;
  gboolean    has_space; /* before it */
} Word;

typedef struct
{
  const Word *before;
  const Word *after;
  gsize       n_before;
  gsize       n_after;
  GArray     *runs;
  GString    *open;   /* (owned) text of the run that grows */
  FwWordsOp   op;
} Differ;

static guint32
hash_bytes (const char *text,
            gsize       length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) text[i]) * 16777619u;

  return hash;
}

static GArray *
split (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  const char *p = text ? text : "";
  gboolean has_space = FALSE;

  while (*p)
    {
      const char *start = p;
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          has_space = TRUE;
          p = g_utf8_next_char (p);
          continue;
        }

      do
        {
          p = g_utf8_next_char (p);
          if (g_unichar_iswide (c))
            break;
          c = g_utf8_get_char (p);
        }
      while (c && !g_unichar_isspace (c) && !g_unichar_iswide (c));

      Word word = { start, p - start, hash_bytes (start, p - start), has_space };

      g_array_append_val (words, word);
      has_space = FALSE;
    }

  return words;
}

static gboolean
same_word (const Word *a,
           const Word *b)
{
  return a->hash == b->hash && a->length == b->length && memcmp (a->text, b->text, a->length) == 0;
}

static void
end_run (Differ *self)
{
  if (self->open->len == 0)
    return;

  FwWordRun run = { self->op, g_strdup (self->open->str) };

  g_array_append_val (self->runs, run);
  g_string_truncate (self->open, 0);
}

static void
add_word (Differ     *self,
          FwWordsOp   op,
          const Word *word)
{
  if (op != self->op)
    end_run (self);
  self->op = op;
  if (self->open->len > 0 && word->has_space)
    g_string_append_c (self->open, ' ');
  g_string_append_len (self->open, word->text, word->length);
}

/* Words of @words from @from up to @to. */
static void
add_words (Differ     *self,
           FwWordsOp   op,
           const Word *words,
           gsize       from,
           gsize       to)
{
  for (gsize i = from; i < to; i++)
    add_word (self, op, &words[i]);
}

/* Walks the table of longest common subsequences of the rests of both middles:
 * lengths[i * (m + 1) + j] for before[i..] and after[j..]. */
static void
walk (Differ        *self,
      const guint16 *lengths,
      gsize          head,
      gsize          n,
      gsize          m)
{
  const Word *before = self->before + head, *after = self->after + head;
  gsize i = 0, j = 0;

  while (i < n || j < m)
    {
      gsize from = i, to = j;

      /* A gap up to the next common word: first what goes, then what comes. */
      while ((i < n || j < m) && !(i < n && j < m && same_word (&before[i], &after[j])))
        {
          if (i < n && (j == m || lengths[(i + 1) * (m + 1) + j] >= lengths[i * (m + 1) + j + 1]))
            i++;
          else
            j++;
        }
      add_words (self, FW_WORDS_REMOVED, before, from, i);
      add_words (self, FW_WORDS_ADDED, after, to, j);
      if (i < n && j < m)
        add_word (self, FW_WORDS_SAME, &after[j]);
      i += i < n;
      j += j < m;
    }
}

static void
compare_middles (Differ *self,
                 gsize   head,
                 gsize   n,
                 gsize   m)
{
  if (n == 0 || m == 0 || n > FW_WORD_DIFF_MAX || m > FW_WORD_DIFF_MAX)
    {
      add_words (self, FW_WORDS_REMOVED, self->before, head, head + n);
      add_words (self, FW_WORDS_ADDED, self->after, head, head + m);
      return;
    }

  g_autofree guint16 *lengths = g_new0 (guint16, (n + 1) * (m + 1));

  for (gsize i = n; i > 0; i--)
    for (gsize j = m; j > 0; j--)
      {
        guint16 *cell = &lengths[(i - 1) * (m + 1) + j - 1];

        if (same_word (&self->before[head + i - 1], &self->after[head + j - 1]))
          *cell = cell[m + 2] + 1;
        else
          *cell = MAX (cell[m + 1], cell[1]);
      }
  walk (self, lengths, head, n, m);
}

static void
clear_run (gpointer data)
{
  g_free (((FwWordRun *) data)->text);
}

GArray *
fw_word_diff (const char *before,
              const char *after)
{
  g_autoptr(GArray) old_words = split (before);
  g_autoptr(GArray) new_words = split (after);
  Differ self = { .before = (const Word *) (gpointer) old_words->data,
                  .after = (const Word *) (gpointer) new_words->data,
                  .n_before = old_words->len, .n_after = new_words->len,
                  .runs = g_array_new (FALSE, FALSE, sizeof (FwWordRun)),
                  .open = g_string_new (NULL) };
  gsize shorter = MIN (self.n_before, self.n_after), head = 0, tail = 0;

  g_array_set_clear_func (self.runs, clear_run);
  while (head < shorter && same_word (&self.before[head], &self.after[head]))
    head++;
  while (
      tail < shorter - head
      && same_word (&self.before[self.n_before - 1 - tail], &self.after[self.n_after - 1 - tail]))
    tail++;

  add_words (&self, FW_WORDS_SAME, self.after, 0, head);
  compare_middles (&self, head, self.n_before - head - tail, self.n_after - head - tail);
  add_words (&self, FW_WORDS_SAME, self.after, self.n_after - tail, self.n_after);
  end_run (&self);
  g_string_free (self.open, TRUE);

  return self.runs;
}

char *
fw_word_diff_to_text (const GArray *runs)
{
  g_return_val_if_fail (runs != NULL, NULL);

  static const char *const marks[][2] = { { "", "" }, { "[-", "-]" }, { "{+", "+}" } };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const FwWordRun *run = &g_array_index (runs, FwWordRun, i);

      g_string_append_printf (text, "%s%s%s%s", i > 0 ? " " : "", marks[run->op][0], run->text,
                              marks[run->op][1]);
    }

  return g_string_free (text, FALSE);
}
