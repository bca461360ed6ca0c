/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Encodes the scene. One thread and bit-exact muxing, so that the clip is the
 * same on every run; key frames every 48 frames and up to three B-frames, so
 * that it exercises seeking the way real footage does.
 */

#include "clip-writer.h"

#include <gio/gio.h>
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/opt.h>
#include <libswscale/swscale.h>

struct _ClipWriter
{
  AVFormatContext   *format; /* (owned) */
  AVCodecContext    *codec;  /* (owned) */
  AVStream          *stream; /* of @format */
  struct SwsContext *scaler; /* (owned) */
  AVFrame           *frame;  /* (owned) */
  AVPacket          *packet; /* (owned) */
  int                fps;
};

static gboolean
fail (GError    **error,
      const char *what,
      int         code)
{
  char text[AV_ERROR_MAX_STRING_SIZE] = "";

  av_strerror (code, text, sizeof text);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", what, text);

  return FALSE;
}

static gboolean
open_codec (ClipWriter *self,
            int         width,
            int         height,
            GError    **error)
{
  const AVCodec *encoder = avcodec_find_encoder_by_name ("libx264");
  gboolean x264 = encoder != NULL;
  int code;

  if (!encoder)
    encoder = avcodec_find_encoder (AV_CODEC_ID_MPEG4);
  if (!encoder)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   "this libavcodec can encode neither H.264 nor MPEG-4");
      return FALSE;
    }

  self->codec = avcodec_alloc_context3 (encoder);
  self->codec->width = width;
  self->codec->height = height;
  self->codec->pix_fmt = AV_PIX_FMT_YUV420P;
  self->codec->time_base = (AVRational) { 1, self->fps };
  self->codec->framerate = (AVRational) { self->fps, 1 };
  self->codec->color_range = AVCOL_RANGE_MPEG;
  self->codec->colorspace = AVCOL_SPC_SMPTE170M;
  self->codec->color_primaries = AVCOL_PRI_SMPTE170M;
  self->codec->color_trc = AVCOL_TRC_SMPTE170M;
  self->codec->gop_size = 48;
  self->codec->max_b_frames = x264 ? 3 : 2;
  self->codec->thread_count = 1;
  self->codec->flags |= AV_CODEC_FLAG_BITEXACT;
  if (self->format->oformat->flags & AVFMT_GLOBALHEADER)
    self->codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  if (x264)
    {
      av_opt_set (self->codec->priv_data, "preset", "medium", 0);
      av_opt_set (self->codec->priv_data, "crf", "20", 0);
    }
  else
    {
      self->codec->flags |= AV_CODEC_FLAG_QSCALE;
      self->codec->global_quality = 4 * FF_QP2LAMBDA;
    }

  code = avcodec_open2 (self->codec, encoder, NULL);

  return code >= 0 || fail (error, "the encoder does not start", code);
}

ClipWriter *
clip_writer_new (const char *path,
                 int         width,
                 int         height,
                 int         fps,
                 GError    **error)
{
  g_autoptr(ClipWriter) self = g_new0 (ClipWriter, 1);
  int code = avformat_alloc_output_context2 (&self->format, NULL, "mp4", path);

  if (code < 0)
    {
      fail (error, path, code);
      return NULL;
    }

  self->fps = fps;
  self->format->flags |= AVFMT_FLAG_BITEXACT;
  if (!open_codec (self, width, height, error))
    return NULL;

  self->stream = avformat_new_stream (self->format, NULL);
  self->stream->time_base = self->codec->time_base;
  self->stream->avg_frame_rate = self->codec->framerate;
  avcodec_parameters_from_context (self->stream->codecpar, self->codec);
  self->packet = av_packet_alloc ();
  self->frame = av_frame_alloc ();
  self->frame->format = self->codec->pix_fmt;
  self->frame->width = width;
  self->frame->height = height;
  self->frame->pts = 0;
  self->scaler
      = sws_getContext (width, height, AV_PIX_FMT_0RGB32, width, height, AV_PIX_FMT_YUV420P,
                        SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT, NULL, NULL, NULL);
  if (!self->scaler || (code = av_frame_get_buffer (self->frame, 0)) < 0)
    {
      fail (error, "no memory for pictures", self->scaler ? code : AVERROR (ENOMEM));
      return NULL;
    }

  code = avio_open (&self->format->pb, path, AVIO_FLAG_WRITE);
  if (code >= 0)
    code = avformat_write_header (self->format, NULL);
  if (code < 0)
    {
      fail (error, path, code);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/* @frame is NULL at the end. */
static gboolean
encode (ClipWriter *self,
        AVFrame    *frame,
        GError    **error)
{
  int code = avcodec_send_frame (self->codec, frame);

  if (code < 0)
    return fail (error, "the encoder takes no picture", code);

  while ((code = avcodec_receive_packet (self->codec, self->packet)) >= 0)
    {
      av_packet_rescale_ts (self->packet, self->codec->time_base, self->stream->time_base);
      self->packet->stream_index = self->stream->index;
      code = av_interleaved_write_frame (self->format, self->packet);
      if (code < 0)
        return fail (error, self->format->url, code);
    }

  return code == AVERROR (EAGAIN) || code == AVERROR_EOF
         || fail (error, "the encoder gives no packet", code);
}

gboolean
clip_writer_add (ClipWriter   *self,
                 const guint8 *pixels,
                 int           stride,
                 GError      **error)
{
  int code = av_frame_make_writable (self->frame);

  if (code < 0)
    return fail (error, "no memory for pictures", code);

  sws_scale (self->scaler, &pixels, &stride, 0, self->codec->height, self->frame->data,
             self->frame->linesize);
  if (!encode (self, self->frame, error))
    return FALSE;
  self->frame->pts++;

  return TRUE;
}

gboolean
clip_writer_close (ClipWriter *self,
                   GError    **error)
{
  int code;

  if (!encode (self, NULL, error))
    return FALSE;

  code = av_write_trailer (self->format);
  if (code >= 0)
    code = avio_closep (&self->format->pb);

  return code >= 0 || fail (error, self->format->url, code);
}

void
clip_writer_free (ClipWriter *self)
{
  sws_freeContext (self->scaler);
  av_frame_free (&self->frame);
  av_packet_free (&self->packet);
  avcodec_free_context (&self->codec);
  if (self->format && self->format->pb)
    avio_closep (&self->format->pb);
  avformat_free_context (self->format);
  g_free (self);
}

const char *
clip_writer_get_codec_name (ClipWriter *self)
{
  return avcodec_get_name (self->codec->codec_id);
}

void
clip_writer_get_time_base (ClipWriter *self,
                           int        *out_ticks_per_second,
                           int        *out_ticks_per_frame)
{
  AVRational base = self->stream->time_base;

  *out_ticks_per_second = base.den / base.num;
  *out_ticks_per_frame = base.den / base.num / self->fps;
}
