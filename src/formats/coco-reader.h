/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The reader's two halves: coco-reader.c reads what stands around the
 * annotations, coco-annotation.c one annotation, coco-tracks.c makes tracks of
 * them.
 */

#include "core/shape-stated.h"
#include "formats/coco-private.h"
#include "formats/track-json.h"

G_BEGIN_DECLS

typedef struct
{
  FwCocoFile        *file;
  const FwJsonText  *text;
  FwJsonParser      *parser;       /* (owned) annotations and other elements */
  FwJsonParser      *side_parser;  /* (owned) what belongs to the element at hand */
  FwSnapshotBuilder *builder;      /* (owned) */
  gpointer           target;       /* what the elements of the list at hand go into */
  GHashTable        *image_by_id;  /* (owned) id -> index + 1 */
  GHashTable        *category_ids; /* (owned) set */
  GHashTable        *category_names; /* (owned) set of interned names */
  FwTaxonomy        *words;        /* (owned) the file's list of categories */
  GHashTable        *entries;      /* (owned) file's track id -> index + 1 in track_elements */
  GHashTable        *privates;     /* (owned) file's track id -> index + 1 in private_elements */
  GArray            *image_frames; /* (element-type FwFrame) (owned) ascending */
  FwSpanSet         *deleted;      /* (owned) (nullable) */
  FwSpanSet         *stated_gaps;  /* (owned) (nullable) that `tracks` has for the object at hand */
  GArray            *extra_categories; /* (element-type gint64) (owned) named but not there */
  gboolean           any_keyframe; /* among annotations without a private track */
  gboolean           any_between;
  FwTrackId          next_free;    /* for objects whose id cannot be used */
  FwCocoGeometry     geometry;     /* scratch */
  GArray            *numbers;      /* (element-type double) (owned) scratch */
  GArray            *vertices;     /* (element-type FwVertex) (owned) scratch */
  GArray            *rings;        /* (element-type FwRing) (owned) scratch */
  GArray            *runs;         /* (element-type guint32) (owned) scratch */
  FwStampList       *manuals;      /* (owned) (nullable) that `confirmed` counts in */
  FwJsonRange        private_object;
  gint64             stated_frames;
  GArray            *hidden_pictures; /* (element-type FwCocoHidden) (owned) */
  const FwCocoLoadOptions *options;
  GCancellable      *cancellable;
  gsize              ticks;
} FwCocoReader;

#define FW_COCO_MAX_FRAMES FW_TRACK_JSON_MAX_FRAMES
/* Above it there is no room for the ids of new objects. */
#define FW_COCO_MAX_ID (G_MAXINT64 - (gint64) G_MAXUINT32)

/* A picture of a folder that was deleted, and so has no entry in `images`. */
typedef struct
{
  FwFrame frame;
  char   *name; /* (owned) */
  guint   width;
  guint   height;
} FwCocoHidden;

enum
{
  FW_PARSED_ID = 1 << 0,
  FW_PARSED_IMAGE = 1 << 1,
  FW_PARSED_CATEGORY = 1 << 2,
  FW_PARSED_TRACK = 1 << 3,
  FW_PARSED_BBOX = 1 << 4,
  FW_PARSED_SEGMENTATION = 1 << 5,
  FW_PARSED_ATTRIBUTES = 1 << 6,
  FW_PARSED_KEYPOINTS = 1 << 7,
  FW_PARSED_N_KEYPOINTS = 1 << 8,
  FW_PARSED_AREA = 1 << 9,
};

/* One annotation, parsed. Values are borrowed from the parser. */
typedef struct
{
  FwJsonRange range;
  gsize       index;
  guint       has;
  guint32     flags; /* FW_COCO_… */
  gint64      id;
  gint64      image_id;
  gint64      category_id;
  gint64      track_id;
  FwJsonValue bbox;
  FwJsonValue segmentation;
  FwJsonValue attributes;
  FwJsonValue keypoints;
  gint64      n_keypoints;
  double      area;
} FwCocoParsed;

/* The shape with what the annotation says of it and it does not have. @stated
 * is what is known so far. Takes @shape. */
