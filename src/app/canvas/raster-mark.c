/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Small filled signs: chips, handles, diamonds, triangles, and text that was
 * made into a mask elsewhere. Each pixel's coverage comes from the distance of
 * its middle to the edge.
 */

#include "app/canvas/raster-private.h"

typedef struct
{
  int left, top, right, bottom;
} Area;

/* The pixels that a sign with these bounds can touch. */
static gboolean
area_init (const FwRaster *self,
           FwRect          bounds,
           double          margin,
           Area           *area)
{
  double right = bounds.x + bounds.width;
  double bottom = bounds.y + bounds.height;

  if (!isfinite (bounds.x) || !isfinite (bounds.y) || !isfinite (right) || !isfinite (bottom))
    return FALSE;

  area->left = (int) CLAMP (floor (bounds.x - margin), self->left, self->right);
  area->top = (int) CLAMP (floor (bounds.y - margin), self->top, self->bottom);
  area->right = (int) CLAMP (ceil (right + margin), self->left, self->right);
  area->bottom = (int) CLAMP (ceil (bottom + margin), self->top, self->bottom);

  return area->left < area->right && area->top < area->bottom;
}

/* @inside is the depth of the pixel's middle within the fill. */
static inline void
blend_sign (guint32 *pixel,
            float    inside,
            guint32  fill,
            float    rim_width,
            guint32  rim)
{
  guint core = fw_coverage (inside);
  guint edge = rim_width > 0.0f ? fw_coverage (inside + rim_width) : 0;

  if (edge > core && rim != 0)
    {
      /* Where the fill covers, no rim shines through. */
      *pixel = fw_pixel_over (*pixel, fw_pixel_scale (rim, fill != 0 && core == 0 ? edge
                                                           : edge - core));
    }
  if (core != 0 && fill != 0)
    *pixel = fw_pixel_over (*pixel, fw_pixel_scale (fill, core));
}

/* The pixels of a row that lie within @reach of @middle, and so wholly in the fill: all
 * but one at either end, where rounding decides. Empty when there are none. */
static void
find_plain (const Area *area,
            double      middle,
            double      reach,
            int        *out_left,
            int        *out_right)
{
  double left = MAX (ceil (middle - reach + 0.5), area->left);
  double right = MIN (floor (middle + reach - 0.5), area->right);

  /* Coordinates without end are no numbers any more. */
  gboolean is_any = left < right;

  *out_left = is_any ? (int) left : area->left;
  *out_right = is_any ? (int) right : area->left;
}

void
fw_raster_round_rect (FwRaster *self,
                      FwRect    rect,
                      double    radius,
                      guint32   fill,
                      double    rim_width,
                      guint32   rim)
{
  FwPoint centre = fw_rect_centre (rect);
  float half_width = rect.width / 2.0;
  float half_height = rect.height / 2.0;
  float r;
  Area area;

  g_return_if_fail (self != NULL);

  if (!area_init (self, rect, rim_width + 0.5, &area))
    return;

  r = CLAMP (radius, 0.0, MIN (half_width, half_height));
  for (int y = area.top; y < area.bottom; y++)
    {
      guint32 *row = self->pixels + (gsize) y * self->width;
      float dy = fabs (y + 0.5 - centre.y) - half_height + r;
      int plain_left, plain_right;

      find_plain (&area, centre.x, dy <= r - 0.5f ? half_width - (dy <= 0.0f ? 0.5f : r) : 0.0f,
                  &plain_left, &plain_right);
      if (fill != 0)
        fw_raster_blend_run (row, plain_left, plain_right, fill);
      for (int x = area.left; x < area.right; x++)
        {
          if (x == plain_left && x < plain_right)
            {
              x = plain_right - 1;
              continue;
            }

          float dx = fabs (x + 0.5 - centre.x) - half_width + r;
          float inside;

          if (dx > 0.0f && dy > 0.0f)
            inside = r - sqrtf (dx * dx + dy * dy);
          else
            inside = r - MAX (dx, dy);

          blend_sign (&row[x], inside, fill, rim_width, rim);
        }
    }
}

void
fw_raster_convex (FwRaster      *self,
                  const FwPoint *points,
                  gsize          n_points,
                  guint32        fill,
                  double         rim_width,
                  guint32        rim)
{
  float nx[8], ny[8], offset[8];
  Area area;

  g_return_if_fail (self != NULL);
  g_return_if_fail (n_points >= 3 && n_points <= G_N_ELEMENTS (nx));

  if (!area_init (self, fw_points_bounds (points, n_points), rim_width * 2.0 + 0.5, &area))
    return;

  for (gsize i = 0; i < n_points; i++)
    {
      FwPoint a = points[i];
      FwPoint b = points[(i + 1) % n_points];
      double length = fw_point_distance (a, b);

      /* The inner side of a clockwise edge is on its right. */
      nx[i] = length > 0.0 ? -(b.y - a.y) / length : 0.0;
      ny[i] = length > 0.0 ? (b.x - a.x) / length : 0.0;
      offset[i] = a.x * nx[i] + a.y * ny[i];
    }

  for (int y = area.top; y < area.bottom; y++)
    {
      guint32 *row = self->pixels + (gsize) y * self->width;

      for (int x = area.left; x < area.right; x++)
        {
          float inside = G_MAXFLOAT;

          for (gsize i = 0; i < n_points; i++)
            {
              float depth = (x + 0.5f) * nx[i] + (y + 0.5f) * ny[i] - offset[i];

              inside = MIN (inside, depth);
            }

          blend_sign (&row[x], inside, fill, rim_width, rim);
        }
    }
}

void
fw_raster_blend_mask (FwRaster     *self,
                      int           x,
                      int           y,
                      const guint8 *mask,
                      int           mask_width,
                      int           mask_height,
                      gsize         mask_stride,
                      guint32       colour)
{
  int first_row, last_row, first_column, last_column;

  g_return_if_fail (self != NULL);
  g_return_if_fail (mask != NULL);

  first_row = MAX (0, self->top - y);
  last_row = MIN (mask_height, self->bottom - y);
  first_column = MAX (0, self->left - x);
  last_column = MIN (mask_width, self->right - x);

  for (int v = first_row; v < last_row; v++)
    {
      const guint8 *source = mask + v * mask_stride;
      guint32 *row = self->pixels + (gsize) (y + v) * self->width + x;

      for (int u = first_column; u < last_column; u++)
        {
          if (source[u] != 0)
            row[u] = fw_pixel_over (row[u], fw_pixel_scale (colour, source[u]));
        }
    }
}
