/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/json.h"

#include "core/error.h"

#include <math.h>
#include <string.h>

static char *
dump (FwJsonValue value)
{
  FwJsonWriter *writer = fw_json_writer_new ();

  fw_json_writer_value (writer, value);

  g_autoptr (GBytes) bytes = fw_json_writer_steal (writer);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_strndup (data, length);
}

/* Parses with the fast or the tolerant parser; NULL with the message. */
static char *
parse (const char *data, gsize length, gboolean slowly, char **out_message)
{
  g_autoptr (FwJsonText) text = fw_json_text_new (data, length);
  g_autoptr (FwJsonParser) parser = fw_json_parser_new ();
  g_autoptr (GError) error = NULL;
  FwJsonRange range = { 0, length };
  FwJsonValue value;
  gboolean ok = slowly ? fw_json_parser_parse_slowly (parser, text, range, &value, &error)
                       : fw_json_parser_parse (parser, text, range, &value, &error);

  g_assert_true (ok == (error == NULL));
  /* Whatever parses is valid for the one that keeps nothing, and the other way round. */
  g_assert_true (fw_json_validate (text, range, NULL) == ok);
  if (out_message)
    *out_message = error ? g_strdup (error->message) : NULL;

  return ok ? dump (value) : NULL;
}

/* Test what values become, with both parsers. */
static void
test_values (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "null", "null" },
    { "true", "true" },
    { " false ", "false" },
    { "0", "0" },
    { "-12", "-12" },
    { "9223372036854775807", "9223372036854775807" },
    { "-9223372036854775808", "-9223372036854775808" },
    { "1.0", "1.0" },
    { "1e2", "100.0" },
    { "-0.0", "-0.0" },
    { "0.1", "0.1" },
    { "1e-7", "1e-07" },
    { "1e300", "1e+300" },
    { "33.333333333333336", "33.333333333333336" },
    { "5e-324", "5e-324" },
    { "\"\"", "\"\"" },
    { "\"a\\u00fc\\ud83d\\ude00\\n\\\"\"", "\"aü😀\\n\\\"\"" },
    { "[]", "[]" },
    { "{}", "{}" },
    { "[1,[2,{\"a\":[]}],3]", "[1,[2,{\"a\":[]}],3]" },
    { "{\"a\":1,\"b\":{\"c\":null}}", "{\"a\":1,\"b\":{\"c\":null}}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int slowly = 0; slowly < 2; slowly++)
      {
        g_autofree char *got = parse (cases[i].text, strlen (cases[i].text), slowly, NULL);
        g_autofree char *shown = g_strescape (cases[i].text, NULL);

        g_test_message ("%s", shown);
        g_assert_cmpstr (got, ==, cases[i].expected);
      }
}

/* Test what others write and JSON does not know. */
static void
test_tolerated (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "[NaN,Infinity,-Infinity]", "[NaN,Infinity,-Infinity]" },
    { "[1e400,-1e400]", "[Infinity,-Infinity]" },
    { "18446744073709551616", "1.8446744073709552e+19" },
    { "\"\\ud800x\"", "\"\357\277\275x\"" },
    { "\"a\\u0000b\"", "\"a b\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = parse (cases[i].text, strlen (cases[i].text), FALSE, NULL);

      g_assert_cmpstr (got, ==, cases[i].expected);
    }
}

/* Test that what is no JSON is refused with the byte. */
static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "", "the value ends too early (line 1, byte 0)" },
    { "[1,]", "a value is needed here (line 1, byte 3)" },
    { "[1\n 2]", "a comma or “]” is missing (line 2, byte 4)" },
    { "{\"a\" 1}", "a colon is missing (line 1, byte 5)" },
    { "{a:1}", "the name of a member is needed here, in quotes (line 1, byte 1)" },
    { "01", "a number does not begin with 0 (line 1, byte 0)" },
    { "1.x", "a digit is needed after the decimal point (line 1, byte 2)" },
    { "1ex", "a digit is needed in the exponent (line 1, byte 2)" },
    { "-x", "a number is needed after the minus sign (line 1, byte 1)" },
    { "\"a\nb\"", "a line break or control character stands inside a text (line 1, byte 2)" },
    { "\"\\x\"", "this character needs no backslash, or another one before it (line 1, byte 2)" },
    { "\"\\u12g4\"", "four hexadecimal digits are needed after \\u (line 1, byte 5)" },
    { "\"a\xc3(\"", "this text is not UTF-8 (line 1, byte 2)" },
    { "nul", "a value is needed here (line 1, byte 0)" },
    { "1 2", "something follows the end of the value (line 1, byte 2)" },
    { "\"abc", "the value ends too early (line 1, byte 4)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = NULL;
      g_autofree char *got = parse (cases[i].text, strlen (cases[i].text), FALSE, &message);
      g_autofree char *shown = g_strescape (cases[i].text, NULL);

      /* Some are no UTF-8, which is no TAP either. */
      g_test_message ("%s", shown);
      g_assert_null (got);
      g_assert_cmpstr (message, ==, cases[i].message);
    }
}

