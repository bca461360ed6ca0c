/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds that look at a track through time and beside other tracks: passing,
 * failing, and exactly at the threshold of their formula. Pictures are 1000 x
 * 500, the clip has 60 frames.
 */

#include "kind-kit.h"

typedef struct
{
  const char *name;
  const char *rule;
  const char *objects[KIT_MAX_OBJECTS];
  gint64 count;
  FwSpan span;      /* of the first problem */
  const char *says; /* in the first reason; NULL = anything */
} Case;

#define ACCELERATION "check: acceleration"
#define JITTER       "check: jitter"
#define ASPECT       "check: aspect-jump\nwith: { log-ratio: 0.6931471805599453 }"
#define REDUNDANT    "check: redundant-keyframe"
#define HALF         "check: redundant-keyframe\nwith: { iou-loss: 0.5 }"
#define ENDS         "check: first-last-visible\nwith: { attribute: occlusion, hidden: [full] }"
#define HIDDEN       "check: hidden-span\nwith: { attribute: occlusion, hidden: [full, heavy], max: 4 }"
#define SWITCH       "check: id-switch"
#define IDS          "check: inconsistent-id"

static const Case cases[] = {
  /* A diagonal of 50. */
  { "steady", ACCELERATION, { "car 0:0,0,30,40 9:180,0,30,40" }, 0, { 0, 0 }, NULL },
  { "bend at the limit",
    ACCELERATION,
    { "car 0:0,0,30,40 1:10,0,30,40 2:45,0,30,40" },
    0,
    { 0, 0 },
    NULL },
  { "bend past the limit",
    ACCELERATION,
    { "car 0:0,0,30,40 1:10,0,30,40 2:46,0,30,40" },
    1,
    { 1, 1 },
    "At frame 1 the movement changes by 0.52 diagonals; at most 0.5" },
  { "no bend across a gap",
    ACCELERATION,
    { "car 0:0,0,30,40 1:10,0,30,40 3:200,0,30,40 4:210,0,30,40 gap=2-2" },
    0,
    { 0, 0 },
    NULL },
  { "bend guarded away",
    ACCELERATION "\nwhen: attr.truncated != true",
    { "car 0:0,0,30,40 1:10,0,30,40 2:99,0,30,40 truncated@0=true" },
    0,
    { 0, 0 },
    NULL },

  { "trembles",
    JITTER,
    { "car 0:0,0,30,40 1:1,0,30,40 2:0,0,30,40 3:1,0,30,40 4:0,0,30,40 5:1,0,30,40 6:0,0,30,40 "
      "7:1,0,30,40 8:0,0,30,40 9:1,0,30,40" },
    1,
    { 0, 9 },
    "Turns back 8 times within 10 frames" },
  { "seven turns",
    JITTER,
    { "car 0:0,0,30,40 1:1,0,30,40 2:0,0,30,40 3:1,0,30,40 4:0,0,30,40 5:1,0,30,40 6:0,0,30,40 "
      "7:1,0,30,40 8:0,0,30,40 9:-1,0,30,40" },
    1,
    { 0, 9 },
    "7 times" },
  { "six turns",
    JITTER,
    { "car 0:0,0,30,40 1:1,0,30,40 2:0,0,30,40 3:1,0,30,40 4:0,0,30,40 5:1,0,30,40 6:0,0,30,40 "
      "7:1,0,30,40 8:2,0,30,40 9:3,0,30,40" },
    0,
    { 0, 0 },
    NULL },
  { "gets somewhere",
    JITTER,
    { "car 0:0,0,30,40 1:9,0,30,40 2:0,0,30,40 3:9,0,30,40 4:0,0,30,40 5:9,0,30,40 6:0,0,30,40 "
      "7:9,0,30,40 8:0,0,30,40 9:12.5,0,30,40" },
    0,
    { 0, 0 },
    NULL },
  { "trembles up and down",
    JITTER,
    { "car 0:0,0,30,40 1:0,1,30,40 2:0,0,30,40 3:0,1,30,40 4:0,0,30,40 5:0,1,30,40 6:0,0,30,40 "
      "7:0,1,30,40 8:0,0,30,40 9:0,1,30,40" },
    1,
    { 0, 9 },
    NULL },
  { "nine frames only",
    JITTER,
    { "car 0:0,0,30,40 1:1,0,30,40 2:0,0,30,40 3:1,0,30,40 4:0,0,30,40 5:1,0,30,40 6:0,0,30,40 "
      "7:1,0,30,40 8:0,0,30,40" },
    0,
    { 0, 0 },
    NULL },

  { "twice as wide", ASPECT, { "car 0:0,0,40,40 1:0,0,80,40" }, 0, { 0, 0 }, NULL },
  { "more than that",
    ASPECT,
    { "car 0:0,0,40,40 1:0,0,80.1,40" },
    1,
    { 1, 1 },
    "goes from 1.00 to 2.00" },
  { "narrower", ASPECT, { "car 0:0,0,81,40 1:0,0,40,40" }, 1, { 1, 1 }, NULL },

  { "nothing new",
    REDUNDANT,
    { "car 0:0,0,100,100 5:50,0,100,100 10:100,0,100,100" },
    1,
    { 5, 5 },
    "Without the keyframe at 5" },
  { "98 % the same",
    REDUNDANT,
    { "car 0:0,0,100,100 5:1,0,100,100 10:0,0,100,100" },
    1,
    { 5, 5 },
    NULL },
  { "less", REDUNDANT, { "car 0:0,0,100,100 5:1.02,0,100,100 10:0,0,100,100" }, 0, { 0, 0 }, NULL },
  { "half at the limit",
    HALF,
    { "car 0:0,0,100,100 5:0,0,100,50 10:0,0,100,100" },
    1,
    { 5, 5 },
    "by 50 %" },
  { "below half", HALF, { "car 0:0,0,100,100 5:0,0,100,49 10:0,0,100,100" }, 0, { 0, 0 }, NULL },
  { "border of a gap",
    REDUNDANT,
    { "car 0:0,0,100,100 5:50,0,100,100 10:100,0,100,100 gap=6-8" },
    0,
    { 0, 0 },
    NULL },
  { "the ends stay", REDUNDANT, { "car 0:0,0,100,100 5:0,0,100,100" }, 0, { 0, 0 }, NULL },

  { "seen at both ends",
    ENDS,
    { "car 0:0,0,9,9 9:0,0,9,9 occlusion@0=none occlusion@2=full "
      "occlusion@5=partial" },
    0,
    { 0, 0 },
    NULL },
  { "hidden at first",
    ENDS,
    { "car 0:0,0,9,9 9:0,0,9,9 occlusion@0=full occlusion@1=none" },
    1,
    { 0, 0 },
    "“occlusion” is full in the first frame" },
  { "hidden at last",
    ENDS,
    { "car 0:0,0,9,9 9:0,0,9,9 occlusion@0=none occlusion@9=full" },
    1,
    { 9, 9 },
    "in the last frame" },
  { "hidden at both", ENDS, { "car 0:0,0,9,9 9:0,0,9,9 occlusion@0=full" }, 2, { 0, 0 }, NULL },

  { "hidden for four",
    HIDDEN,
    { "car 0:0,0,9,9 20:0,0,9,9 occlusion@0=none occlusion@3=full "
      "occlusion@7=none" },
    0,
    { 0, 0 },
    NULL },
  { "hidden for five",
    HIDDEN,
    { "car 0:0,0,9,9 20:0,0,9,9 occlusion@0=none occlusion@3=full "
      "occlusion@5=heavy occlusion@8=none" },
    1,
    { 3, 7 },
    "“occlusion” is full for 5 frames; at most 4" },
  { "away in between",
    HIDDEN,
    { "car 0:0,0,9,9 20:0,0,9,9 occlusion@0=none occlusion@3=full "
      "occlusion@10=none gap=6-7" },
    0,
    { 0, 0 },
    NULL },
  { "hidden to the end",
    HIDDEN,
    { "car 0:0,0,9,9 20:0,0,9,9 occlusion@0=none occlusion@16=full" },
    1,
    { 16, 20 },
    NULL },

  /* Two that stand still and change places: keep 2.0, swap 0.364. */
  { "exchanged",
    SWITCH,
    { "car 0:0,0,100,100 1:0,0,100,100 2:510,0,100,100 9:510,0,100,100",
      "car 0:500,0,100,100 1:500,0,100,100 2:10,0,100,100 9:10,0,100,100" },
    1,
    { 2, 2 },
    "costs 2.000 as it is and 0.364 with both exchanged" },
  { "exchanged at the margin",
    "check: id-switch\nwith: { margin: 2 }",
    { "car 0:0,0,100,100 1:0,0,100,100 2:500,0,100,100",
      "car 0:500,0,100,100 1:500,0,100,100 2:0,0,100,100" },
    0,
    { 0, 0 },
    NULL },
  { "exchanged past the margin",
    "check: id-switch\nwith: { margin: 1.99 }",
    { "car 0:0,0,100,100 1:0,0,100,100 2:500,0,100,100",
      "car 0:500,0,100,100 1:500,0,100,100 2:0,0,100,100" },
    1,
    { 2, 2 },
    NULL },
  { "cross each other",
    SWITCH,
    { "car 0:0,0,50,50 20:400,0,50,50", "car 0:400,0,50,50 20:0,0,50,50" },
    0,
    { 0, 0 },
    NULL },
  { "one jumps alone",
    SWITCH,
    { "car 0:0,0,100,100 1:0,0,100,100 2:510,0,100,100", "car 0:0,200,100,100 2:0,200,100,100" },
    0,
    { 0, 0 },
    NULL },

  { "goes on under another id",
    IDS,
    { "car 0:0,0,100,100 4:0,0,100,100", "car 5:0,0,100,71 9:0,0,100,100" },
    1,
    { 5, 5 },
    "where car 1 was in the frame before, by 71 %" },
  { "at the limit",
    IDS,
    { "car 0:0,0,100,100 4:0,0,100,100", "car 5:0,0,100,70 9:0,0,100,100" },
    0,
    { 0, 0 },
    NULL },
  { "another category",
    IDS,
    { "car 0:0,0,100,100 4:0,0,100,100", "truck 5:0,0,100,100 9:0,0,100,100" },
    0,
    { 0, 0 },
    NULL },
  { "a frame apart",
    IDS,
    { "car 0:0,0,100,100 3:0,0,100,100", "car 5:0,0,100,100 9:0,0,100,100" },
    0,
    { 0, 0 },
    NULL },
  { "two on one spot",
    IDS,
    { "car 0:0,0,100,100 9:0,0,100,100", "car 0:0,0,100,100 9:0,0,100,100" },
    0,
    { 0, 0 },
    NULL },
  { "after a gap",
    IDS,
    { "car 0:0,0,100,100 4:0,0,100,100", "car 0:300,0,100,100 9:0,0,100,100 gap=2-4 "
                                         "5:0,0,100,100" },
    1,
    { 5, 5 },
    NULL },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *test = &cases[i];
      g_autoptr (FwManual) manual = kit_manual_of (test->rule);
      FwDocument *document = kit_document (manual, 60);
      g_autoptr (GPtrArray) problems = NULL;

      g_test_message ("%s", test->name);
      for (gsize j = 0; j < KIT_MAX_OBJECTS && test->objects[j]; j++)
        kit_put_text (document, manual, (FwTrackId) j + 1, test->objects[j]);
      problems = kit_check (manual, fw_document_get_snapshot (document), NULL);
      kit_expect (problems, test->count, test->says);
      if (test->count > 0)
        {
          FwSpan span = fw_problem_get_span (g_ptr_array_index (problems, 0));

          g_assert_cmpint (span.first, ==, test->span.first);
          g_assert_cmpint (span.last, ==, test->span.last);
        }
      g_object_unref (document);
    }
}

