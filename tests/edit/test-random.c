/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random hands: whatever is pressed in whatever order, the document keeps its
 * promises, undoing everything leads back to the start, and redoing to the end. */

#include "edit-kit.h"

#include "edit/scene.h"
#include "edit/timeline-model.h"

#define N_HANDS  60
#define N_EVENTS 120

#define TRACKS                                                                                     \
  "1 car 0:100,100,80,60 10:200,100,80,60\n"                                                       \
  "2 pedestrian 5:10,10,20,40 25:60,10,20,40 !12-15\n"                                             \
  "3 jacket 0:P(300,300 400,300 400,400 300,400) 20:P(310,300 410,300 410,400 310,400)\n"          \
  "4 car 3:R(400,200,60,30,30) 9:R(420,200,60,30,80)\n"                                            \
  "5 car 0:L(50,400 120,420 200,400) 20:L(60,410 130,430 180,440 210,400)\n"                       \
  "6 pedestrian 0:S(500,100,2 480,150,1 520,150,2) 15:S(520,100,2 500,150,2 0,0,0)\n"              \
  "7 car 0:E(500,350,60,30,30) 9:E(520,340,50,40,80)\n"

static const char *const words[] = {
  "undo",
  "undo",
  "redo",
  "delete",
  "duplicate",
  "copy",
  "paste",
  "propagate=2",
  "category=1",
  "category=3",
  "attribute=1",
  "attribute=2",
  "merge",
  "split",
  "swap-tails",
  "z-order=1",
  "z-order=-2",
  "toggle-keyframe",
  "remove-keyframe",
  "toggle-outside",
  "toggle-occluded",
  "delete-vertex",
  "toggle-empty",
  "delete-frame",
  "restore-frame",
  "done-next",
  "toggle-hidden",
  "show-all",
  "toggle-locked",
  "cycle-chips",
  "select-all",
  "select-next",
  "draw-again",
  "go-frame=1",
  "go-frame=-1",
  "go-step=1",
  "go-step=-1",
  "go-keyframe=1",
  "go-keyframe=-1",
  "go-unlabelled=1",
  "tool=select",
  "tool=select",
  "tool=box",
  "tool=rotated-box",
  "tool=polygon",
  "tool=hole",
  "tool=part",
  "tool=polyline",
  "tool=keypoints",
  "select=1",
  "select=3",
  "select=1,2",
  "select=3,4",
  "select=5",
  "select=6",
  "select=6",
  "select=7",
  "kEnter",
  "C+kEnter",
  "kEscape",
  "kDelete",
  "kBackspace",
  "kTab",
  "kInsert",
  "kLeft",
  "S+kDown",
  "C+kRight",
  "C+S+kUp",
};

/* What a document promises about every track. */
static gboolean
check_track (FwTrack *track, gpointer user_data)
{
  gsize n_keys = fw_track_get_n_keyframes (track);
  FwSpan span = fw_track_get_span (track);
  gsize n_gaps;
  const FwSpan *gaps = fw_track_get_outside (track, &n_gaps);

  g_assert_cmpint (n_keys, >, 0);
  g_assert_cmpint (span.first, >=, 0);
  g_assert_cmpint (span.first, ==, fw_track_get_keyframe (track, 0).frame);
  g_assert_cmpint (span.last, ==, fw_track_get_keyframe (track, n_keys - 1).frame);
  for (gsize i = 0; i < n_keys; i++)
    {
      FwKeyframe key = fw_track_get_keyframe (track, i);

      g_assert_true (fw_shape_is_finite (key.shape));
      g_assert_cmpint (fw_track_get_presence (track, key.frame), ==, FW_PRESENCE_KEYFRAME);
      if (i > 0)
        g_assert_cmpint (key.frame, >, fw_track_get_keyframe (track, i - 1).frame);
      for (gsize j = 0; j < fw_shape_get_n_rings (key.shape); j++)
        {
          FwRing ring = fw_shape_get_ring (key.shape, j);

          g_assert_cmpint (ring.n_vertices, >=, ring.is_open ? 2 : 3);
        }
    }
  for (gsize i = 0; i < n_gaps; i++)
    {
      g_assert_cmpint (gaps[i].first, >, span.first);
      g_assert_cmpint (gaps[i].last, <, span.last);
      g_assert_true (fw_track_has_keyframe (track, gaps[i].first - 1));
      g_assert_true (fw_track_has_keyframe (track, gaps[i].last + 1));
    }
  if (fw_track_is_single (track))
    g_assert_cmpint (n_keys, ==, 1);
  return TRUE;
}

