/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Makes small videos for tests. Every picture carries its own number as a row
 * of black and white blocks that survives lossy coding, so a test can tell from
 * the pixels alone which frame it was given.
 */

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *codec;       /* encoder, "mpeg4" when NULL */
  const char *pixel_format;/* "yuv420p" when NULL */
  const char *format;      /* muxer; by the file's name when NULL */
  int         width;       /* 128 when 0 */
  int         height;      /* 96 when 0 */
  int         n_frames;    /* 30 when 0 */
  int         gop;         /* frames from keyframe to keyframe; 12 when 0 */
  int         b_frames;
  int         first_pts;   /* in frames */
  int         rotation;    /* degrees clockwise to be applied by players */
  gboolean    is_vfr;      /* every third frame lasts twice as long */
  int         hide_before; /* frames an edit list cuts away at the start (mp4) */
  int         fps;         /* 30 when 0 */
  int         n_threads;   /* of the encoder; 1 when 0, for equal bytes every time */
  gint64      bit_rate;    /* 0 = the encoder's default */
  const char *options;     /* further encoder options, "a=1:b=2" */
} FwTestVideo;

/* FALSE when FFmpeg was built without that encoder or muxer: skip the test.
 * Other failures abort. */
gboolean fw_test_video_make        (const char        *path,
                                    const FwTestVideo *video);
/* The number in a picture of at least 64 x 16 pixels of RGB rows. */
int      fw_test_video_read_number (const guint8      *pixels,
                                    gsize              stride,
                                    guint              width,
                                    guint              height);

G_END_DECLS
