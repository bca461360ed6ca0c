/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Helpers of the tests of this folder: labels from texts, labels to texts,
 * random documents.
 */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/shape-kinds.h"
#include "formats/coco-file.h"

static inline FwCocoFile *
kit_load (const char *text)
{
  g_autoptr (GError) error = NULL;
  FwCocoFile *file = fw_coco_file_load_bytes (text, strlen (text), NULL, NULL, &error);

  g_assert_no_error (error);

  return file;
}

static inline char *
kit_write (FwCocoFile *file, FwSnapshot *snapshot, const FwCocoWriteOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = NULL;
  int fd = memfd_create ("labels", MFD_CLOEXEC);
  gsize length;
  char *text;

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (fw_coco_file_write (file, snapshot, options, fd, &sha256, NULL, &error));
  g_assert_no_error (error);
  length = (gsize) lseek (fd, 0, SEEK_END);
  text = g_malloc0 (length + 1);
  g_assert_cmpint (pread (fd, text, length, 0), ==, (gssize) length);
  close (fd);

  g_autofree char *expected
      = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, (gssize) length);

  g_assert_cmpstr (sha256, ==, expected);

  return text;
}

/* What the file would hold with these tracks put in place of those of their ids. */
static inline gboolean
kit_take_other (FwTrack *track, gpointer data)
{
  gpointer *pair = data;

  if (g_hash_table_contains (pair[1], GSIZE_TO_POINTER (fw_track_get_id (track))))
    return TRUE;
  fw_snapshot_builder_take_track (pair[0], fw_track_ref (track));

  return TRUE;
}

/* @track NULL removes the one with @id. */
static inline FwSnapshot *
kit_with_track (FwSnapshot *snapshot, FwTrackId id, FwTrack *track)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  g_autoptr (GHashTable) replaced = g_hash_table_new (NULL, NULL);
  gpointer pair[2] = { builder, replaced };

  g_hash_table_add (replaced, GSIZE_TO_POINTER (id));
  fw_snapshot_foreach (snapshot, kit_take_other, pair);
  if (track)
    fw_snapshot_builder_take_track (builder, fw_track_ref (track));
  for (FwSlotKind kind = FW_SLOT_DELETED; kind < FW_N_SLOT_KINDS; kind++)
    fw_snapshot_builder_set (builder, (FwSlot){ kind, 0 },
                             fw_snapshot_get (snapshot, (FwSlot){ kind, 0 }));
  fw_snapshot_builder_set_frame_list (builder, fw_snapshot_get_frame_list (snapshot));
  fw_snapshot_builder_set_seen (builder, fw_snapshot_get_seen (snapshot));

  return fw_snapshot_builder_end (builder);
}

static inline FwSnapshot *
kit_with_slot (FwSnapshot *snapshot, FwSlotKind slot, gpointer value)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  g_autoptr (GHashTable) replaced = g_hash_table_new (NULL, NULL);
  gpointer pair[2] = { builder, replaced };

  fw_snapshot_foreach (snapshot, kit_take_other, pair);
  for (FwSlotKind kind = FW_SLOT_DELETED; kind < FW_N_SLOT_KINDS; kind++)
    fw_snapshot_builder_set (builder, (FwSlot){ kind, 0 },
                             kind == slot ? value
                                          : fw_snapshot_get (snapshot, (FwSlot){ kind, 0 }));
  fw_snapshot_builder_set_frame_list (builder, fw_snapshot_get_frame_list (snapshot));
  fw_snapshot_builder_set_seen (builder, fw_snapshot_get_seen (snapshot));

  return fw_snapshot_builder_end (builder);
}

static inline FwTrack *
kit_end (FwTrackBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  FwTrack *track = fw_track_builder_end (builder, &error);

  g_assert_no_error (error);

  return track;
}

static inline FwFrameList *
kit_video_frames (gsize n)
{
  g_autofree FwFrameInfo *infos = g_new0 (FwFrameInfo, n);

  for (gsize i = 0; i < n; i++)
    infos[i] = (FwFrameInfo){ NULL, 1920, 1080, (gint64) i * 512, (double) i * 1000.0 / 30.0 };

  return fw_frame_list_new (TRUE, "drive_0007.mp4", 30.0, infos, n);
}

