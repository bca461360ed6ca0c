/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "media/source.h"
#include "support/test-folder.h"
#include "support/test-video.h"
#include "support/wait.h"

static char *folder;

/* Many ways to make timing and order hard. The picture says which frame it is. */
static const struct
{
  const char  *name;
  FwTestVideo  video;
  int          first; /* number in the first picture that can be seen */
  int          n_visible;
} cases[] = {
  { "plain.mp4", { .n_frames = 40 }, 0, 40 },
  { "b-frames.mp4", { .n_frames = 60, .b_frames = 2 }, 0, 60 },
  { "x264.mp4", { .codec = "libx264", .n_frames = 60, .b_frames = 3, .gop = 20 }, 0, 60 },
  { "open-group.mkv",
    { .codec = "libx264",
      .n_frames = 60,
      .b_frames = 3,
      .gop = 15,
      .options = "x264-params=open-gop=1" },
    0,
    60 },
  { "b-frames.ts", { .codec = "mpeg2video", .n_frames = 60, .b_frames = 2 }, 0, 60 },
  { "b-frames.mpg", { .codec = "mpeg2video", .n_frames = 60, .b_frames = 2 }, 0, 60 },
  { "plain.avi", { .n_frames = 40 }, 0, 40 },
  { "vfr.mp4", { .n_frames = 40, .b_frames = 1, .is_vfr = TRUE }, 0, 40 },
  { "vfr.mkv", { .n_frames = 40, .is_vfr = TRUE }, 0, 40 },
  { "late.mp4", { .n_frames = 30, .first_pts = 300 }, 0, 30 },
  { "odd.mkv", { .codec = "ffv1", .n_frames = 20, .width = 161, .height = 121 }, 0, 20 },
  { "deep.mkv", { .codec = "ffv1", .n_frames = 20, .pixel_format = "yuv420p10le" }, 0, 20 },
  { "444.mkv", { .codec = "ffv1", .n_frames = 20, .pixel_format = "yuv444p" }, 0, 20 },
  { "edit-list.mp4", { .n_frames = 40, .hide_before = 15 }, 15, 25 },
  { "keys-only.mov",
    { .codec = "mjpeg", .pixel_format = "yuvj420p", .n_frames = 20, .gop = 1 },
    0,
    20 },
  { "vp8.webm",
    { .codec = "libvpx", .n_frames = 30, .gop = 10, .options = "deadline=realtime" },
    0,
    30 },
};

static char *
make_video (const char        *name,
            const FwTestVideo *video)
{
  char *path = g_build_filename (folder, name, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !fw_test_video_make (path, video))
    g_clear_pointer (&path, g_free);

  return path;
}

static FwSource *
open_confirmed (const char            *path,
                const FwSourceOptions *options)
{
  g_autoptr(GError) error = NULL;
  FwSource *source = fw_source_open_sync (path, options, NULL, &error);

  g_assert_no_error (error);
  fw_source_confirm_sync (source, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return source;
}

static int
number_of (FwSource *source,
           FwFrame   frame)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FwPicture) picture = fw_source_get_picture_sync (source, frame, 0, 0, NULL, &error);

  g_assert_no_error (error);

  return fw_test_video_read_number (fw_picture_get_pixels (picture),
                                    fw_picture_get_stride (picture),
                                    fw_picture_get_width (picture),
                                    fw_picture_get_height (picture));
}

static char *
md5_of (FwSource *source,
        FwFrame   frame)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FwRawFrame) raw = fw_source_decode_raw (source, frame, NULL, &error);
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);

  g_assert_no_error (error);
  fw_raw_frame_update_checksum (raw, checksum);

  return g_strdup (g_checksum_get_string (checksum));
}

/* Test that every frame shows its own number, from every direction, and that
 * its pixels are those of decoding everything once. */
