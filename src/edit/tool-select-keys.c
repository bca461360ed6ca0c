/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The keys of the select tool: with a point of a polygon chosen they act on
 * that point, else on the selected objects. What they do to objects is the
 * commands' business.
 */

#include "fw-config.h"

#include "core/track-edit.h"
#include "edit/commands.h"
#include "edit/session-private.h"
#include "edit/tool-select-private.h"

#include <glib/gi18n.h>

/* The active vertex and its polygon; FALSE when there is none. */
static gboolean
find_active (FwSelectTool *self, const FwObject **out_object, gsize *out_ring, gsize *out_index)
{
  FwSession *session = self->parent.session;
  const FwObject *object = fw_select_get_handled (session);
  guint32 id = fw_session_get_active_vertex (session);

  if (object == NULL || id == 0)
    return FALSE;

  *out_object = object;
  return fw_parts_find_vertex (object->shape, id, out_ring, out_index);
}

static FwToolResult
move_active (FwSelectTool *self, const FwObject *object, gsize ring, gsize index, FwPoint by)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FwTrack) after = NULL;
  FwFrame frame = fw_session_get_frame (self->parent.session);
  gsize n_points;
  const FwKeypoint *points = fw_shape_get_points (object->shape, &n_points);

  if (n_points > 0)
    {
      FwKeypoint point = points[index];

      point.x += by.x;
      point.y += by.y;
      after = fw_track_edit_point (object->track, frame, index, point, &error);
    }
  else
    {
      FwVertex vertex = fw_shape_get_ring (object->shape, ring).vertices[index];

      after = fw_track_edit_move_vertex (object->track, frame, vertex.id,
                                         FW_POINT (vertex.x + by.x, vertex.y + by.y), &error);
    }

  fw_session_set_repeats (self->parent.session, TRUE);
  fw_select_write (self, _("Move point"), after, error);
  fw_session_set_repeats (self->parent.session, FALSE);
  return FW_TOOL_USED;
}

/* A new vertex half way to the next one; behind the last one of a line as far
 * again as half its last edge. */
static FwToolResult
insert_after_active (FwSelectTool *self, const FwObject *object, gsize ring, gsize index)
{
  FwSession *session = self->parent.session;
  g_autoptr (GError) error = NULL;
  FwRing outline = fw_shape_get_ring (object->shape, ring);
  const FwVertex *a = &outline.vertices[index];
  const FwVertex *b = &outline.vertices[(index + 1) % outline.n_vertices];
  gboolean goes_on = outline.is_open && index + 1 == outline.n_vertices;
  const FwVertex *before = &outline.vertices[index > 0 ? index - 1 : 0];
  FwPoint place = goes_on ? FW_POINT (a->x + (a->x - before->x) / 2.0,
                                      a->y + (a->y - before->y) / 2.0)
                          : FW_POINT ((a->x + b->x) / 2.0, (a->y + b->y) / 2.0);
  guint32 id = 0;
  g_autoptr (FwTrack) after
      = fw_track_edit_insert_vertex (object->track, fw_session_get_frame (session), ring, index,
                                     0.5, place, &id, &error);

  if (fw_select_write (self, _("Add point"), after, error))
    fw_session_set_active_vertex (session, id);
  return FW_TOOL_USED;
}

/* The next point that is there. */
static void
step_point (FwSelectTool *self, const FwObject *object, gsize index, int direction)
{
  gsize n;
  const FwKeypoint *points = fw_shape_get_points (object->shape, &n);

  for (gsize i = 1; i <= n; i++)
    {
      gsize at = (index + (direction > 0 ? i : n - i)) % n;

      if (points[at].visibility == FW_KEYPOINT_ABSENT)
        continue;
      fw_session_set_active_vertex (self->parent.session, (guint32) at + 1);
      return;
    }
}

static void
step_active (FwSelectTool *self, const FwObject *object, gsize ring, gsize index, int direction)
{
  gsize n_rings = fw_shape_get_n_rings (object->shape);
  FwRing outline;

  if (n_rings == 0)
    {
      step_point (self, object, index, direction);
      return;
    }
  outline = fw_shape_get_ring (object->shape, ring);

  if (direction > 0 && index + 1 < outline.n_vertices)
    index++;
  else if (direction < 0 && index > 0)
    index--;
  else
    {
      ring = (ring + (direction > 0 ? 1 : n_rings - 1)) % n_rings;
      outline = fw_shape_get_ring (object->shape, ring);
      index = direction > 0 ? 0 : outline.n_vertices - 1;
    }
  fw_session_set_active_vertex (self->parent.session, outline.vertices[index].id);
}

/* Sets the first point behind @index that is not there, where the pointer is. */
static FwToolResult
place_missing (FwSelectTool *self, const FwObject *object, gsize index)
{
  FwSession *session = self->parent.session;
  FwPoint place = fw_tool_get_crosshair (&self->parent);
  gsize n;
  const FwKeypoint *points = fw_shape_get_points (object->shape, &n);

  for (gsize i = 1; i <= n; i++)
    {
      gsize at = (index + i) % n;
      g_autoptr (GError) error = NULL;
      g_autoptr (FwTrack) after = NULL;

      if (points[at].visibility != FW_KEYPOINT_ABSENT)
        continue;
      after = fw_track_edit_point (object->track, fw_session_get_frame (session), at,
                                   (FwKeypoint) { place.x, place.y, NULL, FW_KEYPOINT_VISIBLE },
                                   &error);
      if (fw_select_write (self, _("Add point"), after, error))
        fw_session_set_active_vertex (session, (guint32) at + 1);
      return FW_TOOL_USED;
    }
  return FW_TOOL_IGNORED;
}

