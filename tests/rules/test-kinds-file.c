/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about what a file said of a label, and its shape does not bear out.
 */

#include "kinds-kit.h"

#include "core/shape-stated.h"

#define SQUARE "10,10 110,10 110,110 10,110"

typedef struct
{
  const char *name;
  const char *rule;
  const char *outline;
  FwStated stated;
  gint64 count;
  const char *says;
} FileCase;

static const FileCase file_cases[] = {
  { "nothing said", "check: box-matches-mask", SQUARE, { 0 }, 0, NULL },
  { "box off by the tolerance",
    "check: box-matches-mask\nwith: { tolerance: 2 }",
    SQUARE,
    { .has = FW_STATED_BOX, .box = { 10, 8, 100, 102 } },
    0,
    NULL },
  { "box off by more, at the left",
    "check: box-matches-mask\nwith: { tolerance: 2 }",
    SQUARE,
    { .has = FW_STATED_BOX, .box = { 7.9, 10, 102.1, 100 } },
    1,
    "2.1 px off the shape; at most 2 px" },
  { "box off by more, at the bottom",
    "check: box-matches-mask",
    SQUARE,
    { .has = FW_STATED_BOX, .box = { 10, 10, 100, 98.5 } },
    1,
    "1.5 px" },
  { "area off by the tolerance",
    "check: area-matches",
    SQUARE,
    { .has = FW_STATED_AREA, .area = 10500 },
    0,
    NULL },
  { "area too large",
    "check: area-matches",
    SQUARE,
    { .has = FW_STATED_AREA, .area = 10501 },
    1,
    "says 10501 square pixels, the shape has 10000; at most 5 %" },
  { "area too small",
    "check: area-matches",
    SQUARE,
    { .has = FW_STATED_AREA, .area = 9499 },
    1,
    NULL },
  { "box says nothing of the area",
    "check: area-matches",
    SQUARE,
    { .has = FW_STATED_BOX, .box = { 0, 0, 9, 9 } },
    0,
    NULL },
  { "runs that fill the picture",
    "check: rle-valid",
    "mask 1000x500 0 500 499500",
    { 0 },
    0,
    NULL },
  { "runs that end early",
    "check: rle-valid",
    "mask 1000x500 0 500 499499",
    { 0 },
    1,
    "499999 pixels, and its picture of 1000 × 500 px has more" },
  { "another size",
    "check: rle-valid",
    "mask 10x10 0 50 50",
    { 0 },
    1,
    "made for a picture of 10 × 10 px; this one has 1000 × 500" },
  { "runs that were not read",
    "check: rle-valid",
    SQUARE,
    { .has = FW_STATED_RUNS, .pixels = 5, .width = 10, .height = 10 },
    1,
    "do not fit its picture of 10 × 10" },
  { "no mask", "check: rle-valid", SQUARE, { 0 }, 0, NULL },
  { "an angle within a turn",
    "check: rotation-range\nwith: { min: -90, max: 90 }",
    "rotated 50,50 20,10 40",
    { 0 },
    0,
    NULL },
  { "an angle beyond a turn",
    "check: rotation-range\nwith: { min: -90, max: 90 }",
    "rotated 50,50 20,10 40",
    { .has = FW_STATED_ANGLE, .degrees = 400 },
    1,
    "400 degrees, which is more than a whole turn; 40 is meant" },
};

/* A track of the case's shape, with what was said of it; two keyframes. */
static FwTrack *
make_track (const FileCase *test)
{
  FwTrackBuilder *builder = fw_track_builder_new (1, GARMENT);
  g_autoptr (FwShape) shape = NULL;

  shape = fw_shape_take_stated (parse_outline (test->outline),
                                test->stated.has ? &test->stated : NULL);
  fw_track_builder_set_key (builder, 0, shape);
  fw_track_builder_set_single (builder, TRUE);

  return kit_end (builder);
}

