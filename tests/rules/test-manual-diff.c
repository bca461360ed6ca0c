/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Two manuals side by side: words, rules, change classes, and what the new one
 * does to labels.
 */

#include "rules-kit.h"

#include "rules/check-direction.h"
#include "rules/manual-impact.h"

/* Test that words are compared as a reader would. */
static void
test_words (void)
{
  static const struct { const char *before; const char *after; const char *text; } cases[] = {
    { NULL, NULL, "" },
    { "", "one two", "{+one two+}" },
    { "one two", NULL, "[-one two-]" },
    { "one  two\nthree", "one two three", "one two three" },
    { "label shoes", "label shoes and boots", "label shoes {+and boots+}" },
    { "do not label tights", "label tights", "[-do not-] label tights" },
    { "a b c d e", "a x c y e", "a [-b-] {+x+} c [-d-] {+y+} e" },
    { "at least 10 pixels high", "at least 12 pixels high", "at least [-10-] {+12+} pixels high" },
    { "a b a b a", "b a b a b", "[-a-] b a b a {+b+}" },
    { "衣服不要标注", "衣服要标注", "衣服 [-不-] 要标注" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GArray) runs = fw_word_diff (cases[i].before, cases[i].after);
      g_autofree char *text = fw_word_diff_to_text (runs);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static char *
random_text (GRand *rand,
             guint  n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%c", i > 0 ? " " : "", 'a' + g_rand_int_range (rand, 0, 5));

  return g_string_free (text, FALSE);
}

/* One side of a difference, as text. */
static char *
take_side (const GArray *runs,
           FwWordsOp     side)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const FwWordRun *run = &g_array_index (runs, FwWordRun, i);

      if (run->op == FW_WORDS_SAME || run->op == side)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", run->text);
      g_assert_cmpstr (run->text, !=, "");
      if (i > 0)
        g_assert_cmpint (run->op, !=, (run - 1)->op);
    }

  return g_string_free (text, FALSE);
}

/* Test that both texts can be had back from any difference, also past the limit. */
static void
test_words_random (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (5);

  for (guint i = 0; i < 300; i++)
    {
      int most = i == 299 ? 2 * FW_WORD_DIFF_MAX : 40;
      g_autofree char *before
          = random_text (rand, g_rand_int_range (rand, i == 299 ? most - 1 : 0, most));
      g_autofree char *after = random_text (rand, g_rand_int_range (rand, 0, most));
      g_autoptr(GArray) runs = fw_word_diff (before, after);
      g_autofree char *old_side = take_side (runs, FW_WORDS_REMOVED);
      g_autofree char *new_side = take_side (runs, FW_WORDS_ADDED);

      g_assert_cmpstr (old_side, ==, before);
      g_assert_cmpstr (new_side, ==, after);
    }
}

/* Test that each number of each kind says which way is stricter, or is known not to. */
static void
test_directions (void)
{
  static const char *const without[]
      = { "border-attribute margin", "jitter frames", "group-count ", NULL };
  gsize n;
  const FwCheckKind *kinds = fw_check_kinds_get (&n);

  for (gsize i = 0; i < n; i++)
    for (guint p = 0; p < kinds[i].n_params; p++)
      {
        const FwParam *param = &kinds[i].params[p];
        g_autofree char *name = g_strconcat (kinds[i].name, " ", param->name, NULL);
        FwDirection direction = fw_check_kind_get_direction (&kinds[i], p);

        if (param->type != FW_PARAM_NUMBER && param->type != FW_PARAM_INTEGER)
          continue;
        g_test_message ("%s", name);
        g_assert_cmpint (direction == FW_DIRECTION_NONE, ==, g_strv_contains (without, name));
      }
}

/* A manual of one rule at @version. */
static FwManual *
make_manual (const char *version,
             const char *sentences,
             const char *block)
{
  g_autofree char *text
      = g_strdup_printf ("---\nmanual: kit\nversion: %s\ncategories: { vehicle.car: box, "
                         "vehicle.bus: box, animal: box "
                         "}\nattributes: { occlusion: [none, partial, full], truncated: bool "
                         "}\n---\n\n"
                         "### KT-001 Title\n\n%s\n\n```rule\nsince: 1.0.0\n%s\n```\n",
                         version, sentences, block);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  FwManual *manual = fw_manual_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  g_assert_false (fw_manual_has_errors (manual));

  return manual;
}

