/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The canvas by aspect: canvas.c (the widget, what it tells), -zoom, -frames
 * (which picture is on the screen), -layers (what is drawn), -input (pointer
 * and keys).
 */

#include "app/canvas/canvas-painter.h"
#include "app/canvas/canvas.h"
#include "app/canvas/picture-scale.h"
#include "app/canvas/surface-node.h"
#include "app/pointer.h"
#include "edit/tool.h"

G_BEGIN_DECLS

/* Everything that is drawn once and shown many times. */
typedef struct
{
  /* The picture scaled to the view on the canvas' own ground, and what it was
   * made from. */
  cairo_surface_t *base;          /* (owned) (nullable) */
  FwPicture       *base_picture;  /* (owned) (nullable) */
  FwViewport       base_viewport;
  FwToneCurve      base_curve;
  gboolean         base_damaged;

  /* The same with the idle shapes on top, and what those were. */
  cairo_surface_t *flat;          /* (owned) (nullable) */
  GskRenderNode   *flat_node;     /* (owned) (nullable) */
  FwSpareSurfaces  spares;        /* the ones before */
  guint64          idle_generation;
  gboolean         is_dimmed;
  FwRasterQuality  quality;
  gboolean         is_for_cairo;

  GdkTexture      *picture_texture; /* (owned) (nullable) of base_picture, for GL */
  GHashTable      *active;        /* (element-type GBytes FwActiveNode) (owned) (nullable) */
  guint64          n_masks;       /* drawn so far */
} FwCanvasLayers;

struct _FwCanvas
{
  GtkWidget        parent_instance;

  FwSession       *session;       /* (owned) (nullable) */
  GSignalGroup    *session_signals; /* (owned) */
  FwSource        *source;        /* (owned) (nullable) */
  GSignalGroup    *source_signals; /* (owned) */
  FwScene         *scene;         /* (owned) (nullable) exists with the session */
  FwCanvasPainter *painter;       /* (owned) */
  FwTextCache     *texts;         /* (owned) (nullable) */
  FwViewport       viewport;
  FwToneCurve      curve;
  double           brightness;
  double           contrast;
  double           gamma;
  gboolean         crosshair;

  /* Frames. */
  FwPicture       *picture;       /* (owned) (nullable) on the screen */
  FwFrame          picture_frame; /* whose it is; FW_FRAME_NONE when none */
  double           picture_level; /* share of full size it was asked for */
  FwFrame          wanted;        /* asked for and not there yet; FW_FRAME_NONE when none */
  double           wanted_level;
  FwFrame          last_frame;    /* the session's before this one */
  GCancellable    *cancellable;   /* (owned) (nullable) of the request under way */
  guint            seek_id;
  gboolean         is_seeking;    /* long enough for the accent bar */
  gboolean         is_scrubbing;
  FwCanvasPeek     peek;          /* (nullable) */
  gpointer         peek_data;
  gboolean         has_told_first; /* that a picture was painted */
  char            *damage;        /* (owned) (nullable) */

  /* Layers. */
  FwCanvasLayers   layers;
  guint            refine_id;     /* idle that draws anti-aliased again */
  gboolean         is_moving;

  /* Input. */
  GtkGesture      *drag;          /* borrowed: the widget owns its controllers */
  GtkGesture      *pan_drag;
  GtkEventController *keys;
  FwPoint          pointer;       /* widget coordinates */
  gboolean         has_pointer;
  gboolean         is_panning;
  FwPoint          pan_last;
  double           pinch_zoom;
  double           wheel_rest;    /* of Ctrl+wheel, below a whole step */
  FwPress          press;

  /* Zoom to the object and back. */
  FwViewport       zoom_back;
  gboolean         has_zoom_back;
  /* What fw_canvas_zoom_to_area() shows, while nobody zooms; a share of 0: nothing. */
  FwRect           area;
  double           area_share;
  FwViewport       area_view;

  guint            allocated_id;  /* idle that tells of another size */

  /* Two that show the same; see fw_canvas_follow(). */
  FwCanvas        *leader;        /* weak (nullable) */
  FwCanvas        *follower;      /* weak (nullable) */
  gboolean         is_adopting;   /* the view is the other one's */

  /* What is told. */
  char            *zoom_text;     /* (owned) (nullable) */
  char            *status;        /* (owned) (nullable) */
  guint            status_id;
  gboolean         status_is_stale;
};

/* canvas.c */
void fw_canvas_viewport_changed  (FwCanvas   *self);
void fw_canvas_tell_status       (FwCanvas   *self);
void fw_canvas_notify_exact      (FwCanvas   *self);
void fw_canvas_notify_damage     (FwCanvas   *self);

/* canvas-zoom.c: other sizes; an area that was zoomed to is held. */
void fw_canvas_set_view_size     (FwCanvas   *self,
                                  double      width,
                                  double      height);
void fw_canvas_set_image_size    (FwCanvas   *self,
                                  double      width,
                                  double      height);

/* canvas-frames.c */
void fw_canvas_frames_init       (FwCanvas   *self);
/* Makes the picture on the screen that of the session's frame, now or later. */
void fw_canvas_frames_update     (FwCanvas   *self);
void fw_canvas_frames_clear      (FwCanvas   *self);
/* Shows what the one that leads shows. */
void fw_canvas_frames_take       (FwCanvas   *self);

/* canvas-layers.c */
void fw_canvas_layers_clear      (FwCanvas   *self);
/* Everything is drawn anew, as after a new picture. */
void fw_canvas_layers_invalidate (FwCanvas   *self);
void fw_canvas_layers_forget_texts (FwCanvas *self);
void fw_canvas_layers_snapshot   (FwCanvas   *self,
                                  GtkSnapshot *snapshot);

/* canvas-pair.c */
/* The other one of two that show the same goes along. */
void fw_canvas_lend_viewport     (FwCanvas   *self);
/* Takes zoom and place of the one that leads, if one does; the first is for the
 * midst of an allocation and tells nobody. */
void fw_canvas_allocate_pair     (FwCanvas   *self);
void fw_canvas_adopt_viewport    (FwCanvas   *self);

/* canvas-input.c */
void fw_canvas_input_init        (FwCanvas   *self);
/* Gives up whatever the pointer is doing. */
void fw_canvas_input_cancel      (FwCanvas   *self);
void fw_canvas_input_update_cursor (FwCanvas *self);

G_END_DECLS
