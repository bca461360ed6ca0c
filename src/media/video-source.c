/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A video. Two decoders on two file descriptors: one belongs to the decoding
 * thread and goes where a person goes; the other belongs to the index thread,
 * which reads all packets once (the scan) and then decodes everything once
 * from the beginning (the confirming pass, of the lowest priority).
 *
 * What makes frame(n) exact: the confirming pass stores for every picture the
 * packet it came from and a digest of its pixels. The decoding thread knows of
 * every picture that comes out which packet it came from, hence its number,
 * and compares the digest wherever the pass has been. A difference means that
 * the keyframe it began with is no entry point (broken streams, some open
 * groups) or that the stream is damaged and the codec's threads guessed
 * differently: the entry is tried with one thread, then an earlier entry, and
 * in the end the beginning of the file, which is exact by definition.
 */

#include "media/video-source.h"

#include <glib/gi18n.h>
#include <math.h>

#include "media/video-source-private.h"

/* Packets that continuing may cost before going to a later entry pays. */
#define MAX_DETOUR 12

/* A jump leaves out the pictures that nothing refers to, except the last ones
 * before its target: somebody who jumps there will step back a little. */
#define KEPT_BEFORE_JUMP 16
#define MIN_SKIPPED      16

G_DEFINE_FINAL_TYPE (FwVideoSource, fw_video_source, FW_TYPE_SOURCE)

typedef enum
{
  RUN_FOUND,
  RUN_STOPPED,
  RUN_DIFFERS, /* a picture is not the confirmed one */
  RUN_PASSED,  /* the frame did not come out */
  RUN_LOST     /* the container did not go where it should */
} RunResult;

double
fw_video_source_to_ms (FwVideoSource *self,
                       gint64         pts)
{
  return (double) pts * 1000.0 * self->stream.time_base_num / self->stream.time_base_den;
}

/* Decoding thread ------------------------------------------------------------------ */

/* The frame that a picture is, as far as known. Source lock held. */
static FwFrame
number_picture (FwVideoSource   *self,
                const FwDecoded *decoded)
{
  FwFrame frame = fw_frame_index_find_packet (self->index, decoded->packet);

  if (frame != FW_FRAME_NONE)
    return frame;
  /* Before the scan has come here, and where time stamps are missing, only a
   * run from the beginning can count. */
  if (self->run_skipped > 0)
    return FW_FRAME_NONE;
  if (fw_decoder_get_entry (self->decoder) == 0
      && decoded->packet >= fw_frame_index_get_n_packets (self->index))
    return self->run_count;
  if (fw_decoder_get_entry (self->decoder) == 0
      && self->run_count >= fw_frame_index_get_n_frames (self->index)
      && !fw_frame_index_is_confirmed (self->index))
    return self->run_count;

  return FW_FRAME_NONE;
}

/* Takes a picture that came out. FALSE when it is not what the confirming pass saw. */
static gboolean
accept_picture (FwVideoSource *self,
                FwDecoded     *decoded,
                FwFrame       *out_frame)
{
  FwSource *source = FW_SOURCE (self);
  FwIndexFrame known;

  fw_source_lock (source);
  FwFrame frame = number_picture (self, decoded);
  gboolean is_wanted = frame != FW_FRAME_NONE && frame >= self->run_first
                       && fw_source_wants_locked (source, frame);
  fw_source_unlock (source);

  self->run_count++;
  *out_frame = frame;
  if (!is_wanted)
    return TRUE;
  if (fw_frame_index_get_frame (self->index, frame, &known) && known.is_confirmed
      && known.packet == decoded->packet && known.digest != fw_raw_frame_digest (decoded->frame))
    return FALSE;

  fw_source_lock (source);
  FwFrame now = fw_frame_index_find_packet (self->index, decoded->packet);
  /* Frames may have moved meanwhile. */
  if (now == FW_FRAME_NONE || now == frame)
    fw_source_store_locked (source, frame, decoded->frame);
  fw_source_unlock (source);

  return TRUE;
}

static RunResult
run_until (FwVideoSource  *self,
           FwFrame         target,
           FwRawFrame    **out_raw)
{
  FwDecoded decoded;
  FwFrame frame;

  for (;;)
    {
      if (fw_source_should_stop (FW_SOURCE (self)))
        return RUN_STOPPED;

      FwDecodeResult result = fw_decoder_step (self->decoder, &decoded);

      if (result == FW_DECODE_MORE)
        continue;
      if (result == FW_DECODE_CANCELLED)
        return RUN_STOPPED;
      if (result == FW_DECODE_LOST)
        return RUN_LOST;
      if (result == FW_DECODE_END)
        return RUN_PASSED;

      g_autoptr(FwRawFrame) raw = decoded.frame;

      if (!accept_picture (self, &decoded, &frame))
        return RUN_DIFFERS;
      if (frame == FW_FRAME_NONE || frame < self->run_first)
        continue;
      self->run_last = MAX (self->run_last, frame);
      if (frame == target)
        {
          *out_raw = g_steal_pointer (&raw);
          return RUN_FOUND;
        }
      if (frame > target)
        return RUN_PASSED;
    }
}

