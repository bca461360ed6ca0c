/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What only the document may do with snapshots. */

#include "core/snapshot.h"

G_BEGIN_DECLS

/* The snapshot with another value in a slot and another revision. Takes
 * @self; when nobody else holds it (or the part of the table that changes), it
 * is changed in place, so that many replacements in one step stay cheap.
 * @value is referenced. Returns: (transfer full) */
FwSnapshot *fw_snapshot_with            (FwSnapshot  *self,
                                         FwSlot       slot,
                                         gpointer     value,
                                         guint64      revision) G_GNUC_WARN_UNUSED_RESULT;
/* The same for what is not a slot; the revision stays. */
FwSnapshot *fw_snapshot_with_frame_list (FwSnapshot  *self,
                                         FwFrameList *frames) G_GNUC_WARN_UNUSED_RESULT;
FwSnapshot *fw_snapshot_with_seen       (FwSnapshot  *self,
                                         FwSpanSet   *seen) G_GNUC_WARN_UNUSED_RESULT;
FwSnapshot *fw_snapshot_with_shown      (FwSnapshot  *self,
                                         FwSpanSet   *shown) G_GNUC_WARN_UNUSED_RESULT;
/* The same content under another revision. */
FwSnapshot *fw_snapshot_with_revision   (FwSnapshot  *self,
                                         guint64      revision) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
