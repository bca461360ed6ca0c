/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Setting a finding aside and taking it back: one undoable step each, kept with
 * the labels. The check runner then leaves it out, until its object or its rule
 * changes. What a person says about it goes to the manual's owner as a question
 * (aside-questions.h). No toolkit.
 */

#include "app/project.h"

G_BEGIN_DECLS

/* Whether the reason has to be said in words: that of FW_ASIDE_OTHER, and the
 * question of FW_ASIDE_ASKED unless one about the same object waits already. */
gboolean fw_asides_needs_text  (FwProject         *project,
                                FwProblem         *problem,
                                FwAsideReason      reason);
/* Sets @problem aside. @text (nullable) says more. It goes to the owner of the
 * manual as a question, @out_question (nullable); 0 when there is no review that
 * could keep one, which only FW_ASIDE_ASKED needs. FALSE with a sentence when it
 * lacks words or a name, or the question cannot be kept. */
gboolean fw_asides_put         (FwProject         *project,
                                FwProblem         *problem,
                                FwAsideReason      reason,
                                const char        *text,
                                gint64            *out_question,
                                GError           **error);
/* Takes back what hides @problem, which is one of fw_check_runner_get_asides(), and
 * its question unless somebody answered. */
gboolean fw_asides_take_back   (FwProject         *project,
                                FwProblem         *problem,
                                GError           **error);
/* "Not true here", translated. */
const char *fw_aside_reason_to_title (FwAsideReason reason);
/* "Not true here: a toy car · Dana, 27 November 2026". Returns: (transfer full) */
char    *fw_asides_dup_sentence (const FwSetAside *aside) G_GNUC_WARN_UNUSED_RESULT;
/* The same, and on a line of its own what became of its question: "Answered: a toy
 * counts" or that it waits. Returns: (transfer full) */
char    *fw_asides_dup_words   (FwProject         *project,
                                const FwSetAside  *aside) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