static void
test_exact (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *path = make_video (cases[i].name, &cases[i].video);
  FwSourceOptions tiny = { .cache_bytes = 200000 };
  g_autoptr(FwSource) source = NULL;
  g_autoptr(GPtrArray) linear = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GRand) random = g_rand_new_with_seed (5);

  if (!path)
    {
      g_test_skip ("this FFmpeg cannot make such a video");
      return;
    }

  source = open_confirmed (path, &tiny);
  g_assert_cmpint (fw_source_get_n_frames (source), ==, cases[i].n_visible);
  for (FwFrame f = 0; f < cases[i].n_visible; f++)
    {
      g_ptr_array_add (linear, md5_of (source, f));
      g_assert_cmpint (number_of (source, f), ==, f + cases[i].first);
    }
  for (FwFrame f = cases[i].n_visible - 1; f >= 0; f--)
    {
      g_autofree char *md5 = md5_of (source, f);

      g_assert_cmpstr (md5, ==, linear->pdata[f]);
    }
  for (int k = 0; k < 30; k++)
    {
      FwFrame f = g_rand_int_range (random, 0, cases[i].n_visible);
      g_autofree char *md5 = md5_of (source, f);

      g_assert_cmpstr (md5, ==, linear->pdata[f]);
    }
}

/* Test that a video that is replaced while it is open goes on being the one that was
 * opened: what was labelled is what is seen. Also when it is removed. */
static void
test_replaced (gconstpointer data)
{
  gboolean is_confirmed = GPOINTER_TO_INT (data);
  g_autofree char *other = make_video ("edit-list.mp4", &(FwTestVideo) { .n_frames = 40,
                                                                         .hide_before = 15 });
  g_autofree char *path = make_video ("replaced.mp4", &(FwTestVideo) { .n_frames = 60,
                                                                       .b_frames = 2 });
  FwSourceOptions tiny = { .cache_bytes = 200000 };
  g_autoptr(GFile) from = g_file_new_for_path (other);
  g_autoptr(FwSource) source = NULL;
  g_autofree char *copy = g_strconcat (path, ".part", NULL);
  g_autoptr(GFile) part = g_file_new_for_path (copy);
  g_autoptr(GError) error = NULL;

  source = is_confirmed ? open_confirmed (path, &tiny)
                        : fw_source_open_sync (path, &tiny, NULL, &error);
  g_assert_nonnull (source);
  g_file_copy (from, part, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_rename (copy, path), ==, 0);
  if (!is_confirmed)
    fw_source_confirm_sync (source, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpint (fw_source_get_n_frames (source), ==, 60);
  for (FwFrame f = 59; f >= 0; f -= 7)
    g_assert_cmpint (number_of (source, f), ==, f);
  g_assert_cmpint (g_unlink (path), ==, 0);
  for (FwFrame f = 0; f < 60; f += 11)
    g_assert_cmpint (number_of (source, f), ==, f);
}

/* Test that times are those that were written, and that a time finds its frame. */
static void
test_times (void)
{
  g_autofree char *path = make_video ("vfr.mp4", &(FwTestVideo) { .n_frames = 40, .is_vfr = TRUE });
  g_autoptr(FwSource) source = open_confirmed (path, NULL);
  FwSourceFrame frame;
  FwSourceFacts facts;
  double expected = 0.0;

  fw_source_get_facts (source, &facts);
  g_assert_true (facts.vfr);
  for (FwFrame f = 0; f < 40; f++)
    {
      g_assert_true (fw_source_get_frame (source, f, &frame));
      g_assert_true (frame.is_confirmed);
      g_assert_cmpfloat_with_epsilon (frame.timestamp_ms, expected, 0.1);
      g_assert_cmpint (fw_source_find_time (source, frame.timestamp_ms), ==, f);
      expected += f % 3 == 0 ? 2000.0 / 30.0 : 1000.0 / 30.0;
    }
  g_assert_cmpint (fw_source_find_time (source, -5.0), ==, 0);
  g_assert_cmpint (fw_source_find_time (source, 1e9), ==, 39);
}

/* Test that rotation metadata is applied to pictures and sizes, not to raw frames. */
static void
test_rotation (void)
{
  static const int angles[] = { 90, 180, 270 };

  for (gsize i = 0; i < G_N_ELEMENTS (angles); i++)
    {
      g_autofree char *name = g_strdup_printf ("turned-%d.mp4", angles[i]);
      g_autofree char *path
        = make_video (name, &(FwTestVideo) { .n_frames = 3, .rotation = angles[i] });
      g_autoptr(FwSource) source = open_confirmed (path, NULL);
      g_autoptr(FwPicture) picture = fw_source_get_picture_sync (source, 2, 0, 0, NULL, NULL);
      g_autoptr(FwRawFrame) raw = fw_source_decode_raw (source, 2, NULL, NULL);
      gboolean is_turned = angles[i] != 180;
      FwSourceFacts facts;

      fw_source_get_facts (source, &facts);
      g_assert_cmpint (facts.rotation, ==, angles[i]);
      g_assert_cmpuint (facts.width, ==, is_turned ? 96 : 128);
      g_assert_cmpuint (fw_picture_get_width (picture), ==, is_turned ? 96 : 128);
      g_assert_cmpuint (fw_picture_get_height (picture), ==, is_turned ? 128 : 96);
      g_assert_cmpuint (fw_raw_frame_get_width (raw), ==, 128);

      /* The block of bit 1 is the only white one of frame 2. */
      guint x = angles[i] == 90 ? 96 - 12 : angles[i] == 180 ? 128 - 24 : 12;
      guint y = angles[i] == 90 ? 24 : angles[i] == 180 ? 96 - 12 : 128 - 24;
      const guint8 *pixel
        = fw_picture_get_pixels (picture) + y * fw_picture_get_stride (picture) + x * 3;

      g_assert_cmpuint (pixel[0], >, 200);
    }
}

typedef struct
{
  int        n_done;
  int        n_cancelled;
  int        last_number;
} Answers;

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  Answers *answers = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FwPicture) picture
    = fw_source_request_frame_finish (FW_SOURCE (object), result, &error);

  answers->n_done++;
  if (picture)
    answers->last_number = fw_test_video_read_number (fw_picture_get_pixels (picture),
                                                      fw_picture_get_stride (picture),
                                                      fw_picture_get_width (picture),
                                                      fw_picture_get_height (picture));
  else
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      answers->n_cancelled++;
    }
}

