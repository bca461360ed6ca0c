/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Verbs on keyframes and presence: W, Backspace, X, Q, the arrow keys, and what
 * the timeline's drags end in. The rules are core/track-edit's; here it is
 * decided what a key means for the objects that are selected.
 */

#include "fw-config.h"

#include "core/track-edit.h"
#include "edit/commands-private.h"
#include "edit/tool-parts.h"
#include "edit/tool-points.h"

#include <glib/gi18n.h>

static FwTrack *
add_keyframe (FwSession *session, FwTrack *track, gpointer user_data, GError **error)
{
  const FwFrame *frame = user_data;

  if (!fw_commands_need_track (session, track, error))
    return NULL;
  if (fw_track_has_keyframe (track, *frame))
    return fw_track_ref (track);
  return fw_track_edit_add_keyframe (track, *frame, error);
}

static FwTrack *
remove_keyframe (FwSession *session, FwTrack *track, gpointer user_data, GError **error)
{
  const FwFrame *frame = user_data;
  g_autofree char *name = NULL;

  if (!fw_commands_need_track (session, track, error))
    return NULL;
  if (fw_track_has_keyframe (track, *frame))
    return fw_track_edit_remove_keyframe (track, *frame, error);

  name = fw_session_dup_object_name (session, fw_track_get_id (track));
  fw_commands_refuse (error, FW_EDIT_ERROR_NOT_THERE,
                      /* Translators: %s is an object such as "Car 12" */
                      _("%s has no keyframe in this frame."), name);
  return NULL;
}

gboolean
fw_command_toggle_keyframe (FwSession *session, int argument, char **out_say, GError **error)
{
  gsize n;
  const FwTrackId *ids;
  gboolean all_have = TRUE;
  FwFrame frame;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  frame = session->frame;
  ids = fw_session_get_selection (session, &n);
  for (gsize i = 0; i < n; i++)
    all_have = all_have
               && fw_track_has_keyframe (fw_document_get_track (session->document, ids[i]), frame);
  return fw_commands_change_selected (session,
                                      all_have ? _("Remove keyframe") : _("Add keyframe"),
                                      all_have ? remove_keyframe : add_keyframe, &frame, error);
}

gboolean
fw_command_remove_keyframe (FwSession *session, int argument, char **out_say, GError **error)
{
  FwFrame frame;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  frame = session->frame;
  return fw_commands_change_selected (session, _("Remove keyframe"), remove_keyframe, &frame,
                                      error);
}

/* Outside */

static FwTrack *
leave (FwSession *session, FwTrack *track, gpointer user_data, GError **error)
{
  if (!fw_commands_need_track (session, track, error))
    return NULL;
  if (!fw_presence_is_visible (fw_track_get_presence (track, session->frame)))
    return fw_track_ref (track);
  return fw_track_edit_leave (track, session->frame, error);
}

static FwTrack *
come_back (FwSession *session, FwTrack *track, gpointer user_data, GError **error)
{
  if (!fw_commands_need_track (session, track, error))
    return NULL;
  if (fw_track_get_presence (track, session->frame) != FW_PRESENCE_OUTSIDE)
    return fw_track_ref (track);
  return fw_track_edit_come_back (track, session->frame, error);
}

/* How many of the selection are present in this way. */
static gsize
count_presence (FwSession *session, FwPresence presence)
{
  gsize n, count = 0;
  const FwTrackId *ids = fw_session_get_selection (session, &n);

  for (gsize i = 0; i < n; i++)
    count
        += fw_track_get_presence (fw_document_get_track (session->document, ids[i]), session->frame)
           == presence;
  return count;
}

/* Tracks that end before this frame show no ghost any more, or show it again. */
static void
toggle_ghosts (FwSession *session)
{
  gsize n;
  const FwTrackId *ids = fw_session_get_selection (session, &n);

  fw_session_freeze (session);
  for (gsize i = 0; i < n; i++)
    {
      FwTrack *track = fw_document_get_track (session->document, ids[i]);

      if (fw_track_get_presence (track, session->frame) != FW_PRESENCE_GHOST)
        continue;
      if (fw_session_find_object (session, ids[i]) != NULL)
        fw_session_hide_ghost (session, ids[i], fw_track_get_span (track).last);
      else
        fw_session_show_ghost (session, ids[i]);
    }
  fw_session_drop_objects (session);
  fw_session_pend (session, FW_PENDING_OBJECTS | FW_PENDING_IDLE | FW_PENDING_HINTS);
  fw_session_thaw (session);
}

