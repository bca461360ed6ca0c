/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Putting a draw into a review file: the batch is frozen, then drawn from.
 */

#include "cli/command-io.h"
#include "core/review-records.h"

G_BEGIN_DECLS

/**
 * FwSampleReview:
 *
 * What a draw was made from and what it gave. Borrowed.
 */
typedef struct
{
  const char       *path;     /* of the review */
  const char       *labels_path;
  const FwSnapshot *snapshot;
  const char       *sha256;   /* of the labels */
  const char       *document; /* (nullable) */
  const char       *manual;   /* (nullable) */
  const char       *version;
  FwUnitKind        kind;
  const GArray     *units;    /* (element-type FwUnit) */
  const GPtrArray  *names;    /* (element-type utf8) of them */
  const char       *seed;
  FwDrawUnit       *drawn;    /* (array length=n_drawn) without revisions, which are filled in */
  const gsize      *indices;  /* (array length=n_drawn) their places in @units */
  gsize             n_drawn;
  FwDesign          design;
  gint64            plan_accept; /* -1: no plan */
} FwSampleReview;

/* Adds a batch and a draw, in a new file where there is none. */
FwExit fw_sample_review_add (FwSampleReview *self);

G_END_DECLS
