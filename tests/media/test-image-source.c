/* SPDX-License-Identifier: GPL-3.0-or-later */#include <string.h>

#include "media/orientation.h"
#include "media/image-source.h"
#include "media/source.h"
#include "media/thumbnailer.h"
#include "support/test-folder.h"
#include "support/test-video.h"
#include "support/wait.h"

/* A picture of one colour. */
static char *
write_png (const char *folder,
           const char *name,
           guint       width,
           guint       height,
           guint8      value)
{
  char *path = g_build_filename (folder, name, NULL);
  guint8 *pixels = g_malloc ((gsize) width * height * 3);
  g_autoptr(GError) error = NULL;

  memset (pixels, value, (gsize) width * height * 3);

  g_autoptr(FwPicture) picture
    = fw_picture_new (width, height, (gsize) width * 3,
                      g_bytes_new_take (pixels, (gsize) width * height * 3));

  fw_picture_save_png (picture, path, &error);
  g_assert_no_error (error);

  return path;
}

/* One picture as JPEG, with an EXIF block that says how it was held. */
static gboolean
write_jpeg (const char *path,
            int         orientation)
{
  FwTestVideo video
      = { .codec = "mjpeg", .pixel_format = "yuvj420p", .format = "mjpeg", .n_frames = 1 };
  g_autofree char *content = NULL;
  gsize length = 0;
  guint8 exif[]
      = { 0xff, 0xe1, 0, 34, 'E', 'x', 'i',  'f', 0, 0, 'M', 'M', 0, '*', 0,
          0,    0,    8, 0,  1,   1,   0x12, 0,   3, 0, 0,   0,   1, 0,   (guint8) orientation,
          0,    0,    0, 0,  0,   0 };

  if (!fw_test_video_make (path, &video))
    return FALSE;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));

  g_autoptr(GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (guint8 *) content, 2);
  g_byte_array_append (bytes, exif, sizeof exif);
  g_byte_array_append (bytes, (guint8 *) content + 2, (guint) length - 2);
  g_assert_true (g_file_set_contents (path, (char *) bytes->data, bytes->len, NULL));

  return TRUE;
}

static FwSource *
open_done (const char *path)
{
  g_autoptr(GError) error = NULL;
  FwSource *source = fw_source_open_sync (path, NULL, NULL, &error);

  g_assert_no_error (error);
  fw_source_confirm_sync (source, NULL, NULL, NULL, NULL);

  return source;
}

/* Test that names are ordered as people count. */
static void
test_natural_order (void)
{
  static const char *const sorted[] = {
    "IMG_1.png",
    "img_2.png",
    "img_010.png",
    "img_10a.png",
    "img_20.png",
    "img_99999999999999999999998.png",
    "img_99999999999999999999999.png",
    "Shot.png",
    "x",
    "x1",
    "x01b",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sorted); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (sorted); k++)
      {
        int order = fw_image_compare_names (sorted[i], sorted[k]);

        g_assert_cmpint ((order > 0) - (order < 0), ==, (i > k) - (i < k));
      }
  g_assert_cmpint (fw_image_compare_names ("a1", "a01"), !=, 0);
}

