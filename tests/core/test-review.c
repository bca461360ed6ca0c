/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/review.h"

#include <string.h>

/* A review with a batch and a draw of three units. */
static FwReview *
make_review (void)
{
  FwReviewLabels labels = { (char *) "clip.coco.json", (char *) "uuid", (char *) "abc", NULL };
  FwBatch batch = { .id = 1,
                    .manual = (char *) "m",
                    .version = (char *) "3.1.0",
                    .unit = FW_UNIT_LABEL,
                    .n_units = 800,
                    .sha256 = (char *) "beef" };
  FwDrawUnit units[] = { { (char *) "clip/404/t21", (char *) "9c41", NULL, 0.1 },
                         { (char *) "clip/405/t21", (char *) "9c42", NULL, 0.1 },
                         { (char *) "clip/3/t4", (char *) "9c43", NULL, 0.1 } };
  FwDraw draw = { .id = 1, .batch = 1, .seed = (char *) "spot", .units = units, .n_units = 3 };
  g_autoptr (FwReview) empty = fw_review_new (&labels, NULL);
  g_autoptr (FwReview) with_batch = fw_review_with (empty, FW_REVIEW_BATCH, &batch, NULL);

  return fw_review_with (with_batch, FW_REVIEW_DRAW, &draw, NULL);
}

/* A verdict of `wrong` that nothing is missing from. */
static FwVerdict
make_wrong (void)
{
  return (FwVerdict){ .id = 1,
                      .draw = 1,
                      .unit = (char *) "clip/404/t21",
                      .unit_rev = (char *) "9c41",
                      .author = (char *) "dana",
                      .reviewer = (char *) "tomas",
                      .blind = { FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY, (char *) "SD-011",
                                 (char *) "207222cf6044" },
                      .manual = (char *) "m",
                      .version = (char *) "3.1.0",
                      .has_pin = TRUE,
                      .pin = { 640.0, 360.0 },
                      .ms = 8200,
                      .at = (char *) "2026-11-22T10:00:00Z" };
}

static void
assert_refused (const FwReview *review, FwReviewPart part, gconstpointer facts, FwReviewError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fw_review_with (review, part, facts, &error));
  g_assert_error (error, FW_REVIEW_ERROR, (int) code);
  g_test_message ("%s", error->message);
}

/* Test that `wrong` needs rule, revision, kind and a reason, blind and informed. */
static void
test_wrong (void)
{
  g_autoptr (FwReview) review = make_review ();
  FwVerdict verdict = make_wrong ();
  g_autoptr (FwReview) next = fw_review_with (review, FW_REVIEW_VERDICT, &verdict, NULL);

  g_assert_nonnull (next);
  g_assert_cmpuint (fw_review_get_n (next, FW_REVIEW_VERDICT), ==, 1);
  g_assert_cmpuint (fw_review_get_n (review, FW_REVIEW_VERDICT), ==, 0);

  for (int i = 0; i < 12; i++)
    {
      FwVerdict bad = make_wrong ();
      FwReviewError code = FW_REVIEW_ERROR_INCOMPLETE;

      switch (i)
        {
        case 0:
          bad.blind.rule = NULL;
          break;
        case 1:
          bad.blind.rule_rev = (char *) "";
          break;
        case 2:
          bad.blind.kind = FW_MISTAKE_NONE;
          break;
        case 3:
          bad.has_pin = FALSE;
          break;
        case 4:
          bad.blind.kind = FW_MISTAKE_MISSING;
          break;
        case 5:
          bad.has_informed = TRUE;
          bad.informed.outcome = FW_OUTCOME_WRONG;
          break;
        case 6:
          bad.blind.outcome = FW_OUTCOME_EXCUSED;
          break;
        case 7:
          bad.blind.outcome = FW_OUTCOME_CORRECT;
          break;
        case 8:
          bad.version = NULL;
          break;
        case 9:
          bad.pin.x = NAN;
          break;
        case 10:
          bad.author = bad.reviewer;
          code = FW_REVIEW_ERROR_PERSON;
          break;
        case 11:
          bad.unit = (char *) "clip/406/t21";
          code = FW_REVIEW_ERROR_REFERENCE;
          break;
        default:
          g_assert_not_reached ();
        }
      assert_refused (review, FW_REVIEW_VERDICT, &bad, code);
    }
}

