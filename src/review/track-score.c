/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/track-score.h"

#include "review/assignment.h"

#include <float.h>
#include <stdlib.h>

/* What a match of the frame before is worth more than any overlap. */
#define CONTINUITY 1000.0
#define NOBODY     G_MAXUINT32

/* Frames between two looks at whether anybody still wants it. */
#define FRAMES_PER_LOOK 32

/* In this order. */
enum
{
  PART_OVERLAPS,
  PART_CLEAR,
  PART_HOTA,
  N_PARTS
};

/* Two boxes of one frame that overlap. */
typedef struct
{
  guint32 row;    /* place in the frame's gold boxes */
  guint32 column; /* and in the other ones */
  guint32 pair;   /* which gold id with which other id */
  double iou;
} FrameOverlap;

typedef struct
{
  guint32 gold_id;
  guint32 other_id;
  double potential; /* how much of their overlaps the two share, summed over frames */
  gint64 n_close;   /* frames in which they overlap by the threshold */
  gint64 matched[FW_N_SCORE_LEVELS];
} IdPair;

typedef struct
{
  const FwScoreSide *gold;
  const FwScoreSide *other;
  gsize n_frames;
  double threshold;
  const FwWork *work;  /* (nullable) */
  GArray *overlaps;    /* (element-type FrameOverlap) (owned) by frame */
  gsize *starts;       /* (owned) of each frame in @overlaps */
  GArray *pairs;       /* (element-type IdPair) (owned) */
  FwBoxGrid *grid;     /* (owned) the other boxes of a frame */
  GArray *found;       /* (element-type FwOverlap) (owned) what one gold box meets */
  gint64 *gold_count;  /* (owned) frames by id */
  gint64 *other_count; /* (owned) */
  FwTrackScore *score;
} Scoring;

static gsize
count_boxes (const FwScoreSide *side, gsize n_frames)
{
  return side->starts[n_frames] - side->starts[0];
}

static gint64 *
count_frames (const FwScoreSide *side, gsize n_frames)
{
  gint64 *counts = g_new0 (gint64, side->n_ids + 1);

  for (gsize i = side->starts[0]; i < side->starts[n_frames]; i++)
    {
      g_assert (side->boxes[i].id < side->n_ids);
      counts[side->boxes[i].id]++;
    }

  return counts;
}

static guint32
ensure_pair (Scoring *scoring, GHashTable *index, guint32 gold_id, guint32 other_id)
{
  gpointer key = GSIZE_TO_POINTER ((gsize) gold_id * scoring->other->n_ids + other_id + 1);
  gsize place = GPOINTER_TO_SIZE (g_hash_table_lookup (index, key));

  if (place == 0)
    {
      IdPair pair = { .gold_id = gold_id, .other_id = other_id };

      g_array_append_val (scoring->pairs, pair);
      place = scoring->pairs->len;
      g_hash_table_insert (index, key, GSIZE_TO_POINTER (place));
    }

  return (guint32) (place - 1);
}

/* Overlaps of one frame, and what they add to the pairs' potentials. */
static void
collect_frame (Scoring *scoring, gsize frame, GHashTable *index)
{
  const FwScoreBox *rows = &scoring->gold->boxes[scoring->gold->starts[frame]];
  const FwScoreBox *columns = &scoring->other->boxes[scoring->other->starts[frame]];
  gsize n_rows = scoring->gold->starts[frame + 1] - scoring->gold->starts[frame];
  gsize n_columns = scoring->other->starts[frame + 1] - scoring->other->starts[frame];
  g_autofree double *row_sums = g_new0 (double, n_rows + 1);
  g_autofree double *column_sums = g_new0 (double, n_columns + 1);
  guint first = scoring->overlaps->len;

  fw_box_grid_fill (scoring->grid, columns, n_columns);
  for (gsize i = 0; i < n_rows; i++)
    {
      fw_box_grid_find (scoring->grid, rows[i].box, scoring->found);
      for (guint k = 0; k < scoring->found->len; k++)
        {
          const FwOverlap *found = &g_array_index (scoring->found, FwOverlap, k);
          FrameOverlap overlap
              = { (guint32) i, found->index,
                  ensure_pair (scoring, index, rows[i].id, columns[found->index].id), found->iou };

          g_array_append_val (scoring->overlaps, overlap);
          row_sums[i] += found->iou;
          column_sums[found->index] += found->iou;
        }
    }

  for (guint k = first; k < scoring->overlaps->len; k++)
    {
      const FrameOverlap *overlap = &g_array_index (scoring->overlaps, FrameOverlap, k);
      IdPair *pair = &g_array_index (scoring->pairs, IdPair, overlap->pair);

      pair->potential
          += overlap->iou / (row_sums[overlap->row] + column_sums[overlap->column] - overlap->iou);
      pair->n_close += overlap->iou >= scoring->threshold;
    }
}

