/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/gold/exam-sheet.h"
#include "app/unit-crop.h"

G_BEGIN_DECLS

typedef enum
{
  FW_EXAM_GOLD,
  FW_EXAM_OWN
} FwExamSide;

/* What to order for a picture of one side of a difference: the label as that side
 * has it, or the bare place where it has none. Both sides show the same part of the
 * same frame; how large is the caller's to add. Returns: (transfer full): the labels to order it with */
FwSnapshot *fw_exam_crop_prepare (const FwExamSheet  *sheet,
                                  const FwGoldResult *result,
                                  FwExamSide          side,
                                  FwCropOrder        *out_order) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
