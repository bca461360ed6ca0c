/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The timeline without a widget: where frames and lanes lie, what is under the
 * pointer, what drags do, and that 50,000 frames cost what is in view. */

#include "edit-kit.h"

#include "edit/timeline-model.h"

#include <string.h>

/* 1000 pixels for 200 frames, lanes from y = 44 on, 26 high. */
static FwTimelineModel *
make_model (FwSession *session)
{
  FwTimelineModel *model = fw_timeline_model_new (session);

  fw_timeline_model_set_size (model, 1170, 200);
  return model;
}

static double
lane_y (FwTimelineModel *model, FwTrackId id)
{
  gsize n = fw_timeline_model_get_n_lanes (model);

  for (gsize i = 0; i < n; i++)
    {
      FwLane lane = fw_timeline_model_get_lane (model, i);

      if (lane.id == id)
        return lane.y + 13.0;
    }
  g_assert_not_reached ();
}

static FwPoint
at (FwTimelineModel *model, FwTrackId id, double frame)
{
  return FW_POINT (fw_timeline_model_frame_to_x (model, frame), lane_y (model, id));
}

static char *
list_lanes (FwTimelineModel *model)
{
  GString *text = g_string_new (NULL);
  gsize n = fw_timeline_model_get_n_lanes (model);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            fw_timeline_model_get_lane (model, i).id);
  return g_string_free (text, FALSE);
}

/* Test that a clip that is still being read grows into the view, and that a
 * zoom somebody chose stays. */
static void
test_growing (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 1, "1 car 0:10,10,20,20");
  g_autoptr (FwTimelineModel) model = make_model (session);
  g_autoptr (FwSession) longer = kit_session (TRUE, 900, "");
  FwDocument *document = fw_session_get_document (session);
  double first, n;

  fw_timeline_model_get_view (model, NULL, &n);
  g_assert_cmpfloat (n, ==, 1.0);

  fw_document_set_frame_list (document, fw_session_get_frame_list (longer));
  fw_timeline_model_get_view (model, &first, &n);
  g_assert_cmpfloat (first, ==, 0.0);
  g_assert_cmpfloat_with_epsilon (n, 200.0, 1e-9);

  fw_timeline_model_set_view (model, 10, 50);
  fw_timeline_model_set_size (model, 2170, 200);
  fw_timeline_model_get_view (model, NULL, &n);
  g_assert_cmpfloat_with_epsilon (n, 100.0, 1e-9);
}

/* Test that frames and pixels turn into each other, within the clip. */
static void
test_mapping (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 1800, "");
  g_autoptr (FwTimelineModel) model = make_model (session);
  double first, n;

  fw_timeline_model_get_view (model, &first, &n);
  g_assert_cmpfloat (first, ==, 0.0);
  g_assert_cmpfloat (n, ==, 200.0);
  g_assert_cmpfloat (fw_timeline_model_frame_to_x (model, 10), ==, 170 + 10.5 * 5);
  for (FwFrame frame = 0; frame < 200; frame++)
    g_assert_cmpint (fw_timeline_model_x_to_frame (model,
                                                   fw_timeline_model_frame_to_x (model, frame)),
                     ==, frame);
  g_assert_cmpint (fw_timeline_model_x_to_frame (model, -5000), ==, 0);
  g_assert_cmpint (fw_timeline_model_x_to_frame (model, 1e9), ==, 1799);
}

/* Test that zoom keeps the frame under the pointer, and stops at the whole clip. */
static void
test_zoom (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 1800, "");
  g_autoptr (FwTimelineModel) model = make_model (session);
  double first, n, x;

  fw_timeline_model_set_view (model, 600, 200);
  x = fw_timeline_model_frame_to_x (model, 650);
  fw_timeline_model_zoom (model, 2.0, x);
  g_assert_cmpfloat_with_epsilon (fw_timeline_model_frame_to_x (model, 650), x, 1e-6);
  fw_timeline_model_zoom (model, 1e-9, x);
  fw_timeline_model_get_view (model, &first, &n);
  g_assert_cmpfloat (first, ==, 0.0);
  g_assert_cmpfloat (n, ==, 1800.0);
  fw_timeline_model_zoom (model, 1e9, x);
  g_assert_cmpfloat_with_epsilon (fw_timeline_model_get_px_per_frame (model), 60.0, 1e-6);
  fw_timeline_model_pan (model, -1e9);
  fw_timeline_model_get_view (model, &first, &n);
  g_assert_cmpfloat_with_epsilon (first + n, 1800.0, 1e-6);
}

