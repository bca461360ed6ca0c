/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Slabs of 32 MiB, aligned to the size of a huge page. Buffers are cut off
 * from the newest slab; a slab is unmapped when its last buffer is. FFmpeg's
 * buffer pool does the reuse: one pool, for the size asked for last, since the
 * pictures of a stream hardly ever change their size.
 */

#include "media/frame-memory.h"

#include <libavutil/buffer.h>
#include <sys/mman.h>

#define HUGE_PAGE ((gsize) 2 << 20)
#define SLAB_SIZE ((gsize) 32 << 20)

/* From here on a picture has its own mapping: it would waste most of a slab. */
#define MAX_CUT (SLAB_SIZE / 4)

typedef struct
{
  gatomicrefcount ref_count; /* the memory's, while it cuts from it, and one per buffer */
  guint8         *mapping;   /* with room to align */
  gsize           length;
  guint8         *start;     /* aligned */
  gsize           used;
} Slab;

struct _FwFrameMemory
{
  GMutex        lock;
  AVBufferPool *pool;      /* (owned) (nullable) */
  gsize         pool_size; /* of its buffers */
};

/* What a pool cuts from. Called by one pool at a time, under the pool's lock. */
typedef struct
{
  Slab *slab; /* (owned) (nullable) */
} Cutter;

static Slab *
slab_new (gsize size)
{
  gsize length = size + HUGE_PAGE;
  void *mapping = mmap (NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (mapping == MAP_FAILED)
    return NULL;

  Slab *slab = g_new0 (Slab, 1);
  gsize past = GPOINTER_TO_SIZE (mapping) % HUGE_PAGE;

  g_atomic_ref_count_init (&slab->ref_count);
  slab->mapping = mapping;
  slab->length = length;
  slab->start = slab->mapping + (past ? HUGE_PAGE - past : 0);
  /* A wish: without huge pages it is slower, not different. */
  madvise (slab->start, size, MADV_HUGEPAGE);

  return slab;
}

static void
slab_unref (Slab *slab)
{
  if (!g_atomic_ref_count_dec (&slab->ref_count))
    return;

  munmap (slab->mapping, slab->length);
  g_free (slab);
}

static void
free_buffer (void    *opaque,
             uint8_t *data)
{
  slab_unref (opaque);
}

static AVBufferRef *
cut (void   *opaque,
     size_t  size)
{
  Cutter *cutter = opaque;
  gsize step = (size + FW_FRAME_ALIGNMENT - 1) / FW_FRAME_ALIGNMENT * FW_FRAME_ALIGNMENT;

  if (cutter->slab && cutter->slab->used + step > SLAB_SIZE)
    g_clear_pointer (&cutter->slab, slab_unref);
  if (!cutter->slab)
    cutter->slab = slab_new (MAX (step, SLAB_SIZE));
  if (!cutter->slab)
    return NULL;

  Slab *slab = cutter->slab;
  AVBufferRef *buffer
    = av_buffer_create (slab->start + slab->used, size, free_buffer, slab, 0);

  if (!buffer)
    return NULL;
  g_atomic_ref_count_inc (&slab->ref_count);
  slab->used += step;

  return buffer;
}

static AVBufferRef *
map_one (void   *opaque,
         size_t  size)
{
  Slab *slab = slab_new (size);
  AVBufferRef *buffer = slab ? av_buffer_create (slab->start, size, free_buffer, slab, 0) : NULL;

  if (slab && !buffer)
    slab_unref (slab);

  return buffer;
}

static void
free_cutter (void *opaque)
{
  Cutter *cutter = opaque;

  g_clear_pointer (&cutter->slab, slab_unref);
  g_free (cutter);
}

FwFrameMemory *
fw_frame_memory_new (void)
{
  FwFrameMemory *self = g_new0 (FwFrameMemory, 1);

  g_mutex_init (&self->lock);

  return self;
}

void
fw_frame_memory_free (FwFrameMemory *self)
{
  if (!self)
    return;

  /* Buffers that are still out keep what they need. */
  av_buffer_pool_uninit (&self->pool);
  g_mutex_clear (&self->lock);
  g_free (self);
}

struct AVBufferRef *
fw_frame_memory_get (FwFrameMemory *self,
                     gsize          size)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (size > 0, NULL);

  g_mutex_lock (&self->lock);
  if (!self->pool || self->pool_size != size)
    {
      av_buffer_pool_uninit (&self->pool);
      self->pool_size = size;
      self->pool = av_buffer_pool_init2 (size, g_new0 (Cutter, 1),
                                         size > MAX_CUT ? map_one : cut, free_cutter);
    }

  AVBufferRef *buffer = self->pool ? av_buffer_pool_get (self->pool) : NULL;

  g_mutex_unlock (&self->lock);

  return buffer;
}
