/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/own-words.h"

#include "app/own-kit.h"
#include "app/own/own-export.h"
#include "app/own/trend-model.h"
#include "formats/json.h"
#include "formats/time-log.h"
#include "support/test-home.h"

#include <math.h>
#include <string.h>

static GDateTime *
today (void)
{
  return g_date_time_new_from_iso8601 ("2026-11-27T10:00:00Z", NULL);
}

static FwOwnFindings *
find_all (OwnKit     *kit,
          const char *person)
{
  g_autoptr(GPtrArray) works = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_own_work_unref);
  g_autoptr(GDateTime) now = today ();
  g_autoptr(FwOwnFindings) first = NULL;

  g_ptr_array_add (works, own_kit_work (kit));
  first = fw_own_findings_new (works, person, now, NULL, NULL, NULL);

  return fw_own_findings_complete (first, now, NULL, NULL, NULL);
}

static void
clear_day (gpointer data)
{
  g_array_unref (((FwTimeDay *) data)->works);
  g_array_unref (((FwTimeDay *) data)->corrections);
}

/* A day of @labels in @seconds of drawing. */
static void
add_day (GArray     *days,
         const char *name,
         double      seconds,
         guint       labels)
{
  FwTimeDay day = { .work_s = seconds * 1.5,
                    .labelling_s = seconds,
                    .labels = labels,
                    .works = g_array_new (FALSE, FALSE, sizeof (FwTimeWork)),
                    .corrections = g_array_new (FALSE, FALSE, sizeof (FwTimeCorrection)) };
  FwTimeWork work = { .document = (char *) "one",
                      .title = (char *) "street",
                      .labelling_s = seconds,
                      .labels = labels,
                      .categories = g_ptr_array_new () };

  g_array_set_clear_func (days, clear_day);
  g_strlcpy (day.day, name, sizeof day.day);
  g_array_append_val (day.works, work);
  g_array_append_val (days, day);
}

/* Test dates, deadlines and spans. */
static void
test_times (void)
{
  static const struct
  {
    double      seconds;
    const char *text;
  } spans[] = { { 0, "–" },        { 29, "–" },         { 31, "1 min" },      { 3540, "59 min" },
                { 3600, "1 h 00" }, { 24480, "6 h 48" }, { 86400, "24 h 00" } };
  g_autoptr(GDateTime) now = today ();
  g_autofree char *date = fw_own_words_date ("2026-11-10T23:30:00Z", now);
  g_autofree char *other = fw_own_words_date ("2025-11-10T12:00:00Z", now);
  g_autofree char *none = fw_own_words_date ("soon", now);
  g_autofree char *day = fw_own_words_deadline ("2026-12-04T12:00:00Z", now);
  g_autofree char *monday = fw_own_words_monday (now, 0);
  g_autofree char *earlier = fw_own_words_monday (now, -4);

  g_assert_cmpstr (date, ==, "10 Nov");
  g_assert_cmpstr (other, ==, "10 Nov 2025");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (day, ==, "Friday 4 Dec");
  g_assert_cmpstr (monday, ==, "2026-11-23");
  g_assert_cmpstr (earlier, ==, "2026-10-26");
  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autofree char *text = fw_own_words_duration (spans[i].seconds);

      g_assert_cmpstr (text, ==, spans[i].text);
    }
}

/* Test the speed: this week's, beside earlier weeks, beside what content takes, and
 * nothing said of too little. */
static void
test_speed (void)
{
  g_autoptr(GArray) days = g_array_new (FALSE, FALSE, sizeof (FwTimeDay));
  g_autoptr(GDateTime) now = today ();

  g_auto(FwOwnFigure) nothing = fw_own_words_speed (days, now);

  g_assert_cmpstr (nothing.value, ==, "–");
  add_day (days, "2026-11-24", 3600, 200);

  g_auto(FwOwnFigure) first = fw_own_words_speed (days, now);

  g_assert_cmpstr (first.value, ==, "200");
  g_assert_cmpstr (first.caption, ==, "Your first week");
  add_day (days, "2026-11-10", 3600, 180);

  g_auto(FwOwnFigure) second = fw_own_words_speed (days, now);

  g_assert_cmpstr (second.value, ==, "200");
  g_assert_cmpstr (second.caption, ==, "Your 4-week average: 180");
  for (int i = 0; i < 10; i++)
    {
      g_autofree char *name = g_strdup_printf ("2026-10-%02d", 10 + i);

      add_day (days, name, 4000, 200);
    }

  g_auto(FwOwnFigure) third = fw_own_words_speed (days, now);

  g_assert_cmpstr (third.caption, ==, "10 % less time than such content usually takes you");
}

