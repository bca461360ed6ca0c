/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Pointer and keys of the timeline. A drag of a keyframe or a bar end computes
 * the track as it would be (core/track-edit is pure) and shows that; letting go
 * asks for the same change by a command. Escape forgets it.
 */

#include "fw-config.h"

#include "core/error.h"
#include "core/track-edit.h"
#include "edit/commands.h"
#include "edit/timeline-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define DRAG_START_PX  3.0
#define SAME_SPOT_PX   8.0  /* between the presses of a double click */
#define DIAMOND_PX     5.5  /* half of a diamond: within it, it is the diamond */
#define BAR_END_PX     12.0 /* how far beyond its end a bar can be grabbed */
#define WINDOW_EDGE_PX 5.0

static FwHit
hit_overview (FwTimelineModel *self, FwPoint point)
{
  FwRect window = fw_timeline_model_get_window (self, NULL);
  double right = window.x + window.width;
  double frame = floor (fw_timeline_overview_frame (self, point.x));
  FwHit hit = { .kind = FW_HIT_OVERVIEW };

  hit.frame = (FwFrame) CLAMP (frame, 0.0, fw_session_get_n_frames (self->session) - 1.0);
  if (fabs (point.x - window.x) <= WINDOW_EDGE_PX)
    hit.kind = FW_HIT_OVERVIEW_LEFT;
  else if (fabs (point.x - right) <= WINDOW_EDGE_PX)
    hit.kind = FW_HIT_OVERVIEW_RIGHT;
  else if (point.x > window.x && point.x < right)
    hit.kind = FW_HIT_OVERVIEW_WINDOW;
  return hit;
}

/* The keyframe nearest to @x and its distance in pixels; FW_FRAME_NONE without one. */
static FwFrame
nearest_keyframe (FwTimelineModel *self, FwTrack *track, double x, double *out_distance)
{
  FwFrame under = fw_timeline_model_x_to_frame (self, x);
  gssize at = fw_track_find_keyframe (track, under);
  FwFrame best = FW_FRAME_NONE;

  *out_distance = G_MAXDOUBLE;
  for (gssize i = at; i <= at + 1; i++)
    {
      FwFrame frame;
      double distance;

      if (i < 0 || i >= (gssize) fw_track_get_n_keyframes (track))
        continue;
      frame = fw_track_get_keyframe (track, (gsize) i).frame;
      distance = fabs (fw_timeline_model_frame_to_x (self, frame) - x);
      if (distance < *out_distance)
        {
          *out_distance = distance;
          best = frame;
        }
    }
  return best;
}

static FwHit
hit_track (FwTimelineModel *self, FwTrack *track, double x)
{
  FwSpan span = fw_track_get_span (track);
  FwHit hit = { FW_HIT_LANE, fw_track_get_id (track), fw_timeline_model_x_to_frame (self, x) };
  double beyond_end = x - fw_timeline_model_frame_to_x (self, span.last);
  double before_start = fw_timeline_model_frame_to_x (self, span.first) - x;
  double distance;
  FwFrame key = nearest_keyframe (self, track, x, &distance);

  if (!fw_track_is_single (track) && beyond_end > DIAMOND_PX && beyond_end <= BAR_END_PX)
    return (FwHit) { FW_HIT_BAR_END, hit.id, span.last };
  if (!fw_track_is_single (track) && before_start > DIAMOND_PX && before_start <= BAR_END_PX)
    return (FwHit) { FW_HIT_BAR_START, hit.id, span.first };
  if (distance <= FW_TIMELINE_HIT_PX / 2.0)
    return (FwHit) { FW_HIT_DIAMOND, hit.id, key };
  if (fw_presence_is_visible (fw_track_get_presence (track, hit.frame)))
    hit.kind = FW_HIT_BAR;
  return hit;
}

