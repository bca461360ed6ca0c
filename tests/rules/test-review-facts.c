/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What checks learn from a review: what waits for an answer, what was judged,
 * and when nothing can be said.
 */

#include "rules/review-facts.h"
#include "rules-kit.h"

#include <string.h>

#define CLIP "clip"

static const char rules_text[] = "check: min-size\nwith: { height: 10 }";

static FwCheckFacts *
make_facts (const FwReview *review,
            FwDocument     *document)
{
  FwCheckFactsBuilder *builder = fw_check_facts_builder_new (NULL);

  fw_review_facts_add (builder, review, fw_document_get_snapshot (document), CLIP);

  return fw_check_facts_builder_end (builder);
}

static FwReview *
make_empty (void)
{
  const FwReviewLabels labels = { .file = (char *) "clip.coco.json" };

  return fw_review_new (&labels, NULL);
}

/* Takes @review. */
static FwReview *
with (FwReview      *review,
      FwReviewPart   part,
      gconstpointer  record)
{
  g_autoptr(FwReview) before = review;
  g_autoptr(GError) error = NULL;
  FwReview *after = fw_review_with (before, part, record, &error);

  g_assert_no_error (error);

  return after;
}

/* A batch and a draw of @units. */
static FwReview *
with_draw (FwReview   *review,
           const char *units[],
           gsize       n)
{
  FwBatch batch = { .id = 1, .manual = (char *) "m", .version = (char *) "1.0.0",
                    .unit = FW_UNIT_LABEL, .n_units = 800, .sha256 = (char *) "beef" };
  g_autofree FwDrawUnit *drawn = g_new0 (FwDrawUnit, n);
  FwDraw draw = { .id = 1, .batch = 1, .seed = (char *) "spot", .units = drawn, .n_units = n };

  for (gsize i = 0; i < n; i++)
    drawn[i] = (FwDrawUnit) { (char *) units[i], (char *) "9c41", NULL, 0.1 };

  return with (with (review, FW_REVIEW_BATCH, &batch), FW_REVIEW_DRAW, &draw);
}

static FwVerdict
make_verdict (gint64      id,
              const char *unit,
              FwOutcome   outcome)
{
  FwVerdict verdict = { .id = id,
                        .draw = 1,
                        .unit = (char *) unit,
                        .unit_rev = (char *) "9c41",
                        .reviewer = (char *) "tomas",
                        .blind = { .outcome = outcome },
                        .manual = (char *) "m",
                        .version = (char *) "1.0.0",
                        .at = (char *) "2026-11-22T10:00:00Z" };

  if (outcome == FW_OUTCOME_WRONG)
    {
      verdict.blind.kind = FW_MISTAKE_GEOMETRY;
      verdict.blind.rule = (char *) "SD-011";
      verdict.blind.rule_rev = (char *) "207222cf6044";
      verdict.has_pin = TRUE;
      verdict.pin = FW_POINT (1, 2);
    }

  return verdict;
}

/* Two cars, 7 drawn by dana and 8 by nobody knows whom. */
static FwDocument *
make_document (FwManual *manual)
{
  FwDocument *document = kit_document (manual, 10);

  for (FwTrackId id = 7; id <= 8; id++)
    {
      FwTrackBuilder *builder = fw_track_builder_new (id, 1);
      g_autoptr(FwTrack) track = NULL;

      kit_key (builder, 0, 0, 0, 100, 100);
      kit_key (builder, 9, 0, 0, 100, 100);
      if (id == 7)
        fw_track_builder_set_author (builder, "dana");
      track = kit_end (builder);
      kit_put (document, id, track);
    }

  return document;
}

/* Test that without a review nothing is known, and that a review of questions
 * says nothing of verdicts: nobody drew a sample. */
static void
test_silence (void)
{
  g_autoptr(FwManual) manual = kit_manual_of (rules_text);
  g_autoptr(FwDocument) document = make_document (manual);
  const char *units[] = { "clip/0/t7" };
  FwQuestion question = { .id = 1, .text = (char *) "Is it?", .by = (char *) "dana",
                          .at = (char *) "2026-11-22T10:00:00Z" };
  g_autoptr(FwReview) empty = make_empty ();
  g_autoptr(FwReview) asked = with (fw_review_ref (empty), FW_REVIEW_QUESTION, &question);
  g_autoptr(FwReview) drawn = with_draw (fw_review_ref (empty), units, 1);
  const struct { const FwReview *review; guint known; } cases[] = {
    { NULL, 0 },
    { empty, 0 },
    { asked, FW_FACT_QUESTIONS },
    { drawn, FW_FACT_QUESTIONS | FW_FACT_JUDGED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwCheckFacts) facts = make_facts (cases[i].review, document);

      g_test_message ("case %zu", i);
      g_assert_cmpuint (fw_check_facts_get_known (facts), ==, cases[i].known);
    }
}

