/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/unit-words.h"

#include "core/object-words.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* An object of a picture, and its place there. */
typedef struct
{
  FwTrackId track;
  guint place;
} Place;

struct _FwUnitWords
{
  FwSnapshot *snapshot; /* (owned) */
  GArray *places;       /* (element-type Place) (owned) by track; empty for a video */
};

char *
fw_unit_join_words (const FwUnit *unit, gboolean is_video, const char *object)
{
  g_return_val_if_fail (unit != NULL && (object != NULL || unit->kind == FW_UNIT_FRAME), NULL);

  int number = is_video ? unit->frame : unit->frame + 1;

  if (unit->kind == FW_UNIT_FRAME)
    return g_strdup_printf (is_video ? _ ("Frame %d") : _ ("Picture %d"), number);
  if (unit->frame == FW_FRAME_NONE)
    return g_strdup (object);

  return g_strdup_printf (is_video ? _ ("%s, frame %d") : _ ("%s, picture %d"), object, number);
}

char *
fw_unit_kind_dup_count (FwUnitKind kind, gsize n)
{
  gulong count = (gulong) n;

  switch (kind)
    {
    case FW_UNIT_TRACK:
      return g_strdup_printf (ngettext ("%lu track", "%lu tracks", count), count);
    case FW_UNIT_FRAME:
      return g_strdup_printf (ngettext ("%lu frame", "%lu frames", count), count);
    case FW_UNIT_LABEL:
    default:
      return g_strdup_printf (ngettext ("%lu label", "%lu labels", count), count);
    }
}

/* What is gathered while walking the tracks, by ascending id. */
typedef struct
{
  FwUnitWords *words;
  GHashTable *counts; /* (owned) frame -> objects so far */
} Walk;

static gboolean
note_place (FwTrack *track, gpointer data)
{
  Walk *walk = data;
  gpointer frame = GINT_TO_POINTER (fw_track_get_span (track).first);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (walk->counts, frame)) + 1;
  Place entry = { fw_track_get_id (track), place };

  g_hash_table_insert (walk->counts, frame, GUINT_TO_POINTER (place));
  g_array_append_val (walk->words->places, entry);

  return TRUE;
}

FwUnitWords *
fw_unit_words_new (FwSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);

  FwUnitWords *self = g_new0 (FwUnitWords, 1);
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  Walk walk = { self, counts };

  self->snapshot = fw_snapshot_ref (snapshot);
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  if (!fw_frame_list_is_video (fw_snapshot_get_frame_list (snapshot)))
    fw_snapshot_foreach (snapshot, note_place, &walk);

  return self;
}

void
fw_unit_words_free (FwUnitWords *self)
{
  g_return_if_fail (self != NULL);

  fw_snapshot_unref (self->snapshot);
  g_array_unref (self->places);
  g_free (self);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *left = a;
  const Place *right = b;

  return (left->track > right->track) - (left->track < right->track);
}

static gint64
get_number (const FwUnitWords *self, FwTrackId track)
{
  Place wanted = { .track = track };
  guint index;

  return g_array_binary_search (self->places, &wanted, compare_places, &index)
             ? g_array_index (self->places, Place, index).place
             : track;
}

char *
fw_unit_words_dup (const FwUnitWords *self, const FwUnit *unit)
{
  g_return_val_if_fail (self != NULL && unit != NULL, NULL);

  FwTrack *track = unit->kind != FW_UNIT_FRAME ? fw_snapshot_get_track (self->snapshot, unit->track)
                                               : NULL;
  gboolean is_video = fw_frame_list_is_video (fw_snapshot_get_frame_list (self->snapshot));
  g_autofree char *object = NULL;

  if (track)
    object = fw_object_dup_words (track, fw_snapshot_get_taxonomy (self->snapshot),
                                  get_number (self, unit->track));
  else if (is_video)
    object = g_strdup_printf (_ ("Object %" PRId64 " (deleted)"), (gint64) unit->track);
  else
    object = g_strdup (_ ("An object that was deleted"));

  return fw_unit_join_words (unit, is_video, object);
}
