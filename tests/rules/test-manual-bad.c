/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Manuals with something bad in them: a message tells it at its place, and the
 * rules before and behind it are checked as if it were not there.
 */

#include "rules-kit.h"

#include "core/error.h"
#include "rules/manual-edit.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define FRONT                                                                                   \
  "---\nmanual: bad\nversion: 1.0.0\ncategories: { a: box }\nattributes: { note: text, n: "     \
  "number }\n---\n\n"
/* 10 lines. */
#define RULE(id_)                                                                               \
  "### " id_ " Title\n\n- **DO** this.\n\n```rule\nseverity: error\nsince: 1.0.0\ncheck: no-gap" \
  "\n```\n\n"
#define DEEP "(((((((((((((((((((((((((((((((((((((((((("
#define BLOCK(lines_) "### BB-001 T\n\n- **DO** x.\n\n```rule\nseverity: error\n" lines_ "\n```\n\n"
#define LINE 18 /* where what stands between the two rules begins */

static FwManual *
read_between (const char *bad)
{
  g_autofree char *text = g_strconcat (FRONT RULE ("AA-001"), bad, RULE ("CC-001"), NULL);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  FwManual *manual = fw_manual_new_from_bytes (bytes, &error);

  g_assert_no_error (error);

  return manual;
}

/* The message that holds @part; NULL when none does. */
static const FwManualMessage *
find_message (const FwManual *manual,
              const char     *part)
{
  gsize n;
  const FwManualMessage *messages = fw_manual_get_messages (manual, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (g_utf8_validate (messages[i].text, -1, NULL));
      if (strstr (messages[i].text, part))
        return &messages[i];
    }

  return NULL;
}

static void
print_messages (const FwManual *manual)
{
  gsize n;
  const FwManualMessage *messages = fw_manual_get_messages (manual, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text = fw_manual_format_message (&messages[i], "bad");

      g_test_message ("%s", text);
    }
}

/* Test what is said of bad texts, where, and that it reaches nothing else. */
static void
test_places (void)
{
  static const struct { const char *bad; const char *says; int line; int column; } cases[] = {
    /* Not UTF-8: Latin-1, half a character, a surrogate, too long a form. */
    { "Caf\xe9 or not.\n\n", "not UTF-8", 0, 4 },
    { "## Caf\xe9\n\n", "not UTF-8", 0, 7 },
    { "ok\n\xf0\x9f\x98\nok\n\n", "not UTF-8", 1, 1 },
    { "\xed\xa0\x80 x\n\n", "not UTF-8", 0, 1 },
    { "### BB-001 T\n\n- **DO** x \xc0\xaf.\n\n```rule\nseverity: error\nsince: 1.0.0\n"
      "check: no-gap\n```\n\n", "not UTF-8", 2, 12 },
    { BLOCK ("since: 1.0.0\ncheck: no-gap\nfor: [caf\xe9]"), "no category fits 'caf?'", 8, 7 },
    /* Control characters. */
    { BLOCK ("since: 1.0.0\ncheck: \x01no-gap"), "may not stand here", 7, 8 },
    /* Nesting. */
    { BLOCK ("since: 1.0.0\nfor: [[[[[[[[[[[[a]]]]]]]]]]]]"), "nested too deeply", 7, 13 },
    { BLOCK ("since: 1.0.0\nfor:\n - - - - - - - - - - a"), "nested too deeply", 8, 16 },
    { BLOCK ("since: 1.0.0\nwith: {a: {a: {a: {a: {a: {a: {a: {a: {a: 1}}}}}}}}}"),
      "nested too deeply", 7, 32 },
    { BLOCK ("since: 1.0.0\ncheck: no-gap\nwhen: " DEEP), "nested too deeply", 8, 39 },
    { BLOCK ("since: 1.0.0\ncheck: no-gap\nwhen: not not not not not not not not not not not not not "
             "not not not not not not not not not not not not not not not not not not not not true"),
      "nested too deeply", 8, 135 },
    /* Numbers. */
    { BLOCK ("since: 1.0.0\ncheck: min-size\nwith: { height: 1e400 }"), "wants a number", 8, 17 },
    { BLOCK ("since: 1.0.0\ncheck: min-size\nwith: { height: inf }"), "wants a number", 8, 17 },
    { BLOCK ("since: 1.0.0\ncheck: min-size\nwith: { height: 0x10 }"), "wants a number", 8, 17 },
    { BLOCK ("since: 1.0.0\ncheck: min-length\nwith: { frames: 99999999999999999999 }"),
      "usually between", 8, 17 },
    { BLOCK ("since: 1.0.0\ncheck: min-length\nwith: { frames: -99999999999999999999 }"),
      "usually between", 8, 17 },
    { BLOCK ("since: 1.0.0\ncheck: no-gap\nrisk: 99999999999999999999"), "'risk' is 1 to 5", 8, 7 },
    { BLOCK ("since: 99999999999999999999.0.0\ncheck: no-gap"), "but the manual is version", 6, 8 },
    { BLOCK ("since: 1.0.0\ncheck: no-gap\nwhen: h > 1e999"), "too large", 8, 11 },
    { BLOCK ("since: 1.0.0\ncheck: attribute-pattern\nwith: { attribute: note, pattern: 'a{99999}' }"),
      "pattern cannot be read", 8, 35 },
    { BLOCK ("since: 1.0.0\ncheck: attribute-pattern\nwith: { attribute: note, pattern: '((((' }"),
      "pattern cannot be read", 8, 35 },
    /* What YAML can and we do not want. */
    { BLOCK ("since: &a 1.0.0\ncheck: *a"), "anchors", 6, 8 },
    { BLOCK ("since: !!str 1.0.0"), "tags", 6, 8 },
    { BLOCK ("\tsince: 1.0.0"), "tab", 6, 1 },
    { BLOCK ("since: 1.0.0\nsince: 1.0.0"), "stands here twice", 7, 1 },
    /* Ends of lines that only YAML takes for some. */
    { BLOCK ("since: 1.0.0\ncheck: \"no\xe2\x80\xa8gap\xc2\x85\"\nrisk: 9"), "'risk' is 1 to 5", 8, 7 },
    { BLOCK ("since: \"1.0.0\r\r\"\ncheck: no-gap\nrisk: 9"), "'risk' is 1 to 5", 8, 7 },
    { BLOCK ("since: \"1.0.0\xe2\x80\xa9\"\nrisk: [[[[[[[[[[[]"), "nested too deeply", 7, 14 },
    /* Pictures. */
    { "See ![x](../out.png) and.\n\n", "does not lie beside", 0, 5 },
    { "See ![x](%2e%2e/out.png).\n\n", "does not lie beside", 0, 5 },
    { "See ![x](a/../../out.png).\n\n", "does not lie beside", 0, 5 },
    { "See ![x](/etc/passwd).\n\n", "does not lie beside", 0, 5 },
    { "See ![x](..\\out.png).\n\n", "does not lie beside", 0, 5 },
    { "See ![x](file:///etc/passwd).\n\n", "does not lie beside", 0, 5 },
    { "See ![x](https://example.org/a.png).\n\n", "does not lie beside", 0, 5 },
    { "See ![x](</etc/a b.png> \"t\").\n\n", "does not lie beside", 0, 5 },
    { "### BB-001 T\n\n- **DO** x.\n- Example no: ![x](../out.png) so\n\n```rule\nseverity: error\n"
      "since: 1.0.0\ncheck: no-gap\n```\n\n", "does not lie beside", 3, 15 },
    /* Ids and fences. */
    { "### BB-99999999999999999999 T\n\n", "is not an id", 0, 5 },
    { "### P-99999999999999999999 under BB-999: T\n\n", "no ```precedent block", 0, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwManual) manual = read_between (cases[i].bad);
      const FwManualMessage *message = find_message (manual, cases[i].says);

      g_test_message ("%s", i < 7 ? "bytes" : cases[i].bad);
      print_messages (manual);
      g_assert_nonnull (message);
      g_assert_cmpint (message->line, ==, LINE + cases[i].line);
      g_assert_cmpint (message->column, ==, cases[i].column);
      g_assert_true (fw_manual_find_rule (manual, "AA-001")->is_sound);
      g_assert_true (fw_manual_find_rule (manual, "CC-001")->is_sound);
    }
}

