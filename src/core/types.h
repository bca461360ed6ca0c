/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FwFrame:
 *
 * A frame number: the 0-based rank of a decoded picture in presentation order
 * over the whole media (a video), or the 0-based place of a picture in its
 * list (a folder). The only time coordinate the model knows.
 */
typedef gint32 FwFrame;

#define FW_FRAME_NONE ((FwFrame) -1)
#define FW_FRAME_MAX  ((FwFrame) G_MAXINT32 - 1)

/**
 * FwTrackId:
 *
 * The id of an object, unique in its document, at least 1, never reused. In a
 * plain (single-picture) document it is the id of the object's annotation.
 */
typedef gint64 FwTrackId;

/* What claims to be given beyond it is damaged: new objects need room. */
#define FW_TRACK_ID_MAX (G_MAXINT64 - 2 * (FwTrackId) G_MAXUINT32)

/**
 * FwCategoryId:
 *
 * The id of a category as the labels file knows it.
 */
typedef gint64 FwCategoryId;

/**
 * FwSpan:
 *
 * A run of frames; both ends belong to it.
 */
typedef struct
{
  FwFrame first;
  FwFrame last;
} FwSpan;

static inline gboolean
fw_span_contains (FwSpan  span,
                  FwFrame frame)
{
  return span.first <= frame && frame <= span.last;
}

static inline gint64
fw_span_length (FwSpan span)
{
  return (gint64) span.last - span.first + 1;
}

G_END_DECLS
