/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Frames and time: the only place that turns one into the other for people
 * and for playing. The model itself knows frame numbers only.
 */

#include "core/frame-list.h"
#include "core/span-set.h"

G_BEGIN_DECLS

/* When @frame is shown, in milliseconds from the first frame: by its
 * timestamp where the media told one, else by the frame rate; NaN when neither
 * is known. */
double   fw_clock_frame_to_ms  (const FwFrameList *frames,
                                FwFrame            frame);
/* The frame on the screen at @ms: the last one that began by then, clamped to
 * the list; FW_FRAME_NONE when no time is known. O(log n). */
FwFrame  fw_clock_ms_to_frame  (const FwFrameList *frames,
                                double             ms);
/* "0:13.733 s", from an hour on "1:02:03.250 s"; "" when the time is unknown.
 * Returns: (transfer full) */
char    *fw_clock_format_ms    (double             ms) G_GNUC_WARN_UNUSED_RESULT;
char    *fw_clock_format_frame (const FwFrameList *frames,
                                FwFrame            frame) G_GNUC_WARN_UNUSED_RESULT;

/* Frames as people count them: a video from 0, pictures of a folder from 1. */
int      fw_clock_to_people    (const FwFrameList *frames,
                                FwFrame            frame);
FwFrame  fw_clock_from_people  (const FwFrameList *frames,
                                int                number);
/* The same as text with thin spaces: "1 800". Returns: (transfer full) */
char    *fw_clock_format_count (gint64             count) G_GNUC_WARN_UNUSED_RESULT;

/* Speeds the transport offers, ascending; 1.0 is among them. */
const double *fw_clock_get_rates (gsize           *out_n);
/* The next faster (@direction > 0) or slower speed; stays at the ends. */
double   fw_clock_next_rate    (double             rate,
                                int                direction);

/**
 * FwPlayer:
 *
 * Says which frame is due while playing. Time comes from the caller
 * (g_get_monotonic_time()), pictures too; the player only decides. A value,
 * on the stack or in a widget; it borrows nothing.
 *
 * Policy: at full speed and above, time wins: pictures that came too late are
 * dropped, at most one request is under way. Below full speed, and where the
 * media has no time, every picture is shown and playing gets slower instead.
 * When the due picture is later than FW_PLAYER_PATIENCE_US, the clock starts
 * again from the picture that came, so that a slow machine shows a slow film
 * and not a few stills.
 */
#define FW_PLAYER_PATIENCE_US 500000

typedef struct
{
  gboolean is_playing;
  int      direction; /* 1 or -1 */
  double   rate;
  FwFrame  start_frame;
  gint64   start_us;
  double   start_ms;
  FwFrame  shown;
} FwPlayer;

typedef struct
{
  FwFrame  frame;      /* what should be on the screen now */
  gint64   next_us;    /* when to ask again, monotonic */
  gboolean at_end;     /* @frame is the last one; playing stopped */
} FwDue;

/* @frame is on the screen at @now_us. @direction is 1 or -1. */
void     fw_player_start       (FwPlayer          *self,
                                const FwFrameList *frames,
                                FwFrame            frame,
                                double             rate,
                                int                direction,
                                gint64             now_us);
void     fw_player_stop        (FwPlayer          *self);
/* Another speed without a jump. */
void     fw_player_set_rate    (FwPlayer          *self,
                                const FwFrameList *frames,
                                double             rate,
                                gint64             now_us);
/* What is due at @now_us. @skip (nullable) are frames that playing passes over. */
FwDue    fw_player_get_due     (FwPlayer          *self,
                                const FwFrameList *frames,
                                const FwSpanSet   *skip,
                                gint64             now_us);
/* The picture of @frame came on the screen at @now_us. */
void     fw_player_note_shown  (FwPlayer          *self,
                                const FwFrameList *frames,
                                FwFrame            frame,
                                gint64             now_us);

G_END_DECLS
