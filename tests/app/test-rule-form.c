/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A rule as a form: what a person sees of a block, that only what she changes
 * is written, and where the linter's words belong.
 */

#include "app/desk/rule-notes.h"

#include <string.h>

#define FRONT                                                                                     \
  "---\nmanual: form\nversion: 1.2.0\ncategories:\n  vehicle.car: box\n  vehicle.bus: box\n"      \
  "  human.rider: box\n  shoe: polygon\nattributes:\n  occlusion: [none, partial, full]\n"        \
  "  parked: bool\n  lights: [off, red, green]\n---\n\n## Rules\n\n"
#define FIRST                                                                                     \
  "### FO-001 Big enough\n\n- **DO** label it.\n- Example yes: a bus.\n\nMore words.\n\n"         \
  "```rule\nseverity: error   # must\nsince: 1.0.0\n# who\nfor: [vehicle.car, vehicle.bus]\n"     \
  "check: min-size\nwith: { height: 10 }  # pixels\nmessage: \"Too small.\"\n```\n\n"
#define SECOND                                                                                    \
  "### FO-002 Pairs\n\n- **DO** keep them.\n- Example yes: one.\n\n"                              \
  "```rule\nseverity: warning\nsince: 1.0.0\ncheck: group-count\nwith:\n  shoe: 2   # a pair\n"   \
  "```\n"

