/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What whoever judges labels sees of them, and what she points out. */

#include "edit-kit.h"

#include "edit/judging.h"
#include "edit/scene.h"

#include <string.h>

#define TRACKS                                                                                     \
  "1 car 0:100,100,80,60 10:200,100,80,60\n"                                                       \
  "2 pedestrian 0:10,10,20,40 3:10,10,20,40\n"

static FwSession *
make_session (void)
{
  FwSession *session = kit_session (TRUE, 20, TRACKS);
  FwLook look = { .is_judging = TRUE };

  fw_session_set_look (session, &look);
  fw_session_set_tool_kind (session, FW_TOOL_JUDGE);
  return session;
}

static char *
dup_scene (FwSession *session)
{
  g_autoptr (FwScene) scene = fw_scene_new (session);
  FwViewport viewport;

  fw_viewport_init (&viewport);
  fw_viewport_set_view_size (&viewport, 640, 480);
  fw_viewport_set_image_size (&viewport, 640, 480);
  fw_scene_update (scene, &viewport);
  return fw_scene_to_text (scene);
}

/* Test which objects are in the list: all, one, none. */
static void
test_shows (void)
{
  static const struct
  {
    FwLook look;
    gsize n;
  } cases[] = {
    { { TRUE, FW_SHOWS_ALL, 0, FALSE }, 2 },
    { { TRUE, FW_SHOWS_ONE, 2, FALSE }, 1 },
    { { TRUE, FW_SHOWS_ONE, 7, FALSE }, 0 },
    { { TRUE, FW_SHOWS_NOTHING, 2, FALSE }, 0 },
  };
  g_autoptr (FwSession) session = make_session ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize n;

      fw_session_set_look (session, &cases[i].look);
      fw_session_get_objects (session, &n);
      g_test_message ("case %zu", i);
      g_assert_cmpuint (n, ==, cases[i].n);
    }

  /* Behind its end a track is not a proposal for whoever judges. */
  gsize n;

  fw_session_set_look (session, &cases[0].look);
  kit_show (session, 5);
  fw_session_get_objects (session, &n);
  g_assert_cmpuint (n, ==, 1);
}

/* Test that a covered object tells its category neither by name nor by colour. */
static void
test_covered (void)
{
  g_autoptr (FwSession) session = make_session ();
  FwLook look = { .is_judging = TRUE, .shows = FW_SHOWS_ONE, .only = 2, .is_covered = TRUE };

  fw_session_set_chips (session, FW_CHIPS_ALL);

  g_autofree char *open = dup_scene (session);

  g_assert_nonnull (strstr (open, "Pedestrian 2"));
  fw_session_set_look (session, &look);

  g_autofree char *covered = dup_scene (session);
  g_autofree char *name = fw_session_dup_object_name (session, 2);

  g_assert_null (strstr (covered, "Pedestrian"));
  g_assert_nonnull (strstr (covered, "Object 2"));
  g_assert_nonnull (strstr (covered, "f6f5f4"));
  g_assert_cmpstr (name, ==, "Object 2");
  g_assert_cmpuint (fw_session_get_colour (session, 1), ==, fw_session_get_colour (session, 2));
}

/* Test that a covered object of a picture is called by its place there, as an uncovered one:
 * its id counts over all pictures, and is no name. */
static void
test_covered_picture (void)
{
  g_autoptr (FwSession) session
      = kit_session (FALSE, 3,
                     "5001 car 1:100,100,80,60\n"
                     "5002 pedestrian 2:10,10,20,40\n"
                     "5009 car 2:60,10,20,40\n");
  g_autofree char *covered = fw_session_dup_covered_name (session, 5009);
  g_autofree char *open = fw_session_dup_uncovered_name (session, 5009);
  g_autofree char *first = fw_session_dup_covered_name (session, 5001);

  g_assert_cmpstr (covered, ==, "Object 2");
  g_assert_cmpstr (open, ==, "Car 2");
  g_assert_cmpstr (first, ==, "Object 1");
}