/* Test that a zero byte is no white space, whichever parser looks. */
static void
test_zero (void)
{
  static const char text[] = "[1\0,2]";

  for (int slow = 0; slow < 2; slow++)
    {
      g_autofree char *message = NULL;

      g_assert_null (parse (text, sizeof text - 1, slow, &message));
      g_assert_cmpstr (message, ==, "a comma or “]” is missing (line 1, byte 2)");
    }
}

/* Test that nesting has an end in both parsers, and the splitter does not mind. */
static void
test_depth (void)
{
  GString *deep = g_string_new (NULL);
  g_autofree char *message = NULL;
  FwJsonRange range;

  for (int i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  for (int i = 0; i < 100000; i++)
    g_string_append_c (deep, ']');

  g_autoptr (FwJsonText) text = fw_json_text_new (deep->str, deep->len);

  g_assert_true (fw_json_find_value (text, 0, &range, NULL));
  g_assert_cmpuint (range.end, ==, deep->len);
  g_assert_null (parse (deep->str, deep->len, FALSE, &message));
  g_assert_cmpstr (message, ==, "lists and objects are nested too deep (line 1, byte 256)");
  g_assert_null (parse (deep->str + 100000 - 257, 257 * 2, FALSE, NULL));
  g_free (parse (deep->str + 100000 - 250, 250 * 2, FALSE, NULL));
  g_string_free (deep, TRUE);
}

/* Test that the splitter finds every value where the parser does, at every
 * offset against its 16-byte steps. */
static void
test_splitter (void)
{
  static const char list[] = "[ 1 ,\"a]}\\\"[{\\\\\", {\"k\\\"[\":[[],{}]},[], -2.5e3,null ,\"\" ]";
  static const char *const expected[]
      = { "1", "\"a]}\\\"[{\\\\\"", "{\"k\\\"[\":[[],{}]}", "[]", "-2.5e3", "null", "\"\"" };

  for (gsize pad = 0; pad < 40; pad++)
    {
      g_autofree char *spaces = g_strnfill (pad, ' ');
      g_autofree char *data = g_strconcat (spaces, list, NULL);
      g_autoptr (FwJsonText) text = fw_json_text_new (data, strlen (data));
      g_autoptr (GError) error = NULL;
      FwJsonRange value, element;
      FwJsonIter iter;

      g_assert_true (fw_json_find_value (text, 0, &value, &error));
      g_assert_true (fw_json_iter_init (&iter, text, value, &error));
      for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
        {
          g_autofree char *got = NULL;

          g_assert_true (fw_json_iter_next (&iter, NULL, &element, &error));
          got = g_strndup (text->data + element.start, element.end - element.start);
          g_assert_cmpstr (got, ==, expected[i]);
        }
      g_assert_false (fw_json_iter_next (&iter, NULL, &element, &error));
      g_assert_no_error (error);
    }
}

/* Test that the splitter stays inside any text, cut anywhere. */
static void
test_splitter_cut (void)
{
  static const char object[] = "{\"a\":[1,2,{\"b\":\"\\\\\\\"\"}],\"c\":\"x\",\"d\":[[[]]]}";

  for (gsize length = 0; length < sizeof object - 1; length++)
    {
      g_autoptr (FwJsonText) text = fw_json_text_new (object, length);
      g_autoptr (GError) error = NULL;
      FwJsonRange range;

      g_assert_false (fw_json_find_value (text, 0, &range, &error));
      g_assert_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX);
    }
}

/* Test that both parsers agree about random texts. simdjson may refuse what
 * the tolerant one takes, never the other way round. */
static void
test_agreement (void)
{
  static const char *const pieces[]
      = { "{",    "}",    "[", "]",  ",",      ":",  "\"a\"", "\"\\u0041\"", "1", "-2.5", "1e5",
          "null", "true", " ", "\n", "\"b\":", "\"", "0",     "\\",          "e", "." };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  guint valid = 0;

  for (int round = 0; round < 200000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int n = g_rand_int_range (rand, 1, 9);

      for (int i = 0; i < n; i++)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

      g_autofree char *fast = parse (text->str, text->len, FALSE, NULL);
      g_autofree char *slow = parse (text->str, text->len, TRUE, NULL);

      g_assert_cmpstr (fast, ==, slow);
      valid += fast != NULL;
    }
  g_assert_cmpuint (valid, >, 1000);
}

