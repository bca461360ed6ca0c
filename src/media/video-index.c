/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The index thread of a video: the scan of all packets, then the confirming
 * pass, then the sentences about what is missing or damaged.
 *
 * The pass itself uses the codec's threads until the codec complains for the
 * first time; then it begins again with one thread, because what a codec makes
 * of damaged data depends on the number of its threads.
 * Where frames get other numbers, that happens in the main thread, between two
 * events, so that nobody ever holds a number that means something else.
 */

#include <glib/gi18n.h>
#include <math.h>

#include "media/video-source-private.h"

/* A file of more packets than this (some 70 hours) is not read to its end. */
#define MAX_PACKETS (16 * 1024 * 1024)

/* Shorter differences between header and pictures mean nothing. */
#define EARLY_END_MS 1000.0

#define PACKETS_PER_REPORT 256
#define MAX_GAPS_TOLD      12

static void
measure_rate (FwVideoSource *self)
{
  FwSource *source = FW_SOURCE (self);
  FwIndexRate rate = { 0, 0, 0.0, TRUE };
  double fps = self->stream.fps;
  FwFrame n_frames = fw_frame_index_get_n_frames (self->index);

  if (fw_frame_index_measure (self->index, &rate))
    {
      double measured = 1000.0 / (rate.step * fw_video_source_to_ms (self, 1));

      /* The header's fraction is exact where it is right at all. */
      if (fps <= 0.0 || !rate.is_even || fabs (fps - measured) > measured * 0.01)
        fps = measured;
    }

  fw_source_lock (source);
  self->fps = fps;
  self->vfr = !rate.is_even;
  self->duration_ms = fw_video_source_to_ms (self, rate.last - rate.first);
  if (fps > 0.0 && n_frames > 0)
    self->duration_ms += 1000.0 / fps;
  self->knows_rate = TRUE;
  fw_source_unlock (source);
}

/* Some containers say in front how much there should be. */
static void
warn_of_early_end (FwVideoSource *self)
{
  guint n_packets = fw_frame_index_get_n_packets (self->index);
  const char *container = self->stream.container;
  gboolean counts = g_str_equal (container, "mov") || g_str_equal (container, "avi");
  double missing_ms = self->stream.duration_ms - self->duration_ms;

  gint64 n_missing = counts ? self->stream.n_frames - (gint64) n_packets : 0;

  /* Headers of AVI also count pictures that were never stored. */
  if (n_packets > 0 && n_missing > (g_str_equal (container, "avi") ? 4 + n_packets / 50 : 0))
    fw_source_take_warning (FW_SOURCE (self),
                            g_strdup_printf (ngettext ("The file ends early: %d of its %d pictures "
                                                       "is missing at the end.",
                                                       "The file ends early: %d of its %d pictures "
                                                       "are missing at the end.",
                                                       (gulong) n_missing),
                                             (int) n_missing, (int) self->stream.n_frames));
  else if (g_str_equal (container, "matroska") && self->duration_ms > 0.0
           && missing_ms > MAX (EARLY_END_MS, self->stream.duration_ms * 0.02))
    fw_source_take_warning (FW_SOURCE (self),
                            g_strdup_printf (_("The file ends early: it says that it lasts %.1f "
                                               "seconds, but its pictures end after %.1f."),
                                             self->stream.duration_ms / 1000.0,
                                             self->duration_ms / 1000.0));
}

