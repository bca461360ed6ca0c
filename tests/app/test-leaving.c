/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Handing on with problems open: what is asked, what is written down, and that
 * it is asked once. No display.
 */

#include "app/asides.h"
#include "app/leaving.h"
#include "project-kit.h"
#include "support/test-home.h"

#include <string.h>

static void
set_up_video (ProjectKit    *kit,
              gconstpointer  data)
{
  kit_set_up (kit);
  kit_copy_sample (kit, "street.coco.json", "street.coco.json");
  kit_copy_sample (kit, "street.manual.md", "street.manual.md");
  kit_open (kit, NULL, "street.coco.json", "street.manual.md");
}

static void
set_up_pictures (ProjectKit    *kit,
                 gconstpointer  data)
{
  kit_set_up (kit);
  kit_copy_sample (kit, "clothing/labels.coco.json", "labels.coco.json");
  kit_copy_sample (kit, "clothing/clothing.manual.md", "clothing.manual.md");
  kit_open (kit, NULL, "labels.coco.json", "clothing.manual.md");
}

static void
tear_down (ProjectKit    *kit,
           gconstpointer  data)
{
  kit_tear_down (kit);
}

static FwDocument *
get_document (ProjectKit *kit)
{
  return fw_session_get_document (fw_project_get_session (kit->project));
}

static gsize
count_left (ProjectKit *kit)
{
  gsize n, n_left = 0;
  const FwSetAside *all = fw_aside_list_get_all (
      fw_snapshot_get_asides (fw_document_get_snapshot (get_document (kit))), &n);

  for (gsize i = 0; i < n; i++)
    n_left += all[i].reason == FW_ASIDE_LEFT_OPEN;

  return n_left;
}

static gboolean
is_frame_done (ProjectKit *kit,
               FwFrame     frame)
{
  FwSpanSet *done = fw_snapshot_get_frames_with (fw_document_get_snapshot (get_document (kit)),
                                                 FW_SLOT_DONE);

  return done && fw_span_set_contains (done, frame);
}

static void
go (ProjectKit *kit,
    FwFrame     frame)
{
  fw_session_set_frame (fw_project_get_session (kit->project), frame);
}

static void
hand_on (ProjectKit *kit,
         const char *reason)
{
  g_autoptr(FwLeaving) leaving = fw_leaving_find (kit->project);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (leaving);
  g_assert_true (fw_leaving_hand_on (leaving, kit->project, reason, NULL, &error));
  g_assert_no_error (error);
  kit_wait_for_check (kit);
}

static guint
count_open (ProjectKit *kit)
{
  g_autoptr(FwLeaving) leaving = fw_leaving_find (kit->project);

  return leaving ? leaving->n_problems : 0;
}

/* Test that a video asks about the problems up to this frame, and that hints are
 * nobody's business here. */
