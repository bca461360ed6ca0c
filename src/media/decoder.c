/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The only file that includes libavcodec.
 *
 * Every packet that goes in carries its ordinal (its rank in decoding order),
 * and the codec hands that ordinal back with the picture the packet became.
 * So it is always known which picture came out, whatever its time stamp says
 * and however many pictures the codec holds back. After a seek the first
 * packets are compared with those of the scan to find out where we are; what
 * stands before the entry is thrown away, and every later packet must be the
 * one that the scan saw next.
 *
 * The codec's complaints reach us through FFmpeg's log, the only place where
 * some of them are said at all. They are counted per decoder.
 */

#include "media/decoder.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <libavcodec/avcodec.h>
#include <libavutil/frame.h>
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
#include <unistd.h>

#include "media/av-error.h"
#include "media/frame-memory.h"

/* Packets looked at after a seek before giving up on finding the entry. */
#define MAX_LOST_PACKETS 2000

/* How often a seek that landed behind the entry is tried again from further ahead. */
#define MAX_SEEKS 4

/* Pictures at the end that a codec may fail to give before it is not asked again. */
#define MAX_DRAIN_ERRORS 64

struct _FwDecoder
{
  char           *path;         /* (owned) */
  int             fd;           /* (owned) of the file, to open it again whatever stands at the path */
  GCancellable   *cancellable;  /* (owned) (nullable) */
  FwDemuxer      *demuxer;      /* (owned) */
  AVCodecContext *codec;        /* (owned) */
  AVPacket       *packet;       /* (owned) */
  AVFrame        *frame;        /* (owned) reused until it is given away */
  FwFrameMemory  *memory;       /* (owned) any thread of the codec */
  FwStreamFacts   facts;        /* of the first opening; they do not change */

  FwFrameIndex   *index;        /* (owned) (nullable) set after a seek: knows packets again */
  GArray         *failed;       /* (element-type guint) (owned) */
  guint           entry;
  guint           position;
  guint           skip_until;
  gboolean        is_fresh;     /* demuxer stands before the first packet */
  gboolean        has_packet;   /* @packet was found by a seek and waits to be sent */
  gboolean        is_draining;
  guint           n_drain_errors;
  gboolean        is_cut_off;
  int             n_complaints; /* (atomic) written by the codec's threads */
};

static void
log_cb (void       *context,
        int         level,
        const char *format,
        va_list     args)
{
  if (!context || level > AV_LOG_ERROR || *(const AVClass **) context != avcodec_get_class ())
    return;

  FwDecoder *self = ((AVCodecContext *) context)->opaque;

  if (self)
    g_atomic_int_inc (&self->n_complaints);
}

void
fw_decoder_init_library (void)
{
  static gsize is_initialised;

  if (g_once_init_enter (&is_initialised))
    {
      av_log_set_callback (log_cb);
      g_once_init_leave (&is_initialised, 1);
    }
}

/* Lays the planes of a picture out in one buffer. FALSE when its format is none
 * whose planes are all that there is. */
static gboolean
lay_out (AVCodecContext *codec,
         AVFrame        *frame,
         gsize           offsets[4],
         gsize          *out_size)
{
  const AVPixFmtDescriptor *format = av_pix_fmt_desc_get (frame->format);
  int align[AV_NUM_DATA_POINTERS];
  int width = frame->width, height = frame->height;
  ptrdiff_t strides[4];
  size_t sizes[4];

  if (!format || (format->flags & (AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_PAL)))
    return FALSE;

  avcodec_align_dimensions2 (codec, &width, &height, align);
  /* So that the rows of the coarser planes are aligned, too. */
  int step = FW_FRAME_ALIGNMENT << format->log2_chroma_w;

  width = (width + step - 1) / step * step;
  if (av_image_fill_linesizes (frame->linesize, frame->format, width) < 0)
    return FALSE;
  for (int i = 0; i < 4; i++)
    strides[i] = frame->linesize[i];
  if (av_image_fill_plane_sizes (sizes, frame->format, height, strides) < 0)
    return FALSE;

  *out_size = 0;
  for (int i = 0; i < 4; i++)
    {
      if (sizes[i] > (size_t) FW_MEDIA_MAX_PIXELS * 16 || frame->linesize[i] % FW_FRAME_ALIGNMENT)
        return FALSE;
      offsets[i] = sizes[i] ? *out_size : G_MAXSIZE;
      /* Vector code may read and write past the last pixel of a plane. */
      if (sizes[i])
        *out_size += (sizes[i] + 2 * FW_FRAME_ALIGNMENT - 1) / FW_FRAME_ALIGNMENT
                     * FW_FRAME_ALIGNMENT;
    }

  return *out_size > 0;
}

