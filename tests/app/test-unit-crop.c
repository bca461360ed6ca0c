/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Pictures of labels: which part of which frame, at which size, with and without
 * the outline; and many of them at once, out of a video whose pictures carry
 * their own numbers. No display.
 */

#include "app/crop-queue.h"
#include "core/error.h"
#include "support/test-folder.h"
#include "support/test-video.h"
#include "support/wait.h"

#include <glib/gstdio.h>

#define WIDTH 128
#define HEIGHT 96

static FwSnapshot *
make_snapshot (FwFrame n_frames,
               guint   width,
               guint   height)
{
  g_autofree FwFrameInfo *infos = g_new0 (FwFrameInfo, n_frames);
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwTrackBuilder *track = fw_track_builder_new (7, 1);
  g_autoptr(FwFrameList) frames = NULL;

  for (FwFrame i = 0; i < n_frames; i++)
    infos[i] = (FwFrameInfo) { .width = width, .height = height, .pts = i, .timestamp_ms = NAN };
  frames = fw_frame_list_new (TRUE, "clip.mp4", 30, infos, (gsize) n_frames);
  fw_snapshot_builder_set_frame_list (builder, frames);

  g_autoptr(FwShape) small = fw_shape_new_box (FW_RECT (40, 30, 10, 8));
  g_autoptr(FwShape) large = fw_shape_new_box (FW_RECT (40, 30, 30, 20));

  fw_track_builder_set_key (track, 2, small);
  fw_track_builder_set_key (track, 6, large);
  fw_track_builder_set_key (track, 9, small);
  fw_snapshot_builder_take_track (builder, fw_track_builder_end (track, NULL));

  return fw_snapshot_builder_end (builder);
}

static FwSnapshot *
make_boxes (const FwRect *boxes,
            gsize         n_boxes,
            guint         width,
            guint         height)
{
  const FwFrameInfo info = { .name = "a.png", .width = width, .height = height };
  g_autoptr(FwFrameList) frames = fw_frame_list_new (FALSE, "folder", 0, &info, 1);
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();

  fw_snapshot_builder_set_frame_list (builder, frames);
  for (gsize i = 0; i < n_boxes; i++)
    {
      FwTrackBuilder *track = fw_track_builder_new ((FwTrackId) i + 1, 1);
      g_autoptr(FwShape) box = fw_shape_new_box (boxes[i]);

      fw_track_builder_set_key (track, 0, box);
      fw_track_builder_set_single (track, TRUE);
      fw_snapshot_builder_take_track (builder, fw_track_builder_end (track, NULL));
    }

  return fw_snapshot_builder_end (builder);
}

/* Each pixel tells its place: red is x, green is y. */
static FwPicture *
make_picture (guint width,
              guint height)
{
  gsize n = (gsize) width * height;
  guint8 *pixels = g_malloc (n * 3);

  for (gsize i = 0; i < n; i++)
    {
      pixels[3 * i] = (guint8) (i % width);
      pixels[3 * i + 1] = (guint8) (i / width);
      pixels[3 * i + 2] = 0;
    }

  return fw_picture_new (width, height, (gsize) width * 3, g_bytes_new_take (pixels, n * 3));
}

static const guint8 *
get_pixel (const FwPicture *picture,
           guint            x,
           guint            y)
{
  return fw_picture_get_pixels (picture) + y * fw_picture_get_stride (picture) + (gsize) x * 3;
}

