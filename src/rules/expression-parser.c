/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The expression language of the manual. A recursive descent parser with one
 * function per line of the grammar checks types and emits a program for a
 * small stack machine at the same time; there is no tree.
 *
 *   expr := and {"or" and} ;  and := not {"and" not} ;  not := "not" not | cmp
 *   cmp  := sum [("=="|"!="|"<"|"<="|">"|">=") sum | "in" "[" literal {"," literal} "]"]
 *   sum  := mul {("+"|"-") mul} ;  mul := un {("*"|"/") un} ;  un := "-" un | prim
 *   prim := number | "text" | true | false | null | name | "(" expr ")"
 *
 * Texts are interned, so comparing one costs a pointer comparison. The usual
 * `attr.NAME == literal` is one instruction. Instructions are counted as if
 * nothing were joined, so the limit does not depend on that.
 */

#include "fw-config.h"
#include "rules/expression-private.h"

#include "core/error.h"
#include "rules/check-kind.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_LIST  256
/* Far above what 128 instructions need; keeps hostile texts out of the parser. */
#define MAX_TEXT  16384

typedef enum
{
  TYPE_NULL,
  TYPE_BOOL,
  TYPE_NUMBER,
  TYPE_TEXT
} Type;

typedef enum
{
  TOKEN_END,
  TOKEN_NUMBER,
  TOKEN_TEXT,
  TOKEN_NAME,
  TOKEN_SIGN /* operator or bracket, in @sign */
} TokenKind;

/* What a parse function leaves on the stack: its type and what is known of it. */
typedef struct
{
  Type        type;
  gboolean    is_category;
  int         attribute; /* schema index when it is a plain attribute, else -1 */
  gboolean    is_literal;
  FwValue     literal;
  const char *at;        /* where it starts */
} Operand;

typedef struct
{
  const char               *text;
  const char               *next; /* first byte after the token */
  const FwExpressionSchema *schema;

  TokenKind                 token;
  const char               *token_at;
  char                      sign[3];
  char                     *word;   /* (owned) of a name or text */
  double                    number;

  GArray                   *code;      /* (element-type Instruction) */
  GArray                   *constants; /* (element-type FwValue) */
  guint                     n_counted;
  guint                     height; /* of the stack */
  guint                     depth;
  guint                     numbers;
  GArray                   *attributes; /* (element-type guint) */

  const char               *error_at;
  GError                   *error;
} Parser;

static const char *const number_names[] = {
  "x", "y", "w", "h", "area", "aspect", "image.w", "image.h",
  "frame", "vertices", "parts", "track.length", NULL
};

static gboolean parse_or (Parser *self, Operand *out);

static gboolean G_GNUC_PRINTF (3, 4)
fail (Parser     *self,
      const char *at,
      const char *format,
      ...)
{
  va_list args;
  g_autofree char *message = NULL;

  if (self->error)
    return FALSE;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  self->error = g_error_new_literal (FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX, message);
  self->error_at = at;

  return FALSE;
}

static gboolean
is_name_start (guchar c)
{
  return g_ascii_isalpha (c) || c == '_' || c >= 0x80;
}

static gboolean
is_name_part (guchar c)
{
  return is_name_start (c) || g_ascii_isdigit (c) || c == '-' || c == '.';
}

static const char *
guess (Parser            *self,
       const char        *word,
       const char *const *words)
{
  return self->schema->is_terse ? NULL : fw_nearest_word (word, words);
}

static gboolean
read_text_token (Parser *self)
{
  g_autoptr(GString) word = g_string_new (NULL);
  const char *p = self->token_at + 1;

  for (; *p && *p != '"'; p++)
    {
      if (*p == '\\' && (p[1] == '"' || p[1] == '\\'))
        p++;
      g_string_append_c (word, *p);
    }
  if (*p != '"')
    return fail (self, self->token_at, _("the text that starts here has no closing quote"));

  self->token = TOKEN_TEXT;
  self->word = g_string_free (g_steal_pointer (&word), FALSE);
  self->next = p + 1;

  return TRUE;
}

