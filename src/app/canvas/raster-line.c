/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Lines of any direction. FINE measures the distance of each pixel's middle to
 * the segment, which gives round joints and ends for free, and writes it as
 * coverage into the mask (see raster.c). FAST steps along the longer axis and
 * writes a short run per step.
 */

#include "app/canvas/raster-private.h"

#define FAR_AWAY 1e8f

/* One segment as the inner loops want it. */
typedef struct
{
  double ax, ay, bx, by;
  double length;
  double start;  /* distance along the whole outline at a */
} Segment;

/* The dash pattern of one outline: [0, on) of each period is drawn. */
typedef struct
{
  gboolean is_dashed;
  double   on;
  double   period;
  double   shift; /* so that the first dash is cut in half by the start */
} Pattern;

void
fw_dash_lengths (const FwStroke *stroke,
                 double          length,
                 double         *out_on,
                 double         *out_period)
{
  double scale = stroke->scale > 0.0 ? stroke->scale : 1.0;
  double on = (stroke->dash == FW_DASH_DOTTED ? 1.0 : 7.0) * scale;
  double off = (stroke->dash == FW_DASH_DOTTED ? 4.0 : 5.0) * scale;
  double n = MAX (1.0, round (length / (on + off)));
  double period = length > 0.0 ? length / n : 0.0;

  /* A dot stays as wide as the line, or it could not be seen. */
  if (stroke->dash == FW_DASH_DOTTED)
    on = MAX (on, stroke->width);

  *out_on = MIN (on * MIN (1.0, period / (on + off)), period);
  *out_period = period;
}

/* The part of the segment that can touch the buffer, by Liang and Barsky. */
static gboolean
clip_segment (const FwRaster *self,
              double          margin,
              Segment        *segment)
{
  double dx = segment->bx - segment->ax;
  double dy = segment->by - segment->ay;
  const double p[4] = { -dx, dx, -dy, dy };
  const double q[4] = {
    segment->ax - self->left + margin, self->right + margin - segment->ax,
    segment->ay - self->top + margin, self->bottom + margin - segment->ay,
  };
  double from = 0.0, to = 1.0;

  for (guint i = 0; i < 4; i++)
    {
      if (p[i] == 0.0)
        {
          if (q[i] < 0.0)
            return FALSE;
        }
      else if (p[i] < 0.0)
        from = MAX (from, q[i] / p[i]);
      else
        to = MIN (to, q[i] / p[i]);
    }
  if (from > to)
    return FALSE;

  if (from > 0.0 || to < 1.0)
    {
      double ax = segment->ax, ay = segment->ay;

      segment->start += from * segment->length;
      segment->length *= to - from;
      segment->ax = ax + from * dx;
      segment->ay = ay + from * dy;
      segment->bx = ax + to * dx;
      segment->by = ay + to * dy;
    }

  return TRUE;
}

/* Coverage of a pixel whose middle is @distance away from the middle of a line. */
static inline guint
coverage_at (float half_width,
             float distance)
{
  return fw_coverage (half_width - distance);
}

/* Along the outline, how far the place @at lies outside its nearest dash;
 * negative inside. */
static inline float
distance_to_dash (const Pattern *pattern,
                  float          at)
{
  float period = pattern->period;
  float u = at - period * floorf (at / period);
  float on = pattern->on;

  return u < on ? MAX (-u, u - on) : MIN (u - on, period - u);
}

/* The columns of row @y that lie within @reach of the segment. */
static gboolean
segment_columns (const FwRaster *self,
                 const Segment  *segment,
                 double          reach,
                 int             y,
                 int            *out_x1,
                 int            *out_x2)
{
  double dx = segment->bx - segment->ax;
  double dy = segment->by - segment->ay;
  double left = MIN (segment->ax, segment->bx) - reach;
  double right = MAX (segment->ax, segment->bx) + reach;

  if (fabs (dy) > 1e-9)
    {
      /* Where the strip of half width @reach about the endless line crosses
       * this row's middle. */
      double middle = segment->ax + (y + 0.5 - segment->ay) * dx / dy;
      double half = reach * segment->length / fabs (dy);

      left = MAX (left, middle - half);
      right = MIN (right, middle + half);
    }

  *out_x1 = (int) MAX ((double) self->left, floor (left - 0.5) + 1.0);
  *out_x2 = (int) MIN ((double) self->right, ceil (right - 0.5));

  return *out_x1 < *out_x2;
}

