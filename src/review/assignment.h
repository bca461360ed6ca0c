/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Who belongs to whom: the pairing of two lists with the largest sum, where a
 * greedy choice would take one good pair and spoil two. The Hungarian method
 * with shortest augmenting paths (H. Kuhn 1955; R. Jonker and A. Volgenant
 * 1987), O(n^3). Pure; any thread.
 */

#include <glib.h>

G_BEGIN_DECLS

/* The cheapest assignment: costs[row * n_columns + column], finite numbers. As
 * many rows as can be get a column, the others -1. */
void     fw_assignment_solve (const double *costs,
                              gsize         n_rows,
                              gsize         n_columns,
                              gssize       *out_columns);

/**
 * FwPair:
 *
 * A pair that may be chosen, and what it is worth.
 */
typedef struct
{
  guint32 row;
  guint32 column;
  double  weight; /* not positive: never chosen */
} FwPair;

/* Beyond this many rows and columns in one knot of overlapping pairs the
 * heaviest pairs are taken first instead. */
#define FW_ASSIGNMENT_MAX_KNOT 2000

/* Chooses pairs so that their weights sum up to the most, with each row and
 * column in one pair at most. Only pairs that hang together are weighed against
 * each other, so long lists with few overlaps are quick.
 * @out_chosen: (array length=n_pairs) */
void     fw_assignment_match (const FwPair *pairs,
                              gsize         n_pairs,
                              gsize         n_rows,
                              gsize         n_columns,
                              gboolean     *out_chosen);

/* Two passes: first among pairs that @is_preferred marks (the same category),
 * then among what is left, so that a wrong category is found as one and does
 * not pull its neighbour's partner away. Parameters as above. */
void     fw_assignment_match_twice (const FwPair   *pairs,
                              gsize           n_pairs,
                              const gboolean *is_preferred,
                              gboolean       *out_chosen);

G_END_DECLS
