/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "media/picture.h"
#include "media/raw-frame.h"

G_BEGIN_DECLS

/**
 * FwConverter:
 *
 * Turns decoded frames into upright RGB pictures; keeps tables and buffers
 * between calls. One thread at a time; its pictures may outlive it.
 */
typedef struct _FwConverter FwConverter;

FwConverter *fw_converter_new     (void);
void         fw_converter_free    (FwConverter      *self);
/* Fits @max_width x @max_height (display orientation; 0 = full size), never larger. */
FwPicture   *fw_converter_convert (FwConverter      *self,
                                   const FwRawFrame *frame,
                                   guint             max_width,
                                   guint             max_height,
                                   GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwConverter, fw_converter_free)

G_END_DECLS
