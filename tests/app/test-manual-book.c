/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The manual as it is read: chapters and blocks as golden text, finding places,
 * searching, and what a person has read. No display.
 */

#include "app/manual/manual-index.h"
#include "app/manual/manual-reading.h"
#include "app/manual/rule-edition.h"
#include "support/test-home.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static FwManual *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  FwManual *manual = fw_manual_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return manual;
}

static FwManual *
load (const char *folder,
      const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  FwManual *manual = fw_manual_new_from_file (file, &error);

  g_assert_no_error (error);
  return manual;
}

/* The book as text ------------------------------------------------------------- */

static void
print_block (GString       *out,
             const FwBlock *block)
{
  static const char *const kinds[] = { "text", "heading", "code", "table", "picture", "ruler" };

  g_string_append_printf (out, "  %s", kinds[block->kind]);
  if (block->level > 0)
    g_string_append_printf (out, " level=%u", block->level);
  if (block->depth > 0)
    g_string_append_printf (out, " depth=%u", block->depth);
  if (block->quote > 0)
    g_string_append_printf (out, " quote=%u", block->quote);
  if (block->marker != NULL)
    g_string_append_printf (out, " marker=%s", block->marker);
  if (block->kind == FW_BLOCK_PICTURE)
    g_string_append_printf (out, " %s (%s)", block->picture != NULL ? block->picture : "-",
                            block->text);
  g_string_append_printf (out, " | %s\n", block->markup);
  for (guint row = 0; row < block->n_rows; row++)
    {
      g_string_append (out, "   ");
      for (guint column = 0; column < block->n_columns; column++)
        g_string_append_printf (out, " [%s]", block->cells[row * block->n_columns + column]);
      g_string_append_c (out, '\n');
    }
}

static void
print_chapter (GString         *out,
               guint            index,
               const FwChapter *chapter)
{
  static const char *const kinds[] = { "text", "rule", "precedent", "messages", "kind" };

  g_string_append_printf (out, "%u %s level=%d part=%u line=%d id=%s | %s\n", index,
                          kinds[chapter->kind], chapter->level, chapter->part, chapter->line,
                          chapter->id, chapter->title);
  for (int side = 0; side < FW_N_SIDES; side++)
    for (gsize i = 0; i < chapter->n_sides[side]; i++)
      {
        const FwSideItem *item = &chapter->sides[side][i];

        g_string_append_printf (out, "  %s%s", side == FW_SIDE_DO ? "do" : "do not",
                                item->is_example ? " example" : "");
        if (item->has_picture)
          g_string_append_printf (out, " picture=%s", item->picture != NULL ? item->picture : "-");
        g_string_append_printf (out, " | %s\n", item->markup);
      }
  for (gsize i = 0; i < chapter->n_blocks; i++)
    print_block (out, &chapter->blocks[i]);
  if (chapter->check_words != NULL)
    g_string_append_printf (out, "  check: %s\n", chapter->check_words);
  for (gsize i = 0; i < chapter->n_facts; i++)
    g_string_append_printf (out, "  fact %s: %s\n", chapter->facts[i].name,
                            chapter->facts[i].markup);
  for (gsize i = 0; i < chapter->n_precedents; i++)
    g_string_append_printf (out, "  answered in %u\n", chapter->precedents[i]);
}

static void
assert_golden (const char *text,
               const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "app", name, NULL);
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("FW_UPDATE_GOLDEN") != NULL)
    g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

/* Test that every construct of Markdown and of rules becomes the blocks it should. */
static void
test_blocks (void)
{
  g_autoptr (FwManual) manual = load ("app", "reading.manual.md");
  g_autoptr (FwManualBook) book = fw_manual_book_new (manual);
  g_autoptr (GString) out = g_string_new (NULL);
  gsize n = 0;
  const FwChapter *chapters = fw_manual_book_get_chapters (book, &n);

  /* The reference of kinds grows with the table; it has a test of its own. */
  for (gsize i = 0; i < n && chapters[i].kind != FW_CHAPTER_KIND; i++)
    print_chapter (out, (guint) i, &chapters[i]);
  assert_golden (out->str, "reading.expected");
}

