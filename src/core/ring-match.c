/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A common outline for two rings without identity.
 *
 * The right ring is read in the left one's winding. Then all vertices of the
 * poorer ring are assigned to vertices of the richer one, in cyclic order, so
 * that the squared distances between the centred rings sum up to the least; the
 * vertices that remain are padding, which lies on the poorer ring's edges.
 * Nothing is ever resampled: at both ends the outline is the ring that was
 * drawn.
 *
 * Vertices that coincide were most likely not touched. An assignment that
 * keeps them together is preferred when they are the greater part of the ring,
 * or when it moves the outline not much more than the free assignment does; a
 * shape that moved by just its own width also has coinciding corners, and must
 * not be torn apart for it.
 *
 * The assignment is exact for rings of ordinary size. For very large ones the
 * start comes from 256 points spread evenly over both rings, and the rest from
 * distance along the ring.
 */

#include "core/ring-match-private.h"

#include <stdlib.h>
#include <string.h>

#define EXACT_WORK (4u * 1024 * 1024)
#define START_WORK (256u * 1024)
#define N_SAMPLES 256
#define FAR_AWAY 1e250

/* Squared distance between @a moved by @offset and @b; finite whatever they are. */
static double
distance2 (FwPoint a,
           FwPoint b,
           FwPoint offset)
{
  double dx = a.x + offset.x - b.x;
  double dy = a.y + offset.y - b.y;
  double d = dx * dx + dy * dy;

  return d < FAR_AWAY ? d : FAR_AWAY;
}

/* Centre of gravity of the outline itself, which padding does not shift. */
static FwPoint
outline_centre (const FwMatchRing *ring)
{
  double x = 0.0, y = 0.0, length = 0.0;

  for (gsize i = 0; i < ring->n; i++)
    {
      FwPoint a = fw_match_point (ring, i);
      FwPoint b = fw_match_point (ring, i + 1);
      double d = fw_point_distance (a, b);

      x += d * (a.x + b.x) / 2.0;
      y += d * (a.y + b.y) / 2.0;
      length += d;
    }

  return length > 0.0 && isfinite (length) ? FW_POINT (x / length, y / length)
                                           : fw_ring_vertex_mean (ring->points, ring->n);
}

/* Assigns by distance along the two runs, for runs too long for align_exact(). */
static void
align_along (const FwMatchRun *poor,
             const FwMatchRun *rich,
             gsize     *slots)
{
  gsize slack = rich->n - poor->n;
  double poor_length = 0.0, rich_length = 0.0, poor_at = 0.0, rich_at = 0.0;
  gsize slot = 0;

  for (gsize i = 0; i + 1 < poor->n; i++)
    poor_length += fw_point_distance (fw_match_point (poor->ring, poor->first + i),
                                      fw_match_point (poor->ring, poor->first + i + 1));

  for (gsize i = 0; i + 1 < rich->n; i++)
    rich_length += fw_point_distance (fw_match_point (rich->ring, rich->first + i),
                                      fw_match_point (rich->ring, rich->first + i + 1));

  for (gsize i = 0; i < poor->n; i++)
    {
      slot = MAX (slot, i);

      while (slot < i + slack && rich_at / rich_length < poor_at / poor_length)
        {
          rich_at += fw_point_distance (fw_match_point (rich->ring, rich->first + slot),
                                        fw_match_point (rich->ring, rich->first + slot + 1));
          slot++;
        }

      slots[i] = slot;
      poor_at += fw_point_distance (fw_match_point (poor->ring, poor->first + i),
                                    fw_match_point (poor->ring, poor->first + i + 1));
      rich_at += fw_point_distance (fw_match_point (rich->ring, rich->first + slot),
                                    fw_match_point (rich->ring, rich->first + slot + 1));
      slot++;
    }
}

/* Assigns the vertices of @poor to those of @rich in order with the least sum
 * of squared distances, which it returns. slots[i] gets the place in @rich of
 * vertex i; NULL when only the sum is wanted. */
