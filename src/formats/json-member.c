/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/json-member.h"

#include "core/error.h"

#include <string.h>

/* Reading. */

gboolean
fw_json_member_object (FwJsonValue object, const char *name, FwJsonValue *out_value)
{
  return fw_json_get_member (object, name, out_value)
         && fw_json_get_type (*out_value) == FW_JSON_OBJECT;
}

gboolean
fw_json_member_array (FwJsonValue object, const char *name, FwJsonValue *out_value)
{
  return fw_json_get_member (object, name, out_value)
         && fw_json_get_type (*out_value) == FW_JSON_ARRAY;
}

const char *
fw_json_member_text (FwJsonValue object, const char *name)
{
  FwJsonValue value;

  return fw_json_get_member (object, name, &value) && fw_json_get_type (value) == FW_JSON_TEXT
             ? fw_json_get_text (value, NULL)
             : NULL;
}

gint64
fw_json_member_integer (FwJsonValue object, const char *name)
{
  FwJsonValue value;
  gint64 number;

  return fw_json_get_member (object, name, &value) && fw_json_get_integer (value, &number) ? number
                                                                                           : 0;
}

double
fw_json_member_number (FwJsonValue object, const char *name)
{
  FwJsonValue value;

  return fw_json_get_member (object, name, &value) ? fw_json_get_double (value) : 0.0;
}

static char *
steal_text (FwJsonWriter *writer)
{
  g_autoptr (GBytes) bytes = fw_json_writer_steal (writer);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_strndup (data, length);
}

gboolean
fw_json_member_boolean (FwJsonValue object, const char *name)
{
  FwJsonValue value;

  return fw_json_get_member (object, name, &value) && fw_json_get_type (value) == FW_JSON_BOOL
         && fw_json_get_boolean (value);
}

char *
fw_json_value_to_text (FwJsonValue value)
{
  FwJsonWriter *writer = fw_json_writer_new ();

  fw_json_writer_value (writer, value);

  return steal_text (writer);
}

char *
fw_json_dup_extra (FwJsonValue object, const char *const *known)
{
  FwJsonWriter *writer = fw_json_writer_new ();
  FwJsonWalk walk;
  FwJsonValue value;
  const char *key;
  guint n = 0;

  g_return_val_if_fail (known != NULL, NULL);

  fw_json_writer_begin_object (writer);
  fw_json_walk_init (&walk, object);
  while (fw_json_walk_next (&walk, &key, &value))
    if (!g_strv_contains (known, key))
      {
        fw_json_writer_key (writer, key);
        fw_json_writer_value (writer, value);
        n++;
      }
  fw_json_writer_end_object (writer);

  g_autofree char *text = steal_text (writer);

  return n > 0 ? g_strndup (text + 1, strlen (text) - 2) : NULL;
}

gboolean
fw_json_check_schema (
    FwJsonValue root, gint64 schema, const char *none, const char *newer, GError **error)
{
  FwJsonValue value;
  gint64 number = 0;

  if (fw_json_get_type (root) != FW_JSON_OBJECT || !fw_json_get_member (root, "schema", &value)
      || !fw_json_get_integer (value, &number))
    {
      g_set_error_literal (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED, none);
      return FALSE;
    }
  if (number > schema)
    {
      g_autoptr (GString) sentence = g_string_new (newer);
      g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, number);

      g_string_replace (sentence, "%s", digits, 1);
      g_set_error_literal (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_VERSION, sentence->str);
      return FALSE;
    }

  return TRUE;
}

gboolean
fw_json_parse_whole (FwJsonParser *parser,
                     const FwJsonText *text,
                     FwJsonValue *out_root,
                     GError **error)
{
  g_return_val_if_fail (parser != NULL && text != NULL && out_root != NULL, FALSE);

  gsize start = text->length >= 3 && memcmp (text->data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  FwJsonRange range;

  return fw_json_find_value (text, start, &range, error)
         && fw_json_parser_parse (parser, text, range, out_root, error);
}

/* Writing. */

void
fw_json_writer_member_text (FwJsonWriter *writer, const char *key, const char *text)
{
  fw_json_writer_key (writer, key);
  fw_json_writer_text (writer, text);
}

void
fw_json_writer_member_integer (FwJsonWriter *writer, const char *key, gint64 number)
{
  fw_json_writer_key (writer, key);
  fw_json_writer_integer (writer, number);
}

void
fw_json_writer_member_number (FwJsonWriter *writer, const char *key, double number)
{
  fw_json_writer_key (writer, key);
  fw_json_writer_number (writer, number);
}

void
fw_json_writer_member_boolean (FwJsonWriter *writer, const char *key, gboolean value)
{
  fw_json_writer_key (writer, key);
  fw_json_writer_boolean (writer, value);
}

void
fw_json_writer_extra (FwJsonWriter *writer, const char *extra)
{
  if (!extra)
    return;
  fw_json_writer_verbatim (writer, ",", 1);
  fw_json_writer_verbatim (writer, extra, strlen (extra));
}

/* Records that do not hold. */

void
fw_json_refused_init (FwJsonRefused *self, FwJsonValue root, GPtrArray *sentences)
{
  FwJsonValue list;
  FwJsonValue item;
  FwJsonWalk walk;

  g_return_if_fail (self != NULL);

  *self = (FwJsonRefused){ .sentences = sentences, .kept = fw_json_writer_new () };
  fw_json_writer_begin_array (self->kept);
  if (!fw_json_member_array (root, "refused", &list))
    return;
  fw_json_walk_init (&walk, list);
  for (; fw_json_walk_next (&walk, NULL, &item); self->n++)
    fw_json_writer_value (self->kept, item);
}

void
fw_json_refused_add (FwJsonRefused *self,
                     const char *part,
                     const char *key,
                     gsize index,
                     const char *name,
                     FwJsonValue record,
                     const char *why)
{
  g_return_if_fail (self != NULL);

  self->n++;
  fw_json_writer_begin_object (self->kept);
  fw_json_writer_member_text (self->kept, "part", part);
  fw_json_writer_member_text (self->kept, "why", why);
  fw_json_writer_key (self->kept, "record");
  fw_json_writer_value (self->kept, record);
  fw_json_writer_end_object (self->kept);
  if (self->sentences)
    g_ptr_array_add (self->sentences, g_strdup_printf ("%s[%zu] (%s): %s", key, index, name, why));
}

char *
fw_json_refused_end (FwJsonRefused *self, const char *extra)
{
  g_return_val_if_fail (self != NULL, NULL);

  fw_json_writer_end_array (self->kept);

  g_autofree char *list = steal_text (g_steal_pointer (&self->kept));

  return self->n > 0
             ? g_strconcat (extra ? extra : "", extra ? "," : "", "\"refused\":", list, NULL)
             : NULL;
}
