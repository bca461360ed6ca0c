/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/pixel-measure.h"

#include <complex.h>
#include <math.h>
#include <string.h>

#define HASH_WIDTH  9
#define HASH_HEIGHT 8

#define SHIFT_SIDE   256 /* a power of two */
#define SHIFT_DETAIL 32  /* waves per picture at which detail begins to count less */
#define MAX_PEAKS    6
#define BLOCK        16   /* cells; SHIFT_SIDE is a multiple */
#define LEAST_SLOPE  0.05 /* of a block's cells, in deviations of the picture, to have a say */

/* Longest side of a template in cells: a search costs its fourth power. */
#define TEMPLATE_SIDE  28
#define TEMPLATE_LEAST 6
/* Reading more often per cell than this changes nothing that is seen. */
#define MAX_TAPS 8

/* Deviation of grey values, of 255, below which a surface has no pattern. */
#define FLAT 1.5
/* That below which noise and compression say as much about a box as what is in it. */
#define POOR 4.0
/* Correlation of grey cells from which on two pictures show the same. */
#define SAME 0.9

/* Grey --------------------------------------------------------------------- */

static inline int
luma (const guint8 *rgb)
{
  /* BT.601 in 1/256. */
  return (77 * rgb[0] + 150 * rgb[1] + 29 * rgb[2] + 128) >> 8;
}

static inline double
read_grey (const FwPicture *picture, double x, double y)
{
  int width = (int) fw_picture_get_width (picture);
  int height = (int) fw_picture_get_height (picture);
  gsize stride = fw_picture_get_stride (picture);
  const guint8 *pixels = fw_picture_get_pixels (picture);

  /* Pixel centres lie at halves; outside, the border goes on. */
  x = CLAMP (x - 0.5, 0.0, width - 1.0);
  y = CLAMP (y - 0.5, 0.0, height - 1.0);

  int x1 = (int) x, y1 = (int) y;
  int x2 = MIN (x1 + 1, width - 1), y2 = MIN (y1 + 1, height - 1);
  double dx = x - x1, dy = y - y1;
  const guint8 *top = pixels + (gsize) y1 * stride, *bottom = pixels + (gsize) y2 * stride;

  return (luma (top + x1 * 3) * (1.0 - dx) + luma (top + x2 * 3) * dx) * (1.0 - dy)
         + (luma (bottom + x1 * 3) * (1.0 - dx) + luma (bottom + x2 * 3) * dx) * dy;
}

/* @area of the picture as @width x @height grey cells, each the mean of what it covers. */
static void
resample (const FwPicture *picture, FwRect area, guint width, guint height, float *out)
{
  double step_x = area.width / width, step_y = area.height / height;
  int taps_x = CLAMP ((int) ceil (step_x), 1, MAX_TAPS);
  int taps_y = CLAMP ((int) ceil (step_y), 1, MAX_TAPS);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        double sum = 0.0;

        for (int v = 0; v < taps_y; v++)
          for (int u = 0; u < taps_x; u++)
            sum += read_grey (picture, area.x + (x + (u + 0.5) / taps_x) * step_x,
                              area.y + (y + (v + 0.5) / taps_y) * step_y);
        out[y * width + x] = (float) (sum / (taps_x * taps_y));
      }
}

static FwRect
whole (const FwPicture *picture)
{
  return FW_RECT (0, 0, fw_picture_get_width (picture), fw_picture_get_height (picture));
}

/* Takes the mean out. Returns the length of what is left. */
static double
centre_values (float *values, gsize n)
{
  double mean = 0.0, sum = 0.0;

  for (gsize i = 0; i < n; i++)
    mean += values[i];
  mean /= n;
  for (gsize i = 0; i < n; i++)
    {
      values[i] -= (float) mean;
      sum += (double) values[i] * values[i];
    }

  return sqrt (sum);
}

/* Where a parabola through three values has its top, -0.5 to 0.5. */
static double
find_top (double left, double middle, double right)
{
  double bend = left - 2.0 * middle + right;

  return bend < 0.0 ? CLAMP (0.5 * (left - right) / bend, -0.5, 0.5) : 0.0;
}

/* Fingerprint and histogram ------------------------------------------------ */

