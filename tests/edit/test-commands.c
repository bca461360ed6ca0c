/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands: what each verb writes, what it says, what it refuses, and that
 * undo takes it back as one step. */

#include "edit-kit.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *before;
  const char *script;
  const char *after;
  const char *said;    /* NULL: not looked at */
  const char *refusal; /* NULL: none */
} Case;

static void
run_cases (gboolean is_video, const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (FwSession) session = kit_session (is_video, 100, cases[i].before);
      g_autofree char *start = kit_dump (session);

      g_test_message ("case %zu: %s", i, cases[i].name);
      kit_run (session, cases[i].script);
      kit_assert (session, cases[i].after);
      if (cases[i].said != NULL)
        g_assert_cmpstr (kit_said (session), ==, cases[i].said);
      g_assert_cmpstr (kit_refusal (session), ==, cases[i].refusal == NULL ? "" : cases[i].refusal);
      while (fw_document_can_undo (fw_session_get_document (session)))
        kit_run (session, "undo");
      kit_assert (session, start);
    }
}

#define CAR     "1 car 0:100,100,80,60 10:200,100,80,60\n"
#define WALKER  "2 pedestrian 0:10,10,20,40 20:30,10,20,40\n"
#define NOTHING "Select an object first."

/* Test deleting, copying and pasting. */
static void
test_objects (void)
{
  static const Case cases[] = {
    { "delete", CAR WALKER, "select=1 delete", WALKER, "Car 1 deleted", NULL },
    { "delete several", CAR WALKER, "select=1,2 delete", "", "2 objects deleted", NULL },
    { "delete nothing", CAR, "delete", CAR, NULL, NOTHING },
    { "delete a locked one", CAR WALKER, "select=1,2 toggle-locked select=2,1 delete", CAR WALKER,
      NULL, "Pedestrian 2 is locked. Press {toggle-locked} to unlock it." },
    { "duplicate", CAR, "select=1 frame=5 duplicate", CAR "2 car 5:162,112,80,60\n", NULL, NULL },
    { "paste in another frame", CAR, "select=1 frame=5 copy frame=30 paste",
      CAR "2 car 30:150,100,80,60\n", NULL, NULL },
    { "paste in the same frame is seen", CAR, "select=1 copy paste", CAR "2 car 0:112,112,80,60\n",
      NULL, NULL },
    { "paste twice", CAR, "select=1 copy frame=30 paste frame=31 paste",
      CAR "2 car 30:100,100,80,60\n3 car 31:100,100,80,60\n", NULL, NULL },
    { "a copy has the attributes of the frame",
      "1 car 0:100,100,80,60 10:200,100,80,60 movement:0=parked movement:4=moving colour=red\n",
      "select=1 frame=5 copy frame=30 paste",
      "1 car 0:100,100,80,60 10:200,100,80,60 movement:0=parked movement:4=moving colour=red\n"
      "2 car 30:150,100,80,60 movement:30=moving colour=red\n",
      NULL, NULL },
    { "paste nothing", CAR, "paste", CAR, NULL,
      "Nothing was copied yet. Select an object and press {copy}." },
    { "copy to following frames", "1 car 0:100,100,80,60\n", "select=1 propagate=3",
      "1 car 0:100,100,80,60 1:100,100,80,60 2:100,100,80,60 3:100,100,80,60\n",
      "Copied to 3 frames", NULL },
    { "copy backwards, as far as it goes", "1 car 2:100,100,80,60\n",
      "select=1 frame=2 propagate=-9", "1 car 0:100,100,80,60 1:100,100,80,60 2:100,100,80,60\n",
      "Copied to 2 frames", NULL },
  };

  run_cases (TRUE, cases, G_N_ELEMENTS (cases));
}

static guint
undo_all (FwSession *session)
{
  FwDocument *document = fw_session_get_document (session);
  guint n = 0;

  while (fw_document_can_undo (document))
    {
      kit_run (session, "undo");
      n++;
    }
  return n;
}

