/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "track-kit.h"

#include "core/error.h"

/* Test that the builder sorts, joins and repairs keyframes and gaps. */
static void
test_timing (void)
{
  static const char *const cases[][2] = {
    { "5=0,0,1,1", "5" },
    { "9=0,0,1,1 3=0,0,1,1 5=0,0,1,1", "3 5 9" },
    { "3=0,0,1,1 5=0,0,1,1 3=9,9,1,1", "3 5" },
    /* A gap is bordered by keyframes; they are made where they are missing. */
    { "0=0,0,1,1 30=0,0,1,1 out:10-19", "0 9 x10-19 20 30" },
    { "0=0,0,1,1 9=0,0,1,1 20=0,0,1,1 out:10-19", "0 9 x10-19 20" },
    /* Never at an end. */
    { "0=0,0,1,1 30=0,0,1,1 out:20-90", "0 19 x20-29 30" },
    { "10=0,0,1,1 30=0,0,1,1 out:0-19", "10 x11-19 20 30" },
    { "10=0,0,1,1 30=0,0,1,1 out:0-90", "10 x11-29 30" },
    { "10=0,0,1,1 out:0-90", "10" },
    { "10=0,0,1,1 11=0,0,1,1 out:0-90", "10 11" },
    { "0=0,0,1,1 30=0,0,1,1 out:40-50", "0 30" },
    { "0=0,0,1,1 30=0,0,1,1 out:20-10", "0 30" },
    /* Joined, in any order; a keyframe inside cuts a gap in two. */
    { "0=0,0,1,1 30=0,0,1,1 out:15-19 out:10-14 out:12-16", "0 9 x10-19 20 30" },
    { "0=0,0,1,1 15=0,0,1,1 30=0,0,1,1 out:10-19", "0 9 x10-14 15 x16-19 20 30" },
    { "0=0,0,1,1 10=0,0,1,1 11=0,0,1,1 30=0,0,1,1 out:10-11", "0 10 11 30" },
    { "0=0,0,1,1 30=0,0,1,1 out:10-14 out:16-19", "0 9 x10-14 15 x16-19 20 30" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwTrack) track = kit_track (1, cases[i][0]);
      g_autofree char *timing = kit_timing (track);

      g_test_message ("%s", cases[i][0]);
      g_assert_cmpstr (timing, ==, cases[i][1]);
      kit_check (track);
    }
}

/* Test that the last keyframe set for a frame wins. */
static void
test_last_wins (void)
{
  g_autoptr (FwTrack) track = kit_track (1, "3=0,0,1,1 9=1,1,1,1 5=2,2,1,1 9=7,7,1,1 3=4,4,1,1");
  FwRect bounds;

  g_assert_true (fw_track_get_bounds_at (track, 3, &bounds));
  g_assert_cmpfloat (bounds.x, ==, 4);
  g_assert_true (fw_track_get_bounds_at (track, 9, &bounds));
  g_assert_cmpfloat (bounds.x, ==, 7);
}

/* Test what cannot become a track, and what the sentence names. */
static void
test_refusals (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FwTrack) mixed = NULL;

  g_assert_null (kit_try (3, "", &error));
  g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_LAST_KEYFRAME);
  g_clear_error (&error);

  g_assert_null (kit_try (3, "4=0,0,1,1 8:0,0;1,0;1,1", &error));
  g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_KIND);
  g_assert_nonnull (strstr (error->message, "frame 4"));
  g_assert_nonnull (strstr (error->message, "frame 8"));

  /* A box among rotated boxes is one that is not turned. */
  mixed = kit_track (1, "0=0,0,10,20 10~50,50,10,20,90");
  g_assert_cmpint (fw_track_get_kind (mixed), ==, FW_SHAPE_ROTATED_BOX);
  kit_check (mixed);
}

