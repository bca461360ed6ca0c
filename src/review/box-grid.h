/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Which boxes of a frame overlap, and how much, without looking at every pair: see
 * FwRectGrid. Pure; one thread at a time.
 */

#include "core/geometry.h"

G_BEGIN_DECLS

/**
 * FwScoreBox:
 *
 * One object in one frame. @id is dense, from 0, in its side; an id stands at
 * most once in a frame.
 */
typedef struct
{
  guint32 id;
  FwRect  box;
} FwScoreBox;

/* What a box meets. */
typedef struct
{
  guint32 index; /* in the boxes of the grid */
  double  iou;   /* above 0 */
} FwOverlap;

typedef struct _FwBoxGrid FwBoxGrid;

FwBoxGrid *fw_box_grid_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void       fw_box_grid_free (FwBoxGrid        *self);
/* Other boxes than before: of a frame. They are borrowed up to the next time. A
 * box that is not finite lies nowhere. */
void       fw_box_grid_fill (FwBoxGrid        *self,
                             const FwScoreBox *boxes,
                             gsize             n_boxes);
/* Puts what overlaps @box into @out_overlaps (element-type FwOverlap), by index;
 * what was in there is gone. */
void       fw_box_grid_find (FwBoxGrid        *self,
                             FwRect            box,
                             GArray           *out_overlaps);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwBoxGrid, fw_box_grid_free)

G_END_DECLS
