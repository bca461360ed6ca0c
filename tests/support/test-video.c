/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test-video.h"

#include <gio/gio.h>
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <string.h>

#define N_BITS 16

/* Ticks of the time base per frame: room for half frames. */
#define TICKS 2

typedef struct
{
  const FwTestVideo *spec;
  AVFormatContext   *format;
  AVCodecContext    *codec;
  AVStream          *stream;
  AVFrame           *frame;
  AVPacket          *packet;
} Maker;

static void
must (int         result,
      const char *what)
{
  char text[AV_ERROR_MAX_STRING_SIZE];

  if (result >= 0)
    return;
  av_strerror (result, text, sizeof text);
  g_error ("%s: %s", what, text);
}

/* Sets one sample of a plane of 8 or more bits. */
static void
set_sample (AVFrame *frame,
            int      plane,
            int      x,
            int      y,
            guint8   value)
{
  const AVPixFmtDescriptor *desc = av_pix_fmt_desc_get (frame->format);
  guint8 *row = frame->data[plane] + (gssize) y * frame->linesize[plane];

  if (desc->comp[0].depth > 8)
    {
      guint16 wide = (guint16) (value << (desc->comp[0].depth - 8));

      memcpy (row + (gsize) x * 2, &wide, 2);
      return;
    }
  row[x] = value;
}

/* The number in two rows of eight blocks at the top; below, something that moves. */
static guint8
luma_at (const AVFrame *frame,
         int            x,
         int            y,
         int            number)
{
  int bar = frame->height / 2;

  if (y < bar)
    {
      int bit = (y * 2 / bar) * (N_BITS / 2) + x * (N_BITS / 2) / frame->width;

      return number >> bit & 1 ? 235 : 16;
    }

  return (guint8) (40 + (x * 2 + y + number * 5) % 160);
}

static void
paint (AVFrame *frame,
       int      number)
{
  const AVPixFmtDescriptor *desc = av_pix_fmt_desc_get (frame->format);
  int chroma_width = AV_CEIL_RSHIFT (frame->width, desc->log2_chroma_w);
  int chroma_height = AV_CEIL_RSHIFT (frame->height, desc->log2_chroma_h);

  for (int y = 0; y < frame->height; y++)
    for (int x = 0; x < frame->width; x++)
      set_sample (frame, 0, x, y, luma_at (frame, x, y, number));
  for (int plane = 1; plane < 3 && frame->data[plane]; plane++)
    for (int y = 0; y < chroma_height; y++)
      for (int x = 0; x < chroma_width; x++)
        set_sample (frame, plane, x, y, y < chroma_height / 2 + 1 ? 128
                                        : (guint8) (96 + (x + number * plane) % 64));
}

static gint64
pts_of (const FwTestVideo *spec,
        int                number)
{
  gint64 ticks = (gint64) (number + spec->first_pts) * TICKS;

  /* Frames 0, 3, 6, … last two frames' time. */
  return spec->is_vfr ? ticks + (number + 2) / 3 * TICKS : ticks;
}

static void
write_packets (Maker *maker)
{
  while (avcodec_receive_packet (maker->codec, maker->packet) >= 0)
    {
      maker->packet->stream_index = 0;
      av_packet_rescale_ts (maker->packet, maker->codec->time_base, maker->stream->time_base);
      must (av_interleaved_write_frame (maker->format, maker->packet), "writing a packet");
    }
}

static gboolean
open_codec (Maker *maker)
{
  const FwTestVideo *spec = maker->spec;
  const AVCodec *codec = avcodec_find_encoder_by_name (spec->codec ? spec->codec : "mpeg4");
  AVDictionary *options = NULL;

  if (!codec)
    return FALSE;

  maker->codec = avcodec_alloc_context3 (codec);
  maker->codec->width = spec->width ? spec->width : 128;
  maker->codec->height = spec->height ? spec->height : 96;
  maker->codec->pix_fmt = av_get_pix_fmt (spec->pixel_format ? spec->pixel_format : "yuv420p");
  maker->codec->time_base = (AVRational) { 1, (spec->fps ? spec->fps : 30) * TICKS };
  maker->codec->framerate = (AVRational) { spec->fps ? spec->fps : 30, 1 };
  maker->codec->gop_size = spec->gop ? spec->gop : 12;
  maker->codec->max_b_frames = spec->b_frames;
  maker->codec->thread_count = spec->n_threads ? spec->n_threads : 1;
  maker->codec->bit_rate = spec->bit_rate ? spec->bit_rate : 2000000;
  maker->codec->flags |= AV_CODEC_FLAG_BITEXACT;
  if (maker->format->oformat->flags & AVFMT_GLOBALHEADER)
    maker->codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  if (spec->options)
    must (av_dict_parse_string (&options, spec->options, "=", ":", 0), "encoder options");
  must (avcodec_open2 (maker->codec, codec, &options), "opening the encoder");
  av_dict_free (&options);

  return TRUE;
}

