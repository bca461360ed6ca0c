/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is drawn, as golden text; and that the idle list is left alone while a
 * hand moves. FW_UPDATE_GOLDEN=1 writes the files anew. */

#include "edit-kit.h"

#include "edit/scene.h"

#define TRACKS                                                                                     \
  "1 car 0:100,100,80,60 10:200,100,80,60 occluded:4=true\n"                                       \
  "2 pedestrian 5:10,10,20,40\n"                                                                   \
  "3 traffic_light 5:R(400,200,60,30,30)\n"                                                        \
  "4 jacket 5:P(300,300 400,300 400,400 300,400 |-320,320 360,320 360,360)\n"                      \
  "5 car 0:500,300,50,40 2:500,300,50,40\n"

#define KINDS                                                                                      \
  "1 car 0:L(100,100 180,100 180,160) 10:L(200,100 280,100 280,160)\n"                            \
  "2 pedestrian 0:S(100,200,2 80,250,1 120,250,2) 10:S(140,200,2 0,0,0 160,250,2)\n"              \
  "3 car 5:E(400,200,60,30,30)\n"                                                                 \
  "4 car 0:K(300,300,2 310,310,1)\n"

static FwViewport
make_viewport (void)
{
  FwViewport viewport;

  fw_viewport_init (&viewport);
  fw_viewport_set_view_size (&viewport, 640, 480);
  fw_viewport_set_image_size (&viewport, 640, 480);
  return viewport;
}

/* Test that every state is drawn as it should be: the roles of idle objects,
 * handles, drafts, previews, chips with their signs. */
static void
test_golden (void)
{
  static const struct
  {
    const char *name;
    const char *script;
  } cases[] = {
    { "idle.scene", "frame=5" },
    { "selected-box.scene", "frame=5 select=1 m100,100" },
    { "selected-rotated.scene", "frame=5 select=3" },
    { "selected-polygon.scene", "frame=5 select=4 kEnter kTab" },
    { "dragged.scene", "frame=5 p20,30 m60,50" },
    { "hovered.scene", "frame=5 m20,30" },
    { "several.scene", "frame=5 select=1,2" },
    { "drawing-box.scene", "frame=5 tool=box p50,200 m120,260" },
    { "drawing-rotated-side.scene",
      "frame=5 tool=rotated-box p50,200 m80,200 r120,200" },
    { "drawing-rotated.scene", "frame=5 tool=rotated-box p50,200 r50,200 m120,200" },
    { "drawing-polygon.scene",
      "frame=5 next=4 tool=polygon p50,200 r50,200 p90,200 r90,200 p90,240 r90,240 m52,202" },
    { "snapped-border.scene", "frame=5 tool=box p50,200 m3,477" },
    { "snapped-vertex.scene", "frame=5 tool=polygon p50,200 r50,200 m398,303" },
    { "band.scene", "frame=5 S+p600,20 m500,100" },
    { "locked-hidden.scene", "frame=5 select=1 toggle-locked select=2 toggle-hidden select=1" },
    { "chips-off.scene", "frame=5 cycle-chips select=1" },
    { "problems.scene", "frame=5 select=2" },
    { "asked.scene", "frame=5 select=2" },
  };
  static const char *const asked[] = { "clip/3/t1", "clip/5/t2", "clip/5", NULL };
  static const FwMark marks[] = { { 1, { 0, 3 }, FW_MARK_PROBLEM },
                                  { 2, { 5, 5 }, FW_MARK_PROBLEM },
                                  { 4, { 5, 5 }, FW_MARK_HINT } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwSession) session = kit_session (TRUE, 100, TRACKS);
      g_autoptr (FwScene) scene = fw_scene_new (session);
      FwViewport viewport = make_viewport ();
      g_autofree char *text = NULL;

      if (g_str_equal (cases[i].name, "problems.scene"))
        fw_session_set_marks (session, marks, G_N_ELEMENTS (marks));
      if (g_str_equal (cases[i].name, "asked.scene"))
        kit_ask (session, asked);
      kit_run (session, cases[i].script);
      fw_scene_update (scene, &viewport);
      text = fw_scene_to_text (scene);
      g_test_message ("%s", cases[i].name);
      kit_assert_golden (cases[i].name, text);
    }
}

