/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What two versions say of frames as such: deleted, nothing in them, done. No
 * toolkit; any thread.
 */

#include "app/compare/compare-difference.h"
#include "core/snapshot.h"

G_BEGIN_DECLS

/* Of these kinds are marks. */
#define FW_FIRST_MARK FW_SLOT_DELETED
#define FW_LAST_MARK  FW_SLOT_DONE

/* Frames of @common (of both) that only one of them marks, as differences of kind
 * FW_DIFFERENCE_MARK by frame. Each set is nullable.
 * Returns: (transfer full) (element-type FwDifference) */
GArray     *fw_marks_list_differences (const FwSpanSet  *a,
                                       const FwSpanSet  *b,
                                       const FwSpanSet  *common) G_GNUC_WARN_UNUSED_RESULT;
/* @ours, and as @theirs are in the frames of @common. Each set is nullable.
 * Returns: (transfer full) (nullable) */
FwSpanSet  *fw_marks_take             (const FwSpanSet  *ours,
                                       const FwSpanSet  *theirs,
                                       const FwSpanSet  *common) G_GNUC_WARN_UNUSED_RESULT;
/* "Done frames"; translated. */
const char *fw_mark_to_title          (FwSlotKind        kind,
                                       gboolean          is_video);

G_END_DECLS
