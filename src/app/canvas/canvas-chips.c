/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What holds text on the canvas: the chips with an object's name and state,
 * the size under a shape, tooltips.
 */

#include "app/canvas/canvas-painter-private.h"

#define TINY            12.0 /* an object smaller than this gets a dot */
#define CHIP_HEIGHT     18.0
#define CHIP_PADDING    6.0
#define CHIP_SIGN       9.0
#define CHIP_SIGN_STEP  13.0
#define CHIP_RADIUS     4.0
#define CHIP_AIR            3.0
#define READOUT_HEIGHT  24.0
#define READOUT_PADDING 10.0
#define READOUT_GAP     9.0
#define READOUT_RADIUS  6.0

#define PROBLEM_ON_CHIP 0xb3140f

/* Pixels of what holds text: it grows with the person's font. */
static double
text_px (FwCanvasPainter *self,
         double           logical)
{
  double growth = self->texts != NULL ? fw_text_cache_get_growth (self->texts) : 1.0;

  return logical * growth * self->viewport.device_scale;
}

static gboolean
is_tiny (FwCanvasPainter   *self,
         const FwSceneItem *item)
{
  double limit = TINY / self->viewport.scale;

  return item->bounds.width < limit && item->bounds.height < limit;
}

typedef struct
{
  const FwTextMask *text;
  FwSign signs[5];
  guint n_signs;
  double width; /* device pixels */
  double height;
} Chip;

static gboolean
chip_init (FwCanvasPainter   *self,
           const FwSceneItem *item,
           Chip              *chip)
{
  if (self->texts == NULL || item->text == NULL)
    return FALSE;

  *chip = (Chip){ NULL };
  chip->text = fw_text_cache_get (self->texts, item->text, FW_TEXT_CHIP, text_px (self, 260.0));

  if (!(item->flags & FW_SCENE_SINGLE) && item->role == FW_ROLE_KEYFRAME)
    chip->signs[chip->n_signs++] = FW_SIGN_KEYFRAME;
  else if (!(item->flags & FW_SCENE_SINGLE) && item->role == FW_ROLE_INTERPOLATED)
    chip->signs[chip->n_signs++] = FW_SIGN_INTERPOLATED;
  if (item->flags & FW_SCENE_OCCLUDED)
    chip->signs[chip->n_signs++] = FW_SIGN_OCCLUDED;
  if (item->flags & FW_SCENE_LOCKED)
    chip->signs[chip->n_signs++] = FW_SIGN_LOCKED;
  if (item->flags & FW_SCENE_PROBLEM)
    chip->signs[chip->n_signs++] = FW_SIGN_PROBLEM;
  else if (item->flags & FW_SCENE_PROBLEM_ELSEWHERE)
    chip->signs[chip->n_signs++] = FW_SIGN_PROBLEM_ELSEWHERE;
  else if (item->flags & FW_SCENE_HINT)
    chip->signs[chip->n_signs++] = FW_SIGN_HINT;
  if (item->flags & FW_SCENE_ASKED)
    chip->signs[chip->n_signs++] = FW_SIGN_QUESTION;

  chip->height = floor (text_px (self, CHIP_HEIGHT) + 0.5);
  chip->width = chip->text->width + 2.0 * text_px (self, CHIP_PADDING);
  if (chip->n_signs > 0)
    chip->width
        += text_px (self, 3.0 + CHIP_SIGN_STEP * chip->n_signs - (CHIP_SIGN_STEP - CHIP_SIGN));
  chip->width = floor (chip->width + 0.5);

  return TRUE;
}

/* Where the chip goes, in device pixels of the view; FALSE for a dot. A little
 * air is left between object and chip. */
static gboolean
chip_place (FwCanvasPainter   *self,
            const FwSceneItem *item,
            const Chip        *chip,
            FwRect            *out_place)
{
  double scale = self->viewport.device_scale;
  FwRect object = fw_viewport_rect_to_view (&self->viewport, item->bounds);
  FwRect place;

  if (!fw_scene_place_chip (&self->viewport, item->bounds, chip->width / scale,
                            chip->height / scale + CHIP_AIR, (const FwRect *) self->taken->data,
                            self->taken->len, &place))
    return FALSE;

  if (place.y >= object.y + object.height)
    place.y += CHIP_AIR;
  *out_place = FW_RECT (floor (place.x * scale + 0.5), floor (place.y * scale + 0.5), chip->width,
                        chip->height);

  return TRUE;
}

