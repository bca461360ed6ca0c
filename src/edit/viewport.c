/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Zoom, pan and fit as arithmetic on a plain value. Two rules hold after every
 * call: the scale is within its limits (a fit may go below the lower one, for
 * pictures of a hundred thousand pixels), and a strip of the picture stays in
 * view, so that nobody loses it.
 */

#include "fw-config.h"

#include "edit/viewport.h"

#include <glib/gi18n.h>

/* Logical pixels of the picture that cannot be moved out of the view. */
#define KEEP_PX 48.0

static gboolean
has_sizes (const FwViewport *self)
{
  return self->image_width > 0.0 && self->image_height > 0.0 && self->view_width > 0.0
         && self->view_height > 0.0;
}

/* On a device pixel, so that a picture at 100 % is not blurred. */
static double
round_to_device (const FwViewport *self, double logical)
{
  return round (logical * self->device_scale) / self->device_scale;
}

static double
clamp_scale (const FwViewport *self, double scale)
{
  return CLAMP (scale, FW_ZOOM_MIN / self->device_scale, FW_ZOOM_MAX / self->device_scale);
}

static double
keep_in_view (double offset, double length, double view)
{
  double keep = MIN (MIN (KEEP_PX, length), view);

  return CLAMP (offset, keep - length, view - keep);
}

static void
constrain (FwViewport *self)
{
  if (!has_sizes (self))
    return;

  self->offset.x = keep_in_view (self->offset.x, self->image_width * self->scale, self->view_width);
  self->offset.y
      = keep_in_view (self->offset.y, self->image_height * self->scale, self->view_height);
}

/* Puts the picture point @picture at the view point @view. */
static void
place (FwViewport *self, FwPoint picture, FwPoint view)
{
  self->offset.x = view.x - picture.x * self->scale;
  self->offset.y = view.y - picture.y * self->scale;
}

static FwPoint
view_centre (const FwViewport *self)
{
  return FW_POINT (self->view_width / 2.0, self->view_height / 2.0);
}

void
fw_viewport_init (FwViewport *self)
{
  g_return_if_fail (self != NULL);

  *self = (FwViewport) { .device_scale = 1.0, .scale = 1.0, .is_fit = TRUE };
}

gboolean
fw_viewport_equal (const FwViewport *a, const FwViewport *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->image_width == b->image_width && a->image_height == b->image_height
         && a->view_width == b->view_width && a->view_height == b->view_height
         && a->device_scale == b->device_scale && a->scale == b->scale && a->offset.x == b->offset.x
         && a->offset.y == b->offset.y && a->is_fit == b->is_fit;
}

void
fw_viewport_set_image_size (FwViewport *self, double width, double height)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (width >= 0.0 && height >= 0.0);

  if (self->image_width == width && self->image_height == height)
    return;

  self->image_width = width;
  self->image_height = height;
  fw_viewport_fit (self);
}

void
fw_viewport_set_view_size (FwViewport *self, double width, double height)
{
  FwPoint middle;

  g_return_if_fail (self != NULL);
  g_return_if_fail (width >= 0.0 && height >= 0.0);

  if (self->view_width == width && self->view_height == height)
    return;

  middle = fw_viewport_to_picture (self, view_centre (self));
  self->view_width = width;
  self->view_height = height;
  if (self->is_fit)
    {
      fw_viewport_fit (self);
      return;
    }

  place (self, middle, view_centre (self));
  constrain (self);
}

void
fw_viewport_set_device_scale (FwViewport *self, double device_scale)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (device_scale >= 1.0);

  self->device_scale = device_scale;
  if (self->is_fit)
    fw_viewport_fit (self);
}

FwPoint
fw_viewport_to_view (const FwViewport *self, FwPoint picture)
{
  g_return_val_if_fail (self != NULL, picture);

  return FW_POINT (picture.x * self->scale + self->offset.x,
                   picture.y * self->scale + self->offset.y);
}

FwPoint
fw_viewport_to_picture (const FwViewport *self, FwPoint view)
{
  g_return_val_if_fail (self != NULL, view);

  return FW_POINT ((view.x - self->offset.x) / self->scale,
                   (view.y - self->offset.y) / self->scale);
}

FwRect
fw_viewport_rect_to_view (const FwViewport *self, FwRect picture)
{
  FwPoint corner = fw_viewport_to_view (self, FW_POINT (picture.x, picture.y));

  return FW_RECT (corner.x, corner.y, picture.width * self->scale, picture.height * self->scale);
}

FwRect
fw_viewport_rect_to_picture (const FwViewport *self, FwRect view)
{
  FwPoint corner = fw_viewport_to_picture (self, FW_POINT (view.x, view.y));

  return FW_RECT (corner.x, corner.y, view.width / self->scale, view.height / self->scale);
}

FwRect
fw_viewport_get_visible (const FwViewport *self)
{
  FwRect view;

  g_return_val_if_fail (self != NULL, FW_RECT (0, 0, 0, 0));

  view = FW_RECT (0.0, 0.0, self->view_width, self->view_height);
  return fw_rect_intersection (fw_viewport_rect_to_picture (self, view),
                               FW_RECT (0.0, 0.0, self->image_width, self->image_height));
}

