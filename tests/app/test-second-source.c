/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Looking at media a second time, in the background: the same frames under the
 * same numbers whatever the container says of them, and measuring on them. The
 * pictures carry their own numbers. No display.
 */

#include "app/pixel-eye.h"
#include "app/second-source.h"
#include "support/test-folder.h"
#include "support/test-home.h"
#include "support/test-video.h"
#include "support/wait.h"

#define N_FRAMES 24

static gboolean
is_confirmed (gpointer source)
{
  return fw_source_get_state (source) == FW_SOURCE_STATE_CONFIRMED;
}

/* NULL: this FFmpeg cannot make it. */
static FwSource *
open_video (const char        *folder,
            const char        *name,
            const FwTestVideo *video)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;
  FwSource *source;

  if (!fw_test_video_make (path, video))
    return NULL;

  source = fw_source_open_sync (path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (fw_test_wait (is_confirmed, source));

  return source;
}

/* Test that every frame is found under its number, in files without time stamps,
 * too, of which only decoding tells the frames. */
static void
test_frames (void)
{
  static const struct
  {
    const char *name;
    FwTestVideo video;
  } cases[] = {
    { "clip.mp4", { .n_frames = N_FRAMES, .b_frames = 2 } },
    { "clip.mkv", { .n_frames = N_FRAMES, .is_vfr = TRUE } },
    { "clip.avi", { .n_frames = N_FRAMES, .b_frames = 2 } },
    { "clip.mpg", { .codec = "mpeg2video", .n_frames = N_FRAMES, .b_frames = 2 } },
    { "clip.m4v", { .format = "m4v", .n_frames = N_FRAMES } },
  };
  g_autofree char *folder = fw_test_make_folder ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwSource *first = open_video (folder, cases[i].name, &cases[i].video);
      g_autoptr(GError) error = NULL;
      FwSecondSource *second;

      g_test_message ("%s", cases[i].name);
      if (!first)
        continue;
      second = fw_second_source_new (first, NULL, &error);
      g_assert_no_error (error);
      for (FwFrame k = fw_source_get_n_frames (first) - 1; k >= 0; k--)
        {
          g_autoptr(FwPicture) mine = fw_source_get_picture_sync (first, k, 0, 0, NULL, &error);
          g_autoptr(FwPicture) theirs = NULL;

          g_assert_no_error (error);
          theirs = fw_second_source_get_picture (second, k, 0, 0, NULL, &error);
          g_assert_no_error (error);
          g_assert_cmpint (fw_test_video_read_number (fw_picture_get_pixels (theirs),
                                                      fw_picture_get_stride (theirs),
                                                      fw_picture_get_width (theirs),
                                                      fw_picture_get_height (theirs)),
                           ==,
                           fw_test_video_read_number (fw_picture_get_pixels (mine),
                                                      fw_picture_get_stride (mine),
                                                      fw_picture_get_width (mine),
                                                      fw_picture_get_height (mine)));
        }
      fw_second_source_free (second);
      g_object_unref (first);
    }
  fw_test_remove_folder (folder);
}

/* Test that an answer does not depend on what was looked at before: a picture that
 * is compared with one after another stays while it is needed. */
static void
test_kept (void)
{
  g_autofree char *folder = fw_test_make_folder ();
  const FwTestVideo video = { .n_frames = N_FRAMES };
  FwSource *source = open_video (folder, "clip.mp4", &video);
  g_autoptr(FwPixelEye) eye = fw_pixel_eye_new (source, NULL, NULL);

  for (FwFrame k = 1; k < N_FRAMES; k++)
    {
      const FwPixelQuestion question = { .kind = FW_PIXEL_CUT, .frame = k, .other = 0 };
      g_autoptr(FwPixelEye) fresh = fw_pixel_eye_new (source, NULL, NULL);
      FwPixelAnswer used, wanted;

      g_assert_true (fw_pixel_eye_answer (eye, &question, &used, NULL));
      g_assert_true (fw_pixel_eye_answer (fresh, &question, &wanted, NULL));
      g_assert_true (used.is_known && wanted.is_known);
      g_assert_cmpfloat (used.value, ==, wanted.value);
    }
  g_object_unref (source);
  fw_test_remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  fw_test_init (&argc, &argv);
  g_test_add_func ("/second-source/frames", test_frames);
  g_test_add_func ("/second-source/kept", test_kept);

  return g_test_run ();
}
