/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Select: picks objects and changes them. What a press does follows from the
 * part under the pointer: a handle, vertex, mid-point or the rotor of the
 * primary object, the body of an object, or empty ground. A press that does
 * not move is a click.
 *
 * While the hand moves, only previews change; the release writes one step.
 * Where the parts of a shape lie is in tool-parts.c, which the scene's items
 * come from too, so that what is drawn is what is hit.
 */

#include "fw-config.h"

#include "core/track-edit.h"
#include "edit/session-private.h"
#include "edit/snap.h"
#include "edit/tool-points.h"
#include "edit/tool-select-private.h"

#include <glib/gi18n.h>


static gboolean
can_edit (FwSession *session, const FwObject *object)
{
  return object != NULL && object->shape != NULL
         && !(object->flags & (FW_OBJECT_LOCKED | FW_OBJECT_HIDDEN))
         && fw_shape_get_kind (object->shape) != FW_SHAPE_MASK
         && fw_shape_is_finite (object->shape);
}

const FwObject *
fw_select_get_handled (FwSession *session)
{
  const FwObject *object = fw_session_find_object (session, fw_session_get_primary (session));

  return can_edit (session, object) ? object : NULL;
}

static FwShapePart
find_part (FwSelectTool *self, const FwToolEvent *event)
{
  FwSession *session = self->parent.session;
  const FwObject *handled = fw_select_get_handled (session);
  g_autoptr (GArray) ids = NULL;
  FwShapePart part = { 0 };

  if (handled != NULL)
    part = fw_parts_find (handled->shape, event->point, event->scale);
  if (part.kind != FW_SHAPE_PART_NONE)
    {
      part.id = handled->id;
      return part;
    }

  ids = fw_tool_pick_all (session, event->point, event->scale);
  if (ids->len == 0)
    return part;

  part.kind = FW_SHAPE_PART_BODY;
  part.id = g_array_index (ids, FwTrackId, 0);
  /* A selected object keeps the pointer, also under a smaller one: it can be
   * dragged, and the next click goes on to the others. */
  for (guint i = 0; i < ids->len; i++)
    if (fw_session_is_selected (session, g_array_index (ids, FwTrackId, i)))
      {
        part.id = g_array_index (ids, FwTrackId, i);
        break;
      }
  return part;
}

static void
clear_drag (FwSelectTool *self)
{
  self->is_down = FALSE;
  self->moved = FALSE;
  g_clear_pointer (&self->start, fw_shape_unref);
  g_clear_pointer (&self->movers, g_array_unref);
}

/* Takes the shapes of everything selected, as they are before a move. */
static void
take_movers (FwSelectTool *self)
{
  FwSession *session = self->parent.session;
  gsize n;
  const FwTrackId *ids = fw_session_get_selection (session, &n);

  self->movers = g_array_new (FALSE, FALSE, sizeof (FwPreview));
  g_array_set_clear_func (self->movers, fw_session_clear_preview);
  for (gsize i = 0; i < n; i++)
    {
      const FwObject *object = fw_session_find_object (session, ids[i]);
      FwPreview mover = { ids[i], NULL, 0 };

      if (!can_edit (session, object))
        continue;
      self->moved_bounds = self->movers->len == 0
                               ? object->bounds
                               : fw_rect_union (self->moved_bounds, object->bounds);
      mover.shape = fw_shape_ref (object->shape);
      g_array_append_val (self->movers, mover);
    }
}

static FwToolResult
press_body (FwSelectTool *self, const FwToolEvent *event)
{
  FwSession *session = self->parent.session;

  self->was_selected = fw_session_is_selected (session, self->part.id);
  if (event->modifiers & FW_TOOL_SHIFT)
    {
      fw_session_toggle_selected (session, self->part.id);
      self->was_selected = FALSE;
      if (!fw_session_is_selected (session, self->part.id))
        {
          clear_drag (self);
          return FW_TOOL_USED;
        }
    }
  else if (!self->was_selected)
    fw_session_select (session, self->part.id);
  take_movers (self);
  return FW_TOOL_USED;
}

