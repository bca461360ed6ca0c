/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/types.h"

G_BEGIN_DECLS

/**
 * FwOrientation:
 *
 * How stored pixels become upright ones: first rows and columns change places
 * (@transpose), then the result is flipped left-right (@flip_x) and
 * upside-down (@flip_y). All eight of EXIF's orientations; all FALSE = as is.
 */
typedef struct
{
  gboolean transpose;
  gboolean flip_x;
  gboolean flip_y;
} FwOrientation;

static inline gboolean
fw_orientation_is_upright (FwOrientation self)
{
  return !self.transpose && !self.flip_x && !self.flip_y;
}

/**
 * FwFrameInfo:
 *
 * What the labels know of one frame without its media. Sizes are display
 * sizes in pixels (rotation applied, pixel aspect not).
 */
typedef struct
{
  const char *name;         /* file name of a picture; NULL for a frame of a video */
  guint       width;
  guint       height;
  gint64      pts;          /* in the media's time base; G_MININT64 when unknown */
  double      timestamp_ms; /* NaN when unknown */
  FwOrientation orientation; /* that was applied to the stored picture */
  const char *sensor;       /* that took the picture, as the labels call it; NULL when unknown */
} FwFrameInfo;

/**
 * FwFrameList:
 *
 * The frames of a document: those of one video, or the pictures of a folder.
 * Immutable, reference counted, safe to share between threads.
 */
typedef struct _FwFrameList FwFrameList;

/* @infos are copied, names and sensors too. @name is the media's file name. */
FwFrameList *fw_frame_list_new        (gboolean           is_video,
                                       const char        *name,
                                       double             fps,
                                       const FwFrameInfo *infos,
                                       gsize              n_frames);
FwFrameList *fw_frame_list_ref        (FwFrameList       *self);
void         fw_frame_list_unref      (FwFrameList       *self);

gboolean     fw_frame_list_is_video   (const FwFrameList *self);
const char  *fw_frame_list_get_name   (const FwFrameList *self);
/* Frames per second; 0 when unknown or not a video. */
double       fw_frame_list_get_fps    (const FwFrameList *self);
gsize        fw_frame_list_get_length (const FwFrameList *self);
/* Outside the list: the last frame's sizes (a video) or zero sizes. */
FwFrameInfo  fw_frame_list_get        (const FwFrameList *self,
                                       FwFrame            frame);
/* The frame with this picture name, or FW_FRAME_NONE. O(1). */
FwFrame      fw_frame_list_find       (const FwFrameList *self,
                                       const char        *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwFrameList, fw_frame_list_unref)

G_END_DECLS
