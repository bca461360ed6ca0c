/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about the whole clip and the project: passing, failing, and exactly at
 * the threshold. Facts are made as journals, review data and other files would
 * give them.
 */

#include "kind-kit.h"

#define DAY G_TIME_SPAN_DAY

static GPtrArray *
check_objects (const char *rule, const char *const *objects, FwFrame n_frames, FwCheckFacts *facts)
{
  g_autoptr (FwManual) manual = kit_manual_of (rule);
  FwDocument *document = kit_document (manual, (gsize) n_frames);
  GPtrArray *problems;

  for (gsize i = 0; i < KIT_MAX_OBJECTS && objects[i]; i++)
    kit_put_text (document, manual, (FwTrackId) i + 1, objects[i]);
  problems = kit_check (manual, fw_document_get_snapshot (document), facts);
  g_object_unref (document);

  return problems;
}

typedef struct
{
  const char *name;
  const char *rule;
  const char *objects[KIT_MAX_OBJECTS];
  FwFrame n_frames;
  gint64 count;
  const char *says;
} Case;

#define COUNT     "for: [\"vehicle.*\"]\ncheck: class-count\nwith: { min: 4 }"
#define IMBALANCE "check: imbalance\nwith: { ratio: 5 }"
#define SHARE     "for: human.rider\ncheck: share-bounds\nwith: { min: 0.1, max: 0.25 }"
#define COVER     "check: must-cover\nwith: { category: vehicle.car }"
#define FUNNEL    "check: labels-per-frame"

