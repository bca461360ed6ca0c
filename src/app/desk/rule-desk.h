/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/desk/rule-draft.h"
#include "app/desk/rule-notes.h"
#include "app/project.h"
#include "rules/rule-trial.h"

G_BEGIN_DECLS

#define FW_TYPE_RULE_DESK (fw_rule_desk_get_type ())
G_DECLARE_FINAL_TYPE (FwRuleDesk, fw_rule_desk, FW, RULE_DESK, GObject)

/**
 * FwRuleDesk:
 *
 * Where a project's manual is edited, one rule at a time: the form, what the
 * linter says of it, a trial over the open labels, saving and taking back. All
 * work is done in threads, a moment after the last change. Main thread; no
 * toolkit.
 *
 * ::form-changed (): fw_rule_desk_get_form() is another one, maybe NULL.
 * ::edited (): a field says something else.
 * ::checked (): fw_rule_desk_get_notes().
 * ::trial-changed (): any of what is told about the trial.
 * ::stale-changed (): fw_rule_desk_is_stale().
 * ::draft-changed (): fw_rule_desk_get_draft().
 * ::said (const char *sentence, gboolean can_undo): for a toast, what came of
 *   saving and taking back.
 */
FwRuleDesk  *fw_rule_desk_new        (FwProject    *project);
FwProject   *fw_rule_desk_get_project (FwRuleDesk  *self);

/* Begins with a rule; what was edited before has to be ended. */
gboolean     fw_rule_desk_begin      (FwRuleDesk   *self,
                                      const char   *id,
                                      GError      **error);
/* Begins a new rule behind @after (nullable: behind the last one). */
gboolean     fw_rule_desk_begin_new  (FwRuleDesk   *self,
                                      const char   *after,
                                      GError      **error);
/* Borrowed; NULL when nothing is edited. */
FwRuleForm  *fw_rule_desk_get_form   (FwRuleDesk   *self);
/* Which view shows the form: one at a time. Only compared; ::form-changed when it
 * is another one. */
void         fw_rule_desk_set_place  (FwRuleDesk   *self,
                                      gpointer      place);
gpointer     fw_rule_desk_get_place  (FwRuleDesk   *self);
/* What a field says from now on. */
void         fw_rule_desk_set        (FwRuleDesk   *self,
                                      const char   *key,
                                      const char   *name,
                                      const char   *text);
/* Whether there is anything that would be lost. */
gboolean     fw_rule_desk_is_changed (FwRuleDesk   *self);
/* Lets go of the form. @keep: what was changed is offered again as a draft. */
void         fw_rule_desk_end        (FwRuleDesk   *self,
                                      gboolean      keep);

/* What the linter said last; NULL before its first word. Borrowed. */
FwRuleNotes *fw_rule_desk_get_notes  (FwRuleDesk   *self);
/* Whether that is about the form as it is now. */
gboolean     fw_rule_desk_is_checked (FwRuleDesk   *self);
/* What stands in the way of saving, as a sentence; NULL when nothing does.
 * Returns: (transfer full) (nullable) */
char        *fw_rule_desk_dup_obstacle (FwRuleDesk *self) G_GNUC_WARN_UNUSED_RESULT;
/* Why the manual that is edited is not to be changed at all; NULL when it may be.
 * Borrowed until another rule is edited. */
const char      *fw_rule_desk_get_lock      (FwRuleDesk         *self);

/* Whether the manual is another one than the form was made from. */
gboolean     fw_rule_desk_is_stale   (FwRuleDesk   *self);
/* Puts the form over the manual as it is now; changes stay. @out_say gets a
 * sentence for the person. */
gboolean     fw_rule_desk_reload     (FwRuleDesk   *self,
                                      char        **out_say,
                                      GError      **error);

/* Writes what the form says, and puts it in force; the form is gone then. When
 * somebody else wrote the file meanwhile, nothing is written and the form is
 * stale. */
void         fw_rule_desk_save_async (FwRuleDesk          *self,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
/* A sentence for a toast with Undo. Returns: (transfer full) (nullable) */
char        *fw_rule_desk_save_finish (FwRuleDesk         *self,
                                      GAsyncResult        *result,
                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the last save back, unless the file is another one by now. */
gboolean     fw_rule_desk_can_undo   (FwRuleDesk          *self);
void         fw_rule_desk_undo_async (FwRuleDesk          *self,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
char        *fw_rule_desk_undo_finish (FwRuleDesk         *self,
                                      GAsyncResult        *result,
                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* The rule that this person wrote last, when @manual is what she made of it: to
 * her it is no news. NULL: it is somebody else's. Borrowed. */
const char  *fw_rule_desk_get_own    (FwRuleDesk     *self,
                                      const FwManual *manual);

/* Runs the rule as it was and as the form says over the open labels. From then
 * on again after each change, when it is quick. Nothing is saved. */
void         fw_rule_desk_try        (FwRuleDesk   *self);
void         fw_rule_desk_stop_trial (FwRuleDesk   *self);
/* Stops, and forgets what came of it. */
void         fw_rule_desk_drop_trial (FwRuleDesk   *self);
gboolean     fw_rule_desk_is_trying  (FwRuleDesk   *self);
double       fw_rule_desk_get_trial_share (FwRuleDesk *self);
/* What came of it last; NULL. Borrowed. */
FwRuleTrial *fw_rule_desk_get_trial  (FwRuleDesk   *self);
/* Whether that is about the form as it is now. */
gboolean     fw_rule_desk_is_trial_current (FwRuleDesk *self);
/* Why it cannot be tried, as a sentence; NULL. Borrowed. */
const char  *fw_rule_desk_get_trial_trouble (FwRuleDesk *self);

/* ::said. */
void         fw_rule_desk_say        (FwRuleDesk   *self,
                                      const char   *sentence,
                                      gboolean      can_undo);

/* A change that was not saved and waits; NULL when there is none, or while
 * something is edited. Borrowed. */
const FwRuleDraft *
             fw_rule_desk_get_draft  (FwRuleDesk   *self);
/* Goes on with it. */
gboolean     fw_rule_desk_open_draft (FwRuleDesk   *self,
                                      GError      **error);
void         fw_rule_desk_discard_draft (FwRuleDesk *self);

G_END_DECLS