static gboolean
read_sign_token (Parser *self)
{
  const char *p = self->token_at;
  gsize length = 1;

  if (strchr ("=!<>", *p) && p[1] == '=')
    length = 2;
  else if (!strchr ("<>+-*/()[],", *p))
    {
      if (*p == '=')
        return fail (self, p, _("write '==' to compare"));

      gunichar c = g_utf8_get_char (p);
      char letter[8] = { 0 };

      g_unichar_to_utf8 (c, letter);
      return fail (self, p, _("'%s' has no meaning in an expression"), letter);
    }

  self->token = TOKEN_SIGN;
  memcpy (self->sign, p, length);
  self->sign[length] = '\0';
  self->next = p + length;

  return TRUE;
}

static gboolean
advance (Parser *self)
{
  const char *p = self->next;

  g_clear_pointer (&self->word, g_free);
  while (g_ascii_isspace (*p))
    p++;
  self->token_at = p;

  if (!*p)
    {
      self->token = TOKEN_END;
      self->next = p;
      return TRUE;
    }
  if (*p == '"')
    return read_text_token (self);
  if (g_ascii_isdigit (*p) || (*p == '.' && g_ascii_isdigit (p[1])))
    {
      char *end;

      self->token = TOKEN_NUMBER;
      /* Not hexadecimal: 0x10 is a slip, not sixteen. */
      if (*p == '0' && (p[1] == 'x' || p[1] == 'X'))
        return fail (self, p, _("numbers are written in decimal"));
      self->number = g_ascii_strtod (p, &end);
      self->next = end;
      if (!isfinite (self->number))
        return fail (self, p, _("this number is too large"));
      if (is_name_start (*end))
        return fail (self, p, _("a space is missing after the number"));
      return TRUE;
    }
  if (is_name_start (*p))
    {
      const char *end = p;

      while (is_name_part (*end))
        end++;
      self->token = TOKEN_NAME;
      self->word = g_strndup (p, end - p);
      self->next = end;
      return TRUE;
    }

  return read_sign_token (self);
}

static gboolean
is_sign (Parser     *self,
         const char *sign)
{
  return self->token == TOKEN_SIGN && g_str_equal (self->sign, sign);
}

static gboolean
is_word (Parser     *self,
         const char *word)
{
  return self->token == TOKEN_NAME && g_str_equal (self->word, word);
}

/* Emits an instruction that changes the height of the stack by @grow. */
static gboolean
emit (Parser *self,
      Op      op,
      guint   arg,
      guint   arg2,
      int     grow)
{
  Instruction instruction = { op, arg, arg2 };

  if (++self->n_counted > FW_EXPRESSION_MAX_INSTRUCTIONS)
    return fail (self, self->text, _("this expression is too long; at most %d steps are possible"),
                 FW_EXPRESSION_MAX_INSTRUCTIONS);

  self->height += grow;
  if (self->height > FW_EXPRESSION_MAX_STACK)
    return fail (self, self->text, _("this expression is nested too deeply"));

  g_array_append_val (self->code, instruction);

  return TRUE;
}

static gboolean
emit_constant (Parser *self,
               FwValue value)
{
  guint index = self->constants->len;

  g_array_append_val (self->constants, value);

  return emit (self, OP_CONST, index, 0, 1);
}

static const char *
type_name (Type type)
{
  switch (type)
    {
    case TYPE_NULL:   return _("null");
    case TYPE_BOOL:   return _("true or false");
    case TYPE_NUMBER: return _("a number");
    case TYPE_TEXT:   return _("a text");
    default:          g_assert_not_reached ();
    }
}

static void
note_attribute (Parser *self,
                guint   index)
{
  guint i = 0;

  while (i < self->attributes->len && g_array_index (self->attributes, guint, i) < index)
    i++;
  if (i == self->attributes->len || g_array_index (self->attributes, guint, i) != index)
    g_array_insert_val (self->attributes, i, index);
}

