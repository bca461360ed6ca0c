/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the timeline draws: the parts of one lane, the ticks of the ruler, the
 * overview. Everything is computed for the frames in view only; a lane with a
 * keyframe in every frame becomes clusters instead of ten thousand diamonds.
 */

#include "fw-config.h"

#include "core/interpolate.h"
#include "edit/clock.h"
#include "edit/timeline-private.h"

#include <math.h>

/* Diamonds nearer to each other than this become one cluster. */
#define CLUSTER_PX 7.0
#define DOT_GAP_PX 4.0
/* Room a number on the ruler needs, and the least distance of small ticks. */
#define MAJOR_PX           70.0
#define MINOR_PX           5.0
#define OVERVIEW_COLUMN_PX 4.0
/* A polygon whose area half way falls below this share of its neighbours' is
 * interpolated badly (semantics.md, decision 6). */
#define SHRINK_SHARE      0.6
#define MAX_SHRINK_TRACKS 256

static void
add_part (GArray *parts, FwPartKind kind, FwPartFlags flags, double x1, double x2, FwSpan span)
{
  FwPart part = { kind, flags, x1, x2, span };

  g_array_append_val (parts, part);
}

/* A run of frames, cut to the visible ones. Nothing when it is not in view. */
static void
add_run (FwTimelineModel *self, GArray *parts, FwPartKind kind, FwSpan span)
{
  FwSpan visible = fw_timeline_visible_span (self);
  FwPartFlags flags = 0;
  double left = self->style.names_width;
  double right = self->width;

  if (span.last < visible.first || span.first > visible.last)
    return;

  if (fw_timeline_edge_x (self, span.first) < left)
    flags |= FW_PART_CUT_LEFT;
  if (fw_timeline_edge_x (self, span.last + 1.0) > right)
    flags |= FW_PART_CUT_RIGHT;
  add_part (parts, kind, flags, MAX (fw_timeline_edge_x (self, span.first), left),
            MIN (fw_timeline_edge_x (self, span.last + 1.0), right), span);
}

static void
add_bars (FwTimelineModel *self, GArray *parts, FwTrack *track)
{
  FwSpan span = fw_track_get_span (track);
  gsize n_gaps;
  const FwSpan *gaps = fw_track_get_outside (track, &n_gaps);
  FwFrame from = span.first;

  for (gsize i = 0; i < n_gaps; i++)
    {
      add_run (self, parts, FW_PART_BAR, (FwSpan) { from, gaps[i].first - 1 });
      add_run (self, parts, FW_PART_OUTSIDE, gaps[i]);
      from = gaps[i].last + 1;
    }
  add_run (self, parts, FW_PART_BAR, (FwSpan) { from, span.last });
}

/* Hatch from each change to occluded up to the next change, gaps left out. */
static void
add_occluded (FwTimelineModel *self, GArray *parts, FwTrack *track)
{
  gsize n_changes, n_gaps;
  const FwChange *changes = fw_track_get_changes (track, FW_CHANGE_OCCLUDED, &n_changes);
  const FwSpan *gaps = fw_track_get_outside (track, &n_gaps);
  FwSpan life = fw_track_get_span (track);

  for (gsize i = 0; i < n_changes; i++)
    {
      FwSpan run = { i == 0 ? life.first : changes[i].frame,
                     i + 1 < n_changes ? changes[i + 1].frame - 1 : life.last };

      if (changes[i].value.type != FW_VALUE_BOOL || !changes[i].value.boolean)
        continue;
      for (gsize j = 0; j < n_gaps; j++)
        {
          if (gaps[j].last < run.first || gaps[j].first > run.last)
            continue;
          if (gaps[j].first > run.first)
            add_run (self, parts, FW_PART_OCCLUDED, (FwSpan) { run.first, gaps[j].first - 1 });
          run.first = gaps[j].last + 1;
        }
      if (run.first <= run.last)
        add_run (self, parts, FW_PART_OCCLUDED, run);
    }
}

static void
add_ghost (FwTimelineModel *self, GArray *parts, FwTrack *track)
{
  FwFrame last = fw_track_get_span (track).last;
  FwFrame end = MIN (last + fw_session_get_ghost_reach (self->session),
                     fw_session_get_n_frames (self->session) - 1);

  if (!fw_track_is_single (track) && end > last
      && !fw_session_is_ghost_hidden (self->session, track))
    add_run (self, parts, FW_PART_GHOST, (FwSpan) { last + 1, end });
}

