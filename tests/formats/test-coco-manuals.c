/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Manuals, confirmed frames and problems that were set aside in labels files:
 * files that know nothing of them, files that do, and what other programs do to
 * them.
 */

#include "coco-kit.h"

#include "core/document.h"
#include "core/track-confirm.h"

#include <string.h>

#define VIDEO(private_)                                                                            \
  "{\"images\":[{\"id\":1,\"video_id\":1,\"frame_id\":0,\"width\":99,\"height\":99},"              \
  "{\"id\":2,\"video_id\":1,\"frame_id\":1,\"width\":99,\"height\":99}],"                          \
  "\"videos\":[{\"id\":1,\"file_name\":\"a.mp4\"}],\"categories\":[{\"id\":1,\"name\":\"car\"}],"  \
  "\"annotations\":[{\"id\":5,\"image_id\":1,\"category_id\":1,\"track_id\":7,\"bbox\":[1,2,3,4]}" \
  ","                                                                                              \
  "{\"id\":6,\"image_id\":2,\"category_id\":1,\"track_id\":7,\"bbox\":[2,2,3,4]}]" private_ "}"

#define KEYS "\"keys\":[[0,[1,2,3,4]],[1,[2,2,3,4]]]"

static FwTrack *
track_of (FwCocoFile *file)
{
  return fw_snapshot_get_track (fw_coco_file_get_snapshot (file), 7);
}

