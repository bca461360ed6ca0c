/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/unit-words.h"

#include "track-kit.h"

/* Three cars with ids as files have them: one in frame 0, two in frame 1. */
static FwSnapshot *
make_snapshot (gboolean is_video)
{
  static const struct
  {
    FwTrackId id;
    FwFrame frame;
  } tracks[] = { { 12, 0 }, { G_GINT64_CONSTANT (900000000007), 1 },
                 { G_GINT64_CONSTANT (900000000009), 1 } };
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwTaxonomyBuilder *words = fw_taxonomy_builder_new ();
  FwCategory car = { .id = 1, .name = "vehicle.car", .supercategory = "" };
  FwFrameInfo infos[2] = { { .name = is_video ? NULL : "a.png" },
                           { .name = is_video ? NULL : "b.png" } };
  g_autoptr (FwFrameList) frames = fw_frame_list_new (is_video, "clip.mp4", 30.0, infos, 2);
  g_autoptr (FwShape) box = fw_shape_new_box (FW_RECT (1, 2, 3, 4));
  g_autoptr (FwTaxonomy) taxonomy = NULL;

  fw_taxonomy_builder_add_category (words, &car);
  taxonomy = fw_taxonomy_builder_end (words);
  fw_snapshot_builder_set_frame_list (builder, frames);
  fw_snapshot_builder_set (builder, (FwSlot){ FW_SLOT_TAXONOMY, 0 }, taxonomy);
  for (gsize i = 0; i < G_N_ELEMENTS (tracks); i++)
    {
      FwTrackBuilder *track = fw_track_builder_new (tracks[i].id, 1);

      fw_track_builder_set_single (track, !is_video);
      fw_track_builder_set_key (track, tracks[i].frame, box);
      g_assert_true (fw_snapshot_builder_take_track (builder, fw_track_builder_end (track, NULL)));
    }

  return fw_snapshot_builder_end (builder);
}

/* Test that units of a video are called by what stays the same, units of pictures by
 * their place in the picture, and both as people count. */
static void
test_words (void)
{
  static const struct
  {
    gboolean is_video;
    const char *unit, *words;
  } cases[] = {
    { TRUE, "clip/1/t12", "Car 12, frame 1" },
    { TRUE, "clip/t12", "Car 12" },
    { TRUE, "clip/1", "Frame 1" },
    { TRUE, "clip/1/t99", "Object 99 (deleted), frame 1" },
    { TRUE, "clip/t99", "Object 99 (deleted)" },
    { FALSE, "labels/0/a12", "Car 1, picture 1" },
    { FALSE, "labels/1/a900000000007", "Car 1, picture 2" },
    { FALSE, "labels/1/a900000000009", "Car 2, picture 2" },
    { FALSE, "labels/1", "Picture 2" },
    { FALSE, "labels/1/a5", "An object that was deleted, picture 2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwSnapshot) snapshot = make_snapshot (cases[i].is_video);
      g_autoptr (FwUnitWords) words = fw_unit_words_new (snapshot);
      FwUnit unit;

      g_assert_true (fw_unit_parse (cases[i].unit, &unit, NULL));

      g_autofree char *text = fw_unit_words_dup (words, &unit);

      g_assert_cmpstr (text, ==, cases[i].words);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/unit-words/words", test_words);

  return g_test_run ();
}