/* Test that the playhead stays in view when keys move it, and that a click in
 * the timeline does not turn the page. */
static void
test_follow (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 1800, "");
  g_autoptr (FwTimelineModel) model = make_model (session);
  double first, n;

  kit_show (session, 199);
  fw_timeline_model_get_view (model, &first, &n);
  g_assert_cmpfloat (first, ==, 0.0);
  kit_show (session, 200);
  fw_timeline_model_get_view (model, &first, &n);
  g_assert_cmpfloat (first, ==, 180.0);
  kit_show (session, 1500);
  fw_timeline_model_get_view (model, &first, &n);
  g_assert_cmpfloat (first, ==, 1400.5);
  kit_show (session, 0);
  fw_timeline_model_get_view (model, &first, &n);
  g_assert_cmpfloat (first, ==, 0.0);
}

/* Test the spacing of ticks at every zoom: round numbers that do not touch. */
static void
test_ticks (void)
{
  static const struct
  {
    double n;
    int major, minor;
  } cases[] = { { 20, 2, 1 },    { 100, 10, 2 },    { 175, 20, 5 },
                { 700, 50, 10 }, { 2000, 200, 50 }, { 18000, 2000, 500 } };
  g_autoptr (FwSession) session = kit_session (TRUE, 18000, "");
  g_autoptr (FwTimelineModel) model = make_model (session);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) ticks = NULL;

      fw_timeline_model_set_view (model, 0, cases[i].n);
      ticks = fw_timeline_model_list_ticks (model);
      g_test_message ("%g frames", cases[i].n);
      g_assert_cmpint (g_array_index (ticks, FwTick, 1).frame, ==, cases[i].minor);
      for (guint j = 0; j < ticks->len; j++)
        {
          const FwTick *tick = &g_array_index (ticks, FwTick, j);

          g_assert_cmpint (tick->is_major, ==, tick->frame % cases[i].major == 0);
        }
    }
}

/* Test that pictures of a folder have round numbers as people count them. */
static void
test_ticks_of_pictures (void)
{
  g_autoptr (FwSession) session = kit_session (FALSE, 400, "");
  g_autoptr (FwTimelineModel) model = make_model (session);
  g_autoptr (GArray) ticks = NULL;
  gboolean found = FALSE;

  fw_timeline_model_set_view (model, 0, 175);
  ticks = fw_timeline_model_list_ticks (model);
  for (guint i = 0; i < ticks->len; i++)
    found = found
            || (g_array_index (ticks, FwTick, i).frame == 19
                && g_array_index (ticks, FwTick, i).is_major);
  g_assert_true (found);
}

#define TRACKS                                                                                     \
  "1 car 10:1,1,5,5 20:1,1,5,5 30:1,1,5,5 !23-27 occluded:15=true occluded:21=false\n"             \
  "2 car 0:1,1,5,5 60:1,1,5,5\n"                                                                   \
  "3 car 100:1,1,5,5 110:1,1,5,5\n"                                                                \
  "4 car 900:1,1,5,5 910:1,1,5,5\n"

/* Test the order of lanes: selected, in the frame, near; and only those. */
static void
test_lanes (void)
{
  static const struct
  {
    const char *script;
    const char *lanes;
  } cases[] = {
    { "", "2 1 3" },         { "frame=15", "2 1 3" },   { "frame=105", "3 2 1" },
    { "select=3", "3 2 1" }, { "select=4", "4 2 1 3" }, { "select=1,3", "1 3 2" },
    { "frame=905", "4" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwSession) session = kit_session (TRUE, 1800, TRACKS);
      g_autoptr (FwTimelineModel) model = make_model (session);
      g_autofree char *lanes = NULL;

      kit_run (session, cases[i].script);
      lanes = list_lanes (model);
      g_test_message ("case %zu: %s", i, cases[i].script);
      g_assert_cmpstr (lanes, ==, cases[i].lanes);
    }
}

static const char *const part_names[] = { "bar", "outside", "occluded", "ghost", "diamond",
                                          "dot", "cluster", "problem",  "hint",  "shrinks",
                                          "question" };

