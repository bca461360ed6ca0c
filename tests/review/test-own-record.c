/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/own-record.h"

#include "review/overturns.h"
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
record_of (FwReview *review, const char *person)
{
  g_autoptr (GDateTime) now = at ("2026-11-27T10:00:00Z");
  FwRecordOptions options
      = { .reviews = &review, .n_reviews = 1, .person = person, .now = now };

  return fw_own_record_new (&options);
}

static const FwRecordLine *
find_line (GArray *lines, const char *name)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_str_equal (g_array_index (lines, FwRecordLine, i).name, name))
      return &g_array_index (lines, FwRecordLine, i);

  return NULL;
}

/* Test the worked sentence, and what is said at and beyond the funnel's limits. */
static void
test_sentence (void)
{
  static const struct
  {
    FwGrade grade;
    double team;
    const char *sentence;
    gboolean talk;
  } cases[] = {
    { { 80, 5 }, 0.05,
      "5 of 80 judged labels were marked wrong: 2.7 % to 13.8 %. The team is at 5 %. "
      "This is within chance.", FALSE },
    { { 80, 8 }, 0.05,
      "8 of 80 judged labels were marked wrong: 5.2 % to 18.5 %. The team is at 5 %. "
      "This is within chance.", FALSE },
    { { 80, 9 }, 0.05,
      "9 of 80 judged labels were marked wrong: 6 % to 20 %. The team is at 5 %. "
      "This is more than usual, and may still be chance.", FALSE },
    { { 80, 11 }, 0.05,
      "11 of 80 judged labels were marked wrong: 7.9 % to 23 %. The team is at 5 %. "
      "This is more than usual, and may still be chance.", FALSE },
    { { 80, 12 }, 0.05,
      "12 of 80 judged labels were marked wrong: 8.8 % to 24.4 %. The team is at 5 %. "
      "This is more than chance explains.", TRUE },
    { { 29, 29 }, 0.05,
      "29 of 29 judged labels were marked wrong: 88.3 % to 100 %. The team is at 5 %. "
      "This is more than chance explains.", FALSE },
    { { 30, 30 }, 0.05,
      "30 of 30 judged labels were marked wrong: 88.6 % to 100 %. The team is at 5 %. "
      "This is more than chance explains.", TRUE },
    { { 80, 60 }, NAN, "60 of 80 judged labels were marked wrong: 64.5 % to 83.2 %.", FALSE },
    { { 1, 0 }, NAN, "0 of 1 judged label was marked wrong: 0 % to 79.3 %.", FALSE },
    { { 0, 0 }, 0.05, "None of your labels has been judged yet.", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentence = fw_grade_dup_sentence (cases[i].grade, cases[i].team);

      g_assert_cmpstr (sentence, ==, cases[i].sentence);
      g_assert_cmpint (fw_grade_calls_for_talk (cases[i].grade, cases[i].team), ==, cases[i].talk);
    }
}

/* Test the five figures, and that the headline is the least of them. */
static void
test_figures (void)
{
  static const struct
  {
    int unit;
    FwMistake kind;
  } wrong[] = { { 1, FW_MISTAKE_SPURIOUS },  { 2, FW_MISTAKE_CATEGORY }, { 3, FW_MISTAKE_ATTRIBUTE },
                { 4, FW_MISTAKE_GEOMETRY },  { 5, FW_MISTAKE_ORDER },    { 6, FW_MISTAKE_GEOMETRY },
                { 7, FW_MISTAKE_IDENTITY },  { 8, FW_MISTAKE_OTHER },    { 100, FW_MISTAKE_MISSING },
                { 101, FW_MISTAKE_MISSING } };
  static const gint64 right[FW_N_FIGURES] = { 108, 99, 97, 98, 99 };
  g_autoptr (FwReview) review = kit_review (FW_DESIGN_STRATIFIED);

  for (int unit = 0; unit < KIT_LABELS + KIT_FRAMES; unit++)
    {
      FwMistake kind = FW_MISTAKE_NONE;

      for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
        if (wrong[i].unit == unit)
          kind = wrong[i].kind;
      kit_judge (&review, unit, "dana", kind, kind ? "SD-011" : NULL);
    }

  g_autoptr (FwOwnRecord) record = record_of (review, "dana");

  g_assert_cmpint (record->grade.judged, ==, 110);
  g_assert_cmpint (record->grade.wrong, ==, 10);
  g_assert_cmpint (record->headline, ==, FW_FIGURE_GEOMETRY);
  g_assert_cmpuint (record->returned->len, ==, 10);
  for (int i = 0; i < FW_N_FIGURES; i++)
    {
      const FwFigure *figure = &record->figures[i];
      FwInterval interval = fw_wilson ((double) figure->right, (double) figure->judged, 0.95);

      g_assert_cmpint (figure->right, ==, right[i]);
      g_assert_cmpint (figure->judged, ==, i == FW_FIGURE_FOUND ? 110 : 100);
      assert_digits (figure->share, (double) figure->right / (double) figure->judged, 12);
      assert_digits (figure->interval.low, interval.low, 12);
    }
}

static gboolean
is_for_buses (gsize review, const char *rule, const char *category, gpointer user_data)
{
  return !g_str_equal (rule, "SD-012") || g_strcmp0 (category, "bus") == 0;
}

/* Test what is judged under a rule: categories that it is for, and units that
 * were asked about it and nothing else. */
static void
test_rules (void)
{
  g_autoptr (FwReview) review = kit_review (FW_DESIGN_STRATIFIED);
  g_autoptr (GDateTime) now = at ("2026-11-27T10:00:00Z");
  FwRecordOptions options
      = { .n_reviews = 1, .person = "dana", .now = now, .rule_is_for = is_for_buses };

  for (int unit = 0; unit < 40; unit++)
    kit_judge (&review, unit, "dana", FW_MISTAKE_NONE, NULL);
  kit_judge (&review, 40, "dana", FW_MISTAKE_GEOMETRY, "SD-011"); /* car */
  kit_judge (&review, 41, "dana", FW_MISTAKE_GEOMETRY, "SD-012"); /* bus */
  kit_judge (&review, 42, "dana", FW_MISTAKE_GEOMETRY, "SD-012"); /* car, which it is not for */
  for (int unit = 43; unit < 48; unit++)
    kit_judge (&review, unit, "dana", FW_MISTAKE_NONE, "SD-012");
  options.reviews = &review;

  g_autoptr (FwOwnRecord) record = fw_own_record_new (&options);
  const FwRecordLine *all = find_line (record->rules, "SD-011");
  const FwRecordLine *buses = find_line (record->rules, "SD-012");

  g_assert_cmpuint (record->rules->len, ==, 2);
  g_assert_cmpstr (g_array_index (record->rules, FwRecordLine, 0).name, ==, "SD-012");
  g_assert_cmpint (all->grade.wrong, ==, 1);
  g_assert_cmpint (all->grade.judged, ==, 43);
  g_assert_cmpint (buses->grade.wrong, ==, 2);
  /* 20 buses of the 40, the bus and the car that break it, and the five asked. */
  g_assert_cmpint (buses->grade.judged, ==, 27);
  assert_digits (buses->interval.high, fw_wilson (2, 27, 0.95).high, 12);

  g_assert_cmpuint (record->categories->len, ==, 2);
  g_assert_cmpstr (g_array_index (record->categories, FwRecordLine, 0).name, ==, "bus");
  g_assert_cmpint (find_line (record->categories, "bus")->grade.judged, ==, 24);
  g_assert_cmpint (find_line (record->categories, "bus")->grade.wrong, ==, 1);
  g_assert_cmpint (find_line (record->categories, "car")->grade.wrong, ==, 2);
}

/* Test that a team is a median and a range, of enough people with enough judged,
 * and no team before. */
static void
test_team (void)
{
  static const struct
  {
    const char *person;
    int judged, wrong;
  } people[] = { { "dana", 20, 1 }, { "eva", 20, 2 }, { "finn", 20, 4 }, { "gita", 9, 9 } };
  g_autoptr (FwReview) review = kit_review (FW_DESIGN_SIMPLE);
  int unit = 0;

  for (gsize k = 0; k < G_N_ELEMENTS (people); k++)
    for (int i = 0; i < people[k].judged; i++)
      kit_judge (&review, unit++, people[k].person,
                 i < people[k].wrong ? FW_MISTAKE_CATEGORY : FW_MISTAKE_NONE,
                 i < people[k].wrong ? "SD-002" : NULL);

  g_autoptr (FwOwnRecord) three = record_of (review, "dana");

  g_assert_cmpuint (three->team.n_people, ==, 3);
  g_assert_true (isnan (three->team.median) && isnan (three->team_rate));

  /* Gita's tenth label makes them four. */
  kit_judge (&review, unit, "gita", FW_MISTAKE_NONE, NULL);

  g_autoptr (FwOwnRecord) record = record_of (review, "dana");

  g_assert_cmpuint (record->team.n_people, ==, 4);
  assert_digits (record->team.median, 0.15, 12);
  assert_digits (record->team.low, 0.05, 12);
  assert_digits (record->team.high, 0.9, 12);
  assert_digits (record->team_rate, 16.0 / 70.0, 12);
  g_assert_cmpint (record->grade.judged, ==, 20);
  assert_digits (g_array_index (record->rules, FwRecordLine, 0).team.median, 0.15, 12);
}

/* Test the worked example of a small sample, where there is no team. */
static void
test_shrunk (void)
{
  g_autoptr (FwReview) review = kit_review (FW_DESIGN_SIMPLE);

  for (int i = 0; i < 50; i++)
    kit_judge (&review, i, "dana", i < 3 ? FW_MISTAKE_CATEGORY : FW_MISTAKE_NONE,
               i < 3 ? "SD-002" : NULL);

  g_autoptr (FwOwnRecord) record = record_of (review, "dana");

  assert_digits (record->shrunk.mean, 0.942857, 6);
  assert_digits (record->shrunk.interval.low, 0.878153, 6);
  assert_digits (record->shrunk.interval.high, 0.983981, 6);
}

/* Test that appeals and regrades leave numerator and denominator, and that both
 * scores are there. */
static void
test_both_scores (void)
{
  g_autoptr (FwReview) review = kit_review (FW_DESIGN_SIMPLE);
  gint64 wrong[5];

  for (int i = 0; i < 5; i++)
    wrong[i] = kit_judge (&review, i, "dana", FW_MISTAKE_GEOMETRY, "SD-011");
  for (int i = 5; i < 20; i++)
    kit_judge (&review, i, "dana", FW_MISTAKE_NONE, NULL);
  kit_appeal (&review, wrong[0], "dana", FW_RULING_OVERTURNED);
  kit_appeal (&review, wrong[1], "dana", FW_RULING_UPHELD);
  kit_appeal (&review, wrong[2], "dana", FW_RULING_UNCLEAR_RULE);
  kit_put (&review, FW_REVIEW_REGRADE,
           &(FwRegrade){ .id = 1,
                         .from_version = (char *) "3.1.0",
                         .to_version = (char *) "3.2.0",
                         .excused = &wrong[3],
                         .n_excused = 1 });

  g_autoptr (FwOwnRecord) record = record_of (review, "dana");

  g_assert_cmpint (record->grade.wrong, ==, 2);
  g_assert_cmpint (record->grade.judged, ==, 17);
  g_assert_cmpint (record->before.wrong, ==, 3);
  g_assert_cmpint (record->before.judged, ==, 18);
  g_assert_cmpint (record->n_regraded, ==, 1);
  g_assert_cmpint (record->n_overturned, ==, 1);
  g_assert_cmpint (record->n_unclear, ==, 1);
  g_assert_cmpuint (record->returned->len, ==, 5);
}

/* Test that a label counts for nobody while a question about it waits, and again
 * when it is answered. */
static void
test_open_question (void)
{
  g_autoptr (FwReview) review = kit_review (FW_DESIGN_SIMPLE);
  FwQuestion question = { .id = 1, .unit = (char *) "clip/0/t1", .text = (char *) "A van?" };

  kit_judge (&review, 0, "dana", FW_MISTAKE_GEOMETRY, "SD-011");
  kit_put (&review, FW_REVIEW_QUESTION, &question);

  g_autoptr (FwOwnRecord) waiting = record_of (review, "dana");

  g_assert_cmpint (waiting->grade.judged, ==, 0);
  g_assert_cmpint (waiting->n_unclear, ==, 1);
  g_assert_cmpuint (waiting->returned->len, ==, 1);
  question.has_answer = TRUE;
  question.answer = (FwReply){ .by = (char *) "ines", .text = (char *) "Yes." };
  kit_put (&review, FW_REVIEW_QUESTION, &question);

  g_autoptr (FwOwnRecord) answered = record_of (review, "dana");

  g_assert_cmpint (answered->grade.wrong, ==, 1);
  g_assert_cmpint (answered->n_unclear, ==, 0);
}

/* Test that a targeted search and a second opinion give no rates, and are shown. */
static void
test_extra (void)
{
  g_autoptr (FwReview) targeted = kit_review (FW_DESIGN_TARGETED);
  g_autoptr (FwReview) simple = kit_review (FW_DESIGN_SIMPLE);
  g_autoptr (GDateTime) now = at ("2026-11-27T10:00:00Z");

  kit_judge (&targeted, 0, "dana", FW_MISTAKE_GEOMETRY, "SD-011");
  kit_judge (&simple, 0, "dana", FW_MISTAKE_NONE, NULL);
  kit_judge (&simple, 0, "dana", FW_MISTAKE_GEOMETRY, "SD-011");
  kit_judge (&simple, 1, "eva", FW_MISTAKE_GEOMETRY, "SD-011");

  FwReview *reviews[] = { targeted, simple };
  FwRecordOptions options
      = { .reviews = reviews, .n_reviews = 2, .person = "dana", .now = now };
  g_autoptr (FwOwnRecord) record = fw_own_record_new (&options);

  g_assert_cmpint (record->grade.judged, ==, 1);
  g_assert_cmpint (record->grade.wrong, ==, 0);
  g_assert_cmpuint (record->returned->len, ==, 2);
  g_assert_true (g_array_index (record->returned, FwReturned, 0).is_extra);
  g_assert_true (g_array_index (record->returned, FwReturned, 1).is_extra);
  g_assert_cmpuint (record->rules->len, ==, 0);
}

static void
judge_at (FwReview **review, int i, const char *when, FwMistake kind)
{
  gint64 id = kit_judge (review, i, "dana", kind, kind ? "SD-011" : NULL);
  FwVerdict verdict = *(const FwVerdict *) fw_review_find (*review, FW_REVIEW_VERDICT, id);

  verdict.at = (char *) when;
  kit_put (review, FW_REVIEW_VERDICT, &verdict);
}

/* Test weeks: from Monday, in the reader's time zone; newest verdicts first. */
static void
test_weeks (void)
{
  g_autoptr (FwReview) review = kit_review (FW_DESIGN_SIMPLE);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("+02");
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2026-11-27T12:00:00+02", zone);
  FwRecordOptions options = { .n_reviews = 1, .person = "dana", .now = now };

  judge_at (&review, 0, "2026-11-22T21:59:59Z", FW_MISTAKE_GEOMETRY); /* still Sunday */
  judge_at (&review, 1, "2026-11-22T22:00:00Z", FW_MISTAKE_NONE);     /* Monday there */
  judge_at (&review, 2, "2026-11-25T10:00:00Z", FW_MISTAKE_GEOMETRY);
  judge_at (&review, 3, "2026-11-25T11:00:00+02:00", FW_MISTAKE_GEOMETRY);
  judge_at (&review, 4, "soon", FW_MISTAKE_GEOMETRY);
  options.reviews = &review;

  g_autoptr (FwOwnRecord) record = fw_own_record_new (&options);
  const FwRecordWeek *weeks = (const FwRecordWeek *) (gpointer) record->weeks->data;

  g_assert_cmpuint (record->weeks->len, ==, 2);
  g_assert_cmpstr (weeks[0].monday, ==, "2026-11-16");
  g_assert_cmpint (weeks[0].grade.wrong, ==, 1);
  g_assert_cmpstr (weeks[1].monday, ==, "2026-11-23");
  g_assert_cmpint (weeks[1].grade.judged, ==, 3);

  const FwReturned *returned = (const FwReturned *) (gpointer) record->returned->data;
  const char *const order[] = { "clip/2/t1", "clip/3/t1", "clip/0/t1", "clip/4/t1" };

  g_assert_cmpuint (record->returned->len, ==, G_N_ELEMENTS (order));
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpstr (returned[i].verdict->unit, ==, order[i]);
}

/* Test that nothing judged, and somebody unknown, is an empty record. */
static void
test_empty (void)
{
  g_autoptr (FwReview) review = kit_review (FW_DESIGN_SIMPLE);

  kit_judge (&review, 0, NULL, FW_MISTAKE_GEOMETRY, "SD-011");

  g_autoptr (FwOwnRecord) record = record_of (review, "dana");

  g_assert_cmpint (record->headline, ==, -1);
  g_assert_cmpint (record->grade.judged, ==, 0);
  g_assert_true (isnan (record->figures[0].share));
  g_assert_cmpuint (record->returned->len, ==, 0);
  assert_digits (record->shrunk.mean, 0.95, 12);
}

/* Test how often a reviewer's and a rule's verdicts did not stand. */
static void
test_overturns (void)
{
  g_autoptr (FwReview) review = kit_review (FW_DESIGN_SIMPLE);
  g_autoptr (GDateTime) before = at ("2026-12-01T12:00:00Z");
  g_autoptr (GDateTime) after = at ("2026-12-01T12:00:01Z");
  gint64 wrong[6];

  for (int i = 0; i < 6; i++)
    wrong[i] = kit_judge (&review, i, "dana", FW_MISTAKE_GEOMETRY, i < 5 ? "SD-011" : "SD-001");
  kit_appeal (&review, wrong[0], "dana", FW_RULING_OVERTURNED);
  kit_appeal (&review, wrong[1], "dana", FW_RULING_UPHELD);
  kit_appeal (&review, wrong[2], "dana", FW_RULING_UNCLEAR_RULE);
  kit_appeal (&review, wrong[3], "dana", -1);

  g_auto (FwOverturns) now = fw_overturns_of_reviewer (&review, 1, "tomas", before);
  g_auto (FwOverturns) late = fw_overturns_of_reviewer (&review, 1, "tomas", after);
  g_auto (FwOverturns) nobody = fw_overturns_of_reviewer (&review, 1, "ines", after);
  g_autoptr (GArray) rules = fw_overturns_list_rules (&review, 1, after);
  const FwOverturns *first = &g_array_index (rules, FwOverturns, 0);

  g_assert_cmpint (now.wrong, ==, 6);
  g_assert_cmpint (now.appealed, ==, 4);
  g_assert_cmpint (now.decided, ==, 2);
  g_assert_cmpint (now.overturned, ==, 1);
  g_assert_cmpint (now.unclear, ==, 1);
  g_assert_cmpint (late.decided, ==, 3);
  g_assert_cmpint (late.overturned, ==, 2);
  g_assert_cmpint (late.by_silence, ==, 1);
  assert_digits (late.interval.low, fw_wilson (2, 3, 0.95).low, 12);
  g_assert_cmpint (nobody.wrong, ==, 0);

  /* Upheld when the time was over already. */
  FwAppeal upheld = *(const FwAppeal *) fw_review_find_appeal (review, wrong[3]);

  upheld.has_ruling = TRUE;
  upheld.ruling = (FwRuling){ .by = (char *) "ines",
                              .outcome = FW_RULING_UPHELD,
                              .at = (char *) "2026-12-01T12:00:01Z" };
  kit_put (&review, FW_REVIEW_APPEAL, &upheld);

  g_auto (FwOverturns) too_late = fw_overturns_of_reviewer (&review, 1, "tomas", after);

  g_assert_cmpint (too_late.decided, ==, 3);
  g_assert_cmpint (too_late.overturned, ==, 2);
  g_assert_cmpint (too_late.by_silence, ==, 1);
  g_assert_cmpuint (rules->len, ==, 2);
  g_assert_cmpstr (first->name, ==, "SD-011");
  g_assert_cmpint (first->overturned, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/own-record/sentence", test_sentence);
  g_test_add_func ("/own-record/figures", test_figures);
  g_test_add_func ("/own-record/rules", test_rules);
  g_test_add_func ("/own-record/team", test_team);
  g_test_add_func ("/own-record/shrunk", test_shrunk);
  g_test_add_func ("/own-record/both-scores", test_both_scores);
  g_test_add_func ("/own-record/open-question", test_open_question);
  g_test_add_func ("/own-record/extra", test_extra);
  g_test_add_func ("/own-record/weeks", test_weeks);
  g_test_add_func ("/own-record/empty", test_empty);
  g_test_add_func ("/own-record/overturns", test_overturns);

  return g_test_run ();
}