/* Test that every double reads back equal, in the shortest form. */
static void
test_numbers (void)
{
  static const struct
  {
    double value;
    const char *as_double;
    const char *as_number;
  } cases[] = {
    { 0, "0.0", "0" },
    { -0.0, "-0.0", "-0.0" },
    { 100, "100.0", "100" },
    { 0.1, "0.1", "0.1" },
    { 1e15, "1000000000000000.0", "1000000000000000" },
    { 1e16, "1e+16", "1e+16" },
    { 123456.789, "123456.789", "123456.789" },
    { 1e-5, "0.00001", "0.00001" },
    { 1e-6, "1e-06", "1e-06" },
    { 2.0 / 3.0, "0.6666666666666666", "0.6666666666666666" },
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int whole = 0; whole < 2; whole++)
      {
        FwJsonWriter *writer = fw_json_writer_new ();

        if (whole)
          fw_json_writer_number (writer, cases[i].value);
        else
          fw_json_writer_double (writer, cases[i].value);

        g_autoptr (GBytes) bytes = fw_json_writer_steal (writer);
        g_autofree char *got = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

        g_assert_cmpstr (got, ==, whole ? cases[i].as_number : cases[i].as_double);
      }

  for (int round = 0; round < 100000; round++)
    {
      guint64 bits = (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);
      FwJsonWriter *writer = fw_json_writer_new ();
      double value;

      memcpy (&value, &bits, sizeof value);
      if (!isfinite (value))
        value = 1.0 / (1 + round);
      fw_json_writer_double (writer, value);

      g_autoptr (GBytes) bytes = fw_json_writer_steal (writer);
      g_autofree char *got = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      g_assert_true (g_ascii_strtod (got, NULL) == value);
    }
}

/* Test that texts are escaped, also those that are not UTF-8. */
static void
test_texts (void)
{
  FwJsonWriter *writer = fw_json_writer_new ();

  fw_json_writer_begin_object (writer);
  fw_json_writer_key (writer, "a\"b");
  fw_json_writer_text (writer, "\x01\t\n\r\\/ü");
  fw_json_writer_key (writer, "n");
  fw_json_writer_text (writer, NULL);
  fw_json_writer_key (writer, "bad");
  fw_json_writer_text (writer, "\xff");
  fw_json_writer_key (writer, "l");
  fw_json_writer_begin_array (writer);
  fw_json_writer_integer (writer, 1);
  fw_json_writer_boolean (writer, TRUE);
  fw_json_writer_begin_object (writer);
  fw_json_writer_end_object (writer);
  fw_json_writer_end_array (writer);
  fw_json_writer_end_object (writer);

  g_autoptr (GBytes) bytes = fw_json_writer_steal (writer);
  g_autofree char *got = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_cmpstr (got, ==,
                   "{\"a\\\"b\":\"\\u0001\\t\\n\\r\\\\/"
                   "ü\",\"n\":null,\"bad\":\"\357\277\275\",\"l\":[1,true,{}]}");
}

/* Test integers that are written with a point, and those that are none. */
static void
test_integers (void)
{
  static const struct
  {
    const char *text;
    gboolean ok;
    gint64 value;
  } cases[] = {
    { "3", TRUE, 3 },      { "3.0", TRUE, 3 },
    { "3.5", FALSE, 0 },   { "1e3", TRUE, 1000 },
    { "1e300", FALSE, 0 }, { "\"3\"", FALSE, 0 },
    { "NaN", FALSE, 0 },   { "18446744073709551615", FALSE, 0 },
    { "null", FALSE, 0 },
  };
  g_autoptr (FwJsonParser) parser = fw_json_parser_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwJsonText) text = fw_json_text_new (cases[i].text, strlen (cases[i].text));
      FwJsonValue value;
      gint64 integer = 0;

      g_assert_true (
          fw_json_parser_parse (parser, text, (FwJsonRange){ 0, text->length }, &value, NULL));
      g_assert_true (fw_json_get_integer (value, &integer) == cases[i].ok);
      g_assert_cmpint (integer, ==, cases[i].value);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/values", test_values);
  g_test_add_func ("/json/tolerated", test_tolerated);
  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/zero", test_zero);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/splitter/values", test_splitter);
  g_test_add_func ("/json/splitter/cut", test_splitter_cut);
  g_test_add_func ("/json/agreement", test_agreement);
  g_test_add_func ("/json/numbers", test_numbers);
  g_test_add_func ("/json/texts", test_texts);
  g_test_add_func ("/json/integers", test_integers);

  return g_test_run ();
}
