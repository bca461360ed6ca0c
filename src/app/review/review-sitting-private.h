/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Shared by the files of FwReviewSitting: review-sitting.c (its life, the queue,
 * going through it, figures) and review-sitting-say.c (drafts, sending, taking
 * back, signing off).
 */

#include "app/review/review-sitting.h"

G_BEGIN_DECLS

/* What belongs to a unit as long as the sitting lasts. */
typedef struct
{
  FwVerdictDraft draft;    /* (owned) not sent yet */
  gint64         us;       /* time it has taken */
  gboolean       is_named; /* its category is not covered any more */
  gboolean       is_kept;  /* the machine's findings were answered */
} FwSittingNote;

typedef enum
{
  FW_SITTING_QUEUE_CHANGED,
  FW_SITTING_ITEM_CHANGED,
  FW_SITTING_UNIT_CHANGED,
  FW_SITTING_DRAFT_CHANGED,
  FW_SITTING_FIGURES_CHANGED,
  FW_SITTING_N_SIGNALS
} FwSittingSignal;

struct _FwReviewSitting
{
  GObject           parent_instance;

  FwReviewFile     *file;      /* (owned) */
  FwDocument       *document;  /* (owned) */
  char             *media;     /* (owned) */
  char             *person;    /* (owned) */
  FwManual         *manual;    /* (owned) (nullable) */
  FwSittingProblems problems_func; /* (nullable) */
  gpointer          problems_data;
  FwSittingClock    clock;
  gpointer          clock_data;

  gint64            draw;      /* 0: none */
  FwReviewQueue    *queue;     /* (owned) */
  int               place;     /* -1: none */
  FwQueueItem      *look;      /* (owned) (nullable) that is at hand though it is not in @queue */
  int               back;      /* where the person was before she looked; -1 */
  GHashTable       *notes;     /* (owned) "draw/unit" -> FwSittingNote */
  GPtrArray        *problems;  /* (owned) (nullable) of the unit at hand */
  gboolean          is_writing; /* what changes the review now is the sitting itself */
  gint64            last_input_us;

  FwReport         *report;    /* (owned) (nullable) as it was counted last */
  FwReview         *report_of; /* (owned) (nullable) what it was made from */
  gint64            pace_ms;   /* counted with it */
  gboolean          is_counting; /* in a thread */
};

/* review-sitting.c */
void           fw_review_sitting_emit       (FwReviewSitting *self,
                                             FwSittingSignal  signal);
/* Of the unit at hand, which there must be. */
FwSittingNote *fw_review_sitting_get_note   (FwReviewSitting *self);
FwQueueItem   *fw_review_sitting_peek_item  (FwReviewSitting *self,
                                             guint            place);
/* The verdict of an item is another one, or gone (0): its state follows. */
void           fw_review_sitting_judged     (FwReviewSitting *self,
                                             guint            place,
                                             gint64           verdict);
/* What the machine found about the unit at hand, shown or not. */
GPtrArray     *fw_review_sitting_find_problems (FwReviewSitting *self);
void           fw_review_sitting_set_place  (FwReviewSitting *self,
                                             int              place);
/* Nothing that is not in the queue is at hand any more. */
void           fw_review_sitting_end_look   (FwReviewSitting *self);

/* review-sitting-say.c */
void           fw_verdict_draft_clear       (FwVerdictDraft  *draft);
/* What a verdict that is in says, as a draft. */
void           fw_verdict_draft_copy        (FwVerdictDraft  *draft,
                                             const FwVerdict *verdict);

G_END_DECLS
