/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the Checks list is made of, over the sample clip. No display.
 */

#include "app/asides.h"
#include "app/first-problem.h"
#include "app/fixes.h"
#include "app/panels/check-rows.h"
#include "support/wait.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char           *folder;  /* (owned) */
  FwProject      *project; /* (owned) */
  FwCheckListing  listing;
  guint           n_changed;
  gboolean        is_done;
} Fixture;

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  ((Fixture *) user_data)->is_done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Fixture *) user_data)->is_done;
}

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static gboolean
is_checked (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fixture->n_changed > 0
         && !fw_check_runner_is_checking (fw_project_get_checks (fixture->project));
}

static void
wait_for_check (Fixture *fixture)
{
  g_assert_true (fw_test_wait (is_checked, fixture));
  fixture->n_changed = 0;
}

static char *
copy (Fixture    *fixture,
      const char *name)
{
  g_autofree char *from = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), name, NULL);
  char *to = g_build_filename (fixture->folder, name, NULL);
  g_autoptr(GFile) source = g_file_new_for_path (from);
  g_autoptr(GFile) target = g_file_new_for_path (to);
  g_autoptr(GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return to;
}

/* The labels without their media: nothing here looks at pictures. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("fw-rows-XXXXXX", NULL);

  g_autofree char *labels = copy (fixture, "street.coco.json");
  g_autofree char *manual = copy (fixture, "street.manual.md");
  FwProjectFiles files = { NULL, labels, manual };

  fixture->listing = (FwCheckListing) { FW_CHECK_FILTER_ALL, g_hash_table_new (NULL, NULL),
                                        g_hash_table_new (NULL, NULL) };
  fixture->project = fw_project_new ();
  fw_project_open_async (fixture->project, &files, 1024 * 1024, NULL, done_cb, fixture);
  g_assert_true (fw_test_wait (is_done, fixture));
  fixture->is_done = FALSE;
  g_signal_connect_swapped (fw_project_get_checks (fixture->project), "changed",
                            G_CALLBACK (changed_cb), fixture);
  wait_for_check (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const names[] = { "street.coco.json", "street.manual.md" };

  fw_project_close_async (fixture->project, NULL, done_cb, fixture);
  g_assert_true (fw_test_wait (is_done, fixture));
  g_object_unref (fixture->project);
  g_hash_table_unref (fixture->listing.turned);
  g_hash_table_unref (fixture->listing.grown);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
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
  g_autoptr(GPtrArray) rows = fw_check_rows_make (fixture->project, &fixture->listing);
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
  g_autoptr(GPtrArray) before = fw_check_rows_make (fixture->project, &fixture->listing);
  const FwRule *rule = find_row (before, FW_CHECK_ROW_HEAD, "ST-006")->rule;
  g_autofree char *drawn = draw_rows (before);
  g_autofree char *drawn_again = NULL;

  fw_check_rows_turn (&fixture->listing, rule);

  g_autoptr(GPtrArray) closed = fw_check_rows_make (fixture->project, &fixture->listing);

  g_assert_true (find_row (closed, FW_CHECK_ROW_HEAD, "ST-006")->is_closed);
  g_assert_null (find_row (closed, FW_CHECK_ROW_INSTANCE, "ST-006"));
  g_assert_null (find_row (closed, FW_CHECK_ROW_FOOT, "ST-006"));

  fw_check_rows_turn (&fixture->listing, rule);

  g_autoptr(GPtrArray) again = fw_check_rows_make (fixture->project, &fixture->listing);

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
  FwSession *session = fw_project_get_session (fixture->project);

  fixture->listing.filter = FW_CHECK_FILTER_HERE;
  fw_session_set_frame (session, 7);

  g_autoptr(GPtrArray) rows = fw_check_rows_make (fixture->project, &fixture->listing);
  g_autofree char *drawn = draw_rows (rows);

  g_assert_cmpstr (drawn, ==, "h.if");
  g_assert_nonnull (find_row (rows, FW_CHECK_ROW_INSTANCE, "ST-006"));
  g_assert_cmpint (find_row (rows, FW_CHECK_ROW_FOOT, "ST-006")->count, ==, 0);

  fw_session_set_frame (session, 118);

  g_autoptr(GPtrArray) none = fw_check_rows_make (fixture->project, &fixture->listing);

  g_assert_cmpuint (none->len, ==, 0);
}

/* Test that what is set aside moves to its own list, with the reason. */
static void
test_aside (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) before = fw_check_rows_make (fixture->project, &fixture->listing);
  FwProblem *problem = find_row (before, FW_CHECK_ROW_INSTANCE, "ST-006")->problem;
  g_autoptr(GError) error = NULL;

  g_assert_true (fw_asides_put (fixture->project, problem, FW_ASIDE_OTHER, "a mirror", &error));
  g_assert_no_error (error);
  wait_for_check (fixture);

  g_autoptr(GPtrArray) after = fw_check_rows_make (fixture->project, &fixture->listing);

  g_assert_null (find_row (after, FW_CHECK_ROW_HEAD, "ST-006"));

  fixture->listing.filter = FW_CHECK_FILTER_ASIDE;

  g_autoptr(GPtrArray) asides = fw_check_rows_make (fixture->project, &fixture->listing);
  g_autofree char *drawn = draw_rows (asides);

  g_assert_cmpstr (drawn, ==, "h.af");
  g_assert_nonnull (strstr (find_row (asides, FW_CHECK_ROW_ASIDE, "ST-006")->text, "a mirror"));
}

/* Test that the first sentence a person hears names the rule and the keys that
 * help, and speaks of a fix only when there is one. */
static void
test_first (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) rows = fw_check_rows_make (fixture->project, &fixture->listing);
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
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/check-rows/cards", test_cards);
  ADD ("/check-rows/closed", test_closed);
  ADD ("/check-rows/here", test_here);
  ADD ("/check-rows/aside", test_aside);
  ADD ("/check-rows/first-sentence", test_first);
#undef ADD

  return g_test_run ();
}
