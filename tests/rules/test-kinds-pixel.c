/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds that look at pixels, with answers as a medium could have given them:
 * which questions are asked, and what is made of the answers, on both sides of
 * each threshold.
 */

#include "kind-kit.h"

/* The same answer to all questions; boxes are found where they are expected,
 * moved by @moved. */
typedef struct
{
  const char *name;
  const char *rule;
  const char *objects[KIT_MAX_OBJECTS];
  guint n_questions;
  double value;
  double moved; /* px to the right: of what is found, or of the background */
  gint64 count;
  FwSpan span;
  const char *says;
  double here; /* how well it fits where it is expected */
  double least; /* how well the worse one of two fits; 0: as well */
} Case;

#define CUT      "check: shot-cut"
#define FROZEN   "check: frozen-box"
#define HALF_WAY "check: interpolation-check"
#define START    "check: start-end"

static const Case cases[] = {
  { "no cut", CUT, { "car 0:0,0,9,9 3:0,0,9,9" }, 3, 0.4, 0, 0, { 0, 0 }, NULL },
  { "cuts",
    CUT,
    { "car 0:0,0,9,9 3:0,0,9,9" },
    3,
    0.41,
    0,
    3,
    { 1, 1 },
    "across the cut at frame 1 (light differs by 0.41; from 0.4 on" },
  { "asked once for two tracks",
    CUT,
    { "car 0:0,0,9,9 3:0,0,9,9", "car 2:0,0,9,9 5:0,0,9,9" },
    5,
    0,
    0,
    0,
    { 0, 0 },
    NULL },
  { "not across a gap",
    CUT,
    { "car 0:0,0,9,9 1:0,0,9,9 4:0,0,9,9 gap=2-3" },
    1,
    0.3,
    0,
    0,
    { 0, 0 },
    NULL },

  { "still with the background",
    FROZEN,
    { "car 0:0,0,9,9 15:0,0,9,9" },
    1,
    0.9,
    5,
    0,
    { 0, 0 },
    NULL },
  { "still before a moving background",
    FROZEN,
    { "car 0:0,0,9,9 15:0,0,9,9" },
    1,
    0.9,
    5.1,
    1,
    { 0, 15 },
    "Stands still for 16 frames while the picture moves by 5.1 px" },
  { "fifteen frames may be",
    FROZEN,
    { "car 0:0,0,9,9 14:0,0,9,9" },
    0,
    0.9,
    50,
    0,
    { 0, 0 },
    NULL },
  { "moves a little", FROZEN, { "car 0:0,0,9,9 15:1,0,9,9" }, 0, 0.9, 50, 0, { 0, 0 }, NULL },
  { "background not sure", FROZEN, { "car 0:0,0,9,9 15:0,0,9,9" }, 1, 0.49, 50, 0, { 0, 0 }, NULL },
  { "half of it moves", FROZEN, { "car 0:0,0,9,9 15:0,0,9,9" }, 1, 0.5, 50, 1, { 0, 15 }, NULL },
  { "several windows",
    FROZEN,
    { "car 0:0,0,9,9 20:0,0,9,9 40:0,0,9,9" },
    3,
    0.9,
    6,
    1,
    { 0, 40 },
    NULL },

  /* A shift by 25 of 100 leaves 75 / 125 = 0.6. */
  { "as interpolated",
    HALF_WAY,
    { "car 0:0,0,100,100 20:0,0,100,100" },
    1,
    0.9,
    25,
    0,
    { 0, 0 },
    NULL },
  { "elsewhere",
    HALF_WAY,
    { "car 0:0,0,100,100 20:0,0,100,100" },
    1,
    0.9,
    26,
    1,
    { 0, 20 },
    "at frame 10, the box covers 58.7 % of where the object seems" },
  { "not found", HALF_WAY, { "car 0:0,0,100,100 20:0,0,100,100" }, 1, 0.49, 60, 0, { 0, 0 }, NULL },
  { "just found", HALF_WAY, { "car 0:0,0,100,100 20:0,0,100,100" }, 1, 0.5, 60, 1, { 0, 20 }, NULL },
  { "close keyframes",
    HALF_WAY,
    { "car 0:0,0,100,100 19:0,0,100,100" },
    0,
    0.9,
    60,
    0,
    { 0, 0 },
    NULL },
  { "gone in the middle",
    HALF_WAY,
    { "car 0:0,0,100,100 8:0,0,100,100 12:0,0,100,100 20:0,0,100,100 gap=9-11" },
    0,
    0.9,
    60,
    0,
    { 0, 0 },
    NULL },

  { "was there before",
    START,
    { "car 5:400,200,50,50 59:400,200,50,50" },
    1,
    0.8,
    0,
    1,
    { 5, 5 },
    "the same can be seen in frame 4 already" },
  { "was not there",
    START,
    { "car 5:400,200,50,50 59:400,200,50,50" },
    1,
    0.79,
    0,
    0,
    { 0, 0 },
    NULL },
  { "is still there",
    START,
    { "car 0:400,200,50,50 40:400,200,50,50" },
    1,
    0.8,
    0,
    1,
    { 40, 40 },
    "can still be seen in frame 41" },
  { "both ends of one frame", START, { "car 9:400,200,50,50" }, 2, 0.8, 0, 2, { 9, 9 }, NULL },
  /* 5 % of the width are 50 px. */
  { "at the border",
    START,
    { "car 5:50,200,50,50 59:400,200,50,50" },
    0,
    0.9,
    0,
    0,
    { 0, 0 },
    NULL },
  { "beside the border",
    START,
    { "car 5:51,200,50,50 59:400,200,50,50" },
    1,
    0.9,
    0,
    1,
    { 5, 5 },
    NULL },
  { "behind another one",
    START,
    { "car 5:400,200,50,50 59:400,200,50,50", "truck 0:455,200,90,90 59:455,200,90,90" },
    0,
    0.9,
    0,
    0,
    { 0, 0 },
    NULL },
  { "apart from another one",
    START,
    { "car 5:400,200,50,50 59:400,200,50,50", "truck 0:463,200,90,90 59:463,200,90,90" },
    1,
    0.9,
    0,
    1,
    { 5, 5 },
    NULL },
};

