/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/check-runner.h"
#include "rules/problem-aside.h"
#include "support/wait.h"

#include <string.h>

static const char manual_text[] =
  "---\n"
  "manual: test\n"
  "title: Test\n"
  "version: 1.0.0\n"
  "effective: 2026-11-01\n"
  "owner: nobody\n"
  "language: en\n"
  "categories:\n"
  "  car: box\n"
  "attributes:\n"
  "  truncated: bool\n"
  "---\n"
  "\n"
  "# Test\n"
  "\n"
  "### TT-001 Not too small\n"
  "\n"
  "- **DO** label cars at least 10 pixels high.\n"
  "- **DO NOT** label smaller ones.\n"
  "\n"
  "```rule\n"
  "severity: error\n"
  "since: 1.0.0\n"
  "check: min-size\n"
  "with: { height: 10 }\n"
  "```\n"
  "\n"
  "### TT-002 Stay inside\n"
  "\n"
  "- **DO** end at the border.\n"
  "- **DO NOT** draw past it.\n"
  "\n"
  "```rule\n"
  "severity: warning\n"
  "since: 1.0.0\n"
  "check: inside-image\n"
  "fix: clip\n"
  "```\n";

typedef struct
{
  FwDocument    *document;
  FwCheckRunner *runner;
  FwManual      *manual;
  guint          n_changed;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static FwTrack *
make_track (FwTrackId id,
            FwRect    box)
{
  FwTrackBuilder *builder = fw_track_builder_new (id, 1);
  g_autoptr(FwShape) shape = fw_shape_new_box (box);

  fw_track_builder_set_key (builder, 0, shape);
  fw_track_builder_set_key (builder, 4, shape);

  return fw_track_builder_end (builder, NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwFrameInfo infos[10];
  g_autoptr(FwFrameList) frames = NULL;
  g_autoptr(FwSnapshot) snapshot = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static (manual_text, strlen (manual_text));
  g_autoptr(GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    infos[i] = (FwFrameInfo) { .width = 640, .height = 360 };
  frames = fw_frame_list_new (TRUE, "clip.mp4", 25, infos, G_N_ELEMENTS (infos));
  fixture->manual = fw_manual_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  g_assert_false (fw_manual_has_errors (fixture->manual));

  fw_snapshot_builder_set_frame_list (builder, frames);
  fw_snapshot_builder_set (builder, (FwSlot){ FW_SLOT_TAXONOMY, 0 },
                           fw_manual_get_taxonomy (fixture->manual));
  fw_snapshot_builder_take_track (builder, make_track (1, FW_RECT (10, 10, 50, 40)));
  fw_snapshot_builder_take_track (builder, make_track (2, FW_RECT (10, 10, 50, 4)));
  snapshot = fw_snapshot_builder_end (builder);
  fixture->document = fw_document_new (snapshot);
  fixture->runner = fw_check_runner_new (fixture->document);
  g_signal_connect_swapped (fixture->runner, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->runner);
  g_assert_finalize_object (fixture->document);
  fw_manual_unref (fixture->manual);
}

static gboolean
is_at_rest (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fixture->n_changed > 0 && !fw_check_runner_is_checking (fixture->runner);
}

static void
wait_for_check (Fixture *fixture)
{
  fixture->n_changed = 0;
  g_assert_true (fw_test_wait (is_at_rest, fixture));
}

static void
replace (Fixture *fixture,
         FwTrackId id,
         FwRect    box)
{
  g_autoptr(FwTrack) track = make_track (id, box);

  fw_document_begin (fixture->document, "Change", 0);
  fw_document_replace_track (fixture->document, id, track);
  fw_document_commit (fixture->document);
}

/* Test that a manual starts a full check, and taking it away empties the list. */
static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_cmpint (fw_check_runner_get_n_problems (fixture->runner), ==, 0);
  fw_check_runner_set_manual (fixture->runner, fixture->manual);
  g_assert_true (fw_check_runner_is_checking (fixture->runner));
  wait_for_check (fixture);

  GPtrArray *problems = fw_check_runner_get_problems (fixture->runner);

  /* One place, five frames long. */
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpint (fw_problem_get_track (problems->pdata[0]), ==, 2);
  g_assert_cmpint (fw_check_runner_get_n_problems (fixture->runner), ==, 1);
  g_assert_cmpint (fw_check_runner_get_n_hints (fixture->runner), ==, 0);
  g_assert_cmpint (fw_check_runner_count_rule (fixture->runner,
                                               fw_manual_find_rule (fixture->manual, "TT-001")),
                   ==, 1);

  fw_check_runner_set_manual (fixture->runner, NULL);
  g_assert_cmpuint (fw_check_runner_get_problems (fixture->runner)->len, ==, 0);
  g_assert_cmpint (fw_check_runner_get_n_problems (fixture->runner), ==, 0);
}

/* Test that edits and undo open and close findings. */
static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  fw_check_runner_set_manual (fixture->runner, fixture->manual);
  wait_for_check (fixture);

  replace (fixture, 1, FW_RECT (-10, 10, 50, 40));
  replace (fixture, 2, FW_RECT (10, 100, 50, 40));
  wait_for_check (fixture);
  g_assert_cmpint (fw_check_runner_get_n_problems (fixture->runner), ==, 0);
  g_assert_cmpint (fw_check_runner_get_n_hints (fixture->runner), ==, 1);

  fw_document_undo (fixture->document);
  fw_document_undo (fixture->document);
  wait_for_check (fixture);
  g_assert_cmpint (fw_check_runner_get_n_problems (fixture->runner), ==, 1);
  g_assert_cmpint (fw_check_runner_get_n_hints (fixture->runner), ==, 0);
}

/* Test that what was set aside is listed apart, comes back by undo, and when its object changes. */
static void
test_aside (Fixture       *fixture,
            gconstpointer  data)
{
  fw_check_runner_set_manual (fixture->runner, fixture->manual);
  wait_for_check (fixture);

  FwProblem *problem = fw_check_runner_get_problems (fixture->runner)->pdata[0];
  FwSnapshot *snapshot = fw_document_get_snapshot (fixture->document);
  FwSetAside aside = fw_problem_make_aside (problem, snapshot);

  aside.reason = FW_ASIDE_OTHER;
  aside.text = "a toy";
  g_autoptr(FwAsideList) list = fw_aside_list_with (NULL, &aside);

  g_assert_null (fw_check_runner_find_aside (fixture->runner, problem));
  fw_document_begin (fixture->document, "Set aside", 0);
  fw_document_replace (fixture->document, (FwSlot){ FW_SLOT_ASIDE, 0 }, list);
  g_assert_true (fw_document_commit (fixture->document));
  wait_for_check (fixture);
  g_assert_cmpuint (fw_check_runner_get_problems (fixture->runner)->len, ==, 0);
  g_assert_cmpint (fw_check_runner_get_n_problems (fixture->runner), ==, 0);
  g_assert_cmpuint (fw_check_runner_get_asides (fixture->runner)->len, ==, 1);
  problem = fw_check_runner_get_asides (fixture->runner)->pdata[0];
  g_assert_cmpstr (fw_check_runner_find_aside (fixture->runner, problem)->text, ==, "a toy");

  fw_document_undo (fixture->document);
  wait_for_check (fixture);
  g_assert_cmpint (fw_check_runner_get_n_problems (fixture->runner), ==, 1);
  g_assert_cmpuint (fw_check_runner_get_asides (fixture->runner)->len, ==, 0);

  fw_document_redo (fixture->document);
  replace (fixture, 2, FW_RECT (10, 10, 60, 4));
  wait_for_check (fixture);
  g_assert_cmpint (fw_check_runner_get_n_problems (fixture->runner), ==, 1);
  g_assert_cmpuint (fw_check_runner_get_asides (fixture->runner)->len, ==, 0);
}

/* Test that an edit made while a check runs is checked after it. */
static void
test_edit_while_checking (Fixture       *fixture,
                          gconstpointer  data)
{
  fw_check_runner_set_manual (fixture->runner, fixture->manual);
  replace (fixture, 2, FW_RECT (10, 100, 50, 40));
  do
    wait_for_check (fixture);
  while (fw_check_runner_get_n_problems (fixture->runner) > 0);
  g_assert_cmpuint (fw_check_runner_get_problems (fixture->runner)->len, ==, 0);
}

static FwTrack *
make_single (FwTrackId id,
             FwFrame   frame,
             FwRect    box)
{
  FwTrackBuilder *builder = fw_track_builder_new (id, 1);
  g_autoptr(FwShape) shape = fw_shape_new_box (box);

  fw_track_builder_set_single (builder, TRUE);
  fw_track_builder_set_key (builder, frame, shape);

  return fw_track_builder_end (builder, NULL);
}

#define N_MANY (2 * FW_CHECK_RESULTS_MAX_PER_RULE)

/* Twice as many small objects as are described, the later ones in frame 9. */
static void
add_many (Fixture *fixture)
{
  fw_document_begin (fixture->document, "Many", 0);
  for (FwTrackId id = 100; id < 100 + N_MANY; id++)
    {
      FwFrame frame = id < 100 + N_MANY - 7 ? 5 : 9;
      g_autoptr(FwTrack) track = make_single (id, frame, FW_RECT (10, 10, 50, 4));

      fw_document_replace_track (fixture->document, id, track);
    }
  fw_document_commit (fixture->document);
}

static gboolean
has_seven_here (gpointer user_data)
{
  return fw_check_runner_get_here (((Fixture *) user_data)->runner)->len == 7;
}

/* Test that of very many findings a part is described, all are counted and
 * marked, and those of the frame at hand are described wherever they stand. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  const FwRule *rule = fw_manual_find_rule (fixture->manual, "TT-001");
  GArray *marks;

  add_many (fixture);
  fw_check_runner_set_manual (fixture->runner, fixture->manual);
  wait_for_check (fixture);
  g_assert_cmpuint (fw_check_runner_get_problems (fixture->runner)->len, ==,
                    FW_CHECK_RESULTS_MAX_PER_RULE);
  g_assert_cmpint (fw_check_runner_get_n_problems (fixture->runner), ==, N_MANY + 1);
  g_assert_cmpint (fw_check_runner_count_rule (fixture->runner, rule), ==, N_MANY + 1);

  marks = fw_check_runner_get_marks (fixture->runner);
  g_assert_cmpuint (marks->len, ==, N_MANY + 1);
  for (guint i = 1; i < marks->len; i++)
    g_assert_cmpint (g_array_index (marks, FwMark, i - 1).track, <,
                     g_array_index (marks, FwMark, i).track);

  /* One of the fixture's own. */
  g_assert_cmpuint (fw_check_runner_get_here (fixture->runner)->len, ==, 1);
  fw_check_runner_set_frame (fixture->runner, 9);
  g_assert_true (fw_test_wait (has_seven_here, fixture));
  fw_check_runner_set_frame (fixture->runner, 8);
  g_assert_cmpuint (fw_check_runner_get_here (fixture->runner)->len, ==, 0);
}