/* Looks up now and then while frames go by; the parts take about the same time. */
static gboolean
may_go_on (const Scoring *scoring, int part, gsize frame, GError **error)
{
  return frame % FRAMES_PER_LOOK != 0
         || fw_work_go_on (scoring->work,
                           (part + (double) frame / (double) scoring->n_frames) / N_PARTS, error);
}

static gboolean
collect_overlaps (Scoring *scoring, GError **error)
{
  g_autoptr (GHashTable) index = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (gsize frame = 0; frame < scoring->n_frames; frame++)
    {
      if (!may_go_on (scoring, PART_OVERLAPS, frame, error))
        return FALSE;
      scoring->starts[frame] = scoring->overlaps->len;
      collect_frame (scoring, frame, index);
    }
  scoring->starts[scoring->n_frames] = scoring->overlaps->len;

  return TRUE;
}

/* One frame's matching, with room that is used again. */
typedef struct
{
  GArray *pairs;  /* (element-type FwPair) (owned) */
  GArray *chosen; /* (element-type gboolean) (owned) */
} Match;

/* Matches the overlaps of a frame by the weights in @match->pairs. */
static void
solve_frame (const Scoring *scoring, gsize frame, Match *match)
{
  g_array_set_size (match->chosen, match->pairs->len);
  fw_assignment_match ((const FwPair *) (void *) match->pairs->data, match->pairs->len,
                       scoring->gold->starts[frame + 1] - scoring->gold->starts[frame],
                       scoring->other->starts[frame + 1] - scoring->other->starts[frame],
                       (gboolean *) (void *) match->chosen->data);
}

static void
fill_clear_weights (const Scoring *scoring, gsize frame, const guint32 *before, Match *match)
{
  g_array_set_size (match->pairs, 0);
  for (gsize k = scoring->starts[frame]; k < scoring->starts[frame + 1]; k++)
    {
      const FrameOverlap *overlap = &g_array_index (scoring->overlaps, FrameOverlap, k);
      const IdPair *ids = &g_array_index (scoring->pairs, IdPair, overlap->pair);
      double bonus = before[ids->gold_id] == ids->other_id ? CONTINUITY : 0.0;
      FwPair pair = { overlap->row, overlap->column, overlap->iou + bonus };

      if (overlap->iou < scoring->threshold - DBL_EPSILON)
        pair.weight = 0.0;
      g_array_append_val (match->pairs, pair);
    }
}

