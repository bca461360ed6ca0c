/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What can be measured in one or two pictures without knowing what they show.
 * Pure functions, any thread, no memory kept. Coordinates are pixels of the
 * pictures that are given; a picture that was converted smaller gives smaller
 * numbers, and the caller scales.
 */

#include "core/geometry.h"
#include "media/picture.h"

G_BEGIN_DECLS

/* A 64 bit fingerprint that survives scaling, light compression and a change
 * of brightness: the picture shrunk to 9 x 8 grey cells, a bit for each cell
 * that is darker than its right neighbour, top row first, the first cell in
 * the highest bit. The same picture differs in a few bits at most. */
guint64  fw_picture_get_dhash        (const FwPicture   *self);

#define FW_HISTOGRAM_BINS  32
#define FW_HISTOGRAM_SIDE  4 /* cells in a row, and rows */
#define FW_HISTOGRAM_CELLS (FW_HISTOGRAM_SIDE * FW_HISTOGRAM_SIDE)

/* Shares of the pixels of each part of a picture by luma (BT.601), dark to light;
 * those of a part add up to 1. */
typedef struct
{
  float bins[FW_HISTOGRAM_CELLS][FW_HISTOGRAM_BINS];
} FwHistogram;

void     fw_picture_get_histogram    (const FwPicture   *self,
                                      FwHistogram       *out_histogram);
/* The share of the pixels that have no counterpart of their light in the same
 * part of the other picture: 0 (the same) to 1 (nothing in common). Cameras make
 * a whole picture a little brighter or darker by themselves, so all light may
 * move by up to a bin. Measured on real clips, cuts have 0.35 to 0.85 and what is
 * none up to 0.25, or 0.38 where a picture fades in from black. */
double   fw_histogram_get_distance   (const FwHistogram *a,
                                      const FwHistogram *b);

/* How far the picture as a whole moved from @before to @after. Phase
 * correlation (Kuglin and Hines 1975) of both at 256 x 256 grey cells says which
 * movements there are, below one cell; then each block of the picture votes for
 * the one that explains it. So what covers most of the picture wins, and objects
 * that move over it do not matter. Finds up to a third of the picture's size.
 *
 * @out_quality (nullable): the share of the votes, 0 to 1. FALSE when one of the
 * pictures shows nothing. */
gboolean fw_picture_find_shift       (const FwPicture   *before,
                                      const FwPicture   *after,
                                      FwPoint           *out_shift,
                                      double            *out_quality);

/* What stands in @box in @before, and where it is looked for in @after: around
 * @place, where it is expected, at the size it is expected to have. */
typedef struct
{
  const FwPicture *before;
  FwRect           box;
  const FwPicture *after;
  FwRect           place;
  double           reach; /* how far around, in sizes of @place; 0 to 1 */
} FwTemplateSearch;

/* Searches by normalised cross correlation of grey values.
 *
 * @out_found: where it is, of the size of the place. @out_score: correlation
 * there, -1 to 1; 1 is the same but for brightness and contrast. @out_here: the
 * correlation at the place itself. FALSE when there is nothing to see in the box,
 * or less than half of it or of the place lies in its picture. */
gboolean fw_template_search          (const FwTemplateSearch *self,
                                      FwRect            *out_found,
                                      double            *out_score,
                                      double            *out_here);

G_END_DECLS
