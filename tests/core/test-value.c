/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/value.h"

#include <math.h>
#include <string.h>

/* Numbers as text are part of what revisions of units are made from, so not a letter of them
 * may ever change. What they are is told here in the plainest way. */
static char *
write_plainly (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (fabs (number) < 1e15 && number == floor (number) && !(number == 0.0 && signbit (number)))
    return g_strdup_printf ("%.0f", number);
  for (int digits = 1; digits < 17; digits++)
    {
      g_autofree char *format = g_strdup_printf ("%%.%dg", digits);

      g_ascii_formatd (buffer, sizeof buffer, format, number);
      if (g_ascii_strtod (buffer, NULL) == number)
        return g_strdup (buffer);
    }

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.17g", number));
}

static void
assert_number (double number)
{
  g_autofree char *text = fw_value_to_text (fw_value_number (number));
  g_autofree char *plain = write_plainly (number);

  g_assert_cmpstr (text, ==, plain);
}

/* Test the cases at the borders: places, exponents, powers of two, the largest and smallest. */
static void
test_borders (void)
{
  static const struct
  {
    double      number;
    const char *text;
  } cases[] = {
    { 0.0, "0" },
    { -0.0, "-0" },
    { 0.5, "0.5" },
    { -123.25, "-123.25" },
    { 100.0, "100" },
    { 0.1, "0.1" },
    { 1.005, "1.005" },
    { 0.05, "0.05" },
    { 0.0001, "0.0001" },
    { 0.00001, "1e-05" },
    { 1.0 / 3.0, "0.3333333333333333" },
    { 2.0 / 3.0, "0.6666666666666666" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 1e15, "1e+15" },
    { 1.5e15, "1.5e+15" },
    { 1e22, "1e+22" },
    { 100000000000000.5, "100000000000000.5" },
    { 9007199254740993.0, "9007199254740992" },
    { 5e-324, "5e-324" },
    { 1.7976931348623157e308, "1.7976931348623157e+308" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = fw_value_to_text (fw_value_number (cases[i].number));

      g_assert_cmpstr (text, ==, cases[i].text);
      assert_number (cases[i].number);
    }
  for (int exponent = -1074; exponent < 1024; exponent++)
    {
      assert_number (ldexp (1.0, exponent));
      assert_number (nextafter (ldexp (1.0, exponent), 0.0));
      assert_number (nextafter (ldexp (1.0, exponent), INFINITY));
    }
}

/* Test that any number, from pixels with few places to any bits, is written as ever. */
static void
test_random (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (20261128);

  for (int i = 0; i < 10000; i++)
    {
      double pixel = g_rand_double_range (rand, -4000.0, 4000.0);
      guint64 bits = (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);
      double any;

      memcpy (&any, &bits, sizeof any);
      assert_number (pixel);
      assert_number (nearbyint (pixel * 100.0) / 100.0);
      assert_number (pow (10.0, g_rand_int_range (rand, 0, 9))
                     * nearbyint (pixel * pow (10.0, g_rand_int_range (rand, 0, 9))) / 1e6);
      if (isfinite (any))
        assert_number (any);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value/borders", test_borders);
  g_test_add_func ("/value/random", test_random);

  return g_test_run ();
}