/* Test what stands below a question. */
static void
test_questions (void)
{
  g_autoptr(GDateTime) now = today ();
  FwQuestion question = { .rule = (char *) "ST-004", .at = (char *) "2026-11-24T09:12:00Z" };
  g_autofree char *open = fw_own_words_question (&question, now);

  g_assert_cmpstr (open, ==, "Rule ST-004 · asked 24 Nov");
  question.has_answer = TRUE;
  question.answer.is_precedent = TRUE;
  question.answer.at = (char *) "2026-11-24T11:20:00Z";

  g_autofree char *soon = fw_own_words_question (&question, now);

  g_assert_cmpstr (soon, ==, "Rule ST-004 · answered in 2 h · now binding for everyone");
  question.rule = NULL;
  question.answer.at = (char *) "2026-11-27T09:20:00Z";

  g_autofree char *late = fw_own_words_question (&question, now);

  g_assert_cmpstr (late, ==, "answered in 3 days · now binding for everyone");
}

/* Test the headline, what was re-graded, and what would help. */
static void
test_findings (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  gint64 regraded = 0;

  for (int i = 0; i < 20; i++)
    {
      gint64 id = own_kit_judge (kit, i, "dana", i < 4 ? "ST-004" : i == 4 ? "ST-011" : NULL);

      if (i == 0)
        regraded = id;
    }
  g_assert_true (fw_review_file_put (kit->file, FW_REVIEW_REGRADE,
                                     &(FwRegrade) { .from_version = (char *) "1.0.0",
                                                    .to_version = (char *) "1.1.0",
                                                    .excused = &regraded,
                                                    .n_excused = 1 },
                                     NULL, NULL));
  own_kit_save (kit);

  g_autoptr(FwOwnFindings) findings = find_all (kit, "dana");
  g_autoptr(GDateTime) now = today ();
  g_auto(FwOwnFigure) headline = fw_own_words_headline (findings);
  g_auto(FwOwnFigure) to_fix = fw_own_words_to_fix (findings, NULL, now);
  g_autofree char *more = NULL;
  g_autofree char *text = fw_own_words_regraded (findings, &more);
  const char *rule = NULL;
  gsize work = 9;
  g_autofree char *help = fw_own_words_help (findings, &work, &rule);

  g_assert_cmpstr (headline.title, ==, "Geometry");
  /* 15 of 19, drawn towards 19 of 20. */
  g_assert_cmpstr (headline.value, ==, "87.2\302\240%");
  g_assert_cmpstr (to_fix.value, ==, "4");
  g_assert_cmpstr (to_fix.caption, ==, "Returned with a reason each");
  g_assert_cmpstr (text, ==,
                   "1 label was graded under an older version. Its rule changed in v1.1.0, so it "
                   "was re-graded.");
  g_assert_cmpstr (more, ==, "It does not count any more.");
  g_assert_cmpstr (help, ==,
                   "3 of your labels came back under one rule: ST-004 Tight, and with the hidden "
                   "part.");
  g_assert_cmpstr (rule, ==, "ST-004");
  g_assert_cmpuint (work, ==, 0);

  g_autoptr(FwOwnFindings) nobody = find_all (kit, "nobody");
  g_auto(FwOwnFigure) empty = fw_own_words_headline (nobody);

  g_assert_cmpstr (empty.value, ==, "–");
  g_assert_null (fw_own_words_help (nobody, &work, &rule));
}

/* Test that a label whose appeal nobody answered says when the time was over, and that
 * those which were won are missing among the checked ones with their reason. */