gboolean
fw_command_toggle_outside (FwSession *session, int argument, char **out_say, GError **error)
{
  gsize n_visible, n;
  const FwTrackId *ids;
  gboolean done;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  if (fw_tool_points_skip (fw_session_get_tool (session)))
    return TRUE;
  if (!fw_commands_need_selected (session, 1, error))
    return FALSE;

  n_visible = count_presence (session, FW_PRESENCE_KEYFRAME)
              + count_presence (session, FW_PRESENCE_INTERPOLATED);
  if (n_visible == 0 && count_presence (session, FW_PRESENCE_OUTSIDE) > 0)
    return fw_commands_change_selected (session, _("Back in view"), come_back, NULL, error);
  if (n_visible == 0 && count_presence (session, FW_PRESENCE_GHOST) > 0)
    {
      toggle_ghosts (session);
      return TRUE;
    }
  if (n_visible == 0)
    {
      g_autofree char *name
          = fw_session_dup_object_name (session, fw_session_get_primary (session));

      return fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                                 /* Translators: %s is an object such as "Car 12" */
                                 _("%s begins later than this frame."), name);
    }

  fw_session_freeze (session);
  done = fw_commands_change_selected (session, _("Out of view"), leave, NULL, error);
  ids = fw_session_get_selection (session, &n);
  for (gsize i = 0; done && i < n; i++)
    {
      FwTrack *track = fw_document_get_track (session->document, ids[i]);
      FwFrame last = fw_track_get_span (track).last;

      /* Saying "gone" and seeing it proposed at once would be rude. */
      if (last < session->frame)
        fw_session_hide_ghost (session, ids[i], last);
    }
  fw_session_drop_objects (session);
  fw_session_thaw (session);
  return done;
}

/* Occluded */

static FwTrack *
change_occluded (FwSession *session, FwTrack *track, gpointer user_data, GError **error)
{
  gboolean occluded = GPOINTER_TO_INT (user_data);
  FwPresence presence = fw_track_get_presence (track, session->frame);
  g_autofree char *name = NULL;

  if (fw_presence_is_visible (presence))
    return fw_track_edit_attribute (track, FW_CHANGE_OCCLUDED, session->frame,
                                    fw_value_boolean (occluded), FALSE);

  name = fw_session_dup_object_name (session, fw_track_get_id (track));
  fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                      presence == FW_PRESENCE_GHOST
                          /* Translators: %s is an object such as "Car 12" */
                          ? _("%s is only proposed here. Press {toggle-keyframe} if it is still "
                              "there.")
                          : _("%s is not in this frame."),
                      name);
  return NULL;
}

gboolean
fw_command_toggle_occluded (FwSession *session, int argument, char **out_say, GError **error)
{
  gsize n, index;
  const FwTrackId *ids;
  gboolean all = TRUE;
  FwTrack *track;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  /* The point at hand, whether it is being set or was chosen. */
  if (fw_tool_points_toggle_hidden (fw_session_get_tool (session)))
    return TRUE;
  if (fw_commands_find_point (session, &track, &index))
    return fw_commands_toggle_point_hidden (session, error);

  ids = fw_session_get_selection (session, &n);
  for (gsize i = 0; i < n; i++)
    all = all
          && fw_track_is_occluded (fw_document_get_track (session->document, ids[i]),
                                   session->frame);
  return fw_commands_change_selected (session, all ? _("Not occluded") : _("Occluded"),
                                      change_occluded, GINT_TO_POINTER (!all), error);
}

/* Arrow keys */

typedef struct
{
  FwNudge what;
  int dx;
  int dy;
} Nudge;

/* The box with its right and bottom (or left and top) sides moved. */
static FwShape *
nudge_sides (FwShape *shape, const Nudge *nudge)
{
  gboolean end = nudge->what == FW_NUDGE_END_EDGE;
  gsize handle = nudge->dx != 0 ? (end ? 3 : 7) : (end ? 5 : 1);
  FwPoint corners[4];
  FwPoint middle;
  gsize side = (handle - 1) / 2;
  FwRect bounds;

  switch (fw_shape_get_kind (shape))
    {
    case FW_SHAPE_BOX:
    case FW_SHAPE_ROTATED_BOX:
    case FW_SHAPE_ELLIPSE:
      fw_shape_get_corners (shape, corners);
      middle = FW_POINT ((corners[side].x + corners[(side + 1) % 4].x) / 2.0,
                         (corners[side].y + corners[(side + 1) % 4].y) / 2.0);
      return fw_parts_resize (shape, handle, FW_POINT (middle.x + nudge->dx, middle.y + nudge->dy),
                              FALSE);
    default:
      bounds = fw_shape_get_bounds (shape);
      bounds.x += end ? 0 : nudge->dx;
      bounds.y += end ? 0 : nudge->dy;
      bounds.width += end ? nudge->dx : -nudge->dx;
      bounds.height += end ? nudge->dy : -nudge->dy;
      return bounds.width > 0.0 && bounds.height > 0.0 ? fw_shape_fit (shape, bounds) : NULL;
    }
}

