/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The two measures that look at all edges of a polygon together.
 *
 * Covered area: the picture is cut into horizontal slabs between consecutive
 * vertex heights. Inside a slab every edge is a straight line from top to
 * bottom; where two of them change places the slab is cut once more. What
 * remains are trapezoids, taken by the even-odd rule.
 *
 * Self-crossing: a binary tree over the ring's edges in their order holds the
 * bounds of every run of edges. Two runs whose bounds do not meet are done
 * with at once; a ring's neighbouring edges lie close together, so this leaves
 * few pairs to look at.
 *
 * A hostile polygon can make either of them quadratic. Both count their work
 * and stop at WORK_LIMIT, which is about a second.
 */

#include "core/geometry.h"

#define WORK_LIMIT (G_GUINT64_CONSTANT (1) << 27)

/* An edge that is not horizontal, from its upper to its lower end. */
typedef struct
{
  double x0, y0;
  double x1, y1;
} Edge;

/* An edge inside one slab: where it enters and leaves. */
typedef struct
{
  double top;
  double bottom;
  double middle; /* for sorting inside a part of the slab */
} Crossing;

static double
edge_x_at (const Edge *edge,
           double      y)
{
  if (y <= edge->y0)
    return edge->x0;

  if (y >= edge->y1)
    return edge->x1;

  return fw_lerp (edge->x0, edge->x1, (y - edge->y0) / (edge->y1 - edge->y0));
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static int
compare_edges (const void *a,
               const void *b)
{
  return compare_doubles (&((const Edge *) a)->y0, &((const Edge *) b)->y0);
}

static int
compare_crossings (const void *a,
                   const void *b)
{
  return compare_doubles (&((const Crossing *) a)->middle, &((const Crossing *) b)->middle);
}

/* Mean width of what the crossings cover between @t0 and @t1 of the slab's
 * height; no two of them change places in between. */
static double
part_width (Crossing *crossings,
            gsize     n,
            double    t0,
            double    t1)
{
  double width = 0.0;

  for (gsize i = 0; i < n; i++)
    crossings[i].middle
        = fw_lerp (crossings[i].top, crossings[i].bottom, t0 + (t1 - t0) / 2.0);

  qsort (crossings, n, sizeof *crossings, compare_crossings);

  for (gsize i = 0; i + 1 < n; i += 2)
    width += crossings[i + 1].middle - crossings[i].middle;

  return width;
}

/* Area of one slab of height @height. */
static double
slab_area (Crossing *crossings,
           gsize     n,
           double    height,
           GArray   *cuts,
           guint64  *work)
{
  double area = 0.0;
  double last = 0.0;
  double end = 1.0;

  /* Sorted by the half-way height, two crossings change places when both their
   * tops and their bottoms do not agree with that order. */
  part_width (crossings, n, 0.0, 1.0);
  g_array_set_size (cuts, 0);
  *work += (guint64) n * n / 4 + n * 4;

  for (gsize i = 0; i < n && *work <= WORK_LIMIT; i++)
    {
      guint found = cuts->len;

      for (gsize j = i + 1; j < n; j++)
        {
          double above = crossings[j].top - crossings[i].top;
          double below = crossings[j].bottom - crossings[i].bottom;

          if ((above < 0.0 && below > 0.0) || (above > 0.0 && below < 0.0))
            {
              double cut = above / (above - below);

              g_array_append_val (cuts, cut);
            }
        }

      *work += (guint64) (cuts->len - found) * n * 8;
    }

  if (*work > WORK_LIMIT)
    return 0.0;

  g_array_sort (cuts, compare_doubles);
  g_array_append_val (cuts, end);

  for (guint i = 0; i < cuts->len; i++)
    {
      double cut = g_array_index (cuts, double, i);

      if (cut > last)
        {
          area += part_width (crossings, n, last, cut) * (cut - last) * height;
          last = cut;
        }
    }

  return area;
}

/* Exact area over all slabs. FALSE when the work limit was reached. */
static gboolean
sum_slabs (const Edge   *edges,
           gsize         n_edges,
           const double *heights,
           gsize         n_heights,
           double       *out_area)
{
  g_autofree gsize *active = g_new (gsize, n_edges);
  g_autofree Crossing *crossings = g_new (Crossing, n_edges);
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (double));
  gsize n_active = 0;
  gsize next = 0;
  guint64 work = 0;
  double area = 0.0;

  for (gsize h = 0; h + 1 < n_heights; h++)
    {
      double top = heights[h];
      double bottom = heights[h + 1];
      gsize kept = 0;

      for (gsize i = 0; i < n_active; i++)
        {
          if (edges[active[i]].y1 > top)
            active[kept++] = active[i];
        }
      n_active = kept;

      while (next < n_edges && edges[next].y0 <= top)
        active[n_active++] = next++;

      for (gsize i = 0; i < n_active; i++)
        {
          crossings[i].top = edge_x_at (&edges[active[i]], top);
          crossings[i].bottom = edge_x_at (&edges[active[i]], bottom);
        }

      area += slab_area (crossings, n_active, bottom - top, cuts, &work);

      if (work > WORK_LIMIT)
        return FALSE;
    }

  *out_area = area;
  return TRUE;
}

