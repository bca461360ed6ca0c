/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * libswscale converts and scales, in the colour matrix and range that the
 * stream names; where it names none, video of more than 576 lines is taken as
 * BT.709, everything else as BT.601, and photographs as full range. What has
 * transparency goes through RGBA and is laid on white. High dynamic range is
 * brought into that of a screen on the smaller picture; turning comes last.
 *
 * Picture buffers of several megabytes come fresh from the kernel each time
 * they are allocated, which costs as much as the conversion itself. A small
 * pool shared with the pictures gives them back for the next one.
 */

#include "media/converter.h"

#include <glib/gi18n.h>
#include <libavutil/frame.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>

#include "media/av-error.h"
#include "media/raw-frame-private.h"
#include "media/tone-map.h"

#define ROW_ALIGNMENT 64
#define POOL_SIZE     8

typedef struct
{
  gatomicrefcount ref_count;

  /* Protected by @lock. */
  GMutex    lock;
  gpointer  buffers[POOL_SIZE]; /* (owned) */
  guint     n_buffers;
  gsize     size;               /* bytes of each */
} Pool;

typedef struct
{
  Pool     *pool; /* (owned) */
  gpointer  data; /* (owned) */
  gsize     size;
} Buffer;

struct _FwConverter
{
  struct SwsContext *sws;     /* (owned) */
  Pool              *pool;    /* (owned) */
  guint8            *scratch; /* (owned) */
  gsize              scratch_size;
};

/* Rows of 3 or 4 bytes per pixel. */
typedef struct
{
  guint   width;
  guint   height;
  gsize   stride;
  guint8 *data;
} Rows;

static void
pool_unref (Pool *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < self->n_buffers; i++)
    g_free (self->buffers[i]);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static Buffer *
pool_take (Pool  *self,
           gsize  size)
{
  Buffer *buffer = g_new0 (Buffer, 1);

  g_mutex_lock (&self->lock);
  if (self->size != size)
    {
      while (self->n_buffers > 0)
        g_free (self->buffers[--self->n_buffers]);
      self->size = size;
    }
  if (self->n_buffers > 0)
    buffer->data = self->buffers[--self->n_buffers];
  g_mutex_unlock (&self->lock);

  g_atomic_ref_count_inc (&self->ref_count);
  buffer->pool = self;
  buffer->size = size;
  if (!buffer->data)
    buffer->data = g_try_malloc (size);

  return buffer;
}

static void
buffer_free (gpointer data)
{
  Buffer *buffer = data;
  Pool *pool = buffer->pool;

  g_mutex_lock (&pool->lock);
  if (buffer->data && pool->size == buffer->size && pool->n_buffers < POOL_SIZE)
    pool->buffers[pool->n_buffers++] = g_steal_pointer (&buffer->data);
  g_mutex_unlock (&pool->lock);
  g_free (buffer->data);
  g_free (buffer);
  pool_unref (pool);
}

FwConverter *
fw_converter_new (void)
{
  FwConverter *self = g_new0 (FwConverter, 1);

  self->pool = g_new0 (Pool, 1);
  g_atomic_ref_count_init (&self->pool->ref_count);
  g_mutex_init (&self->pool->lock);

  return self;
}

void
fw_converter_free (FwConverter *self)
{
  if (!self)
    return;

  sws_freeContext (self->sws);
  pool_unref (self->pool);
  g_free (self->scratch);
  g_free (self);
}

static gsize
align_stride (gsize bytes)
{
  return (bytes + ROW_ALIGNMENT - 1) & ~(gsize) (ROW_ALIGNMENT - 1);
}

static gboolean
is_full_range (const AVFrame *frame)
{
  switch (frame->format)
    {
    case AV_PIX_FMT_YUVJ411P:
    case AV_PIX_FMT_YUVJ420P:
    case AV_PIX_FMT_YUVJ422P:
    case AV_PIX_FMT_YUVJ440P:
    case AV_PIX_FMT_YUVJ444P:
      return TRUE;
    default:
      return frame->color_range == AVCOL_RANGE_JPEG;
    }
}

static const int *
find_coefficients (const AVFrame *frame,
                   gboolean       is_still)
{
  switch (frame->colorspace)
    {
    case AVCOL_SPC_BT709:
      return sws_getCoefficients (SWS_CS_ITU709);
    case AVCOL_SPC_FCC:
      return sws_getCoefficients (SWS_CS_FCC);
    case AVCOL_SPC_SMPTE240M:
      return sws_getCoefficients (SWS_CS_SMPTE240M);
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
      return sws_getCoefficients (SWS_CS_BT2020);
    case AVCOL_SPC_UNSPECIFIED:
    case AVCOL_SPC_RESERVED:
      if (!is_still && MAX (frame->width, frame->height) >= 1280)
        return sws_getCoefficients (SWS_CS_ITU709);
      return sws_getCoefficients (SWS_CS_ITU601);
    default:
      return sws_getCoefficients (SWS_CS_ITU601);
    }
}

