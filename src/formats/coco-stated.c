/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What an annotation says of its shape besides the geometry that was taken
 * from it: bbox and area beside a segmentation, area beside a bbox. Kept only
 * where it is something else than the shape has, so that files whose fields
 * agree cost nothing. The rules tell people about it; writing makes the fields
 * anew.
 */

#include "formats/coco-reader.h"

#include <math.h>

/* Files round: boxes to hundredths of a pixel, areas more than that. */
#define BOX_DIFFERS 0.011
#define AREA_DIFFERS 0.002

static gboolean
boxes_differ (FwRect a, FwRect b)
{
  return fabs (a.x - b.x) > BOX_DIFFERS || fabs (a.y - b.y) > BOX_DIFFERS
         || fabs (a.x + a.width - b.x - b.width) > BOX_DIFFERS
         || fabs (a.y + a.height - b.y - b.height) > BOX_DIFFERS;
}

static gboolean
read_box (FwCocoReader *reader, const FwCocoParsed *parsed, FwRect *out)
{
  const double *n;
  gsize bad;

  if (!(parsed->has & FW_PARSED_BBOX) || fw_json_get_type (parsed->bbox) != FW_JSON_ARRAY)
    return FALSE;

  g_array_set_size (reader->numbers, 0);
  if (!fw_json_append_doubles (parsed->bbox, reader->numbers, &bad) || reader->numbers->len != 4)
    return FALSE;

  n = (const double *) (gpointer) reader->numbers->data;
  *out = FW_RECT (n[0], n[1], n[2], n[3]);

  return isfinite (n[0] + n[1] + n[2] + n[3]);
}

/* The area by the shoelace formula, which is what a file means by it where no
 * ring crosses itself or another. What a tangle really covers takes far longer
 * to find out than the file takes to be read; the rule that wants to know it
 * looks at the few shapes that say something else than this. */
static double
get_plain_area (const FwShape *shape)
{
  double area = 0.0;

  if (fw_shape_get_kind (shape) != FW_SHAPE_POLYGON)
    return fw_shape_get_area (shape);

  for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);
      double twice = 0.0;

      for (gsize j = 0; j < ring.n_vertices; j++)
        {
          const FwVertex *from = &ring.vertices[j];
          const FwVertex *to = &ring.vertices[j + 1 < ring.n_vertices ? j + 1 : 0];

          twice += from->x * to->y - to->x * from->y;
        }
      area += (ring.is_hole ? -1.0 : 1.0) * fabs (twice) / 2.0;
    }

  return area;
}

FwShape *
fw_coco_take_stated (FwCocoReader *reader,
                     const FwCocoParsed *parsed,
                     FwStated stated,
                     FwShape *shape)
{
  FwShapeKind kind = fw_shape_get_kind (shape);
  FwJsonValue rotation;
  gboolean is_segmented = kind == FW_SHAPE_POLYGON || kind == FW_SHAPE_MASK;

  if (!is_segmented && kind != FW_SHAPE_BOX && kind != FW_SHAPE_ROTATED_BOX)
    return shape;

  if (is_segmented && read_box (reader, parsed, &stated.box)
      && boxes_differ (stated.box, fw_shape_get_bounds (shape)))
    stated.has |= FW_STATED_BOX;
  if (kind == FW_SHAPE_ROTATED_BOX && fw_json_get_member (parsed->attributes, "rotation", &rotation)
      && fabs (fw_json_get_double (rotation)) >= 360.0)
    {
      stated.degrees = fw_json_get_double (rotation);
      stated.has |= FW_STATED_ANGLE;
    }
  if (parsed->has & FW_PARSED_AREA)
    {
      double area = get_plain_area (shape);

      stated.area = parsed->area;
      if (isfinite (stated.area) && isfinite (area)
          && fabs (stated.area - area) > AREA_DIFFERS * fabs (area))
        stated.has |= FW_STATED_AREA;
    }

  return fw_shape_take_stated (shape, stated.has ? &stated : NULL);
}
