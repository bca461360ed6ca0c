/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The line recipe of the design in one place. All sizes here are logical
 * pixels and are multiplied by the device scale when they are used; texts and
 * what holds texts grow with the person's font.
 */

#include "app/canvas/canvas-painter-private.h"

#define LINE_WIDTH            2.0
#define LINE_WIDTH_SELECTED   2.6
#define LINE_WIDTH_GHOST      1.8
#define LINE_WIDTH_CONTRAST   3.0
#define HOVER_EXTRA           0.6
#define DOT_RADIUS 3.5 /* of a keypoint */
#define DOT_RADIUS_SELECTED 4.5
#define DOT_RING 1.75 /* what is left of it when it is hidden */
#define DOT_ROOM 120.0 /* figures larger than this have dots of full size */
#define DOT_SMALLEST 0.6
#define LINE_HATCH_HALF 4.0 /* of one stroke, along each axis */
#define LINE_HATCH_MAX 1e5 /* pixels; no screen shows as much */
#define DOUBLE_EXTRA          3.0
#define CASING_EXTRA          2.0
#define CASING_OPACITY        0.55
#define CASING_OPACITY_GHOST  0.40
#define FILL_OPACITY          0.16
#define FILL_OPACITY_CONTRAST 0.30
#define MASK_OPACITY          0.45
#define HATCH_OPACITY         0.75
#define HATCH_PERIOD          11.0
#define HATCH_PERIOD_MAX      24.0 /* of large objects, so that they can still be seen */
#define HATCH_LINES           8.0
#define HATCH_WIDTH           1.6
#define DIM                   0.6
#define MIN_VERTEX_SPACING    14.0
#define MIN_STEP              1.0 /* device pixels between vertices worth drawing */

FwCanvasPainter *
fw_canvas_painter_new (void)
{
  FwCanvasPainter *self = g_new0 (FwCanvasPainter, 1);

  fw_viewport_init (&self->viewport);
  self->points = g_array_new (FALSE, FALSE, sizeof (FwPoint));
  self->sizes = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->taken = g_array_new (FALSE, FALSE, sizeof (FwRect));
  self->covered = g_array_new (FALSE, FALSE, sizeof (FwRect));

  return self;
}

void
fw_canvas_painter_free (FwCanvasPainter *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->points);
  g_array_unref (self->sizes);
  g_array_unref (self->taken);
  g_array_unref (self->covered);
  g_free (self);
}

gboolean
fw_canvas_painter_set_covered (FwCanvasPainter *self,
                               const FwRect    *rects,
                               gsize            n_rects)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (n_rects == 0 || rects != NULL, FALSE);

  if (self->covered->len == n_rects
      && (n_rects == 0 || memcmp (self->covered->data, rects, n_rects * sizeof *rects) == 0))
    return FALSE;
  g_array_set_size (self->covered, 0);
  g_array_append_vals (self->covered, rects, (guint) n_rects);
  return TRUE;
}

/* Before chips are placed anew: only what lies over the canvas is in their way. */
void
fw_painter_forget_taken (FwCanvasPainter *self)
{
  g_array_set_size (self->taken, 0);
  g_array_append_vals (self->taken, self->covered->data, self->covered->len);
}

void
fw_canvas_painter_set_texts (FwCanvasPainter *self,
                             FwTextCache     *texts)
{
  g_return_if_fail (self != NULL);

  self->texts = texts;
}

void
fw_canvas_painter_set_high_contrast (FwCanvasPainter *self,
                                     gboolean         high_contrast)
{
  g_return_if_fail (self != NULL);

  self->high_contrast = high_contrast;
}

void
fw_canvas_painter_set_viewport (FwCanvasPainter  *self,
                                const FwViewport *viewport)
{
  double margin = 40.0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (viewport != NULL);

  self->viewport = *viewport;
  self->visible
      = fw_viewport_rect_to_picture (viewport,
                                     FW_RECT (-margin, -margin, viewport->view_width + 2.0 * margin,
                                              viewport->view_height + 2.0 * margin));
}

const FwViewport *
fw_canvas_painter_get_viewport (FwCanvasPainter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->viewport;
}

