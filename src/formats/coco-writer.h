/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * One run of the writer. coco-writer.c lays out the file, coco-write-frames.c
 * writes videos and images, coco-write-labels.c tracks and annotations,
 * coco-write-private.c the private object.
 */

#include "formats/coco-copy.h"
#include "formats/coco-private.h"

G_BEGIN_DECLS

typedef struct
{
  FwCocoFile     *file;
  FwSnapshot     *now;
  const FwCocoWriteOptions *options;
  FwCocoFlavour   flavour;     /* PLAIN, VIDEO or CVAT */
  gboolean        in_place;    /* changes are laid over the bytes that were read */
  gboolean        is_edited;   /* something differs from what was read */
  FwJsonWriter   *writer;
  FwJsonWriter   *scratch;     /* (owned) (nullable) */
  FwFrameList    *frames;
  FwSpanSet      *deleted;     /* (nullable) */
  GPtrArray      *tracks;      /* (element-type FwTrack) (owned container) by id */
  GHashTable     *written;     /* (owned) ids of tracks that have an annotation in the file */
  GArray         *new_images;  /* (element-type FwFrame) (owned) ascending */
  GHashTable     *new_image_set; /* (owned) */
  GHashTable     *ranks;       /* (owned) (nullable) frame -> frame_id + 1, when they have to be counted anew */
  GPtrArray      *people;      /* (element-type char*) (owned container) */
  FwStampList    *manuals;     /* (owned) (nullable) that the file lists in the end */
  GPtrArray      *notes;       /* (nullable) */
  FwCocoGeometry  geometry;
  FwCocoGeometry  base_geometry;
  GCancellable   *cancellable;
  gsize           ticks;
  gsize           n_expected;  /* annotations, for the progress */
  gsize           n_done;
} FwCocoJob;

/* Whether the frame has, or gets, an entry in `images`. */
gboolean fw_coco_job_has_image    (FwCocoJob       *job,
                                   FwFrame          frame);
gint64   fw_coco_job_image_id     (FwCocoJob       *job,
                                   FwFrame          frame);
/* The id of the video that the frame belongs to. */
gint64   fw_coco_job_video_id     (FwCocoJob       *job,
                                   FwFrame          frame);
void     fw_coco_job_image_size   (FwCocoJob       *job,
                                   FwFrame          frame,
                                   guint           *out_width,
                                   guint           *out_height);
FwTrack *fw_coco_job_base_track   (FwCocoJob       *job,
                                   FwTrackId        id);
/* What the file calls the track. */
gint64   fw_coco_job_file_id      (FwCocoJob       *job,
                                   FwTrackId        id);
/* A new object's bytes: begin, write members into job->scratch, end. */
void     fw_coco_job_begin_object (FwCocoJob       *job);
GBytes  *fw_coco_job_end_object   (FwCocoJob       *job) G_GNUC_WARN_UNUSED_RESULT;
void     fw_coco_job_put          (FwCocoJob       *job,
                                   GBytes          *bytes);
gboolean fw_coco_job_is_cancelled (FwCocoJob       *job);

/* coco-write-frames.c */
/* Whether the entry goes: its frame was deleted, or lies past the end of a
 * video that turned out to be shorter. */
gboolean fw_coco_job_is_dropped   (FwCocoJob       *job,
                                   const FwCocoImage *image);
/* Whether the frame is another picture than when the file was read. */
gboolean fw_coco_job_has_other_time (FwCocoJob     *job,
                                   const FwCocoImage *image);
/* Finds the frames that need an entry, and where it stands. */
void     fw_coco_plan_images      (FwCocoJob       *job);
/* frame_id is dense: when images come or go, those behind them move up. */
void     fw_coco_plan_ranks       (FwCocoJob       *job);
void     fw_coco_write_videos     (FwCocoJob       *job,
                                   FwJsonRange      list);
void     fw_coco_write_images     (FwCocoJob       *job,
                                   FwJsonRange      list);

void     fw_coco_write_tracks      (FwCocoJob      *job,
                                    FwJsonRange     list);
void     fw_coco_write_annotations (FwCocoJob      *job,
                                    FwJsonRange     list);
/* Gives an id to every annotation that has none, and finds the tracks that have annotations. */
void     fw_coco_plan_annotations  (FwCocoJob      *job);
/* The place of a name in `people`, which gets it when it is new; -1 for NULL. */
int      fw_coco_job_person        (FwCocoJob      *job,
                                    const char     *name);
/* An annotation's bytes and what they say. Borrowed. */
typedef struct
{
  const FwJsonText *text;
  FwJsonRange       range;
  FwTrackId         track;
  FwFrame           frame;
  gint64            id;
  gint64            image;  /* id; G_MININT64: that of the frame, as ever */
  guint32           flags;
  FwTrack          *base;   /* (nullable) */
} FwCocoRaw;

FwCocoRaw fw_coco_job_raw          (FwCocoJob       *job,
                                    const FwCocoAnnotation *annotation);
FwCocoRaw fw_coco_job_raw_kept     (FwCocoJob       *job,
                                    const FwCocoKept *kept);
/* The bytes with what @track says otherwise in that frame now, or in another
 * form of file. */
GBytes   *fw_coco_job_make_annotation (FwCocoJob    *job,
                                    const FwCocoRaw *raw,
                                    FwTrack         *track) G_GNUC_WARN_UNUSED_RESULT;
/* The same for an element of `tracks` and for an image. */
GBytes   *fw_coco_job_make_entry   (FwCocoJob       *job,
                                    const FwJsonText *text,
                                    FwJsonRange      range,
                                    FwTrack         *base,
                                    FwTrack         *track) G_GNUC_WARN_UNUSED_RESULT;
GBytes   *fw_coco_job_make_image   (FwCocoJob       *job,
                                    const FwJsonText *text,
                                    const FwCocoImage *image) G_GNUC_WARN_UNUSED_RESULT;
/* coco-kept.c: x_framewright.withheld */
gboolean fw_coco_needs_withheld    (FwCocoJob       *job);
void     fw_coco_write_withheld    (FwCocoJob       *job);
/* What was read, is not in the file that was written, and was not told before.
 * Returns: (transfer full) (nullable) */
GBytes   *fw_coco_list_gone        (FwCocoJob       *job) G_GNUC_WARN_UNUSED_RESULT;
/* coco-manuals.c */
void     fw_coco_plan_manuals      (FwCocoJob      *job);
void     fw_coco_write_manuals     (FwCocoJob      *job,
                                    FwJsonRange     list);
void     fw_coco_write_asides      (FwCocoJob      *job,
                                    FwJsonRange     list);
/* Whether the private object has anything to say. */
gboolean fw_coco_needs_private     (FwCocoJob      *job);
void     fw_coco_write_private     (FwCocoJob      *job,
                                    FwJsonRange     object);

/* The category of the track as the document has it now, or NULL. */
const FwCategory *
           fw_coco_job_category     (FwCocoJob *job,
                                     FwTrack   *track);

G_END_DECLS