static FwToolResult
vertex_key (FwSelectTool *self,
            FwToolKey key,
            FwToolModifiers modifiers,
            const FwObject *object,
            gsize ring,
            gsize index)
{
  double by = modifiers & FW_TOOL_SHIFT ? 10.0 : 1.0;

  switch (key)
    {
    case FW_TOOL_KEY_LEFT:
      return move_active (self, object, ring, index, FW_POINT (-by, 0.0));
    case FW_TOOL_KEY_RIGHT:
      return move_active (self, object, ring, index, FW_POINT (by, 0.0));
    case FW_TOOL_KEY_UP:
      return move_active (self, object, ring, index, FW_POINT (0.0, -by));
    case FW_TOOL_KEY_DOWN:
      return move_active (self, object, ring, index, FW_POINT (0.0, by));
    case FW_TOOL_KEY_TAB:
      step_active (self, object, ring, index, modifiers & FW_TOOL_SHIFT ? -1 : 1);
      return FW_TOOL_USED;
    case FW_TOOL_KEY_INSERT:
      if (fw_shape_get_n_rings (object->shape) == 0)
        return place_missing (self, object, index);
      return insert_after_active (self, object, ring, index);
    default:
      return FW_TOOL_IGNORED;
    }
}

/* Runs a command and tells a refusal. */
static FwToolResult
run (FwSelectTool *self, FwCommand *command, int argument)
{
  g_autoptr (GError) error = NULL;

  if (!command (self->parent.session, argument, NULL, &error))
    fw_session_refuse (self->parent.session, error);
  return FW_TOOL_USED;
}

static FwToolResult
nudge (FwSelectTool *self, FwToolKey key, FwToolModifiers modifiers)
{
  gboolean edges = (modifiers & FW_TOOL_CONTROL) != 0;
  gboolean shift = (modifiers & FW_TOOL_SHIFT) != 0;
  FwNudge what = !edges ? FW_NUDGE_MOVE : shift ? FW_NUDGE_START_EDGE : FW_NUDGE_END_EDGE;
  int by = !edges && shift ? 10 : 1;
  int dx = key == FW_TOOL_KEY_LEFT ? -by : key == FW_TOOL_KEY_RIGHT ? by : 0;
  int dy = key == FW_TOOL_KEY_UP ? -by : key == FW_TOOL_KEY_DOWN ? by : 0;

  return run (self, fw_command_nudge, FW_NUDGE (what, dx, dy));
}

FwToolResult
fw_select_key (FwTool *tool, FwToolKey key, FwToolModifiers modifiers, double scale)
{
  FwSelectTool *self = (FwSelectTool *) tool;
  FwSession *session = tool->session;
  const FwObject *object;
  gsize ring, index;

  if (self->is_down)
    return FW_TOOL_USED; /* nothing interferes with a drag */

  if (find_active (self, &object, &ring, &index))
    {
      if (key == FW_TOOL_KEY_DELETE || key == FW_TOOL_KEY_BACKSPACE)
        return run (self, fw_command_delete_vertex, 0);
      if (vertex_key (self, key, modifiers, object, ring, index) == FW_TOOL_USED)
        return FW_TOOL_USED;
    }

  switch (key)
    {
    case FW_TOOL_KEY_LEFT:
    case FW_TOOL_KEY_RIGHT:
    case FW_TOOL_KEY_UP:
    case FW_TOOL_KEY_DOWN:
      return fw_session_get_primary (session) == 0 ? FW_TOOL_IGNORED : nudge (self, key, modifiers);
    case FW_TOOL_KEY_TAB:
      return run (self, fw_command_select_next, modifiers & FW_TOOL_SHIFT ? -1 : 1);
    case FW_TOOL_KEY_INSERT:
      object = fw_select_get_handled (session);
      if (object == NULL || fw_shape_count_points (object->shape) == 0)
        return FW_TOOL_IGNORED;
      return place_missing (self, object, fw_shape_get_n_vertices (object->shape) - 1);
    case FW_TOOL_KEY_ENTER:
      object = fw_select_get_handled (session);
      if (modifiers != 0 || object == NULL)
        return FW_TOOL_IGNORED;
      if (fw_shape_count_points (object->shape) > 0)
        {
          step_point (self, object, fw_shape_get_n_vertices (object->shape) - 1, 1);
          return FW_TOOL_USED;
        }
      if (fw_shape_get_n_rings (object->shape) == 0)
        return FW_TOOL_IGNORED;
      fw_session_set_active_vertex (session, fw_shape_get_ring (object->shape, 0).vertices[0].id);
      return FW_TOOL_USED;
    default:
      return FW_TOOL_IGNORED;
    }
}
