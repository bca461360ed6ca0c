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

static double
ring_area (FwRing ring)
{
  g_autofree FwPoint *points = fw_ring_dup_points (ring);

  return fabs (fw_ring_signed_area (points, ring.n_vertices));
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
  { .kind = "max-parts",
    .family = FW_FAMILY_LABEL,
    .limits = { "parts", "min-part-area" },
    .fires = parts_fire,
    .describe = describe_parts,
    .offer = offer_dropping },
  { NULL },
};