FwHit
fw_timeline_model_hit (FwTimelineModel *self, FwPoint point)
{
  FwHit hit = { FW_HIT_NOTHING, 0, FW_FRAME_NONE };
  double top, row;
  FwTrack *track;

  g_return_val_if_fail (FW_IS_TIMELINE_MODEL (self), hit);

  top = fw_timeline_lanes_top (self);
  if (point.y < 0.0 || point.y >= self->height || point.x < 0.0 || point.x >= self->width)
    return hit;
  if (point.y < top && point.x < self->style.names_width)
    return hit;
  if (point.y < self->style.overview_height)
    return hit_overview (self, point);
  if (point.y < top)
    return (FwHit) { FW_HIT_RULER, 0, fw_timeline_model_x_to_frame (self, point.x) };

  row = floor ((point.y - top + fw_timeline_model_get_scroll (self)) / self->style.lane_height);
  if (row < 0.0 || row >= (double) fw_timeline_model_get_n_lanes (self))
    return hit;

  hit.id = g_array_index (self->lanes, FwLaneEntry, (guint) row).id;
  track = fw_timeline_get_shown_track (self, hit.id);
  if (track == NULL)
    return hit;
  if (point.x < self->style.names_width)
    return (FwHit) { FW_HIT_LANE_NAME, hit.id, FW_FRAME_NONE };
  return hit_track (self, track, point.x);
}

void
fw_timeline_clear_drag (FwTimelineModel *self)
{
  self->is_down = FALSE;
  self->moved = FALSE;
  g_clear_pointer (&self->drag_track, fw_track_unref);
  fw_timeline_drop_lanes (self);
}

static void
seek (FwTimelineModel *self, FwFrame frame)
{
  fw_session_set_frame (self->session, frame);
}

static void
choose (FwTimelineModel *self, FwTrackId id, gboolean extend)
{
  if (extend)
    fw_session_toggle_selected (self->session, id);
  else if (!fw_session_is_selected (self->session, id))
    fw_session_select (self->session, id);
}

static gboolean
is_grip (FwHitKind kind)
{
  return kind == FW_HIT_DIAMOND || kind == FW_HIT_BAR_START || kind == FW_HIT_BAR_END;
}

static void
double_click (FwTimelineModel *self, FwHit hit)
{
  g_autoptr (GError) error = NULL;

  if (hit.kind == FW_HIT_BAR && !fw_session_add_keyframe (self->session, hit.id, hit.frame, &error))
    fw_timeline_refuse (self, error);
}

void
fw_timeline_model_press (FwTimelineModel *self, FwPoint point, int n_press, gboolean extend)
{
  FwHit hit;

  g_return_if_fail (FW_IS_TIMELINE_MODEL (self));

  hit = fw_timeline_model_hit (self, point);
  if (n_press == 2)
    {
      /* The first click may have sorted another lane under the pointer: the second
       * one means what the first one met. */
      if (fw_point_distance (point, self->start) < SAME_SPOT_PX)
        hit = self->pressed;
      double_click (self, hit);
      return;
    }

  fw_timeline_clear_drag (self);
  fw_timeline_get_lanes (self);
  self->is_down = hit.kind != FW_HIT_NOTHING;
  self->pressed = hit;
  self->start = point;
  self->start_first = self->first;
  self->start_n = self->n;
  self->drag_frame = hit.frame;
  switch (hit.kind)
    {
    case FW_HIT_RULER:
      fw_timeline_tell_scrub (self, TRUE);
      seek (self, hit.frame);
      break;
    case FW_HIT_OVERVIEW:
      fw_timeline_model_set_view (self, fw_timeline_overview_frame (self, point.x) - self->n / 2.0,
                                  self->n);
      self->start_first = self->first;
      break;
    case FW_HIT_LANE:
      seek (self, hit.frame);
      break;
    case FW_HIT_BAR:
      choose (self, hit.id, extend);
      seek (self, hit.frame);
      break;
    case FW_HIT_LANE_NAME:
    case FW_HIT_DIAMOND:
    case FW_HIT_BAR_START:
    case FW_HIT_BAR_END:
      choose (self, hit.id, extend);
      break;
    case FW_HIT_OVERVIEW_WINDOW:
    case FW_HIT_OVERVIEW_LEFT:
    case FW_HIT_OVERVIEW_RIGHT:
    case FW_HIT_NOTHING:
      break;
    }
}

/* The frame nearest to @wanted that the keyframe at @from may go to: not past
 * or onto a neighbour, not out of the clip. */
