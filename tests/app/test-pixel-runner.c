/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Looking at pictures for the checks, on a folder of two pictures that are the
 * same: the question comes from the rules, the answer is measured, the finding
 * comes back; paused, nothing happens.
 */

#include "app/pixel-runner.h"
#include "support/wait.h"

#include <glib/gstdio.h>
#include <string.h>

static const char manual_text[] =
  "---\nmanual: test\ntitle: Test\nversion: 1.0.0\ncategories:\n  car: box\n---\n\n"
  "### TT-001 The same is the same\n\n- **DO** label the same picture alike.\n\n"
  "```rule\nseverity: error\nsince: 1.0.0\ncheck: duplicate-media\n```\n";

static char *
make_picture (const char *folder,
              const char *name)
{
  guint8 *pixels = g_malloc (64 * 48 * 3);
  g_autoptr(FwPicture) picture = NULL;
  char *path = g_build_filename (folder, name, NULL);

  for (guint i = 0; i < 64 * 48 * 3; i++)
    pixels[i] = (guint8) (i * 7 + i / 192 * 31);
  picture = fw_picture_new (64, 48, 64 * 3, g_bytes_new_take (pixels, 64 * 48 * 3));
  g_assert_true (fw_picture_save_png (picture, path, NULL));

  return path;
}

static gboolean
has_problem (gpointer runner)
{
  return fw_check_runner_get_n_problems (runner) == 1;
}

static gboolean
is_waiting (gpointer pixels)
{
  return fw_pixel_runner_is_busy (pixels);
}

static gboolean
is_gone (gpointer object)
{
  return *(gpointer *) object == NULL;
}

static FwDocument *
make_labels (FwManual *manual)
{
  const FwFrameInfo infos[] = { { .name = "a.png", .width = 64, .height = 48 },
                                { .name = "b.png", .width = 64, .height = 48 } };
  g_autoptr(FwFrameList) frames = fw_frame_list_new (FALSE, "folder", 0, infos, 2);
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwTrackBuilder *track = fw_track_builder_new (1, 1);
  g_autoptr(FwShape) box = fw_shape_new_box (FW_RECT (1, 1, 20, 20));
  g_autoptr(FwSnapshot) snapshot = NULL;

  fw_track_builder_set_key (track, 0, box);
  fw_track_builder_set_single (track, TRUE);
  fw_snapshot_builder_set_frame_list (builder, frames);
  fw_snapshot_builder_set (builder, (FwSlot) { FW_SLOT_TAXONOMY, 0 },
                           fw_manual_get_taxonomy (manual));
  fw_snapshot_builder_take_track (builder, fw_track_builder_end (track, NULL));
  snapshot = fw_snapshot_builder_end (builder);

  return fw_document_new (snapshot);
}

static void
test_looks (void)
{
  g_autofree char *folder = g_dir_make_tmp ("pixels-XXXXXX", NULL);
  g_autofree char *first = make_picture (folder, "a.png");
  g_autofree char *second = make_picture (folder, "b.png");
  g_autoptr(GBytes) bytes = g_bytes_new_static (manual_text, strlen (manual_text));
  g_autoptr(GError) error = NULL;
  g_autoptr(FwManual) manual = fw_manual_new_from_bytes (bytes, &error);
  FwSource *source = fw_source_open_sync (folder, NULL, NULL, &error);
  FwDocument *document = make_labels (manual);
  FwCheckRunner *checks = fw_check_runner_new (document);
  FwPixelRunner *pixels;

  g_assert_no_error (error);
  g_assert_nonnull (source);
  pixels = fw_pixel_runner_new (checks, source);
  fw_pixel_runner_set_paused (pixels, TRUE);
  fw_check_runner_set_manual (checks, manual);
  g_assert_true (fw_test_wait (is_waiting, pixels));
  g_assert_cmpstr (fw_pixel_runner_get_status (pixels), ==, "Pictures wait: 0 % done");
  g_assert_cmpint (fw_check_runner_get_n_problems (checks), ==, 0);

  fw_pixel_runner_set_paused (pixels, FALSE);
  g_assert_true (fw_test_wait (has_problem, checks));
  g_assert_false (fw_pixel_runner_is_busy (pixels));
  g_assert_null (fw_pixel_runner_get_status (pixels));

  g_object_unref (pixels);
  g_object_unref (checks);
  g_object_unref (document);
  /* The thread lets go of the medium, and it goes. */
  g_object_add_weak_pointer (G_OBJECT (source), (gpointer *) &source);
  g_object_unref (source);
  g_assert_true (fw_test_wait (is_gone, &source));
  g_unlink (first);
  g_unlink (second);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pixel-runner/looks", test_looks);

  return g_test_run ();
}
