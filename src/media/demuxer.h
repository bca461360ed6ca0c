/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "media/frame-index.h"
#include "media/media-error.h"
#include "media/orientation.h"

G_BEGIN_DECLS

struct AVCodecParameters;
struct AVPacket;

/* The largest picture that is decoded: 268 megapixels, no side above 65,500. */
#define FW_MEDIA_MAX_PIXELS ((gint64) 1 << 28)
#define FW_MEDIA_MAX_SIDE   65500

/**
 * FwStreamFacts:
 *
 * What the container says about the video stream. To be believed only where
 * nothing better is known.
 */
typedef struct
{
  int           width;         /* stored size, before rotation */
  int           height;
  int           time_base_num;
  int           time_base_den;
  double        fps;           /* average rate; 0 when unknown */
  gint64        n_frames;      /* index entries or header count; 0 when unknown */
  double        duration_ms;   /* as the header says; 0 when it does not */
  gint64        n_bytes;       /* size of the file */
  FwOrientation orientation;
  const char   *container;     /* interned */
  const char   *codec;         /* interned */
  const char   *pixel_format;  /* interned */
  gboolean      is_image;      /* a format that holds single pictures */
} FwStreamFacts;

typedef enum
{
  FW_DEMUX_PACKET,
  FW_DEMUX_END,       /* the file's regular end */
  FW_DEMUX_BROKEN,    /* damaged or cut off here: nothing can be read from here on */
  FW_DEMUX_CANCELLED
} FwDemuxResult;

/**
 * FwDemuxer:
 *
 * One open file and its video stream; the only user of libavformat. Reads
 * through a file descriptor of its own, so that no format can make it open
 * another file or an address. One thread at a time.
 */
typedef struct _FwDemuxer FwDemuxer;

/* Cancelling @cancellable (kept) interrupts reading from any thread. @same: a
 * descriptor of the file that was opened at @path before, which is read again even when
 * another file stands there now; -1 = none. */
FwDemuxer           *fw_demuxer_open  (const char         *path,
                                       int                 same,
                                       GCancellable       *cancellable,
                                       GError            **error);
void                 fw_demuxer_free  (FwDemuxer          *self);

/* Stays the demuxer's. */
int                  fw_demuxer_get_fd (const FwDemuxer   *self);
const FwStreamFacts *fw_demuxer_get_facts (const FwDemuxer *self);
const struct AVCodecParameters *fw_demuxer_get_parameters (const FwDemuxer *self);

/* The next packet of the video stream, in decoding order. @out_info may be NULL. */
FwDemuxResult        fw_demuxer_read  (FwDemuxer          *self,
                                       struct AVPacket    *packet,
                                       FwPacketInfo       *out_info);
/* Goes to a keyframe at or before @dts; where exactly is seen from the packets. */
gboolean             fw_demuxer_seek  (FwDemuxer          *self,
                                       gint64              dts);
/* Share of the file that was read, 0 to 1. */
double               fw_demuxer_get_share (const FwDemuxer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwDemuxer, fw_demuxer_free)

G_END_DECLS
