/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry.h"

G_BEGIN_DECLS

/**
 * FwGrid:
 *
 * Finds which of many rectangles overlap, through a uniform grid with cells of
 * about the mean rectangle. Made once, filled again for each frame.
 */
typedef struct _FwGrid FwGrid;

/* @a < @b: numbers of rectangles in the order they were added. */
typedef void (*FwGridFunc) (guint a, guint b, gpointer user_data);

FwGrid *fw_grid_new        (void);
void    fw_grid_free       (FwGrid    *self);
/* Forgets all rectangles. */
void    fw_grid_clear      (FwGrid    *self);
void    fw_grid_add        (FwGrid    *self,
                            FwRect     box);
/* Calls @func once for each two rectangles that have an area in common. */
void    fw_grid_find_pairs (FwGrid    *self,
                            FwGridFunc func,
                            gpointer   user_data);

G_END_DECLS
