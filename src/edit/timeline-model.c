/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The state of the timeline: which frames are in view, which lanes there are,
 * and following the session. Everything that is drawn is in timeline-parts.c,
 * pointer and keys in timeline-drag.c.
 *
 * A frame's place is one unit wide: frame f lies between f and f + 1 of the
 * axis. The view is a window of that axis, first .. first + n.
 */

#include "fw-config.h"

#include "edit/timeline-model.h"

#include "edit/timeline-private.h"

#include <math.h>

#define DEFAULT_PX_PER_FRAME 5.0
#define MAX_PX_PER_FRAME     60.0

G_DEFINE_FINAL_TYPE (FwTimelineModel, fw_timeline_model, G_TYPE_OBJECT)

enum
{
  CHANGED,
  REFUSED,
  SCRUB,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
fw_timeline_changed (FwTimelineModel *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
fw_timeline_refuse (FwTimelineModel *self, const GError *error)
{
  g_signal_emit (self, signals[REFUSED], 0, error->message);
}

void
fw_timeline_tell_scrub (FwTimelineModel *self, gboolean active)
{
  g_signal_emit (self, signals[SCRUB], 0, active);
}

static double
axis_width (FwTimelineModel *self)
{
  return MAX (self->width - self->style.names_width, 1.0);
}

/* Brings the view into the clip. One that is still being read grows into the
 * view that was asked for. */
static void
clamp_view (FwTimelineModel *self)
{
  double n_frames = fw_session_get_n_frames (self->session);
  double least = MIN (axis_width (self) / MAX_PX_PER_FRAME, n_frames);

  self->n = CLAMP (self->asked_n, least, n_frames);
  self->first = CLAMP (self->first, 0.0, n_frames - self->n);
}

static void
clamp_scroll (FwTimelineModel *self)
{
  double space = MAX (self->height - fw_timeline_lanes_top (self), 0.0);
  double most = MAX (fw_timeline_model_get_lanes_height (self) - space, 0.0);

  self->scroll = CLAMP (self->scroll, 0.0, most);
}

/* Moves the view, if need be, so that @frame is in it with some room around. */
static gboolean
bring_into_view (FwTimelineModel *self, FwFrame frame)
{
  double before = self->first;

  if (!self->has_view || (frame >= self->first && frame + 1 <= self->first + self->n))
    return FALSE;

  /* A step over the edge turns the page; a leap puts the frame in the middle. */
  if (frame + 1 > self->first + self->n && frame < self->first + 2.0 * self->n)
    self->first = frame - self->n * 0.1;
  else if (frame < self->first && frame > self->first - self->n)
    self->first = frame + 1 - self->n * 0.9;
  else
    self->first = frame + 0.5 - self->n / 2.0;
  clamp_view (self);
  return self->first != before;
}

void
fw_timeline_drop_lanes (FwTimelineModel *self)
{
  self->lanes_valid = FALSE;
}

/* What is in the frame changed, or the frame: lanes, order and view follow. */
static void
objects_changed_cb (FwSession *session, FwTimelineModel *self)
{
  FwFrame frame = fw_session_get_frame (session);

  if (frame != self->told_frame && !self->is_down)
    bring_into_view (self, frame);
  self->told_frame = frame;
  if (self->drag_track != NULL
      && fw_document_get_track (session->document, fw_track_get_id (self->drag_track)) == NULL)
    fw_timeline_clear_drag (self);
  clamp_view (self);
  fw_timeline_drop_lanes (self);
  fw_timeline_changed (self);
}

static void
marks_changed_cb (FwSession *session, FwTimelineModel *self)
{
  fw_timeline_changed (self);
}

/* The clip is being read: it has more frames now. */
static void
n_frames_cb (FwSession *session, GParamSpec *pspec, FwTimelineModel *self)
{
  clamp_view (self);
  fw_timeline_drop_lanes (self);
  fw_timeline_changed (self);
}

static void
hovered_cb (FwSession *session, GParamSpec *pspec, FwTimelineModel *self)
{
  fw_timeline_changed (self);
}

static void
fw_timeline_model_dispose (GObject *object)
{
  FwTimelineModel *self = FW_TIMELINE_MODEL (object);

  if (self->session != NULL)
    for (gsize i = 0; i < G_N_ELEMENTS (self->handlers); i++)
      g_clear_signal_handler (&self->handlers[i], self->session);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (fw_timeline_model_parent_class)->dispose (object);
}

static void
fw_timeline_model_finalize (GObject *object)
{
  FwTimelineModel *self = FW_TIMELINE_MODEL (object);

  g_array_unref (self->lanes);
  g_array_unref (self->density);
  g_hash_table_unref (self->shrinks);
  g_clear_pointer (&self->drag_track, fw_track_unref);

  G_OBJECT_CLASS (fw_timeline_model_parent_class)->finalize (object);
}

static void
fw_timeline_model_class_init (FwTimelineModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = fw_timeline_model_dispose;
  object_class->finalize = fw_timeline_model_finalize;

  signals[CHANGED]
      = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SCRUB] = g_signal_new ("scrub", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_BOOLEAN);
}

static void
clear_lane (gpointer data)
{
  FwLaneEntry *lane = data;

  g_clear_pointer (&lane->name, g_free);
}

static void
fw_timeline_model_init (FwTimelineModel *self)
{
  self->style = FW_TIMELINE_STYLE_NORMAL;
  self->n = self->asked_n = 1.0;
  self->lanes = g_array_new (FALSE, FALSE, sizeof (FwLaneEntry));
  g_array_set_clear_func (self->lanes, clear_lane);
  self->density = g_array_new (FALSE, TRUE, sizeof (int));
  self->shrinks = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) fw_track_unref,
                                         (GDestroyNotify) g_array_unref);
}