/* Test that what is set aside is left out of counts and marks, too. */
static void
test_many_aside (Fixture       *fixture,
                 gconstpointer  data)
{
  FwSetAside aside;
  FwMark first;

  add_many (fixture);
  fw_check_runner_set_manual (fixture->runner, fixture->manual);
  wait_for_check (fixture);

  aside = fw_problem_make_aside (fw_check_runner_get_problems (fixture->runner)->pdata[0],
                                 fw_document_get_snapshot (fixture->document));
  g_autoptr(FwAsideList) list = fw_aside_list_with (NULL, &aside);

  fw_document_begin (fixture->document, "Set aside", 0);
  fw_document_replace (fixture->document, (FwSlot){ FW_SLOT_ASIDE, 0 }, list);
  g_assert_true (fw_document_commit (fixture->document));
  wait_for_check (fixture);
  g_assert_cmpint (fw_check_runner_get_n_problems (fixture->runner), ==, N_MANY);
  first = g_array_index (fw_check_runner_get_marks (fixture->runner), FwMark, 0);
  g_assert_cmpint (first.track, ==, 100);
}

typedef struct
{
  gboolean    is_done;
  FwFixRound *round; /* (owned) */
  GError     *error; /* (owned) */
} Fixing;

static void
fixed_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixing *fixing = user_data;

  fixing->round = fw_check_runner_fix_finish (FW_CHECK_RUNNER (object), result, &fixing->error);
  fixing->is_done = TRUE;
}