static gboolean
scan (FwVideoSource *self,
      FwDecoder     *decoder)
{
  FwSource *source = FW_SOURCE (self);
  FwPacketInfo info;
  FwDemuxResult result;
  guint n_packets = 0;

  while ((result = fw_decoder_scan (decoder, &info)) == FW_DEMUX_PACKET && n_packets < MAX_PACKETS)
    {
      fw_frame_index_add_packet (self->index, &info);
      if (++n_packets % PACKETS_PER_REPORT == 0)
        fw_source_set_progress (source, FW_SOURCE_STATE_SCANNING, fw_decoder_get_share (decoder),
                                -1.0);
    }
  if (result == FW_DEMUX_CANCELLED)
    return FALSE;
  if (result == FW_DEMUX_PACKET)
    fw_source_take_warning (source, g_strdup_printf (
                              _("The video is too long: only its first %d frames are read."),
                              MAX_PACKETS));
  if (result == FW_DEMUX_BROKEN)
    fw_source_take_warning (source, g_strdup (_("The file breaks off or is damaged at its end: "
                                                "what comes after the last frame is lost.")));

  fw_frame_index_end_scan (self->index);
  measure_rate (self);
  if (result == FW_DEMUX_END)
    warn_of_early_end (self);
  fw_source_mark_frames_changed (source);

  return TRUE;
}

typedef struct
{
  FwVideoSource *self;
  FwFrame        rank;
  FwIndexFrame   frame;
  gboolean       is_same;
} Confirmation;

static void
confirm_cb (gpointer data)
{
  Confirmation *what = data;
  FwSource *source = FW_SOURCE (what->self);
  FwFrameIndex *index = what->self->index;

  fw_source_lock (source);
  gboolean moves = what->rank == fw_frame_index_get_n_confirmed (index)
                   && fw_frame_index_would_move (index, what->frame.packet);
  what->is_same = fw_frame_index_confirm (index, what->rank, &what->frame);
  if (moves)
    fw_source_forget_from_locked (source, what->rank);
  fw_source_unlock (source);
}

/* Whether the cache holds another picture for the frame than the exact one. */
static gboolean
was_shown_differently (FwVideoSource *self,
                       FwFrame        frame,
                       guint64        digest)
{
  FwSource *source = FW_SOURCE (self);
  g_autoptr(FwRawFrame) cached = NULL;

  fw_source_lock (source);
  FwRawFrame *raw = fw_source_peek_raw_locked (source, frame);
  cached = raw ? fw_raw_frame_ref (raw) : NULL;
  fw_source_unlock (source);

  return cached && fw_raw_frame_digest (cached) != digest;
}

static gboolean
confirm_picture (FwVideoSource   *self,
                 FwFrame          rank,
                 const FwDecoded *decoded)
{
  FwSource *source = FW_SOURCE (self);
  Confirmation what = {
    .self = self,
    .rank = rank,
    .frame = {
      .packet = decoded->packet,
      .pts = decoded->pts,
      .digest = fw_raw_frame_digest (decoded->frame),
      .width = (guint16) fw_raw_frame_get_width (decoded->frame),
      .height = (guint16) fw_raw_frame_get_height (decoded->frame),
      .is_damaged = decoded->is_damaged,
    },
    .is_same = TRUE,
  };
  gboolean is_next = rank == fw_frame_index_get_n_confirmed (self->index);

  if (is_next && fw_frame_index_would_move (self->index, decoded->packet))
    {
      if (!fw_source_run_in_main (source, confirm_cb, &what))
        return FALSE;
    }
  else
    confirm_cb (&what);
  if (!what.is_same || was_shown_differently (self, rank, what.frame.digest))
    fw_source_mark_picture_changed (source, rank);

  return TRUE;
}

typedef enum
{
  PASS_DONE,
  PASS_DAMAGED, /* complaints came: what was decoded may depend on the threads */
  PASS_STOPPED
} PassResult;

