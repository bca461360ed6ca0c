/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/canonical-json.h"

#include <math.h>

void
fw_json_append_string (GString    *json,
                       const char *text)
{
  g_return_if_fail (json && text);

  g_string_append_c (json, '"');
  for (const char *p = text; *p; p++)
    switch (*p)
      {
      case '"':  g_string_append (json, "\\\""); break;
      case '\\': g_string_append (json, "\\\\"); break;
      case '\b': g_string_append (json, "\\b"); break;
      case '\f': g_string_append (json, "\\f"); break;
      case '\n': g_string_append (json, "\\n"); break;
      case '\r': g_string_append (json, "\\r"); break;
      case '\t': g_string_append (json, "\\t"); break;
      default:
        if ((guchar) *p < 0x20)
          g_string_append_printf (json, "\\u%04x", (guint) *p);
        else
          g_string_append_c (json, *p);
      }
  g_string_append_c (json, '"');
}

void
fw_json_append_number (GString *json,
                       double   number)
{
  g_return_if_fail (json != NULL);

  if (!isfinite (number))
    {
      g_string_append (json, "null");
      return;
    }

  /* Adding 0 turns -0 into 0. */
  g_autofree char *text = fw_value_to_text (fw_value_number (number + 0.0));

  g_string_append (json, text);
}

void
fw_json_append_value (GString *json,
                      FwValue  value)
{
  g_return_if_fail (json != NULL);

  switch (value.type)
    {
    case FW_VALUE_NULL:
      g_string_append (json, "null");
      return;
    case FW_VALUE_BOOL:
      g_string_append (json, value.boolean ? "true" : "false");
      return;
    case FW_VALUE_NUMBER:
      fw_json_append_number (json, value.number);
      return;
    case FW_VALUE_TEXT:
      fw_json_append_string (json, value.text);
      return;
    case FW_VALUE_JSON:
      g_string_append (json, value.text);
      return;
    }

  g_assert_not_reached ();
}

char *
fw_json_make_rev (const GString *json)
{
  g_return_val_if_fail (json != NULL, NULL);

  char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, json->str, json->len);

  sum[12] = '\0';

  return sum;
}
