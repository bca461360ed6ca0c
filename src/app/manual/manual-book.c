/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The manual cut into chapters at the headings its reader found, each read as
 * Markdown on its own: a mistake in one does not reach the next, and none is
 * long enough to be slow.
 */

#include "app/manual/manual-book-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define WORDS_PER_PAGE 300
#define MAX_CHAPTERS 20000

/* Putting together ----------------------------------------------------------- */

const char *
fw_book_keep (FwManualBook *self,
              const char   *text)
{
  return g_string_chunk_insert (self->strings, text != NULL ? text : "");
}

gpointer
fw_book_take_array (FwManualBook *self,
                    GArray       *array,
                    gsize        *out_n)
{
  gpointer data;

  *out_n = array->len;
  if (array->len == 0)
    {
      g_array_unref (array);
      return NULL;
    }
  data = g_array_free (array, FALSE);
  g_ptr_array_add (self->arrays, data);
  return data;
}

static gboolean
knows_cb (const char *id,
          gpointer    user_data)
{
  FwManualBook *self = user_data;

  return fw_manual_find_rule (self->manual, id) != NULL
         || g_hash_table_contains (self->precedent_ids, id);
}

void
fw_book_init_reader (FwManualBook  *self,
                     FwBlockReader *reader)
{
  *reader = (FwBlockReader) { .strings = self->strings, .arrays = self->arrays,
                              .knows = knows_cb, .user_data = self };
  reader->blocks = g_array_new (FALSE, TRUE, sizeof (FwBlock));
  for (int side = 0; side < FW_N_SIDES; side++)
    reader->sides[side] = g_array_new (FALSE, TRUE, sizeof (FwSideItem));
}

void
fw_book_add_text (FwManualBook  *self,
                  FwBlockReader *reader,
                  const char    *text,
                  const char    *markup)
{
  g_autofree char *made = markup == NULL ? fw_blocks_markup (reader, text) : NULL;
  FwBlock block = { .kind = FW_BLOCK_TEXT, .text = fw_book_keep (self, text),
                    .markup = fw_book_keep (self, markup != NULL ? markup : made) };

  g_array_append_val (reader->blocks, block);
}

/* "A. What to label" as it stands in links: "a-what-to-label". */
static char *
dup_slug (const char *title)
{
  GString *slug = g_string_new (NULL);

  for (const char *p = title; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));

      if (g_unichar_isalnum (c) || c == '-' || c == '_')
        g_string_append_unichar (slug, c);
      else if (g_unichar_isspace (c))
        g_string_append_c (slug, '-');
    }
  return g_string_free (slug, FALSE);
}

/* The first one of a name has it. */
static void
add_target (FwManualBook *self,
            char         *name,
            guint         chapter)
{
  if (name[0] == '\0' || g_hash_table_contains (self->targets, name))
    g_free (name);
  else
    g_hash_table_insert (self->targets, name, GUINT_TO_POINTER (chapter + 1));
}

guint
fw_book_add_chapter (FwManualBook  *self,
                     FwChapter     *chapter,
                     FwBlockReader *reader)
{
  guint index = self->chapters->len;
  gboolean opens = chapter->level < 3 || index == 0;

  chapter->blocks = fw_book_take_array (self, reader->blocks, &chapter->n_blocks);
  for (int side = 0; side < FW_N_SIDES; side++)
    chapter->sides[side] = fw_book_take_array (self, reader->sides[side], &chapter->n_sides[side]);
  chapter->part = opens ? index : g_array_index (self->chapters, FwChapter, index - 1).part;
  g_array_append_val (self->chapters, *chapter);
  add_target (self, g_ascii_strdown (chapter->id, -1), index);
  add_target (self, dup_slug (chapter->title), index);
  return index;
}

/* The manual's own chapters ------------------------------------------------------ */

static void
count_words (FwManualBook *self,
             const char   *text,
             gsize         length)
{
  gboolean in_word = FALSE;

  for (const char *p = text; p < text + length; p++)
    {
      gboolean is_space = g_ascii_isspace (*p);

      if (!is_space && !in_word)
        self->n_words++;
      in_word = !is_space;
    }
}