static inline FwFrameList *
kit_pictures (gsize n)
{
  g_autofree FwFrameInfo *infos = g_new0 (FwFrameInfo, n);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < n; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("picture %" G_GSIZE_FORMAT ".jpg", i + 1));
      infos[i]
          = (FwFrameInfo){ g_ptr_array_index (names, i), 640, 480, G_MININT64, G_MAXDOUBLE * 0.0 };
    }

  return fw_frame_list_new (FALSE, "pictures", 0.0, infos, n);
}

static const char *const kit_points[] = { "nose", "left_hand", "right “hand”" };

/* Category 2 has points. */
static inline FwTaxonomy *
kit_taxonomy (void)
{
  static const char *const names[] = { "car", "person", "traffic “light”\n" };
  static const FwLimb limbs[] = { { 0, 1 }, { 0, 2 } };
  FwTaxonomyBuilder *builder = fw_taxonomy_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    fw_taxonomy_builder_add_category (builder,
                                      &(FwCategory){ .id = (gint64) i + 1,
                                                     .name = names[i],
                                                     .supercategory = i == 0 ? "vehicle" : NULL,
                                                     .keypoints = kit_points,
                                                     .n_keypoints = i == 1 ? 3 : 0,
                                                     .limbs = limbs,
                                                     .n_limbs = i == 1 ? 2 : 0 });

  return fw_taxonomy_builder_end (builder);
}

static inline double
kit_random_number (GRand *rand, double low, double high)
{
  double value = g_rand_double_range (rand, low, high);

  switch (g_rand_int_range (rand, 0, 3))
    {
    case 0:
      return (double) (int) value;
    case 1:
      return (double) (int) (value * 100.0) / 100.0;
    default:
      return value;
    }
}

static inline FwShape *
kit_random_points (GRand *rand, FwShapeKind kind, double x, double y)
{
  FwRect box = FW_RECT (x - 20, y - 20, 300, 300);
  FwKeypoint points[5];
  int n = kind == FW_SHAPE_SKELETON && g_rand_boolean (rand) ? 3 : g_rand_int_range (rand, 1, 6);

  for (int i = 0; i < n; i++)
    points[i] = (FwKeypoint){ x + kit_random_number (rand, 0, 200),
                              y + kit_random_number (rand, 0, 200),
                              i < 3 && g_rand_int_range (rand, 0, 8) ? kit_points[i] : NULL,
                              (guint8) g_rand_int_range (rand, 0, 3) };

  if (kind == FW_SHAPE_POINTS)
    return fw_shape_new_points (points, (gsize) n);

  return fw_shape_new_skeleton (points, (gsize) n, g_rand_boolean (rand) ? &box : NULL);
}

static inline FwShape *
kit_random_shape (GRand *rand, FwShapeKind kind)
{
  double x = kit_random_number (rand, -50, 600);
  double y = kit_random_number (rand, -50, 400);
  FwVertex vertices[7];
  int n = g_rand_int_range (rand, 3, 8);

  switch (kind)
    {
    case FW_SHAPE_BOX:
      return fw_shape_new_box (
          FW_RECT (x, y, kit_random_number (rand, 1, 300), kit_random_number (rand, 1, 200)));

    case FW_SHAPE_ROTATED_BOX:
      return fw_shape_new_rotated_box (x, y, kit_random_number (rand, 1, 300),
                                       kit_random_number (rand, 1, 200),
                                       kit_random_number (rand, 0, 359));

    case FW_SHAPE_ELLIPSE:
      return fw_shape_new_ellipse (x, y, kit_random_number (rand, 1, 300),
                                   kit_random_number (rand, 1, 200),
                                   kit_random_number (rand, 0, 359));

    case FW_SHAPE_POINTS:
    case FW_SHAPE_SKELETON:
      return kit_random_points (rand, kind, x, y);

    case FW_SHAPE_POLYLINE:
    case FW_SHAPE_POLYGON:
      for (int i = 0; i < n; i++)
        vertices[i] = (FwVertex){ x + kit_random_number (rand, 0, 200),
                                  y + kit_random_number (rand, 0, 200), 0 };
      return fw_shape_new_rings (
          &(FwRing){ vertices, (gsize) n, FALSE, kind == FW_SHAPE_POLYLINE }, 1);

    default:
      g_assert_not_reached ();
    }
}