static PassResult
confirm_pass (FwVideoSource *self,
              FwDecoder     *decoder,
              FwFrame       *out_n_frames)
{
  FwSource *source = FW_SOURCE (self);
  guint n_packets = MAX (fw_frame_index_get_n_packets (self->index), 1);
  gboolean must_be_clean = fw_decoder_get_n_threads (decoder) > 1;
  FwFrame rank = 0;
  FwDecoded decoded;

  for (;;)
    {
      FwDecodeResult result = fw_decoder_step (decoder, &decoded);

      if (must_be_clean && fw_decoder_get_n_complaints (decoder) > 0)
        {
          if (result == FW_DECODE_FRAME)
            fw_raw_frame_unref (decoded.frame);
          return PASS_DAMAGED;
        }
      if (result == FW_DECODE_CANCELLED || fw_source_is_stopping (source))
        {
          if (result == FW_DECODE_FRAME)
            fw_raw_frame_unref (decoded.frame);
          return PASS_STOPPED;
        }
      if (result == FW_DECODE_END || result == FW_DECODE_LOST)
        break;
      if (result != FW_DECODE_FRAME)
        continue;

      g_autoptr(FwRawFrame) raw = decoded.frame;

      if (must_be_clean && decoded.is_damaged)
        return PASS_DAMAGED;
      if (!confirm_picture (self, rank++, &decoded))
        return PASS_STOPPED;
      fw_source_set_progress (source, FW_SOURCE_STATE_CONFIRMING, 1.0,
                              (double) fw_decoder_get_position (decoder) / n_packets);
      fw_source_yield (source);
    }
  *out_n_frames = rank;

  return PASS_DONE;
}

typedef struct
{
  FwVideoSource *self;
  FwFrame        n_frames;
  GArray        *failed;
} EndOfPass;

static void
end_pass_cb (gpointer data)
{
  EndOfPass *end = data;

  fw_source_lock (FW_SOURCE (end->self));
  fw_frame_index_end_confirm (end->self->index, end->n_frames, end->failed);
  fw_source_forget_from_locked (FW_SOURCE (end->self), end->n_frames);
  fw_source_unlock (FW_SOURCE (end->self));
}

static char *
describe_time (double ms)
{
  gint64 tenths = (gint64) (MAX (ms, 0.0) / 100.0);

  if (tenths >= 36000)
    return g_strdup_printf ("%d:%02d:%02d.%d", (int) (tenths / 36000), (int) (tenths / 600 % 60),
                            (int) (tenths / 10 % 60), (int) (tenths % 10));

  return g_strdup_printf ("%d:%02d.%d", (int) (tenths / 600), (int) (tenths / 10 % 60),
                          (int) (tenths % 10));
}

static char *
describe_gap (FwVideoSource    *self,
              const FwIndexGap *gap)
{
  FwFrame n_frames = fw_frame_index_get_n_frames (self->index);
  g_autofree char *at = gap->pts != FW_PTS_NONE ? describe_time (fw_video_source_to_ms (self, gap->pts)) : NULL;
  g_autofree char *when = at ? g_strdup_printf (" (%s)", at) : g_strdup ("");

  if (gap->after == FW_FRAME_NONE)
    return g_strdup_printf (ngettext ("Before 0 about %u picture is missing%s.",
                                      "Before 0 about %u pictures are missing%s.", gap->n_missing),
                            gap->n_missing, when);
  if (gap->after + 1 >= n_frames)
    return g_strdup_printf (ngettext ("After %d about %u picture is missing%s.",
                                      "After %d about %u pictures are missing%s.", gap->n_missing),
                            gap->after, gap->n_missing, when);

  return g_strdup_printf (ngettext ("Between %d and %d about %u picture is missing%s.",
                                    "Between %d and %d about %u pictures are missing%s.",
                                    gap->n_missing),
                          gap->after, gap->after + 1, gap->n_missing, when);
}

static void
warn_of_gaps (FwVideoSource *self)
{
  g_autoptr(GArray) gaps = fw_frame_index_dup_gaps (self->index);
  guint n_rest = 0;

  for (guint i = 0; i < gaps->len; i++)
    {
      const FwIndexGap *gap = &g_array_index (gaps, FwIndexGap, i);

      if (i < MAX_GAPS_TOLD)
        fw_source_take_warning (FW_SOURCE (self), describe_gap (self, gap));
      else
        n_rest += gap->n_missing;
    }
  if (n_rest > 0)
    fw_source_take_warning (FW_SOURCE (self),
                            g_strdup_printf (ngettext ("About %u more picture is missing in %u "
                                                       "other places.",
                                                       "About %u more pictures are missing in %u "
                                                       "other places.", n_rest),
                                             n_rest, gaps->len - MAX_GAPS_TOLD));
}

