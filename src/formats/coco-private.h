/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What the reader, the writer and the object of a COCO file share.
 */

#include "core/shape-kinds.h"
#include "formats/coco-file.h"
#include "formats/json-private.h"

G_BEGIN_DECLS

/* Positions that differ by more count as changed by somebody. */
#define FW_COCO_TOLERANCE 0.01
#define FW_COCO_SCHEMA    1
#define FW_COCO_NO_TIME   G_MININT64

/* What an annotation said about keyframes. */
enum
{
  FW_COCO_HAS_ID = 1 << 0,
  FW_COCO_HAS_FLAG = 1 << 1, /* `keyframe` is there */
  FW_COCO_KEYFRAME = 1 << 2,
  FW_COCO_OUTSIDE = 1 << 3,
  FW_COCO_IN_ATTRIBUTES = 1 << 4, /* `attributes.track_id` is there */
};

/* An element of `annotations`, as it was read. */
typedef struct
{
  gsize     start;  /* bytes in the text */
  guint32   length;
  FwFrame   frame;  /* FW_FRAME_NONE: carried, not in the document */
  FwTrackId track;  /* the document's; 0: carried */
  gint64    id;     /* the file's */
  guint32   image;  /* index of its image; G_MAXUINT32: none */
  guint32   flags;
} FwCocoAnnotation;

/* An element of `images`. */
typedef struct
{
  FwJsonRange range;
  gint64      id;
  FwFrame     frame;    /* FW_FRAME_NONE: a second one for the same frame */
  gint64      video_id; /* G_MININT64: none */
  gint64      frame_id; /* G_MININT64: none */
  gint64      frame_index; /* as the file says; G_MININT64: none */
  gint64      pts;      /* FW_COCO_NO_TIME: none */
  guint       width;
  guint       height;
} FwCocoImage;

/* An element of `videos`. */
typedef struct
{
  FwJsonRange range;
  gint64      id;
  gint64      length; /* 0: unknown */
  guint       width;
  guint       height;
  double      fps;
  char       *name;      /* (owned) */
  char       *file_name; /* (owned) (nullable) */
  char       *sensor;    /* (owned) (nullable) */
} FwCocoVideo;

/* An element of `categories`. */
typedef struct
{
  FwJsonRange range;
  gint64      id;
  const char *name; /* interned, as the document has it */
} FwCocoCategory;

/* What the file has for a track besides its annotations. */
typedef struct
{
  FwTrackId   id;       /* the document's */
  gint64      file_id;  /* what the file calls it */
  FwJsonRange entry;    /* element of `tracks`; end 0: none */
  FwJsonRange privately; /* element of `x_framewright.tracks`; end 0: none */
  gboolean    is_stale; /* the private element no longer says what the document has */
} FwCocoTrack;

/* An element of `tracks` or of the private tracks, in the order of the file. */
typedef struct
{
  FwJsonRange range;
  gint64      file_id; /* G_MININT64: it has none */
  FwTrackId   id;      /* the document's; 0: carried */
} FwCocoElement;

/* An object that is in none of the file's lists now and may come back: its frame
 * is deleted, or undo can bring its track back. The bytes are as they were read. */
typedef struct
{
  FwTrackId   track;  /* the document's; 0: an image */
  FwFrame     frame;  /* FW_FRAME_NONE: an element of `tracks` */
  gint64      id;     /* the file's */
  FwJsonText *text;   /* (owned) */
  FwJsonRange range;
  FwTrack    *base;   /* (owned) (nullable) what the bytes say; NULL: the track as the file has it */
  FwCocoImage image;  /* of an image, what it says; of an annotation, the id of its image */
  guint32     flags;  /* as FwCocoAnnotation */
} FwCocoKept;

/* A member of an object, in the order of the file. */
typedef struct
{
  FwJsonRange key;
  FwJsonRange value;
} FwCocoMember;

struct _FwCocoFile
{
  gatomicrefcount ref_count;

