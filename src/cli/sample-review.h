/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Putting a draw into a review file.
 */

#include "cli/command-io.h"
#include "core/review.h"
#include "review/sampling.h"

G_BEGIN_DECLS

/* Adds a frozen batch and its draw to the review at @path, in a new file about
 * @labels where there is none. */
FwExit fw_sample_review_add (const char           *path,
                             const FwReviewLabels *labels,
                             FwFrozenDraw         *frozen);

G_END_DECLS
