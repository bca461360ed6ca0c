/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Restricted YAML from libyaml's events. libyaml hands out the raw text of
 * scalars, which is all that is wanted; its own limits on nesting and ours on
 * depth and size keep hostile blocks cheap.
 */

#include "fw-config.h"
#include "rules/restricted-yaml.h"

#include "core/canonical-json.h"
#include "core/error.h"

#include <glib/gi18n.h>
#include <string.h>
#include <yaml.h>

#define MAX_DEPTH 8
#define MAX_SIZE  (1024 * 1024)
/* Of one list or map: more than anybody wrote by hand, and what a reader does
 * with each of them is done with each other one. */
#define MAX_ENTRIES 4096

typedef struct
{
  yaml_parser_t parser;
  const char   *text;
  gsize         length;
  int           first_line;
  GArray       *breaks; /* (element-type gsize) (owned) (nullable) characters that end lines in YAML only */
  guint         depth;
  int           line;
  int           column;
  GError       *error;
} Reader;

static FwYaml *read_node (Reader *self, yaml_event_t *event);

/* What ends a line for libyaml and for no editor: a single \r, U+0085, U+2028 and
 * U+2029. NULL when there is none. */
static GArray *
find_breaks (const char *text,
             gsize       length)
{
  GArray *breaks = NULL;
  gsize character = 0;

  for (gsize i = 0; i < length; i++)
    {
      const char *p = text + i;
      gsize left = length - i;
      gboolean is_break = (*p == '\r' && (left < 2 || p[1] != '\n'))
                          || (left >= 2 && memcmp (p, "\xc2\x85", 2) == 0)
                          || (left >= 3 && (memcmp (p, "\xe2\x80\xa8", 3) == 0
                                            || memcmp (p, "\xe2\x80\xa9", 3) == 0));

      if (is_break)
        {
          if (!breaks)
            breaks = g_array_new (FALSE, FALSE, sizeof (gsize));
          g_array_append_val (breaks, character);
        }
      character += ((guchar) *p & 0xc0) != 0x80;
    }

  return breaks;
}

/* The line of the file, as an editor counts. */
static int
get_line (const Reader *self,
          yaml_mark_t   mark)
{
  guint low = 0, high = self->breaks ? self->breaks->len : 0;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->breaks, gsize, middle) < mark.index)
        low = middle + 1;
      else
        high = middle;
    }

  return self->first_line + (int) mark.line - (int) low;
}

static void G_GNUC_PRINTF (3, 4)
fail (Reader      *self,
      yaml_mark_t  mark,
      const char  *format,
      ...)
{
  va_list args;
  g_autofree char *message = NULL;

  if (self->error)
    return;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  self->error = g_error_new_literal (FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX, message);
  self->line = get_line (self, mark);
  self->column = (int) mark.column + 1;
}

/* Where a byte is. The parser reads ahead: its own mark is somewhere before. */
static yaml_mark_t
find_mark (const Reader *self,
           gsize         offset)
{
  yaml_mark_t mark = { 0 };

  for (gsize i = 0; i < MIN (offset, self->length); i++)
    {
      if (self->text[i] == '\n')
        {
          mark.line++;
          mark.column = 0;
        }
      else if (((guchar) self->text[i] & 0xc0) != 0x80)
        mark.column++;
    }

  return mark;
}

/* libyaml speaks of tokens and contexts. What people get wrong by hand, in words
 * for them; @at_start where the thing begins tells more than where it went wrong. */
