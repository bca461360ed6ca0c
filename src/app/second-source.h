/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "media/source.h"

G_BEGIN_DECLS

/**
 * FwSecondSource:
 *
 * A medium opened once more, with one decoder thread and a small cache, for
 * whoever looks at pictures beside the person who steps through them: she waits
 * for nothing, and what was decoded ahead for her stays. Frame numbers are those
 * of the source that it was made for; in a video pictures are found by their
 * time. One thread at a time, which may be any; everything here blocks.
 */
typedef struct _FwSecondSource FwSecondSource;

/* NULL with a sentence when the medium cannot be opened again. */
FwSecondSource *fw_second_source_new         (FwSource        *first,
                                              GCancellable    *cancellable,
                                              GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void            fw_second_source_free        (FwSecondSource  *self);
/* The picture of a frame, made to fit (0 = full size). Fast when frames ascend. */
FwPicture      *fw_second_source_get_picture (FwSecondSource  *self,
                                              FwFrame          frame,
                                              guint            max_width,
                                              guint            max_height,
                                              GCancellable    *cancellable,
                                              GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwSecondSource, fw_second_source_free)

G_END_DECLS