#define SAYS "- **DO** this.\n- **DO NOT** do that."

/* Test what is said of every way in which a rule can change. */
static void
test_classes (void)
{
  static const struct
  {
    const char   *before;
    const char   *after;
    FwChangeClass found;
    guint         parts;
  } cases[] = {
    { "severity: warning\ncheck: min-size\nwith: { height: 10 }",
      "severity: error\ncheck: min-size\nwith: { height: 10 }",
      FW_CHANGE_CLASS_TIGHTEN, FW_RULE_PART_SEVERITY },
    { "severity: error\ncheck: min-size\nwith: { height: 10 }",
      "severity: advice\ncheck: min-size\nwith: { height: 10 }",
      FW_CHANGE_CLASS_LOOSEN, FW_RULE_PART_SEVERITY },
    { "severity: error\ncheck: min-size\nwith: { height: 10 }",
      "severity: error\ncheck: min-size\nwith: { height: 12 }",
      FW_CHANGE_CLASS_TIGHTEN, FW_RULE_PART_PARAMETERS },
    { "severity: error\ncheck: min-size\nwith: { height: 10 }",
      "severity: error\ncheck: min-size\nwith: { height: 12, width: 5 }",
      FW_CHANGE_CLASS_TIGHTEN, FW_RULE_PART_PARAMETERS },
    { "severity: error\ncheck: min-size\nwith: { height: 10, width: 9 }",
      "severity: error\ncheck: min-size\nwith: { height: 12 }",
      FW_CHANGE_CLASS_REVERSE, FW_RULE_PART_PARAMETERS },
    { "severity: error\ncheck: duplicate", "severity: error\ncheck: duplicate\nwith: { iou: 0.9 }",
      FW_CHANGE_CLASS_LOOSEN, FW_RULE_PART_PARAMETERS },
    { "severity: error\ncheck: duplicate", "severity: error\ncheck: duplicate\nwith: { iou: 0.85 }",
      FW_CHANGE_CLASS_CLARIFY, 0 },
    { "severity: error\ncheck: duplicate",
      "severity: error\ncheck: duplicate\nwith: { same-category: false }",
      FW_CHANGE_CLASS_REVERSE, FW_RULE_PART_PARAMETERS },
    { "severity: error\ncheck: forbidden-category\nwith: { categories: [animal] }",
      "severity: error\ncheck: forbidden-category\nwith: { categories: [animal, vehicle.bus] }",
      FW_CHANGE_CLASS_TIGHTEN, FW_RULE_PART_PARAMETERS },
    { "severity: error\nfor: [animal]\ncheck: no-gap", "severity: error\ncheck: no-gap",
      FW_CHANGE_CLASS_TIGHTEN, FW_RULE_PART_CATEGORIES },
    { "severity: error\nfor: [\"vehicle.*\"]\ncheck: no-gap",
      "severity: error\nfor: [vehicle.car]\ncheck: no-gap",
      FW_CHANGE_CLASS_LOOSEN, FW_RULE_PART_CATEGORIES },
    { "severity: error\nfor: [\"vehicle.*\"]\ncheck: no-gap",
      "severity: error\nfor: [vehicle.car, vehicle.bus]\ncheck: no-gap",
      FW_CHANGE_CLASS_CLARIFY, FW_RULE_PART_CATEGORIES },
    { "severity: error\nwhen: h > 10\ncheck: no-gap", "severity: error\ncheck: no-gap",
      FW_CHANGE_CLASS_TIGHTEN, FW_RULE_PART_CONDITION },
    { "severity: error\ncheck: no-gap", "severity: error\nwhen: h > 10\ncheck: no-gap",
      FW_CHANGE_CLASS_LOOSEN, FW_RULE_PART_CONDITION },
    { "severity: error\ncheck: expr\nexpect: h > 10", "severity: error\ncheck: expr\nexpect: h > 9",
      FW_CHANGE_CLASS_REVERSE, FW_RULE_PART_CONDITION },
    { "severity: error\ncheck: no-gap", "severity: error\ncheck: human\nask: Is it?",
      FW_CHANGE_CLASS_REVERSE, FW_RULE_PART_KIND | FW_RULE_PART_PEOPLE },
    { "severity: error\ncheck: no-gap", "severity: error\ncheck: no-gap\nask: Is it?",
      FW_CHANGE_CLASS_CLARIFY, FW_RULE_PART_PEOPLE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwManual) before = make_manual ("1.0.0", SAYS, cases[i].before);
      g_autoptr(FwManual) after = make_manual ("1.1.0", SAYS, cases[i].after);
      g_autoptr(FwManualDiff) diff = fw_manual_diff_new (before, after);
      const FwRuleChange *change = fw_manual_diff_find (diff, "KT-001");

      g_test_message ("%s -> %s", cases[i].before, cases[i].after);
      g_assert_cmpuint (fw_manual_diff_get_n (diff), ==, 1);
      g_assert_cmpint (change->fate, ==, FW_RULE_CHANGED);
      g_assert_cmpstr (fw_change_class_to_word (change->found), ==,
                       fw_change_class_to_word (cases[i].found));
      g_assert_cmphex (change->parts, ==, cases[i].parts);
      g_assert_cmpint (change->declared, ==, FW_CHANGE_CLASS_NONE);
      g_assert_cmpint (fw_rule_change_get_class (change), ==, cases[i].found);
    }
}

