/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/desk/form-text.h"
#include "rules/manual.h"

G_BEGIN_DECLS

/* Fields that are no keys of the block. */
#define FW_FORM_TITLE "#title"
#define FW_FORM_PROSE "#prose"

/**
 * FwRuleForm:
 *
 * A rule while it is edited: what each field of the form says, and what the
 * manual said when the form was made. Only fields that say something else are
 * written, so comments, order and everything else stay. No toolkit; one thread
 * at a time, so a worker gets a copy.
 *
 * A field is a key of the block, or with @name an entry of its `with:`; the
 * name of a kind whose `with:` is one whole map is "".
 */
typedef struct _FwRuleForm FwRuleForm;

/* NULL when @manual has no rule @id. Returns: (transfer full) (nullable) */
FwRuleForm        *fw_rule_form_new         (FwManual          *manual,
                                             const char        *id) G_GNUC_WARN_UNUSED_RESULT;
/* A rule that is not there yet, behind @after (nullable: the last one).
 * Returns: (transfer full) (nullable) */
FwRuleForm        *fw_rule_form_new_rule    (FwManual          *manual,
                                             const char        *after,
                                             GError           **error) G_GNUC_WARN_UNUSED_RESULT;
FwRuleForm        *fw_rule_form_copy        (const FwRuleForm  *self) G_GNUC_WARN_UNUSED_RESULT;
void               fw_rule_form_free        (FwRuleForm        *self);

/* Of the rule; that of a new one may become another when the manual does. Interned. */
const char        *fw_rule_form_get_id      (const FwRuleForm  *self);
gboolean           fw_rule_form_is_new      (const FwRuleForm  *self);
/* Which rule a new one stands behind; NULL. Interned. */
const char        *fw_rule_form_get_after   (const FwRuleForm  *self);
/* The manual it was made from, as it is on disk. */
FwManual          *fw_rule_form_get_manual  (const FwRuleForm  *self);
/* FALSE when the rule has no block that a form could show; its text can be
 * edited all the same. */
gboolean           fw_rule_form_has_block   (const FwRuleForm  *self);

/* What the field says; "" when nothing. Borrowed until it is set. */
const char        *fw_rule_form_get         (const FwRuleForm  *self,
                                             const char        *key,
                                             const char        *name);
/* What it said when the form was made. */
const char        *fw_rule_form_get_saved   (const FwRuleForm  *self,
                                             const char        *key,
                                             const char        *name);
void               fw_rule_form_set         (FwRuleForm        *self,
                                             const char        *key,
                                             const char        *name,
                                             const char        *text);
/* The kind of check that the form says; NULL for `human` and unknown ones. */
const FwCheckKind *fw_rule_form_get_kind    (const FwRuleForm  *self);
gboolean           fw_rule_form_is_human    (const FwRuleForm  *self);
/* Entries of `with:` that the kind does not have and that would stay: while the
 * kind is the one that was saved. Returns: (transfer full) (element-type utf8) */
GPtrArray         *fw_rule_form_list_strays (const FwRuleForm  *self) G_GNUC_WARN_UNUSED_RESULT;
/* Whether anything would be written. A new rule always is. */
gboolean           fw_rule_form_is_changed  (const FwRuleForm  *self);

/* The manual with what the form says, as it would be read from the file. The message
 * of an error begins with the field's key or name and a colon. Any thread.
 * Returns: (transfer full) (nullable) */
FwManual          *fw_rule_form_apply       (const FwRuleForm  *self,
                                             GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same form over another version of the manual: what was changed here
 * stays, everything else is as @manual has it now. @both: what was changed on
 * both sides, as keys and names in words. NULL when the rule is gone.
 * Returns: (transfer full) (nullable) */
FwRuleForm        *fw_rule_form_rebase      (const FwRuleForm  *self,
                                             FwManual          *manual,
                                             GPtrArray        **both,
                                             GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* Calls @func for every field that says something else than was saved. */
typedef void (*FwRuleFormFunc) (const char *key, const char *name, const char *text,
                                gpointer user_data);
void               fw_rule_form_foreach_change (const FwRuleForm *self,
                                             FwRuleFormFunc     func,
                                             gpointer           user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwRuleForm, fw_rule_form_free)

G_END_DECLS
