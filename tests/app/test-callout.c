/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The card below the selected object, in a whole editor over the sample clip.
 */

#include "app-support.h"

#include "app/callout.h"
#include "app/editor-page.h"
#include "app/fixes.h"
#include "project-kit.h"

#include <string.h>

typedef struct
{
  ProjectKit    kit;
  GtkWidget    *window;
  FwEditorPage *editor;
  GtkWidget    *callout;
} Fixture;

static void
copy_sample (Fixture    *fixture,
             const char *name,
             const char *severity)
{
  g_autofree char *from = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), name, NULL);
  g_autofree char *to = g_build_filename (fixture->kit.folder, name, NULL);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &data, &length, NULL));
  if (severity)
    {
      g_auto(GStrv) parts = g_strsplit (data, "severity: error", -1);

      g_free (data);
      data = g_strjoinv (severity, parts);
      length = strlen (data);
    }
  g_assert_true (g_file_set_contents (to, data, (gssize) length, NULL));
}

static void
look_cb (GtkWidget *widget,
         gpointer   user_data)
{
  if (FW_IS_CALLOUT (widget))
    *(GtkWidget **) user_data = widget;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  severity)
{
  ProjectKit *kit = &fixture->kit;
  g_autofree char *media = NULL;

  kit->folder = fw_test_make_folder ();
  copy_sample (fixture, "street.mp4", NULL);
  copy_sample (fixture, "street.coco.json", NULL);
  copy_sample (fixture, "street.manual.md", severity);
  media = g_build_filename (kit->folder, "street.mp4", NULL);
  kit->project = fw_project_new ();
  fw_project_open_async (kit->project, &(FwProjectFiles) { .media = media }, 64 * 1024 * 1024, NULL,
                         kit_opened_cb, kit);
  kit_wait (kit);
  g_assert_no_error (kit->error);

  fixture->window = gtk_window_new ();
  fixture->editor = FW_EDITOR_PAGE (fw_editor_page_new ());
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1600, 1000);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->editor));
  fw_editor_page_set_project (fixture->editor, kit->project);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
  test_app_walk (GTK_WIDGET (fixture->editor), look_cb, &fixture->callout);
  g_assert_nonnull (fixture->callout);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  severity)
{
  ProjectKit *kit = &fixture->kit;

  fw_editor_page_set_project (fixture->editor, NULL);
  test_app_close (GTK_WINDOW (fixture->window));
  fw_project_close_async (kit->project, NULL, kit_closed_cb, kit);
  kit_wait (kit);
  g_object_unref (kit->project);
  fw_test_remove_folder (kit->folder);
  g_free (kit->folder);
}

/* How many findings an object is in. */
static guint
count_findings (GPtrArray *problems,
                FwTrackId  track)
{
  guint n = 0;

  for (guint i = 0; i < problems->len; i++)
    n += fw_problem_get_track (problems->pdata[i]) == track
         || fw_problem_get_other (problems->pdata[i]) == track;

  return n;
}

/* Whether there is room for the card above or below the object. */
static gboolean
has_room (Fixture   *fixture,
          FwProblem *problem)
{
  FwSession *session = fw_project_get_session (fixture->kit.project);
  FwTrack *track
    = fw_snapshot_get_track (fw_session_get_snapshot (session), fw_problem_get_track (problem));
  FwFrame frame = MAX (fw_problem_get_worst (problem), 0);
  g_autoptr(FwShape) shape = track ? fw_track_dup_shape_at (track, frame) : NULL;

  return shape && fw_shape_get_bounds (shape).height < fw_session_get_picture (session).height / 4;
}

/* The first finding of that strength in an object that has no other; NULL: none yet. */
static FwProblem *
find_problem (Fixture    *fixture,
              FwSeverity  severity)
{
  GPtrArray *problems
    = fw_check_runner_get_problems (fw_project_get_checks (fixture->kit.project));

  for (guint i = 0; i < problems->len; i++)
    {
      FwTrackId track = fw_problem_get_track (problems->pdata[i]);

      if (track != 0 && count_findings (problems, track) == 1
          && has_room (fixture, problems->pdata[i])
          && fw_problem_get_rule (problems->pdata[i])->severity == severity)
        return problems->pdata[i];
    }

  return NULL;
}

static FwSeverity
get_severity (gconstpointer severity)
{
  return g_str_has_suffix (severity, "advice") ? FW_SEVERITY_ADVICE : FW_SEVERITY_ERROR;
}

typedef struct
{
  Fixture    *fixture;
  FwSeverity  severity;
} Wanted;

static gboolean
has_problem (gpointer user_data)
{
  Wanted *wanted = user_data;

  return find_problem (wanted->fixture, wanted->severity) != NULL;
}

static gboolean
is_up (gpointer user_data)
{
  return gtk_widget_get_visible (((Fixture *) user_data)->callout);
}

static gboolean
is_down (gpointer user_data)
{
  return !is_up (user_data);
}

/* Test that what has to change comes up each time its object is selected, and advice once. */
static void
test_once (Fixture       *fixture,
           gconstpointer  severity)
{
  Wanted wanted = { fixture, get_severity (severity) };
  FwSession *session = fw_project_get_session (fixture->kit.project);
  g_autoptr(FwProblem) problem = NULL;

  g_assert_true (fw_test_wait (has_problem, &wanted));
  problem = fw_problem_ref (find_problem (fixture, wanted.severity));
  fw_fixes_go (fixture->kit.project, problem);
  g_assert_true (fw_test_wait (is_up, fixture));
  fw_session_select (session, 0);
  g_assert_true (fw_test_wait (is_down, fixture));

  fw_fixes_go (fixture->kit.project, problem);
  if (wanted.severity == FW_SEVERITY_ERROR)
    g_assert_true (fw_test_wait (is_up, fixture));
  test_app_settle ();
  g_assert_cmpint (is_up (fixture), ==, wanted.severity == FW_SEVERITY_ERROR);
}

int
main (int   argc,
      char *argv[])
{
  if (!test_app_init (&argc, &argv))
    return 0;
  g_test_add ("/callout/problem-each-time", Fixture, "severity: error", set_up, test_once,
              tear_down);
  g_test_add ("/callout/advice-once", Fixture, "severity: advice", set_up, test_once, tear_down);

  return g_test_run ();
}