static FwToolResult
select_press (FwTool *tool, const FwToolEvent *event)
{
  FwSelectTool *self = (FwSelectTool *) tool;
  FwSession *session = tool->session;
  const FwObject *object;

  clear_drag (self);
  self->part = find_part (self, event);
  if (event->n_press == 2)
    return self->part.kind == FW_SHAPE_PART_BODY || self->part.kind == FW_SHAPE_PART_HANDLE
               ? FW_TOOL_ZOOMS
               : FW_TOOL_USED;

  self->is_down = TRUE;
  self->extends = (event->modifiers & FW_TOOL_SHIFT) != 0;
  self->pressed = event->point;
  self->place = event->point;
  switch (self->part.kind)
    {
    case FW_SHAPE_PART_NONE:
      return self->extends ? FW_TOOL_USED : FW_TOOL_PANS;
    case FW_SHAPE_PART_BODY:
      return press_body (self, event);
    default:
      object = fw_session_find_object (session, self->part.id);
      self->start = fw_shape_ref (object->shape);
      self->grip
          = FW_POINT (self->part.place.x - event->point.x, self->part.place.y - event->point.y);
      self->place = self->part.place;
      return FW_TOOL_USED;
    }
}

static void
show (FwSelectTool *self, FwShape *shape)
{
  FwPreview preview = { self->part.id, shape, 0 };

  if (shape != NULL)
    fw_session_set_previews (self->parent.session, &preview, 1);
}

static void
drag_body (FwSelectTool *self, const FwToolEvent *event)
{
  FwSession *session = self->parent.session;
  g_autoptr (GArray) previews = g_array_new (FALSE, FALSE, sizeof (FwPreview));
  FwPoint by = FW_POINT (event->point.x - self->pressed.x, event->point.y - self->pressed.y);
  FwRect bounds = self->moved_bounds;

  if (event->modifiers & FW_TOOL_SHIFT)
    {
      /* Straight along one axis. */
      if (fabs (by.x) >= fabs (by.y))
        by.y = 0.0;
      else
        by.x = 0.0;
    }
  if (!(event->modifiers & FW_TOOL_ALT))
    {
      FwPoint pull;

      bounds.x += by.x;
      bounds.y += by.y;
      pull = fw_snap_rect (fw_session_get_picture (session), bounds, event->scale);
      by = FW_POINT (by.x + pull.x, by.y + pull.y);
    }

  g_array_set_clear_func (previews, fw_session_clear_preview);
  for (guint i = 0; i < self->movers->len; i++)
    {
      FwPreview preview = g_array_index (self->movers, FwPreview, i);

      preview.shape = fw_shape_translate (preview.shape, by.x, by.y);
      g_array_append_val (previews, preview);
    }
  fw_session_set_previews (session, (const FwPreview *) (gpointer) previews->data, previews->len);
}

static void
drag_vertex (FwSelectTool *self, const FwToolEvent *event)
{
  FwPoint to = FW_POINT (event->point.x + self->grip.x, event->point.y + self->grip.y);
  g_autoptr (FwShape) shape = NULL;

  if (!(event->modifiers & FW_TOOL_ALT))
    to = fw_snap_vertex (self->parent.session, to, event->scale, self->part.id).point;
  self->place = to;
  shape = fw_parts_with_vertex (self->start, &self->part, to);
  show (self, shape);
}

static void
drag (FwSelectTool *self, const FwToolEvent *event)
{
  FwPoint to = FW_POINT (event->point.x + self->grip.x, event->point.y + self->grip.y);
  g_autoptr (FwShape) shape = NULL;

  switch (self->part.kind)
    {
    case FW_SHAPE_PART_NONE:
      self->place = event->point;
      fw_session_pend (self->parent.session, FW_PENDING_ACTIVE);
      break;
    case FW_SHAPE_PART_BODY:
      drag_body (self, event);
      break;
    case FW_SHAPE_PART_HANDLE:
      if (!(event->modifiers & FW_TOOL_ALT))
        to = fw_snap_point (fw_session_get_picture (self->parent.session), to, event->scale);
      shape = fw_parts_resize (self->start, self->part.index, to,
                               (event->modifiers & FW_TOOL_SHIFT) != 0);
      show (self, shape);
      break;
    case FW_SHAPE_PART_ROTOR:
      shape = fw_parts_rotate (self->start, self->pressed, event->point,
                               (event->modifiers & FW_TOOL_SHIFT) != 0);
      show (self, shape);
      break;
    case FW_SHAPE_PART_VERTEX:
    case FW_SHAPE_PART_MIDPOINT:
      drag_vertex (self, event);
      break;
    }
}

