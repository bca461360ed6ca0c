/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/types.h"
#include "media/picture.h"
#include "media/raw-frame.h"

G_BEGIN_DECLS

/**
 * FwFrameCache:
 *
 * Decoded frames around the one a person looks at, within a byte budget. When
 * it is full, what lies farthest from the focus goes first; the focus itself
 * always stays. Holds pictures as the codec gave them, and beside a few of
 * them the converted one. Not locked: whoever owns it guards it.
 */
typedef struct _FwFrameCache FwFrameCache;

FwFrameCache *fw_frame_cache_new         (gsize          budget);
void          fw_frame_cache_free        (FwFrameCache  *self);

void          fw_frame_cache_set_budget  (FwFrameCache  *self,
                                          gsize          budget);
gsize         fw_frame_cache_get_budget  (FwFrameCache  *self);
gsize         fw_frame_cache_get_size    (FwFrameCache  *self);
/* Average bytes of a frame; 0 while empty. */
gsize         fw_frame_cache_get_frame_size (FwFrameCache *self);
void          fw_frame_cache_set_focus   (FwFrameCache  *self,
                                          FwFrame        frame);

/* TRUE when it was kept: it may itself be the one farthest away. */
gboolean      fw_frame_cache_put         (FwFrameCache  *self,
                                          FwFrame        frame,
                                          FwRawFrame    *raw);
gboolean      fw_frame_cache_contains    (FwFrameCache  *self,
                                          FwFrame        frame);
/* Borrowed; NULL when it is not there. */
FwRawFrame   *fw_frame_cache_get         (FwFrameCache  *self,
                                          FwFrame        frame);
/* A picture converted to fit @max_width x @max_height (0 = full size); only kept
 * beside a frame that is there. */
void          fw_frame_cache_put_picture (FwFrameCache  *self,
                                          FwFrame        frame,
                                          FwPicture     *picture,
                                          guint          max_width,
                                          guint          max_height);
/* Borrowed; NULL when there is none for this size. */
FwPicture    *fw_frame_cache_get_picture (FwFrameCache  *self,
                                          FwFrame        frame,
                                          guint          max_width,
                                          guint          max_height);
/* Drops the converted pictures of frames outside @span. */
void          fw_frame_cache_trim_pictures (FwFrameCache *self,
                                          FwSpan         span);
/* Frames that stand without a hole around @frame; empty (last < first) when
 * @frame is not there. */
FwSpan        fw_frame_cache_get_span    (FwFrameCache  *self,
                                          FwFrame        frame);
void          fw_frame_cache_remove      (FwFrameCache  *self,
                                          FwFrame        frame);
/* Everything at and after @from. */
void          fw_frame_cache_remove_from (FwFrameCache  *self,
                                          FwFrame        from);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwFrameCache, fw_frame_cache_free)

G_END_DECLS
