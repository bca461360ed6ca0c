/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The table of check kinds: the one place that knows their names, what they
 * look at, their parameters with unit, default and sane range, what they need,
 * and which fixes they can offer. Parsing, defaults, the linter and
 * `framectl manual kinds` come from it.
 */

typedef enum
{
  FW_SCOPE_LABEL,
  FW_SCOPE_FRAME,
  FW_SCOPE_TRACK,
  FW_SCOPE_VIDEO,
  FW_SCOPE_PROJECT
} FwScope;

#define FW_N_SCOPES (FW_SCOPE_PROJECT + 1)

/* The manual's word, such as `label`. */
const char *fw_scope_to_word   (FwScope     scope);
gboolean    fw_scope_from_word (const char *word,
                                FwScope    *out_scope);

typedef enum
{
  FW_FIX_NONE,
  FW_FIX_CLIP,             /* cut the shape at the border of the picture */
  FW_FIX_SET_ATTRIBUTE,
  FW_FIX_CLEAR_ATTRIBUTE,
  FW_FIX_DROP_SMALL_PARTS,
  FW_FIX_RENAME,           /* to the category that replaced a retired one */
  FW_FIX_DELETE,           /* offered one at a time, never part of "fix all" */
  FW_FIX_DELETE_NEWER      /* likewise */
} FwFix;

#define FW_N_FIXES (FW_FIX_DELETE_NEWER + 1)

const char *fw_fix_to_word     (FwFix       fix);
gboolean    fw_fix_from_word   (const char *word,
                                FwFix      *out_fix);
/* Whether "fix all" may apply it. */
gboolean    fw_fix_is_safe     (FwFix       fix);

typedef enum
{
  FW_PARAM_NUMBER,
  FW_PARAM_INTEGER,
  FW_PARAM_BOOL,
  FW_PARAM_WORD,       /* one of @words */
  FW_PARAM_TEXT,
  FW_PARAM_TEXTS,      /* list */
  FW_PARAM_PATTERN,    /* GRegex */
  FW_PARAM_GLOBS,      /* category globs; one or a list */
  FW_PARAM_CATEGORY,
  FW_PARAM_CATEGORIES, /* one or a list */
  FW_PARAM_ATTRIBUTE,
  FW_PARAM_VALUES,     /* list of values of the kind's `attribute` */
  FW_PARAM_PAIRS,      /* list of [a, b]; values of `attribute` when there is one */
  FW_PARAM_FIELDS,     /* list of `category` or attribute names */
  FW_PARAM_SETS,       /* list of lists of `attribute` or `attribute=value` */
  FW_PARAM_EXPRESSION,
  FW_PARAM_COUNTS,     /* the whole map category: count; the name is "" */
  FW_PARAM_RENAMES,    /* map old category: new category */
  FW_PARAM_SENSORS     /* the whole map sensor: list of geometries; the name is "" */
} FwParamType;

typedef struct
{
  const char  *name;
  FwParamType  type;
  const char  *unit;          /* NULL when it has none */
  const char  *default_value; /* as text of the manual; NULL when it has none */
  double       low;           /* numbers: outside low to high the linter asks "really?" */
  double       high;
  const char  *words;         /* FW_PARAM_WORD: "frame|second" */
  gboolean     is_required;
} FwParam;

/* What a kind cannot do without; where it is missing the answer is "no data". */
typedef enum
{
  FW_NEEDS_NOTHING    = 0,
  FW_NEEDS_IMAGE_SIZE = 1 << 0,
  FW_NEEDS_FPS        = 1 << 1,
  FW_NEEDS_PIXELS     = 1 << 2, /* the media itself */
  FW_NEEDS_VIDEO      = 1 << 3,
  FW_NEEDS_SEEN       = 1 << 4, /* which frames were on screen */
  FW_NEEDS_PROJECT    = 1 << 5, /* another label file about the same */
  FW_NEEDS_EFFORTS    = 1 << 6, /* the journal: how long things took */
  FW_NEEDS_QUESTIONS  = 1 << 7, /* what was asked */
  FW_NEEDS_VERDICTS   = 1 << 8, /* what was judged */
  FW_NEEDS_LISTS      = 1 << 9, /* lists of media */
  FW_NEEDS_FILE       = 1 << 10, /* what the file of labels says that objects do not */
  FW_NEEDS_SENSOR     = 1 << 11 /* what took the pictures */
} FwNeeds;

typedef struct
{
  const char    *name;
  FwScope        scope;
  const FwParam *params;    /* (array length=n_params) */
  guint          n_params;
  guint one_of; /* when not 0: at least one of the first @one_of parameters must be given */
  guint          needs;     /* FwNeeds */
  guint          fixes;     /* bits 1 << FwFix */
  const char    *sentence;  /* what it reports; translatable */
} FwCheckKind;

/* All kinds in the order of the catalogue. `human` is not one of them. */
const FwCheckKind *fw_check_kinds_get      (gsize             *out_n);
/* Whether it is checked, and not only described. */
gboolean           fw_check_kind_is_built  (const FwCheckKind *kind);
/* NULL when there is none. */
const FwCheckKind *fw_check_kind_find      (const char        *name);
/* Index of the parameter, or -1. */
int                fw_check_kind_find_param (const FwCheckKind *kind,
                                            const char        *name);

/* The one of @words (NULL-terminated) that is nearest to @word, when it is
 * near enough to be meant; else NULL. */
const char        *fw_nearest_word         (const char        *word,
                                            const char *const *words);

G_END_DECLS