static void
assert_markup (const char *markup)
{
  /* What Pango reads is what GMarkup reads, in one element. */
  static const GMarkupParser nothing = { NULL, NULL, NULL, NULL, NULL };
  g_autofree char *whole = g_strdup_printf ("<markup>%s</markup>", markup);
  GMarkupParseContext *context = g_markup_parse_context_new (&nothing, 0, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, whole, -1, &error);
  if (error == NULL)
    g_markup_parse_context_end_parse (context, &error);
  if (error != NULL)
    g_test_message ("%s", markup);
  g_assert_no_error (error);
  g_markup_parse_context_free (context);
}

static void
assert_well_formed (FwManualBook *book)
{
  gsize n = 0;
  const FwChapter *chapters = fw_manual_book_get_chapters (book, &n);

  g_assert_cmpuint (n, >, 0);
  for (gsize i = 0; i < n; i++)
    {
      const FwChapter *chapter = &chapters[i];

      g_assert_cmpuint (chapter->part, <=, i);
      for (gsize k = 0; k < chapter->n_blocks; k++)
        {
          const FwBlock *block = &chapter->blocks[k];

          g_assert_cmpuint (block->depth, <=, FW_BLOCK_MAX_DEPTH);
          g_assert_cmpuint (block->quote, <=, FW_BLOCK_MAX_DEPTH);
          assert_markup (block->markup);
          for (guint c = 0; c < block->n_columns * block->n_rows; c++)
            assert_markup (block->cells[c]);
          g_assert_true (block->picture == NULL || fw_manual_is_inside (block->picture));
        }
      for (int side = 0; side < FW_N_SIDES; side++)
        for (gsize k = 0; k < chapter->n_sides[side]; k++)
          assert_markup (chapter->sides[side][k].markup);
      for (gsize k = 0; k < chapter->n_facts; k++)
        assert_markup (chapter->facts[k].markup);
    }
}

/* Test that an example is shown as one however it is emphasised; the mark goes with the
 * words that it is on. */
