/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What can be done to one track in time: keyframes, gaps, its span and its
 * attributes. Vertices stand in track-edit-vertex.c, two tracks at once in
 * track-join.c.
 *
 * Each function makes a builder from the track, changes it, and ends it. The
 * builder keeps the promises of FwTrack; what is decided here is what a person
 * means by an operation.
 */

#include "core/track-edit.h"

#include "core/error.h"
#include "core/track-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* Whether the track may have a second keyframe at all. */
static gboolean
require_moving (FwTrack  *track,
                GError  **error)
{
  if (!track->is_single)
    return TRUE;

  g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
               _("Object %" PRId64 " belongs to a single picture. Link it to an object "
                  "of another picture first."),
               track->id);
  return FALSE;
}

static gboolean
require_frame (FwFrame   frame,
               GError  **error)
{
  if (frame >= 0 && frame <= FW_FRAME_MAX)
    return TRUE;

  g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE, _("There is no frame %d."), frame);
  return FALSE;
}

/* The gap that holds @frame, or NULL. */
static const FwSpan *
find_gap (FwTrack *track,
          FwFrame  frame)
{
  gsize n;
  const FwSpan *outside = fw_track_get_outside (track, &n);

  for (gsize i = 0; i < n; i++)
    {
      if (fw_span_contains (outside[i], frame))
        return &outside[i];
    }

  return NULL;
}

FwTrack *
fw_track_edit_shape (FwTrack  *track,
                     FwFrame   frame,
                     FwShape  *shape,
                     GError  **error)
{
  FwTrackBuilder *builder;
  const FwSpan *gap;

  g_return_val_if_fail (track != NULL && shape != NULL, NULL);

  if (!require_frame (frame, error))
    return NULL;

  if (frame != track->keys[0].frame && !require_moving (track, error))
    return NULL;

  builder = fw_track_builder_new_from (track);
  fw_track_builder_set_key (builder, frame, shape);

  gap = find_gap (track, frame);
  if (gap != NULL)
    fw_track_builder_remove_outside (builder, (FwSpan) { frame, gap->last });

  return fw_track_builder_end (builder, error);
}

FwTrack *
fw_track_edit_add_keyframe (FwTrack  *track,
                            FwFrame   frame,
                            GError  **error)
{
  g_autoptr (FwShape) shape = NULL;
  gssize index;

  g_return_val_if_fail (track != NULL, NULL);

  if (!require_frame (frame, error))
    return NULL;

  switch (fw_track_get_presence (track, frame))
    {
    case FW_PRESENCE_KEYFRAME:
      return fw_track_ref (track);

    case FW_PRESENCE_INTERPOLATED:
    case FW_PRESENCE_GHOST:
      shape = fw_track_dup_shape_at (track, frame);
      return fw_track_edit_shape (track, frame, shape, error);

    case FW_PRESENCE_OUTSIDE:
      index = fw_track_find_keyframe (track, frame);
      return fw_track_edit_shape (track, frame, track->keys[index].shape, error);

    default:
      if (!require_moving (track, error))
        return NULL;

      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE,
                   _("Object %" PRId64 " is not there in frame %d yet; it begins in "
                      "frame %d."),
                   track->id, frame, track->keys[0].frame);
      return NULL;
    }
}

static gboolean
require_keyframe (FwTrack  *track,
                  FwFrame   frame,
                  GError  **error)
{
  if (fw_track_has_keyframe (track, frame))
    return TRUE;

  g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE,
               _("Object %" PRId64 " has no keyframe in frame %d."), track->id, frame);
  return FALSE;
}

