/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Speed of the media layer, one line of JSON per figure. The clip is made with
 * the ffmpeg program: 1080p30 H.264, 8 Mbit/s, three B-frames, a keyframe every
 * 250 frames; FW_BENCH_SECONDS of it (default 30). For the packet scan its
 * packets are written again and again until there are five minutes. What is
 * compared with FFmpeg is compared in this run, with the same number of threads.
 */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "media/decoder.h"
#include "media/source.h"
#include "support/test-folder.h"
#include "support/test-video.h"
#include "support/wait.h"

#define N_SEEKS      16
#define N_STEPS      60
#define STEP_US      33333
#define SCAN_MINUTES 5
#define N_FORWARD    3000

/* Holds one group of the clip, a little more. */
#define SMALL_CACHE ((gsize) 960 << 20)

static void
print_figure (const char *name,
              double      value,
              const char *unit,
              double      target,
              gboolean    is_lower_better,
              const char *note)
{
  gboolean is_reached = is_lower_better ? value <= target : value >= target;

  printf ("{\"bench\": \"media\", \"figure\": \"%s\", \"value\": %.4g, \"unit\": \"%s\"", name,
          value, unit);
  if (target > 0.0)
    printf (", \"target\": %.4g, \"reached\": %s", target, is_reached ? "true" : "false");
  printf (", \"note\": \"%s\"}\n", note);
  fflush (stdout);
}

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000.0;
}

static gboolean
run (const char *const *argv,
     double            *out_ms)
{
  g_autoptr(GError) error = NULL;
  double start = now_ms ();
  int status = 0;
  gboolean is_run = g_spawn_sync (NULL, (char **) argv, NULL,
                                  G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL
                                    | G_SPAWN_STDERR_TO_DEV_NULL,
                                  NULL, NULL, NULL, NULL, &status, &error);

  if (out_ms)
    *out_ms = now_ms () - start;

  return is_run && status == 0;
}

static gboolean
make_clip (const char *path,
           int         seconds)
{
  g_autofree char *input = g_strdup_printf (
    "testsrc2=s=1920x1080:r=30:d=%d,noise=alls=12:allf=t,format=yuv420p", seconds);
  const char *argv[] = { "ffmpeg", "-nostdin", "-y", "-v", "error", "-f", "lavfi", "-i", input,
                         "-c:v", "libx264", "-preset", "veryfast", "-b:v", "8M", "-maxrate", "8M",
                         "-bufsize", "16M", "-bf", "3", "-g", "250", "-keyint_min", "250",
                         "-sc_threshold", "0", path, NULL };

  return run (argv, NULL);
}

/* The same packets again and again, later each time. */
static gboolean
make_long_clip (const char *from,
                const char *to,
                int         n_times)
{
  g_autofree char *times = g_strdup_printf ("%d", n_times - 1);
  const char *argv[] = { "ffmpeg", "-nostdin", "-y",   "-v", "error", "-stream_loop", times, "-i",
                         from,     "-c",       "copy", to,   NULL };

  return run (argv, NULL);
}

static FwSource *
open_with (const char            *path,
           const FwSourceOptions *options)
{
  g_autoptr(GError) error = NULL;
  FwSource *source = fw_source_open_sync (path, options, NULL, &error);

  if (!source)
    g_error ("%s", error->message);
  while (fw_source_get_state (source) == FW_SOURCE_STATE_SCANNING)
    g_usleep (1000);

  return source;
}

static FwSource *
open_clip (const char *path,
           gboolean    no_ahead,
           gboolean    no_confirm)
{
  FwSourceOptions options = { .no_ahead = no_ahead, .no_confirm = no_confirm };

  return open_with (path, &options);
}

/* Plain FFmpeg ------------------------------------------------------------------- */

typedef struct
{
  AVFormatContext *format;
  AVCodecContext  *codec;
  int              stream;
} Plain;

static void
plain_open (Plain      *plain,
            const char *path)
{
  const AVCodec *codec = NULL;

  *plain = (Plain) { NULL };
  if (avformat_open_input (&plain->format, path, NULL, NULL) < 0
      || avformat_find_stream_info (plain->format, NULL) < 0)
    g_error ("cannot open %s", path);
  plain->stream = av_find_best_stream (plain->format, AVMEDIA_TYPE_VIDEO, -1, -1, &codec, 0);
  plain->codec = avcodec_alloc_context3 (codec);
  avcodec_parameters_to_context (plain->codec, plain->format->streams[plain->stream]->codecpar);
  plain->codec->thread_count = (int) g_get_num_processors ();
  plain->codec->thread_type = FF_THREAD_FRAME;
  if (avcodec_open2 (plain->codec, codec, NULL) < 0)
    g_error ("cannot open the decoder");
}