static void
test_examples (void)
{
  static const struct { const char *bullet; int side; const char *markup; } cases[] = {
    { "- Example yes: a red car", FW_SIDE_DO, "A red car" },
    { "- *Example yes*: a red car", FW_SIDE_DO, "A red car" },
    { "- *Example no:* a *toy*", FW_SIDE_DONT, "A <i>toy</i>" },
    { "- **Example no** a toy", FW_SIDE_DONT, "A toy" },
    { "- _Example no: a toy_", FW_SIDE_DONT, "<i>A toy</i>" },
    { "- ***Example yes***: a toy", FW_SIDE_DO, "A toy" },
    { "- Example nothing", -1, NULL },
    { "- *Example*: a toy", -1, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (
          "---\nmanual: m\nversion: 1.0.0\n---\n\n### SD-001 T\n\n", cases[i].bullet,
          "\n\n```rule\nseverity: error\nsince: 1.0.0\ncheck: finite-coords\n```\n", NULL);
      g_autoptr (FwManual) manual = parse (text);
      g_autoptr (FwManualBook) book = fw_manual_book_new (manual);
      gsize n = 0;
      const FwChapter *rule = fw_manual_book_get_chapters (book, &n);

      g_test_message ("%s", cases[i].bullet);
      while (rule->kind != FW_CHAPTER_RULE)
        rule++;
      for (int side = 0; side < FW_N_SIDES; side++)
        g_assert_cmpuint (rule->n_sides[side], ==, side == cases[i].side ? 1 : 0);
      if (cases[i].side < 0)
        continue;
      g_assert_true (rule->sides[cases[i].side][0].is_example);
      g_assert_cmpstr (rule->sides[cases[i].side][0].markup, ==, cases[i].markup);
    }
}

/* Test that each kind of check has a chapter, whatever the manual. */
static void
test_kinds (void)
{
  g_autoptr (FwManual) manual = load ("rules", "driving.manual.md");
  g_autoptr (FwManualBook) book = fw_manual_book_new (manual);
  gsize n_kinds = 0;
  gsize n = 0;
  const FwCheckKind *kinds = fw_check_kinds_get (&n_kinds);
  const FwChapter *chapters = fw_manual_book_get_chapters (book, &n);

  for (gsize i = 0; i < n_kinds; i++)
    {
      int at = fw_manual_book_find (book, kinds[i].name);

      g_test_message ("case %zu: %s", i, kinds[i].name);
      g_assert_cmpint (at, >=, 0);
      g_assert_true (chapters[at].check == &kinds[i]);
      g_assert_cmpuint (chapters[at].n_blocks, >, 0);
    }
  assert_well_formed (book);
}

/* Test that places are found by id, line, heading and nothing else. */
static void
test_find (void)
{
  static const struct
  {
    const char *target;
    const char *id;
    const char *title;
  } cases[] = {
    { "KT-001", "KT-001", NULL },
    { "#kt-002", "KT-002", NULL },
    { "P-0001", "P-0001", NULL },
    { "line:1", "", "Everything that can be read" },
    { "#line:76", "KT-001", NULL },
    { "line:999999", "P-0001", NULL },
    { "a-lists--tables", "", "A. Lists & tables" },
    { "min-size", "min-size", NULL },
    { "KT-999", NULL, NULL },
    { "", NULL, NULL },
  };
  g_autoptr (FwManual) manual = load ("app", "reading.manual.md");
  g_autoptr (FwManualBook) book = fw_manual_book_new (manual);
  gsize n = 0;
  const FwChapter *chapters = fw_manual_book_get_chapters (book, &n);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int at = fw_manual_book_find (book, cases[i].target);

      g_test_message ("case %zu: %s", i, cases[i].target);
      g_assert_cmpint (at >= 0, ==, cases[i].id != NULL);
      if (at >= 0)
        g_assert_cmpstr (chapters[at].id, ==, cases[i].id);
      if (cases[i].title != NULL)
        g_assert_cmpstr (chapters[at].title, ==, cases[i].title);
    }
}

/* Test which rules speak about a category: those that name it. */
static void
test_about (void)
{
  static const struct
  {
    const char *rule;
    const char *category;
    gboolean    expected;
  } cases[] = {
    { "SD-002", "vehicle.car", TRUE },   { "SD-002", "sign.traffic", FALSE },
    { "SD-012", "vehicle.car", FALSE },  { "SD-009", "human.rider", TRUE },
    { "SD-009", "vehicle.bicycle", TRUE }, { "SD-006", "region.ignore", TRUE },
    { "SD-026", "light.traffic", TRUE }, { "SD-026", NULL, FALSE },
  };
  g_autoptr (FwManual) manual = load ("rules", "driving.manual.md");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const FwRule *rule = fw_manual_find_rule (manual, cases[i].rule);

      g_test_message ("case %zu: %s, %s", i, cases[i].rule, cases[i].category);
      g_assert_nonnull (rule);
      g_assert_cmpint (fw_rule_speaks_about (rule, cases[i].category), ==, cases[i].expected);
    }
}

