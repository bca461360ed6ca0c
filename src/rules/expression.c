/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Running a compiled expression: a loop over its instructions with a small
 * stack on the C stack. Nothing is allocated and nothing can fail; the parser
 * has made sure that types fit and that the stack is large enough.
 */

#include "fw-config.h"
#include "rules/expression-private.h"

#include <math.h>

FwExpression *
fw_expression_ref (FwExpression *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_expression_unref (FwExpression *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->text);
  g_free (self->code);
  g_free (self->constants);
  g_free (self->attributes);
  g_free (self);
}

const char *
fw_expression_get_text (const FwExpression *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

gsize
fw_expression_get_n_instructions (const FwExpression *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_counted;
}

guint
fw_expression_get_numbers (const FwExpression *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->numbers;
}

const guint *
fw_expression_get_attributes (const FwExpression *self,
                              gsize              *out_n)
{
  g_return_val_if_fail (self && out_n, NULL);

  *out_n = self->n_attributes;

  return self->attributes;
}

gboolean
fw_expression_is_assignment (const FwExpression *self,
                             guint              *out_attribute,
                             FwValue            *out_value)
{
  g_return_val_if_fail (self && out_attribute && out_value, FALSE);

  if (self->n_code != 1 || self->code[0].op != OP_ATTRIBUTE_EQUAL)
    return FALSE;

  *out_attribute = self->code[0].arg;
  *out_value = self->constants[self->code[0].arg2];

  return TRUE;
}

static inline gboolean
is_yes (FwValue value)
{
  return value.type == FW_VALUE_BOOL && value.boolean;
}

static inline gboolean
is_equal (FwValue a,
          FwValue b)
{
  if (a.type != b.type)
    return FALSE;

  switch (a.type)
    {
    case FW_VALUE_NULL:   return TRUE;
    case FW_VALUE_BOOL:   return !a.boolean == !b.boolean;
    case FW_VALUE_NUMBER: return a.number == b.number;
    case FW_VALUE_TEXT:
    case FW_VALUE_JSON:   return a.text == b.text;
    default:              return FALSE;
    }
}

static inline FwValue
number_or_null (double number)
{
  if (isnan (number))
    return (FwValue) { .type = FW_VALUE_NULL };

  return (FwValue) { .type = FW_VALUE_NUMBER, .number = number };
}

static inline FwValue
truth (gboolean is_true)
{
  return (FwValue) { .type = FW_VALUE_BOOL, .boolean = is_true };
}

static inline FwValue
calculate (Op      op,
           FwValue a,
           FwValue b)
{
  if (a.type != FW_VALUE_NUMBER || b.type != FW_VALUE_NUMBER)
    return (FwValue) { .type = FW_VALUE_NULL };

  switch (op)
    {
    case OP_ADD:      return number_or_null (a.number + b.number);
    case OP_SUBTRACT: return number_or_null (a.number - b.number);
    case OP_MULTIPLY: return number_or_null (a.number * b.number);
    case OP_DIVIDE:   return number_or_null (b.number == 0.0 ? NAN : a.number / b.number);
    default:          g_assert_not_reached ();
    }
}

static inline gboolean
is_ordered (Op      op,
            FwValue a,
            FwValue b)
{
  if (a.type != FW_VALUE_NUMBER || b.type != FW_VALUE_NUMBER)
    return FALSE;

  switch (op)
    {
    case OP_LESS:          return a.number < b.number;
    case OP_LESS_EQUAL:    return a.number <= b.number;
    case OP_GREATER:       return a.number > b.number;
    case OP_GREATER_EQUAL: return a.number >= b.number;
    default:               g_assert_not_reached ();
    }
}

static gboolean
is_among (FwValue        value,
          const FwValue *list,
          guint          n)
{
  for (guint i = 0; i < n; i++)
    if (is_equal (value, list[i]))
      return TRUE;

  return FALSE;
}

gboolean
fw_expression_is_true (const FwExpression      *self,
                       const FwExpressionInput *input)
{
  FwValue stack[FW_EXPRESSION_MAX_STACK + 1];
  FwValue *top = stack; /* one below the first pushed value */
  const Instruction *code = self->code;
  const FwValue *constants = self->constants;

  for (gsize i = 0; i < self->n_code; i++)
    {
      const Instruction *at = &code[i];

      switch ((Op) at->op)
        {
        case OP_CONST:
          *++top = constants[at->arg];
          break;
        case OP_NUMBER:
          *++top = number_or_null (input->numbers[at->arg]);
          break;
        case OP_CATEGORY:
          top++;
          top->type = input->category ? FW_VALUE_TEXT : FW_VALUE_NULL;
          top->text = input->category;
          break;
        case OP_ATTRIBUTE:
          *++top = input->attributes[at->arg];
          break;
        case OP_ATTRIBUTE_EQUAL:
          *++top = truth (is_equal (input->attributes[at->arg], constants[at->arg2]));
          break;
        case OP_ATTRIBUTE_NOT_EQUAL:
          *++top = truth (!is_equal (input->attributes[at->arg], constants[at->arg2]));
          break;
        case OP_NOT:
          *top = truth (!is_yes (*top));
          break;
        case OP_NEGATE:
          *top = top->type == FW_VALUE_NUMBER ? number_or_null (-top->number)
                                              : (FwValue) { .type = FW_VALUE_NULL };
          break;
        case OP_ADD:
        case OP_SUBTRACT:
        case OP_MULTIPLY:
        case OP_DIVIDE:
          top--;
          *top = calculate (at->op, top[0], top[1]);
          break;
        case OP_EQUAL:
        case OP_NOT_EQUAL:
          top--;
          *top = truth (is_equal (top[0], top[1]) == (at->op == OP_EQUAL));
          break;
        case OP_LESS:
        case OP_LESS_EQUAL:
        case OP_GREATER:
        case OP_GREATER_EQUAL:
          top--;
          *top = truth (is_ordered (at->op, top[0], top[1]));
          break;
        case OP_IN:
          *top = truth (is_among (*top, &constants[at->arg], at->arg2));
          break;
        case OP_AND:
          if (is_yes (*top))
            top--;
          else
            {
              *top = truth (FALSE);
              i = at->arg - 1;
            }
          break;
        case OP_OR:
          if (!is_yes (*top))
            top--;
          else
            {
              *top = truth (TRUE);
              i = at->arg - 1;
            }
          break;
        default:
          g_assert_not_reached ();
        }
    }

  return is_yes (*top);
}