static char *
list_parts (FwTimelineModel *model, gsize lane)
{
  g_autoptr (GArray) parts = fw_timeline_model_list_parts (model, lane);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const FwPart *part = &g_array_index (parts, FwPart, i);

      g_string_append_printf (text, "%s%s %d", i > 0 ? ", " : "", part_names[part->kind],
                              part->span.first);
      if (part->span.last != part->span.first)
        g_string_append_printf (text, "-%d", part->span.last);
      if (part->flags & FW_PART_AT_PLAYHEAD)
        g_string_append_c (text, '*');
      if (part->flags & FW_PART_CUT_LEFT)
        g_string_append_c (text, '<');
      if (part->flags & FW_PART_CUT_RIGHT)
        g_string_append_c (text, '>');
      if (part->flags & FW_PART_DRAGGED)
        g_string_append_c (text, '!');
      if (part->flags & FW_PART_OLD_PLACE)
        g_string_append_c (text, '?');
    }
  return g_string_free (text, FALSE);
}

/* Test what a lane shows: bars, gaps, hatching, ghosts, diamonds, dots, findings. */
static void
test_parts (void)
{
  static const FwMark marks[]
      = { { 1, { 12, 14 }, FW_MARK_PROBLEM }, { 1, { 29, 29 }, FW_MARK_HINT } };
  static const char *const asked[] = { "clip/16/t1", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (FwSession) session = kit_session (TRUE, 1800, TRACKS);
  g_autoptr (FwTimelineModel) model = make_model (session);
  g_autofree char *whole = NULL;
  g_autofree char *cut = NULL;

  fw_session_set_marks (session, marks, G_N_ELEMENTS (marks));
  kit_run (session, "select=1 frame=20");
  whole = list_parts (model, 0);
  g_assert_cmpstr (whole, ==,
                   "ghost 31-60, bar 10-22, outside 23-27, bar 28-30, occluded 10-20, "
                   "problem 12-14, hint 29, dot 15, dot 21, "
                   "diamond 10, diamond 20*, diamond 22, diamond 28, diamond 30");

  kit_ask (session, asked);
  g_assert_true (fw_timeline_model_get_lane (model, 0).is_asked);
  g_assert_false (fw_timeline_model_get_lane (model, 1).is_asked);
  g_free (whole);
  whole = list_parts (model, 0);
  g_assert_nonnull (strstr (whole, "hint 29, question 16, dot 15"));
  kit_ask (session, none);
  g_assert_false (fw_timeline_model_get_lane (model, 0).is_asked);

  fw_timeline_model_set_view (model, 12, 17);
  cut = list_parts (model, 0);
  g_assert_cmpstr (cut, ==,
                   "bar 10-22<, outside 23-27, bar 28-30>, occluded 10-20<, problem 12-14, "
                   "dot 15, dot 21, diamond 20*, diamond 22, diamond 28");
}

/* Test that keyframes in every frame become a cluster, and a polygon that
 * collapses half way is pointed out. */
static void
test_crowded (void)
{
  g_autoptr (GString) tracks = g_string_new ("1 car");
  g_autoptr (FwSession) session = NULL;
  g_autoptr (FwTimelineModel) model = NULL;
  g_autofree char *text = NULL;

  for (int i = 0; i < 50; i++)
    g_string_append_printf (tracks, " %d:%d,1,5,5", i, i);
  g_string_append (tracks, " 100:1,1,5,5\n2 jacket 0:P(0,0 10,0 10,10 0,10) "
                           "50:P(10,10 0,10 0,0 10,0)\n");
  session = kit_session (TRUE, 1800, tracks->str);
  model = make_model (session);
  kit_run (session, "select=1");
  text = list_parts (model, 0);
  g_assert_nonnull (strstr (text, "cluster 0-49, diamond 100"));
}

/* Test what is under the pointer. */
static void
test_hit (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 1800, TRACKS);
  g_autoptr (FwTimelineModel) model = make_model (session);
  const struct
  {
    FwPoint point;
    FwHitKind kind;
    FwTrackId id;
    FwFrame frame;
  } cases[] = {
    { FW_POINT (20, 10), FW_HIT_NOTHING, 0, FW_FRAME_NONE },
    { FW_POINT (172.5, 30), FW_HIT_RULER, 0, 0 },
    { FW_POINT (20, 50), FW_HIT_LANE_NAME, 2, FW_FRAME_NONE },
    { at (model, 1, 20), FW_HIT_DIAMOND, 1, 20 },
    { at (model, 1, 16), FW_HIT_BAR, 1, 16 },
    { at (model, 1, 25), FW_HIT_LANE, 1, 25 },
    { at (model, 1, 30), FW_HIT_DIAMOND, 1, 30 },
    { at (model, 1, 31.6), FW_HIT_BAR_END, 1, 30 },
    { at (model, 1, 8.4), FW_HIT_BAR_START, 1, 10 },
    { at (model, 1, 50), FW_HIT_LANE, 1, 50 },
    { FW_POINT (400, 199), FW_HIT_NOTHING, 0, FW_FRAME_NONE },
    { FW_POINT (200, 10), FW_HIT_OVERVIEW_WINDOW, 0, 54 },
    { FW_POINT (281, 10), FW_HIT_OVERVIEW_RIGHT, 0, 199 },
    { FW_POINT (670, 10), FW_HIT_OVERVIEW, 0, 900 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwHit hit = fw_timeline_model_hit (model, cases[i].point);

      g_test_message ("case %zu", i);
      g_assert_cmpint (hit.kind, ==, cases[i].kind);
      g_assert_cmpint (hit.id, ==, cases[i].id);
      g_assert_cmpint (hit.frame, ==, cases[i].frame);
    }
}

static void
drag (FwTimelineModel *model, FwPoint from, FwPoint to)
{
  fw_timeline_model_press (model, from, 1, FALSE);
  fw_timeline_model_motion (model, FW_POINT ((from.x + to.x) / 2.0, to.y));
  fw_timeline_model_motion (model, to);
}

/* Test that a keyframe is dragged with a preview, not past its neighbours, as
 * one step, and that Escape leaves it where it was. */
static void
test_drag_keyframe (void)
{
  g_autoptr (FwSession) session
      = kit_session (TRUE, 1800, "1 car 10:1,1,5,5 20:2,1,5,5 30:3,1,5,5\n");
  g_autoptr (FwTimelineModel) model = make_model (session);
  g_autofree char *preview = NULL;
  FwFrame frame;

  drag (model, at (model, 1, 20), at (model, 1, 25));
  g_assert_true (fw_timeline_model_get_drag (model, &frame, NULL, NULL));
  g_assert_cmpint (frame, ==, 25);
  preview = list_parts (model, 0);
  g_assert_nonnull (strstr (preview, "diamond 20?, diamond 10, diamond 25!, diamond 30"));
  kit_assert (session, "1 car 10:1,1,5,5 20:2,1,5,5 30:3,1,5,5\n");
  fw_timeline_model_release (model, at (model, 1, 25));
  kit_assert (session, "1 car 10:1,1,5,5 25:2,1,5,5 30:3,1,5,5\n");

  drag (model, at (model, 1, 25), at (model, 1, 90));
  fw_timeline_model_release (model, at (model, 1, 90));
  kit_assert (session, "1 car 10:1,1,5,5 29:2,1,5,5 30:3,1,5,5\n");

  drag (model, at (model, 1, 29), at (model, 1, 25));
  fw_timeline_model_motion (model, at (model, 1, 0));
  g_assert_true (fw_timeline_model_get_drag (model, &frame, NULL, NULL));
  g_assert_cmpint (frame, ==, 11);
  fw_timeline_model_cancel (model);

  drag (model, at (model, 1, 10), at (model, 1, 2));
  g_assert_true (fw_timeline_model_cancel (model));
  fw_timeline_model_release (model, at (model, 1, 2));
  kit_assert (session, "1 car 10:1,1,5,5 29:2,1,5,5 30:3,1,5,5\n");

  kit_run (session, "undo undo");
  kit_assert (session, "1 car 10:1,1,5,5 20:2,1,5,5 30:3,1,5,5\n");
  g_assert_false (fw_document_can_undo (fw_session_get_document (session)));
}

/* Test that a bar end extends and cuts the track. */
static void
test_drag_ends (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 1800, "1 car 10:10,1,5,5 20:20,1,5,5\n");
  g_autoptr (FwTimelineModel) model = make_model (session);

  drag (model, at (model, 1, 21.6), at (model, 1, 31.6));
  fw_timeline_model_release (model, at (model, 1, 31.6));
  kit_assert (session, "1 car 10:10,1,5,5 20:20,1,5,5 30:20,1,5,5\n");
  drag (model, at (model, 1, 8.4), at (model, 1, 13.4));
  fw_timeline_model_release (model, at (model, 1, 13.4));
  kit_assert (session, "1 car 15:15,1,5,5 20:20,1,5,5 30:20,1,5,5\n");
}

