/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the session promises to views: each change is told once, notifies
 * first, and nothing is told when nothing changed. */

#include "edit-kit.h"

#include <string.h>

#ifdef HAVE_GLIB_TESTING
#include <libglib-testing/signal-logger.h>

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The emissions since the last call: notifies by name (within one change they
 * have no order), then the signals in their order. */
static char *
pop_all (GtSignalLogger *log)
{
  g_autoptr (GPtrArray) notifies = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  gsize n_signals = 0;

  while (gt_signal_logger_get_n_emissions (log) > 0)
    {
      gpointer object;
      g_autofree char *type_name = NULL;
      g_autofree char *name = NULL;
      g_autoptr (GtSignalLoggerEmission) emission = NULL;
      gboolean idle;

      gt_signal_logger_pop_emission (log, &object, &type_name, &name, &emission);
      if (g_str_has_prefix (name, "notify::"))
        {
          g_assert_cmpint (n_signals, ==, 0);
          g_ptr_array_add (notifies, g_strdup (name + 8));
          continue;
        }
      n_signals++;
      if (g_str_equal (name, "scene-changed"))
        {
          gt_signal_logger_emission_get_params (emission, &idle);
          g_ptr_array_add (told, g_strdup (idle ? "scene(idle)" : "scene"));
        }
      else
        g_ptr_array_add (told, g_steal_pointer (&name));
    }
  g_ptr_array_sort (notifies, compare_names);
  for (guint i = notifies->len; i > 0; i--)
    g_ptr_array_insert (told, 0, g_strdup (notifies->pdata[i - 1]));
  g_ptr_array_add (told, NULL);
  return g_strjoinv (" ", (char **) told->pdata);
}

static GtSignalLogger *
watch (FwSession *session)
{
  static const char *const names[] = {
    "notify::frame",      "notify::displayed-frame", "notify::labels-shown",  "notify::tool",
    "notify::is-drawing", "notify::next-category",   "notify::hovered",       "notify::chips",
    "notify::step-size",  "notify::read-only",       "notify::active-vertex", "notify::n-frames",
    "selection-changed",  "objects-changed",         "marks-changed",         "scene-changed",
    "hint-changed"
  };
  GtSignalLogger *log = gt_signal_logger_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    gt_signal_logger_connect (log, session, names[i]);
  return log;
}

/* Test that every kind of change is told once, and its repetition not at all. */
static void
test_once (void)
{
  static const struct
  {
    const char *script;
    const char *told;
  } cases[] = {
    { "select=1", "selection-changed objects-changed scene(idle)" },
    { "m140,130", "hovered scene" },
    { "m141,131", "" },
    { "m500,400", "hovered scene" },
    { "p140,130", "" },
    { "m160,150", "scene" },
    { "m170,150", "scene" },
    { "kEscape", "scene" },
    { "r170,150", "" },
    { "cycle-chips", "chips scene(idle)" },
    { "step-size=1", "step-size objects-changed scene(idle)" },
    { "toggle-hidden", "objects-changed scene(idle)" },
    { "toggle-hidden", "objects-changed scene(idle)" },
    { "copy", "" },
    { "toggle-occluded", "objects-changed scene(idle)" },
    { "undo", "objects-changed scene(idle)" },
    { "delete", "selection-changed objects-changed scene(idle)" },
    { "undo", "selection-changed objects-changed scene(idle)" },
    { "next=2", "next-category scene" },
    { "next=2", "" },
  };
  g_autoptr (FwSession) session
      = kit_session (TRUE, 100, "1 car 0:100,100,80,60\n2 car 0:300,300,80,60\n");
  g_autoptr (GtSignalLogger) log = watch (session);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *told = NULL;

      if (g_str_equal (cases[i].script, "select=1"))
        fw_session_select (session, 1);
      else
        kit_run (session, cases[i].script);
      told = pop_all (log);
      g_test_message ("case %zu: %s: %s", i, cases[i].script, told);
      /* Hints follow many things; they have a test of their own. */
      {
        char *hint = strstr (told, " hint-changed");

        if (hint != NULL)
          *hint = '\0';
      }
      g_assert_cmpstr (told, ==, cases[i].told);
    }
}

/* Test that another frame is told once, and its picture when it comes. */
static void
test_frame (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 100, "1 car 0:100,100,80,60 50:1,1,80,60\n");
  g_autoptr (GtSignalLogger) log = watch (session);
  g_autofree char *going = NULL;
  g_autofree char *there = NULL;
  g_autofree char *nowhere = NULL;

  fw_session_set_frame (session, 7);
  going = pop_all (log);
  g_assert_cmpstr (going, ==, "frame labels-shown objects-changed scene(idle)");
  fw_session_set_displayed_frame (session, 7);
  there = pop_all (log);
  g_assert_cmpstr (there, ==, "displayed-frame labels-shown objects-changed scene(idle)");
  fw_session_set_frame (session, 7);
  fw_session_set_displayed_frame (session, 7);
  nowhere = pop_all (log);
  g_assert_cmpstr (nowhere, ==, "");
}

