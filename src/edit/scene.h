/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What the canvas draws, as plain lists without a toolkit, so that it can be
 * tested as text and painted by a dumb loop. Two lists:
 *
 *   idle    every object that rests. In picture coordinates, independent of
 *           zoom and pan. Made anew only when fw_scene_get_idle_generation()
 *           changes; a painter caches its pixels for a generation and a
 *           viewport.
 *   active  what changes while a hand moves: selected and hovered objects,
 *           previews, handles, cross-hair, read-outs. Short. Drawn over the
 *           idle layer, in list order.
 *
 * Drawing order: idle shapes, idle chips, active items (their chips are among
 * them). A hovered object stays in the idle list and comes again in the active
 * one; a selected object is in the active list only, so that its old place does
 * not show while it is dragged.
 */

#include "edit/session.h"
#include "edit/viewport.h"

G_BEGIN_DECLS

typedef enum
{
  FW_SCENE_SHAPE,     /* rings of points: outline of an object, or of what is being drawn */
  FW_SCENE_MASK,      /* a mask: @shape, drawn as pixels */
  FW_SCENE_CHIP,      /* name beside an object; points[0], points[1]: bounds to sit at */
  FW_SCENE_HANDLE,    /* square handle at points[0] */
  FW_SCENE_ROTOR,     /* round handle at points[1], with a stem from points[0] */
  FW_SCENE_VERTEX,    /* polygon vertex at points[0] */
  FW_SCENE_MIDPOINT,  /* dot on an edge at points[0]: click adds a vertex */
  FW_SCENE_CROSSHAIR, /* full width and height through points[0] */
  FW_SCENE_READOUT,   /* size under an object (above at the bottom); bounds as for a chip */
  FW_SCENE_TOOLTIP,   /* text beside points[0]: "Point 8 of 20" */
  FW_SCENE_GUIDE,     /* line from points[0] to points[1]: snapped border or edge */
  FW_SCENE_BAND,      /* rubber band with corners points[0] and points[1] */
  FW_SCENE_POINTS     /* dots of points and skeletons; the second ring are those that are hidden */
} FwSceneKind;

typedef enum
{
  FW_ROLE_NONE,
  FW_ROLE_KEYFRAME,     /* solid line */
  FW_ROLE_INTERPOLATED, /* dashed line */
  FW_ROLE_GHOST,        /* thin, dotted line */
  FW_ROLE_DRAFT         /* being drawn: open line */
} FwSceneRole;

typedef enum
{
  FW_SCENE_OCCLUDED = 1 << 0, /* hatch */
  FW_SCENE_SELECTED = 1 << 1, /* wider, filled */
  FW_SCENE_HOVERED  = 1 << 2,
  FW_SCENE_LOCKED   = 1 << 3, /* lock in the chip, no handles */
  FW_SCENE_ACTIVE   = 1 << 4, /* handle or vertex under the pointer or chosen by Tab */
  FW_SCENE_PROBLEM  = 1 << 5, /* filled triangle: in this frame */
  FW_SCENE_PROBLEM_ELSEWHERE = 1 << 6, /* outlined triangle */
  FW_SCENE_HINT     = 1 << 7,
  FW_SCENE_SINGLE   = 1 << 8, /* no keyframe sign in the chip */
  FW_SCENE_PREVIEW  = 1 << 9, /* not in the document yet */
  FW_SCENE_OPEN     = 1 << 10, /* the last ring is a line, not closed */
  FW_SCENE_BOX      = 1 << 11, /* the only ring is an axis-aligned box */
  FW_SCENE_DOUBLE   = 1 << 12, /* double line: palette repeats (category 21 and above) */
  FW_SCENE_PICKED   = 1 << 13, /* selected, but not the primary */
  FW_SCENE_LINES    = 1 << 14, /* all rings are lines: not closed, nothing is filled */
  FW_SCENE_ROUND    = 1 << 15, /* the ring is a curve: its points are no corners */
  FW_SCENE_ASKED    = 1 << 16  /* a question about it waits for its answer */
} FwSceneFlags;

/**
 * FwSceneItem:
 *
 * One thing to draw. Everything it points to is borrowed from the scene until
 * its next update. Points are in picture coordinates; sizes on the screen are
 * the painter's (UI.md sections 4 and 9).
 */
typedef struct
{
  FwSceneKind    kind;
  FwSceneRole    role;
  FwSceneFlags   flags;
  FwTrackId      id;     /* 0 when it belongs to no object, or to a new one */
  guint32        colour; /* 0xRRGGBB of the category */
  const FwPoint *points;
  gsize          n_points;
  const gsize   *sizes;  /* SHAPE: number of points of each ring; fill by the even-odd rule */
  gsize          n_rings;
  FwShape       *shape;  /* MASK */
  const char    *text;   /* CHIP, READOUT, TOOLTIP */
  const char    *detail; /* READOUT: the place, dimmer: "1029, 704" */
  FwRect         bounds; /* of the points, for leaving out what is not in view */
} FwSceneItem;

/* What the outline of a shape looks like. */
typedef struct
{
  FwTrackId         id;
  const FwCategory *category; /* (nullable) whose limbs are drawn */
  guint32           colour;
  FwSceneRole       role;
  FwSceneFlags      flags;
} FwSceneLook;

/**
 * FwScene:
 *
 * The lists for one session and one view. Owned by a canvas.
 */
typedef struct _FwScene FwScene;

FwScene           *fw_scene_new                 (FwSession         *session);
/* One shape at rest and nothing else, for pictures of single labels: the idle
 * list is what @look says and stays so. Any thread. */
FwScene           *fw_scene_new_for_shape       (FwShape           *shape,
                                                 const FwSceneLook *look) G_GNUC_WARN_UNUSED_RESULT;
void               fw_scene_free                (FwScene           *self);

/* Brings both lists up to date; cheap when nothing changed. @viewport decides
 * which handles and mid-points have room. */
void               fw_scene_update              (FwScene           *self,
                                                 const FwViewport  *viewport);
const FwSceneItem *fw_scene_get_idle            (FwScene           *self,
                                                 gsize             *out_n);
/* Chips of the idle objects, in the order of importance for placing. */
const FwSceneItem *fw_scene_get_idle_chips      (FwScene           *self,
                                                 gsize             *out_n);
guint64            fw_scene_get_idle_generation (FwScene           *self);
const FwSceneItem *fw_scene_get_active          (FwScene           *self,
                                                 gsize             *out_n);
/* Whether the idle layer is drawn at 60 %: a shape is being drawn. */
gboolean           fw_scene_is_dimmed           (FwScene           *self);

/* Where a chip of @width x @height logical pixels goes: above left of the
 * object, below left, inside, or, when the object is smaller than that and the
 * places are taken, FALSE: draw a dot. @taken (nullable) are view rectangles
 * of chips placed before and of the selected object. View coordinates. */
gboolean           fw_scene_place_chip          (const FwViewport  *viewport,
                                                 FwRect             object,
                                                 double             width,
                                                 double             height,
                                                 const FwRect      *taken,
                                                 gsize              n_taken,
                                                 FwRect            *out_place);
/* The same for a read-out: under the object, above it at the bottom edge. */
FwRect             fw_scene_place_readout       (const FwViewport  *viewport,
                                                 FwRect             object,
                                                 double             width,
                                                 double             height);

/* Both lists as text, one item a line, for golden files.
 * Returns: (transfer full) */
char              *fw_scene_to_text             (FwScene           *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwScene, fw_scene_free)

G_END_DECLS
