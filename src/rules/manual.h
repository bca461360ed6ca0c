/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/taxonomy.h"
#include "rules/check-kind.h"
#include "rules/expression.h"

G_BEGIN_DECLS

typedef enum
{
  FW_SEVERITY_ERROR,   /* shown as a problem: must */
  FW_SEVERITY_WARNING, /* shown as a hint: may */
  FW_SEVERITY_ADVICE   /* a hint, shown once */
} FwSeverity;

/* The manual's word: `error`, `warning`, `advice`. */
const char *fw_severity_to_word (FwSeverity severity);

/**
 * FwSentence:
 *
 * A DO or DO NOT bullet of a rule. @text is for people: without Markdown,
 * white space collapsed, starting "Do not ..." where the manual is English.
 */
typedef struct
{
  gboolean    is_not;
  const char *text;
} FwSentence;

/* An example bullet, or a picture of the example strip (then @image is set). */
typedef struct
{
  gboolean    is_no;
  const char *text;
  const char *image; /* path relative to the manual; NULL when there is none */
} FwExample;

/* A parameter's value, read with its kind's FwParam. */
typedef struct
{
  gboolean            is_set; /* FALSE: nothing given and no default */
  double              number; /* numbers, integers, and 0 or 1 for bool */
  const char         *text;   /* interned: text, word, category, attribute, pattern */
  const char *const *texts; /* interned, NULL-terminated: lists, and pairs flattened (a, b, a, b) */
  gsize               n_texts;
  const double       *numbers; /* of a map of counts: one per text; else NULL */
  const FwExpression *expression;
} FwParamValue;

/**
 * FwRule:
 *
 * One rule of a manual, borrowed from it. Strings live as long as the manual.
 */
typedef struct
{
  const char         *id;       /* interned, "SD-002" */
  const char         *title;
  const char         *part;     /* title of the part of the manual it stands in; "" when none */
  const char         *rev;      /* 12 hex digits */
  FwSeverity          severity;
  FwScope             scope;
  const FwCheckKind  *kind;     /* NULL for `human`, and for a kind that is not known */
  gboolean            is_human;
  gboolean            is_sound; /* FALSE when the manual has an error here: not checked */
  gboolean            is_retired;
  const char *const  *globs;    /* `for`, interned, NULL-terminated; NULL = all categories */
  const FwExpression *when;     /* NULL = always */
  const FwExpression *expect;   /* of `expr` only */
  const FwParamValue *params;   /* (array length=kind->n_params) */
  const char         *ask;      /* NULL when there is none */
  int                 risk;     /* 1 to 5 */
  const char         *message;  /* what the annotator sees; never NULL */
  FwFix               fix;
  const char         *since;
  const char         *changed;  /* NULL when never */
  const char         *change;   /* NULL or `clarify`, `tighten`, ... */
  const char         *retired;  /* NULL or the version */
  const FwSentence   *sentences; /* DO and DO NOT in order */
  gsize               n_sentences;
  const FwExample    *examples;
  gsize               n_examples;
  const char         *body;     /* the section's Markdown, without the block */
  int                 line;     /* of the heading, from 1 */
} FwRule;

/**
 * FwPrecedent:
 *
 * An answered question that became law under a rule, borrowed from its manual.
 */
typedef struct
{
  const char *id;      /* "P-0007" */
  const char *title;
  const char *rule;    /* id of the rule */
  const char *since;
  const char *outcome;
  const char *item;    /* NULL when there is none */
  const char *body;
  int         line;
} FwPrecedent;

/**
 * FwManualSection:
 *
 * A stretch of the file from one heading of level 1 to 3 to the next, borrowed
 * from its manual. The first one has no heading when text stands before it;
 * front matter belongs to none. The offsets are bytes in fw_manual_get_bytes():
 * the text below the heading, blocks and all. Where the section has a ```rule
 * or ```precedent block, the first one's lines are @fence to @fence_end with
 * its fences and @block to @block_end without; else all four are 0.
 */
typedef struct
{
  int         level; /* 0: no heading */
  int         line;  /* of the heading, else of the text, from 1 */
  const char *title; /* with the id where there is one; "" without a heading */
  gsize       heading; /* start of the heading's line; @start without a heading */
  gsize       start;
  gsize       end;
  gsize       fence;
  gsize       block;
  gsize       block_end;
  gsize       fence_end;
} FwManualSection;

typedef struct
{
  FwSeverity  severity; /* of the message */
  int         line;     /* from 1 */
  int         column;   /* from 1, in characters */
  const char *text;
} FwManualMessage;

/**
 * FwManual:
 *
 * A rule manual as it was read: immutable, reference counted, safe to share
 * between threads. A manual with mistakes still loads; its messages say what
 * is wrong where, and only its sound rules are checked.
 */
typedef struct _FwManual FwManual;

/* Largest manual that is read, in bytes. */
#define FW_MANUAL_MAX_SIZE (16 * 1024 * 1024)