static void
test_up_to_here (ProjectKit    *kit,
                 gconstpointer  data)
{
  static const struct { FwFrame frame; guint n; } cases[]
      = { { 0, 1 }, { 4, 1 }, { 5, 2 }, { 40, 3 }, { 61, 3 }, { 62, 4 }, { 107, 5 }, { 119, 5 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("frame %d", cases[i].frame);
      go (kit, cases[i].frame);
      g_assert_cmpuint (count_open (kit), ==, cases[i].n);
    }

  g_autoptr(FwLeaving) leaving = fw_leaving_find (kit->project);
  g_autofree char *question = fw_leaving_dup_question (leaving, kit->project);

  g_assert_cmpstr (question, ==, "5 problems stay open up to frame 119. Why?");
}

/* Test that done and the reason are one step, that the problems stay, and that
 * the same is not asked again; after undo it is. */
static void
test_reason (ProjectKit    *kit,
             gconstpointer  data)
{
  FwCheckRunner *checks = fw_project_get_checks (kit->project);
  gint64 n_problems = fw_check_runner_get_n_problems (checks);

  go (kit, 10);
  hand_on (kit, "  seen from above  ");
  g_assert_true (is_frame_done (kit, 0) && is_frame_done (kit, 10) && !is_frame_done (kit, 11));
  g_assert_cmpuint (count_left (kit), ==, 2);
  g_assert_cmpint (fw_check_runner_get_n_problems (checks), ==, n_problems);
  g_assert_cmpuint (fw_check_runner_get_asides (checks)->len, ==, 0);

  go (kit, 10);
  g_assert_cmpuint (count_open (kit), ==, 0);
  go (kit, 50);
  g_assert_cmpuint (count_open (kit), ==, 1);

  g_assert_true (fw_document_undo (get_document (kit)));
  kit_wait_for_check (kit);
  g_assert_false (is_frame_done (kit, 0));
  g_assert_cmpuint (count_left (kit), ==, 0);
  go (kit, 10);
  g_assert_cmpuint (count_open (kit), ==, 2);
}

/* Test that a reviewer finds the reason at the problem. */
static void
test_seen (ProjectKit    *kit,
           gconstpointer  data)
{
  FwCheckRunner *checks = fw_project_get_checks (kit->project);
  guint n_left = 0;

  go (kit, 10);
  hand_on (kit, "seen from above");
  for (guint i = 0; i < fw_check_runner_get_problems (checks)->len; i++)
    {
      FwProblem *problem = fw_check_runner_get_problems (checks)->pdata[i];
      const FwSetAside *left = fw_check_runner_find_left (checks, problem);
      g_autofree char *sentence = left ? fw_asides_dup_sentence (left) : NULL;

      if (!left)
        continue;
      n_left++;
      g_assert_cmpint (fw_problem_get_span (problem).first, <=, 10);
      g_assert_true (g_str_has_prefix (sentence, "Left open: seen from above"));
    }
  g_assert_cmpuint (n_left, ==, 2);
}

/* Test that without a reason nothing happens, nor anywhere else than asked. */
static void
test_refused (ProjectKit    *kit,
              gconstpointer  data)
{
  g_autoptr(FwLeaving) leaving = NULL;
  g_autoptr(GError) blank = NULL, elsewhere = NULL;

  go (kit, 10);
  leaving = fw_leaving_find (kit->project);
  g_assert_false (fw_leaving_hand_on (leaving, kit->project, " \t ", NULL, &blank));
  g_assert_nonnull (blank);
  go (kit, 20);
  g_assert_false (fw_leaving_hand_on (leaving, kit->project, "because", NULL, &elsewhere));
  g_assert_nonnull (elsewhere);
  g_assert_false (is_frame_done (kit, 0));
  g_assert_cmpuint (count_left (kit), ==, 0);
}

/* Test that a picture asks about itself only, and goes on to the next one. */
static void
test_picture (ProjectKit    *kit,
              gconstpointer  data)
{
  FwSession *session = fw_project_get_session (kit->project);

  g_assert_false (fw_session_is_video (session));
  go (kit, 0);
  g_assert_cmpuint (count_open (kit), ==, 0);
  go (kit, 1);
  g_assert_cmpuint (count_open (kit), ==, 2);

  g_autoptr(FwLeaving) leaving = fw_leaving_find (kit->project);
  g_autofree char *question = fw_leaving_dup_question (leaving, kit->project);

  g_assert_cmpstr (question, ==, "2 problems stay open in picture 2. Why?");
  hand_on (kit, "the hem is not in view");
  g_assert_true (is_frame_done (kit, 1) && !is_frame_done (kit, 0) && !is_frame_done (kit, 2));
  g_assert_cmpint (fw_session_get_frame (session), ==, 2);
  go (kit, 1);
  g_assert_cmpuint (count_open (kit), ==, 0);
}

/* Test that the reason is in the file, and known when it is opened again. */
static void
test_file (ProjectKit    *kit,
           gconstpointer  data)
{
  g_autofree char *path = kit_path (kit, "labels.coco.json");
  g_autofree char *text = NULL;

  go (kit, 1);
  hand_on (kit, "the hem is not in view");
  kit_close (kit);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"reason\":\"left-open\""));
  g_assert_nonnull (strstr (text, "\"text\":\"the hem is not in view\""));

  kit_open (kit, NULL, "labels.coco.json", "clothing.manual.md");
  go (kit, 1);
  g_assert_cmpuint (count_left (kit), >, 0);
  g_assert_cmpuint (count_open (kit), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  fw_test_init (&argc, &argv);

#define ADD(path, set_up, func) g_test_add (path, ProjectKit, NULL, set_up, func, tear_down)
  ADD ("/leaving/up-to-here", set_up_video, test_up_to_here);
  ADD ("/leaving/reason", set_up_video, test_reason);
  ADD ("/leaving/seen", set_up_video, test_seen);
  ADD ("/leaving/refused", set_up_video, test_refused);
  ADD ("/leaving/picture", set_up_pictures, test_picture);
  ADD ("/leaving/file", set_up_pictures, test_file);
#undef ADD

  return g_test_run ();
}