static FwTrack *
change_place (FwSession *session, FwTrack *track, gpointer user_data, GError **error)
{
  const Nudge *nudge = user_data;
  g_autoptr (FwShape) shape = fw_commands_need_shape (session, track, error);
  g_autoptr (FwShape) moved = NULL;

  if (shape == NULL)
    return NULL;

  moved = nudge->what == FW_NUDGE_MOVE ? fw_shape_translate (shape, nudge->dx, nudge->dy)
                                       : nudge_sides (shape, nudge);
  if (moved == NULL)
    {
      fw_commands_refuse (error, FW_EDIT_ERROR_RANGE, _("The shape cannot get any smaller."));
      return NULL;
    }
  return fw_track_edit_shape (track, session->frame, moved, error);
}

gboolean
fw_command_nudge (FwSession *session, int argument, char **out_say, GError **error)
{
  Nudge nudge;
  gboolean done;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  nudge.what = (FwNudge) (argument >> 16);
  nudge.dx = ((argument >> 8) & 0xff) - 128;
  nudge.dy = (argument & 0xff) - 128;
  g_return_val_if_fail (nudge.what <= FW_NUDGE_START_EDGE, FALSE);

  fw_session_set_repeats (session, TRUE);
  done = fw_commands_change_selected (session,
                                      nudge.what == FW_NUDGE_MOVE ? _("Move") : _("Resize"),
                                      change_place, &nudge, error);
  fw_session_set_repeats (session, FALSE);
  return done;
}

/* The vertex that takes over when @id is gone: the one before it on its ring. */
static guint32
neighbour_vertex (FwShape *shape, guint32 id)
{
  gsize ring, index;
  FwRing outline;

  if (!fw_parts_find_vertex (shape, id, &ring, &index))
    return 0;

  outline = fw_shape_get_ring (shape, ring);
  if (outline.is_open && index == 0)
    return outline.vertices[MIN (1, outline.n_vertices - 1)].id;
  return outline.vertices[(index + outline.n_vertices - 1) % outline.n_vertices].id;
}

gboolean
fw_command_delete_vertex (FwSession *session, int argument, char **out_say, GError **error)
{
  guint32 vertex, next;
  gsize index;
  FwTrack *track;
  g_autoptr (FwShape) shape = NULL;
  g_autoptr (FwTrack) after = NULL;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  vertex = fw_session_get_active_vertex (session);
  if (vertex == 0)
    return fw_commands_refuse (error, FW_EDIT_ERROR_NOT_THERE, _("Select a point first."));
  if (fw_commands_find_point (session, &track, &index))
    return fw_commands_delete_point (session, error);
  track = fw_session_check_track (session, fw_session_get_primary (session), error);
  if (track == NULL)
    return FALSE;
  shape = fw_commands_need_shape (session, track, error);
  if (shape == NULL)
    return FALSE;

  next = neighbour_vertex (shape, vertex);
  after = fw_track_edit_delete_vertex (track, session->frame, vertex, error);
  if (after == NULL)
    return FALSE;
  fw_session_freeze (session);
  fw_session_write_track (session, _("Delete point"), after);
  fw_session_set_active_vertex (session, next);
  fw_session_thaw (session);
  return TRUE;
}

/* What the timeline's drags end in */

typedef struct
{
  FwFrame from;
  FwFrame to;
} Way;

static FwTrack *
move_keyframe (FwSession *session, FwTrack *track, gpointer user_data, GError **error)
{
  const Way *way = user_data;

  if (!fw_commands_need_track (session, track, error))
    return NULL;
  return fw_track_edit_move_keyframe (track, way->from, way->to, error);
}

static FwTrack *
set_span (FwSession *session, FwTrack *track, gpointer user_data, GError **error)
{
  const FwSpan *span = user_data;

  if (!fw_commands_need_track (session, track, error))
    return NULL;
  return fw_track_edit_set_span (track, *span, error);
}

gboolean
fw_session_move_keyframe (
    FwSession *session, FwTrackId id, FwFrame from, FwFrame to, GError **error)
{
  Way way = { from, to };

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  return fw_commands_change_track (session, id, _("Move keyframe"), move_keyframe, &way, error);
}

gboolean
fw_session_remove_keyframe (FwSession *session, FwTrackId id, FwFrame frame, GError **error)
{
  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  return fw_commands_change_track (session, id, _("Remove keyframe"), remove_keyframe, &frame,
                                   error);
}

gboolean
fw_session_add_keyframe (FwSession *session, FwTrackId id, FwFrame frame, GError **error)
{
  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  return fw_commands_change_track (session, id, _("Add keyframe"), add_keyframe, &frame, error);
}

gboolean
fw_session_set_span (FwSession *session, FwTrackId id, FwSpan span, GError **error)
{
  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  return fw_commands_change_track (session, id, _("Change start or end"), set_span, &span, error);
}