static gboolean
parse_attribute (Parser  *self,
                 Operand *out)
{
  const char *name = self->word + strlen ("attr.");
  const FwExpressionSchema *schema = self->schema;

  for (gsize i = 0; i < schema->n_attributes; i++)
    if (g_str_equal (schema->attributes[i].name, name))
      {
        static const Type types[] = {
          [FW_ATTRIBUTE_BOOL] = TYPE_BOOL, [FW_ATTRIBUTE_CHOICE] = TYPE_TEXT,
          [FW_ATTRIBUTE_NUMBER] = TYPE_NUMBER, [FW_ATTRIBUTE_TEXT] = TYPE_TEXT
        };

        out->type = types[schema->attributes[i].type];
        out->attribute = i;
        note_attribute (self, i);
        return emit (self, OP_ATTRIBUTE, i, 0, 1) && advance (self);
      }

  g_autofree const char **names = g_new0 (const char *, schema->n_attributes + 1);

  for (gsize i = 0; i < schema->n_attributes; i++)
    names[i] = schema->attributes[i].name;

  const char *nearest = guess (self, name, names);

  if (nearest)
    return fail (self, self->token_at, _ ("no attribute is called '%s'; did you mean '%s'"), name,
                 nearest);

  return fail (self, self->token_at, _("no attribute is called '%s'"), name);
}

static gboolean
parse_name (Parser  *self,
            Operand *out)
{
  if (g_str_has_prefix (self->word, "attr."))
    return parse_attribute (self, out);

  if (is_word (self, "category"))
    {
      out->type = TYPE_TEXT;
      out->is_category = TRUE;
      return emit (self, OP_CATEGORY, 0, 0, 1) && advance (self);
    }

  for (guint i = 0; number_names[i]; i++)
    if (is_word (self, number_names[i]))
      {
        out->type = TYPE_NUMBER;
        self->numbers |= 1u << i;
        return emit (self, OP_NUMBER, i, 0, 1) && advance (self);
      }

  for (gsize i = 0; i < self->schema->n_attributes; i++)
    if (is_word (self, self->schema->attributes[i].name))
      return fail (self, self->token_at, _ ("no name '%s'; did you mean 'attr.%s'"), self->word,
                   self->word);

  if (strchr (self->word, '-'))
    return fail (self, self->token_at, _ ("no name '%s'; a minus needs spaces around it"),
                 self->word);

  const char *nearest = guess (self, self->word, number_names);

  if (!nearest && guess (self, self->word, (const char *[]) { "category", NULL }))
    nearest = "category";
  if (nearest && strlen (self->word) > 1)
    return fail (self, self->token_at, _("no name '%s'; did you mean '%s'"), self->word, nearest);

  return fail (self, self->token_at, _("no name '%s'; texts stand in double quotes"), self->word);
}

static gboolean
parse_literal (Parser  *self,
               Operand *out)
{
  out->is_literal = TRUE;
  if (self->token == TOKEN_NUMBER)
    {
      out->type = TYPE_NUMBER;
      out->literal = fw_value_number (self->number);
    }
  else if (self->token == TOKEN_TEXT)
    {
      out->type = TYPE_TEXT;
      out->literal = fw_value_text (self->word);
    }
  else if (is_word (self, "true") || is_word (self, "false"))
    {
      out->type = TYPE_BOOL;
      out->literal = fw_value_boolean (is_word (self, "true"));
    }
  else if (is_word (self, "null"))
    {
      out->type = TYPE_NULL;
      out->literal = fw_value_null ();
    }
  else
    out->is_literal = FALSE;

  return out->is_literal;
}

static gboolean
enter (Parser *self)
{
  if (++self->depth > FW_EXPRESSION_MAX_DEPTH)
    return fail (self, self->token_at, _("this expression is nested too deeply"));

  return TRUE;
}

static gboolean
parse_primary (Parser  *self,
               Operand *out)
{
  *out = (Operand) { .attribute = -1, .at = self->token_at };

  if (parse_literal (self, out))
    return emit_constant (self, out->literal) && advance (self);
  if (is_word (self, "and") || is_word (self, "or") || is_word (self, "in")
      || is_word (self, "not"))
    return fail (self, self->token_at, _("something is missing before '%s'"), self->word);
  if (self->token == TOKEN_NAME)
    return parse_name (self, out);
  if (is_sign (self, "("))
    {
      const char *open = self->token_at;

      if (!enter (self) || !advance (self) || !parse_or (self, out))
        return FALSE;
      if (!is_sign (self, ")"))
        return fail (self, open, _("this parenthesis is not closed"));
      self->depth--;
      out->at = open;
      out->attribute = -1;
      out->is_literal = FALSE;
      return advance (self);
    }
  if (self->token == TOKEN_END)
    return fail (self, self->token_at, _("the expression stops too early"));

  return fail (self, self->token_at, _("'%s' does not belong here"), self->sign);
}

