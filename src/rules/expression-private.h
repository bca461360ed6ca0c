/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The program that expression-parser.c makes and expression.c runs. */

#include "rules/expression.h"

G_BEGIN_DECLS

#define FW_EXPRESSION_MAX_STACK 40

typedef enum
{
  OP_CONST,        /* push constant arg */
  OP_NUMBER,       /* push number arg */
  OP_CATEGORY,     /* push the category */
  OP_ATTRIBUTE,    /* push attribute arg */
  OP_NOT,
  OP_NEGATE,
  OP_ADD,
  OP_SUBTRACT,
  OP_MULTIPLY,
  OP_DIVIDE,
  OP_EQUAL,
  OP_NOT_EQUAL,
  OP_LESS,
  OP_LESS_EQUAL,
  OP_GREATER,
  OP_GREATER_EQUAL,
  OP_IN,           /* top is one of constants arg to arg + arg2 - 1 */
  OP_AND,          /* top is no: make it false and jump to arg; else drop it */
  OP_OR,           /* top is yes: make it true and jump to arg; else drop it */
  OP_ATTRIBUTE_EQUAL,     /* push attribute arg == constant arg2 */
  OP_ATTRIBUTE_NOT_EQUAL
} Op;

typedef struct
{
  guint16 op;
  guint16 arg;
  guint16 arg2;
} Instruction;

struct _FwExpression
{
  gatomicrefcount ref_count;
  char           *text;        /* (owned) */
  Instruction    *code;        /* (owned) */
  gsize           n_code;
  gsize           n_counted;
  FwValue        *constants;   /* (owned) */
  guint          *attributes;  /* (owned) ascending */
  gsize           n_attributes;
  guint           numbers;
};

G_END_DECLS
