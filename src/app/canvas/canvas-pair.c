/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Two canvases that show the same part of the same picture. One leads: it asks
 * the source, for two that ask would cancel each other's requests. The other one
 * takes what the leader shows; zoom and place go both ways.
 */

#include "app/canvas/canvas-private.h"

/* Gives zoom and place to @other, which may have another size. TRUE when that
 * changed something. */
static gboolean
copy_viewport (FwCanvas *self,
               FwCanvas *other)
{
  FwViewport viewport = self->viewport;

  /* Without a picture, or without a view, there is no place to speak of. */
  if (viewport.image_width <= 0.0 || viewport.view_width <= 0.0
      || other->viewport.view_width <= 0.0)
    return FALSE;

  fw_viewport_set_device_scale (&viewport, other->viewport.device_scale);
  fw_viewport_set_view_size (&viewport, other->viewport.view_width, other->viewport.view_height);
  if (fw_viewport_equal (&viewport, &other->viewport))
    return FALSE;
  other->viewport = viewport;

  return TRUE;
}

static void
lend (FwCanvas *self,
      FwCanvas *other)
{
  if (!copy_viewport (self, other))
    return;

  other->is_adopting = TRUE;
  fw_canvas_viewport_changed (other);
  other->is_adopting = FALSE;
}

void
fw_canvas_lend_viewport (FwCanvas *self)
{
  FwCanvas *other = self->leader != NULL ? self->leader : self->follower;

  if (other != NULL && !self->is_adopting)
    lend (self, other);
}

void
fw_canvas_allocate_pair (FwCanvas *self)
{
  if (self->leader != NULL)
    copy_viewport (self->leader, self);
}

void
fw_canvas_adopt_viewport (FwCanvas *self)
{
  if (self->leader != NULL)
    lend (self->leader, self);
}

static void
let_go (FwCanvas *self)
{
  if (self->leader != NULL)
    g_clear_weak_pointer (&self->leader->follower);
  g_clear_weak_pointer (&self->leader);
}

void
fw_canvas_follow (FwCanvas *self,
                  FwCanvas *leader)
{
  g_return_if_fail (FW_IS_CANVAS (self));
  g_return_if_fail (leader == NULL || (FW_IS_CANVAS (leader) && leader != self));

  if (self->leader == leader)
    return;

  let_go (self);
  fw_canvas_frames_clear (self);
  if (leader == NULL)
    return;

  if (leader->follower != NULL)
    let_go (leader->follower);
  g_set_weak_pointer (&self->leader, leader);
  g_set_weak_pointer (&leader->follower, self);
  fw_canvas_set_adjustments (self, leader->brightness, leader->contrast, leader->gamma);
  fw_canvas_frames_update (self);
}
