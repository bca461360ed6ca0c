/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/snapshot.h"
#include "rules/manual.h"

G_BEGIN_DECLS

/**
 * FwProblem:
 *
 * One finding of a rule: where it is, what was measured, and what a fix would
 * do. Immutable, reference counted, safe to share between threads.
 *
 * A problem of a label rule covers a run of frames in which the same object
 * has it and counts once per frame (fw_problem_get_count()); all others count
 * once. Rules of severity error make problems, the others make hints.
 */
typedef struct _FwProblem FwProblem;

FwProblem     *fw_problem_ref           (FwProblem        *self);
void           fw_problem_unref         (FwProblem        *self);

FwManual      *fw_problem_get_manual    (const FwProblem  *self);
const FwRule  *fw_problem_get_rule      (const FwProblem  *self);
/* 0 when the problem is about a frame or the whole video. */
FwTrackId      fw_problem_get_track     (const FwProblem  *self);
/* The other object of a pair; 0 when there is none. */
FwTrackId      fw_problem_get_other     (const FwProblem  *self);
/* First and last frame. FW_FRAME_NONE in both: the whole video. */
FwSpan         fw_problem_get_span      (const FwProblem  *self);
/* How many problems it counts for. */
gint64         fw_problem_get_count     (const FwProblem  *self);
/* What was measured and what is wanted, translated: "8 px high; at least 10 px
 * is wanted." Of a run: in its worst frame, which is also where to go to. ""
 * in a list of closed problems. */
const char    *fw_problem_get_reason    (const FwProblem  *self);
FwFrame        fw_problem_get_worst     (const FwProblem  *self);

/* FW_FIX_NONE when there is none for this very problem. */
FwFix          fw_problem_get_fix       (const FwProblem  *self);
/* What the fix will do, translated: "Fix sets truncated to true."; NULL when none. */
const char    *fw_problem_get_fix_text  (const FwProblem  *self);
/* Attribute and value of set-attribute and clear-attribute; NULL for other fixes. */
const char    *fw_problem_get_fix_attribute (const FwProblem *self,
                                         FwValue          *out_value);

/* Same rule, objects and first frame: the same problem seen again, maybe with
 * other numbers or a later end. */
gboolean       fw_problem_same          (const FwProblem  *a,
                                         const FwProblem  *b);
guint          fw_problem_hash          (const FwProblem  *self);
/* The same, and all its numbers too. */
gboolean       fw_problem_equal         (const FwProblem  *a,
                                         const FwProblem  *b);
/* By the manual's order of rules, then object, frame, other object. */
int            fw_problem_compare       (const FwProblem  *a,
                                         const FwProblem  *b);

/* What the fix makes of the object it changes, fw_problem_get_fix_track().
 * Pure: reads the object as it is in @snapshot now, which may have moved on
 * since the problem was found. @out_after is NULL when the object goes away.
 * FALSE with FW_EDIT_ERROR when there is no fix or it is not possible any more. */
gboolean       fw_problem_apply_fix     (const FwProblem  *self,
                                         FwSnapshot       *snapshot,
                                         FwTrack         **out_after,
                                         GError          **error);
/* The same of @track (nullable), which is what an earlier fix made of that object;
 * @snapshot has the pictures and categories. */
gboolean       fw_problem_apply_fix_to  (const FwProblem  *self,
                                         FwTrack          *track,
                                         FwSnapshot       *snapshot,
                                         FwTrack         **out_after,
                                         GError          **error);
/* The object that the fix changes. */
FwTrackId      fw_problem_get_fix_track (const FwProblem  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwProblem, fw_problem_unref)

G_END_DECLS
