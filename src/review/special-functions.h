/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The few distributions that estimates and plans stand on. Pure; any thread.
 *
 * Point probabilities follow C. Loader, "Fast and accurate computation of
 * binomial probabilities" (2000): deviance and Stirling remainders instead of
 * differences of large logarithms, relative error below 1e-12 for any size.
 * The incomplete beta function is the continued fraction of DLMF 8.17.22,
 * evaluated by Lentz's method. Against exact rational arithmetic
 * (tests/review/test-special-functions) the error of every function here is
 * below 1e-10 relative, of quantiles below 1e-10 absolute, for counts up to 10^6.
 *
 * The GNU Scientific Library has the same functions; two libraries of several
 * megabytes for these lines are not worth their weight.
 */

#include <glib.h>

G_BEGIN_DECLS

/**
 * FwLot:
 *
 * Drawing @n of @size things, of which @marked are defective, without putting
 * back: the hypergeometric distribution. All >= 0; @marked and @n at most @size.
 */
typedef struct
{
  gint64 size;
  gint64 marked;
  gint64 n;
} FwLot;

/* The z with P(Z <= z) = @p of the standard normal distribution; 0 < @p < 1. */
double fw_normal_quantile      (double p);

/* Regularised incomplete beta function I_x(a, b); @a, @b > 0, @x in [0, 1]. */
double fw_beta_cdf             (double x,
                                double a,
                                double b);
/* The x with I_x(a, b) = @p. */
double fw_beta_quantile        (double p,
                                double a,
                                double b);

double fw_binomial_pmf         (gint64 k,
                                gint64 n,
                                double p);
/* P(X <= @k) */
double fw_binomial_cdf         (gint64 k,
                                gint64 n,
                                double p);
/* P(X > @k), exact where it is small. */
double fw_binomial_sf          (gint64 k,
                                gint64 n,
                                double p);
/* The smallest k with P(X <= k) >= @q. */
gint64 fw_binomial_quantile    (double q,
                                gint64 n,
                                double p);

double fw_hypergeometric_pmf   (FwLot  lot,
                                gint64 k);
/* P(X <= @k) */
double fw_hypergeometric_cdf   (FwLot  lot,
                                gint64 k);
/* P(X > @k), exact where it is small. */
double fw_hypergeometric_sf    (FwLot  lot,
                                gint64 k);

G_END_DECLS
