/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "media/demuxer.h"
#include "media/frame-index.h"
#include "media/raw-frame-private.h"

G_BEGIN_DECLS

typedef enum
{
  FW_DECODE_FRAME,     /* a picture came out */
  FW_DECODE_MORE,      /* nothing yet; call again */
  FW_DECODE_END,       /* all pictures have come out */
  FW_DECODE_LOST,      /* after a seek: this is not where we wanted to be */
  FW_DECODE_CANCELLED
} FwDecodeResult;

/**
 * FwDecoded:
 *
 * One picture that came out of the decoder.
 */
typedef struct
{
  FwRawFrame *frame;      /* (owned by whoever called step) */
  guint       packet;     /* ordinal of its packet; FW_PACKET_NONE when the decoder does not tell */
  gint64      pts;        /* best effort; FW_PTS_NONE when unknown */
  gboolean    is_damaged; /* the decoder says it had to guess */
} FwDecoded;

/**
 * FwDecoder:
 *
 * A demuxer and a codec, run by one thread: begins at the first packet or at
 * an entry point and gives one picture after the other in presentation order,
 * each with the ordinal of the packet that it came from. The only user of
 * libavcodec.
 */
typedef struct _FwDecoder FwDecoder;

/* Makes FFmpeg quiet and lets decoders count its complaints; before the first
 * use of anything in it. Any thread, any number of times. */
void                 fw_decoder_init_library  (void);
/* Cancelling @cancellable interrupts every call. @n_threads >= 1. */
FwDecoder           *fw_decoder_open          (const char      *path,
                                               guint            n_threads,
                                               GCancellable    *cancellable,
                                               GError         **error);
/* A second one on the file that @other was opened on, and reads to the end of its life,
 * whatever stands at its path now: a video may be replaced while it is open. Any thread. */
FwDecoder           *fw_decoder_open_same     (const FwDecoder *other,
                                               guint            n_threads,
                                               GCancellable    *cancellable,
                                               GError         **error);
void                 fw_decoder_free          (FwDecoder       *self);
const FwStreamFacts *fw_decoder_get_facts     (const FwDecoder *self);

/* Reads the next packet without decoding it: for the scan. Do not mix with
 * step without begin_at_start in between. */
FwDemuxResult        fw_decoder_scan          (FwDecoder       *self,
                                               FwPacketInfo    *out_info);
double               fw_decoder_get_share     (const FwDecoder *self);

/* Begins anew with the first packet, in the state of a fresh decoder. */
gboolean             fw_decoder_begin_at_start (FwDecoder      *self,
                                               guint            n_threads,
                                               GError         **error);
/* Begins with packet @entry, a keyframe, as @index knows it. FALSE when the
 * container cannot go there. */
gboolean             fw_decoder_begin_at_entry (FwDecoder      *self,
                                               FwFrameIndex    *index,
                                               guint            entry,
                                               guint            n_threads);
/* Begins with a keyframe at or before @pts, wherever that is: for thumbnails,
 * where numbers do not matter. FALSE when the container cannot. */
gboolean             fw_decoder_begin_near    (FwDecoder       *self,
                                               gint64           pts);
/* One packet in or one picture out. @out is filled only for FW_DECODE_FRAME. */
FwDecodeResult       fw_decoder_step          (FwDecoder       *self,
                                               FwDecoded       *out);
/* Pictures that nothing refers to are not decoded while @until (a packet
 * ordinal) is ahead; 0 decodes everything. */
void                 fw_decoder_skip_until    (FwDecoder       *self,
                                               guint            until);
/* The entry the current run began with, and the next packet to be read. */
guint                fw_decoder_get_entry     (const FwDecoder *self);
guint                fw_decoder_get_position  (const FwDecoder *self);
guint                fw_decoder_get_n_threads (const FwDecoder *self);
/* Complaints of the codec (damaged data) since the run began. */
guint                fw_decoder_get_n_complaints (const FwDecoder *self);
/* Ordinals of packets the codec refused since the run began. Borrowed. */
GArray              *fw_decoder_get_failed    (const FwDecoder *self);
/* TRUE when the run ended because the file breaks off or is damaged. */
gboolean             fw_decoder_is_cut_off    (const FwDecoder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwDecoder, fw_decoder_free)

G_END_DECLS