/* Test that a file from before opens, and the first edit under a manual is written down. */
static void
test_old_file (void)
{
  g_autoptr (FwCocoFile) file = kit_load (VIDEO (""));
  g_autoptr (FwDocument) document = fw_document_new (fw_coco_file_get_snapshot (file));
  const FwRuleRev revs[] = { { "SD-002", "207222cf6044" } };
  g_autoptr (FwManualStamp) stamp = fw_manual_stamp_new ("city", "3.1.0", "ab12", revs, 1);
  FwTrackBuilder *builder = fw_track_builder_new_from (track_of (file));
  g_autoptr (FwShape) box = fw_shape_new_box (FW_RECT (2, 3, 3, 4));
  g_autofree char *before = kit_write (file, fw_coco_file_get_snapshot (file), NULL);
  gsize n;

  g_assert_null (fw_snapshot_get_manuals (fw_coco_file_get_snapshot (file)));
  g_assert_null (fw_snapshot_get_asides (fw_coco_file_get_snapshot (file)));
  fw_track_get_confirmed (track_of (file), &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpstr (before, ==, VIDEO (""));

  fw_document_set_manual (document, stamp);
  fw_track_builder_set_key (builder, 1, box);
  fw_document_begin (document, "Move", 1);
  g_autoptr (FwTrack) track = kit_end (builder);
  fw_document_replace_track (document, 7, track);
  fw_document_commit (document);

  g_autofree char *after = kit_write (file, fw_document_get_snapshot (document), NULL);
  g_autoptr (FwCocoFile) again = kit_load (after);

  g_assert_nonnull (strstr (after,
                            "\"manuals\":[\n{\"manual\":\"city\",\"version\":\"3.1.0\",\"sha256\":"
                            "\"ab12\",\"revs\":{\"SD-002\":\"207222cf6044\"}}\n]"));
  g_assert_nonnull (strstr (after, "\"confirmed\":[[1,1,0]]"));
  g_assert_null (fw_track_find_confirmed (track_of (again), 0));
  g_assert_cmpstr (fw_track_find_confirmed (track_of (again), 1), ==, "ab12");
  g_assert_cmpstr (fw_coco_file_get_manuals (again)[0], ==, "city");
  g_assert_true (fw_stamp_list_equal (fw_snapshot_get_manuals (fw_document_get_snapshot (document)),
                                      fw_snapshot_get_manuals (fw_coco_file_get_snapshot (again))));

  /* Undo takes it out of the document; what the file lists stays listed. */
  g_autoptr (FwDocument) second = fw_document_new (fw_coco_file_get_snapshot (again));
  g_autoptr (FwManualStamp) newer = fw_manual_stamp_new ("city", "4.0.0", "cd34", NULL, 0);

  fw_document_set_manual (second, newer);
  fw_document_begin (second, "Confirm", 0);
  g_assert_true (fw_document_confirm (second, 7, (FwSpan){ 0, 0 }));
  fw_document_commit (second);
  g_autofree char *both = kit_write (again, fw_document_get_snapshot (second), NULL);
  g_assert_nonnull (strstr (both, "\"confirmed\":[[0,0,1],[1,1,0]]"));
  fw_document_undo (second);
  g_autofree char *undone = kit_write (again, fw_document_get_snapshot (second), NULL);
  g_assert_cmpstr (undone, ==, after);
}

/* Test that a manual that the file only names gets its rules with the first edit under it. */
static void
test_bare_manual (void)
{
  static const char named[] = "{\"manual\":\"city\",\"version\":\"3.1.0\",\"sha256\":\"ab12\",\"note\":1";
  g_autoptr (FwCocoFile) file = kit_load (VIDEO (
      ",\"x_framewright\":{\"schema\":1,\"manuals\":[{\"manual\":\"old\",\"version\":\"1.0.0\"},"
      "{\"manual\":\"city\",\"version\":\"3.1.0\",\"sha256\":\"ab12\",\"note\":1}],"
      "\"tracks\":[{\"id\":7,\"shape\":\"box\"," KEYS ",\"confirmed\":[[0,1,1]]}]}"));
  g_autoptr (FwDocument) document = fw_document_new (fw_coco_file_get_snapshot (file));
  const FwRuleRev revs[] = { { "SD-002", "207222cf6044" } };
  g_autoptr (FwManualStamp) stamp = fw_manual_stamp_new ("city", "3.1.0", "ab12", revs, 1);
  FwTrackBuilder *builder = fw_track_builder_new_from (track_of (file));
  g_autoptr (FwShape) box = fw_shape_new_box (FW_RECT (2, 3, 3, 4));
  g_autoptr (FwTrack) moved = NULL;
  FwStampList *manuals;

  fw_document_set_manual (document, stamp);
  fw_track_builder_set_key (builder, 1, box);
  moved = kit_end (builder);
  fw_document_begin (document, "Move", 1);
  fw_document_replace_track (document, 7, moved);
  fw_document_commit (document);

  g_autofree char *after = kit_write (file, fw_document_get_snapshot (document), NULL);
  g_autoptr (FwCocoFile) again = kit_load (after);

  manuals = fw_snapshot_get_manuals (fw_coco_file_get_snapshot (again));
  g_assert_nonnull (strstr (after, named));
  g_assert_cmpuint (fw_stamp_list_get_n (manuals), ==, 2);
  g_assert_true (fw_manual_stamp_equal (fw_stamp_list_get (manuals, 1), stamp));
  g_assert_cmpstr (fw_track_find_confirmed (track_of (again), 0), ==, "ab12");
}

/* Test that nobody confirmed what another program changed. */
static void
test_other_program (void)
{
  g_autoptr (FwCocoFile) file = kit_load (VIDEO (
      ",\"x_framewright\":{\"schema\":1,\"manuals\":[{\"manual\":\"a\",\"version\":\"1.0.0\"}],"
      "\"tracks\":[{\"id\":7,\"shape\":\"box\",\"keys\":[[0,[1,2,3,4]],[1,[5,2,3,4]]],"
      "\"confirmed\":[[0,1,0]]}]}"));

  g_assert_cmpstr (fw_track_find_confirmed (track_of (file), 0), ==, "a 1.0.0");
  g_assert_null (fw_track_find_confirmed (track_of (file), 1));
}

/* Test that damaged entries are passed over and carried. */
static void
test_damage (void)
{
  static const struct { const char *privately; const char *confirmed; gsize n_asides;
  } cases[] = {
    { "\"manuals\":7,\"tracks\":[{\"id\":7,\"shape\":\"box\"," KEYS ",\"confirmed\":[[0,1,0]]}]",
      NULL, 0 },
    { "\"manuals\":[7,{\"manual\":\"b\",\"version\":\"2.0.0\",\"revs\":[3]}],\"tracks\":[{\"id\":7,"
      "\"shape\":\"box\"," KEYS ",\"confirmed\":[[0,1,1]]}]",
      "b 2.0.0", 0 },
    { "\"manuals\":[{\"manual\":\"b\"}],\"tracks\":[{\"id\":7,\"shape\":\"box\"," KEYS
      ",\"confirmed\":[[-1,5,0],[1,0,0],[0,1],[0,1,9],[0,1,-1],[0,99999999999,0],\"x\",[0,1,\"b\"]]"
      "}]",
      NULL, 0 },
    { "\"aside\":\"x\"", NULL, 0 },
    { "\"aside\":[3,{},{\"rule\":\"A\"},{\"rule\":\"A\",\"reason\":\"because\"},"
      "{\"rule\":\"A\",\"reason\":\"other\",\"first\":9,\"last\":3,\"by\":40,\"track\":-3}]",
      NULL, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat ("{\"schema\":1,", cases[i].privately, "}", NULL);
      g_autofree char *member = g_strconcat (",\"x_framewright\":", text, NULL);
      g_auto (GStrv) parts = g_strsplit (VIDEO ("@"), "@", 2);
      g_autofree char *whole = g_strconcat (parts[0], member, parts[1], NULL);
      g_autoptr (FwCocoFile) file = kit_load (whole);
      g_autoptr (FwAsideList) more = NULL;
      const FwSetAside fresh
          = { .rule = "B", .reason = FW_ASIDE_ASKED, .span = { -1, -1 }, .by = "ed" };
      gsize n;

      g_test_message ("%s", cases[i].privately);
      g_assert_cmpstr (fw_track_find_confirmed (track_of (file), 1), ==, cases[i].confirmed);
      fw_aside_list_get_all (fw_snapshot_get_asides (fw_coco_file_get_snapshot (file)), &n);
      g_assert_cmpuint (n, ==, cases[i].n_asides);

      /* Whatever it was, it stands in the file after the next save. */
      more = fw_aside_list_with (fw_snapshot_get_asides (fw_coco_file_get_snapshot (file)), &fresh);
      g_autoptr (FwSnapshot) now
          = kit_with_slot (fw_coco_file_get_snapshot (file), FW_SLOT_ASIDE, more);
      g_autofree char *out = kit_write (file, now, NULL);

      if (!g_str_has_prefix (cases[i].privately, "\"aside\""))
        g_assert_nonnull (strstr (out, cases[i].privately));
      else if (i == 4)
        g_assert_nonnull (
            strstr (out, "[3,{},{\"rule\":\"A\"},{\"rule\":\"A\",\"reason\":\"because\"},"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coco-manuals/old-file", test_old_file);
  g_test_add_func ("/coco-manuals/bare-manual", test_bare_manual);
  g_test_add_func ("/coco-manuals/other-program", test_other_program);
  g_test_add_func ("/coco-manuals/damage", test_damage);

  return g_test_run ();
}