static void
warn_of_sizes (FwVideoSource *self)
{
  FwFrame n_frames = fw_frame_index_get_n_frames (self->index);
  FwSourceFrame first, frame;

  if (!fw_source_get_frame (FW_SOURCE (self), 0, &first))
    return;
  for (FwFrame i = 1; i < n_frames; i++)
    if (fw_source_get_frame (FW_SOURCE (self), i, &frame)
        && (frame.width != first.width || frame.height != first.height))
      {
        fw_source_take_warning (FW_SOURCE (self),
                                g_strdup_printf (_("The pictures change their size at frame %d: "
                                                   "from %u × %u to %u × %u pixels."),
                                                 i, first.width, first.height, frame.width,
                                                 frame.height));
        return;
      }
}

static void
warn_of_damage (FwVideoSource *self)
{
  FwFrame n_frames = fw_frame_index_get_n_frames (self->index);
  FwFrame first = FW_FRAME_NONE, last = FW_FRAME_NONE;
  FwIndexFrame frame;
  guint n_damaged = 0;

  for (FwFrame i = 0; i < n_frames; i++)
    if (fw_frame_index_get_frame (self->index, i, &frame) && frame.is_damaged)
      {
        first = n_damaged++ == 0 ? i : first;
        last = i;
      }
  if (n_damaged == 0)
    return;

  fw_source_take_warning (FW_SOURCE (self),
                          g_strdup_printf (ngettext ("%u frame is damaged and may look wrong "
                                                     "(frame %d).",
                                                     "%u frames are damaged and may look wrong "
                                                     "(from frame %d to %d).", n_damaged),
                                           n_damaged, first, last));
}

static void
finish_pass (FwVideoSource *self,
             FwDecoder     *decoder,
             FwFrame        n_frames)
{
  FwSource *source = FW_SOURCE (self);
  EndOfPass end = { self, n_frames, fw_decoder_get_failed (decoder) };

  if (!fw_source_run_in_main (source, end_pass_cb, &end))
    return;

  measure_rate (self);
  if (n_frames == 0)
    fw_source_take_warning (source, g_strdup (_("No picture of this video can be decoded.")));
  else
    warn_of_gaps (self);
  warn_of_damage (self);
  warn_of_sizes (self);
  fw_source_mark_frames_changed (source);
}

static void
confirm (FwVideoSource *self,
         FwDecoder     *decoder)
{
  FwSource *source = FW_SOURCE (self);
  g_autoptr(GError) error = NULL;
  guint n_threads = fw_source_get_options (source)->n_threads;
  PassResult result = PASS_DAMAGED;
  FwFrame n_frames = 0;

  while (result == PASS_DAMAGED)
    {
      if (!fw_decoder_begin_at_start (decoder, n_threads, &error))
        {
          if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
            fw_source_take_warning (source, g_strdup (error->message));
          return;
        }
      result = confirm_pass (self, decoder, &n_frames);
      n_threads = 1;
    }
  if (result == PASS_DONE)
    finish_pass (self, decoder, n_frames);
}

gpointer
fw_video_source_index_thread (gpointer data)
{
  FwVideoSource *self = data;
  FwSource *source = FW_SOURCE (self);
  g_autoptr(GError) error = NULL;

  fw_media_lower_priority ();

  g_autoptr(FwDecoder) decoder
    = fw_decoder_open_same (self->decoder, fw_source_get_options (source)->n_threads,
                            fw_source_get_cancellable (source), &error);

  if (decoder && scan (self, decoder))
    {
      fw_source_set_progress (source, FW_SOURCE_STATE_CONFIRMING, 1.0, 0.0);
      if (!fw_source_get_options (source)->no_confirm)
        confirm (self, decoder);
    }
  else if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fw_source_take_warning (source, g_strdup (error->message));

  if (!fw_source_get_options (source)->no_confirm || !decoder)
    fw_source_set_progress (source, FW_SOURCE_STATE_CONFIRMED, 1.0, 1.0);

  return NULL;
}
