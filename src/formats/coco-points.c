/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Keypoints of annotations: x, y and visibility, one triple for each name of
 * the category.
 *
 * The box of a person in a COCO file is that of the whole body. A skeleton
 * keeps it as its own, unless it is just the box around its points. The outline
 * that such an annotation may have besides stays in the file as it was read.
 */

#include "formats/coco-reader.h"

#include "core/error.h"

#include <glib/gi18n.h>
#include <math.h>

/* Whether any of the triples says something. */
static gboolean
says_something (const double *n, gsize count)
{
  for (gsize i = 0; i < count; i++)
    if (n[i] != 0.0)
      return TRUE;

  return FALSE;
}

static gboolean
read_triples (FwCocoReader *reader, const FwCocoParsed *parsed, GError **error)
{
  const double *n;
  gsize bad;

  g_array_set_size (reader->numbers, 0);
  if (!fw_json_append_doubles (parsed->keypoints, reader->numbers, &bad))
    {
      fw_coco_annotation_error (reader, parsed, error,
                                _("number %zu of keypoints is not a number"), bad + 1);
      return FALSE;
    }
  if (reader->numbers->len % 3 != 0 || reader->numbers->len / 3 > FW_KEYPOINTS_MAX)
    {
      fw_coco_annotation_error (reader, parsed, error,
                                _("keypoints has %u numbers, three for each point are needed"),
                                reader->numbers->len);
      return FALSE;
    }

  n = (const double *) (gpointer) reader->numbers->data;
  for (guint i = 2; i < reader->numbers->len; i += 3)
    if (n[i] != 0.0 && n[i] != 1.0 && n[i] != 2.0)
      {
        fw_coco_annotation_error (reader, parsed, error,
                                  _("the visibility of keypoint %u is not 0, 1 or 2"), i / 3 + 1);
        return FALSE;
      }

  return TRUE;
}

/* Whether @start and @extent are those of the points, or the width that was
 * given to points which have none. */
static gboolean
is_tight (double tight, double tight_extent, double start, double extent)
{
  if (tight_extent == 0.0 && fabs (extent - 1.0) <= FW_COCO_TOLERANCE)
    return start <= tight && tight <= start + extent;

  return fabs (tight - start) <= FW_COCO_TOLERANCE
         && fabs (tight_extent - extent) <= FW_COCO_TOLERANCE;
}

/* The annotation's box; FALSE when it has none or just that around the points. */
static gboolean
read_own_box (FwCocoReader *reader, const FwCocoParsed *parsed, FwShape *bare, FwRect *out_box)
{
  FwRect tight = fw_shape_get_bounds (bare);
  const double *n;
  gsize bad;

  g_array_set_size (reader->numbers, 0);
  if (!(parsed->has & FW_PARSED_BBOX) || fw_json_get_type (parsed->bbox) != FW_JSON_ARRAY
      || !fw_json_append_doubles (parsed->bbox, reader->numbers, &bad)
      || reader->numbers->len != 4)
    return FALSE;

  n = (const double *) (gpointer) reader->numbers->data;
  *out_box = FW_RECT (n[0], n[1], n[2], n[3]);

  return !is_tight (tight.x, tight.width, n[0], n[2])
         || !is_tight (tight.y, tight.height, n[1], n[3]);
}

