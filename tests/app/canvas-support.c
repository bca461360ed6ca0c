/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canvas-support.h"

FwTrack *
canvas_support_track (FwTrackId     id,
                      FwCategoryId  category,
                      FwShape      *shape,
                      FwFrame       first,
                      FwFrame       last)
{
  FwTrackBuilder *builder = fw_track_builder_new (id, category);
  g_autoptr(GError) error = NULL;
  FwTrack *track;

  fw_track_builder_set_key (builder, first, shape);
  if (last != first)
    fw_track_builder_set_key (builder, last, shape);
  fw_shape_unref (shape);
  track = fw_track_builder_end (builder, &error);
  g_assert_no_error (error);

  return track;
}

static FwTaxonomy *
make_taxonomy (void)
{
  const char *names[] = { "car", "van", "person" };
  FwTaxonomyBuilder *builder = fw_taxonomy_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const FwCategory category = { (FwCategoryId) i + 1, names[i], "", 0, TRUE };

      fw_taxonomy_builder_add_category (builder, &category);
    }

  return fw_taxonomy_builder_end (builder);
}

static FwFrameList *
make_frames (void)
{
  FwFrameInfo infos[CANVAS_N_FRAMES];

  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    infos[i] = (FwFrameInfo) { NULL, CANVAS_WIDTH, CANVAS_HEIGHT, (gint64) i, i * 40.0 };

  return fw_frame_list_new (TRUE, "clip.mp4", 25.0, infos, G_N_ELEMENTS (infos));
}

FwSession *
canvas_support_session (FwTrack *first,
                        ...)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  g_autoptr(FwTaxonomy) taxonomy = make_taxonomy ();
  g_autoptr(FwFrameList) frames = make_frames ();
  g_autoptr(FwSnapshot) snapshot = NULL;
  g_autoptr(FwDocument) document = NULL;
  FwSession *session;
  va_list tracks;

  fw_snapshot_builder_set (builder, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, taxonomy);
  fw_snapshot_builder_set_frame_list (builder, frames);
  va_start (tracks, first);
  for (FwTrack *track = first; track != NULL; track = va_arg (tracks, FwTrack *))
    g_assert_true (fw_snapshot_builder_take_track (builder, track));
  va_end (tracks);

  snapshot = fw_snapshot_builder_end (builder);
  document = fw_document_new (snapshot);
  session = fw_session_new (document);
  fw_session_set_chips (session, FW_CHIPS_OFF);

  return session;
}
