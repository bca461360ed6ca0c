/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Frames and time. Timestamps of the media win over the frame rate, so that a
 * video of variable frame rate plays as it was shot. The player keeps a start
 * point (frame, media time, clock time) and computes from it; errors do not
 * add up over a long play.
 */

#include "fw-config.h"

#include "edit/clock.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Pictures without time are played as a slide show. */
#define PICTURE_MS 200.0

/* Below the smallest difference of two timestamps, above what doubles lose. */
#define EPSILON_MS 1e-3

static const double rates[] = { 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 4.0, 8.0 };

static FwFrame
last_frame (const FwFrameList *frames)
{
  gsize length = fw_frame_list_get_length (frames);

  return length == 0 ? 0 : (FwFrame) (length - 1);
}

double
fw_clock_frame_to_ms (const FwFrameList *frames, FwFrame frame)
{
  double fps;
  FwFrameInfo info;

  g_return_val_if_fail (frames != NULL, (double) NAN);

  if (frame < 0)
    return (double) NAN;

  if ((gsize) frame < fw_frame_list_get_length (frames))
    {
      double start = fw_frame_list_get (frames, 0).timestamp_ms;

      info = fw_frame_list_get (frames, frame);
      if (isfinite (info.timestamp_ms) && isfinite (start))
        return info.timestamp_ms - start;
    }

  fps = fw_frame_list_get_fps (frames);
  return isfinite (fps) && fps > 0.0 ? frame * 1000.0 / fps : (double) NAN;
}

FwFrame
fw_clock_ms_to_frame (const FwFrameList *frames, double ms)
{
  FwFrame low = 0;
  FwFrame high;

  g_return_val_if_fail (frames != NULL, FW_FRAME_NONE);

  high = last_frame (frames);
  if (!isfinite (ms) || !isfinite (fw_clock_frame_to_ms (frames, 0))
      || !isfinite (fw_clock_frame_to_ms (frames, high)))
    return FW_FRAME_NONE;

  while (low < high)
    {
      FwFrame middle = low + (high - low + 1) / 2;
      double at = fw_clock_frame_to_ms (frames, middle);

      if (isfinite (at) && at <= ms + EPSILON_MS)
        low = middle;
      else
        high = middle - 1;
    }
  return low;
}

char *
fw_clock_format_ms (double ms)
{
  gint64 total, hours, minutes;
  int seconds, rest;
  const char *sign = "";

  if (!isfinite (ms) || fabs (ms) > 1e15)
    return g_strdup ("");

  total = (gint64) llround (ms);
  if (total < 0)
    {
      sign = "-";
      total = -total;
    }
  rest = (int) (total % 1000);
  seconds = (int) (total / 1000 % 60);
  minutes = total / 60000;
  hours = minutes / 60;

  /* Translators: minutes, seconds and milliseconds: "0:13.733 s" */
  if (hours == 0)
    return g_strdup_printf (_("%s%d:%02d.%03d s"), sign, (int) minutes, seconds, rest);
  /* Translators: hours, minutes, seconds and milliseconds: "1:02:03.250 s" */
  return g_strdup_printf (_("%s%d:%02d:%02d.%03d s"), sign, (int) hours, (int) (minutes % 60),
                          seconds, rest);
}

char *
fw_clock_format_frame (const FwFrameList *frames, FwFrame frame)
{
  g_return_val_if_fail (frames != NULL, NULL);

  return fw_clock_format_ms (fw_clock_frame_to_ms (frames, frame));
}

int
fw_clock_to_people (const FwFrameList *frames, FwFrame frame)
{
  g_return_val_if_fail (frames != NULL, 0);

  return fw_frame_list_is_video (frames) ? frame : frame + 1;
}

FwFrame
fw_clock_from_people (const FwFrameList *frames, int number)
{
  FwFrame frame;

  g_return_val_if_fail (frames != NULL, 0);

  frame = fw_frame_list_is_video (frames) ? number : number > 0 ? number - 1 : 0;
  return CLAMP (frame, 0, last_frame (frames));
}

char *
fw_clock_format_count (gint64 count)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, ABS (count));
  GString *text = g_string_new (count < 0 ? "-" : "");
  gsize length = strlen (digits);

  /* Four digits and more are grouped; a narrow space that does not break. */
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, "\u202f");
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

const double *
fw_clock_get_rates (gsize *out_n)
{
  if (out_n != NULL)
    *out_n = G_N_ELEMENTS (rates);
  return rates;
}

double
fw_clock_next_rate (double rate, int direction)
{
  gsize n = G_N_ELEMENTS (rates);

  if (direction > 0)
    {
      for (gsize i = 0; i < n; i++)
        if (rates[i] > rate + 1e-9)
          return rates[i];
      return rates[n - 1];
    }

  for (gsize i = n; i > 0; i--)
    if (rates[i - 1] < rate - 1e-9)
      return rates[i - 1];
  return rates[0];
}

/* How long after @from the frame @to is due, in milliseconds at full speed. */
static double
distance_ms (const FwFrameList *frames, FwFrame from, FwFrame to)
{
  double a = fw_clock_frame_to_ms (frames, from);
  double b = fw_clock_frame_to_ms (frames, to);

  if (isfinite (a) && isfinite (b) && (from == to || fabs (b - a) > 0.0))
    return fabs (b - a);
  return fabs ((double) to - from) * PICTURE_MS;
}

