/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Real files, where they are at hand: FW_SHARED_DIR/data. Videos are compared
 * with what the ffmpeg program makes of them with one thread, picture by picture.
 */

#include <string.h>

#include "media/source.h"

/* The ffmpeg program scales pictures of another size to the first one's. */
#define RESIZED_NAME  "resolution-change.webm"
#define RESIZED_FRAME 16

static char *
data_folder (const char *name)
{
  const char *shared = g_getenv ("FW_SHARED_DIR");
  char *path = shared ? g_build_filename (shared, "data", name, NULL) : NULL;

  if (path && !g_file_test (path, G_FILE_TEST_IS_DIR))
    g_clear_pointer (&path, g_free);
  if (!path)
    g_test_skip ("FW_SHARED_DIR/data is not there");

  return path;
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_paths);

  return paths;
}

/* The last column of framemd5. */
static GPtrArray *
ask_ffmpeg (const char *path)
{
  const char *argv[] = { "ffmpeg",        "-nostdin", "-v",       "quiet", "-threads", "1",
                         "-noautorotate", "-i",       path,       "-map",  "0:v:0",    "-fps_mode",
                         "passthrough",   "-f",       "framemd5", "-",     NULL };
  g_autofree char *out = NULL;
  GPtrArray *sums = g_ptr_array_new_with_free_func (g_free);

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL,
                     NULL))
    return sums;

  g_auto(GStrv) lines = g_strsplit (out, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      const char *last = strrchr (lines[i], ',');

      if (last && lines[i][0] != '#')
        g_ptr_array_add (sums, g_strstrip (g_strdup (last + 1)));
    }

  return sums;
}

static void
assert_frame (FwSource   *source,
              FwFrame     frame,
              const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FwRawFrame) raw = fw_source_decode_raw (source, frame, NULL, &error);
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);

  g_assert_no_error (error);
  fw_raw_frame_update_checksum (raw, checksum);
  if (strcmp (g_checksum_get_string (checksum), expected) != 0)
    g_error ("%s: frame %d differs", fw_source_get_path (source), frame);
}

/* Test that every frame of every video is what ffmpeg decodes, forward,
 * backward and at random. The cache is too small to help. */
static void
test_videos (void)
{
  g_autofree char *folder = data_folder ("videos");
  g_autofree char *ffmpeg = g_find_program_in_path ("ffmpeg");
  g_autoptr(GRand) random = g_rand_new_with_seed (11);

  if (!folder)
    return;
  if (!ffmpeg)
    {
      g_test_skip ("the ffmpeg program is not there");
      return;
    }

  g_autoptr(GPtrArray) paths = list_files (folder);

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = paths->pdata[i];
      g_autoptr(GPtrArray) sums = ask_ffmpeg (path);
      FwSourceOptions options = { .cache_bytes = 96 << 20, .no_ahead = TRUE };
      g_autoptr(GError) error = NULL;
      g_autoptr(FwSource) source = fw_source_open_sync (path, &options, NULL, &error);
      FwFrame n = (FwFrame) sums->len;

      g_test_message ("%s: %d frames", path, n);
      g_assert_no_error (error);
      g_assert_true (fw_source_confirm_sync (source, NULL, NULL, NULL, &error));
      g_assert_cmpint (fw_source_get_n_frames (source), ==, n);
      if (g_str_has_suffix (path, RESIZED_NAME))
        n = RESIZED_FRAME;
      for (FwFrame f = 0; f < n; f++)
        assert_frame (source, f, sums->pdata[f]);
      for (FwFrame f = n - 1; f >= 0; f--)
        assert_frame (source, f, sums->pdata[f]);
      for (int k = 0; k < 25; k++)
        {
          FwFrame f = g_rand_int_range (random, 0, n);

          assert_frame (source, f, sums->pdata[f]);
        }
    }
}