static const Case cases[] = {
  { "covered", COVER, { "car 0:0,0,9,9 5:0,0,9,9", "car 6:0,0,9,9 9:0,0,9,9" }, 10, 0, NULL },
  { "not in the middle",
    COVER,
    { "car 0:0,0,9,9 4:0,0,9,9", "car 7:0,0,9,9 9:0,0,9,9" },
    10,
    1,
    "“vehicle.car” is missing in 2 frames" },
  { "nowhere", COVER, { "truck 0:0,0,9,9 9:0,0,9,9" }, 10, 1, "in 10 frames" },
  { "gap and end", COVER, { "car 0:0,0,9,9 8:0,0,9,9 gap=3-5" }, 10, 2, NULL },

  { "enough of each",
    COUNT,
    { "car 0:0,0,9,9 3:0,0,9,9", "truck 0:0,0,9,9 3:0,0,9,9", "bicycle 0:0,0,9,9 3:0,0,9,9" },
    10,
    0,
    NULL },
  { "one too few",
    COUNT,
    { "car 0:0,0,9,9 3:0,0,9,9", "truck 0:0,0,9,9 2:0,0,9,9", "bicycle 0:0,0,9,9 3:0,0,9,9" },
    10,
    1,
    "There are 3 labels of “vehicle.truck”; at least 4" },
  { "none",
    COUNT,
    { "car 0:0,0,9,9 3:0,0,9,9", "truck 0:0,0,9,9 3:0,0,9,9" },
    10,
    1,
    "There is no label of “vehicle.bicycle”" },
  { "always the same value",
    COUNT,
    { "car 0:0,0,9,9 3:0,0,9,9 truncated@0=false",
      "truck 0:0,0,9,9 3:0,0,9,9 truncated@0=true "
      "truncated@2=false",
      "bicycle 0:0,0,9,9 3:0,0,9,9" },
    10,
    1,
    "In every label of “vehicle.car”, “truncated” is false" },

  { "balanced",
    IMBALANCE,
    { "car 0:0,0,9,9 8:0,0,9,9", "truck 0:0,0,9,9 1:0,0,9,9" },
    10,
    0,
    NULL },
  { "five times as many",
    IMBALANCE,
    { "car 0:0,0,9,9 9:0,0,9,9", "truck 0:0,0,9,9 1:0,0,9,9" },
    10,
    1,
    "“vehicle.car” has 10 labels and “vehicle.truck” 2: 5 times" },
  { "one category", IMBALANCE, { "car 0:0,0,9,9 9:0,0,9,9" }, 10, 0, NULL },

  { "share at the top",
    SHARE,
    { "car 0:0,0,9,9 8:0,0,9,9", "rider 0:0,0,9,9 2:0,0,9,9" },
    10,
    0,
    NULL },
  { "share above",
    SHARE,
    { "car 0:0,0,9,9 7:0,0,9,9", "rider 0:0,0,9,9 2:0,0,9,9" },
    10,
    1,
    "27.3 % of the labels are “human.rider”; at most 25 %" },
  { "share at the bottom",
    SHARE,
    { "car 0:0,0,9,9 8:0,0,9,9", "rider single 0:0,0,9,9" },
    10,
    0,
    NULL },
  { "share below",
    SHARE,
    { "car 0:0,0,9,9 9:0,0,9,9", "rider single 0:0,0,9,9" },
    10,
    1,
    "at least 10 %" },

  /* Expected of dana: 100 frames with 1.25 labels: 125 (99.8 %: 92 to 160); of tomas as many. */
  { "within the funnel",
    FUNNEL,
    { "car by=dana 0:0,0,9,9 99:0,0,9,9", "car by=tomas 0:0,0,9,9 99:0,0,9,9",
      "car by=tomas 0:0,0,9,9 49:0,0,9,9" },
    100,
    0,
    NULL },
  /* Expected 200 of each; 100 and 300 are not chance. */
  { "outside the funnel",
    FUNNEL,
    { "car by=dana 0:0,0,9,9 99:0,0,9,9", "car by=tomas 0:0,0,9,9 99:0,0,9,9",
      "car by=tomas 0:0,0,9,9 99:0,0,9,9", "car by=tomas 0:0,0,9,9 99:0,0,9,9" },
    100,
    2,
    "over 100 frames" },
  { "one person", FUNNEL, { "car by=dana 0:0,0,9,9 99:0,0,9,9" }, 100, 0, NULL },
  { "29 frames are too few",
    FUNNEL,
    { "car by=dana 0:0,0,9,9 28:0,0,9,9", "car by=tomas 0:0,0,9,9 28:0,0,9,9",
      "car by=tomas 0:0,0,9,9 28:0,0,9,9", "car by=tomas 0:0,0,9,9 28:0,0,9,9",
      "car by=tomas 0:0,0,9,9 28:0,0,9,9" },
    100,
    0,
    NULL },
  { "30 are enough",
    FUNNEL,
    { "car by=dana 0:0,0,9,9 29:0,0,9,9", "car by=tomas 0:0,0,9,9 29:0,0,9,9",
      "car by=tomas 0:0,0,9,9 29:0,0,9,9", "car by=tomas 0:0,0,9,9 29:0,0,9,9",
      "car by=tomas 0:0,0,9,9 29:0,0,9,9" },
    100,
    2,
    NULL },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) problems = NULL;

      g_test_message ("%s", cases[i].name);
      problems = check_objects (cases[i].rule, cases[i].objects, cases[i].n_frames, NULL);
      kit_expect (problems, cases[i].count, cases[i].says);
    }
}

