/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The only file that includes libavformat. Input is hostile:
 *
 * - Only formats of the list below are probed, so that playlists (which name
 *   other files or addresses) are never recognised, whatever they are called.
 * - Bytes come through a file descriptor that we opened; no protocol is
 *   allowed and a format that asks for another file is refused.
 * - Every read looks at the cancellable, so that a slow disk or a file made to
 *   be searched for ever can be left.
 */

#include "media/demuxer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/pixdesc.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "media/av-error.h"
#include "media/decoder.h"

#define IO_BUFFER_SIZE (64 * 1024)
#define MAX_STREAMS    "256"

/* Single pictures are told apart by their demuxers' names ending in this. */
#define PICTURE_SUFFIX "_pipe"

static const char format_whitelist[]
  = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,ogg,flv,gif,apng,asf,"
    "h264,hevc,m4v,ivf,obu,dv,mxf,mjpeg,yuv4mpegpipe,nut,"
    "jpeg_pipe,png_pipe,webp_pipe,bmp_pipe,tiff_pipe,j2k_pipe,jpegls_pipe,jpegxl_pipe,"
    "pgm_pipe,pgmyuv_pipe,ppm_pipe,pbm_pipe,pam_pipe,qoi_pipe,sgi_pipe,sunrast_pipe,dpx_pipe,"
    "exr_pipe,gif_pipe,pcx_pipe,pfm_pipe,psd_pipe,hdr_pipe,xbm_pipe,xwd_pipe";

struct _FwDemuxer
{
  int              fd;          /* (owned) */
  GCancellable    *cancellable; /* (owned) (nullable) */
  AVIOContext     *io;          /* (owned) */
  AVFormatContext *format;      /* (owned) */
  AVStream        *stream;      /* (owned by format) */
  FwStreamFacts    facts;
  gboolean         is_vp8;
  gboolean         is_vp9;
};

static gboolean
is_cancelled (FwDemuxer *self)
{
  return self->cancellable && g_cancellable_is_cancelled (self->cancellable);
}

static int
read_cb (void    *opaque,
         uint8_t *buffer,
         int      size)
{
  FwDemuxer *self = opaque;
  ssize_t n_read;

  if (is_cancelled (self))
    return AVERROR_EXIT;
  do
    n_read = read (self->fd, buffer, (size_t) size);
  while (n_read < 0 && errno == EINTR);
  if (n_read < 0)
    return AVERROR (errno);

  return n_read == 0 ? AVERROR_EOF : (int) n_read;
}

static int64_t
seek_cb (void    *opaque,
         int64_t  offset,
         int      whence)
{
  FwDemuxer *self = opaque;

  if (whence == AVSEEK_SIZE)
    return self->facts.n_bytes;

  off_t position = lseek (self->fd, offset, whence & ~AVSEEK_FORCE);

  return position < 0 ? AVERROR (errno) : position;
}

static int
interrupt_cb (void *opaque)
{
  return is_cancelled (opaque);
}

static int
refuse_open_cb (AVFormatContext  *format,
                AVIOContext     **io,
                const char       *url,
                int               flags,
                AVDictionary    **options)
{
  return AVERROR (EPERM);
}

/* Text that names other files, and text that stands where a video should be. */
static gboolean
refuse_text (const char *head,
             const char *name,
             GError    **error)
{
  static const char *const playlists[] = {
    "#EXTM3U", "ffconcat version", "<MPD", "[playlist]", "v=0\r\n", "v=0\n", "<ASX", "<asx",
    "<smil",
  };
  const char *text = head;

  if (g_str_has_prefix (text, "\357\273\277"))
    text += 3;
  if (g_str_has_prefix (text, "version https://git-lfs"))
    {
      g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_OPEN,
                   _("“%s” holds only the pointer text of a large file, not the file itself. "
                     "Fetch it with “git lfs pull” and open it again."), name);
      return TRUE;
    }
  if (g_str_has_prefix (text, "<?xml") && strstr (text, "<MPD"))
    text = strstr (text, "<MPD");
  for (gsize i = 0; i < G_N_ELEMENTS (playlists); i++)
    if (g_str_has_prefix (text, playlists[i]))
      {
        g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_REFUSED,
                     _("“%s” is a playlist that names other files, not a video. "
                       "Open the video itself."), name);
        return TRUE;
      }

  return FALSE;
}

/* A descriptor of its own for the file that @same reads, whatever stands at its path now. */
static int
open_same (int same)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", same);

  return same >= 0 ? open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
}

static gboolean
open_file (FwDemuxer   *self,
           const char  *path,
           int          same,
           const char  *name,
           GError     **error)
{
  char head[1024];
  struct stat status;

  self->fd = open_same (same);
  /* O_NONBLOCK: opening a pipe without a writer must not hang. */
  if (self->fd < 0)
    self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (self->fd < 0 || fstat (self->fd, &status) < 0)
    {
      int saved_errno = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                   _("“%s” cannot be opened: %s."), name, g_strerror (saved_errno));
      return FALSE;
    }
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_OPEN,
                   _("“%s” is not a regular file."), name);
      return FALSE;
    }
  self->facts.n_bytes = status.st_size;
  if (status.st_size == 0)
    {
      g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_OPEN, _("“%s” is empty."), name);
      return FALSE;
    }

  ssize_t n_read = pread (self->fd, head, sizeof head - 1, 0);

  head[MAX (n_read, 0)] = '\0';

  return !refuse_text (head, name, error);
}

