/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The reviewer's page over 12,000 labels with as many verdicts, in a window: how long
 * until one can choose what to review, until the draw is open with its picture, and,
 * from there, from a verdict to the next unit on the screen. The next picture may be
 * fetched ahead while the person looks, which here is as long as fetching takes. One
 * line of JSON per figure; the main thread's time on the processor stands beside it,
 * for machines that have other things to do.
 */

#include <adwaita.h>
#include <time.h>

#include "app/project-kit.h"
#include "app/resources.h"
#include "app/review/review-frames.h"
#include "app/review/review-page-private.h"
#include "app/settings.h"
#include "review/sampling.h"

#define PERSON    "Mira"
#define N_TRACKS  100
#define N_OPEN    60 /* of the labels; all others are judged */
#define N_STEPS   25
#define OPEN_MS   300.0
#define STEP_MS   100.0

typedef struct
{
  ProjectKit    kit;
  GtkWidget    *window;
  FwReviewPage *page;
  gint64        draw;
  guint         n_labels;
} Bench;

typedef struct
{
  double ms;
  double cpu; /* of the main thread */
} Figure;

static double
get_cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return 1000.0 * (double) now.tv_sec + (double) now.tv_nsec / 1e6;
}

static gboolean
print_figure (const char *name,
              Figure      figure,
              double      target)
{
  g_print ("{\"bench\":\"review-page\",\"figure\":\"%s\",\"value\":%.1f,\"cpu\":%.1f,\"unit\":\"ms\","
           "\"target\":%g,\"reached\":%s}\n",
           name, figure.ms, figure.cpu, target, figure.ms <= target ? "true" : "false");

  return figure.ms <= target;
}

/* Labels and verdicts ---------------------------------------------------------------- */

/* Cars beside each other, over the whole clip. */
static void
draw_tracks (Bench *bench)
{
  FwSession *session = fw_project_get_session (bench->kit.project);
  FwDocument *document = fw_session_get_document (session);
  FwFrame last = fw_session_get_n_frames (session) - 1;
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (session);
  FwCategoryId car = fw_taxonomy_get_category (taxonomy, 0)->id;
  g_autoptr(GError) error = NULL;

  fw_document_begin (document, "draw", 0);
  for (int i = 0; i < N_TRACKS; i++)
    {
      FwTrackBuilder *builder = fw_track_builder_new (100 + i, car);
      g_autoptr(FwShape) first = fw_shape_new_box (FW_RECT (10 * i, 20 + i, 60, 40));
      g_autoptr(FwShape) second = fw_shape_new_box (FW_RECT (10 * i, 60 + i, 60, 40));

      fw_track_builder_set_key (builder, 0, first);
      fw_track_builder_set_key (builder, last, second);
      fw_track_builder_set_author (builder, "Dana");

      g_autoptr(FwTrack) track = fw_track_builder_end (builder, &error);

      if (track == NULL)
        g_error ("%s", error->message);
      fw_document_replace_track (document, fw_track_get_id (track), track);
    }
  fw_document_commit (document);
  bench->n_labels = N_TRACKS * (guint) (last + 1);
}