gboolean
fw_coco_parse_keypoints (FwCocoReader *reader,
                         const FwCocoParsed *parsed,
                         FwShape **out_shape,
                         GError **error)
{
  const FwCategory *category;
  g_autoptr (FwShape) bare = NULL;
  g_autofree FwKeypoint *points = NULL;
  const double *n;
  gsize n_points;
  FwRect box;

  if (!(parsed->has & FW_PARSED_KEYPOINTS))
    return TRUE;
  if (!read_triples (reader, parsed, error))
    return FALSE;

  n = (const double *) (gpointer) reader->numbers->data;
  n_points = reader->numbers->len / 3;
  if (!says_something (n, reader->numbers->len))
    return TRUE;

  category = fw_taxonomy_find (reader->words, parsed->category_id);
  points = g_new (FwKeypoint, n_points);
  for (gsize i = 0; i < n_points; i++)
    points[i] = (FwKeypoint){
      n[3 * i],
      n[3 * i + 1],
      category && i < category->n_keypoints ? category->keypoints[i] : NULL,
      (guint8) n[3 * i + 2],
    };

  bare = fw_shape_new_skeleton (points, n_points, NULL);
  if (read_own_box (reader, parsed, bare, &box))
    *out_shape = fw_shape_new_skeleton (points, n_points, &box);
  else
    *out_shape = g_steal_pointer (&bare);

  if ((parsed->has & FW_PARSED_N_KEYPOINTS)
      && parsed->n_keypoints != (gint64) fw_shape_count_points (*out_shape))
    {
      FwShape *stated = fw_shape_with_stated_points (*out_shape, (guint) parsed->n_keypoints);

      fw_shape_unref (*out_shape);
      *out_shape = stated;
    }

  return TRUE;
}

gboolean
fw_coco_parsed_matches (const FwCocoParsed *parsed, FwCocoGeometry *geometry)
{
  return fw_coco_geometry_matches (
      geometry, parsed->has & FW_PARSED_BBOX ? &parsed->bbox : NULL,
      parsed->has & FW_PARSED_SEGMENTATION ? &parsed->segmentation : NULL,
      parsed->has & FW_PARSED_KEYPOINTS ? &parsed->keypoints : NULL);
}

void
fw_coco_geometry_set_points (FwCocoGeometry *self, const FwShape *shape)
{
  const FwCategory *category = self->category;
  gsize n_points;
  const FwKeypoint *points = fw_shape_get_points (shape, &n_points);
  gboolean by_name = category && category->n_keypoints > 0;
  gsize n = by_name ? category->n_keypoints : n_points;

  self->has_keypoints = TRUE;
  self->says_all = fw_shape_count_points (shape) > 0 && (!by_name || n == n_points);

  for (gsize i = 0; i < n; i++)
    {
      double triple[3] = { 0.0, 0.0, 0.0 };
      gssize at = (gssize) i;

      if (by_name && (i >= n_points || points[i].name != category->keypoints[i]))
        {
          at = fw_shape_find_point (shape, category->keypoints[i]);
          self->says_all = FALSE;
        }
      else if (!by_name && points[i].name)
        {
          self->says_all = FALSE;
        }
      if (at >= 0)
        {
          triple[0] = points[at].x;
          triple[1] = points[at].y;
          triple[2] = points[at].visibility;
        }
      g_array_append_vals (self->keypoints, triple, 3);
    }
}

void
fw_coco_geometry_write_points (FwCocoGeometry *self, FwJsonWriter *writer)
{
  const double *n = (const double *) (gpointer) self->keypoints->data;
  gint64 count = 0;

  if (!self->has_keypoints)
    return;

  fw_json_writer_key (writer, "keypoints");
  fw_json_writer_begin_array (writer);
  for (guint i = 0; i < self->keypoints->len; i += 3)
    {
      fw_json_writer_number (writer, n[i]);
      fw_json_writer_number (writer, n[i + 1]);
      fw_json_writer_integer (writer, (gint64) n[i + 2]);
      count += n[i + 2] > 0.0;
    }
  fw_json_writer_end_array (writer);
  fw_json_writer_key (writer, "num_keypoints");
  fw_json_writer_integer (writer, count);
}

gboolean
fw_coco_is_box_to_others (FwShapeKind kind)
{
  return kind == FW_SHAPE_POLYLINE || kind == FW_SHAPE_POINTS || kind == FW_SHAPE_ELLIPSE;
}

FwShape *
fw_coco_fit_to_box (FwShape *known, FwShape *read)
{
  if (fw_shape_get_kind (read) != FW_SHAPE_BOX
      || !fw_coco_is_box_to_others (fw_shape_get_kind (known)))
    return fw_shape_ref (read);

  return fw_shape_fit (known, fw_shape_get_bounds (read));
}