static gboolean
scale (FwConverter   *self,
       const AVFrame *frame,
       gboolean       is_still,
       int            format,
       const Rows    *to,
       GError       **error)
{
  gboolean is_same_size = to->width == (guint) frame->width && to->height == (guint) frame->height;
  int flags = is_same_size ? SWS_BICUBIC : SWS_BILINEAR;
  const int *coefficients = find_coefficients (frame, is_still);
  uint8_t *planes[4] = { to->data };
  int strides[4] = { (int) to->stride };

  self->sws = sws_getCachedContext (self->sws, frame->width, frame->height, frame->format,
                                    (int) to->width, (int) to->height, format, flags, NULL, NULL,
                                    NULL);
  if (!self->sws)
    {
      g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_DECODE,
                   _("Pictures in the pixel format “%s” cannot be shown."),
                   av_get_pix_fmt_name (frame->format));
      return FALSE;
    }
  /* Refused for RGB input, where there is nothing to set. */
  sws_setColorspaceDetails (self->sws, coefficients, is_full_range (frame), coefficients, 1, 0,
                            1 << 16, 1 << 16);

  int n_rows = sws_scale (self->sws, (const uint8_t *const *) frame->data, frame->linesize, 0,
                          frame->height, planes, strides);

  if (n_rows > 0)
    return TRUE;

  fw_media_set_av_error (error, FW_MEDIA_ERROR_DECODE, n_rows < 0 ? n_rows : AVERROR_INVALIDDATA,
                         _("The picture cannot be converted"));
  return FALSE;
}

static gboolean
has_transparency (const AVFrame *frame)
{
  const AVPixFmtDescriptor *desc = av_pix_fmt_desc_get (frame->format);

  return desc && (desc->flags & (AV_PIX_FMT_FLAG_ALPHA | AV_PIX_FMT_FLAG_PAL));
}

static guint8 *
get_scratch (FwConverter *self,
             gsize        size)
{
  if (self->scratch_size >= size)
    return self->scratch;

  g_free (self->scratch);
  self->scratch = g_try_malloc (size);
  self->scratch_size = self->scratch ? size : 0;

  return self->scratch;
}

static void
lay_on_white (const Rows *from,
              const Rows *to)
{
  for (guint y = 0; y < from->height; y++)
    {
      const guint8 *in = from->data + y * from->stride;
      guint8 *out = to->data + y * to->stride;

      for (guint x = 0; x < from->width; x++, in += 4, out += 3)
        for (guint c = 0; c < 3; c++)
          out[c] = (guint8) ((in[c] * in[3] + 255 * (255 - in[3]) + 127) / 255);
    }
}

static gboolean
out_of_memory (GError **error)
{
  g_set_error_literal (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_LIMIT,
                       _("There is not enough memory for this picture. Close other programs or "
                         "make the frame cache smaller."));
  return FALSE;
}

/* Converts without turning. */
static gboolean
convert_rows (FwConverter   *self,
              const AVFrame *frame,
              gboolean       is_still,
              const Rows    *to,
              GError       **error)
{
  if (!has_transparency (frame))
    return scale (self, frame, is_still, AV_PIX_FMT_RGB24, to, error);

  Rows rgba = { to->width, to->height, align_stride ((gsize) to->width * 4), NULL };

  rgba.data = g_try_malloc (rgba.stride * (rgba.height + 1));
  if (!rgba.data)
    return out_of_memory (error);

  gboolean is_done = scale (self, frame, is_still, AV_PIX_FMT_RGBA, &rgba, error);

  if (is_done)
    lay_on_white (&rgba, to);
  g_free (rgba.data);

  return is_done;
}

static double
find_scale (guint width,
            guint height,
            guint max_width,
            guint max_height)
{
  double factor = 1.0;

  if (max_width > 0)
    factor = MIN (factor, (double) max_width / width);
  if (max_height > 0)
    factor = MIN (factor, (double) max_height / height);

  return factor;
}

FwPicture *
fw_converter_convert (FwConverter      *self,
                      const FwRawFrame *raw,
                      guint             max_width,
                      guint             max_height,
                      GError          **error)
{
  const AVFrame *frame = fw_raw_frame_get_av (raw);
  const FwRawFacts *facts = fw_raw_frame_get_facts (raw);
  FwOrientation turn = facts->orientation;
  guint width = (guint) frame->width;
  guint height = (guint) frame->height;
  double factor = turn.transpose ? find_scale (height, width, max_width, max_height)
                                 : find_scale (width, height, max_width, max_height);

  width = MAX ((guint) (width * factor + 0.5), 1);
  height = MAX ((guint) (height * factor + 0.5), 1);

  Rows plain = { width, height, align_stride ((gsize) width * 3), NULL };
  Rows upright = { turn.transpose ? height : width, turn.transpose ? width : height, 0, NULL };

  upright.stride = align_stride ((gsize) upright.width * 3);

  /* One row more: vector code may write past the last pixel. */
  gsize size = upright.stride * (upright.height + 1);
  Buffer *buffer = pool_take (self->pool, size);
  g_autoptr(GBytes) bytes = NULL;

  upright.data = buffer->data;
  plain.data = fw_orientation_is_upright (turn)
                 ? upright.data : get_scratch (self, plain.stride * (plain.height + 1));
  if (!upright.data || !plain.data)
    {
      buffer_free (buffer);
      out_of_memory (error);
      return NULL;
    }

  bytes = g_bytes_new_with_free_func (buffer->data, upright.stride * upright.height, buffer_free,
                                      buffer);
  if (!convert_rows (self, frame, facts->is_still, &plain, error))
    return NULL;
  if (frame->color_trc == AVCOL_TRC_SMPTE2084)
    fw_tone_map_apply (fw_tone_map_get (), plain.data, plain.width, plain.height, plain.stride);
  if (plain.data != upright.data)
    fw_orientation_apply_rgb (turn, plain.data, plain.stride, plain.width, plain.height,
                              upright.data, upright.stride);

  return fw_picture_new (upright.width, upright.height, upright.stride, g_steal_pointer (&bytes));
}
