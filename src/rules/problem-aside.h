/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/snapshot.h"
#include "rules/checker.h"

G_BEGIN_DECLS

/* What setting @problem aside writes down: rule and revision, objects, frames,
 * and the revision of what is there now. Reason, text, author and time are the
 * caller's to fill in; for fw_aside_list_with(). */
FwSetAside fw_problem_make_aside (const FwProblem *problem,
                                  FwSnapshot      *snapshot);

/**
 * FwAsideFilter:
 *
 * Which findings a person set aside: of the same rule in the same revision,
 * about the same objects, in frames she looked at, while nothing changed there.
 * A run that grew past what she saw, an object that was edited and a rule that
 * was changed come back. Also which ones she left open, and why: those are not
 * hidden. Made for one snapshot; one thread at a time.
 */
typedef struct _FwAsideFilter FwAsideFilter;

FwAsideFilter    *fw_aside_filter_new  (FwSnapshot      *snapshot);
void              fw_aside_filter_free (FwAsideFilter   *self);
/* The entry that hides @problem, borrowed from the snapshot; NULL: show it.
 * O(1) for rules and objects of which nothing was set aside. */
const FwSetAside *fw_aside_filter_find (FwAsideFilter   *self,
                                        const FwProblem *problem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwAsideFilter, fw_aside_filter_free)
/* The same for a finding that nobody described yet. */
const FwSetAside *fw_aside_filter_find_at (FwAsideFilter   *self,
                                           const FwFinding *finding);
/* The newest entry that says why @problem was left open when some of its frames
 * were handed on, under this revision of its rule; borrowed likewise. */
const FwSetAside *fw_aside_filter_find_left (FwAsideFilter   *self,
                                             const FwProblem *problem);

G_END_DECLS
