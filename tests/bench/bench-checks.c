/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The editor with very many problems: a folder of pictures in which a rule is
 * broken a million times, and a video of long tracks in which it is broken in
 * every other frame. How long the window stands still when they are found, when
 * the list is opened, scrolled and walked through with the key (and stepping
 * from frame to frame, which without any checks costs "frame-bare"), and what an
 * edit and the memory cost. One line of JSON per figure.
 */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/editor-page.h"
#include "app/resources.h"
#include "app/settings.h"
#include "edit/commands.h"
#include "../support/test-folder.h"

#define N_STEPS 60

/* How long a person looks before she opens the list. */
#define REST_S  10

#define TARGET_STILL_MS 100.0
#define TARGET_KEY_MS   33.0

/* %s: the height that is wanted. */
static const char manual_text[]
    = "---\nmanual: many\ntitle: Many\nversion: 1.0.0\neffective: 2026-11-01\nowner: nobody\n"
      "language: en\ncategories:\n  car: box\n  van: box\n---\n\n# Many\n\n### MM-001 Not too small\n\n"
      "- **DO** label cars at least 10 pixels high.\n- **DO NOT** label smaller ones.\n\n"
      "```rule\nseverity: error\nsince: 1.0.0\ncheck: min-size\nwith: { height: %s }\nfix: delete\n"
      "```\n";

typedef struct
{
  const char *name;
  gboolean    is_video;
  int         n_frames;
  int         n_objects; /* in each of them */
} Load;

static const Load loads[] = {
  { "pictures", FALSE, 20000, 50 },
  { "video", TRUE, 10000, 50 },
};

typedef struct
{
  const Load   *load;
  FwProject    *project;   /* (owned) */
  GtkWidget    *window;
  FwEditorPage *page;
  gboolean      is_done;
  guint         n_changed;
} Bench;

/* Processor time of this thread: what stands still, whoever else is at work. */
static gint64
now_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * (gint64) 1000000000 + now.tv_nsec;
}

static double
since (gint64 start)
{
  return (now_ns () - start) / 1e6;
}

static void
print_figure (Bench      *bench,
              const char *figure,
              double      value,
              const char *unit,
              double      target)
{
  if (target > 0.0)
    g_print ("{\"bench\":\"checks\",\"load\":\"%s\",\"figure\":\"%s\",\"value\":%.1f,"
             "\"unit\":\"%s\",\"target\":%g,\"reached\":%s}\n",
             bench->load->name, figure, value, unit, target, value <= target ? "true" : "false");
  else
    g_print ("{\"bench\":\"checks\",\"load\":\"%s\",\"figure\":\"%s\",\"value\":%.1f,"
             "\"unit\":\"%s\"}\n",
             bench->load->name, figure, value, unit);
}

static double
read_memory_mib (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*d %ld", &pages);

  return pages * 4096.0 / (1 << 20);
}

/* Labels */

static void
write_annotation (FILE       *file,
                  const Load *load,
                  int         frame,
                  int         object)
{
  int id = frame * load->n_objects + object + 1;
  /* In the video every other frame is right, so that each is a place of its own. */
  double height = load->is_video && frame % 2 == 1 ? 14.0 : 4.0 + object % 5;

  fprintf (file,
           "%s{\"id\":%d,\"image_id\":%d,\"category_id\":%d,\"bbox\":[%d,%d,20,%g],\"area\":%g,"
           "\"segmentation\":[],\"iscrowd\":0",
           id > 1 ? ",\n" : "", id, frame + 1, 1 + object % 2, object % 50 * 38, object / 50 * 50,
           height, 20.0 * height);
  if (load->is_video)
    fprintf (file, ",\"video_id\":1,\"track_id\":%d,\"instance_id\":%d", object + 1, object + 1);
  fputs ("}", file);
}

