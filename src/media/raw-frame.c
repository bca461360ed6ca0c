/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A reference to a decoder's picture buffer. Nothing is copied: the buffer
 * goes back to the codec's pool when the last reference is dropped.
 *
 * The digest is what makes frame exactness checkable while working: the
 * confirming pass stores one per frame, and every picture that is decoded from
 * an entry point later is compared with it. It must cost far less than
 * decoding, hence four independent multiply-and-rotate lanes over 32 bytes at
 * a time instead of MD5.
 */

#include "media/raw-frame-private.h"

#include <libavutil/frame.h>
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
#include <string.h>

struct _FwRawFrame
{
  gatomicrefcount ref_count;
  AVFrame        *frame; /* (owned) */
  FwRawFacts      facts;
};

FwRawFrame *
fw_raw_frame_new_take (AVFrame          *frame,
                       const FwRawFacts *facts)
{
  FwRawFrame *self = g_new0 (FwRawFrame, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->frame = frame;
  self->facts = *facts;

  return self;
}

static void
free_pixels (void    *opaque,
             uint8_t *data)
{
  g_free (data);
}

FwRawFrame *
fw_raw_frame_new_rgb (guint             width,
                      guint             height,
                      gsize             stride,
                      guint8           *pixels,
                      const FwRawFacts *facts)
{
  AVFrame *frame = av_frame_alloc ();

  g_assert (frame);
  frame->format = AV_PIX_FMT_RGB24;
  frame->width = (int) width;
  frame->height = (int) height;
  frame->linesize[0] = (int) stride;
  frame->data[0] = pixels;
  frame->color_range = AVCOL_RANGE_JPEG;
  frame->buf[0] = av_buffer_create (pixels, stride * height, free_pixels, NULL, 0);
  g_assert (frame->buf[0]);

  return fw_raw_frame_new_take (frame, facts);
}

FwRawFrame *
fw_raw_frame_turn_take (FwRawFrame    *self,
                        FwOrientation  orientation)
{
  self->facts.orientation = orientation;

  return self;
}

FwRawFrame *
fw_raw_frame_ref (FwRawFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
fw_raw_frame_unref (FwRawFrame *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  av_frame_free (&self->frame);
  g_free (self);
}

guint
fw_raw_frame_get_width (const FwRawFrame *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return (guint) self->frame->width;
}

guint
fw_raw_frame_get_height (const FwRawFrame *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return (guint) self->frame->height;
}

const char *
fw_raw_frame_get_format (const FwRawFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  const char *name = av_get_pix_fmt_name (self->frame->format);

  return g_intern_string (name ? name : "unknown");
}

gint64
fw_raw_frame_get_pts (const FwRawFrame *self)
{
  g_return_val_if_fail (self != NULL, G_MININT64);
  return self->facts.pts;
}

gsize
fw_raw_frame_get_size (const FwRawFrame *self)
{
  gsize size = sizeof *self + sizeof (AVFrame);

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < AV_NUM_DATA_POINTERS && self->frame->buf[i]; i++)
    size += self->frame->buf[i]->size;

  return size;
}

const AVFrame *
fw_raw_frame_get_av (const FwRawFrame *self)
{
  g_assert (self);
  return self->frame;
}

const FwRawFacts *
fw_raw_frame_get_facts (const FwRawFrame *self)
{
  g_assert (self);
  return &self->facts;
}

void
fw_raw_frame_update_checksum (const FwRawFrame *self,
                              GChecksum        *checksum)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (checksum != NULL);

  const AVFrame *frame = self->frame;
  int size = av_image_get_buffer_size (frame->format, frame->width, frame->height, 1);

  g_return_if_fail (size > 0);

  g_autofree guint8 *packed = g_malloc ((gsize) size);
  int n_written = av_image_copy_to_buffer (packed, size, (const uint8_t *const *) frame->data,
                                           frame->linesize, frame->format, frame->width,
                                           frame->height, 1);

  g_checksum_update (checksum, packed, n_written);
}

/* Odd constants with well mixed bits (fractional parts of square roots of 2, 3, 5, 7). */
#define MIX_A G_GUINT64_CONSTANT (0x6a09e667f3bcc909)
#define MIX_B G_GUINT64_CONSTANT (0xbb67ae8584caa73b)
#define MIX_C G_GUINT64_CONSTANT (0x3c6ef372fe94f82b)
#define MIX_D G_GUINT64_CONSTANT (0xa54ff53a5f1d36f1)

static inline guint64
mix (guint64 lane,
     guint64 word,
     guint64 factor)
{
  lane = (lane ^ word) * factor;
  return lane << 31 | lane >> 33;
}

static void
digest_row (guint64       lanes[4],
            const guint8 *data,
            gsize         length)
{
  guint64 words[4];
  guint64 a = lanes[0], b = lanes[1], c = lanes[2], d = lanes[3];

  while (length >= sizeof words)
    {
      memcpy (words, data, sizeof words);
      a = mix (a, words[0], MIX_A);
      b = mix (b, words[1], MIX_B);
      c = mix (c, words[2], MIX_C);
      d = mix (d, words[3], MIX_D);
      data += sizeof words;
      length -= sizeof words;
    }
  if (length > 0)
    {
      memset (words, 0, sizeof words);
      memcpy (words, data, length);
      a = mix (a, words[0] ^ length, MIX_A);
      b = mix (b, words[1], MIX_B);
      c = mix (c, words[2], MIX_C);
      d = mix (d, words[3], MIX_D);
    }
  lanes[0] = a;
  lanes[1] = b;
  lanes[2] = c;
  lanes[3] = d;
}

guint64
fw_raw_frame_digest (const FwRawFrame *self)
{
  const AVFrame *frame = self->frame;
  const AVPixFmtDescriptor *desc = av_pix_fmt_desc_get (frame->format);
  guint64 lanes[4] = { MIX_D, MIX_C, MIX_B, MIX_A };
  guint64 result;

  g_assert (desc);

  lanes[0] ^= (guint64) frame->width << 32 | (guint64) frame->height;
  lanes[1] ^= (guint64) frame->format;
  for (int plane = 0; plane < 4 && frame->data[plane]; plane++)
    {
      gboolean is_palette = plane == 1 && (desc->flags & AV_PIX_FMT_FLAG_PAL);
      gboolean is_chroma = (plane == 1 || plane == 2) && !(desc->flags & AV_PIX_FMT_FLAG_RGB);
      int n_rows = is_chroma ? AV_CEIL_RSHIFT (frame->height, desc->log2_chroma_h) : frame->height;
      int row_bytes = av_image_get_linesize (frame->format, frame->width, plane);

      if (is_palette)
        {
          digest_row (lanes, frame->data[plane], AVPALETTE_SIZE);
          continue;
        }
      for (int y = 0; y < n_rows && row_bytes > 0; y++)
        digest_row (lanes, frame->data[plane] + (gssize) y * frame->linesize[plane],
                    (gsize) row_bytes);
    }

  result = mix (mix (mix (lanes[0], lanes[1], MIX_B), lanes[2], MIX_C), lanes[3], MIX_D);
  result ^= result >> 29;

  return result ? result : 1;
}
