/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Shared by the files of FwCompareModel: compare-model.c (what is there, and
 * following the document), compare-search.c (the threads: differences and
 * figures), compare-walk.c (where the person is), compare-choose.c (deciding).
 */

#include "app/compare/compare-model.h"

G_BEGIN_DECLS

/* One thing of both versions. */
typedef struct
{
  FwCompareObject object;    /* first; its members are owned */
  FwTrack        *mine;      /* (owned) (nullable) A before anything was taken */
  FwTrack        *taken;     /* (owned) (nullable) what taking made of it */
  gboolean        has_taken; /* @taken is valid: NULL then means taken away */
  gboolean        is_kept;   /* the person said that hers stays */
  FwTrackId       extra_id;  /* of theirs beside mine; 0: never was */
  FwSpanSet      *my_marks;  /* (owned) (nullable) what @mine is for marks */
  FwSpanSet      *taken_marks; /* (owned) (nullable) and what @taken is */
  char           *name;      /* (owned) (nullable) of one that was taken away */
  FwFrame         place;     /* where the differences begin, when they were first seen */
  gboolean        is_listed;
  guint           index;     /* in the list */
} FwCompareItem;

struct _FwCompareModel
{
  GObject           parent_instance;

  FwCompareVersion *other;         /* (owned) */
  FwSession        *sessions[FW_N_COMPARE_SIDES]; /* (owned) */
  char             *title;         /* (owned) of A */
  GHashTable       *groups;        /* (owned) see compare-take.h */

  FwSnapshot       *base;          /* (owned) (nullable) A when the differences were looked for */
  GPtrArray        *items;         /* (owned) (element-type FwCompareItem) (owned) */
  GPtrArray        *listed;        /* (owned) (element-type FwCompareItem) borrowed from items */
  GHashTable       *by_id[FW_N_COMPARE_SIDES]; /* (owned) FwTrackId -> FwCompareItem */
  GHashTable       *by_extra;      /* (owned) the same, of what was put beside */
  FwCompareItem    *marks[FW_N_SLOT_KINDS]; /* of the kinds that are marks */

  FwCompareItem    *current;       /* (nullable) */
  guint             difference;
  gboolean          is_choosing;   /* the step is our own */
  gboolean          is_going;      /* the selection is our own */

  gboolean          is_over;       /* being disposed of */
  FwCompareFigures *figures;       /* (owned) (nullable) */
  GTask            *counting;      /* (owned) (nullable) its thread makes figures */
  gboolean          is_stale;      /* and they are old by then */
  double            counted;       /* share of them; -1: nothing, or not worth telling */
  guint             counting_tick;
  guint             figures_id;
};

/* compare-model.c */
FwDocument    *fw_compare_model_get_document (FwCompareModel *self);
void           fw_compare_item_free       (gpointer         item);
/* Frames that both have. Borrowed; nullable. */
const FwSpanSet *fw_compare_model_get_common (FwCompareModel *self);
/* Marks of one side. Borrowed; nullable. */
FwSpanSet     *fw_compare_model_get_marks (FwCompareModel *self,
                                           FwCompareSide   side,
                                           FwSlotKind      kind);
/* Sets are referenced. */
void           fw_compare_set_marks       (FwSpanSet     **place,
                                           FwSpanSet      *marks);
/* Tracks are referenced. */
void           fw_compare_set_track       (FwTrack        **place,
                                           FwTrack         *track);
void           fw_compare_know_id         (GHashTable      *table,
                                           FwTrackId        id,
                                           FwCompareItem   *item);
FwCompareItem *fw_compare_model_get_item  (FwCompareModel  *self,
                                           guint            index);
char          *fw_compare_model_dup_item_name (FwCompareModel *self,
                                           const FwCompareItem *item) G_GNUC_WARN_UNUSED_RESULT;
/* Another set of items, for labels as @base has them. */
void           fw_compare_model_take_items (FwCompareModel *self,
                                           GPtrArray       *found,
                                           FwSnapshot      *base);
/* Looks again what differs, and what that says was decided. TRUE when the list has
 * to be sorted. */
gboolean       fw_compare_model_renew     (FwCompareModel  *self,
                                           FwCompareItem   *item);
void           fw_compare_model_sort      (FwCompareModel  *self);
void           fw_compare_model_tell_changed (FwCompareModel *self);
void           fw_compare_model_tell_moved (FwCompareModel *self);
void           fw_compare_model_tell_figures (FwCompareModel *self);

/* compare-search.c */
void           fw_compare_figures_free    (FwCompareFigures *figures);
/* Soon; at once the first time. */
void           fw_compare_model_schedule_figures (FwCompareModel *self);
/* Nobody wants them any more. */
void           fw_compare_model_stop_figures (FwCompareModel *self);

/* compare-walk.c */
void           fw_compare_model_follow_selection (FwCompareModel *self);
void           fw_compare_model_select    (FwCompareModel  *self,
                                           FwCompareItem   *item);
/* Each side shows what the other one has of the current object. */
void           fw_compare_model_update_echoes (FwCompareModel *self);

G_END_DECLS