static inline FwValue
kit_random_value (GRand *rand)
{
  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      return fw_value_boolean (g_rand_boolean (rand));
    case 1:
      return fw_value_number (kit_random_number (rand, -10, 10));
    case 2:
      return fw_value_text ("ä \"quoted\" \\ \t text");
    default:
      return fw_value_text ("none");
    }
}

static inline FwTrack *
kit_random_track (GRand *rand, FwTrackId id, int n_frames, gboolean single)
{
  static const FwShapeKind kinds[] = {
    FW_SHAPE_BOX,    FW_SHAPE_ROTATED_BOX, FW_SHAPE_POLYGON, FW_SHAPE_POLYLINE,
    FW_SHAPE_POINTS, FW_SHAPE_SKELETON,    FW_SHAPE_ELLIPSE,
  };
  FwTrackBuilder *builder = fw_track_builder_new (id, g_rand_int_range (rand, 1, 4));
  FwShapeKind kind = kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))];
  int n_keys = single ? 1 : g_rand_int_range (rand, 1, 6);
  int first = g_rand_int_range (rand, 0, n_frames);
  int last = first;

  fw_track_builder_set_single (builder, single);
  for (int i = 0; i < n_keys; i++)
    {
      g_autoptr (FwShape) shape = kit_random_shape (rand, kind);

      fw_track_builder_set_key (builder, last, shape);
      if (i + 1 < n_keys)
        {
          int next = last + g_rand_int_range (rand, 1, 8);

          last = MIN (next, n_frames - 1);
        }
    }
  if (!single && last - first > 4 && g_rand_boolean (rand))
    fw_track_builder_add_outside (builder, (FwSpan){ first + 2, first + 3 });
  if (g_rand_boolean (rand))
    fw_track_builder_set_fixed (builder, "colour", kit_random_value (rand));
  if (!single && g_rand_boolean (rand))
    {
      fw_track_builder_set_change (builder, "occlusion", first, kit_random_value (rand));
      fw_track_builder_set_change (builder, "occlusion", g_rand_int_range (rand, first, last + 1),
                                   kit_random_value (rand));
    }
  if (g_rand_boolean (rand))
    fw_track_builder_set_change (builder, FW_CHANGE_OCCLUDED, first, fw_value_boolean (TRUE));
  if (!single && g_rand_boolean (rand))
    fw_track_builder_set_change (builder, FW_CHANGE_Z_ORDER, last,
                                 fw_value_number (g_rand_int_range (rand, -3, 4)));
  if (g_rand_boolean (rand))
    fw_track_builder_set_name (builder, single ? NULL : "Car “12”");
  if (g_rand_boolean (rand))
    fw_track_builder_set_author (builder, "dana");
  if (g_rand_boolean (rand))
    fw_track_builder_set_group (builder, g_rand_int_range (rand, 1, 9));
  if (g_rand_boolean (rand))
    fw_track_builder_set_source (builder, "auto");

  return kit_end (builder);
}

/* Two manuals that labels can be confirmed under. */
static inline FwStampList *
kit_stamps (void)
{
  static const FwRuleRev revs[] = { { "SD-001", "0123456789ab" }, { "SD-002", "207222cf6044" } };
  g_autoptr (FwManualStamp) first = fw_manual_stamp_new ("city", "3.0.0", "aa", revs, 1);
  g_autoptr (FwManualStamp) second = fw_manual_stamp_new ("city “2”", "3.1.0", "", revs, 2);

  return fw_stamp_list_new ((FwManualStamp *[]){ first, second }, 2);
}