/* Test what does as a reason, and that a missed object has a region. */
static void
test_reasons (void)
{
  g_autoptr (FwReview) review = make_review ();

  for (int i = 0; i < 4; i++)
    {
      FwVerdict verdict = make_wrong ();

      verdict.has_pin = FALSE;
      if (i == 0)
        verdict.note = (char *) "too loose on the left";
      else if (i == 1)
        verdict.suggested = (char *) "\"bus\"";
      else
        {
          verdict.has_region = TRUE;
          verdict.region = FW_RECT (1, 2, 30, 40);
          verdict.blind.kind = i == 2 ? FW_MISTAKE_GEOMETRY : FW_MISTAKE_MISSING;
        }

      g_autoptr (FwReview) next = fw_review_with (review, FW_REVIEW_VERDICT, &verdict, NULL);

      g_assert_nonnull (next);
    }
}

/* Test that an unknown author is allowed, and that the manual may not decide. */
static void
test_others (void)
{
  g_autoptr (FwReview) review = make_review ();
  FwVerdict verdict = make_wrong ();

  verdict.author = NULL;
  verdict.blind = (FwAnswer){ FW_OUTCOME_UNCLEAR_RULE, FW_MISTAKE_NONE, NULL, NULL };
  verdict.has_pin = FALSE;

  g_autoptr (FwReview) next = fw_review_with (review, FW_REVIEW_VERDICT, &verdict, NULL);
  const FwVerdict *made = fw_review_find (next, FW_REVIEW_VERDICT, 1);

  g_assert_null (made->author);
  g_assert_cmpint (fw_review_get_outcome (next, made, NULL), ==, FW_OUTCOME_UNCLEAR_RULE);
}

/* Test who may appeal and who may rule, and what a ruling does. */
static void
test_appeal (void)
{
  g_autoptr (FwReview) review = make_review ();
  FwVerdict verdict = make_wrong ();
  g_autoptr (FwReview) judged = fw_review_with (review, FW_REVIEW_VERDICT, &verdict, NULL);
  FwAppeal appeal = { .id = 1,
                      .verdict = 1,
                      .by = (char *) "dana",
                      .text = (char *) "see frame 400",
                      .due = (char *) "2026-11-29T00:00:00Z" };
  FwAppeal bad = appeal;

  bad.by = (char *) "tomas";
  assert_refused (judged, FW_REVIEW_APPEAL, &bad, FW_REVIEW_ERROR_PERSON);
  bad = appeal;
  bad.verdict = 7;
  assert_refused (judged, FW_REVIEW_APPEAL, &bad, FW_REVIEW_ERROR_REFERENCE);
  bad = appeal;
  bad.has_ruling = TRUE;
  bad.ruling.by = (char *) "tomas";
  assert_refused (judged, FW_REVIEW_APPEAL, &bad, FW_REVIEW_ERROR_PERSON);
  bad.ruling.by = (char *) "dana";
  assert_refused (judged, FW_REVIEW_APPEAL, &bad, FW_REVIEW_ERROR_PERSON);

  g_autoptr (FwReview) open = fw_review_with (judged, FW_REVIEW_APPEAL, &appeal, NULL);
  g_autoptr (GDateTime) before = g_date_time_new_from_iso8601 ("2026-11-28T00:00:00Z", NULL);
  g_autoptr (GDateTime) after = g_date_time_new_from_iso8601 ("2026-11-29T00:00:01Z", NULL);
  const FwVerdict *made = fw_review_find (open, FW_REVIEW_VERDICT, 1);

  /* Silence overturns. */
  g_assert_cmpint (fw_review_get_outcome (open, made, before), ==, FW_OUTCOME_WRONG);
  g_assert_cmpint (fw_review_get_outcome (open, made, after), ==, FW_OUTCOME_EXCUSED);

  static const FwOutcome outcomes[]
      = { FW_OUTCOME_WRONG, FW_OUTCOME_EXCUSED, FW_OUTCOME_UNCLEAR_RULE };

  for (int i = 0; i < 3; i++)
    {
      appeal.has_ruling = TRUE;
      appeal.ruling = (FwRuling){ .by = (char *) "mira", .outcome = (FwRulingOutcome) i };

      g_autoptr (FwReview) ruled = fw_review_with (open, FW_REVIEW_APPEAL, &appeal, NULL);

      g_assert_cmpint (fw_review_get_outcome (ruled, made, after), ==, outcomes[i]);
    }
}

