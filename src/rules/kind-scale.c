/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds that judge how large a label is by what stands around it.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* Labels from which the slope is taken; more of them are sampled evenly. */
#define MAX_FIT 64

/* The least spread that residuals are measured by, in ln: hands differ by a
 * hundredth, however well the others agree. */
#define MIN_SPREAD 0.01

/* A label over the height of its lower edge. */
typedef struct
{
  double y;
  double size; /* ln of the height */
  const FwEntry *entry;
} Stand;

static int
compare_stands (gconstpointer a, gconstpointer b)
{
  const Stand *left = a, *right = b;

  if (left->y != right->y)
    return left->y < right->y ? -1 : 1;

  return left->entry->id < right->entry->id ? -1 : left->entry->id > right->entry->id;
}

static void
swap (double *a, double *b)
{
  double value = *a;

  *a = *b;
  *b = value;
}

/* Puts the value that belongs to @place there, smaller ones before it and larger ones
 * behind. Sorting them all took most of the time of a fit. */
static double
select_value (double *values, gssize n, gssize place)
{
  gssize low = 0, high = n - 1;

  while (low < high)
    {
      gssize i = low, j = high;
      double pivot = values[low + (high - low) / 2];

      while (i <= j)
        {
          while (values[i] < pivot)
            i++;
          while (values[j] > pivot)
            j--;
          if (i <= j)
            swap (&values[i++], &values[j--]);
        }
      if (place <= j)
        high = j;
      else if (place >= i)
        low = i;
      else
        break;
    }

  return values[place];
}

/* Changes the order of @values, which are numbers; 0 when there are none. */
static double
take_median (double *values, gsize n)
{
  double middle, below;

  if (n == 0)
    return 0.0;
  middle = select_value (values, (gssize) n, (gssize) n / 2);
  if (n % 2)
    return middle;

  below = values[0];
  for (gsize i = 1; i < n / 2; i++)
    below = MAX (below, values[i]);

  return (below + middle) / 2.0;
}

/* The median of the slopes between two labels each (Theil, 1950; Sen, 1968). */
static double
fit_slope (const GArray *stands)
{
  guint n = MIN (stands->len, MAX_FIT), n_slopes = 0;
  g_autofree double *slopes = g_new (double, n *n);

  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      {
        Stand a = g_array_index (stands, Stand, (guint64) i * stands->len / n);
        Stand b = g_array_index (stands, Stand, (guint64) j * stands->len / n);

        if (b.y > a.y)
          slopes[n_slopes++] = (b.size - a.size) / (b.y - a.y);
      }

  return take_median (slopes, n_slopes);
}

/* ln of the height that is usual at y is @level + @slope * y. */
typedef struct
{
  double slope;
  double level;
  double spread;
} Fit;

static GArray *
list_stands (const FwFrameLabels *labels, const FwCheck *check)
{
  GArray *stands = g_array_new (FALSE, FALSE, sizeof (Stand));

  for (guint i = 0; i < labels->n_entries; i++)
    {
      const FwEntry *entry = &labels->entries[i];
      FwRect box = entry->label.box;
      Stand stand = { box.y + box.height, log (box.height), entry };

      if (fw_entry_is_subject (entry, check) && isfinite (stand.y) && isfinite (stand.size))
        g_array_append_val (stands, stand);
    }
  g_array_sort (stands, compare_stands);

  return stands;
}

static gboolean
fit_stands (const GArray *stands, const FwCheck *check, Fit *out)
{
  g_autofree double *rests = g_new (double, stands->len + 1);

  if (stands->len == 0 || stands->len < check->limits[1])
    return FALSE;

  out->slope = fit_slope (stands);
  for (guint i = 0; i < stands->len; i++)
    rests[i]
        = g_array_index (stands, Stand, i).size - out->slope * g_array_index (stands, Stand, i).y;
  out->level = take_median (rests, stands->len);
  for (guint i = 0; i < stands->len; i++)
    rests[i] = fabs (rests[i] - out->level);
  out->spread = MAX (1.4826 * take_median (rests, stands->len), MIN_SPREAD);

  return TRUE;
}

static double
get_rest (Stand stand, Fit fit)
{
  return stand.size - fit.level - fit.slope * stand.y;
}

