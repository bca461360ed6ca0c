/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A common line for two open lines without identity.
 *
 * As with rings (ring-match.c), all vertices of the poorer line are assigned to
 * vertices of the richer one and the others lie on its edges. A line has ends,
 * and they go to ends, unless most of the vertices coincide: then what lies
 * beyond the last common vertex was drawn on, and grows out of it.
 */

#include "core/ring-match-private.h"

#include <string.h>

#define N_SAMPLES 33

typedef struct
{
  const FwMatchRing *left;
  const FwMatchRing *right;
  gssize            *to; /* left vertex → right vertex */
} Lines;

/* @N_SAMPLES points at equal distances along the line, about their centre. */
static void
sample_line (const FwMatchRing *line,
             FwPoint            samples[N_SAMPLES])
{
  double length = 0.0, passed = 0.0, x = 0.0, y = 0.0;
  gsize next = 0;

  for (gsize i = 0; i + 1 < line->n; i++)
    length += fw_point_distance (fw_match_point (line, i), fw_match_point (line, i + 1));

  for (gsize i = 0; i + 1 < line->n; i++)
    {
      FwPoint a = fw_match_point (line, i);
      FwPoint b = fw_match_point (line, i + 1);
      double edge = fw_point_distance (a, b);

      while (next < N_SAMPLES
             && (i + 2 == line->n || length * next / (N_SAMPLES - 1) < passed + edge))
        {
          double t = edge > 0.0 ? (length * next / (N_SAMPLES - 1) - passed) / edge : 0.0;

          samples[next++] = FW_POINT (fw_lerp (a.x, b.x, t), fw_lerp (a.y, b.y, t));
        }

      passed += edge;
    }

  while (next < N_SAMPLES)
    samples[next++] = fw_match_point (line, 0);

  for (gsize i = 0; i < N_SAMPLES; i++)
    {
      x += samples[i].x / N_SAMPLES;
      y += samples[i].y / N_SAMPLES;
    }

  for (gsize i = 0; i < N_SAMPLES; i++)
    samples[i] = FW_POINT (samples[i].x - x, samples[i].y - y);
}

/* Whether the right line fits the left one better when it is read from its end. */
static gboolean
runs_backwards (const FwMatchRing *left,
                const FwMatchRing *right)
{
  FwPoint a[N_SAMPLES], b[N_SAMPLES];
  double forwards = 0.0, backwards = 0.0;

  sample_line (left, a);
  sample_line (right, b);

  for (gsize i = 0; i < N_SAMPLES; i++)
    {
      const FwPoint *p = &b[i];
      const FwPoint *q = &b[N_SAMPLES - 1 - i];

      forwards += (a[i].x - p->x) * (a[i].x - p->x) + (a[i].y - p->y) * (a[i].y - p->y);
      backwards += (a[i].x - q->x) * (a[i].x - q->x) + (a[i].y - q->y) * (a[i].y - q->y);
    }

  return backwards < forwards;
}

static FwPoint
line_centre (const FwMatchRing *line)
{
  double x = 0.0, y = 0.0, length = 0.0;

  for (gsize i = 0; i + 1 < line->n; i++)
    {
      FwPoint a = fw_match_point (line, i);
      FwPoint b = fw_match_point (line, i + 1);
      double d = fw_point_distance (a, b);

      x += d * (a.x + b.x) / 2.0;
      y += d * (a.y + b.y) / 2.0;
      length += d;
    }

  return length > 0.0 && isfinite (length) ? FW_POINT (x / length, y / length)
                                           : fw_ring_vertex_mean (line->points, line->n);
}

/* Assigns the vertices from @left to before @left_end, of which there may be
 * none on either side. */
static void
assign_run (const Lines *self,
            gsize        left,
            gsize        left_end,
            gsize        right,
            gsize        right_end,
            FwPoint      offset)
{
  FwMatchRun l = { self->left, left, left_end - left };
  FwMatchRun r = { self->right, right, right_end - right };

  if (l.n > 0 && r.n > 0)
    fw_match_runs (&l, &r, offset, self->to);
}

/* Ends to ends. */
static void
assign_freely (const Lines *self)
{
  gsize n_left = self->left->n;
  gsize n_right = self->right->n;
  FwPoint from = line_centre (self->left);
  FwPoint to = line_centre (self->right);

  self->to[0] = 0;
  if (n_left > 1 && n_right > 1)
    self->to[n_left - 1] = n_right - 1;

  if (n_left > 2 && n_right > 2)
    assign_run (self, 1, n_left - 1, 1, n_right - 1, FW_POINT (to.x - from.x, to.y - from.y));
}

