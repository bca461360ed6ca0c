/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One key of a YAML text is changed where it stands. The parser says from
 * which character to which a value goes; the rest is cutting and pasting of
 * lines. Each change is read back and compared with what was asked, so that a
 * way of writing that nobody thought of is refused instead of damaged.
 */

#include "fw-config.h"
#include "rules/yaml-edit.h"

#include "core/error.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  GString           *text;
  const FwYamlStyle *style;
} Editor;

static gsize
byte_at (const Editor *self,
         gsize         characters)
{
  return g_utf8_offset_to_pointer (self->text->str, characters) - self->text->str;
}

static const FwYaml *
key_at (const FwYaml *map,
        guint         index)
{
  return g_ptr_array_index (map->keys, index);
}

static const FwYaml *
item_at (const FwYaml *node,
         guint         index)
{
  return g_ptr_array_index (node->items, index);
}

/* Index of @key, or -1. */
static int
find_key (const FwYaml *map,
          const char   *key)
{
  for (guint i = 0; i < map->keys->len; i++)
    if (g_str_equal (key_at (map, i)->text, key))
      return i;

  return -1;
}

/* Where the value of a node ends; block texts take the lines behind them along. */
static gsize
end_byte (const Editor *self,
          const FwYaml *node)
{
  gsize start = byte_at (self, node->start), end = byte_at (self, node->end);

  while (end > start && strchr (" \t\r\n", self->text->str[end - 1]))
    end--;

  return end;
}

static gsize
line_start (const Editor *self,
            gsize         byte)
{
  while (byte > 0 && self->text->str[byte - 1] != '\n')
    byte--;

  return byte;
}

/* The start of the line after the one with @byte. */
static gsize
next_line (const Editor *self,
           gsize         byte)
{
  const char *end = strchr (self->text->str + byte, '\n');

  return end ? (gsize) (end + 1 - self->text->str) : self->text->len;
}

static void
splice (Editor     *self,
        gsize       start,
        gsize       end,
        const char *text)
{
  g_string_erase (self->text, start, end - start);
  g_string_insert (self->text, start, text);
}

/* Behind the colon of a key. */
static gsize
colon_end (const Editor *self,
           const FwYaml *key)
{
  gsize byte = byte_at (self, key->end);
  const char *colon = strchr (self->text->str + byte, ':');

  return colon ? (gsize) (colon + 1 - self->text->str) : byte;
}

/* Whether all items are texts, and (@by_line) each one on a line of its own. */
static gboolean
is_simple (const FwYaml *list,
           gboolean      by_line)
{
  for (guint i = 0; i < list->items->len; i++)
    {
      const FwYaml *item = item_at (list, i);

      if (item->kind != FW_YAML_SCALAR || item->quote < 0
          || (by_line && i > 0 && item->line == item_at (list, i - 1)->line))
        return FALSE;
    }

  return list->items->len > 0;
}

/* A list with a dash per line stays one: only lines of items that differ go or come. */
static gboolean
replace_lines (Editor        *self,
               const FwYaml  *old,
               const FwYaml  *value,
               GError       **error)
{
  guint n = MIN (old->items->len, value->items->len), head = 0, tail = 0;
  g_autoptr(GString) lines = g_string_new (NULL);
  gsize first = line_start (self, byte_at (self, item_at (old, 0)->start));
  gsize dash = first + strspn (self->text->str + first, " ");
  g_autofree char *indent = g_strndup (self->text->str + first, dash - first);

  while (head < n && fw_yaml_equal (item_at (old, head), item_at (value, head)))
    head++;
  while (tail < n - head && fw_yaml_equal (item_at (old, old->items->len - 1 - tail),
                                           item_at (value, value->items->len - 1 - tail)))
    tail++;

  for (guint i = head; i < value->items->len - tail; i++)
    {
      g_autofree char *text = fw_yaml_write (item_at (value, i), FALSE, error);

      if (!text)
        return FALSE;
      g_string_append_printf (lines, "%s- %s%s", indent, text, self->style->newline);
    }

  gsize start = head == 0 ? first : next_line (self, end_byte (self, item_at (old, head - 1)));
  guint last = old->items->len - tail;
  gsize end = last > head ? next_line (self, end_byte (self, item_at (old, last - 1))) : start;

  splice (self, start, end, lines->str);

  return TRUE;
}