/* Test that keys and fields that repeat make one step, and other steps between do not join. */
static void
test_repeating (void)
{
  static const struct
  {
    const char *name;
    const char *script;
    guint n_steps;
  } cases[] = {
    { "arrows, whatever way and size", "select=1 kLeft kLeft S+kLeft kUp kDown", 1 },
    { "edges", "select=1 C+kRight C+kRight C+S+kLeft", 1 },
    { "moving and resizing are two", "select=1 kLeft C+kRight C+kRight", 2 },
    { "two objects together", "select=1,2 kLeft kLeft", 1 },
    { "another selection", "select=1,2 kLeft select=1 kLeft", 2 },
    { "another frame", "select=1 kLeft frame=1 kLeft", 2 },
    { "an undo between", "select=1 kLeft kLeft undo redo kLeft", 2 },
    { "a step between", "select=1 kLeft toggle-occluded kLeft", 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwSession) session = kit_session (TRUE, 100, CAR WALKER);

      g_test_message ("case %zu: %s", i, cases[i].name);
      kit_run (session, cases[i].script);
      g_assert_cmpstr (kit_refusal (session), ==, "");
      g_assert_cmpuint (undo_all (session), ==, cases[i].n_steps);
      kit_assert (session, CAR WALKER);
    }

  g_autoptr (FwSession) session = kit_session (TRUE, 100, CAR WALKER);

  kit_run (session, "select=1");
  for (int x = 101; x < 105; x++)
    g_assert_true (fw_session_set_bounds (session, FW_RECT (x, 100, 80, 60), NULL));
  g_assert_cmpuint (undo_all (session), ==, 1);
  kit_assert (session, CAR WALKER);
}

/* Test keyframes, gaps and occlusion. */
static void
test_keyframes (void)
{
  static const Case cases[] = {
    { "W between keyframes", CAR, "select=1 frame=5 toggle-keyframe",
      "1 car 0:100,100,80,60 5:150,100,80,60 10:200,100,80,60\n", NULL, NULL },
    { "W on a keyframe", CAR, "select=1 frame=10 toggle-keyframe", "1 car 0:100,100,80,60\n", NULL,
      NULL },
    { "W on a ghost: still here", CAR, "select=1 frame=15 toggle-keyframe",
      "1 car 0:100,100,80,60 10:200,100,80,60 15:200,100,80,60\n", NULL, NULL },
    { "W for several, of which one has it", CAR WALKER, "select=1,2 frame=10 toggle-keyframe",
      CAR "2 pedestrian 0:10,10,20,40 10:20,10,20,40 20:30,10,20,40\n", NULL, NULL },
    { "Backspace without a keyframe", CAR, "select=1 frame=5 remove-keyframe", CAR, NULL,
      "Car 1 has no keyframe in this frame." },
    { "X inside", CAR, "select=1 frame=5 toggle-outside",
      "1 car 0:100,100,80,60 4:140,100,80,60 10:200,100,80,60 !5-9\n", NULL, NULL },
    { "X, then X two frames on", CAR, "select=1 frame=5 toggle-outside frame=8 toggle-outside",
      "1 car 0:100,100,80,60 4:140,100,80,60 8:180,100,80,60 10:200,100,80,60 !5-7\n", NULL, NULL },
    { "Q is an attribute keyframe", CAR, "select=1 frame=5 toggle-occluded",
      "1 car 0:100,100,80,60 10:200,100,80,60 occluded:0=false occluded:5=true\n", NULL, NULL },
    { "Q twice", CAR, "select=1 frame=5 toggle-occluded frame=7 toggle-occluded",
      "1 car 0:100,100,80,60 10:200,100,80,60 occluded:0=false occluded:5=true occluded:7=false\n",
      NULL, NULL },
    { "Q on a ghost", CAR, "select=1 frame=15 toggle-occluded", CAR, NULL,
      "Car 1 is only proposed here. Press {toggle-keyframe} if it is still there." },
    { "the arrows on a ghost keep it", CAR, "select=1 frame=12 kRight",
      "1 car 0:100,100,80,60 10:200,100,80,60 12:201,100,80,60\n", NULL, NULL },
  };

  run_cases (TRUE, cases, G_N_ELEMENTS (cases));
}