/* Test that what the file said is held against the shape, beyond the tolerance. */
static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (file_cases); i++)
    {
      g_autoptr (FwManual) manual = kit_manual_of (file_cases[i].rule);
      FwDocument *document = kit_document (manual, 1);
      g_autoptr (FwTrack) track = make_track (&file_cases[i]);

      g_test_message ("%s", file_cases[i].name);
      kit_put (document, 1, track);
      expect (manual, document, file_cases[i].count, file_cases[i].says);
      g_object_unref (document);
    }
}

/* Test that the shapes of a sensor are told apart, picture by picture, and that
 * without knowing the sensor nothing is said. */
static void
test_sensor (void)
{
  static const struct
  {
    const char *sensors[2];
    gint64 count;
    gboolean is_silent;
  } cases[] = {
    { { NULL, NULL }, 0, TRUE },       { { "front", NULL }, 0, FALSE },
    { { "thermal", NULL }, 1, FALSE }, { { "thermal", "thermal" }, 2, FALSE },
    { { "radar", NULL }, 0, FALSE },
  };
  g_autoptr (FwManual) manual = kit_manual_of (
      "check: geometry-per-sensor\nwith: { front: [box, polygon], thermal: polygon }");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
      g_autoptr (FwTaxonomy) taxonomy = kit_taxonomy (manual);
      FwFrameInfo infos[] = { { .width = 10, .height = 10, .sensor = cases[i].sensors[0] },
                              { .width = 10, .height = 10, .sensor = cases[i].sensors[1] } };
      g_autoptr (FwFrameList) frames = fw_frame_list_new (TRUE, "clip.mp4", 30.0, infos, 2);
      g_autoptr (FwSnapshot) snapshot = NULL;
      g_autoptr (FwChecker) checker = fw_checker_new (manual);
      FwTrackBuilder *track = fw_track_builder_new (1, CAR);

      g_test_message ("case %zu", i);
      kit_key (track, 0, 0, 0, 9, 9);
      kit_key (track, 1, 0, 0, 9, 9);
      fw_snapshot_builder_take_track (builder, kit_end (track));
      fw_snapshot_builder_set_frame_list (builder, frames);
      fw_snapshot_builder_set (builder, (FwSlot){ FW_SLOT_TAXONOMY, 0 }, taxonomy);
      snapshot = fw_snapshot_builder_end (builder);
      g_assert_true (fw_checker_run (checker, snapshot, NULL, NULL, NULL, NULL));
      g_assert_cmpint (fw_checker_count (checker, FW_SEVERITY_ERROR), ==, cases[i].count);
      g_assert_cmpint (fw_checker_get_silence (checker, fw_manual_get_rule (manual, 0)) != NULL, ==,
                       cases[i].is_silent);
    }
}

/* Test that what a file said counts no more once the label is drawn anew, and
 * again after undo. */
static void
test_edited (void)
{
  g_autoptr (FwManual) manual = kit_manual_of ("check: area-matches");
  FwDocument *document = kit_document (manual, 1);
  g_autoptr (FwTrack) track = make_track (&file_cases[5]);
  FwTrackBuilder *builder = fw_track_builder_new_from (track);
  g_autoptr (FwShape) moved = fw_shape_translate (fw_track_get_keyframe (track, 0).shape, 5.0, 0.0);
  g_autoptr (FwTrack) after = NULL;

  fw_track_builder_set_key (builder, 0, moved);
  after = kit_end (builder);
  kit_put (document, 1, track);
  expect (manual, document, 1, NULL);
  kit_put (document, 1, after);
  expect (manual, document, 0, NULL);
  fw_document_undo (document);
  expect (manual, document, 1, NULL);
  g_object_unref (document);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds-file/cases", test_cases);
  g_test_add_func ("/kinds-file/edited", test_edited);
  g_test_add_func ("/kinds-file/sensor", test_sensor);

  return g_test_run ();
}
