/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What the files of FwTally share.
 */

#include "rules/check-tally.h"

G_BEGIN_DECLS

/* Frames past this are not counted one by one: a hostile file can name any. */
#define FW_TALLY_MAX_FRAMES (20 * 1000 * 1000)

typedef struct _FwTallySizes FwTallySizes;
typedef struct _FwTallyAlike FwTallyAlike;

struct _FwTally
{
  const FwPlan *plan;
  guint         wants;         /* FwTallyWants */
  GHashTable   *categories;    /* (owned) interned name -> gint64 */
  GHashTable   *values;        /* (owned) ValueKey -> gint64 */
  GHashTable   *authors;       /* (owned) interned name -> FrameSum, in these labels */
  GHashTable   *other_authors; /* (owned) the same in other files */
  GHashTable   *places;        /* (owned) interned category -> FrameSum, wanted ones only */
  gint64        n_labels;
  FwTallySizes *sizes;         /* (owned) (nullable) */
  FwTallyAlike *alike;         /* (owned) (nullable) */
};

/* tally-sizes.c */
/* Whether both lists are about the same video, or the same pictures in the same order. */
gboolean      fw_tally_is_same_medium (const FwFrameList *a,
                                    const FwFrameList    *b);
/* NULL when no other file is about the same medium. */
FwTallySizes *fw_tally_sizes_new   (const FwCheckContext *context);
void          fw_tally_sizes_free  (FwTallySizes         *self);
void          fw_tally_sizes_add   (FwTallySizes         *self,
                                    const FwCheckContext *context,
                                    const FwTrack        *track,
                                    int                   sign);
gboolean      fw_tally_sizes_get   (const FwTallySizes   *self,
                                    const char           *author,
                                    double               *out_drift,
                                    guint                *out_n);

/* tally-alike.c */
FwTallyAlike *fw_tally_alike_new   (const FwCheckContext *context);
void          fw_tally_alike_free  (FwTallyAlike         *self);
/* Labels of these frames changed. */
void          fw_tally_alike_touch (FwTallyAlike         *self,
                                    FwSpan                span);
const GArray *fw_tally_alike_update (FwTallyAlike        *self,
                                    const FwCheckContext *context);

G_END_DECLS