guint64
fw_picture_get_dhash (const FwPicture *self)
{
  g_return_val_if_fail (self != NULL, 0);

  float cells[HASH_WIDTH * HASH_HEIGHT];
  guint64 hash = 0;

  resample (self, whole (self), HASH_WIDTH, HASH_HEIGHT, cells);
  for (guint y = 0; y < HASH_HEIGHT; y++)
    for (guint x = 0; x + 1 < HASH_WIDTH; x++)
      hash = hash << 1 | (cells[y * HASH_WIDTH + x] < cells[y * HASH_WIDTH + x + 1]);

  return hash;
}

void
fw_picture_get_histogram (const FwPicture *self, FwHistogram *out_histogram)
{
  g_return_if_fail (self && out_histogram);

  guint width = fw_picture_get_width (self), height = fw_picture_get_height (self);
  gsize stride = fw_picture_get_stride (self);
  const guint8 *pixels = fw_picture_get_pixels (self);
  guint64 counts[FW_HISTOGRAM_CELLS][FW_HISTOGRAM_BINS] = { { 0 } };
  guint64 totals[FW_HISTOGRAM_CELLS] = { 0 };

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        guint cell = (guint) ((guint64) y * FW_HISTOGRAM_SIDE / height) * FW_HISTOGRAM_SIDE
                     + (guint) ((guint64) x * FW_HISTOGRAM_SIDE / width);

        counts[cell][luma (pixels + y * stride + x * 3) * FW_HISTOGRAM_BINS / 256]++;
        totals[cell]++;
      }
  resample (self, whole (self), FW_HISTOGRAM_GREY_WIDTH, FW_HISTOGRAM_GREY_HEIGHT,
            &out_histogram->grey[0][0]);
  for (guint cell = 0; cell < FW_HISTOGRAM_CELLS; cell++)
    for (guint i = 0; i < FW_HISTOGRAM_BINS; i++)
      out_histogram->bins[cell][i]
          = totals[cell] > 0 ? (float) ((double) counts[cell][i] / totals[cell]) : 0.0f;
}

/* A bin when all light is @shift bins brighter, -1 to 1; what would leave the
 * range stays at its end. */
static double
get_shifted_bin (const float *bins, guint bin, double shift)
{
  int step = shift < 0.0 ? -1 : 1;
  int from = (int) bin - step;
  gboolean is_end = (int) bin == (step > 0 ? FW_HISTOGRAM_BINS - 1 : 0);
  double moved = from >= 0 && from < FW_HISTOGRAM_BINS ? bins[from] : 0.0;

  return (is_end ? 1.0 : 1.0 - fabs (shift)) * bins[bin] + fabs (shift) * moved;
}

double
fw_histogram_get_distance (const FwHistogram *a, const FwHistogram *b)
{
  g_return_val_if_fail (a && b, 0.0);

  double least = 1.0;

  for (double shift = -1.0; shift <= 1.0; shift += 0.25)
    {
      double sum = 0.0;

      for (guint cell = 0; cell < FW_HISTOGRAM_CELLS; cell++)
        for (guint i = 0; i < FW_HISTOGRAM_BINS; i++)
          sum += fabs (get_shifted_bin (a->bins[cell], i, shift) - b->bins[cell][i]);
      least = MIN (least, sum / (2.0 * FW_HISTOGRAM_CELLS));
    }

  return least;
}

gboolean
fw_histogram_find_cut (const FwHistogram *before, const FwHistogram *after, double *out_distance)
{
  g_return_val_if_fail (before && after && out_distance, FALSE);

  const gsize n = FW_HISTOGRAM_GREY_WIDTH * FW_HISTOGRAM_GREY_HEIGHT;
  FwHistogram a = *before, b = *after;
  double length_a = centre_values (&a.grey[0][0], n), length_b = centre_values (&b.grey[0][0], n);
  double least = FLAT * sqrt (n), product = 0.0;

  if (length_a < least || length_b < least)
    return FALSE;

  for (gsize i = 0; i < n; i++)
    product += (double) (&a.grey[0][0])[i] * (&b.grey[0][0])[i];
  *out_distance = product >= SAME * length_a * length_b ? 0.0
                                                         : fw_histogram_get_distance (&a, &b);

  return TRUE;
}

