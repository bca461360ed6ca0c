/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The window while two versions of the sample's labels are compared: with real
 * keys through the X server, down to what is in the file afterwards.
 */

#include "app-support.h"

#include "app/editor-page-private.h"
#include "app/window-private.h"
#include "formats/coco-file.h"
#include "support/sample-project.h"

#define FIRST_FRAME 0
#define CLOSE       0.01

typedef struct
{
  char         *folder;  /* (owned) */
  char         *labels;  /* (owned) paths */
  char         *other;   /* (owned) */
  FwWindow     *window;
  FwTrackId     moved;   /* this object is elsewhere in B */
  FwTrackId     gone;    /* and this one is not there */
  double        by;
} Fixture;

/* The other version ---------------------------------------------------------- */

static gboolean
find_two (FwTrack  *track,
          gpointer  user_data)
{
  Fixture *fixture = user_data;
  FwSpan span = fw_track_get_span (track);

  if (fw_shape_get_kind (fw_track_get_keyframe (track, 0).shape) != FW_SHAPE_BOX)
    return TRUE;
  if (fixture->moved == 0 && span.first == FIRST_FRAME)
    fixture->moved = fw_track_get_id (track);
  else if (fixture->gone == 0 && span.first > FIRST_FRAME + 1)
    fixture->gone = fw_track_get_id (track);

  return TRUE;
}

static FwTrack *
move_first_key (FwTrack *track,
                double   by)
{
  FwTrackBuilder *builder = fw_track_builder_new_from (track);
  FwFrame first = fw_track_get_span (track).first;
  FwRect bounds = fw_shape_get_bounds (fw_track_get_keyframe (track, 0).shape);
  g_autoptr (FwShape) shape = NULL;

  bounds.x += by;
  shape = fw_shape_new_box (bounds);
  fw_track_builder_set_key (builder, first, shape);
  return fw_track_builder_end (builder, NULL);
}

/* A copy in which one object lies elsewhere at first, one is not there, and some
 * frames are done. */
static void
write_other (Fixture *fixture)
{
  const FwCocoLoadOptions options = { .media_is_video = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (FwCocoFile) file = fw_coco_file_load (fixture->labels, &options, NULL, &error);

  g_assert_no_error (error);

  g_autoptr (FwDocument) document = fw_document_new (fw_coco_file_get_snapshot (file));
  FwSpan done = { 0, 9 };
  g_autoptr (FwSpanSet) marks = fw_span_set_new (&done, 1);
  g_autoptr (FwTrack) moved = NULL;

  fw_snapshot_foreach (fw_document_get_snapshot (document), find_two, fixture);
  g_assert_cmpint (fixture->moved, !=, 0);
  g_assert_cmpint (fixture->gone, !=, 0);
  moved = move_first_key (fw_document_get_track (document, fixture->moved), fixture->by);
  fw_document_begin (document, "Make another version", 0);
  fw_document_replace_track (document, fixture->moved, moved);
  fw_document_replace_track (document, fixture->gone, NULL);
  fw_document_replace (document, (FwSlot) { FW_SLOT_DONE, 0 }, marks);
  fw_document_commit (document);
  fw_coco_file_save (file, fw_document_get_snapshot (document), NULL, fixture->other, NULL, NULL,
                     &error);
  g_assert_no_error (error);
}

static FwRect
read_box (const char *path,
          FwTrackId   id,
          FwFrame     frame)
{
  const FwCocoLoadOptions options = { .media_is_video = TRUE };
  g_autoptr (FwCocoFile) file = fw_coco_file_load (path, &options, NULL, NULL);
  FwRect bounds = { 0 };

  g_assert_nonnull (file);
  g_assert_true (fw_track_get_bounds_at (
    fw_snapshot_get_track (fw_coco_file_get_snapshot (file), id), frame, &bounds));
  return bounds;
}

/* The window ------------------------------------------------------------------ */

static void
copy (Fixture    *fixture,
      const char *name,
      const char *as)
{
  g_autofree char *from = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), name, NULL);
  g_autofree char *to = g_build_filename (fixture->folder, as, NULL);
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &content, &length, NULL));
  g_assert_true (g_file_set_contents (to, content, (gssize) length, NULL));
}

static gboolean
is_open (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fixture->window->session != NULL && fw_window_is_in_editor (fixture->window)
         && fw_project_has_counted (fixture->window->project, TRUE, NULL);
}

static FwCompareModel *
get_model (Fixture *fixture)
{
  return fw_editor_page_get_compare (fixture->window->editor);
}

static gboolean
is_compared (gpointer user_data)
{
  return get_model (user_data) != NULL;
}

static gboolean
is_left (gpointer user_data)
{
  return get_model (user_data) == NULL;
}

static gboolean
is_focused (gpointer user_data)
{
  return gtk_window_is_active (GTK_WINDOW (((Fixture *) user_data)->window));
}