static void
cover_segment (FwRaster       *self,
               const Segment  *segment,
               const Pattern  *pattern,
               const FwStroke *stroke)
{
  float half = stroke->width / 2.0;
  float casing_half = stroke->casing != 0 ? MAX (stroke->casing_width, stroke->width) / 2.0 : half;
  float grow = casing_half - half;
  double reach = casing_half + 0.5;
  int first = (int) MAX (self->top, floor (MIN (segment->ay, segment->by) - reach));
  int last = (int) MIN (self->bottom - 1.0, ceil (MAX (segment->ay, segment->by) + reach));
  float length = segment->length;
  float ux = length > 0.0f ? (segment->bx - segment->ax) / segment->length : 1.0;
  float uy = length > 0.0f ? (segment->by - segment->ay) / segment->length : 0.0;
  /* Reduced in double: far from the start a float could not tell dashes apart. */
  float phase = pattern->is_dashed
                  ? fmod (segment->start + pattern->shift, pattern->period) : 0.0;

  for (int y = first; y <= last; y++)
    {
      guint16 *mask = self->mask + (gsize) y * self->width;
      FwRun run = { y, 0, 0 };
      float px, py, along, across;

      if (!segment_columns (self, segment, reach, y, &run.x1, &run.x2))
        continue;

      px = run.x1 + 0.5 - segment->ax;
      py = y + 0.5 - segment->ay;
      along = px * ux + py * uy;
      across = px * uy - py * ux;

      for (int x = run.x1; x < run.x2; x++, along += ux, across += uy)
        {
          float beyond = along < 0.0f ? -along : along > length ? along - length : 0.0f;
          float distance = beyond > 0.0f ? sqrtf (beyond * beyond + across * across)
                                         : fabsf (across);
          guint core = coverage_at (half, distance);
          guint rim = coverage_at (casing_half, distance);
          guint old = mask[x];

          if (pattern->is_dashed && rim != 0)
            {
              float off = distance_to_dash (pattern, phase + CLAMP (along, 0.0f, length));

              core = core * coverage_at (0.0f, off) / 255;
              rim = rim * coverage_at (grow, off) / 255;
            }

          mask[x] = MAX (core, old >> 8) << 8 | MAX (rim, old & 0xff);
        }

      g_array_append_val (self->runs, run);
    }
}

static void
blend_runs (FwRaster       *self,
            const FwStroke *stroke)
{
  gboolean is_opaque = stroke->colour >> 24 == 255;

  for (guint i = 0; i < self->runs->len; i++)
    {
      const FwRun *run = &g_array_index (self->runs, FwRun, i);
      guint16 *mask = self->mask + (gsize) run->y * self->width;
      guint32 *row = self->pixels + (gsize) run->y * self->width;

      for (int x = run->x1; x < run->x2; x++)
        {
          guint core = mask[x] >> 8;
          guint rim = mask[x] & 0xff;

          if (mask[x] == 0)
            continue;
          mask[x] = 0;

          if (core == 255 && is_opaque)
            {
              row[x] = stroke->colour;
              continue;
            }
          if (stroke->casing != 0)
            row[x] = fw_pixel_over (row[x], fw_pixel_scale (stroke->casing, rim));
          row[x] = fw_pixel_over (row[x], fw_pixel_scale (stroke->colour, core));
        }
    }

  g_array_set_size (self->runs, 0);
}

static inline void
blend_span (FwRaster *self,
            gboolean  is_steep,
            int       major,
            int       from,
            int       to,
            guint32   colour)
{
  from = MAX (from, is_steep ? self->left : self->top);
  to = MIN (to, is_steep ? self->right : self->bottom);

  for (int minor = from; minor < to; minor++)
    {
      guint32 *pixel = is_steep ? self->pixels + (gsize) major * self->width + minor
                                : self->pixels + (gsize) minor * self->width + major;

      *pixel = fw_pixel_over (*pixel, colour);
    }
}

/* Steps along the longer axis in 32.32 fixed point. */
static void
step_segment (FwRaster       *self,
              const Segment  *segment,
              const Pattern  *pattern,
              const FwStroke *stroke)
{
  gboolean is_steep = fabs (segment->by - segment->ay) > fabs (segment->bx - segment->ax);
  double a = is_steep ? segment->ay : segment->ax;
  double b = is_steep ? segment->by : segment->bx;
  double a_minor = is_steep ? segment->ax : segment->ay;
  double b_minor = is_steep ? segment->bx : segment->by;
  int begin = is_steep ? self->top : self->left;
  int end = is_steep ? self->bottom : self->right;
  int first = (int) CLAMP (floor (MIN (a, b)), begin, end);
  int last = (int) CLAMP (ceil (MAX (a, b)), begin, end);
  double slope = b != a ? (b_minor - a_minor) / (b - a) : 0.0;
  double along = b != a ? segment->length / (b - a) : 0.0;
  int width = MAX (1, (int) (stroke->width + 0.5));
  int rim = stroke->casing != 0
              ? MAX (1, (int) ((stroke->casing_width - stroke->width) / 2.0 + 0.5)) : 0;
  gint64 minor, step;

  /* The first pixel's line position, at its top or left edge. */
  minor = (gint64) ((a_minor + (first + 0.5 - a) * slope - width / 2.0 + 0.5) * 4294967296.0);
  step = (gint64) (slope * 4294967296.0);

  for (int major = first; major < last; major++, minor += step)
    {
      int at = (int) (minor >> 32);

      if (pattern->is_dashed)
        {
          double place = segment->start + pattern->shift
                         + CLAMP ((major + 0.5 - a) * along, 0.0, segment->length);

          if (distance_to_dash (pattern, fmod (place, pattern->period)) > 0.0f)
            continue;
        }

      if (rim > 0)
        {
          blend_span (self, is_steep, major, at - rim, at, stroke->casing);
          blend_span (self, is_steep, major, at + width, at + width + rim, stroke->casing);
        }
      blend_span (self, is_steep, major, at, at + width, stroke->colour);
    }
}

