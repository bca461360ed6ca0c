/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Values on one line. A text goes without quotes where libyaml, and other
 * readers of YAML, take it as it stands; else into double quotes, which can
 * say every character that may stand in YAML at all.
 */

#include "fw-config.h"
#include "rules/yaml-edit.h"

#include "core/error.h"

#include <glib/gi18n.h>
#include <string.h>

static FwYaml *
new_node (FwYamlKind kind)
{
  FwYaml *node = g_new0 (FwYaml, 1);

  node->kind = kind;
  node->line = node->column = 1;
  if (kind != FW_YAML_SCALAR)
    node->items = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_yaml_free);
  if (kind == FW_YAML_MAP)
    node->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_yaml_free);

  return node;
}

FwYaml *
fw_yaml_new_text (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  FwYaml *node = new_node (FW_YAML_SCALAR);

  node->text = g_strdup (text);

  return node;
}

FwYaml *
fw_yaml_new_list (void)
{
  return new_node (FW_YAML_LIST);
}

FwYaml *
fw_yaml_new_map (void)
{
  return new_node (FW_YAML_MAP);
}

void
fw_yaml_add_item (FwYaml *list,
                  FwYaml *item)
{
  g_return_if_fail (list && list->kind == FW_YAML_LIST && item);

  g_ptr_array_add (list->items, item);
}

void
fw_yaml_add_entry (FwYaml     *map,
                   const char *key,
                   FwYaml     *value)
{
  g_return_if_fail (map && map->kind == FW_YAML_MAP && key && value);
  g_return_if_fail (!fw_yaml_get (map, key));

  g_ptr_array_add (map->keys, fw_yaml_new_text (key));
  g_ptr_array_add (map->items, value);
}

FwYaml *
fw_yaml_copy (const FwYaml *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  FwYaml *copy = new_node (self->kind);

  copy->text = g_strdup (self->text);
  for (guint i = 0; self->keys && i < self->keys->len; i++)
    g_ptr_array_add (copy->keys, fw_yaml_copy (g_ptr_array_index (self->keys, i)));
  for (guint i = 0; self->items && i < self->items->len; i++)
    g_ptr_array_add (copy->items, fw_yaml_copy (g_ptr_array_index (self->items, i)));

  return copy;
}

gboolean
fw_yaml_equal (const FwYaml *a,
               const FwYaml *b)
{
  g_autoptr(GString) left = NULL;
  g_autoptr(GString) right = NULL;

  if (!a || !b)
    return a == b;

  left = g_string_new (NULL);
  right = g_string_new (NULL);
  fw_yaml_append_json (a, NULL, left);
  fw_yaml_append_json (b, NULL, right);

  return g_string_equal (left, right);
}

/* Line and paragraph separators print, but YAML takes them for line ends. */
static gboolean
is_shown (gunichar c)
{
  return g_unichar_isprint (c) && c != 0x2028 && c != 0x2029;
}

/* Whether @text may stand without quotes, in brackets or not. */
static gboolean
is_plain (const char *text,
          gboolean    in_flow)
{
  gsize length = strlen (text);

  if (length == 0 || text[0] == ' ' || text[length - 1] == ' ' || text[length - 1] == ':')
    return FALSE;
  if (strchr ("?:,[]{}#&*!|>'\"%@`=~", text[0]))
    return FALSE;
  if ((text[0] == '-' || text[0] == '.') && !g_ascii_isdigit (text[1]))
    return FALSE;
  if (strstr (text, ": ") || strstr (text, " #") || (in_flow && strpbrk (text, ",[]{}:?")))
    return FALSE;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (!is_shown (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/* libyaml reads these as they stand; anything else that does not print is
 * written by its number. */
static void
append_quoted (GString    *out,
               const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", (char) c);
      else if (c == '\n')
        g_string_append (out, "\\n");
      else if (c == '\t')
        g_string_append (out, "\\t");
      else if (is_shown (c))
        g_string_append_unichar (out, c);
      else
        g_string_append_printf (out, c > 0xffff ? "\\U%08X" : "\\u%04X", c);
    }
  g_string_append_c (out, '"');
}

static gboolean
append_text (GString     *out,
             const char  *text,
             gboolean     in_flow,
             GError     **error)
{
  if (strlen (text) > FW_YAML_MAX_TEXT)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_LIMIT,
                   _("this text is longer than %d bytes; a shorter one is needed here"),
                   FW_YAML_MAX_TEXT);
      return FALSE;
    }
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX, _("this text is not UTF-8"));
      return FALSE;
    }
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)) && *p != '\n' && *p != '\t')
      {
        g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX,
                     _("this text holds a control character (U+%04X); a manual cannot"),
                     g_utf8_get_char (p));
        return FALSE;
      }

  if (is_plain (text, in_flow))
    g_string_append (out, text);
  else
    append_quoted (out, text);

  return TRUE;
}

static gboolean
append_value (GString       *out,
              const FwYaml  *value,
              gboolean       in_flow,
              GError       **error)
{
  gboolean is_map = value->kind == FW_YAML_MAP;

  if (value->kind == FW_YAML_SCALAR)
    return append_text (out, value->text, in_flow, error);
  if (value->items->len == 0)
    {
      g_string_append (out, is_map ? "{}" : "[]");
      return TRUE;
    }

  g_string_append (out, is_map ? "{ " : "[");
  for (guint i = 0; i < value->items->len; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      if (is_map)
        {
          const FwYaml *key = g_ptr_array_index (value->keys, i);

          if (!append_text (out, key->text, TRUE, error))
            return FALSE;
          g_string_append (out, ": ");
        }
      if (!append_value (out, g_ptr_array_index (value->items, i), TRUE, error))
        return FALSE;
    }
  g_string_append (out, is_map ? " }" : "]");

  return TRUE;
}

char *
fw_yaml_write (const FwYaml *value,
               gboolean      in_flow,
               GError      **error)
{
  g_return_val_if_fail (value != NULL, NULL);

  g_autoptr(GString) out = g_string_new (NULL);

  if (!append_value (out, value, in_flow, error))
    return NULL;

  return g_string_free (g_steal_pointer (&out), FALSE);
}
