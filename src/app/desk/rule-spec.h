/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/desk/rule-form.h"

G_BEGIN_DECLS

/* How a field is shown. */
typedef enum
{
  FW_LOOK_LINE,   /* words */
  FW_LOOK_CODE,   /* an expression or a pattern */
  FW_LOOK_NUMBER,
  FW_LOOK_CHOICE, /* one of a few */
  FW_LOOK_WORDS,  /* a list of words, with a menu of those there are */
  FW_LOOK_KIND    /* one of the kinds of check */
} FwFieldLook;

/* One thing that a field can say. */
typedef struct
{
  char *value; /* (owned) as the form says it; "": nothing */
  char *title; /* (owned) for people */
} FwFieldChoice;

/**
 * FwFieldSpec:
 *
 * What a person sees of one field of the form. Plain data.
 */
typedef struct
{
  const char *key;         /* interned */
  const char *name;        /* interned (nullable) */
  FwFieldLook look;
  char       *title;       /* (owned) */
  char       *help;        /* (owned) one line; "" */
  char       *placeholder; /* (owned) what it is when nothing is said; "" */
  char       *unit;        /* (owned) "" */
  GArray     *choices;     /* (element-type FwFieldChoice) (owned) of a CHOICE, its value among them */
  gboolean    is_history;  /* what the versions did, not what the rule says */
} FwFieldSpec;

/* The fields of a rule in the order they are shown, for the kind of check that
 * the form says now. Returns: (transfer full) (element-type FwFieldSpec) */
GPtrArray  *fw_rule_specs_new  (const FwRuleForm *form) G_GNUC_WARN_UNUSED_RESULT;
/* The words that a WORDS field may take up now: categories and groups of them,
 * attributes, values of the chosen attribute. May be empty.
 * Returns: (transfer full) (element-type utf8) */
GPtrArray  *fw_rule_words_list (const FwRuleForm *form,
                                const char       *key,
                                const char       *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