static gboolean
score_clear (Scoring *scoring, Match *match, GError **error)
{
  FwTrackScore *score = scoring->score;
  g_autofree guint32 *before = g_new (guint32, scoring->gold->n_ids + 1);
  g_autofree guint32 *last = g_new (guint32, scoring->gold->n_ids + 1);
  g_autoptr (GArray) remembered = g_array_new (FALSE, FALSE, sizeof (guint32));
  double iou_sum = 0.0;
  gint64 n_gold = (gint64) count_boxes (scoring->gold, scoring->n_frames);
  gint64 n_other = (gint64) count_boxes (scoring->other, scoring->n_frames);

  for (gsize i = 0; i < scoring->gold->n_ids; i++)
    before[i] = last[i] = NOBODY;

  for (gsize frame = 0; frame < scoring->n_frames; frame++)
    {
      if (!may_go_on (scoring, PART_CLEAR, frame, error))
        return FALSE;
      /* A frame in which one side is empty leaves the memory as it was. */
      if (scoring->gold->starts[frame] == scoring->gold->starts[frame + 1]
          || scoring->other->starts[frame] == scoring->other->starts[frame + 1])
        continue;

      fill_clear_weights (scoring, frame, before, match);
      solve_frame (scoring, frame, match);
      for (guint i = 0; i < remembered->len; i++)
        before[g_array_index (remembered, guint32, i)] = NOBODY;
      g_array_set_size (remembered, 0);
      for (guint k = 0; k < match->pairs->len; k++)
        {
          const FrameOverlap *overlap
              = &g_array_index (scoring->overlaps, FrameOverlap, scoring->starts[frame] + k);
          const IdPair *ids = &g_array_index (scoring->pairs, IdPair, overlap->pair);

          if (!g_array_index (match->chosen, gboolean, k))
            continue;
          score->tp++;
          iou_sum += overlap->iou;
          score->id_switches += last[ids->gold_id] != NOBODY && last[ids->gold_id] != ids->other_id;
          before[ids->gold_id] = last[ids->gold_id] = ids->other_id;
          g_array_append_val (remembered, ids->gold_id);
        }
    }

  score->fn = n_gold - score->tp;
  score->fp = n_other - score->tp;
  score->mota
      = n_gold > 0 ? (double) (score->tp - score->fp - score->id_switches) / (double) n_gold : 0.0;
  score->motp = score->tp > 0 ? iou_sum / (double) score->tp : 0.0;
  score->recall = n_gold > 0 ? (double) score->tp / (double) n_gold : NAN;
  score->precision = n_other > 0 ? (double) score->tp / (double) n_other : NAN;

  return TRUE;
}

/* The one-to-one naming of ids under which most boxes agree. */
static void
score_identity (Scoring *scoring, Match *match)
{
  gsize all = count_boxes (scoring->gold, scoring->n_frames)
              + count_boxes (scoring->other, scoring->n_frames);
  gint64 same = 0;

  g_array_set_size (match->pairs, 0);
  for (guint k = 0; k < scoring->pairs->len; k++)
    {
      const IdPair *ids = &g_array_index (scoring->pairs, IdPair, k);
      FwPair pair = { ids->gold_id, ids->other_id, (double) ids->n_close };

      g_array_append_val (match->pairs, pair);
    }
  g_array_set_size (match->chosen, match->pairs->len);
  fw_assignment_match ((const FwPair *) (void *) match->pairs->data, match->pairs->len,
                       scoring->gold->n_ids, scoring->other->n_ids,
                       (gboolean *) (void *) match->chosen->data);
  for (guint k = 0; k < match->pairs->len; k++)
    if (g_array_index (match->chosen, gboolean, k))
      same += g_array_index (scoring->pairs, IdPair, k).n_close;

  scoring->score->idf1 = all > 0 ? 2.0 * (double) same / (double) all : 0.0;
}

static double
get_level (int level)
{
  return 0.05 + level * 0.05;
}

/* Both ids' frames less those they share. */
static double
joint_frames (const Scoring *scoring, const IdPair *ids, double shared)
{
  return (double) scoring->gold_count[ids->gold_id] + (double) scoring->other_count[ids->other_id]
         - shared;
}

static gboolean
match_hota (Scoring *scoring, Match *match, gint64 *found, double *iou_sums, GError **error)
{
  for (gsize frame = 0; frame < scoring->n_frames; frame++)
    {
      if (!may_go_on (scoring, PART_HOTA, frame, error))
        return FALSE;
      g_array_set_size (match->pairs, 0);
      for (gsize k = scoring->starts[frame]; k < scoring->starts[frame + 1]; k++)
        {
          const FrameOverlap *overlap = &g_array_index (scoring->overlaps, FrameOverlap, k);
          const IdPair *ids = &g_array_index (scoring->pairs, IdPair, overlap->pair);
          double alignment = ids->potential / joint_frames (scoring, ids, ids->potential);
          FwPair pair = { overlap->row, overlap->column, alignment * overlap->iou };

          g_array_append_val (match->pairs, pair);
        }
      solve_frame (scoring, frame, match);

      for (guint k = 0; k < match->pairs->len; k++)
        {
          const FrameOverlap *overlap
              = &g_array_index (scoring->overlaps, FrameOverlap, scoring->starts[frame] + k);
          IdPair *ids = &g_array_index (scoring->pairs, IdPair, overlap->pair);

          if (!g_array_index (match->chosen, gboolean, k))
            continue;
          for (int level = 0; level < FW_N_SCORE_LEVELS; level++)
            if (overlap->iou >= get_level (level) - DBL_EPSILON)
              {
                ids->matched[level]++;
                found[level]++;
                iou_sums[level] += overlap->iou;
              }
        }
    }

  return TRUE;
}