static void
restart (FwPlayer *self, const FwFrameList *frames, FwFrame frame, gint64 now_us)
{
  double ms = fw_clock_frame_to_ms (frames, frame);

  self->start_frame = frame;
  self->start_us = now_us;
  self->start_ms = isfinite (ms) ? ms : 0.0;
}

/* Whether pictures may be dropped to keep the time. */
static gboolean
time_wins (const FwPlayer *self, const FwFrameList *frames)
{
  return self->rate >= 1.0 && isfinite (fw_clock_frame_to_ms (frames, 0))
         && isfinite (fw_clock_frame_to_ms (frames, last_frame (frames)));
}

/* The frame nearest to @frame, itself or on in @direction, that is not
 * skipped; FW_FRAME_NONE when the list ends before. */
static FwFrame
pass_over (const FwFrameList *frames, const FwSpanSet *skip, FwFrame frame, int direction)
{
  gsize n_spans = 0;
  const FwSpan *spans = skip == NULL ? NULL : fw_span_set_get_spans (skip, &n_spans);

  for (gsize i = 0; i < n_spans; i++)
    if (fw_span_contains (spans[i], frame))
      {
        frame = direction > 0 ? spans[i].last + 1 : spans[i].first - 1;
        break;
      }
  return frame < 0 || frame > last_frame (frames) ? FW_FRAME_NONE : frame;
}

void
fw_player_start (FwPlayer *self,
                 const FwFrameList *frames,
                 FwFrame frame,
                 double rate,
                 int direction,
                 gint64 now_us)
{
  g_return_if_fail (self != NULL && frames != NULL);
  g_return_if_fail (rate > 0.0);
  g_return_if_fail (direction == 1 || direction == -1);

  *self = (FwPlayer) { .is_playing = TRUE, .direction = direction, .rate = rate, .shown = frame };
  restart (self, frames, frame, now_us);
}

void
fw_player_stop (FwPlayer *self)
{
  g_return_if_fail (self != NULL);

  self->is_playing = FALSE;
}

void
fw_player_set_rate (FwPlayer *self, const FwFrameList *frames, double rate, gint64 now_us)
{
  g_return_if_fail (self != NULL && frames != NULL);
  g_return_if_fail (rate > 0.0);

  self->rate = rate;
  if (self->is_playing)
    restart (self, frames, self->shown, now_us);
}

/* The frame the clock points at, without regard to skipped ones. */
static FwFrame
frame_by_clock (const FwPlayer *self, const FwFrameList *frames, gint64 now_us)
{
  double elapsed_ms = (now_us - self->start_us) / 1000.0 * self->rate;
  FwFrame frame;

  if (self->direction > 0)
    return MAX (self->start_frame, fw_clock_ms_to_frame (frames, self->start_ms + elapsed_ms));

  /* Backwards a frame is due when its own time is reached: the first one that
   * does not begin before the moment. */
  frame = fw_clock_ms_to_frame (frames, self->start_ms - elapsed_ms);
  if (fw_clock_frame_to_ms (frames, frame) < self->start_ms - elapsed_ms - EPSILON_MS)
    frame++;
  return MIN (self->start_frame, frame);
}

static gint64
due_time (const FwPlayer *self, const FwFrameList *frames, FwFrame frame)
{
  double ms = distance_ms (frames, self->start_frame, frame) / self->rate;

  return self->start_us + (gint64) ceil (ms * 1000.0);
}

FwDue
fw_player_get_due (FwPlayer *self, const FwFrameList *frames, const FwSpanSet *skip, gint64 now_us)
{
  FwFrame due, next;

  g_return_val_if_fail (self != NULL && frames != NULL, ((FwDue) { 0 }));

  if (!self->is_playing)
    return (FwDue) { .frame = self->shown, .next_us = G_MAXINT64, .at_end = TRUE };

  if (time_wins (self, frames))
    due = frame_by_clock (self, frames, now_us);
  else
    {
      /* One picture after the other, each after the one before was seen. */
      next = pass_over (frames, skip, self->shown + self->direction, self->direction);
      due = next != FW_FRAME_NONE && self->start_frame == self->shown
                    && now_us >= due_time (self, frames, self->shown + self->direction)
                ? next
                : self->shown;
    }

  next = pass_over (frames, skip, due, self->direction);
  if (next == FW_FRAME_NONE)
    {
      fw_player_stop (self);
      return (FwDue) { .frame = self->shown, .next_us = G_MAXINT64, .at_end = TRUE };
    }
  if (next != due && time_wins (self, frames))
    restart (self, frames, next, now_us); /* no waiting through what is skipped */
  due = next;

  next = due + self->direction;
  if (next < 0 || next > last_frame (frames))
    {
      fw_player_stop (self);
      return (FwDue) { .frame = due, .next_us = G_MAXINT64, .at_end = TRUE };
    }
  return (FwDue) { .frame = due, .next_us = MAX (due_time (self, frames, next), now_us + 1000) };
}

void
fw_player_note_shown (FwPlayer *self, const FwFrameList *frames, FwFrame frame, gint64 now_us)
{
  gboolean is_new;

  g_return_if_fail (self != NULL && frames != NULL);

  is_new = frame != self->shown;
  self->shown = frame;
  if (!self->is_playing || !is_new)
    return;

  if (!time_wins (self, frames))
    restart (self, frames, frame, now_us);
  else if (now_us - due_time (self, frames, frame) > FW_PLAYER_PATIENCE_US)
    restart (self, frames, frame, now_us);
}