/* Test how lines, points, limbs and ellipses are drawn, at rest and in hand. */
static void
test_kinds (void)
{
  static const struct
  {
    const char *name;
    const char *script;
  } cases[] = {
    { "kinds-idle.scene", "frame=5" },
    { "kinds-keyframe.scene", "frame=0" },
    { "selected-polyline.scene", "frame=5 select=1 kEnter kTab" },
    { "selected-skeleton.scene", "frame=5 select=2 kEnter kTab" },
    { "selected-ellipse.scene", "frame=5 select=3" },
    { "drawing-polyline.scene",
      "frame=5 tool=polyline p50,200 r50,200 p90,200 r90,200 m92,240" },
    { "drawing-keypoints.scene",
      "frame=5 next=2 tool=keypoints p50,200 r50,200 toggle-occluded m92,240" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwSession) session = kit_session (TRUE, 100, KINDS);
      g_autoptr (FwScene) scene = fw_scene_new (session);
      FwViewport viewport = make_viewport ();
      g_autofree char *text = NULL;

      kit_run (session, cases[i].script);
      fw_scene_update (scene, &viewport);
      text = fw_scene_to_text (scene);
      g_test_message ("%s", cases[i].name);
      kit_assert_golden (cases[i].name, text);
    }
}

/* Test that only what changes the idle list makes it anew. */
static void
test_generation (void)
{
  static const struct
  {
    const char *script;
    gboolean makes_idle;
  } cases[] = {
    { "m20,30", FALSE },
    { "p20,30", TRUE },
    { "m40,50", FALSE },
    { "m60,50", FALSE },
    { "r60,50", TRUE },
    { "cycle-chips", TRUE },
    { "tool=box", FALSE },
    { "p300,50", FALSE },
    { "m350,90", FALSE },
    { "kEscape", FALSE },
    { "frame=6", TRUE },
    { "select=1", TRUE },
    { "select=1 toggle-hidden", TRUE },
  };
  g_autoptr (FwSession) session = kit_session (TRUE, 100, TRACKS);
  g_autoptr (FwScene) scene = fw_scene_new (session);
  FwViewport viewport = make_viewport ();

  kit_run (session, "frame=5");
  fw_scene_update (scene, &viewport);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint64 before = fw_scene_get_idle_generation (scene);

      kit_run (session, cases[i].script);
      fw_scene_update (scene, &viewport);
      g_test_message ("case %zu: %s", i, cases[i].script);
      g_assert_cmpint (fw_scene_get_idle_generation (scene) != before, ==, cases[i].makes_idle);
    }

  /* Neither zoom nor pan do. */
  {
    guint64 before = fw_scene_get_idle_generation (scene);

    fw_viewport_zoom_by (&viewport, 3.0, FW_POINT (10, 10));
    fw_viewport_pan (&viewport, 30.0, 0.0);
    fw_scene_update (scene, &viewport);
    g_assert_cmpint (fw_scene_get_idle_generation (scene), ==, before);
  }
}

/* Test that nothing is drawn over a picture that the labels do not belong to. */
static void
test_gate (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 100, TRACKS);
  g_autoptr (FwScene) scene = fw_scene_new (session);
  FwViewport viewport = make_viewport ();
  gsize n_idle, n_chips, n_active;

  kit_run (session, "select=1");
  fw_session_set_frame (session, 5);
  fw_scene_update (scene, &viewport);
  fw_scene_get_idle (scene, &n_idle);
  fw_scene_get_idle_chips (scene, &n_chips);
  fw_scene_get_active (scene, &n_active);
  g_assert_cmpint (n_idle + n_chips + n_active, ==, 0);

  fw_session_set_displayed_frame (session, 5);
  fw_scene_update (scene, &viewport);
  fw_scene_get_idle (scene, &n_idle);
  g_assert_cmpint (n_idle, >, 0);
}

