/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Media, labels and manual together, on the sample clip and on small folders
 * made here. No display.
 */

#include "project-kit.h"

#include "app/continue-question.h"
#include "app/fixes.h"
#include "core/error.h"
#include "edit/commands.h"
#include "formats/safe-file.h"
#include "support/test-home.h"

#include <string.h>

typedef ProjectKit Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  kit_set_up (fixture);
}

static gboolean
is_checked (gpointer user_data)
{
  FwCheckRunner *checks = fw_project_get_checks (((Fixture *) user_data)->project);

  return !fw_check_runner_is_checking (checks) && fw_check_runner_get_problems (checks)->len > 0;
}

static gboolean
is_gone (gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

/* Without closing it, as a crash does. What it still reads in threads holds it
 * for a moment, and with it the lock on the labels. */
static void
drop_project (Fixture *fixture)
{
  gpointer project = fixture->project;

  g_object_add_weak_pointer (G_OBJECT (fixture->project), &project);
  g_clear_object (&fixture->project);
  g_assert_true (fw_test_wait (is_gone, &project));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  kit_tear_down (fixture);
}

static FwDocument *
get_document (Fixture *fixture)
{
  return fw_session_get_document (fw_project_get_session (fixture->project));
}

static gsize
count_tracks (Fixture *fixture)
{
  return fw_snapshot_get_n_tracks (fw_document_get_snapshot (get_document (fixture)));
}

/* Test that a clip brings its labels and the only manual beside it, and that findings come in. */
static void
test_clip (Fixture       *fixture,
           gconstpointer  data)
{
  kit_copy_sample (fixture, "street.mp4", "street.mp4");
  kit_copy_sample (fixture, "street.coco.json", "street.coco.json");
  kit_copy_sample (fixture, "street.manual.md", "street.manual.md");
  kit_try_open (fixture, "street.mp4", NULL, NULL);

  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fw_project_get_title (fixture->project), ==, "street");
  g_assert_nonnull (fw_project_get_manual (fixture->project));
  g_assert_cmpint (fw_session_get_n_frames (fw_project_get_session (fixture->project)), ==, 120);
  g_assert_cmpuint (count_tracks (fixture), ==, 12);
  g_assert_true (fw_test_wait (is_checked, fixture));
  g_assert_cmpint (fw_check_runner_get_n_problems (fw_project_get_checks (fixture->project)), >, 3);
  g_assert_null (fw_project_get_notice (fixture->project, NULL));
}