static void
test_appeals (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  g_autoptr(GDateTime) late = g_date_time_new_from_iso8601 ("2026-12-03T10:00:00Z", NULL);
  g_autoptr(GDateTime) now = today ();

  for (int i = 0; i < 20; i++)
    {
      gint64 id = own_kit_judge (kit, i, "dana", i < 3 ? "ST-004" : NULL);

      if (i < 2)
        own_kit_appeal (kit, id, "dana", i == 0 ? FW_RULING_OVERTURNED : -1);
    }
  own_kit_save (kit);

  g_autoptr(FwOwnFindings) findings = find_all (kit, "dana");
  g_auto(FwOwnFigure) judged = fw_own_words_judged (findings);

  g_assert_cmpstr (judged.value, ==, "19");
  g_assert_cmpstr (judged.caption, ==,
                   "Drawn at random from 1 piece of work. 1 more is left out: its appeal was won.");
  for (guint i = 0; i < findings->record->returned->len; i++)
    {
      const FwReturned *returned = &g_array_index (findings->record->returned, FwReturned, i);
      g_autofree char *early = fw_own_words_state (findings, returned, now);
      g_autofree char *over = fw_own_words_state (findings, returned, late);

      if (returned->appeal == NULL || returned->appeal->has_ruling)
        continue;
      g_assert_cmpstr (early, ==, "Appeal sent · answer by Tuesday 1 Dec");
      g_assert_cmpstr (over, ==, "No answer by Tuesday 1 Dec: it does not count");
    }
}

/* Test that what would help is not told of one label, nor of what waits for a ruling. */
static void
test_help (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  const char *rule = NULL;
  gsize work = 9;

  for (int i = 0; i < 20; i++)
    {
      gint64 id = own_kit_judge (kit, i, "dana",
                                 i < 3 ? "ST-004" : i < 5 ? "ST-011" : i == 5 ? "ST-001" : NULL);

      if (i < 2)
        own_kit_appeal (kit, id, "dana", -1);
    }
  own_kit_save (kit);

  g_autoptr(FwOwnFindings) findings = find_all (kit, "dana");
  g_autofree char *help = fw_own_words_help (findings, &work, &rule);

  /* Of ST-004 one of three is left, and one is no habit. */
  g_assert_cmpstr (rule, ==, "ST-011");
  g_assert_true (g_str_has_prefix (help, "2 of your labels came back under one rule: ST-011"));
}

/* Test axes: few round steps that hold the values and stay where values can be. */
static void
test_axes (void)
{
  GRand *rand = g_rand_new_with_seed (11);

  for (int i = 0; i < 2000; i++)
    {
      double low = g_rand_double (rand);
      double high = i % 5 == 0 ? low : low + (1.0 - low) * g_rand_double (rand);
      FwTrendAxis axis = fw_trend_axis_fit (low, high, 0.0, 1.0);
      double n = (axis.high - axis.low) / axis.step;

      g_assert_cmpfloat (axis.low, <=, low + 1e-9);
      g_assert_cmpfloat (axis.high, >=, high - 1e-9);
      g_assert_cmpfloat (axis.low, >=, 0.0);
      g_assert_cmpfloat (axis.high, <=, 1.0);
      g_assert_cmpfloat (n, <=, 7.0 + 1e-9);
      g_assert_cmpfloat (n, >=, 1.0);
    }
  g_rand_free (rand);
}

/* Test that nothing right at all still has an axis whose numbers differ. */
static void
test_all_wrong (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  g_autoptr(GArray) days = g_array_new (FALSE, FALSE, sizeof (FwTimeDay));
  g_autoptr(GDateTime) now = today ();

  for (int i = 0; i < FW_TREND_LEAST_JUDGED; i++)
    own_kit_judge (kit, i, "dana", "ST-004");
  own_kit_save (kit);

  g_autoptr(FwOwnFindings) findings = find_all (kit, "dana");
  g_autoptr(FwTrendModel) model = fw_trend_model_new (findings, days, 8, now);

  g_assert_cmpfloat (model->accuracy[7].value, ==, 0.0);
  g_assert_cmpfloat (model->left.low, ==, 0.0);
  g_assert_cmpfloat_with_epsilon (model->left.high, 0.05, 1e-9);
  g_assert_cmpfloat_with_epsilon (model->left.step, 0.01, 1e-9);
}