/* Test where chips and read-outs go. */
static void
test_places (void)
{
  static const FwRect taken[] = { { 100, 80, 60, 18 } };
  FwViewport viewport = make_viewport ();
  FwRect place;

  /* Above left; below when that is taken or cut off; inside when both are. */
  g_assert_true (
      fw_scene_place_chip (&viewport, FW_RECT (100, 100, 80, 60), 60, 18, NULL, 0, &place));
  g_assert_true (fw_rect_equal (place, FW_RECT (100, 80, 60, 18)));
  g_assert_true (
      fw_scene_place_chip (&viewport, FW_RECT (100, 100, 80, 60), 60, 18, taken, 1, &place));
  g_assert_true (fw_rect_equal (place, FW_RECT (100, 162, 60, 18)));
  g_assert_true (
      fw_scene_place_chip (&viewport, FW_RECT (100, 5, 80, 60), 60, 18, NULL, 0, &place));
  g_assert_true (fw_rect_equal (place, FW_RECT (100, 67, 60, 18)));
  g_assert_true (
      fw_scene_place_chip (&viewport, FW_RECT (0, 0, 640, 480), 60, 18, NULL, 0, &place));
  g_assert_true (fw_rect_equal (place, FW_RECT (2, 2, 60, 18)));
  g_assert_false (
      fw_scene_place_chip (&viewport, FW_RECT (100, 0, 20, 480), 60, 18, NULL, 0, &place));

  place = fw_scene_place_readout (&viewport, FW_RECT (100, 100, 80, 60), 100, 20);
  g_assert_true (fw_rect_equal (place, FW_RECT (100, 168, 100, 20)));
  place = fw_scene_place_readout (&viewport, FW_RECT (100, 400, 80, 79), 100, 20);
  g_assert_true (fw_rect_equal (place, FW_RECT (100, 372, 100, 20)));
  place = fw_scene_place_readout (&viewport, FW_RECT (600, 100, 30, 30), 100, 20);
  g_assert_cmpfloat (place.x, ==, 540.0);
}

/* Test that the other version of an object is drawn where it is another one. */
static void
test_echo (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 100, TRACKS);
  g_autoptr (FwSession) other
      = kit_session (TRUE, 100, "7 car 0:100,100,80,60 10:220,100,80,60\n");
  g_autoptr (FwScene) scene = fw_scene_new (session);
  FwTrack *track = fw_document_get_track (fw_session_get_document (other), 7);
  FwViewport viewport = make_viewport ();
  g_autofree char *here = NULL;
  g_autofree char *same = NULL;
  g_autofree char *gone = NULL;

  fw_session_set_echo (session, track, "B", TRUE);
  kit_run (session, "frame=5 select=1");
  fw_scene_update (scene, &viewport);
  here = fw_scene_to_text (scene);
  kit_assert_golden ("echo.scene", here);

  /* In the first frame both are the same, behind the last one it is not there. */
  kit_show (session, 0);
  fw_scene_update (scene, &viewport);
  same = fw_scene_to_text (scene);
  g_assert_null (strstr (same, "ffffff"));
  kit_show (session, 5);
  fw_session_set_echo (session, NULL, NULL, FALSE);
  fw_scene_update (scene, &viewport);
  gone = fw_scene_to_text (scene);
  g_assert_null (strstr (gone, "ffffff"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/golden", test_golden);
  g_test_add_func ("/scene/kinds", test_kinds);
  g_test_add_func ("/scene/generation", test_generation);
  g_test_add_func ("/scene/gate", test_gate);
  g_test_add_func ("/scene/places", test_places);
  g_test_add_func ("/scene/echo", test_echo);
  return g_test_run ();
}
