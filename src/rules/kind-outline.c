/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about the outline of one shape.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
is_polygon (const FwLabel *label)
{
  return fw_track_get_kind (label->track) == FW_SHAPE_POLYGON;
}

static double
ring_area (FwRing ring)
{
  g_autofree FwPoint *points = fw_ring_dup_points (ring);

  return fabs (fw_ring_signed_area (points, ring.n_vertices));
}

/* The first place where a ring crosses itself. */
static gboolean
find_crossing (FwShape *shape,
               FwPoint *out_where)
{
  gsize n_rings = fw_shape_get_n_rings (shape);

  for (gsize i = 0; i < n_rings; i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);
      g_autofree FwPoint *points = fw_ring_dup_points (ring);

      if (fw_ring_find_crossing (points, ring.n_vertices, NULL, NULL, out_where))
        return TRUE;
    }

  return FALSE;
}

static gboolean
crossing_fires (const FwLabel *label,
                const FwCheck *check)
{
  return is_polygon (label) && find_crossing (fw_label_get_shape (label), NULL);
}

static char *
describe_crossing (const FwLabel *label,
                   const FwCheck *check)
{
  FwPoint where;

  if (find_crossing (fw_label_get_shape (label), &where))
    return g_strdup_printf (_("The outline crosses itself at %.0f, %.0f."), where.x, where.y);

  return g_strdup (_("The outline crosses itself."));
}

/* Where edges of all rings are shorter than @limit, the shortest one; FALSE
 * when none is. */
static gboolean
find_short_edge (FwShape *shape,
                 double   limit,
                 double  *out_length,
                 FwPoint *out_where)
{
  *out_length = INFINITY;
  for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);

      for (gsize j = 0; j < ring.n_vertices && ring.n_vertices > 1; j++)
        {
          FwVertex a = ring.vertices[j], b = ring.vertices[(j + 1) % ring.n_vertices];
          double length = hypot (a.x - b.x, a.y - b.y);

          if (length < *out_length)
            {
              *out_length = length;
              *out_where = FW_POINT (a.x, a.y);
            }
        }
    }

  /* Points that coincide are told even where any length is welcome. */
  return *out_length < limit || *out_length == 0.0;
}

static gboolean
short_edge_fires (const FwLabel *label,
                  const FwCheck *check)
{
  FwPoint where;
  double length;

  return is_polygon (label)
         && find_short_edge (fw_label_get_shape (label), check->limits[0], &length, &where);
}

static char *
describe_short_edge (const FwLabel *label,
                     const FwCheck *check)
{
  FwPoint where = { 0.0, 0.0 };
  double length;

  find_short_edge (fw_label_get_shape (label), check->limits[0], &length, &where);
  if (length == 0.0)
    return g_strdup_printf (_("Two points of the outline coincide at %.0f, %.0f."), where.x,
                            where.y);

  g_autofree char *value = fw_text_number (length, check->limits[0]);
  g_autofree char *limit = fw_text_limit (check->limits[0]);

  return g_strdup_printf (_("An edge at %.0f, %.0f is %s px long; at least %s px are wanted."),
                          where.x, where.y, value, limit);
}

/* The angle at @b between the edges to @a and @c, in degrees from 0 to 180. */
static double
angle_at (FwVertex a,
          FwVertex b,
          FwVertex c)
{
  double ux = a.x - b.x, uy = a.y - b.y, vx = c.x - b.x, vy = c.y - b.y;

  return atan2 (fabs (ux * vy - uy * vx), ux * vx + uy * vy) * (180.0 / G_PI);
}

/* The sharpest corner between two edges longer than limits[1]; 180 when none is. */
static double
find_sharpest (FwShape       *shape,
               const FwCheck *check,
               FwPoint       *out_where)
{
  double sharpest = 180.0;

  for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);
      gsize n = ring.n_vertices;

      for (gsize j = 0; j < n && n > 2; j++)
        {
          FwVertex a = ring.vertices[(j + n - 1) % n], b = ring.vertices[j];
          FwVertex c = ring.vertices[(j + 1) % n];

          if (!(hypot (a.x - b.x, a.y - b.y) > check->limits[1])
              || !(hypot (c.x - b.x, c.y - b.y) > check->limits[1])
              || !(angle_at (a, b, c) < sharpest))
            continue;
          sharpest = angle_at (a, b, c);
          *out_where = FW_POINT (b.x, b.y);
        }
    }

  return sharpest;
}

static gboolean
spike_fires (const FwLabel *label,
             const FwCheck *check)
{
  FwPoint where;

  return is_polygon (label)
         && find_sharpest (fw_label_get_shape (label), check, &where) < check->limits[0];
}

static char *
describe_spike (const FwLabel *label,
                const FwCheck *check)
{
  FwPoint where = { 0.0, 0.0 };
  double angle = find_sharpest (fw_label_get_shape (label), check, &where);
  g_autofree char *value = fw_text_number (angle, check->limits[0]);
  g_autofree char *limit = fw_text_limit (check->limits[0]);

  return g_strdup_printf (_("The corner at %.0f, %.0f has %s degrees; at least %s are wanted."),
                          where.x, where.y, value, limit);
}

/* 4 pi A / P^2: 1 for a circle, near 0 for a sliver; NaN without a length. */
static double
ring_compactness (FwRing ring)
{
  double length = 0.0;

  for (gsize i = 0; i < ring.n_vertices; i++)
    {
      FwVertex a = ring.vertices[i], b = ring.vertices[(i + 1) % ring.n_vertices];

      length += hypot (a.x - b.x, a.y - b.y);
    }

  return 4.0 * G_PI * ring_area (ring) / (length * length);
}