static FwFrame
limit_keyframe (FwTimelineModel *self, FwTrack *track, FwFrame from, FwFrame wanted)
{
  gssize at = fw_track_find_keyframe (track, from);
  FwFrame least = 0;
  FwFrame most = fw_session_get_n_frames (self->session) - 1;

  if (at > 0)
    least = fw_track_get_keyframe (track, (gsize) (at - 1)).frame + 1;
  if (at >= 0 && at + 1 < (gssize) fw_track_get_n_keyframes (track))
    most = fw_track_get_keyframe (track, (gsize) (at + 1)).frame - 1;
  return CLAMP (wanted, MIN (least, from), MAX (most, from));
}

/* The track with the pressed thing at @frame. Returns: (transfer full) (nullable) */
static FwTrack *
make_drag_track (FwTimelineModel *self, FwTrack *track, FwFrame frame)
{
  FwSpan span = fw_track_get_span (track);

  switch (self->pressed.kind)
    {
    case FW_HIT_BAR_START:
      return fw_track_edit_set_span (track, (FwSpan) { frame, span.last }, NULL);
    case FW_HIT_BAR_END:
      return fw_track_edit_set_span (track, (FwSpan) { span.first, frame }, NULL);
    default:
      return fw_track_edit_move_keyframe (track, self->pressed.frame, frame, NULL);
    }
}

static void
drag_grip (FwTimelineModel *self, FwPoint point)
{
  FwTrack *track = fw_document_get_track (self->session->document, self->pressed.id);
  double offset = fw_timeline_model_frame_to_x (self, self->pressed.frame) - self->start.x;
  FwFrame frame = fw_timeline_model_x_to_frame (self, point.x + offset);
  FwTrack *after;
  FwSpan span;

  if (track == NULL || fw_session_check_track (self->session, self->pressed.id, NULL) == NULL
      || fw_track_is_single (track))
    return;

  span = fw_track_get_span (track);
  if (self->pressed.kind == FW_HIT_DIAMOND)
    frame = limit_keyframe (self, track, self->pressed.frame, frame);
  else if (self->pressed.kind == FW_HIT_BAR_START)
    frame = MIN (frame, span.last);
  else
    frame = MAX (frame, span.first);
  if (self->drag_track != NULL && frame == self->drag_frame)
    return;

  after
      = frame == self->pressed.frame ? fw_track_ref (track) : make_drag_track (self, track, frame);
  if (after == NULL)
    return; /* the last place that was possible stays */

  g_clear_pointer (&self->drag_track, fw_track_unref);
  self->drag_track = after;
  self->drag_frame = frame;
  fw_timeline_changed (self);
}

static void
drag_scrub (FwTimelineModel *self, FwPoint point)
{
  double left = self->style.names_width;
  double beyond = point.x < left          ? point.x - left
                  : point.x > self->width ? point.x - self->width
                                          : 0.0;

  /* Beyond an edge the view follows, faster the farther the pointer is. */
  if (beyond != 0.0)
    fw_timeline_model_pan (self, -beyond / 4.0);
  seek (self, fw_timeline_model_x_to_frame (self, CLAMP (point.x, left, self->width - 0.5)));
}

static void
drag_window (FwTimelineModel *self, FwPoint point)
{
  double by = fw_timeline_overview_frame (self, point.x)
              - fw_timeline_overview_frame (self, self->start.x);
  double end = self->start_first + self->start_n;

  switch (self->pressed.kind)
    {
    case FW_HIT_OVERVIEW_LEFT:
      by = MIN (by, self->start_n - 1.0);
      fw_timeline_model_set_view (self, self->start_first + by, end - self->start_first - by);
      break;
    case FW_HIT_OVERVIEW_RIGHT:
      fw_timeline_model_set_view (self, self->start_first, MAX (self->start_n + by, 1.0));
      break;
    default:
      fw_timeline_model_set_view (self, self->start_first + by, self->start_n);
      break;
    }
}

static void
hover (FwTimelineModel *self, FwPoint point)
{
  FwHit before = self->hover;

  self->hover = fw_timeline_model_hit (self, point);
  if (before.id != self->hover.id)
    fw_session_set_hovered (self->session, self->hover.id);
  if ((before.kind != self->hover.kind || before.frame != self->hover.frame)
      && (before.kind == FW_HIT_DIAMOND || self->hover.kind == FW_HIT_DIAMOND))
    fw_timeline_changed (self);
}