static gboolean
can_continue (FwVideoSource *self,
              FwFrame        target,
              guint          entry,
              gboolean       one_thread)
{
  if (!self->is_running || target <= self->run_last || target < self->run_first)
    return FALSE;
  if (one_thread && fw_decoder_get_n_threads (self->decoder) > 1)
    return FALSE;

  FwIndexFrame known;
  guint left_out = MIN (self->run_skipped, fw_decoder_get_position (self->decoder));

  if (left_out > 0
      && (!fw_frame_index_get_frame (self->index, target, &known) || known.packet < left_out))
    return FALSE;

  return entry <= fw_decoder_get_position (self->decoder) + MAX_DETOUR;
}

static gboolean
begin_run (FwVideoSource  *self,
           guint           entry,
           gboolean        one_thread,
           GError        **error)
{
  guint n_threads = one_thread ? 1 : fw_source_get_options (FW_SOURCE (self))->n_threads;

  self->is_running = FALSE;
  self->run_last = FW_FRAME_NONE;
  self->run_count = 0;
  self->run_first = 0;
  self->run_skipped = 0;
  if (entry == 0)
    {
      self->is_running = fw_decoder_begin_at_start (self->decoder, n_threads, error);
      return self->is_running;
    }

  FwFrame first = fw_frame_index_find_packet (self->index, entry);

  self->is_running = fw_decoder_begin_at_entry (self->decoder, self->index, entry, n_threads);
  self->run_first = MAX (first, 0);

  return self->is_running;
}

/* Leaves out what is not needed on the way to @target. */
static void
set_skipping (FwVideoSource *self,
              FwFrame        target)
{
  guint position = fw_decoder_get_position (self->decoder);
  FwIndexFrame known;
  guint until = 0;

  if (fw_source_may_skip (FW_SOURCE (self)) && fw_frame_index_is_scanned (self->index)
      && fw_frame_index_get_frame (self->index, target, &known)
      && known.packet > position + KEPT_BEFORE_JUMP + MIN_SKIPPED)
    until = known.packet - KEPT_BEFORE_JUMP;
  fw_decoder_skip_until (self->decoder, until);
  /* Only upwards: what an interrupted jump left out stays left out. */
  self->run_skipped = MAX (MIN (self->run_skipped, position), until);
}

/* Waits until there is such a frame, or it is certain that there is none. */
static gboolean
wait_for_frame (FwVideoSource  *self,
                FwFrame         frame,
                GError        **error)
{
  FwSource *source = FW_SOURCE (self);

  for (;;)
    {
      gboolean is_settled = fw_frame_index_is_confirmed (self->index)
                            || fw_source_get_state (source) == FW_SOURCE_STATE_CONFIRMED;
      FwFrame n_frames = fw_frame_index_get_n_frames (self->index);

      if (frame < n_frames || (frame == 0 && !is_settled))
        return TRUE;
      if (is_settled || (fw_frame_index_is_scanned (self->index) && n_frames > 0
                         && fw_source_get_options (source)->no_confirm))
        {
          if (n_frames == 0)
            g_set_error_literal (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_SEEK,
                                 _("No picture of this video can be decoded."));
          else
            g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_SEEK,
                         _("There is no frame %d: the video has %d frames."), frame, n_frames);
          return FALSE;
        }
      if (fw_source_should_stop (source))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));
          return FALSE;
        }
      fw_source_lock (source);
      fw_source_wait_locked (source);
      fw_source_unlock (source);
    }
}

/* What to do after a run that did not give the frame: TRUE = try again. */
static gboolean
prepare_retry (FwVideoSource *self,
               RunResult      result,
               FwFrame        target,
               guint         *limit)
{
  guint entry = fw_decoder_get_entry (self->decoder);
  gboolean was_one_thread = fw_decoder_get_n_threads (self->decoder) == 1;
  FwIndexFrame known;
  gboolean is_confirmed
    = fw_frame_index_get_frame (self->index, target, &known) && known.is_confirmed;

  self->is_running = FALSE;
  if (result == RUN_LOST)
    {
      fw_frame_index_reject_entry (self->index, entry, TRUE);
      return entry > 0;
    }
  if (result == RUN_DIFFERS || is_confirmed)
    {
      fw_frame_index_reject_entry (self->index, entry, was_one_thread);
      return entry > 0 || !was_one_thread;
    }

  /* Not confirmed yet, and it did not come out: look from one group earlier,
   * without judging the entry. */
  if (entry == 0 || *limit != FW_PACKET_NONE)
    return FALSE;
  *limit = entry;

  return TRUE;
}

