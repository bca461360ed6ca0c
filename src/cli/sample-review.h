/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Putting a draw into a review file.
 */

#include "cli/command-io.h"
#include "core/review.h"
#include "review/sampling.h"

G_BEGIN_DECLS

/* What waits for an answer at a time (ISO 8601, nullable: now): by the review at
 * @path, else (NULL) by the one beside @labels, when there is one. NULL with the code
 * to return when the review cannot be read; a review that does not exist asks nothing.
 * Returns: (transfer full) (nullable) */
FwOpenQuestions *fw_sample_review_load_asked (const char *path,
                                              const char *labels,
                                              const char *media,
                                              const char *at,
                                              FwExit     *out_exit) G_GNUC_WARN_UNUSED_RESULT;

/* Adds a frozen batch and its draw to the review at @path, in a new file about
 * @labels where there is none. */
FwExit fw_sample_review_add (const char           *path,
                             const FwReviewLabels *labels,
                             FwFrozenDraw         *frozen);

G_END_DECLS