static gboolean
has_ten (gpointer data)
{
  return ((Answers *) data)->n_done == 10;
}

static gboolean
has_one (gpointer data)
{
  return ((Answers *) data)->n_done == 1;
}

/* Test that of many requests the newest is answered, and that all come back. */
static void
test_newest_wins (void)
{
  g_autofree char *path = make_video ("long.mp4", &(FwTestVideo) { .n_frames = 300, .gop = 100 });
  g_autoptr(FwSource) source = open_confirmed (path, NULL);
  Answers answers = { 0, 0, -1 };

  for (int i = 0; i < 10; i++)
    {
      FwFrameRequest request = { .frame = 290 - i * 29 };

      fw_source_request_frame_async (source, &request, NULL, answer_cb, &answers);
    }
  g_assert_true (fw_test_wait (has_ten, &answers));
  g_assert_cmpint (answers.last_number, ==, 290 - 9 * 29);
  g_assert_cmpint (answers.n_cancelled, >=, 8);
}

/* Test that a cancelled request comes back as cancelled and the next is served. */
static void
test_cancel (void)
{
  g_autofree char *path = make_video ("long.mp4", &(FwTestVideo) { .n_frames = 300, .gop = 100 });
  g_autoptr(FwSource) source = open_confirmed (path, NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  FwFrameRequest request = { .frame = 299 };
  Answers answers = { 0, 0, -1 };

  g_cancellable_cancel (cancellable);
  fw_source_request_frame_async (source, &request, cancellable, answer_cb, &answers);
  g_assert_true (fw_test_wait (has_one, &answers));
  g_assert_cmpint (answers.n_cancelled, ==, 1);
  answers = (Answers) { 0, 0, -1 };
  fw_source_request_frame_async (source, &request, NULL, answer_cb, &answers);
  g_assert_true (fw_test_wait (has_one, &answers));
  g_assert_cmpint (answers.last_number, ==, 299);
}

typedef struct
{
  FwSource       *source;
  FwFrameRequest  request;
} Peek;

static gboolean
is_ready (gpointer data)
{
  Peek *peek = data;
  g_autoptr(FwPicture) picture = fw_source_peek_picture (peek->source, &peek->request);

  return picture != NULL;
}

static gboolean
keep_going_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Test that the neighbours of the shown frame become ready by themselves, in
 * the size that is shown. */
static void
test_neighbours (void)
{
  g_autofree char *path = make_video ("long.mp4", &(FwTestVideo) { .n_frames = 300, .gop = 100 });
  g_autoptr(FwSource) source = open_confirmed (path, NULL);
  Answers answers = { 0, 0, -1 };
  Peek peek = { source, { .frame = 150, .max_width = 64 } };
  guint ticker = g_timeout_add (5, keep_going_cb, NULL);
  FwSpan span;

  g_assert_null (fw_source_peek_picture (source, &peek.request));
  fw_source_request_frame_async (source, &peek.request, NULL, answer_cb, &answers);
  g_assert_true (fw_test_wait (has_one, &answers));
  g_assert_true (is_ready (&peek));
  peek.request.frame = 151;
  g_assert_true (fw_test_wait (is_ready, &peek));
  peek.request.frame = 149;
  g_assert_true (fw_test_wait (is_ready, &peek));
  fw_source_get_ready_span (source, 150, &span);
  g_assert_cmpint (span.first, <=, 149);
  g_assert_cmpint (span.last, >=, 151);

  g_autoptr(FwPicture) picture = fw_source_peek_picture (source, &peek.request);

  g_assert_cmpuint (fw_picture_get_width (picture), ==, 64);
  g_source_remove (ticker);
}

static void
preview_cb (FwSource  *source,
            int        frame,
            int        shown,
            FwPicture *picture,
            gpointer   data)
{
  g_assert_cmpint (frame, ==, 180);
  *(int *) data = shown;
}

/* Test that scrubbing shows the keyframe before at once, then the exact frame. */
static void
test_scrub (void)
{
  g_autofree char *path = make_video ("long.mp4", &(FwTestVideo) { .n_frames = 300, .gop = 100 });
  FwSourceOptions options = { .no_ahead = TRUE };
  g_autoptr(FwSource) source = open_confirmed (path, &options);
  FwFrameRequest request = { .frame = 180, .scrub = TRUE };
  Answers answers = { 0, 0, -1 };
  int shown = -1;

  g_signal_connect (source, "preview", G_CALLBACK (preview_cb), &shown);
  fw_source_request_frame_async (source, &request, NULL, answer_cb, &answers);
  g_assert_true (fw_test_wait (has_one, &answers));
  g_assert_cmpint (shown, ==, 100);
  g_assert_cmpint (answers.last_number, ==, 180);
}

typedef struct
{
  FwSource *source;
  GError   *error;
  gboolean  is_done;
} Opened;

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  Opened *opened = data;

  opened->source = fw_source_open_finish (result, &opened->error);
  opened->is_done = TRUE;
}

