/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Two clocks over the same input. One is for speed: the time in which somebody
 * draws, and a stop of 30 seconds in it. The other is for the time log: everything
 * that is work, reading the manual and asking too, with pauses up to 5 minutes.
 * A longer pause is a break: it is nothing in either. Pure; the time comes from
 * outside.
 *
 *   gap since the last input      speed          time log
 *   up to 30 s                    the gap        the gap
 *   up to 5 min                   30 s           the gap
 *   longer, or back in time       nothing        nothing
 *
 * A gap belongs to what was in hand before it: who looks something up and reads for
 * a minute has read for that minute, whatever is touched next.
 */

#include <glib.h>

G_BEGIN_DECLS

#define FW_SPEED_STOP_US ((gint64) 30 * G_USEC_PER_SEC)
#define FW_WORK_STOP_US  ((gint64) 5 * 60 * G_USEC_PER_SEC)

typedef enum
{
  FW_WORK_LABELS, /* drawing, checking, stepping through frames */
  FW_WORK_READING /* the manual, questions, what was returned: work, and not speed */
} FwWorkKind;

typedef struct
{
  gint64 work_us;    /* for the time log; never less than the other two together */
  gint64 active_us;  /* for speed */
  gint64 reading_us; /* of the time log: reading and asking */
} FwWorkTime;

/**
 * FwWorkClock:
 *
 * By value; zeroed it has seen no input yet.
 */
typedef struct
{
  gint64     last_us;  /* of the newest input; 0: none yet */
  FwWorkKind kind;     /* of it */
  FwWorkTime time;
} FwWorkClock;

/* Somebody pressed, moved or scrolled at @now_us (microseconds since whenever, above 0). */
void       fw_work_clock_input (FwWorkClock *self,
                                gint64       now_us,
                                FwWorkKind   kind);
/* What has gathered; it begins anew at 0, and the next gap counts from where the
 * last one did. */
FwWorkTime fw_work_clock_take  (FwWorkClock *self);
/* What follows is no continuation: the work was closed. */
void       fw_work_clock_stop  (FwWorkClock *self);

G_END_DECLS