/* Test that X without a later keyframe ends the track, and that its ghost is
 * gone until the track changes again. */
static void
test_leave_for_good (void)
{
  g_autoptr (FwSession) session
      = kit_session (TRUE, 100, "1 car 0:100,100,80,60 10:200,100,80,60\n");
  FwTrack *track;

  kit_run (session, "select=1 frame=15 toggle-keyframe frame=12 toggle-keyframe frame=15");
  g_assert_nonnull (fw_session_find_object (session, 1));
  kit_run (session, "frame=13 remove-keyframe frame=15 remove-keyframe");
  kit_run (session, "frame=15 toggle-outside");
  track = fw_document_get_track (fw_session_get_document (session), 1);
  g_assert_cmpint (fw_track_get_span (track).last, ==, 12);
  g_assert_null (fw_session_find_object (session, 1));
  kit_run (session, "toggle-outside");
  g_assert_nonnull (fw_session_find_object (session, 1));
  kit_run (session, "toggle-outside frame=10 toggle-outside");
  track = fw_document_get_track (fw_session_get_document (session), 1);
  g_assert_cmpint (fw_track_get_presence (track, 10), ==, FW_PRESENCE_OUTSIDE);
}

/* Test that leaving at the last keyframe ends the track before it, and that
 * nothing is proposed in its place. */
static void
test_leave_at_end (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 100, CAR);

  kit_run (session, "select=1 frame=10 toggle-outside");
  kit_assert (session, "1 car 0:100,100,80,60 9:190,100,80,60\n");
  g_assert_null (fw_session_find_object (session, 1));
  kit_run (session, "undo");
  g_assert_nonnull (fw_session_find_object (session, 1));
}

/* Test categories and attributes by digits. */
static void
test_labels (void)
{
  static const Case cases[] = {
    { "category", CAR, "select=1 category=2", "1 traffic_light 0:100,100,80,60 10:200,100,80,60\n",
      NULL, NULL },
    { "category of the next shape", "", "category=1 tool=box p10,20 m40,50 r50,60",
      "1 pedestrian 0:10,20,40,40\n", NULL, NULL },
    { "no such category", CAR, "select=1 category=9", CAR, NULL, "There are only 4 categories." },
    { "a category keeps what it also allows",
      "1 car 0:1,1,5,5 movement:0=moving brake:0=true colour=red\n", "select=1 category=1",
      "1 pedestrian 0:1,1,5,5 movement:0=moving\n", NULL, NULL },
    { "first value", CAR, "select=1 frame=5 attribute=1",
      "1 car 0:100,100,80,60 10:200,100,80,60 movement:5=parked\n", NULL, NULL },
    { "previous value is the last one", CAR, "select=1 frame=5 attribute=-1",
      "1 car 0:100,100,80,60 10:200,100,80,60 movement:5=moving\n", NULL, NULL },
    { "next value, later", CAR, "select=1 attribute=1 frame=5 attribute=1",
      "1 car 0:100,100,80,60 10:200,100,80,60 movement:0=parked movement:5=stopped\n", NULL, NULL },
    { "a switch", CAR, "select=1 attribute=2",
      "1 car 0:100,100,80,60 10:200,100,80,60 brake:0=true\n", NULL, NULL },
    { "a fixed one holds for the whole track", CAR, "select=1 frame=5 attribute=3",
      "1 car 0:100,100,80,60 10:200,100,80,60 colour=red\n", NULL, NULL },
    { "a number is typed", CAR, "select=1 attribute=4", CAR, NULL,
      "“speed” is typed in; use the panel." },
    { "too many", WALKER, "select=2 attribute=2", WALKER, NULL,
      "Pedestrian 2 has only 1 attribute." },
    { "several: those that may carry it", CAR WALKER, "select=2,1 attribute=2",
      "1 car 0:100,100,80,60 10:200,100,80,60 brake:0=true\n" WALKER, NULL, NULL },
  };

  run_cases (TRUE, cases, G_N_ELEMENTS (cases));
}

