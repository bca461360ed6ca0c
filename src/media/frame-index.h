/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/document.h"
#include "core/types.h"

G_BEGIN_DECLS

#define FW_PTS_NONE G_MININT64
#define FW_PACKET_NONE G_MAXUINT

typedef enum
{
  FW_PACKET_KEY     = 1 << 0,
  FW_PACKET_DISCARD = 1 << 1, /* cut away by an edit list: decoded, never shown */
  FW_PACKET_HIDDEN  = 1 << 2, /* only for reference: the codec never shows it */
  FW_PACKET_EMPTY   = 1 << 3, /* no data: the picture before stays */
  FW_PACKET_DAMAGED = 1 << 4  /* the container says that bytes are missing */
} FwPacketFlags;

/**
 * FwPacketInfo:
 *
 * A packet as the container tells it, enough to know it again after a seek.
 */
typedef struct
{
  gint64 pts;   /* FW_PTS_NONE when the container has none */
  gint64 dts;
  gint64 pos;   /* byte in the file; -1 when unknown */
  gint32 size;
  guint  flags; /* FwPacketFlags */
} FwPacketInfo;

typedef struct
{
  guint    packet;       /* ordinal of the packet that it is decoded from */
  gint64   pts;
  guint64  digest;       /* of the picture of the confirming pass; 0 before */
  guint16  width;        /* as stored, of that picture; 0 before */
  guint16  height;
  gboolean is_key;
  gboolean is_confirmed;
  gboolean is_damaged;
} FwIndexFrame;

typedef struct
{
  FwFrame  after;
  guint    n_missing;
  gint64   pts;          /* of the first missing one; FW_PTS_NONE when unknown */
} FwIndexGap;

/**
 * FwFrameIndex:
 *
 * Which packet gives which frame. First filled by one scan over the packets in
 * decoding order: frames are provisionally the packets in order of their time
 * stamps. Then confirmed by a decoding pass that names, in presentation order,
 * the packet each picture really came from. Also remembers which keyframes are
 * entry points: keyframes from which decoding gives the same pictures as
 * decoding everything.
 *
 * Safe to use from several threads; one of them writes.
 */
typedef struct _FwFrameIndex FwFrameIndex;

FwFrameIndex *fw_frame_index_new             (void);
FwFrameIndex *fw_frame_index_ref             (FwFrameIndex       *self);
void          fw_frame_index_unref           (FwFrameIndex       *self);

/* The scan. Frames behind which an earlier one may still come are not counted yet. */
void          fw_frame_index_add_packet      (FwFrameIndex       *self,
                                              const FwPacketInfo *packet);
void          fw_frame_index_end_scan        (FwFrameIndex       *self);
gboolean      fw_frame_index_is_scanned      (FwFrameIndex       *self);
guint         fw_frame_index_get_n_packets   (FwFrameIndex       *self);
gboolean      fw_frame_index_get_packet      (FwFrameIndex       *self,
                                              guint               ordinal,
                                              FwPacketInfo       *out_packet);
/* The ordinal of a packet that was read after a seek, nearest to @near;
 * FW_PACKET_NONE when it is not one of the scan. */
guint         fw_frame_index_recognize       (FwFrameIndex       *self,
                                              const FwPacketInfo *packet,
                                              guint               near);

/* The confirming pass, in presentation order; of @frame only is_key and
 * is_confirmed are not looked at. FALSE when @rank was confirmed
 * before with another digest (the newer one is kept). */
gboolean      fw_frame_index_confirm         (FwFrameIndex       *self,
                                              FwFrame             rank,
                                              const FwIndexFrame *frame);
/* There are @n_frames; other packets yield no picture. @packets_failed: those for which the
 * decoder gave an error (element-type guint), only used where time stamps miss. */
void          fw_frame_index_end_confirm     (FwFrameIndex       *self,
                                              FwFrame             n_frames,
                                              GArray             *packets_failed);
gboolean      fw_frame_index_is_confirmed    (FwFrameIndex       *self);
/* TRUE when confirming @packet as the next frame would give later frames other numbers. */
gboolean      fw_frame_index_would_move      (FwFrameIndex       *self,
                                              guint               packet);
/* How frames moved since the last call, as fw_document_renumber() wants it;
 * NULL when they did not. (element-type FwRenumbering) */
GArray       *fw_frame_index_take_renumbering (FwFrameIndex      *self);
/* (element-type FwIndexGap) */
GArray       *fw_frame_index_dup_gaps        (FwFrameIndex       *self);

/* Frames. */
FwFrame       fw_frame_index_get_n_frames    (FwFrameIndex       *self);
FwFrame       fw_frame_index_get_n_confirmed (FwFrameIndex       *self);
gboolean      fw_frame_index_get_frame       (FwFrameIndex       *self,
                                              FwFrame             frame,
                                              FwIndexFrame       *out_frame);
/* FW_FRAME_NONE when the packet yields no frame (as far as known). */
FwFrame       fw_frame_index_find_packet     (FwFrameIndex       *self,
                                              guint               packet);
/* The last frame with a time at or before @pts; 0 when there is none. */
FwFrame       fw_frame_index_find_pts        (FwFrameIndex       *self,
                                              gint64              pts);
FwFrame       fw_frame_index_find_key        (FwFrameIndex       *self,
                                              FwFrame             frame,
                                              int                 direction);

/* How frames are spaced, in ticks. */
typedef struct
{
  gint64   first;    /* time stamps */
  gint64   last;
  double   step;     /* the usual distance of two frames */
  gboolean is_even;  /* all distances are that, up to rounding and a few holes */
} FwIndexRate;

/* FALSE, and @out_rate untouched, with fewer than two frames with times. */
gboolean      fw_frame_index_measure         (FwFrameIndex       *self,
                                              FwIndexRate        *out_rate);

/* Entry points. The nearest packet before @limit (FW_PACKET_NONE = any) to begin
 * decoding at to reach @frame, and whether that must be done with one thread.
 * Packet 0 is always an entry. */
guint         fw_frame_index_find_entry      (FwFrameIndex       *self,
                                              FwFrame             frame,
                                              guint               limit,
                                              gboolean           *out_one_thread);
/* Pictures decoded from @packet were not the confirmed ones: first it must be
 * used with one thread, the second time it is no entry any more. */
void          fw_frame_index_reject_entry    (FwFrameIndex       *self,
                                              guint               packet,
                                              gboolean            was_one_thread);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwFrameIndex, fw_frame_index_unref)

G_END_DECLS