/* Test that maps of words, which have no numbers, are told as words. */
static void
test_renames (void)
{
  g_autoptr(FwManual) before = make_manual ("1.0.0", SAYS,
      "severity: error\ncheck: retired-category\nwith: { rename: { car: vehicle.car } }");
  g_autoptr(FwManual) after = make_manual ("1.1.0", SAYS,
      "severity: error\ncheck: retired-category\nwith: { rename: { bus: vehicle.bus, car: animal } }");
  g_autoptr(FwManualDiff) diff = fw_manual_diff_new (before, after);
  const FwRuleChange *change = fw_manual_diff_find (diff, "KT-001");

  g_assert_nonnull (change);
  g_assert_cmpuint (change->parameters->len, ==, 1);
  g_assert_cmpstr (g_array_index (change->parameters, FwParamChange, 0).before, ==,
                   "[car, vehicle.car]");
  g_assert_cmpstr (g_array_index (change->parameters, FwParamChange, 0).after, ==,
                   "[bus, vehicle.bus, car, animal]");
}

/* Test that texts alone are a clarification, prose is no revision, and what is declared counts. */
static void
test_texts (void)
{
  g_autoptr(FwManual) before
      = make_manual ("1.0.0", SAYS, "severity: error\ncheck: human\nask: Is it?");
  g_autoptr(FwManual) words
      = make_manual ("1.1.0", "- **DO** this or that.\n- **DO NOT** do that.",
                     "severity: error\ncheck: human\nask: Is it?\nchanged: 1.1.0\nchange: reverse");
  g_autoptr(FwManual) prose = make_manual ("1.1.0", SAYS "\n\nBecause.",
                                           "severity: error\ncheck: human\nask: Is it?");
  g_autoptr(FwManualDiff) diff = fw_manual_diff_new (before, words);
  g_autoptr(FwManualDiff) other = fw_manual_diff_new (before, prose);
  g_autoptr(FwManualDiff) back = fw_manual_diff_new (words, words);
  const FwRuleChange *change = fw_manual_diff_get (diff, 0);
  g_autoptr(GArray) says = fw_rule_change_get_words (change, FALSE);
  g_autoptr(GArray) says_not = fw_rule_change_get_words (change, TRUE);
  g_autofree char *text = fw_word_diff_to_text (says);
  g_autofree char *text_not = fw_word_diff_to_text (says_not);

  g_assert_cmphex (change->parts, ==, FW_RULE_PART_TEXT);
  g_assert_cmpint (change->found, ==, FW_CHANGE_CLASS_CLARIFY);
  g_assert_cmpint (change->declared, ==, FW_CHANGE_CLASS_REVERSE);
  g_assert_cmpint (fw_rule_change_get_class (change), ==, FW_CHANGE_CLASS_REVERSE);
  g_assert_true (fw_rule_change_needs_eyes (change));
  g_assert_cmpstr (text, ==, "[-This.-] {+This or that.+}");
  g_assert_cmpstr (text_not, ==, "Do not do that.");

  change = fw_manual_diff_get (other, 0);
  g_assert_cmphex (change->parts, ==, FW_RULE_PART_PROSE);
  g_assert_cmpstr (change->before->rev, ==, change->after->rev);
  g_assert_false (fw_rule_change_needs_eyes (change));
  g_assert_cmpuint (fw_manual_diff_get_n (back), ==, 0);
}

