/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A small document to paint and to edit: 100 frames of 160 x 120 pixels. */

#include "edit/session.h"

G_BEGIN_DECLS

#define CANVAS_N_FRAMES 100
#define CANVAS_WIDTH    160
#define CANVAS_HEIGHT   120

/* A track from frame @first to @last that stands still; one keyframe when they
 * are equal. Takes the shape. */
FwTrack   *canvas_support_track   (FwTrackId     id,
                                   FwCategoryId  category,
                                   FwShape      *shape,
                                   FwFrame       first,
                                   FwFrame       last) G_GNUC_WARN_UNUSED_RESULT;
/* A session with these tracks (taken, NULL-terminated) of the categories car
 * (1), van (2) and person (3); chips are off. */
FwSession *canvas_support_session (FwTrack      *first,
                                   ...) G_GNUC_WARN_UNUSED_RESULT G_GNUC_NULL_TERMINATED;

G_END_DECLS
