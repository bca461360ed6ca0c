/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A COCO file of 400 MB (100,000 images, 900,000 polygons with 41 million
 * coordinates): how long reading takes beside Python's json.load of the same
 * file in the same run, how much memory it needs beside what the model holds,
 * and how long writing takes after one edit. One line of JSON per figure. A
 * number as argument scales the file: 0.1 makes 40 MB.
 */

#include "formats/coco-file.h"

#include <glib/gstdio.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define N_IMAGES    100000
#define N_PER_IMAGE 9
#define VERTICES    23 /* 46 numbers in each annotation */

static void
print_figure (const char *name, double value, const char *unit, double limit, gboolean good)
{
  printf ("{\"bench\":\"formats\",\"figure\":\"%s\",\"value\":%.4g,\"unit\":\"%s\",\"target\":%.4g,"
          "\"ok\":%s}\n",
          name, value, unit, limit, good ? "true" : "false");
  fflush (stdout);
}

static void
generate (const char *path, double scale)
{
  FILE *file = fopen (path, "w");
  guint32 seed = 1;
  int n_images = (int) (N_IMAGES * scale);
  gint64 id = 1;

  g_assert_nonnull (file);
  setvbuf (file, NULL, _IOFBF, 1 << 20);
  fputs ("{\"info\": {\"description\": \"bench\"}, \"licenses\": [], \"images\": [", file);
  for (int i = 0; i < n_images; i++)
    fprintf (file, "%s{\"id\": %d, \"file_name\": \"%012d.jpg\", \"width\": 640, \"height\": 480}",
             i ? ", " : "", i + 1, i + 1);
  fputs ("], \"annotations\": [", file);
  for (int i = 0; i < n_images; i++)
    for (int a = 0; a < N_PER_IMAGE; a++, id++)
      {
        char text[1024];
        int n = 0;

        for (int v = 0; v < VERTICES * 2; v++)
          {
            seed = seed * 1664525u + 1013904223u;
            n += sprintf (text + n, "%s%u.%02u", v ? ", " : "", (seed >> 8) % 480,
                          (seed >> 20) % 100);
          }
        fprintf (file,
                 "%s{\"segmentation\": [[%s]], \"area\": 1234.5, \"iscrowd\": 0, \"image_id\": %d, "
                 "\"bbox\": [10.5, 20.25, 100.0, 50.75], \"category_id\": %d, \"id\": "
                 "%" G_GINT64_FORMAT "}",
                 id > 1 ? ", " : "", text, i + 1, a + 1, id);
      }
  fputs ("], \"categories\": [", file);
  for (int c = 0; c < N_PER_IMAGE; c++)
    fprintf (file, "%s{\"id\": %d, \"name\": \"thing %d\", \"supercategory\": \"\"}", c ? ", " : "",
             c + 1, c + 1);
  fputs ("]}\n", file);
  fclose (file);
}

/* Of the thread that reads; the checksum runs beside it. */
static double
thread_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec + now.tv_nsec / 1e9;
}

static double
peak_mb (int who)
{
  struct rusage usage;

  getrusage (who, &usage);

  return usage.ru_maxrss / 1024.0;
}

static double
python_seconds (const char *path, double *out_cpu)
{
  char *end;
  double wall;

  g_autofree char *script
      = g_strdup_printf ("import json,time\nt=time.perf_counter();c=time.process_time()\nwith "
                         "open(%c%s%c) as f: d=json.load(f)\nprint(time.perf_counter()-t, "
                         "time.process_time()-c)",
                         '"', path, '"');
  const char *argv[] = { "python3", "-c", script, NULL };
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL,
                     &error))
    {
      g_printerr ("python3 is not here: %s\n", error->message);
      return 0.0;
    }

  wall = g_ascii_strtod (out, &end);
  *out_cpu = g_ascii_strtod (end, NULL);

  return wall;
}

static gboolean
drop_one (FwTrack *track, gpointer data)
{
  fw_snapshot_builder_take_track (data, fw_track_ref (track));

  return TRUE;
}

/* In a process of its own, so that the peak is that of loading alone. */
static void
load_in_child (const char *path, const char *out)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  double cpu = thread_seconds ();
  g_autoptr (FwCocoFile) file = fw_coco_file_load (path, NULL, NULL, &error);
  double seconds = (g_get_monotonic_time () - start) / 1e6;
  double peak = peak_mb (RUSAGE_SELF);

  cpu = thread_seconds () - cpu;
  g_assert_no_error (error);

  struct mallinfo2 info = mallinfo2 ();
  double held = (info.uordblks + info.hblkhd) / 1048576.0;
  double model = held - fw_coco_file_get_length (file) / 1048576.0;

  /* Saving after one edit. */
  FwSnapshot *base = fw_coco_file_get_snapshot (file);
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwTrackBuilder *edit = fw_track_builder_new_from (fw_snapshot_get_track (base, 5));
  FwTrack *edited;

  fw_track_builder_set_category (edit, 1);
  edited = fw_track_builder_end (edit, NULL);
  fw_snapshot_builder_take_track (builder, edited);
  fw_snapshot_foreach (base, drop_one, builder);
  fw_snapshot_builder_set (builder, (FwSlot){ FW_SLOT_TAXONOMY, 0 },
                           fw_snapshot_get_taxonomy (base));
  fw_snapshot_builder_set_frame_list (builder, fw_snapshot_get_frame_list (base));

  FwSnapshot *now = fw_snapshot_builder_end (builder);

  start = g_get_monotonic_time ();
  fw_coco_file_save (file, now, NULL, out, NULL, NULL, &error);
  g_assert_no_error (error);
  printf ("%f %f %f %f %f\n", seconds, cpu, peak, model, (g_get_monotonic_time () - start) / 1e6);
  fflush (stdout);
  fw_snapshot_unref (now);
}

int
main (int argc, char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--load"))
    {
      load_in_child (argv[2], argv[3]);
      return 0;
    }

  double scale = argc > 1 ? g_ascii_strtod (argv[1], NULL) : 1.0;
  g_autofree char *folder = g_dir_make_tmp ("fw-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "large.json", NULL);
  g_autofree char *out = g_build_filename (folder, "saved.json", NULL);
  const char *child[] = { argv[0], "--load", path, out, NULL };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf facts;

  generate (path, scale);
  g_stat (path, &facts);
  print_figure ("file size", facts.st_size / 1e6, "MB", 400 * scale, TRUE);

  double python_cpu = 0;
  double python = python_seconds (path, &python_cpu);

  g_spawn_sync (NULL, (char **) child, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, NULL,
                &error);
  g_assert_no_error (error);

  double seconds = 0, cpu = 0, peak = 0, model = 1, save = 0;

  g_assert_cmpint (sscanf (text, "%lf %lf %lf %lf %lf", &seconds, &cpu, &peak, &model, &save), ==,
                   5);
  print_figure ("python json.load", python, "s", 0, TRUE);
  print_figure ("load", seconds, "s", python / 3.0, seconds <= python / 3.0);
  print_figure ("load, times faster than json.load", python / seconds, "x", 3,
                python / seconds >= 3.0);
  print_figure ("load, times less processor time than json.load", python_cpu / cpu, "x", 3,
                python_cpu / cpu >= 3.0);
  print_figure ("what the model holds", model, "MB", 0, TRUE);
  print_figure ("peak memory of loading", peak, "MB", 3 * model, peak <= 3 * model);
  print_figure ("save after one edit", save, "s", 0, TRUE);

  g_unlink (path);
  g_unlink (out);
  g_rmdir (folder);

  return 0;
}
