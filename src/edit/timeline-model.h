/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The timeline without a toolkit: which lanes there are, where frames lie,
 * what is under the pointer and what a drag does. A widget draws the parts it
 * lists and hands over pointer and keys.
 *
 * Coordinates are logical pixels of the whole timeline, from its top left
 * corner; names stand in the left column of `names_width`. From top to bottom:
 * overview, ruler, lanes. Only lanes in view are computed, so that a clip of
 * 50,000 frames and thousands of tracks costs what is on the screen. Lanes are
 * tracks near the visible frames: selected ones first, then those in the
 * current frame, then the others, each by where they begin. While something is
 * dragged the order stays.
 */

#include "edit/session.h"

G_BEGIN_DECLS

#define FW_TIMELINE_HIT_PX 20.0 /* a diamond is hit within half of this */

typedef struct
{
  double   names_width;     /* 170; compact 150 */
  double   overview_height; /* 22; compact 16 */
  double   ruler_height;    /* 22; compact 18 */
  double   lane_height;     /* 26; compact 20 */
  gboolean show_lanes;
} FwTimelineStyle;

#define FW_TIMELINE_STYLE_NORMAL  ((FwTimelineStyle) { 170.0, 22.0, 22.0, 26.0, TRUE })
#define FW_TIMELINE_STYLE_COMPACT ((FwTimelineStyle) { 150.0, 16.0, 18.0, 20.0, TRUE })

/**
 * FwLane:
 *
 * One row: a track. @name is borrowed until the lane list changes.
 */
typedef struct
{
  FwTrackId    id;
  const char  *name; /* "Car 12" */
  guint32      colour;
  gboolean     is_selected;
  gboolean     is_hovered;
  gboolean     is_locked;
  gboolean     is_hidden;
  gboolean     is_in_frame; /* a label in the current frame */
  gboolean     is_occluded; /* in the current frame */
  FwMarkLevel  severity;    /* worst of the track */
  FwMarkLevel  severity_here;
  gboolean     is_asked;    /* a question about it waits for its answer */
  double       y; /* top of the row; may be above the visible lanes */
} FwLane;

typedef enum
{
  FW_PART_BAR,      /* x1..x2: the object is in view */
  FW_PART_OUTSIDE,  /* gap */
  FW_PART_OCCLUDED, /* hatch over the bar */
  FW_PART_GHOST,    /* thin dotted line behind the last keyframe, as far as ghosts show */
  FW_PART_DIAMOND,  /* geometry keyframe, centre x1 */
  FW_PART_DOT,      /* attribute keyframe, centre x1, under the bar */
  FW_PART_CLUSTER,  /* x1..x2: more diamonds than there is room for */
  FW_PART_PROBLEM,  /* x1..x2: underline, with a mark at x1 */
  FW_PART_HINT,
  FW_PART_SHRINKS,  /* x1..x2: a polygon loses its area half way (semantics.md 6) */
  FW_PART_QUESTION, /* at x1: asked here, not answered yet */
  FW_PART_TASK      /* x1..x2: to be labelled, where not all frames are; of no lane */
} FwPartKind;

typedef enum
{
  FW_PART_AT_PLAYHEAD = 1 << 0,
  FW_PART_DRAGGED     = 1 << 1, /* where it would be */
  FW_PART_OLD_PLACE   = 1 << 2, /* where the dragged one still is */
  FW_PART_HOVERED     = 1 << 3,
  FW_PART_CUT_LEFT    = 1 << 4, /* goes on beyond the visible frames */
  FW_PART_CUT_RIGHT   = 1 << 5
} FwPartFlags;

typedef struct
{
  FwPartKind  kind;
  FwPartFlags flags;
  double      x1;
  double      x2;
  FwSpan      span; /* frames it stands for */
} FwPart;

typedef struct
{
  double   x;
  FwFrame  frame;
  gboolean is_major; /* with a number: people's count of @frame */
} FwTick;

/* A column of the overview, one logical pixel wide, or a run of them. */
typedef struct
{
  double      x1;
  double      x2;
  double      density;  /* 0 to 1: objects, of the most in any column */
  FwMarkLevel severity; /* worst that begins here */
} FwOverviewColumn;

typedef enum
{
  FW_HIT_NOTHING,
  FW_HIT_OVERVIEW,        /* outside the window: centre it here */
  FW_HIT_OVERVIEW_WINDOW,
  FW_HIT_OVERVIEW_LEFT,   /* an edge of the window: zoom */
  FW_HIT_OVERVIEW_RIGHT,
  FW_HIT_RULER,
  FW_HIT_LANE_NAME,
  FW_HIT_LANE, /* empty part of a lane */
  FW_HIT_BAR,
  FW_HIT_BAR_START,
  FW_HIT_BAR_END,
  FW_HIT_DIAMOND
} FwHitKind;

typedef struct
{
  FwHitKind kind;
  FwTrackId id;    /* of the lane */
  FwFrame   frame; /* under the pointer, or the diamond's */
} FwHit;

#define FW_TYPE_TIMELINE_MODEL (fw_timeline_model_get_type ())
G_DECLARE_FINAL_TYPE (FwTimelineModel, fw_timeline_model, FW, TIMELINE_MODEL, GObject)

/**
 * FwTimelineModel:
 *
 * Signals:
 *   changed ()        something that is drawn changed; at most once per cause
 *   refused (char *)  a drag could not be done; the sentence for a toast
 *   scrub (gboolean)  a drag on the ruler began (TRUE) or ended
 *
 * It follows the session by itself: frame, selection, marks, document. The
 * current frame is kept in view when it changes by other means than a click
 * in the timeline.
 */