static gboolean
is_opened (gpointer data)
{
  return ((Opened *) data)->is_done;
}

static gboolean
is_confirmed (gpointer data)
{
  return fw_source_get_state (data) == FW_SOURCE_STATE_CONFIRMED;
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          gpointer    data)
{
  ++*(int *) data;
}

static gboolean
is_told (gpointer data)
{
  int state;
  int *told = data;

  state = g_atomic_int_get (told);

  return state > 0;
}

static void
told_confirmed_cb (GObject    *object,
                   GParamSpec *pspec,
                   gpointer    data)
{
  if (fw_source_get_state (FW_SOURCE (object)) == FW_SOURCE_STATE_CONFIRMED)
    *(int *) data = 1;
}

/* Test that opening asynchronously tells frames, progress and state. */
static void
test_open_async (void)
{
  g_autofree char *path = make_video ("b-frames.mp4", &cases[1].video);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  Opened opened = { NULL };
  int n_frames_told = 0, told = 0;

  fw_source_open_async (file, NULL, NULL, opened_cb, &opened);
  g_assert_true (fw_test_wait (is_opened, &opened));
  g_assert_no_error (opened.error);
  g_signal_connect (opened.source, "notify::n-frames", G_CALLBACK (count_cb), &n_frames_told);
  g_signal_connect (opened.source, "notify::state", G_CALLBACK (told_confirmed_cb), &told);
  g_assert_true (fw_test_wait (is_told, &told));
  g_assert_true (is_confirmed (opened.source));
  g_assert_cmpint (n_frames_told, >=, 1);
  g_assert_cmpint (fw_source_get_n_confirmed (opened.source), ==, 60);

  g_autoptr(FwFrameList) list = fw_source_dup_frame_list (opened.source);

  g_assert_true (fw_frame_list_is_video (list));
  g_assert_cmpuint (fw_frame_list_get_length (list), ==, 60);
  g_assert_cmpuint (fw_frame_list_get (list, 3).width, ==, 128);
  g_assert_finalize_object (g_steal_pointer (&opened.source));
}

