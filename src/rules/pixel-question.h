/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What some checks want to know of the pixels. Rules never see a picture: they
 * ask (fw_checker_list_pixel_questions()), who has the media measures, and the
 * answers come back with the facts. An answer belongs to its very question, box
 * and frame, so an edit never meets the answer to what stood there before.
 */

#include "core/geometry.h"
#include "core/types.h"

G_BEGIN_DECLS

typedef enum
{
  FW_PIXEL_HASH,  /* the fingerprint of @frame (dhash64) */
  FW_PIXEL_CUT,   /* how much the light differs from @other, the frame before */
  FW_PIXEL_SHIFT, /* how far the whole picture moved from @other to @frame */
  FW_PIXEL_MATCH, /* where in @frame is what stands in @box in @other */
  FW_PIXEL_BETWEEN /* the same, when it stands in @later_box in @later, too */
} FwPixelKind;

#define FW_N_PIXEL_KINDS (FW_PIXEL_BETWEEN + 1)

typedef struct
{
  FwPixelKind kind;
  FwFrame     frame; /* the picture that is measured */
  FwFrame     other; /* the second one; FW_FRAME_NONE for HASH */
  FwRect      box;   /* MATCH, BETWEEN: in @other, picture pixels */
  FwFrame     later; /* BETWEEN: the third one; else 0 */
  FwRect      later_box; /* BETWEEN: in @later */
  FwRect      place; /* MATCH, BETWEEN: where and at what size it is expected in @frame */
  double      reach; /* how far around, 0 to 1. MATCH: in sizes of @place; BETWEEN: to each
                      * side in sizes of its longer side */
} FwPixelQuestion;

typedef struct
{
  gboolean is_known; /* FALSE: measured, and there is nothing to be said */
  guint64  hash;     /* HASH */
  double   value;    /* CUT: distance of histograms, 0 to 1. MATCH, BETWEEN: correlation, -1
                      * to 1. SHIFT: the share of the picture that moved so */
  double   least;    /* BETWEEN: correlation with the box that fits worse */
  double   here;     /* MATCH, BETWEEN: correlation at the place where it is expected */
  FwPoint  shift;    /* SHIFT: picture pixels */
  FwRect   found;    /* MATCH, BETWEEN: picture pixels */
} FwPixelAnswer;

/* By the later frame, then kind, then the rest: the order in which a medium is
 * best gone through. */
int     fw_pixel_question_compare   (const FwPixelQuestion *a,
                                     const FwPixelQuestion *b);
/* The later one of the frames a question needs. */
FwFrame fw_pixel_question_get_last  (const FwPixelQuestion *self);

G_END_DECLS
