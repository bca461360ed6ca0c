/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What protects people who are judged, requirement by requirement: one test for
 * each, named after it. Those that need more than the review layer are in
 * tests/app/test-worker-protection.c; the list is in tests/README.md.
 */

#include "review/deadline.h"
#include "review/draw.h"
#include "review/overturns.h"
#include "review/own-record.h"
#include "review/record-kit.h"
#include "review/review-kit.h"

#include <string.h>

static GDateTime *
at (const char *text)
{
  GDateTime *time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);

  return time;
}

static FwOwnRecord *
record_at (FwReview *review, const char *person, const char *when)
{
  g_autoptr (GDateTime) now = at (when);
  FwRecordOptions options
      = { .reviews = &review, .n_reviews = 1, .person = person, .now = now };

  return fw_own_record_new (&options);
}

static FwOwnRecord *
record_of (FwReview *review, const char *person)
{
  return record_at (review, person, "2026-11-27T10:00:00Z");
}

/* Test that a `wrong` without rule, revision, kind or reason cannot be made. */
static void
test_wrong_needs_a_reason (void)
{
  static const struct
  {
    const char *what;
    FwAnswer answer;
    const char *note;
  } cases[] = {
    { "rule", { FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY, NULL, (char *) "q" }, "why" },
    { "no rule at all", { FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY, (char *) "", (char *) "q" }, "why" },
    { "revision", { FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY, (char *) "R", NULL }, "why" },
    { "kind", { FW_OUTCOME_WRONG, FW_MISTAKE_NONE, (char *) "R", (char *) "q" }, "why" },
    { "reason", { FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY, (char *) "R", (char *) "q" }, NULL },
    { "region", { FW_OUTCOME_WRONG, FW_MISTAKE_MISSING, (char *) "R", (char *) "q" }, "why" },
  };
  g_autoptr (FwReview) review = kit_review (FW_DESIGN_SIMPLE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int informed = 0; informed < 2; informed++)
      {
        g_autoptr (GError) error = NULL;
        FwVerdict verdict = { .id = 1,
                              .draw = 1,
                              .unit = (char *) "clip/0/t1",
                              .unit_rev = (char *) "r",
                              .author = (char *) "dana",
                              .reviewer = (char *) "tomas",
                              .version = (char *) "3.1.0",
                              .note = (char *) cases[i].note,
                              .has_informed = informed };

        *(informed ? &verdict.informed : &verdict.blind) = cases[i].answer;
        g_test_message ("without %s", cases[i].what);
        g_assert_null (fw_review_with (review, FW_REVIEW_VERDICT, &verdict, &error));
        g_assert_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_INCOMPLETE);
      }
}

/* Test that every `wrong` about a person is in the record, whatever became of it,
 * with its draw or without one that counts. */
static void
test_everything_is_visible (void)
{
  for (int design = 0; design <= FW_DESIGN_TARGETED; design++)
    {
      g_autoptr (FwReview) review = kit_review ((FwDesign) design);
      gint64 regraded = 0;

      for (int i = 0; i < 40; i++)
        {
          gint64 id = kit_judge (&review, i, i % 4 ? "dana" : "eva",
                                 i % 2 ? FW_MISTAKE_CATEGORY : FW_MISTAKE_NONE,
                                 i % 2 ? "SD-002" : NULL);

          if (i % 2 && i % 8 == 1)
            kit_appeal (&review, id, "dana", i % 3);
          regraded = id - 1;
        }
      kit_put (&review, FW_REVIEW_REGRADE,
               &(FwRegrade){ .id = 1,
                              .from_version = (char *) "3.1.0",
                              .to_version = (char *) "3.2.0",
                              .excused = &regraded,
                              .n_excused = 1 });

      g_autoptr (FwOwnRecord) record = record_of (review, "dana");
      guint n = 0;

      for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_VERDICT); i++)
        {
          const FwVerdict *verdict = fw_review_get (review, FW_REVIEW_VERDICT, i);

          n += g_str_equal (verdict->author, "dana")
               && verdict->blind.outcome == FW_OUTCOME_WRONG;
        }
      g_assert_cmpuint (n, ==, 20);
      g_assert_cmpuint (record->returned->len, ==, n);
    }
}

/* Test that a rule that came later takes nothing away: what was right under the
 * rules in force stays right, whatever the change, and the verdict keeps them. */
