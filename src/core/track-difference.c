/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Where two versions of a track differ. An edit touches a few keyframes; what
 * lies before the last common and after the next common one is the same.
 */

#include "core/track-difference.h"

#include <string.h>

static void
widen (FwSpan  *span,
       FwFrame  first,
       FwFrame  last)
{
  span->first = MIN (span->first, first);
  span->last = MAX (span->last, last);
}

static FwSpan
hull (const FwTrack *a,
      const FwTrack *b)
{
  FwSpan span = fw_track_get_span (a ? a : b);

  if (a && b)
    widen (&span, fw_track_get_span (b).first, fw_track_get_span (b).last);

  return span;
}

static gboolean
same_key (const FwTrack *a,
          gsize          i,
          const FwTrack *b,
          gsize          j)
{
  FwKeyframe left = fw_track_get_keyframe (a, i), right = fw_track_get_keyframe (b, j);

  return left.frame == right.frame
         && (left.shape == right.shape || fw_shape_equal (left.shape, right.shape));
}

static void
compare_keys (const FwTrack *a,
              const FwTrack *b,
              FwSpan        *span)
{
  gsize n = fw_track_get_n_keyframes (a), m = fw_track_get_n_keyframes (b);
  gsize head = 0, tail = 0;
  FwSpan all = hull (a, b);

  while (head < n && head < m && same_key (a, head, b, head))
    head++;
  if (head == n && head == m)
    return;
  while (tail < n - head && tail < m - head && same_key (a, n - 1 - tail, b, m - 1 - tail))
    tail++;

  widen (span, head > 0 ? fw_track_get_keyframe (a, head - 1).frame + 1 : all.first,
         tail > 0 ? fw_track_get_keyframe (a, n - tail).frame - 1 : all.last);
}

static void
compare_outside (const FwTrack *a,
                 const FwTrack *b,
                 FwSpan        *span)
{
  gsize n, m, head = 0, tail = 0;
  const FwSpan *left = fw_track_get_outside (a, &n), *right = fw_track_get_outside (b, &m);

  while (head < n && head < m && memcmp (&left[head], &right[head], sizeof (FwSpan)) == 0)
    head++;
  while (tail < n - head && tail < m - head
         && memcmp (&left[n - 1 - tail], &right[m - 1 - tail], sizeof (FwSpan)) == 0)
    tail++;
  for (gsize i = head; i < n - tail; i++)
    widen (span, left[i].first, left[i].last);
  for (gsize i = head; i < m - tail; i++)
    widen (span, right[i].first, right[i].last);
}

static gboolean
same_change (const FwChange *a,
             const FwChange *b)
{
  return a->frame == b->frame && fw_value_equal (a->value, b->value);
}

/* A value holds to the right up to the next change, and the first one also
 * holds to the left. */
static void
compare_changes (const FwTrack *a,
                 const FwTrack *b,
                 const char    *name,
                 FwSpan        *span)
{
  gsize n, m, head = 0, tail = 0;
  const FwChange *left = fw_track_get_changes (a, name, &n),
                 *right = fw_track_get_changes (b, name, &m);
  FwSpan all = hull (a, b);
  FwFrame first = G_MAXINT32;

  while (head < n && head < m && same_change (&left[head], &right[head]))
    head++;
  if (head == n && head == m)
    return;
  while (tail < n - head && tail < m - head
         && same_change (&left[n - 1 - tail], &right[m - 1 - tail]))
    tail++;

  if (head < n)
    first = left[head].frame;
  if (head < m)
    first = MIN (first, right[head].frame);
  /* With nothing common on one side before the rest, the left end may differ too. */
  if (head == 0)
    first = all.first;
  widen (span, first, tail > 0 && head > 0 ? left[n - tail].frame - 1 : all.last);
}