/* Test that a week with too few judged labels is no crash: it gives no rate at all. */
static void
test_few (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  g_autoptr(GArray) days = g_array_new (FALSE, FALSE, sizeof (FwTimeDay));
  g_autoptr(GDateTime) now = today ();

  for (int i = 0; i < FW_TREND_LEAST_JUDGED - 1; i++)
    own_kit_judge (kit, i, "dana", i == 0 ? "ST-004" : NULL);
  own_kit_save (kit);

  g_autoptr(FwOwnFindings) findings = find_all (kit, "dana");
  g_autoptr(FwTrendModel) model = fw_trend_model_new (findings, days, 8, now);

  g_assert_cmpint (findings->record->weeks->len, ==, 1);
  g_assert_true (fw_trend_model_is_empty (model));
  g_assert_cmpuint (model->few[7], ==, FW_TREND_LEAST_JUDGED - 1);
  g_assert_cmpuint (model->few[6], ==, 0);
}

/* Test the chart: weeks in their places, speed of enough work only, words for who
 * listens. */
static void
test_trend (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  g_autoptr(GArray) days = g_array_new (FALSE, FALSE, sizeof (FwTimeDay));
  g_autoptr(GDateTime) now = today ();

  for (int i = 0; i < 10; i++)
    own_kit_judge (kit, i, "dana", i < 2 ? "ST-004" : NULL);
  own_kit_save (kit);
  add_day (days, "2026-11-17", 3600, 150);
  add_day (days, "2026-11-24", 3600, 200);
  add_day (days, "2026-11-02", 500, 150);
  add_day (days, "2026-01-01", 3600, 150);

  g_autoptr(FwOwnFindings) findings = find_all (kit, "dana");
  g_autoptr(FwTrendModel) model = fw_trend_model_new (findings, days, 8, now);
  g_autofree char *words = fw_trend_model_dup_words (model);

  g_assert_cmpstr (model->mondays[0], ==, "2026-10-05");
  g_assert_cmpstr (model->mondays[7], ==, "2026-11-23");
  for (guint i = 0; i < 8; i++)
    {
      g_assert_cmpint (model->accuracy[i].is_known, ==, i == 7);
      g_assert_cmpint (model->speed[i].is_known, ==, i >= 6);
    }
  g_assert_cmpfloat_with_epsilon (model->accuracy[7].value, 0.8, 1e-12);
  g_assert_cmpfloat (model->accuracy[7].low, <, 0.8);
  g_assert_cmpfloat (model->speed[6].value, ==, 150.0);
  g_assert_cmpstr (words, ==,
                   "Right: 80\302\240% in the week of 2026-11-23, 80\302\240% in the week of "
                   "2026-11-23. Labels per hour: 150 in the week of 2026-11-16, 200 in the week of "
                   "2026-11-23.");

  g_autoptr(FwTrendModel) empty = fw_trend_model_new (NULL, NULL, 52, now);

  g_assert_true (fw_trend_model_is_empty (empty));
  g_assert_false (fw_trend_model_is_empty (model));
}

static gsize
count (FwJsonValue  object,
       const char  *key)
{
  FwJsonValue list;

  g_assert_true (fw_json_get_member (object, key, &list));

  return fw_json_get_count (list);
}

/* Test that one's own record has every verdict, appeal, regrade and question about
 * the person, and nobody else's. */
