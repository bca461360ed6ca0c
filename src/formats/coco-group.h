/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The annotations of one track, and the track that they make.
 */

#include "formats/coco-reader.h"

G_BEGIN_DECLS

#define FW_COCO_NO_TRACK G_MININT64

/* A name and a value of an annotation's `attributes`. */
typedef struct
{
  const char *name; /* interned */
  FwValue     value;
} FwCocoAttribute;

/* An annotation of the track at hand, fully read. */
typedef struct
{
  FwFrame      frame;
  guint32      index;
  guint32      flags;
  FwShape     *shape;  /* (owned) */
  FwCocoMarks  marks;
  guint        first_attribute; /* in the group's list */
  guint        n_attributes;
} FwCocoLoaded;

/* The annotations of one track. */
typedef struct
{
  GArray      *loaded;     /* (element-type FwCocoLoaded) (owned) by frame */
  GArray      *attributes; /* (element-type FwCocoAttribute) (owned) */
  FwTrackId    id;
  gint64       file_id;    /* FW_COCO_NO_TRACK: none */
  gint64       category;
  FwJsonRange  entry;
  FwJsonRange  privately;
} FwCocoGroup;

static inline FwCocoAnnotation *
fw_coco_annotation_at (FwCocoReader *reader,
               guint32       index)
{
  return &g_array_index (reader->file->annotations, FwCocoAnnotation, index);
}

static inline FwCocoImage *
fw_coco_image_at (FwCocoReader *reader,
          guint32       index)
{
  return index == G_MAXUINT32 ? NULL : &g_array_index (reader->file->images, FwCocoImage, index);
}

/* Notes an annotation that has nothing to show. */
void     fw_coco_note_shapeless     (FwCocoReader       *reader,
                                     const FwCocoParsed *parsed);
void     fw_coco_set_single_marks   (FwTrackBuilder     *builder,
                                     const FwCocoMarks  *marks,
                                     FwFrame             frame);
void     fw_coco_loaded_clear       (gpointer            data);
/* Reads an annotation again, now with its shape. Without a shape it is carried. */
gboolean fw_coco_group_load         (FwCocoReader       *reader,
                                     FwCocoGroup        *group,
                                     guint32             index,
                                     GError            **error);
/* By the rules for files without the private object. Returns: (transfer full) (nullable) */
FwTrack *fw_coco_make_foreign_track (FwCocoReader       *reader,
                                     FwCocoGroup        *group,
                                     GError            **error);
/* By the group's private element; where the annotations differ from it they
 * win, and @out_changed is set. Returns: (transfer full) (nullable) */
FwTrack *fw_coco_make_private_track (FwCocoReader       *reader,
                                     FwCocoGroup        *group,
                                     gboolean           *out_changed,
                                     GError            **error);

G_END_DECLS
