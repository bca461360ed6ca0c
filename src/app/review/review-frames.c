/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review/review-frames.h"

#include <string.h>

static gboolean
is_deleted (const FwSnapshot *snapshot,
            FwFrame           frame)
{
  return fw_span_set_contains (fw_snapshot_get_frames_with (snapshot, FW_SLOT_DELETED), frame);
}

static FwFrame
count_frames (const FwSnapshot *snapshot)
{
  FwFrameList *frames = fw_snapshot_get_frame_list (snapshot);

  return frames != NULL ? (FwFrame) fw_frame_list_get_length (frames) : 0;
}

static gboolean
is_video (const FwSnapshot *snapshot)
{
  FwFrameList *frames = fw_snapshot_get_frame_list (snapshot);

  return frames != NULL && fw_frame_list_is_video (frames);
}

static FwFilmFrame
make_frame (FwTrack *track,
            FwFrame  frame,
            gboolean is_middle)
{
  FwPresence presence = track != NULL ? fw_track_get_presence (track, frame) : FW_PRESENCE_NONE;

  return (FwFilmFrame) { .frame = frame,
                         .is_keyframe = presence == FW_PRESENCE_KEYFRAME,
                         .is_there = track == NULL || fw_presence_is_visible (presence),
                         .is_middle = is_middle };
}

FwFrame
fw_review_frames_get_first (const FwUnit     *unit,
                            const FwSnapshot *snapshot)
{
  g_return_val_if_fail (unit != NULL && snapshot != NULL, FW_FRAME_NONE);

  if (!fw_unit_is_in (unit, snapshot))
    return FW_FRAME_NONE;
  if (unit->kind != FW_UNIT_TRACK)
    return unit->frame;

  FwTrack *track = fw_snapshot_get_track (snapshot, unit->track);
  FwFrame best = fw_track_get_span (track).first;
  double largest = -1.0;

  for (gsize i = 0; i < fw_track_get_n_keyframes (track); i++)
    {
      FwKeyframe key = fw_track_get_keyframe (track, i);
      double area = fw_rect_area (fw_shape_get_bounds (key.shape));

      if (area > largest && !is_deleted (snapshot, key.frame))
        {
          largest = area;
          best = key.frame;
        }
    }

  return best;
}

GArray *
fw_review_frames_around (const FwUnit     *unit,
                         const FwSnapshot *snapshot)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (FwFilmFrame));

  g_return_val_if_fail (unit != NULL && snapshot != NULL, list);

  if (unit->frame == FW_FRAME_NONE || !is_video (snapshot))
    return list;

  FwTrack *track
    = unit->kind == FW_UNIT_FRAME ? NULL : fw_snapshot_get_track (snapshot, unit->track);
  FwFrame n = count_frames (snapshot);

  for (int i = 0; i < FW_FILM_N; i++)
    {
      FwFrame frame = unit->frame + (i - FW_FILM_N / 2) * FW_FILM_STEP;

      if (frame < 0 || frame >= n || is_deleted (snapshot, frame))
        continue;

      FwFilmFrame entry = make_frame (track, frame, frame == unit->frame);

      g_array_append_val (list, entry);
    }

  return list;
}

/* A track at a glance ----------------------------------------------------------- */

/* Frames in which the track is a label, ascending. (element-type FwFrame) */
static GArray *
list_visible (FwTrack          *track,
              const FwSnapshot *snapshot)
{
  GArray *visible = g_array_new (FALSE, FALSE, sizeof (FwFrame));
  FwSpan span = fw_track_get_span (track);
  FwTrackCursor cursor;
  FwRect bounds;

  fw_track_cursor_init (&cursor, track);
  for (FwFrame frame = span.first; frame <= span.last; frame++)
    if (fw_presence_is_visible (fw_track_cursor_move (&cursor, frame, &bounds))
        && !is_deleted (snapshot, frame))
      g_array_append_val (visible, frame);

  return visible;
}

/* Sets the bit of the visible frame at or after @frame. */
static void
choose_from (GArray  *visible,
             gboolean *chosen,
             FwFrame   frame)
{
  for (guint i = 0; i < visible->len; i++)
    if (g_array_index (visible, FwFrame, i) >= frame)
      {
        chosen[i] = TRUE;
        return;
      }
}