static void
add_diamond (FwTimelineModel *self, GArray *parts, FwTrack *track, FwFrame frame)
{
  FwTrackId id = fw_track_get_id (track);
  double x = fw_timeline_model_frame_to_x (self, frame);
  FwPartFlags flags = 0;

  if (frame == fw_session_get_frame (self->session))
    flags |= FW_PART_AT_PLAYHEAD;
  if (track == self->drag_track && frame == self->drag_frame)
    flags |= FW_PART_DRAGGED;
  if (!self->is_down && self->hover.kind == FW_HIT_DIAMOND && self->hover.id == id
      && self->hover.frame == frame)
    flags |= FW_PART_HOVERED;
  add_part (parts, FW_PART_DIAMOND, flags, x, x, (FwSpan) { frame, frame });
}

static void
add_diamonds (FwTimelineModel *self, GArray *parts, FwTrack *track)
{
  FwSpan visible = fw_timeline_visible_span (self);
  gsize n = fw_track_get_n_keyframes (track);
  gsize i = (gsize) MAX (fw_track_find_keyframe (track, visible.first), 0);
  double px = fw_timeline_model_get_px_per_frame (self);

  while (i < n && fw_track_get_keyframe (track, i).frame <= visible.last)
    {
      FwFrame first = fw_track_get_keyframe (track, i).frame;
      FwFrame last = first;

      while (i + 1 < n && (fw_track_get_keyframe (track, i + 1).frame - last) * px < CLUSTER_PX)
        last = fw_track_get_keyframe (track, ++i).frame;
      i++;
      if (last < visible.first)
        continue;
      if (first == last)
        add_diamond (self, parts, track, first);
      else
        add_part (parts, FW_PART_CLUSTER, 0, fw_timeline_model_frame_to_x (self, first),
                  fw_timeline_model_frame_to_x (self, last), (FwSpan) { first, last });
    }
}

static void
add_changes (FwTimelineModel *self, GArray *parts, FwTrack *track, const char *name)
{
  FwSpan visible = fw_timeline_visible_span (self);
  gsize n;
  const FwChange *changes = fw_track_get_changes (track, name, &n);
  double last_x = -G_MAXDOUBLE;

  for (gsize i = 0; i < n; i++)
    {
      double x;

      if (!fw_span_contains (visible, changes[i].frame))
        continue;
      /* "Not occluded" from the start is no decision anybody made. */
      if (i == 0 && changes[i].value.type == FW_VALUE_BOOL && !changes[i].value.boolean
          && g_str_equal (name, FW_CHANGE_OCCLUDED))
        continue;
      x = fw_timeline_model_frame_to_x (self, changes[i].frame);
      if (x - last_x < DOT_GAP_PX)
        continue;
      last_x = x;
      add_part (parts, FW_PART_DOT,
                changes[i].frame == fw_session_get_frame (self->session) ? FW_PART_AT_PLAYHEAD : 0,
                x, x, (FwSpan) { changes[i].frame, changes[i].frame });
    }
}

static void
add_dots (FwTimelineModel *self, GArray *parts, FwTrack *track)
{
  gsize n = fw_track_get_n_changing (track);

  if (fw_track_is_single (track))
    return;

  add_changes (self, parts, track, FW_CHANGE_OCCLUDED);
  add_changes (self, parts, track, FW_CHANGE_Z_ORDER);
  for (gsize i = 0; i < n; i++)
    add_changes (self, parts, track, fw_track_get_changing (track, i));
}

/* Between which keyframes the track loses its area; computed once per version.
 * (element-type FwSpan) Borrowed. */
static GArray *
get_shrinks (FwTimelineModel *self, FwTrack *track)
{
  GArray *spans = g_hash_table_lookup (self->shrinks, track);
  gsize n = fw_track_get_n_keyframes (track);

  if (spans != NULL)
    return spans;

  if (g_hash_table_size (self->shrinks) >= MAX_SHRINK_TRACKS)
    g_hash_table_remove_all (self->shrinks);
  spans = g_array_new (FALSE, FALSE, sizeof (FwSpan));
  for (gsize i = 0; i + 1 < n; i++)
    {
      FwSpan span
          = { fw_track_get_keyframe (track, i).frame, fw_track_get_keyframe (track, i + 1).frame };

      if (span.last - span.first > 1 && fw_track_get_halfway_share (track, i) < SHRINK_SHARE)
        g_array_append_val (spans, span);
    }
  g_hash_table_insert (self->shrinks, fw_track_ref (track), spans);
  return spans;
}