/* Test that a ruling is made once and in time: who opened the window before somebody
 * else decided does not decide again, and what is upheld too late is overturned. */
static void
test_ruling_stands (void)
{
  g_autoptr (FwReview) review = make_review ();
  FwVerdict verdict = make_wrong ();
  g_autoptr (FwReview) judged = fw_review_with (review, FW_REVIEW_VERDICT, &verdict, NULL);
  FwAppeal appeal = { .id = 1,
                      .verdict = 1,
                      .by = (char *) "dana",
                      .text = (char *) "see frame 400",
                      .due = (char *) "2026-11-29T00:00:00Z",
                      .has_ruling = TRUE,
                      .ruling = { .by = (char *) "mira",
                                  .outcome = FW_RULING_OVERTURNED,
                                  .at = (char *) "2026-11-28T12:00:00Z" } };
  FwAppeal open = appeal;
  g_autoptr (FwReview) ruled = fw_review_with (judged, FW_REVIEW_APPEAL, &appeal, NULL);

  g_assert_nonnull (ruled);
  open.has_ruling = FALSE;
  assert_refused (ruled, FW_REVIEW_APPEAL, &open, FW_REVIEW_ERROR_REFERENCE);
  appeal.ruling.by = (char *) "noor";
  appeal.ruling.outcome = FW_RULING_UPHELD;
  appeal.ruling.at = (char *) "2026-11-28T12:00:01Z";
  assert_refused (ruled, FW_REVIEW_APPEAL, &appeal, FW_REVIEW_ERROR_REFERENCE);
  /* Of two files that are joined, the first ruling is taken. */
  appeal.ruling.at = (char *) "2026-11-28T11:59:59Z";

  g_autoptr (FwReview) earlier = fw_review_with (ruled, FW_REVIEW_APPEAL, &appeal, NULL);

  g_assert_nonnull (earlier);
  g_assert_cmpint (fw_review_get_outcome (earlier, fw_review_find (earlier, FW_REVIEW_VERDICT, 1),
                                          NULL),
                   ==, FW_OUTCOME_WRONG);

  static const struct
  {
    FwRulingOutcome outcome;
    const char *at;
    FwAppealState state;
    FwOutcome counts;
  } cases[] = {
    { FW_RULING_UPHELD, "2026-11-29T00:00:00Z", FW_APPEAL_UPHELD, FW_OUTCOME_WRONG },
    { FW_RULING_UPHELD, "2026-11-29T00:00:01Z", FW_APPEAL_SILENT, FW_OUTCOME_EXCUSED },
    { FW_RULING_UPHELD, NULL, FW_APPEAL_UPHELD, FW_OUTCOME_WRONG },
    { FW_RULING_OVERTURNED, "2026-12-03T00:00:00Z", FW_APPEAL_OVERTURNED, FW_OUTCOME_EXCUSED },
    { FW_RULING_UNCLEAR_RULE, "2026-12-03T00:00:00Z", FW_APPEAL_UNCLEAR_RULE,
      FW_OUTCOME_UNCLEAR_RULE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      appeal.ruling.outcome = cases[i].outcome;
      appeal.ruling.at = (char *) cases[i].at;

      g_autoptr (FwReview) late = fw_review_with (judged, FW_REVIEW_APPEAL, &appeal, NULL);

      g_test_message ("%s at %s", fw_ruling_to_word (cases[i].outcome), cases[i].at);
      g_assert_cmpint (fw_appeal_get_state (&appeal, NULL), ==, cases[i].state);
      g_assert_cmpint (fw_review_get_outcome (late, fw_review_find (late, FW_REVIEW_VERDICT, 1),
                                              NULL),
                       ==, cases[i].counts);
    }
}

/* Test that records are found by id, replaced, and go with what they stand on. */
static void
test_without (void)
{
  g_autoptr (FwReview) review = make_review ();
  FwVerdict verdict = make_wrong ();
  gint64 excused[] = { 1 };
  FwRegrade regrade
      = { .id = 1, .to_version = (char *) "4.0.0", .excused = excused, .n_excused = 1 };
  FwAppeal appeal = { .id = 1, .verdict = 1, .by = (char *) "dana", .text = (char *) "no" };
  g_autoptr (FwReview) judged = fw_review_with (review, FW_REVIEW_VERDICT, &verdict, NULL);
  g_autoptr (FwReview) appealed = fw_review_with (judged, FW_REVIEW_APPEAL, &appeal, NULL);
  g_autoptr (FwReview) regraded = fw_review_with (appealed, FW_REVIEW_REGRADE, &regrade, NULL);

  g_assert_cmpint (fw_review_get_next_id (regraded, FW_REVIEW_VERDICT), ==, 2);
  g_assert_cmpint (fw_review_get_outcome (regraded, fw_review_get (regraded, FW_REVIEW_VERDICT, 0),
                                          NULL),
                   ==, FW_OUTCOME_EXCUSED);

  verdict.note = (char *) "again";
  g_autoptr (FwReview) replaced = fw_review_with (regraded, FW_REVIEW_VERDICT, &verdict, NULL);

  g_assert_cmpuint (fw_review_get_n (replaced, FW_REVIEW_VERDICT), ==, 1);
  g_assert_cmpstr (((const FwVerdict *) fw_review_get (replaced, FW_REVIEW_VERDICT, 0))->note, ==,
                   "again");

  g_autoptr (FwReview) undone = fw_review_without (replaced, FW_REVIEW_VERDICT, 1);
  const FwRegrade *left = fw_review_get (undone, FW_REVIEW_REGRADE, 0);

  g_assert_cmpuint (fw_review_get_n (undone, FW_REVIEW_VERDICT), ==, 0);
  g_assert_cmpuint (fw_review_get_n (undone, FW_REVIEW_APPEAL), ==, 0);
  g_assert_cmpuint (left->n_excused, ==, 0);
  g_assert_cmpuint (fw_review_get_n (replaced, FW_REVIEW_APPEAL), ==, 1);

  g_autoptr (FwReview) bare = fw_review_without (replaced, FW_REVIEW_BATCH, 1);

  for (int part = 0; part < FW_REVIEW_REGRADE; part++)
    g_assert_cmpuint (fw_review_get_n (bare, (FwReviewPart) part), ==, 0);
}

/* Test that the same question is asked once while it is open. */
static void
test_ask (void)
{
  g_autoptr (FwReview) review = make_review ();
  FwQuestion question = { .rule = (char *) "SD-009",
                          .by = (char *) "dana",
                          .text = (char *) "Is a reflection a car?" };
  gint64 id = 0;
  g_autoptr (FwReview) first = fw_review_ask (review, &question, &id, NULL);

  g_assert_cmpint (id, ==, 1);
  question.by = (char *) "mira";
  g_autoptr (FwReview) second = fw_review_ask (first, &question, &id, NULL);

  g_assert_cmpint (id, ==, 1);
  g_assert_cmpuint (fw_review_get_n (second, FW_REVIEW_QUESTION), ==, 1);

  FwQuestion answered = *(const FwQuestion *) fw_review_get (second, FW_REVIEW_QUESTION, 0);

  answered.has_answer = TRUE;
  answered.answer = (FwReply){ (char *) "tomas", (char *) "No.", NULL, TRUE };
  g_autoptr (FwReview) third = fw_review_with (second, FW_REVIEW_QUESTION, &answered, NULL);
  g_autoptr (FwReview) fourth = fw_review_ask (third, &question, &id, NULL);

  g_assert_cmpint (id, ==, 2);
  g_assert_cmpuint (fw_review_get_n (fourth, FW_REVIEW_QUESTION), ==, 2);
}

static FwReview *
add_verdict (
    const FwReview *review, gint64 id, const char *unit, const char *reviewer, FwOutcome outcome)
{
  FwVerdict verdict = make_wrong ();

  verdict.id = id;
  verdict.unit = (char *) unit;
  verdict.reviewer = (char *) reviewer;
  if (outcome != FW_OUTCOME_WRONG)
    verdict.blind = (FwAnswer){ outcome, FW_MISTAKE_NONE, NULL, NULL };

  FwReview *next = fw_review_with (review, FW_REVIEW_VERDICT, &verdict, NULL);

  g_assert_nonnull (next);

  return next;
}

/* Test that two reviews of one batch join by unit, and that differences are listed. */
static void
test_merge (void)
{
  g_autoptr (FwReview) review = make_review ();
  g_autoptr (FwReview) a1 = add_verdict (review, 1, "clip/404/t21", "tomas", FW_OUTCOME_WRONG);
  g_autoptr (FwReview) a = add_verdict (a1, 2, "clip/405/t21", "tomas", FW_OUTCOME_CORRECT);
  g_autoptr (FwReview) b1 = add_verdict (review, 1, "clip/405/t21", "mira", FW_OUTCOME_WRONG);
  g_autoptr (FwReview) b2 = add_verdict (b1, 2, "clip/404/t21", "tomas", FW_OUTCOME_WRONG);
  FwAppeal appeal = { .id = 1, .verdict = 1, .by = (char *) "dana", .text = (char *) "no" };
  g_autoptr (FwReview) b3 = fw_review_with (b2, FW_REVIEW_APPEAL, &appeal, NULL);
  g_autoptr (FwReview) b = add_verdict (b3, 3, "clip/3/t4", "mira", FW_OUTCOME_NOT_JUDGEABLE);
  g_autoptr (GArray) conflicts = g_array_new (FALSE, FALSE, sizeof (FwReviewConflict));
  g_autoptr (GError) error = NULL;
  g_autoptr (FwReview) both = fw_review_merge (a, b, conflicts, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fw_review_get_n (both, FW_REVIEW_DRAW), ==, 1);
  g_assert_cmpuint (fw_review_get_n (both, FW_REVIEW_VERDICT), ==, 4);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpint (g_array_index (conflicts, FwReviewConflict, 0).kept, ==, 2);
  g_assert_cmpint (g_array_index (conflicts, FwReviewConflict, 0).other, ==, 3);
  /* The appeal followed its verdict to its new number. */
  g_assert_cmpint (((const FwAppeal *) fw_review_get (both, FW_REVIEW_APPEAL, 0))->verdict, ==, 3);

  /* Joining once more changes nothing. */
  g_array_set_size (conflicts, 0);
  g_autoptr (FwReview) again = fw_review_merge (both, b, conflicts, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fw_review_get_n (again, FW_REVIEW_VERDICT), ==, 4);
  g_assert_cmpuint (conflicts->len, ==, 0);
}

/* Test that no note and an empty one, which files do not tell apart, are the same. */
static void
test_merge_notes (void)
{
  g_autoptr (FwReview) review = make_review ();
  FwVerdict verdict = { .id = 1, .draw = 1, .unit = (char *) "clip/404/t21",
                        .unit_rev = (char *) "r", .reviewer = (char *) "tomas",
                        .blind = { .outcome = FW_OUTCOME_CORRECT }, .version = (char *) "1.0.0" };
  g_autoptr (GError) error = NULL;
  g_autoptr (FwReview) a = fw_review_with (review, FW_REVIEW_VERDICT, &verdict, &error);

  g_assert_no_error (error);
  verdict.note = (char *) "";

  g_autoptr (FwReview) b = fw_review_with (review, FW_REVIEW_VERDICT, &verdict, &error);
  g_autoptr (FwReview) both = fw_review_merge (a, b, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fw_review_get_n (both, FW_REVIEW_VERDICT), ==, 1);
}

/* Test that a draw is signed off by somebody, and signed off in both when it is in one. */
static void
test_signed (void)
{
  g_autoptr (FwReview) review = make_review ();
  FwDraw draw = *(const FwDraw *) fw_review_get (review, FW_REVIEW_DRAW, 0);
  GError *error = NULL;

  draw.signed_at = (char *) "2026-11-22T18:00:00Z";
  assert_refused (review, FW_REVIEW_DRAW, &draw, FW_REVIEW_ERROR_INCOMPLETE);
  draw.signed_by = (char *) "tomas";
  draw.plan_limit = 1.5;
  assert_refused (review, FW_REVIEW_DRAW, &draw, FW_REVIEW_ERROR_INCOMPLETE);
  draw.plan_limit = 0.05;

  g_autoptr (FwReview) done = fw_review_with (review, FW_REVIEW_DRAW, &draw, &error);

  g_assert_no_error (error);

  g_autoptr (FwReview) both = fw_review_merge (review, done, NULL, &error);
  const FwDraw *own = fw_review_get (both, FW_REVIEW_DRAW, 0);

  g_assert_cmpuint (fw_review_get_n (both, FW_REVIEW_DRAW), ==, 1);
  g_assert_cmpstr (own->signed_by, ==, "tomas");
  g_assert_cmpstr (own->signed_at, ==, "2026-11-22T18:00:00Z");
  g_assert_nonnull (fw_review_find_drawn (both, 1, "clip/3/t4"));

  /* Signed twice, the first time stands, whoever joins whom. */
  draw.signed_by = (char *) "mira";
  draw.signed_at = (char *) "2026-11-22T19:00:00Z";

  g_autoptr (FwReview) other = fw_review_with (review, FW_REVIEW_DRAW, &draw, &error);
  g_autoptr (FwReview) kept = fw_review_merge (done, other, NULL, &error);
  g_autoptr (FwReview) turned = fw_review_merge (other, done, NULL, &error);

  g_assert_cmpstr (((const FwDraw *) fw_review_get (kept, FW_REVIEW_DRAW, 0))->signed_by, ==,
                   "tomas");
  g_assert_cmpstr (((const FwDraw *) fw_review_get (turned, FW_REVIEW_DRAW, 0))->signed_by, ==,
                   "tomas");
}

/* Test that verdicts are found by their draw, also after some came and went. */
static void
test_of_draw (void)
{
  g_autoptr (FwReview) review = make_review ();
  FwDraw draw = *(const FwDraw *) fw_review_get (review, FW_REVIEW_DRAW, 0);
  gsize n;

  draw.id = 7;

  g_autoptr (FwReview) two = fw_review_with (review, FW_REVIEW_DRAW, &draw, NULL);
  FwVerdict verdict = make_wrong ();

  verdict.draw = 7;
  verdict.id = 2;

  g_autoptr (FwReview) a = add_verdict (two, 1, "clip/404/t21", "tomas", FW_OUTCOME_WRONG);
  g_autoptr (FwReview) b = fw_review_with (a, FW_REVIEW_VERDICT, &verdict, NULL);
  g_autoptr (FwReview) c = add_verdict (b, 3, "clip/3/t4", "mira", FW_OUTCOME_CORRECT);
  const FwVerdict *const *verdicts = fw_review_get_of_draw (c, 1, &n);

  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (verdicts[0]->id, ==, 1);
  g_assert_cmpint (verdicts[1]->id, ==, 3);
  verdicts = fw_review_get_of_draw (c, 7, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (verdicts[0]->id, ==, 2);
  fw_review_get_of_draw (c, 8, &n);
  g_assert_cmpuint (n, ==, 0);

  g_autoptr (FwReview) less = fw_review_without (c, FW_REVIEW_VERDICT, 1);

  verdicts = fw_review_get_of_draw (less, 1, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (verdicts[0]->id, ==, 3);
  /* The one before is what it was. */
  fw_review_get_of_draw (c, 1, &n);
  g_assert_cmpuint (n, ==, 2);
}

/* Test that an appeal is found by its verdict, and not any more when either goes. */
static void
test_find_appeal (void)
{
  g_autoptr (FwReview) review = make_review ();
  FwVerdict verdict = make_wrong ();
  FwAppeal appeal = { .id = 4, .verdict = 1, .by = (char *) "dana", .text = (char *) "no" };
  g_autoptr (FwReview) judged = fw_review_with (review, FW_REVIEW_VERDICT, &verdict, NULL);
  g_autoptr (FwReview) first = fw_review_with (judged, FW_REVIEW_APPEAL, &appeal, NULL);

  appeal.text = (char *) "the box is where the bumper is";

  g_autoptr (FwReview) second = fw_review_with (first, FW_REVIEW_APPEAL, &appeal, NULL);
  g_autoptr (FwReview) without = fw_review_without (second, FW_REVIEW_APPEAL, 4);
  g_autoptr (FwReview) empty = fw_review_without (second, FW_REVIEW_VERDICT, 1);

  g_assert_null (fw_review_find_appeal (judged, 1));
  g_assert_cmpstr (fw_review_find_appeal (first, 1)->text, ==, "no");
  g_assert_cmpstr (fw_review_find_appeal (second, 1)->text, ==, appeal.text);
  g_assert_null (fw_review_find_appeal (without, 1));
  g_assert_null (fw_review_find_appeal (empty, 1));
  g_assert_cmpuint (fw_review_get_n (empty, FW_REVIEW_APPEAL), ==, 0);
}

/* A review with many draws of a unit each, every second one signed off; @first: the
 * number of the first. */
static FwReview *
make_many (int first, int n, gboolean is_signed)
{
  g_autoptr (FwReview) start = make_review ();
  g_autoptr (FwReviewBuilder) builder = fw_review_builder_new (start);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *seed = g_strdup_printf ("s%d", first + i);
      FwDrawUnit unit = { (char *) "clip/404/t21", (char *) "9c41", NULL, 0.1 };
      FwDraw draw = { .id = 2 + i,
                      .batch = 1,
                      .seed = seed,
                      .units = &unit,
                      .n_units = 1,
                      .signed_by = (char *) (is_signed && i % 2 ? "tomas" : NULL),
                      .signed_at = (char *) (is_signed && i % 2 ? "2026-11-22T18:00:00Z" : NULL) };

      g_assert_true (fw_review_builder_put (builder, FW_REVIEW_DRAW, &draw, NULL));
    }

  return fw_review_builder_end (g_steal_pointer (&builder));
}

/* Test that of many draws the same ones are found, numbers or not, in a time that
 * grows with them and not with their square. */
static void
test_merge_many (void)
{
  const int n = 20000;
  g_autoptr (FwReview) a = make_many (0, n, FALSE);
  g_autoptr (FwReview) b = make_many (n / 2, n, TRUE);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (FwReview) both = fw_review_merge (a, b, NULL, &error);
  gsize n_signed = 0;

  g_assert_no_error (error);
  /* Compared pair by pair it would be 400 million comparisons. */
  g_test_message ("%.0f ms", (double) (g_get_monotonic_time () - start) / 1000.0);
  g_assert_cmpuint (fw_review_get_n (both, FW_REVIEW_DRAW), ==, (gsize) (1 + n + n / 2));
  for (gsize i = 0; i < fw_review_get_n (both, FW_REVIEW_DRAW); i++)
    n_signed += ((const FwDraw *) fw_review_get (both, FW_REVIEW_DRAW, i))->signed_by != NULL;
  g_assert_cmpuint (n_signed, ==, (gsize) n / 2);
}

/* Test that questions and regrades of both are there once, with the answers of either. */
static void
test_merge_questions (void)
{
  g_autoptr (FwReview) review = make_review ();
  FwQuestion question = { .id = 1,
                          .unit = (char *) "clip/404/t21",
                          .by = (char *) "dana",
                          .text = (char *) "a van?",
                          .at = (char *) "2026-11-22T10:00:00Z" };
  FwRegrade regrade = { .id = 1,
                        .manual = (char *) "m",
                        .from_version = (char *) "3.1.0",
                        .to_version = (char *) "3.2.0",
                        .at = (char *) "2026-11-23T10:00:00Z",
                        .by = (char *) "eva" };
  g_autoptr (FwReview) a1 = fw_review_with (review, FW_REVIEW_QUESTION, &question, NULL);
  g_autoptr (FwReview) a = fw_review_with (a1, FW_REVIEW_REGRADE, &regrade, NULL);
  g_autoptr (GError) error = NULL;

  question.id = 5;
  question.has_answer = TRUE;
  question.answer = (FwReply){ .by = (char *) "eva", .text = (char *) "yes",
                               .at = (char *) "2026-11-22T11:00:00Z" };

  g_autoptr (FwReview) b1 = fw_review_with (review, FW_REVIEW_QUESTION, &question, NULL);

  question.id = 6;
  question.text = (char *) "a bus?";

  g_autoptr (FwReview) b2 = fw_review_with (b1, FW_REVIEW_QUESTION, &question, NULL);

  regrade.id = 3;

  g_autoptr (FwReview) b3 = fw_review_with (b2, FW_REVIEW_REGRADE, &regrade, NULL);

  regrade.id = 4;
  regrade.to_version = (char *) "3.3.0";

  g_autoptr (FwReview) b = fw_review_with (b3, FW_REVIEW_REGRADE, &regrade, NULL);
  g_autoptr (FwReview) both = fw_review_merge (a, b, NULL, &error);
  const FwQuestion *first = fw_review_get (both, FW_REVIEW_QUESTION, 0);

  g_assert_no_error (error);
  g_assert_cmpuint (fw_review_get_n (both, FW_REVIEW_QUESTION), ==, 2);
  g_assert_cmpint (first->id, ==, 1);
  g_assert_true (first->has_answer);
  g_assert_cmpuint (fw_review_get_n (both, FW_REVIEW_REGRADE), ==, 2);
}

/* Test that reviews of other labels or other batches are not joined. */
static void
test_merge_refuses (void)
{
  FwReviewLabels labels = { (char *) "other.coco.json", (char *) "other", NULL, NULL };
  g_autoptr (FwReview) review = make_review ();
  g_autoptr (FwReview) other = fw_review_new (&labels, NULL);
  FwBatch batch = *(const FwBatch *) fw_review_get (review, FW_REVIEW_BATCH, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) error2 = NULL;

  g_assert_null (fw_review_merge (review, other, NULL, &error));
  g_assert_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE);
  batch.sha256 = (char *) "dead";
  g_autoptr (FwReview) changed = fw_review_with (review, FW_REVIEW_BATCH, &batch, NULL);

  g_assert_null (fw_review_merge (review, changed, NULL, &error2));
  g_assert_error (error2, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE);
}

/* Test words both ways, and the checksum of a frozen list. */
static void
test_words (void)
{
  static const char *const units[] = { "b", "a" };
  static const char *const revs[] = { "2", "1" };
  static const char *const turned[] = { "a", "b" };
  static const char *const turned_revs[] = { "1", "2" };
  g_autofree char *sum = fw_batch_checksum (units, revs, 2);
  g_autofree char *same = fw_batch_checksum (turned, turned_revs, 2);
  FwMistake mistake;
  FwOutcome outcome;

  for (int i = 1; i < FW_N_MISTAKES; i++)
    {
      g_assert_true (fw_mistake_from_word (fw_mistake_to_word ((FwMistake) i), &mistake));
      g_assert_cmpint (mistake, ==, i);
    }
  for (int i = 0; i < FW_N_OUTCOMES; i++)
    {
      g_assert_true (fw_outcome_from_word (fw_outcome_to_word ((FwOutcome) i), &outcome));
      g_assert_cmpint (outcome, ==, i);
    }
  g_assert_true (fw_mistake_from_word ("category", &mistake));
  g_assert_cmpint (mistake, ==, FW_MISTAKE_CATEGORY);
  g_assert_false (fw_mistake_from_word ("", &mistake));
  g_assert_false (fw_outcome_from_word (NULL, &outcome));
  g_assert_cmpstr (sum, ==, same);
  g_assert_cmpuint (strlen (sum), ==, 64);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/review/wrong", test_wrong);
  g_test_add_func ("/review/reasons", test_reasons);
  g_test_add_func ("/review/others", test_others);
  g_test_add_func ("/review/appeal", test_appeal);
  g_test_add_func ("/review/ruling-stands", test_ruling_stands);
  g_test_add_func ("/review/without", test_without);
  g_test_add_func ("/review/ask", test_ask);
  g_test_add_func ("/review/merge", test_merge);
  g_test_add_func ("/review/merge/notes", test_merge_notes);
  g_test_add_func ("/review/merge/refuses", test_merge_refuses);
  g_test_add_func ("/review/merge/many", test_merge_many);
  g_test_add_func ("/review/merge/questions", test_merge_questions);
  g_test_add_func ("/review/of-draw", test_of_draw);
  g_test_add_func ("/review/find-appeal", test_find_appeal);
  g_test_add_func ("/review/signed", test_signed);
  g_test_add_func ("/review/words", test_words);

  return g_test_run ();
}
