/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A crop is the canvas in small: the same painter and the same scene item give
 * the outline that the person saw when she drew it.
 */

#include "app/unit-crop.h"

#include "app/canvas/canvas-painter.h"
#include "app/canvas/picture-scale.h"
#include "core/error.h"
#include "edit/judging.h"

#include <glib/gi18n.h>

/* Around the label, in its longer sides and in pixels: what stands beside it
 * decides half of all questions. */
#define MARGIN 0.5
#define MARGIN_MIN 24.0
/* Where a margin is asked for: the outline and what is just beside it. */
#define MARGIN_LEAST 2.0
/* A distant label of ten pixels would be a stamp; more makes nothing clearer. */
#define ENLARGE_MAX 6.0
/* An outline of the full width would hide a label that is no larger than this. */
#define SIDE_MIN 16.0

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE,
                       _("The label is not there any more."));
  return FALSE;
}

static FwFrame
find_largest_keyframe (const FwTrack *track)
{
  FwFrame best = fw_track_get_keyframe (track, 0).frame;
  double best_area = -1.0;

  for (gsize i = 0; i < fw_track_get_n_keyframes (track); i++)
    {
      FwKeyframe key = fw_track_get_keyframe (track, i);
      FwRect bounds = fw_shape_get_bounds (key.shape);

      if (bounds.width * bounds.height > best_area)
        {
          best_area = bounds.width * bounds.height;
          best = key.frame;
        }
    }

  return best;
}

gboolean
fw_unit_crop_find_frame (const FwCropOrder  *order,
                         const FwSnapshot   *snapshot,
                         FwFrame            *out_frame,
                         GError            **error)
{
  g_return_val_if_fail (order != NULL && snapshot != NULL && out_frame != NULL, FALSE);

  FwTrack *track;

  *out_frame = order->unit.frame;
  if (order->unit.kind != FW_UNIT_TRACK)
    return TRUE;

  track = fw_snapshot_get_track (snapshot, order->unit.track);
  if (!track)
    return refuse (error);
  *out_frame = order->frame != FW_FRAME_NONE ? order->frame : find_largest_keyframe (track);

  return TRUE;
}

/* NULL with a sentence when there is nothing to see. A ghost may be asked about. */
static FwShape *
dup_shape (const FwCropOrder  *order,
           const FwSnapshot   *snapshot,
           FwFrame             frame,
           FwTrack           **out_track,
           GError            **error)
{
  FwShape *shape = NULL;

  *out_track = fw_snapshot_get_track (snapshot, order->unit.track);
  if (*out_track)
    shape = fw_track_dup_shape_at (*out_track, frame);
  if (shape && !fw_shape_is_finite (shape))
    g_clear_pointer (&shape, fw_shape_unref);
  if (!shape)
    refuse (error);

  return shape;
}

/* A stretch of @length in the middle of @from .. @from + @size, moved until it
 * lies between 0 and @limit; all of that when it is longer. In whole pixels. */
static void
fit_stretch (double  from,
             double  size,
             double  length,
             double  limit,
             double *out_from,
             double *out_length)
{
  *out_length = MIN (ceil (length), limit);
  *out_from = CLAMP (floor (from + (size - *out_length) / 2.0), 0.0, limit - *out_length);
}

static FwRect
find_area_around (const FwCropOrder *order,
                  FwRect             bounds,
                  double             picture_width,
                  double             picture_height)
{
  double longer = MAX (bounds.width, bounds.height);
  double margin = order->margin > 0.0 ? MAX (longer * order->margin, MARGIN_LEAST)
                                      : MAX (longer * MARGIN, MARGIN_MIN);
  double aspect = order->aspect;
  double width = bounds.width + 2.0 * margin;
  double height = bounds.height + 2.0 * margin;
  FwRect area;

  if (aspect > 0.0)
    {
      width = MAX (width, height * aspect);
      height = MAX (height, width / aspect);
    }
  fit_stretch (bounds.x, bounds.width, width, picture_width, &area.x, &area.width);
  fit_stretch (bounds.y, bounds.height, height, picture_height, &area.y, &area.height);

  return area;
}

/* The label with what a reviewer pointed out, and what is wanted besides. */
static FwRect
add_pointed_out (const FwCropOrder *order,
                 FwRect             bounds)
{
  if (order->has_region)
    bounds = fw_rect_union (bounds, order->region);
  if (order->has_pin)
    bounds = fw_rect_union (bounds, FW_RECT (order->pin.x, order->pin.y, 1, 1));
  if (order->around.width > 0.0)
    bounds = fw_rect_union (bounds, order->around);

  return bounds;
}

