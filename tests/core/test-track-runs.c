/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/shape-distance.h"
#include "core/track-runs.h"

#include "track-kit.h"

/* Runs as text: "shape 5-9 4@9", "there 3 true->false", "wet 0-2 null->true". */
static char *
tell_runs (FwTrack *before,
           FwTrack *after)
{
  g_autoptr(GArray) runs = fw_track_list_runs (before, after);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const FwTrackRun *run = &g_array_index (runs, FwTrackRun, i);
      g_autofree char *left = fw_value_to_text (run->before);
      g_autofree char *right = fw_value_to_text (run->after);

      g_string_append_printf (text, "%s%s %d-%d", i > 0 ? ", " : "",
                              run->kind == FW_RUN_THERE ? "there"
                              : run->kind == FW_RUN_SHAPE ? "shape" : run->name,
                              run->span.first, run->span.last);
      if (run->kind == FW_RUN_SHAPE)
        g_string_append_printf (text, " %g@%d", run->distance, run->farthest);
      else
        g_string_append_printf (text, " %s->%s", left, right);
    }

  return g_string_free (text, FALSE);
}

/* Test that frames are compared, not how the labels are written. */
static void
test_runs (void)
{
  static const struct
  {
    const char *before, *after, *runs;
  } cases[] = {
    { "0=0,0,9,9 10=0,0,9,9", "0=0,0,9,9 10=0,0,9,9", "" },
    /* Another keyframe on the way there. */
    { "0=0,0,9,9 10=10,0,9,9", "0=0,0,9,9 5=5,0,9,9 10=10,0,9,9", "" },
    { "0=0,0,9,9 5=0,0,9,9 10=0,0,9,9", "0=0,0,9,9 5=4,0,9,9 10=0,0,9,9", "shape 1-9 4@5" },
    { "0=0,0,9,9 10=0,0,9,9", "3=0,0,9,9 10=0,0,9,9", "there 0-2 true->false" },
    { "0=0,0,9,9 9=0,0,9,9", "0=0,0,9,9 2=0,0,9,9 6=0,0,9,9 9=0,0,9,9 out:3-5",
      "there 3-5 true->false" },
    { "0=0,0,9,9 4=0,0,9,9", "0=0,0,9,9 4=0,0,9,9 wet@2=true", "wet 0-4 null->true" },
    { "0=0,0,9,9 4=0,0,9,9 wet@0=false wet@2=true", "0=0,0,9,9 4=0,0,9,9 wet@0=false",
      "wet 2-4 true->false" },
    { "0=0,0,9,9 4=0,0,9,9 colour=red", "0=0,0,9,9 4=1,0,9,9 colour=blue",
      "colour 0-4 red->blue, shape 1-4 1@4" },
    { "0=0,0,9,9 4=0,0,9,9 occluded@2=true", "0=0,0,9,9 4=0,0,9,9", "occluded 0-4 true->false" },
    { "0=0,0,9,9", "5=0,0,9,9", "there 0-0 true->false, there 5-5 false->true" },
    /* The same polygon, of which one knows other names for its corners. */
    { "0:1/0,0;2/9,0;3/9,9", "0:5/0,0;6/9,0;7/9,9", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwTrack) before = kit_track (1, cases[i].before);
      g_autoptr(FwTrack) after = kit_track (1, cases[i].after);
      g_autofree char *runs = tell_runs (before, after);

      g_test_message ("case %zu: %s", i, cases[i].before);
      g_assert_cmpstr (runs, ==, cases[i].runs);
    }
}

/* Test that outlines are measured where they are farthest apart. */
static void
test_distance (void)
{
  static const struct
  {
    const char *a, *b;
    double      distance;
  } cases[] = {
    { "0=0,0,9,9", "0=0,0,9,9", 0.0 },
    { "0=0,0,9,9", "0=-2,0,9,9", 2.0 },
    { "0=0,0,9,9", "0=0,0,12,10", 3.0 },
    /* A square that is turned by a right angle is the same square. */
    { "0~50,50,20,20,0", "0~50,50,20,20,90", 0.0 },
    { "0~50,50,20,10,0", "0~53,54,20,10,0", 5.0 },
    /* A vertex in the middle of an edge changes nothing. */
    { "0:0,0;8,0;8,8;0,8", "0:0,0;4,0;8,0;8,8;0,8", 0.0 },
    { "0:0,0;8,0;8,8;0,8", "0:0,0;4,-3;8,0;8,8;0,8", 3.0 },
    { "0_0,0;8,0", "0_0,0;8,0;8,6", 6.0 },
    { "0*nose/0,0,2;tail/5,5,2", "0*tail/5,5,2;nose/3,4,2", 5.0 },
    { "0=0,0,8,8", "0:0,0;8,0;8,8;0,8", 0.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwTrack) a = kit_track (1, cases[i].a);
      g_autoptr(FwTrack) b = kit_track (1, cases[i].b);
      g_autoptr(FwShape) left = fw_track_dup_shape_at (a, 0);
      g_autoptr(FwShape) right = fw_track_dup_shape_at (b, 0);

      g_test_message ("case %zu: %s, %s", i, cases[i].a, cases[i].b);
      g_assert_cmpfloat_with_epsilon (fw_shape_distance (left, right), cases[i].distance, 1e-9);
      g_assert_cmpfloat_with_epsilon (fw_shape_distance (right, left), cases[i].distance, 1e-9);
    }
}

/* Test that keyframes and gaps are seen apart from what they show. */
static void
test_keyframes (void)
{
  g_autoptr(FwTrack) few = kit_track (1, "0=0,0,9,9 9=9,0,9,9");
  g_autoptr(FwTrack) many = kit_track (1, "0=0,0,9,9 3=3,0,9,9 9=9,0,9,9");
  g_autoptr(FwTrack) moved = kit_track (1, "0=5,0,9,9 9=9,0,9,9");

  g_assert_false (fw_track_same_keyframes (few, many));
  g_assert_true (fw_track_same_keyframes (few, moved));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/track-runs/runs", test_runs);
  g_test_add_func ("/track-runs/keyframes", test_keyframes);
  g_test_add_func ("/shape-distance/farthest", test_distance);

  return g_test_run ();
}
