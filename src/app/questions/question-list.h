/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Which questions are shown, in which order. No toolkit.
 */

#include "core/review.h"

G_BEGIN_DECLS

typedef enum
{
  FW_QUESTIONS_OPEN,
  FW_QUESTIONS_ANSWERED,
  FW_QUESTIONS_MINE
} FwQuestionFilter;

#define FW_N_QUESTION_FILTERS (FW_QUESTIONS_MINE + 1)

/* Questions with all words of @query (nullable) in what was asked, answered or in
 * the rule's id. What waits longest stands first among the open ones, what is
 * newest among the others. Borrowed from @review (nullable).
 * Returns: (transfer full) (element-type FwQuestion) */
GPtrArray *fw_questions_list  (const FwReview   *review,
                               FwQuestionFilter  filter,
                               const char       *person,
                               const char       *query) G_GNUC_WARN_UNUSED_RESULT;
/* The same order between questions of several reviews: by when they were asked, or
 * answered. As for sorting. */
int        fw_questions_compare (const FwQuestion *a,
                               const FwQuestion *b,
                               FwQuestionFilter  filter);
/* How many there are of each kind. */
void       fw_questions_count (const FwReview   *review,
                               const char       *person,
                               guint             counts[FW_N_QUESTION_FILTERS]);

G_END_DECLS
