/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

struct AVBufferRef;

G_BEGIN_DECLS

/**
 * FwFrameMemory:
 *
 * Where decoded pictures live. The cache holds hundreds of them, so their
 * memory is written once and read much later: in ordinary pages that costs a
 * page fault per 4 KiB and a lookup per page. Here pictures are cut from slabs
 * that the kernel may back with huge pages (2 MiB), and go back into a pool of
 * their size for the next picture.
 *
 * Reference counted and safe to use from the codec's threads. A picture keeps
 * its slab alive, so the memory may be let go of before its pictures.
 */
typedef struct _FwFrameMemory FwFrameMemory;

FwFrameMemory *fw_frame_memory_new    (void);
void           fw_frame_memory_free   (FwFrameMemory *self);

/* A buffer of at least @size bytes, zeroed when it is new; what stood in it
 * before when it was used. It starts at a multiple of FW_FRAME_ALIGNMENT.
 * Returns: (transfer full) (nullable): NULL without memory */
struct AVBufferRef *
               fw_frame_memory_get    (FwFrameMemory *self,
                                       gsize          size) G_GNUC_WARN_UNUSED_RESULT;

#define FW_FRAME_ALIGNMENT 64

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwFrameMemory, fw_frame_memory_free)

G_END_DECLS