/* Area by as many scan lines as the work limit allows. */
static double
sum_scan_lines (const Edge *edges,
                gsize       n_edges,
                double      top,
                double      bottom)
{
  g_autofree Crossing *crossings = g_new (Crossing, n_edges);
  gsize n_lines = CLAMP (WORK_LIMIT / 16 / n_edges, 16, 4096);
  double step = (bottom - top) / n_lines;
  double area = 0.0;

  for (gsize line = 0; line < n_lines; line++)
    {
      double y = top + step * (line + 0.5);
      gsize n = 0;

      for (gsize i = 0; i < n_edges && edges[i].y0 <= y; i++)
        {
          if (edges[i].y1 <= y)
            continue;

          crossings[n].top = crossings[n].bottom = edge_x_at (&edges[i], y);
          n++;
        }

      area += part_width (crossings, n, 0.0, 1.0) * step;
    }

  return area;
}

/* Appends the edges of one closed ring; FALSE when a coordinate is not finite. */
static gboolean
collect_edges (const FwPoint *points,
               gsize          n,
               GArray        *edges,
               GArray        *heights)
{
  for (gsize i = 0; i < n; i++)
    {
      FwPoint a = points[i];
      FwPoint b = points[i + 1 < n ? i + 1 : 0];
      Edge edge = { a.x, a.y, b.x, b.y };

      if (!isfinite (a.x) || !isfinite (a.y))
        return FALSE;

      if (a.y == b.y)
        continue;

      if (a.y > b.y)
        edge = (Edge) { b.x, b.y, a.x, a.y };

      g_array_append_val (edges, edge);
      g_array_append_val (heights, a.y);
      g_array_append_val (heights, b.y);
    }

  return TRUE;
}

double
fw_rings_covered_area (const FwPoint *points,
                       const gsize   *sizes,
                       gsize          n_rings)
{
  g_autoptr (GArray) edges = NULL;
  g_autoptr (GArray) heights = NULL;
  const double *ys;
  gsize n_unique = 0;
  double area = 0.0;

  g_return_val_if_fail (points != NULL || n_rings == 0, 0.0);
  g_return_val_if_fail (sizes != NULL || n_rings == 0, 0.0);

  edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  heights = g_array_new (FALSE, FALSE, sizeof (double));

  /* Nearly every polygon is one simple ring, and then the shoelace is exact. */
  if (n_rings == 1 && !fw_ring_find_crossing (points, sizes[0], NULL, NULL, NULL))
    {
      area = fabs (fw_ring_signed_area (points, sizes[0]));
      return isfinite (area) ? area : 0.0;
    }

  for (gsize i = 0; i < n_rings; i++)
    {
      if (!collect_edges (points, sizes[i], edges, heights))
        return 0.0;

      points += sizes[i];
    }

  if (edges->len == 0)
    return 0.0;

  g_array_sort (edges, compare_edges);
  g_array_sort (heights, compare_doubles);

  for (guint i = 0; i < heights->len; i++)
    {
      double y = g_array_index (heights, double, i);

      if (n_unique == 0 || y > g_array_index (heights, double, n_unique - 1))
        g_array_index (heights, double, n_unique++) = y;
    }

  ys = (const double *) (gpointer) heights->data;

  if (!sum_slabs ((const Edge *) (gpointer) edges->data, edges->len, ys, n_unique, &area))
    area = sum_scan_lines ((const Edge *) (gpointer) edges->data, edges->len, ys[0],
                           ys[n_unique - 1]);

  return isfinite (area) ? area : 0.0;
}

/* The edges of a ring without repeated points, and a tree of bounds over them:
 * node 1 is the root, the children of node i are 2i and 2i + 1, the leaf of
 * edge e is n_leaves + e. */
typedef struct
{
  double x1, y1;
  double x2, y2;
} Bounds;

typedef struct
{
  const FwPoint *points;
  gsize         *starts; /* vertex at which each edge starts */
  gsize          n;      /* edges */
  Bounds        *bounds;
  gsize          n_leaves;
  guint64        work;
  gsize          a, b;   /* what was found: edges */
  FwPoint        where;
} Crossings;