static void
judge_nearly_all (Bench *bench)
{
  FwReviewFile *file = fw_project_get_review (bench->kit.project);
  FwSnapshot *snapshot = fw_session_get_snapshot (fw_project_get_session (bench->kit.project));
  FwSamplingFacts facts = { .snapshot = snapshot,
                            .media = fw_project_get_unit_media (bench->kit.project),
                            .kind = FW_UNIT_LABEL,
                            .by_category = TRUE };
  g_autoptr(GError) error = NULL;
  g_autoptr(FwSampling) sampling = fw_sampling_new_from_labels (&facts, &error);
  FwSamplingPlan plan = { .design = FW_DESIGN_STRATIFIED,
                          .seed = "bench",
                          .n = bench->n_labels,
                          .accept = -1 };
  g_autoptr(GArray) picks = fw_sampling_draw (sampling, &plan, NULL);
  FwBatch batch = { .manual = (char *) "street", .version = (char *) "1.0.0" };
  g_auto(FwFrozenDraw) frozen = { 0 };

  fw_sampling_freeze (sampling, &plan, picks, &batch, &frozen);
  if (!fw_review_file_put (file, FW_REVIEW_BATCH, &frozen.batch, &frozen.draw.batch, &error)
      || !fw_review_file_put (file, FW_REVIEW_DRAW, &frozen.draw, &bench->draw, &error))
    g_error ("%s", error->message);
  for (gsize i = 0; i + N_OPEN < frozen.draw.n_units; i++)
    {
      FwVerdict verdict = { .draw = bench->draw,
                            .unit = frozen.draw.units[i].unit,
                            .unit_rev = frozen.draw.units[i].rev,
                            .author = (char *) "Dana",
                            .reviewer = (char *) PERSON,
                            .manual = (char *) "street",
                            .version = (char *) "1.0.0",
                            .note = (char *) "About 14 px of road on both sides.",
                            .ms = 8000 };

      if (i % 20 == 1)
        verdict.blind = (FwAnswer) { FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY, (char *) "ST-004",
                                     (char *) "0123456789ab" };
      if (!fw_review_file_put (file, FW_REVIEW_VERDICT, &verdict, NULL, &error))
        g_error ("%s", error->message);
    }
}

/* What is waited for ------------------------------------------------------------------- */

static gboolean
has_review (gpointer user_data)
{
  return fw_project_get_review (((Bench *) user_data)->kit.project) != NULL;
}

static gboolean
can_choose (Bench *bench)
{
  return fw_review_page_is_choosing (bench->page) && fw_review_page_can (bench->page, "send");
}

static gboolean
is_shown (Bench *bench)
{
  return fw_review_page_is_at_desk (bench->page) && bench->page->has_unit
         && fw_canvas_is_exact (bench->page->canvas)
         && fw_session_get_displayed_frame (bench->page->session) == bench->page->first;
}

typedef struct
{
  Bench    *bench;
  gboolean (*condition) (Bench *bench);
  gboolean  is_painted;
} Wait;

static void
painted_cb (Wait *wait)
{
  wait->is_painted = wait->condition (wait->bench);
}