static void
plain_close (Plain *plain)
{
  avcodec_free_context (&plain->codec);
  avformat_close_input (&plain->format);
}

/* Time from the keyframe at @key_pts until the picture at @pts is there. */
static double
plain_decode_to (Plain  *plain,
                 gint64  key_pts,
                 gint64  pts)
{
  AVPacket *packet = av_packet_alloc ();
  AVFrame *frame = av_frame_alloc ();
  double start = now_ms ();
  gboolean is_there = FALSE;
  gboolean is_over = FALSE;

  av_seek_frame (plain->format, plain->stream, key_pts, AVSEEK_FLAG_BACKWARD);
  avcodec_flush_buffers (plain->codec);
  while (!is_there && !is_over)
    {
      is_over = av_read_frame (plain->format, packet) < 0;
      if (is_over || packet->stream_index == plain->stream)
        avcodec_send_packet (plain->codec, is_over ? NULL : packet);
      av_packet_unref (packet);
      while (!is_there && avcodec_receive_frame (plain->codec, frame) >= 0)
        is_there = frame->best_effort_timestamp == pts;
    }

  double elapsed = now_ms () - start;

  av_packet_free (&packet);
  av_frame_free (&frame);

  return elapsed;
}

/* Figures ------------------------------------------------------------------------- */

typedef struct
{
  FwPicture *picture;
  GError    *error;
  gboolean   is_done;
} Answer;

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  Answer *answer = data;

  answer->picture = fw_source_request_frame_finish (FW_SOURCE (object), result, &answer->error);
  answer->is_done = TRUE;
}

static gboolean
is_answered (gpointer data)
{
  return ((Answer *) data)->is_done;
}

static double
ask (FwSource *source,
     FwFrame   frame,
     int       direction)
{
  FwFrameRequest request = { .frame = frame, .direction = direction };
  Answer answer = { NULL };
  double start = now_ms ();

  fw_source_request_frame_async (source, &request, NULL, answer_cb, &answer);
  if (!fw_test_wait (is_answered, &answer) || !answer.picture)
    g_error ("frame %d: %s", frame, answer.error ? answer.error->message : "no answer");
  fw_picture_unref (answer.picture);

  return now_ms () - start;
}