static void
count_cb (FwTimelineModel *model, gpointer user_data)
{
  (*(int *) user_data)++;
}

/* Test that stretches that are to be labelled lie where their frames do, cut to the
 * view, whole in the overview, and that there are none when everything is. */
static void
test_task (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 200, "1 car 0:10,10,20,20");
  g_autoptr (FwTimelineModel) model = make_model (session);
  const FwSpan spans[] = { { 10, 19 }, { 90, 129 } };
  g_autoptr (FwSpanSet) task = fw_span_set_new (spans, G_N_ELEMENTS (spans));
  guint n_changes = 0;

  g_signal_connect (model, "changed", G_CALLBACK (count_cb), &n_changes);
  fw_session_set_task (session, NULL);
  g_assert_cmpuint (n_changes, ==, 0);
  fw_session_set_task (session, task);
  fw_session_set_task (session, task);
  g_assert_cmpuint (n_changes, ==, 1);
  fw_timeline_model_set_view (model, 0, 100);

  g_autoptr (GArray) parts = fw_timeline_model_list_task (model, FALSE);
  g_autoptr (GArray) all = fw_timeline_model_list_task (model, TRUE);
  const FwPart *first = &g_array_index (parts, FwPart, 0);
  const FwPart *second = &g_array_index (parts, FwPart, 1);

  g_assert_cmpuint (parts->len, ==, 2);
  g_assert_cmpint (first->kind, ==, FW_PART_TASK);
  g_assert_cmpfloat_with_epsilon (first->x1, 170.0 + 100.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (first->x2, 170.0 + 200.0, 1e-9);
  g_assert_cmpint (first->flags, ==, 0);
  g_assert_cmpfloat_with_epsilon (second->x2, 1170.0, 1e-9);
  g_assert_cmpint (second->flags, ==, FW_PART_CUT_RIGHT);
  g_assert_cmpfloat_with_epsilon (g_array_index (all, FwPart, 1).x1, 170.0 + 450.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (g_array_index (all, FwPart, 1).x2, 170.0 + 650.0, 1e-9);
  g_assert_true (fw_session_is_in_task (session, 10));
  g_assert_false (fw_session_is_in_task (session, 20));

  fw_session_set_task (session, NULL);
  g_assert_true (fw_session_is_in_task (session, 20));
  g_assert_cmpuint (n_changes, >, 1);

  g_autoptr (GArray) none = fw_timeline_model_list_task (model, FALSE);

  g_assert_cmpuint (none->len, ==, 0);
}

static void
refused_cb (FwTimelineModel *model, const char *sentence, gpointer user_data)
{
  g_assert_cmpstr (sentence, ==, "Car 1 is locked. Press {toggle-locked} to unlock it.");
  (*(int *) user_data)++;
}

/* Test that clicks seek and select, that a double click adds a keyframe, and
 * that what is locked refuses with a sentence. */
static void
test_clicks (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 1800, TRACKS);
  g_autoptr (FwTimelineModel) model = make_model (session);
  g_autofree char *before = kit_dump (session);
  int n_refused = 0;
  FwPoint point = at (model, 1, 16);

  fw_timeline_model_press (model, point, 1, FALSE);
  fw_timeline_model_release (model, point);
  g_assert_cmpint (fw_session_get_frame (session), ==, 16);
  g_assert_cmpint (fw_session_get_primary (session), ==, 1);
  kit_assert (session, before);

  point = at (model, 2, 60);
  fw_timeline_model_press (model, point, 1, TRUE);
  fw_timeline_model_release (model, point);
  g_assert_cmpint (fw_session_get_frame (session), ==, 60);
  g_assert_true (fw_session_is_selected (session, 1) && fw_session_is_selected (session, 2));

  fw_timeline_model_press (model, at (model, 2, 40), 2, FALSE);
  g_assert_true (
      fw_track_has_keyframe (fw_document_get_track (fw_session_get_document (session), 2), 40));

  /* The first click selects, and the lane goes to the top: the second one is still its own. */
  fw_session_select (session, 1);
  point = at (model, 2, 35);
  fw_timeline_model_press (model, point, 1, FALSE);
  fw_timeline_model_release (model, point);
  g_assert_cmpint (fw_timeline_model_hit (model, point).id, ==, 1);
  fw_timeline_model_press (model, point, 2, FALSE);
  g_assert_true (
      fw_track_has_keyframe (fw_document_get_track (fw_session_get_document (session), 2), 35));
  g_assert_false (
      fw_track_has_keyframe (fw_document_get_track (fw_session_get_document (session), 1), 35));

  g_signal_connect (model, "refused", G_CALLBACK (refused_cb), &n_refused);
  fw_session_set_locked (session, 1, TRUE);
  drag (model, at (model, 1, 20), at (model, 1, 21));
  fw_timeline_model_release (model, at (model, 1, 21));
  g_assert_cmpint (n_refused, ==, 1);
}