/* Test that every broken file opens as far as it goes or gets a sentence. */
static void
test_broken (void)
{
  g_autofree char *folder = data_folder ("broken");

  if (!folder)
    return;

  g_autoptr(GPtrArray) paths = list_files (folder);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(FwSource) source = fw_source_open_sync (paths->pdata[i], NULL, NULL, &error);

      if (!source)
        {
          g_assert_nonnull (error);
          g_test_message ("%s", error->message);
          continue;
        }
      g_assert_true (fw_source_confirm_sync (source, NULL, NULL, NULL, &error));

      g_autoptr(FwPicture) picture = fw_source_get_picture_sync (source, 0, 0, 0, NULL, &error);

      g_assert_true ((picture != NULL) == (fw_source_get_n_frames (source) > 0));
      g_test_message ("%s: %d frames", (char *) paths->pdata[i], fw_source_get_n_frames (source));
    }
}

/* Test that every odd picture opens or is refused with a sentence. */
static void
test_odd_images (void)
{
  static const char *const folders[]
      = { "images_odd/mozilla", "images_odd/exif_orientation", "images" };

  for (gsize k = 0; k < G_N_ELEMENTS (folders); k++)
    {
      g_autofree char *folder = data_folder (folders[k]);

      if (!folder)
        return;

      g_autoptr(GPtrArray) paths = list_files (folder);

      for (guint i = 0; i < paths->len; i++)
        {
          g_autoptr(GError) error = NULL;
          g_autoptr(FwSource) source = fw_source_open_sync (paths->pdata[i], NULL, NULL, &error);
          g_autoptr(FwPicture) picture = NULL;
          FwSourceFrame frame;

          g_test_message ("%s", (char *) paths->pdata[i]);
          if (source)
            picture = fw_source_get_picture_sync (source, 0, 0, 0, NULL, &error);
          g_assert_true ((picture == NULL) == (error != NULL));
          if (!picture)
            continue;
          fw_source_confirm_sync (source, NULL, NULL, NULL, NULL);
          g_assert_true (fw_source_get_frame (source, 0, &frame));
          g_assert_cmpuint (frame.width, ==, fw_picture_get_width (picture));
          g_assert_cmpuint (frame.height, ==, fw_picture_get_height (picture));
        }
    }
}

static FwPicture *
load (const char *folder,
      const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(FwSource) source = fw_source_open_sync (path, NULL, NULL, &error);
  FwPicture *picture
    = source ? fw_source_get_picture_sync (source, 0, 0, 0, NULL, &error) : NULL;

  g_assert_no_error (error);

  return picture;
}

/* Test that photographs held in any way look like their upright references. */
static void
test_exif (void)
{
  static const struct
  {
    const char *name;
    const char *upright;
  } pairs[] = {
    { "exif-orientation-1-ul.jpg", "exif-orientation-1-ul-pre-rotated.jpg" },
    { "exif-orientation-3-lr.jpg", "exif-orientation-3-lr-pre-rotated.jpg" },
    { "exif-orientation-6-ru.jpg", "exif-orientation-6-ru-pre-rotated.jpg" },
    { "F-exif-early.png", "F-upright.png" },
  };
  g_autofree char *folder = data_folder ("images_odd/exif_orientation");

  for (gsize i = 0; folder && i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr(FwPicture) a = load (folder, pairs[i].name);
      g_autoptr(FwPicture) b = load (folder, pairs[i].upright);
      guint64 difference = 0;
      guint width = fw_picture_get_width (a), height = fw_picture_get_height (a);

      g_test_message ("%s", pairs[i].name);
      g_assert_cmpuint (width, ==, fw_picture_get_width (b));
      g_assert_cmpuint (height, ==, fw_picture_get_height (b));
      for (guint y = 0; y < height; y++)
        for (guint x = 0; x < width * 3; x++)
          difference
              += (guint) ABS (fw_picture_get_pixels (a)[y * fw_picture_get_stride (a) + x]
                              - fw_picture_get_pixels (b)[y * fw_picture_get_stride (b) + x]);
      /* Compressed anew: small differences at edges. */
      g_assert_cmpfloat ((double) difference / (width * height * 3), <, 4.0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shared/videos", test_videos);
  g_test_add_func ("/shared/broken", test_broken);
  g_test_add_func ("/shared/odd-images", test_odd_images);
  g_test_add_func ("/shared/exif", test_exif);

  return g_test_run ();
}
