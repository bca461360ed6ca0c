/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Facts as a value: what is missing and what is empty, copies, sharing, and
 * finding the answer to a pixel question among many.
 */

#include "rules/check-facts-builder.h"

#include <string.h>

static FwPixelQuestion
cut_at (FwFrame frame)
{
  return (FwPixelQuestion){ .kind = FW_PIXEL_CUT, .frame = frame, .other = frame - 1 };
}

/* Test that missing and empty are two things, and that NULL knows nothing. */
static void
test_missing (void)
{
  FwCheckFactsBuilder *builder = fw_check_facts_builder_new (NULL);
  g_autoptr (FwCheckFacts) facts = NULL;
  FwPixelQuestion question = cut_at (3);
  gsize n = 7;

  g_assert_cmpuint (fw_check_facts_get_known (NULL), ==, 0);
  g_assert_null (fw_check_facts_get_efforts (NULL, &n));
  g_assert_cmpuint (n, ==, 0);
  g_assert_null (fw_check_facts_find_effort (NULL, 1));
  g_assert_null (fw_check_facts_find_pixel (NULL, &question));
  g_assert_cmpint (fw_check_facts_get_now (NULL), ==, 0);

  fw_check_facts_builder_set_questions (builder, NULL, 0);
  fw_check_facts_builder_add_pixels (builder, NULL, NULL, 0);
  facts = fw_check_facts_builder_end (builder);
  g_assert_cmpuint (fw_check_facts_get_known (facts), ==, FW_FACT_QUESTIONS | FW_FACT_PIXELS);
  fw_check_facts_get_questions (facts, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_null (fw_check_facts_find_pixel (facts, &question));
}

/* Test that everything is copied, that efforts are found by track, and that the
 * last of several counts. */
static void
test_copies (void)
{
  char person[] = "dana", rule[] = "SD-001", path[] = "clip-1.mp4";
  const char *media[] = { path };
  const FwEffort efforts[] = {
    { 9, person, 1.0, 2 }, { 4, NULL, 3.0, 1 }, { 9, person, 5.0, 6 }, { 2, person, 0.5, 1 }
  };
  const FwOpenQuestion question = { 1, rule, "Is it?", 9, 12, 1000 };
  const FwJudgedUnit unit = { "car", person, NULL, 99 };
  const FwMediaList list = { "train", media, 1 };
  g_autoptr (FwSnapshot) labels = fw_snapshot_builder_end (fw_snapshot_builder_new ());
  const FwOtherLabels other = { "b.coco.json", labels };
  FwCheckFactsBuilder *builder = fw_check_facts_builder_new (NULL);
  g_autoptr (FwCheckFacts) facts = NULL;
  gsize n;

  fw_check_facts_builder_set_now (builder, 5);
  fw_check_facts_builder_set_efforts (builder, efforts, G_N_ELEMENTS (efforts));
  fw_check_facts_builder_set_questions (builder, &question, 1);
  fw_check_facts_builder_set_judged (builder, &unit, 1);
  fw_check_facts_builder_set_lists (builder, &list, 1);
  fw_check_facts_builder_set_others (builder, &other, 1);
  facts = fw_check_facts_builder_end (builder);
  memset (person, 'x', strlen (person));
  memset (rule, 'x', strlen (rule));
  memset (path, 'x', strlen (path));

  g_assert_cmpint (fw_check_facts_get_now (facts), ==, 5);
  fw_check_facts_get_efforts (facts, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpfloat (fw_check_facts_find_effort (facts, 9)->seconds, ==, 5.0);
  g_assert_cmpstr (fw_check_facts_find_effort (facts, 9)->author, ==, "dana");
  g_assert_null (fw_check_facts_find_effort (facts, 4)->author);
  g_assert_null (fw_check_facts_find_effort (facts, 3));
  g_assert_cmpstr (fw_check_facts_get_questions (facts, NULL)->rule, ==, "SD-001");
  g_assert_cmpstr (fw_check_facts_get_judged (facts, NULL)->author, ==, "dana");
  g_assert_cmpstr (fw_check_facts_get_lists (facts, NULL)->media[0], ==, "clip-1.mp4");
  g_assert_true (fw_check_facts_get_others (facts, NULL)->snapshot == labels);
}

/* Test that facts made from others keep what is not set, and that comparing
 * names exactly what differs. */
static void
test_versions (void)
{
  const FwEffort effort = { 1, NULL, 1.0, 1 };
  const FwSpan span = { 0, 9 };
  g_autoptr (FwSpanSet) seen = fw_span_set_new (&span, 1);
  g_autoptr (FwSpanSet) same = fw_span_set_new (&span, 1);
  FwCheckFactsBuilder *builder = fw_check_facts_builder_new (NULL);
  g_autoptr (FwCheckFacts) first = NULL;
  g_autoptr (FwCheckFacts) second = NULL;
  g_autoptr (FwCheckFacts) third = NULL;

  fw_check_facts_builder_set_efforts (builder, &effort, 1);
  fw_check_facts_builder_set_seen (builder, seen);
  first = fw_check_facts_builder_end (builder);
  builder = fw_check_facts_builder_new (first);
  fw_check_facts_builder_set_seen (builder, same);
  second = fw_check_facts_builder_end (builder);
  builder = fw_check_facts_builder_new (second);
  fw_check_facts_builder_set_now (builder, 77);
  fw_check_facts_builder_set_judged (builder, NULL, 0);
  third = fw_check_facts_builder_end (builder);

  g_assert_cmpuint (fw_check_facts_compare (first, first), ==, 0);
  g_assert_cmpuint (fw_check_facts_compare (first, second), ==, 0);
  g_assert_cmpuint (fw_check_facts_compare (second, third), ==, FW_FACT_NOW | FW_FACT_JUDGED);
  g_assert_cmpuint (fw_check_facts_compare (NULL, first), ==, FW_FACT_EFFORTS | FW_FACT_SEEN);
  g_assert_cmpfloat (fw_check_facts_find_effort (third, 1)->seconds, ==, 1.0);
  g_assert_true (fw_span_set_equal (fw_check_facts_get_seen (third), seen));
}

/* Test that an answer is found by its very question, in whatever order answers
 * came, and that measuring again replaces it. */
static void
test_pixels (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (FwCheckFacts) facts = NULL;
  const FwPixelQuestion match = {
    .kind = FW_PIXEL_MATCH, .frame = 4, .other = 5, .box = { 1, 2, 3, 4 }, .place = { 5, 6, 7, 8 }
  };
  const FwPixelAnswer found = { .is_known = TRUE, .value = 0.9 };
  FwPixelQuestion moved = match;
  FwCheckFactsBuilder *builder;

  for (guint round = 0; round < 20; round++)
    {
      FwPixelQuestion questions[50];
      FwPixelAnswer answers[50];
      FwCheckFacts *next;

      for (guint i = 0; i < 50; i++)
        {
          questions[i] = cut_at (g_rand_int_range (rand, 1, 400));
          answers[i]
              = (FwPixelAnswer){ .is_known = TRUE, .value = questions[i].frame + round * 1000.0 };
        }
      builder = fw_check_facts_builder_new (facts);
      fw_check_facts_builder_add_pixels (builder, questions, answers, 50);
      next = fw_check_facts_builder_end (builder);
      g_clear_pointer (&facts, fw_check_facts_unref);
      facts = next;
      for (guint i = 0; i < 50; i++)
        g_assert_cmpfloat (fw_check_facts_find_pixel (facts, &questions[i])->value, ==,
                           questions[i].frame + round * 1000.0);
    }

  g_assert_null (fw_check_facts_find_pixel (facts, &match));
  builder = fw_check_facts_builder_new (facts);
  fw_check_facts_builder_add_pixels (builder, &match, &found, 1);
  fw_check_facts_unref (facts);
  facts = fw_check_facts_builder_end (builder);
  g_assert_cmpfloat (fw_check_facts_find_pixel (facts, &match)->value, ==, 0.9);
  moved.place.x += 0.25;
  g_assert_null (fw_check_facts_find_pixel (facts, &moved));
}

/* Test that questions sort by the later of their frames. */
static void
test_order (void)
{
  const FwPixelQuestion back = { .kind = FW_PIXEL_MATCH, .frame = 9, .other = 10 };
  const FwPixelQuestion cut = cut_at (9);

  g_assert_cmpint (fw_pixel_question_get_last (&back), ==, 10);
  g_assert_cmpint (fw_pixel_question_compare (&cut, &back), <, 0);
  g_assert_cmpint (fw_pixel_question_compare (&back, &cut), >, 0);
  g_assert_cmpint (fw_pixel_question_compare (&cut, &cut), ==, 0);
}

/* Test that parts can be taken from other facts, missing ones as missing. */
static void
test_copy (void)
{
  const FwOpenQuestion question = { 1, "SD-001", "Is it?", 9, 12, 1000 };
  FwCheckFactsBuilder *first = fw_check_facts_builder_new (NULL);
  g_autoptr (FwCheckFacts) asked = NULL;
  g_autoptr (FwCheckFacts) empty = fw_check_facts_builder_end (fw_check_facts_builder_new (NULL));
  g_autoptr (FwCheckFacts) both = NULL;
  g_autoptr (FwCheckFacts) neither = NULL;
  FwCheckFactsBuilder *second, *third;
  gsize n;

  fw_check_facts_builder_set_now (first, 7);
  fw_check_facts_builder_set_questions (first, &question, 1);
  fw_check_facts_builder_set_judged (first, NULL, 0);
  asked = fw_check_facts_builder_end (first);

  second = fw_check_facts_builder_new (empty);
  fw_check_facts_builder_copy (second, asked, FW_FACT_QUESTIONS | FW_FACT_NOW);
  both = fw_check_facts_builder_end (second);
  g_assert_cmpuint (fw_check_facts_get_known (both), ==, FW_FACT_QUESTIONS | FW_FACT_NOW);
  g_assert_cmpint (fw_check_facts_get_now (both), ==, 7);
  g_assert_cmpstr (fw_check_facts_get_questions (both, &n)->text, ==, "Is it?");

  third = fw_check_facts_builder_new (both);
  fw_check_facts_builder_copy (third, empty, FW_FACT_QUESTIONS | FW_FACT_JUDGED);
  neither = fw_check_facts_builder_end (third);
  g_assert_cmpuint (fw_check_facts_get_known (neither), ==, FW_FACT_NOW);
  g_assert_null (fw_check_facts_get_questions (neither, &n));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check-facts/missing", test_missing);
  g_test_add_func ("/check-facts/copies", test_copies);
  g_test_add_func ("/check-facts/versions", test_versions);
  g_test_add_func ("/check-facts/pixels", test_pixels);
  g_test_add_func ("/check-facts/order", test_order);

  g_test_add_func ("/check-facts/copy", test_copy);

  return g_test_run ();
}