gboolean
fw_unit_crop_find_area (const FwCropOrder  *order,
                        const FwSnapshot   *snapshot,
                        double              picture_width,
                        double              picture_height,
                        FwRect             *out_area,
                        GError            **error)
{
  g_return_val_if_fail (order != NULL && snapshot != NULL && out_area != NULL, FALSE);
  g_return_val_if_fail (picture_width >= 1.0 && picture_height >= 1.0, FALSE);

  g_autoptr(FwShape) shape = NULL;
  FwTrack *track;
  FwFrame frame;

  *out_area = FW_RECT (0, 0, picture_width, picture_height);
  if (order->unit.kind == FW_UNIT_FRAME)
    {
      if (order->around.width > 0.0)
        *out_area = find_area_around (order, order->around, picture_width, picture_height);
      return TRUE;
    }
  if (!fw_unit_crop_find_frame (order, snapshot, &frame, error))
    return FALSE;
  shape = dup_shape (order, snapshot, frame, &track, error);
  if (!shape)
    return FALSE;
  *out_area = find_area_around (order, add_pointed_out (order, fw_shape_get_bounds (shape)),
                                picture_width, picture_height);

  return TRUE;
}

/* Pixels of the crop per pixel of the picture. */
static double
find_scale (const FwCropOrder *order,
            FwRect             area)
{
  double side = order->max_side > 0 ? order->max_side : FW_CROP_MAX_SIDE;
  double scale = side / MAX (area.width, area.height);

  return scale > 1.0 ? MIN (floor (scale), ENLARGE_MAX) : scale;
}

static void
draw_outline (const FwCropOrder *order,
              const FwSnapshot  *snapshot,
              FwFrame            frame,
              FwRect             area,
              double             scale,
              FwRaster          *raster)
{
  FwTaxonomy *taxonomy = fw_snapshot_get_taxonomy (snapshot);
  g_autoptr(FwCanvasPainter) painter = fw_canvas_painter_new ();
  g_autoptr(FwScene) scene = NULL;
  g_autoptr(FwShape) shape = NULL;
  FwSceneLook look = { .id = order->unit.track, .role = FW_ROLE_KEYFRAME };
  FwPresence presence;
  FwViewport viewport;
  FwTrack *track;
  FwRect bounds;

  shape = dup_shape (order, snapshot, frame, &track, NULL);
  if (!shape)
    return;

  presence = fw_track_get_presence (track, frame);
  bounds = fw_shape_get_bounds (shape);
  if (presence == FW_PRESENCE_GHOST || MAX (bounds.width, bounds.height) * scale < SIDE_MIN)
    look.role = FW_ROLE_GHOST;
  else if (presence == FW_PRESENCE_INTERPOLATED)
    look.role = FW_ROLE_INTERPOLATED;
  look.colour = fw_taxonomy_get_colour (taxonomy, fw_track_get_category (track));
  look.category = taxonomy ? fw_taxonomy_find (taxonomy, fw_track_get_category (track)) : NULL;
  if (order->is_covered)
    look.colour = FW_COVERED_COLOUR;
  else if (taxonomy
           && fw_taxonomy_get_index (taxonomy, fw_track_get_category (track))
                >= FW_PALETTE_LENGTH)
    look.flags |= FW_SCENE_DOUBLE;

  fw_viewport_init (&viewport);
  fw_viewport_set_image_size (&viewport, area.x + area.width, area.y + area.height);
  fw_viewport_set_view_size (&viewport, fw_raster_get_width (raster),
                             fw_raster_get_height (raster));
  fw_viewport_zoom_rect (&viewport, area, 1.0);
  fw_canvas_painter_set_viewport (painter, &viewport);
  scene = fw_scene_new_for_shape (shape, &look);
  fw_canvas_painter_draw_idle (painter, raster, scene, FW_RASTER_FINE);
}

static void
draw_pointed_out (const FwCropOrder *order,
                  FwRect             area,
                  double             scale,
                  FwRaster          *raster)
{
  guint32 white = fw_colour_premultiply (0xffffff, 1.0);
  guint32 black = fw_colour_premultiply (0x000000, 0.8);

  if (order->has_region)
    {
      FwRect r = { (order->region.x - area.x) * scale, (order->region.y - area.y) * scale,
                   order->region.width * scale, order->region.height * scale };
      const FwPoint ring[] = { { r.x, r.y },
                               { r.x + r.width, r.y },
                               { r.x + r.width, r.y + r.height },
                               { r.x, r.y + r.height } };
      const FwStroke casing = { .colour = black, .width = 5.0, .scale = 1.0 };
      const FwStroke line = { .colour = white, .width = 2.0, .scale = 1.0 };

      fw_raster_stroke_points (raster, ring, G_N_ELEMENTS (ring), TRUE, &casing);
      fw_raster_stroke_points (raster, ring, G_N_ELEMENTS (ring), TRUE, &line);
    }
  if (order->has_pin)
    fw_raster_dot (raster,
                   FW_POINT ((order->pin.x - area.x) * scale, (order->pin.y - area.y) * scale), 6.0,
                   white, 2.0, black);
}