/* Test merging, splitting, swapping and drawing order. */
static void
test_tracks (void)
{
#define EARLY "1 car 0:100,100,80,60 10:200,100,80,60\n"
#define LATE  "2 car 20:300,100,80,60 30:400,100,80,60\n"
#define WALKER_3 "3 pedestrian 0:10,10,20,40\n"
  static const Case cases[] = {
    { "merge", EARLY LATE, "select=2,1 merge",
      "1 car 0:100,100,80,60 10:200,100,80,60 20:300,100,80,60 30:400,100,80,60 !11-19\n",
      "Merged into Car 1", NULL },
    { "merge needs two", EARLY LATE, "select=1 merge", EARLY LATE, NULL,
      "Select two objects first: Shift and click." },
    { "split", EARLY, "select=1 frame=5 split",
      "1 car 0:100,100,80,60 4:140,100,80,60\n2 car 5:150,100,80,60 10:200,100,80,60\n",
      "From here on it is Car 2", NULL },
    { "swap", "1 car 0:0,0,10,10 10:0,0,10,10\n2 car 0:50,50,10,10 10:50,50,10,10\n",
      "select=1,2 frame=5 swap-tails",
      "1 car 0:0,0,10,10 4:0,0,10,10 5:50,50,10,10 10:50,50,10,10\n"
      "2 car 0:50,50,10,10 4:50,50,10,10 5:0,0,10,10 10:0,0,10,10\n",
      NULL, NULL },
    { "swap three", "1 car 0:0,0,10,10\n2 car 0:5,5,10,10\n3 car 0:9,9,10,10\n",
      "select=1,2,3 swap-tails", "1 car 0:0,0,10,10\n2 car 0:5,5,10,10\n3 car 0:9,9,10,10\n", NULL,
      "Select exactly two objects to swap them from here on." },
    { "forward", "1 car 0:0,0,10,10\n2 car 0:5,5,10,10\n", "select=1 z-order=1",
      "1 car 0:0,0,10,10 z_order:0=1\n2 car 0:5,5,10,10\n", NULL, NULL },
    { "to the back", "1 car 0:0,0,10,10\n2 car 0:5,5,10,10\n", "select=2 z-order=-2",
      "1 car 0:0,0,10,10\n2 car 0:5,5,10,10 z_order:0=-1\n", NULL, NULL },
    { "in front already", "1 car 0:0,0,10,10\n2 car 0:5,5,10,10\n", "select=2 z-order=1",
      "1 car 0:0,0,10,10\n2 car 0:5,5,10,10\n", NULL, "Car 2 is in front already." },
  };

  run_cases (TRUE, cases, G_N_ELEMENTS (cases));
}

/* Test that merging names the frames in which both are visible and leaves both. */
static void
test_merge_refusal (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 100, CAR "2 car 5:1,1,5,5 20:1,1,5,5\n");
  g_autofree char *before = kit_dump (session);

  kit_run (session, "select=1,2 merge");
  kit_assert (session, before);
  g_assert_nonnull (strstr (kit_refusal (session), "5"));
}

