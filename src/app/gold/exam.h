/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/gold/exam-sheet.h"
#include "core/document.h"
#include "core/gold.h"
#include "rules/manual.h"

G_BEGIN_DECLS

/**
 * FwExamPart:
 *
 * A stretch of the video, or a picture, that an attempt asks to label. Frames as
 * the labels of the attempt count them.
 */
typedef struct
{
  FwSpan   frames;
  gsize    n_items;
  gsize    n_frames_done; /* with a label of the person, or marked as empty or finished */
  gboolean is_shown;      /* how it came out was shown */
} FwExamPart;

#define FW_TYPE_EXAM (fw_exam_get_type ())
G_DECLARE_FINAL_TYPE (FwExam, fw_exam, FW, EXAM, GObject)

/**
 * FwExam:
 *
 * Practice or an exam that a person is at: which frames are to be labelled, how far
 * it is, comparing it with the gold, handing in. The gold labels are read when
 * something is compared, and not before. No toolkit. Main thread; nothing blocks.
 *
 * ::changed (): more is labelled, or something was shown or handed in.
 */

/* The attempt that is done in the labels at @labels_path. NULL without an error
 * when these are no labels of an attempt; with a sentence when they are called so and
 * the gold does not know them or cannot be read. */
void     fw_exam_open_async    (const char           *labels_path,
                                FwDocument           *document,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
/* Returns: (transfer full) (nullable) */
FwExam  *fw_exam_open_finish   (GAsyncResult         *result,
                                GError              **error) G_GNUC_WARN_UNUSED_RESULT;

const char          *fw_exam_get_gold_path (FwExam *self);
/* Both borrowed until ::changed. */
FwGold              *fw_exam_get_gold      (FwExam *self);
const FwGoldAttempt *fw_exam_get_attempt   (FwExam *self);
gboolean             fw_exam_is_video      (FwExam *self);
/* By frame. Borrowed until ::changed. */
const FwExamPart    *fw_exam_get_parts     (FwExam *self,
                                            gsize  *out_n);
/* The frames of all parts. Returns: (transfer full) (nullable): NULL when nothing is asked */
FwSpanSet           *fw_exam_dup_task      (FwExam *self) G_GNUC_WARN_UNUSED_RESULT;
/* -1 when nothing is asked in this frame. */
gssize               fw_exam_find_part     (FwExam *self,
                                            FwFrame frame);
gsize                fw_exam_get_n_frames  (FwExam *self);
gsize                fw_exam_get_n_done    (FwExam *self);
/* The next frame, in direction 1 or -1 and round the ends, that is to be labelled
 * and is not; when all are, the beginning of the next part. */
FwFrame              fw_exam_find_next     (FwExam *self,
                                            FwFrame frame,
                                            int     direction);

/* Compares with the gold and keeps what came of it: one part (practice), or all with
 * FW_EXAM_ALL, which also hands in. What was shown before stays as it was. */
#define FW_EXAM_ALL (-1)
void                 fw_exam_compare_async (FwExam              *self,
                                            gssize               part,
                                            FwManual            *manual,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
/* What was shown already, once more; keeps nothing. */
void                 fw_exam_review_async  (FwExam              *self,
                                            FwManual            *manual,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
/* Of both. Returns: (transfer full) (nullable) */
FwExamSheet         *fw_exam_compare_finish (FwExam             *self,
                                            GAsyncResult        *result,
                                            GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
