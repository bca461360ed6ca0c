/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the Checks list is made of, over the sample clip. No display.
 */

#include "app/asides.h"
#include "app/first-problem.h"
#include "app/fixes.h"
#include "app/panels/check-rows.h"
#include "project-kit.h"
#include "support/test-home.h"

#include <string.h>

typedef struct
{
  ProjectKit      kit;
  FwCheckListing  listing;
} Fixture;

/* The labels without their media: nothing here looks at pictures. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  kit_set_up (&fixture->kit);
  kit_copy_sample (&fixture->kit, "street.coco.json", "street.coco.json");
  kit_copy_sample (&fixture->kit, "street.manual.md", "street.manual.md");
  kit_open (&fixture->kit, NULL, "street.coco.json", "street.manual.md");
  fixture->listing = (FwCheckListing) { FW_CHECK_FILTER_ALL, g_hash_table_new (NULL, NULL),
                                        g_hash_table_new (NULL, NULL) };
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  kit_tear_down (&fixture->kit);
  g_hash_table_unref (fixture->listing.turned);
  g_hash_table_unref (fixture->listing.grown);
}

/* "h.if" per card: head, sentence, instances, foot. */
static char *
draw_rows (GPtrArray *rows)
{
  static const char letters[] = "h.iam?f";
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const FwCheckRowFacts *facts = fw_check_row_get_facts (rows->pdata[i]);

      if (facts->kind == FW_CHECK_ROW_HEAD && text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, letters[facts->kind]);
    }

  return g_string_free (text, FALSE);
}

static const FwCheckRowFacts *
find_row (GPtrArray      *rows,
          FwCheckRowKind  kind,
          const char     *rule)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const FwCheckRowFacts *facts = fw_check_row_get_facts (rows->pdata[i]);

      if (facts->kind == kind && (facts->rule ? g_strcmp0 (facts->rule->id, rule) == 0 : !rule))
        return facts;
    }

  return NULL;
}

/* Test that each rule is a card with a foot, problems come before hints, and the
 * rules without an answer come last and closed. */
static void
test_cards (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) rows = fw_check_rows_make (fixture->kit.project, &fixture->listing);
  gboolean was_hint = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const FwCheckRowFacts *facts = fw_check_row_get_facts (rows->pdata[i]);
      gboolean ends
          = i + 1 == rows->len
            || fw_check_row_get_facts (rows->pdata[i + 1])->kind == FW_CHECK_ROW_HEAD;

      g_assert_true (facts->is_last == ends);
      if (facts->kind != FW_CHECK_ROW_HEAD)
        continue;

      gboolean is_problem = facts->rule && facts->rule->severity == FW_SEVERITY_ERROR;

      g_assert_false (is_problem && was_hint);
      g_assert_true (facts->is_closed == !facts->rule);
      was_hint = !is_problem;
    }

  /* A rule that sets an attribute and one that cuts: one place each, so the fix is there. */
  g_assert_cmpint (find_row (rows, FW_CHECK_ROW_HEAD, "ST-006")->count, ==, 1);
  g_assert_cmpint (find_row (rows, FW_CHECK_ROW_FOOT, "ST-006")->count, ==, 1);
}

/* Test that a closed card is its head, and opens again as it was. */
static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) before = fw_check_rows_make (fixture->kit.project, &fixture->listing);
  const FwRule *rule = find_row (before, FW_CHECK_ROW_HEAD, "ST-006")->rule;
  g_autofree char *drawn = draw_rows (before);
  g_autofree char *drawn_again = NULL;

  fw_check_rows_turn (&fixture->listing, rule);

  g_autoptr(GPtrArray) closed = fw_check_rows_make (fixture->kit.project, &fixture->listing);

  g_assert_true (find_row (closed, FW_CHECK_ROW_HEAD, "ST-006")->is_closed);
  g_assert_null (find_row (closed, FW_CHECK_ROW_INSTANCE, "ST-006"));
  g_assert_null (find_row (closed, FW_CHECK_ROW_FOOT, "ST-006"));

  fw_check_rows_turn (&fixture->listing, rule);

  g_autoptr(GPtrArray) again = fw_check_rows_make (fixture->kit.project, &fixture->listing);

  drawn_again = draw_rows (again);
  g_assert_cmpstr (drawn_again, ==, drawn);
  for (guint i = 0; i < again->len; i++)
    g_assert_true (fw_check_row_equal (again->pdata[i], before->pdata[i]));
}

/* Test that "this frame" lists what is in this frame and offers no fix for elsewhere. */
static void
test_here (Fixture       *fixture,
           gconstpointer  data)
{
  FwSession *session = fw_project_get_session (fixture->kit.project);

  fixture->listing.filter = FW_CHECK_FILTER_HERE;
  fw_session_set_frame (session, 7);

  g_autoptr(GPtrArray) rows = fw_check_rows_make (fixture->kit.project, &fixture->listing);
  g_autofree char *drawn = draw_rows (rows);

  g_assert_cmpstr (drawn, ==, "h.if");
  g_assert_nonnull (find_row (rows, FW_CHECK_ROW_INSTANCE, "ST-006"));
  g_assert_cmpint (find_row (rows, FW_CHECK_ROW_FOOT, "ST-006")->count, ==, 0);

  fw_session_set_frame (session, 118);

  g_autoptr(GPtrArray) none = fw_check_rows_make (fixture->kit.project, &fixture->listing);

  g_assert_cmpuint (none->len, ==, 0);
}

