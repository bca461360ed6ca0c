/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Timeline and film strip in a window: gestures and keys become moves in time
 * and changes of the document.
 */

#include "app/late-tooltip.h"
#include "app/timeline/film-cell.h"
#include "app/timeline/film-strip.h"
#include "app/timeline/timeline-private.h"

#include "canvas-support.h"
#include "support/wait.h"

typedef struct
{
  FwSession  *session; /* (owned) */
  FwDocument *document;
  GtkWindow  *window;
  GtkWidget  *scroller;
  FwTimeline *timeline;
} Fixture;

static gboolean
has_size (gpointer user_data)
{
  return gtk_widget_get_height (GTK_WIDGET (user_data)) > 100;
}

static FwSession *
make_session (void)
{
  FwSession *session = canvas_support_session (
    canvas_support_track (1, 1, fw_shape_new_box (FW_RECT (20, 20, 40, 30)), 0, 40),
    canvas_support_track (2, 2, fw_shape_new_box (FW_RECT (100, 60, 40, 30)), 10, 30),
    canvas_support_track (3, 3, fw_shape_new_box (FW_RECT (100, 60, 40, 30)), 5, 20),
    canvas_support_track (4, 3, fw_shape_new_box (FW_RECT (100, 60, 40, 30)), 5, 20), NULL);

  fw_session_set_displayed_frame (session, 0);

  return session;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->session = make_session ();
  fixture->document = fw_session_get_document (fixture->session);
  fixture->timeline = FW_TIMELINE (fw_timeline_new ());
  fixture->scroller = gtk_scrolled_window_new ();
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (fixture->window, FALSE);
  gtk_window_set_default_size (fixture->window, 900, 130);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (fixture->scroller),
                                 GTK_WIDGET (fixture->timeline));
  gtk_window_set_child (fixture->window, fixture->scroller);
  fw_timeline_set_session (fixture->timeline, fixture->session);
  gtk_window_present (fixture->window);
  g_assert_true (fw_test_wait (has_size, fixture->timeline));
  fw_timeline_model_set_view (fixture->timeline->model, 0, CANVAS_N_FRAMES);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  FwTimeline *timeline = g_object_ref (fixture->timeline);

  gtk_window_destroy (fixture->window);
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_finalize_object (timeline);
  g_assert_finalize_object (fixture->session);
}

static FwPoint
get_place (Fixture   *fixture,
           FwTrackId  id,
           FwFrame    frame)
{
  FwTimelineModel *model = fixture->timeline->model;
  double half = fw_timeline_model_get_style (model)->lane_height / 2.0;

  for (gsize i = 0; i < fw_timeline_model_get_n_lanes (model); i++)
    {
      FwLane lane = fw_timeline_model_get_lane (model, i);

      if (lane.id == id)
        return FW_POINT (fw_timeline_model_frame_to_x (model, frame), lane.y + half);
    }
  g_assert_not_reached ();
}

static FwPoint
get_ruler (Fixture *fixture,
           FwFrame  frame)
{
  const FwTimelineStyle *style = fw_timeline_model_get_style (fixture->timeline->model);

  return FW_POINT (fw_timeline_model_frame_to_x (fixture->timeline->model, frame),
                   style->overview_height + style->ruler_height / 2.0);
}

static void
drag (Fixture *fixture,
      FwPoint  from,
      FwPoint  to)
{
  GtkGesture *gesture = fixture->timeline->drag;

  g_signal_emit_by_name (gesture, "drag-begin", from.x, from.y);
  g_signal_emit_by_name (gesture, "drag-update", (to.x - from.x) / 2.0, (to.y - from.y) / 2.0);
  g_signal_emit_by_name (gesture, "drag-update", to.x - from.x, to.y - from.y);
  g_signal_emit_by_name (gesture, "drag-end", to.x - from.x, to.y - from.y);
}

static GtkEventController *
find_controller (Fixture *fixture,
                 GType    type)
{
  g_autoptr(GListModel) all = gtk_widget_observe_controllers (GTK_WIDGET (fixture->timeline));

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (all, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller;
    }
  g_assert_not_reached ();
}

static gboolean
press_key (Fixture         *fixture,
           guint            keyval,
           GdkModifierType  state)
{
  gboolean is_used = FALSE;

  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed",
                         keyval, 0, state, &is_used);

  return is_used;
}

static void
count_cb (gpointer  object,
          guint    *count)
{
  (*count)++;
}