/* Test that text nobody wrote in good faith gives well-formed blocks, quickly. */
static void
test_damage (void)
{
  static const char *const bits[] = {
    "*", "**", "_", "`", "```\n", "~~", "[", "](", ")", "![", "#", "\n", "\n\n", "> ", "- ", "1. ",
    "|", "---|---\n", "<a href='", ">", "&amp;", "&", "\\", "KT-001", "**DO**", "- **DO NOT** ",
    "Example no", "    ", "\t", "<!--", "-->", "***\n", "\xc3\xa9", "x", " ", "```rule\n",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int round = 0; round < 400; round++)
    {
      g_autoptr (GString) text = g_string_new ("---\nmanual: x\nversion: 1.0.0\n---\n");

      if (round % 2 == 0)
        g_string_append (text, "### KT-001 Title\n");
      for (int i = g_rand_int_range (rand, 1, 120); i > 0; i--)
        g_string_append (text, bits[g_rand_int_range (rand, 0, G_N_ELEMENTS (bits))]);

      g_autoptr (FwManual) manual = parse (text->str);
      g_autoptr (FwManualBook) book = fw_manual_book_new (manual);

      assert_well_formed (book);
    }
}

/* Test that nesting and length are bounded. */
static void
test_limits (void)
{
  static const struct
  {
    const char *head;
    const char *unit;
    guint       n;
  } cases[] = {
    { "", "> ", 20000 },        { "", "- ", 20000 },      { "", "*", 20000 },
    { "", "*a **b ", 5000 },    { "", "[", 20000 },       { "", "word ", 100000 },
    { "", "- a\n", 20000 },     { "", "# h\n", 30000 },   { "|a|b|\n|-|-|\n", "|1|2|\n", 5000 },
    { "", "![](img/a.png) ", 3000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new ("---\nmanual: x\nversion: 1.0.0\n---\n");

      g_test_message ("case %zu: %s", i, cases[i].unit);
      g_string_append (text, cases[i].head);
      for (guint k = 0; k < cases[i].n; k++)
        g_string_append (text, cases[i].unit);

      g_autoptr (FwManual) manual = parse (text->str);
      g_autoptr (FwManualBook) book = fw_manual_book_new (manual);

      assert_well_formed (book);
    }
}

/* Searching --------------------------------------------------------------------- */

/* Test that folding drops accents and capitals and remembers where letters were. */
static void
test_fold (void)
{
  static const struct
  {
    const char *text;
    const char *folded;
  } cases[] = {
    { "", "" },
    { "SD-004", "sd 004" },
    { "Crème Brûlée", "creme brulee" },
    { "e\xcc\x81te\xcc\x81", "ete" },
    { "Straße", "strasse" },
    { "ÅÖ ﬁn", "ao fin" },
    { "日本", "日本" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) offsets = NULL;
      g_autofree char *folded = fw_fold_text (cases[i].text, &offsets);

      g_test_message ("case %zu: %s", i, cases[i].text);
      g_assert_cmpstr (folded, ==, cases[i].folded);
      g_assert_cmpuint (offsets->len, ==, strlen (folded) + 1);
      g_assert_cmpuint (g_array_index (offsets, gsize, offsets->len - 1), ==,
                        strlen (cases[i].text));
    }
}

/* Test what a search finds first, and what it makes bold. */
static void
test_search (void)
{
  static const struct
  {
    const char *query;
    int         group; /* of the first hit; -1: nothing is found */
    const char *id;
    const char *title;   /* NULL: any */
    const char *excerpt;
  } cases[] = {
    { "kt 2", FW_HITS_RULES, "KT-002", NULL, NULL },
    { "KT-001", FW_HITS_RULES, "KT-001", NULL, NULL },
    { "cars", FW_HITS_RULES, "KT-001", "<b>Cars</b> &amp; wheels", NULL },
    { "ÇÀRS whéels", FW_HITS_RULES, "KT-001", "<b>Cars</b> &amp; <b>wheels</b>", NULL },
    { "alone", FW_HITS_RULES, "KT-001", NULL, "Label part.wheel <b>alone</b>." },
    { "toy", FW_HITS_ANSWERS, "P-0001", "a <b>toy</b> car", NULL },
    { "diagram", FW_HITS_TEXT, "", NULL, "A <b>diagram</b>" },
    { "expr", FW_HITS_CHECKS, "expr", NULL, NULL },
    { "no such word at all", -1, NULL, NULL, NULL },
    { "  - ", -1, NULL, NULL, NULL },
    { "", -1, NULL, NULL, NULL },
  };
  g_autoptr (FwManual) manual = load ("app", "reading.manual.md");
  g_autoptr (FwManualBook) book = fw_manual_book_new (manual);
  g_autoptr (FwManualIndex) index = fw_manual_index_new (book);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) hits = fw_manual_index_search (index, cases[i].query, 20);

      g_test_message ("case %zu: %s", i, cases[i].query);
      if (cases[i].group < 0)
        {
          g_assert_cmpuint (hits->len, ==, 0);
          continue;
        }
      g_assert_cmpuint (hits->len, >, 0);

      const FwHit *hit = hits->pdata[0];

      g_assert_cmpint ((int) hit->group, ==, cases[i].group);
      g_assert_cmpstr (hit->id, ==, cases[i].id);
      if (cases[i].title != NULL)
        g_assert_cmpstr (hit->title, ==, cases[i].title);
      if (cases[i].excerpt != NULL)
        g_assert_cmpstr (hit->excerpt, ==, cases[i].excerpt);
    }
}

