/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/unit-name.h"

#include "core/error.h"
#include "core/unit-rev.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

static const char *const words[] = { "label", "track", "frame" };

const char *
fw_unit_kind_to_word (FwUnitKind kind)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (words), NULL);

  return words[kind];
}

gboolean
fw_unit_kind_from_word (const char *word, FwUnitKind *out_kind)
{
  g_return_val_if_fail (word != NULL && out_kind != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], word))
      {
        *out_kind = (FwUnitKind) i;
        return TRUE;
      }

  return FALSE;
}

char *
fw_unit_dup_media (const FwFrameList *frames, const char *labels_path)
{
  const char *ending = ".coco.json";
  gboolean is_video
      = frames && fw_frame_list_is_video (frames) && *fw_frame_list_get_name (frames) != '\0';
  char *name = g_path_get_basename (is_video      ? fw_frame_list_get_name (frames)
                                    : labels_path ? labels_path
                                                  : "labels");
  char *dot = strrchr (name, '.');

  if (!is_video && g_str_has_suffix (name, ending) && strlen (name) > strlen (ending))
    name[strlen (name) - strlen (ending)] = '\0';
  else if (dot && dot != name)
    *dot = '\0';

  return name;
}

char *
fw_unit_dup_name (const FwUnit *unit, const char *media)
{
  g_return_val_if_fail (unit != NULL && media != NULL, NULL);

  switch (unit->kind)
    {
    case FW_UNIT_LABEL:
      return g_strdup_printf ("%s/%d/%c%" PRId64, media, unit->frame, unit->is_plain ? 'a' : 't',
                              unit->track);
    case FW_UNIT_TRACK:
      return g_strdup_printf ("%s/t%" PRId64, media, unit->track);
    case FW_UNIT_FRAME:
      return g_strdup_printf ("%s/%d", media, unit->frame);
    }

  g_assert_not_reached ();
}

/* A number of nothing but digits, as we write it. */
static gboolean
parse_number (const char *text, gint64 least, gint64 most, gint64 *out_number)
{
  guint64 number;

  if (!g_ascii_isdigit (*text) || (*text == '0' && text[1] != '\0'))
    return FALSE;
  if (!g_ascii_string_to_unsigned (text, 10, (guint64) least, (guint64) most, &number, NULL))
    return FALSE;
  *out_number = (gint64) number;

  return TRUE;
}

gboolean
fw_unit_parse (const char *name, FwUnit *out_unit, char **out_media)
{
  g_return_val_if_fail (name != NULL && out_unit != NULL, FALSE);

  g_autofree char *rest = g_strdup (name);
  FwUnit unit = { FW_UNIT_FRAME, FW_FRAME_NONE, 0, FALSE };
  char *slash = strrchr (rest, '/');
  gint64 frame;

  if (!slash)
    return FALSE;
  if (slash[1] == 't' || slash[1] == 'a')
    {
      unit.is_plain = slash[1] == 'a';
      if (!parse_number (slash + 2, 1, G_MAXINT64, &unit.track))
        return FALSE;
      unit.kind = FW_UNIT_TRACK;
      *slash = '\0';
      slash = strrchr (rest, '/');
    }
  /* Media may be called like a number; the last one is the frame. */
  if (slash && parse_number (slash + 1, 0, FW_FRAME_MAX, &frame))
    {
      unit.frame = (FwFrame) frame;
      unit.kind = unit.kind == FW_UNIT_TRACK ? FW_UNIT_LABEL : FW_UNIT_FRAME;
      *slash = '\0';
    }
  if (*rest == '\0' || (unit.kind == FW_UNIT_FRAME && unit.frame == FW_FRAME_NONE)
      || (unit.kind == FW_UNIT_TRACK && unit.is_plain))
    return FALSE;

  *out_unit = unit;
  if (out_media)
    *out_media = g_steal_pointer (&rest);

  return TRUE;
}

static gboolean
is_plain (const FwSnapshot *snapshot)
{
  FwFrameList *frames = fw_snapshot_get_frame_list (snapshot);

  return frames && !fw_frame_list_is_video (frames);
}

static gboolean
is_deleted (const FwSnapshot *snapshot, FwFrame frame)
{
  return fw_span_set_contains (fw_snapshot_get_frames_with (snapshot, FW_SLOT_DELETED), frame);
}