static void
run_xdotool (const char *command,
             const char *argument)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pid = g_strdup_printf ("%d", (int) getpid ());
  const char *search[] = { "xdotool", "search", "--onlyvisible", "--pid", pid, command, NULL };
  const char *key[] = { "xdotool", command, argument, NULL };

  g_spawn_sync (NULL, (char **) (argument != NULL ? key : search), NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *media = NULL;

  *fixture = (Fixture) { .by = 9.0 };
  fixture->folder = g_dir_make_tmp ("fw-compare-XXXXXX", NULL);
  fixture->labels = g_build_filename (fixture->folder, "street.coco.json", NULL);
  fixture->other = g_build_filename (fixture->folder, "other.coco.json", NULL);
  media = g_build_filename (fixture->folder, "street.mp4", NULL);
  copy (fixture, "street.mp4", "street.mp4");
  copy (fixture, "street-clean.coco.json", "street.coco.json");
  copy (fixture, "street.manual.md", "street.manual.md");
  write_other (fixture);

  fixture->window = FW_WINDOW (fw_window_new (test_app_get ()));
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  run_xdotool ("windowfocus", NULL);
  g_assert_true (fw_test_wait (is_focused, fixture));
  fw_window_open (fixture->window, &(FwProjectFiles) { .media = media });
  g_assert_true (fw_test_wait (is_open, fixture));
}

static gboolean
is_free (gpointer user_data)
{
  return ((Fixture *) user_data)->window->project == NULL;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  fw_window_close_project (fixture->window, FALSE);
  g_assert_true (fw_test_wait (is_free, fixture));
  test_app_close (GTK_WINDOW (fixture->window));
  fw_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->labels);
  g_free (fixture->other);
}

/* Keys ------------------------------------------------------------------------ */

/* What a person sees: where she is, what is decided, which one is shown. */
static char *
tell (Fixture *fixture)
{
  FwCompareModel *model = get_model (fixture);
  FwCompareView *view = FW_COMPARE_VIEW (
    gtk_widget_get_ancestor (GTK_WIDGET (fw_editor_page_get_canvas (fixture->window->editor)),
                             FW_TYPE_COMPARE_VIEW));
  guint difference;
  gssize at = model != NULL ? fw_compare_model_get_current (model, &difference) : -1;

  if (model == NULL)
    return g_strdup ("over");

  g_autofree char *name = at >= 0 ? fw_compare_model_dup_name (model, (guint) at) : g_strdup ("-");

  return g_strdup_printf ("%s, %u to decide, %s", name, fw_compare_model_count_open (model),
                          fw_compare_view_get_mode (view) == FW_COMPARE_SIDE_BY_SIDE ? "both"
                          : fw_compare_view_get_shown (view) == FW_COMPARE_A         ? "A"
                                                                                     : "B");
}

typedef struct
{
  Fixture    *fixture;
  const char *expected;
} Expected;

static gboolean
tells (gpointer user_data)
{
  Expected *expected = user_data;
  g_autofree char *text = tell (expected->fixture);

  return g_str_equal (text, expected->expected);
}

/* @how: key, keydown or keyup */
static void
press (Fixture    *fixture,
       const char *how,
       const char *key,
       const char *expected)
{
  Expected wanted = { fixture, expected };

  g_test_message ("%s %s", how, key);
  run_xdotool (how, key);
  if (!fw_test_wait (tells, &wanted))
    {
      g_autofree char *text = tell (fixture);

      g_assert_cmpstr (text, ==, expected);
    }
}

/* A key that is down for as long is held for a look, not pressed. */
#define HOLD_US (500 * G_TIME_SPAN_MILLISECOND)

static gboolean
is_over (gpointer user_data)
{
  return g_get_monotonic_time () > *(const gint64 *) user_data;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
hold (void)
{
  gint64 until = g_get_monotonic_time () + HOLD_US;
  guint waker = g_timeout_add (50, wake_cb, NULL);

  g_assert_true (fw_test_wait (is_over, &until));
  g_source_remove (waker);
}

static gboolean
is_saved (gpointer user_data)
{
  Fixture *fixture = user_data;

  return !fw_document_is_dirty (fw_session_get_document (fixture->window->session));
}

/* Test the whole way by key: walk, take, look, change one's mind, end; and that the
 * file then says what was decided. */
static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  FwRect before = read_box (fixture->labels, fixture->moved, FIRST_FRAME);
  FwRect after;
  g_autofree char *moved = fw_session_dup_object_name (fixture->window->session, fixture->moved);
  g_autofree char *gone = fw_session_dup_object_name (fixture->window->session, fixture->gone);
  g_autofree char *here = g_strdup_printf ("%s, 3 to decide, both", moved);
  g_autofree char *marks = g_strdup ("Frames that are done, 3 to decide, both");
  g_autofree char *there = g_strdup_printf ("%s, 3 to decide, both", gone);
  g_autofree char *taken = g_strdup ("Frames that are done, 2 to decide, both");
  g_autofree char *look = g_strdup ("Frames that are done, 2 to decide, B");
  g_autofree char *marked = g_strdup_printf ("%s, 1 to decide, both", gone);
  g_autofree char *kept = g_strdup_printf ("%s, 0 to decide, both", gone);

  fw_window_compare (fixture->window, fixture->other);
  g_assert_true (fw_test_wait (is_compared, fixture));
  g_assert_cmpuint (fw_compare_model_get_n_objects (get_model (fixture)), ==, 3);

  press (fixture, "key", "j", marks);
  press (fixture, "key", "j", there);
  press (fixture, "key", "j", here);
  press (fixture, "key", "shift+j", there);
  press (fixture, "key", "j", here);
  press (fixture, "key", "b", taken);
  press (fixture, "keydown", "t", look);
  hold ();
  press (fixture, "keyup", "t", taken);
  press (fixture, "key", "b", marked);
  press (fixture, "key", "a", kept);
  press (fixture, "key", "Escape", "over");

  run_xdotool ("key", "ctrl+s");
  g_assert_true (fw_test_wait (is_saved, fixture));
  after = read_box (fixture->labels, fixture->moved, FIRST_FRAME);
  g_assert_cmpfloat_with_epsilon (after.x, before.x + fixture->by, CLOSE);
  g_assert_cmpfloat_with_epsilon (after.width, before.width, CLOSE);
  /* What was kept is there, and the frames are done. */
  read_box (fixture->labels, fixture->gone,
            fw_track_get_span (fw_snapshot_get_track (
              fw_session_get_snapshot (fixture->window->session), fixture->gone)).first);

  g_autoptr (FwCocoFile) file
    = fw_coco_file_load (fixture->labels, &(FwCocoLoadOptions) { .media_is_video = TRUE }, NULL,
                         NULL);

  g_assert_cmpint (fw_span_set_get_count (fw_snapshot_get_frames_with (
                     fw_coco_file_get_snapshot (file), FW_SLOT_DONE)), ==, 10);
}