static gboolean
has_review (gpointer user_data)
{
  return fw_project_get_review (((Fixture *) user_data)->kit.project) != NULL;
}

/* The review is there, and it is known who asks. */
static void
make_ready (Fixture *fixture)
{
  g_assert_true (fw_test_wait (has_review, fixture));
  fw_document_set_author (
      fw_session_get_document (fw_project_get_session (fixture->kit.project)), "dana");
}

/* Test that what is set aside moves to its own list, with the reason. */
static void
test_aside (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) before = fw_check_rows_make (fixture->kit.project, &fixture->listing);
  FwProblem *problem = find_row (before, FW_CHECK_ROW_INSTANCE, "ST-006")->problem;
  g_autoptr(GError) error = NULL;

  make_ready (fixture);
  g_assert_true (fw_asides_put (fixture->kit.project, problem, FW_ASIDE_OTHER, "a mirror", NULL,
                                &error));
  g_assert_no_error (error);
  kit_wait_for_check (&fixture->kit);

  g_autoptr(GPtrArray) after = fw_check_rows_make (fixture->kit.project, &fixture->listing);

  g_assert_null (find_row (after, FW_CHECK_ROW_HEAD, "ST-006"));

  fixture->listing.filter = FW_CHECK_FILTER_ASIDE;

  g_autoptr(GPtrArray) asides = fw_check_rows_make (fixture->kit.project, &fixture->listing);
  g_autofree char *drawn = draw_rows (asides);

  g_assert_cmpstr (drawn, ==, "h.af");
  g_assert_nonnull (strstr (find_row (asides, FW_CHECK_ROW_ASIDE, "ST-006")->text, "a mirror"));
}

/* Test that setting aside with a question sends it, once, and that without words
 * it needs one that waits. */
static void
test_asked (Fixture       *fixture,
            gconstpointer  data)
{
  FwProject *project = fixture->kit.project;
  g_autoptr(GPtrArray) rows = fw_check_rows_make (project, &fixture->listing);
  FwProblem *problem = find_row (rows, FW_CHECK_ROW_INSTANCE, "ST-006")->problem;
  g_autoptr(GError) error = NULL;
  FwReviewFile *file;
  const FwQuestion *question;

  make_ready (fixture);
  file = fw_project_get_review (project);
  g_assert_true (fw_asides_needs_text (project, problem, FW_ASIDE_ASKED));
  g_assert_false (fw_asides_needs_text (project, problem, FW_ASIDE_NOT_TRUE));
  g_assert_false (fw_asides_put (project, problem, FW_ASIDE_ASKED, " ", NULL, &error));
  g_clear_error (&error);
  g_assert_cmpuint (fw_review_get_n (fw_review_file_get_review (file), FW_REVIEW_QUESTION), ==, 0);

  g_assert_true (fw_asides_put (project, problem, FW_ASIDE_ASKED, "Is a mirror a border?", NULL,
                                &error));
  g_assert_no_error (error);
  kit_wait_for_check (&fixture->kit);
  g_assert_cmpuint (fw_review_get_n (fw_review_file_get_review (file), FW_REVIEW_QUESTION), ==, 1);
  question = fw_review_get (fw_review_file_get_review (file), FW_REVIEW_QUESTION, 0);
  g_assert_cmpstr (question->rule, ==, "ST-006");
  g_assert_cmpstr (question->text, ==, "Is a mirror a border?");
  g_assert_true (g_str_has_prefix (question->unit, "street/"));
  g_assert_cmpuint (fw_check_runner_get_asides (fw_project_get_checks (project))->len, ==, 1);
  g_assert_false (fw_asides_needs_text (project, problem, FW_ASIDE_ASKED));
}

static gsize
count_questions (FwProject *project)
{
  return fw_review_get_n (fw_review_file_get_review (fw_project_get_review (project)),
                          FW_REVIEW_QUESTION);
}

static char *
dup_aside_text (Fixture *fixture)
{
  g_autoptr(GPtrArray) rows = NULL;

  kit_wait_for_check (&fixture->kit);
  fixture->listing.filter = FW_CHECK_FILTER_ASIDE;
  rows = fw_check_rows_make (fixture->kit.project, &fixture->listing);

  return g_strdup (find_row (rows, FW_CHECK_ROW_ASIDE, "ST-006")->text);
}

/* Test that a reason is a question to the manual's owner, which goes and comes with
 * what was set aside and stays when it was answered. */
