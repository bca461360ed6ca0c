/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The small signs that canvas and timeline share. The same sign means the same
 * everywhere, and every state has one, so that nothing is said by colour alone.
 */

#include "app/canvas/raster.h"

G_BEGIN_DECLS

typedef enum
{
  FW_SIGN_KEYFRAME,          /* filled diamond */
  FW_SIGN_INTERPOLATED,      /* hollow diamond */
  FW_SIGN_OCCLUDED,          /* three slanted lines */
  FW_SIGN_LOCKED,
  FW_SIGN_HIDDEN,            /* an eye, crossed out */
  FW_SIGN_PROBLEM,           /* filled triangle with a mark: here */
  FW_SIGN_PROBLEM_ELSEWHERE, /* outline of the triangle */
  FW_SIGN_HINT,              /* bulb */
  FW_SIGN_QUESTION           /* bubble with a mark: waits for an answer */
} FwSign;

/* Reserved: nothing else may have this red. */
#define FW_COLOUR_PROBLEM 0xff5a45
#define FW_COLOUR_HINT    0xf8e45c
#define FW_COLOUR_ACCENT  0x3584e4
#define FW_COLOUR_INK     0x161616
#define FW_COLOUR_VIEW    0x1e1e1e

/* Draws the sign into a square of @size pixels about @centre. @colour is for
 * everything but the mark within the triangle or the bubble, which is @mark. */
void fw_sign_draw (FwSign    sign,
                   FwRaster *raster,
                   FwPoint   centre,
                   double    size,
                   guint32   colour,
                   guint32   mark);

G_END_DECLS
