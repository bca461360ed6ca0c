/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How the rings of one outline lie to each other: two of them are apart or one
 * lies in the other, and a ring is a hole exactly when it lies in an odd number
 * of others. Areas decide, not crossings of edges, so that rings may share a
 * corner or an edge: what two rings have in common is what is missing between
 * their areas and the area that only one of them covers.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "core/rect-grid.h"

#include <glib/gi18n.h>

/* Pairs of rings and their vertices that are looked at in one shape; a tangle
 * beyond that counts as fine. */
#define MAX_PAIRS 4096
#define MAX_WORK  (400 * 1000)

/* The part of an area below which it counts as none. */
#define TINY 1e-6

typedef enum
{
  TROUBLE_NONE,
  TROUBLE_EMPTY,   /* a ring has no area */
  TROUBLE_CROSSES, /* two rings share an area and none lies in the other */
  TROUBLE_COVERED, /* a part lies in another part */
  TROUBLE_OUTSIDE  /* a hole lies in no part */
} Trouble;

typedef struct
{
  FwShape *shape;
  double *areas; /* by ring */
  guint *depths; /* by ring: how many others it lies in */
  Trouble trouble;
  guint n_pairs;
  gsize work;
} Rings;

static double
area_of (FwRing a, const FwRing *b)
{
  gsize sizes[2] = { a.n_vertices, b ? b->n_vertices : 0 };
  g_autofree FwPoint *points = g_new (FwPoint, sizes[0] + sizes[1]);

  for (gsize i = 0; i < sizes[0]; i++)
    points[i] = FW_POINT (a.vertices[i].x, a.vertices[i].y);
  for (gsize i = 0; i < sizes[1]; i++)
    points[sizes[0] + i] = FW_POINT (b->vertices[i].x, b->vertices[i].y);

  return fw_rings_covered_area (points, sizes, b ? 2 : 1);
}

static void
compare_rings (guint a, guint b, gpointer user_data)
{
  Rings *self = user_data;
  FwRing first = fw_shape_get_ring (self->shape, a), second = fw_shape_get_ring (self->shape, b);
  gsize n = first.n_vertices + second.n_vertices;

  if (self->trouble != TROUBLE_NONE || ++self->n_pairs > MAX_PAIRS || (self->work += n) > MAX_WORK)
    return;

  guint inner = self->areas[a] < self->areas[b] ? a : b;
  double common = (self->areas[a] + self->areas[b] - area_of (first, &second)) / 2.0;

  if (common >= (1.0 - TINY) * self->areas[inner])
    self->depths[inner]++;
  else if (common > TINY * self->areas[inner])
    self->trouble = TROUBLE_CROSSES;
}

static Trouble
find_trouble (FwShape *shape)
{
  gsize n = fw_shape_get_n_rings (shape);
  g_autofree double *areas = g_new0 (double, n + 1);
  g_autofree guint *depths = g_new0 (guint, n + 1);
  Rings rings = { .shape = shape, .areas = areas, .depths = depths };
  FwRectGrid *grid;

  if (!fw_shape_is_finite (shape))
    return TROUBLE_NONE;

  grid = fw_rect_grid_new ();
  for (gsize i = 0; i < n; i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);
      g_autofree FwPoint *points = fw_ring_dup_points (ring);

      areas[i] = area_of (ring, NULL);
      if (!(areas[i] > 0.0))
        rings.trouble = TROUBLE_EMPTY;
      fw_rect_grid_add (grid, fw_points_bounds (points, ring.n_vertices));
    }
  if (n > 1)
    fw_rect_grid_find_pairs (grid, compare_rings, &rings);
  fw_rect_grid_free (grid);

  for (gsize i = 0; i < n && rings.n_pairs <= MAX_PAIRS && rings.work <= MAX_WORK; i++)
    {
      gboolean is_hole = fw_shape_get_ring (shape, i).is_hole;

      if (rings.trouble == TROUBLE_NONE && is_hole != (depths[i] % 2 == 1))
        rings.trouble = is_hole ? TROUBLE_OUTSIDE : TROUBLE_COVERED;
    }

  return rings.trouble;
}

static gboolean
rings_fire (const FwLabel *label, const FwCheck *check)
{
  return fw_track_get_kind (label->track) == FW_SHAPE_POLYGON
         && find_trouble (fw_label_get_shape (label)) != TROUBLE_NONE;
}

static char *
describe_rings (const FwLabel *label, const FwCheck *check)
{
  switch (find_trouble (fw_label_get_shape (label)))
    {
    case TROUBLE_EMPTY:
      return g_strdup (_ ("An outline of the shape encloses no area."));
    case TROUBLE_CROSSES:
      return g_strdup (_ ("Two outlines of the shape cross each other."));
    case TROUBLE_COVERED:
      return g_strdup (_ ("A part of the shape lies in another part of it."));
    default:
      return g_strdup (_ ("A hole lies outside of the outline that it belongs to."));
    }
}

const FwCheckOps fw_kinds_of_rings[] = {
  { .kind = "ring-valid",
    .family = FW_FAMILY_LABEL,
    .fires = rings_fire,
    .describe = describe_rings },
  { NULL },
};