/* Shift -------------------------------------------------------------------- */

typedef float complex Cell;

/* Without the care for infinities that the language's own product takes. */
static inline Cell
times (Cell a, Cell b)
{
  return CMPLXF (crealf (a) * crealf (b) - cimagf (a) * cimagf (b),
                 crealf (a) * cimagf (b) + cimagf (a) * crealf (b));
}

/* In place, decimation in time; @step apart. */
static void
transform_line (Cell *line, gsize step, const Cell *roots)
{
  for (guint i = 1, j = 0; i < SHIFT_SIDE; i++)
    {
      guint bit = SHIFT_SIDE / 2;

      for (; j & bit; bit /= 2)
        j ^= bit;
      j ^= bit;
      if (i < j)
        {
          Cell kept = line[i * step];

          line[i * step] = line[j * step];
          line[j * step] = kept;
        }
    }

  for (guint size = 2; size <= SHIFT_SIDE; size *= 2)
    for (guint start = 0; start < SHIFT_SIDE; start += size)
      for (guint k = 0; k < size / 2; k++)
        {
          Cell *low = &line[(start + k) * step], *high = &line[(start + k + size / 2) * step];
          Cell turned = times (*high, roots[k * (SHIFT_SIDE / size)]);

          *high = *low - turned;
          *low += turned;
        }
}

static void
transform (Cell *cells, gboolean is_inverse)
{
  Cell roots[SHIFT_SIDE / 2];

  for (guint i = 0; i < SHIFT_SIDE / 2; i++)
    {
      double angle = (is_inverse ? 2.0 : -2.0) * G_PI * i / SHIFT_SIDE;

      roots[i] = CMPLXF ((float) cos (angle), (float) sin (angle));
    }
  for (guint y = 0; y < SHIFT_SIDE; y++)
    transform_line (cells + y * SHIFT_SIDE, 1, roots);
  for (guint x = 0; x < SHIFT_SIDE; x++)
    transform_line (cells + x, SHIFT_SIDE, roots);
}

/* 0 at the border, 1 from a quarter of the picture on. */
static double
fade (guint place)
{
  double depth = 4.0 * (MIN (place, SHIFT_SIDE - 1 - place) + 0.5) / SHIFT_SIDE;

  return depth < 1.0 ? 0.5 - 0.5 * cos (G_PI * depth) : 1.0;
}

/* The picture's grey values in @grey, without their mean and all of one spread,
 * so that another light does not matter. In @cells the same, fading out at the
 * borders: else the borders, which stay where they are, would match best. */
static gboolean
lay_out (const FwPicture *picture, float *grey, Cell *cells)
{
  const guint n = SHIFT_SIDE * SHIFT_SIDE;
  double spread;

  resample (picture, whole (picture), SHIFT_SIDE, SHIFT_SIDE, grey);
  spread = centre_values (grey, n) / SHIFT_SIDE;
  if (spread < FLAT)
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      cells[i] = (float) (grey[i] * fade (i % SHIFT_SIDE) * fade (i / SHIFT_SIDE));
      grey[i] /= (float) spread;
    }

  return TRUE;
}

static int
unwrap (int place)
{
  return place < SHIFT_SIDE / 2 ? place : place - SHIFT_SIDE;
}

/* Puts the phase that @b has against @a into @a. Fine detail, which codecs make
 * up, counts less and less (a Gaussian, so that the peak is one too), and what
 * is weaker than noise nothing. */
static void
keep_phase (Cell *a, const Cell *b)
{
  /* The power of noise of FLAT grey values under the window. */
  const float noise = (float) (0.5 * SHIFT_SIDE * SHIFT_SIDE * FLAT * FLAT);

  for (int y = 0; y < SHIFT_SIDE; y++)
    for (int x = 0; x < SHIFT_SIDE; x++)
      {
        int u = unwrap (x), v = unwrap (y);
        double weight = exp (-(u * u + v * v) / (2.0 * SHIFT_DETAIL * SHIFT_DETAIL));
        Cell *cell = &a[y * SHIFT_SIDE + x];
        Cell product = times (conjf (*cell), b[y * SHIFT_SIDE + x]);

        *cell = product * (float) (weight / (cabsf (product) + noise));
      }
}

