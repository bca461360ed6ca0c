/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Text is folded once; a search is a run of strstr() over it. That is a
 * millisecond for a manual of hundreds of pages, and needs no structure that
 * could be out of step with the text.
 */

#include "app/manual/manual-index.h"

#include <string.h>

#include "app/questions/question-list.h"

#define MAX_WORDS     8
#define EXCERPT_BEFORE 40 /* letters */
#define EXCERPT_AFTER 120

typedef struct
{
  guint chapter;
  char *title; /* (owned) folded, with the id before it */
  char *text;  /* (owned) folded */
} Entry;

struct _FwManualIndex
{
  gatomicrefcount ref_count;
  FwManualBook   *book;    /* (owned) */
  GArray         *entries; /* (element-type Entry) (owned) */
};

/* Folding ------------------------------------------------------------ */

static void
append_folded (GString  *out,
               gunichar  c,
               GArray   *offsets,
               gsize     offset)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));

  for (gsize i = 0; i < n; i++)
    {
      gsize before = out->len;

      if (g_unichar_ismark (parts[i]))
        continue;
      if (parts[i] == 0xdf)
        g_string_append (out, "ss");
      else if (g_unichar_isalnum (parts[i]))
        g_string_append_unichar (out, g_unichar_tolower (parts[i]));
      else
        g_string_append_c (out, ' ');
      for (gsize k = before; offsets != NULL && k < out->len; k++)
        g_array_append_val (offsets, offset);
    }
}

char *
fw_fold_text (const char  *text,
              GArray     **out_offsets)
{
  g_return_val_if_fail (text != NULL, NULL);

  GArray *offsets = out_offsets != NULL ? g_array_new (FALSE, FALSE, sizeof (gsize)) : NULL;
  GString *out = g_string_sized_new (strlen (text));
  gsize end = strlen (text);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    append_folded (out, g_utf8_get_char (p), offsets, (gsize) (p - text));
  if (offsets != NULL)
    {
      g_array_append_val (offsets, end);
      *out_offsets = offsets;
    }
  return g_string_free (out, FALSE);
}

/* The index ------------------------------------------------------------ */

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_free (entry->title);
  g_free (entry->text);
}

static void
append_line (GString    *text,
             const char *line)
{
  if (line == NULL || line[0] == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/* All that can be read in a chapter, line by line. */
static char *
dup_text (const FwChapter *chapter)
{
  GString *text = g_string_new (NULL);

  for (int side = 0; side < FW_N_SIDES; side++)
    for (gsize i = 0; i < chapter->n_sides[side]; i++)
      append_line (text, chapter->sides[side][i].text);
  for (gsize i = 0; i < chapter->n_blocks; i++)
    append_line (text, chapter->blocks[i].text);
  append_line (text, chapter->check_words);
  if (chapter->rule != NULL)
    append_line (text, chapter->rule->ask);
  return g_string_free (text, FALSE);
}

FwManualIndex *
fw_manual_index_new (FwManualBook *book)
{
  g_return_val_if_fail (book != NULL, NULL);

  FwManualIndex *self = g_new0 (FwManualIndex, 1);
  gsize n = 0;
  const FwChapter *chapters = fw_manual_book_get_chapters (book, &n);

  g_atomic_ref_count_init (&self->ref_count);
  self->book = fw_manual_book_ref (book);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *title = g_strdup_printf ("%s %s", chapters[i].id, chapters[i].title);
      g_autofree char *text = dup_text (&chapters[i]);
      Entry entry = { .chapter = (guint) i, .title = fw_fold_text (title, NULL),
                      .text = fw_fold_text (text, NULL) };

      g_array_append_val (self->entries, entry);
    }
  return self;
}

FwManualIndex *
fw_manual_index_ref (FwManualIndex *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
fw_manual_index_unref (FwManualIndex *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->entries);
  fw_manual_book_unref (self->book);
  g_free (self);
}

/* Searching ------------------------------------------------------------ */

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  gsize left = *(const gsize *) a;
  gsize right = *(const gsize *) b;

  return left < right ? -1 : left > right;
}

/* Where each byte of @text is part of a match: pairs of start and end, by their
 * start, not overlapping. (element-type gsize) */
