/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Manuals: what is read from them, revisions, messages as golden files,
 * taxonomies, and files that mean harm. FW_UPDATE_GOLDEN=1 writes the golden
 * files anew.
 */

#include "rules-kit.h"

#include "core/error.h"

#include <glib/gstdio.h>

static FwManual *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "rules", name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  FwManual *manual = fw_manual_new_from_file (file, &error);

  g_assert_no_error (error);

  return manual;
}

static FwManual *
parse (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  FwManual *manual = fw_manual_new_from_bytes (bytes, &error);

  g_assert_no_error (error);

  return manual;
}

static char *
list_messages (FwManual   *manual,
               const char *name)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gsize n;
  const FwManualMessage *messages = fw_manual_get_messages (manual, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *line = fw_manual_format_message (&messages[i], name);

      g_string_append_printf (text, "%s\n", line);
    }

  return g_strdup (text->str);
}

static gsize
count_messages (FwManual   *manual,
                FwSeverity  severity)
{
  gsize n, count = 0;
  const FwManualMessage *messages = fw_manual_get_messages (manual, &n);

  for (gsize i = 0; i < n; i++)
    count += messages[i].severity == severity;

  return count;
}

/* Test that every mistake is told at its line and column, with the nearest word. */
static void
test_lint (void)
{
  static const char *const names[] = { "clean", "front", "rules", "sections", "yaml" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *base = g_strconcat (names[i], ".manual.md", NULL);
      g_autofree char *file = g_build_filename ("lint", base, NULL);
      g_autofree char *golden_name = g_strconcat (names[i], ".expected", NULL);
      g_autofree char *golden
          = g_test_build_filename (G_TEST_DIST, "data", "rules", "lint", golden_name, NULL);
      g_autoptr(FwManual) manual = load (file);
      g_autofree char *found = list_messages (manual, base);
      g_autofree char *expected = NULL;
      g_autoptr(GError) error = NULL;

      if (g_getenv ("FW_UPDATE_GOLDEN"))
        g_file_set_contents (golden, found, -1, NULL);
      g_test_message ("%s", names[i]);
      g_file_get_contents (golden, &expected, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (found, ==, expected);
    }
}

/* Test that each thing the linter looks for is found where it stands: one small
 * manual and one golden file for each in lint/items. */
static void
test_lint_items (void)
{
  g_autofree char *folder
      = g_test_build_filename (G_TEST_DIST, "data", "rules", "lint", "items", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint n = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)))
    {
      if (!g_str_has_suffix (name, ".manual.md"))
        continue;

      g_autofree char *file = g_build_filename ("lint", "items", name, NULL);
      g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".manual.md"));
      g_autofree char *golden = g_strdup_printf ("%s/%s.expected", folder, stem);
      g_autoptr(FwManual) manual = load (file);
      g_autofree char *found = list_messages (manual, name);
      g_autofree char *expected = NULL;

      g_test_message ("%s", stem);
      n++;
      if (g_getenv ("FW_UPDATE_GOLDEN"))
        g_file_set_contents (golden, found, -1, NULL);
      g_file_get_contents (golden, &expected, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (found, ==, expected);
      /* Each manual is there to show something. */
      g_assert_cmpstr (found, !=, "");
    }
  g_assert_cmpuint (n, >=, 50);
}

