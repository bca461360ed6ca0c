/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/check-gather.h"

#include "core/journal.h"
#include "core/unit-name.h"
#include "formats/effort.h"
#include "formats/review-file.h"
#include "rules/check-facts-builder.h"
#include "rules/media-list.h"
#include "rules/review-facts.h"

static void
add_efforts (FwCheckFactsBuilder *builder,
             const char          *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *journal = fw_journal_path_for (absolute);
  g_autoptr(FwEffortTable) table = fw_effort_table_new ();
  g_autoptr(GArray) list = NULL;
  g_autofree FwEffort *efforts = NULL;

  if (!fw_effort_table_read (table, journal, NULL))
    return;

  list = fw_effort_table_list (table);
  efforts = g_new0 (FwEffort, list->len + 1);
  for (guint i = 0; i < list->len; i++)
    {
      const FwTrackEffort *its = &g_array_index (list, FwTrackEffort, i);

      efforts[i] = (FwEffort) { its->track, its->author, its->seconds, its->n_steps };
    }
  fw_check_facts_builder_set_efforts (builder, efforts, list->len);
}

static void
add_twins (FwCheckFactsBuilder *builder,
           FwCocoFile          *labels)
{
  g_autoptr(GArray) list = fw_coco_file_list_twins (labels);
  g_autofree FwTwin *twins = g_new0 (FwTwin, list->len + 1);

  for (guint i = 0; i < list->len; i++)
    {
      const FwCocoTwin *its = &g_array_index (list, FwCocoTwin, i);

      twins[i] = (FwTwin) { its->own, its->track, its->frame };
    }
  fw_check_facts_builder_set_twins (builder, twins, list->len);
}

/* What cannot be read says nothing. */
static void
add_review (FwCheckFactsBuilder *builder,
            const char          *path,
            FwCocoFile          *labels)
{
  FwSnapshot *snapshot = fw_coco_file_get_snapshot (labels);
  g_autofree char *review = fw_review_file_dup_path_for (path);
  g_autofree char *media = fw_unit_dup_media (fw_snapshot_get_frame_list (snapshot), path);
  g_autoptr(FwReviewLoad) load = fw_review_load_new (review, NULL, NULL);

  if (load)
    fw_review_facts_add (builder, load->review, snapshot, media);
}

FwCheckFacts *
fw_check_gather (const char *path,
                 FwCocoFile *labels,
                 FwManual   *manual,
                 const char *manual_path)
{
  g_return_val_if_fail (path && labels && manual && manual_path, NULL);

  FwCheckFactsBuilder *builder = fw_check_facts_builder_new (NULL);
  g_autofree char *folder = g_path_get_dirname (manual_path);
  g_autoptr(GPtrArray) lists = fw_media_lists_read (manual, folder);

  fw_check_facts_builder_set_now (builder, g_get_real_time ());
  add_efforts (builder, path);
  add_twins (builder, labels);
  add_review (builder, path, labels);
  if (lists->len > 0)
    fw_media_lists_add_to (lists, builder);

  return fw_check_facts_builder_end (builder);
}