static void
test_reason_is_question (Fixture       *fixture,
                         gconstpointer  data)
{
  FwProject *project = fixture->kit.project;
  FwQuestionBoard *board = fw_project_get_questions (project);
  FwDocument *document = fw_session_get_document (fw_project_get_session (project));
  g_autoptr(GPtrArray) rows = fw_check_rows_make (project, &fixture->listing);
  FwProblem *problem = find_row (rows, FW_CHECK_ROW_INSTANCE, "ST-006")->problem;
  g_autofree char *waits = NULL, *answered = NULL;
  g_autoptr(GError) error = NULL;
  const FwQuestion *question;
  gint64 id = 0;

  g_assert_true (fw_test_wait (has_review, fixture));
  g_assert_false (fw_asides_put (project, problem, FW_ASIDE_NOT_TRUE, NULL, &id, &error));
  g_assert_nonnull (strstr (error->message, "name"));
  g_clear_error (&error);
  make_ready (fixture);
  g_assert_true (fw_asides_put (project, problem, FW_ASIDE_NOT_TRUE, NULL, &id, &error));
  g_assert_no_error (error);
  question = fw_question_board_find (board, id);
  g_assert_cmpstr (question->rule, ==, "ST-006");
  g_assert_true (g_str_has_prefix (question->text, "Not true here.\nThe check says: "));
  g_assert_true (g_str_has_suffix (question->text, fw_problem_get_reason (problem)));
  g_assert_true (g_str_has_prefix (question->unit, "street/"));
  waits = dup_aside_text (fixture);
  g_assert_nonnull (strstr (waits, "waits for an answer"));

  g_assert_true (fw_document_undo (document));
  g_assert_cmpuint (count_questions (project), ==, 0);
  g_assert_true (fw_document_redo (document));
  g_assert_cmpuint (count_questions (project), ==, 1);
  g_assert_nonnull (fw_question_board_find (board, id));
  kit_wait_for_check (&fixture->kit);
  g_assert_true (fw_asides_take_back (project, problem, &error));
  g_assert_cmpuint (count_questions (project), ==, 0);
  kit_wait_for_check (&fixture->kit);

  g_assert_true (fw_asides_put (project, problem, FW_ASIDE_OTHER, "a toy", &id, &error));
  g_assert_true (fw_question_board_answer (board, id, "Toys do not count.", &error));
  g_assert_no_error (error);
  answered = dup_aside_text (fixture);
  g_assert_nonnull (strstr (answered, "Answered: Toys do not count."));
  g_assert_true (fw_asides_take_back (project, problem, &error));
  g_assert_cmpuint (count_questions (project), ==, 1);
}

/* Test that a question which waited already is pointed at, and left alone. */
static void
test_question_of_before (Fixture       *fixture,
                         gconstpointer  data)
{
  FwProject *project = fixture->kit.project;
  FwQuestionBoard *board = fw_project_get_questions (project);
  g_autoptr(GPtrArray) rows = fw_check_rows_make (project, &fixture->listing);
  FwProblem *problem = find_row (rows, FW_CHECK_ROW_INSTANCE, "ST-006")->problem;
  FwQuestionDraft draft = { .rule = "ST-006", .text = "Is it?" };
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  gint64 asked, id = 0;
  gboolean was_open;

  make_ready (fixture);
  draft.has_unit = fw_fixes_get_unit (project, problem, &draft.unit);
  g_assert_true (fw_question_board_ask (board, &draft, &asked, &was_open, &error));
  g_assert_true (fw_asides_put (project, problem, FW_ASIDE_ASKED, NULL, &id, &error));
  g_assert_no_error (error);
  g_assert_cmpint (id, ==, asked);
  text = dup_aside_text (fixture);
  g_assert_nonnull (strstr (text, "waits for an answer"));
  g_assert_true (fw_asides_take_back (project, problem, &error));
  g_assert_nonnull (fw_question_board_find (board, asked));
}

/* Test that the first sentence a person hears names the rule and the keys that
 * help, and speaks of a fix only when there is one. */
static void
test_first (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) rows = fw_check_rows_make (fixture->kit.project, &fixture->listing);
  g_autofree char *with
      = fw_first_problem_dup_sentence (find_row (rows, FW_CHECK_ROW_INSTANCE, "ST-006")->problem);
  g_autofree char *without
      = fw_first_problem_dup_sentence (find_row (rows, FW_CHECK_ROW_INSTANCE, "ST-008")->problem);

  g_assert_true (g_str_has_prefix (with, "Rule ST-006: Touches the border"));
  g_assert_nonnull (strstr (with, "Fix sets"));
  g_assert_nonnull (strstr (with, "{fix}"));
  g_assert_nonnull (strstr (with, "{why}"));
  g_assert_true (g_str_has_prefix (without, "Rule ST-008: "));
  g_assert_null (strstr (without, "{fix}"));
  g_assert_nonnull (strstr (without, "{why}"));
}

int
main (int   argc,
      char *argv[])
{
  fw_test_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/check-rows/cards", test_cards);
  ADD ("/check-rows/closed", test_closed);
  ADD ("/check-rows/here", test_here);
  ADD ("/check-rows/aside", test_aside);
  ADD ("/check-rows/asked", test_asked);
  ADD ("/check-rows/reason-is-question", test_reason_is_question);
  ADD ("/check-rows/question-of-before", test_question_of_before);
  ADD ("/check-rows/first-sentence", test_first);
#undef ADD

  return g_test_run ();
}
