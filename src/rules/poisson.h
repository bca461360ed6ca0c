/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* P(X <= @count) and P(X >= @count) of a Poisson variable with the mean @mean
 * (>= 0), by the incomplete gamma function: series or continued fraction
 * (Abramowitz and Stegun 6.5.29 and 6.5.31), to about 1e-10. */
double fw_poisson_at_most  (double count,
                            double mean);
double fw_poisson_at_least (double count,
                            double mean);

G_END_DECLS