static void
chip_draw (FwCanvasPainter     *self,
           const FwPaintTarget *target,
           const FwSceneItem   *item,
           const Chip          *chip,
           FwRect               place)
{
  gboolean is_ghost = item->role == FW_ROLE_GHOST;
  guint32 ground = is_ghost ? fw_painter_ink (target, FW_COLOUR_INK, 0.7)
                            : fw_painter_ink (target, item->colour, 1.0);
  guint32 colour = is_ghost ? fw_painter_ink (target, item->colour, 1.0)
                            : fw_painter_ink (target, FW_COLOUR_INK, 1.0);
  guint32 rim = is_ghost              ? fw_painter_ink (target, item->colour, 0.8)
                : self->high_contrast ? fw_painter_ink (target, 0xffffff, 1.0)
                                      : fw_painter_ink (target, FW_COLOUR_INK, 0.6);
  double middle = place.y - target->y + place.height / 2.0;
  double x = place.x - target->x;

  fw_raster_round_rect (target->raster, FW_RECT (x, place.y - target->y, place.width, place.height),
                        text_px (self, CHIP_RADIUS), ground, fw_painter_px (self, 1.0), rim);
  x += text_px (self, CHIP_PADDING);
  fw_text_mask_draw (chip->text, target->raster, x, middle, colour);

  x = place.x - target->x + place.width - text_px (self, CHIP_PADDING)
      - text_px (self, CHIP_SIGN_STEP * chip->n_signs - (CHIP_SIGN_STEP - CHIP_SIGN))
      + text_px (self, CHIP_SIGN) / 2.0;
  for (guint i = 0; i < chip->n_signs; i++)
    {
      gboolean is_problem
          = chip->signs[i] == FW_SIGN_PROBLEM || chip->signs[i] == FW_SIGN_PROBLEM_ELSEWHERE;
      gboolean is_large = is_problem || chip->signs[i] == FW_SIGN_QUESTION;

      fw_sign_draw (chip->signs[i], target->raster, FW_POINT (x, middle),
                    text_px (self, is_large ? CHIP_SIGN + 1.0 : CHIP_SIGN),
                    is_problem && !is_ghost ? fw_painter_ink (target, PROBLEM_ON_CHIP, 1.0)
                                            : colour,
                    chip->signs[i] == FW_SIGN_QUESTION ? ground
                                                       : fw_painter_ink (target, 0xffffff, 1.0));
      x += text_px (self, CHIP_SIGN_STEP);
    }
}

/* What is left of a chip when there is no room: a dot at the object's corner. */
static void
draw_dot (FwCanvasPainter     *self,
          const FwPaintTarget *target,
          const FwSceneItem   *item)
{
  FwRect box = fw_painter_rect_to_target (self, target, item->bounds);
  double radius = fw_painter_px (self, 3.0);

  fw_raster_dot (target->raster, FW_POINT (box.x - radius, box.y - radius), radius,
                 fw_painter_ink (target, item->colour, 1.0), fw_painter_px (self, 1.0),
                 fw_painter_ink (target, FW_COLOUR_INK, 0.8));
}

void
fw_painter_draw_chip (FwCanvasPainter     *self,
                      const FwPaintTarget *target,
                      const FwSceneItem   *item)
{
  Chip chip;
  FwRect place;

  if (!chip_init (self, item, &chip))
    return;

  if (chip_place (self, item, &chip, &place))
    chip_draw (self, target, item, &chip, place);
  else
    draw_dot (self, target, item);
}

/* Read-outs and tooltips */

static double
readout_width (FwCanvasPainter   *self,
               const FwSceneItem *item)
{
  double width = 2.0 * text_px (self, READOUT_PADDING);

  if (item->text != NULL)
    width += fw_text_cache_get (self->texts, item->text, FW_TEXT_BOLD, 0)->width;
  if (item->detail != NULL)
    width += text_px (self, READOUT_GAP)
             + fw_text_cache_get (self->texts, item->detail, FW_TEXT_PLAIN, 0)->width;

  return ceil (width);
}

