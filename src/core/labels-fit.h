/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Somebody else's labels in our words: our frames, our categories. Then both
 * can be laid side by side, and an object of theirs can be put among ours.
 */

#include "core/frame-fit.h"
#include "core/snapshot.h"

G_BEGIN_DECLS

/* @theirs with the frames of @ours. Categories are the same when their names are:
 * they get our ids; those that we do not have keep their order behind ours and
 * get free ids. Object ids stay. Frames that they do not know count as left out by
 * them; frames that are empty or done are there. Objects in frames that we do not
 * have are left out. Any thread. Returns: (transfer full) */
FwSnapshot *fw_labels_fit      (FwSnapshot       *theirs,
                                FwSnapshot       *ours,
                                const FwFrameFit *fit) G_GNUC_WARN_UNUSED_RESULT;

/* @ours, and behind them the categories that only @theirs has. Both are
 * nullable. Returns: (transfer full) */
FwTaxonomy *fw_taxonomy_extend (FwTaxonomy       *ours,
                                FwTaxonomy       *theirs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
