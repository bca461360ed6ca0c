/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The expression language: values, null, precedence, types, limits, hostile texts. */

#include "core/error.h"
#include "rules/expression.h"

#include <math.h>
#include <string.h>

static FwAttribute attributes[7];
static FwValue values[7];
static const char *const categories[] = { "vehicle.car", "animal", NULL };

static const FwExpressionSchema *
get_schema (void)
{
  static const char *const worn[] = { "worn", "held", NULL };
  static FwExpressionSchema schema = {
    .attributes = attributes, .n_attributes = G_N_ELEMENTS (attributes),
    .categories = categories, .n_categories = 2,
  };

  attributes[0] = (FwAttribute) { .name = g_intern_string ("yes"), .type = FW_ATTRIBUTE_BOOL };
  attributes[1] = (FwAttribute) { .name = g_intern_string ("no"), .type = FW_ATTRIBUTE_BOOL };
  attributes[2] = (FwAttribute) { .name = g_intern_string ("unset"), .type = FW_ATTRIBUTE_BOOL };
  attributes[3] = (FwAttribute) { .name = g_intern_string ("worn"), .type = FW_ATTRIBUTE_CHOICE,
                                  .values = worn, .n_values = 2 };
  attributes[4] = (FwAttribute) { .name = g_intern_string ("speed"), .type = FW_ATTRIBUTE_NUMBER };
  attributes[5] = (FwAttribute){ .name = g_intern_string ("pair-side"), .type = FW_ATTRIBUTE_TEXT };
  attributes[6] = (FwAttribute){ .name = g_intern_string ("nothing"), .type = FW_ATTRIBUTE_NUMBER };
  values[0] = fw_value_boolean (TRUE);
  values[1] = fw_value_boolean (FALSE);
  values[2] = fw_value_null ();
  values[3] = fw_value_text ("held");
  values[4] = fw_value_number (12.5);
  values[5] = fw_value_text ("left");
  values[6] = fw_value_null ();

  return &schema;
}

static FwExpressionInput
get_input (void)
{
  FwExpressionInput input = { .category = g_intern_string ("vehicle.car"), .attributes = values };

  input.numbers[FW_NUMBER_X] = 10;
  input.numbers[FW_NUMBER_Y] = 20;
  input.numbers[FW_NUMBER_W] = 30;
  input.numbers[FW_NUMBER_H] = 40;
  input.numbers[FW_NUMBER_AREA] = 1200;
  input.numbers[FW_NUMBER_ASPECT] = 0.75;
  input.numbers[FW_NUMBER_IMAGE_W] = 1920;
  input.numbers[FW_NUMBER_IMAGE_H] = NAN;
  input.numbers[FW_NUMBER_FRAME] = 7;
  input.numbers[FW_NUMBER_VERTICES] = 4;
  input.numbers[FW_NUMBER_PARTS] = 1;
  input.numbers[FW_NUMBER_TRACK_LENGTH] = 99;

  return input;
}