/* Test that a source can be dropped at any moment. */
static void
test_drop_early (void)
{
  g_autofree char *path = make_video ("long.mp4", &(FwTestVideo) { .n_frames = 300, .gop = 100 });

  for (int i = 0; i < 20; i++)
    {
      g_autoptr(GError) error = NULL;
      FwSource *source = fw_source_open_sync (path, NULL, NULL, &error);

      g_assert_no_error (error);
      g_usleep ((gulong) i * 300);
      g_assert_finalize_object (source);
    }
}

static void
write_part (const char *from,
            const char *to,
            double      share,
            gsize       spoil_at)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (from, &content, &length, NULL));
  length = (gsize) ((double) length * share);
  for (gsize i = 0; spoil_at && i < 200; i++)
    content[length * spoil_at / 100 + i] = (char) (i * 31);
  g_assert_true (g_file_set_contents (to, content, (gssize) length, NULL));
}

/* Test that a file that breaks off opens as far as it goes and says so. */
static void
test_truncated (void)
{
  g_autofree char *whole = make_video ("whole.mkv", &(FwTestVideo) { .n_frames = 60 });
  g_autofree char *path = g_build_filename (folder, "cut.mkv", NULL);

  write_part (whole, path, 0.5, 0);

  g_autoptr(FwSource) source = open_confirmed (path, NULL);
  FwFrame n_frames = fw_source_get_n_frames (source);

  g_assert_cmpint (n_frames, >, 15);
  g_assert_cmpint (n_frames, <, 45);
  for (FwFrame i = 0; i < n_frames - 1; i++)
    g_assert_cmpint (number_of (source, i), ==, i);
}

typedef struct
{
  int           n_entries;
  FwRenumbering last;
  gboolean      is_confirmed;
} Moves;

static void
renumbered_cb (FwSource            *source,
               const FwRenumbering *entries,
               gulong               n_entries,
               gpointer             data)
{
  Moves *moves = data;

  moves->n_entries += (int) n_entries;
  moves->last = entries[n_entries - 1];
}

static void
moves_state_cb (GObject    *object,
                GParamSpec *pspec,
                gpointer    data)
{
  ((Moves *) data)->is_confirmed
    = fw_source_get_state (FW_SOURCE (object)) == FW_SOURCE_STATE_CONFIRMED;
}

static gboolean
moves_are_over (gpointer data)
{
  return ((Moves *) data)->is_confirmed;
}

