/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What was set aside goes to the manual's owner as a question: which one it is,
 * and that it goes when the problem counts again, however that came about. No
 * toolkit. Main thread.
 */

#include "app/project.h"

G_BEGIN_DECLS

/* Asks what setting @problem aside comes to, in the words of the person where
 * @reason is a question of hers, else with what the check says. The question gets
 * the rule, the place and its picture. @out_id and @out_at (transfer full) are for
 * the entry. FALSE with a sentence. */
gboolean          fw_aside_questions_ask   (FwProject        *project,
                                            FwProblem        *problem,
                                            FwAsideReason     reason,
                                            const char       *words,
                                            gint64           *out_id,
                                            char            **out_at,
                                            GError          **error);
/* What a person wrote of a question, on one line: without the finding that stands
 * below it and without its reason. "" where she gave the reason only.
 * Returns: (transfer full) */
char             *fw_aside_questions_dup_words (const char    *text) G_GNUC_WARN_UNUSED_RESULT;
/* The question of an entry, answered or not; NULL when there is none (any more).
 * Borrowed from the review. */
const FwQuestion *fw_aside_questions_find  (FwProject        *project,
                                            const FwSetAside *aside);
/* From now on a question of this person that nobody answered is taken back when
 * its entry goes (taken back, or undone), and is there again with it. Once per
 * project, which has its labels and its questions. */
void              fw_aside_questions_watch (FwProject        *project);

G_END_DECLS