static const struct
{
  const char *context; /* (nullable) any */
  const char *problem; /* (nullable) any; else its beginning */
  gboolean    at_start;
  const char *words;
} slips[] = {
  { "while scanning an alias", NULL, TRUE,
    N_("aliases (*) are not possible in a manual; put texts with * into quotes") },
  { "while scanning an anchor", NULL, TRUE, N_("anchors (&) are not possible in a manual") },
  { "while scanning a tag", NULL, TRUE, N_("tags (!) are not possible in a manual") },
  { "while scanning a directive", NULL, TRUE,
    N_("directives (%) are not possible in a manual") },
  { "while scanning a quoted scalar", "found unexpected", TRUE,
    N_("the quote that begins here is not closed") },
  { "while parsing a quoted scalar", NULL, FALSE,
    N_("this has no meaning behind a backslash; in 'single' quotes it would be what it is") },
  { NULL, "found a tab character", FALSE, N_("a tab stands here; use spaces") },
  { "while scanning for the next token", NULL, FALSE,
    N_("a text cannot begin with this character; put it into quotes") },
  { NULL, "mapping values are not allowed", FALSE,
    N_ ("a colon with a space behind it ends a key; put texts with one into quotes, and begin all "
        "keys in the same column") },
  { NULL, "could not find expected ':'", TRUE, N_("this line should say 'key: value'") },
  { "while parsing a flow", NULL, TRUE,
    N_("the bracket that begins here is not closed, or a comma is missing behind an entry") },
  { "while parsing a block mapping", NULL, FALSE,
    N_("this line should say 'key: value' and begin in the same column as the others") },
  { "while parsing a block collection", NULL, FALSE,
    N_("this line should begin with '- ' in the same column as the others") },
  { NULL, "block sequence entries are not allowed", FALSE,
    N_("a list begins on a line of its own, or stands in [brackets]") },
};

static gboolean
begins_with (const char *text,
             const char *start)
{
  return !start || (text && g_str_has_prefix (text, start));
}

static void
fail_to_scan (Reader *self)
{
  const yaml_parser_t *parser = &self->parser;

  for (gsize i = 0; i < G_N_ELEMENTS (slips); i++)
    if (begins_with (parser->context, slips[i].context)
        && begins_with (parser->problem, slips[i].problem))
      {
        fail (self, slips[i].at_start ? parser->context_mark : parser->problem_mark, "%s",
              _ (slips[i].words));
        return;
      }
  fail (self, parser->problem_mark, "%s",
        parser->problem ? parser->problem : _("not readable as YAML"));
}

/* The next event; the caller deletes it. FALSE after an error. */
static gboolean
next_event (Reader       *self,
            yaml_event_t *event)
{
  if (yaml_parser_parse (&self->parser, event))
    return TRUE;

  if (self->parser.error == YAML_READER_ERROR)
    fail (self, find_mark (self, self->parser.problem_offset),
          _("a character that may not stand here: %s"),
          self->parser.problem ? self->parser.problem : _("not readable as YAML"));
  else
    fail_to_scan (self);

  return FALSE;
}

static FwYaml *
new_node (Reader             *self,
          const yaml_event_t *event,
          FwYamlKind          kind)
{
  FwYaml *node = g_new0 (FwYaml, 1);

  node->kind = kind;
  node->line = get_line (self, event->start_mark);
  node->column = (int) event->start_mark.column + 1;
  node->start = event->start_mark.index;
  node->end = event->end_mark.index;
  if (kind != FW_YAML_SCALAR)
    node->items = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_yaml_free);
  if (kind == FW_YAML_MAP)
    node->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_yaml_free);

  return node;
}

/* libyaml ends a block where the next thing begins, comments and all; it ends
 * with its last item. */
static void
end_node (FwYaml             *node,
          const yaml_event_t *event)
{
  if (node->is_flow)
    node->end = event->end_mark.index;
  else if (node->items->len > 0)
    node->end = ((FwYaml *) g_ptr_array_index (node->items, node->items->len - 1))->end;
}

static gboolean
refuse_extras (Reader             *self,
               const yaml_event_t *event,
               const yaml_char_t  *anchor,
               const yaml_char_t  *tag)
{
  if (anchor)
    fail (self, event->start_mark, _("anchors (&) are not possible in a manual"));
  else if (tag)
    fail (self, event->start_mark, _("tags (!) are not possible in a manual"));

  return anchor || tag;
}

static FwYaml *
read_scalar (Reader             *self,
             const yaml_event_t *event)
{
  const char *value = (const char *) event->data.scalar.value;

  if (refuse_extras (self, event, event->data.scalar.anchor, event->data.scalar.tag))
    return NULL;
  if (strlen (value) != event->data.scalar.length)
    {
      fail (self, event->start_mark, _("a text holds a zero character"));
      return NULL;
    }

  FwYaml *node = new_node (self, event, FW_YAML_SCALAR);

  node->text = g_strdup (value);
  node->quote = event->start_mark.line != event->end_mark.line ? -1
              : event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE ? 0 : 1;

  return node;
}

