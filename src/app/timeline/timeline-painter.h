/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Draws a timeline model into a raster. A loop over what the model lists: the
 * cost is that of what is on the screen, however long the clip is.
 */

#include "app/canvas/raster.h"
#include "app/canvas/text-cache.h"
#include "edit/timeline-model.h"

G_BEGIN_DECLS

/**
 * FwTimelineLook:
 *
 * What the drawing depends on besides the model.
 */
typedef struct
{
  double   scale; /* device pixels per logical pixel */
  int      width; /* logical */
  int      height;
  gboolean is_high_contrast;
  gboolean is_focused;
} FwTimelineLook;

/* @texts (nullable): without them no text is drawn. */
void fw_timeline_paint (FwTimelineModel      *model,
                        FwRaster             *raster,
                        FwTextCache          *texts,
                        const FwTimelineLook *look);

G_END_DECLS
