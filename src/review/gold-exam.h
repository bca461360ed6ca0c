/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * A person's labels against gold, item by item: what of it differs, and how. Not a
 * score of everything (review/gold-score.h is that): only what an attempt asks
 * counts, because only that was judged. Pure; any thread.
 *
 * Labels are paired by overlap as everywhere, at 0.5; what is left over and of the
 * same category is taken for badly drawn rather than missing down to 0.1. Whether
 * it is drawn well is asked in pixels. Of a track and of a frame, see FwGoldResult.
 */

#include "core/gold.h"
#include "core/snapshot.h"

G_BEGIN_DECLS

/* An attribute that differs; null where a side does not say. */
typedef struct
{
  const char *name; /* interned */
  FwValue     gold;
  FwValue     own;
} FwGoldAttribute;

/**
 * FwGoldResult:
 *
 * How an item came out.
 *
 * A label is compared where it is asked. Missing and spurious apart, several kinds
 * may differ at once: identity (another object of the person lies on it than on most
 * of the rest of the part), category, geometry, attributes that the gold states.
 *
 * A track is compared in all of its part; what holds in nine frames of ten holds.
 * Spurious says that the person's goes on where the gold is not.
 *
 * A frame asks whether everything is labelled and nothing else. What another item
 * of the attempt asks does not count here, so that nothing counts twice.
 */
typedef struct
{
  gsize      answer;     /* its place among the answers */
  FwMistake  mistake;    /* what differs first; FW_MISTAKE_NONE: nothing */
  guint      mistakes;   /* all that differs: 1 << FwMistake each */
  FwFrame    frame;      /* where it shows, as the gold counts frames */
  FwFrame    own_frame;  /* the same as the person's labels count them; NONE: they have none */
  FwTrackId  gold;       /* the label in the gold; 0: none there (spurious) */
  FwTrackId  own;        /* the person's; 0: none */
  const char *category;  /* of the gold, interned; "" of a spurious label or a frame */
  const char *own_category;
  double     px;         /* the outline is off by as much; NaN: nothing to compare */
  guint      n_frames;   /* of a track: frames that were compared */
  guint      n_different; /* of those: frames in which the first mistake is */
  GArray    *attributes; /* (element-type FwGoldAttribute) (owned) that differ */
} FwGoldResult;

/**
 * FwGoldComparison:
 *
 * Borrowed. @answers are an attempt's, or those of one part of it.
 */
typedef struct
{
  const FwSnapshot   *gold;
  const FwSnapshot   *own;
  const FwGoldAnswer *answers;  /* (array length=n_answers) */
  gsize               n_answers;
  double              tolerance_px;
} FwGoldComparison;

/* A result for each answer, in their order. An item that the gold does not have is
 * left out: nothing can be said about it. NULL with an error as
 * fw_label_table_new_pair() has.
 * Returns: (transfer full) (element-type FwGoldResult) (nullable) */
GArray *fw_gold_exam_compare (const FwGoldComparison *comparison,
                              GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
