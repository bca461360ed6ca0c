/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The corner of a view in which something small lies without covering what is
 * looked at. No toolkit.
 */

#include "core/geometry.h"

G_BEGIN_DECLS

/* In the order in which they are taken: the last has other things in it. */
typedef enum
{
  FW_CORNER_BOTTOM_RIGHT,
  FW_CORNER_BOTTOM_LEFT,
  FW_CORNER_TOP_RIGHT,
  FW_CORNER_TOP_LEFT,
  FW_N_CORNERS
} FwCorner;

/* Logical pixels beside what lies in a corner, and above it at the top left,
 * where the buttons of the picture are. */
#define FW_CORNER_MARGIN     12
#define FW_CORNER_MARGIN_TOP 58

/* Where a thing of @width by @height lies in a view of that size. Logical pixels
 * from the view's top left, as everywhere here. */
FwRect   fw_review_corner_place (FwCorner corner,
                                 double   view_width,
                                 double   view_height,
                                 double   width,
                                 double   height);
/* A corner in which it does not meet @avoid; @now as long as that will do, so that
 * it does not jump to and fro. Where all meet it, the one that covers least. */
FwCorner fw_review_corner_find  (FwCorner now,
                                 double   view_width,
                                 double   view_height,
                                 double   width,
                                 double   height,
                                 FwRect   avoid);

G_END_DECLS