static FwCheckFacts *
answer_all (FwCheckFacts *base, const GArray *questions, const Case *test)
{
  FwCheckFactsBuilder *builder = fw_check_facts_builder_new (base);

  fw_check_facts_builder_add_pixels (builder, NULL, NULL, 0);
  for (guint i = 0; questions && i < questions->len; i++)
    {
      const FwPixelQuestion *question = &g_array_index (questions, FwPixelQuestion, i);
      FwPixelAnswer answer = { .is_known = TRUE,
                               .value = test->value,
                               .least = test->least > 0.0 ? test->least : test->value,
                               .here = test->here,
                               .found = question->place,
                               .shift = { test->moved, 0 } };

      answer.found.x += test->moved;
      fw_check_facts_builder_add_pixels (builder, question, &answer, 1);
    }

  return fw_check_facts_builder_end (builder);
}

/* Test that without anybody who looks at pictures a rule is silent, that it
 * finds nothing before there is an answer, and what it finds after. */
static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *test = &cases[i];
      g_autoptr (FwManual) manual = kit_manual_of (test->rule);
      const FwRule *rule = fw_manual_get_rule (manual, 0);
      FwDocument *document = kit_document (manual, 60);
      FwSnapshot *snapshot;
      g_autoptr (FwChecker) checker = fw_checker_new (manual);
      g_autoptr (FwCheckFacts) none = answer_all (NULL, NULL, test);
      g_autoptr (FwCheckFacts) facts = NULL;
      g_autoptr (GArray) questions = NULL;
      g_autoptr (GArray) left = NULL;
      g_autoptr (GPtrArray) problems = NULL;
      gsize n_answered;

      g_test_message ("%s", test->name);
      for (gsize j = 0; j < KIT_MAX_OBJECTS && test->objects[j]; j++)
        kit_put_text (document, manual, (FwTrackId) j + 1, test->objects[j]);
      snapshot = fw_document_get_snapshot (document);

      g_assert_true (fw_checker_run (checker, snapshot, NULL, NULL, NULL, NULL));
      g_assert_nonnull (strstr (fw_checker_get_silence (checker, rule), "no data"));
      fw_checker_set_facts (checker, none);
      fw_checker_delta_free (fw_checker_update (checker, snapshot, NULL, 0, NULL, NULL));
      g_assert_null (fw_checker_get_silence (checker, rule));
      g_assert_cmpint (fw_checker_count (checker, FW_SEVERITY_ERROR), ==, 0);

      questions = fw_checker_list_pixel_questions (checker, NULL);
      g_assert_cmpuint (questions->len, ==, test->n_questions);
      facts = answer_all (none, questions, test);
      fw_checker_set_facts (checker, facts);
      fw_checker_delta_free (fw_checker_update (checker, snapshot, NULL, 0, NULL, NULL));
      left = fw_checker_list_pixel_questions (checker, &n_answered);
      g_assert_cmpuint (left->len, ==, 0);
      g_assert_cmpuint (n_answered, ==, test->n_questions);
      problems = fw_checker_list (checker, 0);
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

