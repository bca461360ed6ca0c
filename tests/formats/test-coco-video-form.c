/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The video form, asked for by name, of a file that another program wrote: what
 * that one left out is there, what it wrote is as it was.
 */

#include "coco-kit.h"

static const char foreign[]
    = "{\"videos\":[{\"id\":1,\"name\":\"clip\"}],"
      "\"images\":[{\"id\":1,\"video_id\":1,\"frame_id\":0,\"file_name\":\"a.png\",\"width\":90,"
      "\"height\":60},{\"id\":2,\"video_id\":1,\"frame_id\":1,\"file_name\":\"b.png\",\"width\":90,"
      "\"height\":60}],\"categories\":[{\"id\":3,\"name\":\"car\"}],\"annotations\":["
      "{\"id\":1,\"image_id\":1,\"category_id\":3,\"instance_id\":5,\"bbox\":[10.50,1,20,20],"
      "\"score\":0.250},"
      "{\"id\":2,\"image_id\":2,\"category_id\":3,\"instance_id\":5,\"bbox\":[11.50,1,20,20]}]}";

/* Test that nobody who only saves gets another file, and that who asks for the video form
 * gets tracks and both numbers of a track, once. */
static void
test_foreign (void)
{
  FwCocoWriteOptions to_video = { .flavour = FW_COCO_VIDEO };
  g_autoptr (FwCocoFile) file = kit_load (foreign);
  g_autofree char *kept = kit_write (file, fw_coco_file_get_snapshot (file), NULL);
  g_autofree char *video = kit_write (file, fw_coco_file_get_snapshot (file), &to_video);
  static const char *const there[]
      = { "\"tracks\"",         "\"track_id\":5", "\"instance_id\":5", "\"x_framewright\"",
          "\"bbox\":[10.50,1,20,20]", "\"score\":0.250" };

  g_assert_cmpstr (kept, ==, foreign);
  for (gsize i = 0; i < G_N_ELEMENTS (there); i++)
    {
      g_test_message ("%s in %s", there[i], video);
      g_assert_nonnull (strstr (video, there[i]));
    }

  g_autoptr (FwCocoFile) again = kit_load (video);
  g_autofree char *twice = kit_write (again, fw_coco_file_get_snapshot (again), &to_video);

  g_assert_cmpuint (fw_coco_file_get_notes (again)->len, ==, 0);
  g_assert_true (fw_track_equal (fw_snapshot_get_track (fw_coco_file_get_snapshot (file), 5),
                                 fw_snapshot_get_track (fw_coco_file_get_snapshot (again), 5)));
  g_assert_cmpstr (twice, ==, video);
}

/* Test that numbers that are longer than a double holds are written with all their
 * digits where a form repeats them, and back. */
static void
test_long_numbers (void)
{
  static const char text[]
      = "{\"images\":[{\"id\":1,\"file_name\":\"a.jpg\",\"width\":9,\"height\":9}],"
        "\"categories\":[{\"id\":1,\"name\":\"car\"}],"
        "\"annotations\":[{\"id\":1,\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,3,4],"
        "\"attributes\":{\"long\":9007199254740993,\"least\":-9223372036854775808,"
        "\"most\":9223372036854775807,\"short\":9007199254740991}}]}";
  static const char *const there[]
      = { "\"long\":9007199254740993", "\"least\":-9223372036854775808",
          "\"most\":9223372036854775807", "\"short\":9007199254740991" };
  FwCocoWriteOptions to_video = { .flavour = FW_COCO_VIDEO };
  FwCocoWriteOptions to_plain = { .flavour = FW_COCO_PLAIN };
  g_autoptr (FwCocoFile) file = kit_load (text);
  g_autofree char *video = kit_write (file, fw_coco_file_get_snapshot (file), &to_video);
  g_autoptr (FwCocoFile) again = kit_load (video);
  g_autofree char *plain = kit_write (again, fw_coco_file_get_snapshot (again), &to_plain);

  for (gsize i = 0; i < G_N_ELEMENTS (there); i++)
    {
      g_test_message ("%s", there[i]);
      g_assert_nonnull (strstr (video, there[i]));
      g_assert_nonnull (strstr (plain, there[i]));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coco-video-form/foreign", test_foreign);
  g_test_add_func ("/coco-video-form/long-numbers", test_long_numbers);

  return g_test_run ();
}