/* Test that a whole manual is read: front matter, sentences, examples, parameters. */
static void
test_content (void)
{
  g_autoptr(FwManual) manual = load ("driving.manual.md");
  const FwRule *rule = fw_manual_find_rule (manual, "SD-009");
  const FwPrecedent *precedents;
  gsize n;

  g_assert_cmpuint (count_messages (manual, FW_SEVERITY_ERROR), ==, 0);
  g_assert_cmpuint (count_messages (manual, FW_SEVERITY_WARNING), ==, 0);
  g_assert_cmpuint (fw_manual_get_n_rules (manual), ==, 28);
  g_assert_cmpstr (fw_manual_get_name (manual), ==, "city-driving-2d");
  g_assert_cmpstr (fw_manual_get_version (manual), ==, "3.1.0");
  g_assert_cmpstr (fw_manual_get_effective (manual), ==, "2026-11-02");
  g_assert_cmpint (strlen (fw_manual_get_sha256 (manual)), ==, 64);

  g_assert_nonnull (rule);
  g_assert_cmpstr (rule->title, ==, "A ridden bike: one box for the rider, one for the bike");
  g_assert_cmpstr (rule->part, ==, "A. What to label");
  g_assert_cmpint (rule->scope, ==, FW_SCOPE_FRAME);
  g_assert_cmpint (rule->risk, ==, 4);
  g_assert_cmpstr (rule->changed, ==, "3.1.0");
  g_assert_cmpuint (rule->n_sentences, ==, 2);
  g_assert_false (rule->sentences[0].is_not);
  g_assert_cmpstr (rule->sentences[0].text, ==,
                   "Draw a rider box around the person and a bicycle or motorcycle box around the "
                   "machine.");
  g_assert_true (rule->sentences[1].is_not);
  g_assert_true (g_str_has_prefix (rule->sentences[1].text, "Do not use pedestrian for"));
  g_assert_cmpuint (rule->n_examples, ==, 1);
  g_assert_cmpfloat (fw_rule_get_number (rule, "min-overlap", 0), ==, 0.1);
  g_assert_false (fw_rule_get_param (rule, "max-distance")->is_set);
  g_assert_true (fw_rule_is_for (rule, "human.rider"));
  g_assert_false (fw_rule_is_for (rule, "human.pedestrian"));
  g_assert_true (fw_rule_is_for (fw_manual_find_rule (manual, "SD-002"), "vehicle.bus"));
  g_assert_cmpstr (fw_manual_find_rule (manual, "SD-010")->message, ==,
                   "Do not label bicycles standing in a rack.");
  g_assert_null (fw_manual_find_rule (manual, "SD-099"));

  precedents = fw_manual_get_precedents (manual, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (precedents[0].rule, ==, "SD-009");
  g_assert_cmpstr (precedents[0].title, ==, "delivery robot");
}

/* Test that an example is one however it is emphasised, in any case, with and without a
 * colon, and that other bullets are none. */
static void
test_examples (void)
{
  static const struct { const char *bullet; int found; const char *text; } cases[] = {
    { "- Example yes: a red car", 0, "A red car" },
    { "- Example no: a toy", 1, "A toy" },
    { "- *Example yes*: a red car", 0, "A red car" },
    { "- *Example yes:* a red car", 0, "A red car" },
    { "- *Example no* a toy", 1, "A toy" },
    { "- **Example no:** a toy", 1, "A toy" },
    { "- __Example no__: a toy", 1, "A toy" },
    { "- _example YES_ a red car", 0, "A red car" },
    { "- ***Example yes***: a *red* car", 0, "A red car" },
    { "- *Example no: a toy*", 1, "A toy" },
    { "* *Example yes*: a red\n  car", 0, "A red car" },
    { "+ Example no", 1, "" },
    { "- Example nothing: here", -1, NULL },
    { "- Example: here", -1, NULL },
    { "- For example yes", -1, NULL },
    { "Example yes: no bullet", -1, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
          = g_strconcat ("### SD-002 T\n\n- **DO** x.\n\n", cases[i].bullet,
                         "\n\n```rule\nseverity: error\nsince: 1.0.0\ncheck: finite-coords\n```\n",
                         NULL);
      g_autoptr(FwManual) manual = parse (text);
      const FwRule *rule = fw_manual_find_rule (manual, "SD-002");

      g_test_message ("%s", cases[i].bullet);
      g_assert_cmpuint (rule->n_examples, ==, cases[i].found >= 0 ? 1 : 0);
      if (cases[i].found < 0)
        continue;
      g_assert_cmpint (rule->examples[0].is_no, ==, cases[i].found);
      g_assert_cmpstr (rule->examples[0].text, ==, cases[i].text);
    }
}

#define RULE(head, bullets, body)                                                                  \
  "---\nmanual: rev\nversion: 2.0.0\ncategories: { vehicle.car: box, human.rider: box, animal: "   \
  "box }\n---\n"                                                                                   \
  "### SD-002 " head "\n\n" bullets "\n```rule\n" body "```\n"

#define BULLETS \
  "- **DO** label objects at least 10 pixels high.\n" \
  "- **DO NOT** label objects lower than 10 pixels, even when you can guess them.\n"

#define BODY \
  "severity: error\nsince: 1.0.0\nfor: [\"vehicle.*\", \"human.*\", animal]\ncheck: min-size\n" \
  "with: { height: 10 }\nmessage: \"Lower than 10 pixels: remove this label.\"\nfix: delete\n"

/* Test that the revision is the one the specification gives, follows what the
 * rule says and nothing else. */
static void
test_revision (void)
{
  static const struct { const char *text; gboolean same;
  } cases[] = {
    { RULE ("A", BULLETS, BODY), TRUE },
    { RULE ("Another title", BULLETS "- Example no: two headlights.\n\nSome prose.\n", BODY),
      TRUE },
    { RULE ("A",
            "- **DO**   label objects\n  at least 10\tpixels high.\n"
            "-  **DO NOT** label objects lower than 10 pixels, even when you can guess them.\n",
            BODY),
      TRUE },
    { RULE ("A", BULLETS, "fix: delete\n" BODY "\n"), FALSE }, /* a key twice: not readable */
    { RULE ("A", BULLETS, "changed: 2.0.0\nchange: clarify\n" BODY), TRUE },
    { RULE ("A", BULLETS,
            "fix: 'delete'\nseverity: \"error\"\nsince: 2.0.0\nwith:\n  height: 10\ncheck: "
            "min-size\n"
            "message: 'Lower than 10 pixels: remove this label.'\nfor:\n- vehicle.*\n- human.*\n- "
            "animal\n"),
      TRUE },
    { RULE ("A", "- **DO** label objects at least 11 pixels high.\n", BODY), FALSE },
    { RULE ("A", BULLETS, "risk: 2\n" BODY), FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwManual) manual = parse (cases[i].text);

      g_test_message ("case %zu", i);
      g_assert_cmpint (g_str_equal (fw_manual_find_rule (manual, "SD-002")->rev, "207222cf6044"),
                       ==, cases[i].same);
    }
}

/* Test that both manuals of the design load without an error or a warning. */
static void
test_design_examples (void)
{
  static const char *const names[] = { "clothing.manual.md", "self-driving.manual.md" };
  const char *shared = g_getenv ("FW_SHARED_DIR");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path
          = g_build_filename (shared ? shared : "", "design", "examples", names[i], NULL);
      g_autoptr(GFile) file = g_file_new_for_path (path);
      g_autoptr(FwManual) manual = NULL;

      if (!shared || !g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_test_skip ("FW_SHARED_DIR has no design examples");
          return;
        }
      manual = fw_manual_new_from_file (file, NULL);
      g_assert_nonnull (manual);
      g_assert_cmpuint (count_messages (manual, FW_SEVERITY_ERROR), ==, 0);
      g_assert_cmpuint (count_messages (manual, FW_SEVERITY_WARNING), ==, 0);
      g_assert_cmpuint (count_messages (manual, FW_SEVERITY_ADVICE), >, 0);
    }
}

/* Test that scalars are text: nothing turns into true, a number or null. */
static void
test_scalars (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: human\nask: no\nmessage: 3.10");
  const FwRule *rule = fw_manual_get_rule (manual, 0);
  const FwAttribute *plate = fw_taxonomy_find_attribute (fw_manual_get_taxonomy (manual), "plate");

  g_assert_cmpstr (rule->ask, ==, "no");
  g_assert_cmpstr (rule->message, ==, "3.10");
  g_assert_cmpint (plate->type, ==, FW_ATTRIBUTE_CHOICE);
  g_assert_cmpstr (plate->values[1], ==, "no");
}

/* Test that the labels' ids and order stay, and the manual's words follow. */
static void
test_taxonomy (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: finite-coords");
  FwTaxonomyBuilder *builder = fw_taxonomy_builder_new ();
  const FwCategory old[] = {
    { .id = 40, .name = "person", .supercategory = "being" },
    { .id = 3, .name = "vehicle.truck", .supercategory = "thing" },
  };
  const FwAttribute iscrowd = { .name = "weather", .type = FW_ATTRIBUTE_TEXT };
  g_autoptr(FwTaxonomy) labels = NULL;
  g_autoptr(FwTaxonomy) both = NULL;
  g_autoptr(FwTaxonomy) again = NULL;

  fw_taxonomy_builder_add_category (builder, &old[0]);
  fw_taxonomy_builder_add_category (builder, &old[1]);
  fw_taxonomy_builder_add_attribute (builder, &iscrowd);
  labels = fw_taxonomy_builder_end (builder);
  both = fw_manual_make_taxonomy (manual, labels);

  g_assert_cmpuint (fw_taxonomy_get_n_categories (both), ==, 10);
  g_assert_cmpint (fw_taxonomy_get_category (both, 0)->id, ==, 40);
  g_assert_false (fw_taxonomy_get_category (both, 0)->in_manual);
  g_assert_cmpuint (fw_taxonomy_get_category (both, 0)->kinds, ==, 0);
  g_assert_cmpint (fw_taxonomy_get_category (both, 1)->id, ==, 3);
  g_assert_true (fw_taxonomy_get_category (both, 1)->in_manual);
  g_assert_cmpstr (fw_taxonomy_get_category (both, 1)->supercategory, ==, "thing");
  g_assert_cmpstr (fw_taxonomy_get_category (both, 2)->name, ==, "vehicle.car");
  g_assert_cmpint (fw_taxonomy_get_category (both, 2)->id, ==, 41);
  g_assert_cmpstr (fw_taxonomy_get_category (both, 2)->supercategory, ==, "vehicle");
  g_assert_cmpuint (fw_taxonomy_get_category (both, 2)->kinds, ==, 1u << FW_SHAPE_BOX);
  g_assert_nonnull (fw_taxonomy_find_attribute (both, "weather"));
  g_assert_true (fw_taxonomy_find_attribute (both, "plate")->is_fixed);
  g_assert_false (fw_taxonomy_find_attribute (both, "truncated")->is_fixed);

  FwCategoryId rider = fw_taxonomy_find_by_name (both, "human.rider")->id;
  FwCategoryId garment = fw_taxonomy_find_by_name (both, "garment")->id;

  g_assert_true (
      fw_taxonomy_is_required (both, rider, fw_taxonomy_find_attribute (both, "occlusion")));
  g_assert_false (
      fw_taxonomy_is_required (both, garment, fw_taxonomy_find_attribute (both, "occlusion")));
  g_assert_true (fw_taxonomy_is_allowed (both, rider, fw_taxonomy_find_attribute (both, "speed")));
  g_assert_true (fw_taxonomy_is_allowed (both, garment, fw_taxonomy_find_attribute (both, "note")));
  g_assert_false (
      fw_taxonomy_is_allowed (both, garment, fw_taxonomy_find_attribute (both, "speed")));

  again = fw_manual_make_taxonomy (manual, both);
  g_assert_true (fw_taxonomy_equal (both, again));
}

/* Test that the table has every kind of the catalogue once, with words that
 * can be read back. */
static void
test_kinds (void)
{
  gsize n, n_built = 0;
  const FwCheckKind *kinds = fw_check_kinds_get (&n);

  g_assert_cmpuint (n, ==, 89);
  for (gsize i = 0; i < n; i++)
    {
      g_test_message ("%s", kinds[i].name);
      g_assert_true (fw_check_kind_find (kinds[i].name) == &kinds[i]);
      g_assert_true (g_str_has_suffix (kinds[i].sentence, "."));
      n_built += fw_check_kind_is_built (&kinds[i]);
      for (guint p = 0; p < kinds[i].n_params; p++)
        {
          const FwParam *param = &kinds[i].params[p];

          g_assert_cmpint (fw_check_kind_find_param (&kinds[i], param->name), ==, p);
          if ((param->type == FW_PARAM_NUMBER || param->type == FW_PARAM_INTEGER)
              && param->default_value)
            {
              g_assert_cmpfloat (g_ascii_strtod (param->default_value, NULL), >=, param->low);
              g_assert_cmpfloat (g_ascii_strtod (param->default_value, NULL), <=, param->high);
            }
        }
    }
  g_assert_cmpuint (n_built, >=, 83);
}

/* Test that files that are no manuals are refused in words. */
static void
test_not_text (void)
{
  static const struct { const char *bytes; gsize length; } cases[] = {
    { "a\nb\n\0\xfe", 6 }, { "---\n\0\n", 6 }, { "\0", 1 }, { "\xff\xfe-\0-\0", 6 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (cases[i].bytes, cases[i].length);
      g_autoptr(GError) error = NULL;

      g_assert_null (fw_manual_new_from_bytes (bytes, &error));
      g_assert_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX);
    }

  g_autoptr(FwManual) empty = parse ("");
  g_autoptr(GError) error = NULL;
  g_autofree char *huge = g_malloc (FW_MANUAL_MAX_SIZE + 1);
  g_autoptr(GBytes) bytes = NULL;

  g_assert_true (fw_manual_has_errors (empty));
  memset (huge, '\n', FW_MANUAL_MAX_SIZE + 1);
  bytes = g_bytes_new_static (huge, FW_MANUAL_MAX_SIZE + 1);
  g_assert_null (fw_manual_new_from_bytes (bytes, &error));
  g_assert_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_LIMIT);
}