/* A PARAM of any shape and what stands in the manual. */
static void
test_shapes (void)
{
  static const struct
  {
    FwFormShape shape;
    const char *yaml;
    const char *text;
  } cases[] = {
    { FW_FORM_LINE, "10", "10" },
    { FW_FORM_LINE, "\"[A-Z]{2}, b\"", "[A-Z]{2}, b" },
    { FW_FORM_LIST, "[vehicle.car, \"vehicle.*\"]", "vehicle.car, vehicle.*" },
    { FW_FORM_LIST, "[\"a, b\", 'c \"d\"', \" e\"]", "\"a, b\", \"c \\\"d\\\"\", \" e\"" },
    { FW_FORM_LIST, "[\"[a]\", \"b > c\"]", "\"[a]\", b > c" },
    { FW_FORM_PAIRS, "[[red, green], [green, \"a > b\"]]", "red > green, green > \"a > b\"" },
    { FW_FORM_SETS, "[[parked, lights=off], [a, b, c]]", "parked + lights=off, a + b + c" },
    { FW_FORM_MAP, "{ shoe: 2, \"a: b\": 3 }", "shoe: 2, \"a: b\": 3" },
    { FW_FORM_LISTS, "{ front: [box, polygon], side: [box] }", "front: box + polygon, side: box" },
    /* What has no such form is shown as it is written. */
    { FW_FORM_LIST, "{ a: 1 }", "{ a: 1 }" },
    { FW_FORM_PAIRS, "[[a, b, c]]", "[[a, b, c]]" },
    { FW_FORM_MAP, "[a]", "[a]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int line, column;
      g_autoptr (GError) error = NULL;
      g_autoptr (FwYaml) value
        = fw_yaml_parse (cases[i].yaml, strlen (cases[i].yaml), 1, &line, &column, &error);
      g_autofree char *text = fw_form_text_new (cases[i].shape, value);
      g_autoptr (FwYaml) back = fw_form_text_read (cases[i].shape, text, &error);

      g_test_message ("case %zu: %s", i, cases[i].yaml);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_true (fw_yaml_equal (value, back));
    }
}

/* Test that a slip of the pen is told, and a comma at the end is none. */
static void
test_slips (void)
{
  static const struct
  {
    FwFormShape shape;
    const char *text;
  } cases[] = {
    { FW_FORM_LIST, "a,, b" },     { FW_FORM_LIST, ", a" },       { FW_FORM_LIST, "\"a" },
    { FW_FORM_LIST, "a \"b\"" },   { FW_FORM_LIST, "\"a\" b" },   { FW_FORM_LIST, "[a, b" },
    { FW_FORM_PAIRS, "red" },      { FW_FORM_PAIRS, "a > b > c" }, { FW_FORM_PAIRS, "a >" },
    { FW_FORM_SETS, "a + , b" },   { FW_FORM_MAP, "shoe 2" },     { FW_FORM_MAP, "shoe:" },
    { FW_FORM_MAP, "a: 1, a: 2" }, { FW_FORM_MAP, "a: 1: 2" },    { FW_FORM_LISTS, "a: b +" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FwYaml) value = fw_form_text_read (cases[i].shape, cases[i].text, &error);

      g_test_message ("case %zu: %s", i, cases[i].text);
      g_assert_null (value);
      g_assert_nonnull (error);
    }

  g_autoptr (GError) error = NULL;
  g_autoptr (FwYaml) open = fw_form_text_read (FW_FORM_LIST, "a, b, ", &error);
  g_autoptr (FwYaml) none = fw_form_text_read (FW_FORM_LIST, "  ", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (open->items->len, ==, 2);
  g_assert_null (none);
}

static FwYaml *
random_word (GRand *rand)
{
  static const char signs[] = "abc,>+:\"\\ []{}#*.=-'&";
  GString *text = g_string_new (NULL);
  int n = g_rand_int_range (rand, 0, 6);
  FwYaml *word;

  for (int i = 0; i < n; i++)
    g_string_append_c (text, signs[g_rand_int_range (rand, 0, sizeof signs - 1)]);
  word = fw_yaml_new_text (text->str);
  g_string_free (text, TRUE);
  return word;
}

static FwYaml *
random_list (GRand *rand,
             int    n)
{
  FwYaml *list = fw_yaml_new_list ();

  for (int i = 0; i < n; i++)
    fw_yaml_add_item (list, random_word (rand));
  return list;
}

/* Test that whatever words a manual has, the form gives them back. */
static void
test_shapes_random (void)
{
  GRand *rand = g_rand_new_with_seed (11);

  for (int i = 0; i < 4000; i++)
    {
      FwFormShape shape = g_rand_int_range (rand, FW_FORM_LIST, FW_FORM_LISTS + 1);
      int n = g_rand_int_range (rand, 1, 4);
      g_autoptr (FwYaml) value = NULL;
      g_autofree char *text = NULL;
      g_autoptr (FwYaml) back = NULL;
      g_autoptr (GError) error = NULL;

      if (shape == FW_FORM_LIST)
        value = random_list (rand, n);
      else if (shape == FW_FORM_MAP || shape == FW_FORM_LISTS)
        value = fw_yaml_new_map ();
      else
        value = fw_yaml_new_list ();
      for (int k = 0; shape != FW_FORM_LIST && k < n; k++)
        {
          g_autoptr (FwYaml) key = random_word (rand);
          FwYaml *item = shape == FW_FORM_MAP
                           ? random_word (rand)
                           : random_list (rand, shape == FW_FORM_PAIRS ? 2 : 1 + k);

          if (value->kind == FW_YAML_LIST)
            fw_yaml_add_item (value, item);
          else if (fw_yaml_get (value, key->text) == NULL)
            fw_yaml_add_entry (value, key->text, item);
          else
            fw_yaml_free (item);
        }
      text = fw_form_text_new (shape, value);
      back = fw_form_text_read (shape, text, &error);
      g_test_message ("%d: %s", shape, text);
      g_assert_no_error (error);
      g_assert_true (fw_yaml_equal (value, back));
    }
  g_rand_free (rand);
}

/* Test that a menu adds words to a list and takes them away. */
static void
test_toggle (void)
{
  g_autofree char *one = fw_form_text_toggle ("", "vehicle.car");
  g_autofree char *two = fw_form_text_toggle (one, "a, b");
  g_autofree char *back = fw_form_text_toggle (two, "vehicle.car");
  g_autofree char *none = fw_form_text_toggle (back, "a, b");

  g_assert_cmpstr (one, ==, "vehicle.car");
  g_assert_cmpstr (two, ==, "vehicle.car, \"a, b\"");
  g_assert_cmpstr (back, ==, "\"a, b\"");
  g_assert_cmpstr (none, ==, "");
}

/* Rules --------------------------------------------------------------------------- */

static FwManual *
read_manual (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  FwManual *manual = fw_manual_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  return manual;
}

static char *
apply (const FwRuleForm *form)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FwManual) manual = fw_rule_form_apply (form, &error);
  gsize length = 0;
  const char *text;

  g_assert_no_error (error);
  text = g_bytes_get_data (fw_manual_get_bytes (manual), &length);
  return g_strndup (text, length);
}