static void
add_marks (FwTimelineModel *self, GArray *parts, FwTrack *track)
{
  gsize n;
  const FwMark *marks = fw_session_get_track_marks (self->session, fw_track_get_id (track), &n);

  for (gsize i = 0; i < n; i++)
    if (marks[i].severity != FW_MARK_NONE)
      add_run (self, parts, marks[i].severity == FW_MARK_PROBLEM ? FW_PART_PROBLEM : FW_PART_HINT,
               marks[i].span);
}

/* Where it was asked, so that the place is found again. */
static void
add_question (FwTimelineModel *self, GArray *parts, FwTrack *track)
{
  const FwQuestion *question
      = fw_open_questions_find_track (self->session->questions, fw_track_get_id (track));
  FwUnit unit;

  if (question != NULL && fw_unit_parse (question->unit, &unit, NULL)
      && unit.frame != FW_FRAME_NONE && fw_span_contains (fw_timeline_visible_span (self), unit.frame))
    {
      double x = fw_timeline_model_frame_to_x (self, unit.frame);

      add_part (parts, FW_PART_QUESTION, 0, x, x, (FwSpan) { unit.frame, unit.frame });
    }
}

GArray *
fw_timeline_model_list_parts (FwTimelineModel *self, gsize lane)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (FwPart));
  FwTrackId id;
  FwTrack *track;
  GArray *shrinks;

  g_return_val_if_fail (FW_IS_TIMELINE_MODEL (self), parts);
  g_return_val_if_fail (lane < fw_timeline_get_lanes (self)->len, parts);

  id = g_array_index (self->lanes, FwLaneEntry, lane).id;
  track = fw_timeline_get_shown_track (self, id);
  if (track == NULL)
    return parts;

  add_ghost (self, parts, track);
  add_bars (self, parts, track);
  add_occluded (self, parts, track);
  if (fw_track_get_kind (track) == FW_SHAPE_POLYGON && !fw_track_is_single (track))
    {
      shrinks = get_shrinks (self, track);
      for (guint i = 0; i < shrinks->len; i++)
        add_run (self, parts, FW_PART_SHRINKS, g_array_index (shrinks, FwSpan, i));
    }
  add_marks (self, parts, track);
  add_question (self, parts, track);
  add_dots (self, parts, track);
  if (track == self->drag_track && self->drag_frame != self->pressed.frame)
    {
      double x = fw_timeline_model_frame_to_x (self, self->pressed.frame);

      add_part (parts, FW_PART_DIAMOND, FW_PART_OLD_PLACE, x, x,
                (FwSpan) { self->pressed.frame, self->pressed.frame });
    }
  add_diamonds (self, parts, track);
  return parts;
}

/* The ruler */

/* Step number @i of 1, 2, 5, 10, 20, 50, ... */
static double
ladder (int i)
{
  static const double steps[] = { 1.0, 2.0, 5.0 };

  return i < 0 ? 1.0 : steps[i % 3] * pow (10.0, i / 3);
}

GArray *
fw_timeline_model_list_ticks (FwTimelineModel *self)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (FwTick));
  FwFrameList *frames;
  FwSpan visible;
  double px;
  gint64 major, minor;
  int step = 0;

  g_return_val_if_fail (FW_IS_TIMELINE_MODEL (self), ticks);

  px = fw_timeline_model_get_px_per_frame (self);
  while (ladder (step) * px < MAJOR_PX)
    step++;
  major = (gint64) ladder (step);
  /* Two rungs down divides by four or five; nearer ones if there is no room. */
  minor = (gint64) ladder (step - 2);
  if ((double) minor * px < MINOR_PX || major % minor != 0)
    minor = major;

  frames = fw_session_get_frame_list (self->session);
  visible = fw_timeline_visible_span (self);
  for (gint64 frame = visible.first / minor * minor; frame <= visible.last; frame += minor)
    {
      FwTick tick = { .frame = (FwFrame) frame };

      /* People's count decides what is a round number. */
      if (fw_clock_to_people (frames, 0) == 1 && frame > 0)
        tick.frame--;
      if (tick.frame < visible.first)
        continue;
      tick.x = fw_timeline_model_frame_to_x (self, tick.frame);
      tick.is_major = frame % major == 0;
      g_array_append_val (ticks, tick);
    }
  return ticks;
}

/* The overview */

static double
overview_width (FwTimelineModel *self)
{
  return MAX (self->width - self->style.names_width, 1.0);
}

static gsize
n_columns (FwTimelineModel *self)
{
  gsize by_width = (gsize) MAX (overview_width (self) / OVERVIEW_COLUMN_PX, 1.0);

  return MIN (by_width, (gsize) fw_session_get_n_frames (self->session));
}