static FwRawFrame *
fw_video_source_decode (FwSource  *source,
                        FwFrame    frame,
                        GError   **error)
{
  FwVideoSource *self = FW_VIDEO_SOURCE (source);
  g_autoptr(FwRawFrame) raw = NULL;
  guint limit = FW_PACKET_NONE;
  RunResult result = RUN_PASSED;

  if (!wait_for_frame (self, frame, error))
    return NULL;

  do
    {
      gboolean one_thread;
      guint entry = fw_frame_index_find_entry (self->index, frame, limit, &one_thread);

      if (!can_continue (self, frame, entry, one_thread))
        {
          if (!begin_run (self, entry, one_thread, entry == 0 ? error : NULL))
            {
              if (entry == 0)
                return NULL;
              fw_frame_index_reject_entry (self->index, entry, TRUE);
              continue;
            }
        }
      set_skipping (self, frame);
      result = run_until (self, frame, &raw);
      if (result == RUN_FOUND)
        return g_steal_pointer (&raw);
      if (result == RUN_STOPPED)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));
          return NULL;
        }
    }
  while (prepare_retry (self, result, frame, &limit));

  if (fw_frame_index_get_n_frames (self->index) == 0)
    g_set_error_literal (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_DECODE,
                         _("No picture of this video can be decoded."));
  else
    g_set_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_DECODE,
                 _("Frame %d cannot be decoded: the file is damaged there."), frame);
  return NULL;
}

static FwFrame
fw_video_source_find_preview (FwSource *source,
                              FwFrame   frame)
{
  FwVideoSource *self = FW_VIDEO_SOURCE (source);
  gboolean one_thread;

  if (frame >= fw_frame_index_get_n_frames (self->index))
    return FW_FRAME_NONE;

  guint entry = fw_frame_index_find_entry (self->index, frame, FW_PACKET_NONE, &one_thread);

  /* Where decoding simply goes on, the exact frame is as near. */
  if (can_continue (self, frame, entry, one_thread))
    return FW_FRAME_NONE;

  return fw_frame_index_find_packet (self->index, entry);
}

/* Questions --------------------------------------------------------------------------- */

static void
fw_video_source_get_facts (FwSource      *source,
                           FwSourceFacts *facts)
{
  FwVideoSource *self = FW_VIDEO_SOURCE (source);
  const FwStreamFacts *stream = &self->stream;
  gboolean is_turned = stream->orientation.transpose;

  *facts = (FwSourceFacts) {
    .kind = FW_MEDIA_KIND_VIDEO,
    .width = (guint) MAX (is_turned ? stream->height : stream->width, 0),
    .height = (guint) MAX (is_turned ? stream->width : stream->height, 0),
    .fps = stream->fps,
    .time_base_num = stream->time_base_num,
    .time_base_den = stream->time_base_den,
    .rotation = fw_orientation_get_rotation (stream->orientation),
    .mirrored = fw_orientation_is_mirrored (stream->orientation),
    .container = stream->container,
    .codec = stream->codec,
    .pixel_format = stream->pixel_format,
  };

  fw_source_lock (source);
  if (self->knows_rate)
    {
      facts->fps = self->fps;
      facts->vfr = self->vfr;
      facts->duration_ms = self->duration_ms;
    }
  fw_source_unlock (source);
}

static FwFrame
fw_video_source_get_n_frames (FwSource *source)
{
  return fw_frame_index_get_n_frames (FW_VIDEO_SOURCE (source)->index);
}

static FwFrame
fw_video_source_get_n_confirmed (FwSource *source)
{
  return fw_frame_index_get_n_confirmed (FW_VIDEO_SOURCE (source)->index);
}