/* Replaces one packet by zeros: the codec makes nothing of it. */
static void
blank_packet (const char *path,
              gint64      from,
              gint64      to)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  memset (content + from, 0, (gsize) (to - from));
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
}

/* Test that a packet without a picture is told as a gap, and that frames
 * behind it are told to have moved. */
static void
test_missing_picture (void)
{
  FwTestVideo video = { .codec = "mjpeg", .pixel_format = "yuvj420p", .n_frames = 30, .gop = 1 };
  g_autofree char *path = make_video ("gap.mov", &video);
  g_autofree char *content = NULL;
  gsize length = 0;
  gsize at = 0;

  /* The eleventh picture begins with the eleventh start marker. */
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  for (int n = 0; n < 11; at++)
    if (memcmp (content + at, "\xff\xd8\xff", 3) == 0)
      n++;
  blank_packet (path, (gint64) at - 1, (gint64) at + 400);

  g_autoptr(GFile) file = g_file_new_for_path (path);
  Opened opened = { NULL };
  Moves moves = { 0 };

  fw_source_open_async (file, NULL, NULL, opened_cb, &opened);
  g_assert_true (fw_test_wait (is_opened, &opened));
  g_assert_no_error (opened.error);
  g_signal_connect (opened.source, "renumbered", G_CALLBACK (renumbered_cb), &moves);
  g_signal_connect (opened.source, "notify::state", G_CALLBACK (moves_state_cb), &moves);
  g_assert_true (fw_test_wait (moves_are_over, &moves));

  g_autoptr(GArray) gaps = fw_source_dup_gaps (opened.source);
  g_autoptr(GPtrArray) warnings = fw_source_dup_warnings (opened.source);

  g_assert_cmpint (fw_source_get_n_frames (opened.source), ==, 29);
  g_assert_cmpuint (gaps->len, ==, 1);
  g_assert_cmpint (g_array_index (gaps, FwSourceGap, 0).after, ==, 9);
  g_assert_cmpint (moves.n_entries, ==, 1);
  g_assert_cmpint (moves.last.from, ==, 11);
  g_assert_cmpint (moves.last.shift, ==, -1);
  g_assert_cmpstr (warnings->pdata[0], ==, "Between 9 and 10 about 1 picture is missing (0:00.3).");
  g_assert_cmpint (number_of (opened.source, 9), ==, 9);
  g_assert_cmpint (number_of (opened.source, 10), ==, 11);
  g_assert_finalize_object (g_steal_pointer (&opened.source));
}

/* Test that spoiled bytes anywhere neither crash nor hang, and that what can be
 * decoded is the same from every direction. */
static void
test_spoiled (void)
{
  g_autofree char *whole = make_video ("x264.mp4", &cases[2].video);
  g_autofree char *path = g_build_filename (folder, "spoiled.mp4", NULL);

  if (!whole)
    {
      g_test_skip ("this FFmpeg cannot make H.264");
      return;
    }
  for (gsize at = 5; at < 95; at += 15)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) forward = g_ptr_array_new_with_free_func (g_free);

      write_part (whole, path, 1.0, at);

      FwSourceOptions tiny = { .cache_bytes = 100000, .no_ahead = TRUE, .n_threads = 3 };
      g_autoptr(FwSource) source = fw_source_open_sync (path, &tiny, NULL, &error);

      if (!source)
        continue;
      fw_source_confirm_sync (source, NULL, NULL, NULL, NULL);
      FwFrame n_frames = fw_source_get_n_frames (source);
      for (FwFrame i = 0; i < n_frames; i++)
        g_ptr_array_add (forward, md5_of (source, i));
      for (FwFrame i = n_frames - 1; i >= 0; i--)
        {
          g_autofree char *md5 = md5_of (source, i);

          g_assert_cmpstr (md5, ==, forward->pdata[i]);
        }
    }
}

/* Test that what is not a video gets a sentence of the right kind, and that a
 * playlist opens nothing else, whatever it is called. */