/* Test that a picture is no message when it is only spoken of, or when it is
 * not known where the manual lies. */
static void
test_no_message (void)
{
  static const char *const cases[] = {
    "Pictures are written `![x](../out.png)`.\n\n",
    "```\n![x](../out.png)\n```\n\n",
    "![x](not-there.png) ![x](50%.png) ![x](<a b.png> \"t\")\n\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwManual) manual = read_between (cases[i]);

      g_assert_null (find_message (manual, "picture"));
    }
}

/* Test that a file in another encoding is told once more and not a thousand times,
 * and is read but not changed. */
static void
test_encoding (void)
{
  g_autoptr(GString) text = g_string_new (FRONT RULE ("AA-001"));
  g_autoptr(GError) error = NULL;
  g_autoptr(FwRuleEdit) edit = fw_rule_edit_new ("AA-001");
  gsize n;

  for (int i = 0; i < 1000; i++)
    g_string_append (text, "caf\xe9 \xe9\xe9\n");

  g_autoptr(GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr(FwManual) manual = fw_manual_new_from_bytes (bytes, &error);
  g_autofree char *prose = NULL;

  g_assert_no_error (error);
  fw_manual_get_messages (manual, &n);
  g_assert_cmpuint (n, <, 30);
  g_assert_nonnull (find_message (manual, "1000 lines of this file are not UTF-8"));
  g_assert_true (fw_manual_find_rule (manual, "AA-001")->is_sound);
  g_assert_true (fw_manual_get_bytes (manual) == bytes);

  prose = fw_manual_dup_prose (manual, "AA-001");
  g_assert_true (g_utf8_validate (prose, -1, NULL));
  fw_rule_edit_set_title (edit, "Other");
  g_assert_null (fw_rule_edit_apply (edit, bytes, &error));
  g_assert_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "line 18 of the manual is not UTF-8"));
}

