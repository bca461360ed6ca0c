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


/* The rules of @manual that a machine checks and that are in force, as they are now.
 * Returns: (transfer full) (element-type FwCheckedRule): borrowed from the manual */
GArray           *fw_manual_list_checked (FwManual *manual) G_GNUC_WARN_UNUSED_RESULT;

/**
 * FwOpenFindings:
 *
 * Where findings are, looked up once: whether one that was worked at is still there.
 * Immutable; any thread.
 */
typedef struct _FwOpenFindings FwOpenFindings;

/* @problems (element-type FwProblem). */
FwOpenFindings   *fw_open_findings_new  (GPtrArray            *problems) G_GNUC_WARN_UNUSED_RESULT;
void              fw_open_findings_free (FwOpenFindings       *self);
/* Whether a finding of the same rule touches the entry's frames, at its object. */
gboolean          fw_open_findings_has  (const FwOpenFindings *self,
                                         const FwSetAside     *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwOpenFindings, fw_open_findings_free)

G_END_DECLS
