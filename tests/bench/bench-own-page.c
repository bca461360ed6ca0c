/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * "My work" with 10,000 verdicts in five reviews: how long until its figures and the
 * first labels stand there, and until names from the labels do. In a folder of its
 * own, removed afterwards. One line of JSON per figure; the process's time on the
 * processor stands beside it, for machines that have other things to do.
 */

#include <adwaita.h>
#include <time.h>

#include "app/own/own-gather.h"
#include "app/own/own-page.h"
#include "app/recent.h"
#include "app/resources.h"
#include "app/settings.h"
#include "formats/coco-file.h"
#include "formats/review-file.h"
#include "../support/test-folder.h"

#define N_WORKS     5
#define N_VERDICTS  2000
#define N_OPEN      5
#define TARGET_MS   300.0

static double
since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1000.0;
}

static void
print_figure (const char *figure,
              double      value,
              double      cpu,
              double      target)
{
  g_print ("{\"bench\":\"own-page\",\"figure\":\"%s\",\"value\":%.1f,\"cpu\":%.1f,\"unit\":\"ms\"",
           figure, value, cpu);
  if (target > 0.0)
    g_print (",\"target\":%g,\"reached\":%s", target, value <= target ? "true" : "false");
  g_print ("}\n");
}

/* Reviews ------------------------------------------------------------------------- */

static char *
make_work (const char *folder,
           int         number)
{
  g_autofree char *name = g_strdup_printf ("clip-%d.coco.json", number);
  g_autofree char *review = g_strdup_printf ("clip-%d.review.json", number);
  char *labels = g_build_filename (folder, name, NULL);
  g_autofree char *path = g_build_filename (folder, review, NULL);
  g_autofree char *sample = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), "street.coco.json", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (sample);
  g_autoptr (GFile) to = g_file_new_for_path (labels);
  g_autoptr (FwReview) review_now = fw_review_new (&(FwReviewLabels) { .file = name }, NULL);
  g_autoptr (FwReviewBuilder) builder = fw_review_builder_new (review_now);
  g_autofree FwDrawUnit *units = g_new0 (FwDrawUnit, N_VERDICTS);
  g_autofree char *at = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  FwBatch batch = { .id = 1, .manual = (char *) "street", .version = (char *) "1.0.0" };
  FwDraw draw = { .id = 1, .batch = 1, .seed = (char *) "s", .units = units, .n_units = N_VERDICTS };
  g_autoptr (GError) error = NULL;

  if (!g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  for (int i = 0; i < N_VERDICTS; i++)
    units[i] = (FwDrawUnit) { .unit = g_strdup_printf ("clip-%d/%d/t%d", number, i / 12, 1 + i % 12),
                              .rev = (char *) "0123456789ab",
                              .stratum = (char *) (i % 3 ? "vehicle.car" : "vehicle.bus"),
                              .pi = 0.5 };
  fw_review_builder_put (builder, FW_REVIEW_BATCH, &batch, NULL);
  fw_review_builder_put (builder, FW_REVIEW_DRAW, &draw, NULL);
  at = g_date_time_format_iso8601 (now);
  for (int i = 0; i < N_VERDICTS; i++)
    {
      FwVerdict verdict = { .id = i + 1,
                            .draw = 1,
                            .unit = units[i].unit,
                            .unit_rev = units[i].rev,
                            .author = (char *) (i % 5 ? "Dana" : "Eva"),
                            .reviewer = (char *) "Tomás",
                            .manual = (char *) "street",
                            .version = (char *) "1.0.0",
                            .note = (char *) "About 14 px of road on both sides.",
                            .at = at };

      if (i % 20 == 1)
        verdict.blind = (FwAnswer) { FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY, (char *) "ST-004",
                                     (char *) "0123456789ab" };
      if (!fw_review_builder_put (builder, FW_REVIEW_VERDICT, &verdict, &error))
        g_error ("%s", error->message);
    }

  FwReviewFile *file = fw_review_file_open (path, fw_review_get_labels (review_now), &error);
  g_autoptr (FwReview) whole = fw_review_builder_end (g_steal_pointer (&builder));

  if (file == NULL)
    g_error ("%s", error->message);
  for (gsize part = 0; part < FW_N_REVIEW_PARTS; part++)
    for (gsize i = 0; i < fw_review_get_n (whole, part); i++)
      fw_review_file_put (file, part, fw_review_get (whole, part, i), NULL, NULL);
  if (!fw_review_file_close (file, &error))
    g_error ("%s", error->message);
  g_object_unref (file);
  for (int i = 0; i < N_VERDICTS; i++)
    g_free (units[i].unit);

  return labels;
}

