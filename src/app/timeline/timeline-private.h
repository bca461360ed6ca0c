/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The timeline by aspect: timeline.c (the widget), -input (pointer and keys), -painter (pixels). */

#include "app/canvas/surface-node.h"
#include "app/canvas/text-cache.h"
#include "app/pointer.h"
#include "app/timeline/timeline.h"
#include "edit/timeline-model.h"

G_BEGIN_DECLS

struct _FwTimeline
{
  GtkWidget        parent_instance;

  FwSession       *session;      /* (owned) (nullable) */
  FwTimelineModel *model;        /* (owned) (nullable) exists with the session */
  gboolean         is_compact;
  gboolean         lanes_visible;

  GtkAdjustment   *adjustments[2]; /* (owned) (nullable) by GtkOrientation */
  GtkScrollablePolicy policies[2];
  gboolean         is_syncing;   /* adjustments follow the model just now */

  /* Drawing. */
  FwTextCache     *texts;        /* (owned) (nullable) */
  GskRenderNode   *node;         /* (owned) (nullable) */
  gboolean         node_is_for_cairo;
  FwSpareSurfaces  spares;       /* of the nodes before */

  /* Input. */
  GtkGesture      *drag;         /* borrowed */
  FwPress          press;
  double           pan_last;
  FwPoint          pointer;

  /* What is told. */
  char            *status;       /* (owned) (nullable) */
  guint            status_id;
  gboolean         status_is_stale;
};

/* timeline.c */
void fw_timeline_tell_refusal     (FwTimeline   *self,
                             const GError *error);
void fw_timeline_play       (FwTimeline   *self);

/* timeline-input.c */
void fw_timeline_input_init (FwTimeline   *self);

G_END_DECLS