/* Test that a folder becomes its pictures, by content and in natural order. */
static void
test_folder (void)
{
  g_autofree char *folder = fw_test_make_folder ();
  g_autofree char *c = write_png (folder, "pic10.png", 30, 20, 10);
  g_autofree char *a = write_png (folder, "pic2.png", 20, 10, 2);
  g_autofree char *b = write_png (folder, "pic3.dat", 10, 10, 3);
  g_autofree char *hidden = write_png (folder, ".hidden.png", 10, 10, 4);
  g_autofree char *text = g_build_filename (folder, "notes.png", NULL);
  static const char *const names[] = { "pic2.png", "pic3.dat", "pic10.png" };
  static const guint8 values[] = { 2, 3, 10 };
  FwSourceFacts facts;
  FwSourceFrame frame;

  g_assert_true (g_file_set_contents (text, "only words, and a few more of them", -1, NULL));

  g_autoptr(FwSource) source = open_done (folder);

  fw_source_get_facts (source, &facts);
  g_assert_cmpint (facts.kind, ==, FW_MEDIA_KIND_IMAGES);
  g_assert_cmpint (fw_source_get_n_frames (source), ==, 3);
  for (FwFrame i = 0; i < 3; i++)
    {
      g_autoptr(FwPicture) picture = fw_source_get_picture_sync (source, i, 0, 0, NULL, NULL);

      g_assert_true (fw_source_get_frame (source, i, &frame));
      g_assert_cmpstr (frame.name, ==, names[i]);
      g_assert_cmpuint (frame.width, ==, fw_picture_get_width (picture));
      g_assert_cmpuint (fw_picture_get_pixels (picture)[0], ==, values[i]);
    }

  g_autoptr(FwFrameList) list = fw_source_dup_frame_list (source);

  g_assert_false (fw_frame_list_is_video (list));
  g_assert_cmpint (fw_frame_list_find (list, "pic10.png"), ==, 2);
  fw_test_remove_folder (folder);
}

/* Test that a missing or broken file of a list stays a frame that says why. */
static void
test_list (void)
{
  g_autofree char *folder = fw_test_make_folder ();
  g_autofree char *good = write_png (folder, "good.png", 8, 8, 7);
  g_autofree char *broken = g_build_filename (folder, "broken.jpg", NULL);
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  FwSourceFrame frame;

  g_assert_true (g_file_set_contents (broken, "\xff\xd8\xff\xe0garbage", -1, NULL));
  g_ptr_array_add (paths, g_build_filename (folder, "missing.png", NULL));
  g_ptr_array_add (paths, g_strdup (good));
  g_ptr_array_add (paths, g_strdup (broken));

  g_autoptr(FwSource) source = fw_source_open_list_sync (paths, folder, NULL, NULL, &error);

  g_assert_no_error (error);
  fw_source_confirm_sync (source, NULL, NULL, NULL, NULL);
  g_assert_cmpint (fw_source_get_n_frames (source), ==, 3);
  g_assert_true (fw_source_get_frame (source, 0, &frame) && frame.is_damaged);
  g_assert_true (fw_source_get_frame (source, 1, &frame) && !frame.is_damaged);
  g_assert_cmpstr (frame.name, ==, "good.png");

  g_autoptr(FwPicture) picture = fw_source_get_picture_sync (source, 1, 0, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (picture);
  g_assert_null (fw_source_get_picture_sync (source, 0, 0, 0, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (fw_source_get_picture_sync (source, 2, 0, 0, NULL, &error));
  g_assert_nonnull (error);

  g_autoptr(GPtrArray) warnings = fw_source_dup_warnings (source);

  g_assert_cmpuint (warnings->len, ==, 2);
  fw_test_remove_folder (folder);
}

/* Test that the EXIF orientation of a photograph is applied to size and pixels. */
static void
test_exif (void)
{
  g_autofree char *folder = fw_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "photo.jpg", NULL);

  for (int orientation = 1; orientation <= 8; orientation++)
    {
      if (!write_jpeg (path, orientation))
        {
          g_test_skip ("this FFmpeg cannot make JPEG");
          break;
        }

      g_autoptr(FwSource) source = open_done (path);
      g_autoptr(FwPicture) picture = fw_source_get_picture_sync (source, 0, 0, 0, NULL, NULL);
      FwSourceFacts facts;

      fw_source_get_facts (source, &facts);
      g_assert_cmpint (facts.kind, ==, FW_MEDIA_KIND_IMAGE);
      g_assert_cmpuint (facts.width, ==, orientation >= 5 ? 96 : 128);
      g_assert_cmpuint (fw_picture_get_width (picture), ==, facts.width);
      g_assert_cmpuint (fw_picture_get_height (picture), ==, facts.height);

      g_autoptr(FwFrameList) frames = fw_source_dup_frame_list (source);
      FwOrientation said = fw_frame_list_get (frames, 0).orientation;
      FwOrientation turn = fw_orientation_from_exif (orientation);

      g_assert_true (said.transpose == turn.transpose && said.flip_x == turn.flip_x
                     && said.flip_y == turn.flip_y);
    }
  fw_test_remove_folder (folder);
}

/* Test that an empty folder gets a sentence. */
static void
test_empty (void)
{
  g_autofree char *folder = fw_test_make_folder ();
  g_autoptr(GError) error = NULL;

  g_assert_null (fw_source_open_sync (folder, NULL, NULL, &error));
  g_assert_error (error, FW_MEDIA_ERROR, FW_MEDIA_ERROR_NO_VIDEO);
  fw_test_remove_folder (folder);
}

typedef struct
{
  FwPicture *pictures[2];
  GError    *errors[2];
  int        n_done;
} Thumbs;

static void
first_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  Thumbs *thumbs = data;

  thumbs->pictures[0] = fw_thumbnailer_request_finish (NULL, result, &thumbs->errors[0]);
  thumbs->n_done++;
}

static void
second_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  Thumbs *thumbs = data;

  thumbs->pictures[1] = fw_thumbnailer_request_finish (NULL, result, &thumbs->errors[1]);
  thumbs->n_done++;
}