/* Test that an exchange is told on the newer object and names the other. */
static void
test_names (void)
{
  g_autoptr (FwManual) manual = kit_manual_of (SWITCH);
  FwDocument *document = kit_document (manual, 60);
  g_autoptr (GPtrArray) problems = NULL;

  kit_put_text (document, manual, 4, "car 0:0,0,100,100 1:0,0,100,100 2:500,0,100,100");
  kit_put_text (document, manual, 9, "truck 0:500,0,100,100 1:500,0,100,100 2:0,0,100,100");
  problems = kit_check (manual, fw_document_get_snapshot (document), NULL);
  kit_expect (problems, 1, "where car 4 was going");
  g_assert_cmpint (fw_problem_get_track (g_ptr_array_index (problems, 0)), ==, 9);
  g_assert_cmpint (fw_problem_get_other (g_ptr_array_index (problems, 0)), ==, 4);
  g_object_unref (document);
}

/* Test that a second shape in a frame, which the file had, is told while both
 * stand there, and that without the file the rule is silent. */
static void
test_twins (void)
{
  g_autoptr (FwManual) manual = kit_manual_of ("check: one-per-frame");
  FwDocument *document = kit_document (manual, 60);
  const FwTwin twins[] = { { 7, 3, 5 }, { 8, 3, 40 } };
  FwCheckFactsBuilder *builder = fw_check_facts_builder_new (NULL);
  g_autoptr (FwCheckFacts) facts = NULL;
  g_autoptr (FwChecker) checker = fw_checker_new (manual);
  g_autoptr (GPtrArray) problems = NULL;

  fw_check_facts_builder_set_twins (builder, twins, G_N_ELEMENTS (twins));
  facts = fw_check_facts_builder_end (builder);
  kit_put_text (document, manual, 3, "car 0:0,0,9,9 20:0,0,9,9");
  kit_put_text (document, manual, 7, "car single 5:40,0,9,9");
  kit_put_text (document, manual, 8, "car single 40:40,0,9,9");
  problems = kit_check (manual, fw_document_get_snapshot (document), facts);
  kit_expect (problems, 1, "a second shape of car 3 in frame 5");
  g_assert_cmpint (fw_problem_get_track (g_ptr_array_index (problems, 0)), ==, 7);
  fw_checker_run (checker, fw_document_get_snapshot (document), NULL, NULL, NULL, NULL);
  g_assert_nonnull (
      strstr (fw_checker_get_silence (checker, fw_manual_get_rule (manual, 0)), "no data"));
  g_object_unref (document);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds-motion/cases", test_cases);
  g_test_add_func ("/kinds-motion/names", test_names);
  g_test_add_func ("/kinds-motion/twins", test_twins);

  return g_test_run ();
}
