/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which values are usual for a category. An edit changes a few counts; only
 * when that moves the range are other labels looked at, and of those only
 * objects that come near a border of it: for each object the smallest and the
 * largest value is kept that it ever had.
 */

#include "fw-config.h"
#include "rules/check-class.h"

#include "rules/check-ops.h"

#include <math.h>

/* Steps per unit of ln, and the values that are told apart: e^-16 to e^16. */
#define STEPS 1024
#define REACH (16 * STEPS)
#define N_BINS (2 * REACH + 1)
#define COARSE 256

/* The least deviation that counts, in ln: hands differ by so much anyway, also
 * where most labels have exactly the same size. */
#define MIN_SPREAD 0.005

/* The values of one category for one check. */
typedef struct
{
  guint32  bins[N_BINS];
  guint32  coarse[N_BINS / COARSE + 1]; /* sums of COARSE bins */
  gint64   n;
  FwUsual  usual;
  gboolean is_stale;
} Histogram;

/* What one object had at the least and at the most; never narrower than it is. */
typedef struct
{
  FwTrackId track;
  float     low;
  float     high;
} Extent;

typedef struct
{
  GHashTable *histograms; /* (owned) FwCategoryPlan -> Histogram */
  GArray     *extents;    /* (element-type Extent) (owned) by ascending track */
} Page;

struct _FwClassBook
{
  const FwPlan *plan;
  GPtrArray    *pages; /* (owned) (nullable elements) by FwCheck.place */
};

static const FwUsual everything = { -INFINITY, INFINITY };

static void
page_free (Page *page)
{
  if (!page)
    return;

  g_hash_table_unref (page->histograms);
  g_array_unref (page->extents);
  g_free (page);
}

FwClassBook *
fw_class_book_new (const FwPlan *plan)
{
  FwClassBook *self = g_new0 (FwClassBook, 1);

  self->plan = plan;
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) page_free);
  for (guint i = 0; i < plan->checks->len; i++)
    {
      Page *page = NULL;

      if (fw_plan_get_check (plan, i)->family == FW_FAMILY_CLASS)
        {
          page = g_new0 (Page, 1);
          page->histograms = g_hash_table_new_full (NULL, NULL, NULL, g_free);
          page->extents = g_array_new (FALSE, FALSE, sizeof (Extent));
        }
      g_ptr_array_add (self->pages, page);
    }

  return self;
}

void
fw_class_book_free (FwClassBook *self)
{
  if (!self)
    return;

  g_ptr_array_unref (self->pages);
  g_free (self);
}

static guint
bin_of (double value)
{
  return (guint) CLAMP (rint (value * STEPS) + REACH, 0.0, (double) (N_BINS - 1));
}

static Histogram *
get_histogram (Page                 *page,
               const FwCategoryPlan *category)
{
  Histogram *histogram = g_hash_table_lookup (page->histograms, category);

  if (!histogram)
    {
      histogram = g_new0 (Histogram, 1);
      histogram->usual = everything;
      g_hash_table_insert (page->histograms, (gpointer) category, histogram);
    }

  return histogram;
}

static void
widen (GArray   *extents,
       FwTrackId track,
       double    value)
{
  Extent extent = { track, (float) value, (float) value };
  guint low = 0, high = extents->len;

  /* Usually the last one: a run goes through the objects by id. */
  if (high > 0 && g_array_index (extents, Extent, high - 1).track <= track)
    low = high - (g_array_index (extents, Extent, high - 1).track == track);
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (extents, Extent, middle).track < track)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == extents->len || g_array_index (extents, Extent, low).track != track)
    {
      g_array_insert_val (extents, low, extent);
      return;
    }

  Extent *known = &g_array_index (extents, Extent, low);

  known->low = MIN (known->low, extent.low);
  known->high = MAX (known->high, extent.high);
}

void
fw_class_book_note (FwClassBook   *self,
                    const FwCheck *check,
                    const FwLabel *label,
                    int            sign)
{
  Page *page = g_ptr_array_index (self->pages, check->place);
  double value = check->ops->value (label);
  Histogram *histogram;
  guint bin;

  if (!isfinite (value))
    return;

  histogram = get_histogram (page, label->category);
  bin = bin_of (value);
  histogram->bins[bin] += sign;
  histogram->coarse[bin / COARSE] += sign;
  histogram->n += sign;
  histogram->is_stale = TRUE;
  if (sign > 0)
    widen (page->extents, fw_track_get_id (label->track), value);
}