static gboolean
has_two (gpointer data)
{
  return ((Thumbs *) data)->n_done == 2;
}

/* Test that videos, folders and pictures give small pictures, and that dropping
 * the thumbnailer gives everything back as cancelled. */
static void
test_thumbnails (void)
{
  g_autofree char *folder = fw_test_make_folder ();
  g_autofree char *video = g_build_filename (folder, "clip.mkv", NULL);
  g_autofree char *png = write_png (folder, "wide.png", 400, 100, 50);
  FwThumbnailer *thumbnailer = fw_thumbnailer_new ();
  Thumbs thumbs = { { NULL } };

  g_assert_true (fw_test_video_make (video, &(FwTestVideo) { .n_frames = 60, .gop = 20 }));
  fw_thumbnailer_request_async (thumbnailer, video, 1500.0, 100, NULL, first_cb, &thumbs);
  fw_thumbnailer_request_async (thumbnailer, folder, 0.0, 100, NULL, second_cb, &thumbs);
  g_assert_true (fw_test_wait (has_two, &thumbs));
  g_assert_no_error (thumbs.errors[0]);
  g_assert_no_error (thumbs.errors[1]);
  g_assert_cmpuint (fw_picture_get_width (thumbs.pictures[0]), ==, 100);
  /* The key picture before 1.5 s is number 40. */
  g_assert_cmpint (fw_test_video_read_number (fw_picture_get_pixels (thumbs.pictures[0]),
                                              fw_picture_get_stride (thumbs.pictures[0]), 100, 75),
                   ==, 40);
  g_assert_cmpuint (fw_picture_get_width (thumbs.pictures[1]), ==, 100);
  g_assert_cmpuint (fw_picture_get_height (thumbs.pictures[1]), ==, 25);
  fw_picture_unref (thumbs.pictures[0]);
  fw_picture_unref (thumbs.pictures[1]);

  thumbs = (Thumbs) { { NULL } };
  fw_thumbnailer_request_async (thumbnailer, video, 0.0, 100, NULL, first_cb, &thumbs);
  fw_thumbnailer_request_async (thumbnailer, png, 0.0, 100, NULL, second_cb, &thumbs);
  g_assert_finalize_object (thumbnailer);
  g_assert_true (fw_test_wait (has_two, &thumbs));
  for (int i = 0; i < 2; i++)
    {
      g_clear_pointer (&thumbs.pictures[i], fw_picture_unref);
      g_clear_error (&thumbs.errors[i]);
    }
  fw_test_remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/images/natural-order", test_natural_order);
  g_test_add_func ("/images/folder", test_folder);
  g_test_add_func ("/images/list", test_list);
  g_test_add_func ("/images/exif", test_exif);
  g_test_add_func ("/images/empty", test_empty);
  g_test_add_func ("/images/thumbnails", test_thumbnails);

  return g_test_run ();
}
