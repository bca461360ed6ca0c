/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What the tests of edit share: documents written as text, and scripts of what
 * a hand does.
 *
 * A document is one line per track, the same going in and coming out:
 *
 *   1 car 0:10,10,20,20 10:30,10,20,20 !4-6 occluded:3=true colour=red
 *
 * a category, keyframes (x,y,width,height; R(cx,cy,w,h,degrees); P(x,y x,y ...)
 * with | before each further ring and |- before a hole; L(x,y x,y ...) a
 * polyline; E(cx,cy,rx,ry,degrees) an ellipse; K(x,y,v ...) points, S(x,y,v ...)
 * a skeleton with the names of the pedestrian), gaps, attribute
 * keyframes, fixed attributes. Frame marks follow as `deleted 3-4`, `empty 7`,
 * `done 0-2`.
 *
 * A script is words: `p10,20` press, `m` motion, `r` release, `d` the press and
 * release of a double click; `kEnter`, `kLeft`, ... keys; each may begin with
 * S+, C+ or A+. Other words are commands: `tool=box`, `frame=5`, `select=1,2`,
 * `scale=0.5`, `undo`, `redo`, `delete`, and every fw_command_X as X or X=n.
 */

#include "edit/commands.h"
#include "edit/session.h"
#include "edit/tool.h"

FwDocument *kit_document      (gboolean    is_video,
                               int         n_frames,
                               const char *tracks);
/* A session on a 640 x 480 media whose first frame is on the screen. */
FwSession  *kit_session       (gboolean    is_video,
                               int         n_frames,
                               const char *tracks);
/* Goes there and shows the picture. */
void        kit_show          (FwSession  *session,
                               FwFrame     frame);
void        kit_run           (FwSession  *session,
                               const char *script);
/* One open question about each of the units, of media called `clip`; ended by NULL. */
void        kit_ask           (FwSession  *session,
                               const char *const *units);
/* The last refusal of a command or the tool, or "". */
const char *kit_refusal       (FwSession  *session);
/* What the last command said, or "". */
const char *kit_said          (FwSession  *session);
char       *kit_dump          (FwSession  *session);
void        kit_assert        (FwSession  *session,
                               const char *expected);
/* Compares with tests/data/edit/@name; writes it with FW_UPDATE_GOLDEN=1. */
void        kit_assert_golden (const char *name,
                               const char *text);