double
fw_viewport_get_zoom (const FwViewport *self)
{
  g_return_val_if_fail (self != NULL, 1.0);

  return self->scale * self->device_scale;
}

char *
fw_viewport_dup_zoom_text (const FwViewport *self)
{
  double percent = fw_viewport_get_zoom (self) * 100.0;

  /* Translators: the zoom, such as "63 %"; the space is a thin one. */
  if (percent < 10.0)
    return g_strdup_printf (_("%.1f\u202f%%"), percent);
  return g_strdup_printf (_("%.0f\u202f%%"), percent);
}

void
fw_viewport_fit (FwViewport *self)
{
  g_return_if_fail (self != NULL);

  self->is_fit = TRUE;
  if (!has_sizes (self))
    return;

  self->scale = MIN (self->view_width / self->image_width, self->view_height / self->image_height);
  self->scale = MIN (self->scale, FW_ZOOM_MAX / self->device_scale);
  self->offset.x
      = round_to_device (self, (self->view_width - self->image_width * self->scale) / 2.0);
  self->offset.y
      = round_to_device (self, (self->view_height - self->image_height * self->scale) / 2.0);
}

void
fw_viewport_zoom_to (FwViewport *self, double zoom, FwPoint view)
{
  FwPoint under;

  g_return_if_fail (self != NULL);
  g_return_if_fail (zoom > 0.0);

  under = fw_viewport_to_picture (self, view);
  self->scale = clamp_scale (self, zoom / self->device_scale);
  self->is_fit = FALSE;
  place (self, under, view);
  constrain (self);
}

void
fw_viewport_zoom_by (FwViewport *self, double factor, FwPoint view)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (factor > 0.0);

  fw_viewport_zoom_to (self, fw_viewport_get_zoom (self) * factor, view);
}

void
fw_viewport_zoom_centre (FwViewport *self, double zoom)
{
  g_return_if_fail (self != NULL);

  fw_viewport_zoom_to (self, zoom, view_centre (self));
}

void
fw_viewport_zoom_rect (FwViewport *self, FwRect picture, double share)
{
  double scale;

  g_return_if_fail (self != NULL);
  g_return_if_fail (share > 0.0 && share <= 1.0);

  if (!has_sizes (self))
    return;

  /* A rectangle without area is a place to look at, as near as 100 % allows. */
  scale = MIN (picture.width > 0.0 ? self->view_width * share / picture.width : G_MAXDOUBLE,
               picture.height > 0.0 ? self->view_height * share / picture.height : G_MAXDOUBLE);
  if (scale == G_MAXDOUBLE)
    scale = 1.0 / self->device_scale;

  self->scale = clamp_scale (self, scale);
  self->is_fit = FALSE;
  place (self, fw_rect_centre (picture), view_centre (self));
  self->offset.x = round_to_device (self, self->offset.x);
  self->offset.y = round_to_device (self, self->offset.y);
  constrain (self);
}

/* The offset at which @size covers @view, or lies in its middle. */
static double
fill_view (double offset, double size, double view)
{
  return size <= view ? (view - size) / 2.0 : CLAMP (offset, view - size, 0.0);
}

void
fw_viewport_fill (FwViewport *self)
{
  g_return_if_fail (self != NULL);

  if (!has_sizes (self))
    return;
  self->offset.x = round_to_device (
    self, fill_view (self->offset.x, self->image_width * self->scale, self->view_width));
  self->offset.y = round_to_device (
    self, fill_view (self->offset.y, self->image_height * self->scale, self->view_height));
}

void
fw_viewport_pan (FwViewport *self, double dx, double dy)
{
  g_return_if_fail (self != NULL);

  self->offset.x += dx;
  self->offset.y += dy;
  self->is_fit = FALSE;
  constrain (self);
}

/* How far the run from @start of length @length has to move to lie in
 * @margin .. @view - @margin; one that is too long is moved to its start. */
static double
distance_into_view (double start, double length, double view, double margin)
{
  if (start < margin || length > view - 2.0 * margin)
    return margin - start;
  if (start + length > view - margin)
    return view - margin - length - start;
  return 0.0;
}

gboolean
fw_viewport_reveal (FwViewport *self, FwRect picture, double margin)
{
  FwRect view;
  double dx, dy;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!has_sizes (self))
    return FALSE;

  view = fw_viewport_rect_to_view (self, picture);
  if (view.width >= self->view_width && view.height >= self->view_height && view.x <= 0.0
      && view.y <= 0.0)
    return FALSE;

  dx = distance_into_view (view.x, view.width, self->view_width, margin);
  dy = distance_into_view (view.y, view.height, self->view_height, margin);
  if (dx == 0.0 && dy == 0.0)
    return FALSE;

  fw_viewport_pan (self, dx, dy);
  return TRUE;
}