static double
align_exact (const FwMatchRun *poor,
             const FwMatchRun *rich,
             FwPoint    offset,
             gsize     *slots)
{
  gsize width = rich->n - poor->n + 1;
  g_autofree double *best = g_new0 (double, width);
  g_autofree guint32 *from = slots != NULL ? g_new (guint32, poor->n * width) : NULL;
  double least;
  gsize at = 0;

  /* best[o]: least sum so far with the last vertex i at place i + o or before. */
  for (gsize i = 0; i < poor->n; i++)
    {
      FwPoint p = fw_match_point (poor->ring, poor->first + i);
      double lowest = G_MAXDOUBLE;
      guint32 lowest_at = 0;

      for (gsize o = 0; o < width; o++)
        {
          FwPoint q = fw_match_point (rich->ring, rich->first + i + o);
          double sum = best[o] + distance2 (p, q, offset);

          if (sum < lowest)
            {
              lowest = sum;
              lowest_at = o;
            }

          best[o] = lowest;
          if (from != NULL)
            from[i * width + o] = lowest_at;
        }
    }

  least = best[width - 1];

  if (slots != NULL)
    {
      at = width - 1;
      for (gsize i = poor->n; i-- > 0;)
        {
          at = from[i * width + at];
          slots[i] = i + at;
        }
    }

  return least;
}

void
fw_match_runs (const FwMatchRun *left,
            const FwMatchRun *right,
            FwPoint    offset,
            gssize    *to)
{
  gboolean swap = left->n > right->n;
  const FwMatchRun *poor = swap ? right : left;
  const FwMatchRun *rich = swap ? left : right;
  g_autofree gsize *slots = NULL;

  if (poor->n == 0)
    return;

  slots = g_new (gsize, poor->n);

  if ((guint64) poor->n * (rich->n - poor->n + 1) <= EXACT_WORK)
    align_exact (poor, rich, swap ? FW_POINT (-offset.x, -offset.y) : offset, slots);
  else
    align_along (poor, rich, slots);

  for (gsize i = 0; i < poor->n; i++)
    {
      gsize p = (poor->first + i) % poor->ring->n;
      gsize r = (rich->first + slots[i]) % rich->ring->n;

      if (swap)
        to[r] = p;
      else
        to[p] = r;
    }
}

/* @n points at equal distances along the ring, from vertex 0; @vertices gets
 * the vertex at or before each. */
static void
sample_ring (const FwMatchRing *ring,
             FwPoint    *points,
             gsize      *vertices)
{
  double length = 0.0, passed = 0.0;
  gsize next = 0;

  for (gsize i = 0; i < ring->n; i++)
    length += fw_point_distance (fw_match_point (ring, i), fw_match_point (ring, i + 1));

  for (gsize i = 0; i < ring->n; i++)
    {
      FwPoint a = fw_match_point (ring, i);
      FwPoint b = fw_match_point (ring, i + 1);
      double edge = fw_point_distance (a, b);

      while (next < N_SAMPLES
             && (i + 1 == ring->n || length * next / N_SAMPLES < passed + edge))
        {
          double t = edge > 0.0 ? (length * next / N_SAMPLES - passed) / edge : 0.0;

          points[next] = FW_POINT (fw_lerp (a.x, b.x, t), fw_lerp (a.y, b.y, t));
          vertices[next++] = i;
        }

      passed += edge;
    }
}

/* The vertex of @rich that fits the first vertex of @poor, roughly. */
static gsize
find_rough_start (const FwMatchRing *poor,
                  const FwMatchRing *rich,
                  FwPoint     offset)
{
  FwPoint a[N_SAMPLES], b[N_SAMPLES];
  gsize at_a[N_SAMPLES], at_b[N_SAMPLES];
  double least = G_MAXDOUBLE;
  gsize best = 0;

  sample_ring (poor, a, at_a);
  sample_ring (rich, b, at_b);

  for (gsize shift = 0; shift < N_SAMPLES; shift++)
    {
      double sum = 0.0;

      for (gsize i = 0; i < N_SAMPLES; i++)
        sum += distance2 (a[i], b[(i + shift) % N_SAMPLES], offset);

      if (sum < least)
        {
          least = sum;
          best = shift;
        }
    }

  return at_b[best];
}

/* The vertex of @rich to which vertex 0 of @poor goes. */
static gsize
find_start (const FwMatchRing *poor,
            const FwMatchRing *rich,
            FwPoint     offset)
{
  guint64 one = (guint64) poor->n * (rich->n - poor->n + 1);
  double least = G_MAXDOUBLE;
  gsize first = 0;
  gsize n = rich->n;
  gsize best;

  if (one * rich->n > START_WORK)
    {
      gsize rough = find_rough_start (poor, rich, offset);
      gsize n_tries = MIN (CLAMP (START_WORK / one, 1, 64), rich->n);

      if (one > START_WORK)
        return rough;

      first = (rough + rich->n - n_tries / 2) % rich->n;
      n = n_tries;
    }

  best = first;

  for (gsize k = 0; k < n; k++)
    {
      gsize start = (first + k) % rich->n;
      FwMatchRun poor_rest = { poor, 1, poor->n - 1 };
      FwMatchRun rich_rest = { rich, start + 1, rich->n - 1 };
      double sum = distance2 (fw_match_point (poor, 0), fw_match_point (rich, start), offset);

      if (sum < least)
        sum += align_exact (&poor_rest, &rich_rest, offset, NULL);

      if (sum < least)
        {
          least = sum;
          best = start;
        }
    }

  return best;
}