static void
test_refused (void)
{
  g_autofree char *victim = make_video ("plain.mp4", &cases[0].video);
  g_autofree char *hls
      = g_strdup_printf ("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n%s\n#EXT-X-ENDLIST\n",
                         victim);
  g_autofree char *concat = g_strdup_printf ("ffconcat version 1.0\nfile '%s'\n", victim);
  g_autofree char *late = g_strdup_printf ("\n\n#EXTM3U\n#EXTINF:9,\n%s\n", victim);
  const struct
  {
    const char *name;
    const char *content;
    int         code;
  } files[] = {
    { "hls.mp4", hls, FW_MEDIA_ERROR_REFUSED },
    { "concat.mp4", concat, FW_MEDIA_ERROR_REFUSED },
    { "dash.mp4", "<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash\"/>",
      FW_MEDIA_ERROR_REFUSED },
    { "playlist-after-blank-lines.mp4", late, FW_MEDIA_ERROR_OPEN },
    { "sdp.mp4", "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n", FW_MEDIA_ERROR_REFUSED },
    { "text.mp4", "Dear diary, this is not a video.", FW_MEDIA_ERROR_OPEN },
    { "empty.mp4", "", FW_MEDIA_ERROR_OPEN },
    { "pointer.mp4", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n",
      FW_MEDIA_ERROR_OPEN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i].name, NULL);
      g_autoptr(GError) error = NULL;

      g_test_message ("case %s", files[i].name);
      g_assert_true (g_file_set_contents (path, files[i].content, -1, NULL));
      g_assert_null (fw_source_open_sync (path, NULL, NULL, &error));
      g_assert_error (error, FW_MEDIA_ERROR, files[i].code);
      g_assert_nonnull (strstr (error->message, files[i].name));
      if (g_str_equal (files[i].name, "text.mp4"))
        g_assert_nonnull (strstr (error->message, "neither a video nor a picture"));
    }

  g_autoptr(GError) error = NULL;

  g_assert_null (fw_source_open_sync ("/nonexistent/clip.mp4", NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* Test that a frame that does not exist is told as such. */
static void
test_no_such_frame (void)
{
  g_autofree char *path = make_video ("plain.mp4", &cases[0].video);
  g_autoptr(FwSource) source = open_confirmed (path, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (fw_source_decode_raw (source, 40, NULL, &error));
  g_assert_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_SEEK);
}

/* Test that the first frame is there without waiting for the index. */
static void
test_first_frame (void)
{
  g_autofree char *path = make_video ("b-frames.mpg", &cases[5].video);
  g_autoptr(GError) error = NULL;
  g_autoptr(FwSource) source = fw_source_open_sync (path, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (number_of (source, 0), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  folder = fw_test_make_folder ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/video/exact/%s", cases[i].name);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_exact);
    }
  g_test_add_data_func ("/video/replaced/confirmed", GINT_TO_POINTER (TRUE), test_replaced);
  g_test_add_data_func ("/video/replaced/at-once", GINT_TO_POINTER (FALSE), test_replaced);
  g_test_add_func ("/video/times", test_times);
  g_test_add_func ("/video/rotation", test_rotation);
  g_test_add_func ("/video/newest-wins", test_newest_wins);
  g_test_add_func ("/video/cancel", test_cancel);
  g_test_add_func ("/video/neighbours", test_neighbours);
  g_test_add_func ("/video/scrub", test_scrub);
  g_test_add_func ("/video/open-async", test_open_async);
  g_test_add_func ("/video/drop-early", test_drop_early);
  g_test_add_func ("/video/truncated", test_truncated);
  g_test_add_func ("/video/missing-picture", test_missing_picture);
  g_test_add_func ("/video/spoiled", test_spoiled);
  g_test_add_func ("/video/refused", test_refused);
  g_test_add_func ("/video/no-such-frame", test_no_such_frame);
  g_test_add_func ("/video/first-frame", test_first_frame);

  int result = g_test_run ();

  fw_test_remove_folder (folder);
  g_free (folder);

  return result;
}