static void
hover (FwSelectTool *self, const FwToolEvent *event)
{
  FwSession *session = self->parent.session;
  FwShapePart before = self->hover;

  self->hover = find_part (self, event);
  fw_session_set_hovered (session, self->hover.id);
  if (before.kind != self->hover.kind || before.index != self->hover.index
      || before.ring != self->hover.ring)
    fw_session_pend (session, FW_PENDING_ACTIVE);
}

static FwToolResult
select_motion (FwTool *tool, const FwToolEvent *event)
{
  FwSelectTool *self = (FwSelectTool *) tool;

  if (!self->is_down)
    {
      hover (self, event);
      return FW_TOOL_USED;
    }

  if (!self->moved
      && fw_point_distance (self->pressed, event->point) * event->scale < FW_DRAG_START_PX)
    return FW_TOOL_USED;
  self->moved = TRUE;
  drag (self, event);
  return FW_TOOL_USED;
}

/* A click on a selected object goes on to the next one under the pointer. */
static void
cycle (FwSelectTool *self, const FwToolEvent *event)
{
  FwSession *session = self->parent.session;
  g_autoptr (GArray) ids = fw_tool_pick_all (session, event->point, event->scale);

  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, FwTrackId, i) == self->part.id)
      {
        fw_session_select (session, g_array_index (ids, FwTrackId, (i + 1) % ids->len));
        return;
      }
}

static void
click (FwSelectTool *self, const FwToolEvent *event)
{
  FwSession *session = self->parent.session;

  switch (self->part.kind)
    {
    case FW_SHAPE_PART_NONE:
      if (!self->extends)
        fw_session_select (session, 0);
      break;
    case FW_SHAPE_PART_BODY:
      if (self->was_selected)
        cycle (self, event);
      break;
    case FW_SHAPE_PART_VERTEX:
      fw_session_set_active_vertex (session, self->part.vertex);
      break;
    default:
      break;
    }
}

gboolean
fw_select_write (FwSelectTool *self, const char *label, FwTrack *track, GError *error)
{
  if (track == NULL)
    {
      fw_session_refuse (self->parent.session, error);
      return FALSE;
    }
  fw_session_write_track (self->parent.session, label, track);
  return TRUE;
}

static void
finish_vertex (FwSelectTool *self)
{
  FwSession *session = self->parent.session;
  g_autoptr (GError) error = NULL;
  FwTrack *track = fw_session_check_track (session, self->part.id, &error);
  g_autoptr (FwTrack) after = NULL;
  FwFrame frame = fw_session_get_frame (session);
  guint32 vertex = self->part.vertex;
  gboolean adds = self->part.kind == FW_SHAPE_PART_MIDPOINT;
  gsize n_points;
  const FwKeypoint *points = fw_shape_get_points (self->start, &n_points);

  fw_session_clear_previews (session);
  if (track != NULL && n_points > 0)
    after = fw_track_edit_point (track, frame, self->part.index,
                                 (FwKeypoint) { self->place.x, self->place.y, NULL,
                                                points[self->part.index].visibility },
                                 &error);
  else if (track != NULL && adds)
    after = fw_track_edit_insert_vertex (track, frame, self->part.ring, self->part.index, 0.5,
                                         self->place, &vertex, &error);
  else if (track != NULL)
    after = fw_track_edit_move_vertex (track, frame, vertex, self->place, &error);

  if (fw_select_write (self, adds ? _("Add point") : _("Move point"), after, error))
    fw_session_set_active_vertex (session, vertex);
}

/* Everything the band touches, and what was selected before. */
static void
finish_band (FwSelectTool *self)
{
  FwSession *session = self->parent.session;
  FwRect band = fw_rect_from_corners (self->pressed, self->place);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));
  gsize n_objects, n_before;
  const FwObject *objects = fw_session_get_objects (session, &n_objects);
  const FwTrackId *before = fw_session_get_selection (session, &n_before);

  if (n_before > 0)
    g_array_append_vals (ids, before, (guint) n_before);
  for (gsize i = 0; i < n_objects; i++)
    {
      const FwObject *object = &objects[i];
      FwRect bounds = object->bounds;

      if (object->shape == NULL || (object->flags & FW_OBJECT_HIDDEN)
          || fw_session_is_locked (session, object->id) || object->presence == FW_PRESENCE_GHOST)
        continue;
      if (bounds.x <= band.x + band.width && band.x <= bounds.x + bounds.width
          && bounds.y <= band.y + band.height && band.y <= bounds.y + bounds.height)
        g_array_append_val (ids, object->id);
    }
  fw_session_select_many (session, (const FwTrackId *) (gpointer) ids->data, ids->len);
}

