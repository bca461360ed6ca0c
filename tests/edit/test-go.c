/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Going somewhere, as a table: where each key leads, and what it says when it
 * leads nowhere. */

#include "edit-kit.h"

#define TRACKS                                                                                     \
  "1 car 10:1,1,5,5 20:1,1,5,5 30:1,1,5,5 !23-27\n"                                                \
  "2 car 28:1,1,5,5 60:1,1,5,5\n"

typedef struct
{
  const char *script;
  FwFrame frame;
  const char *refusal; /* NULL: none */
} Case;

static void
run_cases (gboolean is_video, const Case *cases, gsize n)
{
  static const FwMark marks[] = { { 1, { 15, 18 }, FW_MARK_PROBLEM },
                                  { 2, { 40, 41 }, FW_MARK_PROBLEM },
                                  { 1, { 40, 40 }, FW_MARK_PROBLEM },
                                  { 2, { 50, 50 }, FW_MARK_HINT } };

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (FwSession) session = kit_session (is_video, 100, is_video ? TRACKS : "");

      fw_session_set_marks (session, marks, G_N_ELEMENTS (marks));
      g_test_message ("case %zu: %s", i, cases[i].script);
      kit_run (session, cases[i].script);
      g_assert_cmpint (fw_session_get_frame (session), ==, cases[i].frame);
      g_assert_cmpstr (kit_refusal (session), ==, cases[i].refusal == NULL ? "" : cases[i].refusal);
    }
}

/* Test frames, steps and ends. */
static void
test_steps (void)
{
  static const Case cases[] = {
    { "go-frame=1", 1, NULL },
    { "go-frame=-1", 0, "This is the first frame." },
    { "go-end=1 go-frame=1", 99, "This is the last frame." },
    { "go-step=1 go-step=1", 20, NULL },
    { "frame=95 go-step=1", 99, NULL },
    { "frame=5 go-step=-1", 0, NULL },
    { "go-step=-1", 0, "This is the first frame." },
    { "step-size=1 go-step=1", 20, NULL },
    { "step-size=-1 step-size=-1 go-step=1", 2, NULL },
    { "go-to=42", 42, NULL },
    { "go-to=4200", 99, NULL },
    { "go-to=-7", 0, NULL },
  };

  run_cases (TRUE, cases, G_N_ELEMENTS (cases));
}

/* Test that deleted frames are passed over in every way of going. */
static void
test_deleted (void)
{
  static const Case cases[] = {
    { "frame=5 delete-frame", 6, NULL },
    { "frame=5 delete-frame delete-frame frame=4 go-frame=1", 7, NULL },
    { "frame=5 delete-frame delete-frame go-frame=-1", 4, NULL },
    { "frame=10 delete-frame frame=0 go-step=1", 11, NULL },
    { "frame=99 delete-frame", 98, NULL },
    { "frame=99 delete-frame frame=0 go-end=1", 98, NULL },
    { "frame=99 delete-frame go-frame=1", 98, "This is the last frame." },
    { "frame=99 delete-frame frame=95 go-step=1", 98, NULL },
    { "frame=20 delete-frame frame=10 select=1 go-keyframe=1", 22, NULL },
    { "frame=7 delete-frame go-to=7", 8, "Frame 7 was deleted." },
    { "frame=5 delete-frame restore-frame", 5, NULL },
  };

  run_cases (TRUE, cases, G_N_ELEMENTS (cases));
}

/* Test keyframes and ends of tracks. A gap has keyframes on both sides. */
static void
test_keyframes (void)
{
  static const Case cases[] = {
    { "select=1 go-keyframe=1", 10, NULL },
    { "select=1 go-keyframe=1 go-keyframe=1 go-keyframe=1", 22, NULL },
    { "select=1 frame=22 go-keyframe=1", 28, NULL },
    { "select=1 frame=30 go-keyframe=1", 30, "No keyframe follows." },
    { "select=1 frame=10 go-keyframe=-1", 10, "No keyframe comes before." },
    { "select=1 frame=25 go-keyframe=-1", 22, NULL },
    { "frame=30 go-keyframe=1", 60, NULL },
    { "select=1,2 frame=30 go-keyframe=1", 60, NULL },
    { "select=2 go-track-end=1", 60, NULL },
    { "select=1 frame=50 go-track-end=-1", 10, NULL },
    { "go-track-end=1", 0, "Select an object first." },
  };

  run_cases (TRUE, cases, G_N_ELEMENTS (cases));
}

/* Test frames without labels, and findings. */
static void
test_searches (void)
{
  static const Case cases[] = {
    { "go-unlabelled=1", 1, NULL },
    { "frame=9 go-unlabelled=1", 23, NULL },
    { "frame=27 go-unlabelled=1", 61, NULL },
    { "frame=61 go-unlabelled=-1", 27, NULL },
    { "frame=1 toggle-empty frame=0 go-unlabelled=1", 2, NULL },
    { "frame=99 go-unlabelled=1", 99, "Every frame from here on has labels." },
    { "go-problem=1", 15, NULL },
    { "go-problem=1 go-problem=1", 40, NULL },
    { "go-problem=1 go-problem=1 go-problem=1", 40, NULL },
    { "frame=40 select=2 go-problem=1", 50, NULL },
    { "frame=60 go-problem=1", 60, "No problem from here on." },
    { "frame=39 go-problem=-1", 15, NULL },
    { "frame=10 go-problem=-1", 10, "No problem up to here." },
  };

  run_cases (TRUE, cases, G_N_ELEMENTS (cases));
}

/* Test that pictures are counted from one, and that done goes round to what is left. */
static void
test_pictures (void)
{
  static const Case cases[] = {
    { "go-to=1", 0, NULL },
    { "go-to=42", 41, NULL },
    { "go-frame=-1", 0, "This is the first picture." },
    { "frame=98 done-next", 99, NULL },
    { "frame=99 done-next", 0, NULL },
    { "frame=3 done-next frame=2 done-next", 4, NULL },
    { "frame=3 delete-frame frame=2 done-next", 4, NULL },
  };

  run_cases (FALSE, cases, G_N_ELEMENTS (cases));
}

/* Test that undo goes to the frame where it acted. */
static void
test_undo_goes_there (void)
{
  static const Case cases[] = {
    { "frame=12 select=1 toggle-keyframe frame=70 undo", 12, NULL },
    { "frame=12 select=1 toggle-keyframe frame=70 undo frame=3 redo", 12, NULL },
    { "undo", 0, "There is nothing to undo." },
    { "redo", 0, "There is nothing to redo." },
  };

  run_cases (TRUE, cases, G_N_ELEMENTS (cases));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/go/steps", test_steps);
  g_test_add_func ("/go/deleted", test_deleted);
  g_test_add_func ("/go/keyframes", test_keyframes);
  g_test_add_func ("/go/searches", test_searches);
  g_test_add_func ("/go/pictures", test_pictures);
  g_test_add_func ("/go/undo", test_undo_goes_there);
  return g_test_run ();
}
