/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gold/exam-crop.h"


typedef struct
{
  const FwSnapshot *labels;
  FwTrackId         id;    /* 0: no label */
  FwFrame           frame;
} Side;

static Side
get_side (const FwExamSheet  *sheet,
          const FwGoldResult *result,
          FwExamSide          side)
{
  return side == FW_EXAM_GOLD ? (Side) { sheet->frozen, result->gold, result->frame }
                              : (Side) { sheet->own, result->own, result->own_frame };
}

/* NULL when there is no label, or not in this frame. */
static FwShape *
dup_shape (Side side)
{
  FwTrack *track = side.id != 0 ? fw_snapshot_get_track (side.labels, side.id) : NULL;

  return track != NULL && side.frame != FW_FRAME_NONE ? fw_track_dup_shape_at (track, side.frame)
                                                       : NULL;
}

/* The label alone, in the frame as the person's labels count it: these are the
 * numbers that the medium is open with. */
static FwSnapshot *
make_labels (const FwExamSheet *sheet,
             Side               side,
             FwShape           *shape,
             FwFrame            frame)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwTaxonomy *taxonomy = fw_snapshot_get_taxonomy (side.labels);
  FwFrameList *frames = fw_snapshot_get_frame_list (sheet->own);

  if (taxonomy != NULL)
    fw_snapshot_builder_set (builder, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, taxonomy);
  if (frames != NULL)
    fw_snapshot_builder_set_frame_list (builder, frames);
  if (shape != NULL)
    {
      FwTrack *track = fw_snapshot_get_track (side.labels, side.id);
      FwTrackBuilder *copy = fw_track_builder_new (side.id, fw_track_get_category (track));
      FwTrack *made;

      fw_track_builder_set_single (copy, TRUE);
      fw_track_builder_set_key (copy, frame, shape);
      made = fw_track_builder_end (copy, NULL);
      if (made != NULL)
        fw_snapshot_builder_take_track (builder, made);
    }

  return fw_snapshot_builder_end (builder);
}

FwSnapshot *
fw_exam_crop_prepare (const FwExamSheet  *sheet,
                      const FwGoldResult *result,
                      FwExamSide          which,
                      FwCropOrder        *out_order)
{
  g_return_val_if_fail (sheet != NULL && result != NULL && out_order != NULL, NULL);

  Side side = get_side (sheet, result, which);
  Side other = get_side (sheet, result, which == FW_EXAM_GOLD ? FW_EXAM_OWN : FW_EXAM_GOLD);
  g_autoptr(FwShape) shape = dup_shape (side);
  g_autoptr(FwShape) others = dup_shape (other);
  FwFrame frame = result->own_frame != FW_FRAME_NONE ? result->own_frame : result->frame;

  *out_order = (FwCropOrder) { .unit = { .kind = shape != NULL ? FW_UNIT_LABEL : FW_UNIT_FRAME,
                                         .frame = frame,
                                         .track = shape != NULL ? side.id : 0 },
                               .frame = FW_FRAME_NONE,
                               .is_outlined = shape != NULL };
  if (others != NULL)
    out_order->around = fw_shape_get_bounds (others);

  return make_labels (sheet, side, shape, frame);
}
