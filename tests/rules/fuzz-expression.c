/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A fuzz target for the expressions of a manual (fuzz.h tells how it is run).
 * The bytes are one expression. What compiles keeps its bounds, and gives for
 * each of a few labels what a second evaluator gives that walks along the text
 * and knows nothing of programs, stacks and jumps.
 */

#include "../support/fuzz.h"

#include "rules/expression.h"

#include <math.h>

static const char *const lights[] = { "red", "yellow", "green", NULL };
static const char *const categories[] = { "vehicle.car", "human", NULL };

static FwAttribute attributes[]
    = { { .name = "truncated", .type = FW_ATTRIBUTE_BOOL },
        { .name = "light", .type = FW_ATTRIBUTE_CHOICE, .values = lights, .n_values = 3 },
        { .name = "speed", .type = FW_ATTRIBUTE_NUMBER },
        { .name = "pair-side", .type = FW_ATTRIBUTE_TEXT },
        { .name = "b", .type = FW_ATTRIBUTE_BOOL } };

static const FwExpressionSchema schema = { .attributes = attributes,
                                           .n_attributes = G_N_ELEMENTS (attributes),
                                           .categories = categories,
                                           .n_categories = 2 };

static const char *const numbers[]
    = { "x", "y", "w", "h", "area", "aspect", "image.w", "image.h", "frame", "vertices",
        "parts", "track.length" };

/* The second evaluator. It is only asked about texts that compile. */

typedef struct
{
  const char              *p;
  const FwExpressionInput *input;
} Walk;

static FwValue walk_or (Walk *self);

static gboolean
is_yes (FwValue value)
{
  return value.type == FW_VALUE_BOOL && value.boolean;
}

static gboolean
is_same (FwValue a,
         FwValue b)
{
  if (a.type != b.type)
    return FALSE;
  if (a.type == FW_VALUE_TEXT)
    return strcmp (a.text, b.text) == 0;
  if (a.type == FW_VALUE_NUMBER)
    return a.number == b.number;

  return a.type == FW_VALUE_NULL || !a.boolean == !b.boolean;
}

static void
skip_space (Walk *self)
{
  while (g_ascii_isspace (*self->p))
    self->p++;
}

static gsize
word_length (Walk *self)
{
  gsize n = 0;

  skip_space (self);
  while (g_ascii_isalnum (self->p[n]) || (guchar) self->p[n] >= 0x80
         || (self->p[n] && strchr ("_.-", self->p[n])))
    n++;

  return n;
}

static gboolean
take (Walk       *self,
      const char *token)
{
  gsize n = strlen (token);

  skip_space (self);
  if (strncmp (self->p, token, n) != 0)
    return FALSE;
  if (g_ascii_isalpha (*token) && word_length (self) != n)
    return FALSE;
  if (strchr ("<>", *token) && n == 1 && self->p[1] == '=')
    return FALSE;
  self->p += n;

  return TRUE;
}

static FwValue
number (double value)
{
  return isnan (value) ? fw_value_null () : fw_value_number (value);
}