static gboolean
same_fixed (const FwTrack *a,
            const FwTrack *b)
{
  gsize n = fw_track_get_n_fixed (a);

  if (n != fw_track_get_n_fixed (b))
    return FALSE;

  for (gsize i = 0; i < n; i++)
    {
      FwValue left, right;
      const char *name = fw_track_get_fixed (a, i, &left);

      if (g_strcmp0 (name, fw_track_get_fixed (b, i, &right)) != 0 || !fw_value_equal (left, right))
        return FALSE;
    }

  return TRUE;
}

/* What decides how a polygon looks between its keyframes. */
static gboolean
same_identity (const FwTrack *a,
               const FwTrack *b)
{
  gsize n = fw_track_get_n_rings (a), n_a, n_b;
  const FwOnEdge *edges_a, *edges_b;

  if (n != fw_track_get_n_rings (b))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      gboolean hole_a, hole_b;
      const guint32 *left = fw_track_get_ring_order (a, i, &n_a, &hole_a);
      const guint32 *right = fw_track_get_ring_order (b, i, &n_b, &hole_b);

      if (n_a != n_b || hole_a != hole_b
          || (n_a > 0 && memcmp (left, right, n_a * sizeof *left) != 0))
        return FALSE;
    }

  edges_a = fw_track_get_on_edge (a, &n_a);
  edges_b = fw_track_get_on_edge (b, &n_b);
  if (n_a != n_b)
    return FALSE;
  for (gsize i = 0; i < n_a; i++)
    if (edges_a[i].frame != edges_b[i].frame || edges_a[i].id != edges_b[i].id
        || edges_a[i].ratio != edges_b[i].ratio)
      return FALSE;

  return TRUE;
}

static void
compare_frames (const FwTrack *before,
                const FwTrack *after,
                FwSpan        *span)
{
  compare_keys (before, after, span);
  compare_outside (before, after, span);
  for (gsize i = 0; i < fw_track_get_n_changing (before); i++)
    compare_changes (before, after, fw_track_get_changing (before, i), span);
  for (gsize i = 0; i < fw_track_get_n_changing (after); i++)
    compare_changes (before, after, fw_track_get_changing (after, i), span);
}

gboolean
fw_track_difference (const FwTrack *before,
                     const FwTrack *after,
                     FwSpan        *out_span)
{
  g_return_val_if_fail (before || after, FALSE);

  FwSpan span = { G_MAXINT32, -1 };

  if (before == after)
    return FALSE;
  if (!before || !after || fw_track_get_category (before) != fw_track_get_category (after)
      || fw_track_get_kind (before) != fw_track_get_kind (after)
      || fw_track_is_single (before) != fw_track_is_single (after)
      || fw_track_get_group (before) != fw_track_get_group (after)
      || g_strcmp0 (fw_track_get_name (before), fw_track_get_name (after)) != 0
      || !same_fixed (before, after)
      || (fw_track_get_n_rings (before) > 0 && !same_identity (before, after)))
    {
      *out_span = hull (before, after);
      return TRUE;
    }

  compare_frames (before, after, &span);
  compare_changes (before, after, FW_CHANGE_Z_ORDER, &span);
  *out_span = span;

  return span.first <= span.last;
}

gboolean
fw_track_find_edit (const FwTrack *before,
                    const FwTrack *after,
                    FwSpan        *out_span)
{
  g_return_val_if_fail (before && after && out_span, FALSE);

  FwSpan span = { G_MAXINT32, -1 };

  if (before == after)
    return FALSE;
  if (fw_track_get_category (before) != fw_track_get_category (after)
      || fw_track_get_kind (before) != fw_track_get_kind (after) || !same_fixed (before, after))
    {
      *out_span = fw_track_get_span (after);
      return TRUE;
    }

  compare_frames (before, after, &span);
  compare_changes (before, after, FW_CHANGE_OCCLUDED, &span);
  compare_changes (before, after, FW_CHANGE_Z_ORDER, &span);
  *out_span = span;

  return span.first <= span.last;
}