/* Test that the label stands in its surroundings, within the picture. */
static void
test_area (void)
{
  static const struct
  {
    const char *what;
    FwRect      box;
    double      aspect;
    FwRect      area;
    double      margin;
  } cases[] = {
    { "half of its longer side on each side", { 100, 80, 60, 40 }, 0, { 70, 50, 120, 100 } },
    { "24 pixels beside a small one", { 100, 80, 4, 4 }, 0, { 76, 56, 52, 52 } },
    { "moved inwards at the corner", { 0, 0, 10, 10 }, 0, { 0, 0, 58, 58 } },
    { "moved inwards at the far corner", { 190, 140, 10, 10 }, 0, { 142, 92, 58, 58 } },
    { "the whole picture at most", { 10, 10, 180, 130 }, 0, { 0, 0, 200, 150 } },
    { "as wide as asked", { 100, 80, 4, 4 }, 2, { 50, 56, 104, 52 } },
    { "as high as asked", { 100, 80, 4, 4 }, 0.5, { 76, 30, 52, 104 } },
    { "a label beside the picture", { 400, 80, 10, 10 }, 0, { 142, 56, 58, 58 } },
    { "a tenth on each side", { 100, 80, 60, 40 }, 0, { 94, 74, 72, 52 }, 0.1 },
    { "no less than two pixels", { 100, 80, 4, 4 }, 0, { 98, 78, 8, 8 }, 0.1 },
    { "tight, and as wide as asked", { 100, 80, 10, 20 }, 2, { 81, 78, 48, 24 }, 0.1 },
  };
  FwRect boxes[G_N_ELEMENTS (cases)];
  g_autoptr(FwSnapshot) snapshot = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    boxes[i] = cases[i].box;
  snapshot = make_boxes (boxes, G_N_ELEMENTS (cases), 200, 150);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwCropOrder order = { .unit = { FW_UNIT_LABEL, 0, (FwTrackId) i + 1, TRUE },
                            .aspect = cases[i].aspect,
                            .margin = cases[i].margin };
      g_autoptr(GError) error = NULL;
      FwRect area;

      g_test_message ("case %" G_GSIZE_FORMAT ": %s", i, cases[i].what);
      g_assert_true (fw_unit_crop_find_area (&order, snapshot, 200, 150, &area, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat (area.x, ==, cases[i].area.x);
      g_assert_cmpfloat (area.y, ==, cases[i].area.y);
      g_assert_cmpfloat (area.width, ==, cases[i].area.width);
      g_assert_cmpfloat (area.height, ==, cases[i].area.height);
    }
}

/* Test which frame shows a unit, and that one which went is told of. */
static void
test_frame (void)
{
  static const struct
  {
    FwUnit   unit;
    FwFrame  frame;
    FwFrame  expected;
  } cases[] = {
    { { FW_UNIT_LABEL, 4, 7, FALSE }, FW_FRAME_NONE, 4 },
    { { FW_UNIT_FRAME, 5, 0, FALSE }, FW_FRAME_NONE, 5 },
    { { FW_UNIT_TRACK, FW_FRAME_NONE, 7, FALSE }, FW_FRAME_NONE, 6 },
    { { FW_UNIT_TRACK, FW_FRAME_NONE, 7, FALSE }, 3, 3 },
    { { FW_UNIT_TRACK, FW_FRAME_NONE, 8, FALSE }, FW_FRAME_NONE, FW_FRAME_NONE },
  };
  g_autoptr(FwSnapshot) snapshot = make_snapshot (12, WIDTH, HEIGHT);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwCropOrder order = { .unit = cases[i].unit, .frame = cases[i].frame };
      g_autoptr(GError) error = NULL;
      FwFrame frame;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      if (fw_unit_crop_find_frame (&order, snapshot, &frame, &error))
        g_assert_cmpint (frame, ==, cases[i].expected);
      else
        g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE);
      g_assert_cmpint (error != NULL, ==, cases[i].expected == FW_FRAME_NONE);
    }
}

/* Test that the crop shows the pixels of its place, at whole factors. */
static void
test_pixels (void)
{
  const FwRect box = FW_RECT (100, 80, 4, 4);
  g_autoptr(FwSnapshot) snapshot = make_boxes (&box, 1, 200, 150);
  g_autoptr(FwPicture) picture = make_picture (200, 150);
  FwCropOrder order = { .unit = { FW_UNIT_LABEL, 0, 1, TRUE }, .max_side = 220 };
  g_autoptr(FwPicture) plain = fw_unit_crop_cut (&order, snapshot, picture, NULL);
  g_autoptr(FwPicture) outlined = NULL;

  /* 52 pixels, four times. */
  g_assert_cmpuint (fw_picture_get_width (plain), ==, 208);
  g_assert_cmpuint (fw_picture_get_height (plain), ==, 208);
  for (guint x = 0; x < 52; x++)
    {
      g_assert_cmpuint (get_pixel (plain, 4 * x + 2, 102)[0], ==, 76 + x);
      g_assert_cmpuint (get_pixel (plain, 102, 4 * x + 2)[1], ==, 56 + x);
    }

  order.is_outlined = TRUE;
  outlined = fw_unit_crop_cut (&order, snapshot, picture, NULL);
  g_assert_cmpuint (fw_picture_get_width (outlined), ==, 208);
  /* The middle and the border are as they were; the label's edge is grey, as of
   * a category that nobody knows. */
  g_assert_cmpmem (get_pixel (outlined, 104, 104), 3, get_pixel (plain, 104, 104), 3);
  g_assert_cmpmem (get_pixel (outlined, 2, 2), 3, get_pixel (plain, 2, 2), 3);
  g_assert_cmpuint (get_pixel (outlined, 104, 96)[0], ==, 0xc0);
  g_assert_cmpuint (get_pixel (outlined, 104, 96)[2], ==, 0xbc);
}

