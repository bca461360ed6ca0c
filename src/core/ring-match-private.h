/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What matching two rings and matching two open lines have in common.
 */

#include "core/interpolate.h"

G_BEGIN_DECLS

typedef struct
{
  const FwPoint *points;
  gsize          n;
  gboolean       reversed;
} FwMatchRing;

/* A run of ring vertices, cyclic. */
typedef struct
{
  const FwMatchRing *ring;
  gsize              first;
  gsize              n;
} FwMatchRun;

static inline FwPoint
fw_match_point (const FwMatchRing *ring,
                gsize              index)
{
  index %= ring->n;

  return ring->points[ring->reversed ? ring->n - 1 - index : index];
}

/* Assigns run to run with the least sum of squared distances after moving the
 * left one by @offset, whichever is the poorer, into @to: left vertex → right
 * vertex. */
void    fw_match_runs            (const FwMatchRun  *left,
                                  const FwMatchRun  *right,
                                  FwPoint            offset,
                                  gssize            *to);
/* Coinciding vertices as pairs (left, right), ascending on the left. Where the
 * right ring has several at one point, the one that comes next in its order. */
GArray *fw_match_find_coinciding (const FwMatchRing *left,
                                  const FwMatchRing *right);
/* Keeps of them those that can all be kept at once, in a circle or on a line. */
void    fw_match_keep_consistent (GArray            *pairs,
                                  gsize              n_right,
                                  gboolean           is_open);
/* Adds @n vertices of one ring behind vertex @from, which lie on an edge of the other. */
void    fw_match_append_padding  (GArray            *matches,
                                  const FwMatchRing *ring,
                                  gsize              from,
                                  gsize              n,
                                  gboolean           is_left);

G_END_DECLS