static void
refused_cb (FwTimeline *timeline,
            const char *sentence,
            guint      *count)
{
  g_assert_cmpstr (sentence, !=, "");
  (*count)++;
}

static void
scrub_cb (FwTimeline *timeline,
          gboolean    is_active,
          GString    *log)
{
  g_string_append_c (log, is_active ? '+' : '-');
}

/* Test that a drag along the ruler goes through time and says that it does. */
static void
test_scrub (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GString) log = g_string_new (NULL);

  g_signal_connect (fixture->timeline, "scrub", G_CALLBACK (scrub_cb), log);
  drag (fixture, get_ruler (fixture, 20), get_ruler (fixture, 66));

  g_assert_cmpint (fw_session_get_frame (fixture->session), ==, 66);
  g_assert_cmpstr (log->str, ==, "+-");
  g_assert_false (fw_document_can_undo (fixture->document));
}

/* Test that a dragged diamond moves its keyframe, as one step. */
static void
test_move_keyframe (Fixture       *fixture,
                    gconstpointer  data)
{
  FwTrack *track;

  drag (fixture, get_place (fixture, 1, 40), get_place (fixture, 1, 52));
  track = fw_document_get_track (fixture->document, 1);
  g_assert_true (fw_track_has_keyframe (track, 52));
  g_assert_false (fw_track_has_keyframe (track, 40));

  g_assert_nonnull (fw_document_undo (fixture->document));
  g_assert_false (fw_document_can_undo (fixture->document));
}

/* Test that Escape and a broken grab leave a dragged diamond where it was. */
static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint round = 0; round < 2; round++)
    {
      FwPoint from = get_place (fixture, 1, 40);
      GtkGesture *gesture = fixture->timeline->drag;

      g_signal_emit_by_name (gesture, "drag-begin", from.x, from.y);
      g_signal_emit_by_name (gesture, "drag-update", 60.0, 0.0);
      if (round == 0)
        g_assert_true (press_key (fixture, GDK_KEY_Escape, 0));
      else
        g_signal_emit_by_name (gesture, "cancel", NULL);
      g_signal_emit_by_name (gesture, "drag-end", 60.0, 0.0);
      g_assert_false (fw_document_can_undo (fixture->document));
    }
  g_assert_false (press_key (fixture, GDK_KEY_Escape, 0));
}

/* Test that two clicks on a bar add a keyframe. */
static void
test_double_click (Fixture       *fixture,
                   gconstpointer  data)
{
  FwPoint at = get_place (fixture, 1, 25);

  drag (fixture, at, at);
  at = get_place (fixture, 1, 25);
  /* The lane moved up when it was selected: the second click is at its new place. */
  drag (fixture, at, at);
  drag (fixture, at, at);

  g_assert_true (fw_track_has_keyframe (fw_document_get_track (fixture->document, 1), 25));
}

/* Test the keys of the timeline. */
static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  guint n_play = 0, n_refused = 0;

  g_signal_connect (fixture->timeline, "play", G_CALLBACK (count_cb), &n_play);
  g_assert_true (press_key (fixture, GDK_KEY_space, 0));
  g_assert_false (press_key (fixture, GDK_KEY_space, GDK_SHIFT_MASK));
  g_assert_cmpuint (n_play, ==, 1);

  g_assert_true (press_key (fixture, GDK_KEY_Right, 0));
  g_assert_cmpint (fw_session_get_frame (fixture->session), ==, 1);
  fw_session_select (fixture->session, 1);
  g_assert_true (press_key (fixture, GDK_KEY_Right, GDK_CONTROL_MASK));
  g_assert_cmpint (fw_session_get_frame (fixture->session), ==, 40);
  fw_session_set_displayed_frame (fixture->session, 40);
  g_assert_true (press_key (fixture, GDK_KEY_Right, GDK_CONTROL_MASK | GDK_SHIFT_MASK));
  g_assert_true (fw_track_has_keyframe (fw_document_get_track (fixture->document, 1), 41));
  fw_session_set_displayed_frame (fixture->session, fw_session_get_frame (fixture->session));
  g_assert_true (press_key (fixture, GDK_KEY_Delete, 0));
  g_assert_false (fw_track_has_keyframe (fw_document_get_track (fixture->document, 1), 41));

  /* What cannot be done is said, not swallowed. */
  g_signal_connect (fixture->timeline, "refused", G_CALLBACK (refused_cb), &n_refused);
  g_assert_true (press_key (fixture, GDK_KEY_Delete, 0));
  g_assert_cmpuint (n_refused, ==, 1);
}

