/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/crop-queue.h"

G_BEGIN_DECLS

#define FW_TYPE_REVIEW_PICTURES (fw_review_pictures_get_type ())
G_DECLARE_FINAL_TYPE (FwReviewPictures, fw_review_pictures, FW, REVIEW_PICTURES, GObject)

/**
 * FwReviewPictures:
 *
 * Pictures for going through a review, fetched ahead: whole frames of the next
 * units, and crops for film strips and contact sheets. Two openings of the
 * medium beside the person's own: crops do not wait for frames, and neither for
 * her. Main thread; nothing blocks. No toolkit.
 *
 * ::crop-ready (): one that was asked for is there.
 */
FwReviewPictures *fw_review_pictures_new        (FwSource         *source) G_GNUC_WARN_UNUSED_RESULT;

/* Whole frames to have ready, the most urgent first; others are let go, except
 * those that are looked at now. The labels know how large frames are. */
void              fw_review_pictures_want       (FwReviewPictures *self,
                                                 FwSnapshot       *snapshot,
                                                 const FwFrame    *frames,
                                                 gsize             n);
/* The frame at full size if it is ready. Returns: (transfer full) (nullable) */
FwPicture        *fw_review_pictures_peek       (FwReviewPictures *self,
                                                 FwFrame           frame);
/* The crop if it is ready; else it is asked for. Returns: (transfer none) (nullable) */
FwPicture        *fw_review_pictures_get_crop   (FwReviewPictures  *self,
                                                 const FwCropOrder *order,
                                                 FwSnapshot        *snapshot);
/* Crops that nobody waits for any more are not made. */
void              fw_review_pictures_drop_waiting (FwReviewPictures *self);
/* Frames and labels are not what they were. */
void              fw_review_pictures_forget     (FwReviewPictures *self);

G_END_DECLS
