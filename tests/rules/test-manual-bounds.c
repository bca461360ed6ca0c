/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Large manuals of nasty shapes: what they ask of their reader grows with their
 * size and no faster. There is no clock in here; what grows with the square of
 * its size would keep a test busy for longer than any test may run.
 */

#include "rules-kit.h"

#define FRONT                                                                               \
  "---\nmanual: big\nversion: 1.0.0\ncategories: { a: box, b: box }\nattributes: { x: bool, " \
  "y: [p, q] }\n---\n\n"
#define SOUND                                                                                    \
  "### AA-001 Sound\n\n- **DO** this.\n\n```rule\nseverity: error\nsince: 1.0.0\ncheck: no-gap\n" \
  "```\n\n"
#define SIZE (384 * 1024)

static FwManual *
read_text (const char *text,
           gsize       length)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length);
  g_autoptr(GError) error = NULL;
  FwManual *manual = fw_manual_new_from_bytes (bytes, &error);

  g_assert_no_error (error);

  return manual;
}

/* Test that one thing again and again, behind a sound rule, leaves that rule sound. */
static void
test_again (void)
{
  static const struct { const char *name; const char *begin; const char *unit; const char *end;
  } shapes[] = {
    { "headings", "", "# h\n", "" },
    { "rules without a block", "", "### AB-001 x\n", "" },
    { "rules of one id", "", "### AB-001 x\n- **DO** x.\n```rule\nseverity: error\ncheck: no-gap\n"
      "since: 1.0.0\n```\n", "" },
    { "precedents of no rule", "", "### P-0001 under AB-001: x\n```precedent\nrule: AB-001\n"
      "since: 1.0.0\noutcome: x\n```\n", "" },
    { "changes that name no rule", "## What changed in 1.0.0\n", "AB-001 ", "" },
    { "new rules that nothing names", "## What changed in 1.0.0\n- none\n", "### AB-001 x\n```rule\n"
      "since: 1.0.0\nchange: add\n```\n", "" },
    { "quotations", "### AB-001 T\n\n", ">", "" },
    { "brackets in a bullet", "### AB-001 T\n\n- **DO** ", "[", "" },
    { "ends of brackets", "### AB-001 T\n\n- **DO** ", "[](", "" },
    { "pictures that begin", "### AB-001 T\n\n- ", "![", "" },
    { "pictures in a line", "### AB-001 T\n\n", "![a](b)", "" },
    { "one bullet", "### AB-001 T\n\n- **DO** x\n", "y\n", "" },
    { "bullets", "### AB-001 T\n\n", "- **DO** x\n", "" },
    { "lines", "", "\n", "" },
    { "one line", "### AB-001 T\n\n", "word ", "" },
    { "fences", "### AB-001 T\n\n", "```rule\n", "" },
    { "lists in lists", "### AB-001 T\n\n```rule\nfor: ", "[", "\n```\n" },
    { "dashes", "### AB-001 T\n\n```rule\n", "- ", "\n```\n" },
    { "a long list", "### AB-001 T\n\n```rule\nfor: [", "a, ", "]\n```\n" },
    { "a long key", "### AB-001 T\n\n```rule\n", "k", ": x\n```\n" },
    { "bad conditions", "", "### AB-001 T\n```rule\ncheck: no-gap\nwhen: abcdefghijklm > 2\n```\n",
      "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr(GString) text = g_string_new (FRONT SOUND);
      g_autoptr(FwManual) manual = NULL;

      g_test_message ("%s", shapes[i].name);
      g_string_append (text, shapes[i].begin);
      while (text->len < SIZE)
        g_string_append (text, shapes[i].unit);
      g_string_append (text, shapes[i].end);
      manual = read_text (text->str, text->len);
      g_assert_true (fw_manual_find_rule (manual, "AA-001")->is_sound);
    }
}

/* Appends "PREFIX00000SUFFIX" for each number up to @n. */
static void
append_numbered (GString    *text,
                 const char *prefix,
                 const char *suffix,
                 guint       n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%05u%s", prefix, i, suffix);
}

static guint
count_messages (const FwManual *manual,
                const char     *part)
{
  gsize n;
  const FwManualMessage *messages = fw_manual_get_messages (manual, &n);
  guint found = 0;

  for (gsize i = 0; i < n; i++)
    found += strstr (messages[i].text, part) != NULL;

  return found;
}

/* Test that as many categories, attributes and globs as there can be are read,
 * and what is too many is told, once. */
static void
test_front (void)
{
  g_autoptr(GString) text = g_string_new ("---\nmanual: big\nversion: 1.0.0\ncategories:\n");
  g_autoptr(FwManual) manual = NULL;

  append_numbered (text, "  c", ": box\n", 4090);
  g_string_append (text, "attributes:\n");
  append_numbered (text, "  a", ": bool\n", 4090);
  g_string_append (text, "required-attributes:\n");
  append_numbered (text, "  \"*", "\": [a00001, a00999]\n", 4090);
  g_string_append (text, "attributes-for:\n");
  append_numbered (text, "  c", ": [a00001, a00002]\n", 4090);
  g_string_append (text, "---\n\n" SOUND);
  manual = read_text (text->str, text->len);

  FwTaxonomy *taxonomy = fw_manual_get_taxonomy (manual);

  g_assert_cmpuint (fw_taxonomy_get_n_categories (taxonomy), ==, 4090);
  g_assert_cmpuint (fw_taxonomy_get_n_attributes (taxonomy), ==, 1000);
  g_assert_cmpuint (count_messages (manual, "up to 1000 attributes"), ==, 1);
  g_assert_cmpuint (count_messages (manual, "too much to compare"), ==, 1);
  g_assert_nonnull (fw_manual_find_rule (manual, "AA-001"));
}

/* Test that what rules ask for is counted over all of them: those that come
 * before the end of the budget are sound, those behind are shown. */
static void
test_budget (void)
{
  g_autoptr(GString) text = g_string_new ("---\nmanual: big\nversion: 1.0.0\ncategories:\n");
  g_autoptr(FwManual) manual = NULL;

  append_numbered (text, "  aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ": box\n",
                   4090);
  g_string_append (text, "---\n\n" SOUND);
  for (guint i = 0; i < 100; i++)
    {
      g_string_append_printf (text, "### AB-%03u T\n\n- **DO** x.\n\n```rule\nseverity: error\n"
                              "since: 1.0.0\ncheck: no-gap\nfor: [", i);
      for (guint k = 0; k < 400; k++)
        g_string_append_printf (text, "\"*a*a*a*a%u\", ", i * 400 + k);
      g_string_append (text, "\"*\"]\n```\n");
    }
  manual = read_text (text->str, text->len);
  g_assert_cmpuint (fw_manual_get_n_rules (manual), ==, 101);
  g_assert_true (fw_manual_find_rule (manual, "AA-001")->is_sound);
  g_assert_false (fw_manual_find_rule (manual, "AB-099")->is_sound);
  g_assert_cmpuint (count_messages (manual, "too much to compare"), ==, 1);
}

/* Test that a file that is too large is refused before it is looked at. */
static void
test_size (void)
{
  g_autofree char *text = g_strnfill (FW_MANUAL_MAX_SIZE + 1, 'x');
  g_autoptr(GBytes) bytes = g_bytes_new (text, FW_MANUAL_MAX_SIZE + 1);
  g_autoptr(GError) error = NULL;

  g_assert_null (fw_manual_new_from_bytes (bytes, &error));
  g_assert_nonnull (strstr (error->message, "16 MiB"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manual-bounds/again", test_again);
  g_test_add_func ("/manual-bounds/front", test_front);
  g_test_add_func ("/manual-bounds/budget", test_budget);
  g_test_add_func ("/manual-bounds/size", test_size);

  return g_test_run ();
}