static gboolean
is_fixed (gpointer user_data)
{
  return ((Fixing *) user_data)->is_done;
}

/* Test that fixes reach the findings that are not described, after what was edited a
 * moment ago, and change nothing by themselves. */
static void
test_fix (Fixture       *fixture,
          gconstpointer  data)
{
  const FwRule *inside = fw_manual_find_rule (fixture->manual, "TT-002");
  const FwRule *small = fw_manual_find_rule (fixture->manual, "TT-001");
  FwSnapshot *before;
  Fixing fixing = { FALSE }, nothing = { FALSE };
  gboolean is_more;

  fw_document_begin (fixture->document, "Many", 0);
  for (FwTrackId id = 100; id < 100 + N_MANY; id++)
    {
      g_autoptr(FwTrack) track = make_single (id, 5, FW_RECT (-10, 10, 50, 40));

      fw_document_replace_track (fixture->document, id, track);
    }
  fw_document_commit (fixture->document);
  fw_check_runner_set_manual (fixture->runner, fixture->manual);
  wait_for_check (fixture);
  g_assert_cmpuint (fw_check_runner_count_safe (fixture->runner, inside, &is_more), ==,
                    FW_CHECK_RESULTS_MAX_PER_RULE);
  g_assert_true (is_more);
  g_assert_cmpuint (fw_check_runner_count_safe (fixture->runner, small, &is_more), ==, 0);
  g_assert_false (is_more);

  replace (fixture, 1, FW_RECT (-10, 10, 50, 40));
  before = fw_document_get_snapshot (fixture->document);
  fw_check_runner_fix_async (fixture->runner, inside, fixed_cb, &fixing);
  g_assert_true (fw_test_wait (is_fixed, &fixing));
  g_assert_no_error (fixing.error);
  g_assert_true (fw_document_get_snapshot (fixture->document) == before);
  g_assert_cmpuint (fixing.round->n_fixed, ==, N_MANY + 1);
  g_assert_cmpuint (fixing.round->tracks->len, ==, N_MANY + 1);
  g_assert_cmpuint (fixing.round->n_left, ==, 0);
  for (guint i = 0; i < fixing.round->tracks->len; i++)
    {
      const FwFixedTrack *fixed = fixing.round->tracks->pdata[i];
      FwRect box;

      g_assert_true (fixed->before == fw_document_get_track (fixture->document, fixed->track));
      g_assert_true (fw_track_get_bounds_at (fixed->after,
                                             fw_track_get_span (fixed->after).first, &box));
      g_assert_cmpfloat (box.x, ==, 0.0);
      g_assert_cmpfloat (box.width, ==, 40.0);
    }
  fw_fix_round_free (fixing.round);

  fw_check_runner_fix_async (fixture->runner, small, fixed_cb, &nothing);
  g_assert_true (fw_test_wait (is_fixed, &nothing));
  g_assert_cmpuint (nothing.round->tracks->len, ==, 0);
  fw_fix_round_free (nothing.round);
}

