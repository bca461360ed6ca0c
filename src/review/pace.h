/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * How long work is expected to take, given what is in it: seconds per object, per
 * label set by hand, and per category that had to be kept in mind. A speed is
 * only fair beside the content; see fw_speed_ratio() for the ratio.
 *
 * Robust regression without a constant: Huber's M-estimate (P. Huber 1964, tuning
 * constant 1.345) of the relative residuals, by iteratively reweighted least
 * squares; coefficients are not negative, which each step keeps by coordinate
 * descent (V. Franc, V. Hlaváč, M. Navara 2005). Theil and Sen's estimator would
 * resist more, and knows one regressor only. Pure; any thread.
 */

#include <glib.h>

G_BEGIN_DECLS

/* Fewer stretches of work than this say nothing about what is usual. */
#define FW_PACE_LEAST 8

/**
 * FwPaceSample:
 *
 * A stretch of work: active seconds, and what came of it.
 */
typedef struct
{
  double seconds;
  double objects;    /* new ones */
  double labels;     /* set by hand: keyframes and single shapes */
  double categories; /* different ones */
} FwPaceSample;

/**
 * FwPace:
 *
 * Expected seconds, by part.
 */
typedef struct
{
  double per_object;
  double per_label;
  double per_category;
  gsize  n;            /* stretches it was learnt from; 0: nothing is known */
} FwPace;

/* Stretches without time or without content do not count. */
FwPace fw_pace_learn      (const FwPaceSample *samples,
                           gsize               n);
/* 0 when nothing is known. */
double fw_pace_get_seconds (const FwPace       *pace,
                           const FwPaceSample *sample);
/* exp (median ln (actual / expected)) of stretches: 1.2 is a fifth slower than
 * expected. NaN when nothing can be said. */
double fw_pace_get_ratio  (const FwPace       *pace,
                           const FwPaceSample *samples,
                           gsize               n);

G_END_DECLS
