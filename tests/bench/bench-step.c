/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A key held down in the editor: from frame to frame of a 1080p video in a window
 * of 1600 x 1000, each step as soon as the picture before it is on the screen, with
 * some labels and with GTK's software renderer. How many pictures a second can be
 * seen, and what of each step is work of the main thread. An argument is a video to
 * step through instead of the one that is made. One line of JSON per figure.
 */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/editor-page.h"
#include "app/resources.h"
#include "app/settings.h"
#include "edit/commands.h"
#include "support/test-folder.h"
#include "support/test-video.h"

#define N_FRAMES  90
#define N_STEPS  160
#define N_TRACKS  20

/* The pace of a key that repeats 30 times a second. */
#define TARGET_MS 33.0

typedef struct
{
  FwProject    *project; /* (owned) */
  GtkWidget    *window;
  FwEditorPage *page;
  FwSession    *session;
  FwFrame       painted;
  gboolean      is_done;
} Bench;

/* Processor time of the main thread, in nanoseconds. */
static gint64
now_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * (gint64) 1000000000 + now.tv_nsec;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static void
print_figure (const char *figure,
              double      value,
              const char *unit)
{
  g_print ("{\"bench\":\"step\",\"figure\":\"%s\",\"value\":%.2f,\"unit\":\"%s\"}\n", figure, value,
           unit);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  fw_project_open_finish (FW_PROJECT (object), result, &error);
  g_assert_no_error (error);
  ((Bench *) user_data)->is_done = TRUE;
}

static void
after_paint_cb (Bench *bench)
{
  bench->painted = fw_session_get_displayed_frame (bench->session);
}

static void
add_tracks (FwDocument *document)
{
  fw_document_begin (document, "Draw", 0);
  for (FwTrackId id = 1; id <= N_TRACKS; id++)
    {
      FwTrackBuilder *builder = fw_track_builder_new (id, 0);
      g_autoptr (FwShape) from = fw_shape_new_box (FW_RECT (id * 80.0, id * 30.0, 120, 90));
      g_autoptr (FwShape) to = fw_shape_new_box (FW_RECT (id * 70.0, 800 - id * 20.0, 140, 80));
      g_autoptr (FwTrack) track = NULL;

      fw_track_builder_set_key (builder, 0, from);
      fw_track_builder_set_key (builder, N_FRAMES - 1, to);
      track = fw_track_builder_end (builder, NULL);
      g_assert_nonnull (track);
      fw_document_replace_track (document, id, track);
    }
  fw_document_commit (document);
}

/* Labels are written beside a clip. */
static void
copy (const char *from,
      const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  g_assert_true (g_file_copy (source, target, 0, NULL, NULL, NULL, NULL));
}

static void
open_clip (Bench      *bench,
           const char *clip)
{
  bench->project = fw_project_new ();
  fw_project_open_async (bench->project, &(FwProjectFiles) { clip, NULL, NULL }, 1 << 30, NULL,
                         opened_cb, bench);
  while (!bench->is_done)
    g_main_context_iteration (NULL, TRUE);
  bench->session = fw_project_get_session (bench->project);
  add_tracks (fw_session_get_document (bench->session));

  bench->window = gtk_window_new ();
  bench->page = FW_EDITOR_PAGE (fw_editor_page_new ());
  gtk_window_set_decorated (GTK_WINDOW (bench->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1600, 1000);
  gtk_window_set_child (GTK_WINDOW (bench->window), GTK_WIDGET (bench->page));
  fw_editor_page_set_project (bench->page, bench->project);
  bench->painted = FW_FRAME_NONE;
  gtk_window_present (GTK_WINDOW (bench->window));
  g_signal_connect_swapped (gtk_widget_get_frame_clock (bench->window), "after-paint",
                            G_CALLBACK (after_paint_cb), bench);
  while (bench->painted != 0
         || fw_source_get_state (fw_project_get_source (bench->project))
              != FW_SOURCE_STATE_CONFIRMED)
    g_main_context_iteration (NULL, TRUE);
}

static void
step (Bench *bench,
      int    direction)
{
  g_assert_true (fw_command_go_frame (bench->session, direction, NULL, NULL));
  while (bench->painted != fw_session_get_frame (bench->session))
    g_main_context_iteration (NULL, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("fw-bench-XXXXXX", NULL);
  g_autofree char *own = g_build_filename (folder, "step.mkv", NULL);
  const FwTestVideo video = { .width = 1920, .height = 1080, .n_frames = N_FRAMES };
  Bench bench = { NULL };
  double busy[N_STEPS], waited[N_STEPS];
  int direction = 1;
  gint64 begin;

  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  if (!gtk_init_check ())
    {
      g_print ("{\"bench\": \"step\", \"skipped\": \"no display\"}\n");
      fw_test_remove_folder (folder);
      return 77;
    }
  adw_init ();
  fw_settings_prepare (NULL);
  fw_resources_register ();
  if (argc > 1)
    copy (argv[1], own);
  else
    g_assert_true (fw_test_video_make (own, &video));
  open_clip (&bench, own);

  begin = g_get_monotonic_time ();
  for (int i = 0; i < N_STEPS; i++)
    {
      FwFrame frame = fw_session_get_frame (bench.session);
      gint64 start = now_ns (), wall = g_get_monotonic_time ();

      if (frame + direction < 0 || frame + direction >= fw_session_get_n_frames (bench.session))
        direction = -direction;
      step (&bench, direction);
      busy[i] = (now_ns () - start) / 1e6;
      waited[i] = (g_get_monotonic_time () - wall) / 1e3;
    }
  print_figure ("pictures shown per second", N_STEPS * 1e6 / (g_get_monotonic_time () - begin),
                "1/s");
  qsort (busy, N_STEPS, sizeof *busy, compare_doubles);
  qsort (waited, N_STEPS, sizeof *waited, compare_doubles);
  print_figure ("main thread per step, median", busy[N_STEPS / 2], "ms");
  print_figure ("step to picture, median", waited[N_STEPS / 2], "ms");
  print_figure ("step to picture, 95th percentile", waited[N_STEPS * 95 / 100], "ms");

  fw_editor_page_set_project (bench.page, NULL);
  gtk_window_destroy (GTK_WINDOW (bench.window));
  g_clear_object (&bench.project);
  fw_test_remove_folder (folder);

  return waited[N_STEPS / 2] > TARGET_MS;
}
