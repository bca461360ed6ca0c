/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * How a track lies in memory, for the files that make and read tracks.
 *
 * A track is one allocation: FwTrack, its keyframes, and, when there is
 * anything to put there, FwTrackExtra with its arrays behind it. A box in one
 * frame without attributes takes 64 bytes and its shape 40.
 */

#include "core/track.h"

G_BEGIN_DECLS

/* A user's attribute with its one value. */
typedef struct
{
  const char *name; /* interned */
  FwValue     value;
} FwFixed;

/* The attribute keyframes of one attribute. */
typedef struct
{
  const char     *name; /* interned */
  const FwChange *changes;
  gsize           n_changes;
} FwChanging;

/* One ring of a polygon track over all keyframes. Its ids in cyclic order are
 * order[first] to order[first + n - 1] of the track. */
typedef struct
{
  guint32 first;
  guint32 n;
  guint32 is_hole;
} FwTrackRing;

/* Where a vertex id stands. @place counts through all rings. */
typedef struct
{
  guint32 id;
  guint32 ring;
  guint32 place;
} FwVertexPlace;

typedef struct
{
  const char          *name; /* (nullable) */
  gint64               group;
  guint32              n_outside;
  guint32              n_fixed;
  guint32              n_changing; /* with the two built-in names */
  guint32              n_rings;
  guint32              n_on_edge;
  guint32              n_places;
  guint32              n_confirmed;
  const FwSpan        *outside;
  const FwFixed       *fixed;
  const FwChanging    *changing; /* sorted by name, the built-in ones last */
  const FwTrackRing   *rings;
  const guint32       *order;
  const FwOnEdge      *on_edge;
  const FwVertexPlace *places; /* by id; only when there are two keyframes or more */
  const FwConfirmed   *confirmed;
  guint32              n_user_changing;
  guint32              next_vertex;
} FwTrackExtra;

struct _FwTrack
{
  gatomicrefcount     ref_count;
  guint32             n_keys;
  FwTrackId           id;
  FwCategoryId        category;
  const char         *source; /* interned */
  const char         *author; /* interned; (nullable) */
  const FwTrackExtra *extra;  /* (nullable), in the same allocation */
  guint32             size;   /* of the allocation; G_MAXUINT32 when it is larger */
  guint8              kind;
  guint8              is_single;
  FwKeyframe          keys[];
};

/* The builder's content, public to the files that repair and edit tracks. */
struct _FwTrackBuilder
{
  FwTrackId    id;
  FwCategoryId category;
  char        *name;           /* (owned) (nullable) */
  const char  *source;         /* interned */
  const char  *author;         /* interned */
  gint64       group;
  gboolean     single;
  GArray      *keys;           /* (element-type FwKeyframe) (owned), each with a reference */
  gboolean     keys_sorted;    /* ascending, one per frame */
  GArray      *outside;        /* (element-type FwSpan) (owned) */
  gboolean     outside_sorted; /* ascending, disjoint, not touching */
  GArray      *fixed;          /* (element-type FwFixed) (owned) sorted by name */
  GHashTable  *changes;        /* (owned) interned name → GArray of FwChange; (nullable) */
  GPtrArray   *orders;         /* (owned) (nullable) of GArray of guint32 */
  GArray      *holes;          /* (owned) (nullable) of gboolean: of each order */
  GArray      *on_edge;        /* (element-type FwOnEdge) (owned) (nullable) */
  GArray      *confirmed;      /* (element-type FwConfirmed) (owned) (nullable) in the order told */
};

/* track-builder.c: keyframes ascending, one per frame. */
void          fw_track_builder_sort_keys      (FwTrackBuilder *self);
/* Index of the last keyframe at or before @frame, or -1; the keys are sorted. */
gssize        fw_track_builder_find_key       (FwTrackBuilder *self,
                                               FwFrame         frame);
/* Forgets where absent vertices lie at the keyframe in @frame. */
void          fw_track_builder_clear_on_edge  (FwTrackBuilder *self,
                                               FwFrame         frame);

/* track-confirm.c: what was told of confirming as ascending, disjoint spans in
 * the life of the track. */
void          fw_track_builder_tidy_confirmed (FwTrackBuilder *self,
                                               FwSpan          life);
/* Whether both tracks were confirmed under the same manuals in the same frames. */
gboolean      fw_track_confirmed_equal        (const FwTrackExtra *a,
                                               const FwTrackExtra *b);

/* Attribute keyframes ascending, the last one set for each frame, without those
 * that change nothing. */
void          fw_track_changes_tidy           (GArray         *changes);
/* track-layout.c: the track, from a builder that has been repaired. */
FwTrack      *fw_track_builder_assemble       (FwTrackBuilder *self);
/* Moves a keyframe that is there; nothing else stands at @to. */
void          fw_track_builder_move_key       (FwTrackBuilder *self,
                                               FwFrame         from,
                                               FwFrame         to);

/* track-identity.c: gives every vertex an identity, repairs orders, and says
 * where vertices lie at keyframes that lack them. Keys are sorted polygons. */
void          fw_track_builder_identify       (FwTrackBuilder *self);

/* interpolate.c: the shape, or its bounds, at @t between keyframe @index and
 * the next. */
FwShape      *fw_track_interpolate            (const FwTrack  *self,
                                               gsize           index,
                                               double          t);
FwRect        fw_track_interpolate_bounds     (const FwTrack  *self,
                                               gsize           index,
                                               double          t);
/* What is known about vertices that the keyframe in @frame lacks, in ring order. */
const FwOnEdge *
              fw_track_find_on_edge           (const FwTrackExtra *extra,
                                               FwFrame         frame,
                                               gsize          *out_n);
/* How far @frame lies between keyframe @index and the next, 0 to 1. */
double        fw_track_get_progress           (const FwTrack  *self,
                                               gsize           index,
                                               FwFrame         frame);

/* track-edit.c: @span without the frames at its ends in which the track is not
 * in view; first > last when none remains. */
FwSpan        fw_track_shrink_to_visible      (const FwTrack  *track,
                                               FwSpan          span);
/* What the track is in @span, at whose ends it is in view: they become keyframes. */
FwTrackBuilder *
              fw_track_builder_new_part       (const FwTrack  *track,
                                               FwSpan          span);
/* Like fw_track_get_attribute(), but a built-in one has a value where none was set. */
FwValue       fw_track_get_value              (const FwTrack  *track,
                                               const char     *name,
                                               FwFrame         frame);

/* The place of the vertex @id, or NULL. */
static inline const FwVertexPlace *
fw_track_find_place (const FwTrackExtra *extra,
                     guint32             id)
{
  guint32 low = 0;
  guint32 high = extra->n_places;

  /* Ids mostly run from 1 without holes. */
  if (id - 1 < high && extra->places[id - 1].id == id)
    return &extra->places[id - 1];

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (extra->places[middle].id < id)
        low = middle + 1;
      else
        high = middle;
    }

  return low < extra->n_places && extra->places[low].id == id ? &extra->places[low] : NULL;
}

G_END_DECLS
