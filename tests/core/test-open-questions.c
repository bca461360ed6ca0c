/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What waits for an answer, and so is not graded.
 */

#include "core/open-questions.h"

typedef struct
{
  const char *unit;
  gboolean is_answered;
} Asked;

static FwReview *
make_review (const Asked *asked, gsize n)
{
  const FwReviewLabels labels = { .file = (char *) "clip.coco.json" };
  FwReview *review = fw_review_new (&labels, NULL);

  for (gsize i = 0; i < n; i++)
    {
      FwQuestion question = { .id = (gint64) i + 1,
                              .unit = (char *) asked[i].unit,
                              .text = (char *) "Is it?",
                              .has_answer = asked[i].is_answered,
                              .answer = { .text = (char *) "It is." } };
      g_autoptr (FwReview) before = review;

      review = fw_review_with (before, FW_REVIEW_QUESTION, &question, NULL);
      g_assert_nonnull (review);
    }

  return review;
}

static const Asked all[] = {
  { "clip/404/t21", FALSE },  /* 1 */
  { "clip/7", FALSE },        /* 2 */
  { "clip/t3", FALSE },       /* 3 */
  { "clip/9/t5", TRUE },      /* 4 */
  { "other/10/t8", FALSE },   /* 5 */
  { NULL, FALSE },            /* 6: about the manual */
  { "clip/12/t21", FALSE },   /* 7: of the same object, younger */
  { "clip/7/t9", FALSE },     /* 8: in a frame that was asked about */
  { "clip/3/a17", FALSE },    /* 9: of a plain document */
  { "what is this", FALSE },  /* 10 */
};

/* Test which units wait, and for which question. */
static void
test_find (void)
{
  static const struct
  {
    const char *unit;
    gint64 id; /* 0: none */
  } cases[] = {
    { "clip/404/t21", 1 }, { "clip/405/t21", 1 }, { "clip/t21", 1 }, { "clip/404", 0 },
    { "clip/404/t22", 0 }, { "clip/7", 2 },       { "clip/7/t4", 0 }, { "clip/7/t9", 8 },
    { "clip/t3", 3 },      { "clip/100/t3", 3 },  { "clip/9/t5", 0 }, { "clip/t5", 0 },
    { "clip/10/t8", 0 },   { "other/10/t8", 0 },  { "clip/3/a17", 9 }, { "nonsense", 0 },
  };
  g_autoptr (FwReview) review = make_review (all, G_N_ELEMENTS (all));
  g_autoptr (FwOpenQuestions) open = fw_open_questions_new (review, "clip");

  g_assert_cmpuint (fw_open_questions_get_n (open), ==, 6);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const FwQuestion *question = fw_open_questions_find_name (open, cases[i].unit);

      g_test_message ("case %" G_GSIZE_FORMAT ": %s", i, cases[i].unit);
      g_assert_cmpint (question ? question->id : 0, ==, cases[i].id);
    }
}

/* Test the places where questions are shown in time. */
static void
test_places (void)
{
  static const FwFrame expected[] = { 3, 7, 12, 404 };
  g_autoptr (FwReview) review = make_review (all, G_N_ELEMENTS (all));
  g_autoptr (FwOpenQuestions) open = fw_open_questions_new (review, "clip");
  gsize n;
  const FwFrame *frames = fw_open_questions_get_frames (open, &n);

  g_assert_cmpmem (frames, n * sizeof *frames, expected, sizeof expected);
  g_assert_cmpint (fw_open_questions_find_at (open, 7)->id, ==, 2);
  g_assert_cmpint (fw_open_questions_find_at (open, 12)->id, ==, 7);
  g_assert_null (fw_open_questions_find_at (open, 8));
  g_assert_null (fw_open_questions_find_at (open, 9));
}

/* Test that nothing waits where nothing was asked. */
static void
test_none (void)
{
  g_autoptr (FwOpenQuestions) open = fw_open_questions_new (NULL, "clip");
  gsize n = 1;

  g_assert_cmpuint (fw_open_questions_get_n (open), ==, 0);
  g_assert_null (fw_open_questions_find_name (open, "clip/1"));
  g_assert_null (fw_open_questions_find_name (NULL, "clip/1"));
  g_assert_null (fw_open_questions_find_at (NULL, 1));
  g_assert_null (fw_open_questions_get_frames (NULL, &n));
  g_assert_cmpuint (n, ==, 0);
}

/* Test that it keeps what it points to. */
static void
test_keeps (void)
{
  FwReview *review = make_review (all, G_N_ELEMENTS (all));
  g_autoptr (FwOpenQuestions) open = fw_open_questions_new (review, "clip");

  fw_review_unref (review);
  g_assert_cmpstr (fw_open_questions_find_at (open, 404)->text, ==, "Is it?");
}

/* Test what waited at a time: asked by then, and answered later or never. */
static void
test_at (void)
{
  static const struct
  {
    const char *at; /* NULL: now */
    gboolean waits;
  } cases[] = { { "2026-11-22T09:59:59Z", FALSE }, { "2026-11-22T10:00:00Z", TRUE },
                { "2026-11-22T11:30:00+01:00", TRUE }, { "2026-11-22T11:00:00Z", FALSE },
                { NULL, FALSE } };
  const FwReviewLabels labels = { .file = (char *) "clip.coco.json" };
  FwQuestion question = { .id = 1,
                          .unit = (char *) "clip/404/t21",
                          .text = (char *) "Is it?",
                          .at = (char *) "2026-11-22T10:00:00Z",
                          .has_answer = TRUE,
                          .answer = { .text = (char *) "It is.",
                                      .at = (char *) "2026-11-22T11:00:00Z" } };
  g_autoptr (FwReview) empty = fw_review_new (&labels, NULL);
  g_autoptr (FwReview) review = fw_review_with (empty, FW_REVIEW_QUESTION, &question, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwOpenQuestions) open = fw_open_questions_new_at (review, "clip", cases[i].at);

      g_test_message ("case %zu", i);
      g_assert_cmpint (fw_open_questions_find_name (open, "clip/404/t21") != NULL, ==,
                       cases[i].waits);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/open-questions/find", test_find);
  g_test_add_func ("/open-questions/places", test_places);
  g_test_add_func ("/open-questions/none", test_none);
  g_test_add_func ("/open-questions/keeps", test_keeps);
  g_test_add_func ("/open-questions/at", test_at);

  return g_test_run ();
}
