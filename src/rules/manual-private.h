/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What the files of the manual share: the reader fills an FwManual section by
 * section, the schema turns YAML into front matter and rules, the linter looks
 * at the whole. After fw_manual_seal() nothing changes any more.
 */

#include "rules/manual.h"
#include "rules/restricted-yaml.h"

G_BEGIN_DECLS

/* A category glob with the attributes it is given, a bit for each. */
typedef struct
{
  const char *glob;
  guint64    *bits;
} FwGlobNames;

/* What `required-attributes` or `attributes-for` says: by the name of a category,
 * and for globs. */
typedef struct
{
  GHashTable *by_name; /* interned name -> FwGlobNames in the arena */
  GPtrArray  *globs;   /* (element-type FwGlobNames) in the arena */
} FwGlobTable;

/* What one manual may ask of its reader, in comparisons of characters: about two
 * seconds. A manual of 300 rules asks for a thousandth of it. */
#define FW_MANUAL_MAX_WORK 500000000

/* More than any catalogue has; each may be given to each of 4096 categories. */
#define FW_MANUAL_MAX_ATTRIBUTES 1000

struct _FwManual
{
  gatomicrefcount ref_count;
  GBytes         *bytes;       /* (owned) */
  GFile          *file;        /* (owned) (nullable) where it was read */
  GBytes         *text;        /* (owned) the same, with ? for each byte that is not UTF-8 */
  GArray         *bad_lines;   /* (element-type int) (owned) where those are, ascending */
  gsize           front_start; /* bytes of the front matter, without its lines of --- */
  gsize           front_end;   /* 0: there is none */
  char           *sha256;      /* (owned) */

  const char     *name;
  const char     *title;
  const char     *version;
  const char     *effective;
  const char     *previous;
  const char     *owner;
  const char     *language;
  int             version_line;
  int             version_column;

  GArray         *categories;  /* (element-type FwCategory) (owned) */
  GArray         *category_lines; /* (element-type int) (owned) */
  GArray         *attributes;  /* (element-type FwAttribute) (owned) */
  FwGlobTable     required;
  FwGlobTable     allowed;
  FwTaxonomy     *taxonomy;    /* (owned) */
  const char    **category_names;  /* (owned) NULL-terminated */
  const char    **attribute_names; /* (owned) NULL-terminated */
  GHashTable     *category_set;    /* (owned) interned names */
  GHashTable     *attribute_index; /* (owned) interned name -> index + 1 */
  GHashTable     *glob_answers;    /* (owned) interned glob -> whether it means a category, + 1 */
  gsize           category_letters; /* of all their names */

  GPtrArray      *rules;       /* (element-type FwRule) in the arena */
  GHashTable     *rules_by_id; /* interned id -> FwRule */
  GArray         *precedents;  /* (element-type FwPrecedent) (owned) */
  GArray         *sections;    /* (element-type FwManualSection) (owned) */
  GArray         *messages;    /* (element-type FwManualMessage) (owned) */
  GHashTable     *unbuilt;     /* (owned) kinds that were already reported as not built */
  GString        *changes;     /* (owned) text of "What changed in VERSION" */
  int             changes_line;
  GArray         *images;      /* (element-type FwImageLink) (owned) in prose, in their order */
  guint           n_errors;
  guint64         work;        /* done so far, see FW_MANUAL_MAX_WORK */
  guint           n_hints;

  /* Strings and arrays that live as long as the manual. */
  GStringChunk   *strings;     /* (owned) */
  GPtrArray      *blocks;      /* (owned) (element-type gpointer) */
  GPtrArray      *expressions; /* (owned) (element-type FwExpression) */
};

/* A picture in the text: `![...](link)`. */
typedef struct
{
  int         line;
  int         column;
  const char *link;
} FwImageLink;

/* One section of the file while it is being read. */
typedef struct
{
  FwManual   *manual;
  FwRule     *rule;      /* NULL for a precedent */
  const char *id;
  GString    *body;      /* (owned) */
  GPtrArray  *bullets;   /* (owned) (element-type utf8) raw Markdown, without the dash */
  GArray     *images;    /* (owned) (element-type FwExample) outside of example bullets */
  int         line;
  int         n_blocks;
  int         block_line;
  GString    *block;     /* (owned) */
  const char *title;
  const char *under;     /* of a precedent: the rule in the heading */
} FwSection;

/* Strings and arrays of the manual. */
const char *fw_manual_keep        (FwManual          *self,
                                   const char        *text);