int
fw_canvas_painter_get_width (FwCanvasPainter *self)
{
  g_return_val_if_fail (self != NULL, 1);

  return (int) CLAMP (ceil (self->viewport.view_width * self->viewport.device_scale), 1.0,
                      FW_RASTER_MAX_SIDE);
}

int
fw_canvas_painter_get_height (FwCanvasPainter *self)
{
  g_return_val_if_fail (self != NULL, 1);

  return (int) CLAMP (ceil (self->viewport.view_height * self->viewport.device_scale), 1.0,
                      FW_RASTER_MAX_SIDE);
}

FwRect
fw_canvas_painter_get_picture (FwCanvasPainter *self)
{
  double scale;
  FwRect place;

  g_return_val_if_fail (self != NULL, FW_RECT (0, 0, 0, 0));

  scale = self->viewport.device_scale;
  place = fw_viewport_rect_to_view (&self->viewport, FW_RECT (0, 0, self->viewport.image_width,
                                                              self->viewport.image_height));

  return FW_RECT (place.x * scale, place.y * scale, place.width * scale, place.height * scale);
}

FwPoint
fw_painter_to_target (FwCanvasPainter     *self,
                      const FwPaintTarget *target,
                      FwPoint              picture)
{
  FwPoint view = fw_viewport_to_view (&self->viewport, picture);
  double scale = self->viewport.device_scale;

  return FW_POINT (view.x * scale - target->x, view.y * scale - target->y);
}

FwRect
fw_painter_rect_to_target (FwCanvasPainter     *self,
                           const FwPaintTarget *target,
                           FwRect               picture)
{
  FwPoint a = fw_painter_to_target (self, target, FW_POINT (picture.x, picture.y));
  FwPoint b
      = fw_painter_to_target (self, target,
                              FW_POINT (picture.x + picture.width, picture.y + picture.height));

  return FW_RECT (a.x, a.y, b.x - a.x, b.y - a.y);
}

gboolean
fw_painter_is_in_view (FwCanvasPainter   *self,
                       const FwSceneItem *item)
{
  FwRect b = item->bounds;

  /* Written so that a coordinate that is not a number is out of view. */
  return b.x <= self->visible.x + self->visible.width && b.x + b.width >= self->visible.x
         && b.y <= self->visible.y + self->visible.height && b.y + b.height >= self->visible.y;
}

/* Outlines */

static FwStroke
make_stroke (FwCanvasPainter     *self,
             const FwPaintTarget *target,
             const FwSceneItem   *item)
{
  FwStroke stroke = { .scale = self->viewport.device_scale };
  double width = LINE_WIDTH;
  double casing = CASING_OPACITY;

  if (item->flags & FW_SCENE_SELECTED)
    width = LINE_WIDTH_SELECTED;
  /* Around dots a full casing would be all there is to see. */
  if (item->role == FW_ROLE_GHOST)
    {
      width = LINE_WIDTH_GHOST;
      casing = CASING_OPACITY_GHOST;
    }
  if (self->high_contrast)
    {
      width += LINE_WIDTH_CONTRAST - LINE_WIDTH;
      casing = 1.0;
    }
  if (item->flags & FW_SCENE_HOVERED)
    width += HOVER_EXTRA;

  stroke.width = fw_painter_px (self, width);
  stroke.casing_width = fw_painter_px (self, width + CASING_EXTRA);
  stroke.colour = fw_painter_ink (target, item->colour, 1.0);
  stroke.casing = fw_painter_ink (target, 0x000000, casing);

  if (item->role == FW_ROLE_INTERPOLATED)
    stroke.dash = FW_DASH_DASHED;
  else if (item->role == FW_ROLE_GHOST)
    stroke.dash = FW_DASH_DOTTED;

  return stroke;
}

/* The item's rings in the target's pixels, without vertices that lie on top of
 * each other on the screen. */