/* Bounds that meet nothing. */
static const Bounds no_bounds = { INFINITY, INFINITY, -INFINITY, -INFINITY };

static void
crossings_edge (const Crossings *self,
                gsize            edge,
                FwPoint         *out_a,
                FwPoint         *out_b)
{
  *out_a = self->points[self->starts[edge]];
  *out_b = self->points[self->starts[edge + 1 < self->n ? edge + 1 : 0]];
}

static void
crossings_build (Crossings *self)
{
  self->n_leaves = 1;
  while (self->n_leaves < self->n)
    self->n_leaves *= 2;

  self->bounds = g_new (Bounds, 2 * self->n_leaves);

  for (gsize i = 0; i < self->n_leaves; i++)
    {
      Bounds *leaf = &self->bounds[self->n_leaves + i];
      FwPoint a, b;

      *leaf = no_bounds;
      if (i >= self->n)
        continue;

      crossings_edge (self, i, &a, &b);
      if (isfinite (a.x + a.y) && isfinite (b.x + b.y))
        *leaf = (Bounds) { MIN (a.x, b.x), MIN (a.y, b.y), MAX (a.x, b.x), MAX (a.y, b.y) };
    }

  for (gsize i = self->n_leaves - 1; i >= 1; i--)
    {
      Bounds *node = &self->bounds[i];
      Bounds *l = &self->bounds[2 * i];
      Bounds *r = &self->bounds[2 * i + 1];

      *node = (Bounds) { MIN (l->x1, r->x1), MIN (l->y1, r->y1), MAX (l->x2, r->x2),
                         MAX (l->y2, r->y2) };
    }
}

static gboolean
bounds_meet (const Bounds *a,
             const Bounds *b)
{
  return a->x1 <= b->x2 && b->x1 <= a->x2 && a->y1 <= b->y2 && b->y1 <= a->y2;
}

static gboolean
edges_meet (Crossings *self,
            gsize      a,
            gsize      b)
{
  FwPoint a1, a2, b1, b2;

  if (b == a + 1 || (a == 0 && b == self->n - 1))
    return FALSE;

  crossings_edge (self, a, &a1, &a2);
  crossings_edge (self, b, &b1, &b2);

  if (!fw_segments_intersect (a1, a2, b1, b2, &self->where))
    return FALSE;

  self->a = a;
  self->b = b;
  return TRUE;
}

/* Whether an edge below node @i meets one below node @j; they are different
 * nodes of one level, @i before @j. */
static gboolean
nodes_meet (Crossings *self,
            gsize      i,
            gsize      j)
{
  if (self->work++ > WORK_LIMIT || !bounds_meet (&self->bounds[i], &self->bounds[j]))
    return FALSE;

  if (i >= self->n_leaves)
    return edges_meet (self, i - self->n_leaves, j - self->n_leaves);

  return nodes_meet (self, 2 * i, 2 * j) || nodes_meet (self, 2 * i, 2 * j + 1)
         || nodes_meet (self, 2 * i + 1, 2 * j) || nodes_meet (self, 2 * i + 1, 2 * j + 1);
}

static gboolean
node_meets_itself (Crossings *self,
                   gsize      i)
{
  if (i >= self->n_leaves)
    return FALSE;

  return node_meets_itself (self, 2 * i) || node_meets_itself (self, 2 * i + 1)
         || nodes_meet (self, 2 * i, 2 * i + 1);
}

gboolean
fw_ring_find_crossing (const FwPoint *points,
                       gsize          n,
                       gsize         *out_edge_a,
                       gsize         *out_edge_b,
                       FwPoint       *out_where)
{
  g_autofree gsize *starts = NULL;
  g_autofree Bounds *bounds = NULL;
  Crossings self = { .points = points };
  gboolean found;

  g_return_val_if_fail (points != NULL || n == 0, FALSE);

  if (n < 4)
    return FALSE;

  /* An edge starts at the last of several equal points. */
  self.starts = starts = g_new (gsize, n);
  for (gsize i = 0; i < n; i++)
    {
      FwPoint next = points[i + 1 < n ? i + 1 : 0];

      if (points[i].x != next.x || points[i].y != next.y)
        starts[self.n++] = i;
    }

  if (self.n < 4)
    return FALSE;

  crossings_build (&self);
  bounds = self.bounds;
  found = node_meets_itself (&self, 1);

  if (!found)
    return FALSE;

  if (out_edge_a != NULL)
    *out_edge_a = starts[self.a];

  if (out_edge_b != NULL)
    *out_edge_b = starts[self.b];

  if (out_where != NULL)
    *out_where = self.where;

  return TRUE;
}