static FwManual *
make_two (const char *version,
          const char *first,
          const char *second)
{
  g_autofree char *one = first ? kit_rule ("KT-001", first) : g_strdup ("");
  g_autofree char *two = second ? kit_rule ("KT-002", second) : g_strdup ("");
  g_autofree char *both = g_strconcat (one, two, NULL);

  return kit_manual_at (version, both);
}

/* Test that rules come, go, are retired and come back. */
static void
test_fates (void)
{
  g_autoptr(FwManual) both = make_two ("1.0.0", "check: no-gap", "check: no-gap");
  g_autoptr(FwManual) first = make_two ("1.1.0", "check: no-gap", NULL);
  g_autoptr(FwManual) retired
      = make_two ("1.1.0", "check: no-gap", "check: no-gap\nretired: 1.1.0\nchange: retire");
  const struct
  {
    FwManual *before;
    FwManual *after;
    FwRuleFate fate;
    FwChangeClass found;
  } cases[] = {
    { first, both, FW_RULE_ADDED, FW_CHANGE_CLASS_ADD },
    { both, first, FW_RULE_REMOVED, FW_CHANGE_CLASS_RETIRE },
    { both, retired, FW_RULE_RETIRED, FW_CHANGE_CLASS_RETIRE },
    { retired, both, FW_RULE_ADDED, FW_CHANGE_CLASS_ADD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwManualDiff) diff = fw_manual_diff_new (cases[i].before, cases[i].after);

      g_assert_cmpuint (fw_manual_diff_get_n (diff), ==, 1);
      g_assert_cmpint (fw_manual_diff_get (diff, 0)->fate, ==, cases[i].fate);
      g_assert_cmpint (fw_manual_diff_get (diff, 0)->found, ==, cases[i].found);
      g_assert_cmpstr (fw_rule_change_get_id (fw_manual_diff_get (diff, 0)), ==, "KT-002");
    }

  g_autoptr(FwManualDiff) gone = fw_manual_diff_new (retired, first);

  g_assert_cmpuint (fw_manual_diff_get_n (gone), ==, 0);
}

/* Objects of 100 frames: id 1 is 12 high, id 2 grows from 5 to 25, id 3 is a rider. */
static FwSnapshot *
make_labels (FwManual *manual)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  g_autoptr(FwTaxonomy) taxonomy = kit_taxonomy (manual);
  g_autoptr(FwFrameList) frames = kit_frames (101, 1000, 500);

  for (FwTrackId id = 1; id <= 3; id++)
    {
      FwTrackBuilder *track
          = fw_track_builder_new (id, fw_taxonomy_find_by_name (taxonomy, id == 3 ? "human.rider"
                                                                                  : "vehicle.car")
                                          ->id);

      kit_key (track, 0, 100.0 * id, 50, 40, id == 2 ? 5 : 12);
      kit_key (track, 100, 100.0 * id, 50, 40, id == 2 ? 25 : 12);
      fw_snapshot_builder_take_track (builder, kit_end (track));
    }
  fw_snapshot_builder_set (builder, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, taxonomy);
  fw_snapshot_builder_set_frame_list (builder, frames);

  return fw_snapshot_builder_end (builder);
}

