/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What video-source.c (decoding thread, questions) and video-index.c (index
 * thread) share. Nobody else includes it.
 */

#include "media/decoder.h"
#include "media/video-source.h"

G_BEGIN_DECLS

struct _FwVideoSource
{
  FwSource       parent_instance;

  /* Set once; then read-only from any thread. */
  FwFrameIndex  *index;        /* (owned) */
  FwStreamFacts  stream;
  GThread       *index_thread; /* (owned) */

  /* Decoding thread only. */
  FwDecoder     *decoder;      /* (owned) */
  gboolean       is_running;
  FwFrame        run_first;    /* frames before it are not trusted in this run */
  FwFrame        run_last;     /* the last frame that came out */
  FwFrame        run_count;    /* pictures that came out */
  guint          run_skipped;  /* packets before this one may have been left out */

  /* Protected by the source's lock. */
  gboolean       knows_rate;
  double         fps;
  gboolean       vfr;
  double         duration_ms;
};

double   fw_video_source_to_ms        (FwVideoSource *self,
                                       gint64         pts);

/* video-index.c: scans, then confirms. @data: the FwVideoSource, borrowed. */
gpointer fw_video_source_index_thread (gpointer       data);

G_END_DECLS
