/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/change-class.h"
#include "rules/manual.h"
#include "rules/yaml-edit.h"

G_BEGIN_DECLS

/*
 * A manual is changed as text: each function takes the file's bytes and gives
 * new ones in which only the lines that say the changed thing are different.
 * Comments, order, blank lines and line ends stay. What comes out is read back
 * and compared with what was asked.
 *
 * All of them fail with FW_FORMAT_ERROR and a sentence for a person: REFERENCE
 * when the rule is not there, LIMIT for texts that are too long, SYNTAX and
 * UNSUPPORTED for texts that would mean something else in a manual. Any thread.
 */

/* Longest prose of one rule, in bytes, and longest title, in characters. */
#define FW_RULE_MAX_PROSE (256 * 1024)
#define FW_RULE_MAX_TITLE 200

/**
 * FwRuleEdit:
 *
 * What is to be different in one rule; gathered first, so that a form costs
 * one pass over the manual. Not for two threads at a time.
 */
typedef struct _FwRuleEdit FwRuleEdit;

FwRuleEdit *fw_rule_edit_new       (const char        *id) G_GNUC_WARN_UNUSED_RESULT;
void        fw_rule_edit_free      (FwRuleEdit        *self);
/* A key of the block, or with @name an entry of its `with:`. @value: NULL
 * removes. The last word on a key counts.
 * @value: (transfer full) (nullable) */
void        fw_rule_edit_set       (FwRuleEdit        *self,
                                    const char        *key,
                                    const char        *name,
                                    FwYaml            *value);
/* The same with a text; "" and NULL remove. */
void        fw_rule_edit_set_text  (FwRuleEdit        *self,
                                    const char        *key,
                                    const char        *text);
void        fw_rule_edit_set_title (FwRuleEdit        *self,
                                    const char        *title);
/* Markdown, without the block; lines end with \n or \r\n. */
void        fw_rule_edit_set_prose (FwRuleEdit        *self,
                                    const char        *prose);
GBytes     *fw_rule_edit_apply     (const FwRuleEdit  *self,
                                    GBytes            *bytes,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same to a manual that was read, and read again afterwards: for who goes on with
 * what it says then. Returns: (transfer full) (nullable) */
FwManual   *fw_rule_edit_apply_to  (const FwRuleEdit  *self,
                                    FwManual          *before,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* A rule's prose as an editor shows it: lines end with \n, no blank lines
 * around. NULL when there is no such rule. Returns: (transfer full) */
char       *fw_manual_dup_prose    (const FwManual    *manual,
                                    const char        *rule) G_GNUC_WARN_UNUSED_RESULT;
/* Which line of that, from 1, stands on @line of the file; 0 when none does. */
int         fw_manual_find_prose_line (const FwManual *manual,
                                    const char        *rule,
                                    int                line);
/* The block as it is written; keys in their order. NULL when there is none, or
 * when it cannot be read. Returns: (transfer full) */
FwYaml     *fw_manual_read_block   (const FwManual    *manual,
                                    const char        *rule) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  const char *title;
  const char *after;   /* nullable: id of the rule behind which it goes; NULL: the last one */
  const char *ask;     /* the question for people: a new rule begins as `human` */
  const char *prose;   /* nullable */
} FwNewRule;

/* Appends a rule with the next free id of its neighbours' letters; it is of
 * the manual's version and has `change: add`. */
GBytes     *fw_manual_add_rule     (GBytes            *bytes,
                                    const FwNewRule   *rule,
                                    char             **out_id,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  const char *rule;
  const char *title;
  const char *question;
  const char *answer;
  const char *outcome;
  const char *item;    /* nullable: what was asked about */
  const char *date;    /* nullable: of the question or the ruling, as 2026-11-02 */
} FwNewPrecedent;

/* Adds a numbered precedent: behind the others of its rule, else at the end of
 * the part where precedents stand, else below its rule. */
GBytes     *fw_manual_add_precedent (GBytes               *bytes,
                                    const FwNewPrecedent  *precedent,
                                    char                 **out_id,
                                    GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds a bullet to *What changed in VERSION*, which is made where there is none. */
GBytes     *fw_manual_add_change   (GBytes            *bytes,
                                    const char        *version,
                                    const char        *line,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* The front matter says @version, effective on @date, and what it was before;
 * where it says @version already, only the date is set. */
GBytes     *fw_manual_set_version  (GBytes            *bytes,
                                    const char        *version,
                                    const char        *date,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* The version after @version when the largest of the changes is @change: a
 * reversal is a new first number, a clarification a new last one.
 * NULL when @version is not three numbers. Returns: (transfer full) */
char       *fw_manual_next_version (const char        *version,
                                    FwChangeClass      change) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwRuleEdit, fw_rule_edit_free)

G_END_DECLS