/* Test that drawing is told when it begins and ends, and that the tool that
 * gives way and the new object are one change. */
static void
test_drawing (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 100, "");
  g_autoptr (GtSignalLogger) log = NULL;
  g_autofree char *began = NULL;
  g_autofree char *ended = NULL;

  kit_run (session, "tool=box m10,10");
  log = watch (session);
  kit_run (session, "p10,10");
  began = pop_all (log);
  g_assert_cmpstr (began, ==, "is-drawing scene hint-changed");
  kit_run (session, "m50,50");
  g_free (pop_all (log));
  kit_run (session, "r60,60");
  ended = pop_all (log);
  g_assert_nonnull (strstr (ended, "is-drawing"));
  g_assert_nonnull (strstr (ended, "tool"));
  g_assert_true (
      g_str_has_suffix (ended, "selection-changed objects-changed scene(idle) hint-changed"));
}

/* Test that marks are sorted and told once. */
static void
test_marks (void)
{
  static const FwMark marks[] = { { 2, { 5, 9 }, FW_MARK_HINT },
                                  { 1, { 30, 40 }, FW_MARK_PROBLEM },
                                  { 1, { 0, 3 }, FW_MARK_HINT } };
  g_autoptr (FwSession) session
      = kit_session (TRUE, 100, "1 car 0:100,100,80,60 50:1,1,80,60\n2 car 0:1,1,5,5\n");
  g_autoptr (GtSignalLogger) log = watch (session);
  g_autofree char *told = NULL;
  FwMarkLevel here, anywhere;
  gsize n;
  const FwMark *of_track;

  fw_session_set_marks (session, marks, G_N_ELEMENTS (marks));
  told = pop_all (log);
  g_assert_cmpstr (told, ==, "marks-changed scene(idle)");
  of_track = fw_session_get_track_marks (session, 1, &n);
  g_assert_cmpint (n, ==, 2);
  g_assert_cmpint (of_track[0].span.first, ==, 0);
  fw_session_get_severity (session, 1, &here, &anywhere);
  g_assert_cmpint (here, ==, FW_MARK_HINT);
  g_assert_cmpint (anywhere, ==, FW_MARK_PROBLEM);
  fw_session_get_severity (session, 7, &here, &anywhere);
  g_assert_cmpint (anywhere, ==, FW_MARK_NONE);
}

/* Test that what waits for an answer is told once, and is on the objects. */
static void
test_questions (void)
{
  static const char *const asked[] = { "clip/30/t1", "clip/5", NULL };
  g_autoptr (FwSession) session
      = kit_session (TRUE, 100, "1 car 0:100,100,80,60 50:1,1,80,60\n2 car 0:1,1,5,5\n");
  g_autoptr (GtSignalLogger) log = watch (session);
  g_autofree char *told = NULL;
  g_autofree char *again = NULL;

  kit_ask (session, asked);
  told = pop_all (log);
  g_assert_cmpstr (told, ==, "objects-changed marks-changed scene(idle)");
  g_assert_true (fw_session_find_object (session, 1)->flags & FW_OBJECT_ASKED);
  g_assert_false (fw_session_find_object (session, 2)->flags & FW_OBJECT_ASKED);
  fw_session_set_questions (session, fw_session_get_questions (session));
  again = pop_all (log);
  g_assert_cmpstr (again, ==, "");
  fw_session_set_questions (session, NULL);
  g_assert_false (fw_session_find_object (session, 1)->flags & FW_OBJECT_ASKED);
}
#endif

/* Test which objects are in a frame: labels, near ghosts, ghosts of selected
 * tracks from afar, and selected objects that are outside. */
static void
test_objects (void)
{
  static const struct
  {
    const char *script;
    const char *objects;
  } cases[] = {
    { "", "1k 3k" },
    { "frame=5", "1i 2k 3g" },
    { "frame=12", "1g 2g 3g" },
    { "frame=40", "1g 2g" },
    { "frame=90", "" },
    { "select=3 frame=90", "3g" },
    { "step-size=-1 step-size=1 step-size=1 frame=60", "1g 2g 3g" },
    { "frame=26", "1g 2g 3g" },
    { "select=4 frame=97", "4o" },
    { "frame=97", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwSession) session
          = kit_session (TRUE, 100,
                         "1 car 0:1,1,5,5 10:1,1,5,5\n2 car 5:1,1,5,5 10:1,1,5,5\n3 car 0:1,1,5,5\n"
                         "4 car 95:1,1,5,5 99:1,1,5,5 !97-98\n");
      GString *text = g_string_new (NULL);
      g_autofree char *result = NULL;
      gsize n;
      const FwObject *objects;

      kit_run (session, cases[i].script);
      objects = fw_session_get_objects (session, &n);
      for (gsize j = 0; j < n; j++)
        g_string_append_printf (text, "%s%" G_GINT64_FORMAT "%c", j > 0 ? " " : "", objects[j].id,
                                "-kiog"[objects[j].presence]);
      result = g_string_free (text, FALSE);
      g_test_message ("case %zu: %s", i, cases[i].script);
      g_assert_cmpstr (result, ==, cases[i].objects);
    }
}

