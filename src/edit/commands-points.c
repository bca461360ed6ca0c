/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What keys do to the chosen point of points and skeletons: is it hidden, is it
 * there at all. The words are those for whole objects: Q says that something is
 * before it, Delete that it is not there.
 */

#include "fw-config.h"

#include "core/error.h"
#include "core/track-edit.h"
#include "edit/commands-private.h"
#include "edit/session-private.h"
#include "edit/tool-parts.h"

#include <glib/gi18n.h>

gboolean
fw_commands_find_point (FwSession *session, FwTrack **out_track, gsize *out_index)
{
  FwTrackId id = fw_session_get_primary (session);
  FwTrack *track = id == 0 ? NULL : fw_document_get_track (session->document, id);
  guint32 vertex = fw_session_get_active_vertex (session);

  if (track == NULL || vertex == 0
      || (fw_track_get_kind (track) != FW_SHAPE_POINTS
          && fw_track_get_kind (track) != FW_SHAPE_SKELETON))
    return FALSE;

  *out_track = track;
  *out_index = vertex - 1;
  return TRUE;
}

/* The point in this frame; a refusal when it is not there. */
static gboolean
get_point (FwSession *session, FwTrack *track, gsize index, FwKeypoint *out, GError **error)
{
  g_autoptr (FwShape) shape = fw_commands_need_shape (session, track, error);
  gsize n;
  const FwKeypoint *points;

  if (shape == NULL)
    return FALSE;

  points = fw_shape_get_points (shape, &n);
  if (index >= n)
    return fw_commands_refuse (error, FW_EDIT_ERROR_NOT_THERE, _("Select a point first."));
  *out = points[index];
  return TRUE;
}

/* The next point of the shape that is there, in a circle, from @index on; 0
 * when there is none. */
static guint32
next_there (FwTrack *track, FwFrame frame, gsize index)
{
  g_autoptr (FwShape) shape = fw_track_dup_shape_at (track, frame);
  gsize n;
  const FwKeypoint *points = fw_shape_get_points (shape, &n);

  for (gsize i = 1; i <= n; i++)
    if (points[(index + i) % n].visibility != FW_KEYPOINT_ABSENT)
      return (guint32) ((index + i) % n) + 1;
  return 0;
}

gboolean
fw_commands_toggle_point_hidden (FwSession *session, GError **error)
{
  FwTrack *track;
  gsize index;
  FwKeypoint point;
  g_autoptr (FwTrack) after = NULL;
  gboolean hides;

  if (!fw_commands_find_point (session, &track, &index)
      || fw_session_check_track (session, fw_track_get_id (track), error) == NULL
      || !get_point (session, track, index, &point, error))
    return FALSE;

  hides = point.visibility != FW_KEYPOINT_HIDDEN;
  point.visibility = hides ? FW_KEYPOINT_HIDDEN : FW_KEYPOINT_VISIBLE;
  after = fw_track_edit_point (track, session->frame, index, point, error);
  if (after == NULL)
    return FALSE;
  fw_session_write_track (session, hides ? _("Point hidden") : _("Point visible"), after);
  return TRUE;
}

gboolean
fw_commands_delete_point (FwSession *session, GError **error)
{
  FwTrack *track;
  gsize index;
  FwKeypoint point;
  g_autoptr (FwTrack) after = NULL;

  if (!fw_commands_find_point (session, &track, &index)
      || fw_session_check_track (session, fw_track_get_id (track), error) == NULL
      || !get_point (session, track, index, &point, error))
    return FALSE;

  point.visibility = FW_KEYPOINT_ABSENT;
  after = fw_track_edit_point (track, session->frame, index, point, error);
  if (after == NULL)
    return FALSE;
  fw_session_freeze (session);
  fw_session_write_track (session, _("Delete point"), after);
  fw_session_set_active_vertex (session, next_there (after, session->frame, index));
  fw_session_thaw (session);
  return TRUE;
}