static int
open_format (FwDemuxer *self)
{
  AVDictionary *options = NULL;
  guint8 *buffer = av_malloc (IO_BUFFER_SIZE);

  self->io = buffer ? avio_alloc_context (buffer, IO_BUFFER_SIZE, 0, self, read_cb, NULL, seek_cb)
                    : NULL;
  self->format = avformat_alloc_context ();
  if (!self->io || !self->format)
    return AVERROR (ENOMEM);

  self->format->pb = self->io;
  self->format->flags |= AVFMT_FLAG_CUSTOM_IO;
  self->format->interrupt_callback = (AVIOInterruptCB) { interrupt_cb, self };
  self->format->io_open = refuse_open_cb;
  av_dict_set (&options, "format_whitelist", format_whitelist, 0);
  av_dict_set (&options, "protocol_whitelist", "", 0);
  av_dict_set (&options, "max_streams", MAX_STREAMS, 0);

  int result = avformat_open_input (&self->format, NULL, NULL, &options);

  av_dict_free (&options);
  if (result < 0)
    return result;

  return avformat_find_stream_info (self->format, NULL);
}

static AVStream *
find_video (AVFormatContext *format)
{
  for (guint i = 0; i < format->nb_streams; i++)
    {
      AVStream *stream = format->streams[i];

      if (stream->codecpar->codec_type != AVMEDIA_TYPE_VIDEO)
        continue;
      if (!(stream->disposition & AV_DISPOSITION_ATTACHED_PIC))
        return stream;
    }

  return NULL;
}

static FwOrientation
find_orientation (const AVStream *stream)
{
  const guint8 *data = NULL;

#if LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT(60, 15, 100)
  const AVPacketSideData *side
    = av_packet_side_data_get (stream->codecpar->coded_side_data,
                               stream->codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);

  if (side && side->size >= 9 * sizeof (gint32))
    data = side->data;
#else
  size_t size = 0;

  data = av_stream_get_side_data (stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
  if (size < 9 * sizeof (gint32))
    data = NULL;
#endif
  if (!data)
    return (FwOrientation) { FALSE };

  gint32 matrix[9];

  memcpy (matrix, data, sizeof matrix);

  return fw_orientation_from_matrix (matrix);
}

static gboolean
check_size (const AVCodecParameters *parameters,
            const char              *name,
            GError                 **error)
{
  if (parameters->width <= FW_MEDIA_MAX_SIDE && parameters->height <= FW_MEDIA_MAX_SIDE
      && (gint64) parameters->width * parameters->height <= FW_MEDIA_MAX_PIXELS)
    return TRUE;

  g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_LIMIT,
               _("The pictures of “%s” are too large (%d × %d pixels). Up to %d megapixels and "
                 "%d pixels a side can be opened."), name, parameters->width, parameters->height,
               (int) (FW_MEDIA_MAX_PIXELS / 1000000), FW_MEDIA_MAX_SIDE);
  return FALSE;
}

static void
collect_facts (FwDemuxer *self)
{
  const AVStream *stream = self->stream;
  const AVCodecParameters *parameters = stream->codecpar;
  FwStreamFacts *facts = &self->facts;
  const char *pixel_format = av_get_pix_fmt_name (parameters->format);
  const char *container = self->format->iformat->name;
  g_auto(GStrv) names = g_strsplit (container, ",", 2);

  facts->width = parameters->width;
  facts->height = parameters->height;
  facts->time_base_num = stream->time_base.num > 0 ? stream->time_base.num : 1;
  facts->time_base_den = stream->time_base.den > 0 ? stream->time_base.den : 1000;
  if (stream->avg_frame_rate.num > 0 && stream->avg_frame_rate.den > 0)
    facts->fps = av_q2d (stream->avg_frame_rate);
  else if (stream->r_frame_rate.num > 0 && stream->r_frame_rate.den > 0)
    facts->fps = av_q2d (stream->r_frame_rate);
  facts->n_frames = MAX (stream->nb_frames, 0);
  if (self->format->duration > 0
      && self->format->duration_estimation_method != AVFMT_DURATION_FROM_BITRATE)
    facts->duration_ms = (double) self->format->duration * 1000.0 / AV_TIME_BASE;
  facts->orientation = find_orientation (stream);
  facts->container = g_intern_string (names[0]);
  facts->codec = g_intern_string (avcodec_get_name (parameters->codec_id));
  facts->pixel_format = g_intern_string (pixel_format ? pixel_format : "unknown");
  facts->is_image = g_str_has_suffix (container, PICTURE_SUFFIX);
  self->is_vp8 = parameters->codec_id == AV_CODEC_ID_VP8;
  self->is_vp9 = parameters->codec_id == AV_CODEC_ID_VP9;
}

