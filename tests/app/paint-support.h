/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* For tests that look at pixels: golden pictures, and rasters of known content. */

#include "app/canvas/raster.h"

G_BEGIN_DECLS

/* Compares with tests/data/app/NAME.png, pixel by pixel. When they differ the
 * test fails and NAME.out.png and NAME.diff.png are in the build folder. With
 * FW_UPDATE_GOLDEN=1 the golden picture is written instead. */
void    paint_assert_golden (FwRaster   *raster,
                             const char *name);
/* Both have the same size and the same pixels. */
void    paint_assert_equal  (FwRaster   *a,
                             FwRaster   *b);
guint32 paint_get_pixel     (FwRaster   *raster,
                             int         x,
                             int         y);
/* Pixels that are not @ground. */
guint   paint_count_drawn   (FwRaster   *raster,
                             guint32     ground);

G_END_DECLS