static void
test_export (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  g_autoptr(GDateTime) now = today ();
  g_autoptr(GError) error = NULL;
  gint64 id;

  for (int i = 0; i < 6; i++)
    {
      gint64 verdict = own_kit_judge (kit, i, i % 2 ? "eva" : "dana", i < 4 ? "ST-004" : NULL);

      if (i == 0)
        own_kit_appeal (kit, verdict, "dana", FW_RULING_UPHELD);
      if (i == 1)
        own_kit_appeal (kit, verdict, "eva", -1);
    }
  fw_review_file_ask (kit->file,
                      &(FwQuestion) { .by = (char *) "dana", .text = (char *) "A mirror?" }, &id,
                      NULL);
  fw_review_file_ask (kit->file, &(FwQuestion) { .by = (char *) "eva", .text = (char *) "Why?" },
                      &id, NULL);
  own_kit_save (kit);

  g_autoptr(FwOwnFindings) findings = find_all (kit, "dana");
  g_autoptr(GArray) days = g_array_new (FALSE, FALSE, sizeof (FwTimeDay));

  add_day (days, "2026-11-24", 3600, 200);

  g_autoptr(GBytes) json = fw_own_export_to_json (findings, days, now);
  g_autoptr(FwJsonText) text
      = fw_json_text_new (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  g_autoptr(FwJsonParser) parser = fw_json_parser_new ();
  FwJsonRange whole = { 0, g_bytes_get_size (json) };
  FwJsonValue root;
  FwJsonValue value;
  FwJsonValue work;
  FwJsonWalk walk;

  fw_json_parser_parse (parser, text, whole, &root, &error);
  g_assert_no_error (error);
  g_assert_null (g_strstr_len (text->data, (gssize) text->length, "NaN"));
  g_assert_null (g_strstr_len (text->data, (gssize) text->length, "\"eva\""));
  g_assert_true (fw_json_get_member (root, "person", &value));
  g_assert_cmpstr (fw_json_get_text (value, NULL), ==, "dana");
  g_assert_true (fw_json_get_member (root, "works", &value));
  fw_json_walk_init (&walk, value);
  g_assert_true (fw_json_walk_next (&walk, NULL, &work));
  g_assert_cmpuint (count (work, "verdicts"), ==, 3);
  g_assert_cmpuint (count (work, "appeals"), ==, 1);
  g_assert_cmpuint (count (work, "questions"), ==, 1);
  g_assert_cmpuint (count (work, "verdicts_given"), ==, 0);
  g_assert_true (fw_json_get_member (root, "summary", &value));
  g_assert_true (fw_json_get_member (value, "wrong", &work));
  g_assert_cmpfloat (fw_json_get_double (work), ==, 2.0);
  g_assert_true (fw_json_get_member (root, "time", &value));

  /* The other side of the same: what she judged and ruled. */
  g_autoptr(FwOwnFindings) reviewer = find_all (kit, "tomas");
  g_autoptr(GBytes) given = fw_own_export_to_json (reviewer, NULL, now);
  g_autofree char *said = g_strndup (g_bytes_get_data (given, NULL), g_bytes_get_size (given));

  g_assert_nonnull (strstr (said, "\"verdicts_given\":[{\"id\":1,"));
}

/* Test that what none of the five figures counts is told beside them. */
static void
test_others (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();

  own_kit_judge (kit, 0, "dana", "ST-004");
  own_kit_judge (kit, 1, "dana", NULL);

  gint64 id = own_kit_judge (kit, 2, "dana", "ST-004");
  FwVerdict facts = *(const FwVerdict *) fw_review_find (fw_review_file_get_review (kit->file),
                                                         FW_REVIEW_VERDICT, id);

  facts.blind.kind = FW_MISTAKE_OTHER;
  g_assert_true (fw_review_file_put (kit->file, FW_REVIEW_VERDICT, &facts, NULL, NULL));
  own_kit_save (kit);

  g_autoptr(FwOwnFindings) findings = find_all (kit, "dana");
  g_autoptr(FwOwnFindings) nobody = find_all (kit, "eva");
  g_autofree char *others = fw_own_words_others (findings);
  g_autofree char *none = fw_own_words_others (nobody);

  g_assert_cmpint (findings->record->grade.wrong, ==, 2);
  g_assert_cmpstr (others, ==, "1 more came back for something else.");
  g_assert_null (none);

  /* Who was not judged was not drawn from anything either. */
  g_auto(FwOwnFigure) some = fw_own_words_judged (findings);
  g_auto(FwOwnFigure) nothing = fw_own_words_judged (nobody);

  g_assert_cmpstr (some.caption, ==, "Drawn at random from 1 piece of work");
  g_assert_cmpstr (nothing.value, ==, "0");
  g_assert_cmpstr (nothing.caption, ==, "Nothing was judged yet");
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  fw_test_init (&argc, &argv);

  g_test_add_func ("/own-words/times", test_times);
  g_test_add_func ("/own-words/speed", test_speed);
  g_test_add_func ("/own-words/questions", test_questions);
  g_test_add_func ("/own-words/findings", test_findings);
  g_test_add_func ("/own-words/appeals", test_appeals);
  g_test_add_func ("/own-words/help", test_help);
  g_test_add_func ("/own-words/axes", test_axes);
  g_test_add_func ("/own-words/all-wrong", test_all_wrong);
  g_test_add_func ("/own-words/few", test_few);
  g_test_add_func ("/own-words/trend", test_trend);
  g_test_add_func ("/own-words/export", test_export);
  g_test_add_func ("/own-words/others", test_others);

  return g_test_run ();
}
