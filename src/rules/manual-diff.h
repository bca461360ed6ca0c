/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/change-class.h"
#include "rules/manual.h"
#include "rules/word-diff.h"

G_BEGIN_DECLS

typedef enum
{
  FW_RULE_ADDED,   /* new, or back after it was retired */
  FW_RULE_CHANGED,
  FW_RULE_RETIRED,
  FW_RULE_REMOVED  /* not in the new manual at all, which the linter minds */
} FwRuleFate;

/* `added`, `changed`, `retired`, `removed`. */
const char   *fw_rule_fate_to_word      (FwRuleFate    fate);

/* What of a rule is different. */
typedef enum
{
  FW_RULE_PART_SEVERITY   = 1 << 0,
  FW_RULE_PART_CATEGORIES = 1 << 1, /* `for` */
  FW_RULE_PART_CONDITION  = 1 << 2, /* `when`, `expect` */
  FW_RULE_PART_KIND       = 1 << 3, /* `check`, `scope` */
  FW_RULE_PART_PARAMETERS = 1 << 4, /* `with` */
  FW_RULE_PART_TEXT       = 1 << 5, /* DO and DO NOT */
  FW_RULE_PART_PEOPLE     = 1 << 6, /* `ask`, `risk`, `message`, `fix` */
  FW_RULE_PART_PROSE      = 1 << 7  /* title and everything else that is read; no new revision */
} FwRulePart;

/* A parameter of `with:` that is different; borrowed from the difference. */
typedef struct
{
  const char *name;
  char       *before; /* (owned) as the manual writes it; NULL: not set */
  char       *after;  /* (owned) */
} FwParamChange;

/**
 * FwRuleChange:
 *
 * One rule that is not what it was. Borrowed from its FwManualDiff.
 */
typedef struct
{
  FwRuleFate     fate;
  const FwRule  *before;     /* NULL when added */
  const FwRule  *after;      /* NULL when removed */
  guint          parts;      /* FwRulePart */
  FwChangeClass  declared;   /* what the new manual says it did since the old one */
  FwChangeClass  found;      /* what comparing says; REVERSE: some things stricter, others not */
  GArray        *parameters; /* (element-type FwParamChange) (owned) */
} FwRuleChange;

/* What counts: the declared class, or the one found where nothing was declared. */
FwChangeClass fw_rule_change_get_class  (const FwRuleChange *self);
/* The rule's id, whichever side it is on. */
const char   *fw_rule_change_get_id     (const FwRuleChange *self);
/* Whether a person has to look at labels again: a rule that asks people, and a
 * change that asks more. */
gboolean      fw_rule_change_needs_eyes (const FwRuleChange *self);
/* The DO (or, with @is_not, DO NOT) sentences compared word by word.
 * Returns: (transfer full) (element-type FwWordRun) */
GArray       *fw_rule_change_get_words  (const FwRuleChange *self,
                                         gboolean            is_not) G_GNUC_WARN_UNUSED_RESULT;

/**
 * FwManualDiff:
 *
 * Two manuals compared rule by rule. Rules are matched by id. Immutable,
 * reference counted, holds both manuals. Any thread.
 */
typedef struct _FwManualDiff FwManualDiff;

FwManualDiff *fw_manual_diff_new        (FwManual           *before,
                                         FwManual           *after) G_GNUC_WARN_UNUSED_RESULT;
FwManualDiff *fw_manual_diff_ref        (FwManualDiff       *self);
void          fw_manual_diff_unref      (FwManualDiff       *self);
FwManual     *fw_manual_diff_get_before (const FwManualDiff *self);
FwManual     *fw_manual_diff_get_after  (const FwManualDiff *self);
/* In the new manual's order; removed rules last, in the old one's. */
gsize         fw_manual_diff_get_n      (const FwManualDiff *self);
const FwRuleChange *
              fw_manual_diff_get        (const FwManualDiff *self,
                                         gsize               index);
/* NULL when the rule is the same in both. */
const FwRuleChange *
              fw_manual_diff_find       (const FwManualDiff *self,
                                         const char         *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwManualDiff, fw_manual_diff_unref)

G_END_DECLS