static gboolean
replace_value (Editor        *self,
               const FwYaml  *map,
               guint          index,
               const FwYaml  *value,
               GError       **error)
{
  const FwYaml *key = key_at (map, index), *old = item_at (map, index);
  gsize start = byte_at (self, old->start), end = end_byte (self, old);

  if (old->kind == FW_YAML_LIST && !old->is_flow && value->kind == FW_YAML_LIST
      && is_simple (old, TRUE) && is_simple (value, FALSE))
    return replace_lines (self, old, value, error);

  g_autofree char *text = fw_yaml_write (value, map->is_flow, error);

  if (!text)
    return FALSE;

  /* A value on lines of its own goes up to its key. */
  gboolean is_empty = start == end;

  if (is_empty || (old->kind != FW_YAML_SCALAR && !old->is_flow) || old->line != key->line)
    {
      g_autofree char *spaced = g_strconcat (" ", text, NULL);

      start = colon_end (self, key);
      splice (self, start, is_empty ? start : MAX (start, end), spaced);
      return TRUE;
    }
  splice (self, start, end, text);

  return TRUE;
}

/* The entry after which @key usually stands: -1 for before all. */
static int
find_place (const Editor *self,
            const FwYaml *map,
            const char   *key,
            gboolean      is_outer)
{
  const char *const *order = self->style->order;
  int place = -1;

  if (!is_outer || !order || !g_strv_contains (order, key))
    return (int) map->keys->len - 1;

  for (guint i = 0; order[i] && !g_str_equal (order[i], key); i++)
    place = MAX (place, find_key (map, order[i]));

  return place;
}

/* A list to be added is written on one line; it has no dashes to keep. */
static gboolean
insert_entry (Editor             *self,
              const FwYaml       *map,
              const FwYamlChange *change,
              GError            **error)
{
  const char *name = change->name ? change->name : change->key;
  g_autofree char *value = fw_yaml_write (change->value, map->is_flow, error);
  g_autoptr(FwYaml) key_node = fw_yaml_new_text (name);
  g_autofree char *key = value ? fw_yaml_write (key_node, map->is_flow, error) : NULL;
  g_autofree char *entry = NULL;

  if (!key)
    return FALSE;

  if (map->is_flow)
    {
      /* An empty map never comes here: it is replaced as a whole. */
      const FwYaml *last = item_at (map, map->keys->len - 1);
      gsize end = MAX (end_byte (self, last), end_byte (self, key_at (map, map->keys->len - 1)));

      entry = g_strdup_printf (", %s: %s", key, value);
      splice (self, end, end, entry);
      return TRUE;
    }

  gsize first = byte_at (self, key_at (map, 0)->start), begin = line_start (self, first);
  g_autofree char *indent = g_strndup (self->text->str + begin, first - begin);
  int place = find_place (self, map, name, !change->name);
  gsize at = begin;

  if (place >= 0)
    at = next_line (self, MAX (end_byte (self, item_at (map, place)),
                               colon_end (self, key_at (map, place)) - 1));

  gboolean has_end = at == 0 || self->text->str[at - 1] == '\n';

  entry = g_strdup_printf ("%s%s%s: %s%s", has_end ? "" : self->style->newline, indent, key, value,
                           has_end ? self->style->newline : "");
  splice (self, at, at, entry);

  return TRUE;
}

static void
remove_entry (Editor       *self,
              const FwYaml *map,
              guint         index)
{
  const FwYaml *key = key_at (map, index), *item = item_at (map, index);
  gsize start = byte_at (self, key->start);
  gsize end = MAX (end_byte (self, item), byte_at (self, key->end));

  if (!map->is_flow)
    splice (self, line_start (self, start), next_line (self, end), "");
  else if (index + 1 < map->keys->len)
    splice (self, start, byte_at (self, key_at (map, index + 1)->start), "");
  else if (index > 0)
    splice (self, MAX (end_byte (self, item_at (map, index - 1)),
                       byte_at (self, key_at (map, index - 1)->end)), end, "");
  else
    splice (self, start, end, "");
}

