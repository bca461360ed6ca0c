/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framectl info, framemd5 and frame as a script calls them: output, order and
 * exit codes. FW_FRAMECTL names the built program.
 */

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "support/framectl.h"
#include "support/test-folder.h"
#include "support/test-video.h"

static char *folder;
static char *clip;

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return atoi (*(const char *const *) a) - atoi (*(const char *const *) b);
}

/* The lines without comments, by frame. */
static char *
sort_lines (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr(GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; lines[i]; i++)
    if (lines[i][0] && lines[i][0] != '#')
      g_ptr_array_add (kept, lines[i]);
  g_ptr_array_sort (kept, compare_lines);
  g_ptr_array_add (kept, NULL);

  return g_strjoinv ("\n", (char **) kept->pdata);
}

/* Test that every order prints the same lines, and that a list keeps its order. */
static void
test_framemd5 (void)
{
  static const char *const orders[] = { "backward", "random:1", "random:2" };
  g_autofree char *forward = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *few = NULL;

  g_assert_cmpint (run_framectl (&forward, NULL, "framemd5", clip, NULL), ==, FW_EXIT_CLEAN);
  expected = sort_lines (forward);
  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *out = NULL;
      g_autofree char *sorted = NULL;

      g_assert_cmpint (run_framectl (&out, NULL, "framemd5", "--order", orders[i], clip, NULL), ==, 0);
      g_assert_cmpstr (out, !=, forward);
      sorted = sort_lines (out);
      g_assert_cmpstr (sorted, ==, expected);
    }

  g_assert_cmpint (run_framectl (&few, NULL, "framemd5", clip, "--frames", "7,0,3", NULL), ==, 0);

  const char *seven = strstr (few, "\n7, "), *zero = strstr (few, "\n0, "),
             *three = strstr (few, "\n3, ");

  g_assert_true (seven && zero && three && seven < zero && zero < three);
}

/* Test that info --json is a list that says what the clip is. */
static void
test_info (void)
{
  g_autofree char *out = NULL;

  g_assert_cmpint (run_framectl (&out, NULL, "info", "--json", clip, NULL), ==, FW_EXIT_CLEAN);
  g_assert_true (g_str_has_prefix (out, "[\n"));
  g_assert_true (g_str_has_suffix (out, "]\n"));
  g_assert_nonnull (strstr (out, "\"kind\": \"video\", \"width\": 128, \"height\": 96, \"frames\": 24"));
  g_assert_nonnull (strstr (out, "\"fps\": 30, \"vfr\": false, \"codec\": \"mpeg4\""));
  g_assert_nonnull (strstr (out, "\"rotation\": 0, \"keyframes\": "));
  g_assert_nonnull (strstr (out, "\"warnings\": []}"));
}

/* Test that one frame is not "1 frames", and that an error is a whole sentence. */
static void
test_info_text (void)
{
  g_autofree char *one = g_build_filename (folder, "one.mp4", NULL);
  g_autofree char *out = NULL;
  g_autofree char *several = NULL;
  g_autofree char *err = NULL;

  g_assert_true (fw_test_video_make (one, &(FwTestVideo) { .n_frames = 1 }));
  g_assert_cmpint (run_framectl (&out, NULL, "info", one, NULL), ==, FW_EXIT_CLEAN);
  g_assert_nonnull (strstr (out, "  1 frame in 0:00.0, 30 per second, 1 keyframe\n"));
  g_assert_cmpint (run_framectl (&several, NULL, "info", clip, NULL), ==, FW_EXIT_CLEAN);
  g_assert_nonnull (strstr (several, "  24 frames in 0:00.8, 30 per second, "));
  g_assert_nonnull (strstr (several, " keyframes\n"));

  g_assert_cmpint (run_framectl (NULL, &err, "info", "/nonexistent.mp4", NULL), ==, FW_EXIT_INPUT);
  g_assert_true (g_str_has_suffix (err, " cannot be opened: No such file or directory.\n"));
}

/* Test that a frame is written as PNG, and where it cannot be, nothing is left. */
static void
test_frame (void)
{
  g_autofree char *png = g_build_filename (folder, "frame.png", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "missing", "frame.png", NULL);
  g_autofree char *content = NULL;

  g_assert_cmpint (run_framectl (NULL, NULL, "frame", clip, "5", "-o", png, NULL), ==, FW_EXIT_CLEAN);
  g_assert_true (g_file_get_contents (png, &content, NULL, NULL));
  g_assert_cmpmem (content, 4, "\x89PNG", 4);
  g_assert_cmpint (run_framectl (NULL, NULL, "frame", clip, "5", "-o", nowhere, NULL), ==, FW_EXIT_OUTPUT);
}

static gboolean
is_png (const char *folder_path,
        const char *name)
{
  g_autofree char *path = g_build_filename (folder_path, name, NULL);
  g_autofree char *content = NULL;
  gsize length;

  return g_file_get_contents (path, &content, &length, NULL) && length > 8
         && memcmp (content, "\x89PNG", 4) == 0;
}