static FwPicture *
picture_from_raster (FwRaster *raster)
{
  guint width = (guint) fw_raster_get_width (raster);
  guint height = (guint) fw_raster_get_height (raster);
  const guint32 *in = fw_raster_get_pixels (raster);
  gsize n = (gsize) width * height;
  guint8 *out = g_malloc (n * 3);

  for (gsize i = 0; i < n; i++)
    {
      out[3 * i] = (guint8) (in[i] >> 16);
      out[3 * i + 1] = (guint8) (in[i] >> 8);
      out[3 * i + 2] = (guint8) in[i];
    }

  return fw_picture_new (width, height, (gsize) width * 3, g_bytes_new_take (out, n * 3));
}

/* @width and @height are the frame's, of which @picture may be a smaller version. */
static FwPicture *
cut_out (const FwCropOrder  *order,
         const FwSnapshot   *snapshot,
         const FwPicture    *picture,
         double              width,
         double              height,
         GError            **error)
{
  g_autoptr(FwRaster) raster = NULL;
  FwFrame frame;
  FwRect area;
  double scale;

  if (!fw_unit_crop_find_frame (order, snapshot, &frame, error)
      || !fw_unit_crop_find_area (order, snapshot, width, height, &area, error))
    return NULL;

  scale = find_scale (order, area);
  raster = fw_raster_new ((int) MAX (round (area.width * scale), 1.0),
                          (int) MAX (round (area.height * scale), 1.0));
  fw_raster_clear (raster, fw_colour_premultiply (0x000000, 1.0));
  fw_raster_draw_picture (raster, picture,
                          FW_RECT (-area.x * scale, -area.y * scale, width * scale, height * scale),
                          NULL);
  if (order->is_outlined && order->unit.kind != FW_UNIT_FRAME)
    draw_outline (order, snapshot, frame, area, scale, raster);
  draw_pointed_out (order, area, scale, raster);

  return picture_from_raster (raster);
}

/* What the labels know of the frame's size; FALSE when they do not. */
static gboolean
get_frame_size (const FwSnapshot *snapshot,
                FwFrame           frame,
                double           *out_width,
                double           *out_height)
{
  FwFrameList *frames = fw_snapshot_get_frame_list (snapshot);
  FwFrameInfo info;

  if (!frames || frame < 0 || (gsize) frame >= fw_frame_list_get_length (frames))
    return FALSE;

  info = fw_frame_list_get (frames, frame);
  *out_width = info.width;
  *out_height = info.height;

  return info.width > 0 && info.height > 0;
}

FwPicture *
fw_unit_crop_cut (const FwCropOrder  *order,
                  const FwSnapshot   *snapshot,
                  const FwPicture    *picture,
                  GError            **error)
{
  g_return_val_if_fail (order != NULL && snapshot != NULL && picture != NULL, NULL);

  double width, height;
  FwFrame frame;

  if (!fw_unit_crop_find_frame (order, snapshot, &frame, error))
    return NULL;
  if (!get_frame_size (snapshot, frame, &width, &height))
    {
      width = fw_picture_get_width (picture);
      height = fw_picture_get_height (picture);
    }

  return cut_out (order, snapshot, picture, width, height, error);
}

FwPicture *
fw_unit_crop_new (const FwCropOrder  *order,
                  const FwSnapshot   *snapshot,
                  FwSecondSource     *source,
                  GCancellable       *cancellable,
                  GError            **error)
{
  g_return_val_if_fail (order != NULL && snapshot != NULL && source != NULL, NULL);

  g_autoptr(FwPicture) picture = NULL;
  guint max_width = 0, max_height = 0;
  double width, height;
  FwFrame frame;
  FwRect area;

  if (!fw_unit_crop_find_frame (order, snapshot, &frame, error))
    return NULL;
  /* What will be shown smaller is decoded smaller: it is faster, and the
   * converter's filter is the better one. */
  if (get_frame_size (snapshot, frame, &width, &height))
    {
      double scale;

      if (!fw_unit_crop_find_area (order, snapshot, width, height, &area, error))
        return NULL;
      scale = find_scale (order, area);
      if (scale < 1.0)
        {
          max_width = (guint) ceil (width * scale);
          max_height = (guint) ceil (height * scale);
        }
    }
  picture = fw_second_source_get_picture (source, frame, max_width, max_height, cancellable, error);

  return picture ? fw_unit_crop_cut (order, snapshot, picture, error) : NULL;
}
