/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The reading pane with the long manual of 300 rules and 200 pictures: how long
 * until its first words stand there, and how even it scrolls. Arguments: the
 * manual, and a video for it to stand beside. One line of JSON per figure.
 */

#include <adwaita.h>
#include <stdlib.h>

#include "app/manual/manual-page.h"
#include "app/panels/manual-panel.h"
#include "app/resources.h"
#include "app/settings.h"
#include "../support/test-folder.h"

#define N_OPEN   9
#define N_FRAMES 120
#define N_JUMPS  60

#define TARGET_OPEN_MS  200.0
#define TARGET_FRAME_MS 33.0

typedef struct
{
  gboolean is_done;
} Wait;

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static void
print_figure (const char *figure,
              double      value,
              double      target)
{
  if (target > 0.0)
    g_print ("{\"bench\":\"manual-pane\",\"figure\":\"%s\",\"value\":%.2f,\"unit\":\"ms\","
             "\"target\":%g,\"reached\":%s}\n",
             figure, value, target, value <= target ? "true" : "false");
  else
    g_print ("{\"bench\":\"manual-pane\",\"figure\":\"%s\",\"value\":%.2f,\"unit\":\"ms\"}\n",
             figure, value);
}

static double
since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1000.0;
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  fw_project_open_finish (FW_PROJECT (object), result, &error);
  g_assert_no_error (error);
  ((Wait *) user_data)->is_done = TRUE;
}

static void
find_page (GtkWidget     *widget,
           FwManualPage **out_page)
{
  if (FW_IS_MANUAL_PAGE (widget))
    *out_page = FW_MANUAL_PAGE (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_page (child, out_page);
}

static void
draw (GtkWidget *window)
{
  gtk_test_widget_wait_for_draw (window);
}

/* From "there is a manual" to its first words on the screen. */
static void
bench_open (GtkWidget     *window,
            FwManualPanel *panel,
            FwManualPage  *page,
            FwProject     *project)
{
  double times[N_OPEN];

  for (int i = 0; i < N_OPEN; i++)
    {
      gint64 start;

      fw_manual_panel_set_shelf (panel, NULL);
      draw (window);
      start = g_get_monotonic_time ();

      g_autoptr (FwManualShelf) shelf = fw_manual_shelf_new (project);

      fw_manual_panel_set_shelf (panel, shelf);
      while (fw_manual_page_get_n_made (page) == 0)
        g_main_context_iteration (NULL, TRUE);
      draw (window);
      times[i] = since (start);
    }
  print_figure ("open-first", times[0], TARGET_OPEN_MS);
  qsort (times, N_OPEN, sizeof *times, compare_doubles);
  print_figure ("open-median", times[N_OPEN / 2], TARGET_OPEN_MS);
}

static void
bench_make (FwManual *manual)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (FwManualBook) book = fw_manual_book_new (manual);
  double made = since (start);
  g_autoptr (FwManualIndex) index = NULL;
  g_autoptr (GPtrArray) hits = NULL;

  print_figure ("book", made, 0.0);
  start = g_get_monotonic_time ();
  index = fw_manual_index_new (book);
  print_figure ("index", since (start), 0.0);
  start = g_get_monotonic_time ();
  hits = fw_manual_index_search (index, "a car behind", 40);
  print_figure ("search", since (start), 16.0);
}

static void
bench_scroll (GtkWidget    *window,
              FwManualPage *page)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (page));
  double times[N_FRAMES];

  for (int i = 0; i < N_FRAMES; i++)
    {
      gint64 start = g_get_monotonic_time ();

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 90.0);
      draw (window);
      times[i] = since (start);
      /* As between two turns of the wheel: what is due in the background happens. */
      for (int k = 0; k < 20 && g_main_context_iteration (NULL, FALSE); k++)
        ;
    }
  qsort (times, N_FRAMES, sizeof *times, compare_doubles);
  print_figure ("scroll-median", times[N_FRAMES / 2], TARGET_FRAME_MS);
  print_figure ("scroll-95th", times[N_FRAMES * 95 / 100], TARGET_FRAME_MS);
  print_figure ("scroll-slowest", times[N_FRAMES - 1], 0.0);
}

static void
bench_jump (GtkWidget     *window,
            FwManualPanel *panel,
            FwManual      *manual)
{
  double times[N_JUMPS];
  gsize n = fw_manual_get_n_rules (manual);

  for (int i = 0; i < N_JUMPS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      fw_manual_panel_open (panel, fw_manual_get_rule (manual, (gsize) i * 37 % n)->id);
      draw (window);
      times[i] = since (start);
    }
  qsort (times, N_JUMPS, sizeof *times, compare_doubles);
  print_figure ("jump-median", times[N_JUMPS / 2], 100.0);
  print_figure ("jump-slowest", times[N_JUMPS - 1], 0.0);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *state = NULL;
  g_autofree char *labels = NULL;
  g_autoptr (FwProject) project = NULL;
  g_autoptr (FwManualShelf) shelf = NULL;
  Wait wait = { FALSE };
  GtkWidget *window;
  FwManualPanel *panel;
  FwManualPage *page = NULL;

  if (argc != 3)
    return 2;
  state = fw_test_make_folder ();
  labels = g_build_filename (state, "bench.coco.json", NULL);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  gtk_init ();
  adw_init ();
  fw_settings_prepare (NULL);
  fw_resources_register ();

  project = fw_project_new ();
  fw_project_open_async (project, &(FwProjectFiles) { argv[2], labels, argv[1] }, 64 * 1024 * 1024,
                         NULL, opened_cb, &wait);
  while (!wait.is_done)
    g_main_context_iteration (NULL, TRUE);

  window = gtk_window_new ();
  panel = FW_MANUAL_PANEL (fw_manual_panel_new ());
  gtk_window_set_default_size (GTK_WINDOW (window), 800, 860);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (panel));
  gtk_window_present (GTK_WINDOW (window));
  draw (window);
  find_page (GTK_WIDGET (panel), &page);

  bench_make (fw_project_get_manual (project));
  bench_open (window, panel, page, project);
  shelf = fw_manual_shelf_new (project);
  fw_manual_panel_set_shelf (panel, shelf);
  while (fw_manual_page_get_n_made (page) == 0)
    g_main_context_iteration (NULL, TRUE);
  bench_scroll (window, page);
  bench_jump (window, panel, fw_project_get_manual (project));
  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&shelf);
  g_clear_object (&project);
  fw_test_remove_folder (state);

  return 0;
}