static char *
replace (const char *text,
         const char *what,
         const char *with)
{
  GString *out = g_string_new (text);

  g_assert_cmpuint (g_string_replace (out, what, with, 0), ==, 1);
  return g_string_free (out, FALSE);
}

/* Test that a form over every rule of whole manuals writes not a byte. */
static void
test_untouched (void)
{
  static const char *const names[] = { "driving", "kinds" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat (names[i], ".manual.md", NULL);
      g_autofree char *path
        = g_test_build_filename (G_TEST_DIST, "data", "rules", name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (FwManual) manual = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      manual = read_manual (text);
      g_assert_cmpuint (fw_manual_get_n_rules (manual), >, 20);
      for (gsize k = 0; k < fw_manual_get_n_rules (manual); k++)
        {
          const FwRule *rule = fw_manual_get_rule (manual, k);
          g_autoptr (FwRuleForm) form = fw_rule_form_new (manual, rule->id);
          g_autoptr (FwRuleForm) copy = fw_rule_form_copy (form);
          g_autofree char *out = apply (copy);
          g_autoptr (GPtrArray) strays = fw_rule_form_list_strays (form);

          g_test_message ("%s", rule->id);
          g_assert_true (fw_rule_form_has_block (form));
          g_assert_false (fw_rule_form_is_changed (form));
          g_assert_cmpstr (out, ==, text);
          g_assert_cmpuint (strays->len, ==, 0);
          /* Every parameter that is given is shown, and reads as what it was. */
          for (guint p = 0; rule->kind != NULL && p < rule->kind->n_params; p++)
            {
              const FwParam *param = &rule->kind->params[p];
              const char *shown = fw_rule_form_get (form, "with", param->name);
              g_autoptr (GError) error = NULL;
              g_autoptr (FwYaml) value
                = fw_form_text_read (fw_form_shape_of (param->type), shown, &error);

              g_assert_no_error (error);
              g_assert_true (value != NULL || !rule->params[p].is_set
                             || param->default_value != NULL);
            }
        }
    }
}

/* Test that fields change their own bytes and nothing else. */
static void
test_fields (void)
{
  static const struct
  {
    const char *key;
    const char *name;
    const char *text;
    const char *what;
    const char *with;
  } cases[] = {
    { "severity", NULL, "advice", "severity: error  ", "severity: advice  " },
    { "with", "height", " 12 ", "{ height: 10 }", "{ height: 12 }" },
    { "with", "area", "99", "{ height: 10 }", "{ height: 10, area: 99 }" },
    { "with", "height", "", "with: { height: 10 }  # pixels\n", "" },
    { "for", NULL, "vehicle.car, human.rider", "vehicle.bus]", "human.rider]" },
    { "for", NULL, "", "for: [vehicle.car, vehicle.bus]\n", "" },
    { "message", NULL, "Say: \"hi\"", "\"Too small.\"", "\"Say: \\\"hi\\\"\"" },
    { "when", NULL, "w > 3", "check: min-size", "when: w > 3\ncheck: min-size" },
    { FW_FORM_TITLE, NULL, "Large enough", "Big enough", "Large enough" },
    { FW_FORM_PROSE, NULL, "- **DO** label it.\n- Example yes: a bus.\n\nFewer words.",
      "More words", "Fewer words" },
  };
  g_autoptr (FwManual) manual = read_manual (FRONT FIRST SECOND);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwRuleForm) form = fw_rule_form_new (manual, "FO-001");
      g_autofree char *expected = replace (FRONT FIRST SECOND, cases[i].what, cases[i].with);
      g_autofree char *out = NULL;

      g_test_message ("case %zu: %s", i, cases[i].text);
      fw_rule_form_set (form, cases[i].key, cases[i].name, cases[i].text);
      g_assert_true (fw_rule_form_is_changed (form));
      out = apply (form);
      g_assert_cmpstr (out, ==, expected);
      fw_rule_form_set (form, cases[i].key, cases[i].name,
                        fw_rule_form_get_saved (form, cases[i].key, cases[i].name));
      g_assert_false (fw_rule_form_is_changed (form));
    }
}