static gboolean
measure (const FwPoint *points,
         gsize          n_points,
         gboolean       is_closed,
         double        *out_length)
{
  gsize n_segments = is_closed ? n_points : n_points - 1;
  double length = 0.0;

  for (gsize i = 0; i < n_points; i++)
    {
      if (!isfinite (points[i].x) || !isfinite (points[i].y))
        return FALSE;
    }
  for (gsize i = 0; i < n_segments; i++)
    length += fw_point_distance (points[i], points[i + 1 < n_points ? i + 1 : 0]);

  *out_length = length;

  return TRUE;
}

void
fw_raster_stroke_points (FwRaster       *self,
                         const FwPoint  *points,
                         gsize           n_points,
                         gboolean        is_closed,
                         const FwStroke *stroke)
{
  Pattern pattern = { FALSE };
  double start = 0.0, length;
  double margin;
  gsize n_segments;

  g_return_if_fail (self != NULL);
  g_return_if_fail (stroke != NULL);

  if (n_points == 0 || !measure (points, n_points, is_closed, &length))
    return;

  if (stroke->dash != FW_DASH_SOLID && length > 0.0)
    {
      pattern.is_dashed = TRUE;
      fw_dash_lengths (stroke, length, &pattern.on, &pattern.period);
      pattern.shift = pattern.on / 2.0;
    }

  if (self->quality == FW_RASTER_FINE && self->mask == NULL)
    self->mask = g_malloc0_n ((gsize) self->width * self->height, sizeof (guint16));

  margin = MAX (stroke->casing_width, stroke->width) / 2.0 + 1.0;
  /* A single point is drawn as a segment without length: a dot. */
  n_segments = is_closed ? n_points : MAX (n_points - 1, 1);

  for (gsize i = 0; i < n_segments; i++)
    {
      FwPoint a = points[i];
      FwPoint b = points[i + 1 < n_points ? i + 1 : 0];
      Segment segment = {
        CLAMP (a.x, -FAR_AWAY, FAR_AWAY), CLAMP (a.y, -FAR_AWAY, FAR_AWAY),
        CLAMP (b.x, -FAR_AWAY, FAR_AWAY), CLAMP (b.y, -FAR_AWAY, FAR_AWAY),
      };

      segment.length = hypot (segment.bx - segment.ax, segment.by - segment.ay);
      segment.start = start;
      start += segment.length;

      if (!clip_segment (self, margin, &segment))
        continue;
      if (self->quality == FW_RASTER_FINE)
        cover_segment (self, &segment, &pattern, stroke);
      else
        step_segment (self, &segment, &pattern, stroke);
    }

  if (self->quality == FW_RASTER_FINE)
    blend_runs (self, stroke);
}

void
fw_raster_dot (FwRaster *self,
               FwPoint   centre,
               double    radius,
               guint32   fill,
               double    rim_width,
               guint32   rim)
{
  double reach = radius + rim_width + 0.5;
  int first, last, left, right;

  g_return_if_fail (self != NULL);

  if (!isfinite (centre.x) || !isfinite (centre.y)
      || centre.x + reach < 0.0 || centre.x - reach > self->width
      || centre.y + reach < 0.0 || centre.y - reach > self->height)
    return;

  first = (int) MAX (self->top, floor (centre.y - reach));
  last = (int) MIN (self->bottom - 1.0, ceil (centre.y + reach));
  left = (int) MAX (self->left, floor (centre.x - reach));
  right = (int) MIN (self->right - 1.0, ceil (centre.x + reach));

  for (int y = first; y <= last; y++)
    {
      guint32 *row = self->pixels + (gsize) y * self->width;

      for (int x = left; x <= right; x++)
        {
          float distance = hypot (x + 0.5 - centre.x, y + 0.5 - centre.y);
          guint core = coverage_at (radius, distance);
          guint edge = coverage_at (radius + rim_width, distance);

          if (edge != 0 && rim != 0)
            row[x] = fw_pixel_over (row[x], fw_pixel_scale (rim, edge));
          if (core != 0)
            row[x] = fw_pixel_over (row[x], fw_pixel_scale (fill, core));
        }
    }
}
