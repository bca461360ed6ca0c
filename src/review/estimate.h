/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What a judged sample says about everything it was drawn from. Rates are
 * shares of wrong units, 0 to 1; confidence is two-sided unless said otherwise.
 * Formulas: E. B. Wilson (1927), C. Clopper and E. Pearson (1934), W. Cochran
 * "Sampling Techniques" (stratified), J. Hájek (1971), L. Kish (design effect).
 * Pure; any thread. Counts at most 2^53.
 */

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double low;
  double high;
} FwInterval;

/* The same in whole defects of a lot. */
typedef struct
{
  gint64 low;
  gint64 high;
} FwCountInterval;

/* For display: centre and half width of Wilson's score interval. @judged and
 * @wrong need not be whole (a design effect makes them smaller). [0, 1] when
 * nothing was judged. */
FwInterval      fw_wilson                   (double wrong,
                                             double judged,
                                             double confidence);
/* For decisions in large lots: covers at least at its level. */
FwInterval      fw_clopper_pearson          (gint64 wrong,
                                             gint64 judged,
                                             double confidence);
/* One-sided: the rate is at most this with @confidence. */
double          fw_clopper_pearson_upper    (gint64 wrong,
                                             gint64 judged,
                                             double confidence);

/**
 * FwJudgedLot:
 *
 * @wrong of @judged units, drawn without putting back from @size.
 */
typedef struct
{
  gint64 size;
  gint64 judged;
  gint64 wrong;
} FwJudgedLot;

/* Exact in a finite lot: the most defects it can hold (one-sided), and the
 * fewest and most (two-sided). */
gint64          fw_hypergeometric_upper     (FwJudgedLot lot,
                                             double      confidence);
FwCountInterval fw_hypergeometric_interval  (FwJudgedLot lot,
                                             double      confidence);

/* Discovery: how many units, all found right, prove with @confidence that at
 * most the share @rate of @lot is wrong. 0 when nothing has to be proven. */
gint64          fw_discovery_size           (gint64 lot,
                                             double rate,
                                             double confidence);

/**
 * FwRateEstimate:
 *
 * A rate from a design that is no simple draw. The interval never closes only
 * because a sample, or one stratum of it, happened to have nothing wrong.
 */
typedef struct
{
  double     rate;     /* NaN when nothing was judged */
  double     se;       /* standard error of the rate */
  FwInterval interval;
  double     total;    /* wrong units in the whole lot, estimated */
  double     covered;  /* share of the lot whose strata were judged at all; the rest is unknown */
} FwRateEstimate;

/* Stratified, with the finite population correction. The interval joins the
 * Wilson limits of the strata (G. Zou and A. Donner 2008); in the standard error
 * a stratum with a single judged unit of several has the largest variance. */
FwRateEstimate  fw_estimate_stratified      (const FwJudgedLot *strata,
                                             gsize              n_strata,
                                             double             confidence);

typedef struct
{
  double   pi;       /* inclusion probability, in (0, 1] */
  gboolean is_wrong;
} FwWeightedUnit;

/* Unequal probabilities: Horvitz and Thompson's total, Hájek's rate. The
 * interval is Wilson's with the size of the simple draw of the same variance. */
FwRateEstimate  fw_estimate_hajek           (const FwWeightedUnit *units,
                                             gsize                 n_units,
                                             double                confidence);

/* 1 + (m - 1) rho: by how much the variance of clusters (the labels of one
 * track) exceeds that of a simple draw. @mean_size labels judged per track. */
double          fw_design_effect            (double mean_size,
                                             double rho);
/* Start with this rho until tracks were judged at several labels. */
#define FW_DEFAULT_RHO 0.3
/* rho from tracks judged at several labels (the analysis-of-variance estimate),
 * clamped to [0, 1]; FW_DEFAULT_RHO when the tracks do not tell. @size of a
 * cluster is not used. */
double          fw_intraclass_correlation   (const FwJudgedLot *clusters,
                                             gsize              n_clusters);

typedef struct
{
  double     mean;
  FwInterval interval;
} FwShrunk;

/* Small samples drawn towards what is usual: a Beta(@a, @b) prior over the
 * share of correct ones, with @correct of @judged seen. */
FwShrunk        fw_shrink                   (double a,
                                             double b,
                                             gint64 correct,
                                             gint64 judged,
                                             double confidence);

G_END_DECLS