static int
get_buffer_cb (AVCodecContext *codec,
               AVFrame        *frame,
               int             flags)
{
  FwDecoder *self = codec->opaque;
  gsize offsets[4];
  gsize size;

  if (!(codec->codec->capabilities & AV_CODEC_CAP_DR1) || !lay_out (codec, frame, offsets, &size))
    return avcodec_default_get_buffer2 (codec, frame, flags);

  frame->buf[0] = fw_frame_memory_get (self->memory, size);
  if (!frame->buf[0])
    return AVERROR (ENOMEM);
  for (int i = 0; i < 4; i++)
    frame->data[i] = offsets[i] != G_MAXSIZE ? frame->buf[0]->data + offsets[i] : NULL;
  frame->extended_data = frame->data;

  return 0;
}

static gboolean
open_codec (FwDecoder  *self,
            guint       n_threads,
            GError    **error)
{
  const AVCodecParameters *parameters = fw_demuxer_get_parameters (self->demuxer);
  const AVCodec *codec = avcodec_find_decoder (parameters->codec_id);
  g_autofree char *name = g_filename_display_basename (self->path);

  avcodec_free_context (&self->codec);
  if (!codec)
    {
      g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_OPEN,
                   _("“%s” is coded as “%s”, which is not known here."), name,
                   avcodec_get_name (parameters->codec_id));
      return FALSE;
    }

  self->codec = avcodec_alloc_context3 (codec);
  if (!self->codec)
    g_error ("out of memory");

  int result = avcodec_parameters_to_context (self->codec, parameters);

  self->codec->opaque = self;
  self->codec->get_buffer2 = get_buffer_cb;
  self->codec->thread_count = (int) n_threads;
  self->codec->thread_type = FF_THREAD_FRAME;
  self->codec->max_pixels = FW_MEDIA_MAX_PIXELS;
  self->codec->pkt_timebase = (AVRational) { self->facts.time_base_num, self->facts.time_base_den };
#if LIBAVCODEC_VERSION_MAJOR < 60
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  self->codec->thread_safe_callbacks = 1;
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
#ifdef AV_CODEC_FLAG_COPY_OPAQUE
  self->codec->flags |= AV_CODEC_FLAG_COPY_OPAQUE;
#endif
  if (result >= 0)
    result = avcodec_open2 (self->codec, codec, NULL);
  if (result < 0)
    {
      fw_media_set_av_error (error, FW_MEDIA_ERROR_OPEN, result,
                             _("The video of “%s” cannot be decoded"), name);
      return FALSE;
    }

  return TRUE;
}

static gboolean
open_demuxer (FwDecoder  *self,
              GError    **error)
{
  fw_demuxer_free (self->demuxer);
  self->demuxer = fw_demuxer_open (self->path, self->fd, self->cancellable, error);
  self->is_fresh = self->demuxer != NULL;
  if (self->demuxer)
    self->facts = *fw_demuxer_get_facts (self->demuxer);

  return self->demuxer != NULL;
}

static FwDecoder *
open_decoder (const char    *path,
              int            same,
              guint          n_threads,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr(FwDecoder) self = g_new0 (FwDecoder, 1);

  self->path = g_strdup (path);
  self->fd = fcntl (same, F_DUPFD_CLOEXEC, 0);
  self->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  self->packet = av_packet_alloc ();
  self->frame = av_frame_alloc ();
  self->memory = fw_frame_memory_new ();
  self->failed = g_array_new (FALSE, FALSE, sizeof (guint));
  if (!self->packet || !self->frame)
    g_error ("out of memory");
  if (!open_demuxer (self, error) || !open_codec (self, n_threads, error))
    return NULL;
  if (self->fd < 0)
    self->fd = fcntl (fw_demuxer_get_fd (self->demuxer), F_DUPFD_CLOEXEC, 0);

  return g_steal_pointer (&self);
}

FwDecoder *
fw_decoder_open (const char    *path,
                 guint          n_threads,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return open_decoder (path, -1, n_threads, cancellable, error);
}

FwDecoder *
fw_decoder_open_same (const FwDecoder  *other,
                      guint             n_threads,
                      GCancellable     *cancellable,
                      GError          **error)
{
  return open_decoder (other->path, other->fd, n_threads, cancellable, error);
}

void
fw_decoder_free (FwDecoder *self)
{
  if (!self)
    return;

  avcodec_free_context (&self->codec);
  av_packet_free (&self->packet);
  av_frame_free (&self->frame);
  fw_frame_memory_free (self->memory);
  fw_demuxer_free (self->demuxer);
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->index, fw_frame_index_unref);
  g_clear_pointer (&self->failed, g_array_unref);
  g_clear_object (&self->cancellable);
  g_free (self->path);
  g_free (self);
}