/* Test that looking at a frame to judge it is not looking at it to draw. */
static void
test_unseen (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 20, TRACKS);
  FwLook look = { .is_judging = TRUE };
  FwSnapshot *snapshot;

  fw_session_set_look (session, &look);
  kit_show (session, 7);
  snapshot = fw_session_get_snapshot (session);
  g_assert_false (fw_span_set_contains (fw_snapshot_get_shown (snapshot), 7));
  fw_session_set_look (session, &(FwLook){ 0 });
  kit_show (session, 8);
  snapshot = fw_session_get_snapshot (session);
  g_assert_true (fw_span_set_contains (fw_snapshot_get_shown (snapshot), 8));
}

static void
count_cb (guint *n)
{
  ++*n;
}

/* Test what the hand points out, and that no label changes by it. */
static void
test_pointing (void)
{
  static const struct
  {
    const char *name;
    gboolean wants_region;
    const char *script;
    const char *expected; /* pin and region */
    guint n_told;
  } cases[] = {
    { "click", FALSE, "p12,30 r12,30", "pin 12,30", 1 },
    { "click again", FALSE, "p12,30 r12,30 p50,60 r50,60", "pin 50,60", 2 },
    { "outside of the picture", FALSE, "p-5,900 r-5,900", "pin 0,480", 1 },
    { "drag", TRUE, "p10,20 m40,50 r50,60", "region 10,20,40,40", 1 },
    { "any direction", TRUE, "p50,60 m20,30 r10,20", "region 10,20,40,40", 1 },
    { "two clicks", TRUE, "p10,20 r10,20 m30,30 p50,60 r50,60", "region 10,20,40,40", 1 },
    { "escape half-way", TRUE, "p10,20 r10,20 kEscape", "", 0 },
    { "a click is no region", TRUE, "p10,20 r10,20", "", 0 },
    { "without height it goes on", TRUE, "p10,20 m50,20 r50,20 p50,60 r50,60",
      "region 10,20,40,40", 1 },
    { "keys", TRUE, "m100,100 kEnter C+kRight C+kDown kEnter", "region 100,100,50,50", 1 },
    { "keys that are for labels", FALSE, "kDelete kLeft kTab kEnter", "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwSession) session = make_session ();
      g_autoptr (GString) text = g_string_new (NULL);
      guint n_told = 0;
      FwPoint pin;
      FwRect region;

      g_test_message ("case %zu: %s", i, cases[i].name);
      g_signal_connect_swapped (session, "pointed-out", G_CALLBACK (count_cb), &n_told);
      fw_session_set_wants_region (session, cases[i].wants_region);
      kit_run (session, cases[i].script);
      if (fw_session_get_pin (session, &pin))
        g_string_append_printf (text, "pin %g,%g", pin.x, pin.y);
      if (fw_session_get_region (session, &region))
        g_string_append_printf (text, "region %g,%g,%g,%g", region.x, region.y, region.width,
                                region.height);
      g_assert_cmpstr (text->str, ==, cases[i].expected);
      g_assert_cmpuint (n_told, ==, cases[i].n_told);
      g_assert_cmpint (fw_session_get_tool_kind (session), ==, FW_TOOL_JUDGE);
      kit_assert (session, TRACKS);
    }
}

/* Test that pin and region are drawn, and go again. */
static void
test_drawn (void)
{
  g_autoptr (FwSession) session = make_session ();
  FwLook look = { .is_judging = TRUE, .shows = FW_SHOWS_NOTHING };

  fw_session_set_look (session, &look);

  g_autofree char *clean = dup_scene (session);

  fw_session_set_pin (session, &FW_POINT (12, 30));
  fw_session_set_region (session, &FW_RECT (10, 20, 40, 40));

  g_autofree char *marked = dup_scene (session);

  g_assert_cmpstr (clean, !=, marked);
  g_assert_nonnull (strstr (marked, "12,30"));
  fw_session_set_pin (session, NULL);
  fw_session_set_region (session, NULL);

  g_autofree char *again = dup_scene (session);

  g_assert_cmpstr (again, ==, clean);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/judging/shows", test_shows);
  g_test_add_func ("/judging/covered", test_covered);
  g_test_add_func ("/judging/covered-picture", test_covered_picture);
  g_test_add_func ("/judging/unseen", test_unseen);
  g_test_add_func ("/judging/pointing", test_pointing);
  g_test_add_func ("/judging/drawn", test_drawn);

  return g_test_run ();
}
