/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a review waits for: a draw from 100,000 units (target 200 ms), the score of
 * 1,000 frames of 50 tracks (target 1 s), and how far two versions of 10,000 tracks
 * agree (target 3 s). One line of JSON for each figure; the exit code says whether
 * the targets were kept.
 */

#include "review/draw.h"
#include "review/gold-score.h"
#include "review/object-match.h"
#include "review/report.h"
#include "review/track-score.h"

#include <stdio.h>
#include <time.h>

#define N_UNITS  100000
#define N_FRAMES 1000
#define N_TRACKS 50

/* Of this program alone: the machine may have others to care for. */
static double
now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
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

      g_assert_true (fw_track_score (&a, &b, N_FRAMES, 0.5, NULL, &score, NULL));
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

/* @n_tracks on a street of @n_frames, each in @length frames; @noise pixels off. */
static FwSnapshot *
make_street (guint n_tracks, FwFrame n_frames, FwFrame length, double noise)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwTaxonomyBuilder *words = fw_taxonomy_builder_new ();
  g_autofree FwFrameInfo *infos = g_new0 (FwFrameInfo, n_frames);
  GRand *place = g_rand_new_with_seed (1);
  GRand *off = g_rand_new_with_seed (2);

  for (int i = 1; i <= 4; i++)
    fw_taxonomy_builder_add_category (words, &(FwCategory){ .id = i,
                                                            .name = (const char *[]){
                                                                "bus", "car", "van", "bike" }[i - 1] });

  g_autoptr (FwTaxonomy) taxonomy = fw_taxonomy_builder_end (words);
  g_autoptr (FwFrameList) frames
      = fw_frame_list_new (TRUE, "clip.mp4", 30.0, infos, (gsize) n_frames);

  fw_snapshot_builder_set_frame_list (builder, frames);
  fw_snapshot_builder_set (builder, (FwSlot){ FW_SLOT_TAXONOMY, 0 }, taxonomy);
  for (guint i = 0; i < n_tracks; i++)
    {
      FwTrackBuilder *track = fw_track_builder_new (i + 1, 1 + i % 4);
      FwFrame first = g_rand_int_range (place, 0, n_frames - length + 1);
      double x = g_rand_double_range (place, 0.0, 1800.0);
      double y = g_rand_double_range (place, 0.0, 1000.0);

      for (int k = 0; k < 2; k++)
        {
          g_autoptr (FwShape) box = fw_shape_new_box (
              FW_RECT (x + 20.0 * k + noise * g_rand_double (off), y + noise * g_rand_double (off),
                       16.0 + i % 30, 12.0 + i % 25));

          fw_track_builder_set_key (track, k == 0 ? first : first + length - 1, box);
        }
      g_assert_true (fw_snapshot_builder_take_track (builder, fw_track_builder_end (track, NULL)));
    }
  g_rand_free (place);
  g_rand_free (off);

  return fw_snapshot_builder_end (builder);
}

/* What stands beside two versions of labels while they are compared. */
static gboolean
bench_figures (const char *name, FwFrame n_frames, FwFrame length)
{
  g_autoptr (FwSnapshot) a = make_street (10000, n_frames, length, 0.0);
  g_autoptr (FwSnapshot) b = make_street (10000, n_frames, length, 2.0);
  g_autofree char *matching = g_strdup_printf ("which objects are the same, %s", name);
  g_autofree char *figures = g_strdup_printf ("figures of two versions, %s", name);
  gboolean kept;
  double start = now_ms ();
  g_autoptr (GArray) pairs = fw_object_match (a, b, NULL, NULL);

  g_assert_cmpuint (pairs->len, >=, 10000);
  kept = print (matching, now_ms () - start, 3000.0);
  start = now_ms ();

  g_autoptr (FwPairAgreement) agreement = fw_pair_agreement_new (a, b, FW_SAME_PLACE, NULL, NULL);
  g_autoptr (FwLabelTable) table_a = NULL;
  g_autoptr (FwLabelTable) table_b = NULL;
  FwScoreSide side_a;
  FwScoreSide side_b;
  FwTrackScore score;

  g_assert_true (fw_label_table_new_pair (a, b, &table_a, &table_b, NULL));
  side_a = fw_label_table_get_side (table_a);
  side_b = fw_label_table_get_side (table_b);
  g_assert_true (
      fw_track_score (&side_a, &side_b, table_a->n_frames, FW_SAME_PLACE, NULL, &score, NULL));
  g_assert_cmpint (agreement->matched, >, 10000);

  return print (figures, now_ms () - start, 3000.0) && kept;
}

int
main (void)
{
  gboolean kept = bench_draw ();

  kept &= bench_score ("score of 1000 frames, 50 tracks", 150.0);
  kept &= bench_score ("score of 1000 frames, 50 tracks in a crowd", 12.0);
  kept &= bench_alpha ();
  kept &= bench_figures ("10000 tracks over 2000 frames", 2000, 40);
  kept &= bench_figures ("10000 tracks over 400 frames", 400, 40);
  kept &= bench_report ();

  return kept ? 0 : 1;
}