FwShape *fw_coco_take_stated      (FwCocoReader       *reader,
                                   const FwCocoParsed *parsed,
                                   FwStated            stated,
                                   FwShape            *shape) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @parsed is what we would write for the shape that was set. */
gboolean fw_coco_parsed_matches   (const FwCocoParsed *parsed,
                                   FwCocoGeometry     *geometry);
/* A skeleton of an annotation's keypoints; @out_shape stays NULL when it has
 * none that say anything. @box (nullable) is what its bbox says. */
gboolean fw_coco_parse_keypoints  (FwCocoReader       *reader,
                                   const FwCocoParsed *parsed,
                                   FwShape           **out_shape,
                                   GError            **error);

gboolean fw_coco_parse_annotation (FwCocoReader       *reader,
                                   FwJsonRange         range,
                                   gsize               index,
                                   FwCocoParsed       *out,
                                   GError            **error);
/* "annotation 17: ... (line 210, byte 48211)" */
void     fw_coco_annotation_error (FwCocoReader       *reader,
                                   const FwCocoParsed *parsed,
                                   GError            **error,
                                   const char         *format,
                                   ...) G_GNUC_PRINTF (4, 5);
/* The shape of an annotation. FALSE with an error; @out_shape NULL when there
 * is nothing to show (then it is carried). */
gboolean fw_coco_parse_shape      (FwCocoReader       *reader,
                                   const FwCocoParsed *parsed,
                                   FwShape           **out_shape,
                                   GError            **error);
/* Values of the built-in attributes; unset members keep what is in them. */
typedef struct
{
  gboolean    occluded;
  int         z_order;
  gint64      group;
  const char *source; /* interned, nullable */
} FwCocoMarks;

void     fw_coco_parse_marks      (const FwCocoParsed *parsed,
                                   FwCocoMarks        *marks);
/* "... (line 210, byte 48211)" */
void     fw_coco_object_error     (FwCocoReader       *reader,
                                   FwJsonRange         range,
                                   GError            **error,
                                   const char         *format,
                                   ...) G_GNUC_PRINTF (4, 5);
/* Parses each element of a top-level list. A missing list is an empty one. */
typedef gboolean (*FwCocoElementFunc) (FwCocoReader *reader, FwJsonValue value, FwJsonRange range,
                                       gsize index, GError **error);
gboolean fw_coco_read_list        (FwCocoReader       *reader,
                                   const char         *name,
                                   FwCocoElementFunc   func,
                                   GError            **error);
gint64   fw_coco_member_integer   (FwJsonValue         object,
                                   const char         *name,
                                   gint64              fallback);
/* 0 when it is none. */
guint    fw_coco_member_size      (FwJsonValue         object,
                                   const char         *name);
/* Borrowed from the parser; NULL when it is no text. */
const char *
         fw_coco_member_text      (FwJsonValue         object,
                                   const char         *name);
gboolean fw_coco_member_id        (FwCocoReader       *reader,
                                   FwJsonValue         object,
                                   FwJsonRange         range,
                                   gsize               index,
                                   const char         *what,
                                   gint64             *out_id,
                                   GError            **error);
/* An element of `videos`; a FwCocoElementFunc. */
gboolean fw_coco_read_video       (FwCocoReader       *reader,
                                   FwJsonValue         value,
                                   FwJsonRange         range,
                                   gsize               index,
                                   GError            **error);
/* Reads `images` and makes the frames of the document. */
FwFrameList *
         fw_coco_read_frames      (FwCocoReader       *reader,
                                   GError            **error);
/* coco-manuals.c: `manuals`, before any track is read, and `aside`, after them. */
void     fw_coco_read_manuals     (FwCocoReader       *reader,
                                   FwJsonValue         list);
void     fw_coco_read_asides      (FwCocoReader       *reader,
                                   FwJsonValue         list);
/* Counts work done; FALSE when cancelled. */
gboolean fw_coco_reader_tick      (FwCocoReader       *reader,
                                   gsize               byte,
                                   GError            **error);
/* Reads all annotations and gives the tracks to the builder. */
gboolean fw_coco_read_annotations (FwCocoReader       *reader,
                                   FwJsonRange         list,
                                   GError            **error);

G_END_DECLS