/* Test that no rule is checked by a letter that was guessed. */
static void
test_guess (void)
{
  g_autoptr(FwManual) manual
      = read_between (BLOCK ("since: 1.0.0\ncheck: no-gap\nfor: [\"\xe9*\"]") "### BB-002 T\n\n"
                      "- **DO** caf\xe9.\n\n```rule\nseverity: error\nsince: 1.0.0\ncheck: no-gap\n"
                      "```\n\n");

  g_assert_false (fw_manual_find_rule (manual, "BB-001")->is_sound);
  g_assert_true (fw_manual_find_rule (manual, "BB-002")->is_sound);
}

/* Test that the end of the file ends everything. */
static void
test_ends (void)
{
  static const struct { const char *end; const char *says; } cases[] = {
    { "```", "this block is not closed" },
    { "### BB-001 T\n\n```rule\nseverity: error", "this block is not closed" },
    { "### BB-001", "no ```rule block follows" },
    { "- **DO", NULL },
    { "![x](", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (FRONT RULE ("AA-001"), cases[i].end, NULL);
      g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr(FwManual) manual = fw_manual_new_from_bytes (bytes, NULL);

      g_test_message ("%s", cases[i].end);
      g_assert_true (!cases[i].says || find_message (manual, cases[i].says));
      g_assert_true (fw_manual_find_rule (manual, "AA-001")->is_sound);
    }
}

/* Test that a message does not repeat what is endless. */
static void
test_long_message (void)
{
  g_autofree char *key = g_strnfill (100000, 'k');
  g_autofree char *bad = g_strdup_printf (BLOCK ("%.1000s: x"), key);
  g_autoptr(FwManual) manual = read_between (bad);
  const FwManualMessage *message = find_message (manual, "no key is called");

  g_assert_nonnull (message);
  g_assert_cmpuint (strlen (message->text), <, 600);
  g_assert_true (g_str_has_suffix (message->text, "…"));
}

/* Test that what is not in the manual's folder is told at each place that names it. */
static void
test_pictures (void)
{
  static const struct { const char *says; int column; } expected[] = {
    { NULL, 0 }, { "'gone.png' is not there", 3 }, { "'way.png' leads out", 1 }, { NULL, 0 },
    { "'gone.png' is not there", 1 }, { "'folder' is no picture file", 1 }, { NULL, 0 },
  };
  g_autofree char *base = g_dir_make_tmp ("fw-bad-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (base, "manual", NULL);
  g_autofree char *inner = g_build_filename (folder, "folder", NULL);
  g_autofree char *path = g_build_filename (folder, "x.manual.md", NULL);
  g_autofree char *picture = g_build_filename (folder, "50%.png", NULL);
  g_autofree char *way = g_build_filename (folder, "way.png", NULL);
  g_autofree char *secret = g_build_filename (base, "secret.png", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  int first = LINE;

  g_assert_cmpint (g_mkdir_with_parents (inner, 0755), ==, 0);
  g_assert_true (g_file_set_contents (picture, "png", -1, NULL));
  g_assert_true (g_file_set_contents (secret, "png", -1, NULL));
  g_assert_cmpint (symlink ("../secret.png", way), ==, 0);
  g_file_set_contents (path,
                       FRONT RULE ("AA-001") "![x](50%.png)\n- ![x](gone.png) y\n![x](way.png)\n"
                       "![x](50%25.png \"t\")\n![x](gone.png)\n![x](folder)\n\n" RULE ("CC-001"),
                       -1, &error);
  g_assert_no_error (error);

  g_autoptr(FwManual) manual = fw_manual_new_from_file (file, &error);
  g_autoptr(FwManual) beside = fw_manual_beside (manual, manual);

  g_assert_no_error (error);
  for (int k = 0; k < 2; k++)
    {
      gsize n;
      const FwManualMessage *messages
          = fw_manual_get_messages (k == 0 ? manual : beside, &n);

      for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
        {
          const FwManualMessage *found = NULL;

          for (gsize m = 0; m < n; m++)
            if (messages[m].line == first + (int) i)
              found = &messages[m];
          g_assert_true (!found == !expected[i].says);
          if (!found)
            continue;
          g_assert_nonnull (strstr (found->text, expected[i].says));
          g_assert_cmpint (found->column, ==, expected[i].column);
          g_assert_cmpint (found->severity, ==, FW_SEVERITY_WARNING);
        }
    }
  g_assert_false (fw_manual_has_errors (manual));
  g_assert_true (fw_manual_find_rule (manual, "CC-001")->is_sound);

  g_unlink (path);
  g_unlink (picture);
  g_unlink (way);
  g_unlink (secret);
  g_rmdir (inner);
  g_rmdir (folder);
  g_rmdir (base);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manual-bad/places", test_places);
  g_test_add_func ("/manual-bad/no-message", test_no_message);
  g_test_add_func ("/manual-bad/encoding", test_encoding);
  g_test_add_func ("/manual-bad/guess", test_guess);
  g_test_add_func ("/manual-bad/ends", test_ends);
  g_test_add_func ("/manual-bad/long-message", test_long_message);
  g_test_add_func ("/manual-bad/pictures", test_pictures);

  return g_test_run ();
}