/* Test that a clip without labels gets empty ones with the manual's categories, saved beside it. */
static void
test_new_clip (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *labels = kit_path (fixture, "drive.coco.json");
  g_autoptr(FwTrack) track = NULL;

  kit_copy_sample (fixture, "street.mp4", "drive.mp4");
  kit_copy_sample (fixture, "street.manual.md", "any.manual.md");
  kit_try_open (fixture, "drive.mp4", NULL, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (count_tracks (fixture), ==, 0);
  g_assert_false (fw_document_is_dirty (get_document (fixture)));

  FwTaxonomy *taxonomy = fw_session_get_taxonomy (fw_project_get_session (fixture->project));

  g_assert_cmpstr (fw_taxonomy_get_category (taxonomy, 0)->name, ==, "vehicle.car");
  g_assert_cmpint (fw_taxonomy_get_category (taxonomy, 0)->id, ==, 1);

  FwTrackBuilder *builder = fw_track_builder_new (fw_document_take_track_id (get_document (fixture)), 1);
  g_autoptr(FwShape) shape = fw_shape_new_box (FW_RECT (10, 10, 30, 20));

  fw_track_builder_set_key (builder, 3, shape);
  track = fw_track_builder_end (builder, NULL);
  fw_document_begin (get_document (fixture), "Draw", 3);
  fw_document_replace_track (get_document (fixture), 1, track);
  fw_document_commit (get_document (fixture));
  kit_close (fixture);
  g_assert_true (g_file_test (labels, G_FILE_TEST_EXISTS));

  /* The next day: the work is there, and undo still reaches behind the night. */
  kit_try_open (fixture, "drive.mp4", NULL, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (count_tracks (fixture), ==, 1);
  g_assert_nonnull (fw_document_undo (get_document (fixture)));
  g_assert_cmpuint (count_tracks (fixture), ==, 0);
}

/* Test that unsaved work on labels that another program changed is offered in a
 * notice that stays, says where it is kept, and goes when it is dismissed. */
static void
test_set_aside (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = kit_path (fixture, "street.coco.json");
  g_autofree char *text = NULL;
  g_autofree char *foreign = NULL;
  g_autofree char *places = NULL;
  FwNoticeLevel level;

  kit_copy_sample (fixture, "street.mp4", "street.mp4");
  kit_copy_sample (fixture, "street.coco.json", "street.coco.json");
  kit_try_open (fixture, "street.mp4", NULL, NULL);
  g_assert_no_error (fixture->error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  fw_document_begin (get_document (fixture), "Delete", 3);
  fw_document_replace_track (get_document (fixture), 1, NULL);
  g_assert_true (fw_document_commit (get_document (fixture)));
  drop_project (fixture);
  foreign = g_strconcat (text, " ", NULL);
  g_assert_true (g_file_set_contents (path, foreign, -1, NULL));

  kit_try_open (fixture, "street.mp4", NULL, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (count_tracks (fixture), ==, 12);
  g_assert_cmpstr (fw_project_get_notice (fixture->project, &level), ==,
                   "Another program changed these labels. 1 change of yours is not in the file.");
  g_assert_cmpint (level, ==, FW_NOTICE_ASIDE);
  places = g_strdup (fw_project_get_notice_details (fixture->project));
  g_assert_true (g_file_test (places, G_FILE_TEST_EXISTS));
  fw_project_dismiss_notice (fixture->project);
  g_assert_null (fw_project_get_notice (fixture->project, NULL));
  g_assert_null (fw_project_get_notice_details (fixture->project));
  kit_close (fixture);

  kit_try_open (fixture, "street.mp4", NULL, NULL);
  g_assert_null (fw_project_get_notice (fixture->project, NULL));
}

/* Test that labels alone find their clip beside them. */
static void
test_labels_find_clip (Fixture       *fixture,
                       gconstpointer  data)
{
  kit_copy_sample (fixture, "street.mp4", "street.mp4");
  kit_copy_sample (fixture, "street.coco.json", "monday.coco.json");
  kit_try_open (fixture, "monday.coco.json", NULL, NULL);

  g_assert_no_error (fixture->error);
  g_assert_nonnull (fw_project_get_source (fixture->project));
  g_assert_cmpint (fw_source_get_n_frames (fw_project_get_source (fixture->project)), ==, 120);
  g_assert_false (fw_project_is_media_missing (fixture->project));
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* Test that labels without their clip can be looked at, say so, and take the clip when told where
 * it is; and that somebody looks at its pictures then, which views are told. */
static void
test_clip_missing (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *elsewhere = kit_path (fixture, "renamed.mp4");
  FwNoticeLevel level;
  guint n_pixels = 0;

  kit_copy_sample (fixture, "street.coco.json", "street.coco.json");
  kit_copy_sample (fixture, "street.mp4", "renamed.mp4");
  kit_try_open (fixture, "street.coco.json", NULL, NULL);

  g_assert_no_error (fixture->error);
  g_assert_null (fw_project_get_source (fixture->project));
  g_assert_true (fw_project_is_media_missing (fixture->project));
  g_assert_nonnull (fw_project_get_notice (fixture->project, &level));
  g_assert_cmpint (level, ==, FW_NOTICE_WARNING);
  g_assert_cmpuint (count_tracks (fixture), ==, 12);

  g_assert_null (fw_project_get_pixels (fixture->project));
  g_signal_connect_swapped (fixture->project, "notify::pixels", G_CALLBACK (count_cb), &n_pixels);
  fw_project_locate_media_async (fixture->project, elsewhere, NULL, NULL, NULL);
  g_assert_true (fw_project_is_media_missing (fixture->project));
  while (fw_project_is_media_missing (fixture->project))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (fw_project_get_source (fixture->project));
  g_assert_nonnull (fw_project_get_pixels (fixture->project));
  g_assert_cmpuint (n_pixels, ==, 1);
  g_assert_null (fw_project_get_notice (fixture->project, NULL));
}

/* Test that files which are not what they should be end opening with a sentence. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct { const char *name; const char *content; } cases[] = {
    { "text.mp4", "this is no video" },
    { "empty.mp4", "" },
    { "broken.coco.json", "{\"images\": [" },
    { "other.coco.json", "[1, 2, 3]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = kit_path (fixture, cases[i].name);

      g_test_message ("case %zu: %s", i, cases[i].name);
      g_assert_true (g_file_set_contents (path, cases[i].content, -1, NULL));
      kit_try_open (fixture, cases[i].name, NULL, NULL);
      g_assert_nonnull (fixture->error);
      g_assert_cmpuint (strlen (fixture->error->message), >, 10);
      g_clear_error (&fixture->error);
      drop_project (fixture);
    }

  kit_try_open (fixture, "nowhere.mp4", NULL, NULL);
  g_assert_nonnull (fixture->error);
}

/* Test that a manual named by hand wins, and that one with mistakes is used as far as it is sound. */
static void
test_manual_with_mistakes (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *path = kit_path (fixture, "mine.manual.md");
  g_autofree char *text = NULL;
  g_auto(GStrv) parts = NULL;
  g_autofree char *bad = NULL;
  FwNoticeLevel level;

  kit_copy_sample (fixture, "street.mp4", "street.mp4");
  kit_copy_sample (fixture, "street.coco.json", "street.coco.json");
  kit_copy_sample (fixture, "street.manual.md", "street.manual.md");
  kit_copy_sample (fixture, "street.manual.md", "mine.manual.md");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  parts = g_strsplit (text, "check: min-size", 2);
  bad = g_strjoin ("check: min-sise", parts[0], parts[1], NULL);
  g_assert_true (g_file_set_contents (path, bad, -1, NULL));
  kit_try_open (fixture, "street.mp4", NULL, "mine.manual.md");

  g_assert_no_error (fixture->error);
  g_assert_true (g_str_has_suffix (fw_project_get_manual_path (fixture->project), "mine.manual.md"));
  g_assert_nonnull (strstr (fw_project_get_notice (fixture->project, &level), "min-size"));
  g_assert_cmpint (level, ==, FW_NOTICE_WARNING);
  fw_project_dismiss_notice (fixture->project);
  g_assert_null (fw_project_get_notice (fixture->project, NULL));
  g_assert_true (fw_test_wait (is_checked, fixture));
}

static gboolean
has_version_two (gpointer user_data)
{
  return g_str_equal (fw_manual_get_version (fw_project_get_manual (((Fixture *) user_data)->project)), "2.0.0");
}

/* Test that a manual that is edited while the labels are open is taken over. */
static void
test_manual_edited (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *path = kit_path (fixture, "street.manual.md");
  g_autofree char *text = NULL;
  g_auto(GStrv) parts = NULL;
  g_autofree char *edited = NULL;

  kit_copy_sample (fixture, "street.mp4", "street.mp4");
  kit_copy_sample (fixture, "street.coco.json", "street.coco.json");
  kit_copy_sample (fixture, "street.manual.md", "street.manual.md");
  kit_try_open (fixture, "street.mp4", NULL, NULL);
  g_assert_no_error (fixture->error);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  parts = g_strsplit (text, "version: 1.0.0", 2);
  edited = g_strjoin ("version: 2.0.0", parts[0], parts[1], NULL);
  g_assert_true (g_file_set_contents (path, edited, -1, NULL));
  g_assert_true (fw_test_wait (has_version_two, fixture));
}

static gboolean
is_checked_clean (gpointer user_data)
{
  FwCheckRunner *checks = fw_project_get_checks (((Fixture *) user_data)->project);

  gboolean is_more;

  return !fw_check_runner_is_checking (checks)
         && fw_check_runner_count_safe (checks, NULL, &is_more) == 0 && !is_more;
}

typedef struct
{
  gboolean  is_done;
  char     *said;  /* (owned) */
  GError   *error; /* (owned) */
} Answer;

static void
fixed_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Answer *answer = user_data;

  answer->said = fw_fixes_apply_all_finish (FW_PROJECT (object), result, &answer->error);
  answer->is_done = TRUE;
}

static gboolean
has_answer (gpointer user_data)
{
  return ((Answer *) user_data)->is_done;
}

/* What is said; NULL with @error. */
static char *
fix_all (Fixture  *fixture,
         GError  **error)
{
  Answer answer = { FALSE };

  fw_fixes_apply_all_async (fixture->project, NULL, fixed_cb, &answer);
  g_assert_true (fw_test_wait (has_answer, &answer));
  if (answer.error)
    g_propagate_error (error, answer.error);

  return answer.said;
}

/* The sample clip with its labels and manual, checked. */
static void
open_street (Fixture *fixture)
{
  kit_copy_sample (fixture, "street.mp4", "street.mp4");
  kit_copy_sample (fixture, "street.coco.json", "street.coco.json");
  kit_copy_sample (fixture, "street.manual.md", "street.manual.md");
  kit_try_open (fixture, "street.mp4", NULL, NULL);
  g_assert_true (fw_test_wait (is_checked, fixture));
}

static gsize
count_worked_at (Fixture *fixture)
{
  gsize n;
  gsize n_worked = 0;
  const FwSetAside *all = fw_aside_list_get_all (
    fw_snapshot_get_asides (fw_document_get_snapshot (get_document (fixture))), &n);

  for (gsize i = 0; i < n; i++)
    n_worked += all[i].reason == FW_ASIDE_WORKED_AT;
  return n_worked;
}

/* Test that fixing one problem notes that it was worked at, also from the list in another
 * frame, that undo takes the note back, and that fixing all of them notes nothing. */
static void
test_worked_at (Fixture       *fixture,
                gconstpointer  data)
{
  FwProblem *problem = NULL;
  g_autofree char *said = NULL;
  g_autoptr(GError) error = NULL;

  open_street (fixture);

  GPtrArray *problems = fw_check_runner_get_problems (fw_project_get_checks (fixture->project));
  FwSession *session = fw_project_get_session (fixture->project);

  for (guint i = 0; i < problems->len && problem == NULL; i++)
    if (fw_problem_get_fix (problems->pdata[i]) != FW_FIX_NONE
        && !fw_span_contains (fw_problem_get_span (problems->pdata[i]),
                              fw_session_get_frame (session)))
      problem = problems->pdata[i];
  g_assert_nonnull (problem);
  g_assert_true (fw_fixes_apply (fixture->project, problem, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_worked_at (fixture), ==, 1);
  fw_document_undo (get_document (fixture));
  g_assert_cmpuint (count_worked_at (fixture), ==, 0);

  g_assert_true (fw_test_wait (is_checked, fixture));
  problems = fw_check_runner_get_problems (fw_project_get_checks (fixture->project));
  fw_fixes_go (fixture->project, problems->pdata[0]);
  said = fix_all (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_worked_at (fixture), ==, 0);
}

/* Test that all safe fixes are one step that undo takes back. */
static void
test_fix_all (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *said = NULL;
  g_autofree char *nothing = NULL;
  g_autoptr(GError) error = NULL;
  gboolean is_more;
  guint n_safe;

  open_street (fixture);
  n_safe = fw_check_runner_count_safe (fw_project_get_checks (fixture->project), NULL, &is_more);
  g_assert_false (is_more);
  g_assert_cmpuint (n_safe, >, 1);

  said = fix_all (fixture, &error);
  g_assert_no_error (error);
  g_assert_nonnull (said);
  g_assert_true (fw_test_wait (is_checked_clean, fixture));
  nothing = fix_all (fixture, &error);
  g_assert_null (nothing);
  g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE);

  fw_document_undo (get_document (fixture));
  g_assert_false (fw_document_can_undo (get_document (fixture)));
}

/* The first problem with a safe fix. */
static FwProblem *
find_safe (Fixture *fixture)
{
  GPtrArray *problems
      = fw_check_runner_get_problems (fw_project_get_checks (fixture->project));
  guint i = 0;

  while (!fw_fix_is_safe (fw_problem_get_fix (problems->pdata[i])))
    i++;

  return problems->pdata[i];
}

/* Nothing waits to be checked. */
static gboolean
is_at_rest (gpointer user_data)
{
  return !fw_check_runner_hurry (fw_project_get_checks (((Fixture *) user_data)->project));
}

/* Test that fixing goes round what is locked and what was changed meanwhile, and says so. */
static void
test_fix_all_left (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *said = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { FALSE };
  FwSession *session;
  FwProblem *problem;
  FwTrack *track;

  open_street (fixture);
  session = fw_project_get_session (fixture->project);
  problem = find_safe (fixture);
  track = fw_track_ref (fw_document_get_track (get_document (fixture),
                                               fw_problem_get_fix_track (problem)));
  fw_session_set_locked (session, fw_track_get_id (track), TRUE);
  said = fix_all (fixture, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (said, "is locked"));
  g_assert_true (fw_document_get_track (get_document (fixture), fw_track_get_id (track)) == track);

  /* Changed between the thread's answer and now: what is there is not what was fixed. */
  fw_session_set_locked (session, fw_track_get_id (track), FALSE);
  g_assert_true (fw_test_wait (is_at_rest, fixture));
  fw_fixes_apply_all_async (fixture->project, NULL, fixed_cb, &answer);
  fw_document_begin (get_document (fixture), "Name", 0);
  FwTrackBuilder *builder = fw_track_builder_new_from (track);
  fw_track_builder_set_name (builder, "Otto");
  g_autoptr(FwTrack) named = fw_track_builder_end (builder, NULL);
  fw_document_replace_track (get_document (fixture), fw_track_get_id (track), named);
  fw_document_commit (get_document (fixture));
  g_assert_true (fw_test_wait (has_answer, &answer));
  g_assert_error (answer.error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE);
  g_assert_nonnull (strstr (answer.error->message, "changed meanwhile"));
  g_clear_error (&answer.error);
  fw_track_unref (track);
}

/* Test which finding the key means: of the selected object here before all others. */
static void
test_current (Fixture       *fixture,
              gconstpointer  data)
{
  FwSession *session;
  FwProblem *problem;

  open_street (fixture);
  session = fw_project_get_session (fixture->project);

  GPtrArray *problems = fw_check_runner_get_problems (fw_project_get_checks (fixture->project));

  for (guint i = 0; i < problems->len; i++)
    {
      fw_fixes_go (fixture->project, problems->pdata[i]);
      problem = fw_fixes_find_current (fixture->project);
      g_assert_nonnull (problem);
      g_assert_true (fw_span_contains (fw_problem_get_span (problem), fw_session_get_frame (session)));
      g_assert_cmpint (fw_problem_get_track (problem), ==, fw_session_get_primary (session));
    }

  fw_session_select (session, 0);
  fw_session_set_frame (session, 118);
  g_assert_null (fw_fixes_find_current (fixture->project));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

/* Test what the question for a dropped COCO file tells, and that other files are no labels. */
static void
test_continue_facts (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *facts = NULL;

  kit_copy_sample (fixture, "street-clean.coco.json", "street.coco.json");
  path = kit_path (fixture, "street.coco.json");
  facts = fw_continue_question_dup_facts (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (facts, "street.coco.json"));
  g_assert_nonnull (strstr (facts, "120 frames"));
  g_assert_nonnull (strstr (facts, "not beside it"));
  g_clear_pointer (&facts, g_free);

  kit_copy_sample (fixture, "street.mp4", "street.mp4");
  facts = fw_continue_question_dup_facts (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (facts, "street.mp4."));
  g_clear_pointer (&facts, g_free);

  g_assert_true (g_file_set_contents (path, "[1, 2", -1, NULL));
  facts = fw_continue_question_dup_facts (path, NULL, &error);
  g_assert_null (facts);
  g_assert_nonnull (error);
}

static gboolean
is_review_read (gpointer user_data)
{
  FwProject *project = ((Fixture *) user_data)->project;

  return fw_project_get_review (project) || fw_project_get_review_trouble (project);
}

/* Test that questions stand beside the labels, come back, and that labels nobody asks about
 * leave nothing behind. */
static void
test_review (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  FwQuestion question = { .unit = (char *) "street/3/t1", .by = (char *) "dana",
                          .text = (char *) "Is a poster a person?",
                          .at = (char *) "2026-11-27T10:00:00Z" };
  g_autofree char *path = kit_path (fixture, "street.review.json");
  g_autofree char *journal = fw_review_file_get_journal_path (path);
  gint64 id;

  kit_copy_sample (fixture, "street.mp4", "street.mp4");
  kit_copy_sample (fixture, "street-clean.coco.json", "street.coco.json");
  for (int round = 0; round < 2; round++)
    {
      kit_try_open (fixture, "street.mp4", NULL, NULL);
      g_assert_true (fw_test_wait (is_review_read, fixture));
      g_assert_null (fw_project_get_review_trouble (fixture->project));
      g_assert_cmpstr (fw_project_get_unit_media (fixture->project), ==, "street");

      FwReviewFile *file = fw_project_get_review (fixture->project);

      g_assert_cmpstr (fw_review_file_get_path (file), ==, path);
      g_assert_cmpuint (fw_review_get_n (fw_review_file_get_review (file), FW_REVIEW_QUESTION), ==, 0);
      if (round == 0)
        {
          kit_close (fixture);
          g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
          g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
          continue;
        }
      g_assert_true (fw_review_file_ask (file, &question, &id, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
      kit_close (fixture);
      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    }

  kit_try_open (fixture, "street.mp4", NULL, NULL);
  g_assert_true (fw_test_wait (is_review_read, fixture));

  FwReview *review = fw_review_file_get_review (fw_project_get_review (fixture->project));
  const FwQuestion *back = fw_review_find (review, FW_REVIEW_QUESTION, id);

  g_assert_nonnull (back);
  g_assert_cmpstr (back->text, ==, question.text);
  kit_close (fixture);

  /* What stands there is no review, and there is no journal to help: it is told and left alone. */
  g_assert_cmpint (g_remove (journal), ==, 0);
  g_assert_true (g_file_set_contents (path, "[1, 2", -1, NULL));
  kit_try_open (fixture, "street.mp4", NULL, NULL);
  g_assert_true (fw_test_wait (is_review_read, fixture));
  g_assert_null (fw_project_get_review (fixture->project));
  g_assert_nonnull (strstr (fw_project_get_review_trouble (fixture->project), "street.review.json"));
  kit_close (fixture);
}

static gboolean
is_confirmed (gpointer user_data)
{
  FwProject *project = ((Fixture *) user_data)->project;

  return fw_source_get_state (fw_project_get_source (project)) == FW_SOURCE_STATE_CONFIRMED;
}

static gboolean
has_notice (gpointer user_data)
{
  const char *notice = fw_project_get_notice (((Fixture *) user_data)->project, NULL);

  return notice && strstr (notice, "another file") != NULL;
}

/* The checksum of the video at hand was taken. */
static gboolean
is_identified (gpointer user_data)
{
  FwLabelsFile *labels = fw_project_get_labels (((Fixture *) user_data)->project);

  return fw_labels_file_get_media_identity (labels)->bytes > 0;
}

/* Test that labels remember which file they were made on, and that another one of the same name is
 * told; closing the banner takes it as theirs. */
static void
test_identity (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *path = kit_path (fixture, "street.mp4");
  g_autofree char *expected = NULL;
  g_autoptr(GError) error = NULL;
  FILE *clip;

  kit_copy_sample (fixture, "street.mp4", "street.mp4");
  for (int round = 0; round < 3; round++)
    {
      FwMediaIdentity stated;
      g_autofree char *say = NULL;

      kit_try_open (fixture, "street.mp4", NULL, NULL);
      g_assert_true (fw_test_wait (is_confirmed, fixture));
      stated = *fw_coco_file_get_media_identity (
          fw_labels_file_get_coco (fw_project_get_labels (fixture->project)));
      g_assert_cmpint (stated.bytes > 0, ==, round > 0);
      if (round == 1)
        {
          g_assert_cmpstr (stated.sha256, ==, expected);
          g_assert_true (fw_test_wait (has_notice, fixture));
          fw_project_dismiss_notice (fixture->project);
        }
      g_assert_false (has_notice (fixture));
      g_clear_pointer (&expected, g_free);
      expected = fw_disk_checksum (path, NULL);
      /* The third time the labels say it already. */
      if (round < 2)
        g_assert_true (fw_test_wait (is_identified, fixture));
      g_assert_true (fw_command_done_next (fw_project_get_session (fixture->project), 0, &say, &error));
      g_assert_no_error (error);
      kit_close (fixture);
      clip = g_fopen (path, "ab");
      g_assert_nonnull (clip);
      if (round == 0)
        g_assert_cmpint (fputc ('x', clip), ==, 'x');
      fclose (clip);
    }
}

int
main (int   argc,
      char *argv[])
{
  fw_test_init (&argc, &argv);

  ADD ("/project/clip", test_clip);
  ADD ("/project/new-clip", test_new_clip);
  ADD ("/project/set-aside", test_set_aside);
  ADD ("/project/review", test_review);
  ADD ("/project/identity", test_identity);
  ADD ("/project/labels-find-clip", test_labels_find_clip);
  ADD ("/project/clip-missing", test_clip_missing);
  ADD ("/project/refused", test_refused);
  ADD ("/project/manual-with-mistakes", test_manual_with_mistakes);
  ADD ("/project/manual-edited", test_manual_edited);
  ADD ("/fixes/worked-at", test_worked_at);
  ADD ("/fixes/all", test_fix_all);
  ADD ("/fixes/all-left", test_fix_all_left);
  ADD ("/fixes/current", test_current);
  ADD ("/project/continue/facts", test_continue_facts);

  return g_test_run ();
}