static gboolean
want_number (Parser        *self,
             const Operand *operand,
             const char    *sign)
{
  if (operand->type == TYPE_NUMBER || operand->type == TYPE_NULL)
    return TRUE;

  return fail (self, operand->at, _ ("'%s' wants numbers, but this is %s"), sign,
               type_name (operand->type));
}

static gboolean
parse_unary (Parser  *self,
             Operand *out)
{
  if (!is_sign (self, "-"))
    return parse_primary (self, out);

  const char *at = self->token_at;

  if (!enter (self) || !advance (self) || !parse_unary (self, out) || !want_number (self, out, "-"))
    return FALSE;
  self->depth--;
  *out = (Operand) { .type = TYPE_NUMBER, .attribute = -1, .at = at };

  return emit (self, OP_NEGATE, 0, 0, 0);
}

static gboolean
parse_product (Parser  *self,
               Operand *out)
{
  if (!parse_unary (self, out))
    return FALSE;

  while (is_sign (self, "*") || is_sign (self, "/"))
    {
      Op op = is_sign (self, "*") ? OP_MULTIPLY : OP_DIVIDE;
      const char *sign = op == OP_MULTIPLY ? "*" : "/";
      Operand right;

      if (!want_number (self, out, sign) || !advance (self) || !parse_unary (self, &right)
          || !want_number (self, &right, sign) || !emit (self, op, 0, 0, -1))
        return FALSE;
      *out = (Operand) { .type = TYPE_NUMBER, .attribute = -1, .at = out->at };
    }

  return TRUE;
}

static gboolean
parse_sum (Parser  *self,
           Operand *out)
{
  if (!parse_product (self, out))
    return FALSE;

  while (is_sign (self, "+") || is_sign (self, "-"))
    {
      Op op = is_sign (self, "+") ? OP_ADD : OP_SUBTRACT;
      const char *sign = op == OP_ADD ? "+" : "-";
      Operand right;

      if (!want_number (self, out, sign) || !advance (self) || !parse_product (self, &right)
          || !want_number (self, &right, sign) || !emit (self, op, 0, 0, -1))
        return FALSE;
      *out = (Operand) { .type = TYPE_NUMBER, .attribute = -1, .at = out->at };
    }

  return TRUE;
}

/* A literal that a choice or the category is compared with has to be one of its values. */
static gboolean
check_domain (Parser        *self,
              const Operand *named,
              const Operand *literal)
{
  const char *const *words = NULL;

  if (!literal->is_literal || literal->type != TYPE_TEXT)
    return TRUE;
  if (named->is_category)
    words = self->schema->categories;
  else if (named->attribute >= 0)
    words = self->schema->attributes[named->attribute].values;
  if (!words)
    return TRUE;

  const char *nearest = guess (self, literal->literal.text, words);

  for (gsize i = 0; words[i]; i++)
    if (g_str_equal (words[i], literal->literal.text))
      return TRUE;

  if (named->is_category)
    return nearest
               ? fail (self, literal->at, _ ("no category is called '%s'; did you mean '%s'"),
                       literal->literal.text, nearest)
               : fail (self, literal->at, _ ("no category is called '%s'"), literal->literal.text);

  const char *name = self->schema->attributes[named->attribute].name;

  return nearest
    ? fail (self, literal->at, _("attribute '%s' has no value '%s'; did you mean '%s'"),
            name, literal->literal.text, nearest)
    : fail (self, literal->at, _("attribute '%s' has no value '%s'"), name, literal->literal.text);
}

static gboolean
check_same_type (Parser        *self,
                 const Operand *left,
                 const Operand *right)
{
  if (left->type != right->type && left->type != TYPE_NULL && right->type != TYPE_NULL)
    return fail (self, right->at, _("%s is compared with %s, which are never equal"),
                 type_name (left->type), type_name (right->type));

  return check_domain (self, left, right) && check_domain (self, right, left);
}