/* Test that a crop is no larger than asked, also from a smaller picture. */
static void
test_sizes (void)
{
  const FwRect box = FW_RECT (10, 10, 180, 130);
  g_autoptr(FwSnapshot) snapshot = make_boxes (&box, 1, 200, 150);
  g_autoptr(FwPicture) whole = make_picture (200, 150);
  g_autoptr(FwPicture) half = make_picture (100, 75);
  const FwPicture *pictures[] = { whole, half };

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    for (int kind = FW_UNIT_LABEL; kind <= FW_UNIT_FRAME; kind += FW_UNIT_FRAME)
      {
        FwCropOrder order = { .unit = { kind, 0, kind == FW_UNIT_LABEL, FALSE },
                              .max_side = 100, .is_outlined = TRUE };
        g_autoptr(FwPicture) crop = fw_unit_crop_cut (&order, snapshot, pictures[i], NULL);

        g_assert_cmpuint (fw_picture_get_width (crop), ==, 100);
        g_assert_cmpuint (fw_picture_get_height (crop), ==, 75);
      }
}

/* What is told by many orders at once. */
typedef struct
{
  GArray     *served;   /* (element-type int) numbers in the pictures, in order */
  guint       n_done;
  guint       n_cancelled;
  GError     *error;    /* (nullable) the last other one */
} Served;

static void
served_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Served *served = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FwPicture) crop = fw_crop_queue_ask_finish (FW_CROP_QUEUE (object), result, &error);

  served->n_done++;
  if (crop)
    {
      int number = fw_test_video_read_number (fw_picture_get_pixels (crop),
                                              fw_picture_get_stride (crop),
                                              fw_picture_get_width (crop),
                                              fw_picture_get_height (crop));

      g_array_append_val (served->served, number);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    served->n_cancelled++;
  else
    {
      g_clear_error (&served->error);
      served->error = g_steal_pointer (&error);
    }
}

static gboolean
is_served (gpointer queue)
{
  return fw_crop_queue_get_n_waiting (queue) == 0;
}

static gboolean
is_gone (gpointer object)
{
  return *(gpointer *) object == NULL;
}

typedef struct
{
  char        *folder;
  FwSource    *source;
  FwSnapshot  *snapshot;
  FwCropQueue *queue;
  Served       served;
} Fixture;

static gboolean
is_scanned (gpointer source)
{
  return fw_source_get_state (source) != FW_SOURCE_STATE_SCANNING;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const FwTestVideo video = { .width = WIDTH, .height = HEIGHT, .n_frames = 30, .b_frames = 2 };
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  fixture->folder = fw_test_make_folder ();
  path = g_build_filename (fixture->folder, "clip.mp4", NULL);
  g_assert_true (fw_test_video_make (path, &video));
  fixture->source = fw_source_open_sync (path, NULL, NULL, &error);
  g_assert_no_error (error);
  /* Before that the medium knows only the first of its frames. */
  g_assert_true (fw_test_wait (is_scanned, fixture->source));
  fixture->snapshot = make_snapshot (30, WIDTH, HEIGHT);
  fixture->queue = fw_crop_queue_new (fixture->source);
  fixture->served.served = g_array_new (FALSE, FALSE, sizeof (int));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->queue);
  fw_snapshot_unref (fixture->snapshot);
  /* Nothing holds the medium longer than that. */
  g_object_add_weak_pointer (G_OBJECT (fixture->source), (gpointer *) &fixture->source);
  g_object_unref (fixture->source);
  g_assert_true (fw_test_wait (is_gone, &fixture->source));
  g_array_unref (fixture->served.served);
  g_clear_error (&fixture->served.error);
  fw_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
