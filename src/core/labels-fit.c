/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/labels-fit.h"

FwTaxonomy *
fw_taxonomy_extend (FwTaxonomy *ours,
                    FwTaxonomy *theirs)
{
  FwTaxonomyBuilder *builder = fw_taxonomy_builder_new_from (ours);
  gsize n_ours = ours ? fw_taxonomy_get_n_categories (ours) : 0;
  gsize n_theirs = theirs ? fw_taxonomy_get_n_categories (theirs) : 0;
  FwCategoryId next = 0;

  for (gsize i = 0; i < n_ours; i++)
    next = MAX (next, fw_taxonomy_get_category (ours, i)->id);
  /* At the end of the numbers the smallest free ones. */
  next = next < G_MAXINT64 - 1 - (FwCategoryId) n_theirs ? next + 1 : 1;

  for (gsize i = 0; i < n_theirs; i++)
    {
      FwCategory category = *fw_taxonomy_get_category (theirs, i);

      if (ours && fw_taxonomy_find_by_name (ours, category.name))
        continue;
      while (ours && fw_taxonomy_find (ours, next))
        next++;
      category.id = next++;
      category.kinds = 0;
      category.in_manual = FALSE;
      fw_taxonomy_builder_add_category (builder, &category);
    }

  return fw_taxonomy_builder_end (builder);
}

typedef struct
{
  const FwFrameFit  *fit;
  FwTaxonomy        *theirs;   /* (nullable) */
  FwTaxonomy        *taxonomy; /* ours, extended */
  FwSnapshotBuilder *builder;
} Fitting;

static gboolean
fit_track (FwTrack  *theirs,
           gpointer  user_data)
{
  Fitting *fitting = user_data;
  FwTrack *track = fw_frame_fit_track (fitting->fit, theirs);
  const FwCategory *category
    = fitting->theirs ? fw_taxonomy_find (fitting->theirs, fw_track_get_category (theirs)) : NULL;
  const FwCategory *known
    = category ? fw_taxonomy_find_by_name (fitting->taxonomy, category->name) : NULL;

  if (!track)
    return TRUE;
  if (known && known->id != fw_track_get_category (track))
    {
      FwTrackBuilder *builder = fw_track_builder_new_from (track);

      fw_track_builder_set_category (builder, known->id);
      fw_track_unref (track);
      track = fw_track_builder_end (builder, NULL);
    }
  fw_snapshot_builder_take_track (fitting->builder, track);

  return TRUE;
}

/* Frames that they left out, and those that they do not know. */
static FwSpanSet *
list_deleted (FwSnapshot       *theirs,
              const FwFrameFit *fit)
{
  FwSpan all = { 0, (FwFrame) fit->n_ours - 1 };
  g_autoptr(FwSpanSet) every = fw_span_set_new (&all, 1);
  g_autoptr(FwSpanSet) unknown = fw_span_set_minus (every, fit->common);
  g_autoptr(FwSpanSet) deleted
    = fw_frame_fit_span_set (fit, fw_snapshot_get_frames_with (theirs, FW_SLOT_DELETED));

  return fw_span_set_union (deleted, unknown);
}

FwSnapshot *
fw_labels_fit (FwSnapshot       *theirs,
               FwSnapshot       *ours,
               const FwFrameFit *fit)
{
  g_return_val_if_fail (theirs && ours && fit, NULL);

  FwTaxonomy *words = fw_snapshot_get_taxonomy (theirs);
  g_autoptr(FwTaxonomy) taxonomy = fw_taxonomy_extend (fw_snapshot_get_taxonomy (ours), words);
  g_autoptr(FwSpanSet) deleted = list_deleted (theirs, fit);
  Fitting fitting = { fit, words, taxonomy, fw_snapshot_builder_new () };

  fw_snapshot_builder_set_frame_list (fitting.builder, fw_snapshot_get_frame_list (ours));
  fw_snapshot_builder_set (fitting.builder, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, taxonomy);
  fw_snapshot_builder_set (fitting.builder, (FwSlot) { FW_SLOT_DELETED, 0 }, deleted);
  for (FwSlotKind mark = FW_SLOT_EMPTY; mark <= FW_SLOT_DONE; mark++)
    {
      g_autoptr(FwSpanSet) marked
        = fw_frame_fit_span_set (fit, fw_snapshot_get_frames_with (theirs, mark));

      fw_snapshot_builder_set (fitting.builder, (FwSlot) { mark, 0 }, marked);
    }
  fw_snapshot_foreach (theirs, fit_track, &fitting);

  return fw_snapshot_builder_end (fitting.builder);
}
