/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How each kind of shape stands in the scene: as rings, as pixels, as lines
 * and dots.
 */

#include "fw-config.h"

#include "core/shape-kinds.h"
#include "edit/skeleton.h"
#include "edit/tool-private.h"

#include <glib/gi18n.h>

static void
add_mask (FwSceneBuilder *self, FwSceneItem *item, FwShape *shape)
{
  FwRect bounds = fw_shape_get_bounds (shape);
  const FwPoint corners[2]
      = { { bounds.x, bounds.y }, { bounds.x + bounds.width, bounds.y + bounds.height } };

  item->kind = FW_SCENE_MASK;
  item->shape = shape;
  item->points = corners;
  item->n_points = 2;
  fw_scene_builder_add (self, item);
}

static void
add_rings (FwSceneBuilder *self, FwSceneItem *item, FwShape *shape)
{
  gsize n_rings = fw_shape_get_n_rings (shape);
  gsize n_points = fw_shape_get_n_vertices (shape);
  gsize n = 0;
  g_autofree FwPoint *points = g_new (FwPoint, n_points + 1);
  g_autofree gsize *sizes = g_new (gsize, n_rings + 1);

  if (n_points == 0)
    return;

  for (gsize i = 0; i < n_rings; i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);

      sizes[i] = ring.n_vertices;
      for (gsize j = 0; j < ring.n_vertices; j++)
        points[n++] = FW_POINT (ring.vertices[j].x, ring.vertices[j].y);
    }
  item->points = points;
  item->n_points = n;
  item->sizes = sizes;
  item->n_rings = n_rings;
  fw_scene_builder_add (self, item);
}

static void
add_ellipse (FwSceneBuilder *self, FwSceneItem *item, FwShape *shape)
{
  FwPoint points[FW_ELLIPSE_POINTS];
  const gsize size = FW_ELLIPSE_POINTS;

  fw_ellipse_get_outline (shape, points);
  item->flags |= FW_SCENE_ROUND;
  item->points = points;
  item->n_points = size;
  item->sizes = &size;
  item->n_rings = 1;
  fw_scene_builder_add (self, item);
}

/* The box of a skeleton, of which others see nothing else: shown when the hand
 * is at the object. */
static void
add_own_box (FwSceneBuilder *self, const FwSceneItem *like, FwShape *shape)
{
  FwSceneItem item = *like;
  const gsize four = 4;
  FwPoint corners[4];
  FwRect box;

  if (!(item.flags & (FW_SCENE_SELECTED | FW_SCENE_HOVERED)) || !fw_shape_get_own_box (shape, &box))
    return;

  fw_shape_get_corners (shape, corners);
  item.flags |= FW_SCENE_BOX;
  item.points = corners;
  item.n_points = 4;
  item.sizes = &four;
  item.n_rings = 1;
  fw_scene_builder_add (self, &item);
}

static void
add_limbs (FwSceneBuilder *self,
           const FwSceneItem *like,
           FwShape *shape,
           const FwCategory *category)
{
  FwSceneItem item = *like;
  g_autoptr (GArray) ends = fw_skeleton_list_limbs (shape, category);
  g_autofree gsize *sizes = NULL;

  if (ends->len == 0)
    return;

  sizes = g_new (gsize, ends->len / 2);
  for (guint i = 0; i < ends->len / 2; i++)
    sizes[i] = 2;
  item.flags |= FW_SCENE_LINES;
  item.points = (const FwPoint *) (gpointer) ends->data;
  item.n_points = ends->len;
  item.sizes = sizes;
  item.n_rings = ends->len / 2;
  fw_scene_builder_add (self, &item);
}

static gsize
collect_dots (FwShape *shape, FwKeypointVisibility visibility, GArray *dots)
{
  gsize n;
  const FwKeypoint *points = fw_shape_get_points (shape, &n);
  guint before = dots->len;

  for (gsize i = 0; i < n; i++)
    if (points[i].visibility == visibility)
      {
        FwPoint dot = FW_POINT (points[i].x, points[i].y);

        g_array_append_val (dots, dot);
      }
  return dots->len - before;
}