/* The assignment without regard to coinciding vertices. */
static void
assign_freely (const FwMatchRing *left,
               const FwMatchRing *right,
               gssize     *to)
{
  FwPoint centre_left = outline_centre (left);
  FwPoint centre_right = outline_centre (right);
  FwPoint offset = FW_POINT (centre_right.x - centre_left.x, centre_right.y - centre_left.y);
  gboolean swap = left->n > right->n;
  const FwMatchRing *poor = swap ? right : left;
  const FwMatchRing *rich = swap ? left : right;
  gsize start
    = find_start (poor, rich, swap ? FW_POINT (-offset.x, -offset.y) : offset);
  FwMatchRun run_left = { left, swap ? start + 1 : 1, left->n - 1 };
  FwMatchRun run_right = { right, swap ? 1 : start + 1, right->n - 1 };

  to[swap ? start : 0] = swap ? 0 : start;
  fw_match_runs (&run_left, &run_right, offset, to);
}

typedef struct
{
  FwPoint point;
  gsize   index;
} Place;

static int
compare_points (FwPoint a,
                FwPoint b)
{
  if (a.x != b.x)
    return a.x < b.x ? -1 : 1;

  return (a.y > b.y) - (a.y < b.y);
}

static int
compare_ring_places (const void *a,
                     const void *b)
{
  const Place *x = a;
  const Place *y = b;
  int order = compare_points (x->point, y->point);

  return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

GArray *
fw_match_find_coinciding (const FwMatchRing *left,
                 const FwMatchRing *right)
{
  GArray *pairs = g_array_new (FALSE, FALSE, 2 * sizeof (gsize));
  g_autofree Place *places = g_new (Place, right->n);
  gsize last = 0;

  for (gsize i = 0; i < right->n; i++)
    {
      places[i] = (Place) { fw_match_point (right, i), i };

      /* NaN cannot be sorted. */
      if (!isfinite (places[i].point.x) || !isfinite (places[i].point.y))
        return pairs;
    }

  qsort (places, right->n, sizeof *places, compare_ring_places);

  for (gsize i = 0; i < left->n; i++)
    {
      FwPoint p = fw_match_point (left, i);
      gsize low = 0;
      gsize high = right->n;
      gsize pair[2] = { i, 0 };

      while (low < high)
        {
          gsize middle = low + (high - low) / 2;
          int order = compare_points (places[middle].point, p);

          if (order < 0 || (order == 0 && pairs->len > 0 && places[middle].index <= last))
            low = middle + 1;
          else
            high = middle;
        }

      if ((low == right->n || compare_points (places[low].point, p) != 0) && low > 0)
        low--;

      if (compare_points (places[low].point, p) != 0 || !isfinite (p.x + p.y))
        continue;

      /* Nothing behind the last one: begin again with the first at this point. */
      while (places[low].index <= last && low > 0
             && compare_points (places[low - 1].point, p) == 0)
        low--;

      pair[1] = last = places[low].index;
      g_array_append_val (pairs, pair);
    }

  return pairs;
}

/* Of the pairs, walked in a circle from pair @base, keeps a longest series in
 * which the right vertices, counted from @origin, ascend; returns how many, and
 * marks them in @keep. */
static gsize
keep_ascending (const GArray *pairs,
                gsize         base,
                gsize         origin,
                gsize         n_right,
                gboolean     *keep)
{
  const gsize (*pair)[2] = (const gsize (*)[2]) (gconstpointer) pairs->data;
  gsize n = pairs->len;
  g_autofree gsize *tails = g_new (gsize, n); /* last of the best series of each length */
  g_autofree gssize *before = g_new (gssize, n);
  gsize length = 0;
  gssize at;

#define RISE(k) ((pair[(base + (k)) % n][1] + n_right - origin) % n_right)
  for (gsize k = 0; k < n; k++)
    {
      gsize low = 0;
      gsize high = length;

      while (low < high)
        {
          gsize middle = low + (high - low) / 2;

          if (RISE (tails[middle]) < RISE (k))
            low = middle + 1;
          else
            high = middle;
        }

      before[k] = low > 0 ? (gssize) tails[low - 1] : -1;
      tails[low] = k;
      length = MAX (length, low + 1);
    }
#undef RISE

  memset (keep, 0, n * sizeof *keep);
  for (at = tails[length - 1]; at >= 0; at = before[at])
    keep[(base + at) % n] = TRUE;

  return length;
}

void
fw_match_keep_consistent (GArray  *pairs,
                          gsize    n_right,
                          gboolean is_open)
{
  const gsize (*pair)[2] = (const gsize (*)[2]) (gconstpointer) pairs->data;
  g_autofree gboolean *keep = g_new (gboolean, pairs->len);
  g_autofree gboolean *trial = g_new (gboolean, pairs->len);
  gsize most = 0;
  gsize step = MAX (pairs->len / 16, 1);
  guint kept = 0;

  /* A line has one place to begin at. */
  if (is_open)
    most = keep_ascending (pairs, 0, 0, n_right, keep);

  for (gsize base = 0; base < pairs->len && most < pairs->len && !is_open; base += step)
    {
      gsize n = keep_ascending (pairs, base, pair[base][1], n_right, trial);

      if (n > most)
        {
          most = n;
          memcpy (keep, trial, pairs->len * sizeof *keep);
        }
    }

  for (guint i = 0; i < pairs->len; i++)
    {
      if (keep[i])
        memmove (((gsize (*)[2]) (gpointer) pairs->data)[kept++], pair[i], 2 * sizeof (gsize));
    }

  g_array_set_size (pairs, kept);
}

/* The assignment that keeps the pairs together. */
static void
assign_anchored (const FwMatchRing   *left,
                 const FwMatchRing   *right,
                 const GArray *pairs,
                 gssize       *to)
{
  const gsize (*pair)[2] = (const gsize (*)[2]) (gconstpointer) pairs->data;

  for (guint i = 0; i < pairs->len; i++)
    {
      guint next = (i + 1) % pairs->len;
      gsize n_left = (pair[next][0] + left->n - pair[i][0] - 1) % left->n;
      gsize n_right = (pair[next][1] + right->n - pair[i][1] - 1) % right->n;
      FwMatchRun run_left = { left, pair[i][0] + 1, n_left };
      FwMatchRun run_right = { right, pair[i][1] + 1, n_right };

      to[pair[i][0]] = pair[i][1];
      fw_match_runs (&run_left, &run_right, FW_POINT (0, 0), to);
    }
}

void
fw_match_append_padding (GArray     *matches,
                const FwMatchRing *ring,
                gsize       from,
                gsize       n,
                gboolean    is_left)
{
  double whole = 0.0;
  double part = 0.0;

  for (gsize i = 0; i <= n; i++)
    whole += fw_point_distance (fw_match_point (ring, from + i), fw_match_point (ring, from + i + 1));

  for (gsize i = 1; i <= n; i++)
    {
      gsize index = (from + i) % ring->n;
      FwRingMatch match = { -1, -1, 0.0, 0.0 };
      double ratio = i / (n + 1.0);

      part += fw_point_distance (fw_match_point (ring, from + i - 1), fw_match_point (ring, from + i));
      if (whole > 0.0 && isfinite (whole))
        ratio = CLAMP (part / whole, 0.0, 1.0);

      if (is_left)
        {
          match.left = index;
          match.right_ratio = ratio;
        }
      else
        {
          match.right = index;
          match.left_ratio = ratio;
        }

      g_array_append_val (matches, match);
    }
}

/* The common outline of an assignment, from the left ring's first assigned vertex. */
static GArray *
make_outline (const FwMatchRing   *left,
              const FwMatchRing   *right,
              const gssize *to)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (FwRingMatch));
  gsize first = 0;
  gsize i;

  while (to[first] < 0)
    first++;

  for (i = first; i < first + left->n;)
    {
      gsize from = i % left->n;
      FwRingMatch match = { from, to[from], 0.0, 0.0 };
      gsize next = i + 1;
      gsize n_right;

      while (to[next % left->n] < 0)
        next++;

      n_right = (to[next % left->n] + right->n - to[from] - 1) % right->n;
      if (left->n == 1 || next - i == left->n)
        n_right = right->n - 1;

      g_array_append_val (matches, match);
      fw_match_append_padding (matches, left, from, next - i - 1, TRUE);
      fw_match_append_padding (matches, right, to[from], n_right, FALSE);
      i = next;
    }

  return matches;
}