/* The vertices that coincide stay together; FALSE when they are too few for it. */
static gboolean
assign_anchored (const Lines *self)
{
  g_autoptr (GArray) pairs = fw_match_find_coinciding (self->left, self->right);
  const gsize (*pair)[2];
  gsize left = 0;
  gsize right = 0;

  if (pairs->len == 0)
    return FALSE;

  fw_match_keep_consistent (pairs, self->right->n, TRUE);
  if (2 * (gsize) pairs->len <= MIN (self->left->n, self->right->n))
    return FALSE;

  pair = (const gsize (*)[2]) (gconstpointer) pairs->data;
  for (guint i = 0; i < pairs->len; i++)
    {
      assign_run (self, left, pair[i][0], right, pair[i][1], FW_POINT (0, 0));
      self->to[pair[i][0]] = pair[i][1];
      left = pair[i][0] + 1;
      right = pair[i][1] + 1;
    }

  assign_run (self, left, self->left->n, right, self->right->n, FW_POINT (0, 0));

  return TRUE;
}

/* Vertices of one line beyond an end of the other. */
static void
append_beyond (GArray  *matches,
               gsize    first,
               gsize    end,
               gboolean is_left,
               double   ratio)
{
  for (gsize i = first; i < end; i++)
    {
      FwRingMatch match = { is_left ? (gssize) i : -1, is_left ? -1 : (gssize) i, 0.0, 0.0 };

      if (is_left)
        match.right_ratio = ratio;
      else
        match.left_ratio = ratio;

      g_array_append_val (matches, match);
    }
}

static GArray *
make_line (const Lines *self)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (FwRingMatch));
  gsize first = 0;
  gsize i;

  while (self->to[first] < 0)
    first++;

  append_beyond (matches, 0, first, TRUE, 0.0);
  append_beyond (matches, 0, self->to[first], FALSE, 0.0);

  for (i = first;;)
    {
      FwRingMatch match = { i, self->to[i], 0.0, 0.0 };
      gsize next = i + 1;

      g_array_append_val (matches, match);

      while (next < self->left->n && self->to[next] < 0)
        next++;

      if (next == self->left->n)
        break;

      fw_match_append_padding (matches, self->left, i, next - i - 1, TRUE);
      fw_match_append_padding (matches, self->right, self->to[i],
                               self->to[next] - self->to[i] - 1, FALSE);
      i = next;
    }

  append_beyond (matches, i + 1, self->left->n, TRUE, 1.0);
  append_beyond (matches, self->to[i] + 1, self->right->n, FALSE, 1.0);

  return matches;
}

GArray *
fw_line_match (const FwPoint *left,
               gsize          n_left,
               const FwPoint *right,
               gsize          n_right,
               gboolean      *out_reversed)
{
  FwMatchRing l = { left, n_left, FALSE };
  FwMatchRing r = { right, n_right, FALSE };
  g_autofree gssize *to = NULL;
  Lines lines = { &l, &r, NULL };
  GArray *matches;

  g_return_val_if_fail (left != NULL || n_left == 0, NULL);
  g_return_val_if_fail (right != NULL || n_right == 0, NULL);

  if (n_left == 0 || n_right == 0)
    {
      matches = g_array_new (FALSE, FALSE, sizeof (FwRingMatch));
      append_beyond (matches, 0, n_left, TRUE, 0.0);
      append_beyond (matches, 0, n_right, FALSE, 0.0);

      if (out_reversed != NULL)
        *out_reversed = FALSE;

      return matches;
    }

  r.reversed = n_left > 1 && n_right > 1 && runs_backwards (&l, &r);

  to = lines.to = g_new (gssize, n_left);
  for (gsize i = 0; i < n_left; i++)
    to[i] = -1;

  if (!assign_anchored (&lines))
    assign_freely (&lines);

  matches = make_line (&lines);

  for (guint i = 0; i < matches->len && r.reversed; i++)
    {
      FwRingMatch *match = &g_array_index (matches, FwRingMatch, i);

      if (match->right >= 0)
        match->right = n_right - 1 - match->right;
    }

  if (out_reversed != NULL)
    *out_reversed = r.reversed;

  return matches;
}