/* Test that open questions come with their place, and answered ones do not. */
static void
test_questions (void)
{
  g_autoptr(FwManual) manual = kit_manual_of (rules_text);
  g_autoptr(FwDocument) document = make_document (manual);
  static const struct
  {
    const char *unit;
    FwFrame     frame;
    FwTrackId   track;
  } cases[] = {
    { "clip/3/t7", 3, 7 },
    { "clip/t7", FW_FRAME_NONE, 7 },
    { "clip/3", 3, 0 },
    { "clip/3/t99", 3, 0 },            /* an object that is gone */
    { "other/3/t7", FW_FRAME_NONE, 0 }, /* of other labels */
    { NULL, FW_FRAME_NONE, 0 },
  };
  g_autoptr(FwReview) review = make_empty ();
  g_autoptr(FwCheckFacts) facts = NULL;
  const FwOpenQuestion *open;
  gsize n;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwQuestion question = { .id = (gint64) i + 1, .unit = (char *) cases[i].unit,
                              .rule = (char *) "SD-009", .text = (char *) "Is it?",
                              .by = (char *) "dana", .at = (char *) "1970-01-01T00:00:02+00:00" };

      review = with (review, FW_REVIEW_QUESTION, &question);
    }

  FwQuestion answered = { .id = 50, .text = (char *) "Was it?", .by = (char *) "dana",
                          .at = (char *) "2026-11-22T10:00:00Z", .has_answer = TRUE,
                          .answer = { .by = (char *) "ines", .text = (char *) "Yes.",
                                      .at = (char *) "2026-11-23T10:00:00Z" } };

  review = with (review, FW_REVIEW_QUESTION, &answered);
  facts = make_facts (review, document);
  open = fw_check_facts_get_questions (facts, &n);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (cases));
  for (gsize i = 0; i < n; i++)
    {
      g_test_message ("%s", cases[i].unit ? cases[i].unit : "-");
      g_assert_cmpint (open[i].frame, ==, cases[i].frame);
      g_assert_cmpint (open[i].track, ==, cases[i].track);
      g_assert_cmpstr (open[i].rule, ==, "SD-009");
      g_assert_cmpint (open[i].asked_us, ==, 2 * G_USEC_PER_SEC);
    }
}

/* Test that a unit is judged once, by the verdict that was given first, wherever it stands
 * in the file, and that what could not be decided is not judged. */
static void
test_judged (void)
{
  g_autoptr(FwManual) manual = kit_manual_of (rules_text);
  g_autoptr(FwDocument) document = make_document (manual);
  const char *units[] = { "clip/0/t7", "clip/1/t7", "clip/2/t8", "clip/3/t99", "clip/4/t8" };
  g_autoptr(FwReview) review = with_draw (make_empty (), units, G_N_ELEMENTS (units));
  const FwVerdict verdicts[] = {
    make_verdict (1, units[0], FW_OUTCOME_CORRECT),
    make_verdict (2, units[1], FW_OUTCOME_UNCLEAR_RULE),
    make_verdict (3, units[2], FW_OUTCOME_WRONG),
    make_verdict (4, units[3], FW_OUTCOME_CORRECT),
    make_verdict (5, units[4], FW_OUTCOME_NOT_JUDGEABLE),
  };
  FwVerdict again = make_verdict (6, units[0], FW_OUTCOME_WRONG);
  g_autoptr(FwCheckFacts) facts = NULL;
  const FwJudgedUnit *judged;
  gsize n;

  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    review = with (review, FW_REVIEW_VERDICT, &verdicts[i]);
  again.reviewer = (char *) "ines";
  again.at = (char *) "1970-01-01T00:00:02Z";
  review = with (review, FW_REVIEW_VERDICT, &again);
  /* Who came later does not count, though he stands last. */
  again.id = 7;
  again.reviewer = (char *) "otto";
  again.at = (char *) "2026-11-23T10:00:00Z";
  again.blind = (FwAnswer) { FW_OUTCOME_NOT_JUDGEABLE };
  review = with (review, FW_REVIEW_VERDICT, &again);

  facts = make_facts (review, document);
  judged = fw_check_facts_get_judged (facts, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpstr (judged[0].category, ==, "vehicle.car");
  g_assert_null (judged[0].author);
  g_assert_cmpstr (judged[0].rule, ==, "SD-011");
  g_assert_null (judged[1].category);
  g_assert_null (judged[1].author);
  g_assert_cmpstr (judged[2].category, ==, "vehicle.car");
  g_assert_cmpstr (judged[2].author, ==, "dana");
  g_assert_cmpstr (judged[2].rule, ==, "SD-011");
  g_assert_cmpint (judged[2].judged_us, ==, 2 * G_USEC_PER_SEC);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/review-facts/silence", test_silence);
  g_test_add_func ("/review-facts/questions", test_questions);
  g_test_add_func ("/review-facts/judged", test_judged);

  return g_test_run ();
}
