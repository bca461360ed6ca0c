/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the files of the timeline model share. */

#include "edit/session-private.h"
#include "edit/timeline-model.h"

G_BEGIN_DECLS

typedef struct
{
  FwTrackId id;
  int       group; /* selected (0), in the frame (1), near (2) */
  int       own_group; /* the same without regard to the selection */
  FwFrame   first;
  char     *name; /* (owned) (nullable) made when asked for */
} FwLaneEntry;

struct _FwTimelineModel
{
  GObject         parent_instance;

  FwSession      *session; /* (owned) */
  gulong          handlers[4];
  FwFrame         told_frame; /* the session's frame when we last looked */

  double          width;
  double          height;
  FwTimelineStyle style;
  double          first; /* frame at the left edge, fractional */
  double          n;     /* visible frames, fractional */
  double          asked_n; /* what @n would be in a clip without end */
  gboolean        has_view;
  double          scroll;

  GArray         *lanes; /* (owned) (element-type FwLaneEntry) */
  gboolean        lanes_valid;
  GHashTable     *shrinks; /* (owned) FwTrack (owned) -> GArray of FwSpan (owned) */

  /* Overview: tracks per column, made when asked for. */
  GArray         *density; /* (owned) (element-type int) */
  guint64         density_revision;
  FwFrame         density_frames;

  FwHit           hover;
  FwHit           pressed;
  gboolean        is_down;
  gboolean        moved;
  FwPoint         start;      /* where the button went down */
  double          start_first; /* the view then */
  double          start_n;
  FwFrame         drag_frame; /* where the dragged thing would go */
  FwTrack        *drag_track; /* (owned) (nullable) the track as it would be */
};

/* Left edge of a frame's place. */
double   fw_timeline_edge_x         (FwTimelineModel *self,
                                     double           frame);
/* Frames at least partly in view. */
FwSpan   fw_timeline_visible_span   (FwTimelineModel *self);
double   fw_timeline_lanes_top      (FwTimelineModel *self);
/* The lanes, made anew when something changed. */
GArray  *fw_timeline_get_lanes      (FwTimelineModel *self);
void     fw_timeline_drop_lanes     (FwTimelineModel *self);
/* The lane's track, or what it becomes by the drag. NULL when it is gone. Borrowed. */
FwTrack *fw_timeline_get_shown_track (FwTimelineModel *self,
                                     FwTrackId        id);
void     fw_timeline_changed        (FwTimelineModel *self);
void     fw_timeline_refuse         (FwTimelineModel *self,
                                     const GError    *error);
void     fw_timeline_tell_scrub     (FwTimelineModel *self,
                                     gboolean         active);
/* Ends a drag without doing anything. */
void     fw_timeline_clear_drag     (FwTimelineModel *self);
/* The frame under @x of the overview. */
double   fw_timeline_overview_frame (FwTimelineModel *self,
                                     double           x);

G_END_DECLS
