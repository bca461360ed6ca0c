/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry.h"

G_BEGIN_DECLS

/**
 * FwRectGrid:
 *
 * Finds which of many rectangles overlap, through a uniform grid with cells of
 * about the mean rectangle. Made once, filled again for each frame. Pure; one
 * thread at a time. A rectangle that is not finite lies nowhere.
 */
typedef struct _FwRectGrid FwRectGrid;

/* @a < @b: numbers of rectangles in the order they were added. */
typedef void (*FwRectPairFunc) (guint a, guint b, gpointer user_data);

FwRectGrid *fw_rect_grid_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void        fw_rect_grid_free       (FwRectGrid    *self);
/* Forgets all rectangles. */
void        fw_rect_grid_clear      (FwRectGrid    *self);
void        fw_rect_grid_add        (FwRectGrid    *self,
                                     FwRect         box);
/* Calls @func once for each two rectangles that have an area in common. */
void        fw_rect_grid_find_pairs (FwRectGrid    *self,
                                     FwRectPairFunc func,
                                     gpointer       user_data);
/* Puts the numbers of those that have an area in common with @box into @out_found
 * (element-type guint), in the order they were added; what was in there is gone. */
void        fw_rect_grid_find       (FwRectGrid    *self,
                                     FwRect         box,
                                     GArray        *out_found);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwRectGrid, fw_rect_grid_free)

G_END_DECLS