gboolean
fw_unit_is_in (const FwUnit *unit, const FwSnapshot *snapshot)
{
  g_return_val_if_fail (unit != NULL && snapshot != NULL, FALSE);

  FwFrameList *frames = fw_snapshot_get_frame_list (snapshot);

  if (unit->kind == FW_UNIT_FRAME)
    return frames && (gsize) unit->frame < fw_frame_list_get_length (frames)
           && !is_deleted (snapshot, unit->frame);

  FwTrack *track = fw_snapshot_get_track (snapshot, unit->track);

  if (!track || unit->is_plain != is_plain (snapshot))
    return FALSE;

  return unit->kind == FW_UNIT_TRACK
         || (!is_deleted (snapshot, unit->frame)
             && fw_presence_is_visible (fw_track_get_presence (track, unit->frame)));
}

FwUnit
fw_unit_for_label (const FwSnapshot *snapshot, FwFrame frame, FwTrackId track)
{
  return (FwUnit){ FW_UNIT_LABEL, frame, track, is_plain (snapshot) };
}

char *
fw_unit_dup_rev (const FwUnit *unit, const FwSnapshot *snapshot)
{
  g_return_val_if_fail (unit != NULL && snapshot != NULL, NULL);

  if (!fw_unit_is_in (unit, snapshot))
    return NULL;

  FwTrack *track = fw_snapshot_get_track (snapshot, unit->track);
  FwTaxonomy *taxonomy = fw_snapshot_get_taxonomy (snapshot);

  switch (unit->kind)
    {
    case FW_UNIT_LABEL:
      return fw_unit_rev_label (track, taxonomy, unit->frame);
    case FW_UNIT_TRACK:
      return fw_unit_rev_track (track, taxonomy);
    case FW_UNIT_FRAME:
      return fw_unit_rev_frame (snapshot, unit->frame);
    }

  g_assert_not_reached ();
}

typedef struct
{
  const FwSnapshot *snapshot;
  FwUnitKind kind;
  GArray *units; /* (element-type FwUnit) (owned) */
} Listing;

static gboolean
add_unit (Listing *listing, FwUnit unit)
{
  if (listing->units->len >= FW_UNIT_MAX)
    return FALSE;
  g_array_append_val (listing->units, unit);

  return TRUE;
}

static gboolean
list_track (FwTrack *track, gpointer data)
{
  Listing *listing = data;
  gboolean plain = is_plain (listing->snapshot);
  FwSpan span = fw_track_get_span (track);
  FwTrackCursor cursor;

  if (listing->kind == FW_UNIT_TRACK && !plain)
    return add_unit (listing,
                     (FwUnit){ FW_UNIT_TRACK, FW_FRAME_NONE, fw_track_get_id (track), FALSE });

  fw_track_cursor_init (&cursor, track);
  for (FwFrame frame = span.first; frame <= span.last; frame++)
    {
      FwRect bounds;

      if (fw_presence_is_visible (fw_track_cursor_move (&cursor, frame, &bounds))
          && !is_deleted (listing->snapshot, frame)
          && !add_unit (listing, (FwUnit){ FW_UNIT_LABEL, frame, fw_track_get_id (track), plain }))
        return FALSE;
    }

  return TRUE;
}

GArray *
fw_unit_list (const FwSnapshot *snapshot, FwUnitKind kind, GError **error)
{
  g_return_val_if_fail (snapshot != NULL, NULL);

  FwFrameList *frames = fw_snapshot_get_frame_list (snapshot);
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (FwUnit));
  Listing listing = { snapshot, kind, units };

  if (kind != FW_UNIT_FRAME)
    fw_snapshot_foreach (snapshot, list_track, &listing);
  else
    for (gsize i = 0; frames && i < fw_frame_list_get_length (frames); i++)
      if (!is_deleted (snapshot, (FwFrame) i)
          && !add_unit (&listing, (FwUnit){ FW_UNIT_FRAME, (FwFrame) i, 0, FALSE }))
        break;

  if (units->len >= FW_UNIT_MAX)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_LIMIT,
                   _ ("there are more than %d units; draw whole tracks, or from a part of them"),
                   FW_UNIT_MAX - 1);
      return NULL;
    }

  return g_steal_pointer (&units);
}
