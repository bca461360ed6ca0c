/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Tools as state machines. A canvas turns what the pointer and the keys do
 * into these calls; a tool answers with a preview in the session while the
 * hand moves and with one step of the document when it is done. Coordinates
 * are those of the picture; @scale (logical pixels per picture pixel) gives
 * hit areas their size on the screen.
 *
 * The session owns the tool: fw_session_get_tool(). While labels are not shown
 * (the exact picture is not on the screen yet) every call is ignored, except
 * those that end what is under way.
 */

#include "edit/session.h"

G_BEGIN_DECLS

#define FW_HANDLE_HIT_PX 20.0 /* side of the square in which a handle is hit */
#define FW_DRAG_START_PX 3.0  /* a press that moves less than this is a click */
/* Points of the hand are rounded to 1/16 of a picture pixel: finer than any
 * hand, exact in binary, and short in the file. */
#define FW_TOOL_GRID 16.0

typedef enum
{
  FW_TOOL_SHIFT   = 1 << 0,
  FW_TOOL_CONTROL = 1 << 1,
  FW_TOOL_ALT     = 1 << 2
} FwToolModifiers;

typedef struct
{
  FwPoint         point; /* picture coordinates */
  double          scale; /* logical pixels per picture pixel, > 0 */
  FwToolModifiers modifiers;
  int             n_press; /* 1, or 2 for the second press of a double click */
} FwToolEvent;

typedef enum
{
  FW_TOOL_KEY_LEFT,
  FW_TOOL_KEY_RIGHT,
  FW_TOOL_KEY_UP,
  FW_TOOL_KEY_DOWN,
  FW_TOOL_KEY_ENTER,
  FW_TOOL_KEY_ESCAPE,
  FW_TOOL_KEY_BACKSPACE,
  FW_TOOL_KEY_DELETE,
  FW_TOOL_KEY_INSERT,
  FW_TOOL_KEY_TAB
} FwToolKey;

/**
 * FwToolResult:
 *
 * What the canvas has to do with the event.
 */
typedef enum
{
  FW_TOOL_IGNORED, /* not for the tool: let the event go on to shortcuts */
  FW_TOOL_USED,    /* done */
  FW_TOOL_PANS,    /* the canvas pans with the pointer until the release */
  FW_TOOL_ZOOMS    /* zoom to the selected object (double click on it) */
} FwToolResult;

FwToolKind   fw_tool_get_kind   (FwTool            *self);

/* The primary button went down, the pointer moved (with or without it), the
 * button came up. The middle button and wheels are the canvas's own.
 *
 * After FW_TOOL_PANS the canvas pans as soon as the pointer has moved by
 * FW_DRAG_START_PX, and calls fw_tool_cancel() then; without that the release
 * is a click on empty ground and goes to fw_tool_release(). */
FwToolResult fw_tool_press      (FwTool            *self,
                                 const FwToolEvent *event);
FwToolResult fw_tool_motion     (FwTool            *self,
                                 const FwToolEvent *event);
FwToolResult fw_tool_release    (FwTool            *self,
                                 const FwToolEvent *event);
/* The pointer left the canvas: nothing is hovered. The cross-hair stays where
 * it was, for the keys. */
void         fw_tool_leave      (FwTool            *self);
/* A key. @scale as in the event. Escape first gives up what is begun, then the
 * selected point, then the tool (back to select), then the selection; after
 * that it is ignored. */
FwToolResult fw_tool_key        (FwTool            *self,
                                 FwToolKey          key,
                                 FwToolModifiers    modifiers,
                                 double             scale);
/* Gives up whatever is begun: grab broken, frame changed, tool changed. The
 * document is as before. */
void         fw_tool_cancel     (FwTool            *self);

/* A shape is begun (points set, or a drag of a new shape under way). */
gboolean     fw_tool_is_drawing (FwTool            *self);
/* A button is down and something is being dragged. */
gboolean     fw_tool_is_dragging (FwTool           *self);
/* Undo and redo of points while drawing; FALSE when there is none. */
gboolean     fw_tool_undo_point (FwTool            *self);
gboolean     fw_tool_redo_point (FwTool            *self);

/* The CSS name of the pointer's shape now: `default`, `crosshair`, `move`,
 * `nw-resize`, `grab`. */
const char  *fw_tool_get_cursor (FwTool            *self);

/* The topmost pickable object at @point: the smallest of those that hold it,
 * or whose outline is within reach. 0 for empty ground. For context menus too. */
FwTrackId    fw_tool_pick       (FwSession         *session,
                                 FwPoint            point,
                                 double             scale);

G_END_DECLS