static gboolean
fw_video_source_get_frame (FwSource      *source,
                           FwFrame        frame,
                           FwSourceFrame *out_frame)
{
  FwVideoSource *self = FW_VIDEO_SOURCE (source);
  gboolean is_turned = self->stream.orientation.transpose;
  FwIndexFrame known;

  if (!fw_frame_index_get_frame (self->index, frame, &known))
    return FALSE;

  guint width = known.width ? known.width : (guint) MAX (self->stream.width, 0);
  guint height = known.height ? known.height : (guint) MAX (self->stream.height, 0);

  *out_frame = (FwSourceFrame) {
    .width = is_turned ? height : width,
    .height = is_turned ? width : height,
    .pts = known.pts,
    .timestamp_ms = known.pts == FW_PTS_NONE ? (double) NAN : fw_video_source_to_ms (self, known.pts),
    .orientation = self->stream.orientation,
    .is_keyframe = known.is_key,
    .is_confirmed = known.is_confirmed,
    .is_damaged = known.is_damaged,
  };

  return TRUE;
}

static FwFrame
fw_video_source_find_time (FwSource *source,
                           double    timestamp_ms)
{
  FwVideoSource *self = FW_VIDEO_SOURCE (source);
  /* Half a millisecond more: a time that was rounded for printing finds its frame. */
  double seconds = (timestamp_ms + 0.5) / 1000.0;

  return fw_frame_index_find_pts (self->index, (gint64) floor (seconds * self->stream.time_base_den
                                                               / self->stream.time_base_num));
}

static FwFrame
fw_video_source_find_keyframe (FwSource *source,
                               FwFrame   frame,
                               int       direction)
{
  return fw_frame_index_find_key (FW_VIDEO_SOURCE (source)->index, frame, direction);
}

static GArray *
fw_video_source_dup_gaps (FwSource *source)
{
  FwVideoSource *self = FW_VIDEO_SOURCE (source);
  g_autoptr(GArray) gaps = fw_frame_index_dup_gaps (self->index);
  GArray *result = g_array_sized_new (FALSE, FALSE, sizeof (FwSourceGap), gaps->len);

  for (guint i = 0; i < gaps->len; i++)
    {
      const FwIndexGap *gap = &g_array_index (gaps, FwIndexGap, i);
      FwSourceGap out = { gap->after, gap->n_missing,
                          gap->pts == FW_PTS_NONE ? (double) NAN : fw_video_source_to_ms (self, gap->pts) };

      g_array_append_val (result, out);
    }

  return result;
}

static GArray *
fw_video_source_take_renumbering (FwSource *source)
{
  return fw_frame_index_take_renumbering (FW_VIDEO_SOURCE (source)->index);
}

/* Life ----------------------------------------------------------------------------------- */

static void
fw_video_source_stop (FwSource *source)
{
  g_clear_pointer (&FW_VIDEO_SOURCE (source)->index_thread, g_thread_join);
}

static void
fw_video_source_finalize (GObject *object)
{
  FwVideoSource *self = FW_VIDEO_SOURCE (object);

  g_clear_pointer (&self->decoder, fw_decoder_free);
  g_clear_pointer (&self->index, fw_frame_index_unref);

  G_OBJECT_CLASS (fw_video_source_parent_class)->finalize (object);
}

static void
fw_video_source_class_init (FwVideoSourceClass *klass)
{
  FwSourceClass *source_class = (FwSourceClass *) klass;

  G_OBJECT_CLASS (klass)->finalize = fw_video_source_finalize;
  source_class->decode = fw_video_source_decode;
  source_class->find_preview = fw_video_source_find_preview;
  source_class->get_facts = fw_video_source_get_facts;
  source_class->get_n_frames = fw_video_source_get_n_frames;
  source_class->get_n_confirmed = fw_video_source_get_n_confirmed;
  source_class->get_frame = fw_video_source_get_frame;
  source_class->find_time = fw_video_source_find_time;
  source_class->find_keyframe = fw_video_source_find_keyframe;
  source_class->dup_gaps = fw_video_source_dup_gaps;
  source_class->take_renumbering = fw_video_source_take_renumbering;
  source_class->stop = fw_video_source_stop;
}

static void
fw_video_source_init (FwVideoSource *self)
{
  self->index = fw_frame_index_new ();
}

FwSource *
fw_video_source_new (const char            *path,
                     FwDecoder             *decoder,
                     GCancellable          *stopping,
                     const FwSourceOptions *options,
                     GMainContext          *main_context)
{
  FwVideoSource *self = g_object_new (FW_TYPE_VIDEO_SOURCE, NULL);

  self->decoder = decoder;
  self->stream = *fw_decoder_get_facts (decoder);
  fw_source_set_cancellable (FW_SOURCE (self), stopping);
  fw_source_start (FW_SOURCE (self), path, options, main_context);
  self->index_thread = g_thread_new ("fw-index", fw_video_source_index_thread, self);

  return FW_SOURCE (self);
}