/* Test what opens, closes, stays, and what a person has to look at. */
static void
test_impact (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    gint64 opened, closed, stayed, n_eyes;
    gint64 places[FW_N_FINDING_FATES]; /* opened, closed, stayed */
  } cases[] = {
    /* Object 2 is lower than 10 in frames 0 to 24, lower than 15 in 0 to 49. */
    { "check: min-size\nwith: { height: 10 }", "check: min-size\nwith: { height: 15 }",
      25 + 101 * 2, 0, 25, 0, { 3, 0, 1 } },
    { "check: min-size\nwith: { height: 15 }", "check: min-size\nwith: { height: 10 }", 0,
      25 + 101 * 2, 25, 0, { 0, 3, 1 } },
    { "check: min-size\nfor: [human.rider]\nwith: { height: 15 }",
      "check: min-size\nfor: [vehicle.car]\nwith: { height: 10 }", 25, 101, 0, 0, { 1, 1, 0 } },
    /* One per object and place; the same place seen again. */
    { "check: keyframe-spacing\nwith: { max: 50 }", "check: keyframe-spacing\nwith: { max: 90 }", 0,
      0, 3, 0, { 0, 0, 3 } },
    { "check: keyframe-spacing\nwith: { max: 50 }", "check: keyframe-spacing\nwith: { max: 100 }",
      0, 3, 0, 0, { 0, 3, 0 } },
    { "check: human\nask: Is it?",
      "check: human\nask: Is it?\nchanged: 1.1.0\nchange: reverse\nfor: "
      "[vehicle.car]",
      0, 0, 0, 202, { 0, 0, 0 } },
    { "check: human\nask: Is it?", "check: human\nask: Is it now?", 0, 0, 0, 0, { 0, 0, 0 } },
    { "check: min-size\nwith: { height: 10 }\nask: Is it?",
      "check: min-size\nwith: { height: 9 }\nask: Is it?", 0, 5, 20, 0, { 0, 1, 1 } },
    { "check: min-size\nwith: { height: 9 }\nask: Is it?",
      "check: min-size\nwith: { height: 10 }\nask: Is it?", 5, 0, 20, 303, { 1, 0, 1 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwManual) before = make_two ("1.0.0", cases[i].before, "check: no-gap");
      g_autoptr(FwManual) after = make_two ("1.1.0", cases[i].after, "check: no-gap");
      g_autoptr(FwSnapshot) labels = make_labels (after);
      g_autoptr(FwManualDiff) diff = fw_manual_diff_new (before, after);
      g_autoptr(GError) error = NULL;
      g_autoptr(FwManualImpact) impact = fw_manual_impact_new (diff, labels, NULL, NULL, &error);

      g_test_message ("case %zu", i);
      g_assert_no_error (error);
      g_assert_cmpuint (impact->rules->len, ==, 1);
      g_assert_cmpint (impact->n_labels, ==, 303);
      g_assert_cmpint (impact->counts.problems[FW_FINDING_OPENED], ==, cases[i].opened);
      g_assert_cmpint (impact->counts.problems[FW_FINDING_CLOSED], ==, cases[i].closed);
      g_assert_cmpint (impact->counts.problems[FW_FINDING_STAYED], ==, cases[i].stayed);
      for (int fate = 0; fate < FW_N_FINDING_FATES; fate++)
        g_assert_cmpint (impact->counts.places[fate], ==, cases[i].places[fate]);
      g_assert_cmpint (impact->n_eyes, ==, cases[i].n_eyes);
      g_assert_cmpint (g_array_index (impact->rules, FwRuleImpact, 0).n_eyes, ==, cases[i].n_eyes);
      g_assert_cmpmem (&g_array_index (impact->rules, FwRuleImpact, 0).counts,
                       sizeof (FwFindingCounts), &impact->counts, sizeof (FwFindingCounts));
    }

  g_autoptr(FwManual) manual = make_two ("1.0.0", "check: no-gap", NULL);
  g_autoptr(FwManualDiff) diff = fw_manual_diff_new (manual, manual);
  g_autoptr(FwSnapshot) labels = make_labels (manual);
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancelled);
  g_assert_null (fw_manual_impact_new (diff, labels, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/manual-diff/words", test_words);
  g_test_add_func ("/manual-diff/words-random", test_words_random);
  g_test_add_func ("/manual-diff/directions", test_directions);
  g_test_add_func ("/manual-diff/classes", test_classes);
  g_test_add_func ("/manual-diff/renames", test_renames);
  g_test_add_func ("/manual-diff/texts", test_texts);
  g_test_add_func ("/manual-diff/fates", test_fates);
  g_test_add_func ("/manual-diff/impact", test_impact);

  return g_test_run ();
}