static FwValue
walk_name (Walk *self)
{
  gsize n = word_length (self);
  g_autofree char *word = g_strndup (self->p, n);

  self->p += n;
  if (g_str_equal (word, "category"))
    return self->input->category ? fw_value_text (self->input->category) : fw_value_null ();
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (g_str_equal (word, numbers[i]))
      return number (self->input->numbers[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    if (g_str_has_prefix (word, "attr.") && g_str_equal (word + 5, attributes[i].name))
      return self->input->attributes[i];

  g_error ("an expression with the name '%s' compiles", word);
}

static FwValue
walk_primary (Walk *self)
{
  FwValue value;

  if (take (self, "("))
    {
      value = walk_or (self);
      g_assert_true (take (self, ")"));
      return value;
    }
  if (take (self, "true"))
    return fw_value_boolean (TRUE);
  if (take (self, "false"))
    return fw_value_boolean (FALSE);
  if (take (self, "null"))
    return fw_value_null ();
  if (take (self, "\""))
    {
      g_autoptr(GString) text = g_string_new (NULL);

      for (; *self->p != '"'; self->p++)
        {
          if (*self->p == '\\' && (self->p[1] == '"' || self->p[1] == '\\'))
            self->p++;
          g_string_append_c (text, *self->p);
        }
      self->p++;
      return fw_value_text (text->str);
    }
  if (g_ascii_isdigit (*self->p) || *self->p == '.')
    {
      char *end;
      double parsed = g_ascii_strtod (self->p, &end);

      self->p = end;
      return fw_value_number (parsed);
    }

  return walk_name (self);
}

static FwValue
walk_unary (Walk *self)
{
  if (!take (self, "-"))
    return walk_primary (self);

  FwValue value = walk_unary (self);

  return value.type == FW_VALUE_NUMBER ? number (-value.number) : fw_value_null ();
}

static FwValue
calculate (char    sign,
           FwValue a,
           FwValue b)
{
  if (a.type != FW_VALUE_NUMBER || b.type != FW_VALUE_NUMBER)
    return fw_value_null ();
  if (sign == '/' && b.number == 0.0)
    return fw_value_null ();

  return number (sign == '+'   ? a.number + b.number
                 : sign == '-' ? a.number - b.number
                 : sign == '*' ? a.number * b.number
                               : a.number / b.number);
}

static FwValue
walk_product (Walk *self)
{
  FwValue left = walk_unary (self);

  for (;;)
    {
      char sign = take (self, "*") ? '*' : take (self, "/") ? '/' : '\0';

      if (!sign)
        return left;
      left = calculate (sign, left, walk_unary (self));
    }
}

static FwValue
walk_sum (Walk *self)
{
  FwValue left = walk_product (self);

  for (;;)
    {
      char sign = take (self, "+") ? '+' : take (self, "-") ? '-' : '\0';

      if (!sign)
        return left;
      left = calculate (sign, left, walk_product (self));
    }
}

static FwValue
walk_list (Walk    *self,
           FwValue  left)
{
  gboolean found = FALSE;

  g_assert_true (take (self, "["));
  do
    found |= is_same (left, walk_unary (self));
  while (take (self, ","));
  g_assert_true (take (self, "]"));

  return fw_value_boolean (found);
}

static FwValue
walk_comparison (Walk *self)
{
  static const char *const signs[] = { "==", "!=", "<=", ">=", "<", ">" };
  FwValue left = walk_sum (self);

  if (take (self, "in"))
    return walk_list (self, left);
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (take (self, signs[i]))
      {
        FwValue right = walk_sum (self);
        gboolean has_order = left.type == FW_VALUE_NUMBER && right.type == FW_VALUE_NUMBER;
        const gboolean results[] = { is_same (left, right),
                                     !is_same (left, right),
                                     has_order && left.number <= right.number,
                                     has_order && left.number >= right.number,
                                     has_order && left.number < right.number,
                                     has_order && left.number > right.number };

        return fw_value_boolean (results[i]);
      }

  return left;
}

static FwValue
walk_not (Walk *self)
{
  return take (self, "not") ? fw_value_boolean (!is_yes (walk_not (self)))
                            : walk_comparison (self);
}

static FwValue
walk_and (Walk *self)
{
  FwValue left = walk_not (self);

  while (take (self, "and"))
    {
      FwValue right = walk_not (self);

      left = fw_value_boolean (is_yes (left) && is_yes (right));
    }

  return left;
}

static FwValue
walk_or (Walk *self)
{
  FwValue left = walk_and (self);

  while (take (self, "or"))
    {
      FwValue right = walk_and (self);

      left = fw_value_boolean (is_yes (left) || is_yes (right));
    }

  return left;
}

/* Labels: a usual one, one of which nothing is known, one at the limits. */
static void
make_label (guint              which,
            FwExpressionInput *input,
            FwValue            values[])
{
  static const double limits[] = { 0.0, -0.0, INFINITY, -INFINITY, G_MAXDOUBLE, -G_MAXDOUBLE,
                                   4.9e-324, 1.0, G_MAXINT64, -1.0, 0.5, 1e300 };

  for (gsize i = 0; i < FW_N_NUMBER_NAMES; i++)
    input->numbers[i] = which == 0 ? 10.0 * (i + 1) : which == 1 ? NAN : limits[i];
  input->category = which == 1 ? NULL : g_intern_string (categories[which % 2]);
  input->attributes = values;
  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    values[i] = fw_value_null ();
  if (which == 1)
    return;
  values[0] = fw_value_boolean (which == 0);
  values[1] = fw_value_text (lights[which]);
  values[2] = fw_value_number (which == 0 ? 12.5 : -0.0);
  values[3] = fw_value_text (which == 0 ? "left" : "");
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *raw = g_strndup (size > 0 ? (const char *) data : "", size);
  g_autofree char *text = g_utf8_make_valid (raw, -1);
  g_autoptr(GError) error = NULL;
  gsize offset = G_MAXSIZE;

  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    attributes[i].name = g_intern_string (attributes[i].name);

  g_autoptr(FwExpression) expression = fw_expression_new (text, &schema, &offset, &error);

  if (!expression)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpuint (offset, <=, g_utf8_strlen (text, -1));
      return 0;
    }

  gsize n;
  const guint *used = fw_expression_get_attributes (expression, &n);

  g_assert_no_error (error);
  g_assert_cmpuint (fw_expression_get_n_instructions (expression), <=,
                    FW_EXPRESSION_MAX_INSTRUCTIONS);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpuint (used[i], <, G_N_ELEMENTS (attributes));

  for (guint which = 0; which < 3; which++)
    {
      FwExpressionInput input;
      FwValue values[G_N_ELEMENTS (attributes)];
      Walk walk = { .p = text, .input = &input };

      make_label (which, &input, values);

      gboolean expected = is_yes (walk_or (&walk));

      skip_space (&walk);
      g_assert_cmpint (*walk.p, ==, '\0');
      g_assert_cmpint (fw_expression_is_true (expression, &input), ==, expected);
    }

  return 0;
}