static guint
count_chosen (const gboolean *chosen,
              guint           n)
{
  guint count = 0;

  for (guint i = 0; i < n; i++)
    count += chosen[i];

  return count;
}

static void
choose_changes (FwTrack    *track,
                const char *name,
                GArray     *visible,
                gboolean   *chosen,
                guint       max)
{
  gsize n;
  const FwChange *changes = fw_track_get_changes (track, name, &n);

  for (gsize i = 1; i < n && count_chosen (chosen, visible->len) < max; i++)
    if (!fw_value_equal (changes[i].value, changes[i - 1].value))
      choose_from (visible, chosen, changes[i].frame);
}

/* Fills the widest gap until there are @max. */
static void
choose_between (gboolean *chosen,
                guint     n,
                guint     max)
{
  for (guint count = count_chosen (chosen, n); count < MIN (max, n); count++)
    {
      guint last = 0;
      guint widest = 0;
      guint at = 0;

      for (guint i = 1; i < n; i++)
        if (chosen[i])
          {
            if (i - last > widest)
              {
                widest = i - last;
                at = last + widest / 2;
              }
            last = i;
          }
      if (widest < 2)
        break;
      chosen[at] = TRUE;
    }
}

GArray *
fw_review_frames_of_track (FwTrackId         id,
                           const FwSnapshot *snapshot,
                           guint             max)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (FwFilmFrame));

  g_return_val_if_fail (snapshot != NULL && max >= 2, list);

  FwTrack *track = fw_snapshot_get_track (snapshot, id);

  if (track == NULL)
    return list;

  g_autoptr(GArray) visible = list_visible (track, snapshot);
  g_autofree gboolean *chosen = g_new0 (gboolean, visible->len + 1);
  const FwUnit unit = { FW_UNIT_TRACK, FW_FRAME_NONE, id, FALSE };
  FwFrame first = fw_review_frames_get_first (&unit, snapshot);

  if (visible->len == 0)
    return list;
  chosen[0] = chosen[visible->len - 1] = TRUE;
  choose_from (visible, chosen, first);
  choose_changes (track, FW_CHANGE_OCCLUDED, visible, chosen, max);
  for (gsize i = 0; i < fw_track_get_n_changing (track); i++)
    choose_changes (track, fw_track_get_changing (track, i), visible, chosen, max);
  choose_between (chosen, visible->len, max);
  for (guint i = 0; i < visible->len; i++)
    {
      FwFrame frame = g_array_index (visible, FwFrame, i);
      FwFilmFrame entry = make_frame (track, frame, frame == first);

      if (chosen[i])
        g_array_append_val (list, entry);
    }

  return list;
}

/* Words -------------------------------------------------------------------------- */

static gboolean
changes_at_all (FwTrack    *track,
                const char *name)
{
  gsize n;
  const FwChange *changes = fw_track_get_changes (track, name, &n);

  for (gsize i = 1; i < n; i++)
    if (!fw_value_equal (changes[i].value, changes[0].value))
      return TRUE;

  return FALSE;
}

char **
fw_review_frames_list_words (FwTrackId         id,
                             const FwSnapshot *snapshot,
                             FwFrame           frame,
                             FwAttributeWords  dup_words)
{
  g_return_val_if_fail (snapshot != NULL && dup_words != NULL, NULL);

  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  FwTrack *track = fw_snapshot_get_track (snapshot, id);

  if (track != NULL && changes_at_all (track, FW_CHANGE_OCCLUDED))
    {
      g_autofree char *line
        = dup_words (FW_CHANGE_OCCLUDED, fw_value_boolean (fw_track_is_occluded (track, frame)));

      g_strv_builder_add (words, line);
    }
  for (gsize i = 0; track != NULL && i < fw_track_get_n_changing (track); i++)
    {
      const char *name = fw_track_get_changing (track, i);
      g_autofree char *line = dup_words (name, fw_track_get_attribute (track, name, frame));

      if (changes_at_all (track, name))
        g_strv_builder_add (words, line);
    }

  return g_strv_builder_end (words);
}