/* Test presence, and which shape is shown, before, between, in a gap and after. */
static void
test_presence (void)
{
  static const struct
  {
    FwFrame    frame;
    FwPresence presence;
    double     x;
  } cases[] = {
    { 0, FW_PRESENCE_NONE, 0 },          { 9, FW_PRESENCE_NONE, 0 },
    { 10, FW_PRESENCE_KEYFRAME, 0 },     { 15, FW_PRESENCE_INTERPOLATED, 5 },
    { 20, FW_PRESENCE_KEYFRAME, 10 },    { 21, FW_PRESENCE_OUTSIDE, 0 },
    { 29, FW_PRESENCE_OUTSIDE, 0 },      { 30, FW_PRESENCE_KEYFRAME, 20 },
    { 31, FW_PRESENCE_INTERPOLATED, 21 }, { 40, FW_PRESENCE_KEYFRAME, 30 },
    { 41, FW_PRESENCE_GHOST, 30 },       { FW_FRAME_MAX, FW_PRESENCE_GHOST, 30 },
  };
  g_autoptr (FwTrack) track
    = kit_track (1, "10=0,0,5,5 20=10,0,5,5 30=20,0,5,5 40=30,0,5,5 out:21-29");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwShape) shape = fw_track_dup_shape_at (track, cases[i].frame);

      g_test_message ("frame %d", cases[i].frame);
      g_assert_cmpint (fw_track_get_presence (track, cases[i].frame), ==, cases[i].presence);
      if (cases[i].presence == FW_PRESENCE_NONE || cases[i].presence == FW_PRESENCE_OUTSIDE)
        g_assert_null (shape);
      else
        kit_assert_close (fw_shape_get_bounds (shape).x, cases[i].x, 1e-12);
    }

  g_assert_cmpint (fw_track_get_n_visible (track), ==, 22);
}

/* Test that an object of a single picture has no ghost. */
static void
test_single (void)
{
  FwTrackBuilder *builder = fw_track_builder_new (1, 1);
  g_autoptr (FwShape) box = fw_shape_new_box (FW_RECT (0, 0, 1, 1));
  g_autoptr (FwTrack) track = NULL;

  fw_track_builder_set_key (builder, 5, box);
  fw_track_builder_set_single (builder, TRUE);
  track = fw_track_builder_end (builder, NULL);

  g_assert_true (fw_track_is_single (track));
  g_assert_cmpint (fw_track_get_presence (track, 4), ==, FW_PRESENCE_NONE);
  g_assert_cmpint (fw_track_get_presence (track, 5), ==, FW_PRESENCE_KEYFRAME);
  g_assert_cmpint (fw_track_get_presence (track, 6), ==, FW_PRESENCE_NONE);
  g_assert_null (fw_track_dup_shape_at (track, 6));
  kit_check (track);
}

/* Test that a cursor says the same forwards, backwards and at random. */
static void
test_cursor (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (FwTrack) track = kit_track (
    1, "10=0,0,5,5 20~10,3,5,9,40 24=0,0,1,1 30=20,0,5,5 31=20,0,5,5 40~30,0,5,5,200 "
       "out:21-23 out:32-35");
  FwTrackCursor cursor;

  kit_check (track);
  fw_track_cursor_init (&cursor, track);

  for (int i = 0; i < 5000; i++)
    {
      FwFrame frame = i < 60 ? 59 - i : g_rand_int_range (rand, 0, 60);
      FwRect bounds = FW_RECT (0, 0, 0, 0);
      FwRect expected = FW_RECT (0, 0, 0, 0);

      g_assert_cmpint (fw_track_cursor_move (&cursor, frame, &bounds), ==,
                       fw_track_get_presence (track, frame));
      fw_track_get_bounds_at (track, frame, &expected);
      g_assert_true (fw_rect_equal (bounds, expected));
    }

  g_assert_cmpint (fw_track_cursor_move (&cursor, 15, NULL), ==, FW_PRESENCE_INTERPOLATED);
}

/* Test fixed and changing attributes, and what holds where. */
static void
test_attributes (void)
{
  static const struct
  {
    const char *name;
    FwFrame     frame;
    const char *value;
  } cases[] = {
    { "color", 0, "red" },     { "color", 99, "red" },       { "state", 0, "parked" },
    { "state", 10, "parked" }, { "state", 19, "parked" },    { "state", 20, "moving" },
    { "state", 99, "moving" }, { "occluded", 10, "false" },  { "occluded", 15, "true" },
    { "speed", 5, "12.5" },    { "unknown", 10, "null" },    { "brand", 3, "null" },
  };
  g_autoptr (FwTrack) track
    = kit_track (1, "10=0,0,1,1 30=0,0,1,1 state@20=moving state@12=parked state@15=parked "
                    "color=red brand=x brand=null age=3 speed@20=12.5 occluded@15=true "
                    "occluded@10=false z_order@12=3 empty@5=null");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwValue value = fw_track_get_attribute (track, cases[i].name, cases[i].frame);
      g_autofree char *text = fw_value_to_text (value);

      g_test_message ("%s in frame %d", cases[i].name, cases[i].frame);
      g_assert_cmpstr (text, ==, cases[i].value);
    }

  g_assert_cmpuint (fw_track_get_n_fixed (track), ==, 2);
  g_assert_cmpstr (fw_track_get_fixed (track, 0, NULL), ==, "age");
  g_assert_cmpstr (fw_track_get_fixed (track, 1, NULL), ==, "color");
  g_assert_cmpuint (fw_track_get_n_changing (track), ==, 2);
  g_assert_cmpstr (fw_track_get_changing (track, 0), ==, "speed");
  g_assert_cmpstr (fw_track_get_changing (track, 1), ==, "state");
  g_assert_true (fw_track_is_occluded (track, 20));
  g_assert_cmpint (fw_track_get_z_order (track, 10), ==, 3);
  kit_check (track);
}