static gboolean
parse_list (Parser  *self,
            Operand *left)
{
  guint first = self->constants->len, n = 0;

  if (!advance (self))
    return FALSE;
  if (!is_sign (self, "["))
    return fail (self, self->token_at, _("'in' wants a list in square brackets"));

  do
    {
      Operand item = { .attribute = -1 };

      if (!advance (self))
        return FALSE;
      item.at = self->token_at;

      gboolean is_negative = is_sign (self, "-");

      if (is_negative && !advance (self))
        return FALSE;
      if (!parse_literal (self, &item) || (is_negative && item.type != TYPE_NUMBER))
        return fail (self, self->token_at, _("a list holds numbers, texts, true, false or null"));
      if (is_negative)
        item.literal.number = -item.literal.number;
      if (!check_same_type (self, left, &item))
        return FALSE;
      if (++n > MAX_LIST)
        return fail (self, self->token_at, _("this list is too long"));
      g_array_append_val (self->constants, item.literal);
      if (!advance (self))
        return FALSE;
    }
  while (is_sign (self, ","));

  if (!is_sign (self, "]"))
    return fail (self, self->token_at, _("the list is not closed with ']'"));
  *left = (Operand) { .type = TYPE_BOOL, .attribute = -1, .at = left->at };

  return emit (self, OP_IN, first, n, 0) && advance (self);
}

/* Joins "push attribute, push constant, compare" into one instruction. */
static void
join_comparison (Parser *self)
{
  GArray *code = self->code;

  if (code->len < 3)
    return;

  Instruction *last = &g_array_index (code, Instruction, code->len - 3);

  if (last[0].op != OP_ATTRIBUTE || last[1].op != OP_CONST
      || (last[2].op != OP_EQUAL && last[2].op != OP_NOT_EQUAL))
    return;

  last[0].op = last[2].op == OP_EQUAL ? OP_ATTRIBUTE_EQUAL : OP_ATTRIBUTE_NOT_EQUAL;
  last[0].arg2 = last[1].arg;
  g_array_set_size (code, code->len - 2);
}

static gboolean
parse_comparison (Parser  *self,
                  Operand *out)
{
  static const struct { const char *sign; Op op; } signs[] = {
    { "==", OP_EQUAL }, { "!=", OP_NOT_EQUAL }, { "<", OP_LESS }, { "<=", OP_LESS_EQUAL },
    { ">", OP_GREATER }, { ">=", OP_GREATER_EQUAL },
  };

  if (!parse_sum (self, out))
    return FALSE;
  if (is_word (self, "in"))
    return parse_list (self, out);

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      Operand right;

      if (!is_sign (self, signs[i].sign))
        continue;
      if (!advance (self) || !parse_sum (self, &right))
        return FALSE;
      if (signs[i].op >= OP_LESS)
        {
          if (out->type == TYPE_TEXT || right.type == TYPE_TEXT)
            return fail (self, out->at, _ ("texts have no order; '%s' wants numbers"),
                         signs[i].sign);
          if (!want_number (self, out, signs[i].sign) || !want_number (self, &right, signs[i].sign))
            return FALSE;
        }
      else if (!check_same_type (self, out, &right))
        return FALSE;

      if (!emit (self, signs[i].op, 0, 0, -1))
        return FALSE;
      join_comparison (self);
      *out = (Operand) { .type = TYPE_BOOL, .attribute = -1, .at = out->at };
      break;
    }

  return TRUE;
}

static gboolean
want_bool (Parser        *self,
           const Operand *operand,
           const char    *word)
{
  if (operand->type == TYPE_BOOL || operand->type == TYPE_NULL)
    return TRUE;
  if (!word)
    return fail (self, operand->at, _("an expression has to be true or false, but this is %s"),
                 type_name (operand->type));

  return fail (self, operand->at, _("'%s' wants true or false, but this is %s"), word,
               type_name (operand->type));
}

static gboolean
parse_not (Parser  *self,
           Operand *out)
{
  if (!is_word (self, "not"))
    return parse_comparison (self, out);

  const char *at = self->token_at;

  if (!enter (self) || !advance (self) || !parse_not (self, out) || !want_bool (self, out, "not"))
    return FALSE;
  self->depth--;
  *out = (Operand) { .type = TYPE_BOOL, .attribute = -1, .at = at };

  return emit (self, OP_NOT, 0, 0, 0);
}

