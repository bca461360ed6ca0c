/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Where the picture lies in the view: zoom, pan and fit. A plain value without
 * toolkit; each canvas owns one. Picture coordinates are those of
 * core/geometry.h, view coordinates are the widget's logical pixels from its
 * top left corner:
 *
 *   view = picture * scale + offset
 *
 * Zoom is spoken of in device pixels: 1.0 ("100 %") shows one picture pixel as
 * one pixel of the screen, also where the desktop scales by 2.
 */

#include "core/geometry.h"

G_BEGIN_DECLS

#define FW_ZOOM_MIN  (1.0 / 64.0)
#define FW_ZOOM_MAX  64.0
/* One press of Ctrl and plus: two presses about double. */
#define FW_ZOOM_STEP 1.4142135623730951

/**
 * FwViewport:
 *
 * Read the fields freely, change them through the functions. Before the sizes
 * of picture and view are known, scale is 1 and offset is 0.
 */
typedef struct
{
  double   image_width; /* picture pixels; 0 while there is no picture */
  double   image_height;
  double   view_width; /* logical pixels */
  double   view_height;
  double   device_scale; /* device pixels per logical pixel, at least 1 */
  double   scale;        /* logical pixels per picture pixel */
  FwPoint  offset;       /* view coordinates of the picture's (0, 0) */
  gboolean is_fit;       /* stays fitted when picture or view change their size */
} FwViewport;

/* Fitted, without sizes. */
void     fw_viewport_init            (FwViewport       *self);
gboolean fw_viewport_equal           (const FwViewport *a,
                                      const FwViewport *b);

/* Another picture size. A picture of the same size keeps zoom and pan, another
 * one is fitted. */
void     fw_viewport_set_image_size  (FwViewport       *self,
                                      double            width,
                                      double            height);
/* Another size of the view. Keeps the picture point in the middle where it
 * was, or stays fitted. */
void     fw_viewport_set_view_size   (FwViewport       *self,
                                      double            width,
                                      double            height);
/* Keeps the logical scale; only what "100 %" means changes. */
void     fw_viewport_set_device_scale (FwViewport      *self,
                                      double            device_scale);

FwPoint  fw_viewport_to_view         (const FwViewport *self,
                                      FwPoint           picture);
FwPoint  fw_viewport_to_picture      (const FwViewport *self,
                                      FwPoint           view);
FwRect   fw_viewport_rect_to_view    (const FwViewport *self,
                                      FwRect            picture);
FwRect   fw_viewport_rect_to_picture (const FwViewport *self,
                                      FwRect            view);
/* The part of the picture that is in view, in picture coordinates. */
FwRect   fw_viewport_get_visible     (const FwViewport *self);

/* Moves the picture so that no empty ground is beside it where it is larger than
 * the view; where it is smaller it comes into the middle. */
void     fw_viewport_fill            (FwViewport       *self);

/* Device pixels per picture pixel. */
double   fw_viewport_get_zoom        (const FwViewport *self);
/* "63 %", translated. Returns: (transfer full) */
char    *fw_viewport_dup_zoom_text   (const FwViewport *self) G_GNUC_WARN_UNUSED_RESULT;

/* The whole picture, centred; never larger than FW_ZOOM_MAX. */
void     fw_viewport_fit             (FwViewport       *self);
/* Zoom, clamped, such that the picture point under @view stays there. */
void     fw_viewport_zoom_to         (FwViewport       *self,
                                      double            zoom,
                                      FwPoint           view);
void     fw_viewport_zoom_by         (FwViewport       *self,
                                      double            factor,
                                      FwPoint           view);
/* About the middle of the view, as keys do. */
void     fw_viewport_zoom_centre     (FwViewport       *self,
                                      double            zoom);
/* Shows @picture in the middle, filling @share (0 to 1) of the view. */
void     fw_viewport_zoom_rect       (FwViewport       *self,
                                      FwRect            picture,
                                      double            share);
/* Moves the picture by logical pixels. At least a corner of it stays in view. */
void     fw_viewport_pan             (FwViewport       *self,
                                      double            dx,
                                      double            dy);
/* Pans by the least that brings @picture into view with a margin of @margin
 * logical pixels. FALSE when nothing had to move. */
gboolean fw_viewport_reveal          (FwViewport       *self,
                                      FwRect            picture,
                                      double            margin);

G_END_DECLS