/* Test that texts from a manual cannot send control characters to a terminal. */
static void
test_control_characters (void)
{
  g_autoptr(FwManual) manual = parse ("---\nmanual: a\nversion: 1.0.0\n\"\\e[31mred\": x\n---\n");
  gsize n;
  const FwManualMessage *messages = fw_manual_get_messages (manual, &n);

  g_assert_cmpuint (n, ==, 1);
  g_assert_nonnull (strstr (messages[0].text, "[31mred"));
  g_assert_null (strchr (messages[0].text, '\033'));
}

/* Test that BOM, CRLF and no line end at the end make no difference. */
static void
test_line_ends (void)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "data", "rules", "lint", "clean.manual.md", NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autofree char *dos = NULL;
  g_autofree char *marked = NULL;
  g_autoptr(FwManual) a = NULL;
  g_autoptr(FwManual) b = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  dos = g_strjoinv ("\r\n", lines);
  marked = g_strconcat ("\xef\xbb\xbf", dos, NULL);
  marked[strlen (marked) - 2] = '\0';
  a = parse (text);
  b = parse (marked);
  for (gsize i = 0; i < 2; i++)
    {
      g_assert_cmpstr (fw_manual_get_rule (a, i)->rev, ==, fw_manual_get_rule (b, i)->rev);
      g_assert_cmpstr (fw_manual_get_rule (a, i)->sentences[0].text, ==,
                       fw_manual_get_rule (b, i)->sentences[0].text);
    }
  g_assert_cmpstr (fw_manual_get_rule (a, 0)->sentences[0].text, ==,
                   "Label cars that are at least ten pixels high.");
  g_assert_false (fw_manual_has_errors (b));
}