  /* Set while loading, then read-only from any thread. */
  FwJsonText  *text;        /* (owned) (nullable): a new file has none */
  char        *sha256;      /* (owned) */
  gboolean     is_video;
  gboolean     has_frame_names; /* pictures are called after the frames of a video */
  FwSnapshot  *snapshot;    /* (owned) */
  FwJsonRange  root;        /* the top object */
  GArray      *members;     /* (element-type FwCocoMember) (owned) of the top object */
  GArray      *private_members; /* (element-type FwCocoMember) (owned) of x_framewright */
  GArray      *annotations; /* (element-type FwCocoAnnotation) (owned) in file order */
  GArray      *by_track;    /* (element-type guint32) (owned) indices sorted by track, frame */
  GArray      *images;      /* (element-type FwCocoImage) (owned) in file order */
  GHashTable  *image_of_frame; /* (owned) frame -> index + 1 */
  GArray      *categories;  /* (element-type FwCocoCategory) (owned) in file order */
  GArray      *videos;      /* (element-type FwCocoVideo) (owned) */
  GArray      *track_elements;   /* (element-type FwCocoElement) (owned) */
  GArray      *private_elements; /* (element-type FwCocoElement) (owned) */
  GHashTable  *tracks;      /* (element-type FwCocoTrack) (owned) by document id */
  GHashTable  *kept;        /* (element-type FwCocoKept) (owned) by itself: track and frame */
  GHashTable  *told;        /* (owned) such keys, of what is gone and was told; the writer's */
  GPtrArray   *people;      /* (element-type char*) (owned) */
  GPtrArray   *manuals;     /* (element-type char*) (owned) NULL-terminated */
  GPtrArray   *notes;       /* (element-type FwNote) (owned) */
  char        *document_id; /* (owned) UUID */
  FwMediaIdentity identity; /* of the video, as the file says */
  gboolean     is_id_new;   /* the file that was read had none */
  char        *created;     /* (owned) ISO 8601 */
  gint64       next_image_read;  /* as the file said; 0 = it did not */
  gint64       next_track_read;
  gint64       next_annotation_read;
  FwTrackId    next_track;
  gint64       last_image;  /* the largest id in the file */
  gint64       last_track;
  gint64       last_annotation;

  /* Protected by @lock. */
  GMutex       lock;
  gint64       next_image;
  gint64       next_annotation;
  GHashTable  *given_annotations; /* (owned) set of Given */
  GHashTable  *given_images;      /* (owned) frame -> id */
};

FwCocoFile  *fw_coco_file_alloc       (void);
/* The element of `annotations` for a track in a frame, or NULL. */
const FwCocoAnnotation *
             fw_coco_file_lookup      (FwCocoFile       *self,
                                       FwTrackId         track,
                                       FwFrame           frame);
/* Whether the file that was read has any annotation of the track. */
gboolean     fw_coco_file_has_annotations (FwCocoFile   *self,
                                       FwTrackId         track);
/* The id of an annotation or image; gives one when there is none yet. */
gint64       fw_coco_file_give_annotation (FwCocoFile   *self,
                                       FwTrackId         track,
                                       FwFrame           frame,
                                       gboolean          is_single);
gint64       fw_coco_file_give_image  (FwCocoFile       *self,
                                       FwFrame           frame);
/* The id that an annotation, or with @track 0 the image of the frame, had and has
 * again. While the file is loaded or opened only. */
void         fw_coco_file_set_given   (FwCocoFile       *self,
                                       FwTrackId         track,
                                       FwFrame           frame,
                                       gint64            id);

/* coco-kept.c: */

GHashTable  *fw_coco_kept_table_new   (void) G_GNUC_WARN_UNUSED_RESULT;
/* Takes @kept, whose bytes are a sound object, and reads what is needed of them; FALSE
 * when it has no id. While the file is loaded or opened only. */
gboolean     fw_coco_file_take_kept   (FwCocoFile       *self,
                                       FwCocoKept       *kept);
/* What is kept of the track in the frame; of an image @track is 0, of an element of
 * `tracks` @frame is FW_FRAME_NONE. NULL: nothing. */
const FwCocoKept *
             fw_coco_file_find_kept   (FwCocoFile       *self,
                                       FwTrackId         track,
                                       FwFrame           frame);