static inline double
peak_at (const Cell *cells, int x, int y)
{
  return crealf (cells[(y & (SHIFT_SIDE - 1)) * SHIFT_SIDE + (x & (SHIFT_SIDE - 1))]);
}

/* Where a Gaussian through three values has its top, -0.5 to 0.5. */
static double
refine (double left, double middle, double right)
{
  if (!(left > 0.0) || !(right > 0.0) || !(middle > 0.0))
    return 0.0;

  return find_top (log (left), log (middle), log (right));
}

typedef struct
{
  int x; /* -SHIFT_SIDE / 2 to SHIFT_SIDE / 2 - 1 */
  int y;
  double height;
  guint votes;
} Peak;

/* Keeps the highest ones in @peaks, highest first. */
static void
offer_peak (Peak *peaks, guint *n, Peak peak)
{
  guint i = *n;

  if (*n == MAX_PEAKS && peak.height <= peaks[MAX_PEAKS - 1].height)
    return;
  if (*n < MAX_PEAKS)
    (*n)++;
  else
    i--;
  for (; i > 0 && peaks[i - 1].height < peak.height; i--)
    peaks[i] = peaks[i - 1];
  peaks[i] = peak;
}

/* The movements that the pictures may have in common; standing still is always one. */
static guint
find_peaks (const Cell *cells, Peak *peaks)
{
  guint n = 0;
  Peak still = { .height = peak_at (cells, 0, 0) };

  for (int y = 0; y < SHIFT_SIDE; y++)
    for (int x = 0; x < SHIFT_SIDE; x++)
      {
        Peak peak = { unwrap (x), unwrap (y), peak_at (cells, x, y), 0 };
        gboolean is_top = peak.height > 0.0 && (x != 0 || y != 0);

        for (int v = -1; v <= 1 && is_top; v++)
          for (int u = -1; u <= 1 && is_top; u++)
            is_top = peak_at (cells, x + u, y + v) <= peak.height;
        if (is_top)
          offer_peak (peaks, &n, peak);
      }
  peaks[n] = still;

  return n + 1;
}

/* How badly a block of @before fits @after moved by @peak; infinite outside. */
static double
misfit (const float *before, const float *after, int x, int y, const Peak *peak)
{
  int to_x = x + peak->x, to_y = y + peak->y;
  double sum = 0.0;

  if (to_x < 0 || to_y < 0 || to_x + BLOCK > SHIFT_SIDE || to_y + BLOCK > SHIFT_SIDE)
    return INFINITY;

  for (int v = 0; v < BLOCK; v++)
    for (int u = 0; u < BLOCK; u++)
      sum += fabsf (before[(y + v) * SHIFT_SIDE + x + u]
                    - after[(to_y + v) * SHIFT_SIDE + to_x + u]);

  return sum;
}

/* Whether a block has a pattern that could be told apart from its neighbours. */
static gboolean
has_pattern (const float *grey, int x, int y)
{
  double sum = 0.0;

  for (int v = 0; v < BLOCK - 1; v++)
    for (int u = 0; u < BLOCK - 1; u++)
      {
        const float *cell = &grey[(y + v) * SHIFT_SIDE + x + u];

        sum += fabsf (cell[1] - cell[0]) + fabsf (cell[SHIFT_SIDE] - cell[0]);
      }

  return sum > BLOCK * BLOCK * LEAST_SLOPE;
}

/* Each block of the picture votes for the movement that explains it best.
 * Returns the number of votes. */
static guint
vote (const float *before, const float *after, Peak *peaks, guint n_peaks)
{
  guint n = 0;

  for (int y = 0; y + BLOCK <= SHIFT_SIDE; y += BLOCK)
    for (int x = 0; x + BLOCK <= SHIFT_SIDE; x += BLOCK)
      {
        double least = INFINITY;
        Peak *best = NULL;

        if (!has_pattern (before, x, y))
          continue;
        for (guint i = 0; i < n_peaks; i++)
          {
            double cost = misfit (before, after, x, y, &peaks[i]);

            if (cost < least)
              {
                least = cost;
                best = &peaks[i];
              }
          }
        if (best)
          best->votes++;
        n += best != NULL;
      }

  return n;
}