/* Test that another kind drops what it has no use for, and finds it again. */
static void
test_kinds (void)
{
  g_autoptr (FwManual) manual = read_manual (FRONT FIRST SECOND);
  g_autoptr (FwRuleForm) form = fw_rule_form_new (manual, "FO-001");
  g_autofree char *expected = NULL;
  g_autofree char *out = NULL;
  g_autofree char *back = NULL;
  g_autofree char *expr = NULL;
  g_autofree char *whole = NULL;

  fw_rule_form_set (form, "check", NULL, "aspect-range");
  fw_rule_form_set (form, "with", "min", "0.5");
  g_assert_cmpstr (fw_rule_form_get_kind (form)->name, ==, "aspect-range");
  out = apply (form);
  expected = replace (FRONT FIRST SECOND, "check: min-size\nwith: { height: 10 }  # pixels\n",
                      "check: aspect-range\nwith: { min: 0.5 }\n");
  g_assert_cmpstr (out, ==, expected);

  fw_rule_form_set (form, "check", NULL, "expr");
  fw_rule_form_set (form, "expect", NULL, "w > 10");
  expr = apply (form);
  g_clear_pointer (&expected, g_free);
  expected = replace (FRONT FIRST SECOND, "check: min-size\nwith: { height: 10 }  # pixels\n",
                      "check: expr\nexpect: w > 10\n");
  g_assert_cmpstr (expr, ==, expected);

  /* A kind whose with: is one whole map. */
  fw_rule_form_set (form, "check", NULL, "group-count");
  fw_rule_form_set (form, "with", "", "shoe: 2");
  whole = apply (form);
  g_clear_pointer (&expected, g_free);
  expected = replace (FRONT FIRST SECOND, "check: min-size\nwith: { height: 10 }  # pixels\n",
                      "check: group-count\nwith: { shoe: 2 }\n");
  g_assert_cmpstr (whole, ==, expected);

  fw_rule_form_set (form, "check", NULL, "min-size");
  back = apply (form);
  g_assert_cmpstr (back, ==, FRONT FIRST SECOND);

  /* And away from one. */
  g_autoptr (FwRuleForm) pairs = fw_rule_form_new (manual, "FO-002");
  g_autofree char *human = NULL;
  g_autofree char *more = NULL;

  g_assert_cmpstr (fw_rule_form_get (pairs, "with", ""), ==, "shoe: 2");
  fw_rule_form_set (pairs, "with", "", "shoe: 3");
  more = apply (pairs);
  g_assert_nonnull (strstr (more, "shoe: 3"));
  fw_rule_form_set (pairs, "check", NULL, "human");
  fw_rule_form_set (pairs, "ask", NULL, "Two?");
  human = apply (pairs);
  g_assert_nonnull (strstr (human, "check: human\nask: Two?\n```\n"));
  g_assert_true (fw_rule_form_is_human (pairs));
}

/* Test that a new rule begins with what is typed and stands where it was asked for. */
static void
test_new (void)
{
  g_autoptr (FwManual) manual = read_manual (FRONT FIRST SECOND);
  g_autoptr (GError) error = NULL;
  g_autoptr (FwRuleForm) form = fw_rule_form_new_rule (manual, "FO-001", &error);
  g_autoptr (FwRuleNotes) empty = NULL;
  g_autoptr (FwRuleNotes) full = NULL;
  gsize length = 0;
  const char *text;

  g_assert_no_error (error);
  g_assert_cmpstr (fw_rule_form_get_id (form), ==, "FO-003");
  g_assert_true (fw_rule_form_is_changed (form));
  g_assert_cmpstr (fw_rule_form_get (form, FW_FORM_TITLE, NULL), ==, "");
  empty = fw_rule_notes_new (form);
  g_assert_cmpuint (empty->n_obstacles, >, 0);

  fw_rule_form_set (form, FW_FORM_TITLE, NULL, "No ghosts");
  fw_rule_form_set (form, FW_FORM_PROSE, NULL, "- **DO NOT** label ghosts.");
  fw_rule_form_set (form, "ask", NULL, "Is it there?");
  full = fw_rule_notes_new (form);
  g_assert_cmpuint (full->n_obstacles, ==, 0);
  text = g_bytes_get_data (full->bytes, &length);
  g_assert_cmpuint (length, >, strlen (FRONT FIRST SECOND));
  g_assert_true (g_str_has_prefix (
    text, FRONT FIRST "### FO-003 No ghosts\n\n- **DO NOT** label ghosts.\n\n```rule\n"
                      "severity: warning\nsince: 1.2.0\nchange: add\ncheck: human\n"
                      "ask: Is it there?\n```\n\n### FO-002"));
}

