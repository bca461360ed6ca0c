/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A fuzz target for everything that reads a manual: the bytes are taken as a
 * manual, and what can be read of it is run over a handful of labels. Behind a
 * line of ===== stands a newer version, which is compared with it; without one
 * the first half of the bytes is the older version. The bytes are also taken as
 * an index of published versions. How it is run: fuzz.h.
 */

#include "../support/fuzz.h"
#include "rules-kit.h"

#include "rules/manual-consequence.h"
#include "rules/manual-impact.h"
#include "rules/manual-versions.h"

/* A polygon with a spike, a hole that reaches out of it, and two points in one. */
static void
take_outline (FwSnapshotBuilder *builder,
              FwCategoryId       category,
              FwTrackId          id,
              double             shift)
{
  const FwVertex vertices[]
      = { { shift, 0, 0 },      { 50 + shift, 0, 0 },  { 50 + shift, 0, 0 },
          { 50 + shift, 40, 0 }, { 25 + shift, 90, 0 }, { 24 + shift, 40, 0 },
          { 10 + shift, 10, 0 }, { 20 + shift, 10, 0 }, { 10 + shift, 99, 0 } };
  const FwRing rings[] = { { vertices, 6, FALSE }, { &vertices[6], 3, TRUE } };
  FwTrackBuilder *track = fw_track_builder_new (id, category);
  g_autoptr(FwShape) shape = fw_shape_new_rings (rings, G_N_ELEMENTS (rings));

  fw_track_builder_set_key (track, 0, shape);
  fw_track_builder_set_key (track, 3, shape);
  fw_track_builder_set_group (track, 1);
  fw_track_builder_set_fixed (track, "note", fw_value_text ("aaaaaaaaaa!"));
  fw_snapshot_builder_take_track (builder, kit_end (track));
}

static FwSnapshot *
make_labels (FwManual *manual)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  g_autoptr(FwTaxonomy) taxonomy = fw_manual_make_taxonomy (manual, NULL);
  g_autoptr(FwFrameList) frames = kit_frames (12, 200, 100);
  gsize n = fw_taxonomy_get_n_categories (taxonomy);

  for (FwTrackId id = 1; id <= 6; id++)
    {
      FwCategoryId category = n > 0 ? fw_taxonomy_get_category (taxonomy, id % n)->id : 1;
      FwTrackBuilder *track = fw_track_builder_new (id, category);

      kit_key (track, id % 3, id * 10, 5, 60, 40);
      kit_key (track, 5 + id % 4, 150, id * 9 - 20, 20 * id, 40);
      for (gsize i = 0; i < fw_taxonomy_get_n_attributes (taxonomy) && i < 8; i++)
        {
          const FwAttribute *attribute = fw_taxonomy_get_attribute (taxonomy, i);
          FwValue value = attribute->type == FW_ATTRIBUTE_CHOICE
                              ? fw_value_text (attribute->values[0])
                          : attribute->type == FW_ATTRIBUTE_NUMBER ? fw_value_number (id)
                                                                   : fw_value_boolean (id & 1);

          fw_track_builder_set_change (track, attribute->name, id, value);
        }
      fw_track_builder_set_group (track, id % 3);
      fw_snapshot_builder_take_track (builder, kit_end (track));
    }
  take_outline (builder, n > 0 ? fw_taxonomy_get_category (taxonomy, n - 1)->id : 1, 7, 0.0);
  take_outline (builder, n > 0 ? fw_taxonomy_get_category (taxonomy, 0)->id : 1, 8, 31.0);
  fw_snapshot_builder_set (builder, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, taxonomy);
  fw_snapshot_builder_set_frame_list (builder, frames);

  return fw_snapshot_builder_end (builder);
}

static void
read_index (const guint8 *data,
            gsize         size)
{
  g_autoptr(FwManualVersions) versions
      = fw_manual_versions_parse (data ? (const char *) data : "", size, NULL);

  for (gsize i = 0; versions && i < fw_manual_versions_get_n (versions); i++)
    {
      const FwPublishedVersion *version = fw_manual_versions_get (versions, i);

      /* It names a file. */
      g_assert_null (strchr (version->version, '/'));
      g_assert_true (fw_manual_versions_find (versions, version->version) == version);
    }
}

/* Compares two versions in every way there is. */
static void
compare (FwManual *before,
         FwManual *after)
{
  g_autoptr(FwManualDiff) diff = fw_manual_diff_new (before, after);
  g_autoptr(FwManual) linted
      = fw_manual_new_with_previous (fw_manual_get_bytes (after), before, NULL);
  g_autoptr(GPtrArray) obstacles = fw_manual_list_obstacles (after, before);
  g_autoptr(FwSnapshot) snapshot = make_labels (before);
  g_autoptr(FwDocument) document = fw_document_new (snapshot);
  g_autoptr(FwManualStamp) stamp = fw_manual_make_stamp (before);
  g_autoptr(FwManualImpact) impact = fw_manual_impact_new (diff, snapshot, NULL, NULL, NULL);
  g_autoptr(GArray) consequences = NULL;

  for (gsize i = 0; i < fw_manual_diff_get_n (diff); i++)
    for (int is_not = 0; is_not < 2; is_not++)
      {
        g_autoptr(GArray) runs
            = fw_rule_change_get_words (fw_manual_diff_get (diff, i), is_not);
        g_autofree char *text = fw_word_diff_to_text (runs);

        g_assert_true (g_utf8_validate (text, -1, NULL));
      }
  fw_document_set_manual (document, stamp);
  fw_document_begin (document, "Confirm", 0);
  for (FwTrackId id = 1; id <= 6; id++)
    fw_document_confirm (document, id, (FwSpan) { id, 7 });
  fw_document_commit (document);
  consequences = fw_manual_find_consequences (after, fw_document_get_snapshot (document));
  g_assert_cmpint (impact->n_eyes, <=, impact->n_labels);
  g_assert_nonnull (linted);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const char mark[] = "\n=====\n";
  const guint8 *middle = size > 0 ? memmem (data, size, mark, strlen (mark)) : NULL;
  g_autoptr(GBytes) bytes
      = middle ? g_bytes_new (middle + strlen (mark), data + size - middle - strlen (mark))
               : g_bytes_new (data, size);
  g_autoptr(GBytes) older = g_bytes_new (data, middle ? (gsize) (middle - data) : size / 2);
  g_autoptr(FwManual) manual = fw_manual_new_from_bytes (bytes, NULL);
  g_autoptr(FwManual) before = fw_manual_new_from_bytes (older, NULL);

  read_index (data, size);
  if (!manual)
    return 0;
  if (before)
    compare (before, manual);

  g_autoptr(FwSnapshot) snapshot = make_labels (manual);
  g_autoptr(FwChecker) checker = fw_checker_new (manual);
  g_autoptr(GPtrArray) problems = NULL;

  fw_checker_run (checker, snapshot, NULL, NULL, NULL, NULL);
  problems = fw_checker_list (checker, 20);
  for (guint i = 0; i < problems->len; i++)
    {
      g_autoptr(FwTrack) after = NULL;

      fw_problem_apply_fix (g_ptr_array_index (problems, i), snapshot, &after, NULL);
    }

  return 0;
}