/* Test that every operator, name and null rule gives what the specification says. */
static void
test_values (void)
{
  static const struct { const char *text; gboolean expected;
  } cases[] = {
    { "true", TRUE },
    { "false", FALSE },
    { "null", FALSE },
    { "not null", TRUE },
    { "not true", FALSE },
    { "not not true", TRUE },
    { "w == 30", TRUE },
    { "w != 30", FALSE },
    { "w < 30", FALSE },
    { "w <= 30", TRUE },
    { "w > 30", FALSE },
    { "w >= 30", TRUE },
    { "w > 29.5", TRUE },
    { "x + y * 2 == 50", TRUE },
    { "(x + y) * 2 == 60", TRUE },
    { "x - y - 5 == -15", TRUE },
    { "100 / 10 / 2 == 5", TRUE },
    { "-x == 0 - 10", TRUE },
    { "- - x == 10", TRUE },
    { "2 * -3 == -6", TRUE },
    { "1e2 == 100", TRUE },
    { ".5 == 0.5", TRUE },
    { "area == w * h", TRUE },
    { "aspect == w / h", TRUE },
    { "frame == 7", TRUE },
    { "vertices == 4 and parts == 1", TRUE },
    { "track.length == 99", TRUE },
    { "image.w - w > 1000", TRUE },
    /* and binds tighter than or, not tighter than and. */
    { "true or false and false", TRUE },
    { "(true or false) and false", FALSE },
    { "not false and false", FALSE },
    { "not (false and false)", TRUE },
    { "false or false or true", TRUE },
    { "true and true and false", FALSE },
    /* Null: unset attributes, unknown picture size, division by zero. */
    { "attr.unset == null", TRUE },
    { "null == null", TRUE },
    { "null != null", FALSE },
    { "attr.yes == null", FALSE },
    { "attr.yes != null", TRUE },
    { "attr.unset == false", FALSE },
    { "attr.unset != true", TRUE },
    { "attr.unset", FALSE },
    { "not attr.unset", TRUE },
    { "attr.unset or attr.yes", TRUE },
    { "attr.unset and attr.yes", FALSE },
    /* What and and or give is yes or no, also when no jump was taken, and is compared as one. */
    { "(w > 99 and attr.yes) == false", TRUE },
    { "(w > 99 and attr.yes) == true", FALSE },
    { "(w > 9 or attr.yes) != false", TRUE },
    { "(w > 9 and attr.yes) == true", TRUE },
    { "(attr.yes and attr.unset) == false", TRUE },
    { "(attr.unset and attr.yes) == false", TRUE },
    { "(attr.no or attr.unset) == false", TRUE },
    { "(true and null) == null", FALSE },
    { "(attr.unset) == null", TRUE },
    { "attr.nothing < 5", FALSE },
    { "attr.nothing >= 5", FALSE },
    { "not attr.nothing < 5", TRUE },
    { "attr.nothing + 1 == null", TRUE },
    { "-attr.nothing == null", TRUE },
    { "w / 0 == null", TRUE },
    { "w / 0 < 1", FALSE },
    { "0 / 0 == null", TRUE },
    { "image.h == null", TRUE },
    { "image.h > 0", FALSE },
    { "null < 1", FALSE },
    /* Texts and lists. */
    { "category == \"vehicle.car\"", TRUE },
    { "category != \"animal\"", TRUE },
    { "category in [\"animal\", \"vehicle.car\"]", TRUE },
    { "category in [\"animal\"]", FALSE },
    { "attr.worn == \"held\"", TRUE },
    { "attr.worn in [\"worn\", \"held\"]", TRUE },
    { "not attr.worn in [\"worn\"]", TRUE },
    { "attr.speed in [1, 12.5]", TRUE },
    { "attr.speed in [-1, 2]", FALSE },
    { "attr.unset in [true, null]", TRUE },
    { "w in [30]", TRUE },
    { "attr.pair-side == \"left\"", TRUE },
    { "attr.speed - 2 == 10.5", TRUE },
    { "attr.pair-side == \"a \\\"quoted\\\" one\"", FALSE },
    { "\"a\" == \"a\"", TRUE },
    { "\"a\" == \"b\"", FALSE },
    { "(attr.yes) == true", TRUE },
    { "attr.yes == attr.no", FALSE },
    { "attr.worn == attr.pair-side", FALSE },
    { "(w == 30 or h == 1) == true", TRUE },
    { "true == (h == 40 and attr.yes == true)", TRUE },
    { "h==40", TRUE },
    { "w<31 and h>39", TRUE },
    { "\n h \t>= 10 \n", TRUE },
  };
  FwExpressionInput input = get_input ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr (FwExpression) expression
          = fw_expression_new (cases[i].text, get_schema (), NULL, &error);

      g_test_message ("case %zu: %s", i, cases[i].text);
      g_assert_no_error (error);
      g_assert_cmpint (fw_expression_is_true (expression, &input), ==, cases[i].expected);
    }
}

/* Test that a mistake is found when the expression is read, at its place. */
static void
test_mistakes (void)
{
  static const struct { const char *text; gsize offset; const char *says;
  } cases[] = {
    { "", 0, "stops too early" },
    { "w >", 3, "stops too early" },
    { "w == 30 and", 11, "stops too early" },
    { "w", 0, "has to be true or false" },
    { "category", 0, "has to be true or false" },
    { "w == 30 h", 8, "should end here" },
    { "1 < 2 < 3", 6, "should end here" },
    { "(w == 30", 0, "not closed" },
    { "w == 30)", 7, "should end here" },
    { "w = 30", 2, "'=='" },
    { "w & h", 2, "no meaning" },
    { "\"open", 0, "no closing quote" },
    { "width == 3", 0, "no name 'width'" },
    { "w-h == 3", 0, "a minus needs spaces" },
    { "truck == 3", 0, "double quotes" },
    { "categori == \"animal\"", 0, "did you mean 'category'" },
    { "speed > 3", 0, "did you mean 'attr.speed'" },
    { "attr.sped > 3", 0, "no attribute is called 'sped'; did you mean 'speed'" },
    { "h > 1 and attr.reflexion == true", 10, "no attribute is called 'reflexion'" },
    { "attr.worn == \"hold\"", 13, "has no value 'hold'; did you mean 'held'" },
    { "attr.worn in [\"worn\", \"hel\"]", 22, "did you mean 'held'" },
    { "category == \"vehicle.cat\"", 12,
      "no category is called 'vehicle.cat'; did you mean 'vehicle.car'" },
    { "category < \"animal\"", 0, "no order" },
    { "attr.yes > false", 0, "wants numbers" },
    { "w == \"30\"", 5, "never equal" },
    { "attr.yes == 1", 12, "never equal" },
    { "attr.yes + 1 == 2", 0, "wants numbers" },
    { "-category == 1", 1, "wants numbers" },
    { "not w", 4, "wants true or false" },
    { "w and true", 0, "wants true or false" },
    { "true or h", 8, "wants true or false" },
    { "w in 30", 5, "square brackets" },
    { "w in []", 6, "a list holds" },
    { "w in [1 2]", 8, "not closed" },
    { "w in [h]", 6, "a list holds" },
    { "w in [\"a\"]", 6, "never equal" },
    { "0x10 == w", 0, "decimal" },
    { "1e999 == w", 0, "too large" },
    { "3w == 1", 0, "space is missing" },
    { "and true", 0, "something is missing" },
    { "true or or true", 8, "something is missing" },
    { "h > 1 and äö > 1", 10, "no name" },
    { "attr.worn == \"größe\" and x", 13, "has no value" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      gsize offset = G_MAXSIZE;

      g_test_message ("case %zu: %s", i, cases[i].text);
      g_assert_null (fw_expression_new (cases[i].text, get_schema (), &offset, &error));
      g_assert_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX);
      if (!strstr (error->message, cases[i].says))
        g_error ("“%s” does not say “%s”", error->message, cases[i].says);
      g_assert_cmpuint (offset, ==, cases[i].offset);
    }
}