/* Until the condition holds and the window was painted like that. */
static Figure
wait_painted (Bench    *bench,
              gboolean (*condition) (Bench *bench),
              gint64    start,
              double    cpu)
{
  GdkFrameClock *frames = gtk_widget_get_frame_clock (bench->window);
  Wait wait = { bench, condition, FALSE };
  gulong id = g_signal_connect_swapped (frames, "after-paint", G_CALLBACK (painted_cb), &wait);

  gtk_widget_queue_draw (bench->window);
  while (!wait.is_painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (frames, id);

  return (Figure) { (double) (g_get_monotonic_time () - start) / 1000.0,
                    get_cpu_ms () - cpu };
}

/* The picture that comes next is there: the person has looked long enough. */
static gboolean
is_fetched (gpointer user_data)
{
  Bench *bench = user_data;
  FwReviewPage *page = bench->page;
  FwUnit next;

  if (fw_review_sitting_list_next (page->sitting, &next, 1) == 0)
    return TRUE;

  FwFrame frame = fw_review_frames_get_first (&next, fw_session_get_snapshot (page->session));
  g_autoptr(FwPicture) picture = fw_review_pictures_peek (page->pictures, frame);

  return picture != NULL;
}

static void
say_correct (FwReviewPage *page)
{
  FwReviewSitting *sitting = page->sitting;
  g_autoptr(GError) error = NULL;

  if (fw_review_sitting_get_stage (sitting) == FW_STAGE_NAMING)
    fw_review_page_run (page, "verdict-1");
  if (fw_review_sitting_get_stage (sitting) == FW_STAGE_NAMING)
    g_error ("the category cannot be named");
  fw_review_sitting_choose (sitting, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
}

static gboolean
measure_steps (Bench *bench)
{
  Figure worst = { 0.0, 0.0 };
  Figure mean = { 0.0, 0.0 };

  for (int i = 0; i < N_STEPS; i++)
    {
      int place = fw_review_sitting_get_place (bench->page->sitting);

      if (!fw_test_wait (is_fetched, bench))
        g_error ("the next picture was not fetched");
      say_correct (bench->page);

      gint64 start = g_get_monotonic_time ();
      double cpu = get_cpu_ms ();

      fw_review_page_run (bench->page, "send");
      if (fw_review_sitting_get_stage (bench->page->sitting) == FW_STAGE_REVEALED)
        fw_review_page_run (bench->page, "send");
      g_assert (fw_review_sitting_get_place (bench->page->sitting) != place);

      Figure figure = wait_painted (bench, is_shown, start, cpu);

      mean.ms += figure.ms / N_STEPS;
      mean.cpu += figure.cpu / N_STEPS;
      if (figure.ms > worst.ms)
        worst = figure;
    }
  print_figure ("next unit on the screen, mean", mean, STEP_MS);

  return print_figure ("next unit on the screen, slowest of 25", worst, STEP_MS);
}

static gboolean
measure_opening (Bench *bench)
{
  gint64 start = g_get_monotonic_time ();
  double cpu = get_cpu_ms ();

  fw_review_page_enter (bench->page, PERSON);

  Figure choosing = wait_painted (bench, can_choose, start, cpu);
  gboolean kept = print_figure ("page with 12000 labels, 12000 verdicts: to choose", choosing,
                                OPEN_MS);

  start = g_get_monotonic_time ();
  cpu = get_cpu_ms ();
  fw_review_page_run (bench->page, "send");

  Figure desk = wait_painted (bench, is_shown, start, cpu);

  return print_figure ("draw with 12000 verdicts opened, with its picture", desk, OPEN_MS) && kept;
}

int
main (int   argc,
      char *argv[])
{
  Bench bench = { 0 };
  g_autoptr(GError) error = NULL;

  kit_set_up (&bench.kit);
  /* Before anybody asks where these folders are. */
  g_setenv ("XDG_STATE_HOME", bench.kit.folder, TRUE);
  g_setenv ("XDG_CACHE_HOME", bench.kit.folder, TRUE);
  g_setenv ("XDG_DATA_HOME", bench.kit.folder, TRUE);
  gtk_init ();
  adw_init ();
  if (!fw_settings_prepare (&error))
    g_error ("%s", error->message);
  fw_resources_register ();

  kit_copy_sample (&bench.kit, "street.mp4", "street.mp4");
  kit_copy_sample (&bench.kit, "street.manual.md", "street.manual.md");
  kit_open (&bench.kit, "street.mp4", NULL, "street.manual.md");
  draw_tracks (&bench);
  kit_wait_for_check (&bench.kit);
  if (!fw_test_wait (has_review, &bench))
    g_error ("there is no review");
  judge_nearly_all (&bench);

  bench.window = gtk_window_new ();
  bench.page = FW_REVIEW_PAGE (fw_review_page_new ());
  gtk_window_set_default_size (GTK_WINDOW (bench.window), 1600, 1000);
  gtk_window_set_child (GTK_WINDOW (bench.window), GTK_WIDGET (bench.page));
  fw_review_page_set_project (bench.page, bench.kit.project, NULL);
  gtk_window_present (GTK_WINDOW (bench.window));

  gboolean kept = measure_opening (&bench);

  kept &= measure_steps (&bench);
  gtk_window_destroy (GTK_WINDOW (bench.window));
  kit_tear_down (&bench.kit);

  return kept ? 0 : 1;
}