static gboolean
score_hota (Scoring *scoring, Match *match, GError **error)
{
  FwTrackScore *score = scoring->score;
  gint64 found[FW_N_SCORE_LEVELS] = { 0 };
  double iou_sums[FW_N_SCORE_LEVELS] = { 0.0 };
  double all = (double) count_boxes (scoring->gold, scoring->n_frames)
               + (double) count_boxes (scoring->other, scoring->n_frames);

  if (!match_hota (scoring, match, found, iou_sums, error))
    return FALSE;
  for (int level = 0; level < FW_N_SCORE_LEVELS; level++)
    {
      double n = (double) found[level];
      double det_a = n / MAX (all - n, 1.0);
      double sum = 0.0;

      for (guint k = 0; k < scoring->pairs->len; k++)
        {
          const IdPair *ids = &g_array_index (scoring->pairs, IdPair, k);
          double matched = (double) ids->matched[level];

          if (matched > 0.0)
            sum += matched * matched / MAX (joint_frames (scoring, ids, matched), 1.0);
        }

      double ass_a = sum / MAX (n, 1.0);

      score->hota_at[level] = sqrt (det_a * ass_a);
      score->hota += score->hota_at[level];
      score->det_a += det_a;
      score->ass_a += ass_a;
      score->loc_a += n > 0.0 ? iou_sums[level] / n : 1.0;
    }
  score->hota /= FW_N_SCORE_LEVELS;
  score->det_a /= FW_N_SCORE_LEVELS;
  score->ass_a /= FW_N_SCORE_LEVELS;
  score->loc_a /= FW_N_SCORE_LEVELS;

  return TRUE;
}

gboolean
fw_track_score (const FwScoreSide *gold,
                const FwScoreSide *other,
                gsize n_frames,
                double threshold,
                const FwWork *work,
                FwTrackScore *out_score,
                GError **error)
{
  g_return_val_if_fail (gold != NULL && other != NULL && out_score != NULL, FALSE);

  g_autoptr (GArray) overlaps = g_array_new (FALSE, FALSE, sizeof (FrameOverlap));
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (FwOverlap));
  g_autoptr (FwBoxGrid) grid = fw_box_grid_new ();
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (IdPair));
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (FwPair));
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (gboolean));
  g_autofree gsize *starts = g_new0 (gsize, n_frames + 1);
  g_autofree gint64 *gold_count = count_frames (gold, n_frames);
  g_autofree gint64 *other_count = count_frames (other, n_frames);
  Match match = { candidates, chosen };
  Scoring scoring = { .gold = gold,
                      .other = other,
                      .n_frames = n_frames,
                      .threshold = threshold,
                      .work = work,
                      .overlaps = overlaps,
                      .starts = starts,
                      .pairs = pairs,
                      .grid = grid,
                      .found = found,
                      .gold_count = gold_count,
                      .other_count = other_count,
                      .score = out_score };

  *out_score = (FwTrackScore){ 0 };
  if (!collect_overlaps (&scoring, error) || !score_clear (&scoring, &match, error))
    return FALSE;
  score_identity (&scoring, &match);

  return score_hota (&scoring, &match, error);
}

double
fw_oks (const double *distances, const double *falloffs, gsize n, double area)
{
  double sum = 0.0;

  g_return_val_if_fail (n == 0 || (distances != NULL && falloffs != NULL), NAN);

  for (gsize i = 0; i < n; i++)
    sum += exp (-distances[i] * distances[i] / (2.0 * area * falloffs[i] * falloffs[i]));

  return n > 0 ? sum / (double) n : NAN;
}
