/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a review waits for: a draw from 100,000 units (target 200 ms), and the
 * score of 1,000 frames of 50 tracks (target 1 s). One line of JSON for each
 * figure; the exit code says whether the targets were kept.
 */

#include "review/agreement.h"
#include "review/draw.h"
#include "review/report.h"
#include "review/track-score.h"

#include <stdio.h>

#define N_UNITS  100000
#define N_FRAMES 1000
#define N_TRACKS 50

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000.0;
}

static gboolean
print (const char *name, double ms, double target)
{
  printf ("{\"name\": \"%s\", \"ms\": %.1f, \"target_ms\": %.0f}\n", name, ms, target);

  return ms <= target;
}

static gboolean
bench_draw (void)
{
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func (g_free);
  g_autofree guint *strata = g_new (guint, N_UNITS);
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < N_UNITS; i++)
    {
      g_ptr_array_add (units, g_strdup_printf ("clip-%u/%u/t%u", i % 7, i / 50, i % 50));
      strata[i] = i % 12;
    }

  FwPool pool = { "bench", (const char *const *) units->pdata, N_UNITS, strata, 12 };

  for (int run = 0; run < 3; run++)
    {
      FwStratumPlan plans[12];
      gsize sizes[12];
      gsize twin;
      double start = now_ms ();

      for (guint h = 0; h < 12; h++)
        plans[h] = (FwStratumPlan){ N_UNITS / 12, N_UNITS / 12 };
      fw_allocate (plans, 12, 800, FW_STRATUM_FLOOR, sizes);
      g_assert_false (fw_pool_find_twin (&pool, &twin) && twin == 0);

      g_autoptr (GArray) picks = fw_draw_stratified (&pool, sizes);

      g_assert_cmpuint (picks->len, ==, 800);
      best = MIN (best, now_ms () - start);
    }

  return print ("draw of 100000 units", best, 200.0);
}

/* Tracks that wander over a street: @noise pixels off, with @crowd of them on each other. */
static FwScoreBox *
make_side (guint seed, double noise, double spread)
{
  GRand *rand = g_rand_new_with_seed (seed);
  FwScoreBox *boxes = g_new (FwScoreBox, N_FRAMES * N_TRACKS);

  for (guint frame = 0; frame < N_FRAMES; frame++)
    for (guint32 i = 0; i < N_TRACKS; i++)
      {
        double x = spread * (i % 10) + 0.3 * frame;
        double y = spread * (i / 10.0) + 20.0 * sin (frame / 50.0 + i);

        boxes[frame * N_TRACKS + i]
            = (FwScoreBox){ (i + (seed > 1 && frame > 600 ? 1 : 0)) % N_TRACKS,
                            FW_RECT (x + noise * g_rand_double (rand),
                                     y + noise * g_rand_double (rand), 60, 90) };
      }
  g_rand_free (rand);

  return boxes;
}

static gboolean
bench_score (const char *name, double spread)
{
  g_autofree gsize *starts = g_new (gsize, N_FRAMES + 1);
  g_autofree FwScoreBox *gold = make_side (1, 4.0, spread);
  g_autofree FwScoreBox *other = make_side (2, 8.0, spread);
  FwScoreSide a = { gold, starts, N_TRACKS };
  FwScoreSide b = { other, starts, N_TRACKS };
  double best = G_MAXDOUBLE;

  for (guint i = 0; i <= N_FRAMES; i++)
    starts[i] = i * N_TRACKS;
  for (int run = 0; run < 3; run++)
    {
      double start = now_ms ();
      FwTrackScore score;

      fw_track_score (&a, &b, N_FRAMES, 0.5, &score);
      g_assert_cmpfloat (score.hota, >, 0.0);
      best = MIN (best, now_ms () - start);
    }

  return print (name, best, 1000.0);
}

static gboolean
bench_alpha (void)
{
  g_autofree FwMaybeBox *boxes = g_new (FwMaybeBox, 2 * N_UNITS);

  for (guint i = 0; i < 2 * N_UNITS; i++)
    boxes[i] = (FwMaybeBox){ FW_RECT (i / 2 % 1000, i / 2 % 700, 50, 50 + i % 2), FALSE };

  double start = now_ms ();

  g_assert_cmpfloat (fw_alpha_boxes (boxes, N_UNITS, 2), >, 0.9);

  return print ("agreement of 100000 boxes", now_ms () - start, 2000.0);
}

/* Everything of a draw of 100,000 units that are all judged, to a page. */
static gboolean
bench_report (void)
{
  FwReviewLabels labels = { (char *) "clip.coco.json", NULL, NULL, NULL };
  FwBatch batch = { .id = 1, .version = (char *) "1", .n_units = N_UNITS };
  g_autoptr (FwReview) empty = fw_review_new (&labels, NULL);
  g_autoptr (FwReviewBuilder) builder = fw_review_builder_new (empty);
  g_autofree FwDrawUnit *units = g_new0 (FwDrawUnit, N_UNITS);
  FwDraw draw = { .id = 1,
                  .batch = 1,
                  .design = FW_DESIGN_STRATIFIED,
                  .seed = (char *) "s",
                  .units = units,
                  .n_units = N_UNITS };
  const char *const strata[] = { "car", "bus", "van", "truck" };

  for (guint i = 0; i < N_UNITS; i++)
    units[i] = (FwDrawUnit){ g_strdup_printf ("clip/%u/t1", i), (char *) "r",
                             (char *) strata[i % 4], 1.0 };
  fw_review_builder_put (builder, FW_REVIEW_BATCH, &batch, NULL);
  fw_review_builder_put (builder, FW_REVIEW_DRAW, &draw, NULL);
  for (guint i = 0; i < N_UNITS; i++)
    {
      FwVerdict verdict = { .id = i + 1,
                            .draw = 1,
                            .unit = units[i].unit,
                            .unit_rev = (char *) "r",
                            .reviewer = (char *) "tomas",
                            .version = (char *) "1",
                            .note = (char *) "why",
                            .ms = i };

      if (i % 50 == 0)
        verdict.blind
            = (FwAnswer){ FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY, (char *) "SD-1", (char *) "q" };
      fw_review_builder_put (builder, FW_REVIEW_VERDICT, &verdict, NULL);
    }

  g_autoptr (FwReview) review = fw_review_builder_end (g_steal_pointer (&builder));
  double start = now_ms ();
  g_autoptr (FwReport) report = fw_report_new (review, 1, 0.95, NULL);
  g_autofree char *page = fw_report_to_html (report, NULL);
  g_autofree char *json = fw_report_to_json (report);
  gboolean kept = print ("report of 100000 units", now_ms () - start, 5000.0);
  FwVerdict last = { .id = 1,
                     .draw = 1,
                     .unit = units[0].unit,
                     .unit_rev = (char *) "r",
                     .reviewer = (char *) "tomas",
                     .version = (char *) "1" };

  start = now_ms ();

  g_autoptr (FwReview) next = fw_review_with (review, FW_REVIEW_VERDICT, &last, NULL);

  kept &= print ("one more verdict among 100000", now_ms () - start, 10.0);
  for (guint i = 0; i < N_UNITS; i++)
    g_free (units[i].unit);

  return kept && next && page && json;
}

int
main (void)
{
  gboolean kept = bench_draw ();

  kept &= bench_score ("score of 1000 frames, 50 tracks", 150.0);
  kept &= bench_score ("score of 1000 frames, 50 tracks in a crowd", 12.0);
  kept &= bench_alpha ();
  kept &= bench_report ();

  return kept ? 0 : 1;
}
