/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How large the picture is shown, and which part of it.
 */

#include "app/canvas/canvas-private.h"

/* Share of the view that an object fills when zoomed to. */
#define OBJECT_SHARE 0.5

/* A label of a few pixels tells more with what is around it. */
#define AREA_ZOOM_MAX 16.0

double
fw_canvas_get_zoom (FwCanvas *self)
{
  g_return_val_if_fail (FW_IS_CANVAS (self), 1.0);

  return fw_viewport_get_zoom (&self->viewport);
}

const char *
fw_canvas_get_zoom_text (FwCanvas *self)
{
  g_return_val_if_fail (FW_IS_CANVAS (self), NULL);

  return self->zoom_text;
}

void
fw_canvas_zoom_in (FwCanvas *self)
{
  g_return_if_fail (FW_IS_CANVAS (self));

  fw_viewport_zoom_centre (&self->viewport,
                           fw_viewport_get_zoom (&self->viewport) * FW_ZOOM_STEP);
  fw_canvas_viewport_changed (self);
}

void
fw_canvas_zoom_out (FwCanvas *self)
{
  g_return_if_fail (FW_IS_CANVAS (self));

  fw_viewport_zoom_centre (&self->viewport,
                           fw_viewport_get_zoom (&self->viewport) / FW_ZOOM_STEP);
  fw_canvas_viewport_changed (self);
}

void
fw_canvas_zoom_fit (FwCanvas *self)
{
  g_return_if_fail (FW_IS_CANVAS (self));

  self->has_zoom_back = FALSE;
  self->area_share = 0.0;
  fw_viewport_fit (&self->viewport);
  fw_canvas_viewport_changed (self);
}

void
fw_canvas_zoom_original (FwCanvas *self)
{
  g_return_if_fail (FW_IS_CANVAS (self));

  fw_viewport_zoom_centre (&self->viewport, 1.0);
  fw_canvas_viewport_changed (self);
}

/* Back to where the view was, as far as its size is still the same. */
static void
zoom_back (FwCanvas *self)
{
  FwViewport back = self->zoom_back;

  self->has_zoom_back = FALSE;
  fw_viewport_set_image_size (&back, self->viewport.image_width, self->viewport.image_height);
  fw_viewport_set_view_size (&back, self->viewport.view_width, self->viewport.view_height);
  fw_viewport_set_device_scale (&back, self->viewport.device_scale);
  self->viewport = back;
  fw_canvas_viewport_changed (self);
}

void
fw_canvas_zoom_to_selection (FwCanvas *self)
{
  FwRect bounds;

  g_return_if_fail (FW_IS_CANVAS (self));

  if (self->has_zoom_back)
    {
      zoom_back (self);
      return;
    }
  if (self->session == NULL || !fw_session_get_selection_bounds (self->session, &bounds))
    return;

  self->zoom_back = self->viewport;
  self->has_zoom_back = TRUE;
  fw_viewport_zoom_rect (&self->viewport, bounds, OBJECT_SHARE);
  fw_canvas_viewport_changed (self);
}

static void
show_area (FwCanvas *self)
{
  FwViewport fit = self->viewport;

  fw_viewport_zoom_rect (&self->viewport, self->area, self->area_share);
  if (fw_viewport_get_zoom (&self->viewport) > AREA_ZOOM_MAX)
    fw_viewport_zoom_centre (&self->viewport, AREA_ZOOM_MAX);
  fw_viewport_fill (&self->viewport);
  /* Of an object that is nearly as high as the picture there is nothing more to see
   * in a picture that is smaller than the room it has. */
  fw_viewport_fit (&fit);
  if (fw_viewport_get_zoom (&self->viewport) < fw_viewport_get_zoom (&fit))
    self->viewport = fit;
  self->area_view = self->viewport;
}

/* Nobody has zoomed or moved the picture since. */
static gboolean
shows_area (FwCanvas *self)
{
  return self->area_share > 0.0 && fw_viewport_equal (&self->viewport, &self->area_view);
}

void
fw_canvas_zoom_to (FwCanvas *self,
                   FwRect    picture)
{
  g_return_if_fail (FW_IS_CANVAS (self));

  FwViewport back = self->has_zoom_back ? self->zoom_back : self->viewport;

  fw_canvas_zoom_to_area (self, picture, OBJECT_SHARE);
  self->zoom_back = back;
  self->has_zoom_back = TRUE;
}

gboolean
fw_canvas_is_zoomed_to (FwCanvas *self)
{
  g_return_val_if_fail (FW_IS_CANVAS (self), FALSE);

  return self->has_zoom_back;
}

void
fw_canvas_zoom_back (FwCanvas *self)
{
  g_return_if_fail (FW_IS_CANVAS (self));

  if (self->has_zoom_back)
    zoom_back (self);
}

void
fw_canvas_zoom_to_area (FwCanvas *self,
                        FwRect    area,
                        double    share)
{
  g_return_if_fail (FW_IS_CANVAS (self));
  g_return_if_fail (share > 0.0 && share <= 1.0);

  self->has_zoom_back = FALSE;
  self->area = area;
  self->area_share = share;
  show_area (self);
  fw_canvas_viewport_changed (self);
}

void
fw_canvas_set_view_size (FwCanvas *self,
                         double    width,
                         double    height)
{
  gboolean stays = shows_area (self);

  fw_viewport_set_view_size (&self->viewport, width, height);
  if (stays)
    show_area (self);
}

void
fw_canvas_set_image_size (FwCanvas *self,
                          double    width,
                          double    height)
{
  gboolean stays = shows_area (self);

  fw_viewport_set_image_size (&self->viewport, width, height);
  if (stays)
    show_area (self);
}

gboolean
fw_canvas_get_visible (FwCanvas *self,
                       FwRect   *out_visible)
{
  g_return_val_if_fail (FW_IS_CANVAS (self), FALSE);
  g_return_val_if_fail (out_visible != NULL, FALSE);

  *out_visible = fw_viewport_get_visible (&self->viewport);

  return self->viewport.image_width > 0.0 && self->viewport.image_height > 0.0;
}

FwRect
fw_canvas_place (FwCanvas *self,
                 FwRect    picture)
{
  g_return_val_if_fail (FW_IS_CANVAS (self), FW_RECT (0, 0, 0, 0));

  return fw_viewport_rect_to_view (&self->viewport, picture);
}