static void
test_rules_in_force_bind (void)
{
  for (int change = 0; change < FW_N_CHANGE_CLASSES; change++)
    {
      g_autoptr (FwReview) review = kit_review (FW_DESIGN_SIMPLE);
      FwRegradeRule rule = { .rule = "SD-011", .change = (FwChangeClass) change };

      for (int i = 0; i < 20; i++)
        kit_judge (&review, i, "dana", i < 4 ? FW_MISTAKE_GEOMETRY : FW_MISTAKE_NONE, "SD-011");

      g_autoptr (FwRegradePlan) plan = fw_regrade_plan_new (review, NULL, &rule, 1);
      FwRegrade facts = { .id = 1,
                          .from_version = (char *) "3.1.0",
                          .to_version = (char *) "3.2.0",
                          .excused = (gint64 *) (gpointer) plan->excused->data,
                          .n_excused = plan->excused->len };

      kit_put (&review, FW_REVIEW_REGRADE, &facts);

      g_autoptr (FwOwnRecord) record = record_of (review, "dana");

      g_assert_cmpint (record->grade.judged - record->grade.wrong, ==, 16);
      g_assert_cmpint (record->grade.wrong, <=, record->before.wrong);
      for (guint i = 0; i < record->returned->len; i++)
        {
          const FwVerdict *verdict = g_array_index (record->returned, FwReturned, i).verdict;

          g_assert_cmpstr (verdict->version, ==, "3.1.0");
          g_assert_cmpstr (fw_verdict_get_answer (verdict)->rule_rev, ==, "rev1");
        }
    }
}

/* Test that an appeal has a deadline, that only a person who was not there before
 * rules on it, and that without a ruling it is overturned. */
static void
test_appeal_has_deadline_and_second_person (void)
{
  g_autoptr (FwReview) review = kit_review (FW_DESIGN_SIMPLE);
  gint64 wrong = kit_judge (&review, 0, "dana", FW_MISTAKE_GEOMETRY, "SD-011");
  gint64 id = kit_appeal (&review, wrong, "dana", -1);
  const char *const involved[] = { "dana", "tomas" };
  FwAppeal facts = *(const FwAppeal *) fw_review_find (review, FW_REVIEW_APPEAL, id);
  g_autofree char *due = fw_deadline_for_ruling (facts.opened);

  g_assert_cmpstr (facts.due, ==, due);
  for (gsize i = 0; i < G_N_ELEMENTS (involved); i++)
    {
      g_autoptr (GError) error = NULL;
      FwAppeal ruled = facts;

      ruled.has_ruling = TRUE;
      ruled.ruling = (FwRuling){ .by = (char *) involved[i],
                                 .outcome = FW_RULING_UPHELD,
                                 .text = (char *) "no" };
      g_assert_null (fw_review_with (review, FW_REVIEW_APPEAL, &ruled, &error));
      g_assert_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_PERSON);
    }

  g_autoptr (FwOwnRecord) in_time = record_at (review, "dana", "2026-12-01T12:00:00Z");
  g_autoptr (FwOwnRecord) late = record_at (review, "dana", "2026-12-01T12:00:01Z");

  g_assert_cmpint (in_time->grade.wrong, ==, 1);
  g_assert_cmpint (late->grade.judged, ==, 0);
  g_assert_cmpint (late->n_overturned, ==, 1);
}

/* Test that work nobody judged within fourteen days is accepted. */
static void
test_silence_accepts (void)
{
  g_autoptr (FwReview) review = kit_review (FW_DESIGN_SIMPLE);
  const FwBatch *batch = fw_review_get (review, FW_REVIEW_BATCH, 0);
  g_autoptr (GDateTime) before = at ("2026-11-15T00:00:00Z");
  g_autoptr (GDateTime) after = at ("2026-11-15T00:00:01Z");

  g_assert_false (fw_batch_is_accepted_by_silence (review, batch, before));
  g_assert_true (fw_batch_is_accepted_by_silence (review, batch, after));
}

/* Test that the most a number leads to is a talk, of thirty judged or more and
 * beyond chance, never for a difference that chance explains. */
static void
test_no_automatic_exclusion (void)
{
  for (int judged = 0; judged <= 60; judged++)
    for (int wrong = 0; wrong <= judged; wrong++)
      {
        FwGrade grade = { judged, wrong };
        gboolean talk = fw_grade_calls_for_talk (grade, 0.05);

        g_assert_false (fw_grade_calls_for_talk (grade, NAN));
        if (talk)
          {
            g_assert_cmpint (judged, >=, 30);
            /* The interval leaves no doubt either. */
            g_assert_cmpfloat (fw_wilson (wrong, judged, 0.95).low, >, 0.05);
          }
        if (judged < 30 || wrong <= judged / 20)
          g_assert_false (talk);
      }
  g_assert_true (fw_grade_calls_for_talk ((FwGrade){ 60, 30 }, 0.05));
}