static FwYaml *
read_list (Reader             *self,
           const yaml_event_t *start)
{
  g_autoptr(FwYaml) list = NULL;

  if (refuse_extras (self, start, start->data.sequence_start.anchor,
                     start->data.sequence_start.tag))
    return NULL;

  list = new_node (self, start, FW_YAML_LIST);
  list->is_flow = start->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
  for (;;)
    {
      yaml_event_t event;

      if (!next_event (self, &event))
        return NULL;
      if (event.type == YAML_SEQUENCE_END_EVENT)
        {
          end_node (list, &event);
          yaml_event_delete (&event);
          return g_steal_pointer (&list);
        }

      if (list->items->len >= MAX_ENTRIES)
        fail (self, event.start_mark, _("more than %d entries"), MAX_ENTRIES);

      FwYaml *item = !self->error ? read_node (self, &event) : NULL;

      yaml_event_delete (&event);
      if (!item)
        return NULL;
      g_ptr_array_add (list->items, item);
    }
}

/* @seen: the texts of the keys so far. */
static gboolean
read_entry (Reader       *self,
            FwYaml       *map,
            GHashTable   *seen,
            yaml_event_t *event)
{
  yaml_event_t value_event;
  yaml_mark_t mark = event->start_mark;
  g_autoptr(FwYaml) key = read_node (self, event);

  if (!key)
    return FALSE;
  if (key->kind != FW_YAML_SCALAR)
    {
      fail (self, mark, _("a key has to be a plain text"));
      return FALSE;
    }
  if (!g_hash_table_add (seen, key->text))
    {
      fail (self, mark, _("'%s' stands here twice"), key->text);
      return FALSE;
    }
  if (!next_event (self, &value_event))
    return FALSE;

  FwYaml *value = read_node (self, &value_event);

  yaml_event_delete (&value_event);
  if (!value)
    return FALSE;
  g_ptr_array_add (map->keys, g_steal_pointer (&key));
  g_ptr_array_add (map->items, value);

  return TRUE;
}

static FwYaml *
read_map (Reader             *self,
          const yaml_event_t *start)
{
  g_autoptr(FwYaml) map = NULL;
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (refuse_extras (self, start, start->data.mapping_start.anchor, start->data.mapping_start.tag))
    return NULL;

  map = new_node (self, start, FW_YAML_MAP);
  map->is_flow = start->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
  for (;;)
    {
      yaml_event_t event;

      if (!next_event (self, &event))
        return NULL;
      if (event.type == YAML_MAPPING_END_EVENT)
        {
          end_node (map, &event);
          yaml_event_delete (&event);
          return g_steal_pointer (&map);
        }
      if (map->keys->len >= MAX_ENTRIES)
        fail (self, event.start_mark, _("more than %d entries"), MAX_ENTRIES);

      gboolean is_good = !self->error && read_entry (self, map, seen, &event);

      yaml_event_delete (&event);
      if (!is_good)
        return NULL;
    }
}

static FwYaml *
read_node (Reader       *self,
           yaml_event_t *event)
{
  FwYaml *node = NULL;

  if (++self->depth > MAX_DEPTH)
    {
      fail (self, event->start_mark, _("lists and maps are nested too deeply"));
      return NULL;
    }

  switch (event->type)
    {
    case YAML_SCALAR_EVENT:
      node = read_scalar (self, event);
      break;
    case YAML_SEQUENCE_START_EVENT:
      node = read_list (self, event);
      break;
    case YAML_MAPPING_START_EVENT:
      node = read_map (self, event);
      break;
    case YAML_ALIAS_EVENT:
      fail (self, event->start_mark,
            _ ("aliases (*) are not possible in a manual; put texts with * into quotes"));
      break;
    default:
      fail (self, event->start_mark, _("something else is expected here"));
      break;
    }
  self->depth--;

  return node;
}