/* Takes the track. */
static inline FwTrack *
kit_random_confirmed (GRand *rand, FwTrack *track)
{
  FwTrackBuilder *builder = fw_track_builder_new_from (track);
  FwSpan span = fw_track_get_span (track);

  for (int i = g_rand_int_range (rand, 0, 3); i > 0; i--)
    fw_track_builder_confirm (builder,
                              (FwSpan){ g_rand_int_range (rand, span.first, span.last + 1),
                                        span.last - (i == 2 ? 2 : 0) },
                              i == 1 ? "aa" : "city “2” 3.1.0");
  fw_track_unref (track);

  return kit_end (builder);
}

static inline FwAsideList *
kit_random_asides (GRand *rand)
{
  FwSetAside asides[3];

  for (int i = 0; i < 3; i++)
    asides[i] = (FwSetAside){ .rule = i == 0 ? "SD-001" : "SD-015",
                              .rev = "0123456789ab",
                              .track = i == 1 ? 0 : g_rand_int_range (rand, 1, 9),
                              .other = i == 2 ? 3 : 0,
                              .span = { i == 1 ? -1 : i, i == 1 ? -1 : 5 },
                              .unit_rev = i == 1 ? "" : "ba9876543210",
                              .reason = (FwAsideReason) i,
                              .text = i == 2 ? "a “mirror”\n" : "",
                              .by = i == 0 ? NULL : "tomas",
                              .at = "2026-11-22T10:00:00Z" };

  return fw_aside_list_new (asides, (gsize) g_rand_int_range (rand, 0, 4));
}

static inline FwSnapshot *
kit_random_document (GRand *rand, gboolean is_video, int n_frames, int n_tracks)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  g_autoptr (FwFrameList) frames
      = is_video ? kit_video_frames ((gsize) n_frames) : kit_pictures ((gsize) n_frames);
  g_autoptr (FwTaxonomy) taxonomy = kit_taxonomy ();
  FwSpanSet *deleted = fw_span_set_new ((FwSpan[]){ { 4, 6 } }, 1);
  FwSpanSet *seen = fw_span_set_new ((FwSpan[]){ { 0, 3 }, { 9, 9 } }, 2);

  gboolean has_manuals = g_rand_boolean (rand);

  for (int i = 0; i < n_tracks; i++)
    {
      FwTrack *track = kit_random_track (rand, i * 2 + 1, n_frames,
                                         !is_video || g_rand_int_range (rand, 0, 4) == 0);

      if (has_manuals)
        track = kit_random_confirmed (rand, track);
      fw_snapshot_builder_take_track (builder, track);
    }
  if (has_manuals)
    {
      g_autoptr (FwStampList) stamps = kit_stamps ();
      g_autoptr (FwAsideList) asides = kit_random_asides (rand);

      fw_snapshot_builder_set (builder, (FwSlot){ FW_SLOT_MANUALS, 0 }, stamps);
      fw_snapshot_builder_set (builder, (FwSlot){ FW_SLOT_ASIDE, 0 }, asides);
    }
  fw_snapshot_builder_set_frame_list (builder, frames);
  fw_snapshot_builder_set (builder, (FwSlot){ FW_SLOT_TAXONOMY, 0 }, taxonomy);
  if (g_rand_boolean (rand))
    fw_snapshot_builder_set (builder, (FwSlot){ FW_SLOT_DELETED, 0 }, deleted);
  if (g_rand_boolean (rand))
    fw_snapshot_builder_set (builder, (FwSlot){ FW_SLOT_DONE, 0 }, seen);
  if (is_video)
    fw_snapshot_builder_set_seen (builder, seen);
  fw_span_set_unref (deleted);
  fw_span_set_unref (seen);

  return fw_snapshot_builder_end (builder);
}

/* Not inline: GCC 12 then takes the text for its own pointer variable. */
G_NO_INLINE static G_GNUC_UNUSED char *
kit_data (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "formats", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

/* A file of the shared folder, or NULL after g_test_skip(). */
static inline char *
kit_shared (const char *name)
{
  const char *folder = g_getenv ("FW_SHARED_DIR");
  g_autofree char *path = folder ? g_build_filename (folder, "data", "labels", name, NULL) : NULL;
  char *text = NULL;

  if (!path || !g_file_get_contents (path, &text, NULL, NULL))
    g_test_skip ("the shared data are not here");

  return text;
}
