/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "media/source.h"
#include "rules/pixel-question.h"

G_BEGIN_DECLS

/**
 * FwPixelEye:
 *
 * Answers pixel questions of the rules by looking at a medium. Opens the medium
 * a second time (see FwSecondSource). Belongs to one thread, which may be any;
 * everything here blocks. Frame numbers are those of the source that it was made
 * for.
 */
typedef struct _FwPixelEye FwPixelEye;

/* NULL with a sentence when the medium cannot be opened again. */
FwPixelEye *fw_pixel_eye_new    (FwSource              *source,
                                 GCancellable          *cancellable,
                                 GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void        fw_pixel_eye_free   (FwPixelEye            *self);
/* Fast when questions come by frames. FALSE when cancelled. A picture that
 * cannot be decoded gives an answer that is not known. */
gboolean    fw_pixel_eye_answer (FwPixelEye            *self,
                                 const FwPixelQuestion *question,
                                 FwPixelAnswer         *out_answer,
                                 GCancellable          *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwPixelEye, fw_pixel_eye_free)

G_END_DECLS