static FwRect
readout_place (FwCanvasPainter   *self,
               const FwSceneItem *item)
{
  double scale = self->viewport.device_scale;
  double width = readout_width (self, item);
  double height = floor (text_px (self, READOUT_HEIGHT) + 0.5);
  FwRect place;

  if (item->kind == FW_SCENE_READOUT)
    {
      place = fw_scene_place_readout (&self->viewport, item->bounds, width / scale, height / scale);
    }
  else
    {
      FwPoint tip = fw_viewport_to_view (&self->viewport, item->points[0]);

      /* Beside the pointer; on its other side where the view ends. */
      place = FW_RECT (tip.x + 16.0, tip.y + 14.0, width / scale, height / scale);
      if (place.x + place.width > self->viewport.view_width)
        place.x = tip.x - 12.0 - place.width;
      if (place.y + place.height > self->viewport.view_height)
        place.y = tip.y - 10.0 - place.height;
    }

  return FW_RECT (floor (place.x * scale + 0.5), floor (place.y * scale + 0.5), width, height);
}

void
fw_painter_draw_readout (FwCanvasPainter     *self,
                         const FwPaintTarget *target,
                         const FwSceneItem   *item)
{
  FwRect place = readout_place (self, item);
  double x = place.x - target->x;
  double y = place.y - target->y;
  double middle = y + place.height / 2.0;

  fw_raster_round_rect (target->raster, FW_RECT (x, y, place.width, place.height),
                        text_px (self, READOUT_RADIUS), fw_painter_ink (target, 0x101010, 0.9), 0.0,
                        0);

  x += text_px (self, READOUT_PADDING);
  if (item->text != NULL)
    {
      const FwTextMask *text = fw_text_cache_get (self->texts, item->text, FW_TEXT_BOLD, 0);

      fw_text_mask_draw (text, target->raster, x, middle, fw_painter_ink (target, 0xffffff, 1.0));
      x += text->width + text_px (self, READOUT_GAP);
    }
  if (item->detail != NULL)
    fw_text_mask_draw (fw_text_cache_get (self->texts, item->detail, FW_TEXT_PLAIN, 0),
                       target->raster, x, middle,
                       fw_painter_ink (target, 0xffffff, self->high_contrast ? 1.0 : 0.65));
}

static void
take_rect (FwCanvasPainter *self,
           FwRect           view)
{
  g_array_append_val (self->taken, view);
}

void
fw_painter_draw_idle_chips (FwCanvasPainter     *self,
                            const FwPaintTarget *target,
                            FwScene             *scene)
{
  double scale = self->viewport.device_scale;
  gsize n_active, n_chips;
  const FwSceneItem *active = fw_scene_get_active (scene, &n_active);
  const FwSceneItem *chips = fw_scene_get_idle_chips (scene, &n_chips);

  for (gsize i = 0; i < n_active; i++)
    {
      if (active[i].kind == FW_SCENE_SHAPE && (active[i].flags & FW_SCENE_SELECTED))
        take_rect (self, fw_viewport_rect_to_view (&self->viewport, active[i].bounds));
    }

  for (gsize i = 0; i < n_chips; i++)
    {
      Chip chip;
      FwRect place;

      if (!fw_painter_is_in_view (self, &chips[i]))
        continue;
      if (is_tiny (self, &chips[i]) || !chip_init (self, &chips[i], &chip)
          || !chip_place (self, &chips[i], &chip, &place))
        {
          draw_dot (self, target, &chips[i]);
          continue;
        }

      chip_draw (self, target, &chips[i], &chip, place);
      take_rect (self, FW_RECT (place.x / scale, place.y / scale, place.width / scale,
                                place.height / scale));
    }
}

gboolean
fw_painter_get_chip_place (FwCanvasPainter   *self,
                           const FwSceneItem *item,
                           FwRect            *out_place)
{
  FwPaintTarget view = { NULL, 0.0, 0.0, 1.0 };
  Chip chip;

  fw_painter_forget_taken (self);
  if (!chip_init (self, item, &chip))
    return FALSE;

  if (!chip_place (self, item, &chip, out_place))
    {
      *out_place = fw_painter_rect_to_target (self, &view, item->bounds);
      out_place->width = out_place->height = 0.0;
    }

  return TRUE;
}

gboolean
fw_painter_get_readout_place (FwCanvasPainter   *self,
                              const FwSceneItem *item,
                              FwRect            *out_place)
{
  if (self->texts == NULL)
    return FALSE;

  *out_place = readout_place (self, item);

  return TRUE;
}