/* Test that built-in values of a wrong type, as a file may give them, are harmless. */
static void
test_attributes_hostile (void)
{
  g_autoptr (FwTrack) track = kit_track (1, "0=0,0,1,1 occluded@0=yes z_order@0=1e99");
  g_autoptr (FwTrack) nan = kit_track (1, "0=0,0,1,1 z_order@0=nan occluded=true");

  g_assert_false (fw_track_is_occluded (track, 0));
  g_assert_cmpint (fw_track_get_z_order (track, 0), ==, 0);
  g_assert_cmpint (fw_track_get_z_order (nan, 0), ==, 0);
}

/* Test that a copy through a builder equals the original in everything. */
static void
test_copy (void)
{
  static const char *const cases[] = {
    "5=0,0,1,1",
    "0=0,0,1,1 30=0,0,1,1 out:10-19 color=red state@3=x state@9=y occluded@2=true",
    "0:0,0;10,0;10,10 9:1,1;12,1;12,12;5,9 20:0,0;10,0;10,10",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwTrack) track = kit_track (1, cases[i]);
      FwTrackBuilder *builder = fw_track_builder_new_from (track);
      g_autoptr (FwTrack) copy = NULL;
      g_autoptr (FwTrack) named = NULL;

      fw_track_builder_set_name (builder, "taxi");
      fw_track_builder_set_author (builder, "dana");
      fw_track_builder_set_group (builder, 7);
      fw_track_builder_set_source (builder, "detector");
      named = fw_track_builder_end (builder, NULL);
      copy = fw_track_builder_end (fw_track_builder_new_from (named), NULL);

      g_assert_true (fw_track_equal (copy, named));
      g_assert_false (fw_track_equal (copy, track));
      g_assert_cmpstr (fw_track_get_name (copy), ==, "taxi");
      g_assert_cmpstr (fw_track_get_author (copy), ==, "dana");
      g_assert_cmpstr (fw_track_get_source (copy), ==, "detector");
      g_assert_cmpint (fw_track_get_group (copy), ==, 7);
      kit_check (copy);
    }
}

/* Test that cropping keeps the value that an attribute has at the new start. */
static void
test_crop (void)
{
  g_autoptr (FwTrack) track = kit_track (
    1, "0=0,0,1,1 10=1,0,1,1 20=2,0,1,1 30=3,0,1,1 out:11-19 a@0=x a@5=y a@25=z late@40=v");
  FwTrackBuilder *builder = fw_track_builder_new_from (track);
  g_autoptr (FwTrack) cropped = NULL;
  g_autofree char *timing = NULL;
  g_autofree char *a = NULL;
  g_autofree char *late = NULL;

  fw_track_builder_crop (builder, (FwSpan) { 10, 20 });
  cropped = fw_track_builder_end (builder, NULL);
  timing = kit_timing (cropped);
  a = kit_changes (cropped, "a");
  late = kit_changes (cropped, "late");

  g_assert_cmpstr (timing, ==, "10 x11-19 20");
  g_assert_cmpstr (a, ==, "10=y");
  g_assert_cmpstr (late, ==, "10=v");
  kit_check (cropped);
}

/* Test that a million objects of one frame fit well. */
static void
test_size (void)
{
  g_autoptr (FwTrack) track = kit_track (1, "5=0,0,1,1");

  g_assert_cmpuint (fw_track_get_size (track), <=, 128);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/track/builder/timing", test_timing);
  g_test_add_func ("/track/builder/last-wins", test_last_wins);
  g_test_add_func ("/track/builder/refusals", test_refusals);
  g_test_add_func ("/track/builder/copy", test_copy);
  g_test_add_func ("/track/builder/crop", test_crop);
  g_test_add_func ("/track/presence", test_presence);
  g_test_add_func ("/track/single", test_single);
  g_test_add_func ("/track/cursor", test_cursor);
  g_test_add_func ("/track/attributes/values", test_attributes);
  g_test_add_func ("/track/attributes/hostile", test_attributes_hostile);
  g_test_add_func ("/track/size", test_size);

  return g_test_run ();
}