/* The last operand of a chain is its value when no jump was taken, so it has to
 * be true or false: what can be null becomes `== true`, which costs nothing. It
 * also keeps join_comparison() from taking along what a jump leads behind. */
static void
close_chain (Parser *self)
{
  Instruction *last = &g_array_index (self->code, Instruction, self->code->len - 1);
  FwValue yes = fw_value_boolean (TRUE), no = fw_value_boolean (FALSE);

  if (last->op == OP_ATTRIBUTE)
    {
      last->op = OP_ATTRIBUTE_EQUAL;
      last->arg2 = self->constants->len;
      g_array_append_val (self->constants, yes);
    }
  else if (last->op == OP_CONST
           && g_array_index (self->constants, FwValue, last->arg).type == FW_VALUE_NULL)
    g_array_index (self->constants, FwValue, last->arg) = no;
}

/* `and` and `or` have the same form: operands of the next level, each but the
 * last followed by a jump to the end of the chain. */
static gboolean
parse_chain (Parser     *self,
             Operand    *out,
             const char *word,
             Op          op,
             gboolean  (*parse_operand) (Parser *, Operand *))
{
  if (!parse_operand (self, out))
    return FALSE;

  gsize jumps[FW_EXPRESSION_MAX_INSTRUCTIONS];
  gsize n_jumps = 0;

  while (is_word (self, word))
    {
      Operand right;

      if (!want_bool (self, out, word))
        return FALSE;
      if (!emit (self, op, 0, 0, -1))
        return FALSE;
      jumps[n_jumps++] = self->code->len - 1;
      if (!advance (self) || !parse_operand (self, &right) || !want_bool (self, &right, word))
        return FALSE;
      *out = (Operand) { .type = TYPE_BOOL, .attribute = -1, .at = out->at };
    }

  if (n_jumps > 0)
    close_chain (self);
  for (gsize i = 0; i < n_jumps; i++)
    g_array_index (self->code, Instruction, jumps[i]).arg = self->code->len;

  return TRUE;
}

static gboolean
parse_and (Parser  *self,
           Operand *out)
{
  return parse_chain (self, out, "and", OP_AND, parse_not);
}

static gboolean
parse_or (Parser  *self,
          Operand *out)
{
  return parse_chain (self, out, "or", OP_OR, parse_and);
}

static gboolean
parse_all (Parser *self)
{
  Operand result;

  if (strlen (self->text) > MAX_TEXT)
    return fail (self, self->text, _("this expression is too long"));
  if (!advance (self) || !parse_or (self, &result))
    return FALSE;
  if (self->token != TOKEN_END)
    return fail (self, self->token_at,
                 _ ("the expression should end here, or 'and' or 'or' is missing"));

  return want_bool (self, &result, NULL);
}

FwExpression *
fw_expression_new (const char                *text,
                   const FwExpressionSchema  *schema,
                   gsize                     *out_offset,
                   GError                   **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (schema != NULL, NULL);

  Parser parser = {
    .text = text, .next = text, .schema = schema,
    .code = g_array_new (FALSE, FALSE, sizeof (Instruction)),
    .constants = g_array_new (FALSE, FALSE, sizeof (FwValue)),
    .attributes = g_array_new (FALSE, FALSE, sizeof (guint)),
  };
  FwExpression *self = NULL;

  if (parse_all (&parser))
    {
      self = g_new0 (FwExpression, 1);
      g_atomic_ref_count_init (&self->ref_count);
      self->text = g_strdup (text);
      self->n_counted = parser.n_counted;
      self->numbers = parser.numbers;
      self->code = (Instruction *) g_array_steal (parser.code, &self->n_code);
      self->constants = (FwValue *) g_array_steal (parser.constants, NULL);
      self->attributes = (guint *) g_array_steal (parser.attributes, &self->n_attributes);
    }
  else
    {
      if (out_offset)
        *out_offset = g_utf8_pointer_to_offset (text, parser.error_at);
      g_propagate_error (error, parser.error);
    }

  g_free (parser.word);
  g_array_unref (parser.code);
  g_array_unref (parser.constants);
  g_array_unref (parser.attributes);

  return self;
}