/* Test that groups come in their order and none is longer than asked for. */
static void
test_search_groups (void)
{
  g_autoptr (FwManual) manual = load ("rules", "driving.manual.md");
  g_autoptr (FwManualBook) book = fw_manual_book_new (manual);
  g_autoptr (FwManualIndex) index = fw_manual_index_new (book);
  g_autoptr (GPtrArray) hits = fw_manual_index_search (index, "a", 5);
  guint n[FW_N_HIT_GROUPS] = { 0 };

  for (guint i = 0; i < hits->len; i++)
    {
      const FwHit *hit = hits->pdata[i];

      n[hit->group]++;
      assert_markup (hit->title);
      assert_markup (hit->excerpt);
      if (i > 0)
        g_assert_cmpint (((FwHit *) hits->pdata[i - 1])->group, <=, hit->group);
    }
  g_assert_cmpuint (n[FW_HITS_RULES], ==, 5);
  g_assert_cmpuint (n[FW_HITS_CHECKS], ==, 5);
}

/* What was read -------------------------------------------------------------------- */

static FwManual *
make_version (const char *version,
              const char *first,
              const char *second)
{
  static const char block[] =
    ".\n\n```rule\nseverity: error\nsince: 1.0.0\ncheck: human\nask: Ok?\n```\n";
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "---\nmanual: kit\nversion: %s\ncategories:\n  car: box\n---\n", version);
  g_string_append_printf (text, "### KT-001 One\n\n- **DO** %s%s", first, block);
  if (second != NULL)
    g_string_append_printf (text, "### KT-002 Two\n\n- **DO** %s%s", second, block);
  return parse (text->str);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (fw_manual_reading_save_finish (result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
save (FwManualReading *reading)
{
  gboolean is_saved = FALSE;

  fw_manual_reading_save_async (reading, saved_cb, &is_saved);
  while (!is_saved)
    g_main_context_iteration (NULL, TRUE);
}

/* Test that the first look counts as read, changes show until they are read,
 * each person reads for herself, and all of it comes back from the disk. */
static void
test_reading (void)
{
  g_autoptr (FwManual) first = make_version ("1.0.0", "this", NULL);
  g_autoptr (FwManual) typo = make_version ("1.0.1", "this", NULL);
  g_autoptr (FwManual) second = make_version ("1.1.0", "that", "more");

  {
    g_autoptr (FwManualReading) reading = fw_manual_reading_load (first, "Ines");

    g_assert_cmpuint (fw_manual_reading_count_changed (reading, first), ==, 0);
    g_assert_cmpstr (fw_manual_reading_get_version (reading), ==, "1.0.0");
    fw_manual_reading_set_bookmark (reading, "KT-001", TRUE);
    save (reading);
  }
  {
    g_autoptr (FwManualReading) reading = fw_manual_reading_load (second, "Ines");

    g_assert_cmpuint (fw_manual_reading_count_changed (reading, typo), ==, 0);
    g_assert_cmpuint (fw_manual_reading_count_changed (reading, second), ==, 2);
    g_assert_true (fw_manual_reading_is_changed (reading, fw_manual_find_rule (second, "KT-002")));
    g_assert_cmpstr (fw_manual_reading_get_version (reading), ==, "1.0.0");
    g_assert_true (fw_manual_reading_has_bookmark (reading, "KT-001"));
    g_assert_false (fw_manual_reading_has_bookmark (reading, "KT-002"));
    fw_manual_reading_mark_read (reading, second);
    fw_manual_reading_set_bookmark (reading, "KT-001", FALSE);
    g_assert_cmpuint (fw_manual_reading_count_changed (reading, second), ==, 0);
    save (reading);
  }
  {
    g_autoptr (FwManualReading) ines = fw_manual_reading_load (second, "Ines");
    g_autoptr (FwManualReading) marta = fw_manual_reading_load (first, "Marta");

    g_assert_cmpuint (fw_manual_reading_count_changed (ines, second), ==, 0);
    g_assert_cmpstr (fw_manual_reading_get_version (ines), ==, "1.1.0");
    g_assert_cmpint (fw_manual_reading_get_time (ines), >, 0);
    g_assert_false (fw_manual_reading_has_bookmark (ines, "KT-001"));
    g_assert_cmpuint (fw_manual_reading_count_changed (marta, second), ==, 2);
    save (marta);
  }
}

static GMutex gate;

static void
wait_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_mutex_lock (&gate);
  g_mutex_unlock (&gate);
  g_task_return_boolean (task, TRUE);
}

/* Takes all threads that could write, until the gate is opened. */
static void
occupy_threads (void)
{
  g_mutex_lock (&gate);
  for (int i = 0; i < 32; i++)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

      g_task_run_in_thread (task, wait_thread);
    }
}

