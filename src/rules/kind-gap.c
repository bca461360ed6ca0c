/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Thin gaps between two surfaces: closer than a few pixels and not touching.
 * The distance is the least one between their edges; of a mask those are the
 * borders of its runs.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* Pairs of edges that are measured; beyond that there is no answer. */
#define MAX_WORK (2 * 1000 * 1000)

/* Closer than this is touching. */
#define TOUCHES 1e-6

typedef struct
{
  FwPoint a;
  FwPoint b; /* not left of @a */
} Edge;

static void
add_edge (GArray *edges, FwRect near, FwPoint a, FwPoint b)
{
  Edge edge = { a.x <= b.x ? a : b, a.x <= b.x ? b : a };

  if (edge.b.x >= near.x && edge.a.x <= near.x + near.width && MAX (a.y, b.y) >= near.y
      && MIN (a.y, b.y) <= near.y + near.height)
    g_array_append_val (edges, edge);
}

static void
add_corners (GArray *edges, FwRect near, const FwPoint *points, gsize n)
{
  for (gsize i = 0; i < n; i++)
    add_edge (edges, near, points[i], points[(i + 1) % n]);
}

static void
add_rect (GArray *edges, FwRect near, FwRect box)
{
  FwPoint corners[] = {
    { box.x, box.y },
    { box.x + box.width, box.y },
    { box.x + box.width, box.y + box.height },
    { box.x, box.y + box.height },
  };

  add_corners (edges, near, corners, G_N_ELEMENTS (corners));
}

static void
add_mask (GArray *edges, FwRect near, FwShape *shape)
{
  gsize n;
  guint width, height;
  const guint32 *runs = fw_shape_get_mask_runs (shape, &n, &width, &height);
  guint64 at = 0;

  for (gsize i = 0; i < n && height > 0 && edges->len < MAX_WORK; at += runs[i++])
    for (guint64 left = (i & 1) ? runs[i] : 0, from = at; left > 0;)
      {
        guint64 length = MIN (left, height - from % height);

        add_rect (edges, near, FW_RECT (from / height, from % height, 1.0, length));
        from += length;
        left -= length;
      }
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const Edge *left = a, *right = b;

  return left->a.x < right->a.x ? -1 : left->a.x > right->a.x;
}

/* Edges that come near the rectangle, from left to right. */
static GArray *
list_edges (const FwLabel *label, FwRect near)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  FwShapeKind kind = fw_track_get_kind (label->track);
  FwPoint corners[4];
  FwShape *shape;

  if (kind == FW_SHAPE_BOX)
    add_rect (edges, near, label->box);
  else if (kind == FW_SHAPE_ROTATED_BOX)
    {
      fw_shape_get_corners (fw_label_get_shape (label), corners);
      add_corners (edges, near, corners, G_N_ELEMENTS (corners));
    }
  else if (kind == FW_SHAPE_MASK)
    add_mask (edges, near, fw_label_get_shape (label));
  else if (kind == FW_SHAPE_POLYGON)
    {
      shape = fw_label_get_shape (label);
      for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
        {
          FwRing ring = fw_shape_get_ring (shape, i);
          g_autofree FwPoint *points = fw_ring_dup_points (ring);

          add_corners (edges, near, points, ring.n_vertices);
        }
    }
  g_array_sort (edges, compare_edges);

  return edges;
}

static double
measure_edges (Edge left, Edge right)
{
  double distance;

  if (fw_segments_intersect (left.a, left.b, right.a, right.b, NULL))
    return 0.0;

  distance = MIN (fw_segment_distance (left.a, left.b, right.a, NULL),
                  fw_segment_distance (left.a, left.b, right.b, NULL));
  distance = MIN (distance, fw_segment_distance (right.a, right.b, left.a, NULL));

  return MIN (distance, fw_segment_distance (right.a, right.b, left.b, NULL));
}

static FwRect
grow (FwRect box, double by)
{
  return FW_RECT (box.x - by, box.y - by, box.width + 2.0 * by, box.height + 2.0 * by);
}

/* The least distance when it is below @limit; infinite when not, or not known. */
static double
measure_distance (const FwLabel *a, const FwLabel *b, double limit)
{
  g_autoptr (GArray) left = list_edges (a, grow (b->box, limit));
  g_autoptr (GArray) right = list_edges (b, grow (a->box, limit));
  double least = INFINITY, widest = 0.0;
  guint64 work = 0;
  guint start = 0;

  for (guint j = 0; j < right->len; j++)
    widest = MAX (widest, g_array_index (right, Edge, j).b.x - g_array_index (right, Edge, j).a.x);

  for (guint i = 0; i < left->len && least > 0.0; i++)
    {
      Edge edge = g_array_index (left, Edge, i);

      while (start < right->len
             && g_array_index (right, Edge, start).a.x + widest + limit < edge.a.x)
        start++;
      for (guint j = start; j < right->len; j++)
        {
          Edge other = g_array_index (right, Edge, j);

          if (other.a.x > edge.b.x + limit)
            break;
          if (++work > MAX_WORK)
            return INFINITY;
          if (MIN (other.a.y, other.b.y) <= MAX (edge.a.y, edge.b.y) + limit
              && MAX (other.a.y, other.b.y) >= MIN (edge.a.y, edge.b.y) - limit)
            least = MIN (least, measure_edges (edge, other));
        }
    }

  return least < limit ? least : INFINITY;
}

static FwPairAnswer
compare_gap (const FwPair *pair, const FwCheck *check)
{
  double distance;

  /* Overlapping ones leave no gap; other rules speak about that. */
  if (pair->common > TOUCHES)
    return FW_PAIR_NOTHING;

  distance = measure_distance (&pair->subject->label, &pair->partner->label, check->limits[0]);

  return isfinite (distance) && distance > TOUCHES ? FW_PAIR_FIRES : FW_PAIR_NOTHING;
}

static char *
tell_gap (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  const FwTrack *other = fw_snapshot_get_track (context->snapshot, run.other);
  g_autofree FwValue *values = g_new0 (FwValue, context->plan->n_attributes + 1);
  g_autofree char *name = fw_text_object (context, run.other);
  g_autofree char *limit = fw_text_limit (check->limits[0]);
  g_autofree char *value = NULL;
  g_autoptr (FwShape) shape_a = NULL;
  g_autoptr (FwShape) shape_b = NULL;
  FwLabel a, b;

  if (!fw_check_context_get_label (context, track, run.first, values, &shape_a, &a)
      || !fw_check_context_get_label (context, other, run.first, values, &shape_b, &b))
    return g_strdup ("");
  value = fw_text_number (measure_distance (&a, &b, check->limits[0]), check->limits[0]);

  return g_strdup_printf (_ ("A gap of %s px lies between it and %s; let them touch, or keep %s "
                             "px."),
                          value, name, limit);
}

const FwCheckOps fw_kinds_of_gaps[] = {
  { .kind = "adjacency-gap",
    .family = FW_FAMILY_PAIR,
    .limits = { "gap" },
    .is_mutual = TRUE,
    .has_reach = TRUE,
    .compare = compare_gap,
    .tell = tell_gap },
  { NULL },
};