static void
add_dots (FwSceneBuilder *self, const FwSceneItem *like, FwShape *shape)
{
  FwSceneItem item = *like;
  g_autoptr (GArray) dots = g_array_new (FALSE, FALSE, sizeof (FwPoint));
  gsize sizes[2];

  sizes[0] = collect_dots (shape, FW_KEYPOINT_VISIBLE, dots);
  sizes[1] = collect_dots (shape, FW_KEYPOINT_HIDDEN, dots);
  if (dots->len == 0)
    return;

  item.kind = FW_SCENE_POINTS;
  item.points = (const FwPoint *) (gpointer) dots->data;
  item.n_points = dots->len;
  item.sizes = sizes;
  item.n_rings = 2;
  fw_scene_builder_add (self, &item);
}

void
fw_scene_builder_add_shape (FwSceneBuilder *self, FwShape *shape, const FwSceneLook *look)
{
  FwSceneItem item = { .kind = FW_SCENE_SHAPE,
                       .role = look->role,
                       .flags = look->flags,
                       .id = look->id,
                       .colour = look->colour };
  const gsize four = 4;
  FwPoint corners[4];

  /* NaN from a file is the rules' business; there is nothing to draw. */
  if (!fw_shape_is_finite (shape))
    return;

  switch (fw_shape_get_kind (shape))
    {
    case FW_SHAPE_POLYLINE:
      item.flags |= FW_SCENE_LINES;
      add_rings (self, &item, shape);
      return;

    case FW_SHAPE_POLYGON:
      add_rings (self, &item, shape);
      return;

    case FW_SHAPE_MASK:
      add_mask (self, &item, shape);
      return;

    case FW_SHAPE_ELLIPSE:
      add_ellipse (self, &item, shape);
      return;

    case FW_SHAPE_POINTS:
    case FW_SHAPE_SKELETON:
      add_own_box (self, &item, shape);
      add_limbs (self, &item, shape, look->category);
      add_dots (self, &item, shape);
      return;

    case FW_SHAPE_BOX:
      item.flags |= FW_SCENE_BOX;
      break;

    default:
      break;
    }

  fw_shape_get_corners (shape, corners);
  item.points = corners;
  item.n_points = 4;
  item.sizes = &four;
  item.n_rings = 1;
  fw_scene_builder_add (self, &item);
}

/* A number as it is useful on the canvas: whole, or one digit when it is not. */
static char *
format_px (double value)
{
  if (fabs (value - round (value)) < 0.05)
    return g_strdup_printf ("%.0f", round (value) + 0.0);
  return g_strdup_printf ("%.1f", value);
}

static void
add_readout (FwSceneBuilder *self, FwRect bounds, double width, double height, FwPoint corner)
{
  g_autofree char *width_text = format_px (width);
  g_autofree char *height_text = format_px (height);
  g_autofree char *x_text = format_px (corner.x);
  g_autofree char *y_text = format_px (corner.y);
  /* Translators: width and height of a box in pixels: "243 × 182 px" */
  g_autofree char *text = g_strdup_printf (_("%s × %s px"), width_text, height_text);
  /* Translators: a place in the picture, x and y: "1029, 704" */
  g_autofree char *detail = g_strdup_printf (_("%s, %s"), x_text, y_text);
  const FwPoint corners[2]
      = { { bounds.x, bounds.y }, { bounds.x + bounds.width, bounds.y + bounds.height } };

  fw_scene_builder_add (self, &(FwSceneItem) { .kind = FW_SCENE_READOUT,
                                              .points = corners,
                                              .n_points = 2,
                                              .text = text,
                                              .detail = detail });
}

void
fw_scene_builder_add_size (FwSceneBuilder *self, FwShape *shape)
{
  FwRect bounds = fw_shape_get_bounds (shape);
  FwPoint centre;
  double width, height, degrees;

  if (!fw_shape_is_finite (shape))
    return;

  fw_shape_get_rotated_box (shape, &centre, &width, &height, &degrees);
  if (fw_shape_get_kind (shape) == FW_SHAPE_ROTATED_BOX
      || fw_shape_get_kind (shape) == FW_SHAPE_ELLIPSE)
    add_readout (self, bounds, width, height, centre);
  else
    add_readout (self, bounds, width, height,
                 FW_POINT (bounds.x + bounds.width, bounds.y + bounds.height));
}