/* Test that what was read counts before it is on the disk: when the next version
 * is opened at once, and when it was marked while that was being opened. */
static void
test_reading_unwritten (void)
{
  g_autoptr (FwManual) first = make_version ("1.0.0", "this", NULL);
  g_autoptr (FwManual) second = make_version ("1.1.0", "that", "more");
  g_autoptr (FwManualReading) reading = fw_manual_reading_load (second, "Jo");
  g_autoptr (FwManualReading) next = NULL;
  gboolean is_saved = FALSE;

  save (reading);
  fw_manual_reading_mark_read (reading, first);
  occupy_threads ();
  fw_manual_reading_save_async (reading, saved_cb, &is_saved);
  next = fw_manual_reading_load (second, "Jo");
  g_assert_cmpuint (fw_manual_reading_count_changed (next, second), ==, 2);
  g_assert_cmpstr (fw_manual_reading_get_version (next), ==, "1.0.0");
  g_assert_true (g_bytes_equal (fw_manual_reading_get_text (next), fw_manual_get_bytes (first)));

  fw_manual_reading_mark_rule (reading, second, fw_manual_find_rule (second, "KT-002"));
  fw_manual_reading_save_async (reading, NULL, NULL);
  g_assert_cmpuint (fw_manual_reading_count_changed (next, second), ==, 2);
  fw_manual_reading_catch_up (next, second);
  g_assert_cmpuint (fw_manual_reading_count_changed (next, second), ==, 1);
  g_mutex_unlock (&gate);
  while (!is_saved)
    g_main_context_iteration (NULL, TRUE);
}

/* Test that versions of a rule come newest first, with words, author and date,
 * and that what a manual only declares is there too. */
