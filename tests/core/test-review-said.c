/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/review-said.h"

#define MORNING "2026-11-24T10:00:00Z"
#define NOON    "2026-11-24T12:00:00Z"

static FwVerdict
make_verdict (gint64 id, const char *unit, const char *reviewer, const char *at)
{
  return (FwVerdict){ .id = id,
                      .draw = 1,
                      .unit = (char *) unit,
                      .unit_rev = (char *) "r",
                      .reviewer = (char *) reviewer,
                      .version = (char *) "1.0.0",
                      .note = (char *) "why",
                      .at = (char *) at };
}

static FwAnswer
make_wrong (FwMistake kind, const char *rule, const char *rev)
{
  return (FwAnswer){ FW_OUTCOME_WRONG, kind, (char *) rule, (char *) rev };
}

/* A draw of `clip/0/t1` to `clip/3/t1`, the last one first. */
static FwReview *
make_review (void)
{
  FwReviewLabels labels = { (char *) "clip.coco.json", NULL, NULL, NULL };
  FwBatch batch = { .id = 1, .version = (char *) "1.0.0", .n_units = 4 };
  FwDrawUnit units[] = { { (char *) "clip/3/t1", (char *) "r", NULL, 1.0 },
                         { (char *) "clip/2/t1", (char *) "r", NULL, 1.0 },
                         { (char *) "clip/1/t1", (char *) "r", NULL, 1.0 },
                         { (char *) "clip/0/t1", (char *) "r", NULL, 1.0 } };
  FwDraw draw = { .id = 1, .batch = 1, .seed = (char *) "s", .units = units, .n_units = 4 };
  g_autoptr (FwReview) empty = fw_review_new (&labels, NULL);
  g_autoptr (FwReviewBuilder) builder = fw_review_builder_new (empty);

  g_assert_true (fw_review_builder_put (builder, FW_REVIEW_BATCH, &batch, NULL));
  g_assert_true (fw_review_builder_put (builder, FW_REVIEW_DRAW, &draw, NULL));

  return fw_review_builder_end (g_steal_pointer (&builder));
}

static void
put (FwReview **review, const FwVerdict *verdict)
{
  g_autoptr (GError) error = NULL;
  FwReview *next = fw_review_with (*review, FW_REVIEW_VERDICT, verdict, &error);

  g_assert_no_error (error);
  fw_review_unref (*review);
  *review = next;
}

/* Test which of two verdicts is first: both ways round, and by number at last. */
static void
test_first (void)
{
  FwVerdict verdicts[] = {
    make_verdict (9, "u", "mira", "2026-11-24T11:30:00+02:00"), /* half past nine */
    make_verdict (8, "u", "dana", MORNING),
    make_verdict (7, "u", "mira", MORNING),
    make_verdict (5, "u", "mira", MORNING), /* not right */
    make_verdict (6, "u", "mira", MORNING), /* not right either */
    make_verdict (3, "u", "dana", NOON),
    make_verdict (2, "u", "dana", NULL),
    make_verdict (4, "u", "dana", "some day"),
  };

  verdicts[3].blind = make_wrong (FW_MISTAKE_GEOMETRY, "SD-002", "q");
  verdicts[4].blind = make_wrong (FW_MISTAKE_GEOMETRY, "SD-003", "q");
  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (verdicts); k++)
      {
        int order = fw_verdict_compare (&verdicts[i], &verdicts[k]);

        g_test_message ("%" G_GSIZE_FORMAT " and %" G_GSIZE_FORMAT, i, k);
        g_assert_cmpint ((order > 0) - (order < 0), ==, (i > k) - (i < k));
      }
}

/* Test what a disagreement is: the outcome; of what is wrong also the kind and the rule. */
static void
test_agrees (void)
{
  FwVerdict one = make_verdict (1, "u", "mira", MORNING);
  FwVerdict two = make_verdict (2, "u", "dana", NOON);

  one.blind.rule = (char *) "SD-001";
  g_assert_true (fw_verdict_agrees (&one, &two));
  two.blind.outcome = FW_OUTCOME_NOT_JUDGEABLE;
  g_assert_false (fw_verdict_agrees (&one, &two));

  one.blind = make_wrong (FW_MISTAKE_GEOMETRY, "SD-002", "q");
  two.blind = make_wrong (FW_MISTAKE_GEOMETRY, "SD-002", "another");
  g_assert_true (fw_verdict_agrees (&one, &two));
  two.blind.rule = (char *) "SD-003";
  g_assert_false (fw_verdict_agrees (&one, &two));
  two.blind = make_wrong (FW_MISTAKE_CATEGORY, "SD-002", "q");
  g_assert_false (fw_verdict_agrees (&one, &two));

  /* What stands in the end. */
  two.has_informed = TRUE;
  two.informed = one.blind;
  g_assert_true (fw_verdict_agrees (&one, &two));
}