FwTrack *
fw_track_edit_remove_keyframe (FwTrack  *track,
                               FwFrame   frame,
                               GError  **error)
{
  FwTrackBuilder *builder;
  const FwSpan *before, *after;
  FwSpan span;

  g_return_val_if_fail (track != NULL, NULL);

  if (!require_keyframe (track, frame, error))
    return NULL;

  if (track->n_keys == 1)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_LAST_KEYFRAME,
                   _("This is the only keyframe of object %" PRId64 ". Delete the "
                      "object instead."),
                   track->id);
      return NULL;
    }

  before = find_gap (track, frame - 1);
  after = find_gap (track, frame + 1);
  span = fw_track_get_span (track);

  /* Without this keyframe nobody could say where the object comes or goes: it
   * would be back in frames where nobody saw it, or gone from some where it is. */
  if ((before != NULL) != (after != NULL) && frame != span.first && frame != span.last)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                   before != NULL
                     ? _("Object %" PRId64 " comes back in frame %d, so the keyframe there stays. "
                         "Move it, or take the gap away first.")
                     : _("Object %" PRId64 " leaves after frame %d, so the keyframe there stays. "
                         "Move it, or take the gap away first."),
                   track->id, frame);
      return NULL;
    }

  builder = fw_track_builder_new_from (track);
  fw_track_builder_remove_key (builder, frame);

  /* The only frame in view between two gaps: both become one. */
  if (before != NULL && after != NULL)
    fw_track_builder_add_outside (builder, (FwSpan) { frame, frame });

  if (frame == span.first)
    span.first = track->keys[1].frame;
  else if (frame == span.last)
    span.last = track->keys[track->n_keys - 2].frame;
  fw_track_builder_crop (builder, span);

  return fw_track_builder_end (builder, error);
}

FwTrack *
fw_track_edit_move_keyframe (FwTrack  *track,
                             FwFrame   from,
                             FwFrame   to,
                             GError  **error)
{
  FwTrackBuilder *builder;
  const FwSpan *before, *after;
  FwFrame lowest = 0;
  FwFrame highest = FW_FRAME_MAX;
  gssize index;

  g_return_val_if_fail (track != NULL, NULL);

  if (!require_keyframe (track, from, error) || !require_frame (to, error)
      || !require_moving (track, error))
    return NULL;

  index = fw_track_find_keyframe (track, from);
  if (index > 0)
    lowest = track->keys[index - 1].frame + 1;
  if ((guint32) index + 1 < track->n_keys)
    highest = track->keys[index + 1].frame - 1;

  if (to < lowest || to > highest)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                   _("A keyframe cannot go past another one, and there is one in frame %d."),
                   to < lowest ? lowest - 1 : highest + 1);
      return NULL;
    }

  builder = fw_track_builder_new_from (track);
  fw_track_builder_move_key (builder, from, to);

  /* A gap ends where its border goes. */
  before = find_gap (track, from - 1);
  after = find_gap (track, from + 1);
  if (before != NULL)
    {
      fw_track_builder_remove_outside (builder, *before);
      fw_track_builder_add_outside (builder, (FwSpan) { before->first, to - 1 });
    }
  if (after != NULL)
    {
      fw_track_builder_remove_outside (builder, *after);
      fw_track_builder_add_outside (builder, (FwSpan) { to + 1, after->last });
    }

  fw_track_builder_crop (builder, (FwSpan) { index == 0 ? to : track->keys[0].frame,
                                             highest == FW_FRAME_MAX
                                               ? to
                                               : track->keys[track->n_keys - 1].frame });

  return fw_track_builder_end (builder, error);
}

FwSpan
fw_track_shrink_to_visible (const FwTrack *track,
                            FwSpan         span)
{
  FwSpan whole = fw_track_get_span (track);
  gsize n;
  const FwSpan *outside = fw_track_get_outside (track, &n);

  span.first = MAX (span.first, whole.first);
  span.last = MIN (span.last, whole.last);

  for (gsize i = 0; i < n; i++)
    {
      if (fw_span_contains (outside[i], span.first))
        span.first = outside[i].last + 1;
    }

  for (gsize i = n; i-- > 0;)
    {
      if (fw_span_contains (outside[i], span.last))
        span.last = outside[i].first - 1;
    }

  return span;
}

FwTrackBuilder *
fw_track_builder_new_part (const FwTrack *track,
                           FwSpan         span)
{
  FwTrackBuilder *builder = fw_track_builder_new_from (track);
  FwFrame ends[] = { span.first, span.last };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (FwShape) shape = fw_track_dup_shape_at (track, ends[i]);

      g_assert (shape != NULL);
      fw_track_builder_set_key (builder, ends[i], shape);
    }

  fw_track_builder_crop (builder, span);

  return builder;
}