FwTimelineModel *
fw_timeline_model_new (FwSession *session)
{
  FwTimelineModel *self;

  g_return_val_if_fail (FW_IS_SESSION (session), NULL);

  self = g_object_new (FW_TYPE_TIMELINE_MODEL, NULL);
  self->session = g_object_ref (session);
  self->told_frame = fw_session_get_frame (session);
  self->handlers[0]
      = g_signal_connect (session, "objects-changed", G_CALLBACK (objects_changed_cb), self);
  self->handlers[1]
      = g_signal_connect (session, "marks-changed", G_CALLBACK (marks_changed_cb), self);
  self->handlers[2] = g_signal_connect (session, "notify::hovered", G_CALLBACK (hovered_cb), self);
  self->handlers[3]
      = g_signal_connect (session, "notify::n-frames", G_CALLBACK (n_frames_cb), self);
  return self;
}

FwSession *
fw_timeline_model_get_session (FwTimelineModel *self)
{
  g_return_val_if_fail (FW_IS_TIMELINE_MODEL (self), NULL);

  return self->session;
}

void
fw_timeline_model_set_size (FwTimelineModel *self, double width, double height)
{
  g_return_if_fail (FW_IS_TIMELINE_MODEL (self));

  if (width == self->width && height == self->height)
    return;

  if (self->has_view && width != self->width)
    {
      /* The scale stays; more room shows more frames. */
      double before = axis_width (self);

      self->width = width;
      self->asked_n *= axis_width (self) / before;
    }
  self->width = width;
  self->height = height;
  if (!self->has_view && width > self->style.names_width)
    {
      self->has_view = TRUE;
      self->asked_n = axis_width (self) / DEFAULT_PX_PER_FRAME;
      clamp_view (self);
      bring_into_view (self, fw_session_get_frame (self->session));
    }
  clamp_view (self);
  fw_timeline_drop_lanes (self);
  clamp_scroll (self);
  fw_timeline_changed (self);
}

void
fw_timeline_model_set_style (FwTimelineModel *self, const FwTimelineStyle *style)
{
  g_return_if_fail (FW_IS_TIMELINE_MODEL (self));
  g_return_if_fail (style != NULL);
  g_return_if_fail (style->lane_height > 0.0);

  if (style->names_width == self->style.names_width
      && style->overview_height == self->style.overview_height
      && style->ruler_height == self->style.ruler_height
      && style->lane_height == self->style.lane_height
      && !style->show_lanes == !self->style.show_lanes)
    return;

  self->style = *style;
  clamp_view (self);
  fw_timeline_drop_lanes (self);
  clamp_scroll (self);
  fw_timeline_changed (self);
}

const FwTimelineStyle *
fw_timeline_model_get_style (FwTimelineModel *self)
{
  g_return_val_if_fail (FW_IS_TIMELINE_MODEL (self), NULL);

  return &self->style;
}

/* Time across */

double
fw_timeline_model_get_px_per_frame (FwTimelineModel *self)
{
  g_return_val_if_fail (FW_IS_TIMELINE_MODEL (self), 1.0);

  return axis_width (self) / self->n;
}

double
fw_timeline_edge_x (FwTimelineModel *self, double frame)
{
  return self->style.names_width
         + (frame - self->first) * fw_timeline_model_get_px_per_frame (self);
}

double
fw_timeline_model_frame_to_x (FwTimelineModel *self, double frame)
{
  g_return_val_if_fail (FW_IS_TIMELINE_MODEL (self), 0.0);

  return fw_timeline_edge_x (self, frame + 0.5);
}