static gssize
match_index (const GArray *matches,
             guint         index,
             gsize         side)
{
  const FwRingMatch *match = &g_array_index (matches, FwRingMatch, index % matches->len);

  return side == 0 ? match->left : match->right;
}

/* How much the outline is deformed on its way: squared movement less the common part. */
static double
measure_deformation (const FwMatchRing   *left,
                     const FwMatchRing   *right,
                     const GArray *matches)
{
  const FwMatchRing *rings[2] = { left, right };
  guint before[2] = { 0, 0 };
  guint after[2] = { 0, 0 };
  double x = 0.0, y = 0.0, squares = 0.0;

  /* The first one is assigned on both sides. */
  for (guint i = 0; i < matches->len; i++)
    {
      const FwRingMatch *match = &g_array_index (matches, FwRingMatch, i);
      FwPoint ends[2];

      for (gsize side = 0; side < 2; side++)
        {
          double ratio = side == 0 ? match->left_ratio : match->right_ratio;
          FwPoint a, b;

          if (match_index (matches, i, side) >= 0)
            {
              ends[side] = fw_match_point (rings[side], match_index (matches, i, side));
              before[side] = i;
              continue;
            }

          for (after[side] = MAX (after[side], i); match_index (matches, after[side], side) < 0;)
            after[side]++;

          a = fw_match_point (rings[side], match_index (matches, before[side], side));
          b = fw_match_point (rings[side], match_index (matches, after[side], side));
          ends[side] = FW_POINT (fw_lerp (a.x, b.x, ratio), fw_lerp (a.y, b.y, ratio));
        }

      x += ends[1].x - ends[0].x;
      y += ends[1].y - ends[0].y;
      squares += distance2 (ends[0], ends[1], FW_POINT (0, 0));
    }

  return MAX (squares - (x * x + y * y) / matches->len, 0.0) / matches->len;
}

