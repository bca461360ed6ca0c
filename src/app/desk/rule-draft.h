/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/desk/rule-form.h"

G_BEGIN_DECLS

/**
 * FwRuleDraft:
 *
 * A change to a rule that was not saved, kept in the state folder: one for each
 * manual's file, a few hundred bytes. It survives a crash and "keep for later".
 * Everything here blocks on files; any thread.
 */
typedef struct
{
  char       *rule;   /* (owned) its id; of a new one, what it was going to be */
  gboolean    is_new;
  char       *after;  /* (owned) (nullable) behind which rule a new one goes */
  gint64      time;   /* seconds since 1970, of the last change */
  GPtrArray  *texts;  /* (element-type utf8) (owned) key, "" or "." and a name, text; and so on */
} FwRuleDraft;

/* Where the draft for the manual at @manual_path is kept. Returns: (transfer full) */
char        *fw_rule_draft_path_for (const char        *manual_path) G_GNUC_WARN_UNUSED_RESULT;
/* NULL when there is none that can be read. Returns: (transfer full) (nullable) */
FwRuleDraft *fw_rule_draft_load     (const char        *path) G_GNUC_WARN_UNUSED_RESULT;
/* What @form says and the manual does not. */
gboolean     fw_rule_draft_save     (const FwRuleForm  *form,
                                     const char        *path,
                                     GError           **error);
void         fw_rule_draft_remove   (const char        *path);
/* The draft as a form over @manual as it is now.
 * Returns: (transfer full) (nullable) */
FwRuleForm  *fw_rule_draft_open     (const FwRuleDraft *self,
                                     FwManual          *manual,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void         fw_rule_draft_free     (FwRuleDraft       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwRuleDraft, fw_rule_draft_free)

G_END_DECLS