void
fw_timeline_model_motion (FwTimelineModel *self, FwPoint point)
{
  g_return_if_fail (FW_IS_TIMELINE_MODEL (self));

  if (!self->is_down)
    {
      hover (self, point);
      return;
    }
  if (!self->moved && fabs (point.x - self->start.x) < DRAG_START_PX)
    return;

  self->moved = TRUE;
  switch (self->pressed.kind)
    {
    case FW_HIT_RULER:
      drag_scrub (self, point);
      break;
    case FW_HIT_DIAMOND:
    case FW_HIT_BAR_START:
    case FW_HIT_BAR_END:
      drag_grip (self, point);
      break;
    case FW_HIT_OVERVIEW:
    case FW_HIT_OVERVIEW_WINDOW:
    case FW_HIT_OVERVIEW_LEFT:
    case FW_HIT_OVERVIEW_RIGHT:
      drag_window (self, point);
      break;
    case FW_HIT_LANE:
    case FW_HIT_LANE_NAME:
    case FW_HIT_BAR:
    case FW_HIT_NOTHING:
      break;
    }
}

/* Does what the drag showed. */
static void
finish_grip (FwTimelineModel *self)
{
  FwSession *session = self->session;
  FwTrackId id = self->pressed.id;
  FwHitKind kind = self->pressed.kind;
  FwFrame from = self->pressed.frame;
  FwFrame to = self->drag_frame;
  gboolean shown = self->drag_track != NULL;
  FwTrack *track = fw_session_check_track (session, id, NULL);
  g_autoptr (GError) error = NULL;
  gboolean done = TRUE;
  FwSpan span;

  fw_timeline_clear_drag (self);
  if (!shown || track == NULL)
    {
      /* Locked, read-only, or of one picture: say why nothing moved. */
      if (fw_session_check_track (session, id, &error) == NULL)
        fw_timeline_refuse (self, error);
      fw_timeline_changed (self);
      return;
    }

  span = fw_track_get_span (track);
  if (to == from)
    fw_timeline_changed (self);
  else if (kind == FW_HIT_DIAMOND)
    done = fw_session_move_keyframe (session, id, from, to, &error);
  else if (kind == FW_HIT_BAR_START)
    done = fw_session_set_span (session, id, (FwSpan) { to, span.last }, &error);
  else
    done = fw_session_set_span (session, id, (FwSpan) { span.first, to }, &error);
  if (!done)
    {
      fw_timeline_refuse (self, error);
      fw_timeline_changed (self);
    }
}

void
fw_timeline_model_release (FwTimelineModel *self, FwPoint point)
{
  FwHit pressed;
  gboolean moved;

  g_return_if_fail (FW_IS_TIMELINE_MODEL (self));

  if (!self->is_down)
    return;

  fw_timeline_model_motion (self, point);
  pressed = self->pressed;
  moved = self->moved;
  if (is_grip (pressed.kind) && moved)
    finish_grip (self);
  else
    {
      fw_timeline_clear_drag (self);
      /* A click on a keyframe goes there. */
      if (is_grip (pressed.kind))
        seek (self, pressed.frame);
      fw_timeline_changed (self);
    }
  if (pressed.kind == FW_HIT_RULER)
    fw_timeline_tell_scrub (self, FALSE);
  hover (self, point);
}

void
fw_timeline_model_leave (FwTimelineModel *self)
{
  g_return_if_fail (FW_IS_TIMELINE_MODEL (self));

  self->hover = (FwHit) { FW_HIT_NOTHING, 0, FW_FRAME_NONE };
  fw_session_set_hovered (self->session, 0);
}

gboolean
fw_timeline_model_cancel (FwTimelineModel *self)
{
  gboolean was_scrub;

  g_return_val_if_fail (FW_IS_TIMELINE_MODEL (self), FALSE);

  if (!self->is_down)
    return FALSE;

  was_scrub = self->pressed.kind == FW_HIT_RULER;
  if (self->pressed.kind >= FW_HIT_OVERVIEW && self->pressed.kind <= FW_HIT_OVERVIEW_RIGHT)
    {
      self->first = self->start_first;
      self->n = self->asked_n = self->start_n;
    }
  fw_timeline_clear_drag (self);
  fw_timeline_changed (self);
  if (was_scrub)
    fw_timeline_tell_scrub (self, FALSE);
  return TRUE;
}