static void
collect_points (FwCanvasPainter     *self,
                const FwPaintTarget *target,
                const FwSceneItem   *item)
{
  const FwPoint *from = item->points;

  g_array_set_size (self->points, 0);
  g_array_set_size (self->sizes, 0);

  for (gsize r = 0; r < item->n_rings; r++)
    {
      gsize size = 0;
      FwPoint last = FW_POINT (0, 0);

      for (gsize i = 0; i < item->sizes[r]; i++)
        {
          FwPoint p = fw_painter_to_target (self, target, from[i]);

          if (size > 0 && i + 1 < item->sizes[r] && fabs (p.x - last.x) < MIN_STEP
              && fabs (p.y - last.y) < MIN_STEP)
            continue;

          g_array_append_val (self->points, p);
          last = p;
          size++;
        }
      g_array_append_val (self->sizes, size);
      from += item->sizes[r];
    }
}

static void
stroke_item (FwCanvasPainter     *self,
             const FwPaintTarget *target,
             const FwSceneItem   *item,
             const FwStroke      *stroke)
{
  const FwPoint *points = (const FwPoint *) self->points->data;

  if (item->flags & FW_SCENE_BOX)
    {
      fw_raster_stroke_box (target->raster, fw_painter_rect_to_target (self, target, item->bounds),
                            stroke);
      return;
    }

  for (guint r = 0; r < self->sizes->len; r++)
    {
      gsize size = g_array_index (self->sizes, gsize, r);
      gboolean is_open = (item->flags & FW_SCENE_LINES)
                         || ((item->flags & FW_SCENE_OPEN) && r + 1 == self->sizes->len);

      fw_raster_stroke_points (target->raster, points, size, !is_open, stroke);
      points += size;
    }
}

/* Small dots on a resting polygon's vertices, where there is room: they say
 * that it is a polygon and where its corners are. */
static void
draw_resting_vertices (FwCanvasPainter     *self,
                       const FwPaintTarget *target,
                       const FwSceneItem   *item)
{
  const FwPoint *points = (const FwPoint *) self->points->data;
  double length = 0.0;

  if (item->flags & (FW_SCENE_BOX | FW_SCENE_OPEN | FW_SCENE_ROUND) || self->points->len < 3)
    return;

  for (guint i = 0; i < self->points->len; i++)
    length += fw_point_distance (points[i], points[(i + 1) % self->points->len]);
  if (length / self->points->len < fw_painter_px (self, MIN_VERTEX_SPACING))
    return;

  for (guint i = 0; i < self->points->len; i++)
    fw_raster_dot (target->raster, points[i], fw_painter_px (self, 2.5),
                   fw_painter_ink (target, item->colour, 1.0), fw_painter_px (self, 1.0),
                   fw_painter_ink (target, FW_COLOUR_INK, 0.8));
}

static void
fill_item (FwCanvasPainter     *self,
           const FwPaintTarget *target,
           const FwSceneItem   *item)
{
  const FwPoint *points = (const FwPoint *) self->points->data;
  const gsize *sizes = (const gsize *) self->sizes->data;
  FwRect box = fw_painter_rect_to_target (self, target, item->bounds);

  /* Lines hold nothing. */
  if (item->flags & FW_SCENE_LINES)
    return;

  if (item->flags & (FW_SCENE_SELECTED | FW_SCENE_PREVIEW))
    {
      double opacity = self->high_contrast ? FILL_OPACITY_CONTRAST : FILL_OPACITY;
      guint32 colour = fw_painter_ink (target, item->colour, opacity);

      if (item->flags & FW_SCENE_BOX)
        fw_raster_fill_box (target->raster, box, colour);
      else
        fw_raster_fill_rings (target->raster, points, sizes, self->sizes->len, colour);
    }

  if (item->flags & FW_SCENE_OCCLUDED)
    {
      guint32 colour = fw_painter_ink (target, item->colour, HATCH_OPACITY);
      double side = MIN (box.width, box.height) / HATCH_LINES;
      double period = CLAMP (side, fw_painter_px (self, HATCH_PERIOD),
                             fw_painter_px (self, HATCH_PERIOD_MAX));
      double width = fw_painter_px (self, HATCH_WIDTH);

      if (item->flags & FW_SCENE_BOX)
        fw_raster_hatch_box (target->raster, box, colour, period, width);
      else
        fw_raster_hatch_rings (target->raster, points, sizes, self->sizes->len, colour, period,
                               width);
    }
}