/* Of the least compact part; holes do not count. */
static double
get_compactness (const FwLabel *label)
{
  FwShapeKind kind = fw_track_get_kind (label->track);
  double least = INFINITY, width = label->box.width, height = label->box.height, degrees;
  FwPoint centre;

  if (kind == FW_SHAPE_ROTATED_BOX)
    fw_shape_get_rotated_box (fw_label_get_shape (label), &centre, &width, &height, &degrees);
  if (kind == FW_SHAPE_BOX || kind == FW_SHAPE_ROTATED_BOX)
    return G_PI * fabs (width * height) / pow (fabs (width) + fabs (height), 2.0);
  if (kind != FW_SHAPE_POLYGON)
    return NAN;

  FwShape *shape = fw_label_get_shape (label);

  for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
    if (!fw_shape_get_ring (shape, i).is_hole)
      least = MIN (least, ring_compactness (fw_shape_get_ring (shape, i)));

  return least;
}

static gboolean
sliver_fires (const FwLabel *label,
              const FwCheck *check)
{
  return get_compactness (label) < check->limits[0];
}

static double
sliver_badness (const FwLabel *label,
                const FwCheck *check)
{
  return -get_compactness (label);
}

static char *
describe_sliver (const FwLabel *label,
                 const FwCheck *check)
{
  g_autofree char *value = fw_text_number (get_compactness (label), check->limits[0]);
  g_autofree char *limit = fw_text_limit (check->limits[0]);

  return g_strdup_printf (_("The shape is a sliver: its compactness is %s; at least %s is wanted."),
                          value, limit);
}

static gboolean
vertices_fire (const FwLabel *label,
               const FwCheck *check)
{
  if (!is_polygon (label))
    return FALSE;

  gsize n = fw_shape_get_n_vertices (fw_label_get_shape (label));

  return n < check->limits[0] || n > check->limits[1];
}

static char *
describe_vertices (const FwLabel *label,
                   const FwCheck *check)
{
  guint n = fw_shape_get_n_vertices (fw_label_get_shape (label));

  if (n < check->limits[0])
    return g_strdup_printf (ngettext ("The outline has %u point; at least %.0f are wanted.",
                                      "The outline has %u points; at least %.0f are wanted.", n),
                            n, check->limits[0]);

  return g_strdup_printf (ngettext ("The outline has %u point; at most %.0f are wanted.",
                                    "The outline has %u points; at most %.0f are wanted.", n),
                          n, check->limits[1]);
}

/* Parts, holes left out, and the area of the smallest one. */
static guint
measure_parts (FwShape *shape,
               double  *out_smallest)
{
  guint n = 0;

  *out_smallest = INFINITY;
  for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
    if (!fw_shape_get_ring (shape, i).is_hole)
      {
        n++;
        *out_smallest = MIN (*out_smallest, ring_area (fw_shape_get_ring (shape, i)));
      }

  return n;
}

static gboolean
parts_fire (const FwLabel *label,
            const FwCheck *check)
{
  double smallest;

  return is_polygon (label)
         && (measure_parts (fw_label_get_shape (label), &smallest) > check->limits[0]
             || smallest < check->limits[1]);
}

static char *
describe_parts (const FwLabel *label,
                const FwCheck *check)
{
  double smallest;
  guint n_parts = measure_parts (fw_label_get_shape (label), &smallest);

  if (n_parts > check->limits[0])
    return g_strdup_printf (ngettext ("Has %u part; at most %.0f are wanted.",
                                      "Has %u parts; at most %.0f are wanted.", n_parts),
                            n_parts, check->limits[0]);

  g_autofree char *value = fw_text_number (smallest, check->limits[1]);
  g_autofree char *limit = fw_text_limit (check->limits[1]);

  return g_strdup_printf (_("A part covers %s square pixels; at least %s are wanted."), value,
                          limit);
}

static gboolean
can_drop_parts (const FwLabel *label,
                const FwCheck *check)
{
  FwShape *shape;
  guint n_left = 0;

  if (fw_track_get_n_keyframes (label->track) != 1)
    return FALSE;
  shape = fw_label_get_shape (label);
  for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);

      n_left += !ring.is_hole && ring_area (ring) >= check->limits[1];
    }

  return n_left > 0 && n_left <= check->limits[0];
}

static void
offer_dropping (FwProblem     *problem,
                const FwLabel *label,
                const FwCheck *check)
{
  if (check->rule->fix != FW_FIX_DROP_SMALL_PARTS || !can_drop_parts (label, check))
    return;

  problem->limit = check->limits[1];
  fw_problem_set_fix (problem, FW_FIX_DROP_SMALL_PARTS,
                      _("Fix removes the parts that are too small."));
}

const FwCheckOps fw_kinds_of_outlines[] = {
  { .kind = "polygon-simple",
    .family = FW_FAMILY_LABEL,
    .fires = crossing_fires,
    .describe = describe_crossing },
  { .kind = "vertex-count",
    .family = FW_FAMILY_LABEL,
    .limits = { "min", "max" },
    .fires = vertices_fire,
    .describe = describe_vertices },
  { .kind = "short-edge",
    .family = FW_FAMILY_LABEL,
    .limits = { "edge" },
    .fires = short_edge_fires,
    .describe = describe_short_edge },
  { .kind = "spike",
    .family = FW_FAMILY_LABEL,
    .limits = { "angle", "edge" },
    .fires = spike_fires,
    .describe = describe_spike },
  { .kind = "compactness",
    .family = FW_FAMILY_LABEL,
    .limits = { "min" },
    .fires = sliver_fires,
    .badness = sliver_badness,
    .describe = describe_sliver },
  { .kind = "max-parts",
    .family = FW_FAMILY_LABEL,
    .limits = { "parts", "min-part-area" },
    .fires = parts_fire,
    .describe = describe_parts,
    .offer = offer_dropping },
  { NULL },
};