static void
test_editions (void)
{
  static const char json[] =
    "{\"manual\":\"kit\",\"versions\":[{\"version\":\"1.1.0\",\"sha256\":"
    "\"0000000000000000000000000000000000000000000000000000000000000000\","
    "\"author\":\"Marta L.\",\"date\":\"2026-11-03T09:00:00Z\",\"changes\":{}}]}";
  g_autoptr (FwManual) first = make_version ("1.0.0", "label this one", NULL);
  g_autoptr (FwManual) second = make_version ("1.1.0", "label that one", "more");
  g_autoptr (FwManual) third = make_version ("1.2.0", "label <those> only", "more");
  g_autoptr (GPtrArray) diffs =
    g_ptr_array_new_with_free_func ((GDestroyNotify) fw_manual_diff_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (FwManualVersions) versions = fw_manual_versions_parse (json, strlen (json), &error);
  g_autoptr (GPtrArray) editions = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (FwManual) reading = load ("app", "reading.manual.md");
  g_autoptr (GPtrArray) declared = NULL;

  g_assert_no_error (error);
  g_ptr_array_add (diffs, fw_manual_diff_new (first, second));
  g_ptr_array_add (diffs, fw_manual_diff_new (second, third));
  editions = fw_rule_editions_new (third, diffs, versions, "KT-001");
  g_assert_cmpuint (editions->len, ==, 2);

  const FwRuleEdition *newest = editions->pdata[0];
  const FwRuleEdition *oldest = editions->pdata[1];
  g_autofree char *before = fw_word_runs_to_markup (newest->words[FW_SIDE_DO], FALSE);
  g_autofree char *after = fw_word_runs_to_markup (newest->words[FW_SIDE_DO], TRUE);

  g_assert_cmpstr (newest->version, ==, "1.2.0");
  g_assert_cmpstr (newest->before, ==, "1.1.0");
  g_assert_true (fw_word_runs_differ (newest->words[FW_SIDE_DO]));
  g_assert_false (fw_word_runs_differ (newest->words[FW_SIDE_DONT]));
  g_assert_nonnull (strstr (before, "strikethrough=\"true\">that one.</span>"));
  g_assert_nonnull (strstr (after, "&lt;those&gt; only.</span>"));
  assert_markup (before);
  assert_markup (after);
  g_assert_cmpstr (oldest->version, ==, "1.1.0");
  g_assert_cmpstr (oldest->author, ==, "Marta L.");
  g_assert_cmpstr (oldest->date, ==, "2026-11-03");

  none = fw_rule_editions_new (third, diffs, NULL, "KT-009");
  g_assert_cmpuint (none->len, ==, 0);

  declared = fw_rule_editions_new (reading, NULL, NULL, "KT-002");
  g_assert_cmpuint (declared->len, ==, 1);
  newest = declared->pdata[0];
  g_assert_cmpstr (newest->version, ==, "1.2.0");
  g_assert_cmpint (newest->change, ==, FW_CHANGE_CLASS_TIGHTEN);
  g_assert_cmpstr (newest->why, ==, "tightened.");
  g_assert_null (newest->words[FW_SIDE_DO]);
}

int
main (int    argc,
      char **argv)
{
  fw_test_init (&argc, &argv);

  g_test_add_func ("/manual-book/blocks", test_blocks);
  g_test_add_func ("/manual-book/examples", test_examples);
  g_test_add_func ("/manual-book/kinds", test_kinds);
  g_test_add_func ("/manual-book/find", test_find);
  g_test_add_func ("/manual-book/about", test_about);
  g_test_add_func ("/manual-book/damage", test_damage);
  g_test_add_func ("/manual-book/limits", test_limits);
  g_test_add_func ("/manual-index/fold", test_fold);
  g_test_add_func ("/manual-index/search", test_search);
  g_test_add_func ("/manual-index/groups", test_search_groups);
  g_test_add_func ("/manual-reading/changes", test_reading);
  g_test_add_func ("/manual-reading/unwritten", test_reading_unwritten);
  g_test_add_func ("/rule-edition/versions", test_editions);
  return g_test_run ();
}