/* Lines hold no area that could be hatched: the hatch's strokes cross them. */
static void
hatch_lines (FwCanvasPainter     *self,
             const FwPaintTarget *target,
             const FwSceneItem   *item,
             const FwStroke      *stroke)
{
  const FwPoint *points = (const FwPoint *) self->points->data;
  double period = fw_painter_px (self, 2.0 * HATCH_PERIOD);
  double half = fw_painter_px (self, LINE_HATCH_HALF);
  FwStroke tick = *stroke;

  tick.dash = FW_DASH_SOLID;
  tick.width = fw_painter_px (self, HATCH_WIDTH);
  tick.casing_width = tick.width + fw_painter_px (self, CASING_EXTRA);

  for (guint r = 0; r < self->sizes->len; points += g_array_index (self->sizes, gsize, r), r++)
    for (gsize i = 0; i + 1 < g_array_index (self->sizes, gsize, r); i++)
      {
        double length = fw_point_distance (points[i], points[i + 1]);
        guint n = length < LINE_HATCH_MAX ? (guint) (length / period) : 0;

        for (guint k = 0; k < n; k++)
          {
            double t = (k + 0.5) / n;
            FwPoint at = FW_POINT (fw_lerp (points[i].x, points[i + 1].x, t),
                                   fw_lerp (points[i].y, points[i + 1].y, t));
            FwPoint ends[2]
              = { FW_POINT (at.x - half, at.y + half), FW_POINT (at.x + half, at.y - half) };

            fw_raster_stroke_points (target->raster, ends, 2, FALSE, &tick);
          }
      }
}

static void
draw_shape (FwCanvasPainter     *self,
            const FwPaintTarget *target,
            const FwSceneItem   *item)
{
  FwStroke stroke = make_stroke (self, target, item);

  if (!(item->flags & FW_SCENE_BOX))
    collect_points (self, target, item);

  fill_item (self, target, item);

  if (item->flags & FW_SCENE_DOUBLE)
    {
      FwStroke wide = stroke;

      wide.width += fw_painter_px (self, DOUBLE_EXTRA);
      wide.casing_width += fw_painter_px (self, DOUBLE_EXTRA);
      stroke_item (self, target, item, &wide);

      stroke.width = fw_painter_px (self, 1.0);
      stroke.colour = fw_painter_ink (target, FW_COLOUR_INK, 0.9);
      stroke.casing = 0;
    }
  stroke_item (self, target, item, &stroke);

  if ((item->flags & FW_SCENE_LINES) && (item->flags & FW_SCENE_OCCLUDED))
    hatch_lines (self, target, item, &stroke);

  if (item->role != FW_ROLE_GHOST && !(item->flags & (FW_SCENE_SELECTED | FW_SCENE_PREVIEW)))
    draw_resting_vertices (self, target, item);
}

/* A point that something hides is a ring, so that it is told without colour. */
static void
draw_dots (FwCanvasPainter     *self,
           const FwPaintTarget *target,
           const FwSceneItem   *item)
{
  gboolean is_wide = item->flags & (FW_SCENE_SELECTED | FW_SCENE_HOVERED);
  FwRect box = fw_painter_rect_to_target (self, target, item->bounds);
  double room = MAX (box.width, box.height) / fw_painter_px (self, DOT_ROOM);
  /* Dots of a small figure would hide it; single ones stay as they are. */
  double share = item->n_points > 1 ? CLAMP (room, DOT_SMALLEST, 1.0) : 1.0;
  double radius = fw_painter_px (self, share * (is_wide ? DOT_RADIUS_SELECTED : DOT_RADIUS));
  double opacity = item->role == FW_ROLE_GHOST ? CASING_OPACITY_GHOST : 1.0;
  guint32 colour = fw_painter_ink (target, item->colour, opacity);
  guint32 casing = fw_painter_ink (target, 0x000000, CASING_OPACITY * opacity);

  for (gsize i = 0; i < item->n_points; i++)
    {
      FwPoint at = fw_painter_to_target (self, target, item->points[i]);

      fw_raster_dot (target->raster, at, radius, colour, fw_painter_px (self, 1.0), casing);
      if (i >= item->sizes[0])
        fw_raster_dot (target->raster, at, radius - fw_painter_px (self, share * DOT_RING),
                       fw_painter_ink (target, FW_COLOUR_INK, opacity), 0.0, 0);
    }
}