/* A manual whose sentences stand outside of bullets has them all the same. */
static void
add_sentences (FwManualBook  *self,
               const FwRule  *rule,
               FwBlockReader *reader)
{
  if (reader->sides[FW_SIDE_DO]->len + reader->sides[FW_SIDE_DONT]->len > 0)
    return;
  for (gsize i = 0; i < rule->n_sentences; i++)
    {
      const FwSentence *sentence = &rule->sentences[i];
      g_autofree char *markup = fw_blocks_markup (reader, sentence->text);
      FwSideItem item = { .text = fw_book_keep (self, sentence->text),
                          .markup = fw_book_keep (self, markup) };

      g_array_append_val (reader->sides[sentence->is_not ? FW_SIDE_DONT : FW_SIDE_DO], item);
    }
}

/* What stands at a line of the file. */
typedef struct
{
  GHashTable *rules;      /* line -> FwRule */
  GHashTable *precedents; /* line -> FwPrecedent */
} Places;

static void
add_section (FwManualBook          *self,
             const FwManualSection *section,
             const Places          *places)
{
  gsize size = 0;
  const char *text = g_bytes_get_data (fw_manual_get_bytes (self->manual), &size);
  gpointer line = GINT_TO_POINTER (section->line);
  FwChapter chapter = { .kind = FW_CHAPTER_TEXT, .level = MAX (section->level, 1), .id = "",
                        .title = section->title, .line = section->line };
  FwBlockReader reader;

  g_assert (section->start <= section->end && section->end <= size);
  fw_book_init_reader (self, &reader);
  chapter.rule = g_hash_table_lookup (places->rules, line);
  chapter.precedent = g_hash_table_lookup (places->precedents, line);
  if (chapter.rule != NULL)
    {
      chapter.kind = FW_CHAPTER_RULE;
      chapter.id = chapter.rule->id;
      chapter.title = chapter.rule->title;
      reader.has_sides = TRUE;
    }
  else if (chapter.precedent != NULL)
    {
      chapter.kind = FW_CHAPTER_PRECEDENT;
      chapter.id = chapter.precedent->id;
      chapter.title = chapter.precedent->title;
    }
  else if (section->level == 0)
    chapter.title = fw_manual_get_title (self->manual);

  fw_blocks_read (&reader, text + section->start, section->end - section->start);
  count_words (self, text + section->start, section->end - section->start);
  if (chapter.rule != NULL)
    {
      add_sentences (self, chapter.rule, &reader);
      fw_book_add_facts (self, &chapter, reader.notation);
    }
  fw_book_add_chapter (self, &chapter, &reader);
}

static void
add_note (FwManualBook *self,
          const char   *title,
          const char   *text)
{
  FwChapter chapter = { .kind = FW_CHAPTER_TEXT, .level = 1, .id = "" };
  FwBlockReader reader;

  chapter.title = fw_book_keep (self, title);
  fw_book_init_reader (self, &reader);
  fw_book_add_text (self, &reader, text, NULL);
  fw_book_add_chapter (self, &chapter, &reader);
}

static void
add_sections (FwManualBook *self)
{
  g_autoptr (GHashTable) rules = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) answers = g_hash_table_new (NULL, NULL);
  gsize n_sections = 0;
  gsize n_precedents = 0;
  const FwManualSection *sections = fw_manual_get_sections (self->manual, &n_sections);
  const FwPrecedent *precedents = fw_manual_get_precedents (self->manual, &n_precedents);

  for (gsize i = 0; i < n_precedents; i++)
    {
      g_hash_table_insert (answers, GINT_TO_POINTER (precedents[i].line),
                           (gpointer) &precedents[i]);
      g_hash_table_add (self->precedent_ids, (gpointer) precedents[i].id);
    }
  for (gsize i = 0; i < fw_manual_get_n_rules (self->manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (self->manual, i);

      g_hash_table_insert (rules, GINT_TO_POINTER (rule->line), (gpointer) rule);
    }
  for (gsize i = 0; i < MIN (n_sections, MAX_CHAPTERS); i++)
    add_section (self, &sections[i], &(Places) { rules, answers });
  if (n_sections == 0)
    add_note (self, fw_manual_get_title (self->manual), _("This manual has no text yet."));
  else if (n_sections > MAX_CHAPTERS)
    add_note (self, _("And more"),
              _("The manual goes on in the file; it is too long to be shown whole."));
}