FwDemuxer *
fw_demuxer_open (const char    *path,
                 int            same,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(FwDemuxer) self = g_new0 (FwDemuxer, 1);
  g_autofree char *name = g_filename_display_basename (path);

  fw_decoder_init_library ();
  self->fd = -1;
  self->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  if (!open_file (self, path, same, name, error))
    return NULL;

  int result = open_format (self);

  /* FFmpeg knows no difference between what it never saw and what is damaged at its beginning. */
  if (result == AVERROR_INVALIDDATA)
    {
      g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_OPEN,
                   _("“%s” cannot be opened: it is neither a video nor a picture that is known "
                     "here, or its beginning is damaged."), name);
      return NULL;
    }
  if (result < 0)
    {
      fw_media_set_av_error (error, FW_MEDIA_ERROR_OPEN, result, _("“%s” cannot be opened"), name);
      return NULL;
    }

  self->stream = find_video (self->format);
  if (!self->stream)
    {
      g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_NO_VIDEO,
                   _("“%s” holds no video."), name);
      return NULL;
    }
  for (guint i = 0; i < self->format->nb_streams; i++)
    if (self->format->streams[i] != self->stream)
      self->format->streams[i]->discard = AVDISCARD_ALL;
  if (!check_size (self->stream->codecpar, name, error))
    return NULL;
  collect_facts (self);

  return g_steal_pointer (&self);
}

void
fw_demuxer_free (FwDemuxer *self)
{
  if (!self)
    return;

  avformat_close_input (&self->format);
  if (self->io)
    {
      av_freep (&self->io->buffer);
      avio_context_free (&self->io);
    }
  if (self->fd >= 0)
    close (self->fd);
  g_clear_object (&self->cancellable);
  g_free (self);
}

int
fw_demuxer_get_fd (const FwDemuxer *self)
{
  return self->fd;
}

const FwStreamFacts *
fw_demuxer_get_facts (const FwDemuxer *self)
{
  return &self->facts;
}

const AVCodecParameters *
fw_demuxer_get_parameters (const FwDemuxer *self)
{
  return self->stream->codecpar;
}

/* VP8 and VP9 send pictures that are only there to be referred to; the bit that
 * says so stands in the first bytes. A VP9 superframe always shows one. */
static gboolean
is_hidden (const FwDemuxer *self,
           const AVPacket  *packet)
{
  if (packet->size < 1)
    return FALSE;

  const guint8 *data = packet->data;

  if (self->is_vp8)
    return !(data[0] & 0x10);
  if (!self->is_vp9 || (data[packet->size - 1] & 0xe0) == 0xc0 || (data[0] & 0xc0) != 0x80)
    return FALSE;

  guint profile = (data[0] >> 5 & 1) | (data[0] >> 4 & 1) << 1;
  guint shift = profile == 3 ? 2 : 3; /* place of show_existing_frame */

  return !(data[0] >> shift & 1) && shift >= 2 && !(data[0] >> (shift - 2) & 1);
}

static void
describe_packet (const FwDemuxer *self,
                 const AVPacket  *packet,
                 FwPacketInfo    *info)
{
  info->pts = packet->pts == AV_NOPTS_VALUE ? FW_PTS_NONE : packet->pts;
  info->dts = packet->dts == AV_NOPTS_VALUE ? FW_PTS_NONE : packet->dts;
  info->pos = packet->pos;
  info->size = packet->size;
  info->flags = ((packet->flags & AV_PKT_FLAG_KEY) ? FW_PACKET_KEY : 0)
                | ((packet->flags & AV_PKT_FLAG_DISCARD) ? FW_PACKET_DISCARD : 0)
                | ((packet->flags & AV_PKT_FLAG_CORRUPT) ? FW_PACKET_DAMAGED : 0)
                | (packet->size == 0 ? FW_PACKET_EMPTY : 0)
                | (is_hidden (self, packet) ? FW_PACKET_HIDDEN : 0);
}

FwDemuxResult
fw_demuxer_read (FwDemuxer    *self,
                 AVPacket     *packet,
                 FwPacketInfo *out_info)
{
  for (;;)
    {
      av_packet_unref (packet);

      int result = av_read_frame (self->format, packet);

      if (is_cancelled (self))
        return FW_DEMUX_CANCELLED;
      if (result == AVERROR (EAGAIN))
        continue;
      if (result == AVERROR_EOF)
        return FW_DEMUX_END;
      if (result < 0)
        return FW_DEMUX_BROKEN;
      if (packet->stream_index != self->stream->index)
        continue;
      if (out_info)
        describe_packet (self, packet, out_info);

      return FW_DEMUX_PACKET;
    }
}

gboolean
fw_demuxer_seek (FwDemuxer *self,
                 gint64     dts)
{
  return av_seek_frame (self->format, self->stream->index, dts, AVSEEK_FLAG_BACKWARD) >= 0;
}

double
fw_demuxer_get_share (const FwDemuxer *self)
{
  return self->facts.n_bytes > 0
           ? CLAMP ((double) avio_tell (self->io) / (double) self->facts.n_bytes, 0.0, 1.0) : 0.0;
}