gboolean
fw_picture_find_shift (const FwPicture *before,
                       const FwPicture *after,
                       FwPoint *out_shift,
                       double *out_quality)
{
  g_return_val_if_fail (before && after && out_shift, FALSE);

  g_autofree Cell *a = g_new (Cell, SHIFT_SIDE * SHIFT_SIDE);
  g_autofree Cell *b = g_new (Cell, SHIFT_SIDE * SHIFT_SIDE);
  g_autofree float *grey_a = g_new (float, SHIFT_SIDE *SHIFT_SIDE);
  g_autofree float *grey_b = g_new (float, SHIFT_SIDE *SHIFT_SIDE);
  Peak peaks[MAX_PEAKS + 1];
  guint n_peaks, n_votes, best = 0;

  if (!lay_out (before, grey_a, a) || !lay_out (after, grey_b, b))
    return FALSE;

  transform (a, FALSE);
  transform (b, FALSE);
  keep_phase (a, b);
  transform (a, TRUE);
  n_peaks = find_peaks (a, peaks);
  n_votes = vote (grey_a, grey_b, peaks, n_peaks);
  if (n_votes == 0)
    return FALSE;
  for (guint i = 1; i < n_peaks; i++)
    if (peaks[i].votes > peaks[best].votes)
      best = i;

  int x = peaks[best].x, y = peaks[best].y;
  double height = peaks[best].height;

  *out_shift = FW_POINT ((x + refine (peak_at (a, x - 1, y), height, peak_at (a, x + 1, y)))
                             * fw_picture_get_width (after) / SHIFT_SIDE,
                         (y + refine (peak_at (a, x, y - 1), height, peak_at (a, x, y + 1)))
                             * fw_picture_get_height (after) / SHIFT_SIDE);
  if (out_quality)
    *out_quality = (double) peaks[best].votes / n_votes;

  return TRUE;
}

/* Template ----------------------------------------------------------------- */

/* At least half of @box is picture. */
static gboolean
is_in_picture (FwRect box, const FwPicture *picture)
{
  return isfinite (box.x) && isfinite (box.y) && isfinite (box.width) && isfinite (box.height)
         && box.width > 0.0 && box.height > 0.0
         && fw_rect_area (fw_rect_intersection (box, whole (picture))) >= 0.5 * fw_rect_area (box);
}

typedef struct
{
  float *values;
  guint width;
  guint height;
} Cells;

/* Correlation of @pattern (without its mean, of length @length) with the part
 * of @field at @x, @y. */
static double
correlate (const Cells *pattern, double length, const Cells *field, guint x, guint y)
{
  double sum = 0.0, squares = 0.0, product = 0.0;
  double n = (double) pattern->width * pattern->height;

  for (guint v = 0; v < pattern->height; v++)
    {
      const float *row = field->values + (y + v) * field->width + x;
      const float *wanted = pattern->values + v * pattern->width;
      float row_sum = 0.0f, row_squares = 0.0f, row_product = 0.0f;

      for (guint u = 0; u < pattern->width; u++)
        {
          row_sum += row[u];
          row_squares += row[u] * row[u];
          row_product += row[u] * wanted[u];
        }
      sum += row_sum;
      squares += row_squares;
      product += row_product;
    }

  double spread = squares - sum * sum / n;

  return spread > n * FLAT * FLAT ? product / (length * sqrt (spread)) : -1.0;
}

/* A template as cells, without its mean. */
typedef struct
{
  Cells cells; /* its values are owned */
  double length;
} Pattern;

static double
correlate_all (const Pattern *patterns, gsize n, const Cells *field, guint x, guint y)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += correlate (&patterns[i].cells, patterns[i].length, field, x, y);

  return sum / n;
}