/* Test that scrubbing follows the pointer frame by frame and tells its begin and end. */
static void
test_scrub (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 1800, "");
  g_autoptr (FwTimelineModel) model = make_model (session);
  int n_changed = 0;

  fw_timeline_model_press (model, FW_POINT (270, 30), 1, FALSE);
  g_assert_cmpint (fw_session_get_frame (session), ==, 20);
  g_signal_connect (model, "changed", G_CALLBACK (count_cb), &n_changed);
  fw_timeline_model_motion (model, FW_POINT (320, 300));
  g_assert_cmpint (fw_session_get_frame (session), ==, 30);
  g_assert_cmpint (n_changed, ==, 1);
  fw_timeline_model_motion (model, FW_POINT (1170 + 400, 30));
  g_assert_cmpint (fw_session_get_frame (session), >, 199);
  fw_timeline_model_release (model, FW_POINT (320, 30));
  g_assert_false (fw_timeline_model_is_dragging (model));
}

/* Test that the window of the overview is dragged and resized. */
static void
test_overview (void)
{
  static const FwMark marks[] = { { 3, { 900, 905 }, FW_MARK_PROBLEM } };
  g_autoptr (FwSession) session = kit_session (TRUE, 1800, TRACKS);
  g_autoptr (FwTimelineModel) model = make_model (session);
  g_autoptr (GArray) columns = NULL;
  double first, n;
  FwRect window;

  fw_session_set_marks (session, marks, 1);
  columns = fw_timeline_model_list_overview (model);
  g_assert_cmpint (columns->len, ==, 250);
  g_assert_cmpfloat (g_array_index (columns, FwOverviewColumn, 2).density, ==, 1.0);
  g_assert_cmpfloat (g_array_index (columns, FwOverviewColumn, 60).density, ==, 0.0);
  g_assert_cmpint (g_array_index (columns, FwOverviewColumn, 125).severity, ==, FW_MARK_PROBLEM);

  fw_timeline_model_press (model, FW_POINT (670, 10), 1, FALSE);
  fw_timeline_model_release (model, FW_POINT (670, 10));
  fw_timeline_model_get_view (model, &first, &n);
  g_assert_cmpfloat (first, ==, 800.0);
  window = fw_timeline_model_get_window (model, NULL);
  drag (model, FW_POINT (window.x + window.width, 10), FW_POINT (window.x + 2 * window.width, 10));
  fw_timeline_model_release (model, FW_POINT (window.x + 2 * window.width, 10));
  fw_timeline_model_get_view (model, &first, &n);
  g_assert_cmpfloat (first, ==, 800.0);
  g_assert_cmpfloat_with_epsilon (n, 400.0, 1e-6);
  drag (model, FW_POINT (window.x + 5, 10), FW_POINT (0, 10));
  fw_timeline_model_release (model, FW_POINT (0, 10));
  fw_timeline_model_get_view (model, &first, &n);
  g_assert_cmpfloat (first, <, 800.0);
}

