/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What people judged differently, as one of them may read it: over all draws of a
 * review, without what she still has to judge herself. No toolkit; made from values,
 * in any thread.
 */

#include "core/review-said.h"
#include "core/snapshot.h"
#include "rules/manual.h"

G_BEGIN_DECLS

typedef struct
{
  FwReview   *review;
  FwReview   *before;   /* (nullable) as it was before a colleague's file was joined */
  FwSnapshot *snapshot; /* the labels as they are now */
  const char *media;    /* as fw_unit_dup_media() gives it */
  const char *person;   /* who reads the list */
} FwDisputesFacts;

typedef struct
{
  FwSaid   said;   /* borrowed from the review; @other is never NULL */
  gboolean is_new; /* nothing was judged differently about it before */
  gboolean has_names; /* the reader may know who said what, see fw_review_list_party() */
} FwDispute;

typedef struct
{
  FwReview *review;   /* (owned) */
  GArray   *units;    /* (element-type FwDispute) (owned) new ones first, then by draw, the
                         newest first, as they were drawn */
  guint     n_new;    /* at the head of @units */
  guint     n_nameless; /* without names */
  guint     n_hidden; /* that the reader has to judge first, or may still have to */
} FwDisputes;

/* O(verdicts and drawn units of the review). */
FwDisputes *fw_disputes_new        (const FwDisputesFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
void        fw_disputes_free       (FwDisputes            *self);
const FwDispute *
            fw_disputes_get        (const FwDisputes      *self,
                                    guint                  index);

/* The same in a thread; everything of @facts is referenced or copied. */
void        fw_disputes_find_async (const FwDisputesFacts *facts,
                                    GCancellable          *cancellable,
                                    GAsyncReadyCallback    callback,
                                    gpointer               user_data);
/* Returns: (transfer full); NULL when it was cancelled */
FwDisputes *fw_disputes_find_finish (GAsyncResult         *result,
                                    GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many units, and what counts, as a sentence. Returns: (transfer full) */
char       *fw_disputes_dup_sentence (const FwDisputes    *self) G_GNUC_WARN_UNUSED_RESULT;
/* What stands of a verdict, with the title of its rule if @manual (nullable) has it:
 * "Wrong category · SD-003 Which vehicle". Returns: (transfer full) */
char       *fw_verdict_dup_words   (const FwVerdict       *verdict,
                                    FwManual              *manual) G_GNUC_WARN_UNUSED_RESULT;
/* A line about one of them: “dana: Correct (counts)”, without names “One: Correct (counts)”
 * and “Another: …”. Returns: (transfer full) */
char       *fw_verdict_dup_line    (const FwVerdict       *verdict,
                                    FwManual              *manual,
                                    gboolean               is_counted,
                                    gboolean               has_names);
/* Everything that was said about a unit that was judged differently, a line for each
 * verdict, the one that counts first. NULL when it was not. Returns: (transfer full) */
char       *fw_disputes_dup_said   (const FwReview        *review,
                                    gint64                 draw,
                                    const char            *unit,
                                    FwManual              *manual,
                                    gboolean               has_names) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwDisputes, fw_disputes_free)

G_END_DECLS
