/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/unit-name.h"

#include "track-kit.h"

/* Test that each form of a name reads back as what it names. */
static void
test_names (void)
{
  static const struct
  {
    const char *name;
    FwUnit unit;
    const char *media;
  } cases[] = {
    { "clip/404/t21", { FW_UNIT_LABEL, 404, 21, FALSE }, "clip" },
    { "clip/0/a1312", { FW_UNIT_LABEL, 0, 1312, TRUE }, "clip" },
    { "clip/t21", { FW_UNIT_TRACK, FW_FRAME_NONE, 21, FALSE }, "clip" },
    { "clip/404", { FW_UNIT_FRAME, 404, 0, FALSE }, "clip" },
    { "7/7", { FW_UNIT_FRAME, 7, 0, FALSE }, "7" },
    { "stra\303\237e 3/7/t1", { FW_UNIT_LABEL, 7, 1, FALSE }, "stra\303\237e 3" },
    { "clip/t9223372036854775807", { FW_UNIT_TRACK, FW_FRAME_NONE, G_MAXINT64, FALSE }, "clip" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *media = NULL;
      g_autofree char *name = fw_unit_dup_name (&cases[i].unit, cases[i].media);
      FwUnit unit;

      g_assert_cmpstr (name, ==, cases[i].name);
      g_assert_true (fw_unit_parse (name, &unit, &media));
      g_assert_cmpstr (media, ==, cases[i].media);
      g_assert_cmpint (unit.kind, ==, cases[i].unit.kind);
      g_assert_cmpint (unit.frame, ==, cases[i].unit.frame);
      g_assert_cmpint (unit.track, ==, cases[i].unit.track);
      g_assert_cmpint (unit.is_plain, ==, cases[i].unit.is_plain);
    }
}

/* Test that what is no name is refused. */
static void
test_no_names (void)
{
  static const char *const names[] = { "",
                                       "clip",
                                       "clip/",
                                       "/3",
                                       "clip/t",
                                       "clip/t0",
                                       "clip/t-3",
                                       "clip/07",
                                       "clip/3/x4",
                                       "clip/3/t4x",
                                       "clip/a7",
                                       "clip/-1",
                                       "clip/+3",
                                       "/3/t4",
                                       "clip/3/t 4",
                                       "clip/99999999999",
                                       "clip/t9223372036854775808" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      FwUnit unit;

      g_test_message ("“%s”", names[i]);
      g_assert_false (fw_unit_parse (names[i], &unit, NULL));
    }
}

/* Test what media are called: the video's stem, or the name of the labels. */
static void
test_media (void)
{
  static const struct
  {
    gboolean is_video;
    const char *name, *path, *media;
  } cases[] = {
    { TRUE, "clip.mp4", "/a/other.coco.json", "clip" },
    { TRUE, "in/a/clip.1.mp4", NULL, "clip.1" },
    { TRUE, "", "/a/clip.coco.json", "clip" },
    { FALSE, "folder", "/a/labels.coco.json", "labels" },
    { FALSE, "", "/a/instances.json", "instances" },
    { FALSE, "", NULL, "labels" },
    { FALSE, "", ".coco.json", ".coco" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwFrameList) frames
          = fw_frame_list_new (cases[i].is_video, cases[i].name, 0.0, NULL, 0);
      g_autofree char *media = fw_unit_dup_media (frames, cases[i].path);

      g_assert_cmpstr (media, ==, cases[i].media);
    }
}

/* Ten frames, of which frame 3 is deleted; a track with a gap, and a short one. */
static FwSnapshot *
make_snapshot (gboolean is_video)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwFrameInfo infos[10] = { { .name = NULL } };
  g_autoptr (FwFrameList) frames = NULL;
  g_autoptr (FwShape) box = fw_shape_new_box (FW_RECT (1, 2, 3, 4));
  FwSpan span = { 3, 3 };
  g_autoptr (FwSpanSet) deleted = fw_span_set_new (&span, 1);

  for (int i = 0; i < 10; i++)
    infos[i].name = is_video ? NULL : g_intern_string ("abcdefghij" + i);
  frames = fw_frame_list_new (is_video, "clip.mp4", 30.0, infos, 10);
  fw_snapshot_builder_set_frame_list (builder, frames);
  fw_snapshot_builder_set (builder, (FwSlot){ FW_SLOT_DELETED, 0 }, deleted);
  for (int i = 1; i <= 2; i++)
    {
      FwTrackBuilder *track = fw_track_builder_new (i, 1);

      if (!is_video)
        fw_track_builder_set_single (track, TRUE);
      fw_track_builder_set_key (track, i * 2, box);
      if (is_video)
        fw_track_builder_set_key (track, i * 2 + 3, box);
      g_assert_true (fw_snapshot_builder_take_track (builder, fw_track_builder_end (track, NULL)));
    }

  return fw_snapshot_builder_end (builder);
}