static GArray *
find_matches (const char        *text,
              const char *const *words)
{
  g_autoptr (GArray) offsets = NULL;
  g_autofree char *folded = fw_fold_text (text, &offsets);
  GArray *starts = g_array_new (FALSE, FALSE, 2 * sizeof (gsize));
  GArray *merged = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (gsize i = 0; words[i] != NULL; i++)
    for (const char *p = folded; (p = strstr (p, words[i])) != NULL; p += strlen (words[i]))
      {
        gsize at = (gsize) (p - folded);
        gsize last = g_array_index (offsets, gsize, at + strlen (words[i]) - 1);
        gsize pair[2] = { g_array_index (offsets, gsize, at),
                          (gsize) (g_utf8_next_char (text + last) - text) };

        g_array_append_val (starts, pair);
      }
  g_array_sort (starts, compare_places);
  for (guint i = 0; i < starts->len; i++)
    {
      const gsize *pair = &((const gsize *) (gpointer) starts->data)[2 * i];

      if (merged->len > 0 && pair[0] <= g_array_index (merged, gsize, merged->len - 1))
        g_array_index (merged, gsize, merged->len - 1) =
          MAX (g_array_index (merged, gsize, merged->len - 1), pair[1]);
      else
        g_array_append_vals (merged, pair, 2);
    }
  g_array_unref (starts);
  return merged;
}

static void
append_escaped (GString    *out,
                const char *text,
                gsize       length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);

  g_string_append (out, escaped);
}

/* @text from @start to @end with its matches in bold. */
static void
append_marked (GString    *out,
               const char *text,
               GArray     *matches,
               gsize       start,
               gsize       end)
{
  gsize done = start;

  for (guint i = 0; i + 1 < matches->len; i += 2)
    {
      gsize from = CLAMP (g_array_index (matches, gsize, i), start, end);
      gsize to = CLAMP (g_array_index (matches, gsize, i + 1), start, end);

      if (from >= to)
        continue;
      append_escaped (out, text + done, from - done);
      g_string_append (out, "<b>");
      append_escaped (out, text + from, to - from);
      g_string_append (out, "</b>");
      done = to;
    }
  append_escaped (out, text + done, end - done);
}

static char *
mark_title (const char        *title,
            const char *const *words)
{
  g_autoptr (GArray) matches = find_matches (title, words);
  GString *out = g_string_new (NULL);

  append_marked (out, title, matches, 0, strlen (title));
  return g_string_free (out, FALSE);
}

/* The line in which the first match stands, cut to what fits. */
static char *
mark_excerpt (const char        *text,
              const char *const *words)
{
  g_autoptr (GArray) matches = find_matches (text, words);
  gsize at = matches->len > 0 ? g_array_index (matches, gsize, 0) : 0;
  const char *start = text + at;
  const char *end = text + at;
  GString *out = g_string_new (NULL);
  int n;

  for (n = 0; n < EXCERPT_BEFORE && start > text && start[-1] != '\n'; n++)
    start = g_utf8_prev_char (start);
  /* Not in the middle of a word. */
  if (n == EXCERPT_BEFORE)
    {
      while (start < text + at && *start != ' ')
        start++;
      g_string_append (out, "…");
    }
  for (n = 0; n < EXCERPT_AFTER && *end != '\0' && *end != '\n'; n++)
    end = g_utf8_next_char (end);
  append_marked (out, text, matches, (gsize) (start - text), (gsize) (end - text));
  if (n == EXCERPT_AFTER)
    g_string_append (out, "…");
  return g_string_free (out, FALSE);
}

static FwHitGroup
get_group (const FwChapter *chapter)
{
  switch (chapter->kind)
    {
    case FW_CHAPTER_RULE:
      return FW_HITS_RULES;
    case FW_CHAPTER_PRECEDENT:
      return FW_HITS_ANSWERS;
    case FW_CHAPTER_KIND:
      return FW_HITS_CHECKS;
    default:
      return FW_HITS_TEXT;
    }
}

/* Whether @word begins a word of @text. */
static gboolean
begins_word (const char *text,
             const char *word)
{
  for (const char *p = text; (p = strstr (p, word)) != NULL; p++)
    if (p == text || p[-1] == ' ')
      return TRUE;
  return FALSE;
}

/* How well a chapter fits: 0 not at all, 1 somewhere in its words, 2 where words
 * begin, 3 every word in the title or the id, 4 what was typed begins it. */
static int
get_score (const Entry       *entry,
           const char *const *words,
           const char        *query)
{
  int score = 3;

  if (g_str_has_prefix (entry->title, query))
    return 4;
  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (strstr (entry->title, words[i]) != NULL)
        continue;
      if (strstr (entry->text, words[i]) == NULL)
        return 0;
      score = MIN (score, begins_word (entry->text, words[i]) ? 2 : 1);
    }
  return score;
}