static void
write_labels (const Load *load,
              const char *path)
{
  FILE *file = g_fopen (path, "w");

  g_assert_nonnull (file);
  fputs ("{\"licenses\":[{\"id\":1,\"name\":\"none\",\"url\":\"\"}],", file);
  if (load->is_video)
    fprintf (file,
             "\"videos\":[{\"id\":1,\"name\":\"clip\",\"file_name\":\"clip.mp4\",\"width\":1920,"
             "\"height\":1080,\"length\":%d,\"fps\":30}],",
             load->n_frames);
  fputs ("\"categories\":[{\"id\":1,\"name\":\"car\"},{\"id\":2,\"name\":\"van\"}],\"images\":[\n",
         file);
  for (int i = 0; i < load->n_frames; i++)
    {
      fprintf (file, "%s{\"id\":%d,\"file_name\":\"p%06d.png\",\"width\":1920,\"height\":1080",
               i > 0 ? ",\n" : "", i + 1, i);
      if (load->is_video)
        fprintf (file, ",\"video_id\":1,\"frame_id\":%d,\"frame_index\":%d", i, i);
      fputs ("}", file);
    }
  fputs ("],\"annotations\":[\n", file);
  for (int i = 0; i < load->n_frames; i++)
    for (int k = 0; k < load->n_objects; k++)
      write_annotation (file, load, i, k);
  fputs ("]}\n", file);
  fclose (file);
}