static gboolean
is_past (gpointer data)
{
  return g_get_monotonic_time () >= *(gint64 *) data;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static int
compare_times (const void *a,
               const void *b)
{
  double time_a = *(const double *) a, time_b = *(const double *) b;

  return time_a < time_b ? -1 : time_a > time_b;
}

/* A key held down: thirty steps a second. */
static void
bench_steps (FwSource   *source,
             FwFrame     from,
             int         direction,
             const char *name)
{
  guint ticker = g_timeout_add (5, wake_cb, NULL);
  gint64 next = g_get_monotonic_time () + G_TIME_SPAN_SECOND;
  double times[N_STEPS];
  guint n_missed = 0;
  g_autofree char *note = NULL;

  ask (source, from, direction);
  fw_test_wait (is_past, &next);
  for (int i = 1; i <= N_STEPS; i++)
    {
      FwFrameRequest request = { .frame = from + i * direction, .direction = direction };
      double start = now_ms ();
      g_autoptr(FwPicture) picture = fw_source_peek_picture (source, &request);

      if (!picture)
        {
          n_missed++;
          ask (source, request.frame, direction);
        }

      times[i - 1] = now_ms () - start;
      next = g_get_monotonic_time () + STEP_US;
      fw_test_wait (is_past, &next);
    }
  g_source_remove (ticker);
  qsort (times, N_STEPS, sizeof times[0], compare_times);
  note = g_strdup_printf ("95th percentile of %d steps at 30 per second; median %.3f, worst %.3f "
                          "ms, not ready %u times",
                          N_STEPS, times[N_STEPS / 2], times[N_STEPS - 1], n_missed);
  print_figure (name, times[N_STEPS * 95 / 100], "ms", 2.0, TRUE, note);
}

static void
bench_cached (const char *path)
{
  g_autoptr(FwSource) source = open_clip (path, FALSE, TRUE);
  FwFrame n_frames = fw_source_get_n_frames (source);

  bench_steps (source, n_frames / 2, 1, "next_cached");
  bench_steps (source, n_frames / 2 + 40, -1, "previous_cached");
}

static FwFrame
nearest_key (FwSource *source,
             FwFrame   frame)
{
  return fw_source_find_keyframe (source, frame + 1, -1);
}

static gint64
pts_of (FwSource *source,
        FwFrame   frame)
{
  FwSourceFrame known;

  if (!fw_source_get_frame (source, frame, &known))
    g_error ("no frame %d", frame);

  return known.pts;
}

/* Decodes more than the cache holds, so that picture buffers are used again, as
 * after a minute of work: memory that was never touched costs a quarter more. */
static void
fill_cache (FwSource *source)
{
  gsize n_bytes = 0;

  for (FwFrame i = 0; i < fw_source_get_n_frames (source); i++)
    {
      g_autoptr(FwRawFrame) raw = fw_source_decode_raw (source, i, NULL, NULL);

      g_assert (raw);
      n_bytes += fw_raw_frame_get_size (raw);
      if (n_bytes > SMALL_CACHE + SMALL_CACHE / 4)
        break;
    }
}

static void
bench_previous_cold (const char *path)
{
  FwSourceOptions options = { .no_ahead = TRUE, .no_confirm = TRUE, .cache_bytes = SMALL_CACHE };
  g_autoptr(FwSource) source = open_with (path, &options);
  FwFrame key = nearest_key (source, fw_source_get_n_frames (source) - 1);
  FwFrame before = nearest_key (source, key - 1);
  g_autoptr(GError) error = NULL;
  Plain plain;
  g_autofree char *note = NULL;

  fill_cache (source);
  /* Standing on the keyframe, nothing before it decoded. */
  g_autoptr(FwRawFrame) here = fw_source_decode_raw (source, key, NULL, &error);
  double start = now_ms ();
  g_autoptr(FwPicture) picture = fw_source_get_picture_sync (source, key - 1, 0, 0, NULL, &error);
  double ours = now_ms () - start;

  g_assert (here && picture);
  plain_open (&plain, path);
  double group = plain_decode_to (&plain, pts_of (source, before), pts_of (source, key - 1));
  plain_close (&plain);
  note = g_strdup_printf ("of the group's %d frames once with plain FFmpeg (%.0f ms); ours %.0f ms "
                          "to a ready picture", key - before, group, ours);
  print_figure ("previous_across_keyframe_cold", ours / group, "times", 1.05, TRUE, note);
}

/* As a person jumps: one request after the other, with nothing cached there. */
static void
bench_seeks (const char *path)
{
  g_autoptr(FwSource) source = open_clip (path, TRUE, TRUE);
  g_autoptr(GRand) random = g_rand_new_with_seed (2);
  double ours = 0.0, theirs = 0.0;
  Plain plain;
  g_autofree char *note = NULL;

  plain_open (&plain, path);
  for (int i = 0; i < N_SEEKS; i++)
    {
      FwFrame target = g_rand_int_range (random, 0, fw_source_get_n_frames (source));
      FwFrame key = nearest_key (source, target);

      /* Forgets everything but the frame shown. */
      fw_source_set_cache_bytes (source, 1);
      ask (source, (target + 500) % fw_source_get_n_frames (source), 0);
      fw_source_set_cache_bytes (source, SMALL_CACHE);
      ours += ask (source, target, 0);
      theirs += plain_decode_to (&plain, pts_of (source, key), pts_of (source, target));
    }
  plain_close (&plain);
  note = g_strdup_printf ("%d exact seeks to a ready picture, of plain FFmpeg from the keyframe to "
                          "the frame (mean %.0f ms); ours mean %.0f ms",
                          N_SEEKS, theirs / N_SEEKS, ours / N_SEEKS);
  print_figure ("random_seek", ours / theirs, "times", 1.2, TRUE, note);
}

static double
decode_forward (const char *path)
{
  g_autoptr(FwSource) source = open_clip (path, TRUE, TRUE);
  double start = now_ms ();

  for (FwFrame i = 0; i < N_FORWARD; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(FwRawFrame) raw = fw_source_decode_raw (source, i, NULL, &error);

      if (!raw)
        g_error ("frame %d: %s", i, error->message);
    }

  return now_ms () - start;
}

static void
bench_forward (const char *path)
{
  g_autofree char *threads = g_strdup_printf ("%u", g_get_num_processors ());
  g_autofree char *frames = g_strdup_printf ("%d", N_FORWARD);
  const char *argv[] = { "ffmpeg", "-nostdin", "-v", "error", "-threads", threads, "-i", path,
                         "-frames:v", frames, "-f", "null", "-", NULL };
  double ours = G_MAXDOUBLE, theirs = G_MAXDOUBLE;
  g_autofree char *note = NULL;

  /* Turn about, the best of each: the machine is never quiet. */
  for (int round = 0; round < 2; round++)
    {
      double theirs_now;

      ours = MIN (ours, decode_forward (path));
      if (!run (argv, &theirs_now))
        g_error ("ffmpeg failed");
      theirs = MIN (theirs, theirs_now);
    }
  note = g_strdup_printf ("of the speed of ffmpeg -f null over %d frames, %s threads: %.0f frames "
                          "per second, ffmpeg %.0f",
                          N_FORWARD, threads, N_FORWARD * 1000.0 / ours,
                          N_FORWARD * 1000.0 / theirs);
  print_figure ("forward", theirs / ours, "times", 0.9, FALSE, note);
}

static void
bench_scan (const char *path)
{
  g_autofree char *note = NULL;
  g_autoptr(GError) error = NULL;
  FwPacketInfo info;
  guint n_packets = 0;
  GStatBuf status;
  double best = G_MAXDOUBLE;

  for (int round = 0; round < 3; round++)
    {
      g_autoptr(FwDecoder) decoder = fw_decoder_open (path, 1, NULL, &error);
      g_autoptr(FwFrameIndex) index = fw_frame_index_new ();
      double start = now_ms ();

      if (!decoder)
        g_error ("%s", error->message);
      for (n_packets = 0; fw_decoder_scan (decoder, &info) == FW_DEMUX_PACKET; n_packets++)
        fw_frame_index_add_packet (index, &info);
      fw_frame_index_end_scan (index);
      best = MIN (best, now_ms () - start);
    }
  g_stat (path, &status);
  note = g_strdup_printf ("%u packets of 1080p H.264, %.0f MB, best of 3", n_packets,
                          (double) status.st_size / 1e6);
  print_figure ("packet_scan", best, "ms", 1000.0, TRUE, note);
}

static void
bench_confirm (const char *path)
{
  g_autofree char *note = NULL;
  g_autoptr(GError) error = NULL;
  double start = now_ms ();
  FwSourceOptions options = { .no_ahead = TRUE };
  g_autoptr(FwSource) source = fw_source_open_sync (path, &options, NULL, &error);

  if (!source || !fw_source_confirm_sync (source, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);

  FwFrame n_frames = fw_source_get_n_confirmed (source);

  note = g_strdup_printf ("per frame, %d frames, scan included", n_frames);
  print_figure ("confirming_pass", (now_ms () - start) / n_frames, "ms", 0.0, TRUE, note);
}

static void
bench_open (const char *path)
{
  g_autoptr(GError) error = NULL;
  double start = now_ms ();
  g_autoptr(FwSource) source = fw_source_open_sync (path, NULL, NULL, &error);
  g_autoptr(FwPicture) picture
    = source ? fw_source_get_picture_sync (source, 0, 0, 0, NULL, &error) : NULL;

  if (!picture)
    g_error ("%s", error->message);
  print_figure ("open_to_first_picture", now_ms () - start, "ms", 0.0, TRUE,
                "five minutes of 1080p, index not yet made");
}

int
main (void)
{
  const char *wanted = g_getenv ("FW_BENCH_SECONDS");
  int seconds = wanted ? CLAMP (atoi (wanted), 20, 600) : 30;
  g_autofree char *folder = fw_test_make_folder ();
  g_autofree char *clip = g_build_filename (folder, "clip.mp4", NULL);
  g_autofree char *long_clip = g_build_filename (folder, "long.mp4", NULL);
  int n_times = MAX ((SCAN_MINUTES * 60 + seconds - 1) / seconds, 1);

  if (!make_clip (clip, seconds) || !make_long_clip (clip, long_clip, n_times))
    {
      fw_test_remove_folder (folder);
      printf ("{\"bench\": \"media\", \"skipped\": \"needs the ffmpeg program with libx264\"}\n");
      return 77;
    }

  printf ("{\"bench\": \"media\", \"clip\": \"1080p30 H.264, %d s, keyframe every 250 frames, 3 "
          "B-frames, 8 Mbit/s\", \"threads\": %u}\n", seconds, g_get_num_processors ());
  bench_open (long_clip);
  bench_scan (long_clip);
  bench_cached (clip);
  bench_previous_cold (clip);
  bench_seeks (clip);
  bench_forward (long_clip);
  bench_confirm (clip);
  fw_test_remove_folder (folder);

  return 0;
}