/* Test that names are made of the category and the id, as a person reads them. */
static void
test_names (void)
{
  g_autoptr (FwSession) session
      = kit_session (TRUE, 10, "30 traffic_light 0:1,1,5,5\n7 car 0:1,1,5,5\n");
  g_autofree char *light = fw_session_dup_object_name (session, 30);
  g_autofree char *car = fw_session_dup_object_name (session, 7);
  g_autofree char *gone = fw_session_dup_object_name (session, 99);

  g_assert_cmpstr (light, ==, "Traffic light 30");
  g_assert_cmpstr (car, ==, "Car 7");
  g_assert_cmpstr (gone, ==, "Object 99");

  /* The last part says it; a name is made anew when the category changes. */
  fw_session_select (session, 7);
  g_assert_true (fw_session_set_category_name (session, "vehicle.truck", NULL));
  {
    g_autofree char *truck = fw_session_dup_object_name (session, 7);

    g_assert_cmpstr (truck, ==, "Truck 7");
  }
}

/* Test that what changes carries the name of who changed it, and that nothing
 * else does: a step that changes nothing stays none. */
static void
test_author (void)
{
  g_autoptr (FwSession) session
      = kit_session (TRUE, 10, "1 car 0:1,1,5,5\n2 car 0:9,9,5,5\n");
  FwDocument *document = fw_session_get_document (session);
  GError *error = NULL;

  fw_session_set_author (session, "dana");
  fw_session_select (session, 1);
  g_assert_true (fw_session_set_bounds (session, FW_RECT (2.0, 2.0, 5.0, 5.0), &error));
  g_assert_cmpstr (fw_track_get_author (fw_document_get_track (document, 1)), ==, "dana");
  g_assert_null (fw_track_get_author (fw_document_get_track (document, 2)));

  fw_session_select (session, 2);
  g_assert_true (fw_session_set_bounds (session, FW_RECT (9.0, 9.0, 5.0, 5.0), &error));
  g_assert_null (fw_track_get_author (fw_document_get_track (document, 2)));

  kit_run (session, "tool=box p100,100 m150,150 r150,150");
  g_assert_cmpstr (
      fw_track_get_author (fw_document_get_track (document, fw_session_get_primary (session))), ==,
      "dana");
}

/* Test that a session holds nothing that keeps it or its document alive. */
static void
test_lifetime (void)
{
  FwDocument *document = kit_document (TRUE, 10, "1 car 0:1,1,5,5\n");
  FwSession *session = fw_session_new (document);

  fw_session_set_displayed_frame (session, 0);
  kit_run (session, "tool=polygon p10,10 r10,10 p60,10 r60,10");
  g_assert_finalize_object (session);
  g_assert_finalize_object (document);
}

/* Test that a frame counts as seen from 1:2 on, also when it is enlarged later,
 * and smaller only as shown. */
static void
test_seen (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 10, "");
  FwDocument *document = fw_session_get_document (session);

  fw_session_set_zoom (session, 0.3);
  fw_session_set_frame (session, 3);
  fw_session_set_displayed_frame (session, 3);
  fw_session_set_frame (session, 4);
  fw_session_set_displayed_frame (session, 4);
  fw_session_set_zoom (session, 0.5);
  fw_session_set_frame (session, 5);
  fw_session_set_zoom (session, 2.0);
  fw_session_set_displayed_frame (session, 5);
  fw_session_set_frame (session, 6);

  FwSnapshot *now = fw_document_get_snapshot (document);

  for (FwFrame frame = 3; frame < 7; frame++)
    {
      g_assert_cmpint (fw_span_set_contains (fw_snapshot_get_shown (now), frame), ==, frame < 6);
      g_assert_cmpint (fw_span_set_contains (fw_snapshot_get_seen (now), frame), ==,
                       (frame == 4 || frame == 5));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#ifdef HAVE_GLIB_TESTING
  g_test_add_func ("/session/once", test_once);
  g_test_add_func ("/session/frame", test_frame);
  g_test_add_func ("/session/drawing", test_drawing);
  g_test_add_func ("/session/marks", test_marks);
  g_test_add_func ("/session/questions", test_questions);
#endif
  g_test_add_func ("/session/objects", test_objects);
  g_test_add_func ("/session/names", test_names);
  g_test_add_func ("/session/author", test_author);
  g_test_add_func ("/session/seen", test_seen);
  g_test_add_func ("/session/lifetime", test_lifetime);
  return g_test_run ();
}
