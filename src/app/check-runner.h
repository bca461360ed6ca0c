/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/check-results.h"
#include "core/document.h"
#include "edit/session.h"
#include "rules/checker.h"
#include "rules/fix-round.h"

G_BEGIN_DECLS

#define FW_TYPE_CHECK_RUNNER (fw_check_runner_get_type ())
G_DECLARE_FINAL_TYPE (FwCheckRunner, fw_check_runner, FW, CHECK_RUNNER, GObject)

/**
 * FwCheckRunner:
 *
 * Keeps the findings of a manual over a document up to date from a worker
 * thread. Main thread API; nothing here blocks. Edits are gathered for 150 ms
 * and checked together.
 *
 * Properties (read-only, notify): is-checking (boolean), n-problems and n-hints
 * (int64; rules of severity error, and the others).
 * ::changed (): the list of problems is another one.
 * ::here-changed (): only fw_check_runner_get_here() is.
 *
 * Memory is bounded: of each rule at most FW_CHECK_RESULTS_MAX_PER_RULE findings
 * are described. Where all of them are is in the marks, and those of the frame
 * where the person is are described in any case.
 */
FwCheckRunner *fw_check_runner_new          (FwDocument    *document);
/* NULL: without a manual nothing is found. Starts a full check. */
void           fw_check_runner_set_manual   (FwCheckRunner *self,
                                             FwManual      *manual);
FwManual      *fw_check_runner_get_manual   (FwCheckRunner *self);
/* What the labels do not say; checks again what rests on it. (nullable) */
void           fw_check_runner_set_facts    (FwCheckRunner *self,
                                             FwCheckFacts  *facts);
FwCheckFacts  *fw_check_runner_get_facts    (FwCheckRunner *self);
/* What the last finished check wants to know of the pixels and nobody measured
 * yet (element-type FwPixelQuestion), by frames; NULL when nothing.
 * @out_n_answered: how many are answered. Borrowed until ::changed. */
const GArray  *fw_check_runner_get_questions (FwCheckRunner *self,
                                             gsize         *out_n_answered);
gboolean       fw_check_runner_is_checking  (FwCheckRunner *self);
/* Checks what changed now, without gathering more. FALSE: nothing changed since
 * the last result; else ::changed follows. */
gboolean       fw_check_runner_hurry        (FwCheckRunner *self);
/* Findings of the last finished check, sorted by rule, object, frame, without
 * those that were set aside; of each rule at most FW_CHECK_RESULTS_MAX_PER_RULE
 * are looked at for both lists. Borrowed until ::changed.
 * (element-type FwProblem) */
GPtrArray     *fw_check_runner_get_problems (FwCheckRunner *self);
/* Where all findings are, those that are not described too, as
 * fw_session_share_marks() wants them. (element-type FwMark) */
GArray        *fw_check_runner_get_marks    (FwCheckRunner *self);
/* Where the person is. */
void           fw_check_runner_set_frame    (FwCheckRunner *self,
                                             FwFrame        frame);
/* Findings that touch that frame, as get_problems() has them. When a rule has
 * very many, those that are missing are asked for and ::here-changed tells.
 * Borrowed until one of the signals, or another frame. */
GPtrArray     *fw_check_runner_get_here     (FwCheckRunner *self);
/* Those that were set aside and would be there otherwise; same order, same life. */
GPtrArray     *fw_check_runner_get_asides   (FwCheckRunner *self);
/* Why and by whom one was set aside. Borrowed until ::changed; NULL when it was not. */
const FwSetAside *
               fw_check_runner_find_aside   (FwCheckRunner *self,
                                             const FwProblem *problem);
/* Why one was left open when its frames were handed on. Borrowed until ::changed. */
const FwSetAside *
               fw_check_runner_find_left    (FwCheckRunner   *self,
                                             const FwProblem *problem);
/* How many places there are: a run of frames in which one object has one problem
 * is one, as a person reads the list (framectl counts each label of it). */
gint64         fw_check_runner_get_n_problems (FwCheckRunner *self);
gint64         fw_check_runner_get_n_hints  (FwCheckRunner *self);
gint64         fw_check_runner_count_rule   (FwCheckRunner *self,
                                             const FwRule  *rule);
/* As fw_check_results_count_safe(). */
guint          fw_check_runner_count_safe   (FwCheckRunner *self,
                                             const FwRule  *rule,
                                             gboolean      *out_more);
/* Why a rule gives no answer, or NULL; as fw_checker_get_silence(). */
const char    *fw_check_runner_get_silence  (FwCheckRunner *self,
                                             const FwRule  *rule);
/* Whether findings past a million are counted no more. */
gboolean       fw_check_runner_is_capped    (FwCheckRunner *self);
/* Puts together, in the checker's thread, what all safe fixes of @rule (NULL: of
 * all rules) make of the labels as they are then, after what waits to be checked.
 * One at a time: G_IO_ERROR_PENDING; G_IO_ERROR_CANCELLED when the manual goes. */
void           fw_check_runner_fix_async    (FwCheckRunner       *self,
                                             const FwRule        *rule,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
/* Nobody wants them any more: G_IO_ERROR_CANCELLED. */
void           fw_check_runner_drop_fix     (FwCheckRunner       *self);
/* Returns: (transfer full) (nullable) */
FwFixRound    *fw_check_runner_fix_finish   (FwCheckRunner       *self,
                                             GAsyncResult        *result,
                                             GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
