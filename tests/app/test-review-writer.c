/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review-writer.h"

#include "app/own-kit.h"
#include "support/test-home.h"
#include "support/wait.h"

typedef struct
{
  gboolean is_done;
  gboolean ok;
  GError  *error;
} Answer;

static void
put_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  Answer *answer = user_data;

  answer->ok = fw_review_writer_put_finish (result, &answer->error);
  answer->is_done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Answer *) user_data)->is_done;
}

/* Appeals of @by against each of @verdicts. */
static Answer
appeal (const char   *path,
        const gint64 *verdicts,
        gsize         n,
        const char   *by)
{
  Answer answer = { 0 };
  FwAppeal facts[4];
  gconstpointer records[4];

  for (gsize i = 0; i < n; i++)
    {
      facts[i] = (FwAppeal) { .verdict = verdicts[i],
                              .by = (char *) by,
                              .text = (char *) "The wheels are the edge.",
                              .due = (char *) "2026-12-01T12:00:00Z" };
      records[i] = &facts[i];
    }
  fw_review_writer_put_async (path, FW_REVIEW_APPEAL, records, n, put_cb, &answer);
  /* What was given need not live on. */
  memset (facts, 0, sizeof facts);
  g_assert_true (fw_test_wait (is_done, &answer));

  return answer;
}

static gsize
count_appeals (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FwReviewLoad) load = fw_review_load_new (path, NULL, &error);

  g_assert_no_error (error);

  return fw_review_get_n (load->review, FW_REVIEW_APPEAL);
}

/* Test that records reach a review that nobody has open, and that it is let go. */
static void
test_closed (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  gint64 wrong[] = { own_kit_judge (kit, 0, "dana", "ST-004"),
                     own_kit_judge (kit, 1, "dana", "ST-004") };

  own_kit_save (kit);

  Answer answer = appeal (kit->review, wrong, 2, "dana");

  g_assert_no_error (answer.error);
  g_assert_true (answer.ok);
  g_assert_cmpuint (count_appeals (kit->review), ==, 2);

  g_autoptr(FwReviewFile) again = fw_review_file_open (kit->review, NULL, NULL);

  g_assert_cmpint (fw_review_file_get_state (again), ==, FW_REVIEW_FILE_CLEAN);
  g_assert_true (fw_review_file_close (again, NULL));
}

/* Test that a review which a window has open is written to there. */
static void
test_open (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  gint64 wrong = own_kit_judge (kit, 0, "dana", "ST-004");

  fw_review_writer_note_open (kit->file);
  g_assert_true (fw_review_writer_find_open (kit->review) == kit->file);

  Answer answer = appeal (kit->review, &wrong, 1, "dana");

  g_assert_no_error (answer.error);
  g_assert_cmpuint (
      fw_review_get_n (fw_review_file_get_review (kit->file), FW_REVIEW_APPEAL), ==, 1);
  g_assert_cmpuint (count_appeals (kit->review), ==, 1);
  fw_review_writer_note_closed (kit->file);
  g_assert_null (fw_review_writer_find_open (kit->review));
}

/* Test that all are written or none: one of them is somebody else's. */
static void
test_all_or_none (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  gint64 wrong[] = { own_kit_judge (kit, 0, "dana", "ST-004"),
                     own_kit_judge (kit, 1, "eva", "ST-004") };

  own_kit_save (kit);

  Answer answer = appeal (kit->review, wrong, 2, "dana");

  g_assert_false (answer.ok);
  g_assert_error (answer.error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_PERSON);
  g_clear_error (&answer.error);
  g_assert_cmpuint (count_appeals (kit->review), ==, 0);
}

/* Test that a review which another program has open, or that is not there, is told
 * of in a sentence. */
static void
test_cannot (void)
{
  g_autoptr(OwnKit) kit = own_kit_open ();
  gint64 wrong = own_kit_judge (kit, 0, "dana", "ST-004");

  g_assert_true (fw_review_file_save (kit->file, NULL));

  Answer busy = appeal (kit->review, &wrong, 1, "dana");
  Answer missing = appeal ("/nowhere/street.review.json", &wrong, 1, "dana");

  g_assert_error (busy.error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_false (missing.ok);
  g_assert_nonnull (missing.error);
  g_clear_error (&busy.error);
  g_clear_error (&missing.error);
}

int
main (int   argc,
      char *argv[])
{
  fw_test_init (&argc, &argv);

  g_test_add_func ("/review-writer/closed", test_closed);
  g_test_add_func ("/review-writer/open", test_open);
  g_test_add_func ("/review-writer/all-or-none", test_all_or_none);
  g_test_add_func ("/review-writer/cannot", test_cannot);

  return g_test_run ();
}