ask (Fixture      *fixture,
     FwFrame       frame,
     const char   *path,
     GCancellable *cancellable)
{
  const FwCropOrder order = { .unit = { FW_UNIT_FRAME, frame, 0, FALSE } };

  fw_crop_queue_ask_async (fixture->queue, &order, fixture->snapshot, path, cancellable, served_cb,
                           &fixture->served);
}

/* Test that a video is gone through once, whatever the order of asking. */
static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  static const FwFrame asked[] = { 12, 29, 3, 17, 8, 17 };
  static const int expected[] = { 12, 17, 17, 29, 3, 8 };

  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    ask (fixture, asked[i], NULL, NULL);
  g_assert_cmpuint (fw_crop_queue_get_n_waiting (fixture->queue), ==, G_N_ELEMENTS (asked));
  g_assert_true (fw_test_wait (is_served, fixture->queue));
  g_assert_no_error (fixture->served.error);
  g_assert_cmpmem (fixture->served.served->data, fixture->served.served->len * sizeof (int),
                   expected, sizeof expected);
}

/* Test that what was cancelled is left out, also the one at work. */
static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const int expected = 5;

  ask (fixture, 3, NULL, cancellable);
  ask (fixture, 4, NULL, cancellable);
  ask (fixture, 5, NULL, NULL);
  g_cancellable_cancel (cancellable);
  g_assert_true (fw_test_wait (is_served, fixture->queue));
  g_assert_cmpuint (fixture->served.n_cancelled, ==, 2);
  g_assert_cmpuint (fixture->served.served->len, ==, 1);
  g_assert_cmpint (g_array_index (fixture->served.served, int, 0), ==, expected);
}

/* Test that a crop is written as a file, and that it is told where it cannot. */
static void
test_write (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "clip.questions", "1.png", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *blocked = g_build_filename (fixture->folder, "clip.mp4", "1.png", NULL);
  g_autoptr(FwPicture) crop = NULL;
  g_autoptr(GError) error = NULL;
  FwSource *again;

  ask (fixture, 9, path, NULL);
  g_assert_true (fw_test_wait (is_served, fixture->queue));
  g_assert_no_error (fixture->served.error);
  again = fw_source_open_sync (path, NULL, NULL, &error);
  g_assert_no_error (error);
  crop = fw_source_get_picture_sync (again, 0, 0, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fw_test_video_read_number (fw_picture_get_pixels (crop),
                                              fw_picture_get_stride (crop),
                                              fw_picture_get_width (crop),
                                              fw_picture_get_height (crop)),
                   ==, 9);
  g_object_unref (again);
  g_unlink (path);
  g_rmdir (folder);

  ask (fixture, 9, blocked, NULL);
  g_assert_true (fw_test_wait (is_served, fixture->queue));
  g_assert_nonnull (fixture->served.error);
  g_assert_nonnull (strstr (fixture->served.error->message, "clip.mp4"));
}

/* Test that a label which is not there is told, and the queue goes on. */
static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  const FwCropOrder order = { .unit = { FW_UNIT_LABEL, 3, 99, FALSE } };

  fw_crop_queue_ask_async (fixture->queue, &order, fixture->snapshot, NULL, NULL, served_cb,
                           &fixture->served);
  ask (fixture, 3, NULL, NULL);
  g_assert_true (fw_test_wait (is_served, fixture->queue));
  g_assert_error (fixture->served.error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE);
  g_assert_cmpuint (fixture->served.served->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unit-crop/area", test_area);
  g_test_add_func ("/unit-crop/frame", test_frame);
  g_test_add_func ("/unit-crop/pixels", test_pixels);
  g_test_add_func ("/unit-crop/sizes", test_sizes);
  g_test_add ("/crop-queue/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/crop-queue/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/crop-queue/write", Fixture, NULL, set_up, test_write, tear_down);
  g_test_add ("/crop-queue/missing", Fixture, NULL, set_up, test_missing, tear_down);

  return g_test_run ();
}