static void
look_at_sizes (FwPairScan *scan, const FwFrameLabels *labels, const FwCheck *check)
{
  g_autoptr (GArray) stands = list_stands (labels, check);
  Fit fit;

  if (!fit_stands (stands, check, &fit))
    return;

  for (guint i = 0; i < stands->len; i++)
    {
      Stand stand = g_array_index (stands, Stand, i);

      if (fabs (get_rest (stand, fit)) > check->limits[0] * fit.spread)
        fw_pair_scan_emit (scan, stand.entry, NULL, check);
    }
}

static char *
tell_size (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  FwFrameLabels labels;
  FwPairScan *scan = fw_pair_scan_new_at (context, check->group, run.first, &labels);
  g_autoptr (GArray) stands = list_stands (&labels, check);
  char *reason = NULL;
  Fit fit;
  gboolean is_fit = fit_stands (stands, check, &fit);

  for (guint i = 0; is_fit && i < stands->len && !reason; i++)
    {
      Stand stand = g_array_index (stands, Stand, i);

      if (stand.entry->label.track == track)
        reason = g_strdup_printf (_ ("%.0f px high; by the others in this frame about %.0f px are "
                                     "usual where it stands."),
                                  exp (stand.size), exp (fit.level + fit.slope * stand.y));
    }
  fw_pair_scan_free (scan);

  return reason ? reason : g_strdup ("");
}

static FwPairAnswer
keep_parent (const FwPair *pair, const FwCheck *check)
{
  return FW_PAIR_KEPT;
}

static gboolean
has_odd_size (FwRect child, FwRect parent, const FwCheck *check)
{
  double width = child.width / parent.width, height = child.height / parent.height;

  /* A limit that is not set is NaN, and so is a share of nothing. */
  return width < check->limits[0] || width > check->limits[1] || height < check->limits[2]
         || height > check->limits[3];
}

/* The parent in which most of the child's bounds lie; of several the oldest. */
static gboolean
judge_size (const FwEntry *subject,
            const FwEntry *const *kept,
            guint n_kept,
            const FwCheck *check,
            const FwEntry **out_other)
{
  double best = 0.0;

  for (guint i = 0; i < n_kept; i++)
    {
      double share = fw_rect_ioa (subject->label.box, kept[i]->label.box);

      if (share > best)
        {
          best = share;
          *out_other = kept[i];
        }
    }

  return *out_other && has_odd_size (subject->label.box, (*out_other)->label.box, check);
}

static char *
tell_share (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  const FwTrack *parent = fw_snapshot_get_track (context->snapshot, run.other);
  g_autofree char *name = fw_text_object (context, run.other);
  FwRect child, whole;

  if (!parent || !fw_track_get_bounds_at (track, run.first, &child)
      || !fw_track_get_bounds_at (parent, run.first, &whole))
    return g_strdup ("");

  double width = child.width / whole.width, height = child.height / whole.height;
  gboolean is_width = width < check->limits[0] || width > check->limits[1];
  double share = is_width ? width : height;
  const double *limits = &check->limits[is_width ? 0 : 2];
  gboolean is_low = share < limits[0];
  double bound = limits[is_low ? 0 : 1];
  g_autofree char *value = fw_text_percent (share, bound);
  g_autofree char *limit = fw_text_limit (100.0 * bound);

  if (is_width)
    return g_strdup_printf (is_low
                                ? _ ("It has %s %% of the width of %s; at least %s %% are usual.")
                                : _ ("It has %s %% of the width of %s; at most %s %% are usual."),
                            value, name, limit);

  return g_strdup_printf (is_low ? _ ("It has %s %% of the height of %s; at least %s %% are usual.")
                                 : _ ("It has %s %% of the height of %s; at most %s %% are usual."),
                          value, name, limit);
}

const FwCheckOps fw_kinds_of_scales[] = {
  { .kind = "perspective",
    .family = FW_FAMILY_PAIR,
    .limits = { "z", "min-samples" },
    .look = look_at_sizes,
    .tell = tell_size },
  { .kind = "relative-size",
    .family = FW_FAMILY_PAIR,
    .limits = { "min", "max", "min-height", "max-height" },
    .partners = "parent",
    .compare = keep_parent,
    .judge = judge_size,
    .tell = tell_share },
  { NULL },
};
