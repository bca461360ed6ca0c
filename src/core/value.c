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

/* The shortest decimal that reads back as the same number. */
static char *
number_to_text (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  /* 100, not 1e+02. */
  if (fabs (number) < 1e15 && number == floor (number) && !(number == 0.0 && signbit (number)))
    return g_strdup_printf ("%.0f", number);

  for (int digits = 1; digits < 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, number);
      if (g_ascii_strtod (buffer, NULL) == number)
        return g_strdup (buffer);
    }

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.17g", number));
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