/* Test that damaged manuals load with messages, and never crash or hang. */
static void
test_damage (void)
{
  static const char *const pieces[] = {
    "---\n",    "```rule\n", "```\n",  "### SD-003 x\n",
    "[",        "{",         "}",      "]",
    "\"",       "'",         "&a ",    "*a",
    "!!t ",     "- ",        ": ",     "\t",
    "|\n",      ">\n",       "with: ", "check: expr\nexpect: ",
    "((((((((", "not ",      "attr.",  "**DO**",
    "![](",     "\xc3\xa4",  "#",      "for: [\"*\"]\n",
    "0",        "-1e9",      "\n",     "%YAML 1.2\n",
    "? ",       "~~~",
  };
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "data", "rules", "driving.manual.md", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  gsize length;
  int n_rounds = g_test_slow () ? 20000 : 300;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (int round = 0; round < n_rounds; round++)
    {
      g_autoptr(GString) damaged = g_string_new_len (text, length);
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(FwManual) manual = NULL;

      for (int n = g_rand_int_range (rand, 1, 8); n > 0; n--)
        {
          gsize at = g_rand_int_range (rand, 0, damaged->len);

          if (g_rand_boolean (rand))
            g_string_insert (damaged, at,
                             pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
          else
            g_string_erase (damaged, at,
                            MIN (damaged->len - at, (gsize) g_rand_int_range (rand, 1, 60)));
        }
      bytes = g_bytes_new (damaged->str, damaged->len);
      manual = fw_manual_new_from_bytes (bytes, NULL);
      if (manual)
        {
          g_autoptr(FwTaxonomy) taxonomy = fw_manual_make_taxonomy (manual, NULL);

          g_assert_nonnull (taxonomy);
        }
    }
}

/* Test that a manual that cannot be opened is told in our words, with its path. */
static void
test_unreadable (void)
{
  g_autofree char *folder = g_dir_make_tmp ("fw-manual-XXXXXX", NULL);
  g_autofree char *missing = g_build_filename (folder, "no.manual.md", NULL);
  const struct
  {
    const char *path;
    const char *sentence;
  } cases[] = {
    { missing, "The manual “%s” is not there." },
    { folder, "“%s” is a folder. Name the manual itself, a file in it." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GFile) file = g_file_new_for_path (cases[i].path);
      g_autoptr(GError) error = NULL;
      g_auto(GStrv) parts = g_strsplit (cases[i].sentence, "%s", 2);
      g_autofree char *expected = g_strjoinv (cases[i].path, parts);

      g_assert_null (fw_manual_new_from_file (file, &error));
      g_assert_cmpstr (error->message, ==, expected);
    }
  g_rmdir (folder);
}

/* Test that the sections of a manual are all of its text below the front matter, in order. */
static void
test_sections (void)
{
  static const struct
  {
    const char *text;
    const char *sections; /* level:line:title:text, joined by "|" */
  } cases[] = {
    { "---\nmanual: x\n---\n", "" },
    { "---\nmanual: x\n---\nwords\n", "0:4::words\n" },
    { "---\nmanual: x\n---\n\n# A\nb\n## C ##\n### KT-001 D\ne",
      "1:5:A:b\n|2:7:C:|3:8:KT-001 D:e" },
    { "\xef\xbb\xbf---\nmanual: x\n---\na\r\n# B\r\nc\r\n", "0:4::a\r\n|1:5:B:c\r\n" },
    { "---\nmanual: x\n---\n```\n# not\n```\n#### nor this\n",
      "0:4::```\n# not\n```\n#### nor this\n" },
    { "words", "0:1::words" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwManual) manual = parse (cases[i].text);
      g_autoptr(GString) out = g_string_new (NULL);
      gsize n;
      const FwManualSection *sections = fw_manual_get_sections (manual, &n);

      g_test_message ("case %zu", i);
      for (gsize k = 0; k < n; k++)
        {
          g_autofree char *text
              = g_strndup (cases[i].text + sections[k].start, sections[k].end - sections[k].start);

          g_string_append_printf (out, "%s%d:%d:%s:%s", k > 0 ? "|" : "", sections[k].level,
                                  sections[k].line, sections[k].title, text);
        }
      g_assert_cmpstr (out->str, ==, cases[i].sections);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/manual/lint-items", test_lint_items);
  g_test_add_func ("/manual/lint", test_lint);
  g_test_add_func ("/manual/content", test_content);
  g_test_add_func ("/manual/revision", test_revision);
  g_test_add_func ("/manual/examples", test_examples);
  g_test_add_func ("/manual/design-examples", test_design_examples);
  g_test_add_func ("/manual/scalars", test_scalars);
  g_test_add_func ("/manual/taxonomy", test_taxonomy);
  g_test_add_func ("/manual/kinds", test_kinds);
  g_test_add_func ("/manual/not-text", test_not_text);
  g_test_add_func ("/manual/control-characters", test_control_characters);
  g_test_add_func ("/manual/line-ends", test_line_ends);
  g_test_add_func ("/manual/unreadable", test_unreadable);
  g_test_add_func ("/manual/sections", test_sections);
  g_test_add_func ("/manual/damage", test_damage);

  return g_test_run ();
}
