/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Revisions of units: the canonical JSON behind them, what counts and what
 * does not.
 */

#include "core/canonical-json.h"
#include "core/unit-rev.h"
#include "track-kit.h"

static FwTaxonomy *
make_taxonomy (void)
{
  FwTaxonomyBuilder *builder = fw_taxonomy_builder_new ();
  const FwCategory categories[] = { { .id = 1, .name = "car" }, { .id = 2, .name = "bus" } };

  fw_taxonomy_builder_add_category (builder, &categories[0]);
  fw_taxonomy_builder_add_category (builder, &categories[1]);

  return fw_taxonomy_builder_end (builder);
}

static char *
rev_of (const char *text)
{
  g_autoptr(GString) json = g_string_new (text);

  return fw_json_make_rev (json);
}

/* Test that numbers and texts have one spelling. */
static void
test_spelling (void)
{
  static const struct { double number; const char *text; } cases[] = {
    { 0.0, "0" },   { -0.0, "0" },        { 1.0, "1" },         { -2.5, "-2.5" },
    { 100, "100" }, { 1e6, "1000000" },
    { 0.1, "0.1" }, { 1e21, "1e+21" },    { 1.0 / 3, "0.3333333333333333" },
    { NAN, "null" }, { INFINITY, "null" }, { 1920.0000000000002, "1920.0000000000002" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GString) json = g_string_new (NULL);

      fw_json_append_number (json, cases[i].number);
      g_assert_cmpstr (json->str, ==, cases[i].text);
    }

  g_autoptr(GString) json = g_string_new (NULL);

  fw_json_append_string (json, "a\"b\\c\n\001é");
  g_assert_cmpstr (json->str, ==, "\"a\\\"b\\\\c\\n\\u0001é\"");
}

/* Test that a label's revision is the hash of the JSON the header shows. */
static void
test_label (void)
{
  static const struct { const char *track; FwFrame frame; const char *json;
  } cases[] = {
    { "0=100,200,50,40 occlusion@0=none", 0,
      "{\"attributes\":{\"occlusion\":\"none\"},\"category\":\"car\",\"shape\":{\"box\":[100,200,"
      "50,40]}}" },
    { "0=0,0,10,10 10=10,0,10,10 b=true a=3", 5,
      "{\"attributes\":{\"a\":3,\"b\":true},\"category\":\"car\",\"shape\":{\"box\":[5,0,10,10]}"
      "}" },
    { "0=0,0,10,10 10=10,0,10,10 occluded@0=false occluded@7=true z_order@0=0", 8,
      "{\"attributes\":{\"occluded\":true},\"category\":\"car\",\"shape\":{\"box\":[8,0,10,10]}}" },
    { "4~50,60,20,10,30", 4,
      "{\"attributes\":{},\"category\":\"car\",\"shape\":{\"rotated-box\":[50,60,20,10,30]}}" },
    { "4:0,0;9,0;9,9", 4,
      "{\"attributes\":{},\"category\":\"car\",\"shape\":{\"polygon\":[[0,0,9,0,9,9]]}}" },
    { "4:0,0;9,0;9,9!1,1;2,1;2,2", 4,
      "{\"attributes\":{},\"category\":\"car\",\"shape\":{\"polygon\":[[0,0,9,0,9,9],{\"hole\":[1,"
      "1,"
      "2,1,2,2]}]}}" },
    { "4_0,0;9,0;9,9", 4,
      "{\"attributes\":{},\"category\":\"car\",\"shape\":{\"polyline\":[[0,0,9,0,9,9]]}}" },
    { "4^50,60,20,10,30", 4,
      "{\"attributes\":{},\"category\":\"car\",\"shape\":{\"ellipse\":[50,60,20,10,30]}}" },
    { "4#nose/1,2,2;3,4,1", 4,
      "{\"attributes\":{},\"category\":\"car\",\"shape\":{\"skeleton\":[[\"nose\",[1,2,2]],[\"\","
      "[3,4,1]]]}}" },
  };
  g_autoptr(FwTaxonomy) taxonomy = make_taxonomy ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwTrack) track = kit_track (1, cases[i].track);
      g_autofree char *rev = fw_unit_rev_label (track, taxonomy, cases[i].frame);
      g_autofree char *expected = rev_of (cases[i].json);

      g_test_message ("%s", cases[i].track);
      g_assert_cmpint (strlen (rev), ==, 12);
      g_assert_cmpstr (rev, ==, expected);
    }

  g_autoptr(FwTrack) gap = kit_track (1, "0=0,0,9,9 9=0,0,9,9 out:3-5");

  g_assert_null (fw_unit_rev_label (gap, taxonomy, 4));
  g_assert_null (fw_unit_rev_label (gap, taxonomy, 10));
}