/* Fails with G_IO_ERROR when the file cannot be read, and with
 * FW_FORMAT_ERROR when it has zero bytes, which text has not, or is too large.
 * Bytes that are not UTF-8 are messages, and so are pictures that are not
 * there when it is known where the manual lies. Blocks. */
FwManual *fw_manual_new_from_file (GFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
FwManual *fw_manual_new_from_bytes (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, with what the linter finds beside the version before it. */
FwManual *fw_manual_new_with_previous (GBytes *bytes, FwManual *previous, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A manual once more, with that. Returns: (transfer full) */
FwManual *fw_manual_beside (FwManual *self, FwManual *previous) G_GNUC_WARN_UNUSED_RESULT;
FwManual              *fw_manual_ref              (FwManual        *self);
void                   fw_manual_unref            (FwManual        *self);

/* Front matter; "" where the manual says nothing. */
const char            *fw_manual_get_name         (const FwManual  *self);
const char            *fw_manual_get_title        (const FwManual  *self);
const char            *fw_manual_get_version      (const FwManual  *self);
const char            *fw_manual_get_effective    (const FwManual  *self);
const char            *fw_manual_get_owner        (const FwManual  *self);
const char            *fw_manual_get_language     (const FwManual  *self);
/* SHA-256 of the file's bytes, 64 hex digits. */
const char            *fw_manual_get_sha256       (const FwManual  *self);
/* The whole file as it was read. */
GBytes                *fw_manual_get_bytes        (const FwManual  *self);

/* Rules in the manual's order, retired and unsound ones too. */
gsize                  fw_manual_get_n_rules      (const FwManual  *self);
const FwRule          *fw_manual_get_rule         (const FwManual  *self,
                                                   gsize            index);
/* NULL when there is none. O(1). */
const FwRule          *fw_manual_find_rule        (const FwManual  *self,
                                                   const char      *id);
const FwPrecedent     *fw_manual_get_precedents   (const FwManual  *self,
                                                   gsize           *out_n);
/* Whether it is the number of a precedent, as `P-0007` is. */
gboolean               fw_manual_is_precedent_id  (const char      *word);
/* What a verdict cites: a rule by its id, or a precedent by its number, and then the
 * rule that it stands under. @out_precedent (nullable) gets the precedent, NULL for a
 * rule. NULL when the manual has neither. */
const FwRule          *fw_manual_find_cited       (const FwManual  *self,
                                                   const char      *id,
                                                   const FwPrecedent **out_precedent);
/* All of the file in its order. */
const FwManualSection *fw_manual_get_sections     (const FwManual  *self,
                                                   gsize           *out_n);
/* The one whose heading is on @line: of a rule or a precedent. NULL when there is none. */
const FwManualSection *fw_manual_find_section     (const FwManual  *self,
                                                   int              line);
/* Ascending by line and column. */
const FwManualMessage *fw_manual_get_messages     (const FwManual  *self,
                                                   gsize           *out_n);
gboolean               fw_manual_has_errors       (const FwManual  *self);
/* FALSE: some of its bytes are no UTF-8 (which are errors, too). */
gboolean               fw_manual_is_text          (const FwManual  *self);
/* `NAME:line:column: severity: text`. Returns: (transfer full) */
char                  *fw_manual_format_message   (const FwManualMessage *message,
                                                   const char      *name) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @path, relative to the manual, is one that a viewer may open: below
 * its folder, by its letters; what links on the disk make of it is not asked. */
gboolean               fw_manual_is_inside        (const char      *path);

/* How many bytes at the start of a bullet's Markdown say that it is an example:
 * “Example yes” or “Example no” in any case, plain or *emphasised*, with the colon
 * behind it. 0: it is none. */
gsize                  fw_manual_parse_example    (const char      *text,
                                                   gboolean        *out_is_no);

/* -1, 0 or 1, by the precedence of semantic versions. */
int                    fw_semver_compare          (const char      *a,
                                                   const char      *b);

/* The categories and attributes the manual declares. Ids count from 1 in the
 * manual's order. Borrowed. */
FwTaxonomy            *fw_manual_get_taxonomy     (const FwManual  *self);
/* The taxonomy a document with these labels has under this manual: the ids and
 * the order of @existing (nullable) stay, categories of the manual that are
 * not there yet are appended in its order with fresh ids, and every category
 * gets the manual's kinds and attributes; what only the labels know stays,
 * marked as not in the manual.
 * Returns: (transfer full) */
FwTaxonomy *
fw_manual_make_taxonomy (const FwManual *self, FwTaxonomy *existing) G_GNUC_WARN_UNUSED_RESULT;

/* Value of the parameter called @name of the rule's kind; NULL when the kind
 * has none of that name. */
const FwParamValue    *fw_rule_get_param          (const FwRule    *rule,
                                                   const char      *name);
/* The number of a parameter, or @fallback when it is not set. */
double                 fw_rule_get_number         (const FwRule    *rule,
                                                   const char      *name,
                                                   double           fallback);
/* Whether the rule is for objects of the category. @category may be NULL (unknown). */
gboolean               fw_rule_is_for             (const FwRule    *rule,
                                                   const char      *category);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwManual, fw_manual_unref)

G_END_DECLS
