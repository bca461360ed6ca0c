/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/canvas/signs.h"

#include "app/canvas/raster-private.h"

/* Signs are drawn in a unit square about their middle: -0.5 to 0.5. */
static FwPoint
place (FwPoint centre,
       double  size,
       double  x,
       double  y)
{
  return FW_POINT (centre.x + x * size, centre.y + y * size);
}

static void
draw_line (FwRaster      *raster,
           FwPoint        centre,
           double         size,
           const FwPoint *unit,
           gsize          n,
           gboolean       is_closed,
           double         width,
           guint32        colour)
{
  FwStroke stroke = { .colour = colour, .width = width * size, .scale = 1.0 };
  FwRasterQuality quality = raster->quality;
  FwPoint points[16];

  g_assert (n <= G_N_ELEMENTS (points));

  for (gsize i = 0; i < n; i++)
    points[i] = place (centre, size, unit[i].x, unit[i].y);

  fw_raster_set_quality (raster, FW_RASTER_FINE);
  fw_raster_stroke_points (raster, points, n, is_closed, &stroke);
  fw_raster_set_quality (raster, quality);
}

static void
draw_diamond (FwRaster *raster,
              FwPoint   centre,
              double    size,
              guint32   colour)
{
  const FwPoint points[] = {
    place (centre, size, 0.0, -0.5), place (centre, size, 0.5, 0.0),
    place (centre, size, 0.0, 0.5), place (centre, size, -0.5, 0.0),
  };

  fw_raster_convex (raster, points, G_N_ELEMENTS (points), colour, 0.0, 0);
}

static void
draw_triangle (FwRaster *raster,
               FwPoint   centre,
               double    size,
               guint32   colour,
               guint32   mark)
{
  const FwPoint points[] = {
    place (centre, size, 0.0, -0.5), place (centre, size, 0.55, 0.45),
    place (centre, size, -0.55, 0.45),
  };
  FwPoint dot = place (centre, size, 0.0, 0.3);
  FwRect bar = FW_RECT (centre.x - 0.07 * size, centre.y - 0.18 * size, 0.14 * size, 0.32 * size);

  fw_raster_convex (raster, points, G_N_ELEMENTS (points), colour, 0.0, 0);
  if (mark != 0)
    {
      fw_raster_round_rect (raster, bar, 0.0, mark, 0.0, 0);
      fw_raster_dot (raster, dot, 0.08 * size, mark, 0.0, 0);
    }
}

static void
draw_lock (FwRaster *raster,
           FwPoint   centre,
           double    size,
           guint32   colour)
{
  FwPoint shackle[9];
  FwRect body = FW_RECT (centre.x - 0.38 * size, centre.y - 0.04 * size,
                         0.76 * size, 0.52 * size);

  for (gsize i = 0; i < G_N_ELEMENTS (shackle); i++)
    {
      double angle = G_PI * (1.0 + i / 8.0);

      shackle[i] = FW_POINT (0.22 * cos (angle), -0.18 + 0.24 * sin (angle));
    }
  shackle[0].y = shackle[8].y = 0.0;

  draw_line (raster, centre, size, shackle, G_N_ELEMENTS (shackle), FALSE, 0.14, colour);
  fw_raster_round_rect (raster, body, 0.08 * size, colour, 0.0, 0);
}

static void
draw_eye (FwRaster *raster,
          FwPoint   centre,
          double    size,
          guint32   colour)
{
  static const FwPoint slash[] = { { -0.4, 0.45 }, { 0.4, -0.45 } };
  FwPoint lid[12];

  for (gsize i = 0; i < G_N_ELEMENTS (lid); i++)
    {
      double angle = 2.0 * G_PI * i / G_N_ELEMENTS (lid);

      lid[i] = FW_POINT (0.5 * cos (angle), 0.28 * sin (angle));
    }

  draw_line (raster, centre, size, lid, G_N_ELEMENTS (lid), TRUE, 0.11, colour);
  draw_line (raster, centre, size, slash, G_N_ELEMENTS (slash), FALSE, 0.12, colour);
}

static void
draw_bubble (FwRaster *raster,
             FwPoint   centre,
             double    size,
             guint32   colour,
             guint32   mark)
{
  static const FwPoint hook[] = { { -0.17, -0.24 }, { -0.11, -0.35 }, { 0.05, -0.37 },
                                  { 0.17, -0.28 }, { 0.14, -0.16 }, { 0.01, -0.08 }, { 0.0, 0.0 } };
  const FwPoint tail[] = {
    place (centre, size, -0.28, 0.2), place (centre, size, 0.06, 0.2),
    place (centre, size, -0.28, 0.52),
  };
  FwRect body = FW_RECT (centre.x - 0.5 * size, centre.y - 0.5 * size, size, 0.76 * size);

  fw_raster_round_rect (raster, body, 0.14 * size, colour, 0.0, 0);
  fw_raster_convex (raster, tail, G_N_ELEMENTS (tail), colour, 0.0, 0);
  draw_line (raster, centre, size, hook, G_N_ELEMENTS (hook), FALSE, 0.13, mark);
  fw_raster_dot (raster, place (centre, size, 0.0, 0.13), 0.08 * size, mark, 0.0, 0);
}

void
fw_sign_draw (FwSign    sign,
              FwRaster *raster,
              FwPoint   centre,
              double    size,
              guint32   colour,
              guint32   mark)
{
  static const FwPoint diamond[] = { { 0, -0.42 }, { 0.42, 0 }, { 0, 0.42 }, { -0.42, 0 } };
  static const FwPoint triangle[] = { { 0, -0.42 }, { 0.46, 0.4 }, { -0.46, 0.4 } };
  static const FwPoint slants[][2] = {
    { { -0.46, 0.0 }, { -0.06, -0.42 } },
    { { -0.42, 0.42 }, { 0.42, -0.42 } },
    { { 0.06, 0.42 }, { 0.46, 0.0 } },
  };

  g_return_if_fail (raster != NULL);

  switch (sign)
    {
    case FW_SIGN_KEYFRAME:
      draw_diamond (raster, centre, size, colour);
      break;

    case FW_SIGN_INTERPOLATED:
      draw_line (raster, centre, size, diamond, 4, TRUE, 0.16, colour);
      break;

    case FW_SIGN_OCCLUDED:
      for (gsize i = 0; i < G_N_ELEMENTS (slants); i++)
        draw_line (raster, centre, size, slants[i], 2, FALSE, 0.15, colour);
      break;

    case FW_SIGN_LOCKED:
      draw_lock (raster, centre, size, colour);
      break;

    case FW_SIGN_HIDDEN:
      draw_eye (raster, centre, size, colour);
      break;

    case FW_SIGN_PROBLEM:
      draw_triangle (raster, centre, size, colour, mark);
      break;

    case FW_SIGN_PROBLEM_ELSEWHERE:
      draw_line (raster, centre, size, triangle, 3, TRUE, 0.13, colour);
      break;

    case FW_SIGN_HINT:
      fw_raster_dot (raster, place (centre, size, 0.0, -0.12), 0.34 * size, colour, 0.0, 0);
      fw_raster_round_rect (raster,
                            FW_RECT (centre.x - 0.17 * size, centre.y + 0.22 * size,
                                     0.34 * size, 0.28 * size),
                            0.06 * size, colour, 0.0, 0);
      break;

    case FW_SIGN_QUESTION:
      draw_bubble (raster, centre, size, colour, mark);
      break;

    default:
      g_assert_not_reached ();
    }
}