/* The place of the best correlation in cells, with parts of a cell. */
static FwPoint
search (const Pattern *patterns, gsize n, const Cells *field, FwTemplateMatch *match)
{
  guint n_x = field->width - patterns->cells.width + 1;
  guint n_y = field->height - patterns->cells.height + 1;
  g_autofree double *scores = g_new (double, n_x *n_y);
  guint best = 0;

  for (guint i = 0; i < n_x * n_y; i++)
    {
      scores[i] = correlate_all (patterns, n, field, i % n_x, i / n_x);
      if (scores[i] > scores[best])
        best = i;
    }

  guint x = best % n_x, y = best / n_x;
  FwPoint found = FW_POINT (x, y);

  match->score = match->least = scores[best];
  match->here = scores[n_y / 2 * n_x + n_x / 2];
  for (gsize i = 0; i < n; i++)
    match->least = MIN (match->least, correlate (&patterns[i].cells, patterns[i].length, field, x, y));
  if (x > 0 && x + 1 < n_x)
    found.x += find_top (scores[best - 1], scores[best], scores[best + 1]);
  if (y > 0 && y + 1 < n_y)
    found.y += find_top (scores[best - n_x], scores[best], scores[best + n_x]);

  return found;
}

/* The longest side that all of them have at least, in pixels: more cells than that
 * would say nothing. */
static double
find_longest (const FwTemplateSearch *self)
{
  double longest = MAX (self->place.width, self->place.height);

  for (gsize i = 0; i < self->n_templates; i++)
    {
      FwRect box = self->templates[i].box;

      longest = MIN (longest, MAX (MIN (box.width, self->place.width),
                                   MIN (box.height, self->place.height)));
    }

  return longest;
}

static gboolean
is_sound (const FwTemplateSearch *self)
{
  for (gsize i = 0; i < self->n_templates; i++)
    if (!is_in_picture (self->templates[i].box, self->templates[i].picture))
      return FALSE;

  return is_in_picture (self->place, self->picture);
}

/* Where a pattern lies in the middle of the field that is searched. */
static FwRect
lay_out_field (const FwTemplateSearch *self, const Cells *pattern, Cells *field)
{
  FwRect place = self->place;
  double step_x = place.width / pattern->width, step_y = place.height / pattern->height;
  guint pad_x = (guint) ceil (CLAMP (self->reach.x, 0.0, FW_MAX_REACH) * pattern->width);
  guint pad_y = (guint) ceil (CLAMP (self->reach.y, 0.0, FW_MAX_REACH) * pattern->height);

  field->width = pattern->width + 2 * pad_x;
  field->height = pattern->height + 2 * pad_y;

  return FW_RECT (place.x - pad_x * step_x, place.y - pad_y * step_y, field->width * step_x,
                  field->height * step_y);
}

gboolean
fw_template_search (const FwTemplateSearch *self, FwTemplateMatch *out_match)
{
  g_return_val_if_fail (self && self->picture && out_match, FALSE);
  g_return_val_if_fail (self->n_templates > 0 && self->n_templates <= FW_MAX_TEMPLATES, FALSE);

  if (!is_sound (self))
    return FALSE;

  FwRect place = self->place;
  double longest = find_longest (self);
  double cell = MAX (longest / TEMPLATE_SIDE, 1.0) * MAX (place.width, place.height) / longest;
  guint width = (guint) CLAMP (rint (place.width / cell), TEMPLATE_LEAST, TEMPLATE_SIDE);
  guint height = (guint) CLAMP (rint (place.height / cell), TEMPLATE_LEAST, TEMPLATE_SIDE);
  g_autofree float *values = g_new (float, FW_MAX_TEMPLATES *width *height);
  g_autofree float *field_values = NULL;
  Pattern patterns[FW_MAX_TEMPLATES];
  Cells field;

  for (gsize i = 0; i < self->n_templates; i++)
    {
      patterns[i].cells = (Cells){ values + i * width * height, width, height };
      resample (self->templates[i].picture, self->templates[i].box, width, height,
                patterns[i].cells.values);
      patterns[i].length = centre_values (patterns[i].cells.values, width * height);
      if (patterns[i].length < POOR * sqrt (width * height))
        return FALSE;
    }

  FwRect area = lay_out_field (self, &patterns[0].cells, &field);

  field.values = field_values = g_new (float, field.width *field.height);
  resample (self->picture, area, field.width, field.height, field.values);

  FwPoint found = search (patterns, self->n_templates, &field, out_match);

  out_match->found = FW_RECT (area.x + found.x * area.width / field.width,
                              area.y + found.y * area.height / field.height, place.width,
                              place.height);

  return TRUE;
}