/* Test marking and deleting frames. */
static void
test_frames (void)
{
  static const Case cases[] = {
    { "nothing here", CAR, "frame=50 toggle-empty", CAR "empty 50\n", "Marked: nothing here",
      NULL },
    { "and back", CAR, "frame=50 toggle-empty toggle-empty", CAR, NULL, NULL },
    { "but there is something", CAR, "frame=5 toggle-empty", CAR, NULL,
      "There is 1 label in this frame, so it is not empty." },
    { "drawing takes the mark away", "", "toggle-empty tool=box p10,20 m40,50 r50,60",
      "1 car 0:10,20,40,40\n", NULL, NULL },
    { "a ghost kept takes it away", CAR, "frame=15 toggle-empty select=1 toggle-keyframe",
      "1 car 0:100,100,80,60 10:200,100,80,60 15:200,100,80,60\n", NULL, NULL },
    { "every frame that gets a label loses it", CAR,
      "frame=15 toggle-empty frame=16 toggle-empty frame=30 toggle-empty select=1 frame=20 "
      "toggle-keyframe",
      "1 car 0:100,100,80,60 10:200,100,80,60 20:200,100,80,60\nempty 30\n", NULL, NULL },
    { "delete a frame", CAR, "frame=5 delete-frame", CAR "deleted 5\n",
      "Frame 5 deleted. Its labels are kept.", NULL },
    { "delete and restore", CAR, "frame=5 delete-frame delete-frame restore-frame", CAR, NULL,
      NULL },
    { "nothing to restore", CAR, "restore-frame", CAR, NULL,
      "No deleted frame lies next to this one." },
    { "done up to here", CAR, "frame=5 done-next", CAR "done 0-5\n", NULL, NULL },
  };

  run_cases (TRUE, cases, G_N_ELEMENTS (cases));
}

/* Test the verbs that mean something else, or nothing, in a folder of pictures. */
static void
test_pictures (void)
{
#define COAT "1 jacket 2:10,10,50,50\n"
  static const Case cases[] = {
    { "no keyframes", COAT, "frame=2 select=1 toggle-keyframe", COAT, NULL,
      "Jacket 1 belongs to one picture; it has no keyframes." },
    { "no outside", COAT, "frame=2 select=1 toggle-outside", COAT, NULL,
      "Jacket 1 belongs to one picture; it has no keyframes." },
    { "no merging", COAT "2 jacket 3:1,1,5,5\n", "select=1,2 merge", COAT "2 jacket 3:1,1,5,5\n",
      NULL, "Jacket 1 belongs to one picture; it has no keyframes." },
    { "occluded", COAT, "frame=2 select=1 toggle-occluded",
      "1 jacket 2:10,10,50,50 occluded:2=true\n", NULL, NULL },
    { "copies are new objects", COAT, "frame=2 select=1 propagate=2",
      COAT "2 jacket 3:10,10,50,50\n3 jacket 4:10,10,50,50\n", "Copied to 2 pictures", NULL },
    { "done marks one picture", "", "frame=3 done-next", "done 3\n", NULL, NULL },
    { "counted from one", "", "frame=3 delete-frame", "deleted 3\n",
      "Picture 4 deleted. Its labels are kept.", NULL },
  };

  run_cases (FALSE, cases, G_N_ELEMENTS (cases));
}

