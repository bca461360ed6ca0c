/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What one person judges of one draw, in which order. No toolkit; a list made
 * from values, and made anew when a verdict or a question came.
 *
 * The order is that of the draw, by digest, so that what was judged so far is a
 * random part of it. Every tenth unit or so is one that a colleague judged
 * already, and a few are older ones of the person's own: this is how reviewers
 * are compared with each other and with themselves. Which ones follows from
 * seed and name, so the list is the same tomorrow.
 */

#include "core/review.h"
#include "core/snapshot.h"

G_BEGIN_DECLS

typedef enum
{
  FW_QUEUE_DRAWN,
  FW_QUEUE_SECOND, /* a colleague judged it: shows how far reviewers agree */
  FW_QUEUE_AGAIN   /* the person judged it in an earlier draw */
} FwQueueReason;

typedef enum
{
  FW_QUEUE_OPEN,
  FW_QUEUE_RIGHT,
  FW_QUEUE_WRONG,
  FW_QUEUE_UNDECIDED, /* picture too bad, or the manual does not decide */
  FW_QUEUE_ASKED,     /* under an open question: not judged until it is answered */
  FW_QUEUE_GONE       /* the labels do not have it any more */
} FwQueueState;

typedef struct
{
  gint64        draw;
  char         *name;       /* (owned) of the unit */
  FwUnit        unit;
  char         *stratum;    /* (owned) (nullable) */
  char         *rev;        /* (owned) (nullable) as it was drawn */
  FwQueueReason reason;
  FwQueueState  state;
  gint64        verdict;    /* of this person; 0: none yet */
  gboolean      is_covered; /* the category is not shown before the verdict */
} FwQueueItem;

typedef struct
{
  GArray *items;   /* (element-type FwQueueItem) (owned) in the order of work */
  guint   n_own;   /* units of the draw that the person drew: left to somebody else */
  guint   n_others; /* units of the draw that a colleague judged and that are not here */
  GPtrArray *later; /* (element-type utf8) (owned) of those, the ones that may still come: a
                       question about them is open, or the labels do not have them just now */
} FwReviewQueue;

/* The shares of a reviewer's units that are there for comparison. */
#define FW_QUEUE_SHARE_SECOND 0.10
#define FW_QUEUE_SHARE_AGAIN  0.03

typedef struct
{
  FwReview         *review;
  gint64            draw;     /* one of the review's */
  FwSnapshot       *snapshot; /* the labels as they are now */
  const char       *media;    /* as fw_unit_dup_media() gives it */
  const char       *person;
} FwReviewQueueFacts;

FwReviewQueue *fw_review_queue_new     (const FwReviewQueueFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
/* Without items. Returns: (transfer full) */
FwReviewQueue *fw_review_queue_new_empty (void) G_GNUC_WARN_UNUSED_RESULT;
void           fw_review_queue_free    (FwReviewQueue            *self);

const FwQueueItem *
               fw_review_queue_get     (const FwReviewQueue      *self,
                                        guint                     index);
/* The first open item from @from on, going round; -1 when there is none. */
int            fw_review_queue_find_open (const FwReviewQueue    *self,
                                        guint                     from);
/* By name and draw; -1. */
int            fw_review_queue_find    (const FwReviewQueue      *self,
                                        gint64                    draw,
                                        const char               *name);
/* Whether a unit of the draw that a colleague judged is still to be judged here: what others
 * said must not be read before. */
gboolean       fw_review_queue_is_blind (const FwReviewQueue     *self);
/* A unit of the draw @facts are about that is not the person's to judge, to be looked at: as
 * an item that no queue has. FALSE when it was not drawn. Clear with fw_queue_item_clear(). */
gboolean       fw_review_queue_init_look (const FwReviewQueueFacts *facts,
                                        const char               *unit,
                                        FwQueueItem              *out);
void           fw_queue_item_clear     (FwQueueItem              *item);
/* How many are judged (or never will be) and how many there are. */
void           fw_review_queue_count   (const FwReviewQueue      *self,
                                        guint                    *out_done,
                                        guint                    *out_n);

/* Who drew a unit, as far as the labels tell: of a frame who drew most of it.
 * Borrowed from @snapshot; NULL when nobody says. */
const char    *fw_unit_get_author      (const FwUnit             *unit,
                                        FwSnapshot               *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwReviewQueue, fw_review_queue_free)

G_END_DECLS
