/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Labels for tests that compare two of them: a video of ten frames, or pictures
 * that are called by one letter each. */

#include "core/snapshot.h"

#include <string.h>

/* One label: a track with a box in each of @first to @last. */
typedef struct
{
  FwTrackId id;
  const char *category;
  FwFrame first, last;
  FwRect box;
  const char *colour; /* nullable */
} Object;

static FwSnapshot *
make_labels (const Object *objects, gsize n, gboolean is_video, const char *pictures)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwTaxonomyBuilder *words = fw_taxonomy_builder_new ();
  FwFrameInfo infos[10] = { { .name = NULL } };
  gsize n_frames = is_video ? 10 : strlen (pictures);

  for (gsize i = 0; !is_video && i < n_frames; i++)
    infos[i].name = g_intern_string (((char[]){ pictures[i], '\0' }));
  /* The same word has another id in another file. */
  for (int i = 0; i < 3; i++)
    fw_taxonomy_builder_add_category (words, &(FwCategory){
                                                 .id = is_video ? i + 1 : 3 - i,
                                                 .name = (const char *[]){ "bus", "car", "van" }[i],
                                                 .supercategory = "" });

  g_autoptr (FwTaxonomy) taxonomy = fw_taxonomy_builder_end (words);
  g_autoptr (FwFrameList) frames = fw_frame_list_new (is_video, "clip.mp4", 30.0, infos, n_frames);

  fw_snapshot_builder_set_frame_list (builder, frames);
  fw_snapshot_builder_set (builder, (FwSlot){ FW_SLOT_TAXONOMY, 0 }, taxonomy);
  for (gsize i = 0; i < n; i++)
    {
      FwTrackBuilder *track
          = fw_track_builder_new (objects[i].id,
                                  fw_taxonomy_find_by_name (taxonomy, objects[i].category)->id);
      g_autoptr (FwShape) box = fw_shape_new_box (objects[i].box);

      if (!is_video)
        fw_track_builder_set_single (track, TRUE);
      fw_track_builder_set_key (track, objects[i].first, box);
      if (objects[i].last > objects[i].first)
        fw_track_builder_set_key (track, objects[i].last, box);
      if (objects[i].colour)
        fw_track_builder_set_fixed (track, "colour", fw_value_text (objects[i].colour));
      g_assert_true (fw_snapshot_builder_take_track (builder, fw_track_builder_end (track, NULL)));
    }

  return fw_snapshot_builder_end (builder);
}
