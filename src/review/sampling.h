/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * From labels to a batch and a draw: which units there are, how many of each
 * stratum are taken, the draw, and the freezing. The window and the command
 * line come by here, so that one repeats what the other drew. Pure; any thread.
 */

#include "core/open-questions.h"
#include "review/draw.h"

G_BEGIN_DECLS

/**
 * FwSampling:
 *
 * Everything that may be drawn: the units of labels, or names that somebody
 * listed. Immutable once it is made, reference counted, any thread.
 */
typedef struct
{
  gatomicrefcount ref_count;

  FwSnapshot *snapshot;      /* (owned) (nullable) where the units come from */
  FwUnitKind  kind;
  GArray     *units;         /* (element-type FwUnit) (owned) (nullable) one per name */
  GPtrArray  *names;         /* (element-type utf8) (owned) */
  GArray     *strata;        /* (element-type guint) (owned) one per name; empty: no strata */
  GPtrArray  *stratum_names; /* (element-type utf8) (owned) */
  gsize       n_asked;       /* units that were left out: they wait for an answer */
} FwSampling;

/* Where units are listed. Borrowed. */
typedef struct
{
  FwSnapshot      *snapshot;
  const char      *media;       /* as fw_unit_dup_media() gives it */
  FwUnitKind       kind;
  gboolean         by_category; /* labels and tracks have their category as stratum */
  FwOpenQuestions *asked;       /* (nullable) what waits for an answer is no unit */
} FwSamplingFacts;

/* All units of a kind that may be graded. NULL when there are too many, see
 * fw_unit_list(). Returns: (transfer full) (nullable) */
FwSampling *fw_sampling_new_from_labels (const FwSamplingFacts *facts,
                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;
/* These names, which must differ; copied. Returns: (transfer full) */
FwSampling *fw_sampling_new_from_names  (GPtrArray     *names) G_GNUC_WARN_UNUSED_RESULT;
FwSampling *fw_sampling_ref             (FwSampling    *self);
void        fw_sampling_unref           (FwSampling    *self);

/* The stratum's name of one unit; NULL without strata. */
const char *fw_sampling_get_stratum     (const FwSampling *self,
                                         gsize          index);
/* How many units a stratum has. Returns: (transfer full) (array length=stratum_names->len) */
gsize      *fw_sampling_count_strata    (const FwSampling *self) G_GNUC_WARN_UNUSED_RESULT;
/* How many of each stratum a stratified draw of @n takes: by size, with a floor
 * of FW_STRATUM_FLOOR or the whole stratum. Returns: the floor that was kept;
 * @out_sizes has an element for each stratum. */
gsize       fw_sampling_allocate        (const FwSampling *self,
                                         gsize          n,
                                         gsize         *out_sizes);

/**
 * FwSamplingPlan:
 *
 * What to draw. Borrowed. A targeted draw takes the units of @chosen as they
 * stand there; the others take @n by @seed.
 */
typedef struct
{
  FwDesign     design;    /* simple, stratified or targeted */
  const char  *seed;      /* (nullable) for a targeted draw */
  gsize        n;
  const gsize *chosen;    /* (array length=n) targeted: places in the sampling */
  gint64       accept;    /* how many that are not right still pass; -1: no acceptance plan */
  double       aql;       /* what that was made for, see FwDraw; 0: nobody said */
  double       limit;
} FwSamplingPlan;

/* The draw itself. @out_floor (nullable) as fw_sampling_allocate() gives it.
 * Returns: (transfer full) (element-type FwPick) in drawing order */
GArray     *fw_sampling_draw            (const FwSampling     *self,
                                         const FwSamplingPlan *plan,
                                         gsize                *out_floor) G_GNUC_WARN_UNUSED_RESULT;

/**
 * FwFrozenDraw:
 *
 * A batch and a draw as a review file takes them: ids are 0, the draw's batch
 * is to be filled in. Everything is owned.
 */
typedef struct
{
  FwBatch batch;
  FwDraw  draw;
} FwFrozenDraw;

/* Freezes all units with their revisions and writes the draw down: every unit is
 * read, so this is for a thread. Of @facts the manual, its version and the time
 * are taken. The sampling comes from labels. */
void        fw_sampling_freeze          (const FwSampling     *self,
                                         const FwSamplingPlan *plan,
                                         const GArray         *picks,
                                         const FwBatch        *facts,
                                         FwFrozenDraw         *out);
void        fw_frozen_draw_clear        (FwFrozenDraw         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwSampling, fw_sampling_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FwFrozenDraw, fw_frozen_draw_clear)

G_END_DECLS