/* Test that an object which fits nearly as well where the box is stays there, and
 * that it is not taken for one that fits only one of the keyframes. */
static void
test_everywhere (void)
{
  static const struct { double here, least; gint64 count; } tests[]
      = { { -1.0, 0.9, 1 }, { 0.84, 0.9, 1 }, { 0.86, 0.9, 0 }, { 0.9, 0.9, 0 },
          { 0.1, 0.41, 1 }, { 0.1, 0.39, 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autoptr (FwManual) manual = kit_manual_of (HALF_WAY);
      FwDocument *document = kit_document (manual, 60);
      g_autoptr (FwChecker) checker = fw_checker_new (manual);
      const Case far = { .value = 0.9, .moved = 60, .here = tests[i].here,
                         .least = tests[i].least };
      g_autoptr (FwCheckFacts) none = answer_all (NULL, NULL, &far);
      g_autoptr (FwCheckFacts) facts = NULL;
      g_autoptr (GArray) questions = NULL;
      FwSnapshot *snapshot;

      g_test_message ("%g %g", tests[i].here, tests[i].least);
      kit_put_text (document, manual, 1, "car 0:0,0,100,100 20:0,0,100,100");
      snapshot = fw_document_get_snapshot (document);
      fw_checker_set_facts (checker, none);
      g_assert_true (fw_checker_run (checker, snapshot, NULL, NULL, NULL, NULL));
      questions = fw_checker_list_pixel_questions (checker, NULL);
      facts = answer_all (none, questions, &far);
      fw_checker_set_facts (checker, facts);
      fw_checker_delta_free (fw_checker_update (checker, snapshot, NULL, 0, NULL, NULL));
      g_assert_cmpint (fw_checker_count (checker, FW_SEVERITY_ERROR), ==, tests[i].count);
      g_object_unref (document);
    }
}

/* Test that an edit asks anew, and that the old answer does not speak about
 * the new box. */
static void
test_edit (void)
{
  g_autoptr (FwManual) manual = kit_manual_of (HALF_WAY);
  FwDocument *document = kit_document (manual, 60);
  g_autoptr (FwChecker) checker = fw_checker_new (manual);
  const Case far = { .value = 0.9, .moved = 60 };
  g_autoptr (FwCheckFacts) none = answer_all (NULL, NULL, &far);
  g_autoptr (FwCheckFacts) facts = NULL;
  g_autoptr (GArray) questions = NULL;
  g_autoptr (GArray) anew = NULL;

  kit_put_text (document, manual, 1, "car 0:0,0,100,100 20:0,0,100,100");
  fw_checker_set_facts (checker, none);
  g_assert_true (
      fw_checker_run (checker, fw_document_get_snapshot (document), NULL, NULL, NULL, NULL));
  questions = fw_checker_list_pixel_questions (checker, NULL);
  facts = answer_all (none, questions, &far);
  fw_checker_set_facts (checker, facts);
  fw_checker_delta_free (
      fw_checker_update (checker, fw_document_get_snapshot (document), NULL, 0, NULL, NULL));
  g_assert_cmpint (fw_checker_count (checker, FW_SEVERITY_ERROR), ==, 1);

  kit_put_text (document, manual, 1, "car 0:0,0,100,100 20:8,0,100,100");
  fw_checker_delta_free (
      fw_checker_update (checker, fw_document_get_snapshot (document), NULL, 0, NULL, NULL));
  g_assert_cmpint (fw_checker_count (checker, FW_SEVERITY_ERROR), ==, 0);
  anew = fw_checker_list_pixel_questions (checker, NULL);
  g_assert_cmpuint (anew->len, ==, 1);
  g_object_unref (document);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds-pixel/cases", test_cases);
  g_test_add_func ("/kinds-pixel/everywhere", test_everywhere);
  g_test_add_func ("/kinds-pixel/edit", test_edit);

  return g_test_run ();
}
