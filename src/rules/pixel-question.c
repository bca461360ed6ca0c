/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fw-config.h"
#include "rules/pixel-question.h"

FwFrame
fw_pixel_question_get_last (const FwPixelQuestion *self)
{
  g_return_val_if_fail (self != NULL, FW_FRAME_NONE);

  return MAX (MAX (self->frame, self->other), self->later);
}

int
fw_pixel_question_compare (const FwPixelQuestion *a, const FwPixelQuestion *b)
{
  g_return_val_if_fail (a && b, 0);

  FwFrame left = fw_pixel_question_get_last (a), right = fw_pixel_question_get_last (b);
  const double places[][2] = {
    { a->box.x, b->box.x },
    { a->box.y, b->box.y },
    { a->box.width, b->box.width },
    { a->box.height, b->box.height },
    { a->later_box.x, b->later_box.x },
    { a->later_box.y, b->later_box.y },
    { a->later_box.width, b->later_box.width },
    { a->later_box.height, b->later_box.height },
    { a->place.x, b->place.x },
    { a->place.y, b->place.y },
    { a->place.width, b->place.width },
    { a->place.height, b->place.height },
    { a->reach, b->reach },
  };

  if (left != right)
    return left < right ? -1 : 1;
  if (a->kind != b->kind)
    return a->kind < b->kind ? -1 : 1;
  if (a->frame != b->frame)
    return a->frame < b->frame ? -1 : 1;
  if (a->other != b->other)
    return a->other < b->other ? -1 : 1;
  if (a->later != b->later)
    return a->later < b->later ? -1 : 1;
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i][0] != places[i][1])
      return places[i][0] < places[i][1] ? -1 : 1;

  return 0;
}
