/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gold.h"
#include "core/snapshot.h"
#include "review/gold-exam.h"
#include "review/gold-pool.h"

G_BEGIN_DECLS

/**
 * FwExamSheet:
 *
 * How an attempt, or a part of it, came out, with everything that is needed to show
 * it. Immutable once made, reference counted; made in a thread.
 */
typedef struct
{
  gatomicrefcount ref_count;
  FwGold         *gold;     /* (owned) as it is now */
  const FwGoldAttempt *attempt; /* borrowed from @gold */
  FwSnapshot     *frozen;   /* (owned) the gold labels */
  FwSnapshot     *own;      /* (owned) the person's */
  gboolean        is_part;  /* of practice: only one part */
  gsize           n_items;  /* that were compared */
  gsize           n_right;
  GArray         *results;  /* (element-type FwGoldResult) (owned) that differ; .answer is one of
                               the attempt's answers */
  FwGoldStock     stock;    /* that is left for the person */
  GPtrArray      *doubted;  /* (element-type FwGoldItem) (owned) to be asked about */
} FwExamSheet;

FwExamSheet *fw_exam_sheet_ref   (FwExamSheet *self);
void         fw_exam_sheet_unref (FwExamSheet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwExamSheet, fw_exam_sheet_unref)

/**
 * FwExamWork:
 *
 * What a sheet is made from.
 */
typedef struct
{
  const char          *gold_path;
  const char          *person;
  gint64               n;         /* the attempt's number */
  FwSnapshot          *own;
  const FwGoldEdition *rules;     /* of the present manual (nullable) */
  FwSpan               part;      /* as the gold counts; first of FW_FRAME_NONE: all */
  gboolean             keeps;     /* what came of it goes into the gold file */
} FwExamWork;

/* Compares and, where wanted, keeps it. What was shown before counts as it was then.
 * Blocks. Returns: (transfer full) (nullable) */
FwExamSheet *fw_exam_sheet_new   (const FwExamWork *work,
                                  GDateTime        *now,
                                  GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