static void
draw_mask (FwCanvasPainter     *self,
           const FwPaintTarget *target,
           const FwSceneItem   *item)
{
  gsize n_runs;
  guint width, height;
  const guint32 *runs = fw_shape_get_mask_runs (item->shape, &n_runs, &width, &height);
  guint32 colour = fw_painter_ink (target, item->colour, MASK_OPACITY);
  guint64 at = 0;

  for (gsize i = 0; i < n_runs && height > 0; at += runs[i], i++)
    {
      guint64 from = at, to = at + runs[i];

      /* Odd runs are present; a run may go on in the next column. */
      while (i % 2 == 1 && from < to)
        {
          guint64 column = from / height;
          guint64 end = MIN (to, (column + 1) * height);
          FwRect cells = FW_RECT (column, from % height, 1.0, end - from);

          fw_raster_fill_box (target->raster, fw_painter_rect_to_target (self, target, cells),
                              colour);
          from = end;
        }
    }
}

/* Handles and guides */

static void
draw_square (FwCanvasPainter     *self,
             const FwPaintTarget *target,
             FwPoint              at,
             double               side,
             gboolean             is_active)
{
  FwPoint p = fw_painter_to_target (self, target, at);
  double size = fw_painter_px (self, is_active ? side + 1.0 : side);

  fw_raster_round_rect (target->raster, FW_RECT (p.x - size / 2.0, p.y - size / 2.0, size, size),
                        fw_painter_px (self, 1.5),
                        fw_painter_ink (target, is_active ? FW_COLOUR_ACCENT : 0xffffff, 1.0),
                        fw_painter_px (self, 1.5),
                        is_active ? fw_painter_ink (target, 0xffffff, 1.0)
                                  : fw_painter_ink (target, 0x14304f, 1.0));
}

static void
draw_rotor (FwCanvasPainter     *self,
            const FwPaintTarget *target,
            const FwSceneItem   *item)
{
  FwPoint stem[2] = {
    fw_painter_to_target (self, target, item->points[0]),
    fw_painter_to_target (self, target, item->points[1]),
  };
  gboolean is_active = item->flags & FW_SCENE_ACTIVE;
  FwStroke stroke = {
    .colour = fw_painter_ink (target, 0xffffff, 1.0),
    .width = fw_painter_px (self, 1.5),
    .casing = fw_painter_ink (target, 0x000000, CASING_OPACITY),
    .casing_width = fw_painter_px (self, 3.5),
    .scale = self->viewport.device_scale,
  };

  fw_raster_stroke_points (target->raster, stem, 2, FALSE, &stroke);
  fw_raster_dot (target->raster, stem[1], fw_painter_px (self, 5.0),
                 fw_painter_ink (target, is_active ? FW_COLOUR_ACCENT : 0xffffff, 1.0),
                 fw_painter_px (self, 1.5),
                 is_active ? fw_painter_ink (target, 0xffffff, 1.0)
                           : fw_painter_ink (target, 0x14304f, 1.0));
}

static void
draw_line (FwCanvasPainter     *self,
           const FwPaintTarget *target,
           FwPoint              a,
           FwPoint              b,
           guint32              colour,
           double               width)
{
  FwPoint points[2]
      = { fw_painter_to_target (self, target, a), fw_painter_to_target (self, target, b) };
  FwStroke stroke = {
    .colour = colour,
    .width = fw_painter_px (self, width),
    .scale = self->viewport.device_scale,
    .casing = fw_painter_ink (target, 0x000000, 0.35),
    .casing_width = fw_painter_px (self, width + 1.5),
  };

  fw_raster_stroke_points (target->raster, points, 2, FALSE, &stroke);
}

static void
draw_band (FwCanvasPainter     *self,
           const FwPaintTarget *target,
           const FwSceneItem   *item)
{
  FwRect band = fw_painter_rect_to_target (self, target,
                                           fw_rect_from_corners (item->points[0], item->points[1]));
  FwStroke stroke = {
    .colour = fw_painter_ink (target, 0xffffff, 0.95),
    .width = fw_painter_px (self, 1.0),
    .casing = fw_painter_ink (target, 0x000000, CASING_OPACITY),
    .casing_width = fw_painter_px (self, 3.0),
    .dash = FW_DASH_DASHED,
    .scale = self->viewport.device_scale * 0.6,
  };

  fw_raster_fill_box (target->raster, band, fw_painter_ink (target, FW_COLOUR_ACCENT, 0.14));
  fw_raster_stroke_box (target->raster, band, &stroke);
}

