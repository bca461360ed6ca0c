/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "street.h"

G_BEGIN_DECLS

/* The attributes of the sample manual that change from frame to frame. */
typedef enum
{
  TRUTH_OCCLUSION,
  TRUTH_TRUNCATED,
  TRUTH_MOVEMENT,
  TRUTH_BRAKE_LIGHTS,
  TRUTH_LIGHT_COLOUR,
  TRUTH_N_ATTRIBUTES
} TruthAttribute;

/**
 * TruthTrack:
 *
 * The label of one object as a careful annotator would have it: in every frame
 * where it can be seen a box, some of them keyframes, and what is true of it.
 */
typedef struct
{
  const char *category;
  const char *colour;                                        /* fixed; NULL for none */
  gboolean    labelled[STREET_FRAMES];
  gboolean    is_key[STREET_FRAMES];
  FwRect      box[STREET_FRAMES];                            /* raw: may lie over the border */
  /* A JSON scalar, interned; NULL for unset. */
  const char *attributes[TRUTH_N_ATTRIBUTES][STREET_FRAMES];
} TruthTrack;

const char *truth_attribute_get_name (TruthAttribute attribute);

/* Tracks in the order of their ids. */
typedef struct
{
  TruthTrack *tracks; /* (owned) */
  guint       n_tracks;
} Truth;

/* @seen: for each frame, what the painter told of each object. */
Truth *truth_new         (const Seen (*seen)[STREET_N_OBJECTS]);
void   truth_free        (Truth      *self);

/* Puts in what the sample is there to show: a handful of mistakes, each found
 * by another rule of street.manual.md. */
void   truth_add_mistakes (Truth     *self);

/**
 * TruthMedia:
 *
 * What the label file says of the clip.
 */
typedef struct
{
  char       *sha256;          /* (owned) */
  gsize       bytes;
  const char *codec;
  int         ticks_per_second;
  int         ticks_per_frame;
  char       *manual_sha256;   /* (owned) */
} TruthMedia;

/* The labels as NAME.coco.json. Returns: (transfer full) */
char  *truth_to_json     (const Truth      *self,
                          const TruthMedia *media) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Truth, truth_free)

G_END_DECLS