/* Test that somebody else's change and one's own stand side by side. */
static void
test_rebase (void)
{
  g_autofree char *other = replace (FRONT FIRST SECOND, "severity: error  ", "severity: warning");
  g_autofree char *same = replace (FRONT FIRST SECOND, "{ height: 10 }", "{ height: 11 }");
  g_autoptr (FwManual) manual = read_manual (FRONT FIRST SECOND);
  g_autoptr (FwManual) theirs = read_manual (other);
  g_autoptr (FwManual) clash = read_manual (same);
  g_autoptr (FwManual) gone = read_manual (FRONT SECOND);
  g_autoptr (FwRuleForm) form = fw_rule_form_new (manual, "FO-001");
  g_autoptr (FwRuleForm) merged = NULL;
  g_autoptr (FwRuleForm) clashed = NULL;
  g_autoptr (GPtrArray) both = NULL;
  g_autoptr (GPtrArray) both_now = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  g_autofree char *expected = replace (other, "{ height: 10 }", "{ height: 12 }");

  fw_rule_form_set (form, "with", "height", "12");
  merged = fw_rule_form_rebase (form, theirs, &both, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (both->len, ==, 0);
  out = apply (merged);
  g_assert_cmpstr (out, ==, expected);

  clashed = fw_rule_form_rebase (form, clash, &both_now, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (both_now->len, ==, 1);
  g_assert_cmpstr (both_now->pdata[0], ==, "height");
  g_assert_cmpstr (fw_rule_form_get (clashed, "with", "height"), ==, "12");
  g_assert_cmpstr (fw_rule_form_get_saved (clashed, "with", "height"), ==, "11");

  g_assert_null (fw_rule_form_rebase (form, gone, &none, &error));
  g_assert_nonnull (error);
}

/* Test that the linter's words are told where they belong. */
static void
test_notes (void)
{
  static const struct
  {
    const char *rule;
    const char *key;   /* set to ... */
    const char *name;
    const char *text;
    const char *note_key;
    const char *note_name;
    int line;
    FwSeverity severity;
    guint n_obstacles;
  } cases[] = {
    { "FO-001", "with", "height", "ten", "with", "height", 0, FW_SEVERITY_ERROR, 1 },
    { "FO-001", "with", "height", "0.5", "with", "height", 0, FW_SEVERITY_WARNING, 0 },
    { "FO-001", "severity", NULL, "eror", "severity", NULL, 0, FW_SEVERITY_ERROR, 1 },
    { "FO-001", "severity", NULL, "", "severity", NULL, 0, FW_SEVERITY_ERROR, 1 },
    { "FO-001", "for", NULL, "vehicle.cra", "for", NULL, 0, FW_SEVERITY_ERROR, 1 },
    { "FO-001", "for", NULL, "a,, b", "for", NULL, 0, FW_SEVERITY_ERROR, 1 },
    { "FO-001", "when", NULL, "attr.occlusoin == \"none\"", "when", NULL, 0, FW_SEVERITY_ERROR, 1 },
    { "FO-001", "check", NULL, "min-sise", "check", NULL, 0, FW_SEVERITY_ERROR, 1 },
    { "FO-001", "check", NULL, "human", "ask", NULL, 0, FW_SEVERITY_ERROR, 1 },
    { "FO-001", "check", NULL, "expr", "expect", NULL, 0, FW_SEVERITY_ERROR, 1 },
    { "FO-001", "check", NULL, "inside-parent", "with", "parent", 0, FW_SEVERITY_ERROR, 1 },
    { "FO-001", "fix", NULL, "clip", "fix", NULL, 0, FW_SEVERITY_ERROR, 1 },
    { "FO-001", "risk", NULL, "9", "risk", NULL, 0, FW_SEVERITY_ERROR, 1 },
    { "FO-001", "changed", NULL, "1.2.0", "changed", NULL, 0, FW_SEVERITY_ERROR, 1 },
    { "FO-001", FW_FORM_TITLE, NULL, "  ", FW_FORM_TITLE, NULL, 0, FW_SEVERITY_ERROR, 1 },
    { "FO-001", FW_FORM_PROSE, NULL, "- **DO** it.\n- Example yes: x\n\n## Oh", FW_FORM_PROSE,
      NULL, 4, FW_SEVERITY_ERROR, 1 },
    { "FO-001", FW_FORM_PROSE, NULL, "- **DO** it.\n\n```c\nint", FW_FORM_PROSE, NULL, 3,
      FW_SEVERITY_ERROR, 1 },
    { "FO-002", "with", "", "shoes: 2", "with", "", 0, FW_SEVERITY_ERROR, 1 },
    { "FO-002", "with", "", "shoe two", "with", "", 0, FW_SEVERITY_ERROR, 1 },
  };
  g_autoptr (FwManual) manual = read_manual (FRONT FIRST SECOND);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwRuleForm) form = fw_rule_form_new (manual, cases[i].rule);
      g_autoptr (FwRuleNotes) notes = NULL;
      const FwRuleNote *note;

      g_test_message ("case %zu: %s", i, cases[i].text);
      fw_rule_form_set (form, cases[i].key, cases[i].name, cases[i].text);
      notes = fw_rule_notes_new (form);
      for (guint k = 0; k < notes->notes->len; k++)
        {
          const FwRuleNote *told = &g_array_index (notes->notes, FwRuleNote, k);

          g_test_message ("  %s %s %d: %s", told->key, told->name, told->line, told->text);
        }
      note = fw_rule_notes_find (notes, cases[i].note_key, cases[i].note_name);
      g_assert_nonnull (note);
      g_assert_cmpint (note->severity, ==, cases[i].severity);
      g_assert_cmpint (note->line, ==, cases[i].line);
      g_assert_cmpuint (notes->n_obstacles, ==, cases[i].n_obstacles);
      g_assert_null (strstr (note->text, "rule FO-"));
      g_assert_false (g_str_has_prefix (note->text, "#"));
    }
}