static const char *
drag_label (FwSelectTool *self)
{
  switch (self->part.kind)
    {
    case FW_SHAPE_PART_HANDLE:
      return _("Resize");
    case FW_SHAPE_PART_ROTOR:
      return _("Rotate");
    default:
      return _("Move");
    }
}

static void
finish_drag (FwSelectTool *self)
{
  FwSession *session = self->parent.session;
  g_autoptr (GError) error = NULL;

  switch (self->part.kind)
    {
    case FW_SHAPE_PART_NONE:
      finish_band (self);
      break;
    case FW_SHAPE_PART_VERTEX:
    case FW_SHAPE_PART_MIDPOINT:
      finish_vertex (self);
      break;
    default:
      if (!fw_session_commit_previews (session, drag_label (self), &error))
        fw_session_refuse (session, error);
      break;
    }
}

static FwToolResult
select_release (FwTool *tool, const FwToolEvent *event)
{
  FwSelectTool *self = (FwSelectTool *) tool;

  if (!self->is_down)
    return FW_TOOL_USED;

  /* The release may be the first the tool hears of the last way. */
  select_motion (tool, event);
  if (self->moved)
    finish_drag (self);
  else if (self->part.kind == FW_SHAPE_PART_MIDPOINT)
    finish_vertex (self);
  else
    click (self, event);
  clear_drag (self);
  hover (self, event);
  fw_session_pend (tool->session, FW_PENDING_ACTIVE);
  return FW_TOOL_USED;
}

static void
select_leave (FwTool *tool)
{
  FwSelectTool *self = (FwSelectTool *) tool;

  self->hover = (FwShapePart) { 0 };
  fw_session_pend (tool->session, FW_PENDING_ACTIVE);
}

static void
select_cancel (FwTool *tool)
{
  clear_drag ((FwSelectTool *) tool);
}

static gboolean
select_is_dragging (FwTool *tool)
{
  return ((FwSelectTool *) tool)->is_down;
}

static const char *
select_cursor (FwTool *tool)
{
  FwSelectTool *self = (FwSelectTool *) tool;
  const FwShapePart *part = self->is_down ? &self->part : &self->hover;
  const FwObject *object;

  switch (part->kind)
    {
    case FW_SHAPE_PART_NONE:
      return "default";
    case FW_SHAPE_PART_BODY:
      object = fw_session_find_object (tool->session, part->id);
      return can_edit (tool->session, object) ? "move" : "default";
    case FW_SHAPE_PART_HANDLE:
      object = fw_session_find_object (tool->session, part->id);
      return object == NULL || object->shape == NULL
                 ? "default"
                 : fw_parts_resize_cursor (object->shape, part->index);
    case FW_SHAPE_PART_ROTOR:
      return self->is_down ? "grabbing" : "grab";
    case FW_SHAPE_PART_VERTEX:
      return "move";
    case FW_SHAPE_PART_MIDPOINT:
      return "copy";
    }
  g_return_val_if_reached ("default");
}