/* Test that up and down go through the lanes. */
static void
test_lanes_by_keys (Fixture       *fixture,
                    gconstpointer  data)
{
  FwTrackId first;

  g_assert_true (press_key (fixture, GDK_KEY_Down, 0));
  first = fw_session_get_primary (fixture->session);
  g_assert_cmpint (first, !=, 0);
  g_assert_true (press_key (fixture, GDK_KEY_Down, 0));
  g_assert_cmpint (fw_session_get_primary (fixture->session), !=, first);
}

/* Test that the adjustments follow the model and the model follows them. */
static void
test_adjustments (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (fixture->scroller);
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (scroller);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (scroller);
  double first, n;

  fw_timeline_model_set_view (fixture->timeline->model, 20, 40);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (across), 20, 0.01);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_page_size (across), 40, 0.01);
  gtk_adjustment_set_value (across, 35);
  fw_timeline_model_get_view (fixture->timeline->model, &first, &n);
  g_assert_cmpfloat_with_epsilon (first, 35, 0.01);

  fw_timeline_model_set_view (fixture->timeline->model, 0, CANVAS_N_FRAMES);
  g_assert_cmpfloat (gtk_adjustment_get_upper (down), >, gtk_adjustment_get_page_size (down));
  gtk_adjustment_set_value (down, 10);
  g_assert_cmpfloat_with_epsilon (fw_timeline_model_get_scroll (fixture->timeline->model), 10,
                                  0.01);
}

/* Test that hiding the lanes and low rows ask for less height. */
static void
test_height (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *widget = GTK_WIDGET (fixture->timeline);
  int normal, compact, head;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &normal, NULL, NULL);
  fw_timeline_set_compact (fixture->timeline, TRUE);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &compact, NULL, NULL);
  fw_timeline_set_lanes_visible (fixture->timeline, FALSE);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &head, NULL, NULL);

  g_assert_cmpint (normal, >, compact);
  g_assert_cmpint (compact, >, head);
}

/* Test that a screen reader hears the time. */
static void
test_accessible (Fixture       *fixture,
                 gconstpointer  data)
{
  gtk_test_accessible_assert_role (fixture->timeline, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_test_accessible_assert_property (fixture->timeline, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "Frame 0, 0.0 seconds");
  gtk_test_accessible_assert_property (fixture->timeline, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 99.0);
}

static GtkWidget *
find_list (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *list = find_list (child);

      if (list != NULL)
        return list;
    }

  return NULL;
}

/* Test that the film strip follows the session, moves it, and filters. */
static void
test_film_strip (void)
{
  g_autoptr(FwSession) session = make_session ();
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  FwFilmStrip *strip = FW_FILM_STRIP (fw_film_strip_new ());
  const FwMark marks[] = { { 1, { 7, 7 }, FW_MARK_PROBLEM }, { 2, { 7, 8 }, FW_MARK_PROBLEM },
                           { 3, { 20, 20 }, FW_MARK_HINT } };
  GtkSelectionModel *model;
  guint n_counts = 0;

  fw_film_strip_set_session (strip, session);
  gtk_window_set_child (window, GTK_WIDGET (strip));
  gtk_window_present (window);
  g_signal_connect (strip, "counts-changed", G_CALLBACK (count_cb), &n_counts);
  model = gtk_list_view_get_model (GTK_LIST_VIEW (find_list (GTK_WIDGET (strip))));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, CANVAS_N_FRAMES);
  g_assert_true (gtk_selection_model_is_selected (model, 0));

  gtk_selection_model_select_item (model, 12, TRUE);
  g_assert_cmpint (fw_session_get_frame (session), ==, 12);
  fw_session_set_frame (session, 30);
  g_assert_true (gtk_selection_model_is_selected (model, 30));

  fw_session_set_marks (session, marks, G_N_ELEMENTS (marks));
  g_assert_cmpuint (n_counts, >, 0);
  g_assert_cmpuint (fw_film_strip_count (strip, FW_FILM_STRIP_PROBLEMS), ==, 2);
  g_assert_cmpuint (fw_film_strip_count (strip, FW_FILM_STRIP_TO_DO), ==, CANVAS_N_FRAMES);
  fw_film_strip_set_filter (strip, FW_FILM_STRIP_PROBLEMS);
  /* Two with problems, and the current one. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 3);
  g_assert_cmpint (fw_session_get_frame (session), ==, 30);
  gtk_selection_model_select_item (model, 0, TRUE);
  g_assert_cmpint (fw_session_get_frame (session), ==, 7);

  gtk_window_destroy (window);
  while (g_main_context_iteration (NULL, FALSE));
}

static void
find_cell (GtkWidget *widget,
           GPtrArray *cells)
{
  if (FW_IS_FILM_CELL (widget))
    g_ptr_array_add (cells, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_cell (child, cells);
}

static gboolean
is_scrolled (gpointer list)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));

  return gtk_adjustment_get_value (across) > gtk_adjustment_get_page_size (across);
}

/* Test that a strip that is shown at a later picture shows that picture: work goes on where it
 * was left before the strip has a place on the screen. */
