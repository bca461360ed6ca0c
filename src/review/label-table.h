/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * All labels of one or two snapshots by frame, as scores and agreement need
 * them, and which labels of two people are about the same object. Pure; any
 * thread.
 */

#include "core/snapshot.h"
#include "review/track-score.h"

G_BEGIN_DECLS

/**
 * FwLabelTable:
 *
 * The labels of a snapshot sorted by frame. Borrows the snapshot's tracks, so
 * it must not outlive that.
 */
typedef struct
{
  const FwSnapshot *snapshot;
  gsize             n_frames;
  FwFrame          *frames;     /* (owned) the snapshot's own number of each; NONE: it has none */
  gsize             n_boxes;
  FwScoreBox       *boxes;      /* (owned) */
  gsize            *starts;     /* (owned) as in FwScoreSide */
  GPtrArray        *tracks;     /* (element-type FwTrack) (owned) by dense id */
  const char      **categories; /* (owned) names, interned, by dense id; "" when unknown */
} FwLabelTable;

/* Labels of two people are about the same object from this overlap on. */
#define FW_SAME_PLACE 0.5

/* Labels that a table may hold; more is refused. */
#define FW_LABEL_TABLE_MAX 20000000

/* Tables of two snapshots with common frames: videos by frame number, pictures
 * by name; frames that only one has stay. Frames deleted in one are left out.
 * FALSE with FW_FORMAT_ERROR when there are too many labels, or one is of a
 * video and the other of pictures. */
gboolean      fw_label_table_new_pair (const FwSnapshot *a,
                                       const FwSnapshot *b,
                                       FwLabelTable    **out_a,
                                       FwLabelTable    **out_b,
                                       GError          **error);
void          fw_label_table_free     (FwLabelTable     *self);
FwScoreSide   fw_label_table_get_side (const FwLabelTable *self);
/* The labels of one category alone, with ids of their own; empty when there are
 * none. Returns: (transfer full) */
FwLabelTable *fw_label_table_filter   (const FwLabelTable *self,
                                       const char         *category) G_GNUC_WARN_UNUSED_RESULT;
/* Names of the categories that labels of either have, sorted; NULL-terminated.
 * Returns: (transfer container) */
const char  **fw_label_table_list_categories (const FwLabelTable *a,
                                       const FwLabelTable *b) G_GNUC_WARN_UNUSED_RESULT;

/**
 * FwLabelPair:
 *
 * Labels in one frame that are about the same object, or one that has no
 * partner. -1: no label on that side; else an index into boxes.
 */
typedef struct
{
  gsize  frame;
  gssize a;
  gssize b;
  double iou; /* 0 without a partner */
} FwLabelPair;

/* Pairs by best sum of overlaps, of at least @threshold. @category_first takes
 * pairs of the same category first, and the rest among what is left. NULL when
 * @work (nullable) was cancelled.
 * Returns: (transfer full) (element-type FwLabelPair) (nullable) */
GArray       *fw_label_table_match    (const FwLabelTable *a,
                                       const FwLabelTable *b,
                                       double              threshold,
                                       gboolean            category_first,
                                       const FwWork       *work,
                                       GError            **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwLabelTable, fw_label_table_free)

G_END_DECLS