/* 132 labels where 100 are expected are within 99.8 %, 134 are not. */
static void
test_funnel_limit (void)
{
  static const struct
  {
    int last;
    gint64 count;
  } tails[] = { { 31, 0 }, { 99, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      /* The other one draws so much that the team's mean is his: 1 per frame. */
      g_autofree char *extra = g_strdup_printf ("car by=dana 0:0,0,9,9 %d:0,0,9,9", tails[i].last);
      const char *objects[KIT_MAX_OBJECTS]
          = { "car by=dana 0:0,0,9,9 99:0,0,9,9", extra, "car by=tomas 0:0,0,9,9 9999:0,0,9,9" };
      g_autoptr (GPtrArray) problems = check_objects (FUNNEL, objects, 10000, NULL);

      kit_expect (problems, tails[i].count, tails[i].count ? "dana has 2 labels per frame" : NULL);
    }
}

/* Test that a quicker hand than anybody has is asked about, that unknown
 * effort is not, and that other people's steps do not add up. */
static void
test_speed (void)
{
  static const struct
  {
    FwEffort efforts[2];
    gint64 count;
  } tests[] = {
    { { { 1, "dana", 21 * 0.19, 21 }, { 2, "dana", 100, 9 } }, 1 },
    { { { 1, "dana", 20 * 0.19, 20 }, { 2, "dana", 100, 9 } }, 0 },
    { { { 1, "dana", 21 * 0.2, 21 }, { 2, "dana", 100, 9 } }, 0 },
    { { { 1, "dana", 1, 11 }, { 2, "tomas", 1, 11 } }, 0 },
    { { { 1, NULL, 1, 11 }, { 2, NULL, 1, 11 } }, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      const char *objects[KIT_MAX_OBJECTS] = { NULL };
      FwCheckFactsBuilder *builder = fw_check_facts_builder_new (NULL);
      g_autoptr (FwCheckFacts) facts = NULL;
      g_autoptr (GPtrArray) problems = NULL;

      fw_check_facts_builder_set_efforts (builder, tests[i].efforts, 2);
      facts = fw_check_facts_builder_end (builder);
      problems = check_objects ("check: speed-implausible", objects, 10, facts);
      kit_expect (problems, tests[i].count, i == 0 ? "21 labels of dana took 0.19 s each" : NULL);
    }
}

static void
test_questions (void)
{
  const FwOpenQuestion questions[] = {
    { 1, "KT-001", "A van or a truck?", 1, 4, 7 * DAY },
    { 2, NULL, "Parked?", 0, FW_FRAME_NONE, 7 * DAY + 1 },
    { 3, NULL, "Is this one?", 0, FW_FRAME_NONE, 1 * DAY },
    { 4, "KT-001", "A bus?", 1, 4, 2 * DAY },
  };
  const char *objects[KIT_MAX_OBJECTS] = { "car 0:0,0,9,9 9:0,0,9,9" };
  FwCheckFactsBuilder *builder = fw_check_facts_builder_new (NULL);
  g_autoptr (FwCheckFacts) facts = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  fw_check_facts_builder_set_now (builder, 10 * DAY);
  fw_check_facts_builder_set_questions (builder, questions, 4);
  facts = fw_check_facts_builder_end (builder);
  problems = check_objects ("check: open-question-age", objects, 10, facts);
  kit_expect (problems, 2, "A question waits for 9 days: “Is this one?”");
  g_assert_nonnull (strstr (fw_problem_get_reason (g_ptr_array_index (problems, 1)),
                            "A question about KT-001 waits for 8 days: “A bus?”"));
  g_assert_cmpint (fw_problem_get_span (g_ptr_array_index (problems, 1)).first, ==, 4);
  g_assert_cmpint (fw_problem_get_other (g_ptr_array_index (problems, 1)), ==, 0);
}

/* Test that categories and people with too few verdicts in the last month are
 * told, and that a rule that people answer is covered by verdicts about its
 * categories. */
static void
test_coverage (void)
{
  g_autofree char *first = kit_rule ("KT-001", "check: review-coverage\nwith: { units: 2 }");
  g_autofree char *second = kit_rule ("KT-002", "for: vehicle.car\ncheck: human\nask: Is it so?");
  g_autofree char *third = kit_rule ("KT-003", "for: part.wheel\ncheck: human\nask: Is it so?");
  g_autofree char *rules = g_strconcat (first, second, third, NULL);
  g_autoptr (FwManual) manual = kit_manual (rules);
  FwDocument *document = kit_document (manual, 10);
  const FwJudgedUnit units[] = {
    { "vehicle.car", "dana", NULL, 99 * DAY },
    { "vehicle.car", "dana", "KT-002", 70 * DAY },
    { "vehicle.truck", "tomas", NULL, 99 * DAY },
    { "vehicle.truck", "dana", NULL, 69 * DAY },
  };
  FwCheckFactsBuilder *builder = fw_check_facts_builder_new (NULL);
  g_autoptr (FwCheckFacts) facts = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *text = NULL;

  kit_put_text (document, manual, 1, "car by=dana 0:0,0,9,9 9:0,0,9,9");
  kit_put_text (document, manual, 2, "truck by=tomas 0:0,0,9,9 9:0,0,9,9");
  fw_check_facts_builder_set_now (builder, 100 * DAY);
  fw_check_facts_builder_set_judged (builder, units, 4);
  facts = fw_check_facts_builder_end (builder);
  problems = kit_check (manual, fw_document_get_snapshot (document), facts);
  text = kit_list_text (problems);
  g_assert_cmpuint (problems->len, ==, 3);
  g_assert_nonnull (strstr (text, "“vehicle.truck”: 1 judged in the last month; at least 2"));
  g_assert_nonnull (strstr (text, "Labels of tomas: 1 judged"));
  g_assert_nonnull (strstr (text, "Rule KT-003: 0 judged"));
  g_object_unref (document);
}

/* Test that a medium in two lists is told once, whatever way its path is
 * written, and that lists that the rule does not name do not count. */
static void
test_leaks (void)
{
  const char *const train[] = { "a.mp4", "./b.mp4", "b.mp4" };
  const char *const val[] = { "c.mp4", "x\\d.mp4" };
  const char *const test[] = { "b.mp4", "x/d.mp4", "e.mp4" };
  const FwMediaList lists[]
      = { { "train.txt", train, 3 }, { "val.txt", val, 2 }, { "test.txt", test, 3 } };
  static const struct
  {
    const char *rule;
    gint64 count;
    const char *says;
  } tests[] = {
    { "check: split-leak", 2, NULL },
    { "check: split-leak\nwith: { lists: [train.txt, test.txt] }", 1,
      "b.mp4 stands in “train.txt” and in “test.txt”" },
    { "check: split-leak\nwith: { lists: [train.txt, val.txt] }", 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      const char *objects[KIT_MAX_OBJECTS] = { NULL };
      FwCheckFactsBuilder *builder = fw_check_facts_builder_new (NULL);
      g_autoptr (FwCheckFacts) facts = NULL;
      g_autoptr (GPtrArray) problems = NULL;

      fw_check_facts_builder_set_lists (builder, lists, 3);
      facts = fw_check_facts_builder_end (builder);
      problems = check_objects (tests[i].rule, objects, 10, facts);
      kit_expect (problems, tests[i].count, tests[i].says);
    }
}

/* The count of 15 cars that @labels are short of, with those of another file that
 * is about @name. */
static void
expect_count (FwSnapshot *labels, const char *name, const char *says)
{
  const char *cars[KIT_MAX_OBJECTS] = { "car 0:0,0,9,9 3:0,0,9,9" };
  FwFrameInfo infos[10] = { 0 };
  g_autoptr (FwFrameList) frames = fw_frame_list_new (TRUE, name, 30.0, infos, 10);
  FwDocument *moved = fw_document_new (labels);
  FwOtherLabels others = { .name = "tomas" };
  FwCheckFactsBuilder *builder = fw_check_facts_builder_new (NULL);
  g_autoptr (FwCheckFacts) facts = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  fw_document_set_frame_list (moved, frames);
  others.snapshot = fw_document_get_snapshot (moved);
  fw_check_facts_builder_set_others (builder, &others, 1);
  facts = fw_check_facts_builder_end (builder);
  problems
      = check_objects ("for: vehicle.car\ncheck: class-count\nwith: { min: 15 }", cars, 10, facts);
  kit_expect (problems, 1, says);
  g_object_unref (moved);
}

/* Test that files about other media count too, and those about the same one do
 * not; that sizes of the same objects are compared: e^0.1 in area is a drift of
 * 0.05. */
static void
test_others (void)
{
  static const struct
  {
    const char *mine;
    gint64 count;
    const char *says;
  } tests[] = {
    { "car by=dana 0:0,0,100,100 9:0,0,100,100", 0, NULL },
    { "car by=dana 0:0,0,100,110 9:0,0,100,110", 0, NULL },                      /* 0.0477 */
    { "car by=dana 0:0,0,100,111 9:0,0,100,111", 1, "dana draws 5.4 % larger" }, /* 0.0522 */
    { "car by=dana 0:0,0,100,89 9:0,0,100,89", 1, "smaller" },
    { "truck by=dana 0:0,0,100,120 9:0,0,100,120", 0, NULL },
    { "car by=tomas 0:0,0,100,120 9:0,0,100,120", 0, NULL },
    { "car by=dana 0:300,0,100,120 9:300,0,100,120", 0, NULL },
  };
  g_autoptr (FwManual) manual = kit_manual_of ("check: size-drift");
  FwDocument *other = kit_document (manual, 10);
  FwCheckFactsBuilder *builder = fw_check_facts_builder_new (NULL);
  FwOtherLabels others = { .name = "tomas.coco.json" };
  g_autoptr (FwCheckFacts) facts = NULL;

  kit_put_text (other, manual, 1, "car by=tomas 0:0,0,100,100 9:0,0,100,100");
  others.snapshot = fw_document_get_snapshot (other);
  fw_check_facts_builder_set_others (builder, &others, 1);
  facts = fw_check_facts_builder_end (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      const char *objects[KIT_MAX_OBJECTS] = { tests[i].mine };
      g_autoptr (GPtrArray) problems = check_objects ("check: size-drift", objects, 10, facts);

      kit_expect (problems, tests[i].count, tests[i].says);
    }

  expect_count (others.snapshot, "clip.mp4", "There are 4 labels");
  expect_count (others.snapshot, "clip-2.mp4", "There are 14 labels");
  g_object_unref (other);
}

/* Test that labels of the same picture are compared, also after an edit, and
 * that the fingerprints' distance counts. */
static void
test_alike (void)
{
  g_autoptr (FwManual) manual
      = kit_manual_of ("check: duplicate-media\nwith: { min-agreement: 0.6 }");
  g_autofree FwFrameInfo *infos = g_new0 (FwFrameInfo, 6);
  g_autoptr (FwFrameList) frames = NULL;
  g_autoptr (FwTaxonomy) words = kit_taxonomy (manual);
  FwSnapshotBuilder *labels = fw_snapshot_builder_new ();
  g_autoptr (FwSnapshot) empty = NULL;
  g_autoptr (FwChecker) checker = fw_checker_new (manual);
  FwCheckFactsBuilder *builder = fw_check_facts_builder_new (NULL);
  /* 0 and 3 differ in 4 bits, 0 and 4 in 5, 3 and 4 in 9. */
  const guint64 hashes[] = { 0, 0xff00ff00ff00ff00, 0xffffffff00000000, 0xf, 0x1f0, 0xf0f0f0f0f0 };
  static const char *const names[] = { "a.png", "b.png", "c.png", "d.png", "e.png", "f.png" };
  g_autoptr (FwCheckFacts) facts = NULL;
  FwDocument *document;

  for (FwFrame i = 0; i < 6; i++)
    {
      FwPixelQuestion question = { .kind = FW_PIXEL_HASH, .frame = i, .other = FW_FRAME_NONE };
      FwPixelAnswer answer = { .is_known = TRUE, .hash = hashes[i] };

      /* The fourth one is the first one at half the size. */
      infos[i] = (FwFrameInfo){ .name = names[i],
                                .width = i == 3 ? 500 : 1000,
                                .height = i == 3 ? 250 : 500 };
      fw_check_facts_builder_add_pixels (builder, &question, &answer, 1);
    }
  facts = fw_check_facts_builder_end (builder);
  frames = fw_frame_list_new (FALSE, "folder", 0, infos, 6);
  fw_snapshot_builder_set_frame_list (labels, frames);
  fw_snapshot_builder_set (labels, (FwSlot){ FW_SLOT_TAXONOMY, 0 }, words);
  empty = fw_snapshot_builder_end (labels);
  document = fw_document_new (empty);
  fw_checker_set_facts (checker, facts);

  static const struct
  {
    const char *object;
    gint64 count;
  } steps[] = {
    { "car single 0:0,0,50,50", 1 },     /* 0 of 1 agree */
    { "car single 3:1,0,25,25", 0 },     /* 2 of 2 */
    { "truck single 3:100,0,25,25", 0 }, /* 2 of 3 */
    { "car single 3:200,0,25,25", 1 },   /* 2 of 4 */
    { "car single 0:401,0,50,50", 0 },   /* 4 of 5 */
    { "truck single 4:200,0,50,50", 0 }, /* another picture */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GPtrArray) problems = NULL;

      kit_put_text (document, manual, (FwTrackId) i + 1, steps[i].object);
      fw_checker_delta_free (
          fw_checker_update (checker, fw_document_get_snapshot (document), NULL, 0, NULL, NULL));
      problems = fw_checker_list (checker, 0);
      g_test_message ("step %zu", i);
      kit_expect (problems, steps[i].count, i == 3 ? "The same picture as a.png, and 50 %" : NULL);
      if (steps[i].count > 0)
        g_assert_cmpint (fw_problem_get_span (g_ptr_array_index (problems, 0)).first, ==, 3);
    }
  g_object_unref (document);
}

/* Test that frames that were on the screen too small do not count when somebody
 * knows which were large enough. */
static void
test_seen (void)
{
  g_autoptr (FwManual) manual = kit_manual_of ("check: frames-seen\nwith: { share: 0.5 }");
  FwDocument *document = kit_document (manual, 10);
  FwCheckFactsBuilder *builder = fw_check_facts_builder_new (NULL);
  g_autoptr (FwSpanSet) seen = fw_span_set_new (&(FwSpan){ 0, 3 }, 1);
  g_autoptr (FwCheckFacts) facts = NULL;
  g_autoptr (GPtrArray) with = NULL;
  g_autoptr (GPtrArray) without = NULL;

  for (FwFrame frame = 0; frame < 10; frame++)
    fw_document_note_seen (document, frame);
  fw_check_facts_builder_set_seen (builder, seen);
  facts = fw_check_facts_builder_end (builder);
  without = kit_check (manual, fw_document_get_snapshot (document), NULL);
  kit_expect (without, 0, NULL);
  with = kit_check (manual, fw_document_get_snapshot (document), facts);
  kit_expect (with, 1, "40 % of the frames");
  g_object_unref (document);
}

/* Test that every kind without its facts says what is missing. */
static void
test_silence (void)
{
  static const char *const kinds[] = {
    "labels-per-frame", "size-drift", "duplicate-media", "speed-implausible", "open-question-age",
    "review-coverage",  "split-leak", "start-end",       "shot-cut",          "one-per-frame",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *block = g_strdup_printf ("check: %s", kinds[i]);
      g_autoptr (FwManual) manual = kit_manual_of (block);
      FwDocument *document = kit_document (manual, 10);
      g_autoptr (FwChecker) checker = fw_checker_new (manual);
      const char *silence;

      fw_checker_run (checker, fw_document_get_snapshot (document), NULL, NULL, NULL, NULL);
      silence = fw_checker_get_silence (checker, fw_manual_get_rule (manual, 0));
      g_test_message ("%s: %s", kinds[i], silence);
      g_assert_true (silence && g_str_has_prefix (silence, "no data: "));
      g_object_unref (document);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds-project/cases", test_cases);
  g_test_add_func ("/kinds-project/funnel-limit", test_funnel_limit);
  g_test_add_func ("/kinds-project/speed", test_speed);
  g_test_add_func ("/kinds-project/questions", test_questions);
  g_test_add_func ("/kinds-project/coverage", test_coverage);
  g_test_add_func ("/kinds-project/leaks", test_leaks);
  g_test_add_func ("/kinds-project/others", test_others);
  g_test_add_func ("/kinds-project/alike", test_alike);
  g_test_add_func ("/kinds-project/seen", test_seen);
  g_test_add_func ("/kinds-project/silence", test_silence);

  return g_test_run ();
}