static void
test_film_start (void)
{
  g_autoptr(FwSession) session = make_session ();
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  FwFilmStrip *strip = FW_FILM_STRIP (fw_film_strip_new ());

  fw_film_strip_set_session (strip, session);
  fw_session_set_frame (session, 80);
  gtk_window_set_child (window, GTK_WIDGET (strip));
  gtk_window_set_default_size (window, 900, 200);
  gtk_window_present (window);
  g_assert_true (fw_test_wait (is_scrolled, find_list (GTK_WIDGET (strip))));

  gtk_window_destroy (window);
  while (g_main_context_iteration (NULL, FALSE));
}

/* Test that the strip says which pictures are asked, and that only those are to do. */
static void
test_film_task (void)
{
  g_autoptr(FwSession) session = make_session ();
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  FwFilmStrip *strip = FW_FILM_STRIP (fw_film_strip_new ());
  const FwSpan spans[] = { { 1, 1 }, { 3, 4 } };
  g_autoptr(FwSpanSet) task = fw_span_set_new (spans, G_N_ELEMENTS (spans));
  g_autoptr(GPtrArray) cells = g_ptr_array_new ();
  guint n_asked = 0, n_counts = 0;

  fw_film_strip_set_session (strip, session);
  gtk_window_set_child (window, GTK_WIDGET (strip));
  gtk_window_set_default_size (window, 900, 200);
  gtk_window_present (window);
  while (g_main_context_iteration (NULL, FALSE));
  g_signal_connect (strip, "counts-changed", G_CALLBACK (count_cb), &n_counts);
  fw_session_set_task (session, task);
  g_assert_cmpuint (n_counts, ==, 1);
  g_assert_cmpuint (fw_film_strip_count (strip, FW_FILM_STRIP_TO_DO), ==, 3);
  g_assert_cmpuint (fw_film_strip_count (strip, FW_FILM_STRIP_ALL), ==, CANVAS_N_FRAMES);

  find_cell (GTK_WIDGET (strip), cells);
  g_assert_cmpuint (cells->len, >, 5);
  for (guint i = 0; i < cells->len; i++)
    {
      const char *tooltip = fw_late_tooltip_get (cells->pdata[i]);

      g_assert_nonnull (tooltip);
      n_asked += g_str_has_prefix (tooltip, "Everything");
      g_assert_true (g_str_has_prefix (tooltip, "Everything")
                     || g_str_has_prefix (tooltip, "Nothing is asked"));
    }
  g_assert_cmpuint (n_asked, ==, 3);

  fw_film_strip_set_filter (strip, FW_FILM_STRIP_TO_DO);
  {
    GtkSelectionModel *model
      = gtk_list_view_get_model (GTK_LIST_VIEW (find_list (GTK_WIDGET (strip))));

    /* Three, and the current one. */
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 4);
    fw_session_set_task (session, NULL);
    fw_film_strip_set_filter (strip, FW_FILM_STRIP_ALL);
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, CANVAS_N_FRAMES);
  }

  gtk_window_destroy (window);
  while (g_main_context_iteration (NULL, FALSE));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }

  ADD ("/timeline/scrub", test_scrub);
  ADD ("/timeline/move-keyframe", test_move_keyframe);
  ADD ("/timeline/cancel", test_cancel);
  ADD ("/timeline/double-click", test_double_click);
  ADD ("/timeline/keys", test_keys);
  ADD ("/timeline/lanes-by-keys", test_lanes_by_keys);
  ADD ("/timeline/adjustments", test_adjustments);
  ADD ("/timeline/height", test_height);
  ADD ("/timeline/accessible", test_accessible);
  g_test_add_func ("/film-strip/follows", test_film_strip);
  g_test_add_func ("/film-strip/start", test_film_start);
  g_test_add_func ("/film-strip/task", test_film_task);

  return g_test_run ();
}