static gboolean
is_accepted (const char *text)
{
  g_autoptr(FwExpression) expression = fw_expression_new (text, get_schema (), NULL, NULL);

  return expression != NULL;
}

/* Test that 128 steps and 32 levels are the limit, and one more is refused. */
static void
test_limits (void)
{
  g_autoptr(GString) text = g_string_new ("w > 1");
  g_autoptr(FwExpression) expression = NULL;

  /* Three steps, then four for each further term. */
  for (int i = 0; i < 31; i++)
    g_string_append (text, " and w > 1");
  expression = fw_expression_new (text->str, get_schema (), NULL, NULL);
  g_assert_nonnull (expression);
  g_assert_cmpuint (fw_expression_get_n_instructions (expression), ==, 127);
  g_string_append (text, " and w > 1");
  g_assert_false (is_accepted (text->str));

  for (int depth = 30; depth < 36; depth++)
    {
      g_autofree char *open = g_strnfill (depth, '(');
      g_autofree char *close = g_strnfill (depth, ')');
      g_autofree char *nested = g_strconcat (open, "true", close, NULL);

      g_assert_cmpint (is_accepted (nested), ==, depth <= FW_EXPRESSION_MAX_DEPTH);
    }
}

/* Test that an expression tells what it reads. */
static void
test_uses (void)
{
  g_autoptr (FwExpression) a
      = fw_expression_new ("attr.speed > 1 or attr.yes == true and h > attr.speed", get_schema (),
                           NULL, NULL);
  g_autoptr (FwExpression) b
      = fw_expression_new ("attr.worn == \"held\"", get_schema (), NULL, NULL);
  g_autoptr (FwExpression) c
      = fw_expression_new ("attr.worn != \"held\"", get_schema (), NULL, NULL);
  gsize n;
  const guint *used = fw_expression_get_attributes (a, &n);
  guint attribute;
  FwValue value;

  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (used[0], ==, 0);
  g_assert_cmpuint (used[1], ==, 4);
  g_assert_cmpuint (fw_expression_get_numbers (a), ==, 1u << FW_NUMBER_H);
  g_assert_false (fw_expression_is_assignment (a, &attribute, &value));
  g_assert_false (fw_expression_is_assignment (c, &attribute, &value));
  g_assert_true (fw_expression_is_assignment (b, &attribute, &value));
  g_assert_cmpuint (attribute, ==, 3);
  g_assert_true (fw_value_equal (value, fw_value_text ("held")));
}

/* Test that no mixture of the language's words crashes or runs away. */
static void
test_mixtures (void)
{
  static const char *const words[] = {
    "w",  "h",   "attr.yes", "attr.worn", "category", "null",     "true", "1",     "-",  "+",
    "*",  "/",   "(",        ")",         "[",        "]",        ",",    "==",    "!=", "<",
    ">=", "and", "or",       "not",       "in",       "\"held\"", "\"",   "attr.", "…",  "=",
  };
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);
  FwExpressionInput input = get_input ();
  guint n_good = 0;

  for (int i = 0; i < 60000; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(FwExpression) expression = NULL;
      g_autoptr(GError) error = NULL;
      gsize offset = 0;

      for (int n = g_rand_int_range (rand, 1, 9); n > 0; n--)
        {
          g_string_append (text, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
          if (g_rand_int_range (rand, 0, 4) > 0)
            g_string_append_c (text, ' ');
        }
      expression = fw_expression_new (text->str, get_schema (), &offset, &error);
      g_assert_true ((expression != NULL) == (error == NULL));
      if (expression)
        {
          n_good++;
          fw_expression_is_true (expression, &input);
        }
      else
        g_assert_cmpuint (offset, <=, g_utf8_strlen (text->str, -1));
    }
  g_assert_cmpuint (n_good, >, 100);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/expression/values", test_values);
  g_test_add_func ("/expression/mistakes", test_mistakes);
  g_test_add_func ("/expression/limits", test_limits);
  g_test_add_func ("/expression/uses", test_uses);
  g_test_add_func ("/expression/mixtures", test_mixtures);

  return g_test_run ();
}
