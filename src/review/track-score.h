/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * How well tracks follow the gold: CLEAR MOT (K. Bernardin and R. Stiefelhagen
 * 2008), identity F1 (E. Ristani et al. 2016) and HOTA (J. Luiten et al. 2021),
 * with the conventions of the HOTA authors' evaluation for empty frames, empty
 * sides and continuity. MOTA hardly notices swapped identities; AssA does: show
 * det_a as "found" and ass_a as "identity". Pure; any thread.
 */

#include "core/work.h"
#include "review/box-grid.h"

G_BEGIN_DECLS

/**
 * FwScoreSide:
 *
 * All boxes of one side by frame: those of frame f are boxes[starts[f]] up to
 * before boxes[starts[f + 1]]. Borrowed.
 */
typedef struct
{
  const FwScoreBox *boxes;
  const gsize      *starts; /* (array length=n_frames+1) */
  gsize             n_ids;
} FwScoreSide;

#define FW_N_SCORE_LEVELS 19

typedef struct
{
  double mota;
  double motp;        /* mean IoU of what was found */
  double idf1;
  double hota;        /* these four are means over the levels */
  double det_a;
  double ass_a;
  double loc_a;
  double hota_at[FW_N_SCORE_LEVELS]; /* at IoU 0.05, 0.10, … 0.95 */
  gint64 tp;          /* at the threshold, frame by frame */
  gint64 fp;
  gint64 fn;
  gint64 id_switches;
  double precision;   /* NaN when there was nothing */
  double recall;
} FwTrackScore;

/* @threshold: the least IoU of a match for CLEAR and identity, usually 0.5.
 * FALSE when @work (nullable) was cancelled. */
gboolean fw_track_score (const FwScoreSide *gold,
                         const FwScoreSide *other,
                         gsize              n_frames,
                         double             threshold,
                         const FwWork      *work,
                         FwTrackScore      *out_score,
                         GError           **error);

/* Object keypoint similarity as COCO has it: the mean of exp (-d^2 / (2 @area
 * k^2)) over the @n labelled points; @distances in pixels, @falloffs the k of
 * each point. NaN when @n is 0. */
double   fw_oks         (const double      *distances,
                         const double      *falloffs,
                         gsize              n,
                         double             area);

G_END_DECLS