static char *
list_names (FwSnapshot *snapshot, FwUnitKind kind)
{
  g_autoptr (GArray) units = fw_unit_list (snapshot, kind, NULL);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < units->len; i++)
    {
      const FwUnit *unit = &g_array_index (units, FwUnit, i);
      g_autofree char *name = fw_unit_dup_name (unit, "c");
      g_autofree char *rev = fw_unit_dup_rev (unit, snapshot);

      g_assert_cmpuint (strlen (rev), ==, 12);
      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", name);
    }

  return g_string_free (names, FALSE);
}

/* Test that all labels, tracks and frames are listed, and no deleted frame. */
static void
test_list (void)
{
  g_autoptr (FwSnapshot) video = make_snapshot (TRUE);
  g_autoptr (FwSnapshot) plain = make_snapshot (FALSE);
  g_autofree char *labels = list_names (video, FW_UNIT_LABEL);
  g_autofree char *tracks = list_names (video, FW_UNIT_TRACK);
  g_autofree char *frames = list_names (video, FW_UNIT_FRAME);
  g_autofree char *shapes = list_names (plain, FW_UNIT_LABEL);
  g_autofree char *objects = list_names (plain, FW_UNIT_TRACK);

  g_assert_cmpstr (labels, ==, "c/2/t1 c/4/t1 c/5/t1 c/4/t2 c/5/t2 c/6/t2 c/7/t2");
  g_assert_cmpstr (tracks, ==, "c/t1 c/t2");
  g_assert_cmpstr (frames, ==, "c/0 c/1 c/2 c/4 c/5 c/6 c/7 c/8 c/9");
  g_assert_cmpstr (shapes, ==, "c/2/a1 c/4/a2");
  g_assert_cmpstr (objects, ==, "c/2/a1 c/4/a2");
}

/* Test that a unit that is not there has no revision. */
static void
test_missing (void)
{
  static const FwUnit units[] = { { FW_UNIT_LABEL, 3, 1, FALSE },  { FW_UNIT_LABEL, 9, 1, FALSE },
                                  { FW_UNIT_LABEL, 2, 1, TRUE },   { FW_UNIT_LABEL, 2, 7, FALSE },
                                  { FW_UNIT_TRACK, -1, 7, FALSE }, { FW_UNIT_FRAME, 3, 0, FALSE },
                                  { FW_UNIT_FRAME, 10, 0, FALSE } };
  g_autoptr (FwSnapshot) video = make_snapshot (TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *rev = fw_unit_dup_rev (&units[i], video);

      g_assert_null (rev);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/unit-name/names", test_names);
  g_test_add_func ("/unit-name/no-names", test_no_names);
  g_test_add_func ("/unit-name/media", test_media);
  g_test_add_func ("/unit-name/list", test_list);
  g_test_add_func ("/unit-name/missing", test_missing);

  return g_test_run ();
}