static void
set_rotation (Maker *maker)
{
  gint32 matrix[9];

  if (maker->spec->rotation == 0)
    return;

  av_display_rotation_set (matrix, maker->spec->rotation);
#if LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT(60, 15, 100)
  AVPacketSideData *side
    = av_packet_side_data_new (&maker->stream->codecpar->coded_side_data,
                               &maker->stream->codecpar->nb_coded_side_data,
                               AV_PKT_DATA_DISPLAYMATRIX, sizeof matrix, 0);
  memcpy (side->data, matrix, sizeof matrix);
#else
  memcpy (av_stream_new_side_data (maker->stream, AV_PKT_DATA_DISPLAYMATRIX, sizeof matrix), matrix,
          sizeof matrix);
#endif
}

static void
encode (Maker *maker)
{
  const FwTestVideo *spec = maker->spec;
  int n_frames = spec->n_frames ? spec->n_frames : 30;

  maker->frame = av_frame_alloc ();
  maker->frame->format = maker->codec->pix_fmt;
  maker->frame->width = maker->codec->width;
  maker->frame->height = maker->codec->height;
  must (av_frame_get_buffer (maker->frame, 0), "allocating a picture");
  for (int i = 0; i < n_frames; i++)
    {
      must (av_frame_make_writable (maker->frame), "allocating a picture");
      paint (maker->frame, i);
      /* What comes before zero is cut away by an edit list. */
      maker->frame->pts = pts_of (spec, i - spec->hide_before);
      must (avcodec_send_frame (maker->codec, maker->frame), "encoding");
      write_packets (maker);
    }
  avcodec_send_frame (maker->codec, NULL);
  write_packets (maker);
}

gboolean
fw_test_video_make (const char        *path,
                    const FwTestVideo *video)
{
  Maker maker = { .spec = video };
  AVDictionary *options = NULL;

  av_log_set_level (AV_LOG_ERROR);
  if (avformat_alloc_output_context2 (&maker.format, NULL, video->format, path) < 0)
    return FALSE;
  maker.format->flags |= AVFMT_FLAG_BITEXACT;
  if (!open_codec (&maker))
    {
      avformat_free_context (maker.format);
      return FALSE;
    }

  maker.stream = avformat_new_stream (maker.format, NULL);
  maker.stream->time_base = maker.codec->time_base;
  maker.stream->avg_frame_rate = maker.codec->framerate;
  must (avcodec_parameters_from_context (maker.stream->codecpar, maker.codec), "parameters");
  set_rotation (&maker);
  must (avio_open (&maker.format->pb, path, AVIO_FLAG_WRITE), path);
  if (video->hide_before)
    av_dict_set (&options, "use_editlist", "1", 0);
  if (video->first_pts || video->hide_before)
    maker.format->avoid_negative_ts = AVFMT_AVOID_NEG_TS_DISABLED;
  must (avformat_write_header (maker.format, &options), "writing the header");
  av_dict_free (&options);
  maker.packet = av_packet_alloc ();
  encode (&maker);
  must (av_write_trailer (maker.format), "writing the trailer");

  avio_closep (&maker.format->pb);
  av_packet_free (&maker.packet);
  av_frame_free (&maker.frame);
  avcodec_free_context (&maker.codec);
  avformat_free_context (maker.format);

  return TRUE;
}

int
fw_test_video_read_number (const guint8 *pixels,
                           gsize         stride,
                           guint         width,
                           guint         height)
{
  int number = 0;

  for (guint bit = 0; bit < N_BITS; bit++)
    {
      guint x = (bit % (N_BITS / 2) * 2 + 1) * width / N_BITS;
      guint y = (bit / (N_BITS / 2) * 2 + 1) * height / 8;
      const guint8 *pixel = pixels + y * stride + (gsize) x * 3;

      if (pixel[0] + pixel[1] + pixel[2] > 3 * 128)
        number |= 1 << bit;
    }

  return number;
}