/* Opening -------------------------------------------------------------------------- */

typedef struct
{
  FwOwnPage *page;
  gboolean   is_shown;
} Wait;

static gboolean
has_rows (GtkWidget *widget)
{
  if (GTK_IS_LIST_BOX (widget) && gtk_widget_get_mapped (widget))
    return gtk_widget_get_first_child (widget) != NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_rows (child))
      return TRUE;

  return FALSE;
}

static void
painted_cb (Wait *wait)
{
  wait->is_shown = has_rows (GTK_WIDGET (wait->page));
}

static double
open_page (double *out_cpu)
{
  GtkWidget *window = gtk_window_new ();
  Wait wait = { NULL, FALSE };
  gint64 start = g_get_monotonic_time ();
  clock_t cpu = clock ();
  double ms;

  wait.page = FW_OWN_PAGE (fw_own_page_new ());
  gtk_window_set_default_size (GTK_WINDOW (window), 1600, 1000);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (wait.page));
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect_swapped (gtk_widget_get_frame_clock (window), "after-paint",
                            G_CALLBACK (painted_cb), &wait);
  while (!wait.is_shown)
    g_main_context_iteration (NULL, TRUE);
  ms = since (start);
  *out_cpu = 1000.0 * (double) (clock () - cpu) / CLOCKS_PER_SEC;
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (window), &wait);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;

  return ms;
}

static void
measure_rounds (GPtrArray *works)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gint64 start = g_get_monotonic_time ();
  clock_t cpu = clock ();
  g_autoptr (FwOwnFindings) first = fw_own_findings_new (works, "Dana", now, NULL, NULL, NULL);

  print_figure ("reviews read and counted", since (start),
                1000.0 * (double) (clock () - cpu) / CLOCKS_PER_SEC, TARGET_MS);
  start = g_get_monotonic_time ();
  cpu = clock ();

  g_autoptr (FwOwnFindings) whole = fw_own_findings_complete (first, now, NULL, NULL, NULL);

  print_figure ("labels looked up", since (start),
                1000.0 * (double) (clock () - cpu) / CLOCKS_PER_SEC, 0.0);
  g_assert (whole->record->grade.judged == N_WORKS * N_VERDICTS * 4 / 5);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("bench-own-XXXXXX", NULL);
  g_autoptr (GPtrArray) works = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_own_work_unref);
  g_autoptr (GError) error = NULL;
  double best = G_MAXDOUBLE;
  double best_cpu = 0.0;

  /* Before anybody asks where these folders are. */
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  gtk_init ();
  adw_init ();
  if (!fw_settings_prepare (&error))
    g_error ("%s", error->message);
  fw_resources_register ();

  g_autoptr (GSettings) settings = fw_settings_new ();

  g_settings_set_string (settings, "person-name", "Dana");
  for (int i = 0; i < N_WORKS; i++)
    {
      g_autofree char *labels = make_work (folder, i);

      g_ptr_array_add (works, fw_own_work_new (labels, labels, NULL, "clip"));
      fw_recent_remember (&(FwRecentFacts) { .path = labels, .labels = labels, .title = "clip" });
    }
  measure_rounds (works);
  for (int i = 0; i < N_OPEN; i++)
    {
      double cpu;
      double ms = open_page (&cpu);

      if (ms < best)
        {
          best = ms;
          best_cpu = cpu;
        }
    }
  print_figure ("page with 10000 verdicts opened", best, best_cpu, TARGET_MS);
  fw_test_remove_folder (folder);

  return best <= TARGET_MS ? 0 : 1;
}