/* Dots of two pixels, six apart, the same whether drawn whole or in strips. */
static void
draw_crosshair (FwCanvasPainter     *self,
                const FwPaintTarget *target,
                const FwSceneItem   *item)
{
  FwPoint p = fw_painter_to_target (self, target, item->points[0]);
  double size = MAX (1.0, floor (fw_painter_px (self, 1.0) + 0.5));
  double dot = 2.0 * size, step = 6.0 * size;
  double width = fw_canvas_painter_get_width (self);
  double height = fw_canvas_painter_get_height (self);
  guint32 colour = fw_painter_ink (target, 0xffffff, self->high_contrast ? 1.0 : 0.5);
  guint32 casing = fw_painter_ink (target, 0x000000, 0.25);

  for (double x = 0.0; x < width; x += step)
    {
      FwRect at = FW_RECT (x - target->x, floor (p.y) + 0.25, dot, size);

      fw_raster_fill_box (target->raster, FW_RECT (at.x, at.y + size, dot, size), casing);
      fw_raster_fill_box (target->raster, at, colour);
    }
  for (double y = 0.0; y < height; y += step)
    {
      FwRect at = FW_RECT (floor (p.x) + 0.25, y - target->y, size, dot);

      fw_raster_fill_box (target->raster, FW_RECT (at.x + size, at.y, size, dot), casing);
      fw_raster_fill_box (target->raster, at, colour);
    }
}

static void
draw_item (FwCanvasPainter     *self,
           const FwPaintTarget *target,
           const FwSceneItem   *item)
{
  gboolean is_active = item->flags & FW_SCENE_ACTIVE;

  switch (item->kind)
    {
    case FW_SCENE_SHAPE:
      draw_shape (self, target, item);
      break;

    case FW_SCENE_MASK:
      draw_mask (self, target, item);
      break;

    case FW_SCENE_POINTS:
      draw_dots (self, target, item);
      break;

    case FW_SCENE_CHIP:
      fw_painter_draw_chip (self, target, item);
      break;

    case FW_SCENE_HANDLE:
      draw_square (self, target, item->points[0], 9.0 - 1.5, is_active);
      break;

    case FW_SCENE_VERTEX:
      draw_square (self, target, item->points[0], 10.0 - 1.5, is_active);
      break;

    case FW_SCENE_MIDPOINT:
      /* A vertex that is not there yet: round and small, and white where the
       * item has no colour of its own. */
      fw_raster_dot (target->raster, fw_painter_to_target (self, target, item->points[0]),
                     fw_painter_px (self, is_active ? 4.0 : 3.0),
                     fw_painter_ink (target, item->colour != 0 ? item->colour : 0xffffff, 1.0),
                     fw_painter_px (self, 1.0), fw_painter_ink (target, 0x14304f, 1.0));
      break;

    case FW_SCENE_ROTOR:
      draw_rotor (self, target, item);
      break;

    case FW_SCENE_CROSSHAIR:
      draw_crosshair (self, target, item);
      break;

    case FW_SCENE_READOUT:
    case FW_SCENE_TOOLTIP:
      if (self->texts != NULL)
        fw_painter_draw_readout (self, target, item);
      break;

    case FW_SCENE_GUIDE:
      draw_line (self, target, item->points[0], item->points[1],
                 fw_painter_ink (target, 0xff6fd8, 1.0), 1.0);
      break;

    case FW_SCENE_BAND:
      draw_band (self, target, item);
      break;

    default:
      g_assert_not_reached ();
    }
}

/* Public drawing */