/* Test that frames are written under the names that labels give them, and that
 * a name never leads out of the folder. */
static void
test_frames (void)
{
  g_autofree char *out_folder = g_build_filename (folder, "out", NULL);
  g_autofree char *labels = g_build_filename (folder, "clip.coco.json", NULL);
  g_autofree char *labelled = g_build_filename (folder, "labelled", NULL);
  g_autofree char *out = NULL, *out_labelled = NULL;
  static const char text[]
      = "{\"videos\":[{\"id\":1,\"file_name\":\"clip.mp4\"}],\"images\":[{\"id\":1,\"video_id\":1,"
        "\"frame_id\":0,\"frame_index\":0,\"file_name\":\"../../clip/frame_000000.png\",\"width\":128,"
        "\"height\":96},{\"id\":2,\"video_id\":1,\"frame_id\":1,\"frame_index\":7,\"file_name\":\"x\","
        "\"width\":128,\"height\":96}],\"categories\":[{\"id\":1,\"name\":\"car\"}],\"annotations\":[{"
        "\"id\":1,\"image_id\":2,\"category_id\":1,\"track_id\":1,\"bbox\":[1,2,3,4]}]}";

  g_assert_cmpint (run_framectl (&out, NULL, "frames", clip, "-o", out_folder, "--every", "10", NULL), ==, 0);
  g_assert_cmpstr (out, ==, "3 frames\n");
  g_assert_true (is_png (out_folder, "clip/frame_000000.png"));
  g_assert_true (is_png (out_folder, "clip/frame_000020.png"));
  g_assert_false (is_png (out_folder, "clip/frame_000001.png"));

  g_assert_true (g_file_set_contents (labels, text, -1, NULL));
  g_assert_cmpint (run_framectl (&out_labelled, NULL, "frames", labels, "-o", labelled, "--labelled", NULL),
                   ==, 0);
  g_assert_cmpstr (out_labelled, ==, "1 frame\n");
  g_assert_true (is_png (labelled, "clip/frame_000007.png"));
}

/* Test that wrong calls and wrong inputs have their exit codes and a sentence. */
static void
test_exit_codes (void)
{
  g_autofree char *text = g_build_filename (folder, "text.mp4", NULL);
  const struct
  {
    const char *words[4];
    int         code;
  } cases[] = {
    { { "info" }, FW_EXIT_USAGE },
    { { "framemd5" }, FW_EXIT_USAGE },
    { { "framemd5", clip, "--order=sideways" }, FW_EXIT_USAGE },
    { { "framemd5", clip, "--order=random:" }, FW_EXIT_USAGE },
    { { "framemd5", clip, "--frames=1,x" }, FW_EXIT_USAGE },
    { { "framemd5", clip, "--frames=24" }, FW_EXIT_INPUT },
    { { "frame", clip }, FW_EXIT_USAGE },
    { { "frame", clip, "-1" }, FW_EXIT_USAGE },
    { { "frame", clip, "24" }, FW_EXIT_INPUT },
    { { "frames", clip }, FW_EXIT_USAGE },
    { { "frames", clip, "-o", clip }, FW_EXIT_OUTPUT },
    { { "frames", clip, "--output=/tmp", "--labelled" }, FW_EXIT_USAGE },
    { { "frames", "/nonexistent.mp4", "--output=/tmp" }, FW_EXIT_INPUT },
    { { "info", text }, FW_EXIT_INPUT },
    { { "info", "/nonexistent" }, FW_EXIT_INPUT },
    { { "info", "--help" }, FW_EXIT_CLEAN },
  };

  g_assert_true (g_file_set_contents (text, "not a video at all", -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *err = NULL;

      g_test_message ("case %zu", i);
      g_assert_cmpint (run_framectl (NULL, &err, cases[i].words[0], cases[i].words[1], cases[i].words[2],
                            cases[i].words[3], NULL),
                       ==, cases[i].code);
      if (cases[i].code != FW_EXIT_CLEAN)
        g_assert_true (g_str_has_prefix (err, "framectl: "));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  folder = fw_test_make_folder ();
  clip = g_build_filename (folder, "clip.mp4", NULL);
  g_assert_true (fw_test_video_make (clip, &(FwTestVideo) { .n_frames = 24, .b_frames = 1 }));

  g_test_add_func ("/framectl/framemd5", test_framemd5);
  g_test_add_func ("/framectl/info", test_info);
  g_test_add_func ("/framectl/info-text", test_info_text);
  g_test_add_func ("/framectl/frame", test_frame);
  g_test_add_func ("/framectl/frames", test_frames);
  g_test_add_func ("/framectl/exit-codes", test_exit_codes);

  int result = g_test_run ();

  fw_test_remove_folder (folder);
  g_free (folder);
  g_free (clip);

  return result;
}
