/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The batches of a project, one after the other, and what they say of the next one. */

#include "app/review/batch-stream.h"
#include "formats/review-file.h"

#include "../support/test-folder.h"
#include "../support/test-home.h"
#include "../support/wait.h"

/* Signs off a draw of one label at @minute, which passes or not; by a plan like that of @like. */
static FwReview *
with_batch (FwReview     *review,
            const char   *manual,
            int           minute,
            gboolean      is_passed,
            const FwDraw *like)
{
  gint64 id = (gint64) fw_review_get_n (review, FW_REVIEW_DRAW) + 1;
  g_autofree char *at = g_strdup_printf ("2026-11-24T10:%02d:00Z", minute);
  FwBatch batch = { .id = id, .manual = (char *) manual, .version = (char *) "1", .n_units = 10 };
  FwDrawUnit unit = { .unit = (char *) "clip/0/t1", .pi = 0.1 };
  FwDraw draw = { .id = id,
                  .batch = id,
                  .seed = (char *) "s",
                  .units = &unit,
                  .n_units = 1,
                  .plan_n = 1,
                  .plan_accept = like->plan_accept,
                  .plan_aql = like->plan_aql,
                  .plan_limit = like->plan_limit,
                  .signed_by = (char *) "tomas",
                  .signed_at = at };
  FwVerdict verdict = { .id = id,
                        .draw = id,
                        .unit = (char *) "clip/0/t1",
                        .unit_rev = (char *) "r",
                        .reviewer = (char *) "tomas",
                        .note = (char *) "why",
                        .version = (char *) "1" };
  g_autoptr(GError) error = NULL;

  if (!is_passed)
    verdict.blind
      = (FwAnswer) { FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY, (char *) "SK-003", (char *) "q" };

  g_autoptr(FwReview) a = fw_review_with (review, FW_REVIEW_BATCH, &batch, &error);
  g_assert_no_error (error);
  g_autoptr(FwReview) b = fw_review_with (a, FW_REVIEW_DRAW, &draw, &error);
  g_assert_no_error (error);
  FwReview *next = fw_review_with (b, FW_REVIEW_VERDICT, &verdict, &error);

  g_assert_no_error (error);
  fw_review_unref (review);

  return next;
}

static const FwDraw by_table = { .plan_accept = 0, .plan_aql = 0.01 };
static const FwDraw by_bound = { .plan_accept = 0, .plan_aql = 0.002, .plan_limit = 0.01 };

static FwReview *
new_review (void)
{
  FwReviewLabels labels = { (char *) "clip.coco.json", NULL, NULL, NULL };

  return fw_review_new (&labels, NULL);
}

static void
unref_review (gpointer review)
{
  fw_review_unref (review);
}

/* A clip for each letter, P passed and F not, in the order of their moments; listed backwards,
 * as a folder may. */
static GPtrArray *
new_project (const char   *results,
             const FwDraw *like)
{
  GPtrArray *reviews = g_ptr_array_new_with_free_func (unref_review);

  for (int i = (int) strlen (results) - 1; i >= 0; i--)
    g_ptr_array_add (reviews, with_batch (new_review (), "street", i, results[i] == 'P', like));

  return reviews;
}

/* Test that the stream is that of the project, by the moment: the worked example, clip by clip,
 * and when one has to stop. */
static void
test_project (void)
{
  static const struct
  {
    const char  *results;
    FwInspection inspection;
  } cases[] = {
    { "", FW_INSPECTION_NORMAL },
    { "PPF", FW_INSPECTION_NORMAL },
    { "PPFPF", FW_INSPECTION_TIGHTENED },
    { "PPFPFPPPP", FW_INSPECTION_TIGHTENED },
    { "PPFPFPPPPP", FW_INSPECTION_NORMAL },
    { "PPFPFPPPPPP", FW_INSPECTION_NORMAL },
    { "FFFFFF", FW_INSPECTION_TIGHTENED },
    { "FFFFFFF", FW_INSPECTION_STOPPED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) reviews = new_project (cases[i].results, &by_table);

      g_test_message ("%s", cases[i].results);
      g_assert_cmpint (fw_batch_stream_compute (reviews, "street").inspection, ==,
                       cases[i].inspection);
      /* Another manual is another project. */
      g_assert_cmpint (fw_batch_stream_compute (reviews, "other").inspection, ==,
                       FW_INSPECTION_NORMAL);
    }
}

