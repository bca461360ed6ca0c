/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Pictures of what is judged and asked about: the part of a frame around a
 * label, with the label's outline where that is wanted; for a frame the whole of
 * it. No toolkit in here; any thread.
 */

#include <gio/gio.h>

#include "app/second-source.h"
#include "core/unit-name.h"

G_BEGIN_DECLS

/* Of a crop, unless said otherwise. */
#define FW_CROP_MAX_SIDE 640

/**
 * FwCropOrder:
 *
 * What is to be shown, and how large. By value.
 */
typedef struct
{
  FwUnit   unit;
  FwFrame  frame;       /* in which a track is shown; FW_FRAME_NONE: at its largest keyframe */
  guint    max_side;    /* longest side of the crop in pixels; 0: FW_CROP_MAX_SIDE */
  double   aspect;      /* width by height to come near to; 0: as the label lies */
  double   margin;      /* around the label on each side, in its longer sides; 0: half of one and at
                         * least 24 pixels, because what stands beside it decides most questions */
  gboolean is_outlined; /* draws the label's outline in its category's colour */
  gboolean is_covered;  /* its colour does not tell the category */
  gboolean has_pin;     /* what a reviewer pointed out is drawn, too, and is in the crop */
  FwPoint  pin;         /* in picture coordinates, like the region */
  gboolean has_region;
  FwRect   region;
  FwRect   around;      /* is in the crop, too, so that two crops show the same; width 0: nothing */
} FwCropOrder;

/* The frame that shows the unit. FALSE with a sentence when the unit is not in
 * @snapshot (any more). */
gboolean   fw_unit_crop_find_frame (const FwCropOrder *order,
                                    const FwSnapshot  *snapshot,
                                    FwFrame           *out_frame,
                                    GError           **error);
/* The part of the frame that is shown, in picture coordinates: the label with
 * some of what is around it, within a picture of that size. */
gboolean   fw_unit_crop_find_area  (const FwCropOrder *order,
                                    const FwSnapshot  *snapshot,
                                    double             picture_width,
                                    double             picture_height,
                                    FwRect            *out_area,
                                    GError           **error);
/* Cuts it out of @picture, which shows the whole frame at any size. Small labels
 * are enlarged by whole factors.
 * Returns: (transfer full) (nullable) */
FwPicture *fw_unit_crop_cut        (const FwCropOrder *order,
                                    const FwSnapshot  *snapshot,
                                    const FwPicture   *picture,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* Looks at the medium for it. Blocks; see FwCropQueue for the main thread.
 * Returns: (transfer full) (nullable) */
FwPicture *fw_unit_crop_new        (const FwCropOrder *order,
                                    const FwSnapshot  *snapshot,
                                    FwSecondSource    *source,
                                    GCancellable      *cancellable,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
