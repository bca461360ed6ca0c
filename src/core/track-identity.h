/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What track-identity.c knows while it gives vertices their identity, shared
 * with track-on-edge.c.
 */

#include "core/interpolate.h"
#include "core/track-private.h"

G_BEGIN_DECLS

#define NO_NODE G_MAXUINT32
#define HEAD_NODE (G_MAXUINT32 - 1) /* stands before the first node of a slot */

/* A vertex id in the order of its slot. */
typedef struct
{
  guint32 id;
  guint32 slot;
  guint32 next;  /* node behind it, or NO_NODE */
  guint32 place; /* through all slots; known at the end; NO_NODE when no keyframe uses it */
  guint64 stamp; /* keyframe in which it was seen last */
  guint64 mark;  /* match in which it was taken last */
  double  label; /* rises along the order */
} FwIdentityNode;

/* One ring of the track. */
typedef struct
{
  guint32  first; /* node, or NO_NODE */
  guint32  last;
  guint64  taken; /* stamp of the keyframe that has a ring here */
  gboolean is_hole;
  FwRing   reference; /* the ring of the keyframe to match with; borrowed */
  guint32  place;     /* of its first vertex */
  guint32  n;         /* vertices in use */
} FwIdentitySlot;

typedef struct
{
  GArray     *nodes;      /* (element-type FwIdentityNode) */
  GArray     *slots;      /* (element-type FwIdentitySlot) */
  GArray     *by_hole[2]; /* (element-type guint32) slots by their hole flag */
  guint32    *dense;      /* node + 1 of each id below n_dense */
  gsize       n_dense;
  GHashTable *sparse;     /* node + 1 of the other ids */
  guint64     next_id;
  guint32     low_id;
  GHashTable *seen;       /* ids in keyframes; only when next_id ran out */
  gboolean    is_open;    /* the track's rings are lines */
  guint64     stamp;
  guint64     mark;
} FwIdentity;

FwIdentityNode *fw_identity_find         (FwIdentity     *self,
                                          guint32         id);

/* track-on-edge.c: makes builder->on_edge complete and sound. */
void            fw_identity_place_absent (FwIdentity     *self,
                                          FwTrackBuilder *builder);

G_END_DECLS