gboolean
fw_timeline_model_is_dragging (FwTimelineModel *self)
{
  g_return_val_if_fail (FW_IS_TIMELINE_MODEL (self), FALSE);

  return self->is_down && self->moved;
}

gboolean
fw_timeline_model_get_drag (FwTimelineModel *self,
                            FwFrame *out_frame,
                            double *out_x,
                            FwTrackId *out_id)
{
  g_return_val_if_fail (FW_IS_TIMELINE_MODEL (self), FALSE);

  if (self->drag_track == NULL)
    return FALSE;

  if (out_frame != NULL)
    *out_frame = self->drag_frame;
  if (out_x != NULL)
    *out_x = fw_timeline_model_frame_to_x (self, self->drag_frame);
  if (out_id != NULL)
    *out_id = self->pressed.id;
  return TRUE;
}

const char *
fw_timeline_model_get_cursor (FwTimelineModel *self)
{
  g_return_val_if_fail (FW_IS_TIMELINE_MODEL (self), "default");

  switch (self->is_down ? self->pressed.kind : self->hover.kind)
    {
    case FW_HIT_DIAMOND:
    case FW_HIT_BAR_START:
    case FW_HIT_BAR_END:
    case FW_HIT_OVERVIEW_LEFT:
    case FW_HIT_OVERVIEW_RIGHT:
      return "ew-resize";
    case FW_HIT_OVERVIEW_WINDOW:
      return self->is_down ? "grabbing" : "grab";
    default:
      return "default";
    }
}

/* Keys */

static int
compare_own_order (gconstpointer a, gconstpointer b)
{
  const FwLaneEntry *left = a;
  const FwLaneEntry *right = b;

  if (left->own_group != right->own_group)
    return left->own_group - right->own_group;
  if (left->first != right->first)
    return left->first < right->first ? -1 : 1;
  return left->id < right->id ? -1 : left->id > right->id;
}

void
fw_timeline_model_select_lane (FwTimelineModel *self, int direction)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (FwLaneEntry));
  FwTrackId primary;
  gssize n, at;

  g_return_if_fail (FW_IS_TIMELINE_MODEL (self));
  g_return_if_fail (direction == 1 || direction == -1);

  n = (gssize) fw_timeline_get_lanes (self)->len;
  if (n == 0)
    return;

  /* The selected lane stands on top; walking goes by the order the lanes would
   * have without it, else two keys would lead to and fro for ever. */
  g_array_append_vals (order, self->lanes->data, (guint) n);
  g_array_sort (order, compare_own_order);
  primary = fw_session_get_primary (self->session);
  at = direction > 0 ? -1 : n;
  for (gssize i = 0; i < n; i++)
    if (g_array_index (order, FwLaneEntry, i).id == primary)
      at = i;
  at += direction;
  if (at >= 0 && at < n)
    fw_session_select (self->session, g_array_index (order, FwLaneEntry, at).id);
}

gboolean
fw_timeline_model_shift_keyframe (FwTimelineModel *self, int delta, GError **error)
{
  FwSession *session;
  FwTrackId id;
  FwTrack *track;
  FwFrame from, to;

  g_return_val_if_fail (FW_IS_TIMELINE_MODEL (self), FALSE);

  session = self->session;
  id = fw_session_get_primary (session);
  if (id == 0)
    {
      g_set_error_literal (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE,
                           _("Select an object first."));
      return FALSE;
    }
  track = fw_session_check_track (session, id, error);
  if (track == NULL)
    return FALSE;

  from = fw_session_get_frame (session);
  if (!fw_track_has_keyframe (track, from))
    {
      g_autofree char *name = fw_session_dup_object_name (session, id);

      g_set_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_NOT_THERE,
                   /* Translators: %s is an object such as "Car 12" */
                   _("%s has no keyframe in this frame."), name);
      return FALSE;
    }
  to = CLAMP (from + delta, 0, fw_session_get_n_frames (session) - 1);
  if (to == from)
    return TRUE;

  fw_session_freeze (session);
  if (!fw_session_move_keyframe (session, id, from, to, error))
    {
      fw_session_thaw (session);
      return FALSE;
    }
  fw_session_set_frame (session, to);
  fw_session_thaw (session);
  return TRUE;
}
