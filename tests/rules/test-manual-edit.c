/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A manual changed as text: what comes out reads as what was asked, and every
 * other line is what it was.
 */

#include "rules-kit.h"

#include "core/error.h"
#include "rules/manual-edit.h"

#define BEFORE \
  "---\n" \
  "manual: kit   # short\n" \
  "title: Kit\n" \
  "version: 1.2.3\n" \
  "# who to ask\n" \
  "owner: somebody@example.org\n" \
  "categories:\n  vehicle.car: box\n  vehicle.truck: box\n" \
  "attributes:\n  occlusion: [none, partial]\n  note: text\n" \
  "---\n\n" \
  "# Kit\n\n" \
  "## What changed in 1.2.3\n\n" \
  "- Nothing.\n\n" \
  "## A. Things\n\n"

#define FIRST \
  "### KT-001 First ##\n\n" \
  "- **DO** this.\n\n" \
  "```rule\n" \
  "# how bad it is\n" \
  "severity: error   # must\n" \
  "since: 1.0.0\n" \
  "for:\n" \
  "  - vehicle.car\n" \
  "  # big ones\n" \
  "  - vehicle.truck\n\n" \
  "check: min-size\n" \
  "with: { height: 10, width: 4 }  # pixels\n" \
  "message: >\n" \
  "  Too\n" \
  "  small.\n" \
  "```\n\n" \
  "Said afterwards.\n\n"

#define SECOND \
  "### KT-007 Second\n\n" \
  "- **DO** that.\n\n" \
  "```rule\n" \
  "severity: warning\n" \
  "since: 1.0.0\n" \
  "check: max-size\n" \
  "with:\n" \
  "  area-share: 0.5 # half\n" \
  "  width-share: 0.9\n" \
  "```\n"

static GBytes *
kit_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static char *
dup_text (GBytes *bytes)
{
  gsize n;
  const char *text = g_bytes_get_data (bytes, &n);

  return g_strndup (text, n);
}

/* "[a, b]" and the like as a value; NULL for NULL. */
static FwYaml *
value (const char *text)
{
  int line, column;

  if (!text)
    return NULL;

  g_autoptr(GError) error = NULL;
  FwYaml *node = fw_yaml_parse (text, strlen (text), 1, &line, &column, &error);

  g_assert_no_error (error);

  return node;
}