/* Test that the keys walk over all lanes, although the selected one stands on top. */
static void
test_keys (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 1800, TRACKS);
  g_autoptr (FwTimelineModel) model = make_model (session);
  g_autoptr (GError) error = NULL;
  static const FwTrackId down[] = { 2, 1, 3, 3 };

  for (gsize i = 0; i < G_N_ELEMENTS (down); i++)
    {
      fw_timeline_model_select_lane (model, 1);
      g_assert_cmpint (fw_session_get_primary (session), ==, down[i]);
    }
  fw_timeline_model_select_lane (model, -1);
  g_assert_cmpint (fw_session_get_primary (session), ==, 1);

  kit_show (session, 20);
  g_assert_true (fw_timeline_model_shift_keyframe (model, 1, &error));
  g_assert_cmpint (fw_session_get_frame (session), ==, 21);
  g_assert_false (fw_timeline_model_shift_keyframe (model, 1, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  kit_show (session, 12);
  g_assert_false (fw_timeline_model_shift_keyframe (model, 1, &error));
  g_assert_cmpstr (error->message, ==, "Car 1 has no keyframe in this frame.");
}

/* Test that lanes scroll within their height, and that none is computed when folded. */
static void
test_scroll (void)
{
  g_autoptr (GString) tracks = g_string_new (NULL);
  g_autoptr (FwSession) session = NULL;
  g_autoptr (FwTimelineModel) model = NULL;
  FwTimelineStyle folded = FW_TIMELINE_STYLE_COMPACT;
  gsize first, n;

  for (int i = 1; i <= 40; i++)
    g_string_append_printf (tracks, "%d car 0:1,1,5,5\n", i);
  session = kit_session (TRUE, 100, tracks->str);
  model = make_model (session);
  g_assert_cmpfloat (fw_timeline_model_get_lanes_height (model), ==, 40 * 26);
  fw_timeline_model_get_visible_lanes (model, &first, &n);
  g_assert_cmpint (first, ==, 0);
  g_assert_cmpint (n, ==, 6);
  fw_timeline_model_set_scroll (model, 1e9);
  g_assert_cmpfloat (fw_timeline_model_get_scroll (model), ==, 40 * 26 - 156);
  fw_timeline_model_get_visible_lanes (model, &first, &n);
  g_assert_cmpint (first + n, ==, 40);
  folded.show_lanes = FALSE;
  fw_timeline_model_set_style (model, &folded);
  g_assert_cmpint (fw_timeline_model_get_n_lanes (model), ==, 0);
}

/* Test that a clip of 50,000 frames and 5,000 tracks answers for what is in
 * view only: a whole drawing within a generous half second. */
static void
test_large (void)
{
  g_autoptr (GString) tracks = g_string_new (NULL);
  g_autoptr (FwSession) session = NULL;
  g_autoptr (FwTimelineModel) model = NULL;
  g_autoptr (GArray) columns = NULL;
  gint64 start;
  gsize first, n;

  for (int i = 0; i < 5000; i++)
    g_string_append_printf (tracks, "%d car %d:1,1,5,5 %d:9,9,5,5\n", i + 1, i * 10, i * 10 + 200);
  session = kit_session (TRUE, 51000, tracks->str);
  model = make_model (session);

  start = g_get_monotonic_time ();
  for (FwFrame frame = 0; frame < 50000; frame += 500)
    {
      kit_show (session, frame);
      g_assert_cmpint (fw_timeline_model_get_n_lanes (model), <, 100);
      fw_timeline_model_get_visible_lanes (model, &first, &n);
      for (gsize i = first; i < first + n; i++)
        g_array_unref (fw_timeline_model_list_parts (model, i));
    }
  columns = fw_timeline_model_list_overview (model);
  g_test_message ("100 drawings: %.1f ms", (g_get_monotonic_time () - start) / 1000.0);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 500000 * 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline/growing", test_growing);
  g_test_add_func ("/timeline/mapping", test_mapping);
  g_test_add_func ("/timeline/zoom", test_zoom);
  g_test_add_func ("/timeline/follow", test_follow);
  g_test_add_func ("/timeline/ticks", test_ticks);
  g_test_add_func ("/timeline/ticks-of-pictures", test_ticks_of_pictures);
  g_test_add_func ("/timeline/lanes", test_lanes);
  g_test_add_func ("/timeline/parts", test_parts);
  g_test_add_func ("/timeline/crowded", test_crowded);
  g_test_add_func ("/timeline/hit", test_hit);
  g_test_add_func ("/timeline/drag-keyframe", test_drag_keyframe);
  g_test_add_func ("/timeline/drag-ends", test_drag_ends);
  g_test_add_func ("/timeline/clicks", test_clicks);
  g_test_add_func ("/timeline/scrub", test_scrub);
  g_test_add_func ("/timeline/overview", test_overview);
  g_test_add_func ("/timeline/task", test_task);
  g_test_add_func ("/timeline/keys", test_keys);
  g_test_add_func ("/timeline/scroll", test_scroll);
  g_test_add_func ("/timeline/large", test_large);
  return g_test_run ();
}
