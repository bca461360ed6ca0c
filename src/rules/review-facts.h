/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/review.h"
#include "rules/check-facts-builder.h"

G_BEGIN_DECLS

/* Adds what a review knows: its open questions, and the units that were judged
 * (each once, by its last verdict; those that could not be decided are not
 * judged). A unit of other labels, or one that is gone, is about no object.
 *
 * A review that holds no record at all says nothing, and one without draws and
 * verdicts nothing of verdicts: nobody reviewed, or reviews are kept elsewhere.
 * @review NULL: likewise.
 *
 * @media: of the units of these labels, see fw_unit_dup_media(). */
void fw_review_facts_add (FwCheckFactsBuilder *builder,
                          const FwReview      *review,
                          FwSnapshot          *snapshot,
                          const char          *media);

G_END_DECLS