/* Test that old mistakes do not stand in the way, and that what a change does elsewhere is told. */
static void
test_old_mistakes (void)
{
  g_autofree char *broken = replace (FRONT FIRST SECOND, "message: \"Too small.\"",
                                     "massage: \"Too small.\"");
  g_autoptr (FwManual) manual = read_manual (broken);
  g_autoptr (FwRuleForm) form = fw_rule_form_new (manual, "FO-001");
  g_autoptr (FwRuleNotes) notes = NULL;
  gboolean has_old = FALSE;
  gboolean has_elsewhere = FALSE;

  fw_rule_form_set (form, "severity", NULL, "advice");
  notes = fw_rule_notes_new (form);
  g_assert_cmpuint (notes->n_obstacles, ==, 0);
  for (guint i = 0; i < notes->notes->len; i++)
    has_old |= !g_array_index (notes->notes, FwRuleNote, i).is_new;
  g_assert_true (has_old);

  /* No rule is left that speaks of buses: FO-002 is made to be about shoes only. */
  g_autofree char *narrow = replace (FRONT FIRST SECOND, "check: group-count",
                                     "for: [shoe]\ncheck: group-count");
  g_autoptr (FwManual) other = read_manual (narrow);
  g_autoptr (FwRuleForm) less = fw_rule_form_new (other, "FO-001");
  g_autoptr (FwRuleNotes) told = NULL;

  fw_rule_form_set (less, "for", NULL, "vehicle.car");
  told = fw_rule_notes_new (less);
  for (guint i = 0; i < told->notes->len; i++)
    {
      const FwRuleNote *note = &g_array_index (told->notes, FwRuleNote, i);

      has_elsewhere |= note->is_elsewhere && strstr (note->text, "vehicle.bus") != NULL;
    }
  g_assert_true (has_elsewhere);
  g_assert_cmpuint (told->n_obstacles, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-text/shapes", test_shapes);
  g_test_add_func ("/form-text/slips", test_slips);
  g_test_add_func ("/form-text/random", test_shapes_random);
  g_test_add_func ("/form-text/toggle", test_toggle);
  g_test_add_func ("/rule-form/untouched", test_untouched);
  g_test_add_func ("/rule-form/fields", test_fields);
  g_test_add_func ("/rule-form/kinds", test_kinds);
  g_test_add_func ("/rule-form/new", test_new);
  g_test_add_func ("/rule-form/rebase", test_rebase);
  g_test_add_func ("/rule-notes/places", test_notes);
  g_test_add_func ("/rule-notes/old-mistakes", test_old_mistakes);

  return g_test_run ();
}