/* Test that where the manual does not decide, nobody's numbers move. */
static void
test_unclear_counts_for_nobody (void)
{
  g_autoptr (FwReview) review = kit_review (FW_DESIGN_SIMPLE);
  FwVerdict unclear = { .id = 50,
                        .draw = 1,
                        .unit = (char *) "clip/50/t1",
                        .unit_rev = (char *) "r",
                        .author = (char *) "dana",
                        .reviewer = (char *) "tomas",
                        .version = (char *) "3.1.0",
                        .blind = { .outcome = FW_OUTCOME_UNCLEAR_RULE, .rule = (char *) "SD-011" } };

  for (int i = 0; i < 10; i++)
    kit_judge (&review, i, "dana", i < 2 ? FW_MISTAKE_GEOMETRY : FW_MISTAKE_NONE,
               i < 2 ? "SD-011" : NULL);

  g_autoptr (FwOwnRecord) before = record_of (review, "dana");

  kit_put (&review, FW_REVIEW_VERDICT, &unclear);

  g_autoptr (FwOwnRecord) after = record_of (review, "dana");

  g_assert_cmpint (after->grade.judged, ==, before->grade.judged);
  g_assert_cmpint (after->grade.wrong, ==, before->grade.wrong);
  g_assert_cmpint (after->n_unclear, ==, 1);

  /* The same by a ruling: off the annotator, and not against the reviewer. */
  kit_appeal (&review, 1, "dana", FW_RULING_UNCLEAR_RULE);

  g_autoptr (FwOwnRecord) ruled = record_of (review, "dana");
  g_autoptr (GDateTime) now = at ("2026-11-27T10:00:00Z");
  g_auto (FwOverturns) reviewer = fw_overturns_of_reviewer (&review, 1, "tomas", now);

  g_assert_cmpint (ruled->grade.judged, ==, 9);
  g_assert_cmpint (ruled->grade.wrong, ==, 1);
  g_assert_cmpint (reviewer.decided, ==, 0);
  g_assert_cmpint (reviewer.unclear, ==, 1);
}

/* Test that reviewers and rules have a rate of mistakes with an interval, too. */
static void
test_reviewers_and_rules_have_error_rates (void)
{
  g_autoptr (FwReview) review = kit_review (FW_DESIGN_SIMPLE);
  g_autoptr (GDateTime) now = at ("2026-11-27T10:00:00Z");

  for (int i = 0; i < 10; i++)
    {
      gint64 id = kit_judge (&review, i, "dana", FW_MISTAKE_GEOMETRY, i < 6 ? "SD-011" : "SD-002");

      kit_appeal (&review, id, "dana", i < 3 ? FW_RULING_OVERTURNED : FW_RULING_UPHELD);
    }

  g_auto (FwOverturns) reviewer = fw_overturns_of_reviewer (&review, 1, "tomas", now);
  g_autoptr (GArray) rules = fw_overturns_list_rules (&review, 1, now);
  const FwOverturns *rule = &g_array_index (rules, FwOverturns, 0);
  FwInterval interval = fw_wilson (3, 10, 0.95);

  g_assert_cmpint (reviewer.decided, ==, 10);
  g_assert_cmpint (reviewer.overturned, ==, 3);
  assert_digits (reviewer.interval.low, interval.low, 12);
  assert_digits (reviewer.interval.high, interval.high, 12);
  g_assert_cmpstr (rule->name, ==, "SD-011");
  g_assert_cmpint (rule->decided, ==, 6);
  g_assert_cmpint (rule->overturned, ==, 3);
}

/* Test that whoever has the seed draws the same units, and that a draw without a
 * seed cannot be written down. */
static void
test_draws_can_be_repeated (void)
{
  g_auto (GStrv) units = make_units ("clip-7", 10);
  static const char *const drawn[] = { "clip-7/5", "clip-7/1", "clip-7/9", "clip-7/6" };
  FwPool pool = { .seed = "spot-2026-11-22", .units = (const char *const *) units, .n_units = 10 };
  g_autoptr (FwReview) review = kit_review (FW_DESIGN_SIMPLE);
  FwDraw draw = *(const FwDraw *) fw_review_get (review, FW_REVIEW_DRAW, 0);

  for (int round = 0; round < 2; round++)
    {
      g_autoptr (GArray) picks = fw_draw_simple (&pool, 4);

      g_assert_cmpuint (picks->len, ==, 4);
      for (guint i = 0; i < picks->len; i++)
        g_assert_cmpstr (units[g_array_index (picks, FwPick, i).index], ==, drawn[i]);
    }

  g_autoptr (GError) error = NULL;

  draw.id = 2;
  draw.seed = NULL;
  g_assert_null (fw_review_with (review, FW_REVIEW_DRAW, &draw, &error));
  g_assert_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_INCOMPLETE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/worker-protection/1/wrong-needs-a-reason", test_wrong_needs_a_reason);
  g_test_add_func ("/worker-protection/2/everything-is-visible", test_everything_is_visible);
  g_test_add_func ("/worker-protection/3/rules-in-force-bind", test_rules_in_force_bind);
  g_test_add_func ("/worker-protection/4/appeal-has-deadline-and-second-person",
                   test_appeal_has_deadline_and_second_person);
  g_test_add_func ("/worker-protection/5/silence-accepts", test_silence_accepts);
  g_test_add_func ("/worker-protection/6/no-automatic-exclusion", test_no_automatic_exclusion);
  g_test_add_func ("/worker-protection/7/unclear-counts-for-nobody",
                   test_unclear_counts_for_nobody);
  g_test_add_func ("/worker-protection/8/reviewers-and-rules-have-error-rates",
                   test_reviewers_and_rules_have_error_rates);
  g_test_add_func ("/worker-protection/10/draws-can-be-repeated", test_draws_can_be_repeated);

  return g_test_run ();
}
