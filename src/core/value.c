/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/value.h"

#include <math.h>
#include <string.h>

FwValue
fw_value_null (void)
{
  return (FwValue) { .type = FW_VALUE_NULL };
}

FwValue
fw_value_boolean (gboolean value)
{
  return (FwValue) { .type = FW_VALUE_BOOL, .boolean = !!value };
}

FwValue
fw_value_number (double value)
{
  return (FwValue) { .type = FW_VALUE_NUMBER, .number = value };
}

FwValue
fw_value_text (const char *text)
{
  g_return_val_if_fail (text != NULL, fw_value_null ());

  return (FwValue) { .type = FW_VALUE_TEXT, .text = g_intern_string (text) };
}

FwValue
fw_value_json (const char *json)
{
  g_return_val_if_fail (json != NULL, fw_value_null ());

  return (FwValue) { .type = FW_VALUE_JSON, .text = g_intern_string (json) };
}

gboolean
fw_value_equal (FwValue a,
                FwValue b)
{
  if (a.type != b.type)
    return FALSE;

  switch (a.type)
    {
    case FW_VALUE_NULL:
      return TRUE;
    case FW_VALUE_BOOL:
      return a.boolean == b.boolean;
    case FW_VALUE_NUMBER:
      /* 0.0 and -0.0 are written differently, so they differ here too. */
      return memcmp (&a.number, &b.number, sizeof a.number) == 0;
    case FW_VALUE_TEXT:
    case FW_VALUE_JSON:
      return a.text == b.text;
    }

  g_assert_not_reached ();
}

int
fw_value_compare (FwValue a,
                  FwValue b)
{
  if (a.type != b.type)
    return a.type < b.type ? -1 : 1;

  switch (a.type)
    {
    case FW_VALUE_NULL:
      return 0;
    case FW_VALUE_BOOL:
      return a.boolean - b.boolean;
    case FW_VALUE_NUMBER:
      /* NaN goes last, so that the order stays total. */
      if (isnan (a.number) || isnan (b.number))
        return !!isnan (a.number) - !!isnan (b.number);
      return a.number < b.number ? -1 : a.number > b.number;
    case FW_VALUE_TEXT:
    case FW_VALUE_JSON:
      return a.text == b.text ? 0 : strcmp (a.text, b.text);
    }

  g_assert_not_reached ();
}

/* Most numbers have few places behind the point. A whole number below 2^50 over a power of ten
 * that is exact divides to just what the same digits would be read as (IEEE 754 rounds it once),
 * and such decimals are further apart than the numbers: so the first that fits is the shortest.
 * FALSE when there is none. */
static gboolean
write_places (char   buffer[G_ASCII_DTOSTR_BUF_SIZE],
              double number)
{
  static const double powers[] = { 1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10 };
  double size = fabs (number);

  for (int places = 1; places < (int) G_N_ELEMENTS (powers); places++)
    {
      double digits = nearbyint (size * powers[places]);

      if (!(digits < (double) ((guint64) 1 << 50)))
        return FALSE;
      if (digits / powers[places] == size)
        {
          guint64 whole = (guint64) digits / (guint64) powers[places];
          guint64 rest = (guint64) digits % (guint64) powers[places];

          g_snprintf (buffer, G_ASCII_DTOSTR_BUF_SIZE, "%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT,
                      number < 0.0 ? "-" : "", whole, places, rest);
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
write_digits (char   buffer[G_ASCII_DTOSTR_BUF_SIZE],
              double number,
              int    digits)
{
  char format[8];

  g_snprintf (format, sizeof format, "%%.%dg", digits);
  g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, format, number);

  return g_ascii_strtod (buffer, NULL) == number;
}

/* The shortest decimal that reads back as the same number, as "%g" writes it. */
static char *
number_to_text (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  int exponent;

  /* 100, not 1e+02. */
  if (fabs (number) < 1e15 && number == floor (number) && !(number == 0.0 && signbit (number)))
    return g_strdup_printf ("%.0f", number);
  /* "%g" writes smaller ones with an exponent. */
  if (fabs (number) >= 1e-4 && write_places (buffer, number))
    return g_strdup (buffer);

  /* What 15 digits do not tell, fewer do not: except at a power of two, where numbers are closer
   * on one side than on the other. */
  int least = isfinite (number) && fabs (frexp (number, &exponent)) != 0.5
                  && !write_digits (buffer, number, 15)
                ? 16
                : 1;

  for (int digits = least; digits < 17; digits++)
    if (write_digits (buffer, number, digits))
      return g_strdup (buffer);
  write_digits (buffer, number, 17);

  return g_strdup (buffer);
}

char *
fw_value_to_text (FwValue value)
{
  switch (value.type)
    {
    case FW_VALUE_NULL:
      return g_strdup ("null");
    case FW_VALUE_BOOL:
      return g_strdup (value.boolean ? "true" : "false");
    case FW_VALUE_NUMBER:
      return number_to_text (value.number);
    case FW_VALUE_TEXT:
    case FW_VALUE_JSON:
      return g_strdup (value.text);
    }

  g_assert_not_reached ();
}