/* The bin of the value with @rank (from 0) in ascending order. */
static gint64
find_bin (const Histogram *self,
          gint64           rank)
{
  guint block = 0, bin;

  while (rank >= self->coarse[block])
    rank -= self->coarse[block++];
  for (bin = block * COARSE; rank >= self->bins[bin]; bin++)
    rank -= self->bins[bin];

  return bin;
}

/* Twice the median of the distances from @middle, which is twice a bin; in bins. */
static gint64
find_deviation (const Histogram *self,
                gint64           middle)
{
  gint64 below = middle >= 0 ? middle / 2 : 0, above = below + 1, n = 0, sum = 0, found = 0;
  gint64 ranks[2] = { (self->n - 1) / 2, self->n / 2 };

  while (found < 2)
    {
      gint64 left = middle - 2 * below, right = 2 * above - middle;
      gboolean is_left = above >= N_BINS || (below >= 0 && left <= right);

      n += self->bins[is_left ? below : above];
      /* Distances are in half bins; two of them make twice the median. */
      while (found < 2 && n > ranks[found])
        {
          sum += is_left ? left : right;
          found++;
        }
      if (is_left)
        below--;
      else
        above++;
    }

  return sum;
}

static FwUsual
find_usual (const Histogram *self,
            const FwCheck   *check)
{
  double z = check->limits[0], median, spread;
  gint64 middle;

  if (self->n < MAX (1, check->limits[1]))
    return everything;

  middle = find_bin (self, (self->n - 1) / 2) + find_bin (self, self->n / 2);
  median = (middle / 2.0 - REACH) / STEPS;
  spread = MAX (1.4826 * find_deviation (self, middle) / 4.0 / STEPS, MIN_SPREAD);

  return (FwUsual) { median - z * spread, median + z * spread };
}

/* A range that moved. */
typedef struct
{
  const FwCheck        *check;
  const FwCategoryPlan *category;
  FwUsual               before;
  FwUsual               now;
} Move;

void
fw_class_book_settle (FwClassBook *self,
                      FwClassFunc  func,
                      gpointer     user_data)
{
  g_autoptr(GArray) moves = g_array_new (FALSE, FALSE, sizeof (Move));

  for (guint i = 0; i < self->pages->len; i++)
    {
      Page *page = g_ptr_array_index (self->pages, i);
      const FwCheck *check = fw_plan_get_check (self->plan, i);
      GHashTableIter iter;
      const FwCategoryPlan *category;
      Histogram *histogram;

      if (!page)
        continue;
      g_hash_table_iter_init (&iter, page->histograms);
      while (g_hash_table_iter_next (&iter, (gpointer *) &category, (gpointer *) &histogram))
        {
          Move move = { check, category, histogram->usual, histogram->usual };

          if (!histogram->is_stale)
            continue;
          histogram->is_stale = FALSE;
          move.now = histogram->usual = find_usual (histogram, check);
          if (move.before.low != move.now.low || move.before.high != move.now.high)
            g_array_append_val (moves, move);
        }
    }

  /* Only now all ranges fit together. */
  for (guint i = 0; i < moves->len; i++)
    {
      Move move = g_array_index (moves, Move, i);

      func (move.check, move.category, move.before, move.now, user_data);
    }
}

double
fw_usual_round (double   ln,
                gboolean is_low)
{
  double value = exp (ln), unit = pow (10.0, floor (log10 (value)) - 1.0);

  return (is_low ? ceil (value / unit) : floor (value / unit)) * unit;
}

FwUsual
fw_class_book_get (const FwClassBook    *self,
                   const FwCheck        *check,
                   const FwCategoryPlan *category)
{
  Page *page = g_ptr_array_index (self->pages, check->place);
  const Histogram *histogram = g_hash_table_lookup (page->histograms, category);

  return histogram ? histogram->usual : everything;
}

void
fw_class_book_foreach (FwClassBook      *self,
                       const FwCheck    *check,
                       double            low,
                       double            high,
                       FwClassTrackFunc  func,
                       gpointer          user_data)
{
  Page *page = g_ptr_array_index (self->pages, check->place);

  /* Extents are rounded to floats; a hair more on both sides does no harm. */
  low += fabs (low) * 1e-6;
  high -= fabs (high) * 1e-6;
  for (guint i = 0; i < page->extents->len; i++)
    {
      Extent extent = g_array_index (page->extents, Extent, i);

      if (extent.low < low || extent.high > high)
        func (extent.track, user_data);
    }
}