FwTrack *
fw_track_edit_leave (FwTrack  *track,
                     FwFrame   frame,
                     GError  **error)
{
  g_autoptr (FwTrackBuilder) builder = NULL;
  FwSpan span;
  FwFrame next = FW_FRAME_NONE;
  gssize index;

  g_return_val_if_fail (track != NULL, NULL);

  if (!require_frame (frame, error) || !require_moving (track, error))
    return NULL;

  span = fw_track_get_span (track);
  if (frame <= span.first)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                   _("Object %" PRId64 " begins in frame %d, so it cannot leave the view "
                      "in frame %d. Delete it, or drag its start."),
                   track->id, span.first, frame);
      return NULL;
    }

  if (find_gap (track, frame) != NULL)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE,
                   _("Object %" PRId64 " is out of view in frame %d already."), track->id,
                   frame);
      return NULL;
    }

  if (frame == span.last + 1)
    return fw_track_ref (track);

  if (frame > span.last)
    return fw_track_edit_add_keyframe (track, frame - 1, error);

  index = fw_track_find_keyframe (track, frame);
  if ((guint32) index + 1 < track->n_keys)
    next = track->keys[index + 1].frame;

  if (next == FW_FRAME_NONE)
    {
      span = fw_track_shrink_to_visible (track, (FwSpan) { span.first, frame - 1 });
      return fw_track_builder_end (fw_track_builder_new_part (track, span), error);
    }

  builder = fw_track_builder_new_from (track);
  fw_track_builder_remove_key (builder, frame);
  fw_track_builder_add_outside (builder, (FwSpan) { frame, next - 1 });

  if (find_gap (track, frame - 1) == NULL)
    {
      g_autoptr (FwShape) border = fw_track_dup_shape_at (track, frame - 1);

      fw_track_builder_set_key (builder, frame - 1, border);
    }

  return fw_track_builder_end (g_steal_pointer (&builder), error);
}

FwTrack *
fw_track_edit_come_back (FwTrack  *track,
                         FwFrame   frame,
                         GError  **error)
{
  FwTrackBuilder *builder;
  const FwSpan *gap;

  g_return_val_if_fail (track != NULL, NULL);

  gap = find_gap (track, frame);
  if (gap == NULL)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE,
                   _("Object %" PRId64 " is not out of view in frame %d."), track->id,
                   frame);
      return NULL;
    }

  builder = fw_track_builder_new_from (track);
  fw_track_builder_remove_outside (builder, (FwSpan) { frame, gap->last });

  return fw_track_builder_end (builder, error);
}

FwTrack *
fw_track_edit_set_span (FwTrack  *track,
                        FwSpan    span,
                        GError  **error)
{
  FwTrackBuilder *builder;
  FwSpan old, part;

  g_return_val_if_fail (track != NULL, NULL);

  if (!require_frame (span.first, error) || !require_frame (span.last, error)
      || !require_moving (track, error))
    return NULL;

  old = fw_track_get_span (track);
  part = fw_track_shrink_to_visible (track, span);

  if (span.first > span.last || part.first > part.last)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                   _("Nothing of object %" PRId64 " would remain: it is not in view from "
                      "frame %d to frame %d."),
                   track->id, span.first, span.last);
      return NULL;
    }

  builder = fw_track_builder_new_part (track, part);

  if (span.first < old.first)
    fw_track_builder_set_key (builder, span.first, track->keys[0].shape);

  if (span.last > old.last)
    fw_track_builder_set_key (builder, span.last, track->keys[track->n_keys - 1].shape);

  return fw_track_builder_end (builder, error);
}

static gboolean
is_built_in (const char *name)
{
  return strcmp (name, FW_CHANGE_OCCLUDED) == 0 || strcmp (name, FW_CHANGE_Z_ORDER) == 0;
}

FwValue
fw_track_get_value (const FwTrack *track,
                    const char    *name,
                    FwFrame        frame)
{
  FwValue value = fw_track_get_attribute (track, name, frame);

  if (value.type != FW_VALUE_NULL || !is_built_in (name))
    return value;

  return strcmp (name, FW_CHANGE_OCCLUDED) == 0 ? fw_value_boolean (FALSE) : fw_value_number (0);
}