void
fw_canvas_painter_draw_idle (FwCanvasPainter *self,
                             FwRaster        *raster,
                             FwScene         *scene,
                             FwRasterQuality  quality)
{
  FwPaintTarget target = { raster, 0.0, 0.0, 1.0 };
  gsize n_items;
  const FwSceneItem *items;

  g_return_if_fail (self != NULL);
  g_return_if_fail (raster != NULL);
  g_return_if_fail (scene != NULL);

  if (fw_scene_is_dimmed (scene))
    target.opacity = DIM;

  fw_raster_set_quality (raster, quality);
  items = fw_scene_get_idle (scene, &n_items);
  for (gsize i = 0; i < n_items; i++)
    {
      if (fw_painter_is_in_view (self, &items[i]))
        draw_item (self, &target, &items[i]);
    }

  fw_painter_forget_taken (self);
  fw_painter_draw_idle_chips (self, &target, scene);
}

static gboolean
cut_to_view (FwCanvasPainter *self,
             FwRect           rect,
             FwPixelArea     *area)
{
  double width = fw_canvas_painter_get_width (self);
  double height = fw_canvas_painter_get_height (self);
  double x1 = CLAMP (floor (rect.x), 0.0, width);
  double y1 = CLAMP (floor (rect.y), 0.0, height);
  double x2 = CLAMP (ceil (rect.x + rect.width), 0.0, width);
  double y2 = CLAMP (ceil (rect.y + rect.height), 0.0, height);

  if (!(x1 < x2) || !(y1 < y2))
    return FALSE;

  *area = (FwPixelArea){ (int) x1, (int) y1, (int) (x2 - x1), (int) (y2 - y1) };

  return TRUE;
}

static FwRect
outset (FwRect rect,
        double by)
{
  return FW_RECT (rect.x - by, rect.y - by, rect.width + 2.0 * by, rect.height + 2.0 * by);
}

guint
fw_canvas_painter_get_areas (FwCanvasPainter   *self,
                             const FwSceneItem *item,
                             FwPixelArea        areas[FW_MAX_AREAS])
{
  FwPaintTarget view = { NULL, 0.0, 0.0, 1.0 };
  FwRect rect, place;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (item != NULL, 0);

  rect = fw_painter_rect_to_target (self, &view, item->bounds);

  switch (item->kind)
    {
    case FW_SCENE_CROSSHAIR:
      {
        FwPoint p = fw_painter_to_target (self, &view, item->points[0]);
        FwRect row = FW_RECT (0, p.y - fw_painter_px (self, 1.0),
                              fw_canvas_painter_get_width (self), fw_painter_px (self, 4.0));
        FwRect column = FW_RECT (p.x - fw_painter_px (self, 1.0), 0, fw_painter_px (self, 4.0),
                                 fw_canvas_painter_get_height (self));
        guint n = cut_to_view (self, row, &areas[0]);

        return n + cut_to_view (self, column, &areas[n]);
      }

    case FW_SCENE_CHIP:
      return fw_painter_get_chip_place (self, item, &place)
             && cut_to_view (self, outset (place, fw_painter_px (self, 9.0)), &areas[0]);

    case FW_SCENE_READOUT:
    case FW_SCENE_TOOLTIP:
      return fw_painter_get_readout_place (self, item, &place)
             && cut_to_view (self, outset (place, fw_painter_px (self, 1.0)), &areas[0]);

    case FW_SCENE_HANDLE:
    case FW_SCENE_VERTEX:
    case FW_SCENE_MIDPOINT:
    case FW_SCENE_ROTOR:
      return cut_to_view (self, outset (rect, fw_painter_px (self, 9.0)), &areas[0]);

    case FW_SCENE_SHAPE:
    case FW_SCENE_MASK:
    case FW_SCENE_POINTS:
    case FW_SCENE_GUIDE:
    case FW_SCENE_BAND:
    default:
      return cut_to_view (self, outset (rect, fw_painter_px (self, 6.0)), &areas[0]);
    }
}

void
fw_canvas_painter_draw_item (FwCanvasPainter   *self,
                             FwRaster          *raster,
                             int                x,
                             int                y,
                             const FwSceneItem *item)
{
  FwPaintTarget target = { raster, x, y, 1.0 };

  g_return_if_fail (self != NULL);
  g_return_if_fail (raster != NULL);
  g_return_if_fail (item != NULL);

  fw_painter_forget_taken (self);
  fw_raster_set_quality (raster, FW_RASTER_FINE);
  draw_item (self, &target, item);
}
