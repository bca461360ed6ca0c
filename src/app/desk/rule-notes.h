/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/desk/rule-form.h"

G_BEGIN_DECLS

/**
 * FwRuleNote:
 *
 * Something to tell about a rule that is being edited, and where.
 */
typedef struct
{
  const char *key;      /* interned: a field of the form; NULL: the rule, or elsewhere */
  const char *name;     /* interned (nullable): of an entry of `with:` */
  int         line;     /* of the prose, from 1; 0: none of its lines */
  FwSeverity  severity;
  char       *text;     /* (owned) without the rule's id */
  gboolean    is_new;   /* the manual as it was saved does not say it */
  gboolean    is_elsewhere; /* about another part of the manual; then it is new */
} FwRuleNote;

/**
 * FwRuleNotes:
 *
 * A form as the linter sees it: the manual that saving would give, and what it
 * says about the rule. Immutable; belongs to whoever made it.
 */
typedef struct
{
  GBytes   *bytes;   /* (owned) (nullable) what would be written; NULL: it cannot be */
  FwManual *manual;  /* (owned) (nullable) of @bytes */
  GArray   *notes;   /* (element-type FwRuleNote) (owned) errors first, else in their order */
  guint     n_obstacles; /* notes that stand against saving: new errors */
} FwRuleNotes;

/* Applies the form and reads what comes out. Any thread. */
FwRuleNotes *fw_rule_notes_new  (const FwRuleForm *form) G_GNUC_WARN_UNUSED_RESULT;
void         fw_rule_notes_free (FwRuleNotes      *self);
/* The first note of a field, NULL when there is none. */
const FwRuleNote *
             fw_rule_notes_find (const FwRuleNotes *self,
                                 const char       *key,
                                 const char       *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwRuleNotes, fw_rule_notes_free)

G_END_DECLS