/* Everything around the one node: stream and document events. */
static FwYaml *
read_stream (Reader *self)
{
  g_autoptr(FwYaml) root = NULL;

  for (;;)
    {
      yaml_event_t event;

      if (!next_event (self, &event))
        return NULL;

      yaml_event_type_t type = event.type;

      if (type == YAML_DOCUMENT_START_EVENT
          && (event.data.document_start.version_directive
              || event.data.document_start.tag_directives.start
                 != event.data.document_start.tag_directives.end))
        fail (self, event.start_mark, _("directives (%%) are not possible in a manual"));
      else if (type == YAML_DOCUMENT_START_EVENT && (root || !event.data.document_start.implicit))
        fail (self, event.start_mark, _("only one document is possible here"));
      else if (type == YAML_STREAM_END_EVENT && !root)
        fail (self, event.start_mark, _("nothing stands here"));
      else if (type != YAML_STREAM_START_EVENT && type != YAML_STREAM_END_EVENT
               && type != YAML_DOCUMENT_START_EVENT && type != YAML_DOCUMENT_END_EVENT)
        root = read_node (self, &event);

      yaml_event_delete (&event);
      if (self->error)
        return NULL;
      if (type == YAML_STREAM_END_EVENT)
        return g_steal_pointer (&root);
    }
}

FwYaml *
fw_yaml_parse (const char  *text,
               gsize        length,
               int          first_line,
               int         *out_line,
               int         *out_column,
               GError     **error)
{
  g_return_val_if_fail (text && out_line && out_column, NULL);

  Reader reader = { .text = text, .length = length, .first_line = first_line, .line = first_line,
                    .column = 1 };

  if (length > MAX_SIZE)
    {
      *out_line = first_line;
      *out_column = 1;
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_LIMIT,
                   _("this block is larger than %d bytes"), MAX_SIZE);
      return NULL;
    }
  if (!yaml_parser_initialize (&reader.parser))
    g_error ("out of memory");

  yaml_parser_set_encoding (&reader.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string (&reader.parser, (const guint8 *) text, length);

  reader.breaks = find_breaks (text, length);

  FwYaml *root = read_stream (&reader);

  yaml_parser_delete (&reader.parser);
  g_clear_pointer (&reader.breaks, g_array_unref);
  *out_line = reader.line;
  *out_column = reader.column;
  if (reader.error)
    g_propagate_error (error, reader.error);

  return root;
}

void
fw_yaml_free (FwYaml *self)
{
  if (!self)
    return;

  g_free (self->text);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

FwYaml *
fw_yaml_get (const FwYaml *self,
             const char   *key)
{
  g_return_val_if_fail (self && key, NULL);

  if (self->kind != FW_YAML_MAP)
    return NULL;

  for (guint i = 0; i < self->keys->len; i++)
    {
      const FwYaml *candidate = g_ptr_array_index (self->keys, i);

      if (g_str_equal (candidate->text, key))
        return g_ptr_array_index (self->items, i);
    }

  return NULL;
}

static int
compare_keys (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const FwYaml *map = user_data;
  const FwYaml *key_a = g_ptr_array_index (map->keys, *(const guint *) a);
  const FwYaml *key_b = g_ptr_array_index (map->keys, *(const guint *) b);

  return strcmp (key_a->text, key_b->text);
}

static void
append_map (const FwYaml      *self,
            const char *const *without,
            GString           *json)
{
  g_autofree guint *order = g_new (guint, self->keys->len + 1);
  gboolean is_first = TRUE;

  for (guint i = 0; i < self->keys->len; i++)
    order[i] = i;
  g_qsort_with_data (order, self->keys->len, sizeof *order, compare_keys, (gpointer) self);

  g_string_append_c (json, '{');
  for (guint i = 0; i < self->keys->len; i++)
    {
      const FwYaml *key = g_ptr_array_index (self->keys, order[i]);

      if (without && g_strv_contains (without, key->text))
        continue;
      if (!is_first)
        g_string_append_c (json, ',');
      is_first = FALSE;
      fw_json_append_string (json, key->text);
      g_string_append_c (json, ':');
      fw_yaml_append_json (g_ptr_array_index (self->items, order[i]), NULL, json);
    }
  g_string_append_c (json, '}');
}

void
fw_yaml_append_json (const FwYaml      *self,
                     const char *const *without,
                     GString           *json)
{
  g_return_if_fail (self && json);

  if (self->kind == FW_YAML_SCALAR)
    {
      fw_json_append_string (json, self->text);
      return;
    }
  if (self->kind == FW_YAML_MAP)
    {
      append_map (self, without, json);
      return;
    }

  g_string_append_c (json, '[');
  for (guint i = 0; i < self->items->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      fw_yaml_append_json (g_ptr_array_index (self->items, i), NULL, json);
    }
  g_string_append_c (json, ']');
}