/* The outline by coinciding vertices, when it is to be preferred to @free; else NULL. */
static GArray *
match_anchored (const FwMatchRing   *left,
                const FwMatchRing   *right,
                const GArray *free)
{
  g_autoptr (GArray) pairs = fw_match_find_coinciding (left, right);
  g_autoptr (GArray) matches = NULL;
  g_autofree gssize *to = NULL;

  if (pairs->len == 0)
    return NULL;

  fw_match_keep_consistent (pairs, right->n, FALSE);

  to = g_new (gssize, left->n);
  for (gsize i = 0; i < left->n; i++)
    to[i] = -1;

  assign_anchored (left, right, pairs, to);
  matches = make_outline (left, right, to);

  if (2 * (gsize) pairs->len <= MIN (left->n, right->n)
      && measure_deformation (left, right, matches)
           > 1.5 * measure_deformation (left, right, free))
    return NULL;

  return g_steal_pointer (&matches);
}

GArray *
fw_ring_match (const FwPoint *left,
               gsize          n_left,
               const FwPoint *right,
               gsize          n_right,
               gboolean      *out_reversed)
{
  FwMatchRing l = { left, n_left, FALSE };
  FwMatchRing r = { right, n_right, FALSE };
  g_autoptr (GArray) matches = NULL;
  g_autofree gssize *to = NULL;
  GArray *anchored;

  g_return_val_if_fail (left != NULL || n_left == 0, NULL);
  g_return_val_if_fail (right != NULL || n_right == 0, NULL);

  if (n_left == 0 || n_right == 0)
    {
      matches = g_array_new (FALSE, FALSE, sizeof (FwRingMatch));
      for (gsize i = 0; i < n_left + n_right; i++)
        {
          FwRingMatch match = { n_left > 0 ? (gssize) i : -1, n_right > 0 ? (gssize) i : -1, 0, 0 };

          g_array_append_val (matches, match);
        }

      if (out_reversed != NULL)
        *out_reversed = FALSE;

      return g_steal_pointer (&matches);
    }

  r.reversed = fw_ring_signed_area (left, n_left) * fw_ring_signed_area (right, n_right) < 0.0;

  to = g_new (gssize, n_left);
  for (gsize i = 0; i < n_left; i++)
    to[i] = -1;

  assign_freely (&l, &r, to);
  matches = make_outline (&l, &r, to);

  anchored = match_anchored (&l, &r, matches);
  if (anchored != NULL)
    {
      g_array_unref (matches);
      matches = anchored;
    }

  for (guint i = 0; i < matches->len && r.reversed; i++)
    {
      FwRingMatch *match = &g_array_index (matches, FwRingMatch, i);

      if (match->right >= 0)
        match->right = n_right - 1 - match->right;
    }

  if (out_reversed != NULL)
    *out_reversed = r.reversed;

  return g_steal_pointer (&matches);
}
