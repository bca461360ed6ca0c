/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/compare/compare-marks.h"
#include "app/compare/compare-version.h"
#include "edit/session.h"
#include "review/gold-score.h"
#include "review/object-match.h"

G_BEGIN_DECLS

/* The open labels are A, the other ones B. */
typedef enum
{
  FW_COMPARE_A,
  FW_COMPARE_B
} FwCompareSide;

#define FW_N_COMPARE_SIDES (FW_COMPARE_B + 1)

typedef enum
{
  FW_CHOICE_NONE,
  FW_CHOICE_MINE,
  FW_CHOICE_THEIRS,
  FW_CHOICE_BOTH /* mine stays, theirs comes beside it */
} FwChoice;

/**
 * FwCompareObject:
 *
 * One thing as both have it now, and what was decided about it; or, without
 * either track, marks of frames of one kind. Borrowed from the model until its
 * next ::changed.
 */
typedef struct
{
  FwSlotKind mark;        /* FW_SLOT_TRACK: it is an object */
  FwTrack   *a;           /* (nullable) as it is now */
  FwTrack   *b;           /* (nullable) */
  FwTrackId  a_id;        /* of the present or the last @a; 0: there never was one */
  GArray    *differences; /* (element-type FwDifference) that are still there */
  FwChoice   choice;
} FwCompareObject;

/**
 * FwCompareFigures:
 *
 * How far both agree, by the same functions as `framectl agree` and `score`
 * have it, with A in the place of gold.
 */
typedef struct
{
  FwPairAgreement *agreement; /* (owned) */
  FwTrackScore     tracks;    /* of a video */
} FwCompareFigures;

#define FW_TYPE_COMPARE_MODEL (fw_compare_model_get_type ())
G_DECLARE_FINAL_TYPE (FwCompareModel, fw_compare_model, FW, COMPARE_MODEL, GObject)

/**
 * FwCompareModel:
 *
 * The open labels and another version of them, object by object: what differs,
 * what was chosen, and where the person is. Choosing writes undoable steps into
 * the open document; the model follows that document, so that undo, redo and
 * drawing by hand show at once. No toolkit; main thread.
 *
 * ::changed (): objects, their differences or choices.
 * ::moved (): another difference is the current one.
 * ::figures-changed (): or how much of them is counted.
 */
FwCompareModel *fw_compare_model_new         (FwSession           *session,
                                              FwCompareVersion    *other);

/* Finds the differences, in a thread. Again at any time; what was chosen stays.
 * @progress is called in that thread. The figures follow by themselves. */
void            fw_compare_model_run_async   (FwCompareModel      *self,
                                              FwProgressFunc       progress,
                                              gpointer             progress_data,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
gboolean        fw_compare_model_run_finish  (FwCompareModel      *self,
                                              GAsyncResult        *result,
                                              GError             **error);

/* That of B is read-only and follows the frame of A. */
FwSession      *fw_compare_model_get_session (FwCompareModel      *self,
                                              FwCompareSide        side);
/* "street.coco.json · Dana" */
const char     *fw_compare_model_get_title   (FwCompareModel      *self,
                                              FwCompareSide        side);
void            fw_compare_model_set_title   (FwCompareModel      *self,
                                              const char          *ours);
FwCompareVersion *
                fw_compare_model_get_version (FwCompareModel      *self);

/* Objects, and kinds of marks, that differ or did so, by the frame in which that
 * begins. */
guint           fw_compare_model_get_n_objects (FwCompareModel    *self);
const FwCompareObject *
                fw_compare_model_get_object  (FwCompareModel      *self,
                                              guint                index);
/* Still different, and nothing was decided. */
gboolean        fw_compare_object_is_open    (const FwCompareObject *object);
guint           fw_compare_model_count_open  (FwCompareModel      *self);
/* Objects that both have and that are the same. */
guint           fw_compare_model_count_same  (FwCompareModel      *self);
/* The object that has this track, or -1. */
gssize          fw_compare_model_find        (FwCompareModel      *self,
                                              FwCompareSide        side,
                                              FwTrackId            id);
/* "Car 12", as A calls it, or B. Returns: (transfer full) */
char           *fw_compare_model_dup_name    (FwCompareModel      *self,
                                              guint                index) G_GNUC_WARN_UNUSED_RESULT;

/* The current object, or -1; @out_difference (nullable) is one of its differences. */
gssize          fw_compare_model_get_current (FwCompareModel      *self,
                                              guint               *out_difference);
/* Goes there: the frame in which it is seen best, and both tracks are selected. */
void            fw_compare_model_go          (FwCompareModel      *self,
                                              guint                index,
                                              guint                difference);
/* The next (-1: previous) difference of an object that is not decided; from the
 * end it goes on at the beginning. FALSE when there is none. */
gboolean        fw_compare_model_step        (FwCompareModel      *self,
                                              int                  direction);
/* In the current frame: what both together cover of the current object. FALSE
 * when it is not in view. */
gboolean        fw_compare_model_get_bounds  (FwCompareModel      *self,
                                              FwRect              *out_bounds);

/* Decides about objects, as one step. What was chosen before is taken back first,
 * so that one can change one's mind. @out_say (nullable) gets what to tell. On
 * refusal FALSE and a sentence. */
gboolean        fw_compare_model_choose      (FwCompareModel      *self,
                                              const guint         *indices,
                                              gsize                n_indices,
                                              FwChoice             choice,
                                              char               **out_say,
                                              GError             **error);
/* Whether A had the object before anything was taken. */
gboolean        fw_compare_model_has_mine    (FwCompareModel      *self,
                                              guint                index);
/* Whether @choice says something that another one does not. */
gboolean        fw_compare_model_can_choose  (FwCompareModel      *self,
                                              guint                index,
                                              FwChoice             choice);

/* NULL until they are there. Borrowed until ::figures-changed. */
const FwCompareFigures *
                fw_compare_model_get_figures (FwCompareModel      *self);
/* How much of newer ones is counted, from 0 to 1; -1 when none are, or when that
 * began just now. */
double          fw_compare_model_get_counted (FwCompareModel      *self);

G_END_DECLS