FwTimelineModel *fw_timeline_model_new         (FwSession        *session);

FwSession       *fw_timeline_model_get_session (FwTimelineModel  *self);
void             fw_timeline_model_set_size    (FwTimelineModel  *self,
                                                double            width,
                                                double            height);
void             fw_timeline_model_set_style   (FwTimelineModel  *self,
                                                const FwTimelineStyle *style);
const FwTimelineStyle *
                 fw_timeline_model_get_style   (FwTimelineModel  *self);

/* Time across. x is the middle of a frame's place. */
double           fw_timeline_model_frame_to_x  (FwTimelineModel  *self,
                                                double            frame);
/* The frame at @x, clamped to the clip. */
FwFrame          fw_timeline_model_x_to_frame  (FwTimelineModel  *self,
                                                double            x);
double           fw_timeline_model_get_px_per_frame (FwTimelineModel *self);
/* First visible frame and how many are visible (both may be fractional), for
 * the horizontal adjustment: value, page size; upper is n-frames. */
void             fw_timeline_model_get_view    (FwTimelineModel  *self,
                                                double           *out_first,
                                                double           *out_n);
void             fw_timeline_model_set_view    (FwTimelineModel  *self,
                                                double            first,
                                                double            n);
/* Zooms in (@factor > 1) so that the frame at @x stays. */
void             fw_timeline_model_zoom        (FwTimelineModel  *self,
                                                double            factor,
                                                double            x);
void             fw_timeline_model_pan         (FwTimelineModel  *self,
                                                double            dx);
/* Brings @frame into view when it is not. */
void             fw_timeline_model_reveal      (FwTimelineModel  *self,
                                                FwFrame           frame);

/* Lanes down. Scroll is in logical pixels, for the vertical adjustment. */
double           fw_timeline_model_get_scroll  (FwTimelineModel  *self);
void             fw_timeline_model_set_scroll  (FwTimelineModel  *self,
                                                double            scroll);
double           fw_timeline_model_get_lanes_height (FwTimelineModel *self);
gsize            fw_timeline_model_get_n_lanes (FwTimelineModel  *self);
FwLane           fw_timeline_model_get_lane    (FwTimelineModel  *self,
                                                gsize             index);
/* Lanes that are at least partly in view. */
void             fw_timeline_model_get_visible_lanes (FwTimelineModel *self,
                                                gsize            *out_first,
                                                gsize            *out_n);

/* What to draw. Each returns (transfer full) a new array; the drawing order is
 * that of the list. */
/* (element-type FwPart) of one lane, cut to the visible frames. */
GArray          *fw_timeline_model_list_parts  (FwTimelineModel  *self,
                                                gsize             lane) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type FwTick); spacing 1, 2, 5, 10... so that numbers never touch. */
GArray          *fw_timeline_model_list_ticks  (FwTimelineModel  *self) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type FwOverviewColumn) */
GArray          *fw_timeline_model_list_overview (FwTimelineModel *self) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type FwPart) what fw_session_get_task() says, cut to the visible frames;
 * in the overview all of it. Empty when all frames are to be labelled. */
GArray          *fw_timeline_model_list_task   (FwTimelineModel  *self,
                                                gboolean          in_overview) G_GNUC_WARN_UNUSED_RESULT;
/* The white window of the overview, and the playhead there. */
FwRect           fw_timeline_model_get_window  (FwTimelineModel  *self,
                                                double           *out_playhead_x);

FwHit            fw_timeline_model_hit         (FwTimelineModel  *self,
                                                FwPoint           point);

/* Pointer, primary button. @n_press 2 is a double click: on a bar it adds a
 * keyframe. @extend (Shift or Ctrl) adds the lane to the selection. */
void             fw_timeline_model_press       (FwTimelineModel  *self,
                                                FwPoint           point,
                                                int               n_press,
                                                gboolean          extend);
void             fw_timeline_model_motion      (FwTimelineModel  *self,
                                                FwPoint           point);
void             fw_timeline_model_release     (FwTimelineModel  *self,
                                                FwPoint           point);
void             fw_timeline_model_leave       (FwTimelineModel  *self);
/* Escape or a broken grab: nothing has changed. FALSE when nothing was dragged. */
gboolean         fw_timeline_model_cancel      (FwTimelineModel  *self);
gboolean         fw_timeline_model_is_dragging (FwTimelineModel  *self);
/* While a keyframe or a bar end is dragged: the frame it would go to, its x and
 * the lane. FALSE otherwise. */
gboolean         fw_timeline_model_get_drag    (FwTimelineModel  *self,
                                                FwFrame          *out_frame,
                                                double           *out_x,
                                                FwTrackId        *out_id);
/* CSS name of the pointer's shape. */
const char      *fw_timeline_model_get_cursor  (FwTimelineModel  *self);

/* Keys while the timeline has the focus. */
/* Selects the lane above (-1) or below (1) the primary's. */
void             fw_timeline_model_select_lane (FwTimelineModel  *self,
                                                int               direction);
/* Moves the primary's keyframe under the playhead by @delta frames; the
 * playhead goes with it. */
gboolean         fw_timeline_model_shift_keyframe (FwTimelineModel *self,
                                                int               delta,
                                                GError          **error);

G_END_DECLS