static double
x_to_axis (FwTimelineModel *self, double x)
{
  return self->first + (x - self->style.names_width) / fw_timeline_model_get_px_per_frame (self);
}

FwFrame
fw_timeline_model_x_to_frame (FwTimelineModel *self, double x)
{
  double frame;

  g_return_val_if_fail (FW_IS_TIMELINE_MODEL (self), 0);

  frame = floor (x_to_axis (self, x));
  return (FwFrame) CLAMP (frame, 0.0, fw_session_get_n_frames (self->session) - 1.0);
}

FwSpan
fw_timeline_visible_span (FwTimelineModel *self)
{
  FwFrame last = fw_session_get_n_frames (self->session) - 1;

  return (FwSpan) { (FwFrame) CLAMP (floor (self->first), 0.0, last),
                   (FwFrame) CLAMP (ceil (self->first + self->n) - 1.0, 0.0, last) };
}

void
fw_timeline_model_get_view (FwTimelineModel *self, double *out_first, double *out_n)
{
  g_return_if_fail (FW_IS_TIMELINE_MODEL (self));

  if (out_first != NULL)
    *out_first = self->first;
  if (out_n != NULL)
    *out_n = self->n;
}

void
fw_timeline_model_set_view (FwTimelineModel *self, double first, double n)
{
  double first_before, n_before;

  g_return_if_fail (FW_IS_TIMELINE_MODEL (self));
  g_return_if_fail (isfinite (first) && isfinite (n));

  first_before = self->first;
  n_before = self->n;
  self->first = first;
  self->asked_n = n;
  clamp_view (self);
  if (self->first == first_before && self->n == n_before)
    return;

  fw_timeline_drop_lanes (self);
  fw_timeline_changed (self);
}

void
fw_timeline_model_zoom (FwTimelineModel *self, double factor, double x)
{
  double under, share, n;

  g_return_if_fail (FW_IS_TIMELINE_MODEL (self));
  g_return_if_fail (factor > 0.0);

  under = x_to_axis (self, x);
  share = (x - self->style.names_width) / axis_width (self);
  n = CLAMP (self->n / factor, axis_width (self) / MAX_PX_PER_FRAME,
             (double) fw_session_get_n_frames (self->session));
  fw_timeline_model_set_view (self, under - share * n, n);
}

void
fw_timeline_model_pan (FwTimelineModel *self, double dx)
{
  g_return_if_fail (FW_IS_TIMELINE_MODEL (self));

  fw_timeline_model_set_view (self, self->first - dx / fw_timeline_model_get_px_per_frame (self),
                              self->n);
}

void
fw_timeline_model_reveal (FwTimelineModel *self, FwFrame frame)
{
  g_return_if_fail (FW_IS_TIMELINE_MODEL (self));

  if (!bring_into_view (self, frame))
    return;

  fw_timeline_drop_lanes (self);
  fw_timeline_changed (self);
}

/* Lanes down */

double
fw_timeline_lanes_top (FwTimelineModel *self)
{
  return self->style.overview_height + self->style.ruler_height;
}

static int
compare_lanes (gconstpointer a, gconstpointer b)
{
  const FwLaneEntry *left = a;
  const FwLaneEntry *right = b;

  if (left->group != right->group)
    return left->group - right->group;
  if (left->first != right->first)
    return left->first < right->first ? -1 : 1;
  return left->id < right->id ? -1 : left->id > right->id;
}

static void
add_lane (FwTimelineModel *self, FwTrack *track)
{
  FwSession *session = self->session;
  FwLaneEntry lane = { .id = fw_track_get_id (track), .first = fw_track_get_span (track).first };

  lane.own_group
      = fw_presence_is_visible (fw_track_get_presence (track, fw_session_get_frame (session))) ? 1
                                                                                               : 2;
  lane.group = fw_session_is_selected (session, lane.id) ? 0 : lane.own_group;
  g_array_append_val (self->lanes, lane);
}

/* Drops lanes whose track is gone; the others keep their order. */
static void
prune_lanes (FwTimelineModel *self)
{
  for (guint i = self->lanes->len; i > 0; i--)
    {
      const FwLaneEntry *lane = &g_array_index (self->lanes, FwLaneEntry, i - 1);

      if (fw_document_get_track (self->session->document, lane->id) == NULL)
        g_array_remove_index (self->lanes, i - 1);
    }
}