static void
write_manual (const char *path,
              const char *height)
{
  g_autofree char *text = g_strdup_printf (manual_text, height);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* The editor */

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
changed_cb (Bench *bench)
{
  bench->n_changed++;
}

/* Lets the loop run until the next result is on the screen; returns the longest
 * time that it was away. */
static double
wait_for_check (Bench *bench)
{
  double most = 0.0;

  bench->n_changed = 0;
  for (int idle = 0; idle < 20;)
    {
      gint64 start = now_ns ();

      if (!g_main_context_iteration (NULL, FALSE))
        {
          idle += bench->n_changed > 0;
          g_usleep (1000);
          continue;
        }
      most = MAX (most, since (start));
    }

  return most;
}

static void
draw (Bench *bench)
{
  gtk_test_widget_wait_for_draw (bench->window);
}

static void
find_list (GtkWidget  *widget,
           GtkWidget **out_list)
{
  if (GTK_IS_LIST_VIEW (widget) && gtk_widget_has_css_class (widget, "fw-checks"))
    *out_list = widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_list (child, out_list);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static void
print_times (Bench      *bench,
             const char *what,
             double     *times,
             double      target)
{
  g_autofree char *median = g_strdup_printf ("%s-median", what);
  g_autofree char *slowest = g_strdup_printf ("%s-slowest", what);

  qsort (times, N_STEPS, sizeof *times, compare_doubles);
  print_figure (bench, median, times[N_STEPS / 2], "ms", target);
  print_figure (bench, slowest, times[N_STEPS - 1], "ms", 0.0);
}

/* While nothing happens the list is made ahead: how long the window stands still at most. */
static void
bench_rest (Bench *bench)
{
  gint64 end = g_get_monotonic_time () + REST_S * G_TIME_SPAN_SECOND;
  double most = 0.0;

  while (g_get_monotonic_time () < end)
    {
      gint64 start = now_ns ();

      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
      most = MAX (most, since (start));
    }
  print_figure (bench, "rest-still", most, "ms", TARGET_KEY_MS);
}

static void
bench_open (Bench *bench)
{
  gint64 start = now_ns ();

  fw_editor_page_show_view (bench->page, "checks");
  draw (bench);
  print_figure (bench, "open-list", since (start), "ms", TARGET_STILL_MS);
}

static void
bench_scroll (Bench *bench)
{
  GtkWidget *list = NULL;
  GtkAdjustment *adjustment;
  double times[N_STEPS];

  find_list (GTK_WIDGET (bench->page), &list);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  for (int i = 0; i < N_STEPS; i++)
    {
      gint64 start = now_ns ();

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 120.0);
      draw (bench);
      times[i] = since (start);
    }
  print_times (bench, "scroll", times, TARGET_KEY_MS);
}

/* With the key, from one problem to the next, or with F from frame to frame. */
static void
bench_keys (Bench      *bench,
            const char *what,
            FwCommand  *command)
{
  FwSession *session = fw_project_get_session (bench->project);
  double times[N_STEPS];

  for (int i = 0; i < N_STEPS; i++)
    {
      gint64 start = now_ns ();
      g_autofree char *say = NULL;

      g_assert_true (command (session, 1, &say, NULL));
      draw (bench);
      times[i] = since (start);
    }
  print_times (bench, what, times, TARGET_KEY_MS);
}

/* One object moves: how long until the list is right, and how long the window
 * stands still meanwhile. */
static void
bench_edit (Bench *bench)
{
  FwSession *session = fw_project_get_session (bench->project);
  gint64 start = g_get_monotonic_time ();
  g_autofree char *say = NULL;

  g_assert_true (fw_command_nudge (session, FW_NUDGE (FW_NUDGE_MOVE, 1, 0), &say, NULL));

  double still = wait_for_check (bench);

  print_figure (bench, "edit-to-list", (g_get_monotonic_time () - start) / 1e3, "ms", 0.0);
  print_figure (bench, "edit-still", still, "ms", TARGET_STILL_MS);
}

static void
bench_load (Bench      *bench,
            const char *folder)
{
  g_autofree char *labels = g_strdup_printf ("%s/%s.coco.json", folder, bench->load->name);
  g_autofree char *manual = g_build_filename (folder, "many.manual.md", NULL);
  FwCheckRunner *checks;
  double without, still;
  g_autofree char *quiet = g_build_filename (folder, "quiet.manual.md", NULL);

  write_labels (bench->load, labels);
  bench->project = fw_project_new ();
  fw_project_open_async (bench->project, &(FwProjectFiles) { NULL, labels, NULL }, 1 << 20, NULL,
                         opened_cb, bench);
  while (!bench->is_done)
    g_main_context_iteration (NULL, TRUE);
  checks = fw_project_get_checks (bench->project);
  g_signal_connect_swapped (checks, "changed", G_CALLBACK (changed_cb), bench);
  bench->window = gtk_window_new ();
  bench->page = FW_EDITOR_PAGE (fw_editor_page_new ());
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1600, 900);
  gtk_window_set_child (GTK_WINDOW (bench->window), GTK_WIDGET (bench->page));
  fw_editor_page_set_project (bench->page, bench->project);
  gtk_window_present (GTK_WINDOW (bench->window));
  draw (bench);
  bench_keys (bench, "frame-bare", fw_command_go_frame);
  /* What checking needs at all, before there is anything found. */
  fw_project_load_manual_async (bench->project, quiet, NULL, NULL, NULL);
  wait_for_check (bench);
  without = read_memory_mib ();
  fw_project_load_manual_async (bench->project, manual, NULL, NULL, NULL);
  still = wait_for_check (bench);
  print_figure (bench, "places", (double) fw_check_runner_get_n_problems (checks), "1", 0.0);
  print_figure (bench, "found-still", still, "ms", TARGET_STILL_MS);
  print_figure (bench, "memory", read_memory_mib () - without, "MiB", 0.0);

  bench_rest (bench);
  bench_open (bench);
  bench_scroll (bench);
  bench_keys (bench, "walk", fw_command_go_problem);
  bench_edit (bench);
  bench_keys (bench, "frame", fw_command_go_frame);

  fw_editor_page_set_project (bench->page, NULL);
  gtk_window_destroy (GTK_WINDOW (bench->window));
  g_signal_handlers_disconnect_by_data (checks, bench);
  g_clear_object (&bench->project);
  g_remove (labels);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("fw-bench-XXXXXX", NULL);
  g_autofree char *manual = g_build_filename (folder, "many.manual.md", NULL);
  g_autofree char *quiet = g_build_filename (folder, "quiet.manual.md", NULL);

  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  gtk_init ();
  adw_init ();
  fw_settings_prepare (NULL);
  fw_resources_register ();
  write_manual (manual, "10");
  write_manual (quiet, "1");

  for (gsize i = 0; i < G_N_ELEMENTS (loads); i++)
    {
      Bench bench = { .load = &loads[i] };

      bench_load (&bench, folder);
    }
  fw_test_remove_folder (folder);

  return 0;
}