/* Test whose verdict counts, who was second and what was said else. */
static void
test_said (void)
{
  g_autoptr (FwReview) review = make_review ();
  FwVerdict noon = make_verdict (1, "clip/0/t1", "mira", NOON);
  FwVerdict morning = make_verdict (2, "clip/0/t1", "dana", MORNING);
  FwVerdict late = make_verdict (3, "clip/0/t1", "dana", NULL);
  FwVerdict alone = make_verdict (4, "clip/1/t1", "dana", NOON);
  FwVerdict again = make_verdict (5, "clip/2/t1", "dana", NOON);
  FwVerdict changed = make_verdict (6, "clip/2/t1", "dana", MORNING);

  morning.blind = make_wrong (FW_MISTAKE_GEOMETRY, "SD-002", "q");
  changed.blind.outcome = FW_OUTCOME_NOT_JUDGEABLE;
  put (&review, &noon);
  put (&review, &morning);
  put (&review, &late);
  put (&review, &alone);
  put (&review, &again);
  put (&review, &changed);

  g_autoptr (GHashTable) all = fw_review_list_said (review, 1);
  const FwSaid *said = g_hash_table_lookup (all, "clip/0/t1");

  g_assert_cmpuint (g_hash_table_size (all), ==, 3);
  g_assert_cmpint (said->counted->id, ==, 2);
  g_assert_cmpint (said->second->id, ==, 1);
  g_assert_cmpint (said->other->id, ==, 1);
  said = g_hash_table_lookup (all, "clip/1/t1");
  g_assert_cmpint (said->counted->id, ==, 4);
  g_assert_null (said->second);
  g_assert_null (said->other);
  said = g_hash_table_lookup (all, "clip/2/t1");
  g_assert_cmpint (said->counted->id, ==, 6);
  g_assert_null (said->second);
  g_assert_cmpint (said->other->id, ==, 5);

  /* As they were drawn. */
  g_autoptr (GArray) disputed = fw_review_list_disputed (review, 1);

  g_assert_cmpuint (disputed->len, ==, 2);
  g_assert_cmpstr (g_array_index (disputed, FwSaid, 0).counted->unit, ==, "clip/2/t1");
  g_assert_cmpstr (g_array_index (disputed, FwSaid, 1).counted->unit, ==, "clip/0/t1");

  g_autoptr (GPtrArray) verdicts = fw_review_list_of_unit (review, 1, "clip/0/t1");

  g_assert_cmpuint (verdicts->len, ==, 3);
  g_assert_cmpint (((const FwVerdict *) verdicts->pdata[0])->id, ==, 2);
  g_assert_cmpint (((const FwVerdict *) verdicts->pdata[1])->id, ==, 1);
  g_assert_cmpint (((const FwVerdict *) verdicts->pdata[2])->id, ==, 3);

  g_autoptr (GHashTable) counted = fw_review_list_counted (review);

  g_assert_cmpuint (g_hash_table_size (counted), ==, 3);
  g_assert_true (g_hash_table_contains (counted, verdicts->pdata[0]));
}

/* Test how a unit stands: by the first verdict of a draw, and by the latest draw of several,
 * whatever the order in the file. */
static void
test_standing (void)
{
  g_autoptr (FwReview) review = make_review ();
  FwDrawUnit unit = { (char *) "clip/0/t1", (char *) "r", NULL, 1.0 };
  FwDraw draw = { .id = 2, .batch = 1, .seed = (char *) "s", .units = &unit, .n_units = 1 };
  FwVerdict next_day = make_verdict (1, "clip/0/t1", "mira", "2026-11-25T10:00:00Z");
  FwVerdict noon = make_verdict (2, "clip/0/t1", "mira", NOON);
  FwVerdict morning = make_verdict (3, "clip/0/t1", "dana", MORNING);
  FwVerdict alone = make_verdict (4, "clip/1/t1", "mira", NOON);
  FwVerdict early = make_verdict (5, "clip/1/t1", "dana", MORNING);
  FwReview *with_draw = fw_review_with (review, FW_REVIEW_DRAW, &draw, NULL);

  fw_review_unref (review);
  review = with_draw;
  next_day.draw = 2;
  put (&review, &next_day);
  put (&review, &noon);
  put (&review, &morning);
  put (&review, &alone);
  put (&review, &early);

  g_autoptr (GHashTable) standing = fw_review_list_standing (review);

  g_assert_cmpuint (g_hash_table_size (standing), ==, 2);
  g_assert_cmpint (((const FwVerdict *) g_hash_table_lookup (standing, "clip/0/t1"))->id, ==, 1);
  g_assert_cmpint (((const FwVerdict *) g_hash_table_lookup (standing, "clip/1/t1"))->id, ==, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/review-said/first", test_first);
  g_test_add_func ("/review-said/agrees", test_agrees);
  g_test_add_func ("/review-said/said", test_said);
  g_test_add_func ("/review-said/standing", test_standing);

  return g_test_run ();
}
