/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/step.h"

G_BEGIN_DECLS

/**
 * FwHistory:
 *
 * The steps of a document and the place between them where it stands. Knows
 * for each step the revisions before and after it, so that going back to a
 * saved state is seen as saved. Bounded by bytes: the oldest steps go first.
 * Belongs to the document; main thread only.
 */
typedef struct _FwHistory FwHistory;

FwHistory *fw_history_new          (gsize       cap_bytes);
void       fw_history_free         (FwHistory  *self);
void       fw_history_set_cap      (FwHistory  *self,
                                    gsize       cap_bytes);
/* A new done step; what could be redone is dropped. */
void       fw_history_push         (FwHistory  *self,
                                    FwStep     *step,
                                    guint64     before,
                                    guint64     after);
/* The step behind / ahead, borrowed; NULL when there is none. The revision
 * (nullable) is the one that undoing / redoing it leads to. */
FwStep    *fw_history_peek_undo    (FwHistory  *self,
                                    guint64    *out_revision);
FwStep    *fw_history_peek_redo    (FwHistory  *self,
                                    guint64    *out_revision);
/* Moves one step back / ahead. */
void       fw_history_go_back      (FwHistory  *self);
void       fw_history_go_ahead     (FwHistory  *self);
gboolean   fw_history_is_empty     (FwHistory  *self);
gsize      fw_history_get_size     (FwHistory  *self);
gsize      fw_history_get_n_steps  (FwHistory  *self);

/* Replaces every step by what @func makes of it and gives all states fresh
 * revisions counted up from @first; returns the revision of the present state. */
typedef FwStep *(*FwStepFunc) (FwStep *step, gpointer user_data);
guint64    fw_history_rewrite      (FwHistory  *self,
                                    FwStepFunc  func,
                                    gpointer    user_data,
                                    guint64     first);
/* The same without other revisions: the steps still lead to the same states. */
void       fw_history_map          (FwHistory  *self,
                                    FwStepFunc  func,
                                    gpointer    user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwHistory, fw_history_free)

G_END_DECLS
