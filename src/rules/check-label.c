/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One label as checks see it: its shape and its numbers, made when they are
 * asked for, and whether a rule speaks about it at all.
 */

#include "fw-config.h"
#include "rules/check-private.h"

#include <math.h>

FwShape *
fw_label_get_shape (const FwLabel *self)
{
  if (!*self->shape)
    *self->shape = fw_track_dup_shape_at (self->track, self->frame);

  return *self->shape;
}

FwPoint *
fw_ring_dup_points (FwRing ring)
{
  FwPoint *points = g_new (FwPoint, ring.n_vertices);

  for (gsize i = 0; i < ring.n_vertices; i++)
    points[i] = FW_POINT (ring.vertices[i].x, ring.vertices[i].y);

  return points;
}

static guint
count_parts (FwShape *shape)
{
  gsize n_rings = fw_shape_get_n_rings (shape);
  guint n = 0;

  if (fw_shape_get_kind (shape) != FW_SHAPE_POLYGON)
    return 1;
  for (gsize i = 0; i < n_rings; i++)
    n += !fw_shape_get_ring (shape, i).is_hole;

  return n;
}

double
fw_label_get_area (const FwLabel *self)
{
  switch (fw_track_get_kind (self->track))
    {
    case FW_SHAPE_BOX:
    case FW_SHAPE_POLYLINE:
    case FW_SHAPE_POINTS:
    case FW_SHAPE_SKELETON:
      /* Lines and points cover nothing; their box is what has a size. */
      return self->box.width * self->box.height;

    default:
      break;
    }

  return fw_shape_get_area (fw_label_get_shape (self));
}

void
fw_label_fill_input (const FwLabel     *self,
                     guint              numbers,
                     FwExpressionInput *out)
{
  FwRect box = self->box;

  out->category = self->category->name;
  out->attributes = self->attributes;
  if (!numbers)
    return;

  out->numbers[FW_NUMBER_X] = box.x;
  out->numbers[FW_NUMBER_Y] = box.y;
  out->numbers[FW_NUMBER_W] = box.width;
  out->numbers[FW_NUMBER_H] = box.height;
  out->numbers[FW_NUMBER_ASPECT] = box.height != 0.0 ? box.width / box.height : NAN;
  out->numbers[FW_NUMBER_FRAME] = self->frame;
  out->numbers[FW_NUMBER_TRACK_LENGTH] = self->length;
  if (numbers & (1u << FW_NUMBER_AREA))
    out->numbers[FW_NUMBER_AREA] = fw_label_get_area (self);
  if (numbers & (1u << FW_NUMBER_VERTICES))
    out->numbers[FW_NUMBER_VERTICES] = fw_shape_get_n_vertices (fw_label_get_shape (self));
  if (numbers & (1u << FW_NUMBER_PARTS))
    out->numbers[FW_NUMBER_PARTS] = count_parts (fw_label_get_shape (self));
  if (numbers & ((1u << FW_NUMBER_IMAGE_W) | (1u << FW_NUMBER_IMAGE_H)))
    {
      double width, height;

      fw_check_context_get_image (self->context, self->frame, &width, &height);
      out->numbers[FW_NUMBER_IMAGE_W] = width > 0.0 ? width : NAN;
      out->numbers[FW_NUMBER_IMAGE_H] = height > 0.0 ? height : NAN;
    }
}

gboolean
fw_label_is_true (const FwLabel      *self,
                  const FwExpression *expression)
{
  FwExpressionInput input;

  fw_label_fill_input (self, fw_expression_get_numbers (expression), &input);

  return fw_expression_is_true (expression, &input);
}

gboolean
fw_label_is_guarded (const FwLabel *self,
                     const FwCheck *check)
{
  return !check->rule->when || fw_label_is_true (self, check->rule->when);
}

gboolean
fw_check_when_at (const FwCheckContext *context,
                  const FwCheck        *check,
                  const FwTrack        *track,
                  FwFrame               frame)
{
  g_autofree FwValue *values = NULL;
  g_autoptr(FwShape) shape = NULL;
  FwLabel label;

  if (!check->rule->when)
    return TRUE;

  values = g_new0 (FwValue, context->plan->n_attributes + 1);

  return fw_check_context_get_label (context, track, frame, values, &shape, &label)
         && fw_label_is_guarded (&label, check);
}

const FwStated *
fw_label_get_stated (const FwLabel *self,
                     FwStatedBit    bit)
{
  gssize index = fw_track_find_keyframe (self->track, self->frame);
  const FwStated *stated;
  FwKeyframe key;

  if (index < 0)
    return NULL;
  key = fw_track_get_keyframe (self->track, index);
  stated = key.frame == self->frame ? fw_shape_get_stated (key.shape) : NULL;

  return stated && (stated->has & bit) ? stated : NULL;
}