/* Test what is written, line by line. */
static void
test_keys (void)
{
  static const struct
  {
    const char *rule;
    const char *key;
    const char *name;
    const char *value;
    const char *from; /* in the file */
    const char *to;
  } cases[] = {
    { "KT-001", "severity", NULL, "error", "", "" },
    { "KT-001", "severity", NULL, "warning", "severity: error ", "severity: warning " },
    { "KT-001", "risk", NULL, "3", "  small.\n", "  small.\nrisk: 3\n" },
    { "KT-001", "changed", NULL, "1.2.3", "since: 1.0.0\nfor",
      "since: 1.0.0\nchanged: 1.2.3\nfor" },
    { "KT-001", "message", NULL, "\"a: b\"", "message: >\n  Too\n  small.\n",
      "message: \"a: b\"\n" },
    { "KT-001", "message", NULL, NULL, "message: >\n  Too\n  small.\n", "" },
    { "KT-001", "with", "height", "12.5", "height: 10,", "height: 12.5," },
    { "KT-001", "with", "height", NULL, "{ height: 10, width", "{ width" },
    { "KT-001", "with", "width", NULL, ", width: 4 }", " }" },
    { "KT-001", "with", "area", "9", "width: 4 }", "width: 4, area: 9 }" },
    { "KT-001", "with", NULL, NULL, "with: { height: 10, width: 4 }  # pixels\n", "" },
    { "KT-001", "for", NULL, "[vehicle.car, vehicle.bus, vehicle.truck]", "  # big ones\n",
      "  - vehicle.bus\n  # big ones\n" },
    { "KT-001", "for", NULL, "[vehicle.car]", "  # big ones\n  - vehicle.truck\n", "" },
    { "KT-001", "for", NULL, "[\"vehicle.*\", \"*\"]",
      "  - vehicle.car\n  # big ones\n  - vehicle.truck\n", "  - vehicle.*\n  - \"*\"\n" },
    { "KT-001", "for", NULL, "animal",
      "for:\n  - vehicle.car\n  # big ones\n  - vehicle.truck\n", "for: animal\n" },
    { "KT-001", "for", NULL, NULL, "for:\n  - vehicle.car\n  # big ones\n  - vehicle.truck\n", "" },
    { "KT-007", "with", "area-share", "0.25", "0.5 # half", "0.25 # half" },
    { "KT-007", "with", "area-share", NULL, "  area-share: 0.5 # half\n", "" },
    { "KT-007", "with", "z", "{a: [b, \"\"]}", "  width-share: 0.9\n",
      "  width-share: 0.9\n  z: { a: [b, \"\"] }\n" },
    { "KT-007", "for", NULL, "[\"a, b\", \"a#b\", \"- x\", -5]", "check: max-size\n",
      "for: [\"a, b\", a#b, \"- x\", -5]\ncheck: max-size\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int crlf = 0; crlf < 2; crlf++)
      {
        g_autoptr(GError) error = NULL;
        g_autoptr(GString) text = g_string_new (BEFORE FIRST SECOND);
        g_autoptr(GString) expected = g_string_new (text->str);
        g_autoptr(FwRuleEdit) edit = fw_rule_edit_new (cases[i].rule);
        g_autoptr(GBytes) bytes = NULL;
        g_autoptr(GBytes) result = NULL;

        if (*cases[i].from)
          g_assert_cmpuint (g_string_replace (expected, cases[i].from, cases[i].to, 1), ==, 1);
        if (crlf)
          {
            g_string_replace (text, "\n", "\r\n", 0);
            g_string_replace (expected, "\n", "\r\n", 0);
          }
        bytes = kit_bytes (text->str);
        fw_rule_edit_set (edit, cases[i].key, cases[i].name, value (cases[i].value));
        result = fw_rule_edit_apply (edit, bytes, &error);
        g_assert_no_error (error);

        g_autofree char *is = dup_text (result);

        g_assert_cmpstr (is, ==, expected->str);
      }
}

/* Test titles and prose, before and behind the block. */
static void
test_text (void)
{
  static const struct
  {
    const char *title;
    const char *prose;
    const char *from;
    const char *to;
  } cases[] = {
    { "First", NULL, "First ##\n", "First\n" },
    { "Says: *more*", NULL, "First ##", "Says: *more*" },
    { NULL, "- **DO** this.\n\nSaid afterwards.", "", "" },
    { NULL, "- **DO** this.\r\n- **DO NOT** that.\r\n\r\nSaid afterwards.\r\n", "- **DO** this.\n",
      "- **DO** this.\n- **DO NOT** that.\n" },
    { NULL, "- **DO** this.\n\nSaid later.\n", "Said afterwards.", "Said later." },
    { NULL, "- **DO** this.\n\nSaid afterwards.\nAnd more.", "Said afterwards.\n",
      "Said afterwards.\nAnd more.\n" },
    { NULL, "Other", "", NULL },
    { NULL, "", "", NULL },
    { NULL, "a\n\n~~~\n### no heading\n~~~\n\n#### A small one\n\n---\n\nb", "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int crlf = 0; crlf < 2; crlf++)
      {
        g_autoptr(GError) error = NULL;
        g_autoptr(GString) text = g_string_new (BEFORE FIRST SECOND);
        g_autoptr(GString) expected = g_string_new (text->str);
        g_autoptr(FwRuleEdit) edit = fw_rule_edit_new ("KT-001");

        if (*cases[i].from)
          g_assert_cmpuint (g_string_replace (expected, cases[i].from, cases[i].to, 1), ==, 1);
        if (crlf)
          {
            g_string_replace (text, "\n", "\r\n", 0);
            g_string_replace (expected, "\n", "\r\n", 0);
          }
        if (cases[i].title)
          fw_rule_edit_set_title (edit, cases[i].title);
        if (cases[i].prose)
          fw_rule_edit_set_prose (edit, cases[i].prose);

        g_autoptr(GBytes) bytes = kit_bytes (text->str);
        g_autoptr(GBytes) result = fw_rule_edit_apply (edit, bytes, &error);

        g_assert_no_error (error);

        g_autofree char *is = dup_text (result);
        g_autoptr(FwManual) manual = fw_manual_new_from_bytes (result, &error);
        g_autofree char *prose = fw_manual_dup_prose (manual, "KT-001");

        if (cases[i].to)
          g_assert_cmpstr (is, ==, expected->str);
        else
          g_assert_cmpstr (prose, ==, cases[i].prose);
        /* The block did not move into the next section, and lines end alike. */
        g_assert_nonnull (fw_manual_find_rule (manual, "KT-001")->kind);
        g_assert_true (!crlf || !g_regex_match_simple ("(^|[^\r])\n", is, 0, 0));
      }
}

/* Test what is refused, and that it is said in words. */
static void
test_refused (void)
{
  g_autofree char *large = g_strnfill (1024 * 1024, 'x');
  const struct { const char *title; const char *prose; const char *message; const char *word; }
  cases[] = {
    { .prose = "a\n### SD-001 Mine", .word = "line 2" },
    { .prose = "```rule\nseverity: error\n```", .word = "line 1" },
    { .prose = "```precedent\n```", .word = "```precedent" },
    { .prose = "a\n\n```\nopen", .word = "not closed" },
    { .prose = "a\x07", .word = "U+0007" },
    { .prose = "a\xff", .word = "UTF-8" },
    { .prose = large, .word = "longer" },
    { .title = "", .word = "empty" },
    { .title = "a\x1b[1m", .word = "U+001B" },
    { .title = large, .word = "longer" },
    { .title = "a #", .word = "otherwise" },
    { .message = "a\x01", .word = "U+0001" },
    { .message = large, .word = "longer" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(FwRuleEdit) edit = fw_rule_edit_new ("KT-001");
      g_autoptr(GBytes) bytes = kit_bytes (BEFORE FIRST SECOND);

      if (cases[i].title)
        fw_rule_edit_set_title (edit, cases[i].title);
      if (cases[i].prose)
        fw_rule_edit_set_prose (edit, cases[i].prose);
      if (cases[i].message)
        fw_rule_edit_set_text (edit, "message", cases[i].message);
      g_assert_null (fw_rule_edit_apply (edit, bytes, &error));
      g_assert_true (error && error->domain == FW_FORMAT_ERROR);
      g_assert_nonnull (strstr (error->message, cases[i].word));
    }

  g_autoptr(FwRuleEdit) nowhere = fw_rule_edit_new ("KT-099");
  g_autoptr(GBytes) bytes = kit_bytes (BEFORE FIRST SECOND);
  g_autoptr(GError) error = NULL;

  g_assert_null (fw_rule_edit_apply (nowhere, bytes, &error));
  g_assert_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE);
}

/* Test that harmless texts that look dangerous are written and read back. */
static void
test_quoting (void)
{
  static const char *const texts[] = {
    "off", "no", "3.10", "~", "- a", "---", "a: b", "a #b", "# a", "*a", "&a", "!a", "`a`", "@a",
    "%a", "[a]", "{a}", "'a'", "\"a\"", "a\\b", " a", "a ", "a\nb", "a\tb", "```", "...", "=", "?a",
    "| a", "> a", "a:", "ä", "衣服", "\u2028", "\uFEFF", "a, b", "-", ".", "1e5", "-5",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (int flow = 0; flow < 2; flow++)
      {
        g_autoptr(GError) error = NULL;
        g_autoptr(FwRuleEdit) edit = fw_rule_edit_new ("KT-001");
        g_autoptr(GBytes) bytes = kit_bytes (BEFORE FIRST SECOND);

        fw_rule_edit_set (edit, flow ? "with" : "ask", flow ? "x" : NULL,
                          fw_yaml_new_text (texts[i]));

        g_autoptr(GBytes) result = fw_rule_edit_apply (edit, bytes, &error);

        g_assert_no_error (error);

        g_autoptr(FwManual) manual = fw_manual_new_from_bytes (result, &error);
        g_autoptr(FwYaml) block = fw_manual_read_block (manual, "KT-001");
        const FwYaml *node = flow ? fw_yaml_get (fw_yaml_get (block, "with"), "x")
                                  : fw_yaml_get (block, "ask");

        g_assert_cmpstr (node->text, ==, texts[i]);
      }
}

/* Which lines differ: those between the common head and tail. */
static void
assert_only_key (const char *before,
                 const char *after,
                 const char *key)
{
  g_auto(GStrv) a = g_strsplit (before, "\n", -1), b = g_strsplit (after, "\n", -1);
  guint n_a = g_strv_length (a), n_b = g_strv_length (b), head = 0, tail = 0;

  while (head < MIN (n_a, n_b) && g_str_equal (a[head], b[head]))
    head++;
  while (tail < MIN (n_a, n_b) - head && g_str_equal (a[n_a - 1 - tail], b[n_b - 1 - tail]))
    tail++;
  for (guint i = head; i < n_b - tail; i++)
    {
      const char *line = b[i] + strspn (b[i], " ");

      g_assert_true (g_str_has_prefix (line, key) || *line == '-');
    }
}

/* Test with random changes, one after the other, on the same file. */
static void
test_random (void)
{
  static const char *const keys[] = { "severity", "risk", "message", "ask", "for", "when", "fix" };
  static const char *const names[] = { "height", "width", "area", "area-share", "p" };
  static const char *const values[]
      = { "1", "error", "\"a, b\"", "[a, b]", "[]", "[\"*\", \"x: y\", c]", "\"# a\"", "0.25" };
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (int round = 0; round < 60; round++)
    {
      g_autoptr(GString) start = g_string_new (BEFORE FIRST SECOND);

      if (round % 2)
        g_string_replace (start, "\n", "\r\n", 0);

      g_autoptr(GBytes) bytes = kit_bytes (start->str);

      for (int i = 0; i < 20; i++)
        {
          g_autoptr(GError) error = NULL;
          const char *rule = g_rand_boolean (rand) ? "KT-001" : "KT-007";
          gboolean inner = g_rand_int_range (rand, 0, 3) == 0;
          const char *key = inner ? "with" : keys[g_rand_int_range (rand, 0, 7)];
          const char *name = inner ? names[g_rand_int_range (rand, 0, 5)] : NULL;
          int v = g_rand_int_range (rand, -3, G_N_ELEMENTS (values));
          g_autoptr(FwYaml) asked = value (v < 0 ? NULL : values[v]);
          g_autoptr(FwRuleEdit) edit = fw_rule_edit_new (rule);
          g_autofree char *before = dup_text (bytes);

          fw_rule_edit_set (edit, key, name, asked ? fw_yaml_copy (asked) : NULL);

          GBytes *result = fw_rule_edit_apply (edit, bytes, &error);

          g_assert_no_error (error);

          g_autofree char *after = dup_text (result);
          g_autoptr(FwManual) manual = fw_manual_new_from_bytes (result, &error);
          g_autoptr(FwYaml) block = fw_manual_read_block (manual, rule);
          const FwYaml *got = fw_yaml_get (block, key);

          if (name && got)
            got = fw_yaml_get (got, name);
          g_assert_true (fw_yaml_equal (got, asked));
          if (asked && !name)
            assert_only_key (before, after, key);
          g_assert_nonnull (strstr (after, "# how bad it is"));
          g_assert_true (g_str_has_prefix (after, "---\r") == (round % 2 == 1));
          g_assert_true (round % 2 == 0 || !g_regex_match_simple ("[^\r]\n", after, 0, 0));
          g_bytes_unref (bytes);
          bytes = result;
        }
    }
}

/* Test what is added, and where. */
static void
test_add (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = kit_bytes (BEFORE FIRST SECOND);
  g_autofree char *id = NULL, *precedent_id = NULL, *second_id = NULL;
  FwNewRule rule = { .title = "New", .after = "KT-001", .ask = "Is it: so?",
                     .prose = "- **DO** think." };
  FwNewPrecedent precedent = { .rule = "KT-001", .title = "robot", .question = "Is it\na car?",
                               .answer = "No.", .outcome = "ignore", .item = "a/1/t2",
                               .date = "2026-11-02" };
  g_autoptr(GBytes) with_rule = fw_manual_add_rule (bytes, &rule, &id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "KT-008");

  g_autoptr(GBytes) one = fw_manual_add_precedent (with_rule, &precedent, &precedent_id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (precedent_id, ==, "P-0001");

  g_autoptr(GBytes) two = fw_manual_add_precedent (one, &precedent, &second_id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (second_id, ==, "P-0002");

  g_autoptr(GBytes) line = fw_manual_add_change (two, "1.2.3", "`KT-008` **new**.", &error);
  g_autoptr(GBytes) next = fw_manual_add_change (line, "1.3.0", "More.", &error);
  g_autoptr(GBytes) done = fw_manual_set_version (next, "1.3.0", "2026-11-27", &error);

  g_assert_no_error (error);

  g_autofree char *is = dup_text (done);
#define PRECEDENT(id_) \
  "### " id_ " under KT-001: robot\n\n- Question (2026-11-02): Is it a car?\n- Answer: No.\n\n" \
  "```precedent\nrule: KT-001\nsince: 1.2.3\noutcome: ignore\nitem: a/1/t2\n```\n\n"
  g_autoptr(GString) expected = g_string_new (BEFORE FIRST
    PRECEDENT ("P-0001") PRECEDENT ("P-0002")
    "### KT-008 New\n\n- **DO** think.\n\n```rule\nseverity: warning\nsince: 1.2.3\nchange: add\n"
    "check: human\nask: \"Is it: so?\"\n```\n\n" SECOND);

  g_string_replace (expected, "version: 1.2.3\n",
                    "version: 1.3.0\neffective: 2026-11-27\nprevious: 1.2.3\n", 1);
  g_string_replace (expected, "- Nothing.\n", "- Nothing.\n- `KT-008` **new**.\n", 1);
  g_string_replace (expected, "## What changed in 1.2.3", "## What changed in 1.3.0\n\n- More.\n\n"
                    "## What changed in 1.2.3", 1);
  g_assert_cmpstr (is, ==, expected->str);

  g_assert_null (fw_manual_set_version (done, "1.2.9", "2026-11-27", &error));
  g_assert_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_VERSION);
}

/* Test that the last lines of a file need no line end. */
static void
test_no_end (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *text = g_strchomp (g_strdup (BEFORE FIRST SECOND));
  g_autoptr(GBytes) bytes = kit_bytes (text);
  FwNewRule rule = { .title = "Last", .ask = "So?" };
  g_autoptr(GBytes) result = fw_manual_add_rule (bytes, &rule, &id, &error);

  g_assert_no_error (error);

  g_autofree char *is = dup_text (result);

  g_assert_nonnull (strstr (is, "  width-share: 0.9\n```\n\n### KT-008 Last\n\n```rule\n"));
}

/* Test that what would be read as something else is not added: prose that closes
 * front matter which was open, lines inside of a block which was open. */
static void
test_add_refused (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *id = NULL;
  g_autoptr(GBytes) open_front = kit_bytes ("---\nmanual: kit\n");
  g_autoptr(GBytes) open_fence = kit_bytes (BEFORE FIRST "```\nopen\n");
  FwNewRule rule = { .title = "Last", .ask = "So?", .prose = "```\n---\n### KT-001 T\n```rule\n" };

  g_assert_null (fw_manual_add_rule (open_front, &rule, &id, &error));
  g_assert_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED);
  g_assert_null (id);
  g_clear_error (&error);

  rule.prose = NULL;
  g_assert_null (fw_manual_add_rule (open_fence, &rule, &id, &error));
  g_assert_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED);
  g_assert_null (id);
  g_clear_error (&error);

  g_autoptr(GBytes) only_fence = kit_bytes ("---\nmanual: kit\nversion: 1.0.0\n---\n```\nopen\n");

  g_assert_null (fw_manual_add_change (only_fence, "1.0.0", "New.", &error));
  g_assert_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED);
}

static void
test_next_version (void)
{
  static const struct { const char *from; FwChangeClass change; const char *to; } cases[] = {
    { "1.2.3", FW_CHANGE_CLASS_CLARIFY, "1.2.4" }, { "1.2.3", FW_CHANGE_CLASS_NONE, "1.2.4" },
    { "1.2.3", FW_CHANGE_CLASS_TIGHTEN, "1.3.0" }, { "1.2.3", FW_CHANGE_CLASS_ADD, "1.3.0" },
    { "1.2.3", FW_CHANGE_CLASS_REVERSE, "2.0.0" }, { "", FW_CHANGE_CLASS_ADD, NULL },
    { "4294967297.0.3", FW_CHANGE_CLASS_CLARIFY, "4294967297.0.4" },
    { "1.0.99999999999999999999", FW_CHANGE_CLASS_CLARIFY, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *next = fw_manual_next_version (cases[i].from, cases[i].change);

      g_assert_cmpstr (next, ==, cases[i].to);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manual-edit/keys", test_keys);
  g_test_add_func ("/manual-edit/text", test_text);
  g_test_add_func ("/manual-edit/refused", test_refused);
  g_test_add_func ("/manual-edit/quoting", test_quoting);
  g_test_add_func ("/manual-edit/random", test_random);
  g_test_add_func ("/manual-edit/add", test_add);
  g_test_add_func ("/manual-edit/add/refused", test_add_refused);
  g_test_add_func ("/manual-edit/no-end", test_no_end);
  g_test_add_func ("/manual-edit/next-version", test_next_version);

  return g_test_run ();
}