const FwStreamFacts *
fw_decoder_get_facts (const FwDecoder *self)
{
  return &self->facts;
}

double
fw_decoder_get_share (const FwDecoder *self)
{
  return self->demuxer ? fw_demuxer_get_share (self->demuxer) : 1.0;
}

guint
fw_decoder_get_entry (const FwDecoder *self)
{
  return self->entry;
}

guint
fw_decoder_get_position (const FwDecoder *self)
{
  return self->position;
}

guint
fw_decoder_get_n_threads (const FwDecoder *self)
{
  return self->codec ? (guint) self->codec->thread_count : 1;
}

guint
fw_decoder_get_n_complaints (const FwDecoder *self)
{
  return (guint) g_atomic_int_get (&self->n_complaints);
}

GArray *
fw_decoder_get_failed (const FwDecoder *self)
{
  return self->failed;
}

gboolean
fw_decoder_is_cut_off (const FwDecoder *self)
{
  return self->is_cut_off;
}

void
fw_decoder_skip_until (FwDecoder *self,
                       guint      until)
{
  self->skip_until = until;
}

FwDemuxResult
fw_decoder_scan (FwDecoder    *self,
                 FwPacketInfo *out_info)
{
  self->is_fresh = FALSE;

  FwDemuxResult result = fw_demuxer_read (self->demuxer, self->packet, out_info);

  av_packet_unref (self->packet);

  return result;
}

static void
reset_run (FwDecoder *self,
           guint      entry)
{
  av_packet_unref (self->packet);
  g_array_set_size (self->failed, 0);
  g_atomic_int_set (&self->n_complaints, 0);
  g_clear_pointer (&self->index, fw_frame_index_unref);
  self->entry = entry;
  self->position = entry;
  self->skip_until = 0;
  self->has_packet = FALSE;
  self->is_draining = FALSE;
  self->n_drain_errors = 0;
  self->is_cut_off = FALSE;
}

gboolean
fw_decoder_begin_at_start (FwDecoder  *self,
                           guint       n_threads,
                           GError    **error)
{
  /* A rewound demuxer or a flushed codec may remember things; new ones cannot. */
  if (!(self->demuxer && self->is_fresh) && !open_demuxer (self, error))
    return FALSE;
  if (!open_codec (self, n_threads, error))
    return FALSE;

  reset_run (self, 0);

  return TRUE;
}

/* Reads on until packet @entry is in @self->packet. FALSE when the place where
 * reading began lies behind it or cannot be told. */
static gboolean
find_packet (FwDecoder    *self,
             FwFrameIndex *index,
             guint         entry)
{
  FwPacketInfo info;

  for (guint i = 0; i < MAX_LOST_PACKETS; i++)
    {
      if (fw_demuxer_read (self->demuxer, self->packet, &info) != FW_DEMUX_PACKET)
        return FALSE;

      guint ordinal = fw_frame_index_recognize (index, &info, entry);

      if (ordinal == entry)
        return TRUE;
      if (ordinal != FW_PACKET_NONE && ordinal > entry)
        return FALSE;
    }

  return FALSE;
}

gboolean
fw_decoder_begin_at_entry (FwDecoder    *self,
                           FwFrameIndex *index,
                           guint         entry,
                           guint         n_threads)
{
  FwPacketInfo target;
  gint64 second = self->facts.time_base_num > 0
                    ? (gint64) self->facts.time_base_den / self->facts.time_base_num : 1;
  gint64 back = 0;
  gboolean is_found = FALSE;

  if (!self->demuxer || !fw_frame_index_get_packet (index, entry, &target))
    return FALSE;

  gint64 dts = target.dts != FW_PTS_NONE ? target.dts : target.pts;

  if (dts == FW_PTS_NONE)
    return FALSE;

  reset_run (self, entry);
  self->is_fresh = FALSE;
  for (guint i = 0; i < MAX_SEEKS && !is_found; i++)
    {
      is_found = fw_demuxer_seek (self->demuxer, dts - back) && find_packet (self, index, entry);
      back = back ? back * 4 : MAX (second, 1);
    }
  if (!is_found)
    return FALSE;

  if (self->codec && (guint) self->codec->thread_count == n_threads)
    avcodec_flush_buffers (self->codec);
  else if (!open_codec (self, n_threads, NULL))
    return FALSE;

  g_atomic_int_set (&self->n_complaints, 0);
  self->index = fw_frame_index_ref (index);
  self->has_packet = TRUE;

  return TRUE;
}