/* Test what changes the revision of a span of frames, and what does not. */
static void
test_span (void)
{
  static const char base[] = "0=0,0,9,9 10=9,0,9,9 20=0,0,9,9 30=9,9,9,9 fog@0=no";
  static const struct { const char *track; gboolean same; } cases[] = {
    { "0=0,0,9,9 10=9,0,9,9 20=0,0,9,9 30=9,9,9,9 fog@0=no", TRUE },
    { "0=0,0,9,9 10=9,0,9,9 20=0,0,9,9 30=9,9,9,9 fog@0=no fog@19=yes", TRUE }, /* after it */
    { "0=0,0,9,9 10=9,0,9,9 20=0,0,9,9 30=9,9,9,10 fog@0=no", TRUE },
    { "0=0,0,9,9 10=9,0,9,9 20=0,0,9,9 30=9,9,9,9 fog@0=no occluded@0=false z_order@0=0", TRUE },
    { "0=0,0,9,9 10=9,0,9,9 20=0,0,9,9 30=9,9,9,9 fog@0=no occluded@0=true", FALSE },
    { "0=1,0,9,9 10=9,0,9,9 20=0,0,9,9 30=9,9,9,9 fog@0=no", TRUE },
    { "0=0,0,9,9 10=9,1,9,9 20=0,0,9,9 30=9,9,9,9 fog@0=no", FALSE }, /* the one before */
    { "0=0,0,9,9 10=9,0,9,9 20=0,1,9,9 30=9,9,9,9 fog@0=no", FALSE }, /* the one after */
    { "0=0,0,9,9 10=9,0,9,9 20=0,0,9,9 30=9,9,9,9 fog@0=yes", FALSE },
    { "0=0,0,9,9 10=9,0,9,9 20=0,0,9,9 30=9,9,9,9 fog@0=no fog@13=yes", FALSE },
    { "0=0,0,9,9 10=9,0,9,9 20=0,0,9,9 30=9,9,9,9 fog@0=no red=true", FALSE },
    { "0=0,0,9,9 10=9,0,9,9 20=0,0,9,9 30=9,9,9,9 fog@0=no out:13-14", FALSE },
  };
  g_autoptr(FwTaxonomy) taxonomy = make_taxonomy ();
  g_autoptr(FwTrack) track = kit_track (1, base);
  g_autofree char *rev = fw_unit_rev_span (track, taxonomy, (FwSpan) { 12, 16 });
  g_autofree char *label = fw_unit_rev_label (track, taxonomy, 12);
  g_autofree char *single = fw_unit_rev_span (track, taxonomy, (FwSpan) { 12, 12 });
  g_autofree char *whole = fw_unit_rev_track (track, taxonomy);
  g_autofree char *wide = fw_unit_rev_span (track, taxonomy, (FwSpan) { 0, 4000 });

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwTrack) other = kit_track (1, cases[i].track);
      g_autofree char *again = fw_unit_rev_span (other, taxonomy, (FwSpan) { 12, 16 });

      g_test_message ("%s", cases[i].track);
      g_assert_cmpint (g_str_equal (again, rev), ==, cases[i].same);
    }
  g_assert_cmpstr (single, ==, label);
  g_assert_cmpstr (whole, ==, wide);
  g_assert_cmpstr (whole, !=, rev);
  g_assert_null (fw_unit_rev_span (track, taxonomy, (FwSpan) { 40, 50 }));
}

/* Test that a frame's revision follows its labels and no others. */
static void
test_frame (void)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  g_autoptr(FwTaxonomy) taxonomy = make_taxonomy ();
  g_autoptr(FwTrack) track = kit_track (1, "0=0,0,9,9 9=9,0,9,9");
  FwTrackBuilder *other = fw_track_builder_new_from (track);
  g_autoptr(FwSnapshot) snapshot = NULL;
  g_autofree char *three = NULL, *three_again = NULL, *empty = NULL, *nothing = rev_of ("[]");

  fw_track_builder_set_id (other, 2);
  fw_track_builder_crop (other, (FwSpan) { 0, 0 });
  fw_snapshot_builder_take_track (builder, fw_track_ref (track));
  fw_snapshot_builder_take_track (builder, fw_track_builder_end (other, NULL));
  fw_snapshot_builder_set (builder, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, taxonomy);
  snapshot = fw_snapshot_builder_end (builder);

  g_autofree char *zero = fw_unit_rev_frame (snapshot, 0);

  three = fw_unit_rev_frame (snapshot, 3);
  three_again = rev_of ("[{\"attributes\":{},\"category\":\"car\",\"shape\":{\"box\":[3,0,9,9]}}]");
  empty = fw_unit_rev_frame (snapshot, 10);
  g_assert_cmpstr (three, ==, three_again);
  g_assert_cmpstr (zero, !=, three);
  g_assert_cmpstr (empty, ==, nothing);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unit-rev/spelling", test_spelling);
  g_test_add_func ("/unit-rev/label", test_label);
  g_test_add_func ("/unit-rev/span", test_span);
  g_test_add_func ("/unit-rev/frame", test_frame);

  return g_test_run ();
}