gpointer    fw_manual_keep_block  (FwManual          *self,
                                   gconstpointer      data,
                                   gsize              size);
/* Adds a message; control characters in it are made harmless. */
void        fw_manual_say         (FwManual          *self,
                                   FwSeverity         severity,
                                   int                line,
                                   int                column,
                                   const char        *format,
                                   ...) G_GNUC_PRINTF (5, 6);
/* "; did you mean 'x'", or "". The first hints help, a thousandth is only work.
 * Returns: (transfer full) */
char       *fw_manual_hint        (FwManual          *self,
                                   const char        *word,
                                   const char *const *words);
/* Whether there will be no more hints. */
gboolean    fw_manual_is_terse    (const FwManual    *self);
/* Counts @steps of work. FALSE when it is more than a manual may ask for; the
 * first time with a message at the place. */
gboolean    fw_manual_spend       (FwManual          *self,
                                   guint64            steps,
                                   int                line,
                                   int                column);

/* manual-front.c: front matter, then the taxonomy. */
void        fw_manual_read_front  (FwManual          *self,
                                   const FwYaml      *front);
/* What a table says about a category: a bit per attribute of the manual, free
 * it. NULL when it says nothing. Returns: (transfer full) (nullable) */
guint64    *fw_manual_list_attributes (const FwManual *self,
                                   const FwGlobTable *table,
                                   const char        *category);
/* Whether the attribute of this index is among @bits (nullable). */
static inline gboolean
fw_bits_have (const guint64 *bits,
              gsize          index)
{
  return bits && (bits[index / 64] >> (index % 64) & 1);
}

/* manual-rule.c: the block of a rule or precedent. */
void        fw_manual_read_rule   (FwManual          *self,
                                   FwSection         *section,
                                   const FwYaml      *block);
void        fw_manual_read_precedent (FwManual       *self,
                                   FwSection         *section,
                                   const FwYaml      *block);
/* manual-param.c: `with:` of a rule. FALSE when something in it is wrong. */
gboolean    fw_manual_read_params (FwManual          *self,
                                   FwRule            *rule,
                                   const FwYaml      *with,
                                   int                line,
                                   int                column);
FwExpression *
            fw_manual_read_expression (FwManual      *self,
                                   const FwYaml      *node);
/* A scalar or a list of scalars as an interned, NULL-terminated array; NULL
 * (after a message that starts with @what) when it is neither. */
const char *const *
            fw_manual_read_words  (FwManual          *self,
                                   const FwYaml      *node,
                                   const char        *what,
                                   gsize             *out_n);
/* Category globs; each has to mean at least one category. */
gboolean    fw_manual_check_glob  (FwManual          *self,
                                   const char        *glob,
                                   const FwYaml      *at,
                                   const char        *what);
gboolean    fw_glob_matches       (const char        *glob,
                                   const char        *text);
gboolean    fw_is_semver          (const char        *text);

/* manual-image.c: pictures that lie elsewhere, and, where it is known in which
 * folder the manual lies, pictures that are not there. */
void        fw_manual_lint_images (FwManual          *self);
/* The path in a Markdown link, without <>, "title" and %20; it may lead anywhere.
 * Returns: (transfer full) */
char       *fw_manual_read_link   (const char        *link);

/* manual-text.c: Markdown as people read it. Returns: (transfer full) */
char       *fw_markdown_to_plain  (const char        *markdown);
char       *fw_collapse_space     (const char        *text);
/* The DO and DO NOT bullets and examples of a section go into its rule. */
void        fw_manual_read_prose  (FwManual          *self,
                                   FwSection         *section);

/* manual-lint.c: what only shows when everything is read. */
void        fw_manual_lint        (FwManual          *self);
/* manual-history.c: what only shows beside the version before. */
void        fw_manual_lint_history (FwManual         *self,
                                   FwManual          *previous);

/* manual-reader.c */
/* Level of a heading of up to three, and its text; 0 when @line is none. */
int         fw_manual_parse_heading (const char      *line,
                                   char             **out_text);
/* The mark, its number and the word behind it when @line opens a fenced block; else 0. */
gsize       fw_manual_opens_fence (const char        *line,
                                   char              *out_mark,
                                   char             **out_info);
gboolean    fw_manual_closes_fence (const char       *line,
                                   char               mark,
                                   gsize              length);
void        fw_manual_read        (FwManual          *self,
                                   const char        *text,
                                   gsize              length);

G_END_DECLS