gboolean
fw_decoder_begin_near (FwDecoder *self,
                       gint64     pts)
{
  if (!self->demuxer || !self->codec)
    return FALSE;

  reset_run (self, 0);
  self->is_fresh = FALSE;
  avcodec_flush_buffers (self->codec);

  return fw_demuxer_seek (self->demuxer, pts);
}

static void
set_ordinal (FwDecoder *self,
             guint      ordinal)
{
#ifdef AV_CODEC_FLAG_COPY_OPAQUE
  self->packet->opaque = GSIZE_TO_POINTER ((gsize) ordinal + 1);
#else
  self->codec->reordered_opaque = (gint64) ordinal + 1;
#endif
}

static guint
get_ordinal (const AVFrame *frame)
{
#ifdef AV_CODEC_FLAG_COPY_OPAQUE
  gsize value = GPOINTER_TO_SIZE (frame->opaque);
#else
  gint64 value = frame->reordered_opaque;
#endif

  return value > 0 && value < G_MAXUINT ? (guint) value - 1 : FW_PACKET_NONE;
}

/* TRUE when @self->packet holds the next packet of the run. */
static FwDemuxResult
read_next (FwDecoder *self,
           gboolean  *out_is_lost)
{
  FwPacketInfo info;
  FwPacketInfo expected;

  *out_is_lost = FALSE;
  self->is_fresh = FALSE;
  if (self->has_packet)
    {
      self->has_packet = FALSE;
      return FW_DEMUX_PACKET;
    }

  FwDemuxResult result = fw_demuxer_read (self->demuxer, self->packet, &info);

  if (result == FW_DEMUX_PACKET && self->index
      && fw_frame_index_get_packet (self->index, self->position, &expected)
      && (expected.size != info.size || (expected.pos >= 0 && expected.pos != info.pos)))
    *out_is_lost = TRUE;

  return result;
}

static FwDecodeResult
feed (FwDecoder *self)
{
  gboolean is_lost;
  FwDemuxResult result = read_next (self, &is_lost);

  if (result == FW_DEMUX_CANCELLED)
    return FW_DECODE_CANCELLED;
  if (is_lost)
    return FW_DECODE_LOST;
  if (result != FW_DEMUX_PACKET)
    {
      self->is_cut_off = result == FW_DEMUX_BROKEN;
      self->is_draining = TRUE;
      avcodec_send_packet (self->codec, NULL);
      return FW_DECODE_MORE;
    }

  guint ordinal = self->position++;

  set_ordinal (self, ordinal);
  self->codec->skip_frame = ordinal + 1 < self->skip_until ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;

  int sent = avcodec_send_packet (self->codec, self->packet);

  av_packet_unref (self->packet);
  if (sent < 0 && sent != AVERROR (EAGAIN) && sent != AVERROR_EOF)
    {
      g_array_append_val (self->failed, ordinal);
      g_atomic_int_inc (&self->n_complaints);
    }

  return FW_DECODE_MORE;
}

static void
give_frame (FwDecoder *self,
            FwDecoded *out)
{
  AVFrame *frame = self->frame;
  FwRawFacts facts = {
    .orientation = self->facts.orientation,
    .pts = frame->best_effort_timestamp == AV_NOPTS_VALUE ? FW_PTS_NONE
                                                           : frame->best_effort_timestamp,
    .is_still = self->facts.is_image,
  };

  self->frame = av_frame_alloc ();
  if (!self->frame)
    g_error ("out of memory");

  out->packet = get_ordinal (frame);
  out->pts = facts.pts;
  out->is_damaged = (frame->flags & AV_FRAME_FLAG_CORRUPT) || frame->decode_error_flags != 0;
  facts.digest = 0;
  out->frame = fw_raw_frame_new_take (frame, &facts);
}

FwDecodeResult
fw_decoder_step (FwDecoder *self,
                 FwDecoded *out)
{
  int result = avcodec_receive_frame (self->codec, self->frame);

  if (result >= 0)
    {
      give_frame (self, out);
      return FW_DECODE_FRAME;
    }
  if (result == AVERROR_EOF)
    return FW_DECODE_END;
  if (result != AVERROR (EAGAIN))
    {
      guint ordinal = self->position ? self->position - 1 : 0;

      g_array_append_val (self->failed, ordinal);
      g_atomic_int_inc (&self->n_complaints);
      if (self->is_draining && self->n_drain_errors++ < MAX_DRAIN_ERRORS)
        return FW_DECODE_MORE;
    }
  if (self->is_draining)
    return FW_DECODE_END;

  return feed (self);
}