/* Which answers stand under which rule. */
static void
link_precedents (FwManualBook *self)
{
  g_autoptr (GHashTable) under = g_hash_table_new (NULL, NULL); /* chapter + 1 -> GArray */
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  for (guint i = 0; i < self->chapters->len; i++)
    {
      const FwPrecedent *precedent = g_array_index (self->chapters, FwChapter, i).precedent;
      int rule = precedent != NULL && precedent->rule != NULL
                   ? fw_manual_book_find (self, precedent->rule)
                   : -1;
      GArray *array;

      if (rule < 0)
        continue;
      array = g_hash_table_lookup (under, GINT_TO_POINTER (rule + 1));
      if (array == NULL)
        {
          array = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (under, GINT_TO_POINTER (rule + 1), array);
        }
      g_array_append_val (array, i);
    }

  g_hash_table_iter_init (&iter, under);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      FwChapter *chapter =
        &g_array_index (self->chapters, FwChapter, GPOINTER_TO_INT (key) - 1);

      chapter->precedents = fw_book_take_array (self, value, &chapter->n_precedents);
    }
}

FwManualBook *
fw_manual_book_new (FwManual *manual)
{
  g_return_val_if_fail (manual != NULL, NULL);

  FwManualBook *self = g_new0 (FwManualBook, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->manual = fw_manual_ref (manual);
  self->chapters = g_array_new (FALSE, TRUE, sizeof (FwChapter));
  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->precedent_ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->strings = g_string_chunk_new (16 * 1024);
  self->arrays = g_ptr_array_new_with_free_func (g_free);

  add_sections (self);
  link_precedents (self);
  fw_book_add_messages (self);
  fw_book_add_kinds (self);
  return self;
}

FwManualBook *
fw_manual_book_ref (FwManualBook *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
fw_manual_book_unref (FwManualBook *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->chapters);
  g_hash_table_unref (self->targets);
  g_hash_table_unref (self->precedent_ids);
  g_string_chunk_free (self->strings);
  g_ptr_array_unref (self->arrays);
  fw_manual_unref (self->manual);
  g_free (self);
}

/* Reading ------------------------------------------------------------ */

FwManual *
fw_manual_book_get_manual (FwManualBook *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->manual;
}

const FwChapter *
fw_manual_book_get_chapters (FwManualBook *self,
                             gsize        *out_n)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (out_n != NULL, NULL);

  *out_n = self->chapters->len;
  return (const FwChapter *) self->chapters->data;
}

guint
fw_manual_book_get_n_pages (FwManualBook *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return MAX ((self->n_words + WORDS_PER_PAGE - 1) / WORDS_PER_PAGE, 1);
}

/* The last chapter of the file that begins at or before @line. */
static int
find_line (FwManualBook *self,
           gint64        line)
{
  int found = 0;

  for (guint i = 0; i < self->chapters->len; i++)
    {
      const FwChapter *chapter = &g_array_index (self->chapters, FwChapter, i);

      if (chapter->line > 0 && chapter->line <= line)
        found = (int) i;
    }
  return found;
}

int
fw_manual_book_find (FwManualBook *self,
                     const char   *target)
{
  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (target != NULL, -1);

  if (target[0] == '#')
    target++;
  if (g_str_has_prefix (target, "line:"))
    return find_line (self, g_ascii_strtoll (target + strlen ("line:"), NULL, 10));

  g_autofree char *name = g_utf8_strdown (target, -1);

  return GPOINTER_TO_INT (g_hash_table_lookup (self->targets, name)) - 1;
}

static gboolean
names_category (const char *glob,
                const char *category)
{
  /* A star alone is everything, and no word about this one. */
  return glob != NULL && strcmp (glob, "*") != 0 && g_pattern_match_simple (glob, category);
}

gboolean
fw_rule_speaks_about (const FwRule *rule,
                      const char   *category)
{
  g_return_val_if_fail (rule != NULL, FALSE);

  if (category == NULL || rule->is_retired)
    return FALSE;
  for (gsize i = 0; rule->globs != NULL && rule->globs[i] != NULL; i++)
    if (names_category (rule->globs[i], category))
      return TRUE;
  for (gsize i = 0; rule->kind != NULL && rule->params != NULL && i < rule->kind->n_params; i++)
    {
      const FwParamValue *value = &rule->params[i];
      FwParamType type = rule->kind->params[i].type;

      if (type != FW_PARAM_GLOBS && type != FW_PARAM_CATEGORY && type != FW_PARAM_CATEGORIES
          && type != FW_PARAM_COUNTS && type != FW_PARAM_RENAMES)
        continue;
      if (names_category (value->text, category))
        return TRUE;
      for (gsize k = 0; k < value->n_texts; k++)
        if (names_category (value->texts[k], category))
          return TRUE;
    }
  return FALSE;
}