/* An entry of the map that a key has; the map comes and goes with its entries. */
static gboolean
change_inner (Editor             *self,
              const FwYaml       *root,
              const FwYamlChange *change,
              GError            **error)
{
  int outer = find_key (root, change->key);
  const FwYaml *map = outer >= 0 ? item_at (root, outer) : NULL;

  if (!map || map->kind != FW_YAML_MAP || map->keys->len == 0)
    {
      g_autoptr(FwYaml) whole = fw_yaml_new_map ();
      FwYamlChange with = { .key = change->key, .value = whole };

      if (!change->value)
        return TRUE;
      fw_yaml_add_entry (whole, change->name, fw_yaml_copy (change->value));
      return outer >= 0 ? replace_value (self, root, outer, whole, error)
                        : insert_entry (self, root, &with, error);
    }

  int inner = find_key (map, change->name);

  if (!change->value && inner >= 0 && map->keys->len == 1)
    remove_entry (self, root, outer);
  else if (!change->value && inner >= 0)
    remove_entry (self, map, inner);
  else if (change->value && inner >= 0)
    return replace_value (self, map, inner, change->value, error);
  else if (change->value)
    return insert_entry (self, map, change, error);

  return TRUE;
}

static gboolean
change_outer (Editor             *self,
              const FwYaml       *root,
              const FwYamlChange *change,
              GError            **error)
{
  int index = find_key (root, change->key);

  if (index >= 0 && change->value)
    return replace_value (self, root, index, change->value, error);
  if (change->value)
    return insert_entry (self, root, change, error);
  if (index >= 0)
    remove_entry (self, root, index);

  return TRUE;
}

static FwYaml *
parse (const char  *text,
       GError     **error)
{
  int line, column;
  g_autoptr(GError) inner = NULL;
  g_autoptr(FwYaml) root = fw_yaml_parse (text, strlen (text), 1, &line, &column, &inner);

  if (!root)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX,
                   _ ("line %d of the block cannot be read: %s; set this right in the text first"),
                   line, inner->message);
      return NULL;
    }
  if (root->kind != FW_YAML_MAP || root->keys->len == 0)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX,
                   _("the block wants lines like 'severity: error'"));
      return NULL;
    }

  return g_steal_pointer (&root);
}

static const FwYaml *
get_value (const FwYaml       *root,
           const FwYamlChange *change)
{
  const FwYaml *value = fw_yaml_get (root, change->key);

  return value && change->name ? fw_yaml_get (value, change->name) : value;
}

/* Everything but what is to change, as text. */
static char *
dup_rest (const FwYaml       *root,
          const FwYamlChange *change)
{
  const char *const outer[] = { change->key, NULL }, *const inner[] = { change->name, NULL };
  const FwYaml *map = fw_yaml_get (root, change->key);
  g_autoptr(GString) text = g_string_new (NULL);

  fw_yaml_append_json (root, outer, text);
  if (change->name && map && map->kind == FW_YAML_MAP
      && map->keys->len > (fw_yaml_get (map, change->name) ? 1 : 0))
    fw_yaml_append_json (map, inner, text);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_else_equal (const FwYaml       *before,
               const FwYaml       *after,
               const FwYamlChange *change)
{
  g_autofree char *left = dup_rest (before, change);
  g_autofree char *right = dup_rest (after, change);

  return g_str_equal (left, right);
}

char *
fw_yaml_edit (const char         *text,
              const FwYamlChange *change,
              const FwYamlStyle  *style,
              GError            **error)
{
  g_return_val_if_fail (text && change && change->key && style && style->newline, NULL);

  g_autoptr(FwYaml) before = parse (text, error);
  g_autoptr(FwYaml) after = NULL;
  g_autoptr(GString) copy = NULL;
  Editor self = { .style = style };

  if (!before)
    return NULL;
  if (fw_yaml_equal (get_value (before, change), change->value))
    return g_strdup (text);

  copy = g_string_new (text);
  self.text = copy;
  if (!(change->name ? change_inner : change_outer) (&self, before, change, error))
    return NULL;

  after = parse (copy->str, NULL);
  if (!after || !fw_yaml_equal (get_value (after, change), change->value)
      || !is_else_equal (before, after, change))
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED,
                   _("'%s' is written in a way that the form cannot change; change it in the text"),
                   change->key);
      return NULL;
    }

  return g_string_free (g_steal_pointer (&copy), FALSE);
}
