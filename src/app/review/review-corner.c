/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review/review-corner.h"

FwRect
fw_review_corner_place (FwCorner corner,
                        double   view_width,
                        double   view_height,
                        double   width,
                        double   height)
{
  gboolean is_left = corner == FW_CORNER_BOTTOM_LEFT || corner == FW_CORNER_TOP_LEFT;
  gboolean is_top = corner == FW_CORNER_TOP_LEFT || corner == FW_CORNER_TOP_RIGHT;
  double top = corner == FW_CORNER_TOP_LEFT ? FW_CORNER_MARGIN_TOP : FW_CORNER_MARGIN;

  return FW_RECT (is_left ? FW_CORNER_MARGIN : view_width - width - FW_CORNER_MARGIN,
                  is_top ? top : view_height - height - FW_CORNER_MARGIN, width, height);
}

FwCorner
fw_review_corner_find (FwCorner now,
                       double   view_width,
                       double   view_height,
                       double   width,
                       double   height,
                       FwRect   avoid)
{
  double least = G_MAXDOUBLE;
  FwCorner best = now;

  /* The one where it is comes first. */
  for (int i = -1; i < FW_N_CORNERS; i++)
    {
      FwCorner corner = i < 0 ? now : (FwCorner) i;
      FwRect place = fw_review_corner_place (corner, view_width, view_height, width, height);
      double covered = fw_rect_area (fw_rect_intersection (place, avoid));

      if (covered < least)
        {
          least = covered;
          best = corner;
        }
    }

  return best;
}