void         fw_coco_kept_free        (FwCocoKept       *self);
/* Reads x_framewright.withheld, @object, when all tracks are known. What is
 * damaged is told and left out. */
void         fw_coco_read_withheld    (FwCocoFile       *self,
                                       FwJsonRange       object);
FwJsonRange  fw_coco_member           (const FwJsonText *text,
                                       GArray           *members,
                                       const char       *name);
static inline gboolean
fw_coco_has (FwJsonRange range)
{
  return range.end > range.start;
}

/* Adds to the note of this sentence, or makes it. @place (nullable) is kept
 * for the first few. */
void         fw_notes_add             (GPtrArray        *notes,
                                       FwNoteKind        kind,
                                       const char       *sentence,
                                       const char       *place_format,
                                       ...) G_GNUC_PRINTF (4, 5);
/* Adds a copy of a finished note. */
void         fw_notes_take_copy       (GPtrArray        *notes,
                                       const FwNote     *note);
/* Brings counts and places into the texts. */
void         fw_notes_finish          (GPtrArray        *notes);
GPtrArray   *fw_notes_new             (void);

/**
 * FwCocoGeometry:
 *
 * A shape as an annotation holds it. The arrays are kept from one use to the next.
 */
typedef struct
{
  FwRect    bbox;
  double    area;
  double    rotation;   /* degrees; the CVAT form of a rotated box only */
  GArray   *numbers;    /* (element-type double) (owned) x, y of all parts */
  GArray   *parts;      /* (element-type guint32) (owned) numbers of each part; none = a box */
  FwShape  *mask;       /* (owned) (nullable) */
  gboolean  is_clipped;
  GArray   *keypoints;  /* (element-type double) (owned) x, y, visibility of each */
  gboolean  has_keypoints;
  gboolean  says_all;   /* the annotation alone gives the shape back */

  const FwCategory *category; /* (nullable) the names that skeletons are written by; the caller's */
} FwCocoGeometry;

void         fw_coco_geometry_init    (FwCocoGeometry   *self);
void         fw_coco_geometry_clear   (FwCocoGeometry   *self);
/* @width and @height of the picture; 0 when unknown (then nothing is clipped). */
void         fw_coco_geometry_set     (FwCocoGeometry   *self,
                                       FwShape          *shape,
                                       guint             width,
                                       guint             height,
                                       FwCocoFlavour     flavour);
/* For fw_coco_geometry_set(): puts a skeleton's points into the category's order. */
void         fw_coco_geometry_set_points (FwCocoGeometry *self,
                                       const FwShape    *shape);
/* Writes the members keypoints and num_keypoints, if there are any. */
void         fw_coco_geometry_write_points (FwCocoGeometry *self,
                                       FwJsonWriter     *writer);
/* Lines, points and ellipses are boxes to other programs. */
gboolean     fw_coco_is_box_to_others (FwShapeKind       kind);
/* @known, in the place
 * that such a box @read gives it; else @read. Returns: (transfer full) */
FwShape     *fw_coco_fit_to_box       (FwShape          *known,
                                       FwShape          *read) G_GNUC_WARN_UNUSED_RESULT;
/* Writes the members bbox, area, segmentation, and keypoints of skeletons. */
void         fw_coco_geometry_write   (FwCocoGeometry   *self,
                                       FwJsonWriter     *writer);
/* Whether what was read is the same within the tolerance. Each may be NULL when
 * the annotation has none. */
gboolean     fw_coco_geometry_matches (FwCocoGeometry   *self,
                                       const FwJsonValue *bbox,
                                       const FwJsonValue *segmentation,
                                       const FwJsonValue *keypoints);

/* The runs of COCO's compressed text. FALSE when it is none or covers more
 * than @limit pixels. */
gboolean     fw_coco_rle_decode       (const char       *text,
                                       guint64           limit,
                                       GArray           *runs);
char        *fw_coco_rle_encode       (const guint32    *runs,
                                       gsize             n_runs) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a member of `attributes` is ours rather than the user's. */
gboolean     fw_coco_is_reserved      (const char       *name);

G_END_DECLS
