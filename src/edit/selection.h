/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/types.h"

G_BEGIN_DECLS

/**
 * FwSelection:
 *
 * The selected objects, in the order in which they were selected. The last one
 * is the primary: it has the handles, and the inspector shows its name. A
 * plain container without signals; the session owns one and tells of changes.
 */
typedef struct _FwSelection FwSelection;

FwSelection     *fw_selection_new         (void);
FwSelection     *fw_selection_copy        (const FwSelection *self) G_GNUC_WARN_UNUSED_RESULT;
void             fw_selection_free        (FwSelection       *self);
gboolean         fw_selection_equal       (const FwSelection *a,
                                           const FwSelection *b);

gsize            fw_selection_get_n       (const FwSelection *self);
FwTrackId        fw_selection_get         (const FwSelection *self,
                                           gsize              index);
/* Borrowed until the next change. */
const FwTrackId *fw_selection_get_ids     (const FwSelection *self,
                                           gsize             *out_n);
/* 0 when nothing is selected. */
FwTrackId        fw_selection_get_primary (const FwSelection *self);
gboolean         fw_selection_contains    (const FwSelection *self,
                                           FwTrackId          id);

/* These say whether something changed. Adding an id that is there makes it
 * the primary. */
gboolean         fw_selection_clear       (FwSelection       *self);
gboolean         fw_selection_add         (FwSelection       *self,
                                           FwTrackId          id);
gboolean         fw_selection_remove      (FwSelection       *self,
                                           FwTrackId          id);
gboolean         fw_selection_toggle      (FwSelection       *self,
                                           FwTrackId          id);
/* @ids in selection order; ids that come twice count once. */
gboolean         fw_selection_set         (FwSelection       *self,
                                           const FwTrackId   *ids,
                                           gsize              n_ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwSelection, fw_selection_free)

G_END_DECLS