typedef struct
{
  int   score;
  guint entry;
} Found;

static int
compare_found (gconstpointer a,
               gconstpointer b)
{
  const Found *left = a;
  const Found *right = b;

  if (left->score != right->score)
    return right->score - left->score;
  return left->entry < right->entry ? -1 : left->entry > right->entry;
}

static void
add_hit (FwManualIndex     *self,
         GPtrArray         *hits,
         guint              entry,
         const char *const *words)
{
  gsize n = 0;
  const FwChapter *chapters = fw_manual_book_get_chapters (self->book, &n);
  const FwChapter *chapter = &chapters[g_array_index (self->entries, Entry, entry).chapter];
  g_autofree char *text = dup_text (chapter);
  FwHit *hit = g_new0 (FwHit, 1);

  hit->group = get_group (chapter);
  hit->chapter = (guint) (chapter - chapters);
  hit->id = chapter->id;
  hit->title = mark_title (chapter->title, words);
  hit->excerpt = mark_excerpt (text, words);
  g_ptr_array_add (hits, hit);
}

/* The words that are looked for, borrowed from @parts; FALSE when there are none. */
static gboolean
list_words (char      **parts,
            const char *words[MAX_WORDS + 1])
{
  guint n_words = 0;

  for (gsize i = 0; parts[i] != NULL && n_words < MAX_WORDS; i++)
    if (parts[i][0] != '\0')
      words[n_words++] = parts[i];
  words[n_words] = NULL;
  return n_words > 0;
}

GPtrArray *
fw_manual_index_search (FwManualIndex *self,
                        const char    *query,
                        guint          max)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (query != NULL, NULL);

  GPtrArray *hits = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_hit_free);
  g_autofree char *folded = fw_fold_text (query, NULL);
  g_auto (GStrv) parts = g_strsplit (g_strstrip (folded), " ", -1);
  const char *words[MAX_WORDS + 1];
  GArray *found[FW_N_HIT_GROUPS];
  gsize n = 0;
  const FwChapter *chapters = fw_manual_book_get_chapters (self->book, &n);

  if (!list_words (parts, words))
    return hits;

  for (int i = 0; i < FW_N_HIT_GROUPS; i++)
    found[i] = g_array_new (FALSE, FALSE, sizeof (Found));
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      Found hit = { get_score (entry, words, folded), i };

      if (hit.score > 0)
        g_array_append_val (found[get_group (&chapters[entry->chapter])], hit);
    }
  for (int i = 0; i < FW_N_HIT_GROUPS; i++)
    {
      g_array_sort (found[i], compare_found);
      for (guint k = 0; k < MIN (found[i]->len, max); k++)
        add_hit (self, hits, g_array_index (found[i], Found, k).entry, words);
      g_array_unref (found[i]);
    }
  return hits;
}

GPtrArray *
fw_manual_index_search_answers (FwManualIndex  *self,
                                const FwReview *review,
                                const char     *query,
                                guint           max)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (query != NULL, NULL);

  GPtrArray *hits = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_hit_free);
  g_autofree char *folded = fw_fold_text (query, NULL);
  g_auto (GStrv) parts = g_strsplit (g_strstrip (folded), " ", -1);
  g_autoptr (GPtrArray) list = fw_questions_list (review, FW_QUESTIONS_ANSWERED, NULL, query);
  const char *words[MAX_WORDS + 1];
  gsize n = 0;
  const FwChapter *chapters = fw_manual_book_get_chapters (self->book, &n);

  if (!list_words (parts, words))
    return hits;

  for (guint i = 0; i < list->len && hits->len < max; i++)
    {
      const FwQuestion *question = list->pdata[i];
      int chapter = question->rule != NULL ? fw_manual_book_find (self->book, question->rule) : -1;
      FwHit *hit;

      if (chapter < 0 || question->answer.is_precedent)
        continue;
      hit = g_new0 (FwHit, 1);
      hit->group = FW_HITS_ANSWERS;
      hit->chapter = (guint) chapter;
      hit->id = chapters[chapter].id;
      hit->title = mark_title (question->text, words);
      hit->excerpt = mark_excerpt (question->answer.text, words);
      g_ptr_array_add (hits, hit);
    }
  return hits;
}

void
fw_hit_free (FwHit *hit)
{
  g_free (hit->title);
  g_free (hit->excerpt);
  g_free (hit);
}
