/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What the tests of the review layer share.
 */

#include <float.h>
#include <glib.h>
#include <math.h>

/* The value as it was printed with @digits digits after the point. */
static inline void
assert_digits (double value, double printed, int digits)
{
  g_assert_cmpfloat_with_epsilon (value, printed, 0.5 * pow (10.0, -digits) + 1e-12);
}

static inline void
assert_relative (double value, double exact, double bound)
{
  g_assert_cmpfloat_with_epsilon (value, exact, bound * fabs (exact) + DBL_MIN);
}

/* @n names such as "clip-7/1", counted from 1. Returns: (transfer full) */
static inline char **
make_units (const char *stem, guint n)
{
  char **units = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    units[i] = g_strdup_printf ("%s/%u", stem, i + 1);

  return units;
}
