/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "street.h"

G_BEGIN_DECLS

/* The attributes of the sample manuals that change from frame to frame. */
typedef enum
{
  TRUTH_OCCLUSION,
  TRUTH_TRUNCATED,
  TRUTH_MOVEMENT,
  TRUTH_BRAKE_LIGHTS,
  TRUTH_LIGHT_COLOUR,
  TRUTH_CROWD,
  TRUTH_PARKED,
  TRUTH_REFLECTION,
  TRUTH_N_ATTRIBUTES
} TruthAttribute;

/**
 * TruthForm:
 *
 * How one manual words the truth: which categories there are, and what it
 * calls the attributes.
 */
typedef struct
{
  const char *clip;                           /* file name without ending */
  const char *document;                       /* UUID */
  const char *manual;
  const char *version;
  const char *const *categories;              /* NULL-terminated */
  const char *attributes[TRUTH_N_ATTRIBUTES]; /* NULL: this manual has none */
  const char *colour;                         /* the fixed one of vehicles; likewise */
} TruthForm;

extern const TruthForm truth_form_street;

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

/* Tracks in the order of their ids. */
typedef struct
{
  const TruthForm *form;
  int seen_last;      /* frames up to this one were on the screen */
  TruthTrack *tracks; /* (owned) */
  guint       n_tracks;
} Truth;

/* @seen: for each frame, what the painter told of each object. */
Truth *truth_new         (const Seen (*seen)[STREET_N_OBJECTS]);
void   truth_free        (Truth      *self);

/* A further track without labels. The tracks move in memory. */
TruthTrack *truth_add_track (Truth    *self);
/* Fills the frames between the keyframes of each visible stretch. */
void   truth_interpolate (TruthTrack  *track);
/* Makes @frame a keyframe with this box. */
void   truth_set_key     (TruthTrack  *track,
                          int          frame,
                          FwRect       box);
/* Whether a box reaches the border of the picture. */
gboolean truth_touches_border (FwRect  box);

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