/* Test that a comparison of frames that turn out otherwise ends, and begins again
 * where the same pictures are. */
static void
test_counted_anew (Fixture       *fixture,
                   gconstpointer  data)
{
  FwDocument *document = fw_session_get_document (fixture->window->session);
  FwSpan span = fw_track_get_span (fw_document_get_track (document, fixture->gone));
  const FwRenumbering moved = { span.first, -1 };
  g_autoptr (FwCompareModel) first = NULL;

  fw_window_compare (fixture->window, fixture->other);
  g_assert_true (fw_test_wait (is_compared, fixture));
  first = g_object_ref (get_model (fixture));

  fw_document_renumber (document, &moved, 1);
  g_assert_true (is_left (fixture));
  g_assert_nonnull (fixture->window->reading);
  g_assert_true (fw_test_wait (is_compared, fixture));
  g_assert_true (get_model (fixture) != first);
  g_assert_cmpuint (fw_compare_model_get_n_objects (get_model (fixture)), ==, 3);

  /* The object that only A has moved with its picture; no other one differs. */
  const FwCompareObject *object = fw_compare_model_get_object (
    get_model (fixture), (guint) fw_compare_model_find (get_model (fixture), FW_COMPARE_A,
                                                        fixture->gone));

  g_assert_nonnull (object);
  g_assert_cmpint (fw_track_get_span (object->a).first, ==, span.first - 1);
  g_assert_null (object->b);

  fw_window_stop_comparing (fixture->window);
  g_assert_true (is_left (fixture));
}

/* Test that nothing is compared before the frames are counted, and that one need
 * not wait for it. */
static void
test_waiting (Fixture       *fixture,
              gconstpointer  data)
{
  fw_window_compare (fixture->window, fixture->other);
  g_assert_true (fw_test_wait (is_compared, fixture));
  fw_window_compare_again (fixture->window);
  /* It goes on when the main loop runs, not before. */
  g_assert_true (is_left (fixture));
  g_assert_nonnull (fixture->window->reading);
  run_xdotool ("key", "Escape");
  test_app_settle ();
  fw_window_stop_comparing (fixture->window);
  g_assert_null (fixture->window->reading);
}

static gboolean
can_do (Fixture    *fixture,
        const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), action);
}

/* Test that what is done about labels of another file is off while there is none, and
 * that versions of the manual, which only sound like it, are compared all the same. */
static void
test_actions (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_true (can_do (fixture, "compare"));
  g_assert_true (can_do (fixture, "compare-versions"));
  g_assert_false (can_do (fixture, "compare-next"));

  fw_window_compare (fixture->window, fixture->other);
  g_assert_true (fw_test_wait (is_compared, fixture));
  g_assert_true (can_do (fixture, "compare-versions"));
  g_assert_true (can_do (fixture, "compare-next"));
  run_xdotool ("key", "Escape");
  g_assert_true (fw_test_wait (is_left, fixture));
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");

  if (!test_app_init (&argc, &argv))
    return 0;
  if (xdotool == NULL)
    {
      g_print ("1..0 # SKIP xdotool is missing\n");
      return 0;
    }

  g_test_add ("/compare-window/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/compare-window/counted-anew", Fixture, NULL, set_up, test_counted_anew, tear_down);
  g_test_add ("/compare-window/actions", Fixture, NULL, set_up, test_actions, tear_down);
  g_test_add ("/compare-window/waiting", Fixture, NULL, set_up, test_waiting, tear_down);

  return g_test_run ();
}