GArray *
fw_timeline_get_lanes (FwTimelineModel *self)
{
  FwSession *session = self->session;
  g_autoptr (GPtrArray) tracks = NULL;
  FwSpan visible;
  gsize n_selected;
  const FwTrackId *selected;

  if (self->lanes_valid)
    return self->lanes;

  self->lanes_valid = TRUE;
  if (self->is_down && self->lanes->len > 0)
    {
      prune_lanes (self); /* nothing moves under a hand that drags */
      return self->lanes;
    }

  g_array_set_size (self->lanes, 0);
  visible = fw_timeline_visible_span (self);
  tracks = fw_document_list_span (session->document, visible);
  for (guint i = 0; i < tracks->len; i++)
    add_lane (self, tracks->pdata[i]);
  selected = fw_session_get_selection (session, &n_selected);
  for (gsize i = 0; i < n_selected; i++)
    {
      FwTrack *track = fw_document_get_track (session->document, selected[i]);
      FwSpan span = fw_track_get_span (track);

      if (span.last < visible.first || span.first > visible.last)
        add_lane (self, track);
    }
  g_array_sort (self->lanes, compare_lanes);
  clamp_scroll (self);
  return self->lanes;
}

double
fw_timeline_model_get_lanes_height (FwTimelineModel *self)
{
  return (double) fw_timeline_model_get_n_lanes (self) * self->style.lane_height;
}

double
fw_timeline_model_get_scroll (FwTimelineModel *self)
{
  g_return_val_if_fail (FW_IS_TIMELINE_MODEL (self), 0.0);

  fw_timeline_get_lanes (self);
  return self->scroll;
}

void
fw_timeline_model_set_scroll (FwTimelineModel *self, double scroll)
{
  double before;

  g_return_if_fail (FW_IS_TIMELINE_MODEL (self));
  g_return_if_fail (isfinite (scroll));

  before = fw_timeline_model_get_scroll (self);
  self->scroll = scroll;
  clamp_scroll (self);
  if (self->scroll != before)
    fw_timeline_changed (self);
}

gsize
fw_timeline_model_get_n_lanes (FwTimelineModel *self)
{
  g_return_val_if_fail (FW_IS_TIMELINE_MODEL (self), 0);

  return self->style.show_lanes ? fw_timeline_get_lanes (self)->len : 0;
}

FwLane
fw_timeline_model_get_lane (FwTimelineModel *self, gsize index)
{
  FwSession *session;
  FwLaneEntry *entry;
  FwTrack *track;
  FwLane lane = { 0 };
  FwFrame frame;

  g_return_val_if_fail (FW_IS_TIMELINE_MODEL (self), lane);
  g_return_val_if_fail (index < fw_timeline_get_lanes (self)->len, lane);

  session = self->session;
  frame = fw_session_get_frame (session);
  entry = &g_array_index (self->lanes, FwLaneEntry, index);
  if (entry->name == NULL)
    entry->name = fw_session_dup_object_name (session, entry->id);
  track = fw_document_get_track (session->document, entry->id);

  lane.id = entry->id;
  lane.name = entry->name;
  lane.colour = track == NULL ? 0 : fw_session_get_colour (session, fw_track_get_category (track));
  lane.is_selected = fw_session_is_selected (session, entry->id);
  lane.is_hovered = fw_session_get_hovered (session) == entry->id;
  lane.is_locked = fw_session_is_locked (session, entry->id);
  lane.is_hidden = fw_session_is_hidden (session, entry->id);
  lane.is_in_frame = track != NULL && fw_presence_is_visible (fw_track_get_presence (track, frame));
  lane.is_occluded = lane.is_in_frame && fw_track_is_occluded (track, frame);
  fw_session_get_severity (session, entry->id, &lane.severity_here, &lane.severity);
  lane.is_asked = fw_open_questions_find_track (session->questions, entry->id) != NULL;
  lane.y = fw_timeline_lanes_top (self) + (double) index * self->style.lane_height - self->scroll;
  return lane;
}

void
fw_timeline_model_get_visible_lanes (FwTimelineModel *self, gsize *out_first, gsize *out_n)
{
  gsize n_lanes, first, last;
  double space;

  g_return_if_fail (FW_IS_TIMELINE_MODEL (self));
  g_return_if_fail (out_first != NULL && out_n != NULL);

  n_lanes = fw_timeline_model_get_n_lanes (self);
  space = MAX (self->height - fw_timeline_lanes_top (self), 0.0);
  first = (gsize) floor (self->scroll / self->style.lane_height);
  last = (gsize) ceil ((self->scroll + space) / self->style.lane_height);
  *out_first = MIN (first, n_lanes);
  *out_n = MIN (last, n_lanes) - *out_first;
}

FwTrack *
fw_timeline_get_shown_track (FwTimelineModel *self, FwTrackId id)
{
  if (self->drag_track != NULL && fw_track_get_id (self->drag_track) == id)
    return self->drag_track;
  return fw_document_get_track (self->session->document, id);
}