FwTrack *
fw_track_edit_attribute (FwTrack    *track,
                         const char *name,
                         FwFrame     frame,
                         FwValue     value,
                         gboolean    is_fixed)
{
  FwTrackBuilder *builder;
  const FwChange *changes;
  gsize n_changes;
  FwSpan span;
  FwValue before;

  g_return_val_if_fail (track != NULL && name != NULL, NULL);

  builder = fw_track_builder_new_from (track);

  if ((is_fixed || track->is_single) && !is_built_in (name))
    {
      fw_track_builder_clear_changes (builder, name);
      fw_track_builder_set_fixed (builder, name, value);
      return fw_track_builder_end (builder, NULL);
    }

  span = fw_track_get_span (track);
  frame = CLAMP (frame, span.first, span.last);
  before = fw_track_get_value (track, name, span.first);
  changes = fw_track_get_changes (track, name, &n_changes);

  /* The first attribute keyframe also holds before its frame. So that nothing
   * before @frame changes, the start is given the value that it has. */
  if (before.type != FW_VALUE_NULL && (n_changes == 0 || changes[0].frame > span.first))
    fw_track_builder_set_change (builder, name, span.first, before);

  fw_track_builder_set_fixed (builder, name, fw_value_null ());
  fw_track_builder_set_change (builder, name, frame, value);

  return fw_track_builder_end (builder, NULL);
}

FwTrack *
fw_track_edit_category (FwTrack        *track,
                        FwCategoryId    category,
                        FwKeepAttribute keep,
                        gpointer        user_data)
{
  FwTrackBuilder *builder;

  g_return_val_if_fail (track != NULL, NULL);

  builder = fw_track_builder_new_from (track);
  fw_track_builder_set_category (builder, category);

  for (gsize i = 0; keep != NULL && i < fw_track_get_n_fixed (track); i++)
    {
      FwValue value;
      const char *name = fw_track_get_fixed (track, i, &value);

      if (!keep (name, value, user_data))
        fw_track_builder_set_fixed (builder, name, fw_value_null ());
    }

  /* A value that is not allowed becomes none; leaving its keyframe out would
   * put the value before it in its place. */
  for (gsize i = 0; keep != NULL && i < fw_track_get_n_changing (track); i++)
    {
      const char *name = fw_track_get_changing (track, i);
      gsize n;
      const FwChange *changes = fw_track_get_changes (track, name, &n);

      for (gsize j = 0; j < n; j++)
        {
          if (changes[j].value.type != FW_VALUE_NULL && !keep (name, changes[j].value, user_data))
            fw_track_builder_set_change (builder, name, changes[j].frame, fw_value_null ());
        }
    }

  return fw_track_builder_end (builder, NULL);
}

FwTrack *
fw_track_edit_propagate (FwTrack  *track,
                         FwFrame   frame,
                         int       n,
                         FwFrame   last,
                         GError  **error)
{
  g_autoptr (FwShape) shape = NULL;
  FwTrackBuilder *builder;
  gint64 first_to, last_to;

  g_return_val_if_fail (track != NULL, NULL);

  if (n == 0)
    return fw_track_ref (track);

  if (!require_frame (frame, error) || !require_moving (track, error))
    return NULL;

  shape = fw_track_dup_shape_at (track, frame);
  if (shape == NULL)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE,
                   _("Object %" PRId64 " is not in view in frame %d."), track->id, frame);
      return NULL;
    }

  first_to = n > 0 ? (gint64) frame : MAX ((gint64) frame + n, 0);
  last_to = n > 0 ? MIN ((gint64) frame + n, MIN (last, FW_FRAME_MAX)) : (gint64) frame;

  if (first_to >= last_to)
    {
      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE,
                   n > 0 ? _("There is no frame after frame %d.")
                         : _("There is no frame before frame %d."),
                   frame);
      return NULL;
    }

  builder = fw_track_builder_new_from (track);

  /* Also in @frame itself, or interpolation towards the copies would change it. */
  for (gint64 to = first_to; to <= last_to; to++)
    fw_track_builder_set_key (builder, to, shape);

  fw_track_builder_remove_outside (builder, (FwSpan) { first_to, last_to });

  return fw_track_builder_end (builder, error);
}
