/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * From a finding to what a person does about it: going there, and fixing it.
 * Used by the Checks panel, the quick card and the keys alike. No toolkit.
 */

#include "app/project.h"
#include "core/unit-name.h"

G_BEGIN_DECLS

/* The finding that "fix this" and the quick card mean: of the primary object
 * in this frame, else of the primary object anywhere, else of any object in
 * this frame; problems before hints. Borrowed from the check runner, until the
 * session's frame changes; NULL when there is none. */
FwProblem *fw_fixes_find_current (FwProject  *project);
/* The person looks at it now (nullable): what she changes of its object there is noted
 * as work at it, see fw_document_set_in_hand(). */
void       fw_fixes_take         (FwProject  *project,
                                  FwProblem  *problem);
/* Goes to the frame where the finding is worst, selects its object and takes it. */
void       fw_fixes_go           (FwProject  *project,
                                  FwProblem  *problem);
/* "398–402", "whole clip": where a finding is, as people count. Returns: (transfer full) */
char      *fw_fixes_dup_frames   (FwSession  *session,
                                  FwSpan      span) G_GNUC_WARN_UNUSED_RESULT;
/* What a question about the finding is about, where the person looks at it. FALSE:
 * it is about the whole video. */
gboolean   fw_fixes_get_unit     (FwProject  *project,
                                  FwProblem  *problem,
                                  FwUnit     *out_unit);
/* The unit of a kind that the finding is about, where it is worst. FALSE: there is
 * none; it is about the whole video, or about no object. */
gboolean   fw_fixes_get_worst_unit (FwProject  *project,
                                  FwProblem  *problem,
                                  FwUnitKind  kind,
                                  FwUnit     *out_unit);
/* Applies the finding's own fix as one step. @out_say gets a sentence for a
 * toast with Undo. */
gboolean   fw_fixes_apply        (FwProject  *project,
                                  FwProblem  *problem,
                                  char      **out_say,
                                  GError    **error);
/* Applies every safe fix, of one rule or (NULL) of all, as one step: of all that is
 * found, also of what is not described. They are put together in the checker's
 * thread; an object that is changed meanwhile stays as it is. */
void       fw_fixes_apply_all_async  (FwProject            *project,
                                      const FwRule         *rule,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
/* A sentence for a toast with Undo. Returns: (transfer full): NULL with FW_EDIT_ERROR
 * when there was nothing to do, G_IO_ERROR when it was not done. */
char      *fw_fixes_apply_all_finish (FwProject            *project,
                                      GAsyncResult         *result,
                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* "Fix 12 safely", for a button. Returns: (transfer full) */
char      *fw_fixes_dup_offer        (guint                 n_safe,
                                      gboolean              is_more) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