/* Test that only one round is put together at a time, and that it ends when nobody
 * wants it or the manual goes. */
static void
test_fix_dropped (Fixture       *fixture,
                  gconstpointer  data)
{
  Fixing first = { FALSE }, second = { FALSE }, third = { FALSE }, last = { FALSE };

  fw_check_runner_set_manual (fixture->runner, fixture->manual);
  fw_check_runner_fix_async (fixture->runner, NULL, fixed_cb, &first);
  fw_check_runner_fix_async (fixture->runner, NULL, fixed_cb, &second);
  g_assert_true (fw_test_wait (is_fixed, &second));
  g_assert_error (second.error, G_IO_ERROR, G_IO_ERROR_PENDING);
  fw_check_runner_drop_fix (fixture->runner);
  g_assert_true (fw_test_wait (is_fixed, &first));
  g_assert_error (first.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  fw_check_runner_fix_async (fixture->runner, NULL, fixed_cb, &third);
  fw_check_runner_set_manual (fixture->runner, NULL);
  g_assert_true (fw_test_wait (is_fixed, &third));
  g_assert_error (third.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fw_check_runner_fix_async (fixture->runner, NULL, fixed_cb, &last);
  g_assert_true (fw_test_wait (is_fixed, &last));
  g_assert_error (last.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&first.error);
  g_clear_error (&second.error);
  g_clear_error (&third.error);
  g_clear_error (&last.error);
}

/* Test that hurrying does not wait for more edits, and says when there is nothing. */
static void
test_hurry (Fixture       *fixture,
            gconstpointer  data)
{
  fw_check_runner_set_manual (fixture->runner, fixture->manual);
  wait_for_check (fixture);
  g_assert_false (fw_check_runner_hurry (fixture->runner));

  replace (fixture, 2, FW_RECT (10, 100, 50, 40));
  g_assert_false (fw_check_runner_is_checking (fixture->runner));
  g_assert_true (fw_check_runner_hurry (fixture->runner));
  g_assert_true (fw_check_runner_is_checking (fixture->runner));
  wait_for_check (fixture);
  g_assert_cmpint (fw_check_runner_get_n_problems (fixture->runner), ==, 0);
}

/* Test that the runner can go while its worker is busy. */
static void
test_drop_while_checking (Fixture       *fixture,
                          gconstpointer  data)
{
  fw_check_runner_set_manual (fixture->runner, fixture->manual);
  g_assert_true (fw_check_runner_is_checking (fixture->runner));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/check-runner/full", test_full);
  ADD ("/check-runner/edit", test_edit);
  ADD ("/check-runner/aside", test_aside);
  ADD ("/check-runner/many", test_many);
  ADD ("/check-runner/many-aside", test_many_aside);
  ADD ("/check-runner/fix", test_fix);
  ADD ("/check-runner/fix-dropped", test_fix_dropped);
  ADD ("/check-runner/hurry", test_hurry);
  ADD ("/check-runner/edit-while-checking", test_edit_while_checking);
  ADD ("/check-runner/drop-while-checking", test_drop_while_checking);

  return g_test_run ();
}