static void
select_hints (FwTool *tool, GArray *hints)
{
  FwSelectTool *self = (FwSelectTool *) tool;
  const FwObject *handled = fw_select_get_handled (tool->session);
  gsize n;
  const FwHint vertices[] = {
    { C_("hint", "Click edge"), C_("hint", "add point") },
    { C_("hint", "Del"), C_("hint", "remove") },
    { "Tab", C_("hint", "next point") },
    { "←↑→↓", C_("hint", "move") },
    { "Esc", C_("hint", "finish") },
  };
  const FwHint empty[] = {
    { NULL, C_("hint", "Nothing labelled here.") },
    { "B", C_("hint", "draw") },
    { "F", fw_session_is_video (tool->session) ? C_("hint", "next frame")
                                               : C_("hint", "next picture") },
  };
  const FwHint missing = { "Insert", C_("hint", "missing point here") };
  const FwHint skeleton[] = {
    { C_("hint", "Drag a point"), C_("hint", "move it") },
    { "Enter", C_("hint", "points by keyboard") },
  };
  const FwHint point[] = {
    { "Q", C_("hint", "hidden or visible") },
    { C_("hint", "Del"), C_("hint", "not there") },
    { "Tab", C_("hint", "next point") },
    { "←↑→↓", C_("hint", "move") },
    { "Esc", C_("hint", "finish") },
  };
  const FwHint polygon[] = {
    { C_("hint", "Drag a point"), C_("hint", "move it") },
    { C_("hint", "Click edge"), C_("hint", "add point") },
    { "Enter", C_("hint", "points by keyboard") },
  };

  if (self->is_down || !fw_session_get_labels_shown (tool->session))
    return;

  fw_session_get_objects (tool->session, &n);
  if (handled != NULL && fw_shape_count_points (handled->shape) > 0)
    {
      if (fw_session_get_active_vertex (tool->session) != 0)
        g_array_append_vals (hints, point, G_N_ELEMENTS (point));
      else
        g_array_append_vals (hints, skeleton, G_N_ELEMENTS (skeleton));
      if (fw_shape_count_points (handled->shape) < fw_shape_get_n_vertices (handled->shape))
        g_array_append_val (hints, missing);
    }
  else if (handled != NULL && fw_session_get_active_vertex (tool->session) != 0)
    g_array_append_vals (hints, vertices, G_N_ELEMENTS (vertices));
  else if (handled != NULL && fw_shape_get_n_rings (handled->shape) > 0)
    g_array_append_vals (hints, polygon, G_N_ELEMENTS (polygon));
  else if (n == 0 && !fw_session_get_read_only (tool->session))
    g_array_append_vals (hints, empty, G_N_ELEMENTS (empty));
}

static void
add_active_tooltip (FwSelectTool *self, FwSceneBuilder *scene, FwShape *shape)
{
  gsize ring, index, n_points;
  FwRing outline;
  const FwKeypoint *points = fw_shape_get_points (shape, &n_points);
  g_autofree char *text = NULL;
  FwPoint place;

  if (!fw_parts_find_vertex (shape, fw_session_get_active_vertex (self->parent.session), &ring,
                             &index))
    return;

  if (n_points > 0)
    {
      place = FW_POINT (points[index].x, points[index].y);
      text = fw_tool_points_dup_name (points, n_points, index);
    }
  else
    {
      outline = fw_shape_get_ring (shape, ring);
      place = FW_POINT (outline.vertices[index].x, outline.vertices[index].y);
      /* Translators: which corner of a polygon is selected: "Point 8 of 20" */
      text = g_strdup_printf (_("Point %d of %d"), (int) index + 1, (int) outline.n_vertices);
    }
  fw_scene_builder_add (scene, &(FwSceneItem) { .kind = FW_SCENE_TOOLTIP,
                                               .points = &place,
                                               .n_points = 1,
                                               .text = text });
}

static void
select_items (FwTool *tool, FwSceneBuilder *scene, const FwViewport *viewport)
{
  FwSelectTool *self = (FwSelectTool *) tool;
  FwSession *session = tool->session;
  const FwObject *handled = fw_select_get_handled (session);
  g_autoptr (FwShape) shape = NULL;
  const FwPoint band[2] = { self->pressed, self->place };

  if (self->is_down && self->moved && self->part.kind == FW_SHAPE_PART_NONE)
    fw_scene_builder_add (scene,
                          &(FwSceneItem) { .kind = FW_SCENE_BAND, .points = band, .n_points = 2 });
  if (handled == NULL)
    return;

  shape = fw_session_dup_shape (session, handled->id);
  fw_parts_add_items (scene, shape, self->is_down ? &self->part : &self->hover,
                      fw_session_get_active_vertex (session), viewport->scale);
  add_active_tooltip (self, scene, shape);
  /* The name of a chosen point is worth more than the size of all. */
  if (fw_shape_get_n_rings (shape) == 0 && fw_session_get_active_vertex (session) == 0)
    fw_scene_builder_add_size (scene, shape);
}

static void
select_clear (FwTool *tool)
{
  clear_drag ((FwSelectTool *) tool);
}

const FwToolClass fw_tool_select_class = {
  .size = sizeof (FwSelectTool),
  .press = select_press,
  .motion = select_motion,
  .release = select_release,
  .leave = select_leave,
  .key = fw_select_key,
  .cancel = select_cancel,
  .is_dragging = select_is_dragging,
  .get_cursor = select_cursor,
  .add_hints = select_hints,
  .add_items = select_items,
  .clear = select_clear,
};