/* Test that what has an angle takes its own sides and keeps the angle. */
static void
test_turned_bounds (void)
{
  static const struct
  {
    const char *before;
    const char *after;
  } cases[] = {
    { "1 car 0:R(400,200,60,30,30)\n", "1 car 0:R(140,120,80,40,30)\n" },
    { "1 car 0:E(400,200,60,30,30)\n", "1 car 0:E(140,120,40,20,30)\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwSession) session = kit_session (TRUE, 100, cases[i].before);

      fw_session_select (session, 1);
      g_assert_true (fw_session_set_bounds (session, FW_RECT (100, 100, 80, 40), NULL));
      kit_assert (session, cases[i].after);
    }
}

/* Test that the inspector's verbs write what they are given and refuse nonsense. */
static void
test_inspector (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 100, CAR WALKER);
  g_autoptr (GError) error = NULL;
  FwValue value;

  fw_session_select (session, 1);
  g_assert_true (fw_session_set_bounds (session, FW_RECT (1, 2, 3, 4), &error));
  g_assert_true (fw_session_set_attribute (session, "speed", fw_value_number (12.5), &error));
  kit_assert (session, "1 car 0:1,2,3,4 10:200,100,80,60 speed:0=12.5\n" WALKER);
  g_assert_true (fw_session_get_attribute (session, "speed", &value));
  g_assert_cmpfloat (value.number, ==, 12.5);
  fw_session_toggle_selected (session, 2);
  g_assert_false (fw_session_get_attribute (session, "speed", &value));

  g_assert_false (fw_session_set_bounds (session, FW_RECT (1, 2, 0, 4), &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (fw_session_set_attribute (session, "movement", fw_value_text ("flying"), &error));
  g_assert_cmpstr (error->message, ==, "“flying” is not a value of “movement”.");
  g_clear_error (&error);
  g_assert_false (fw_session_set_degrees (session, 30.0, &error));
  g_clear_error (&error);

  fw_session_select (session, 1);
  g_assert_true (fw_session_set_name (session, "the red one", &error));
  {
    g_autofree char *name = fw_session_dup_object_name (session, 1);

    g_assert_cmpstr (name, ==, "the red one");
  }
  g_assert_true (fw_session_set_category_name (session, " tram ", &error));
  kit_assert (session, "1 tram 0:1,2,3,4 10:200,100,80,60 speed:0=12.5\n" WALKER);
  fw_command_undo (session, 0, NULL, NULL);
  kit_assert (session, "1 car 0:1,2,3,4 10:200,100,80,60 speed:0=12.5\n" WALKER);
  g_assert_null (fw_taxonomy_find_by_name (fw_session_get_taxonomy (session), "tram"));
}

static const char *
author_of (FwSession *session, FwTrackId id)
{
  FwTrack *track = fw_document_get_track (fw_session_get_document (session), id);

  return track == NULL ? "gone" : fw_track_get_author (track);
}

/* Test that whoever changes an object is named in it, and that what stays as it
 * was keeps its author. */
static void
test_author (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 100, EARLY LATE WALKER_3);

  fw_session_set_author (session, "ines");
  kit_run (session, "select=1 kRight tool=box p10,20 m40,50 r50,60");
  g_assert_cmpstr (author_of (session, 1), ==, "ines");
  g_assert_cmpstr (author_of (session, 4), ==, "ines");
  g_assert_cmpstr (author_of (session, 3), ==, NULL);

  fw_session_set_author (session, "priya");
  kit_run (session, "select=2,1 merge");
  g_assert_cmpstr (author_of (session, 1), ==, "priya");
  kit_run (session, "select=3");
  g_assert_true (fw_session_set_category_name (session, "dog", NULL));
  g_assert_cmpstr (author_of (session, 3), ==, "priya");
  g_assert_cmpstr (author_of (session, 4), ==, "ines");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/commands/objects", test_objects);
  g_test_add_func ("/commands/repeating", test_repeating);
  g_test_add_func ("/commands/keyframes", test_keyframes);
  g_test_add_func ("/commands/leave-for-good", test_leave_for_good);
  g_test_add_func ("/commands/leave-at-end", test_leave_at_end);
  g_test_add_func ("/commands/labels", test_labels);
  g_test_add_func ("/commands/tracks", test_tracks);
  g_test_add_func ("/commands/merge-refusal", test_merge_refusal);
  g_test_add_func ("/commands/frames", test_frames);
  g_test_add_func ("/commands/pictures", test_pictures);
  g_test_add_func ("/commands/inspector", test_inspector);
  g_test_add_func ("/commands/turned-bounds", test_turned_bounds);
  g_test_add_func ("/commands/author", test_author);
  return g_test_run ();
}