static void
check (FwSession *session, FwScene *scene, const FwViewport *viewport)
{
  gsize n;
  const FwTrackId *ids = fw_session_get_selection (session, &n);

  g_assert_false (fw_document_is_in_step (fw_session_get_document (session)));
  fw_snapshot_foreach (fw_session_get_snapshot (session), check_track, NULL);
  for (gsize i = 0; i < n; i++)
    g_assert_nonnull (fw_document_get_track (fw_session_get_document (session), ids[i]));
  fw_scene_update (scene, viewport);
  g_free (fw_scene_to_text (scene));
}

static void
pointer (FwSession *session)
{
  static const char *const kinds[] = { "p", "m", "m", "r", "S+p", "A+m", "d" };
  g_autofree char *word
      = g_strdup_printf ("%s%d,%d", kinds[g_test_rand_int_range (0, G_N_ELEMENTS (kinds))],
                         g_test_rand_int_range (-20, 660), g_test_rand_int_range (-20, 500));

  kit_run (session, word);
}

static void
timeline_drag (FwTimelineModel *model)
{
  FwPoint from = FW_POINT (g_test_rand_int_range (0, 1170), g_test_rand_int_range (0, 200));
  FwPoint to = FW_POINT (g_test_rand_int_range (0, 1170), g_test_rand_int_range (0, 200));

  fw_timeline_model_press (model, from, g_test_rand_int_range (1, 3), FALSE);
  fw_timeline_model_motion (model, to);
  for (gsize i = 0; i < fw_timeline_model_get_n_lanes (model); i++)
    g_array_unref (fw_timeline_model_list_parts (model, i));
  if (g_test_rand_int_range (0, 4) == 0)
    fw_timeline_model_cancel (model);
  fw_timeline_model_release (model, to);
}

static void
play (gboolean is_video, const char *tracks)
{
  g_autoptr (FwSession) session = kit_session (is_video, 40, tracks);
  FwDocument *document = fw_session_get_document (session);
  g_autoptr (FwTimelineModel) model = fw_timeline_model_new (session);
  g_autoptr (FwScene) scene = fw_scene_new (session);
  g_autofree char *start = kit_dump (session);
  g_autofree char *end = NULL;
  FwViewport viewport;

  fw_viewport_init (&viewport);
  fw_viewport_set_view_size (&viewport, 640, 480);
  fw_viewport_set_image_size (&viewport, 640, 480);
  fw_timeline_model_set_size (model, 1170, 200);

  for (int i = 0; i < N_EVENTS; i++)
    {
      int choice = g_test_rand_int_range (0, 10);

      if (choice < 5)
        pointer (session);
      else if (choice < 9)
        kit_run (session, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
      else
        timeline_drag (model);
      check (session, scene, &viewport);
    }

  kit_run (session, "kEscape kEscape tool=select");
  end = kit_dump (session);
  while (fw_document_can_undo (document))
    kit_run (session, "undo");
  {
    g_autofree char *undone = kit_dump (session);

    g_assert_cmpstr (undone, ==, start);
  }
  while (fw_document_can_redo (document))
    kit_run (session, "redo");
  {
    g_autofree char *redone = kit_dump (session);

    /* What was undone before the end comes back too; one undo each takes it away. */
    for (int i = 0; i < N_EVENTS && g_strcmp0 (redone, end) != 0 && fw_document_can_undo (document);
         i++)
      {
        kit_run (session, "undo");
        g_free (redone);
        redone = kit_dump (session);
      }
    g_assert_cmpstr (redone, ==, end);
  }
}

/* Test that no sequence of events breaks a promise of a video's document. */
static void
test_video (void)
{
  for (int i = 0; i < N_HANDS; i++)
    play (TRUE, TRACKS);
}

/* Test the same in a folder of pictures. */
static void
test_folder (void)
{
  for (int i = 0; i < N_HANDS / 2; i++)
    play (FALSE, "1 car 0:100,100,80,60\n2 jacket 0:P(300,300 400,300 400,400 300,400)\n"
                 "3 jacket 2:10,10,50,50\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random/video", test_video);
  g_test_add_func ("/random/folder", test_folder);
  return g_test_run ();
}