/* Test that what was sent back counts once, and that a bound is no plan. */
static void
test_first_inspection (void)
{
  g_autoptr(GPtrArray) bounds = new_project ("FFFFFFF", &by_bound);
  g_autoptr(GPtrArray) one = g_ptr_array_new_with_free_func (unref_review);
  FwReview *review = new_review ();

  g_assert_cmpint (fw_batch_stream_compute (bounds, "street").inspection, ==, FW_INSPECTION_NORMAL);

  review = with_batch (review, "street", 1, FALSE, &by_table);
  review = with_batch (review, "street", 2, FALSE, &by_table); /* the same clip again */
  g_ptr_array_add (one, review);
  g_assert_cmpint (fw_batch_stream_compute (one, "street").inspection, ==, FW_INSPECTION_NORMAL);

  g_ptr_array_add (one, with_batch (new_review (), "street", 3, FALSE, &by_table));
  g_assert_cmpint (fw_batch_stream_compute (one, "street").inspection, ==,
                   FW_INSPECTION_TIGHTENED);
}

static void
write_review (const char *folder,
              const char *name,
              FwReview   *review)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;
  FwReviewLabels labels = { (char *) name, NULL, NULL, NULL };
  g_autoptr(FwReviewFile) file = fw_review_file_open (path, &labels, &error);

  g_assert_no_error (error);
  fw_review_file_set_autosave (file, FALSE);
  g_assert_true (fw_review_file_join (file, review, NULL, &error));
  g_assert_true (fw_review_file_close (file, &error));
  g_assert_no_error (error);
}

typedef struct
{
  gboolean    is_done;
  FwSwitching state;
} Answer;

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Answer *answer = user_data;

  g_assert_true (fw_batch_stream_read_finish (result, &answer->state));
  answer->is_done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Answer *) user_data)->is_done;
}

/* Test that the reviews beside the one at hand are read, those that are none are not, and the
 * one at hand counts as it is and not as it is on disk. */
static void
test_files (void)
{
  g_autofree char *folder = fw_test_make_folder ();
  g_autofree char *own = g_build_filename (folder, "own.review.json", NULL);
  g_autofree char *broken = g_build_filename (folder, "broken.review.json", NULL);
  g_autoptr(FwReview) other = with_batch (new_review (), "street", 1, FALSE, &by_table);
  g_autoptr(FwReview) stale = with_batch (new_review (), "street", 2, FALSE, &by_table);
  g_autoptr(FwReview) now = with_batch (new_review (), "street", 2, TRUE, &by_table);
  const struct
  {
    FwReview    *own;
    FwInspection inspection;
  } cases[] = { { stale, FW_INSPECTION_TIGHTENED }, { now, FW_INSPECTION_NORMAL } };

  write_review (folder, "other.review.json", other);
  write_review (folder, "own.review.json", stale);
  g_assert_true (g_file_set_contents (broken, "{", -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Answer answer = { FALSE };

      fw_batch_stream_read_async (own, cases[i].own, "street", NULL, read_cb, &answer);
      g_assert_true (fw_test_wait (is_done, &answer));
      g_assert_cmpint (answer.state.inspection, ==, cases[i].inspection);
    }
  fw_test_remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  fw_test_init (&argc, &argv);

  g_test_add_func ("/batch-stream/project", test_project);
  g_test_add_func ("/batch-stream/first-inspection", test_first_inspection);
  g_test_add_func ("/batch-stream/files", test_files);

  return g_test_run ();
}
