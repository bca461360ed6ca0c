/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A fuzz target for the manual as it is read (fuzz.h tells how it is run; the
 * sources are those of rules, core, and manual-book.c, manual-blocks.c,
 * manual-appendix.c, rule-facts.c and manual-index.c of app/manual, with
 * -lcmark-gfm -lcmark-gfm-extensions). The bytes are a manual. Each of its blocks
 * is markup that can be shown, leads nowhere it should not, and is found.
 */

#include "support/fuzz.h"

#include "app/manual/manual-index.h"

#define MAX_DEPTH 60

static void
start_cb (GMarkupParseContext  *context,
          const char           *name,
          const char          **names,
          const char          **values,
          gpointer              user_data,
          GError              **error)
{
  static const char *const tags[] = { "m", "a", "b", "i", "s", "tt", NULL };

  g_assert_true (g_strv_contains (tags, name));
  g_assert_cmpuint (g_slist_length (
                      (GSList *) g_markup_parse_context_get_element_stack (context)),
                    <, MAX_DEPTH);
  if (!g_str_equal (name, "a"))
    return;
  g_assert_cmpstr (names[0], ==, "href");
  g_assert_true (values[0][0] == '#' || g_ascii_strncasecmp (values[0], "http://", 7) == 0
                 || g_ascii_strncasecmp (values[0], "https://", 8) == 0
                 || g_ascii_strncasecmp (values[0], "mailto:", 7) == 0);
}

static void
assert_markup (const char *markup)
{
  static const GMarkupParser parser = { .start_element = start_cb };
  g_autoptr (GError) error = NULL;
  g_autofree char *whole = g_strconcat ("<m>", markup, "</m>", NULL);
  GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, NULL, NULL);

  g_assert_true (g_utf8_validate (markup, -1, NULL));
  if (g_markup_parse_context_parse (context, whole, -1, &error))
    g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_markup_parse_context_free (context);
}

static void
check_block (const FwBlock *block)
{
  g_assert_cmpuint (block->depth, <=, FW_BLOCK_MAX_DEPTH);
  g_assert_cmpuint (block->quote, <=, FW_BLOCK_MAX_DEPTH);
  assert_markup (block->markup);
  if (block->picture != NULL)
    g_assert_true (fw_manual_is_inside (block->picture));
  for (guint i = 0; i < block->n_rows * block->n_columns; i++)
    assert_markup (block->cells[i]);
}

static void
check_chapter (FwManualBook    *book,
               const FwChapter *chapter,
               guint            index)
{
  gsize n;
  const FwChapter *chapters = fw_manual_book_get_chapters (book, &n);

  g_assert_cmpuint (chapter->part, <=, index);
  g_assert_true (g_utf8_validate (chapter->title, -1, NULL));
  for (gsize i = 0; i < chapter->n_blocks; i++)
    check_block (&chapter->blocks[i]);
  for (int side = 0; side < FW_N_SIDES; side++)
    for (gsize i = 0; i < chapter->n_sides[side]; i++)
      {
        const FwSideItem *item = &chapter->sides[side][i];

        assert_markup (item->markup);
        if (item->picture != NULL)
          g_assert_true (fw_manual_is_inside (item->picture));
      }
  for (gsize i = 0; i < chapter->n_facts; i++)
    assert_markup (chapter->facts[i].markup);
  for (gsize i = 0; i < chapter->n_precedents; i++)
    {
      g_assert_cmpuint (chapter->precedents[i], <, n);
      g_assert_cmpint (chapters[chapter->precedents[i]].kind, ==, FW_CHAPTER_PRECEDENT);
    }
  if (chapter->id[0] != '\0')
    g_assert_cmpint (fw_manual_book_find (book, chapter->id), >=, 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (FwManual) manual = fw_manual_new_from_bytes (bytes, NULL);
  g_autofree char *tail = NULL;
  g_autofree char *query = NULL;
  gsize n = 0;

  if (manual == NULL)
    return 0;

  g_autoptr (FwManualBook) book = fw_manual_book_new (manual);
  g_autoptr (FwManualIndex) index = fw_manual_index_new (book);
  const FwChapter *chapters = fw_manual_book_get_chapters (book, &n);
  gboolean has_kinds = FALSE;

  g_assert_cmpuint (n, >, 0);
  for (gsize i = 0; i < n; i++)
    {
      /* The table of kinds is the same every time. */
      if (chapters[i].kind != FW_CHAPTER_KIND || !has_kinds)
        check_chapter (book, &chapters[i], i);
      has_kinds |= chapters[i].kind == FW_CHAPTER_KIND;
    }

  /* The manual's own last words, and what everybody looks for. */
  tail = size > 0 ? g_strndup ((const char *) data + size - MIN (size, 12), MIN (size, 12))
                  : g_strdup ("");
  query = g_utf8_make_valid (tail, -1);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) hits = fw_manual_index_search (index, i == 0 ? query : "do no", 5);

      for (guint k = 0; k < hits->len; k++)
        {
          const FwHit *hit = g_ptr_array_index (hits, k);

          g_assert_cmpuint (hit->chapter, <, n);
          assert_markup (hit->title);
          assert_markup (hit->excerpt);
        }
    }

  return 0;
}