static gsize
column_of (FwTimelineModel *self, FwFrame frame, gsize n)
{
  gint64 n_frames = fw_session_get_n_frames (self->session);

  return (gsize) CLAMP ((gint64) frame * (gint64) n / n_frames, 0, (gint64) n - 1);
}

double
fw_timeline_overview_frame (FwTimelineModel *self, double x)
{
  return (x - self->style.names_width) / overview_width (self)
         * fw_session_get_n_frames (self->session);
}

static double
overview_x (FwTimelineModel *self, double frame)
{
  return self->style.names_width
         + frame / fw_session_get_n_frames (self->session) * overview_width (self);
}

typedef struct
{
  FwTimelineModel *model;
  gsize n;
} Counting;

/* +1 where the track begins, -1 behind its end; summed up afterwards. */
static gboolean
count_track (FwTrack *track, gpointer user_data)
{
  Counting *counting = user_data;
  GArray *density = counting->model->density;
  FwSpan span = fw_track_get_span (track);

  g_array_index (density, int, column_of (counting->model, span.first, counting->n))++;
  g_array_index (density, int, column_of (counting->model, span.last, counting->n) + 1)--;
  return TRUE;
}

static void
count_density (FwTimelineModel *self, gsize n)
{
  FwSnapshot *snapshot = fw_session_get_snapshot (self->session);
  Counting counting = { self, n };
  FwFrame n_frames = fw_session_get_n_frames (self->session);
  int sum = 0;

  if (self->density->len == n + 1 && self->density_frames == n_frames
      && self->density_revision == fw_snapshot_get_revision (snapshot))
    return;

  g_array_set_size (self->density, 0);
  g_array_set_size (self->density, (guint) n + 1);
  self->density_revision = fw_snapshot_get_revision (snapshot);
  self->density_frames = n_frames;
  fw_snapshot_foreach (snapshot, count_track, &counting);
  for (gsize i = 0; i <= n; i++)
    {
      sum += g_array_index (self->density, int, i);
      g_array_index (self->density, int, i) = sum;
    }
}

GArray *
fw_timeline_model_list_overview (FwTimelineModel *self)
{
  GArray *columns = g_array_new (FALSE, TRUE, sizeof (FwOverviewColumn));
  gsize n, n_marks;
  const FwMark *marks;
  int most = 1;

  g_return_val_if_fail (FW_IS_TIMELINE_MODEL (self), columns);

  n = n_columns (self);
  count_density (self, n);
  for (gsize i = 0; i < n; i++)
    most = MAX (most, g_array_index (self->density, int, i));

  g_array_set_size (columns, (guint) n);
  for (gsize i = 0; i < n; i++)
    {
      FwOverviewColumn *column = &g_array_index (columns, FwOverviewColumn, i);

      column->x1 = self->style.names_width + overview_width (self) * (double) i / (double) n;
      column->x2 = self->style.names_width + overview_width (self) * (double) (i + 1) / (double) n;
      column->density = (double) g_array_index (self->density, int, i) / most;
    }
  marks = fw_session_get_marks (self->session, &n_marks);
  for (gsize i = 0; i < n_marks; i++)
    {
      FwOverviewColumn *column = &g_array_index (columns, FwOverviewColumn,
                                                 column_of (self, MAX (marks[i].span.first, 0), n));

      column->severity = MAX (column->severity, marks[i].severity);
    }
  return columns;
}

GArray *
fw_timeline_model_list_task (FwTimelineModel *self, gboolean in_overview)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (FwPart));
  gsize n;
  const FwSpan *spans;

  g_return_val_if_fail (FW_IS_TIMELINE_MODEL (self), parts);

  spans = fw_span_set_get_spans (fw_session_get_task (self->session), &n);
  for (gsize i = 0; i < n; i++)
    if (in_overview)
      add_part (parts, FW_PART_TASK, 0, overview_x (self, spans[i].first),
                overview_x (self, spans[i].last + 1.0), spans[i]);
    else
      add_run (self, parts, FW_PART_TASK, spans[i]);
  return parts;
}

FwRect
fw_timeline_model_get_window (FwTimelineModel *self, double *out_playhead_x)
{
  double x1, x2;

  g_return_val_if_fail (FW_IS_TIMELINE_MODEL (self), FW_RECT (0, 0, 0, 0));

  if (out_playhead_x != NULL)
    *out_playhead_x = overview_x (self, fw_session_get_frame (self->session) + 0.5);
  x1 = overview_x (self, self->first);
  x2 = overview_x (self, self->first + self->n);
  return FW_RECT (x1, 0.0, x2 - x1, self->style.overview_height);
}
