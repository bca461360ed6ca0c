/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Handing on with problems open. What stops nobody, but asks why: the reason is
 * kept with the labels (core/aside-list.h), where a reviewer sees it.
 */

#include "app/project.h"

G_BEGIN_DECLS

/**
 * FwLeaving:
 *
 * What "done" in the session's frame would leave open without a word: problems
 * (not hints) of this picture, or of a video up to this frame, whose rule was
 * not left open there before.
 */
typedef struct
{
  FwFrame    frame;      /* that "done" is about */
  FwSpan     span;       /* what the reason will be about */
  guint      n_problems;
  GPtrArray *rules;      /* (owned) (element-type FwRule) each once, borrowed */
  FwManual  *manual;     /* (owned) of the rules */
  FwProblem *first;      /* (owned) by frame */
} FwLeaving;

/* As far as the last check knows. NULL: nothing to explain. */
FwLeaving *fw_leaving_find    (FwProject        *project);
void       fw_leaving_free    (FwLeaving        *self);
/* "2 problems stay open in picture 38. Why?" */
char      *fw_leaving_dup_question (const FwLeaving *self,
                                    FwProject   *project) G_GNUC_WARN_UNUSED_RESULT;
/* Marks done what @self is about, writes the reason down in the same step, and
 * goes on. FALSE without a reason, or when the session has gone elsewhere. */
gboolean   fw_leaving_hand_on (const FwLeaving  *self,
                               FwProject        *project,
                               const char       *reason,
                               char            **out_say,
                               GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwLeaving, fw_leaving_free)

G_END_DECLS
